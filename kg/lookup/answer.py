"""Answers: who or what fills a slot on a day, how certain that is, and the evidence on both sides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kg.time import CERTAINTIES, OPEN, Bound


@dataclass(frozen=True)
class Evidence:
    """What one document says of a slot: who or what fills it, in which words, and where they stand.

    `day` is the day nearest to the one asked for that this evidence vouches for; `start` and `end` are code points of the source
    file, None (like `quote`) only in a graph without provenance. `announced`: told in advance, not yet confirmed.
    """

    name: str
    iri: str
    as_written: str | None
    percent: Decimal | None
    day: date
    announced: bool
    document: str
    document_iri: str
    title: str | None
    wire: str | None
    published: date
    quote: str | None
    start: int | None
    end: int | None
    fact: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        return {
            "name": self.name,
            "iri": self.iri,
            "as_written": self.as_written,
            "percent": None if self.percent is None else float(self.percent),
            "date": self.day.isoformat(),
            "announced": self.announced,
            "document": self.document,
            "document_iri": self.document_iri,
            "title": self.title,
            "wire": self.wire,
            "published": self.published.isoformat(),
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "fact": self.fact,
        }


@dataclass(frozen=True)
class Holding:
    """One holder of a slot on the day: `name` is None where the certainty is disputed or unknown.

    `begin` and `end` bound the spell that the day lies in; `age_days` tells how old the last evidence is where it is the only ground;
    `key` is the slot's role, relation or exchange ("ceo", "owner", "XTSE"); `percent` the share of an owner, where the evidence agrees on it.
    """

    name: str | None
    iri: str | None
    certainty: str
    interim: bool = False
    age_days: int | None = None
    begin: Bound = OPEN
    end: Bound = OPEN
    before: Evidence | None = None
    after: Evidence | None = None
    sources: tuple[Evidence, ...] = ()
    slot: str | None = None
    key: str | None = None
    percent: Decimal | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "answer": self.name,
            "key": self.key,
            "certainty": self.certainty,
            "interim": self.interim,
            "percent": None if self.percent is None else float(self.percent),
            "age_days": self.age_days,
            "iri": self.iri,
            "from": self.begin.to_json(),
            "to": self.end.to_json(),
            "before": self.before.to_json() if self.before else None,
            "after": self.after.to_json() if self.after else None,
            "sources": [source.to_json() for source in self.sources],
        }


@dataclass(frozen=True)
class Answer:
    """The answer to `kg fact`: what was asked, and the holders; `many` where several may hold at once (directors, tickers, owners).

    `spoken_of`: whether documents speak of what was asked at all, be it of other days; matters where there are no holdings."""

    entity: str
    entity_iri: str
    what: str
    on: date
    known: date | None
    many: bool
    holdings: tuple[Holding, ...]
    spoken_of: bool = False

    @property
    def certainty(self) -> str:
        """The certainty of the holder; of several, that of the least certain: an answer is never rounded up."""
        return max((h.certainty for h in self.holdings), key=CERTAINTIES.index, default="unknown")

    @property
    def names(self) -> list[str]:
        """The holders' names, empty where nobody can be named."""
        return [holding.name for holding in self.holdings if holding.name is not None]

    def to_json(self) -> dict[str, Any]:
        """One object: `answer` is a name or null, or for `many` a list of names, whose holdings then stand under `holdings`."""
        asked = {"entity": self.entity, "entity_iri": self.entity_iri, "what": self.what, "on": self.on.isoformat(), "known": _iso(self.known)}
        if not self.many:
            holding = self.holdings[0] if self.holdings else Holding(None, None, "unknown")
            return asked | holding.to_json()
        sources = [source.to_json() for holding in self.holdings for source in holding.sources]
        several = {"answer": self.names, "certainty": self.certainty, "before": None, "after": None, "sources": sources}
        return asked | several | {"holdings": [holding.to_json() for holding in self.holdings]}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
