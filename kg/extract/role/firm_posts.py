"""Posts at other firms in a sentence that tells of one person: a title with its firm right behind it is theirs, whatever verb leads there."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.role.claim import Claim
from kg.extract.role.elsewhere import DESCRIBED
from kg.extract.role.gap_asides import last_predicate
from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG, OWNERS, POST
from kg.extract.role.title_grammar import DENIAL, HELD, PAST, YET_TO
from kg.extract.role.unit_contents import Contents, is_board_seat, is_expert
from kg.text.names import ENDS_HONOURED
from kg.text.titles import Title

# Before whom a sentence tells of: nothing, or words that open it, "Prior to that,", "The company said".
_OPENS = re.compile(r"(?:[^;:.\"\n]{0,160},\s|(?:[Tt]he\s)?[^,;:.\"\n]{0,60}\s(?:said|says|adds?|notes?)\s(?:that\s)?|\s*)")
_OF_FIRM = re.compile(
    rf",?\s(?:of|at|for|with)\s{DESCRIBED}{ORG}(?!'s\s(?:\w+\s){{0,2}}(?:subsidiary|affiliate|parent|partner|customer|client)s?\b)|,\s{ORG}"
)
# What leads from a career to one of its posts, right before the title.
_LEADS = re.compile(
    rf"\b(?:as|was|were|been|became|become|becoming|(?:posts|positions|roles|jobs|ones|career|experience)[^.;]{{0,80}}\sinclud(?:ing|es?|ed)|namely|"
    rf"(?:{POST})(?:\sof)?)\s{OWNERS}$|"
    rf"{ORG}[^;.]{{0,120}}(?:,|;|\band|\bbefore|\bthen)\s{OWNERS}$"
)
_NOW = re.compile(r"\b(?:is|are|serves|sits|acts|holds|remains|chairs|leads|currently|presently|has (?:been|served)[^.;]{0,40}\bsince|continues)\b")
_TAKEN = re.compile(
    r"\b(?:will|would|if|(?:has|have) been (?:appointed|named|elected|promoted)|(?:is|are) (?:joining|leaving)|joins|leaves|appoint(?:s|ed)|"
    r"announced|pleased|succeed(?:s|ed|ing)?|replac(?:es?|ed|ing))\b"
)


def at_firm(context: Context, found: Contents, title: Title, claims: list[Claim]) -> Claim | None:
    """A post at a firm, not the issuer, named right behind its title, where the sentence tells of nobody but one person named before it."""
    if found.unit.listed or is_expert(title) or is_board_seat(title):
        return None
    person = _only_subject(found, title)
    firm = next(((low, org) for low, _, org in found.organisations if low >= title.end), None)
    if person is None or firm is None or firm[1] is context.issuer or not _OF_FIRM.match(found.behind(title.end, 140)):
        return None
    gap = found.gap(person.after, title.start)
    predicate = last_predicate(gap) or gap
    if not _LEADS.search(gap) or DENIAL.search(predicate) or YET_TO.search(predicate) or _TAKEN.search(predicate):
        return None
    held = claims[-1].kind == HELD if claims and not re.search(r"\b(?:was|were|had|served|held|previously|formerly)\b", predicate) else None
    now = _NOW.search(predicate) is not None if held is None else held
    return Claim(person, title, HELD if now else PAST, "name-firm-title", found.unit)


def _only_subject(found: Contents, title: Title) -> PersonAt | None:
    """The one person of whom a sentence tells up to a title and its firm, where it begins with them."""
    before = [person for person in found.persons if person.end <= title.start]
    if len({person.name for person in before}) != 1 or any(title.end <= person.start < title.end + 60 for person in found.persons):
        return None
    lead = ENDS_HONOURED.sub("", found.unit.text[: before[0].start])
    return before[-1] if _OPENS.fullmatch(lead) and not re.search(r"[.;]\s", found.unit.text[before[-1].end : title.start]) else None
