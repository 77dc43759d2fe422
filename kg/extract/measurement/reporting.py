"""The time of which a release reports, where a sentence speaks of "the quarter" or "the year"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.extract.measurement.changes import is_former
from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.periods import Times, main_period, months_before, shifted, stretch, year_of
from kg.facts import Period
from kg.text.dates import DateMatch

THE_PERIOD = re.compile(
    r"(?:in|for|during|over|throughout|of|the)[ \n](?:the|this)[ \n](?:(?:current|reporting|reported|latest|"
    r"whole|entire|financial|fiscal)[ \n])?(?:quarter|period|"
    r"half[- ]year|half|year)\b(?![ \n]of\b|-)|"
    r"\bquarterly\b|quarter[- ]end|(?<!over )(?<!to )\bthis[ \n]quarter\b|\bin[ \n]the[ \n]Quarter\b",
    re.IGNORECASE,
)

_OF_THE_YEAR = re.compile(
    r"\b(?:(?:for|over|during)[ \n]the[ \n](?:(?:full|whole|entire|current)[ \n-])?|in[ \n]the[ \n](?:full|whole|entire|current)[ \n-])year\b"
    r"(?![ \n](?:ended|ending|to|of|before|earlier|prior|ago)\b|[-'\u2019])[^.;]*$"
)


def is_of_the_year(clause: Clause, told: DateMatch) -> bool:
    """Whether "the year" stands nearer to a figure than the part of a year `told` ahead: "$512 in the first quarter, with costs for the year of"."""
    shorter = told.kind in ("month", "quarter", "half", "months", "period")
    return shorter and _OF_THE_YEAR.search(clause.text, told.end, clause.start) is not None


def reported(times: Times, clause: Clause, *, ahead: bool, inherited: Period | None) -> Period | None:
    """The reporting period where the sentence speaks of "the quarter"; its fiscal year for "the year"; the time that is spoken of, `inherited` from a
    heading or the sentence before, for "the period"."""
    main = main_period(times)
    behind = re.split(r"[,;(]", clause.text[clause.end : clause.behind])[0]
    turn = THE_PERIOD.search(behind, 0, 30) if clause.again else None  # "$64 million in the quarter and $228 million for the year"
    own = turn or THE_PERIOD.search(clause.text, clause.before, clause.start) or THE_PERIOD.search(behind)
    said = own or next((found for found in THE_PERIOD.finditer(clause.text) if _reaches(clause, found)), None)
    if main is None or main.end is None or said is None:
        return None
    if re.search(r"(?<!half)[ \n]year$", said.group(), re.IGNORECASE):
        return year_of(times, main.end)
    if ahead:
        return None
    if re.search(r"half(?:[- ]year)?$", said.group(), re.IGNORECASE) and main.start and (main.end - main.start).days < 100:
        return _half(times, main.end)
    if inherited and re.search(r"period$", said.group(), re.IGNORECASE):
        return inherited
    if re.search(r"quarter(?:ly|-end)?$", said.group(), re.IGNORECASE) and main.start and (main.end - main.start).days > 100:
        return inherited if inherited and _is_quarter(inherited) else Period(months_before(main.end + timedelta(days=1), 3), main.end)
    return main


def _is_quarter(period: Period) -> bool:
    return period.start is not None and period.end is not None and 80 < (period.end - period.start).days < 100


# "$5.5 million for the second quarter and $31.2 million for the full year": what stands right behind a figure.
_RIGHT_BEHIND = re.compile(
    r"(?:[ \n](?:of|in)[ \n][a-z]+){0,2}[ \n](?:in|for|during|over)[ \n]the[ \n](?:(?P<half>half[- \n]year|half|first[ \n]half)|"
    r"(?:first[ \n])?(?P<months>six|nine|twelve)[ \n-]months?(?:[ \n]period)?|(?P<quarter>quarter)|(?P<year>(?:\(?full\)?[- \n]|whole[ \n])?year))"
    r"(?![ \n-](?:ended|ending|to|of|before|earlier|ago|prior|year|period|end|on|over|\d|result)|['\u2019-])(?=[ \n.,;)]|$)",
    re.IGNORECASE,
)
_LONG = frozenset({"quarter", "half", "months", "period"})
_COUNTS = {"six": 6, "nine": 9, "twelve": 12}

_SAME_IN = re.compile(
    r"[ \n](?:in|for|during)[ \n]the[ \n]same[ \n](?:period|quarter|half|time|(?:three|six|nine)[ \n-]months?(?:[ \n]period)?)[ \n](?:in|of)[ \n]"
    r"(?P<year>(?:19|20)\d\d)\b"
)


def right_behind(times: Times, clause: Clause, around: Period | None) -> Period | None:
    """The quarter, half, months or year that ends with the reporting period, where words right behind a figure that is the second of its unit in
    a sentence say which of them; the days of the time spoken of in another year, "for the same period in 2019"."""
    same = _SAME_IN.match(clause.text, clause.end)
    if same:
        told = [found for found in times.find(clause.text) if found.end <= clause.start and found.kind in _LONG]
        around = stretch(told[-1]) if told else around
    if same and around and around.end:
        return shifted(around, 12 * (around.end.year - int(same["year"])))
    said, main = _RIGHT_BEHIND.match(clause.text, clause.end), main_period(times)
    if said is None or main is None or main.end is None or not (clause.again or said["months"]):
        return None
    if said["half"]:
        return _half(times, main.end)
    whole = year_of(times, main.end)
    if said["year"]:
        return whole if whole.end == main.end else None
    begun = months_before(main.end + timedelta(days=1), _COUNTS[said["months"].lower()] if said["months"] else 3)
    return Period(begun, main.end) if begun and whole.start and begun >= whole.start else None


_YTD_BEHIND = re.compile(r"(?:[ \n]\([^()]{1,12}\))?(?:[ \n](?:for|in|over)[ \n]the)?\W{0,3}(?:year[- ]to[- ]date|YTD)")
_YTD_FROM = re.compile(r"\b(?:year[- ]to[- ]date|YTD)[ \n]\((?:from[ \n])?", re.IGNORECASE)
_YTD_AHEAD = re.compile(
    r"\b(?:year[- ]to[- ]date|YTD)\b(?!,?[ \n]and[ \n](?:of[ \n])?$)(?![^;]{0,24}\b(?:compared|versus|against|vs)\b)", re.IGNORECASE
)


def year_to_date(times: Times, clause: Clause, near: str) -> Period | None:
    """ "year-to-date" right before or behind the figure: from the first day of the fiscal year to the last of the reporting period."""
    ahead = clause.text[max(clause.before, clause.start - 60) : clause.start]
    if said := _YTD_FROM.search(clause.text, clause.before, clause.start):  # "Year to date (January 1 to May 31, 2019)"
        own = next((found for found in times.find(clause.text) if found.start == said.end() and found.kind in ("range", "months", "period")), None)
        if own:
            return stretch(own)
    if times.main and (_YTD_BEHIND.match(near) or _YTD_AHEAD.search(ahead)):
        return Period(year_of(times, times.main.latest).start, times.main.latest)
    return None


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
