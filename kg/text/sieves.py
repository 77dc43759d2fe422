"""Patterns that are tried only on texts that hold what they need, which is read off the patterns themselves.

What a pattern needs are words: of each of several sets one stands in every text that it meets. Where a text holds them, a dear pattern that
minds no case may first be tried loosened: in small letters, without what only forbids, and without what may be missing at its head. A search
for that is several times as fast, because it can skip to the letters with which a match begins.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

_TOKEN = re.compile(
    r"\(\?:[a-zA-Z' -]+(?:\|[a-zA-Z' -]+)*\)|\(\?P<\w+>|\(\?P=\w+\)|\(\?[ims]*(?:-[ims]+)?:|\(\?(?:=|!|<=|<!)|[()|]|"
    r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*,?\d*\}|.",
    re.DOTALL,
)
_CODE = re.compile(r"\\[ux]([0-9a-fA-F]{2,4})")
_UNREAD = re.compile(r"(?<!\\)(?:\\\\)*\\[NU]")  # letters by their names
_TIMES = re.compile(r"[*+?]|\{\d*,?\d*\}")
_MAY_BE_MISSING = ("?", "*", "{0", "{,")
_FORBIDS = ("(?!", "(?<!")
_NO_WIDTH = ("\\b", "\\B", "^", "$", "(?=", "(?<=", *_FORBIDS)
_SAID_AGAIN = re.compile(r"\(\?P=|\\[1-9]")  # what a group took stands there again
# Letters that a pattern which minds no case takes for others, though their small ones differ.
_ODD = str.maketrans({"\u0130": "i", "\u0131": "i", "\u017f": "s", "\u00b5": "\u03bc", "\ufb05": "\ufb06"})
_SHORTEST = 3  # letters of a word worth asking for: shorter ones are everywhere


def _fold(text: str) -> str:
    """A text in small letters, one for each letter, alike wherever a pattern that minds no case takes them for one."""
    return text.translate(_ODD).lower()


class Small:
    """A text in small letters, which remembers what it holds."""

    def __init__(self, text: str) -> None:
        self.text = _fold(text)
        self._held: dict[frozenset[str], bool] = {}

    def holds(self, needs: tuple[frozenset[str], ...]) -> bool:
        """Whether one word of each set stands in it, be it within another."""
        held = self._held
        for words in needs:
            if words not in held:
                held[words] = any(map(self.text.__contains__, words))
            if not held[words]:
                return False
        return True


@lru_cache(maxsize=256)  # many patterns are tried on a sentence, one after the other
def small(text: str) -> Small:
    """A text in small letters."""
    return Small(text)


@dataclass(frozen=True)
class Sieved:
    """A pattern that is tried only on a text that holds the words it needs, and compiled when it is first tried."""

    spelt: str
    flags: int = 0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.spelt, self.flags)

    @cached_property
    def needs(self) -> tuple[frozenset[str], ...]:
        """Sets of words, in small letters, of each of which one stands in every text that the pattern meets; those of fewest words first."""
        needs = {_same(words) for words in _needs(_read(self.spelt))}
        return tuple(sorted(needs, key=lambda words: (len(words), sorted(words))))

    @cached_property
    def _loosened(self) -> re.Pattern[str]:
        return re.compile("|".join(_loosened(_read(self.spelt), at_head=_SAID_AGAIN.search(self.spelt) is None)))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match of the pattern in a text, between two offsets of it."""
        return self.pattern.search(text, start, end) if small(text).holds(self.needs) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match of the pattern at an offset of a text."""
        return self.pattern.match(text, start) if small(text).holds(self.needs) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches of the pattern in a text, between two offsets of it."""
        return self.pattern.finditer(text, start, end) if small(text).holds(self.needs) else iter(())

    def may_meet(self, text: Small) -> bool:
        """Whether a text holds what the pattern needs and the loosened pattern meets it: for dear patterns that mind no case."""
        return text.holds(self.needs) and self._loosened.search(text.text) is not None


@cache
def _same(words: frozenset[str]) -> frozenset[str]:
    """One set for all patterns that need the same words, so that a text looks for them once."""
    return words


# ---- a pattern as it is built


@dataclass(frozen=True)
class _Item:
    """A character, class or group of a pattern, the alternatives in the group, and how many times it may stand there."""

    token: str
    alternatives: _Alternatives
    times: str

    @property
    def may_be_missing(self) -> bool:
        return self.times.startswith(_MAY_BE_MISSING)


_Alternatives = tuple[tuple[_Item, ...], ...]


def _read(pattern: str) -> _Alternatives:
    """The alternatives of a pattern; ValueError for one with a bracket too many, or in a syntax that is not read here."""
    tokens = _TOKEN.findall(pattern)
    if unread := next((after for before, after in pairwise(tokens) if before == "(" and after == "?"), None) or _UNREAD.search(pattern):
        raise ValueError(f"the pattern {pattern!r} has a group or a letter of a kind that is not read: {unread!r}")
    alternatives, end = _alternatives(tokens, 0)
    if end < len(tokens):
        raise ValueError(f"a bracket closes nothing in the pattern {pattern!r}")
    return alternatives


def _alternatives(tokens: list[str], at: int) -> tuple[_Alternatives, int]:
    """The alternatives from a place to the bracket that closes them, and where that stands."""
    found: list[tuple[_Item, ...]] = []
    items: list[_Item] = []
    while at < len(tokens) and tokens[at] != ")":
        token, inner = tokens[at], _Alternatives()
        if token == "|":
            found.append(tuple(items))
            items = []
            at += 1
            continue
        if token[0] == "(" and not token.endswith(")"):
            inner, at = _alternatives(tokens, at + 1)
        at += 1
        first = at
        while at < len(tokens) and _TIMES.fullmatch(tokens[at]):
            at += 1
        items.append(_Item(token, inner, "".join(tokens[first:at])))
    return (*found, tuple(items)), at


def _words(token: str) -> list[str]:
    """The words of a group that is read as one, in small letters; none for another token."""
    return _fold(token[3:-1]).split("|") if token.startswith("(?:") and token.endswith(")") else []


def _letter(token: str) -> str | None:
    """The one character that a token stands for, in small letters; None for one that stands for any of several, or for none."""
    if len(token) == 1:
        return None if token in ".^$()" else _fold(token)
    if code := _CODE.fullmatch(token):
        return _fold(chr(int(code[1], 16)))
    return token[1] if token[0] == "\\" and not token[1].isalnum() else None


# ---- what it needs


def _needs(alternatives: _Alternatives) -> list[frozenset[str]]:
    """Sets of words, of each of which one stands in whatever the alternatives meet."""
    if len(alternatives) == 1:
        return list(_needs_of_all(alternatives[0]))
    dearest: set[str] = set()
    for items in alternatives:
        if not (needs := list(_needs_of_all(items))):
            return []
        dearest |= min(needs, key=lambda words: (len(words), -min(len(word) for word in words)))
    return [frozenset(dearest)]


def _needs_of_all(items: tuple[_Item, ...]) -> Iterator[frozenset[str]]:
    """What a run of items needs: the words spelt out in it, and what its groups need."""
    word = ""
    for item in items:
        letter = None if item.times else _letter(item.token)
        if letter is not None:
            word += letter
            continue
        if item.token not in _NO_WIDTH:
            if len(word.strip()) >= _SHORTEST:
                yield frozenset([word])
            word = ""
        if item.may_be_missing:
            continue
        words = _words(item.token)
        if words and min(map(len, words)) >= _SHORTEST:
            yield frozenset(words)
        elif item.alternatives and item.token not in _FORBIDS:
            yield from _needs(item.alternatives)
    if len(word.strip()) >= _SHORTEST:
        yield frozenset([word])


# ---- and how it reads when loosened


def _loosened(alternatives: _Alternatives, at_head: bool) -> list[str]:
    return [_loosened_run(items, at_head) for items in alternatives]


def _loosened_run(items: tuple[_Item, ...], at_head: bool) -> str:
    """A run of items loosened; at the head of a pattern without what has no width or may be missing, as a search finds the rest."""
    spelt = ""
    for item in items:
        if item.token in _FORBIDS or (at_head and (item.token in _NO_WIDTH or item.may_be_missing)):
            continue
        inner = _loosened(item.alternatives, at_head and not item.times)
        if at_head and not item.times and "" in inner:
            continue  # it may be missing
        spelt += (f"{_opened(item.token)}{'|'.join(inner)})" if inner else _small(item.token)) + item.times
        at_head = False
    return spelt


def _opened(token: str) -> str:
    """The bracket that opens a group: no flags, as all is in small letters."""
    return token if token in ("(", "(?=", "(?<=") or token.startswith("(?P<") else "(?:"


def _small(token: str) -> str:
    """Words, a character or a class in small letters; a class of what does not stand there, if it names letters, as any character, and so is
    one that spells letters by their numbers."""
    if words := _words(token):
        return f"(?:{'|'.join(words)})"
    if token[0] != "[":
        letter = _letter(token)
        return token if letter is None else re.escape(letter)
    if _CODE.search(token) or (token[1] == "^" and any(letter.isalpha() for letter in re.sub(r"\\.", "", token))):
        return r"[\s\S]"  # a range of capitals spelt by their numbers, too
    return re.sub(r"\\.|[^\\]+", lambda part: part[0] if part[0][0] == "\\" else _fold(part[0]), token)
