"""What a company may earn under an agreement that the release announces without calling it an option: "may earn 51% by spending ..."."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.event.dates import announced
from kg.extract.event.deals import DEALS
from kg.extract.event.found import Found
from kg.extract.event.texts import Text, words_at

_EARNS = re.compile(
    r"\b(?:may|can|could|will be able to|(?:has|have|will have|having|is granted|was granted) (?:the |a )(?:sole |exclusive )?(?:right|option) to|"
    r"(?:is|are|will be) entitled to|(?:is|are) able to) (?:then |initially |first )?(?:earn|vest)\b(?: in(?:to)?\b| an?\b| its\b| the\b| up to\b|"
    r" (?:initial|first|undivided|interest of|stake of|as much as|either)){0,4} [\d.]+ ?(?:%|per ?cent)",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"\b(?:announce[sd]?|sign(?:s|ed)|enter(?:s|ed) into|reached|reaches|conclude[sd]?|execute[sd]?|has|have|agrees|agreed)\b"
    r"[^;.]{0,60}?\b(?:agreements?|letters? of intent|LOI|term sheet|memorandum of understanding|MOU|heads of (?:agreement|terms)|"
    r"partnership|partner|alliance)\b",
    re.IGNORECASE,
)
# An agreement that has been running, and what was earned under one before.
_BEFORE = re.compile(r"\b(?:existing|original|previous(?:ly)?|earlier|amend\w*|since|already|terminat\w*)\b", re.IGNORECASE)
_FIRST = 6  # texts in which a release tells its news


def earning(context: Context, texts: list[Text], found: list[Found]) -> list[Found]:
    """The tellings, with the option agreement that the first sentences tell in two: an agreement is announced, and under it a share may be earned."""
    if any(one.type in DEALS and not one.planned for one in found):
        return found
    told = [one for one in texts if one.kind in ("title", "lead", "body")][:_FIRST]
    news = ((one, _AGREES.search(one.text)) for one in told if one.kind in ("title", "lead") and not _BEFORE.search(one.text))
    agreed, words = next(((one, words) for one, words in news if words), (None, None))
    if agreed is None or words is None or not any(_EARNS.search(one.text) for one in told if one.start >= agreed.start):
        return found
    start, end = agreed.start + words.start(), agreed.start + words.end()
    return [*found, Found("option-agreement", announced(context.published), False, start, end, words_at(agreed.text, *words.span()), agreed.kind)]
