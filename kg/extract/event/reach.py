"""How far from the words of an event its date may stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from kg.extract.event.dates import WHEN_CLAUSE, When, of_edtf, when
from kg.extract.event.grammar import DID, WILL
from kg.extract.event.hits import Hit
from kg.text.dates import DateMatch
from kg.text.months import FULL

# Between a date and what happened then and is told as the cause: "in March, when a bearing failed".
_WHILE = re.compile(r",?\s(?:when|as|after|because|following|due to|owing to|caused by|through|by)\s(?:an?|the|its|one|of)?\s?", re.IGNORECASE)
_WHEN_THE = re.compile(r",? (?:when|as) (?:an?|the|its|one of)? ?")
_OWN = 80  # characters behind a trigger in which its own date may stand
# Another clause, of another time.
_BUT = re.compile(
    r",? but (?:has|have|had|is|are|was|were|will|then|later|it|they) |"
    r",? and (?:(?:the (?:Company|Group|Corporation)|it|we|they) (?:now |also )?(?:intends?|plans?|expects?|aims?|will|anticipates?|hopes?)|"
    r"(?:now |also )?(?:intends?|plans?|expects?|aims?|anticipates?|hopes?|remains?) (?:to|on)) "
)
# Before a date that opens the next clause: "was halted on May 3 and on May 9 it resumed".
_OPENS_NEXT = re.compile(
    r"(?:(?:,|\band|\bbut)\s(?:on|in|by|at|during|late in|early in)\s(?:the )?|\b(?:while|whereas)\s(?:(?:on|in|by|at|during)\s(?:the )?)?)$",
    re.IGNORECASE,
)
_AND = re.compile(r",? (?:and|but) ")  # behind a date that closes a clause: "from Alder Inc., in 2014 and bought the rest in 2018"
_SUBJECT = re.compile(r",? (?:it|they|we|the (?:Company|Group|Corporation|Board)) (?:also |then )?(?:has |had |have )?$", re.IGNORECASE)


def _told_with(text: str, end: int, start: int, undated: bool) -> bool:
    """Whether a date goes with a trigger that tells the cause of what is dated: right behind it, or in a clause that has no date of its own."""
    at_once = _WHEN_THE.fullmatch(text, end, start) is not None
    return at_once or (undated and (_WHILE.fullmatch(text, end, start) is not None or WHEN_CLAUSE.fullmatch(text, end, start) is not None))


def _adjoins(text: str, end: int, start: int) -> bool:
    """Whether a date stands right before a trigger; "which burst on May 3, has been repaired" dates the burst."""
    if start - end < 6 and text[end:start] == " and " and text.find(" resumed ", start, start + 40) > 0:
        return True  # "ended this morning and operations resumed"
    return start - end <= 2 and not text.startswith("and ", start) and not (text[end] == "," and text.startswith(("has ", "have "), start))


def _caused(hit: Hit, other: Hit) -> bool:
    """Whether two share their date: what stopped and the mishap told before it, what was approved and the meeting that did so, an estimate and
    the study that are to come together, a dividend and the meeting that will vote on it."""
    if hit.trigger.type == "resource-estimate" and other.trigger.type == "technical-report":
        return hit.trigger.tense == other.trigger.tense == WILL and other.start - hit.end < 40
    if other.trigger.type == "meeting":
        voted = hit.trigger.tense == WILL and hit.trigger.type == "dividend" and other.start - hit.end < 120
        return voted or (hit.trigger.tense == DID and other.start - hit.end < 70)
    if hit.trigger.type == "suspension" and other.trigger.type == "incident":
        return other.start - hit.end < 40 and other.because
    return hit.trigger.type == "incident" and other.trigger.type == "suspension" and other.start - hit.end < 40


def _each_dated(text: str, one: Hit, other: Hit, dates: list[DateMatch]) -> bool:
    """Whether two events of one type have each a date of their own behind them, the first one right behind it."""
    first, last = sorted((one, other), key=lambda hit: hit.start)
    at_once = any(found.start >= first.end and _BEHIND.fullmatch(text, first.end, found.start) for found in dates)
    return at_once and any(0 <= found.start - last.end < _OWN for found in dates)


_BEHIND = re.compile(r" (?:(?:on|in|by|for|during|late in|early in) )?(?:the )?")


def _next_clause(text: str, hit: Hit, other: Hit, dates: list[DateMatch]) -> int | None:
    """Where a date stands that opens the clause of a later trigger: "sold its mill, while in May it bought a mine"."""
    opening = (
        found.start
        for found in dates
        if hit.end <= found.start < other.start
        and _SUBJECT.fullmatch(text, found.end, other.start)
        and _WHILE_THEN.search(text, hit.end, found.start)
    )
    return next(opening, None)


_WHILE_THEN = re.compile(r"\b(?:while|whereas)\s(?:(?:on|in|by|at|during)\s(?:the )?)?$", re.IGNORECASE)


# Behind what is bought or built: what it was or had been, told between commas before the day of the deed.
_ASIDE_BEHIND = re.compile(
    r"[^,;.\n]{0,60}(?P<aside>, (?:which|that|then|formerly|previously|once|(?:itself )?(?:idle|closed|dormant|inactive|shut|mothballed|suspended|"
    r"discovered|built|on care))\b[^,;\n]{3,110},)"
    r"(?= (?:(?:from|to|for|with) (?:[^,;\n]|,(?= (?:Inc|Ltd|Limited|LLC)\b)){2,60}? )?(?:in|on) (?:\d|[A-Z]|early |late ))"
)


def behind_aside(text: str, hit: Hit, dates: list[DateMatch]) -> When | None:
    """The day of a deed behind a stretch between commas that may have days of its own: "bought the mill, idle since 1998, in May 2005"."""
    aside = _ASIDE_BEHIND.match(text, hit.end) if hit.trigger.tense == DID else None
    day = next((day for day in dates if aside and 0 <= day.start - aside.end() <= _OWN), None)
    return when(day) if day else None


_MONTH_ALONE = re.compile(rf"(?:in )?(?:early |late |mid-)?(?:{FULL})")
_WAS_DONE = re.compile(r"\b(?:was|were|[a-z]{2,}ed|began|made|built|taken|begun|won|met|put)$")


def last_years(text: str, hit: Hit, dates: list[DateMatch], today: date) -> When | None:
    """The month right behind what was done, of the year before where that of the release still lies ahead: "was poured in July", told in May."""
    if hit.trigger.tense != DID or not _WAS_DONE.search(text[hit.start : hit.end]):
        return None
    day = next((day for day in dates if hit.end <= day.start and _BEHIND.fullmatch(text, hit.end, day.start)), None)
    if day is None or day.kind != "month" or day.earliest <= today or not _MONTH_ALONE.fullmatch(text, day.start, day.end):
        return None
    return replace(of_edtf(f"{day.earliest.year - 1}-{day.earliest.month:02}"), at=day.start)


def limits(text: str, hits: list[Hit], index: int, dates: list[DateMatch]) -> tuple[int, int]:
    """How far a date may stand from a trigger: not beyond a semicolon, nor beyond another trigger that has a date of its own on that side."""
    hit = hits[index]
    low, high = text.rfind(";", 0, hit.start) + 1, text.find(";", hit.end)
    high = len(text) if high < 0 else high
    if hit.trigger.tense == DID and (but := _BUT.search(text, hit.end, high)):
        high = but.start()
    for other in hits:
        if other is hit or (other.trigger.type == hit.trigger.type and not _each_dated(text, other, hit, dates)):
            continue
        if other.end <= hit.start:
            own = [found for found in dates if other.start <= found.start < hit.start]
            undated = not any(hit.start <= found.start < hit.end + _OWN for found in dates)
            apart = hit.because and other.trigger.type == "restart"  # the day on which work resumed is not that of what had stopped it
            if own and own[-1].start >= other.end and not apart:
                between = text[other.end : own[-1].start]
                told_with = _told_with(text, own[-1].end, hit.start, undated)
                next_one = _OPENS_NEXT.search(between) and not _AND.match(text, own[-1].end)
                if told_with or _adjoins(text, own[-1].end, hit.start) or next_one:
                    own.pop()
            low = max(low, own[-1].end if own else low)
        elif other.start >= hit.end and (opens := _next_clause(text, hit, other, dates)) is not None:
            high = min(high, opens)
        elif any(other.end <= found.start for found in dates) and other.start >= hit.end and not _caused(hit, other):
            high = min(high, other.start)
    return low, high


_MISHAP_FIRST = re.compile(
    r"\b(?:following|after|because of|due to|as a result of) [^,;]{5,120}\b(?:on|in) (?:the )?(?:early |late |mid-)?$", re.IGNORECASE
)


def after_mishap(text: str, hit: Hit, dates: list[DateMatch]) -> When | None:
    """The time that ends the clause which opens a sentence: "Following two earthquakes in September, we suspended production"."""
    led = (
        day
        for day in dates
        if day.end < hit.start <= day.end + 40 and text.startswith(", ", day.end) and _MISHAP_FIRST.search(text, max(0, day.start - 160), day.start)
    )
    first = next(led, None)
    return when(first) if first else None
