"""The words that hedge a quantity: "about", "over", "at least", "up to" and their like, of `lexicon/quantity_hedges.tsv`."""

from __future__ import annotations

import re
from functools import cache

from kg.text.lexicons import rows


@cache
def hedge_words() -> dict[str, str]:
    return {row[0].lower(): row[1] if len(row) > 1 else "" for row in rows("quantity_hedges.tsv")}


@cache
def hedge_source() -> str:
    return "|".join(re.escape(words).replace(r"\ ", r"[ \n]") for words in sorted(hedge_words(), key=lambda words: (-len(words), words)))


@cache
def hedges() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![^\W_])|(?=[<>≤≥~≈]))(?P<words>{hedge_source()})[ \n]?(?:the[ \n]|an?[ \n]|a total of[ \n]|additional[ \n]){{0,2}}\Z",
        re.IGNORECASE,
    )
