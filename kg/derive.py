"""Attestations to states, names to labels: what follows from all documents together.

A state is a maximal run of one filler's evidence in a slot: the evidence of an exclusive slot in the order of its days, with nobody
else's between, and no stated end or new start between. Pure and order-free: the same documents give the same quads, however they come.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms

GRAPH = NamedNode(terms.GRAPH + "derived")
_STATES = {
    terms.MKG_Post: terms.MKG_Tenure,
    terms.MKG_ListingSlot: terms.MKG_ListingPeriod,
    terms.MKG_InterestSlot: terms.MKG_InterestPeriod,
    terms.MKG_StatusSlot: terms.MKG_StatusPeriod,
}
_BOUNDS = {
    terms.SEM_hasEarliestBeginTimeStamp: "earliest_begin",
    terms.SEM_hasLatestBeginTimeStamp: "latest_begin",
    terms.SEM_hasEarliestEndTimeStamp: "earliest_end",
    terms.SEM_hasLatestEndTimeStamp: "latest_end",
}


@dataclass(frozen=True, order=True)
class Evidence:
    """One attestation, as far as states depend on it; dates are ISO texts, "" where absent. IRIs as texts, so that they sort."""

    latest_begin: str
    earliest_end: str
    filler: str
    fact: str
    earliest_begin: str
    latest_end: str
    predecessor: str
    planned: bool


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
            evidence.append((said[terms.MKG_slot][0], _evidence(node, said)))
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


def _evidence(node: str, said: dict[NamedNode, list[str]]) -> Evidence:
    bounds = {name: _one(said, term) for term, name in _BOUNDS.items()}
    return Evidence(
        filler=_one(said, terms.MKG_filler), fact=node, predecessor=_one(said, terms.MKG_predecessor), planned=terms.MKG_modality in said, **bounds
    )


def _one(said: dict[NamedNode, list[str]], term: NamedNode) -> str:
    values = said.get(term)
    return min(values) if values else ""


def derive(contributions: Iterable[Contribution]) -> list[Quad]:
    """The derived graph of all documents, sorted."""
    evidence: defaultdict[str, set[Evidence]] = defaultdict(set)
    slots: dict[str, Slot] = {}
    names: defaultdict[str, set[str]] = defaultdict(set)
    others: defaultdict[str, set[str]] = defaultdict(set)
    for one in contributions:
        for slot, item in one.evidence:
            evidence[slot].add(item)
        slots.update(one.slots)
        for node, name in one.names:
            names[node].add(name)
        for node, name in one.other_names:
            others[node].add(name)
    quads = {quad for slot in evidence for quad in _states(slot, slots[slot], evidence[slot])}
    quads |= {quad for node in names for quad in _labels(node, names[node], others[node])}
    return sorted(quads, key=str)


# ---- labels


def _labels(node: str, names: set[str], others: set[str]) -> Iterator[Quad]:
    """One preferred label: the longest, then the first; every other name is an alternative."""
    preferred = min(names, key=lambda name: (-len(name), name))
    yield Quad(NamedNode(node), terms.SKOS_prefLabel, Literal(preferred), GRAPH)
    for name in (names | others) - {preferred}:
        yield Quad(NamedNode(node), terms.SKOS_altLabel, Literal(name), GRAPH)


# ---- states


def _states(slot: str, kind: Slot, evidence: set[Evidence]) -> Iterator[Quad]:
    certain = sorted(item for item in evidence if item.latest_begin and item.earliest_end and not item.planned)
    if kind.exclusive:
        groups = [certain]
    else:
        groups = [[item for item in certain if item.filler == filler] for filler in sorted({item.filler for item in certain})]
    for group in groups:
        runs = list(_runs(group, evidence))
        for index, run in enumerate(runs):
            before = runs[index - 1] if index and kind.exclusive else None
            after = runs[index + 1] if index + 1 < len(runs) and kind.exclusive else None
            yield from _state(slot, kind, run, before, after, evidence)


def _runs(group: list[Evidence], evidence: set[Evidence]) -> Iterator[list[Evidence]]:
    run: list[Evidence] = []
    for item in group:
        if run and (item.filler != run[0].filler or _is_broken(run, item, evidence)):
            yield run
            run = []
        run.append(item)
    if run:
        yield run


def _is_broken(run: list[Evidence], item: Evidence, evidence: set[Evidence]) -> bool:
    """Whether a document says that the holder left, or only then began, between what a run certifies and the next evidence."""
    until = max(known.earliest_end for known in run)
    own = [other for other in evidence if other.filler == item.filler]
    left = any(other.latest_end and until <= other.latest_end < item.latest_begin for other in own)
    began = any(other.earliest_begin and until < other.earliest_begin <= item.latest_begin for other in own)
    return left or began


def _earliest_begin(run: list[Evidence], before: list[Evidence] | None, evidence: set[Evidence]) -> tuple[str, bool]:
    """The earliest begin of a run, and whether only the holder before bounds it; what is later than the first sighting does not count."""
    first = min(item.latest_begin for item in run)
    said = [item.earliest_begin for item in run] + [_announced(run[0].filler, first, evidence)]
    stated = max((day for day in said if day <= first), default="")
    neighbour = max((item.earliest_end for item in before or () if item.earliest_end <= first), default="")
    return max(stated, neighbour), neighbour > stated


def _announced(filler: str, first: str, evidence: set[Evidence]) -> str:
    """The announced start that led to a first sighting: after all that is certain of an earlier spell; the earliest where plans were moved."""
    own = [item for item in evidence if item.filler == filler]
    since = max((item.earliest_end for item in own if not item.planned and "" < item.latest_begin < first), default="")
    return min((item.earliest_begin for item in own if item.planned and since < item.earliest_begin <= first), default="")


def _state(
    slot: str, kind: Slot, run: list[Evidence], before: list[Evidence] | None, after: list[Evidence] | None, evidence: set[Evidence]
) -> Iterator[Quad]:
    filler, latest_begin, earliest_end = run[0].filler, min(item.latest_begin for item in run), max(item.earliest_end for item in run)
    earliest_begin, neighbour_began = _earliest_begin(run, before, evidence)
    stated_end = min((item.latest_end for item in run if item.latest_end), default="")
    latest_end = stated_end or (min(item.latest_begin for item in after) if after else "")
    bounds = (
        (terms.SEM_hasEarliestBeginTimeStamp, earliest_begin),
        (terms.SEM_hasLatestBeginTimeStamp, latest_begin),
        (terms.SEM_hasEarliestEndTimeStamp, earliest_end),
        # Overlapping evidence leaves the bound open: the shape on one holder reports it.
        (terms.SEM_hasLatestEndTimeStamp, latest_end if latest_end >= earliest_end else ""),
    )
    digest = hashlib.sha256((filler + latest_begin).encode()).hexdigest()[:8]
    node = NamedNode(f"{terms.ID}state/{slot.removeprefix(terms.ID)}/{digest}")

    def say(predicate: NamedNode, value: NamedNode | Literal) -> Quad:
        return Quad(node, predicate, value, GRAPH)

    yield say(terms.RDF_type, kind.state)
    yield say(terms.MKG_slot, NamedNode(slot))
    yield say(terms.MKG_filler, NamedNode(filler))
    for term, day in bounds:
        if day:
            yield say(term, Literal(day, datatype=terms.XSD_date))
    if neighbour_began or (latest_end and not stated_end):
        yield say(terms.MKG_boundBasis, Literal("neighbour"))
    if after and (handover := _handover(run, after)):
        yield say(terms.MKG_inferredEnd, Literal(handover, datatype=terms.XSD_date))
    for item in run:
        yield say(terms.PROV_wasDerivedFrom, NamedNode(item.fact))
    if kind.state == terms.MKG_Tenure:
        yield say(terms.RDF_type, terms.ORG_Membership)
        for term, value in ((terms.ORG_member, filler), (terms.ORG_organization, kind.organisation), (terms.ORG_role, kind.role)):
            yield say(term, NamedNode(value))


def _handover(run: list[Evidence], after: list[Evidence]) -> str:
    """The successor's stated first day, where their text names this holder as predecessor and no earlier end is stated; else ""."""
    first = min(after, key=lambda item: (item.latest_begin, item.predecessor != run[0].filler))
    exact = first.earliest_begin == first.latest_begin
    ended = any(item.latest_end and item.latest_end < first.latest_begin for item in run)
    return first.latest_begin if exact and first.predecessor == run[0].filler and not ended else ""
