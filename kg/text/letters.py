"""Character classes for patterns, where the standard `re` has none for upper and lower case beyond ASCII; and letters printed over themselves."""

from __future__ import annotations

from itertools import groupby

_LATIN = [chr(code) for code in range(0xC0, 0x250)]
UPPER = "A-Z" + "".join(letter for letter in _LATIN if letter.isupper())
LOWER = "a-z" + "".join(letter for letter in _LATIN if letter.islower())


def is_overprinted(text: str) -> bool:
    """Whether a word of a text has each of its letters twice and more in a row, as pages give them that print bold type over itself:
    "NNeett", "LLIIMMIITTEEDD"."""
    return any(len(runs := [sum(1 for _ in run) for _, run in groupby(word)]) > 2 and min(runs) > 1 for word in text.split() if word.isalpha())
