"""The signs that set off the points of a list, those of symbol fonts (private use) among them."""

from __future__ import annotations

# Bullets, squares, circles, arrowheads, diamonds and ticks, to stand within a class of characters.
BULLETS = (
    "\u2022\u00b7\u2219\u2981\u2023\u2043\u25aa\u25ab\u25a0\u25a1\u25cf\u25cb\u25e6\u25b6\u25ba\u25c6\u2666\u2756\u27a2\u27a4\u2794\u2713\u2714\u00bb"
    "\uf0b7\uf0a7\uf06e\uf0d8\uf0fc\uf076\uf0be\uf0e0"
)
