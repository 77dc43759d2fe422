"""When an event of a sentence happens: the date that goes with its trigger, as precise as the text, or that of the dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.facts import Bounds
from kg.text.dates import DateMatch, find_dates

_REACH = 150
_CLAUSE = 40
_EDTF = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NEVER = frozenset({"ambiguous", "rest", "decade", "century"})
_PERIODS = frozenset({"quarter", "half", "year", "fiscal", "months", "period"})
# Behind a period that only says of what time something is: "third quarter financial statements".
_OF_PERIOD = re.compile(
    r"(?:'s)?\s(?:\d{4} )?(?:financial|operating|operational|results|statements|production|earnings|reports?|guidance|unaudited|audited|annual|"
    r"interim|consolidated|dividend|resource|mineral|program|budget|drill|exploration|outlook|sales|revenue|drilling|work|field|cash|capital|conference|call|webcast|investor)\b",
    re.IGNORECASE,
)
# What stands before a date that dates something else.
_OF_OTHERS = re.compile(
    r"\b(?:dated|ended|ending|as (?:of|at)|of record(?: (?:on|at|as of))?|record date (?:of|on|is)|than(?: in)?|until|till|"
    r"compared (?:to|with)(?: the)?|versus|vs\.?|against|expir\w+(?: (?:on|in))?|effective date (?:of|is)|between|in the same|same period of|"
    r"up from|prior to|exercisable (?:until|to)|matur\w+ (?:on|in)|mature in)\s(?:the |its |about |approximately )*$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:for|from|over|per)\s(?:the |its |full[- ]year |calendar )*$", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:^|[;:(\u2013\u2014]|, |\band |\bthat |\bwhich,? |\bbut )\s*(?:(?:late|early|later|also|separately|subsequently|then|but),? )?"
    r"(?:on|in|during|late in|early in|at|by|effective|as of|from|of|since|earlier|before)?(?: or about)?"
    r"(?: the (?:evening|morning|afternoon|night|end|start|beginning) of)?(?: the)?(?: month of)?\s*$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(r"\b(?:announced|reported|disclosed|released) (?:on|in)\s$", re.IGNORECASE)  # when it was told, not when it was done
_OF_PAPERS = re.compile(r"\b(?:circular|releases?|announcement|report|agreement|notice|prospectus|letter) (?:of|on|dated)\s$", re.IGNORECASE)
# What is kept as it was is dated by "since" alone.
_KEPT = re.compile(r"\b(?:is|been|remain\w*|kept|held)\b[^;]{0,20}\b(?:on|under|in) (?:care|standby|temporary)", re.IGNORECASE)
# Between a trigger and the date that goes with it at once: "by the end of".
_AT_ONCE = re.compile(
    r"\W{0,3}(?:(?:by|in|on|for|during|before|from|late in|early in)\s)?(?:or (?:before|about)\s)?(?:the )?"
    r"(?:(?:end|start|beginning|middle|month) of )?(?:the )?",
    re.IGNORECASE,
)
# A trigger that begins with these is the cause of what is dated before it.
_BECAUSE = re.compile(r"(?:after|following|because of|due to|caused by|as a result of)\b", re.IGNORECASE)
# The words before a date that opens a sentence: "Effective at the market opening on Friday, ".
_OPENS_SENTENCE = re.compile(
    r"(?:effective|on|in|as of|since|with effect from|from|during|by|at|beginning|starting|commencing|late in|early in)\b[\w', -]{0,50}$",
    re.IGNORECASE,
)
_HELD = re.compile(r"\bstrike\b|\b(?:on|under|in) (?:care|standby)|\bsuspended\b|\bhalted\b|\bidled?\b|\bshut\b", re.IGNORECASE)


@dataclass(frozen=True)
class When:
    """The time of an event: EDTF of its begin and end, its bounds, and whether it is that of the dateline for want of another."""

    begin: str | None
    end: str | None
    earliest: date
    latest: date
    announced: bool = False
    at: int = -1

    def bounds(self, today: date, planned: bool) -> Bounds:
        """The bounds of the event's begin; what happened did so by the day of the document, and what is to come without a date comes after it."""
        if self.begin is None:
            return Bounds(earliest_begin=self.earliest)
        latest = self.latest if planned else min(self.latest, today)
        return Bounds(earliest_begin=min(self.earliest, latest), latest_begin=latest)

    def holds(self, other: When) -> bool:
        """Whether another time lies in this one."""
        return self.earliest <= other.earliest and other.latest <= self.latest


def announced(today: date) -> When:
    """The day of the document."""
    return When(today.isoformat(), None, today, today, announced=True)


def some_day(today: date) -> When:
    """A day to come that the text does not tell."""
    return When(None, None, today + timedelta(days=1), date.max)


def of_edtf(begin: str) -> When:
    """The time of a year, month or day in EDTF."""
    return When(begin, None, *_whole(begin))


def when(found: DateMatch) -> When | None:
    """The time of a date said; None for one that is no year, month, day or interval of them."""
    begin, _, end = found.edtf.partition("/")
    if found.kind in _NEVER or not _EDTF.fullmatch(begin) or (end and not _EDTF.fullmatch(end)):
        return None
    earliest, latest = found.earliest, found.latest
    if found.edtf.count("/") and found.kind != "range":
        earliest, latest = _whole(begin)[0], _whole(end)[1]
    elif not end:
        earliest, latest = _whole(begin)
    return When(begin, end or None, earliest, latest, at=found.start)


def _whole(edtf: str) -> tuple[date, date]:
    """The first and last day of a year, month or day."""
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    if month:
        following = date(year + month // 12, month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    return first, date(year, 12, 31)


def dates_of(text: str, today: date, planned: bool) -> list[DateMatch]:
    """The dates of a text that may date an event: for one to come, those without a year lie ahead."""
    return find_dates(text, today, future=planned)


def date_of(
    text: str, dates: list[DateMatch], start: int, end: int, limits: tuple[int, int], today: date, planned: bool, of_results: bool = False
) -> When | None:
    """The time that goes with what stands at `start` to `end`, between the limits that other events set; None where none does. Those of results
    are of a day or month: a quarter or year is that which they report."""
    low, high = limits
    told = text[start:end]
    fit = [found for found in dates if not (of_results and found.kind in _PERIODS) and _fits(text, found, told, found.start - end, today, planned)]
    behind = next((found for found in fit if end <= found.start < min(high, end + _REACH)), None)
    at_once = behind is not None and _AT_ONCE.fullmatch(text, end, behind.start) is not None
    inside = None if at_once else next((found for found in fit if start <= found.start < end), None)
    after = inside or behind
    before = [found for found in fit if low <= found.start < start and start - found.end < _REACH]
    near = 0 if _BECAUSE.match(told) and after else 14 if after is None else 1
    opening = next((found for found in reversed(before) if _opens(text[low : found.start]) or start - found.end <= near), None)
    if planned and at_once and opening and start - opening.end > _CLAUSE:
        opening = None  # that of another clause: "On April 20 the Agency issued the permit, and construction will begin in July"
    one, other = (when(found) if found else None for found in (opening, after))
    if one and other and not inside:
        return other if one.holds(other) and one != other else one
    return other or one


def _opens(lead: str) -> bool:
    return _OPENS.search(lead) is not None or _OPENS_SENTENCE.match(lead) is not None


def _fits(text: str, found: DateMatch, trigger: str, gap: int, today: date, planned: bool) -> bool:
    told = when(found)
    if told is None:
        return False
    if planned and (told.latest <= today or (told.earliest <= today and told.latest.year > today.year + 1)):
        return False
    if not planned and told.earliest > today:
        return False
    lead = text[max(0, found.start - 50) : found.start]
    if planned and re.search(r"\bnot\b[^.;]{0,80}\b(?:until|before)\b", text[max(0, found.start - 100) : found.end]):
        return True
    if found.kind == "until" or (found.kind in _PERIODS and _OF_PERIOD.match(text, found.end)):
        return False
    if found.kind == "since" or re.search(r"\bsince\s(?:the |early |late )?$", lead):
        return not planned and _HELD.search(trigger) is not None
    if not planned and _KEPT.search(trigger):
        return False
    if found.kind == "range" and re.search(r"\b(?:between|from)\s(?:the )?$", lead):
        return True
    if gap > 2 and _OF_PAPERS.search(lead):
        return False
    if not planned and _ANNOUNCED.search(lead) and not (gap <= 8 and re.search(r"(?:announced|reported|released)$", trigger)):
        return False
    if trigger.endswith("dated") and gap <= 2:
        return True
    return _OF_OTHERS.search(lead) is None and (planned or _SPAN.search(lead) is None)
