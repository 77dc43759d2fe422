"""The zones of tables: the cells below a heading such as "Zone", "Target" or "Vein", and the row names of a resource table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.resource.methods import name_span
from kg.extract.resource.tables import table_estimates
from kg.extract.resource.words import category_of
from kg.extract.table_rows import Cell, rows_of
from kg.extract.zone.words import ZoneAt, table_words, zone_kinds
from kg.text.letters import UPPER
from kg.text.lexicons import entries
from kg.text.months import WRITTEN
from kg.text.sections import Part

_HEADING = re.compile(r"^(?P<kind>[a-z]+)s?(?: ?/ ?[a-z]+| name| area)?\*?$", re.IGNORECASE)
_HOLE = re.compile(r"(?:[A-Z]{2,8}\d{3,6}|[A-Z]{1,8}[-_]?\d{2,4}[-_]\d{2,5}|\d{2}[A-Z]{2,6}\d{2,5})[A-Z]?\d?")
_VALUE = re.compile(rf"^(?:the )?(?P<name>[{UPPER}#\d][\w'#.&-]*(?: [\w'#.&/-]+){{0,4}}?)(?: (?P<kind>[A-Za-z]+))?$")
# What a table of ore speaks of: "Area" heads the parts of a building site too.
_OF_ORE = re.compile(
    r"\b(?:holes?|drill\w*|grades?|g/t|gpt|ppm|tonn\w+|[kM]t|k?oz|ounces|width|intervals?|metres|meters|strike|samples?|Au|Ag|Cu|Zn|Pb|Ni|Li2O|U3O8|"
    r"resources?|reserves?|inferred|indicated)\b"
)
_OF_A_MONTH = re.compile(rf"{WRITTEN}\.? (?:\d{{1,2}}, )?(?:19|20)\d\d")  # which of two estimates a row is
_OF_CATEGORY = re.compile(r"(?:measured|indicated|inferred|proven|proved|probable|total) ?[-\u2013\u2014/(]", re.IGNORECASE)  # "Indicated - Open pit"
_CATEGORY = re.compile(r"^(?:resource )?(?:category|classification|class|confidence)$", re.IGNORECASE)


def find_in_table(part: Part) -> Iterator[ZoneAt]:
    """The zones that a table's columns, or cells with name and kind, tell."""
    column: tuple[int, int, str] | None = None
    index = 0
    of_ore = _OF_ORE.search(part.text) is not None
    for row in rows_of(part):
        cells, at = row.cells, row.start
        head = _head(cells, at)
        if head is not None and (of_ore or head[0][2] != "area"):
            column, index = head
        else:
            if column is not None and (cell := _under(cells, column, index, at, row.bars)):
                yield from _zone(part.start, cell, column[2])
            for cell in cells:
                yield from _with_kind(part, cell)


def find_in_columns(context: Context) -> Iterator[ZoneAt]:
    """The zones below a heading of zones in tables whose heads stand over several lines, or with one cell on every line."""
    heads = {head.rstrip("s") for head in table_words("head")}
    for table in context.tables:
        for index, column in enumerate(table.columns):
            found = _HEADING.match(column.words)
            if found and found["kind"].casefold() == "area" and not _OF_ORE.search(context.reading.text, table.start, table.end):
                continue  # of a plant that is built
            if found is None or found["kind"].casefold().rstrip("s") not in heads or len(table.columns) < 3:
                continue
            for row in table.rows:
                cell = row.cells[index]
                if cell is not None and not (row.is_heading and index):
                    yield from _zone(0, Cell(cell.text, cell.start, cell.end), found["kind"].casefold())


def find_in_estimates(context: Context) -> Iterator[ZoneAt]:
    """The zones of tables of resources that stand as labels of rows or over groups of rows, below no heading of their own."""
    for table in context.tables:
        told = {estimate.zone for estimate in table_estimates(context, table, table.title.text if table.title else "") if estimate.zone}
        for cell in (cell for row in table.rows for cell in row.cells if told and cell):
            at = name_span(cell.text)[0]
            name = next((zone for zone in sorted(told) if cell.text.startswith(zone, at)), None)
            if name is not None:
                yield from _zone(0, Cell(name, cell.start + at, cell.start + at + len(name)), "row")


def _head(cells: list[Cell], row: int) -> tuple[tuple[int, int, str], int] | None:
    """The column of zones in a row of headings: from where to where it goes, its kind, and its place among the cells."""
    for index, cell in enumerate(cells):
        found = _HEADING.match(cell.text)
        if found and found["kind"].casefold().rstrip("s") in {head.rstrip("s") for head in table_words("head")} and len(cells) > 2:
            end = cells[index + 1].start - row if index + 1 < len(cells) else 10_000
            start = cells[index - 1].end - row if index else 0
            return (start, end, found["kind"].casefold()), index
    return None


def _under(cells: list[Cell], column: tuple[int, int, str], index: int, row: int, bars: bool) -> Cell | None:
    """The cell of a row that stands under a heading: by count between bars, else by place."""
    if bars:
        return cells[index] if index < len(cells) else None
    low, high, _ = column
    inside = [cell for cell in cells if cell.start - row < high and cell.end - row > low and cell.start - row >= low - 1]
    return inside[-1] if low and inside else inside[0] if inside else None


def _zone(shift: int, cell: Cell, head: str) -> Iterator[ZoneAt]:
    cell = _named(cell)
    text = re.sub(r"(?:\s?[*\u2020]|\s?\(\d\)|[\u00b9\u00b2\u00b3]|(?<=[a-z]{4})\.)+$", "", cell.text)
    found = _VALUE.match(text)
    if not found or (re.search(r"\d{3,}|%|^\d+(?:\.\d+)?$|\b\d+\.\d", text) and not re.fullmatch(rf"\d{{1,4}}|[{UPPER}\d-]+(?: \w+)?", text)):
        return
    if _HOLE.fullmatch(text):
        return  # the cell before it is empty, as the zone of the row above goes on
    if category_of(text) is not None or _OF_A_MONTH.fullmatch(text) or _OF_CATEGORY.match(text):
        return
    words = [word.casefold() for word in text.split()]
    told = zone_kinds().get(words[-1]) is not None and words[0] in table_words("place")
    if (
        words[0] in table_words("none")
        or (
            not told
            and all(word in table_words("none") or word in entries("zone_generic.txt") for word in words if word not in zone_kinds() and word != "&")
        )
        or re.fullmatch(r"[\d.,]+", text)
    ):
        return
    kind = zone_kinds().get((found["kind"] or "").casefold())
    name = found["name"] if kind else text
    if re.fullmatch("[A-Z]", text) and (alone := zone_kinds().get(head.split(" ")[0].rstrip("s"))) and not alone.lone:
        yield ZoneAt(text, alone.singular.title(), shift + cell.start, shift + cell.start + 1, "table-column")  # "A" below "Seam"
        return
    yield ZoneAt(
        name,
        found["kind"] if kind else "",
        shift + cell.start,
        shift + cell.start + len(text),
        f"table-{'deposit' if head.startswith('deposit') else 'column'}",
    )


def _named(cell: Cell) -> Cell:
    """A cell without the way of mining beside its name: "Underground - Portage Zone"."""
    low, high = name_span(cell.text)
    return Cell(cell.text[low:high], cell.start + low, cell.start + high)


def _with_kind(part: Part, cell: Cell) -> Iterator[ZoneAt]:
    """A cell that is a name and a kind word, in whatever column: "Heron Vein"."""
    cell = _named(cell)
    found = _VALUE.match(cell.text)
    kind = zone_kinds().get(found["kind"].casefold()) if found and found["kind"] else None
    if found and kind and kind.strong and not cell.text.casefold().endswith("s"):
        words = found["name"].casefold().split()
        if words[0] in table_words("place") or (
            not all(word in entries("zone_generic.txt") or word in table_words("none") for word in words)
            and words[-1] not in entries("zone_not_named.txt")
        ):
            yield ZoneAt(found["name"], found["kind"], part.start + cell.start, part.start + cell.end, "table-cell")


def row_names(part: Part) -> Iterator[tuple[str, int, int]]:
    """The names at the head of the rows of a resource table whose first column has no heading, with their offsets."""
    listed = False
    for row in rows_of(part):
        cells = row.cells
        if cells and _CATEGORY.match(cells[0].text):
            listed = True
        elif listed and cells and re.match(rf"[{UPPER}][\w' -]+$", cells[0].text) and len(cells) > 2:
            yield cells[0].text, part.start + cells[0].start, part.start + cells[0].end
