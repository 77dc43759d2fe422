"""Lookups: who or what is meant, what held on a day, and who says so."""

from kg.lookup.answer import Answer, Evidence, Holding
from kg.lookup.entity import Line, Passage, Source, View, show, source
from kg.lookup.facts import fact
from kg.lookup.names import EntityHit, find, resolve
from kg.lookup.tables import tables
from kg.time import Bound

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
