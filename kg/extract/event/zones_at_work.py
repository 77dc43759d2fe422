"""The ore zone that an event happens in, where a zone and no mine is what begins to produce: "the Offset Zone, where production is to begin"."""

from __future__ import annotations

import re

from kg.extract.context import Context
from kg.extract.event.found import Found
from kg.extract.site.context import sentence_at
from kg.extract.zones import known_zone
from kg.facts import Zone

_OF_ZONES = frozenset({"first-production"})
_NAME = r"(?P<name>(?:[A-Z0-9][\w'/&-]*[ -]){1,4}(?:[Zz]one|[Ll]ens|[Vv]ein|[Oo]rebody|[Ss]hoot|[Ll]ode))"
# Right before what is told: the zone as its subject, or as the place of which a clause tells.
_SUBJECT = re.compile(
    rf"(?:(?:^|[\s(,;])(?:[Tt]he )?){_NAME}(?: (?:at|of|in) (?:the |its |our )?[A-Z][^,;.]{{2,40}}?)?"
    r"(?:,? (?:where|which|that))?(?: (?:has|have|had|is|was|will))? $"
)
# In the words themselves, or right behind them: "production began in the Alder Zone", "first ore from the Alder Zone".
_PLACE = re.compile(rf"\b(?:in|from|at|of) (?:the )?(?:(?:upper|lower|new|main) )?{_NAME}\b")
_BEHIND = 60  # characters


def zone_of(context: Context, found: Found) -> Zone | None:
    """The known zone that the words of an event make its subject or its place; None where they name none."""
    sentence = sentence_at(context, found.start) if found.type in _OF_ZONES else None
    if sentence is None:
        return None
    text = context.reading.text
    named = _SUBJECT.search(text, sentence.start, found.start) or _PLACE.search(text, found.start, min(sentence.end, found.end + _BEHIND))
    return known_zone(context, re.sub(r"\s+", " ", named["name"])) if named else None
