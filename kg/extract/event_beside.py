"""What a release tells without a trigger of its own: what goes on, what was announced before, intercepts, the report of a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.event_dates import announced, date_of, dates_of, when
from kg.extract.event_found import ANNOUNCED_BEFORE, Found
from kg.extract.event_grammar import part
from kg.extract.event_hits import find_hits
from kg.extract.event_texts import Text, words_at

_GOING_ON = frozenset("technical-report resource-estimate exploration-program construction commissioning expansion permit".split())
_DRILLING = re.compile(r"\b(?:drill\w*|holes?|assays?)\b", re.IGNORECASE)
INTERCEPT = re.compile(
    r"\b\d[\d.,]* ?(?:m|metres?|meters?|ft|feet)\b[^;\n]{0,30}?(?:@|\bat\b|\bof\b|grading|averaging|assaying) ?\d[\d.,]* ?(?:g/t|gpt|%|ppm|oz)",
    re.IGNORECASE,
)
# What leads in a list of intercepts, and what announces one of them.
_LEADS_IN = re.compile(
    r"\b(?:(?:better|best|significant|notable|selected|new|further|latest|highlight) (?:[\w-]+ ){0,2}?(?:results|intersections|intercepts|assays)|"
    r"(?:results|intersections|intercepts|assays)) (?:are|were|include[ds]?|comprise|received|returned)\b[^.;\d]{0,60}:?$|"
    r"\b(?:assays|results) (?:have|has) (?:now )?(?:come back|been received|been returned)\b",
    re.IGNORECASE,
)
_NEW_HIT = re.compile(
    r"^\W{0,4}(?:new|further|additional|another|latest|first|maiden)\b[^.;\d]{0,50}\b(?:intersections?|intercepts?|hits?|results?|assays?|"
    r"drilling)\b",
    re.IGNORECASE,
)
_ACTIVITIES = re.compile(
    r"\b(?:quarterly (?:activit(?:y|ies)|operations?|operational|(?=reports?\b))|quarter activities)\b(?: and cash ?flow)?(?: (?:report|update))?",
    re.I,
)
_EXPLORES = re.compile(r"\bexploration\b", re.IGNORECASE)
_PRODUCED = re.compile(
    r"\b(?:production (?:totalled |was |of )|produced |output (?:was |of ))(?:about |approximately |a record )?\d[\d,.]* ?(?:million )?"
    r"(?:[kM]?oz|(?:troy )?ounces|k?tonnes|k?t|[kM]?dmt|kg|M?lbs?|pounds|carats)\b",
    re.IGNORECASE,
)
_PRODUCED_ROW = re.compile(
    r"\b(?:produced|production|poured)\b[^\n.;]{0,25}\b(?:[kM]?oz|[kM]?t|kg|[kM]?lbs?|k?ct|carats|k?dmt)\b"
)  # a row of a table


def continued(context: Context, before: Text, one: Text) -> Iterator[Found]:
    """What is to come of that which the sentence before tells: "... a scoping study. It is to be ready in June"."""
    it = _it().match(one.text)
    if not it or one.kind == "about" or one.start - before.start - len(before.text) > 3 or find_hits(one.text, False, False):
        return
    told = [hit for hit in find_hits(before.text, False, True) if hit.trigger.type in _GOING_ON]
    dates = dates_of(one.text, context.published, True)
    time = date_of(one.text, dates, it.start(), it.end(), (0, len(one.text)), context.published, True) if told else None
    if time:
        words = words_at(one.text, it.start(), it.end())
        yield Found(told[-1].trigger.type, time, True, one.start, one.start + it.end(), words, "dated")


@cache
def _it() -> re.Pattern[str]:
    return re.compile(
        rf"(?:It|They|Both|Completion|(?:The|This|That) (?:study|work|program(?:me)?|survey|report|estimate|drilling|campaign)|Work)\b"
        rf"[^.;\n]{{0,40}}?(?:{part('EXP')}|will be (?:ready|finished|completed?|published|released|filed|delivered))",
    )


def announced_before(context: Context, one: Text) -> Iterator[Found]:
    """The announcement of a financing whose day is told beside its closing: "closed the placement announced on May 3"."""
    for placing in _placed().finditer(one.text) if "announced on" in one.text else ():
        day = next((day for day in dates_of(one.text, context.published, False) if 0 <= day.start - placing.end() <= 1), None)
        time = when(day) if day else None
        if time and time.latest < context.published:
            yield Found("financing", time, False, one.start + placing.start(), one.start + placing.end(), placing.group().strip(), ANNOUNCED_BEFORE)


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(
        rf"\b{part('PLACING')}\b(?:[^;.\n]|\.(?=\d)){{0,60}}? (?:(?:that |which )?(?:it |we |the Company )?(?:was |were |had )?(?:first |"
        rf"previously )?)announced on "
    )


def intercepts_told(context: Context, texts: list[Text]) -> Iterator[Found]:
    """Drill results that a release reports without calling them so: its first words speak of drilling, and intercepts follow."""
    head = any((one.kind in ("title", "lead") and _DRILLING.search(one.text)) or _LEADS_IN.search(one.text) for one in texts if one.kind != "about")
    told = [one for one in texts if one.kind != "about" and INTERCEPT.search(one.text)]
    first = INTERCEPT.search(told[0].text) if told and (_NEW_HIT.search(told[0].text) or (head and len(told) > 1)) else None
    if first:
        start = told[0].start
        yield Found("drill-results", announced(context.published), False, start + first.start(), start + first.end(), first.group(), "intercepts")


def quarter_told(context: Context, texts: list[Text]) -> Iterator[Found]:
    """The production results of a producer's report on the activities of its quarter; one that tells of no production has none."""
    for one in texts:
        named = _ACTIVITIES.search(one.text) if one.kind == "title" and not _EXPLORES.search(one.text) else None
        if named and (any(_PRODUCED.search(other.text) for other in texts) or _PRODUCED_ROW.search(context.reading.text)):
            start = one.start + named.start()
            words = named.group().strip()
            yield Found("production-results", announced(context.published), False, start, start + len(words), words, "title")
