"""The events that the sentences of a release tell: each trigger with the date that goes with it.

An event counts where it is dated, or announced: by the headline, by the first sentences, or by words such as "also announces". What is
denied, possible or a condition is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from kg.extract.context import Context, Sentence
from kg.extract.event_dates import When, announced, date_of, dates_of, some_day, when
from kg.extract.event_found import AFTERMATH, OF_PERIOD, STOPPED, Found
from kg.extract.event_grammar import DID, EITHER, TOPIC, WILL, part
from kg.extract.event_hits import Hit, find_hits, limits
from kg.text.sections import ABOUT, BODY, HEADER

_AFTER_THIS = re.compile(
    r"\b(?:prior to|before|until|pending|upon|following|after|once|when|since|during|while|assuming|because|as soon as)\b[^,;]{0,60}$", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\b(?:announc\w+|report\w*|provid\w+|present\w*|releas\w+|publish\w*|pleased|advis\w+|updates?|deliver\w*|informs?|disclos\w+|receiv\w+|declar\w+|"
    r"sets out|confirms?|said|intends? to|notif\w+|filed|has|have)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:also|today|further|additionally|announces|reports|pleased|advises|as follows|set out (?:below|in)|summari[sz]ed)\b|\b(?:are|were):$",
    re.IGNORECASE,
)
_ALSO = re.compile(r"\b(?:also|further|additionally) (?:announc\w+|report\w*|provid\w+|pleased)\b", re.IGNORECASE)
_PERFECT = re.compile(
    r"^(?:has|have|is|are)\b(?! (?:kept|held|on|under))|\b(?:has|have) (?:now |also |all )?come\b|\bto hand\b|\bcontinues? to be\b|\b(?:has|have) (?:now |also |been |since |today )?(?:\w+ly )?\w+(?:ed|en|un|ld|ned)\b",
    re.IGNORECASE,
)
# What is news where it is told in the perfect tense: "has declared a dividend".
_NEWS_TYPES = frozenset(
    "dividend guidance acquisition divestiture option-agreement joint-venture offtake financing permit listing labour-agreement strike suspension "
    "restart commercial-production litigation technical-report merger closure expansion".split()
)
_LEGAL = re.compile(r"forward[- ]looking|\brisks?\b[^.]{0,40}\buncertaint|there (?:can be|is) no (?:assurance|guarantee|certainty)", re.IGNORECASE)
_SKIPPED_TYPES_UNDATED = frozenset({"record", "meeting", "incident", "first-production", "construction", "remediation"})
# What is filed or decided "within 45 days" comes on a day that nobody knows yet.
_WITHIN = re.compile(r"[^;\n]{0,80}?\b(?:within|in) (?:the next )?(?:[\w-]+ )?(?:\(\d+\) )?(?:calendar |business )?(?:days|weeks)\b", re.IGNORECASE)
_WITHIN_TYPES = frozenset({"technical-report", "permit", "restart"})
_CHANGED = re.compile(r"\b(?:enlarged|increased|expanded|extended|doubled|broadened|scaled up|commenced|begun|started|mobili[sz]ed)\b", re.IGNORECASE)
_GOING_ON = frozenset("technical-report resource-estimate exploration-program construction commissioning expansion permit".split())
_BACK = re.compile(r"\b(?:come back|come in|to hand|back|in hand|been received|been returned|arrived)\b", re.IGNORECASE)
_LATER = re.compile(r"\b(?:will|when|once|until)\b", re.IGNORECASE)
_BEGUN = re.compile(r"\b(?:begun|began|started|commenced|commissioned|initiated)\b", re.IGNORECASE)
# Which dates a trigger may have, by its tense: of what happened, of what is to come.
_TRIED: dict[str, tuple[bool, ...]] = {DID: (False,), WILL: (True,), TOPIC: (), EITHER: (False, True)}
_PERIODS = frozenset({"quarter", "half", "months", "period", "fiscal"})
_DRILLING = re.compile(r"\b(?:drill\w*|holes?|assays?)\b", re.IGNORECASE)
INTERCEPT = re.compile(
    r"\b\d[\d.,]* ?(?:m|metres?|meters?|ft|feet)\b[^;\n]{0,30}?(?:@|\bat\b|\bof\b|grading|averaging|assaying) ?\d[\d.,]* ?(?:g/t|gpt|%|ppm|oz)",
    re.IGNORECASE,
)
_DEALS = frozenset("acquisition divestiture option-agreement joint-venture merger offtake financing".split())
# What leads in a list of intercepts, and what announces one of them.
_LEADS_IN = re.compile(
    r"\b(?:(?:better|best|significant|notable|selected|new|further|latest|highlight) (?:[\w-]+ ){0,2}?(?:results|intersections|intercepts|assays)|"
    r"(?:results|intersections|intercepts|assays)) (?:are|were|include[ds]?|comprise|received|returned)\b[^.;\d]{0,60}:?$|"
    r"\b(?:assays|results) (?:have|has) (?:now )?(?:come back|been received|been returned)\b",
    re.IGNORECASE,
)
_NEW_HIT = re.compile(
    r"^\W{0,4}(?:new|further|additional|another|latest|first|maiden)\b[^.;\d]{0,50}\b(?:intersections?|intercepts?|hits?|results?|assays?|drilling)\b",
    re.IGNORECASE,
)
_RESULTS = frozenset({"financial-results", "production-results", "guidance"})
# What somebody did in an earlier life is no event of the release.
_LIFE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof)\.? [A-Z]|\b(?:He|She|career|experience)\b")
_ACTIVITIES = re.compile(
    r"\b(?:quarterly (?:activit(?:y|ies)|operations?|operational)|quarter activities)\b(?: and cash ?flow)?(?: (?:report|update))?", re.I
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
# What stopped because of what the sentences before tell.
_AFTERMATH = re.compile(
    r"\b(?:following|after|as a (?:result|consequence) of|because of|due to|in response to) (?:the|this|that) (?:fatal )?"
    r"(?:accident|incident|event|fatality|failure|fire|seismic event|fall of ground|rockfall|flood(?:ing)?|spill|collapse|inrush)\b",
    re.IGNORECASE,
)
_WAS = re.compile(r"\b(?:was|were|led to|resulted in|caused|prompted|forced)\b")
# What stands alone like a heading and yet tells something: a point under a mark, a sentence that leads to a table.
_POINT = re.compile(r"\s{0,4}[\u25a0-\u25ff\u2023\u27a2\u27a4\u2713\u2714\u2756\u2605\u00bb\u203a\u00b7*\uf0a7\uf0b7-] ?\w")
_SENTENCE = re.compile(r"^[A-Z].{50,}[:.]$", re.DOTALL)
# What the notes on qualified persons tell beside their consent: when a report will be filed, when results were first told.
_IN_NOTES = re.compile(
    r"\breport\b[^.;]{0,120}\b(?:will be|to be) (?:filed|lodged|made available|posted)|\b(?:first|previously|originally|initially) (?:reported|announced|released) (?:on|in)\b",
    re.IGNORECASE,
)
# Lines above the story that are no headlines.
_MASTHEAD = re.compile(
    r"\b(?:ABN|ACN|ISIN|EPIC|LEI|Registration|Reg\.|Incorporated|Tel|Telephone|www|http|Source|Share code|RNS|Ticker|Symbol|NYSE|TSX|ASX|Level \d)\b|@|^\W*\(",
    re.IGNORECASE,
)
_OLD = 900  # days
_OUTLOOK = re.compile(
    r"\W{0,4}(?:\d[\d.]* )?(?:[\w-]+ ){0,2}(?:FY ?)?(?:20)?\d\d (?:[\w-]+ ){0,3}(?:guidance|outlook)$", re.IGNORECASE
)  # leads in a table
_WORDS = 110


@dataclass(frozen=True)
class _Text:
    """A headline or sentence as it is read: its text, where it begins, and how far what it tells counts without a date."""

    text: str
    start: int
    kind: str  # title, lead, body, bullet, about


def read_events(context: Context) -> Iterator[Found]:
    """Every telling of every event, in the order of the text; its subject is not known yet."""
    texts = list(_texts(context))
    period = _reported_period(context, texts)
    found = [event for one in texts for event in _in_text(context, one, period)]
    found += [event for before, one in pairwise(texts) for event in _continued(context, before, one)]
    yield from found
    if not any(event.type == "drill-results" and event.when.announced for event in found):
        yield from _intercepts_told(context, texts)
    if not any(event.type == "production-results" and event.when.announced for event in found):
        yield from _quarter_told(context, texts)


def _continued(context: Context, before: _Text, one: _Text) -> Iterator[Found]:
    """What is to come of that which the sentence before tells: "... a scoping study. It is to be ready in June"."""
    it = _it().match(one.text)
    if not it or one.kind == "about" or one.start - before.start - len(before.text) > 3 or find_hits(one.text, False, False):
        return
    told = [hit for hit in find_hits(before.text, False, True) if hit.trigger.type in _GOING_ON]
    dates = dates_of(one.text, context.published, True)
    time = date_of(one.text, dates, it.start(), it.end(), (0, len(one.text)), context.published, True) if told else None
    if time:
        hit = Hit(told[-1].trigger, it.start(), it.end())
        yield Found(hit.trigger.type, time, True, one.start, one.start + it.end(), _words(one.text, hit), "dated")


@cache
def _it() -> re.Pattern[str]:
    return re.compile(
        rf"(?:It|They|Both|Completion|(?:The|This|That) (?:study|work|program(?:me)?|survey|report|estimate|drilling|campaign)|Work)\b"
        rf"[^.;\n]{{0,40}}?(?:{part('EXP')}|will be (?:ready|finished|completed?|published|released|filed|delivered))",
    )


def _reported_period(context: Context, texts: list[_Text]) -> When | None:
    """The quarter, half or year that the headline or the first sentences report on."""
    for one in texts:
        for said in dates_of(one.text, context.published, False) if one.kind in ("title", "lead") else ():
            time = when(said) if said.kind in _PERIODS else None
            if time and time.latest <= context.published:
                return time
    return None


def _intercepts_told(context: Context, texts: list[_Text]) -> Iterator[Found]:
    """Drill results that a release reports without calling them so: its first words speak of drilling, and intercepts follow."""
    head = any((one.kind in ("title", "lead") and _DRILLING.search(one.text)) or _LEADS_IN.search(one.text) for one in texts if one.kind != "about")
    told = [one for one in texts if one.kind != "about" and INTERCEPT.search(one.text)]
    first = INTERCEPT.search(told[0].text) if told and (_NEW_HIT.search(told[0].text) or (head and len(told) > 1)) else None
    if first:
        start = told[0].start
        yield Found("drill-results", announced(context.published), False, start + first.start(), start + first.end(), first.group(), "intercepts")


def _quarter_told(context: Context, texts: list[_Text]) -> Iterator[Found]:
    """The production results of a producer's report on the activities of its quarter; one that tells of no production has none."""
    for one in texts:
        named = _ACTIVITIES.search(one.text) if one.kind == "title" and not _EXPLORES.search(one.text) else None
        if named and (any(_PRODUCED.search(other.text) for other in texts) or _PRODUCED_ROW.search(context.reading.text)):
            start = one.start + named.start()
            yield Found("production-results", announced(context.published), False, start, one.start + named.end(), named.group(), "title")


def _texts(context: Context) -> Iterator[_Text]:
    title = context.header.title
    if title is not None:
        yield _Text(re.sub(r"\s", " ", context.reading.text[title.start : title.end]), title.start, "title")
    lead = _lead(context)
    for sentence in context.sentences:
        kind = _kind(sentence, sentence in lead)
        if kind == "title" and title is not None and sentence.start < title.end and title.start < sentence.end:
            continue
        if kind and not _LEGAL.search(sentence.text) and len(sentence.text) < 1500:
            yield _Text(sentence.text, sentence.start, kind)


def _lead(context: Context) -> tuple[Sentence, ...]:
    """The first two sentences of the story."""
    story = next(
        (part for part in context.telling if part.section == BODY and part.block.kind in ("paragraph", "lines") and len(part.text) > 80), None
    )
    return tuple([sentence for sentence in context.sentences if story is not None and sentence.part is story][:2])


def _kind(sentence: Sentence, lead: bool) -> str | None:
    part = sentence.part
    if part.section == ABOUT:
        return "about" if part.block.kind in ("paragraph", "lines", "bullet") else None
    if part.section == HEADER:
        headline = part.block.kind in ("heading", "paragraph") and len(sentence.text) > 25 and not _MASTHEAD.search(sentence.text)
        return "bullet" if part.block.kind == "bullet" else "title" if headline else None
    if part.section == "qualified-person":
        return "body" if _IN_NOTES.search(sentence.text) else None
    if part.section != BODY or (part.block.kind == "table" and not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}", sentence.text)):
        return None
    if lead:
        return "lead"
    if part.block.kind == "heading":
        told = _SENTENCE.search(sentence.text) or _OUTLOOK.match(sentence.text)
        return "bullet" if _POINT.match(part.text) else "body" if told else None
    return "bullet" if part.block.kind in ("bullet", "table") else "body"


def _in_text(context: Context, one: _Text, period: When | None) -> Iterator[Found]:
    """The events of a text. What a trigger meets without telling an event is left to other triggers, once; so is what it meets without a date,
    to those that find one: "has approved the expansion, which is to be completed in June" tells two."""
    announces = one.kind in ("title", "lead") or _ALSO.search(one.text) is not None
    hits = find_hits(one.text, one.kind in ("title", "bullet"), announces)
    told = _events(context, one, hits, period)
    void = [hit for hit, event in zip(hits, told, strict=True) if event is None]
    if void:
        hits = find_hits(one.text, one.kind in ("title", "bullet"), announces, void)
        told = _events(context, one, hits, period)
    yield from (event for event in told if event is not None)
    news = zip(hits, told, strict=True)
    undated = [hit for hit, event in news if event and event.when.announced and hit.trigger.tense == DID and event.type != "dividend"]
    if undated and one.kind != "title":
        hits = find_hits(one.text, one.kind == "bullet", announces, ahead=True)
        yield from (event for event in _events(context, one, hits, period) if event is not None and event not in told)


def _events(context: Context, one: _Text, hits: list[Hit], period: When | None) -> list[Found | None]:
    """The event that each hit tells."""
    head, told = context.header.published_at, list[Found | None]()
    dateline = (head.start - one.start, head.end - one.start) if head else (-1, -1)
    dated = {
        ahead: [found for found in dates_of(one.text, context.published, ahead) if not (found.start < dateline[1] and dateline[0] < found.end)]
        for ahead in {ahead for hit in hits for ahead in _TRIED[hit.trigger.tense]}
    }
    for index, hit in enumerate(hits):
        time, planned, of_period = None, hit.trigger.tense == WILL, False
        for ahead in _TRIED[hit.trigger.tense]:
            reach = limits(one.text, hits, index, dated[ahead])
            time = date_of(
                one.text, dated[ahead], hit.start, hit.end, reach, context.published, ahead, hit.trigger.type in _RESULTS, hit.trigger.type in _DEALS
            )
            if time is not None:
                planned = ahead
                break
        if time is None and hit.trigger.type == "record" and one.kind != "about":
            time, of_period = period, period is not None
        if time is None and planned and hit.trigger.type in _WITHIN_TYPES and one.kind != "about" and _WITHIN.match(one.text, hit.end):
            time = some_day(context.published)
        event = _told(context, one, hit, time, planned)
        told.append(replace(event, rule=OF_PERIOD) if event and of_period else event)
    return told


def _told(context: Context, one: _Text, hit: Hit, time: When | None, planned: bool) -> Found | None:
    rule = "dated"
    if time is not None and not planned and time.earliest == context.published:
        time = announced(context.published)
        rule = one.kind
    elif time is None:
        told = _stop(one, hit) or (one.kind if _is_news(one, hit) else None)
        if planned or told is None:
            return None
        time, rule = announced(context.published), told
    elif one.kind == "about" and planned:
        return None
    if not planned and hit.trigger.type == "exploration-program" and (context.published - time.latest).days > _OLD:
        return None  # of those who explored before
    if not planned and _LIFE.search(one.text) and (context.published - time.latest).days > 365:
        return None
    start, end = one.start + hit.start, one.start + hit.end
    return Found(hit.trigger.type, time, planned, start, end, _words(one.text, hit), rule)


def _stop(one: _Text, hit: Hit) -> str | None:
    """The rule by which what stopped without a date did so because of a mishap."""
    if hit.trigger.type != "suspension" or hit.trigger.tense != DID or one.kind not in ("lead", "body"):
        return None
    if _AFTERMATH.search(one.text):
        return AFTERMATH
    return STOPPED if one.kind == "body" and not _is_news(one, hit) and _WAS.search(one.text[hit.start : hit.end]) else None


def _is_news(one: _Text, hit: Hit) -> bool:
    """Whether what has no date is news of the day of the release."""
    if one.kind == "title":
        return True
    if one.kind == "about":
        return False
    before, inside = one.text[max(0, hit.start - 70) : hit.start], one.text[hit.start : hit.end]
    if one.kind == "lead":
        return _ANNOUNCES.search(one.text[: hit.start] + inside) is not None and (hit.trigger.tense == TOPIC or not _AFTER_THIS.search(before))
    repaired = hit.trigger.type == "remediation" and _PERFECT.search(inside) is not None
    if (hit.trigger.type in _SKIPPED_TYPES_UNDATED and not repaired) or _AFTER_THIS.search(before) or '"' in one.text[:2]:
        return False
    if hit.trigger.tense == TOPIC:
        return one.kind == "body" and _ALSO.search(before) is not None
    perfect = one.kind == "body" and _is_news_type(hit.trigger.type, inside) and _PERFECT.search(inside) is not None
    return perfect or hit.trigger.type in ("dividend", "guidance") or _NEWS.search(before + inside) is not None


def _is_news_type(kind: str, words: str) -> bool:
    """Whether what is told in the perfect tense is news: a study that has begun is none, nor are results that lie in a table."""
    if kind == "technical-report":
        return not _BEGUN.search(words)
    if kind == "exploration-program":
        return _CHANGED.search(words) is not None
    if kind == "drill-results":
        return _BACK.search(words) is not None and not _LATER.search(words)
    return kind in _NEWS_TYPES or kind == "remediation"


def _words(text: str, hit: Hit) -> str:
    """A few words of the text: the trigger's and those after it to the end of a phrase."""
    rest = re.match(r"(?:[^,;.:()\n]|(?<=\d)[.,](?=\d)){0,70}(?=[,;.:()\n]|$| )", text[hit.end :])
    words = text[hit.start : hit.end + (rest.end() if rest else 0)].strip(" ,;.")
    return re.sub(r"\s+", " ", words)[:_WORDS].rsplit(" ", 1)[0] if len(words) > _WORDS else re.sub(r"\s+", " ", words)
