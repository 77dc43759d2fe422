"""Two times told in one breath, with a figure for each: "sales for the three and nine months ended September 30 were $17 million and $46 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kg.facts import Period
from kg.text.dates import DateMatch
from kg.text.periods import add_months

_MONTHS = {"six": 6, "nine": 9, "twelve": 12, "half": 6, "year": 12}
_BOTH = re.compile(
    r"\b(?:(?:three|3)(?:[- \n]months?)?|(?:first |second |third |fourth )?quarter)(?:[ \n]periods?)?[ \n]and[ \n]"
    r"(?:the[ \n])?(?:first[ \n]|full[ \n]|fiscal[ \n])?(?P<long>six|nine|twelve|half|year)"
    r"(?:[- \n]months?)?(?:[- \n]year)?(?:[ \n]periods?)?,?[ \n](?:ended|ending|to)[ \n]",
    re.IGNORECASE,
)
# "in the fourth quarter and full year 2018": a quarter that takes its year from the longer time behind it.
_QUARTER_AND = re.compile(
    r"\b(?P<ord>first|second|third|fourth)[ \n]quarter[ \n]and[ \n](?:the[ \n])?(?:full[- \n]year|"
    r"(?:fiscal[ \n])?year|first[ \n](?:half|six[ \n]months|"
    r"nine[ \n]months)|six[ \n]months|nine[ \n]months)(?:[ \n]of)?[ \n](?=(?:fiscal[ \n])?20\d\d)",
    re.IGNORECASE,
)
_ORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_REPORTED_BOTH = re.compile(
    r"\b(?:in|for|during|over)[ \n](?:the[ \n])?(?:first|second|third|fourth)[ \n]quarter[ \n]and[ \n](?:the[ \n])?"
    r"(?P<long>(?:full[- \n]|fiscal[ \n])?year|year[- ]to[- ]date|first[ \n]half|half[- \n]year|(?:first[ \n])?(?:six|nine)[ \n]months)"
    r",?[ \n]respectively\b",
    re.IGNORECASE,
)
# "for the quarter and year to date was 24,000 and 46,000 ounces, respectively": the times before their figures.
_REPORTED_FIRST = re.compile(
    r"\b(?:first[ \n]|second[ \n]|third[ \n]|fourth[ \n])?quarter[ \n]and[ \n](?:the[ \n])?"
    r"(?P<long>(?:full[- \n]|fiscal[ \n])?year(?:[- ]to[- ]date)?|first[ \n]half|half[- \n]year|(?:first[ \n])?(?:six|nine)[ \n]months)\b"
    r"(?![ \n](?:ended|ending|to[ \n]\d|of)\b)[^.;\d$]{0,60}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:[A-Z]{0,3}[$£€] ?)?(?<![\w.,])\d[\d,]*(?:\.\d+)?")
_JOINED = re.compile(
    r"(?:[ \n]\([^()]{2,24}\)|[ \n](?:million|billion|thousand|ounces?|[kM]?oz|[kM]?t|[kM]?lb|pounds?|lbs?|tonnes?|tons|of|per|an?|"
    r"gold|silver|copper|zinc|lead|nickel|equivalent)\b){0,5}"
    r"[ \n]and[ \n](?:of[ \n])?\(?",
    re.IGNORECASE,
)


def both_of(text: str, found: DateMatch) -> tuple[Period, Period] | None:
    """The quarter and the longer time that end on the last day of a date: "the three and nine months ended September 30, 2010"."""
    quarter = next(
        (one for one in _QUARTER_AND.finditer(text, max(0, found.start - 70), found.end + 5) if found.start < one.end() <= found.end), None
    )
    if quarter:
        begun = add_months(found.earliest, 3 * (_ORDS[quarter["ord"].lower()] - 1))
        return Period(begun, add_months(begun, 3) - timedelta(days=1)), Period(found.earliest, found.latest)
    said = next((one for one in _BOTH.finditer(text, max(0, found.start - 70), found.end) if one.end() > found.start - 2), None)
    if said is None or said.start() > found.start:
        return None
    last = found.latest
    start, longer = (add_months(last + timedelta(days=1), -months) for months in (3, _MONTHS[said["long"].lower()]))
    return Period(start, last), Period(longer, last)


def period_in_turn(text: str, start: int, end: int, dates: Sequence[DateMatch]) -> Period | None:
    """The one of two times that the figure at `start` to `end` of a sentence is of, where two figures stand for them in the same order."""
    for found in dates:
        both = both_of(text, found)
        if both is None:
            continue
        low = max(0, found.start - 70)
        opening = _QUARTER_AND.search(text, low, found.end + 5) or _BOTH.search(text, low, found.end)
        first = opening.start() if opening else found.start
        behind = [number for number in _NUMBER.finditer(text, found.end) if not _in_bracket(text, number.start())][:2]
        ahead = [number for number in _NUMBER.finditer(text, 0, first) if not _in_bracket(text, number.start())][-2:]
        for pair, gap in ((behind, text[found.end : behind[0].start()] if behind else ""), (ahead, text[ahead[-1].end() : first] if ahead else "")):
            if (
                len(pair) == 2
                and len(gap) < 90
                and not re.search(r";|\.(?!\d)|\bcompared\b", gap)
                and _JOINED.fullmatch(text, pair[0].end(), pair[1].start())
            ):
                at = next((place for place, number in enumerate(pair) if start <= number.start() + 1 and number.end() - 1 <= end), None)
                if at is not None:
                    return both[at]
    return None


def reported_in_turn(text: str, start: int, end: int, last: date, year: Period) -> Period | None:
    """The reported quarter, which ends on the day `last`, or the longer time up to that day, where the words that follow two figures name both
    without a date: "23,100 and 91,200 ounces in the fourth quarter and full year, respectively"."""
    for said, pair in [*_after_figures(text, end), *_before_figures(text, start)]:
        if len(pair) < 2 or not _JOINED.fullmatch(text, pair[0].end(), pair[1].start()):
            continue
        at = next((place for place, number in enumerate(pair) if start <= number.start() + 1 and number.end() - 1 <= end), None)
        months = next((count for word, count in _MONTHS.items() if word != "year" and word in said["long"].lower()), None)
        if at is not None:
            begun = add_months(last + timedelta(days=1), -3 if at == 0 else -(months or 12))
            return Period(begun if at == 0 or months else year.start, last)
    return None


_Pair = tuple[re.Match[str], list[re.Match[str]]]


def _after_figures(text: str, end: int) -> list[_Pair]:
    """The two times that follow two figures, with those figures."""
    said = list(_REPORTED_BOTH.finditer(text, end))
    pairs = [[number for number in _NUMBER.finditer(text, 0, found.start()) if not _in_bracket(text, number.start())][-2:] for found in said]
    return [(found, pair) for found, pair in zip(said, pairs, strict=True) if pair and found.start() - pair[-1].end() <= 60]


def _before_figures(text: str, start: int) -> list[_Pair]:
    """The two times that lead two figures which are theirs "respectively", with those figures."""
    said = [found for found in _REPORTED_FIRST.finditer(text, 0, start) if _are_in_turn(text, found)]
    return [(found, [number for number in _NUMBER.finditer(text, found.end() - 1) if not _in_bracket(text, number.start())][:2]) for found in said]


_SAYS_BOTH = re.compile(r"[ \n](?:was|were|totall?ed|averaged|reached|amounted[ \n]to|came[ \n](?:to|in[ \n]at)|stood[ \n]at|of)[ \n][A-Z]{0,3}$")


def _are_in_turn(text: str, said: re.Match[str]) -> bool:
    """Whether two figures behind two times are theirs in turn: the text says so, or leads both with one verb."""
    if re.search(r"\brespectively\b", text[said.end() : said.end() + 120]):
        return True
    return _SAYS_BOTH.fullmatch(text, said.end("long"), said.end()) is not None


def _in_bracket(text: str, at: int) -> bool:
    """Whether a figure stands in a bracket, as the conversion of the one before it does."""
    opened = text.rfind("(", 0, at)
    return opened >= 0 and ")" not in text[opened:at]
