"""JSON-LD that is plain JSON to those who want only that: short keys, strings for dates and IRIs, no remote context.

The context stands in the file. A property's key is its local name; where terms of several vocabularies share one, the first of them (our
own, schema.org, Dublin Core, then the others) has it, and the rest are prefix:name. A property whose values are all IRIs, or all of one
datatype, says so in the context once, so that its values are plain strings.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.export.grouping import Pairs, Subject, Term, by_graph
from kg.store import Store

STRING = "http://www.w3.org/2001/XMLSchema#string"
FIRST = ("mkg", "schema", "dcterms", "skos")
PREFIXES = {**terms.PREFIXES, "id": terms.ID, "graph": terms.GRAPH}


class _Context:
    """Keys, compact IRIs and the type that each property's values share."""

    def __init__(self, types: dict[str, str | None]) -> None:
        self._prefixes = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))
        self._types = types
        owners = self._owners()
        self.keys = {predicate: self._key(predicate, owners) for predicate in sorted(types)}

    def _owners(self) -> dict[str, str]:
        """For each local name of the project's terms, the prefix of the one that has it as its key."""
        owners: dict[str, str] = {}
        pairs = [self.iri(term.value).split(":", 1) for term in vars(terms).values() if isinstance(term, NamedNode)]
        for prefix, local in sorted(pairs, key=lambda pair: (FIRST.index(pair[0]) if pair[0] in FIRST else len(FIRST), pair)):
            owners.setdefault(local, prefix)
        return owners

    def _key(self, predicate: str, owners: dict[str, str]) -> str:
        compact = self.iri(predicate)
        prefix, _, local = compact.partition(":")
        return local if prefix in terms.PREFIXES and owners.get(local, prefix) == prefix and local not in PREFIXES else compact

    def iri(self, value: str) -> str:
        """prefix:rest where a prefix fits, else the IRI."""
        for prefix, namespace in self._prefixes:
            if value.startswith(namespace) and not value.startswith("//", len(namespace)):
                return f"{prefix}:{value[len(namespace) :]}"
        return value

    def to_json(self) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        for predicate, key in self.keys.items():
            shared = self._types[predicate]
            if shared and shared != STRING:
                properties[key] = {"@id": self.iri(predicate), "@type": shared if shared == "@id" else self.iri(shared)}
            elif key != self.iri(predicate):
                properties[key] = self.iri(predicate)
        return {**dict(sorted(PREFIXES.items())), **dict(sorted(properties.items()))}

    def value(self, predicate: str, value: Term) -> Any:
        """A value as a plain string where the context says its type, else with its type."""
        shared = self._types[predicate]
        if isinstance(value, Literal):
            if value.language:
                return {"@value": value.value, "@language": value.language}
            datatype = value.datatype.value
            plain = datatype == (shared or STRING)
            return value.value if plain else {"@value": value.value, "@type": self.iri(datatype)}
        name = self.iri(value.value) if isinstance(value, NamedNode) else str(value)
        return name if shared == "@id" else {"@id": name}

    def node(self, subject: Subject, pairs: Pairs) -> dict[str, Any]:
        """One subject as an object; a property with one value is not a list."""
        node: dict[str, Any] = {"@id": self.iri(subject.value) if isinstance(subject, NamedNode) else str(subject)}
        types = [self.iri(value.value) for predicate, value in pairs if predicate == terms.RDF_type and isinstance(value, NamedNode)]
        if types:
            node["@type"] = types if len(types) > 1 else types[0]
        values: dict[str, list[Any]] = {}
        for predicate, value in pairs:
            if predicate != terms.RDF_type:
                values.setdefault(self.keys[predicate.value], []).append(self.value(predicate.value, value))
        return {**node, **{key: found if len(found) > 1 else found[0] for key, found in values.items()}}


def _types(store: Store) -> dict[str, str | None]:
    """For each predicate: "@id" where all its values are IRIs, the datatype where all share one, else None."""
    seen: dict[str, set[str]] = {}
    for quad in store.quads():
        if quad.predicate != terms.RDF_type:
            value = quad.object
            kind = (value.language or value.datatype.value) if isinstance(value, Literal) else "@id"
            seen.setdefault(quad.predicate.value, set()).add("@language" if isinstance(value, Literal) and value.language else kind)
    return {predicate: next(iter(kinds)) if len(kinds) == 1 and "@language" not in kinds else None for predicate, kinds in seen.items()}


def write(store: Store, out: BinaryIO) -> None:
    """Writes the context, then every graph with its nodes, one node a line."""
    context = _Context(_types(store))
    out.write(b'{"@context": ' + json.dumps(context.to_json(), ensure_ascii=False, indent=1).encode() + b',\n"@graph": [')
    for number, (graph, subjects) in enumerate(by_graph(store)):
        head = json.dumps(context.iri(graph.value), ensure_ascii=False)
        out.write(f'{"," if number else ""}\n{{"@id": {head}, "@graph": ['.encode())
        for index, (subject, pairs) in enumerate(subjects):
            out.write(b"," if index else b"")
            out.write(b"\n" + json.dumps(context.node(subject, pairs), ensure_ascii=False).encode())
        out.write(b"\n]}")
    out.write(b"\n]}\n")
