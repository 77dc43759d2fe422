"""Opening a store: the generation that CURRENT names, held so that no build removes it while it is read."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

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
    MANIFEST,
    NAMES,
    QUARANTINE,
    TEXTS,
    clear_errors,
    damaged,
    digest,
    is_ours,
    take_lock,
)
from kg.store.manifest import Manifest, documents_from_json
from kg.store.sorted_lines import SortedFile


@dataclass(frozen=True)
class Store:
    """An open store, read-only. It stays whole while it is open, even when a build replaces it meanwhile."""

    path: Path
    generation: Path
    graph: pyoxigraph.Store
    _summary: Manifest
    _hold: BinaryIO

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Store:
        """The store in a directory; StoreError, in one line, where there is none that can be read."""
        directory = Path(path)
        with clear_errors("read", directory):
            for _ in range(10):  # a build may replace the generation between reading its name and holding it
                generation = _current(directory)
                hold = _hold(generation)
                if hold is None:
                    continue
                with contextlib.ExitStack() as undo:
                    undo.callback(hold.close)
                    if _current(directory) == generation:
                        _check_files(directory, generation)
                        store = cls(directory, generation, _graph(directory, generation), _manifest(directory, generation), hold)
                        undo.pop_all()
                        return store
        raise damaged(directory, "its files are missing")

    def close(self) -> None:
        """Lets a later build remove the files of this generation."""
        if self.names is not None:
            self.names.close()
        self._hold.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def manifest(self) -> Manifest:
        """What the store holds; its documents are read when it is first asked for."""
        self.check(DOCUMENTS)
        try:
            entries = documents_from_json((self.generation / DOCUMENTS).read_text(encoding="utf-8"))
        except (ValueError, TypeError) as error:  # of a store without digests
            raise damaged(self.path, f"its {DOCUMENTS} cannot be read") from error
        return replace(self._summary, documents=entries)

    @cached_property
    def names(self) -> SortedFile | None:
        """The index of names, or None where the store has none."""
        path = self.generation / NAMES
        return SortedFile(path) if path.is_file() else None

    @property
    def dataset(self) -> Path:
        """The sorted N-Quads file of all that the store holds, spelled as it was built."""
        return self.generation / DATASET

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """All quads in the order of the sorted file (so those of one subject stand together), spelled as they were built."""
        return self._parsed(DATASET)

    def quarantine(self) -> Iterator[pyoxigraph.Quad]:
        """Quads that violate a shape: kept to be looked at, never facts."""
        return self._parsed(QUARANTINE)

    def findings(self) -> Iterator[pyoxigraph.Quad]:
        """The validation results of the build, as RDF."""
        return self._parsed(FINDINGS)

    def check(self, name: str = DATASET) -> None:
        """StoreError where one of the N-Quads files is not byte for byte what the build wrote: a part of it would pass for the whole."""
        with clear_errors("read", self.path):
            path = self.generation / name
            if not path.is_file():
                raise damaged(self.path, f"it has no {name}")
            wanted = self._summary.sha256.get(name)
            if wanted is not None and digest(path) != wanted:
                raise damaged(self.path, f"its {name} is not what was built")

    def _parsed(self, name: str) -> Iterator[pyoxigraph.Quad]:
        self.check(name)
        return self._parse(name)

    def lines(self, name: str = DATASET) -> Iterator[bytes]:
        """The lines of one of the N-Quads files, in order, checked like its quads."""
        self.check(name)
        return self._read_lines(name)

    def _read_lines(self, name: str) -> Iterator[bytes]:
        with clear_errors("read", self.path), (self.generation / name).open("rb") as file:
            yield from file

    def _parse(self, name: str) -> Iterator[pyoxigraph.Quad]:
        try:
            yield from pyoxigraph.parse(path=self.generation / name, format=pyoxigraph.RdfFormat.N_QUADS)
        except (SyntaxError, OSError) as error:  # of a store without digests, or a failing disk
            raise damaged(self.path, f"its {name} cannot be read") from error

    def text(self, document: str) -> str:
        """The decoded text of a document, by the id in its IRI; StoreError where the store has no such document."""
        if not DOCUMENT_ID.fullmatch(document):
            raise StoreError(f"the store {self.path} has no document '{document}'")
        with clear_errors("read", self.path):
            try:
                return (self.generation / TEXTS / f"{document}.txt").read_bytes().decode("utf-8", "surrogatepass")
            except (FileNotFoundError, UnicodeDecodeError) as error:
                if all(entry.id != document for entry in self.manifest.documents):
                    raise StoreError(f"the store {self.path} has no document '{document}'") from error
                raise damaged(self.path, f"the text of {document} is missing or is not text") from error

    def origin(self, document: str) -> Origin:
        """Where the text of a document stands in the file it was read from, by the id in its IRI."""
        path = self.generation / TEXTS / f"{document}.json"
        with clear_errors("read", self.path):
            try:
                return Origin.from_json(json.loads(path.read_bytes())) if DOCUMENT_ID.fullmatch(document) and path.exists() else Origin()
            except (ValueError, KeyError, TypeError) as error:
                raise damaged(self.path, f"the origin of {document} cannot be read") from error


def _current(directory: Path) -> Path:
    """The generation that CURRENT names; StoreError where the directory has none to name."""
    again = f"'kg build PATH --store {directory}'"
    if not directory.exists():
        raise StoreError(f"there is no store {directory}: make one with {again}")
    if not directory.is_dir():
        raise StoreError(f"{directory} is a file, not the directory of a store: make one with 'kg build PATH --store DIR'")
    names = set(os.listdir(directory))
    if not is_ours(directory):
        state = "is not a store" if names else "is empty, not yet a store"
        raise StoreError(f"{directory} {state}: name a directory that 'kg build PATH --store DIR' wrote")
    if CURRENT not in names:
        raise StoreError(f"the store {directory} has no finished build yet: run {again}")
    name = (directory / CURRENT).read_bytes().decode("ascii", "replace").strip()
    if not GENERATION.fullmatch(name):
        raise damaged(directory, "CURRENT names no generation")
    return directory / name


def _hold(generation: Path) -> BinaryIO | None:
    """The manifest, open and under a shared lock that keeps a builder from removing the generation; None where it is gone already."""
    try:
        file = (generation / MANIFEST).open("rb")
    except FileNotFoundError:
        return None
    if not take_lock(file, shared=True):  # it is being removed
        file.close()
        return None
    return file


def _check_files(directory: Path, generation: Path) -> None:
    """StoreError where one of the files that are read only later is gone."""
    for name in (DATASET, DOCUMENTS, QUARANTINE, FINDINGS, TEXTS):
        if not (generation / name).exists():
            raise damaged(directory, f"it has no {name}")


def _manifest(directory: Path, generation: Path) -> Manifest:
    """The manifest without its documents, which are read only when they are asked for."""
    try:
        return Manifest.from_json((generation / MANIFEST).read_text(encoding="utf-8"))
    except StoreError as error:
        raise StoreError(f"cannot read the store {directory}: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(directory, "its manifest cannot be read") from error


def _graph(directory: Path, generation: Path) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(generation / GRAPH))
    except PermissionError:
        raise
    except (OSError, RuntimeError) as error:  # the engine's word for damage is RuntimeError
        raise damaged(directory, "its graph cannot be opened") from error
