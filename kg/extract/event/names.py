"""Changes of a company's name as events, from what the release tells of them (`kg.extract.organisation.renamings`); and those on which
shareholders will vote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.event.dates import When, announced, of_edtf, some_day, when
from kg.extract.event.days import dates_of
from kg.extract.event.found import Found
from kg.extract.organisation.renamings import Renaming, find_renamings, same_name
from kg.facts import Company
from kg.text.sieves import Sieved

# Where the first day of a new name is told apart from the change: "will begin trading under the new name on Monday".
_UNDER_NEW = re.compile(r"\b(?:new|changed) (?:(?:company|corporate|trading) )?(?:name|symbol|ticker)\b", re.IGNORECASE)


# What shareholders are asked for: that it comes is not known, but the vote is.
_ASKED = re.compile(r"\b(?:asked|invited|requested|vote|voted|consider|approve|approval|resolutions?|seek)\b", re.IGNORECASE)
_TO_CHANGE = Sieved(
    r"\b(?:change (?:of|in|to) (?:the |its |our )?(?:(?:Company|Corporation|Issuer)'s |corporate |company )?name|(?:company |"
    r"corporate )?name change|"
    r"chang(?:e|ing) (?:the|its|our) (?:(?:Company|Corporation|Issuer)'s |corporate |company )?name)\b",
    re.IGNORECASE,
)


def read_names(context: Context, meeting: When | None) -> Iterator[Found]:
    """Each change of name, on its first day where that is told; one to be voted on at the `meeting` to come on its day."""
    voted = list(_voted(context, meeting))
    renamings = [one for one in context.once(find_renamings) if not any(vote.end > one.start and vote.start < one.end for vote in voted)]
    if not renamings:
        yield from voted
    for one in renamings:
        time, planned = _time(context, one)
        known = (None if planned else context.organisation(one.new)) or context.organisation(one.old) or context.organisation(one.new)
        issued = same_name(context.issuer.name, one.old) or same_name(context.issuer.name, one.new)
        company = context.company if issued or known is None else Company(known.name)
        words = re.sub(r"\s+", " ", context.reading.text[one.start : one.end])
        yield Found("name-change", time, planned, one.start, one.end, words[:110], "renaming", company=company)


def _voted(context: Context, meeting: When | None) -> Iterator[Found]:
    for sentence in context.sentences:
        change = _TO_CHANGE.search(sentence.text)
        if change is None or not _ASKED.search(sentence.text) or re.search(r"\b(?:approved|adopted|passed|if|may)\b", sentence.text):
            continue
        said = next((when(found) for found in dates_of(sentence.text, context.published, True)), None)
        day = said if said and said.earliest > context.published else meeting
        if day:
            start, end = sentence.start + change.start(), sentence.start + change.end()
            yield Found("name-change", day, True, start, end, sentence.text[change.start() :][:110], "voted", company=context.company)


def _time(context: Context, one: Renaming) -> tuple[When, bool]:
    told = one.told
    if told.begin:
        return of_edtf(told.begin), told.planned
    if not told.planned:
        return announced(context.published), False
    return _first_day(context) or some_day(context.published), True


def _first_day(context: Context) -> When | None:
    """The first day of trading under a new name or symbol."""
    for sentence in context.sentences:
        if not _UNDER_NEW.search(sentence.text):
            continue
        for found in dates_of(sentence.text, context.published, True):
            time = when(found)
            if time is not None and time.earliest >= context.published and time.earliest == time.latest:
                return time
    return None
