"""The quads of a store in the order in which writers want them: by subject, or by graph and then subject."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.store import Store
from kg.store.sorted_lines import SortedLines

Term = NamedNode | BlankNode | Literal | Triple
Subject = NamedNode | BlankNode | Triple
Pairs = list[tuple[NamedNode, Term]]


def by_subject(store: Store) -> Iterator[tuple[Subject, Pairs]]:
    """Each subject of the union of all graphs with its predicates and objects, once each, all in the order of the sorted file."""
    for subject, quads in groupby(store.quads(), key=lambda quad: quad.subject):
        yield subject, list(dict.fromkeys((quad.predicate, quad.object) for quad in quads))


def by_graph(store: Store) -> Iterator[tuple[NamedNode, Iterator[tuple[Subject, Pairs]]]]:
    """Each graph with its subjects, both in alphabetical order; a group must be read before the next is asked for."""
    with tempfile.TemporaryDirectory(prefix="kg-export-") as folder:
        lines = SortedLines(Path(folder), "graphs")
        lines.add(f"{quad.graph_name} {quad.subject} {quad.predicate} {quad.object} .".encode() for quad in store.quads())
        regrouped = Path(folder, "graphs.nq")
        lines.write(regrouped)
        with regrouped.open("rb") as file:
            for graph, group in groupby((line.split(b" ", 1) for line in file), key=lambda parts: parts[0]):
                yield NamedNode(graph[1:-1].decode()), _subjects(rest for _, rest in group)


def _subjects(lines: Iterator[bytes]) -> Iterator[tuple[Subject, Pairs]]:
    for _, group in groupby(lines, key=lambda line: line.split(b" ", 1)[0]):
        triples = list(parse(b"".join(group), format=RdfFormat.N_TRIPLES))
        yield triples[0].subject, [(triple.predicate, triple.object) for triple in triples]
