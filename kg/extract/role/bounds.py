"""The four bounds of a role in time, from what is stated of its begin and end and the day of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.days_said import BY
from kg.extract.role.dates import ANNOUNCED, FIRST, LASTING
from kg.extract.role.stated import Statement
from kg.extract.role.successions import FOLLOWED
from kg.extract.role.title_grammar import AGAIN, COMING, ELECTED, LEAVING, LEFT, PAST, WITHDRAWN
from kg.facts import Bounds
from kg.text.dates import DateMatch

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Term:
    """When a role is held: its bounds, its begin and end as precise as the text states them, and whether it is yet to come, or was announced and will
    not."""

    bounds: Bounds
    begin: str | None = None
    end: str | None = None
    planned: bool = False
    withdrawn: bool = False


def role_term(today: date, item: Statement) -> Term | None:
    """When a role is held, as a text of today states it; None where its dates contradict one another."""
    try:
        return _term(today, item)
    except (ValueError, OverflowError):
        return None


def _term(today: date, item: Statement) -> Term:
    begin, end = item.begin, item.end
    if item.kind == WITHDRAWN:
        return Term(Bounds(latest_end=today), withdrawn=True)
    if item.kind == PAST:
        return _ended(today, begin if begin and begin.earliest <= today else None, end if end and end.earliest <= today else None)
    if item.kind in (LEFT, LEAVING):
        done = end is None or (end.latest if item.kind == LEAVING else end.earliest) <= today
        return _ended(today, begin, end) if done and (end or item.kind != LEAVING) else _still(today, begin, end)
    if item.kind in (ELECTED, AGAIN):
        # a post that may have been held before: the meeting, or the day of the new appointment, is a begin only where the text says so
        seen = begin.latest if begin and begin.latest <= today else today
        first = begin if begin and begin.kind == FIRST else None
        return Term(Bounds(first.earliest if first else None, seen, seen if item.kind == ELECTED else today), stated(first))
    last = end.latest if end and end.latest > today else None
    if begin is None:
        coming = item.role.planned or item.kind == COMING
        bounds = Bounds(today, None, None, last) if coming else Bounds(None, today, today, last)
        return Term(bounds, end=stated(end) if last else None, planned=coming)
    if begin.kind == ANNOUNCED:
        return Term(Bounds(None, today, today, last), begin.edtf, stated(end) if last else None)
    planned = begin.earliest > today or (begin.latest > today and (item.kind == COMING or begin.kind == BY))
    if planned:
        bounds = Bounds(max(begin.earliest, today), begin.latest, begin.latest, last)
    else:
        bounds = Bounds(_first(begin), min(begin.latest, today), today, last)
    return Term(bounds, stated(begin), stated(end) if last else None, planned)


def _ended(today: date, begin: DateMatch | None, end: DateMatch | None) -> Term:
    """What is over: held after its begin and, where the end is told to the day, on the day before; never after the end, or after today. Of an end
    that only a successor's begin tells, no day before it is certain."""
    last = min(end.latest, today) if end else today
    sure = end is not None and end.kind not in (ANNOUNCED, FOLLOWED)
    until = end.earliest - _DAY if end and sure else None
    if begin and begin.earliest > last:
        raise ValueError(f"a post that begins {begin.edtf} cannot end before {last}")
    begun = min(begin.latest, last) if begin else until if end and end.earliest == end.latest else None
    if begun and begun > (until or begun):
        begun = until = None  # begin and end may fall together: no one day is certain
    return Term(Bounds(_first(begin), begun, until or begun, last), stated(begin), stated(end))


def _still(today: date, begin: DateMatch | None, end: DateMatch | None) -> Term:
    """Who is to leave holds the role now, and not after the day named."""
    begun = min(begin.latest, today) if begin else today
    return Term(Bounds(_first(begin), begun, today, end.latest if end else None), stated(begin), stated(end))


def _first(begin: DateMatch | None) -> date | None:
    """The first day on which the begin may lie; "more than five years ago" has none."""
    return begin.earliest if begin and begin.earliest > date.min else None


_PRECISE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


def stated(found: DateMatch | None) -> str | None:
    """A date as a year, a month or a day, whichever the text is no finer than: a quarter is stated as its year, a week as its month, and
    "on or about August 1" as the day it names, however loosely. None for what spans two years."""
    if found is None or found.kind == LASTING:
        return None
    named = len(found.edtf) == 10 or found.earliest.isoformat().startswith(found.edtf)
    if _PRECISE.fullmatch(found.edtf) and named:
        return found.edtf
    for length in (7, 4):
        if found.earliest.isoformat()[:length] == found.latest.isoformat()[:length]:
            return found.latest.isoformat()[:length]
    return None
