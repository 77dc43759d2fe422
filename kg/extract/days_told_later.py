"""Days on which persons come and go that a text tells without their posts, mostly in a later sentence: "She will take up her position on
September 3", "Her resignation takes effect on August 31", "He will leave the Group on 30 June"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.people import find_persons
from kg.extract.role.units import Unit, units
from kg.text.dates import DateMatch
from kg.text.sieves import Sieved

_MAY_TELL = Sieved(r"\b(?:last|leav|left|depart|remain|resign|retire|appointment|commence|start|join|position|role|post|duties)")
_ON = r"(?: on| at| in| during| from| as of| with effect from| effective(?: from| on| as of)?|)(?: the)? ?$"
_LEAVES = re.compile(
    r"\b(?:leaves?|leaving|left|depart(?:s|ed)?(?: from)?|remain (?:with|at) [^.;]{2,40} until)"
    rf"(?: (?:the|our) (?:Company|Group|Corporation|company))?{_ON}"
)
# Before "until 30 April", but of another post than the one told: "will remain with the Company as an adviser".
_REMAINS = re.compile(
    r"\bremain (?:with|at) (?![^.;]{0,30}\b(?:as|in) (?:an? )?(?:[a-z]+ )?(?:advis|consult))[^.;]{2,40} $|"
    r"\b(?:stays?|remains?)(?: on)?(?: in (?:office|(?:his|her|the|that) (?:post|role|position|job)))?"
    r"(?: with (?:us|the [Cc]ompany|the [Cc]orporation))? $"
)
_STARTS = re.compile(
    r"\b(?:(?:take|takes|taking) up (?:his|her|the|this) (?:new )?(?:position|role|appointment|post|duties)|"
    r"commences?(?: (?:work|employment|duties))?|"
    rf"starts?(?: work)?|joins? (?:the Company|the Group|us)|assumes? (?:his|her|the|this) (?:new )?(?:position|role|post|duties)){_ON}"
)
_TAKES_EFFECT = r"(?:is|will be|becomes|will become|takes effect|will take effect|took effect|was|commences|will commence)"
_APPOINTMENT = re.compile(rf"^(?:His|Her|The|This) appointment {_TAKES_EFFECT}{_ON}")
_RESIGNATION = re.compile(
    rf"^(?:His|Her|The|This|(?:(?:Mr|Ms|Mrs|Dr)\.? )?[A-Z]\w+['\u2019]s) (?:resignation|retirement|departure|"
    rf"last (?:working )?day(?: (?:in office|of (?:service|employment|work)|(?:with|at) the (?:Company|Group)))?) {_TAKES_EFFECT}{_ON}"
)
_PRONOUN = re.compile(r"(?:He|She)\b")
# Between a person and the verb: "A, who left", "A will serve the notice period and leave", "A told the board that he will leave".
_GOES = re.compile(r",?\s(?:who\s)?(?:[a-z][^.;,]{0,60}\s(?:and|that (?:he|she))\s)?(?:(?:has|had|will|would|is|also|now|then|to|be|expected)\s)*")


def departures(context: Context) -> dict[str, DateMatch]:
    """The day on which a person leaves the company, stays until, or their resignation takes effect."""
    gone: dict[str, DateMatch] = {}
    for unit, before, day in _told(context):
        lead = unit.text[: day.start]
        verb = _LEAVES.search(lead) or (_REMAINS.search(lead) if day.kind == "until" else None)
        who = _first_named(before) if _RESIGNATION.match(lead) else _subject(unit, verb.start(), before) if verb else None
        if who:
            gone.setdefault(who, day)
    return gone


def arrivals(context: Context) -> dict[str, DateMatch]:
    """The day on which a person takes up what the sentences before told that they are appointed to: one not long before the document's."""
    come: dict[str, DateMatch] = {}
    for unit, before, day in _told(context):
        lead = unit.text[: day.start]
        verb = _STARTS.search(lead)
        who = _first_named(before) if _APPOINTMENT.match(lead) else _subject(unit, verb.start(), before) if verb else None
        if who and day.earliest > context.published - timedelta(days=120):
            come.setdefault(who, day)
    return come


_CHANGES = re.compile(
    r"^(?:All|Each|Both|These|Those|The)\s(?:of\s)?(?:(?:the|these|those|above|foregoing|management|executive|board|leadership|above-mentioned|said)\s){0,3}"
    r"(?:changes|appointments|resignations|departures|promotions|moves|transitions)\b[^.;]{0,50}?\b(?:effective|effect|take place|took place)\b"
)
# "announces the following changes, all effective January 1:", over the items of a list.
_LEADS_IN = re.compile(
    r"\b(?:changes|appointments|resignations|departures|promotions|moves|transitions)\b"
    r"(?=[^.;:]{0,60}\b(?:effect|effective|from|as of|take place)\b)[^;:]{4,90}:\s*$"
)
_ITEM = re.compile(r"\s*(?:[-\u2022\u25cf*\u2013\u2014]|\(?[0-9a-z]{1,2}[.)])\s")
_BEFORE = 2500  # characters: how far before such a sentence the changes are told of which it speaks


def days_of_changes(context: Context) -> list[tuple[int, int, DateMatch]]:
    """The days of sentences such as "All changes are effective as of January 1", and of those that lead in a list of changes, each with the stretch
    of the text of whose changes it is told."""
    found = []
    every = list(units(context))
    for number, unit in enumerate(every):
        if not unit.listed and (lead := _LEADS_IN.search(unit.text)):
            items = _items(every[number + 1 :])
            told = [day for day in days_said(unit.text, context.published, True, None) if day.start >= lead.start() and day.earliest == day.latest]
            found += [(items[0].origin(0), items[-1].origin(len(items[-1].text) - 1) + 1, day) for day in told[:1] if items]
        elif not unit.listed and (lead := _CHANGES.match(unit.text)):
            told = [day for day in days_said(unit.text, context.published, True, None) if day.start >= lead.end() and day.earliest == day.latest]
            found += [(unit.origin(0) - _BEFORE, unit.origin(0), day) for day in told[:1]]
    return found


def _items(units: list[Unit]) -> list[Unit]:
    """The items of the list that stands at the head of some units, each with all of its sentences."""
    opened: set[int] = set()
    items = []
    for unit in units:
        if _ITEM.match(unit.text):
            opened.add(unit.part.start)
        elif unit.part.start not in opened:
            break
        items.append(unit)
    return items


def _told(context: Context) -> Iterator[tuple[Unit, list[Unit], DateMatch]]:
    """The dates of sentences that may tell of coming and going, with the sentences before, the nearest first."""
    prose = [unit for unit in units(context) if not unit.listed]
    for index, unit in enumerate(prose):
        if not _MAY_TELL.search(unit.text):
            continue
        done = {day.start: day for day in days_said(unit.text, context.published, False, None)}
        for day in days_said(unit.text, context.published, True, None):
            yield unit, prose[:index][::-1], done.get(day.start, day) if _DONE.search(unit.text[: day.start]) else day


# Before a day that is past: "left on May 13", of a May gone by.
_DONE = re.compile(rf"(?<!has )(?<!have )\b(?:left|departed|took effect|(?:resignation|appointment|retirement) was)\b[^.;,]{{0,40}}{_ON}")


def _subject(unit: Unit, at: int, before: list[Unit]) -> str | None:
    """The subject of a verb: the person right before it, or whom "He" at the head of the sentence means."""
    nearest = next((person for person in reversed(find_persons(unit.text, ())) if person.end <= at), None)
    pronoun = _PRONOUN.match(unit.text)
    start = nearest.after if nearest else pronoun.end() if pronoun else None
    if start is None or not _GOES.fullmatch(unit.text, start, at):
        return None
    return nearest.name if nearest else _first_named(before)


def _first_named(prose: Iterable[Unit]) -> str | None:
    """The person named first in the first unit that names one."""
    return next((persons[0].name for unit in prose if (persons := find_persons(unit.text, ()))), None)
