"""Patterns that are tried only on texts that hold what they need, which is read off the patterns themselves.

What a pattern needs are words (kg.text.needs): of each of several sets one stands in every text that it meets. To compile a pattern takes as long
as to try it on hundreds of texts, so that before the words must stand in their order, too; most patterns are never compiled. A dear pattern that
minds no case may first be tried loosened: in small letters, without what only forbids, and without what may be missing at its head. A search for
that is several times as fast, because it can skip to the letters with which a match begins.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import count

from kg.text.needs import Run, Words, any_of, needed, spaced, stand_in
from kg.text.pattern_items import FORBIDS, NO_WIDTH, Alternatives, Item, folded, letter_of, letters_by_number, read, words_of

_SAID_AGAIN = re.compile(r"\(\?P=|\\[1-9]")  # what a group took stands there again
_TRIED_OUTRIGHT = 100  # texts: about what it costs to loosen a pattern


class Small:
    """A text in small letters, which remembers what it holds."""

    def __init__(self, text: str) -> None:
        self.text = folded(text)
        self.spaced = spaced(text)
        self._held: dict[Words, bool] = {}

    def holds(self, needs: tuple[Words, ...]) -> bool:
        """Whether one word of each set stands in it."""
        held = self._held
        for words in needs:
            if words not in held:
                held[words] = any(map(self.spaced.__contains__, words))
            if not held[words]:
                return False
        return True


@lru_cache(maxsize=256)  # many patterns are tried on a sentence, one after the other
def small(text: str) -> Small:
    """A text in small letters."""
    return Small(text)


class Sieved:
    """A pattern that is tried only on a text that holds the words it needs, and compiled when it is first tried; one that is dear to spell may be
    spelt then, if what it needs is told otherwise."""

    def __init__(self, spelt: str | Callable[[], str], flags: int = 0, run: Callable[[], Run] | None = None) -> None:
        self._spelt, self._flags, self._given = spelt, flags, run
        self._tries = count()

    @cached_property
    def spelt(self) -> str:
        return self._spelt if isinstance(self._spelt, str) else self._spelt()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.spelt, self._flags)

    @cached_property
    def run(self) -> Run:
        """What stands in every text that the pattern meets."""
        return self._given() if self._given else needed(read(self.spelt))

    @cached_property
    def needs(self) -> tuple[Words, ...]:
        """Sets of words, in small letters, of each of which one stands in every text that the pattern meets; those of fewest words first."""
        needs = {_same(words) for words in any_of(self.run)}
        return tuple(sorted(needs, key=lambda words: (len(words), sorted(words))))

    @cached_property
    def _loosened(self) -> re.Pattern[str]:
        return re.compile("|".join(_loosened(read(self.spelt), at_head=_SAID_AGAIN.search(self.spelt) is None)))

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first match of the pattern in a text, between two offsets of it."""
        return self.pattern.search(text, start, end) if self._is_held(small(text)) else None

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The match of the pattern at an offset of a text."""
        return self.pattern.match(text, start) if self._is_held(small(text)) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """The matches of the pattern in a text, between two offsets of it."""
        return self.pattern.finditer(text, start, end) if self._is_held(small(text)) else iter(())

    def may_meet(self, text: Small) -> bool:
        """Whether a text holds what the pattern needs and the loosened pattern meets it: for dear patterns that mind no case."""
        return self._is_held(text) and self._loosened.search(text.text) is not None

    def is_worth_trying(self, text: Small) -> bool:
        """Whether the pattern may meet a text; without asking the loosened one on the first texts, because to loosen it takes longer than to try
        it on them."""
        return self._is_held(text) and (next(self._tries) < _TRIED_OUTRIGHT or self._loosened.search(text.text) is not None)

    def _is_held(self, text: Small) -> bool:
        """Whether a text holds what the pattern needs; as long as it is not compiled, in the right order."""
        return text.holds(self.needs) and ("pattern" in self.__dict__ or stand_in(self.run, text.spaced) >= 0)


@cache
def _same(words: Words) -> Words:
    """One set for all patterns that need the same words, so that a text looks for them once."""
    return words


# ---- how a pattern reads when loosened


def _loosened(alternatives: Alternatives, at_head: bool) -> list[str]:
    return [_loosened_run(items, at_head) for items in alternatives]


def _loosened_run(items: tuple[Item, ...], at_head: bool) -> str:
    """A run of items loosened; at the head of a pattern without what has no width or may be missing, as a search finds the rest."""
    spelt = ""
    for item in items:
        if item.token in FORBIDS or (at_head and (item.token in NO_WIDTH or item.may_be_missing)):
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
    if words := words_of(token):
        return f"(?:{'|'.join(words)})"
    if token[0] != "[":
        letter = letter_of(token)
        return token if letter is None else re.escape(letter)
    if letters_by_number(token) or (token[1] == "^" and any(letter.isalpha() for letter in re.sub(r"\\.", "", token))):
        return r"[\s\S]"  # a range of capitals spelt by their numbers, too
    return re.sub(r"\\.|[^\\]+", lambda part: part[0] if part[0][0] == "\\" else folded(part[0]), token)
