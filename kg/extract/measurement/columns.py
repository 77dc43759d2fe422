"""What the head of a column in a table of results says of time and basis: "Q3 2020", "YTD 2018", "2018 Guidance", "2018 PEA", "Change"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.measurement.head_words import BASES, CHANGE, written_out
from kg.extract.measurement.periods import Times, previous_year, year_of
from kg.facts import Period
from kg.text.dates import DateMatch, find_dates
from kg.text.months import WRITTEN, month_number
from kg.text.periods import add_months
from kg.text.table.lines import is_period
from kg.text.tables import Column

_STRETCH = frozenset({"quarter", "half", "months", "period", "year", "fiscal", "month", "week", "range"})
_YEAR = re.compile(r"(?<![\w-])(?:(?P<fiscal>FY|F|fiscal(?: year)?) ?)?(?P<year>(?:19|20)\d\d)(?![\w,.]*\d)", re.IGNORECASE)
_TO_DATE = re.compile(r"\bYTD\b|\byear[- ]to[- ]date\b|\bto date\b", re.IGNORECASE)
_MONTHS = re.compile(r"\b(?:(?P<digits>\d{1,2}) ?(?:M|mos?|months?)|(?P<word>three|six|nine|twelve)[- ]months?)\b", re.IGNORECASE)
_WORDS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_PART = re.compile(
    r"(?:[QH][1-4]|(?:first|second|third|fourth) quarter|(?:first|second) half|(?P<whole>FY|annual|(?:full[- ])?year|full fiscal year|twelve months))"
    r"(?: (?:actual|guidance|production|results))?",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"Q(?P<quarter>[1-4])|(?P<named>first|second|third|fourth) quarter|FY|(?:full|fiscal)[- ]year|twelve months|12 months|annual", re.IGNORECASE
)
_QUARTERS = ("first", "second", "third", "fourth")
_OF_MONTHS = re.compile(r"[- ]months? periods?\b", re.IGNORECASE)
_THIS = re.compile(r"^(?:this|current|reporting) (?:quarter|period|half[- ]year|half|year)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"^(?:(?:prior|previous|last) (?:year|corresponding)|pcp\b|(?:corresponding|comparative|same) (?:quarter|period))", re.IGNORECASE
)
_QUARTER_BEFORE = re.compile(r"^(?:prior|previous|last|preceding) (?:quarter|qtr)\b", re.IGNORECASE)
_ENDED = re.compile(r"\b(?:(?:three|six|nine|twelve|3|6|9|12) months|quarter|half[- ]year|year) end(?:ed|ing)\b(?!:? (?:[A-Z]|\d))", re.IGNORECASE)
# "Six months / 31 Dec 13", "Half-year Dec-13": what ended on the day or with the month below it
_TO_DAY = re.compile(
    rf"\b((?:three|six|nine|twelve|3|6|9|12) months|quarter|half[- ]year|year) (?=(?:\d{{1,2}}[ -])?(?-i:{WRITTEN})\b\.?[ -]['\u2019]?\d{{1,2}})",
    re.IGNORECASE,
)
_PHRASE = re.compile(
    r"\b(?:(?:three|six|nine|twelve)(?: \(\d\))?[- ]months?(?: period)?|quarters?|half[- ]year|year)s? (?:ended|ending|to) "
    r"(?P<day>[A-Z][a-z]+ \d{1,2}|\d{1,2} [A-Z][a-z]+)|"
    r"\b(?:first|second|third|fourth) quarter\b|\bQ[1-4]\b|\b(?:first|second) half\b|\bH[12]\b",
    re.IGNORECASE,
)
_YEAR_AHEAD = re.compile(
    r"(?:(?:FY|full[- ]year|annual) ?)?20\d\d (?:(?:full[- ]year|annual|revised|original) )?(?:guidance|plan|budget|outlook|forecast|target)s?|"
    r"(?:guidance|plan|budget|outlook|forecast|target) (?:for )?(?:FY ?)?20\d\d",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:year|annual|FY|CY|fiscal|guidance|outlook|forecast)", re.IGNORECASE)
# "Fourth quarter and full year production": a bare year below it may be either.
_BOTH = re.compile(
    r"\b(?:quarter|Q4|months|half)(?: 20\d\d)?,? (?:and|&) (?:the )?(?:(?:full|fiscal|financial)[- ])?(?:year|annual|twelve|FY)(?!-to| to)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class ColumnTime:
    """The period and basis of a column, each None where its head says none; `change`: it compares others, and measures nothing; `said`:
    its own head tells the period."""

    period: Period | None = None
    basis: str | None = None
    change: bool = False
    said: bool = False


def column_time(words: str, times: Times, around: str) -> ColumnTime:
    """What a head says; `around` are the title and corner of the table, which may say of what part of the years in its heads it tells."""
    if CHANGE.search(words):
        return ColumnTime(change=True)
    basis = next((name for name, pattern in BASES if pattern.search(words)), None)
    if basis == "estimate":
        return ColumnTime(None, basis)
    if _YEAR.fullmatch(words.strip()) and _BOTH.search(around):
        return ColumnTime(None, basis, said=True)
    period = _period(words, times, around)
    return ColumnTime(period, basis, said=period is not None)


def of_whole_year(column: Column, words: str) -> str:
    """The words of a head, less the span of a part of the year beside the plan or guidance of all of it: "2024 Plan" behind "Six months ended"."""
    return column.head if is_period(column.span) and _YEAR_AHEAD.fullmatch(column.head.strip()) else words


def _period(words: str, times: Times, around: str) -> Period | None:
    plain = _TO_DAY.sub(r"\1 ended ", written_out(words, times.year_end))
    part = _PART.fullmatch(plain.strip())
    if part and len(titled := set(_YEAR.findall(around))) == 1:
        plain = f"{'' if part['whole'] else plain} {titled.pop()[1]}".strip()
    year = _YEAR.search(plain)
    if relative := _relative(plain, times) or _of_main(plain, times) or _by_last_month(plain, times):
        return relative
    if year and (_TO_DATE.search(plain) or (_MONTHS.search(plain) and not re.search(r"\bend(?:ed|ing)\b|\bto\b", plain, re.IGNORECASE))):
        return _to_date(plain, int(year["year"]), times)
    dates = [found for found in find_dates(plain, times.reference, year_end=times.year_end) if found.kind in _STRETCH]
    if len({(found.earliest, found.latest) for found in dates}) > 1:
        return None
    if dates and dates[0].kind not in ("year", "fiscal"):
        return _stretch(plain, dates[0], times)
    ended = _ENDED.findall(around)
    if len(ended) == 1 and _day(plain, times):
        told = [found for found in find_dates(f"{ended[0]} {plain}", times.reference, year_end=times.year_end) if found.kind in _STRETCH]
        return Period(told[0].earliest, told[0].latest) if len(told) == 1 else None
    if year is None:
        return Period(dates[0].earliest, dates[0].latest) if dates else _day(plain, times)
    day = _day(plain, times)
    phrase = None if _YEARLY.search(plain) else _PHRASE.search(around)
    if phrase and not (phrase["day"] and day and not _is_day(phrase["day"], day)):
        said = _OF_MONTHS.sub(" months", phrase.group())
        told = find_dates(f"{said}{',' if phrase['day'] else ''} {year['year']}", times.reference, year_end=times.year_end)
        if len(told) == 1 and told[0].kind in _STRETCH:
            return Period(told[0].earliest, told[0].latest)
    if day:
        return day
    return year_of(times, date(int(year["year"]), times.year_end, 1))


def _is_day(words: str, day: Period) -> bool:
    """Whether words such as "30 June" name the last day of a period."""
    return day.end is not None and all(word in words for word in (str(day.end.day), f"{day.end:%b}"))


def _stretch(words: str, found: DateMatch, times: Times) -> Period:
    """The days of a quarter or half; one that would lie ahead is of the fiscal year, where that ends within the calendar's."""
    part = re.search(r"\b(?P<part>[QH][1-4]) (?=20\d\d\b)", words)
    if part and times.year_end != 12 and found.latest > times.reference and not BASES[0][1].search(words):
        fiscal = find_dates(words.replace(part.group(), f"{part['part']} FY"), times.reference, year_end=times.year_end)
        if len(fiscal) == 1 and fiscal[0].latest <= times.reference:
            return Period(fiscal[0].earliest, fiscal[0].latest)
    return Period(found.earliest, found.latest)


def _relative(words: str, times: Times) -> Period | None:
    """The period that a head tells by the one of which the release reports: "This quarter", "Prior year", "Year to date"."""
    if times.main is None or re.search(r"\d", words):
        return None
    main = Period(times.main.earliest, times.main.latest)
    if _TO_DATE.search(words):
        whole = year_of(times, times.main.latest)
        return Period(whole.start, main.end) if whole and whole.start and main.start and whole.start < main.start else None
    is_quarter = 80 < (times.main.latest - times.main.earliest).days < 100
    if _THIS.search(words) and (is_quarter or not re.search(r"quarter", words, re.IGNORECASE)):
        return main
    if _YEAR_BEFORE.search(words):
        return previous_year(main)
    if is_quarter and _QUARTER_BEFORE.search(words):
        return Period(add_months(times.main.earliest, -3), times.main.earliest - timedelta(days=1))
    return None


_LAST_MONTH = re.compile(r"(?P<month>Mar|Jun|Sep|Dec)[a-z]{0,6}\.?[- ](?:Q|qtr|quarter)\.?(?: (?:actual|result)s?)?", re.IGNORECASE)


def _by_last_month(words: str, times: Times) -> Period | None:
    """The quarter that a head calls by its last month without a year: the one of which the release reports, or one of the three before it."""
    said = _LAST_MONTH.fullmatch(words.strip())
    if said is None or times.main is None or not 80 < (times.main.latest - times.main.earliest).days < 100:
        return None
    for back in range(4):
        begun = add_months(times.main.earliest, -3 * back)
        end = add_months(begun, 3) - timedelta(days=1)
        if end.month == month_number(said["month"]):
            return Period(begun, end)
    return None


def _of_main(words: str, times: Times) -> Period | None:
    """The quarter, or the year that ends with it, of which the release reports, where a head names it without its year: "Q4", "FY"."""
    if times.main is None or not (bare := _BARE.fullmatch(words.strip())):
        return None
    year = year_of(times, times.main.latest)
    if year is None or year.start is None or year.end is None:
        return None
    if not bare["quarter"] and not bare["named"]:
        return year if year.end == times.main.latest else None
    number = int(bare["quarter"]) if bare["quarter"] else 1 + _QUARTERS.index(bare["named"].lower())
    begin = add_months(year.start, 3 * (number - 1))
    end = add_months(begin, 3) - timedelta(days=1)
    return Period(begin, end) if end == times.main.latest else None


def _day(words: str, times: Times) -> Period | None:
    """The last day of a balance: "As at June 30, 2019"."""
    found = [match for match in find_dates(words, times.reference, year_end=times.year_end) if match.kind == "day"]
    return Period(None, found[0].latest) if len(found) == 1 else None


def _to_date(words: str, year: int, times: Times) -> Period | None:
    """The months of a fiscal year up to the end of the period of which the release reports, or so many as the head says."""
    whole = year_of(times, date(year, times.year_end, 1))
    if whole.start is None or whole.end is None:
        return None
    months = _MONTHS.search(words)
    if months:
        count = int(months["digits"]) if months["digits"] else _WORDS[months["word"].lower()]
        return Period(whole.start, add_months(whole.start, count) - timedelta(days=1)) if 0 < count <= 12 else None
    if times.main is None:
        return None
    end = times.main.latest
    shifted = add_months(end + timedelta(days=1), -12 * (year_of(times, end).end.year - year)) - timedelta(days=1)  # type: ignore[union-attr]
    return Period(whole.start, shifted) if whole.start < shifted <= whole.end and shifted <= times.reference else None


_MONTH = re.compile(rf"(?P<month>{WRITTEN})\.?", re.IGNORECASE)


def months_of(labels: Iterable[str], times: Times) -> dict[str, Period]:
    """The months that labels call by name alone, where two of them follow one another: those before the end of what the release reports of. Of
    such as "March" beside "June" nobody can say whether they are quarters."""
    named = {text: month_number(found["month"]) for text in labels if (found := _MONTH.fullmatch(text.strip()))}
    numbers = set(named.values())
    if times.main is None or len(numbers) < len(named) or not any(number % 12 + 1 in numbers for number in numbers):
        return {}
    last = times.main.latest
    begun = {text: date(last.year - (number > last.month), number, 1) for text, number in named.items()}
    return {text: Period(day, add_months(day, 1) - timedelta(days=1)) for text, day in begun.items()}


_AT_DAY = re.compile(rf"\b[Cc]ash\b[^\n]{{0,40}} (?:at|of|on) (?P<day>{WRITTEN}\.? \d{{1,2}}|\d{{1,2}} {WRITTEN})(?![\w,])")


def balance_day(words: str, times: Times) -> ColumnTime | None:
    """The day of the balance that a row tells, the last such before the release where it has no year: "Cash at Dec. 31"."""
    said = _AT_DAY.search(words)
    days = [found for found in find_dates(said["day"], times.reference) if found.kind == "day"] if said else []
    return ColumnTime(Period(None, days[0].latest), said=True) if days else None
