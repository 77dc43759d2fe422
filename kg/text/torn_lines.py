"""What the end of a line tears apart: a name and its legal form, a day and its year, a courtesy title and its name, a hole and its number, a dateline
and its story."""

from __future__ import annotations

import re

from kg.text.letters import UPPER
from kg.text.months import WRITTEN
from kg.text.names import legal_form_pattern

SENTENCE_END = re.compile(r"[.!?:;][\"')\]]*$")
# The place in capitals and the day with which a story begins, however a page was set: "HALIFAX, Nova Scotia--(Marketwired - May 3, 2012)".
DATELINE = re.compile(r"[A-Z]{3}[A-Z .'-]{1,40}(?:, [A-Za-z. ]{2,30})?\s?(?:--|[/(\u2013\u2014])[^\n]{0,60}\b(?:19|20)\d\d\b")
_CAPITALISED = rf"[{UPPER}][^\W\d]{{1,20}}\.?"
_DAY = rf"(?:{WRITTEN}\.? \d{{1,2}},? |\d{{1,2}} {WRITTEN}\.? )(?:19|20)\d\d\b"
# The same in small letters, with the whole day: "Halifax, Nova Scotia - May 3, 2012", "May 3, 2012 Halifax - Alder".
PLACE_AND_DAY = re.compile(
    rf"(?:{_CAPITALISED} ){{0,2}}{_CAPITALISED}(?:, {_CAPITALISED}(?: {_CAPITALISED}){{0,2}}){{0,2}}(?: \([A-Za-z][\w .,&-]{{2,30}}\))?"
    rf"(?:(?: ?-- ?| - | ?[\u2013\u2014/] ?)(?:\([^()\n]{{3,30}}?)?(?:[A-Z][a-z]{{2,5}}day,? )?{_DAY}"
    rf"|, {_DAY}(?= ?[(/:\u2013\u2014-])|, {WRITTEN}\.? \d{{1,2}}(?= ?[(/]))|"
    rf"{_DAY},? (?:{_CAPITALISED} ){{0,2}}{_CAPITALISED}(?:, {_CAPITALISED}(?: {_CAPITALISED})?)?(?= ?(?:[\u2013\u2014]|--?) ?[{UPPER}])"
)
_LEGAL_FORM = re.compile(rf"{legal_form_pattern()}(?=[,(\"'\u2019]| [(a-z]|$)")
_NAME_END = re.compile(rf"(?:^|\s)[{UPPER}][\w&'\u2019-]*$")
_DAY_END = re.compile(rf"\b(?:{WRITTEN}\.? \d{{1,2}}(?:st|nd|rd|th)?,?|\d{{1,2}}(?:st|nd|rd|th)? {WRITTEN},?)$")
_YEAR_START = re.compile(r"(?:19|20)\d\d\b")
_TITLE_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Messrs)\.?$")
_HOLE_END = re.compile(r"\b(?:in|of|from|by|and) (?:[a-z]+ ){0,3}holes?$")
_HOLE_START = re.compile(r"[A-Z]{0,6}[A-Z-]?-?\d")
_STORY_BEGUN = re.compile(r"[^A-Za-z\n]*(?:(?<=\()[^()\n]{2,40}\)|-+|[\u2013\u2014])\s*[A-Z][A-Za-z]")


_OPENS_SENTENCE = re.compile(r"On|In|At|As|By|For|From|Under|During|Since")
_PLACE_END = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,2}}, (?:{_CAPITALISED}|(?:[A-Z]\.){{2,3}}),")  # "Halifax, N.S.,", over the day
_DAY_START = re.compile(rf"(?:{WRITTEN}\.? \d{{1,2}},? |\d{{1,2}} {WRITTEN}\.?,? )(?:19|20)\d\d\b")
# "13 June, 2007: Alder", over "Metals Ltd. (TSXV: ALD) has".
_DAY_AND_NAME = re.compile(rf"{_DAY_START.pattern}\s?[:\u2013\u2014-]{{1,2}}\s?{_CAPITALISED}(?: {_CAPITALISED})?")
_NAME_GOES_ON = re.compile(rf"(?:[{UPPER}][\w&'\u2019-]* ){{0,3}}{legal_form_pattern()}(?=[,(]| [(a-z])")


def is_torn(before: str, line: str) -> bool:
    """Whether the end of a line parts what belongs together whatever the width."""
    if _TITLE_END.search(before) or (_DAY_END.search(before) and _YEAR_START.match(line)):
        return True
    if (_NAME_END.search(before) and _LEGAL_FORM.match(line)) or (_HOLE_END.search(before) and _HOLE_START.match(line)):
        return True
    if (_OPENS_SENTENCE.fullmatch(before) and line.count(" ") > 2) or (_PLACE_END.fullmatch(before) and _DAY_START.match(line)):
        return True
    if _DAY_AND_NAME.fullmatch(before) and _NAME_GOES_ON.match(line):
        return True
    dateline = DATELINE.match(before) or PLACE_AND_DAY.match(before)
    return dateline is not None and _STORY_BEGUN.match(before, dateline.end()) is not None and not SENTENCE_END.search(before)
