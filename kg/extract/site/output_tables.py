"""The metals of mines by what they yield: those that open the rows of a table of output, by its heads, "Gold produced (000 oz)"; and those whose
amounts prose gives without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.metal_words import Metal, metals_in
from kg.extract.site.context import table_heads
from kg.extract.site.elliptic import metals_left_out
from kg.extract.site.names import SiteAt, Sites

_PRODUCT = re.compile(r" (?:ounces |pounds |tonnes )?(?:produced|production|poured)\b|, produced\b", re.IGNORECASE)
IN_UNIT = re.compile(r" ?\((?:t|kt|oz\.?|koz|moz|k?lbs?|mlbs?|ounces|tonnes|pounds|carats|g/t|%|opt|oz/ton|'?000s?(?: \w+)?)\)", re.IGNORECASE)


def metals_of_output(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Metal]]:
    """The mines that open the rows of a table headed by what they produce, "Gold produced (000 oz)", and those beside amounts in prose."""
    yield from metals_left_out(context, sites)
    for sentence in context.sentences:
        if sentence.part.block.kind != "table" or not (named := sites.named_in(sentence.start, min(sentence.start + 60, sentence.end))):
            continue
        naming, site = named[0]
        if naming.start > sentence.start + 3 or site.kind != "mine":
            continue
        for start, text in table_heads(context, sentence):
            if heads := [metal for metal in metals_in(text) if _is_product(text, metal)]:
                nearest = text.rfind("\n", 0, heads[-1][1])  # of the heads of several blocks of rows
                for key, low, high in heads:
                    if low > nearest:
                        yield site, (key, start + low, start + high)
                break


def _is_product(text: str, metal: Metal) -> bool:
    """Whether a head tells what was produced: "Gold produced (oz)", or alone on its line, "Gold (oz)"; columns are each of some mines only."""
    behind = text[metal[2] : metal[2] + 30]
    line = text[text.rfind("\n", 0, metal[1]) + 1 : (text + "\n").find("\n", metal[2])]
    alone = len(metals_in(line)) == 1 and IN_UNIT.match(behind) is not None
    return _PRODUCT.match(behind) is not None or alone
