"""Drill tables: any intercepts set in any layout come back as the same rows; what is no drill table tells none; and no time is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from steps import steps
from test_intercepts import mentions, plain, told
from test_sites import context_of

from kg.extract.intercept.columns import meanings
from kg.extract.intercept.labels import WORD, hole_name
from kg.extract.intercept.tables import find_in_tables
from kg.facts import Intercept, Measurement
from kg.text.tables import Column


@dataclass(frozen=True)
class Interval:
    """A row to be set: its hole, the word that stands for it in the table ("", "including", "and"), its depths and grades."""

    hole: str
    word: str
    low: Decimal
    high: Decimal
    grades: tuple[Decimal | None, ...]


METALS = (("Au", "g/t", "gold"), ("Cu", "%", "copper"), ("Ag", "g/t", "silver"), ("U3O8", "ppm", "u3o8"), ("Li2O", "%", "li2o"))
SCHEMES = ("KD-{:02}", "24QRC{:03}", "LM-23-{:03}", "DDH {:02}-7", "VNT{:04}", "HX-{:02}W1")
DEPTHS = st.integers(min_value=0, max_value=3000)
GRADES = st.one_of(st.none(), st.decimals(min_value=Decimal("0.05"), max_value=Decimal("95"), places=2))


@st.composite
def drilled(draw: st.DrawFn) -> tuple[tuple[int, ...], list[Interval]]:
    """Metals, and the intervals of two to four holes: in each a main one, perhaps one inside it, perhaps one below it."""
    metals = tuple(draw(st.lists(st.integers(0, len(METALS) - 1), min_size=1, max_size=3, unique=True)))
    scheme = draw(st.sampled_from(SCHEMES))
    found: list[Interval] = []
    for number in range(1, draw(st.integers(2, 4)) + 1):
        hole, low, length = scheme.format(number), draw(DEPTHS), draw(st.integers(min_value=20, max_value=900))

        def interval(word: str, low: int, high: int, hole: str = hole) -> Interval:
            grades = [draw(GRADES) for _ in metals]
            grades[0] = grades[0] or Decimal("1.25")
            return Interval(hole, word, Decimal(low) / 10, Decimal(high) / 10, tuple(grades))

        found.append(interval("", low, low + length))
        if draw(st.booleans()):
            start = low + draw(st.integers(1, 8))
            found.append(interval("including", start, start + draw(st.integers(1, 10))))
        if draw(st.booleans()):
            start = low + length + draw(st.integers(10, 200))
            found.append(interval("and", start, start + draw(st.integers(5, 300))))
    return metals, found


def wanted(metals: tuple[int, ...], intervals: list[Interval]) -> list[str]:
    """The rows of the fact table."""
    found = []
    for one in intervals:
        kind = one.word or "main"
        figures = " ".join(plain(value) for value in (one.high - one.low, one.low, one.high))
        for metal, grade in zip(metals, one.grades, strict=True):
            if grade is not None:
                _, unit, key = METALS[metal]
                found.append(f"{one.hole.replace(' ', '_')} {kind} {figures} m {key} {plain(grade)} {unit}")
    return found


# ---- layouts


def bars(rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def markdown(rows: list[list[str]]) -> str:
    lines = ["|" + "|".join(row) + "|" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def blanks(rows: list[list[str]]) -> str:
    return "\n".join(row[0].ljust(14) + "".join("   " + cell.rjust(16) for cell in row[1:]) for row in rows)


def left(rows: list[list[str]]) -> str:
    return "\n".join("".join(cell.ljust(19) for cell in row).rstrip() for row in rows)


def ruled(rows: list[list[str]]) -> str:
    rule = "-" * (14 + 19 * (len(rows[0]) - 1))
    return "\n".join([rule, blanks(rows[:1]), rule, blanks(rows[1:]), rule])


def ruled_rows(rows: list[list[str]]) -> str:
    rule = "\n" + "-" * (14 + 19 * (len(rows[0]) - 1)) + "\n"
    return rule + rule.join(blanks([row]) for row in rows) + rule


def double_spaced(rows: list[list[str]]) -> str:
    return left(rows).replace("\n", "\n\n")


def cell_a_line(rows: list[list[str]]) -> str:
    return "\n".join(cell for row in rows for cell in row)


def cell_a_paragraph(rows: list[list[str]]) -> str:
    return "\n\n".join(cell for row in rows for cell in row)


def one_blank(rows: list[list[str]]) -> str:
    return "\n".join(" ".join(row) for row in rows)


def paged(rows: list[list[str]]) -> str:
    """Broken by the foot of a page, behind which the head stands again."""
    if len(rows) < 5:
        return left(rows)
    return "\n\n".join((left(rows[:3]), "Page 2 of 5", left([rows[0], *rows[3:]])))


LAYOUTS = (bars, markdown, tabs, blanks, left, ruled, ruled_rows, double_spaced, cell_a_line, cell_a_paragraph, one_blank, paged)
HEADS = (
    ("Hole ID", "From (m)", "To (m)", "Interval (m)", "{metal} ({unit})"),
    ("Drill Hole", "From (m)", "To (m)", "Length (m)", "{metal} {unit}"),
    ("Hole", "Depth From (m)", "Depth To (m)", "Core Length (m)", "{metal} ({unit})"),
    ("Hole No.", "From (metres)", "To (metres)", "Width (metres)", "{metal} ({unit})"),
)


@settings(max_examples=250, deadline=None)
@given(
    drilled(),
    st.sampled_from(LAYOUTS),
    st.sampled_from(HEADS),
    st.sampled_from(("-", "n/a", "<0.01", "NSV")),
    st.sampled_from(("Including", "incl.")),
    st.sampled_from((None, "No significant results", "NSI", "Assays pending")),
)
def test_any_layout_gives_the_same_rows(
    drilling: tuple[tuple[int, ...], list[Interval]],
    layout: Callable[[list[list[str]]], str],
    heads: tuple[str, ...],
    nothing: str,
    inside: str,
    barren: str | None,
) -> None:
    metals, intervals = drilling
    words = {"including": inside, "and": "and"}
    head = [*heads[:4], *(heads[4].format(metal=METALS[at][0], unit=METALS[at][1]) for at in metals)]
    rows = [
        [
            words.get(one.word, one.hole),
            *(f"{value:,.1f}" for value in (one.low, one.high, one.high - one.low)),
            *(nothing if grade is None else f"{grade}" for grade in one.grades),
        ]
        for one in intervals
    ]
    if barren is not None:
        last = sum(one.hole == intervals[0].hole for one in intervals)
        rows.insert(last, ["XB-99", barren, *("" for _ in head[2:])] if layout in (bars, markdown, tabs) else ["XB-99", barren])
    text = f"The results of the holes are given below:\n\n{layout([head, *rows])}\n\nThe programme goes on until the end of the season.\n"
    assert told(text) == wanted(metals, intervals)


@settings(max_examples=150, deadline=None)
@given(
    drilled(),
    st.sampled_from((bars, tabs, blanks, left, ruled)),
    st.permutations(range(6)),
    st.booleans(),
)
def test_columns_in_any_order_with_a_unit_row(
    drilling: tuple[tuple[int, ...], list[Interval]],
    layout: Callable[[list[list[str]]], str],
    order: list[int],
    in_row: bool,
) -> None:
    """The hole in every row; the units in the heads or in a row of their own; a column that says nothing."""
    metals, intervals = drilling[0][:1], drilling[1]
    metal, unit, _ = METALS[metals[0]]
    names, units = ["Hole ID", "From", "To", "Length", metal, "Status"], ["", "m", "m", "m", unit, ""]
    heads = [names, units] if in_row else [[f"{name} ({of})" if of else name for name, of in zip(names, units, strict=True)]]
    rows = [[one.hole, *(f"{value:.1f}" for value in (one.low, one.high, one.high - one.low)), f"{one.grades[0]}", "done"] for one in intervals]
    text = layout([[row[at] or ("" if layout in (bars, tabs) else " ") for at in order] for row in [*heads, *rows]])
    assert told(f"The results of the holes are given below:\n\n{text}\n\nMore results are awaited.\n") == wanted(
        metals, [replace(one, grades=one.grades[:1]) for one in intervals]
    )


@settings(max_examples=150, deadline=None)
@given(drilled(), st.sampled_from(LAYOUTS), st.sampled_from((1, 7)), st.sampled_from(("Juniper", "Boa Vista")), st.sampled_from(("Zone", "Vein")))
def test_a_zone_in_a_column(
    drilling: tuple[tuple[int, ...], list[Interval]], layout: Callable[[list[list[str]]], str], place: int, zone: str, named: str
) -> None:
    """The zone behind the hole, or in the last column, where prose that follows is none of it."""
    metals, intervals = drilling[0][:1], [replace(one, grades=one.grades[:1]) for one in drilling[1]]
    metal, unit, _ = METALS[metals[0]]
    rows = [["Hole", "From (m)", "To (m)", "Length (m)", "True Width (m)", f"{metal} ({unit})"]]
    for one in intervals:
        length = one.high - one.low
        rows.append([one.word or one.hole, *(f"{value:.1f}" for value in (one.low, one.high, length, length * 4 / 5)), f"{one.grades[0]}"])
    for row, said in zip(rows, [named, *(zone for _ in intervals)], strict=True):
        row.insert(min(place, len(row)), said)
    text = f"The results of the holes are given below:\n\n{layout(rows)}\n\nThe programme goes on until the end of the season.\n"
    assert told(text) == [f"{row} @{zone}" for row in wanted(metals, intervals)]


# ---- what the mentions say


def test_a_row_and_its_grades_are_quoted() -> None:
    body = (
        "Hole     From (m)   To (m)   Length (m)   Au (g/t)\n"
        "KRC-10   10.0       14.5     4.5          2.20\nKRC-11   20.0       21.0     1.0          0.90\n"
    )
    context = context_of(body)
    found = [(type(mention.fact), context.document.quote(mention.span).split()) for mention in mentions(body)]
    assert found[:2] == [(Intercept, ["KRC-10", "10.0", "14.5", "4.5", "2.20"]), (Measurement, ["2.20"])]


def test_the_parts_of_an_interval_in_a_cell_stand_at_their_places() -> None:
    body = "Hole     Result\nKRC-10   14.2 m at 6.31 g/t Au from 88 m\nKRC-11   2.0 m at 0.90 g/t Au from 12 m\n"
    context = context_of(body)
    parts = [[context.document.quote(span) for _, span in mention.parts] for mention in mentions(body)]
    assert parts[:2] == [["14.2 m", "88 m"], ["6.31 g/t", "Au"]]


def test_the_heading_of_rows_is_kept_with_them() -> None:
    body = "Hole    From (m)   To (m)   Au (g/t)\nNorth Zone\nA-101   10.0       14.5     2.20\nA-102   20.0       21.0     0.90\n"
    context = context_of(body)
    above = [draft.above for draft in find_in_tables(context)]
    assert [context.reading.text[slice(*place)] for place in above if place] == ["North Zone", "North Zone"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("KRC-10", "KRC-10"),
        ("DDH 24-07", "DDH 24-07"),
        ("Hole 7", "7"),
        ("drill hole KX-7", "KX-7"),
        ("QX-22 (new)", "QX-22"),
        ("QX-22*", "QX-22"),
        ("SD-01 (RC)", "SD-01"),
        ("11-729", "11-729"),
        ("GB 12/4", "GB 12/4"),
        ("Zone 3", None),
        ("Lens 2", None),
        ("12.0", None),
        ("NSI", None),
        ("Main", None),
        ("", None),
    ],
)
def test_the_name_of_a_hole(cell: str, name: str | None) -> None:
    assert hole_name(cell) == name


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("Hole ID", "hole"),
        ("DDH No.", "hole"),
        ("BHID", "hole"),
        ("Borehole", "hole"),
        ("Hole / Trench", "hole"),
        ("From (m)", "from m"),
        ("Depth From (ft)", "from ft"),
        ("To1 (m)", "to m"),
        ("Drilled Interval (m)", "length m"),
        ("Reef Width (cm)", "length cm"),
        ("Est. True Width (m)", "width m"),
        ("True width (%)", "none"),
        ("Total Length (m)", "none m"),
        ("From - To (m)", "range m"),
        ("Vein", "zone"),
        ("Au (g/t)", "grade g/t gold"),
        ("Gold (grams/tonne)", "grade g/t gold"),
        ("Au Equiv. g/t", "grade g/t gold-equivalent"),
        ("AuEq2 (g/t)", "grade g/t gold-equivalent"),
        ("TCu (%)", "grade % copper"),
        ("THM %", "grade % mineral-sands"),
        ("% U3O8", "grade % u3o8"),
        ("Au_ppb", "grade ppb gold"),
        ("Gram-metres", "none"),
        ("Au g/t x Metres", "none"),
        ("Gold (g/t-m)", "none"),
        ("%-m", "none"),
        ("4E (cmg/t)", "none"),
        ("Recovery (%)", "none"),
        ("Zn+Pb (%)", "none"),
        ("Y", "none"),
        ("Easting", "none"),
        ("Sample No.", "none"),
        ("Sponsor", ""),
    ],
)
def test_what_a_head_says(head: str, meaning: str) -> None:
    found = meanings([Column(head, "", "", ())], "")[0]
    assert " ".join(word for word in (found.meaning, found.unit, found.metal) if word) == meaning


@pytest.mark.parametrize(
    "word", ["including", "Incl.", "inc.", "and incl.", "which includes", "(incl.)", "of which", "within", "also incl.", "-incl."]
)
def test_words_that_lead_inside(word: str) -> None:
    found = WORD.fullmatch(word)
    assert found is not None
    assert found["inside"]


@pytest.mark.parametrize("word", ["Andes", "inclined", "Withers", "Plush Creek", "KRC-10", "Incline 4"])
def test_words_that_lead_nowhere(word: str) -> None:
    assert WORD.fullmatch(word) is None


# ---- time


def lines_of(layout: str, numbers: range) -> Iterator[str]:
    for number in numbers:
        cells = [f"HX-{number:04}", f"{number}.0", f"{number + 5}.0", "5.0", f"1.{number % 10}"]
        yield {"blanks": "      ", "stack": "\n", "one blank": " "}[layout].join(cells)


@pytest.mark.parametrize("layout", ["blanks", "stack", "one blank"])
def test_long_tables_take_time_by_their_length(layout: str) -> None:
    def work(numbers: range) -> int:
        gap = {"blanks": "      ", "stack": "\n", "one blank": " "}[layout]
        context = context_of(gap.join(("Hole", "From (m)", "To (m)", "Length (m)", "Au (g/t)")) + "\n" + "\n".join(lines_of(layout, numbers)) + "\n")
        found: list[object] = []
        done = steps(lambda: found.extend(find_in_tables(context)))
        assert len(found) == len(numbers)
        return done

    work(range(100))  # what is compiled once
    assert work(range(2000, 3000)) < 20 * work(range(3000, 3100))
