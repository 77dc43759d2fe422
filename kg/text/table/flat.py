"""Tables whose columns lost their blanks: "Q4 2022 Q4 2021", then "Ore milled (t) 58,306 56,159" row by row.

The line of heads must be periods and no more, and the rows below end in one figure for each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.text.head_units import UNITS_HEAD
from kg.text.months import OPENING
from kg.text.table.close_heads import DATE, close_heads, spans_over, unit_behind
from kg.text.table.lines import Cell, Line
from kg.text.table.runs import line_of, ruled
from kg.text.table.tokens import HEAD, YEAR, kind_of, whole_heads

_MONTH = f"{OPENING}[a-z]{{0,6}}"
_YEAR = r"(?:FY|CY)? ?'?(?:20)?\d\d"
_HEAD = re.compile(
    rf"(?:(?:Q[1-4]|[1-4]Q|H[12]|[12]H|YTD|FY|LTM|\d{{1,2}}M)[- ]?{_YEAR}(?! ?(?:to|-) ?\d)|{_MONTH}[- ](?:Qtr |Quarter )?'?(?:20)?\d\d"
    rf"|(?:FY|CY)? ?20\d\d|YTD|FY ?\d\d)"
    r"(?: (?:guidance|actuals?|budget|outlook|forecast|target)(?: range)?)?(?: ?\(?[1-9]\)?(?=\s|$))?"
    r"|(?:%|\$)? ?(?:change|variance|var\.?|diff(?:erence)?)(?: ?\(?%\)?(?! ?\+))?|%(?: ?\+ ?/ ?\(?-\)?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:[A-Z]{0,2}\$|[\u20ac\u00a3])?\(?[-\u2212]?(?:[A-Z]{0,2}\$)?\.?\d[\d,.]*(?:M|%)?\)?%?|n/?[am]|nil|[-\u2013\u2014]%?", re.IGNORECASE
)
_SIGN, _TO, _DASH = re.compile(r"(?:US|C|CA|A|AU|NZ)?\$"), re.compile(r"to|[-\u2013\u2014]"), re.compile(r"[-\u2013\u2014]%?")
_HEAD_LINE = re.compile(rf"{_MONTH}(?: 20\d\d)?|Q[1-4]|H[12]|(?:Full[- ])?Year|20\d\d|%|(?:% ?)?(?:change|variance)|{_HEAD.pattern}", re.IGNORECASE)
_CORNERED = re.compile(r"(?P<corner>\S{1,20}(?: \S{1,20}){0,4}?) +(?P<head>Q[1-4]|H[12]|(?:Full[- ])?Year)", re.IGNORECASE)
_SPAN = re.compile(
    r"year[- ]to[- ]date|YTD|Q[1-4]|[1-4]Q|H[12]|[12]H|(?:full|half|financial|fiscal)[- ]year|(?:first|second|third|fourth) (?:quarter|half)|"
    r"(?:three|six|nine|twelve|3|6|9|12)[- ]months",
    re.IGNORECASE,
)
_SPANS = re.compile(rf"(?:(?:{_SPAN.pattern})(?: |$))+$", re.IGNORECASE)
_PART = re.compile(r"Q[1-4]|H[12]|(?:Full[- ])?Year", re.IGNORECASE)
_LONGEST_HEAD, _LONGEST_SPANS = 24, 120
_FEWEST, _MOST, _MOST_HEADS, _MOST_ABOVE = 2, 12, 3, 3
SIDE_BY_SIDE = re.compile(r"(?:^|\s)\(?\$?\d[\d,]*[,.]\d+\)?%? \(?\$?\d[\d,]*[,.]\d+[)%]*(?=\s|$)")
_CLOSED = re.compile(r"[^(]*\)|\(?(?:[A-Z]{0,2}\$ ?)?['\u2019]?0{2,3}['\u2019]?s?\)")  # of a bracket in a label
_BETWEEN = re.compile(r"[\d%)] (?=[A-Z])")
_WORD = re.compile(r"\S+")
_ENDS_IN_FIGURE = re.compile(r"(?:^|\s)[($]*\d[\d,.]+%?\)?$|^\d$")


def flat(lines: Sequence[Cell]) -> Iterator[tuple[list[Line], Cell | None]]:
    """The tables among lines, each as lines of cells below a rule, with the line before it."""
    at = 0
    while at < len(lines):
        found = next((table for corner, heads, below in _all_heads(lines, at) if (table := _table(lines, corner, heads, below))), None)
        found = found or _of_words(lines, at)
        if found:
            yield found[0], (lines[at - 1] if at else None)
        at = found[1] if found else at + 1


def _table(lines: Sequence[Cell], corner: Cell | None, heads: list[Cell], below: int) -> tuple[list[Line], int] | None:
    """The table below heads, and where it ends; None where the lines below are no rows of so many figures."""
    if len(heads) < _FEWEST:
        return None
    rows, end = _rows(lines, below, len(heads))
    if sum(len(row) > 1 for row in rows) < _FEWEST:
        return None
    return [line_of([corner, *heads]), ruled(heads[-1].end), *(line_of(row) for row in rows)], end


def _of_words(lines: Sequence[Cell], at: int) -> tuple[list[Line], int] | None:
    """The table below heads that are no times alone: as many of them as the first row has figures, in a line, or in two with spans over times."""
    for below in range(at + 1, min(at + 1 + _MOST_ABOVE, len(lines))):
        count = _count(lines[below])
        if not count:
            continue
        for end in range(at + 1, below + 1):
            told = close_heads(lines[end - 1], count)
            over = spans_over(lines[at], count) if end == at + 2 else []
            if told is None or over is None or end > at + 2:
                continue
            labels, heads = told
            if found := _labelled(lines, labels, heads, end):
                above = [line_of([*(None for _ in found[0][0].cells[len(heads) :]), *over])] if over else []
                return [*above, *found[0]], found[1]
        return None
    return None


def _count(line: Cell) -> int:
    """How many figures a row ends in; none where it has no label."""
    return next((count for count in range(_MOST, 0, -1) if (row := _row(line, count, ranges=True)) and row[0]), 0)


def _labelled(lines: Sequence[Cell], labels: list[Cell], heads: list[Cell], below: int) -> tuple[list[Line], int] | None:
    """The table of one column of labels, or of these and their units."""
    units = len(labels) > 0 and UNITS_HEAD.fullmatch(labels[-1].text) is not None
    if len(labels) - units > 1 or len(heads) < (1 if units else _FEWEST):
        return None  # nobody can tell where the first label ends
    rows, end = _rows(lines, below, len(heads))
    if sum(len(row) > 1 for row in rows) < _FEWEST:
        return None
    corner = [labels[0] if len(labels) > units else None, *(labels[-1:] if units else [])]
    told = [[*unit_behind(row[0]), *row[1:]] if units and row[0] and len(row) > 1 else row for row in rows]
    return [line_of([*corner, *heads]), ruled(heads[-1].end), *(line_of(row) for row in told)], end


_Heads = tuple[Cell | None, list[Cell], int]


def _all_heads(lines: Sequence[Cell], at: int) -> Iterator[_Heads]:
    """The corner, the heads and where they end, in each way in which a line, or those from it on, may be heads: all on the line, one on each, or
    each over two ("Q4" above "2019"). The first may stand behind the corner."""
    corner, heads = _heads(lines[at])
    yield corner, _spanned(lines[at - 1] if at else None, heads), at + 1
    first = lines[at]
    cornered = _CORNERED.fullmatch(first.text) if at + 1 < len(lines) and _HEAD_LINE.fullmatch(lines[at + 1].text) else None
    corner = Cell(cornered["corner"], first.start, first.start + cornered.end("corner")) if cornered else None
    begun = [Cell(cornered["head"], first.start + cornered.start("head"), first.end)] if cornered else []
    end = at + len(begun)
    while end < len(lines) and end - at < 2 * _MOST and len(lines[end].text) < _LONGEST_HEAD and _HEAD_LINE.fullmatch(lines[end].text):
        end += 1
    heads = [cell for cell in whole_heads([*begun, *lines[at + len(begun) : end]]) if cell]
    pairs = list(zip(heads[::2], heads[1::2], strict=False))
    if len(heads) % 2 == 0 and all(_PART.fullmatch(part.text) and kind_of(year) == YEAR for part, year in pairs):
        yield corner, [Cell(f"{part.text} {year.text}", part.start, year.end) for part, year in pairs], end
    parts = [head.text for head in heads if _PART.fullmatch(head.text)]
    if all(kind_of(head) in (HEAD, YEAR) for head in heads) and len(set(parts)) == len(parts):
        yield corner, heads, end


def _heads(line: Cell) -> tuple[Cell | None, list[Cell]]:
    """The corner of one to three words, or none, and the heads that a line is, if it is nothing else."""
    found: list[Cell] = []
    corner: Cell | None = None
    at = 0
    for match in _HEAD.finditer(line.text):
        between = line.text[at : match.start()].strip()
        if between and (found or len(between.split()) > _MOST_HEADS):
            return None, []
        corner = Cell(between, line.start, line.start + len(line.text[: match.start()].rstrip())) if between else corner
        found.append(Cell(match.group().strip(), line.start + match.start(), line.start + match.end()))
        at = match.end()
    return (None, []) if line.text[at:].strip() or len(found) > _MOST else (corner, found)


def _spanned(above: Cell | None, heads: list[Cell]) -> list[Cell]:
    """Heads in which a year comes twice, each with the span of the line above that goes over it: "Year to date Q3 Q2" over "2024 2023 % 2024 2024 %".
    A span begins where a year would come again; none where there are not so many."""
    groups: list[list[Cell]] = [[]]
    for head in heads:
        if kind_of(head) == YEAR and any(head.text == held.text for held in groups[-1]):
            groups.append([])
        groups[-1].append(head)
    if len(groups) < _FEWEST or any(kind_of(head) not in (YEAR, HEAD) for head in heads):
        return heads
    found = _SPANS.search(above.text, max(0, len(above.text) - _LONGEST_SPANS)) if above else None
    spans = [span.group() for span in _SPAN.finditer(found.group())] if found else []
    if len(spans) != len(groups):
        return []
    return [
        Cell(f"{span} {head.text}", head.start, head.end) if kind_of(head) == YEAR else head
        for span, group in zip(spans, groups, strict=True)
        for head in group
    ]


def _rows(lines: Sequence[Cell], at: int, count: int) -> tuple[list[list[Cell | None]], int]:
    """The rows below heads, headings as one cell, and where they end."""
    rows: list[list[Cell | None]] = []
    last, end = 0, at
    for index in range(at, len(lines)):
        if told := _told(lines[index], count):
            rows += told
            last, end = len(rows), index + 1
        elif _ENDS_IN_FIGURE.search(lines[index].text) or len(rows) - last > 2 or len(_heads(lines[index])[1]) >= _FEWEST:
            break
        else:
            rows.append([lines[index]])
    return rows[:last], end


def _told(line: Cell, count: int) -> list[list[Cell | None]]:
    """The row that a line is, or the rows of lines that the reading took for wrapped prose; none where it is no row."""
    if row := next((row for ranges in (True, False) if (row := _row(line, count, ranges))), None):
        return [row]
    for found in _BETWEEN.finditer(line.text):
        cut = found.start() + 1
        if before := _row(Cell(line.text[:cut], line.start, line.start + cut), count, ranges=True):
            rest = Cell(line.text[cut + 1 :], line.start + cut + 1, line.end)
            return [before, *(_told(rest, count) or [[rest]])]
    return []


def _row(line: Cell, count: int, ranges: bool) -> list[Cell | None] | None:
    """A line as its label and so many figures; None where it is none. With `ranges`, a dash between figures makes one of them."""
    words = [(found.start(), found.end()) for found in _WORD.finditer(line.text)]
    said = [line.text[low:high] for low, high in words]
    end = len(words)
    figures: list[Cell | None] = []
    while len(figures) < count:
        begin = _figure(said, end, ranges)
        if begin is None:
            return None
        low, high = words[begin][0], words[end - 1][1]
        figures.insert(0, Cell(line.text[low:high], line.start + low, line.start + high))
        end = begin
    label = line.text[: words[end - 1][1]] if end else ""
    if _ends_in_figure(label) or SIDE_BY_SIDE.search(label) or (label and not re.match(r"\W{0,3}[A-Za-z]", label)):
        return None
    return [Cell(label, line.start, line.start + len(label)) if label else None, *figures]


def _ends_in_figure(label: str) -> bool:
    """Whether a label ends in a figure that is one of the row's, and no day or scale."""
    return _ENDS_IN_FIGURE.search(label) is not None and not DATE.fullmatch(label) and not _CLOSED.fullmatch(label.split()[-1])


def _figure(said: Sequence[str], end: int, ranges: bool) -> int | None:
    """Where the figure begins that ends before a word."""
    at = end - 1
    if at > 0 and said[at] in ("%", ")%", ")"):
        at -= 1
    if at < 0 or not _NUMBER.fullmatch(said[at]) or said[at].endswith(",") or _CLOSED.fullmatch(said[at]):
        return None  # "14," of a day, "000)" of "($ 000)", "($000)"
    if _DASH.fullmatch(said[at]):
        return at
    if at > 0 and _SIGN.fullmatch(said[at - 1]):
        at -= 1
    if at > 1 and (_TO.fullmatch(said[at - 1]) if ranges else said[at - 1] == "to") and re.fullmatch(r"\D{0,3}\d[\d,.]*%?", said[at - 2]):
        at -= 2
        if at > 0 and _SIGN.fullmatch(said[at - 1]):
            at -= 1
    return at
