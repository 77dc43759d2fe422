"""The four bounds of a role in time, from what is stated of its begin and end and the day of the document."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.role_dates import ANNOUNCED
from kg.extract.role_statements import ELECTED, Statement
from kg.extract.title_grammar import COMING, LEAVING, LEFT, PAST
from kg.facts import Bounds
from kg.text.dates import DateMatch


def role_bounds(today: date, item: Statement) -> tuple[Bounds, str | None, str | None, bool] | None:
    """The four bounds of a role, its begin and end as stated, and whether it is yet to come; None where the dates contradict."""
    begin, end = item.begin, item.end
    try:
        if item.kind == PAST:
            return _past(today, begin, end)
        if item.kind in (LEFT, LEAVING):
            done = end.earliest <= today if end else item.kind == LEFT
            return _leaving(today, begin, end) if done else _still(today, begin, end)
        if item.kind == ELECTED:
            day = begin.earliest if begin and begin.earliest == begin.latest and begin.earliest <= today else today
            return Bounds(latest_begin=day, earliest_end=day), None, None, False
        if begin is None:
            if item.role.planned or item.kind == COMING:
                return Bounds(earliest_begin=today), None, None, True
            return Bounds(latest_begin=today, earliest_end=today), None, None, False
        if begin.kind == ANNOUNCED:
            return Bounds(latest_begin=today, earliest_end=today), begin.edtf, None, False
        if begin.earliest > today:
            return Bounds(begin.earliest, begin.latest, begin.latest), begin.edtf, None, True
        return Bounds(begin.earliest, min(begin.latest, today), today), begin.edtf, None, False
    except ValueError:
        return None


def _past(today: date, begin: DateMatch | None, end: DateMatch | None) -> tuple[Bounds, str | None, str | None, bool]:
    """ "Former": held not after the day of the document, and within the dates given."""
    last = min(end.latest, today) if end else today
    if begin and begin.latest <= last:
        first_end = max(begin.latest, end.earliest) if end and end.earliest <= last else begin.latest
        return Bounds(begin.earliest, begin.latest, first_end, last), begin.edtf, end.edtf if end else None, False
    return Bounds(latest_end=last), None, end.edtf if end else None, False


def _leaving(today: date, begin: DateMatch | None, end: DateMatch | None) -> tuple[Bounds, str | None, str | None, bool]:
    """Who left on a day held the role to the day before."""
    first, latest, words = (begin.earliest, begin.latest, begin.edtf) if begin else (None, None, None)
    if end is None or end.kind == ANNOUNCED:
        return Bounds(first, latest, latest, today), words, end.edtf if end else None, False
    held_until = end.earliest - timedelta(days=1)
    return Bounds(first, latest or held_until, held_until, min(end.latest, today)), words, end.edtf, False


def _still(today: date, begin: DateMatch | None, end: DateMatch | None) -> tuple[Bounds, str | None, str | None, bool]:
    """Who is to leave holds the role now, and not after the day named."""
    first, latest = (begin.earliest, min(begin.latest, today)) if begin else (None, today)
    return Bounds(first, latest, today, end.latest if end else None), begin.edtf if begin else None, end.edtf if end else None, False
