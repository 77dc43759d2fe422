"""Units in a row of their own below the heads, be it of one cell a line: each unit is put to the head that is counted so.

"Hole" / "From" / "To" / "Au" / "(m)" / "(m)" / "(g/t)" has fewer units than heads, and nothing but what they measure says whose each is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.head_units import read_head, unit_of
from kg.text.table.lines import Cell

_LENGTHS = frozenset({"m", "ft", "cm", "km"})
_MASSES = frozenset({"t", "st", "oz", "lb", "kg", "ct"})
_LONG = re.compile(
    r"\b(?:from|to|(?:down-?hole )?(?:depths?|lengths?|widths?|intervals?|intercepts?|intersections?|thickness)|etw|eoh|rl|elevation|"
    r"easting|northing|east|north)\b",
    re.IGNORECASE,
)
_HEAVY = re.compile(r"\b(?:tonn(?:es?|age)|tons|ore|material|metal|contained)\b", re.IGNORECASE)
_GRADED = re.compile(r"\bgrades?\b", re.IGNORECASE)
_MOST_HEADS, _FEWEST, _LONGEST = 18, 2, 40


def with_units(run: Sequence[Cell | None]) -> list[Cell | None]:
    """The cells with the units of such rows put to their heads; all others as they are."""
    found: list[Cell | None] = []
    at = 0
    while at < len(run):
        end = at
        while end < len(run) and _unit(run[end]):
            end += 1
        if end - at >= _FEWEST and (heads := put_to_heads(found[-_MOST_HEADS:], [cell for cell in run[at:end] if cell])):
            found[-len(heads) :] = heads
            at = end
        else:
            found += run[at : max(end, at + 1)]
            at = max(end, at + 1)
    return found


def _unit(cell: Cell | None) -> str | None:
    """The unit that a cell is and no more; None for words, and for a scale alone."""
    if cell is None or len(cell.text) > _LONGEST or read_head(cell.text).commodities or re.search(r"\d", cell.text):
        return None
    unit = unit_of(cell.text)
    return unit.notation if unit else None


def put_to_heads(before: Sequence[Cell | None], units: Sequence[Cell]) -> list[Cell]:
    """The last cells before a row of units, as far back as one of them is of the first unit, with their units; none where they do not agree."""
    if paired := _paired(before[-len(units) :], units):
        return paired
    heads: list[Cell] = []
    left = list(units)
    for cell in reversed(before):
        if not left:
            break
        if cell is None or re.match(r"[\d<>$-]", cell.text) or len(cell.text) > _LONGEST:
            return []
        told = is_of(cell.text, _unit(left[-1]) or "")
        if told is False:
            return []
        heads.insert(0, Cell(f"{cell.text} ({left.pop().text.strip('()')})", cell.start, cell.end) if told else cell)
    return heads if not left else []


def _paired(before: Sequence[Cell | None], units: Sequence[Cell]) -> list[Cell]:
    """As many heads as units, each with its own, where every one is counted so, or says that unit itself: "Tonnes", "Grade 4E" over "Mt", "g/t"."""
    heads = [cell for cell in before if cell is not None and not re.match(r"[\d<>$-]", cell.text) and len(cell.text) <= _LONGEST]
    pairs = list(zip(heads, units, strict=False))
    if len(heads) != len(units) or not all(_is_same(cell.text, _unit(unit)) or is_of(cell.text, _unit(unit) or "") for cell, unit in pairs):
        return []
    return [Cell(f"{cell.text} ({unit.text.strip('()')})", cell.start, cell.end) for cell, unit in pairs]


def _is_same(head: str, notation: str | None) -> bool:
    unit = read_head(head).unit
    return unit is not None and unit.notation == notation


def is_of(head: str, unit: str) -> bool | None:
    """Whether the figures below a head are counted so; None where it tells no kind of figures."""
    metals = read_head(head).commodities
    long, heavy, graded = _LONG.search(head), _HEAVY.search(head), _GRADED.search(head)
    if read_head(head).unit is not None or not (metals or long or heavy or graded):
        return None
    if unit in _LENGTHS:
        return long is not None
    if unit in _MASSES:
        return bool(metals or heavy)
    return bool(metals or graded) and not (long and not metals)


def moved(heads: Sequence[str], units: Sequence[Cell | None]) -> int:
    """By how many columns a row of units must be moved so that they stand below heads that are counted so: 0 where it agrees as it stands, or
    in no way. A row that lost its empty cells at an end is out by one."""
    for step in (0, -1, 1):
        pairs = [(at + step, cell) for at, cell in enumerate(units) if cell is not None and cell.text]
        if all(0 <= at < len(heads) for at, _ in pairs) and not any(is_of(heads[at], _unit(cell) or "") is False for at, cell in pairs):
            return step
    return 0
