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
# Verbs that are the same in the past, and those that a headline tells in their base form: "Plans to Double Output and Commence Milling".
_ONE_FORM = re.compile(
    r"(?:put|cut|set|shut|let|cast|commence|begin|start|resume|restart|reopen|recommence|acquire|buy|purchase|sell|build|construct|complete|close|expand)\b",
    re.IGNORECASE,
)
_AND_VERB = re.compile(r"\band (?=(?:commence|begin|start|resume|restart|reopen|recommence|acquire|buy|build|complete|expand)\b)", re.IGNORECASE)


def is_joined(text: str, start: int, end: int, tense: str) -> bool:
    """Whether a verb that "and" joins to one before is of another tense than it seems."""
    if tense == WILL:
        joint = _AND.match(text, start, end)
        return joint is not None and _WILL_AND.search(text, 0, joint.end()) is None
    verb = start if _ONE_FORM.match(text, start) else next((one.end() for one in _AND_VERB.finditer(text, start, end)), None)
    return tense == DID and verb is not None and _WILL_AND.search(text, 0, verb) is not None
