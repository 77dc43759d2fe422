"""Firms named by the capacity in which they act for an issuer: "Strand Capital (Nominated Adviser and Broker)", "Sponsor: Questco", and by
where they have their seat: "the Peru-based Minas Quilla"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.organisation.limits import is_no_organisation
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.words import TOKEN
from kg.extract.role.people import known_given
from kg.text.lexicons import mapping
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
_CAPACITIES = rf"{_CAPACITY}(?:(?: and | & |, |/| / ){_CAPACITY}){{0,3}}"
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
                if not known_given(found["name"]) and not find_titles(found["name"]) and _is_name(found["name"]):
                    yield NameAt(found["name"], part.start + found.start("name"), part.start + found.end("name"), "capacity")


def by_seat(part: Part) -> Iterator[NameAt]:
    """The firms said to have their seat somewhere: "Vancouver-based Altamar Copper"; what follows may not be a person, a trade or a place."""
    for found in _BASED.finditer(part.text) if part.section != BOILERPLATE else ():
        name = found["name"]
        if not known_given(name) and not find_titles(name) and _is_name(name) and (" " in name or split_legal_form(name)[1]):
            yield NameAt(name, part.start + found.start("name"), part.start + found.end("name"), "seat")


def _is_name(name: str) -> bool:
    return len(name) > 3 and not is_no_organisation(name) and name.casefold() not in mapping("geography.txt")
