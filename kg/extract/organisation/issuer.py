"""Which of the organisations that a document names issued it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import takewhile

from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.organisations import Organisation
from kg.extract.organisation.speakers import SPEAKER
from kg.text.lexicons import folded, mapping
from kg.text.names import fold, split_legal_form
from kg.text.sections import BODY, CONTACT, HEADER, SIGNATURE, SOURCE, Part


def issuer(organisations: list[Organisation], parts: Iterable[Part], title: str = "") -> Organisation | None:
    """The organisation whose release this is: the one that the title begins with, that the story's first sentence names, defines as "the
    Company" and lists."""
    if not organisations:
        return None
    known = list(parts)
    story = next((part for part in known if part.section == BODY), None)
    told = [(naming.start, org) for org in organisations for naming in org.namings if story and story.start <= naming.start]
    first = min(told, key=lambda pair: pair[0])[1] if told else None  # whom the story names first: of two that announce together the one who speaks
    listed = [org for org in organisations if org.ticker_beside]
    words = _words(title)
    speaker = max(
        organisations,
        key=lambda org: (
            _issuer_score(org, known)
            + 1.5 * (org is first)
            + _SPEAKS * (first is not None and org is first and _opens_story(first, story))
            + _LONE_TICKER * (listed == [org]) * (1 + 2 * _leads_line(org, known))
            + _SPEAKER * any(naming.rule == SPEAKER for naming in org.namings)
            - _SERVES * _serves(org, known)
            + _titled(org, words)
            + _HEADS_TITLE * _heads_title(org, title)
            - _ATTACHED * _is_attached(org, story)
            - _DEALT_WITH * _is_dealt_with(org, known),
            -org.namings[0].start,
        ),
    )
    return None if _lends(speaker) else speaker  # no release is that of a bank that it names


def _part_at(parts: list[Part], at: int) -> Part | None:
    """The part in which an offset lies."""
    index = bisect_right(parts, at, key=lambda part: part.start) - 1
    return parts[index] if index >= 0 and at < parts[index].start + len(parts[index].text) else None


def _lends(org: Organisation) -> bool:
    """Whether an organisation is a bank by its name, and says nothing of itself."""
    kind = mapping("organisations.txt").get(org.name.casefold())
    bank = kind == "bank" or re.search(r"\bBank\b", org.name) is not None
    return bank and not org.generic_alias and not org.ticker_beside and all(naming.rule != SPEAKER for naming in org.namings)


def _serves(org: Organisation, parts: list[Part]) -> bool:
    """Whether a text has an organisation but as one that works for another, lends to it or tests its ore."""
    if org.generic_alias or org.ticker_beside or any(naming.rule == SPEAKER for naming in org.namings):
        return False
    first = org.namings[0]
    part = _part_at(parts, first.start)
    known = mapping("organisations.txt")
    kind = known.get(org.name.casefold()) or known.get(org.stem)  # "Deloitte LLP" is the auditor "Deloitte"
    at = first.start - part.start if part else 0
    return kind in _SERVANTS or (part is not None and _SERVED_BY.search(part.text, max(0, at - 90), at) is not None)


def _leads_line(org: Organisation, parts: list[Part]) -> bool:
    """Whether a name with its symbol begins a line in capitals that a dash parts from a headline: "ALDER CORPORATION (TSX: ALD) - BIRCH REPORTS"."""
    for naming in org.namings:
        part = _part_at(parts, naming.start)
        at = naming.start - part.start if part else 0
        if part and (at == 0 or part.text[at - 1] == "\n") and _TICKER_DASH.match(part.text, naming.end - part.start):
            return True
    return False


def _is_dealt_with(org: Organisation, parts: list[Part]) -> bool:
    """Whether a text has an organisation, wherever it names it in full first, only as what somebody deals in or with; none that is "the Company"."""
    if org.generic_alias:
        return False
    told = False
    for naming in org.namings[:_NAMINGS]:
        part = _part_at(parts, naming.start)
        if part is None or part.section not in (BODY, HEADER) or naming.rule not in ("legal-form", "before-ticker"):
            continue
        if not _DEALS_WITH.search(part.text, max(0, naming.start - part.start - 90), naming.start - part.start):
            return False
        told = True
    return told


def _opens_story(org: Organisation, story: Part | None) -> bool:
    """Whether a story begins with a name and what it announces: "Alder Metals (AldMet) has released its report"."""
    starts = (naming for naming in org.namings if story and 0 <= naming.start - story.start < _NEAR)
    return any(story is not None and _ANNOUNCES.match(story.text, naming.end - story.start) is not None for naming in starts)


def _heads_title(org: Organisation, title: str) -> bool:
    """Whether a title begins with the whole name of an organisation, and goes on with what it announces."""
    name, form = split_legal_form(org.company.name)
    return (
        form != ""
        and " " in name
        and title.casefold().startswith(org.company.name.casefold())
        and _TELLS.match(title, len(org.company.name)) is not None
    )


def _is_attached(org: Organisation, story: Part | None) -> bool:
    """Whether a story begins with the news of another, which it attaches: "Alder Company (AC) announced (see attached release) that"."""
    starts = (naming for naming in org.namings if story and 0 <= naming.start - story.start < _NEAR)
    return any(story is not None and _SEE_ATTACHED.match(story.text, naming.end - story.start) is not None for naming in starts)


_HEADS_TITLE, _ATTACHED = 4.0, 10.0
_TELLS = re.compile(
    r",? (?:announces?|reports?|provides?|completes?|closes|files|appoints|signs|drills|intersects|commences|receives|acquires|declares|confirms|"
    r"releases|updates|enters|discovers|expands|extends|begins|starts|grants|names|delivers|outlines|increases)\b",
    re.IGNORECASE,
)
_SEE_ATTACHED = re.compile(r"[^.\n]{0,60}\bannounce[sd]?\b[^.\n]{0,20}\((?:please )?see (?:the )?attached\b")
_NEAR = 90  # characters of a dateline
_SPEAKS = 2.0
_ANNOUNCES = re.compile(
    r"\s?(?:\([^()]{1,80}\),?\s?){0,3}(?:today |yesterday )?(?:(?:is|are) (?:pleased|delighted|excited)|wishes|has (?:released|announced|published|"
    r"lodged|completed|received|signed|entered)|announce[sd]?|reports?|reported|presents|provides|advises|confirms)\b"
)
_DEALT_WITH = 4.0
_NAMINGS = 4  # of an organisation, from the first, that tell whether it is but the object of what another does
# Before one that is bought, sold, or dealt with: "Sale of 20% of Alder Limited", "bought the mine in 2013 from Birch Inc.".
_DEALS_WITH = re.compile(
    r"\b(?:sale|disposal|acquisition|purchase|sold|sells?|acquired?|buys?|bought|purchased?|interest|stake|shares?|shareholding|agreement|optioned|"
    r"option|leased|received|earn-?in|joint venture|placement|merger|takeover)\b[^.;:\n()]{0,60}\b(?:of|in|from|to|by|with)\s(?:the\s)?$|"
    r"\b(?:acquire[sd]?|buys?|bought|sold|sells?|purchase[sd]?)\s(?:the\s)?$",
    re.IGNORECASE,
)
_SERVANTS = ("bank", "laboratory", "driller", "consultancy", "contractor", "auditor", "lawyer", "university", "geophysics", "agent")
# Before one that does something for whose text it is.
_SERVED_BY = re.compile(
    r"\b(?:prepared|conducted|undertaken|completed|carried out|provided|drilled|done|assayed|analy[sz]ed|audited|restructured|received|refinanced|"
    r"facility|loan|contract)\b[^.;:\n()]{0,60}\b(?:by|with|from|to|at)\s(?:the\s)?$|"
    r"\b(?:contractor|lender|bank|laboratory|vendor|consultants?|drillers?|auditors?|engineers?),?\s$",
    re.IGNORECASE,
)
_TICKER_DASH = re.compile(r"\s?\([A-Z][A-Za-z .-]{1,20}: ?[A-Z.]{1,6}\) [-\u2013\u2014] [A-Z]")
_SERVES, _SPEAKER = 5.0, 4.0
_AUTHORISED = 8.0
_LONE_TICKER = 2.0  # of all the organisations only one gives its symbol
_OPENS_TITLE, _IN_TITLE = 4.0, 1.0
_CAPITALS = 0.7  # of its letters, in a name written in capitals


def _words(name: str) -> list[str]:
    """The words of a name or title, folded, without article and possessives."""
    words = re.findall(r"[^\W_]+(?:[&'.-][^\W_]+)*", re.sub(r"['\u2019]s?\b(?![A-Za-z])", "", fold(name.replace("\u2019", "'"))))
    return words[1:] if words[:1] == ["the"] else words


def _titled(org: Organisation, title: list[str]) -> float:
    """What a title tells of an organisation by the name it gives, short or in full, at its head or elsewhere; nothing where it is itself but words
    of a title in capitals ("CONFIRMS McALDER AS")."""
    letters = [letter for letter in org.company.name if letter.isalpha()]
    named = _words(org.company.name)
    reports = title[: len(named)] == named and bool({"annual", "half", "quarterly", "interim", "financial"}.intersection(title[len(named) :][:2]))
    if not reports and len(org.namings) == 1 and sum(map(str.isupper, letters)) > _CAPITALS * len(letters):
        return 0.0
    best = 0.0
    for form in (org.stem, *org.aliases):
        name = _words(form)
        plain = not name or (name[0] in folded("generic_words.txt") | folded("not_in_names.txt")) or len(name[0]) < 3
        least = len(name) if plain else 1  # "Gold" or "New" alone is nobody's name
        for at, word in enumerate(title if name else ()):
            told = sum(1 for _ in takewhile(bool, map(str.__eq__, name, title[at:])))
            if word == name[0] and told >= least:
                best = max(best, (_IN_TITLE if at else _OPENS_TITLE) + 0.5 * (told - 1))
    return best + _OPENS_TITLE * reports


_TICKER_BESIDE = re.compile(
    r"^\s*(?:[(|]?\s*(?:[A-Z][\w. ]{1,30}\s?[:-]\s?[A-Z0-9.]{1,7}\)?[\s,;|/]*){1,4})?(?:\n|$|\s?\||\t| [-\u2013\u2014] (?=[A-Z]))"
)


def _heads_letter(part: Part, naming: NameAt) -> bool:
    """Whether a name stands on a line of the letterhead with nothing else but tickers, or before a dash and the title of a report."""
    low, high = naming.start - part.start, naming.end - part.start
    return part.section == HEADER and (low == 0 or part.text[low - 1] == "\n") and _TICKER_BESIDE.match(part.text[high:]) is not None


# "Authorised for release by the Board of Alder Limited", "By order of the Board of Alder Limited".
_AUTHORISES = re.compile(
    r"\b(?:authori[sz]ed|approved|by order|on behalf)\b[^.;\n]{0,60}\b(?:board|directors?)(?: of directors)? of\s(?:the )?$", re.IGNORECASE
)
_REGISTERED = re.compile(r"\s*\(?(?:ABN|ACN|ARBN)\b")  # on the front of a report: "ALDER LIMITED ABN 12 345 678 901"


def _issuer_score(org: Organisation, parts: list[Part]) -> float:
    score = (
        6.0 * bool(re.match(r"(?:the )?(?:company|corporation|group|issuer)$", org.generic_alias, re.IGNORECASE))
        + 1.5 * org.ticker_beside
        + min(len(org.namings), 20) * 0.15
    )
    story = next((part for part in parts if part.section == BODY), None)
    opened = [naming for naming in org.namings if story and story.start <= naming.start]
    later = opened[0] if story and opened and opened[0].start >= story.start + len(story.text) else None  # in a point of a list behind the first
    for naming in org.namings:
        part = _part_at(parts, naming.start)
        if part is None:
            continue
        if story and (part is story or (part.section == BODY and naming is later)):
            score += max(0.0, 4.0 - (naming.start - story.start) / 100)
        at = naming.start - part.start
        score += _AUTHORISED * (_AUTHORISES.search(part.text, max(0, at - 110), at) is not None)
        score += 6.0 * (_REGISTERED.match(part.text, naming.end - part.start) is not None and part.section == HEADER)
        score += 3.0 * _heads_letter(part, naming) * (2 if naming.start == parts[0].start else 1)
        score += {SOURCE: 4.0, HEADER: 0.7, CONTACT: 0.3, SIGNATURE: 1.0}.get(part.section, 0.0)
        if re.match(r"about\s", part.text, re.IGNORECASE) and naming.start - part.start < 12:
            score += 2.0
    return score
