"""Totals of tables that nobody called so: rows without a label whose figures are the sums of the rows above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.text.table.figures import figure
from kg.text.tables import Cell, Row, Table

_NEAR = Decimal("0.01")  # sums of rounded figures
_FEWEST, _MOST = 2, 40  # rows that are summed


def with_totals(table: Table) -> Table:
    """The table, where rows that lack their label and sum up those right above them are labelled as their totals."""
    rows: list[Row] = []
    above: list[Row] = []
    for row in table.rows:
        if row.label is None and any(_sums(row, above[first:]) for first in range(len(above) - _FEWEST + 1)):
            held = next(cell for cell in row.cells if cell)
            row = replace(row, cells=(Cell("Total", held.start, held.end), *row.cells[1:]))
            above = []
        else:
            above = [*above[-_MOST:], row] if row.label and not row.is_heading else []
        rows.append(row)
    return replace(table, rows=tuple(rows))


def _sums(row: Row, parts: Sequence[Row]) -> bool:
    """Whether every figure of a row is the sum of those of the others in its column, range by range, and one of them has more than one digit."""
    borne = 0
    for index, cell in enumerate(row.cells):
        whole = _ends(cell)
        if whole is None:
            continue
        told = [_ends(part.cells[index]) for part in parts]
        if any(ends is None for ends in told):
            return False
        for side in (0, 1):
            total = sum((ends[side] for ends in told if ends), Decimal(0))
            if abs(total - whole[side]) > _NEAR * abs(whole[side]):
                return False
        borne += abs(whole[1]) >= 10
    return borne > 0


def _ends(cell: Cell | None) -> tuple[Decimal, Decimal] | None:
    """The low and the high end of what a cell tells."""
    found = figure(cell.bare) if cell else None
    return (found.low, found.high) if found and found.low is not None and found.high is not None else None
