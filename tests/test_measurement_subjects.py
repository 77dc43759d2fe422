"""Whose a figure is where no words near it tell: the release decides, by what it is about."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.measurements import extract_measurements
from kg.facts import Measurement

LEAD = 'TORONTO, March 31, 2021 (GLOBE NEWSWIRE) -- Tarn Metals Inc. (TSX: TRN) ("Tarn" or the "Company") '


def subjects(text: str) -> dict[str, str]:
    """Of what each figure of a release is, by its number."""
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    facts = [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]
    return {f"{fact.metric.key} {fact.value or fact.low}": fact.of.name for fact in facts if fact.of is not None}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Highlights of the Life-of-Mine Plan:\n- Production of 310,000 ounces in 2022\n- All-in sustaining costs of $790 an ounce\n\n"
            + LEAD
            + "has put a new technical report of its Boa Vista mine in Brazil on file.\n",
            {"production 310000": "Boa Vista", "aisc 790": "Boa Vista"},
        ),
        (
            LEAD + "has put on file its first preliminary economic assessment, with a pre-tax NPV (8%) of $410 million.\n\n"
            "The pre-production capital expenditure is $215 million.\n\n"
            '"The assessment of the Kestrel Lake Project is a large step for us," said Jane Roe, Chief Executive Officer.\n',
            {"npv 410000000": "Kestrel Lake", "capex 215000000": "Kestrel Lake"},
        ),
        (
            "Tarn Metals Announces Q1 2021 Financial Results\n\n" + LEAD + "announces its results for the three months ended March 31, 2021.\n\n"
            '"The construction of the Kestrel Lake project went on well," said Jane Roe, Chief Executive Officer of Tarn.\n\n'
            "Highlights\n\n- Production of 10,450 ounces of gold\n- Sale of 9,880 ounces of gold\n",
            {"production 10450": "Tarn Metals Inc.", "sales 9880": "Tarn Metals Inc."},
        ),
        (
            "Tarn Metals Drills 4.1 Metres of 12 g/t Gold at Boa Vista\n\n" + LEAD + "reports drilling at its Boa Vista mine.\n\n"
            "Boa Vista\n\nHoles were drilled at the Boa Vista mine from the 9 level.\n\nCorvo mine\n\nDrilling at the Corvo mine goes on.\n\n"
            "About Tarn\n\nThe Company has mined gold in Brazil since 2004. In 2021 it expects to produce 90,000 to 95,000 ounces of gold.\n",
            {"production 90000": "Tarn Metals Inc."},
        ),
        (  # what a study finds is of the project that holds the mines, whichever of them its paragraph has named
            "Tarn Reports Positive PEA\n\n" + LEAD + "announces the results of a preliminary economic assessment of its silver mines in Peru.\n\n"
            "- After-tax NPV (5%) of $310 million and IRR of 41%\n- Life of mine of 12 years\n- LOM AISC of $15.2/oz\n\n"
            "The Company operates two mines within the Quilla silver district, the Alba mine and the Bruma mine. Alba is worked underground. "
            "The study shows an average of 2.1 million ounces of silver a year. The new mill will have a capacity of 2,400 tonnes per day.\n\n"
            "The Quilla project lies in central Peru. The Alba mine produced 410,000 ounces of silver in 2020.\n",
            {
                "npv 310000000": "Quilla",
                "irr 41": "Quilla",
                "mine-life 12": "Quilla",
                "aisc 15.2": "Quilla",
                "production 2100000": "Quilla",
                "capacity 2400": "Quilla",
                "production 410000": "Alba",
            },
        ),
        (  # a company that speaks in capitals below the heading of a mine
            "TARN REPORTS FIRST QUARTER\n\n" + LEAD + "reports on the first quarter.\n\n"
            "BOA VISTA MINE, BRAZIL\n\nPRODUCTION AT BOA VISTA WAS 21,400 OUNCES OF GOLD.\n\nCORVO MINE, BRAZIL\n\nCORVO PRODUCED 8,100 OUNCES.\n\n"
            "THE COMPANY EXPECTS 2021 PRODUCTION OF 114,000 OUNCES.\n",
            {"production 114000": "Tarn Metals Inc.", "production 8100": "CORVO"},
        ),
    ],
)
def test_the_release_decides_where_nothing_near_does(text: str, told: dict[str, str]) -> None:
    found = subjects(text)
    assert {key: found.get(key) for key in told} == told


@pytest.mark.parametrize(
    ("given", "over"),
    [
        ("has lowered its 2021 calendar-year guidance after heavy rain at its Boa Vista mine.", "2021-01-01"),
        ("provides updated production guidance for 2022 at its Boa Vista mine in Brazil.", "2022-01-01"),
        ("announces its results for the quarter and keeps its 2022 guidance at its Boa Vista mine.", ""),
    ],
)
def test_the_year_of_the_guidance_that_the_first_sentence_gives(given: str, over: str) -> None:
    context = read_context(Document.from_text(LEAD + given + "\n\nGold production is now forecast at 14,500 to 15,500 ounces.\n", "release.txt"))
    assert isinstance(context, Context), context
    (fact,) = [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]
    assert str(fact.period.start if fact.period else "") == over


@pytest.mark.parametrize("heading", ["Next Steps", "Winter Program", "Deal Terms", "Follow-up Drilling", "Upcoming Catalysts", "Farm-in Terms"])
def test_a_heading_of_a_section_names_no_other_site(heading: str) -> None:
    text = LEAD + f"reports on its Kestrel Lake project.\n\n{heading}\n\n- A 2,000m diamond program is scheduled to commence in April\n"
    assert subjects(text) == {"drilling-metres 2000": "Kestrel Lake"}


def test_a_heading_that_names_other_ground_keeps_its_figures() -> None:
    text = LEAD + "reports on its Kestrel Lake project.\n\nMt Larkin\n\n- A 2,000m diamond program is scheduled to commence in April\n"
    assert "Kestrel Lake" not in subjects(text).values()
