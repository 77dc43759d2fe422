"""In which language a text is written, told by its letters where they are not Latin, else by its function words; extraction is of English."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from kg.text.lexicons import rows

ENGLISH = "English"
_WORD = re.compile(r"[^\W\d_]++")
# Letters of one language, or of several that share a script, the most telling first: Japanese is written in Chinese characters as well.
_SCRIPTS = (
    ("Japanese", re.compile(r"[\u3040-\u30ff]")),
    ("Korean", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("Chinese", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("Cyrillic letters", re.compile(r"[\u0400-\u052f]")),
    ("Greek", re.compile(r"[\u0370-\u03ff]")),
    ("Arabic letters", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("Hebrew", re.compile(r"[\u0590-\u05ff]")),
)
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_FOREIGN = re.compile(r"[\u0370-\u052f\u0590-\u06ff\u0750-\u077f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANA_SHARE = 0.1  # of the letters of a Japanese text that are its own, at least
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
    sample = text[:_SAMPLE]
    if (script := _script(sample)) is not None:
        return script
    known = _languages()
    counts: Counter[str] = Counter()
    for word in _WORD.findall(sample.lower()):
        counts.update(known.get(word, ()))
    other, most = max(((name, count) for name, count in counts.items() if name != ENGLISH), key=lambda pair: (pair[1], pair[0]), default=(ENGLISH, 0))
    return other if most >= _FEW and most > _SHARE * counts[ENGLISH] else ENGLISH


def _script(sample: str) -> str | None:
    """The language, or the letters, of a text in another script; None for one that is mostly in Latin letters, or too short to tell."""
    foreign = len(_FOREIGN.findall(sample))
    if foreign < _FEW or foreign <= len(_LATIN.findall(sample)):
        return None
    counts = {name: len(letters.findall(sample)) for name, letters in _SCRIPTS}
    if counts["Japanese"] > _KANA_SHARE * foreign:
        return "Japanese"
    return max(counts, key=lambda name: counts[name])
