"""What a text states of the roles of persons: one statement for each claim and atomic role, before any two are compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.boards import elected_directors, meeting_date
from kg.extract.claim_limits import INTERIM_BASIS
from kg.extract.claims import Claim
from kg.extract.context import Context
from kg.extract.people import find_persons
from kg.extract.role_dates import claim_dates
from kg.extract.title_grammar import APPOINTED, COMING, ELECTED, FELLOW, LEAVING, LEFT, PAST
from kg.extract.title_owners import owned_claims
from kg.extract.units import Unit, units
from kg.facts import Company
from kg.text.dates import DateMatch
from kg.text.fiscal import fiscal_year_end
from kg.text.names import HONORIFIC
from kg.text.titles import Role, atomic_roles


@dataclass(frozen=True)
class Statement:
    """One atomic role of one person as a unit states it, before it becomes a fact. Offsets are of the reading text."""

    name: str
    role: Role
    title: str
    company: Company
    kind: str
    begin: DateMatch | None
    end: DateMatch | None
    predecessor: str | None
    start: int
    stop: int
    rule: str


def statements(context: Context) -> Iterator[Statement]:
    """The roles of every unit; "He" at the head of a sentence is the person named last in the sentence before it, "Each" and "Both" are
    those by whom the sentences before it say that information was compiled."""
    last_person: str | None = None
    last_part = None
    compilers: list[str] = []
    said: DateMatch | None = None
    appointed: list[Statement] = []
    year_end = fiscal_year_end(context.reading.text)
    for unit in units(context):
        if unit.part is not last_part:
            compilers = []
            last_person = last_person if _HE.match(unit.text) else None
        last_part = unit.part
        antecedents = compilers if _EACH.match(unit.text) else [last_person]
        found = [item for antecedent in antecedents or [None] for item in _of_unit(context, unit, antecedent, said, year_end)]
        yield from found
        said = next((item.begin or item.end for item in reversed(found) if item.begin or item.end), said)
        yield from _succeeded_later(unit, appointed, last_person)
        yield from _not_returned(context, unit) if not unit.listed and not found and "election" in unit.text else ()
        appointed += [item for item in found if item.kind in (APPOINTED, COMING)]
        persons = find_persons(unit.text, ()) if not unit.listed else []
        compilers += [person.name for person in persons if _COMPILED.search(unit.text[: person.start])][:1]
        last_person = persons[0].name if persons else last_person
    for name, start, stop, meeting in elected_directors(context):
        yield Statement(name, Role("director"), "director", context.company, ELECTED, meeting, None, None, start, stop, "elected")


_NOT_RETURNED = re.compile(
    r"^,?\s(?:[a-z ]{0,40}, )?(?:did not|will not|has (?:decided|elected|chosen) not to|have (?:decided|elected|chosen) not to|is not|are not) "
    r"(?:be )?(?:seek(?:ing)?|stand(?:ing)?(?: for)?|offer(?:ing)? (?:him|her|them)sel(?:f|ves) for) re-?election"
)


def _not_returned(context: Context, unit: Unit) -> Iterator[Statement]:
    """ "Messrs. A and B did not seek re-election": directors until the meeting, without the word."""
    persons = find_persons(unit.text, ())
    last = next((number for number, person in enumerate(persons) if _NOT_RETURNED.match(unit.text[person.after :])), None)
    if last is None:
        return
    first = last
    while first and FELLOW.fullmatch(unit.text[persons[first - 1].after : persons[first].start]):
        first -= 1
    done, end = "did not" in unit.text, meeting_date(context)
    for person in persons[first : last + 1]:
        start, stop = unit.origin(person.start), unit.origin(len(unit.text) - 1) + 1
        kind = LEFT if done else LEAVING
        yield Statement(
            person.name, Role("director"), "director", context.company, kind, None, end if done else None, None, start, stop, "not-returned"
        )


_HE = re.compile(r"(?:He|She)\b")
_EACH = re.compile(r"(?:Each|Both|They|All)\b")
_COMPILED = re.compile(rf"\b(?:compiled|prepared|reviewed|approved|supervised)(?: and \w+)? by\s(?:{HONORIFIC}\s)?$")
_TAKES_OVER = re.compile(
    rf"^(?:(?:He|She)|(?:{HONORIFIC} )?(?:[A-Z][\w'-]+ ){{0,3}}?(?P<surname>[A-Z][\w'-]+)) (?:will )?(?:succeeds?|"
    r"replaces?|takes over from|take over from|will be succeeding)\s"
)


def _succeeded_later(unit: Unit, appointed: list[Statement], antecedent: str | None) -> Iterator[Statement]:
    """ "Ms. B takes over from A": in a sentence after the appointment, A has left the posts that B was appointed to."""
    opening = _TAKES_OVER.match(unit.text)
    surname = (opening["surname"] or (antecedent or "").split(" ")[-1]) if opening else ""
    if not opening or not surname:
        return
    person = next((person for person in find_persons(unit.text, ()) if person.start >= opening.end()), None)
    if person and person.start - opening.end() < 6:
        for item in appointed:
            if item.name.endswith(surname) and item.role.key != "director":
                start, stop = unit.origin(0), unit.origin(person.end - 1) + 1
                yield _left(item, person.name, start, stop)
                yield replace(item, predecessor=person.name, start=start, stop=stop, rule="succeeds")


_NOTED_INTERIM = re.compile(r"\s?\((?:interim|acting)\)", re.IGNORECASE)


def _of_unit(context: Context, unit: Unit, antecedent: str | None, said: DateMatch | None, year_end: int | None) -> Iterator[Statement]:
    for claim in owned_claims(context, unit, antecedent):
        dated = claim_dates(context, claim, said, year_end)
        company = claim.organisation.company if claim.organisation else context.company
        title = re.sub(r"\s+", " ", claim.title.text)
        predecessor = _predecessor(unit, claim) if claim.kind in (APPOINTED, COMING) else None
        interim = _NOTED_INTERIM.match(unit.text, claim.title.end) is not None
        interim = interim or (not unit.listed and INTERIM_BASIS.search(unit.text, claim.start, claim.dates_to) is not None)
        for role in atomic_roles(claim.title.text):
            kind = PAST if role.former and dated.kind not in (LEAVING, LEFT) else dated.kind
            held = Statement(
                claim.person.name,
                replace(role, interim=True) if interim and role.key != "director" else role,
                title,
                company,
                kind,
                dated.begin,
                dated.end,
                predecessor,
                unit.origin(claim.start),
                unit.origin(claim.end - 1) + 1,
                claim.rule,
            )
            yield held
            if predecessor and not role.planned:
                yield _predecessors_end(unit, claim, held, predecessor)


def _predecessors_end(unit: Unit, claim: Claim, held: Statement, predecessor: str) -> Statement:
    """Who is succeeded has left the role: on the day of the successor's start, where that is dated."""
    at = unit.text.find(predecessor, claim.person.end)
    start, stop = unit.origin(min(claim.start, at)), unit.origin(max(claim.end, at + len(predecessor)) - 1) + 1
    return _left(held, predecessor, start, stop)


def _left(successor: Statement, name: str, start: int, stop: int) -> Statement:
    """The end of the post of whom this successor follows."""
    return replace(
        successor,
        name=name,
        role=Role(successor.role.key),
        kind=LEFT,
        begin=None,
        end=successor.begin,
        predecessor=None,
        start=start,
        stop=stop,
        rule="succeeded",
    )


_SUCCEEDS = re.compile(
    r"\b(?:succe(?:eds?|eded|eding|ssor to)|replac(?:es?|ed|ing)|tak(?:es?|ing) over from|"
    rf"took over from)\s(?:[a-z ]{{0,40}}?,?\s)?(?:{HONORIFIC}\s)?$"
)


def _predecessor(unit: Unit, claim: Claim) -> str | None:
    """The person whom the text says the appointee succeeds."""
    for person in find_persons(unit.text, [(claim.title.start, claim.title.end)]):
        if person.start >= claim.person.end and _SUCCEEDS.search(unit.text[max(0, person.start - 70) : person.start]):
            return person.name
    return None
