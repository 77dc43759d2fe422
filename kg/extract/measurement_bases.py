"""On what basis a figure in prose stands: done, planned, expected, estimated by a study, a record."""

from __future__ import annotations

import re

from kg.text.quantities import Quantity

_PLAN = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|propos(?:es|ed)|intend(?:s|ed)?|will|to be|budget(?:ed|s)?|program(?:me)?|campaign|up to|approved|scheduled|committed|"
    r"earmarked|allocated|must|may|would|is to|are to|upcoming|next|required)\b",
    re.IGNORECASE,
)
_GUIDANCE = re.compile(
    r"\b(?:guidance|forecast(?:s|ed|ing)?|outlook|expect(?:s|ed|ing)?|anticipat(?:e|es|ed|ing)|estimates? that|projected|on track|"
    r"should come in|revised range)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(r"\b(?:target(?:s|ed|ing)?|goal|aim(?:s|ed|ing)?|objective|ambition)\b", re.IGNORECASE)
_ESTIMATE = re.compile(
    r"\b(?:estimat(?:e|es|ed)|preliminary economic assessment|PEA|pre-?feasibility|feasibility|PFS|DFS|FS|scoping study|[Ll]ife[- ]of[- ]mine|LOM)\b"
)
_RECORD = re.compile(r"(?<!\bof )(?<!\bon )\brecord(?:-breaking|-setting)?\b(?! (?:date|holders?))", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|been|produced|processed|milled|mined|sold|completed|drilled|spent|paid|received|raised|closed|acquired|"
    r"issued|achieved|averaged|"
    r"totall?ed|totals|reported|generated|poured|ended|granted|held)\b",
    re.IGNORECASE,
)
_DEALS = frozenset({"consideration", "proceeds", "share-price"})
_IS_DRILLED = re.compile(r"\s(?:were |was )?(?:drilled|completed|to date|so far)\b")
_WILL_EMPLOY = re.compile(r"\b(?:will (?!lay)|would|up to|expect\w*|plan\w*|to be employed|peak workforce)", re.IGNORECASE)
_ISSUES = re.compile(r"issu|placement|allot|consist|offering|financing", re.IGNORECASE)
_STUDIED = frozenset({"npv", "irr", "mine-life"})
_CLOSED = re.compile(
    r"\b(?:clos(?:ed|ing of)|complet(?:ed|ion of)|raised|received|has (?:acquired|paid|sold|issued|bought)|acquired|paid|sold|issued|"
    r"purchased|bought)\b",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:will|to acquire|would|intends?|proposed|agree(?:d|ment)|may|must|up to|subject to|option|to be|expects?|plans?)\b", re.IGNORECASE
)


_ENDS = re.compile(r"[;:(]|,[ \n]| and (?!other)")
_AND_RECORD = re.compile(
    r"(?:,|[ \n]-|[ \n]–)?[ \n](?:which (?:is|was) )?(?:a|an|the|its)?[ \n]?(?:new )?(?:(?!and\b)[\w-]+[ \n]){0,2}record\b(?! (?:date|holders?))",
    re.IGNORECASE,
)


# A plan that a figure is set against: "948 an ounce was below the guidance range".
_SET_AGAINST = re.compile(
    r"\b(?:below|above|within|in line with|in-line with|ahead of|exceed\w*|beat\w*|better than|consistent with|compared (?:to|with)|versus|"
    r"against|towards?|meeting|met|"
    r"the (?:high|low|upper|lower|top|bottom) (?:end|half) of)[ \n](?:the |its |our |their |\d{4} |annual |full-year |original |previous |"
    r"high end of |low end of |of ){0,4}"
    r"(?:guidance|forecasts?|targets?|targeted|plans?|planned|budget(?:ed)?|expectations?|outlook|estimates?)\b(?: range)?",
    re.IGNORECASE,
)


def basis_of(sentence: str, quantity: Quantity, metric: str, cue: tuple[int, int], clause: tuple[int, int], *, study: bool, before: str) -> str:
    """actual, guidance, target, estimate, plan or record, by the words of the figure's clause, then of its sentence."""
    left, right = min(cue[0], quantity.start), max(cue[1], quantity.end)
    ahead = re.split(r";|: |, and | while |\. ", sentence[max(clause[0], left - 60) : max(left, clause[0])])[-1]
    behind = _SET_AGAINST.sub(" ", re.split(_ENDS, sentence[right : right + 120])[0])
    near = ahead + sentence[max(clause[0], left) : right] + behind[:50]
    own = sentence[clause[0] : right] + behind
    if metric in _STUDIED:
        return "estimate"
    if metric in _DEALS:
        own = sentence[clause[0] : clause[1]]
        return "actual" if _CLOSED.search(own) and not _TO_COME.search(own) else "plan"
    if metric in ("share-count", "cash", "land-area", "dividend-per-share", "revenue", "net-income", "ebitda"):
        said = sentence[cue[0] : cue[1]]
        if metric == "share-count" and _ISSUES.search(said) and not re.search(r"outstanding|(?:on|in) issue", said):
            return (
                "actual"
                if re.search(r"\b(?:has|have|were|was) (?:\w+ )?issued|\bissued\b(?! and)|granted|closed", own) and not _TO_COME.search(own)
                else "plan"
            )
        if metric == "share-count" and re.match(r"\W{1,3}(?:today|currently|at present|now)\b", sentence[quantity.end :]):
            return "actual"
        if metric == "share-count":
            near = sentence[max(0, quantity.start - 25) : quantity.end + 45]
        future = re.search(r"\b(?:will|to be|up to|expect\w*|forecast|guidance|would|propose\w*|plan\w*|issuable|consist of)\b", near, re.IGNORECASE)
        if metric in ("land-area", "dividend-per-share"):
            return "actual"
        return ("plan" if metric == "share-count" else "guidance") if future else "actual"
    if (_RECORD.search(near) or _AND_RECORD.match(sentence, quantity.end)) and not _GUIDANCE.search(near):
        return "record"
    if metric in ("drilling-metres", "drill-holes") and _IS_DRILLED.match(sentence[quantity.end :]):
        return "actual"
    if metric == "employees":
        return "plan" if _WILL_EMPLOY.search(sentence[max(0, quantity.start - 45) : quantity.end + 20]) else "actual"
    if metric in ("drilling-metres", "drill-holes", "exploration-budget"):
        if re.search(r"assay|result|received", sentence[cue[0] : cue[1]], re.IGNORECASE):
            return "actual"
        return _of_program(own, near, sentence)
    if _is_done(sentence, quantity, cue, clause):
        return "actual"
    if metric == "capacity":
        return "plan" if study or re.search(r"nameplate|design|will|plan(?:s|ned)|expan(?:d|sion)", near, re.IGNORECASE) else "actual"
    if re.search(r"\bto have (?:cost|been)\b", near):
        return "estimate"
    if _TARGET.search(near):
        return "target"
    if _GUIDANCE.search(near) or (_GUIDANCE.search(own) and not _DONE.search(near)):
        return "guidance"
    if study or _ESTIMATE.search(near):
        return "estimate"
    if metric in ("capex", "capacity", "employees") and _PLAN.search(near):
        return "plan"
    return "plan" if re.search(r"\bwill\b|\bplan(?:s|ned)?\b|budget|\bto be (?:sold|delivered|shipped|spent)", near) else "actual"


_PAST = re.compile(
    r"\b(?:produced|sold|processed|milled|mined|poured|treated|crushed|hoisted|shipped|yielded|contributed|averaged|recovered|achieved)$",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:to be|will be|be|expected|forecast|targeted|would)\W*$", re.IGNORECASE)


def _is_done(sentence: str, quantity: Quantity, cue: tuple[int, int], clause: tuple[int, int]) -> bool:
    """Whether the cue is a verb of the past, with nothing of the future before it: "produced 96,400 ounces in 2016, and expects ..."."""
    words = sentence[cue[0] : cue[1]].strip()
    before = sentence[max(clause[0], min(cue[0], quantity.start) - 60) : max(cue[0], clause[0])]
    return _PAST.search(words) is not None and not _NOT_YET.search(sentence[: cue[0]]) and not _GUIDANCE.search(before) and not _RECORD.search(before)


def _of_program(own: str, near: str, sentence: str) -> str:
    """Drilling and its money: planned where a program is spoken of, unless the words say that it was done."""
    done = re.search(
        r"\b(?:has|have|had) (?:now |been |also |since |already )*(?:been )?(?:drilled|completed|spent|finished)|drilled|complet(?:ed|ing)|"
        r"totall?(?:s|ed|ing)\b|"
        r"comprised|consisted|were (?:drilled|spent)|spent\b|reached|undertook|undertaken|conducted|carried out|results (?:from|of|for)|"
        r"received|based on",
        near,
        re.IGNORECASE,
    )
    planned = re.search(
        r"\b(?:plan(?:s|ned|ning)?|will|propos\w+|budget\w*|to be|intends?|spend|to spend|upcoming|approved|expects?|fully[- ]funded|up to|"
        r"must|earmarked|"
        r"allocat\w+|underway|"
        r"ongoing|increased|expanded|planned|next|another|follow-up|to drill|continue\w*)\b",
        near,
        re.IGNORECASE,
    )
    if planned and not (done and re.search(r"\b(?:has|have|had|were|was)\b", near)):
        return "plan"
    if done:
        return "actual"
    return "plan" if re.search(r"-(?:metre|meter|m|foot|hole)\b|\bprogram(?:me)?\b|campaign", near) or _PLAN.search(own) else "actual"
