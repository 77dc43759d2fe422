"""The sites of a document: namings joined under one name and kind, with their aliases and every place that speaks of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kg.extract.name_runs import AWAY, is_descriptor
from kg.extract.site.aliases import as_defined, defined_aliases, is_reference
from kg.extract.site.choices import in_small_letters, is_of_other, is_other_name, kind_of_whole, kind_told, longer_name, only_was, stands_alone
from kg.extract.site.evidence import find_told
from kg.extract.site.firms import is_firm_of_form
from kg.extract.site.merging import join_same
from kg.extract.site.namings import find_namings
from kg.extract.site.parts import held_by_others, is_listed_with, is_part, works_listed
from kg.extract.site.prose import told_parts, told_prose
from kg.extract.site.references import references
from kg.extract.site.tables import find_in_results, find_in_table, find_of_assets, find_of_results, find_under_results, headings_of_rows
from kg.extract.site.words import NamingAt
from kg.facts import FACILITIES
from kg.text.lexicons import mapping
from kg.text.names import fold

if TYPE_CHECKING:
    from kg.extract.context import Context

__all__ = ["NamingAt", "SiteAt", "Sites", "find_sites", "is_descriptor", "site_key"]


@dataclass(eq=False)
class SiteAt:
    """One site of the document while its namings are gathered; `references` are places that mean it without naming it ("the Project")."""

    name: str
    kind: str
    namings: list[NamingAt] = field(default_factory=list)
    references: list[NamingAt] = field(default_factory=list)
    aliases: dict[str, NamingAt] = field(default_factory=dict)


@dataclass(frozen=True)
class Sites:
    """The sites of a document, in the order of their first naming; `main` is the one that the release is about. `parts` are deposits that
    the text names as parts of another site; `aside` the offsets of namings that only say where something else lies; `beside` the neighbours,
    which the prose first tells so."""

    all: tuple[SiteAt, ...]
    main: SiteAt | None
    parts: tuple[SiteAt, ...] = ()
    aside: frozenset[int] = frozenset()
    beside: tuple[SiteAt, ...] = ()

    @cached_property
    def _sorted(self) -> tuple[list[int], list[tuple[NamingAt, SiteAt]]]:
        pairs = sorted(
            ((naming, site) for site in self.all for naming in (*site.namings, *site.references)), key=lambda pair: (pair[0].start, -pair[0].end)
        )
        return [naming.start for naming, _ in pairs], pairs

    def named_in(self, start: int, end: int) -> list[tuple[NamingAt, SiteAt]]:
        """The namings and references between two offsets, in order."""
        starts, pairs = self._sorted
        return [pair for pair in pairs[bisect_left(starts, start) : bisect_left(starts, end)] if pair[0].end <= end]

    def refer(self, references: list[tuple[SiteAt, NamingAt]]) -> None:
        """Give each site the places that mean it without naming it, in the place of those that defined such words."""
        for site in self.all:
            site.references[:] = [naming for other, naming in references if other is site]
        self.__dict__.pop("_sorted", None)

    def last_before(self, at: int, lowest: int = 0) -> SiteAt | None:
        """The mining site named last before an offset, not before another."""
        starts, pairs = self._sorted
        for naming, site in reversed(pairs[bisect_left(starts, lowest) : bisect_right(starts, at)]):
            if naming.end <= at and site.kind not in FACILITIES and naming.start not in self.aside:
                return site
        return None


# What is sold is not what a release is about.
_SOLD = re.compile(
    r"\b(?:sale|disposal|divestment|divestiture|sold|selling|sells|disposed|relinquished)\b (?:of )?(?:all of )?"
    r"(?:its |the |our |a |an )?(?:[\w%.-]+ ){0,6}$"
)


def find_sites(context: Context) -> Sites:
    """The sites named in the telling parts."""
    registry = _Registry(context)
    prose = told_prose(context)
    # Headings last: there every word is capitalised, and a name is known by what the prose calls it.
    for part in sorted(prose, key=lambda part: (part.block.kind == "heading", part.text.isupper())):
        for naming in find_namings(context, part):
            registry.add(registry.told_in_prose(naming) if part.block.kind == "heading" else naming)
    registry.add_of_tables()
    registry.add_told()
    registry.join()
    registry.choose_names()
    registry.add_kindless()
    sites = registry.sites()
    sites.refer(references(context, sites))
    return sites


def site_key(name: str) -> str:
    """The name for comparing: folded, without article and punctuation; Mt is Mount; a salt flat goes by its name alone."""
    plain = re.sub(r"(?<=[a-z])['\u2019]s(?= )", "", re.sub(r"^the ", "", fold(name)))  # Alder's Bay is Alder Bay
    key = re.sub(r"\bmt\b", "mount", re.sub(r"[^a-z0-9]+", " ", plain).strip())
    return _SALAR.sub("", key) or key


_SALAR = re.compile(r"^salar (?:del? )?| (?:de )?salar$")  # "Salar de Alderaca", of the Alderaca project


class _Registry:
    """Joins namings into sites: one name, one mining site; a mill or plant of that name is a site of its own."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sites: dict[tuple[str, str], SiteAt] = {}
        self._taken: set[tuple[int, str]] = set()
        self._shorter: set[str] = set()  # names of which longer ones are defined: "Wren" beside "Wren Underground"

    def add(self, naming: NamingAt) -> None:
        if (naming.start, naming.kind) in self._taken or self._is_inside(naming):
            return
        self._taken.add((naming.start, naming.kind))
        short, naming = naming.name, as_defined(self._context.reading.text, naming)
        if naming.name != short:
            self._shorter.add(short.casefold())
        owner = self._by_alias(naming.name) or self._named_otherwise(naming)
        facility = naming.kind if naming.kind in FACILITIES else ""
        site = self._sites.setdefault(
            (site_key(owner.name if owner else naming.name), facility), SiteAt(owner.name if owner else naming.name, naming.kind)
        )
        if site.name.isupper() and len(site.name) > 4 and not naming.name.isupper():
            site.name = naming.name
        site.namings.append(naming)
        self._take_aliases(site, naming)

    def told_in_prose(self, naming: NamingAt) -> NamingAt:
        """A naming of a heading less the words before the name that the prose tells: "Deepens Roby" is Roby."""
        key, facility = site_key(naming.name), naming.kind if naming.kind in FACILITIES else ""
        enough = 0 if self._words.count(f" {key} ") < 2 else 1
        known = next((site for site in self._sites.values() if key.endswith(" " + site_key(site.name)) and len(site.namings) > enough), None)
        if (key, facility) not in self._sites and (like := self._whole(naming, key, facility) or self._of_title(key, facility)):
            return replace(naming, name=like.name, longer="")
        if known is None or (key, "") in self._sites:
            return naming
        return replace(naming, name=known.name, start=naming.start + len(naming.name) - len(known.name), longer="")

    @cached_property
    def _words(self) -> str:
        """The text as keys of names are written, a blank about each word."""
        return f" {site_key(self._context.reading.text)} "

    def _whole(self, naming: NamingAt, key: str, facility: str) -> SiteAt | None:
        """The site of the prose of whose name a heading gave but the end: "Major Rapids", read in "Buys Major Rapids Project" as Rapids."""
        before = self._context.reading.text[max(0, naming.start - 60) : naming.start + len(naming.name)].casefold()
        ends = (site for (known, of), site in self._sites.items() if of == facility and known.endswith(f" {key}"))
        return next((site for site in ends if before.endswith(site.name.casefold())), None)

    def _of_title(self, key: str, facility: str) -> SiteAt | None:
        """The one site of the prose that a heading calls by a shorter name, or by a longer that stands nowhere else: "Bow" for Bow South."""
        like = [
            site
            for (known, of), site in self._sites.items()
            if of == facility and (known.startswith(key + " ") or (key.startswith(known + " ") and self._words.count(f" {key} ") < 2))
        ]
        return like[0] if len(like) == 1 else None

    def _is_inside(self, naming: NamingAt) -> bool:
        """ "names-are-kind" and the like find again what stands beside its kind word."""
        return naming.rule not in ("name-kind", "coordinated", "paired-kinds") and any(
            other.start <= naming.start < other.end for site in self._sites.values() for other in site.namings
        )

    def _named_otherwise(self, naming: NamingAt) -> SiteAt | None:
        """The site of which the text says that it is also called so; from then on by that name too."""
        if not is_other_name(self._context.reading.text[max(0, naming.start - 50) : naming.start]):
            return None
        near = [(at.end, site) for site in self._sites.values() for at in site.namings if 0 <= naming.start - at.end < 60]
        if near:
            near[-1][1].aliases.setdefault(naming.name, naming)
        return near[-1][1] if near else None

    def _by_alias(self, name: str) -> SiteAt | None:
        return next((site for site in self._sites.values() if name in site.aliases), None)

    def _take_aliases(self, site: SiteAt, naming: NamingAt) -> None:
        for alias in defined_aliases(self._context, naming):
            if is_reference(alias.name):
                site.references.append(alias)
            elif (
                site_key(alias.name) != site_key(site.name)
                and f"{alias.name} and" not in self._context.reading.text[max(0, naming.start - 60) : naming.start]
            ):
                site.aliases.setdefault(alias.name, alias)

    def add_of_tables(self) -> None:
        """The sites that only tables name; what the prose names keeps the kind told there."""
        for heading in headings_of_rows(self._context):
            for naming in find_namings(self._context, heading):
                self.add(self.told_in_prose(naming))
        mines = {site_key(site.name) for site in self._sites.values() if site.kind == "mine"}
        told = -1
        for part in told_parts(self._context):
            if part.block.kind != "table":
                continue
            for naming in find_in_table(self._context, part, lambda name: site_key(name) in mines, 0 <= part.start - told < 40):
                told = part.block.end
                if not self._is_known(naming.name):
                    self.add(naming)

        of_results = (*find_of_assets(self._context), *find_in_results(self._context), *find_under_results(self._context))
        for naming in (*of_results, *find_of_results(self._context, {site.name for site in self._sites.values()})):
            if not self._is_known(naming.name):
                self.add(naming)

    def _is_known(self, name: str) -> bool:
        return any(site_key(name) == key or name in site.aliases for (key, _), site in self._sites.items())

    def add_told(self) -> None:
        """The sites that bear no kind word anywhere, by what is said of them."""
        mining = {site.name.casefold() for (_, facility), site in self._sites.items() if not facility}
        bare = list(find_told(self._context, mining, self._shorter, {site.name.casefold() for site in self._sites.values()} - mining))
        names, text = [site.name for site in self._sites.values()], self._context.reading.text
        for naming in bare:
            key = site_key(naming.name)
            if is_firm_of_form(text, naming.name) or is_of_other(text, names, naming):
                continue
            known = ((key == of and not facility) or naming.name in site.aliases for (of, facility), site in self._sites.items())
            told = self._sites.get((key, ""))
            if not any(known) or (told and naming.rule == told.namings[0].rule):
                self.add(naming)

    def join(self) -> None:
        """Makes one of those that are one."""
        join_same(self._sites, self._context.reading.text)

    def choose_names(self) -> None:
        """Each site by the name that the text calls it, in the letters of prose."""
        text, told = self._context.reading.text, "".join(part.text + "\n" for part in self._context.telling)
        for (_, facility), site in self._sites.items():
            if not facility:
                site.name = longer_name(site.name, site.kind, site.namings, text, told)
            site.name = in_small_letters(site.name, text)
        mines = {site.name for (_, facility), site in self._sites.items() if not facility}
        for (_, facility), site in self._sites.items():
            # "the Bell Rock mill" is of the Bell Rock mine, though rock describes a mill
            longer = {naming.longer for naming in site.namings} if facility else set()
            site.name = next(iter(sorted(longer & mines)), site.name)

    def add_kindless(self) -> None:
        """Namings without a kind word, by name or alias: "at Lac des Iles", "LDI delivered"."""
        taken = sorted((naming.start, naming.end) for site in self._sites.values() for naming in site.namings)
        forms = {
            form: site
            for (key, facility), site in self._sites.items()
            if not facility or (key, "") not in self._sites
            for form in (site.name, site.name.upper(), *site.aliases)
            if len(form) > 1
        }
        if not forms:
            return
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        pattern = re.compile(
            rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in ordered)})(?![\w])(?!-\w)(?! (?:Corp|Inc|Ltd|Resources|Mining|Minerals)\b)"
        )
        for part in told_parts(self._context):
            for found in pattern.finditer(part.text):
                start, end = part.start + found.start(), part.start + found.end()
                at = bisect_right(taken, (start, len(self._context.reading.text))) - 1
                site = forms[found.group()]
                if (at >= 0 and taken[at][1] > start) or self._is_company(start, end) or not stands_alone(part.text, found, site.name):
                    continue
                site.namings.append(NamingAt(site.name, "", self._bracket(end), start, end, "name-alone"))
        for site in self._sites.values():
            site.namings.sort(key=lambda naming: naming.start)

    def _is_company(self, start: int, end: int) -> bool:
        return any(naming.start < end and start < naming.end for naming, _ in self._context.namings(start - 60, end + 60))

    def _bracket(self, end: int) -> str:
        """Commodities in a bracket behind a name: "Ash (Cu-Au-Ag)"."""
        found = re.match(r" \(([^()\d\"%]{2,40})\)", self._context.reading.text[end : end + 44])
        return found[1] if found else ""

    def sites(self) -> Sites:
        for site in self._sites.values():
            site.kind = kind_told(site.namings, self._context.reading.text)
        known, text = tuple(self._sites.values()), self._context.reading.text
        parts = [site for site in self._sites.values() if site.kind == "deposit" and is_part(site, known, text)]
        parts += [site for site in self._sites.values() if site.kind == "deposit" and site not in parts and is_listed_with(site, parts)]
        parts += [site for site in works_listed(known, text) if site not in parts]
        ordered = tuple(sorted((site for site in self._sites.values() if site not in parts), key=lambda site: (site.namings[0].start, site.name)))
        aside = frozenset(
            naming.start
            for site in ordered
            for naming in site.namings
            if AWAY.search(text[max(text.rfind("\n", 0, naming.start) + 1, naming.start - 110) : naming.start])
        )
        title = self._context.header.title
        told = {id(site): [naming for naming in site.namings if naming.kind and (title is None or naming.start >= title.end)] for site in ordered}
        if len(ordered) > 1:  # "the Utah Lithium Project" of a title, beside the project that the prose names
            ordered = tuple(site for site in ordered if told[id(site)] or mapping("geography.txt").get(site.name.casefold()) != "region")
        beside = tuple(site for site in ordered if told[id(site)] and told[id(site)][0].start in aside)
        main = self._main([site for site in ordered if site not in beside] or ordered, aside)
        for site in ordered:
            if site.kind == "deposit":
                site.kind = kind_of_whole(site.namings, text)
        return Sites(ordered, main, tuple(parts), aside, beside)

    def _main(self, sites: Sequence[SiteAt], aside: frozenset[int]) -> SiteAt | None:
        """The site named most, early namings counting more; one named only to say where another lies is not it, and a deposit or a mine
        that was gives way to the property about it."""
        text, first = self._context.reading.text, len(self._context.reading.text) * 0.35
        candidates = [site for site in sites if site.kind not in FACILITIES and any(naming.start not in aside for naming in site.namings)]
        candidates = [site for site in candidates if not all(_SOLD.search(text[max(0, at.start - 90) : at.start]) for at in site.namings)]
        whole = [site for site in candidates if site.kind != "deposit" and not only_was(site.namings, text) and site.namings[0].start < first]
        held = held_by_others(candidates, text)
        return max(
            [site for site in whole or candidates if site.name not in held] or whole or candidates,
            key=lambda site: (sum(1 + (naming.start < first) for naming in site.namings), -site.namings[0].start),
            default=None,
        )
