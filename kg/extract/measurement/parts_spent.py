"""What has been spent: the part of a budget, "$142 million of a total budget of $175 million", and what an interest was earned by."""

from __future__ import annotations

import re

from kg.text.quantities import Quantity

_SPENT = r"(?:spent|incurred|invested|expended|disbursed)"
_TELLS_SPENT = re.compile(rf"\b{_SPENT}\b", re.IGNORECASE)
_WHOLE = r"(?:out[ \n])?of[ \n](?:an?|the|its|our|their)[ \n](?:[a-z][\w-]*[ \n]){0,6}"
_OF_A_WHOLE = re.compile(rf"(?:[ \n](?:(?:has|have|had)[ \n]been[ \n])?{_SPENT})?[ \n]{_WHOLE}[A-Z]{{0,3}}[$\u20ac\u00a3]?[ \n]?\d", re.IGNORECASE)
_WHOLE_AHEAD = re.compile(rf"\d[\d.,]*(?:[ \n](?:million|billion|thousand)|[MmKk]|[ \n]?mm)?(?:[ \n]{_SPENT})?[ \n]{_WHOLE}$", re.IGNORECASE)
_CALLED_WHOLE = re.compile(r"\b(?:budget(?:ed)?|planned|approved|total|estimate[ds]?|forecast|programme?)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|to)[ \n]be[ \n]$|\b(?:not|yet|remain\w*)\b[^.;]{0,20}$", re.IGNORECASE)
_REACH = 120  # characters behind a budget to the verb of spending
_BESIDE = 40  # from that verb to what was spent


_BUDGETED = frozenset({"capex", "exploration-budget"})
_EARNS = frozenset({"exploration-budget", "consideration", "share-count"})


def basis_of_spending(sentence: str, quantity: Quantity, metric: str) -> str | None:
    """The basis of a figure of a metric that is a budget, a part of one that is spent, or what an interest was earned by; None for any other."""
    if metric in _BUDGETED and (part := _spent_or_planned(sentence, quantity)):
        return part
    return "actual" if metric in _EARNS and was_earned_by(sentence, quantity.start) else None


def _spent_or_planned(sentence: str, quantity: Quantity) -> str | None:
    """The basis of a part of a budget that is spent, and of the budget; None for what is neither."""
    start, end = quantity.start, quantity.end
    if _OF_A_WHOLE.match(sentence, end):
        return "actual" if _is_spent(sentence, start, end) else None
    whole = _WHOLE_AHEAD.search(sentence, max(0, start - _REACH), start)
    called = whole is not None and _CALLED_WHOLE.search(sentence[whole.start() : end + 40]) is not None
    return "plan" if whole and called and _is_spent(sentence, whole.start(), end) else None


def _is_spent(sentence: str, start: int, end: int) -> bool:
    """Whether a verb of spending stands right before what begins at `start`, or behind `end`, and tells of the past."""
    for verb in _TELLS_SPENT.finditer(sentence, max(0, start - _REACH), end + _REACH):
        ahead = _TO_COME.search(sentence, max(0, verb.start() - 24), verb.start())
        far = verb.end() <= start and (start - verb.end() > _BESIDE or re.search(r"[\d;]|\.[ \n]", sentence[verb.end() : start]) is not None)
        if not ahead and not far:
            return True
    return False


_ANY = r"(?:[^.;]|\.(?![ \n][A-Z])){0,160}"
_EARNED_BY = re.compile(
    rf"\b(?:(?:has|have|had)[ \n](?:now[ \n]|already[ \n])?(?:earned|exercised|acquired|completed|satisfied|fulfilled)|"
    rf"completed[ \n](?:its|the)[ \n]earn-?in)\b"
    rf"{_ANY}\b(?:by|after|through|having)[ \n](?:spending|incurring|completing|funding|paying|issuing|investing|making)\b{_ANY}$"
)
_FURTHER = re.compile(r"\b(?:further|additional|another|remaining|will|may|must|would|agreed|next)\b[^.;]{0,60}$")


def was_earned_by(sentence: str, start: int) -> bool:
    """Whether a figure is what an interest was earned by: "has exercised its option by spending $3 million and paying Alder Corp. $450,000"."""
    told = _EARNED_BY.search(sentence, max(0, start - 360), start)
    return told is not None and _FURTHER.search(sentence, max(told.start(), start - 90), start) is None
