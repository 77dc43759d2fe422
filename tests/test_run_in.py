"""Releases that lost their line ends: their headings, notices and datelines begin within a line, and end nothing before it."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract import Extraction, extract
from kg.facts import RoleHeld, Stated
from kg.text.reading import read

TITLE = "Orlet Copper Reports Strike at Its Tamaro Mine"
STORY = (
    'HALIFAX, NS, Aug. 12, 2024 /PRNewswire/ -- (TSX: ORL) Orlet Copper Corporation ("Orlet" or the "Company") announced today that workers at the '
    "Tamaro mine in Chile have gone on strike. The Company is ready to meet the union again, and expects no harm to its output in the quarter."
)
EXPERT = "Qualified Person", "Dana Whitcombe, P.Geo., Vice President Exploration of Orlet, is a Qualified Person and has approved this news release."
ABOUT = "About Orlet", "Orlet is a copper company that owns the Tamaro mine and the Verden project in Chile."
CONTACT = "For further information, please contact:", "Paul Ferrand, Chief Executive Officer, Tel: 902-555-0142, pferrand@orletcopper.example"
NOTICE = (
    "Cautionary Statement on Forward-Looking Information",
    'Some of the statements here are "forward-looking information" as the securities laws of Canada define it. Actual results '
    "may differ materially from those that Lomax Gold Corp. and others expect, and undue reliance should not be placed on them.",
)
EXCHANGE = "Neither the TSX Venture Exchange nor its Regulation Services Provider accepts responsibility for the adequacy of this release."


def facts(text: str) -> set[str]:
    extraction = extract(Document.from_text(text))
    assert isinstance(extraction, Extraction), extraction
    return {repr(mention.fact) for mention in extraction.mentions if mention.fact.kind in ("document", "company", "ticker", "role")}


def lines(*sections: str | tuple[str, str]) -> list[str]:
    return [line for section in sections for line in ([section] if isinstance(section, str) else section)]


ORDERS = [
    (TITLE, STORY, EXPERT, ABOUT, CONTACT, NOTICE),
    (TITLE, STORY, ABOUT, NOTICE, CONTACT),
    (STORY, NOTICE, ABOUT, CONTACT, EXCHANGE),
    (TITLE, STORY, EXPERT, EXCHANGE, ABOUT, CONTACT),
]


@pytest.mark.parametrize("sections", ORDERS)
@pytest.mark.parametrize("blank", [" ", "  ", "\u00a0 "])
def test_a_release_on_one_line_says_what_it_says_on_many(sections: tuple[str | tuple[str, str], ...], blank: str) -> None:
    told = facts("\n\n".join(lines(*sections)))
    assert any("Paul Ferrand" in fact for fact in told)
    assert facts(blank.join(lines(*sections))) == told


@pytest.mark.parametrize("sections", ORDERS)
def test_a_heading_run_into_its_paragraph_is_a_heading(sections: tuple[str | tuple[str, str], ...]) -> None:
    run_in = [section if isinstance(section, str) else " ".join(section) for section in sections]
    assert facts("\n".join(run_in)) == facts("\n\n".join(lines(*sections)))


def test_a_notice_is_no_fact_on_whatever_line_it_stands() -> None:
    extraction = extract(Document.from_text(" ".join(lines(TITLE, STORY, ABOUT, NOTICE))))
    assert isinstance(extraction, Extraction)
    assert {mention.fact.subject.name for mention in extraction.mentions if isinstance(mention.fact, Stated) and mention.fact.kind == "company"} == {
        "Orlet Copper Corporation"
    }
    assert not any(isinstance(mention.fact, RoleHeld) for mention in extraction.mentions)


def blocks(text: str) -> list[str]:
    reading = read(Document.from_text(text))
    return [reading.text[block.start : block.end] for block in reading.blocks]


LONG = "The mill treated more ore than in any quarter since it opened, and its recovery was the best of the year so far. "


@pytest.mark.parametrize(
    "prose",
    [
        "About 60% of the ore came from Verden.",  # how much
        "About Orlet there is little to say that the reader does not know.",
        "Highlights of the quarter are told below.",
        "See Cautionary Statement on Forward-Looking Information below.",
        "Operations at the mine went on.",
        "The town of Halifax, Nova Scotia is home to the head office, which was opened on May 3, 2012.",
        "Contact with the granite was met at depth.",
        "On behalf of the Board, I thank you all.",
    ],
)
def test_prose_that_begins_like_a_heading_is_none(prose: str) -> None:
    text = LONG * 3 + prose + " " + LONG
    assert len(blocks("\n\n".join([text, *[LONG * 2] * 3]))) == 4
    assert len(blocks(LONG * 12 + prose + " " + LONG)) == 1


def test_the_lines_of_a_report_are_not_parted_by_its_notices() -> None:
    """A report's paragraph goes on behind a notice; a notice of a release that lost its line ends goes on to the next heading."""
    notice = "Forward-Looking Statements This report may say what is to come."
    assert blocks("\n\n".join([LONG * 3, LONG * 3 + notice, LONG * 3])) == [(LONG * 3).strip(), LONG * 3 + notice, (LONG * 3).strip()]
    assert blocks(LONG * 12 + notice) == [(LONG * 12).strip(), notice]


@pytest.mark.parametrize(
    "dateline",
    [
        "HALIFAX, NS, Aug. 12, 2024 /PRNewswire/ -- ",
        "Halifax, Nova Scotia--(Newsfile Corp. - August 12, 2024) - ",
        "Port Moresby, PNG \u2013 August 12, 2024 \u2013 ",
        "SALT LAKE CITY, Aug. 12 /CNW/ - ",
        "St. John's, Newfoundland - August 12, 2024 - ",
        "MELVILLE, Saskatchewan, 12 August 2024 (GLOBE NEWSWIRE) -- ",
    ],
)
@pytest.mark.parametrize("title", [TITLE, "Orlet Copper closes offering of up to $7 Million", "Orlet Copper Drills 3.1 g/t Gold"])
def test_a_headline_ends_before_the_dateline(title: str, dateline: str) -> None:
    story = f'{dateline}Orlet Copper Corporation ("Orlet" or the "Company") announces that ' + LONG.lower() + LONG
    assert blocks(f"{title} {story}") == [title, story.strip()]


@pytest.mark.parametrize("towns", ["Halifax, Nova Scotia and Val-d'Or, Quebec", "HALIFAX, Canada and DELFT, the Netherlands"])
def test_two_towns_are_one_dateline(towns: str) -> None:
    story = f"{towns}--(Marketwired - May 4, 2013) - Orlet Copper Corporation announces that " + LONG + LONG
    assert blocks(story) == [story.strip()]
