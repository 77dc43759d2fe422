"""The heads of a resource table read in another way: a line of a wrapped head that stands alone over its column, "Contained" over "Gold (koz)"
or "Gold" over "(g/t)", passes for a span over those beside it."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.context import Context
from kg.extract.resource.words import category_of
from kg.text.tables import Cell, Column, Table


def with_narrow_spans(context: Context, table: Table) -> Table | None:
    """A table in which all that stands over several columns, but for categories, is over the nearest alone; None where nothing does."""
    shared = [cell for cell in _cells(table) if sum(cell in column.cells for column in table.columns) > 1 and category_of(cell.bare) is None]
    if not shared or "|" in context.reading.text[shared[0].start : table.rows[0].start if table.rows else table.end]:
        return None
    nearest = {cell: _nearest(context, cell, table, shared) for cell in shared}
    return replace(table, columns=tuple(_without(column, {cell for cell in shared if nearest[cell] != at}) for at, column in enumerate(table.columns)))


def _cells(table: Table) -> list[Cell]:
    return list(dict.fromkeys(cell for column in table.columns for cell in column.cells))


def _nearest(context: Context, cell: Cell, table: Table, shared: list[Cell]) -> int:
    """The column whose own words stand nearest below a cell."""
    low, high = _place(context, cell)
    gaps: list[tuple[float, float, int]] = []
    for at, column in enumerate(table.columns):
        own = [_place(context, one) for one in column.cells if one not in shared]
        if cell in column.cells and own:
            first, last = min(one for one, _ in own), max(two for _, two in own)
            gaps.append((-max(0, min(high, last) - max(low, first)), abs(low + high - first - last), at))
    return min(gaps)[2] if gaps else -1


def _place(context: Context, cell: Cell) -> tuple[int, int]:
    """Where in its line a cell begins and ends, as the document was laid out."""
    at = context.span(cell.start, cell.end)
    line = context.document.text.rfind("\n", 0, at.start) + 1
    return at.start - line, at.end - line


def _without(column: Column, lost: set[Cell]) -> Column:
    if not lost & set(column.cells):
        return column
    kept = tuple(cell for cell in column.cells if cell not in lost)
    return Column(" ".join(cell.bare for cell in kept), "", "", kept)
