"""What a page puts around a headline and its releases did not have: the day and hour of posting, who posted it, invitations to share or print."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from kg.text.header_words import WIRE
from kg.text.lexicons import entries
from kg.text.months import ABROAD, WRITTEN
from kg.text.names import split_legal_form

_DAY = (
    rf"(?:{WRITTEN}\.? \d{{1,2}}(?:st|nd|rd|th)?,? ?(?:19|20)\d\d|\d{{1,2}}(?:st|nd|rd|th)?[ -]{WRITTEN}\.?,?[ -](?:19|20)?\d\d"
    r"|(?:19|20)\d\d[-/.]\d\d[-/.]\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d"
    rf"|\d{{1,2}}\.?(?: de)? (?:{'|'.join(ABROAD)})(?: de)? (?:19|20)\d\d)"
)
_HOUR = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\.?)?|\d{1,2} ?[ap]\.?m\.?"
_ZONE = (
    r"(?:E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|UTC|BST|CET|CEST|AEST|AEDT|AWST|SAST|Z|"
    r"(?:Eastern|Central|Mountain|Pacific|Atlantic|Greenwich|Central European)(?: (?:Daylight|Standard|Summer|Mean))? Time)(?![A-Za-z])"
)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
# In English, and as portals abroad head an English release.
WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|(?:lun|mar|mercre|jeu|vendre|same)di|"
    r"dimanche|luned\u00ec|marted\u00ec|mercoled\u00ec|gioved\u00ec|venerd\u00ec|sabato|domenica|lunes|martes|mi\u00e9rcoles|jueves|viernes|s\u00e1bado|domingo",
    re.IGNORECASE,
)
_LABEL = r"(?:on|(?:last )?(?:posted|published|updated|modified|released|created|added|uploaded)(?: (?:on|at|in))?|time|local time|at|in)\b"
_KIND = r"(?:news|press|media) release\b|(?:asx|market) announcement\b"
_BY = r"by (?:admin|staff|webmaster|ir|editor|investor relations)\b"
_MARK = r"[\s,|:;()\[\]/\u2022\u00b7\u2013\u2014@-]"
_STAMP = re.compile(
    rf"(?=[^\n]{{0,100}}{_DAY})(?:{_MARK}{{1,20}}+|{_LABEL}|{_BY}|{_KIND}|by(?= )|{WIRE.pattern}|{_WEEKDAY}|{_ZONE}|{_DAY}|{_HOUR}){{1,40}}+"
    r"(?:source ?:? ?[^\n]{3,60})?",
    re.IGNORECASE,
)
_INVITES = re.compile(
    r"(?:share|print|e-?mail|tweet|download|save|bookmark|view|read|listen to|back to|return to|click here(?: to| for)?|add|follow|subscribe|skip)"
    r"(?: (?:this|the|a|to|all|our|your|as|on|via|article|story|page|release|releases|press|news|content|main|navigation|listing|overview|list|"
    r"pdf|version|print|printer|friendly|here|us|twitter|facebook|linkedin|e-?mail|now|full|up|alerts?)){1,7}(?: ?\(?pdf\)?| ?[»>+-])?",
    re.IGNORECASE,
)
_SEPARATED_BEFORE = re.compile(rf"{_DAY}\s*[|\u2013\u2014:-]\s+(?=\S)|date:? {_DAY}\s+(?=\S)", re.IGNORECASE)
_BRACKETED_AFTER = re.compile(rf"\s*[(\[]{_DAY}[)\]]\s*$|\s+(?:posted|published) (?:on|by|at)$", re.IGNORECASE)
_NAMED_AFTER = re.compile(r"\s+\|\s+(?P<name>[^|\n]{3,60})$")
_ABROAD = re.compile(rf"\b(?P<day>\d{{1,2}})\.?(?: de)? (?P<month>{'|'.join(ABROAD)})(?: de)? (?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_HEADED_BY_WEEKDAY = re.compile(rf"(?:{WEEKDAY.pattern})(?:,|\.| de)? {{1,2}}{_DAY} {{1,2}}\d{{1,2}}[:.h]\d\d(?![^\n]{{60}})", re.IGNORECASE)
_DAYS = re.compile(_DAY, re.IGNORECASE)
_LONGEST = 120  # characters of such a line
_FEWEST_WORDS = 3  # of a headline that is left when what stands around it is taken away


def is_stamp(line: str) -> bool:
    """Whether a line holds nothing but the day, hour and sender of a posting, or what a page invites its reader to."""
    if len(line) >= _LONGEST:
        return False
    if _HEADED_BY_WEEKDAY.match(line):
        return True
    return _INVITES.fullmatch(line) is not None or (_STAMP.fullmatch(line) is not None and len(_DAYS.findall(line)) == 1)


def is_furniture(line: str) -> bool:
    """Whether a line is of the page around a release and speaks to its reader."""
    plain = line.strip(" |\u2022\u00b7*>-").casefold()
    return plain.startswith(_furniture()) or _TO_READER.search(plain) is not None


@cache
def _furniture() -> tuple[str, ...]:
    return tuple(sorted(entries("page_furniture.txt")))


_TO_READER = re.compile(
    r"\bplease (?:confirm|sign|log|click|register|enable|check|visit|try)\b|\b(?:if|that|when) you (?:are|have|would|wish|want)\b|"
    r"\bmarkets? (?:closed|open)\b|\b(?:sign up|log ?in|register) (?:for|to|now|here)\b|\bmembers? only\b|\bpremium (?:feature|content)\b|"
    r"\bquick picks\b|\bwatch (?:the|this) video\b"
)


def without_stamps(text: str, start: int, end: int) -> tuple[int, int]:
    """A headline without a day set before or behind it, and without the name of the company or the wire behind a bar."""
    for pattern in (_SEPARATED_BEFORE, _BRACKETED_AFTER, _NAMED_AFTER):
        found = pattern.match(text, start, end) if pattern is _SEPARATED_BEFORE else pattern.search(text, start, end)
        if found is None or (pattern is _NAMED_AFTER and not _is_sender(found["name"])):
            continue
        low, high = (found.end(), end) if pattern is _SEPARATED_BEFORE else (start, found.start())
        if len(text[low:high].split()) >= _FEWEST_WORDS:
            start, end = low, high
    return start, end


def _is_sender(name: str) -> bool:
    return split_legal_form(name)[1] != "" or WIRE.fullmatch(name) is not None


def day_abroad(line: str) -> tuple[int, int, date] | None:
    """The day that a stamp tells in another language, and from where to where; None where it tells none so."""
    found = _ABROAD.search(line)
    if found is None or not is_stamp(line):
        return None
    try:
        return found.start(), found.end(), date(int(found["year"]), ABROAD[found["month"].casefold()], int(found["day"]))
    except ValueError:
        return None
