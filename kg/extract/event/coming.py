"""What is told to come on a day that nobody knows yet: "within 45 days", "once the road is clear"."""

from __future__ import annotations

import re

from kg.extract.event.hits import Hit

# What is filed or decided "within 45 days" or "in due course" comes on a day that nobody knows yet, as does what resumes "once the road is clear".
_WITHIN = re.compile(
    r"[^;\n]{0,80}?\b(?:(?:within|in|over) (?:the (?:next|coming|following) )?(?:[\w-]+ )?(?:\(\d+\) )?(?:calendar |business )?"
    r"(?:days|weeks|months|quarters|year)\b|in due course\b)",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"[^,;\n]{0,40}? (?:when|once|as soon as) (?:the|this|these|it|conditions|water|power|access|repairs|roads?|safe)\b"
    r"(?! (?:\w+ ){0,2}(?:prices?|markets?)\b)",
    re.IGNORECASE,
)
_FOR_SO_LONG = re.compile(
    r"[^;.\n]{0,50}?\b(?:for (?:(?:approximately|about|around|up to|at least|some|an?|the next|additional|further) )*[\w-]+ "
    r"(?:days|weeks|months)|until)\b",
    re.IGNORECASE,
)
_WITHIN_TYPES = frozenset({"technical-report", "permit", "restart", "commercial-production", "first-production"})
_WOULD = re.compile(r"\b(?:would|could|should)\b", re.IGNORECASE)
_IN_DUE_COURSE = re.compile(r"\bin due course\b,?[^;.,\n]{0,40}$", re.IGNORECASE)
_RUNS = frozenset({"commercial-production", "first-production"})
_COMING = re.compile(r"\b(?:coming|next) (?:few )?(?:quarters|months|weeks) [^.;\n]{0,40}\b(?:expect\w*|will|should|to see)\b", re.IGNORECASE)


def on_some_day(text: str, hit: Hit) -> bool:
    """Whether what is to come is told to come on a day not known yet."""
    kind = hit.trigger.type
    if kind == "suspension" and _FOR_SO_LONG.match(text, hit.end) and not _WOULD.search(text, hit.start, hit.end):
        return True
    return kind in _WITHIN_TYPES and (
        _WITHIN.match(text, hit.end) is not None
        or _IN_DUE_COURSE.search(text, max(0, hit.start - 60), hit.start) is not None
        or (kind in _RUNS and _COMING.search(text, max(0, hit.start - 220), hit.start) is not None)
        or (kind == "restart" and _ONCE.match(text, hit.end) is not None and not _WOULD.search(text, hit.start, hit.end))
    )
