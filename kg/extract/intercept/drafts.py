"""An intercept as one place of the document tells it, before the places are put together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.extract.intercept.grammar import Grade, Mark
from kg.facts import Zone


@dataclass
class Draft:
    """An interval with its grades where the text tells it once, by offsets of the reading text.

    `parent` is the interval that it lies in, `sentence` the sentence, row or cell of a zone around it, `above` the heading of its rows,
    `zoned` whether a column of its table tells zones, `zone_name` what the column says; `marks`: where its length and depths stand.
    """

    hole: str | None
    length: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    grades: list[Grade]
    start: int
    end: int
    rule: str
    width: Decimal | None = None
    parent: Draft | None = None
    further: bool = False
    zone: Zone | None = None
    sentence: tuple[int, int] = (0, 0)
    above: tuple[int, int] | None = None
    zoned: bool = False
    zone_name: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def bottom(self) -> Decimal | None:
        """Where the interval ends, as told or by its length."""
        if self.high is not None or self.low is None or self.length is None:
            return self.high
        return self.low + self.length


_SLACK = Decimal("0.1")


def may_lie_in(inner: Draft, outer: Draft) -> bool:
    """Whether an interval can lie in another: of the same hole, shorter, and within its depths as far as both are told."""
    if inner is outer or (inner.hole and outer.hole and inner.hole != outer.hole) or inner.unit != outer.unit:
        return False
    if inner.length is not None and outer.length is not None and inner.length > outer.length:
        return False
    if inner.low is not None and outer.low is not None and inner.low < outer.low - _SLACK:
        return False
    if inner.low is not None and outer.bottom is not None and inner.low >= outer.bottom:
        return False
    return inner.bottom is None or outer.bottom is None or inner.bottom <= outer.bottom + _SLACK * 5


def lies_in(inner: Draft, outer: Draft) -> bool:
    """Whether the depths of both say that one lies in the other."""
    return None not in (inner.low, outer.low, outer.bottom, inner.bottom) and may_lie_in(inner, outer) and inner.length != outer.length


def is_poorer(one: Draft, other: Draft) -> bool:
    """Whether an interval grades less than another in all metals that both tell: nobody singles out such a part of it."""
    grades = {(grade.metal, grade.unit): grade.value for grade in other.grades}
    shared = [(grade.value, grades[grade.metal, grade.unit]) for grade in one.grades if (grade.metal, grade.unit) in grades]
    return bool(shared) and all(mine < theirs for mine, theirs in shared)
