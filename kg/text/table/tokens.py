"""The cells of a run of short lines: one on every line, or between bars that line ends have torn apart.

Pages that lost their markup print a row as "| Ore milled\\n| 55,153\\n| 52,247", as "Ore milled |\\n55,153 |\\n52,247 |" or as lines alone.
Between bars an empty cell is None; signs of currencies and closing brackets that stand in cells of their own go with their figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from kg.text.months import WRITTEN
from kg.text.reading import Reading
from kg.text.table.lines import Cell, Line, Placed, closed, is_period, is_value

FIGURE, YEAR, HEAD, WORDS = "figure", "year", "head", "words"

SPAN = re.compile(r"\b(?:ended|ending|months|quarter|half|year|year[- ]to[- ]date|YTD)\b", re.IGNORECASE)  # said over the heads of several columns
_FEWEST_BARS, _MOST_APART, _LONGEST, _MOST_LINES = 4, 4, 110, 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASH = re.compile(r"[-\u2013\u2014]{1,3} ?%?|n\.?/?[am]\.?", re.IGNORECASE)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? {WRITTEN}|{WRITTEN}\.? \d{{1,2}}),?"
_LAST_DAY = re.compile(rf"{_DAY}(?:[ /]\d{{2,4}})?", re.IGNORECASE)
_TORN = (
    (re.compile(r"\b(?:(?:months|quarter|half|year|weeks|period) (?:ended|ending|to)|year[- ]end)$", re.IGNORECASE), _LAST_DAY),
    (re.compile(rf"^{WRITTEN}$|\b{_DAY}$"), _YEAR),
    (re.compile("^%$"), re.compile("change|variance|var|diff", re.IGNORECASE)),
)
_DASHES = re.compile(r"[-\u2013\u2014](?: [-\u2013\u2014])+")
_SCALE = re.compile(r"['\u2019(]?0?00['\u2019]?s?\b")
_HEAD = re.compile(
    r"%|% ?\+ ?/ ?\(?-?\)?|\+/-|guidance|actuals?|budget|target|outlook|forecast|low|high|pre-? ?tax|after-? ?tax|post-? ?tax|base case|"
    r"annual|full[- ]year|spot(?: price)?(?: case)?|upside(?: case)?|downside(?: case)?",
    re.IGNORECASE,
)
_NO_HEAD = re.compile(r"years|months|weeks|days|.*\bpay-?back\b.*|.*\((?:years|months|weeks|days|yrs?)\)", re.IGNORECASE)  # rows, or their units


def kind_of(cell: Cell) -> str:
    """What a cell is by its look: a figure; "1998", which may be a year; the head of a column of figures; or words."""
    text = cell.bare
    if _YEAR.fullmatch(text):
        return YEAR
    if not text.endswith(":") and not _NO_HEAD.fullmatch(text) and (is_period(text) or _HEAD.fullmatch(text)):
        return HEAD
    if _SCALE.match(text):
        return WORDS
    return FIGURE if _DASH.fullmatch(text) or is_value(text) else WORDS


def tokens(reading: Reading, among: Sequence[Line]) -> list[Cell | None]:
    """The cells of lines that are no rows, in order."""
    lines = [(line.start, line.end) for line in among if line.inked or "|" in reading.text[line.start : line.end]]
    barred = [index for index, (start, end) in enumerate(lines) if "|" in reading.text[start:end]]
    if len(barred) < _FEWEST_BARS:
        return _whole([cell for line in among for cell in _apart(reading.text, line)])
    found: list[Cell | None] = []
    at = 0
    for first, last in _zones(barred, len(lines), [reading.text[slice(*line)].strip() == "|" for line in lines]):
        found += [Cell(reading.text[low:high], low, high) for low, high in lines[at:first]]
        found += _whole(list(_between(reading.text, lines[first][0], lines[last][1])))
        at = last + 1
    return [*found, *(Cell(reading.text[low:high], low, high) for low, high in lines[at:])]


def _apart(text: str, line: Line) -> Iterator[Cell]:
    """The cells of a line; dashes that the reading has joined to one line are a cell each."""
    if line.is_rule and _DASHES.fullmatch(text, line.start, line.end):
        yield from (Cell(text[at], at, at + 1) for at in range(line.start, line.end) if text[at] != " ")
    yield from (placed.cell for placed in line.inked)


def _zones(barred: list[int], count: int, alone: list[bool]) -> Iterator[tuple[int, int]]:
    """From which to which line bars go on; where a bar stands alone before its cell, the line behind the last is of the zone, too."""
    first = before = barred[0]
    for index in (*barred[1:], count + _MOST_APART + 1):
        if index - before > _MOST_APART:
            last = before
            if last + 1 < count and alone[last] and not (last and alone[last - 1]):
                last += 1
            yield first, last
            first = index
        before = index


def _between(text: str, low: int, high: int) -> Iterator[Cell | None]:
    """The cells between bars; lines that no bar divides, more than a cell would hold, are cells of their own."""
    at = low
    for piece in "\n".join(_ended(line) for line in text[low:high].split("\n")).split("|"):
        inner = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        lines = inner.split("\n")
        if len(lines) > _MOST_LINES or len(inner) > _LONGEST:
            offset = start
            for line in lines:
                if line.strip():
                    yield Cell(line.strip(), offset + len(line) - len(line.lstrip()), offset + len(line.rstrip()))
                offset += len(line) + 1
        else:
            yield Cell(" ".join(inner.split()), start, start + len(inner)) if inner else None
        at += len(piece) + 1


def _ended(line: str) -> str:
    """A line with but one of the bars behind its last cell: the others tell by how much its row is shorter than the widest."""
    cells = line.rstrip(" |")
    bars = line[len(cells) :]
    return line if not cells.strip() or bars.count("|") < 2 else f"{cells}{bars[: bars.index('|') + 1]:<{len(bars)}}"


def _whole(cells: Sequence[Cell | None]) -> list[Cell | None]:
    """The cells with signs and brackets joined to their figures, each leaving an empty cell in its place."""
    return whole_heads([placed.cell if placed else None for placed in closed([Placed(cell, 0, 0) if cell else None for cell in cells])])


def whole_heads(cells: Sequence[Cell | None]) -> list[Cell | None]:
    """The cells, where periods that go over two of them are made whole: "Year to" above "31 December 2023", and so each of several with the one
    that stands as far behind; fewer spans over more days go over all of them, and stay alone."""
    found: list[Cell | None] = list(cells)
    for first, second in _TORN:
        at = 0
        while at < len(found):
            middle = _end_of(found, at, first.search)
            end = _end_of(found, middle, second.fullmatch)
            if middle > at and middle - at == end - middle:
                found[at:end] = [
                    Cell(f"{one.text} {two.text}", one.start, two.end)
                    for one, two in zip(found[at:middle], found[middle:end], strict=True)
                    if one and two
                ]
            at = max(middle, at + 1)
    return found


def _end_of(cells: Sequence[Cell | None], at: int, matches: Callable[[str], object]) -> int:
    """Where the cells end that match, one behind the other from one on."""
    while at < len(cells) and (cell := cells[at]) is not None and matches(cell.text):
        at += 1
    return at
