"""Resource tables of one cell a line, as pages leave them that lost their markup: heads with their units, or above a row of units, spans over
them, then each label with as many figures.

What a head measures says where the heads begin, so that a name over the first rows, or a share in brackets behind it, moves no column.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.resource.heads import is_ignored, role_of
from kg.extract.resource.words import CATEGORY, category_of
from kg.text.commodities import find_commodities
from kg.text.head_units import read_head, unit_of
from kg.text.table.stacks import runs_of_cells
from kg.text.table.tokens import FIGURE, YEAR, kind_of, tokens
from kg.text.table.unit_rows import is_of
from kg.text.tables import Cell, Column, Row, Table

_SHARE = re.compile(r"\(\d{1,3}(?:\.\d+)?%\)")
_MOST_COLUMNS, _MOST_NAMES, _MOST_SPANS, _FEWEST_CELLS, _MOST_TITLE, _MOST_ROWS = 16, 3, 4, 6, 3, 400
_HEAVY = re.compile(r"tonnes|tonnage|tons|ounces|pounds|lbs", re.IGNORECASE)
_BEGINS = re.compile(r"(?:[-*\u2022\u00b7\u25cf]|.{90})")
_CAPTION = re.compile(r"table\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class _Item:
    """Words, then the figures behind them."""

    words: list[Cell]
    figures: list[Cell]


def stacked(context: Context) -> Iterator[Table]:
    """The tables of estimates among the lines that are no rows."""
    reading = context.reading
    for run, first in runs_of_cells(reading, context.telling):
        if len(run) < _FEWEST_CELLS or not CATEGORY.search(reading.text, run[0].start, run[-1].end):
            continue
        items = list(_items([cell for cell in tokens(reading, run) if cell is not None]))
        at = 0
        while at < len(items):
            table, used = _table(items[at : at + _MOST_ROWS], context.telling[first].section)
            if table:
                yield table
            at += used


def _items(cells: Sequence[Cell]) -> Iterator[_Item]:
    words: list[Cell] = []
    figures: list[Cell] = []
    for index, cell in enumerate(cells):
        after = cells[index + 1] if index + 1 < len(cells) else None
        if words and not figures and _SHARE.fullmatch(cell.text) and after and not _is_figure(after):
            words[-1] = Cell(f"{words[-1].text} {cell.text}", words[-1].start, cell.end)  # "Birch Lake" / "(18.9%)"
        elif _is_figure(cell):
            figures.append(cell)
        else:
            if figures:
                yield _Item(words, figures)
                words, figures = [], []
            words.append(cell)
    if figures:
        yield _Item(words, figures)


def _is_figure(cell: Cell) -> bool:
    return kind_of(cell) == FIGURE and not re.fullmatch(r"[(\[]?\d[)\]]", cell.text)


def _table(items: Sequence[_Item], section: str) -> tuple[Table | None, int]:
    """The table whose heads are the words of the first item, and how many items it takes; None where heads and figures do not agree."""
    first = items[0]
    lead = _leads(items)
    count = len(items[1].figures) + 1 if lead else len(first.figures)
    if not 1 < count <= _MOST_COLUMNS:
        return None, 1
    above = first.words if lead else first.words[:-1]
    for names in range(min(_MOST_NAMES, len(above))):
        heads = _heads(above[: len(above) - names], count)
        if heads:
            break
    else:
        return None, 1
    columns, begin = heads
    rows = [_name(cell, count) for cell in above[len(above) - names :]] if names else []
    used = 0
    if lead:
        pairs = list(zip(items[:-1:2], items[1::2], strict=False))
        pairs = _while_alike(pairs, count)
        rows = [Row((two.words[-1], one.figures[0], *two.figures), 0) for one, two in pairs]
        used = 2 * len(pairs)
    else:
        for index, item in enumerate(items):
            if index and (len(item.words) > _MOST_NAMES + 1 or len(item.figures) != count):
                break
            rows += [_name(cell, count) for cell in item.words[:-1]] if index else []
            rows.append(Row((item.words[-1], *item.figures), 0))
            used += 1
    title = _title(above[:begin])
    said = " ".join([title.text if title else "", *(column.words for column in columns)])
    told = CATEGORY.search(said) or any(row.label and category_of(row.label.bare) for row in rows)
    if not told or not rows or (used == 1 and len(rows) == 1 and category_of(rows[0].label.bare if rows[0].label else "") is None):
        return None, 1
    return Table(above[begin].start, rows[-1].end, title, tuple(columns), tuple(rows), (), section), max(used, 1)


def _leads(items: Sequence[_Item]) -> bool:
    """Whether a figure stands before each label, as the cut-off does: "0.13" / "Inferred" / "64" / "0.19"."""
    if len(items) < 2 or len(items[0].figures) != 1 or len(items[1].words) != 1 or not category_of(items[1].words[0].bare):
        return False
    return len(items[1].figures) > 1 and any(re.match(r"cut-? ?off", cell.text, re.IGNORECASE) for cell in items[0].words)


def _while_alike(pairs: list[tuple[_Item, _Item]], count: int) -> list[tuple[_Item, _Item]]:
    found = []
    for index, (one, two) in enumerate(pairs):
        if len(one.figures) != 1 or len(two.words) != 1 or len(two.figures) != count - 1 or (index and len(one.words) > 0):
            break
        found.append((one, two))
    return found


def _name(cell: Cell, count: int) -> Row:
    return Row((cell, *(None for _ in range(count))), 0)


def _title(above: Sequence[Cell]) -> Cell | None:
    kept: list[Cell] = []
    for cell in reversed(above[-_MOST_TITLE:]):
        if _BEGINS.match(cell.text):
            break
        kept.insert(0, cell)
        if _CAPTION.match(cell.text):
            break
    return Cell("\n".join(cell.text for cell in kept), kept[0].start, kept[-1].end) if kept else None


def _heads(above: Sequence[Cell], count: int) -> tuple[list[Column], int] | None:
    """The columns, that of the labels first, and where among the words their heads begin; None where not so many heads stand there."""
    units = list(above[-count:])
    if len(above) >= 2 * count and all(_is_unit(cell) for cell in units):
        return _over_units(above[:-count], units)
    measured = [index for index in range(len(above) - 1, max(-1, len(above) - 1 - count - _MOST_SPANS), -1) if _is_measure(above[index])]
    if len(measured) < count or measured[0] != len(above) - 1 or len(measured) > count:
        return None
    places = sorted(measured[:count])
    between = [above[index] for index in range(places[0], len(above)) if index not in places]
    if len(between) > _MOST_SPANS or any(CATEGORY.search(cell.text) for cell in between if len(cell.text) > 40):
        return None
    heads = [above[index] for index in places]
    if between:
        return [_corner(), *(Column(head.bare, "", "", (head,)) for head in heads)], places[0]
    return _spanned(above[: places[0]], heads, [])


def _over_units(above: Sequence[Cell], units: Sequence[Cell]) -> tuple[list[Column], int] | None:
    """The columns of heads above a row of units; spans may stand between the tonnes and the metals: "Tonnes" / "Average Grade" / "Ag" / "Au"."""
    count = len(units)
    if (heads := above[-count:]) and _agree(heads, units):
        return _spanned(above[:-count], heads, units)
    for apart in range(1, _MOST_SPANS):
        tonnes = len(above) - count - apart
        heads = [*above[tonnes : tonnes + 1], *above[len(above) - count + 1 :]]
        if tonnes >= 0 and _HEAVY.fullmatch(heads[0].bare) and _agree(heads, units):
            columns, _ = _spanned([], heads, units)
            return columns, tonnes
    return None


def _agree(heads: Sequence[Cell], units: Sequence[Cell]) -> bool:
    """Whether each of some heads can be counted in the unit below it."""
    if any((_is_unit(head) and not _HEAVY.fullmatch(head.bare)) or CATEGORY.search(head.text) for head in heads):
        return False
    if len(heads) > _FEWEST_CELLS and any(not read_head(head.bare).commodities and is_of(head.bare, "t") for head in heads[1:]):
        return False  # "Contained Metal" over the metals is none of them
    return not any(is_of(head.bare, _notation(unit)) is False for head, unit in zip(heads, units, strict=True))


def _spanned(above: Sequence[Cell], heads: Sequence[Cell], units: Sequence[Cell]) -> tuple[list[Column], int]:
    """The columns of heads, with their units and the categories or years that stand over groups of them, where heads begin anew for each."""
    count = len(heads)
    corner = 1 if above and not CATEGORY.search(above[-1].text) and not _YEAR.search(above[-1].text) and len(above[-1].text) < 30 else 0
    names = Counter(head.bare for head in heads)
    groups = names[heads[0].bare]
    over: list[Cell] = []
    if groups > 1 and count % groups == 0 and set(names.values()) == {groups} and len(above) >= groups + corner:
        over = list(above[len(above) - corner - groups : len(above) - corner])
        if not all(category_of(cell.bare) for cell in over) and not all(kind_of(cell) == YEAR for cell in over):
            over = []
    columns = [_corner()]
    for index, head in enumerate(heads):
        span = over[index // (count // groups)] if over else None
        unit = units[index] if units else None
        cells = tuple(cell for cell in (span, head, unit) if cell)
        columns.append(Column(head.bare, span.bare if span else "", f"({unit.bare})" if unit else "", cells))
    return columns, max(0, len(above) - corner - len(over)) if over or corner else len(above)


def _corner() -> Column:
    return Column("", "", "", ())


def _is_unit(cell: Cell) -> bool:
    return len(cell.text) < 16 and unit_of(cell.bare) is not None


def _notation(cell: Cell) -> str:
    unit = unit_of(cell.bare)
    return (unit.notation if unit else None) or ""


def _is_measure(cell: Cell) -> bool:
    """Whether a cell can head a column of figures: it has a unit, or says what no estimate holds."""
    if role_of(cell.bare, "gold") is not None or is_ignored(cell.bare):
        return True
    named = find_commodities(cell.bare)
    mere = len(named) == 1 and (named[0].start, named[0].end) == (0, len(cell.bare))  # "Ag-Eq" behind "Ag ounces"
    return mere or (len(cell.text) < 40 and read_head(cell.bare).unit is not None)
