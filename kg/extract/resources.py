"""The mineral resources and reserves that a document states, one fact a category and commodity of a site or zone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg import terms
from kg.document import Span
from kg.extract.context import Context
from kg.extract.resource.credible import agreeing, possible, worth
from kg.extract.resource.flat import flat
from kg.extract.resource.merging import each_once
from kg.extract.resource.named import inner_of, is_of_issuer, named_before, of_deposit, of_ground, site_told, with_zone
from kg.extract.resource.places import is_material
from kg.extract.resource.prose import prose_estimates
from kg.extract.resource.spans import other_readings
from kg.extract.resource.stacked import stacked
from kg.extract.resource.tables import table_estimates
from kg.extract.resource.words import CATEGORY, RESOURCE, Estimate, cut_off, day_of_title, effective_day, is_reserve, standard_of
from kg.extract.site.context import section_site, sentence_at
from kg.extract.site.names import SiteAt
from kg.extract.site.words import NamingAt
from kg.extract.zones import extract_zones, known_zone
from kg.facts import Concept, Measurement, Mention, ResourceEstimate, Site, Stated, Zone
from kg.reference import unit
from kg.text.letters import LOWER, UPPER
from kg.text.sections import Part
from kg.text.tables import Table

_ESTIMATE_OF = re.compile(r"\b(?:resources?|reserves?|estimates?)\b[^;:]{0,30}\b(?:at|for|on|in|of)(?:\s(?:the|its))?\s$", re.IGNORECASE)
_ITS_ESTIMATE = re.compile(r"\s(?:zone\s)?(?:(?:gold|mineral|ore|initial|maiden|updated)\s){0,2}(?:resources?|reserves?)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:previous|prior|historical?|earlier|superseded|(?:19|20)\d\d) (?:mineral )?(?:resource |reserve )?(?:estimate|resource|reserve)",
    re.IGNORECASE,
)


def extract_resources(context: Context) -> Iterator[Mention]:
    """A mention of each estimate, and one of its tonnage, its grade and its metal where they stand."""
    told: dict[ResourceEstimate, Estimate] = {}
    for estimate in sorted(estimates(context), key=lambda one: one.earlier):
        fact = _fact(context, estimate)
        if fact in told:
            continue  # the same words for other figures: nobody could tell them apart
        told[fact] = estimate
        sure = 1.0 if estimate.rule == "table" else 0.9
        rule = f"{estimate.rule}-{estimate.category}"
        yield Mention(fact, estimate.span, rule, sure)
        for metric, value, notation in (
            ("tonnage", estimate.tonnes, estimate.tonnage_unit),
            ("grade", estimate.grade, estimate.grade_unit),
            ("contained", estimate.contained, estimate.contained_unit),
        ):
            if value is not None and notation is not None:
                span = estimate.parts.get(metric, estimate.span)
                measured = Measurement(
                    Concept("metric", metric), value=value, unit=unit(notation), part_of=fact, written=context.document.quote(span)
                )
                yield Mention(measured, span, rule, sure)


def _fact(context: Context, estimate: Estimate) -> ResourceEstimate:
    site = Site(estimate.site.name, estimate.site.kind) if estimate.site else None
    return ResourceEstimate(
        category=Concept("category", estimate.category),
        site=site or context.company,
        zone=known_zone(context, estimate.zone) or Zone(estimate.zone, site or context.company) if estimate.zone else None,
        commodity=Concept("commodity", estimate.commodity),
        material=estimate.material,
        cut_off=estimate.cut_off,
        standard=estimate.standard,
        on=estimate.day.isoformat() if estimate.day else estimate.when,
    )


def estimates(context: Context) -> list[Estimate]:
    """The estimates of the telling parts, tables before prose, each once."""
    if not any(CATEGORY.search(part.text) for part in context.telling):
        return []
    found: list[Estimate] = []
    document = _Document(context)
    for table, lines in _of_tables(context):
        above = _above(context, table)
        around = "\n".join(
            [*(part.text for part in above), table.title.text if table.title else "", *(note.text for note in table.notes), _below(context, table)]
        )
        day = day_of_title(table.title.text.split("\n")[-1] if table.title else "", context.published)
        found += [document.dated(of_deposit(_placed(context, estimate, table, above)), around, day) for estimate in lines]
    zones, tabled = _zones(context), frozenset(one.site.name for one in found if one.site)
    titled = _zone_of_title(context, zones)
    for estimate in prose_estimates(context, zones):
        part = next(part for part in context.telling if part.start <= estimate.at <= part.block.end)
        if estimate.zone is None and estimate.site is None:
            estimate = replace(estimate, zone=titled)
        told = next((one.text for one in context.sentences if one.start <= estimate.at < one.end), part.text)
        placed = _placed_in_prose(context, replace(estimate, cut_off=cut_off(told)), part, tabled)
        last = found[-1] if found and part.start <= found[-1].at <= estimate.at else None
        if last and last.site and placed.site and not estimate.site and not context.sites.named_in(last.at, estimate.at):
            placed = replace(placed, site=last.site)  # "The Birch resource is 4 Mt. There is also an inferred resource of"
        elif not estimate.site and not estimate.of:
            placed = with_zone(context, zones, placed, last if estimate.zone is None else None, part.start)
        found.append(document.dated(placed, part.text, whole=not _EARLIER.search(told)))
    site = None if any(one.site for one in found) else site_told(context)
    if site:
        found = [_at(estimate, site) for estimate in found]
    return each_once(found)


def _at(estimate: Estimate, site: SiteAt) -> Estimate:
    """An estimate of a site that only the words on estimates name; what its label says behind that name is its material."""
    rest = estimate.zone.removeprefix(site.name).strip() if estimate.zone and estimate.zone.startswith(site.name) else None
    if rest is None or (rest and not is_material(rest)):
        return replace(estimate, site=site)
    return replace(estimate, site=site, zone=None, material=rest or estimate.material)


def _of_tables(context: Context) -> list[tuple[Table, list[Estimate]]]:
    """The tables with their estimates; where cells that stand one on a line can be read in two ways, in that which tells more."""
    found = [(table, _of_table(context, table)) for table in context.tables]
    others = [other for table in context.tables for other in other_readings(context, table)]
    for table in (*others, *flat(context.telling), *stacked(context)):
        lines = agreeing(_of_table(context, table))
        same = [other for other in found if other[0].start < table.end and table.start < other[0].end]
        if worth(lines) > sum(worth(told) for _, told in same):
            found = [*(other for other in found if not any(other is one for one in same)), (table, lines)]
    return sorted(found, key=lambda read: read[0].start)


def _of_table(context: Context, table: Table) -> list[Estimate]:
    above = _above(context, table)
    title = " ".join([*(part.text for part in above[-1:] if len(part.text) < 300), table.title.text if table.title else ""])
    return possible(list(table_estimates(context, table, title)))


def _above(context: Context, table: Table) -> list[Part]:
    """The last parts of prose before a table, up to three, in its section; what stands beyond another table is none of it."""
    parts: list[Part] = []
    for part in reversed(context.telling[: _place_of(context, table.start)][-3:]):
        if part.block.kind == "table" or part.section != table.section:
            break
        parts.append(part)
    return parts[::-1]


def _place_of(context: Context, at: int) -> int:
    """How many of the telling parts begin before an offset."""
    return bisect_left(context.telling, at, key=lambda part: part.start)


def _below(context: Context, table: Table) -> str:
    """The two parts of prose after a table."""
    first = _place_of(context, table.end)
    below = context.telling[first : first + 2]
    return "\n".join(part.text for part in below if part.block.kind != "table" and part.section == table.section)


def _zones(context: Context) -> list[tuple[Span, str]]:
    """Where the document names zones, and their names."""
    return [
        (mention.span, mention.fact.value)
        for mention in context.once(extract_zones)
        if isinstance(mention.fact, Stated) and mention.fact.predicate == terms.SCHEMA_name and isinstance(mention.fact.value, str)
    ]


def _zone_of_title(context: Context, zones: list[tuple[Span, str]]) -> str | None:
    """The zone whose resource the headline tells: "Updated Resource at the Heron Zone"."""
    title, text = context.header.title, context.document.text
    if title is None:
        return None
    inside = [(at, name) for at, name in zones if title.start <= at.start and at.end <= title.end]
    named = {name for at, name in inside if _ESTIMATE_OF.search(text[title.start : at.start]) or _ITS_ESTIMATE.match(text[at.end : title.end])}
    return named.pop() if len(named) == 1 else None


def _placed(context: Context, estimate: Estimate, table: Table, above: Sequence[Part]) -> Estimate:
    """An estimate with its site: that of its row, or else that of the title, of what stands before the table, or of the section."""
    if estimate.site is not None:
        return estimate
    title = table.title
    last = title.end - len(title.text.split("\n")[-1]) if title else 0
    named = of_ground(context, last, title.end) or of_ground(context, title.start, title.end)[-1:] if title else []
    if estimate.of:
        return replace(estimate, site=_site_of_total(context, estimate.of, [site for _, site in named], table, above))
    named = named or (_caption_below(context, table) if title is None else [])
    for part in reversed(above):
        named = named or of_ground(context, part.start, part.block.end)
    return replace(estimate, site=named[0][1] if named else _site_around(context, table.start))


# Before a site that a company has beside the one that a release is of.
_BESIDES = re.compile(r"\b(?:also|in addition|separately|other|elsewhere)\b", re.IGNORECASE)


def _site_around(context: Context, at: int) -> SiteAt | None:
    """The site of the section in which a place stands; no site that is only named behind it, as one that the company has beside."""
    site = section_site(context, context.sites, at)
    first = min((naming.start for naming in (*site.namings, *site.references)), default=-1) if site else -1
    if first < at:
        return site
    told = sentence_at(context, first)
    return None if told and _BESIDES.search(told.text, 0, first - told.start) else site


def _site_of_total(context: Context, of: frozenset[str], titled: list[SiteAt], table: Table, above: Sequence[Part]) -> SiteAt | None:
    """The site of a total over several: another that the title names, or that the words above do where all are deposits, which may lie in one
    project; mines of a company have none in common."""
    deposits = {site.kind for site in context.sites.all if site.name in of} == {"deposit"}
    told = [site for part in reversed(above) for _, site in context.sites.named_in(part.start, part.block.end)] if deposits else []
    around = section_site(context, context.sites, table.start) if deposits else None
    return next((site for site in (*titled, *told, around) if site and site.name not in of), None)


def _caption_below(context: Context, table: Table) -> list[tuple[NamingAt, SiteAt]]:
    """The site that a caption below a table without a title names."""
    first = _place_of(context, table.end)
    part = next(iter(context.telling[first : first + 1]), None)
    if part is None or part.block.kind == "table" or len(part.text) > 160 or not RESOURCE.search(part.text):
        return []
    named = context.sites.named_in(part.start, part.block.end)
    return named if len({site.name for _, site in named}) == 1 else []


# What all of a company's sites hold together is of none of them: "at the Company's three producing silver mines".
_SITES = r"(?:mines|properties|projects|operations|deposits|assets)\b"
_OF_SEVERAL = re.compile(
    rf"\b(?:company|corporation|group)(?:'s|\u2019s)? [^.;]{{0,40}}?\b{_SITES}"
    rf"|\b(?:across|at|of|from|in) all\b[^.;]{{0,30}}?\b{_SITES}"
    rf"|\b(?:its|our|all|the) (?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|various) [^.;]{{0,30}}?\b{_SITES}"
    r"|\b(?:within|in|across|from|for|(?<!one )of) (?:two|three|four|five|six|seven|eight|nine|ten|\d+|several) (?:[a-z]+ ){0,2}deposits\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\.\s|\n\s*\n|\n\s*[-*\u2022]\s")
# Metal alone that a company with several sites calls its own is that of all together.
_OF_COMPANY = re.compile(
    r"\b(?:its|our|company['\u2019]s|corporation['\u2019]s|group['\u2019]s)\s(?:(?!project|propert|mine)[\w-]+\s){0,3}$", re.IGNORECASE
)


# A place that is no site of the text: "the Resource estimate for Birch Reward was released", of which nobody can say where it lies.
_OF_ANOTHER = re.compile(
    r"\b(?:[Rr]esources?|[Rr]eserves?|[Ee]stimates?)(?: [Ee]stimates?)? (?:for|at) (?:the )?"
    rf"(?P<name>[{UPPER}][{LOWER}][\w'-]*(?: [{UPPER}][{LOWER}][\w'-]*){{0,3}}) (?:was|were|is|has|have)\b"
)


def _placed_in_prose(context: Context, estimate: Estimate, part: Part, tabled: frozenset[str]) -> Estimate:
    """An estimate of a sentence with its site; `tabled` are the sites that tables give estimates of."""
    if estimate.of:
        return estimate  # the total over the sites that follow it
    text, span = context.document.text, estimate.span
    lead = _ENDS.split(text[max(0, span.start - 90) : span.start])[-1]
    several = _OF_SEVERAL.search(text, span.start, span.end) or _OF_SEVERAL.search(lead)
    if several:
        return replace(estimate, site=_around_deposits(context, estimate) if several.group().casefold().endswith("deposits") else None)
    if named := named_before(context, estimate, lead):
        return replace(estimate, site=named)
    if estimate.site is not None or _OF_SEVERAL.search(_ENDS.split(text[span.end : span.end + 140])[0]):
        return estimate
    bare = estimate.tonnes is None and estimate.grade is None and len({site.name for site in context.sites.all}) > 1
    if bare and (_OF_COMPANY.search(text, max(0, span.start - 60), span.start) or is_of_issuer(context, estimate)):
        return estimate
    if estimate.zone is None and (other := _OF_ANOTHER.search(lead)):
        return replace(estimate, zone=other["name"])
    near = context.sites.last_before(estimate.at, part.start)
    if near and (before := context.sites.named_in(part.start, estimate.at)) and before[-1][1] is near:
        near = inner_of(context, before)
    return replace(estimate, site=near or _deposit_above(context, part, section_site(context, context.sites, estimate.at), tabled))


def _around_deposits(context: Context, estimate: Estimate) -> SiteAt | None:
    """The project in which all the deposits lie that an estimate is of: the one that its sentence names, or the only one of the document."""
    if estimate.site is not None and estimate.site.kind in ("project", "property"):
        return estimate.site
    projects = [site for site in context.sites.all if site.kind in ("project", "property")]
    return projects[0] if len(projects) == 1 else None


def _deposit_above(context: Context, part: Part, site: SiteAt | None, tabled: frozenset[str]) -> SiteAt | None:
    """The deposit of which the words above say that the estimate is, though they name the project around it last; not where the tables
    give it of the project."""
    if site is None or site.kind not in ("project", "property") or site.name in tabled:
        return site
    place = _place_of(context, part.start)
    for above in reversed(context.telling[max(0, place - 3) : place]):
        for naming, named in reversed(context.sites.named_in(above.start, above.block.end)):
            if named.kind == "deposit" and _ESTIMATE_OF.search(context.reading.text, above.start, naming.start):
                return named
        if context.sites.named_in(above.start, above.block.end):
            return site
    return site


class _Document:
    """What a whole document tells of its estimates, read once: the code that they follow, and the day of resources and of reserves."""

    def __init__(self, context: Context) -> None:
        self.published = context.published
        self.around: dict[str, tuple[date | None, str | None, str | None]] = {}
        self.standard = standard_of("\n".join(part.text for part in context.telling))
        self.days = {
            kind: effective_day("\n".join(part.text for part in context.telling if kind in part.text.casefold()), context.published)
            for kind in ("resource", "reserve")
        }
        if not any(self.days.values()):
            day = effective_day("\n".join(part.text for part in context.telling if "effective date" in part.text.casefold()), context.published)
            self.days = dict.fromkeys(self.days, day)

    def dated(self, estimate: Estimate, around: str, titled: date | None = None, whole: bool = True) -> Estimate:
        """An estimate with its effective date, cut-off and standard, as the words around it tell them, or else the document, unless its own
        sentence speaks of one before it (`whole`); `titled` is the day in the title of its table."""
        told, limit, standard = self._read(around)
        if estimate.earlier:
            return replace(estimate, standard=standard or self.standard)
        day = told or titled
        if day is None and whole:
            day = self.days["reserve" if is_reserve(estimate.category) else "resource"]
        if estimate.when and day and not day.isoformat().startswith(estimate.when):
            day = None  # that of another estimate
        return replace(estimate, day=day, cut_off=estimate.cut_off or limit, standard=standard or self.standard)

    def _read(self, around: str) -> tuple[date | None, str | None, str | None]:
        """The day, the cut-off and the standard that some words tell; those around many estimates are read once."""
        if around not in self.around:
            self.around[around] = effective_day(around, self.published), cut_off(around), standard_of(around)
        return self.around[around]
