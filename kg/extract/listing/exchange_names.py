"""The names of exchanges in a text, with all their spellings, which are reference data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.reference import exchange_names
from kg.text.pattern_items import folded

_SPACE = re.compile(r"\s")


@cache
def exchange_named() -> re.Pattern[str]:
    """The name of an exchange."""
    return re.compile(any_exchange(_all_names()))


@cache
def _all_names() -> dict[str, str | None]:
    """The names of exchanges, longest first, each with its small letters if it may stand in any."""
    names = (name for name in exchange_names() if not name.casefold().startswith("the "))
    return {name: None if _only_so(name) else folded(name) for name in sorted(names, key=lambda name: (-len(name), name))}


def any_exchange(names: Iterable[str], opening: str = r"(?<![\w.&-])") -> str:
    """Any exchange by any of these names; names in capitals only as they stand."""
    return rf"{opening}(?:{'|'.join(_spelling(name) for name in names)})(?![A-Za-z])"


def _spelling(name: str) -> str:
    loose = re.sub(r"\\?[ ]", r"\\s", re.escape(name))
    return loose if _only_so(name) else f"(?i:{loose})"


def _only_so(name: str) -> bool:
    """Whether a name stands in capitals only as it is written."""
    return name.isupper() or len(name) <= 5


def names_in(text: str, windows: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    """The names of exchanges that may stand in some stretches of a text, longest first."""
    stretches = _SPACE.sub(" ", "\0".join(text[low:high] for low, high in windows))
    in_small = folded(stretches)
    return tuple(name for name, small in _all_names().items() if (small in in_small if small else name in stretches))
