"""Metrics told one after the other, and figures that are theirs "respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.extract.measurement.cues import NOTHING, Cue, groups
from kg.text.quantities import Quantity

_NAMES = {
    "price": {
        "aisc": r"\bAISC\b|all-in[- ]sustaining",
        "cash-cost": r"\bcash (?:operating )?costs?|\bC1\b",
    },
    "money": {
        "revenue": r"\b(?:gross |sales |total |net )?revenues?\b|\bnet sales\b|\bturnover\b",
        "net-income": r"\bnet (?:income|earnings|profits?|loss(?:es)?)\b|\b(?:profit|loss) after tax\b|\bNPAT\b",
        "ebitda": r"\b(?:adjusted |underlying )?EBITDA\b",
    },
    "mass": {
        "production": r"\b(?:production|output)\b",
        "sales": r"\bsales\b",
    },
}
_LIST = re.compile(r"(?:,|,?[ \n]and|,?[ \n]&)[ \n](?:(?:the|our|its|average|total|consolidated|adjusted|underlying)[ \n]){0,2}", re.IGNORECASE)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{key.replace('-', '_')}>{words})" for key, words in _NAMES[group].items()), re.IGNORECASE)


def in_order(cue: Cue, text: str, quantities: list[Quantity], index: int) -> Cue:
    """The cue of a figure by its place, where as many metrics as figures are told before the first of these; none where they are not as many."""
    quantity = quantities[index]
    group = next((each for each in groups(quantity) if each in _NAMES and cue.metric in _NAMES[each]), None)
    if group is None or not re.match(r"[^;]{0,60}?\brespectively\b", text[quantity.end :]):
        return cue
    same = [other for other in quantities if groups(other) == groups(quantity)]
    named = list(_pattern(group).finditer(text[: same[0].start]))
    if group != "price":
        named = _last_listed(text, named)
    told = [str(found.lastgroup).replace("_", "-") for found in named]
    told = [metric for at, metric in enumerate(told) if at == 0 or metric != told[at - 1]]
    if len(told) <= 1:
        return cue  # "at the A and B mines, respectively"
    until = quantity.end + text[quantity.end :].index("respectively")
    same = [other for other in same if other.end < until]
    if len(told) != len(same):
        return cue if group != "price" else Cue(NOTHING, cue.start, cue.end, cue.cost)
    return replace(cue, metric=told[same.index(quantity)])


def _last_listed(text: str, named: list[re.Match[str]]) -> list[re.Match[str]]:
    """The last names that make a list: "net sales and adjusted EBITDA"."""
    listed = named[-1:]
    for before in reversed(named[:-1]):
        if not _LIST.fullmatch(text, before.end(), listed[0].start()):
            break
        listed.insert(0, before)
    return listed


# A bracket that opens with the time of all its figures, and what parts these: "(FY15: 93,064 oz, A$726/oz, A$1,050/oz)".
_OF_TIME = re.compile(
    r"\((?=[^():]{0,40}(?:\bFY|\b[QH][1-4]\b|\b(?:19|20)\d\d\b|\b(?:year|quarter|half|period|month)\b))[^():]{2,45}:[ \n]?[A-Z$]{0,4}", re.IGNORECASE
)
_NEXT = re.compile(r"(?:[,;]|,?[ \n]and)[ \n][A-Z]{0,3}[$\u20ac\u00a3]?")


def by_place(text: str, quantities: list[Quantity], cues: Sequence[Cue | None], index: int) -> Cue | None:
    """The metric of a figure by its place among several that a bracket tells of another time, one for each of as many before it: "at cash costs of
    A$746/oz and AISC of A$1,065/oz (FY15: A$726/oz, A$1,050/oz)"."""
    quantity = quantities[index]
    opened, closed = text.rfind("(", 0, quantity.start), text.find(")", quantity.end)
    inside = [at for at, other in enumerate(quantities) if opened < other.start < closed]
    if opened < 0 or ")" in text[opened : quantity.start] or len(inside) < 2 or not (led := _OF_TIME.match(text, opened)):
        return None
    listed = all(_NEXT.fullmatch(text, quantities[one].end, quantities[two].start) for one, two in pairwise(inside))
    if not listed or led.end() < quantities[inside[0]].start:
        return None
    same = [at for at in inside if groups(quantities[at]) == groups(quantity)]
    ahead = [cue for other, cue in zip(quantities[: inside[0]], cues, strict=False) if groups(other) == groups(quantity)][-len(same) :]
    told = ahead[same.index(index)] if len(ahead) == len(same) else None
    return replace(told, cost=0, carried=True) if told and told.metric != NOTHING else None
