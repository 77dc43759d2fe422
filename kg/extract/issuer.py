"""Which of the organisations that a document names issued it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extract.organisation_namings import NameAt
from kg.extract.organisations import Organisation
from kg.text.sections import BODY, CONTACT, HEADER, SIGNATURE, SOURCE, Part


def issuer(organisations: list[Organisation], parts: Iterable[Part]) -> Organisation | None:
    """The organisation whose release this is: the one that the story's first sentence names, defines as "the Company" and lists."""
    if not organisations:
        return None
    known = list(parts)
    story = next((part for part in known if part.section == BODY), None)
    told = [(naming.start, org) for org in organisations for naming in org.namings if story and story.start <= naming.start]
    first = min(told, key=lambda pair: pair[0])[1] if told else None  # whom the story names first: of two that announce together the one who speaks
    return max(organisations, key=lambda org: (_issuer_score(org, known) + 1.5 * (org is first), -org.namings[0].start))


_TICKER_BESIDE = re.compile(r"^\s*(?:[(|]?\s*(?:[A-Z][\w. ]{1,30}\s?[:-]\s?[A-Z0-9.]{1,7}\)?[\s,;|/]*){1,4})?(?:\n|$| [-\u2013\u2014] (?=[A-Z]))")


def _heads_letter(part: Part, naming: NameAt) -> bool:
    """Whether a name stands on a line of the letterhead with nothing else but tickers, or before a dash and the title of a report."""
    low, high = naming.start - part.start, naming.end - part.start
    return part.section == HEADER and (low == 0 or part.text[low - 1] == "\n") and _TICKER_BESIDE.match(part.text[high:]) is not None


def _issuer_score(org: Organisation, parts: list[Part]) -> float:
    score = (
        6.0 * bool(re.match(r"(?:the )?(?:company|corporation|group|issuer)$", org.generic_alias, re.IGNORECASE))
        + 1.5 * org.ticker_beside
        + min(len(org.namings), 20) * 0.15
    )
    story = next((part for part in parts if part.section == BODY), None)
    for naming in org.namings:
        part = next((part for part in parts if part.start <= naming.start < part.start + len(part.text)), None)
        if part is None:
            continue
        if part is story:
            score += max(0.0, 4.0 - (naming.start - part.start) / 100)
        score += 3.0 * _heads_letter(part, naming) * (2 if naming.start == parts[0].start else 1)
        score += {SOURCE: 4.0, HEADER: 0.7, CONTACT: 0.3, SIGNATURE: 1.0}.get(part.section, 0.0)
        if re.match(r"about\s", part.text, re.IGNORECASE) and naming.start - part.start < 12:
            score += 2.0
    return score
