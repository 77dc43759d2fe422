"""Directors who join a board together, told in an aside: "Three former X directors - A, B and C - have joined the board"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.boards import joined_names
from kg.extract.role.people import find_persons
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import APPOINTED, COMING, HELD
from kg.extract.role.unit_contents import organisations_of
from kg.extract.role.units import Unit
from kg.text.names import ENDS_HONOURED
from kg.text.titles import Role

_OPENED = re.compile(r"(?:\s[-\u2013\u2014]+\s|\u2014|--)\s?$")
_HAVE_JOINED = re.compile(
    r"(?:\s[-\u2013\u2014]+\s|\u2014|--)(?:(?P<will>will)\s(?:also\s)?|(?:have|has)\s(?:also\s|today\s|now\s)?|are\s(?:also\s)?)?"
    r"(?:join(?:ed|ing)?|be(?:en)?\s(?:appointed|named|elected|added)\sto|appointed\sto)\s(?:the|our|its)\s(?:[Cc]ompany's\s)?[Bb]oard\b"
    r"(?!\s(?:[Cc]ommittee|meeting|of\s(?!(?:the\s)?[Dd]irectors|the\s[Cc]ompany)))"
)


# "The board was strengthened by the addition of A, B and C".
_ADDED = re.compile(
    r"\b(?:[Bb]oard|[Dd]irectors)\b(?: of [Dd]irectors)?\s(?:was|has been|is|were)\s(?:[a-z]+ly\s|further\s)?(?:enhanced|strengthened|"
    r"expanded|enlarged|bolstered|increased)\s(?:with|by|through)\s(?:the\s)?(?:additions?|appointments?|elections?)\sof\s$"
)


def joined_together(context: Context, unit: Unit) -> Iterator[Statement]:
    """The directors whom a sentence names between dashes before it says that they joined the board of the issuer, or by whom it was enlarged."""
    yield from _added(context, unit)
    yield from _filling(context, unit)
    joined = None if unit.listed or "oard" not in unit.text else _HAVE_JOINED.search(unit.text)
    if joined is None:
        return
    taken = [(low, high) for low, high, _ in organisations_of(context, unit)]
    persons = [person for person in find_persons(unit.text, taken) if person.end <= joined.start()]
    for index, first in enumerate(persons):
        if _OPENED.search(ENDS_HONOURED.sub("", unit.text[: first.start])):
            run = joined_names(unit.text, persons[index:])
            if run[-1] is persons[-1] and run[-1].after == joined.start():
                for person in run:
                    start, stop = unit.origin(person.start), unit.origin(joined.end() - 1) + 1
                    kind = COMING if joined["will"] else APPOINTED
                    yield Statement(
                        person.name, Role("director"), "director", context.company, kind, None, None, None, start, stop, "joined-together"
                    )
            return


def _added(context: Context, unit: Unit) -> Iterator[Statement]:
    if unit.listed or not re.search(r"\b(?:addition|appointment|election)s?\sof\b", unit.text):
        return
    persons = find_persons(unit.text, [(low, high) for low, high, _ in organisations_of(context, unit)])
    for index, first in enumerate(persons):
        if _ADDED.search(ENDS_HONOURED.sub("", unit.text[: first.start])):
            for person in joined_names(unit.text, persons[index:]):
                start, stop = unit.origin(person.start), unit.origin(person.end - 1) + 1
                yield Statement(person.name, Role("director"), "director", context.company, HELD, None, None, None, start, stop, "joined-together")
            return


# "The Board elected A to fill the vacancy created by B's resignation", "has appointed A to fill a vacancy on the Board".
_FILLS = re.compile(
    r"(?:,\s[^,;.]{1,40},)?\sto\sfill\s(?:the|an?|that)\s(?:casual\s|existing\s|resulting\s)?vacancy(?!\s(?:in|of|for)\s(?:the\s)?(?:offices?|positions?|posts?|roles?)\b)"
    r"(?P<board>\s(?:on|in)\s(?:the|its|our)\s[Bb]oard)?"
)
_LEFT_BY = re.compile(r"\b(?:created|left|caused|arising|resulting|occasioned)\b|\b(?:resignation|retirement|death|departure|passing)\b")
_ELECTS = re.compile(r"\b(?:[Bb]oard|[Dd]irectors|[Ss]hareholders|[Ss]tockholders)\b[^.;]{0,60}\b(?:re-?)?elected\s$")
_NAMES = re.compile(r"\b(?:appointed|named|elected|co-opted)\s$")


def _filling(context: Context, unit: Unit) -> Iterator[Statement]:
    """Whoever is elected to fill a vacancy, which is one on the board."""
    if unit.listed or "vacancy" not in unit.text:
        return
    for person in find_persons(unit.text, [(low, high) for low, high, _ in organisations_of(context, unit)]):
        fills = _FILLS.match(unit.text, person.after)
        lead = ENDS_HONOURED.sub("", unit.text[: person.start])
        if fills and (_ELECTS.search(lead) or (fills["board"] and _NAMES.search(lead))):
            start, stop = unit.origin(person.start), unit.origin(person.end - 1) + 1
            gone = _LEFT_BY.search(unit.text, fills.end())  # the days behind are those of whoever left
            days = [day for day in days_said(unit.text, context.published, False, None) if _ON.search(unit.text[: day.start])]
            days = [day for day in days if gone is None or day.end <= gone.start()]
            begin = days[0] if len(days) == 1 and days[0].earliest == days[0].latest else None
            yield Statement(person.name, Role("director"), "director", context.company, APPOINTED, begin, None, None, start, stop, "joined-together")
            return


_ON = re.compile(r"(?:^|\s)(?:[Oo]n|[Ee]ffective(?:\sas\sof)?)\s$")
