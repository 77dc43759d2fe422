"""Measurements in prose against their corpus, and what holds for any sentence."""

from __future__ import annotations

import re
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import reference
from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.measurement.cues import groups
from kg.extract.measurements import extract_measurements
from kg.facts import Measurement, Mention
from kg.text.lexicons import rows
from kg.text.quantities import find_quantities

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "measurements.yaml").read_text(encoding="utf-8"))
HEAD = (
    'TORONTO, July 18, 2019 (GLOBE NEWSWIRE) -- Tamsin Gold Corp. (TSX: TSG) ("Tamsin" or the "Company") today reported on its Osprey gold mine '
    "in Ontario for the second quarter ended June 30, 2019.\n\n"
)


def context(body: str) -> Context:
    read = read_context(Document.from_text(HEAD + body + "\n"))
    assert isinstance(read, Context)
    return read


def figures(body: str) -> list[Mention]:
    return [mention for mention in extract_measurements(context(body)) if isinstance(mention.fact, Measurement)]


def told(fact: Measurement) -> str:
    """A measurement as the corpus writes it."""
    value = (
        f"{fact.value:f}"
        if fact.value is not None
        else f"{'' if fact.low is None else format(fact.low, 'f')}..{'' if fact.high is None else format(fact.high, 'f')}"
    )
    unit = next((label for label, (notation, _) in reference.units().items() if label == notation and fact.unit == reference.unit(notation)), "-")
    period = f"{fact.period.start or ''}/{fact.period.end or ''}" if fact.period else "-"
    words = [
        fact.of.name.split()[0] if fact.of and hasattr(fact.of, "name") else "-",
        fact.metric.key,
        value,
        unit,
        fact.commodity.key if fact.commodity else "-",
        period,
    ]
    return " ".join([*words, fact.basis.key if fact.basis else "-", *([fact.source.key] if fact.source else [])])


@pytest.mark.parametrize("sentence", CORPUS["values"], ids=str)
def test_a_sentence_gives_its_measurements(sentence: str) -> None:
    assert [told(mention.fact) for mention in figures(sentence) if isinstance(mention.fact, Measurement)] == CORPUS["values"][sentence]


def test_all_figures_of_a_full_year_are_of_that_year() -> None:
    """A release of January, whose sentence before tells of December."""
    body = "Recoveries averaged 86% in December. Full-year production was 6.2 million pounds of copper and 4,300 ounces of gold.\n"
    read = read_context(Document.from_text(HEAD.replace("July", "January") + body))
    assert isinstance(read, Context)
    found = [told(mention.fact) for mention in extract_measurements(read) if isinstance(mention.fact, Measurement)]
    assert found[1:] == [
        "Osprey production 6200000 lb copper 2018-01-01/2018-12-31 actual",
        "Osprey production 4300 oz gold 2018-01-01/2018-12-31 actual",
    ]


@pytest.mark.parametrize("sentence", CORPUS["nothing"], ids=str)
def test_a_sentence_that_measures_nothing(sentence: str) -> None:
    assert [told(mention.fact) for mention in figures(sentence) if isinstance(mention.fact, Measurement)] == []


def test_the_parts_of_a_total_know_it() -> None:
    found = figures(
        "The mill processed 300,000 tonnes of ore, of which 200,000 tonnes came from underground and 100,000 tonnes from surface stockpiles."
    )
    total, first, second = (mention.fact for mention in found)
    assert isinstance(total, Measurement)
    assert [first.part_of, second.part_of] == [total, total]  # type: ignore[union-attr]
    assert [fact.source.key for fact in (first, second)] == ["underground", "surface"]  # type: ignore[union-attr]


def test_a_period_goes_on_in_its_paragraph() -> None:
    (made, grade) = figures("In 2018 the Osprey mine produced 98,000 ounces of gold. The average mill head grade was 4.2 g/t.")
    assert isinstance(made.fact, Measurement)
    assert isinstance(grade.fact, Measurement)
    assert made.fact.period == grade.fact.period
    assert grade.fact.period is not None
    assert str(grade.fact.period.start) == "2018-01-01"


def test_a_figure_told_twice_is_one() -> None:
    body = "Tamsin Produces 24,310 Ounces of Gold\n\nThe Osprey mine produced 24,310 ounces of gold in the second quarter of 2019."
    assert [told(mention.fact) for mention in figures(body) if isinstance(mention.fact, Measurement)] == [
        "Osprey production 24310 oz gold 2019-04-01/2019-06-30 actual"
    ]


def test_the_quote_is_the_figure() -> None:
    read = context("The Osprey mine produced 24,310 ounces of gold in the quarter.")
    (mention,) = extract_measurements(read)
    assert read.document.quote(mention.span) == "24,310 ounces"


def test_boilerplate_measures_nothing() -> None:
    text = "Forward-looking statements: these forward-looking statements include guidance of 90,000 ounces of gold for 2019, which may not be met."
    assert figures(text) == []


WORDS = [
    "The",
    "mine",
    "produced",
    "milled",
    "of",
    "which",
    "at",
    "a",
    "grade",
    "recovery",
    "compared",
    "to",
    "in",
    "2018",
    "and",
    "holes",
    "drilled",
    "for",
    "budget",
    "cash",
]
WORDS += [
    "guidance",
    "record",
    "per",
    "ounce",
    "from",
    "expects",
    "shares",
    "at $0.50",
    "respectively",
    "12,000 oz",
    "3.1 g/t",
    "$5 million",
    "420 people",
    "(Q2 2018:",
    ")",
    ",",
    ".",
    ";",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join))
def test_any_sentence_is_read(sentence: str) -> None:
    """No sentence stops the reader, and each measurement has a number, a unit and a metric that takes it."""
    metrics = {row[0] for row in rows("measurement_cues.tsv")} | {"head-grade"}
    for mention in figures(sentence):
        fact = mention.fact
        assert isinstance(fact, Measurement)
        assert fact.metric.key in metrics
        assert fact.unit is not None
        assert fact.value is not None or fact.high is not None


AMOUNTS = st.integers(min_value=1001, max_value=999_999)
PERIODS = {
    "in the first quarter of 2019": ("2019-01-01", "2019-03-31"),
    "in 2018": ("2018-01-01", "2018-12-31"),
    "during the six months ended June 30, 2019": ("2019-01-01", "2019-06-30"),
    "in May 2019": ("2019-05-01", "2019-05-31"),
    "for the three months to 31 March 2019": ("2019-01-01", "2019-03-31"),
    "between January 15 and March 14, 2019": ("2019-01-15", "2019-03-14"),
    "in the December 2018 quarter": ("2018-10-01", "2018-12-31"),
    "in H1 2018": ("2018-01-01", "2018-06-30"),
}
# How a metric is put: with {n} the figure in its unit, {when} the period behind and {When} before.
PHRASES = {
    "production oz": (
        "the Osprey mine produced {n} of gold {when}",
        "{When}, Osprey poured {n} of gold",
        "{When}, gold production was {n}",
        "gold production of {n} was recorded {when}",
        "{n} of gold were produced at Osprey {when}",
        "gold output totalled {n} {when}",
    ),
    "sales oz": ("the Company sold {n} of gold {when}", "{When}, gold sales were {n}", "{n} of gold were sold {when}"),
    "ore-processed t": (
        "the mill processed {n} of ore {when}",
        "{n} of ore were milled {when}",
        "{When}, ore processed was {n}",
        "{When}, the plant treated {n}",
    ),
    "ore-mined t": ("{n} of ore were mined {when}", "{When}, Osprey mined {n} of ore", "ore mined totalled {n} {when}"),
    "drilling-metres m": (
        "the Company drilled {n} {when}",
        "{n} of drilling were completed {when}",
        "{When}, drilling totalled {n}",
        "a total of {n} were drilled {when}",
    ),
    "cash-cost USD/oz": ("cash costs were {n} {when}", "{When}, cash costs averaged {n}", "cash costs of {n} were recorded {when}"),
    "aisc AUD/oz": ("AISC was {n} {when}", "{When}, all-in sustaining costs averaged {n}", "an AISC of {n} was recorded {when}"),
    "revenue USD": ("revenue was {n} {when}", "{When}, revenues amounted to {n}", "the Company generated revenue of {n} {when}"),
    "capex CAD": ("capital expenditures were {n} {when}", "{When}, capital expenditure totalled {n}"),
}
SPELT = {
    "oz": ("{n:,} ounces", "{n:,} oz", "{n:,}oz", "{n} oz"),
    "t": ("{n:,} tonnes", "{n:,}t", "{n:,} t"),
    "m": ("{n:,} metres", "{n:,} m", "{n:,}m", "{n:,} meters"),
    "USD/oz": ("US${n:,}/oz", "US${n:,} per ounce", "US${n:,} an ounce"),
    "AUD/oz": ("A${n:,}/oz", "A${n:,} per ounce"),
    "USD": ("US${n:,}", "US$ {n:,}"),
    "CAD": ("C${n:,}", "CAD {n:,}"),
}


AFTERWARDS = "These results have not been audited and may be adjusted when the accounts are closed, which is expected to take some weeks."


def wrapped(sentence: str, width: int) -> str:
    """A sentence broken into lines of a width, as wires break them; no line begins with a number, which would look like a point of a list."""
    glued = re.sub(r" (?=\d)", "\0", sentence)
    return "\n".join(textwrap.wrap(glued, width, break_long_words=False, break_on_hyphens=False)).replace("\0", " ")


@settings(deadline=None, max_examples=150)
@given(AMOUNTS, st.sampled_from(sorted(PHRASES)), st.sampled_from(sorted(PERIODS)), st.data())
def test_a_rendered_figure_comes_back(number: int, kind: str, when: str, data: st.DataObject) -> None:
    """A metric in any order, unit, spelling and wrapping gives the same figure, unit and period."""
    metric, unit = kind.split()
    number = number if unit in ("oz", "t", "m") else number * 1000 if unit in ("USD", "CAD") else 100 + number % 3000
    phrase = data.draw(st.sampled_from(PHRASES[kind]))
    spelt = data.draw(st.sampled_from(SPELT[unit])).format(n=number)
    sentence = phrase.format(n=spelt, when=when, When=when[0].upper() + when[1:])
    body = f"{sentence[0].upper()}{sentence[1:]}. {AFTERWARDS}"
    (mention,) = figures(wrapped(body, data.draw(st.integers(min_value=70, max_value=150))))
    fact = mention.fact
    assert isinstance(fact, Measurement)
    assert (fact.metric.key, fact.value, fact.unit) == (metric, Decimal(number), reference.unit(unit))
    assert fact.period is not None
    assert (str(fact.period.start), str(fact.period.end)) == PERIODS[when]


@settings(deadline=None, max_examples=60)
@given(AMOUNTS, AMOUNTS, st.sampled_from(["compared to", "compared with", "versus", "against", "up from", "down from"]))
def test_a_comparison_gives_both_figures(now: int, then: int, word: str) -> None:
    """The figure that another is set against stands with the time that is told with it."""
    found = figures(f"Gold production was {now:,} ounces in the second quarter of 2019, {word} {then:,} ounces in the second quarter of 2018.")
    told_ = [(mention.fact.value, str(mention.fact.period.end)) for mention in found if isinstance(mention.fact, Measurement) and mention.fact.period]
    assert told_ == [(Decimal(now), "2019-06-30"), (Decimal(then), "2018-06-30")]


def test_every_cue_is_of_a_known_metric_and_group() -> None:
    """A misspelt metric would make a fact of no concept, a misspelt group a cue that never meets."""
    known = set(reference.notations("metric")) | {"-", "budget"}
    texts = [
        "5 oz",
        "5 t",
        "5 tpd",
        "5 tpa",
        "5 g/t",
        "5%",
        "$5/oz",
        "$5",
        "$5 per share",
        "5 shares",
        "5 km",
        "5 m",
        "5 holes",
        "5 ha",
        "5 years",
        "5 people",
        "5 oz per year",
        "$5 per oz",
        "$5 per tonne",
    ]
    met = {group for text in texts for quantity in find_quantities(text) for group in groups(quantity)}
    for metric, group, *_ in rows("measurement_cues.tsv"):
        assert metric in known
        assert group in met


def test_the_metals_in_the_name_of_a_firm_are_not_what_it_mines() -> None:
    read = read_context(
        Document.from_text(
            'TORONTO, July 18, 2019 -- Copper Dell Mining Corp. (TSX: CDM) ("Copper Dell") today reported on its Redwater gold mine in Ontario for '
            "the second quarter ended June 30, 2019.\n\nThe Redwater mill treated 212,000 tonnes of ore at a head grade of 3.1 grams per tonne, "
            "and recovery averaged 91.4 percent.\n"
        )
    )
    assert isinstance(read, Context)
    metals = {
        mention.fact.commodity.key for mention in extract_measurements(read) if isinstance(mention.fact, Measurement) and mention.fact.commodity
    }
    assert metals == {"gold"}


def test_a_time_that_the_text_names_is_that_time() -> None:
    read = read_context(
        Document.from_text(
            "LONDON, July 18, 2017 -- Ngala Diamonds plc (AIM: NGD) gives an update on its Sabie mine in Lesotho for the period from 1 April 2017 to "
            '30 June 2017 ("Q2 2017" or the "Period") and for the half year to 30 June 2017 ("H1 2017").\n\nThe mine recovered 17,860 carats in the '
            "Period.\n"
        )
    )
    assert isinstance(read, Context)
    found = [mention.fact for mention in extract_measurements(read) if isinstance(mention.fact, Measurement)]
    assert [str(fact.period.start) for fact in found if fact.period] == ["2017-04-01"]


def test_the_period_is_that_of_the_heading_over_it() -> None:
    read = read_context(
        Document.from_text(
            "Holmsund Gruvor AB: Interim report January-June 2020\n\nStockholm, 17 July 2020 - Holmsund Gruvor AB (publ) (Nasdaq Stockholm: HSG) "
            "publishes its interim report for January-June 2020.\n\nApril-June\n- Net sales were SEK 1,114 million\n- Profit for the period was "
            "SEK 131 million\n\nJanuary-June\n- Net sales amounted to SEK 2,237 million\n- Profit for the period was SEK 258 million\n"
        )
    )
    assert isinstance(read, Context)
    found = [mention.fact for mention in extract_measurements(read) if isinstance(mention.fact, Measurement)]
    assert [str(fact.period.start) for fact in found if fact.period] == ["2020-04-01", "2020-04-01", "2020-01-01", "2020-01-01"]


def test_the_half_year_to_december_is_the_first_of_a_year_to_june() -> None:
    read = read_context(
        Document.from_text(
            "Johannesburg, 5 February 2015 - Sabie Diamond Company Limited (JSE: SBD) announces its production for the six months ended 31 December "
            "2014 at the Ngala mine in South Africa.\n\nProduction of 98,300 carats was up on last year's first half (H1 FY2014: 90,500 carats). "
            "An interim dividend of 9 cents per share was declared.\n"
        )
    )
    assert isinstance(read, Context)
    found = [mention.fact for mention in extract_measurements(read) if isinstance(mention.fact, Measurement)]
    assert [str(fact.period.start) for fact in found if fact.period] == ["2014-07-01", "2013-07-01"]
    assert found[-1].unit == reference.unit("ZAR")
