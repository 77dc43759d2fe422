"""Heads that stand before the block of lines which they head: one head a line, or a line of years with a heading of rows between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.text.reading import Reading
from kg.text.sections import Part
from kg.text.table.grids import is_data
from kg.text.table.lines import BARS, Cell, Line, is_period, is_value, lines_of
from kg.text.table.runs import line_of, ruled

_SHORT = 120  # characters that a heading of rows has at most
_ASIDE = re.compile(r"\s*(?:[$\u00a3\u20ac]|\([^()]{1,12}\))")  # the currency of a year's figures, the number of a note on it


@dataclass(frozen=True)
class Front:
    """The lines that a table lacks at its top, and the first of the parts in which they stand."""

    lines: Sequence[Line]
    first: int


def front_of(reading: Reading, parts: Sequence[Part], first: int, layout: str, rows: Sequence[Line]) -> Front | None:
    """The head that stands before the `first` part of a table between bars, whose rows have none of their own."""
    if first and (heads := _heads_before(parts[first - 1].text, parts[first - 1].start, rows)):
        return Front(heads, first - 1)
    apart = _head_apart(reading, parts[first - 2], parts[first - 1], layout, rows) if first > 1 else []
    return Front(apart, first - 2) if apart else None


def _head_apart(reading: Reading, head: Part, heading: Part, layout: str, rows: Sequence[Line]) -> list[Line]:
    """The years of a head that stands apart from its rows, and the heading of the first of them between the two: "| 2003 | 2002", "Financial"."""
    if "|" in heading.text or len(heading.text) > _SHORT or heading.text.endswith((".", ";")) or "|" not in head.text.strip(" |"):
        return []
    cells = [cell.cell for line in lines_of(reading, head, BARS) for cell in line.inked]
    width = max((len(line.inked) for line in rows), default=0)
    if "\n" in head.text or len(cells) != width - 1 or not all(is_period(_ASIDE.sub("", cell.text)) for cell in cells):
        return []
    return [line_of([None, *cells]), *lines_of(reading, heading, layout)]


def _heads_before(text: str, start: int, lines: Sequence[Line]) -> list[Line]:
    """The head of a table whose rows have none, out of the words that stand before it at `start`: one head a line, each with a bar at its end, as
    many as the rows have cells, or one less for the corner. None otherwise."""
    said = text.split("\n")
    rows = [line for line in lines if len(line.inked) > 1]
    if not rows or not all(line.strip().endswith("|") for line in said) or not all(is_data([cell.cell for cell in row.inked]) for row in rows[:2]):
        return []
    cells, at = list[Cell](), start
    for line in said:
        if words := line.strip(" |"):
            low = at + line.index(words)
            cells.append(Cell(words, low, low + len(words)))
        at += len(line) + 1
    width = max(len(row.inked) for row in rows)
    if len(cells) not in (width, width - 1) or any(is_value(cell.bare) and not is_period(cell.bare) for cell in cells):
        return []
    corner = [None] if len(cells) < width else []
    return [line_of([*corner, *cells]), ruled(cells[-1].end)]
