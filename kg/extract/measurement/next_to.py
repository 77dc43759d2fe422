"""What a figure takes from the one right before it: whose it is, and the times that two figures before it had in turn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.extract.measurement.carried import OVER_TIME
from kg.extract.measurement.cues import DRILLING
from kg.extract.measurement.links import Read
from kg.facts import Company, Period, Site
from kg.text.quantities import Quantity

_ORE = frozenset({"ore-processed", "ore-mined"})
_OPENS = re.compile(r"[ \n]?\([^()\d]{0,12}")
_AT_A_PLACE = re.compile(r"(?:[ \n](?:of[ \n])?[a-z]+){0,3}[ \n](?:at|on)[ \n](?:the[ \n]|its[ \n])?[A-Z]")
_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)


def subject_before(text: str, metric: str, found: Sequence[Read], quantity: Quantity) -> Site | Company | None:
    """The subject of the figure right before: the company, for drilling behind the money of all its projects that pays for it ("a budget of $12
    million, for 50,000 metres"); that of the metal, for the ore in its bracket ("20,300 ounces (175,600 tonnes milled), of which the North mine")."""
    if not found or _AT_A_PLACE.match(text, quantity.end):
        return None
    before = found[-1].fact
    if metric in DRILLING and before.metric.key == "exploration-budget":
        return before.of if isinstance(before.of, Company) else None
    beside = metric in _ORE and before.metric.key == "production" and isinstance(before.of, Site | Company)
    if beside and _OPENS.fullmatch(found[-1].sentence.text, found[-1].quantity.end, quantity.start):
        return before.of if isinstance(before.of, Site | Company) else None
    return None


def times_in_turn(found: Sequence[Read], text: str) -> tuple[Period, Period] | None:
    """The two times of two figures of one metric that a sentence tells "respectively"."""
    timed = [read for read in found if read.certain and read.fact.period]
    if len(timed) != 2 or not _RESPECTIVELY.search(text) or timed[0].fact.metric != timed[1].fact.metric:
        return None
    one, two = timed[0].fact.period, timed[1].fact.period
    return (one, two) if one and two and one != two else None


def told_in_turn(found: list[Read], text: str, times: tuple[Period, Period] | None) -> list[Read]:
    """The figures of a sentence, where they are two of one metric that it gives "respectively" without a time: of those of the sentence before."""
    alike = len(found) == 2 and found[0].fact.metric == found[1].fact.metric and found[0].fact.metric.key in OVER_TIME
    if times is None or not alike or any(read.certain for read in found) or not _RESPECTIVELY.search(text):
        return found
    if found[0].fact.commodity != found[1].fact.commodity or found[0].fact.of != found[1].fact.of:
        return found  # of two metals or mines in turn
    return [replace(read, fact=replace(read.fact, period=over)) for read, over in zip(found, times, strict=True)]
