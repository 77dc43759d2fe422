"""Shear zones that are drilled: of those that only say where a project lies, none is a zone of ore."""

from __future__ import annotations

import re

from kg.text.letters import LOWER, UPPER

_SHEARED = re.compile(rf"(?:[{UPPER}][{LOWER}][\w'-]+ ){{1,3}}Shear $")
# "Hole KL-7 at the Hook Shear zone returned": drilled as a zone of ore.
_HOLE_IN = re.compile(
    r"\b(?:(?:drill ?)?holes?|drill(?:ed|ing))\b[^.;]{0,80}?\b(?:at|in|into|from|within|on|of|testing|tested) (?:the |its )$", re.IGNORECASE
)
_RETURNED = re.compile(r"[^.;]{0,60}\b(?:return(?:ed|s)?|intersect(?:ed|s)?|cut|hit|grad(?:ed|ing)|assay(?:s|ed)?|intercept(?:ed|s)?)\b")
_ASSAYED = re.compile(r"\b(?:assays?|results|intercepts?|intersect\w*|returned)\b[^.;]*$", re.IGNORECASE)


def is_drilled(text: str, found: re.Match[str]) -> bool:
    """Whether a shear zone is told as what holes were drilled into, with what they found."""
    name = _SHEARED.search(text, max(0, found.start() - 60), found.start())
    return (
        name is not None
        and _HOLE_IN.search(text, max(0, name.start() - 160), name.start()) is not None
        and (_RETURNED.match(text, found.end()) or _ASSAYED.search(text, max(0, name.start() - 160), name.start())) is not None
    )
