"""Tables whose cells semicolons or commas set apart, a row a line: "Mill feed (t);58,306;56,159", 'Mill feed (t),"58,306","56,159"'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.text.table.lines import Cell, Line, is_period, is_value
from kg.text.table.runs import line_of, ruled

_FEWEST_ROWS, _FEWEST_CELLS, _LONGEST = 2, 3, 60
_TWO_FIGURES = re.compile(r"\d \d{1,3}$")
_BETWEEN = {";": re.compile(r'"([^"\n]*)"|([^;"\n]*)'), ",": re.compile(r'"([^"\n]*)"|([^,"\n]*)')}


def separated(lines: Sequence[Cell]) -> Iterator[tuple[list[Line], Cell | None]]:
    """The tables among lines, each as lines of cells below a rule, with the line before it."""
    at = 0
    while at < len(lines):
        found = next((table for mark in _BETWEEN if (table := _table(lines, at, mark))), None)
        if found is None:
            at += 1
            continue
        yield [line_of(found[0]), ruled(lines[at].end), *(line_of(row) for row in found[1:])], lines[at - 1] if at else None
        at += len(found)


def _table(lines: Sequence[Cell], at: int, mark: str) -> list[list[Cell | None]]:
    """The head that begins at a line and the rows below it, all of one length; none where cells behind the labels are no figures."""
    head = _cells(lines[at], mark)
    if len(head) < _FEWEST_CELLS or not all(cell and (not is_value(cell.bare) or is_period(cell.bare)) for cell in head[1:]):
        return []
    rows = [head]
    for line in lines[at + 1 :]:
        row = _cells(line, mark)
        if len(row) != len(head) or row[0] is None or not any(row[1:]) or not all(cell is None or _is_one_figure(cell) for cell in row[1:]):
            break
        rows.append(row)
    return rows if len(rows) > _FEWEST_ROWS else []


def _is_one_figure(cell: Cell) -> bool:
    """Whether a cell is a figure: of "22,410 18,330" the commas part nothing."""
    return is_value(cell.bare) and not _TWO_FIGURES.search(cell.text)


def _cells(line: Cell, mark: str) -> list[Cell | None]:
    """The cells of a line, empty ones as None; none where one is longer than a cell would be."""
    if line.text.count(mark) < _FEWEST_CELLS - 1:
        return []
    found: list[Cell | None] = []
    at = 0
    while at <= len(line.text):
        match = _BETWEEN[mark].match(line.text, at)
        if match is None or not (match.end() == len(line.text) or line.text[match.end()] == mark):
            return []
        group = 1 if match[1] is not None else 2
        words = match[group].strip()
        if len(words) > _LONGEST:
            return []
        low = match.start(group) + len(match[group]) - len(match[group].lstrip())
        found.append(Cell(words, line.start + low, line.start + low + len(words)) if words else None)
        at = match.end() + 1
    return found
