"""Slots, which different fillers hold over time, and what a document states of them; and what it states without time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pyoxigraph import NamedNode

from kg import terms
from kg.facts.entities import Company, Concept, Entity, Exchange, Person, Site, Ticker

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

# ---- facts: what a document states


@dataclass(frozen=True)
class Bounds:
    """What one document certifies of a state: held from `latest_begin` to `earliest_end`, not before `earliest_begin`, not after
    `latest_end`; each None where it says nothing, as a document without a day does. ValueError where those given are out of order."""

    earliest_begin: Annotated[date | None, terms.SEM_hasEarliestBeginTimeStamp] = None
    latest_begin: Annotated[date | None, terms.SEM_hasLatestBeginTimeStamp] = None
    earliest_end: Annotated[date | None, terms.SEM_hasEarliestEndTimeStamp] = None
    latest_end: Annotated[date | None, terms.SEM_hasLatestEndTimeStamp] = None

    def __post_init__(self) -> None:
        given = [b for b in (self.earliest_begin, self.latest_begin, self.earliest_end, self.latest_end) if b is not None]
        if given != sorted(given):
            raise ValueError(f"bounds are out of order: {self}")


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
