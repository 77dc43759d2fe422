"""Mergers: whether one is told as done, so that the combined company is the issuer, and whose board and officers one that is to come makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.boards import joined_names
from kg.extract.role.closings import expected_closings
from kg.extract.role.people import find_persons
from kg.extract.role.post_words import ORG
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import APPOINTED, COMING, HELD
from kg.text.dates import DateMatch
from kg.text.names import HONORIFIC
from kg.text.titles import Role

_DEAL = r"(?:merger|amalgamation|business combination|combination|acquisition|arrangement)"
_DONE = re.compile(
    rf"\b(?:has|have)\s(?:now\s|today\s|successfully\s){{0,2}}(?:completed|closed|consummated)\b[^.;]{{0,60}}?\b{_DEAL}\b|"
    rf"\b{_DEAL}\b[^.;]{{0,60}}?\b(?:has been|was|is now)\s(?:successfully\s)?(?:completed|closed|consummated)\b|"
    rf"\bannounces?d?\s(?:the\s)?(?:successful\s)?(?:completion|closing)\sof\s[^.;]{{0,40}}?\b{_DEAL}\b"
)
_OF_COMBINED = re.compile(
    r"^,?\s(?:of|for|at)\sthe\s(?:combined|merged|enlarged)\s(?:company|group|corporation|entity|business)\b(?!\s(?:of|with)\b)"
)


def _is_done(context: Context) -> Iterator[bool]:
    yield any(_DONE.search(sentence.text) for sentence in context.sentences)


def of_combined(context: Context, after: str) -> bool:
    """Whether the words behind a title say that it is of the combined company, where a merger is told as done."""
    return _OF_COMBINED.match(after) is not None and any(context.once(_is_done))


@dataclass(frozen=True)
class NewBoard:
    """The directors whom a company is to have from a merger: the stretch of the sentence that names them, and the end of its paragraph."""

    start: int
    end: int
    last: int
    organisation: Organisation
    names: tuple[tuple[str, int, int], ...]
    day: DateMatch | None


_BOARD_OF = re.compile(
    r"^(?:(?:On|Upon|Following|After)\s[^,;.]{3,60},\s)?[Tt]he\s(?:initial\s|new\s)?"
    rf"(?:[Bb]oard(?:\s[Oo]f\s[Dd]irectors)?|[Dd]irectors)\sof\s(?:the\s)?{ORG}\s"
    r"(?:will|is to|are to)\s(?:then\s|initially\s)?"
    r"(?:be\s(?:composed|comprised|made up)\sof|consist\sof|comprise|include|be)"
    r"(?:\sthe following)?(?:\s[a-z]+)?(?:\s(?:members|directors|persons|individuals))?:?\s"
    rf"(?:{HONORIFIC}\s?)?$"
)


def new_boards(context: Context) -> Iterator[NewBoard]:
    """ "The board of X will be composed of A (Chair), B and C", X not being the issuer."""
    for sentence in context.sentences:
        if "oard" not in sentence.text[:160] and "irectors" not in sentence.text[:160]:
            continue
        named = context.namings(sentence.start, sentence.end)
        persons = find_persons(sentence.text, [(naming.start - sentence.start, naming.end - sentence.start) for naming, _ in named])
        ahead = [(naming, org) for naming, org in named if persons and naming.end <= sentence.start + persons[0].start]
        if len(ahead) != 1 or ahead[0][1].company == context.company:
            continue
        naming, org = ahead[0]
        lead = sentence.text[: naming.start - sentence.start] + ORG + sentence.text[naming.end - sentence.start : persons[0].start]
        if _BOARD_OF.match(lead):
            names = tuple((one.name, sentence.start + one.start, sentence.start + one.end) for one in joined_names(sentence.text, persons))
            last = sentence.part.start + len(sentence.part.text)
            yield NewBoard(sentence.start, sentence.end, last, org, names, next(iter(context.once(expected_closings)), None))


def _told_with(context: Context, at: int) -> NewBoard | None:
    return next((board for board in context.once(new_boards) if board.start <= at < board.last), None)


def company_to_be(context: Context, at: int, kind: str) -> Organisation | None:
    """The company whose officers a paragraph tells that begins with its board to be, for a post at an offset of which no other is told."""
    board = _told_with(context, at)
    if board is None or not (kind in (APPOINTED, COMING) or (kind == HELD and at < board.end)):
        return None
    return board.organisation


def in_board_to_be(context: Context, item: Statement) -> Statement:
    """A post in the company to be, from the day that the text tells for the merger."""
    board = _told_with(context, item.start)
    if board is None or item.company != board.organisation.company or item.begin is not None:
        return item
    if item.kind == COMING or (item.kind == HELD and item.start < board.end):
        return replace(item, kind=COMING, begin=board.day)
    return item


# "all of them step down, and a new board will comprise A, B and C", at the issuer
_NEW_BOARD = re.compile(
    r"\b(?:new|reconstituted|incoming)\s[Bb]oard(?:\s[Oo]f\s[Dd]irectors)?\s(?:will|is to|shall)\s(?:now\s|then\s|initially\s)?"
    r"(?:be\s(?:composed|comprised|made up)\sof|consist\sof|comprise|include|be)(?:\sthe following)?(?:\s[a-z]+)?"
    rf"(?:\s(?:members|directors|persons|individuals))?:?\s(?:{HONORIFIC}\s?)?$"
)


_NEW_BOARD_WORDS = re.compile(r"\b(?:new|reconstituted|incoming)\s[Bb]oard\b")


def directors_to_be(context: Context) -> Iterator[Statement]:
    """The directors whom the boards to be name."""
    for sentence in context.sentences:
        persons = find_persons(sentence.text, ()) if _NEW_BOARD_WORDS.search(sentence.text) else []
        if persons and _NEW_BOARD.search(sentence.text[: persons[0].start]):
            for one in joined_names(sentence.text, persons):
                start, stop = sentence.start + one.start, sentence.start + one.end
                yield Statement(one.name, Role("director"), "director", context.company, COMING, None, None, None, start, stop, "board-to-be")
    for board in context.once(new_boards):
        for name, start, stop in board.names:
            yield Statement(name, Role("director"), "director", board.organisation.company, COMING, board.day, None, None, start, stop, "board-to-be")
