"""Figures that the words beside them call by the name of a measure though they are of something else: the weight of one stone, waste, flows of
cash, results as if, the terms of options and warrants, ground without holes, money that is lent or must be raised first."""

from __future__ import annotations

import re

from kg.extract.measurement.cues import EARNINGS
from kg.text.quantities import Quantity

_STONES = r"(?:diamonds?|stones?|gems?|gemstones?|rub(?:y|ies)|emeralds?|sapphires?)\b"
# "a 29.6 carat blue diamond", where what a mine makes is counted in carats
_ONE_STONE = re.compile(r"(?:[ \n-]+(?:[\w'\u2019-]+,?[ \n]){0,5}?)" + _STONES, re.IGNORECASE)
_SINGULAR = re.compile(r"(?:carat|ct)[ \n-]?$", re.IGNORECASE)
_STONES_OVER = re.compile(
    _STONES + r"[^.;,\d]{0,30}\b(?:greater than|larger than|bigger than|heavier than|more than|over|above|exceeding|in excess of|weighing|of)"
    r"[ \n](?:over[ \n]|about[ \n]|approximately[ \n]|at least[ \n])?$",
    re.IGNORECASE,
)
_WASTE = re.compile(
    r"\b(?:waste|overburden|total[ \n]material|total[ \n]movement)(?:[ \n](?:tonnes|tonnage|rock|material))?[ \n]"
    r"(?:mined|moved|stripped|removed|stripping|mining|hauled|movement)\b"
    r"(?:(?!\b(?:ore|mined|processed|milled|treated|produc\w+|recovered|sold)\b)[^;]){0,60}$",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\bcash[ \n-]?(?:(?:in|out)-?flows?|flows?|generated|generation|provided|used|spent|burn|costs?|consum\w+)\b"
    r"(?:(?!\b(?:cash|balances?|treasury|bank|bullion|holds?|had|left|leaving|ended|closing|position|reserves)\b)[^;]){0,90}$",
    re.IGNORECASE,
)
_OTHER_ASSETS = re.compile(
    r"[ \n](?:of[ \n]|in[ \n])?(?:(?!cash\b|and\b|liquid\b)[a-z-]+[ \n]){0,2}(?:assets|receivables|debtors|inventor(?:y|ies)|stocks|liabilities|"
    r"working[ \n]capital|debt|borrowings)\b",
    re.IGNORECASE,
)
_AS_IF = re.compile(
    r"\bpro[- ]?forma\b(?:[^;.]|\.\d){0,120}$|\bwould[ \n]have[ \n](?:been|totall?ed|amounted|reached|generated|earned)\b[^;.\d]{0,30}$",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:stock |share |incentive |employee )?options\b(?:(?!\b(?:shares at a deemed|placement|offering|units)\b)[^.;$]){0,110}"
    r"\b(?:at|with)[ \n](?:an?[ \n])?(?:exercise[ \n]|strike[ \n])?price[ \n]of[ \n](?:[A-Z]{0,3}[$\u00a3\u20ac])?$",
    re.IGNORECASE,
)
_NO_HOLES = re.compile(
    r"(?:[ \n-](?:[\w-]+[ \n]){0,6}?)(?:untested|undrilled|unexplored|(?:not|never)[ \n](?:yet[ \n])?been[ \n](?:tested|drilled|explored))\b|"
    r"[ \n-](?:long[ \n])?(?:portion|section|stretch|segment|gap|corridor|strip)\b",
    re.IGNORECASE,
)
_BID_HOLDS = re.compile(r"\b(?:offer|bid)[ \n](?:also[ \n])?(?:includ|compris|contain|carri)\w+[ \n][^.;$\d]{0,70}$", re.IGNORECASE)


# "at or greater than $0.65 for a month", of what a share would have to trade at; "until Wren raises": what somebody would have to raise
_TRADES = re.compile(r"\b(?:(?:trading|closing|average|market|share|weighted) price|VWAP|trad(?:es?|ed|ing))\b", re.IGNORECASE)
_BOUND_AHEAD = re.compile(
    r"\b(?:(?:at|equals?|equal[ \n]to)[ \n]or[ \n]|exceed\w*|above|at[ \n]least|(?:greater|more|higher|less|lower)[ \n]than|"
    r"reach\w*|in[ \n]excess[ \n]of)"
    r"[^.;$\d]{0,30}[A-Z]{0,3}[$\u00a3\u20ac]?$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"[ \n]or[ \n](?:more|higher|greater|above|less|lower)\b")
_TO_BE_RAISED_FIRST = re.compile(
    r"\b(?:until|once|unless|if|provided[ \n]that|(?:conditional|contingent)[ \n](?:up)?on|subject[ \n]to)[ \n](?:(?-i:[A-Z][\w&.-]*)|the[ \n]\w+)"
    r"(?:[ \n](?-i:[A-Z])[\w&.-]*){0,3}[ \n](?:(?:has|have|having|first|successfully)[ \n]){0,2}(?:rais|complet|clos)(?:es|ed|ing)\b[^.;$]{0,60}"
    r"[A-Z]{0,3}[$\u00a3\u20ac]?$|"
    r"\bmust[ \n](?:also[ \n]|first[ \n])?(?:raise|complete|close)\b[^.;$]{0,60}[A-Z]{0,3}[$\u00a3\u20ac]?$",
    re.IGNORECASE,
)


def _is_hurdle(before: str, behind: str) -> bool:
    return _TRADES.search(before) is not None and (_BOUND_AHEAD.search(before) or _OR_MORE.match(behind)) is not None


def is_of_something_else(text: str, quantity: Quantity, metric: str) -> bool:
    """Whether a figure that the words beside it call `metric` is one of the things named above."""
    before, behind = text[: quantity.start], text[quantity.end : quantity.end + 120]
    if metric in ("production", "sales") and quantity.unit == "ct":
        single = _SINGULAR.search(text, quantity.start, quantity.end) is not None and _ONE_STONE.match(behind) is not None
        return single or _STONES_OVER.search(before) is not None
    if metric in ("ore-mined", "ore-processed") or (metric == "production" and quantity.unit == "t"):
        return _WASTE.search(before) is not None
    if metric == "cash":
        return _FLOW.search(before) is not None or _OTHER_ASSETS.match(behind) is not None
    if metric in EARNINGS:
        return _AS_IF.search(before) is not None
    if metric == "share-price":
        return _GRANTED.search(before) is not None or _is_hurdle(before, behind)
    if metric == "drilling-metres":
        return _NO_HOLES.match(behind) is not None
    return metric == "proceeds" and (_BID_HOLDS.search(before) or _TO_BE_RAISED_FIRST.search(before)) is not None
