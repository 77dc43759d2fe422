"""Tables that a page has put on one line, row behind row: "| Hole | From | | --- | --- | | A-1 | 12 | | A-2 | 30 |".

The rule below the heads tells how many cells a row has; an empty cell stands between the end of a row and the beginning of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.text.sections import Part
from kg.text.table.lines import Cell, Line
from kg.text.table.runs import line_of, ruled

_RULE = re.compile(r"\|(?:[ \n]?:?-{2,40}:?[ \n]?\|){2,40}")
_LONGEST, _MOST_TITLE = 200, 300


@dataclass(frozen=True)
class Inline:
    """A table as lines of cells below a rule, with the words before it and the place of its part among the parts."""

    lines: list[Line]
    title: Cell | None
    first: int


def inline(parts: Sequence[Part]) -> Iterator[Inline]:
    """The tables that stand on one line of a part that is no table."""
    for index, part in enumerate(parts):
        if part.block.kind == "table" or "--" not in part.text:
            continue
        rules = list(_RULE.finditer(part.text))
        ends = [0, *(rule.end() for rule in rules)]
        starts = [*(rule.start() for rule in rules[1:]), len(part.text)]
        for rule, low, high in zip(rules, ends, starts, strict=False):
            before = list(_cells(part, low, rule.start()))
            width = rule.group().count("|") - 1
            head = before[-width - 1 : -1]
            rows = list(_rows(list(_cells(part, rule.end(), high)), width))
            if len(head) == width and before[-1] is None and sum(cell is not None for cell in head) >= width - 1 and rows:
                over = next((cell for cell in reversed(before[: -width - 1]) if cell), None)
                title = over if over and len(over.text) <= _MOST_TITLE else None
                yield Inline([line_of(head), ruled(part.start + rule.end()), *map(line_of, rows)], title, index)


def _rows(cells: list[Cell | None], width: int) -> Iterator[list[Cell | None]]:
    """The rows of so many cells, as long as an empty one stands before each."""
    for at in range(0, len(cells) - width, width + 1):
        row = cells[at + 1 : at + 1 + width]
        if cells[at] is not None or any(cell and len(cell.text) > _LONGEST for cell in row):
            return
        if any(row):
            yield row


def _cells(part: Part, low: int, high: int) -> Iterator[Cell | None]:
    """What stands between the bars of a piece of a part, empty cells as None."""
    at = part.start + low
    for piece in part.text[low:high].split("|"):
        inner = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        yield Cell(inner, start, start + len(inner)) if inner else None
        at += len(piece) + 1
