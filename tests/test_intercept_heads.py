"""Drill tables whose columns are headed in any of the ways of the trade: the figures bear out what the words leave open."""

from __future__ import annotations

import random

import pytest

from tests.test_intercepts import told

HOLES = ("Hole ID", "Drillhole", "DDH No.", "Well ID", "Hole ID1", "BHID", "Drill Hole #")
DEPTHS = (("From", "To"), ("Drill From", "Drill To"), ("Top", "Bottom"), ("DH From", "DH To"), ("Start Depth", "End Depth"), ("Upper", "Lower"))
LENGTHS = ("Interval", "Metres", "Drilled Width", "Sample Length", "DH Length", "Mineralized Interval", "Composite Length", "Run")
GRADES = ("Au (g/t)", "Au_g/t", "Au [g/t]", "(g/t) Au", "Gold g/t", "Avg Au (g/t)", "Grade Au (g/t)")
UNITS = (" (m)", "_m", " [m]", ", m", "(m)", "")
MARKS = (" | ", "\t", " \t ", "     ")
ROWS = (("WQ-03", "", 40.0, 52.5, 3.1), ("", "including", 44.0, 46.5, 9.2), ("WQ-04", "", 7.5, 20.0, 1.4), ("WQ-05", "", 61.0, 64.5, 0.8))


def table(seed: int) -> tuple[str, list[str]]:
    """A table as text, and its rows as the corpus writes them."""
    pick = random.Random(seed)
    (low, high), unit, mark = pick.choice(DEPTHS), pick.choice(UNITS), pick.choice(MARKS)
    zone = pick.choice(("", "Petrel Lode", "Petrel Lode drilling"))
    lines = [[pick.choice(HOLES), low + unit, high + unit, pick.choice(LENGTHS) + unit, pick.choice(GRADES)]]
    rows: list[str] = []
    hole = ""
    for name, word, first, last, grade in ROWS:
        hole = name or hole
        lines.append([name or word, f"{first}", f"{last}", f"{last - first}", f"{grade}"])
        figures = " ".join(f"{figure:g}" for figure in (last - first, first, last))
        rows.append(f"{hole} {word or 'main'} {figures} m gold {grade:g} g/t{' @Petrel Lode' if zone else ''}")
    text = [mark.join(line) for line in lines]
    return "\n".join([text[0], *([zone] if zone and mark != "     " else []), *text[1:]]), rows if mark != "     " or not zone else [
        row.removesuffix(" @Petrel Lode") for row in rows
    ]


@pytest.mark.parametrize("seed", range(60))
def test_heads_of_any_words(seed: int) -> None:
    body, rows = table(seed)
    assert told(body) == rows


@pytest.mark.parametrize(
    ("heading", "hole", "zone"), [("WQ/24/07", "WQ/24/07", ""), ("Hole WQD 031:", "WQD_031", ""), ("WQ-09 (Petrel Lode)", "WQ-09", " @Petrel Lode")]
)
def test_a_hole_that_heads_its_rows(heading: str, hole: str, zone: str) -> None:
    body = f"From (m)\tTo (m)\tInterval (m)\tAu (g/t)\n{heading}\n40.0\t52.5\t12.5\t3.1\n60.0\t62.5\t2.5\t1.9"
    assert told(body) == [f"{hole} main 12.5 40 52.5 m gold 3.1 g/t{zone}", f"{hole} and 2.5 60 62.5 m gold 1.9 g/t{zone}"]
