"""Lookups on a small store made the way a build makes one: from facts, by emit and derive, with the reference data."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pyoxigraph as ox
import pytest

from kg import terms
from kg.cli.fact import _headline, _write
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
    Person,
    Post,
    RoleHeld,
    Site,
    Stated,
    Status,
    StatusSlot,
    Ticker,
    Zone,
)
from kg.identity import iri
from kg.lookup import Answer, fact, find, resolve, show, source, tables
from kg.lookup.names import EXACT, IRI, SAME_STEM, SAME_WORDS, SOME_WORDS, SYMBOL, TICKER
from kg.reference import reference_quads

NAP = Company("North American Palladium Ltd.")
RIVAL = Company("Acme Mining Ltd.")
TWIN = Company("Acme Mining Inc.")
LDI = Site("Lac des Îles", "mine")
MILL = Site("Lac des Îles", "mill")
VEZZA = Site("Vezza", "project")
BIGGAR, JIM, SAM = Person("William J. Biggar", NAP), Person("Jim Gallagher", NAP), Person("Samuel Müller", RIVAL)
TEXTS: dict[str, str] = {}


def on_day(day: date) -> Bounds:
    return Bounds(latest_begin=day, earliest_end=day)


def role(person: Person, key: str, title: str, bounds: Bounds, exclusive: bool = True, **more: object) -> RoleHeld:
    return RoleHeld(Post(person.company, Concept("role", key), exclusive), person, title, bounds, **more)  # type: ignore[arg-type]


def listed(company: Company, mic: str | None, written: str, symbol: str, day: date) -> Listed:
    exchange = Exchange(mic, written)
    return Listed(ListingSlot(company, exchange), Ticker(symbol, exchange), written, on_day(day))


def owns(company: Company, site: Site, day: date, percent: float | None = None, relation: str = "owner") -> Interest:
    return Interest(InterestSlot(site, Concept("relation", relation)), company, on_day(day), percent)


def first_document() -> tuple[str, str, date, list[tuple[Fact, str]]]:
    day = date(2011, 9, 14)
    text = (
        "North American Palladium Ltd. (NAP) (TSX:PDL)(NYSE Amex:PAL) said William J. Biggar, President and CEO. "
        "Lac des Îles mine, mill, Offset Zone."
    )
    return (
        "first",
        text,
        day,
        [
            (Stated("company", NAP, terms.SCHEMA_name, NAP.name), "North American Palladium Ltd."),
            (Stated("company", NAP, terms.SCHEMA_alternateName, "NAP"), "(NAP)"),
            (Stated("document", None, terms.SCHEMA_datePublished, day), "said"),
            (Stated("document", None, terms.DCTERMS_publisher, NAP), "North American Palladium Ltd."),
            (listed(NAP, "XTSE", "TSX", "PDL", day), "TSX:PDL"),
            (listed(NAP, "XASE", "NYSE Amex", "PAL", day), "NYSE Amex:PAL"),
            (role(BIGGAR, "ceo", "President and CEO", on_day(day)), "William J. Biggar, President and CEO"),
            (role(BIGGAR, "director", "Director", on_day(day), exclusive=False), "William J. Biggar"),
            (owns(NAP, LDI, day), "Lac des Îles mine"),
            (owns(NAP, MILL, day), "mill"),
            (Status(StatusSlot(LDI), Concept("site-status", "producing"), on_day(day)), "Lac des Îles mine"),
            (Stated("zone", Zone("Offset Zone", LDI), terms.GEO_sfWithin, LDI), "Offset Zone"),
            (Stated("site", LDI, terms.SCHEMA_alternateName, "LDI"), "Lac des Îles mine"),
        ],
    )


def second_document() -> tuple[str, str, date, list[tuple[Fact, str]]]:
    day = date(2012, 7, 9)
    text = (
        "North American Palladium Ltd. (NYSE MKT:PAL) William J. Biggar, Chief Executive Officer, leaves in March 2013. "
        "Jim Gallagher, interim CFO. 75% of Vezza."
    )
    leaving = Bounds(latest_begin=day, earliest_end=day, latest_end=date(2013, 3, 31))
    return (
        "second",
        text,
        day,
        [
            (Stated("document", None, terms.SCHEMA_datePublished, day), "North American"),
            (listed(NAP, "XASE", "NYSE MKT", "PAL", day), "NYSE MKT:PAL"),
            (role(BIGGAR, "ceo", "Chief Executive Officer", leaving, end="2013-03"), "William J. Biggar, Chief Executive Officer"),
            (role(JIM, "cfo", "interim CFO", on_day(day), interim=True), "Jim Gallagher, interim CFO"),
            (owns(NAP, VEZZA, day, 75.0), "75% of Vezza"),
            (owns(RIVAL, VEZZA, day, 25.0), "Vezza"),
        ],
    )


def third_document() -> tuple[str, str, date, list[tuple[Fact, str]]]:
    day = date(2012, 8, 1)
    text = "Acme Mining Ltd. (OTC: ACME) Samuel Müller, Executive Chairman, and Acme Mining Inc., ann Müller and Eva Both, Co-CEOs."
    both = [role(Person(name, RIVAL), "co-ceo", "Co-CEO", on_day(day), exclusive=False) for name in ("Ann Müller", "Eva Both")]
    return (
        "third",
        text,
        day,
        [
            (Stated("document", None, terms.SCHEMA_datePublished, day), "Acme"),
            (Stated("company", RIVAL, terms.SCHEMA_name, RIVAL.name), "Acme Mining Ltd."),
            (Stated("company", TWIN, terms.SCHEMA_name, TWIN.name), "Acme Mining Inc."),
            (listed(RIVAL, None, "Moon Exchange", "ACME", day), "OTC: ACME"),
            (role(SAM, "executive-chair", "Executive Chairman", on_day(day)), "Samuel Müller, Executive Chairman"),
            (both[0], "ann Müller"),
            (both[1], "Eva Both"),
        ],
    )


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    store, given = ox.Store(), []
    for stem, text, day, facts in (first_document(), second_document(), third_document()):
        document = Document.from_text(text, f"{stem}.txt")
        mentions = [Mention(said, Span(text.index(quote), text.index(quote) + len(quote)), "test") for said, quote in facts]
        quads = emit(document, day, mentions, "0.0.0")
        TEXTS[document.key] = text
        store.extend(quads)
        given.append(contribution(quads))
    store.extend(derive(given))
    store.extend(reference_quads())
    return store


def ask(graph: ox.Store, entity: object, what: str, on: str, known: str | None = None) -> Answer:
    answer = fact(graph, entity if isinstance(entity, str) else iri(entity).value, what, on, known)  # type: ignore[arg-type]
    json.dumps(answer.to_json())
    return answer


# ---- find


@pytest.mark.parametrize(
    ("text", "entity", "rank"),
    [
        ("North American Palladium Ltd.", NAP, EXACT),
        ("north american palladium ltd", NAP, SAME_WORDS),
        ("North American Palladium", NAP, SAME_STEM),
        ("NORTH AMERICAN PALLADIUM LIMITED", NAP, SAME_STEM),
        ("American Palladium", NAP, SOME_WORDS),
        ("NAP", NAP, EXACT),
        ("nap", NAP, SAME_WORDS),
        ("TSX:PDL", NAP, TICKER),
        ("tsx: pdl", NAP, TICKER),
        ("Toronto Stock Exchange:PDL", NAP, TICKER),
        ("XASE:PAL", NAP, TICKER),
        ("NYSE American:PAL", NAP, TICKER),
        ("Moon Exchange: ACME", RIVAL, TICKER),
        ("PDL", NAP, SYMBOL),
        ("org:north-american-palladium-ltd", NAP, IRI),
        ("company:north-american-palladium-ltd", NAP, IRI),
        (iri(NAP).value, NAP, IRI),
        ("Bill Biggar", BIGGAR, SOME_WORDS),
        ("Biggar", BIGGAR, SOME_WORDS),
        ("lac des iles", LDI, SAME_WORDS),
        ("Lac des Iles mine", LDI, SAME_WORDS),
        ("lac des îles mill", MILL, SAME_WORDS),
        ("LDI", LDI, EXACT),
        ("samuel muller", SAM, SAME_WORDS),
        ("Offset Zone", Zone("Offset Zone", LDI), EXACT),
    ],
)
def test_resolve(graph: ox.Store, text: str, entity: object, rank: int) -> None:
    hit = resolve(graph, text)
    assert (hit.iri, hit.rank) == (iri(entity).value, rank)  # type: ignore[arg-type]
    assert hit.iri in {found.iri for found in find(graph, text, hit.kind)}


def test_find_shows_what_it_found(graph: ox.Store) -> None:
    (hit,) = find(graph, "PDL")
    assert (hit.kind, hit.name, hit.matched) == ("company", NAP.name, "PDL")
    assert hit.tickers == ("NYSE Amex:PAL", "NYSE MKT:PAL", "TSX:PDL")
    (document,) = find(graph, "second")
    assert (document.kind, document.rank) == ("document", EXACT)
    assert [h.kind for h in find(graph, "Lac des Îles")] == ["site", "facility"]
    assert find(graph, "Lac des Îles", "facility")[0].iri == iri(MILL).value


NOBODY = terms.ID + "org/nobody"


@pytest.mark.parametrize("text", ["", "  ", "zzz", "AMEX:PDL", "company:nobody", NOBODY, "http://x y", '"', "∅", "a:b:c"])
def test_find_nothing(graph: ox.Store, text: str) -> None:
    assert find(graph, text) == []
    with pytest.raises(QueryError, match="nothing is named"):
        resolve(graph, text)


def test_ambiguous_names_are_listed(graph: ox.Store) -> None:
    with pytest.raises(QueryError, match="may mean 2 things") as caught:
        resolve(graph, "Acme Mining")
    assert iri(RIVAL).value in str(caught.value)
    assert iri(TWIN).value in str(caught.value)
    assert resolve(graph, "Acme Mining Inc").iri == iri(TWIN).value
    with pytest.raises(QueryError, match="2 things"):
        resolve(graph, "Müller")
    with pytest.raises(QueryError, match="did you mean company"):
        find(graph, "x", "compny")


# ---- fact


def test_one_holder(graph: ox.Store) -> None:
    answer = ask(graph, NAP, "chief executive", "2012-01-01")
    found = answer.to_json()
    assert (found["answer"], found["certainty"], found["what"], found["on"], found["known"]) == (
        "William J. Biggar",
        "implied",
        "chief executive",
        "2012-01-01",
        None,
    )
    assert (found["entity"], found["iri"], found["key"], found["interim"]) == (NAP.name, iri(BIGGAR).value, "ceo", False)
    assert found["from"] == {"earliest": None, "latest": "2011-09-14"}
    assert found["to"] == {"earliest": "2012-07-09", "latest": "2013-03-31"}
    before, after = found["before"], found["after"]
    assert (before["document"], before["published"], before["as_written"]) == ("first", "2011-09-14", "President and CEO")
    assert (after["document"], after["date"]) == ("second", "2012-07-09")
    for evidence in (before, after):
        assert TEXTS[evidence["document_iri"].rpartition("/")[2]][evidence["start"] : evidence["end"]] == evidence["quote"]
    assert [s["fact"] for s in found["sources"]] == [before["fact"], after["fact"]]


@pytest.mark.parametrize("word", ["ceo", "CEO", "Chief Executive Officer", "chief executive", "Managing Director"])
def test_words_for_a_role(graph: ox.Store, word: str) -> None:
    assert ask(graph, NAP, word, "2011-09-14").names == ["William J. Biggar"]


def test_last_known_has_an_age(graph: ox.Store) -> None:
    answer = ask(graph, NAP, "ceo", "2011-12-31", known="2011-12-31")
    (holding,) = answer.holdings
    assert (answer.certainty, holding.age_days, holding.after) == ("last-known", (date(2011, 12, 31) - date(2011, 9, 14)).days, None)
    assert [s.document for s in holding.sources] == ["first"]


def test_an_end_to_come(graph: ox.Store) -> None:
    assert ask(graph, NAP, "ceo", "2013-02-28").certainty == "implied"
    unknown = ask(graph, NAP, "ceo", "2013-03-01")
    assert (unknown.certainty, unknown.names, unknown.to_json()["answer"]) == ("unknown", [], None)
    assert unknown.holdings[0].before is not None


def test_interim_holders_are_holders(graph: ox.Store) -> None:
    (holding,) = ask(graph, NAP, "finance director", "2012-07-09").holdings
    assert (holding.name, holding.interim, holding.certainty) == ("Jim Gallagher", True, "stated")


def test_no_evidence_at_all(graph: ox.Store) -> None:
    for what, many in (("coo", False), ("directors", True), ("operator", True)):
        answer = ask(graph, TWIN, what, "2012-01-01")
        assert (answer.many, answer.certainty, answer.names, answer.holdings) == (many, "unknown", [], ())


def test_a_narrower_role_answers(graph: ox.Store) -> None:
    assert ask(graph, RIVAL, "chairman", "2012-08-01").names == ["Samuel Müller"]
    both = ask(graph, RIVAL, "ceo", "2012-08-01")
    assert (both.many, both.names, both.certainty) == (True, ["Ann Müller", "Eva Both"], "stated")


def test_tickers(graph: ox.Store) -> None:
    answer = ask(graph, NAP, "ticker", "2012-01-01")
    assert answer.to_json()["answer"] == ["NYSE Amex:PAL", "TSX:PDL"]
    assert {h.key: h.certainty for h in answer.holdings} == {"XASE": "implied", "XTSE": "last-known"}
    assert answer.certainty == "last-known"  # of several, the least certain: nothing is rounded up


def test_sites_owners_and_status(graph: ox.Store) -> None:
    assert ask(graph, NAP, "sites", "2012-07-09").names == ["Lac des Îles", "Lac des Îles", "Vezza"]
    owners = ask(graph, VEZZA, "owners", "2012-07-09")
    assert [(h.name, [s.percent for s in h.sources]) for h in owners.holdings] == [(RIVAL.name, [25]), (NAP.name, [75])]
    status = ask(graph, LDI, "status", "2011-09-14")
    assert (status.many, status.names, status.certainty) == (False, ["producing"], "stated")
    assert ask(graph, LDI, "status", "2011-09-13").certainty == "unknown"


def test_people_of_a_company_and_roles_of_a_person(graph: ox.Store) -> None:
    people = ask(graph, NAP, "people", "2012-07-09")
    assert [(h.key, h.name) for h in people.holdings] == [("ceo", "William J. Biggar"), ("cfo", "Jim Gallagher"), ("director", "William J. Biggar")]
    roles = ask(graph, BIGGAR, "roles", "2011-09-14")
    assert [(h.key, h.name) for h in roles.holdings] == [("ceo", NAP.name), ("director", NAP.name)]
    assert ask(graph, BIGGAR, "ceo", "2011-09-14").names == [NAP.name]


def test_wrong_questions(graph: ox.Store) -> None:
    with pytest.raises(QueryError, match="did you mean president"):
        ask(graph, NAP, "presidant", "2012-01-01")
    with pytest.raises(QueryError, match="YYYY-MM-DD"):
        ask(graph, NAP, "ceo", "yesterday")
    with pytest.raises(QueryError, match="an IRI"):
        fact(graph, "NAP", "ceo", "2012-01-01")


def test_fact_agrees_with_the_question(graph: ox.Store) -> None:
    """`kg fact` and `kg query holder-on-date` cannot tell two stories."""
    from kg.query import load

    for offset in range(-30, 700, 61):
        day = date(2011, 9, 14) + timedelta(days=offset)
        rows = load("holder-on-date").run(graph, {"company": iri(NAP), "role": "ceo", "on": day}).records()
        answer = ask(graph, NAP, "ceo", day.isoformat())
        assert [(r["certainty"], r["holder"]) for r in rows] == [(answer.certainty, answer.names[0] if answer.names else None)]


@pytest.mark.parametrize(
    ("entity", "what", "why"),
    [
        (NAP, "directors", "the documents do not tell for that day"),
        (RIVAL, "ceo", "the documents do not tell for that day"),
        (TWIN, "ceo", "no document that has a day speaks of it"),
    ],
)
def test_nothing_known_of_the_day_is_not_nothing_known(graph: ox.Store, entity: Company, what: str, why: str) -> None:
    out = StringIO()
    _write(ask(graph, entity, what, "2005-01-01"), out)
    assert out.getvalue().splitlines()[-1] == f"  certainty  unknown: {why}"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        (["former CEO", "President and CEO"], "President and CEO"),
        (["Former President and CEO"], "President and CEO"),
        (["Chairman and past President"], "Chairman and President"),
        (["ex-CEO"], "CEO"),
        (["ex-officio director"], "ex-officio director"),
    ],
)
def test_a_holder_of_the_day_is_not_called_former(graph: ox.Store, written: list[str], title: str) -> None:
    (holding,) = ask(graph, NAP, "ceo", "2011-09-14").holdings
    sources = tuple(replace(holding.sources[0], as_written=words) for words in written)
    assert _headline(replace(holding, sources=sources, before=None, after=None)) == f"William J. Biggar, {title}"


# ---- show, source, tables


def test_show(graph: ox.Store) -> None:
    view = show(graph, iri(NAP).value)
    assert (view.kind, view.name) == ("company", NAP.name)
    posts = [(line.key, line.value, line.documents) for line in view.lines if line.kind == "post"]
    assert posts == [("ceo", "William J. Biggar", 2), ("director", "William J. Biggar", 1), ("cfo", "Jim Gallagher", 1)]
    assert ("alternateName", "NAP") in [(line.kind, line.value) for line in view.lines]
    assert {line.value for line in view.lines if line.kind == "interest"} == {"Lac des Îles", "Vezza"}
    mine = show(graph, iri(LDI).value)
    assert {(line.kind, line.value) for line in mine.lines} >= {("status", "producing"), ("interest", NAP.name), ("sfWithin of", "Offset Zone")}
    early = show(graph, iri(NAP).value, date(2013, 6, 1))
    assert "ceo" not in {line.key for line in early.lines}
    assert json.dumps(view.to_json())
    with pytest.raises(QueryError, match="says nothing"):
        show(graph, NOBODY)


def test_source(graph: ox.Store) -> None:
    said = ask(graph, NAP, "ceo", "2012-07-09").holdings[0].sources[0]
    found = source(graph, TEXTS.__getitem__, said.fact)
    (passage,) = found.passages
    assert passage.quote == "William J. Biggar, Chief Executive Officer"
    assert passage.before.endswith("(NYSE MKT:PAL) ")
    assert passage.after.startswith(", leaves in March 2013.")
    assert (found.document, found.published, found.rules) == ("second", "2012-07-09", ("test",))
    assert json.dumps(found.to_json())
    with pytest.raises(QueryError, match="no fact"):
        source(graph, TEXTS.__getitem__, terms.ID + "fact/x/role/y")
    with pytest.raises(QueryError, match="not the quote"):
        source(graph, lambda _: "some other text", said.fact)


def test_tables(graph: ox.Store) -> None:
    found = json.loads(json.dumps(tables(graph)))
    assert list(found) == ["first", "second", "third"]
    assert list(found["first"]) == [
        "document",
        "companies",
        "tickers",
        "roles",
        "sites",
        "zones",
        "intercepts",
        "measurements",
        "resources",
        "events",
    ]
    assert found["first"]["document"] == {"published": "2011-09-14", "issuer": NAP.name, "title": None, "place": None}
    assert found["first"]["companies"] == [{"name": NAP.name, "aliases": ["NAP"]}]
    assert found["first"]["zones"] == [{"zone": "Offset Zone", "site": "Lac des Îles"}]
    assert {"company": NAP.name, "exchange": "TSX", "mic": "XTSE", "symbol": "PDL"} in found["first"]["tickers"]
    assert found["third"]["tickers"] == [{"company": RIVAL.name, "exchange": "Moon Exchange", "mic": None, "symbol": "ACME"}]
    ceo = {
        "person": "William J. Biggar",
        "role": "ceo",
        "title": "Chief Executive Officer",
        "organization": NAP.name,
        "asof": "2012-07-09",
        "start": None,
        "end": "2013-03",
        "interim": False,
    }
    assert ceo in found["second"]["roles"]
    assert {r["role"] for r in found["third"]["roles"]} == {"ceo", "executive-chair"}
    shares = {(site["site"], site["company"], site["percent"]) for site in found["second"]["sites"]}
    assert shares == {("Vezza", NAP.name, 75), ("Vezza", RIVAL.name, 25)}
    assert found["first"]["intercepts"] == []


def test_tables_of_documents_with_one_stem() -> None:
    """Two files of one name in two folders: both are told apart by their content, whatever the order they came in."""
    store = ox.Store()
    for text in ("one text", "another text"):
        store.extend(emit(Document.from_text(text, "release.txt"), date(2012, 1, 1), [], "0.0.0"))
    keys = sorted(Document.from_text(text).key for text in ("one text", "another text"))
    assert list(tables(store)) == [f"release~{key}" for key in keys]


def test_lookups_do_not_import_rdflib() -> None:
    """It would double the time of a command."""
    code = "import sys, kg.lookup, kg.query; sys.exit('rdflib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
