"""The events that the sentences of a release tell: each trigger with the date that goes with it.

An event counts where it is dated, or announced: by the headline, by the first sentences, or by words such as "also announces". What is
denied, possible or a condition is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context, Sentence
from kg.extract.event_dates import When, announced, date_of, dates_of, when
from kg.extract.event_found import Found
from kg.extract.event_grammar import DID, EITHER, TOPIC, WILL, Trigger, triggers
from kg.text.dates import DateMatch
from kg.text.sections import ABOUT, BODY, HEADER

_DENIED = re.compile(
    r"\b(?:not|never|neither|nor|without|none|no|cannot|if|whether|(?-i:may)|might|could|should|unless|subject to|potential|possibly|possible|"
    r"failure|failed to|(?:has|with|have|had|under) (?:an? |the )?(?:right|option|ability)|option to|right to|ability to|in the event|"
    r"conditional (?:on|upon)|assuming|risk|risks|likelihood|would|instead of|"
    r"ahead of|in order to|necessary to|required to|needed to|terms of|obligat\w+ to|agreed in principle)\b[^,;]{0,45}$",
    re.IGNORECASE,
)
_NOT_INSIDE = re.compile(
    r"\b(?:not(?! only)|never|no longer|if|whether|(?-i:may)|might|could|unless)\b(?![^.;]{0,80}\b(?:until|before)\b)", re.IGNORECASE
)
_AFTER_THIS = re.compile(
    r"\b(?:prior to|before|until|pending|upon|following|after|once|when|since|during|while|assuming|because|as soon as)\b[^,;]{0,60}$", re.IGNORECASE
)
_ANNOUNCES = re.compile(
    r"\b(?:announc\w+|report\w*|provid\w+|present\w*|releas\w+|publish\w*|pleased|advis\w+|updates?|deliver\w*|informs?|disclos\w+|receiv\w+|declar\w+|"
    r"sets out|confirms?|said|intends? to|notif\w+|filed|has|have)\b",
    re.IGNORECASE,
)
_NEWS = re.compile(
    r"\b(?:also|today|further|additionally|announces|reports|pleased|advises|as follows|set out (?:below|in)|summari[sz]ed)\b", re.IGNORECASE
)
_ALSO = re.compile(r"\b(?:also|further|additionally) (?:announc\w+|report\w*|provid\w+|pleased)\b", re.IGNORECASE)
_PERFECT = re.compile(
    r"^(?:has|have|is|are)\b(?! (?:kept|held|on|under))|\bcontinues? to be\b|\b(?:has|have) (?:now |also |been |since )?[\w]+(?:ed|en|un|ld|ned)\b",
    re.IGNORECASE,
)
# What is news where it is told in the perfect tense: "has declared a dividend".
_NEWS_TYPES = frozenset(
    "dividend guidance acquisition divestiture option-agreement joint-venture offtake financing permit listing labour-agreement strike suspension "
    "restart commercial-production litigation technical-report merger closure".split()
)
_LEGAL = re.compile(r"forward[- ]looking|\brisks?\b[^.]{0,40}\buncertaint|there (?:can be|is) no (?:assurance|guarantee|certainty)", re.IGNORECASE)
_SKIPPED_TYPES_UNDATED = frozenset({"record", "meeting", "incident", "first-production", "construction", "expansion", "remediation"})
# Which dates a trigger may have, by its tense: of what happened, of what is to come.
_TRIED: dict[str, tuple[bool, ...]] = {DID: (False,), WILL: (True,), TOPIC: (), EITHER: (False, True)}
_PERIODS = frozenset({"quarter", "half", "months", "period", "fiscal"})
_DRILLING = re.compile(r"\b(?:drill\w*|holes?|assays?)\b", re.IGNORECASE)
_INTERCEPT = re.compile(
    r"\b\d[\d.,]* ?(?:m|metres?|meters?|ft|feet)\b[^;\n]{0,30}?(?:@|\bat\b|\bof\b|grading|averaging|assaying) ?\d[\d.,]* ?(?:g/t|gpt|%|ppm|oz)",
    re.IGNORECASE,
)
_RESULTS = frozenset({"financial-results", "production-results"})
# What somebody did in an earlier life is no event of the release.
_LIFE = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Prof)\.? [A-Z]|\b(?:He|She|career|experience)\b")
# Before a date that opens the next clause: "was halted on May 3 and on May 9 it resumed".
_OPENS_NEXT = re.compile(r"(?:,|\band|\bbut)\s(?:on|in|by|at|during|late in|early in)\s(?:the )?$", re.IGNORECASE)
_WORDS = 110


@dataclass(frozen=True)
class _Text:
    """A headline or sentence as it is read: its text, where it begins, and how far what it tells counts without a date."""

    text: str
    start: int
    kind: str  # title, lead, body, bullet, about


@dataclass(frozen=True)
class _Hit:
    trigger: Trigger
    start: int
    end: int


def read_events(context: Context) -> Iterator[Found]:
    """Every telling of every event, in the order of the text; its subject is not known yet."""
    texts = list(_texts(context))
    period = _reported_period(context, texts)
    found = [event for one in texts for event in _in_text(context, one, period)]
    yield from found
    if not any(event.type == "drill-results" and event.when.announced for event in found):
        yield from _intercepts_told(context, texts)


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
    head = next((one for one in texts if one.kind in ("title", "lead") and _DRILLING.search(one.text)), None)
    told = [one for one in texts if one.kind != "about" and _INTERCEPT.search(one.text)]
    first = _INTERCEPT.search(told[0].text) if head and len(told) > 1 else None
    if first:
        start = told[0].start
        yield Found("drill-results", announced(context.published), False, start + first.start(), start + first.end(), first.group(), "intercepts")


def _texts(context: Context) -> Iterator[_Text]:
    title = context.header.title
    if title is not None:
        yield _Text(re.sub(r"\s", " ", context.reading.text[title.start : title.end]), title.start, "title")
    lead = _lead(context)
    for sentence in context.sentences:
        kind = _kind(sentence, sentence in lead)
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
        return "bullet" if part.block.kind == "bullet" else None
    if part.section != BODY or (part.block.kind == "table" and not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}", sentence.text)):
        return None
    if lead:
        return "lead"
    return "bullet" if part.block.kind in ("bullet", "table") else None if part.block.kind == "heading" else "body"


def _in_text(context: Context, one: _Text, period: When | None) -> Iterator[Found]:
    announces = one.kind in ("title", "lead") or _ALSO.search(one.text) is not None
    hits = _announced_once(_hits(one.text, one.kind in ("title", "bullet"), announces))
    head = context.header.published_at
    dateline = (head.start - one.start, head.end - one.start) if head else (-1, -1)
    dated = {
        ahead: [found for found in dates_of(one.text, context.published, ahead) if not (found.start < dateline[1] and dateline[0] < found.end)]
        for ahead in {ahead for hit in hits for ahead in _TRIED[hit.trigger.tense]}
    }
    for index, hit in enumerate(hits):
        time, planned = None, hit.trigger.tense == WILL
        for ahead in _TRIED[hit.trigger.tense]:
            limits = _limits(one.text, hits, index, dated[ahead])
            time = date_of(one.text, dated[ahead], hit.start, hit.end, limits, context.published, ahead, hit.trigger.type in _RESULTS)
            if time is not None:
                planned = ahead
                break
        if time is None and hit.trigger.type == "record" and one.kind != "about":
            time = period
        if found := _told(context, one, hit, time, planned):
            yield found


def _told(context: Context, one: _Text, hit: _Hit, time: When | None, planned: bool) -> Found | None:
    rule = "dated"
    if time is not None and not planned and time.earliest == context.published:
        time = announced(context.published)
        rule = one.kind
    elif time is None:
        if planned or not _is_news(one, hit):
            return None
        time, rule = announced(context.published), one.kind
    elif one.kind == "about" and planned:
        return None
    if not planned and _LIFE.search(one.text) and (context.published - time.latest).days > 365:
        return None
    start, end = one.start + hit.start, one.start + hit.end
    return Found(hit.trigger.type, time, planned, start, end, _words(one.text, hit), rule)


def _is_news(one: _Text, hit: _Hit) -> bool:
    """Whether what has no date is news of the day of the release."""
    if one.kind == "title":
        return True
    if one.kind == "about":
        return False
    before, inside = one.text[max(0, hit.start - 70) : hit.start], one.text[hit.start : hit.end]
    if one.kind == "lead":
        return _ANNOUNCES.search(one.text[: hit.start] + inside) is not None and (hit.trigger.tense == TOPIC or not _AFTER_THIS.search(before))
    if hit.trigger.type in _SKIPPED_TYPES_UNDATED or _AFTER_THIS.search(before) or '"' in one.text[:2]:
        return False
    if hit.trigger.tense == TOPIC:
        return one.kind == "body" and _ALSO.search(before) is not None
    perfect = hit.trigger.type in _NEWS_TYPES and one.kind == "body" and _PERFECT.search(inside) is not None
    return perfect or hit.trigger.type in ("dividend", "guidance") or _NEWS.search(before + inside) is not None


def _announced_once(hits: list[_Hit]) -> list[_Hit]:
    """The results of a drill program announce no program."""
    drilled = any(hit.trigger.type == "drill-results" and hit.trigger.tense == TOPIC for hit in hits)
    return [hit for hit in hits if not (drilled and hit.trigger.type == "exploration-program" and hit.trigger.tense == TOPIC)]


def _hits(text: str, headline: bool, announces: bool) -> list[_Hit]:
    """What the triggers meet in a text, in its order; of two that overlap the one that stands first in the table. Topics count only where
    something is announced."""
    small, found = text.lower(), list[_Hit]()
    for trigger in triggers(headline):
        if (trigger.tense == TOPIC and not announces) or not trigger.may_meet(small):
            continue
        at = 0
        while match := trigger.pattern.search(text, at):
            start, end = match.span()
            taken = max((other.end for other in found if start < other.end and other.start < end), default=0)
            at = max(taken, start + 1) if taken else max(end, start + 1)
            if not taken and not _denied(text, start, end, trigger):
                found.append(_Hit(trigger, start, end))
    return sorted(found, key=lambda hit: hit.start)


def _denied(text: str, start: int, end: int, trigger: Trigger) -> bool:
    if trigger.tense == TOPIC:
        return False
    if _DENIED.search(text[max(0, start - 70) : start]):
        return True
    denied = _NOT_INSIDE.search(text[start : end + 60])
    return denied is not None and denied.start() < end - start


def _limits(text: str, hits: list[_Hit], index: int, dates: list[DateMatch]) -> tuple[int, int]:
    """How far a date may stand from a trigger: not beyond a semicolon, nor beyond another trigger that has a date of its own on that side."""
    hit = hits[index]
    low, high = text.rfind(";", 0, hit.start) + 1, text.find(";", hit.end)
    high = len(text) if high < 0 else high
    for other in hits:
        if other is hit or other.trigger.type == hit.trigger.type:
            continue
        if other.end <= hit.start:
            own = [found for found in dates if other.start <= found.start < hit.start]
            if own and own[-1].start >= other.end and (hit.start - own[-1].end <= 2 or _OPENS_NEXT.search(text[other.end : own[-1].start])):
                own.pop()
            low = max(low, own[-1].end if own else low)
        elif any(other.end <= found.start for found in dates) and other.start >= hit.end:
            high = min(high, other.start)
    return low, high


def _words(text: str, hit: _Hit) -> str:
    """A few words of the text: the trigger's and those after it to the end of a phrase."""
    rest = re.match(r"(?:[^,;.:()\n]|(?<=\d)[.,](?=\d)){0,70}(?=[,;.:()\n]|$| )", text[hit.end :])
    words = text[hit.start : hit.end + (rest.end() if rest else 0)].strip(" ,;.")
    return re.sub(r"\s+", " ", words)[:_WORDS].rsplit(" ", 1)[0] if len(words) > _WORDS else re.sub(r"\s+", " ", words)
