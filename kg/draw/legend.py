"""What the bars and dots of the picture mean, below it."""

from __future__ import annotations

from kg.draw.bars import DISPUTED, FADING, IMPLIED, STATED
from kg.draw.ink import HUES, INK, PAPER, RED, SOFT
from kg.draw.markup import Attributes, Markup, tag

_BARS = ((STATED, "stated"), (IMPLIED, "implied"), (FADING, "last known, or not known"), (DISPUTED, "disputed"))


def legend(y: float, kind: str) -> Markup:
    """Two lines: the bars, in the colour of one kind of slot, and the dots."""
    fills = {STATED: HUES[kind], IMPLIED: f"url(#{kind}-hatched)", FADING: f"url(#{kind}-fade-out)", DISPUTED: "url(#crossed)"}
    parts: list[Markup] = []
    for (look, words), x in zip(_BARS, (16, 120, 230, 440), strict=True):
        edge = None if look == FADING else RED if look == DISPUTED else HUES[kind]
        box: Attributes = {"x": x, "y": y, "width": 34, "height": 10, "fill": fills[look], "stroke": edge, "stroke-width": 0.8 if edge else None}
        parts += [tag("rect", box), _words(x + 40, y + 9, words)]
    dot = y + 27
    parts += [
        tag("circle", {"cx": 33, "cy": dot, "r": 3.6, "fill": INK}),
        _words(56, dot + 4, "sighting"),
        tag("circle", {"cx": 137, "cy": dot, "r": 3.6, "fill": PAPER, "stroke": INK, "stroke-width": 1.5}),
        _words(160, dot + 4, "announced"),
        tag("path", {"d": f"M243.5 {dot - 3.5:.1f}l7 7m0 -7l-7 7", "stroke": INK, "stroke-width": 1.8, "fill": "none"}),
        _words(270, dot + 4, "told to be over, or withdrawn"),
        tag("line", {"x1": 457, "y1": dot - 8, "x2": 457, "y2": dot + 8, "stroke": HUES[kind], "stroke-width": 2}),
        _words(480, dot + 4, "began or ended on that very day"),
    ]
    return tag("g", {"class": "legend", "font-size": 11}, *parts)


def _words(x: float, y: float, words: str) -> Markup:
    return tag("text", {"x": x, "y": y, "fill": SOFT}, words)
