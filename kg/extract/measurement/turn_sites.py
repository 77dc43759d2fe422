"""The site of a figure by its place in the sentence: in a list of sites told in turn, or before a relative clause with the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context, Sentence
from kg.extract.site.names import NamingAt, SiteAt

_RELATIVE = re.compile(
    r"(?: (?:mine|project|property|deposit|mill|plant|operation))?(?: (?:of|owned by|operated by) [A-Z][^,;]{2,50})?"
    r", (?:which|where)\b[^,;]*(?:,\d[^,;]*)*"
)


def of_clause(text: str, named: Sequence[tuple[NamingAt, SiteAt]], start: int) -> SiteAt | None:
    """The site that a relative clause with the figure is of: "next to the X mine, which produced"."""
    return next((site for naming, site in reversed(named) if naming.end <= start and _RELATIVE.fullmatch(text[naming.end : start])), None)


def in_turn(text: str, named: Sequence[tuple[NamingAt, SiteAt]], start: int, end: int, last: int) -> SiteAt | None:
    """The site that has the same place in its list as the figure in its own: "A and B ..., 91.0% and 93.5%, respectively"."""
    behind = re.match(r"[^;]{0,60}?\brespectively\b", text[end : min(last, end + 80)])
    sites = list({id(site): site for naming, site in named if naming.end <= start}.values())
    if behind is None or len(sites) < 2:
        return None
    low = max(naming.end for naming, site in named if naming.end <= start)
    figures = [low + found.start() for found in re.finditer(r"(?<![\w.,])[$\d][\d,.]*", text[low : end + behind.end()])]
    figures = figures[-len(sites) :]
    place = next((index for index, at in enumerate(figures) if abs(at - start) < 4), None)
    return sites[place] if place is not None and len(figures) == len(sites) else None


_THE_WHOLE = re.compile(r"\W{0,2}(?:The|This)[ \n](?:operation|complex|mine|project|property|camp)\b")
_COMPRISES = re.compile(r"[ \n](?:[a-z]+[ \n]){0,3}?(?:comprises|consists[ \n]of|is[ \n]made[ \n]up[ \n]of|includes|encompasses)\b")


def whole_of(context: Context, sentence: Sentence) -> SiteAt | None:
    """The site that "The operation", at the head of a sentence, takes up where the sentence before lists the parts of it: "Osprey comprises the mill
    and the Barrow Range mine. The operation has"."""
    if _THE_WHOLE.match(sentence.text) is None:
        return None
    text = context.reading.text
    for naming, site in reversed(context.sites.named_in(sentence.part.start, sentence.start)):
        if _COMPRISES.match(text, naming.end):
            return site
    return None
