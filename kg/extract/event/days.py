"""The dates that a text tells of events: those that any text may tell, and what only news says ("this summer", "the following day")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from kg.text.dates import DateMatch, find_dates
from kg.text.months import FULL
from kg.text.sieves import Sieved

# A bare month before what it measures ("March throughput"), or of which a part is told ("the second half of June").
_BARE_MONTH = Sieved(
    rf"\b(?:first|second|latter|early|later) (?:half|part|weeks?|days) of ({FULL})\b(?! \d)"
    rf"|\b(?:scheduled|planned|due|set|targeted|expected|slated) for (?:early |mid-|late )?({FULL})\b(?! \d)"
    rf"|\brecord for ({FULL})\b(?! \d)"
    rf"|(?<!\d )(?<!and )\b({FULL})(?:'s)? (?:mill |mine |plant |gold |silver |copper |ore |metal )?"
    r"(?:production|output|throughput|recovery|sales|shipments|tonnage|tonnes|rains?|storms?|floods?|blizzard|"
    r"(?:was|proved|became|turned out) (?:\w+ ){1,4}?record)\b"
)
# A day of the week that is part of a name: "the Glad Tuesday mine".
_NAMED_DAY = re.compile(
    r"\b(?!(?:On|Last|This|By|Since|Until|From|Next|Late|Early|Before|After|Past|Every|Each|Between|And|Or|To|Effective|Today|Yesterday|As|Of|In)\b)"
    r"[A-Z][a-z]+ ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b(?!,? (?:\d|(?-i:[A-Z][a-z]{2,8}\.? \d)))"
)
# Of the year of the document: "this summer", and "by the end of the summer" where that is still to come.
_SEASON = Sieved(
    r"\bthis (?:coming |northern |southern )?(?:spring|summer|fall|autumn|field season)\b|"
    r"\b(?:by|before|in|during) (?:(?:the )?(?:end|middle|start|beginning) of |late |early |mid-)?(?:the )?(?P<ahead>spring|summer|fall|autumn)\b"
    r"(?!,? (?:of )?\d| season| of (?:ground|roof)| (?-i:[A-Z]))",
    re.IGNORECASE,
)
_DAY_AFTER = Sieved(r"\b(?:on )?the (?:very )?(?:next|following) day\b", re.IGNORECASE)
_WEEKEND = Sieved(r"\b(?:over|at|during|on) (?:the|this|this past|the past|last) weekend\b", re.IGNORECASE)
_THIS_MORNING = Sieved(r"\b(?:earlier )?this (?:morning|afternoon|evening)\b", re.IGNORECASE)
_NEXT_YEAR = re.compile(r"\bnext year(?= to [a-z]{3,})", re.IGNORECASE)  # "will drill next year to extend it": no year to a date
_ENDS_IN = {"spring": 5, "summer": 8, "fall": 11, "autumn": 11}  # the last month in which a season is still to come
_OF_THE_YEAR = Sieved(
    r"\b(?:the )?((?:first|second|third|fourth|final|last) (?:half|quarter)) of (?:the|this)(?: current| calendar)? year\b", re.IGNORECASE
)
_LAST_QUARTER = re.compile(r"\b(?:in|during|by) the ((?:final|last) quarter)\b(?! of)")
# How soon something is to come: an interval from the day of the document.
_WITHIN = re.compile(
    r"\b(?:within(?: the)?(?: next| coming| following)?|(?:in|over|during) the (?:next|coming|following)) (?P<count>\d{1,3}|[a-z]{3,6})(?: \(\d+\))? "
    r"(?:(?:calendar|business|working|trading) )?(?P<unit>day|week|month)s\b"
    r"(?! (?:of|after|from|following) (?!(?:today|the date|this|the present)\b))",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:within|in|over)(?: about| approximately| the)?(?: next)? (?P<first>\d{1,3}|[a-z]{3,6})(?:-| - |\u2013| to | or )"
    r"(?P<last>\d{1,3}|[a-z]{3,6}) (?:(?:calendar|business|working) )?(?P<unit>day|week|month)s\b(?! (?:of|after|from|following)\b)",
    re.IGNORECASE,
)
_COUNTS = {word: count for count, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)}
_DAYS = {"day": 1, "week": 7, "month": 30}


def _soon(text: str, today: date) -> Iterator[DateMatch]:
    """The time "within 45 days" or "in two to three weeks"."""
    for said in _BETWEEN.finditer(text):
        first, last = (today + timedelta(days=_count(said[count]) * _DAYS[said["unit"].lower()]) for count in ("first", "last"))
        if today < first < last:
            yield DateMatch(said.start(), said.end(), first, last, f"{first.isoformat()}/{last.isoformat()}", "range")
    for said in _WITHIN.finditer(text):
        if count := _count(said["count"]):
            end = today + timedelta(days=count * _DAYS[said["unit"].lower()])
            yield DateMatch(said.start(), said.end(), today, end, f"{today.isoformat()}/{end.isoformat()}", "range")


def _count(said: str) -> int:
    """A number in digits or small letters; 0 for any other word."""
    return int(said) if said.isdigit() else _COUNTS.get(said.lower(), 0)


def dates_of(text: str, today: date, planned: bool, year_end: int | None = None) -> list[DateMatch]:
    """The dates of a text that may date an event: for one to come, those without a year lie ahead. `year_end` is the month that ends the
    fiscal year."""
    found = _with_year_of_next(text, find_dates(text, today, future=planned, year_end=year_end), today)
    if named := {name.start(1) for name in _NAMED_DAY.finditer(text)}:
        found = [one for one in found if one.start not in named]
    for start, end, words in _by_other_words(text, today, planned):
        if _is_free(found, start, end):
            found += [replace(said, start=start, end=end) for said in find_dates(words, today, future=planned)[:1]]
    for later in _DAY_AFTER.finditer(text) if not planned else ():
        days = [one.latest for one in found if one.end <= later.start() and one.earliest == one.latest]
        if days and days[-1] < today:
            after = days[-1] + timedelta(days=1)
            found.append(DateMatch(later.start(), later.end(), after, after, after.isoformat(), "day"))
    for said in _soon(text, today) if planned else _weekends(text, today):
        if _is_free(found, said.start, said.end):
            found.append(said)
    return sorted(_of_that_year(text, found, today), key=lambda one: one.start)


_THAT_YEAR = re.compile(rf"\b(?:(?P<month>{FULL}) of|later(?: in)?) (?:that|the same) year\b|\b(?P<next>the following month)\b")


def _of_that_year(text: str, found: list[DateMatch], today: date) -> Iterator[DateMatch]:
    """The dates, with those of the year of a date before them: "bought it in January 2006 and reopened it in August of that year"."""
    taken = list[DateMatch]()
    for said in _THAT_YEAR.finditer(text):
        before = [one.latest for one in found if one.end <= said.start() and one.kind in ("day", "month", "year", "quarter")]
        words = f"in {said['month'] or ''} {before[-1].year}" if before else ""
        if said["next"]:
            months = [one.latest for one in found if one.end <= said.start() and one.kind in ("day", "month")]
            words = f"{months[-1].replace(day=28) + timedelta(days=5):in %B %Y}" if months else ""
        taken += [replace(one, start=said.start(), end=said.end()) for one in find_dates(words, today)[:1]]
    yield from taken
    yield from (one for one in found if not any(other.start < one.end and one.start < other.end for other in taken))


_AND_NEXT = re.compile(r",? (?:and|&|or|to) |, ")


def _with_year_of_next(text: str, found: list[DateMatch], today: date) -> list[DateMatch]:
    """The dates, of which a day without a year takes that of the day right behind it: "on August 23 and November 1, 2011"."""
    for index in range(len(found) - 2, -1, -1):
        one, following = found[index], found[index + 1]
        if (
            one.kind == following.kind == "day"
            and _AND_NEXT.fullmatch(text, one.end, following.start)
            and one.earliest.year != following.earliest.year
        ):
            told = str(following.earliest.year)
            if told in text[following.start : following.end] and not re.search(r"\d{4}", text[one.start : one.end]):
                read = find_dates(f"{text[one.start : one.end]}, {told}", today)
                found[index] = replace(read[0], start=one.start, end=one.end) if read and read[0].kind == "day" else one
    return found


def _by_other_words(text: str, today: date, planned: bool) -> Iterator[tuple[int, int, str]]:
    """From where to where a text tells a time that is read of other words, and these: "this summer" of "in 2021"."""
    for month in _BARE_MONTH.finditer(text):
        group = next(index for index in (1, 2, 3, 4) if month[index])
        yield *month.span(group), f"in {month[group]}"
    for now in _THIS_MORNING.finditer(text) if not planned else ():
        yield *now.span(), "today"
    for half in _OF_THE_YEAR.finditer(text):
        yield *half.span(), f"in the {half[1]} of {today.year}"
    for last in _LAST_QUARTER.finditer(text) if planned else ():
        yield *last.span(1), f"in the fourth quarter of {today.year}"
    for season in _SEASON.finditer(text):
        if not season["ahead"] or (planned and today.month <= _ENDS_IN[season["ahead"].lower()]):
            yield *season.span(), f"in {today.year}"
    for year in _NEXT_YEAR.finditer(text) if planned else ():
        yield *year.span(), f"in {today.year + 1}"


def _weekends(text: str, today: date) -> Iterator[DateMatch]:
    """The last weekend before the day of the document, where a text tells of it."""
    sunday = today - timedelta(days=today.isoweekday() % 7 or 7)
    saturday = sunday - timedelta(days=1)
    for said in _WEEKEND.finditer(text):
        yield DateMatch(said.start(), said.end(), saturday, sunday, f"{saturday.isoformat()}/{sunday.isoformat()}", "range")


def _is_free(found: Iterable[DateMatch], start: int, end: int) -> bool:
    """Whether no date was found in a stretch of a text."""
    return not any(one.start < end and start < one.end for one in found)
