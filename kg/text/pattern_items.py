"""A pattern as it is built: its alternatives, and the characters, classes and groups that follow one another in each."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_TOKEN = re.compile(
    r"\(\?:[a-zA-Z' -]+(?:\|[a-zA-Z' -]+)*\)|\(\?P<\w+>|\(\?P=\w+\)|\(\?[ims]*(?:-[ims]+)?:|\(\?(?:=|!|<=|<!)|[()|]|"
    r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|\{[A-Z]+\}|.",
    re.DOTALL,
)
_CODE = re.compile(r"\\[ux]([0-9a-fA-F]{2,4})")
_UNREAD = re.compile(r"(?<!\\)(?:\\\\)*\\[NU]")  # letters by their names
_TIMES = frozenset("*+?")
_MAY_BE_MISSING = ("?", "*", "{0", "{,")
AHEAD, FORBIDS = "(?=", ("(?!", "(?<!")
EDGE = "\\b"
NO_WIDTH = (EDGE, "\\B", "^", "$", AHEAD, "(?<=", *FORBIDS)
# Letters that a pattern which minds no case takes for others, though their small ones differ.
_ODD = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u00b5": "\u03bc", "\ufb05": "\ufb06"})


def folded(text: str) -> str:
    """A text in small letters, one for each letter, alike wherever a pattern that minds no case takes them for one."""
    return text.translate(_ODD).lower()


class Item(NamedTuple):
    """A character, class or group of a pattern, the alternatives in the group, and how many times it may stand there."""

    token: str
    alternatives: Alternatives
    times: str

    @property
    def may_be_missing(self) -> bool:
        return self.times.startswith(_MAY_BE_MISSING)


Alternatives = tuple[tuple[Item, ...], ...]


def read(pattern: str) -> Alternatives:
    """The alternatives of a pattern; ValueError for one with a bracket too many, or in a syntax that is not read here. The name of a part that
    is to be put in, `{PART}`, is one item."""
    tokens = _TOKEN.findall(pattern)
    if unread := next((after for before, after in pairwise(tokens) if before == "(" and after == "?"), None) or _UNREAD.search(pattern):
        raise ValueError(f"the pattern {pattern!r} has a group or a letter of a kind that is not read: {unread!r}")
    alternatives, end = _alternatives(tokens, 0)
    if end < len(tokens):
        raise ValueError(f"a bracket closes nothing in the pattern {pattern!r}")
    return alternatives


def _alternatives(tokens: list[str], at: int) -> tuple[Alternatives, int]:
    """The alternatives from a place to the bracket that closes them, and where that stands."""
    found: list[tuple[Item, ...]] = []
    items: list[Item] = []
    while at < len(tokens) and tokens[at] != ")":
        token, inner = tokens[at], Alternatives()
        if token == "|":
            found.append(tuple(items))
            items = []
            at += 1
            continue
        if token[0] == "(" and not token.endswith(")"):
            inner, at = _alternatives(tokens, at + 1)
        at += 1
        times = ""
        while at < len(tokens) and _tells_times(tokens[at]):
            times += tokens[at]
            at += 1
        items.append(Item(token, inner, times))
    return (*found, tuple(items)), at


def _tells_times(token: str) -> bool:
    """Whether a token tells how many times the one before it may stand there; "{PART}" is the name of one."""
    return token in _TIMES or (token[0] == "{" and len(token) > 1 and not token[1].isalpha())


def words_of(token: str) -> list[str]:
    """The words of a group that is read as one, in small letters; none for another token."""
    return folded(token[3:-1]).split("|") if token.startswith("(?:") and token.endswith(")") else []


@lru_cache(maxsize=4096)  # patterns are read letter by letter
def letter_of(token: str) -> str | None:
    """The one character that a token stands for, in small letters; None for one that stands for any of several, or for none."""
    if len(token) == 1:
        return None if token in ".^$()" else folded(token)
    if code := _CODE.fullmatch(token):
        return folded(chr(int(code[1], 16)))
    return token[1] if token[0] == "\\" and not token[1].isalnum() else None


def letters_by_number(token: str) -> bool:
    """Whether a token spells letters by their numbers."""
    return _CODE.search(token) is not None
