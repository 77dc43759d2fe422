"""The names of a store's files, and what reading and writing share.

    STORE/LOCK                      marks the directory as ours; held by the one builder that may write
    STORE/CURRENT                   the name of the generation that readers open
    STORE/generation-000001/
        manifest.json               format, version, counts and digests; readers hold a shared lock on it
        documents.jsonl             the documents, a line each, in the order of their ids
        dataset.nq                  every quad, sorted and unique: the master form, and what exports are made from
        graph/                      the same quads indexed by Oxigraph, for SPARQL
        names.idx                   what entities are called, as sorted lines to be found by bisection; where it is missing, the graph is asked
        texts/{document id}.txt     the text of each document
        texts/{document id}.json    where it stands in its file, for what is no plain text file
        quarantine.nq, findings.nq  apart, because stores whose default graph is the union of all graphs would read them as facts

Oxigraph keeps values, not spellings ("75.0" comes back as "75", xsd:nonNegativeInteger as xsd:integer); dataset.nq keeps both.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import StoreError

try:
    import fcntl
except ImportError:  # no advisory locks on this system: two builds are not kept apart, and nothing else changes
    fcntl = None  # type: ignore[assignment]

LOCK, CURRENT, MANIFEST, DOCUMENTS, NAMES = "LOCK", "CURRENT", "manifest.json", "documents.jsonl", "names.idx"
DATASET, RUNS, QUARANTINE, FINDINGS, TEXTS, GRAPH = "dataset.nq", "runs.nq", "quarantine.nq", "findings.nq", "texts", "graph"
MARK = b"minekg store\n"
DOCUMENT_ID = re.compile(r"[0-9a-f]{16}")
GENERATION = re.compile(r"generation-(\d{6,})")


@contextlib.contextmanager
def clear_errors(verb: str, directory: Path) -> Iterator[None]:
    """Failures of the file system and of the embedded engine as StoreErrors of one line."""
    try:
        yield
    except PermissionError as error:
        raise StoreError(f"no permission to {verb} the store {directory}: check the rights of {error.filename or directory}") from error
    except OSError as error:
        reason = " ".join((error.strerror or str(error)).split())
        raise StoreError(f"cannot {verb} the store {directory}: {reason}") from error


def damaged(directory: Path, reason: str) -> StoreError:
    """The error of a store whose files are not what a build wrote."""
    return StoreError(f"the store {directory} is damaged ({reason}): build it again with 'kg build PATH --store {directory}'")


@contextlib.contextmanager
def damage_told() -> Iterator[None]:
    """The engine's finding, in the midst of reading, that its files are damaged, as a StoreError."""
    try:
        yield
    except (RuntimeError, OSError) as error:
        if not is_damage(error):
            raise
        raise StoreError("the store is damaged (its graph cannot be read): build it again with 'kg build PATH --store DIR'") from error


def is_damage(error: RuntimeError | OSError) -> bool:
    """Whether this is the engine's word for damaged or missing files; its errors carry no number, only text."""
    return str(error).startswith("Corruption") or (isinstance(error, OSError) and error.errno is None and str(error).startswith("IO error"))


def digest(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hex."""
    import hashlib  # which a look-up does not need

    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_ours(directory: Path) -> bool:
    """Whether a build made this directory. A first build that was killed leaves no CURRENT, but has left its mark."""
    lock = directory / LOCK
    return lock.is_file() and lock.read_bytes() == MARK


def take_lock(file: BinaryIO, shared: bool) -> bool:
    """Locks an open file without waiting; False where another process has it. True as well on systems and disks that know no locks."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a network disk, say
        return True
    return True
