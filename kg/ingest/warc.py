"""Web archives (.warc) to the pages in them: each response that holds a page, text or PDF, as a member named by its address."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator
from urllib.parse import urlsplit

from kg.errors import UnreadableDocument
from kg.ingest.archive import bounded
from kg.ingest.source import RECORD, Source, Unread

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([\w-]{1,60}):[ \t]*([^\r\n]*)", re.MULTILINE)
_WANTED = re.compile(rb"text/|application/(?:pdf|xhtml|json|vnd\.openxmlformats-officedocument\.wordprocessingml)", re.IGNORECASE)


def looks_like_warc(source: Source) -> bool:
    """Whether a source begins as a web archive does."""
    return source.data.startswith(b"WARC/")


def read_warc(source: Source) -> Iterator[Source | Unread]:
    """The bodies of all responses with status 200 and resources, in their order."""
    data, at, number = source.data, 0, 0
    while data.startswith(b"WARC/", at):
        number += 1
        head_end = _HEAD_END.search(data, at, at + 100_000)
        if head_end is None:
            break
        said = {name.lower(): value for name, value in _FIELD.findall(data[at : head_end.start()])}
        length = said.get(b"content-length", b"")
        if not length.isdigit() or len(length) > 12:
            raise UnreadableDocument(f"a web archive whose record {number} tells no length; fetch it again")
        start, at = head_end.end(), head_end.end() + int(length)
        address = said.get(b"warc-target-uri", b"").decode("utf-8", "replace").strip("<>")
        if said.get(b"warc-type", b"").lower() in (b"response", b"resource"):
            yield from _record(source, data[start:at], address or f"{RECORD} {number}", said.get(b"warc-type", b"").lower() == b"response")
        while data[at : at + 1] in (b"\r", b"\n"):
            at += 1
    if not number or at < len(data.rstrip()):
        yield Unread((*source.members, f"{RECORD} {number + 1}"), "not a record of a web archive; what follows it is not read")


def _record(source: Source, block: bytes, address: str, is_response: bool) -> Iterator[Source | Unread]:
    """The body of a record, decompressed, if it is one that could be a release."""
    head_end = _HEAD_END.search(block, 0, 100_000) if is_response else None
    if is_response and (head_end is None or not re.match(rb"HTTP/[\d.]{1,4} 200\b", block)):
        return
    head = block[: head_end.start()] if head_end else b""
    said = {name.lower(): value for name, value in _FIELD.findall(head)}
    body = block[head_end.end() :] if head_end else block
    if said.get(b"content-type") and not _WANTED.match(said[b"content-type"]):
        return
    try:
        body = _unchunked(body) if said.get(b"transfer-encoding", b"").lower() == b"chunked" else body
        body = _inflated(body, source) if said.get(b"content-encoding", b"").lower() in (b"gzip", b"x-gzip") else body
    except UnreadableDocument as error:
        yield Unread((*source.members, address), str(error))
        return
    except (zlib.error, EOFError, OSError, ValueError) as error:
        yield Unread((*source.members, address), f"damaged in its archive ({error})")
        return
    if body.strip():
        yield source.member(body, address, _name(address))


def _name(address: str) -> str:
    """The last part of an address, else its host."""
    try:
        parts = urlsplit(address)
    except ValueError:  # brackets that hold no address
        return "page"
    return parts.path.rstrip("/").rpartition("/")[2] or parts.netloc or "page"


def _inflated(body: bytes, source: Source) -> bytes:
    with gzip.open(io.BytesIO(body)) as stream:
        return bounded(stream, source)


def _unchunked(body: bytes) -> bytes:
    """The body of chunks put together; ValueError where a chunk tells no length."""
    parts, at = [], 0
    while at < len(body):
        line_end = body.find(b"\n", at, at + 100)
        size = int(body[at : max(line_end, at)].split(b";")[0].strip(), 16)
        if size < 0:
            raise ValueError("a chunk of less than nothing")
        if size == 0:
            break
        parts.append(body[line_end + 1 : line_end + 1 + size])
        at = line_end + 1 + size
        while body[at : at + 1] in (b"\r", b"\n"):
            at += 1
    return b"".join(parts)
