"""Text files to Documents, and the search of folders for them."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from kg.document import Document
from kg.errors import KgError, UnreadableDocument

SUFFIXES = frozenset({".txt", ".text", ".md"})
# A release is some kilobytes; an annual report in plain text stays below two megabytes.
MAX_BYTES = 8_000_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that no text in ASCII, UTF-8 or windows-1252 holds.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[tuple[Path, str]]]:
    """The text files among and below `paths`, and what could not be looked at, each with its reason; both sorted.

    A file is listed once, however many of its spellings and links are met.
    A file that is named is taken whatever its suffix; in folders only those with a suffix of text. Hidden files are passed over.
    KgError where a path does not exist.
    """
    found: set[Path] = set()
    refused: list[tuple[Path, str]] = []
    for path in paths:
        try:
            path.lstat()
            found |= _files_below(path, refused) if path.is_dir() else {path}
        except (FileNotFoundError, NotADirectoryError):
            raise KgError(f"{path}: no such file or folder; name the files or folders that hold the releases") from None
        except OSError as error:  # it may be there, in a folder that may not be entered
            refused.append((path, f"cannot be looked at: {error.strerror or error}"))
    return _each_once(found), sorted(refused, key=lambda pair: str(pair[0]))


def _each_once(paths: set[Path]) -> list[Path]:
    """The paths in order, each file under one of its spellings: its own name rather than a link's."""
    first: dict[str, Path] = {}
    for path in sorted(paths, key=lambda path: (path.is_symlink(), str(path))):
        first.setdefault(os.path.realpath(path), path)
    return sorted(first.values(), key=str)


def _files_below(folder: Path, refused: list[tuple[Path, str]]) -> set[Path]:
    def refuse(error: OSError) -> None:
        refused.append((Path(error.filename or folder), f"cannot be listed: {error.strerror or error}"))

    found = set()
    for directory, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found |= {Path(directory, name) for name in files if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES}
    return found


def read(path: Path) -> Document:
    """The file as a Document; UnreadableDocument, with the reason, where it is not text that could be a release."""
    if _is_no_text(path.name):  # the graph holds the name, in UTF-8
        raise UnreadableDocument(f"{path}: its name is not UTF-8 text; rename it")
    try:
        if not path.is_file():
            raise UnreadableDocument(f"{path}: not a regular file")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise UnreadableDocument(f"{path}: {size / 1e6:.0f} MB is more than the {MAX_BYTES / 1e6:.0f} MB that a document may have; split it")
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(f"{path}: cannot be read: {error.strerror or error}") from error
    return from_bytes(data, path.name, str(path))


def _is_no_text(name: str) -> bool:
    """Whether the system gave a name that it could not decode."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def from_bytes(data: bytes, name: str, where: str | None = None) -> Document:
    """Bytes as a Document called `name`; UnreadableDocument, which says `where`, for what is not text."""
    where = where or name
    if not data.strip():
        raise UnreadableDocument(f"{where}: empty")
    text = _decode(data, where)
    if sum(character.isalpha() for character in text[:100_000]) < 0.3 * len(text[:100_000].replace(" ", "").replace("\n", "")):
        raise UnreadableDocument(f"{where}: holds hardly any letters; it does not look like a release")
    return Document(text, name, hashlib.sha256(data).hexdigest())


def _decode(data: bytes, where: str) -> str:
    """UTF-8 or what the byte-order mark says; else windows-1252, in which old releases were saved. The mark stays, so offsets hold."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return "\ufeff" + data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise UnreadableDocument(f"{where}: begins as {encoding} but does not go on so (byte {error.start}); save it as UTF-8") from error
    controls = len(_CONTROL.findall(data[:100_000]))
    if b"\x00" in data or controls > 0.01 * len(data[:100_000]):
        raise UnreadableDocument(f"{where}: binary, not text; convert it to text first")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
