"""The columns of a page of a PDF: its lines in the order in which a person reads them.

A page is cut where a strip of paper stays empty down many lines with prose on both sides of it; lines that cross the strip, as a heading over both
columns, part what is above from what is below. Columns of a table stay together: their cells are no prose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

from kg.ingest.pdf_lines import Row
from kg.ingest.pdf_pieces import small_words

_MOST_CUTS = 4  # columns within columns
_LEAST_ROWS = 4  # lines beside a strip
_ENOUGH = 16  # lines that tell by their words whether a column is of prose
_HOLLOW = re.compile(rb"\x01{6,}")  # points that a strip is wide
_CROSSED = 0.75  # of the lines, at most, cross a strip somewhere


class Region(NamedTuple):
    """Lines of one column, and from where to where it goes."""

    rows: list[Row]
    left: float
    right: float


class Band(NamedTuple):
    """From which to which line a strip parts two columns, and the lines of those."""

    start: int
    end: int
    sides: tuple[list[Row], list[Row]]


def regions(rows: Sequence[Row]) -> Iterator[Region]:
    """The parts of a page in reading order."""
    return _cut(rows, *_extent(rows), 0) if rows else iter(())


def as_one(rows: Sequence[Row]) -> Iterator[Region]:
    """The page as it is, uncut."""
    if rows:
        yield Region(list(rows), *_extent(rows))


def _extent(rows: Iterable[Row]) -> tuple[float, float]:
    return min([row[0].left for row in rows]), max([piece.right for row in rows for piece in row])


def _cut(rows: Sequence[Row], left: float, right: float, depth: int) -> Iterator[Region]:
    bands = _strip(rows) if depth < _MOST_CUTS and len(rows) >= _LEAST_ROWS and max(map(len, rows)) > 1 else []
    if not bands:
        yield Region(list(rows), left, right)
        return
    at = 0
    for band in bands:
        if band.start > at:
            yield from _cut(rows[at : band.start], left, right, depth + 1)
        for side in band.sides:
            yield from _cut(side, *_extent(side), depth + 1)
        at = band.end
    if at < len(rows):
        yield from _cut(rows[at:], left, right, depth + 1)


def _strip(rows: Sequence[Row]) -> list[Band]:
    """From which to which line an empty strip parts two columns of prose: the strip that the fewest lines cross, the widest of those."""
    lefts = [piece.left for row in rows for piece in row]
    rights = [piece.right for row in rows for piece in row]
    low = min(lefts)
    width = int(max(rights) - low) + 2
    if not 60 < width < 20_000:
        return []
    begin = width // 6
    inmost = low + begin
    if sum([row[-1].left > inmost for row in rows]) < _LEAST_ROWS:  # no strip has so many lines beside it
        return []
    steps = [0] * (width + 1)
    for left, right in zip(lefts, rights, strict=True):
        steps[int(left - low)] += 1
        steps[int(right - low) + 1] -= 1
    inner = list(accumulate(steps))[begin : width - begin]
    for _, _, at in sorted(_hollows(inner, len(rows)), key=lambda hollow: (hollow[0], -hollow[1], hollow[2]))[:3]:
        if bands := list(_bands(rows, inmost + at)):
            return bands
    return []


def _hollows(cover: Sequence[int], rows: int) -> Iterator[tuple[int, int, float]]:
    """Where few lines go: how many, over how many points, and in the middle of what."""
    found = set(cover)
    if min(found) > _CROSSED * rows:
        return
    inner = bytes(cover) if max(found) < 256 else bytes([min(count, 255) for count in cover])
    for count in sorted(set(inner))[:3]:
        if count > _CROSSED * rows:
            break
        hollow = inner.translate(b"\x01" * (count + 1) + bytes(255 - count))
        for strip in _HOLLOW.finditer(hollow):
            yield count, strip.end() - strip.start(), (strip.start() + strip.end()) / 2


def _bands(rows: Sequence[Row], strip: float) -> Iterator[Band]:
    """From which to which line the strip is empty and parts columns of prose."""
    crossing = [at for at, row in enumerate(rows) for piece in row if piece.left < strip < piece.right]
    for before, end in pairwise([-1, *crossing, len(rows)]):
        if end - before <= _LEAST_ROWS:
            continue
        first, last = _trimmed(rows, before + 1, end, strip)
        sides = _columns(rows[first:last], strip)
        if sides:
            yield Band(first, last, sides)


def _trimmed(rows: Sequence[Row], start: int, end: int, strip: float) -> tuple[int, int]:
    """A band without the lines at its ends that stand on one side only and close to the full line beyond them: they belong to that."""
    first, last = start, end
    while first < last and start > 0 and _one_sided(rows[first], strip) and _pitch(rows[first - 1], rows[first]) < 1.6 * rows[first][0].size:
        first += 1
    while last > first and end < len(rows) and _one_sided(rows[last - 1], strip) and _is_nearer_below(rows, last - 1):
        last -= 1
    return first, last


def _one_sided(row: Row, strip: float) -> bool:
    return row[-1].right <= strip


def _is_nearer_below(rows: Sequence[Row], at: int) -> bool:
    below = _pitch(rows[at], rows[at + 1])
    return below < 2.2 * rows[at][0].size and (at == 0 or below < 0.95 * _pitch(rows[at - 1], rows[at]))


def _pitch(above: Row, below: Row) -> float:
    return above[0].bottom - below[0].bottom


def _columns(rows: Sequence[Row], strip: float) -> tuple[list[Row], list[Row]] | None:
    """The lines on either side of the strip, if it parts columns: prose on both sides, or lines that stand at heights of their own on each."""
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        if len(row) == 1:
            (left if row[0].right <= strip else right).append(row)
        elif len(row) == 2 and row[0].right <= strip < row[1].right:  # as most lines of two columns are
            left.append([row[0]])
            right.append([row[1]])
        else:
            before = [piece for piece in row if piece.right <= strip]
            behind = [piece for piece in row if piece.right > strip]
            left += [before] if before else []
            right += [behind] if behind else []
    if min(len(left), len(right)) < _LEAST_ROWS:
        return None
    prose = _is_prose(left), _is_prose(right)
    most = 0.7 if any(prose) else 0.45
    if all(prose) or (_abreast(left, right) < most and _abreast(right, left) < most) or (any(prose) and _strip(right if prose[0] else left)):
        return left, right
    return None


def _abreast(side: Sequence[Row], other: Sequence[Row]) -> float:
    """The part of one side's lines that stand on a base line of the other's, as rows of a table do."""
    heights = sorted(row[0].bottom for row in other)
    found = 0
    for row in side:
        near = bisect_left(heights, row[0].bottom - 0.06 * row[0].size)
        found += near < len(heights) and heights[near] <= row[0].bottom + 0.06 * row[0].size
    return found / len(side)


def _is_prose(side: Sequence[Row]) -> bool:
    whole = [row[0] for row in side if len(row) == 1 and row[0].count > 3]
    if len(side) < _LEAST_ROWS or len(whole) < 0.5 * len(side) or len(whole) < _LEAST_ROWS - 1:
        return False
    widest = _width(side)
    widths = [piece.right - piece.left for piece in whole]
    return (
        median(widths) > 0.55 * widest
        and sum([width > 0.8 * widest for width in widths]) >= 0.35 * len(side)
        and small_words(" ".join([piece.text for piece in whole[:_ENOUGH]])) > 0.4 * sum([piece.count for piece in whole[:_ENOUGH]])
    )


def _width(lines: Sequence[Row]) -> float:
    left, right = _extent(lines)
    return right - left
