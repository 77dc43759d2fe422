"""When a company's fiscal year ends, as its text says."""

from __future__ import annotations

import re
from calendar import monthrange

from kg.text.lexicons import rows

_YEAR_END = re.compile(
    r"(?<!half[ -])(?<!half\s)(?<!calendar )(?:\byears?[ -]?(?:ended|ending|ends?)|\b(?:the|financial|fiscal)\syear\sto)"
    r"[,:]?\s(?:(?:is|was|of|on|at|to|the)\s){0,3}"
    r"(?:(?P<day>\d{1,2})(?:st|th)?\s(?:of\s)?(?P<month>[A-Z][a-z]{2,8})\b|(?P<month_first>[A-Z][a-z]{2,8})\.?\s(?P<day_last>\d{1,2})\b)",
    re.IGNORECASE,
)

_QUARTER_END = re.compile(
    r"(?:\b(?P<nth>first|second|third|fourth)\s(?:fiscal\s)?quarter|\bQ(?P<number>[1-4]))\b"
    r"(?:[,\s]{1,2}(?:of|for|in|the|its|our|fiscal|financial|year|FY)\b|[,\s]{0,2}(?:FY\s?)?['\u2019]?(?:20)?\d\d\b){0,6},?\s"
    r"(?:that\s)?(?:ended|ending|ends|to)\s(?:on\s)?"
    r"(?:\d{1,2}(?:st|th)?\s(?:of\s)?(?P<month>[A-Z][a-z]{2,8})\b|(?P<month_first>[A-Z][a-z]{2,8})\.?\s\d{1,2}\b)"
)
# "the quarter ended 30 June 2019 (Q4 FY2019)"
_QUARTER_NUMBERED = re.compile(
    r"\b(?:quarter|(?:three|3)[ -]months?(?:[ ]period)?)\s(?:ended|ending|to)\s(?:on\s)?"
    r"(?:\d{1,2}(?:st|th)?\s(?:of\s)?(?P<month>[A-Z][a-z]{2,8})|(?P<month_first>[A-Z][a-z]{2,8})\.?\s\d{1,2})\b,?(?:\s\d{4})?,?\s"
    r"\((?:the\s)?[\"\u201c'\u2018]?(?:Q(?P<number>[1-4])|(?P<nth>first|second|third|fourth)\s(?:fiscal\s)?quarter)"
)
_NTH = ("first", "second", "third", "fourth")

_AUSTRALIAN = re.compile(r"\bASX ?:|\bASX (?:announcement|release|code)\b", re.IGNORECASE)
_COUNTED = re.compile(r"\bFY ?['\u2019]?(?:20)?\d\d\b|\b20\d\d financial year\b|\bfinancial year (?:\(FY\) )?20\d\d\b", re.IGNORECASE)
_CALENDAR = re.compile(r"\bcalendar year\b|\bCY ?(?:20)?\d\d\b", re.IGNORECASE)


def fiscal_year_end(text: str) -> int | None:
    """The month, 1 to 12, that ends the fiscal year of which a text speaks: "year ended June 30, 2021", or else that of which it tells a
    quarter: "third quarter of fiscal 2021 ended December 31, 2020". None where it tells of none, of two, or of a year that ends within a month."""
    months = {word: int(number) for word, cls, number in rows("date_words.tsv") if cls in ("MONTH", "ABBREV")}
    ends = set()
    for found in _YEAR_END.finditer(text):
        month = months.get((found["month"] or found["month_first"]).lower())
        if month:
            ends.add((month, int(found["day"] or found["day_last"])))
    if not ends:
        return _end_by_quarters(text, months)
    month, day = ends.pop() if len(ends) == 1 else (0, 0)
    return month if month and day in (monthrange(2001, month)[1], monthrange(2000, month)[1]) else None


def _end_by_quarters(text: str, months: dict[str, int]) -> int | None:
    """The month that ends the year whose quarters end as a text tells, if all that it tells agree."""
    ends = set()
    for found in (*_QUARTER_END.finditer(text), *_QUARTER_NUMBERED.finditer(text)):
        month = months.get((found["month"] or found["month_first"]).lower())
        if month:
            nth = int(found["number"]) if found["number"] else _NTH.index(found["nth"]) + 1
            ends.add((month + 3 * (4 - nth) - 1) % 12 + 1)
    return ends.pop() if len(ends) == 1 else None


def usual_year_end(text: str) -> int:
    """The month that ends the fiscal year of a company that does not tell it: June where one of the Australian exchange counts in years
    such as "FY23" or "2023 financial year", as those do that do not keep to the calendar; else December."""
    return 6 if _AUSTRALIAN.search(text) and _COUNTED.search(text) and not _CALENDAR.search(text) else 12
