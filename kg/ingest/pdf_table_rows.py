"""The rows of a table on a page of a PDF: what a person sees as one row may be several lines of wrapped cells, and so may a table's head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from kg.ingest.pdf_lines import Row
from kg.ingest.pdf_pieces import Ink, Piece, piece_of
from kg.ingest.pdf_table_columns import Column, column_of, covered_by

Cell = list[Piece]
TIGHT, OVERLAPPING = 1.35, 0.85  # of a font's height, from base line to base line: lines of a cell, lines of cells beside one another
LOOSE = 1.5  # rows with room between them
_MOST_HEAD = 7  # lines
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*(?:[A-Za-z/%]{1,6}[^A-Za-z]*){0,2}")
_HEAD = re.compile(  # figures of heads: years, days, "(24 hours)", thousands
    r"(?:FY|CY|Q[1-4]|H[12])?\W{0,2}(?:19|20)\d\d(?:[-/]\d\d)?(?:[A-Z]|\W[A-Z][A-Za-z]+)?|[A-Za-z]{3,9} \d{1,2},? (?:19|20)\d\d|"
    r"\(.{0,12}\)|\(?['\u2018\u2019]?000\D*"
)
_NOTHING = re.compile(r"[-\u2013\u2014.]{1,3}|n/?a|nil|nsv|nsr|tbc|pending", re.IGNORECASE)


def cells_of(rows: Sequence[Row], columns: Sequence[Column]) -> list[list[Cell]]:
    """The lines of a table as rows of cells in its columns, as many in each: its head in one, then its body."""
    lines = [_line(row, columns) for row in rows]
    first = next((at for at, line in enumerate(lines) if line.is_data), len(lines) if _is_only_head(lines) else 0)
    length = _head_length(lines, first) if len(columns) > 2 else 0
    if not length:
        return _body(lines, columns)
    return _headed(_head(lines[:length], len(columns)), _body(lines[length:], columns))


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, or says that there is none."""
    return len(text) < 30 and (_FIGURE.fullmatch(text) is not None or _NOTHING.fullmatch(text) is not None)


class _Line:
    """A line of a table in its columns; `spans` tells of what stands over several: the first of those, and all of them."""

    def __init__(self, cells: list[Cell], bottom: float, size: float, spans: dict[int, list[int]]) -> None:
        self.cells, self.bottom, self.size, self.spans = cells, bottom, size, spans
        self.filled = [index for index, cell in enumerate(cells) if cell]
        self._texts = [cell[0].text if len(cell) == 1 else " ".join([piece.text for piece in cell]) for cell in cells]

    def text(self, column: int) -> str:
        return self._texts[column]

    @property
    def is_data(self) -> bool:
        """Whether it holds figures beside its label, other than years and days that head columns."""
        told = [self._texts[index] for index in self.filled]
        figures = sum([is_value(text) and not _HEAD.fullmatch(text) for text in told[1 if len(told) > 1 else 0 :]])
        return figures > 0 and 2 * figures >= len(told) - 1


def _line(row: Row, columns: Sequence[Column]) -> _Line:
    cells: list[Cell] = [[] for _ in columns]
    spans: dict[int, list[int]] = {}
    for piece in row:
        covered = covered_by(piece, columns)
        if len(covered) > 1 and (parts := _divided(piece, columns, len(row) == 1)):
            for index, part in parts:
                cells[index].append(part)
            continue
        cells[covered[0]].append(piece)
        if len(covered) > 1:
            spans[covered[0]] = covered
    return _Line(cells, row[0].bottom, row[0].size, spans)


def _divided(piece: Piece, columns: Sequence[Column], alone: bool) -> list[tuple[int, Piece]]:
    """The words of a piece by column, where those of two cells only stand close: figures, or with more than a blank between."""
    gaps = [after.left - before.right for before, after in pairwise(piece.words)]
    parts: list[tuple[int, list[Ink]]] = []
    for at, word in enumerate(piece.words):
        index = column_of(word.left, word.right, columns)
        if not parts or index != parts[-1][0]:
            figures = not alone and (is_value(word.text) or is_value(piece.words[at - 1].text))
            starts = abs(word.left - columns[index][0]) < 0.1 * piece.size
            if parts and not figures and not starts and gaps[at - 1] < (1.6 if alone else 1.25) * min(gaps) + 0.05 * piece.size:
                return []
            parts.append((index, [word]))
        else:
            parts[-1][1].append(word)
    return [(index, piece_of(words)) for index, words in parts] if len({index for index, _ in parts}) == len(parts) else []


def _head_length(lines: Sequence[_Line], first: int) -> int:
    """How many lines are the head: those before the first figures, less the name of the first group of rows."""
    if not 0 < first <= _MOST_HEAD:
        return 0
    length = first
    while length > 1 and (_names_rows(lines[length - 1], lines[length - 2]) or _begins_row(lines, length - 1)):
        length -= 1
    return length if any(len(line.filled) > 1 for line in lines[:length]) else first


def _names_rows(line: _Line, above: _Line) -> bool:
    """Whether a line below others of a head names the rows that follow: a piece alone, in the first column or farther down than a wrapped head."""
    if len(line.filled) != 1:
        return False
    text = line.text(line.filled[0])
    if text[0].islower() or text[0] == "(":
        return False
    if above.bottom - line.bottom > TIGHT * line.size:
        return True
    return line.filled == [0] and len(above.filled) > 1 and not above.text(0).endswith(("-", "/", "&", "of"))


def _begins_row(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line is far from the head above it, and close to the figures below: the first line of a cell whose row is set at its foot."""
    if at + 1 == len(lines):
        return False
    above, line, below = lines[at - 1 : at + 2]
    return above.bottom - line.bottom > LOOSE * line.size and line.bottom - below.bottom < TIGHT * line.size


def _is_only_head(lines: Sequence[_Line]) -> bool:
    """Whether lines without figures are the wrapped heads of a table that goes on in the next column: short words, set close."""
    close = all(above.bottom - line.bottom < TIGHT * line.size for above, line in pairwise(lines))
    return (
        close
        and len(lines) < 5
        and len(lines[0].cells) > 3
        and all(sum([piece.count for piece in cell]) < 4 for line in lines for cell in line.cells)
    )


def _head(lines: Sequence[_Line], width: int) -> list[Cell]:
    """One row of the lines of a head; what stands over several columns heads each."""
    cells: list[Cell] = [[] for _ in range(width)]
    for at, line in enumerate(lines):
        spans = line.spans | _middles(lines, at) | _groups(line, lines[at + 1 :])
        for index in line.filled:
            for column in spans.get(index, [index]):
                cells[column] = [*cells[column], *line.cells[index]]
    return cells


def _headed(head: list[Cell], body: list[list[Cell]]) -> list[list[Cell]]:
    """A head and the rows below it; a head to the left of a column that is set in the middle, or to its right, is put over it."""
    told = [any(row[column] for row in body if sum(map(bool, row)) > 1) for column in range(len(head))]
    for column in range(len(head) - 2, -1, -1):
        after = column + 1
        if {(bool(head[index]), told[index]) for index in (column, after)} == {(True, False), (False, True)}:
            head, *body = ([*row[:column], row[column] + row[after], *row[after + 1 :]] for row in [head, *body])
            del told[column]
            told[column] = True
    return [head, *body]


def _middles(lines: Sequence[_Line], at: int) -> dict[int, list[int]]:
    """The columns under each cell of a row of heads, where each cell is set over the middle of its own and all stand side by side up to the last."""
    line, below = lines[at], lines[at + 1 :]
    if any(above.bottom - under.bottom < TIGHT * under.size for above, under in pairwise(lines[max(at - 1, 0) : at + 2])) or not below:
        return {}  # a line of a cell of several
    told = {index: other.cells[index] for other in below for index in other.filled if index}
    found: dict[int, list[int]] = {}
    end = max(told, default=0)
    for index in reversed([index for index in line.filled if index]):
        over = line.spans.get(index, [index])
        starts = [start for start in range(1, over[0] + 1) if told.keys() >= set(range(start, end + 1))]
        if end < over[-1] or not starts:
            return {}
        middle = line.cells[index][0].left + line.cells[index][-1].right
        aside = {start: abs(told[start][0].left + told[end][-1].right - middle) for start in starts}
        start = min(starts, key=aside.__getitem__)
        if aside[start] > 4 * line.size:
            return {}
        found[index] = list(range(start, end + 1))
        end = start - 1
    return found


def _groups(line: _Line, below: Sequence[_Line]) -> dict[int, list[int]]:
    """The columns under each cell of a line, where a line below it says the same for each: "2020 | 2019 | 2020 | 2019"."""
    heads = [index for index in line.filled if index]
    for other in below:
        said = [other.text(index) for index in other.filled if index]
        each = len(said) // max(len(heads), 1)
        if len(heads) > 1 and each > 1 and len(said) == each * len(heads) and said == said[:each] * len(heads):
            filled = [index for index in other.filled if index]
            over = {index: filled[at * each : (at + 1) * each] for at, index in enumerate(heads)}
            return over if all(index in under for index, under in over.items()) else {}
    return {}


def _body(lines: Sequence[_Line], columns: Sequence[Column]) -> list[list[Cell]]:
    """The rows below a head, cells that were wrapped over several lines put together."""
    loose = _is_loose(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        pitch = groups[-1][-1].bottom - line.bottom if groups else 0.0
        if groups and (pitch < OVERLAPPING * line.size or (pitch < TIGHT * line.size and _goes_on(groups[-1], line, loose))):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        _titled(group[0], columns)
        if len(group) == 1
        else [list(chain.from_iterable(cells)) for cells in zip(*(line.cells for line in group), strict=True)]
        for group in groups
    ]


def _titled(line: _Line, columns: Sequence[Column]) -> list[Cell]:
    """The cells of a row; words alone in the middle of a table stand in its first."""
    if len(line.filled) != 1 or line.is_data or len(columns) < 3:
        return line.cells
    pieces = line.cells[line.filled[0]]
    aside = (pieces[0].left + pieces[-1].right) / 2 - (columns[0][0] + columns[-1][1]) / 2
    return [pieces, *([] for _ in columns[1:])] if abs(aside) < 2 * line.size else line.cells


def _is_loose(lines: Sequence[_Line]) -> bool:
    """Whether rows stand farther apart than the lines of a wrapped cell, and no two figures of a column stand close."""
    pairs = [(above, line, pitch) for above, line in pairwise(lines) if (pitch := (above.bottom - line.bottom) / line.size) >= OVERLAPPING]
    far = sum(pitch > LOOSE for _, _, pitch in pairs)
    close = [(above, line) for above, line, pitch in pairs if pitch < TIGHT]
    return 3 * far >= len(pairs) > 0 and not any(
        is_value(above.text(index)) and is_value(line.text(index)) for above, line in close for index in set(above.filled) & set(line.filled) if index
    )


def _goes_on(group: Sequence[_Line], line: _Line, loose: bool) -> bool:
    """Whether a line close below a row goes on with its cells, and is no row of its own. `loose`: rows of this table stand farther apart."""
    before = {index for above in group for index in above.filled}
    figures = [index for index in line.filled if index and is_value(line.text(index))]
    if figures or loose:
        return loose and not before.intersection(figures)
    if 0 not in line.filled:
        return len(line.filled) == 1 or line.text(line.filled[0])[0].islower()
    return line.filled == [0] and (line.text(0)[0].islower() or line.text(0)[0] == "(") and not group[-1].text(0).endswith((".", ":"))
