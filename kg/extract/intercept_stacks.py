"""Drill tables that lost their rows: every cell stands on a line of its own, first the heads, then hole after hole.

Holes and the word "including" tell where a row begins, so that a row that says only "no significant results" puts no other out of step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.intercept_columns import meanings
from kg.text.sections import Part
from kg.text.tables import Cell, Column, Row, Table

_BEGINS = re.compile(r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z-])[A-Za-z0-9][\w./-]{2,20}|(?:and )?incl(?:\.|uding|udes)?|inc\.?|and|&", re.IGNORECASE)
_MOST_HEADS, _LONGEST = 14, 60


def stacked(parts: Sequence[Part]) -> Iterator[Table]:
    """The tables among blocks of short lines whose heads name holes, lengths or depths, and grades."""
    for index, part in enumerate(parts):
        if part.block.kind == "lines" and part.text.count("\n") >= 9:
            title = parts[index - 1] if index and len(parts[index - 1].text) < 400 else None
            yield from _table(part, Cell(title.text, title.start, title.block.end) if title else None)


def _lines(part: Part) -> list[Cell]:
    found = []
    at = part.start
    for line in part.text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            found.append(Cell(line.strip(), start, start + len(line.strip())))
        at += len(line) + 1
    return found


def _table(part: Part, title: Cell | None) -> Iterator[Table]:
    lines = _lines(part)
    words = title.text if title else ""
    first = next((at for at, line in enumerate(lines) if meanings([_column(line)], words)[0].meaning == "hole"), None)
    if first is None:
        return
    end = first + 1
    while end < len(lines) and end - first < _MOST_HEADS and not _BEGINS.fullmatch(lines[end].bare) and len(lines[end].text) <= _LONGEST:
        end += 1
    columns = [_column(line) for line in lines[first:end]]
    told = {head.meaning for head in meanings(columns, words)}
    if not {"hole", "grade"} <= told or not (told & {"length", "range"} or {"from", "to"} <= told):
        return
    rows = [Row(tuple(cells), 0) for cells in _rows(lines[end:], len(columns))]
    if rows:
        yield Table(lines[first].start, part.block.end, title, tuple(columns), tuple(rows), (), part.section)


def _column(line: Cell) -> Column:
    return Column(line.bare, "", "", (line,))


def _rows(lines: list[Cell], width: int) -> Iterator[list[Cell]]:
    """The runs of lines from one beginning of a row to the next that have a cell for every column."""
    row: list[Cell] = []
    for line in lines:
        if _BEGINS.fullmatch(line.bare):
            if len(row) == width:
                yield row
            row = [line]
        elif row:
            row.append(line)
    if len(row) == width:
        yield row
