"""Tables whose cells stand one on a line, as a page leaves them that lost its markup: heads, then row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.text.head_units import UNITS_HEAD, unit_of
from kg.text.reading import Reading
from kg.text.sections import Part
from kg.text.table.by_heads import by_heads
from kg.text.table.chunks import chunked
from kg.text.table.flat import SIDE_BY_SIDE, flat
from kg.text.table.lines import BARS, Cell, Line, Placed, is_period, is_value, lines_of
from kg.text.table.measures import is_label_head, is_shifted, shares
from kg.text.table.runs import headed
from kg.text.table.separated import separated
from kg.text.table.tokens import FIGURE, kind_of, tokens
from kg.text.table.unit_rows import with_units

_LONGEST, _LONGEST_ROWS, _WIDEST, _MOST_WORDS, _MOST_BEFORE = 110, 500, 14, 3, 60
_STOP = re.compile(r"[.;!?]$|@|www\.|https?:|\b(?:tel|fax|phone)\b|^\+\d[\d ()-]{6,}", re.IGNORECASE)
_SHORTENED = re.compile(
    r"\b(?:no|incl|excl|avg|eq|equiv|approx|prod|ozs?|lbs?|ft|min|max|exp|prelim|est|act|fcst|adj|ann|qtr|yr|"
    r"inc|corp|ltd|co|c\.v|s\.a)\.$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
_TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Stack:
    """A table by its lines of cells, the first of which is its head, with the line before it and the place of its part among the parts."""

    lines: list[Line]
    title: Cell | None
    first: int


def stacks(reading: Reading, parts: Sequence[Part]) -> Iterator[Stack]:
    """The tables among parts that are no rows."""
    for run, first in runs_of_cells(reading, parts):
        yield from _stacked(reading, run, first)


def runs_of_cells(reading: Reading, parts: Sequence[Part]) -> Iterator[tuple[list[Line], int]]:
    """The runs of short lines among parts that are no rows, each with the place of its first part among the parts."""
    run: list[Line] = []
    first = 0
    for index, part in enumerate(parts):
        if part.block.kind == "table":
            yield run, first
            run = []
            continue
        first = first if run else index
        for line in lines_of(reading, part, BARS):
            long = [at for at, cell in enumerate(line.inked) if not _is_short(cell.cell.text)]
            if not long:
                run.append(line)
                continue
            before, after = _around(line, long[0], long[-1])
            yield ([*run, before] if before.inked else run), first
            run, first = [after] if after.inked else [], index
    yield run, first


def _around(line: Line, first: int, last: int) -> tuple[Line, Line]:
    """What stands in a line before its cells that are prose, and behind them."""
    cells = line.inked
    return (
        replace(line, end=cells[first].cell.start, cells=tuple(cells[:first])),
        replace(line, start=cells[last].cell.end, cells=tuple(cells[last + 1 :])),
    )


def _is_short(text: str) -> bool:
    if len(text) > _LONGEST:
        return len(text) <= _LONGEST_ROWS and SIDE_BY_SIDE.search(text) is not None  # rows that the reading took for wrapped prose
    return not _STOP.search(text) or _SHORTENED.search(text) is not None


def _stacked(reading: Reading, among: list[Line], first_part: int) -> Iterator[Stack]:
    """The tables of a run of short lines: of each place the reading that takes in most cells."""
    if not among:
        return
    bare = [Cell(reading.text[line.start : line.end], line.start, line.end) for line in among]
    for lines, before in (*separated(bare), *flat(bare)):
        yield Stack(lines, before, first_part)
    whole = with_units(tokens(reading, among))
    run = [cell for cell in whole if cell is not None]
    kinds, whole_kinds = [kind_of(cell) for cell in run], ["" if cell is None else kind_of(cell) for cell in whole]
    values = [_is_figure(cell.bare) for cell in run]
    places = {cell.start: index for index, cell in enumerate(run)}
    wholly = {cell.start: index for index, cell in enumerate(whole) if cell is not None}
    at = 0
    title: Cell | None = None
    for first in [index for index, kind in enumerate(kinds) if kind == FIGURE]:
        if first < at:
            continue
        found: list[list[Line]] = []
        certain: list[Line] = []
        if first > at and kinds[first - 1] != FIGURE:
            low = max(at, first - _MOST_BEFORE)
            if len(whole) == len(run):
                certain = by_heads(run, kinds, low, first)
            found.append(headed(run, kinds, low, first))
            found.append(chunked(run, kinds, low, first))
            if len(whole) > len(run):
                found.append(chunked(whole, whole_kinds, wholly[run[low].start], wholly[run[first].start]))
        if not found or not found[0]:
            found += _old(run, values, at, first)
        best = certain or max((lines for lines in found if lines), key=_labelled, default=[])
        if not best:
            continue
        begin = min(places[cell.cell.start] for cell in best[0].inked)
        title = title if at and begin <= at + 1 else _above(run, begin)  # the next part of a table has its title
        if not _is_doubtful(best):
            yield Stack(best, title, first_part)
        at = max(places[line.inked[-1].cell.start] for line in best if line.inked) + 1


def _above(run: list[Cell], begin: int) -> Cell | None:
    """The line over a table; with the one over it, where it is but an aside: "Production per metal" over "(100% basis)"."""
    begin -= bool(begin) and UNITS_HEAD.fullmatch(run[begin - 1].text) is not None
    over = run[begin - 1] if begin else None
    if over is None or begin < 2 or not _ASIDE.fullmatch(over.text):
        return over
    return Cell(f"{run[begin - 2].text} {over.text}", run[begin - 2].start, over.end)


def _is_doubtful(lines: list[Line]) -> bool:
    """Whether the heads begin anew, and nothing over them tells their shares apart: "Mt", "g/t", "Mt", "g/t"."""
    ruled = next((at for at, line in enumerate(lines) if line.is_rule), 0)
    return ruled == 1 and shares([cell.cell.bare.casefold() for cell in lines[0].inked[lines[0].cells[0] is not None :]]) > 1


def _labelled(lines: list[Line]) -> tuple[int, int]:
    """How many figures stand in rows that have a label, and how many cells in all."""
    figures = sum(kind_of(cell.cell) == FIGURE for line in lines if line.cells and line.cells[0] for cell in line.inked[1:])
    return figures, sum(len(line.inked) for line in lines)


# ---- rows of one pattern of words and figures


def _old(run: list[Cell], values: list[bool | None], at: int, first: int) -> Iterator[list[Line]]:
    if found := max((_reading(run, values, at, first, words) for words in range(1, _MOST_WORDS + 1)), key=_extent):
        begin, end = found[0]
        head = run[begin + run[begin].text.endswith(":") : end]  # words that lead to the table are no head
        width = max(high - low for low, high in found)
        yield [_line(head, width), Line(head[-1].end, head[-1].end, (), 0, ((0, 1),)), *(_row(run[low:high], width) for low, high in found[1:])]


def _extent(found: list[tuple[int, int]]) -> int:
    """How many cells a pattern takes in."""
    return found[-1][1] - found[0][0] if found else 0


def _is_figure(text: str) -> bool | None:
    """Whether a cell is a figure; None for "1998", which may be a year."""
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return None
    return is_value(text) and not is_period(text)


def _is_like(values: list[bool | None], shape: list[bool | None]) -> bool:
    """Whether cells are figures where those of the first row are."""
    return len(values) == len(shape) and all(one is None or two is None or one is two for one, two in zip(values, shape, strict=True))


def _line(cells: list[Cell], width: int) -> Line:
    """Cells as a line; heads that lack their corner get an empty one."""
    placed = tuple(Placed(cell, 0, len(cell.text)) for cell in cells)
    return Line(cells[0].start, cells[-1].end, placed if len(placed) >= width else (None, *placed), 0)


def _row(cells: list[Cell], width: int) -> Line:
    """Cells as a row; a total, which leaves out all labels but the first, has empty cells for them."""
    lacking = width - len(cells) if len(cells) > 1 else 0
    placed = [Placed(cell, 0, len(cell.text)) for cell in cells]
    return Line(cells[0].start, cells[-1].end, (placed[0], *(None for _ in range(lacking)), *placed[1:]), 0)


def _reading(run: list[Cell], values: list[bool | None], low: int, first: int, words: int) -> list[tuple[int, int]]:
    """The longest table whose first row has its first figure at `first`, behind so many words: from where to where its head goes, then
    each row; nothing where heads, or the pattern of words and figures of two rows, do not bear it out."""
    start = first - words
    best: list[tuple[int, int]] = []
    for width in range(words + 1, min(_WIDEST, len(values) - start) + 1):
        shape = values[start : start + width]
        head = _head(run, values, low, start, width) if shape.count(False) < width - 1 or width == 2 else None
        if head is None or (head[1] < start and not shape[-1]):
            continue  # words behind the figures, and a word before each row, are two labels of the next row
        found = [head]
        if head[1] < start:
            found.append((head[1], start))
        at = start
        while at < len(values):
            if _is_like(values[at : at + width], shape):
                found.append((at, at + width))
                at += width
            elif words == 1 and not values[at] and _is_like(values[at + 1 : at + 1 + width], shape):
                found.append((at, at + 1))
                at += 1
            elif words > 1 and _TOTAL.match(run[at].bare) and _is_like(values[at : at + 1 + width - words], [values[start], *shape[words:]]):
                found.append((at, at + 1 + width - words))
                at += 1 + width - words
            else:
                break
        rows = sum(high - begin == width for begin, high in found[1:])
        if _has_group_as_label(run, found) or _is_out_of_place(run, found, shape):
            continue
        if rows > 1 and (width > 2 or rows > 3) and (not best or found[-1][1] > best[-1][1]):
            best = found
    return best


def _has_group_as_label(run: list[Cell], found: list[tuple[int, int]]) -> bool:
    """Whether what would name groups of rows stands among the heads, or names two groups one behind the other: it is a column of its own."""
    heads = {cell.bare for cell in run[slice(*found[0])]}
    groups = [run[low].bare for low, high in found[1:] if high - low == 1]
    return any(group in heads for group in groups) or any(one == two for one, two in pairwise(groups))


def _is_out_of_place(run: list[Cell], found: list[tuple[int, int]], shape: list[bool | None]) -> bool:
    """Whether the heads stand a column off, or units would be the names of rows."""
    head: list[Cell | None] = [*run[slice(*found[0])]]
    head = [*([None] * (len(shape) - len(head))), *head]
    labels = [run[low] for low, high in found[1:] if high - low == len(shape)]
    begin = found[0][0]
    if begin and is_label_head(run[begin - 1]):
        return True
    units = sum(unit_of(cell.bare) is not None for cell in labels)
    return 2 * units > len(labels) or is_shifted(head, [at for at, value in enumerate(shape) if value])


def _head(run: list[Cell], values: list[bool | None], low: int, start: int, width: int) -> tuple[int, int] | None:
    """The heads before the first row: as many as columns, or, where they are periods, one less; the name of the first group of rows
    may stand between."""
    for lacking in (0, 1):
        for group in (0, 1):
            end = start - group
            begin = end - width + lacking
            if begin < low or any(values[begin:start]):
                continue
            heads = [is_period(cell.bare) or UNITS_HEAD.fullmatch(cell.bare) is not None for cell in run[begin:end]]
            if heads and all(heads[1 - lacking :]) and (lacking or not heads[0]):
                return begin, end
            if not lacking and not group and not any(heads):
                return begin, end
    return None
