"""Places that mean a site without naming it: "the Project", "the licence", "the mill"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.site.headings import heading_site
from kg.extract.site.words import NamingAt
from kg.facts import FACILITIES
from kg.text.lexicons import mapping
from kg.text.sections import HEADER, Part

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.site.names import SiteAt, Sites

_REFERENCE = re.compile(
    r"\b[Tt]he (?P<kind>Project|Property|Mine|Deposit|Concessions?|Claims|project|property|mine|colliery|deposit|concessions?|claims|licen[cs]es?|"
    r"tenements?|permits?|mill|smelter|refinery|plant|concentrator)(?![\w'-])(?! [A-Z])"
)


# "Harrow remains the flagship. It is 80% owned": the site of which the sentence before speaks first.
_IT = re.compile(r"(?<=[.!?] )It(?= (?:is|was|lies|covers|hosts|consists|comprises|contains|remains|has been)\b)")
# What is said of ground, and of nothing else that a sentence about work there names.
_IS_HELD = re.compile(
    r"It (?:is|remains|was) (?:now |currently |also )?(?:\d[\d.]* ?(?:%|per ?cent)[- ](?:owned|held)|(?:wholly|fully|jointly)[- ](?:owned|held)|"
    r"(?:owned|held|operated|managed|under option|optioned|subject to an?|a (?:\d\d[/:-]\d\d )?joint venture|located|situated)\b)"
)
# Words that are said for one another of ground that is explored.
_ALIKE = frozenset({"project", "property"})


def references(context: Context, sites: Sites) -> list[tuple[SiteAt, NamingAt]]:
    """Each place with the site that it means: the one that was defined so, else the one of that kind named last, or the only facility of
    that kind; in small letters only the latter."""
    defined = {reference.name.casefold(): site for site in sites.all for reference in site.references}
    return [found for part in context.telling if part.block.kind != "table" for found in _in_part(context, sites, part, defined)]


def _in_part(context: Context, sites: Sites, part: Part, defined: dict[str, SiteAt]) -> Iterator[tuple[SiteAt, NamingAt]]:
    for it in _IT.finditer(part.text):
        low = max(part.text.rfind(mark, 0, it.start() - 2) for mark in (". ", "! ", "? ", "\n")) + 1
        before = sites.named_in(part.start + low, part.start + it.start())
        opening = [site for naming, site in before if naming.start - part.start - low < 6]
        if not opening and len({id(site) for _, site in before}) == 1 and _IS_HELD.match(part.text, it.start()):
            opening = [before[0][1]]
        if opening:
            yield opening[0], NamingAt(opening[0].name, "", "", part.start + it.start(), part.start + it.end(), "reference")
    for found in _REFERENCE.finditer(part.text):
        start, end = part.start + found.start(), part.start + found.end()
        kind, proper = mapping("site_kinds.tsv")[found["kind"].casefold()], found["kind"][0].isupper()
        site = defined.get(found["kind"].casefold()) if proper else None
        if site is None:
            site = _facility(sites, kind, start) if kind in FACILITIES else _last(context, sites, kind, start, part)
        if site is None and proper:
            site = sites.main
        if site is not None:
            yield site, NamingAt(site.name, "", "", start, end, "reference")


def _last(context: Context, sites: Sites, kind: str, at: int, part: Part) -> SiteAt | None:
    """The site named last in the paragraph, where it is of that kind; where none is named there, the one that heads it, or the only one."""
    last = sites.last_before(at, part.start)
    if last is not None:
        return last if kind in {naming.kind for naming in last.namings} else _whole_of(sites, last, kind, part.start, at)
    if part.section == HEADER or part.block.kind == "heading":
        return None
    headed = heading_site(context, sites, part.start)
    if headed is None:
        mining = [site for site in sites.all if site.kind not in FACILITIES and site not in sites.beside]
        called = [site for site in mining if _is_called(site, kind)] if kind in _ALIKE else mining
        only = mining if len(mining) == 1 else called
        headed = only[0] if len(only) == 1 and only[0].namings[0].start < at and only[0] is (sites.main or only[0]) else None
    return headed if headed is not None and _is_called(headed, kind) else None


def _whole_of(sites: Sites, last: SiteAt, kind: str, low: int, at: int) -> SiteAt | None:
    """The only property or project that its paragraph named before a deposit: "At the Birch deposit on the Alder property ... The property is"."""
    if last.kind != "deposit" or kind not in _ALIKE:
        return None
    whole = {id(site): site for naming, site in sites.named_in(low, at) if _is_called(site, kind) and site not in sites.beside}
    return next(iter(whole.values())) if len(whole) == 1 else None


def _is_called(site: SiteAt, kind: str) -> bool:
    """Whether a site is called by a kind word, or by one that is said for it."""
    kinds = {naming.kind for naming in site.namings}
    return kind in kinds or (kind in _ALIKE and not kinds.isdisjoint(_ALIKE))


def _facility(sites: Sites, kind: str, at: int) -> SiteAt | None:
    """The only mill, plant, smelter or refinery of the document, where it is named before and no mine bears its name."""
    of_kind = [site for site in sites.all if site.kind == kind]
    if len(of_kind) != 1 or of_kind[0].namings[0].start > at:
        return None
    return None if any(site.name == of_kind[0].name and site is not of_kind[0] for site in sites.all) else of_kind[0]
