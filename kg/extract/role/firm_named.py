"""The firm of an expert that stands behind the name in a short form, or under a name that the text does not know as a company's."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.people import PersonAt
from kg.extract.role.unit_contents import Contents
from kg.text.letters import UPPER
from kg.text.lexicons import mapping

_NAMED = re.compile(
    rf"^,?\s(?:of|from|with)\s(?P<name>[{UPPER}][\w&'-]+(?:\s(?:[{UPPER}][\w&'-]*|&)){{0,3}})(?=\s(?:and|is|are|who|has|have|was|were|as)\b|[,;.](?:\s|$)|$)"
)
_PLACE = re.compile(r",\s[A-Z]")  # "of Thunder Bay, Ontario"


def firm_named(context: Context, found: Contents, person: PersonAt) -> Organisation | str | None:
    """The organisation that the name behind "of" shortens; the name itself, where it is two words or more and of no place; else None."""
    after = found.behind(person.after, 110)
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
