"""Dates and periods in running text, each with its place, its first and last day, and its EDTF form.

The text is read once into classes of words (`lexicon/date_words.tsv`). The rules of the grammar (`lexicon/date_rules.tsv`, their
meanings in `kg.text.date_rules` and `kg.text.period_rules`) then replace runs of classes by greater ones, in a fixed order and without
nested repetition, so the time grows with the length of the text and no more. Numbers by themselves are never dates.

Days are those of the Gregorian calendar. A fiscal year (kind "fiscal") is the one that ends in the year of its number, in a month that
the caller may know (`kg.text.fiscal`); else it lies somewhere in that calendar year and the one before. What is said relative to a
reference ("today", "Saturday", "July 9", "the second quarter") gives nothing without one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from kg.text import date_rules, period_rules
from kg.text.date_rules import NO_DATE, Meaning, Said, Value, Word
from kg.text.date_tokens import SIGNS, date_words, lexicon
from kg.text.in_turn import turn
from kg.text.lexicons import rows
from kg.text.periods import Partial, Period


@dataclass(frozen=True)
class DateMatch:
    """A date or period said in a text at `start` to `end`: its days from `earliest` to `latest`, both included.

    `kind`: day, month, year, fiscal, quarter, half, months, period (one that "ended" on a day), week, decade, century, range; early, mid, late,
    start, end of a period (its `edtf` is the whole period's, for the text is no finer); rest (of a period, from the reference on);
    since, until (the days are those of the begin or end named); immediate; ambiguous (9/8/2011, read month first).
    """

    start: int
    end: int
    earliest: date
    latest: date
    edtf: str
    kind: str


def find_dates(
    text: str, reference: date | None = None, *, future: bool = False, day_first: bool = False, year_end: int | None = None
) -> list[DateMatch]:
    """The dates of a text in order, none overlapping another.

    `reference` is the day the text was written on. A day, month or quarter without its year is the last one up to the reference if
    that is at most ten months back, else the next; after "by" and "until" the other way round; with `future` always the next.
    `day_first` reads 9/8/2011 as 9 August. `year_end` is the month, 1 to 12, that ends a fiscal year.
    """
    return list(_found(text, reference, future, day_first, year_end))


@lru_cache(maxsize=512)  # the extractors ask about the same sentences of a document, one after the other
def _found(text: str, reference: date | None, future: bool, day_first: bool, year_end: int | None) -> tuple[DateMatch, ...]:
    against = Said((), reference, future, False, year_end)
    words: Sequence[Word] = date_words(text, day_first)
    line = _line(words)
    index = _next_rule(line, 0)
    while index is not None:
        pattern, result, meaning = _rules()[index]
        words = _apply(pattern, result, meaning, words, line, against)
        line = _line(words)
        index = _next_rule(line, index + 1)
    return tuple(_matches(text, words, against))


@lru_cache(maxsize=4096)  # texts say their dates in few ways: most lines have been met before
def _next_rule(line: str, first: int) -> int | None:
    """The first rule, from one on, whose pattern meets a line."""
    return next((index for index, (pattern, _, _) in enumerate(_rules()[first:], first) if pattern.search(line)), None)


def _line(words: Iterable[Word]) -> str:
    """The classes of words, a character each, as the patterns of the rules read them."""
    letters = _letters()
    return "".join([letters[word.cls] for word in words])


def parse_date(
    phrase: str, reference: date | None = None, *, future: bool = False, day_first: bool = False, year_end: int | None = None
) -> DateMatch | None:
    """The one date that a whole phrase says, or None. A preposition or article before it may stand; a year or month may stand alone."""
    for lead in ("", "in "):
        for found in find_dates(lead + phrase, reference, future=future, day_first=day_first, year_end=year_end):
            start = max(0, found.start - len(lead))
            if _LEADING.fullmatch(phrase[:start]) and _TRAILING.fullmatch(phrase[found.end - len(lead) :]):
                return DateMatch(start, found.end - len(lead), found.earliest, found.latest, found.edtf, found.kind)
    return None


_LEADING = re.compile(r"\s*(?:(?:in|into|on|at|by|of|for|from|during|throughout|before|after|as|the|dated)\s+){0,3}[\s(\[\"'“‘]*", re.IGNORECASE)
_TRAILING = re.compile(r"[\s.,;:!?)\]\"'”’]*")

# ---- rules

_SETS = {
    "MO": "(?: MONTH | ABBREV DOT? )",
    "DY": "[DAY NTH]",
    "YY": "[YEAR DATED FYEAR]",
    "TWO": "[DAY NN]",
    "COUNTED": "[COUNT DAY NN]",
    "END": "(?: DATE | DAYM | MONTHY | MO )",
    "ANY": "(?: [DATE DAYM MONTHY SPAN DATED FYEAR YEAR QPART QCODE] | MO )",
}
_NAME = re.compile(r"[A-Z]+")


@cache
def _letters() -> Mapping[str, str]:
    """The one character that stands for a class in patterns: marks for themselves, the others from a private range."""
    classes = {cls for cls, _ in lexicon().values()} | {result for _, result, _ in rows("date_rules.tsv")} | set(SIGNS.values())
    names = sorted(classes | {"DAY", "NTH", "NN", "YEAR", "NUM", "OTHER"})
    return {cls: cls if len(cls) == 1 and not cls.isalpha() else chr(0xE000 + number) for number, cls in enumerate(names)}


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str, Meaning], ...]:
    return tuple((_compiled(pattern), result, _meaning(meaning)) for pattern, result, meaning in rows("date_rules.tsv"))


def _meaning(name: str) -> Meaning:
    meaning: Meaning = getattr(date_rules, name, None) or getattr(period_rules, name)
    return meaning


def _compiled(pattern: str) -> re.Pattern[str]:
    while (spelt := _NAME.sub(lambda name: _SETS.get(name.group(), name.group()), pattern)) != pattern:
        pattern = spelt
    return re.compile(_NAME.sub(lambda name: _letters()[name.group()], pattern).replace(" ", ""))


def _apply(pattern: re.Pattern[str], result: str, meaning: Meaning, words: Sequence[Word], line: str, against: Said) -> Sequence[Word]:
    """The words with every run that the pattern meets in their line, and that means something, replaced by one word."""
    done, at = list[Word](), 0
    for found in pattern.finditer(line):
        run = words[found.start() : found.end()]
        value = _meant(meaning, _said(against, run, _looks_ahead(words, found.start())))
        if value is not None:
            done += words[at : found.start()]
            done.append(Word("OTHER", 0, run[0].start, run[-1].end) if isinstance(value, str) else Word(result, value, run[0].start, run[-1].end))
            at = found.end()
    return [*done, *words[at:]] if at else words


def _said(against: Said, words: Sequence[Word], ahead: bool) -> Said:
    return Said(words, against.reference, against.future, ahead, against.year_end)


def _meant(meaning: Meaning, said: Said) -> Value | str | None:
    try:
        return meaning(said)
    except (ValueError, OverflowError):
        return NO_DATE  # the calendar has no such day


def _looks_ahead(words: Sequence[Word], at: int) -> bool:
    """Whether "by" or "until" stands before a word, an article or an edge ("by the end of") between them or not."""
    first = at
    while at > max(0, first - 5) and words[at - 1].cls in ("THE", "EDGE", "OF"):
        at -= 1
    return at > 0 and words[at - 1].cls in ("BY", "UNTIL")


# ---- what stays

_BEFORE_YEAR = {"IN", "BY", "OF", "FOR", "FROM", "TO", "THE", "POSS", "FISCAL"}
_BEFORE_CODE = {"IN", "BY", "OF", "FOR", "FROM", "TO", "THE", "AND", "ENDED"}
_QUARTER = 3  # months
_MARK = 2  # characters of the mark of a point and its blank


def _heads(words: Sequence[Word], at: int) -> bool:
    """Whether the number of a quarter opens the text, or a point of a list, before words: "Q4 copper production was"; "H1" may be a hole."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else None
    goes_on = after is not None and after.cls == "OTHER" and after.start < after.end
    return word.start <= _MARK and goes_on and isinstance(word.value, Partial) and word.value.months == _QUARTER


_LISTED = {",", "AND", "TO", "/", "-"}


def _matches(text: str, words: Sequence[Word], against: Said) -> Iterator[DateMatch]:
    """What the rules have left that says a date where it stands."""
    listed = False  # a year was just read, so one more may follow: "in 2010, 2011 and 2012"
    before: DateMatch | None = None  # the last one whose year is known
    for at, word in enumerate(words):
        if word.cls in _LISTED:
            continue
        said = _said(against, [word], _looks_ahead(words, at))
        stretch = _stretch(words, at, said, listed)
        listed = word.cls == "YEAR" and stretch is not None
        in_turn = _in_turn(text, before, stretch, word.start, said) if isinstance(stretch, Partial) else None
        if period := in_turn or (said.settled(stretch) if stretch else None):
            found = DateMatch(word.start, word.end, period.earliest, period.latest, period.edtf, period.kind)
            before = found if in_turn or isinstance(stretch, Period) else None
            yield found


_NEWS, _OLD = timedelta(days=75), timedelta(days=365)


def _in_turn(text: str, before: DateMatch | None, stretch: Partial, at: int, said: Said) -> Period | None:
    """The day or month without a year that comes next after one told before it, or last before that, where the text tells the one after the other;
    none that is still to come, where that one is over."""
    if before is None or not said.reference or stretch.kind not in ("day", "month") or before.kind not in ("day", "month", "year"):
        return None
    over = before.latest <= said.reference
    direction = 0 if over and said.future else turn(text, (before.start, before.end), at, is_year=before.kind == "year")
    if direction <= 0:
        return stretch.toward(before.earliest - timedelta(days=1), -1) if direction and before.earliest > date.min else None
    usual = said.settled(stretch)
    if usual and timedelta() <= said.reference - usual.latest <= _NEWS and said.reference - before.latest > _OLD:
        return None  # what is news lies no years back
    period = stretch.toward(before.earliest, 1)
    return period if period and (not over or period.earliest <= said.reference) else None


def _stretch(words: Sequence[Word], at: int, said: Said, listed: bool) -> Period | Partial | None:
    word, before, after = words[at], words[at - 1].cls, words[at + 1].cls if at + 1 < len(words) else "OTHER"
    if isinstance(word.value, Period) or word.cls in ("DATED", "FYEAR"):
        return date_rules.stretch_of(word, said.year_end)
    if word.cls == "YEAR":
        return date_rules.stretch_of(word) if before in _BEFORE_YEAR or listed else None
    if word.cls == "MONTH":
        return date_rules.stretch_of(word) if before in ("IN", "BY") else None
    if isinstance(word.value, Partial) and after != "OF" and (word.cls != "QCODE" or before in _BEFORE_CODE or _heads(words, at)):
        return word.value
    return None
