"""The companies that head the columns of a table which sets two or more of them side by side: "Ostler | Blue Heron"."""

from __future__ import annotations

from kg.extract.context import Context
from kg.facts import Company
from kg.text.tables import Cell, Table


def firm_columns(context: Context, table: Table) -> dict[str, Company]:
    """The company of each head that is the name of one and no more, where at least two do; none where any other column is headed by words."""
    found: dict[str, Company] = {}
    for column in table.columns[1:]:
        firms = [(cell.bare, firm) for cell in column.cells if (firm := _firm(context, cell))]
        found.update(firms[:1])
    return found if len({company.name for company in found.values()}) > 1 else {}


def _firm(context: Context, cell: Cell) -> Company | None:
    named = [(naming, org) for naming, org in context.namings(cell.start, cell.end) if naming.start <= cell.start + 1 and naming.end >= cell.end - 1]
    if named:
        return named[0][1].company
    org = context.organisation(cell.bare.strip())
    return org.company if org else None
