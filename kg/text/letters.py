"""Character classes for patterns: the standard `re` has none for upper and lower case beyond ASCII."""

from __future__ import annotations

_LATIN = [chr(code) for code in range(0xC0, 0x250)]
UPPER = "A-Z" + "".join(letter for letter in _LATIN if letter.isupper())
LOWER = "a-z" + "".join(letter for letter in _LATIN if letter.islower())
