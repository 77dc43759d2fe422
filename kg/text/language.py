"""In which language a text is written, told by its function words; extraction is of English."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.text.lexicons import rows

ENGLISH = "English"
_WORD = re.compile(r"[^\W\d_]++")
_SAMPLE = 40_000  # characters that tell it
_FEW, _SHARE = 20, 2  # fewer function words tell nothing; another language is one that has so many times as many as English


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """The languages that each function word belongs to."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in rows("function_words.tsv"):
        for word in words.split():
            found[word] = (*found.get(word, ()), language)
    return found


def language(text: str) -> str:
    """The language of most of a text; English for one that is too short to tell, or that is half English."""
    known = _languages()
    counts: Counter[str] = Counter()
    for word in _WORD.findall(text[:_SAMPLE].lower()):
        counts.update(known.get(word, ()))
    other, most = max(((name, count) for name, count in counts.items() if name != ENGLISH), key=lambda pair: (pair[1], pair[0]), default=(ENGLISH, 0))
    return other if most >= _FEW and most > _SHARE * counts[ENGLISH] else ENGLISH
