"""Tables as grids: every layout of the corpus, the places of cells, and that nothing makes the reader raise or crawl."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from steps import steps

from kg.document import Document
from kg.text.reading import Reading, read
from kg.text.sections import sections
from kg.text.tables import Table, filled_down, tables

CASES = yaml.safe_load((Path(__file__).parent / "corpus" / "tables.yaml").read_text("utf-8"))


def reading(text: str) -> Reading:
    return read(Document.from_text(text, "release"))


def tables_of(text: str) -> list[Table]:
    made = reading(text)
    return tables(made, sections(made))


def shown(table: Table) -> dict[str, Any]:
    """A table as the corpus writes it."""
    found: dict[str, Any] = {
        "title": table.title.text if table.title else None,
        "columns": [" / ".join(word for word in (column.span, column.head, column.unit) if word) for column in table.columns],
        "rows": [row.label.text if row.is_heading and row.label else [cell.text if cell else None for cell in row.cells] for row in table.rows],
    }
    return found | ({"notes": [note.text for note in table.notes]} if table.notes else {})


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_layout_is_read(case: dict[str, Any]) -> None:
    assert [shown(table) for table in tables_of(case["text"])] == case["tables"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_cell_stands_at_its_place(case: dict[str, Any]) -> None:
    made = reading(case["text"])
    for table in tables(made, sections(made)):
        cells = [cell for row in table.rows for cell in row.cells if cell] + [cell for column in table.columns for cell in column.cells]
        for cell in [*cells, *table.notes]:
            words = made.text[cell.start : cell.end].replace("|", " ").split()
            said = cell.text.split()
            assert said[0].startswith(words[0])  # a sign that has a cell of its own goes with its figure
            assert any(word.endswith(words[-1]) for word in said[-2:])  # the unit of a row of units goes with its head


def test_a_zone_stands_for_the_rows_below_it() -> None:
    table = tables_of("Zone     Hole    Au (g/t)\nNorth    N-1         1.1\n         N-2         2.2\nSouth    S-1         3.3\n")[0]
    assert [cell.text if cell else None for cell in filled_down(table, 0)] == ["North", "North", "South"]


def test_marks_of_footnotes_are_no_part_of_a_figure() -> None:
    table = tables_of("Hole\tLength (m)(1)\tAu (g/t)\nA-1\t4.2*\t(3)\nA-2\t5.0 (2)\t1.0\n")[0]
    assert [cell.bare for row in table.rows for cell in row.cells if cell] == ["A-1", "4.2", "(3)", "A-2", "5.0", "1.0"]
    assert table.columns[1].head == "Length (m)"


@given(st.text(alphabet="ab1.|\t -\n(g/t)=", max_size=400))
def test_any_text_has_tables_or_none(text: str) -> None:
    made = reading(text)
    for table in tables(made, sections(made)):
        assert all(len(row.cells) == len(table.columns) for row in table.rows)
        assert all(table.start <= row.start < row.end <= table.end for row in table.rows)


GRIDS = st.lists(
    st.tuples(st.sampled_from(["KD-1", "KD-2", "including"]), st.integers(0, 9999), st.decimals(0, 99, places=2), st.integers(1, 50)),
    min_size=2,
    max_size=9,
)


@given(GRIDS, st.sampled_from(["bars", "close bars", "tabs", "blanks", "lines"]), st.integers(3, 9))
def test_a_grid_comes_back_from_any_layout(rows: list[tuple[Any, ...]], layout: str, gap: int) -> None:
    """What is set with bars, tabs, blanks or one cell a line is read as the same rows."""
    head = ["Hole", "From (m)", "Au (g/t)", "Length (m)"]
    grid = [head, *([str(cell) for cell in row] for row in rows)]
    if layout == "bars":
        text = "\n".join("| " + " | ".join(row) + " |" for row in grid)
    elif layout == "close bars":
        text = "\n".join("|".join(row) for row in grid)
    elif layout == "tabs":
        text = "\n".join("\t".join(row) for row in grid)
    elif layout == "lines":
        text = "\n\n".join(cell for row in grid for cell in row)
    else:
        text = "\n".join(row[0].ljust(12) + "".join(" " * gap + cell.rjust(10) for cell in row[1:]) for row in grid)
    found = tables_of(f"Results of the holes are given below:\n\n{text}\n\nThe programme goes on until the end of the season.\n")
    assert [shown(table)["rows"] for table in found] == [grid[1:]]
    assert [column.words for column in found[0].columns] == head


def test_long_tables_take_time_by_their_length() -> None:
    """A table ten times as long takes about ten times as long, not a hundred times."""
    head = "Hole       From      To       Au (g/t)"

    def work(numbers: range) -> int:
        rows = (f"H-{number}        {number}.0      {number + 5}.0        1.2{number % 10}" for number in numbers)
        made = reading("\n".join([head, *rows]))
        parts = sections(made)
        found: list[object] = []
        done = steps(lambda: found.extend(tables(made, parts)))
        assert found
        return done

    work(range(400))  # what is compiled once
    assert work(range(2000, 6000)) < 20 * work(range(1000, 1400))


def test_cells_in_lines_of_their_own_take_time_by_their_number() -> None:
    """Lines of names and figures that are no table take about eight times as long where they are eight times as many."""
    lines = ["Alder", "12.5", "Gold (oz)", "1,234", "-", "birch and elm", "3.3", "7.0", "Q1 2019"] * 30

    def work(text: str) -> int:
        made = reading(text)
        parts = sections(made)
        return steps(lambda: tables(made, parts))

    short, long = (work("\n".join(lines * times)) for times in (1, 8))
    assert long < 16 * short


def test_a_raised_number_is_a_note_and_no_digit() -> None:
    table = tables_of("Hole\tLength (m)\tVolume (m<sup>3</sup>)\nA-1<sup>2</sup>\t4.2<sup>1</sup>\t7\nA-2\t5.0\t9\n")[0]
    assert [cell.text for cell in table.rows[0].cells if cell] == ["A-1", "4.2", "7"]
    assert table.columns[2].head == "Volume (m3)"
