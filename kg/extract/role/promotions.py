"""Who is promoted: what the beginning of one post says of the one that its holder had before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from kg.extract.role.claim import Claim
from kg.extract.role.stated import Statement
from kg.extract.role.successions import FOLLOWED, followed
from kg.extract.role.title_grammar import APPOINTED, COMING, HELD, LEAVING, LEFT
from kg.extract.role.units import Unit

_BESIDES = re.compile(
    r"\b(?:also|in addition|additional(?:ly)?|as well|remains?|retains?|retaining|remaining|continu(?:e|es|ing)|while|interim|acting|"
    r"on an? [a-z]+ basis|until)\b",
    re.IGNORECASE,
)
_RISES = re.compile(r"\b(?:promot(?:ed|es|ion|ing)|elevated)\b")
_CHIEFS = frozenset({"ceo", "coo", "cfo", "president"})
_SEATS = frozenset({"director", "chair", "vice-chair", "executive-chair", "corporate-secretary", "qualified-person"})


def promoted(published: date, unit: Unit, told: Sequence[tuple[Claim, Statement]]) -> Iterator[Statement]:
    """The statements of a unit; of who is said to hold one post and to be appointed to one over it, the first ends with that.

    A chief executive who was the operating officer or a vice-president is not that any more, unless the sentence says "also"; a further
    seat, or an office beside the old one, ends nothing.
    """
    for claim, item in told:
        if claim.rule == "name-from-title" and (to := _moved_to(claim, item, told)):
            kind, end = (LEAVING if to.begin and to.begin.latest > published else LEFT), to.begin
            item = replace(item, kind=kind, end=item.end or end, rule="promoted") if end or kind == LEFT else item
        rises = claim.kind == APPOINTED and _RISES.search(unit.text, claim.title.end) is not None  # "joined as Controller in 2005, has been promoted"
        for later, taken in told if (claim.kind == HELD or rises) and not unit.listed else ():
            same = later.person == claim.person and later.kind in (APPOINTED, COMING) and later.title.start > claim.title.end
            if not same or taken.company != item.company:
                continue
            keeps = any(other.name == item.name and other.role.key == item.role.key and other.kind != HELD and other is not item for _, other in told)
            if not keeps and _is_over(taken.role.key, item.role.key, unit.text) and not _BESIDES.search(unit.text, claim.title.end):
                kind, end = followed(published, taken)
                if end and item.begin and end.kind == FOLLOWED:  # "COO since 2009": up to the promotion
                    end = taken.begin
                if end or kind == LEFT:
                    item = replace(item, kind=kind, end=item.end or end, rule="promoted")
                    break
        yield item


def _moved_to(claim: Claim, item: Statement, told: Sequence[tuple[Claim, Statement]]) -> Statement | None:
    """The post that somebody takes up who moves "from X to Y", as the sentence dates it."""
    return next(
        (
            taken
            for later, taken in told
            if later.person == claim.person
            and later.rule == "further-promoted"
            and later.kind in (APPOINTED, COMING)
            and taken.company == item.company
            and taken.role.key != item.role.key
        ),
        None,
    )


def _is_over(taken: str, held: str, text: str) -> bool:
    """Whether who takes up a role gives up the other by it."""
    if held in _SEATS or taken in _SEATS or taken == held:
        return False
    if taken == "ceo" and held in ("coo", "cfo"):
        return True
    return (taken in _CHIEFS and held.startswith("vp")) or (held != "president" and _RISES.search(text) is not None)
