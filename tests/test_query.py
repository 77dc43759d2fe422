"""Query files: what is refused and how it says so, and values that try to become query text."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg import terms
from kg.errors import QueryError
from kg.query import Query, catalogue, evaluate, load, parse
from kg.query.tokens import tokens

PATH = Path("q.rq")
HEAD = "#+ summary: A question\n"


def query(body: str, head: str = HEAD) -> Query:
    return parse(head + body, PATH, "q")


# ---- what a file is


FULL = """\
#+ summary: Who?
#+ description: >-
#+   One row
#+   a person.
#+ tags:
#+   - people
#+ defaults:
#+   - role: ceo
#+ enumerate:
#+   - role:
#+     - ceo
#+     - cfo
#+ endpoint_in_url: False
#+ pagination: 100
#+ method: GET
#+ params: {role: {help: "The role: one"}, since: {help: A day}}
#+ example: {role: cfo, since: 2012-07-09}
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT ?x WHERE { ?x ?p ?q . FILTER(COALESCE(?x > ?__since_xsd_date, true) && ?q = ?_role) }
"""


def test_metadata() -> None:
    q = parse(FULL, PATH, "q")
    assert (q.summary, q.description, q.tags, q.example) == ("Who?", "One row a person.", ("people",), {"role": "cfo", "since": "2012-07-09"})
    role, since = q.params
    assert (role.name, role.type, role.required, role.default, role.enum) == ("role", "string", True, "ceo", ("ceo", "cfo"))
    assert (role.help, since.name, since.type, since.required, since.default) == ("The role: one", "since", "date", False, None)


@pytest.mark.parametrize(
    ("variable", "name", "type_", "required"),
    [
        ("?_name", "name", "string", True),
        ("?_name_literal", "name", "string", True),
        ("?__name_iri", "name", "iri", False),
        ("?_n_number", "n", "number", True),
        ("?_n_integer", "n", "integer", True),
        ("?_on_xsd_date", "on", "date", True),
        ("?_iri", "iri", "string", True),
    ],
)
def test_parameter_names(variable: str, name: str, type_: str, required: bool) -> None:
    (param,) = query(f"SELECT * {{ ?s ?p {variable} }}").params
    assert (param.name, param.type, param.required) == (name, type_, required)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("SELECT * {}", 1, "no metadata"),
        ("\n#+ summary: x\nSELECT * {}", 2, "move it to the top"),
        ("#+summary: x\nSELECT * {}", 1, "space after #+"),
        ("#+ summary: x\n#+ tags: [a\nSELECT * {}", 2, "broken YAML"),
        ("#+ summary: a: b\nSELECT * {}", 1, "broken YAML"),
        ("#+ just text\nSELECT * {}", 1, "key: value"),
        ("#+ tags:\n#+   - x\nSELECT * {}", 1, "summary must be a text"),
        ("#+ summary: [x]\nSELECT * {}", 1, "summary must be a text"),
        ("#+ summary: x\n#+ sumary: y\nSELECT * {}", 2, "did you mean summary"),
        ("#+ summary: x\n#+ summary: y\nSELECT * {}", 2, "stands twice"),
        ("#+ summary: x\n#+ endpoint: http://example.org/sparql\nSELECT * {}", 2, "remove it"),
        ("#+ summary: x\n#+ endpoint_in_url: True\nSELECT * {}", 2, "must be False"),
        ("#+ summary: x\n#+ method: POST\nSELECT * {}", 2, "must be GET"),
        ("#+ summary: x\n#+ pagination: many\nSELECT * {}", 2, "number of rows"),
        ("#+ summary: x\n#+ tags: people\nSELECT * {}", 2, "list of texts"),
        ("#+ summary: x\n#+ defaults: {role: ceo}\nSELECT * { ?s ?p ?_role }", 2, "- name: value"),
        ("#+ summary: x\n#+ defaults:\n#+   - role: [ceo]\nSELECT * { ?s ?p ?_role }", 2, "one value each"),
        ("#+ summary: x\n#+ defaults:\n#+   - role: a\n#+   - role: b\nSELECT * { ?s ?p ?_role }", 2, "each parameter once"),
        ("#+ summary: x\n#+ defaults:\n#+   - rol: ceo\nSELECT * { ?s ?p ?_role }", 2, "did you mean role"),
        ("#+ summary: x\n#+ defaults:\n#+   - on: today\nSELECT * { ?s ?p ?_on_xsd_date }", 2, "YYYY-MM-DD"),
        ("#+ summary: x\n#+ enumerate:\n#+   - role\nSELECT * { ?s ?p ?_role }", 2, "enumerate must be"),
        ("#+ summary: x\n#+ enumerate:\n#+   - role: ceo\nSELECT * { ?s ?p ?_role }", 2, "values as a list"),
        ("#+ summary: x\n#+ enumerate:\n#+   - rank:\n#+     - ceo\nSELECT * { ?s ?p ?_role }", 2, "no parameter of the query"),
        ("#+ summary: x\n#+ params: {role: {hlp: x}}\nSELECT * { ?s ?p ?_role }", 2, "params must be a mapping"),
        ("#+ summary: x\n#+ params: {rol: {help: x}}\nSELECT * { ?s ?p ?_role }", 2, "did you mean role"),
        ("#+ summary: x\n#+ example: [a]\nSELECT * { ?s ?p ?_role }", 2, "example must be"),
        ("#+ summary: x\n#+ example: {}\nSELECT * { ?s ?p ?_role }", 2, "needs role"),
        ("#+ summary: x\n#+ example: {role: [a]}\nSELECT * { ?s ?p ?_role }", 2, "example must be"),
        ("#+ summary: x\n#+ example: {on: 2012-13-01}\nSELECT * { ?s ?p ?_on_xsd_date }", 2, "'on'"),
        ("#+ summary: x\nSELECT *\n{ ?s ?p ?_on_date }", 3, "_xsd_date"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_as_of }", 2, "?_asof"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_label_en }", 2, "language"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_on_xsd_dateTime }", 2, "no underscore"),
        ("#+ summary: x\nSELECT * { ?s ?p ?___x }", 2, "?_name"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_ }", 2, "?_name"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_2nd }", 2, "?_name"),
        ("#+ summary: x\nSELECT * { ?s ?p $_role }", 2, "write ?_role"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_on .\n ?s ?q ?_on_xsd_date }", 3, "use one form"),
        ("#+ summary: x\nSELECT * { ?s ?p ?_on . ?s ?q ?__on }", 2, "use one form"),
        ("#+ summary: x\nSELECT * { ?s ?p ?o FILTER(!bound( ?__on ) ) }", 2, "COALESCE"),
        ("#+ summary: x\nCONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", 1, "kg sparql"),
        ("#+ summary: x\nDROP ALL", 1, "SELECT or an ASK"),
    ],
)
def test_what_is_refused(text: str, line: int, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text, PATH, "q")
    assert str(caught.value).startswith(f"q.rq:{line}: ")
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(HEAD + "ASK { ?s ?p ?o }", "utf-8")
    mine = load(path)
    assert (mine.name, load(str(path)).run(ox.Store()).boolean) == ("mine", False)
    path.write_text(HEAD + "SELECT ?changed { ?changed ?p ?o }", "utf-8")
    assert load(path).run(ox.Store()).columns == ("changed",)
    path.write_bytes(b"#+ summary: \xff\n")
    with pytest.raises(QueryError, match="cannot read"):
        load(path)
    with pytest.raises(QueryError, match="no query file"):
        load(tmp_path / "absent.rq")
    with pytest.raises(QueryError, match="did you mean holder-on-date"):
        load("holder-on-day")
    assert "tables/roles" in {q.name for q in catalogue()}


# ---- binding


def test_binds_whole_tokens_only() -> None:
    q = query('SELECT * { ?s ?_on ?_only . # ?_on\n ?s ?p "?_on", \'?_on\', """a "?_on" b""", <http://x/?_on> . FILTER(?a <?b && ?c > ?_on) }')
    bound = q.bind({"on": "A", "only": "B"})
    assert bound == HEAD + 'SELECT * { ?s "A" "B" . # ?_on\n ?s ?p "?_on", \'?_on\', """a "?_on" b""", <http://x/?_on> . FILTER(?a <?b && ?c > "A") }'


def test_optional_parameters_stay_variables() -> None:
    q = query("SELECT ?x { VALUES ?x { 1 2 } FILTER(COALESCE(?x > ?__min_integer, true)) } ORDER BY ?x")
    store = ox.Store()
    assert q.run(store).values == [(1,), (2,)]
    assert q.run(store, {"min": None}).values == [(1,), (2,)]
    assert q.run(store, {"min": 1}).values == [(2,)]


def test_defaults_and_limits() -> None:
    q = query("SELECT ?x { VALUES ?x { 1 2 3 } } ORDER BY ?x LIMIT ?_rows_integer", HEAD + "#+ defaults:\n#+   - rows: 2\n")
    assert len(q.run(ox.Store())) == 2
    assert len(q.run(ox.Store(), {"rows": "3"})) == 3


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("?_v_xsd_date", "2012-02-30", "YYYY-MM-DD"),
        ("?_v_xsd_date", "2012-7-9", "YYYY-MM-DD"),
        ("?_v_xsd_date", "20120709", "YYYY-MM-DD"),
        ("?_v_xsd_date", "٢٠١٢-٠٧-٠٩", "YYYY-MM-DD"),
        ("?_v_xsd_date", "2012-07-09\n", "YYYY-MM-DD"),
        ("?_v_xsd_date", datetime(2012, 7, 9), "YYYY-MM-DD"),
        ("?_v_iri", "http://x/a b", "an IRI"),
        ("?_v_iri", "http://x/a> <http://x/b", "an IRI"),
        ("?_v_iri", "http://x/\\u003e", "an IRI"),
        ("?_v_iri", "NAP", "an IRI"),
        ("?_v_iri", "", "an IRI"),
        ("?_v_iri", "http://x/a\n", "an IRI"),
        ("?_v_iri", "http://x/\ud800", "an IRI"),
        ("?_v_integer", "1.5", "whole number"),
        ("?_v_integer", "1_000", "whole number"),
        ("?_v_integer", "٣", "whole number"),
        ("?_v_integer", True, "whole number"),
        ("?_v_integer", "1 } #", "whole number"),
        ("?_v_number", "NaN", "number"),
        ("?_v_number", "Infinity", "number"),
        ("?_v_number", "1e999999999", "number"),
        ("?_v_number", "", "number"),
        ("?_v", 3, "text"),
        ("?_v", "\ud800", "text"),
    ],
)
def test_values_that_do_not_fit(variable: str, value: object, words: str) -> None:
    with pytest.raises(QueryError, match="'v'") as caught:
        query(f"SELECT * {{ ?s ?p {variable} }}").bind({"v": value})
    assert words in str(caught.value)


def test_wrong_parameters() -> None:
    q = query("SELECT * { ?s ?p ?_role }", HEAD + "#+ params: {role: {help: The role of it}}\n#+ enumerate:\n#+   - role:\n#+     - ceo\n")
    with pytest.raises(QueryError, match="did you mean role"):
        q.bind({"roles": "ceo"})
    with pytest.raises(QueryError, match="needs role: The role of it"):
        q.bind({})
    with pytest.raises(QueryError, match="not one of ceo"):
        q.bind({"role": "chef"})
    with pytest.raises(QueryError, match="it has none"):
        query("SELECT * {}").bind({"x": 1})


@pytest.mark.parametrize(
    ("variable", "value", "token"),
    [
        ("?_v_xsd_date", date(2012, 7, 9), f'"2012-07-09"^^{terms.XSD_date}'),
        ("?_v_iri", "urn:x:y", "<urn:x:y>"),
        ("?_v_iri", terms.MKG_Document, str(terms.MKG_Document)),
        ("?_v_integer", "+007", "7"),
        ("?_v_integer", -3, "-3"),
        ("?_v_number", "1e3", "1000"),
        ("?_v_number", Decimal("0.10"), "0.10"),
        ("?_v_number", 2.5, "2.5"),
        ("?_v", 'say "hi"\\\n\r', r'"say \"hi\"\\\n\r"'),
    ],
)
def test_serialised_values(variable: str, value: object, token: str) -> None:
    assert query(f"SELECT * {{ ?s ?p {variable} }}").bind({"v": value}).endswith(f"?p {token} }}")


HOSTILE = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs"])),
    st.text(alphabet="\"'\\u0U2}{ #<>?_x\n\r\t"),
    st.sampled_from(['" } DROP ALL #', "\\u0022 } #", "\\\\u0022", "\\U00000022", "'''", '"""', "\\", "?_other", "${x}", "\\u005cu0022"]),
)


@given(HOSTILE, HOSTILE)
def test_a_value_stays_a_value(value: str, other: str) -> None:
    q = query("SELECT (?_v AS ?x) (?_other AS ?y) { }")
    (row,) = q.run(ox.Store(), {"v": value, "other": other}).values
    assert row == (value, other)


@given(HOSTILE)
def test_a_value_stays_a_value_in_rdflib(value: str) -> None:
    """rdflib expands \\uXXXX before it reads strings, and turns line ends of the query into \\n."""
    (row,) = rdflib.Graph().query(query("SELECT (?_v AS ?x) { }").bind({"v": value}))
    assert str(row[0]) == value  # type: ignore[index]


@given(st.text())
def test_tokens_give_the_text_again(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


# ---- running


def store_of_two_graphs() -> ox.Store:
    store, node = ox.Store(), ox.NamedNode
    for graph in ("urn:g1", "urn:g2"):
        store.add(ox.Quad(node("urn:s"), node("urn:p"), ox.Literal(graph), node(graph)))
    return store


@pytest.mark.parametrize(
    ("sparql", "rows"),
    [
        ("SELECT * { ?s ?p ?o }", 2),
        ("SELECT * FROM <urn:g1> { ?s ?p ?o }", 1),
        ("select * from <urn:g1> { ?s ?p ?o }", 1),
        ("SELECT * FROM NAMED <urn:g1> { ?s ?p ?o }", 0),
        ('SELECT * { ?s ?p ?o } # FROM "', 2),
        ("PREFIX from: <urn:> SELECT * { ?from from:p ?o }", 2),
        ("SELECT * { ?s ?p ?o FILTER(?o != 'FROM') }", 2),
    ],
)
def test_union_of_all_graphs_unless_from(sparql: str, rows: int) -> None:
    assert len(list(evaluate(store_of_two_graphs(), sparql))) == rows  # type: ignore[arg-type]


@pytest.mark.parametrize("sparql", ["SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", "select * { service silent ?x { } }"])
def test_service_is_refused(sparql: str) -> None:
    with pytest.raises(QueryError, match="SERVICE"):
        evaluate(ox.Store(), sparql)


def test_malformed_queries_say_so() -> None:
    with pytest.raises(QueryError, match="not SPARQL"):
        evaluate(ox.Store(), "SELECT { ?s }")
    with pytest.raises(QueryError, match="query q: not SPARQL"):
        query("SELECT { ?s }").run(ox.Store())


def test_values_and_terms() -> None:
    rows = query(
        "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\nSELECT ?i ?d ?day ?b ?s ?l ?iri ?none ?t ?bad { BIND(1 AS ?i) BIND(1.5 AS ?d) "
        'BIND("2012-07-09"^^xsd:date AS ?day) BIND(true AS ?b) BIND("x" AS ?s) BIND("y"@en AS ?l) BIND(<urn:x> AS ?iri) '
        'BIND("2012-07-09T00:00:00Z"^^xsd:dateTime AS ?t) BIND("soon"^^xsd:date AS ?bad) }'
    ).run(ox.Store())
    assert rows.values == [(1, Decimal("1.5"), date(2012, 7, 9), True, "x", "y", "urn:x", None, "2012-07-09T00:00:00Z", "soon")]
    assert rows.records()[0]["day"] == date(2012, 7, 9)
    srj = json.loads(json.dumps(rows.to_srj()))
    assert srj["head"] == {"vars": list(rows.columns)}
    (binding,) = srj["results"]["bindings"]
    assert "none" not in binding
    assert binding["iri"] == {"type": "uri", "value": "urn:x"}
    assert binding["l"] == {"type": "literal", "value": "y", "xml:lang": "en"}
    assert binding["s"] == {"type": "literal", "value": "x"}
    assert binding["d"]["datatype"] == terms.XSD_decimal.value
    assert query("ASK { }").run(ox.Store()).to_srj() == {"head": {}, "boolean": True}
