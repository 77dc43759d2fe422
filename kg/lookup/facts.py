"""`kg fact`: what held of an entity on a day, how certain that is, and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.answer import Answer, Evidence, Holding
from kg.lookup.chronicle import Chronicle
from kg.lookup.labels import value_of
from kg.lookup.words import Asked, asked, slot_words
from kg.time import NAMED, OPEN, Bound, Held, Nearest, held_on, spells
from kg.time import Evidence as Told


def fact(graph: ox.Store, entity: str, what: str, on: date | str, known: date | str | None = None) -> Answer:
    """Who or what filled an entity's post, listing, interest or status on a day, by documents published by `known`.

    `entity` is an IRI (see `find`); `what` a role, relation or kind in any of its words. A company answers for its posts, tickers
    and sites, a site for its owners and status, a person for their roles. QueryError where `what` is no such word, or a day is none.
    """
    day, until = _day(on), None if known is None else _day(known)
    if not entity.startswith(terms.ID):
        raise QueryError(f"{entity!r} is not an IRI of this graph; `find` looks up names")
    chronicle = Chronicle(graph, until)
    thing = chronicle.canonical(entity)
    slots = chronicle.slots_of(thing) | chronicle.slots_filled_by(thing)
    meant = asked(graph, what, slots)
    states = list(_states(chronicle, (slot for slot in sorted(slots) if _is_meant(slot, meant)), day))
    chosen = _chosen([state for state in states if state.concerns(thing)], meant)
    one = _asks_for_one(graph, meant, chosen, thing)
    told = [state for state in chosen if one or state.held.certainty != "unknown"]
    spoken_of = _of_kind(states, meant)
    told = told or [state for state in spoken_of if state.may_concern(chronicle, thing)]  # the nearest evidence, where nothing is known
    holdings = sorted((_holding(chronicle, state, thing, day) for state in told), key=lambda h: (h.key or "", h.name or "", h.iri or ""))
    about = bool(spoken_of or _narrower(states, meant))
    return Answer(chronicle.name(thing), thing, what, day, until, not one, tuple(holdings), about)


@dataclass(frozen=True)
class _State:
    """One answer of a slot, with what the slot is of."""

    slot: str
    subject: str
    exclusive: bool
    held: Held

    def concerns(self, entity: str) -> bool:
        """Whether it is a slot of the entity, or one that the entity fills (and not someone else by then)."""
        if self.subject == entity:
            return True
        return entity in self.held.concerns if self.held.certainty == "disputed" else entity == self.held.filler

    def may_concern(self, chronicle: Chronicle, entity: str) -> bool:
        """Whether it is a post of which the documents do not tell on the day, but in which they name the person on others."""
        if self.held.certainty != "unknown" or self.subject == entity or slot_words(self.slot)[0] != "post":
            return False
        if not self.exclusive:  # the answer is one holder's
            return entity in self.held.concerns
        return any(told.filler == entity for told in chronicle.told(self.slot))


def _states(chronicle: Chronicle, slots: Iterable[str], day: date) -> Iterator[_State]:
    for slot in slots:
        exclusive = chronicle.is_exclusive(slot)
        for held in held_on(chronicle.told(slot), exclusive, day):
            yield _State(slot, chronicle.subject(slot), exclusive, held)


def _is_meant(slot: str, meant: Asked) -> bool:
    """Whether a slot is one that the word means, or a narrower one."""
    kind, key = slot_words(slot)
    return kind == meant.kind and (meant.key is None or key == meant.key or key in meant.narrower)


def _of_kind(states: Iterable[_State], meant: Asked) -> list[_State]:
    """The states of slots that the word means."""
    words = [(state, *slot_words(state.slot)) for state in states]
    return [state for state, kind, key in words if kind == meant.kind and (meant.key is None or key == meant.key)]


def _chosen(states: list[_State], meant: Asked) -> list[_State]:
    """The states asked for; those of narrower roles where the role itself has no holder."""
    chosen = _of_kind(states, meant)
    if any(state.held.certainty != "unknown" for state in chosen):
        return chosen
    return [state for state in _narrower(states, meant) if state.held.certainty != "unknown"] or chosen


def _narrower(states: Iterable[_State], meant: Asked) -> list[_State]:
    return [state for state in _of_kind(states, Asked(meant.kind)) if slot_words(state.slot)[1] in meant.narrower]


def _asks_for_one(graph: ox.Store, meant: Asked, chosen: list[_State], entity: str) -> bool:
    """Whether the answer is one holder at most: an exclusive slot of the entity itself."""
    if chosen:
        return len(chosen) == 1 and chosen[0].exclusive and chosen[0].subject == entity and (meant.key is not None or meant.kind == "status")
    role = f"{terms.ID}role/{meant.key}"
    return meant.kind == "status" or (meant.kind == "post" and value_of(graph, role, terms.MKG_exclusive) == "true")


def _holding(chronicle: Chronicle, state: _State, entity: str, day: date) -> Holding:
    held = state.held
    before, after = _shown(chronicle, held.before), _shown(chronicle, held.after)
    sources, key = _sources(chronicle, state, before, after, day), slot_words(state.slot)[1]
    about = Holding(None, None, held.certainty, before=before, after=after, sources=sources, slot=state.slot, key=key)
    if held.certainty not in NAMED or held.before is None or held.filler is None:
        return about
    begin, end = _spell(chronicle, state, held.before)
    shown = held.filler if state.subject == entity else state.subject
    return replace(
        about,
        name=_name(chronicle, state, shown, before),
        iri=shown,
        interim=held.before.evidence.interim,
        age_days=(day - held.before.day).days if held.certainty == "last-known" else None,
        begin=begin,
        end=end,
        percent=_percent(sources),
    )


def _spell(chronicle: Chronicle, state: _State, before: Nearest) -> tuple[Bound, Bound]:
    """The bounds of the spell to which the evidence before the day belongs; empty where no document confirms one."""
    for spell in spells(chronicle.told(state.slot), state.exclusive):
        first, last = spell.begin.latest, spell.end.earliest
        if spell.filler == before.evidence.filler and first and last and first <= before.day <= last:
            return spell.begin, spell.end
    return OPEN, OPEN


def _name(chronicle: Chronicle, state: _State, shown: str, before: Evidence | None) -> str:
    kind, _ = slot_words(state.slot)
    if kind == "status":
        return shown.rpartition("/")[2]  # the word of the fact tables, not a label for people
    name = chronicle.name(shown)
    return f"{before.as_written}:{name}" if kind == "listing" and before and before.as_written else name


def _percent(sources: Iterable[Evidence]) -> Decimal | None:
    """The share that the evidence of an answer tells, where all of it that tells one tells the same."""
    told = {source.percent for source in sources if source.percent is not None}
    return told.pop() if len(told) == 1 else None


def _shown(chronicle: Chronicle, nearest: Nearest | None) -> Evidence | None:
    return chronicle.evidence(nearest.evidence, nearest.day) if nearest else None


def _sources(chronicle: Chronicle, state: _State, before: Evidence | None, after: Evidence | None, day: date) -> tuple[Evidence, ...]:
    """The evidence that the answer stands on, oldest document first."""
    told, held = chronicle.told(state.slot), state.held
    if held.certainty == "disputed":
        return tuple(chronicle.evidence(one, day) for one in told if one.covers(day)) + tuple(map(chronicle.evidence, _gainsaying(told, day)))
    own = [one for one in told if one.filler == held.filler]
    if held.certainty == "stated":
        return tuple(chronicle.evidence(one, day) for one in own if one.covers(day))
    if held.certainty == "last-known":
        return (before,) if before else ()
    if held.certainty == "unknown":
        return ()
    dated_ends = [chronicle.evidence(one) for one in own if one.held_until and one.not_after and one.not_after >= day]
    return tuple({evidence.fact: evidence for evidence in (before, *dated_ends, after) if evidence}.values())


def _gainsaying(told: Iterable[Told], day: date) -> list[Told]:
    """What says that a holder attested for the day had left before it."""
    return [one for one in told if one.ended_on and one.ended_on < day <= one.issued]


def _day(day: date | str) -> date:
    try:
        return day if isinstance(day, date) else date.fromisoformat(day)
    except ValueError as error:
        raise QueryError(f"{day!r} is not a day written YYYY-MM-DD") from error
