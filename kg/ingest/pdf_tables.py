"""The tables of a page of a PDF, told by where words stand: lines whose pieces stand in columns that run down them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.pdf_lines import Row, span_of
from kg.ingest.pdf_table_columns import Column, column_of, columns_of
from kg.ingest.pdf_table_rows import OVERLAPPING, TIGHT, Cell, cells_of, is_value

_FAR = 4.5  # of a font's height, from base line to base line
_MOST_SINGLE, _MOST_ABOVE = 3, 4  # lines of one piece within a table and above it


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
        below = [row for row in rows[begin + 1 : begin + 1 + _MOST_ABOVE] if len(row) > 1]
        over = any(_stands_over(rows[begin], row) for row in below)
        if not over or _pitch(rows[begin], rows[begin + 1]) > TIGHT * rows[begin][0].size:
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
            beside = row[-1].right < left or row[0].left > right
            if beside and _pitch(rows[at - 1], row) > OVERLAPPING * row[0].size:  # heads of one line stand half a line below the first of two
                break
            left, right = min(left, row[0].left), max(right, span_of(row)[1])
            singles = 0
            at += 1
            end = at
            continue
        singles += not _is_beside(rows, at)
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
    return pitch < OVERLAPPING * piece.size or (pitch < TIGHT * piece.size and piece.left > left + 2 * piece.size and piece.count < 9)


def _pitch(above: Row, below: Row) -> float:
    return above[0].bottom - below[0].bottom


# ---- is it a table


def _is_beside(rows: Sequence[Row], at: int) -> bool:
    """Whether a line stands half a line above or below the next: a cell of two lines whose row is set in its middle."""
    return any(_pitch(above, below) < OVERLAPPING * rows[at][0].size for above, below in pairwise(rows[max(at - 1, 0) : at + 2]))


def _can_be_table(rows: Sequence[Row]) -> bool:
    """Whether most lines are of several pieces, and those are short."""
    several = [row for row in rows if len(row) > 1]
    alone = sum(len(row) == 1 and not _is_beside(rows, at) for at, row in enumerate(rows))
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
