"""The symbols of the issuer's shares, where the text calls it by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.context import Context


@dataclass(frozen=True)
class Symbols:
    """The symbols of the issuer's shares, by which a text may call it: "(LSE: ABC)", and then "in which ABC has 45%"."""

    names: frozenset[str]
    pattern: re.Pattern[str]


_LISTED = re.compile(r"(?: [A-Z][\w&.,]*)?,? ?\((?:[^()\n]{0,40}[;,/] ?)?(?:the )?[A-Z][\w .-]{1,24}: ?[\"'\u201c]?(?P<symbol>[A-Z]{3,5})\b")


def issuer_symbols(context: Context) -> Iterator[Symbols | None]:
    """The symbols in the brackets behind the issuer's name that the text uses apart from them as well; None where it uses none."""
    text = context.reading.text
    told = {found["symbol"] for naming, org in context.namings(0, _HEAD) if org is context.issuer and (found := _LISTED.match(text, naming.end))}
    names = frozenset(symbol for symbol in told if re.search(rf"(?<![\w:-])(?<!: ){symbol} (?:has|holds|owns|\d|may|and)|\({symbol} \d", text))
    yield Symbols(names, re.compile(rf"(?<![\w-])(?<!: )(?<!:)(?:{'|'.join(sorted(names))})(?![\w-])")) if names else None


_HEAD = 3000  # letters of the head, where symbols are told
