"""Opening a store: the generation that CURRENT names, held so that no build removes it while it is read."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyoxigraph

from kg.errors import StoreError
from kg.store.layout import CURRENT, DATASET, FINDINGS, GENERATION, GRAPH, MANIFEST, QUARANTINE, TEXTS, clear_errors, is_ours, take_lock
from kg.store.manifest import Manifest


@dataclass(frozen=True)
class Store:
    """An open store, read-only. It stays whole while it is open, even when a build replaces it meanwhile."""

    path: Path
    generation: Path
    manifest: Manifest
    graph: pyoxigraph.Store
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
                        store = cls(directory, generation, _manifest(directory, generation), _graph(directory, generation), hold)
                        undo.pop_all()
                        return store
        raise StoreError(f"the store {directory} is damaged (its files are missing): build it again with 'kg build PATH --store {directory}'")

    def close(self) -> None:
        """Lets a later build remove the files of this generation."""
        self._hold.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def dataset(self) -> Path:
        """The sorted N-Quads file of all that the store holds, spelled as it was built."""
        return self.generation / DATASET

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """All quads in the order of the sorted file (so those of one subject stand together), spelled as they were built."""
        return iter(pyoxigraph.parse(path=self.dataset, format=pyoxigraph.RdfFormat.N_QUADS))

    def quarantine(self) -> Iterator[pyoxigraph.Quad]:
        """Quads that violate a shape: kept to be looked at, never facts."""
        return iter(pyoxigraph.parse(path=self.generation / QUARANTINE, format=pyoxigraph.RdfFormat.N_QUADS))

    def findings(self) -> Iterator[pyoxigraph.Quad]:
        """The validation results of the build, as RDF."""
        return iter(pyoxigraph.parse(path=self.generation / FINDINGS, format=pyoxigraph.RdfFormat.N_QUADS))

    def text(self, document: str) -> str:
        """The decoded text of a document, by the id in its IRI; StoreError where the store has no such document."""
        if document not in {entry.id for entry in self.manifest.documents}:
            raise StoreError(f"the store {self.path} has no document '{document}'")
        with clear_errors("read", self.path):
            return (self.generation / TEXTS / f"{document}.txt").read_bytes().decode("utf-8", "surrogatepass")


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
        raise StoreError(f"the store {directory} is damaged (CURRENT names no generation): build it again with {again}")
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


def _manifest(directory: Path, generation: Path) -> Manifest:
    try:
        return Manifest.from_json((generation / MANIFEST).read_text(encoding="utf-8"))
    except StoreError as error:
        raise StoreError(f"cannot read the store {directory}: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"the store {directory} is damaged (its manifest cannot be read): build it again") from error


def _graph(directory: Path, generation: Path) -> pyoxigraph.Store:
    try:
        return pyoxigraph.Store.read_only(str(generation / GRAPH))
    except PermissionError:
        raise
    except OSError as error:
        raise StoreError(f"the store {directory} is damaged (its graph cannot be opened): build it again") from error
