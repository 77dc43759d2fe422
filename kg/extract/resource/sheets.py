"""Resource tables put right before they are read: labels and heads that stand a line or a column off, units in a row of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.extract.resource.heads import Role, role_of
from kg.extract.resource.words import category_of
from kg.text.head_units import unit_of
from kg.text.months import OPENING, month_number
from kg.text.table.figures import figure
from kg.text.tables import Cell, Column, Row, Table

_GOES_ON = re.compile(r"(?:&|\+|\band)$", re.IGNORECASE)
_MERE_UNIT = re.compile(r"[(\[][^()\[\]]{1,24}[)\]]")
_FEWEST = 2  # heads that are understood
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(rf"\b{OPENING}[a-z]{{0,6}}\b(?=\W{{0,3}}(?:\d|\())", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:previous(?:ly)?|prior|former|old|earlier|last year)\b", re.IGNORECASE)
_CHANGES = re.compile(r"\bchange|\bvariance|\bdifference|\bincrease|%", re.IGNORECASE)
_NOW = re.compile(r"\b(?:updated?|new|current|latest|present|revised|this)\b", re.IGNORECASE)


def put_right(table: Table) -> Table | None:
    """The table with whole heads and labels; None where nobody can tell which head is over which column."""
    joined = _with_joined_units(_with_unit_row(with_its_heads(_with_moved_rows(_with_heads_in_place(table)))))
    return _with_whole_labels(_with_its_first_heading(joined)) if joined else None


def _with_heads_in_place(table: Table) -> Table:
    """A table whose second line of heads went to the left, because the first heads of the line above go over both: "Category | Tonnes |
    Grades" above "Gold (gpt) | Copper (%)"."""
    cells = sorted((cell for column in table.columns for cell in column.cells), key=lambda cell: cell.start)
    first = table.columns[0].cells
    if len(first) != 2 or table.columns[-1].cells:
        return table
    below = [cell for cell in cells if cell.start >= first[1].start]
    above = [cell for cell in cells if cell.start < first[1].start]
    over = len(table.columns) - len(below)
    if not 0 < over < len(above):
        return table
    columns = tuple(Column(cell.bare, "", "", (cell,)) for cell in (*above[:over], *below))
    told = [sum(role_of(column.words, "gold") is not None for column in of) for of in (columns, table.columns)]
    return replace(table, columns=columns) if told[0] > told[1] else table


def _with_moved_rows(table: Table) -> Table:
    """A table with its rows in their columns, where some lack the first label, which goes over several rows, and so went to the left."""
    places = [next((index for index, cell in enumerate(row.cells) if cell and category_of(cell.bare)), 0) for row in table.rows if not row.is_heading]
    place = max(places, default=0)
    if not place:
        return table
    rows = []
    for row in table.rows:
        at = next((index for index, cell in enumerate(row.cells) if cell and category_of(cell.bare)), place)
        by = place - at
        moved = by > 0 and not row.is_heading and not any(row.cells[len(row.cells) - by :]) and sum(map(bool, row.cells)) > 2
        if moved:
            rows.append(Row((*(None for _ in range(by)), *row.cells[: len(row.cells) - by]), row.indent))
        elif by > 0 and not row.is_heading and not any(row.cells[at + 1 : place + 1]):
            rows.append(Row((*row.cells[:at], *(None for _ in range(by)), row.cells[at], *row.cells[place + 1 :]), row.indent))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def with_its_heads(table: Table) -> Table:
    """The table with its heads, where they passed for its first row, because wider ones stood over them; rows that lack their first label
    are moved to their columns."""
    first = table.rows[0] if table.rows else None
    if first is None or sum(role_of(column.words, "gold") is not None for column in table.columns) > 1:
        return table
    columns = tuple(Column(cell.bare if cell else "", "", "", (cell,) if cell else ()) for cell in first.cells)
    if sum(role_of(column.words, "gold") is not None for column in columns) < _FEWEST:
        return table
    place = max((index for row in table.rows[1:] for index, cell in enumerate(row.cells) if cell and category_of(cell.bare)), default=0)
    rows = [
        Row((None, *row.cells[:-1]), row.indent) if place and row.cells[-1] is None and row.label and category_of(row.label.bare) else row
        for row in table.rows[1:]
    ]
    return replace(table, columns=columns, rows=tuple(rows))


def _with_unit_row(table: Table) -> Table:
    """A table whose first row gives but the units of its columns, with them in the heads."""
    first = table.rows[0] if table.rows else None
    units = [(index, cell) for index, cell in enumerate(first.cells) if cell] if first else []
    if len(units) < 2 or not all(_MERE_UNIT.fullmatch(cell.text) and unit_of(cell.text) for _, cell in units):
        return table
    columns = list(table.columns)
    for index, cell in units:
        columns[index] = replace(columns[index], head=f"{columns[index].head} {cell.text}".strip(), cells=(*columns[index].cells, cell))
    return replace(table, columns=tuple(columns), rows=table.rows[1:])


def _with_joined_units(table: Table) -> Table | None:
    """A table in which a unit that stood below its head passed for a head of its own, so that all the others went a column to the left."""
    mere = [
        index for index, column in enumerate(table.columns) if index and _is_mere(column) and not _MERE_UNIT.search(table.columns[index - 1].words)
    ]
    if not mere or not table.columns[mere[0] - 1].words:
        return table
    if len(mere) > 1 or not is_text(table, 0) or is_text(table, mere[0]):
        return None
    at = mere[0]
    one, two = table.columns[at - 1], table.columns[at]
    whole = replace(one, head=f"{one.head} {two.words}", cells=(*one.cells, *two.cells))
    columns = (Column("", "", "", ()), *table.columns[: at - 1], whole, *table.columns[at + 1 :])
    return replace(table, columns=columns) if role_of(whole.words, "gold") else None


def _is_mere(column: Column) -> bool:
    return _MERE_UNIT.fullmatch(column.words.strip()) is not None


def _with_its_first_heading(table: Table) -> Table:
    """A table whose cells stood one a line with the name of its first group of rows where that belongs: it was taken for the last of the
    heads, and the head of the labels for the title."""
    first, last = table.columns[0], table.columns[-1]
    shifted = role_of(first.words, None) and last.cells and not role_of(last.words, None) and not re.search(r"\d|\(", last.words[:-1])
    if len(table.columns) < 4 or not shifted or is_text(table, len(table.columns) - 1) or not is_text(table, 0):
        return table
    heading = Row((last.cells[-1], *(None for _ in table.columns[1:])), 0)
    columns = (replace(first, head="", unit="", cells=()), *table.columns[:-1])
    return replace(table, columns=columns, rows=(heading, *table.rows))


def _with_whole_labels(table: Table) -> Table:
    """A table with the labels that go on in the line below their figures: "Measured &" over "Indicated"."""
    rows: list[Row] = []
    for row in table.rows:
        above = rows[-1].label if rows and not rows[-1].is_heading else None
        if above and row.label and _GOES_ON.search(above.bare) and not any(row.cells[1:]):
            rows[-1] = replace(rows[-1], cells=(Cell(f"{above.text} {row.label.text}", above.start, row.label.end), *rows[-1].cells[1:]))
        else:
            rows.append(row)
    return replace(table, rows=tuple(rows))


def of_latest_year(table: Table, roles: list[Role | None]) -> list[Role | None]:
    """Roles without those of columns that tell the same of an earlier time: "2003 (million oz)" beside "2004 (million oz)", "Previous (Mt)"
    beside "Updated (Mt)". Where heads begin anew with each time, those behind the first are of its time, too."""
    told = [_time(column.words) for column in table.columns]
    kinds = [(role.role, role.commodity) if role else None for role in roles]
    begins = [index for index, (time, kind) in enumerate(zip(told, kinds, strict=True)) if time and kind]
    spans = list(pairwise((*begins, len(told))))
    groups = [[kind for kind in kinds[begin:end] if kind] for begin, end in spans]
    if len(groups) > 1 and all(group == groups[0] for group in groups):
        for begin, end in spans:
            told[begin:end] = [told[begin]] * (end - begin)
    times: dict[tuple[str, str | None], dict[int, tuple[int, int]]] = {}
    for index, (time, kind) in enumerate(zip(told, kinds, strict=True)):
        if time and kind:
            times.setdefault(kind, {})[index] = time
    earlier = {index for of_kind in times.values() for index, time in of_kind.items() if time < max(of_kind.values())}
    return [None if index in earlier else role for index, role in enumerate(roles)]


def latest_column(table: Table) -> int | None:
    """The column of figures whose head says the latest time, or the only one; None where heads do not tell."""
    heads = [(index, column.words) for index, column in enumerate(table.columns) if index and not _CHANGES.search(column.words)]
    if len(heads) == 1:
        return heads[0][0]
    told = {time: index for index, words in heads if (time := _time(words))}
    return told[max(told)] if len(told) == len(heads) > 0 else None


def _time(words: str) -> tuple[int, int] | None:
    """The year and month that a head says; the earliest for "Previous", the latest for "Updated"."""
    if _BEFORE.search(words):
        return 0, 0
    if years := _YEAR.findall(words):
        months = _MONTH.findall(words)
        return int(years[-1]), month_number(months[-1]) if months else 0
    return (9999, 0) if _NOW.search(words) else None


def is_text(table: Table, index: int) -> bool:
    """Whether most cells of a column are words."""
    cells = [row.cells[index] for row in table.rows if row.cells[index] and not row.is_heading]
    return sum(figure(cell.bare) is None for cell in cells if cell) > 0.5 * len(cells)
