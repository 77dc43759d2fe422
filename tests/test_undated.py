"""Releases that tell no day of publication: what they state all the same, and what nobody can know."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from command_line import Captured, run

from kg.document import Document
from kg.extract import Extraction, extract
from kg.extract.context import Context, read_context
from kg.facts import Attested, Event, Measurement, Period
from kg.text.told_days import last_told

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))
RELEASE = """Marrow Creek Gold Reports Production at Tarn Ridge

Marrow Creek Gold Corp. (TSX: MCG) ("Marrow Creek" or the "Company") today reported production at its 80%-owned Tarn Ridge mine in Nevada.

In the quarter ended June 30, 2014 Tarn Ridge produced 21,400 ounces of gold, compared with 19,800 ounces in the second quarter of 2013.

On July 14, 2014 a fall of ground stopped mining on the 300 level. Mining resumed last week. The Company had 212 employees yesterday.

"We are pleased," said Edith Larch, President and CEO of Marrow Creek. Oskar Brandt was appointed Chief Financial Officer effective July 2, 2014.
"""


def read(text: str) -> Extraction:
    found = extract(Document.from_text(text, "release.txt"))
    assert not isinstance(found, str), found
    return found


def days_in(thing: Any) -> set[date | str]:
    """The days that a fact tells, at any depth."""
    if isinstance(thing, date):
        return {thing, thing.isoformat()}
    if is_dataclass(thing):
        return {day for field in fields(thing) for day in days_in(getattr(thing, field.name))}
    return {thing} if isinstance(thing, str) else set()


def test_what_the_text_dates_is_dated_and_nothing_else_is() -> None:
    found = read(RELEASE)
    assert found.published is None
    figures = {(str(one.fact.value), one.fact.metric.key, one.fact.period) for one in found.mentions if isinstance(one.fact, Measurement)}
    periods = {value: (period.start, period.end) for value, metric, period in figures if metric == "production" and period}
    assert periods == {"21400": (date(2014, 4, 1), date(2014, 6, 30)), "19800": (date(2013, 4, 1), date(2013, 6, 30))}
    assert [period for value, _, period in figures if value == "212"] in ([], [None])
    events = {(one.fact.type.key, one.fact.begin) for one in found.mentions if isinstance(one.fact, Event)}
    assert ("production-results", None) in events
    assert {begin for kind, begin in events if kind in ("incident", "suspension")} == {"2014-07-14"}
    assert {begin for kind, begin in events if kind == "restart"} <= {None}


def test_the_quarter_that_a_release_reports_is_over_whatever_it_hedges_afterwards() -> None:
    found = read(
        """Gorse Hill Copper Reports Its Third Quarter 2022

Gorse Hill Copper Ltd. (TSX: GHC) reports EBITDA of $21.4 million for the third quarter 2022. The Gorse Hill mine produced 14.2 million pounds
of copper in the quarter. In the fourth quarter, the Company expects to produce more.

Put options were bought which hold the price of its sales through June 2023.
"""
    )
    periods = {str(one.fact.value): one.fact.period for one in found.mentions if isinstance(one.fact, Measurement)}
    assert periods["14200000"] == periods["21400000"] == Period(date(2022, 7, 1), date(2022, 9, 30))


def test_a_state_of_the_present_holds_at_a_time_that_nobody_knows() -> None:
    states = [one.fact for one in read(RELEASE).mentions if isinstance(one.fact, Attested)]
    begun = {state.begin for state in states if state.begin}
    assert begun == {"2014-07-02"}
    assert all(not any(vars(state.bounds).values()) for state in states if not (state.begin or state.end))
    assert {state.kind for state in states} >= {"role", "ticker", "interest"}


def test_the_tables_have_all_but_the_days(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "release.txt").write_text(RELEASE)
    code, _, err = run(capsys, "build", str(tmp_path / "release.txt"), "--store", str(tmp_path / "store"))
    assert code == 0
    assert "release.txt: no day of publication was found; state it in NAME.meta.json beside the file" in err
    _, out, _ = run(capsys, "tables", "--store", str(tmp_path / "store"))
    tables = json.loads(out)["release"]
    assert tables["document"]["published"] is None
    assert {(row["person"], row["role"], row["asof"]) for row in tables["roles"]} >= {
        ("Edith Larch", "president", None),
        ("Edith Larch", "ceo", None),
    }
    assert [(row["site"], row["company"], row["percent"]) for row in tables["sites"]] == [("Tarn Ridge", "Marrow Creek Gold Corp.", 80)]
    assert [row["symbol"] for row in tables["tickers"]] == ["MCG"]
    code, out, _ = run(capsys, "fact", "Marrow Creek Gold", "ceo", "--on", "2014-08-01", "--store", str(tmp_path / "store"), "-f", "json")
    assert (code, json.loads(out)["certainty"]) == (1, "unknown")
    code, out, _ = run(capsys, "validate", "--store", str(tmp_path / "store"))
    assert code == 0
    assert "DocumentDateKnown" in out


@pytest.mark.parametrize(
    "command",
    [("show", "Marrow Creek Gold"), ("timeline", "Marrow Creek Gold"), ("residue",), ("query", "facts-of-document", "--document", "release")],
)
def test_commands_take_a_store_without_days(command: tuple[str, ...], tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "release.txt").write_text(RELEASE)
    run(capsys, "build", str(tmp_path / "release.txt"), "--store", str(tmp_path / "store"))
    code, _, err = run(capsys, *command, "--store", str(tmp_path / "store"))
    assert code in (0, 1), err


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_day_that_stands_for_none_is_in_no_fact(path: Path) -> None:
    """Each example without its own day: no fact tells the days under which it was read, unless the text does."""
    text = path.read_text("utf-8")
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context)
    at = context.header.published_at
    if at is None or context.reading.text[at.start : at.end] not in text:
        pytest.skip("its day is not told in its own words")
    undated = text.replace(context.reading.text[at.start : at.end], "")
    found = read(undated)
    if found.published is not None:
        pytest.skip(f"another day is taken for that of publication: {found.published}")
    told = last_told(found.context.telling)
    days = {day for one in found.mentions for day in days_in(one.fact) if not isinstance(day, str)}
    assert told is None or told.day not in days or f"{told.day:%B} {told.day.day}" in undated
    assert date(2000, 1, 1) not in days
    assert all(found.context.document.quote(one.span) in undated for one in found.mentions)


@pytest.fixture
def store(tmp_path: Path, capsys: Captured) -> str:
    """A store of one release without a day."""
    (tmp_path / "release.txt").write_text(RELEASE)
    run(capsys, "build", str(tmp_path / "release.txt"), "--store", str(tmp_path / "store"))
    return str(tmp_path / "store")


def test_what_is_shown_of_an_entity_has_the_states_without_days(store: str, capsys: Captured) -> None:
    code, out, _ = run(capsys, "show", "Edith Larch", "--store", store, "-f", "json")
    held = [(line["kind"], line["key"], line["value"], line["from"], line["to"]) for line in json.loads(out)["facts"]]
    never = {"earliest": None, "latest": None}
    assert (code, held) == (0, [("post", key, "Marrow Creek Gold Corp.", never, never) for key in ("ceo", "president")])
    code, out, _ = run(capsys, "show", "Edith Larch", "--on", "2014-08-01", "--store", store, "-f", "json")
    assert (code, json.loads(out)["facts"]) == (1, [])


def test_an_undated_document_is_not_said_to_be_silent(store: str, capsys: Captured) -> None:
    _, out, _ = run(capsys, "fact", "Marrow Creek", "ceo", "--on", "2014-08-01", "--store", store)
    assert "no document that has a day speaks of it" in out
    _, out, _ = run(capsys, "timeline", "Marrow Creek", "--store", store)
    assert "no document that has a day tells" in out
    code, _, err = run(capsys, "show", "Marrow Creek", "--known", "2020-01-01", "--store", store)
    assert (code, err) == (1, "kg: nothing in documents published by 2020-01-01 is called 'Marrow Creek'; other documents of the store name it\n")


@pytest.mark.parametrize(
    ("question", "bounds", "rows"),
    [
        ("documents-of-company", (), 1),
        ("documents-of-company", ("--since", "2014-01-01"), 0),
        ("documents-of-company", ("--until", "2020-01-01"), 0),
        ("events-of-company", ("--from", "2014-07-10", "--to", "2014-08-01", "--type", "incident"), 1),
        ("events-of-company", ("--type", "production-results"), 1),
        ("events-of-company", ("--from", "2014-01-01", "--type", "production-results"), 0),
        ("events-of-company", ("--to", "2020-01-01", "--type", "production-results"), 0),
    ],
)
def test_what_has_no_day_lies_between_no_days(question: str, bounds: tuple[str, ...], rows: int, store: str, capsys: Captured) -> None:
    _, out, _ = run(capsys, "query", question, "--company", "Marrow Creek", *bounds, "--store", store, "-f", "json")
    assert len(json.loads(out)) == rows


@pytest.mark.parametrize("dated", ["2014-07-21-release.txt", "z.txt"])
def test_of_the_same_bytes_under_two_names_the_one_with_a_day_is_read(dated: str, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "releases"
    folder.mkdir()
    for name in ("1-copy.txt", dated, "copy.txt"):
        (folder / name).write_text(RELEASE)
    (folder / "z.txt.meta.json").write_text('{"date": "2014-07-21"}')
    code, _, err = run(capsys, "build", str(folder), "--store", str(tmp_path / "store"))
    assert code == 0, err
    assert err.count("byte for byte") == 2
    assert "no day" not in err
    _, out, _ = run(capsys, "query", "documents-of-company", "--company", "Marrow Creek", "--store", str(tmp_path / "store"), "-f", "json")
    assert [(row["document"], row["published"]) for row in json.loads(out)] == [(dated.removesuffix(".txt"), "2014-07-21")]


def test_the_days_on_which_options_lapse_are_no_last_day_told() -> None:
    """Lists of options tell days to come: what happened "in June" did so near the days on which something is said to have happened."""
    found = read(
        """Gorse Hill Copper Ltd. Annual Report

Gorse Hill Copper Ltd. (TSX: GHC) raised $2 million in a placement completed in June. Drilling at the Gorse Hill mine went on below the pit. The
mill ran well, and the ore that it treated came from the upper benches, as in the year before.

The report was signed on 30 September 2021.

Options on issue: 2,000,000 $0.30 18 June 2024 and 1,000,000 $0.25 5 February 2025. This standard applies to periods beginning on or after
1 January 2023. Options vest on 11 August 2022.
"""
    )
    assert found.published is None
    assert last_told(found.context.telling) is not None
    begun = {one.fact.begin for one in found.mentions if isinstance(one.fact, Event) and one.fact.type.key == "financing"}
    assert begun == {"2021-06"}
