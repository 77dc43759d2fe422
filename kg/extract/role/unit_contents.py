"""What a unit of text holds before anything in it is tied together: its organisations, titles and persons, in that order, so that no
word serves two of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.gap_asides import without_asides
from kg.extract.role.people import PersonAt, find_persons, known_given
from kg.extract.role.post_words import ORG
from kg.extract.role.referents import given_names, known_given_names, pronouns
from kg.extract.role.shared_titles import BOARD_SEAT
from kg.extract.role.units import Unit
from kg.text.letters import UPPER
from kg.text.names import HONORIFIC, PERSON_CAPITALS
from kg.text.sections import CONTACT, HEADER, SIGNATURE
from kg.text.titles import Title, atomic_roles, find_titles

OrganisationAt = tuple[int, int, Organisation]
_PLURAL = re.compile(r"^(?:Each|Both|They|All)\b")
_QUOTED = re.compile(r"\(\s?(?:the )?[\"']$")


@dataclass(frozen=True)
class Contents:
    """The titles, persons and organisations of a unit, each in order of position; offsets are those of the unit's text."""

    unit: Unit
    titles: tuple[Title, ...]
    persons: tuple[PersonAt, ...]
    organisations: tuple[OrganisationAt, ...]

    def gap(self, start: int, end: int) -> str:
        """The text between two offsets with each organisation as ORG, without days, brackets and asides."""
        text = self.masked(start, end)
        return without_asides(text.lower() if self.unit.part.block.kind == "heading" else text)  # "Jane Roe Appointed as Director"

    def masked(self, start: int, end: int) -> str:
        """The text between two offsets with each organisation as ORG, and all else as it stands."""
        text, at = "", start
        for low, high, _ in self.organisations:
            if start <= low and high <= end and low >= at:
                text += self.unit.text[at:low] + ORG
                at = high
        return text + self.unit.text[at:end]

    def behind(self, at: int, reach: int) -> str:
        """The gap from an offset on, as far as it reaches within the unit."""
        return self.gap(at, min(len(self.unit.text), at + reach))

    def first_organisation(self, at: int) -> Organisation | None:
        """The first organisation named from an offset on."""
        return next((org for low, _, org in self.organisations if low >= at), None)


def contents(context: Context, unit: Unit, antecedent: str | None) -> Contents:
    """What a unit holds; `antecedent` is whom "He" or "She" at its head means."""
    organisations = tuple(organisations_of(context, unit))
    titles = sorted([*map(_without_verb, find_titles(unit.text)), *_board_seats(unit.text)], key=lambda title: title.start)
    titles = [part for title in titles for part in _of_two(unit, title)]
    titles = [_behind_owner(_before_name(_behind_board(unit.text, title), organisations), organisations) for title in titles]
    titles = [
        title for title in titles if not any(low <= title.start < high for low, high, _ in organisations) and not _is_short_form(unit.text, title)
    ]
    if not titles:
        return Contents(unit, (), (), organisations)
    taken = [(title.start, title.end) for title in titles] + [(low, high) for low, high, _ in organisations]
    persons = find_persons(unit.text, taken, capitals=unit.listed and unit.part.section in (CONTACT, SIGNATURE, HEADER))
    if unit.part.block.kind == "heading" and not (unit.listed and "\n" in unit.text):
        persons = [
            person
            for person in persons
            if person.honoured or known_given(person.name) or context.reading.text.count(person.name) > 1 or _before_title(unit.text, person, titles)
        ]
    elif not unit.listed and (led := _led(unit.text, titles)) and not any(person.start < led.end for person in persons):
        persons.insert(0, led)
    plural = _PLURAL.match(unit.text)
    at = plural.span() if plural else pronoun_at(unit.text)
    if at and antecedent and not unit.listed and not any(person.start < at[0] for person in persons):
        persons.insert(0, PersonAt(antecedent, *at, at[1], honoured=False))
    if not unit.listed:
        spans = [*taken, *((person.start, person.end) for person in persons)]
        persons += given_names(unit, context.once(known_given_names), spans)
        persons.sort(key=lambda person: person.start)
        persons += [he for he in pronouns(unit, persons, antecedent) if not at or he.start != at[0]]
        persons.sort(key=lambda person: person.start)
    return Contents(unit, tuple(titles), tuple(persons), organisations)


_DOES = r"(?:joins?|joined|becomes?|became|moves?|moved|takes?|took|assumes?|steps?|stepped|resigns?|resigned|retires?|retired|remains?|continues?)"
_NEXT_CLAUSE = re.compile(r",\s(?:and|while|whilst)\s(?=[a-z][\w -]*$)")
_NAMED = re.compile(rf"\s(?:{HONORIFIC}\s)?[{UPPER}][\w.'-]+\s(?:[{UPPER}][\w.'-]*\s)?[{UPPER}][\w'-]+\s(?:is|was|has|will|{_DOES})\b")


def _of_two(unit: Unit, title: Title) -> Iterator[Title]:
    """A title, or the two that the "and" between clauses joins: "A becomes Director, and founder B moves"."""
    joint = _NEXT_CLAUSE.search(title.text)
    if joint is None or unit.listed or not _NAMED.match(unit.text, title.end):
        yield title
        return
    yield Title(title.start, title.start + joint.start(), title.text[: joint.start()])
    yield Title(title.start + joint.end(), title.end, title.text[joint.end() :])


def _before_title(text: str, person: PersonAt, titles: list[Title]) -> bool:
    """Whether a title follows a name behind a comma or dash: one of a list, or a speaker, "Jorn Dale, Chair of Roe Gold, said:"."""
    return any(text[person.end : title.start].strip() in (",", "-", "\u2013", "\u2014", ":", "|") for title in titles)


# "He", or "he" behind what opens a sentence: "Prior to joining X, he", "From 2001 to 2006, she".
_PRONOUN = re.compile(
    r"(?:(?:Prior|Before|Previously|Formerly|Earlier|Later|Then|During|Throughout|Over|At|With|While|When|From|Between|In|On|Since|Until|For|"
    r"After|Following|"
    r"Upon|Most recently|Recently|More recently|Currently|Today|Additionally|Also|As|Effective|Subsequently|Thereafter|Among)"
    r"\b[^;:\n]{0,150}?,?\s(?=s?he\s))?"
    r"(?P<pronoun>(?:He|She|he|she)\b|(?:His|Her)(?=\s(?:last|latest|most recent|previous|prior|past|earlier|former|career|experience|background|"
    r"professional|"
    r"appointment|resignation|retirement)\b))"
)


def pronoun_at(text: str) -> tuple[int, int] | None:
    """Where the "he" or "she" stands of whom a sentence tells: at its head, or behind a day or clause that opens it."""
    found = _PRONOUN.match(text)
    return found.span("pronoun") if found else None


_CHAIRS = re.compile(r"\s(?:and|&)\s(?:will\s)?chairs?\s(?:the|its|our)\s[\w ,&]{1,60}[Cc]ommittee$")


_JOINT = re.compile(r"\s(?:of|at|for|with)$")


def _before_name(title: Title, organisations: tuple[OrganisationAt, ...]) -> Title:
    """A title without the words that begin an organisation's name: "Managing Director, Resource Capital Advisors Ltd."."""
    low = next((low for low, high, _ in organisations if title.start < low < title.end <= high), None)
    text = _JOINT.sub("", title.text[: low - title.start].rstrip(" ,&-\u2013")) if low is not None else title.text
    return Title(title.start, title.start + len(text), text)


_OF_BOARD = re.compile(r"directors,?\s(?:and|&)\s(?=\w)", re.IGNORECASE)


def _behind_board(text: str, title: Title) -> Title:
    """A title without the "directors" of a board before it: "joins the board of directors and current Chair A"."""
    found = _OF_BOARD.match(title.text) if text.endswith(("oard of ", "OARD OF "), 0, title.start) else None
    return Title(title.start + found.end(), title.end, title.text[found.end() :]) if found else title


def _behind_owner(title: Title, organisations: tuple[OrganisationAt, ...]) -> Title:
    """A title without the name of its organisation before it, where that is a word of a field too: "Americas President"."""
    high = next((high for low, high, _ in organisations if low == title.start and high < title.end), None)
    text = title.text[high - title.start :].lstrip() if high is not None else title.text
    return Title(title.end - len(text), title.end, text)


def _without_verb(title: Title) -> Title:
    """A title without "and chair" where that is what its holder does: "will be lead director and chair the audit committee"."""
    verb = _CHAIRS.search(title.text)
    return Title(title.start, title.start + verb.start(), title.text[: verb.start()]) if verb else title


def organisations_of(context: Context, unit: Unit) -> Iterator[OrganisationAt]:
    """The organisations that a unit names, by offsets of its text."""
    for index, (at, origin) in enumerate(unit.origins):
        end = unit.origins[index + 1][0] if index + 1 < len(unit.origins) else len(unit.text)
        for naming, org in context.namings(origin, origin + end - at):
            yield at + naming.start - origin, at + naming.end - origin, org


def _board_seats(text: str) -> Iterator[Title]:
    """ "appointed to the Board", "retires from the Board": a directorship without the word."""
    for seat in BOARD_SEAT.finditer(text):
        yield Title(seat.start("seat"), seat.end("seat"), seat["seat"])


def is_board_seat(title: Title) -> bool:
    return re.fullmatch(r"[Bb]oards?(?: of [Dd]irectors)?", title.text) is not None


def is_expert(title: Title) -> bool:
    """Whether a title is that of a Qualified or Competent Person."""
    return any(role.key == "qualified-person" for role in atomic_roles(title.text))


_PROFILED = re.compile(rf"{PERSON_CAPITALS}(?=\s?(?:\(|,|[-\u2013\u2014:])\s?)")


def _led(text: str, titles: list[Title]) -> PersonAt | None:
    """The person in capitals who opens a profile, with a title right behind: "JANE ROE (Chair, age 61)"."""
    found = _PROFILED.match(text)
    if found is None or not any(0 < title.start - found.end() < 5 for title in titles):
        return None
    return next((person for person in find_persons(found.group(), (), capitals=True) if person.start == 0), None)


def _is_short_form(text: str, title: Title) -> bool:
    """A title in brackets and quotes is the short form of the one before it: Chief Executive Officer ("CEO")."""
    return _QUOTED.search(text[max(0, title.start - 8) : title.start]) is not None and text[title.end : title.end + 1] in ('"', "'")
