"""The columns of a table on a page of a PDF, from where the pieces of its lines stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import inf

from kg.ingest.pdf_lines import Row
from kg.ingest.pdf_pieces import Piece

Column = tuple[float, float]


def columns_of(rows: Sequence[Row]) -> list[Column]:
    """From where to where each column goes: narrow pieces tell, and what stands over several of those columns spans them."""
    pieces = sorted((piece for row in rows if len(row) > 1 for piece in row), key=lambda piece: (piece.right - piece.left, piece.left))
    columns: list[Column] = []
    for piece in pieces:
        left, right = piece.left, piece.right
        met = [index for index, (low, high) in enumerate(columns) if left < high and right > low]
        if not met:
            columns.append((left, right))
        elif len(met) == 1:
            low, high = columns[met[0]]
            if left < low or right > high:
                columns[met[0]] = (min(low, left), max(high, right))
    return _closed_up(sorted(columns), rows)


def _closed_up(columns: list[Column], rows: Sequence[Row]) -> list[Column]:
    """The columns with those made one that no line fills both of, yet some piece covers both."""
    merged: list[Column] = []
    for column in columns:
        before = merged[-1] if merged else None
        if before and (column[0] < before[1] or _are_one(before, column, rows)):
            merged[-1] = (before[0], max(before[1], column[1]))
        else:
            merged.append(column)
    return merged


def _are_one(left: Column, right: Column, rows: Sequence[Row]) -> bool:
    covered = False
    for row in rows:
        met = [(piece.left < left[1] and piece.right > left[0], piece.left < right[1] and piece.right > right[0]) for piece in row]
        if any(one and not two for one, two in met) and any(two and not one for one, two in met):
            return False
        covered = covered or (any(one and two for one, two in met) and len(row) > 1)
    return covered


def _around(left: float, right: float, columns: Sequence[Column]) -> int:
    """The column that words stand within, -1 where there is none."""
    index = bisect_right(columns, (left, inf)) - 1
    return index if index >= 0 and right <= columns[index][1] else -1


def column_of(left: float, right: float, columns: Sequence[Column]) -> int:
    """The column that words share most with, or stand next to."""
    within = _around(left, right, columns)
    if within >= 0:
        return within
    shared = [(right if right < high else high) - (left if left > low else low) for low, high in columns]
    return shared.index(max(shared))


def covered_by(piece: Piece, columns: Sequence[Column]) -> list[int]:
    """The columns that a piece stands over: half of them, or itself half in them."""
    left, right = piece.left, piece.right
    within = _around(left, right, columns)
    if within >= 0:
        return [within]
    width = right - left
    found = [
        index
        for index, (low, high) in enumerate(columns)
        if low < right and high > left and min(right, high) - max(left, low) > 0.4 * min(high - low, width)
    ]
    return found or [column_of(left, right, columns)]
