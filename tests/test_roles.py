"""Who leaves on a day told without a post: the person right before the verb, and nobody else of the sentence."""

from __future__ import annotations

import pytest

from kg.document import Document
from kg.extract import Extraction, extract
from kg.facts import RoleHeld

HEAD = """Copper Ridge Announces Changes

LONDON, March 14, 2019 - Copper Ridge Mining plc (AIM: CRM) (the "Company") reports on its management. """


def ends(story: str) -> dict[tuple[str, str], str | None]:
    """The stated end of every role of a release with this story, by person and role."""
    extraction = extract(Document.from_text(HEAD + story + "\n", "release.txt"))
    assert isinstance(extraction, Extraction)
    roles = [mention.fact for mention in extraction.mentions if isinstance(mention.fact, RoleHeld)]
    return {(fact.filler.name, fact.slot.role.key): fact.end for fact in roles}


@pytest.mark.parametrize(
    ("story", "role", "end"),
    [
        (
            "Mark Penhaligon has been appointed Chief Financial Officer with effect from April 1, 2019, replacing Louise Bardsley, who left "
            "the Company on February 28, 2019.",
            ("Louise Bardsley", "cfo"),
            "2019-02-28",
        ),
        (
            "Helen Corbett, Chief Operating Officer, is retiring. She will serve her notice and leave the Company on June 30, 2019.",
            ("Helen Corbett", "coo"),
            "2019-06-30",
        ),
        ("The drill crew left on March 5, 2019, said Helen Corbett, Chief Operating Officer.", ("Helen Corbett", "coo"), None),
        (
            "Mark Penhaligon has been appointed Chief Financial Officer with effect from April 1, 2019, replacing Louise Bardsley, who left "
            "the Company on February 28, 2019.",
            ("Mark Penhaligon", "cfo"),
            None,
        ),
    ],
)
def test_departures(story: str, role: tuple[str, str], end: str | None) -> None:
    assert ends(story)[role] == end


def test_who_signs_below_one_that_was_elected_is_no_director() -> None:
    told = ends("Nora Quill has been elected to its board of directors.\n\nMarcus Oyelaran\nChief Financial Officer\nCopper Ridge Mining plc")
    assert set(told) == {("Nora Quill", "director"), ("Marcus Oyelaran", "cfo")}
