"""Times in a sentence that are those of another act than the one whose figure it tells: of a study, of a permit, of the end of a building."""

from __future__ import annotations

import re

from kg.extract.measurement.carried import OVER_TIME
from kg.extract.measurement.clauses import Clause
from kg.extract.measurement.cues import DRILLING
from kg.text.dates import DateMatch

# "A study, due in mid-2020, will consider", "a permit for 2.4 Mtpa was granted on": of what was done then, and no rate
_DUE = re.compile(r"\bdue(?:[ \n]for[ \n](?:completion|release|publication))?[ \n](?:in|by|on|at|early[ \n]in|late[ \n]in)[ \n](?:the[ \n])?$")
_ONCE = re.compile(r"\b(?:once|after|when)\b[^.;,\d]{3,60}\b(?:is|are)[ \n](?:\w+[ \n]){1,2}in[ \n]$")
_GRANTED = re.compile(r"[^.;\d]{0,30}\b(?:granted|approved|issued|received|announced)[ \n](?:on|in)[ \n]")
_SPENT = frozenset({"capex", "exploration-budget"})
_ACTED = re.compile(
    r"\b(?:approved|sanctioned|awarded|signed|(?:begin|start|commence)s?)[ \n](?:in|on|during)[ \n](?:(?:the|early|late|mid)[ \n-]){0,2}$"
)
_BUILT_FOR = re.compile(
    r"\b(?:completed|finished|commissioned|built|constructed)\b[^.;$]{0,60}\bat[ \n](?:an?[ \n])?(?:\w+[ \n]){0,2}?cost[ \n]of\b"
    r"[^.;$]{0,16}[A-Z]{0,3}$"
)
# "in the first four years of output starting in 2026": when many years begin
_BEGINS_A_LIFE = re.compile(
    r"\b(?:first|initial)[ \n](?:\d+|two|three|four|five|six|seven|eight|nine|ten)[ \n](?:full[ \n])?years\b[^.;,\d]{0,50}"
    r"\b(?:from|starting|beginning|commencing)[ \n](?:in[ \n]|from[ \n])?$"
)
_TO_THIS_DAY = re.compile(r"[ \n](?:to|until|through)[ \n](?:the[ \n]present|this[ \n]day|today|date|now)\b")  # "from 1897 to the present day"


def _is_of_paper(text: str, day: DateMatch) -> bool:
    """Whether a year is only that by which a study is called: "The 2017 Feasibility Study gave"."""
    if day.kind != "year" or re.search(r"\b(?:in|for|during|of|since|by|from|to)[ \n]$", text[max(0, day.start - 8) : day.start], re.IGNORECASE):
        return False
    return _NAMES_A_STUDY.match(text, day.end) is not None


_NAMES_A_STUDY = re.compile(
    r"[ \n](?:(?:updated|preliminary|definitive|economic|technical|scoping|(?:pre-?)?feasibility|Updated|Preliminary|Definitive|Economic|"
    r"Technical|Scoping|"
    r"(?:Pre-?)?[Ff]easibility)[ \n]){0,3}(?:PEA|PFS|DFS|FS|[Ss]tudy|[Aa]ssessment|[Rr]eport|[Rr]esource|[Rr]eserve|MRE)\b"
)


# "before commercial production was achieved on May 1", "from their acquisition on April 1"
_HAPPENED_ON = re.compile(
    r"\b(?:commercial[ \n]production(?:[ \n]\w+){0,3}|acquisition|acquired|takeover|clos(?:ed|ing)|merger|"
    r"completion)[ \n](?:\w+[ \n])?on[ \n]$",
    re.IGNORECASE,
)
# "we expect results from our 5,000 metre program in the second quarter"
_RESULTS_DUE = re.compile(
    r"\b(?:expect\w*|anticipat\w*|await\w*|will)\b[^.;]{0,60}\b(?:results|assays)[ \n](?:of|from|for)\b[^.;\d]{0,24}$", re.IGNORECASE
)


def is_of_another_act(metric: str, clause: Clause, found: DateMatch) -> bool:
    """Whether a time is none of a figure: it names a study, says when many years begin, or when something else was or will be done."""
    text = clause.text
    if _is_of_paper(text, found) or _TO_THIS_DAY.match(text, found.end) or _BEGINS_A_LIFE.search(text, max(0, found.start - 90), found.start):
        return True
    if metric in _SPENT and found.end <= clause.start and _ACTED.search(text, max(0, found.start - 40), found.start):
        return True
    if metric in DRILLING and _RESULTS_DUE.search(text, max(0, clause.start - 120), clause.start):
        return True
    if metric not in OVER_TIME:
        return False
    if found.kind == "day" and _HAPPENED_ON.search(text, max(0, found.start - 60), found.start):
        return True
    due = _DUE.search(text, max(0, found.start - 60), found.start) or _ONCE.search(text, max(clause.end, found.start - 90), found.start)
    return due is not None or _GRANTED.fullmatch(text, clause.end, max(clause.end, found.start)) is not None


def is_cost_of_all(clause: Clause) -> bool:
    """Whether money is what all of a building cost, whenever it was spent: "was completed in February at a cost of"."""
    return _BUILT_FOR.search(clause.text, max(0, clause.start - 130), clause.start) is not None
