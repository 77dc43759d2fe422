"""`kg changes`: what began, ended and changed of an entity, in order of day, each once, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.answer import Evidence
from kg.lookup.chronicle import Chronicle
from kg.lookup.moments import DISPUTED, IMPLIED, STATED, Moment, Slot
from kg.lookup.renames import renames
from kg.lookup.timeline import filler_name, slot_heading
from kg.lookup.words import slot_words
from kg.time import Evidence as Told
from kg.time import Spell, spells

_DAY = timedelta(days=1)
_INTERESTS = {"owner": "ownership"}


@dataclass(frozen=True)
class Change:
    """One change: its kind (appointment, departure, symbol-change, ownership-start, percent-change, status-change, rename ...), what of whom, from
    whom or what to whom or what, and when: after one day (`date.min` where nothing tells), and by another at the latest.

    `stated` is the date as the text has it; `certainty` one of stated, implied (between two sightings) and announced; `outcome` tells of an
    announcement whether it was confirmed, contradicted, withdrawn, moved to another day, or is open; and disputed where documents name
    two for one place on one day. `documents` counts those that tell it.
    """

    kind: str
    of: str
    of_iri: str
    what: str
    was: str | None
    was_iri: str | None
    now: str | None
    now_iri: str | None
    after: date
    by: date
    stated: str | None
    certainty: str
    outcome: str | None
    interim: bool
    documents: int
    evidence: tuple[Evidence, ...]

    @property
    def when(self) -> str:
        """The day, where it is one, or the date as the text has it; else between which days."""
        if self.stated or self.by - self.after == _DAY:
            return self.stated or self.by.isoformat()
        return f"by {self.by}" if self.after == date.min else f"after {self.after}, by {self.by}"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        names = ("kind", "of", "of_iri", "what", "was", "was_iri", "now", "now_iri", "when", "stated", "certainty", "outcome", "interim", "documents")
        told = {name: getattr(self, name) for name in names}
        days = {"after": None if self.after == date.min else self.after.isoformat(), "by": self.by.isoformat()}
        return told | days | {"evidence": [one.to_json() for one in self.evidence]}


@dataclass(frozen=True)
class Changes:
    """The changes of an entity that fall, or may fall, between two days, by documents published by `known`."""

    entity: str
    entity_iri: str
    first: date | None
    last: date | None
    known: date | None
    changes: tuple[Change, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        days = {"from": self.first, "to": self.last, "known": self.known}
        asked = {"entity": self.entity, "entity_iri": self.entity_iri} | {key: day.isoformat() if day else None for key, day in days.items()}
        return asked | {"changes": [one.to_json() for one in self.changes]}


def changes(
    graph: ox.Store, entity: str, first: date | str | None = None, last: date | str | None = None, known: date | str | None = None
) -> Changes:
    """The changes of a company, site or person from one day to another, in order of day.

    `entity` is an IRI (see `find`). A change between two sightings lies between their days, and is listed where these days meet those asked for.
    QueryError where a day is none.
    """
    begin, end, until = _day(first), _day(last), _day(known)
    chronicle = Chronicle(graph, until)
    thing = chronicle.canonical(entity)
    own = chronicle.slots_of(thing)
    found = [change for slot in own for change in _of_slot(chronicle, slot)]
    elsewhere = (change for slot in chronicle.slots_filled_by(thing) - own for change in _of_slot(chronicle, slot))
    found += [change for change in elsewhere if thing in (change.was_iri, change.now_iri)]
    found += [_change(chronicle, "rename", thing, "name", (one.old, None), (one.new, None), one.moment) for one in renames(chronicle, thing)]
    meets = [one for one in found if (begin is None or one.by >= begin) and (end is None or one.after < end)]
    return Changes(chronicle.name(thing), thing, begin, end, until, tuple(sorted(meets, key=_order)))


def _order(one: Change) -> tuple[Any, ...]:
    """By day; of one day and slot, who goes before who comes."""
    return one.by, one.after, one.of, one.what, one.now is not None, one.kind, one.was or "", one.now or "", one.evidence[0].fact


def _of_slot(chronicle: Chronicle, iri: str) -> Iterator[Change]:
    kind, key = slot_words(iri)
    slot = Slot(chronicle, iri, spells(chronicle.told(iri), chronicle.is_exclusive(iri)))
    found = list(_of_kind(slot, kind, key))
    begun = {(one.after, one.by, one.now_iri) for one in found if one.now and one.certainty == STATED}
    for one in found:
        rivals = [now for after, by, now in begun if (after, by) == (one.after, one.by) and now != one.now_iri]
        disputed = slot.exclusive and one.now is not None and one.certainty == STATED and rivals
        yield replace(one, outcome=DISPUTED) if disputed else one


def _of_kind(slot: Slot, kind: str, key: str) -> Iterator[Change]:
    start = {"post": "appointment", "listing": "listing-start", "status": "status-change"}.get(kind, f"{_INTERESTS.get(key, key)}-start")
    if kind == "post":
        yield from _of_post(slot, start, "departure")
    elif kind == "listing":
        yield from _of_chain(slot, start, "listing-end", "symbol-change")
    elif kind == "status":
        yield from _of_chain(slot, start, "status-change", "status-change")
    elif kind == "interest":
        yield from _of_interest(slot, start, f"{_INTERESTS.get(key, key)}-end")
    for filler, moment in slot.overtaken():
        yield _slot_change(slot, start, None, filler, moment)


# ---- posts


def _of_post(slot: Slot, start: str, stop: str) -> Iterator[Change]:
    """An appointment for each begin, and a departure for each end that documents tell; an end seen only by a successor is the appointment's."""
    for spell in slot.spells:
        begin, end = slot.begin(spell), slot.end(spell)
        if begin:
            before = slot.before(spell)
            was = before.filler if before else next((one.predecessor for one in begin.evidence if one.predecessor), None)
            yield _slot_change(slot, start, was, spell.filler, begin)
        if end:
            yield _slot_change(slot, stop, spell.filler, None, end)


# ---- listings and statuses: one follows the other


def _of_chain(slot: Slot, start: str, stop: str, turn: str) -> Iterator[Change]:
    """One change where one filler follows another, two where documents tell of a time between."""
    followed: set[Spell] = set()
    for spell in slot.spells:
        begin, before = slot.begin(spell), slot.before(spell)
        end = slot.end(before) if before and before not in followed else None
        if before and begin and not (end and end.by < begin.after):
            followed |= {before} if not spell.planned else set()
            yield _slot_change(slot, turn, before.filler, spell.filler, _joined(end, begin) if not spell.planned else begin)
        elif begin:
            yield _slot_change(slot, start, None, spell.filler, begin)
    for spell in slot.certain:
        if spell not in followed and (end := slot.end(spell)):
            yield _slot_change(slot, stop, spell.filler, None, end)


def _joined(end: Moment | None, begin: Moment) -> Moment:
    """The moment of a turn: as the better of begin and end is told, with the evidence of both."""
    if end is None or (begin.certainty != IMPLIED and not (end.certainty == STATED != begin.certainty)):
        return _with(begin, end.evidence if end else ())
    return _with(end, begin.evidence) if end.certainty != IMPLIED else _with(begin, end.evidence)


def _with(moment: Moment, more: tuple[Told, ...]) -> Moment:
    evidence = tuple(dict.fromkeys((*moment.evidence, *more)))
    return Moment(moment.after, moment.by, moment.stated, moment.certainty, moment.outcome, evidence)


# ---- interests


def _of_interest(slot: Slot, start: str, stop: str) -> Iterator[Change]:
    """Begins and ends, and between two sightings of one holder another share."""
    for spell in slot.spells:
        begin, earlier = slot.begin(spell), _spell_before(slot, spell)
        shares = (_share(slot, earlier, -1), _share(slot, spell, 0)) if earlier else (None, None)
        more = shares[0] is not None and shares[1] is not None and shares[0] != shares[1]
        if begin and more and not spell.planned:
            yield _percent_change(slot, spell.filler, shares, begin)
        elif begin:
            yield _slot_change(slot, start, None, spell.filler, begin)
        if end := slot.end(spell) or slot.replaced(spell):
            yield _slot_change(slot, stop, spell.filler, None, end)
        yield from _share_changes(slot, spell)


def _spell_before(slot: Slot, spell: Spell) -> Spell | None:
    """The last spell of the same holder before one, where no document tells its end."""
    earlier = [other for other in slot.certain if other.filler == spell.filler and other.since < spell.since]
    last = max(earlier, key=lambda other: other.since, default=None)
    return last if last and slot.end(last) is None else None


def _shares(slot: Slot, spell: Spell) -> list[tuple[Told, Decimal]]:
    """The sightings of a spell that tell a share, by time; none of a day for which documents tell several."""
    told = [(one, min(said)) for one in spell.evidence if one.confirmed and (said := slot.chronicle.said(one.fact).get(terms.MKG_percent))]
    by_day: dict[date, set[Decimal]] = {}
    for one, percent in told:
        by_day.setdefault(one.held_until or one.issued, set()).add(Decimal(percent))
    agreed = [(one, Decimal(percent)) for one, percent in told if len(by_day[one.held_until or one.issued]) == 1]
    return sorted(agreed, key=lambda item: (item[0].held_until or item[0].issued, item[0].fact))


def _share(slot: Slot, spell: Spell, at: int) -> Decimal | None:
    shares = _shares(slot, spell)
    return shares[at][1] if shares else None


def _share_changes(slot: Slot, spell: Spell) -> Iterator[Change]:
    shares = _shares(slot, spell)
    for (one, old), (other, new) in pairwise(shares):
        if old != new and one.held_until and other.held_from and one.held_until < other.held_from:
            moment = Moment(one.held_until, other.held_from, None, IMPLIED, None, (other, one))
            yield _percent_change(slot, spell.filler, (old, new), moment)


def _percent_change(slot: Slot, filler: str, shares: tuple[Decimal | None, Decimal | None], moment: Moment) -> Change:
    name = slot.chronicle.name(filler)
    old, new = (f"{name} {share.normalize():f}%" if share is not None else name for share in shares)
    subject = slot.chronicle.subject(slot.iri)
    return _change(slot.chronicle, "percent-change", subject, slot_heading(slot.chronicle, slot.iri), (old, filler), (new, filler), moment)


# ---- what all share


def _slot_change(slot: Slot, kind: str, was: str | None, now: str | None, moment: Moment) -> Change:
    chronicle = slot.chronicle

    def named(filler: str | None) -> tuple[str | None, str | None]:
        if filler is None:
            return None, None
        told = (chronicle.evidence(one) for one in moment.evidence if one.filler == filler and slot_words(slot.iri)[0] == "interest")
        share = next((f" {one.percent.normalize():f}%" for one in told if one.percent is not None), "")
        return filler_name(chronicle, slot.iri, filler) + share, filler

    return _change(chronicle, kind, chronicle.subject(slot.iri), slot_heading(chronicle, slot.iri), named(was), named(now), moment)


def _change(
    chronicle: Chronicle, kind: str, of: str, what: str, was: tuple[str | None, str | None], now: tuple[str | None, str | None], moment: Moment
) -> Change:
    evidence = tuple(chronicle.evidence(one) for one in moment.evidence)
    filler = now[1] or was[1]
    return Change(
        kind=kind,
        of=chronicle.name(of),
        of_iri=of,
        what=what,
        was=was[0],
        was_iri=was[1],
        now=now[0],
        now_iri=now[1],
        after=moment.after,
        by=moment.by,
        stated=moment.stated,
        certainty=moment.certainty,
        outcome=moment.outcome,
        interim=any(one.interim for one in moment.evidence if one.filler == filler),
        documents=len({one.document_iri for one in evidence}),
        evidence=evidence,
    )


def _day(day: date | str | None) -> date | None:
    try:
        return date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise QueryError(f"{day!r} is not a day written YYYY-MM-DD") from error
