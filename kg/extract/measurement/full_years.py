"""The year of which a release speaks without its number."""

from __future__ import annotations

import re

from kg.extract.measurement.periods import Times, year_of
from kg.facts import Period

_FULL_YEAR = re.compile(
    r"\b(?:(?<!first )full[- ]year|annual(?![ \n](?:report|general|meeting|information))|year's|for the year|this year)\b", re.IGNORECASE
)


def full_year(times: Times, words: str) -> Period | None:
    """The year in which the release speaks of "full-year guidance"."""
    if not _FULL_YEAR.search(words):
        return None
    return year_of(times, times.main.latest if times.main else times.reference)


def is_year(period: Period | None) -> bool:
    """Whether a period is as long as a year."""
    return period is not None and period.start is not None and period.end is not None and 360 < (period.end - period.start).days < 370
