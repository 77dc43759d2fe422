"""The rows and cells of a table as it is set in plain text: columns apart by two blanks, a tab or a bar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.text.sections import Part

_CELL = re.compile(r"[^\s|](?:[^|\t\n]*?[^\s|])?(?=\s{2,}|\s*[|\t]|\s*$)")


@dataclass(frozen=True)
class Cell:
    """A cell of a table's row, by offsets in its part."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """A row: where it begins in its part, its cells, and whether bars part them."""

    start: int
    cells: list[Cell]
    bars: bool


def rows_of(part: Part) -> Iterator[Row]:
    """The rows of a table, empty ones too."""
    at = 0
    for line in part.text.split("\n"):
        yield Row(at, [Cell(found.group(), at + found.start(), at + found.end()) for found in _CELL.finditer(line)], "|" in line)
        at += len(line) + 1
