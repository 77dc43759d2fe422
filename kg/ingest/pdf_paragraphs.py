"""The paragraphs of a column of a PDF: which lines go on with the line above, which are lines of their own, and where a paragraph ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.ingest.pdf_lines import Row
from kg.ingest.pdf_words import Ink

_ENDED = re.compile(r"[.!?:][\"')\]\u2019\u201d]*(?:\(\d{1,2}\))?$")
_ITEM = re.compile(
    r"[*\u2022\u00b7\u25aa\u25cf\u25a0\u25e6\u2023\uf0b7\uf0a7\u27a2\u2713]|[-\u2013\u2014o](?= )|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?= )"
)
_DIVIDED = re.compile(r"[^\W\d_]-$")
_MANY = 8  # lines that tell for themselves how wide their column is
_WIDE_BLANK = 2.0  # of a font's height: more than stretching makes of a blank


@dataclass(frozen=True)
class Line:
    """A line of a paragraph, on its page; `wide` are the words with a gap before them that no blank makes."""

    words: list[Ink]
    page: int
    left: float
    right: float
    bottom: float
    size: float
    bold: bool
    wide: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)

    @property
    def is_item(self) -> bool:
        """Whether it begins with the mark of an item of a list."""
        return _ITEM.match(f"{self.words[0].text} " if len(self.words) > 1 else self.words[0].text) is not None


@dataclass
class Paragraph:
    """Lines that stand together; `breaks` are the numbers of those that begin a line of the text. `right` is how far its column goes."""

    lines: list[Line]
    breaks: set[int]
    left: float
    right: float


def line_of(row: Row, page: int) -> Line:
    """A row of pieces as one line."""
    words = [word for piece in row for word in piece.words]
    at, wide = 0, set[int]()
    for before, after in pairwise(row):
        at += len(before.words)
        if after.left - before.right > _WIDE_BLANK * before.size:
            wide.add(at)
    size = max(piece.size for piece in row)
    bold = all(piece.bold for piece in row)
    return Line(words, page, row[0].left, max(piece.right for piece in row), row[0].bottom, size, bold, frozenset(wide))


def paragraphs(lines: Sequence[Line], left: float, right: float) -> Iterator[Paragraph]:
    """The lines of a column that goes from `left` to `right`, from top to bottom, by paragraphs."""
    if not lines:
        return
    if len(lines) > _MANY:  # one that juts out does not make the column wide
        right = sorted(line.right for line in lines)[int(0.95 * (len(lines) - 1))]
    pitch = _pitch(lines)
    current = Paragraph([lines[0]], set(), left, right)
    for line in lines[1:]:
        if _begins(current, line, pitch):
            yield current
            current = Paragraph([line], set(), left, right)
            continue
        if _stands_alone(current.lines[-1], line, left, right):
            current.breaks.add(len(current.lines))
        current.lines.append(line)
    yield current


def _pitch(lines: Sequence[Line]) -> float:
    """The usual distance of base lines, in heights of the font."""
    found = [(above.bottom - line.bottom) / line.size for above, line in pairwise(lines) if abs(above.size - line.size) < 0.05 * line.size]
    found = sorted(value for value in found if 0.8 < value < 3)
    often = (value for value, next_value in pairwise(found) if next_value - value < 0.03)
    return next(often, found[0] if found else 1.2)


def _begins(before: Paragraph, line: Line, pitch: float) -> bool:
    """Whether a line begins a paragraph: by its distance, font, mark or indent, or since the one before has ended."""
    above = before.lines[-1]
    drop = (above.bottom - line.bottom) / line.size
    if drop <= 0 or drop > 1.22 * pitch + 0.08 or abs(above.size - line.size) > 0.18 * line.size or line.is_item:
        return True
    if above.bold != line.bold and (line.bold or _has_room(above, line, before.left, before.right) or len(before.lines) == 1):
        return True
    first = before.lines[0]
    em = line.size
    if line.left > above.left + 0.8 * em and not above.is_item and not _is_centred(above, before.left, before.right):
        return not _is_centred(line, before.left, before.right) or _ENDED.search(above.text) is not None
    if line.left < above.left - 0.8 * em and not _is_centred(line, before.left, before.right) and (above is not first or _ends(above, line, before)):
        return len(before.lines) > 1 or not _is_centred(above, before.left, before.right)
    return _ends(above, line, before)


def _ends(above: Line, line: Line, before: Paragraph) -> bool:
    """Whether a line is the last of its paragraph: a sentence ends on it, and the next word would still have had room."""
    return _ENDED.search(above.text) is not None and _has_room(above, line, before.left, before.right)


def _stands_alone(above: Line, line: Line, left: float, right: float) -> bool:
    """Whether a line of a paragraph begins anew: the one above had room for its first word, and no sentence goes on."""
    if above.wide or line.wide:
        return True
    if _DIVIDED.search(above.words[-1].text):
        return False
    first = line.words[0].text
    goes_on = first[0].islower() and len(above.words) > 5 and "@" not in first and "www." not in first and above.right > left + 0.6 * (right - left)
    return _has_room(above, line, left, right) and not goes_on


def _has_room(above: Line, line: Line, left: float, right: float) -> bool:
    first = line.words[0]
    room = (right - left) - (above.right - above.left) if _is_centred(above, left, right) else right - above.right
    return room > (first.right - first.left) + 0.8 * line.size


def _is_centred(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the middle of its column, with room on both sides."""
    before, behind = line.left - left, right - line.right
    return before > line.size and abs(before - behind) < max(0.15 * (before + behind), 0.5 * line.size)


def goes_over(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph that ends a column or a page goes on in the one that begins the next."""
    above, line = before.lines[-1], after.lines[0]
    if (above.page, above.bottom) == (line.page, line.bottom) or (above.page == line.page and above.bottom > line.bottom and above.left == line.left):
        return False
    if abs(above.size - line.size) > 0.08 * line.size or line.is_item or above.bold != line.bold or _ENDED.search(above.text):
        return False
    if line.words[0].text[:1].islower():
        return True
    return not before.lines[0].is_item and len(above.words) > 4 and not _has_room(above, line, before.left, before.right)
