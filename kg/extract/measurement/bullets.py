"""The points of a list under which others stand: what they name, the figures below them are of.

A point stands under another where the source sets it further in, or gives it a ring where the other has a mark of its own. Where a list has
lost its margins, a point that is but the name of a site, with a time in a bracket at most, leads the labelled figures that follow it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.site.names import SiteAt
from kg.text.sections import Part

_REST_OF_NAME = re.compile(
    r"(?:[ \n](?:[Mm]ines?|[Pp]rojects?|[Cc]omplex|[Oo]perations?|[Mm]ill|[Pp]lant|[Ss]egment))?(?:[ \n]\([^()]{1,40}\))?[ \n]?[:\u2013\u2014-]?\s*"
)
_LESSER = re.compile(r"o[ \n]")  # the mark of points under others, in lists that have lost their margins
_MARK = re.compile(r"[^\w(]{0,4}(?:o )?")
# "Gold production: 31,000 ounces": a point that needs another to say whose figure it is.
_LABELLED = re.compile(r"[^\w(]{0,4}(?:o )?[A-Za-z][^:;.\d]{1,60}:[ \n]?(?:about |approximately |up to )?[A-Z]{0,3}[$\u00a3\u20ac~+>]?\d")


def leads(context: Context) -> Iterator[tuple[int, tuple[Part, ...]]]:
    """The offset of each point that stands under others, with these, the nearest first."""
    above: list[tuple[int, Part]] = []
    flat: Part | None = None
    for part in context.telling:
        if part.block.kind != "bullet":
            above, flat = [], None
            continue
        margin = _under(above, part, _margin(context, part))
        while above and above[-1][0] >= margin:
            above.pop()
        if led_site(context, part) is not None and _is_name(context, part):
            flat = part
        elif not _LABELLED.match(part.text) or context.sites.named_in(part.start, part.start + len(part.text)):
            flat = None
        chain = tuple(other for _, other in reversed(above))
        if flat is not None and flat is not part and flat not in chain:
            chain = (flat, *chain)
        if chain:
            yield part.start, chain
        above.append((margin, part))


def _under(above: Sequence[tuple[int, Part]], part: Part, margin: int) -> int:
    """The margin of a point, which is deeper than it looks where another mark leads it than the point with a colon right above, or above others
    with its own mark."""
    for other_margin, other in reversed(above):
        if _first(other) == _first(part):
            return other_margin if other_margin == margin + 1 else margin
        if other_margin == margin:
            return margin + 1 if other.text.rstrip().endswith(":") else margin
    return margin


def _first(part: Part) -> str:
    return part.text.lstrip()[:1]


def led_site(context: Context, part: Part) -> SiteAt | None:
    """The only site that a point names, where it opens with it."""
    named = [pair for pair in context.sites.named_in(part.start, part.start + len(part.text)) if pair[0].start not in context.sites.aside]
    if not named or len({site.name for _, site in named}) > 1:
        return None
    return named[0][1] if named[0][0].start - part.start < 40 else None


def opening_site(context: Context, part: Part) -> SiteAt | None:
    """The site that the first line of a block of lines is the name of, with a place at most: "Osprey, Nevada" above rows of figures."""
    first, _, rest = part.text.partition("\n")
    named = context.sites.named_in(part.start, part.start + len(first))
    if not rest or len(first) > 60 or re.search(r"\d", first) or len({site.name for _, site in named}) != 1:
        return None
    return named[0][1] if named[0][0].start - part.start < 4 else None


def _margin(context: Context, part: Part) -> int:
    """How far in the line of a point begins in the source."""
    text, at = context.document.text, context.span(part.start, part.start + 1).start
    line = text[text.rfind("\n", 0, at) + 1 : at].expandtabs(4)
    return (len(line) if not line.strip() else 0) + (_LESSER.match(part.text) is not None)


def _is_name(context: Context, part: Part) -> bool:
    """Whether a point is but the name of a site."""
    naming, _ = context.sites.named_in(part.start, part.start + len(part.text))[0]
    return (
        _MARK.fullmatch(part.text, 0, naming.start - part.start) is not None
        and _REST_OF_NAME.fullmatch(part.text, naming.end - part.start) is not None
    )
