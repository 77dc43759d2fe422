"""Posts that a form states by its labels: "Name of director: Jane Roe", "Position/status | Chief Executive Officer", "Date of
appointment | 3 May 2021"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.role.people import PersonAt, find_persons
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import APPOINTED, HELD, LEFT
from kg.text.dates import DateMatch, find_dates
from kg.text.titles import Role, atomic_roles, find_titles

_NUMBER = r"^[\s|*\u2022]*(?:\(?[a-z\d]{1,2}[.)][\s|]*)?"
_PARTED = r"\s*(?:\([^()\n]{1,40}\))?\s*(?:[:|]|\s{2,}|\t|$)[\s|:]*"
_NAMED = re.compile(
    rf"{_NUMBER}(?:full )?names?(?P<director> of (?:the )?directors?)?"
    rf"(?: of (?:the )?(?:pdmr|person|individual|officer)[^:|\n]{{0,60}})?{_PARTED}",
    re.IGNORECASE,
)
_POST = re.compile(
    rf"{_NUMBER}(?:position|status|title|role|designation|capacity)"
    rf"(?: ?(?:/|and|held) ?(?:status|title|role|position)?)?{_PARTED}",
    re.IGNORECASE,
)
_BEGUN = re.compile(rf"{_NUMBER}date of appointment(?: as (?:a )?director)?{_PARTED}", re.IGNORECASE)
_ENDED = re.compile(rf"{_NUMBER}date (?:that|on which|the) (?:the )?director ceased to be (?:a )?director{_PARTED}", re.IGNORECASE)
# The forms of dealings and interests that the rules of markets ask for.
_REGULATED = re.compile(
    r"\b(?:[Nn]ames? of (?:the )?[Dd]irector|"
    r"PDMR|persons? discharging|Appendix 3[XYZ]|Notification of|[Dd]irector['\u2019]?s?['\u2019]? [Ii]nterests?|Rule 3\.19A|"
    r"[Dd]ealings? in (?:the )?[Ss]ecurities|DEALINGS? IN|SENS|Section 3\.63|Initial notification|DIRECTOR['\u2019]?S?['\u2019]? INTEREST)"
)
_OF_OTHERS = re.compile(r"['\u2019]s?\b|,?\s(?:of|at|for)\s(?!the (?:[Cc]ompany|[Ii]ssuer))|,\s[A-Z]")
_NEAR = 8  # lines of a form behind the name


@dataclass(frozen=True)
class _Field:
    """The value of a label: its words and where they begin in the reading text."""

    value: str
    start: int


def form_posts(context: Context) -> Iterator[Statement]:
    """The posts of the persons that forms name, with the day on which they are taken up or laid down."""
    if _REGULATED.search(context.reading.text) is None:
        return  # a block of contacts, of the firms of which it is
    lines = [line for part in context.telling for line in _lines(part.text, part.start)]
    for index, (line, _) in enumerate(lines):
        name = _field(_NAMED, lines, index)
        person = _person(name) if name else None
        if name is None or person is None:
            continue
        behind = range(index + 1, min(index + _NEAR, len(lines)))
        behind = range(index + 1, next((at for at in behind if _NAMED.match(lines[at][0])), behind.stop))
        post, begun, ended = (next((found for at in behind if (found := _field(label, lines, at))), None) for label in (_POST, _BEGUN, _ENDED))
        titled = find_titles(post.value) if post else []
        whole = post is not None and all(not _OF_OTHERS.match(post.value, title.end) for title in titled)
        titles = [(title.text, role) for title in titled if whole and title.start < 3 for role in atomic_roles(title.text)]
        named = _NAMED.match(line)
        if not titles and named is not None and named["director"]:
            titles = [("director", Role("director"))]
        begin, end = _day(begun), _day(ended)
        kind = LEFT if end else APPOINTED if begin else HELD
        at = name.start + person.start
        for title, role in titles:
            yield Statement(person.name, role, title, context.company, kind, begin, end, None, at, at + len(person.name), "form")


def _lines(text: str, start: int) -> Iterator[tuple[str, int]]:
    """The lines that say anything, each with its offset."""
    at = start
    for line in text.split("\n"):
        if line.strip():
            yield line, at
        at += len(line) + 1


def _field(label: re.Pattern[str], lines: list[tuple[str, int]], index: int) -> _Field | None:
    """What stands behind a label on its line, or on the next where the label is all of its own."""
    line, start = lines[index]
    found = label.match(line)
    if found is None:
        return None
    if line[found.end() :].strip(" |"):
        return _Field(line[found.end() :], start + found.end())
    return _Field(*lines[index + 1]) if index + 1 < len(lines) else None


def _person(field: _Field) -> PersonAt | None:
    """The person whose name is all of a value."""
    person = next(iter(find_persons(field.value, ())), None)
    whole = person is not None and person.start <= len("Professor ") and not field.value[person.after :].strip(" |")
    return person if whole else None


def _day(field: _Field | None) -> DateMatch | None:
    days = find_dates(field.value) if field else []
    return days[0] if days and days[0].earliest == days[0].latest else None
