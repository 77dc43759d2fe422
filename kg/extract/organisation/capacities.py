"""Firms named by the capacity in which they act for an issuer: "Strand Capital (Nominated Adviser and Broker)", "Sponsor: Questco", and by
where they have their seat: "the Peru-based Minas Quilla"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from kg.extract.organisation.limits import is_no_organisation
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.words import TOKEN
from kg.extract.role.people import find_persons, known_given
from kg.text.lexicons import folded, mapping
from kg.text.names import split_legal_form
from kg.text.sections import BOILERPLATE, CONTACT, SIGNATURE, Part
from kg.text.sieves import Sieved
from kg.text.titles import find_titles

_NAME = rf"(?P<name>{TOKEN}(?: (?:{TOKEN}|&|and|of)){{0,4}}(?<! and)(?<! of)(?<! &))"
_RANK = r"(?:(?:Joint|Sole|Lead|Corporate|Independent|Co-|UK|JSE|Debt|Transaction|Nominated|Certified|Financial|Equity|Listing|Designated) ?)*"
_CAPACITY = (
    rf"{_RANK}(?:[Nn]ominated [Aa]dvis[eo]r|NOMAD|Nomad|[Bb]roker(?:s|ing)?|[Ss]ponsor|[Aa]dvis[eo]rs?|"
    r"PR(?: [Aa]dvis[eo]rs?| [Aa]gency| [Cc]onsultants?)?|Public Relations|Financial PR|[Ff]inancial [Cc]ommunications|PR & IR|IR & PR|Auditors?|"
    r"Solicitors?|Legal [Cc]ounsel|Registrars?|Share Registry|Bookrunner|Media(?: and Investor)? [Rr]elations)"
)
_IN_CAPITALS = (
    r"(?:(?:JOINT|SOLE|CORPORATE|INDEPENDENT|FINANCIAL|JSE) ?){0,2}(?:NOMINATED ADVIS[EO]RS?|NOMAD|BROKERS?|SPONSOR|ADVIS[EO]RS?|"
    r"(?:FINANCIAL )?PR(?: ADVIS[EO]RS?)?|PUBLIC RELATIONS|(?:FINANCIAL )?COMMUNICATIONS|AUDITORS?|SOLICITORS?|REGISTRARS?|BOOKRUNNER)"
)
_CAPACITIES = rf"(?:{_CAPACITY}(?:(?: and | & |, |/| / ){_CAPACITY}){{0,3}}|{_IN_CAPITALS}(?:(?: AND | & |, |/| / ){_IN_CAPITALS}){{0,3}})"
# The firm, then what it does: in brackets, or behind a dash.
_BEFORE = re.compile(rf"(?m)^[ \t]*{_NAME}\s?(?:\((?:as |the Company's )?{_CAPACITIES}[^()\n]{{0,40}}\)|[\u2013-]\s?{_CAPACITIES}(?=\s*$|\s{{2,}}))")
# What it does, then the firm: behind a colon, or alone on the next line.
_BEHIND = re.compile(
    rf"(?m)^[ \t]*{_CAPACITIES}(?: to (?:the Company|[A-Z]\w+))?(?::[ \t]*\n?|[ \t]*\n)[ \t]*{_NAME}(?=[ \t]*(?:$|\(|[ \t]{{2}}|,|\|))"
)
_BASED = Sieved(
    rf"\b[A-Z][A-Za-z]+(?: [A-Z][a-z]+)?-(?:based|headquartered|domiciled|incorporated) (?P<name>{TOKEN}(?: (?:{TOKEN}|&|de|del)){{0,4}}(?<! de))"
    r"(?![\w'-])(?!\s(?:[Mm]ine|[Pp]roject|[Pp]ropert(?:y|ies)|[Dd]eposit|[Pp]rospect|gold|copper|silver|uranium|nickel|lithium)\b)"
)


def by_capacity(part: Part) -> Iterator[NameAt]:
    """The firms of contact lines that say in which capacity they act; no line that may be a person's."""
    if part.section in (CONTACT, SIGNATURE) or part.block.kind == "lines":
        for pattern in (_BEFORE, _BEHIND):
            for found in pattern.finditer(part.text):
                if not _opens_person(found["name"]) and not find_titles(found["name"]) and _is_name(found["name"]):
                    yield NameAt(found["name"], part.start + found.start("name"), part.start + found.end("name"), "capacity")


# A line of persons with, it may be, their numbers: "Jane Roe / John Dale +44 20 5550 0100".
_PEOPLE = re.compile(r"(?P<names>[^\d|+@]{4,80}?)[ \t|]*(?:(?:[Tt]el|[Pp]hone|[Mm]ob|T)?\s?[:.]?\s?[+(]?\d[\d ()+.-]{6,}[^\n]{0,60})?")
_BETWEEN = re.compile(r"\s*(?:/|,|&|;|\|| and )?\s*(?:/)?\s*")
_LABEL = re.compile(
    r"\b(?:enquir(?:y|ies)|inquir(?:y|ies)|contacts?|media|offices?|departments?|team|information|tel|phone|e-?mail|investors?|press|queries|directors?|"
    r"management|communications?|secretary|shareholders?|company|analysts?|website|fax|further|relations|by order|on behalf|"
    r"regards|sincerely|faithfully|truly|respectfully)\b",
    re.IGNORECASE,
)


def by_block(parts: Iterable[Part]) -> Iterator[NameAt]:
    """The firms that stand alone on the first line of a contact's lines: a name, and below it its people with their numbers."""
    lines = [line for part in parts if part.section in (CONTACT, SIGNATURE) and part.block.kind != "table" for line in _lines(part)]
    for index, (head, start) in enumerate(lines):
        name, under = head.strip(" :|"), [line for line, _ in lines[index + 1 : index + 5]]
        if not under or not _HEAD.fullmatch(name) or _LABEL.search(name) or not _is_firm_head(name) or not _are_people(under[0]):
            continue
        behind = list(takewhile(_are_people, under))
        if any(map(_NUMBER.search, under[: len(behind) + 1])):
            at = start + head.index(name)
            yield NameAt(name, at, at + len(name), "capacity")


_NUMBER = re.compile(r"\d{3}")
_HEAD = re.compile(rf"{TOKEN}(?: (?:{TOKEN}|&|and)){{0,3}}")


def _lines(part: Part) -> Iterator[tuple[str, int]]:
    at = part.start
    for line in part.text.split("\n"):
        if line.strip():
            yield line, at
        at += len(line) + 1


def _are_people(line: str) -> bool:
    """Whether a line holds persons and their numbers only, one of them surely a person."""
    found = _PEOPLE.fullmatch(line.strip())
    persons = find_persons(found["names"], ()) if found else []
    if not found or not persons or not any(known_given(person.name) for person in persons):
        return False
    edges = [0, *(edge for person in persons for edge in (person.start, person.after)), len(found["names"])]
    return all(_BETWEEN.fullmatch(found["names"][low:high]) for low, high in zip(edges[::2], edges[1::2], strict=True))


def _is_firm_head(name: str) -> bool:
    common = folded("generic_words.txt") | folded("not_in_names.txt") | folded("title_domains.txt")
    plain = all(word in common or word in mapping("geography.txt") for word in name.casefold().split())
    return not plain and not _opens_person(name) and not find_persons(name, ()) and not find_titles(name) and _is_name(name)


def by_seat(part: Part) -> Iterator[NameAt]:
    """The firms said to have their seat somewhere: "Vancouver-based Altamar Copper"; what follows may not be a person, a trade or a place."""
    for found in _BASED.finditer(part.text) if part.section != BOILERPLATE else ():
        name = found["name"]
        if not known_given(name) and not find_titles(name) and _is_name(name) and (" " in name or split_legal_form(name)[1]):
            yield NameAt(name, part.start + found.start("name"), part.start + found.end("name"), "seat")


def _opens_person(name: str) -> bool:
    """Whether a name begins like a person's; words in capitals are no initials."""
    return known_given(name.title() if name.isupper() and len(name) > 3 else name)


def _is_name(name: str) -> bool:
    return len(name) > 3 and not is_no_organisation(name) and name.casefold() not in mapping("geography.txt")
