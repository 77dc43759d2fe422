"""What a release tells without a trigger of its own: what goes on, what was announced before, intercepts, the report of a quarter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from kg.extract.context import Context
from kg.extract.event.dates import announced, date_of, when
from kg.extract.event.days import dates_of
from kg.extract.event.found import ANNOUNCED_BEFORE, Found
from kg.extract.event.grammar import part
from kg.extract.event.hits import find_hits
from kg.extract.event.texts import Text, words_at
from kg.facts import Site
from kg.text.sieves import Sieved

_GOING_ON = frozenset("technical-report resource-estimate exploration-program construction commissioning expansion permit".split())
_DRILLING = Sieved(r"\b(?:drill\w*|holes?|assays?|high[- ]grade|minerali[sz](?:ed|ation)|discover\w*|step-?out|depth|plunge)\b", re.IGNORECASE)
INTERCEPT = re.compile(
    r"\b\d[\d.,]* ?(?:m|metres?|meters?|ft|feet)\b(?! (?:[\w-]+ )?(?:oz|ounces|tonnes|tons|pounds|lbs?)\b)"
    r"[^;\n]{0,30}?(?:@|\bat\b|\bof\b|grading|averaging|assaying) ?\d[\d.,]* ?(?:g/t|gpt|%|ppm|oz)",
    re.IGNORECASE,
)
# What leads in a list of intercepts, and what announces one of them.
_LEADS_IN = Sieved(
    r"\b(?:(?:better|best|significant|notable|selected|new|further|latest|highlight) (?:[\w-]+ ){0,2}?(?:results|intersections|intercepts|assays)|"
    r"(?:results|intersections|intercepts|assays)) (?:are|were|include[ds]?|comprise|received|returned)\b[^.;\d]{0,60}:?$|"
    r"\b(?:assays|results) (?:have|has) (?:now )?(?:come back|been received|been returned)\b",
    re.IGNORECASE,
)
# "is pleased to report further results from Osprey"
_GIVES = re.compile(
    r"\b(?:report|announce|present|provide|release)(?:s|d|ing)?[ \n]"
    r"(?:(?:the|its|more|further|additional|new|first|initial|latest|final|strong)[ \n])*"
    r"results"
    r"[ \n](?:from|at)[ \n](?!(?:the|its|our)[ \n](?:[\w-]+[ \n]){0,3}(?:quarter|half|year|months|period|meeting|vote)|"
    r"(?:(?:the|its|our)[ \n])?(?:[a-z-]+[ \n]){0,3}(?:metallurg\w*|tests?|test-?work|stud(?:y|ies)|surveys?|sampling|fiscal|Q\d|20\d\d)\b)",
    re.IGNORECASE,
)
_NEW_HIT = re.compile(
    r"^\W{0,4}(?:new|further|additional|another|latest|first|maiden)\b[^.;\d]{0,50}\b(?:intersections?|intercepts?|hits?|results?|assays?|"
    r"drilling)\b",
    re.IGNORECASE,
)
_ON_DRILLING = re.compile(r"\bupdates? (?:on|of) (?:the |its )?(?:[\w-]+ ){0,4}?drill|\bdrill(?:ing)?(?: program(?:me)?)? update\b", re.IGNORECASE)
_OLD_HIT = re.compile(
    r"\b(?:historic(?:al)?(?:ly)?|previous(?:ly)?|earlier|prior|past) (?:[\w-]+ ){0,3}?(?:intercepts?|intersections?|results|drill\w*|holes?|assays)|"
    r"\b(?:last|most recent) (?:[\w-]+ ){0,2}?(?:programs?|programmes?|campaigns?)|\bexcept(?:ion|ing)?\b|\bapart from\b|\bfailed to\b|"
    r"\b(?:will|to|shall) (?:[\w-]+ ){0,2}?(?:test|target|follow[- ]up|twin|extend) (?:[\w-]+ ){0,4}?"
    r"(?:targets?|intercepts?|intersections?|results|anomal(?:y|ies)|mineralisation|mineralization|holes?)\b",
    re.IGNORECASE,
)
# Behind intercepts that another release has told: "Details can be found in the announcement dated 22 August 2018".
_TOLD_EARLIER = re.compile(
    r"\b(?:in|see|refer to|per|from) (?:the |our |its )?(?:ASX |TSXV? |news |press )?(?:announcements?|releases?) (?:dated|of|on)\b", re.IGNORECASE
)
_OF_A_PERIOD = r"(?:quarter|half[- ]year|half|[QH][1-4]|[1-4][QH]|months|full[- ]year)\b"
_ACTIVITIES = re.compile(
    r"\b(?:quarterly (?:activit(?:y|ies)|operations?|operational|(?=reports?\b))|quarter activities|quarter (?:20\d\d )?(?=reports?\b))"
    r"(?:\b|(?<= ))(?: and cash ?flow)?(?: (?:report|update))?|"
    rf"\b(?:operational|operations|operating|production)(?: and [\w-]+)? (?:update|report|review|statement)\b(?=.{{0,60}}{_OF_A_PERIOD})|"
    rf"\b{_OF_A_PERIOD}(?: 20\d\d| FY ?\d\d)? (?:operational|operations|operating|production)(?: and [\w-]+)? (?:update|report|review|statement)\b",
    re.I,
)
_EXPLORES = re.compile(r"\bexploration\b", re.IGNORECASE)
_PRODUCED = re.compile(
    r"\b(?<!annual )(?<!average )(?<!year )(?:production (?:totalled |was |of )|produced |output (?:was |of ))"
    r"(?:about |approximately |a record )?\d[\d,.]* ?(?:million )?"
    r"(?:[kM]?oz|(?:troy )?ounces|k?tonnes|k?t|[kM]?dmt|kg|M?lbs?|pounds|carats)\b",
    re.IGNORECASE,
)
# What a headline that names a quarter tells beside its production: when something will be told, or what is decided.
_OF_OTHER_NEWS = re.compile(
    r"\b(?:dates?|call|webcast|schedule|notice|to (?:release|report|announce|host|publish|provide|hold)|dividends?|guidance|outlook|drill\w*|assays?|"
    r"construction|development (?:and|&|highlights|update)|financial|earnings|profit|loss|income|results of|exploration|resources?|"
    r"reserves?|expected|expects|start|study)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?:(?:first|second|third|fourth|March|June|September|December)(?: 20\d\d)?[- ]quarter|Q[1-4]|[1-4]Q|quarter)\b", re.IGNORECASE
)
_FRESH = 100  # days after a quarter in which its production is news
_FIGURE = r"(?<![\d,.])\d[\d,.]{0,15} ?(?:million )?"
_WORDS = r"(?:[^\W\d_]{1,15} )"
_UNITS = rf"(?:[kM]?oz|{_WORDS}{{0,3}}(?:ounces|pounds|carats)|[kM]?t|{_WORDS}?(?:tonnes|tons)|[kM]?lbs?|kg|dmt)\b"
FIGURE_PRODUCED = re.compile(
    r"\b(?<!annual )(?<!average )(?<!would be )"
    r"(?:delivered|yielded|poured|produced|producing|recovered|hoisted|processed|milled|treated|crushed|output|production|throughput)\b"
    rf"[^.;]{{0,60}}?{_FIGURE}{_UNITS}|"
    rf"{_FIGURE}{_UNITS}[^.;]{{0,40}}?\b(?:delivered|poured|produced|recovered|hoisted|processed|milled|treated|crushed)\b",
    re.IGNORECASE,
)
_QUARTER_YIELDED = Sieved(
    r"\b(?:[A-Z][a-z]+|first|second|third|fourth) quarter (?:of \d{4} )?(?:yielded|produced|delivered|brought) (?:about |approximately |a record )?"
    rf"{_FIGURE}{_UNITS}"
)
_PRODUCED_ROW = re.compile(
    r"\b(?:[Pp]roduced|[Pp]roduction|[Pp]oured|[Rr]ecovered)\b[^\n.;]{0,25}\b(?:[kM]?oz|[kM]?t|kg|[kM]?lbs?|k?ct|carats|k?dmt|[Oo]unces|[Tt]onnes|[Pp]ounds)\b"
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
    """The announcement of a deal whose day is told beside what has become of it: "closed the placement announced on May 3"."""
    for deal in _announced_deal().finditer(one.text) if _TOLD_THEN.search(one.text) else ():
        day = next((day for day in dates_of(one.text, context.published, False) if 0 <= day.start - deal.end() <= 1), None)
        time, kind = when(day) if day else None, (deal.lastgroup or "").replace("_", "-")
        if time and time.latest < context.published and not _OFF.match(one.text, day.end if day else 0):
            kind = "acquisition" if kind == "merger" and _ACQUIRES.search(one.text[: deal.start()]) else kind
            yield Found(kind, time, False, one.start + deal.start(), one.start + deal.end(), deal.group().strip(), ANNOUNCED_BEFORE)


_TOLD_THEN = re.compile(r" (?:announced|disclosed|reported) (?:on|in) ")
_ACQUIRES = re.compile(r"\b(?:acqui|purchas)", re.IGNORECASE)


# Behind the day of its announcement: a deal that is none any more.
_OFF = re.compile(
    r"[^.;]{0,40}\b(?:will (?:\w+ )?(?:no longer|not) (?:\w+ )?(?:proceed|go ahead|complete|close)|(?:has|have|had) lapsed|"
    r"(?:has been|was|have been|were) (?:mutually )?(?:terminated|cancelled|canceled|abandoned|withdrawn|called off))\b",
    re.IGNORECASE,
)
_RELEASES = re.compile(r"\b(?:(?:news|press) releases?|announcements?)(?: (?:of|dated|on|from))+ $", re.IGNORECASE)
_NEXT_DAY = re.compile(r",? ?(?:and |& ?)?(?:(?:on|of) )?")
_RELEASED = frozenset("drill-results resource-estimate technical-report".split())


def released(context: Context, one: Text, event: Found) -> Iterator[Found]:
    """The other days on which results were released, where a text names several at once: "(see news releases dated March 2 and April 9)"."""
    if event.type not in _RELEASED or event.planned or event.when.announced:
        return
    days = dates_of(one.text, context.published, False)
    first = next((index for index, day in enumerate(days) if _RELEASES.search(one.text[: day.start])), len(days))
    last = first + 1
    while last < len(days) and _NEXT_DAY.fullmatch(one.text, days[last - 1].end, days[last].start):
        last += 1
    times = [time for day in days[first:last] if (time := when(day)) is not None and time.latest < context.published]
    if len(times) > 1 and event.when.begin in [time.begin for time in times]:
        yield from (replace(event, when=time) for time in times if time.begin != event.when.begin)


@cache
def _announced_deal() -> re.Pattern[str]:
    """A deal up to the words "announced on"; the name of the group is its type."""
    deals = (
        rf"(?P<financing>{part('PLACING')}|{part('FACILITY')}|{part('FINANCES')}|facility)|"
        r"(?P<merger>(?:plan|scheme) of arrangement|arrangement(?: agreement)?|merger|business combination|amalgamation)|"
        r"(?P<acquisition>acquisition|takeover (?:bid|offer))|(?P<divestiture>sale|disposal|divestiture|disposition)|"
        r"(?P<option_agreement>option(?: agreement)?|earn-in(?: agreement)?)|(?P<joint_venture>joint venture(?: agreement)?)"
    )
    return re.compile(
        rf"\b(?:{deals})\b(?:[^;.\n]|\.(?=\d| [a-z])){{0,110}}? (?:(?:that |which )?(?:it |we |the Company )?(?:was |were |had )?(?:first |"
        r"previously |originally |initially )?)(?:announced|disclosed|reported) (?:on|in) "
        r"(?:(?:its|the|our|a) (?:news|press) releases? (?:dated|of|on) )?"
    )


_SEVERAL = frozenset("listing drill-results permit financing labour-agreement".split())
# Between two days on which the same happened to different things: "began trading on the TSX on May 3 and on the OTCQB on June 9".
_AND_THERE = re.compile(
    r",? and (?:then |later |also )?(?:on|at|in|for|with|to|of|the|its|an) (?!(?:the )?\d)"
    r"(?:(?!\b(?:was|were|is|are|has|have|had|will|to|that|which|it|they|began|held|met|made|took|[a-z]{2,}ed)\b)[^,;.\n]){3,70}? (?:on|in) (?:the )?"
)
_ELIDED = re.compile(r",? and (?:(?:that|those) (?:of|at) )?(?:the |its )?")
_AND_THEN = re.compile(
    r"(?: (?:from|to|by|for|after|following|because of|due to) (?:[^,;.\n]|\.(?= [a-z])){3,60}?)?,? (?:and|but|then) "
    r"(?:it |they |was |were |has been |have been |then |later |again |last |subsequently |finally ){0,4}"
    r"(?P<verb>granted|approved|issued|awarded|exercised|terminated|relinquished|updated|"
    r"revised|restated|renewed|amended|extended|completed|finished|concluded|closed|ended|ceased|stopped|suspended|halted|resumed|"
    r"restarted|reopened|recommenced)(?: again)?(?= (?:in|on|by|at|from) )"
)
_ON = re.compile(r" (?:(?:in|on|by|at|from) )?(?:the |early |late |mid-)?")
_ENDS = frozenset("ended ceased stopped closed suspended halted".split())
_AGAIN = frozenset("resumed restarted reopened recommenced".split())
_DECIDED = frozenset("granted approved issued awarded exercised terminated relinquished".split())
_RUNS = frozenset("first-production commercial-production restart".split())


def also_dated(context: Context, one: Text, event: Found) -> Iterator[Found]:
    """What the same clause tells behind the day of an event: of another site ("began on May 1, and the Alder mine on June 3"), or by another verb
    ("began in 1987 and ended in 2003")."""
    days = dates_of(one.text, context.published, event.planned) if event.when.at >= 0 and event.rule == "dated" else []
    for day, later in pairwise(days):
        if day.start != event.when.at:
            continue
        time, start = when(later), one.start + day.end
        if (
            time
            and event.type in _SEVERAL
            and _AND_THERE.fullmatch(one.text, day.end, later.start)
            and (time.latest > context.published) == event.planned
        ):
            yield replace(event, when=time, start=start, end=one.start + later.start, words=one.text[day.end : later.end].strip(" ,"))
            return
        elided, then = _ELIDED.match(one.text, day.end), _AND_THEN.match(one.text, day.end)
        if time is None or (time.latest > context.published) != event.planned:
            return
        if elided and (named := next((item for item in context.sites.named_in(one.start + elided.end(), one.start + later.start)), None)):
            naming, site = named
            if naming.start == one.start + elided.end() and _ON.fullmatch(one.text, naming.end - one.start, later.start):
                words = one.text[elided.end() : later.end].strip()
                yield replace(event, when=time, start=naming.start, end=one.start + later.start, words=words, site=Site(site.name, site.kind))
        elif then and _ON.fullmatch(one.text, then.end(), later.start):
            kind = _kind_of(event.type, then["verb"])
            if kind:
                words = one.text[then.start("verb") : later.end]
                yield replace(event, type=kind, when=time, start=start, end=one.start + later.start, words=words)


def _kind_of(kind: str, verb: str) -> str | None:
    """The type of what another verb tells of the subject of an event; None where it is none of its kind."""
    if verb in _AGAIN:
        return "restart" if kind in ("suspension", "closure", "strike", "acquisition") else None
    if verb in _DECIDED:
        return kind if kind in ("permit", "option-agreement", "joint-venture") else None
    if kind in _RUNS:
        return "closure" if verb in _ENDS else None
    done = verb in _ENDS or verb in ("completed", "finished", "concluded")  # the end of what was begun is no event of its own
    return None if done and kind != "financing" else kind


def tells_production(context: Context, texts: list[Text]) -> bool:
    """Whether a release tells how much was produced."""
    return (
        any(_PRODUCED.search(one.text) or FIGURE_PRODUCED.search(one.text) for one in texts) or _PRODUCED_ROW.search(context.reading.text) is not None
    )


def intercepts_told(context: Context, texts: list[Text]) -> Iterator[Found]:
    """Drill results that a release reports without calling them so: its first words speak of drilling, and intercepts follow."""
    head = any((one.kind in ("title", "lead") and _DRILLING.search(one.text)) or _LEADS_IN.search(one.text) for one in texts if one.kind != "about")
    told = [one for one in texts if one.kind != "about" and INTERCEPT.search(one.text) and not _OLD_HIT.search(one.text)]
    several = len([hit for one in told for hit in INTERCEPT.finditer(one.text)]) > 1
    if not told and (drilled := _tabled(context, texts)):
        yield drilled
    several = several or any(one.kind in ("title", "lead") and _ON_DRILLING.search(one.text) for one in texts)
    head = head or any((one.kind == "title" and INTERCEPT.search(one.text)) or (one.kind == "lead" and _GIVES.search(one.text)) for one in texts)
    first = INTERCEPT.search(told[0].text) if told and (_NEW_HIT.search(told[0].text) or (head and several)) else None
    if first and not _TOLD_EARLIER.search(context.reading.text, told[0].start + first.end(), told[0].start + len(told[0].text) + 160):
        start = told[0].start
        yield Found("drill-results", announced(context.published), False, start + first.start(), start + first.end(), first.group(), "intercepts")


def _tabled(context: Context, texts: list[Text]) -> Found | None:
    """The drilling that the first sentence tells, where a table headed as one of intercepts follows: its results."""
    if _HITS_HEADED.search(context.reading.text) is None:
        return None
    for one in texts:
        told = _DRILLED.search(one.text) if one.kind == "title" or one.first else None
        if told:
            start = one.start + told.start()
            return Found("drill-results", announced(context.published), False, start, start + len(told.group()), told.group(), "lead")
    return None


# The heading of a table of intercepts, and the drilling that it is of.
_HITS_HEADED = re.compile(
    r"^\W{0,4}(?:Table \d+\W{1,4})?(?:Significant|Selected|Better|Best|Notable|Composited|New|Latest) (?:[\w-]+ ){0,2}"
    r"(?:intercepts|intersections|intervals|drill(?:ing)? results|assay results|assays)\b[^.\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_DRILLED = re.compile(
    r"\b(?:drilled|completed|finished) (?:(?:a total of|another|a further|the first|all|its|some|about) )?[\d,]* ?(?:[a-z-]+ ){0,4}?"
    r"(?:drill ?)?holes\b",
    re.I,
)


def _of_quarter(context: Context, one: Text) -> re.Match[str] | None:
    """The quarter that a headline names, if it has just ended and nothing else is told of it: "Strong June quarter completes record year"."""
    named = None if _OF_OTHER_NEWS.search(one.text) else _QUARTER.search(one.text)
    days = dates_of(one.text, context.published, False) if named else []
    return named if any(day.kind == "quarter" and 0 <= (context.published - day.latest).days < _FRESH for day in days) else None


def quarter_told(context: Context, texts: list[Text], reported: bool) -> Iterator[Found]:
    """The production results of a producer's report on the activities of its quarter; one that tells of no production has none. A headline that
    only names the quarter tells those only where no results in money are reported."""
    for one in texts:
        run_on = one.kind == "lead" and one.first and _ACTIVITIES.match(one.text) is not None  # a headline that runs on into the story
        titled = (one.kind == "title" or run_on) and not _EXPLORES.search(one.text, 0, 90)
        named = (_ACTIVITIES.search(one.text) or (None if reported else _of_quarter(context, one))) if titled else None
        if named and tells_production(context, texts):
            start = one.start + named.start()
            words = named.group().strip()
            yield Found("production-results", announced(context.published), False, start, start + len(words), words, "title")
            return
    for one in texts:
        told = _QUARTER_YIELDED.search(one.text) if one.kind in ("lead", "body") and '"' not in one.text[:2] else None
        period = next(
            (day for day in dates_of(one.text, context.published, False) if told and day.start < told.end() and told.start() < day.end), None
        )
        if told and period and period.kind == "quarter" and 0 <= (context.published - period.latest).days < _FRESH:
            start = one.start + told.start()
            yield Found("production-results", announced(context.published), False, start, start + len(told.group()), told.group(), "body")
            return
