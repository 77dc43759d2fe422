"""The reference data of `ontology/reference/` as the look-ups that extraction needs: one source for graph and grammar alike."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pyoxigraph as ox

from kg import terms
from kg.resources import folder

_Index = dict[str, dict[str, list[str]]]


@cache
def reference_quads() -> tuple[ox.Quad, ...]:
    """Every triple of the reference data, in the reference graph, sorted."""
    graph = ox.NamedNode(terms.GRAPH + "reference")
    quads = set()
    for path in sorted((folder("ontology") / "reference").glob("*.ttl")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            quads.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    return tuple(sorted(quads, key=str))


@cache
def _index() -> _Index:
    """subject IRI -> predicate IRI -> values."""
    index: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in reference_quads():
        index[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return {subject: dict(pairs) for subject, pairs in index.items()}


def _labels(pairs: dict[str, list[str]], *predicates: ox.NamedNode) -> list[str]:
    return [label for predicate in predicates for label in pairs.get(predicate.value, [])]


@cache
def exchange_names() -> dict[str, tuple[str, ...]]:
    """Every spelling of an exchange's name -> the MICs that bore it; more than one where the spelling alone does not tell."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    prefix = terms.ID + "exchange/"
    for pairs in _index().values():
        for parent in pairs.get(terms.DCTERMS_isPartOf.value, []):
            if parent.startswith(prefix):
                for label in _labels(pairs, terms.SKOS_notation, terms.SKOS_hiddenLabel, terms.SKOS_altLabel):
                    names[label].add(parent.removeprefix(prefix))
    return {label: tuple(sorted(mics)) for label, mics in names.items()}


@cache
def concepts(scheme: str) -> dict[str, str]:
    """Every label of the concepts of a scheme ("commodity", "role" ...), case folded -> the concept's key."""
    prefix, found = f"{terms.ID}{scheme}/", {}
    for subject in sorted(_index()):
        if subject.startswith(prefix):
            pairs = _index()[subject]
            for label in _labels(pairs, terms.SKOS_prefLabel, terms.SKOS_altLabel, terms.SKOS_hiddenLabel):
                found.setdefault(label.casefold(), subject.removeprefix(prefix))
    return found


@cache
def notations(scheme: str) -> dict[str, str]:
    """The notations of a scheme's concepts as written ("Au", "U3O8") -> the concept's key."""
    prefix, found = f"{terms.ID}{scheme}/", {}
    for subject in sorted(_index()):
        if subject.startswith(prefix):
            for notation in _labels(_index()[subject], terms.SKOS_notation):
                found.setdefault(notation, subject.removeprefix(prefix))
    return found


@cache
def exclusive_roles() -> frozenset[str]:
    """The roles that one person at a time holds in a company."""
    prefix = terms.ID + "role/"
    return frozenset(s.removeprefix(prefix) for s, pairs in _index().items() if s.startswith(prefix) and pairs.get(terms.MKG_exclusive.value) == ["true"])
