"""Directors elected at a meeting: lists after "the following directors were elected", and tables of nominees with their votes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.role.people import PersonAt, find_persons, known_given
from kg.extract.role.resolutions import MAJORITY, passed, put_and_passed, resolved
from kg.text.dates import DateMatch, find_dates
from kg.text.names import ENDS_HONOURED, HONORIFIC
from kg.text.sections import Part
from kg.text.sieves import Sieved

_ELECTION = Sieved(
    r"\b(?:(?:re-?)?elected|election of|elect(?:ing)?)\b[^.]{0,120}\bdirectors?\b|\bdirectors?\b[^.]{0,100}(?:\.\s(?:\w+(?: \(\d+\))? of them|"
    r"all|they|each)[^.]{0,30})?\b(?:(?:were|"
    r"was|have been|has been) (?:all )?(?:duly )?(?:re-?)?elected|election)|"
    r"\bnominees?\b[^.]{0,120}\b(?:elected|directors?)|\b(?:re-?)?elect(?:ed)?\b[^.;:]{0,30}\b(?:board )?members\b|"
    r"\b[Bb]oard\b[^;:]{0,120}\b(?:re-?)?elected\b[^.;:]{0,40}\b(?:are|were):|\bdirectors? (?:re-?)?elected\b|"
    r"\b(?:chose|chosen|returned|voted|re-?elect(?:ed|ion)?|elect)\b(?!\s(?:not|to continue))[^.]{0,160}\b(?:board|"
    r"directors?)\b(?! (?:meeting|approv))|"
    r"\b(?:board|slate|nominees|directors)\b[^.]{0,160}\b(?:chosen|returned|carried|voted in)\b|\bre-?election of\b[^.]{0,200}\b(?:passed|carried)\b",
    re.IGNORECASE,
)
_MEETING = Sieved(r"\b(?:annual|special|general|shareholders?'?|AGM|meeting)\b", re.IGNORECASE)
_ITS_MEETING = re.compile(r"(?:'s)?\s(?:annual|special|general|extraordinary|shareholders?'?|stockholders?'?|AGM|EGM)\b", re.IGNORECASE)
_YET = re.compile(
    r"\b(?:will|would|proposes?|recommends?|seek\w*|intends?|nominated for|standing for|to be (?:re-?)?elected|if elected|for election at|"
    r"re-?elect\w* (?:as )?(?:the )?[Cc]hair\w*)\b"
)
_LIST_LEAD = re.compile(
    r"(?::|\s[-\u2013\u2014]|\b(?:re-?)?elect(?:ed|ing)?|\b(?:chose|returned|voted in)|\b(?:re-?)?elect(?: (?:board )?(?:members|"
    r"directors))?|\bas follows:?|\bnamely:?|\bbeing:?|\bare:?|\bwere:?|\belected,?|"
    r"\bcomprised of:?|\bof)\s*$",
    re.IGNORECASE,
)
_ONE_JOINS = re.compile(r"\b(?:has|was) (?:been )?(?:duly )?(?:re-?)?elected (?:in)?to (?:the|its|our) board\b", re.IGNORECASE)  # no list follows
_ITEM = re.compile(r"\s*I(?:tem|TEM) \d")  # "Item 5.02 Election of Directors": what may be told under it
_NOT_ELECTED = re.compile(r"\bnot (?:re-?)?elected\b|\bdid not stand\b|\bwithdrew\b", re.IGNORECASE)
# "The Board appointed the following officers:" leads in a list of its own.
_OF_OFFICERS = re.compile(
    r"\b(?:officers|executives|management(?: team)?|committees?|advis[eo]rs|(?:stock )?options|appointed)\b[^.;:]{0,120}:$", re.IGNORECASE
)
_VOTES = re.compile(r"\d{1,3}(?:[,. ]\d{3})+|\d+(?:\.\d+)? ?%")


def elected_directors(context: Context) -> Iterator[tuple[str, int, int, DateMatch | None]]:
    """Name, offsets in the reading text, and the meeting's date where it is given, of every director that a document says was elected."""
    meeting: DateMatch | None = None
    open_list, announced, told, named = 0, False, False, False
    carried = passed(context.telling)
    for part in context.telling:
        if _MEETING.search(part.text):
            meeting = meeting or _meeting_date(context, part)
        yield from _composition(part)
        yield from _returned(part, meeting)
        yield from resolved(part, meeting)
        yield from put_and_passed(part, meeting) if carried else ()
        told = told or _ELECTION.search(part.text) is not None
        yield from _in_turn(part, meeting) if told else ()
        if _ELECTION.search(part.text) and part.block.kind != "table" and not _ITEM.match(part.text):
            announced, named = part.text.rstrip().endswith(":"), False
            open_list = 12 if announced or not _ONE_JOINS.search(part.text) else 0
            yield from _in_sentence(part, meeting)
        elif open_list and part.block.kind in ("table", "bullet", "lines", "heading"):
            rows = [found for found in _in_rows(part, meeting, announced) if context.organisation(found[0]) is None]
            yield from rows
            named = named or bool(rows)
            open_list -= bool(re.search(r"[A-Za-z]{3}", part.text))
        else:
            open_list = 0 if _OF_OFFICERS.search(part.text) else max(0, open_list - 4)
            announced = announced and not named


_NEAR = 200  # characters in which the words that lead in a list stand
_COMPOSITION = re.compile(
    r"\b(?:[Bb]oard|[Dd]irectors)\b[^.;:]{0,60}\b(?:consists? of|compris(?:es?|ed of|ing)|(?:is|"
    r"are) (?:now )?(?:as follows|composed of|made up of))(?: the following(?: \w+)?)?:?\s*$|\b[Jj]oining the [Bb]oard (?:are|is)\s*$|"
    r"\b(?:[Bb]oard|[Dd]irectors)\b[^.;:]{0,80}\bothers (?:are|being)\s*$"
)


def _lead(text: str, at: int) -> str:
    """The words before a name, without its "Mr."."""
    return ENDS_HONOURED.sub("", text[max(0, at - _NEAR) : at])


def _composition(part: Part) -> Iterator[tuple[str, int, int, DateMatch | None]]:
    """ "The Board now consists of A, B and C": the names of a list that says who sits on it."""
    persons = find_persons(part.text, ())
    for index, first in enumerate(persons):
        lead = _lead(part.text, first.start)
        if _COMPOSITION.search(lead) and not re.search(r"\bwill\b", lead[-80:]) and not re.search(r"[Cc]ommittee", lead[-80:]):
            run = joined_names(part.text, persons[index:])
            last = next((one for one in persons if one.start > run[-1].start), None)
            between = ENDS_HONOURED.sub("", part.text[run[-1].after : last.start]) if last else ""
            if last and _AND_ITS_OFFICER.fullmatch(between) and re.match(r"[.;]|$", part.text[last.after :]):
                run.append(last)
            for person in run:
                yield person.name, part.start + person.start, part.start + person.end, None
            return


# "A, B and the Company's President and Chief Executive Officer, C"
_AND_ITS_OFFICER = re.compile(
    r"(?:\s\([^()]{1,40}\))?,?\sand\s(?:(?:the\s(?:[Cc]ompany|[Cc]orporation|[Gg]roup)(?:'s|\u2019s)|our|its|the)\s)?"
    r"[A-Z][A-Za-z]+(?:,?\s(?:[A-Z][A-Za-z]+|and|&)){0,7},?\s"
)


_VOTED = re.compile(r"\b(?:returned|re-?elected|elected|voted|sent back|re-?appointed)\s$")
_ON_BOARD = re.compile(r"\s(?:on)?to\s(?:the|its|our)\s[Bb]oard\b")


def _returned(part: Part, meeting: DateMatch | None) -> Iterator[tuple[str, int, int, DateMatch | None]]:
    """ "Stockholders returned A, B and C to the board": the names between such a verb and the board."""
    persons = find_persons(part.text, ()) if _ON_BOARD.search(part.text) else []
    for index, first in enumerate(persons):
        if _VOTED.search(_lead(part.text, first.start)):
            run = joined_names(part.text, persons[index:])
            if len(run) > 1 and _ON_BOARD.match(part.text, run[-1].after):
                for person in run:
                    yield person.name, part.start + person.start, part.start + person.end, meeting


# A table of votes that lost its lines: "Jane Roe 50,621,405 70.00% 21,695,725 John Dale 72,125,228 99.73% 191,902".
_VOTES_IN_TURN = Sieved(
    r"(?:(?<=\s)|^)(?:Withheld )?(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){1,4}) (?P<votes>\d{1,3}(?:,\d{3})+) (?P<percent>\d{1,3}(?:\.\d+)?) ?%"
)
# One that lost what parts its cells: "Jane Roe50,621,40570.00%21,695,72530.00%".
_VOTES_RUN = Sieved(
    r"(?:(?<=\n)|^)(?P<name>[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3} [A-Z][a-zA-Z'-]+)(?P<votes>\d{1,3}(?:,\d{3})+)(?P<percent>\d{1,3}\.\d\d?) ?%"
)


def _in_turn(part: Part, meeting: DateMatch | None) -> Iterator[tuple[str, int, int, DateMatch | None]]:
    """The persons that a run of votes names, two at least of them with more than half."""
    rows = list((_VOTES_RUN if "\n" in part.text else _VOTES_IN_TURN).finditer(part.text))
    named = [(row, person) for row in rows for person in find_persons(row["name"], ()) if person.after == len(row["name"])]
    if len(named) > 1:
        for row, person in named:
            if float(row["percent"]) >= MAJORITY and known_given(person.name):
                at = part.start + row.start("name")
                yield person.name, at + person.start, at + person.end, meeting


def meeting_date(context: Context) -> DateMatch | None:
    """The day of the shareholders' meeting that a document tells of; None where it tells of none held."""
    dates = (_meeting_date(context, part) for part in context.telling if _MEETING.search(part.text))
    return next((found for found in dates if found), None)


def _meeting_date(context: Context, part: Part) -> DateMatch | None:
    """The day on which the meeting was held, not after publication."""
    for found in find_dates(part.text, context.published):
        before = part.text[max(0, found.start - 90) : found.start]
        told = _MEETING.search(before) or re.search(r"\bheld\b", before) or _ITS_MEETING.match(part.text, found.end)
        if found.earliest == found.latest and (found.latest <= context.published or not context.dated) and told:
            return found
    return None


# What ends a list of names in prose; one behind a colon may be parted by semicolons.
_STOP = re.compile(r"\.(?=\s+[A-Z])(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)")
_STOP_OR_SEMICOLON = re.compile(rf"{_STOP.pattern}|;(?=\s+[A-Z])")


def _in_sentence(part: Part, meeting: DateMatch | None) -> Iterator[tuple[str, int, int, DateMatch | None]]:
    """ "... elected the following directors: A, B and C": names after the colon, or the names that are the sentence's subject."""
    for election in _ELECTION.finditer(part.text):
        if _YET.search(part.text, max(0, part.text.rfind(". ", 0, election.start())), election.end()):
            continue
        stop = (_STOP if ":" in part.text[election.start() : election.end() + 60] else _STOP_OR_SEMICOLON).search(part.text, election.end())
        tail_end = stop.start() if stop else len(part.text)
        persons = [person for person in find_persons(part.text[:tail_end], ()) if person.start >= election.start()]
        run = _run(part.text, persons)
        if len(run) >= 2 and not _NOT_ELECTED.search(part.text[election.start() : tail_end]):
            for person in run:
                yield person.name, part.start + person.start, part.start + person.end, meeting
            return
    if "\n" in part.text:
        yield from _in_rows(part, meeting)


def _run(text: str, persons: list[PersonAt]) -> list[PersonAt]:
    """The runs of names parted by commas, "and" or line ends that the lead-in of a list opens, or each of several: "to re-elect A and B, and to
    elect C"."""
    run: list[PersonAt] = []
    for index, first in enumerate(persons):
        lead = _lead(text, first.start)
        if first not in run and _LIST_LEAD.search(f"{lead.rstrip()} " if lead.endswith("\n") else lead):
            run += joined_names(text, persons[index:])
    return run


# A bracket or post behind a name, and what parts it from the next.
_BETWEEN_NAMES = re.compile(rf"(?:(?:\([^()]{{1,40}}\)|as (?:the )?[A-Z][\w &-]{{2,40}}(?=[\s,;]))\s*)?(?:(?:[,;&]|and\b)\s*){{0,3}}(?:{HONORIFIC})?")


def joined_names(text: str, persons: list[PersonAt]) -> list[PersonAt]:
    """The first of some persons and those that follow with no more than commas, brackets and "and" between."""
    run = persons[:1]
    for person in persons[1:]:
        between = text[run[-1].after : person.start]
        if not _BETWEEN_NAMES.fullmatch(between.strip()):
            break
        run.append(person)
    return run


def _in_rows(part: Part, meeting: DateMatch | None, announced: bool = False) -> Iterator[tuple[str, int, int, DateMatch | None]]:
    """Rows that begin with a name: in a table those with votes behind it, or all where a sentence `announced` it as those elected; in a
    list those that are a name and no more."""
    at = 0
    rows = part.text.split("\n")
    sure = sum(bool(persons and known_given(persons[0].name)) for persons in (find_persons(row, ()) for row in rows)) > 1
    for row in rows:
        persons = find_persons(row, ())
        if persons and re.fullmatch(rf"[\s\d.()*\u2022\u00b7|-]*(?:{HONORIFIC})?\s*", row[: persons[0].start]):
            first, rest = persons[0], row[persons[0].after :]
            listed = not rest.strip(" ,;.|") or re.fullmatch(r"\s*(?:\([^()]*\)|,? and)?[\s,;.]*", rest)
            if (known_given(first.name) or (sure and len(first.name.split()) < 4)) and (
                _VOTES.search(rest) or announced or (listed and part.block.kind != "table")
            ):
                yield first.name, part.start + at + first.start, part.start + at + first.end, meeting
        at += len(row) + 1
