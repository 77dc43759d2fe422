"""The lines of tables in the places where they were set: their cells, the columns of characters that each fills, and their rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg import reference
from kg.text.months import WRITTEN
from kg.text.reading import Reading
from kg.text.sections import Part

OPEN = "open "  # bars that stand only between the columns, not before the first
INSIDE = " inside"  # and not behind the last: a bar at the end of a line stands before an empty cell
BARS, OPEN_BARS, INNER_BARS, TABS, BLANKS = "bars", f"{OPEN}bars", f"{OPEN}bars{INSIDE}", "tabs", "blanks"
ALL_BARS = (BARS, OPEN_BARS, INNER_BARS)

_RULE = re.compile(r"[\s\-=_+|:*\u2013\u2014.~]{3,}")
_MARKS = re.compile(r"(?<=\S)(?:\s?[*\u2020\u2021\u00a7]|\s?\(\d{1,2}\)|\s?\[\d{1,2}\]|(?<!m)[\u00b2\u00b3]|[\u00b9\u2070-\u2079])+$")
_EMPHASIS = re.compile(r"^(?:__|\*\*)+|(?:__|\*\*)+$")
_WIDE = re.compile(r"\S+(?: \S+)*")
_RAISED = re.compile(r"<sup[^<>]{0,60}>([^<>]{1,6})$")
_STROKE = re.compile(r"[-=_\u2013\u2014~]{2,}")
_VALUE = re.compile(
    r"(?:[<>~\u2248\u2264\u2265\u00b1+(-]|(?:(?:US|C|A|CA|AU|NZ|HK|S|R|N) ?)?\$|[\u20ac\u00a3]|(?P<code>[A-Z]{3})(?=[ \d])|\s){0,6}"
    r"\.?\d(?P<rest>[^\n]*)"
)
_SIGN, _CLOSES, _FAR = re.compile(r"(?:US|C|CA|A|AU|NZ)?\$|[\u20ac\u00a3]"), re.compile(r"\)(?: ?%)?|%\)?"), 12
_AMOUNT = re.compile(r"\(?[\d.][\d.,]*\)?|[-\u2013\u2014]")
_OPEN = re.compile(rf"(?:{_SIGN.pattern})?\([$\u20ac\u00a3]?[\d.][\d.,]*%?|[\d.][\d.,]*\)?|[-\u2013\u2014]")  # "$(714", whose bracket is to close
_LETTERS = re.compile(r"[A-Za-z]{2,}")
_NOTHING = re.compile(
    r"[-\u2013\u2014.\u2026]{1,3}|n/?[ads]|n\.[ads]\.?|n/?m|ns[viar]|nmi|nil|none|null|trace|tr|bdl|lnr|barren|unmineralized|unmineralised|"
    r"(?:assays? |results? )?(?:pending|awaited|outstanding|to come|tbd|tba)|awaiting (?:assays?|results?)|below (?:detection|cut-?off)\b.{0,20}|"
    r"no (?:significant|anomalous|economic|reportable|recordable|mineral\w{3,12}|assays?|values?|results?|intercepts?|intersections?|"
    r"grades?|recovery|core)\b.{0,50}|"
    r"not (?:sampled|assayed|analy[sz]ed|reported|provided|disclosed|given|estimated|"
    r"available|reached|applicable|received|mineralized|mineralised|intersected|significant)\b.{0,40}|"
    r"(?:hole )?(?:abandoned|lost)(?: (?:at|in|due|before|core|hole|prior|above|down|from|because)\b.{0,40}|[,;:(/-].{0,40})?",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:(?:FY|CY|H[12]|[12]H|Q[1-4]|[1-4]Q|YTD|LTM|1st|2nd|3rd|4th)\b.{0,24}|(?:[1-4]Q|[12]H)['\u2019]?(?:20)?\d\d|"
    r"(?:FY|CY|Q|H)?'?(?:19|20)?\d\d ?[AEF]?|(?:19|20)\d\d ?[AEF]?|"
    r"(?:19|20)\d\d ?[-\u2013/] ?(?:(?:19|20)?\d\d)|.{0,24}\b(?:19|20)\d\d\b.{0,24}|"
    rf".{{0,24}}\b{WRITTEN}\b.{{0,16}}|"
    r".{0,16}\b(?:years?|months?|quarters?|half|weeks?|days?|change|variance|var|diff(?:erence)?|period)\b.{0,24})",
    re.IGNORECASE,
)
_NOT_PERIOD = re.compile(
    r"\d[\d,]{3,}\.?\d*|\d+\.\d+|\d{1,3}|.*\b\d+(?:\.\d+)? ?(?:years?|months?|weeks?|days?)\b(?! end| to).*|[\d,.]+ ?%", re.IGNORECASE
)
_SCALE = re.compile(r"[(\[]?['\u2018\u2019]?000(?![\d.,])")  # "(000)", "'000 oz": of the heads, and no figure
_SUM_OF_METALS = re.compile(r"\d(?:E|PG[EM]s?)\b")  # "4E produced, Group"
_YEAR = re.compile(r"(?:FY|CY)? ?'?(?:19|20)\d\d ?[AEF]?\d?", re.IGNORECASE)
FURNITURE = re.compile(
    r"(?:page )?-?\s?\d{1,3}\s?-?(?: ?(?:of|/) ?\d{1,3})?|\(?(?:table )?(?:\d+ )?\(?cont(?:inued|'?d)?\.?\)?|for personal use only", re.IGNORECASE
)
_PAGE = re.compile(r"(?:\| ?)?page ?\|? ?\d{1,3}(?: ?(?:of|/) ?\d{1,3})?(?: ?\|)?", re.IGNORECASE)

_ONE = r"(?:(?:[QH][1-4]|[1-4]Q|[12]H|YTD|FY)[- ]?(?:FY ?)?['\u2019]?(?:20)?\d\d|(?:19|20)\d\d)"
_ONE_PERIOD = re.compile(rf"{_ONE}(?=\s|$)")
_CLOSE_PERIODS = re.compile(rf"{_ONE}(?: {_ONE})+")


@dataclass(frozen=True)
class Cell:
    """The text of a cell and its place in the reading text; a cell wrapped over several lines is all of them, joined by blanks."""

    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """The text without emphasis and marks of footnotes: "14.2*", "Length (m)(1)"."""
        return _MARKS.sub("", _EMPHASIS.sub("", self.text)).strip()


@dataclass(frozen=True)
class Placed:
    """A cell, and the columns of characters from which to which it was set."""

    cell: Cell
    left: int
    right: int


@dataclass(frozen=True)
class Line:
    """One line: its cells in order (of bars and tabs, the empty ones as None), its indent, and, of a rule, from where to where
    its strokes go. `inside` is false for lines beside a table that the reading does not take for a row."""

    start: int
    end: int
    cells: tuple[Placed | None, ...]
    indent: int
    strokes: tuple[tuple[int, int], ...] = ()
    inside: bool = True

    @property
    def inked(self) -> list[Placed]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell is not None]

    @property
    def is_rule(self) -> bool:
        return not self.inked


def is_value(text: str) -> bool:
    """Whether a cell holds a figure, with or without unit, or says that there is none ("NSV", "-", "n/a")."""
    text = text.strip()
    if _NOTHING.fullmatch(text):
        return True
    if _SCALE.match(text) or _SUM_OF_METALS.match(text):
        return False
    found = _VALUE.fullmatch(text)
    if found and found["code"] and found["code"] not in reference.units():
        return False  # "DDH 24-07"
    return found is not None and sum(len(word) for word in _LETTERS.findall(found["rest"])) <= 14 and not re.match(r"\w*[A-Za-z]\w*-?\d", text)


def is_period(text: str) -> bool:
    """Whether a cell is headed like a span of time: "Q3 2020", "2019", "Year ended 31 December", "Change"."""
    text = text.strip()
    if _YEAR.fullmatch(text):
        return True
    return _PERIOD.fullmatch(text) is not None and not _NOT_PERIOD.fullmatch(text)


def layout_of(parts: list[Part]) -> str:
    """How the columns of a table are set apart."""
    lines = [line for part in parts for line in part.text.split("\n") if not _RULE.fullmatch(line.strip())]
    bars, tabs = sum("|" in line for line in lines), sum("\t" in line for line in lines)
    if bars and bars >= 0.5 * len(lines):
        if 2 * sum(line.lstrip().startswith("|") for line in lines) >= bars and not _begin_empty(lines):
            return BARS
        return OPEN_BARS if 2 * sum(line.rstrip().endswith("|") for line in lines) >= bars else INNER_BARS
    return TABS if tabs and tabs >= 0.4 * len(lines) else BLANKS


def _begin_empty(lines: list[str]) -> bool:
    """Whether the bars that lines begin with stand behind an empty cell: other lines begin with a cell, and have as many bars."""
    barred = [line.strip() for line in lines if "|" in line]
    begun = {line.count("|") for line in barred if not line.startswith("|")}
    empty = [line.count("|") in begun for line in barred if line.startswith("|")]
    return len(begun) == 1 and len(empty) < len(barred) - 1 and all(empty)


def lines_of(reading: Reading, part: Part, layout: str) -> Iterator[Line]:
    """The lines of a part, each cell in its place."""
    at = part.start
    for text in part.text.split("\n"):
        if text.strip():
            lead = _lead(reading, at)
            yield replace(_without_raised(reading, _line(text, at, lead, layout)), inside=part.block.kind == "table")
        at += len(text) + 1


def _without_raised(reading: Reading, line: Line) -> Line:
    """A line whose cells leave out the numbers of footnotes that the source sets raised: "12.3<sup>1</sup>" is 12.3."""
    if not line.inked or "<sup" not in reading.document.quote(reading.span(line.start, line.end)):
        return line
    cells: list[Placed | None] = []
    for placed in line.cells:
        raised = _RAISED.search(reading.document.quote(reading.span(placed.cell.start, placed.cell.end))) if placed else None
        kept = placed.cell.text.removesuffix(raised[1]).rstrip() if placed and raised else ""
        if placed and kept and not kept.endswith("m"):
            cell = Cell(kept, placed.cell.start, placed.cell.start + len(kept))
            cells.append(Placed(cell, placed.left, placed.left + len(kept)))
        else:
            cells.append(placed)
    return replace(line, cells=tuple(cells))


def _lead(reading: Reading, at: int) -> str:
    """The blanks and tabs with which the source's line begins, which the reading leaves out."""
    source = reading.span(at, at + 1).start if not reading.text[at].isspace() else None
    if source is None:
        return ""
    text = reading.document.text
    line = max(text.rfind("\n", 0, source), text.rfind("\r", 0, source)) + 1
    lead = text[line:source]
    return lead if not lead.strip() else ""


def _line(text: str, at: int, lead: str, layout: str) -> Line:
    indent = len(lead.expandtabs(8))
    if _RULE.fullmatch(text.strip()) and (layout != TABS or "\t" not in text or not re.search(r"(?:^|\t)\s*[-\u2013\u2014]\s*(?:\t|$)", text)):
        strokes = tuple((indent + run.start(), indent + run.end()) for run in _STROKE.finditer(text))
        return Line(at, at + len(text), (), indent, strokes)
    if layout in ALL_BARS and "|" in text:
        cells = _between(text, at, indent, "|")
        outer = text.strip()
        cells = cells[1:] if outer.startswith("|") and layout == BARS else cells
        cells = closed(cells[:-1] if outer.endswith("|") and layout != INNER_BARS else cells)
    elif layout == TABS:
        cells = closed([*(None for _ in range(lead.count("\t"))), *_between(text, at, indent, "\t")])
    else:
        runs = [piece for run in _WIDE.finditer(text) for piece in _periods_apart(text, *run.span())]
        cells = [_placed(text, at, indent, low, high) for low, high in _whole(runs, text)]
    return Line(at, at + len(text), tuple(cells), indent)


def closed(cells: list[Placed | None]) -> list[Placed | None]:
    """Cells, where signs of currencies and closing brackets that have cells of their own are joined to their figures, and leave theirs
    empty."""
    found: list[Placed | None] = []
    for placed in cells:
        before = found[-1] if found else None
        said, held = placed.cell.text if placed else "", before.cell.text if before else ""
        if placed and before and len(found) > 1 and _SIGN.fullmatch(held) and _AMOUNT.fullmatch(said):
            found[-1] = None
            found.append(Placed(Cell(f"{held}{said}", before.cell.start, placed.cell.end), before.left, placed.right))
        elif placed and before and len(found) > 1 and _CLOSES.fullmatch(said) and _OPEN.fullmatch(held) and not _YEAR.fullmatch(held):
            found[-1] = Placed(Cell(f"{held}{said}", before.cell.start, placed.cell.end), before.left, placed.right)
            found.append(None)
        else:
            found.append(placed)
    return found


def _periods_apart(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    """The heads in a run that is nothing but periods with a blank between them, as where a narrow page sets two columns close: "Q3 2011 Q3 2010"."""
    if _CLOSE_PERIODS.fullmatch(text, low, high):
        yield from (found.span() for found in _ONE_PERIOD.finditer(text, low, high))
    else:
        yield low, high


def _whole(runs: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The runs of a line, where the sign of a currency is set apart from its figure, or the bracket that closes one, made whole."""
    found: list[tuple[int, int]] = []
    for low, high in runs:
        said = text[low:high]
        before = text[slice(*found[-1])] if found else ""
        sign = _SIGN.fullmatch(before) and re.match(r"\(?[\d.]|[-\u2013\u2014]", said) and low - found[-1][1] <= _FAR
        closes = _CLOSES.fullmatch(said) and not _YEAR.fullmatch(before) and re.search(r"\([^()]*\d$" if ")" in said else r"\d\)?$", before)
        if (sign and len(found) > 1) or closes:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def _between(text: str, at: int, indent: int, mark: str) -> list[Placed | None]:
    """The cells between marks, the empty ones as None."""
    cells: list[Placed | None] = []
    low = 0
    for piece in text.split(mark):
        inner = piece.strip()
        start = low + len(piece) - len(piece.lstrip())
        cells.append(_placed(text, at, indent, start, start + len(inner)) if inner else None)
        low += len(piece) + 1
    return cells


def _placed(text: str, at: int, indent: int, start: int, end: int) -> Placed:
    return Placed(Cell(text[start:end], at + start, at + end), indent + start, indent + end)


def is_furniture(line: Line) -> bool:
    """Whether a line is but the foot of a page: its number alone, or beside the company's name or number."""
    if len(line.inked) > 1:
        return any(_PAGE.fullmatch(cell.cell.text) for cell in (line.inked[0], line.inked[-1]))
    return len(line.inked) == 1 and FURNITURE.fullmatch(line.inked[0].cell.text) is not None and not line.inside
