"""Roles in whole sentences: who leaves on a day, who hands over to whom, rows of persons; titles of notices, firms of former posts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.document import Document
from kg.extract import Extraction, extract
from kg.extract.role.people import find_persons
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


CORPUS = yaml.safe_load((Path(__file__).parent / "corpus" / "role_rows.yaml").read_text(encoding="utf-8"))


def rows(say: str) -> set[tuple[str, ...]]:
    """Every role that a sentence states in the corpus' frame, as the corpus writes it."""
    extraction = extract(Document.from_text(CORPUS["frame"].replace("{say}", say), "release.txt"))
    assert isinstance(extraction, Extraction)
    told = set()
    for fact in (mention.fact for mention in extraction.mentions if isinstance(mention.fact, RoleHeld)):
        first, last = fact.bounds.latest_begin, fact.bounds.earliest_end
        held = first is not None and last is not None and first <= extraction.published <= last and not (fact.planned or fact.withdrawn)
        firm = "." if fact.slot.company.name.startswith("Copper Hollow") else fact.slot.company.name
        told.add(
            (
                fact.filler.name,
                fact.slot.role.key,
                firm,
                "now" if held else "",
                fact.begin or "",
                fact.end or "",
                "interim" if fact.interim else "",
            )
        )
    return told


@pytest.mark.parametrize("entry", CORPUS["says"], ids=[entry["say"][:70] for entry in CORPUS["says"]])
def test_a_sentence_states_these_roles_and_no_other(entry: dict[str, Any]) -> None:
    assert rows(entry["say"]) == {tuple(row) for row in entry["rows"]}


def test_who_follows_bears_the_title_that_is_told_of_them() -> None:
    say = "Mark Ellery will retire as Finance Director on March 31, 2021. Jane Roe will succeed him as Chief Financial Officer on April 1, 2021."
    extraction = extract(Document.from_text(CORPUS["frame"].replace("{say}", say), "release.txt"))
    assert isinstance(extraction, Extraction)
    held = {mention.fact for mention in extraction.mentions if isinstance(mention.fact, RoleHeld)}
    assert {(fact.filler.name, fact.title) for fact in held} == {("Mark Ellery", "Finance Director"), ("Jane Roe", "Chief Financial Officer")}


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Board Change\n\n14 March 2019\n\nHollow West plc\n\nBoard Change\n\n", "Board Change"),
        (
            "Hollow West Confirms Copper at Tarn: TD-5 Returns 58 m @ 0.7g/t Au.Eq and New Targets\n\nMarch 15, 2019\n\n",
            "Hollow West Confirms Copper at Tarn: TD-5 Returns 58 m @ 0.7g/t Au.Eq and New Targets",
        ),
        (
            "Meeting of Members and its Votes\n\n14 March 2019\n\nHOLLOW WEST LIMITED\n(Registered in Jersey under No. 30117)\n\n",
            "Meeting of Members and its Votes",
        ),
        ("RNS Number : 7777Q\nHollow West plc\n14 March 2019\n\nHollow West plc\n\nDirectorate Change\n\n", "Directorate Change"),
        ("Hollow West plc\n\nTrading Update\n\n14 March 2019\n\n", "Trading Update"),
        ("Hollow West plc\n\n14 March 2019\n\nMedia Statement\n\n", None),
    ],
)
def test_titles(head: str, title: str | None) -> None:
    story = (
        'London, March 14, 2019 - Hollow West plc (AIM: HLW) (the "Company") announces that its Chair, Ann Ode, will speak to the miners on Friday.\n'
    )
    extraction = extract(Document.from_text(head + story, "release.txt"))
    assert isinstance(extraction, Extraction)
    told = extraction.context.header.title
    assert (told.value if told else None) == title


@pytest.mark.parametrize("head", ["Leeds, England (FSCwire) - ", "Leeds, England (Marketwired via COMTEX) -- ", "Leeds, England - "])
def test_a_place_before_the_wire(head: str) -> None:
    story = "Hollow West plc (AIM: HLW) reports that its shaft at Tarn has been open since Friday, and that the first skips of ore came up it today."
    told = f"14 March 2019\n\nShaft Reopens at Tarn\n\n{head}{story}\n"
    extraction = extract(Document.from_text(told, "release.txt"))
    assert isinstance(extraction, Extraction)
    place = extraction.context.header.place
    assert place is not None
    assert place.value == "Leeds, England"


@pytest.mark.parametrize(
    ("say", "firm"),
    [
        ("Ms. Roe was formerly Chief Financial Officer of Harrow Deeps and lives in Perth.", "Harrow Deeps"),
        ("Mr. Roe joins the Company from Harrow Zincworks, where he ran two shafts.", "Harrow Zincworks"),
        ("The ore was mined by Harrowfield until 1982.", "Harrowfield"),
        ("The assays are those of Harrow Zincworks (formerly Tarn Zinc Limited).", "Harrow Zincworks"),
        ("Ms. Roe was formerly General Manager of Harrowfield for two years.", None),
        ("The ore was mined by Peter Harrow until 1982.", None),
        ("Ms. Roe was formerly President of Peru and a teacher.", None),
    ],
)
def test_firms_told_by_what_people_were_there(say: str, firm: str | None) -> None:
    extraction = extract(Document.from_text(HEAD + say + "\n", "release.txt"))
    assert isinstance(extraction, Extraction)
    named = {org.name for org in extraction.context.organisations} - {"Copper Ridge Mining plc", "Tarn Zinc Limited"}
    assert named == ({firm} if firm else set())


@pytest.mark.parametrize("ahead", ["", "The figures of the accounts follow. " * 40, "Options 4 " * 400])
def test_a_name_is_read_alike_however_much_stands_before_it(ahead: str) -> None:
    assert [person.name for person in find_persons(f"{ahead}5,000 ABC Hale Judd", ())] == []
    assert [person.name for person in find_persons(f"{ahead}5,000 Lapsed Jane Roe", ())] == ["Jane Roe"]
