"""Whose main clause goes on behind a relative one that names somebody else: "A, who has stood in since B left, will continue as director"."""

from __future__ import annotations

import re

from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG
from kg.extract.role.unit_contents import Contents
from kg.text.names import ENDS_HONOURED
from kg.text.titles import Title

_OPENS = re.compile(r",\s(?:who|whose)\s")
# The verb with which the main clause goes on.
_VERB = (
    r"(?:will|would|shall|is|was|has|had|joins?|joined|remains?|continues?|becomes?|became|takes?|took|assumes?|assumed|steps?|stepped|moves?|"
    r"moved|returns?|returned|resigns?|resigned|retires?|retired|leaves|left|stays?)\b"
)
_GOES_ON = re.compile(rf",(?=\s(?:(?:also|now|then)\s)?{_VERB})")


_YEAR = re.compile(r",\s(?=(?:19|20)\d\d\b)")  # of a date


def main_clause(found: Contents, person: PersonAt, title: Title) -> tuple[PersonAt, int] | None:
    """The head of the relative clause within which a person is named, and where the head's own verb goes on before a title; None where the person
    stands in no such clause."""
    text = found.unit.text
    if (goes_on := _behind_object(found, person, title)) is not None:
        return goes_on
    head = next((other for other in reversed(found.persons) if other.end <= person.start and _OPENS.match(text, other.after)), None)
    if head is None or found.unit.listed or re.search(r"[;.:\n]\s", ENDS_HONOURED.sub("", text[head.after : person.start])):
        return None
    closes = list(_GOES_ON.finditer(text, head.after + 5, title.start))
    # ", who was, until B came, Chairman": a clause that closes before the person is named is not theirs
    between = _YEAR.sub("", text[person.after : closes[0].start()]) if closes else ""
    if len(closes) != 1 or closes[0].start() < person.end or "," in between:
        return None
    return head, closes[0].end()


_SUCCEEDS = re.compile(r"\b(?:succeed(?:s|ed|ing)?|replac(?:es?|ed|ing)|(?:takes?|took|taking)\sover\sfrom)\s$")
_AND_GOES_ON = re.compile(rf",?\s(?!who|which)(?:[^;.:\n,]{{0,60}}?,?\s)?and(?=\s(?:(?:also|now|then)\s)?{_VERB})")


def _behind_object(found: Contents, person: PersonAt, title: Title) -> tuple[PersonAt, int] | None:
    """Who succeeds a person, and where a further verb tells of them before a title: "A will succeed B and will become CEO"."""
    text = found.unit.text
    if found.unit.listed or not _SUCCEEDS.search(ENDS_HONOURED.sub("", text[max(0, person.start - 40) : person.start])):
        return None
    subject = next((other for other in reversed(found.persons) if other.end <= person.start), None)
    goes_on = _AND_GOES_ON.match(text, person.after, title.start)
    return (subject, goes_on.end()) if subject and goes_on else None


# Behind a person and before the verb of taking up: whose the person is so far, or who comes with them.
_FIRM = re.compile(
    rf"^(?:,?\s(?:of|from|at|with)\s(?:the\s)?(?:{ORG}|[A-Z][\w&.'-]*(?:\s(?:[A-Z][\w&.'-]*|&|and|of)){{0,4}}),?|"
    rf"\sand\s(?:an?|one|two|three)\s(?:(?:other|further|additional|more|second)\s)?(?:nominee|designee|representative|appointee)s?\s(?:of|from)\s"
    rf"(?:{ORG}|[A-Z][\w&.'-]*(?:\s[A-Z][\w&.'-]*){{0,4}}))(?=\s(?:(?:has|have|will|is|are|was|were|to|been|be|also|today)\s){{0,4}}"
    r"(?:join(?:s|ed)?|appointed|named|elected|hired|promoted|becom(?:e|es)|became|assum(?:es?|ed)|tak(?:es?|en))\b)"
)


def without_firm(gap: str) -> str:
    """A gap without whose the person was so far: "A of Roe Capital joins the board as"."""
    return _FIRM.sub("", gap)


_CLAUSE_JOINED = re.compile(
    r"\b(?:has|have|had|is|was|will|steps?|stepped|resigns?|resigned|retires?|retired)\b[^,;]*,?\s(?:and|while)\s(?:the\s|its\s)?$"
)


def leads_next(found: Contents, title: Title, gap: str) -> bool:
    """Whether a title belongs to the person right behind it, of whom a new clause tells: "A has resigned and Chief Executive B will take over"."""
    behind = next((person for person in found.persons if person.start >= title.end), None)
    beside = behind is not None and not ENDS_HONOURED.sub("", found.unit.text[title.end : behind.start]).strip()
    return beside and _CLAUSE_JOINED.search(gap) is not None
