"""What is told by a noun right behind its day or month: "the March 2014 acquisition of the Alder property", "since the April 9 inundation"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.event.dates import when
from kg.extract.event.days import dates_of
from kg.extract.event.found import Found
from kg.extract.event.grammar import part
from kg.extract.event.texts import Text, words_at
from kg.text.months import FULL

_HAS_DATE = re.compile(rf"\b(?:19|20)\d\d (?:[a-z]|[A-Z][a-z]+ a)|\b(?:{FULL})\b|\b[A-Z][a-z]{{2}}\.? \d")
# What stands before the date of a noun, so that both are one phrase.
_DETERMINED = re.compile(
    r"(?:\b(?:the|its|our|their|an?|this|that|to|of|since|with|from|by|following|after)|['\u2019]s|\() (?:early |late |mid-)?$", re.IGNORECASE
)
# Behind a noun: it only qualifies another ("the March 2014 acquisition costs").
_QUALIFIES = re.compile(
    r" (?:agreement|cost|costs|price|date|warrants?|shares?|units?|expenses?|proceeds|payments?|results|reports?|charge|terms|notice|base)\b"
)


def named_by_day(context: Context, one: Text) -> Iterator[Found]:
    """The events of nouns that follow their own day or month in a text."""
    if not _HAS_DATE.search(one.text):
        return
    for said in dates_of(one.text, context.published, False):
        led = said.kind == "since" or _DETERMINED.search(one.text, max(0, said.start - 30), said.start)
        if said.kind not in ("day", "month", "since", "year") or not led or (said.edtf[4:5] != "-" and said.kind != "year"):
            continue
        noun, time = _nouns().match(one.text, said.end), when(said)
        if noun is not None and said.kind == "year" and (noun.lastgroup not in _OF_YEARS or _OF_CAREER.search(one.text)):
            continue
        if noun is None or noun.lastgroup is None or time is None or time.latest > context.published or _QUALIFIES.match(one.text, noun.end()):
            continue
        start, end = one.start + noun.start(noun.lastgroup), one.start + noun.end()
        yield Found(noun.lastgroup.replace("_", "-"), time, False, start, end, words_at(one.text, noun.start(noun.lastgroup), noun.end()), "dated")


_OF_YEARS = frozenset({"acquisition", "divestiture", "merger"})  # a study "of 2018" is but called so
_OF_CAREER = re.compile(r"\b(?:Mr|Ms|Mrs|Dr)\b|\b(?:he|she|his|her|who|officer|director|president|geologist|manager|career)\b", re.IGNORECASE)


@cache
def _nouns() -> re.Pattern[str]:
    """The nouns, each in a group named after the type of its event, with the words that may stand between them and the date."""
    nouns = (
        rf"(?P<acquisition>(?:acquisition|purchase|take-?over) of (?!equipment))|"
        rf"(?P<divestiture>(?:sale|disposal|divestiture) of (?!(?:the )?{part('PRODUCT')}))|"
        rf"(?P<incident>{part('INCIDENT')})|(?P<strike>{part('STRIKE')})|"
        rf"(?P<resource_estimate>{part('RESOURCE')})|(?P<technical_report>{part('STUDY')})|"
        rf"(?P<financing>{part('PLACING')})|(?P<merger>merger|business combination)|(?P<meeting>{part('MEETING')})"
    )
    return re.compile(
        rf",? (?:(?!quarter|half|year|month|and|to|in|on|at|for|with|of|by|(?:the|an?|its|our|their)\b)[\w.-]+ ){{0,4}}?(?:{nouns})\b", re.IGNORECASE
    )
