"""The intercepts of drill tables: a row an interval, its grades in columns, "including" and "and" as rows of the hole above."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.context import Context
from kg.extract.intercept_columns import Head, has_lengths, heads, meanings
from kg.extract.intercept_drafts import Draft, lies_in, may_lie_in
from kg.extract.intercept_grammar import Grade, intervals
from kg.extract.intercept_holes import groups
from kg.extract.intercept_labels import SUM, WORD, hole_name
from kg.extract.intercept_settling import settled
from kg.extract.intercept_spaced import spaced
from kg.extract.intercept_stacks import stacked
from kg.extract.intercept_tokens import tokens
from kg.text.tables import Column, Row, Table, tables

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
_VALUE = re.compile(rf"(?P<value>{_NUMBER})\s?-?(?P<unit>[A-Za-z%/'. ]{{0,18}})(?:\s?\([^()]{{0,30}}\))?")
_PAIR = re.compile(rf"(?P<low>{_NUMBER}|surface)\s?(?:m|ft)?\s?(?:-|\u2013|\u2014|to)\s?(?P<high>{_NUMBER})\s?(?:m|ft|metres|feet)?", re.IGNORECASE)
_FROM = re.compile(
    rf"(?P<length>{_NUMBER})\s?(?:m|metres?|meters?)?,?\s(?:from|at|@)\s(?P<low>{_NUMBER}|surface)\s?(?:m|metres?|meters?)?", re.IGNORECASE
)
_TRENCH = re.compile(r"\b(?:trench|channel|costean|adit|chip|grab|soil|auger sample|resource|reserve)", re.IGNORECASE)
_BEHIND = re.compile(r"[\s(,-]+(?P<word>incl(?:uding|\.)?|and)\.?\)?$", re.IGNORECASE)
# Thousands set apart by blanks: "1 012.40".
_APART = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f](?=\d{3}(?!\d))")
_COMMA = re.compile(r"\d{1,4},\d{1,2}|0,\d{3}")


@dataclass
class _Reader:
    """A table while its rows are read: the meaning of the columns, and the hole and interval that the last row told."""

    table: Table
    heads: list[Head]
    hole: str | None
    numbered: bool = False
    comma: bool = False
    above: tuple[int, int] | None = None
    main: Draft | None = None
    last: Draft | None = None

    def at(self, row: Row, meaning: str) -> str:
        """The text of the cell of a row in the column of a meaning."""
        for head, cell in zip(self.heads, row.cells, strict=False):
            if head.meaning == meaning and cell is not None:
                return cell.bare if meaning == "hole" else self.plain(cell.bare)
        return ""

    def plain(self, text: str) -> str:
        """The text of a cell with its figures as they are written in English."""
        text = _APART.sub("", text)
        return re.sub(r"(?<=\d),(?=\d)", ".", text) if self.comma else text

    @property
    def unit(self) -> str:
        """The unit of lengths and depths: that of the heads, else the metre."""
        return next((head.unit for head in self.heads if head.meaning in ("length", "from", "to", "range", "width") and head.unit), "")


def find_in_tables(context: Context) -> Iterator[Draft]:
    """Every interval that a row of a table tells; a table whose heads say no holes, lengths and grades tells none."""
    stacks = [*stacked(context.reading, context.telling), *spaced(context.telling)]
    others = [table for table in tables(context.reading, context.telling) if not any(_meet(table, stack) for stack in stacks)]
    for table in sorted([*others, *stacks], key=lambda table: table.start):
        found = heads(table)
        if not table.headed and table.rows:
            table, found = _with_head(table, found)
        told = {head.meaning for head in found}
        if _TRENCH.search(" ".join(column.words for column in table.columns)):
            continue
        hole = _hole_of(table.title.text if table.title else "")
        reader = _Reader(table, found, hole, _is_numbered(table, found), _has_commas(table))
        if "grade" in told and has_lengths(found):
            if "hole" in told or hole or _has_holes(table, found) or any(row.is_heading and _hole_of(_text(row)) for row in table.rows):
                yield from _rows(reader)
        elif "grade" not in told and ("hole" in told or _has_holes(table, found)):
            yield from _told_in_cells(reader)


def _meet(one: Table, other: Table) -> bool:
    return one.start < other.end and other.start < one.end


def _with_head(table: Table, found: list[Head]) -> tuple[Table, list[Head]]:
    """A table whose head passed for figures ("3E g/t"): its first row as the head, where that makes sense of holes and grades."""
    first = table.rows[0]
    columns = [Column(cell.bare if cell else "", "", "", (cell,) if cell else ()) for cell in first.cells]
    told = meanings(columns, table.title.text if table.title else "")
    if {"hole", "grade"} <= {head.meaning for head in told}:
        return replace(table, columns=tuple(columns), rows=table.rows[1:]), told
    return table, found


def _hole_of(text: str) -> str | None:
    """The one hole that some words name."""
    found = {hole for group in groups(settled(tokens(text[-300:]), text[-300:])) for hole in group.holes}
    return found.pop() if len(found) == 1 else None


def _text(row: Row) -> str:
    return row.cells[0].bare if row.cells[0] else ""


def _has_holes(table: Table, found: list[Head]) -> bool:
    """Whether the first column, without a head that says what it is, holds the names of holes."""
    if not found or found[0].meaning not in ("", "zone"):
        return False
    labels = [row.label.bare for row in table.rows if row.label and not row.is_heading]
    named = [label for label in labels if _hole_of(label) or WORD.fullmatch(label)]
    if len(named) >= max(1, len(labels) * 3 // 4) and any(_hole_of(label) for label in labels):
        found[0] = Head("hole")
        return True
    return False


def _is_numbered(table: Table, found: list[Head]) -> bool:
    """Whether the holes of a table are mere numbers."""
    column = next((at for at, head in enumerate(found) if head.meaning == "hole"), None)
    names = [cell.bare for row in table.rows if column is not None and (cell := row.cells[column]) is not None]
    return sum(name.isdigit() for name in names) * 2 > sum(re.search(r"\d", name) is not None for name in names)


def _has_commas(table: Table) -> bool:
    """Whether the figures of a table have commas for points: "12,40"."""
    texts = [cell.bare for row in table.rows for cell in row.cells if cell]
    return any(_COMMA.fullmatch(text) for text in texts) and not any(re.search(r"\d\.\d", text) for text in texts)


def _rows(reader: _Reader) -> Iterator[Draft]:
    for row in reader.table.rows:
        if row.is_heading:
            hole = _hole_of(_text(row))
            if hole:
                reader.hole, reader.main, reader.last = hole, None, None
            elif not WORD.fullmatch(_text(row)):
                reader.above = (row.start, row.end)
            continue
        draft = _draft(reader, row)
        if draft is not None:
            yield draft


def _draft(reader: _Reader, row: Row) -> Draft | None:
    """The interval of a row; None where it has none with a grade."""
    if not reader.numbered and row.cells[-1] is None and re.fullmatch(rf"{_NUMBER}", reader.at(row, "hole")):
        row = Row((None, *row.cells[:-1]), row.indent)  # the bar before an empty first cell was taken for the edge of the table
    words = [cell.bare for cell in row.cells if cell is not None]
    word = next((found for text in words[:3] if (found := WORD.fullmatch(text))), None)
    name = reader.at(row, "hole")
    behind = _BEHIND.search(name)
    if behind:
        name, word = name[: behind.start()], word or WORD.fullmatch(behind["word"])
    inner = WORD.fullmatch(name)
    if (inner and inner["rest"]) or (name and not inner):
        hole = hole_name(inner["rest"] if inner else name)
        if hole is None and not inner:
            reader.main = reader.last = None
            reader.hole = reader.hole if SUM.match(name) or re.search(r"\d", name) else None
            return None
        if hole and hole.isdigit() and not reader.numbered:
            reader.hole = reader.main = reader.last = None
            return None
        if hole and hole != reader.hole:
            reader.hole, reader.main, reader.last = hole, None, None
    if any(SUM.match(text) for text in words[:1]) or reader.hole is None:
        return None
    return _interval(reader, row, word)


def _interval(reader: _Reader, row: Row, word: re.Match[str] | None) -> Draft | None:
    low, high = _depths(reader, row)
    length, unit = _measure(reader.at(row, "length"))
    together = _FROM.fullmatch(reader.at(row, "length"))
    if together and low is None:
        length, unit = _decimal(together["length"]), "m"
        low = _decimal(together["low"]) if together["low"][0].isdigit() else Decimal(0)
    width, width_unit = _measure(reader.at(row, "width"))
    if length is None and low is not None and high is not None:
        length = high - low
    length = length if length is not None else width
    unit = unit or reader.unit or width_unit or "m"
    grades = list(_grades(reader, row))
    if not grades or length is None or length <= 0 or (low is not None and high is not None and low >= high):
        return None
    if high is not None and length > high:
        return None
    if low is not None and high is not None and abs(high - low - length) > max(length / 2, Decimal(3)):
        return None
    draft = Draft(reader.hole, length, low, high, unit, grades, row.start, row.end, "table", width)
    draft.sentence, draft.above = (row.start, row.end), reader.above
    zone = next((at for at, head in enumerate(reader.heads) if head.meaning == "zone"), None)
    draft.zoned = zone is not None
    if zone is not None and (cell := row.cells[zone]) is not None:
        draft.sentence = (cell.start, cell.end)
        draft.zone_name = cell.bare if reader.heads[zone].naming else ""
    _link(reader, draft, word, row)
    return draft


def _link(reader: _Reader, draft: Draft, word: re.Match[str] | None, row: Row) -> None:
    """Puts a row into the interval that it says, or by its depths or indent must, lie in."""
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


def _depths(reader: _Reader, row: Row) -> tuple[Decimal | None, Decimal | None]:
    pair = _PAIR.fullmatch(reader.at(row, "range")) or _PAIR.fullmatch(reader.at(row, "length")) or _PAIR.fullmatch(reader.at(row, "from"))
    if pair:
        return (_decimal(pair["low"]) if pair["low"][0].isdigit() or pair["low"][0] == "." else Decimal(0)), _decimal(pair["high"])
    first = re.sub(r"^(?:incl(?:uding|\.)?|and|from)\s", "", reader.at(row, "from"), flags=re.IGNORECASE)
    low = Decimal(0) if first.casefold() in ("surface", "0", "collar") else _measure(first)[0]
    return low, _measure(reader.at(row, "to"))[0]


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


def _grades(reader: _Reader, row: Row) -> Iterator[Grade]:
    """The grades of a row; cells such as "-", "NSV" and "<0.01" have none."""
    for head, cell in zip(reader.heads, row.cells, strict=False):
        if head.meaning != "grade" or cell is None:
            continue
        text = reader.plain(cell.bare)
        run = settled(tokens(text), text)
        if run and run[0].kind == "G" and run[0].value is not None and len(run) <= 2:
            metal = run[1].key if len(run) == 2 and run[1].kind == "M" else head.metal
            yield Grade(run[0].value, run[0].unit, metal, cell.start, cell.end)
        elif head.unit and re.fullmatch(_NUMBER, text):
            yield Grade(_decimal(text), head.unit, head.metal, cell.start, cell.end)


def _told_in_cells(reader: _Reader) -> Iterator[Draft]:
    """Intervals written out in a cell: "14.2 m @ 6.31 g/t Au from 88 m"."""
    for row in reader.table.rows:
        name = hole_name(reader.at(row, "hole"))
        if name and name != reader.hole:
            reader.hole, reader.main, reader.last = name, None, None
        if reader.hole is None:
            continue
        word = next((found for cell in row.cells[:3] if cell and (found := WORD.match(cell.bare))), None)
        for cell in row.cells:
            run = settled(tokens(cell.text), cell.text) if cell else []
            for core in intervals(run, cell.text) if cell else ():
                grades = [replace(grade, start=cell.start + grade.start, end=cell.start + grade.end) for grade in core.grades]  # type: ignore[union-attr]
                start = cell.start  # type: ignore[union-attr]
                draft = Draft(
                    reader.hole, core.length, core.low, core.high, core.unit, grades, start + core.start, start + core.end, "table-cell", core.width
                )
                draft.sentence, draft.above = (row.start, row.end), reader.above
                _link(reader, draft, word, row)
                yield draft
