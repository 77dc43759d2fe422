"""Tables whose cells stand two blanks apart wherever they end: the columns are no places, and each cell is the next of its row.

An empty cell is lost between its neighbours. A row that lacks some finds its columns by what they hold, words or figures and these with so many
decimals, if it can in but one way; one that can in several is left out, as a figure below another's head says what is not so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations, pairwise

from kg.text.table.lines import Line, Placed, is_period, is_value

_GAP, _MOST_WAYS = 2, 2000  # blanks between cells; ways in which a row may lack cells that are tried
_OFTEN = 0.9
_FURTHER = re.compile(r"\W{0,3}(?:incl\w{0,6}|and|also|with(?:in)?|which|plus)\b", re.IGNORECASE)  # of the hole of the row above
_FIGURE, _WORDS = "figure", "words"


def in_order(lines: Sequence[Line], data: Sequence[Line]) -> list[Line] | None:
    """The lines with an empty cell wherever a row of `data` lacks one; none where their cells keep their places. Empty where no row
    has a cell for each head."""
    if not _is_ragged(data):
        return None
    counts = Counter(len(row.inked) for row in data)
    often = [count for count, times in counts.items() if times > 1 or len(data) < len(counts) + 2]
    heads = max((len(line.inked) for line in lines[: lines.index(data[0])]), default=0)
    width = heads if heads in counts else max(often or counts)
    if heads > width:
        return []  # no row has them all, and none tells which it lacks
    full = [row for row in data if len(row.inked) == width]
    kinds, decimals = _kinds(full, width), _decimals(full, width)
    rows = {id(row) for row in data}
    found: list[Line] = []
    lost = False
    for line in lines:
        whole = _whole(line, kinds, decimals) if id(line) in rows else line
        lost = whole is None or (lost and _FURTHER.match(line.inked[0].cell.text) is not None if line.inked else lost)
        if whole and not lost:
            found.append(whole)
    return found


def _is_ragged(data: Sequence[Line]) -> bool:
    """Whether nearly all gaps are two blanks, and the cells of a column neither begin nor end at one place."""
    gaps = [after.left - before.right for row in data for before, after in pairwise(row.inked)]
    if not gaps or sum(gap == _GAP for gap in gaps) < _OFTEN * len(gaps):
        return False
    most = max(len(row.inked) for row in data)
    full = [row.inked for row in data if len(row.inked) == most]
    columns = [[row[at] for row in full] for at in range(1, most)]
    edges = [({cell.left for cell in column}, {cell.right for cell in column}) for column in columns]
    if any(len(lefts) > 1 and len(rights) > 1 for lefts, rights in edges):
        return True
    others = [cell for row in data if len(row.inked) < most for cell in row.inked[1:]]
    return any(not any(cell.left in lefts or cell.right in rights for lefts, rights in edges) for cell in others)


def _kind(cell: Placed) -> str:
    return _FIGURE if is_value(cell.cell.bare) or is_period(cell.cell.bare) else _WORDS


def _kinds(full: Sequence[Line], width: int) -> list[str]:
    """What most rows hold in each column."""
    columns = [[_kind(row.inked[at]) for row in full] for at in range(width)]
    return [_FIGURE if 2 * column.count(_FIGURE) > len(column) else _WORDS for column in columns]


def _decimals(full: Sequence[Line], width: int) -> list[set[int]]:
    """How many decimals the figures of each column have; nothing where one row alone tells."""
    return [{_places(row.inked[at]) for row in full} if len(full) > 1 else set() for at in range(width)]


def _places(cell: Placed) -> int:
    _, point, behind = cell.cell.bare.partition(".")
    return sum(map(str.isdigit, behind)) if point else 0


def _whole(line: Line, kinds: Sequence[str], decimals: Sequence[set[int]]) -> Line | None:
    """A row with the cells that it lacks; none where it cannot be told which."""
    cells = line.inked
    if len(cells) >= len(kinds):
        return line
    held = [_kind(cell) for cell in cells]
    ways = [way for way in _ways(len(kinds), len(cells)) if all(kinds[at] == kind for at, kind in zip(way, held, strict=True))]
    lacks_words = held.count(_FIGURE) == kinds.count(_FIGURE)
    said_of_all = held.count(_FIGURE) == 1 and held[-1] == _FIGURE and cells[-1].cell.text[:1].isalpha()  # "NSV"
    if len(ways) > 1:
        alike = [way for way in ways if all(kinds[at] == _WORDS or _places(cell) in decimals[at] for at, cell in zip(way, cells, strict=True))]
        ways = alike if len(alike) == 1 else ways
    if not ways or (len(ways) > 1 and not lacks_words and not said_of_all):
        return None
    placed: list[Placed | None] = [None] * len(kinds)
    for at, cell in zip(ways[0], cells, strict=True):  # of columns of words, the first
        placed[at] = cell
    return Line(line.start, line.end, tuple(placed), line.indent, (), line.inside)


def _ways(width: int, count: int) -> list[tuple[int, ...]]:
    """The columns that so many cells may take, in order."""
    found = []
    for way in combinations(range(width), count):
        found.append(way)
        if len(found) > _MOST_WAYS:
            return []
    return found
