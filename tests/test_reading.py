"""How the lines of a document become blocks: headings, paragraphs, points of lists, lines that stay together."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.text.reading import read


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
