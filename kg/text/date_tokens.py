"""The words of a text that may say a date, each with its class: what the rules of dates are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from kg.text import periods
from kg.text.date_rules import Word
from kg.text.lexicons import rows
from kg.text.months import OPENING
from kg.text.periods import Period
from kg.text.sieves import small

# No date or period is said without one of these, in small letters; most sentences hold none.
_HINT = re.compile(
    r"\d|day\b|tomorrow|week|month|year|quarter|half\b|immedia|century|decade|fiscal|morning|afternoon|evening|night|ago\b|"
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


@lru_cache(maxsize=1024)
def may_say_date(text: str) -> bool:
    """Whether a text holds a number, or a word without which no date is said."""
    return _HINT.search(small(text).text) is not None


_TOKEN = re.compile(
    r"(?P<date>[0-9]{1,4}(?P<mark>[-/.])[0-9]{1,2}(?P=mark)[0-9]{1,4})"
    r"|(?P<nth>[0-9]{1,2}(?:[sS][tT]|[nN][dD]|[rR][dD]|[tT][hH])(?![^\W_]))"
    r"|(?P<number>[0-9]+(?:\.[0-9]+|,[0-9]{3}(?![0-9]))*)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<gap>\s{2,}|[^\S ])"  # one space parts words without being one
    r"|(?P<sign>\S)"
)
SIGNS = {".": "DOT", ",": ",", "/": "/", "%": "UNIT", "°": "UNIT", "&": "AND", "©": "FOR"} | dict.fromkeys("-–‐‑−", "-") | dict.fromkeys("'’‘", "'")
_CAPITAL = {"MONTH", "ABBREV", "WEEKDAY", "WDAY"}
# A run of words with none of these says no date.
_ANCHORS = {
    "MONTH", "ABBREV", "WEEKDAY", "YEAR", "DATE", "FY", "YR", "HALF", "QTR", "LH", "LQ", "MON", "WEEK", "WHEN", "DAYPART", "AGO",
    "IMMEDIATELY", "IMMEDIATE",
}  # fmt: skip
_STUCK = frozenset("$€£¥#@+*=_\\^~")
_WITH_NUMBERS = {"LQ", "LH", "FY", "S", "MONTH", "ABBREV"}
_OTHER = ("OTHER", 0)


@cache
def lexicon() -> Mapping[str, tuple[str, int]]:
    """The words that dates are made of, each with its class and value."""
    return {word: (cls, int(value)) for word, cls, value in rows("date_words.tsv")}


def date_words(text: str, day_first: bool) -> tuple[Word, ...]:
    """The words of a text that may say a date, with one OTHER between the runs and at both ends; of a sentence they are remembered."""
    return (_remembered if len(text) < _LONG else _date_words)(text, day_first)


_LONG = 2000  # characters: what is longer is no sentence, and would fill the memory


def _date_words(text: str, day_first: bool) -> tuple[Word, ...]:
    found, run, anchored = [Word("OTHER", 0, 0, 0)], list[Word](), False
    for word in _read(text, day_first) if may_say_date(text) else ():
        if word.cls != "OTHER":
            run.append(word)
            anchored = anchored or word.cls in _ANCHORS
        elif run:
            if anchored:
                found += [*run, word]
            run, anchored = [], False
    return (*found, *run, Word("OTHER", 0, len(text), len(text))) if anchored else tuple(found)


_remembered = lru_cache(maxsize=512)(_date_words)


# What "of" leads where it names no whole of which a period is part: "production in the fourth quarter of 31.0 kt", "a loss for Q3 of $2 million".
_AMOUNT = re.compile(
    r" (?:(?:about|approximately|around|some|over|nearly|almost|just|only|up to|a record|a total of) )?"
    r"(?:[A-Z]{0,3}[$\u20ac\u00a3]|R(?=\d)|[0-9]{1,3}(?:,[0-9]{3})+(?![\d.,]*\d)|[0-9]+\.[0-9]+(?!\.?\d)|"
    r"[0-9]{1,4} ?(?:k?oz|ounces|[kM]?t|tonnes|tons|lbs?|pounds|carats|cts|kg|g/t|%|per ?cent|million|billion)(?![\w-]))"
)


def _read(text: str, day_first: bool) -> Iterator[Word]:
    """The words of a text one by one, blanks left out; a number that sticks to what is no date word is OTHER with it."""
    known, before = lexicon(), Word("OTHER", 0, 0, 0)
    for found in _TOKEN.finditer(text):
        kind, start, end = found.lastgroup, found.start(), found.end()
        piece = found.group()
        if kind == "gap":
            if not _parts_columns(piece):
                continue
            cls, value = _OTHER
        elif kind == "word":
            genitive = piece == "s" and before.cls == "'" and before.end == start and text[start - 2 : start - 1].isalpha()
            cls, value = ("POSS", 0) if genitive else _word(piece, known)
            if cls == "OF" and _AMOUNT.match(text, end):
                cls, value = _OTHER
        elif kind == "sign":
            cls, value = SIGNS.get(piece, "OTHER"), 0
        else:
            yield _number(text, kind or "", start, end, before, day_first)
            before = Word(kind or "", 0, start, end)
            continue
        before = Word(cls, value, start, end)
        yield before


def _parts_columns(gap: str) -> bool:
    """Whether a blank is one between cells or paragraphs, across which nothing is read."""
    return "\t" in gap or gap.count("\n") > 1 or len(gap) > 40 or ("\n" not in gap and len(gap) > 2)


def _word(word: str, known: Mapping[str, tuple[str, int]]) -> tuple[str, int]:
    exact = known.get(word)
    if exact and exact[0] not in _CAPITAL:
        return exact
    cls, value = known.get(word.lower(), _OTHER)
    if (cls == "UNIT" and len(word) <= 3) or (cls in _CAPITAL and not word[0].isupper()):
        return _OTHER
    return cls, value


def _number(text: str, kind: str, start: int, end: int, before: Word, day_first: bool) -> Word:
    """A number by its looks; NUM if it is part of something longer, such as an amount, an identifier or a telephone number."""
    digits = text[start:end]
    previous, following = text[start - 1 : start], text[end : end + 1]
    if (previous and previous in _STUCK) or (previous.isalnum() and before.cls not in _WITH_NUMBERS):
        return Word("NUM", 0, start, end)
    if kind == "date":
        goes_on = text[end + 1 : end + 2].isdigit()
        part = (previous and previous in "-/.") or (following.isalnum() and not (following == "T" and goes_on)) or (following in "-/." and goes_on)
        whole = None if part else _numeric(digits, day_first)
        return Word("DATE", whole, start, end) if whole else Word("NUM", 0, start, end)
    if kind == "nth":
        number = int(digits[:-2])
        return Word("NTH" if 1 <= number <= 31 else "NUM", number, start, end)
    if following.isalpha() and not _STUCK_AFTER.match(text, end):
        return Word("NUM", 0, start, end)
    if len(digits) <= 2:
        number = int(digits)
        return Word("DAY" if 1 <= number <= 31 else "NN" if len(digits) == 2 else "NUM", number, start, end)
    year = int(digits) if len(digits) == 4 and digits.isdigit() else 0
    return Word("YEAR", year, start, end) if 1850 <= year < 2100 else Word("NUM", 0, start, end)


# What may follow a number without a blank: Q and H ("1H20"), the s of a decade, a month ("9Jul2012").
_STUCK_AFTER = re.compile(rf"[QH](?![^\W\d_])|s(?![^\W_])|{OPENING}")


def _numeric(digits: str, day_first: bool) -> Period | None:
    """2012-07-09, 9/14/2011 (month first unless that cannot be or `day_first` says so), 14.09.2011 (day first), 9/14/11; else None."""
    mark = re.sub("[0-9]", "", digits)[0]
    fields = digits.split(mark)
    first, second, third = (int(field) for field in fields)
    lengths = tuple(len(field) for field in fields)
    try:
        if lengths[0] == 4:
            return periods.day(first, second, third) if 1850 <= first < 2100 and lengths[2] <= 2 else None
        if lengths[2] == 2 and mark == "/" and (first > 12 or second > 12 or "0" in (fields[0][0], fields[1][0])):
            third += 1900 if third >= 50 else 2000
        if lengths[0] > 2 or not 1850 <= third < 2100:
            return None
        either = first <= 12 and second <= 12 and first != second
        if first > 12 or ((day_first or mark == ".") and second <= 12):
            return periods.day(third, second, first)
        return periods.day(third, first, second, "ambiguous" if either and not day_first else "day")
    except ValueError:
        return None
