"""Exports: the same dataset in every format, the same bytes for the same content, and never half a file."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple, parse
from small_store import BIGGAR, EXCELL, add_all, quads, write_store

from kg.errors import KgError
from kg.export import FORMATS, export
from kg.export.turtle import TermWriter
from kg.store import Store, StoreWriter

# rdflib warns of its own parsers' use of its own old names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

OXIGRAPH = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
RDFLIB = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "jsonld": "json-ld"}
STRANGE = r"""
<graph/doc/0000000000000003> {
<id/doc/0000000000000003> dcterms:title "line\nfeed \"quoted\" \\ back\\slash, tab\t, return\r, é – ’ \u0001 \U0001F600" ;
  schema:name "" , " padded " ;
  mkg:percent 0.5 , "100.0"^^xsd:decimal , 7 , -3 , "1.5E3"^^xsd:double , true , false ; schema:name "mine"@en , "mine"@fr-ca ;
  <http://other.example/p?q=1#f> <http://other.example/a(b)/c> , <http://user@other.example//x> , <urn:x:y> , <https://minekg.example/id/> ;
  <http://other.example/p> <https://minekg.example/id/a/../b> , <https://minekg.example/id/org/a:b> , <https://minekg.example/ns#a.b> ,
    <https://minekg.example/ns#a-> , <https://minekg.example/> , <https://minekg.example/id/x?y> , <https://minekg.example/id//y> ,
    "2012"^^xsd:gYear ,
    <https://minekg.example/ns#A/b> , <http://www.w3.org/2001/XMLSchema#1a> , "id:org/x" , "@type" , <https://minekg.example/id/org/émile> .
<https://schema.org/> schema:sameAs <https://schema.org///x> .
}"""


@pytest.fixture
def store(tmp_path: Path) -> Iterable[Store]:
    """Both small documents, and quads that are hard to write."""
    with StoreWriter(tmp_path / "s", version="0.1.0") as writer:
        add_all(writer)
        writer.add(quads(STRANGE))
    with Store.open(tmp_path / "s") as opened:
        yield opened


def expected(store: Store, format: str) -> set[Quad]:
    whole = set(store.quads())
    return {Quad(q.subject, q.predicate, q.object, DefaultGraph()) for q in whole} if format == "ttl" else whole


def written(store: Store, format: str) -> bytes:
    out = io.BytesIO()
    FORMATS[format](store, out)
    return out.getvalue()


def by_rdflib(data: bytes, format: str) -> set[tuple[str, ...]]:
    """The quads as rdflib reads them. Its own normal forms (of doubles, language tags) are the same whatever the format was."""
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=data, format=RDFLIB[format])
    default = rdflib.graph.DATASET_DEFAULT_GRAPH_ID
    return {(s.n3(), p.n3(), o.n3(), "" if format == "ttl" or g in (None, default) else str(g)) for s, p, o, g in dataset.quads()}


@pytest.mark.parametrize("format", FORMATS)
def test_oxigraph_reads_back_the_same_dataset(store: Store, format: str) -> None:
    found = parse(written(store, format), format=OXIGRAPH[format])
    assert {Quad(*q) if isinstance(q, Triple) else q for q in found} == expected(store, format)


@pytest.mark.parametrize("format", FORMATS)
def test_rdflib_reads_back_the_same_dataset(store: Store, format: str) -> None:
    master = by_rdflib(store.dataset.read_bytes(), "nq")
    if format == "ttl":
        master = {(*triple, "") for *triple, _ in master}  # type: ignore[misc]
    assert by_rdflib(written(store, format), format) == master


@pytest.mark.parametrize("format", FORMATS)
def test_what_is_not_fact_is_not_exported(store: Store, format: str) -> None:
    data = written(store, format)
    assert b"2099-01-01" not in data  # quarantined
    assert b"2026-11-20T10:00:00" not in data  # a clock time
    assert b"Lac des Iles" in data


def test_n_quads_are_sorted_lines(store: Store) -> None:
    lines = written(store, "nq").split(b"\n")[:-1]
    assert lines == sorted(set(lines))
    assert len(lines) == store.manifest.quads


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_content_gives_the_same_bytes(tmp_path: Path, format: str) -> None:
    """Another order of documents, another hash seed, another process."""
    checkout = str(Path(__file__).resolve().parent.parent)
    code = "import sys; from kg.export import export; from kg.store import Store; export(Store.open(sys.argv[1]), sys.argv[2], '-')"
    found = set()
    for number, order in enumerate([(BIGGAR, EXCELL), (EXCELL, BIGGAR)]):
        directory = tmp_path / str(number)
        write_store(directory, order)
        arguments = [sys.executable, "-c", code, str(directory), format]
        environment = {**os.environ, "PYTHONHASHSEED": str(number + 1), "PYTHONPATH": checkout}
        found.add(subprocess.run(arguments, env=environment, check=True, capture_output=True).stdout)
        found.add(written(Store.open(directory), format))
    assert len(found) == 1
    assert found != {b""}


def test_turtle_is_readable(store: Store) -> None:
    text = written(store, "ttl").decode()
    assert "<id/post/north-american-palladium-ltd/ceo> a mkg:Post ;" in text
    assert 'schema:name "Lac des Iles"' in text
    assert "mkg:confidence 1.0" in text
    assert 'nif:beginIndex "33"^^xsd:nonNegativeInteger' in text
    assert text.count("<id/site/lac-des-iles> a mkg:Mine") == 1  # once, though two documents name it


def test_json_ld_is_plain_json(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    data = json.loads(written(Store.open(tmp_path / "s"), "jsonld"))
    graphs = {graph["@id"]: {node["@id"]: node for node in graph["@graph"]} for graph in data["@graph"]}
    document = graphs[f"graph:doc/{BIGGAR}"][f"id:doc/{BIGGAR}"]
    assert document["datePublished"] == "2012-07-09"
    assert document["publisher"] == "id:org/north-american-palladium-ltd"
    assert document["@type"] == "mkg:Document"
    assert graphs[f"graph:doc/{BIGGAR}"]["id:org/north-american-palladium-ltd"]["name"] == "North American Palladium Ltd."


def test_terms_that_a_prefix_would_change_are_written_in_full() -> None:
    spelling = TermWriter()
    assert spelling.iri("https://minekg.example/ns#slot") == "mkg:slot"
    assert spelling.iri("https://minekg.example/ns#a.b") == "<https://minekg.example/ns#a.b>"
    assert spelling.iri("https://minekg.example/id/doc/1#offset_1_2") == "<id/doc/1#offset_1_2>"
    assert spelling.iri("https://minekg.example/id/a/../b") == "<https://minekg.example/id/a/../b>"


# ---- files


def test_an_unknown_format_names_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KgError, match="no export format 'xml': choose one of nq, trig, ttl, jsonld"):
        export(store, "xml", tmp_path / "x.xml")


def test_a_file_appears_whole_or_not_at_all(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "out" / "x.nq"
    target.parent.mkdir()
    export(store, "nq", target)
    assert target.read_bytes() == store.dataset.read_bytes()

    def full(store: Store, out: io.BytesIO) -> None:
        out.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setitem(FORMATS, "nq", full)
    with pytest.raises(KgError, match=r"cannot write .*x\.nq: No space left on device"):
        export(store, "nq", target)
    assert target.read_bytes() == store.dataset.read_bytes()
    assert os.listdir(target.parent) == ["x.nq"]


@pytest.mark.skipif(os.name == "nt", reason="links and devices")
def test_links_and_devices_stay_what_they_are(store: Store, tmp_path: Path) -> None:
    (tmp_path / "real.ttl").write_text("old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    export(store, "ttl", tmp_path / "link.ttl")
    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_bytes() == written(store, "ttl")
    export(store, "ttl", os.devnull)
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(("name", "says"), [("", "it is a directory"), ("no/x.nq", "there is no directory")])
def test_a_place_that_cannot_be_written_is_one_line(store: Store, tmp_path: Path, name: str, says: str) -> None:
    with pytest.raises(KgError, match=says):
        export(store, "nq", tmp_path / name)


@pytest.mark.parametrize("format", FORMATS)
def test_a_damaged_store_is_not_exported(store: Store, tmp_path: Path, format: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    whole = store.dataset.read_bytes()
    store.dataset.write_bytes(whole[: whole.index(b"\n", len(whole) // 2) + 1])
    for out in (str(tmp_path / "out"), "-"):
        with pytest.raises(KgError, match=r"damaged .*build it again"):
            export(store, format, out)
    assert capsysbinary.readouterr().out == b""
    assert os.listdir(tmp_path) == ["s"]


def test_nothing_is_exported_into_the_store_itself(store: Store, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(store.generation)
    for out in (store.dataset, store.path / "x.nq", store.path, tmp_path / "link" / "x.nq"):
        with pytest.raises(KgError, match="it lies in the store"):
            export(store, "nq", out)
    store.check()
