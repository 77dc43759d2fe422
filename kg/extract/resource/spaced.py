"""Resource tables whose columns stand but a blank apart: "Class Tonnes (kt) Grade (% U3O8)" over "Indicated 1,100 0.12".

Only heads that each end with a unit in brackets, and rows of a category with as many figures, can be told apart so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.resource.words import CATEGORY
from kg.text.sections import Part
from kg.text.tables import Cell, Column, Row, Table

_FIGURE = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?"
_HEAD = re.compile(r"[A-Za-z%][^()\[\]\n.;:]{0,40}[(\[][^()\[\]\n]{1,16}[)\]]")
_HEADS = re.compile(rf"{_HEAD.pattern}(?:\s{_HEAD.pattern}){{1,9}}")
_ROW = re.compile(rf"(?P<label>[A-Za-z][A-Za-z&+.\- ]{{0,40}}?)(?P<figures>(?:\s(?:{_FIGURE}|-)){{2,10}})(?=\s|$)")
_BLANKS = re.compile(r"\s+")
_CELLS = re.compile(rf"{_FIGURE}|-")
_MOST_ROWS = 40


def spaced(parts: list[Part] | tuple[Part, ...]) -> Iterator[Table]:
    """The tables among the parts that are none by their layout."""
    for index, part in enumerate(parts):
        if part.block.kind == "table" or not CATEGORY.search(part.text):
            continue
        for found in _HEADS.finditer(part.text):
            heads = [_cell(part, head.start(), head.end()) for head in _HEAD.finditer(part.text, found.start(), found.end())]
            rows = list(_rows(part, found.end(), len(heads)))
            if len(rows) > 1 or (rows and rows[0].label and CATEGORY.fullmatch(rows[0].label.text)):
                before = parts[index - 1] if index and len(parts[index - 1].text) < 300 else None
                title = Cell(before.text, before.start, before.block.end) if before else None
                columns = (Column("", "", "", ()), *(Column(head.text, "", "", (head,)) for head in heads))
                yield Table(heads[0].start, rows[-1].end, title, columns, tuple(rows), (), part.section)


def _rows(part: Part, at: int, width: int) -> Iterator[Row]:
    """The rows right behind heads, each a label and as many figures; the first must name a category."""
    for count in range(_MOST_ROWS):
        gap = _BLANKS.match(part.text, at)
        found = _ROW.match(part.text, gap.end()) if gap else None
        if found is None or (not count and not CATEGORY.search(found["label"])):
            return
        label = _cell(part, *found.span("label"))
        figures = [_cell(part, one.start(), one.end()) for one in _CELLS.finditer(part.text, *found.span("figures"))]
        if len(figures) != width:
            return
        yield Row((label, *figures), 0)
        at = found.end()


def _cell(part: Part, start: int, end: int) -> Cell:
    return Cell(part.text[start:end], part.start + start, part.start + end)
