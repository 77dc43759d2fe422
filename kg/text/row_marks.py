"""Which lines of a document are rows of tables: those with gaps between their words, in company of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from kg.ingest.bullets import BULLETS
from kg.text.page_stamps import is_stamp

_RULE = re.compile(r"^[\s\-=_+|*:\u2013\u2014.~]{4,}$")
_CELL_GAP = re.compile(r"(?<=\S)(?:[ \u00a0]*\t[ \t\u00a0]*|[ \u00a0]{3,}|[ \u00a0]*\|[ \u00a0]*)(?=\S)")
_NARROW_GAP = re.compile(r"(?<=[^\s.?!:;,])  (?=\S)")
_LONE_CELL = re.compile(r"[| ]*[^|]+(?:\|[ |]*)")
# "(t)  (g/t)" is no point t of a list.
BULLET = re.compile(
    rf"^(?!\([mtg]\)\s+\()(?:[-*>{BULLETS}\u2013\u2014];?|--|"
    r"\u00a7(?=\s+(?:[A-Z]|20\d\d\s))|o(?= +[A-Z0-9])|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)])\s+(?=\S)|"
    r"^o(?=\d{1,3}(?:\.\d{1,2})?\s?m\s?(?:@|at\s))"  # "o4m @ 5.6 g/t Au": a page that lost the blank behind its marks
)
_TOLD = re.compile(r"\d[\d.,]* ?[A-Za-z]{1,3} ?(?:@|at) ?\d")  # "3.7 Mt @ 2.15 g/t Au"
# A figure of a row, with the sign of its currency, a scale or a unit of a word; a range; or what says that there is none.
_AMOUNT = re.compile(
    r"[<>~+(-]{0,2}(?:[A-Z]{0,3}[$\u20ac\u00a3] ?)?[(-]?\d[\d,.]*\)?"
    r"(?: ?%| [A-Za-z/$%]{1,12}| ?(?:-|\u2013|to) ?(?:[A-Z]{0,3}\$ ?)?\d[\d,.]*%?)?\)?[*]?"
    r"|[-\u2013\u2014]|n/?[am]|nil|ns[aivr]|no significant (?:assay|intercept|intersection|result|value)s?|(?:assays? |results? )?pending",
    re.IGNORECASE,
)
_MOST_IN_LABEL, _MOST_IN_HEAD, _MOST_IN_OTHERS, _MOST_IN_REMARK = 10, 8, 6, 14  # words
_MOST_OF_NAME = 40  # characters
_FEWEST_FIGURES = 3  # in front of a remark, less one
_FAR = 11  # blanks before the first word of a row whose label is empty, at least
_TIMED = re.compile(r"\b(?:(?:FY|[1-4]?Q[1-4]?|[12]?H[12]?)?['\u2019]?(?:20)?\d\d|YTD|guidance|outlook)\b", re.IGNORECASE)
LONG_LINE = 180  # longer lines are paragraphs that nobody wrapped, bars in them a foot of the page
# "including 4 m at 2.2 g/t from 50 m" on a line of its own below the cell that it goes on with.
_FURTHER = re.compile(r"\W{0,3}(?:(?:and|also|which)\s)?(?:incl\w{0,6}|and|plus|of which|with(?:in)?)\b\D{0,12}\d", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line with ink on it: its source offset, the raw text, the readable text, and how many blank lines stand before it."""

    start: int
    raw: str
    text: str
    blanks: int
    in_table: bool = False


def cells(row: str) -> list[str]:
    """The cells of a table row as drawn with blanks, tabs or bars."""
    return [cell.strip() for cell in _CELL_GAP.sub("\t", row.strip().strip("|")).split("\t")]


def _is_row(line: Line) -> bool:
    if _RULE.match(line.raw.strip()):
        return True
    if line.raw.count("|") > 2 and line.raw.strip().startswith("|"):
        return True
    stripped = BULLET.sub("", line.raw.strip(), count=1)  # a bullet may stand far from its words
    gaps = len(_CELL_GAP.findall(stripped))
    if gaps and ("\t" in stripped or len(stripped) <= LONG_LINE * max(1, stripped.count("|"), gaps // 4)):
        return True
    return (len(_NARROW_GAP.findall(stripped)) >= 2 and _is_short(stripped)) or _is_labelled(stripped)


def _is_labelled(row: str) -> bool:
    """Whether a row is a label and figures, but two blanks apart, and words for a third of them: "All-in sustaining cost per ounce  1,094  n/a"."""
    label, *cells = _NARROW_GAP.split(row)
    others = [cell for cell in cells if not _AMOUNT.fullmatch(cell)]
    short = len(others) <= len(cells) // 3 and all(len(cell.split()) <= _MOST_IN_OTHERS for cell in others)
    return bool(cells) and len(label.split()) <= _MOST_IN_LABEL and short


def _is_short(row: str) -> bool:
    """Whether cells but two blanks apart are short, but for a last one of remarks behind five others; a figure may be told with its grade."""
    *cells, last = _NARROW_GAP.split(row)
    figures = sum(_AMOUNT.fullmatch(cell) is not None for cell in cells)
    most = _MOST_IN_OTHERS if figures + (_AMOUNT.fullmatch(last) is not None) > 1 else 4
    return all(len(cell.split()) <= (7 if _TOLD.match(cell) else most) for cell in cells) and len(last.split()) <= (
        (_MOST_IN_REMARK if figures > _FEWEST_FIGURES else 8) if len(cells) > 4 else 7 if _TOLD.match(last) else most
    )


def mark_tables(lines: list[Line]) -> list[Line]:
    """Rows are rows only in company: a lone line with a gap is prose or a letterhead."""
    rows = [_is_row(line) and not (line.raw.count("|") == 1 and is_stamp(line.text)) for line in lines]
    for low, high in _lone_cells(lines):
        if not any(rows[at] for at in (low - 1, high) if 0 <= at < len(lines)):
            rows[low:high] = [False] * (high - low)
    for index in range(1, len(lines)):
        rows[index] = rows[index] or _goes_on(lines, rows, index)
    for index in range(len(lines) - 2, -1, -1):
        line, below = lines[index], lines[index + 1]
        rows[index] = rows[index] or _heads_figures(line, below) or (rows[index + 1] and _heads_close(line, below))
        rows[index] = rows[index] or (rows[index + 2 : index + 3] == [True] and _heads_group(line, below, lines[index + 2]))
    marked = []
    for index, line in enumerate(lines):
        beside = (index > 0 and rows[index - 1] and line.blanks <= 1) or (index + 1 < len(lines) and rows[index + 1] and lines[index + 1].blanks <= 1)
        aligned = (index > 0 and not line.blanks and rows[index - 1] and _is_aligned(lines[index - 1], line)) or (
            index + 1 < len(lines) and not lines[index + 1].blanks and rows[index + 1] and _is_aligned(lines[index + 1], line)
        )
        beside = beside or _beside_aligned(lines, index) or _across(lines, rows, index) or _is_over_group(lines, rows, index)
        marked.append(replace(line, in_table=aligned or (rows[index] and beside)))
    return marked


def _lone_cells(lines: list[Line]) -> Iterator[tuple[int, int]]:
    """From where to where lines hold but one cell each, and bars behind it: rows in company of others, or the cells of a row that lost its line."""
    for lone, run in groupby(range(len(lines)), lambda index: _LONE_CELL.fullmatch(lines[index].text) is not None):
        indices = list(run)
        if lone:
            yield indices[0], indices[-1] + 1


def _goes_on(lines: list[Line], rows: list[bool], index: int) -> bool:
    """Whether a line that begins "including 4 m" goes on with a cell of the row above it."""
    if lines[index].blanks > 1 or not rows[index - 1] or not _FURTHER.match(lines[index].text):
        return False
    above = lines[index - 1].raw.rstrip()
    columns = [*(gap.end() for gap in _CELL_GAP.finditer(above)), indent(lines[index - 1])]
    return "\t" not in above and any(column > 4 and abs(indent(lines[index]) - column) <= 2 for column in columns)


def _heads_figures(line: Line, below: Line) -> bool:
    """Whether a line is two heads but two blanks apart, over the rule or the first row of a table: "Indicated  Inferred"."""
    ruled = _RULE.match(below.raw.strip()) is not None or len(_CELL_GAP.findall(below.raw.strip())) > 1
    flush = not below.blanks and len(below.raw.rstrip()) >= len(line.raw.rstrip())
    return ruled and flush and indent(line) > _FAR and len(_NARROW_GAP.findall(line.raw.strip())) == 1 and _is_short(line.raw.strip())


def _heads_close(line: Line, below: Line) -> bool:
    """Whether a line is heads two blanks apart over a row of as many cells, or of one more, whose label has no head; or spans over half as many."""
    cells, under = _NARROW_GAP.split(line.raw.strip()), _NARROW_GAP.split(below.raw.strip())
    if below.blanks or len(cells) < 2 or len(under) < 2 or _CELL_GAP.search(line.raw.strip()) or _CELL_GAP.search(below.raw.strip()):
        return False
    fit = len(under) - len(cells) in (0, 1) or len(under) in (2 * len(cells), 2 * len(cells) + 1)
    return fit and all(len(cell.split()) <= _MOST_IN_HEAD for cell in cells)


def _heads_group(line: Line, group: Line, below: Line) -> bool:
    """Whether a line is heads of some time, and the name of a group of rows stands between it and these: "2019  2018", "Tolliver"."""
    name = len(group.text) < _MOST_OF_NAME and group.text[0].isupper() and not group.blanks and not _NARROW_GAP.search(group.text)
    return name and _heads_close(line, below) and all(_TIMED.fullmatch(cell) for cell in _NARROW_GAP.split(line.raw.strip())[-2:])


def _is_aligned(row: Line, line: Line) -> bool:
    """Whether a line has a word where the row beside it has its second column: a cell that fills its column to the brim."""
    gap = _CELL_GAP.search(row.raw.rstrip())
    return (
        gap is not None and "\t" not in row.raw and len(line.raw) > gap.end() > 12 and line.raw[gap.end() - 1] == " " and line.raw[gap.end()] != " "
    )


def _across(lines: list[Line], rows: list[bool], index: int) -> bool:
    """Whether a row of three cells or more, the first of which may be empty, stands above or below with one or two short lines between:
    headings of rows, a wrapped label. Between rows of four cells blank lines may stand, too."""
    for other in range(max(0, index - 3), min(len(lines), index + 4)):
        between = lines[min(index, other) + 1 : max(index, other)]
        if abs(other - index) < 2 or not rows[other] or any(line.blanks > 1 or len(line.text) > 60 for line in between):
            continue
        gaps = min(_gaps(lines[at]) for at in (index, other))
        if gaps > (2 if any(line.blanks for line in between) else 1):
            return True
    return False


def _is_over_group(lines: list[Line], rows: list[bool], index: int) -> bool:
    """Whether a line is a label and a head of figures of some time, and the name of a group of rows stands between it and these."""
    group, below = lines[index + 1 : index + 2], rows[index + 2 : index + 4]
    blanks = {line.blanks for line in lines[index + 1 : index + 4]}
    if not rows[index] or not all(below) or len(below) < 2 or len(blanks) > 1 or max(blanks) > 1:
        return False
    heads = cells(lines[index].raw)[1:] or _NARROW_GAP.split(lines[index].raw.strip())[1:]
    return len(group[0].text) < _MOST_OF_NAME and group[0].text[0].isupper() and bool(heads) and all(_TIMED.search(head) for head in heads)


def _gaps(line: Line) -> int:
    """How many gaps set the cells of a row apart; cells but two blanks apart are counted where they are short."""
    text = line.raw.strip()
    wide = len(_CELL_GAP.findall(text)) + (indent(line) > _FAR or line.raw[:1] == "\t")
    narrow = len(_NARROW_GAP.findall(text))
    return wide + narrow if narrow + bool(wide) > 1 and _is_short(text) else wide


def _beside_aligned(lines: list[Line], index: int) -> bool:
    """Whether a row whose neighbours have no gap of their own is still in company: of a line aligned with it."""
    neighbours = [lines[other] for other in (index - 1, index + 1) if 0 <= other < len(lines) and not lines[max(other, index)].blanks]
    return any(_is_aligned(lines[index], line) for line in neighbours)


_YEARS = re.compile(r"(?:(?:19|20)\d\d(?: |$)){2,}")
_TWO_FIGURES_LAST = re.compile(r"(?:\s[($-]{0,3}\d[\d,.]*[)%]{0,2}){2}$")


def is_row_below(before: str, line: str) -> bool:
    """Whether a line is years, the heads of figures, or both end in two figures with nothing between: rows whose cells stand one blank apart."""
    return _YEARS.fullmatch(line) is not None or (_TWO_FIGURES_LAST.search(line) is not None and _TWO_FIGURES_LAST.search(before) is not None)


def indent(line: Line) -> int:
    """How many blanks stand before the words of a line."""
    return len(line.raw) - len(line.raw.lstrip())
