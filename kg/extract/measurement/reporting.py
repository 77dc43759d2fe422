"""The time of which a release reports, where a sentence speaks of "the quarter" or "the year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.extract.measurement.changes import is_former
from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.periods import Times, main_period, months_before, year_of
from kg.facts import Period

_THE_PERIOD = re.compile(
    r"(?:in|for|during|over|throughout|of|the)[ \n](?:the|this)[ \n](?:(?:current|reporting|whole|entire|financial|fiscal)[ \n])?(?:quarter|period|"
    r"half[- ]year|half|year)\b(?![ \n]of\b|-)|"
    r"\bquarterly\b|quarter[- ]end|\bin[ \n]the[ \n]Quarter\b",
    re.IGNORECASE,
)


def reported(times: Times, clause: Clause, *, ahead: bool) -> Period | None:
    """The reporting period where the sentence speaks of "the quarter"; its fiscal year for "the year"."""
    main = main_period(times)
    behind = re.split(r"[,;(]", clause.text[clause.end : clause.behind])[0]
    turn = _THE_PERIOD.search(behind, 0, 30) if clause.again else None  # "$64 million in the quarter and $228 million for the year"
    own = turn or _THE_PERIOD.search(clause.text, clause.before, clause.start) or _THE_PERIOD.search(behind)
    said = own or next((found for found in _THE_PERIOD.finditer(clause.text) if _reaches(clause, found)), None)
    if main is None or main.end is None or said is None:
        return None
    if re.search(r"(?<!half)[ \n]year$", said.group(), re.IGNORECASE):
        return year_of(times, main.end)
    if ahead:
        return None
    if re.search(r"half(?:[- ]year)?$", said.group(), re.IGNORECASE) and main.start and (main.end - main.start).days < 100:
        return _half(times, main.end)
    return main


def _reaches(clause: Clause, found: re.Match[str]) -> bool:
    """Whether a time told elsewhere in the sentence may be that of a figure: not of what was before a rise, nor from behind a semicolon."""
    if "half" in found.group().lower() or is_former(clause.text, clause.start, clause.end):
        return False
    return found.start() < clause.start or ";" not in clause.text[clause.end : found.start()]


def _half(times: Times, end: date) -> Period | None:
    """The half of the fiscal year that ends with the reporting quarter."""
    first = year_of(times, end).start
    start = months_before(end + timedelta(days=1), 6)
    return Period(start, end) if first and start and (start.year - first.year) * 12 + start.month - first.month in (0, 6) else None
