"""Which statements of a sentence are of an estimate before the one that a text tells, and when that was made."""

from __future__ import annotations

import re
from datetime import date

from kg.extract.resource.words import CATEGORY
from kg.text.dates import find_dates

_KIND = rf"(?:resources?\b|reserves?\b|estimates?\b|MREs?\b|{re.sub(r'[?]P<[a-z]+>', '?:', CATEGORY.pattern)})"
# "the historically disclosed Indicated Resource of", "a previous, non-compliant estimate": not "the historic Birch mine".
_BEFORE = re.compile(
    r"\b(?:historic(?:al|ally)?|previous(?:ly)?|prior|earlier|superseded|former)(?:,? (?:disclosed|reported|announced|published|stated|released|"
    r"estimated|declared|filed|non-?compliant|NI 43-101|JORC|non-JORC|compliant|mineral|ore|global|total|in-situ|open[- ]pit|underground|"
    rf"(?:19|20)\d\d|and|or|combined)\b){{0,5}},? {_KIND}",
    re.IGNORECASE,
)
# Words behind which figures are those of today again, or nobody knows.
_NOW = re.compile(
    r"\b(?:new|now|current\w*|updat\w+|revis\w+|maiden|increas\w+|gr[eo]w\w*|upgrad\w+|expand\w*|becom\w+|became|rose|rais\w+|replac\w+|"
    r"whereas|while|to)\b|;",
    re.IGNORECASE,
)
# Before when an estimate was made: "prepared in", "completed by Alder Consulting in".
_MADE = re.compile(
    r"\b(?:prepared|completed|made|calculated|estimated|dated|reported|published|disclosed|announced|released|filed|effective|from|of|in)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


# Where one may read of it: the day of that is another.
_SEE = re.compile(
    r"\((?:see|refer|as (?:announced|disclosed|reported))\b[^()]*\)|\b(?:press|news) releases? (?:dated|of) [^.;()]{0,24}", re.IGNORECASE
)


def told_before(text: str, start: int, end: int) -> str | None:
    """The words of a sentence from where they say that the statement there is of an estimate before; None where they do not."""
    found = [one for one in _BEFORE.finditer(text, 0, end) if one.start() <= start]
    if not found or _NOW.search(text, found[-1].end(), max(start, found[-1].end())):
        return None
    return text[found[-1].start() :]


def when_said(words: str, published: date) -> str | None:
    """The one date, in EDTF, that words give an estimate before the day of publication."""
    words = _SEE.sub(" ", words)
    told = {
        found.edtf
        for found in find_dates(words, published)
        if found.kind in ("day", "month", "year") and found.latest < published and _MADE.search(words[: found.start] + " ")
    }
    return told.pop() if len(told) == 1 else None
