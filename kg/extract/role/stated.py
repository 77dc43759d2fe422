"""One atomic role of one person as a text states it, before it is compared with others and becomes a fact."""

from __future__ import annotations

from dataclasses import dataclass

from kg.facts import Company
from kg.text.dates import DateMatch
from kg.text.titles import Role


@dataclass(frozen=True)
class Statement:
    """One atomic role of one person as a unit states it: what it says of the post (`kind`), and its begin and end. Offsets are of the
    reading text."""

    name: str
    role: Role
    title: str
    company: Company
    kind: str
    begin: DateMatch | None
    end: DateMatch | None
    predecessor: str | None
    start: int
    stop: int
    rule: str
