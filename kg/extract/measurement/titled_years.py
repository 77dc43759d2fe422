"""The year that the title of a release gives to all that it lays out: its guidance, its programmes."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.context import Context
from kg.extract.measurement.periods import Times, year_of
from kg.facts import Period

_OF_GUIDANCE = re.compile(
    r"\b(?P<year>20\d\d)\b[^;]{0,50}\b(?:guidance|outlook|budget)\b|\b(?:guidance|outlook|budget) for (?P<later>20\d\d)\b", re.IGNORECASE
)
_OF_RESULTS = re.compile(
    r"\b(?:results|reports|achiev\w*|exceed\w*|meets?|met|record|quarter|milestones|produces|produced|actual|half|beats?|commercial|"
    r"declar\w*|complet\w*|acqui\w*|appoints?|closes)\b",
    re.IGNORECASE,
)


def foretold(context: Context, times: Times) -> Period | None:
    """The year whose guidance a release gives and nothing else, by its title: "X Announces 2019 Production and Cost Guidance"."""
    text = context.title_words
    told = _OF_GUIDANCE.search(text)
    if told is None or _OF_RESULTS.search(text):
        return None
    return year_of(times, date(int(told["year"] or told["later"]), min(times.year_end, 12), 1))


_YEAR_PLANNED = re.compile(
    r"\b(?P<year>20\d\d)\b[ ](?:[\w-]+[ ]){0,3}?(?:program(?:me)?s?|budgets?|plans?|drilling|exploration|campaigns?|(?:field|drill) season)\b|"
    r"\b(?:program(?:me)?s?|budgets?|plans?|drilling|exploration|campaigns?)[ ](?:at[ ](?:[\w'-]+[ ]){1,3})?(?:for|in)[ ](?P<later>20\d\d)\b",
    re.IGNORECASE,
)


def planned_year(context: Context, times: Times) -> Period | None:
    """The year whose programmes a release lays out, by its title: "Larch Sets $6 Million Exploration Budget for 2014"."""
    told = _YEAR_PLANNED.search(context.title_words)
    if told is None or _OF_RESULTS.search(context.title_words):
        return None
    over = year_of(times, date(int(told["year"] or told["later"]), min(times.year_end, 12), 1))
    return over if over.end and over.end >= context.published else None
