"""Word processor files (.docx) to Documents: paragraphs and tables, every character with its place in the member word/document.xml."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.ingest.archive import BROKEN, NO_LZMA, bounded
from kg.ingest.html_tables import Block, Cell, Rows, write_blocks
from kg.ingest.plain import release_text
from kg.ingest.references import Piece, lines_of
from kg.ingest.source import Source
from kg.origin import Origin, Transcript, line_breaks

MAIN = "word/document.xml"
_TOKEN = re.compile(r"<(?P<closes>/?)w:(?P<name>[a-zA-Z]++)(?P<rest>[^<>]*+)>")
_SPAN = re.compile(r"\bw:val=\"(\d{1,4})\"")


def looks_like_docx(source: Source) -> bool:
    """Whether a source is a zip archive that holds a word processor's main text."""
    if source.data[:4] != b"PK\x03\x04":
        return False
    try:
        return MAIN in zipfile.ZipFile(io.BytesIO(source.data)).namelist()
    except BROKEN:
        return False


def read_docx(source: Source) -> Iterator[Document]:
    """The main text as one document; heads, feet, notes and deleted text are left out."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        if archive.getinfo(MAIN).compress_type == zipfile.ZIP_LZMA:
            raise UnreadableDocument(NO_LZMA)
        with archive.open(MAIN) as stream:
            xml = bounded(stream, source).decode("utf-8")
    except BROKEN as error:
        raise UnreadableDocument(f"a word processor's file that is damaged ({error}); save it again") from error
    transcript = Transcript()
    write_blocks(_Body(xml).blocks(), transcript)
    if not transcript.text().strip():
        raise UnreadableDocument("a word processor's file without text")
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    origin = Origin(media, (*source.members, MAIN), transcript.runs(), line_breaks(xml))
    yield source.document(release_text(transcript.text()), origin)


class _Body:
    """The XML while it is read. Only tags of text, paragraphs and tables count; entities of a document type are never expanded."""

    def __init__(self, xml: str) -> None:
        self.xml = xml
        self.found: list[Block] = []
        self.tables: list[Rows] = []
        self.pieces: list[Piece] = []
        self.deleted = 0
        self.listed = False

    def blocks(self) -> list[Block]:
        """The paragraphs and tables in order."""
        for token in _TOKEN.finditer(self.xml):
            if token["closes"]:
                self._end(token["name"])
            else:
                self._start(token["name"], token["rest"], token.start(), token.end())
        self._end("p")
        while self.tables:
            self._end("tbl")
        return self.found

    def _start(self, name: str, rest: str, start: int, end: int) -> None:
        if name == "t" and not rest.endswith("/"):
            to = self.xml.find("<", end)
            self._text(end, to if to >= 0 else len(self.xml))
        elif name in ("del", "moveFrom") and not rest.endswith("/"):
            self.deleted += 1
        elif name == "tbl":
            self.tables.append(Rows())
        elif name == "tr" and self.tables:
            self.tables[-1].rows.append([])
        elif name == "tc" and self.tables and self.tables[-1].rows:
            self.tables[-1].rows[-1].append(Cell())
        elif name == "gridSpan" and self.tables and (cell := self.tables[-1].cell()):
            span = _SPAN.search(rest)
            cell.columns = min(int(span[1]), 200) or 1 if span else 1
        elif name == "numPr":
            self.listed = True
        elif name in ("tab", "br", "cr") and not self.deleted and self.pieces:
            self.pieces.append(("\n" if name != "tab" else "\t", start, end))

    def _end(self, name: str) -> None:
        if name in ("del", "moveFrom"):
            self.deleted = max(0, self.deleted - 1)
        elif name == "p":
            pieces, self.pieces = self.pieces, []
            while pieces and not pieces[-1][0].strip():
                pieces.pop()
            if pieces and self.listed:
                pieces.insert(0, ("\u2022 ", pieces[0][1], pieces[0][1]))
            self.listed = False
            if pieces:
                self._add([Block("p", tuple(pieces))])
        elif name == "tbl" and self.tables:
            self._add(self.tables.pop().blocks())

    def _text(self, start: int, end: int) -> None:
        if not self.deleted:
            self.pieces += lines_of(self.xml, start, end)

    def _add(self, blocks: list[Block]) -> None:
        cell = self.tables[-1].cell() if self.tables else None
        (self.found if cell is None else cell.blocks).extend(blocks)
