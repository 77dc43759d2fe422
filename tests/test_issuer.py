"""Whose release it is, by whatever it tells of that, and never who but works for the issuer, lends to it or sells to it."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract import Extraction, extract

DAY = "HALIFAX, May 4, 2021 /CNW/ - "
CASES = [
    (  # a chief executive who speaks; a lender with its full name
        "March 2020 Quarterly Report\n30 April 2020\n\nHighlights\nGold production rose to 31,200 ounces at the Verden mine.\n"
        "Revolving Debt Facility restructured with Invescor Bank Limited on more favourable terms.\nCommenting on the quarter, "
        "Tarnby CEO Martin Poole said: "
        '"Tarnby had a good quarter at Verden."\nTarnby will pay the first instalment in June.',
        "Tarnby",
    ),
    (  # the head of a report
        "AUSTREL GOLD QUARTERLY REPORT \u2014 JUNE 2020\n22 July 2020\n\nHighlights\n- Gold production of 31,200 ounces from the Verden mine.\n\n"
        "The Verden mine produced 31,200 ounces in the quarter.",
        "AUSTREL GOLD",
    ),
    (  # the one with its symbol, not the one whose news it hands on
        "Output of NLC in the quarter\n2016-04-18 09:12 ET - News Release\nMr. Ian Tarr reports\nHOLLOWAY ORE ROYALTY CORPORATION (TSX: HOR) - "
        "BIGMINER RELEASES NLC PRODUCTION\nBigminer has released its operations review for the first quarter ended March 31, 2016, which included "
        "Norland Ore Company of Canada (NLC) production.",
        "HOLLOWAY ORE ROYALTY CORPORATION",
    ),
    (  # a headline that says what its first words do; an engineer with its full name
        "Kestrel Minerals Releases Positive Assessment of Its Orrin Silver Project\nMay 4, 2021\nThe PEA envisions an open pit mine with a life of "
        '12 years. "We are very glad of this result," said Ian Tarr, CEO. The study was prepared by Harrow Engineering Ltd. of Reno.',
        "Kestrel Minerals",
    ),
    (  # who is spoken for, and not the vendor
        f"Torvik to Acquire Verden Project\n{DAY}Lomax Gold Corp. has agreed to sell its Verden project to Torvik. Torvik will pay Lomax Gold Corp. "
        '$4 million. "Verden fits us well," said Paul Ferrand, CEO of Torvik.\nAbout Torvik\nTorvik is a gold producer.',
        "Torvik",
    ),
    (  # a headline that begins with a common word, over a mine of somebody else's
        "Mountain Girl Minerals Formalizes Advisory Board for Its Verden Project\n\nThis team of experts will help guide the next stages of the "
        'work on the ground. - John Ryder has spent eight years at Teck\'s huge Tarn Valley mine.\n\n"We are glad," said Ian Tarr, CEO.',
        "Mountain Girl Minerals",
    ),
    (  # to whose holders a letter is written, and not the partner with its full name
        "Torvik 2021: A Year of Work\nDecember 22, 2021\n\nTo the Stakeholders and Shareholders of Torvik Resources\n\nMessage from Ian Tarr, "
        "Managing Director\n\nTorvik drilled both of its projects this year. In May, it entered into a joint venture agreement with Lomax Gold "
        "Ltd. over the Verden project.",
        "Torvik Resources",
    ),
    (  # a driller
        f"Torvik drills 12 m of 4.1 g/t gold at Verden\n{DAY}The first six holes of the program at Verden are in. The drill contractor, Orbell "
        "Drilling Inc., has two rigs on site. Torvik has funds for all of the holes.",
        "Torvik",
    ),
    (  # the last word of a headline run into the short name
        '3 May 2021\nTorvik Mining Limited\n("Torvik", the "Company" or the "Group")\nDrilling Update for the Eastern Ridge\nProjects\n'
        "Torvik (AIM: TVK), the explorer\nwith assets in Peru, is pleased to tell of its study of the Verden\nproject, where six holes were drilled.",
        "Torvik Mining Limited",
    ),
    (  # an option granted, and the one who grants it
        f"Torvik Gold Granted Option to Acquire Verden Copper Property\n{DAY}Torvik Gold Corp. (CSE: TVK) is pleased to tell that Lomax Copper "
        "Corp. has granted it an option on the Verden property.",
        "Torvik Gold Corp.",
    ),
    (  # a name that is yet to be
        f'{DAY}Torvik Mining (TSXV: TVK) announces that shareholders will be asked to change the name of Torvik Mining to "Lomax Gold Ltd." or '
        "to another that the directors choose.",
        "Torvik Mining",
    ),
]


@pytest.mark.parametrize(("text", "issuer"), CASES, ids=[name for _, name in CASES])
def test_whose_release_it_is(text: str, issuer: str) -> None:
    extraction = extract(Document.from_text(text))
    assert isinstance(extraction, Extraction), extraction
    assert extraction.context.issuer.name == issuer


def test_no_release_is_a_bank_s_that_it_names() -> None:
    text = "4 May 2021\n\nThe debt facility was restructured with Invescor Bank Limited on more favourable terms. The Verden mine ran well."
    assert isinstance(extract(Document.from_text(text)), str)


@pytest.mark.parametrize(
    "head", ["Drilling Reports Good Results", "Board Announces Dividend", "June 2020 Quarterly Report", "Nevada Releases Water Plan"]
)
def test_the_first_words_of_a_headline_may_be_no_name(head: str) -> None:
    extraction = extract(Document.from_text(f"{head}\n{DAY}Orlet Gold Corp. (TSX: ORL) announces that the Verden mine ran well in the quarter."))
    assert isinstance(extraction, Extraction)
    assert {org.name for org in extraction.context.organisations} == {"Orlet Gold Corp."}
