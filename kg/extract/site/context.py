"""What a place in the text speaks of: its sentence, the sites listed together there, and the site of its heading."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.site.headings import heading_site, heads_site
from kg.extract.site.names import NamingAt, SiteAt, Sites
from kg.facts import FACILITIES
from kg.text.sections import Part

__all__ = ["heading_site", "listed_with", "paragraph_site", "reach", "section_site", "sentence_at", "table_heads", "table_site"]

_LIST_LINK = re.compile(
    r"^(?: mines?| projects?| property| deposit)?(?: ?\([^()]{0,60}\))?(?:, (?:the |its )?|,? and (?<!, and )(?:the |its )?|, and | & )"
    r"(?:(?!(?:holds?|owns?|has|is|are|the|its|operates|in|at|from|of|to|near|for)\b)[a-z-]+ ){0,2}$"
)
_REACH = 500


def reach(sentence: Sentence, naming: NamingAt) -> tuple[int, int]:
    """How far from a naming its sentence can still speak of it."""
    return max(sentence.start, naming.start - _REACH), min(sentence.end, naming.end + _REACH)


def listed_with(sites: Sites, sentence: Sentence, naming: NamingAt) -> tuple[list[NamingAt], int, int]:
    """The namings of a sentence that tell of a site, in order, and the first and the last of those listed with a given one."""
    low, high = reach(sentence, naming)
    named = [other for other, _ in sites.named_in(low, high) if other.start not in sites.aside]
    first = last = named.index(naming) if naming in named else 0
    while first > 0 and _linked(sentence, named[first - 1], named[first]):
        first -= 1
    while last < len(named) - 1 and _linked(sentence, named[last], named[last + 1]):
        last += 1
    return named, first, last


def _linked(sentence: Sentence, left: NamingAt, right: NamingAt) -> bool:
    between = sentence.text[left.end - sentence.start : right.start - sentence.start]
    return left.name == right.name or _LIST_LINK.match(between) is not None


def sentence_at(context: Context, at: int) -> Sentence | None:
    """The sentence of the telling parts in which an offset lies."""
    index = bisect_right(context.sentences, at, key=lambda sentence: sentence.start) - 1
    return context.sentences[index] if index >= 0 and at < context.sentences[index].end else None


def table_site(context: Context, sites: Sites, table: Part) -> SiteAt | None:
    """The site named last in the paragraph or heading above a table."""
    index = bisect_left(context.telling, table.start, key=lambda part: part.start)
    for part in reversed(context.telling[max(0, index - 4) : index]):
        if part.block.kind != "table":
            return sites.last_before(part.start + len(part.text), part.start)
    return None


def table_heads(context: Context, row: Sentence) -> Iterator[tuple[int, str]]:
    """The lines of its table above a row, nearest first, with their offsets; captions and headings between a table's parts are its lines too."""
    index = bisect_left(context.telling, row.part.start, key=lambda part: part.start)
    yield row.part.start, context.reading.text[row.part.start : row.start]
    for part in reversed(context.telling[max(0, index - 6) : index]):
        if part.block.kind not in ("table", "heading"):
            return
        yield part.start, part.text


def section_site(context: Context, sites: Sites, at: int) -> SiteAt | None:
    """The site of the nearest heading before an offset that names one, else the release's main site; a company's own account of itself
    has no other."""
    index = bisect_right(context.telling, at, key=lambda part: part.start) - 1
    for part in reversed(context.telling[max(0, index - 12) : index + 1]):
        if heads_site(sites, part) and (named := sites.last_before(part.start + len(part.text), part.start)):
            return named
        if (
            part.block.kind == "heading"
            and part.start + len(part.text) < at
            and re.match(r"(?:About|Corporate|Company|Qualified|Other|Next|Outlook|Management|Financial)\b", part.text)
        ):
            break
    return sites.main


def paragraph_site(context: Context, sites: Sites, at: int, start: int) -> SiteAt | None:
    """The site that a paragraph from `start` speaks of at an offset: the one named last there; but under the heading of a site that site,
    unless the paragraph opens with another."""
    near = sites.last_before(at, start)
    headed = heading_site(context, sites, start) if near is not None else None
    if headed is None or headed is near:
        return near
    opening = [site for naming, site in sites.named_in(start, start + 80) if site.kind not in FACILITIES and naming.start not in sites.aside]
    return near if opening and opening[0] is not headed else headed
