"""Figures that cannot both be right: two values of one metric and metal, of one subject, over one period, that were both done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kg.extract.measurement.links import Read
from kg.facts import Measurement, Site
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

# "managed volumes down 6% to", "refined and saleable production of": a measure of its own beside what was made.
_KIND = re.compile(
    r"\b(?:(?:non-)?managed|joint[ \n]ventures?|third[- \n]part(?:y|ies)|associates|toll(?:ed|ing)?|refined|sale?able|purchased)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"[ \n](?:of[ \n][\w ]{2,30}?[ \n])?from[ \n](?:[\w'\u2019-]+[ \n]){0,4}(?:production|purchases|tailings|sales)\b|[ \n]purchased\b", re.IGNORECASE
)
_AT_A_PART = re.compile(r"\W{0,3}(?:At|From|In)[ \n](?:its|our)[ \n](?:[A-Z][\w-]+[ \n]){1,3}(?:operations?|mines|division|segment|business)\b")
# "7.1 million pounds of copper in concentrate and 650,000 pounds of cathode (Q1: 640,000)": two products of one metal.
_FORM = re.compile(r"[ \n](?:of[ \n])?(?:[a-z]+[ \n]){0,2}(?:in[ \n])?(?P<form>cathode|concentrate|matte|dor[e\u00e9])s?\b")
_FORM_OF_FORMER = re.compile(r"\b(?P<form>cathode|concentrate|matte|dor[e\u00e9])s?[ \n]\([^()]{0,40}$")
_OF_A_TOTAL = re.compile(
    r"\b[Oo]f[ \n](?:this|that|the|these)[ \n](?:total|amount|ounces|pounds|tonnes|carats)?,?[ \n](?:about[ \n]|some[ \n]|approximately[ \n])?$"
)
_WHOLE = re.compile(
    r"\b(?:in total|a total of|consolidated|total (?:gold |silver |copper )?(?:production|output|sales))\b[^.;,\d]{0,40}$", re.IGNORECASE
)
# "cash of $41 million", not "cash and liquid assets of"
_CASH_ALONE = re.compile(
    r"\bcash(?:[ \n](?:balance|position|on[ \n]hand|and[ \n](?:cash[ \n])?equivalents))?[ \n](?:(?:of|was|were|stood|at|totall?\w+)[ \n])+"
    r"\W{0,2}(?:[A-Z]{1,3})?$",
    re.IGNORECASE,
)


def without_rivals(found: Sequence[Read], told: Sequence[Measurement]) -> list[Read]:
    """The figures of the prose in their order, less those to which another one gives the lie: one of a table, of those that their own words do not
    date; else one whose own words date it, or call it a whole; else the one told first. A part of a total is no rival of it."""
    kept: list[Read] = []
    for read in found:
        if not read.certain and any(_are_rivals(read.fact, other) for other in told):
            continue
        rivals = [other for other in kept if _are_rivals(read.fact, other.fact) and not _are_apart(other, read)]
        if not rivals:
            kept.append(read)
        elif _is_of_total(read) or all(_is_in_turn(other, read) for other in rivals) or all(_weight(read) > _weight(other) for other in rivals):
            kept = [other for other in kept if other not in rivals] + [read]
    return kept


def _are_apart(one: Read, other: Read) -> bool:
    """Whether two figures that look like rivals are of different things."""
    return not _is_in_turn(one, other) and (_are_listed(one, other) or _are_of_parts(one, other))


def _before(read: Read) -> str:
    return read.sentence.text[max(0, read.quantity.start - 120) : read.quantity.start]


def _weight(read: Read) -> tuple[bool, bool]:
    """What speaks for a figure: words of its own that date it, words that call it the whole, or the very thing."""
    alone = _CASH_ALONE if read.fact.metric.key == "cash" else _WHOLE
    return read.certain, alone.search(_before(read)) is not None


# "mined and produced 51,000 and 47,000 ounces, respectively": the second of two figures is of the second of two words.
_IN_TURN = re.compile(
    r"\band[ \n](?:gold[ \n]|silver[ \n])?(?P<second>produc\w+|output|sold|sales|milled|processed|treated)\b[^.;\d]{0,40}$", re.IGNORECASE
)
_SECOND = (("produc", "production"), ("output", "production"), ("s", "sales"), ("", "ore-processed"))


def _is_in_turn(one: Read, other: Read) -> bool:
    """Whether two figures of a sentence are of two things in turn, of which the second is what both were taken for."""
    text = one.sentence.text
    if one.sentence is not other.sentence or re.match(r"[^.;\d]{0,30},?[ \n]respectively\b", text[other.quantity.end :]) is None:
        return False
    told = _IN_TURN.search(_before(one))
    if told is None or re.fullmatch(r"[^.;,\d]{0,20}[ \n]and[ \n]\W{0,2}", text[one.quantity.end : other.quantity.start]) is None:
        return False
    return next(metric for opening, metric in _SECOND if told["second"].lower().startswith(opening)) == other.fact.metric.key


def _is_of_total(read: Read) -> bool:
    """Whether a figure is told as the part of a total that the site named behind it has: to give that site the total cannot be right."""
    site, behind = read.fact.of, read.sentence.text[read.quantity.end : read.quantity.end + 80]
    return isinstance(site, Site) and _OF_A_TOTAL.search(_before(read)) is not None and site.name in behind.partition(" and ")[0]


def _are_of_parts(one: Read, other: Read) -> bool:
    """Whether either figure is told as of one source, one named part, or of a kind that the other is not of."""
    return any(_part(each) for each in (one, other)) and _part(one) != _part(other)


def _part(read: Read) -> str | None:
    """The words that restrict a figure to one source or part, if any."""
    text, quantity = read.sentence.text, read.quantity
    told = _KIND.search(_before(read)) or _FROM.match(text, quantity.end) or _AT_A_PART.match(text) or _FORM.match(text, quantity.end)
    told = told or _FORM_OF_FORMER.search(_before(read))
    return (told.groupdict().get("form") or told.group()) if told else None


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
