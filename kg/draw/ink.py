"""Colours, hatching and fading of the picture, which differ in shape too, so that it reads in grey and on paper."""

from __future__ import annotations

from collections.abc import Iterable

from kg.draw.bars import DISPUTED, FADING, IMPLIED, Bar
from kg.draw.markup import Markup, tag

INK, SOFT, RULE, PAPER, RED = "#1f2933", "#5b6770", "#d5dade", "#ffffff", "#b42318"
HUES = {"post": "#2f6f9f", "listing": "#2e7d5b", "interest": "#a0632a", "status": "#7a5195"}
_FADES = {"out": (0.5, 0.04), "in": (0.04, 0.5), "both": (0.5, 0.04, 0.5), "none": (0.12, 0.12)}


def fill(bar: Bar, kind: str) -> str:
    """What a bar is filled with: plain where stated, hatched where implied, crossed where disputed, else fading away from what is known."""
    if bar.look == FADING:
        both = "both" if bar.dense_before and bar.dense_after else "none"
        return f"url(#{kind}-fade-{both if bar.dense_before is bar.dense_after else 'out' if bar.dense_before else 'in'})"
    return {IMPLIED: f"url(#{kind}-hatched)", DISPUTED: "url(#crossed)"}.get(bar.look, HUES[kind])


def definitions(kinds: Iterable[str]) -> Markup:
    """The patterns and gradients for some kinds of slots."""
    parts = [_hatching("crossed", RED, "M0 0l6 6M6 0l-6 6")]
    for kind in list(kinds) or ["post"]:
        parts.append(_hatching(f"{kind}-hatched", HUES[kind], "M-1.5 1.5l3 -3M0 6l6 -6M4.5 7.5l3 -3"))
        parts += [_gradient(f"{kind}-fade-{name}", HUES[kind], shades) for name, shades in _FADES.items()]
    return tag("defs", None, *parts)


def _hatching(name: str, hue: str, lines: str) -> Markup:
    ground = tag("rect", {"width": 6, "height": 6, "fill": PAPER})
    strokes = tag("path", {"d": lines, "stroke": hue, "stroke-width": 1.6})
    return tag("pattern", {"id": name, "width": 6, "height": 6, "patternUnits": "userSpaceOnUse"}, ground, strokes)


def _gradient(name: str, hue: str, shades: tuple[float, ...]) -> Markup:
    steps = [
        tag("stop", {"offset": f"{100 * at // (len(shades) - 1)}%", "stop-color": hue, "stop-opacity": f"{shade:.2f}"})
        for at, shade in enumerate(shades)
    ]
    return tag("linearGradient", {"id": name}, *steps)
