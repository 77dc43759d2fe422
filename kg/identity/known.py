"""Reading which IRIs are one thing, as known on a day, from graph/identity: point look-ups, without a scan.

A record says that a variant is its canonical IRI from the day on which documents show it until the day on which they speak against it. At
one day a variant has one canonical IRI at most, and a canonical IRI is no variant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kg import terms

GRAPH = ox.NamedNode(terms.GRAPH + "identity")
END = "9999-12-31"  # the end of what is known: nothing speaks against it yet


@dataclass(frozen=True, order=True)
class Record:
    """A variant is a canonical IRI as known on each day from `known_from` to before `known_until` (ISO dates), by `basis`; `evidence` are
    the facts that showed it first."""

    variant: str
    canonical: str
    known_from: str
    known_until: str
    basis: str
    evidence: tuple[str, ...] = ()

    def holds(self, known: date | None) -> bool:
        """Whether it holds as known on a day; None is the end of time."""
        return self.known_until == END if known is None else self.known_from <= known.isoformat() < self.known_until


class Identity:
    """Which IRIs of a store are one thing. What is looked up is kept, so the graph must not change meanwhile."""

    def __init__(self, graph: ox.Store) -> None:
        self._graph = graph
        self._of_variant: dict[str, tuple[Record, ...]] = {}
        self._of_canonical: dict[str, tuple[Record, ...]] = {}

    @classmethod
    def read(cls, graph: ox.Store) -> Identity:
        """The identity of an open store's graph; nothing is read before it is asked for."""
        return cls(graph)

    def canonical(self, iri: str, known: date | None = None) -> str:
        """The IRI under which all that is this thing is put together, as known on a day; the IRI itself where nothing tells another."""
        return next((record.canonical for record in self.records(iri) if record.holds(known)), iri)

    def members(self, iri: str, known: date | None = None) -> tuple[str, ...]:
        """All IRIs that are this thing as known on a day, itself included, sorted."""
        head = self.canonical(iri, known)
        return tuple(sorted({iri, head} | {record.variant for record in self.variants(head) if record.holds(known)}))

    def records(self, iri: str) -> tuple[Record, ...]:
        """All records in which an IRI is the variant, whenever known, sorted."""
        if iri not in self._of_variant:
            self._of_variant[iri] = tuple(self._pointing(terms.MKG_variant, iri))
        return self._of_variant[iri]

    def variants(self, iri: str) -> tuple[Record, ...]:
        """All records in which an IRI is the canonical one, whenever known, sorted."""
        if iri not in self._of_canonical:
            self._of_canonical[iri] = tuple(self._pointing(terms.MKG_canonical, iri))
        return self._of_canonical[iri]

    def _pointing(self, predicate: ox.NamedNode, iri: str) -> list[Record]:
        nodes = {quad.subject for quad in self._graph.quads_for_pattern(None, predicate, ox.NamedNode(iri), GRAPH)}
        return sorted(record for node in nodes if (record := _record(self._graph, node)) is not None)

    def all_records(self) -> Iterator[Record]:
        """Every record of the store, sorted by variant; for lists, not for look-ups."""
        nodes = {quad.subject for quad in self._graph.quads_for_pattern(None, terms.RDF_type, terms.MKG_Sameness, GRAPH)}
        yield from sorted(record for node in nodes if (record := _record(self._graph, node)) is not None)


def _record(graph: ox.Store, node: ox.NamedNode | ox.BlankNode | ox.Triple) -> Record | None:
    """The record of a node; None for a node that is none."""
    said: dict[ox.NamedNode, list[str]] = {}
    for quad in graph.quads_for_pattern(node, None, None, GRAPH):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            said.setdefault(quad.predicate, []).append(quad.object.value)
    if terms.MKG_Sameness.value not in said.get(terms.RDF_type, ()):
        return None
    each = (terms.MKG_variant, terms.MKG_canonical, terms.MKG_knownFrom, terms.MKG_knownUntil, terms.MKG_linkBasis)
    variant, canonical, known_from, known_until, basis = (min(said[term]) for term in each)
    return Record(variant, canonical, known_from, known_until, basis, tuple(sorted(said.get(terms.PROV_wasDerivedFrom, ()))))


def node(kind: str, *words: str) -> str:
    """The IRI of a record, doubt or decision, by what it says."""
    import hashlib  # which a look-up does not need

    digest = hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{terms.ID}{kind}/{digest}"
