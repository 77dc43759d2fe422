"""The text of a PDF written out: paragraphs on a line each, tables with bars, words that a line's end divides made whole, and the place of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, repeat

from kg.ingest.pdf_paragraphs import Line, Paragraph
from kg.ingest.pdf_tables import Cell, Table
from kg.ingest.pdf_words import Ink, Page
from kg.origin import Word

_DIVIDED = re.compile(r"[^\W\d_]+-$")
_BEGINS = re.compile(r"[^\W\d_]+")
# First halves that no printer makes: what follows their hyphen is a word of its own.
_FIRST_HALVES = frozenset(
    (
        "all at cash cross cut co cost cut data debt deep due earn ex far first five flow follow forward four free full go gold half hand high "
        "higher in hanging large last life like line long longer low lower market medium metre mid mine multi near net new newly no non off on "
        "one open out over past plan post pre pro quarter ramp re ready right risk run second self semi set shallow short side single six small "
        "so start state step sub sulphide technical ten third three through time to top tax two under up value wall well wholly wide year zone"
    ).split()
)
_TRIM = 0.1  # of a box's height at either end: lines set close reach into one another's boxes


class Writer:
    """Text as it is put together, with the words' places."""

    def __init__(self, pages: Sequence[Page], spelled: str) -> None:
        """`spelled` is all text of the file, which tells how its words are spelled."""
        self._pages = pages
        self._spelled = spelled
        self._pieces: list[str] = []
        self._length = 0
        self._in_table = False
        self.words: list[Word] = []

    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def write(self, block: Paragraph | tuple[Table, int]) -> None:
        """A paragraph, or a table of a page. Tables that follow one another are one."""
        if isinstance(block, Paragraph):
            if self._in_table:
                self._add("\n")
            self._in_table = False
            self._paragraph(block)
            self._add("\n\n")
            return
        self._in_table = True
        table, page = block
        for row in table.rows:
            self._row(row, page)

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _paragraph(self, paragraph: Paragraph) -> None:
        before: Line | None = None
        for at, line in enumerate(paragraph.lines):
            if at in paragraph.breaks:
                self._add("\n")
            elif before is not None and not self._join(before.words[-1].text, line.words[0].text):
                self._add(" ")
            self._inks(line.words, line.page, line.wide)
            before = line

    def _join(self, last: str, first: str) -> bool:
        """Whether the word at the end of a line goes on in the next; a hyphen that only the line's end asked for is taken back."""
        if not last.endswith("-") or len(last) < 2:
            return len(last) > 1 and last.endswith(("/", "\u2014")) and first[:1].isalpha()
        keeps = _keeps_hyphen(last, first, self._spelled)
        if not keeps:
            self._pieces[-1] = self._pieces[-1][:-1]
            self._length -= 1
            word = self.words[-1]
            self.words[-1] = Word(word.start, word.end - 1, word.page, word.left, word.bottom, word.right, word.top)
        return first[:1].isalnum()

    def _row(self, cells: Sequence[Cell], page: int) -> None:
        self._add("|")
        for cell in cells:
            if cell:
                self._add(" ")
                self._cell(cell, page)
            self._add(" |")
        self._add("\n")

    def _cell(self, cell: Cell, page: int) -> None:
        lines: list[list[Ink]] = [[]]
        for word in cell:
            if lines[-1] and abs(word.bottom - lines[-1][-1].bottom) > 0.5 * (word.top - word.bottom) and not word.glued:
                lines.append([])
            lines[-1].append(word._replace(text=word.text.replace("|", "/")) if "|" in word.text else word)
        for at, line in enumerate(lines):
            if at and not self._join(lines[at - 1][-1].text, line[0].text):
                self._add(" ")
            self._inks(line, page, frozenset())

    def _inks(self, inks: Sequence[Ink], page: int, wide: frozenset[int]) -> None:
        """Words of one line, a blank between any two."""
        texts, lefts, bottoms, rights, tops, glued, _ = zip(*inks, strict=True)
        if wide or any(glued) or self._pages[page - 1].turned:
            self._inks_apart(inks, page, wide)
            return
        self._pieces.append(" ".join(texts))
        ends = list(accumulate(map(len, texts), lambda end, length: end + length + 1, initial=self._length - 1))
        self._length = ends[-1]
        starts = [end + 1 for end in ends[:-1]]
        floors = [bottom + _TRIM * (top - bottom) for bottom, top in zip(bottoms, tops, strict=True)]
        ceilings = [top - _TRIM * (top - bottom) for bottom, top in zip(bottoms, tops, strict=True)]
        self.words += map(Word, starts, ends[1:], repeat(page), lefts, floors, rights, ceilings)

    def _inks_apart(self, inks: Sequence[Ink], page: int, wide: frozenset[int]) -> None:
        """Words of a line with other things than one blank between, or of a page that is turned."""
        paper = self._pages[page - 1]
        for at, (text, left, bottom, right, top, glued, _) in enumerate(inks):
            if at and not glued:
                self._add("    " if at in wide else " ")
            start = self._length
            self._add(text)
            margin = _TRIM * (top - bottom)
            self.words.append(Word(start, self._length, page, *paper.on_paper(left, bottom + margin, right, top - margin)))


def _keeps_hyphen(last: str, first: str, spelled: str) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: as the file spells it elsewhere, else by the looks of its halves."""
    left, right = _DIVIDED.search(last), _BEGINS.match(first)
    if not left or not right or left.start() != len(last) - len(left[0]) or left[0][:-1].isupper() is not right[0].isupper():
        return True
    half = left[0][:-1]
    if not half.isupper() and not ((right[0].islower() and half[1:].islower()) or (half.islower() and right[0].islower())):
        return True
    whole = half + right[0]
    if _stands_in(whole, spelled):
        return False
    if _stands_in(f"{half}-{right[0]}", spelled):
        return True
    return half.casefold() in _FIRST_HALVES or (_stands_in(half, spelled) and _stands_in(right[0], spelled) and len(half) > 2 and len(right[0]) > 3)


def _stands_in(word: str, spelled: str) -> bool:
    """Whether a word stands in a text by itself."""
    return _word(word).search(spelled) is not None


@lru_cache(maxsize=256)
def _word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])", re.IGNORECASE)
