"""Figures of what was not made, built, paid for or earned, though the words beside them name the measure: output that was lost, repairs, money not
spent, results before tax, members of a union, prices that a study assumes."""

from __future__ import annotations

import re

from kg.text.quantities import Quantity

_MADE = frozenset({"production", "sales", "ore-processed", "ore-mined"})
_LOST = re.compile(
    r"\b(?:lost|loses|losing|loss[ \n]of|forgone|foregone|forwent|missed[ \n]out[ \n]on|shortfall[ \n]of|deferral[ \n]of|deferred|"
    r"cost(?:ing|s)?[ \n](?:us|it|them|the[ \n](?:Company|mine|Group)))\b[^.;,$\d]{0,40}$",
    re.IGNORECASE,
)
_WAS_LOST = re.compile(r"[^.;,\d]{0,30}[ \n](?:was|were|being)[ \n](?:lost|forgone|foregone)\b")
_CAME_FROM = re.compile(r"(?:[ \n]of[ \n]\w+)?[ \n](?:came|comes|stemmed)[ \n]from\b[^.;,]{0,40}\bproduction\b")  # whatever was done with it
# "severance costs estimated at", "repairs to the shaft cost"
_OTHER_COST = re.compile(
    r"\b(?:severance|restructuring|reclamation|remediation|impairments?|write-?(?:down|off)s?|repairs?|standby|insur(?:ers?|ance)|clean-?up)\b"
    r"(?:(?!\bcap(?:ital|ex)\b|\bsustaining\b|\bconstruction\b|\bexploration\b)[^.;$]){0,60}[A-Z]{0,3}\$?$",
    re.IGNORECASE,
)
_UNSPENT = re.compile(r"\b(?:deferr?ed|defers|deferring|cancell?ed|sav(?:ed|es|ing)|avoid(?:ed|s|ing))\b[^.;$\d]{0,30}[A-Z]{0,3}\$?$", re.IGNORECASE)
_WRITTEN_DOWN = re.compile(r"\b(?:impairments?|impaired|write-?(?:down|off)s?|written[ \n](?:down|off))\b", re.IGNORECASE)
_INSURED = re.compile(r"\binsur(?:ers?|ance|ed)\b", re.IGNORECASE)
_UNION = re.compile(r"\b[Uu]nions?\b[^.;]{0,60}\brepresent\w*\b[^.;\d]{0,30}$")
_FORESEEN = re.compile(r"[ \n-](?:\w+[ \n])?(?:outlook|guidance|forecast|budget|plan\b|programme?|agreement|contract)", re.IGNORECASE)
# "Loss before tax of $17 million, compared with a profit of $3 million": neither is net
_BEFORE_TAX = re.compile(
    r"\b(?:profit|loss|income|earnings)[ \n](?:\([^()]{1,12}\)[ \n])?before[ \n](?:income[ \n])?tax(?:es|ation)?\b(?P<since>[^;]*)$", re.IGNORECASE
)
_AFTER_TAX = re.compile(r"\bnet\b|\bafter[ -]tax|\battributable\b", re.IGNORECASE)
_OPTIONS_AT = re.compile(
    r"\b(?:stock|share|incentive|employee)[ \n]options\b(?:(?!\b(?:placement|offering|units|shares at)\b)[^.;$]){0,60}"
    r"\bat[ \n](?:[A-Z]{0,3}[$\u00a3\u20ac])?$",
    re.IGNORECASE,
)
_ASSUMED = re.compile(r"\bbasket[ \n]price\b|\bassum\w+\b[^.;]{0,40}\bprices?\b|\bprices?\b[^.;]{0,20}\bassum\w+", re.IGNORECASE)
_STUDIED = re.compile(r"\b(?:scoping|feasibility|PEA|PFS|DFS|NPV|IRR|life[ -]of[ -]mine|LOM)\b", re.IGNORECASE)


def is_of_nothing_made(text: str, quantity: Quantity, metric: str, around: str) -> bool:
    """Whether a figure of a sentence called `metric` is one of the things named above; `around` is its paragraph."""
    before = text[: quantity.start]
    if metric in _MADE:
        return _LOST.search(before) is not None or _WAS_LOST.match(text, quantity.end) is not None or _CAME_FROM.match(text, quantity.end) is not None
    if metric == "capex":
        return _OTHER_COST.search(before) is not None or _UNSPENT.search(before) is not None
    if metric == "exploration-budget":
        return _WRITTEN_DOWN.search(before) is not None
    if metric == "consideration":
        return _INSURED.search(before) is not None
    if metric == "employees":
        return _UNION.search(before) is not None
    if metric == "mine-life":
        return _FORESEEN.match(text, quantity.end) is not None
    if metric == "net-income":
        taxed = _BEFORE_TAX.search(before)
        return taxed is not None and _AFTER_TAX.search(taxed["since"]) is None
    if metric == "share-price":
        return _OPTIONS_AT.search(before) is not None
    return metric == "realized-price" and _ASSUMED.search(before) is not None and _STUDIED.search(around) is not None
