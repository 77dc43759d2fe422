"""Entities: the things that facts are about, compared by value. Within one document an extractor uses one object for one thing, under its
fullest name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pyoxigraph import NamedNode

from kg import terms


@dataclass(frozen=True)
class Company:
    """An organisation under the fullest form of its name in the document."""

    rdf_type: ClassVar[NamedNode] = terms.ORG_FormalOrganization
    name: Annotated[str, terms.SCHEMA_name]


@dataclass(frozen=True)
class Person:
    """A person, told apart within the company that the document ties them to."""

    rdf_type: ClassVar[NamedNode] = terms.FOAF_Person
    name: Annotated[str, terms.SCHEMA_name]
    company: Company


SITE_TYPES: dict[str, NamedNode] = {
    "mine": terms.MKG_Mine,
    "project": terms.MKG_Project,
    "property": terms.MKG_Property,
    "deposit": terms.MKG_Deposit,
    "mill": terms.MKG_Mill,
    "smelter": terms.MKG_Smelter,
    "refinery": terms.MKG_Refinery,
    "plant": terms.MKG_Plant,
}
FACILITIES = frozenset({"mill", "smelter", "refinery", "plant"})


@dataclass(frozen=True)
class Site:
    """A mine, project, property, deposit or facility, named without its kind word."""

    name: Annotated[str, terms.SCHEMA_name]
    kind: str

    @property
    def rdf_type(self) -> NamedNode:
        return SITE_TYPES[self.kind]


@dataclass(frozen=True)
class Zone:
    """An ore zone, vein, lens, prospect, target or pit; of a site, or of a company where the site is not said."""

    rdf_type: ClassVar[NamedNode] = terms.MKG_Zone
    name: Annotated[str, terms.SCHEMA_name]
    within: Site | Company


@dataclass(frozen=True)
class Place:
    """A place as the document words it."""

    rdf_type: ClassVar[NamedNode] = terms.SCHEMA_Place
    name: Annotated[str, terms.SCHEMA_name]


@dataclass(frozen=True)
class Exchange:
    """A market by its ISO 10383 code, or, where reference data has none for the name, by the name as written."""

    rdf_type: ClassVar[None] = None  # described by reference data
    mic: str | None
    written: str


@dataclass(frozen=True)
class Ticker:
    """A symbol on an exchange."""

    rdf_type: ClassVar[NamedNode] = terms.FIBO_ID_TickerSymbol
    symbol: Annotated[str, terms.SKOS_notation]
    exchange: Exchange


@dataclass(frozen=True)
class Concept:
    """A concept of the reference data: scheme "role", "commodity", "site-status", "relation" ... and its key."""

    rdf_type: ClassVar[None] = None  # described by reference data
    scheme: str
    key: str


@dataclass(frozen=True)
class Hole:
    """A drill hole, named as in the text; of a site, or of a company where the site is not said."""

    rdf_type: ClassVar[NamedNode] = terms.MKG_DrillHole
    name: Annotated[str, terms.SCHEMA_name]
    within: Site | Company


@dataclass(frozen=True)
class Period:
    """A stretch of days, both included; a balance at a date has no start. ValueError where it has neither, or ends before it starts."""

    rdf_type: ClassVar[NamedNode] = terms.DCTERMS_PeriodOfTime
    start: Annotated[date | None, terms.DCAT_startDate]
    end: Annotated[date | None, terms.DCAT_endDate]

    def __post_init__(self) -> None:
        if (self.start is None and self.end is None) or (self.start and self.end and self.start > self.end):
            raise ValueError(f"no period: {self}")


Entity = Company | Person | Site | Zone | Place | Exchange | Ticker | Concept | Hole | Period
