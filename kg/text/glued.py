"""Where the parts of a signature or contact stand glued together: a page saved as text without its line ends has "CONTACT:Ann MarloPresident
and Chief Executive OfficerAlder Gold Corp.Telephone: 604 555 0100"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.text.sieves import Sieved

_TITLE = (
    r"(?:(?:Interim |Acting |Executive |Non-Executive |Senior |Vice |Managing |Corporate )?"
    r"(?:President|Chief (?:Executive|Financial|Operating|Technical)|Chairman|Chairwoman|Chairperson|Director|Secretary|Manager)"
    r"|Vice-President|CEO|CFO|COO|Investor Relations)\b"
)
_MEANS = r"(?:Tel|Telephone|Phone|Fax|Facsimile|Email|E-mail|E-Mail|Website|Cell|Mobile|Toll-Free|Toll Free)\.?\s?[:+(\d]"
# Each up to where the line was parted: no "Executive" of a text that lost all its blanks.
_PARTED = Sieved(
    rf"(?<![\w'-])(?!Executive|Non|Vice|Managing|The)[A-Z][\w'-]*[^\W\d_A-Z](?={_TITLE})"
    rf"|[\w.)](?={_MEANS})"
    r"|\b(?:contact|Contact|CONTACT|details|Details|Enquiries|ENQUIRIES|Inquiries|INQUIRIES):(?=[A-Z][a-z])"
    r"|(?:Directors|DIRECTORS|[Tt]he Board|THE BOARD)(?=[A-Z][a-z]+ )"
    r"|\b(?:Officer|Chairman|President|Director|CEO|CFO)(?=[A-Z][a-z]+ )"
)
# "About AlderAlder Gold Corp. is": the heading is told again at once.
_TWICE = Sieved(r"\bA(?:bout|BOUT) (?P<name>[A-Z][\w&'.-]{2,}(?: [A-Z][\w&'.-]*){0,4}?)(?=(?P=name)[\s,(])")
# "in its historyRecord production at Alder, up 27% from the prior quarterFive-year high": the points of a list that lost their line ends.
_POINTS = Sieved(r"(?<![\w/@.-])(?:[a-z]{4,}|[A-Z]{6,})(?=\u201c?[A-Z][a-z]{2})")
_FEWEST_POINTS = 4
_LEADS = frozenset("with from into over under near since upon that this than between within through".split())


def glued(line: str) -> Iterator[int]:
    """Where a line was parted, by offsets of it, in no order."""
    for pattern in (_PARTED, _TWICE):
        yield from (found.end() for found in pattern.finditer(line))
    points = [found.end() for found in _POINTS.finditer(line) if found.group() not in _LEADS]
    if len(points) >= _FEWEST_POINTS:
        yield from points
