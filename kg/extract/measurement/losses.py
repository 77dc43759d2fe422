"""Figures of what was not made, built, paid for or earned, though the words beside them name the measure: output that was lost, repairs, money not
spent, results before tax, members of a union, prices that a study assumes."""

from __future__ import annotations

import re

from kg.extract.measurement.changes import is_former
from kg.text.quantities import Quantity

_MADE = frozenset({"production", "sales", "ore-processed", "ore-mined"})
_LOST = re.compile(
    r"\b(?:lost|loses|losing|loss[ \n]of|forgone|foregone|forwent|missed[ \n]out[ \n]on|shortfall[ \n]of|deferral[ \n]of|deferred|"
    r"cost(?:ing|s)?[ \n](?:us|it|them|the[ \n](?:Company|mine|Group)))\b[^.;,$\d]{0,40}$",
    re.IGNORECASE,
)
# "The stoppage cost about 4,000 ounces of production", "will remove 35,000 tonnes of output"
_TAKEN = re.compile(
    r"\b(?:cost(?:s|ing)?|remov(?:e|es|ed|ing)|took[ \n]out|tak(?:e|es|ing)[ \n]out|shav(?:e|es|ed|ing)[ \n]off)[ \n]"
    r"(?:(?:us|it|them|the[ \n]\w+|an?|about|some|approximately|around|roughly|nearly|over|more[ \n]than|up[ \n]to|estimated)[ \n]){0,4}$",
    re.IGNORECASE,
)
_OF_OUTPUT = re.compile(r"(?:[ \n]of)?[ \n](?:[\w-]+[ \n]){0,3}?(?:production|output|sales|shipments)\b", re.IGNORECASE)
_BOUGHT = re.compile(r"[^.;,\d]{0,40}\b(?:from|by|through)[ \n](?:[\w-]+[ \n]){0,2}purchas(?:es|ing)\b", re.IGNORECASE)
_COMMITTED = re.compile(
    r"[ \n](?:of[ \n][\w-]+[ \n])?(?:(?:is|are|has[ \n]been|have[ \n]been)[ \n])?(?:already[ \n]|now[ \n])?"
    r"(?:committed|contracted|under[ \n]contract)\b",
    re.IGNORECASE,
)
_GOODS = re.compile(
    r"[ \n]of[ \n](?:[\w-]+[ \n]){0,2}?(?:fuel|diesel|equipment|supplies|cargo|freight|concrete|cement|steel|explosives|reagents|cyanide|backfill|"
    r"water|grinding[ \n]media|construction[ \n]materials?)\b",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"\b(?:withdr[ae]w\w*|suspend(?:s|ed|ing)|rescind(?:s|ed|ing)|pull(?:s|ed|ing))\b[^.;\d]{0,60}\b(?:20\d\d[ \n])?(?:[a-z]+[ \n])?"
    r"(?:guidance|outlook|forecast)\b[^.;,\d]{0,30}[A-Z]{0,3}\$?$",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|once|after|when)\b[^.;]{0,50}$", re.IGNORECASE)
_IS_DELIVERED = re.compile(r"[^.;]{0,50}\b(?:has|have|had|is|are)[ \n](?:been[ \n])?delivered\b")
_LARGER_THAN = re.compile(r"\b(?:larger|bigger|greater|heavier)[ \n]than[ \n]$", re.IGNORECASE)
# "a royalty is due on production above 15,000 tonnes a year"
_THRESHOLD = re.compile(
    r"\b(?:royalt(?:y|ies)|lev(?:y|ies)|bonus(?:es)?|participation|payments?|payable|duty|tariffs?)\b[^.;]{0,90}"
    r"\b(?:above|over|exceeding|exceeds?|in[ \n]excess[ \n]of|beyond|more[ \n]than)[ \n](?:an?[ \n]rate[ \n]of[ \n])?$",
    re.IGNORECASE,
)
_CARRIED = re.compile(
    r"\b(?:haulage|rail(?:ed|ings?)?|truck(?:ed|ing)|shiploading|port|barg(?:e|ed|ing)|conveyed|pump(?:ed|ing))\b[^.;,\d]{0,40}$", re.IGNORECASE
)
# "2.1% of the carats recovered were larger": a share of what was won
_OF_RECOVERED = re.compile(
    r"[ \n]of[ \n](?:the[ \n]|all[ \n])?(?:\w+[ \n]){0,2}?(?:carats|gold|silver|metal|diamonds|stones|ounces|platinum)[ \n]recovered"
    r"[ \n](?:was|were|is|are|had|has|weighed|exceeded)\b|[ \n](?:was|were|is)[ \n]gravity\b",
    re.IGNORECASE,
)
_GRADE_OF_PRODUCT = re.compile(
    r"(?:[ \n](?!(?:to|in|into|of|recover\w*)\b)[\w-]+){0,2}[ \n]concentrates?\b", re.IGNORECASE
)  # "a 5.8% Li2O concentrate"
_SHARE_OF_IT = re.compile(r"\b[Oo]f[ \n](?:(?:the|all|total)[ \n])?(?:\w+[ \n]){1,2}recovered,?[ \n](?:about[ \n]|some[ \n])?$")
# "The workforce has been cut from 480 to 290": those who were before
_WERE_FEWER = re.compile(
    r"\b(?:has|have|had|was|were|been)[ \n](?:\w+[ \n])?(?:cut|reduced|increased|lifted|raised|lowered|grown|fallen)\b[^.;\d]{0,20}$|"
    r"\b(?:fell|rose|grew|dropped|declined)\b[^.;\d]{0,20}$"
)
_REPRESENTED = re.compile(
    r"[ \n]contract[ \n](?:workers|employees|staff|labou?r)|[^.;,\d]{0,40}\b(?:represented[ \n]by|unioni[sz]ed|belong[ \n]to|members[ \n]of)\b",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(
    r"\b(?:suppl(?:y|ies|ied)|off-?take|contracts?|agreements?|leases?|wages?|loans?|toll(?:ing)?|purchase[sd]?|sells?|sold|pay(?:s|ments?)?|"
    r"rent|increase|raise)\b",
    re.IGNORECASE,
)
_A_LIFE = re.compile(r"\b(?:mine|project|reserve|operating)[- \n]life\b|\blife[- \n]of\b|\bLOM\b|\breserves\b", re.IGNORECASE)
_PAPER = re.compile(
    r"\b(?:promissory[ \n]notes?|notes?|debentures?|bonds?|receivables?|shares)[ \n](?:of|worth|valued[ \n]at|for)[ \n]\W?$", re.IGNORECASE
)
# "can acquire 75% for C$3.5 million in expenditures and C$600,000 in cash": a way of paying
_TO_BE_PAID = re.compile(
    r"\b(?:acquir\w*|earn(?:s|ing)?|option\w*|purchas\w*|consideration|pay(?:s|ing|ments?|able)?)\b(?:(?!\b(?:holds?|had|has)\b)[^;])*$",
    re.IGNORECASE,
)
_IN_CASH = re.compile(r"[ \n]in[ \n]cash\b(?![ \n](?:on|at|and[ \n]cash))", re.IGNORECASE)
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
_WORTH = re.compile(r"\bcontracts?\b[^.;$]{0,30}\b(?:valued[ \n]at|worth|with[ \n]a[ \n]value[ \n]of)\b[^.;$]{0,16}[A-Z]{0,3}$", re.IGNORECASE)
_OF_DEBT = re.compile(
    r"\b(?:principal|interest|loans?|debt|lease|tax|royalty|deferred)[ \n](?:re)?payments?\b[^.;$]{0,30}$|\brepay\w*\b[^.;$]{0,20}$", re.IGNORECASE
)
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
    if _WITHDRAWN.search(before):
        return True
    if metric in _MADE and _is_not_made(text, quantity, before, metric):
        return True
    if metric in ("production", "throughput") and _THRESHOLD.search(before):
        return True
    if metric == "recovery":
        if _OF_RECOVERED.match(text, quantity.end) or _GRADE_OF_PRODUCT.match(text, quantity.end):
            return True
        return _SHARE_OF_IT.search(before) is not None
    if metric == "throughput":
        return _CARRIED.search(before) is not None
    if metric == "cash":
        paid = _IN_CASH.match(text, quantity.end) is not None and _TO_BE_PAID.search(before) is not None
        return paid or _PAPER.search(before) is not None
    if metric == "capex":
        return _OTHER_COST.search(before) is not None or _UNSPENT.search(before) is not None
    if metric == "exploration-budget":
        return _WRITTEN_DOWN.search(before) is not None
    if metric == "consideration":
        if _WORTH.search(before):
            return True
        return _INSURED.search(before) is not None or _OF_DEBT.search(before) is not None
    if metric == "employees":
        if _WERE_FEWER.search(before) and is_former(text, quantity.start, quantity.end):
            return True
        return _UNION.search(before) is not None or _REPRESENTED.match(text, quantity.end) is not None
    if metric == "mine-life":
        contracted = _FOR_YEARS.search(before) is not None and _A_LIFE.search(text) is None
        return contracted or _FORESEEN.match(text, quantity.end) is not None
    if metric == "net-income":
        taxed = _BEFORE_TAX.search(before)
        return taxed is not None and _AFTER_TAX.search(taxed["since"]) is None
    if metric == "share-price":
        return _OPTIONS_AT.search(before) is not None
    return metric == "realized-price" and _ASSUMED.search(before) is not None and _STUDIED.search(around) is not None


def _is_not_made(text: str, quantity: Quantity, before: str, metric: str) -> bool:
    """Whether an amount was lost, bought or carried, or is one at which something ends."""
    if _LOST.search(before) or (_TAKEN.search(before) and _OF_OUTPUT.match(text, quantity.end)):
        return True
    if _UNTIL.search(before) and _IS_DELIVERED.match(text, quantity.end):
        return True
    if quantity.unit == "ct" and _LARGER_THAN.search(before):
        return True
    if metric == "sales" and _COMMITTED.match(text, quantity.end):
        return True
    if metric == "production" and _BOUGHT.match(text, quantity.end):
        return True
    return any(words.match(text, quantity.end) for words in (_WAS_LOST, _CAME_FROM, _GOODS))
