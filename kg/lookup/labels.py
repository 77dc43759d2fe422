"""What things of the graph are called, and reading one node of it."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from kg import terms

# Where a name is looked for, best first: the one label that all documents together give, a name in some document, a symbol.
_NAMES = (terms.SKOS_prefLabel, terms.SCHEMA_name, terms.SKOS_notation, terms.DCTERMS_identifier)

KINDS = {
    "org": "company",
    "person": "person",
    "site": "site",
    "facility": "facility",
    "zone": "zone",
    "place": "place",
    "doc": "document",
    "exchange": "exchange",
    "ticker": "ticker",
}


def text_of(term: object) -> str:
    """The text of a literal, the IRI of a node."""
    return term.value if isinstance(term, ox.Literal | ox.NamedNode) else str(term)


def values(graph: ox.Store, iri: str, predicate: ox.NamedNode) -> list[str]:
    """The distinct values of a property, sorted."""
    return sorted({text_of(quad.object) for quad in graph.quads_for_pattern(ox.NamedNode(iri), predicate, None)})


def value_of(graph: ox.Store, iri: str, predicate: ox.NamedNode) -> str | None:
    """The value of a property that has one; the least where graphs differ, None where there is none."""
    return next(iter(values(graph, iri, predicate)), None)


# How a slot says of what it is: a post of a company, a listing of an issuer, an interest or a status of a site.
OF_WHAT = (terms.ORG_postIn, terms.MKG_issuer, terms.MKG_site)


def subject_of(graph: ox.Store, slot: str) -> str | None:
    """The company or site whose slot it is."""
    return next((value for predicate in OF_WHAT if (value := value_of(graph, slot, predicate))), None)


def subjects(graph: ox.Store, predicate: ox.NamedNode, iri: str) -> list[str]:
    """The distinct nodes that point to a node, sorted."""
    return sorted({text_of(quad.subject) for quad in graph.quads_for_pattern(None, predicate, ox.NamedNode(iri))})


def labels(graph: ox.Store, predicate: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Every node of our own data with the text of a property."""
    for quad in graph.quads_for_pattern(None, predicate, None):
        node = text_of(quad.subject)
        if node.startswith(terms.ID):
            yield node, text_of(quad.object)


def name_of(graph: ox.Store, iri: str) -> str:
    """The name of an entity; the last step of its IRI where the graph gives none."""
    for predicate in _NAMES:
        if found := values(graph, iri, predicate):
            return max(found, key=lambda name: (len(name), name))
    return iri.rpartition("/")[2]


def kind_of(iri: str) -> str | None:
    """company, person, site, facility, zone, place, document, exchange or ticker, as the IRI tells; None for anything else."""
    return KINDS.get(iri.removeprefix(terms.ID).partition("/")[0]) if iri.startswith(terms.ID) else None
