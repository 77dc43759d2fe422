"""The year that closes a limb of a sentence is that of all times in it: "while sales were 107,400 ounces for the fourth quarter and twelve month
production of 303,400 ounces for 2009"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from kg.facts import Period
from kg.text.dates import DateMatch
from kg.text.periods import add_months

_NEXT_LIMB = re.compile(r"\b(?:while|whereas|versus|compared[ \n](?:to|with))\b|;")
_CLOSING = re.compile(r"\b(?:of|for|in)[ \n](?P<year>20\d\d)(?=[ \n]*$|[.,;)])")
_QUARTER = re.compile(r"\b(?:first|second|third|fourth)[ \n]quarter\b(?![ \n](?:of[ \n])?(?:20\d\d|fiscal))")
_LONGER = re.compile(r"\b(?:first[ \n])?(?P<count>six|nine|twelve)[- \n]months?\b|\byear[- \n]to[- \n]date\b")
_COUNTS = {"six": 6, "nine": 9, "twelve": 12}
_FIGURE = re.compile(r"\d[\d,.]*\d")


def times_of_limbs(text: str, main: DateMatch | None, year: Callable[[date], Period]) -> Iterator[DateMatch]:
    """The quarter, and the longer time up to its end, of each limb that tells both with one year behind them; where it tells the year, the longer."""
    if main is None or not 80 < (main.latest - main.earliest).days < 100 or _CLOSING.search(text) is None:
        return
    cuts = [0, *(found.end() for found in _NEXT_LIMB.finditer(text)), len(text)]
    for low, high in pairwise(cuts):
        end = _NEXT_LIMB.search(text, low, high)
        until = end.start() if end else high
        closing = _CLOSING.search(text[:until].rstrip(" \n,.;"), low)
        quarter, longer = _QUARTER.search(text, low, until), _LONGER.search(text, low, until)
        if not closing or not quarter or not longer or quarter.start() > longer.start() or not _FIGURE.search(text, low, quarter.start()):
            continue
        back = 12 * (main.latest.year - int(closing["year"]))
        last = _months_back(main.latest, back)
        count = _COUNTS[longer["count"].lower()] if longer["count"] else None
        begun = add_months(last + timedelta(days=1), -count) if count else _from(year(main.latest).start, back)
        if not 0 <= back <= 36 or begun is None:
            continue
        yield _match(quarter.span(), add_months(main.earliest, -back), last)
        yield _match(longer.span(), begun, last)
        if closing.start() > longer.end() + 1:
            yield _match(closing.span("year"), begun, last)


def _from(first: date | None, months: int) -> date | None:
    return add_months(first, -months) if first else None


def _months_back(day: date, months: int) -> date:
    """The last day of a month so many months before that of the same kind."""
    return add_months(day + timedelta(days=1), -months) - timedelta(days=1)


def _match(span: tuple[int, int], begun: date, last: date) -> DateMatch:
    return DateMatch(*span, begun, last, f"{begun}/{last}", "period")
