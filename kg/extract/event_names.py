"""Changes of a company's name as events, from what the release tells of them (`kg.extract.renamings`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.event_dates import When, announced, dates_of, of_edtf, some_day, when
from kg.extract.event_found import Found
from kg.extract.renamings import Renaming, find_renamings, same_name
from kg.facts import Company

# Where the first day of a new name is told apart from the change: "will begin trading under the new name on Monday".
_UNDER_NEW = re.compile(r"\b(?:new|changed) (?:(?:company|corporate|trading) )?(?:name|symbol|ticker)\b", re.IGNORECASE)


def read_names(context: Context) -> Iterator[Found]:
    """Each change of name, on its first day where that is told."""
    for one in context.once(find_renamings):
        time, planned = _time(context, one)
        known = context.organisation(one.old) or context.organisation(one.new)
        issued = same_name(context.issuer.name, one.old) or same_name(context.issuer.name, one.new)
        company = context.company if issued or known is None else Company(known.name)
        words = re.sub(r"\s+", " ", context.reading.text[one.start : one.end])
        yield Found("name-change", time, planned, one.start, one.end, words[:110], "renaming", company=company)


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
