"""The site of a figure by its place in the sentence: in a list of sites told in turn, or before a relative clause with the figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
    place = next((index for index, at in enumerate(figures) if abs(at - start) < 3), None)
    return sites[place] if place is not None and len(figures) == len(sites) else None
