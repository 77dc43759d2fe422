"""Which way a day or month without a year lies from one told before it with its year, in what a sentence tells in turn: "received the permit in June
2020 and poured first gold in November", "In 2020 it filed the report in May", "in December 2020, compared with 900 in November"."""

from __future__ import annotations

import re

_REACH = 160  # characters between the two
# What goes on from the one deed to the next: a comma, a conjunction, "with assays received in".
_GOES_ON = re.compile(r"[,;]|\b(?:and|then|before|but|with|while)\b")
# What sets the one against the other, which came first.
_COMPARES = re.compile(r",? (?:as )?(?:compared|compares|versus|vs\.?|against|up from|down from)\b")
# Where the text turns to what came first, what is compared, what is said now or lies ahead, or to another sentence.
_TURNS = re.compile(
    r"\b(?:which|who|whose|that|after|following|since|because|from|previous\w*|prior|earlier|originally|initially|compare[sd]|versus|against|than|"
    r"today|now|current\w*|has|have|is|are|will|expect\w*|plan(?:s|ned|ning)?|schedul\w*|anticipat\w*|announce[sd]?|dated|see|refer\w*|per)\b|"
    r"[.!?]\s+(?-i:[A-Z\"(])|\n\n|[|\t]|\b(?:and|but)\s(?:(?:in|on)\s)?(?:(?:it|they|we|he|she|the\scompany)\b|(?-i:[A-Z]))",
    re.IGNORECASE,
)
# Before a date that is no step of what is told: the day of a paper, of news, from which something lasts, of an aside ("which was bought in").
_NO_STEP = re.compile(
    r"\b(?:since|dated|announced|reported|releases?|see|at|as of|from|until|prior to|before|after|following|agreement of|"
    r"(?:months?|years?|quarter|half|period|weeks?) end(?:ed|ing)|of)(?: on| in| the| of| late| early| mid-?){0,3} ?$|"
    r"(?:,|\() ?(?:which|who|that|whose|where|originally|first(?= [a-z]{3,}ed)|formerly|previously) [^,;()]{0,80}$",
    re.IGNORECASE,
)
# A participle behind a comma, which is an aside where no verb stands before it: "The mine, acquired in May 2018, poured".
_ASIDE = re.compile(r"(?:^|[.!?] )(?P<subject>[^,;()]{0,80}), (?:[a-z]{3,}ed|begun|built|sold|held|made) [^,;()]{0,80}$")
_VERB = re.compile(r"(?<=[a-z])ed\b|\b(?:was|were|began|had)\b")
_LEAD = 100  # characters before the first date
_OPENS = re.compile(r"(?:^|[^\w\s,]\s)(?:In|During|Throughout|Early in|Late in)\s(?:early |late |mid-)?$")


def turn(text: str, first: tuple[int, int], at: int, *, is_year: bool) -> int:
    """Which way a date without a year at an offset lies from one at `first[0]` to `first[1]`, which may be the bare year that opens the sentence:
    behind it (1), before it (-1), or 0 where the one does not tell of the other."""
    start, end = first
    if not end <= at <= end + _REACH:
        return 0
    if not is_year and _COMPARES.match(text, end):
        return 0 if re.search(r"[.;]\s", text[end:at]) else -1
    if _TURNS.search(text, end, at):
        return 0
    if is_year:
        return int(_OPENS.search(text, max(0, start - 20), start) is not None)
    if _GOES_ON.search(text, end, at) is None or _NO_STEP.search(text, max(0, start - _LEAD), start):
        return 0
    aside = _ASIDE.search(text, max(0, start - 2 * _LEAD), start)
    return int(aside is None or _VERB.search(aside["subject"]) is not None)
