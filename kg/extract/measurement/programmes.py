"""A programme and the part of it that is done, told in one sentence: "23,800 metres in 141 holes, out of a budget of 38,000 metres", "21 of 46
planned holes are done", "a 30-hole programme, of which 14 are complete". What is taken of the whole has been done, the whole is planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.context import Context, Sentence
from kg.extract.measurement.cues import groups
from kg.extract.measurement.parts_spent import was_earned_by
from kg.text.dates import DateMatch
from kg.text.quantities import Quantity


@dataclass(frozen=True)
class Share:
    """What a sentence tells of one figure of a programme: its metric and basis, where the words stand that may tell its time, and whether it is
    what an interest costs (whose time and property no other sentence tells)."""

    metric: str
    basis: str
    start: int = 0
    end: int | None = None
    earns: bool = False

    def dates(self, dates: Sequence[DateMatch]) -> list[DateMatch]:
        """The dates that may be its own: years, and those that do not stand with the other share."""
        return [found for found in dates if found.kind == "year" or (found.start >= self.start and (self.end is None or found.start < self.end))]


Told = dict[int, Share]

_METRICS = {"m": "drilling-metres", "ft": "drilling-metres", "holes": "drill-holes"}
_WORKS = re.compile(r"\b(?:drill\w*|holes?|program(?:me)?s?|campaigns?|explor\w+|rigs?|met(?:re|er)s)\b", re.IGNORECASE)
_PROGRAM = r"(?:program(?:me)?|campaign|budget|plan)\b"
_NAMED = r"(?:(?!of\b)[\w’'&-]+\s+){0,5}?"
# What stands ahead of a whole: "out of", "of a planned", "of its 2014 budget of".
_OF = re.compile(
    r"(?P<out>\bout\s+)?\bof\s+(?P<the>(?:an?|the|its|our|their|this|[A-Z]\w+['’]s)\s+)?"
    rf"(?P<words>{_NAMED}(?:{_PROGRAM}\s+of\s+)?(?:(?:some|about|approximately|up\s+to|at\s+least)\s+)?)$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    rf"\b(?:planned|proposed|budgeted|scheduled|approved|permitted|envisaged|targeted|minimum|{_PROGRAM.removesuffix(chr(92) + 'b')})\b",
    re.IGNORECASE,
)
_SIZES = re.compile(
    rf"(?:[\s,-]+(?!and\b|have\b|has\b|were\b|was\b|in\b|at\b|with\b|for\b|of\b|to\b)[\w$,.’'-]+){{0,6}}?[\s-]+{_PROGRAM}", re.IGNORECASE
)
_IS_PLANNED = re.compile(r"\s+(?:(?:drill)?holes?\s+|that\s+(?:are|were)\s+)?(?:planned|proposed|budgeted|scheduled|approved)\b", re.IGNORECASE)
_WAS_DRILLED = re.compile(
    r"(?:\s+(?!have\b|has\b|had\b|were\b|was\b|are\b)[\w-]+){0,4}?\s+(?:drilled|completed|finished|put\s+down|sunk|bored|reported|collared)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:,|,?\s+and|\s+for|\s*\(|\s+totall?ing|\s+or)\s*(?:about\s+|some\s+|approximately\s+)?", re.IGNORECASE)
# Metres of what is dug or laid out, and not drilled: "the ramp has advanced 450 of a planned 1,100 metres".
_DUG = re.compile(r"\b(?:ramps?|declines?|shafts?|drifts?|drifting|tunnels?|raises?|grids?|trench\w*|strike|lines?)\b", re.IGNORECASE)
_ACT = re.compile(
    r"\b(?:completed?|drilled|finished|done|spent|incurred|invested|put\s+down|sunk|bored|received|reported|returned|released|assay\w*|results|so\s+far|"
    r"to\s+date|now|already|has|have|had|were|was)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|would|to\s+(?:complete|drill|spend|finish|incur)|plans?|expect\w*|intend\w*|remain\w*|still|pending|await\w*|outstanding|should|(?-i:may)|can|"
    r"must)\b",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\b(?:cost|end|start|size|length|result|part|phase|total|minimum|maximum|area|depth|average|completion|all|majority|rest)\s+$", re.IGNORECASE
)
_OF_WHICH = re.compile(
    r"\bof\s+which(?:\s+(?:about|some|approximately|roughly|only|a\s+total\s+of|the\s+first|to\s+date|so\s+far|already)){0,2},?\s+$", re.IGNORECASE
)
_IS_DONE = re.compile(
    r"(?:\s+(?:drill\s*)?holes?)?[^.;,\d]{0,24}?\s+(?:(?:are|is|were|was|have|has|had)\s+)?(?:now\s+|already\s+|since\s+|so\s+far\s+|all\s+)?(?:been\s+)?"
    r"(?:done|complete|completed|finished|drilled|spent|incurred|invested|in\s+hand|behind\s+us)\b",
    re.IGNORECASE,
)
# "At Rookery, in which it is earning 70%", "may earn 60% of Rookery": of a place that no other words tell
_A_PLACE = re.compile(r"\A\W*(?:At|On)\s+(?:the\s+)?[A-Z]|(?:interest|\d ?%)\s+(?:in|of|on)\s+(?:(?:the|its)\s+)?[A-Z][a-z]")
_EARNED_BY = re.compile(
    r"\b(?:earn(?:s|ed|ing|-in)?|option(?:s|ed)?)\b(?:[^.;]|\.(?!\s+(?-i:[A-Z]))){0,190}\b(?:by|and|of)\s+(?:spending|incurring|expending)"
    r"(?:\s+(?:a\s+further|an\s+additional|another|at\s+least|up\s+to|a\s+total\s+of|a\s+minimum\s+of|not\s+less\s+than|about|some|an?))?\s+$",
    re.IGNORECASE,
)
_ON_BUILDING = re.compile(
    r"\s+(?:on|in|for|towards?)\s+(?:[\w-]+\s+){0,4}(?:construction|capital|stud(?:y|ies)|mill|plant|infrastructure|shares|units)\b", re.IGNORECASE
)


def told_of_programmes(text: str, quantities: Sequence[Quantity]) -> Told:
    """The metric and basis of each figure, by its index, that a sentence tells as a programme or as the part of one that is done."""
    if not quantities:
        return {}
    told = _spent_to_earn(text, quantities)
    if _WORKS.search(text):
        told |= _parts_of_wholes(text, quantities)
    for index in range(1, len(quantities)):
        _of_which(text, quantities, index, told)
    return told


def _metric(quantity: Quantity) -> str | None:
    if "money" in groups(quantity):
        return "exploration-budget"
    return _METRICS.get(quantity.unit or "")


def _spent_to_earn(text: str, quantities: Sequence[Quantity]) -> Told:
    """What is to be spent for an interest, or was: "may earn 51% by spending $3 million"."""
    return {
        index: Share("exploration-budget", "actual" if was_earned_by(text, one.start) else "plan", earns=True)
        for index, one in enumerate(quantities)
        if _metric(one) == "exploration-budget"
        and _EARNED_BY.search(text, max(0, one.start - 260), one.start)
        and not _ON_BUILDING.match(text, one.end)
    }


def _parts_of_wholes(text: str, quantities: Sequence[Quantity]) -> Told:
    """ "5 holes totalling 1,027 metres have been completed of the planned 3,000-metre programme"."""
    told: Told = {}
    for index in range(1, len(quantities)):
        one = quantities[index]
        of = _OF.search(text, quantities[index - 1].end, one.start) if index not in told and one.low == one.high and _metric(one) else None
        if of is None or (_NO_PART.search(text, 0, of.start()) and not of["out"]):
            continue
        if _metric(one) == "drilling-metres" and _DUG.search(text, max(0, one.start - 120), one.end + 40):
            continue
        whole = _listed(text, quantities, index)
        part = _part(text, quantities, whole, of.start(), told)
        also = (
            bool(told) and part == [index - 1] and quantities[index - 1].end == of.start() - 1
        )  # "18 of 25 planned holes and 3,300 of 5,000 metres"
        if not part or not (also or (_is_planned(text, of.start(), quantities[whole[-1]].end) and _is_acted_on(text, quantities, part, whole))):
            continue
        opened = max(text.rfind("; ", 0, quantities[part[-1]].start), text.rfind(". ", 0, quantities[part[-1]].start), 0)
        basis = "plan" if _TO_COME.search(text, opened, of.start()) else "actual"
        metric = _metric(one) or ""
        told |= {at: Share(_metric(quantities[at]) or metric, basis, end=of.start()) for at in part if quantities[at].unit != "%"}
        told |= {at: Share(_metric(quantities[at]) or metric, "plan", start=of.start()) for at in whole}
    return told


def _listed(text: str, quantities: Sequence[Quantity], index: int) -> list[int]:
    """The figures of a whole: "a $7 million, 28,000-metre programme"."""
    whole = [index]
    for at in range(index + 1, len(quantities)):
        if _metric(quantities[at]) is None or not _LISTED.fullmatch(text, quantities[at - 1].end, quantities[at].start):
            break
        whole.append(at)
    return whole


def _is_planned(text: str, start: int, end: int) -> bool:
    """Whether a whole is one of a programme, a budget or a plan, and not of what has been drilled."""
    if _PLANNED.search(text, start, end):
        return True
    return (_SIZES.match(text, end) or _IS_PLANNED.match(text, end)) is not None and _WAS_DRILLED.match(text, end) is None


def _part(text: str, quantities: Sequence[Quantity], whole: Sequence[int], until: int, told: Told) -> list[int]:
    """The figures taken of a whole, the last first: those of its kind that stand before it in its clause."""
    kinds = {_metric(quantities[index]) for index in whole} | {"drilling-metres", "drill-holes"}
    part: list[int] = []
    for index in range(whole[0] - 1, -1, -1):
        one = quantities[index]
        between = text[one.end : until]
        if index in told or re.search(r";|\.\s", between) or len(between) > (50 if part else 90):
            break
        if _metric(one) in kinds or (one.unit in (None, "%") and index == whole[0] - 1 and not between.strip()):
            part.append(index)  # "21 of 46 planned holes", "60% of the 10,000-metre programme"
            until = one.start
    return part


def _is_acted_on(text: str, quantities: Sequence[Quantity], part: Sequence[int], whole: Sequence[int]) -> bool:
    """Whether something is said to be done with the part: "were drilled", "assays of", "are complete"."""
    first, last = quantities[part[-1]].start, quantities[whole[-1]].end
    return _ACT.search(text, max(0, first - 70), last) is not None or _ACT.search(text, last, last + 60) is not None


def _of_which(text: str, quantities: Sequence[Quantity], index: int, told: Told) -> None:
    """ "a 12,000-metre programme, of which 21 holes are done": the part is done and the whole is planned."""
    one = quantities[index]
    if not _OF_WHICH.search(text, quantities[index - 1].end, one.start):
        return
    like = _metric(one)
    heads = [
        at for at in range(index - 1, -1, -1) if _metric(quantities[at]) and (one.unit is None or like in (_metric(quantities[at]), "drill-holes"))
    ]
    if not heads or ";" in text[quantities[heads[0]].end : one.start]:
        return
    head = heads[0]
    metric = like or _metric(quantities[head])
    known = told.get(head) or (like in ("drilling-metres", "drill-holes") and re.search(_PROGRAM + r"|\bplanned\b", text[: one.start], re.IGNORECASE))
    known = known or re.search(r"\bexplor\w+ (?:budget|program)|\bdrill\w* (?:budget|program)", text[: one.start], re.IGNORECASE)
    if not known or metric is None or _IS_DONE.match(text, one.end) is None:
        return
    told[index] = Share(metric, "actual")
    told.setdefault(head, Share(_metric(quantities[head]) or metric, "plan"))


def is_elsewhere(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence names a place where an interest is earned, which is no known site."""
    return not context.sites.named_in(sentence.start, sentence.end) and _A_PLACE.search(sentence.text) is not None


def with_units(quantities: Sequence[Quantity], told: Told) -> list[Quantity]:
    """The figures of a sentence, bare numbers that count metres or holes with their units."""
    units = {"drilling-metres": "m", "drill-holes": "holes"}
    return [replace(one, unit=units.get(told[index].metric)) if one.unit is None and index in told else one for index, one in enumerate(quantities)]
