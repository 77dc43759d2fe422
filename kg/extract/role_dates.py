"""The stated begin and end of the post that a claim speaks of."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain

from kg.extract.claims import Claim
from kg.extract.context import Context
from kg.extract.title_grammar import APPOINTED, COMING, HELD, LEAVING, LEFT, PAST
from kg.text.dates import DateMatch, find_dates

ANNOUNCED = "announced"  # the kind of a date that is only the announcement's


_EFFECTIVE = re.compile(
    r"(?:effective|with effect|as of|as at|commencing|starting|beginning|from|on|in|since|until|till|to|by|at the end of|"
    r"following|dated|,)\s*(?:(?:from|as of|on|the|close of business|the end of|immediately following)\s*)*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^(?:Effective|On|As of|In|With effect from)\s")
_SHARED = re.compile(r"\b(?:in each case|both|each|all)[^.;]{0,20}\b(?:effective|with)\b")
_SAME_DAY = re.compile(r"\b(?:[Oo]n|[Aa]t|[Ff]rom|as of) (?:the same|that) (?:date|day|time)\b")
_ASIDE = re.compile(r",\s(?:who|whose|which)\b[^,;.]{0,80},")
_SINCE = re.compile(r"\b(?:since|joined|began|started|(?:served|sat) from)\b[^.;]{0,60}$", re.IGNORECASE)


def claim_dates(context: Context, claim: Claim, said: DateMatch | None) -> tuple[DateMatch | None, DateMatch | None]:
    """The begin and end that a text states for a claim; the day of the document, of kind "announced", where it makes them known undated.

    "The same date" is the one `said` of the post before.
    """
    if claim.unit.listed and "\n" in claim.unit.text:
        return None, None
    text = claim.unit.text
    to_come = claim.kind in (APPOINTED, COMING, LEAVING) and re.search(r"\b(?:will|would|shall|is to|are to)\b", text) is not None
    dates = [found for found in find_dates(text, context.published, future=to_come) if found.kind != "ambiguous"]
    behind = [found for found in dates if claim.dates_from <= found.start < min(_clause_end(claim), claim.dates_to)]
    behind = [found for found in behind if not any(low <= found.start < high for low, high in _asides(claim))]
    if claim.rule.startswith("further-"):  # "CFO in 2009 and was promoted to COO in 2012"
        behind.sort(key=lambda found: found.start < claim.title.end)
    if claim.kind == PAST:
        return _period(text, behind)
    since = next((found for found in behind if found.kind == "since" or _SINCE.search(text[max(0, found.start - 60) : found.start])), None)
    if claim.kind == HELD:
        return (since if since and _is_of_post(claim, since) else None), None
    if (same := _SAME_DAY.search(text)) and not behind:
        told = [found for found in dates if found.end <= same.start() and found.earliest == found.latest]
        day = told[-1] if told else said
        if day:
            return (day, None) if claim.kind in (APPOINTED, COMING) else (since, day)
    begin, end = (_begin(claim, dates, behind), None) if claim.kind in (APPOINTED, COMING) else (since, _end(claim, dates, behind, since))
    return (begin, end) if begin or end or not _is_announced(claim) else _on_announcement(context, claim)


def _asides(claim: Claim) -> list[tuple[int, int]]:
    """Where a clause between the person and the title tells of something else: "A, who founded it in 2004, becomes"."""
    return [aside.span() for aside in _ASIDE.finditer(claim.unit.text, claim.person.end, max(claim.person.end, claim.title.start))]


def _effective(claim: Claim, dates: list[DateMatch], behind: list[DateMatch]) -> DateMatch | None:
    """The day from which the claim holds: named as such behind it, "immediately", opening its sentence, or any one day behind it."""
    text = claim.unit.text
    named = (found for found in behind if _EFFECTIVE.search(text[: found.start]) or found.kind == "since")
    at_once = (found for found in behind if found.kind == "immediate")
    opening = (found for found in dates if found.end <= claim.start and found.start < 40 and _OPENING.match(text))
    one_day = (found for found in behind if found.earliest == found.latest)
    return next(chain(named, at_once, opening, one_day), None)


def _begin(claim: Claim, dates: list[DateMatch], behind: list[DateMatch]) -> DateMatch | None:
    """The first day of a post taken up: its own, or the one that the sentence gives for all whom it names."""
    own, shared = _effective(claim, dates, behind), _SHARED.search(claim.unit.text)
    return own or (next((found for found in dates if found.end > shared.start()), None) if shared else None)


def _end(claim: Claim, dates: list[DateMatch], behind: list[DateMatch], since: DateMatch | None) -> DateMatch | None:
    """The day on which a post is laid down; never the "since" of the same sentence."""
    text = claim.unit.text
    named = (found for found in behind if found is not since and (_EFFECTIVE.search(text[: found.start]) or found.kind in ("immediate", "until")))
    found = next(named, None) or _effective(claim, dates, behind)
    return found if found is not since else None


def _is_of_post(claim: Claim, since: DateMatch) -> bool:
    """Whether a "since" speaks of the post: right behind the title, or between person and title, and not inside what somebody says."""
    between = claim.unit.text[claim.title.end : since.start] if since.start >= claim.title.end else ""
    return len(between) < 60 and '"' not in between and not re.search(r"\b(?:said|comments?|commented|stated)\b", between)


def _clause_end(claim: Claim) -> int:
    """Where what is said of a claim ends: the next semicolon, or the next person who is said to do something."""
    stop = re.search(r";|\band (?:Mr|Ms|Mrs|Dr)\. |\bsaid\b|\bpreviously\b|\bprior to\b|\bbrings\b", claim.unit.text[claim.end :])
    return claim.end + stop.start() if stop else len(claim.unit.text)


def _period(text: str, dates: list[DateMatch]) -> tuple[DateMatch | None, DateMatch | None]:
    """ "from 2005 to 2010", "until March 2012": the ends of a past role, as far as they are dated."""
    if not dates:
        return None, None
    first = dates[0]
    if first.kind == "range" or "/" in first.edtf:
        begin, _, end = first.edtf.partition("/")
        return _at(begin, first), _at(end, first)
    if first.kind == "until" or re.search(r"\b(?:until|to|till)\s*$", text[: first.start]):
        return None, first
    if len(dates) > 1 and re.search(r"^\s*(?:to|until|and|-|\u2013)\s*$", text[first.end : dates[1].start]):
        return first, dates[1]
    return (first, None) if first.kind == "since" or re.search(r"\b(?:from|since|in|joined)\b[^.;]{0,20}$", text[: first.start]) else (None, None)


def _at(edtf: str, found: DateMatch) -> DateMatch | None:
    """One end of a range as a date of its own; EDTF of year, month or day."""
    if not re.fullmatch(r"\d{4}(?:-\d{2}){0,2}", edtf):
        return None
    year, month, day = (*map(int, edtf.split("-")), 0, 0)[:3]
    first = date(year, month or 1, day or 1)
    last = first if day else (date(year + (month == 12), month % 12 + 1, 1) if month else date(year + 1, 1, 1)) - timedelta(days=1)
    return DateMatch(found.start, found.end, first, last, edtf, "day" if day else "month" if month else "year")


_ANNOUNCES = re.compile(
    r"\b(?:announce[sd]?|pleased|delighted|welcomes?|advises?|reports?|today|wish(?:es)? to (?:announce|advise)|"
    r"appointment of|resignation of)\b|\b(?:has|have) (?:also )?(?:been |resigned|retired|stepped|joined)"
)


def _is_announced(claim: Claim) -> bool:
    """Whether a sentence makes an appointment or departure known, rather than tell it of former days."""
    return claim.kind in (APPOINTED, LEFT) and not claim.unit.listed and _ANNOUNCES.search(claim.unit.text) is not None


def _on_announcement(context: Context, claim: Claim) -> tuple[DateMatch | None, DateMatch | None]:
    """The day of the document as the begin or end of a post whose taking or leaving it announces without a day; kind "announced", because
    it may have come to pass before."""
    day = context.published
    said = DateMatch(claim.start, claim.end, day, day, day.isoformat(), ANNOUNCED)
    return (said, None) if claim.kind == APPOINTED else (None, said)
