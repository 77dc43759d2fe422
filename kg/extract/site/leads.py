"""What leads a list of sites and holds for each of them: "two wholly-owned silver mines in Peru: the Alder mine and the Birch mine"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.holding.phrases import PERCENT
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES
from kg.text.letters import LOWER
from kg.text.sieves import Sieved

_LEAD = Sieved(
    rf"\b(?:two|three|four|five|six|seven|[2-9]|its|our|both) (?P<words>(?:[{LOWER}\d][\w%&/-]*,? ){{0,6}}?)"
    r"(?:mines|projects|properties|operations|deposits|assets)\b(?: (?:in|near|across|within) [^.;:,]{1,50})?(?::|,| -| [\u2013\u2014]|,? namely) "
)
_SHARE = re.compile(rf"(?P<percent>{PERCENT}|(?:wholly|fully))[- ](?:owned|held|controlled)")


@dataclass(frozen=True)
class Lead:
    """The words that lead a list, by offsets of the reading text, the share that they tell as written, and the sites of the list."""

    start: int
    words: str
    share: str | None
    end: int
    sites: tuple[SiteAt, ...]


def leads(context: Context, sites: Sites) -> Iterator[Lead]:
    """The leads of lists of at least two sites that bear kind words."""
    for sentence in context.sentences:
        if sentence.part.block.kind == "table":
            continue
        found = _LEAD.search(sentence.text)
        if found is None:
            continue
        behind = sites.named_in(sentence.start + found.end(), sentence.end)
        listed = tuple(dict.fromkeys(site for naming, site in behind if naming.kind and site.kind not in FACILITIES))
        if len(listed) > 1 and behind[0][0].start - sentence.start - found.end() < 6:
            share = _SHARE.search(found["words"])
            start = sentence.start + found.start("words")
            yield Lead(start, found["words"], share["percent"] if share else None, sentence.start + found.end(), listed)
