"""Names of mines that only label rows, or head columns, of tables of what mines do: "Witpan: ore milled (t)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extract.measurement.rows import label
from kg.extract.site.words import PLAIN_NAME
from kg.text.table.lines import is_value
from kg.text.tables import Table

if TYPE_CHECKING:
    from kg.extract.context import Context

_NAME = rf"(?P<name>{PLAIN_NAME})(?![\w-])"
_ALONE = re.compile(rf"{_NAME}(?:, (?:{PLAIN_NAME}|[A-Z]{{2,4}}))?\.?")
_ROW = re.compile(rf"{_NAME} ?[:\u2013\u2014-] ?(?P<rest>[^\W\d_].*)")
_BEHIND = re.compile(rf"(?P<rest>[^\W\d_][^,\d]{{3,30}}), {_NAME}(?:,? \(?[a-zA-Z/]{{1,10}}\)?)?")  # "Milled ore, Witpan, kton"
_MINE = re.compile(rf"(?P<name>{PLAIN_NAME}) Mine\.?")
_BY_MINE = frozenset({"ore-mined", "ore-processed", "head-grade", "recovery", "production"})
_EACH_MINE = re.compile(r"\b(?:by|per|each) (?:mine|operation|site|asset|project)s?\b|(?:^| )(?:Mines?|Operations?|Sites?|Assets?)$", re.IGNORECASE)
_OPERATION = re.compile(r"(?:Mines?|Operations?|Mine sites?|Operating (?:mine|asset)s?)", re.IGNORECASE)
_WHOLE = re.compile(r"(?:group|consolidated|total|combined|company|all|corporate|average)\b", re.IGNORECASE)
_PRODUCTION = re.compile(r"\bproduction\b", re.IGNORECASE)
_TOTAL = re.compile(r"(?:total|group|consolidated)\b", re.IGNORECASE)


def rows_of_mines(context: Context) -> Iterator[tuple[str, int, str, int, str]]:
    """Labels of rows that begin with a name ("Witpan: ore milled"; one that heads several rows is enough), and names at the head of columns
    of figures of mines."""
    for table in context.tables:
        found = [(row.label, _ROW.fullmatch(row.label.bare)) for row in table.rows if row.label]
        named = [(cell, hit["name"]) for cell, hit in found if hit and label(hit["rest"]).says_metric and not _WHOLE.match(hit["name"])]
        for cell, name in named:
            yield name, cell.start, "rows", 2 if sum(other == name for _, other in named) > 1 else 1, "mine"
        behind = [(row.label, _BEHIND.fullmatch(row.label.bare)) for row in table.rows if row.label]
        mined = [(cell, hit["name"]) for cell, hit in behind if hit and label(hit["rest"]).says_metric and not _WHOLE.match(hit["name"])]
        if len({name for _, name in mined}) > 1:
            for cell, name in mined:
                yield name, cell.start + cell.text.index(name), "rows", 1, "mine"
        if sum(bool({metric for metric, _ in label(column.words).rules} & _BY_MINE) for column in table.columns[1:]) > 1:
            weight = 2 if _EACH_MINE.search(f"{table.title.text if table.title else ''} {table.columns[0].words}") else 1
            for row in table.rows:
                if row.label and not row.is_heading and (hit := _ALONE.fullmatch(row.label.bare)) and not _WHOLE.match(hit["name"]):
                    yield hit["name"], row.label.start, "rows", weight, "mine"
        yield from _outputs(table)
        yield from _listed(table)
        yield from _mines(table)
        heads = [(column, _ALONE.fullmatch(column.words)) for column in table.columns[1:]]
        over = [(column.cells[0], hit["name"]) for column, hit in heads if hit and column.cells and not _WHOLE.match(hit["name"])]
        if len(over) > 1 and sum(label(row.label.bare).says_metric for row in table.rows if row.label) > 1:
            for cell, name in over:
                yield name, cell.start, "columns", 1, "mine"


def _listed(table: Table) -> Iterator[tuple[str, int, str, int, str]]:
    """The labels of rows whose first column is headed so that they are mines, beside figures: "Operation | March quarter"."""
    if not table.columns or not _OPERATION.fullmatch(table.columns[0].words.strip()):
        return
    for row in table.rows:
        figures = sum(cell is not None and any(char.isdigit() for char in cell.text) for cell in row.cells[1:])
        if figures and row.label and (hit := _ALONE.fullmatch(row.label.bare)) and not _WHOLE.match(hit["name"]):
            yield hit["name"], row.label.start, "listed", 2, "mine"


def _mines(table: Table) -> Iterator[tuple[str, int, str, int, str]]:
    """The labels of rows of figures that call themselves mines: "Witpan Mine"."""
    for row in table.rows:
        figures = sum(cell is not None and is_value(cell.bare) for cell in row.cells[1:])
        if figures > 1 and row.label and (hit := _MINE.fullmatch(row.label.bare)) and not _WHOLE.match(hit["name"]):
            yield hit["name"], row.label.start, "rows", 2, "mine"


def _outputs(table: Table) -> Iterator[tuple[str, int, str, int, str]]:
    """The labels of rows of a table of what was produced, with its total below them."""
    if not _PRODUCTION.search(table.title.text if table.title else "") or not any(row.label and _TOTAL.match(row.label.bare) for row in table.rows):
        return
    for row in table.rows:
        figures = sum(cell is not None and any(char.isdigit() for char in cell.text) for cell in row.cells[1:])
        if figures and row.label and (hit := _ALONE.fullmatch(row.label.bare)) and not _WHOLE.match(hit["name"]):
            yield hit["name"], row.label.start, "rows", 1, "mine"
