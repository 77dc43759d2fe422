"""Signatures and contacts whose parts were glued together."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.document import Document
from kg.extract import extract
from kg.facts import RoleHeld
from kg.text.glued import glued
from kg.text.run_in import pieces

HEAD = """Alder Gold Starts Drilling

HALIFAX, Nova Scotia, May 3, 2023 (NEWSWIRE) - Alder Gold Corp. (TSXV: ALG) ("Alder") reports on its Heron project.

"""


def parted(line: str) -> list[str]:
    cuts = [0, *sorted(set(glued(line))), len(line)]
    return [line[low:high] for low, high in pairwise(cuts)]


@pytest.mark.parametrize(
    "parts",
    [
        ["CONTACT:", "Ann Marlo", "President and Chief Executive Officer", "Alder Gold Corp.", "Telephone: 604-555-0100", "Fax: 604-555-0101"],
        ["ON BEHALF OF THE BOARD", "Ann Mac Marlo", "President and Chief Executive Officer"],
        ["Ann Marlo, CEO", "Telephone: 604.555.0100 or 604.555.0102", "Email: ann@alder.example"],
        ["About Alder", "Alder Gold Corp. (TSXV: ALG) is a company of Nova Scotia."],
        ["On behalf of the Board of Directors", "Ann Marlo", "Director"],
        ["HIGHLIGHTS", "Record output at Heron of 4,100 ounces this quarter", "Costs down at the mine", "Drilling begun at depth", "Cash up"],
    ],
    ids=lambda parts: parts[0],
)
def test_glued_lines_are_parted(parts: list[str]) -> None:
    assert parted("".join(parts)) == parts


@pytest.mark.parametrize(
    "line",
    [
        "Ann Marlo, President and Chief Executive Officer of Alder Gold Corp. (NYSE: ALG), said so.",
        "About Alder Gold Corp. Alder is a company.",
        "The Non-Executive Directors and the Executive Chairman are paid. Tel: 604 555 0100, email: ann@alder.example",
        "accordancewitharesolutionoftheDirectors, asapprovedbytheExecutiveChairman",
        "VicePresident of McDonald's, DeBeers and ArcelorMittal",
    ],
)
def test_whole_lines_stay(line: str) -> None:
    assert parted(line) == [line]


def test_a_row_of_a_table_stays() -> None:
    row = "| Ann MarloPresident | Telephone: 604 555 0100Email: ann@alder.example |"
    assert list(pieces(row, 0, lost=False)) == [(0, row)]


@pytest.mark.parametrize(
    "end",
    [
        "FOR FURTHER INFORMATION CONTACT:Ann MarloPresident and Chief Executive OfficerAlder Gold Corp.Telephone: 604-555-0100",
        "ON BEHALF OF THE BOARDAnn MarloPresident and Chief Executive Officer",
        "On behalf of the Board of Alder Gold Corp.\n\nAnn Marlo\n\n*President & CEO*",
        "The mill runs.\n\n\u201cAnn Marlo, P.Eng.\u201d\n\nPresident & CEO\n\nAlder Gold Corp.",
        'Respectfully submitted,\n\n"Ann Marlo, P.Eng."\n\nAnn Marlo, P. Eng.,\n\nPresident and Chief Executive Officer\n\nAlder Gold Corp',
        "On behalf of the Board of Alder Gold Corp.\n\n**Ann Marlo**\n\n_President & CEO_",
    ],
)
def test_who_signs(end: str) -> None:
    mentions = extract(Document.from_text(HEAD + end)).mentions
    told = {(fact.filler.name, fact.slot.role.key) for fact in (mention.fact for mention in mentions) if isinstance(fact, RoleHeld)}
    assert told == {("Ann Marlo", "president"), ("Ann Marlo", "ceo")}
