"""Mineral resources and reserves: what statements in prose and in tables of many layouts say, and that their figures stand where they are said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.resource.words import Estimate
from kg.extract.resources import estimates

CASES = yaml.safe_load((Path(__file__).parent / "corpus" / "resources.yaml").read_text("utf-8"))
OPENING = """VANCOUVER, British Columbia, January 15, 2020 -- Orrin Vale Metals Corp. (TSXV: OVM) (the "Company") reports on its wholly owned \
Orrin Vale project in Ontario, which includes the Juniper and Tamarack deposits, and on its Cold Harbour project in Newfoundland.

"""
CLOSING = """

"We are pleased," said Jane Sample, President and CEO of Orrin Vale Metals Corp.

For further information contact Jane Sample, 604-555-0100.
"""


def release(text: str) -> Context:
    context = read_context(Document.from_text(OPENING + text.rstrip("\n") + CLOSING, "release.txt"))
    assert isinstance(context, Context), context
    return context


def plain(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def shown(estimate: Estimate) -> str:
    """An estimate as the corpus writes it."""
    mass, grade = f"{plain(estimate.tonnes)} {estimate.tonnage_unit}", f"{plain(estimate.grade)} {estimate.grade_unit or ''}"
    said = f"{estimate.category}: {mass}, {estimate.commodity} {grade}".rstrip()
    if estimate.contained is not None:
        said += f", {plain(estimate.contained)} {estimate.contained_unit}"
    site = estimate.site.name if estimate.site else "none"
    aside = {"site": None if site == "Orrin Vale" else site, "zone": estimate.zone, "material": estimate.material}
    said += "".join(f"; {name} {value}" for name, value in aside.items() if value)
    on = estimate.day or estimate.when
    return said + (f"; on {on}" if on else "")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_statement_is_read(case: dict[str, Any]) -> None:
    assert [shown(estimate) for estimate in estimates(release(case["text"]))] == case["estimates"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_figures_stand_where_they_are_said(case: dict[str, Any]) -> None:
    context = release(case["text"])
    for estimate in estimates(context):
        for span in (estimate.span, *estimate.parts.values()):
            assert context.document.quote(span).strip()
        for part in ("tonnes", "tonnage", "grade", "contained"):
            if part in estimate.parts:
                assert any(letter.isdigit() for letter in context.document.quote(estimate.parts[part]))


NO_YEARS = st.integers(1, 1899) | st.integers(2100, 9000)  # 1900 alone on a line may be one; who means koz writes 1,900
FIGURES = st.tuples(st.integers(1, 900), st.decimals(Decimal("0.05"), Decimal("30"), places=2), NO_YEARS)


@given(
    st.lists(FIGURES, min_size=3, max_size=3),
    st.sampled_from(["prose", "tabs", "blanks", "bars", "lines", "transposed"]),
    st.sampled_from(["gold", "silver"]),
)
def test_an_estimate_comes_back_from_any_layout(figures: list[tuple[int, Decimal, int]], layout: str, metal: str) -> None:
    """The same statement gives the same estimates, however it is set."""
    categories = ["Measured", "Indicated", "Inferred"]
    symbol = {"gold": "Au", "silver": "Ag"}[metal]
    head = ["Category", "Tonnes (kt)", f"{symbol} (g/t)", f"{symbol} (koz)"]
    rows = [[category, str(tonnes), str(grade), str(metal_mass)] for category, (tonnes, grade, metal_mass) in zip(categories, figures, strict=True)]
    if layout == "prose":
        said = [f"{row[0]} Resources of {row[1]} kt at {row[2]} g/t {metal} for {row[3]} koz of {metal}" for row in rows]
        text = "The estimate comprises " + ", ".join(said[:-1]) + " and " + said[-1] + "."
    elif layout == "transposed":
        text = "Mineral Resources\n\n" + "\n".join("\t".join(line) for line in zip(head, *rows, strict=True))
    else:
        glue = {"tabs": "\t", "bars": " | ", "lines": "\n\n"}.get(layout)
        grid = [head, *rows]
        drawn = [glue.join(line) if glue else "".join(cell.ljust(18) for cell in line).rstrip() for line in grid]
        text = "Mineral Resources are as follows:\n\n" + ("\n\n" if layout == "lines" else "\n").join(drawn)
    found = [(e.category, e.tonnes, e.grade, e.contained, e.commodity) for e in estimates(release(text))]
    expected = [(row[0].casefold(), Decimal(row[1]) * 1000, Decimal(row[2]), Decimal(row[3]) * 1000, metal) for row in rows]
    assert found == expected


LINE = st.tuples(st.integers(100, 90_000), st.decimals(Decimal("0.05"), Decimal("9"), places=2), st.integers(1, 9000))
ZONES = ("North Pit", "Kestrel", "Lower Lens")
COLUMNS = ("tonnes", "grade", "metal")


def placed(grid: list[list[str]], layout: str, width: int = 14) -> str:
    """A grid set with bars, tabs or blanks, below a rule or not; columns of figures as many characters wide."""
    if layout == "bars":
        return "\n".join("| " + " | ".join(row) + " |" for row in grid)
    if layout == "tabs":
        return "\n".join("\t".join(row) for row in grid)
    lines = ["".join(cell.ljust(width + 4) if index < 2 else cell.rjust(width) for index, cell in enumerate(row)).rstrip() for row in grid]
    if layout == "ruled":
        lines.insert(1, "-" * max(len(line) for line in lines))
    return "\n".join(lines)


@given(
    st.dictionaries(st.sampled_from(ZONES), st.dictionaries(st.sampled_from(["Measured", "Indicated", "Inferred"]), LINE, min_size=1), min_size=2),
    st.permutations(COLUMNS),
    st.sampled_from(["bars", "tabs", "blanks", "ruled"]),
    st.sampled_from(["Mt", "kt", "t"]),
    st.booleans(),
)
def test_the_zones_of_a_table_come_back(
    zones: dict[str, dict[str, tuple[int, Decimal, int]]], order: list[str], layout: str, unit: str, repeated: bool
) -> None:
    """Categories of zones, the zone given once or with each, columns in any order and tonnes in any unit: the same estimates."""
    heads = {"tonnes": f"Tonnes ({unit})", "grade": "Au (g/t)", "metal": "Gold (koz)"}
    scale = {"Mt": Decimal(1_000_000), "kt": Decimal(1000), "t": Decimal(1)}[unit]
    grid = [["Zone", "Category", *(heads[name] for name in order)]]
    expected = []
    for zone, lines in zones.items():
        for number, category in enumerate(sorted(lines, key=["Measured", "Indicated", "Inferred"].index)):
            kilotonnes, grade, metal = lines[category]
            tonnes = Decimal(kilotonnes) * 1000
            cells = {"tonnes": f"{(tonnes / scale).normalize():f}", "grade": f"{grade:.2f}", "metal": f"{metal:,}"}
            grid.append([zone if repeated or not number else "", category, *(cells[name] for name in order)])
            expected.append((zone, category.casefold(), tonnes, grade, Decimal(metal) * 1000))
    found = [(e.zone, e.category, e.tonnes, e.grade, e.contained) for e in estimates(release(f"Mineral Resources\n\n{placed(grid, layout)}\n"))]
    assert found == expected


DEPOSITS = ("Juniper", "Tamarack")


@given(
    st.lists(st.lists(LINE, min_size=2, max_size=2), min_size=2, max_size=2),
    st.sampled_from(["grouped", "headed", "told"]),
    st.sampled_from(["bars", "tabs", "blanks"]),
    st.sampled_from(["(000)", "(kt)", "('000 t)"]),
    st.booleans(),
)
def test_deposits_and_categories_come_back(figures: list[list[tuple[int, Decimal, int]]], shape: str, layout: str, unit: str, labelled: bool) -> None:
    """Categories over groups of columns, as headings of rows, or over cells that tell tonnes with grade: the same estimates."""
    categories = ["Indicated", "Inferred"]
    words, units = ["Tonnes", "Au", "Au"], [unit, "(g/t)", "(koz)"]
    cells = [[[f"{tonnes:,}", f"{grade:.2f}", f"{metal:,}"] for tonnes, grade, metal in row] for row in figures]
    if shape == "grouped":
        spans = ["", *(cell for category in categories for cell in (category, "", ""))]
        grid = [["", *words * 2], ["Deposit" if labelled else "", *units * 2]]
        grid += [[deposit, *(cell for group in row for cell in group)] for deposit, row in zip(DEPOSITS, cells, strict=True)]
        text = placed([spans, *grid], layout) if layout != "blanks" else f"{'':18}{categories[0]:^46}{categories[1]:^42}\n{placed(grid, layout)}"
    elif shape == "headed":
        grid = [["Deposit" if labelled else "", *words], ["", *units]]
        for at, category in enumerate(categories):
            grid += [[category, "", "", ""], *([deposit, *row[at]] for deposit, row in zip(DEPOSITS, cells, strict=True))]
        text = placed(grid, layout)
    else:
        said = [[f"{tonnes:,} kt @ {grade:.2f} g/t Au" for tonnes, grade, _ in row] for row in figures]
        text = placed([["Deposit", *categories], *([deposit, *row] for deposit, row in zip(DEPOSITS, said, strict=True))], layout, 26)
    found = {(e.site and e.site.name, e.category, e.tonnes, e.grade, e.contained) for e in estimates(release(f"Mineral Resources\n\n{text}\n"))}
    assert found == {
        (deposit, category.casefold(), Decimal(tonnes) * 1000, grade, None if shape == "told" else Decimal(metal) * 1000)
        for deposit, row in zip(DEPOSITS, figures, strict=True)
        for category, (tonnes, grade, metal) in zip(categories, row, strict=True)
    }, text


@pytest.mark.parametrize(
    ("title", "zone"),
    [
        ("Orrin Vale Metals Updates Mineral Resource for the Plover Zone at Orrin Vale", "Plover Zone"),
        ("Orrin Vale Metals Announces Plover Zone Resource", "Plover Zone"),
        ("Orrin Vale Metals Announces Resource at Orrin Vale and Drills 12 Metres in the Plover Zone", None),
    ],
)
def test_an_estimate_lies_in_the_zone_of_the_headline(title: str, zone: str | None) -> None:
    text = f"{title}\n\n{OPENING}The Plover Zone is open at depth.\n\nThe Inferred Mineral Resource is 2.4 million tonnes at 3.1 g/t gold.{CLOSING}"
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert [estimate.zone for estimate in estimates(context)] == [zone]


NO_SITE = """PERTH, January 15, 2020 -- Orrin Vale Metals Corp. (TSXV: OVM) (the "Company") reports its estimates.

{head}

| Deposit | Category | Tonnes | Au g/t | Ounces |
|---|---|---|---|---|
| Sandy Well | Indicated | 6,200,000 | 1.9 | 379,000 |
| Dingo Flat | Indicated | 4,000,000 | 2.2 | 283,000 |
"""


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("Mineral Resources", [("Sandy Well", None), ("Dingo Flat", None)]),
        ("Its Cold Harbour project in Ontario has two deposits.", [("Cold Harbour", "Sandy Well"), ("Cold Harbour", "Dingo Flat")]),
    ],
)
def test_a_deposit_of_a_table_is_a_site_where_no_project_is_told(head: str, places: list[tuple[str, str | None]]) -> None:
    context = read_context(Document.from_text(NO_SITE.format(head=head), "release.txt"))
    assert isinstance(context, Context)
    assert [(one.site.name if one.site else None, one.zone) for one in estimates(context)] == places


def test_the_heading_over_a_table_tells_the_site() -> None:
    text = NO_SITE.format(head="El Encino Mineral Resource Estimate").replace("| Deposit ", "| Layer ")
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context)
    assert {one.site.name for one in estimates(context) if one.site} == {"El Encino"}
    context = read_context(Document.from_text(text.replace("El Encino Mineral", "About Orrin Vale"), "release.txt"))
    assert isinstance(context, Context)
    assert not {one.site.name for one in estimates(context) if one.site}
