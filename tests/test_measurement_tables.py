"""Measurements in tables: results by period and mine, guidance, studies, in many layouts; heads and labels by themselves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg import reference
from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.measurement.columns import column_time
from kg.extract.measurement.periods import Times
from kg.extract.measurement.rows import label
from kg.extract.measurement.tables import table_measurements
from kg.facts import Company, Measurement, Site
from kg.text.dates import find_dates
from kg.text.head_units import read_head
from kg.text.table.figures import figure

CASES = yaml.safe_load((Path(__file__).parent / "corpus" / "measurement_tables.yaml").read_text("utf-8"))
OPENING = """TORONTO, Ontario, July 19, 2018 -- Orrin Vale Metals Corp. (TSX: OVM) (the "Company") reports its results for the second quarter ended \
June 30, 2018 from the Bell Mountain mine in Ontario and the Three Forks mine in Nevada, both wholly owned.

"""
CLOSING = """

"We are pleased," said Jane Sample, President and CEO of Orrin Vale Metals Corp.

For further information contact Jane Sample, 416-555-0100.
"""
NOTATIONS = {unit.value: notation for notation, unit in reference._units().items()}


def release(text: str, opening: str = OPENING) -> Context:
    context = read_context(Document.from_text(opening.rstrip() + "\n\n" + text.rstrip("\n") + CLOSING, "release.txt"))
    assert isinstance(context, Context), context
    return context


def measured(text: str, opening: str = OPENING) -> list[Measurement]:
    return [mention.fact for mention in table_measurements(release(text, opening)) if isinstance(mention.fact, Measurement)]


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def shown(fact: Measurement) -> str:
    """A measurement as the corpus writes it."""
    assert isinstance(fact.of, Site | Company)
    assert fact.unit is not None
    assert fact.basis is not None
    value = plain(fact.value) if fact.value is not None else f"{plain(fact.low)}..{plain(fact.high)}"
    said = f"{fact.of.name.removesuffix(' Metals Corp.')}: {fact.metric.key}"
    said += f" {fact.commodity.key}" if fact.commodity else ""
    said += f" {value} {NOTATIONS[fact.unit.value]}, {fact.basis.key}"
    said += f", {fact.period.start or ''}..{fact.period.end or ''}" if fact.period else ""
    return said + (f", {fact.source.key}" if fact.source else "")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_table_is_read(case: dict[str, Any]) -> None:
    assert [shown(fact) for fact in measured(case["text"], case.get("opening", OPENING))] == case["measurements"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_measurement_stands_in_its_cell(case: dict[str, Any]) -> None:
    context = release(case["text"], case.get("opening", OPENING))
    for mention in table_measurements(context):
        assert any(letter.isdigit() for letter in context.document.quote(mention.span))


HEADS = {
    "Tonnes (000s)": ("t", 1000),
    "Au g/t": ("g/t", 1),
    "Contained Ni (M lb)": ("lb", 1_000_000),
    "Gold Ounces (000)": ("oz", 1000),
    "Cash cost (US$/oz)": ("USD/oz", 1),
    "Capital expenditures ($ millions)": ("$", 1_000_000),
    "Revenue (US$000s)": ("USD", 1000),
    "Tons milled": ("st", 1),
    "% Cu": ("%", 1),
    "Metal (kt Cu)": ("t", 1000),
    "NOK million": ("NOK", 1_000_000),
    "Mine life (years)": ("years", 1),
    "Ore milled ('000 tonnes)": ("t", 1000),
    "Production (oz 000)": ("oz", 1000),
    "AISC per silver ounce": None,
    "After-tax NPV (8%)": None,
    "Sustaining capital (life of mine)": None,
    "Location": None,
    "Q3 2019": None,
    "Sold in the year (125 700 ounces)": ("oz", 1),
}


@pytest.mark.parametrize("words", HEADS)
def test_the_unit_of_a_head(words: str) -> None:
    found = read_head(words).unit
    assert (found and (found.notation, int(found.factor))) == HEADS[words]


FIGURES = {
    ("122,000 - 126,000", "Production (oz)"): ("122000", "126000", "oz"),
    ("(9,418)", "Net income (US$ thousands)"): ("-9418000", "-9418000", "USD"),
    ("$61,842", "Revenue ($000s)"): ("61842000", "61842000", "$"),
    ("US$870 – 930/oz", "All-in sustaining cost"): ("870", "930", "USD/oz"),
    ("1 205", "Tonnes milled (000)"): ("1205000", "1205000", "t"),
    ("4,1", "Zn (%)"): ("4.1", "4.1", "%"),
    ("US$3.05/lb Ni", "Cash cost"): ("3.05", "3.05", "USD/lb"),
    ("$20.35", "AISC per silver ounce"): ("20.35", "20.35", "$/oz"),
    ("45% to 50%", "Dilution"): ("45", "50", "%"),
    ("95,000 oz pa", "Output"): ("95000", "95000", "oz/a"),
    ("57k - 65k", "Gold (oz)"): ("57000", "65000", "oz"),
    ("4.2M - 4.8M", "Silver (oz)"): ("4200000", "4800000", "oz"),
    ("1,200M", "Drilling (m)"): None,
    ("5.6:1", "Strip ratio"): None,
    ("NSV", "Au (g/t)"): None,
    ("-", "Au (g/t)"): None,
    ("Main Zone", "Zone"): None,
}


@pytest.mark.parametrize(("cell", "head"), FIGURES)
def test_the_figure_of_a_cell(cell: str, head: str) -> None:
    found = figure(cell, read_head(head))
    expected = FIGURES[cell, head]
    assert (found and (found.low, found.high, found.notation)) == (expected and (Decimal(expected[0]), Decimal(expected[1]), expected[2]))


LABELS = {
    ("Ore milled (tonnes)", "t"): "ore-processed",
    ("Tonnes mined", "t"): "ore-mined",
    ("Waste mined (kt)", "t"): "-",
    ("Average mill head grade (g/t Au)", "g/t"): "head-grade",
    ("Recovery - gold", "%"): "recovery",
    ("Gold ounces sold", "oz"): "sales",
    ("Payable copper produced", "lb"): "production",
    ("All-in sustaining costs per ounce", "$/oz"): "aisc",
    ("Total cash costs", "USD/oz"): "cash-cost",
    ("Mining cost per tonne", "$/t"): "-",
    ("Average realized gold price", "$/oz"): "realized-price",
    ("Gold price assumption", "$/oz"): "-",
    ("After-tax NPV (5%)", "USD"): "npv",
    ("NPV8%", "USD"): "npv",
    ("Initial capital cost", "USD"): "capex",
    ("Net earnings per share", "$"): "-",
    ("Net profit after tax", "AUD"): "net-income",
    ("Income tax expense", "$"): "-",
    ("Cash flow from operations", "$"): "-",
    ("Cash and cash equivalents", "$"): "cash",
    ("Mill throughput", "t/d"): "throughput",
    ("Mill throughput", "t"): "ore-processed",
    ("Diamond drilling", "m"): "drilling-metres",
    ("Underground development", "m"): "-",
    ("Payback period", "years"): "-",
    ("Plant availability", "%"): "-",
    ("Date", None): None,
}


@pytest.mark.parametrize(("words", "notation"), LABELS)
def test_the_metric_of_a_label(words: str, notation: str | None) -> None:
    assert label(words).metric(notation) == LABELS[words, notation]


TIMES = {
    "Q2 2018": ("2018-04-01", "2018-06-30", None),
    "YTD 2017": ("2017-01-01", "2017-06-30", None),
    "9M 2017": ("2017-01-01", "2017-09-30", None),
    "Nine months 2017": ("2017-01-01", "2017-09-30", None),
    "Jun-18 Qtr": ("2018-04-01", "2018-06-30", None),
    "Dec Q 2017": ("2017-10-01", "2017-12-31", None),
    "Three months ended June 30, 2018": ("2018-04-01", "2018-06-30", None),
    "Mar-18": ("2018-03-01", "2018-03-31", None),
    "2018 Guidance": ("2018-01-01", "2018-12-31", "guidance"),
    "2019E": ("2019-01-01", "2019-12-31", "guidance"),
    "2017 Budget": ("2017-01-01", "2017-12-31", "plan"),
    "FY2017 Actual": ("2017-01-01", "2017-12-31", "actual"),
    "2018 PEA": (None, None, "estimate"),
    "December 31, 2017": (None, "2017-12-31", None),
    "Base Case": (None, None, "estimate"),
    "Previous": (None, None, None),
}


@pytest.mark.parametrize("words", TIMES)
def test_the_time_of_a_column(words: str) -> None:
    published = date(2018, 7, 19)
    times = Times(published, 12, find_dates("second quarter ended June 30, 2018", published)[0])
    found = column_time(words, times, "")
    start, end = (found.period.start, found.period.end) if found.period else (None, None)
    assert (start and start.isoformat(), end and end.isoformat(), found.basis) == TIMES[words]


@pytest.mark.parametrize("words", ["Change", "% change", "Variance", "Q2 2018 vs Q2 2017", "%", "YoY"])
def test_a_column_of_changes_measures_nothing(words: str) -> None:
    assert column_time(words, Times(date(2018, 7, 19), 12, None), "").change


ROWS = {"Ore milled (t)": "ore-processed", "Gold produced (oz)": "production", "Gold recovery (%)": "recovery", "Ore mined (t)": "ore-mined"}


@given(
    st.dictionaries(st.sampled_from(sorted(ROWS)), st.tuples(st.integers(1, 100), st.integers(1, 100)), min_size=2),
    st.sampled_from(["bars", "tabs", "blanks", "lines"]),
)
def test_results_come_back_from_any_layout(figures: dict[str, tuple[int, int]], layout: str) -> None:
    """The same results give the same measurements, however they are set."""
    grid = [["", "Q2 2018", "Q1 2018"], *([name, *map(str, pair)] for name, pair in figures.items())]
    if layout == "bars":
        text = "\n".join("| " + " | ".join(row) + " |" for row in grid)
    elif layout == "tabs":
        text = "\n".join("\t".join(row) for row in grid)
    elif layout == "lines":
        text = "\n\n".join(cell for row in grid for cell in row if cell)
    else:
        text = "\n".join(row[0].ljust(30) + "".join(cell.rjust(14) for cell in row[1:]) for row in grid)
    found = [(fact.metric.key, fact.value, fact.period and fact.period.end) for fact in measured(f"Bell Mountain results\n\n{text}\n")]
    ends = (date(2018, 6, 30), date(2018, 3, 31))
    assert found == [(ROWS[name], Decimal(value), end) for name, pair in figures.items() for value, end in zip(pair, ends, strict=True)]


LABELS_OF = {
    "Ore milled": ("t", "ore-processed"),
    "Ore mined": ("t", "ore-mined"),
    "Gold grade": ("g/t", "head-grade"),
    "Gold recovery": ("%", "recovery"),
    "Gold produced": ("oz", "production"),
    "Gold sold": ("oz", "sales"),
    "AISC": ("US$/oz", "aisc"),
}
MINES = ("Bell Mountain", "Three Forks")
PERIODS = {
    ("Q2 2018", "Q1 2018"): (date(2018, 6, 30), date(2018, 3, 31)),
    ("Jun-18 Qtr", "Mar-18 Qtr"): (date(2018, 6, 30), date(2018, 3, 31)),
    ("H1 2018", "H1 2017"): (date(2018, 6, 30), date(2017, 6, 30)),
    ("2017", "2016"): (date(2017, 12, 31), date(2016, 12, 31)),
}


def drawn(grid: list[list[str]], layout: str) -> str:
    """A grid set with bars, around its rows or only between cells, with tabs or blanks, below a rule or not; a row of one cell is a heading."""
    if layout == "bars":
        width = max(len(row) for row in grid)
        return "\n".join("| " + " | ".join([*row, *[""] * (width - len(row))]) + " |" for row in grid)
    if layout == "open bars":
        width = max(len(row) for row in grid)
        return "\n".join(" | ".join([*row, *[""] * (width - len(row))]) for row in grid)
    if layout == "tabs":
        return "\n".join("\t".join(row) for row in grid)
    lines = [row[0].ljust(34) + "".join(cell.rjust(15) for cell in row[1:]) for row in grid]
    if layout == "ruled":
        lines.insert(1, "-" * max(len(line) for line in lines))
    return "\n".join(lines)


@given(
    st.lists(st.sampled_from(sorted(LABELS_OF)), min_size=2, unique=True),
    st.sampled_from(sorted(PERIODS)),
    st.data(),
    st.sampled_from(["bars", "open bars", "tabs", "blanks", "ruled"]),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_results_of_mines_come_back(
    labels: list[str], heads: tuple[str, str], data: st.DataObject, layout: str, own_column: bool, change: bool, marked: bool, guided: bool
) -> None:
    """Two mines, units behind labels or in a column of their own, a column of changes, one of guidance that no row fills, and marks of notes:
    the same measurements."""
    grid = [["", *(["Unit"] if own_column else []), *heads, *(["% change"] if change else []), *(["2018 Guidance"] if guided else [])]]
    expected = []
    for mine in MINES:
        grid.append([mine])
        for name in labels:
            unit, metric = LABELS_OF[name]
            large = metric not in ("head-grade", "recovery")
            values = [data.draw(st.integers(1_000, 900_000)) if large else data.draw(st.integers(1, 99)) for _ in heads]
            said = [f"{value:,}" for value in values]
            first = [f"{name}{'(1)' if marked and not own_column else ''}", unit] if own_column else [f"{name} ({unit})"]
            grid.append([*first, *said, *(["(4)"] if change else []), *([""] if guided else [])])
            expected += [(mine, metric, Decimal(value), end) for value, end in zip(values, PERIODS[heads], strict=True)]
    found = [
        (fact.of.name, fact.metric.key, fact.value, fact.period and fact.period.end)
        for fact in measured(f"Operating results\n\n{drawn(grid, layout)}\n")
        if isinstance(fact.of, Site | Company)
    ]
    assert found == expected
