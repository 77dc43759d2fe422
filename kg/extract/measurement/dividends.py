"""The year whose dividends a figure sums up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.periods import stretch
from kg.facts import Period
from kg.text.dates import DateMatch

_YEAR_TO_DATE = re.compile(r"\b(?:year[- ]to[- ]date|so far this year)\b[^.;,\d]{0,40}$", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:total|aggregate|annual|all[ \n]dividends|dividends)\b", re.IGNORECASE)


def of_dividends(clause: Clause, dates: Sequence[DateMatch], published: date) -> Period | None:
    """The year whose dividends a figure sums up: "in 2018 we paid dividends of", "year-to-date dividends of"."""
    ahead = clause.text[: clause.start].rpartition(";")[2]
    if _YEAR_TO_DATE.search(ahead):
        return Period(date(published.year, 1, 1), published)
    first = clause.start - len(ahead)
    years = [one for one in dates if one.kind == "year" and first <= one.start and one.end <= clause.start and one.latest < published]
    return stretch(years[-1]) if len(years) == 1 and _IN_ALL.search(clause.text, years[0].end, clause.start) else None
