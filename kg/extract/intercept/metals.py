"""The letters by which a document itself calls a metal or a sum of metals: "heavy minerals (HM)", "zinc equivalent grade (ZEG)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg import reference
from kg.extract.context import Context

_LETTERS = re.compile(r"\([\"'\u201c\u2018]?(?P<letters>[A-Z][A-Za-z]{1,5})[\"'\u201d\u2019]?\)")
_BEFORE, _MOST_WORDS = 48, 4
_NO_PART = re.compile(r"\s(?:grades?|contents?|values?|assays?)$", re.IGNORECASE)


def own_names(context: Context) -> Iterator[tuple[str, str]]:
    """Letters that stand in brackets behind the name of a commodity which begins with them, and its key."""
    text = context.reading.text
    labels = reference.concepts("commodity")
    for found in _LETTERS.finditer(text):
        words = text[max(0, found.start() - _BEFORE) : found.start()].split()[-_MOST_WORDS:]
        for count in range(len(words), 0, -1):
            said = " ".join(words[-count:])
            name = _NO_PART.sub("", said.casefold())
            initials = "".join(word[0] for word in re.split(r"[\s-]", said) if word)
            if name in labels and initials.casefold() == found["letters"].casefold():
                yield found["letters"], labels[name]
                break
