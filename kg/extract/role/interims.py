"""Posts that are held for a time: by which words a sentence says so, from when, and what ends them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from kg.extract.role.claim import Claim
from kg.extract.role.claim_limits import INTERIM_BASIS
from kg.extract.role.dates import ANNOUNCED
from kg.extract.role.post_words import POST
from kg.extract.role.stated import Statement
from kg.extract.role.successions import followed
from kg.extract.role.title_grammar import APPOINTED, COMING, HELD, LEAVING, LEFT
from kg.extract.role.units import Unit
from kg.reference import exclusive_roles

_NEVER = frozenset({"director", "qualified-person", "advisor", "other"})
_NOTED = re.compile(r"\s?\((?:interim|acting)\)", re.IGNORECASE)
_ACTING_AS = re.compile(r"\b(?:is|are|was|were|been|presently|currently)\sacting\s(?:as|in the)\b")
_SHORT_TIME = re.compile(r"\b(?:temporarily|for the time being|in the (?:interim|meantime))\b", re.IGNORECASE)
# "will act as CEO until a permanent appointment is made": what lasts only so long is for a time.
_UNTIL_FOUND = re.compile(
    r"\b(?:until|till|pending|while|whilst)\b[^.;]{0,60}"
    r"\b(?:permanent|replacement|successor|search|new (?:appointment|appointee|chief|ceo|cfo|coo))\b",
    re.IGNORECASE,
)
_STANDS_IN = re.compile(
    r"\b(?:(?:act|serve)(?:s|ing)?|(?:stand|fill|step)(?:s|ing)?(?: in)?|assum(?:e|es|ing)|tak(?:e|es|ing)(?: on| over| up)?|cover(?:s|ing)?|"
    r"lead(?:s|ing)?)\s"
)
# From here on a sentence may speak of a successor, or of what went before.
_SUCCESSOR = re.compile(
    r"\b(?:succeeded|replaced)\s(?:by|as|in|on)\b|\b(?:having|after|following|who (?:has|had))\s(?:been|served|serving|acted|acting|held|holding)\b"
)
_MEANWHILE = re.compile(
    r"\b(?:[Pp]ending|[Uu]ntil|[Ii]n the (?:interim|meantime)|[Mm]eanwhile|[Ww]hile (?:the|a|an|it)|[Dd]uring (?:the|this|a) (?:search|"
    r"transition|interim)|(?:[Dd]uring|[Ii]n|[Tt]hroughout) (?:his|her|their|the) (?:[a-z]+ )?(?:absence|leave|illness|sabbatical)|"
    r"[Ww]hile (?:he|she) is (?:away|absent|on (?:[a-z]+ )?leave))\b"
)


def is_interim(claim: Claim) -> bool:
    """Whether the words around a title, not those of the title, say that its post is held for a time."""
    text = claim.unit.text
    if _NOTED.match(text, claim.title.end):
        return True
    if claim.unit.listed:
        return False
    between = max(claim.person.end, claim.title.start) if claim.person.end < claim.title.start else claim.person.end
    if _ACTING_AS.search(text, max(claim.person.end, claim.dates_from), between):
        return True
    turn = _SUCCESSOR.search(text, claim.title.end, claim.dates_to)
    stop = turn.start() if turn else claim.dates_to
    if any(not (_is_of_next(claim, said) or _is_of_object(claim, said)) for said in INTERIM_BASIS.finditer(text, claim.start, stop)):
        return True
    if not _STANDS_IN.search(text, claim.person.end, between):
        return claim.rule in ("title-filled-by-name", "title-passes-name") and _SHORT_TIME.search(text, claim.title.end) is not None
    opens = _SHORT_TIME.match(text) or _UNTIL_FOUND.match(text)
    return opens is not None or any(said.search(text, claim.person.end, end) for said, end in ((_SHORT_TIME, stop), (_UNTIL_FOUND, len(text))))


def for_a_time(text: str) -> bool:
    """Whether a sentence says of what it tells that it is for a time."""
    return any(said.search(text) for said in (INTERIM_BASIS, _SHORT_TIME, _UNTIL_FOUND, _MEANWHILE))


def _is_of_next(claim: Claim, said: re.Match[str]) -> bool:
    """Whether "on an interim basis" is told of what follows or of another post: "remains CEO and, on an interim basis, takes over as",
    "our Controller, will fill the position on an interim basis"."""
    between = claim.unit.text[claim.title.end : said.start()]
    return said.start() >= claim.title.end and _OF_NEXT.search(between) is not None


def _is_of_object(claim: Claim, said: re.Match[str]) -> bool:
    """Whether "on an interim basis" is told of what somebody takes on beside the title before their name: "General Manager A will assume
    B's duties on an interim basis"."""
    return (
        claim.kind == HELD
        and claim.title.end <= claim.person.start
        and _STANDS_IN.search(claim.unit.text, claim.person.end, said.start()) is not None
    )


_OF_NEXT = re.compile(rf"\band$|\b(?:the|that|this|those|these|his|her)\s(?:[a-z]+\s)?{POST}$")


def is_interim_title(title: str) -> bool:
    """Whether a title says itself that it is for a time."""
    return re.match(r"(?:acting|interim)\b", title, re.IGNORECASE) is not None


def may_be_interim(role: str) -> bool:
    """Whether a role is one that somebody may hold for a time."""
    return role not in _NEVER


def from_now(item: Statement, unit: Unit, leaving: Sequence[Statement], today: date) -> Statement:
    """A stand-in who "will act" and for whom no day is told: in the post from the day on which whoever held it is said to leave it, and now
    where that one has left, or the sentence begins with how long it is for."""
    if item.kind != COMING or item.begin is not None or not item.role.interim or item.role.key not in exclusive_roles():
        return item
    before = [one for one in leaving if one.role.key == item.role.key and one.company == item.company and one.name != item.name]
    ends = [one.end for one in before if one.end and one.end.earliest == one.end.latest and one.end.kind != ANNOUNCED]
    if ends:
        return replace(item, kind=COMING if ends[0].latest > today else APPOINTED, begin=replace(ends[0], kind="day"))
    vacant = any(one.kind == LEFT for one in before)
    return replace(item, kind=HELD) if vacant or (not before and _MEANWHILE.search(unit.text[: item.start - unit.origin(0)])) else item


def confirmed(standing: Sequence[tuple[str, Statement]], taken: Statement, today: date) -> list[tuple[str, Statement]]:
    """What is said of somebody's interim term once they are said to take up the post for good: it ends with that."""
    kind, end = followed(today, taken)
    if end is None:
        return list(standing)
    return [
        (name, replace(item, kind=LEFT if kind == LEFT else LEAVING, end=item.end or end) if item.role.interim else item) for name, item in standing
    ]
