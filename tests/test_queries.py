"""Every query file answers its own example over its own data, and alike in two engines."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from histories import sameness

from kg import terms
from kg.query import Query, catalogue, load
from kg.query.tokens import tokens
from kg.reference import reference_quads
from kg.resources import folder

DATA = Path(__file__).parent / "queries"
QUERIES = catalogue()


def cell(value: str | None) -> str:
    """A value as text; engines spell numbers differently (75 and 75.0)."""
    if value is None:
        return ""
    try:
        return format(Decimal(value).normalize(), "f") if re.fullmatch(r"-?\d+\.\d+", value) else value
    except InvalidOperation:
        return value


def expected(query: Query) -> list[list[str]]:
    with (DATA / query.name / "expected.csv").open(encoding="utf-8", newline="") as file:
        return [[cell(value) for value in row] for row in csv.reader(file)]


def unordered(rows: list[list[str]]) -> list[list[str]]:
    """Head and rows without their order, in which engines differ where cells are unbound or IRIs."""
    return [rows[0], *sorted(rows[1:])]


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_in_oxigraph(query: Query) -> None:
    store = ox.Store()
    store.load(path=str(DATA / query.name / "data.trig"), format=ox.RdfFormat.TRIG)
    rows = query.run(store, query.example)
    found = [list(rows.columns), *([cell(None if term is None else term.value) for term in row] for row in rows.terms)]  # type: ignore[union-attr]
    assert found == expected(query)
    assert len(found) > 1, "an example without an answer tests nothing"


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_in_rdflib(query: Query) -> None:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(DATA / query.name / "data.trig", format="trig")
    result = dataset.query(query.bind(query.example))
    found = [[str(v) for v in result.vars or ()], *([cell(None if v is None else str(v)) for v in row] for row in result)]  # type: ignore[union-attr]
    assert unordered(found) == unordered(expected(query))


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_nothing_from_nothing(query: Query) -> None:
    assert len(query.run(ox.Store(), query.example)) == 0


ENTITIES = {"company", "other", "person", "site", "slot", "of"}
OF_ENTITIES = [query for query in QUERIES if ENTITIES & set(query.example or {})]


@pytest.mark.parametrize("query", OF_ENTITIES, ids=[q.name for q in OF_ENTITIES])
def test_another_iri_of_the_same_thing_gives_the_same_answer(query: Query) -> None:
    """Whoever asks by an old IRI, which identity records as replaced, is answered as by the one that stands for it."""
    store, asked = ox.Store(), dict(query.example or {})
    store.load(path=str(DATA / query.name / "data.trig"), format=ox.RdfFormat.TRIG)
    expected = query.run(store, asked)
    for name in sorted(ENTITIES & set(asked)):
        old = f"{asked[name]}-under-an-old-name"
        store.extend(sameness(old, asked[name], date(2000, 1, 1)))
        asked[name] = old
    assert query.run(store, asked).terms == expected.terms


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_is_documented(query: Query) -> None:
    assert query.summary
    assert query.description
    assert query.example is not None
    assert query.tags
    assert all(param.help for param in query.params)
    assert not query.summary.endswith(".")


@pytest.mark.parametrize("query", QUERIES, ids=[q.name for q in QUERIES])
def test_uses_known_terms(query: Query) -> None:
    """A misspelt property would make a question silently answer nothing."""
    known = {value.value for value in vars(terms).values() if isinstance(value, ox.NamedNode)}
    prefixes = dict(re.findall(r"^PREFIX ([\w-]*): <([^>]+)>$", query.text, re.MULTILINE))
    for prefix, namespace in prefixes.items():
        assert terms.PREFIXES.get(prefix, terms.ID + prefix + "/") == namespace
    names = Counter(t.text for t in tokens(query.text.partition("SELECT")[2]) if t.kind == "name" and not t.text.endswith(":"))
    for name in names:
        prefix, _, local = name.partition(":")
        if prefixes[prefix].startswith(terms.ID) or name in ("rdf:nil", "xsd:date", "xsd:double"):
            continue
        assert prefixes[prefix] + local in known, name
    used = {t.text.partition(":")[0] for t in tokens(query.text.partition("SELECT")[2]) if t.kind == "name"}
    assert set(prefixes) <= used, "unused prefix"


def test_every_query_has_its_data() -> None:
    folders = {path.parent.relative_to(DATA).as_posix() for path in DATA.rglob("data.trig")}
    assert folders == {query.name for query in QUERIES}


def test_the_ten_tables_name_their_document() -> None:
    tables = [query for query in QUERIES if query.name.startswith("tables/")]
    assert len(tables) == 10
    for query in tables:
        assert query.run(ox.Store()).columns[:2] == ("doc", "document")


def test_no_query_repeats_a_fact_per_document() -> None:
    """The union of all graphs repeats a triple for each graph that holds it: what many documents describe must not multiply rows."""
    store = ox.Store()
    store.load(path=str(DATA / "holder-on-date" / "data.trig"), format=ox.RdfFormat.TRIG)
    asked = dict(load("holder-on-date").example or {})
    assert len(load("holder-on-date").run(store, asked)) == 1
    del asked["role"]
    assert len(load("executives-on-date").run(store, asked)) == 1
    assert len(load("evidence-of-slot").run(store, load("evidence-of-slot").example)) == 5  # four facts, one of them quoted twice


def test_holder_on_date_offers_the_exclusive_roles() -> None:
    """Reference data says which roles one person holds at a time."""
    exclusive = {
        quad.subject.value.removeprefix(terms.ID + "role/")  # type: ignore[union-attr]
        for quad in reference_quads()
        if quad.predicate == terms.MKG_exclusive and quad.object.value == "true"  # type: ignore[union-attr]
    }
    (role,) = [param for param in load("holder-on-date").params if param.name == "role"]
    assert set(role.enum) == exclusive


def test_the_folder_ships() -> None:
    assert (folder("queries") / "holder-on-date.rq").is_file()
