"""The totals of the terms of an option, as a table gives them: what is to be paid in cash, issued in shares and spent on the ground."""

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

_TOTAL = re.compile(r"(?:grand )?totals?\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:sign(?:ing|ed|ature)|closing|execution|effective|approval|acceptance|anniversary|before|within|years?|months?|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SHARES = re.compile(r"\b(?:shares?|units|stock)\b", re.IGNORECASE)
_PAID = re.compile(r"\b(?:cash|payments?|consideration)\b", re.IGNORECASE)


def option_totals(sheet: Sheet, heads: Sequence[Label]) -> Iterator[TableMeasurement]:
    """What the last row of such a table adds up, of the site of its section; a column of both money and shares is of neither."""
    row = next((row for row in reversed(sheet.table.rows) if row.label and _TOTAL.match(row.label.bare)), None)
    site = section_site(sheet.context, sheet.context.sites, sheet.table.start)
    if row is None or site is None or not any(one.label and _WHEN.search(one.label.bare) for one in sheet.table.rows):
        return
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
            of=Site(site.name, site.kind),
            value=found.value,
            unit=reference.unit(unit),
            basis=Concept("basis", "plan"),
        )
        yield TableMeasurement(fact, cell, "option-terms", column=index)
