"""The last day that a text tells as past: an undated release was not published before it, and dates without a year are meant near it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kg.text.dates import DateMatch, find_dates
from kg.text.sections import BOILERPLATE, Part

_YEARS = range(1950, 2100)
# What is told of a day that need not have come: in the same sentence before the date.
_TO_COME = re.compile(
    r"\b(?:will|would|shall|may|could|should|expect\w*|plan(?:s|ned)?|target\w*|anticipat\w*|schedul\w*|forecast\w*|propos\w*|intend\w*|guidance|outlook|"
    r"budget\w*|estimated|payable|of record|record date|by|until|through|till|before|"
    r"due|matur\w*|expir\w*|vests?|receivable|no later than|on or (?:about|after)|to be|next|subject to|"
    r"(?:is|are|was|were) to|to (?:become|take|close|begin|start|commence|resume|open|end|release|host|hold|publish)|"
    r"set for|in time for)\b[^.;\n]*$",
    re.IGNORECASE,
)
_OF_PERIOD = re.compile(r"\b(?:end(?:ed|ing)|as (?:at|of)|to|at) (?:the )?$", re.IGNORECASE)
# Before a date that a sentence places something on; what stands bare is told of nothing: the day on which an option in a list lapses.
_PLACED = re.compile(
    r"\b(?:on|in|of|at|during|since|from|after|over|through(?:out)?|ago|this|dated?|early|late|mid|[a-z]+ed|began|begun|held|sold|made|paid|met)"
    r"[\s-](?:about |the )?(?:\d{1,2}(?:st|nd|rd|th)? day of )?$",
    re.IGNORECASE,
)
_OF_DAY = len("2012-03-14")
_BEFORE = 160  # characters of a sentence before a date
_SOON, _REPORTED = timedelta(days=1), timedelta(days=35)  # after what happened, and after the end of a period, when releases come out


@dataclass(frozen=True)
class Told:
    """The day after which an undated release is likely to have been published; `sure` where the text tells it to the day or month."""

    day: date
    sure: bool


def last_told(parts: Iterable[Part]) -> Told | None:
    """The last day that the parts tell as past; only a year's end where they tell but years, None where they tell no date at all."""
    told = [(match, part.text) for part in parts if part.section != BOILERPLATE for match in _past(part.text)]
    exact = [(match, text) for match, text in told if len(match.edtf) >= len("2012-03")]
    placed = [(match, text) for match, text in exact if _is_placed(match, text)]
    if exact:
        return Told(max(_after(match, text) for match, text in placed or exact), True)
    years = [match.latest for match, _ in told if len(match.edtf) == len("2012")]
    return Told(max(years) + _SOON, False) if years else None


def last_past(parts: Iterable[Part]) -> date | None:
    """The last day that the parts tell as past, or the end of the last period that they name by it; None where they tell no day."""
    told = (match for part in parts if part.section != BOILERPLATE for match in _past(part.text))
    return max((match.latest for match in told if match.kind == "period" or len(match.edtf) == _OF_DAY), default=None)


def _past(text: str) -> Iterator[DateMatch]:
    for match in find_dates(text):
        sure = match.kind not in ("ambiguous", "rest", "immediate", "until") and match.earliest.year in _YEARS and match.latest.year in _YEARS
        if sure and not _TO_COME.search(text, max(0, match.start - _BEFORE), match.start):
            yield match


def _is_placed(match: DateMatch, text: str) -> bool:
    """Whether a sentence places something on a day or in a period; a period is named for what happened in it wherever it stands."""
    return _is_period(match) or _PLACED.search(text, max(0, match.start - 30), match.start) is not None


def _after(match: DateMatch, text: str) -> date:
    """When what is told of a day or period came out: of a period, once it was over."""
    day = match.latest if _is_period(match) else match.earliest
    return day + (_REPORTED if _ends_period(match, text) else _SOON)


def _is_period(match: DateMatch) -> bool:
    return match.kind == "period" or "/" in match.edtf  # a quarter, a half, months from one to another


def _ends_period(match: DateMatch, text: str) -> bool:
    return _is_period(match) or _OF_PERIOD.search(text, max(0, match.start - 20), match.start) is not None
