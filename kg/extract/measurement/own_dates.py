"""The dates of a sentence that are those of one figure: not of the other end of a rise, of what stands aside, of studies, or still to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.measurement.carried import DONE, OVER_TIME
from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.cues import DRILLING
from kg.extract.measurement.other_acts import is_of_another_act
from kg.text.dates import DateMatch
from kg.text.months import FULL
from kg.text.periods import add_months

_OF_FORECAST = re.compile(
    r"(?:['\u2019]s)?[ \n](?:(?:increased|revised|annual|full-year|production|cost|sales|gold|silver|copper)[ \n]){0,3}(?:guidance|targets?|outlook|"
    r"forecasts?|budget|plan)\b",
    re.IGNORECASE,
)  # "31,300 ounces, on track to achieve 2015 production guidance"
# "rose from 4,200 in the first quarter to 4,900": the time between is that of the first figure.
_FROM_TO = re.compile(
    r"\bfrom[ \n](?:(?:about|approximately|some|around)[ \n])?[^.;a-z]{0,4}\d(?:[^.;]|\.(?=\d)){0,90}"
    r"\bto[ \n](?:about |approximately |some |a record |over |a rate of )?$",
    re.IGNORECASE,
)
_SUBSEQUENT = re.compile(
    rf"(?:^|[.;][ \n]|\W )(?:Subsequent[ \n]to|After)[ \n](?:the[ \n])?(?:end[ \n]of[ \n](?:the[ \n])?(?:quarter|period|half|year)\b|"
    rf"(?:reporting[ \n])?(?:quarter|period|half|year)[- \n]end\b|balance[ \n]date\b|{FULL}[ \n]\d{{1,2}}\b(?:,[ \n]\d{{4}})?|"
    rf"\d{{1,2}}[ \n]{FULL}\b(?:[ \n]\d{{4}})?)"
)
_ITS_TIME = re.compile(r"[ \n](?:for|in)[ \n]")  # "3,000 tonnes for FY2017 and 5,000 tonnes for FY2019"
# "The 2016 resource estimate rests on 31 holes", "near a hole drilled by Larch Ltd in 2012"
_NAMES_A_PAPER = re.compile(r"[ \n](?:\w+[ \n]){0,2}(?:Resource|Reserve|MRE|estimate|PEA|PFS|study|report)\b", re.IGNORECASE)
_BY_ANOTHER = re.compile(
    r"\b(?:drilled|drilling|completed|undertaken|conducted|carried out)[ \n](?:\w+[ \n])?by[ \n](?P<name>[A-Z]\w+)[^.;,\d]{0,50}"
    r"(?:\b(?:19|20)\d\d[ \n](?:and|to)[ \n])?$"
)


# "The mine, which its founders ran from 1950 to 1974, produced": the time is none of what it produced. Of a campaign or a placing it is that of when
# it ended.
_OF_TIMES = r"(?<!quarter)(?<!year)(?<!half)(?<!period)(?<!months)(?<!month),[ \n](?:which|who|whose|where|when)"
_REST = r"[ \n][^,;$()]{3,110}(?:,[ \n](?=(?:19|20)\d\d)[^,;$()]{4,60})?,"
_RELATIVE = re.compile(rf"{_OF_TIMES}(?![ \n](?:ended|ends|ending|began|runs|ran to|closed)\b){_REST}")
_ANY_RELATIVE = re.compile(_OF_TIMES + _REST)


def _is_of_another(text: str, clause: Clause, day: DateMatch, issuer: str) -> bool:
    """Whether a date names an estimate or study, or is the one on which somebody else than the issuer drilled, as told behind the figure."""
    by = _BY_ANOTHER.search(text, clause.end + 12, day.start) if day.start > clause.end else None
    return _NAMES_A_PAPER.match(text, day.end) is not None or (by is not None and by["name"] != issuer.split()[0])


def own_dates(metric: str, basis: str, clause: Clause, dates: Sequence[DateMatch], published: date, issuer: str) -> list[DateMatch]:
    """The dates of a sentence less those that are none of a figure: of the other end of a rise, still to come, names of studies, of others than
    the issuer of this name."""
    text = clause.text
    rise = _FROM_TO.search(text, max(0, clause.start - 130), clause.start)
    dates = [found for found in dates if rise is None or not rise.start() < found.start < clause.start]
    if basis in DONE:
        dates = [_gone(found, text, published) for found in dates if found.start < clause.end or not _OF_FORECAST.match(text, found.end)]
        dates = [found for found in dates if found.earliest <= published or _is_right_behind(clause, found, rise=rise is not None)]
    dates = [found for found in dates if not is_of_another_act(metric, clause, found) and not _is_of_former(clause, found)]
    relative = _RELATIVE if metric in DRILLING or metric not in OVER_TIME else _ANY_RELATIVE
    asides = [found.span() for found in relative.finditer(text) if not found.start() < clause.start < found.end()] if ", w" in text else []
    dates = [found for found in dates if not any(low < found.start and found.end < high for low, high in asides)]
    if metric in DRILLING:
        return [_calendar(found) for found in dates if not _is_of_another(text, clause, found, issuer)]
    return dates


def _is_of_former(clause: Clause, day: DateMatch) -> bool:
    """Whether a date stands in a bracket before the figure with one of its own: "of 38 kt (FY 2018: 49 kt), below guidance of 40-45 kt"."""
    opened, closed = clause.text.rfind("(", 0, day.start), clause.text.find(")", day.end, clause.start)
    return opened >= 0 <= closed and ")" not in clause.text[opened : day.start] and _FORMER.match(clause.text, day.end, closed) is not None


_FORMER = re.compile(r"[ \n]?:[ \n]?[^()\d]{0,12}\d")


def comes_after(clause: Clause, dates: Sequence[DateMatch]) -> bool:
    """Whether words bound the time of a figure by a day before it, and tell no other: "Subsequent to 30 September, the mine produced"."""
    bound = _SUBSEQUENT.search(clause.text, 0, clause.start)
    return bound is not None and not any(found.start >= bound.end() for found in dates)


def _is_right_behind(clause: Clause, day: DateMatch, *, rise: bool) -> bool:
    """Whether a time still to come is that of a figure: it follows it with no word but a preposition between, or ends a `rise` to it."""
    return (rise and 0 <= day.start - clause.end < 9) or _ITS_TIME.fullmatch(clause.text, clause.end, day.start) is not None


def _gone(found: DateMatch, text: str, published: date) -> DateMatch:
    """The last time of a quarter, half or months that are told of as over without their year, and read as still to come."""
    to_come = found.earliest > published or (found.kind == "months" and found.latest > published)
    if not to_come or found.kind not in ("quarter", "half", "months") or _TELLS_YEAR.search(text, found.start, found.end):
        return found
    first, last = add_months(found.earliest, -12), add_months(found.latest + timedelta(days=1), -12) - timedelta(days=1)
    return replace(found, earliest=first, latest=last, edtf=f"{first}/{last}") if last <= published else found


_TELLS_YEAR = re.compile(r"\d{2}|\b(?:next|coming|this|current)\b", re.IGNORECASE)


def _calendar(found: DateMatch) -> DateMatch:
    """A year told by its number alone as a calendar year, by which campaigns of drilling are called whatever year the accounts have."""
    if found.kind != "year" or not re.fullmatch(r"\d{4}", found.edtf):
        return found
    return replace(found, earliest=date(int(found.edtf), 1, 1), latest=date(int(found.edtf), 12, 31))
