"""The day of what a headline tells: the first sentences often tell it in other words ("Last ore hoisted": "the final skip came up on July 31")."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from kg.extract.context import Context
from kg.extract.event.dates import When, dates_others, when
from kg.extract.event.days import dates_of
from kg.extract.event.found import Found
from kg.extract.event.texts import Text

# What happens on a day of its own; results and reports are of the day on which they are published.
_HAPPENS = frozenset(
    "closure suspension restart incident strike labour-agreement permit acquisition divestiture option-agreement joint-venture offtake construction "
    "commissioning first-production commercial-production litigation expansion listing remediation merger".split()
)
_RECENT = timedelta(days=16)
_SENTENCES = 4  # of the story, in which the day may stand
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)  # the day on which the first sentences tell their news
_PAST = re.compile(
    r"\b(?:was|were|had|did|has|have|came|went|took|gave|paid|met|held|got|made|began|broke|sank|struck|won|lost|sold|bought|left|put|set|let|"
    r"[a-z]{2,}(?:ed|wn))\b"
)

# What a deal needs before it can close: it is not done on the day of these.
_ON_THE_WAY = re.compile(r"\b(?:(?:final|interim) order|court|(?:share|security|stock)holders?|special meeting|circular)\b[^.;]*$", re.IGNORECASE)


def with_headline_days(context: Context, texts: list[Text], found: list[Found]) -> list[Found]:
    """The tellings, of which those that a headline announces without a day take the one day shortly before the release that the first sentences
    tell, if nothing else that they tell happened on it."""
    titles = {one.type for one in found if one.rule == "title" and one.when.announced and one.type in _HAPPENS}
    titles -= {one.type for one in found if not one.planned and not one.when.announced and _is_recent(context, one.when)}
    if len(titles) != 1:
        return found
    taken = {(one.when.begin, one.when.end) for one in found if not one.when.announced and not one.planned}
    story = [one for one in _story(texts) if one.first or not _tells_else(one, found, titles)]
    story = story[:1] if any(_TODAY.search(one.text) for one in story[:2]) else story
    day = next((day for one in story for day in _days(context, one) if (day.begin, day.end) not in taken), None)
    if day is None:
        return found
    return [replace(one, when=day, rule="dated") if one.type in titles and one.when.announced and not one.planned else one for one in found]


def _tells_else(one: Text, found: list[Found], titles: set[str]) -> bool:
    """Whether a sentence tells only of other things than the headline: its days are theirs."""
    told = {event.type for event in found if one.start <= event.start < one.start + len(one.text)}
    return bool(told & _HAPPENS) and not told & titles


def _story(texts: list[Text]) -> list[Text]:
    return [one for one in texts if one.kind in ("lead", "body")][:_SENTENCES]


def _is_recent(context: Context, time: When) -> bool:
    return time.earliest == time.latest and timedelta(0) < context.published - time.latest <= _RECENT


def _days(context: Context, one: Text) -> list[When]:
    """The days shortly before the release on which a sentence tells that something was done."""
    head = context.header.published_at
    dates = [
        said
        for said in dates_of(one.text, context.published, False)
        if not (head and head.start <= one.start + said.start < head.end)
        and not dates_others(one.text, said)
        and not _ON_THE_WAY.search(one.text, max(0, said.start - 90), said.start)
    ]
    times = [time for said in dates if (time := when(said)) is not None and _is_recent(context, time)]
    return times if _PAST.search(one.text) else []


_AND_REPORTS = re.compile(r"\b(?:and|&) (?=(?:reports|announces|provides|releases|achieves)\b)", re.IGNORECASE)


# "Announces Deliveries of the Quarter and Completes Acquisition of the Alder Stream": what is told of another thing.
_AND_DOES = re.compile(
    r",? (?:and|&) (?=(?:completes|closes|acquires|signs|enters|declares|appoints|commences|begins|starts|restarts|resumes|suspends|sells|agrees|"
    r"advances|expands|receives)\b)",
    re.IGNORECASE,
)


def own_end(context: Context, end: int, high: int) -> int:
    """Where the part of a headline or sentence ends in which something is told, up to `high`."""
    other = _AND_DOES.search(context.reading.text, end, high)
    return other.start() if other else high


def own_part(context: Context, low: int, start: int) -> int:
    """Where the part of a headline begins that a trigger stands in: "Acquires Stream on the Alder Mine and Reports Deliveries"."""
    return max((one.end() for one in _AND_REPORTS.finditer(context.reading.text, low, start + 12) if one.end() <= start), default=low)
