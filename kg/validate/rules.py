"""The compiled shapes with the data that they lean on, and running them over a store of triples."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, Quad, Store

from kg import terms
from kg.errors import KgError
from kg.resources import folder
from kg.validate.background import Background, Excerpt
from kg.validate.compile import Query, compile_shapes
from kg.validate.findings import Finding, Node, short
from kg.validate.shapes import Shape, Targets, read_shapes

DERIVED = ("derived.ttl", "identity.ttl")  # their shapes are about conclusions from all documents, which no single document has
PREFIXES = "prefixes.ttl"
VARIABLE = re.compile(r"\{[?$](\w+)\}")


@dataclass(frozen=True)
class Rules:
    """What the graph is checked against; read once, used for every document.

    `document` are the queries about the graph of one document, `derived` those about what is concluded from all. `excerpt` is the part
    of the background that the former need. `files` are the shapes as the reference engine reads them.
    """

    shapes: tuple[Shape, ...]
    document: tuple[Query, ...]
    derived: tuple[Query, ...]
    background: Background
    excerpt: Excerpt
    files: tuple[Path, ...]

    @classmethod
    def load(cls, shapes: Path | None = None, ontology: Path | None = None) -> Rules:
        """The rules of two folders, those of the package where none are given; KgError where a file or a shape is not as it must be."""
        files = tuple(sorted((shapes or folder("shapes")).glob("*.ttl")))
        background = Background.read(ontology or folder("ontology"))
        about_all = read_shapes([path for path in files if path.name in (*DERIVED, PREFIXES)], background.kinds)
        about_one = read_shapes([path for path in files if path.name not in DERIVED], background.kinds)
        document = _compiled(about_one, background)
        excerpt = Excerpt.of(background, (query.select for query in document))
        return cls((*about_one, *about_all), document, _compiled(about_all, background), background, excerpt, files)

    def document_findings(self, quads: Collection[Quad]) -> set[Finding]:
        """What the shapes find among the quads of one document, its graphs (which share no triple) taken as one, with the reference data."""
        predicates, objects = {quad.predicate for quad in quads}, {quad.object for quad in quads}
        store = Store()
        store.extend(self.excerpt.beside(objects))
        store.extend(quads)
        found = set(run(store, [query for query in self.document if query.may_find(objects, predicates)], union=True))
        return _about(quads, found)

    def graph_findings(self, quads: Iterable[Quad], wanted: Callable[[Query], bool]) -> set[Finding]:
        """What some queries find among the quads of any graph."""
        plain = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
        store = Store()
        store.extend(self.background.quads)
        store.extend(plain)
        return _about(plain, set(run(store, [query for query in (*self.document, *self.derived) if wanted(query)])))

    def look_at(self, quads: Collection[Quad]) -> bool:
        """Whether any shape looks at any node of some quads."""
        kinds, predicates = {quad.object for quad in quads if quad.predicate == terms.RDF_type}, {quad.predicate for quad in quads}
        return any(shape.targets.may_be(kinds, predicates) for shape in self.shapes)


@cache
def default_rules() -> Rules:
    """The rules of the package's own folders, read once a process."""
    return Rules.load()


def run(store: Store, queries: Iterable[Query], union: bool = False) -> Iterator[Finding]:
    """What each query finds in a store, unsorted, perhaps more than once; `union`: in all its graphs, not only the default one."""
    for query in queries:
        solutions = store.query(query.select, use_default_graph_as_union=union)
        variables = [variable.value for variable in solutions.variables]  # type: ignore[union-attr]
        for solution in solutions:  # type: ignore[union-attr]
            yield from _findings(store, query, {name: solution[name] for name in variables})


def _about(quads: Iterable[Quad], found: set[Finding]) -> set[Finding]:
    """Those of some findings that are about the nodes of some quads, not about the background."""
    own = {node for quad in quads for node in (quad.subject, quad.object)} if found else set()
    return {finding for finding in found if finding.focus in own}


def _findings(store: Store, query: Query, row: dict[str, Any]) -> Iterator[Finding]:
    """The findings of one row: one for each demand that failed on one of its targets."""
    focus, path = row.get("this"), row.get("path")
    if focus is None:
        raise KgError(f"the sh:sparql of shape {short(query.demands[0].shape)} leaves $this unbound")
    failed = query.demands
    if "failed" in row:
        failed = tuple(failed[int(number)] for number in row["failed"].value.split())
    elif path is not None:
        failed = tuple(demand for demand in failed if demand.path in (None, path))
    for demand in failed:
        if _is_target(store, focus, demand.targets):
            message = VARIABLE.sub(lambda name: short(row.get(name[1])), demand.message)
            found = Finding(demand.severity, demand.shape, demand.component, focus, demand.path or path, row.get("value"), message)
            yield replace(found, document=_document_of(store, focus))


def _is_target(store: Store, node: Node, targets: Targets) -> bool:
    if any(quad.object in targets.classes for quad in store.quads_for_pattern(node, terms.RDF_type, None, None)):
        return True
    if any(next(store.quads_for_pattern(node, predicate, None, None), None) for predicate in targets.subjects_of):
        return True
    return any(next(store.quads_for_pattern(None, predicate, node, None), None) for predicate in targets.objects_of)


def _document_of(store: Store, node: Node) -> NamedNode | None:
    """The document that a node belongs to; None for what documents share."""
    for predicate in (terms.MKG_inDocument, terms.NIF_referenceContext, terms.PROV_used):
        for quad in store.quads_for_pattern(node, predicate, None, None):
            if isinstance(quad.object, NamedNode):
                return quad.object
    is_document = next(store.quads_for_pattern(node, terms.RDF_type, terms.MKG_Document, None), None)
    return node if is_document and isinstance(node, NamedNode) else None


def _compiled(shapes: Iterable[Shape], background: Background) -> tuple[Query, ...]:
    """The queries of some shapes; KgError for one that the engine cannot parse, now rather than in the middle of a build."""
    empty = Store()
    queries = tuple(compile_shapes(shapes, background.kinds))
    for query in queries:
        try:
            empty.query(query.select)
        except (SyntaxError, RuntimeError) as error:
            raise KgError(f"shape {short(query.demands[0].shape)} makes no valid query: {error}\n{query.select}") from error
    return queries
