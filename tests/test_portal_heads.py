"""What portals and exchanges put over a release, and names that what stands around them runs into: neither costs the release its title, its day,
its issuer or its short name."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract import Extraction, extract

PORTAL = (
    "Jane Hollis, Chair at Harrow & Sons, explains why now is the time for her group to list its shares in London. Watch the video here.\n\n"
    "Fewer Ads, More Data, Better Tools Register for FREE\n\nPin to quick picksTorvik Regulatory News (TVK)\n\n"
    "  \u2022 There is currently no data for TVK\n\n"
    "Login to your account\n\n"
)
QUOTES = "47.50\n-0.50 (-1.04%)\n22 Nov 2024 - Closed\nRealtime Data\n\nTorvik Mining plc Board Changes\n\n10/10/2014 5:03pm\n\nUK Regulatory\n\n"
LEGENDS = (
    "THIS ANNOUNCEMENT CONTAINS INSIDE INFORMATION FOR THE PURPOSES OF ARTICLE 7 OF REGULATION 2014/596/EU WHICH IS PART OF DOMESTIC UK LAW.\n\n"
    "NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION, IN WHOLE OR IN PART, DIRECTLY OR INDIRECTLY IN OR INTO THE UNITED STATES, AUSTRALIA, CANADA OR "
    "ANY OTHER JURISDICTION WHOSE LAWS FORBID THAT IT BE RELEASED.\n\n"
)
OF_A_PLACING = (
    "THIS ANNOUNCEMENT AND THE INFORMATION CONTAINED HEREIN IS RESTRICTED AND IS NOT FOR RELEASE, PUBLICATION OR DISTRIBUTION, IN WHOLE, IN "
    "OR INTO ANY JURISDICTION IN WHICH IT WOULD BE UNLAWFUL TO DO SO.\n\n"
    "THIS ANNOUNCEMENT IS FOR INFORMATION PURPOSES ONLY AND SHALL NOT CONSTITUTE AN OFFER TO SELL SHARES OF TORVIK MINING PLC ANYWHERE.\n\n"
    "This announcement includes inside information as defined in Article 7 of the Market Abuse Regulation. Market soundings were taken.\n\n"
)
NUMBER = "RNS Number : 0416U\nTorvik Mining PLC\n10 October 2014\n\n"
BLOCK = '10 October 2014\n\nTorvik Mining plc\n\n("Torvik" or the "Company")\n\nBoard Changes and Trading Update\n\n'
STORY = "Further to the announcement earlier today, Torvik Mining plc (AIM: TVK) announces that it has today posted a circular to its shareholders.\n"


def _read(text: str) -> Extraction:
    extraction = extract(Document.from_text(text))
    assert isinstance(extraction, Extraction), extraction
    return extraction


@pytest.mark.parametrize("head", ["", PORTAL, QUOTES], ids=["none", "portal", "quotes"])
@pytest.mark.parametrize("legends", ["", LEGENDS, OF_A_PLACING], ids=["none", "legends", "of a placing"])
def test_an_announcement_is_read_alike_whatever_stands_over_it(head: str, legends: str) -> None:
    context = _read(head + NUMBER + legends + BLOCK + STORY).context
    assert context.header.title is not None
    assert context.header.title.value == "Board Changes and Trading Update"
    assert str(context.published) == "2014-10-10"
    assert list(context.issuer.aliases) == ["Torvik"]


@pytest.mark.parametrize(
    "head",
    [
        "Advertisement\nCanada markets closed\n  \u2022 S&P/TSX\n\n    22,167.03\n    +59.95 (+0.27%)\n\n  \u2022 CAD/USD\n\n    0.7377\n\n{}\n\n",
        "|420 \u2013 609 Hollis Street\n|Tel. (604) 555-0104\nNEWS RELEASE\n{}\n",
        "Suite 12 \u2013 8 West Tarn Street\nReno, NV 89501\nTSX: TVK\n{}\n",
        "Exhibit 99.42\n{}\nHighlights:\n|-\n|\n|The B Zone has 114.8 million tonnes\ngrading nearly 1.0%\n|\n",
        "date 2021-05-06 {}\n05/06/2021 | 05:33pm EDT\n",
        "{}\nposted on\nMay 06, 2021 01:06PM\n",
        "Exhibit 99.1\n|NEWS RELEASE\n{}\nFOR IMMEDIATE RELEASE\nMay 6, 2021\n",
    ],
)
def test_the_title_of_a_page(head: str) -> None:
    title = "Torvik Appoints Ian Tarr as President and Reports on the Verden Mine"
    text = (
        head.format(title)
        + 'Toronto, Ontario, May 6, 2021 - Torvik Mining Inc. (the "Company") reports that it has appointed Ian Tarr as President.\n'
    )
    context = _read(text).context
    assert context.header.title is not None
    assert context.header.title.value == title
    assert context.parts[-1].section == "body", "a dateline below a stamp is no row of a table"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "HALIFAX, NOVA SCOTIA--Torvik Resources Inc. announces that it signed a letter agreement with Lomax Mining and Exploration Inc.",
            "Torvik Resources Inc.",
        ),
        (
            'Coal of Verdenland Limited ("CoVL" or "the Company"), the coal company, is pleased to provide its report for the quarter.',
            "Coal of Verdenland Limited",
        ),
        (
            "9 June 2008 The Company Announcements Office ASX Limited Yours faithfully CAPE TARN ORE LIMITED Ian Tarr Executive Chairman."
            "\n\nCape Tarn Ore Limited has sold the first ore of its mine at the cape to the mills of the coast as it was planned to.",
            "Cape Tarn Ore Limited",
        ),
        (
            "PRINCIPAL REGISTERED OFFICE Potash North NL Suite 3 Verden Trough Project Potash North NL "
            "(\u201cPotash North\u201d or \u201cthe Company\u201d) has "
            "continued to advance the Tarn Hill project.",
            "Potash North NL",
        ),
        (
            "Verden Ore Royalty Corporation Provides an Update on NOC Labour Relations\nHALIFAX, May 30, 2018 /CNW/ - The Norland Ore Company (NOC) "
            "announced yesterday (see attached Media Statement) that its people voted to accept the offer presented by NOC.",
            "Verden Ore Royalty Corporation",
        ),
    ],
)
def test_whose_release_it_is_where_other_words_run_into_the_name(text: str, issuer: str) -> None:
    context = _read(text).context
    assert context.issuer.name == issuer
    assert not [org.name for org in context.organisations if issuer.casefold() in org.name.casefold() and org is not context.issuer]


@pytest.mark.parametrize(
    ("say", "name", "alias"),
    [
        ('It has a joint venture with Larch Steel Minerals Canada ("LSMC").', "Larch Steel Minerals Canada", "LSMC"),
        ("It has a letter of intent with Sprent Resource Streaming and Royalty (Sprent).", "Sprent Resource Streaming and Royalty", "Sprent"),
        ('It has an agreement with Pelham Capital Mining Fund II ("Pelham").', "Pelham Capital Mining Fund II", "Pelham"),
        ("The shares of Keel Mining and Exploration, its partner, were bought.", "Keel Mining and Exploration", None),
        ("Lomax Gold Mines Ltd. LMXLMXF (\u201cLomax\u201d) holds the rest.", "Lomax Gold Mines Ltd.", "Lomax"),
        ("At the Annual Meeting, KPMX LLP were re-appointed as auditor.", "KPMX LLP", None),
        (
            'On April 2, 2021, two of its Peru Subsidiaries, Minera\nLomax S.A. de C.V. ("Minera Lomax") and another, sold land.',
            "Minera Lomax S.A. de C.V.",
            "Minera Lomax",
        ),
        ('Lomax Inc. (Lomax) ("Lomax Inc or "Lomax" or the "Seller") holds it.', "Lomax Inc.", "Lomax"),
    ],
)
def test_names_go_as_far_as_they_are_told(say: str, name: str, alias: str | None) -> None:
    organisations = _read(f"HALIFAX, May 4, 2021 /CNW/ - Torvik Mining Inc. (TSXV: TVK) reports on the quarter.\n\n{say}\n").context.organisations
    assert {org.name: list(org.aliases) for org in organisations}[name] == ([alias] if alias else [])
    assert len(organisations) == 2


def test_a_department_of_the_press_is_no_firm() -> None:
    text = "HALIFAX, May 4, 2021 /CNW/ - Torvik Mining Inc. (TSXV: TVK) reports.\n\nContact:\nNOC Communications & External Relations\nJane Hollis\n"
    assert [org.name for org in _read(text).context.organisations] == ["Torvik Mining Inc."]


def test_the_slip_of_a_letter_makes_no_other_company() -> None:
    text = 'Verden Minerals plc\n("Verden Minerals" or "the Company")\nBoard Changes\n'
    text += "Verden Mineral plc (AIM: VDN) advises that it has a new director.\n"
    assert [org.name for org in _read(f"4 May 2021\n{text}").context.organisations] == ["Verden Minerals plc"]


def test_whoever_is_the_short_name_of_another_is_that_other_wherever_it_is_named() -> None:
    text = (
        "HALIFAX, May 4, 2021 /CNW/ - Torvik Mining Inc. reports on the Norland Ore Company (NOC).\n\nNOC announces that its people have voted.\n\n"
        '"We are pleased," said Ian Tarr, President and CEO, NOC.\n'
    )
    roles = [mention.fact for mention in _read(text).mentions if mention.rule.startswith("name")]
    assert {fact.slot.company.name for fact in roles} == {"Norland Ore Company"}  # type: ignore[union-attr]


def test_the_place_the_day_and_the_name_of_a_dateline_may_stand_on_lines_of_their_own() -> None:
    context = _read(
        "Halifax, N.S.,\n13 June, 2017: Copper\nVerden Resources Ltd. (TSXV: CVR) has received notice from its\npartner that drilling will begin.\n\n"
        "On\nMay 25th it had told of the same.\n"
    ).context
    assert (str(context.published), context.issuer.name) == ("2017-06-13", "Copper Verden Resources Ltd.")
    assert context.header.place is not None
    assert context.header.place.value == "Halifax, N.S."
    assert "On May 25th" in context.reading.text


def test_who_issued_an_announcement_whose_headline_begins_with_its_name_in_capitals() -> None:
    text = (
        "TORVIKA MINING LIMITED - Reviewed Condensed Consolidated Results for the half year ended 30 September 2015\n\n"
        "Release Date: 25/11/2015 17:05\nCode(s): TVK     PDF:\nWrap Text\n\nTorvika Mining\n(\u201cTorvika\u201d or \u201cthe Company\u201d)\n"
        "Share code: TVK\nISIN: ZAE000107223\n\nReviewed condensed consolidated results\n"
    )
    assert _read(text).context.issuer.name == "TORVIKA MINING LIMITED"


@pytest.mark.parametrize(
    ("head", "place"),
    [
        ("WHITE TARN SPRINGS, Mont., May 27, 2021 (GLOBE NEWSWIRE) \u2014 ", "White Tarn Springs, Mont."),
        ("TVM 2021-05-27 (by courtesy of the wire)\nTorvik Announces Management Changes\nSPOKANE, WASHINGTON--", "Spokane, Washington"),
    ],
)
def test_the_place_of_a_dateline(head: str, place: str) -> None:
    context = _read(f"{head}Torvik Mining Inc. announced today that Ian Tarr is its President and that it has new funds for the work.\n").context
    assert context.header.place is not None
    assert context.header.place.value == place


def test_the_day_stands_first_in_south_africa() -> None:
    text = "TORVIKA LIMITED\nRELEASE DATE: 10/02/1999\n(INCORPORATED IN THE REPUBLIC OF SOUTH AFRICA)\n\nTorvika Limited has sold its mine.\n"
    assert str(_read(text).context.published) == "1999-02-10"


@pytest.mark.parametrize(
    "tail",
    [
        "Record date: 15 June 2021\nPayment date: 30 June 2021\n",
        "Position: Managing Director\nCommencement date: 1 June 2021\nFixed remuneration: $300,000 a year\n",
        "Expiry: 30 June 2024\nExercise price: $0.20\n",
        "Date of last notice\n30 November 2020\n",
    ],
)
def test_a_day_that_a_label_names_is_not_that_of_the_release(tail: str) -> None:
    told = 'Torvik Mining Limited (ASX: TVK) ("Torvik" or "the Company") advises that Mr Ian Tarr has been appointed Chairman.\n\n'
    assert str(_read("Torvik Mining Limited\nASX Announcement\n3 May 2021\n\nBOARD CHANGES\n\n" + told + tail).context.published) == "2021-05-03"


def test_the_clock_of_a_page_dates_no_release() -> None:
    page = "19:45:58 EDT Fri 26 Apr 2024\nEnter Symbol\n\nTorvik Mining Ltd\nSymbol TVK\nClose 2015-04-10 C$ 0.72\n\nTorvik names a chairman\n\n"
    told = "2015-04-13 08:44 ET - News Release\n\nMr. Ian Tarr reports\n\nTorvik Mining Ltd. has appointed Mr. Ola Brenn as chairman of the board.\n"
    assert str(_read(page + told).context.published) == "2015-04-13"
