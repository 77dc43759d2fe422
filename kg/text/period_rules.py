"""What the rules for longer stretches mean: periods that end on a day, what is told by its distance, parts, ends and ranges of periods.

As in `kg.text.date_rules`, a meaning takes the words that a rule of `lexicon/date_rules.tsv` met and returns a value or None.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.text import periods
from kg.text.date_rules import Said, stretch_of
from kg.text.periods import Partial, Period

_UNITS = {"DAYS": ("day", 1), "WEEK": ("week", 1), "MON": ("month", 1), "QTR": ("month", 3), "YR": ("year", 1)}
_CALENDAR = {"WEEK": "week", "MON": "month", "QTR": "quarter", "YR": "year"}

# ---- periods that end on a day


def _end(said: Said) -> date | None:
    """The day that ends the period, of the words after "ended": without a year the last such day, with "ending" the nearest."""
    word = [word for word in said.words if word.cls in ("DATE", "DAYM", "MONTHY", "MONTH", "ABBREV")][-1]
    stretch = stretch_of(word, said.year_end)
    if stretch is None:
        return None
    if isinstance(stretch, Partial) and said.reference and not said.future and not said.number("ENDED", default=0):
        before = stretch.toward(said.reference, -1)
        if before and before.latest > said.reference:
            before = stretch.toward(before.earliest - timedelta(days=1), -1)
        return before.latest if before else None
    settled = said.settled(stretch, 1 if said.future else 0)
    return settled.latest if settled else None


def _ended(said: Said, count: int, unit: str) -> Period | None:
    last = _end(said)
    return periods.ending(last, count, unit) if last and count > 0 else None


def ended_part(said: Said) -> Period | None:
    whole = said.words[0].value
    count = whole.months if isinstance(whole, Partial) else periods.whole_months(whole) if isinstance(whole, Period) else 0
    return _ended(said, count, "month")


def ended_counted(said: Said) -> Period | None:
    unit, length = _UNITS[said.all(*_UNITS)[0].cls]
    return _ended(said, said.number("COUNT", "DAY", "NN") * length, unit)


def ended_half(said: Said) -> Period | None:
    return _ended(said, 6, "month")


def ended_unit(said: Said) -> Period | None:
    unit, length = _UNITS[said.all(*_UNITS)[0].cls]
    return _ended(said, length, unit)


# ---- by their distance


def relative_unit(said: Said) -> Period | None:
    return _near(said)


def ago(said: Said) -> Period | None:
    if not said.reference:
        return None
    unit, count = said.all(*_UNITS)[0].cls, said.number("COUNT", "DAY", "NN")
    if unit in ("DAYS", "WEEK"):
        return periods.one_day(said.reference - timedelta(days=count * (7 if unit == "WEEK" else 1)))
    return periods.calendar_unit(_CALENDAR[unit], said.reference, -count)


def today(said: Said) -> Period | None:
    return periods.one_day(said.reference + timedelta(days=said.number("WHEN", "REL"))) if said.reference else None


def immediate(said: Said) -> Period | None:
    return periods.one_day(said.reference, "immediate") if said.reference else None


def weekday(said: Said) -> Period | None:
    """Saturday: the last one up to the reference; last Saturday: before it; next Saturday: after it; this Saturday: the one of its week."""
    if not said.reference:
        return None
    ahead = (said.number("WEEKDAY") - said.reference.weekday()) % 7
    if not said.all("REL"):
        step = ahead if said.future or said.ahead or not ahead else ahead - 7
    elif said.number("REL") == 0:
        step = said.number("WEEKDAY") - said.reference.weekday()
    else:
        step = ahead - 7 if said.number("REL") == -1 else ahead or 7
    return periods.one_day(said.reference + timedelta(days=step))


# ---- parts and ends of a period


def _near(said: Said) -> Period | None:
    """The year, quarter, month or week that holds the reference, or as many later as the words say; of several ("coming years") none."""
    unit = said.all(*_CALENDAR)[0]
    return periods.calendar_unit(_CALENDAR[unit.cls], said.reference, said.number("REL", default=0)) if said.reference and unit.value == 1 else None


def year_end(said: Said) -> Period | None:
    whole = said.stretches()[0]
    return periods.edge(whole, periods.END) if isinstance(whole, Period) and said.number("EDGE") == periods.END else None


def near_year_end(said: Said) -> Period | None:
    whole = _near(said)
    return periods.edge(whole, periods.END) if whole and said.number("EDGE") == periods.END else None


def edge_of(said: Said) -> Period | None:
    whole = said.settled(said.stretches()[0])
    return periods.edge(whole, said.number("EDGE")) if whole else None


def near_edge(said: Said) -> Period | None:
    whole = _near(said)
    return periods.edge(whole, said.number("EDGE")) if whole else None


def part_of(said: Said) -> Period | None:
    whole = said.settled(said.stretches()[0])
    return periods.part(whole, said.number("PART")) if whole and whole.kind != "day" else None


def near_part(said: Said) -> Period | None:
    whole = _near(said)
    return periods.part(whole, said.number("PART")) if whole else None


def _rest(said: Said, whole: Period | Partial | None) -> Period | None:
    if not isinstance(whole, Period) or not said.reference or not whole.earliest <= said.reference <= whole.latest:
        return None
    return periods.days(said.reference, whole.latest, "rest")


def rest_of(said: Said) -> Period | None:
    return _rest(said, said.stretches()[0])


def near_rest(said: Said) -> Period | None:
    return _rest(said, _near(said))


# ---- from one to another


def range_of(said: Said) -> Period | None:
    """From one period to another; one without a year takes it from the other, the later one of two from the reference."""
    first, last = said.stretches()
    coarse, fine = {"year", "fiscal"}, {"day"}
    if {first.kind, last.kind} & coarse and {first.kind, last.kind} & fine:
        return None
    end = last.in_year(first.latest.year) if isinstance(last, Partial) and isinstance(first, Period) else said.settled(last)
    if end is None:
        return None
    if isinstance(first, Period):
        if isinstance(last, Partial) and end.latest < first.latest:
            end = last.in_year(end.latest.year + 1)
        return periods.spanning(first, end, _sure(first, end))
    start = first.in_year(end.latest.year)
    return periods.spanning(start if start.earliest <= end.earliest else first.in_year(end.latest.year - 1), end, _sure(end))


def two_months(said: Said) -> Period | None:
    """Two months in a row: July and August 2012."""
    both = range_of(said)
    return both if both and periods.whole_months(both) == 2 else None


def months_of_year(said: Said) -> Period | None:
    """Two months in a row, or two of the one year told behind them: October and December 2019, from the one to the other."""
    both = range_of(said)
    return both if both and (periods.whole_months(both) == 2 or both.earliest.year == both.latest.year) else None


def since(said: Said) -> Period | None:
    begin = said.settled(said.stretches()[0], -1)
    return replace(begin, kind=_sure(begin, kind="since")) if begin else None


def until(said: Said) -> Period | None:
    end = said.settled(said.stretches()[0], 1)
    return replace(end, kind=_sure(end, kind="until")) if end else None


def _sure(*ends: Period, kind: str = "range") -> str:
    """The kind of what has these ends: ambiguous where one of them is."""
    return "ambiguous" if any(end.kind == "ambiguous" for end in ends) else kind
