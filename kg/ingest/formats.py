"""Which reader reads a source: told by its first bytes where they tell, else by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.ingest.html import looks_like_html, read_html
from kg.ingest.plain import read_plain
from kg.ingest.source import MAX_DEPTH, Reader, Source, Unread


@dataclass(frozen=True)
class Format:
    """A kind of file: how to know it, and its reader. `suffixes` are those that a search of folders takes."""

    name: str
    suffixes: tuple[str, ...]
    is_one: Callable[[Source], bool]
    read: Reader


# The first that knows a source reads it; any text is plain text at last.
FORMATS: tuple[Format, ...] = (
    Format("html", (".html", ".htm", ".xhtml"), looks_like_html, read_html),
    Format("text", (".txt", ".text", ".md"), lambda source: True, read_plain),
)
SUFFIXES = frozenset(suffix for format in FORMATS for suffix in format.suffixes)


def documents(source: Source) -> Iterator[Document | Unread]:
    """The documents of a source and of all its members, in order, and what of it cannot be read; UnreadableDocument where nothing can."""
    if len(source.members) > MAX_DEPTH:
        yield Unread(source.where, f"lies in more than {MAX_DEPTH} archives, one within the other; unpack it first")
        return
    format = next(format for format in FORMATS if format.is_one(source))
    for found in format.read(source):
        if not isinstance(found, Source):
            yield found
            continue
        try:
            yield from documents(found)
        except UnreadableDocument as error:
            yield Unread(found.where, str(error))
