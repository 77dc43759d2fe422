"""Files beside a source that state its address, publisher and day: what of them is used, and what is told of those that cannot be."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from command_line import Captured, run
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import release
from wrappings import as_docx, as_mail, as_page, as_zip

from kg import terms
from kg.build import Read, read_document
from kg.document import Beside, Document, Span
from kg.extract import extract
from kg.ingest import find_files, read_file
from kg.ingest.sidecars import beside

UNDATED = "Copper Hollow Mining Corp. (TSX: CHM) has ten rigs at work at the Redstone project in Nevada.\n"
DATED = f"TORONTO, May 3, 2021 - {UNDATED}"
URL = "https://wire.example/news/1?a=b&c=d"


def beside_it(path: Path, text: str | bytes, stated: object, name: str | None = None) -> Document:
    """The one document of a file with something beside it."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (path.parent / (name or f"{path.name}.meta.json")).write_text(stated if isinstance(stated, str) else json.dumps(stated), "utf-8")
    (found,) = read_file(path)
    assert isinstance(found, Document)
    return found


def said(read: Read, term: ox.NamedNode) -> list[str]:
    """The values that a document has of a property."""
    assert read.entry, read.reason
    quads = ox.parse(read.quads, format=ox.RdfFormat.N_QUADS)
    return [quad.object.value for quad in quads if str(quad.subject).endswith(f"/id/doc/{read.entry.id}>") and quad.predicate == term]


def test_what_kg_fetch_writes_gives_the_address(tmp_path: Path) -> None:
    meta = {"url": URL, "from": "https://cdn.example/1", "fetched": "2026-01-02T03:04:05+00:00", "file": "a.txt", "headers": {"etag": "x"}}
    document = beside_it(tmp_path / "a.txt", DATED, meta)
    assert document.beside == Beside(url=URL)
    assert (document.text, document.origin.is_whole) == (DATED, True)
    assert said(read_document(document), terms.SCHEMA_url) == [URL]


def test_a_stated_day_counts_where_the_text_has_none(tmp_path: Path) -> None:
    document = beside_it(tmp_path / "a.txt", UNDATED, {"published": "2021-05-04T23:10:00Z", "publisher": "Northern Wire"})
    found = extract(document)
    assert not isinstance(found, str)
    assert found.published == date(2021, 5, 4)
    (published,) = [one for one in found.mentions if one.rule == "sidecar"]
    assert document.quote(published.span) == "2021-05-04"
    assert document.place(published.span).members == ("a.txt.meta.json",)
    assert document.place(published.span).start is None
    assert said(read_document(document), terms.MKG_statedPublisher) == ["Northern Wire"]


def test_all_else_is_what_the_text_states_at_its_own_places(tmp_path: Path) -> None:
    document, plain = beside_it(tmp_path / "a.txt", DATED, {"date": "2021-05-04"}), Document.from_text(DATED)
    found, expected = extract(document), extract(plain)
    assert not isinstance(found, str)
    assert not isinstance(expected, str)
    assert [(one.rule, one.fact, document.quote(one.span)) for one in found.mentions] == [
        (one.rule, one.fact, plain.quote(one.span)) for one in expected.mentions
    ]
    places = [(document.place(one.span), plain.place(other.span)) for one, other in zip(found.mentions, expected.mentions, strict=True)]
    assert [(one.start, one.end, one.line, one.column) for one, _ in places] == [(one.start, one.end, one.line, one.column) for _, one in places]


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.html", as_page(UNDATED)), ("a.docx", as_docx(UNDATED)), ("a.eml", as_mail(UNDATED)), ("a.pdf", release(UNDATED))],
)
def test_any_kind_of_file_has_a_sidecar(name: str, data: bytes, tmp_path: Path) -> None:
    document = beside_it(tmp_path / name, data, {"url": URL, "date": "2021-05-04"})
    found = extract(document)
    assert not isinstance(found, str), found
    assert (found.published, document.beside.url) == (date(2021, 5, 4), URL)
    at = document.text.index("Redstone")
    place = document.place(Span(at, at + 8))
    assert place.start is not None or place.boxes


def test_an_archive_s_sidecar_is_not_that_of_its_members(tmp_path: Path) -> None:
    document = beside_it(tmp_path / "a.zip", as_zip({"b.txt": DATED.encode()}), {"url": URL, "date": "2021-05-04"})
    assert document.beside == Beside()


def test_releases_toml_has_a_table_a_file_and_yields_to_the_files_own(tmp_path: Path) -> None:
    tables = f'["a.txt"]\nurl = "{URL}"\npublisher = "Northern Wire"\ndate = 2021-05-04\n\n["b.txt"]\ndate = "2021-05-05"\n'
    document = beside_it(tmp_path / "a.txt", UNDATED, tables, "releases.toml")
    assert document.beside == Beside(URL, "Northern Wire", date(2021, 5, 4), "releases.toml")
    assert document.place(Span(11, 21)).members == ("releases.toml",)
    (tmp_path / "a.txt.meta.json").write_text('{"date": "2021-05-06"}')
    assert beside(tmp_path / "a.txt") == Beside(URL, "Northern Wire", date(2021, 5, 6), "a.txt.meta.json")
    assert beside(tmp_path / "c.txt") == Beside()


def test_a_sidecar_may_have_the_name_without_its_suffix(tmp_path: Path) -> None:
    document = beside_it(tmp_path / "a.txt", UNDATED, {"url": URL, "date": "2021-05-04"}, "a.meta.json")
    assert document.beside == Beside(URL, "", date(2021, 5, 4), "a.meta.json")
    (tmp_path / "a.txt.meta.json").write_text('{"date": "2021-05-06"}')
    assert beside(tmp_path / "a.txt") == Beside(day=date(2021, 5, 6), file="a.txt.meta.json")


def test_sidecars_are_never_documents(tmp_path: Path) -> None:
    beside_it(tmp_path / "a.txt", DATED, {"url": URL})
    (tmp_path / "releases.toml").write_text("")
    (tmp_path / "b.meta.json").write_text('{"text": "A sidecar without its document."}')
    assert [path.name for path in find_files([tmp_path])[0]] == ["a.txt"]
    assert [path.name for path in find_files([tmp_path / "*"])[0]] == ["a.txt"]
    assert [path.name for path in find_files(sorted(tmp_path.iterdir()))[0]] == ["a.txt"]


@pytest.mark.parametrize(
    ("stated", "note"),
    [
        ("{not JSON", "not JSON"),
        ("[1, 2]", "not an object with url, publisher or date"),
        ('{"a":' * 100_000, "not JSON"),
        ({"url": "javascript:alert(1)"}, "no address that begins with http"),
        ({"url": "https://wire.example/<a> \n."}, "no address that begins with http"),
        ({"url": ["https://wire.example"]}, "no address that begins with http"),
        ({"publisher": "two\nlines"}, "no name of one line"),
        ({"publisher": {"name": "x"}}, "no name of one line"),
        ({"date": "May 4, 2021"}, "no day of 1900 or later such as 2021-05-04"),
        ({"date": "2021-02-30"}, "no day of 1900 or later such as 2021-05-04"),
        ({"published": "0021-02-03"}, "no day of 1900 or later such as 2021-05-04"),
        ({"published": 20210504}, "no day of 1900 or later such as 2021-05-04"),
    ],
)
def test_what_cannot_be_used_is_a_finding_and_the_document_is_read(stated: object, note: str, tmp_path: Path) -> None:
    read = read_document(beside_it(tmp_path / "a.txt", DATED, stated))
    assert read.entry
    assert "The file beside the document could not be used: a.txt.meta.json: " in read.findings.decode()
    assert note in read.findings.decode()


@pytest.mark.parametrize(
    ("tables", "note"),
    [
        ("[broken", "not TOML"),
        ('"a.txt" = 3', "a.txt is not a table"),
        ('["a.txt"]\ndate = 0021-02-03', "no day of 1900 or later"),
        ('["a.txt"]\ndate = 10:00:00', "no day of 1900 or later"),
    ],
)
def test_tables_that_cannot_be_used_are_findings(tables: str, note: str, tmp_path: Path) -> None:
    read = read_document(beside_it(tmp_path / "a.txt", DATED, tables, "releases.toml"))
    assert read.entry
    assert note in read.findings.decode()


def test_a_sidecar_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DATED)
    (tmp_path / "a.txt.meta.json").write_bytes(b"\xff\xfe\x00")
    assert beside(tmp_path / "a.txt").notes == ("a.txt.meta.json: not UTF-8 text",)
    (tmp_path / "a.txt.meta.json").write_bytes(b" " * 4_000_001)
    assert beside(tmp_path / "a.txt").notes == ("a.txt.meta.json: more than 4 MB",)


@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=30), st.integers(), st.lists(st.text(max_size=3))))
@settings(max_examples=60, deadline=None)
def test_no_sidecar_makes_the_reader_raise(tmp_path_factory: pytest.TempPathFactory, text: str, value: object) -> None:
    folder = tmp_path_factory.mktemp("sidecars")
    for stated in (text.encode("utf-8", "surrogatepass"), json.dumps({"url": value, "publisher": value, "date": value}).encode()):
        (folder / "a.txt").write_text(DATED)
        (folder / "a.txt.meta.json").write_bytes(stated)
        (folder / "releases.toml").write_bytes(stated)
        (found,) = read_file(folder / "a.txt")
        assert isinstance(found, Document)
        assert found.text.endswith(DATED)


# ---- days that differ


@pytest.mark.parametrize(("day", "differs"), [("2021-05-03", False), ("2021-05-04", False), ("2021-05-02", False), ("2021-05-05", True)])
def test_a_day_that_differs_from_the_dateline_is_a_finding(day: str, differs: bool, tmp_path: Path) -> None:
    told = f"The page or the file beside it says {day}, the dateline 2021-05-03."
    page = as_page(DATED).replace(b"<title>", f'<meta property="article:published_time" content="{day}T10:00:00Z"><title>'.encode())
    for document in (beside_it(tmp_path / "a.txt", DATED, {"date": day}), beside_it(tmp_path / "b.html", page, {})):
        read = read_document(document)
        assert said(read, terms.MKG_statedDay) == [day]
        assert said(read, terms.SCHEMA_datePublished) == ["2021-05-03"]
        assert (told in read.findings.decode()) is differs


def test_kg_build_tells_of_sidecars(tmp_path: Path, capsys: Captured) -> None:
    beside_it(tmp_path / "in.txt", DATED, "{")
    store = str(tmp_path / "store")
    code, out, _ = run(capsys, "build", str(tmp_path / "in.txt"), str(tmp_path / "in.txt.meta.json"), "--store", store, "-f", "json")
    assert code == 0
    assert (json.loads(out)["documents"], json.loads(out)["findings"]) == (1, 1)


@pytest.mark.parametrize(
    "name",
    [
        "2021-05-04-copper-hollow.txt",
        "chm_20210504.txt",
        "CHM 4 May 2021.txt",
        "news-may-4-2021-redstone.txt",
        "2021.05.04.txt",
        "nr-2021_05_04_b.txt",
    ],
)
def test_a_file_s_name_tells_the_day_where_nothing_else_does(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(UNDATED)
    (document,) = read_file(tmp_path / name)
    assert isinstance(document, Document)
    found = extract(document)
    assert not isinstance(found, str), found
    (published,) = [one for one in found.mentions if one.rule == "file-name"]
    read = found.context.document
    assert (found.published, read.quote(published.span), published.confidence) == (date(2021, 5, 4), "2021-05-04", 0.7)
    assert read.place(published.span).members == ("the file's name",)
    entry = read_document(document)
    assert said(entry, terms.SCHEMA_datePublished) == ["2021-05-04"]
    assert entry.text.endswith(UNDATED)
    assert all(read.quote(one.span) in UNDATED for one in found.mentions if one.rule != "file-name")


@pytest.mark.parametrize(
    "name",
    [
        "copper-hollow.txt",
        "2021-05-04-and-2021-05-05.txt",  # of which day?
        "04-05-2021.txt",  # of April, or of May?
        "chm-q1-2021-03-31.txt",  # the end of a quarter
        "chm-fs-20210331.txt",
        "2021-13-04.txt",
        "0001062993202105041.txt",  # a number
    ],
)
def test_a_name_that_may_mean_another_day_tells_none(name: str) -> None:
    found = extract(Document.from_text(UNDATED, name))
    assert not isinstance(found, str)
    assert found.published is None


def test_a_name_yields_to_the_text_and_to_a_sidecar_and_tells_nothing_of_records(tmp_path: Path) -> None:
    dated = extract(Document.from_text(DATED, "2020-01-01.txt"))
    assert not isinstance(dated, str)
    assert dated.published == date(2021, 5, 3)
    assert dated.context.document.text == DATED
    beside_document = beside_it(tmp_path / "2020-01-01.txt", UNDATED, {"date": "2021-05-04"})
    told = extract(beside_document)
    assert not isinstance(told, str)
    assert told.published == date(2021, 5, 4)
    (tmp_path / "2020-01-01-all.jsonl").write_text(json.dumps({"text": UNDATED}) + "\n")
    (record,) = read_file(tmp_path / "2020-01-01-all.jsonl")
    assert isinstance(record, Document)
    found = extract(record)
    assert not isinstance(found, str)
    assert found.published is None
