"""What the clauses of a sentence are about that have a day of which nothing else is told, by the topics of `event_topics.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.event.clause_dates import IN_FORCE
from kg.extract.event.dates import dates_others, when
from kg.extract.event.days import dates_of
from kg.extract.event.exceptions import is_exception
from kg.extract.event.found import Found
from kg.extract.event.grammar import DID, Trigger, with_parts
from kg.extract.event.texts import Text, words_at
from kg.text.lexicons import rows
from kg.text.sieves import Sieved

NO_NEWS = re.compile(
    r"\b(?:not|never|no|nor|neither|none|if|whether|(?-i:may)|might|could|would|should|unless|assurance|means|defin\w+|explain\w*|according to|model|"
    r"expires?|holds?|owns?|reviews?|believes?|considers?|considering|risks?|potential|possible|profiles?|attend\w*|present(?:ing)? at|conference|"
    r"supports?|sponsor\w*|award|aware|comment\w*|history|historic(?:al)?(?:ly)?|previous(?:ly)?|laps\w+|terminat\w+|"
    r"withdr\w+|metallurgical|fair value|accounting|tax(?:es)?|in session)\b",
    re.IGNORECASE,
)
BEFORE_THIS = re.compile(
    r"\b(?:following|after|since|prior to|before|until|once|when|while|pending|despite|because of|due to|in addition to|given|toward|towards|"
    r"pursuant to|as part of|in connection with|subsequent to|previously announced)\b[^,;]{0,50}$",
    re.IGNORECASE,
)
TO_COME = re.compile(r"\b(?:will|to be|is to|are to|plans?|intends?|expects?|expected|scheduled|proposes?|to)\b[^,;]{0,60}$", re.IGNORECASE)
DONE = re.compile(
    r"\b(?:has|have|was|were|is|are|had|began|fell|rose|grew|made|sold|bought|took|won|totals?|stands?|contains?|returned|[a-z]{2,}ed|"
    r"announces?|reports?|provides?|presents?|increases?|receives?|completes?|signs?|closes?|enters?|begins?|starts?)\b",
    re.IGNORECASE,
)
QUALIFIES = re.compile(r" (?:costs?|prices?|procedures?|plans?|database|expenses?|warrants?|policy|polic(?:y|ies)|reserves? fund)\b")
# Where the clause of a date begins and ends.
_CLAUSE = re.compile(r"[;:(] |, (?=(?:and|but|while|whereas|which|who|where|with|as|after|when|followed|then)\b)|\. |\) ")
_OF_CLAUSES = frozenset(
    "strike labour-agreement incident litigation merger divestiture joint-venture option-agreement offtake acquisition permit restart "
    "commercial-production first-production closure suspension commissioning".split()
)
_NEAR = 40  # characters between a topic and its day


def in_clauses(context: Context, one: Text, told: list[Found]) -> Iterator[Found]:
    """What clauses tell beside the events of their sentence, `told`."""
    used, kinds = {event.when.at for event in told}, {event.type for event in told}
    for said in dates_of(one.text, context.published, False):
        time = when(said)
        if time is None or said.start in used or time.latest >= context.published or dates_others(one.text, said):
            continue
        low = max((edge.end() for edge in _CLAUSE.finditer(one.text, 0, said.start)), default=0)
        edge = _CLAUSE.search(one.text, said.end)
        clause = one.text[low : edge.start() if edge else len(one.text)]
        told_of = _topic_of(clause, said.start - low)
        if told_of and told_of[0] not in kinds and not (told_of[0] == "labour-agreement" and is_in_force(one.text, said.start)):
            kind, start, end = told_of
            yield Found(kind, time, False, one.start + low + start, one.start + low + end, words_at(clause, start, end), "clause")


def _topic_of(clause: str, at: int) -> tuple[str, int, int] | None:
    """The topic of a clause with a day at a place, and where its words begin and end."""
    if NO_NEWS.search(clause) or DONE.search(clause) is None or '"' in clause:
        return None
    for kind, pattern in topics():
        met = pattern.search(clause) if kind in _OF_CLAUSES else None
        if met is None or abs(at - met.end()) >= _NEAR or QUALIFIES.match(clause, met.end()):
            continue
        if any(one.search(clause, 0, met.start()) for one in (BEFORE_THIS, TO_COME)) or is_exception(Trigger(kind, DID, (), ()), clause, *met.span()):
            continue
        return kind, *met.span()
    return None


def is_in_force(text: str, at: int) -> bool:
    """Whether a day is that from which wages are paid."""
    return IN_FORCE.search(text, max(0, at - 40), at) is not None


@cache
def topics() -> tuple[tuple[str, Sieved], ...]:
    """The topics by type of event, in the order of the table."""
    return tuple((kind, Sieved(with_parts(pattern), re.IGNORECASE)) for kind, pattern in rows("event_topics.tsv"))
