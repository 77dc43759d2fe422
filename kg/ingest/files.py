"""Files to Documents: the search of folders, and the opening of what was found."""

from __future__ import annotations

import fnmatch
import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.document import Document
from kg.errors import KgError, UnreadableDocument
from kg.ingest.docx import MAIN
from kg.ingest.formats import SUFFIXES, documents
from kg.ingest.mail import BODY
from kg.ingest.sidecars import beside, is_sidecar, told_of
from kg.ingest.source import MAX_BYTES, Settings, Source, Unread


def find_files(paths: Iterable[Path], ignore: Sequence[str] = ()) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The files to read among and below `paths`, and what could not be looked at, each with its reason; both sorted.

    A file is listed once, however many of its spellings and links are met. A path with wildcards stands for what it matches.
    A file that is named is taken whatever its suffix; in folders only those with a suffix that a reader knows. Hidden files, links that lead out
    of the folder, and what an `ignore` pattern fits (a name, or a path below the folder) are passed over, and so is what tells of
    other files. KgError where a path does not exist.
    """
    found: set[Path] = set()
    refused: list[tuple[Path, str]] = []
    for path in _expanded(paths):
        try:
            path.lstat()
            found |= _files_below(path, refused, ignore) if path.is_dir() else set() if is_sidecar(path) else {path}
        except (FileNotFoundError, NotADirectoryError):
            raise KgError(f"{path}: no such file or folder; name the files or folders that hold the releases") from None
        except OSError as error:  # it may be there, in a folder that may not be entered
            refused.append((path, f"cannot be looked at: {error.strerror or error}"))
    return _each_once(found), sorted(refused, key=lambda pair: str(pair[0]))


def _expanded(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, those with wildcards that name no file replaced by what they match."""
    for path in paths:
        matches = [Path(match) for match in glob.glob(str(path), recursive=True)] if glob.has_magic(str(path)) and not path.exists() else []
        yield from matches or [path]


def _each_once(paths: set[Path]) -> list[Path]:
    """The paths in order, each file under one of its spellings: its own name rather than a link's."""
    first: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: (path.is_symlink(), str(path))):
        first.setdefault(os.path.realpath(path), path)
    return sorted(first.values(), key=str)


def _files_below(folder: Path, refused: list[tuple[Path, str]], ignore: Sequence[str]) -> set[Path]:
    def refuse(error: OSError) -> None:
        refused.append((Path(error.filename or folder), f"cannot be listed: {error.strerror or error}"))

    found = set()
    for directory, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_ignored(Path(directory, name), folder, ignore))
        for name in files:
            path = Path(directory, name)
            if name.startswith(".") or is_sidecar(path) or path.suffix.lower() not in SUFFIXES or _is_ignored(path, folder, ignore):
                continue
            if path.is_symlink() and path.exists() and not path.resolve().is_relative_to(folder.resolve()):
                refused.append((path, "a link that leads out of the folder; name its target to have it read"))
                continue
            found.add(path)
    return found


def _is_ignored(path: Path, folder: Path, ignore: Sequence[str]) -> bool:
    below = path.relative_to(folder).as_posix()
    return any(fnmatch.fnmatchcase(path.name, pattern) or fnmatch.fnmatchcase(below, pattern.rstrip("/")) for pattern in ignore)


def read_file(path: Path, settings: Settings | None = None) -> Iterator[Document | Unread]:
    """The documents of a file, in order, with what the files beside it state, and what of it cannot be read; UnreadableDocument, with the
    reason, where nothing of it can."""
    stated = beside(path)
    for found in documents(open_file(path, settings)):
        # What is stated of an archive or a file of records is not the address or day of what is in it.
        yield told_of(found, stated) if isinstance(found, Document) and not _is_one_of_many(found) else found


def _is_one_of_many(document: Document) -> bool:
    """Whether a document is a member of its file, not what the file is for: the text of a `.docx`, the body of a mail."""
    return document.origin.members not in ((), (MAIN,), (BODY,))


def open_file(path: Path, settings: Settings | None = None) -> Source:
    """A file's bytes; UnreadableDocument where they cannot be had, or are too many."""
    if _is_no_text(path.name):  # the graph holds the name, in UTF-8
        raise UnreadableDocument("its name is not UTF-8 text; rename it")
    try:
        if not path.is_file():
            raise UnreadableDocument("not a regular file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableDocument(f"{size / 1e6:.0f} MB is more than the {MAX_BYTES / 1e6:.0f} MB that a file may have; split it")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"cannot be read: {error.strerror or error}") from error
    return Source(data, path.name, settings=settings or Settings())


def read(path: Path) -> Document:
    """The one document of a file; UnreadableDocument, which names the file, where it has none or several."""
    try:
        found = list(read_file(path))
    except UnreadableDocument as error:
        raise UnreadableDocument(f"{path}: {error}") from error
    if len(found) != 1:
        raise UnreadableDocument(f"{path}: holds {len(found)} documents; name a file of one")
    (one,) = found
    if isinstance(one, Unread):
        raise UnreadableDocument(f"{path}: {one.reason}")
    return one


def _is_no_text(name: str) -> bool:
    """Whether the system gave a name that it could not decode."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
