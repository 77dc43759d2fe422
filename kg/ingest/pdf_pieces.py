"""What stands on a line of a PDF: words with their boxes, and pieces, which are words that follow one another with no wide gap between.

A piece that is set evenly, as nearly all prose is, knows its own box and its characters; the boxes of its words are then told from how wide its
characters are, for what is to be decided on the page, and asked of the file where a place is to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

WORD = re.compile(r"[^\s\x02\ufffe\u00ad]+[\x02\ufffe\u00ad]?")
_SMALL = re.compile(" [a-z\u00df-\u00f6\u00f8-\u00ff]")
TO_SPELL_OUT = re.compile("[\ufb00-\ufb06]")
_HYPHENS = "\x02\ufffe\u00ad"  # that pdfium writes at the end of a line, or that only show there
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
SPELLED_OUT = str.maketrans(dict.fromkeys(_HYPHENS, "-") | _LIGATURES)


def with_hyphens(text: str) -> str:
    """A text with its hyphens as such, one for one; quicker than a table where hardly any are met."""
    for hyphen in _HYPHENS:
        text = text.replace(hyphen, "-")
    return text


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


# How the characters of an even line are spread: as the page has them, how wide each is, in parts of which one is so many points, and by how many
# points more each blank is.
Spread = tuple[str, bytes, float, float]


class Piece:
    """Words of one line with no wide gap between them, and the box of them all. A line that is set evenly has a `spread`, and stands on its page
    from character `at` up to `to`. `text` is its words, `count` how many."""

    __slots__ = ("_words", "at", "bold", "bottom", "count", "left", "right", "spread", "text", "to", "top")

    def __init__(
        self, left: float, bottom: float, right: float, top: float, words: list[Ink] | None, at: int = 0, text: str = "", count: int = 0
    ) -> None:
        self.left, self.bottom, self.right, self.top = left, bottom, right, top
        self._words = words
        if words:
            at, count, text = words[0].at, len(words), spelled(words)
        self.text = text
        self.at = self.to = at
        self.count = count
        self.bold = False
        self.spread: Spread | None = None

    @property
    def size(self) -> float:
        """The height of its font."""
        return self.top - self.bottom

    @property
    def words(self) -> Sequence[Ink]:
        """Its words with their boxes, rough ones where it is set evenly."""
        if self._words is None and self.spread is not None:
            self._words = list(_rough(self, self.spread))
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
        if self._words is None and self.spread is not None:
            return sum(self.spread[1][: self.spread[0].find(" ")]) * self.spread[2]
        return self.words[0].right - self.words[0].left

    @property
    def small(self) -> int:
        """How many of its words begin with a small letter."""
        return self.text[0].islower() + len(_SMALL.findall(self.text))

    @property
    def is_glued(self) -> bool:
        """Whether no blank stands before it."""
        return self.spread is None and self.words[0].glued

    def take(self, words: Sequence[Ink]) -> None:
        """Adds words that stand behind its own."""
        self._words = [*self.words, *words]
        self.count = len(self._words)
        self.spread, self.text = None, spelled(self._words)


def spelled(words: Sequence[Ink]) -> str:
    """Words as a text, a blank before those that are not glued to the one before."""
    if len(words) == 1:
        return words[0].text
    if True in [word.glued for word in words]:
        return "".join([word.text if word.glued else f" {word.text}" for word in words]).lstrip(" ")
    return " ".join([word.text for word in words])


def _rough(piece: Piece, spread: Spread) -> Iterator[Ink]:
    characters, widths, unit, more = spread
    ends = list(accumulate(widths, initial=0))
    for blanks, found in enumerate(WORD.finditer(characters)):
        start, end = found.span()
        left = piece.left + unit * ends[start] + blanks * more
        text = found[0].translate(SPELLED_OUT)
        yield RoughInk(text, left, piece.bottom, left + unit * (ends[end] - ends[start]), piece.top, False, piece.at + start)
