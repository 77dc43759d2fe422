"""What a release as a whole says of its figures: the period that it reports of, whether its deal is done, the one site of its work."""

from __future__ import annotations

from datetime import date

import pytest

from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.measurement.implied import implied_period
from kg.extract.measurement.joint_sites import is_turn_of_another
from kg.extract.measurement.sizes import is_of_labels
from kg.extract.measurement.year_parts import years_through
from kg.extract.measurements import extract_measurements
from kg.facts import Measurement, Period
from kg.text.torn import is_torn

IMPLIED = [
    ("Wexcombe Posts Nine-Month Results", "", date(2016, 11, 3), 12, "2016-01-01/2016-09-30"),
    ("Wexcombe Announces H1 Results", "", date(2016, 8, 11), 12, "2016-01-01/2016-06-30"),
    ("Wexcombe: July Output", "", date(2016, 8, 5), 12, "2016-07-01/2016-07-31"),
    ("Wexcombe Monthly Update", "In July the concentrator treated 38,000 tonnes.", date(2016, 8, 5), 12, "2016-07-01/2016-07-31"),
    ("Wexcombe Gold Sales Up", "Sales in the quarter just ended were strong.", date(2016, 7, 8), 12, "2016-04-01/2016-06-30"),
    ("Wexcombe Annual Results", "", date(2016, 8, 26), 6, "2015-07-01/2016-06-30"),
    ("Wexcombe Earns $9 Million", "Net earnings in 2015 were $9 million.", date(2016, 2, 12), 12, "2015-01-01/2015-12-31"),
]
NOT_IMPLIED = [
    ("Wexcombe Appoints Director", "Ms. Hale joined the board.", date(2016, 8, 5)),
    ("Wexcombe to Release Quarterly Results", "A conference call will be held.", date(2016, 7, 8)),
    ("Wexcombe Declares Quarterly Dividend", "A dividend is payable on August 20.", date(2016, 7, 8)),
    ("Wexcombe Annual Report", "The report is of a year long gone.", date(2016, 11, 8)),
]


@pytest.mark.parametrize(("title", "lead", "published", "year_end", "expected"), IMPLIED)
def test_words_without_a_date_imply_the_period_reported_of(title: str, lead: str, published: date, year_end: int, expected: str) -> None:
    over = implied_period(title, lead, published, year_end)
    assert over is not None
    assert f"{over.start}/{over.end}" == expected


@pytest.mark.parametrize(("title", "lead", "published"), NOT_IMPLIED)
def test_other_words_imply_none(title: str, lead: str, published: date) -> None:
    assert implied_period(title, lead, published, 12) is None


def read(text: str) -> tuple[Context, list[Measurement]]:
    context = read_context(Document.from_text(text))
    assert isinstance(context, Context)
    return context, [mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)]


@pytest.mark.parametrize(("title", "basis"), [("Wexcombe Closes Private Placement", "actual"), ("Wexcombe Arranges Private Placement", "plan")])
def test_a_deal_is_done_where_the_title_tells_so(title: str, basis: str) -> None:
    body = "Wexcombe Gold Corp. (TSXV: WXC) tells of a placement of 6,000,000 units at $0.30 each for gross proceeds of $1,800,000."
    _, facts = read(f"{title}\n\nTORONTO, May 4, 2016 (CNW) - {body}\n")
    assert {fact.metric.key: fact.basis.key for fact in facts if fact.basis} == {"share-count": basis, "share-price": basis, "proceeds": basis}


SOLE = [
    ("Crews hoisted 71,000 tonnes of ore from Underbarrow in the quarter.", ["Underbarrow"]),
    ("The feasibility study for Underbarrow is under way.", ["Underbarrow"]),
    ("Florence Beck Ridge employs 212 people, who mined 71,000 tonnes.", ["Florence Beck Ridge"]),
    ("Staff from Toronto mined 71,000 tonnes.", []),
    ("The Company met with investors at Underbarrow.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SOLE)
def test_the_one_place_of_work_is_a_site(sentence: str, expected: list[str]) -> None:
    """A town, or a place of no work, is none."""
    context, _ = read(f"Wexcombe Gold Reports\n\nTORONTO, May 4, 2016 (CNW) - Wexcombe Gold Corp. (TSXV: WXC) reports. {sentence}\n")
    assert [site.name for site in context.sites.all] == expected


def test_points_of_bare_ounces_are_what_the_company_made_in_the_time_of_their_heading() -> None:
    """A report of production may tell no more than ounces; a project that is still built has made none of them."""
    text = (
        "Birch Hollow Mining plc\n\n18 October 2023\n\nProduction Report for Q3 and the 9 months ended 30 September 2023\n\n"
        '"We are glad of it," said Jane Roe, Chief Executive of Birch Hollow Mining plc. "Our Mara Vista project in Brazil will pour in H1 2024."\n\n'
        "Highlights\n\n§ Best quarter of the year\n\no 49,999 ounces of gold\n\no 2.6 million ounces of silver\n\n"
        "§ Robust 9-month performance\n\no 133,356 ounces of gold\n\no 7.1 million ounces of silver\n"
    )
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    facts = {mention.fact for mention in extract_measurements(context) if isinstance(mention.fact, Measurement)}
    told = {(fact.of.name, fact.metric.key, int(fact.value or 0), fact.period and str(fact.period.start)) for fact in facts}  # type: ignore[union-attr]
    assert told == {
        ("Birch Hollow Mining plc", "production", 49999, "2023-07-01"),
        ("Birch Hollow Mining plc", "production", 2600000, "2023-07-01"),
        ("Birch Hollow Mining plc", "production", 133356, "2023-01-01"),
        ("Birch Hollow Mining plc", "production", 7100000, "2023-01-01"),
    }


@pytest.mark.parametrize(
    ("text", "torn"),
    [
        ("The plant ran on schedule. of copper and gold Our focus is the shaft.", True),
        ("A stop in 20191. significant anomalies were found near approvals. handling of ore", True),
        ("Wren Inc. is approx. one of five firms. The others, etc. are in Peru; 31 per cent. of them mine.", False),
        ("OPERATIONS The company made ounces. It sold them.", False),
        ("It sold 12 million lbs. of copper and 400 ozs. of gold in the Sept. quarter, and in Sept. of the year before less.", False),
    ],
)
def test_columns_read_across_are_torn(text: str, torn: bool) -> None:
    assert is_torn(text) is torn


def test_a_run_of_labels_tells_no_figure_of_works() -> None:
    labels = "Safety Exploration Resource Success Total manhours worked Global Mineral Resource Drill Program Priority Targets Dominant Land "
    assert is_of_labels(labels * 5 + "18,728 metre drill program", "drilling-metres")
    assert not is_of_labels(labels * 5 + "Issued shares: 450 million", "share-count")
    assert not is_of_labels("The mine and the mill of the company were run by the crew that had been there for years. " * 5, "drilling-metres")


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("output in 2018 through September", ["2018-09-30"]),
        ("output in 2018 through Q3 2018", []),
        ("output from 2018 through December 2020", []),
        ("output from 2018 through June 30, 2020", []),
    ],
)
def test_a_year_goes_through_a_month_of_its_own(text: str, ends: list[str]) -> None:
    found = years_through(text, lambda day: Period(date(day.year, 1, 1), date(day.year, 12, 31)))
    assert [str(one.latest) for one in found] == ends


def test_the_other_of_two_names_is_no_known_site() -> None:
    text = "the Alder and Birch deposits, which produced 207,000 and 48,000 ounces respectively"
    at = text.index("48,000")
    assert is_turn_of_another(text, [text.index("Alder")], (0, len(text)), at, at + 13)
    assert not is_turn_of_another(text, [text.index("Birch")], (0, len(text)), at, at + 13)
