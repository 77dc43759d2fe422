"""Titles that a sentence gives to several persons one after the other: "A and B have been appointed CFO and COO, respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.role.claim import Claim
from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG
from kg.extract.role.shared_titles import FELLOW
from kg.extract.role.unit_contents import Contents
from kg.text.names import ENDS_HONOURED
from kg.text.titles import single_titles

_IN_TURN = re.compile(rf"(?:\s(?:of|at|for)\s(?:{ORG}|the\s[Cc]ompany|the\s[Cc]orporation))?,?\s(?:in each case\s)?respectively\b")


def in_turn(found: Contents, claim: Claim) -> Iterator[Claim]:
    """The claim, or where "respectively" stands behind its titles one for each person and title in their order; none where there are not as many of
    the one as of the other, since then nothing tells who has which."""
    titles = single_titles(claim.title)
    if found.unit.listed or len(titles) < 2 or not _IN_TURN.match(found.behind(claim.title.end, 120)):
        yield claim
        return
    persons = _row(found, claim)
    if len(persons) != len(titles):
        return
    yield from (replace(claim, person=person, title=title) for person, title in zip(persons, titles, strict=True))


def _row(found: Contents, claim: Claim) -> list[PersonAt]:
    """The persons whom commas and "and" join to the claim's, in the order of the text."""
    row = [claim.person]
    for person in reversed([person for person in found.persons if person.end <= claim.person.start]):
        if not FELLOW.fullmatch(ENDS_HONOURED.sub("", found.unit.text[person.after : row[0].start])):
            break
        row.insert(0, person)
    for person in [person for person in found.persons if claim.person.end <= person.start and person.end <= claim.title.start]:
        if not FELLOW.fullmatch(ENDS_HONOURED.sub("", found.unit.text[row[-1].after : person.start])):
            break
        row.append(person)
    return row
