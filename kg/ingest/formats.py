"""Which reader reads a source: told by its first bytes where they tell, else by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.ingest.archive import looks_like_gzip, looks_like_tar, looks_like_zip, read_gzip, read_tar, read_zip
from kg.ingest.docx import looks_like_docx, read_docx
from kg.ingest.edgar import looks_like_edgar, read_edgar
from kg.ingest.html import looks_like_html, read_html
from kg.ingest.mail import looks_like_mail, read_mail
from kg.ingest.pdf import looks_like_pdf, read_pdf
from kg.ingest.plain import read_plain
from kg.ingest.records import looks_like_records, read_records
from kg.ingest.source import MAX_DEPTH, Reader, Source, Unread
from kg.ingest.warc import looks_like_warc, read_warc


@dataclass(frozen=True)
class Format:
    """A kind of file: how to know it, and its reader. `suffixes` are those that a search of folders takes."""

    name: str
    suffixes: tuple[str, ...]
    is_one: Callable[[Source], bool]
    read: Reader


# The first that knows a source reads it; any text is plain text at last.
FORMATS: tuple[Format, ...] = (
    Format("docx", (".docx",), looks_like_docx, read_docx),
    Format("zip", (".zip",), looks_like_zip, read_zip),
    Format("gzip", (".gz", ".tgz"), looks_like_gzip, read_gzip),
    Format("tar", (".tar",), looks_like_tar, read_tar),
    Format("edgar", (".sgml", ".nc"), looks_like_edgar, read_edgar),
    Format("warc", (".warc",), looks_like_warc, read_warc),
    Format("mail", (".eml",), looks_like_mail, read_mail),
    Format("records", (".json", ".jsonl", ".ndjson", ".csv"), looks_like_records, read_records),
    Format("pdf", (".pdf",), looks_like_pdf, read_pdf),
    Format("html", (".html", ".htm", ".xhtml"), looks_like_html, read_html),
    Format("text", (".txt", ".text", ".md"), lambda source: True, read_plain),
)
SUFFIXES = frozenset(suffix for format in FORMATS for suffix in format.suffixes)


def documents(source: Source) -> Iterator[Document | Unread]:
    """The documents of a source and of all its members, in order, and what of it cannot be read; UnreadableDocument where nothing can."""
    if len(source.members) > MAX_DEPTH:
        yield Unread(source.members, f"lies in more than {MAX_DEPTH} archives, one within the other; unpack it first")
        return
    format = next(format for format in FORMATS if format.is_one(source))
    for found in format.read(source):
        if not isinstance(found, Source):
            yield found
            continue
        try:
            yield from documents(found)
        except UnreadableDocument as error:
            yield Unread(found.members, str(error))
