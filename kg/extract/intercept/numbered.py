"""Drill tables of one cell a line whose holes are mere numbers: "265" / "7.5" / "1.8" / "77.4" / "84.9". Depths and lengths that agree tell
where a row begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.intercept.columns import is_drilling, meaning_of, meanings
from kg.extract.intercept.stacks import agrees, column, fits, is_word, with_units
from kg.text.sections import Part
from kg.text.table.lines import is_value
from kg.text.tables import Cell, Row, Table

_NUMBER = re.compile(r"#?\d{1,4}[A-Z]?")
_MOST_HEADS, _FEWEST_ROWS, _LONGEST = 16, 2, 40


def numbered(found: Sequence[tuple[Sequence[Cell], int]], parts: Sequence[Part]) -> Iterator[Table]:
    """Such tables among runs of short lines."""
    for run, first in found:
        for begin, cell in enumerate(run):
            if meaning_of(cell) == "hole":
                table = _table(run[begin:], parts[first].section)
                if table:
                    yield table
                    break


def _table(run: Sequence[Cell], section: str) -> Table | None:
    end = next((at for at, cell in enumerate(run[:_MOST_HEADS]) if _NUMBER.fullmatch(cell.bare)), None)
    if end is None:
        return None
    for names in (0, 1):  # what names the first rows may stand behind the heads
        columns = [column(cells) for cells in with_units(list(run[: end - names]))]
        told = meanings(columns, "")
        if not is_drilling(told) or told[0].meaning != "hole" or not {"from", "to", "length"} <= {head.meaning for head in told}:
            continue
        rows, at, width = list[Row](), end - names, len(told)
        while at < len(run):
            cells = tuple(run[at : at + width])
            leads = _NUMBER.fullmatch(run[at].bare) or is_word(run[at])
            if leads and len(cells) == width and fits(cells, told) and agrees(cells, told):
                rows.append(Row(cells, 0))
                at += width
            elif not is_value(run[at].bare) and len(run[at].text) < _LONGEST:
                rows.append(Row((run[at], *(None for _ in told[1:])), 0))
                at += 1
            else:
                break
        while rows and rows[-1].is_heading:
            rows.pop()
        if sum(not row.is_heading for row in rows) >= _FEWEST_ROWS:
            return Table(run[0].start, rows[-1].end, None, tuple(columns), tuple(rows), (), section)
    return None
