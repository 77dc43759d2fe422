"""The named ore zones, veins, lenses, shoots, prospects, targets and pits of a document, and the site that each lies in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg import terms
from kg.extract.context import Context
from kg.extract.name_runs import is_descriptor, soft_words
from kg.extract.site.evidence import find_drilled
from kg.extract.site.names import Sites, site_key
from kg.extract.site.prose import told_parts, told_prose
from kg.extract.zone.labels import find_labels
from kg.extract.zone.lists import find_zone_lists
from kg.extract.zone.namings import find_zone_namings
from kg.extract.zone.phrases import LIST, find_listed_zones, list_items, may_be_zone
from kg.extract.zone.sites import is_of_crust, means_site
from kg.extract.zone.tables import find_in_columns, find_in_estimates, find_in_table, row_names
from kg.extract.zone.trimming import is_count, is_little, trimmed_zone
from kg.extract.zone.within import site_of
from kg.extract.zone.words import ZoneAt, needs_kind, without_kind, zone_kinds
from kg.facts import Mention, Site, Stated, Zone
from kg.text.lexicons import entries


@dataclass(frozen=True)
class _Zone:
    """A zone of the document: the name that it goes by, and its namings."""

    name: str
    namings: tuple[ZoneAt, ...]


def extract_zones(context: Context) -> Iterator[Mention]:
    """A mention of each naming of a zone, and one that it lies in its site, where a site can be told."""
    sites = context.sites
    told = [zone for zone in _find(context, sites) if not _OF_GRID.search(context.reading.text, max(0, zone.start - 24), zone.start)]
    told = [zone for zone in told if not _ROW.match(zone.name) and not _is_cut(context, sites, zone)]
    namings = [trimmed_zone(context, sites, zone) for zone in told]
    joined = _join([zone for zone in namings if not means_site(sites, zone)])
    joined += _mates(context, sites, joined)
    for zone in (zone for zone in joined if not is_of_crust(context, zone.namings)):
        site = site_of(context, sites, zone.name, zone.namings)
        entity = Zone(zone.name, Site(site.name, site.kind) if site else context.company)
        for naming in zone.namings:
            span = context.span(naming.start, naming.end)
            yield Mention(Stated("zone", entity, terms.SCHEMA_name, zone.name), span, naming.rule)
            if site:
                yield Mention(Stated("zone", entity, terms.GEO_sfWithin, Site(site.name, site.kind)), span, naming.rule, 0.9)


# What a row counts, and no place: "Ore mined - open pit".
_ROW = re.compile(r"(?i:(?:total )?(?:ore|waste|tonnes|material|metres|ounces) (?:mined|milled|moved|processed|hauled|treated|produced|sold))\b")
# "MGA94 - Zone 50": of the grid in which places are measured.
_OF_GRID = re.compile(r"\b(?:MGA|GDA|AMG|UTM|WGS|NAD|AGD|[Gg]rid(?: [Ss]ystem)?|[Dd]atum)\W{0,2}(?:\d{2,4})?[\W_]*(?:UTM\W*)?$")


_OF_BEFORE = re.compile(r"\b[A-Z][\w'-]+ of (?:the )?$")  # "Alder of | Birch"
_BROKEN = re.compile(r"[^\W\d_]{2}[-\u2010\u2011]\s$")  # "the Farr- Jones target": a line broke the name


def _is_cut(context: Context, sites: Sites, zone: ZoneAt) -> bool:
    """Whether a name is an end of a longer one: with "of", of a site of two names ("the Pitch and | Toss pit"), or broken by a line."""
    before = context.reading.text[max(0, zone.start - 60) : zone.start]
    behind = context.reading.text[zone.start : zone.start + 60]
    if any(site.name.startswith(f"{zone.name} and ") and behind.startswith(site.name) for site in sites.all):
        return True
    if " " not in zone.name and any(before.endswith(site.name.removesuffix(zone.name)) and site.name.endswith(f" {zone.name}") for site in sites.all):
        return True
    if (of := _OF_BEFORE.search(before)) and re.search(
        rf"\b(?:at|in|and|from|the|on|,) {re.escape(of.group() + zone.name)}(?![\w-])", context.reading.text
    ):
        return True
    pairs = (site.name.rsplit(" and ", 1) for site in sites.all if " and " in site.name)
    return _BROKEN.search(before) is not None or any(before.endswith(f"{one} and ") and zone.name.startswith(two) for one, two in pairs)


def known_zone(context: Context, name: str) -> Zone | None:
    """The zone of the document that a name of a table means: of that name, with or without a kind word; None where there is none, or two."""
    zones = {mention.fact.subject for mention in context.once(extract_zones) if isinstance(mention.fact, Stated)}
    named = [zone for zone in zones if isinstance(zone, Zone) and site_key(zone.name) == site_key(name)]
    stem = site_key(without_kind(name))
    like = named or [zone for zone in zones if isinstance(zone, Zone) and stem and site_key(without_kind(zone.name)) == stem]
    return like[0] if len(like) == 1 else None


def _find(context: Context, sites: Sites) -> Iterator[ZoneAt]:
    for part in told_parts(context):
        if part.block.kind == "table":
            yield from find_in_table(part)
            for name, start, end in row_names(part):
                if any(name.startswith(site.name + " ") for site in sites.all):
                    yield ZoneAt(name, "", start, end, "table-row")
    yield from find_in_columns(context)
    yield from find_in_estimates(context)
    for part in told_prose(context):
        heading = part.block.kind == "heading"
        yield from (replace(zone, rule="heading") if heading else zone for zone in find_zone_namings(context, part))
    yield from find_listed_zones(context)
    yield from find_zone_lists(context)
    yield from find_labels(context)
    if sites.main is not None:
        for name, at in find_drilled(context):
            yield ZoneAt(name, "", at, at + len(name), "drilled-at")
    for site in sites.parts:
        for naming in site.namings:
            kind = "Deposit" if "Deposit" in context.reading.text[naming.start : naming.end] else ""
            yield ZoneAt(site.name, kind, naming.start, naming.end, "deposit-of-site")


# ---- joining


def _join(namings: list[ZoneAt]) -> list[_Zone]:
    """Zones by their names without kind words: "Doyle" of a table is the Doyle Zone. Where a name says little ("Main", "No. 3"), its kind
    tells zones apart."""
    groups: dict[tuple[str, str], list[ZoneAt]] = {}
    seen: set[tuple[int, str]] = set()
    for naming in sorted(namings, key=lambda zone: (zone.start, -zone.end)):
        stem = site_key(naming.name)
        if (naming.start, stem) in seen or any(
            other.start < naming.start < other.end for others in groups.values() for other in others[-1:] if other.rule == "name-kind"
        ):
            continue
        seen.add((naming.start, stem))
        little = all(word in soft_words() or is_count(word) or word in ("no", "footwall", "hangingwall") for word in stem.split())
        kind = naming.kind.casefold() if little else ""
        if little and not kind:
            kind = next((known for known_stem, known in groups if known_stem == stem and known), "")
        groups.setdefault((stem, kind), []).append(naming)
    _merge_headings(groups)
    _merge_described(groups)
    bare = {stem for stem, kind in groups}
    return [
        _Zone(_spelt(zones), tuple(zones))
        for (stem, kind), zones in groups.items()
        if kind or not is_little(stem) or (stem in bare and zones[0].rule in ("kind-key", "table-column", "counted-list", "label"))
    ]


def _merge_headings(groups: dict[tuple[str, str], list[ZoneAt]]) -> None:
    """In headings every word is capitalised: "Deepens Roby" there is the Roby of the prose."""
    told = {stem: kind for (stem, kind), zones in groups.items() if any(zone.rule != "heading" for zone in zones)}
    for stem, kind in [key for key, zones in groups.items() if all(zone.rule == "heading" for zone in zones)]:
        if shorter := next((other for other in told if stem.endswith(" " + other) or _is_described(stem, other)), None):
            groups[shorter, told[shorter]] += groups.pop((stem, kind))


def _merge_described(groups: dict[tuple[str, str], list[ZoneAt]]) -> None:
    """ "Alder Moly Zone" of a caption is the Alder of which the text tells."""
    for stem, kind in list(groups):
        told = next((key for key in groups if key[0] != stem and _is_described(stem, key[0])), None)
        if told is not None:
            groups[told] += groups.pop((stem, kind))


def _is_described(stem: str, told: str) -> bool:
    """ "Copper Hill Copper" of a headline is Copper Hill with its metal."""
    return bool(told) and stem.startswith(told + " ") and all(is_descriptor(word) for word in stem[len(told) :].split())


def _spelt(zones: list[ZoneAt]) -> str:
    """The form told most with a kind word; without it where the word is one of those that names drop in small letters, or in tables."""
    zones = [zone for zone in zones if zone.rule != "heading" and not (zone.name.isupper() and len(zone.name) > 4)] or zones
    forms = Counter(
        f"{zone.name} {zone.kind}"
        if zone.kind and (needs_kind(zone.name) or not (zone_kinds().get(zone.kind.casefold()) or _NO_KIND).lone)
        else zone.name
        for zone in zones
    )
    told = (zone for zone in zones if zone.kind[:1].isupper())
    proper = Counter(f"{zone.name} {zone.kind}" for zone in told)
    kinds = {form: count for form, count in forms.items() if " " in form and form.rsplit(" ", 1)[1].casefold() in zone_kinds()}
    if len(proper) == 1 and all(zone.kind == "Area" for zone in zones):
        return next(iter(proper))  # "Rook Vein Area", and no "Rook Vein"
    bare = {form: count for form, count in forms.items() if form not in kinds}
    if bare and not needs_kind(next(iter(bare))) and (_drops_kind(kinds) or (_only_describes(kinds) and sum(bare.values()) > sum(kinds.values()))):
        kinds = {}
    choice = kinds or (proper if proper and not any(not zone.kind for zone in zones) else forms)
    return max(choice, key=lambda form: (choice[form], sum(letter.isupper() for letter in form), form))


def _drops_kind(kinds: Mapping[str, int]) -> bool:
    """ "the Sandbar and Rook showings", where "at Sandbar" is told too."""
    return all(zone_kinds()[form.rsplit(" ", 1)[1].casefold()].singular in _DROPPED for form in kinds)


def _only_describes(kinds: Mapping[str, int]) -> bool:
    """ "the Sandbar pegmatite", in small letters, says what the Sandbar of the tables is."""
    return all(form.rsplit(" ", 1)[1].islower() for form in kinds)


_NO_KIND = zone_kinds()["zone"]
_DROPPED = frozenset({"showing", "channel", "chimney", "shear"})
_ALL_AT = re.compile(r"(?: [a-z]+)?, (?:all|each|both) (?:of (?:them|which) )?(?:are |lie )?(?:located |situated )?(?:on|at|in|within|of) ")
_LAST_KIND = re.compile(
    r" (?:[Zz]ones?|[Vv]eins?|[Ll]obes?|[Tt]argets?|[Pp]rospects?|[Aa]reas?|[Pp]its?|[Ll]odes?|[Ss]hoots?|[Dd]eposits?|[Ll]ens(?:es)?)$"
)


def _mates(context: Context, sites: Sites, zones: list[_Zone]) -> list[_Zone]:
    """Unknown names in a list with zones that are known: "each of Big Vein, Pristine, CSAM and Golden Glove"."""
    known = {site_key(form) for zone in zones for naming in zone.namings for form in (naming.name, zone.name)}
    if not known:
        return []
    found: list[ZoneAt] = []
    for part in context.telling:
        for listed in LIST.finditer(part.text) if part.block.kind != "table" else ():
            items = list(list_items(part.text, *listed.span()))
            told = [site_key(_LAST_KIND.sub("", part.text[start:end])) in known for start, end in items]
            if not any(told) or (sum(told) == 1 and len(items) > 2 and not _ALL_AT.match(part.text, listed.end())) or all(told):
                continue
            if len(items) == 2 and not re.search(
                r"\b(?:at|in|on|from|of|between|over|across|within|both) (?:the )?$", part.text[: listed.start()][-14:]
            ):
                continue
            for (start, end), is_known in zip(items, told, strict=True):
                name = _LAST_KIND.sub("", part.text[start:end])
                end = start + len(name)
                free = not sites.named_in(part.start + start - 40, part.start + end + 40) or not any(
                    n.start < part.start + end and part.start + start < n.end
                    for n, _ in sites.named_in(part.start + start - 40, part.start + end + 40)
                )
                zone = ZoneAt(name, "", part.start + start, part.start + end, "listed-with-zones")
                if not is_known and free and may_be_zone(context, name, zone.start, zone.end) and not _is_cut(context, sites, zone):
                    found.append(zone)
    return _join([*found, *_kin(context, zones, known)])


_QUARTER = r"(?:North|South|East|West|Northeast|Northwest|Southeast|Southwest|Extension|Deeps|Deep|Upper|Lower|Central)"


def _kin(context: Context, zones: list[_Zone], known: set[str]) -> Iterator[ZoneAt]:
    """Names that tell a zone's neighbour by its quarter: "Rook East" beside the Rook Zone."""
    stems = {words[0] for zone in zones for words in [zone.namings[0].name.split(" ")] if len(words[0]) > 3 and words[0].isalpha()}
    sites = {word for site in context.sites.all for word in site.name.split(" ")}
    stems = {stem for stem in stems - sites if stem[0].isupper() and stem.casefold() not in soft_words() | entries("zone_generic.txt")}
    if not stems:
        return
    kin = re.compile(rf"(?<![\w-])(?P<name>(?:{'|'.join(sorted(stems))}) {_QUARTER})(?![\w-])(?! {_QUARTER})")
    for part in context.telling:
        for found in kin.finditer(part.text) if part.block.kind != "table" else ():
            low, high = part.start + found.start(), part.start + found.end()
            if site_key(found["name"]) not in known and may_be_zone(context, found["name"], low, high):
                yield ZoneAt(found["name"], "", low, high, "kin-of-zone")
