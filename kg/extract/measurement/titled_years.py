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


# "has lowered its 2024 calendar-year guidance", "provides production guidance for 2025": the release itself gives it
_GIVES = re.compile(
    r"\b(?:lower\w*|cuts?|rais\w*|revis\w*|narrow\w*|issu\w*|announc\w*|provid\w*|updat\w*|sets?(?: out)?|gives?|releas\w*)[ \n]"
    r"(?:[\w'\u2019-]+[ \n]){0,6}?(?:(?P<year>20\d\d)[ \n](?:[\w-]+[ \n]){0,4}?(?:guidance|outlook)\b|(?:guidance|outlook)[ \n]for[ \n]"
    r"(?:the[ \n])?(?:(?:full|calendar|fiscal)[- \n])?(?:year[ \n])?(?P<later>20\d\d)\b)",
    re.IGNORECASE,
)


def year_of_guidance(context: Context, times: Times) -> Period | None:
    """The year of guidance that the first sentence says the release gives, of a calendar year or a fiscal one."""
    title = context.header.title
    lead = next(
        (one.text for one in context.sentences if not one.is_heading and len(one.text) > 60 and (title is None or one.start >= title.end)), ""
    )
    told = _GIVES.search(lead)
    if told is None or re.search(r"\b(?:results|quarter)\b", lead):
        return None
    year, calendar = int(told["year"] or told["later"]), "calendar" in told.group().lower()
    return Period(date(year, 1, 1), date(year, 12, 31)) if calendar else year_of(times, date(year, min(times.year_end, 12), 1))


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
