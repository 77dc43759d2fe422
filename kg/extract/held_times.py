"""When a listing, an interest or a status holds, as a clause words it: the kind of its wording and its dates, to four bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from kg.facts import Bounds
from kg.text.dates import DateMatch, find_dates

HELD = "held"  # is, has been since
BEGUN = "begun"  # began, acquired
COMING = "coming"  # will begin
ENDED = "ended"  # sold, ceased, until
LAST = "last"  # ended at the close of its day
LEAVING = "leaving"  # will end
SPELL = "spell"  # from one day to another
UNSURE = "unsure"  # may or might begin: no fact

_DAY = timedelta(days=1)
_EDTF = re.compile(r"\d{4}(?:-\d{2}){0,2}")
_NO_BEGIN_KINDS = frozenset({"ambiguous", "rest"})


@dataclass(frozen=True)
class Told:
    """When a document says that a state holds: its bounds, begin and end as stated (EDTF), and whether it is yet to come."""

    bounds: Bounds
    begin: str | None = None
    end: str | None = None
    planned: bool = False
    how: str = HELD

    @property
    def plain(self) -> bool:
        """Whether it says no more than that the state holds on the day of the document."""
        bounds = self.bounds
        return self.how == HELD and bounds.earliest_begin is None and bounds.latest_end is None

    @property
    def current(self) -> bool:
        """Whether the state holds on the day of the document."""
        return not self.planned and self.how in (HELD, BEGUN, LEAVING)


def plain(today: date) -> Told:
    """What holds on the day of the document, and nothing more."""
    return Told(Bounds(latest_begin=today, earliest_end=today))


def unsure(today: date) -> Told:
    """What only may come to be: no fact, unless other words tell one."""
    return Told(Bounds(earliest_begin=today), planned=True, how=UNSURE)


def told(how: str, today: date, begin: DateMatch | None = None, end: DateMatch | None = None) -> Told | None:
    """The bounds of a wording with its dates; None where they contradict each other or the day of the document."""
    try:
        if how == SPELL and begin and end:
            return _spell(today, begin, end)
        if how in (ENDED, LAST):
            return _ended(how, today, begin, end) if end is None or end.earliest <= today else _leaving(how, today, begin, end)
        if how == LEAVING:
            return _leaving(how, today, begin, end)
        if begin is not None and begin.kind in _NO_BEGIN_KINDS:
            begin = None
        if how == COMING or (begin is not None and begin.earliest > today):
            return _coming(today, begin)
        if begin is None:
            return Told(Bounds(latest_begin=today, earliest_end=today), how=how)
        return Told(Bounds(begin.earliest, min(begin.latest, today), today), edtf(begin), how=how)
    except ValueError:
        return None


def edtf(found: DateMatch) -> str | None:
    """A date as one year, month or day; None for a quarter or another stretch, which the bounds tell."""
    return found.edtf if _EDTF.fullmatch(found.edtf) else None


def _coming(today: date, begin: DateMatch | None) -> Told | None:
    """What is to begin begins after the day of the document; what begins on that very day has begun."""
    if begin is None:
        return Told(Bounds(earliest_begin=today), planned=True, how=COMING)
    if begin.latest < today:
        return None
    if begin.latest == today:
        return Told(Bounds(today, today, today), edtf(begin), how=BEGUN)
    return Told(Bounds(max(begin.earliest, today), begin.latest, begin.latest), edtf(begin) if begin.earliest > today else None, None, True, COMING)


def _ended(how: str, today: date, begin: DateMatch | None, end: DateMatch | None) -> Told | None:
    """What ended on a day held to the day before; what ended with the close of a day held on it."""
    first, latest = (begin.earliest, begin.latest) if begin else (None, None)
    if end is None:
        return Told(Bounds(first, latest, latest, today), edtf(begin) if begin else None, None, False, ENDED)
    until = end.earliest if how == LAST else end.earliest - _DAY
    exact = end.earliest == end.latest
    if latest is None and exact:
        latest = until
    if latest is not None and latest > until:
        until = latest
    return Told(Bounds(first, latest, until, min(end.latest, today)), edtf(begin) if begin else None, edtf(end), False, ENDED)


def _leaving(how: str, today: date, begin: DateMatch | None, end: DateMatch | None) -> Told | None:
    first, latest = (begin.earliest, min(begin.latest, today)) if begin else (None, today)
    if end is not None and end.earliest <= today < end.latest:  # "this year", said within it
        return Told(Bounds(first, latest, today, end.latest), edtf(begin) if begin else None, None, False, LEAVING)
    if end is not None and end.latest <= today:
        return _ended(how, today, begin, end)
    last = end.latest if end else None
    return Told(Bounds(first, latest, today, last), edtf(begin) if begin else None, edtf(end) if end else None, False, LEAVING)


def _spell(today: date, begin: DateMatch, end: DateMatch) -> Told | None:
    if end.earliest > today:
        return _leaving(LEAVING, today, begin, end)
    last = min(end.latest, today)
    return Told(Bounds(begin.earliest, min(begin.latest, last), max(begin.latest, end.earliest), last), edtf(begin), edtf(end), False, SPELL)


def before(new: Told, today: date) -> Told | None:
    """What the other one of two that cannot hold at once is said by the day on which the new one begins: it ends on the day before."""
    bounds = new.bounds
    if bounds.latest_begin is None or bounds.earliest_begin is None:
        return Told(Bounds(latest_end=today), how=ENDED) if not new.planned else plain(today)
    last, first = bounds.latest_begin - _DAY, bounds.earliest_begin - _DAY
    if last >= today:
        return Told(Bounds(None, today, today, last), how=LEAVING)
    return Told(Bounds(None, last if first == last else None, first, last), how=ENDED)


def followed(one: Told, after: Told) -> Told | None:
    """What began and was followed by another that cannot hold at once: it held at its beginning, and was over when the other began."""
    bounds, last = one.bounds, after.bounds.latest_begin
    if bounds.latest_begin is None or last is None or after.bounds.earliest_begin is None:
        return None
    until = max(bounds.latest_begin, after.bounds.earliest_begin - _DAY)
    if until > last or (one.bounds.earliest_begin or until) > last:
        return None
    return Told(Bounds(bounds.earliest_begin, bounds.latest_begin, until, last), one.begin, after.begin, False, SPELL)


def over(one: Told, today: date) -> Told | None:
    """What began and does not hold on the day of the document, though no words say when it ended."""
    bounds = one.bounds
    if bounds.latest_begin is None or bounds.latest_begin > today:
        return None
    return Told(Bounds(bounds.earliest_begin, bounds.latest_begin, bounds.latest_begin, today), one.begin, None, False, SPELL)


def joined(one: Told, other: Told) -> Told | None:
    """Two tellings of one state as one; None where they contradict."""
    if one.planned != other.planned:
        return None
    pairs = zip(_days(one.bounds), _days(other.bounds), (max, min, max, min), strict=True)
    days = [choose(known) if (known := [day for day in pair if day]) else None for *pair, choose in pairs]
    how = next((how for how in (SPELL, ENDED, LEAVING, COMING, BEGUN) if how in (one.how, other.how)), HELD)
    if how == ENDED and {one.how, other.how} != {ENDED}:
        return None
    try:
        return Told(Bounds(*days), one.begin or other.begin, one.end or other.end, one.planned, how)
    except ValueError:
        return None


def _days(bounds: Bounds) -> tuple[date | None, ...]:
    return bounds.earliest_begin, bounds.latest_begin, bounds.earliest_end, bounds.latest_end


# ---- the dates of a clause

_INTRODUCED = re.compile(
    r"(?:\b(?:effective(?: as (?:of|at|from))?|with effect (?:from|on)|as (?:of|from|at)|from|since|on(?: or (?:about|around))?|in|during|by|before|"
    r"until|till|to|through|starting|commencing|beginning|expected|anticipated|scheduled|at|for|end of|close of business|"
    r"opening|market open|later|between|within|and)|"
    r"[,(\u2013\u2014-])\s*(?:the |early |late |mid-? ?|approximately |about |calendar )*$",
    re.IGNORECASE,
)
# "today", "last week", "earlier this year" need no preposition.
_BY_ITSELF = re.compile(r"(?:today|yesterday|tomorrow|this|last|next|earlier|later|immediately|effective|recently|now)\b", re.IGNORECASE)
_OF_OTHERS = re.compile(
    r"\b(?:dated|announced|reported|disclosed|(?:(?:news|press) releases?|announcements?|statements?) (?:of|on)|release dated|agreement (?:of|"
    r"on)|ended|ending|as reported (?:on|in)|"
    r"circular|filed|see|refer\w*|signed|entered into|approved|granted)\b[^.;]{0,24}$|\bmeeting\b[^.;]{0,80}$",
    re.IGNORECASE,
)
_THAT_ON = re.compile(r"\bthat,?\s(?:effective|on|in|with effect (?:from|on)|as (?:of|from))(?: or about)?\s$")  # "announced that on May 5 it"
_OPENS = re.compile(
    r"(?:effective|on|in|as of|since|with effect from|from|during|by|at|beginning|starting|commencing|late in|early in|at the)\b", re.IGNORECASE
)


_DECADE = re.compile(r"\d0'?s\b")  # "from the 1930s to 1956": no year of a begin


@dataclass(frozen=True)
class Dated:
    """The dates of a sentence that may date what it says, in order, and the sentence."""

    text: str
    dates: tuple[DateMatch, ...]

    def within(self, low: int, high: int) -> Iterator[DateMatch]:
        """Those between two offsets that words introduce as the day of what happens."""
        for found in self.dates:
            if low <= found.start < high and self._introduced(found):
                yield found

    def opening(self, at: int) -> DateMatch | None:
        """The one that opens the sentence, before what it dates: "On May 5, 2012, the ..."."""
        first = next((found for found in self.dates if found.end <= at), None)
        if first is None or first.start > 60 or _OF_OTHERS.search(self.text[: first.start]):
            return None
        lead = self.text[: first.start]
        bare = not lead.strip() and _BY_ITSELF.match(self.text[first.start : first.end])
        opens = bare or (_OPENS.match(lead) and re.fullmatch(r"[\w', -]{0,60}", lead) and _INTRODUCED.search(lead))
        return first if opens else None

    def _introduced(self, found: DateMatch) -> bool:
        if found.kind == "immediate" or _BY_ITSELF.match(self.text[found.start : found.end]):
            return True
        lead = self.text[max(0, found.start - 60) : found.start]
        if _THAT_ON.search(lead):
            return True
        return (_INTRODUCED.search(lead) is not None and _OF_OTHERS.search(lead) is None) or found.kind in ("since", "until")

    def since(self, found: DateMatch) -> bool:
        """Whether a date is introduced by "since"."""
        return (
            found.kind == "since" or re.search(r"\b(?:since|continuously from)\s(?:the |early |late |mid-?)?$", self.text[: found.start]) is not None
        )

    def effective(self, found: DateMatch) -> bool:
        """Whether a date is introduced as that from which something holds."""
        lead = self.text[max(0, found.start - 60) : found.start]
        return (
            re.search(r"\b(?:effective|with effect|as (?:of|from)|starting|commencing|beginning|from)\b[^.;]{0,40}$", lead, re.IGNORECASE) is not None
        )

    def until(self, found: DateMatch) -> bool:
        """Whether a date is introduced by "until"."""
        lead = self.text[max(0, found.start - 60) : found.start]
        return found.kind == "until" or re.search(r"\b(?:until|till|up to|through(?: to)?)\s(?:the |early |late |mid-?|end of )*$", lead) is not None

    def closes(self, found: DateMatch) -> bool:
        """Whether a date is that of a last day: "at the close of trading on"."""
        lead = self.text[max(0, found.start - 60) : found.start]
        return (
            re.search(
                r"\b(?:close|end) of (?:trading|business|markets?|the (?:trading )?day|play)\b[^.;]{0,20}$|\blast (?:trading )?day\b[^.;]{0,30}$",
                lead,
            )
            is not None
        )

    def spell(self, low: int, high: int) -> tuple[DateMatch, DateMatch] | None:
        """ "from 1993 to 2008", "between 1965 and 1990" between two offsets: the first and the last."""
        for found in self.dates:
            if not low <= found.start < high:
                continue
            if _DECADE.search(self.text[found.start : found.end]):
                continue
            first, _, last = found.edtf.partition("/")
            if found.kind == "range" and last and (ends := _ends(found, first, last)):
                return ends
            after = next((other for other in self.dates if other.start > found.end), None)
            if after and after.start < high and self._from_to(found, after):
                return replace(found, kind="day"), replace(after, kind="day")
        return None

    def _from_to(self, first: DateMatch, last: DateMatch) -> bool:
        between, lead = self.text[first.end : last.start], self.text[: first.start]
        joint = re.fullmatch(r"\s*,?\s*(?:to|until|and|through|-|\u2013)\s*(?:the |early |late )?", between)
        return joint is not None and re.search(r"\b(?:from|between)\s(?:the |early |late |mid-?)?$", lead) is not None


def _ends(found: DateMatch, first: str, last: str) -> tuple[DateMatch, DateMatch] | None:
    """The two ends of a range as dates of their own."""
    if not _EDTF.fullmatch(first) or not _EDTF.fullmatch(last):
        return None
    begin, end = _days_of(first), _days_of(last)
    return (DateMatch(found.start, found.end, *begin, first, "day"), DateMatch(found.start, found.end, *end, last, "day"))


def _days_of(text: str) -> tuple[date, date]:
    """The first and last day of a year, month or day as EDTF."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    return first, (date(year + (month == 12), month % 12 + 1, 1) if month else date(year + 1, 1, 1)) - _DAY


@lru_cache(maxsize=256)  # the sites of a sentence share its dates
def dated(text: str, published: date, *, future: bool = False) -> Dated:
    """The dates of a sentence; with `future` those without a year lie ahead."""
    return Dated(text, tuple(found for found in find_dates(text, published, future=future) if found.kind != "ambiguous"))


def by_then(text: str, found: DateMatch, today: date) -> DateMatch:
    """A date said with "by": at the latest then."""
    if found.earliest > today and re.search(r"\b(?:by|before|no later than|within)\s(?:the |early |late |mid-?|end of )*$", text[: found.start]):
        return DateMatch(found.start, found.end, today, found.latest, f"{today.isoformat()}/{found.latest.isoformat()}", "range")
    return found
