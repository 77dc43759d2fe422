"""Whom a word for a person means that is no full name: "he" or "she" inside a sentence, and a given name alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.extract.context import Context
from kg.extract.role.people import WORD_SURNAMES, PersonAt, find_persons, known_given
from kg.extract.role.units import Unit
from kg.text.letters import UPPER
from kg.text.lexicons import mapping
from kg.text.names import HONORIFIC, bare_person, name_parts

_VERB = (
    r"(?=\s(?:(?:also|now|then|later|has|had|currently|previously|formerly|most recently|subsequently|first|originally|still|never|both|"
    r"initially)\s)*"
    r"(?:is|was|has|had|will|would|is|remains?|retains?|keeps?|serves?|sits?|sat|holds?|held|joins?|chairs?|leads?|led|ran|runs?|became|becomes?|"
    r"brings?|began|spent|left|leaves|takes?|took|steps?|rose|founded|co-founded|[a-z]{3,}ed)\b)"
)
_WITHIN = re.compile(
    rf"(?:[;:,\u2013\u2014-]\s(?:and\s|but\s|while\s|so\s)?|\b(?:that|and|but|when|while|although|because|as|before|after|since|until)\s)(?P<he>s?he)\b{_VERB}"
)
_SUBJECT = re.compile(rf"(?!['\w-]){_VERB}")
# Behind a surname that opens a sentence or follows a word in small letters: what a person does or is, or what is theirs.
_ALONE = re.compile(
    r"(?!['\w-])(?=\s(?:comes?|came|says?|said|oversaw|oversees|won|made|sold|gave|grew|goes|went|studied|plans|intends|continues?|succeeds|replaces|"
    r"works?|owns|earned|received|obtained|[a-z]+ly\s[a-z]{3,}(?:ed|s))\b|"
    r",\s(?:who|whose|the|an?|previously|formerly|currently|presently|most recently|now|then|also|aged|its|\d\d,)\s|"
    r"\s[\u2013\u2014-]\s(?:who|an?|the)\s)|"
    r"(?='s?\s(?:[a-z]+\s){0,2}(?:appointment|resignation|retirement|departure|promotion|career|experience|election|roles?|positions?)\b)"
)
_IN_NAME = re.compile(r"[\w.'-]$|[A-Z][\w.'-]*,?\s$")  # before a given name that does not stand alone
_WHERE = re.compile(r"\b(?:where|in which|at which|during which|for which|of which|whom)\s$")


def pronouns(unit: Unit, persons: list[PersonAt], antecedent: str | None) -> Iterator[PersonAt]:
    """Each "he" and "she" inside a sentence: the one person named before it there, or `antecedent`, of whom the sentence before tells."""
    for found in _WITHIN.finditer(unit.text):
        at, end = found.span("he")
        if _WHERE.search(unit.text, max(0, at - 20), at):
            continue
        names = dict.fromkeys(person.name for person in persons if person.end <= at)
        name = next(iter(names)) if len(names) == 1 else antecedent if not names else None
        if name:
            yield PersonAt(name, at, end, end, honoured=False)


# "... for John Dale | Mr Roe has": a sentence that a text without layout runs into the heading over it, and what its subject is or does.
_OPENS = re.compile(rf"(?:^|\b[{UPPER}][\w'-]*[)\]]?\s){HONORIFIC}\s$")
_TELLS = re.compile(r"\s(?:is|was|has|had|holds|held|brings|joined|served|serves|commenced|began|worked|started|graduated|specialises|specializes)\b")


def subject_of(text: str, persons: list[PersonAt]) -> str | None:
    """Of whom a unit of several persons tells, where one of them opens its sentence with an honorific."""
    told = (person for person in persons if person.honoured and _TELLS.match(text, person.end))
    return next((person.name for person in told if len(persons) > 1 and _OPENS.search(text, max(0, person.start - 60), person.start)), None)


def given_names(unit: Unit, known: Iterable[tuple[str, str]], taken: list[tuple[int, int]]) -> Iterator[PersonAt]:
    """Each given name that stands alone as the subject of a verb, where one person of the document bears it; `known`: given names and the
    full names that they mean."""
    for given, name in known:
        start = unit.text.find(given)
        while start >= 0:
            end = start + len(given)
            free = not any(low < end and start < high for low, high in taken)
            subject = _SUBJECT.match(unit.text, end) or (given == name_parts(name)[1] and _ALONE.match(unit.text, end))
            if free and subject and not _IN_NAME.search(unit.text[max(0, start - 25) : start]):
                yield PersonAt(name, start, end, end, honoured=False)
            start = unit.text.find(given, end)


def known_given_names(context: Context) -> list[tuple[str, str]]:
    """The given names and surnames that one person of a document bears, with the full name."""
    full: dict[str, set[str]] = {}
    for part in context.telling:
        firms = [(naming.start - part.start, naming.end - part.start) for naming, _ in context.namings(part.start, part.start + len(part.text))]
        for person in find_persons(part.text, firms) if part.block.kind != "table" else ():
            given, surname = name_parts(person.name)
            if surname and len(given) > 2 and given[1].islower() and known_given(person.name):
                for form in (given, *_nicknames(person.name), *_alone(surname)):
                    full.setdefault(form, set()).add(bare_person(person.name))
    return [
        (given, max(names, key=lambda name: (len(name), name))) for given, names in full.items() if len({name_parts(name)[1] for name in names}) == 1
    ]


def _alone(surname: str) -> list[str]:
    """A surname, where it may stand alone: no word and no place."""
    plain = surname.casefold()
    return [surname] if len(surname) > 2 and plain not in WORD_SURNAMES and plain not in mapping("geography.txt") else []


def _nicknames(name: str) -> list[str]:
    return re.findall(r"[\"'(]([A-Z][a-z]{2,})[\"')]", name)
