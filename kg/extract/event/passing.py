"""What the words of an event say only in passing: in the title of an earlier release, in the name of a company."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.event.hits import Hit
from kg.extract.event.texts import Text

# The title of an earlier paper, still open: what it tells is news of another day.
_IN_A_TITLE = re.compile(r"\b(?:titled|entitled|headed|headlined|called)[,:]? ?[\"\u201c\u2018][^\"\u201d\u2019]{0,150}$", re.IGNORECASE)
_TITLE_WITHIN = re.compile(
    r"\b(?:releases?|announcements?) (?:titled|entitled|headed|headlined)[,:]? ?[\"\u201c\u2018][^\"\u201d\u2019]{0,150}$", re.IGNORECASE
)
_DRILLING = re.compile(r"\b(?:drill\w*|explor\w*|program\w*|surveys?|campaigns?)\b", re.IGNORECASE)
_MINING = re.compile(r"\b(?:min(?:es?|ing)|mill(?:s|ing)?|production|operations?|smelters?|refiner(?:y|ies)|plants?|shafts?|pits?)\b", re.IGNORECASE)


_FIRM = re.compile(r",? (?:LLC|Inc|Ltd|Limited|Corp|Company|Co|Pty|Services|Contractors|Group|Plc|plc|PLC|S\.A)\b")


def only_named(context: Context, one: Text, hit: Hit) -> bool:
    """Whether all that the words of an event say of drilling, or of what is closed, stands in the names of companies."""
    text, names = one.text, [naming for naming, _ in context.namings(one.start + hit.start, one.start + hit.end)]
    said = _MINING if hit.trigger.type == "closure" else _DRILLING
    words = list(said.finditer(one.text, hit.start, hit.end))
    named = (_FIRM.match(text, word.end()) or any(name.start <= one.start + word.start() < name.end for name in names) for word in words)
    return bool(words) and all(named)


def in_a_title(text: str, hit: Hit) -> bool:
    """Whether the words of an event stand in the title of an earlier release that the text refers to."""
    before = text[max(0, hit.start - 200) : hit.start]
    return _IN_A_TITLE.search(before) is not None or _TITLE_WITHIN.search(text, hit.start, hit.end) is not None
