"""Figures that cannot both be right: two values of one metric and metal, of one subject, over one period, that were both done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.extract.measurement.links import Read
from kg.facts import Measurement
from kg.text.months import FULL

_OF_A_TIME = frozenset(
    {
        "production",
        "sales",
        "ore-processed",
        "ore-mined",
        "throughput",
        "head-grade",
        "recovery",
        "cash-cost",
        "aisc",
        "realized-price",
        "revenue",
        "net-income",
        "cash",
    }
)
_DONE = ("actual", "record")
_ROUNDING = Decimal("0.03")  # of the larger: how far a round telling of a figure may be from the exact one


def without_rivals(found: Sequence[Read], told: Sequence[Measurement]) -> list[Read]:
    """The figures of the prose in their order, less those to which another one gives the lie: one of a table, of those that their own words do not
    date; else one whose own words date it; else the one told first. A part of a total is no rival of it."""
    kept: list[Read] = []
    for read in found:
        if not read.certain and any(_are_rivals(read.fact, other) for other in told):
            continue
        rivals = [other for other in kept if _are_rivals(read.fact, other.fact) and not _are_listed(other, read)]
        if not rivals:
            kept.append(read)
        elif read.certain and not any(other.certain for other in rivals):
            kept = [other for other in kept if other not in rivals] + [read]
    return kept


# "Osprey contributed 29,000 ounces; Lower Fold, 14,500": a name between that was not read as a site.
_A_NAME = re.compile(rf"(?:[;,]|\band)[ \n](?:(?:at|from|the)[ \n])?(?!(?:{FULL})\b)[A-Z][a-z]{{2,}}")


def _are_listed(one: Read, other: Read) -> bool:
    """Whether one sentence lists both figures, each with words of its own: steps of one process ("crushed 212,000 tonnes and milled 205,000")."""
    if one.sentence is not other.sentence or one.fact.metric.key == "cash" or not other.own:
        return False
    return _A_NAME.search(one.sentence.text, one.quantity.end, other.quantity.start) is None


def _are_rivals(one: Measurement, other: Measurement) -> bool:
    if one.metric.key not in _OF_A_TIME or one.metric != other.metric or one.of != other.of or one.unit != other.unit or one.period is None:
        return False
    if one.period != other.period or one.commodity != other.commodity or one.source != other.source or one.part_of or other.part_of:
        return False
    if one.value is None or other.value is None or any(fact.basis is None or fact.basis.key not in _DONE for fact in (one, other)):
        return False
    return abs(one.value - other.value) > _ROUNDING * max(abs(one.value), abs(other.value))
