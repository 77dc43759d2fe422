"""PDF files to Documents: pages as paragraphs and tables in reading order, every word with its page and box.

Lines are told by base lines, columns and tables by the blank paper between words, paragraphs by distance, font and indent. What stands on many
pages alike is left out, and so are letters turned on their side. A page without text is not guessed at.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

import pypdfium2.raw as pdfium

from kg.document import Document
from kg.errors import UnreadableDocument
from kg.ingest.pdf_calls import opened, pages_of, text_page
from kg.ingest.pdf_columns import Region, as_one, regions
from kg.ingest.pdf_furniture import without_furniture
from kg.ingest.pdf_lines import Row, rows_of
from kg.ingest.pdf_paragraphs import Line, Paragraph, goes_over, line_of, paragraphs
from kg.ingest.pdf_tables import Table, find_tables
from kg.ingest.pdf_text import Writer
from kg.ingest.pdf_words import Page, PageText
from kg.ingest.plain import release_text
from kg.ingest.source import MAX_TEXT, Source, Unread
from kg.origin import Origin

MAX_PAGES = 2_000  # of one file; an annual report has some 200
MAX_PIECES = 5_000  # of one page: runs of words with gaps between; the fullest tables have some 2,000
_HARDLY = 200  # letters of a file whose other pages are pictures
_LEAST_ON_PAGE = 20
_LETTERS = re.compile(r"[^\W\d_]+")
_MOST_SPELLED = 3  # characters that one is spelled out with
_FEW = 8  # lines that do not tell how wide their column is


def looks_like_pdf(source: Source) -> bool:
    """Whether a source begins as a PDF does, if need be after a kilobyte of something else, as readers of PDF allow."""
    return b"%PDF-" in source.data[:1024]


def read_pdf(source: Source) -> Iterator[Document | Unread]:
    """The file as one document, and the pages of it that cannot be read; UnreadableDocument where it cannot be opened, or holds no text."""
    with _uncollected():
        text, origin, count, scanned, missing = _read(source)
    letters = sum(map(len, _LETTERS.findall(text[: 2 * _HARDLY])))
    if letters < _HARDLY:
        letters = sum(map(len, _LETTERS.findall(text[: 10 * _HARDLY])))
    if not letters or (letters < _HARDLY and 2 * len(scanned) >= count):
        raise UnreadableDocument("a scanned PDF without text on its pages; run OCR first" if scanned else "a PDF without text")
    if len(text) > MAX_TEXT:
        release_text(text)  # says that it is too long
    yield source.document(text, origin)
    if scanned:
        yield Unread((*source.members, _listed(scanned)), "scanned, without text; run OCR first")
    if missing:
        yield Unread((*source.members, _listed(missing)), f"cannot be read, or lie behind the first {MAX_PAGES:,} pages; repair or split the file")


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keeps the collector of reference cycles still: what a file is read into has none, and there is much of it to look through."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _read(source: Source) -> tuple[str, Origin, int, list[int], list[int]]:
    """The text of a file, where it stands, how many pages were looked at, and the numbers of those that are pictures, and of those that cannot be
    read. What the text was made of is gone by then, so that no collector looks through it."""
    pages, rows, scanned, missing = _read_pages(source.data)
    return *_written(pages, rows, source), len(pages), scanned, missing


def _written(pages: Sequence[Page], rows: Sequence[Sequence[Row]], source: Source) -> tuple[str, Origin]:
    if sum(page.characters for page in pages) > MAX_TEXT / _MOST_SPELLED:
        spelled = " ".join(word.text for page in pages for word in page.words)
        if len(spelled) > MAX_TEXT:
            release_text(spelled)
    writer = Writer(chain.from_iterable(page.words for page in pages))
    told = without_furniture(rows)
    for block in _blocks(told if any(told) else rows):
        writer.write(block)
    return writer.text(), Origin("application/pdf", source.members, words=writer.words(source.data, [page.turned for page in pages]))


# ---- pages


def _read_pages(data: bytes) -> tuple[list[Page], list[list[Row]], list[int], list[int]]:
    """The words of all pages, their lines, and the numbers of those that are pictures, and of those that cannot be read."""
    pages: list[Page] = []
    rows: list[list[Row]] = []
    scanned: list[int] = []
    missing: list[int] = []
    text = PageText()
    characters = 0
    with opened(data) as document:
        count = pages_of(document)
        for index in range(min(count, MAX_PAGES)):
            page, lines, has_pictures = _read_page(document, index, text)
            pages.append(page or Page([]))
            rows.append(lines)
            if page is None or page.too_full:
                missing.append(index + 1)
            elif has_pictures:
                scanned.append(index + 1)
            characters += pages[-1].characters
            if characters > MAX_TEXT:
                break
    if count > MAX_PAGES:
        missing.append(MAX_PAGES + 1)
    if not any(page.words for page in pages) and missing:
        raise UnreadableDocument("a PDF whose pages cannot be read; it may be damaged: save it again, or print it to a new PDF")
    return pages, rows, scanned, missing


def _read_page(document: Any, index: int, text: PageText) -> tuple[Page | None, list[Row], bool]:
    """The words and lines of a page, None where it cannot be read, and whether it holds pictures in place of text."""
    with text_page(document, index) as found:
        if found is None:
            return None, [], False
        opened_page, letters = found
        page = text.words(letters, _paper(opened_page))
        hardly = page.characters < _LEAST_ON_PAGE or sum([len(word.text) for word in page.words[:_LEAST_ON_PAGE]]) < _LEAST_ON_PAGE
        return page, rows_of(page.words, text.is_bold), hardly and _has_pictures(opened_page)


def _paper(page: pdfium.FPDF_PAGE) -> tuple[float, float, float, float]:
    """The box of the paper."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, box):
        return 0.0, 0.0, 612.0, 792.0
    return box.left, box.bottom, box.right, box.top


def _has_pictures(page: pdfium.FPDF_PAGE) -> bool:
    objects = (pdfium.FPDFPage_GetObject(page, index) for index in range(min(pdfium.FPDFPage_CountObjects(page), 100)))
    return any(pdfium.FPDFPageObj_GetType(found) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for found in objects)


def _listed(pages: Sequence[int]) -> str:
    """ "page 3", "pages 3, 5 and 9 more"."""
    told = ", ".join(map(str, pages[:20]))
    more = f" and {len(pages) - 20} more" if len(pages) > 20 else ""
    return f"page{'s' if len(pages) > 1 else ''} {told}{more}"


# ---- blocks


def _blocks(pages: Sequence[Sequence[Row]]) -> Iterator[Paragraph | tuple[Table, int]]:
    """The paragraphs and tables of all pages in reading order; a paragraph that goes on in the next column is one."""
    held: Paragraph | None = None
    for number, region in _regions(pages):
        for block in _region(region, number):
            if held is not None and isinstance(block, Paragraph) and goes_over(held, block):
                held.lines += block.lines
                held.right, held.left = block.right, block.left
                continue
            if held is not None:
                yield held
            held = block if isinstance(block, Paragraph) else None
            if not isinstance(block, Paragraph):
                yield block
    if held is not None:
        yield held


def _regions(pages: Sequence[Sequence[Row]]) -> Iterator[tuple[int, Region]]:
    """The columns of all pages, each with its page; one of few lines is taken to be as wide as those of many that end where it may."""
    found = [(number, region) for number, rows in enumerate(pages, 1) for region in (regions(rows) if _is_laid_out(rows) else as_one(rows))]
    edges = sorted({region.right for _, region in found if len(region.rows) > _FEW})
    for number, region in found:
        at = bisect_left(edges, region.right - 1)
        yield number, region if len(region.rows) > _FEW or at == len(edges) else region._replace(right=edges[at])


def _is_laid_out(rows: Sequence[Row]) -> bool:
    """Whether a page has so few pieces that its columns and tables are looked for; what has more is no page that anybody reads."""
    return sum(map(len, rows)) <= MAX_PIECES


def _region(region: Region, page: int) -> Iterator[Paragraph | tuple[Table, int]]:
    lines: list[Line] = []
    for found in find_tables(region.rows) if _is_laid_out(region.rows) else region.rows:
        if not isinstance(found, Table):
            lines.append(line_of(found, page))
            continue
        yield from paragraphs(lines, region.left, region.right)
        lines = []
        yield found, page
    yield from paragraphs(lines, region.left, region.right)
