"""Places that mean a site without naming it: "the Project", "the licence", "the mill"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.site.words import NamingAt
from kg.facts import FACILITIES
from kg.text.lexicons import mapping
from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.site.names import SiteAt, Sites

_REFERENCE = re.compile(
    r"\b[Tt]he (?P<kind>Project|Property|Mine|Deposit|Concessions?|Claims|project|property|mine|colliery|deposit|concessions?|claims|licen[cs]es?|"
    r"tenements?|permits?|mill|smelter|refinery|plant|concentrator)(?![\w'-])(?! [A-Z])"
)


# "Harrow remains the flagship. It is 80% owned": the site of which the sentence before speaks first.
_IT = re.compile(r"(?<=[.!?] )It(?= (?:is|was|lies|covers|hosts|consists|comprises|contains|remains|has been)\b)")


def references(context: Context, sites: Sites) -> list[tuple[SiteAt, NamingAt]]:
    """Each place with the site that it means: the one that was defined so, else the one of that kind named last, or the only facility of
    that kind; in small letters only the latter."""
    defined = {reference.name.casefold(): site for site in sites.all for reference in site.references}
    return [found for part in context.telling if part.block.kind != "table" for found in _in_part(sites, part, defined)]


def _in_part(sites: Sites, part: Part, defined: dict[str, SiteAt]) -> Iterator[tuple[SiteAt, NamingAt]]:
    for it in _IT.finditer(part.text):
        low = max(part.text.rfind(mark, 0, it.start() - 2) for mark in (". ", "! ", "? ", "\n")) + 1
        opening = [site for naming, site in sites.named_in(part.start + low, part.start + it.start()) if naming.start - part.start - low < 6]
        if opening:
            yield opening[0], NamingAt(opening[0].name, "", "", part.start + it.start(), part.start + it.end(), "reference")
    for found in _REFERENCE.finditer(part.text):
        start, end = part.start + found.start(), part.start + found.end()
        kind, proper = mapping("site_kinds.tsv")[found["kind"].casefold()], found["kind"][0].isupper()
        site = defined.get(found["kind"].casefold()) if proper else None
        if site is None:
            site = _facility(sites, kind, start) if kind in FACILITIES else _last(sites, kind, start, part.start)
        if site is None and proper:
            site = sites.main
        if site is not None:
            yield site, NamingAt(site.name, "", "", start, end, "reference")


def _last(sites: Sites, kind: str, at: int, lowest: int) -> SiteAt | None:
    """The site named last, where it is of that kind."""
    last = sites.last_before(at, lowest)
    return last if last is not None and kind in {naming.kind for naming in last.namings} else None


def _facility(sites: Sites, kind: str, at: int) -> SiteAt | None:
    """The only mill, plant, smelter or refinery of the document, where it is named before and no mine bears its name."""
    of_kind = [site for site in sites.all if site.kind == kind]
    if len(of_kind) != 1 or of_kind[0].namings[0].start > at:
        return None
    return None if any(site.name == of_kind[0].name and site is not of_kind[0] for site in sites.all) else of_kind[0]
