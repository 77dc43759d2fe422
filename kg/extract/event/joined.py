"""Verbs that "and" joins to one before, whose tense is that of the first."""

from __future__ import annotations

import re

from kg.extract.event.grammar import DID, WILL

# "will idle the mine and put the mill on care and maintenance": the second verb is to come as well, be its form that of the past.
_WILL_AND = re.compile(
    r"\b(?:will|shall|(?:expect|plan|intend|propose|aim|hope|decid|agre|elect|schedul|due|set|ready|prepar|is|are)\w* to) "
    r"(?![^;.]{0,140}\b(?:has|have|had|was|were|is|are|it|they|we|which|that|who)\b)[^;.]{2,140}\band (?:then |also )?$",
    re.IGNORECASE,
)
_AND = re.compile(r"and (?:then |also )?(?!will\b|it\b|which\b|they\b|is\b|are\b|followed\b)", re.IGNORECASE)
_ONE_FORM = re.compile(r"(?:put|cut|set|shut|let|cast)\b", re.IGNORECASE)


def is_joined(text: str, start: int, end: int, tense: str) -> bool:
    """Whether a verb that "and" joins to one before is of another tense than it seems."""
    if tense == WILL:
        joint = _AND.match(text, start, end)
        return joint is not None and _WILL_AND.search(text, 0, joint.end()) is None
    return tense == DID and _ONE_FORM.match(text, start) is not None and _WILL_AND.search(text, 0, start) is not None
