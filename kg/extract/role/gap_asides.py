"""What the words between a person and a title may hold without meaning anything for the post: days, brackets, asides, another predicate."""

from __future__ import annotations

import re

from kg.extract.role.claim_limits import INTERIM_BASIS
from kg.extract.role.post_words import ORG
from kg.text.months import OPENING

_MONTH = rf"{OPENING}[a-z]*\.?"
_WHEN = rf"(?:(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?|\d{{4}})"
_DAY = re.compile(
    rf",?\s(?:(?:from|between)\s)?{_WHEN}\s?(?:to|until|till|through|and|-|\u2013)\s?{_WHEN},?(?=\s)|"
    r",?\s(?:effective(?: from| as of| on)?|with effect (?:from|on|as of)|commencing(?: on)?|on|in|since|as of|from|until)\s(?:(?:early|late|"
    rf"mid)[- ])?(?:(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}}(?!\d))?(?:,?\s\d{{4}})?|\d{{4}}),?(?=\s)|"
    r",?\s(?:effective immediately|with immediate effect|(?:effective|with effect) (?:from |as of )?today),?(?=\s)"
)
_ASIDE = re.compile(
    r",\s(?:who|whose|until|till|once|now|then|still|long|for|aged?|in addition|however|also|together|subject to|previously|formerly|"
    r"most recently|until recently|"
    r"currently|at present|both|each|all|an?|the|of|from|nominees?|designees?|subject|"
    rf"retiring|retired|being|having)\b(?:[^,;.]|\.(?=,)|,\s(?=LLC|LLP|Inc|Ltd|L\.?P\b|{ORG},)){{0,220}},(?=\s(?:will|has|have|was|were|is|are|"
    r"had|be|to|joins?|joined|as|takes?|took|assumes?|becomes?|became|moves?|steps?|resigns?|resigned|retires?|retired)\b)|,\sin addition,|"
    r",\sas\s(?:previously\s|already\s|first\s)?(?:announced|reported|disclosed)\b[^,;.]{0,60},?(?=,?\s(?:who|has|was|will|is|had)\b)"
)
_AGE = re.compile(r",\s(?:aged?\s)?\d\d,")
_BRACKET = re.compile(r"\s?\((?:[^()\n]|\([^()\n]{1,30}\)){1,90}\)")


def without_asides(gap: str) -> str:
    """A gap without days, brackets and asides: "Smith, who is no relation, will join on May 1, 2014 as" says the same without them."""
    return _ASIDE.sub("", _DAY.sub("", _ASIDE.sub("", _AGE.sub("", _BRACKET.sub("", INTERIM_BASIS.sub("", gap)))))) if len(gap) >= 8 else gap


# The verb with which a further predicate of the same subject begins: "has not resigned and remains", "retires in May and will stay on as".
_PREDICATE = re.compile(
    r"[,\s](?:and|but|then)\s(?=(?:(?:also|now|then|currently|subsequently|later|instead|he|she|who)\s)*(?:is|was|has|had|will|would|remains?|"
    r"continues?|serves|served|sits|sat|acts|acted|becomes|became|joins|joined|retains|keeps|holds|held|takes|took|assumes|assumed|moves|moved|returns|"
    r"returned|stays|steps|stepped|resigned|resigns|retired|retires|left|leaves)\s)"
)


def last_predicate(gap: str) -> str | None:
    """The words of a gap from the last of several predicates of one subject on; None where it has but one."""
    joints = [found.end() for found in _PREDICATE.finditer(gap)]
    return " " + gap[joints[-1] :] if joints else None
