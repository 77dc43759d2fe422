"""Attestations to states, names to labels: what follows from all documents together.

A state is a spell of one filler in a slot (see `kg.time`), or an announced start that no document confirmed. Pure and order-free: the same
documents give the same quads, however they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.time import Evidence, Spell, spells, withdrawn

GRAPH = NamedNode(terms.GRAPH + "derived")
_OWNERSHIP = "/owner"  # how the slot of those who own a site ends
_STATES = {
    terms.MKG_Post: terms.MKG_Tenure,
    terms.MKG_ListingSlot: terms.MKG_ListingPeriod,
    terms.MKG_InterestSlot: terms.MKG_InterestPeriod,
    terms.MKG_StatusSlot: terms.MKG_StatusPeriod,
}
_BOUNDS = {
    terms.SEM_hasEarliestBeginTimeStamp: "not_before",
    terms.SEM_hasLatestBeginTimeStamp: "held_from",
    terms.SEM_hasEarliestEndTimeStamp: "held_until",
    terms.SEM_hasLatestEndTimeStamp: "not_after",
}


@dataclass(frozen=True)
class Slot:
    """A slot's kind of state, whether it is exclusive, and, for a post, its organisation and role."""

    state: NamedNode
    exclusive: bool
    organisation: str = ""
    role: str = ""


@dataclass(frozen=True)
class Contribution:
    """What one document gives to the derived graph: evidence by slot, slots, names; small, so that workers can send it."""

    evidence: tuple[tuple[str, Evidence], ...]
    slots: tuple[tuple[str, Slot], ...]
    names: tuple[tuple[str, str], ...]
    other_names: tuple[tuple[str, str], ...]


def contribution(quads: Iterable[Quad]) -> Contribution:
    """What a document's quads give to the derived graph."""
    about: defaultdict[str, defaultdict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and not isinstance(quad.object, (Quad,)):
            about[quad.subject.value][quad.predicate].append(quad.object.value)  # type: ignore[union-attr]
    evidence, slots, names, others = [], [], [], []
    for node in sorted(about):
        said = about[node]
        kinds = [NamedNode(kind) for kind in said.get(terms.RDF_type, [])]
        if terms.MKG_Attestation in kinds:
            evidence.append((said[terms.MKG_slot][0], evidence_of(node, said)))
        for kind in kinds:
            if kind in _STATES:
                slots.append(
                    (
                        node,
                        Slot(
                            _STATES[kind], said[terms.MKG_exclusive] == ["true"], *(_one(said, term) for term in (terms.ORG_postIn, terms.ORG_role))
                        ),
                    )
                )
        names += [(node, name) for name in said.get(terms.SCHEMA_name, [])]
        others += [(node, name) for name in said.get(terms.SCHEMA_alternateName, [])]
    return Contribution(tuple(evidence), tuple(slots), tuple(sorted(set(names))), tuple(sorted(set(others))))


def evidence_of(fact: str, said: Mapping[NamedNode, Sequence[str]]) -> Evidence:
    """An attestation's part in time, from its properties and their values as text."""
    percent = _one(said, terms.MKG_percent)
    return Evidence(
        fact=fact,
        issued=date.fromisoformat(_one(said, terms.DCTERMS_issued)),
        filler=_one(said, terms.MKG_filler),
        planned=terms.MKG_Planned.value in said.get(terms.MKG_modality, ()),
        withdraws=terms.MKG_Withdrawn.value in said.get(terms.MKG_modality, ()),
        end=_one(said, terms.MKG_statedEnd) or None,
        predecessor=_one(said, terms.MKG_predecessor) or None,
        interim=terms.MKG_interim in said,
        sole=_one(said, terms.MKG_slot).endswith(_OWNERSHIP) and percent != "" and Decimal(percent) == 100,
        **{name: date.fromisoformat(day) for term, name in _BOUNDS.items() if (day := _one(said, term))},
    )


def _one(said: Mapping[NamedNode, Sequence[str]], term: NamedNode) -> str:
    values = said.get(term)
    return min(values) if values else ""


def derive(contributions: Iterable[Contribution], canonical: Callable[[str], str] = lambda iri: iri) -> list[Quad]:
    """The derived graph of all documents, sorted; `canonical` gives the one IRI of what goes by several."""
    evidence: defaultdict[str, set[Evidence]] = defaultdict(set)
    slots: dict[str, Slot] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for one in contributions:
        for slot, item in one.evidence:
            evidence[canonical(slot)].add(_under_one_name(item, canonical))
        for slot, kind in one.slots:
            slots[canonical(slot)] = replace(kind, organisation=kind.organisation and canonical(kind.organisation))
        for node, name in one.names:
            names[node].add(name)
            others[canonical(node)].add(name)
        for node, name in one.other_names:
            others[node].add(name)
            others[canonical(node)].add(name)
    quads = {quad for slot in evidence for quad in _states(slot, slots[slot], evidence[slot])}
    quads |= {quad for node in names for quad in _labels(node, names[node], others[node])}
    return sorted(quads, key=str)


def _under_one_name(item: Evidence, canonical: Callable[[str], str]) -> Evidence:
    filler, predecessor = canonical(item.filler), item.predecessor and canonical(item.predecessor)
    return item if (filler, predecessor) == (item.filler, item.predecessor) else replace(item, filler=filler, predecessor=predecessor)


# ---- labels


def _labels(node: str, names: set[str], others: set[str]) -> Iterator[Quad]:
    """One preferred label: the longest, then the first; every other name is an alternative."""
    preferred = min(names, key=lambda name: (-len(name), name))
    yield Quad(NamedNode(node), terms.SKOS_prefLabel, Literal(preferred), GRAPH)
    for name in (names | others) - {preferred}:
        yield Quad(NamedNode(node), terms.SKOS_altLabel, Literal(name), GRAPH)


# ---- states


def _states(slot: str, kind: Slot, evidence: Collection[Evidence]) -> Iterator[Quad]:
    for spell in spells(evidence, kind.exclusive):
        yield from _state(slot, kind, spell)
    for fact, day in withdrawn(evidence).items():
        yield Quad(NamedNode(fact), terms.MKG_withdrawnOn, Literal(day.isoformat(), datatype=terms.XSD_date), GRAPH)


def _state(slot: str, kind: Slot, spell: Spell) -> Iterator[Quad]:
    days = "planned " + " ".join(str(day) for e in spell.evidence[:1] for day in (e.not_before, e.held_until)) if spell.planned else str(spell.since)
    import hashlib  # which a look-up does not need

    digest = hashlib.sha256((spell.filler + days).encode()).hexdigest()[:8]
    node = NamedNode(f"{terms.ID}state/{slot.removeprefix(terms.ID)}/{digest}")

    def say(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, value, GRAPH)

    yield say(terms.RDF_type, kind.state)
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
    if kind.state == terms.MKG_Tenure:
        yield say(terms.RDF_type, terms.ORG_Membership)
        for predicate, value in ((terms.ORG_member, spell.filler), (terms.ORG_organization, kind.organisation), (terms.ORG_role, kind.role)):
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
