"""Who gives up a post to a firm: "X Secretaries Limited was appointed company secretary in place of A with effect from 1 August"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.people import find_persons
from kg.extract.role.post_words import OWNERS
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import LEAVING, LEFT
from kg.extract.role.unit_contents import organisations_of
from kg.extract.role.units import Unit
from kg.text.names import ENDS_HONOURED
from kg.text.titles import atomic_roles, find_titles

_APPOINTED = re.compile(rf"\s(?:has been|have been|was|is|will be)\s(?:appointed|engaged|named|retained)\s(?:as|to act as|to be)?\s?{OWNERS}")
_IN_PLACE = re.compile(r"(?:\s(?:of|to)\sthe\s[Cc]ompany)?,?\s(?:in\s(?:the\s)?(?:place|stead)\sof|to\sreplace|replacing|in succession to)\s$")


def given_to_firms(context: Context, unit: Unit) -> Iterator[Statement]:
    """The posts that persons leave to an organisation, each with the day that the sentence tells."""
    if unit.listed or not any(word in unit.text for word in ("place of", "stead of", "replac", "succession to")):
        return
    firms = [(low, high) for low, high, _ in organisations_of(context, unit)]
    persons = find_persons(unit.text, firms)
    for title in find_titles(unit.text):
        if not any(_APPOINTED.fullmatch(unit.text, high, title.start) for _, high in firms):
            continue
        person = next((one for one in persons if one.start >= title.end), None)
        if person is None or not _IN_PLACE.fullmatch(ENDS_HONOURED.sub("", unit.text[title.end : person.start])):
            continue
        days = [day for day in days_said(unit.text, context.published, False, None) if day.kind != "since"]
        day = next((day for day in days if day.start >= person.end), days[0] if days else None)
        kind = LEAVING if day and day.latest > context.published else LEFT
        start, stop = unit.origin(title.start), unit.origin(person.end - 1) + 1
        for role in atomic_roles(title.text):
            yield Statement(person.name, role, title.text, context.company, kind, None, day, None, start, stop, "succeeded")
