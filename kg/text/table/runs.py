"""Tables of one cell a line below heads that are periods or cases: each row is its label, its unit or none, and a figure for every head.

Headings of rows may stand anywhere between, spans over the heads, and rows that lack figures, which are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from kg.text.head_units import UNITS_HEAD, unit_of
from kg.text.table.lines import Cell, Line, Placed
from kg.text.table.tokens import FIGURE, HEAD, SPAN, YEAR

_MOST_HEADINGS, _MOST_HEADS, _MOST_ROWS, _FEWEST_WORDS, _FIRST_ITEMS = 4, 20, 400, 3, 12
_NOTE = re.compile(r"\(?\d{1,2}[).]?")
_DIGITS = re.compile(r"\d+")
_CHANGE = re.compile(r"\bchange\b|\bvar(?:iance|\.)?\b|\bdiff(?:erence)?\b", re.IGNORECASE)
_OF_WHAT = re.compile(r"\b(?:produced|sold|milled|processed|treated|recovered|mined|payable|stacked|ore)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Item:
    """Words, then the figures behind them, by the places of the first word, the first figure and the end."""

    start: int
    figures: int
    end: int

    @property
    def count(self) -> int:
        return self.end - self.figures


@dataclass(frozen=True)
class _Heads:
    """The heads of columns, the spans over them with the place of the column over which each begins, and the corner."""

    corner: Cell | None
    heads: list[Cell]
    spans: list[tuple[int, Cell]]
    end: int


def headed(run: Sequence[Cell], kinds: Sequence[str], low: int, first: int) -> list[Line]:
    """The table whose first figure stands at `first`, as lines of cells below its heads; none where heads and rows do not agree."""
    if not any(kind in (HEAD, YEAR) for kind in kinds[low:first]):
        return []
    begun = list(islice(items_of(kinds, low, first), _FIRST_ITEMS))
    for count, times in Counter(item.count for item in begun).most_common(2):
        heads = _heads(run, kinds, begun[0], count) if times > 1 and count <= _MOST_HEADS else None
        if heads is None:
            continue
        rows = list(_rows(run, kinds, list(items_of(kinds, low, first)), heads, count))
        if sum(len(row) > 1 for row in rows) > 1:
            return _lines(heads, rows, count)
    return []


def items_of(kinds: Sequence[str], low: int, first: int) -> Iterator[Item]:
    """The words and figures from `low`; years behind figures are figures, and years behind words where a figure follows them."""
    start, at = low, first
    while at > low and kinds[at - 1] == YEAR:
        at -= 1
    for _ in range(_MOST_ROWS):
        end = at
        while end < len(kinds) and kinds[end] in (FIGURE, YEAR):
            end += 1
        yield Item(start, at, end)
        start = at = end
        while at < len(kinds) and (kinds[at] != FIGURE):
            at += 1
        while at > start and kinds[at - 1] == YEAR:
            at -= 1
        if at >= len(kinds):
            return


def _heads(run: Sequence[Cell], kinds: Sequence[str], item: Item, count: int) -> _Heads | None:
    """The heads among the words before the first row."""
    for end in range(item.figures - 1, max(item.start, item.figures - 2 - _MOST_HEADINGS), -1):
        begin = end
        while begin > item.start and kinds[begin - 1] in (HEAD, YEAR):
            begin -= 1
        if end - begin < count:
            continue
        if any(kinds[index] in (HEAD, YEAR) and run[index].text != "%" for index in range(end, item.figures)):
            return None
        heads, over = list(run[end - count : end]), list(run[begin : end - count])
        measured = [cell for cell in run[begin:end] if not _CHANGE.search(cell.bare)]
        if over and len(measured) == count and _CHANGE.search(heads[-1].bare):
            heads, over = measured, []  # a column of changes that no row fills
        if len(over) == 1 and not SPAN.search(over[0].text):
            if len(over[0].text.split()) < _FEWEST_WORDS or _DIGITS.sub("0", over[0].text) == _DIGITS.sub("0", heads[0].text):
                return None  # a head too many
            begin, over = end - count, []  # a title with a year in it
        spans = _spans(heads, over)
        if spans is None:
            return None
        return _Heads(_corner(run, item.start, begin), heads, spans, end)
    return _wrapped(run, kinds, item, count)


def _corner(run: Sequence[Cell], low: int, begin: int) -> Cell | None:
    """What stands before the heads, and before that of the column of units; words that lead to the table are none of its."""
    begin -= begin > low and UNITS_HEAD.fullmatch(run[begin - 1].bare) is not None
    return run[begin - 1] if begin > low and not run[begin - 1].text.endswith(":") else None


def _wrapped(run: Sequence[Cell], kinds: Sequence[str], item: Item, count: int) -> _Heads | None:
    """Heads of which each goes on over lines with the same words: "Q4 2023" / "Production (t)" / "Full Year" / "Production (t)"."""
    begins = [index for index in range(item.start, item.figures) if kinds[index] in (HEAD, YEAR)][-count:]
    if len(begins) != count or count < 2:
        return None
    more = [_plain(run[low + 1 : high]) for low, high in pairwise(begins)]
    end = next((end for end in range(begins[-1] + 2, item.figures) if _plain(run[begins[-1] + 1 : end]) == more[0]), None)
    if not more[0] or len(set(more)) > 1 or end is None or item.figures - end > _MOST_HEADINGS + 1:
        return None
    heads = [_joined(run[low:high]) for low, high in pairwise((*begins, end))]
    return _Heads(_corner(run, item.start, begins[0]), heads, [], end)


def _plain(cells: Sequence[Cell]) -> str:
    return " ".join(cell.bare for cell in cells).casefold()


def _joined(cells: Sequence[Cell]) -> Cell:
    return Cell(" ".join(cell.text for cell in cells), cells[0].start, cells[-1].end)


def _spans(heads: list[Cell], over: list[Cell]) -> list[tuple[int, Cell]] | None:
    """Where the spans over heads begin: where the heads begin anew, or at even shares; None where they fit in no way."""
    if not over:
        return []
    if len(over) == len(heads):
        return list(enumerate(over))  # a span for every head: "Six months", "Year to" over "31 Dec 13", "30 Jun 13"
    starts = [index for index, head in enumerate(heads) if head.bare == heads[0].bare]
    if len(starts) != len(over):
        if len(heads) % len(over):
            return None
        starts = list(range(0, len(heads), len(heads) // len(over)))
    return list(zip(starts, over, strict=True))


def _rows(run: Sequence[Cell], kinds: Sequence[str], items: list[Item], heads: _Heads, count: int) -> Iterator[list[Cell | None]]:
    """The rows, those of headings with but one cell; a row is its label, its unit, and its figures."""
    said: Cell | None = None
    missed = 0
    with_units = 2 * sum(_is_unit(run[item.figures - 1]) for item in items) > len(items)
    for index, item in enumerate(items):
        begin = heads.end if index == 0 else item.start
        words = list(run[begin : item.figures])
        heading = any(kinds[at] in (HEAD, YEAR) and run[at].text != "%" for at in range(begin, item.figures))
        if index and (heading or len(words) > _MOST_HEADINGS):
            return
        figures = list(run[item.figures : item.end])
        while len(figures) > count and _NOTE.fullmatch(figures[-1].text) and len(figures) != 2 * count:
            figures.pop()
        has_unit = words and (len(words) > 1 or said) and (_is_unit(words[-1]) or (with_units and len(words) > 1))
        unit = words.pop() if has_unit else None
        label = words.pop() if words else said if unit else None
        for name in words:
            yield [name]
        if len(figures) == count:
            missed = 0
            yield [label, unit, *figures]
        elif len(figures) == 2 * count:
            yield [label, unit, *figures[:count]]
            yield [None, unit, *figures[count:]]
        elif missed > 3:
            return
        else:
            missed, label = missed + 1, None
        said = label if unit else None


def _is_unit(cell: Cell) -> bool:
    """Whether a cell is a unit, and says not of what: "kt", "US$/oz", but not "Ounces sold"."""
    return cell.text == "%" or (_OF_WHAT.search(cell.text) is None and unit_of(cell.bare) is not None)


def _lines(heads: _Heads, rows: list[list[Cell | None]], count: int) -> list[Line]:
    """The table as lines, with a rule below the heads; the column of units is left out where no row has one."""
    units = any(len(row) > 1 and row[1] for row in rows)
    lead: tuple[Cell | None, ...] = (None,) if units else ()
    lines = []
    if heads.spans:
        over: list[Cell | None] = [None] * count
        for at, cell in heads.spans:
            over[at] = cell
        lines.append(line_of([None, *lead, *over]))
    lines += [line_of([heads.corner, *lead, *heads.heads]), ruled(heads.heads[-1].end)]
    for row in rows:
        cells = [row[0], *(row[1:2] if units else ()), *row[2:]] if len(row) > 1 else [*row, *lead, *(None for _ in range(count))]
        lines.append(line_of(cells))
    return [line for line in lines if line.inked or line.strokes]


def line_of(cells: Sequence[Cell | None]) -> Line:
    """Cells as a line of a table between bars."""
    inked = [cell for cell in cells if cell is not None]
    placed = tuple(Placed(cell, 0, len(cell.text)) if cell else None for cell in cells)
    start, end = (min(cell.start for cell in inked), max(cell.end for cell in inked)) if inked else (0, 0)
    return Line(start, end, placed, 0)


def ruled(at: int) -> Line:
    """A rule below heads that end at an offset."""
    return Line(at, at, (), 0, ((0, 1),))
