"""A second deed of which a sentence leaves the verb to the first: "completed a scoping study in 2018 and a feasibility study in March 2020",
"the study was completed in 2018 and the permit in 2020". It is read as the sentence that it stands for.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.event.dates import When
from kg.extract.event.hits import Hit
from kg.extract.event.texts import Text
from kg.text.dates import DateMatch

# Behind the first day: a second thing and its own day, without a verb of its own.
_AND_ANOTHER = re.compile(
    r",? (?:and|followed by) (?:then |later )?(?=(?:an?|the|its|another|commercial|first|further|updated|construction|drilling)\b)"
    r"(?P<rest>(?P<thing>(?:(?!\b(?:was|were|is|are|has|have|had|will|to|that|which|who|it|they|we|and|but|expect\w*|"
    r"[a-z]{3,}ed(?! (?:mineral|resource|"
    r"reserve|feasibility|technical|PEA|offering|placement|permit|estimate))|began|took|sold|bought|made)\b)[^,;.\n]){3,80}?)"
    r"(?P<day> (?:in|on|by|during) (?:the |early |late |mid-)?))"
)
_ACTIVE = re.compile(
    r"(?:(?:has|have|had) )?(?:(?:also|recently|now|then|successfully) )?"
    r"(?:[a-z]{2,}ed|began|got|met|won|sold|bought|built|took|made)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r" (?:was|were|has been|have been) (?:[a-z]+ly )?(?:[a-z]{2,}ed|sold|bought|built|made|taken|won|begun|given)$")


def spelt_out(one: Text, hit: Hit, time: When, dates: list[DateMatch]) -> Text | None:
    """The sentence for which the words behind the day of a deed stand; None where they are a clause of their own, or tell no second day. What
    they tell keeps its place."""
    day = next((day for day in dates if day.start == time.at and day.start >= hit.end - 1), None)
    more = _AND_ANOTHER.match(one.text, day.end) if day else None
    later = next((other for other in dates if more and other.start <= more.end() + 1 and other.start > more.start("day")), None)
    if more is None or later is None:
        return None
    start, stop = one.start + more.start("rest"), "." if later.end < len(one.text) else ""  # what is read ends no later than what is written
    if verb := _ACTIVE.match(one.text, hit.start):
        return replace(one, text=f"{verb.group()} {one.text[more.start('rest') : later.end]}{stop}", start=start - len(verb.group()) - 1, first=False)
    if verb := _PASSIVE.search(one.text[hit.start : hit.end]):
        told = f"{more['thing']}{verb.group()}{one.text[more.start('day') : later.end]}{stop}"
        return replace(one, text=told, start=start - len(verb.group()), first=False)
    return None
