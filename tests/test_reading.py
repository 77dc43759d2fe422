"""How the lines of a document become blocks: headings, paragraphs, points of lists, lines that stay together."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.text.reading import read
from kg.text.sentences import sentences


def blocks(text: str) -> list[tuple[str, str]]:
    reading = read(Document.from_text(text))
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


@pytest.mark.parametrize(
    "head",
    ["OPERATIONS", "Exploration", "CORPORATE", "Key Highlights", "Exploration and Development", "Health, Safety and Environment:"],
)
def test_the_heading_of_a_section_stands_alone(head: str) -> None:
    """Whatever stands under it, and behind prose or a point of a list without an empty line."""
    assert blocks(f"{head}\nTamarind Mine, Queensland (100%)") == [("heading", head), ("heading", "Tamarind Mine, Queensland (100%)")]
    assert ("heading", head) in blocks(f"\u2022 No debt\n{head}\nTamarind Mine")
    assert ("heading", head) in blocks(f"Costs fell.\n{head}\nTamarind Mine")


@pytest.mark.parametrize(
    "lines",
    [
        "Level 4, 12 Wattle Street\nPerth WA 6000",
        "Annual results of\nExploration",  # the sentence is still open
        "operations\nTamarind Mine",
        "Operations Manager\nTamarind Mine",
    ],
)
def test_other_short_lines_stay_together(lines: str) -> None:
    assert len(blocks(lines)) == 1


@pytest.mark.parametrize(
    "line", ["For further information, please contact:", "Enquiries: Ada Pike, +44 20 5550 0100", "ON BEHALF OF THE BOARD", "Notes to Editors"]
)
def test_the_end_of_a_release_begins_a_block(line: str) -> None:
    assert ("paragraph", "Drilling has begun.") in blocks(f"Drilling has begun.\n{line}\nTamarind Metals plc\nAda Pike")
    assert len(blocks(f"The board asks its holders, and\n{line}")) == 1  # the sentence is still open


@pytest.mark.parametrize("line", ["Contact zones were cut", "For further information see the report", "Information on holes"])
def test_a_line_of_prose_begins_none(line: str) -> None:
    assert len(blocks(f"Drilling has begun\n{line}")) == 1


def test_prose_right_below_headings_is_a_paragraph_of_its_own() -> None:
    """A text that lost its empty lines is no one block, nor its title all of it."""
    prose = (
        "Copper output rose in the quarter as the stocks of concentrate at the port were\nshipped, and the mill at Tamarind ran through higher "
        "grades.\n\u201cWe expect the year to end at the lower end of the range that we gave in\nJanuary, and costs within it.\u201d"
    )
    first, second = prose.replace("\n", " ").split(". \u201c")
    assert blocks(f"PRODUCTION REPORT\nGuidance kept\n{prose}") == [
        ("lines", "PRODUCTION REPORT\nGuidance kept"),
        ("paragraph", f"{first}."),
        ("paragraph", f'"{second}'.replace("\u201d", '"')),
    ]


@pytest.mark.parametrize(
    "dateline",
    [
        "Reno, Nevada - September 3, 2019. Tamarind Gold Inc. (\u201cTamarind\u201d) announces that",
        "Vancouver, British Columbia--(Newsfile Corp. - May 4, 2021) - Tamarind Gold",
        "Halifax, NS (FSCwire) - May 4, 2021 - Tamarind Gold Inc. announces that",
        "Perth, 27 October 2010: Tamarind Gold Limited (ASX: TMD) advises that",
    ],
)
def test_the_place_and_day_of_a_story_begin_a_paragraph(dateline: str) -> None:
    """Below a headline as long as the lines of the story, too."""
    title = "Tamarind Gold closes the acquisition of the North Fork mine and appoints its CFO"
    story = f"{dateline}\nit has completed the purchase of the North Fork mine in Elko County, Nevada, for\nUS$24 million in cash and in its shares."
    assert next(text for _, text in blocks(f"{title}\n{story}")) == title


def test_a_wrapped_line_that_begins_with_a_post_and_a_day_goes_on() -> None:
    lines = "The board announces that Ms. Dana Sample, a chartered accountant, was named\nChief Financial Officer, October 1, 2019 being her first."
    assert len(blocks(f"{lines}\n{lines}")) == 2


RAGGED = """Birch Hollow Names Directors
RENO, May 3, 2012 /CNW/ - Birch Hollow Mining
Corp. (TSXV: BHM) announced
today that both Mr Ivo Larch and Mr Odd
Rowan
will join its board effective
June 1,
2012. The Company, which mines gold at Redstone and
explores for copper at Tern Point, thanks the
former chairman,
Edith
Alder, for her work in all the years since the mine was opened, and
wishes her well.
Outlook
The Company expects to mine
more ore in
the second half
of the year."""


def test_a_page_with_lines_of_all_lengths_is_put_together() -> None:
    found = [text for _, text in blocks(RAGGED)]
    assert found[0] == "Birch Hollow Names Directors"
    assert found[1].startswith(
        "RENO, May 3, 2012 /CNW/ - Birch Hollow Mining Corp. (TSXV: BHM) announced today that both Mr Ivo Larch and Mr Odd Rowan will"
    )
    assert "former chairman, Edith Alder, for her work" in found[1]
    assert found[2:] == ["Outlook", "The Company expects to mine more ore in the second half of the year."]


MARKS = """Highlights

-

Mining licence granted in July

-

Output of 4,100 ounces in the quarter

o
Drilling has begun at Redstone.

*

Key works are done on time"""


def test_the_mark_of_a_point_alone_on_its_line_leads_the_words_below() -> None:
    assert [kind for kind, _ in blocks(MARKS)] == ["heading", "bullet", "bullet", "bullet", "bullet"]
    assert blocks(MARKS)[1][1] == "- Mining licence granted in July"


@pytest.mark.parametrize(
    "cells", ["Special dividend\n-\nInterim dividend of the year\n12\n-", "Dore\n4\n-\nGold in the circuit\n7\n8", "n/a\n-\nCash"]
)
def test_a_cell_without_a_figure_leads_nothing(cells: str) -> None:
    assert not any(kind == "bullet" for kind, _ in blocks(cells))


def test_the_edges_of_cells_are_no_lines() -> None:
    assert "|" not in "".join(text for _, text in blocks("Redstone mine\n|\n|\nQ3 2015\n|\nQ2 2015\n|\nOre milled\n|\n410\n|\n347"))


def test_a_name_over_points_with_another_mark_is_a_heading() -> None:
    text = "\u2022 Redstone\n\n\u00a7 Output of 4,100 ounces\n\n\u00a7 Costs fell\n\n\u2022 Tern Point is to be drilled\n\n\u00a7 Four holes"
    assert [kind for kind, _ in blocks(text)] == ["heading", "bullet", "bullet", "bullet", "bullet"]


@pytest.mark.parametrize(
    "told",
    [
        ["It bought Alder Resources Inc.", "r-40 sold 3,000 ounces."],
        ["It bought Alder Resources Inc.", "eTarn Energy has sold it."],
        ["It drills at Alder Creek.", "r-40 operates the mine."],
        ["It bought Alder Resources Inc.", "T+B drilled two holes."],
        ["It bought Alder Resources Inc.", "St. Tarn owns 40%."],
        ["It bought Alder Resources Inc.", "Ward d'Ambre completed the sale."],
        ["It bought Alder Resources Inc.", "Éblis paid $2 million."],
        ["It bought Alder Resources Inc.", "29Tarn paid $2 million."],
        ["It bought Alder Resources Inc.", "49 Tarn paid $2 million."],
        ["It bought Alder Resources Inc. 40 shares are left."],
        ["The depth is approx. r-40 metres."],
        ["It is led by Alder Inc. President Jo Birch has said so."],
    ],
)
def test_a_firm_of_any_spelling_begins_a_sentence(told: list[str]) -> None:
    text = " ".join(told)
    assert [text[start:end] for start, end in sentences(text)] == told
