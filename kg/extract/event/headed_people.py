"""Who comes or goes by the words of a headline or of a point of a list: "Alder Appoints Ann Reed as Chair", "- Ann Reed resigns as director"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.event.dates import announced, some_day
from kg.extract.event.found import Found
from kg.extract.event.successors import shortened
from kg.extract.event.texts import read_texts
from kg.extract.role.people import People, find_persons
from kg.facts import Mention, Person, RoleHeld
from kg.text.letters import UPPER

_PART = rf"(?:[{UPPER}][\w'\u2019.-]*|de|del|van|der|von|la|da|dos)"
_NAME = rf"(?:(?:Mr|Ms|Mrs|Dr)\.? )?(?P<name>[{UPPER}][\w'\u2019-]+(?: {_PART}){{1,4}}?)"
_POST = r"(?:Chief|President|CEO|CFO|COO|Chair|Vice|Director|Managing|Executive|Interim|General|New|Non-|Independent|Senior|Head|Company|Corporate)"
_COMES = (
    re.compile(
        rf"\b(?:[Aa]ppoints|[Nn]ames|[Hh]ires|[Ww]elcomes|[Pp]romotes|[Ee]lects|[Rr]ecruits) (?:[Ii]ndustry [Vv]eteran )?{_NAME}"
        rf"(?= (?:as|to|[Tt]o|its|for)\b| {_POST}|,| and |$)"
    ),
    re.compile(rf"(?:^\W{{0,4}}|(?<=[;,] )){_NAME} (?:[Jj]oins|(?:has been |is )?(?:[Aa]ppointed|[Nn]amed|[Ee]lected|[Pp]romoted)|[Tt]o [Jj]oin)\b"),
)
_AT = r"(?:^\W{0,4}|(?<=; )|(?<=\band ))"  # where the words on a person begin in a point that tells of several
# Whom one joins: a board or the company, or somebody as something.
_JOINS = r"[Jj]oin(?= (?:(?:the |its |our )?(?:[Bb]oard|[Cc]ompany|[Mm]anagement|[Ee]xecutive|[Tt]eam)|(?:[A-Z][\w&.-]* ){0,4}[Aa]s)\b)"
_WILL_COME = re.compile(
    rf"{_AT}{_NAME} (?:[Tt]o|will) (?:[Bb]ecome|{_JOINS}|[Ss]ucceed|[Bb]e [Aa]ppointed|[Bb]e [Nn]amed|[Ss]erve [Aa]s|[Tt]ake [Oo]ver|[Aa]ssume)\b"
)
_GOES = re.compile(rf"^\W{{0,4}}{_NAME} (?:[Rr]esigns|[Rr]etires|[Ss]teps [Dd]own|[Dd]eparts|[Ll]eaves)\b")
_WILL_GO = re.compile(rf"{_AT}{_NAME} (?:[Tt]o|will) (?:[Rr]etire|[Rr]esign|[Ss]tep [Dd]own|[Ss]tep [Aa]side|[Ll]eave|[Dd]epart)\b")
_AGAIN = re.compile(r"\bre-?(?:elect|appoint)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\b(?:formerly|previously|former|ex-)\b", re.IGNORECASE)


def headed(context: Context, held: list[Mention], known: list[Found]) -> Iterator[Found]:
    """The appointments and departures of those of whom nothing else tells them."""
    taken = {(one.type, one.person.name) for one in known if one.person}
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people = People(set(posts))
    for one in context.once(read_texts):
        if one.kind not in ("title", "bullet") or _AGAIN.search(one.text):
            continue
        for kind, ahead, told in _told(one.text):
            persons = find_persons(told["name"], ())
            name = people.fullest(told["name"]) or told["name"]
            full = any(person.start == 0 and person.end == len(told["name"]) for person in persons) or name in posts
            if not full or (kind, name) in taken or _ELSEWHERE.search(one.text) or context.names_others(one.start, one.start + len(one.text)):
                continue
            taken.add((kind, name))
            time = some_day(context.published) if ahead else announced(context.published)
            start, end = one.start + told.start("name"), one.start + told.end()
            who = posts.get(name, Person(name, context.company))
            yield Found(kind, time, ahead, start, end, shortened(one.text[told.start() :]), one.kind, company=context.company, person=who)


def _told(text: str) -> Iterator[tuple[str, bool, re.Match[str]]]:
    """Each coming and going that a text tells, and whether it is still to come."""
    for pattern in _COMES:
        yield from (("appointment", False, told) for told in pattern.finditer(text))
    yield from (("departure", False, told) for told in _GOES.finditer(text))
    yield from (("appointment", True, told) for told in _WILL_COME.finditer(text))
    yield from (("departure", True, told) for told in _WILL_GO.finditer(text))
