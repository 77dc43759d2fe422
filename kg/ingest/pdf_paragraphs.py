"""The paragraphs of a column of a PDF: which lines go on with the line above, which are lines of their own, and where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.bullets import BULLETS
from kg.ingest.pdf_lines import Row

_ENDED = re.compile(r"[.!?:][\"')\]\u2019\u201d]*(?:\(\d{1,2}\))?$")
_ITEM = re.compile(rf"[*{BULLETS}]|[-\u2013\u2014o](?= )|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)](?= )")
_CLOSING = ".!?:\"')]\u2019\u201d"  # what a sentence may end with
_MANY = 8  # lines that tell for themselves how wide their column is
_END = 24  # characters in which a sentence's last sign is looked for
_MOST_DROP, _AND_DROP = 1.22, 0.08  # times the usual distance of base lines, and heights of the font: more parts paragraphs
_ALIKE, _UNDER = 0.17, 0.79  # of a font's height: less than parts lines of two sizes, or indented ones
_MIDDLE = 0.6  # of a column: a line that ends before it is one of few words
_ROOM = 0.8  # of a font's height: what must be left beside a word for it to have had room
_WIDE_BLANK = 2.0  # of a font's height: more than stretching makes of a blank


@dataclass(slots=True, eq=False)
class Line:
    """A line of a paragraph, on its page; `wide` are the numbers of the pieces with a gap before them that no blank makes."""

    pieces: Row
    page: int
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    wide: Sequence[int] = ()

    @property
    def first(self) -> str:
        """Its first word."""
        return self.pieces[0].first

    @property
    def last(self) -> str:
        """Its last word."""
        return self.pieces[-1].last

    @property
    def count(self) -> int:
        """How many words it has."""
        return self.pieces[0].count if len(self.pieces) == 1 else sum([piece.count for piece in self.pieces])

    @property
    def is_item(self) -> bool:
        """Whether it begins with the mark of an item of a list."""
        text = self.pieces[0].text
        return _ITEM.match(text if len(self.pieces) == 1 else f"{text} ") is not None

    @property
    def is_ended(self) -> bool:
        """Whether a sentence ends with it."""
        text = self.pieces[-1].text
        return text[-1] in _CLOSING and _ENDED.search(text[-_END:]) is not None

    @property
    def is_divided(self) -> bool:
        """Whether its last word goes on in the next line."""
        text = self.pieces[-1].text
        return text[-1] == "-" and len(text) > 1 and text[-2].isalpha()


@dataclass
class Paragraph:
    """Lines that stand together; `breaks` are the numbers of those that begin a line of the text. `right` is how far its column goes."""

    lines: list[Line]
    breaks: set[int]
    left: float
    right: float


def line_of(row: Row, page: int) -> Line:
    """A row of pieces as one line."""
    first = row[0]
    if len(row) == 1:
        return Line(row, page, first.left, first.right, first.bottom, first.size, first.bold)
    wide = [at for at, (before, after) in enumerate(pairwise(row), 1) if after.left - before.right > _WIDE_BLANK * before.size]
    right, size = max(piece.right for piece in row), max(piece.size for piece in row)
    return Line(row, page, first.left, right, first.bottom, size, all(piece.bold for piece in row), wide)


def paragraphs(lines: Sequence[Line], left: float, right: float) -> Iterator[Paragraph]:
    """The lines of a column that goes from `left` to `right`, from top to bottom, by paragraphs."""
    if not lines:
        return
    if len(lines) > _MANY:  # one that juts out does not make the column wide
        right = sorted(line.right for line in lines)[int(0.95 * (len(lines) - 1))]
    pitch = _pitch(lines)
    held = [lines[0]]
    current = Paragraph(held, set(), left, right)
    for line, goes_on in zip(lines[1:], _going_on(lines, left, right, pitch), strict=True):
        if not goes_on:
            if _begins(current, line, pitch):
                yield current
                held = [line]
                current = Paragraph(held, set(), left, right)
                continue
            if _stands_alone(held[-1], line, left, right):
                current.breaks.add(len(held))
        held.append(line)
    yield current


def _going_on(lines: Sequence[Line], left: float, right: float, pitch: float) -> list[bool]:
    """Of each line but the first, whether it plainly goes on with the one above, as many of a paragraph do: below it, set alike, and with no room
    for its first word up there, or in the midst of a sentence, each by the smaller of both fonts. At all others more is to be looked at, one by
    one, to the same end."""
    firsts, lasts = [line.pieces[0].text for line in lines[1:]], [line.pieces[-1].text for line in lines]
    drop, middle = _MOST_DROP * pitch + _AND_DROP, left + _MIDDLE * (right - left)
    return [
        not above.wide
        and not below.wide
        and -_ALIKE * (em := above.size if above.size < below.size else below.size) < below.size - above.size < _ALIKE * em
        and -_UNDER * em < below.left - above.left < _UNDER * em
        and 0 < above.bottom - below.bottom <= drop * em
        and below.bold == above.bold
        and ((first[:2].isalpha() and first[0] not in "ivxo") or not below.is_item)
        and (
            (right - above.right <= _ROOM * em and above.left - left <= em)
            or (
                first[0].islower()
                and last[-1] not in _CLOSING
                and above.right > middle
                and last.count(" ") > 4
                and "@" not in first
                and "www." not in first
            )
        )
        for above, below, last, first in zip(lines, lines[1:], lasts, firsts, strict=False)
    ]


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of base lines, in heights of the font."""
    places = [(line.bottom, line.size) for line in lines]
    found = [(above - bottom) / size for (above, before), (bottom, size) in pairwise(places) if -0.05 * size < before - size < 0.05 * size]
    found = sorted([value for value in found if 0.8 < value < 3])
    often = (value for value, next_value in pairwise(found) if next_value - value < 0.03)
    return next(often, found[0] if found else 1.2)


def _begins(before: Paragraph, line: Line, pitch: float) -> bool:
    """Whether a line begins a paragraph: by its distance, font, mark or indent, or since the one before has ended."""
    above, em = before.lines[-1], line.size
    drop = (above.bottom - line.bottom) / em
    if drop <= 0 or drop > _MOST_DROP * pitch + _AND_DROP or abs(above.size - em) > 0.18 * em or line.is_item:
        return True
    if above.bold != line.bold and (line.bold or _has_room(above, line, before.left, before.right) or len(before.lines) == 1):
        return True
    if line.left > above.left + 0.8 * em and not above.is_item and not _is_centred(above, before.left, before.right):
        return not _is_centred(line, before.left, before.right) or above.is_ended
    follows = above is not before.lines[0]
    if line.left < above.left - 0.8 * em and not _is_centred(line, before.left, before.right) and (follows or _ends(above, line, before)):
        return len(before.lines) > 1 or not _is_centred(above, before.left, before.right)
    return _ends(above, line, before)


def _ends(above: Line, line: Line, before: Paragraph) -> bool:
    """Whether a line is the last of its paragraph: a sentence ends on it, and the next word would still have had room."""
    return above.is_ended and _has_room(above, line, before.left, before.right)


def _stands_alone(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line of a paragraph begins anew: the one above had room for its first word, and no sentence goes on."""
    if above.wide or line.wide:
        return True
    if above.is_divided:
        return False
    first = line.first
    goes_on = first[0].islower() and above.count > 5 and "@" not in first and "www." not in first and above.right > left + _MIDDLE * (right - left)
    return not goes_on and _has_room(above, line, left, right)


def _has_room(above: Line, line: Line, left: float, right: float) -> bool:
    room = (right - left) - (above.right - above.left) if _is_centred(above, left, right) else right - above.right
    room -= _ROOM * line.size
    return room > 0 and room > line.pieces[0].first_width


def _is_centred(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the middle of its column, with room on both sides."""
    before, behind = line.left - left, right - line.right
    return before > line.size and abs(before - behind) < max(0.15 * (before + behind), 0.5 * line.size)


def goes_over(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph that ends a column or a page goes on in the one that begins the next."""
    above, line = before.lines[-1], after.lines[0]
    if (above.page, above.bottom) == (line.page, line.bottom) or (above.page == line.page and above.bottom > line.bottom and above.left == line.left):
        return False
    if abs(above.size - line.size) > 0.08 * line.size or line.is_item or above.bold != line.bold or above.is_ended:
        return False
    if line.first[:1].islower():
        return True
    return not before.lines[0].is_item and above.count > 4 and not _has_room(above, line, before.left, before.right)
