"""What a place in the text speaks of: its sentence, and the site of its heading."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.context import Context, Sentence
from kg.extract.site_names import SiteAt, Sites
from kg.text.sections import HEADER


def sentence_at(context: Context, at: int) -> Sentence | None:
    """The sentence of the telling parts in which an offset lies."""
    index = bisect_right(context.sentences, at, key=lambda sentence: sentence.start) - 1
    return context.sentences[index] if index >= 0 and at < context.sentences[index].end else None


def section_site(context: Context, sites: Sites, at: int) -> SiteAt | None:
    """The site of the nearest heading before an offset that names one, else the release's main site; a company's own account of itself
    has no other."""
    index = next((index for index in range(len(context.telling) - 1, -1, -1) if context.telling[index].start <= at), -1)
    for part in reversed(context.telling[max(0, index - 12) : index + 1]):
        if part.block.kind == "heading" and part.section != HEADER and (named := sites.last_before(part.start + len(part.text), part.start)):
            return named
        if (
            part.block.kind == "heading"
            and part.start + len(part.text) < at
            and re.match(r"(?:About|Corporate|Company|Qualified|Other|Next|Outlook|Management|Financial)\b", part.text)
        ):
            break
    return sites.main
