"""Whose people a list names: "Directors and officers of X:" over its items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.organisation.organisations import Organisation
from kg.extract.role.post_words import ORG

_PEOPLE = r"(?:directors?|officers?|boards?|management|executives?|leadership|team)"
_LEAD = re.compile(
    rf"^(?:[\w,&/-]+\s){{0,6}}{_PEOPLE}(?:\s(?:[\w,&/-]+\s){{0,4}})?\s?(?:of|at|for)\s(?:the\s)?{ORG}(?!'s)[^.:;]{{0,60}}:?$|"
    rf"^{ORG}(?:'s?)?\s(?:[\w,&/-]+\s){{0,4}}{_PEOPLE}\b[^.:;]{{0,60}}:?$",
    re.IGNORECASE,
)
_ITEMS = frozenset({"bullet", "table", "lines"})
_LONGEST = 160  # characters of a lead


def list_owners(context: Context) -> Iterator[tuple[int, int, Organisation]]:
    """The stretches of lists whose lead says whose directors, officers or managers they name, with the organisation."""
    owner: Organisation | None = None
    for part in context.telling:
        if part.block.kind not in _ITEMS:
            owner = _lead_of(context, part.start, part.text)
            continue
        at = part.start
        for line in part.text.split("\n") if part.block.kind == "lines" else ():
            if led := _lead_of(context, at, line):
                owner = led
            elif owner is not None:
                yield at, at + len(line), owner
            at += len(line) + 1
        if owner is not None and part.block.kind != "lines":
            yield part.start, part.start + len(part.text), owner


def list_owner(context: Context, at: int) -> Organisation | None:
    """The organisation that the lead of the list at an offset names."""
    return next((org for low, high, org in context.once(list_owners) if low <= at < high), None)


def _lead_of(context: Context, start: int, text: str) -> Organisation | None:
    """The one organisation of whose people a line or the last sentence of a paragraph begins to tell."""
    at = max(text.rfind(". ", 0, len(text) - 12) + 2, 0) if ". " in text[:-12] else 0
    line = text[at:].strip()
    if not line or len(line) > _LONGEST:
        return None
    low = start + at + len(text[at:]) - len(text[at:].lstrip())
    named = context.namings(low, low + len(line))
    if len({org.name for _, org in named}) != 1:
        return None
    first = named[0][0]
    signs = line[: first.start - low] + ORG + line[first.end - low :]
    return named[0][1] if _LEAD.match(signs) else None
