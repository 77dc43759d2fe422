"""Pages set in type for the tests of the PDF reader: releases in one and two columns, with running heads, tables, turned letters and pictures."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any, NamedTuple

from PIL import Image
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph, Preformatted, Table

from kg.document import Document
from kg.text.reading import Block, Reading, read

WIDTH, HEIGHT = A4
MARGIN, GUTTER, TITLE = 56.0, 20.0, 70.0

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=10, leading=12.2, spaceAfter=6)
HEADING = ParagraphStyle("heading", BODY, fontName="Times-Bold", spaceBefore=4)
HEADLINE = ParagraphStyle("headline", BODY, fontName="Helvetica-Bold", fontSize=15, leading=18, alignment=TA_CENTER, spaceAfter=10)
FIXED = ParagraphStyle("fixed", BODY, fontName="Courier", fontSize=6.4, leading=8)
CELL = ParagraphStyle("cell", BODY, fontSize=8, leading=9.4, spaceAfter=0)


class Fonts(NamedTuple):
    """The names of the fonts that a release is set in."""

    body: str = "Times-Roman"
    bold: str = "Times-Bold"
    headline: str = "Helvetica-Bold"
    fixed: str = "Courier"


PLAIN = Fonts()  # those that every reader of PDF brings along
Drawing = Callable[[Canvas, Any], None]


def embedded() -> Fonts:
    """Fonts that reportlab brings along, and puts into the file: the characters that are used, and a map of them to Unicode."""
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, f"{name}.ttf"))
    return Fonts("Vera", "VeraBd", "VeraBd", "Courier")


def pages(flowables: Sequence[Flowable], columns: int = 1, draw: Drawing | None = None, title: bool = False, height: float = HEIGHT) -> bytes:
    """A PDF of flowables in columns; with `title`, the first stands over all columns. `draw` is called on each page."""
    inner, gap = height - 2 * MARGIN, GUTTER if columns > 1 else 0
    width = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns

    def frames(height: float) -> list[Frame]:
        return [Frame(MARGIN + index * (width + gap), MARGIN, width, height, 0, 0, 0, 0) for index in range(columns)]

    head = Frame(MARGIN, height - MARGIN - TITLE, WIDTH - 2 * MARGIN, TITLE, 0, 0, 0, 0)
    written = io.BytesIO()
    document = BaseDocTemplate(written, pagesize=(WIDTH, height), invariant=1)
    on_page = draw or (lambda canvas, document: None)
    plain = PageTemplate("plain", frames(inner), onPage=on_page)
    titled = PageTemplate("titled", [head, *frames(inner - TITLE)], onPage=on_page)
    document.addPageTemplates([titled, plain] if title else [plain])
    story = [NextPageTemplate("plain"), flowables[0], FrameBreak(), *flowables[1:]] if title else list(flowables)
    document.build(story)
    return written.getvalue()


def drawn(*drawings: Callable[[Canvas], None], size: tuple[float, float] = A4, **options: Any) -> bytes:
    """A PDF of pages, each drawn by a function."""
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=size, invariant=1, **options)
    for draw in drawings:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def release(text: str, columns: int = 1, justified: bool = False, draw: Drawing | None = None, height: float = HEIGHT, fonts: Fonts = PLAIN) -> bytes:
    """A release set as a company sets it: headline over the columns, paragraphs, tables with bars or tabs as tables, others in fixed pitch."""
    reading = read(Document.from_text(text))
    lines = ParagraphStyle("lines", BODY, fontName=fonts.body)
    body = ParagraphStyle("set", lines, alignment=TA_JUSTIFY if justified else TA_LEFT)
    headings = ParagraphStyle("headline", HEADLINE, fontName=fonts.headline), ParagraphStyle("heading", HEADING, fontName=fonts.bold)
    story: list[Flowable] = []
    for block in _blocks(reading):
        inside = reading.text[block.start : block.end]
        if block.kind == "table":
            story.append(_table(_source(reading, block), (WIDTH - 2 * MARGIN - GUTTER) / columns, fonts))
        elif block.kind == "lines":
            story.append(Paragraph("<br/>".join(map(escape, inside.split("\n"))), lines))
        else:
            style = headings[bool(story)] if block.kind == "heading" else body
            story.append(Paragraph(escape(" ".join(inside.split())), style))
    return pages(story, columns, draw, title=columns > 1, height=height)


def _blocks(reading: Reading) -> Iterator[Block]:
    """The blocks, tables made one with what stands right below them."""
    held: Block | None = None
    for block in reading.blocks:
        if held and held.kind == "table" and not reading.document.text[reading.span(held.start, held.end).end :].startswith(("\n\n", "\n \n")):
            held = Block("table", held.start, block.end)
            continue
        if held:
            yield held
        held = block
    if held:
        yield held


def _source(reading: Reading, block: Block) -> str:
    """The lines of a block as they stand in the document, blanks before them included."""
    span = reading.span(block.start, block.end)
    text = reading.document.text
    return text[max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1 : span.end]


def _table(inside: str, width: float, fonts: Fonts) -> Flowable:
    if inside.count("|") > 3:
        return table(inside, width, fonts)
    if "\t" in inside:
        return table(inside.replace("\t", "|"), width, fonts)
    longest = max(map(len, inside.splitlines()))
    size = min(8.0, width / longest / 0.6)
    return Preformatted(inside.expandtabs(), ParagraphStyle("fitted", FIXED, fontName=fonts.fixed, fontSize=size, leading=1.25 * size))


def table(bars: str, width: float, fonts: Fonts = PLAIN) -> Table:
    """A table written with bars, in cells that wrap."""
    rows = [
        [cell.strip() for cell in line.strip(" ").removeprefix("|").removesuffix("|").split("|")] for line in bars.split("\n") if line.strip(" |-:")
    ]
    columns = max(map(len, rows))
    rows = [row + [""] * (columns - len(row)) for row in rows]
    words = [max([len(word) for row in rows for word in row[column].split()] or [3]) for column in range(columns)]
    longest = [max(most, min(max(len(row[column]) for row in rows), 30)) + 2 for column, most in enumerate(words)]
    style = ParagraphStyle("fitted", CELL, fontName=fonts.body, fontSize=min(8.0, width / sum(longest) / 0.55))
    style.leading = 1.2 * style.fontSize
    widths = [min(width / sum(longest), 5.5) * size for size in longest]
    top = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
    return Table([[Paragraph(escape(cell), style) for cell in row] for row in rows], colWidths=widths, style=top)


def running_head(text: str) -> Drawing:
    """Draws a head and a page number on every page."""

    def draw(canvas: Canvas, document: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, document.pagesize[1] - 36, text)
        canvas.drawCentredString(WIDTH / 2, 30, str(document.page))

    return draw


def letterhead(canvas: Canvas, document: Any) -> None:
    """Draws a picture, a rule and a link, as stand at the head of a company's paper."""
    width, height = document.pagesize
    canvas.drawImage(ImageReader(Image.linear_gradient("L").resize((240, 80))), MARGIN, height - 50, 90, 30)
    canvas.line(MARGIN, height - 53, width - MARGIN, height - 53)
    canvas.setFont("Helvetica", 7)
    canvas.drawRightString(width - MARGIN, height - 48, "www.a-company.example")
    canvas.linkURL("https://www.a-company.example/", (width - 156, height - 50, width - MARGIN, height - 40))


def both(first: Drawing, second: Drawing) -> Drawing:
    """Draws what both draw."""

    def draw(canvas: Canvas, document: Any) -> None:
        first(canvas, document)
        second(canvas, document)

    return draw
