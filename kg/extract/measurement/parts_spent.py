"""What of a budget has been spent: "$142 million of a total budget of $175 million" tells a sum that is spent and one that is planned."""

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
_REACH = 120  # characters to the verb of spending


def spent_or_planned(sentence: str, quantity: Quantity) -> str | None:
    """The basis of a part of a budget that is spent, and of the budget; None for what is neither."""
    start, end = quantity.start, quantity.end
    low, high = max(0, start - _REACH), end + _REACH
    verbs = [verb for verb in _TELLS_SPENT.finditer(sentence, low, high) if not _TO_COME.search(sentence, max(0, verb.start() - 24), verb.start())]
    if not verbs:
        return None
    if _OF_A_WHOLE.match(sentence, end):
        return "actual"
    whole = _WHOLE_AHEAD.search(sentence, low, start)
    return "plan" if whole and _CALLED_WHOLE.search(sentence[whole.start() : end + 40]) else None
