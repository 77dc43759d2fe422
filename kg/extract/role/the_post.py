"""Posts that a sentence names by a word only, "the role", "those duties", "that post": who takes one up, is confirmed in it, or held it before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.claim_limits import HELD_BEFORE
from kg.extract.role.handovers import PERSON_SIGN, TITLE_SIGN, Row, row_of
from kg.extract.role.interims import for_a_time
from kg.extract.role.post_words import AUXILIARY, ORG, OWNERS, POST
from kg.extract.role.stated import Statement
from kg.extract.role.successions import after, announced, followed
from kg.extract.role.title_grammar import APPOINTED, COMING, HELD, LEAVING, LEFT, in_time
from kg.extract.role.units import Unit
from kg.reference import exclusive_roles
from kg.text.dates import DateMatch
from kg.text.sieves import Sieved
from kg.text.titles import Role, atomic_roles

_WHO = rf"(?P<who>{PERSON_SIGN}|^(?:He|She))"
_TITLED = (
    rf"(?:,\s{OWNERS}{TITLE_SIGN}(?:\s(?:of|at)\s(?:{ORG}|the [Cc]ompany))?,)?"
    rf"(?:,\s(?:who|an?|the)\b[^;.]{{2,120}}?,?(?=\s(?:was|has|have|is|will|to)\s))?"
)
_THE = r"(?:the|that|this|those|these|his|her|their|both)\s(?:same\s|vacant\s|(?:of\s)?(?:these|those)\s)?(?:interim\s|acting\s)?"
_NO_NAME = rf"(?!\s(?:of|as|for|title|held)\b|\sfrom\s{PERSON_SIGN}|,\s(?:of|as)\b|\s{TITLE_SIGN})"
_TAKES = re.compile(
    rf"{_WHO}{_TITLED}\s(?P<verb>{AUXILIARY}(?:assum(?:e|es|ed|ing)|tak(?:e|es|ing|en)\s(?:on|over|up)|took\s(?:on|over|up)|fill(?:s|ed)?|"
    rf"step(?:s|ped)?\sin(?:\s?to)?|cover(?:s|ed)?|act(?:s|ing)?\sin|serve[sd]?\sin|perform(?:s|ed)?|carry\sout|discharge[sd]?))\s{_THE}{POST}{_NO_NAME}"
)
_CONFIRMED = re.compile(
    rf"{_WHO}{_TITLED}\s{AUXILIARY}(?:confirmed|made\spermanent|appointed|installed|named)\s(?:permanently\s)?(?:in|to)\s"
    rf"(?:the|that|this|his|her)\s(?:permanent\s|same\s)?{POST}(?:\son\sa\spermanent\sbasis)?{_NO_NAME}"
)
# A post of which the text says only that somebody is sought for it.
_SOUGHT = re.compile(
    r"\b(?:search|recruitment|recruiting|process|hunt|looking|seeking|seeks)\b[^.;]{0,40}?\s(?:an?|its|our|the)\s"
    rf"(?:new\s|next\s|permanent\s|replacement\s|suitable\s)*{TITLE_SIGN}"
)
_PREDECESSOR = re.compile(rf"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:immediate\s)?predecessor,?\s(?:as\s{OWNERS}{TITLE_SIGN},?\s)?(?P<who>{PERSON_SIGN})")
_MAY_TELL = Sieved(
    r"predecessor|\b(?:position|role|office|post|title|job|duties|responsibilities)s?\b|\b(?:capacity|responsibility)\b|"
    r"\b(?:search|recruit|process|hunt|looking|seek)"
)
_NEAR = 600  # characters: how far before the word the post is told that it means


def posts_meant(context: Context, unit: Unit, told: Sequence[Statement], before: Sequence[Statement], antecedent: str | None) -> Iterator[Statement]:
    """What a sentence states of posts that it names by a word only; `told` is what else it states, `before` what the sentences before it do."""
    if unit.listed or not _MAY_TELL.search(unit.text):
        return
    row = row_of(context, unit)
    near = [item for item in (*before, *told) if 0 <= unit.origin(0) - item.stop < _NEAR or item in told]
    if found := _CONFIRMED.search(row.text):
        yield from _confirmed(context, unit, row, found, near, antecedent)
    elif found := _TAKES.search(row.text):
        yield from _taken(context, unit, row, found, near, antecedent)
    if found := _PREDECESSOR.search(row.text):
        yield from _left_by(context, unit, row, found, near, antecedent)
    yield from _held_before(context, unit, told)


def sought(context: Context, unit: Unit) -> Iterator[Statement]:
    """The posts for which a sentence says that somebody is sought, with no name: nobody has them any more, or soon nobody will."""
    if unit.listed or not _MAY_TELL.search(unit.text):
        return
    row = row_of(context, unit)
    for found in _SOUGHT.finditer(row.text):
        title = row.titles_in(found.group())[-1]
        start, stop = unit.origin(title.start), unit.origin(title.end - 1) + 1
        for role in atomic_roles(title.text):
            if role.key in exclusive_roles():
                yield Statement("", Role(role.key), _NEW.sub("", title.text), context.company, LEFT, None, None, None, start, stop, "sought")


_NEW = re.compile(r"^(?:new|next|permanent|replacement)\s", re.IGNORECASE)


def _name(row: Row, found: re.Match[str], antecedent: str | None) -> str | None:
    person = row.person(found["who"])
    return person.name if person else antecedent


def _is(item: Statement, name: str) -> bool:
    return bool(item.name) and item.name.split()[-1] == name.split()[-1]


_HERS = re.compile(r"\s(?:his|her|their)\s")


def _taken(context: Context, unit: Unit, row: Row, found: re.Match[str], near: Sequence[Statement], antecedent: str | None) -> Iterator[Statement]:
    """ "B will assume the role on an interim basis": the post that somebody else is said before to leave, or for which somebody is sought."""
    name = _name(row, found, antecedent)
    left = [item for item in near if item.kind in (LEAVING, LEFT) and item.role.key in exclusive_roles() and name and not _is(item, name)]
    own = name is not None and any(item.kind in (APPOINTED, COMING) and _is(item, name) for item in near)
    if name is None or not left or own or _HERS.search(found.group()):
        return  # what somebody was appointed to is what it takes up
    last = left[-1]
    posts = {item.role.key: item for item in left if item.name == last.name}
    kind, verb = in_time(APPOINTED, found["verb"]), re.split(r"\s", found["verb"])[-1]
    interim = for_a_time(unit.text) or found.group().startswith("act") or " act" in found["verb"] or _INTERIM.search(found.group()) is not None
    interim = interim or any(item.rule == "sought" for item in near)
    start, stop = _place(unit, row, found)
    begin = _day(context, unit, verb, kind == COMING) or after(last.end)
    if begin is not None and begin.latest > context.published:
        kind = COMING
    if begin is None and kind == APPOINTED:
        begin = announced(context.published, start, stop)
    for key, item in posts.items():
        yield replace(
            item,
            name=name,
            role=Role(key, interim),
            kind=kind,
            begin=begin,
            end=None,
            predecessor=last.name or None,
            start=start,
            stop=stop,
            rule="the-post",
        )


_INTERIM = re.compile(r"\b(?:interim|acting)\b")


def _confirmed(
    context: Context, unit: Unit, row: Row, found: re.Match[str], near: Sequence[Statement], antecedent: str | None
) -> Iterator[Statement]:
    """ "A, who has been acting CEO since May, was confirmed in that post": what they did for a time they now do for good."""
    name = _name(row, found, antecedent)
    held = [item for item in near if name and _is(item, name) and item.role.interim and item.kind in (HELD, APPOINTED)]
    start, stop = _place(unit, row, found)
    for item in {item.role.key: item for item in held}.values():
        begin = _day(context, unit, "confirmed", False) or announced(context.published, start, stop)
        title = _INTERIM_WORDS.sub("", item.title) or item.title
        kind = COMING if begin.earliest > context.published else APPOINTED
        yield replace(
            item, role=Role(item.role.key), title=title, kind=kind, begin=begin, end=None, predecessor=None, start=start, stop=stop, rule="confirmed"
        )


_INTERIM_WORDS = re.compile(r"\b(?:acting|interim)\s", re.IGNORECASE)


def _left_by(context: Context, unit: Unit, row: Row, found: re.Match[str], near: Sequence[Statement], antecedent: str | None) -> Iterator[Statement]:
    """ "Her predecessor, A, left on May 3": the post that the sentence before gives to whom "her" means."""
    person = row.person(found["who"])
    taken = [item for item in near if antecedent and _is(item, antecedent) and item.kind in (APPOINTED, COMING)]
    taken = [item for item in taken if item.role.key in exclusive_roles()]
    if person is None:
        return
    start, stop = unit.origin(person.start), unit.origin(person.end - 1) + 1
    for item in {item.role.key: item for item in taken}.values():
        kind, end = followed(context.published, item)
        yield replace(
            item,
            name=person.name,
            role=Role(item.role.key),
            kind=kind,
            begin=None,
            end=end,
            predecessor=None,
            start=start,
            stop=stop,
            rule="succeeded",
        )


def _held_before(context: Context, unit: Unit, told: Sequence[Statement]) -> Iterator[Statement]:
    clause = HELD_BEFORE.search(unit.text)
    if clause is None:
        return
    days = days_said(unit.text, context.published, False, None)
    begin = next((day for day in days if day.start >= clause.end() - 1 and day.latest < context.published), None)
    for item in told:
        if item.kind in (APPOINTED, COMING) and item.stop <= unit.origin(clause.start()) + 1 and item.role.key in exclusive_roles():
            yield replace(item, role=Role(item.role.key, True), kind=HELD, begin=begin, end=None, predecessor=None, rule="held-before")


def _place(unit: Unit, row: Row, found: re.Match[str]) -> tuple[int, int]:
    """Where in the reading text the sentence tells it: from the person, or the head of the sentence, to its end."""
    person = row.person(found["who"])
    return unit.origin(person.start if person else 0), unit.origin(len(unit.text.rstrip()) - 1) + 1


_FROM = re.compile(
    r"\b(?:[Ee]ffective|[Ww]ith effect|[Oo]n|[Ff]rom|[Aa]s of|[Ss]tarting|[Cc]ommencing|[Bb]eginning)\s(?:from\s|on\s|as of\s)?(?:the\s)?$"
)


def _day(context: Context, unit: Unit, verb: str, to_come: bool) -> DateMatch | None:
    """The day that stands behind a verb, or at the head of the sentence, as the one from which it holds."""
    at = max(0, unit.text.find(verb))
    days = days_said(unit.text, context.published, to_come, None)
    told = [day for day in days if day.kind == "immediate" or (day.kind != "since" and _FROM.search(unit.text[: day.start]))]
    return next((day for day in told if day.start >= at or day.start < 30), None)
