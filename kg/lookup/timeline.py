"""`kg timeline`: who or what filled an entity's slots over time, how certain that is, and every sighting behind it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.answer import Evidence
from kg.lookup.chronicle import Chronicle
from kg.lookup.labels import value_of, values
from kg.lookup.words import Asked, asked, slot_words
from kg.time import Evidence as Told
from kg.time import Segment, Spell, spells, timeline

SEEN, ANNOUNCED, OVER, WITHDRAWN = "seen", "announced", "over", "withdrawn"
_KINDS = ("post", "listing", "interest", "status")
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sighting:
    """What one document says of a filler: the days that it vouches for or announces (`first` to `last`), or by when it was over.

    `mark` is one of seen, announced, over and withdrawn (what was announced will not come); `begin` and `end` are the dates as the text gives
    them; `file` is the document's file name.
    """

    mark: str
    first: date | None
    last: date | None
    over_by: date | None
    begin: str | None
    end: str | None
    interim: bool
    file: str | None
    evidence: Evidence

    @property
    def day(self) -> date:
        """The day at which it is drawn: the last that it vouches for, the first announced, or the one by which it was over."""
        days = {SEEN: (self.last,), ANNOUNCED: (self.first if self.over_by is None else self.over_by,)}
        return next((day for day in days.get(self.mark, (self.over_by,)) if day), self.evidence.published)

    @property
    def note(self) -> str | None:
        """What it says beyond who: the share of an owner, or that the holder is an interim one."""
        percent: Decimal | None = self.evidence.percent
        if percent is not None:
            return f"{percent.normalize():f}%"
        return "interim" if self.interim else None

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        days = {"first": _iso(self.first), "last": _iso(self.last), "over_by": _iso(self.over_by)}
        stated = {"stated_begin": self.begin, "stated_end": self.end, "interim": self.interim, "file": self.file}
        told = {key: value for key, value in self.evidence.to_json().items() if key not in ("date", "announced")}
        return {"mark": self.mark, "day": self.day.isoformat()} | days | stated | told


@dataclass(frozen=True)
class Row:
    """One filler of one slot. `heading` says what is filled ("CEO", "TSX", "Owner of"; of a person the company), `name` by whom or what (of a
    person the role). The segments that name it, certain or not, are in order of time; those called unknown are days on which it may have held,
    since no document says that its time had not begun or was over."""

    slot: str
    kind: str
    key: str
    heading: str
    name: str
    iri: str
    segments: tuple[Segment, ...]
    spells: tuple[Spell, ...]
    sightings: tuple[Sighting, ...]

    @property
    def begun(self) -> date:
        """The first day of which anything is known."""
        named = (one.first for one in self.segments if one.first and one.certainty != "unknown")
        return min((*named, *(one.day for one in self.sightings)), default=date.max)

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text, null where a stretch is open."""
        what = {"slot": self.slot, "kind": self.kind, "key": self.key, "heading": self.heading, "name": self.name, "iri": self.iri}
        segments = [{"first": _iso(one.first), "last": _iso(one.last), "certainty": one.certainty} for one in self.segments]
        held = [
            {
                "from": spell.begin.to_json(),
                "to": spell.end.to_json(),
                "announced": spell.planned,
                "interim": any(one.interim for one in spell.evidence),
                "sightings": len(spell.evidence),
            }
            for spell in self.spells
        ]
        return what | {"segments": segments, "spells": held, "sightings": [one.to_json() for one in self.sightings]}


@dataclass(frozen=True)
class TimelineView:
    """An entity over time, by documents published by `known`: rows grouped by slot."""

    entity: str
    entity_iri: str
    what: str | None
    known: date | None
    rows: tuple[Row, ...]

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day of which any document speaks; None without rows."""
        spoken = [day for row in self.rows for one in row.sightings for day in (one.first, one.last, one.over_by, one.day) if day]
        edges = [day for row in self.rows for one in row.segments for day in (one.first, one.last) if day]
        return (min(spoken + edges), max(spoken + edges)) if spoken else None

    def within(self, first: date | None, last: date | None) -> TimelineView:
        """The rows of which anything is known, or sighted, between two days."""

        def meets(begin: date | None, end: date | None) -> bool:
            return not (begin and last and begin > last) and not (end and first and end < first)

        def shown(row: Row) -> bool:
            certain = any(meets(one.first, one.last) for one in row.segments if one.certainty != "unknown")
            return certain or any(meets(one.day, one.day) for one in row.sightings)

        return TimelineView(self.entity, self.entity_iri, self.what, self.known, tuple(row for row in self.rows if shown(row)))

    def to_json(self) -> dict[str, Any]:
        """Plain JSON: what was asked, and the rows."""
        asked_for = {"entity": self.entity, "entity_iri": self.entity_iri, "what": self.what, "known": _iso(self.known)}
        return asked_for | {"rows": [row.to_json() for row in self.rows]}


def entity_timeline(graph: ox.Store, entity: str, what: str | None = None, known: date | str | None = None) -> TimelineView:
    """Who or what filled the slots of a company or site, or which slots a person or company filled, over all time.

    `entity` is an IRI (see `find`); `what` a role, relation or kind in any of its words, None for all. QueryError where it is no such word.
    """
    chronicle = Chronicle(graph, _day(known))
    thing = chronicle.canonical(entity)
    own = chronicle.slots_of(thing)
    slots = own | chronicle.slots_filled_by(thing)
    meant = asked(graph, what, slots) if what is not None else None
    rows = [row for slot in slots if _is_meant(slot, meant) for row in _rows(chronicle, slot, thing, slot in own)]
    return TimelineView(chronicle.name(thing), thing, what, chronicle.known, tuple(_ordered(chronicle, rows, own)))


def slot_heading(chronicle: Chronicle, slot: str) -> str:
    """What a slot is called in a heading: "CEO", "Vice President, Exploration", "TSX", "Owner", "Status"."""
    kind, key = slot_words(slot)
    if kind == "post":
        role = f"{terms.ID}role/{key}"
        short = [label for label in values(chronicle.graph, role, terms.SKOS_altLabel) if label.isupper()]
        return min([*short, *values(chronicle.graph, role, terms.SKOS_prefLabel)], key=lambda label: (label not in short, label), default=key)
    if kind == "listing":
        written = [(one.issued, text) for one in chronicle.told(slot) for text in chronicle.said(one.fact).get(terms.MKG_asWritten, ())]
        share = next((text for member in chronicle.members(slot) if (text := value_of(chronicle.graph, member, terms.MKG_shareClass))), None)
        return f"{max(written)[1] if written else key}{f' ({share})' if share else ''}"
    return (value_of(chronicle.graph, f"{terms.ID}relation/{key}", terms.SKOS_prefLabel) or key).capitalize()


def filler_name(chronicle: Chronicle, slot: str, filler: str) -> str:
    """What fills a slot, by name; of a status the word that the fact tables use."""
    return filler.rpartition("/")[2] if slot_words(slot)[0] == "status" else chronicle.name(filler)


def _ordered(chronicle: Chronicle, rows: Iterable[Row], own: Collection[str]) -> list[Row]:
    """Posts, listings, interests, status; what one at a time holds first, and what was seen first before what came later."""
    begun: dict[str, date] = {}

    def block(row: Row) -> str:
        return row.slot if row.slot in own else row.heading

    def order(row: Row) -> tuple[Any, ...]:
        post = row.kind == "post" and row.slot in own
        role = row.key if post or row.kind == "interest" else ""
        shared = post and not chronicle.is_exclusive(row.slot)
        return _KINDS.index(row.kind), shared, role, begun[block(row)], row.heading, block(row), row.begun, row.key, row.name, row.iri, row.slot

    found = list(rows)
    for row in found:
        begun[block(row)] = min(row.begun, begun.get(block(row), row.begun))
    return sorted(found, key=order)


def _is_meant(slot: str, meant: Asked | None) -> bool:
    """Whether a slot is asked for: one that the word means, or a narrower one."""
    kind, key = slot_words(slot)
    return kind in _KINDS and (meant is None or (kind == meant.kind and (meant.key is None or key == meant.key or key in meant.narrower)))


def _rows(chronicle: Chronicle, slot: str, thing: str, own: bool) -> Iterator[Row]:
    told, exclusive = chronicle.told(slot), chronicle.is_exclusive(slot)
    answers, held = timeline(told, exclusive), spells(told, exclusive)
    kind, key = slot_words(slot)
    for filler in sorted({one.filler for one in told}):
        if not own and filler != thing:
            continue
        heading, name, iri = slot_heading(chronicle, slot), filler_name(chronicle, slot, filler), filler
        if not own:
            iri = chronicle.subject(slot)
            heading, name = (chronicle.name(iri), heading) if kind == "post" else (f"{heading} of", chronicle.name(iri))
        mine = tuple(spell for spell in held if spell.filler == filler)
        sightings = sorted((_sighting(chronicle, one) for one in told if one.filler == filler), key=lambda one: (one.day, one.evidence.fact))
        yield Row(slot, kind, key, heading, name, iri, tuple(_segments(answers, filler, mine)), mine, tuple(sightings))


def _segments(answers: Iterable[Sequence[Segment]], filler: str, held: Sequence[Spell]) -> list[Segment]:
    """The stretches in which the filler is named or disputed, and those on which it may have held, in order of time."""
    found: list[Segment] = []
    for answer in answers:
        if any(filler in one.fillers for one in answer):
            found += [one for one in answer if filler in one.fillers]
            found += [Segment(*days, "unknown", (filler,)) for one in answer if not one.fillers for days in _may_hold(one, held)]
    return sorted(found, key=lambda one: one.first or date.min)


def _may_hold(unknown: Segment, held: Sequence[Spell]) -> Iterator[tuple[date | None, date | None]]:
    """The parts of a stretch without answer in which a spell may have begun already, or may not have ended yet."""
    windows: list[tuple[date, date]] = []
    for spell in held:
        if spell.begin.latest and spell.end.earliest:
            windows += [(spell.begin.earliest or date.min, spell.begin.latest - _DAY), (spell.end.earliest + _DAY, spell.end.latest or date.max)]
    low, high = unknown.first or date.min, unknown.last or date.max
    last = None
    for begin, end in sorted((max(low, begin), min(high, end)) for begin, end in windows if max(low, begin) <= min(high, end)):
        if last is None or end > last:  # of two spells of one filler, the end of the one and the begin of the other lie in the same days
            first = begin if last is None or begin > last else last + _DAY
            yield None if first == date.min else first, None if end == date.max else end
            last = end


def _sighting(chronicle: Chronicle, told: Told) -> Sighting:
    said = chronicle.said(told.fact)
    mark = WITHDRAWN if told.withdraws else ANNOUNCED if told.planned else SEEN if told.confirmed else OVER
    return Sighting(
        mark=mark,
        first=told.held_from,
        last=told.held_until,
        over_by=told.not_after,
        begin=min(said.get(terms.MKG_statedBegin, ()), default=None),
        end=min(said.get(terms.MKG_statedEnd, ()), default=None),
        interim=told.interim,
        file=value_of(chronicle.graph, said[terms.MKG_inDocument][0], terms.MKG_fileName),
        evidence=chronicle.evidence(told),
    )


def _day(day: date | str | None) -> date | None:
    try:
        return date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError as error:
        raise QueryError(f"{day!r} is not a day written YYYY-MM-DD") from error


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
