"""When a company's fiscal year ends, as its text says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Container, Iterator

from kg.text.lexicons import rows

_YEAR_END = re.compile(
    r"(?<!half[ -])(?<!half\s)(?<!calendar )(?:\byears?[ -]?(?:ended|ending|ends?)|\b(?:the|financial|fiscal|full)\syear\sto|"
    r"(?<!quarter of )(?<!half of )\b(?:fiscal|FY)\s?(?:20)?\d\d\s\((?:year\s)?(?:ended|ending|ends))"
    r"[,:]?\s(?:(?:is|was|of|on|at|to|the)\s){0,3}"
    r"(?:(?P<day>\d{1,2})(?:st|th)?\s(?:of\s)?(?P<month>[A-Z][a-z]{2,8})\b|(?P<month_first>[A-Z][a-z]{2,8})\.?\s(?P<day_last>\d{1,2})\b)",
    re.IGNORECASE,
)

_MONTH = r"[A-Z][A-Za-z]{2,8}"
_LAST_DAY = re.compile(
    rf"\b(?:ended|ending|ends|to)\s(?:on\s)?(?:\d{{1,2}}(?:\(?(?:st|nd|rd|th)\)?)?\s(?:of\s)?(?P<month>{_MONTH})"
    rf"|(?P<month_first>{_MONTH})\.?\s\d{{1,2}}|(?P<month_only>{_MONTH})(?=\s20\d\d\b))\b(?:,?\s(?P<year>20\d\d))?"
    rf"|\b(?P<month_named>{_MONTH})\s(?P<year_named>20\d\d)\s(?:quarter|half)\b",
    re.IGNORECASE,
)
_PART_OF_YEAR = re.compile(
    r"\b(?:(?:FY\s?|fiscal\s)(?P<year_ahead>(?:20)?\d\d)\s)?(?:(?P<nth>first|second|third|fourth)[\s-](?:fiscal\s|financial\s)?(?P<word>quarter|half)"
    r"|(?P<letter>Q|HY?)(?P<number>[1-4])|(?P<number_ahead>[1-4])(?P<letter_behind>Q|H))\b"
    r"(?:[\s,]{0,2}(?:(?:of|for|in|its|our|the)\s){0,3}(?:fiscal\s|financial\s)?(?:year\s|FY\s?)?['\u2019]?(?P<year>(?:20)?\d\d)\b(?!,\d))?",
    re.IGNORECASE,
)
# What stands between a part of the year and its last day, in either order: "third quarter of fiscal 2021 ended December 31, 2020", "First
# Quarter Report to 30 September 2024", "the quarter ended 30 June 2019 (Q4 FY2019)".
_BETWEEN = frozenset(
    (
        "of for in the its our their that which was is being and or a an on period quarter quarterly half three six nine month months report results "
        "result update activities operating operational operations production financial statements interim fiscal year company's group's fy q ended"
    ).split()
)
# "higher than the September 2018 quarter at 9,000 tonnes (FY2019 Q1: 8,000 tonnes)": the bracket is of the time set against.
_AGAINST = re.compile(r"\b(?:than|over|from|against|with)\sthe\s$", re.IGNORECASE)
_ITS_FIGURE = re.compile(r"\s(?:at|to|of)\s[\d.,]+\s?[a-z]{1,12}(?:\s\([a-z]{1,4}\))?\s\(", re.IGNORECASE)
_MOST_BETWEEN = 60
_SAID_FISCAL = re.compile(r"FY|fiscal|financial", re.IGNORECASE)  # of "Q2 FY2019", "second fiscal quarter of 2019"
_NTH = ("first", "second", "third", "fourth")

_AUSTRALIAN = re.compile(r"\bASX ?:|\bASX (?:announcement|release|code)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bFY ?['\u2019]?(?:20)?\d\d\b|\b20\d\d financial year\b|\bfinancial year (?:\(FY\) )?20\d\d\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bcalendar year\b|\bCY ?(?:20)?\d\d\b", re.IGNORECASE)


def fiscal_year_end(text: str) -> int | None:
    """The month, 1 to 12, that ends the fiscal year of which a text speaks: "year ended June 30, 2021", or else that of which it tells a
    quarter or half: "third quarter of fiscal 2021 ended December 31, 2020". None where it tells of none, of two, or of a year that ends within a
    month."""
    months = _months()
    ends = set()
    for found in _YEAR_END.finditer(text):
        month = months.get((found["month"] or found["month_first"]).lower())
        if month:
            ends.add((month, int(found["day"] or found["day_last"])))
    if not ends:
        return _end_by_parts(text)
    month, day = ends.pop() if len(ends) == 1 else (0, 0)
    return month if month and day in (monthrange(2001, month)[1], monthrange(2000, month)[1]) else None


def counts_in_fiscal_parts(text: str) -> bool:
    """Whether a text tells that a quarter or half which it calls by a year alone is one of its fiscal year, that ends in no December: "the three
    months ended 31 December 2018 ('Q2 2019')"."""
    ends = {end for part, end in _parts(text) if part["year"] and not _SAID_FISCAL.search(part.group())}
    return len(ends) == 1 and 12 not in ends


def _end_by_parts(text: str) -> int | None:
    """The month that ends the year whose quarters and halves end as a text tells, if all that it tells agree."""
    ends = {end for _, end in _parts(text)}
    return ends.pop() if len(ends) == 1 else None


def _parts(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The quarters and halves whose last day a text tells, each with the month that ends their year."""
    months = _months()
    parts = list(_PART_OF_YEAR.finditer(text))
    starts = [part.start() for part in parts]
    for last in _LAST_DAY.finditer(text) if parts else ():
        month = months.get((last["month"] or last["month_first"] or last["month_only"] or last["month_named"]).lower())
        near = slice(bisect_left(starts, last.start() - 2 * _MOST_BETWEEN), bisect_right(starts, last.end() + _MOST_BETWEEN))
        for part in parts[near] if month else ():
            between = text[part.end() : last.start()] if part.end() <= last.start() else text[last.end() : part.start()]
            same = _says_same(between, months) or (_ITS_FIGURE.fullmatch(between) and _AGAINST.search(text, max(0, last.start() - 20), last.start()))
            if month and same and (end := _year_end(part, last, month)):
                yield part, end


def _months() -> dict[str, int]:
    return {word: int(number) for word, cls, number in rows("date_words.tsv") if cls in ("MONTH", "ABBREV")}


def _says_same(between: str, months: Container[str]) -> bool:
    """Whether what stands between a part of the year and a last day lets them be one."""
    if len(between) > _MOST_BETWEEN or re.search(r"\.\s|\n\n\n", between):
        return False
    words = (word.strip("'\u2019") for word in re.findall(r"[\w'\u2019]+", between.casefold()))
    return all(not word or word in _BETWEEN or word in months or word.isdigit() for word in words)


def _year_end(part: re.Match[str], last: re.Match[str], month: int) -> int | None:
    """The month that ends the year one of whose parts ends in a month; None where the year that the part is told of would be another."""
    number = int(part["number"] or part["number_ahead"] or 0) or _NTH.index(part["nth"].casefold()) + 1
    length = 6 if (part["word"] or part["letter"] or part["letter_behind"]).casefold().startswith("h") else 3
    if number * length > 12:
        return None
    ahead = month + 12 - number * length
    told, ended = part["year"] or part["year_ahead"], last["year"] or last["year_named"]
    if told and ended and (int(ended) + (ahead - 1) // 12 - int(told)) % 100:
        return None
    return (ahead - 1) % 12 + 1


# "for the six months ended 31 December 2014 (H1 FY2014: ...)": a first half that ends with the calendar's year
_SIX_TO_DECEMBER = re.compile(r"\b(?:half[- ]year|six months|6 months)\s(?:ended|ending|to)\s(?:31\sDecember|December\s31)\b", re.IGNORECASE)
_FIRST_HALF = re.compile(r"\bH1\b|\b1H\b|\bfirst half\b|\binterim (?:results|report|dividend|financial)\b", re.IGNORECASE)
_SECOND_HALF = re.compile(r"\bH2\b|\b2H\b|\bsecond half\b|\bQ4\b|\bfourth quarter\b|\bfull[- ]year results\b", re.IGNORECASE)

_HALF_SET_AGAINST = re.compile(r"\((?:H1|1H|first half)(?: of)? ?['\u2019]?(?:20)?\d\d ?:", re.IGNORECASE)


def sets_first_halves_against(text: str) -> bool:
    """Whether a report of the six months to December sets a first half against them: "Revenue of R1.8 billion (H1 2013: R1.9 billion)" is told
    of the half a year before, not of the calendar's half that ended just then, which would be the second of the company's year."""
    return bool(_SIX_TO_DECEMBER.search(text) and _HALF_SET_AGAINST.search(text) and not (_SECOND_HALF.search(text) or _CALENDAR.search(text)))


def usual_year_end(text: str) -> int:
    """The month that ends the fiscal year of a company that does not tell it: June where one of the Australian exchange counts in years
    such as "FY23" or "2023 financial year", as those do that do not keep to the calendar, or where the half-year to December is told as the first of
    a year; else December."""
    if _SIX_TO_DECEMBER.search(text) and _FIRST_HALF.search(text) and not _SECOND_HALF.search(text):
        return 6
    return 6 if _AUSTRALIAN.search(text) and _COUNTED.search(text) and not _CALENDAR.search(text) else 12
