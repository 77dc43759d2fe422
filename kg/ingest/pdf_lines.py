"""The lines of a page of a PDF: words on one base line, in pieces where a wide gap parts them, marks of notes in brackets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from statistics import median

from kg.ingest.bullets import BULLETS
from kg.ingest.pdf_measured import BACK, GAP
from kg.ingest.pdf_pieces import Ink, Piece, piece_of

_WIDE, _STRETCHED = 1.5, 1.9  # no blank is that wide; how many times as wide as others of its line one may be
_UNITS = re.compile(r"(?:^|[^A-Za-z])(?:[kcm]?m|ft|km|t/m|CO|cm|sq\.?)$")
_RAISED = re.compile(r"[\d,; ]{1,5}|\(?[\da-z*]\)?|[*\u2020\u2021]+")
_SMALLER, _TOUCHING = 0.85, 0.12
_LEFT = attrgetter("left")

Row = list[Piece]  # the pieces of a line, from left to right


def rows_of(words: Iterable[Ink | Piece], is_bold: Callable[[int], bool]) -> list[Row]:
    """The lines from top to bottom, over the whole width of the page."""
    pieces = _without_margin(_pieces(words))
    pieces = [piece for piece in pieces if piece.text[0] not in _STROKES or not _is_rule(piece)]
    for piece in pieces:
        if piece.spread is None:
            piece.bold = is_bold(piece.at) and (piece.count == 1 or is_bold(piece.words[-1].at))
    return [row if len(row) == 1 or _is_parted(row) else _joined(row) for row in in_rows(pieces)]


def _without_margin(pieces: list[Piece]) -> list[Piece]:
    """The pieces without single letters that stand above one another in a margin, beside all other words."""
    letters = [piece for piece in pieces if piece.count == 1 and len(piece.text) == 1 and piece.text.isalpha()]
    if len(letters) < _LEAST_STACKED:
        return pieces
    stacks = Counter(round(piece.left / _STEP) for piece in letters)
    columns = {column + step for column, count in stacks.items() if count >= _LEAST_STACKED for step in (-1, 0, 1)}
    stacked = {piece for piece in letters if round(piece.left / _STEP) in columns}
    others = [piece for piece in pieces if piece not in stacked]
    low, high = min((piece.left for piece in others), default=0.0), max((piece.right for piece in others), default=0.0)
    return [piece for piece in pieces if piece not in stacked or not (piece.right < low or piece.left > high)]


_LEAST_STACKED, _STEP = 8, 4.0  # letters above one another, points by which they may be out of line
_STROKES = "-=_\u2013\u2014*~"


def _is_rule(piece: Piece) -> bool:
    """Whether a piece is a line drawn with characters, which says nothing."""
    return len(piece.text) > 3 and not piece.text.strip(" -=_\u2013\u2014~")


def _pieces(words: Iterable[Ink | Piece]) -> list[Piece]:
    """Words that follow one another closely on one base line, in the order of the file."""
    found: list[Piece] = []
    line: list[Ink] = []
    bottom = top = right = 0.0
    marked = False
    for item in words:
        low, high, gap, height = item.bottom, item.top, item.left - right, top - bottom
        is_near = BACK * height < gap < GAP * height
        if isinstance(item, Piece):
            if not is_near or not (line or (found and low < top and high > bottom)):
                if line:
                    found.append(piece_of(line))
                line, bottom, top, right, marked = [], low, high, item.right, False
                found.append(item)
                continue
            more = item.words
        elif is_near and line and low == bottom and not marked:  # as nearly all do
            line.append(item)
            right = item.right
            continue
        else:
            more = (item,)
        if is_near and not line and found and low < top and high > bottom:  # something stands right behind an even line
            line = list(found.pop().words)
        for word in more:
            low, high, gap, height = word.bottom, word.top, word.left - right, top - bottom
            if line and BACK * height < gap < GAP * height:
                if low == bottom or (abs(low - bottom) < 0.2 * height and high - low > _SMALLER * height):
                    line.append(word._replace(glued=True) if marked and gap < _TOUCHING * height else word)
                    right, marked = word.right, False
                    continue
                if _is_raised(word, bottom, top):
                    line.append(_marked(word, line))
                    right, marked = word.right, True
                    continue
            if line:
                found.append(piece_of(line))
            line, bottom, top, right, marked = [word], low, high, word.right, False
    if line:
        found.append(piece_of(line))
    return found


def _is_raised(word: Ink, bottom: float, top: float) -> bool:
    """Whether a word stands smaller and higher than the line, or lower, yet on it."""
    height = word.top - word.bottom
    return height < _SMALLER * (top - bottom) and bottom - 0.5 * (top - bottom) < word.bottom < top - 0.2 * (top - bottom)


def _marked(word: Ink, line: Sequence[Ink]) -> Ink:
    """A raised word; the mark of a note in brackets, lest it be read as a figure's last digit, but powers of units and days as they are."""
    before, text = line[-1], word.text
    glued = word.glued or word.left - before.right < _TOUCHING * (before.top - before.bottom)
    is_power = text in ("2", "3") and _UNITS.search(before.text) is not None
    above = word.bottom > before.bottom + 0.1 * (before.top - before.bottom)
    if above and _RAISED.fullmatch(text) and not is_power and not text.startswith("("):
        text = f"({text})"
    return word._replace(text=text, glued=glued)


def in_rows(pieces: Iterable[Piece]) -> list[Row]:
    """The pieces by lines, from top to bottom and left to right: one line are those of one base line, and smaller ones that stand beside them."""
    pieces = list(pieces)
    return _as_they_come(pieces) or _sorted(pieces)


def _as_they_come(pieces: Sequence[Piece]) -> list[Row]:
    """The lines of pieces that stand in the order in which they are read, and on lines that are told apart at once; none for others."""
    rows: list[Row] = []
    bottom = top = right = 0.0
    for piece in pieces:
        low, high = piece.bottom, piece.top
        if low == bottom and high == top and piece.left > right and rows:
            rows[-1].append(piece)
        elif not rows or (low < bottom and 2 * (high - bottom) < top - bottom and 2 * (high - bottom) < high - low):
            rows.append([piece])
            bottom, top = low, high
        else:
            return []
        right = piece.left
    return rows


def _sorted(pieces: Sequence[Piece]) -> list[Row]:
    rows: list[Row] = []
    bottom = top = size = 0.0
    heights = [-piece.bottom - piece.top for piece in pieces]
    for at in sorted(range(len(pieces)), key=heights.__getitem__):
        piece = pieces[at]
        low, high = piece.bottom, piece.top
        own = high - low
        if rows:
            apart = low - bottom if low > bottom else bottom - low
            belongs = apart < 0.3 * (own if own < size else size)
            if not belongs and not 0.7 * size < own < 1.4 * size:
                overlap = min(high, top) - max(low, bottom)
                belongs = overlap > 0.55 * min(own, size) and any(_touches(piece, other) for other in rows[-1])
            if belongs:
                rows[-1].append(piece)
                if own > 1.3 * size:  # a raised mark came first
                    bottom, top, size = low, high, own
                continue
        rows.append([piece])
        bottom, top, size = low, high, own
    for row in rows:
        if len(row) > 1:
            row.sort(key=_LEFT)
    return rows


def _touches(one: Piece, other: Piece) -> bool:
    """Whether two pieces stand right beside one another."""
    return max(one.left, other.left) - min(one.right, other.right) < 0.5 * min(one.size, other.size)


def _joined(row: Row) -> Row:
    """The line with those pieces made one that only stretching parted, or the order of the file."""
    words = sum([piece.count for piece in row])
    between = [after.left - before.right for before, after in pairwise(row)]
    even = words > 2 and len(row) == words and max(between) - min(between) < 0.05 * row[0].size  # every blank as wide, of a line to the brim
    is_prose = (words > 4 or even) and sum([piece.small for piece in row]) >= 0.35 * words
    usual = _usual_gap(row, between) if is_prose and not even else 0.0
    joined = [row[0]]
    for piece in row[1:]:
        before = joined[-1]
        size = before.size if before.size > piece.size else piece.size
        gap = piece.left - before.right
        if (
            (even and is_prose)
            or gap < (min(max(GAP * size, _STRETCHED * usual), _WIDE * size) if usual else GAP * size)
            or (gap < 2.5 * size and _is_mark(before) and before is row[0])
        ):
            _join(before, piece, gap)
        else:
            joined.append(piece)
    return joined


def _usual_gap(row: Row, between: Sequence[float]) -> float:
    """How wide a blank is on a line, where the gaps between its pieces may be blanks; else 0.0."""
    narrow = [gap for gap in between if gap < _WIDE * row[0].size]
    if not any(gap >= GAP * row[0].size for gap in narrow):
        return 0.0
    return median([*chain.from_iterable(piece.gaps for piece in row), *narrow])


def _is_parted(row: Row) -> bool:
    """Whether between all pieces of a line there is more than a blank can be: it is no line of words alone, and begins with no mark."""
    first = row[0]
    right, size, words = first.right, first.size, first.count
    for piece in row[1:]:
        own = piece.size
        if piece.left - right < _WIDE * (own if own > size else size):
            return False
        right, size = piece.right, own
        words += piece.count
    return words > len(row) and not _is_mark(first)


def _join(before: Piece, piece: Piece, gap: float) -> None:
    """Adds a piece to the one before it."""
    if gap >= GAP * before.size and before.goes_on_with(piece):
        return
    last, words = before.words[-1], list(piece.words)
    first = words[0]
    if _is_raised(first, last.bottom, last.top) and len(words) == 1:
        words[0] = _marked(first, before.words)
    elif gap < 0.08 * max(before.size, piece.size) and not _parted(last, first):
        words[0] = first._replace(glued=True)
    if before.size < piece.size:
        before.bottom, before.top, before.size = piece.bottom, piece.top, piece.size
    before.right, before.bold = max(before.right, piece.right), before.bold and piece.bold
    before.take(words)


_MARK = re.compile(rf"[-*{BULLETS}\u2013\u2014o]|\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]")


def _is_mark(piece: Piece) -> bool:
    """Whether a piece is the mark of an item of a list."""
    return piece.count == 1 and _MARK.fullmatch(piece.text) is not None


def _parted(before: Ink, after: Ink) -> bool:
    """Whether two words that touch are still two: a figure and the next."""
    return before.text[-1:].isdigit() and after.text[:1].isdigit()


def span_of(row: Row) -> tuple[float, float]:
    """From where to where a line goes."""
    return row[0].left, max([piece.right for piece in row])
