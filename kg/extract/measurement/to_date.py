"""Columns of the year to date in releases that do not say when their year begins: the quarters beside them add up to it, or nobody knows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from kg.extract.measurement.columns import ColumnTime
from kg.facts import Period
from kg.text.table.figures import figure
from kg.text.tables import Table

_TO_DATE = re.compile(r"\W*(?:YTD|year[- ]to[- ]date|to date)\W*", re.IGNORECASE)
_NEAR = Decimal("0.01")  # sums of rounded figures


def by_sums(table: Table, times: list[ColumnTime]) -> list[ColumnTime]:
    """The times of columns, where those of the year to date go over the quarters that add up to them; where one of these quarters lies before
    the calendar's year and none add up, they measure nothing."""
    quarters = _quarters(times)
    if len(quarters) < 2:
        return times
    found = list(times)
    for index, column in enumerate(table.columns):
        told = times[index].period
        if not index or not _TO_DATE.fullmatch(column.words) or told is None or told.start is None:
            continue
        first = _first(table, index, quarters)
        start = times[quarters[first]].period if first is not None else None
        if start is not None:
            found[index] = replace(times[index], period=Period(start.start, told.end))
        elif any((period := times[at].period) and period.start and period.start < told.start for at in quarters):
            found[index] = ColumnTime(change=True)
    return found


def _quarters(times: Sequence[ColumnTime]) -> list[int]:
    """The columns of quarters, each of which follows on the one before it, in order of time."""
    dated = sorted(
        (time.period.start, time.period.end, at)
        for at, time in enumerate(times)
        if time.said and time.period and time.period.start and time.period.end and 80 < (time.period.end - time.period.start).days < 100
    )
    kept: list[int] = []
    after = None
    for start, end, at in reversed(dated):
        if after is not None and end + timedelta(days=1) != after:
            break
        kept.insert(0, at)
        after = start
    return kept


def _first(table: Table, index: int, quarters: Sequence[int]) -> int | None:
    """The place of the quarter from which on the figures of a column are the sums, where rows bear out one and no other."""
    borne = set()
    for row in table.rows:
        cells = [row.cells[at] for at in (*quarters, index)]
        values = [found.value if cell and (found := figure(cell.bare)) else None for cell in cells]
        whole = values.pop()
        if not whole or any(value is None or value <= 0 for value in values):
            continue
        sums = [sum(value for value in values[first:] if value) for first in range(len(values))]
        fits = [first for first, total in enumerate(sums) if abs(total - whole) <= _NEAR * whole and len(values) - first > 1]
        borne.update(fits)
    return borne.pop() if len(borne) == 1 else None
