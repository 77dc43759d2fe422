"""The rows of a drill table as intervals: the hole that a row is of, its depths and grades, and the interval that it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.intercept.columns import Head
from kg.extract.intercept.drafts import Draft, lies_in, may_lie_in
from kg.extract.intercept.grammar import Grade, Mark, intervals
from kg.extract.intercept.headings import hole_of, hole_over, zone_headed
from kg.extract.intercept.labels import SUM, WORD, hole_and_zone
from kg.extract.intercept.settling import settled
from kg.extract.intercept.tokens import tokens
from kg.text.table.lines import Cell
from kg.text.tables import Row, Table

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_VALUE = re.compile(rf"(?P<value>{_NUMBER})\s?-?(?P<unit>[A-Za-z%/'. ]{{0,18}})(?:\s?\([^()]{{0,30}}\))?")
_BARE = re.compile(rf"(?P<value>{_NUMBER})(?:\s?(?:\((?:{_NUMBER}|V\.?G\.?)\)|V\.?G\.?(?!\w)))?")  # "21.4 (VG)": gold was seen
_PAIR = re.compile(rf"(?P<low>{_NUMBER})\s?[-\u2013\u2014]\s?(?P<high>{_NUMBER})")
_ENDS = r"(?:R|[NLS][\-T][NL])"
_EXTENT = re.compile(  # over the classes of tokens
    rf"(?P<pair>F?{_ENDS})(?:[(,:]?(?P<long>L)\)?)?|(?P<length>[LN])[(,:]?F?(?P<inner>{_ENDS})\)?|(?P<upper>L)[(,:]?[F@](?P<low>[LNS])\)?"
)
_SEVERAL, _LEAD = re.compile(r"GM?|GM(?:[,;+/A]{1,2}GM){1,5}"), re.compile(r"^from\s", re.IGNORECASE)
_TRENCH = re.compile(r"(?:TR|TP|CH|CS|T)[A-Z]{0,2}[-_ ]?\d", re.IGNORECASE)
_BEHIND = re.compile(r"[\s(,-]+(?P<word>incl(?:uding|\.)?|and)\.?\)?$", re.IGNORECASE)
_INSIDE = re.compile(r"\b(?:incl(?:\.|ud\w{1,4})?|inc\.|with(?:in)?|of which)\W", re.IGNORECASE)
_APART = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")  # thousands set apart by blanks: "1 012.40"


@dataclass
class Reader:
    """A table while its rows are read: the meaning of the columns, and the hole and interval that the last row told.

    `numbered`: its holes are mere numbers; `mixed`: trenches stand among them; `comma`: its figures have commas for points; `above`: the
    heading of the rows; `ranged`: its column of lengths tells depths; `zone`: the last cell of its column; `headed`: the rows' heading of a zone;
    `beside`: that in the cell of the hole.
    """

    table: Table
    heads: list[Head]
    hole: str | None
    numbered: bool = False
    mixed: bool = False
    comma: bool = False
    above: tuple[int, int] | None = None
    ranged: bool = False
    main: Draft | None = None
    last: Draft | None = None
    zone: Cell | None = None
    headed: str = ""
    beside: str = ""

    def place(self, meaning: str) -> int | None:
        """The column of a meaning."""
        return next((at for at, head in enumerate(self.heads) if head.meaning == meaning), None)

    def at(self, row: Row, meaning: str) -> str:
        """The text of the cell of a row in the column of a meaning."""
        place = self.place(meaning)
        cell = row.cells[place] if place is not None and place < len(row.cells) else None
        if cell is None:
            return ""
        return cell.bare if meaning == "hole" else self.plain(cell.bare)

    def plain(self, text: str) -> str:
        """The text of a cell with its figures as they are written in English."""
        return _APART.sub("", re.sub(r"(?<=\d),(?=\d)", ".", text) if self.comma else text)

    def unit(self, *of: str) -> str:
        """The unit that the heads give to the first of some meanings, "" where they say none."""
        return next((head.unit for meaning in of for head in self.heads if head.meaning == meaning and head.unit), "")

    def begin(self, hole: str | None) -> None:
        """Goes on to the rows of a hole."""
        if hole is None or hole != self.hole:
            self.hole, self.main, self.last = hole, None, None


def intervals_of_rows(reader: Reader) -> Iterator[Draft]:
    """The interval of each row, and those that its remarks say lie in it."""
    told = [_extent(text) for row in reader.table.rows if re.search(r"\d", text := reader.at(row, "length"))]
    reader.ranged = len(told) > 1 and sum(one is not None for one in told) * 2 >= len(told)
    for row in reader.table.rows:
        if row.is_heading:
            text = row.cells[0].bare if row.cells[0] else ""
            if hole := hole_over(text):
                reader.begin(hole)
                reader.above, reader.zone, reader.headed = (row.start, row.end), None, zone_headed(text) or reader.headed
            elif not WORD.fullmatch(text):
                reader.above, reader.zone = (row.start, row.end), None
                reader.headed = zone_headed(text)
            continue
        row = _shifted(reader, row)
        draft = _draft(reader, row)
        if draft is not None:
            yield draft
            for head, cell in zip(reader.heads, row.cells, strict=False):
                if cell is not None and head.meaning in ("", "none") and _INSIDE.match(cell.text):
                    yield from _written_out(reader, row, cell, WORD.match(cell.text))


def intervals_of_cells(reader: Reader) -> Iterator[Draft]:
    """Intervals written out in a cell: "14.2 m @ 6.31 g/t Au from 88 m"."""
    for row in reader.table.rows:
        if row.is_heading and (hole := hole_of(row.cells[0].bare if row.cells[0] else "")):
            reader.begin(hole)
        name, beside = hole_and_zone(reader.at(row, "hole"))
        if name:
            reader.begin(name)
            reader.beside = beside
        word = next((found for cell in row.cells[:3] if cell and (found := WORD.match(cell.bare))), None)
        for cell in row.cells:
            if cell is not None:
                yield from _written_out(reader, row, cell, word)


def _written_out(reader: Reader, row: Row, cell: Cell, word: re.Match[str] | None) -> Iterator[Draft]:
    """The intervals that the words of a cell tell, each inside the first where they say so. A cell may name their holes."""
    end: int | None = None
    if reader.place("hole") is None and (hole := hole_of(cell.text)):
        reader.begin(hole)
    for core in intervals(settled(tokens(cell.text), cell.text), cell.text) if reader.hole else ():
        if end is not None:
            inner = _INSIDE.search(cell.text, end, core.start)
            word = WORD.match(inner.group()) if inner else None
        end = core.end
        grades = [
            replace(grade, start=cell.start + grade.start, end=cell.start + grade.end, marks=_moved(grade.marks, cell.start)) for grade in core.grades
        ]
        start, stop = cell.start + core.start, cell.start + core.end
        draft = Draft(reader.hole, core.length, core.low, core.high, core.unit, grades, start, stop, "table-cell", core.width)
        draft.sentence, draft.above, draft.marks = (row.start, row.end), reader.above, _moved(core.marks, cell.start)
        _put_zone(reader, draft, row)
        _link(reader, draft, word)
        yield draft


def _moved(marks: tuple[Mark, ...], start: int) -> tuple[Mark, ...]:
    """Places in the text of a cell as places in that of the reading."""
    return tuple(replace(mark, start=start + mark.start, end=start + mark.end) for mark in marks)


# ---- one row


def _shifted(reader: Reader, row: Row) -> Row:
    """A row in whose columns its figures make sense: the mark before an empty first cell may have been taken for the edge of the table,
    or empty cells before "including" left out."""
    if not reader.numbered and None in row.cells and re.fullmatch(_NUMBER, reader.at(row, "hole")):
        gap = row.cells.index(None)  # the first empty cell behind the figures is that of the hole
        return Row((None, *row.cells[:gap], *row.cells[gap + 1 :]), row.indent)
    moved = row
    while not _agree(reader, moved) and moved.cells[-1] is None and any(moved.cells):
        moved = Row((None, *moved.cells[:-1]), row.indent)
    return moved if _agree(reader, moved) and reader.at(moved, "length") else row


def _agree(reader: Reader, row: Row) -> bool:
    """Whether the depths and the length of a row, as far as they are told, are figures that agree."""
    low, high = _depths(reader, row)
    length, _ = _length(reader, row)
    if None in (low, high) or (length is None and reader.place("length") is not None):
        return False
    assert low is not None
    assert high is not None
    return low < high and (length is None or abs(high - low - length) <= Decimal("0.21"))


def _draft(reader: Reader, row: Row) -> Draft | None:
    """The interval of a row; None where it has none with a grade."""
    words = [cell.bare for cell in row.cells if cell is not None]
    word = next((found for text in words[:3] if (found := WORD.fullmatch(text))), None)
    name = reader.at(row, "hole")
    behind = _BEHIND.search(name)
    if behind and not WORD.fullmatch(name):
        name, word = name[: behind.start()], word or WORD.fullmatch(behind["word"])
    inner = WORD.fullmatch(name)
    if (inner and inner["rest"]) or (name and not inner):
        hole, beside = hole_and_zone(inner["rest"] if inner else name)
        if hole is None and not inner:
            reader.main = reader.last = None
            reader.hole = reader.hole if SUM.match(name) or re.search(r"\d", name) else None
            return None
        if hole and ((hole.isdigit() and not reader.numbered) or (reader.mixed and _TRENCH.match(hole))):
            reader.begin(None)
            return None
        if hole:
            reader.begin(hole)
            reader.beside = beside
    if any(SUM.match(text) for text in words[:1]) or reader.hole is None:
        return None
    return _interval(reader, row, word)


def _interval(reader: Reader, row: Row, word: re.Match[str] | None) -> Draft | None:
    low, high = _depths(reader, row)
    length, unit = _length(reader, row)
    width, width_unit = _measure(reader.at(row, "width"))
    depth_unit = reader.unit("from", "to", "range") or unit or reader.unit("length", "width") or width_unit or "m"
    if length is None and low is not None and high is not None:
        length, unit = high - low, depth_unit
    if length is None:
        length, unit = width, width_unit or reader.unit("width")
    unit = unit or reader.unit("length") or depth_unit
    if unit != depth_unit:
        low = high = None
    grades = list(_grades(reader, row))
    if not grades or length is None or length <= 0 or (low is not None and high is not None and low >= high):
        return None
    if high is not None and length > high:
        return None
    if low is not None and high is not None and abs(high - low - length) > max(length / 2, Decimal(3)):
        return None
    draft = Draft(reader.hole, length, low, high, unit, grades, row.start, row.end, "table", width)
    draft.sentence, draft.above = (row.start, row.end), reader.above
    _put_zone(reader, draft, row)
    _link(reader, draft, word)
    return draft


def _put_zone(reader: Reader, draft: Draft, row: Row) -> None:
    """What the column of zones says of a row; where it stands before that of the holes, an empty cell goes on with the one above."""
    zone, hole = reader.place("zone"), reader.place("hole")
    draft.zoned = zone is not None
    if zone is None:
        draft.zone_name = reader.beside or reader.headed
        draft.sentence = (row.end - 1, row.end) if reader.beside else draft.sentence
        return
    reader.zone = row.cells[zone] or (reader.zone if hole is not None and zone < hole else None)
    if reader.zone is not None:
        draft.sentence = (reader.zone.start, reader.zone.end)
        draft.zone_name = reader.zone.bare if reader.heads[zone].naming else ""


def _link(reader: Reader, draft: Draft, word: re.Match[str] | None) -> None:
    """Puts an interval into the one that its row says, or by its depths must, lie in."""
    main, last = reader.main, reader.last
    reader.last = draft
    if main is None:
        reader.main = draft
        return
    if word and word["inside"]:
        if last is not None and last is not main and lies_in(draft, last):
            draft.parent = last
        elif may_lie_in(draft, main):
            draft.parent = main
    elif lies_in(draft, main):
        draft.parent = main
    if draft.parent is None:
        draft.further = True
        reader.main = draft


# ---- cells


def _depths(reader: Reader, row: Row) -> tuple[Decimal | None, Decimal | None]:
    for meaning in ("range", "length", "from"):
        told = _extent(reader.at(row, meaning))
        if told and told[1] is not None:
            return told[1], told[2]
    first = reader.at(row, "from")
    first = _LEAD.sub("", word["rest"] if (word := WORD.match(first)) else first)
    low = Decimal(0) if first.casefold() in ("surface", "0", "collar") else _measure(first)[0]
    return low, _measure(reader.at(row, "to"))[0]


def _length(reader: Reader, row: Row) -> tuple[Decimal | None, str]:
    text = reader.at(row, "length")
    told = _extent(text) or _extent(reader.at(row, "range"))
    if told is None and reader.ranged:
        return None, ""  # one end alone
    return (told[0], told[3]) if told and told[0] is not None else _measure(text)


def _extent(text: str) -> tuple[Decimal | None, Decimal | None, Decimal | None, str] | None:
    """Length, depths and unit of a cell that tells depths, with or without the length: "10.2-14.7 m (4.5 m)", "4.5 m from 10.2 m"."""
    if not text or ("(" not in text and _VALUE.fullmatch(text)):
        return None
    if pair := _PAIR.fullmatch(text):  # "100-110", which among words would be a hole
        return None, _decimal(pair["low"]), _decimal(pair["high"]), ""
    run = settled(tokens(text), text)
    found = _EXTENT.fullmatch("".join(token.kind for token in run))
    if found is None:
        return None
    unit = next((token.unit for token in run if token.unit), "")
    at = found.start("long" if found["long"] else "length" if found["length"] else "upper") if not found["pair"] or found["long"] else -1
    length = run[at].value if at >= 0 else None
    ends = [token for token in run[slice(*found.span("pair" if found["pair"] else "inner" if found["inner"] else "low"))] if token.kind in "RNLS"]
    low = Decimal(0) if ends[0].kind == "S" else ends[0].value
    high = ends[0].high if ends[0].kind == "R" else ends[1].value if len(ends) > 1 else None
    return length, low, high, unit


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _measure(text: str) -> tuple[Decimal | None, str]:
    """A length or depth of a cell, and its unit where the cell has one."""
    found = _VALUE.fullmatch(text.strip("~ "))
    run = settled(tokens(text), text) if "(" in text or not found else []
    if len(run) == 1 and run[0].kind == "L":  # "41.0 ft (12.5 m)"
        return run[0].value, run[0].unit
    if not found:
        return None, ""
    words = (found["unit"] or "").strip(" .").casefold()
    unit = "m" if re.fullmatch(r"m|met(?:re|er)s?|mts?", words) else "ft" if words in ("ft", "feet", "'") else ""
    return (_decimal(found["value"]), unit) if unit or not words else (None, "")


def _grades(reader: Reader, row: Row) -> Iterator[Grade]:
    """The grades of a row; cells such as "-", "NSV" and "<0.01" have none. A cell may tell several with their metals."""
    for head, cell in zip(reader.heads, row.cells, strict=False):
        if head.meaning != "grade" or cell is None:
            continue
        text = reader.plain(cell.bare)
        run = settled(tokens(text), text)
        if run and _SEVERAL.fullmatch("".join(token.kind for token in run)):
            for at, token in enumerate(run):
                metal = run[at + 1].key if at + 1 < len(run) and run[at + 1].kind == "M" else head.metal
                if token.kind == "G" and token.value is not None:
                    yield Grade(token.value, token.unit, metal, cell.start, cell.end)
        elif head.unit and (bare := _BARE.fullmatch(text)):
            yield Grade(_decimal(bare["value"]), head.unit, head.metal, cell.start, cell.end)
