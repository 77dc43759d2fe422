"""The tables of a page of a PDF, told by where words stand: lines whose pieces stand in columns that run down them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.ingest.pdf_lines import Row, span_of
from kg.ingest.pdf_table_columns import Column, column_of, columns_of
from kg.ingest.pdf_table_rows import LOOSE, OVERLAPPING, TIGHT, Cell, cells_of, is_value

_FAR, _ABOVE = 4.5, 2.2  # of a font's height, from base line to base line: within a table, and from a head over columns to those
_MOST_SINGLE, _MOST_ABOVE = 3, 4  # lines of one piece within a table and above it
_MOST_WORDS = 8  # of a head over columns


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
    begin = at
    while begin < len(rows) and len(rows[begin]) == 1:
        if begin - at == _MOST_ABOVE or not _heads(rows, begin):
            return len(rows)
        begin += 1
    return begin


def _heads(rows: Sequence[Row], at: int) -> bool:
    """Whether a lone piece is of the head of a table below: over columns other than the first, or the first line of the first column's head."""
    piece = rows[at][0]
    if piece.count > _MOST_WORDS:
        return False
    below = [row for row in rows[at + 1 : at + 1 + _MOST_ABOVE] if len(row) > 1]
    if not below:
        return False
    left = min([row[0].left for row in below])
    pitch = _pitch(rows[at], rows[at + 1]) / piece.size
    if piece.left > left + 2 * piece.size:
        right = max([span_of(row)[1] for row in below])
        ends = piece.right < right + 2 * piece.size or (piece.left < right and piece.count < 5)
        title = abs(piece.left + piece.right - left - right) < 4 * piece.size  # in the middle, over all columns
        return ends and pitch < (TIGHT if title else _ABOVE)
    if pitch >= TIGHT or piece.count > 2:
        return False
    head = next((row for row in below if row[0].left < piece.right), below[0])
    return head[0].count < 3 and piece.right < head[1].left - piece.size and not any(is_value(one.text) for one in head)


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
            beside = row[-1].right < left or row[0].left > right
            if beside and _pitch(rows[at - 1], row) > OVERLAPPING * row[0].size:  # heads of one line stand half a line below the first of two
                break
            left, right = min(left, row[0].left), max(right, span_of(row)[1])
            singles = 0
            at += 1
            end = at
            continue
        singles += not _is_part(rows, at)
        piece = row[0]
        if singles > _MOST_SINGLE or (piece.count > 8 and piece.right - piece.left > 0.6 * (right - left)) or piece.size > 1.25 * rows[begin][0].size:
            break
        at += 1
    while end < len(rows) and len(rows[end]) == 1 and _wraps(rows, end, left):
        end += 1
    return end


def _wraps(rows: Sequence[Row], at: int, left: float) -> bool:
    """Whether a lone piece below a table goes on with a cell of its last row: half a line down, or close below another column than the first,
    or below the first where rows stand far apart."""
    piece, above, pitch = rows[at][0], rows[at - 1], _pitch(rows[at - 1], rows[at])
    if pitch > TIGHT * piece.size:
        return False
    if pitch < OVERLAPPING * piece.size or (piece.left > left + 2 * piece.size and piece.count < 9):
        return True
    apart = at > 1 and _pitch(rows[at - 2], above) > LOOSE * piece.size
    return apart and piece.count < 4 and len(above) > 1 and piece.right < above[1].left


def _pitch(above: Row, below: Row) -> float:
    return above[0].bottom - below[0].bottom


# ---- is it a table


def _is_part(rows: Sequence[Row], at: int) -> bool:
    """Whether a lone piece is of the row above or below it: half a line away, or one line from the one and farther from the other."""
    piece = rows[at][0]
    over = _pitch(rows[at - 1], rows[at]) / piece.size if at else LOOSE
    under = _pitch(rows[at], rows[at + 1]) / piece.size if at + 1 < len(rows) else LOOSE
    near, far = sorted((over, under))
    return near < OVERLAPPING or (near < TIGHT and far >= LOOSE and piece.count < 5 and len(rows[at - 1 if over < under else at + 1]) > 1)


def _can_be_table(rows: Sequence[Row]) -> bool:
    """Whether most lines are of several pieces, and those are short."""
    several = [row for row in rows if len(row) > 1]
    alone = sum(len(row) == 1 and not _is_part(rows, at) for at, row in enumerate(rows))
    if len(several) < 2 or len(several) < alone:
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
    return sum(is_value(piece.text) for row in several for piece in row) >= 2  # two lines of words far apart are justified prose


def _is_of_columns(row: Row, columns: Sequence[Column]) -> bool:
    """Whether the pieces of a line stand in several columns."""
    first = column_of(row[0].left, row[0].right, columns)
    return any(column_of(piece.left, piece.right, columns) != first for piece in row[1:])


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
    return Table(tuple(map(tuple, cells_of(rows, columns))))
