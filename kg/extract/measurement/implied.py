"""The period of which a release reports where no date tells it: "Nine-Month Results", "July Output", "in the quarter just ended"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kg.facts import Period
from kg.text.months import FULL, month_number
from kg.text.periods import add_months

_COUNTS = {"three": 3, "six": 6, "nine": 9, "3": 3, "6": 6, "9": 9}
_MONTHS = re.compile(r"\b(?:(?P<count>three|six|nine|[369])[- \n]months?|(?P<half>H[12]|half[- ]year(?:ly)?|first half|second half|interim)|"
                     r"(?P<quarters>first (?P<two>two|three) quarters))\b", re.IGNORECASE)  # fmt: skip
_QUARTER = re.compile(r"\b(?:Q[1-4]|quarter(?:ly)?)\b(?! dividend)", re.IGNORECASE)
_JUST_ENDED = re.compile(r"\b(?:quarter just (?:ended|completed|past|closed)|last quarter|the past quarter|in the quarter)\b", re.IGNORECASE)
_MONTH = re.compile(rf"\b(?P<month>{FULL})\b(?!['\u2019]?\d| ?\d|,? (?:19|20)\d\d| quarter| half)")
_IN_MONTH = re.compile(rf"\b(?:[Ii]n|[Ff]or|[Dd]uring) (?:the month of )?(?P<month>{FULL})\b(?! ?\d|,? (?:19|20)\d\d)")
_YEAR = re.compile(
    r"\b(?:year[- ]end|annual|full[- ]year|(?:financial|fiscal) year|year just ended|(?:record|strong|best) year|last year)\b", re.IGNORECASE
)
_IN_YEAR = re.compile(r"\b(?:in|for|during|of) (?P<year>(?:19|20)\d\d)\b")
_RESULTS = re.compile(
    r"\b(?:results?|report(?:s|ed)?|output|production|produc(?:es|ed)|pours?|poured|sold|sells|sales|revenues?|earn(?:s|ed|ings)|profit|loss|milled|treated|"
    r"processed|throughput|operat(?:ions|ing|ional)|update|statement|guidance|ounces|turned out)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:guidance for|outlook|budget|will|expects?|plans?|to (?:announce|release|report|host)|conference call|meeting)\b", re.IGNORECASE
)


def implied_period(title: str, lead: str, published: date, year_end: int) -> Period | None:
    """The period of a report by the words of its title and of its first sentences; None where these tell of none, or of what is still to come."""
    if not _RESULTS.search(title + " " + lead) or _TO_COME.search(title):
        return None
    return next(_told(title, lead, published, year_end), None)


def _told(title: str, lead: str, published: date, year_end: int) -> Iterator[Period]:
    both = title + "\n" + lead
    if said := _MONTHS.search(title):
        count = _COUNTS.get((said["count"] or "six").lower(), 6) if not said["quarters"] else {"two": 6, "three": 9}[said["two"].lower()]
        yield from _ended(published, count, year_end, within=110)
    if _QUARTER.search(title) or _JUST_ENDED.search(both):
        yield from _ended(published, 3, year_end, within=75)
    for found in (_MONTH.search(title), _IN_MONTH.search(lead) if _RESULTS.search(lead) else None):
        if found:
            yield from _month(month_number(found["month"]), published)
    yields = _YEAR.search(both) or next((one for one in _IN_YEAR.finditer(both) if int(one["year"]) == published.year - 1), None)
    if yields:
        yield from _ended(published, 12, year_end, within=125)


def _ended(published: date, months: int, year_end: int, *, within: int) -> Iterator[Period]:
    """The last so many months of a fiscal year, or up to its middle, that ended not long before a release."""
    end = date(published.year, published.month, 1) - timedelta(days=1)
    while (published - end).days <= within:
        fits = (end.month - year_end) % (12 if months in (9, 12) else 6 if months == 6 else 3) == (9 if months == 9 else 0)
        if fits:
            yield Period(add_months(end + timedelta(days=1), -months), end)
            return
        end = date(end.year, end.month, 1) - timedelta(days=1)


def _month(month: int, published: date) -> Iterator[Period]:
    """The last month of a name, if it ended not long before a release."""
    begun = date(published.year - (month >= published.month), month, 1)
    end = add_months(begun, 1) - timedelta(days=1)
    if (published - end).days <= 50:
        yield Period(begun, end)
