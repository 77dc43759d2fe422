"""Dates that stand beside the words of an event and yet belong to another noun or clause of the sentence."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.text.dates import DateMatch

# Behind a date the verb, in a tense that takes none: "the spill of May 3 has been cleaned up" dates the spill.
_PERFECT = re.compile(r"[^;]{0,80}?\b(?:has|have) ")
# What came first has the day behind it for its own: "was ordered to close the plant following the discharge of water on May 3".
_AFTERWARDS = re.compile(r"\b(?:following|in response to|in the wake of|as a result of|pursuant to) (?:the|an?|its|that) [^,;]{5,120}$")
# "Operations were normal after the disruptions in the fourth quarter": of the trouble, not of its end.
_AFTER_TROUBLE = re.compile(
    r"\bafter (?:the|its|an?) (?:[a-z-]+ ){0,3}(?:disruptions?|stoppages?|interruptions?|outages?|shut-?downs?|suspensions?|strikes?|accidents?|"
    r"incidents?|floods?|flooding|delays) (?:in|during|of) (?:the )?$"
)
# A participle in an aside that has the date for its own: "has upheld the order, issued in July 2017, on the licence".
_IN_ASIDE = re.compile(
    r", (?:(?:which|that) (?:was|were) )?(?:first |originally )?(?:[a-z]{3,12}(?:ed|en)|made|held|begun|sold|built) "
    r"(?:(?:on|in|by|late in|early in) )(?:the )?$"
)
# What was done to a thing counted before it is told of: "assays for all holes drilled this summer", "a sale of ore mined in May".
_DONE_TO_IT = re.compile(
    r"\b(?:holes|samples|metres|meters|core|drilling|work|ore|tonnes|ounces|trenches|material) (?:drilled|taken|collected|completed|mined|sent|"
    r"shipped|poured|produced|done|carried out)(?: (?:in|during|on|over|by|since|early|late))*(?: the)? $"
)
# The day of the state that is reported: "Reports Year-End 2015 Mineral Reserves" is news of another day.
_STATE_AT = re.compile(r"\b(?:year|half|quarter)[- ]end,? (?:of )?(?:19|20)\d\d$", re.IGNORECASE)
# Of what was done before the time of the main clause: a date right behind its verb is its own.
_IN_RELATIVE = re.compile(r"\b(?:which|that|who) had (?:been |earlier |previously |already ){0,2}", re.IGNORECASE)
# Before the day from which wages are paid, which is not that on which they were agreed.
IN_FORCE = re.compile(r"\b(?:effective|with (?:retroactive )?effect|retroactive(?:ly)?|backdated)(?: as)?(?: from| of| on| to)? $", re.IGNORECASE)
_ON = re.compile(r"\s(?:on|effective)\s")
_OF_NOUN = re.compile(
    r"(?: (?:in|at|of|on|to) (?:(?!\b(?:was|were|has|have|is)\b)[^,;.]){2,50})? on "
)  # "a roof fall in one of the tunnels on July 16"
# A verb between: "In January it issued options to the manager of the placement completed in December".
_MAIN_VERB = re.compile(r"\b(?:was|were|has|have|had|is|are|made|paid|gave|[a-z]{2,}ed)\b")
# A clause with a participle and a day of its own between a subject and its verb: "the sale, approved by the holders on May 3, took place".
_DONE_BEFORE = re.compile(
    r"[^,;]{0,60}, (?:(?:which|that) (?:was|were|had been) )?(?:first |originally |previously )?[a-z]{3,12}(?:ed|en|sold|made|held)\b"
)
_BEFORE_MAIN = re.compile(r", (?:took|was|were|has|have|had|closed|occurred|became|went|came|began|started|is|are|[a-z]{3,}ed)\b")
PERIODS = frozenset({"quarter", "half", "year", "fiscal", "months", "period"})
_TO = re.compile(r"\bto\s$", re.IGNORECASE)  # "results to 30 June": the end of their period
_LEAD = 70  # characters before a date


_LIMIT = re.compile(r"\b(?:by|before|not later than|later|within)\s(?:the )?(?:(?:end|close) of )?(?:the )?$", re.IGNORECASE)
_YEAR_TOLD = re.compile(r"\d{4}|\b(?:next|this|coming|later|tomorrow|end)\b", re.IGNORECASE)
# What tells that something is to come: a thing with a month beside it, "the study in April", may as well be of the past.
_AHEAD = re.compile(
    r"\b(?:will|shall|to|expect\w*|plan\w*|schedul\w*|target\w*|due|intend\w*|anticipat\w*|forecast\w*|on track|set for|upcoming|next|propos\w*|"
    r"aim\w*|slated|hope\w*|may|should|would|begins|starts|commences|opens|closes|outlook)\b",
    re.IGNORECASE,
)
_FAR = timedelta(days=183)
# Behind a participle, what was done then: "its lawsuit, begun in July, is expected to be withdrawn".
_DONE_THEN = re.compile(
    r"(?:^|[\w)]+,? )(?<!be )(?<!been )(?<!being )(?<!to )(?!(?:expected|scheduled|planned|targeted|anticipated|slated|proposed|forecast|estimated|"
    r"projected|intended|timed|postponed|delayed|deferred|needed|required|completed|finished)\b)(?:[a-z]{3,}ed|begun|sold|built|"
    r"given|won|held|made|taken) "
    r"(?:in|on|during|since|as of) (?:early |late |mid-)?$"
)
_YEAR_AHEAD = re.compile(r"\b(?:next|later|coming)\b|20\d\d", re.IGNORECASE)


_ANNOUNCED_THEN = re.compile(r"\b(?:announced|reported|disclosed|agreed)(?: (?:earlier|late|back))?(?: in)?\s$", re.IGNORECASE)


# "announced on May 3 that it had sold the mill": done by then, and news of that day.
_THAT_IT_HAD = re.compile(
    r",? that (?:it|they|we|(?:the )?(?:Company|Group|Corporation|Partnership)|[A-Z][\w.&'-]*(?: [A-Z][\w.&'-]*){0,3})(?: (?:had|has))?(?: also)? ?"
)
# Before a date on which something else is to come: "has begun, while the permit is expected in June".
AWAITED = re.compile(
    r"\b(?:expected|scheduled|due|planned|targeted|anticipated|slated)(?: to [\w ]{2,20}?)?,? "
    r"(?:for|in|by|on|later|early|late|during|at)?\s?(?:in )?(?:the )?$"
)
# "the program just begun will tell more when drilling starts there in May": the day of the clause, not of what was begun.
WHEN_IT_COMES = re.compile(r"\b(?:when|once|until|as soon as)\b[^.;]{0,60}?\b(?:commences?|begins?|starts?|resumes?|is|are|has|have)\b")
BROUGHT = re.compile(r"\b(?:that|which) [\w ]{1,40} (?:brought|begun|began|filed|lodged|commenced|initiated|signed|made) (?:in|on)\s$")
IN_CLAUSE_SINCE = re.compile(r"\bsince (?:[\w']+ ){1,7}(?:on|in)\s$", re.IGNORECASE)
# What ended then: "until 1986, when it was closed", "from 1936 to 1968, when it closed".
UNTIL = re.compile(r"(?:operated (?:from \d{4} )?)?until\b|(?:to|and|through|[-\u2013]) ?(?:[A-Z][a-z]+ )?\d{4},? when\b", re.IGNORECASE)


def tells_then(text: str, found: DateMatch, gap: int, trigger: str) -> bool:
    """Whether what a trigger tells, `gap` characters before its end from a date, is what was announced on that date."""
    return gap < 0 and _THAT_IT_HAD.fullmatch(text, found.end, found.start - gap - len(trigger)) is not None


def is_of_announcement(lead: str) -> bool:
    """Whether what stands before a date tells that something was announced then: "the transaction announced last month"."""
    return _ANNOUNCED_THEN.search(lead) is not None


def is_of_the_past(text: str, found: DateMatch, trigger: str, today: date) -> bool:
    """Whether a day without a year, read as one to come, is nearer to the release in the year before, and nothing says that it is to come."""
    if found.kind in ("day", "month") and not _YEAR_AHEAD.search(text, found.start, found.end) and _done_then(text, found):
        return True
    far = found.earliest - today > _FAR and found.kind in ("day", "month") and not _YEAR_TOLD.search(text, found.start, found.end)
    return far and not _AHEAD.search(trigger) and not _AHEAD.search(text, max(0, found.start - 30), found.start)


def _done_then(text: str, found: DateMatch) -> bool:
    """Whether a day without a year stands behind a participle of what was done, be it read as one to come."""
    lead = text[max(0, found.start - _LEAD) : found.start]
    return _DONE_THEN.search(lead) is not None and not _AHEAD.search(lead)


def is_a_limit(text: str, found: DateMatch) -> bool:
    """Whether a time that is not over is the end by which something is to be done: "by the end of the year"."""
    return _LIMIT.search(text, max(0, found.start - 40), found.start) is not None or text[found.start : found.start + 5].casefold() == "later"


# What is put in between a noun and its verb, up to the date with which it ends: ", which was closed in 2016", ", on care and maintenance since 2017".
_PUT_IN = re.compile(r",\s(?:which|who|that|idle|idled|closed|shut|mothballed|dormant|suspended|on (?:care|hold|standby)|[a-z]{3,}ed)\b[^,;]{3,90}$")
# "Announces Q1 2026 Deliveries and Completes Acquisition of a Stream": the quarter is that of the deliveries.
_AND_DOES = re.compile(
    r" (?:[\w'\u2019,-]+ ){1,6}?(?:and|&) (?:completes|closes|acquires|signs|enters|sells|agrees|commences|restarts)\b", re.IGNORECASE
)
_RESUMES = re.compile(
    r"(?:\s(?:after|following|because of|due to|for|when|pending|by|to)\s[^,;.]{2,50})?(,)\s"
    r"(?!and\b|but\b|or\b|when\b|where\b|with\b|a\b|an\b|the\b|following\b|after\b)[a-z]+\b"
)
# A trigger that begins with these is the cause of what is dated before it.
CAUSE = re.compile(r"(?:after|following|because of|due to|caused by|as a result of)\b", re.IGNORECASE)
_AND_THEN = re.compile(r"\band (?:was |were |then |subsequently )*[a-z]{3,}ed (?:on|in) (?:the )?$")


def of_its_noun(text: str, found: DateMatch, start: int, end: int) -> bool:
    """Whether a date in the words of an event, from `start` to `end`, belongs to the noun before it or to what is put in behind that, and not to the
    verb behind it."""
    if found.kind in PERIODS and _AND_DOES.match(text, found.end):
        return True
    noun = _PERFECT.match(text, found.end, end) is not None or _STATE_AT.search(text, max(0, found.start - 12), found.end) is not None
    return noun or is_put_in(text, found, start, end)


def is_put_in(text: str, found: DateMatch, start: int, verb: int) -> bool:
    """Whether a date stands in what is put in, behind `start`, between a noun and its verb, and what is told at `verb` stands behind that: "the mine,
    which was closed in 2016, is being restarted"."""
    closed = _RESUMES.match(text, found.end)
    return closed is not None and closed.start(1) < verb and _PUT_IN.search(text, max(0, start), found.start) is not None


def of_its_clause(text: str, opening: DateMatch, trigger: tuple[int, int], behind: DateMatch, at_once: bool) -> bool:
    """Whether the date behind a trigger is that of its clause, and the one that opens the sentence of another: "leases granted in May, and licences
    granted on June 11", "In 2018 it raised output at the mines, which had been curtailed in late 2016"."""
    start, end = trigger
    acted = _MAIN_VERB.search(text, opening.end, start) is not None
    if behind.kind == "day" and (_ON.fullmatch(text, end, behind.start) or (acted and _OF_NOUN.fullmatch(text, end, behind.start))):
        return True
    return at_once and (acted or _IN_RELATIVE.search(text, opening.end, end) is not None)


def of_another_clause(text: str, found: DateMatch, gap: int, trigger: str) -> bool:
    """Whether a date that stands `gap` characters behind what happened is that of what came first, of an aside, or of what a noun was made by."""
    if _DONE_TO_IT.search(text, max(0, found.start - _LEAD), found.start):
        return True
    if gap > 0 and CAUSE.match(trigger) and _AND_THEN.search(text, found.start - gap, found.start):
        return True  # "following heavy rain and resumed on July 28"
    if gap > 8 and _BEFORE_MAIN.match(text, found.end) and _DONE_BEFORE.match(text, found.start - gap, found.start):
        return True
    if found.kind in PERIODS and gap > 8 and _AFTER_TROUBLE.search(text, found.start - gap, found.start):
        return True
    aside = gap > 8 and text.startswith(", ", found.end) and _IN_ASIDE.search(text, max(0, found.start - _LEAD), found.start) is not None
    return aside or (gap > 20 and _AFTERWARDS.search(text, found.start - gap, found.start) is not None)


# The day on which a paper was handed in by which something else is done: "pursuant to a prospectus lodged with the Commission on 11 August".
_OF_A_PAPER = re.compile(
    r"\b(?:prospectus|circular|statement|notice|application)(?: was)? (?:lodged|filed|submitted|issued)(?: (?:with|to|by) [^;,.]{3,80})? on $"
)


def of_a_paper(text: str, found: DateMatch) -> bool:
    """Whether a date is the day on which a paper was handed in."""
    return _OF_A_PAPER.search(text, max(0, found.start - 130), found.start) is not None


def ends_period(text: str, found: DateMatch) -> bool:
    """Whether a date that no "on" leads in is the last day of a month, by which results name their period: "31 December 2020 Revenue was"."""
    last = found.kind == "day" and (found.latest + timedelta(days=1)).day == 1
    return (
        last
        and re.search(r"\b(?:on|published|released|reported|announced|filed)\b[^;.]{0,12}$", text[max(0, found.start - 24) : found.start]) is None
    )


# The day of the paper by which a deal is made, where it stands in the words of the deal or before them.
OF_DEAL = re.compile(
    r"\b(?:agreement|contract|letter|deed|memorandum|term sheet|arrangement|amendment|addendum)(?: \([^()]{1,30}\))?,? "
    r"(?:dated|made|signed)(?: on| as of)?\s$",
    re.I,
)
# What becomes of a deal later than on the day of its paper.
_OF_OLD_DEAL = re.compile(r"\b(?:terminat|exercis|amend(?!ment)|extend|laps|expir|drop|relinquish)", re.IGNORECASE)
BY_PAPER = re.compile(
    r"^(?:(?:By|Under|Pursuant to|In|Through|On the terms of|According to) (?:an? |its )(?:[\w,'-]+ ){0,5}?"
    r"(?:agreement|contract|letter(?: of intent)?|deed|memorandum|term sheet)(?: \([^()]{1,30}\))?,? (?:dated|made|signed|of)(?: on| as of)?)\s$"
)


def of_its_paper(text: str, found: DateMatch, trigger: str, gap: int) -> bool:
    """Whether a date is that of the paper by which a deal is made: not where the deal is ended or changed, which comes later."""
    if _OF_OLD_DEAL.search(trigger):
        return False
    lead = text[max(0, found.start - 50) : found.start]
    return BY_PAPER.match(text[: found.start]) is not None or (gap < 18 and OF_DEAL.search(lead) is not None)


# Before the day of a release that is referred to, which dates nothing but what was announced in it: "news releases dated March 2, April 9 and ".
_OF_RELEASES = re.compile(
    r"\b(?:(?:news|press|media) releases?|announcements?)(?: (?:issued|dated|published|disseminated|filed|released|of|on|from))+\s(?:the )?"
    r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?(?:, and|,| and|;| &) ){0,6}$"
)


def of_a_release(text: str, found: DateMatch) -> bool:
    """Whether a date is the day of an earlier release that is referred to."""
    return _OF_RELEASES.search(text, max(0, found.start - 150), found.start) is not None


def is_reported(text: str, found: DateMatch, start: int, end: int) -> bool:
    """Whether a date is that of the period which results from `start` to `end` report."""
    return (
        found.kind in PERIODS
        or (
            start <= found.start < end
            and (found.kind not in ("day", "month") or (found.kind == "month" and not text.endswith(" in ", 0, found.start)))
        )
        or _TO.search(text, max(0, found.start - 4), found.start) is not None
        or ends_period(text, found)
    )


# No deed is done "at" a day, nor is one told of the cash held on it.
_OF_BALANCE = re.compile(
    r"\b(?<!effective )at (?:the )?$|\bcash (?:balance|position|on hand|(?:at|in) (?:the )?bank)\b[^.;]{0,40}\bon (?:the )?$", re.IGNORECASE
)


def is_of_balance(lead: str, found: DateMatch) -> bool:
    """Whether a day is that of a balance, by the words before it."""
    return found.kind == "day" and _OF_BALANCE.search(lead) is not None
