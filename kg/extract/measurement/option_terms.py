"""The terms of an option, as a table gives them: what is to be paid in cash, issued in shares and spent on the ground."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg import reference
from kg.extract.measurement.cells import TableMeasurement
from kg.extract.measurement.rows import Label
from kg.extract.measurement.sheets import Sheet
from kg.extract.site.context import section_site
from kg.facts import Concept, Measurement, Site
from kg.text.table.figures import figure
from kg.text.tables import Row

_TOTAL = re.compile(r"(?:grand )?totals?\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:sign(?:ing|ed|ature)|closing|execution|effective|approval|acceptance|anniversary|before|within|years?|months?|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:shares?|units|stock)\b", re.IGNORECASE)
_EARNED = re.compile(r"\b(?:option\w*|earn\w*|acquir\w*|acquisition|purchase)\b", re.IGNORECASE)
_PAID = re.compile(r"\b(?:cash|payments?|consideration)\b", re.IGNORECASE)


def option_costs(sheet: Sheet, heads: Sequence[Label]) -> Iterator[TableMeasurement]:
    """What the last row of such a table adds up, of the site of its section; where none does, what is due on each of its days."""
    rows = [row for row in sheet.table.rows if row.label]
    total = next((row for row in reversed(rows) if row.label and _TOTAL.match(row.label.bare)), None)
    dated = [row for row in rows if row.label and _WHEN.search(row.label.bare)]
    site = section_site(sheet.context, sheet.context.sites, sheet.table.start)
    before = sheet.context.reading.text[max(0, sheet.table.start - 900) : sheet.table.start]
    if site is None or not dated or (total is None and (len(dated) < 2 or not _EARNED.search(before))):
        return
    for row in [total] if total else dated:
        yield from _of_row(sheet, heads, row, Site(site.name, site.kind))


def _of_row(sheet: Sheet, heads: Sequence[Label], row: Row, site: Site) -> Iterator[TableMeasurement]:
    """The cash, shares and work of a row; a column of both money and shares is of neither."""
    for index, cell in enumerate(row.cells):
        found = figure(cell.bare, heads[index].head) if index and cell else None
        shares, paid = _SHARES.search(heads[index].text), _PAID.search(heads[index].text)
        if cell is None or found is None or found.value is None or found.value <= 0 or (shares and paid):
            continue
        if shares and found.notation not in (None, "shares"):
            continue
        unit = "shares" if shares else found.notation or sheet.dollar
        fact = Measurement(
            metric=Concept("metric", "consideration" if shares or paid else "exploration-budget"),
            of=site,
            value=found.value,
            unit=reference.unit(unit),
            basis=Concept("basis", "plan"),
        )
        yield TableMeasurement(fact, cell, "option-terms", column=index)
