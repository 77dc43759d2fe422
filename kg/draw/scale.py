"""From days to places on a line, and the marks of its axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from kg.lookup.timeline import TimelineView

_DAY_STEPS, _MONTH_STEPS, _YEAR_STEPS = (1, 2, 7, 14), (1, 3, 6), (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Tick:
    """A mark of the axis: a day and what is written at it, as precise as the marks stand apart."""

    day: date
    label: str


@dataclass(frozen=True)
class Scale:
    """The days `first` to `last`, both drawn whole, on a line that begins at `left`."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Where a day begins; days outside lie on the edge."""
        return self.left + self.width * self._share(day.toordinal())

    def end(self, day: date) -> float:
        """Where a day ends, which is where the next begins."""
        return self.left + self.width * self._share(day.toordinal() + 1)

    def _share(self, ordinal: int) -> float:
        inside = min(max(ordinal, self.first.toordinal()), self.last.toordinal() + 1)
        return (inside - self.first.toordinal()) / (self.last.toordinal() + 1 - self.first.toordinal())

    def ticks(self, letter: float, gap: float) -> list[Tick]:
        """The finest marks whose labels do not touch, of days, months or years; `letter` is the width of a character, `gap` what parts labels."""
        found: list[Tick] = []
        for marks in self._candidates():
            found = [mark for mark in marks if self.end(mark.day) < self.left + self.width - letter * len(mark.label)]
            places = [self.x(mark.day) for mark in found]
            room = min((b - a for a, b in pairwise(places)), default=self.width)
            if found and room >= letter * len(found[0].label) + gap:
                return found
        return found[:1]

    def _candidates(self) -> Iterator[list[Tick]]:
        days, months, years = self.last.toordinal() - self.first.toordinal() + 1, *self._months_and_years()
        room = max(4, int(self.width))  # more marks than this cannot stand apart: do not even list them
        for step in (step for step in _DAY_STEPS if days / step < room):
            start = self.first.toordinal()
            ordinals = range(start + -start % step, self.last.toordinal() + 1, step)
            yield [Tick(date.fromordinal(one), date.fromordinal(one).isoformat()) for one in ordinals]
        for step in (step for step in _MONTH_STEPS if months / step < room):
            starts = [divmod(month, 12) for month in range(self.first.year * 12 + self.first.month - 1, self.last.year * 12 + self.last.month)]
            firsts = [date(year, month + 1, 1) for year, month in starts if month % step == 0]
            yield [Tick(day, day.isoformat()[:7]) for day in firsts if day >= self.first]
        for step in (step for step in _YEAR_STEPS if years / step < room):
            firsts = [date(year, 1, 1) for year in range(self.first.year, self.last.year + 1) if year % step == 0]
            yield [Tick(day, f"{day.year:04}") for day in firsts if day >= self.first]
        yield [Tick(self.first, self.first.isoformat())]

    def _months_and_years(self) -> tuple[int, int]:
        years = self.last.year - self.first.year + 1
        return years * 12, years


def span(view: TimelineView, first: date | None, last: date | None) -> tuple[date, date]:
    """The days to draw: those asked for, else all of which documents speak, with a margin. A view without rows has one day."""
    known = view.days or (first or last or date.min, last or first or date.min)
    begin, end = first or known[0], last or known[1]
    begin, end = (begin, end) if begin <= end else (end, end) if first is None else (begin, begin)
    margin = max(10, (end.toordinal() - begin.toordinal()) // 25)
    low = begin if first else date.fromordinal(max(date.min.toordinal(), begin.toordinal() - margin))
    high = end if last else date.fromordinal(min(date.max.toordinal(), end.toordinal() + margin))
    return low, high
