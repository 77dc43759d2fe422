"""Whether the symbol of a listed share stands right behind a name: "(TSX: ALD)", "| NZX/ASX Code: ALD", "(ALD - TSX VEN)"."""

from __future__ import annotations

import re
from functools import cache

from kg.reference import exchange_names


@cache
def _symbol() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in exchange_names() if len(name) <= 30), key=lambda name: (-len(name), name)))
    label = r"(?:(?:[Tt]ickers?|[Ss]ymbols?|[Cc]odes?|TICKER|SYMBOL|CODE|listed|quoted|traded|on)[:\s]{1,9}){0,3}"
    return re.compile(
        rf"(?:\s?\([^():]{{1,80}}\)){{0,2}},?\s{{0,40}}(?:[(|\u2013-]|\n\(?)\s{{0,40}}{label}(?:the\s)?"
        rf"(?:(?:{names})(?:\s?[/&]\s?(?:{names}))*(?:\s(?:[Cc]ode|[Ss]ymbol|[Tt]icker))?\s*[:\u2013-]\s*[A-Z0-9]|"
        rf"\"?[A-Z][A-Z0-9.]{{1,6}}\"?\s?[\u2013:.-]\s?(?:{names})\b)"
    )


def symbol_beside(text: str, at: int) -> bool:
    """Whether a symbol with its exchange stands behind a name that ends at an offset, short names in brackets left aside."""
    return _symbol().match(text, at) is not None
