"""Writing XML and HTML so that no text of a document becomes markup, and none can reorder or hide what stands around it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})
# Controls, formats (bidirectional marks, zero-width letters), surrogates, private and unassigned characters.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
ELLIPSIS = "…"
Attributes = Mapping[str, str | float | None]


class Markup(str):
    """Text that is markup already."""


def plain(text: str) -> str:
    """A text on one line, without characters that cannot be seen but change what is."""
    return " ".join("".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _HIDDEN).split())


def cells(text: str) -> int:
    """How many columns a text takes: wide letters two, those that combine none."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def cut(text: str, columns: int) -> str:
    """A plain text of some columns at most; what is cut ends in an ellipsis."""
    text = plain(text)
    if cells(text) <= columns:
        return text
    kept, taken = "", 0
    for c in text:
        taken += cells(c)
        if taken > columns - 1:
            break
        kept += c
    return kept.rstrip() + ELLIPSIS


def escape(text: str) -> Markup:
    """A text as content or attribute value."""
    return text if isinstance(text, Markup) else Markup(plain(text).translate(_ESCAPES))


def number(value: float) -> str:
    """A length with one decimal at most, the same on every machine."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, attributes: Attributes | None = None, *content: str) -> Markup:
    """An element; what is None is left out, text that is no Markup is escaped. Attribute names have hyphens for underscores."""
    told = "".join(
        f' {key.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for key, value in (attributes or {}).items()
        if value is not None
    )
    inner = "".join(map(escape, content))
    return Markup(f"<{name}{told}>{inner}</{name}>" if content else f"<{name}{told}/>")


def joined(*parts: str) -> Markup:
    """Pieces of markup one after the other, a line each."""
    return Markup("\n".join(map(escape, parts)))
