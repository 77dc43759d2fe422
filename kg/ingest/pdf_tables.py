"""The tables of a page of a PDF, told by where words stand: lines whose pieces stand in columns that run down them.

What a person sees as one row may be several lines of wrapped cells; those are put together again, and so are the lines of a table's head.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from kg.ingest.pdf_lines import Row, span_of
from kg.ingest.pdf_pieces import Ink, Piece, piece_of
from kg.ingest.pdf_table_columns import Column, column_of, columns_of, covered_by

Cell = list[Piece]
_FAR, _TIGHT, _OVERLAPPING = 4.5, 1.35, 0.85  # of a font's height, from base line to base line
_MOST_SINGLE, _MOST_ABOVE, _MOST_HEAD = 3, 4, 7  # lines of one piece within a table and above it, lines of its head
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*(?:[A-Za-z/%]{1,6}[^A-Za-z]*){0,2}")
_PERIOD = re.compile(r"(?:FY|CY|Q[1-4]|H[12])?\W{0,2}(?:19|20)\d\d(?:[-/]\d\d)?[A-Z]?|\(.{0,12}\)|[A-Za-z]{3,9} \d{1,2},? (?:19|20)\d\d")
_NOTHING = re.compile(r"[-\u2013\u2014.]{1,3}|n/?a|nil|nsv|nsr|tbc|pending", re.IGNORECASE)


@dataclass(frozen=True)
class Table:
    """Rows of cells, as many in each row; an empty cell has no pieces."""

    rows: tuple[tuple[Cell, ...], ...]


def find_tables(rows: Sequence[Row]) -> list[Row | Table]:
    """The lines of a column in order, those of each table as one."""
    found: list[Row | Table] = []
    several = [at for at, row in enumerate(rows) if len(row) > 1]
    at = 0
    while at < len(rows):
        following = bisect_left(several, at)
        if following == len(several):
            break
        if several[following] > at + _MOST_ABOVE:  # too far below for these lines to be of its head
            begin = several[following] - _MOST_ABOVE
            found += rows[at:begin]
            at = begin
        begin = _begin(rows, at)
        end = _end(rows, begin) if begin < len(rows) else at
        table = _table(rows[at:end], begin - at) if end - begin > 1 else None
        if table:
            found.append(table)
            at = end
        else:
            found.append(rows[at])
            at += 1
    found += rows[at:]
    return found


def _begin(rows: Sequence[Row], at: int) -> int:
    """The first line of several pieces from here on, where what stands before it can be of a head: else the end of all lines."""
    if len(rows[at]) > 1:
        return at
    begin = at
    while begin < len(rows) and begin - at <= _MOST_ABOVE and len(rows[begin]) == 1:
        below = next((row for row in rows[begin + 1 : begin + 1 + _MOST_ABOVE] if len(row) > 1), None)
        if below is None or not _stands_over(rows[begin], below) or _pitch(rows[begin], rows[begin + 1]) > _TIGHT * rows[begin][0].size:
            return len(rows)
        begin += 1
    return begin if begin < len(rows) and len(rows[begin]) > 1 else len(rows)


def _stands_over(row: Row, below: Row) -> bool:
    """Whether a lone piece stands over columns other than the first."""
    return row[0].left > below[0].left + 2 * row[0].size and row[0].right < span_of(below)[1] + 2 * row[0].size and row[0].count < 9


def _end(rows: Sequence[Row], begin: int) -> int:
    """Behind the last line that can belong to a table that begins here."""
    end = at = begin + 1
    left, right = span_of(rows[begin])
    singles = 0
    while at < len(rows):
        row = rows[at]
        if _pitch(rows[at - 1], row) > _FAR * max(row[0].size, rows[at - 1][0].size):
            break
        if len(row) > 1:
            if row[-1].right < left or row[0].left > right:
                break
            left, right = min(left, row[0].left), max(right, span_of(row)[1])
            singles = 0
            at += 1
            end = at
            continue
        singles += 1
        piece = row[0]
        if singles > _MOST_SINGLE or (piece.count > 8 and piece.right - piece.left > 0.6 * (right - left)) or piece.size > 1.25 * rows[begin][0].size:
            break
        at += 1
    while end < len(rows) and len(rows[end]) == 1 and _wraps(rows, end, left):
        end += 1
    return end


def _wraps(rows: Sequence[Row], at: int, left: float) -> bool:
    """Whether a lone piece below a table goes on with a cell of its last row: not in the first column, or only half a line down."""
    piece, pitch = rows[at][0], _pitch(rows[at - 1], rows[at])
    return pitch < _OVERLAPPING * piece.size or (pitch < _TIGHT * piece.size and piece.left > left + 2 * piece.size and piece.count < 9)


def _pitch(above: Row, below: Row) -> float:
    return above[0].bottom - below[0].bottom


# ---- is it a table


def _can_be_table(rows: Sequence[Row]) -> bool:
    """Whether most lines are of several pieces, and those are short."""
    several = [row for row in rows if len(row) > 1]
    if len(several) < 2 or 2 * len(several) < len(rows):
        return False
    lengths = sorted([piece.count for row in several for piece in row])
    return lengths[len(lengths) // 2] <= 8


def _is_table(rows: Sequence[Row], columns: Sequence[Column]) -> bool:
    """Whether lines of several pieces are rows: their pieces stand under one another, and hold figures or many columns."""
    several = [row for row in rows if len(row) > 1]
    aligned = sum(_is_of_columns(row, columns) for row in several)
    if len(columns) < 2 or aligned < 2 or aligned < 0.7 * len(several):
        return False
    if len(several) > 2:
        return True
    return sum(_is_value(piece.text) for row in several for piece in row) >= 2  # two lines of words far apart are justified prose


def _is_of_columns(row: Row, columns: Sequence[Column]) -> bool:
    """Whether the pieces of a line stand in several columns."""
    first = column_of(row[0].left, row[0].right, columns)
    return any(column_of(piece.left, piece.right, columns) != first for piece in row[1:])


def _is_value(text: str) -> bool:
    return len(text) < 30 and (_FIGURE.fullmatch(text) is not None or _NOTHING.fullmatch(text) is not None)


# ---- rows


class _Line:
    """A line of a table in its columns; `spans` tells of what stands over several: the first of those, and all of them."""

    def __init__(self, cells: list[Cell], bottom: float, size: float, spans: dict[int, list[int]]) -> None:
        self.cells, self.bottom, self.size, self.spans = cells, bottom, size, spans
        self.filled = [index for index, cell in enumerate(cells) if cell]
        self._texts = [cell[0].text if len(cell) == 1 else " ".join([piece.text for piece in cell]) for cell in cells]

    def text(self, column: int) -> str:
        return self._texts[column]

    @cached_property
    def is_data(self) -> bool:
        """Whether it holds figures beside its label, other than years and days that head columns."""
        told = [self._texts[index] for index in self.filled]
        figures = sum([_is_value(text) and not _PERIOD.fullmatch(text) for text in told[1 if len(told) > 1 else 0 :]])
        return figures > 0 and 2 * figures >= len(told) - 1


def _table(rows: Sequence[Row], above: int) -> Table | None:
    """The lines as a table, if they are one but for those `above` its first line of several pieces."""
    if not _can_be_table(rows[above:]):
        return None
    columns = columns_of(rows[above:])
    if not _is_table(rows[above:], columns):
        return None
    if above:
        columns = columns_of(rows)
    if len(columns) < 2:
        return None
    lines = [_line(row, columns) for row in rows]
    first = next((at for at, line in enumerate(lines) if line.is_data), len(lines) if _is_only_head(lines) else 0)
    length = _head_length(lines, first) if len(columns) > 2 else 0
    head = [_head(lines[:length], len(columns))] if length else []
    return Table(tuple(tuple(cells) for cells in [*head, *_body(lines[length:])]))


def _line(row: Row, columns: Sequence[Column]) -> _Line:
    cells: list[Cell] = [[] for _ in columns]
    spans: dict[int, list[int]] = {}
    for piece in row:
        covered = covered_by(piece, columns)
        if len(covered) > 1 and (parts := _divided(piece, columns, len(row) == 1)):
            for index, part in parts:
                cells[index].append(part)
            continue
        cells[covered[0]].append(piece)
        if len(covered) > 1:
            spans[covered[0]] = covered
    return _Line(cells, row[0].bottom, row[0].size, spans)


def _divided(piece: Piece, columns: Sequence[Column], alone: bool) -> list[tuple[int, Piece]]:
    """The words of a piece by column, where those of two cells only stand close: figures, or with more than a blank between."""
    gaps = [after.left - before.right for before, after in pairwise(piece.words)]
    parts: list[tuple[int, list[Ink]]] = []
    for at, word in enumerate(piece.words):
        index = column_of(word.left, word.right, columns)
        if not parts or index != parts[-1][0]:
            figures = not alone and (_is_value(word.text) or _is_value(piece.words[at - 1].text))
            starts = abs(word.left - columns[index][0]) < 0.1 * piece.size
            if parts and not figures and not starts and gaps[at - 1] < (1.6 if alone else 1.25) * min(gaps) + 0.05 * piece.size:
                return []
            parts.append((index, [word]))
        else:
            parts[-1][1].append(word)
    return [(index, piece_of(words)) for index, words in parts] if len({index for index, _ in parts}) == len(parts) else []


def _head_length(lines: Sequence[_Line], first: int) -> int:
    """How many lines are the head: those before the first figures, less the name of the first group of rows."""
    if not 0 < first <= _MOST_HEAD:
        return 0
    length = first
    while length > 1 and lines[length - 1].filled == [0] and len(lines[length - 2].filled) > 1 and not lines[length - 1].text(0)[0].islower():
        if lines[length - 1].text(0)[0] == "(" or lines[length - 2].text(0).endswith(("-", "/", "&", "of")):
            break
        length -= 1
    return length


def _is_only_head(lines: Sequence[_Line]) -> bool:
    """Whether lines without figures are the wrapped heads of a table that goes on in the next column: short words, set close."""
    close = all(above.bottom - line.bottom < _TIGHT * line.size for above, line in pairwise(lines))
    return (
        close
        and len(lines) < 5
        and len(lines[0].cells) > 3
        and all(sum([piece.count for piece in cell]) < 4 for line in lines for cell in line.cells)
    )


def _head(lines: Sequence[_Line], width: int) -> list[Cell]:
    """One row of the lines of a head; what stands over several columns heads each."""
    cells: list[Cell] = [[] for _ in range(width)]
    for at, line in enumerate(lines):
        spans = line.spans | _groups(line, lines[at + 1 :])
        for index in line.filled:
            for column in spans.get(index, [index]):
                cells[column] = [*cells[column], *line.cells[index]]
    return cells


def _groups(line: _Line, below: Sequence[_Line]) -> dict[int, list[int]]:
    """The columns under each cell of a line, where a line below it says the same for each: "2020 | 2019 | 2020 | 2019"."""
    heads = [index for index in line.filled if index]
    for other in below:
        said = [other.text(index) for index in other.filled if index]
        each = len(said) // max(len(heads), 1)
        if len(heads) > 1 and each > 1 and len(said) == each * len(heads) and said == said[:each] * len(heads):
            filled = [index for index in other.filled if index]
            return {index: filled[at * each : (at + 1) * each] for at, index in enumerate(heads)}
    return {}


def _body(lines: Sequence[_Line]) -> list[list[Cell]]:
    """The rows below a head, cells that were wrapped over several lines put together."""
    loose = _is_loose(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        pitch = groups[-1][-1].bottom - line.bottom if groups else 0.0
        if groups and (pitch < _OVERLAPPING * line.size or (pitch < _TIGHT * line.size and _goes_on(groups[-1], line, loose))):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        group[0].cells if len(group) == 1 else [list(chain.from_iterable(cells)) for cells in zip(*(line.cells for line in group), strict=True)]
        for group in groups
    ]


def _is_loose(lines: Sequence[_Line]) -> bool:
    """Whether rows stand farther apart than the lines of a wrapped cell, and no two figures of a column stand close."""
    pairs = [(above, line, (above.bottom - line.bottom) / line.size) for above, line in pairwise(lines)]
    far = sum(pitch > 1.2 * _TIGHT for _, _, pitch in pairs)
    close = [(above, line) for above, line, pitch in pairs if pitch < _TIGHT]
    return 3 * far >= len(pairs) > 0 and not any(
        _is_value(above.text(index)) and _is_value(line.text(index))
        for above, line in close
        for index in set(above.filled) & set(line.filled)
        if index
    )


def _goes_on(group: Sequence[_Line], line: _Line, loose: bool) -> bool:
    """Whether a line close below a row goes on with its cells, and is no row of its own. `loose`: rows of this table stand farther apart."""
    before = {index for above in group for index in above.filled}
    figures = [index for index in line.filled if index and _is_value(line.text(index))]
    if figures or loose:
        return loose and not before.intersection(figures)
    if 0 not in line.filled:
        return len(line.filled) == 1 or line.text(line.filled[0])[0].islower()
    return line.filled == [0] and (line.text(0)[0].islower() or line.text(0)[0] == "(") and not group[-1].text(0).endswith((".", ":"))
