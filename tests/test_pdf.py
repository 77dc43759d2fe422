"""PDFs as text: order, tables, furniture, places of words; broken and hostile files end in documents or reasons."""

from __future__ import annotations

import gc
import json
import pickle
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pdf_pages import BODY, CELL, HEADING, HEADLINE, HEIGHT, drawn, embedded, pages, release, running_head
from PIL import Image
from pypdfium2 import PdfDocument
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table

from kg.document import Document, Span
from kg.errors import UnreadableDocument
from kg.extract import extract
from kg.ingest import read, read_file
from kg.ingest.pdf import MAX_PAGES, read_pdf
from kg.ingest.pdf_calls import opened, pages_of, text_page
from kg.ingest.pdf_lines import rows_of
from kg.ingest.pdf_pieces import Even, Piece
from kg.ingest.pdf_words import PageText
from kg.ingest.source import Source, Unread
from kg.origin import Origin, Word

EXAMPLES = sorted((Path(__file__).resolve().parent.parent / "examples").glob("*.txt"))
PROSE = (
    "Larkspur Metals Limited reports that drilling at the Teal Creek project has met with gold in each of the nine holes that were drilled in the "
    "spring, and that a second rig is on its way to the site."
)
MORE = "The board has set aside a further four million dollars for the summer, and the camp is being made larger for thirty more people."
JUSTIFIED = ParagraphStyle("justified", BODY, alignment=TA_JUSTIFY)


def read_all(data: bytes, name: str = "release.pdf") -> list[Document | Unread]:
    return [found for found in read_pdf(Source(data, name)) if isinstance(found, Document | Unread)]


def document(data: bytes) -> Document:
    (found,) = read_all(data)
    assert isinstance(found, Document)
    return found


def text(data: bytes) -> str:
    return document(data).text


def set_lines(*lines: str, x: float = 72, y: float = 700, font: str = "Times-Roman", size: float = 11) -> Callable[[Canvas], None]:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for index, line in enumerate(lines):
            canvas.drawString(x, y - 1.25 * size * index, line)

    return draw


def cells(rows: list[list[str]], widths: list[float], middle: bool = False, **options: object) -> Table:
    style = [("VALIGN", (0, 0), (-1, -1), "MIDDLE" if middle else "TOP")]
    return Table([[Paragraph(cell.replace("\n", "<br/>"), CELL) for cell in row] for row in rows], colWidths=widths, style=style, **options)


# ---- order and paragraphs


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_columns_are_read_one_after_another(columns: int) -> None:
    story = [Paragraph("Larkspur drills gold in nine of nine holes", HEADLINE)]
    told = [f"{PROSE} {number}. {MORE}" for number in range(1, 9)]
    data = pages([*story, *(Paragraph(one, JUSTIFIED) for one in told)], columns, title=columns > 1)
    assert [line for line in text(data).split("\n\n") if line] == ["Larkspur drills gold in nine of nine holes", *told]


@pytest.mark.parametrize(("columns", "size"), [(3, 10.5), (3, 12), (4, 9), (4, 9.5)])
def test_narrow_columns_whose_blanks_are_stretched_are_no_table(columns: int, size: float) -> None:
    style = ParagraphStyle("narrow", JUSTIFIED, fontSize=size, leading=1.25 * size)
    told = [f"{MORE} {PROSE} {number}." for number in range(1, 12)]
    found = text(pages([Paragraph(one, style) for one in told], columns))
    assert "|" not in found
    assert found.split() == " ".join(told).split()


def test_a_paragraph_goes_on_over_columns_and_pages_and_heads_and_numbers_are_left_out() -> None:
    told = [f"{number}. {MORE} {PROSE} {MORE}" for number in range(12)]
    data = pages([Paragraph(one, BODY) for one in told], 2, running_head("Larkspur Metals Limited - News Release 7"), height=380)
    assert len(PdfDocument(data)) > 2
    assert [line for line in text(data).split("\n\n") if line] == told


def test_the_page_number_of_a_single_page_is_left_out() -> None:
    assert (
        text(drawn(lambda canvas: [set_lines(PROSE[:80], PROSE[80:150])(canvas), set_lines("- 1 -", x=290, y=40)(canvas)])).split()
        == PROSE[:150].split()
    )


def test_headings_are_paragraphs_of_their_own() -> None:
    told = text(pages([Paragraph("Outlook", ParagraphStyle("tight", HEADING, spaceAfter=0)), Paragraph(PROSE, BODY)]))
    assert told.split("\n\n")[:2] == ["Outlook", PROSE]


def test_lines_that_end_early_stay_lines() -> None:
    told = text(pages([Paragraph(PROSE, BODY), Paragraph("Larkspur Metals Limited<br/>12 Quarry Road<br/>Perth<br/>info@larkspur.example", BODY)]))
    assert "Larkspur Metals Limited\n12 Quarry Road\nPerth\ninfo@larkspur.example" in told


@pytest.mark.parametrize("marks", ["• • •", "i. ii. iii.", "(a) (b) (c)", "7) 8) 9)"])
def test_items_of_a_list_are_paragraphs(marks: str) -> None:
    style = ParagraphStyle("item", BODY, bulletIndent=0, leftIndent=18, spaceAfter=0)
    told = list(zip(marks.split(), (PROSE, "a short one", MORE), strict=True))
    found = text(pages([Paragraph(one, style, bulletText=mark) for mark, one in told]))
    assert [line for line in found.split("\n\n") if line] == [f"{mark} {one}" for mark, one in told]


def test_items_that_begin_with_a_numeral_of_letters_do_not_go_on_with_the_line_above() -> None:
    items = [
        f"{mark} that the {thing} of the second pit is dug before the rains set in"
        for mark, thing in (("ii.", "ramp"), ("iv.", "sump"), ("xi.", "berm"))
    ]
    found = text(drawn(set_lines("the board has asked of the builders of the mine in writing", *items)))
    assert [line for line in found.split("\n\n") if line.strip()] == ["the board has asked of the builders of the mine in writing", *items]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the explo-", "ration of the ground", "the exploration of the ground"),
        ("the Gold-", "Copper belt of the north", "the Gold-Copper belt of the north"),
        ("veins of high-", "grade ore in the ground", "veins of high-grade ore in the ground"),
        ("a budget for a 12-", "month season in the field", "a budget for a 12-month season in the field"),
        ("a new inter-", "section in the ground", "a new intersection in the ground"),
        ("the NORTH-", "EAST zone of the ground", "the NORTHEAST zone of the ground"),
        ("a range of 3 -", "4 years in the field", "a range of 3 - 4 years in the field"),
    ],
)
def test_words_divided_by_the_end_of_a_line(first: str, second: str, whole: str) -> None:
    assert text(drawn(set_lines(f"Larkspur told of {first}", second, "and of more ground that it holds"))).split() == (
        f"Larkspur told of {whole} and of more ground that it holds".split()
    )


def test_a_hyphen_stays_where_the_file_spells_the_word_with_it() -> None:
    lines = ("The low-sulphur ore of Larkspur, and more of the low-", "sulphur ore, with re-assays of cores and other re-", "assays to come")
    assert "low-sulphur ore, with re-assays of cores and other re-assays" in text(drawn(set_lines(*lines)))


def test_raised_marks_stand_in_brackets_and_powers_do_not() -> None:
    told = (
        "The estimate<super size=6>1</super> covers 45 km<super size=6>2</super>, 12.5 m<super size=6>3</super> and 1,234<super size=6>2</super> "
        "tonnes, as of the 30<super size=6>th</super> of June; U<sub size=6>3</sub>O<sub size=6>8</sub>, silver<super size=6>2</super>, too."
    )
    assert text(pages([Paragraph(told, BODY)])).split("\n")[0] == (
        "The estimate(1) covers 45 km2, 12.5 m3 and 1,234(2) tonnes, as of the 30th of June; U3O8, silver(2), too."
    )


def test_turned_and_stacked_letters_in_the_margin_are_left_out() -> None:
    def margin(canvas: Canvas, _: object = None) -> None:
        canvas.saveState()
        canvas.translate(34, 300)
        canvas.rotate(90)
        canvas.drawString(0, 0, "For personal use only")
        canvas.restoreState()
        for index, letter in enumerate("Forpersonaluseonly"):
            canvas.drawString(20, 760 - 12 * index, letter)

    assert text(pages([Paragraph(f"{PROSE} {MORE} {PROSE}", BODY)], draw=margin)).strip() == f"{PROSE} {MORE} {PROSE}"


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_written_sideways_is_turned_upright(quarters: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 420)
        canvas.rotate(90 * quarters)
        set_lines("A page that is written sideways, as maps", "and wide tables are, is turned upright", "before it is read.", x=-180, y=0)(canvas)

    found = document(drawn(draw))
    assert found.text.strip() == "A page that is written sideways, as maps and wide tables are, is turned upright before it is read."
    assert_places(drawn(draw), found)


# ---- tables


def test_a_table_keeps_its_empty_cells_and_joins_wrapped_ones() -> None:
    rows = [
        ["Hole", "From\n(m)", "To\n(m)", "Interval\n(m)", "Gold\n(g/t)", "Remarks"],
        ["TC-01", "12.0", "15.5", "3.5", "4.21", ""],
        ["", "88.1", "90.0", "1.9", "", "Assay pending for this interval, which lies in the hanging wall of the vein"],
        ["TC-02", "", "", "", "", "No significant values"],
        ["TC-03", "45.0", "61.0", "16.0", "1.10", ""],
    ]
    for middle in (False, True):
        told = text(pages([Paragraph(PROSE, BODY), cells(rows, [60, 50, 50, 50, 50, 120], middle), Paragraph(MORE, BODY)]))
        assert told.split("\n\n")[1].split("\n") == [
            "| Hole | From (m) | To (m) | Interval (m) | Gold (g/t) | Remarks |",
            "| TC-01 | 12.0 | 15.5 | 3.5 | 4.21 | |",
            "| | 88.1 | 90.0 | 1.9 | | Assay pending for this interval, which lies in the hanging wall of the vein |",
            "| TC-02 | | | | | No significant values |",
            "| TC-03 | 45.0 | 61.0 | 16.0 | 1.10 | |",
        ]


def test_a_head_over_several_columns_heads_each() -> None:
    rows = [
        ["", "Three months ended", "", "Nine months ended", ""],
        ["", "2020", "2019", "2020", "2019"],
        ["Ore milled (t)", "120,400", "118,000", "360,100", "355,000"],
        ["Gold produced from all sources, with bought concentrate (oz)", "12,044", "11,800", "36,010", "35,500"],
    ]
    table = Table(
        [[Paragraph(cell, CELL) for cell in row] for row in rows], [120, 70, 70, 70, 70], style=[("SPAN", (1, 0), (2, 0)), ("SPAN", (3, 0), (4, 0))]
    )
    assert text(pages([table])).strip().split("\n") == [
        "| | Three months ended 2020 | Three months ended 2019 | Nine months ended 2020 | Nine months ended 2019 |",
        "| Ore milled (t) | 120,400 | 118,000 | 360,100 | 355,000 |",
        "| Gold produced from all sources, with bought concentrate (oz) | 12,044 | 11,800 | 36,010 | 35,500 |",
    ]


@pytest.mark.parametrize("place", ["LEFT", "CENTER", "RIGHT"])
def test_rows_have_names_between_them(place: str) -> None:
    """The names of zones over the rows of each, in the first column or in the middle of the table, the first right below the head."""
    rows = [
        ["Hole", "From\n(m)", "To\n(m)", "Gold\n(g/t)"],
        ["Thistle Vein", "", "", ""],
        ["TC-01", "12.0", "15.5", "4.21"],
        ["Bramble Vein", "", "", ""],
        ["TC-02", "45.0", "61.0", "1.10"],
    ]
    style: list[Any] = [
        ("SPAN", (0, 1), (3, 1)),
        ("SPAN", (0, 3), (3, 3)),
        ("ALIGN", (0, 0), (-1, -1), place),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
    ]
    if place == "RIGHT":
        style += [("ALIGN", (0, 1), (3, 1), "CENTER"), ("ALIGN", (0, 3), (3, 3), "CENTER")]
    assert text(pages([Table(rows, [70] * 4, style=[*style, ("FONTSIZE", (0, 0), (-1, -1), 8)])])).strip().split("\n") == [
        "| Hole | From (m) | To (m) | Gold (g/t) |",
        "| Thistle Vein | | | |",
        "| TC-01 | 12.0 | 15.5 | 4.21 |",
        "| Bramble Vein | | | |",
        "| TC-02 | 45.0 | 61.0 | 1.10 |",
    ]


def test_a_head_to_the_left_of_a_wide_column_heads_what_is_set_in_its_middle() -> None:
    rows = [["Hole", "From (m)", "To (m)", "Au"], ["TC-01", "12.0", "15.5", "4.21"], ["TC-02", "45.0", "61.0", "1.10"]]
    style: list[Any] = [("ALIGN", (0, 0), (-1, -1), "CENTER"), ("ALIGN", (0, 0), (0, 0), "LEFT"), ("ALIGN", (3, 0), (3, 0), "RIGHT")]
    assert text(pages([Table(rows, [110] * 4, style=style)])).strip().split("\n") == [f"| {' | '.join(row)} |" for row in rows]


def test_heads_of_one_two_and_three_lines_are_set_in_the_middle() -> None:
    rows = [
        ["Hole", "Zone", "Depth\nto (m)", "True\nWidth\n(m)", "Au\n(g/t)"],
        ["TC-01", "Thistle", "15.5", "3.0", "4.21"],
        ["TC-02", "Bramble", "61.0", "2.2", "1.10"],
    ]
    for first in (0, 1):  # with one line of the head beside the others, or over and under them
        told = text(pages([Table([row[first:] for row in rows], style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE")])]))
        assert told.strip().split("\n") == [f"| {' | '.join(cell.replace(chr(10), ' ') for cell in row[first:])} |" for row in rows]


@pytest.mark.parametrize("rules", [[], [("GRID", (0, 0), (-1, -1), 0.5, "black")]])
def test_rows_are_set_in_the_middle_of_a_cell_of_two_lines(rules: list[Any]) -> None:
    holes = ["Hole", *(f"TC-{year}-\n{number:03}" for year in (23, 24) for number in range(1, 4))]
    rows = [[hole, *("From (m)", "To (m)", "Au")] if at == 0 else [hole, f"{at}2.0", f"{at}5.5", f"{at}.21"] for at, hole in enumerate(holes)]
    table = Table(rows, [50, 60, 60, 40], style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *rules])
    told = text(pages([Paragraph(PROSE, BODY), table, Paragraph(MORE, BODY)]))
    assert told.split("\n\n")[1].split("\n") == [f"| {' | '.join(cell.replace(chr(10), '') for cell in row)} |" for row in rows]


@pytest.mark.parametrize("place", ["TOP", "MIDDLE", "BOTTOM"])
def test_rows_with_labels_of_two_lines_are_one_wherever_their_figures_are_set(place: str) -> None:
    """The first row follows the head, and nothing follows the last."""
    rows = [
        ["Category", "Tonnes\n(000's)", "Grade\n(g/t)", "Ounces"],
        ["Proven and\nProbable", "1,204", "2.31", "89,400"],
        ["Measured and\nIndicated", "3,410", "1.95", "213,800"],
        ["Total\nInferred", "880", "1.40", "39,600"],
    ]
    table = Table(rows, [90, 70, 60, 70], style=[("VALIGN", (0, 0), (-1, -1), place)])
    told = text(pages([Paragraph(PROSE, BODY), table, Paragraph(MORE, BODY)]))
    assert told.split("\n\n")[1].split("\n") == [f"| {' | '.join(cell.replace(chr(10), ' ') for cell in row)} |" for row in rows]


@pytest.mark.parametrize("above", [["2021 Estimate", "2024 Estimate"], ["Indicated"]])
def test_a_head_in_the_middle_over_columns_heads_each(above: list[str]) -> None:
    each = 6 // len(above)
    heads = ["Tonnes", "Grade", "Ounces", "Strip", "Copper", "Silver"]
    rows = [["Deposit", *(above[at // each] if at % each == 0 else "" for at in range(6))], ["", *heads]]
    rows += [["Thistle", "1,204", "2.31", "89", "3,410", "1.95", "213"], ["Bramble", "880", "1.40", "39", "912", "1.38", "40"]]
    style: list[Any] = [("ALIGN", (1, 0), (-1, -1), "CENTER"), *(("SPAN", (1 + at, 0), (each + at, 0)) for at in range(0, 6, each))]
    told = text(pages([Paragraph(PROSE, BODY), Table(rows, [70] * 7, style=style)])).strip().split("\n\n")[1].split("\n")
    assert told[0] == f"| Deposit | {' | '.join(f'{above[at // each]} {head}' for at, head in enumerate(heads))} |"
    assert told[1:] == [f"| {' | '.join(row)} |" for row in rows[2:]]


def test_a_table_goes_on_over_pages() -> None:
    rows = [["Hole", "From", "To", "Gold g/t"], *([f"TC-{number:03}", f"{number}.0", f"{number + 3}.5", "1.2"] for number in range(60))]
    data = pages([Paragraph(PROSE, BODY), cells(rows, [80] * 4, repeatRows=1)], 1, running_head("Larkspur Metals Limited"), height=500)
    blocks = [block for block in text(data).strip().split("\n\n") if block]
    assert len(blocks) == 2
    assert [line for line in blocks[1].split("\n") if "TC-" in line] == [f"| {' | '.join(row)} |" for row in rows[1:]]


@pytest.mark.parametrize("width", [120, 160, 200])
def test_stretched_prose_is_no_table(width: float) -> None:
    told = f"{PROSE} {MORE} {PROSE} {MORE}"
    set_in = cells([[told]], [width])
    set_in._cellvalues[0][0] = Paragraph(told, JUSTIFIED)
    assert text(pages([set_in])).strip() == told


# ---- places


def assert_places(data: bytes, found: Document) -> None:
    """Each word, and each three words, stand in their boxes, and nothing else does."""
    words = found.origin.words
    assert all(one.end <= other.start for one, other in pairwise(words))
    opened = PdfDocument(data)
    texts = [opened[index].get_textpage() for index in range(len(opened))]
    tokens = list(re.finditer(r"[^\s|]+", found.text))
    for first, last in zip(tokens, tokens[2:], strict=False):
        for start, end in ((first.start(), first.end()), (first.start(), last.end())):
            boxes = found.origin.place(found.text, start, end).boxes
            said = " ".join(texts[box.page - 1].get_text_bounded(box.left, box.bottom, box.right, box.top) for box in boxes)
            assert letters(said) == letters(found.text[start:end])
    opened.close()


def letters(said: str) -> str:
    return re.sub(r"[\s|()\x02\ufffe-]", "", said)


@pytest.mark.parametrize("columns", [1, 2])
@pytest.mark.parametrize("path", EXAMPLES[:4], ids=lambda path: path.stem)
def test_the_boxes_of_a_quote_hold_the_quote(path: Path, columns: int) -> None:
    data = release(path.read_text("utf-8"), columns, justified=True)
    assert_places(data, document(data))


def test_a_word_that_a_line_divides_stands_in_the_boxes_of_its_halves_and_what_follows_in_its_own() -> None:
    rows = [["Hole", "Remarks"], ["TC-01", "Assays of the hanging wall are awaited from the labora-\ntory in Eastport"], ["TC-02", "No ore"]]
    prose = Paragraph("Larkspur told of the explo-<br/>ration of Teal Creek, and that it<br/>holds more ground to the north", BODY)
    data = pages([prose, cells([*rows, ["TC-03", "7.2"]], [60, 220]), Paragraph(MORE, BODY)])
    found = document(data)
    assert_places(data, found)
    for word in ("exploration", "laboratory"):
        at = found.text.index(word)
        assert len(found.place(Span(at, at + len(word))).boxes) == 2
    at = found.text.index("TC-03")
    assert len(found.place(Span(at, at + 5)).boxes) == 1


# ---- lines that are set evenly, and what only looks like one


def spread_over(canvas: Canvas, words: list[str], lefts: list[float], y: float, size: float = 11) -> None:
    """Words of one line, each drawn where it is said to begin."""
    canvas.setFont("Times-Roman", size)
    for word, left in zip(words, lefts, strict=True):
        canvas.drawString(left, y, word)


@pytest.mark.parametrize("gap", [12.0, 16.0, 30.0])
@pytest.mark.parametrize("at", [2, 5, 9])
def test_a_gap_parts_a_line_however_long_it_is(gap: float, at: int) -> None:
    rows = [
        f"The {number} hole of the spring met gold near the old shaft again".split() for number in ("first", "second", "third", "fourth", "fifth")
    ]

    def draw(canvas: Canvas) -> None:
        for index, row in enumerate(rows):
            left, right = " ".join(row[:at]), " ".join(row[at:])
            ends = max(canvas.stringWidth(" ".join(other[:at]), "Times-Roman", 11) for other in rows)
            spread_over(canvas, [left, right], [72, 72 + ends + gap], 700 - 14 * index)

    page = next(iter(pieces_of(drawn(draw))))
    assert [[piece.text for piece in row] for row in page] == [[" ".join(row[:at]), " ".join(row[at:])] for row in rows]


@pytest.mark.parametrize("gap", [9.0, 12.0, 20.0])
@pytest.mark.parametrize("parts", [3, 4, 5, 6, 8])
def test_gaps_at_equal_distances_part_a_line(gap: float, parts: int) -> None:
    words = "of ore and gold in the old mine by a lake near its mill that was shut".split()
    cells = [" ".join(words[at : at + 2]) for at in range(0, 2 * parts, 2)]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        for index in range(3):
            canvas.drawString(72, 740 - 14 * index, " ".join(words * 2))
        wide = max(canvas.stringWidth(cell, "Times-Roman", 11) for cell in cells)
        for index in range(5):
            lefts = [72.0]
            for cell in cells[:-1]:
                lefts.append(lefts[-1] + (canvas.stringWidth(cell, "Times-Roman", 11) if index % 2 else wide) + gap)
            spread_over(canvas, cells, lefts, 690 - 14 * index)

    page = next(iter(pieces_of(drawn(draw))))
    assert [[piece.text for piece in row] for row in page[3:]] == [cells] * 5


def test_a_gap_parts_a_line_whose_characters_are_told_to_be_wider_than_they_are() -> None:
    rows = [("Tern", "lower"), ("mine", "gold"), ("Mine", "ore"), ("mill", "mine"), ("ore", "hole")]

    def draw(canvas: Canvas) -> None:
        for index, line in enumerate((PROSE[:70], PROSE[70:140], MORE[:70])):  # blanks as wide as gaps are learned from it
            words, left = line.split(), 60.0
            lefts = [left := left + (canvas.stringWidth(before, "Times-Roman", 10) + 8.1 if before else 0) for before in ("", *words[:-1])]
            spread_over(canvas, words, lefts, 740 - 12 * index, 10)
        for index, row in enumerate(rows):
            spread_over(canvas, list(row), [60, 60 + canvas.stringWidth(row[0], "Times-Roman", 10) + 7], 690 - 12 * index, 10)

    page = next(iter(pieces_of(drawn(draw))))
    assert [tuple(piece.text for piece in row) for row in page[-5:]] == rows


def pieces_of(data: bytes) -> Iterator[list[list[Piece]]]:
    with opened(data) as file:
        text = PageText()
        for index in range(pages_of(file)):
            with text_page(file, index) as found:
                assert found is not None
                yield rows_of(text.words(found[1], (0, 0, 595, HEIGHT)).words, text.is_bold)


def test_lines_in_embedded_fonts_are_told_to_be_even() -> None:
    for style in (BODY, JUSTIFIED):
        data = pages([Paragraph(f"{PROSE} {MORE} {PROSE}", ParagraphStyle("embedded", style, fontName=embedded().body))])
        (page,) = pieces_of(data)
        assert all(len(row) == 1 and isinstance(row[0].spread, Even) for row in page)
        assert text(data).strip() == f"{PROSE} {MORE} {PROSE}"


def test_words_far_apart_by_as_much_are_prose_and_figures_are_cells() -> None:
    lines = ["the crews of both mines went", "home for the winter and came", "back to the camp when the", "roads were dry and the ice gone"]
    rows = [("12.4", "0.61", "3.30", "88"), ("9.75", "1.02", "4.18", "91"), ("14.0", "0.58", "2.96", "86")]

    def draw(canvas: Canvas) -> None:
        for index, line in enumerate(lines):
            words = line.split()
            widths = [canvas.stringWidth(word, "Times-Roman", 10) for word in words]
            spread_over(canvas, words, [60 + sum(widths[:at]) + 11.5 * at for at in range(len(words))], 740 - 12 * index, 10)
        for index, row in enumerate(rows):
            spread_over(canvas, list(row), [60.0 + 34 * at for at in range(4)], 660 - 12 * index, 10)

    said = text(drawn(draw))
    assert " ".join(lines) in " ".join(said.split())
    assert all(f"| {' | '.join(row)} |" in said for row in rows)


def test_the_collector_of_cycles_goes_on_after_a_file() -> None:
    for data in (pages([Paragraph(PROSE, BODY)]), b"%PDF-1.7 and no more"):
        with suppress(UnreadableDocument):
            list(read_pdf(Source(data, "release.pdf")))
        assert gc.isenabled()


@pytest.mark.parametrize("style", [BODY, JUSTIFIED], ids=["ragged", "justified"])
def test_lines_of_prose_are_told_to_be_even_and_words_stand_where_they_are_reckoned(style: ParagraphStyle) -> None:
    data = pages([Paragraph(f"{PROSE} {MORE} {PROSE}", style)])
    (page,) = pieces_of(data)
    assert all(len(row) == 1 and row[0].spread is not None for row in page)
    for found, piece in zip(by_lines(document(data)), (row[0] for row in page), strict=True):
        assert [word.text for word in piece.words] == piece.text.split()
        assert all(abs(word.left - place.left) < 0.12 * piece.size for word, place in zip(piece.words, found, strict=True))


def by_lines(found: Document) -> list[list[Word]]:
    lines: list[list[Word]] = []
    for word in found.origin.words:
        if not lines or lines[-1][-1].bottom != word.bottom:
            lines.append([])
        lines[-1].append(word)
    return lines


def test_a_raised_mark_in_an_even_line_stands_in_brackets_and_quotes_do_not() -> None:
    mark = "<super size=6>{}</super>"
    told = f"{PROSE[:-1]}, of 1,234{mark.format(2)} tonnes, as the \u201cfirst\u201d estimate{mark.format('a')} of its board had said. {MORE}"
    for style in (BODY, JUSTIFIED):
        said = text(pages([Paragraph(told, style)])).strip()
        assert said == f"{PROSE[:-1]}, of 1,234(2) tonnes, as the \u201cfirst\u201d estimate(a) of its board had said. {MORE}"


def test_bold_words_and_other_fonts_in_a_line_leave_its_text_and_places_alone() -> None:
    told = f"<b>Larkspur</b> {PROSE[9:60]} <i>in the spring</i> {PROSE[60:]} <font name='Courier'>{MORE}</font> {PROSE}"
    data = pages([Paragraph(told, JUSTIFIED)])
    found = document(data)
    assert found.text.strip() == re.sub(r"<[^>]*>", "", told)
    assert_places(data, found)


def test_places_are_worked_out_when_asked_for_and_are_the_same_however_they_are_kept() -> None:
    found = document(release(EXAMPLES[0].read_text("utf-8"), 2, justified=True))
    again = document(release(EXAMPLES[0].read_text("utf-8"), 2, justified=True))
    kept, packed = Origin.from_json(json.loads(json.dumps(found.origin.to_json()))), pickle.loads(pickle.dumps(again))
    assert found.origin.words
    assert not found.origin.is_whole
    assert kept == found.origin == packed.origin
    assert hash(kept) == hash(found.origin)
    assert isinstance(packed.origin.words, tuple)
    assert found.place(Span(0, 20)) == kept.place(found.text, 0, 20)


# ---- the examples, set in type


@cache
def facts(found: Document) -> Counter[str]:
    """The facts of a document, however its tables are drawn."""
    extraction = extract(found)
    assert not isinstance(extraction, str), extraction
    return Counter(re.sub(r"(?:\s|\\t|\||\\n)+", " ", repr(mention.fact)) for mention in extraction.mentions)


@pytest.mark.parametrize(("columns", "justified"), [(1, False), (2, True)])
def test_the_examples_set_in_type_give_the_facts_of_their_text(columns: int, justified: bool) -> None:
    """Nearly all of them: what has no line of its own in type, or stands on the wrong side of a column's end, may be lost."""
    told, lost = 0, 0
    for path in EXAMPLES:
        plain = read(path)
        if any(ord(character) > 0x2122 or character in "ıİşŞğĞ" for character in plain.text):  # not in the fonts that every reader has
            continue
        data = release(plain.text, columns, justified, running_head("Quarterly notes of the exchange"), height=480)
        found = next(one for one in read_all(data) if isinstance(one, Document))
        told += facts(plain).total()
        lost += (facts(plain) - facts(found)).total()
    assert lost < 0.025 * told, f"{lost} of {told}"


# ---- what cannot be read


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), 200)), 0, 0, 595, HEIGHT)


def test_scanned_pages_are_told() -> None:
    with pytest.raises(UnreadableDocument, match=r"scanned PDF without text.*OCR"):
        read_all(drawn(picture, picture))
    found, unread = read_all(drawn(set_lines(PROSE[:90], PROSE[90:]), picture, set_lines(MORE[:80], MORE[80:])))
    assert isinstance(found, Document)
    assert {"Larkspur", "people."} <= set(found.text.split())
    assert unread == Unread(("page 2",), "scanned, without text; run OCR first")


def test_encrypted_files_are_told_unless_anybody_may_read_them() -> None:
    with pytest.raises(UnreadableDocument, match="encrypted"):
        read_all(drawn(set_lines(PROSE), encrypt=StandardEncryption("user", "owner")))
    assert text(drawn(set_lines(PROSE[:60]), encrypt=StandardEncryption("", "owner", canPrint=0))).strip() == PROSE[:60].strip()


def raw(*objects: bytes) -> bytes:
    """A PDF of these objects, the first its catalogue."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        table,
        len(objects) + 1,
        len(out),
    )


def a_page(content: bytes, box: bytes = b"[0 0 600 800]", kids: bytes = b"[3 0 R]", count: bytes = b"1") -> bytes:
    resources = b"<< /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    form = b"/X Do BT /F 9 Tf 10 10 Td (within) Tj ET"
    return raw(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids %b /Count %b >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox %b /Contents 4 0 R /Resources %b >>" % (box, resources),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources %b /Length %d >>\nstream\n%b\nendstream" % (resources, len(form), form),
    )


LINE = b"BT /F 12 Tf 50 700 Td (Larkspur Metals Limited drills gold at Teal Creek) Tj ET"


def scattered(count: int) -> bytes:
    draw = random.Random(7)
    places = (b"1 0 0 1 %.2f %.2f Tm (gold %d) Tj\n" % (draw.uniform(0, 600), draw.uniform(0, 800), index % 90) for index in range(count))
    return b"BT /F 2 Tf " + b"".join(places) + b"ET"


@pytest.mark.parametrize(
    "data",
    [
        a_page(LINE, kids=b"[3 0 R 2 0 R]", count=b"1000"),
        a_page(LINE, count=b"2000000000"),
        a_page(LINE, kids=b"[" + b"3 0 R " * 2500 + b"]", count=b"2500"),
        a_page(LINE, box=b"[-1e30 -1e30 1e30 1e30]"),
        a_page(LINE, box=b"[nan nan inf inf]"),
        a_page(LINE + b" /X Do"),
        a_page(b"q " * 300_000 + LINE),
        a_page(b"0 0 m 10 10 l S\n" * 200_000 + LINE),
        a_page(b"BT /F 1 Tf 50 700 Td (" + b"gold " * 200_000 + b") Tj ET"),
        a_page(scattered(20_000)),
        b"junk" * 100 + a_page(LINE),
    ],
    ids=["page tree loops", "count lies", "many pages", "huge paper", "no paper", "form in itself", "deep", "paths", "letters", "pieces", "late"],
)
def test_files_that_lie_are_read_as_far_as_they_go(data: bytes) -> None:
    found = read_all(data)
    assert isinstance(found[0], Document)
    assert "gold" in found[0].text
    assert all(word.page <= MAX_PAGES for word in found[0].origin.words)


@pytest.mark.parametrize(
    "data",
    [
        a_page(LINE)[:500],
        b"%PDF-1.4",
        a_page(LINE, kids=b"[2 0 R 2 0 R]", count=b"4"),
        a_page(LINE, box=b"[0 0 0.001 0.001]"),
        a_page(LINE.replace(b"50 700", b"5000 7000")),
        a_page(LINE.replace(b"/F 12", b"/F 1e9")),
        a_page(b""),
    ],
    ids=["cut short", "nothing", "no pages", "no paper", "beside the paper", "huge letters", "empty"],
)
def test_files_without_a_page_to_read_are_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="PDF"):
        read_all(data)


def test_damaged_files_give_documents_or_reasons(tmp_path: Path) -> None:
    draw = random.Random(11)
    whole = [
        release(EXAMPLES[0].read_text("utf-8"), 2),
        a_page(LINE),
        drawn(set_lines(PROSE[:60]), picture, pageCompression=0),
    ]
    for _ in range(600):
        for found in outcome(damaged(draw.choice(whole), draw)):
            if isinstance(found, Document):
                assert all(0 <= word.start < word.end <= len(found.text) for word in found.origin.words)


def damaged(data: bytes, draw: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(draw.choice((1, 2, 5, 20))):
        at = draw.randrange(len(out))
        kind = draw.randrange(4)
        if kind == 0:
            out[at] = draw.randrange(256)
        elif kind == 1:
            del out[at : at + draw.choice((1, 10, 100))]
        elif kind == 2:
            out[at:at] = draw.choice((b"/Count 9", b"/Kids", b"0 R", b"endobj", b"stream", b"99999999999", b"<<", b">>", b"[", b"Tj"))
        else:
            other = draw.randrange(len(out))
            out[at:at] = out[other : other + 50]
    return bytes(out)


def outcome(data: bytes) -> Iterator[Document | Unread]:
    try:
        yield from read_all(data)
    except UnreadableDocument:
        return


# ---- files


def test_a_pdf_is_known_by_its_first_bytes_and_read_the_same_each_time(tmp_path: Path) -> None:
    path = tmp_path / "saved-without-suffix"
    path.write_bytes(b"\n\n" + pages([Paragraph(PROSE, BODY), Paragraph(MORE, BODY)], 2))
    first, second = list(read_file(path)), list(read_file(path))
    assert first == second
    assert isinstance(first[0], Document)
    assert first[0].origin.media == "application/pdf"
    assert first[0].text.split() == f"{PROSE} {MORE}".split()
