"""The lines of resource tables whose heads say categories, mines or times, and whose rows tonnage, grade and metal."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.resource.heads import role_of
from kg.extract.resource.lines import Line, take
from kg.extract.resource.places import Place, place_of
from kg.extract.resource.sheets import latest_column
from kg.extract.resource.spans import category_spans
from kg.extract.resource.words import category_of
from kg.text.tables import Cell, Table


def by_columns(context: Context, table: Table, only: str | None) -> Iterator[Line]:
    """Lines where heads say categories, and rows tonnage, grade and metal."""
    spans = category_spans(table)
    if not any(spans):
        yield from _by_mines(context, table, only)
        yield from _by_labels(context, table, only)
        return
    lines: dict[int, Line] = {}
    above = Place()
    for row in table.rows:
        if row.is_heading and row.label:
            yield from lines.values()
            lines, above = {}, place_of(context, [row.label])
            continue
        role = role_of(row.label.bare, only) if row.label else None
        for index, (cell, category) in enumerate(zip(row.cells, spans, strict=True)):
            if cell and category and role and table.columns[index].words:
                line = lines.setdefault(index, Line(category, above, table.columns[index].cells[-1]))
                if role.role == "tonnage" and line.tonnes is not None:
                    yield line
                    line = lines[index] = Line(category, above, table.columns[index].cells[-1])
                take(line, role, cell)
    yield from lines.values()


def _by_mines(context: Context, table: Table, only: str | None) -> Iterator[Line]:
    """Lines where heads say mines, headings of rows the categories, and rows tonnage, grade and metal."""
    places = [place_of(context, list(column.cells)) if column.cells else Place() for column in table.columns]
    if sum(place.site is not None for place in places[1:]) < 2:
        return
    lines: dict[int, Line] = {}
    category: str | None = None
    heading: Cell | None = None
    for row in table.rows:
        if row.is_heading and row.label:
            yield from lines.values()
            lines, category, heading = {}, category_of(row.label.bare), row.label
            continue
        role = role_of(row.label.bare, only) if row.label and category else None
        for index, (cell, place) in enumerate(zip(row.cells, places, strict=True)):
            if cell and place.site and role and category:
                take(lines.setdefault(index, Line(category, place, heading)), role, cell)
    yield from lines.values()


def _by_labels(context: Context, table: Table, only: str | None) -> Iterator[Line]:
    """Lines where each label of a row says category and figure, "Indicated tonnes (t)", and heads but the times of estimates: of the latest
    alone."""
    said = [(category_of(row.label.bare), role_of(row.label.bare, only)) if row.label else (None, None) for row in table.rows]
    if not all(row.is_heading or (category and role) for row, (category, role) in zip(table.rows, said, strict=True)):
        return
    latest = latest_column(table)
    lines: dict[str, Line] = {}
    for row, (category, role) in zip(table.rows, said, strict=True):
        cell = row.cells[latest] if latest else None
        if cell and category and role:
            take(lines.setdefault(category, Line(category, Place(), row.label)), role, cell)
    yield from lines.values()
