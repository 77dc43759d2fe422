"""Claims that stand in a row, where one says of the post what another says: "the resignation of A, CFO, and B, director"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.role.claim import Claim
from kg.extract.role.people import PersonAt
from kg.extract.role.shared_titles import FELLOW
from kg.extract.role.title_grammar import HELD, LEAVING, LEFT
from kg.extract.role.unit_contents import Contents
from kg.text.names import ENDS_HONOURED
from kg.text.titles import Title

JOINED = re.compile(r"(?:,|,?\s(?:and|&|as well as))\s(?:(?:its|the|our|of|current)\s)*")


def in_row(found: Contents, claim: Claim, claims: list[Claim]) -> Claim:
    """A title before its person says of the post what the one before it in a row says: "the resignation of its Chairman, A, and its CFO, B"."""
    last = claims[-1] if claims else None
    if last is None or found.unit.listed or claim.kind != HELD or last.kind == HELD:
        return claim
    if claim.rule.startswith("title-") and last.rule.startswith("title-"):
        joined = last.person.after <= claim.title.start and JOINED.fullmatch(found.unit.text, last.person.after, claim.title.start)
        return replace(claim, kind=last.kind) if joined else claim
    return replace(claim, kind=last.kind) if last.kind in (LEFT, LEAVING) and _in_run(found, last, claim) else claim


def _in_run(found: Contents, claim: Claim, following: Claim) -> bool:
    """Whether two persons with their titles behind them stand in one row: "A, Chief Geologist, and B, COO"."""
    if found.unit.listed or not (_is_apposed(claim) and _is_apposed(following)) or claim.title.end > following.person.start:
        return False
    return FELLOW.fullmatch(found.gap(claim.title.end, following.person.start).replace(";", ",")) is not None


_THEY = re.compile(r",?\s(?:both|each|all|have|are|were|will|resign|retire|leave|depart|step)\b")


def leaving_together(found: Contents, claims: list[Claim]) -> list[Claim]:
    """The claims, where those of a row that a verb in the plural ends all say that their persons leave, on the day told behind the last."""
    shared = claims[-1:]
    for claim in reversed(claims[:-1]):
        following = shared[0]
        leave = following.kind in (LEFT, LEAVING) and claim.kind in (HELD, following.kind) and _in_run(found, claim, following)
        if leave and (claim.kind != HELD or _THEY.match(found.unit.text, following.title.end)):
            claim = replace(claim, kind=following.kind, dates_to=following.dates_to)
        shared.insert(0, claim)
    return shared


def _is_apposed(claim: Claim) -> bool:
    """Whether a title stands behind its person with no word between that says what it is to them."""
    text = claim.unit.text
    return claim.person.after <= claim.title.start and text[claim.person.after : claim.title.start].strip() in ("", ",", "(", "-", "\u2013")


def in_row_of_titles(found: Contents, title: Title, person: PersonAt) -> bool:
    """Whether titles stand right before their persons: "CEO Ama Owusu, COO Phil Kerr"."""
    text = found.unit.text
    if "\n" in found.gap(person.end, title.start) or found.unit.text[: person.start].endswith("\n"):
        return False
    line = text.rfind("\n", 0, person.start) + 1
    first = next(other for other in found.persons if other.start >= line)
    leading = next(other for other in found.titles if other.start >= line)
    if first.end <= leading.start and not ENDS_HONOURED.sub("", text[first.end : leading.start]).strip(" ,"):
        return False  # the row begins with a person: "Ama Owusu, CEO Phil Kerr, COO"
    before = any(other.end <= person.start and not ENDS_HONOURED.sub("", text[other.end : person.start]).strip(" ,") for other in found.titles)
    return before and any(
        other.start >= title.end and not ENDS_HONOURED.sub("", text[title.end : other.start]).strip(" ,") for other in found.persons
    )


def opens_row(found: Contents, person: PersonAt) -> bool:
    """Whether the title behind a person is the next one's, in a row of titles before their persons: "CEO, Jane Roe, CFO, John Dale, and director, Ann
    Reed"."""
    following = next((other for other in found.titles if other.start >= person.end), None)
    parted = following and re.fullmatch(r",?\s(?:and\s)?", found.unit.text[person.after : following.start])
    return following is not None and parted is not None and in_row_of_titles(found, following, person)


def leads_line(found: Contents, title: Title, person: PersonAt) -> bool:
    """Whether lines give the title first: "Managing Director Hugh Lang", below it "Chair Pamela Dorn"."""
    text = found.unit.text
    own = any(text[title.end : other.start].strip(" :|\t-\u2013") == "" and "\n" not in text[title.end : other.start] for other in found.persons)
    if own and text.startswith(":", title.end):
        return True  # "Qualified Person: Amadou Bah"
    head = text.rfind("\n", 0, person.start) + 1
    return own and any(head <= other.start and other.end <= person.start for other in found.titles)
