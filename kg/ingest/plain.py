"""Text files to Documents: the text is the file, decoded and otherwise untouched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.ingest.encodings import DEFAULT, reading, wide
from kg.ingest.source import MAX_TEXT, Source
from kg.origin import Origin

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Bytes that no text in ASCII, UTF-8 or windows-1252 holds.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_LONE = re.compile("[\ud800-\udfff]")
# What any encoding of documents reads as it stands; those of wide characters, of escapes and of bytes as bytes do not.
_PROBE = "The \\u0041 +AGE- xn--e1aybc"


def read_plain(source: Source) -> Iterator[Document]:
    """The bytes as the one document; UnreadableDocument for what is not text that could be a release."""
    yield source.document(release_text(decode(source.data)), Origin(members=source.members))


def release_text(text: str) -> str:
    """The text, if it could be a release's; UnreadableDocument where it is too long or hardly of letters. Half characters (lone surrogates), which
    no file can hold, become the mark for what cannot be read, one for one."""
    if len(text) > MAX_TEXT:
        raise UnreadableDocument(
            f"{len(text) / 1e6:.0f} million characters are more than the {MAX_TEXT / 1e6:.0f} that a document may have; split it"
        )
    head = text[:100_000]
    if sum(character.isalpha() for character in head) < 0.3 * len(head.replace(" ", "").replace("\n", "")):
        raise UnreadableDocument("holds hardly any letters; it does not look like a release")
    return _LONE.sub("\ufffd", text)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text in the encoding that a byte-order mark says, else in UTF-8, else in the `declared` one, else in the one in which it reads best. A
    mark stays, so that offsets hold. UnreadableDocument for what is no text."""
    if not data.strip():
        raise UnreadableDocument("empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return "\ufeff" + data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                raise UnreadableDocument(f"begins as {encoding} but does not go on so (byte {error.start}); save it as UTF-8") from error
    if b"\x00" in data[:1000] and (unmarked := wide(data)) is not None:
        try:
            return data.decode(unmarked)
        except UnicodeDecodeError as error:
            raise UnreadableDocument(f"looks like {unmarked} but does not go on so (byte {error.start}); save it as UTF-8") from error
    controls = len(_CONTROL.findall(data[:100_000]))
    if b"\x00" in data or controls > 0.01 * len(data[:100_000]):
        raise UnreadableDocument("binary, not text; convert it to text first")
    for encoding in filter(None, ("utf-8", _known(declared))):
        try:
            return data.decode(encoding)
        except UnicodeError:
            continue
    return reading(data)


def _known(encoding: str | None) -> str:
    """A declared encoding by Python's name for it; nothing for what is unknown or no encoding of documents, and windows-1252 for Latin-1, which the
    web takes for it."""
    if not encoding:
        return ""
    try:
        name = codecs.lookup(encoding).name
        is_one = _PROBE.encode("ascii").decode(name) == _PROBE
    except (LookupError, ValueError):
        return ""
    return DEFAULT if name == "iso8859-1" else name if is_one and name not in ("ascii", "utf-8") else ""
