"""The pieces of lines that are not set evenly, from where each of their words begins and ends: cells of tables, lines that were stretched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import lt, sub

from kg.ingest.pdf_pieces import Measured, Piece

_new = tuple.__new__  # as quick as a page with hundreds of cells asks for
Spans = Sequence[tuple[int, int]]
Paper = tuple[float, float, float, float]
GAP, BACK = 0.6, -0.3  # of a font's height: more than a blank is wide, unless the line was stretched; how far words may reach into one another
_LEVEL = 0.004  # of a height: what reckoning makes of characters of one font on one base line
_SIZES, _SHIFT = 0.87, 0.15  # of a height: a raised mark is smaller, or stands higher


class Boxes:
    """Where words stand, many lines' after one another: the boxes of their first characters, and of their last."""

    def __init__(self, sides: Sequence[float]) -> None:
        """`sides` are those of all first characters, left, top, right and bottom, and then those of all last ones."""
        half = len(sides) // 2
        self.lefts, self.tops, self.first_rights, self.bottoms = sides[:half:4], sides[1:half:4], sides[2:half:4], sides[3:half:4]
        self.last_tops, self.rights, self.last_bottoms = sides[half + 1 :: 4], sides[half + 2 :: 4], sides[half + 3 :: 4]

    def of_one(self, text: str, line: Spans, begin: int, is_bold: Callable[[int], bool]) -> list[Piece]:
        """The words of a line by pieces, where it was drawn at once, so that they are in one font on one base line, and stands on the paper; none
        where they do not reach as high, each with some ink: fonts that do not tell their height give that of each letter. They are those from
        number `begin` on, and stand at these places of the text."""
        end = begin + len(line)
        lefts, rights, bottom, top = self.lefts[begin:end], self.rights[begin:end], self.bottoms[begin], self.tops[begin]
        if self.tops[begin:end].count(top) < len(line) or not all(map(lt, lefts, rights)):
            return []
        bold = is_bold(line[0][0])
        cuts = _cuts(lefts, rights, top - bottom)
        return [_piece(text, line, lefts, rights, at, to, bottom, top, bold) for at, to in zip((0, *cuts), cuts, strict=False)]

    def pieces(self, text: str, line: Spans, begin: int, paper: Paper, is_bold: Callable[[int], bool]) -> list[Piece]:
        """The words of a line by pieces, if all stand on one base line, in one size or hardly another, and on the paper; else none. They are
        those from number `begin` on, and stand at these places of the text."""
        end = begin + len(line)
        lefts, rights = self.lefts[begin:end], self.rights[begin:end]
        bottoms, tops = self.bottoms[begin:end], self.tops[begin:end]
        low, floor, high, ceiling = paper
        bottom, top = bottoms[0], tops[0]
        height = top - bottom
        if not (0.1 < height < 2000 and all(map(lt, lefts, rights)) and min(lefts) > low and max(rights) < high):
            return []
        feet, heads = [*bottoms, *self.last_bottoms[begin:end]], [*tops, *self.last_tops[begin:end]]
        lowest, highest = min(feet), max(heads)
        near = _LEVEL * height
        one_size = max(feet) - lowest <= near and highest - min(heads) <= near
        if not (floor < lowest and highest < ceiling and (one_size or _is_near(feet, heads))):
            return []
        found = []
        first = 0
        for to in _cuts(lefts, rights, height):
            if not one_size and to - first > 1 and tops[to - 1] - bottoms[to - 1] != tops[first] - bottoms[first]:
                bottom, top = _highest(bottoms[first:to], tops[first:to])
            elif not one_size:
                bottom, top = bottoms[first], tops[first]
            bold = is_bold(line[first][0]) and (to - first == 1 or is_bold(line[to - 1][0]))
            found.append(_piece(text, line, lefts, rights, first, to, bottom, top, bold))
            first = to
        return found


def _cuts(lefts: Sequence[float], rights: Sequence[float], height: float) -> list[int]:
    """Behind how many words each piece ends."""
    back, gap = BACK * height, GAP * height
    return [*[at for at, between in enumerate(map(sub, lefts[1:], rights), 1) if not back < between < gap], len(lefts)]


def _piece(
    text: str, line: Spans, lefts: Sequence[float], rights: Sequence[float], first: int, end: int, bottom: float, top: float, bold: bool
) -> Piece:
    """The words of a line from one to another, which follow one another closely."""
    if end == first + 1:
        (at, to), left, right = line[first], lefts[first], rights[first]
        return Piece(left, bottom, right, top, at, to, text[at:to], 1, bold, _new(Measured, (((at, to),), (left,), (right,))))
    line, lefts, rights = line[first:end], lefts[first:end], rights[first:end]
    at, to = line[0][0], line[-1][1]
    said = " ".join(text[at:to].split())
    return Piece(lefts[0], bottom, rights[-1], top, at, to, said, end - first, bold, _new(Measured, (line, lefts, rights)))


def _is_near(bottoms: Sequence[float], tops: Sequence[float]) -> bool:
    """Whether characters are of nearly one size, and on nearly one base line: of several fonts, or of one that does not tell its height."""
    heights: list[float] = list(map(sub, tops, bottoms))
    least, most = min(heights), max(heights)
    shift: float = max(bottoms) - min(bottoms)
    return least > _SIZES * most and shift < _SHIFT * least


def _highest(bottoms: Sequence[float], tops: Sequence[float]) -> tuple[float, float]:
    """The lower and the upper end of the highest of some words."""
    heights = list(map(sub, tops, bottoms))
    at = heights.index(max(heights))
    return bottoms[at], tops[at]
