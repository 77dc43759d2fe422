"""Lists whose lead-in says what their points measure, by the words of the release."""

from __future__ import annotations

from datetime import date

import pytest

from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.measurements import extract_measurements
from kg.facts import Company, Concept, Measurement, Period, Site

HEAD = """TORONTO, Ontario, October 28, 2021 -- Harrow Creek Mining Ltd. (TSX: HCM) (the "Company") reports its results for the third quarter ended \
September 30, 2021 from the Osprey mine in Ontario and the Pipit mine in Nevada, both wholly owned.

"""


def told(text: str) -> list[str]:
    """The measurements of a text: whose, of what, and how many."""
    context = read_context(Document.from_text(HEAD + text + "\n"))
    assert isinstance(context, Context), context
    facts = [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]
    return [f"{fact.of.name}: {fact.metric.key} {fact.value or fact.high}" for fact in facts if isinstance(fact.of, Site | Company)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Record gold output:\n\n- Group: 33,700 ounces, up 9% on Q2\n\n- Osprey: 21,500 oz\n\n- Pipit: 12,200 oz, first pour on 2 August 2021",
            ["Harrow Creek Mining Ltd.: production 33700", "Osprey: production 21500", "Pipit: production 12200"],
        ),
        (
            "Cash costs and AISC:\n\n- Osprey: $861/oz and $1,050/oz\n\n- Pipit: $940/oz and $1,240/oz",
            ["Osprey: cash-cost 861", "Osprey: aisc 1050", "Pipit: cash-cost 940", "Pipit: aisc 1240"],
        ),
        (
            "Mill throughput and recoveries better than expected:\n\n- Osprey: 4,480 tpd\n\n- Pipit: 6,700 tpd",
            ["Osprey: throughput 4480", "Pipit: throughput 6700"],
        ),
        ("Mineral reserves that support production:\n\n- Osprey: 1.2 Moz\n\n- Pipit: 0.9 Moz", []),
        ("Interruptions of production:\n\n- Osprey: 12 days\n\n- Pipit: 3 stops of 24 hours", []),
        ("Gold production:\n\nA new crusher was ordered.\n\n- Osprey: 21,500 oz of concentrate feed are in store", []),
    ],
)
def test_points_take_the_metric_of_their_lead(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_lead_in_of_guidance_foretells_its_points() -> None:
    context = read_context(Document.from_text(HEAD + "2022 production guidance:\n\n- Osprey: 80,000 to 85,000 oz\n\n- Pipit: 40,000 to 44,000 oz\n"))
    assert isinstance(context, Context)
    facts = [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]
    assert [fact.basis.key for fact in facts if fact.basis] == ["guidance", "guidance"]
    assert {fact.period.start.year for fact in facts if fact.period and fact.period.start} == {2022}


def test_a_bracket_without_a_time_tells_nothing_beside_its_figure() -> None:
    assert told("Quarterly points\n\n- Gold production: 40,700 oz (36,800 oz)\n\n- Revenue: US$58.4M (US$55.1M)") == [
        "Harrow Creek Mining Ltd.: production 40700",
        "Harrow Creek Mining Ltd.: revenue 58400000",
    ]


def test_figures_of_ore_that_no_mine_is_near_are_of_all_mines_together() -> None:
    assert told("Quarterly points\n\n- Ore milled of 1,030,000 tonnes\n\n- Recovery of 88.5%") == [
        "Harrow Creek Mining Ltd.: ore-processed 1030000",
        "Harrow Creek Mining Ltd.: recovery 88.5",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # set further in than the point above
            "- The Pipit mine ran well all quarter\n    - Mill throughput averaged 3,100 tpd\n- Group cash balance of $41 million",
            ["Pipit: throughput 3100", "Harrow Creek Mining Ltd.: cash 41000000"],
        ),
        (  # margins lost: a bare name leads what is labelled below it, and no longer than that
            "- Pipit (2023-2026 average)\n\n- Gold production: 71,000 ounces\n\n- AISC: $940/ounce\n\n- Bought a third crusher\n\n"
            "- Gold production: 33,700 ounces",
            ["Pipit: production 71000", "Pipit: aisc 940", "Harrow Creek Mining Ltd.: production 33700"],
        ),
    ],
)
def test_points_under_a_point_are_of_its_site(text: str, expected: list[str]) -> None:
    assert told(text) == expected


def test_a_point_that_names_a_time_dates_those_below_it() -> None:
    context = read_context(Document.from_text(HEAD + "- Pipit (2023-2026 average)\n\n- Gold production: 71,000 ounces\n"))
    assert isinstance(context, Context)
    (fact,) = [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]
    assert str(fact.period) == str(Period(date(2023, 1, 1), date(2026, 12, 31)))
    assert fact.basis == Concept("basis", "guidance")


def test_a_mine_named_as_a_cause_is_not_whose_the_figures_are() -> None:
    head = 'LONDON, 21 April 2016 -- Corrib Metals plc (LSE: CBM) ("Corrib") reports its results for the quarter ended 31 March 2016.\n\n'
    body = "Highlights\n\n- Cash fell, chiefly through the strike at the Liffey mine\n\n"
    body += "- Output was 6% below Q1 2015 at 41,300 ounces, with sales of 39,000 ounces\n"
    context = read_context(Document.from_text(head + body))
    assert isinstance(context, Context)
    facts = [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]
    assert [fact.of.name for fact in facts if isinstance(fact.of, Site | Company)] == ["Corrib Metals plc"] * len(facts)
    assert {fact.period.end.isoformat() for fact in facts if fact.period and fact.period.end} == {"2016-03-31"}


def facts_of(text: str) -> list[Measurement]:
    """The measurements of a document with a head of its own."""
    context = read_context(Document.from_text(text))
    assert isinstance(context, Context), context
    return [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]


def test_points_under_a_firm_in_which_the_company_has_a_share_are_of_that_firm() -> None:
    text = (
        "Corvel Gems plc\n\n4 November 2015\n\nQuarterly Update\n\nCorvel Gems plc (AIM: CVG) reports for the quarter ended 30 September 2015.\n\n"
        '· Production summary for 75%-owned Luswana Mining Limited ("Luswana") in Zambia for the quarter:\n\n'
        "§ Production of 41,000 ounces of gold;\n\n§ Sales of 39,500 ounces of gold;\n"
    )
    assert {fact.of.name for fact in facts_of(text) if isinstance(fact.of, Company)} == {"Luswana Mining Limited"}


def test_what_was_drilled_under_a_name_that_is_no_site_is_of_no_other_site() -> None:
    text = (
        "Wirrana Copper Limited (ASX: WBC)\n\n19 April 2016\n\nQuarterly Activities Report for the period ended 31 March 2016\n\n"
        "OPERATIONS\n\nThe Pinnacle copper mine in South Australia produced 4,105 tonnes of copper.\n\n"
        "DEVELOPMENT\n\nThe study of the Eurelia copper project is due in September.\n\n"
        "EXPLORATION\nMt Karkara\nRC drilling (14 holes for 2,310 m) was completed.\n"
    )
    assert not [fact for fact in facts_of(text) if fact.metric.key.startswith("drill")]
