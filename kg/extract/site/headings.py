"""The lines that name a site for what is told below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.facts import FACILITIES
from kg.text.sections import HEADER, Part

if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.site.names import SiteAt, Sites

# "Alder (Osprey 60%, manager)": a line that heads what is told below it, as does a name alone with a colon.
_LABEL = re.compile(r"[^.!?:\n]{3,60} \([^()\n]{0,50}\d ?%[^()\n]{0,40}\):?")


def heads_site(sites: Sites, part: Part) -> bool:
    """Whether a part is a heading, or a line by itself that names a site as headings do."""
    text = part.text.strip()
    if part.block.kind != "table" and _LABEL.fullmatch(text):
        return True
    if part.section == HEADER or part.block.kind in ("table", "heading"):
        return part.section != HEADER and part.block.kind == "heading"
    named = sites.named_in(part.start, part.start + len(part.text)) if len(text) < 50 and text.endswith(":") else []
    return bool(named) and named[0][0].name == text[:-1]


def heading_site(context: Context, sites: Sites, start: int) -> SiteAt | None:
    """The only site that the nearest heading above a paragraph names."""
    index = bisect_left(context.telling, start, key=lambda part: part.start)
    for part in reversed(context.telling[max(0, index - 8) : index]):
        if heads_site(sites, part):
            named = {id(site): site for _, site in sites.named_in(part.start, part.start + len(part.text)) if site.kind not in FACILITIES}
            return next(iter(named.values())) if len(named) == 1 else None
    return None
