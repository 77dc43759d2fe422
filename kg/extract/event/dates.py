"""When an event of a sentence happens: the date that goes with its trigger, as precise as the text, or that of the dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract.event.clause_dates import (
    AWAITED,
    BROUGHT,
    BY_PAPER,
    CAUSE,
    IN_CLAUSE_SINCE,
    OF_DEAL,
    PERIODS,
    UNTIL,
    WHEN_IT_COMES,
    is_a_limit,
    is_of_announcement,
    is_of_balance,
    is_of_the_past,
    is_put_in,
    is_reported,
    of_a_paper,
    of_a_release,
    of_another_clause,
    of_its_clause,
    of_its_noun,
    of_its_paper,
    tells_then,
)
from kg.facts import Bounds
from kg.text.dates import DateMatch

_REACH, _CLAUSE = 150, 40
_EDTF = re.compile(r"\d{4}(?:-\d\d){0,2}")
_NEVER = frozenset({"ambiguous", "rest", "decade", "century"})
_LONGEST = {"quarter": 100, "half": 190}  # days
# Between a date and what is told of it: "8,900 ounces in March alone, itself a record".
_BESIDE = re.compile(
    r"(?:,?\s(?:alone|also|itself|which|that|this|was|is|being|were|marking|setting|representing)\b){1,4},?\s(?:an? )?", re.IGNORECASE
)
_IN_EFFECT = re.compile(r"\b(?:effective|with effect)(?: as)?(?: from| of| on)?\s$", re.IGNORECASE)
_CHANGES = re.compile(r"\b(?:resum|restart|recommenc|suspend|halt|ceas)", re.IGNORECASE)  # "resumed as of May 1"
_ENDED_NOW = re.compile(r"ended (?:today|yesterday|this|last night)\b")  # no period that ended, but what came to its end
# "The strike that began on April 20 ended today": what it is dated by.
_BEGUN_ON = re.compile(r"\b(?:began|started|commenced)(?: (?:at|by) [^,;.]{2,60}?)? (?:on|in) (?!strike)")
_FOR_LONG = re.compile(r"\bfor (?:[\w-]+ ){1,3}(?:hours|days|weeks|months) from\s$")
# Behind a period that only says of what time something is: "third quarter financial statements".
_OF_PERIOD = re.compile(
    r"(?:'s)?\s(?:\d{4} )?(?:(?:(?-i:RC|RAB|AC|DD)|diamond|core|aircore|infill|step-out|underground|surface|maiden|phase \w+) ){0,2}"
    r"(?:(?:bulk|soil|channel|trench|regional|airborne|ground) ){0,2}"
    r"(?:(?:final|interim|first|second|third|fourth|special|quarterly|regular) )*"
    r"(?:financial|operating|operational|results|statements|production|earnings|reports?|guidance|unaudited|audited|annual|"
    r"interim|consolidated|year[- ]end|deliveries|shipments|dividend|resource|mineral|program|budget|drill|exploration|outlook|sales|"
    r"revenue|drilling|sampling|surveys?|campaign|trenching|mapping|work|field|cash|"
    r"capital|conference|call|webcast|investor|estimate|PEA|PFS|DFS|study|model|mine plan|plan|statement|(?:field |drill(?:ing)? )?season)\b",
    re.IGNORECASE,
)
# What stands before a date that dates something else.
_OF_OTHERS = re.compile(
    r"\b(?:(?:closing |market |share )?price (?:on|of|as of)|"
    r"dated|ended|ending|on or before|as (?:of|at)|of record(?: (?:on|at|as of))?|record date (?:of|on|is)|than(?: in)?|until|till|"
    r"compared (?:to|with)(?: the)?|versus|vs\.?|against|expir\w+(?: (?:on|in))?|(?:effective |cut-?off |closing )?date (?:of|is)|between|"
    r"in the same|same period of|"
    r"up from|down from|below|above|prior to|subsequent to|exercisable (?:until|to)|matur\w+ (?:on|in)|mature in|(?:months|weeks|period|"
    r"quarter|half|half-year|year) to)\s"
    r"(?:the |its |about |approximately )*$",
    re.IGNORECASE,
)
_SPAN = re.compile(r"\b(?:for|from|over|per)\s(?:the |its |full[- ]year |calendar )*$", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:^\W{0,3}|[;:(\u2013\u2014]|^\W{0,3}(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]|"
    r", |\band |\bthat |\bwhich,? |\bbut )\s*(?:(?:late|early|later|also|separately|subsequently|then|but),? )?"
    r"(?:on|in|during|late in|early in|at|by|effective|as of|from|of|since|earlier|before)?(?: or about)?"
    r"(?: the (?:evening|morning|afternoon|night|end|start|beginning) of)?(?: the)?(?: month of)?\s*$",
    re.IGNORECASE,
)
_OPENS_HEADED = re.compile(r"\w (?:On|In|During|At|By|Since|Effective) (?:the )?$")  # a heading runs on into the sentence: "Placements During the "
_ANNOUNCED = re.compile(
    r"\b(?:announced|reported|disclosed|released) (?:on|in)\s"
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?(?:, and|,| and|&) ){0,4}$",
    re.IGNORECASE,
)  # when it was told, not when it was done
_TELLS = re.compile(r"^as\b|(?:announced|reported|released|disclosed|published|agreed)$", re.IGNORECASE)
_OF_PAPERS = re.compile(r"\b(?:circular|releases?|announcement|report|agreement|notice|prospectus|letter) (?:of|on|dated)\s$", re.IGNORECASE)
_THEREIN = re.compile(r"[^.;]{0,60}\b(?:announc|report|disclos|releas)\w+")
_RECORD = re.compile(r"(?:an? |the )?(?:new )?record\b", re.IGNORECASE)  # "the record fourth quarter production" is one of that quarter
_RECORD_FOR = re.compile(r"\brecord for \w+$", re.IGNORECASE)
# What is kept as it was is dated by "since" alone.
_KEPT = re.compile(r"\b(?:is|been|remain\w*|kept|held)\b[^;]{0,20}\b(?:on|under|in) (?:care|standby|temporary)", re.IGNORECASE)
# The year in the name of a code, standard or act: "the 2012 JORC Code", "JORC Code (2012)".
_BEHIND_CODE = re.compile(r"\b(?:Code|Codes|Standards?|Act|Regulations?|Guidelines?|JORC|SAMREC|NI 43-101|CIM|PERC),?\s?\(?(?:of )?$")
_CODE = re.compile(r" (?:[Ee]dition\b|(?:[A-Z][\w-]* ){0,3}(?:Code|Standards?|Act|Regulations?|Guidelines?)\b)")
# Between a trigger and the date that goes with it at once: "by the end of".
_AT_ONCE = re.compile(
    r"\W{0,3}(?:(?:by|in|on|at|for|during|before|from|late in|early in)\s)?(?:or (?:before|about)\s)?(?:the )?"
    r"(?:(?:end|start|beginning|middle|month) of )?(?:the )?",
    re.IGNORECASE,
)
# The words before a date that opens a sentence: "Effective at the market opening on Friday, ".
_OPENS_SENTENCE = re.compile(
    r"\W{0,3}(?:effective|on|in(?! (?:addition|connection|accordance|order|light|respect|relation|view|line|keeping|support)\b)|as of|since|"
    r"with effect from|from|during|by|at|beginning|starting|commencing|late in|early in)\b[\w', -]{0,50}$",
    re.IGNORECASE,
)
# Between a date and what happened then: "ended on Saturday, when the members of the union accepted".
WHEN_CLAUSE = re.compile(r",?\s(?:when|(?:in|during|at) which)\s[^;.]{1,140}")
_HELD = re.compile(
    r"\bstrike\b|\blisted\b|\bstandstill\b|\bon hold\b|\bdormant\b|\binactive\b|\bmothballed\b|\bout of service\b|\baway from\b|"
    r"\btools\b|\bstopped\b|\bdown\b|\bclosed\b|\bidle\b|\boffline\b|\b(?:on|under|in) (?:care|standby)|"
    r"\bsuspended\b|\bhalted\b|\bcommercially\b|\bin commercial production\b|\bidled?\b|\bshut\b|\b(?:again|once more)$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class When:
    """The time of an event: EDTF of its begin and end, its bounds, and whether it is that of the dateline for want of another."""

    begin: str | None
    end: str | None
    earliest: date
    latest: date
    announced: bool = False
    at: int = -1

    def bounds(self, today: date, planned: bool) -> Bounds:
        """The bounds of the event's begin; what happened did so by the day of the document, and what is to come without a date comes after it."""
        if self.begin is None:
            return Bounds(earliest_begin=self.earliest) if planned else Bounds(latest_begin=self.latest)
        latest = self.latest if planned else min(self.latest, today)
        return Bounds(earliest_begin=min(self.earliest, latest), latest_begin=latest)

    def holds(self, other: When) -> bool:
        """Whether another time lies in this one."""
        return self.earliest <= other.earliest and other.latest <= self.latest


def announced(today: date) -> When:
    """The day of the document."""
    return When(today.isoformat(), None, today, today, announced=True)


def some_day(today: date) -> When:
    """A day to come that the text does not tell."""
    return When(None, None, today + timedelta(days=1), date.max)


def some_past_day(today: date) -> When:
    """A day gone by that the text does not tell."""
    return When(None, None, date.min, today)


def of_edtf(begin: str) -> When:
    """The time of a year, month or day in EDTF."""
    return When(begin, None, *_whole(begin))


def when(found: DateMatch) -> When | None:
    """The time of a date said; None for one that is no year, month, day or interval of them."""
    begin, _, end = found.edtf.partition("/")
    if found.kind in _NEVER or not _EDTF.fullmatch(begin) or (end and not _EDTF.fullmatch(end)):
        return None
    earliest, latest = found.earliest, found.latest
    if found.edtf.count("/") and found.kind != "range":
        earliest, latest = _whole(begin)[0], _whole(end)[1]
    elif not end:
        earliest, latest = _whole(begin)
    return When(begin, end or None, earliest, latest, at=found.start)


def _whole(edtf: str) -> tuple[date, date]:
    """The first and last day of a year, month or day."""
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    if day:
        return first, first
    if month:
        following = date(year + month // 12, month % 12 + 1, 1)
        return first, date.fromordinal(following.toordinal() - 1)
    return first, date(year, 12, 31)


def date_of(
    text: str,
    dates: list[DateMatch],
    start: int,
    end: int,
    limits: tuple[int, int],
    today: date,
    planned: bool,
    of_results: bool = False,
    of_deal: bool = False,
) -> When | None:
    """The time that goes with what stands at `start` to `end`, between the limits that other events set; None where none does. Those of results
    are of a day or month: a quarter or year is that which they report."""
    low, high = limits
    told = text[start:end]
    was_held = planned and _WAS_HELD.search(told) is not None
    if was_held and any(day.latest <= today for day in dates if end <= day.start and _AT_ONCE.fullmatch(text, end, day.start)):
        return None  # "the meeting held today", whatever the next clause has to come
    fit = [
        found
        for found in dates
        if not (of_results and is_reported(text, found, start, end)) and _fits(text, found, told, found.start - end, today, planned, of_deal)
    ]
    behind = next((found for found in fit if end <= found.start < min(high, end + _REACH)), None)
    at_once = behind is not None and _AT_ONCE.fullmatch(text, end, behind.start) is not None
    begun = _BEGUN_ON.search(told) is not None  # "the strike that began on April 20 ended today" dates its begin
    within = [found for found in fit if start <= found.start < end and not of_its_noun(text, found, start, end)]
    inside = None if at_once and not begun else next(iter(within), None)
    if inside and behind and inside.kind == "year" and behind.kind == "day":
        inside = None  # "the second this year, was voted yesterday"
    after = inside or behind
    before = [found for found in fit if low <= found.start < start and start - found.end < _REACH and not is_put_in(text, found, low, start)]
    if of_deal and not inside and (paper := next((found for found in before if BY_PAPER.match(text[: found.start])), None)):
        return when(paper)
    near = 0 if CAUSE.match(told) and after else 14 if after is None else 1
    opening = next(
        (
            one
            for one in reversed(before)
            if _opens(text[low : one.start])
            or (start - one.end <= near and not (one.kind in PERIODS and " and " in text[one.end : start].casefold()))
            or _BESIDE.fullmatch(text, one.end, start)
            or WHEN_CLAUSE.fullmatch(text, one.end, start)
        ),
        None,
    )
    if planned and at_once and opening and (start - opening.end > _CLAUSE or _AIM.match(told) or told.startswith("with ")):
        opening = None  # that of another clause: "On April 20 the Agency issued the permit, and construction will begin in July"
    if opening and behind and not inside and of_its_clause(text, opening, (start, end), behind, at_once and not planned):
        opening = None
    one, other = (when(found) if found else None for found in (opening, after))
    if inside and other and other.end and UNTIL.match(told):
        return of_edtf(other.end)
    if one and one.end and opening and opening.end > start and UNTIL.match(told):
        return of_edtf(one.end)  # "from 1931 until 1944, when it was closed"
    if one and other and not inside:
        return other if one.holds(other) and one != other else one
    return other or one


_WAS_HELD = re.compile(r"\b(?:held|convened)$", re.IGNORECASE)
_AIM = re.compile(r"(?:in anticipation of|with a view to|with the aim of|looking forward to)\b", re.IGNORECASE)  # what is done now is for later


def _opens(lead: str) -> bool:
    return any(one.search(lead) for one in (_OPENS, _OPENS_HEADED)) or _OPENS_SENTENCE.match(lead) is not None


def dates_others(text: str, found: DateMatch) -> bool:
    """Whether a date is that of a paper, of an announcement, or of what something is held against."""
    lead = text[max(0, found.start - 50) : found.start]
    return (
        found.kind != "day"
        or of_a_release(text, found)
        or any(one.search(lead) for one in (_OF_OTHERS, _OF_PAPERS, _ANNOUNCED, OF_DEAL, _SPAN, _SINCE))
    )


# A trigger that ends where the release is named.
_CITES = re.compile(r"\b(?:dated|(?:releases?|announcements?) (?:of|on)|reported|announced|released)\s?$", re.IGNORECASE)


_SINCE = re.compile(r"\b(?:since|from|by|until|following|after|before)\s(?:the )?$", re.IGNORECASE)


def _fits(text: str, found: DateMatch, trigger: str, gap: int, today: date, planned: bool, of_deal: bool) -> bool:
    time = when(found)
    if time is None:
        return False
    if found.kind == "year" and (_CODE.match(text, found.end) or _BEHIND_CODE.search(text, max(0, found.start - 30), found.start)):
        return False
    if planned and (time.latest <= today or (time.earliest <= today and time.latest.year > today.year + 1)):
        return False
    if is_of_the_past(text, found, trigger, today) if planned else time.earliest > today or (time.latest > today and is_a_limit(text, found)):
        return False
    if planned and (time.latest - time.earliest).days > _LONGEST.get(found.kind, 999):
        return False  # a part of a fiscal year that begins in no known month
    lead = text[max(0, found.start - 50) : found.start]
    if is_of_balance(lead, found) or (lead.endswith("(") and text[found.end : found.end + 1] == ":"):
        return False  # the figure of a day, or of another period: "(H1 2020: nil)"
    if not planned and gap > 0 and (AWAITED.search(lead) or WHEN_IT_COMES.search(text, found.start - gap, found.start)):
        return False
    if planned and (
        lead.endswith("on or before ") or re.search(r"\bnot\b[^.;]{0,80}\b(?:until|before)\b", text[max(0, found.start - 100) : found.end])
    ):
        return True
    if 0 <= len(trigger) + gap < len(trigger) and UNTIL.match(trigger):
        return not planned  # "until 1986, when it was closed"
    if found.kind == "until" or (found.kind in PERIODS and _OF_PERIOD.match(text, found.end) and not (gap < 0 and _RECORD.match(trigger))):
        return False
    if found.kind == "since" or re.search(r"\bsince\s(?:the |early |late )?$", lead):
        lasting = trigger[: len(trigger) + gap] if -len(trigger) <= gap < 0 else trigger  # "has run since June 2015 and suspended it in May"
        return not planned and _HELD.search(lasting) is not None
    if not planned and _KEPT.search(trigger):
        return False
    if (found.kind == "range" and re.search(r"\b(?:between|from)\s(?:the )?$", lead)) or (trigger.endswith("dated") and 0 <= gap <= 2):
        return True
    if of_deal and not planned and of_its_paper(text, found, trigger, gap):
        return True
    if 0 <= gap <= 4 and trigger.endswith(("expired", "lapsed")):
        return not planned
    if not planned and of_another_clause(text, found, gap, trigger):
        return False
    if (gap > 8 and BROUGHT.search(lead)) or (re.search(r"\bsince\b", trigger) and IN_CLAUSE_SINCE.search(lead)):
        return False
    if not planned and gap > 8 and re.search(r"\bsince\b(?! then)", text[found.start - gap : found.start]) and found.kind != "since":
        return False  # that of what has gone on since
    if (gap > 5 and _OF_PAPERS.search(lead)) or (not 0 <= gap <= 5 and of_a_paper(text, found)):
        return False
    if of_a_release(text, found) and not _CITES.search(trigger) and not (gap < 0 and _THEREIN.match(text[found.end : found.end - gap])):
        return False
    told = (gap <= 8 and _TELLS.search(trigger) is not None) or tells_then(text, found, gap, trigger)
    if not planned and not told and _ANNOUNCED.search(text[max(0, found.start - 120) : found.start]):
        return False
    if not planned and gap > 0 and not _TELLS.search(trigger) and is_of_announcement(lead):
        return False
    if (gap < 0 and _RECORD_FOR.search(trigger)) or (found.kind == "year" and _RECORD.match(trigger) and lead.endswith(" for ")):
        return True
    stops = (gap <= 12 or (gap <= 30 and _FOR_LONG.search(lead))) and _HELD.search(trigger) is not None and re.search(r"\bfrom\s$", lead) is not None
    since = found.kind == "day" and ((gap <= 6 and re.search(r"\bfrom\s$", lead) is not None) or _IN_EFFECT.search(lead) is not None)
    if lead.endswith("as of ") and 0 <= gap <= 30 and _CHANGES.search(trigger):
        return True
    if _ENDED_NOW.match(text[found.start - 6 : found.end]):
        return not planned
    return _OF_OTHERS.search(lead) is None and (planned or stops or since or _SPAN.search(lead) is None)
