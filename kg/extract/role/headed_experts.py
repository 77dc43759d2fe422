"""Experts whom only the heading of a paragraph calls so: "Qualified Person" over "The contents were reviewed by A, P.Geo."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kg.extract.context import Context
from kg.extract.role.boards import joined_names
from kg.extract.role.people import find_persons
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import HELD
from kg.text.sections import Part
from kg.text.titles import Role

_HEADING = re.compile(r"\W*(?:(?:independent )?(?P<title>(?:qualified|competent) persons?)(?:['\u2019]?s? statement)?)\W*", re.IGNORECASE)
_EXPERT = re.compile(r"\b(?:qualified|competent) persons?\b|\bindependent\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:reviewed|approved|verified|prepared|compiled|supervised)\b[^.;]{0,80}?\bby\s(?:(?:Mr|Ms|Mrs|Dr|Messrs)\.?\s)?$")


def headed_experts(context: Context) -> Iterator[Statement]:
    """The experts of each paragraph below such a heading that does not say itself what they are."""
    for above, part in pairwise(context.telling):
        heading = _HEADING.fullmatch(above.text) if above.block.kind in ("heading", "paragraph") else None
        if heading and part.block.kind == "paragraph" and not _EXPERT.search(part.text):
            yield from _reviewers(context, part, above.text[heading.start("title") : heading.end("title")])


def _reviewers(context: Context, part: Part, title: str) -> Iterator[Statement]:
    named = context.namings(part.start, part.start + len(part.text))
    persons = find_persons(part.text, [(naming.start - part.start, naming.end - part.start) for naming, _ in named])
    first = next((at for at, person in enumerate(persons) if _BY.search(part.text[: person.start])), None)
    if first is None:
        return
    run = joined_names(part.text, persons[first:])
    behind = [org for naming, org in named if 0 <= naming.start - part.start - run[-1].after < _NEAR]
    for person in run:
        start, stop = part.start + person.start, part.start + person.end
        company = (behind[0] if behind else context.issuer).company
        yield Statement(person.name, Role("qualified-person"), title, company, HELD, None, None, None, start, stop, "headed-expert")


_NEAR = 80  # characters behind the last of them in which their firm is named
