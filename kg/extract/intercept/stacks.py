"""Drill tables that lost their rows: every cell stands on a line of its own, first the heads, then hole after hole.

Holes and the word "including" tell where a row begins, so that a row that says only "no significant results" puts no other out of step.
Blank lines may stand between the cells, and a head may go over several lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.extract.intercept.columns import Head, is_drilling, meaning_of, meanings
from kg.extract.intercept.labels import WORD
from kg.extract.intercept.unit_heads import under_units
from kg.text.reading import Reading
from kg.text.sections import Part
from kg.text.table.heads import is_unit
from kg.text.table.lines import BARS, Cell, Line, is_value, lines_of
from kg.text.table.unit_rows import put_to_heads
from kg.text.tables import Column, Row, Table

_HOLE = re.compile(r"(?!\d+-\d+\.\d)(?:[A-Z]{2,6} )?(?=[\w./-]{0,20}\d)(?=[\w./-]{0,20}[A-Za-z-])[A-Za-z0-9][\w./-]{1,20}")
_JOINED = re.compile(r"(and|incl\.?|including) (\d[\d,.]*|[A-Z][\w' -]{2,30})")
_AFTER_DASH = re.compile(r"([-\u2013\u2014]) (?=[-\u2013\u2014]|(?:and|also|incl(?:uding|udes)?|inc)\b)", re.IGNORECASE)
_DASHES = re.compile(r"[-\u2013\u2014](?: [-\u2013\u2014])+")
_STOP = re.compile(r"[.;!?]$|@|www\.|https?:")
_FIRST_WORDS = frozenset(("drill", "diamond", "bore", "drillhole", "core", "rc"))
_LETTERS, _RULE = re.compile(r"[A-Za-z]*"), re.compile(r":?-{2,}:?")
_DEPTHS = frozenset(("hole", "from", "to", "length", "range"))
_MOST_HEADS, _LONGEST, _FEWEST, _MOST_TITLE, _MOST_JOINED, _MOST_TABLES = 40, 70, 9, 400, 4, 40


def stacked(found: Sequence[tuple[list[Cell], int]], parts: Sequence[Part]) -> Iterator[Table]:
    """The tables among runs of short lines whose heads name holes, lengths or depths, and grades."""
    for run, first in found:
        yield from _tables(run, parts, first)


def runs(reading: Reading, parts: Sequence[Part]) -> Iterator[tuple[list[Cell], int]]:
    """The runs of short lines, each with the place of its first part."""
    first, run = 0, list[Cell]()
    for index, part in enumerate(parts):
        lines = [] if part.block.kind == "table" else [_cells(reading.text, line) for line in lines_of(reading, part, BARS)]
        if _is_stack(lines):
            run += [cell for cells in lines for cell in cells]
            continue
        if run:
            yield run, first
        first, run = index + 1, []
    if run:
        yield run, first


def _cells(text: str, line: Line) -> list[Cell]:
    """The cells of a line; dashes and "and" that the reading has joined to what stands below them are a cell each."""
    if line.is_rule and _DASHES.fullmatch(text, line.start, line.end):
        return [Cell(text[at], at, at + 1) for at in range(line.start, line.end) if text[at] != " "]
    return [cell for placed in line.inked for cell in _apart(placed.cell)]


def _is_stack(lines: Sequence[Sequence[Cell]]) -> bool:
    """Whether lines have a short cell each: none where a bar alone stands for an empty one, more where the reading joined lines."""
    single = sum(len(cells) == 1 for cells in lines)
    most = _MOST_JOINED if single > 0.75 * len(lines) and len(lines) > _FEWEST else 1
    return single > 0 and all(len(cells) <= most and all(map(_is_short, cells)) for cells in lines)


def _is_short(cell: Cell) -> bool:
    """Whether a cell may be one of a stack; the rule of a table that was put on one line is none."""
    return (
        not _RULE.fullmatch(cell.text)
        and len(cell.text) <= _LONGEST
        and not _STOP.search(re.sub(r"\b(?:incl?|no)\.$", "", cell.text, flags=re.IGNORECASE))
    )


def _apart(cell: Cell) -> list[Cell]:
    """A line's cell; "and", which the reading joins to the figure or zone below it, is one of its own."""
    if dash := _AFTER_DASH.match(cell.text):
        at = cell.start + dash.end()
        return [Cell(dash[1], cell.start, cell.start + 1), *_apart(Cell(cell.text[dash.end() :], at, cell.end))]
    found = _JOINED.fullmatch(cell.text)
    if found is None or _HOLE.fullmatch(found[2]):
        return [cell]
    return [Cell(found[1], cell.start, cell.start + found.end(1)), Cell(found[2], cell.start + found.start(2), cell.end)]


def _tables(run: list[Cell], parts: Sequence[Part], first: int) -> Iterator[Table]:
    """The tables of a run of short lines, of which the first stands in the part `first`."""
    before = parts[first - 1] if first and len(parts[first - 1].text) < _MOST_TITLE else None
    title = Cell(before.text, before.start, before.block.end) if before else None
    at = 0
    for _ in range(_MOST_TABLES):
        if len(run) - at <= _FEWEST:
            return
        begin = next((index for index in range(at, len(run)) if meaning_of(run[index]) == "hole"), None)
        if begin is None:
            return
        if begin > at and run[begin - 1].bare.casefold() in _FIRST_WORDS:
            begin -= 1
        while begin > at and not run[begin - 1].text.endswith(":") and meaning_of(run[begin - 1]) not in ("", "length", "grade", "range"):
            begin -= 1  # columns before that of the holes
        title = run[begin - 1] if begin > at else title
        table, at = _table(run, begin, title, parts[first].section)
        if table is not None:
            yield table


def column(cells: list[Cell]) -> Column:
    return Column(" ".join(cell.bare for cell in cells), "", "", tuple(cells))


def _table(run: list[Cell], first: int, title: Cell | None, section: str) -> tuple[Table | None, int]:
    """The table whose heads begin with a line, and the line behind it; None where the heads say no holes, lengths and grades."""
    end = first + 1
    while end < len(run) and end - first < _MOST_HEADS and not (_HOLE.fullmatch(run[end].bare) and meaning_of(run[end]) == ""):
        end += 1
    if end >= len(run):
        return None, end
    words = title.text if title else ""
    best: tuple[list[Row], list[Column], int] = ([], [], end)
    most = 0
    lead = next((at for at, cell in enumerate(run[first:end]) if meaning_of(cell) == "hole"), 0)
    for before in range(lead + 1):  # cells before that of the hole in its row
        body = end - before
        for found, group in _columns(run[first:body], _widths(run[body:]), words):
            told = meanings(found, words)
            if not is_drilling(told) or next(at for at, head in enumerate(told) if head.meaning == "hole") != before:
                continue
            rows, last = _rows(run, body, told)
            if (size := _told(rows, told)) > most:
                most = size
                named = [Row((group, *(None for _ in told[1:])), 0)] if group else []
                best = ([*named, *rows], found, last)
    rows, found, last = best
    if not rows:
        return None, last
    return Table(run[first].start, rows[-1].end, title, tuple(found), tuple(rows), (), section), last


def _told(rows: list[Row], told: list[Head]) -> int:
    """How much rows tell: those twice whose depths and length bear each other out, none that hold but a name."""
    return sum((1 + agrees(row.cells, told)) * (sum(cell is not None for cell in row.cells) > 2) for row in rows)


# ---- heads


def _columns(lines: list[Cell], widths: list[int], title: str) -> Iterator[tuple[list[Column], Cell | None]]:
    """The heads that some lines may make up, and the words behind them that name the first rows: as they stand; without the last; or put
    together so that there is one for each cell of a row."""
    if below := under_units(lines):
        yield below, None
    found = with_units(lines)
    columns = [column(cells) for cells in found]
    if len(columns) in widths:
        yield columns, None
    if len(columns) - 1 in widths and len(found[-1]) == 1 and meaning_of(found[-1][0]) not in {*_DEPTHS, "grade", "width"}:
        yield columns[:-1], found[-1][0]
    for width in widths:
        if width < len(columns) and (joined := _joined(found, width, title)):
            yield joined, None
    if len(columns) not in widths:
        yield columns, None


def _widths(body: list[Cell]) -> list[int]:
    """How many lines the rows take, those of most rows first; the last row may have other words behind it."""
    begins = [at for at, cell in enumerate(body) if _HOLE.fullmatch(cell.bare) or is_word(cell)]
    counts = Counter(two - one for one, two in pairwise(begins))
    return [width for width, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])) if width > 3]


def with_units(lines: list[Cell]) -> list[list[Cell]]:
    """Heads with the units that stand on lines of their own: behind each, or all of them behind the last head."""
    units = [is_unit(cell.bare) and not cell.bare[0].isupper() for cell in lines]
    tail = next((count for count in range(len(lines)) if not units[-1 - count]), 0)
    heads = lines[: len(lines) - tail] if tail > 1 else lines
    if tail > 1 and (whole := put_to_heads(heads, lines[-tail:])):
        return [[cell] for cell in (*heads[: len(heads) - len(whole)], *whole)]
    found: list[list[Cell]] = []
    for at, cell in enumerate(heads):
        if units[at] and found and at:
            found[-1].append(cell)
        else:
            found.append([cell])
    if tail > 1:
        for held, unit in zip(found[-tail:], lines[-tail:], strict=False):
            held.append(unit)
    return found


def _joined(found: list[list[Cell]], width: int, title: str) -> list[Column]:
    """Heads put together from lines one behind the other, so many that none is left whose words say nothing, and as even as may be."""
    ways: dict[tuple[int, int], tuple[int, list[Column]]] = {(len(found), 0): (0, [])}
    for at in range(len(found) - 1, -1, -1):
        for stop in range(at + 1, min(at + _MOST_JOINED, len(found)) + 1):
            whole = column([cell for cells in found[at:stop] for cell in cells])
            meaning = meanings([whole], title)[0].meaning
            pieces = {meaning_of(cells[0]) for cells in found[at:stop]} if stop - at > 1 else set()
            if not meaning or (pieces & _DEPTHS and (meaning == "none" or "grade" in pieces)):
                continue
            uneven = len(whole.words.split()) ** 2
            for left in range(width):
                rest = ways.get((stop, left))
                if rest and ((at, left + 1) not in ways or rest[0] + uneven < ways[at, left + 1][0]):
                    ways[at, left + 1] = (rest[0] + uneven, [whole, *rest[1]])
    return ways.get((0, width), (0, []))[1]


# ---- rows


def _rows(run: list[Cell], first: int, told: list[Head]) -> tuple[list[Row], int]:
    """The rows from a line on, and the line behind the last: from one hole, or "including", to the next a cell for every column. Words
    behind a row name the rows below it; of a row with fewer cells nobody can say whose they are."""
    place = next(at for at, head in enumerate(told) if head.meaning == "hole")
    shape = _shape(run[first + place])
    begins = [first]
    for at in range(first + 1, len(run) - place):
        if _begins(run[at + place], told, at - begins[-1] + place, shape):
            begins.append(at)
    rows: list[Row] = []
    end = first
    for low, high in zip(begins, [*begins[1:], len(run)], strict=True):
        cells, rest = _filled(run[low:high], told)
        if cells is None:
            if _HOLE.fullmatch(run[low + place].bare) and high > low + 1:  # the rows below are of this hole, be its own figures as they may
                rows.append(Row((*(None for _ in told[:place]), run[low + place], run[low + 1], *(None for _ in told[place + 2 :])), 0))
            continue
        cells, rest = _without_next(cells, rest, told, place)
        rows.append(Row(cells, 0))
        end = max(end, high - len(rest))
        while len(rest) >= len(told) - 1 and (more := _bare(rest[: len(told) - 1], told, place)):
            more, rest = _without_next(more, rest[len(told) - 1 :], told, place)
            rows.append(Row(more, 0))
            end = high - len(rest)
        if len(rest) == 1 and high < len(run) and not is_value(rest[0].bare):
            rows.append(Row((rest[0], *(None for _ in told[1:])), 0))
    while rows and rows[-1].is_heading:
        rows.pop()
    return rows, max(end, first + 1)


def _without_next(cells: tuple[Cell | None, ...], rest: list[Cell], told: list[Head], place: int) -> tuple[tuple[Cell | None, ...], list[Cell]]:
    """A row and the cells behind it; without its last where that begins a row of the same hole, as their depths bear out: its own was empty."""
    wide, last = len(told) - 1, cells[-1]
    behind = [last, *rest] if last is not None else []
    if len(behind) < wide or place == wide or (len(rest) >= wide and _bare(rest[:wide], told, place)) or not _bare(behind[:wide], told, place):
        return cells, rest
    return (*cells[:-1], None), behind


def _shape(cell: Cell) -> str:
    """The letters that the names of the holes of a table begin with."""
    letters = _LETTERS.match(cell.bare)
    return letters.group() if letters else ""


def _begins(cell: Cell, told: list[Head], place: int, shape: str) -> bool:
    """Whether the cell of a hole is one, where it stands so many cells behind the first of the row before it."""
    if is_word(cell):
        return place >= len(told) or told[place].meaning != "zone"
    if not _HOLE.fullmatch(cell.bare):
        return False
    if place >= len(told) or (shape and _shape(cell) == shape):
        return True
    return told[place].meaning not in ("zone", "range", "none") and not (shape and not _shape(cell))  # "100-110" are depths


def is_word(cell: Cell) -> bool:
    found = WORD.fullmatch(cell.bare)
    return found is not None and (not found["rest"] or _HOLE.fullmatch(found["rest"]) is not None)


def _filled(cells: list[Cell], told: list[Head]) -> tuple[tuple[Cell | None, ...] | None, list[Cell]]:
    """The cells of a row, one for each column, and those behind it. Behind "including" the words of a zone may be wanting."""
    if len(cells) >= len(told) and fits(cells[: len(told)], told):
        return tuple(cells[: len(told)]), cells[len(told) :]
    worded = [at for at, head in enumerate(told) if head.meaning == "zone"]
    if len(worded) == 1 and len(cells) >= len(told) - 1 and is_word(cells[0]):
        some: list[Cell | None] = list(cells[: len(told) - 1])
        some.insert(worded[0], None)
        if fits(some, told):
            return tuple(some), cells[len(told) - 1 :]
    return None, cells


def fits(cells: Sequence[Cell | None], told: list[Head]) -> bool:
    """Whether the cells of depths, lengths and grades are figures."""
    return all(
        is_value(cell.bare) or re.match(r"(?:surface|collar)$|(?:incl\.?|and|from) \d", cell.bare, re.IGNORECASE) is not None
        for cell, head in zip(cells, told, strict=True)
        if cell is not None and head.meaning in ("from", "to", "length", "width", "grade")
    )


def _bare(cells: list[Cell], told: list[Head], place: int) -> tuple[Cell | None, ...] | None:
    """A row of the hole above, whose own cell is empty and left no line: its depths must bear that out."""
    row: list[Cell | None] = list(cells)
    row.insert(place, None)
    if not fits(row, told):
        return None
    return tuple(row) if agrees(row, told) else None


def agrees(cells: Sequence[Cell | None], told: list[Head]) -> bool:
    """Whether the depths and the length of a row are told and agree."""
    by_meaning = {head.meaning: cell.bare for head, cell in zip(told, cells, strict=True) if cell is not None}
    ends = [by_meaning.get(meaning, "").replace(",", "") for meaning in ("from", "to", "length")]
    if not all(re.fullmatch(r"\d+(?:\.\d+)?", end) for end in ends):
        return False
    low, high, length = (float(end) for end in ends)
    return abs(high - low - length) <= 0.11
