"""What the rules for days, months, years and their parts mean: one small function a meaning, from the words that a rule met to a value.

`lexicon/date_rules.tsv` holds the rules and names these functions, and those of `kg.text.period_rules`. A meaning returns None where
the words say nothing after all, and NO_DATE where they must not be read as part of another date either; a day that the calendar lacks
raises ValueError, which `kg.text.dates` takes for NO_DATE.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from kg.text import periods
from kg.text.periods import Partial, Period

Value = int | Partial | Period
NO_DATE = "no date"
YEARS = ("YEAR", "DATED", "FYEAR")
TEN_MONTHS = timedelta(days=300)  # as far back as a day without a year is looked for


class Word(NamedTuple):
    """A word, number, mark or result: its class, its value, and where it stands."""

    cls: str
    value: Value
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """The words that a rule met, and what they are read against: `future` if the caller says they look ahead, `ahead` if "by" or "until" does,
    `year_end` the month that ends the fiscal year, where it is known."""

    words: Sequence[Word]
    reference: date | None
    future: bool
    ahead: bool
    year_end: int | None = None

    def all(self, *classes: str) -> list[Word]:
        return [word for word in self.words if word.cls in classes]

    def number(self, *classes: str, default: int | None = None) -> int:
        """The value of the first word of these classes."""
        for word in self.words:
            if word.cls in classes and isinstance(word.value, int):
                return word.value
        if default is None:
            raise LookupError(f"the rule has no {' or '.join(classes)}: {self.words}")
        return default

    def numbers(self, *classes: str) -> Iterator[int]:
        return (word.value for word in self.words if word.cls in classes and isinstance(word.value, int))

    def stretches(self) -> list[Period | Partial]:
        """The periods among the words, whole years and bare months included."""
        return [stretch for word in self.words if (stretch := stretch_of(word, self.year_end)) is not None]

    def settled(self, stretch: Period | Partial, direction: int | None = None) -> Period | None:
        """A period with its year, found from the reference in a direction (see `Partial.toward`), or else in the likely one.

        The likely one is back, or on where the words look ahead; but what lies more than ten months that way lies the other way:
        in a text of 14 October 2020, "November 6" is 23 days ahead, for of the one 342 days back the text would tell the year.
        """
        if isinstance(stretch, Period) or not self.reference:
            return stretch if isinstance(stretch, Period) else None
        if direction is not None or self.future:
            return stretch.toward(self.reference, 1 if direction is None else direction)
        likely = stretch.toward(self.reference, 1 if self.ahead else -1)
        if likely and abs(likely.earliest - self.reference) <= TEN_MONTHS:
            return likely
        return stretch.toward(self.reference, -1 if self.ahead else 1)


Meaning = Callable[[Said], Value | str | None]


def stretch_of(word: Word, year_end: int | None = None) -> Period | Partial | None:
    if not isinstance(word.value, int):
        return word.value
    if word.cls in YEARS:
        return periods.fiscal_year(word.value, year_end) if word.cls == "FYEAR" else periods.year(word.value)
    return Partial("month", word.value) if word.cls in ("MONTH", "ABBREV") else None


def _short(said: Said) -> int | None:
    """The year that two digits mean, the last ones of the rule: '12 is 2012, '98 is 1998."""
    last = said.words[-1]
    if last.end - last.start != 2 or not isinstance(last.value, int):
        return None
    return last.value + (1900 if last.value >= 50 else 2000)


# ---- words and years


def not_a_date(said: Said) -> str:
    return NO_DATE


def last_word(said: Said) -> Value:
    return said.words[-1].value


def same_year(said: Said) -> int:
    return said.number("YEAR")


def short_year(said: Said) -> int | None:
    return _short(said)


def relative_year(said: Said) -> int | None:
    return said.reference.year + said.number("REL", default=0) if said.reference and said.number("YR") == 1 else None


def decade(said: Said) -> Period | None:
    """The 1990s and the 2000s; the 1900s and before are centuries."""
    first = said.number("YEAR")
    if first % 10:
        return None
    length, kind = (10, "decade") if first % 100 or first == 2000 else (100, "century")
    return periods.spanning(periods.year(first), periods.year(first + length - 1), kind)


def two_years(said: Said) -> Period | None:
    """Two years in a row: 2011/12, 2011-2012."""
    first, *rest = said.all("YEAR", "DAY", "NN")
    if len(rest) != 1 or not isinstance(first.value, int) or not isinstance(rest[0].value, int):
        return None
    if rest[0].value != (first.value + 1) % (100 if rest[0].end - rest[0].start == 2 else 10_000):
        return None
    if said.all("FISCAL", "FY") and said.year_end:
        return periods.fiscal_year(first.value + 1, said.year_end)
    return periods.spanning(periods.year(first.value), periods.year(first.value + 1), "fiscal" if said.all("FISCAL", "FY") else "range")


# ---- days and months


def day(said: Said) -> Period:
    return periods.day(said.number("YEAR"), said.number("MONTH", "ABBREV"), said.number("DAY", "NTH"))


def short_day(said: Said) -> Period | None:
    year = _short(said)
    return periods.day(year, said.number("MONTH", "ABBREV"), said.number("DAY")) if year is not None else None


def day_of_year(said: Said) -> Partial:
    month, number = said.number("MONTH", "ABBREV"), said.number("DAY", "NTH")
    periods.day(2000, month, number)  # a leap year: raises for 31 June
    return Partial("day", month, day=number)


def day_range(said: Said) -> Period | None:
    month, (first, last) = said.number("MONTH", "ABBREV"), said.numbers("DAY", "NTH")
    return periods.days(periods.day(said.number("YEAR"), month, first).earliest, periods.day(said.number("YEAR"), month, last).latest, "range")


def near_day_range(said: Said) -> Period | None:
    month, (first, last) = said.number("MONTH", "ABBREV"), said.numbers("DAY", "NTH")
    start = said.settled(Partial("day", month, day=first))
    return periods.days(start.earliest, periods.day(start.earliest.year, month, last).latest, "range") if start else None


def month(said: Said) -> Period:
    return periods.month(said.number(*YEARS), said.number("MONTH", "ABBREV"))


def short_month(said: Said) -> Period | None:
    year = _short(said)
    return periods.month(year, said.number("MONTH", "ABBREV")) if year is not None else None


def near_month(said: Said) -> Period | None:
    """The month of July, this July, last July, next July: the last two are never the month of the reference."""
    named, step = Partial("month", said.number("MONTH", "ABBREV")), said.number("REL", default=0)
    if not said.reference or not step:
        return said.settled(named)
    this = periods.calendar_unit("month", said.reference, 0)
    return named.toward(this.earliest - timedelta(days=1), -1) if step < 0 else named.toward(this.latest + timedelta(days=1), 1)


# ---- parts of a year


def quarter(said: Said) -> Partial | None:
    number = said.number("ORD", "NTH", "DAY")
    return Partial("quarter", 3 * number - 2, 3) if number <= 4 else None


def half(said: Said) -> Partial | None:
    number = said.number("ORD", "NTH", "DAY")
    return Partial("half", 6 * number - 5, 6) if number <= 2 else None


def first_months(said: Said) -> Partial | None:
    count = said.number("COUNT", "DAY", "NN")
    return Partial("months", 1, count) if said.number("ORD") == 1 and 1 <= count <= 12 else None


def last_months(said: Said) -> Period | None:
    """The last quarter of 2012, the last six months of 2012."""
    count = 3 if said.all("QTR") else said.number("COUNT", "DAY", "NN")
    if said.number("REL") != -1 or not 1 <= count <= 12:
        return None
    return periods.months(said.number(*YEARS), 13 - count, count, "quarter" if said.all("QTR") else "months")


def _join(first: Partial, last: Partial) -> Partial | None:
    """One part of a year after another, as one: Q1 to Q3."""
    count = last.month + last.months - first.month
    return Partial("months", first.month, count) if first.month + first.months <= last.month else None


def two_quarters(said: Said) -> Partial | None:
    first, last = said.numbers("ORD")
    return _join(Partial("quarter", 3 * first - 2, 3), Partial("quarter", 3 * last - 2, 3))


def two_parts(said: Said) -> Partial | None:
    first, last = said.stretches()
    return _join(first, last) if isinstance(first, Partial) and isinstance(last, Partial) else None


def short_quarter(said: Said) -> Period | None:
    number, year = quarter(said), _short(said)
    return number.in_year(year) if number and year is not None else None


def short_half(said: Said) -> Period | None:
    number, year = half(said), _short(said)
    return number.in_year(year) if number and year is not None else None


def _to_month(said: Said, count: int, kind: str) -> Period:
    last = said.all("MONTHY")[0].value
    assert isinstance(last, Period)
    start = periods.add_months(last.earliest, 1 - count)
    return periods.months(start.year, start.month, count, kind)


def quarter_to_month(said: Said) -> Period:
    """The March 2012 quarter, which March ends."""
    return _to_month(said, 3, "quarter")


def half_to_month(said: Said) -> Period:
    return _to_month(said, 6, "half")


def quarter_to(said: Said) -> Partial | None:
    last = said.number("MONTH", "ABBREV")
    return Partial("quarter", last - 2, 3) if last >= 3 else None


def half_to(said: Said) -> Partial | None:
    last = said.number("MONTH", "ABBREV")
    return Partial("half", last - 5, 6) if last >= 6 else None


def in_year(said: Said) -> Period | None:
    """A part of a year; that of a fiscal year is counted from its first month, and lies in one of two years where nobody knows which that is."""
    partial, number = next((word.value for word in said.words if isinstance(word.value, Partial)), None), said.number(*YEARS)
    if partial is None:
        return None
    if not said.all("FYEAR") or partial.kind in ("day", "month") or said.year_end == 12:
        return partial.in_year(number)
    if said.year_end:
        start = periods.add_months(date(number - 1, said.year_end + 1, 1), partial.month - 1)
        return periods.months(start.year, start.month, partial.months, partial.kind)
    return periods.days(partial.in_year(number - 1).earliest, partial.in_year(number).latest, partial.kind)
