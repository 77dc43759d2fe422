"""`kg changes`: what began, ended and changed of hand-made histories, each once, as certain as it is told."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from command_line import Captured, one_line, run
from histories import (
    COMPANY,
    Said,
    appointed,
    former,
    is_holder,
    left,
    person,
    post,
    random_histories,
    serves_until,
    will_not_start,
    will_start,
    world,
)

from kg import terms
from kg.cli.changes import _write
from kg.derive import contribution, derive
from kg.document import Document, Span
from kg.emit import emit
from kg.errors import QueryError
from kg.facts import (
    Bounds,
    Company,
    Concept,
    Exchange,
    Fact,
    Interest,
    InterestSlot,
    Listed,
    ListingSlot,
    Mention,
    Renamed,
    Site,
    Stated,
    Status,
    StatusSlot,
    Ticker,
)
from kg.identity import iri
from kg.lookup.changes import Change, changes
from kg.lookup.chronicle import Chronicle
from kg.reference import reference_quads
from kg.time import held_on

Row = tuple[str, str, str | None, str | None, str, str | None]


def told(graph: ox.Store, entity: str = COMPANY, *days: str | None, known: str | None = None) -> list[Row]:
    return [row(one) for one in changes(graph, entity, *days, known=known).changes]


def row(one: Change) -> Row:
    return one.when, one.kind, one.was, one.now, one.certainty, one.outcome


# ---- posts


def test_a_departure_and_an_appointment_that_are_told() -> None:
    graph = world(is_holder("Ann", "2010-03-16"), left("Ann", "2012-08-31", "2012-09-05"), appointed("Ben", "2012-12-10", "2012-12-11"))
    assert told(graph) == [
        ("2012-08-31", "departure", "Ann", None, "stated", None),
        ("2012-12-10", "appointment", "Ann", "Ben", "stated", None),
    ]


def test_a_change_between_two_sightings_is_no_day() -> None:
    graph = world(is_holder("Ann", "2010-01-01"), is_holder("Ann", "2010-06-01"), is_holder("Ben", "2011-01-01"))
    (change,) = changes(graph, COMPANY).changes
    assert row(change) == ("after 2010-06-01, by 2011-01-01", "appointment", "Ann", "Ben", "implied", None)
    assert (change.after, change.by, change.stated) == (date(2010, 6, 1), date(2011, 1, 1), None)
    assert [one.document for one in change.evidence] == ["ceo-2", "ceo-1"], "the sightings on both sides"


def test_who_is_seen_first_or_no_more_has_not_changed() -> None:
    assert told(world(is_holder("Ann", "2010-01-01"), is_holder("Ann", "2011-01-01"))) == []
    assert told(world(is_holder("Ann", "2010-01-01"), is_holder("Ben", "2010-05-01"), exclusive=False)) == []


def test_a_former_holder_left_between() -> None:
    graph = world(is_holder("Ann", "2010-01-01"), former("Ann", "2011-01-01"))
    assert told(graph) == [("after 2010-01-01, by 2011-01-01", "departure", "Ann", None, "implied", None)]
    graph = world(is_holder("Ann", "2010-01-01"), is_holder("Ben", "2010-07-01"), former("Ann", "2011-01-01"))
    assert told(graph) == [("after 2010-01-01, by 2010-07-01", "appointment", "Ann", "Ben", "implied", None)], "her successor was seen before"


def test_many_documents_of_one_change_are_one_row() -> None:
    history = [is_holder("Ann", "2010-01-01"), *(appointed("Ben", "2011-03-01", f"2011-03-0{day}") for day in range(1, 6))]
    (change,) = changes(world(*history), COMPANY).changes
    assert (change.when, change.documents, len(change.evidence)) == ("2011-03-01", 5, 5)
    assert change.evidence[0].document == "ceo-1", "the first document that tells it"


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        ([], "open"),
        ([is_holder("Ben", "2010-09-01")], "confirmed"),
        ([is_holder("Ann", "2010-09-01")], "contradicted"),
        ([will_not_start("Ben", "2010-04-01")], "withdrawn"),
    ],
)
def test_what_became_of_an_announced_start(after: Sequence[Said], outcome: str) -> None:
    graph = world(is_holder("Ann", "2010-01-01"), will_start("Ben", "2010-06-01", "2010-03-01"), *after)
    found = [one for one in told(graph) if one[3] == "Ben"]
    assert [(one[0], one[1], one[3:]) for one in found] == [("2010-06-01", "appointment", ("Ben", "announced", outcome))]


def test_a_start_that_was_moved() -> None:
    graph = world(will_start("Ben", "2010-06-01", "2010-03-01"), will_start("Ben", "2010-09-01", "2010-05-01"), is_holder("Ben", "2010-10-01"))
    assert told(graph) == [
        ("2010-06-01", "appointment", None, "Ben", "announced", "moved"),
        ("2010-09-01", "appointment", None, "Ben", "announced", "confirmed"),
    ]


def test_a_start_that_came_is_not_moved_by_the_announcement_of_another() -> None:
    told_when_it_had_come = appointed("Ben", "2010-06-01", "2010-09-01")
    graph = world(will_start("Ben", "2010-06-01", "2010-03-01"), told_when_it_had_come, will_start("Ben", "2010-10-01", "2010-09-01"))
    assert told(graph) == [("2010-06-01", "appointment", None, "Ben", "stated", None)], "an interim chief is made permanent"


def test_what_is_told_when_it_has_come_goes_before_its_announcement() -> None:
    graph = world(is_holder("Ann", "2010-01-01"), will_start("Ben", "2010-06-01", "2010-03-01"), appointed("Ben", "2010-06-01", "2010-06-02"))
    (change,) = changes(graph, COMPANY).changes
    assert row(change) == ("2010-06-01", "appointment", "Ann", "Ben", "stated", None)
    assert [one.document for one in change.evidence] == ["ceo-2", "ceo-1"]


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        ([], "open"),
        ([former("Ann", "2014-06-01")], "confirmed"),
        ([is_holder("Ben", "2014-06-01")], "confirmed"),
        ([is_holder("Ann", "2014-06-01")], "contradicted"),
    ],
)
def test_what_became_of_an_announced_end(after: Sequence[Said], outcome: str) -> None:
    graph = world(serves_until("Ann", "2014-05", "2014-05-31", "2014-02-19"), *after)
    found = [one for one in told(graph) if one[1] == "departure"]
    assert found == [("2014-05", "departure", "Ann", None, "announced", outcome)], "a month stays a month"


def test_a_return() -> None:
    graph = world(
        appointed("Ann", "2005-01-01", "2005-01-03"),
        left("Ann", "2009-01-09", "2009-01-12"),
        appointed("Ben", "2009-01-12", "2009-01-12", pred="Ann"),
        left("Ben", "2010-11-15", "2010-11-16"),
        appointed("Ann", "2010-11-15", "2010-11-16"),
    )
    assert [(one[0], one[1], one[2], one[3]) for one in told(graph)] == [
        ("2005-01-01", "appointment", None, "Ann"),
        ("2009-01-09", "departure", "Ann", None),
        ("2009-01-12", "appointment", "Ann", "Ben"),
        ("2010-11-15", "departure", "Ben", None),
        ("2010-11-15", "appointment", "Ben", "Ann"),
    ]


def test_two_for_one_post_on_one_day_are_disputed() -> None:
    graph = world(appointed("Ann", "2010-06-01", "2010-06-02"), appointed("Ben", "2010-06-01", "2010-06-04"))
    assert [(one[3], one[5]) for one in told(graph)] == [("Ann", "disputed"), ("Ben", "disputed")]


def test_who_is_seen_beside_another_on_one_day_did_not_begin_there() -> None:
    graph = world(is_holder("Ann", "2018-06-01"), is_holder("Ann", "2019-05-21"), is_holder("Ben", "2019-05-21"))
    assert told(graph) == [("after 2018-06-01, by 2019-05-21", "appointment", "Ann", "Ben", "implied", "disputed")]
    assert told(world(is_holder("Ann", "2019-05-21"), is_holder("Ben", "2019-05-21"))) == []


def test_of_a_person() -> None:
    graph = world(is_holder("Ann", "2010-01-01"), appointed("Ben", "2011-01-01", "2011-01-02"), appointed("Cid", "2012-01-01", "2012-01-02"))
    assert [one[:4] for one in told(graph, person("Ben"))] == [
        ("2011-01-01", "appointment", "Ann", "Ben"),
        ("2012-01-01", "appointment", "Ben", "Cid"),
    ]
    assert len(told(graph, person("Cid"))) == 1


def test_what_may_lie_between_the_days_asked_for() -> None:
    graph = world(is_holder("Ann", "2010-01-01"), is_holder("Ben", "2011-01-01"), appointed("Cid", "2012-01-01", "2012-01-02"))
    assert len(told(graph)) == 2
    assert [one[3] for one in told(graph, COMPANY, "2010-05-01", "2010-06-01")] == ["Ben"]
    assert [one[3] for one in told(graph, COMPANY, "2011-01-01", "2011-12-31")] == ["Ben"]
    assert [one[3] for one in told(graph, COMPANY, "2011-01-02", "2011-12-31")] == []
    assert [one[3] for one in told(graph, COMPANY, "2012-01-01", "2012-01-01")] == ["Cid"]
    with pytest.raises(QueryError, match="not a day"):
        changes(graph, COMPANY, "2012-1-1")


def test_as_known_on_any_day_is_as_of_the_documents_by_then() -> None:
    """No change of the past is told by a document of the future."""
    for exclusive in (True, False):
        for history in random_histories(40, seed=11).values():
            for known in sorted({said.pub for said in history}):
                then = [said for said in history if said.pub <= known]
                # documents are numbered by their place in the history, so the same ones must keep their numbers
                if history[: len(then)] == then:
                    graph, before = world(*history, exclusive=exclusive), world(*then, exclusive=exclusive)
                    assert told(graph, known=known.isoformat()) == told(before)


def test_changes_of_random_histories_are_in_order_and_once() -> None:
    for exclusive in (True, False):
        for history in random_histories(150, seed=7).values():
            found = changes(world(*history, exclusive=exclusive), COMPANY).changes
            assert [one.by for one in found] == sorted(one.by for one in found)
            assert all(one.after < one.by and one.evidence and one.documents >= 1 for one in found)
            assert all(
                (one.outcome in ("confirmed", "contradicted", "withdrawn", "moved", "open")) is (one.certainty == "announced") for one in found
            )
            keys = [(one.kind, one.was_iri, one.now_iri, one.after, one.by) for one in found]
            assert len(keys) == len(set(keys))


@pytest.mark.parametrize("exclusive", [True, False])
def test_changes_agree_with_the_answers_of_their_days(exclusive: bool) -> None:
    """Who came, unless only announced, holds on the last day of the change; who left is named no more on the next."""
    for history in random_histories(150, seed=21).values():
        graph = world(*history, exclusive=exclusive)
        evidence = Chronicle(graph).told(post("ceo"))
        for one in changes(graph, COMPANY).changes:
            if one.certainty != "announced":
                day = one.by if one.now else one.by + timedelta(days=1)
                held = {(answer.certainty, answer.filler) for answer in held_on(evidence, exclusive, day)}
                disputed = ("disputed", None) in held
                assert (
                    disputed or ("stated", one.now_iri) in held if one.now else not held & {(word, one.was_iri) for word in ("implied", "last-known")}
                )


# ---- listings, names, interests, status

TARN, FELL = Company("Tarn Zinc Corp."), Company("Fell Gold plc")
MINE = Site("Hollow Scar", "mine")


def on(day: str) -> Bounds:
    return Bounds(latest_begin=date.fromisoformat(day), earliest_end=date.fromisoformat(day))


def listed(symbol: str, bounds: Bounds, **more: object) -> Listed:
    exchange = Exchange("XTSX", "TSXV")
    return Listed(ListingSlot(TARN, exchange), Ticker(symbol, exchange), "TSXV", bounds, **more)  # type: ignore[arg-type]


def owns(company: Company, bounds: Bounds, percent: float | None = None) -> Interest:
    return Interest(InterestSlot(MINE, Concept("relation", "owner")), company, bounds, percent)


def status(key: str, bounds: Bounds, **more: object) -> Status:
    return Status(StatusSlot(MINE), Concept("site-status", key), bounds, **more)  # type: ignore[arg-type]


def store(*documents: tuple[str, list[Fact]]) -> ox.Store:
    """A store of documents, each a day and what it states; every quote is the whole text."""
    graph, given = ox.Store(), []
    for number, (day, facts) in enumerate(documents):
        document, published = Document.from_text(f"Release {number} of {day}.", f"{number}.txt"), date.fromisoformat(day)
        facts = [Stated("document", None, terms.SCHEMA_datePublished, published), *facts]
        quads = emit(document, published, [Mention(fact, Span(0, len(document.text)), "test") for fact in facts], "0.0.0")
        graph.extend(quads)
        given.append(contribution(quads))
    graph.extend(derive(given))
    graph.extend(reference_quads())
    return graph


def test_a_symbol_that_takes_the_place_of_another_is_one_change() -> None:
    day = date(2014, 2, 20)
    before, after = date(2014, 2, 18), date(2014, 2, 19)
    old = listed("TBU", Bounds(latest_begin=before, earliest_end=before, latest_end=after), end="2014-02-19")
    new = listed("TBY", Bounds(earliest_begin=day, latest_begin=day, earliest_end=day), begin="2014-02-20")
    graph = store(("2013-01-01", [listed("TBU", on("2013-01-01"))]), ("2014-02-20", [old, new]), ("2015-01-01", [listed("TBY", on("2015-01-01"))]))
    assert told(graph, iri(TARN).value) == [("2014-02-20", "symbol-change", "TBU", "TBY", "stated", None)]


def test_a_time_without_a_listing_is_two_changes() -> None:
    gone, day = Bounds(latest_begin=date(2014, 2, 18), earliest_end=date(2014, 2, 18), latest_end=date(2014, 2, 19)), date(2015, 6, 1)
    back = listed("TBY", Bounds(earliest_begin=day, latest_begin=day, earliest_end=day), begin="2015-06-01")
    graph = store(("2013-01-01", [listed("TBU", on("2013-01-01"))]), ("2014-02-20", [listed("TBU", gone, end="2014-02-19")]), ("2015-06-01", [back]))
    assert told(graph, iri(TARN).value) == [
        ("2014-02-19", "listing-end", "TBU", None, "stated", None),
        ("2015-06-01", "listing-start", None, "TBY", "stated", None),
    ]


def test_a_share_that_grows_and_an_owner_who_is_gone() -> None:
    graph = store(
        ("2010-01-01", [owns(TARN, on("2010-01-01"), 100.0)]),
        ("2012-03-01", [owns(FELL, on("2012-03-01"), 51.0)]),
        ("2013-01-01", [owns(FELL, on("2013-01-01"), 51.0)]),
        ("2014-07-01", [owns(FELL, on("2014-07-01"), 75.0)]),
        ("2015-07-01", [owns(FELL, on("2015-07-01"), 100.0)]),
    )
    assert told(graph, iri(MINE).value) == [
        ("after 2010-01-01, by 2012-03-01", "ownership-start", None, "Fell Gold plc 51%", "implied", None),
        ("after 2013-01-01, by 2014-07-01", "percent-change", "Fell Gold plc 51%", "Fell Gold plc 75%", "implied", None),
        ("after 2010-01-01, by 2015-07-01", "ownership-end", "Tarn Zinc Corp. 100%", None, "implied", None),
        ("after 2014-07-01, by 2015-07-01", "percent-change", "Fell Gold plc 75%", "Fell Gold plc 100%", "implied", None),
    ]
    assert {one[1] for one in told(graph, iri(TARN).value)} == {"ownership-end"}


def test_a_mine_that_stops() -> None:
    stop = date(2012, 5, 1)
    graph = store(
        ("2010-01-01", [status("producing", on("2010-01-01"))]),
        ("2012-05-04", [status("care-and-maintenance", Bounds(stop, stop, date(2012, 5, 4)), begin="2012-05-01")]),
        ("2013-09-01", [status("producing", on("2013-09-01"))]),
    )
    assert told(graph, iri(MINE).value) == [
        ("2012-05-01", "status-change", "producing", "care-and-maintenance", "stated", None),
        ("after 2012-05-04, by 2013-09-01", "status-change", "care-and-maintenance", "producing", "implied", None),
    ]


def test_a_change_of_name_is_told_once() -> None:
    day = date(2018, 1, 15)
    done = Renamed(FELL, "Tarn Zinc Corp.", "Fell Gold plc", Bounds(day, day), "2018-01-15")
    loose = Renamed(FELL, "Tarn Zinc Corp.", "Fell Gold plc", Bounds(date(2018, 1, 1), date(2018, 1, 31)), "2018-01")
    graph = store(("2018-01-16", [done]), ("2018-03-01", [loose]))
    (change,) = changes(graph, iri(FELL).value).changes
    assert row(change) == ("2018-01-15", "rename", "Tarn Zinc Corp.", "Fell Gold plc", "stated", None)
    assert change.documents == 2
    assert told(graph, iri(FELL).value, known="2018-01-15") == []
    planned = store(("2018-01-10", [Renamed(TARN, "Tarn Zinc Corp.", "Fell Gold plc", Bounds(day, day), "2018-01-15", planned=True)]))
    assert told(planned, iri(TARN).value) == [("2018-01-15", "rename", "Tarn Zinc Corp.", "Fell Gold plc", "announced", "open")]
    planned.extend(store(("2018-02-10", [Stated("company", TARN, terms.SCHEMA_name, "Fell Gold plc")])))
    assert told(planned, iri(TARN).value)[0][-1] == "confirmed"
    to_come = Renamed(TARN, "Tarn Zinc Corp.", "Fell Gold plc", Bounds(), planned=True)
    only_announced = store(("2018-01-10", [to_come, Stated("company", TARN, terms.SCHEMA_name, "Fell Gold plc")]))
    assert told(only_announced, iri(TARN).value)[0][-1] == "open", "who announces a name does not yet bear it"


def test_a_change_of_name_without_a_day_is_not_that_of_the_document() -> None:
    def under(name: str) -> list[Fact]:
        return [Stated("document", None, terms.DCTERMS_publisher, FELL), Stated("company", FELL, terms.SCHEMA_name, name)]

    told_late = ("2018-03-01", [*under("Fell Gold plc"), Renamed(FELL, "Tarn Zinc Corp.", "Fell Gold plc", Bounds(None, date(2018, 3, 1)))])
    (change,) = changes(store(told_late), iri(FELL).value).changes
    assert (change.when, change.certainty, change.to_json()["after"]) == ("by 2018-03-01", "stated", None)
    before = store(("2017-08-01", under("Tarn Zinc Corp.")), ("2017-12-01", under("Tarn Zinc Corp.")), told_late)
    assert [one[:2] for one in told(before, iri(FELL).value)] == [("after 2017-12-01, by 2018-03-01", "rename")]
    dated = Renamed(FELL, "Tarn Zinc Corp.", "Fell Gold plc", Bounds(date(2018, 2, 5), date(2018, 2, 5)), "2018-02-05")
    once = store(("2017-12-01", under("Tarn Zinc Corp.")), ("2018-02-06", [dated]), told_late)
    assert [one[:2] for one in told(once, iri(FELL).value)] == [("2018-02-05", "rename")]


# ---- the command


@pytest.fixture(autouse=True)
def _examples(examples_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(examples_store))


def test_every_format_lists_the_same(capsys: Captured) -> None:
    asked = ("changes", "Argent Ridge", "--from", "2003-01-01", "--to", "2014-12-31", "-f")
    code, out, err = run(capsys, *asked, "json")
    listed = json.loads(out)["changes"]
    assert (code, err) == (0, "")
    kinds = [(one["when"], one["kind"], one["what"]) for one in listed]
    assert ("2014-04-01", "appointment", "CEO") in kinds
    rows = list(csv.DictReader(io.StringIO(run(capsys, *asked, "csv")[1])))
    assert [(one["when"], one["change"], one["what"]) for one in rows] == kinds
    lines = [json.loads(line) for line in run(capsys, *asked, "jsonl")[1].splitlines()]
    assert [one["fact"] for one in lines] == [one["evidence"][0]["fact"] for one in listed]
    table = run(capsys, *asked, "table")[1]
    assert all(f"\n{when}  {kind}  {what}: " in table for when, kind, what in kinds)
    assert "Robert J. Halloran → Elizabeth Anne Kowalczyk  (announced, open; 1 document)" in table
    assert "  “Elizabeth Anne Kowalczyk to succeed him as President and Chief Executive Officer”\n" in table
    assert run(capsys, *asked, "md")[1].count("\n") == len(kinds) + 2


def test_no_text_of_a_document_moves_the_lines(capsys: Captured) -> None:
    graph = world(is_holder("Ann", "2010-01-01"), is_holder("Ben", "2011-01-01"))
    found = changes(graph, COMPANY)
    one = replace(found.changes[0], now="Ben\u202e\x1b[2J\nx", evidence=(replace(found.changes[0].evidence[0], quote="so\x1b[2J he\n  is"),))
    out = io.StringIO()
    _write(replace(found, changes=(one,)), out)
    assert "appointment  ceo: Ann → Ben[2J x  (implied; 2 documents)\n  “so[2J he is”\n" in out.getvalue()


def test_exit_codes(capsys: Captured) -> None:
    code, out, err = run(capsys, "changes", "Argent Ridge", "--from", "1990-01-01", "--to", "1990-12-31", "-f", "table")
    assert (code, err) == (1, "")
    assert "no change is told" in out
    assert run(capsys, "changes", "Argent Ridge", "--known", "2000-01-01", "-f", "csv")[0] == 1
    code, out, err = run(capsys, "changes", "Argent Ridge", "--from", "2010-01-01", "--to", "2009-01-01")
    assert (code, out) == (2, "")
    assert one_line(err)
