"""The site that the nearest heading above a figure names."""

from __future__ import annotations

import re
from bisect import bisect_right

from kg.extract.context import Context, Sentence
from kg.extract.measurement.bullets import opening_site
from kg.extract.measurement.cues import DRILLING
from kg.extract.site.context import heading_site
from kg.extract.site.names import SiteAt
from kg.text.sections import HEADER, Part

_NEWS_ENDS = re.compile(
    r"^(?:Outlook|Corporate|Company|About|Financial|Other|Next|Management|Guidance|Summary|Highlights|Cautionary|Qualified|Group|Consolidated)\b",
    re.IGNORECASE,
)


def nearest_head(context: Context, at: int, *, strict: bool) -> SiteAt | None:
    """The site that the nearest heading names; one that speaks of the company or of something else ends the search, as does, where
    `strict`, one that names no site."""
    index = bisect_right(context.telling, at, key=lambda part: part.start) - 1
    for place in range(index, max(-1, index - 10), -1):
        part = context.telling[place]
        if place + 1 < len(context.telling) and context.telling[place + 1].block.kind == "table" and place + 1 < index:
            continue  # the caption of a table that is over
        if part.block.kind == "lines" and part.start + len(part.text) <= at and (first := opening_site(context, part)):
            return first
        if part.block.kind == "heading" and not re.search(r"\w", part.text):
            continue  # the mark of a point on a line of its own
        if part.block.kind == "heading" and part.start + len(part.text) <= at and (part.section != HEADER or _is_first_section(context, part)):
            if len({site.name for _, site in context.sites.named_in(part.start, part.start + len(part.text))}) > 1:
                return None  # of several sites together
            named = context.sites.last_before(part.start + len(part.text), part.start)
            if named is not None:
                return named
            if strict or _NEWS_ENDS.match(part.text):
                return None
    return None


def _is_first_section(context: Context, part: Part) -> bool:
    """Whether the last line of the header, no title, opens with a site: the heading of the news that begins at once."""
    title = context.header.title
    if title is None or part.start < title.end:
        return False
    return any(naming.start < part.start + 8 for naming, _ in context.sites.named_in(part.start, part.start + len(part.text)))


_AT_THE_SITE = re.compile(r"\b(?:at|from) the (?:mine|site|operations?|plant|mill)\b")


def is_told_of_mine(context: Context, sentence: Sentence, start: int, own: str, *, several: bool) -> bool:
    """Whether a paragraph tells of one of several mines, or a heading or the sentence of the mine: what is sold there is its own."""
    if heading_site(context, context.sites, sentence.part.start) is not None or _AT_THE_SITE.search(own):
        return True
    return several and len({site.name for _, site in context.sites.named_in(sentence.part.start, start)}) == 1


_RESTS_ON = re.compile(
    r"\b(?:resources?|reserves?|MRE|estimate)\b[^.;]{0,140}\b(?:incorporat\w+|includ\w+|based[ \n]on|us(?:es|ed|ing)|support\w*|"
    r"rests?[ \n]on|draws?[ \n]on|defined[ \n]by)\b",
    re.IGNORECASE,
)
_ESTIMATE_FOR = re.compile(r"\b(?:estimate|resources?|MRE)[ \n](?:for|of|at)[ \n](?:the[ \n]|its[ \n]|our[ \n])?(?:[\w%-]+-owned[ \n])?$")


def estimated_site(context: Context, sentence: Sentence, metric: str, start: int) -> SiteAt | None:
    """The site whose resource the paragraph estimates, where a sentence tells the drilling on which the estimate rests."""
    if metric not in DRILLING or _RESTS_ON.search(sentence.text, 0, start - sentence.start) is None:
        return None
    text = context.reading.text
    named = context.sites.named_in(sentence.part.start, start)
    return next((site for naming, site in named if _ESTIMATE_FOR.search(text, max(0, naming.start - 60), naming.start)), None)
