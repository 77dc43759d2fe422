"""TriG: the same as Turtle, graph by graph."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.grouping import by_graph
from kg.export.turtle import TermWriter
from kg.store import Store


def write(store: Store, out: BinaryIO) -> None:
    """Writes every graph of the store as one block, graphs and subjects in alphabetical order."""
    spelling = TermWriter()
    out.write(spelling.header().encode())
    for graph, subjects in by_graph(store):
        out.write(f"\n{spelling.iri(graph.value)} {{\n".encode())
        for subject, pairs in subjects:
            out.write(spelling.subject(subject, pairs).encode())
        out.write(b"}\n")
