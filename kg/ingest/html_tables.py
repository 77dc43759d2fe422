"""Tables of a web page: its cells on a grid, told apart from tables that only lay out the page, and written as rows with bars.

A page splits what a reader takes for one cell: the dollar sign, the figure and the closing bracket have columns of their own, and empty columns
stand between them. Those are closed up, so that heads and figures stand in the same columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from kg.ingest.bullets import BULLETS
from kg.ingest.references import Piece
from kg.ingest.source import MAX_TEXT
from kg.origin import Transcript

MAX_COLUMNS, MAX_SPAN = 200, 1000
_SPANNED, _SPANNED_EACH = 1000, 20  # places on the grid that a table's cells may span, and more for each cell
_LEFT_SIGN = re.compile(r"(?:US|C|A|CA|AU|NZ|HK|R)?\$|[\u20ac\u00a3(<>~\u2013\u2014+-]|\(?(?:US|C|A)?\$|\$ ?\(")
_RIGHT_SIGN = re.compile(r"\)|%|\)%|% ?\)|\*+|\(\w\)|[\u00b9\u00b2\u00b3\u2020\u2021]")
_BULLET = re.compile(rf"[-*{BULLETS}\u2013\u2014]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|o")
_LONG, _PROSE = 160, 400  # characters of a cell


class Block(NamedTuple):
    """A paragraph, heading, item or line of a page: its pieces, blanks at its ends left out; of a table's rows, the cells' pieces.

    `linked` characters of it are links; `aside` says that it stands in a part of the page that is none of the story; `story` numbers the element
    of the page that is said to hold the story, 0 outside of any.
    """

    kind: str
    pieces: tuple[Piece, ...] = ()
    linked: int = 0
    aside: bool = False
    story: int = 0
    rows: tuple[tuple[tuple[Piece, ...], ...], ...] = ()

    @property
    def text(self) -> str:
        """The characters."""
        return "".join(piece[0] for piece in self.pieces)

    @property
    def size(self) -> int:
        """How many characters."""
        if not self.rows:
            return sum([len(text) for text, _, _ in self.pieces])
        return sum([len(text) for row in self.rows for cell in row for text, _, _ in cell])


@dataclass
class Cell:
    """A cell while the page is read: how far it spans, and the blocks in it."""

    columns: int = 1
    rows: int = 1
    blocks: list[Block] = field(default_factory=list)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of its blocks, a blank between any two."""
        found: list[Piece] = []
        for block in self.blocks:
            if found and block.pieces:
                found.append((" ", found[-1][2], block.pieces[0][1]))
            found += ((" ", at, to) if text == "\n" else (text, at, to) for text, at, to in block.pieces)
        return tuple(found)


@dataclass
class Rows:
    """A table while the page is read."""

    rows: list[list[Cell]] = field(default_factory=list)

    def cell(self) -> Cell | None:
        """The cell being read."""
        return self.rows[-1][-1] if self.rows and self.rows[-1] else None

    def blocks(self) -> list[Block]:
        """The finished table as one block, or, where it only lays out the page, the blocks of its cells in order."""
        inner = [block for row in self.rows for cell in row for block in cell.blocks]
        if not self._is_data(inner):
            return [block for row in self.rows for block in _laid_out(row)]
        grid = _without_gaps(self._grid())
        first = inner[0]
        table = first._replace(kind="table", pieces=(), linked=sum(block.linked for block in inner), rows=tuple(map(tuple, grid)))
        return [table]

    def _is_data(self, inner: Sequence[Block]) -> bool:
        """Whether it has rows of short cells side by side, and no table in it."""
        filled = [[_size(cell.pieces) for cell in row if _size(cell.pieces)] for row in self.rows]
        wide = [sizes for sizes in filled if len(sizes) > 1 and max(sizes) <= _LONG]
        if any(block.rows for block in inner) or not wide:
            return False
        prose = sum(len(sizes) > 1 and max(sizes) > _PROSE for sizes in filled)
        listed = sum(bool(_is_item(row)) for row in self.rows)
        return len(wide) > 2 * prose and 2 * listed < len(filled) and (len(wide) > 1 or max(map(len, wide)) > 2)

    def _grid(self) -> list[list[tuple[Piece, ...]]]:
        """The cells' pieces in their columns; one that spans several stands in each, so that it heads each."""
        lines: list[dict[int, tuple[Piece, ...]]] = [{} for _ in self.rows]
        room = _SPANNED + _SPANNED_EACH * sum(map(len, self.rows))
        for at, row in enumerate(self.rows):
            column = 0
            for cell in row:
                while column in lines[at]:
                    column += 1
                if column >= MAX_COLUMNS:
                    break
                height, width = min(cell.rows, len(lines) - at), min(cell.columns, MAX_COLUMNS - column)
                if height * width > room:  # a few bytes would make a table of millions of cells
                    height = width = 1
                room -= height * width
                pieces = cell.pieces
                for below in lines[at : at + height]:
                    for beside in range(column, column + width):
                        below.setdefault(beside, pieces)
                column += width
        width = max((max(line, default=-1) for line in lines), default=-1) + 1
        return [[line.get(column, ()) for column in range(width)] for line in lines]


def _size(pieces: Iterable[Piece]) -> int:
    return len("".join(piece[0] for piece in pieces).strip())


def _is_item(row: Sequence[Cell]) -> bool:
    """Whether a row is an item of a list: its mark, then a text."""
    texts = [cell for cell in row if _size(cell.pieces)]
    return len(texts) == 2 and bool(_BULLET.fullmatch(_text(texts[0].pieces))) and _size(texts[1].pieces) > 20


def _laid_out(row: Sequence[Cell]) -> list[Block]:
    """The blocks of a row that only lays out the page; an item's mark stays with its text."""
    if _is_item(row):
        mark, item = (cell for cell in row if _size(cell.pieces))
        first, *more = item.blocks
        gap = (" ", mark.pieces[-1][2], first.pieces[0][1] if first.pieces else mark.pieces[-1][2])
        return [first._replace(kind="li", pieces=(*mark.pieces, gap, *first.pieces)), *more]
    return [block for cell in row for block in cell.blocks]


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece[0] for piece in pieces).strip(" \u00a0")


# ---- closing up


def _without_gaps(grid: list[list[tuple[Piece, ...]]]) -> list[list[tuple[Piece, ...]]]:
    """The grid without columns that are empty, or that only hold signs of the figures beside them."""
    columns = [tuple(column) for column in zip(*grid, strict=True) if any(_text(cell) for cell in column)] if grid else []
    kept: list[Column] = []
    signs: list[Column] = []
    for at, column in enumerate(columns):
        before, after = kept[-1] if kept else None, columns[at + 1] if at + 1 < len(columns) else None
        if before and not signs and _holds_only(column, before, _RIGHT_SIGN, none=True):
            kept[-1] = _joined(before, column)
        elif after and _holds_only(column, after, _LEFT_SIGN):
            signs.append(column)
        else:
            for sign in reversed(signs):
                column = _joined(sign, column)
            signs = []
            kept.append(column)
    return [list(row) for row in zip(*kept, strict=True)]


Column = tuple[tuple[Piece, ...], ...]


def _holds_only(column: Column, beside: Column, sign: re.Pattern[str], none: bool = False) -> bool:
    """Whether a column holds signs, besides what spans it and the one beside; `none`: or nothing else at all."""
    own = [_text(cell) for cell, other in zip(column, beside, strict=True) if _text(cell) and cell != other]
    return (none or bool(own)) and all(sign.fullmatch(text) for text in own)


def _joined(left: Column, right: Column) -> Column:
    return tuple(one if one == other else (*one, *other) for one, other in zip(left, right, strict=True))


# ---- writing


def write_blocks(blocks: Iterable[Block], transcript: Transcript) -> None:
    """Blocks one after the other, a blank line behind each."""
    for block in blocks:
        if block.rows:
            write_table(block.rows, transcript)
            transcript.add("\n")
            continue
        for text, at, to in block.pieces:
            transcript.copy(text, at, to)
        transcript.add("\n\n")


def write_table(rows: Sequence[Sequence[tuple[Piece, ...]]], transcript: Transcript) -> None:
    """A table's rows as lines with bars; what stands alone over the whole width is a line of its own, and long texts stand outside.
    Ends where the text is longer than a document's may be, and so is refused."""
    for row in rows:
        cells = [_stripped(cell) for cell in row]
        told = list(dict.fromkeys(cell for cell in cells if cell))
        if not told:
            continue
        if len(told) == 1 and _size(told[0]) > _LONG:
            transcript.add("\n")
            _copy(told[0], transcript)
            transcript.add("\n\n")
            continue
        if len(told) == 1 and cells[0]:
            cells = [told[0], *(() for _ in cells[1:])]
        transcript.add("|")
        for cell in cells:
            if transcript.length > MAX_TEXT:
                return
            transcript.add(" ")
            _copy(cell, transcript)
            transcript.add(" |")
        transcript.add("\n")


def _stripped(cell: Sequence[Piece]) -> tuple[Piece, ...]:
    pieces = list(cell)
    while pieces and not pieces[0][0].strip(" \u00a0"):
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip(" \u00a0"):
        pieces.pop()
    return tuple(pieces)


def _copy(pieces: Iterable[Piece], transcript: Transcript) -> None:
    for text, at, to in pieces:
        transcript.copy(text.replace("|", "/"), at, to)
