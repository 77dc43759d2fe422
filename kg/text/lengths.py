"""Lengths of time up to the day of writing, "for the past five years", and when what has lasted so long began."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.text.lexicons import rows
from kg.text.periods import add_months

_LENGTH = re.compile(
    r"\b(?:for|over|during|these)\s(?P<hedge>(?:(?:well|just|the|more|less|close|nearly|almost|about|around|approximately|some|over|under|"
    r"than|to|at|least|past|last|in|excess|of)\s){0,6})(?P<count>\d{1,2}|[a-z]{1,9})[\s-](?P<unit>years?|decades?|months?)\b",
    re.IGNORECASE,
)
_MONTHS = {"month": 1, "year": 12, "decade": 120}
_LONGER = re.compile(r"\b(?:more than|well over|over|at least|excess of)\b", re.IGNORECASE)
_SHORTER = re.compile(r"\b(?:nearly|almost|close to|just under|less than|under)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Length:
    """A length of time said at `start` to `end` of a text: at `least` so many months, and at `most` so many, None where it may be longer."""

    start: int
    end: int
    least: int
    most: int | None

    def begun(self, reference: date) -> tuple[date | None, date]:
        """The first and last day on which that began which has lasted so long on the day of reference."""
        try:
            first = add_months(reference, -self.most) if self.most is not None else None
        except ValueError:
            first = None  # before the calendar
        return first, add_months(reference, -self.least)


def find_lengths(text: str) -> Iterator[Length]:
    """The lengths in a text. A number of years is told to the year: five are more than four and less than six; "nearly five" are more than
    four and no more than five, "more than five" five at least."""
    for found in _LENGTH.finditer(text):
        count, unit = _count(found["count"].lower()), _MONTHS[found["unit"].lower().rstrip("s")]
        if count is None:
            continue
        hedge = found["hedge"]
        over = found.group().lower().startswith("over") and not re.search("past|last", hedge)
        if over or _LONGER.search(hedge):
            yield Length(*found.span(), count * unit, None)
        elif _SHORTER.search(hedge):
            yield Length(*found.span(), (count - 1) * unit, count * unit)
        else:
            yield Length(*found.span(), (count - 1) * unit, (count + 1) * unit)


@cache
def _counts() -> dict[str, int]:
    return {"a": 1} | {word: int(number) for word, cls, number in rows("date_words.tsv") if cls == "COUNT"}


def _count(word: str) -> int | None:
    return int(word) or None if word.isdigit() else _counts().get(word)
