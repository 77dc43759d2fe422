"""Whether a program is one of exploration: companies train, bolt roofs and buy shares back by programs too."""

from __future__ import annotations

import re
from functools import cache

from kg.extract.event.grammar import part

_PROGRAM = re.compile(r"(?:(?<=\s)|^)([\w'\u2019%,.-]+)\s(?:programs?|programmes?|campaigns?)\b", re.IGNORECASE)
_BEFORE, _NEAR = 30, 400  # characters in which the word before a program stands, and in which what it is for is told


def explores(text: str, start: int, end: int) -> bool:
    """Whether the words from `start` to `end` tell of exploration: a program is one by the word before it ("infill program") or, where that says
    nothing ("the program", "a 12-month program"), by what is told shortly before."""
    told = list(_PROGRAM.finditer(text, max(0, start - _BEFORE), end))
    if not told or _exploring().search(text, start, end):
        return True
    kind = told[-1][1]
    if _exploring().fullmatch(kind):
        return True
    if kind.replace("-", "").isalpha() and kind.islower() and not _generic().fullmatch(kind):
        return False
    return _exploring().search(text, max(0, start - _NEAR), end) is not None


@cache
def _exploring() -> re.Pattern[str]:
    return re.compile(rf"\b{part('EXPLORING')}\b", re.IGNORECASE)


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(part("GENERIC"), re.IGNORECASE)
