"""What the sentence that opens a story is about, where no trigger tells an event of it: a story does not begin with nothing.

The first row of `event_topics.tsv` that what is announced meets decides the type. What is denied, possible, explained or only held is none, nor
is what came before ("Following the acquisition of ..., the Company").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.event.clauses import BEFORE_THIS, DONE, NO_NEWS, QUALIFIES, TO_COME, in_clauses, is_in_force, topics
from kg.extract.event.dates import announced, date_of
from kg.extract.event.days import dates_of
from kg.extract.event.exceptions import is_exception
from kg.extract.event.found import OPENING, Found
from kg.extract.event.grammar import DID, Trigger
from kg.extract.event.news import NEWS
from kg.extract.event.texts import Text, read_texts, words_at

# Behind these begins what is announced; before them stand the dateline, the issuer and what it is.
_ANNOUNCES = re.compile(
    r"\b(?:announce[sd]?|reports?|reported|advise[sd]?|confirm(?:s|ed)|informs?|notif(?:y|ies|ied)|disclosed?s?|declares|provides?|presents?|"
    r"pleased to [a-z]+|said|says)\b(?: today)?,?(?: (?:that|the|on|its|an?))*",
    re.IGNORECASE,
)
# What comes about by being announced, be it still to be carried out.
_AGREED = frozenset("acquisition divestiture merger option-agreement joint-venture offtake financing name-change".split())
_RESULTS = frozenset({"financial-results", "production-results", "guidance"})


def opening(context: Context, found: Sequence[Found]) -> Iterator[Found]:
    """The event of the first sentence of a release that tells no other news; and what other sentences without an event tell of a day."""
    texts = [one for one in context.once(read_texts) if one.kind != "about"]
    told = [one for one in texts if any(one.start <= event.start < one.start + len(one.text) for event in found)]
    news = any(event.when.announced for event in found) or any(one.first or one.kind == "title" for one in told)
    for one in texts:
        if one.first and not news:
            event = _topic(context, one)
        elif one not in told and one.start < NEWS and one.kind in ("lead", "body", "bullet") and _may_be_dated(context, one):
            event = _dated_topic(context, one)
        else:
            event = None
        if event is not None:
            yield event
        elif one in told and one.start < NEWS and one.kind in ("lead", "body", "bullet"):
            yield from in_clauses(context, one, [event for event in found if one.start <= event.start < one.start + len(one.text)])


# What happens or is agreed on a day; results and estimates are of the day on which they are published.
_HAPPEN = frozenset(
    "strike labour-agreement incident litigation merger divestiture joint-venture option-agreement offtake acquisition permit name-change restart "
    "commercial-production first-production closure suspension commissioning expansion drill-results".split()
)


def _dated_topic(context: Context, one: Text) -> Found | None:
    """The event of what a text is about, if it happens, or is to come, on a day beside its words."""
    event = _topic(context, one)
    happens = event is not None and (event.type in _HAPPEN or (event.planned and event.type != "production-results"))
    return event if event and happens and _beside_its_day(event, one) else None


def _may_be_dated(context: Context, one: Text) -> bool:
    """Whether a text says any date, of what is past or to come."""
    return any(dates_of(one.text, context.published, ahead) for ahead in (False, True))


def _beside_its_day(event: Found, one: Text) -> bool:
    """Whether an event has a day of its own, close to its words."""
    if event.type == "labour-agreement" and is_in_force(one.text, max(0, event.when.at)):
        return False
    return not event.when.announced and event.when.at >= 0 and -60 < event.when.at + one.start - event.end < 40


def _topic(context: Context, one: Text) -> Found | None:
    """The event of what a text is about, if it tells one."""
    text, today, low = one.text, context.published, _story(context, one)
    if NO_NEWS.search(text, _behind_dateline(context, one)) or '"' in text[low : low + 3] or DONE.search(text, low) is None:
        return None
    for kind, pattern in topics():
        met = pattern.search(text, low)
        if met is None or BEFORE_THIS.search(text, max(low, met.start() - 70), met.start()) or QUALIFIES.match(text, met.end()):
            continue
        if is_exception(Trigger(kind, DID, (), ()), text, *met.span()):
            continue
        ahead = TO_COME.search(text, max(low, met.start() - 80), met.start()) is not None
        dates = [day for day in dates_of(text, today, ahead) if day.start >= low]
        time = date_of(text, dates, *met.span(), (low, len(text)), today, ahead, kind in _RESULTS, kind in _AGREED)
        if ahead and time is None and kind not in _AGREED:
            return None
        planned = ahead and time is not None
        start, end = one.start + met.start(), one.start + met.end()
        return Found(kind, time or announced(today), planned, start, end, words_at(text, *met.span()), OPENING)
    return None


def _story(context: Context, one: Text) -> int:
    """Where in a text what is announced begins: behind its dateline, and behind the verb that announces it."""
    low = _behind_dateline(context, one)
    verb = _ANNOUNCES.search(one.text, low)
    return verb.end() if verb and len(one.text) - verb.end() > 40 else low


def _behind_dateline(context: Context, one: Text) -> int:
    at = context.header.published_at
    return max(0, at.end - one.start) if at is not None and one.start <= at.start < one.start + len(one.text) else 0
