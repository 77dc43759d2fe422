"""Whether a post that names no organisation known to the text is one elsewhere, and so none of the issuer's."""

from __future__ import annotations

import re

from kg.extract.claim_limits import ELSEWHERE
from kg.extract.title_grammar import ORG, PAST
from kg.extract.unit_contents import Contents, is_expert
from kg.text.titles import Title

# Behind a title: a name that no company of the text bears, "of Bluewater", ", Africa, at Granite Peak".
_OF_ANOTHER = re.compile(
    r"^(?:,\s[A-Z][\w ]{2,30})?,?\s(?:of|at|for|with)\s(?:the\s)?"
    r"(?:(?:former|then|listed|public|private|junior|mining|gold|resources?|exploration|development|company|group|firm|producer|explorer|bank)\s){0,4}"
    r"(?!(?:Company|Corporation|Group|Board|Issuer|Directors|Mr|Ms|Mrs|Dr|January|February|March|April|May|June|July|"
    r"August|September|October|November|December)\b)[A-Z][\w&.'-]+"
    r"(?![\w ]{0,40}\b(?:[Mm]ine|[Pp]roject|[Pp]roperty|[Oo]perations?)\b)"
)
_OF_SOCIETY = re.compile(
    r"^\s(?:of|at|for|with)\s(?:the\s)?(?:[A-Z][\w&.'-]+\s){0,5}"
    r"(?:Chamber|Association|Institute|Institution|Foundation|Society|Council|University|College|School|Federation|Hospital|Museum|Academy)\b"
)
_BEFORE_JOINING = re.compile(r"^(?:Prior to|Before|Until)\s(?:joining|coming to)\b[^,;.]{2,80},\s")
_AMONG = re.compile(r"\b(?:positions|roles|posts|capacities|appointments)\s(?:including|such as|as)\b")


def is_elsewhere(found: Contents, title: Title, kind: str, gap: str) -> bool:
    """Whether what stands around a title says that it is a post at another company, a society or a university; `gap` is what stands between
    the title and its person."""
    if is_expert(title):
        return False
    after = found.behind(title.end, 120)
    if ELSEWHERE.match(after) or _OF_SOCIETY.match(after):
        return True
    if kind != PAST:
        return False
    return _OF_ANOTHER.match(after) is not None or (ORG not in after and (_is_before_joining(found, title) or _AMONG.search(gap) is not None))


def _is_before_joining(found: Contents, title: Title) -> bool:
    """ "Prior to joining the Company, she was CEO": somewhere, and not here."""
    opening = _BEFORE_JOINING.match(found.unit.text)
    return opening is not None and not any(opening.end() <= low < title.start for low, _, _ in found.organisations)
