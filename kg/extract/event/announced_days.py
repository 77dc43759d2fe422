"""The days that stand right behind what a release announces: the one on which it was told before, and the one from which it is in effect."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kg.extract.event.dates import When, when
from kg.extract.event.days import dates_of
from kg.extract.event.hits import Hit

_IN = re.compile(r",? ?(?:\([^()]{1,9}\) )?(?:in|on|of|dated|from) (?:early |late |mid-)?")
_NEWS_OF = re.compile(
    r",? (?:announcements?|(?:news|press) releases?)(?: (?:of|regarding|announcing|concerning|about|on))? (?:the )?(?:[\w-]+ ){0,5}", re.IGNORECASE
)  # "its May 8 announcement of the signing of an option"
_BEFORE = timedelta(days=20)


def day_behind(text: str, hit: Hit, today: date) -> When | None:
    """The day long past that stands right behind what a lead speaks of: "the release of its study in December 2020" is no news."""
    said = dates_of(text, today, False)
    found = next((one for one in said if 0 <= one.start - hit.end <= 12), None)
    time = when(found) if found and _IN.fullmatch(text, hit.end, found.start) else None
    if time is not None and time.latest < today - _BEFORE:
        return time
    told = next((one for one in said if _NEWS_OF.fullmatch(text, one.end, hit.start)), None)
    return when(told) if told else None


_EFFECTIVE = re.compile(r"[^,;.\n]{0,60}?,? (?:effective|with effect)(?: (?:from|as of|on))? (?=\d|[A-Z])")


def in_effect(text: str, hit: Hit, today: date) -> When | None:
    """The day from which what is announced is in effect: "the suspension of mining at Alder effective November 15"."""
    effective = _EFFECTIVE.match(text, hit.end)
    days = dates_of(text, today, True) if effective else []
    day = next((day for day in days if effective and day.start == effective.end()), None)
    return when(day) if day else None
