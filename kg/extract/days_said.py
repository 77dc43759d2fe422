"""The days of a sentence as it hedges them: "by August 1", "on or about August 1", "at the end of 2012" are no days."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from kg.text.dates import DateMatch, find_dates, parse_date

BY = "by"  # the kind of a date that is the last on which something may come to pass


def days_said(text: str, published: date, to_come: bool, year_end: int | None) -> list[DateMatch]:
    """The dates of a sentence, as wide as it leaves them; none that can be read in two ways."""
    found = find_dates(text, published, future=to_come, year_end=year_end)
    sure = [day for day in found if day.kind != "ambiguous" and not _BEYOND.search(text[max(0, day.start - 30) : day.start])]
    hedged = [_hedged(text, day, published) for day in sure]
    return [replace(day, edtf=day.latest.isoformat()) if _is_last_day(text, day) else _widened(day) for day in hedged]


def _is_last_day(text: str, day: DateMatch) -> bool:
    """Whether the end of a stretch is said as its last day: "at year-end", "until the end of the year"."""
    if day.kind == "until" or _UNTIL.search(text[max(0, day.start - 20) : day.start]):
        return day.earliest == day.latest and _END_OF.search(text, day.start, day.end) is not None
    return _YEAR_END.fullmatch(text, day.start, day.end) is not None


_UNTIL = re.compile(r"\b(?:until|till|through)\s(?:the\s)?$")
_END_OF = re.compile(r"\bend of\b|\byear[- ]end\b|\bend\b")


_YEAR_END = re.compile(r"(?:at )?(?:the )?(?:calendar )?year[- ]end", re.IGNORECASE)  # its last day, unlike "the end of the year"


# A day that something else has: what comes after it, or what was announced on it.
_BEYOND = re.compile(
    r"\b(?:(?:subsequent to|prior to|after)\s(?:the\s)?|(?:announced|disclosed|dated|(?:release|announcement) (?:of|dated))\s(?:on\s)?)$"
)


def _widened(found: DateMatch) -> DateMatch:
    """The "end of 2012" and the "beginning of June" are no days: the last month of a longer stretch, the first third of a month. Of a year the month
    is what they say; "the end of the quarter" is left as it is told."""
    if found.earliest != found.latest or len(found.edtf) == 10:
        return found
    when, month = found.earliest, len(found.edtf) == 7
    named = when.isoformat()[:7] if len(found.edtf) == 4 else found.edtf
    if when.day == 1:
        after = when.replace(day=11) if month else (when + timedelta(days=31)).replace(day=1)
        return replace(found, latest=after - timedelta(days=1), edtf=named)
    return replace(found, earliest=when - timedelta(days=9) if month else when.replace(day=1), edtf=named)


_BY = re.compile(r"\b(?:by|no later than|not later than|on or before|before|the earlier of)\s(?:the\s)?$")
_ABOUT = re.compile(r"\b(?:on or (?:about|around)|about|around|approximately|circa)\s$")


def _hedged(text: str, found: DateMatch, published: date) -> DateMatch:
    """ "By August 1" is any day up to it, "on or about August 1" one of the days around it."""
    if found.earliest != found.latest or found.kind in ("since", "until"):
        return found
    lead = text[max(0, found.start - 40) : found.start]
    if _BY.search(lead) and found.latest > published:
        return replace(found, earliest=published, kind=BY)
    slack = timedelta(days=7 if _ABOUT.search(lead) else 3 if text.endswith(("week ago", "weeks ago"), 0, found.end) else 0)
    named = found.edtf if _ABOUT.search(lead) else found.edtf[:7]
    return replace(found, earliest=found.earliest - slack, latest=found.latest + slack, edtf=named, kind="about") if slack else found


def ends_of(text: str, found: DateMatch) -> tuple[DateMatch | None, DateMatch | None]:
    """The two ends of a range as dates of their own, as wide as each is told: "from Q1 2010 to late 2011"."""
    said = _PARTED.split(_FROM.sub("", text[found.start : found.end]), maxsplit=1)
    told = [parse_date(part) for part in said]
    if len(told) == 2 and told[0] and told[1] and (told[0].earliest, told[1].latest) == (found.earliest, found.latest):
        first, last = (replace(_widened(day), start=found.start, end=found.end) for day in told if day)
        return first, last
    begin, _, end = found.edtf.partition("/")
    return _at(begin, found), _at(end or begin, found)


_FROM = re.compile(r"^(?:from|between)\s(?:the\s)?", re.IGNORECASE)
_PARTED = re.compile(r"\s(?:to|and|through|thru|until|till|up to|[-\u2013])\s(?:the\s)?")


def _at(edtf: str, found: DateMatch) -> DateMatch | None:
    """One end of a range as a date of its own; EDTF of year, month or day."""
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", edtf):
        return None
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = first if day else (date(year + (month == 12), month % 12 + 1, 1) if month else date(year + 1, 1, 1)) - timedelta(days=1)
    return DateMatch(found.start, found.end, first, last, edtf, "day" if day else "month" if month else "year")
