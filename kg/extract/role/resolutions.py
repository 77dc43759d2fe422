"""Directors elected by a resolution of a meeting: a row among the votes, or the words that were put and
passed ("To re-elect Jane Roe as a director")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.role.people import find_persons
from kg.text.dates import DateMatch
from kg.text.names import HONORIFIC
from kg.text.sections import Part
from kg.text.sieves import Sieved

Elected = tuple[str, int, int, DateMatch | None]

MAJORITY = 50.0
# A row of the votes on resolutions: "Election of Jane Roe 75,240,222 99.89%", its cells on lines of their own or run together.
_ROW = Sieved(
    r"(?:^|\n|(?<=[\d%] )|(?<=Nil ))[\s|]{0,9}(?:(?:Resolution )?\d{1,2}[.):]?\s?(?:[-\u2013\u2014:]\s?)?)?"
    rf"(?:To )?(?:[Rr]e-?)?[Ee]lect(?:ion)?(?: of)? (?:{HONORIFIC} )?"
    r"(?P<name>[A-Z][^\d|\n%]{3,48}[^\W\d_])(?: as (?:an? |the )?(?:[\w-]+ ){0,3}[Dd]irectors?(?: of the Company)?)?[\s|]{0,9}"
    r"(?=(?P<votes>\d{1,3}(?:,\d{3})+[^\n]{0,40}|\d{1,3}\.\d+ ?%))"
)
_SHARE = re.compile(r"(?:\d{1,3}(?:,\d{3})+[\s|]{0,9})?(?P<percent>\d{1,3}(?:\.\d+)?) ?%")


def resolved(part: Part, meeting: DateMatch | None) -> Iterator[Elected]:
    """Those whose election has a row of its own among the votes on resolutions; none who got but a minority."""
    for row in _ROW.finditer(part.text):
        persons = find_persons(row["name"], ())
        share = _SHARE.match(row["votes"])
        lost = share is not None and float(share["percent"]) < MAJORITY
        if len(persons) == 1 and (persons[0].start, persons[0].after) == (0, len(row["name"])) and not lost:
            yield persons[0].name, part.start + row.start("name"), part.start + row.end("name"), meeting


_PASSED = re.compile(
    r"\b(?:resolutions?|motions?)\b(?:(?!\b(?:if|must|will|shall|last year|to be)\b)[^.;]){0,200}"
    r"\b(?:was|were|been|all|duly)\s(?:\w+\s){0,3}(?:passed|carried|approved|adopted)\b|"
    r"\bresults? (?:of|from) (?:the |its |our |today's )?(?:\d{4} )?(?:annual|general|AGM|voting|poll|shareholder)|\b(?:AGM|meeting) results?\b",
    re.IGNORECASE,
)
_POST = r"(?:an? |the )?(?:[\w-]+ ){0,3}?director\b"
# "To re-elect Jane Roe as a director", "re-election of Jane Roe, who retires by rotation, as a director"
_PUT = Sieved(
    rf"(?:^|[\n.:;|\u2022] ?|\b(?:resolution|that|and) )(?:\(?\d{{1,2}}[.):]\s?|[-\u2013\u2014]\s?)?"
    rf"(?:to (?:re-?)?(?:elect|appoint)|(?:re-?)?election of|re-?appointment of)\s(?P<first>as {_POST},? )?(?:of the company )?(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_AS_DIRECTOR = re.compile(rf",?\s(?:(?:who|having)\s[^.;\n]{{3,120}}?,\s)?(?:be (?:re-?)?(?:elected|appointed) )?as {_POST}", re.IGNORECASE)
_IS_PUT = 60  # characters in which the name stands
_HONOURED = re.compile(rf"\s*(?:{HONORIFIC})?\s*")


_AHEAD = re.compile(r"\bmeeting\b[^.]{0,120}\b(?:will be|to be|is to be) held\b|\bwill be asked to\b", re.IGNORECASE)
# Behind a resolution that was not passed, and before one that is named as such.
_LOST = re.compile(r"[^\n]{0,80}?\b(?:not (?:passed|carried|approved)|withdrawn|defeated|lost|rejected|failed)\b", re.IGNORECASE)
_EXCEPT = re.compile(r"\b(?:except|excepting|other than|apart from|with the exception of|save)\b[^.\n]{0,80}$", re.IGNORECASE)


def passed(parts: tuple[Part, ...]) -> bool:
    """Whether a document tells that the resolutions of a meeting were passed."""
    return any(_PASSED.search(part.text) for part in parts) and not any(_AHEAD.search(part.text) for part in parts)


def put_and_passed(part: Part, meeting: DateMatch | None) -> Iterator[Elected]:
    """Those whom a part of a document that tells of resolutions passed names in one of them."""
    for words in _PUT.finditer(part.text):
        at = words.end()
        stop = part.text.find("\n", at)
        line = part.text[at : stop if 0 <= stop < at + _IS_PUT else at + _IS_PUT]
        person = next(iter(find_persons(line, ())), None)
        if person is None or _HONOURED.fullmatch(line, 0, person.start) is None:
            continue
        post = _AS_DIRECTOR.match(part.text, at + person.after)
        lost = _LOST.match(part.text, post.end() if post else at + person.after) or _EXCEPT.search(part.text, max(0, at - 120), at)
        if (words["first"] or post) and not lost:
            yield person.name, part.start + at + person.start, part.start + at + person.end, meeting
