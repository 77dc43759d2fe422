"""Evidence of a slot over time, and the spells of its holders."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import pyoxigraph as ox

from kg.lookup.answer import Bound, Evidence
from kg.lookup.labels import name_of
from kg.query import load


@dataclass(frozen=True)
class Sighting:
    """One fact about a slot with its four bounds (None where the document does not limit that side) and its first quote."""

    evidence: Evidence
    not_before: date | None
    held_from: date | None
    held_until: date | None
    not_after: date | None

    @property
    def confirmed(self) -> bool:
        """Whether it certifies some day: not merely announced, not merely that it is over."""
        return not self.evidence.announced and self.held_from is not None and self.held_until is not None

    def covers(self, day: date) -> bool:
        """Whether the document vouches for this very day."""
        return self.confirmed and cast(date, self.held_from) <= day <= cast(date, self.held_until)


def sightings(graph: ox.Store, slot: str, known: date | None) -> list[Sighting]:
    """All that documents published by `known` say of a slot, oldest document first; one a fact."""
    records = load("evidence-of-slot").run(graph, {"slot": slot, "known": known}).records()
    firsts: dict[object, dict[str, Any]] = {}
    for record in records:  # in the order of the text: the first quote of a fact stands for it
        firsts.setdefault(record["fact"], record)
    names = {iri: name_of(graph, iri) for iri in {str(record["holderIri"]) for record in firsts.values()}}
    return [_sighting(record, names[record["holderIri"]]) for record in firsts.values()]


def _sighting(r: dict[str, Any], name: str) -> Sighting:
    day = r["heldUntil"] or r["notAfter"] or r["heldFrom"] or r["issued"]
    evidence = Evidence(
        name=name,
        iri=r["holderIri"],
        as_written=r["asWritten"],
        percent=r["percent"],
        day=day,
        announced=r["announced"],
        document=r["document"] or r["documentIri"],
        document_iri=r["documentIri"],
        title=r["title"],
        wire=r["wire"],
        published=r["issued"],
        quote=r["quote"],
        start=r["quoteStart"],
        end=r["quoteEnd"],
        fact=r["fact"],
    )
    return Sighting(evidence, r["notBefore"], r["heldFrom"], r["heldUntil"], r["notAfter"])


@dataclass(frozen=True)
class Spell:
    """A run of confirmed evidence that one holder filled a slot, and the bounds of its beginning and end."""

    holder: str
    begin: Bound
    end: Bound
    evidence: tuple[Evidence, ...]


def spells(seen: list[Sighting], exclusive: bool) -> list[Spell]:
    """The spells that a slot's evidence makes, in order of time.

    A spell ends at a stated end, before a stated start, and (exclusive slots) where another holder was seen between. Other holders
    on either side bound it from outside: it began no earlier than the one before was last seen.
    """
    confirmed = sorted((s for s in seen if s.confirmed), key=lambda s: (_begin(s), _end(s), s.evidence.fact))
    found = [spell for holder in {s.evidence.iri for s in confirmed} for spell in _of_holder(seen, confirmed, holder, exclusive)]
    return sorted(found, key=lambda spell: (cast(date, spell.begin.latest), spell.holder))


def spell_at(seen: list[Sighting], holder: str, near: date, exclusive: bool) -> tuple[Bound, Bound]:
    """The bounds of the holder's spell to which the evidence of a day belongs; empty where no document confirms one."""
    own = [spell for spell in spells(seen, exclusive) if spell.holder == holder]
    at = [spell for spell in own if cast(date, spell.begin.latest) <= near <= cast(date, spell.end.earliest)]
    return (at[0].begin, at[0].end) if at else (Bound(), Bound())


def _of_holder(seen: list[Sighting], confirmed: list[Sighting], holder: str, exclusive: bool) -> list[Spell]:
    others = [s for s in confirmed if s.evidence.iri != holder] if exclusive else []
    own = [s for s in seen if s.evidence.iri == holder]
    runs: list[list[Sighting]] = []
    for sighting in (s for s in confirmed if s.evidence.iri == holder):
        if runs and not _broken(max(map(_end, runs[-1])), sighting, own, others):
            runs[-1].append(sighting)
        else:
            runs.append([sighting])
    return [_spell(run, own, _around(run, confirmed) if exclusive else []) for run in runs]


def _around(run: list[Sighting], confirmed: list[Sighting]) -> list[Sighting]:
    """The other spells' evidence, the holder's own among it: one who came back began after they were last seen."""
    inside = {s.evidence.fact for s in run}
    return [s for s in confirmed if s.evidence.fact not in inside]


def _spell(run: list[Sighting], own: list[Sighting], others: list[Sighting]) -> Spell:
    first, last = _begin(run[0]), max(map(_end, run))
    stated = [s.not_before for s in run if s.not_before and s.not_before <= first]
    not_before = stated + _announced(own, first) + [_end(s) for s in others if _end(s) <= first]
    not_after = [s.not_after for s in own if s.not_after and s.not_after >= last] + [_begin(s) for s in others if _begin(s) >= last]
    begin, end = Bound(max(not_before, default=None), first), Bound(last, min(not_after, default=None))
    return Spell(run[0].evidence.iri, begin, end, tuple(s.evidence for s in run))


def _announced(own: list[Sighting], first: date) -> list[date]:
    """The announced start that led to a first sighting: after all that is certain of an earlier spell; the earliest where plans were moved."""
    since = max((_end(s) for s in own if s.confirmed and _begin(s) < first), default=date.min)
    return sorted(s.not_before for s in own if s.evidence.announced and s.not_before and since < s.not_before <= first)[:1]


def _broken(until: date, following: Sighting, own: list[Sighting], others: list[Sighting]) -> bool:
    """Whether something says that the holder was away between the run so far and the sighting that follows."""
    start = _begin(following)
    left = any(s.not_after and until <= s.not_after < start for s in own)
    began = any(s.not_before and until < s.not_before <= start for s in own)  # an announced start, too
    return left or began or (until < start and any(until <= _begin(s) <= start or until <= _end(s) <= start for s in others))


def _begin(sighting: Sighting) -> date:
    return cast(date, sighting.held_from)


def _end(sighting: Sighting) -> date:
    return cast(date, sighting.held_until)
