"""What the other cells of its row tell of a site in a table of assets: the metals below "Commodity", the land below "Location"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.metal_words import Metal, metals_in
from kg.facts import FACILITIES
from kg.reference import notations
from kg.text.lexicons import mapping
from kg.text.tables import Cell, Row

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.site.names import SiteAt, Sites

_METALS = re.compile(
    r"(?:(?:primary|main|principal|key|target|contained) )?(?:commodit(?:y|ies)|metals?|minerals?)(?: ?\(s\)| type| focus| mined)?", re.IGNORECASE
)
_LAND = re.compile(r"(?:(?:project|property|mine) )?(?:location|country|jurisdiction|province|state|region)(?:/(?:state|province))?", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_][\w'. -]*(?:, [^\W\d_][\w'. -]*){0,3}")


def metals_of_rows(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Metal]]:
    """The metals of each site of a row, in words or by symbols: "Gold, silver", "Cu-Au"."""
    for site, cell in _cells(context, sites, _METALS):
        words = metals_in(cell.text)
        yield from ((site, (key, cell.start + start, cell.start + end)) for key, start, end in words)
        for symbol in re.finditer(r"[A-Za-z\d]+", cell.text) if not words else ():
            if key := notations("commodity").get(symbol.group()):
                yield site, (key, cell.start + symbol.start(), cell.start + symbol.end())


def places_of_rows(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, tuple[str, int, int]]]:
    """The place of each site of a row, where it is or ends in one that is known."""
    for site, cell in _cells(context, sites, _LAND):
        place = cell.bare.strip()
        known = {place.casefold(), place.rpartition(", ")[2].casefold()} if _PLACE.fullmatch(place) else set()
        if any(mapping("geography.txt").get(name) in ("country", "region", "city") for name in known) and place in cell.text:
            start = cell.start + cell.text.index(place)
            yield site, (place, start, start + len(place))


def _cells(context: Context, sites: Sites, head: re.Pattern[str]) -> Iterator[tuple[SiteAt, Cell]]:
    """The cells of the one column with such a head, each with the site of its row."""
    for table in context.tables:
        columns = [index for index, column in enumerate(table.columns) if head.fullmatch(column.words.strip(" *:"))]
        if len(columns) != 1:
            continue
        for row in table.rows:
            cell = row.cells[columns[0]]
            if cell is not None and (site := _site_of(sites, row, cell)) is not None:
                yield site, cell


def _site_of(sites: Sites, row: Row, told: Cell) -> SiteAt | None:
    """The only site that the other cells of a row name, the first cell first."""
    for cells in (row.cells[:1], row.cells):
        others = [cell for cell in cells if cell is not None and cell is not told]
        named = {id(site): site for cell in others for _, site in sites.named_in(cell.start, cell.end) if site.kind not in FACILITIES}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None
