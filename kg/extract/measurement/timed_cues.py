"""The cue of a figure from which a time parts it: "Mill recoveries [for the three months ended June 30] were 94 per cent"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.measurement.cues import Cue, cue_of
from kg.text.dates import DateMatch
from kg.text.quantities import Quantity

_LED = r"(?:in|for|during|over|throughout|at)"
# A time without a date of its own: "in the quarter", "during the month".
_BARE = re.compile(
    rf"[ \n]{_LED}[ \n](?:the|this)[ \n](?:(?:current|reporting|reported|full|financial|fiscal|whole|entire)[ \n])?"
    r"(?:quarter|period|half[- \n]year|half|year|month|week)(?=[ \n,])(?![ \n](?:of|end|ended|ending|to|on|over|before|earlier)\b)",
    re.IGNORECASE,
)
# What leads a date: "for the three months ended", "in the", "during our".
_LEAD = re.compile(
    rf"[ \n]{_LED}(?:[ \n](?:the|its|our|this|fiscal|financial|calendar|full|first|three|six|nine|twelve|3|6|9|12|months?|three-month|six-month|"
    r"nine-month|twelve-month|quarter|half|half-year|year|period|ended|ending|to|of)){0,7}[ \n]$",
    re.IGNORECASE,
)
_OF_DEALS = frozenset({"consideration", "proceeds", "share-price", "share-count"})  # which are of no stretch of time
_REACH = 60  # characters that lead a date


def timed_cue(text: str, quantity: Quantity, dates: Sequence[DateMatch]) -> Cue | None:
    """The nearest cue of a figure; where there is none, that of the sentence without the times that stand before the figure."""
    cue = cue_of(text, quantity)
    if cue is not None:
        return cue
    plain = _without_times(text, quantity.start, dates)
    cue = cue_of(plain, quantity) if plain != text else None
    return None if cue and cue.metric in _OF_DEALS else cue


def _without_times(text: str, until: int, dates: Sequence[DateMatch]) -> str:
    """A sentence with blanks for the times that end before an offset."""
    spans = [found.span() for found in _BARE.finditer(text, 0, until)]
    for date in dates:
        lead = _LEAD.search(text, max(0, date.start - _REACH), date.start) if date.end < until else None
        if lead:
            spans.append((lead.start(), date.end))
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
