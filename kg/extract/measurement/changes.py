"""What a figure is more or less than another one: "up A$2.7 million over the quarter", "an improvement of US$40 on", "2,000 ounces above the
forecast". Such a figure measures a change and no state, whatever its metric."""

from __future__ import annotations

import re

_HEDGES = (
    r"(?:[ \n(]+(?:a|an|about|approximately|approx\.?|around|some|over|roughly|nearly|almost|just|only|further|more than|less than|"
    r"another|additional|estimated|total|of|~))*"
)
_NOUNS = (
    r"(?:increases?|decreases?|declines?|rises?|drops?|falls?|reductions?|improvements?|differences?|shortfalls?|savings?|uplifts?|jumps?|"
    r"growth|deteriorations?|changes?|variances?)"
)
_VERBS = (
    r"(?:increas|decreas|declin|rais|rise|rising|rose|fell|fall|drop|improv|reduc|lower|lift|grow|grew|cut|boost|climb|jump|exceed|beat|miss|"
    r"surpass|outperform|shorten|lengthen|exten|chang|revis|trim|narrow|widen)\w*"
)
# What is said to change by the figure: nothing but a few words and no other figure between.
_BY = re.compile(
    rf"\b{_VERBS}(?:[ \n]+[\w'\u2019%-]+){{0,6}}?[ \n]+by{_HEDGES}[ \n]*$|"
    rf"\b{_NOUNS}(?:[ \n]+(?:in(?![ \n]+the[ \n]+range\b)|to|on|for)[ \n]+(?:[\w'\u2019-]+[ \n]+){{1,6}}?|[ \n]+)of{_HEDGES}[ \n]*$",
    re.IGNORECASE,
)
_AND_BY = re.compile(rf"\b{_VERBS}\b[^;]{{0,80}}(?:,|\band)[ \n]+by{_HEDGES}[ \n]*$", re.IGNORECASE)  # "fell by 3% in the quarter, and by 12%"
_UP = re.compile(rf"(?:^|[,(;:\u2013\u2014-])[ \n]*(?:or[ \n]+|an?[ \n]+)?(?:up|down)(?:[ \n]+by)?{_HEDGES}[ \n]*$", re.IGNORECASE)
_MOVED = re.compile(
    rf"\b(?:rose|fell|grew|dropped|declined|climbed|slipped|jumped|increased|decreased|rising|falling){_HEDGES}[ \n]*$", re.IGNORECASE
)
_ON = re.compile(
    r"[ \n](?:or \d[\d.]*% )?(?:from|over|on|compared|versus|vs|against|since|year[- ]on[- ]year|quarter[- ]on[- ]quarter|y/y|q/q)\b", re.IGNORECASE
)
_MOVED_ON = re.compile(r"[ \n](?:or \d[\d.]*% )?(?:to|from|over|compared|versus|vs)\b", re.IGNORECASE)
_LESS = re.compile(r"(?<!no )(?<!or )\b(?:less|minus|net of)[ \n]+$")  # "net proceeds of $44 million less $4 million of loans repaid"
_IS_ONE = re.compile(rf"[ \n](?:or[ \n]\d[\d.]*[ \n]?%[ \n])?{_NOUNS}[ \n](?:from|in|over|on|of|compared|versus|to)\b", re.IGNORECASE)
_PLAN = r"(?:guidance|budget|plan|forecasts?|targets?|expectations?|estimates?)"
_OWN = r"(?:the|its|our|their|annual|quarterly|20\d\d|\w+['\u2019]s?)"
_MORE = re.compile(
    r"(?:[ \n]\((?:or[ \n])?\d[\d.]*[ \n]?%\))?(?:[ \n](?:of|in)[ \n][\w-]+)?(?:[ \n](?:an?|per)[ \n](?:ounce|oz|pound|lb|tonne))?[ \n](?:"
    r"(?:more|less|fewer|higher|lower|better|worse|greater|cheaper)\b(?![ \n](?:grade|quality|value|cost))|"
    rf"(?:above|below|ahead[ \n]of|short[ \n]of|behind)[ \n](?:{_OWN}[ \n])?(?:[\w'\u2019-]+[ \n]){{0,3}}(?:{_PLAN}|quarter|year|period|month)\b|"
    rf"(?:over|under)[ \n](?:{_OWN}[ \n])?(?:[\w'\u2019-]+[ \n]){{0,2}}{_PLAN}\b)",
    re.IGNORECASE,
)


def is_change(text: str, start: int, end: int) -> bool:
    """Whether the figure at `start` to `end` of a sentence is how much something changed or differs."""
    before, behind = re.split(r"[;!?]|\.[ \n]", text[max(0, start - 110) : start])[-1], text[end : end + 70]
    if (
        _BY.search(before)
        or _AND_BY.search(before)
        or _LESS.search(before)
        or _INSTEAD.search(before)
        or _MORE.match(behind)
        or _IS_ONE.match(behind)
    ):
        return True
    if _UP.search(before):
        return _ON.match(behind) is not None or behind.startswith(")")
    return _MOVED.search(before) is not None and _MOVED_ON.match(behind) is not None


# "will be about $58 million rather than the $64 million first budgeted": the latter holds no more
_INSTEAD = re.compile(r"\b(?:rather[ \n]than|instead[ \n]of|in[ \n]place[ \n]of)[ \n](?:(?:the|an?|its|our)[ \n])?(?:[a-z-]+[ \n]){0,2}$")
_FROM = re.compile(r"\bfrom[ \n](?:(?:about|approximately|some|the|a|an|its)[ \n]){0,2}$", re.IGNORECASE)
_TO = re.compile(
    r"(?:[ \n]of[ \n]\w+)?(?:[ \n]\([^()]{1,30}\))?[ \n]to[ \n](?:(?:about|approximately|some|a|record|only|over|nearly|almost|"
    r"more[ \n]than|just)[ \n]){0,3}[A-Z]{0,3}[$\u00a3\u20ac]?\d"
)


def is_former(text: str, start: int, end: int) -> bool:
    """Whether a figure is what was before a change that gives neither side a time: "tonnes milled rose from 205,000 to 212,000"."""
    return _FROM.search(text[max(0, start - 40) : start]) is not None and _TO.match(text, end) is not None


# "rose from 1,090 to 1,130", "from $9 million in the same months of 2010 to $20 million"
_TO_SIDE = re.compile(
    r"\bfrom[ \n](?:(?:about|a|an|the|its|our|net|loss|profit|of|just|only|some|"
    r"nearly)[ \n]){0,3}[A-Z]{0,3}[$\u00a3\u20ac]?\d(?:[^;.]|\.(?=\d)){0,90}[ \n]"
    r"to[ \n](?:(?:about|approximately|some|nearly|over|a|an|record|the|just|its|average|of)[ \n]){0,3}$"
)


def is_risen_to(text: str, start: int) -> bool:
    """Whether a figure that begins at an offset is what another one of the same sentence has risen or fallen to."""
    return _TO_SIDE.search(text, max(0, start - 150), start) is not None
