"""`kg fact`: what held of an entity on a day, how certain that is, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.answer import Answer, Evidence, Holding
from kg.lookup.labels import name_of, subject_of, value_of
from kg.lookup.spells import Sighting, sightings, spell_at
from kg.lookup.words import Asked, asked, slot_words
from kg.query import load

_NAMED = frozenset({"stated", "implied", "last-known"})


def fact(graph: ox.Store, entity: str, what: str, on: date | str, known: date | str | None = None) -> Answer:
    """Who or what filled an entity's post, listing, interest or status on a day, by documents published by `known`.

    `entity` is an IRI (see `find`); `what` a role, relation or kind in any of its words. A company answers for its posts, tickers
    and sites, a site for its owners and status, a person for their roles. QueryError where `what` is no such word, or a day is none.
    """
    states = [_State.read(graph, record) for record in load("states-on-date").run(graph, {"of": entity, "on": on, "known": known}).records()]
    meant = asked(graph, what, (state.slot for state in states))
    day, until = _day(on), None if known is None else _day(known)
    chosen = _chosen([state for state in states if state.concerns(entity)], meant)
    one = _asks_for_one(graph, meant, chosen, entity)
    told = [state for state in chosen if one or state.certainty != "unknown"]
    spoken_of = _of_kind(states, meant)
    told = told or [state for state in spoken_of if state.may_concern(graph, entity, until)]  # the nearest evidence, where nothing is known
    holdings = sorted((_holding(graph, state, entity, day, until) for state in told), key=lambda h: (h.key or "", h.name or "", h.iri or ""))
    return Answer(name_of(graph, entity), entity, what, day, until, not one, tuple(holdings), bool(spoken_of or _narrower(states, meant)))


@dataclass(frozen=True)
class _State:
    """A row of the question, with what its slot is of."""

    slot: str
    subject: str | None
    exclusive: bool
    certainty: str
    row: dict[str, Any]

    @classmethod
    def read(cls, graph: ox.Store, row: dict[str, Any]) -> _State:
        slot = str(row["slot"])
        subject = subject_of(graph, slot)
        return cls(slot, subject, value_of(graph, slot, terms.MKG_exclusive) == "true", str(row["certainty"]), row)

    def concerns(self, entity: str) -> bool:
        """Whether it is a slot of the entity, or one that the entity fills (and not someone else by then)."""
        if self.subject == entity:
            return True
        return entity in ((self.row["beforeIri"], self.row["afterIri"]) if self.certainty == "disputed" else (self.row["holderIri"],))

    def may_concern(self, graph: ox.Store, entity: str, known: date | None) -> bool:
        """Whether it is a post of which the documents do not tell on the day, but in which they name the person on others."""
        if self.certainty != "unknown" or self.subject == entity or slot_words(self.slot)[0] != "post":
            return False
        if not self.exclusive:  # a row is one holder's
            return entity in (self.row["beforeIri"], self.row["afterIri"])
        return any(sighting.evidence.iri == entity for sighting in sightings(graph, self.slot, known))


def _of_kind(states: Iterable[_State], meant: Asked) -> list[_State]:
    """The states of slots that the word means."""
    words = [(state, *slot_words(state.slot)) for state in states]
    return [state for state, kind, key in words if kind == meant.kind and (meant.key is None or key == meant.key)]


def _chosen(states: list[_State], meant: Asked) -> list[_State]:
    """The states asked for; those of narrower roles where the role itself has no holder."""
    chosen = _of_kind(states, meant)
    if any(state.certainty != "unknown" for state in chosen):
        return chosen
    return [state for state in _narrower(states, meant) if state.certainty != "unknown"] or chosen


def _narrower(states: Iterable[_State], meant: Asked) -> list[_State]:
    return [state for state in _of_kind(states, Asked(meant.kind)) if slot_words(state.slot)[1] in meant.narrower]


def _asks_for_one(graph: ox.Store, meant: Asked, chosen: list[_State], entity: str) -> bool:
    """Whether the answer is one holder at most: an exclusive slot of the entity itself."""
    if chosen:
        return len(chosen) == 1 and chosen[0].exclusive and chosen[0].subject == entity and (meant.key is not None or meant.kind == "status")
    role = f"{terms.ID}role/{meant.key}"
    return meant.kind == "status" or (meant.kind == "post" and value_of(graph, role, terms.MKG_exclusive) == "true")


def _holding(graph: ox.Store, state: _State, entity: str, day: date, known: date | None) -> Holding:
    row, seen = state.row, sightings(graph, state.slot, known)
    before, after = _evidence(seen, row["beforeFact"], row["beforeDate"]), _evidence(seen, row["afterFact"], row["afterDate"])
    holder = row["holderIri"]
    sources, key = _sources(seen, state, before, after, day), slot_words(state.slot)[1]
    about = Holding(None, None, state.certainty, before=before, after=after, sources=sources, slot=state.slot, key=key)
    if state.certainty not in _NAMED:
        return about
    begin, end = spell_at(seen, holder, row["beforeDate"], state.exclusive)
    shown = holder if state.subject == entity else state.subject or state.slot
    return replace(
        about,
        name=_name(graph, state, shown, before),
        iri=shown,
        interim=bool(row["interim"]),
        age_days=(day - row["beforeDate"]).days if state.certainty == "last-known" else None,
        begin=begin,
        end=end,
    )


def _name(graph: ox.Store, state: _State, shown: str, before: Evidence | None) -> str:
    kind, _ = slot_words(state.slot)
    if kind == "status":
        return shown.rpartition("/")[2]  # the word of the fact tables, not a label for people
    name = name_of(graph, shown)
    return f"{before.as_written}:{name}" if kind == "listing" and before and before.as_written else name


def _evidence(seen: Iterable[Sighting], fact: str | None, day: date | None) -> Evidence | None:
    """The evidence of a fact, for the day that the question found nearest."""
    found = next((sighting.evidence for sighting in seen if sighting.evidence.fact == fact), None)
    return replace(found, day=day) if found and day else found


def _sources(seen: list[Sighting], state: _State, before: Evidence | None, after: Evidence | None, day: date) -> tuple[Evidence, ...]:
    """The evidence that the answer stands on, oldest document first."""
    if state.certainty == "disputed":
        return tuple(replace(s.evidence, day=day) for s in seen if s.covers(day))
    own = [s for s in seen if s.evidence.iri == state.row["holderIri"]]
    if state.certainty == "stated":
        return tuple(replace(s.evidence, day=day) for s in own if s.covers(day))
    if state.certainty == "last-known":
        return (before,) if before else ()
    if state.certainty == "unknown":
        return ()
    dated_ends = [s.evidence for s in own if s.held_until and s.not_after and s.not_after >= day]
    return tuple({evidence.fact: evidence for evidence in (before, *dated_ends, after) if evidence}.values())


def _day(day: date | str) -> date:
    try:
        return day if isinstance(day, date) else date.fromisoformat(day)
    except ValueError as error:
        raise QueryError(f"{day!r} is not a day written YYYY-MM-DD") from error
