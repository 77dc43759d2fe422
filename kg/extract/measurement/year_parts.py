"""Parts of a year told without its number: "the first half of the year", "the opening quarter", "from 251 g/t in the second"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kg.facts import Period
from kg.text.dates import DateMatch
from kg.text.months import FULL, month_number
from kg.text.periods import add_months

_PLACES = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "final": -1, "closing": -1, "last": -1, "latter": -1}
_LENGTHS = {"quarter": 3, "half": 6, "months": 3}
_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
_COUNTS = {word: count for count, word in enumerate(_WORDS, 2)} | {str(count): count for count in range(2, 12)}
# "the first half of the year", "the final quarter of 2008", "the opening quarter"
_PART = re.compile(
    r"\b(?:(?P<place>first|second|third|fourth|opening|final|closing|last|latter)[- \n]"
    r"(?:(?P<count>two|three|four|five|six|seven|eight|nine|ten|eleven|1[01]|[2-9])[- \n])?"
    r"(?P<part>quarter|half|months))[ \n]of[ \n](?:the[ \n](?:current[ \n]|financial[ \n]|fiscal[ \n])?"
    r"year\b(?![- ](?:ended|ending|to)\b)"
    r"|(?P<year>(?:19|20)\d\d)\b)|"
    r"\b(?P<opening>opening|closing|final)[ \n](?P<alone>quarter|half)\b(?![ \n](?:of|ended|to)\b)",
    re.IGNORECASE,
)
# "$742 in the second quarter from $806 in the first"
_ORDINAL = re.compile(
    r"\b(?:in|for|during|of|from|than|over|on)[ \n]the[ \n](?P<place>first|second|third|fourth)"
    r"(?=[,.;)]|$|[ \n](?:and|to|at|from|due|as|because|with|when|while)\b)"
)
_ENDED_MONTH = re.compile(r"\b(?P<month>March|June|September|December)-quarter\b")
# "Since its discovery in 1902, the mine has yielded"
_SINCE = re.compile(r"\b[Ss]ince[ \n](?:[\w'\u2019-]+[ \n]){1,6}in[ \n](?P<year>(?:19|20)\d\d)\b")


def year_parts(text: str, reference: date, year: Callable[[date], Period], last: date | None, found: Sequence[DateMatch]) -> list[DateMatch]:
    """The parts of years that a sentence names without telling which: of the `year` in which the reported time ends on the day `last`, or in which
    the release stands; an ordinal alone is a quarter beside one of the dates `found`."""
    parts: list[DateMatch] = []
    for said in _PART.finditer(text):
        if (said["part"] or "").lower() == "months" and not said["count"]:
            continue  # "the first months of the year": nobody says how many
        whole = _named(said["year"], reference, year) if said["year"] else year(last or reference)
        over = _part_of(whole, _PLACES[(said["place"] or said["opening"]).lower()], _length(said))
        if over is None or (said["year"] and said["place"].lower() in ("first", "second", "third", "fourth")):
            continue
        parts.append(_match(said.start(), said.end(), over, said["part"] or said["alone"]))
    parts += _bare_ordinals(text, reference, [*found, *parts])
    for said in _ENDED_MONTH.finditer(text):
        ends = (add_months(date(reference.year - back, month_number(said["month"]), 1), 1) - timedelta(days=1) for back in (0, 1))
        end = next((day for day in ends if day <= reference), None)
        if end:
            parts.append(_match(said.start(), said.end(), (add_months(end + timedelta(days=1), -3), end), "quarter"))
    for said in _SINCE.finditer(text):
        begun = date(int(said["year"]), 1, 1)
        if begun < reference:
            parts.append(DateMatch(said.start(), said.end(), begun, date(begun.year, 12, 31), said["year"], "since"))
    return parts


def _named(number: str, reference: date, year: Callable[[date], Period]) -> Period:
    """The year of a number: the one that ends in that calendar year."""
    return year(date(int(number), (year(reference).end or reference).month, 1))


def _bare_ordinals(text: str, reference: date, found: Sequence[DateMatch]) -> list[DateMatch]:
    """The quarters that an ordinal alone names: of the year of the quarter told before it, or of the year before where that one is not over."""
    bare: list[DateMatch] = []
    for said in _ORDINAL.finditer(text):
        beside = [one for one in found if one.kind == "quarter" and one.end <= said.start() and (one.latest - one.earliest).days < 100]
        if not beside:
            continue
        other = beside[-1]
        places = [place for word, place in _PLACES.items() if re.match(rf"{word}\b|Q{place}\b", text[other.start : other.end], re.IGNORECASE)]
        if places:
            steps = _PLACES[said["place"].lower()] - (places[0] if places[0] > 0 else 4)  # the final quarter is the fourth
            begun = add_months(other.earliest, 3 * steps)
            begun = begun if add_months(begun, 3) <= reference else add_months(begun, -12)
            bare.append(_match(said.start("place"), said.end(), (begun, add_months(begun, 3) - timedelta(days=1)), "quarter"))
    return bare


def _length(said: re.Match[str]) -> int:
    return _COUNTS[said["count"].lower()] if said["count"] else _LENGTHS[(said["part"] or said["alone"]).lower()]


def _part_of(year: Period, place: int, months: int) -> tuple[date, date] | None:
    """The first and the last day of the part of so many months that has a place in a year."""
    if year.start is None or year.end is None or abs(place) * months > 12:
        return None
    begun = add_months(year.start, months * (place - 1)) if place > 0 else add_months(year.end + timedelta(days=1), -months)
    return begun, add_months(begun, months) - timedelta(days=1)


def _match(start: int, end: int, over: tuple[date, date], part: str) -> DateMatch:
    return DateMatch(start, end, over[0], over[1], f"{over[0]}/{over[1]}", part.lower())


# "We closed 2018 with $183 million", "ended the year with": at its end.
_CLOSED = re.compile(
    r"\b(?:(?:ended|closed|finished|exited)[ \n](?:(?:FY ?)?(?P<year>20\d\d)[ \n]with\b|the[ \n](?:\w+[ \n])?year\b)|"
    r"year[- ]end\b|end[ \n]of[ \n]the[ \n]year\b)",
    re.IGNORECASE,
)


def year_closed(words: str, reference: date, year: Callable[[date], Period]) -> Period | None:
    """The year that words before a balance close: the one told, else the last that is over on the day of the release."""
    said = _CLOSED.search(words)
    if said is None:
        return None
    now = year(reference)
    if said["year"]:
        told = _named(said["year"], reference, year)
        return told if told.end and told.end <= reference else None
    return year(now.start - timedelta(days=1)) if now.start else None


_YEAR_THROUGH = re.compile(
    rf"\b(?P<year>(?:19|20)\d\d)[ \n]through[ \n](?:the[ \n]end[ \n]of[ \n])?(?:Q(?P<quarter>[1-4])|(?P<month>{FULL}))\b"
    r"(?!,?[ \n](?:\d{1,2},?[ \n])?(?:of[ \n])?(?:FY[ \n]?)?(?:19|20)\d\d\b)"  # "2018 through December 2020" ends in another
)


def years_through(text: str, year: Callable[[date], Period]) -> list[DateMatch]:
    """A year up to the end of one of its quarters or months: "2022 through Q3", "2018 through September"."""
    through: list[DateMatch] = []
    for said in _YEAR_THROUGH.finditer(text):
        begun = _named(said["year"], date(int(said["year"]), 1, 1), year).start
        if begun is not None:
            months = 3 * int(said["quarter"]) if said["quarter"] else (month_number(said["month"]) - begun.month) % 12 + 1
            end = add_months(begun, months) - timedelta(days=1)
            through.append(DateMatch(said.start(), said.end(), begun, end, f"{begun}/{end}", "months"))
    return through


# "from 1936 until its closure in 1968", "from 1936 until it closed in 1968".
_UNTIL_CLOSED = re.compile(
    r"\bfrom[ \n](?P<first>(?:18|19|20)\d\d)[ \n](?:until|to|through)[ \n](?:it|its|the|they|their|mining|production|operations)\b"
    r"[^.;,\d]{3,60}\b(?:in|at the end of)[ \n](?P<last>(?:18|19|20)\d\d)\b"
)


def years_until(text: str) -> list[DateMatch]:
    """The years from one to that in which something ended, of which words tell between."""
    years = [(said, int(said["first"]), int(said["last"])) for said in _UNTIL_CLOSED.finditer(text)]
    return [
        DateMatch(said.start("first"), said.end(), date(first, 1, 1), date(last, 12, 31), f"{first}/{last}", "range")
        for said, first, last in years
        if first < last
    ]


_BETWEEN = re.compile(r"\b[Bb]etween[ \n][^.;,\d]{3,50}$")


def days_between(text: str, found: Sequence[DateMatch]) -> list[DateMatch]:
    """The time between two days of which words lead to the first: "between the start of mining on April 23, 2019 and June 30, 2019"."""
    return [
        DateMatch(one.start, other.end, one.earliest, other.latest, f"{one.earliest}/{other.latest}", "range")
        for one, other in itertools.pairwise(found)
        if one.kind == other.kind == "day"
        and one.earliest < other.latest
        and text[one.end : other.start].split() == ["and"]
        and _BETWEEN.search(text, 0, one.start)
    ]


def called(text: str, named: Sequence[tuple[str, Period]]) -> list[DateMatch]:
    """The times that a sentence calls by the names which the text has given them: "in the Period"."""
    found: list[DateMatch] = []
    for name, over in named:
        for said in re.finditer(rf"\bthe[ \n]{name}\b(?!['\u2019]|[ \n](?:of|to|from|ended|ending|[A-Z])\b)", text):
            if over.start and over.end:
                found.append(DateMatch(said.start(), said.end(), over.start, over.end, f"{over.start}/{over.end}", "period"))
    return found
