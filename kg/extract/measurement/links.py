"""Figures beside each other in a sentence: units that one lends another, bases that go on, totals and their parts, one figure told twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.context import Sentence
from kg.extract.measurement.clauses import COMPARED
from kg.extract.measurement.cues import DRILLING, Cue
from kg.extract.measurement.words import fits, in_pairs
from kg.facts import Company, Concept, Measurement, Site
from kg.text.commodities import find_commodities
from kg.text.quantities import Quantity


@dataclass(frozen=True)
class Read:
    """A measurement as read, before its parts are joined: where it stands, whether its period is said beside it, and whether its metric is (no
    figure stands between)."""

    fact: Measurement
    quantity: Quantity
    sentence: Sentence
    certain: bool
    own: bool = True


_OF_WHICH = re.compile(r"\b(?:of which|including|comprising|consisting of|made up of)[ \n](?:[\w-]+[ \n]){0,3}$", re.IGNORECASE)

_ACTUAL = Concept("basis", "actual")

# "initial capital of $96 million and sustaining capital of $41 million are estimated": what is said behind is of both.
_AND_ITS_LIKE = re.compile(r",?[ \n]and[ \n](?:[a-z-]+[ \n]){1,4}(?:of[ \n])?", re.IGNORECASE)

_CHANGED = re.compile(
    r"\b(?:(?:was|were|(?:has|have|had)(?: been)?) (?:\w+ )?(?:increased|reduced|expanded|upgraded|cut|lifted|raised|lowered|grown|fallen)|grew|"
    r"fell|rose)\b"
)

# "1,900 metres of the planned 6,000 metres": the second figure has a basis of its own.
_OF_A_WHOLE = re.compile(r"\b(?:ongoing|planned|proposed|budgeted|upcoming)[ \n](?:\w+[ \n])?$")


def beside(read: Read, found: list[Read], cue: Cue | None) -> Read:
    """A figure set beside the one before ("from 260,000", "of which ..."), or listed with it, stands on the same basis and counts the same metal."""
    alike = [other for other in reversed(found) if other.fact.metric == read.fact.metric]
    before = next((other for other in alike if not _in_closed_bracket(read, other)), alike[0] if alike else None)
    if cue is None or not found:
        return read
    if read.fact.metric.key == "head-grade" and found[-1].fact.metric.key in _ORE and cue.start == found[-1].quantity.end:
        # the grade of that very ore: "exceeding the forecast of 395,000 tonnes at 2.61 g/t"; not of what a bracket sets beside it
        ore = found[-1] if not _in_closed_bracket(read, found[-1]) else next((other for other in found if not _in_closed_bracket(read, other)), None)
        if ore is None:
            return read
        return replace(read, fact=replace(read.fact, basis=ore.fact.basis, period=read.fact.period if read.certain else ore.fact.period))
    if before is found[-1] and _AND_ITS_LIKE.fullmatch(read.sentence.text, before.quantity.end, read.quantity.start):
        later = read.fact.basis not in (before.fact.basis, _ACTUAL) and before.fact.basis == _ACTUAL and not before.certain
        if later and not cue.carried and read.fact.metric.key == "capex":
            found[-1] = replace(before, fact=replace(before.fact, basis=read.fact.basis, period=read.fact.period))
    if before is None:
        return _still_ahead(read, found[-1])
    fact, text = read.fact, read.sentence.text
    between = text[before.quantity.end : read.quantity.start]
    if cue.carried or COMPARED.search(text[max(0, read.quantity.start - 40) : read.quantity.start]):
        if fact.basis == Concept("basis", "plan") and _OF_A_WHOLE.search(text[: read.quantity.start]):
            return read
        past = _CHANGED.search(text[max(0, before.quantity.start - 80) : before.quantity.start])
        changed = not past and fact.metric.key in ("employees", "capacity") and re.fullmatch(r"(?:\s\([^()]{1,14}\))?\sto\s", between) is not None
        if _SPENT_OR_OF_A_LIFE.match(text, read.quantity.end):
            return read
        nearest = re.split(r",|;| and ", between.rstrip(" \n,(;"))[-1]  # not what the figure before is said to be within
        basis, against = _yardstick(fact, before.fact, nearest, changed=changed)
        if basis != _ACTUAL and read.certain and not against and _is_over(fact, before.fact) and not _FORETOLD.search(nearest):
            basis = _ACTUAL  # "expects 25 million pounds, against 21 million in 2016"
        if changed and basis == before.fact.basis and found and found[-1] is before:
            found[-1] = replace(before, fact=replace(before.fact, basis=_ACTUAL))
        planned = before.fact.basis is not None and before.fact.basis.key in ("guidance", "plan")
        if re.match(r"\W{1,3}(?:today|currently|at present|now)\b", text[read.quantity.end :]):
            basis = _ACTUAL
        if re.search(r"\b(?:current|present|existing)(?:ly)?[ \n]$", text[: read.quantity.start]):
            basis = _ACTUAL
        period = fact.period if read.certain or basis == fact.basis else before.fact.period
        period = period or (before.fact.period if against or planned else None)
        own = find_commodities(text[read.quantity.end : read.quantity.end + 30])
        inside = find_commodities(text[read.quantity.start : read.quantity.end])
        named = inside or (own and own[0].start < 9) or "respectively" in text[read.quantity.end :] or in_pairs(text, read.quantity)
        fitting = before.fact.commodity is None or fits(before.fact.commodity.key, read.quantity.unit or "")
        commodity = fact.commodity if named or not fitting else before.fact.commodity
        narrowed = isinstance(before.fact.of, Site) and isinstance(fact.of, Company)
        own_place = isinstance(fact.of, Site) and fact.of.name in between  # "26,800 ounces (Alder: 17,500; Birch: 9,300)"
        of = before.fact.of if cue.carried and not own_place and (narrowed or _OPENED.search(between)) else fact.of
        return replace(read, fact=replace(fact, of=of, basis=basis, period=period, commodity=commodity, source=fact.source or before.fact.source))
    return _told_behind(read, before, between)


def _told_behind(read: Read, before: Read, between: str) -> Read:
    """A figure told behind another one of its metric, with what it takes from that."""
    fact, text = read.fact, read.sentence.text
    held_against = fact.basis in _AHEAD and before.certain and before.fact.unit == fact.unit and _IN_LINE.search(between) is not None
    of_year = (fact.high or fact.value or 0) > 2 * (before.fact.value or before.fact.high or 0)  # a quarter's output against the year's guidance
    if held_against and (fact.period is None or not (of_year or _TELLS_TIME.search(between + text[read.quantity.end : read.quantity.end + 30]))):
        return replace(read, fact=replace(fact, period=before.fact.period))  # "sales of 59,700 ounces were in line with the target of 60,000 ounces"
    changed = fact.metric.key in _ORE and fact.unit == before.fact.unit and re.fullmatch(r"[^.;,\d]{0,60}[ \n]to[ \n]", between) is not None
    if fact.source is None and before.fact.source is not None and (fact.metric.key == "throughput" or changed):
        read = replace(read, fact=replace(fact, source=before.fact.source))
    if fact.basis == Concept("basis", "estimate") and before.fact.basis == Concept("basis", "guidance") and read.certain and fact.period:
        return replace(read, fact=replace(read.fact, basis=before.fact.basis))  # "12,000 ounces in 2020, ramping up to 45,000 in 2021"
    if fact.metric.key in DRILLING and fact.basis == Concept("basis", "plan") and before.fact.basis == _ACTUAL and _LIKEWISE.search(between):
        return replace(read, fact=replace(read.fact, basis=_ACTUAL))
    told = text[before.quantity.end : read.quantity.end + 30]
    later = fact.basis == _ACTUAL and before.fact.basis in (Concept("basis", "guidance"), Concept("basis", "plan"), Concept("basis", "estimate"))
    if later and not re.search(
        r"\b(?:was|were|completed?|finished|totall?ed|produced|sold|spent|drilled|has|have|had|to date|so far|results|"
        r"current|present|existing)\b|;",
        told,
    ):
        period = fact.period if read.certain and fact.period else before.fact.period
        read = replace(read, fact=replace(read.fact, basis=before.fact.basis, period=period))
    return read


# "the winter program comprised 3,100 metres and the summer program 4,000 metres": with the verb of the first.
_LIKEWISE = re.compile(
    r"(?:,|;|,?[ \n]and|,?[ \n]while)[ \n](?:the|its|our|a)[ \n](?:[\w-]+[ \n]){0,3}(?:program(?:me)?|campaign|phase|"
    r"season)[ \n](?:another[ \n]|some[ \n])?$"
)
_SPENT_OR_OF_A_LIFE = re.compile(
    r"[ \n](?:has|have|had|was|were)\b[^.;,\d]{0,20}\bspent\b|[^.;,\d]{0,30}\bover[ \n](?:an?|the|its)[ \n](?:[\w-]+[ \n]){0,3}life\b"
)


def _yardstick(fact: Measurement, before: Measurement, nearest: str, *, changed: bool) -> tuple[Concept | None, bool]:
    """The basis of a figure that is set against the one before it by the words `nearest`, and whether they say of what kind it is."""
    if re.search(r"guidance|range|forecast|outlook", nearest):
        return Concept("basis", "guidance"), True
    if fact.basis == _ACTUAL and fact.metric.key in ("capacity", "throughput") and re.search(r"(?:^|[ \n])from$", nearest.strip()):
        return _ACTUAL, False  # "is to be expanded to 2,500 tonnes a day, from 1,700"
    against = re.search(r"budget|\bplan", nearest) is not None
    if changed or against:
        return Concept("basis", "plan"), against
    if re.search(r"\btarget", nearest):
        return Concept("basis", "target"), True
    return (_ACTUAL if before.basis == Concept("basis", "record") else before.basis), False  # no record is what a record is set against


_OPENED = re.compile(r"\([^()]*$")  # what a bracket sets beside a figure is of what that is
_AHEAD = tuple(Concept("basis", key) for key in ("target", "guidance", "plan"))
_IN_LINE = re.compile(
    r"\b(?:in line with|within|above|below|ahead of|short of|exceed\w*|beat\w*|met|meeting|against|versus|compared (?:to|with)|"
    r"higher than|lower than|achiev\w+)[ \n](?:[\w'\u2019-]+[ \n]){0,5}(?:target|guidance|forecast|budget|plan|range)\b",
    re.IGNORECASE,
)
_TELLS_TIME = re.compile(r"\b(?:(?:19|20)\d\d|FY|quarter\w*|half|Q[1-4]|H[12]|full[- ]year|annual|years?|months?)\b", re.IGNORECASE)
_FORETOLD = re.compile(r"\b(?:guid\w+|forecast\w*|plan\w*|budget\w*|previous\w*|target\w*|originally)\b", re.IGNORECASE)


def _is_over(fact: Measurement, other: Measurement) -> bool:
    """Whether a figure is of a time that ended before that of another one began."""
    one, two = fact.period, other.period
    return one is not None and two is not None and one.end is not None and two.start is not None and one.end < two.start


def _in_closed_bracket(read: Read, other: Read) -> bool:
    """Whether a figure stands in a bracket that is closed before the other one."""
    text = read.sentence.text
    closed = text.find(")", other.quantity.end, read.quantity.start)
    return (
        closed >= 0
        and "(" not in text[other.quantity.end : closed]
        and text.rfind("(", 0, other.quantity.start) > text.rfind(")", 0, other.quantity.start)
    )


def is_surpassed(read: Read, found: Sequence[Read]) -> bool:
    """Whether a sentence tells the same of a later time: what it is then set against, of which the next sentence does not go on to tell."""
    over = read.fact.period
    same = (other.fact.period for other in found if other.fact.metric == read.fact.metric and other.fact.of == read.fact.of)
    return over is not None and over.end is not None and any(other and other.end and other.end > over.end for other in same)


_ORE = frozenset({"ore-processed", "ore-mined"})
_HAPPENED = re.compile(r"\b(?:was|were|totall?ed|produced|producing|sold|spent|drilled|has|have|had)\b|;")


def _still_ahead(read: Read, before: Read) -> Read:
    """A figure of another metric in one breath with what is expected: "expects 100,000 ounces at costs of $700 to $740"."""
    fact, text = read.fact, read.sentence.text
    behind = re.sub(r"\b(?:ounce|oz|pound|lb|tonne)s?\b[^.;,\d]{0,24}\b(?:produced|sold)\b", "", text[read.quantity.start : read.quantity.end + 34])
    told = text[before.quantity.end : read.quantity.start] + behind
    if (
        fact.basis != _ACTUAL
        or before.fact.basis not in (Concept("basis", "guidance"), Concept("basis", "estimate"), Concept("basis", "plan"))
        or _HAPPENED.search(told)
    ):
        return read
    bought = fact.metric.key in DRILLING and before.fact.metric.key == "exploration-budget" and _BUYS.search(told) is not None
    if fact.metric.key not in _OF_PLANS and not bought:
        return read
    basis = Concept("basis", "plan") if fact.metric.key == "exploration-budget" else before.fact.basis
    return replace(read, fact=replace(fact, basis=basis, period=fact.period if read.certain else before.fact.period))


# "a budget of $14.5 million, about half of it for 30,000 metres of drilling"
_BUYS = re.compile(r"\b(?:for|includ(?:es|ing)|to fund|to cover|to pay for|towards?|and)\b", re.IGNORECASE)
_OF_PLANS = frozenset(
    {"exploration-budget", "production", "cash-cost", "aisc", "capex", "head-grade", "recovery", "throughput", "ore-processed", "ore-mined"}
)

_OPENS = re.compile(r"\s*[(\[]\s*(?:[~+>]\s*)?")


def without_twins(found: list[Read]) -> list[Read]:
    """The figures of a sentence, less those that a bracket sets beside another of the same thing without a word of when: "40,720 oz (36,800 oz)"."""
    kept: list[Read] = []
    for read in found:
        before = kept[-1] if kept else None
        beside = before is not None and _OPENS.fullmatch(read.sentence.text, before.quantity.end, read.quantity.start) is not None
        alike = before is not None and _unsized(read.fact) == _unsized(before.fact) and number_of(read.fact) != number_of(before.fact)
        if not beside or not alike or read.certain:
            kept.append(read)
    return kept


def _unsized(fact: Measurement) -> Measurement:
    return replace(fact, value=None, low=None, high=None)


# "mined and processed 48,000 tonnes", "5,153 ounces of gold produced and sold": one figure of two things done.
_PAIR = (
    r"(?:(?P<made>produced)[ \n](?:and|&)[ \n]sold|(?P<output>production)[ \n](?:and|&)[ \n]sales|(?P<sold>sold)[ \n](?:and|&)[ \n]produced|"
    r"(?P<dug>mined)[ \n](?:and|&)[ \n](?:processed|milled|treated|crushed))"
)
_PAIR_AHEAD = re.compile(rf"\b{_PAIR}\b[^.;,\d]{{0,60}}$", re.IGNORECASE)
_PAIR_BEHIND = re.compile(rf"(?:[ \n](?:of[ \n])?(?!and\b)[a-z-]+){{0,3}}?[ \n]{_PAIR}\b", re.IGNORECASE)
_IN_TURN = re.compile(r"[^.;]{0,50}\brespectively\b|[ \n]and[ \n][A-Z$]{0,3}\d")
_PAIRS = {key: {"production", "sales"} for key in ("output", "made", "sold")} | {"dug": {"ore-mined", "ore-processed"}}


# "58,900 ounces of gold and 5,620 tonnes of copper at its Osprey mine": of one place, told behind the last of them
_AND_MADE = re.compile(
    r"(?:[ \n](?:of[ \n])?[a-z]+)?(?:,|,?[ \n]and)[ \n](?:(?:[a-z]+[ \n]){0,2}production[ \n](?:of[ \n])?)?(?:between[ \n]|about[ \n])?",
    re.IGNORECASE,
)


def with_place(found: list[Read]) -> list[Read]:
    """The figures of a sentence, those of several metals that one place yields with the site that stands behind the last of them."""
    for index in range(len(found) - 1, 0, -1):
        last, read = found[index], found[index - 1]
        text, alike = read.sentence.text, read.fact.metric == last.fact.metric and read.fact.commodity != last.fact.commodity
        if not alike or not isinstance(last.fact.of, Site) or not isinstance(read.fact.of, Company):
            continue
        behind = re.match(r"[^.;,\d]{0,60}", text[last.quantity.end :])
        if behind and last.fact.of.name in behind.group() and _AND_MADE.fullmatch(text, read.quantity.end, last.quantity.start):
            found[index - 1] = replace(read, fact=replace(read.fact, of=last.fact.of))
    return found


def with_both(found: Sequence[Read]) -> list[Read]:
    """The figures of a sentence, twice those of which it says that two things were done with so much."""
    given: list[Read] = []
    for read in found:
        given.append(read)
        text, at = read.sentence.text, read.quantity
        said = _PAIR_AHEAD.search(text, max(0, at.start - 100), at.start) or _PAIR_BEHIND.match(text, at.end)
        both = _PAIRS[said.lastgroup] if said and said.lastgroup else set()
        if read.fact.metric.key in both and not _IN_TURN.match(text, at.end):
            other = Concept("metric", next(iter(both - {read.fact.metric.key})))
            if not any(one.quantity == at and one.fact.metric == other for one in found):
                given.append(replace(read, fact=replace(read.fact, metric=other)))
    return given


def with_parts(found: list[Read]) -> list[Read]:
    """The figures of a sentence with the total that "of which" makes of them."""
    total: Read | None = None
    joined: list[Read] = []
    for read in found:
        text = read.sentence.text
        if _OF_WHICH.search(text[max(0, read.quantity.start - 40) : read.quantity.start]):
            same = [other for other in joined if other.fact.metric == read.fact.metric and other.fact.part_of is None]
            total = same[-1] if same else None
        if total and read.fact.metric == total.fact.metric and read.fact.unit == total.fact.unit and read.quantity.start > total.quantity.start:
            read = replace(read, fact=replace(read.fact, part_of=total.fact, period=read.fact.period or total.fact.period))
        joined.append(read)
    return joined


def number_of(fact: Measurement) -> tuple[Decimal | None, Decimal | None]:
    """The figure for comparing: "up to 8 million" and "8 million" of a title are one."""
    return fact.low, fact.high if fact.value is None else fact.value
