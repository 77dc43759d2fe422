"""Entities and facts as frozen dataclasses, and the Mention that says where a document states a fact.

A field annotated with a term of the ontology becomes a triple of that term; `kg.emit` needs to know no more about a kind than
this. Entities are compared by value: within one document an extractor uses one object for one thing, under its fullest name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pyoxigraph import NamedNode

from kg import terms
from kg.document import Span

# ---- entities: things that facts are about


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


# ---- slots: what is filled by different fillers over time


@dataclass(frozen=True)
class Post:
    """A company's post of one role; `exclusive`: at most one holder at a time."""

    rdf_type: ClassVar[NamedNode] = terms.MKG_Post
    company: Annotated[Company, terms.ORG_postIn]
    role: Annotated[Concept, terms.ORG_role]
    exclusive: Annotated[bool, terms.MKG_exclusive]


@dataclass(frozen=True)
class ListingSlot:
    """A company's listing on one exchange: of its ordinary share, or of another class, right, warrant, note ... with a symbol of its own."""

    rdf_type: ClassVar[NamedNode] = terms.MKG_ListingSlot
    company: Annotated[Company, terms.MKG_issuer]
    exchange: Annotated[Exchange, terms.MKG_exchange]
    share_class: Annotated[str | None, terms.MKG_shareClass] = None
    exclusive: Annotated[bool, terms.MKG_exclusive] = True


@dataclass(frozen=True)
class InterestSlot:
    """Those who own, operate or may earn into a site."""

    rdf_type: ClassVar[NamedNode] = terms.MKG_InterestSlot
    site: Annotated[Site, terms.MKG_site]
    relation: Annotated[Concept, terms.MKG_relation]
    exclusive: Annotated[bool, terms.MKG_exclusive] = False


@dataclass(frozen=True)
class StatusSlot:
    """A site's operating status."""

    rdf_type: ClassVar[NamedNode] = terms.MKG_StatusSlot
    site: Annotated[Site, terms.MKG_site]
    exclusive: Annotated[bool, terms.MKG_exclusive] = True


Slot = Post | ListingSlot | InterestSlot | StatusSlot
Entity = Company | Person | Site | Zone | Place | Exchange | Ticker | Concept
Node = Entity | Slot


# ---- facts: what a document states


@dataclass(frozen=True)
class Bounds:
    """What one document certifies of a state: held from `latest_begin` to `earliest_end`, not before `earliest_begin`, not after
    `latest_end`; each None where it says nothing. ValueError where those given are out of order."""

    earliest_begin: Annotated[date | None, terms.SEM_hasEarliestBeginTimeStamp] = None
    latest_begin: Annotated[date | None, terms.SEM_hasLatestBeginTimeStamp] = None
    earliest_end: Annotated[date | None, terms.SEM_hasEarliestEndTimeStamp] = None
    latest_end: Annotated[date | None, terms.SEM_hasLatestEndTimeStamp] = None

    def __post_init__(self) -> None:
        given = [b for b in (self.earliest_begin, self.latest_begin, self.earliest_end, self.latest_end) if b is not None]
        if not given or given != sorted(given):
            raise ValueError(f"bounds need at least one date, in order: {self}")


@dataclass(frozen=True)
class RoleHeld:
    """A person holds, held or will hold a company's post."""

    kind: ClassVar[str] = "role"
    slot: Annotated[Post, terms.MKG_slot]
    filler: Annotated[Person, terms.MKG_filler]
    title: Annotated[str, terms.MKG_asWritten]
    bounds: Bounds
    begin: Annotated[str | None, terms.MKG_statedBegin] = None  # EDTF, as precise as the text
    end: Annotated[str | None, terms.MKG_statedEnd] = None
    interim: Annotated[bool, terms.MKG_interim] = False
    planned: bool = False
    withdrawn: bool = False  # announced before, and now said not to come
    predecessor: Annotated[Person | None, terms.MKG_predecessor] = None


@dataclass(frozen=True)
class Listed:
    """A company's securities trade under a symbol; `written` is the exchange as the text names it."""

    kind: ClassVar[str] = "ticker"
    slot: Annotated[ListingSlot, terms.MKG_slot]
    filler: Annotated[Ticker, terms.MKG_filler]
    written: Annotated[str, terms.MKG_asWritten]
    bounds: Bounds
    begin: Annotated[str | None, terms.MKG_statedBegin] = None  # EDTF, as RoleHeld's
    end: Annotated[str | None, terms.MKG_statedEnd] = None
    planned: bool = False


@dataclass(frozen=True)
class Interest:
    """A company owns, operates or may earn a share of a site; percent in 0..100."""

    kind: ClassVar[str] = "interest"
    slot: Annotated[InterestSlot, terms.MKG_slot]
    filler: Annotated[Company, terms.MKG_filler]
    bounds: Bounds
    percent: Annotated[float | None, terms.MKG_percent] = None
    begin: Annotated[str | None, terms.MKG_statedBegin] = None  # EDTF, as RoleHeld's
    end: Annotated[str | None, terms.MKG_statedEnd] = None
    planned: bool = False


@dataclass(frozen=True)
class Status:
    """A site's status."""

    kind: ClassVar[str] = "status"
    slot: Annotated[StatusSlot, terms.MKG_slot]
    filler: Annotated[Concept, terms.MKG_filler]
    bounds: Bounds
    begin: Annotated[str | None, terms.MKG_statedBegin] = None  # EDTF, as RoleHeld's
    end: Annotated[str | None, terms.MKG_statedEnd] = None
    planned: bool = False


@dataclass(frozen=True)
class Stated:
    """A timeless pair: subject, predicate, value; subject None is the document itself. `kind` names the extractor's table."""

    kind: str
    subject: Entity | None
    predicate: NamedNode
    value: Entity | NamedNode | str | date


@dataclass(frozen=True)
class Renamed:
    """A company takes another name; `bounds` are those of the first day of the new one. `company` is named by the new name where the
    change is done, by the old one while it is planned."""

    kind: ClassVar[str] = "rename"
    company: Annotated[Company, terms.MKG_renamed]
    old_name: Annotated[str, terms.MKG_oldName]
    new_name: Annotated[str, terms.MKG_newName]
    bounds: Bounds
    on: Annotated[str | None, terms.MKG_renamedOn] = None  # EDTF, as precise as the text
    planned: bool = False


Attested = RoleHeld | Listed | Interest | Status
Fact = Attested | Stated | Renamed


@dataclass(frozen=True)
class Mention:
    """A fact, where the document says it, by which rule of which extractor, and how sure that rule is (0..1)."""

    fact: Fact
    span: Span
    rule: str
    confidence: float = 1.0
