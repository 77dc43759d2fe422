"""Events told to happen at a place by name that is none of the sites of a release: they are of none of those either."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.event.found import Found
from kg.extract.site.context import sentence_at
from kg.extract.site.names import NamingAt, SiteAt

_AT_PLACE = re.compile(
    r"\sat (?:the |its |our )?(?=[A-Z][a-z]{3,})(?!(?:[\w.]+ ){0,3}(?:[Ss]haft|[Pp]ortal|[Dd]ecline|[Mm]ill|[Pp]it|[Ss]tope|[Zz]one|"
    r"[Dd]am)\b)(?!Company|Group|Corporation|Level|Section|Block|Shaft|Stope|Zone|Phase|Stage)"
)
_AT_HEAD = re.compile(r"\W{0,4}At (?:the |its |our )?(?=[A-Z\xc0-\xde][\w-]{3,})")


_CAPITALS = re.compile(r"(?:[A-Z][\w-]* ){1,3}")
# Leads in the intercepts of a prospect: "At Hegel significant results included:".
_LED_BY = re.compile(
    r"(?:^|\n)\W{0,6}At (?:the )?(?=[A-Z][\w-]{3,}[^.\n]{0,50}\b(?:results|intercepts|intersections|assays)\b[^.\n]{0,30}:\s)", re.MULTILINE
)


def at_unknown(context: Context, found: Found, known: list[tuple[NamingAt, SiteAt]]) -> bool:
    """Whether an event is told to happen at a place by name that is no known site: then it happens at none of the others that are named."""
    sentence = sentence_at(context, found.start)
    at = _AT_PLACE.search(context.reading.text, found.start, found.end + 30)
    at = at or (_AT_HEAD.match(context.reading.text, sentence.start, sentence.end) if sentence else None)
    if at is None and found.rule == "intercepts":
        at = next(iter(_LED_BY.finditer(context.reading.text, max(0, found.start - 130), found.start)), None)
        known = context.sites.named_in(found.start - 130, found.start)
    if at is None:
        return False
    name = _CAPITALS.match(context.reading.text, at.end())
    end = name.end() if name else at.end()  # "at the Recently Acquired Alder Mine"
    return not any(naming.start <= at.end() < naming.end or at.end() <= naming.start < end for naming, _ in known)
