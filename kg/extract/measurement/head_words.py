"""Heads of columns written out, so that the grammar of dates can read them: "Dec-22 Qtr" as "December 2022 quarter", "HY23" as "H1 FY2023"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable

from kg.text.months import NAMES, WRITTEN, month_number

CHANGE = re.compile(
    r"\bchange\b|\bvar(?:iance|iation|\.)?\b|\bdiff(?:erence)?\b|\bdelta\b|\u0394|^%$|% ?\+ ?/ ?\(?-|\+/-|% ?(?:of|to|v|vs)\b|\bvs\.?\b|\bversus\b|"
    r"\bq[-/]?o[-/]?q\b|\by[-/]?o[-/]?y\b",
    re.IGNORECASE,
)
BASES = (
    ("guidance", re.compile(r"\bguidance\b|\boutlook\b|\bforecast\b|\bexpected\b|(?<=\d) ?[EFe]$", re.IGNORECASE)),
    ("target", re.compile(r"\btarget", re.IGNORECASE)),
    ("plan", re.compile(r"\bbudget\b|\bplan(?:ned)?\b", re.IGNORECASE)),
    ("actual", re.compile(r"\bactual\b|\bachieved\b|^results?$|(?<=\d)A$", re.IGNORECASE)),
    (
        "estimate",
        re.compile(
            r"\b(?:PEA|PFS|DFS|BFS|FS|(?:pre-?)?feasibility|scoping|study|LOM|life[- ]of[- ]mine|base case|spot|upside|downside|economics|"
            r"steady[- ]state|run[- ]rate|nameplate|long[- ]term|years? \d{1,2} ?(?:-|\u2013|to|through) ?\d{1,2}|first (?:\d{1,2}|\w+) years)\b",
            re.IGNORECASE,
        ),
    ),
)
_PART = r"(?:Q[1-4]|[1-4]Q|H[12]|[12]H)"
_QUARTER = re.compile(r"\b(?:Q|qtr|quarter)\b", re.IGNORECASE)
_ENDED = re.compile(r"\bend(?:ed|ing)\b|\bto\b", re.IGNORECASE)
_LAST_MONTH = re.compile(
    r"\b(?P<month>mar|jun|sep|dec)[a-z]{0,6}\.?[- '\u2019]{0,2}(?:Q|qtr|quarter)?[- '\u2019]{0,2}(?P<fiscal>FY ?)?(?P<year>20\d\d|\d\d(?!\d|,))\b",
    re.IGNORECASE,
)
_SHORT_MONTH = re.compile(rf"\b(?P<month>{WRITTEN})\.?[- '\u2019]{{1,2}}(?P<year>\d\d)(?!\d|[.,]\d)\b", re.IGNORECASE)

_Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]


def _rule(pattern: str, written: Callable[[re.Match[str]], str]) -> _Rule:
    return re.compile(pattern, re.IGNORECASE), written


def _name(word: str) -> str:
    return NAMES[month_number(word) - 1]


def _over_two_years(found: re.Match[str]) -> str:
    """The fiscal year that goes over two calendar years: "2022/23" is that of 2023."""
    follows = int(found["second"]) == (int(found["first"]) + 1) % 100
    return f"FY20{found['second']}" if follows else found.group()


_RULES: tuple[_Rule, ...] = (
    _rule(
        r"\b(?P<month>mar|jun|sep|dec)[a-z]{0,6}[- ]?Q[- '\u2019]?(?:20)?(?P<year>\d\d)\b",
        lambda found: f"{_name(found['month'])} 20{found['year']} quarter",
    ),
    _rule(r"(?<=\b20\d\d) (?:[km]?(?:oz|ozs|t|lbs?|ct)|'?000 ?(?:oz|t)|ounces|tonnes|tons|pounds|kg|carats)$", lambda found: ""),  # no weight
    _rule(r"\b(?:CY|calendar(?: year)?) ?['\u2019]?(?:20)?(?P<year>\d\d)\b", lambda found: f"year ended December 31, 20{found['year']}"),
    _rule(
        r"\b(?P<head>(?:Q[1-4]|H[12]|FY|YTD|year|quarter) ?20[0-3]\d)[1-9]\b", lambda found: found["head"]
    ),  # the number of a footnote, once raised
    _rule(r"\b(?:financial|fiscal) year \(FY\) (?=20\d\d)|\bfinancial year (?=20\d\d)", lambda found: "FY"),
    _rule(r"\b(?P<year>20\d\d) (?:financial|fiscal) year\b", lambda found: f"FY{found['year']}"),
    _rule(rf"\b(?P<part>{_PART})(?=FY ?['\u2019]?\d)", lambda found: f"{found['part']} "),
    _rule(r"\b(?P<part>\d{1,2}M|YTD|LTM|Q[1-4]|[1-4]Q|H[12]|[12]H)(?P<year>20\d\d)\b", lambda found: f"{found['part']} {found['year']}"),
    _rule(r"\b(?P<count>3|6|9|12)M[- ]?['\u2019]?(?P<year>\d\d)\b", lambda found: f"{found['count']}M 20{found['year']}"),
    _rule(r"\bhalf[- ]year (?P<year>20\d\d)\b", lambda found: f"H1 FY{found['year']}"),
    _rule(r"\bHY ?['\u2019]?(?:20)?(?P<year>\d\d)\b", lambda found: f"H1 FY20{found['year']}"),
    _rule(r"\b(?:(?:FY|fiscal|financial year) ?)?20(?P<first>\d\d) ?[/\u2013-] ?(?:20)?(?P<second>\d\d)\b(?![/-])", _over_two_years),
    _rule(r"\b(?:FY|fiscal|financial year) ?(?P<first>\d\d) ?[/\u2013-] ?(?P<second>\d\d)\b(?![/-])", _over_two_years),
    _rule(r"\b(?:FY|fiscal)[- '\u2019]{0,2}(?P<year>\d\d)(?P<basis>[AEF]?)(?![\w/]|[.,]\d)", lambda found: f"FY20{found['year']}{found['basis']}"),
    _rule(rf"\b(?P<year>FY ?20\d\d)[ ,]{{1,2}}(?P<part>{_PART})\b", lambda found: f"{found['part']} {found['year']}"),
    _rule(rf"\b(?P<part>{_PART})[- '\u2019/]{{1,2}}(?P<year>\d\d)(?![\w/]|[.,]\d)", lambda found: f"{found['part']} 20{found['year']}"),
    _rule(r"\b(?:(?:quarter|qtr) ?(?P<number>[1-4])|(?P<first>[1-4]) ?Q)\b", lambda found: f"Q{found['number'] or found['first']}"),
    _rule(
        r"\b(?P<part>[1-4]Q|[12]H)(?P<year>\d\d)(?P<basis>[AEF]?)(?![\w/]|[.,]\d)",
        lambda found: f"{found['part'][::-1]} 20{found['year']}{found['basis']}",
    ),
    _rule(
        rf"\b(?P<month>{WRITTEN})\.? (?P<day>\d{{1,2}})/(?P<year>\d\d)\b", lambda found: f"{_name(found['month'])} {found['day']}, 20{found['year']}"
    ),
    _rule(rf"\byear[- ]end (?={WRITTEN}\b|\d{{1,2}} {WRITTEN}\b)", lambda found: "year ended "),
    _rule(r"\bHalf ?(?P<number>[12])\b", lambda found: f"H{found['number']}"),
    _rule(r"\b(?P<part>year|half[- ]year|quarter) to (?!date\b)(?=\d{1,2} [A-Z]|[A-Z][a-z]{2,8} \d)", lambda found: f"{found['part']} ended "),
    _rule(r"\bmths?\b|\bmos?\b\.?|(?<=\d) ?m(?= (?:to|ended)\b)", lambda found: " months" if found.group()[-1:] == "m" else "months"),
    _rule(
        rf"\b(?P<day>\d{{1,2}})[- ](?P<month>{WRITTEN})\.?[- '\u2019]{{1,2}}(?P<year>(?:20)?\d\d)(?!\d|[.,]\d)",
        lambda found: f"{found['day']} {_name(found['month'])} 20{found['year'][-2:]}",
    ),
    _rule(
        rf"\b(?P<first>{WRITTEN})\.? ?(?:[-\u2013\u2014]|to) ?(?P<last>{WRITTEN})\.?,?[- '\u2019]{{1,2}}(?:20)?(?P<year>\d\d)\b",
        lambda found: f"{_name(found['first'])} to {_name(found['last'])} 20{found['year']}",
    ),
)


def written_out(words: str, year_end: int) -> str:
    """The head with its abbreviations written out; `year_end` is the month that ends a fiscal year."""
    for pattern, written in _RULES:
        words = pattern.sub(written, words)
    if _QUARTER.search(words) and not _ENDED.search(words) and (found := _LAST_MONTH.search(words)):
        year = 2000 + int(found["year"][-2:])
        if found["fiscal"] and month_number(found["month"]) > year_end:
            year -= 1
        return f"{_name(found['month'])} {year} quarter"
    if re.search(r"(?<![\w-])(?:19|20)\d\d(?![\w,.]*\d)", words):
        return words
    return _SHORT_MONTH.sub(lambda found: found.group() if _is_last_day(words, found) else f"{_name(found['month'])} 20{found['year']}", words)


def _is_last_day(words: str, found: re.Match[str]) -> bool:
    """Whether the number behind a month is its last day: "Three months ended June 30", or "September 30" alone, above heads that tell the years."""
    day = int(found["year"])
    if not 28 <= day <= 31:
        return False
    ended = re.search(r"\bend(?:ed|ing)[: ]+$", words[: found.start()], re.IGNORECASE) is not None
    return ended or (found.group().endswith(f" {day}") and day == monthrange(2001, month_number(found["month"]))[1])


def is_case(words: str) -> bool:
    """Whether a head names a basis or a comparison: "Actual", "Guidance", "Variance"."""
    return CHANGE.search(words) is not None or any(pattern.search(words) for _, pattern in BASES)
