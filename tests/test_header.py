"""What stands before a story, in the layouts of wires and houses: the day, the place and the title of a release."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from datetime import date

import pytest

from kg.document import Document
from kg.extract.context import Context, read_context
from kg.text.page_stamps import is_stamp

STORY = 'Birch Hollow Mining Corp. (TSXV: BHM) ("Birch Hollow" or the "Company") is pleased to report that mining at its Redstone mine goes well.'


TWO_LINES = "Birch Hollow Mining Corp Begins Mining at its Redstone Mine"


def head_of(text: str) -> tuple[str, str | None, str | None]:
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    head = context.header
    return context.published.isoformat(), head.title and head.title.value, head.place and head.place.value


@pytest.mark.parametrize(
    ("head", "day", "title", "place"),
    [
        # a dateline in slanting letters, a label of two exchanges, prices with their day, an aside below a title, a name with its codes
        (
            "Birch Hollow Hits Ore at Redstone\n\n*Reno, Nevada, May 3, 2012* \u2013 ",
            "2012-05-03",
            "Birch Hollow Hits Ore at Redstone",
            "Reno, Nevada",
        ),
        (
            "JSE / ASX RELEASE: 3 May 2012\n\nBirch Hollow Mining Corp. (ASX: BHM, JSE: BHC)\n\nRESOURCE UPGRADE \u2013 REDSTONE\n\n",
            "2012-05-03",
            "RESOURCE UPGRADE \u2013 REDSTONE",
            None,
        ),
        (
            "Birch Hollow Mining Corp.\nSymbol BHM\nClose 2012-05-02 C$ 0.31\n\nOre at Redstone Mine\n\n2012-05-03 08:12 MT - News Release\n\n",
            "2012-05-03",
            "Ore at Redstone Mine",
            None,
        ),
        ("3 May 2012\n\nRECOMMENDED CASH OFFER\n\n(by a subsidiary of Larkmont Steel Group Ltd.)\n\n", "2012-05-03", "RECOMMENDED CASH OFFER", None),
        # a headline whose subject is the line above, the cover of a filing, a label, the picture's credit
        ("Birch Hollow Mining Corp\nBegins Mining at\nits Redstone Mine\n\nMay 3, 2012\n\n", "2012-05-03", TWO_LINES, None),
        (
            "FORM 6-K\n\nREPORT OF FOREIGN PRIVATE ISSUER\n\nFor the month of May 2012\n\nOre at Redstone Mine\n\nRENO, Nev., May 3, 2012 - ",
            "2012-05-03",
            "Ore at Redstone Mine",
            "Reno, Nev.",
        ),
        ("Date: 2012-05-03\nTitle: Ore at Redstone Mine\n\n", "2012-05-03", "Ore at Redstone Mine", None),
        (
            "Birch Hollow finds ore\n(PRNewsfoto/Birch Hollow Mining Corp.)\n\nRENO, Nev., May 3, 2012 /PRNewswire/ - ",
            "2012-05-03",
            "Birch Hollow finds ore",
            "Reno, Nev.",
        ),
        # marks of headings, page furniture, and who reports on a page of the trade
        ("# Birch Hollow Hits Ore at Redstone\n\nRENO, Nev., May 3, 2012 - ", "2012-05-03", "Birch Hollow Hits Ore at Redstone", "Reno, Nev."),
        (
            "Code(s): BHM     PDF:\nWrap Text\nDisposal of the Redstone plant\n\n3 May 2012\n\n",
            "2012-05-03",
            "Disposal of the Redstone plant",
            None,
        ),
        # a state that is written as a legal form is, and the place below the day
        ("Birch Hollow Hits Ore\n\nHAZARD, Ky., May 3, 2012 - ", "2012-05-03", "Birch Hollow Hits Ore", "Hazard, Ky."),
        ("Birch Hollow Hits Ore\n\n3 May 2012\nJohannesburg\n\n", "2012-05-03", "Birch Hollow Hits Ore", "Johannesburg"),
        ("Ms. Jane Roe reports\n\nBIRCH HOLLOW HITS ORE AT REDSTONE\n\nMay 3, 2012\n\n", "2012-05-03", "BIRCH HOLLOW HITS ORE AT REDSTONE", None),
        ("EXHIBIT 99.1\n\nBirch Hollow Hits Ore at Redstone\n\nMay 3, 2012\n\n", "2012-05-03", "Birch Hollow Hits Ore at Redstone", None),
        ("3 May 2012\n\nMarket Update - Quarter to 31 March 2012\n\n", "2012-05-03", "Market Update - Quarter to 31 March 2012", None),
        (
            "3 May 2012\n\nSubscription for New Ordinary Shares\n\nDirectorate Changes\n\n",
            "2012-05-03",
            "Subscription for New Ordinary Shares",
            None,
        ),
        # legends, addresses and letterheads stand over the headline
        (
            "NOT FOR DISTRIBUTION TO UNITED STATES NEWSWIRE SERVICES\n\nBirch Hollow to Buy Redstone\n\nMay 3, 2012 - Reno, Nevada - ",
            "2012-05-03",
            "Birch Hollow to Buy Redstone",
            "Reno, Nevada",
        ),
        (
            "410 - 88 W. Alder St.\n\nMay 3, 2012\n\nBIRCH HOLLOW REPORTS THAT ALL HOLES OF ITS SPRING PROGRAM AT REDSTONE HIT ORE.\n\nRENO, Nev. - ",
            "2012-05-03",
            "BIRCH HOLLOW REPORTS THAT ALL HOLES OF ITS SPRING PROGRAM AT REDSTONE HIT ORE.",
            "Reno, Nev.",
        ),
        (
            "Birch Hollow Mining Corp.\n('BHM' or the 'Company')\nSecond Tranche and Change of Board\n\nLondon, 3 May 2012\n\n",
            "2012-05-03",
            "Second Tranche and Change of Board",
            "London",
        ),
        ("Birch Hollow Mining / Index: AIM / Epic: BHM / Sector: Mining\n\n3 May 2012\n\nFinal Results\n\n", "2012-05-03", "Final Results", None),
        # the first line that says something is the headline, however long the one below it
        (
            "Redstone Mine Obtains Water Licence\n\nTSXV: BHM\n\nWork to commence once the road is open in spring\n\nRENO, NV, May 3, 2012 /CNW/ - ",
            "2012-05-03",
            "Redstone Mine Obtains Water Licence",
            "Reno, NV",
        ),
        # a dateline on a line of its own is no title
        (
            "Strike Ends at Redstone\n\nJOHANNESBURG, May 3, 2012 /PRNewswire/ --\n\n",
            "2012-05-03",
            "Strike Ends at Redstone",
            "Johannesburg",
        ),
        ("Trading update for the quarter to 31 March 2012\n\n3 May 2012\n\n", "2012-05-03", "Trading update for the quarter to 31 March 2012", None),
        ("3 May 2012\n\nResults for the six months ended 31 March 2012\n\n", "2012-05-03", "Results for the six months ended 31 March 2012", None),
        # labels
        ("Birch Hollow Mining Corp.\n3 May 2012\n\nSubject: Stop of the Redstone mill\n\n", "2012-05-03", "Stop of the Redstone mill", None),
        ("PART I\n\nITEM 1. BUSINESS\n\nDate: May 3, 2012\n\n", "2012-05-03", None, None),
        # places: over the day, before a day with its hour, and none that is an author
        (
            "PRESS RELEASE\nStockholm, Sweden\nMay 3, 2012\n\nMill Runs Again at Redstone\n\n",
            "2012-05-03",
            "Mill Runs Again at Redstone",
            "Stockholm, Sweden",
        ),
        ("Press release\nParis, May 3, 2012, 6:00 p.m.\n\nMill Runs Again at Redstone\n\n", "2012-05-03", "Mill Runs Again at Redstone", "Paris"),
        ("Mill Runs Again at Redstone\n\nBy staff, 3 May 2012\n\n", "2012-05-03", "Mill Runs Again at Redstone", None),
        ("Mill Runs Again at Redstone\n\n3 May 2012\n\nOperations - ", "2012-05-03", "Mill Runs Again at Redstone", None),
        (
            "Mill Runs Again at Redstone\n\nReno, Nevada May 3, 2012; ",
            "2012-05-03",
            "Mill Runs Again at Redstone",
            "Reno, Nevada",
        ),
        ("Mill Runs Again at Redstone\n\nTORONTO, May 3 /CNW/ - May 3, 2012 - ", "2012-05-03", "Mill Runs Again at Redstone", "Toronto"),
        (
            "Mill Runs Again at Redstone\n\nTORONTO, May 3 /CNW/ - As first announced on March 9, 2012, and told on Friday, April 27, 2012, ",
            "2012-05-03",
            "Mill Runs Again at Redstone",
            "Toronto",
        ),
        # a weekday before the day, and days to come that are none of the release
        (
            "Mill Runs Again at Redstone\n\nThursday - May 03: (WIRE) - As told on April 27, 2012, a dividend is payable on June 4, 2012. ",
            "2012-05-03",
            "Mill Runs Again at Redstone",
            None,
        ),
        (
            "Birch Hollow to Release Results of 2011 on May 15, 2012\n\nRENO, May 3 /CNW/ - A call will be held on May 16, 2012. ",
            "2012-05-03",
            "Birch Hollow to Release Results of 2011 on May 15, 2012",
            "Reno",
        ),
        ("Mill Runs Again at Redstone\n\nRENO - May 3: As told on April 27, 2012, ", "2012-05-03", "Mill Runs Again at Redstone", "Reno"),
    ],
)
def test_the_head_of_a_release(head: str, day: str, title: str | None, place: str | None) -> None:
    assert head_of(head + STORY + "\n") == (day, title, place)


@pytest.mark.parametrize(("second", "day"), [("7 May 2012", "2012-05-07"), ("31 May 2012", "2012-05-04"), ("30 April 2012", "2012-05-04")])
def test_the_day_on_which_a_wire_was_handed_a_release_is_not_its_own(second: str, day: str) -> None:
    head = f"RNS Number : 4471K\n\nBirch Hollow Mining Corp.\n\n04 May 2012\n\n{second}\n\nREDSTONE RESOURCE DOUBLES\n\n"
    assert head_of(head + STORY)[0] == day
    assert head_of(head.replace("RNS Number : 4471K\n\n", "") + STORY)[0] == "2012-05-04"


def test_a_headline_may_be_a_long_paragraph_with_a_name_in_it() -> None:
    title = (
        "Birch Hollow Inc. Delivers a Study of the Redstone Mine That Shows an Output of 220,000 Ounces a Year and "
        "Reserves That Are a Fifth More Than Before"
    )
    assert head_of(f"{title}\n\nCanada NewsWire\n\nTORONTO, May 3, 2012 /CNW/ - {STORY}\n") == ("2012-05-03", title, "Toronto")


def test_no_headline_begins_with_a_place() -> None:
    assert head_of("3 May 2012 HIGH-GRADE ORE AT REDSTONE AGAIN\n\n" + STORY)[2] is None


def test_the_qualified_person_behind_an_exchanges_disclaimer() -> None:
    told = (
        "Reno, Nev., May 3, 2012 - "
        + STORY
        + "\n\nNeither the TSX Venture Exchange nor its Regulation Services Provider accepts responsibility for the adequacy or accuracy of this "
        "release.\n\nQualified Person: Jane Roe, P.Geo., of Birch Hollow, has approved the contents of this release.\n"
    )
    context = read_context(Document.from_text(told, "release.txt"))
    assert isinstance(context, Context)
    assert [part.section for part in context.parts][-2:] == ["boilerplate", "qualified-person"]


def test_the_subject_of_a_short_first_paragraph_is_the_issuer() -> None:
    told = (
        "Q3 Quarterly Report\n\n24 April 2024\n\nTalcor Metals (TalMet) has released its Quarterly Report to 31 March 2024.\n\nCorporate:\n"
        "- Sold its interest in Bluegum Minerals Limited (ASX: BGX).\n"
    )
    context = read_context(Document.from_text(told, "release.txt"))
    assert isinstance(context, Context)
    assert context.company.name == "Talcor Metals"


@pytest.mark.parametrize(
    "head",
    [
        "BIRCH HOLLOW LIMITED ANNUAL REPORT 2018\n\n28 September 2018\n\nChairman's Letter\n\n",
        "Annual Report 2018\nBIRCH HOLLOW LIMITED\nABN 12 345 678 901\n\n28 September 2018\n\n",
    ],
)
def test_the_issuer_of_a_report_that_its_front_alone_names(head: str) -> None:
    story = (
        "Jane Roe chairs the board. Tamarin Registrars Pty Ltd keeps the register, as Tamarin Registrars Pty Ltd has for years. Harl Judd Pty Ltd of "
        "Perth is the auditor.\n\nThe Company drilled 12,000 metres at the Redstone project in the year, more than in the year before.\n"
    )
    context = read_context(Document.from_text(head + story, "release.txt"))
    assert isinstance(context, Context)
    assert context.company.name == "BIRCH HOLLOW LIMITED"


HEADLINE = "Birch Hollow Closes Purchase of the Redstone Mine"
PLACED = f"RENO, Nevada--(Marketwired - May 3, 2012) - {STORY}"


def wrapped(text: str) -> str:
    """The text as a page shows it that knows no empty lines, its paragraphs broken at 66 letters."""
    lines = (textwrap.wrap(line, 66) if len(line) > 120 else [line] for line in text.split("\n") if line)
    return "\n".join(piece for line in lines for piece in line) + "\n"


@pytest.mark.parametrize("set_as", [str, wrapped])
@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\nMay 3 2012 - 2:54PM\nMarketwired\n{HEADLINE}\n{PLACED}",
        f"{HEADLINE}\nPosted on May 3, 2012 by admin\n\n{STORY}",
        f"Share This Article\n{HEADLINE}\nThu May 3, 2012\n\n{STORY}",
        f"{HEADLINE}\n2012-05-03\n{STORY}",
        f"{HEADLINE}\n03/05/2012 07:00 GMT\nASX: BHM\n{STORY}",
        f"{HEADLINE}\nBy Marketwired, May 03, 2012, 08:30:00 AM EDT\n\n{PLACED}",
        f"{HEADLINE} | Birch Hollow Mining Corp.\n\n{PLACED}",
        f"{HEADLINE}\n\nNEWS PROVIDED BY\nBirch Hollow Mining Corp.\n\nMay 03, 2012, 08:30 ET\n\nSHARE THIS ARTICLE\n\n{STORY}",
        f"NEWS RELEASE\nBirch Hollow Mining Corp.\nTSXV: BHM\nMay 3, 2012\n{HEADLINE}\n{STORY}",
        f"{HEADLINE}\n\nTSXV: BHM\n\nReno, Nevada, May 3, 2012 - {STORY}",
    ],
)
def test_what_a_page_puts_around_a_headline_is_none_of_it(text: str, set_as: Callable[[str], str]) -> None:
    day, title, _ = head_of(set_as(text))
    assert (day, title) == ("2012-05-03", HEADLINE)


@pytest.mark.parametrize(
    "text", [f"May 3, 2012 | {HEADLINE}\n\n{STORY}", f"May 3, 2012 - {HEADLINE}\n\n{STORY}", f"{HEADLINE} (May 3, 2012)\n\n{STORY}"]
)
def test_a_day_set_before_or_behind_a_headline_is_none_of_it(text: str) -> None:
    assert head_of(text)[:2] == ("2012-05-03", HEADLINE)


@pytest.mark.parametrize(
    "stamp", ["3 Maggio 2012 - 12:45PM", "3 de mayo de 2012", "3 de maio de 2012", "3. Mai 2012, 10:05", "3 mai 2012", "3 Mayo 2012 - 8:00AM"]
)
def test_the_stamp_of_a_page_abroad_tells_the_day(stamp: str) -> None:
    text = f"{HEADLINE}\n{stamp}\nBusiness Wire\n{HEADLINE}\nRENO, Nev.--(BUSINESS WIRE)--{STORY}"
    assert head_of(text)[:2] == ("2012-05-03", HEADLINE)


@pytest.mark.parametrize(
    ("line", "stamp"),
    [
        ("May 3, 2012", True),
        ("Posted by admin on 3 May 2012 at 07:00", True),
        ("2012-05-03 09:22 ET - News Release", True),
        ("May 03, 2012 06:30 AM Eastern Daylight Time", True),
        ("03.05.2012 | DGAP", True),
        ("News Release No. 12", False),
        ("Share this article", True),
        ("Print this page", True),
        ("Download PDF", True),
        ("Thursday, May 3, 2012 8:30 am EDT | Source: Birch Hollow Mining Corp.", True),
        ("31 Mar 2012  31 Dec 2011", False),  # heads of a table
        ("Share consolidation takes effect", False),
        ("Results to May 3, 2012", False),
        ("Birch Hollow prints a record on May 3, 2012", False),
        ("Save the Redstone mine", False),
    ],
)
def test_stamps_of_pages(line: str, stamp: bool) -> None:
    assert is_stamp(line) is stamp


@pytest.mark.parametrize(
    "text",
    [
        f'RENO, May 3, 2012 /CNW/ - BIRCH HOLLOW\nMINING CORP. ("Birch Hollow" or the "Company")\n(TSXV: BHM) announces that at its Annual\n{STORY}',
        f"{HEADLINE}\nReno, Nevada \u2013 May 3rd,\n2012 \u2013 Birch Hollow Mining Corp. (TSXV: BHM) is\npleased. {STORY}",
        f"{HEADLINE}\nReno, Nevada, 3 May\n2012 - Birch Hollow\nMining Corp. (TSXV: BHM) is pleased. {STORY}",
    ],
)
def test_a_line_end_parts_no_name_no_day_and_no_dateline(text: str) -> None:
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert (context.header.published, context.issuer.name.casefold()) == (date(2012, 5, 3), "birch hollow mining corp.")


@pytest.mark.parametrize(
    ("dateline", "place"),
    [
        ("RENO, Nev., Nov. 9 /PRNewswire-FirstCall/ -- ", "Reno, Nev."),
        ("Reno, Nevada, November 9 (ots/PRNewswire)\n", "Reno, Nevada"),
        ("Reno, Nevada, November 9th - ", "Reno, Nevada"),
        ("Reno, Nevada (November 9) -- ", "Reno, Nevada"),
        ("RENO and ELKO, Nov. 9 /CNW/ - ", "Reno and Elko"),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_dateline_without_a_year_is_of_the_next_such_day_behind_the_last_one_told(dateline: str, place: str, between: str) -> None:
    """Not of the year of accounts, of a plan or of guidance, however often it is named."""
    text = (
        f'{HEADLINE}{between}{dateline}{STORY} In the quarter ended September 30, 2008 ("Q2 2009") it made 9,100 ounces of gold. '
        "It expects to spend $4 million in fiscal 2010, to complete a mill in 2010 and to make 40,000 ounces in 2010.\n"
    )
    assert head_of(text) == ("2008-11-09", HEADLINE, place)


@pytest.mark.parametrize(
    ("stamp", "day"),
    [("08/01/2018 - 05:35", "2018-08-01"), ("09/12/2018 - 05:35", "2018-09-12"), ("05/06/2018 05:35 CEST", "2018-06-05")],
)
def test_a_day_in_figures_does_not_lie_before_what_is_past(stamp: str, day: str) -> None:
    text = f"{HEADLINE}\n{stamp}\n\n{STORY}" + (" In the quarter ended June 30, 2018 it made 9,100 ounces." if "CEST" not in stamp else "") + "\n"
    assert head_of(text)[:2] == (day, HEADLINE)


@pytest.mark.parametrize(
    "line",
    [
        "To view the PDF file, sign up here.",
        "Pin to quick picks Birch Hollow News (BHM)",
        "To continue viewing RNS, please confirm who you are",
    ],
)
def test_what_a_portal_says_to_its_readers_is_no_title(line: str) -> None:
    assert head_of(f"{line}\n\n{HEADLINE}\n\nReno, Nevada, May 3, 2012 - {STORY}")[1] == HEADLINE


def test_the_day_of_a_paper_is_not_that_of_the_release() -> None:
    paper = "This is a designated news release under its prospectus supplement dated May 18, 2021 to its prospectus dated January 27, 2021."
    context = read_context(Document.from_text(f"{HEADLINE}\n\n{STORY}\n\n{paper}\n", "release.txt"))
    assert isinstance(context, Context)
    assert not context.dated


def test_a_weekday_is_no_place() -> None:
    text = f"Freitag, 12.05.2012 00:05 von GlobeNewswire | Aufrufe: 132\n{HEADLINE}\nRENO, Nev., May 11, 2012 (GLOBE NEWSWIRE) -- {STORY}"
    assert head_of(text) == ("2012-05-11", HEADLINE, "Reno, Nev.")


MARKED = """Sales Start at Redstone

3 May 2019 07:00

RNS Number : 9603X
Birch Minerals PLC
03 May 2019

Market Abuse Regulation Disclosure

{legend}

3rd May 2019

Birch Minerals plc

("Birch Minerals", "BMX" or the "Company")

Sales Start at Redstone

Birch Minerals plc (AIM: BMX) has sold its first tin.
"""


@pytest.mark.parametrize(
    "legend",
    [
        "Certain information contained in this announcement would have been deemed inside information for the purposes of Article 7 of Regulation "
        "(EU) No 596/2014 until the release of this announcement.",
        "The information contained within this announcement is considered to be inside information as stipulated under the Market Abuse Regulation.",
        "THIS ANNOUNCEMENT RELATES TO THE DISCLOSURE OF INFORMATION THAT QUALIFIED OR MAY HAVE QUALIFIED AS INSIDE INFORMATION.",
        "Prior to publication, the information contained within this announcement was deemed to constitute inside information.",
    ],
)
def test_a_legend_on_inside_information_begins_no_story(legend: str) -> None:
    context = read_context(Document.from_text(MARKED.format(legend=legend)))
    assert isinstance(context, Context)
    assert context.title_words == "Sales Start at Redstone"
    assert set(context.issuer.aliases) == {"Birch Minerals", "BMX"}


def test_the_number_of_an_announcement_is_no_part_of_the_name_behind_it() -> None:
    text = (
        "RNS Number : 0428F Birch Minerals plc 28 October 2025\n28 October 2025\nActivities Report\n\nHighlights\n\n- It mined 4,000 tonnes of tin."
    )
    context = read_context(Document.from_text(text))
    assert isinstance(context, Context)
    assert context.issuer.name == "Birch Minerals plc"
