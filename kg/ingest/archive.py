"""Archives to their members: zip, tar and gzip, unpacked in memory and within bounds; nothing is ever written to disk.

A member's path only names it, so one that climbs out of its folder does no harm; links and devices of a tar are passed over with a word.
"""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from kg.errors import UnreadableDocument
from kg.ingest.source import MAX_BYTES, Source, Unread

_CHUNK = 1 << 20
# All that the standard library raises on a damaged archive.
BROKEN = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError, RuntimeError)

# A member of some bytes may state a dictionary of gigabytes, which is taken before anything is unpacked.
NO_LZMA = "compressed with LZMA, which may take any memory; pack it again without"


def looks_like_zip(source: Source) -> bool:
    """Whether a source begins as a zip archive does, an empty one too."""
    return source.data[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def looks_like_gzip(source: Source) -> bool:
    """Whether a source is compressed with gzip."""
    return source.data[:2] == b"\x1f\x8b"


def looks_like_tar(source: Source) -> bool:
    """Whether a source is a tar archive of the formats that have a mark."""
    return source.data[257:262] == b"ustar"


def read_zip(source: Source) -> Iterator[Source | Unread]:
    """The members of a zip archive in the order of their names, but for hidden ones."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        members = sorted((member for member in archive.infolist() if not member.filename.endswith("/")), key=lambda member: member.filename)
    except BROKEN as error:
        raise UnreadableDocument(f"a zip archive that is damaged ({error}); fetch it again") from error
    for member in members:
        if _is_hidden(member.filename):
            continue
        where = (*source.members, member.filename)
        if member.flag_bits & 0x1:
            yield Unread(where, "encrypted; unpack it with its password first")
            continue
        if member.compress_type == zipfile.ZIP_LZMA:
            yield Unread(where, NO_LZMA)
            continue
        try:
            with archive.open(member) as stream:
                data = bounded(stream, source)
        except UnreadableDocument as error:
            yield Unread(where, str(error))
        except BROKEN as error:
            yield Unread(where, f"damaged in its archive ({error}); fetch it again")
        else:
            yield source.member(data, member.filename)


def read_tar(source: Source) -> Iterator[Source | Unread]:
    """The members of a tar archive in their order, but for hidden ones; what is neither file nor folder is told as unread."""
    try:
        with tarfile.open(fileobj=io.BytesIO(source.data), mode="r:", errors="replace") as archive:
            for member in archive:
                if member.isdir() or _is_hidden(member.name):
                    continue
                stream = archive.extractfile(member) if member.isreg() else None
                if stream is None:
                    yield Unread((*source.members, member.name), "a link or device in an archive, not a file; it is not followed")
                    continue
                try:
                    yield source.member(bounded(stream, source), member.name)
                except UnreadableDocument as error:
                    yield Unread((*source.members, member.name), str(error))
    except BROKEN as error:
        raise UnreadableDocument(f"a tar archive that is damaged ({error}); fetch it again") from error


def read_gzip(source: Source) -> Iterator[Source]:
    """What was compressed, called as the file without ".gz"."""
    name = source.name[: -len(source.suffix)] if source.suffix in (".gz", ".tgz") else source.name
    name = f"{name}.tar" if source.suffix == ".tgz" else name
    try:
        with gzip.open(io.BytesIO(source.data)) as stream:
            data = bounded(stream, source)
    except BROKEN as error:
        raise UnreadableDocument(f"compressed with gzip, but damaged ({error}); fetch it again") from error
    yield source.member(data, name or "gzip")


def bounded(stream: IO[bytes] | gzip.GzipFile, source: Source) -> bytes:
    """A member's bytes; UnreadableDocument as soon as they, or all that is unpacked from one file, are more than a document may have."""
    budget = source.budget
    budget.members -= 1
    if budget.members < 0:
        raise UnreadableDocument("more members than a file may have; split the archive")
    chunks, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        budget.bytes -= len(chunk)
        if size > MAX_BYTES or budget.bytes < 0:
            raise UnreadableDocument(f"unpacks to more than the {MAX_BYTES / 1e6:.0f} MB that a document may have; it is not read")
        chunks.append(chunk)
    return b"".join(chunks)


def _is_hidden(path: str) -> bool:
    """Whether a member is one that systems add: hidden, or a Mac's resource fork."""
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in PurePosixPath(path.replace("\\", "/")).parts)
