"""What stands on a line of a PDF: words with their boxes, and pieces, which are words that follow one another with no wide gap between.

A piece that is set evenly, as nearly all prose is, knows its own box and its characters; the boxes of its words are then told from how wide its
characters are, for what is to be decided on the page, and asked of the file where a place is to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import sub
from typing import NamedTuple

WORD = re.compile(r"[^\s\x02\ufffe\u00ad]+[\x02\ufffe\u00ad]?")
_SMALL = re.compile(" [a-z\u00df-\u00f6\u00f8-\u00ff]")
_HYPHENS = "\x02\ufffe\u00ad"  # that pdfium writes at the end of a line, or that only show there
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
SPELLED_OUT = str.maketrans(dict.fromkeys(_HYPHENS, "-") | _LIGATURES)


class Ink(NamedTuple):
    """A word, or a part of one that is set in another size, and its box, in points. `glued`: no blank stands before it. `at` is the number of its
    first character on the page, which tells its font."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    glued: bool
    at: int


class RoughInk(Ink):
    """A word whose left and right are told by the widths of its line's characters: within a tenth of its height where it stands."""


class Even(NamedTuple):
    """How the characters of an even line are spread: as the page has them, how wide each is, in parts of which one is so many points, and by how many
    points more each blank is."""

    characters: str
    widths: bytes
    unit: float
    more: float

    def words(self, piece: Piece) -> Iterator[Ink]:
        """The words of a piece, with rough boxes."""
        ends = list(accumulate(self.widths, initial=0))
        for blanks, found in enumerate(WORD.finditer(self.characters)):
            start, end = found.span()
            left = piece.left + self.unit * ends[start] + blanks * self.more
            right = left + self.unit * (ends[end] - ends[start])
            yield RoughInk(found[0].translate(SPELLED_OUT), left, piece.bottom, right, piece.top, False, piece.at + start)

    def gaps(self) -> Sequence[float]:
        """How wide the blanks are."""
        return [self.widths[self.characters.find(" ")] * self.unit + self.more] * self.characters.count(" ")

    def first_width(self) -> float:
        """How wide the first word is."""
        return sum(self.widths[: self.characters.find(" ")]) * self.unit


class Measured(NamedTuple):
    """The words of a piece on one base line: where each begins and ends among the characters of its page, and from where to where it goes."""

    spans: Sequence[tuple[int, int]]
    lefts: Sequence[float]
    rights: Sequence[float]

    def words(self, piece: Piece) -> Iterator[Ink]:
        """The words of a piece."""
        for text, (start, _), left, right in zip(piece.text.split(" "), self.spans, self.lefts, self.rights, strict=True):
            yield Ink(text, left, piece.bottom, right, piece.top, False, start)

    def gaps(self) -> Sequence[float]:
        """How wide the blanks are."""
        return list(map(sub, self.lefts[1:], self.rights))

    def first_width(self) -> float:
        """How wide the first word is."""
        return self.rights[0] - self.lefts[0]


class Piece:
    """Words of one line with no wide gap between them, and the box of them all. One whose words stand side by side on one base line has a `spread`,
    and goes from character `at` of its page up to `to`. `text` is its words, `count` how many; `size` is the height of its font."""

    __slots__ = ("_words", "at", "bold", "bottom", "count", "left", "right", "size", "spread", "text", "to", "top")

    def __init__(
        self,
        left: float,
        bottom: float,
        right: float,
        top: float,
        at: int,
        to: int,
        text: str,
        count: int,
        bold: bool = False,
        spread: Even | Measured | None = None,
        words: Sequence[Ink] | None = None,
    ) -> None:
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self.size = top - bottom
        self.at, self.to = at, to
        self.text, self.count = text, count
        self.bold = bold
        self.spread = spread
        self._words = words

    @property
    def words(self) -> Sequence[Ink]:
        """Its words with their boxes, rough ones where it is set evenly."""
        if self._words is None and self.spread is not None:
            self._words = list(self.spread.words(self))
        return self._words or []

    @property
    def first(self) -> str:
        """The text of its first word."""
        return self.text.partition(" ")[0] if self._words is None else self._words[0].text

    @property
    def last(self) -> str:
        """The text of its last word."""
        return self.text.rpartition(" ")[2] if self._words is None else self._words[-1].text

    @property
    def first_width(self) -> float:
        """How wide its first word is."""
        if self.spread is not None:
            return self.spread.first_width()
        return self.words[0].right - self.words[0].left

    @property
    def small(self) -> int:
        """How many of its words begin with a small letter."""
        return small_words(self.text)

    @property
    def is_glued(self) -> bool:
        """Whether no blank stands before it."""
        return self.spread is None and self.words[0].glued

    @property
    def gaps(self) -> Sequence[float]:
        """How far its words are apart, those that are parted by a blank."""
        if self.spread is not None:
            return self.spread.gaps()
        return [after.left - before.right for before, after in pairwise(self.words) if not after.glued]

    def goes_on_with(self, after: Piece) -> bool:
        """Whether the words of another piece stand behind its own on the same line, a blank between, and it took them."""
        own, others = self.spread, after.spread
        if not isinstance(own, Measured) or not isinstance(others, Measured):
            return False
        if after.at != self.to + 1 or (after.bottom, after.top) != (self.bottom, self.top):
            return False
        self.spread = Measured([*own.spans, *others.spans], [*own.lefts, *others.lefts], [*own.rights, *others.rights])
        self._words = None
        self.text, self.count = f"{self.text} {after.text}", self.count + after.count
        self.right, self.to, self.bold = max(self.right, after.right), after.to, self.bold and after.bold
        return True

    def take(self, words: Sequence[Ink]) -> None:
        """Adds words that stand behind its own."""
        self._words = [*self.words, *words]
        self.count = len(self._words)
        self.spread, self.text = None, spelled(self._words)


def small_words(text: str) -> int:
    """How many words of a text begin with a small letter."""
    return text[:1].islower() + (len(_SMALL.findall(text)) if " " in text else 0)


def piece_of(words: Sequence[Ink]) -> Piece:
    """Words that stand side by side as a piece, as high as the first, or the highest where there are several fonts."""
    first, last = words[0], words[-1]
    bottom, top = first.bottom, first.top
    if len(words) > 1 and last.top - last.bottom != top - bottom:  # several fonts, or one that does not tell its height
        bottom, top = max([(word.top - word.bottom, -at, word.bottom, word.top) for at, word in enumerate(words)])[2:]
    return Piece(first.left, bottom, max(last.right, first.right), top, first.at, first.at, spelled(words), len(words), words=words)


def spelled(words: Sequence[Ink]) -> str:
    """Words as a text, a blank before those that are not glued to the one before."""
    if len(words) == 1:
        return words[0].text
    if True in [word.glued for word in words]:
        return "".join([word.text if word.glued else f" {word.text}" for word in words]).lstrip(" ")
    return " ".join([word.text for word in words])
