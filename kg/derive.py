"""Attestations to states, names to labels: what follows from all documents together.

A state is a spell of one filler in a slot (see `kg.time`), or an announced start that no document confirmed. Pure and order-free: the same
documents give the same quads, however they come.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.evidence import evidence_of
from kg.time import Evidence, Spell, spells, withdrawn

GRAPH = NamedNode(terms.GRAPH + "derived")
_STATES = {
    terms.MKG_Post.value: terms.MKG_Tenure,
    terms.MKG_ListingSlot.value: terms.MKG_ListingPeriod,
    terms.MKG_InterestSlot.value: terms.MKG_InterestPeriod,
    terms.MKG_StatusSlot.value: terms.MKG_StatusPeriod,
}


# How a slot is described, besides its kind.
_OF_SLOT = (terms.ORG_postIn, terms.ORG_role, terms.MKG_issuer, terms.MKG_exchange, terms.MKG_site, terms.MKG_relation)


@dataclass(frozen=True, order=True)
class Slot:
    """A slot's class, whether it is exclusive, and what it is of: company and role, issuer and exchange, site and relation, as IRIs."""

    kind: str
    exclusive: bool
    of: tuple[tuple[str, str], ...]

    def one(self, predicate: NamedNode) -> str:
        """What it is of by one property, or nothing."""
        return dict(self.of).get(predicate.value, "")

    def under(self, canonical: Callable[[str], str]) -> Slot:
        """The same slot of the same things under their one IRI."""
        return Slot(self.kind, self.exclusive, tuple((predicate, canonical(thing)) for predicate, thing in self.of))


@dataclass(frozen=True)
class Contribution:
    """What one document gives to the derived graph: evidence by slot, slots, the classes and names of things; small, so that workers can
    send it."""

    evidence: tuple[tuple[str, Evidence], ...]
    slots: tuple[tuple[str, Slot], ...]
    kinds: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    other_names: tuple[tuple[str, str], ...]


def contribution(quads: Iterable[Quad]) -> Contribution:
    """What a document's quads give to the derived graph."""
    about: defaultdict[str, defaultdict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            about[quad.subject.value][quad.predicate].append(quad.object.value)
    evidence, slots, classes, names, others = [], [], [], [], []
    for node in sorted(about):
        said = about[node]
        kinds = said.get(terms.RDF_type, [])
        if terms.MKG_Attestation.value in kinds and terms.DCTERMS_issued in said:  # what has no day is placed nowhere in time
            evidence.append((said[terms.MKG_slot][0], evidence_of(node, said)))
        slots += [(node, _slot(kind, said)) for kind in kinds if kind in _STATES]
        if terms.SCHEMA_name in said:
            classes += [(node, kind) for kind in kinds]
        names += [(node, name) for name in said.get(terms.SCHEMA_name, [])]
        others += [(node, name) for name in said.get(terms.SCHEMA_alternateName, [])]
    return Contribution(tuple(evidence), tuple(slots), tuple(sorted(set(classes))), tuple(sorted(set(names))), tuple(sorted(set(others))))


def _slot(kind: str, said: Mapping[NamedNode, list[str]]) -> Slot:
    of = tuple((term.value, min(said[term])) for term in _OF_SLOT if said.get(term))
    return Slot(kind, said[terms.MKG_exclusive] == ["true"], of)


def derive(
    contributions: Iterable[Contribution], canonical: Callable[[str], str] = lambda iri: iri, superseded: Mapping[str, str] | None = None
) -> list[Quad]:
    """The derived graph of all documents, sorted; `canonical` gives the one IRI of what goes by several, `superseded` the documents that others
    correct with the day since which their attestations no longer count."""
    void = {document.rpartition("/")[2]: day for document, day in (superseded or {}).items()}
    said_wrongly: set[Quad] = set()
    evidence: defaultdict[str, set[Evidence]] = defaultdict(set)
    slots: dict[str, Slot] = {}
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    names: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for one in contributions:
        for slot, item in one.evidence:
            if day := void.get(item.fact.removeprefix(f"{terms.ID}fact/").partition("/")[0]):
                said_wrongly.add(Quad(NamedNode(item.fact), terms.MKG_supersededOn, Literal(day, datatype=terms.XSD_date), GRAPH))
                continue
            evidence[canonical(slot)].add(_under_one_name(item, canonical))
        slots.update(one.slots)
        for node, kind in one.kinds:
            kinds[node].add(kind)
        for node, name in one.names:
            names[node].add(name)
        for node, name in (*one.names, *one.other_names):
            others[node].add(name)
            others[canonical(node)].add(name)
    put_together = {canonical(node): slot.under(canonical) for node, slot in sorted(slots.items())}
    quads = said_wrongly | {quad for slot in evidence for quad in _states(slot, put_together[slot], evidence[slot])}
    quads |= {quad for node in others for quad in _labels(node, names[node] or others[node], others[node])}
    quads |= {quad for node, slot in put_together.items() if node not in slots for quad in _described(node, slot)}
    unspoken = {node: canonical(node) for node in kinds if canonical(node) not in kinds}
    quads |= {_is_a(one, kind) for node, one in unspoken.items() for kind in kinds[node]}
    quads |= {Quad(NamedNode(one), terms.SCHEMA_name, Literal(_preferred(others[one])), GRAPH) for one in unspoken.values()}
    return sorted(quads, key=str)


def _described(node: str, slot: Slot) -> Iterator[Quad]:
    """The slot of a thing under its one IRI, where no document speaks of it under that."""
    yield _is_a(node, slot.kind)
    yield Quad(NamedNode(node), terms.MKG_exclusive, Literal("true" if slot.exclusive else "false", datatype=terms.XSD_boolean), GRAPH)
    for predicate, thing in slot.of:
        yield Quad(NamedNode(node), NamedNode(predicate), NamedNode(thing), GRAPH)


def _is_a(node: str, kind: str) -> Quad:
    return Quad(NamedNode(node), terms.RDF_type, NamedNode(kind), GRAPH)


def _under_one_name(item: Evidence, canonical: Callable[[str], str]) -> Evidence:
    filler, predecessor = canonical(item.filler), item.predecessor and canonical(item.predecessor)
    return item if (filler, predecessor) == (item.filler, item.predecessor) else replace(item, filler=filler, predecessor=predecessor)


# ---- labels


def _labels(node: str, names: set[str], others: set[str]) -> Iterator[Quad]:
    """One preferred label: the longest, then the first; every other name is an alternative."""
    preferred = _preferred(names)
    yield Quad(NamedNode(node), terms.SKOS_prefLabel, Literal(preferred), GRAPH)
    for name in (names | others) - {preferred}:
        yield Quad(NamedNode(node), terms.SKOS_altLabel, Literal(name), GRAPH)


def _preferred(names: Iterable[str]) -> str:
    return min(names, key=lambda name: (-len(name), name))


# ---- states


def _states(slot: str, kind: Slot, evidence: Collection[Evidence]) -> Iterator[Quad]:
    for spell in spells(evidence, kind.exclusive):
        yield from _state(slot, kind, spell)
    for fact, day in withdrawn(evidence).items():
        yield Quad(NamedNode(fact), terms.MKG_withdrawnOn, Literal(day.isoformat(), datatype=terms.XSD_date), GRAPH)


def _state(slot: str, kind: Slot, spell: Spell) -> Iterator[Quad]:
    days = "planned " + " ".join(str(day) for e in spell.evidence[:1] for day in (e.not_before, e.held_until)) if spell.planned else str(spell.since)
    digest = hashlib.sha256((spell.filler + days).encode()).hexdigest()[:8]
    node = NamedNode(f"{terms.ID}state/{slot.removeprefix(terms.ID)}/{digest}")

    def say(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, value, GRAPH)

    yield say(terms.RDF_type, _STATES[kind.kind])
    yield say(terms.MKG_slot, NamedNode(slot))
    yield say(terms.MKG_filler, NamedNode(spell.filler))
    for term, day in _days(spell):
        yield say(term, Literal(day.isoformat(), datatype=terms.XSD_date))
    if spell.planned:
        yield say(terms.MKG_modality, terms.MKG_Planned)
    if spell.disputed:
        yield say(terms.MKG_disputed, Literal("true", datatype=terms.XSD_boolean))
    if spell.neighbour:
        yield say(terms.MKG_boundBasis, Literal("neighbour"))
    for item in spell.evidence:
        yield say(terms.PROV_wasDerivedFrom, NamedNode(item.fact))
    if kind.kind == terms.MKG_Post.value:
        yield say(terms.RDF_type, terms.ORG_Membership)
        for predicate, value in (
            (terms.ORG_member, spell.filler),
            (terms.ORG_organization, kind.one(terms.ORG_postIn)),
            (terms.ORG_role, kind.one(terms.ORG_role)),
        ):
            yield say(predicate, NamedNode(value))


def _days(spell: Spell) -> Iterator[tuple[NamedNode, date]]:
    """The bounds of a spell that are known, and the first and last day on which its filler is implied, where these are no certain ones."""
    bounds = (
        (terms.SEM_hasEarliestBeginTimeStamp, spell.begin.earliest),
        (terms.SEM_hasLatestBeginTimeStamp, spell.begin.latest),
        (terms.SEM_hasEarliestEndTimeStamp, spell.end.earliest),
        (terms.SEM_hasLatestEndTimeStamp, spell.end.latest),
    )
    yield from ((term, day) for term, day in bounds if day)
    if spell.reached:
        first, last = spell.reached
        if spell.planned or first != spell.begin.latest:
            yield terms.MKG_inferredBegin, first
        if last != spell.end.earliest:
            yield terms.MKG_inferredEnd, last
