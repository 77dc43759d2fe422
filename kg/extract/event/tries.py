"""What triggers meet in a text, which is read more than once: for what happened, for what is to come, for what stands beside."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extract.event.grammar import Trigger
from kg.text.sieves import small


class Tries:
    """A text and what the triggers that were tried on it have met."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.small = small(text)
        self._first: dict[int, re.Match[str] | None] = {}

    def first(self, trigger: Trigger) -> re.Match[str] | None:
        """The first match of a trigger."""
        key = id(trigger)  # triggers are read once and kept
        if key not in self._first:
            self._first[key] = trigger.search(self.text)
        return self._first[key]


@lru_cache(maxsize=32)  # a text is read again soon after
def tries_of(text: str) -> Tries:
    """The tries of a text."""
    return Tries(text)
