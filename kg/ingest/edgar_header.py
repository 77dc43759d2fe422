"""What the header of an EDGAR submission says of itself: who files, under which names and numbers, which form, and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.origin import Transcript

_HEADER_END = 60_000  # characters in which a header says what it has to say
_MOST_LINES = 200  # of what it tells: each exhibit is led by them
_PARTY = re.compile(
    r"^(?:(?P<name>[A-Z][A-Z -]{2,30}):|<(?P<tag>FILER|SUBJECT-COMPANY|FILED-BY|FILED-FOR|REPORTING-OWNER|ISSUER)>)[ \t\r]*$", re.MULTILINE
)
_LINE = re.compile(
    r"^[ \t]{0,20}(?:(?P<key>COMPANY CONFORMED NAME|CENTRAL INDEX KEY|STANDARD INDUSTRIAL CLASSIFICATION|FORMER CONFORMED NAME|"
    r"CONFORMED SUBMISSION TYPE):|<(?P<tag>CONFORMED-NAME|CIK|ASSIGNED-SIC|FORMER-CONFORMED-NAME|TYPE)>)(?P<value>[^\n\r]{1,200})",
    re.MULTILINE,
)
_FILED = re.compile(r"^\s{0,20}(?:(?:FILED AS OF DATE|DATE OF FILING):|<FILING-DATE>)\s{0,20}(?P<day>(?:19|20)\d{6})", re.MULTILINE)
FILED_LEAD = "Filed: "  # how the line of the day begins before an exhibit: it counts where nothing else is dated
_FILERS = ("FILER", "FILER COMPANY")
# The header's words for what it tells, in both of its spellings -> those of the text.
_CALLED = {
    "COMPANY CONFORMED NAME": "Filer",
    "CONFORMED-NAME": "Filer",
    "CENTRAL INDEX KEY": "CIK",
    "CIK": "CIK",
    "STANDARD INDUSTRIAL CLASSIFICATION": "SIC",
    "ASSIGNED-SIC": "SIC",
    "FORMER CONFORMED NAME": "Former name",
    "FORMER-CONFORMED-NAME": "Former name",
    "CONFORMED SUBMISSION TYPE": "Form",
    "TYPE": "Form",
}
_CODE = re.compile(r"\b\d{4}\b(?=\]?\s*$)")


@dataclass(frozen=True)
class _Told:
    """One thing that a header tells, and where it stands."""

    what: str
    value: str
    at: int


def write_header(header: str, listed: Transcript, transcript: Transcript, day_lead: str) -> int:
    """Writes what the header tells: the form and the filers on a line each, and the lines of what is listed, which are apart from the text of the
    document, then the day, which counts as `day_lead` says. How many characters stand before the day."""
    for one in islice(_told(header[:_HEADER_END]), _MOST_LINES):
        transcript.add(f"{one.what}: ")
        transcript.copy(one.value, one.at)
        transcript.add("\n")
    transcript.splice(listed, 0)
    if transcript.length:
        transcript.add("\n")
    lead = transcript.length
    day = _FILED.search(header)
    if day:
        at = day.start("day")
        transcript.add(day_lead)
        for text, offset in ((day["day"][:4], at), (day["day"][4:6], at + 4), (day["day"][6:], at + 6)):
            transcript.copy(text, offset)
            if offset < at + 6:
                transcript.add("-")
        transcript.add("\n\n")
    return lead


def _told(header: str) -> Iterator[_Told]:
    """The form, and of each filer its name, then its numbers and former names; nothing of other parties, as those who hold its shares."""
    headings = list(_PARTY.finditer(header))
    starts, parties = [found.start() for found in headings], [found["name"] or found["tag"] for found in headings]
    named = False
    for found in _LINE.finditer(header):
        what = _CALLED[found["key"] or found["tag"]]
        above = bisect_left(starts, found.start())
        party = parties[above - 1] if above else ""
        if (what == "Form") == bool(party) or (party and party not in _FILERS) or (what not in ("Form", "Filer") and not named):
            continue
        named = named or what == "Filer"
        value = found["value"].strip()
        at = found.start("value") + found["value"].index(value) if value else 0
        if what == "SIC":
            code = _CODE.search(value)
            value, at = (code[0], at + code.start()) if code else ("", 0)
        if value:
            yield _Told(what, value, at)
