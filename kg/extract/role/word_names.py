"""Persons whose given name or surname is also a word or a place: "Joel Montana", "Rich Hale". Such a name is one only where a post or an act
of a person stands right beside it; a tail of firms, "Taylor Mining", is none even there."""

from __future__ import annotations

import re
from functools import cache

from kg.text.lexicons import mapping
from kg.text.names import after_credentials

_OWNED = (
    r"(?:(?:[Tt]he|its|our|an?|[Cc]ompany's|[Gg]roup|[Ii]nterim|[Aa]cting|[Nn]ew|[Ii]ndependent|[Ss]enior|[Ll]ead|[Dd]eputy|[Mm]ine|"
    r"[Cc]orporate|[Nn]on-) ?){0,4}"
)
_POST = (
    rf"{_OWNED}(?:[Pp]resident|[Cc]hair(?:man|woman|person)?|[Cc]hief (?:[Ee]xec|[Ff]in|[Oo]per|[Gg]eol|[Tt]ech|[Cc]om|[Ll]eg)|CEO|CFO|COO|CTO|"
    r"(?:[Ee]xecutive |[Mm]anaging )?[Dd]irector|[Vv]ice[ -][Pp]resident|[Vv]ice[ -][Cc]hair|VP|EVP|SVP|[Ss]ecretary|[Tt]reasurer|[Cc]ontroller|"
    r"[Gg]eneral ([Mm]anager|[Cc]ounsel)|[Ee]xecutive (?:[Vv]ice|[Cc]hair)|[Qq]ualified [Pp]erson|[Cc]ompetent [Pp]erson|[Gg]eologist|"
    r"[Hh]ead of|[Ii]nvestor [Rr]elations|[Mm]anager\b|[Ff]ounder|Co-[Ff]ounder)"
)
_BEHIND = re.compile(
    rf",(?: \d\d,)? {_POST}(?! [A-Z][a-z]+ [A-Z][a-z]+(?:'s|[,. ][a-z]))|,? \({_POST}|\s?[-\u2013\u2014|:]\s?{_POST}|\s?\n\s{{0,40}}{_POST}|"
    rf"(?:,| is) a (?:Competent|Qualified) Person|"
    rf" (?:as|to|to be|becomes?|was|is|has been|will be) (?:(?:re-)?(?:appointed|elected|named|promoted) (?:as |to )?)?{_POST}|"
    r" (?:(?:has|have|who) )?(?:resigned|retired|resigns|retires|stepped down|steps down|tendered|been (?:appointed|elected)|"
    r"was (?:appointed|elected))\b|'s (?:appointment|resignation|departure|retirement)\b"
)
# A post right before a name; no manager, who may be that of the ground named behind: "General Manager, Amber Ridge".
_BEFORE = re.compile(
    r"(?:President|CEO|CFO|COO|Officer|Chair(?:man|woman)?|Director|Secretary|Treasurer|Geologist|General Counsel|director|chairman|"
    r"president|appointment of|resignation of|retirement of):?\s$"
)
_CHOSEN = re.compile(r"\b(?:elect(?:ed|s)|appoint(?:ed|s)|name[sd]|promote[sd])\s$")  # "elected Joel Montana Chief Operating Officer"
_GIVEN = re.compile(rf"\s{_POST}")
# What may stand before a name whose first word is one too: a verb of speech, a preposition of persons, a line's beginning.
_LED = re.compile(
    r"(?:\b(?:said|says|stated|states|commented|comments|added|adds|noted|notes|explained|by|and|with|thanks?|that|contact|"
    r"appoint(?:s|ed)?|elect(?:s|ed)|name[sd]?|promote[sd]|welcomes?|appointment of|resignation of|departure of)|[\"'*:;\u2022,.|\n-]|^)\s*$"
)
_LEAD = 24  # characters before a name that may tell what it is


# What a person does and a mine does not: behind a surname that is also a word, "Clifford Mills continues as".
ACTS = re.compile(
    r"\s(?:said|says|states?|stated|comment(?:s|ed)|added|noted|continues? (?:as|to serve)|remains? (?:as|the|a|an|on|in)\b|joins?|joined|"
    r"resign(?:s|ed)|retire[sd]?|left|leaves|brings|serve[sd]?|steps?|stepped|succeeds?|succeeded|replace[sd]|"
    r"was (?:re-?)?(?:appointed|elected|named|promoted)|"
    r"(?:has|have) (?:been (?:re-?)?(?:appointed|elected|named|promoted)|resigned|retired|joined|agreed|stepped|served|tendered)|"
    r"will (?:join|serve|act|assume|become|step|succeed|replace|continue as|lead)|to (?:its|the|our) [Bb]oard|"
    r"as (?:a |an |its |the |our |interim |acting |non-|chief |director |president |managing |group |senior |executive |general |head |vice|deputy |"
    r"company |corporate |[A-Z]))"
)


# What stands behind a whole name: a bracket, the next cell, votes, or a dash before a post.
CLOSES = re.compile(
    r"\s\(|\s?\||\s{1,20}\d{1,3}(?:,\d{3})+|\s?[-\u2013\u2014:]\s?(?:(?:Interim|Acting|Executive|Independent|Lead|Senior|Group|Managing) )?"
    r"(?:President|Chair|Chief|CEO|CFO|COO|Director|Non-|Vice|EVP|SVP|VP|Corporate|Company|Secretary|General|Head|Investor|Manager|Exploration)"
)


@cache
def _tails() -> frozenset[str]:
    """Words at the end of firms' names, folded: behind a given name they make a firm, whatever stands beside it."""
    return frozenset(word.casefold() for word in mapping("firm_words.txt")) | frozenset(
        "mining mines minerals metals resources bank securities partners company corporation copper uranium lithium trust fund inc corp "
        "limited ltd plc services group exploration explorations ventures energy royalty royalties gold".split()
    )


def has_post(text: str, start: int, end: int) -> bool:
    """Whether a post, or what only the holder of one does, stands right beside a naming."""
    behind = after_credentials(text, end)
    low = max(0, start - _LEAD)
    if _BEHIND.match(text, behind) or _BEFORE.search(text, low, start):
        return True
    return _CHOSEN.search(text, low, start) is not None and _GIVEN.match(text, behind) is not None


def may_end(word: str) -> bool:
    """Whether a common word may be a surname behind a given name: no tail of a firm."""
    return word[:1].isupper() and word[1:].islower() and word.casefold() not in _tails()


def is_led(text: str, start: int) -> bool:
    """Whether the words right before a naming lead to a person."""
    return _LED.search(text, max(0, start - _LEAD), start) is not None
