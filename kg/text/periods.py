"""Stretches of the calendar: a Period has its first and last day, a Partial waits for its year.

Both are plain values. Whatever the calendar does not have (30 February, the year 10000) raises ValueError or OverflowError here, as
`datetime.date` does; the grammar in `kg.text.date_rules` takes that for "no date".
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

EARLY, MID, LATE = 0, 1, 2
START, END = 0, 1
_PARTS = ("early", "mid", "late")


@dataclass(frozen=True)
class Period:
    """`earliest` and `latest` are days, both inside; `edtf` is what the text names, no finer than the text: for "early 2012" it is "2012"."""

    earliest: date
    latest: date
    edtf: str
    kind: str


@dataclass(frozen=True)
class Partial:
    """A day, month, quarter, half ... of a year yet unknown: it begins in `month` and lasts `months`, or is that month's `day`."""

    kind: str
    month: int
    months: int = 1
    day: int | None = None

    def in_year(self, year: int) -> Period:
        if self.day is not None:
            return day(year, self.month, self.day, self.kind)
        return month(year, self.month) if self.kind == "month" else months(year, self.month, self.months, self.kind)

    def toward(self, reference: date, direction: int) -> Period | None:
        """The last one that has begun (direction -1), the first not over (1), or the one that ends nearest (0)."""
        reach = 8 if (self.month, self.day) == (2, 29) else 1
        found = [period for step in range(-reach, reach + 1) if (period := self._try(reference.year + step))]
        if direction < 0:
            return max((period for period in found if period.earliest <= reference), key=lambda period: period.earliest, default=None)
        if direction > 0:
            return min((period for period in found if period.latest >= reference), key=lambda period: period.earliest, default=None)
        return min(found, key=lambda period: abs(period.latest - reference), default=None)

    def _try(self, year: int) -> Period | None:
        try:
            return self.in_year(year)
        except (ValueError, OverflowError):
            return None  # 29 February, and the ends of the calendar


def day(year: int, month_: int, day_: int, kind: str = "day") -> Period:
    return one_day(date(year, month_, day_), kind)


def one_day(when: date, kind: str = "day") -> Period:
    return Period(when, when, when.isoformat(), kind)


def month(year: int, month_: int) -> Period:
    return Period(date(year, month_, 1), last_of_month(year, month_), f"{year:04}-{month_:02}", "month")


def year(year_: int, kind: str = "year") -> Period:
    return Period(date(year_, 1, 1), date(year_, 12, 31), f"{year_:04}", kind)


def fiscal_year(year_: int, end_month: int | None) -> Period:
    """The fiscal year of a number, that is, the one that ends in that year, on the last day of `end_month`.

    Where the month is not known it lies somewhere between the first day of the year before and the last of its own.
    """
    if end_month == 12:
        return year(year_, "fiscal")
    if end_month is None:
        return Period(date(year_ - 1, 1, 1), date(year_, 12, 31), f"{year_:04}", "fiscal")
    return days(date(year_ - 1, end_month + 1, 1), last_of_month(year_, end_month), "fiscal")


def months(year_: int, first: int, count: int, kind: str) -> Period:
    """`count` whole months from the month `first` (1 to 12) of a year; they may reach into the next."""
    start = date(year_, first, 1)
    return days(start, add_months(start, count) - timedelta(days=1), kind)


def days(earliest: date, latest: date, kind: str) -> Period:
    """From day to day; ValueError if they stand the wrong way round."""
    if latest < earliest:
        raise ValueError(f"a period cannot end on {latest} and begin on {earliest}")
    if earliest == latest:
        return one_day(earliest, kind)
    return Period(earliest, latest, f"{earliest.isoformat()}/{latest.isoformat()}", kind)


def spanning(first: Period, last: Period, kind: str) -> Period:
    """From the beginning of one period to the end of another, as precise as each of them is."""
    if last.latest < first.latest or last.earliest < first.earliest:
        raise ValueError(f"{last.edtf} is before {first.edtf}")
    left, right = first.edtf.split("/")[0], last.edtf.split("/")[-1]
    return Period(first.earliest, last.latest, left if left == right else f"{left}/{right}", kind)


def ending(latest: date, count: int, unit: str, kind: str = "period") -> Period:
    """`count` days, weeks, months or years that end on a day: five weeks ending 2017-09-17 begin on 2017-08-14."""
    after = latest + timedelta(days=1)
    if unit in ("day", "week"):
        return days(after - timedelta(days=count * (7 if unit == "week" else 1)), latest, kind)
    return days(add_months(after, -count * (12 if unit == "year" else 1)), latest, kind)


def part(whole: Period, which: int) -> Period:
    """The early, middle or late third of a period; months of four for a year, ten days for a month. `edtf` stays that of the whole.
    Of a fiscal year that ends nobody knows when, the parts are not known either."""
    count = whole_months(whole)
    if _is_vague(whole):
        return replace(whole, kind=_PARTS[which])
    if count >= 3:
        bounds = [add_months(whole.earliest, round(count * third / 3)) for third in range(3)] + [whole.latest + timedelta(days=1)]
    else:
        length = (whole.latest - whole.earliest).days + 1
        bounds = [whole.earliest + timedelta(days=length * third // 3) for third in range(3)] + [whole.latest + timedelta(days=1)]
    last = max(bounds[which], bounds[which + 1] - timedelta(days=1))
    return Period(bounds[which], last, whole.edtf, _PARTS[which])


def edge(whole: Period, which: int) -> Period:
    """The first (START) or last day (END) of a period; `edtf` stays that of the whole, for "the end of 2012" is no precise day.
    Of a fiscal year that ends nobody knows when, it is one of the days that may be."""
    if _is_vague(whole):
        first, last = (date(whole.latest.year, 1, 1), whole.latest) if which == END else (whole.earliest, date(whole.latest.year, 1, 1))
        return replace(whole, earliest=first, latest=last, kind="end" if which == END else "start")
    when = whole.latest if which == END else whole.earliest
    return replace(whole, earliest=when, latest=when, kind="end" if which == END else "start")


def _is_vague(whole: Period) -> bool:
    return whole.kind == "fiscal" and whole_months(whole) > 12


def calendar_unit(unit: str, reference: date, step: int) -> Period:
    """The week (from Monday), month, quarter or year of a day, `step` of them later."""
    if unit == "week":
        monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=step)
        return days(monday, monday + timedelta(days=6), "week")
    if unit == "year":
        return year(reference.year + step)
    if unit == "month":
        start = add_months(reference.replace(day=1), step)
        return month(start.year, start.month)
    start = add_months(date(reference.year, reference.month - (reference.month - 1) % 3, 1), 3 * step)
    return months(start.year, start.month, 3, "quarter")


def whole_months(period: Period) -> int:
    """How many calendar months a period fills; 0 if it does not begin and end with one."""
    after = period.latest + timedelta(days=1)
    if period.earliest.day != 1 or after.day != 1:
        return 0
    return (after.year - period.earliest.year) * 12 + after.month - period.earliest.month


def add_months(when: date, count: int) -> date:
    """The same day `count` months later, or that month's last day where it is shorter."""
    years, month0 = divmod(when.month - 1 + count, 12)
    length = last_of_month(when.year + years, month0 + 1).day
    return date(when.year + years, month0 + 1, min(when.day, length))


def last_of_month(year_: int, month_: int) -> date:
    return date(year_, month_, monthrange(year_, month_)[1])
