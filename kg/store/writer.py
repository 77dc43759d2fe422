"""Writing a store: a new generation beside the old one, made whole and safe on disk, then named by CURRENT in one step."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import pyoxigraph

from kg import terms
from kg.errors import StoreError
from kg.origin import Origin
from kg.store.layout import (
    CURRENT,
    DATASET,
    DOCUMENT_ID,
    DOCUMENTS,
    FINDINGS,
    GENERATION,
    GRAPH,
    LOCK,
    MANIFEST,
    MARK,
    NAMES,
    QUARANTINE,
    RUNS,
    TEXTS,
    clear_errors,
    digest,
    is_ours,
    take_lock,
)
from kg.store.manifest import FORMAT, DocumentEntry, Manifest, documents_to_json
from kg.store.sorted_lines import SortedLines

RUNS_END = f" <{terms.GRAPH}runs> .\n".encode()


class StoreWriter:
    """Builds a store in a directory:

        with StoreWriter("real.store", version="0.1.0") as writer:
            writer.add_document(DocumentEntry(...), text, quads)   # once a document, in any order
            writer.add(quads)                                      # derived, reference, identity
            writer.add_quarantine(quads); writer.add_findings(quads)
        writer.manifest                                            # what was written

    Leaving the block without an exception makes the new build the store and removes the old one. Leaving it with one, or dying in it,
    leaves the old store as it was; what a killed build left behind is removed by the next. Entering raises StoreError where another
    build is writing, where the directory is not ours, and where it cannot be written.
    """

    manifest: Manifest

    def __init__(self, directory: str | os.PathLike[str], version: str, names: Callable[[pyoxigraph.Store], Iterable[bytes]] | None = None) -> None:
        """`names` gives the lines of the index of names from the finished graph; without it the store has none."""
        self.directory = Path(directory)
        self.version = version
        self._names = names
        self._entries: dict[str, DocumentEntry] = {}

    def __enter__(self) -> StoreWriter:
        with clear_errors("write", self.directory):
            self._made = _accept(self.directory)
            self._lock = _lock(self.directory)
            try:
                old = _generations(self.directory)
                self._remove_all_but_current(old)
                number = max((int(GENERATION.fullmatch(path.name)[1]) for path in old), default=0) + 1  # type: ignore[index]
                self.generation = self.directory / f"generation-{number:06}"
                (self.generation / TEXTS).mkdir(parents=True)
            except BaseException:
                self._lock.close()
                raise
        names = (DATASET, RUNS, QUARANTINE, FINDINGS)
        self._lines = {name: SortedLines(self.generation, name) for name in names}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        done = False
        try:
            if kind is None:
                with clear_errors("write", self.directory):
                    self._commit()
                done = True
        finally:
            if not done:
                self._discard()
            self._lock.close()

    @property
    def has_documents(self) -> bool:
        """Whether a document has been added."""
        return bool(self._entries)

    def add_document(self, entry: DocumentEntry, text: str, quads: Iterable[pyoxigraph.Quad] | bytes, origin: Origin | None = None) -> None:
        """One document with its text, the origin of it, and its quads, which are counted into the entry; StoreError for a second one of the
        same id."""
        if not DOCUMENT_ID.fullmatch(entry.id):
            raise StoreError(f"a document's id is 16 hex digits, not '{entry.id}'")
        if entry.id in self._entries:
            raise StoreError(f"the documents {self._entries[entry.id].file} and {entry.file} are the same ({entry.id}): add it once")
        with clear_errors("write", self.directory):
            (self.generation / TEXTS / f"{entry.id}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
            if origin is not None and origin != Origin():
                (self.generation / TEXTS / f"{entry.id}.json").write_text(json.dumps(origin.to_json()) + "\n", encoding="utf-8", newline="\n")
        lines = _lines_of(quads)
        self._entries[entry.id] = replace(entry, quads=len(set(lines)))
        self._add_lines(lines)

    def add(self, quads: Iterable[pyoxigraph.Quad] | bytes) -> None:
        """Quads, or N-Quads as pyoxigraph writes them (workers of a build send bytes). Those of graph/runs are indexed but not exported."""
        self._add_lines(_lines_of(quads))

    def _add_lines(self, lines: list[bytes]) -> None:
        self._add(RUNS, [line for line in lines if line.endswith(RUNS_END)])
        self._add(DATASET, [line for line in lines if not line.endswith(RUNS_END)])

    def add_quarantine(self, quads: Iterable[pyoxigraph.Quad] | bytes) -> None:
        """Quads that violate a shape; kept apart, never exported."""
        self._add(QUARANTINE, _lines_of(quads))

    def add_findings(self, quads: Iterable[pyoxigraph.Quad] | bytes) -> None:
        """Validation results as RDF; kept apart, never exported."""
        self._add(FINDINGS, _lines_of(quads))

    def _add(self, name: str, lines: list[bytes]) -> None:
        with clear_errors("write", self.directory):
            self._lines[name].add(lines)

    def _commit(self) -> None:
        counts = {name: lines.write(self.generation / name) for name, lines in self._lines.items()}
        self._index()
        entries = tuple(sorted(self._entries.values(), key=lambda entry: entry.id))
        (self.generation / DOCUMENTS).write_text(documents_to_json(entries), encoding="utf-8", newline="\n")
        digests = {name: digest(self.generation / name) for name in (DATASET, DOCUMENTS, QUARANTINE, FINDINGS)}
        self.manifest = Manifest(FORMAT, self.version, counts[DATASET], counts[QUARANTINE], counts[FINDINGS], entries, digests)
        (self.generation / MANIFEST).write_text(self.manifest.to_json(), encoding="utf-8", newline="\n")
        _sync_tree(self.generation)
        replace_file(self.directory / CURRENT, f"{self.generation.name}\n".encode())
        with contextlib.suppress(OSError):  # the new store stands; the next build removes what stays behind
            self._remove_all_but_current(_generations(self.directory))

    def _index(self) -> None:
        """Loads the graph in one go and writes down what things are called; the index closes when its object goes."""
        try:
            graph = pyoxigraph.Store(str(self.generation / GRAPH))
            for name in (DATASET, RUNS):
                graph.bulk_load(path=self.generation / name, format=pyoxigraph.RdfFormat.N_QUADS)
            graph.optimize()
            graph.flush()
            if self._names is not None:
                lines = SortedLines(self.generation, NAMES)
                lines.add(self._names(graph))
                lines.write(self.generation / NAMES)
        except SyntaxError as error:
            raise StoreError(f"the quads given to the store {self.directory} are not N-Quads: {error}") from error

    def _remove_all_but_current(self, generations: list[Path]) -> None:
        """Removes replaced and orphaned generations, but none that a reader holds: a later build will."""
        current = self._current()
        for path in generations:
            if path.name != current and not _is_held(path):
                shutil.rmtree(path)

    def _current(self) -> str:
        """The name in CURRENT, or nothing where there is no finished build."""
        pointer = self.directory / CURRENT
        return pointer.read_bytes().strip().decode("ascii", "replace") if pointer.exists() else ""

    def _discard(self) -> None:
        """Undoes what this build wrote, and the directory if this build made it; but never the generation that CURRENT names."""
        with contextlib.suppress(OSError):
            current = self._current()
            if current != self.generation.name:
                shutil.rmtree(self.generation)
            if self._made and not current:
                (self.directory / LOCK).unlink()
                self.directory.rmdir()


# ---- the directory


def _accept(directory: Path) -> bool:
    """Makes the directory where it is missing, and says whether it did; StoreError where it holds what is not ours."""
    if not directory.exists():
        directory.mkdir(parents=True)
        return True
    if not directory.is_dir():
        raise StoreError(f"cannot build into {directory}: it is a file; name a directory")
    names = os.listdir(directory)
    if is_ours(directory) or not names or (names == [LOCK] and not (directory / LOCK).stat().st_size):  # killed before it left its mark
        return False
    raise StoreError(f"cannot build into {directory}: it holds other files and is not a store; name a new or empty directory")


def _lock(directory: Path) -> BinaryIO:
    """The lock file, marked as ours and locked for this build; StoreError where another build has it."""
    path = directory / LOCK
    while True:
        file = path.open("a+b")
        if not take_lock(file, shared=False):
            file.close()
            raise StoreError(f"another build is writing the store {directory}: wait for it to finish, or build into another directory")
        if path.exists() and os.path.samestat(os.fstat(file.fileno()), path.stat()):
            break
        file.close()  # the build that held it failed and took the file away meanwhile
    if not os.fstat(file.fileno()).st_size:
        file.write(MARK)
        file.flush()
    return file


def _generations(directory: Path) -> list[Path]:
    return sorted(path for path in directory.iterdir() if GENERATION.fullmatch(path.name) and path.is_dir() and not path.is_symlink())


def _is_held(generation: Path) -> bool:
    """Whether a reader holds this generation."""
    try:
        with (generation / MANIFEST).open("rb") as file:
            return not take_lock(file, shared=False)
    except FileNotFoundError:  # never finished, so nobody reads it
        return False


# ---- bytes on disk


def _lines_of(quads: Iterable[pyoxigraph.Quad] | bytes) -> list[bytes]:
    """N-Quads lines, each with its line feed."""
    data = quads if isinstance(quads, bytes) else pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_QUADS) or b""
    return [line + b"\n" for line in data.split(b"\n") if line]


def replace_file(path: Path, data: bytes) -> None:
    """Writes a small file so that it is either the old one or the whole new one, whatever happens meanwhile."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)
    _sync(path.parent)


def _sync_tree(folder: Path) -> None:
    for parent, _, names in os.walk(folder):
        for name in names:
            _sync(Path(parent, name))
        _sync(Path(parent))
    _sync(folder.parent)


def _sync(path: Path) -> None:
    """Waits until a file, or a directory's list of files, is on disk."""
    if os.name == "nt" and path.is_dir():  # a directory cannot be opened there
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
