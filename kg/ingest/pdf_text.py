"""The text of a PDF written out: paragraphs on a line each, tables with bars, words that a line's end divides made whole, and the place of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.ingest.pdf_paragraphs import Line, Paragraph
from kg.ingest.pdf_pieces import Ink, Piece
from kg.ingest.pdf_places import Stretch, Words
from kg.ingest.pdf_table_rows import Cell
from kg.ingest.pdf_tables import Table

_DIVIDED = re.compile(r"[^\W\d_]+-$")
_JOINING = "-/\u2014"  # what a word may end with that goes on in the next line
_BEGINS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[\w-]+")
# First halves that no printer makes: what follows their hyphen is a word of its own.
_FIRST_HALVES = frozenset(
    (
        "all at cash cross cut co cost cut data debt deep due earn ex far first five flow follow forward four free full go gold half hand high "
        "higher in hanging large last life like line long longer low lower market medium metre mid mine multi near net new newly no non off on "
        "one open out over past plan post pre pro quarter ramp re ready right risk run second self semi set shallow short side single six small "
        "so start state step sub sulphide technical ten third three through time to top tax two under up value wall well wholly wide year zone"
    ).split()
)


class Writer:
    """Text as it is put together, and which parts of it come from the lines of the pages."""

    def __init__(self, words: Iterable[Ink | Piece]) -> None:
        """`words` are all words of the file, which tell how they are spelled."""
        self._spelled = Spelled(words)
        self._in_table = False
        self._stretches: list[Stretch] = []
        self._parts: list[str] = []

    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    def words(self, data: bytes, turned: Sequence[int]) -> Words:
        """The words of the text, to be found in the file; `turned` tells of each page by how many quarters it was turned."""
        return Words(data, turned, list(map(len, self._parts)), self._stretches)

    def write(self, block: Paragraph | tuple[Table, int]) -> None:
        """A paragraph, or a table of a page. Tables that follow one another are one."""
        if isinstance(block, Paragraph):
            if self._in_table:
                self._parts.append("\n")
            self._in_table = False
            self._paragraph(block)
            self._parts.append("\n\n")
            return
        self._in_table = True
        table, page = block
        for row in table.rows:
            self._row(row, page)

    def _paragraph(self, paragraph: Paragraph) -> None:
        parts, stretches, breaks = self._parts, self._stretches, paragraph.breaks
        before: Line | None = None
        for at, line in enumerate(paragraph.lines):
            if breaks and at in breaks:
                parts.append("\n")
            elif before is not None and (parts[-1][-1] not in _JOINING or not self._join(before.last, line.first)):
                parts.append(" ")
            for number, piece in enumerate(line.pieces):
                if number and not piece.is_glued:
                    parts.append("    " if number in line.wide else " ")
                stretches.append((len(parts), line.page, piece.at, piece.to, () if piece.spread else piece.words))
                parts.append(piece.text)
            before = line

    def _join(self, last: str, first: str) -> bool:
        """Whether the word at the end of a line goes on in the next; a hyphen that only the line's end asked for is taken back."""
        if last[-1] not in _JOINING or len(last) < 2:
            return False
        if last[-1] != "-":
            return first[:1].isalpha()
        if not _keeps_hyphen(last, first, self._spelled):
            self._parts[-1] = self._parts[-1][:-1]
        return first[:1].isalnum()

    def _row(self, cells: Sequence[Cell], page: int) -> None:
        parts = self._parts
        bars = "|"
        for cell in cells:
            if cell:
                parts.append(f"{bars} ")
                self._cell(cell, page)
                bars = ""
            bars += " |"
        parts.append(f"{bars}\n")

    def _cell(self, cell: Cell, page: int) -> None:
        parts = self._parts
        before: Piece | None = None
        for piece in cell:
            if before is not None and not piece.is_glued:
                is_below = abs(piece.bottom - before.bottom) > 0.5 * piece.size
                if not is_below or not self._join(before.last, piece.first):
                    parts.append(" ")
            self._stretches.append((len(parts), page, piece.at, piece.to, () if piece.spread else piece.words))
            parts.append(piece.text.replace("|", "/"))
            before = piece


class Spelled:
    """How words are spelled: those of lines and pieces of them, each as it stands by itself."""

    def __init__(self, words: Iterable[Ink | Piece]) -> None:
        self._given = words
        self._words: frozenset[str] | None = None

    def has(self, word: str) -> bool:
        """Whether a word stands in the text, in capitals or not."""
        if self._words is None:
            self._words = frozenset(_WORD.findall(" ".join(word.text for word in self._given).casefold()))
        return word.casefold() in self._words


def _keeps_hyphen(last: str, first: str, spelled: Spelled) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: as the file spells it elsewhere, else by the looks of its halves."""
    left, right = _DIVIDED.search(last), _BEGINS.match(first)
    if not left or not right or left.start() != len(last) - len(left[0]) or left[0][:-1].isupper() is not right[0].isupper():
        return True
    half = left[0][:-1]
    if not half.isupper() and not ((right[0].islower() and half[1:].islower()) or (half.islower() and right[0].islower())):
        return True
    whole = half + right[0]
    if spelled.has(whole):
        return False
    if spelled.has(f"{half}-{right[0]}"):
        return True
    return half.casefold() in _FIRST_HALVES or (spelled.has(half) and spelled.has(right[0]) and len(half) > 2 and len(right[0]) > 3)
