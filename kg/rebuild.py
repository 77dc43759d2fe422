"""A store made again from its own documents: without some of them, or with what was put to it by hand changed.

The files that the documents came from are not read. What is kept of a document stands in its own two graphs and depends on nothing else,
and what follows from all documents is concluded again, so the new store is byte for byte the one that a build of those files would give.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, terms
from kg.build import Read, gathered, write
from kg.errors import KgError
from kg.identity.external import Outcome
from kg.identity.links import Given
from kg.lookup.names import name_index
from kg.store import DocumentEntry, Manifest, Store, StoreWriter, stored_documents


class UnknownDocument(KgError):
    """No document of a store, or several, are called so; the message lists those that may be meant, a line each."""


@dataclass(frozen=True)
class Rebuilt:
    """What was made: the documents that went and those that the new store holds, its counts, and what became of the rows of reference data."""

    removed: tuple[DocumentEntry, ...]
    documents: int
    facts: dict[str, int]
    quads: int
    findings: int
    quarantined: int
    outcomes: tuple[Outcome, ...] = ()


def remove(directory: Path, names: Collection[str]) -> Rebuilt:
    """Takes documents out of the store in a directory, as if they had never been read: derived states, labels and findings included.

    `names` are ids, stems, file names, CURIEs or IRIs. UnknownDocument where one of them is no document's or that of several, KgError where
    no document would be left, StoreError where the store cannot be read or written: then it stays as it was.
    """
    return rebuild(directory, lambda store: chosen(store.manifest.documents, names))


def rebuild(
    directory: Path, without: Callable[[Store], Collection[DocumentEntry]], change: Callable[[Given], Given] = lambda given: given
) -> Rebuilt:
    """Makes the store in a directory again without some of its documents, which `without` names, and with what was given to it besides
    releases as `change` has it: a table of reference data, say. (Facts keep the IRIs that the curated table gave them at the build.)

    The new store replaces the old one in one step when it is complete. Readers keep what they have open, and no build can write
    meanwhile. KgError where nothing would be left or another version built the store, StoreError where it cannot be read or written.
    """
    with Store.open(directory) as store:  # what cannot be done is told before anything is written
        _check(store, without(store))
    # Opened again: a build may have replaced it meanwhile, but from now on none can. The writer ends last, so that it may remove the old one.
    with StoreWriter(directory, __version__, name_index) as writer, Store.open(directory) as store:
        gone = without(store)
        _check(store, gone)
        given = change(Given.stored(store.graph))
        _, findings, whole = write(writer, _reads(store, {entry.id for entry in gone}, writer.generation), given)
    manifest = writer.manifest
    removed = tuple(sorted(gone, key=lambda entry: entry.id))
    return Rebuilt(removed, len(manifest.documents), manifest.facts, manifest.quads, findings, manifest.quarantined, whole.outcomes)


def _check(store: Store, gone: Collection[DocumentEntry]) -> None:
    manifest: Manifest = store.manifest
    if manifest.minekg != __version__:
        raise KgError(
            f"minekg {manifest.minekg} built the store {store.path}, and this is {__version__}, which may read the releases otherwise: build it again"
        )
    if len(gone) == len(manifest.documents):
        raise KgError(f"that would leave no document in {store.path}: delete the directory itself, or build another store over it")


def _reads(store: Store, without: Collection[str], scratch: Path) -> Iterator[Read]:
    """The documents that stay, as a build would have read them."""
    for one in stored_documents(store, lambda entry: entry.id not in without, scratch):
        kept = list(ox.parse(one.quads, format=ox.RdfFormat.N_QUADS))
        yield gathered(Path(one.entry.file), one.entry, one.text, one.origin, kept, one.quarantine, one.findings)


# ---- which documents are meant


def chosen(entries: Iterable[DocumentEntry], names: Collection[str]) -> list[DocumentEntry]:
    """The documents that some names mean, each once; UnknownDocument for the first name that means none or several."""
    documents = sorted(entries, key=lambda entry: (entry.stem, entry.id))
    found: dict[str, DocumentEntry] = {}
    for name in names:
        meant = [entry for entry in documents if name in _names(entry)]
        if len(meant) != 1:
            raise UnknownDocument(_several(name, meant) if meant else _none(name, documents))
        found[meant[0].id] = meant[0]
    return list(found.values())


def _names(entry: DocumentEntry) -> set[str]:
    """All that a document may be called; the last is how the fact tables tell documents of one stem apart."""
    curies = {f"{prefix}{entry.id}" for prefix in ("doc:", "document:", "doc/", f"{terms.ID}doc/")}
    return {entry.id, entry.stem, entry.file, f"{entry.stem}~{entry.id}"} | curies


def _several(name: str, meant: list[DocumentEntry]) -> str:
    lines = "".join(f"\n  document:{entry.id}  {entry.file}  {entry.published or ''}".rstrip() for entry in meant[:10])
    more = f"\n  ... and {len(meant) - 10} more" if len(meant) > 10 else ""
    return f"'{name}' may mean {len(meant)} documents; give the CURIE of one, or of each:{lines}{more}"


def _none(name: str, documents: list[DocumentEntry]) -> str:
    known = {text: entry for entry in reversed(documents) for text in (entry.id, entry.file, entry.stem)}
    close = get_close_matches(name, list(known), n=3, cutoff=0.6) or [text for text in known if len(name) > 2 and name.casefold() in text.casefold()]
    nearest = list({known[text].id: known[text] for text in close}.values())[:10]
    if not nearest:
        return f"no document is called '{name}'; 'kg tables document' lists the documents of the store"
    lines = "".join(f"\n  document:{entry.id}  {entry.file}  {entry.published or ''}".rstrip() for entry in nearest)
    return f"no document is called '{name}'; the nearest are:{lines}"
