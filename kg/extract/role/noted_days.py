"""The days that a list or profile notes behind a post: "(appointed 3 May 2006)", "Director. Appointed 3 May 2006, resigned 4 June 2009"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.role.claim import Claim
from kg.extract.role.title_grammar import APPOINTED, LAYOUTS, LEAVING, LEFT
from kg.text.dates import DateMatch, parse_date


@dataclass(frozen=True)
class Dated:
    """What a claim says of a post once its dates are read, and its stated begin and end."""

    kind: str
    begin: DateMatch | None = None
    end: DateMatch | None = None


_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s)?[A-Z][a-z]+\.?\s(?:\d{1,2},\s)?(?:19|20)\d\d"
_FROM = r"(?:(?:effective|commencing|commences|starting|starts|with effect)(?:\s(?:from|on|in|as of))?|from|as of)"
_NOTE = re.compile(rf"\s?\((?P<verb>(?i:appointed|elected|{_FROM}|since|resigned|retired|ceased|until|left))\s(?P<day>[^()]{{4,40}})\)")
_OF_PLACE = re.compile(r",\s[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){0,2}(?=\s?\()")  # "General Manager, Yallara (commencing 1 October)"
# Of an item of a list: "Company Secretary, effective 1 May 2019".
_ITEM = re.compile(rf"(?:,|;|\s[\u2013-])\s(?P<verb>(?i:{_FROM}))\s(?P<day>{_DAY})(?=[\s.,;)]|$)")
# Of a profile: "Director - Appointed 3 May 2006, Resigned 4 June 2009", "Director. Appointed 3 May 2006."
_PROFILE = re.compile(
    rf"[ \t]?(?:\(|[\u2013-]\s?|[.,;|]?\s{{1,3}})(?P<verb>(?i:appointed|elected|resigned|retired))(?:\son)?:?\s(?P<day>{_DAY})"
    rf"(?:,?\s(?:and\s)?(?P<over>(?i:resigned|retired|ceased))(?:\son)?\s(?P<last>{_DAY}))?(?=[\s.,;)]|$)"
)
_LAID_OUT = frozenset({"title-name", "further-title", *(f"name-{name}-title" for name in LAYOUTS)})


def noted(context: Context, claim: Claim) -> Dated | None:
    """What a bracket right behind a title or person of a list says, or the words of a profile: "(appointed 3 May 2006)", "(resigned 3 May 2012)"."""
    text = claim.unit.text
    after = claim.unit.origin(max(claim.title.end, claim.person.after) - 1) + 1
    note = _PROFILE.match(context.reading.text, after) if claim.rule in _LAID_OUT else None
    place = _OF_PLACE.match(text, claim.title.end)
    note = note or _NOTE.match(text, place.end() if place else claim.title.end) or _NOTE.match(text, claim.person.after)
    if note is None and claim.rule in _LAID_OUT and (claim.unit.listed or claim.unit.part.block.kind == "bullet"):
        note = _ITEM.match(text, max(claim.title.end, claim.person.after))
    day = parse_date(note["day"], context.published) if note else None
    if note is None or day is None or day.kind == "ambiguous":
        return None
    last = parse_date(note["last"], context.published) if note.re is _PROFILE and note["last"] else None
    if note["verb"].lower() in ("resigned", "retired", "ceased", "left", "until"):
        return Dated(LEAVING if day.latest > context.published else LEFT, None, day)
    return Dated(LEAVING if last.latest > context.published else LEFT, day, last) if last else Dated(APPOINTED, day)
