"""Which lines of a document are cells of a table that stands one cell a line: short ones among lines that are but a figure.

Such cells are no wrapped prose, whatever the width of the page: "Head grade" over "g/t" over "3.41" are three.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.text.head_units import read_head
from kg.text.lexicons import entries
from kg.text.months import WRITTEN
from kg.text.row_marks import Line

_FEWEST, _MOST_BETWEEN, _MOST_BEFORE, _LONGEST, _LONGEST_HEAD = 3, 5, 24, 80, 48
_FIGURE = re.compile(r"[^\w\n]{0,6}\d[^A-Za-z\n]{0,20}[%kKmM]?[^\w\n]{0,2}|[-\u2013\u2014]{1,2}%?|n/?[am]", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TELEPHONE = re.compile(r"\+?(?:\(?\d{1,4}\)?[ .-]{1,2}){1,3}\d{3,4}[ .-]?\d{4}")
_TIME = re.compile(rf".{{0,24}}(?:\b(?:19|20)\d\d|\b(?:Q[1-4]?|[1-4]Q|YTD|FY ?'?\d\d)\b|\b{WRITTEN}\b|\bended\b).{{0,24}}")
_STOP = re.compile(r"[.!?:;][\"')\]]*$")
_SHORTENED = re.compile(r"\b(?:prelim|est|act|fcst|inc|corp|ltd|co|c\.v|s\.a)\.$", re.IGNORECASE)


def is_lone_figure(text: str) -> bool:
    """Whether a line is a figure and no more, or a dash that stands for one; the number of a telephone is none."""
    return _FIGURE.fullmatch(text) is not None and not _TELEPHONE.fullmatch(text)


def lone_cells(lines: Sequence[Line]) -> frozenset[int]:
    """The offsets at which such lines start: figures close to one another, the words between them, and those before the first."""
    return frozenset(line.start for figure, end in _runs(lines) for line in lines[_first(lines, figure) : end])


def no_headings(lines: Sequence[Line]) -> frozenset[int]:
    """The offsets of those of them that head no part of the text: from the label of the first row on, and of the heads those of columns."""
    return frozenset(
        line.start
        for figure, end in _runs(lines)
        for at, line in enumerate(lines[_first(lines, figure) : end], _first(lines, figure))
        if at >= figure - 1 or _heads_column(line.text)
    )


def _heads_column(text: str) -> bool:
    return text.casefold() in entries("table_label_heads.txt") or _TIME.fullmatch(text) is not None or read_head(text).unit is not None


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """The first figure of each such table, and where its last one ends."""
    figures = [at for at, line in enumerate(lines) if not line.in_table and is_lone_figure(line.text)]
    run: list[int] = []
    for at, after in pairwise((*figures, len(lines) + _MOST_BETWEEN + 1)):
        run.append(at)
        if after - at > _MOST_BETWEEN + 1 or not all(map(_is_short, lines[at + 1 : after])):
            if sum(_DIGIT.search(lines[figure].text) is not None for figure in run) >= _FEWEST:  # dashes alone may be the marks of points
                yield run[0], at + 1
            run = []


def _first(lines: Sequence[Line], figure: int) -> int:
    """The first of the heads before the first figure."""
    at = figure
    while at and figure - at < _MOST_BEFORE and _is_short(lines[at - 1]) and len(lines[at - 1].text) <= _LONGEST_HEAD:
        at -= 1
    return at


def _is_short(line: Line) -> bool:
    return not line.in_table and len(line.text) <= _LONGEST and (_STOP.search(line.text) is None or _SHORTENED.search(line.text) is not None)
