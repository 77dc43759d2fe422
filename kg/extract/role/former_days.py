"""The days of former posts: "from 2005 to 2010", "until March 2012", "from 1998 until his death in 2010"."""

from __future__ import annotations

import re

from kg.extract.days_said import ends_of
from kg.extract.role.claim import Claim
from kg.text.dates import DateMatch
from kg.text.titles import find_titles

# Before a day: what ends on it.
UNTIL = re.compile(
    r"\b(?:until|till)\s(?:(?:his|her|their|its)\s(?:[a-z]+\s)?(?:retirement|departure|resignation|death)\s(?:(?:at|on|in|by|from)\s)?|"
    r"(?:the|our|its)\s[^,;.]{2,70}\s(?:on|in)\s)?(?:the\s)?$"
)
_ELSE = re.compile(
    r"\b(?:when|while|after|before)\b|\b(?:and|then|but|who|where|which)\s(?:[a-z]+ly\s|later\s)?(?:joined|rejoined|became|was|is|has|had|led|founded|moved|took|worked|left|"
    r"retired|returned|remains?|lives?|holds?)\b"
)


_BEFORE_THAT = re.compile(r"\b(?:(?:prior to|before|after) (?:that|this|then|which)|previously|earlier|later|subsequently)\b")
_OPENERS = ("", "between", "from", "during", "in the years", "for the period", "in the period")
_OTHER_VERBS = frozenset({"name-founded-title", "name-joined-past-title"})  # a day before the title is that of the founding or joining


def of_past(claim: Claim, dates: list[DateMatch], behind: list[DateMatch]) -> list[DateMatch]:
    """The dates of a former post: those behind it as far as the sentence does not go on to something else, or what opens the sentence."""
    text = claim.unit.text
    for last in (day for day in behind if day.end < claim.title.start and _LEADS_POST.fullmatch(text, day.end, claim.title.start)):
        first = next((day for day in behind if day.end < last.start and _TO.fullmatch(text, day.end, last.start)), None)
        return [first, last] if first else [last]
    apart = claim.rule.startswith("further-") and _BEFORE_THAT.search(text, claim.person.end, claim.title.start)
    if claim.person.start == claim.start and not apart:
        opening = [day for day in dates if day.kind in ("range", "until") and LEADS.fullmatch(text, day.end, claim.start)]
        if opening and text[: opening[0].start].strip().lower() in _OPENERS:
            return opening
    own = [day for day in behind if not _ELSE.search(text, claim.title.end, day.start) and not _leads_next(claim, day)]
    return [day for day in own if day.start >= claim.title.end] or [day for day in own if claim.rule not in _OTHER_VERBS and not apart]


# "CFO of A, and from 2012 to 2018 as CEO": days that stand before the next post are of that.
_LEADS_POST = re.compile(r",?\s(?:(?:he|she|was|served|acted|worked|been)\s){0,3}(?:as\s|was\s|been\s)?(?:an?\s|the\s|its\s)?")


def _leads_next(claim: Claim, day: DateMatch) -> bool:
    """Whether a day behind a post leads in the next."""
    title = next((other for other in find_titles(claim.unit.text[day.end : day.end + 60])), None)
    return day.start >= claim.title.end and title is not None and _AS_NEXT.fullmatch(claim.unit.text, day.end, day.end + title.start) is not None


_AS_NEXT = re.compile(r",?\s(?:(?:he|she|was|served|acted|worked)\s){0,3}(?:as\s|was\s)(?:an?\s|the\s|its\s)?")
LEADS = re.compile(r",?\s(?:(?:Mr|Ms|Mrs|Dr)\.?\s)?")


_TO = re.compile(
    r"\s*(?:to|-|\u2013|(?:until|till)(?:\s(?:(?:his|her|their)\s[A-Za-z ]{3,60}|(?:he|she)\s[a-z]+(?:\sdown)?)\s(?:in|on|at))?)(?:\sthe)?\s*"
)


def period(text: str, dates: list[DateMatch], took_up: bool) -> tuple[DateMatch | None, DateMatch | None]:
    """ "from 2005 to 2010", "until March 2012": the ends of a past role, as far as they are dated."""
    if not dates:
        return None, None
    first = dates[0]
    if first.kind == "range":
        return ends_of(text, first)
    if first.kind == "until" or UNTIL.search(text[: first.start]) or re.search(r"\b(?:to|through)\s*$", text[: first.start]):
        return None, first
    if len(dates) > 1 and _TO.fullmatch(text, first.end, dates[1].start):
        return first, dates[1]
    begins = first.kind == "since" or re.search(r"\b(?:from|since|joined)\b[^.;]{0,20}$", text[: first.start])
    return (first, None) if took_up or begins else (None, None)
