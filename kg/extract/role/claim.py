"""A person and a title that a text ties together."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.organisation.organisations import Organisation
from kg.extract.role.people import PersonAt
from kg.extract.role.units import Unit
from kg.text.titles import Title


@dataclass(frozen=True)
class Claim:
    """A person and a title that a unit ties together, and what it says of the post. Offsets are those of the unit's text; the dates of
    the claim stand between `dates_from` and `dates_to`. `organisation` is filled in by `kg.extract.role.title_owners`."""

    person: PersonAt
    title: Title
    kind: str
    rule: str
    unit: Unit
    organisation: Organisation | None = None
    dates_from: int = 0
    dates_to: int = 0

    @property
    def start(self) -> int:
        return min(self.person.start, self.title.start)

    @property
    def end(self) -> int:
        return max(self.person.end, self.title.end)
