"""Heads that stand one blank apart, parted by what they are: times, metals, words with their unit behind, and what the trade heads columns with.

"Mine Ore milled (t) Grade (g/t) Gold (oz)" over rows of three figures. The rows tell how many heads there are; where the words can be parted into
so many in two ways, no head is told.
"""

from __future__ import annotations

import re
from functools import cache

from kg.text.commodities import find_commodities
from kg.text.head_units import unit_of
from kg.text.lexicons import entries
from kg.text.months import OPENING, WRITTEN
from kg.text.table.lines import Cell

_MOST_WORDS, _MOST_LABELS, _LONGEST = 6, 3, 200
_YEAR = r"(?:FY|CY)? ?['\u2019]?(?:20|19)?\d\d"
_MONTH_SPAN = r"(?:three|six|nine|twelve|[369]|12)[- ]months?(?: periods?)?(?: ended| ending| to)?"
_DAY = rf"(?:{WRITTEN}\.? \d{{1,2}}|\d{{1,2}} {WRITTEN}\.?)"
DATE = re.compile(rf"(?:(?:on or before|by|before) )?{_DAY},? (?:(?:19|20)?\d\d)", re.IGNORECASE)
_TIME = re.compile(
    rf"(?:Q[1-4]|[1-4]Q|H[12]|[12]H|YTD|FY|LTM)[- ]?{_YEAR}|{OPENING}[a-z]{{0,6}}[- ](?:Q|Qtr|Quarter)(?: ['\u2019]?(?:20)?\d\d)?|"
    rf"{_DAY},? (?:(?:19|20)?\d\d)|FY ?\d\d|YTD|(?:first|second|third|fourth) (?:quarter|half)|"
    rf"{OPENING}[a-z]{{0,6}}(?:[- ]20\d\d|-\d\d)|(?:% ?)?(?:change|variance)(?: ?\(?%\)?)?|"
    r"(?:FY|CY)? ?(?:19|20)\d\d(?: (?:guidance|actuals?|budget|outlook|forecast|target|prelim\.?|preliminary|estimate))?",
    re.IGNORECASE,
)
SPANS = re.compile(
    rf"(?:for the )?(?:{_MONTH_SPAN}|(?:first|second|third|fourth) quarter|quarter|half[- ]year|(?:fiscal )?year)"
    rf"(?: ended| ending| to)?(?:,? {_DAY},?)?",
    re.IGNORECASE,
)
_UNIT_LAST = re.compile(r"[(\[]([^()\[\]]{1,24})[)\]](?: ?(?:\(?\d\)?|[*]))?$")
_WORD = re.compile(r"\S+")

Place = tuple[int, int]


def close_heads(line: Cell, count: int) -> tuple[list[Cell], list[Cell]] | None:
    """The heads of the labels and those of so many columns of figures, of which a line consists; None where it does not, or in several ways."""
    words = [found.span() for found in _WORD.finditer(line.text)]
    if len(line.text) > _LONGEST or len(words) < count or line.text.endswith((".", ";", ":")):
        return None
    for corner in _corners(line.text, words):
        ways = _ways(line.text, tuple(words[sum(map(len, corner)) :]), count)
        if len(ways) > 1:
            return None
        if ways and not _begins(_cell(line, ways[0][0]).text):
            return None  # "State Budget ($M)", of which one is a head of labels
        if ways:
            return [_cell(line, places) for places in corner], [_cell(line, places) for places in ways[0]]
    return None


def spans_over(line: Cell, count: int) -> list[Cell] | None:
    """The spans of time of which a line consists, each as often as it goes over heads, of which there are so many; None where it is none."""
    found = list(SPANS.finditer(line.text))
    if not found or re.sub(r"[\s,]", "", SPANS.sub("", line.text)) or count % len(found):
        return None
    cells = [Cell(span.group().strip(" ,"), line.start + span.start(), line.start + span.start() + len(span.group().rstrip(" ,"))) for span in found]
    return [cell for cell in cells for _ in range(count // len(found))]


def unit_behind(label: Cell) -> tuple[Cell, Cell | None]:
    """A label and the unit behind it: "Head grade g/t Au" as "Head grade" and "g/t Au"."""
    words = [found.span() for found in _WORD.finditer(label.text)]
    for size in range(1, min(4, len(words))):
        low, end = words[-size][0], words[-size - 1][1]
        unit = unit_of(label.text[low:])
        if unit and unit.notation:
            return Cell(label.text[:end], label.start, label.start + end), Cell(label.text[low:], label.start + low, label.end)
    return label, None


def _cell(line: Cell, places: tuple[Place, ...]) -> Cell:
    low, high = places[0][0], places[-1][1]
    return Cell(line.text[low:high], line.start + low, line.start + high)


def _corners(text: str, words: list[Place]) -> list[list[tuple[Place, ...]]]:
    """The heads of labels that a line may begin with, most words first, and none of them."""
    found: list[list[tuple[Place, ...]]] = [[]]
    at = 0
    while at < len(words) and len(found) <= _MOST_LABELS:
        size = next((size for size in (2, 1) if at + size <= len(words) and _said(text, words[at : at + size]) in entries("label_heads.txt")), 0)
        if not size:
            break
        found.append([*found[-1], tuple(words[at : at + size])])
        at += size
    return found[::-1]


def _said(text: str, words: list[Place] | tuple[Place, ...]) -> str:
    return text[words[0][0] : words[-1][1]].casefold()


def _ways(text: str, words: tuple[Place, ...], count: int) -> list[list[tuple[Place, ...]]]:
    """The ways, two at most, in which words are so many heads."""

    @cache
    def ways(at: int, left: int) -> tuple[tuple[int, ...], ...]:
        if not left:
            return ((),) if at == len(words) else ()
        found: list[tuple[int, ...]] = []
        for size in range(1, min(_MOST_WORDS, len(words) - at) + 1):
            piece = text[words[at][0] : words[at + size - 1][1]]
            if _is_head(piece):
                found += [(size, *rest) for rest in ways(at + size, left - 1)]
            if len(found) > 1 or _UNIT_LAST.search(piece):
                break  # a unit in brackets ends its head
        return tuple(found[:2])

    told = []
    for sizes in ways(0, count):
        at, heads = 0, list[tuple[Place, ...]]()
        for size in sizes:
            heads.append(words[at : at + size])
            at += size
        told.append(heads)
    return told


def _begins(head: str) -> bool:
    """Whether the first head of figures begins with what is counted, and not with the head of a column of labels."""
    first = head.split()[0].casefold()
    return (
        bool(_TIME.fullmatch(head))
        or bool(find_commodities(head.split()[0]))
        or any(first == said.split()[0] for said in entries("figure_heads.txt"))
    )


@cache
def _is_head(piece: str) -> bool:
    """Whether words can head a column of figures."""
    if _TIME.fullmatch(piece) or piece.casefold() in entries("figure_heads.txt"):
        return True
    if unit := _UNIT_LAST.search(piece):
        return bool(piece[: unit.start()].strip()) and unit_of(unit[1]) is not None
    named = find_commodities(piece)
    return len(named) == 1 and named[0].start == 0 and named[0].end == len(piece)
