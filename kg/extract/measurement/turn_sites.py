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
    if behind is None:
        return _one_of_two(text, [(naming, site) for naming, site in named if naming.end <= start], start)
    if len(sites) < 2:
        return None
    low = max(naming.end for naming, site in named if naming.end <= start)
    figures = [low + found.start() for found in re.finditer(r"(?<![\w.,])[$\d][\d,.]*", text[low : end + behind.end()])]
    figures = figures[-len(sites) :]
    place = next((index for index, at in enumerate(figures) if abs(at - start) < 4), None)
    return sites[place] if place is not None and len(figures) == len(sites) else None


_AND = re.compile(r"(?:[ \n](?:mine|project|deposit|property))?[ \n]and[ \n](?:the[ \n])?")
# "averaged 1,640 and 610 tonnes a day": one verb, two figures.
_TWO_FIGURES = re.compile(
    r"(?:[ \n](?:mines|projects|deposits|properties|operations|pits|plants|"
    r"mills))?(?:[ \n][a-z]+){1,4}[ \n](?P<one>[A-Z]{0,3}\$?\d[\d,.]*)(?:%|[ \n]million)?"
    r"[ \n]and[ \n](?P<two>[A-Z]{0,3}\$?\d[\d,.]*)(?=[ \n%])(?![ \n](?:and|to)\b)"
)


def _one_of_two(text: str, named: Sequence[tuple[NamingAt, SiteAt]], start: int) -> SiteAt | None:
    """The one of two sites joined by "and" that has the place of the figure, where a verb and two figures follow them."""
    if len(named) < 2 or named[-1][1] is named[-2][1] or not _AND.fullmatch(text, named[-2][0].end, named[-1][0].start):
        return None
    figures = _TWO_FIGURES.match(text, named[-1][0].end)
    if figures is None or re.search(r"\b(?:from|between|of|by|in|since)[ \n]$", text[figures.start("one") - 9 : figures.start("one")]):
        return None
    return next((named[at][1] for at, place in ((-2, "one"), (-1, "two")) if abs(figures.start(place) - start) < 4), None)


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
