"""Tables of one cell a line whose rows are all of one length, empty cells counted, below heads of words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from kg.text.head_units import UNITS_HEAD, unit_of
from kg.text.table.lines import Cell, Line
from kg.text.table.measures import is_label_head, is_shifted
from kg.text.table.runs import line_of, ruled
from kg.text.table.tokens import FIGURE, HEAD, SPAN, WORDS, YEAR, kind_of

_WIDEST, _MOST_HEADS, _FEWEST, _FEWEST_PARTS = 14, 4, 2, 4
_CAPTION = re.compile(r"table \d|(?:\S+ ){0,6}(?:guidance|outlook|forecasts?|budget|plan|targets|results|production|summary)\b", re.IGNORECASE)
_WHOLE = re.compile(r"(?:grand )?total\b|consolidated\b|group\b|combined\b", re.IGNORECASE)
_MIXED = re.compile(r"[~<>$(]{0,3}\d")

_Row = Sequence[Cell | None]
_Thing = TypeVar("_Thing")


def chunked(run: _Row, kinds: Sequence[str], low: int, first: int) -> list[Line]:
    """The table of rows of one length whose first figure is the cell `first`, and which takes in none before the cell `low`, as lines of cells
    below its heads; none where no length gives columns of figures and columns of words. `kinds` tells what each cell looks like."""
    best: list[Line] = []
    most = (0, 0)
    for width in range(2, _WIDEST + 1):
        for label in range(first - 1, max(low - 1, first - width), -1):
            heads, names = _above(run, kinds, low, label, width)
            rows = _below(run, kinds, label, heads[-1]) if heads else []
            figured = sum(FIGURE in kinds_of_row for _, kinds_of_row in rows)
            if (
                figured < (_FEWEST if width > 2 else 3)
                or _heads_words(heads[-1], rows)
                or is_shifted(heads[-1], _figured(rows))
                or _lacks_first(run, heads, low, label)
            ):
                continue
            rows = [*((name, [WORDS]) for name in names), *rows]
            size = (sum(cell is not None for row, _ in rows for cell in row), figured)
            if size > most:
                most = size
                lines = [line_of(row) for row in heads]
                best = [*lines, ruled(lines[-1].end), *(line_of(row) for row, _ in rows if any(row))]
    return best


def _below(run: _Row, kinds: Sequence[str], start: int, head: _Row) -> list[tuple[_Row, Sequence[str]]]:
    """The rows from a label on, as long as every column holds figures alone or words alone; those of one cell name the rows below them."""
    width = len(head)
    figures: set[int] = set()
    words: set[int] = set()
    rows: list[tuple[_Row, Sequence[str]]] = []
    for at in range(start, len(run) - width + 1, width):
        row, kind = run[at : at + width], kinds[at : at + width]
        if kind[0] in (FIGURE, HEAD, YEAR) or (not rows and row[0] is None):
            break
        mine = {index for index in range(1, width) if kind[index] == FIGURE}
        said = {index for index in range(1, width) if (cell := row[index]) and kind[index] not in (FIGURE, YEAR) and not _MIXED.match(cell.text)}
        if (mine & words) or _has_labels_inside(row, figures | mine, head) or (said & (figures | mine)) or (not rows and not mine):
            break
        figures, words = figures | mine, words | said
        rows.append((row, kind))
    while rows and FIGURE not in rows[-1][1]:
        rows.pop()
    labels = [row[0] for row, kind in rows if FIGURE in kind]
    if 2 * sum(cell is None or unit_of(cell.bare) is not None for cell in labels) > len(labels):
        return []
    return rows


def _lacks_first(run: _Row, heads: list[_Row], low: int, label: int) -> bool:
    """Whether the head of a column of labels stands right before the heads, which then begin with it."""
    first = next((cell for cell in heads[0] if cell), None)
    before = next((run[at - 1] for at in range(low + 1, label) if run[at] is first), None)
    return len(heads) == 1 and before is not None and is_label_head(before)


def _figured(rows: list[tuple[_Row, Sequence[str]]]) -> list[int]:
    """The columns that hold figures."""
    return [index for index in range(len(rows[0][0])) if any(kind[index] == FIGURE for _, kind in rows)] if rows else []


def _heads_words(head: _Row, rows: list[tuple[_Row, Sequence[str]]]) -> bool:
    """Whether a period heads a column of words."""
    return any(
        cell is not None and index and kind_of(cell) in (HEAD, YEAR) and not any(kind[index] == FIGURE for _, kind in rows)
        for index, cell in enumerate(head)
    )


def _has_labels_inside(row: _Row, figures: set[int], head: _Row) -> bool:
    """Whether words that are no unit, nor below a head of labels, stand between figures: the label of another row."""
    inside = range(min(figures, default=0) + 1, max(figures, default=0))
    return any(
        (cell := row[index]) and index not in figures and unit_of(cell.bare) is None and not ((over := head[index]) and is_label_head(over))
        for index in inside
    )


def _above(run: _Row, kinds: Sequence[str], low: int, label: int, width: int) -> tuple[list[_Row], list[_Row]]:
    """The heads over the first row, rows of words that agree in length, and the headings of rows between them and it. Heads that lack their
    corner are moved over their columns."""
    found: list[tuple[_Row, Sequence[str]]] = []
    names: list[_Row] = []
    figures = [index for index in range(1, width) if kinds[label + index : label + index + 1] == [FIGURE]]
    at = label
    for _ in range(_MOST_HEADS):
        row, kind = _without_title(_before(run, None, low, at, width), _before(kinds, "", low, at, width))
        if FIGURE in kind or at <= low:
            break
        wide = sum(cell is not None for cell in row[1:]) > width // 2 or (bool(figures) and all(row[index] is not None for index in figures))
        if wide or (row[0] is not None and any(row[1:])):
            found.insert(0, (row, kind))
        elif row[0] is not None:
            names.insert(0, row)
        at -= width
        if wide:
            if any(over := _spans(_before(run, None, low, at, width), figures)):
                found.insert(0, (over, [WORDS] * width))
            break
    return ([_moved(row) for row, _ in found] if found and _is_head(*found[0]) else []), names


def _spans(over: _Row, figures: list[int]) -> _Row:
    """The spans of time over a row of heads, where the cells before it are no others: as they stand between bars, or, where empty cells are not
    told, each over its share of the columns of figures. One alone is a title."""
    spans = [cell for cell in over if cell is not None]
    if not all(SPAN.search(cell.text) and not cell.text.endswith(":") for cell in spans):
        spans = []
    if not spans or any(cell is None for cell in over[over.index(spans[0]) :]):
        return over if spans and over[0] is None else []
    share, rest = divmod(len(figures), len(spans))
    if len(spans) < _FEWEST or rest:
        return []
    starts = dict(zip(figures[::share], spans, strict=True))
    return [starts.get(at) for at in range(len(over))]


def _without_title(row: _Row, kind: Sequence[str]) -> tuple[_Row, Sequence[str]]:
    """A row of heads whose corner is the title of the table, with a colon, or with a year over the parts of a whole and the whole: without it."""
    if row[0] is not None and row[0].text.endswith(":"):
        return [None, *row[1:]], ["", *kind[1:]]
    if len(row) < _FEWEST_PARTS or row[0] is None or kind[0] != HEAD or any(other != WORDS for other in kind[1:]):
        return row, kind
    if not _CAPTION.match(row[0].text) or not any(cell and _WHOLE.match(cell.text) for cell in row[1:]):
        return row, kind
    return [None, *row[1:]], ["", *kind[1:]]


def _before(cells: Sequence[_Thing], nothing: _Thing, low: int, at: int, width: int) -> Sequence[_Thing]:
    """The cells that stand right before one, filled up where there are too few."""
    begin = max(low, at - width)
    held = cells[begin : max(begin, at)]
    return [*([nothing] * (width - len(held))), *held]


def _is_head(row: _Row, kind: Sequence[str]) -> bool:
    """Whether a row can head columns: no period in its corner over words that are none, no end of a sentence, no unit, no two the same."""
    said = [cell for cell in row[1:] if cell is not None]
    if any(cell.text.endswith(":") for cell in said) or not said or 2 * len(said) < len(row) - 1:
        return False
    return not (kind[0] in (HEAD, YEAR) and WORDS in kind[1:] and row[-1] is not None)


def _moved(row: _Row) -> _Row:
    if row[0] and row[-1] is None and len(row) > 2 and all(row[:-1]):
        return [None, *row[:-1]]
    named = row[1] if len(row) > 3 and row[0] is None else None
    if named and not UNITS_HEAD.fullmatch(named.text) and kind_of(named) == WORDS and all(cell and kind_of(cell) != WORDS for cell in row[2:]):
        return [named, None, *row[2:]]  # the corner over the column of units
    return row
