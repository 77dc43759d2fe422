"""A document as a person reads it: hard wraps undone, scars closed up, blocks told apart, and every character mapped to its source.

The text of a Reading joins its blocks with "\\n\\n"; a "\\n" inside a block is a line end that the writer meant (addresses, lists of
names, rows of a table). Rules match on this text and turn what they find into spans of the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.document import Document, Span
from kg.ingest.bullets import BULLETS
from kg.text.characters import Piece, clean, plain
from kg.text.line_groups import Group, grouped
from kg.text.lone_cells import no_headings
from kg.text.lost_blanks import lost_blanks
from kg.text.row_marks import BULLET, Line, mark_tables
from kg.text.run_in import lost_line_ends, pieces

_NUMBERED = re.compile(r"(?:\(?[a-zA-Z][.)]|\d{1,2}[.)])\s+(?=\S)")
_MARKED = re.compile(rf"([-*>o\u00a7{BULLETS}\u2013\u2014])\s+(?=\S)")


_SET_APART = 2  # blank lines, for what a line was parted into: none goes on with the other


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, bullet, table or group of short lines, by offsets of the reading text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """The readable text of a document, its blocks, and the map back."""

    document: Document
    text: str
    blocks: tuple[Block, ...]
    _starts: tuple[int, ...] = field(repr=False)
    _pieces: tuple[Piece, ...] = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """The document's span of a range of the reading text, less the blanks at its ends; ValueError for a range of blanks."""
        inner = self.text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start >= end:
            raise ValueError(f"nothing stands at {start}..{end} of the reading of {self.document.name}")
        first, last = self._piece(start), self._piece(end - 1)
        return Span(self._source(first, start, at_end=False), self._source(last, end - 1, at_end=True))

    def _piece(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1

    def _source(self, index: int, offset: int, at_end: bool) -> int:
        """Where a character came from: its first source character, or, at the end of a range, the one after its last."""
        piece = self._pieces[index]
        if len(piece.text) != piece.source_length:
            return piece.source + (piece.source_length if at_end else 0)
        return piece.source + offset - self._starts[index] + at_end


def read(document: Document) -> Reading:
    """The reading of a document, without the lines of a filing's header that lead it; any text has one."""
    lines = mark_tables(list(_lines(document.text, document.origin.lead)))
    return _assemble(document, list(grouped(lines)), lost_blanks(document.text), no_headings(lines))


_FIGURES = 3  # lines that are but a figure, from which on a text has a table of them


def _is_figure(line: str) -> bool:
    return len(line) < 24 and _FIGURE.fullmatch(line) is not None


_FIGURE = re.compile(r"\s*[($\u20ac\u00a3-]*\d[\d,.]*[)%kKmM]?\s*")


def _lines(text: str, begin: int) -> Iterator[Line]:
    """The lines with ink, by "\\n" or, in files that have none, by "\\r"."""
    separator = "\n" if "\n" in text else "\r"
    at, blanks = begin, 0
    lines = (text[begin:] if begin else text).split(separator)
    lost = lost_line_ends(lines)
    # Edges of cells, each on a line of its own: of a table that has figures between them they tell where its cells end.
    edges = "|" in text and not any(line.startswith("|") and line.rstrip() != "|" for line in lines) and sum(map(_is_figure, lines)) < _FIGURES
    for whole in lines:
        blanks += 1
        if edges and whole.strip() == "|":
            at, blanks = at + len(whole) + 1, blanks - 1
            continue
        for start, raw in pieces(whole, at, lost):
            if readable := plain(raw):
                yield Line(start, raw, readable, _SET_APART if start > at else blanks - 1)
                blanks = 0
        at += len(whole) + 1


def _assemble(document: Document, groups: list[Group], lost: list[int], cells: frozenset[int]) -> Reading:
    """The groups of lines as one text, with the pieces that map it back; a blank stands where one got `lost`. `cells` are of tables that stand
    one cell a line."""
    pieces: list[Piece] = []
    starts: list[int] = []
    blocks: list[Block] = []
    length = 0
    numbered = _numbered_heads(groups)
    for at, group in enumerate(groups):
        inked = list(_parted(_group_pieces(group), lost)) if lost else list(_group_pieces(group))
        if pieces:
            end = pieces[-1].source + pieces[-1].source_length
            inked.insert(0, Piece("\n\n", end, inked[0].source - end))
        for piece in inked:
            starts.append(length)
            pieces.append(piece)
            length += len(piece.text)
        text = "".join(piece.text for piece in inked).lstrip("\n")
        blocks.append(Block("heading" if at in numbered else _kind(group, text, cells), length - len(text), length))
    return Reading(document, "".join(piece.text for piece in pieces), tuple(blocks), tuple(starts), tuple(pieces))


def _group_pieces(group: Group) -> Iterator[Piece]:
    """The pieces of a group's lines, and of what joins them, which stands for the line ends of the source."""
    end = 0
    for index, (line, join) in enumerate(zip(group.lines, group.joins, strict=True)):
        inked = _ink(line)
        if index and join:
            yield Piece(join, end, inked[0].source - end)
        yield from inked
        end = inked[-1].source + inked[-1].source_length


def _parted(pieces: Iterator[Piece], lost: list[int]) -> Iterator[Piece]:
    """Pieces with one of a blank, which stands for nothing of the source, at the offsets where one got `lost`."""
    for piece in pieces:
        end = piece.source + piece.source_length
        cuts = lost[bisect_right(lost, piece.source) : bisect_left(lost, end)] if len(piece.text) == piece.source_length else []
        at = piece.source
        for cut in cuts:
            yield Piece(piece.text[at - piece.source : cut - piece.source], at, cut - at)
            yield Piece(" ", cut, 0)
            at = cut
        yield Piece(piece.text[at - piece.source :], at, end - at) if cuts else piece


def _ink(line: Line) -> list[Piece]:
    """The pieces of a line without the blanks at its ends; table rows keep their inner blanks, which are their columns."""
    pieces = clean(line.raw, line.start, prose=not line.in_table)
    while pieces and not pieces[0].text.strip():
        pieces.pop(0)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    first, last = pieces[0], pieces[-1]
    if len(first.text) == first.source_length:
        blank = len(first.text) - len(first.text.lstrip())
        pieces[0] = Piece(first.text[blank:], first.source + blank, first.source_length - blank)
    last = pieces[-1]
    if len(last.text) == last.source_length:
        kept = len(last.text.rstrip())
        pieces[-1] = Piece(last.text[:kept], last.source, kept)
    return pieces


def _kind(group: Group, text: str, cells: frozenset[int]) -> str:
    if group.lines[0].in_table:
        return "table"
    if BULLET.match(text):
        return "bullet"
    if "\n" in text or group.lines[0].start in cells:
        return "lines"
    if len(text) <= 140 and not re.search(r"[.!?;,][\"']*$", text) and not text[0].islower():
        return "heading"
    return "paragraph"


def _numbered_heads(groups: list[Group]) -> set[int]:
    """The places of groups that are headings with their numbers or marks, and no points of a list: "2. FERNHILL" alone, over what is no point."""
    found: set[int] = set()
    for at, group in enumerate(groups[:-1]):
        mark = _NUMBERED.match(group.lines[0].text)
        before, after = groups[at - 1].lines[0] if at else None, groups[at + 1].lines[0]
        if _is_marked_head(group, after):
            found.add(at)
        if mark is None or len(group.lines) > 1 or group.lines[0].in_table or not _is_name(group.lines[0].text[mark.end() :]):
            continue
        if not any(line and not line.in_table and _NUMBERED.match(line.text) for line in (before, after)):
            found.add(at)
    return found


def _is_marked_head(group: Group, after: Line) -> bool:
    """Whether a point is but a name over points with a mark of their own: "\u2022 Fernhill", over "\u00a7 Copper production of 31.0 kt"."""
    mark, other = _MARKED.match(group.lines[0].text), _MARKED.match(after.text)
    return (
        mark is not None
        and other is not None
        and mark[1] != other[1]
        and len(group.lines) == 1
        and not group.lines[0].in_table
        and _is_name(group.lines[0].text[mark.end() :])
    )


def _is_name(text: str) -> bool:
    """Whether words are set as those of a heading: few, each of some length with its capital, and no sentence."""
    words = re.findall(r"[^\W\d_]{4,}", text)
    return bool(words) and len(text) <= 70 and all(word[0].isupper() for word in words) and not re.search(r"[.!?;,][\"')]*$", text)
