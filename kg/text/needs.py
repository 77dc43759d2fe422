"""What a pattern needs: words of which a text must hold some, in their order, for the pattern to meet it.

A pattern is read for them in a fraction of the time that it takes to compile it. In words and texts a space stands for all that is no letter or
digit, and for the edge of a word, so that "mine" is not found in "determined" if it is to be a word of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from kg.text.pattern_items import AHEAD, EDGE, FORBIDS, NO_WIDTH, Alternatives, Item, folded, letter_of, words_of

_SHORTEST = 3  # letters of a word worth asking for: shorter ones are everywhere
_SHORTEST_IN_ORDER = 2  # but not everywhere behind others
_MARK = "\0"  # the edge of a word, as long as a word is put together
_NOT_IN_WORD = re.compile(r"\W")
_NOT_SPELT = re.compile(r"[^\w\0]")
_SEEN_TWICE = re.compile(r"\0+(?=[ \0])|(?<= )\0+")

Words = frozenset[str]  # of which one stands there


@dataclass(frozen=True)
class Choice:
    """Runs of which one stands there, or, if `ahead`, from there on; without any, where nothing can stand."""

    runs: tuple[Run, ...]
    ahead: bool = False


Run = tuple["Words | Choice", ...]  # what stands behind one another
Part = Callable[[str], Run]  # what a part needs whose name in braces stands in a pattern


def spaced(text: str) -> str:
    """A text in small letters as its words are sought in it."""
    return f" {_NOT_IN_WORD.sub(' ', folded(text))} "


def _no_parts(token: str) -> Run:
    raise ValueError(f"the pattern names a part: {token}")


def needed(alternatives: Alternatives, part: Part = _no_parts, before: str = "", behind: str = "") -> Run:
    """What a pattern needs that may begin or end at the edge of a word."""
    runs = [run for items in alternatives if (run := _run(items, part, before, behind)) is not None]
    if () in runs:
        return ()  # one alternative needs nothing
    if len(runs) == 1:
        return runs[0]
    words = [run[0] for run in runs if len(run) == 1 and isinstance(run[0], frozenset)]
    return (frozenset[str]().union(*words) if runs and len(words) == len(runs) else Choice(tuple(runs)),)


def _run(items: tuple[Item, ...], part: Part, before: str, behind: str) -> Run | None:
    """What a run of items needs: the words spelt out in it, and what its groups need; None where it meets nothing."""
    found: list[Words | Choice] = []
    word = before
    for at, item in enumerate(items):
        letter = None if item.times else letter_of(item.token)
        if letter is not None or item.token == EDGE:
            word += letter or _MARK
            continue
        if item.token == "(?!" and item.alternatives == ((),):
            return None
        after = behind if at + 1 == len(items) else _MARK if _parts_words(items[at + 1]) else ""
        of_item = () if item.may_be_missing else _needs_of(item, part, _MARK if _NOT_IN_WORD.match(word[-1:]) else "", after)
        if any(isinstance(step, Choice) and not step.runs for step in of_item):
            return None
        if of_item or item.token not in NO_WIDTH:
            found += _worth([word])
            word = ""
        found += [Choice((of_item,), ahead=True)] if of_item and item.token == AHEAD else of_item
    return (*found, *_worth([word + behind]))


def _parts_words(item: Item) -> bool:
    """Whether an item stands at the edge of a word, if one stands before it."""
    letter = letter_of(item.token)
    return not item.times and (item.token == EDGE or (letter is not None and _NOT_IN_WORD.match(letter) is not None))


def _needs_of(item: Item, part: Part, before: str, behind: str) -> Run:
    """What an item needs that is no letter."""
    if item.token[0] == "{":
        return part(item.token)
    if words := words_of(item.token):
        return tuple(_worth(before + word + behind for word in words))
    looks_elsewhere = item.token in FORBIDS or item.token == "(?<="
    if item.times or item.token == AHEAD:
        behind = ""  # another may follow
    return needed(item.alternatives, part, before, behind) if item.alternatives and not looks_elsewhere else ()


def _worth(spelt: Iterable[str]) -> list[Words]:
    words = frozenset(map(_sought, spelt))
    return [words] if min(len(word.strip()) for word in words) >= _SHORTEST_IN_ORDER else []


@lru_cache(maxsize=16384)  # many patterns spell the same words
def _sought(word: str) -> str:
    """A word as it is sought in a spaced text."""
    return _SEEN_TWICE.sub("", _NOT_SPELT.sub(" ", word)).replace(_MARK, " ")


def any_of(run: Run) -> Iterator[Words]:
    """Sets of longer words, of each of which one stands in whatever the pattern meets, in whichever order."""
    for step in run:
        if isinstance(step, frozenset):
            if min(len(word.strip()) for word in step) >= _SHORTEST:
                yield step
        elif len(step.runs) == 1:
            yield from any_of(step.runs[0])
        else:
            dearest = [min(any_of(one), key=lambda words: (len(words), -min(len(word) for word in words)), default=None) for one in step.runs]
            if None not in dearest:
                yield frozenset[str]().union(*(words for words in dearest if words))


def stand_in(run: Run, text: str, at: int = 0) -> int:
    """Where at the earliest what is needed ends in a spaced text, from a place on; -1 where it does not stand in it. Two words may share the
    space between them."""
    for step in run:
        if isinstance(step, frozenset):
            ends = [found + len(word) - (word[-1] == " ") for word in step if (found := text.find(word, at)) >= 0]
        else:
            ends = [end for one in step.runs if (end := stand_in(one, text, at)) >= 0]
        if not ends:
            return -1
        if isinstance(step, frozenset) or not step.ahead:
            at = min(ends)
    return at
