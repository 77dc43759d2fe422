"""Resource tables whose cells tell a tonnage with its grades: "112 Mt @ 28.1%" below "Indicated", "52.3 Mt at 0.79% Cu, 0.24 g/t Au" beside
"Proved"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.resource.figures import figures_of
from kg.extract.resource.lines import Line
from kg.extract.resource.places import Place, place_of
from kg.extract.resource.words import category_of
from kg.text.table.figures import Figure
from kg.text.tables import Cell, Row, Table


def by_cells(context: Context, table: Table, title: str, only: str | None) -> Iterator[Line]:
    """The lines of such cells; the category is that of the column, the row, the heading over it or the title, in this order."""
    heads = [category_of(column.words) for column in table.columns]
    over, above = category_of(title), Place()
    for row in table.rows:
        label = row.label
        if row.is_heading and label:
            over, above = category_of(label.bare) or over, place_of(context, [label]).under(Place())
            continue
        for head, cell in list(zip(heads, row.cells, strict=True))[1:]:
            category = head or (category_of(label.bare) if label else None) or over
            if cell and category:
                place = replace(place_of(context, [label]) if label else Place()).under(above)
                if line := _told(cell, Line(category, place, _naming(table, row, head)), only):
                    yield line


def _naming(table: Table, row: Row, head: str | None) -> Cell | None:
    """The cell that names the category: of the head, or else of the row."""
    named = next((cell for column in table.columns for cell in column.cells if head and category_of(cell.bare) == head), None)
    return named or row.label


def _told(cell: Cell, line: Line, only: str | None) -> Line | None:
    """The line with the one tonnage of a cell and the grades and metal told with it; None where it tells no such."""
    for told in figures_of(cell.text):
        low, high = (told.start, told.end) if len(cell.text) == cell.end - cell.start else (0, len(cell.text))
        place = Cell(cell.text[low:high], cell.start + low, cell.start + low + len(cell.text[low:high]))
        key = told.commodity or only
        value = told.quantity.value
        if value is None:
            return None
        if told.role == "tonnage":
            if line.tonnes is not None:
                return None
            line.tonnes, line.tonnage_unit = (value, place), told.quantity.unit or "t"
        elif key:
            kept = line.grades if told.role == "grade" else line.contained
            kept.setdefault(key, (Figure(value, value, told.quantity.unit), place))
    return line if line.tonnes and line.grades else None
