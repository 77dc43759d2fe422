"""What the points of a list tell: of what time the list is, and which of its points tell a deed of that time."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.extract.context import Context
from kg.extract.event.dates import When, when
from kg.extract.event.days import dates_of
from kg.extract.event.grammar import DID, TOPIC
from kg.extract.event.hits import Hit
from kg.extract.event.news import tells_deed
from kg.extract.event.texts import Text

_LIST_OF = re.compile(
    r"(?:\b(?:(?:in|during|of|for) the )?(?:financial |fiscal |calendar )?(?:year|twelve months) (?:ended|ending|to) [^:;.\n]{4,40}:?|"
    r"\b(?:in|during|highlights (?:of|for)|for) (?:the (?:financial |fiscal |calendar )?year )?20\d\d:?|\b20\d\d highlights:?)"
    r"\s{0,9}[^\w\s]{0,3}\s{0,9}$",
    re.IGNORECASE,
)
_LOOKS = timedelta(days=75)  # before the end of a period: a day without a year is looked for ten months back from there, and two ahead
_IN_YEAR = re.compile(r"\W{0,4}(?:Also |Early |Late )?(?:[Ii]n|[Dd]uring|[Tt]hroughout)(?: fiscal| calendar| the year)? (20\d\d),")
# What the highlights of a report on a quarter tell without a date happened in it, of these always, of those where a point begins with its verb.
_MILESTONES = frozenset("first-production commercial-production suspension restart commissioning".split())
DEEDS = frozenset(
    "permit acquisition divestiture merger option-agreement joint-venture offtake financing construction expansion labour-agreement technical-report "
    "resource-estimate name-change listing closure".split()
)
NOW = re.compile(
    r"\b(?:currently|presently|as of today|at present|(?:is|are) (?:now )?[a-z]+ing)\b", re.IGNORECASE
)  # of the day of the release, not of the period of its list
_SOON = 50  # characters of a point within which its deed is told
_POINT = re.compile(r"\W{0,6}(?:[A-Z][a-z]+ed (?:and|&) )?")
_THING_FIRST = re.compile(r"\W{0,6}(?:[\w'&,-]+ ){0,6}")
_DONE_LAST = re.compile(r"\b(?:[a-z]{2,}ed|sold|built|made|won|begun|given|taken|brought)$")  # "Sale of the mill completed"
VERB_FIRST = re.compile(r"(?i:has |have )?(?:also )?(?:\w+ly )?(?i:[a-z]+ed|began|got|met|set|put|held|made|took|won|sold|bought|built)\b")


def day_of_list(context: Context, before: Text | None, one: Text, day: date) -> date:
    """The day by which the points of a list are told: the end of the year that its leading line names, else that of the document."""
    if one.kind != "bullet":
        return context.published
    if _goes_on(context, before, one):
        return day
    lead = context.reading.text[max(0, one.start - 120) : one.start]
    said = dates_of(lead, context.published, False) if _LIST_OF.search(lead) or _LED_BY.search(lead) else []
    return min(said[-1].latest - _LOOKS, context.published) if said else context.published


def _goes_on(context: Context, before: Text | None, one: Text) -> bool:
    """Whether a point of a list stands right behind another one, without words of a new list's heading between."""
    if before is None or before.kind != "bullet":
        return False
    return re.search(r"[A-Za-z]{2}", context.reading.text[before.start + len(before.text) : one.start]) is None


# Leads in a list of what was done in a time that it names: "During 2019, the Company:".
_LED_BY = re.compile(
    r"(?:^|[.\n] ?)\W{0,3}(?:(?:Highlights|Achievements|Milestones) (?:of|for|from) |(?:During|In|Over|Throughout|For) )(?P<time>[^:.;\n]{3,40}?)"
    r"(?:,? (?:the (?:Company|Group|Corporation)|we|it|(?:(?:[A-Z][\w&'-]*|has|have|also) ?){1,5}))?:[\s\W]{0,8}$"
)


def period_of_list(context: Context, before: Text | None, one: Text, known: When | None, period: When | None) -> When | None:
    """The time of which the points of a list tell: that of its leading line, else the one that the release reports on."""
    if one.kind != "bullet":
        return period
    if _goes_on(context, before, one):
        return known
    lead = _LED_BY.search(context.reading.text, max(0, one.start - 120), one.start)
    said = dates_of(f"in {lead['time']}", context.published, False) if lead else []
    time = when(said[0]) if len(said) == 1 and said[0].kind in ("year", "quarter", "half") else None
    return time if time and time.earliest <= context.published else period


def day_of_year(text: str, day: date) -> date:
    """The day by which a sentence is told that opens with a year: "In 2010, the permit was granted in February"."""
    opening = _IN_YEAR.match(text)
    return min(day, date(int(opening[1]), 12, 31) - _LOOKS) if opening else day


def tells_after(one: Text, hit: Hit) -> bool:
    """Whether a sentence that opens with "subsequent to the quarter" tells a deed in its verb."""
    opening = one.kind in ("lead", "body") and _OPENS_AFTER.match(one.text) is not None
    return opening and hit.trigger.tense == DID and hit.trigger.type in DEEDS and VERB_FIRST.match(one.text, hit.start) is not None


_OPENS_AFTER = re.compile(r"\W{0,3}(?:Post|After|Subsequent to|Following)\b")


def is_highlight(one: Text, hit: Hit, of_period: bool) -> bool:
    """Whether a point of a list, `of_period` if it is of one, tells what was done in it."""
    kind, did = hit.trigger.type, hit.trigger.tense == DID
    if one.kind != "bullet" or not (did or hit.trigger.tense == TOPIC):
        return False
    if kind in DEEDS and hit.start < _SOON and tells_deed(one):
        return True
    if of_period and kind in DEEDS and did and _THING_FIRST.fullmatch(one.text, 0, hit.start) and _DONE_LAST.search(one.text, hit.start, hit.end):
        return True
    verb = did and _POINT.fullmatch(one.text, 0, hit.start) is not None and VERB_FIRST.match(one.text, hit.start) is not None
    return did and (kind in _MILESTONES or (kind in DEEDS and verb))
