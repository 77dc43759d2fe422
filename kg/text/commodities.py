"""The names and symbols of commodities in a text, by the reference data: words without regard to case, symbols as written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg import reference
from kg.text.lexicons import entries


@dataclass(frozen=True)
class CommodityAt:
    """A commodity named at `start` to `end`; `key` is its concept, as in "gold", "u3o8"."""

    start: int
    end: int
    key: str


_OTHER = r"(?![ .-]?[Ee][Qq]\b)"  # "Nd2O3-Eq" is not Nd2O3; the equivalents that have a name stand among the labels


def _alternatives(labels: list[str]) -> str:
    spelt = (re.escape(label).replace(r"\ ", r"[ \n-]") for label in sorted(labels, key=lambda label: (-len(label), label)))
    return "|".join(re.sub(r"\[ \\n-\](?=[Ee][Qq])", r"[ \\n.-]", one) for one in spelt)


@cache
def _words() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_alternatives([w for w in reference.concepts('commodity') if len(w) > 2])})(?![^\W_]){_OTHER}", re.IGNORECASE)


@cache
def _symbols() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{_alternatives(list(reference.notations('commodity')))})(?![^\W_]){_OTHER}")


_BESIDE = re.compile(
    r"(?:%|(?<![\w/])(?:pp[mb]|g/t|gpt|kg/t|mg/[Ll]|oz/ton)|\d ?(?:pp[mb]|g/t|[kM]?lbs?|kg|tonnes|[kM]?t)|(?<![A-Za-z])[A-Z][a-z]? ?[,/+-])\s?$"
)
_NAMED = re.compile(r"\s[A-Z][a-z]{2}")
_BEHIND = re.compile(r"(?: ?[(\[]? ?(?:%|(?:pp[mb]|g/t|gpt|kg/t|mg/[Ll]|wt)\b)|[ _]?eq\b| ?[/+] ?[A-Z][a-z]?\b|-[A-Z][a-z]?\b)")


def _is_symbol(text: str, start: int, end: int) -> bool:
    """Whether a symbol that is also a word is one of an element here: it stands alone, beside a unit, or in a row of symbols."""
    if text[start:end] not in entries("symbol_words.txt"):
        return True
    alone = not text[:start].strip() and not text[end:].strip()
    beside = _BESIDE.search(text[max(0, start - 12) : start]) is not None and not _NAMED.match(text, end)
    return alone or beside or _BEHIND.match(text, end) is not None


def _key(written: str) -> str | None:
    plain = re.sub(r"[ \n-]|\.(?=[Ee][Qq])", " ", written)
    if written.islower() and len(written) <= 4 and written not in entries("short_commodities.txt"):
        return None
    symbols, words = reference.notations("commodity"), reference.concepts("commodity")
    return symbols.get(written) or symbols.get(plain) or words.get(written.casefold()) or words.get(plain.casefold())


def commodity_at(text: str, at: int) -> CommodityAt | None:
    """The commodity whose name or symbol begins at an offset, the longest."""
    found = [match for pattern in (_words(), _symbols()) if (match := pattern.match(text, at)) and _is_symbol(text, *match.span())]
    best = max(found, key=lambda match: match.end(), default=None)
    key = _key(best.group()) if best else None
    return CommodityAt(best.start(), best.end(), key) if best and key else None


def find_commodities(text: str, *, symbols: bool = True) -> list[CommodityAt]:
    """The commodities named in a text, in order, none overlapping another; `symbols` takes "Au" and "Cu" as well as words."""
    found = [*_words().finditer(text), *(_symbols().finditer(text) if symbols else ())]
    named: list[CommodityAt] = []
    for match in sorted(found, key=lambda match: (match.start(), -match.end())):
        key = _key(match.group()) if _is_symbol(text, *match.span()) else None
        if key and (not named or match.start() >= named[-1].end):
            named.append(CommodityAt(match.start(), match.end(), key))
    return named
