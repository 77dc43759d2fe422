"""The shapes: each file of tests/shapes/{shape}/ that is valid conforms, each other one gives the findings that its head expects, in
the compiled engine and in pySHACL alike; and what `check_document` sets apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.processor import SPARQLProcessor

from kg import terms
from kg.errors import KgError
from kg.validate import Finding, Rules, Severity, check_document, check_graph, default_rules, validate_file
from kg.validate.findings import short
from kg.validate.report import reference_findings

FOLDER = Path(__file__).parent / "shapes"
FILES = sorted(FOLDER.glob("*/*.ttl"))
EXPECT = re.compile(r"^# expect: (\w+) (\w+) (\S+)(?: (.*))?$", re.MULTILINE)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return default_rules()


@pytest.fixture
def prepared_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    """pySHACL parses the text of a constraint anew for each node, which takes most of its time: parse each text once."""
    query = SPARQLProcessor.query

    def prefixes_first(line: str) -> tuple[bool, str]:
        return (False, line) if line.startswith("PREFIX") else (True, "")

    def with_prepared(self: SPARQLProcessor, text: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(text, str):  # the prefixes come in another order each time
            text = prepared("\n".join(sorted(text.splitlines(), key=prefixes_first)))
        return query(self, text, *arguments, **options)

    monkeypatch.setattr(SPARQLProcessor, "query", with_prepared)


prepared = cache(prepareQuery)


def beside(quads: list[Quad], rules: Rules) -> Rules:
    """The rules with as much of the background as some quads need."""
    classes = [quad for quad in rules.background.quads if quad.predicate == terms.RDFS_subClassOf]
    needed = (*rules.excerpt.beside({quad.object for quad in quads}), *classes)
    return replace(rules, background=replace(rules.background, quads=needed))


def read(path: Path) -> list[Quad]:
    return [Quad(triple.subject, triple.predicate, triple.object) for triple in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=False)]


def told(findings: Iterable[Finding]) -> list[tuple[str, str, str, str]]:
    """Findings as the heads of the files put them."""
    return sorted({(f.severity.word, short(f.shape), short(f.focus), "" if f.value is None else short(f.value)) for f in findings})


def compiled(quads: list[Quad], rules: Rules) -> set[Finding]:
    return rules.graph_findings(quads, lambda query: True)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.usefixtures("prepared_queries")
def test_file_gives_the_findings_of_its_head_in_both_engines(path: Path, rules: Rules) -> None:
    expected = sorted(EXPECT.findall(path.read_text(encoding="utf-8")))
    assert bool(expected) != path.stem.startswith("valid")
    quads = read(path)
    findings = compiled(quads, rules)
    assert told(findings) == expected

    def facets(findings: Iterable[Finding]) -> set[tuple[str, str, str]]:
        return {(f.severity.word, short(f.shape), short(f.focus)) for f in findings}

    assert facets(findings) == facets(reference_findings(quads, beside(quads, rules)))


def test_every_shape_has_a_file_that_it_objects_to(rules: Rules) -> None:
    shapes = {short(shape.iri) for shape in rules.shapes if shape.demands or shape.selects}
    objecting = {shape for path in FILES for _, shape, _, _ in EXPECT.findall(path.read_text(encoding="utf-8"))}
    assert shapes - objecting == set()
    assert {path.name for path in FOLDER.iterdir() if path.is_dir() and not (path / "valid.ttl").exists()} == set()


def test_each_invalid_file_names_the_shape_of_its_folder_or_one_of_its_properties(rules: Rules) -> None:
    parts = {}
    for path in sorted(rules.files):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if short(quad.predicate) == "property":
                parts.setdefault(short(quad.subject), set()).add(short(quad.object))
    for path in (path for path in FILES if not path.stem.startswith("valid")):
        shapes = {shape for _, shape, _, _ in EXPECT.findall(path.read_text(encoding="utf-8"))}
        folder = path.parent.name
        assert shapes & ({folder} | parts.get(folder, set())), path


# ---- what the compiler refuses


def shape(body: str) -> str:
    """A file of shapes with the usual head."""
    prefixes = "".join(f"@prefix {name}: <{terms.PREFIXES[name]}> .\n" for name in ("mkg", "dcterms", "sh", "xsd"))
    return f"{prefixes}@prefix : <https://minekg.example/shapes#> .\n{body}"


HEAD = ':S a sh:NodeShape ; sh:targetClass mkg:Document ; sh:severity sh:Violation ; sh:message "m" ;'
PROPERTY = HEAD + " sh:property :P . :P sh:path dcterms:title ; sh:severity sh:Violation "
SPARQL = HEAD + ' sh:sparql [ sh:message "m" ; sh:select """{}""" ] .'
REFUSED = {
    "unknown component": (HEAD + " sh:closed true .", "S uses closed"),
    "logic": (HEAD + " sh:or ( :A :B ) .", "S uses or"),
    "unknown on a property": (PROPERTY + '; sh:message "m" ; sh:uniqueLang true .', "P uses uniqueLang"),
    "no severity": (HEAD.replace("sh:severity sh:Violation ;", "") + " sh:nodeKind sh:IRI .", "S needs sh:severity"),
    "no message": (PROPERTY + "; sh:minCount 1 .", "P needs one text as sh:message"),
    "no IRI": (HEAD + ' sh:property [ sh:path dcterms:title ; sh:severity sh:Violation ; sh:message "m" ; sh:minCount 1 ] .', "no IRI"),
    "no target": (HEAD.replace("sh:targetClass mkg:Document ;", "") + " sh:nodeKind sh:IRI .", "S has no target"),
    "not described": (HEAD + " sh:property :Q .", "Q, which is nowhere described"),
    "path expression": (PROPERTY.replace("dcterms:title", "( mkg:slot mkg:site )") + '; sh:message "m" ; sh:minCount 1 .', "P needs an IRI"),
    "datatype": (PROPERTY + '; sh:message "m" ; sh:datatype xsd:nonNegativeInteger .', "sh:datatype nonNegativeInteger cannot be checked"),
    "two lengths": (PROPERTY + '; sh:message "m" ; sh:minLength 1 , 2 .', "2 values of sh:minLength"),
    "count in words": (PROPERTY + '; sh:message "m" ; sh:minCount "one" .', "not a number"),
    "counting without a path": (HEAD + " sh:minCount 1 .", "without a sh:path"),
    "minus": (SPARQL.format("SELECT $this WHERE { $this a ?k MINUS { $this a ?l } }"), "uses MINUS"),
    "values": (SPARQL.format("SELECT $this WHERE { VALUES ?k { 1 } $this a ?k }"), "uses VALUES"),
    "graph": (SPARQL.format("SELECT $this WHERE { GRAPH ?g { $this a ?k } }"), "uses GRAPH"),
    "subquery without this": (SPARQL.format("SELECT $this WHERE { $this a ?k { SELECT ?k WHERE { ?x a ?k } } }"), "must name $this"),
    "no query": (SPARQL.format("SELECT $this WHERE { $this a }"), "makes no valid query"),
    "no Turtle": (":S a", "cannot read shapes"),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_compiled_is_refused(reason: str, tmp_path: Path) -> None:
    body, message = REFUSED[reason]
    (tmp_path / "s.ttl").write_text(shape(body), encoding="utf-8")
    with pytest.raises(KgError, match=re.escape(message)):
        Rules.load(shapes=tmp_path)


def test_a_query_that_leaves_this_unbound_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(shape(SPARQL.format("SELECT $this WHERE { ?s a ?k }")), encoding="utf-8")
    with pytest.raises(KgError, match=r"leaves \$this unbound"):
        check_document(DOCUMENT, Rules.load(shapes=tmp_path))


def test_words_in_texts_iris_and_comments_are_no_keywords(tmp_path: Path) -> None:
    query = "SELECT $this WHERE { # MINUS\n $this a <http://example.org/values> . FILTER('SERVICE' != \"GRAPH\") }"
    (tmp_path / "s.ttl").write_text(shape(SPARQL.format(query.replace('"', '\\"'))), encoding="utf-8")
    assert Rules.load(shapes=tmp_path).document


# Counts other than one, and demands that the project's own shapes do not make.
OTHER = """
:S a sh:NodeShape ; sh:targetObjectsOf dcterms:publisher ; sh:severity sh:Info ;
    sh:property :Many , :Two , :Has , :Short ; sh:nodeKind sh:BlankNode ; sh:message "m" .
:Many sh:path dcterms:title ; sh:severity sh:Violation ; sh:message "m" ; sh:maxCount 2 .
:Two sh:path dcterms:identifier ; sh:severity sh:Warning ; sh:message "m" ; sh:minCount 2 ; sh:pattern "^X" ; sh:flags "i" .
:Has sh:path mkg:wire ; sh:severity sh:Violation ; sh:message "m" ; sh:hasValue "CNW" ; sh:lessThan mkg:rule .
:Short sh:path mkg:percent ; sh:severity sh:Violation ; sh:message "m" ; sh:maxExclusive 5 ; sh:minExclusive 1 ; sh:nodeKind sh:Literal .
"""
DATA = """@prefix mkg: <https://minekg.example/ns#> . @prefix dcterms: <http://purl.org/dc/terms/> . @base <https://minekg.example/id/> .
<d> dcterms:publisher <o>, <p> .
<o> dcterms:title "a", "b", "c" ; dcterms:identifier "x1" ; mkg:wire "B" ; mkg:rule "A" ; mkg:percent 5 .
<p> dcterms:title "a" ; dcterms:identifier "x1", "y1" ; mkg:wire "CNW" ; mkg:percent 1, 2.5, <q> .
"""


def test_other_demands_are_compiled_as_pyshacl_reads_them(tmp_path: Path) -> None:
    (tmp_path / "s.ttl").write_text(shape(OTHER), encoding="utf-8")
    rules = Rules.load(shapes=tmp_path)
    quads = [Quad(t.subject, t.predicate, t.object) for t in parse(DATA, format=RdfFormat.TURTLE)]
    findings = {(f.severity, f.shape, f.component, f.focus) for f in rules.graph_findings(quads, lambda query: True)}
    assert findings == {(f.severity, f.shape, f.component, f.focus) for f in reference_findings(quads, rules)}
    assert {short(shape) for _, shape, _, _ in findings} == {"S", "Many", "Two", "Has", "Short"}


# ---- quarantine

DOCUMENT = list(parse(path=FOLDER / "document.trig", format=RdfFormat.TRIG))


def changed(*changes: tuple[str, str]) -> list[Quad]:
    """The whole document with some texts of its N-Quads replaced; each must occur."""
    text = "\n".join(f"{quad} ." for quad in DOCUMENT)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return list(parse(text, format=RdfFormat.N_QUADS))


def facts(quads: Iterable[Quad]) -> set[str]:
    """The facts of some quads in words: statements by their pair, attestations by slot and filler."""
    about: dict[Any, dict[Any, Any]] = {}
    for quad in quads:
        about.setdefault(quad.subject, {})[quad.predicate] = quad.object
    pairs = (terms.RDF_subject, terms.RDF_predicate, terms.RDF_object), (terms.MKG_slot, terms.MKG_filler)
    stated = [[short(said[part]) for part in parts] for said in about.values() for parts in pairs if set(parts) <= set(said)]
    return {" ".join(parts) for parts in stated}


def names(quads: Iterable[Quad]) -> str:
    return "\n".join(map(str, quads))


def test_a_sound_document_is_kept_whole(rules: Rules) -> None:
    assert check_document(DOCUMENT, rules) == (sorted(DOCUMENT, key=str), [], [])


def test_a_bad_quote_takes_its_fact_and_all_that_only_the_fact_named(rules: Rules) -> None:
    quads = changed(('"Jeff Swinoga was appointed CFO, effective August 1, 2012"', '"Jeff Swinoga"'))
    kept, quarantined, findings = check_document(quads, rules)
    assert [(f.severity, short(f.shape)) for f in findings] == [(Severity.VIOLATION, "SpanLength")]
    assert findings[0].document is not None
    assert facts(kept) == facts(DOCUMENT) - {"post/north-american-palladium-ltd/cfo person/north-american-palladium-ltd/swinoga-jeffrey"}
    assert set(kept) | set(quarantined) == set(quads)
    for gone in ("swinoga-jeff", "ltd/cfo", "Jeff Swinoga"):  # the person, the post and the quote with the fact
        assert gone not in names(kept)
        assert gone in names(quarantined)
    assert "role/ceo" not in names(quarantined)
    assert "biggar-william" not in names(quarantined)


def test_an_absurd_person_takes_every_fact_that_names_them(rules: Rules) -> None:
    kept, quarantined, findings = check_document(changed(('"James D. Excell"', '"Chief Executive of 2006"')), rules)
    assert [short(f.shape) for f in findings] == ["PersonName"]
    assert "excell-james" not in names(kept)
    assert "excell-james" in names(quarantined)
    assert len(facts(quarantined)) == 2  # his own post, and that of the man who succeeded him
    assert "swinoga-jeff" in names(kept)


def test_a_value_that_a_statement_asserts_is_the_fault_of_the_statement(rules: Rules) -> None:
    kept, quarantined, findings = check_document(changed(('"NAP"', f'"{"NAP " * 40}"')), rules)
    assert [short(f.shape) for f in findings] == ["OrganizationAlias"]
    assert len(facts(quarantined)) == 1
    assert len(facts(kept)) == len(facts(DOCUMENT)) - 1
    assert "NAP NAP" not in names(kept)


def test_losing_a_name_loses_the_thing(rules: Rules) -> None:
    kept, quarantined, findings = check_document(changed(('"Offset Zone"', f'"{"Offset Zone " * 9}"')), rules)
    assert [short(f.shape) for f in findings] == ["SpanLength", "ZoneName", "ZoneName"]  # too long at first, missing in the second round
    assert "offset-zone" not in names(kept)
    assert facts(quarantined) == {fact for fact in facts(quarantined) if fact.startswith("zone/")}
    assert "roby-zone" in names(kept)


def test_a_bad_slot_takes_its_facts(rules: Rules) -> None:
    kept, quarantined, _ = check_document(changed(("/id/relation/owner>", "/id/relation/admirer>")), rules)
    assert facts(quarantined) == {"interest/lac-des-iles/owner org/north-american-palladium-ltd"}
    assert "interest/" not in names(kept)
    assert "site/lac-des-iles" in names(kept)


def test_a_document_without_a_file_name_goes_whole(rules: Rules) -> None:
    quads = [quad for quad in DOCUMENT if quad.predicate != terms.MKG_fileName]
    kept, quarantined, findings = check_document(quads, rules)
    assert (kept, quarantined) == ([], sorted(quads, key=str))
    assert "DocumentFileName" in {short(f.shape) for f in findings}


def test_a_document_without_a_date_stays_and_is_told(rules: Rules) -> None:
    text = (FOLDER / "Document" / "invalid-facts-of-no-day.ttl").read_text(encoding="utf-8")
    graph = NamedNode(f"{terms.GRAPH}doc/0123456789abcdef")
    quads = [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in parse(text, format=RdfFormat.TURTLE)]
    kept, quarantined, findings = check_document(quads, rules)
    assert (sorted(kept, key=str), quarantined) == (sorted(quads, key=str), [])
    assert [(f.severity, short(f.shape)) for f in findings] == [(Severity.WARNING, "DocumentDateKnown")]


def test_warnings_and_remarks_keep_the_fact(rules: Rules) -> None:
    _, quarantined, findings = check_document(changed(('"NYSE MKT"', '"NYSE Amex"'), ('"PDL"', '"PALLADIUM"')), rules)
    assert [(f.severity, short(f.shape)) for f in findings] == [(Severity.WARNING, "SymbolFitsExchange"), (Severity.INFO, "ExchangeNameOfTheDay")]
    assert quarantined == []
    assert findings[1].message == "exchange/XASE was not called NYSE Amex on 2012-07-09."


def test_values_are_told_as_the_document_spells_them(rules: Rules) -> None:
    _, _, findings = check_document(changed(('"100.0"', '"100.10"')), rules)
    assert [f.value for f in findings] == [Literal("100.10", datatype=terms.XSD_decimal)]


OBJECTS = sorted({quad.object for quad in DOCUMENT}, key=str)
ABSURD = [
    Literal(""),
    Literal("x" * 200),
    Literal("the board"),
    Literal("2099-01-01", datatype=terms.XSD_date),
    Literal("-1", datatype=terms.XSD_integer),
]
PLACES = st.integers(0, len(DOCUMENT) - 1)
CHANGES = st.lists(st.tuples(PLACES, st.sampled_from(["drop", "add", "set"]), st.sampled_from(OBJECTS + ABSURD)), max_size=4)


@settings(max_examples=60, deadline=None)
@given(CHANGES, st.randoms(use_true_random=False))
def test_what_is_kept_violates_nothing_and_nothing_is_lost(changes: list[tuple[int, str, Any]], random: Any) -> None:
    rules = default_rules()
    quads = set(DOCUMENT)
    for number, change, value in changes:
        old = DOCUMENT[number]
        if change != "add":
            quads.discard(old)
        if change != "drop":
            quads.add(Quad(old.subject, old.predicate, value, old.graph_name))
    kept, quarantined, findings = check_document(quads, rules)
    assert set(kept) | set(quarantined) == quads
    assert not set(kept) & set(quarantined)
    assert bool(quarantined) == any(finding.severity is Severity.VIOLATION for finding in findings)
    again, none, left = check_document(kept, rules)
    assert (again, none) == (kept, [])
    assert all(finding.severity is not Severity.VIOLATION for finding in left)
    shuffled = list(quads)
    random.shuffle(shuffled)
    assert check_document(shuffled, rules) == (kept, quarantined, findings)


# ---- whole graphs


def test_states_are_checked_over_all_graphs_of_a_store(rules: Rules) -> None:
    store = Store()
    for number, quad in enumerate(read(FOLDER / "OneHolder" / "invalid-overlap.ttl")):
        for graph in {number % 3, 1}:  # spread over graphs, some triples in two of them
            store.add(Quad(quad.subject, quad.predicate, quad.object, NamedNode(f"{terms.GRAPH}{graph}")))
    findings = check_graph(store, rules)
    assert [(short(f.shape), f.document) for f in findings] == [("OneHolder", None)]
    assert findings[0].iri.value.startswith(f"{terms.ID}finding/derived/")


SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_any_rdf_file_is_validated(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph{suffix}"
    quads = read(FOLDER / "AttestationPercent" / "invalid-above-100.ttl")
    serialize((quad.triple for quad in quads) if suffix in (".ttl", ".nt", ".rdf") else quads, path, format=SUFFIXES[suffix])
    report = validate_file(path)
    assert report.conforms is False
    assert [(short(f.shape), f.value) for f in report.findings] == [("AttestationPercent", Literal("175.0", datatype=terms.XSD_decimal))]


def test_warnings_do_not_break_conformance() -> None:
    report = validate_file(FOLDER / "ExchangeKnown" / "invalid-unknown-exchange.ttl")
    assert report.conforms is True
    assert [f.severity for f in report.findings] == [Severity.WARNING]


def test_a_graph_that_no_shape_looks_at_neither_conforms_nor_fails(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text("<http://example.org/a> <http://example.org/b> 1 .", encoding="utf-8")
    report = validate_file(path)
    assert report.conforms is None
    assert "conforms" not in report.to_ttl()


def test_a_file_that_cannot_be_read_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(KgError, match="suffix"):
        validate_file(tmp_path / "graph.csv")
    with pytest.raises(KgError, match="cannot read"):
        validate_file(tmp_path / "absent.ttl")
    (tmp_path / "bad.ttl").write_text("no turtle", encoding="utf-8")
    with pytest.raises(KgError, match="cannot read"):
        validate_file(tmp_path / "bad.ttl")


def test_the_report_is_shacl_without_blank_nodes() -> None:
    report = validate_file(FOLDER / "Bounds" / "invalid-two-latest-begins.ttl")
    triples = list(parse(report.to_ttl(), format=RdfFormat.TURTLE))
    assert all(isinstance(triple.subject, NamedNode) for triple in triples)
    results = {triple.object for triple in triples if triple.predicate == terms.SH_result}
    assert results == {finding.iri for finding in report.findings}
    assert {triple.object for triple in triples if triple.predicate == terms.SH_conforms} == {Literal("false", datatype=terms.XSD_boolean)}
    for finding in report.findings:
        assert finding.iri.value.startswith(f"{terms.ID}finding/0123456789abcdef/")
        assert {quad.graph_name for quad in finding.quads()} == {NamedNode(f"{terms.GRAPH}findings")}
    assert report.to_ttl() == validate_file(FOLDER / "Bounds" / "invalid-two-latest-begins.ttl").to_ttl()
