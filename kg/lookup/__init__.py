"""Lookups: who or what is meant, what held on a day, and who says so. Each is loaded when it is first used, for a look-up takes less time
than to load what it does not need."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.lookup.tables import tables  # at once: it is called as its module is

if TYPE_CHECKING:
    from kg.lookup.answer import Answer, Evidence, Holding
    from kg.lookup.entity import Line, Passage, Source, View, show, source
    from kg.lookup.facts import fact
    from kg.lookup.names import EntityHit, find, resolve
    from kg.time import Bound

_HOMES = {
    "kg.lookup.answer": ("Answer", "Evidence", "Holding"),
    "kg.lookup.entity": ("Line", "Passage", "Source", "View", "show", "source"),
    "kg.lookup.facts": ("fact",),
    "kg.lookup.names": ("EntityHit", "find", "resolve"),
    "kg.time": ("Bound",),
}

__all__ = [
    "Answer",
    "Bound",
    "EntityHit",
    "Evidence",
    "Holding",
    "Line",
    "Passage",
    "Source",
    "View",
    "fact",
    "find",
    "resolve",
    "show",
    "source",
    "tables",
]


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'kg.lookup' has no attribute {name!r}")
