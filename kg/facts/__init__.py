"""Entities and facts as frozen dataclasses, and the Mention that says where a document states a fact.

A field annotated with a term of the ontology becomes a triple of that term; `kg.emit` needs to know no more about a kind than this.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.document import Span
from kg.facts.attested import (
    Attested,
    Bounds,
    Interest,
    InterestSlot,
    Listed,
    ListingSlot,
    Post,
    Renamed,
    RoleHeld,
    Slot,
    Stated,
    Status,
    StatusSlot,
)
from kg.facts.entities import (
    FACILITIES,
    SITE_TYPES,
    Company,
    Concept,
    Entity,
    Exchange,
    Hole,
    Period,
    Person,
    Place,
    Site,
    Ticker,
    Zone,
)
from kg.facts.figures import Event, Figure, Intercept, Measurement, ResourceEstimate

Node = Entity | Slot
Fact = Attested | Stated | Renamed | Figure | Event


@dataclass(frozen=True)
class Mention:
    """A fact, where the document says it, by which rule of which extractor, and how sure that rule is (0..1).

    `parts` says where in the text single words and figures of the fact stand ("length", "grade" ...), as far as its rule tells.
    """

    fact: Fact
    span: Span
    rule: str
    confidence: float = 1.0
    parts: tuple[tuple[str, Span], ...] = ()


__all__ = [
    "FACILITIES",
    "SITE_TYPES",
    "Attested",
    "Bounds",
    "Company",
    "Concept",
    "Entity",
    "Event",
    "Exchange",
    "Fact",
    "Figure",
    "Hole",
    "Intercept",
    "Interest",
    "InterestSlot",
    "Listed",
    "ListingSlot",
    "Measurement",
    "Mention",
    "Node",
    "Period",
    "Person",
    "Place",
    "Post",
    "Renamed",
    "ResourceEstimate",
    "RoleHeld",
    "Site",
    "Slot",
    "Stated",
    "Status",
    "StatusSlot",
    "Ticker",
    "Zone",
]
