"""A store's contents by document: what was sorted by subject, gathered again, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kg import terms
from kg.origin import Origin
from kg.store.layout import DATASET, FINDINGS, QUARANTINE
from kg.store.manifest import DocumentEntry
from kg.store.reader import Store
from kg.store.sorted_lines import SortedLines

KEY = 16  # characters of a document's id
_OWN_GRAPHS = tuple(f"<{terms.GRAPH}{kind}/".encode() for kind in ("doc", "prov"))
_OWN_FINDINGS = f"<{terms.ID}finding/".encode()
_MARKS = {DATASET: b"0", QUARANTINE: b"1", FINDINGS: b"2"}


@dataclass(frozen=True)
class StoredDocument:
    """One document of a store; its quads, what is set apart of them, and what the shapes found in it, as N-Quads spelled as they were built."""

    entry: DocumentEntry
    text: str
    origin: Origin
    quads: bytes
    quarantine: bytes
    findings: bytes


def stored_documents(store: Store, wanted: Callable[[DocumentEntry], bool], scratch: Path) -> Iterator[StoredDocument]:
    """The documents of a store that are wanted, in the order of their ids; what is derived from all of them is left aside.

    StoreError where a file of the store is not what was built. `scratch` is a directory for what memory does not hold.
    """
    entries = {entry.id: entry for entry in store.manifest.documents if wanted(entry)}
    gathered = SortedLines(scratch, "by-document")
    gathered.add(entry_id.encode() for entry_id in entries)  # so that one of which nothing was kept comes too
    for name, mark in _MARKS.items():
        owner = _of_finding if name == FINDINGS else _of_graph
        for line in store.lines(name):
            key = owner(line)
            if key.decode("ascii", "replace") in entries:
                gathered.add((key + mark + line,))
    for key, lines in groupby(gathered.drain(), key=lambda line: line[:KEY]):
        entry = entries[key.decode()]
        yield StoredDocument(entry, store.text(entry.id), store.origin(entry.id), **_by_file(lines))


def _by_file(lines: Iterable[bytes]) -> dict[str, bytes]:
    """The lines of each file, without what they were sorted by."""
    found: dict[bytes, list[bytes]] = {mark: [] for mark in _MARKS.values()}
    for line in lines:
        found.get(line[KEY : KEY + 1], []).append(line[KEY + 1 :])
    names = {DATASET: "quads", QUARANTINE: "quarantine", FINDINGS: "findings"}
    return {names[name]: b"".join(found[mark]) for name, mark in _MARKS.items()}


def _of_graph(line: bytes) -> bytes:
    """The id of the document whose facts or provenance a line of N-Quads belongs to, or nothing."""
    graph = line[line.rfind(b" ", 0, -3) + 1 : -3]
    return graph[:-1].rpartition(b"/")[2] if graph.startswith(_OWN_GRAPHS) else b""


def _of_finding(line: bytes) -> bytes:
    """The id of the document that a line about a finding is named after, or nothing."""
    return line.removeprefix(_OWN_FINDINGS).partition(b"/")[0] if line.startswith(_OWN_FINDINGS) else b""
