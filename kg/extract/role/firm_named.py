"""The firm of an expert that stands behind the name in a short form, or under a name that the text does not know as a company's."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG
from kg.extract.role.unit_contents import Contents
from kg.text.letters import UPPER
from kg.text.lexicons import mapping
from kg.text.names import HONORIFIC

_NAMED = re.compile(
    rf"^,?\s(?:of|from|with)\s(?P<name>[{UPPER}][\w&'-]+(?:\s(?:[{UPPER}][\w&'-]*|&)){{0,3}})(?=\s(?:and|is|are|who|has|have|was|were|as)\b|[,;.](?:\s|$)|$)"
)
# "prepared by X under the supervision of A, an independent": whose work it is.
_UNDER = re.compile(
    rf"\bby\s(?:the\s)?{ORG}(?:\s\([^()]{{1,40}}\))?,?\sunder\s(?:the\s)?(?:direct\s|overall\s)?"
    rf"(?:supervision|authorship|direction|guidance|oversight|responsibility)\sof\s(?:{HONORIFIC}\s)?$"
)
_PLACE = re.compile(r",\s[A-Z]")  # "of Thunder Bay, Ontario"


def firm_at_work(found: Contents, person: PersonAt) -> Organisation | None:
    """The organisation that did the work which an independent expert supervised."""
    if not re.search(r"\bindependent\b", found.unit.text) or not _UNDER.search(found.masked(max(0, person.start - 200), person.start)):
        return None
    return [org for _, high, org in found.organisations if high <= person.start][-1]


def firm_named(context: Context, found: Contents, person: PersonAt) -> Organisation | str | None:
    """The organisation that the name behind "of" shortens; the name itself, where it is two words or more and of no place; else None."""
    after = found.masked(person.after, min(len(found.unit.text), person.after + 110))
    told = _NAMED.match(after)
    if told is None or found.unit.listed:
        return None
    name = told["name"]
    if (known := context.organisation(name)) is not None and known is not context.issuer:
        return known
    words = name.split()
    places = mapping("geography.txt")
    foreign = len(words) > 1 and name.casefold() not in places and not any(word.casefold() in places for word in words)
    return name if known is None and foreign and not _PLACE.match(after, told.end()) else None
