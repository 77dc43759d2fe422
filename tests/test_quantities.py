"""The quantity grammar against its corpus, and what holds for any text."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg import reference
from kg.text.lexicons import rows
from kg.text.quantities import Quantity, find_quantities, parse_quantity

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "quantities.yaml").read_text(encoding="utf-8"))
UNITS = sorted(label for label in reference.units() if len(label) > 1)
PIECES = [row[0] for name in ("number_words.tsv", "quantity_hedges.tsv") for row in rows(name)] + [
    "to",
    "and",
    "between",
    "per",
    "of",
    "(",
    ")",
    ",",
    "-",
    "–",
]
NUMBERS = [
    "0",
    "7",
    "12",
    "1.5",
    "0.56",
    "40,017",
    "1,234,567",
    "2012",
    "12 500",
    "11-743",
    ".5",
    "3,4",
    "1.2.3",
    "416-360-7374",
    "$",
    "US$",
    "R",
    "€",
    "\n",
    "\t",
    "+",
]
QUANTITYLIKE = st.lists(st.sampled_from(PIECES + NUMBERS + UNITS), max_size=14).flatmap(
    lambda words: st.sampled_from([" ".join(words), "".join(words)])
)


def said(quantity: Quantity) -> str:
    """A quantity as the corpus writes it."""
    low, high = quantity.low, quantity.high
    number = (
        f"{low:f}" if low is not None and low == high else f"{'' if low is None else format(low, 'f')}..{'' if high is None else format(high, 'f')}"
    )
    return f"{number} {quantity.unit or '-'}" + (f" | {quantity.hedge}" if quantity.hedge else "") + (f" / {quantity.per}" if quantity.per else "")


@pytest.mark.parametrize("text", CORPUS["values"], ids=str)
def test_a_text_gives_its_quantities(text: str) -> None:
    assert [said(quantity) for quantity in find_quantities(text)] == CORPUS["values"][text]


@pytest.mark.parametrize("text", CORPUS["nothing"], ids=str)
def test_a_text_that_says_no_quantity(text: str) -> None:
    assert [said(quantity) for quantity in find_quantities(text)] == []


def test_the_corpus_is_large() -> None:
    assert len(CORPUS["values"]) >= 150
    assert len(CORPUS["nothing"]) >= 60


@given(QUANTITYLIKE | st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    """No text stops the reader; quantities lie in the text, in order and apart; what is printed gives the value."""
    at = 0
    for quantity in find_quantities(text):
        assert at <= quantity.start < quantity.end <= len(text)
        assert quantity.high is not None
        assert quantity.low is None or quantity.low <= quantity.high
        at = quantity.end


@given(st.text(alphabet="0123456789 ,.-$", max_size=24), st.sampled_from(UNITS))
def test_what_stands_around_does_not_change_it(number: str, unit: str) -> None:
    """A quantity is the same at the end of a longer text."""
    text = f"{number} {unit}"
    alone = [(q.low, q.high, q.unit) for q in find_quantities(text)]
    assert [(q.low, q.high, q.unit) for q in find_quantities("It had been said. They named " + text.lstrip())] == alone or not text[:1].isdigit()


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=Decimal(10**9), places=3), st.sampled_from(["oz", "g/t", "tonnes", "metres", "%", "hectares"])
)
def test_a_printed_value_comes_back(value: Decimal, unit: str) -> None:
    (found,) = find_quantities(f"They reported {value:,} {unit} in all.")
    assert found.value == value
    assert found.unit == reference.units()[unit][0]


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1,234", "1234"), ("(1,234)", "-1234"), ("$(1.2)", "-1.2"), ("5.75 g/t", "5.75"), ("~12", "12"), ("12 *", "12"), ("(5)%", "-5")],
)
def test_a_cell_is_one_quantity(cell: str, value: str) -> None:
    parsed = parse_quantity(cell)
    assert parsed is not None
    assert parsed.value == Decimal(value)


@pytest.mark.parametrize("cell", ["", "-", "n/a", "12 of 14", "Hole 5", "5 m to the north", "NSV"])
def test_a_cell_that_is_no_quantity(cell: str) -> None:
    assert parse_quantity(cell) is None
