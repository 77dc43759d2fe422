"""The ontology and the reference data, and as much of them as one document's check needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg import terms
from kg.errors import KgError
from kg.validate.findings import Term

PREFIXED = re.compile(r"\b([a-z][\w-]*):(\w[\w-]*)")


@dataclass(frozen=True)
class Background:
    """What the graph leans on. `subclasses` of a class include itself."""

    quads: tuple[Quad, ...]
    subclasses: dict[NamedNode, frozenset[NamedNode]]

    @classmethod
    def read(cls, folder: Path) -> Background:
        """The Turtle files of an ontology's folder; KgError for one that cannot be read."""
        quads = tuple(_read([*sorted(folder.glob("*.ttl")), *sorted(folder.glob("reference/*.ttl"))]))
        return cls(quads, _subclasses(quads))

    def kinds(self, kind: NamedNode) -> frozenset[NamedNode]:
        """A class and its sub-classes."""
        return self.subclasses.get(kind, frozenset((kind,)))


@dataclass(frozen=True)
class Excerpt:
    """The part of the background that some queries can see, in pieces that hang together.

    A document's check gets the pieces that the document names something of (an exchange with all its names, say): loading the rest
    would cost more than the check. Left out is what no query mentions, and what a query could reach from the document only by an
    equal literal or by a class: no shape may look for reference data that way.
    """

    pieces: tuple[tuple[Quad, ...], ...]
    piece_of: dict[Term, int]

    @classmethod
    def of(cls, background: Background, queries: Iterable[str]) -> Excerpt:
        """The excerpt for some SELECTs."""
        seen = _mentioned(queries)
        pieces: dict[Term, list[Term]] = {}  # every node with those that it hangs together with; one list shared by all of them
        visible = [quad for quad in background.quads if (quad.object if quad.predicate == terms.RDF_type else quad.predicate) in seen]
        for quad in visible:
            piece = pieces.setdefault(quad.subject, [quad.subject])
            if quad.predicate != terms.RDF_type and isinstance(quad.object, NamedNode):
                other = pieces.setdefault(quad.object, [quad.object])
                if other is not piece:
                    piece += other
                    pieces.update(dict.fromkeys(other, piece))
        numbers = {id(piece): number for number, piece in enumerate({id(piece): piece for piece in pieces.values()}.values())}
        piece_of = {node: numbers[id(piece)] for node, piece in pieces.items()}
        quads: list[list[Quad]] = [[] for _ in numbers]
        for quad in visible:
            quads[piece_of[quad.subject]].append(quad)
        return cls(tuple(map(tuple, quads)), piece_of)

    def beside(self, nodes: Iterable[Term]) -> Iterator[Quad]:
        """The quads of all pieces that some nodes belong to."""
        for number in {self.piece_of[node] for node in nodes if node in self.piece_of}:
            yield from self.pieces[number]


def _read(paths: Iterable[Path]) -> Iterator[Quad]:
    for path in paths:
        try:
            yield from (Quad(triple.subject, triple.predicate, triple.object) for triple in parse(path=path, format=RdfFormat.TURTLE))
        except (SyntaxError, OSError) as error:
            raise KgError(f"cannot read {path}: {error}") from error


def _subclasses(background: Iterable[Quad]) -> dict[NamedNode, frozenset[NamedNode]]:
    """Each class with all that are below it, itself included."""
    below: dict[NamedNode, set[NamedNode]] = {}
    for quad in background:
        if quad.predicate == terms.RDFS_subClassOf and isinstance(quad.object, NamedNode) and isinstance(quad.subject, NamedNode):
            below.setdefault(quad.object, set()).add(quad.subject)

    def closure(kind: NamedNode) -> frozenset[NamedNode]:
        found, waiting = {kind}, [kind]
        while waiting:
            new = below.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return frozenset(found)

    return {kind: closure(kind) for kind in below}


def _mentioned(queries: Iterable[str]) -> set[NamedNode]:
    """The IRIs that some queries mention. Of other predicates and classes they see nothing, unless by a variable predicate, which
    speaks of the document's own nodes."""
    found: set[str] = set()
    for query in queries:
        namespaces = dict(re.findall(r"PREFIX ([\w-]+): <([^>]*)>", query))
        found |= {namespaces[name] + local for name, local in PREFIXED.findall(query) if name in namespaces}
        found |= set(re.findall(r"<([^<>\s]+)>", query))
    return {NamedNode(iri) for iri in found}
