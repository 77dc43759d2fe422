"""`kg remove`: a store without some documents is the store that never saw them, byte for byte."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from command_line import Captured, one_line, run
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, Quad

import kg.build
from kg.build import build
from kg.document import Document
from kg.errors import KgError, StoreError
from kg.ingest import read
from kg.lookup import fact, resolve
from kg.rebuild import UnknownDocument, rebuild, remove
from kg.store import Store
from kg.store.sorted_lines import SortedLines

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
MASTER = ("dataset.nq", "findings.nq", "quarantine.nq", "manifest.json", "documents.jsonl")


@pytest.fixture(autouse=True)
def _no_store_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)


# ---- small releases whose facts meet: one post, one site, one listing, told by several documents


def release(day: str, ticker: str, body: str) -> str:
    return f"""Vancouver, British Columbia, {day} - Harebell Gold Corp. ({ticker}) today reported results from its Harebell project in Yukon.

{body}

About Harebell Gold Corp.

Harebell Gold Corp. is an exploration company that owns the Harebell project in Yukon.
"""


def said_by(name: str, title: str = "President and CEO") -> str:
    return f'"We are pleased with these results," said {name}, {title} of Harebell Gold Corp.'


RELEASES = {
    "first.txt": release("March 3, 2014", "TSX-V: HBG", said_by("Mary Q. Wright")),
    "again.txt": release("June 9, 2014", "TSX-V: HBG", said_by("Mary Wright")),
    "between.txt": release("May 5, 2014", "TSX-V: HBG", said_by("Alan Okafor", "Interim Chief Executive Officer")),
    "successor.txt": release(
        "January 12, 2015",
        "TSX: HBG",
        "Harebell Gold Corp. announced the appointment of Peter Lindqvist as President and CEO, effective January 12, 2015. "
        "He succeeds Mary Q. Wright, who resigned today.",
    ),
    "disagrees.txt": release("March 3, 2014", "TSX-V: HBG", said_by("Daniel Osei")),
    "mine.txt": release("August 20, 2016", "TSX: HBG", "Production at the Harebell mine was suspended today. " + said_by("Peter Lindqvist")),
    "other.txt": """March 3, 2014

Sorrel Lake Mines Ltd.

Sorrel Lake Mines Ltd. (ASX: SLM) owns 60% of the Harebell project in Yukon. "A good start," said Mary Q. Wright, a director of Sorrel Lake
Mines Ltd.
""",
}


def contents(store: Path) -> dict[str, bytes]:
    """All that a store says, name by name: its N-Quads files, its manifest, its texts."""
    (generation,) = store.glob("generation-*")
    found = {name: (generation / name).read_bytes() for name in MASTER if (generation / name).exists()}
    assert {"dataset.nq", "findings.nq", "quarantine.nq", "manifest.json"} <= set(found)
    return found | {path.name: path.read_bytes() for path in (generation / "texts").iterdir()}


def written(folder: Path, names: list[str]) -> list[Path]:
    """The files of some of the releases."""
    folder.mkdir()
    for name in names:
        (folder / name).write_text(RELEASES[name], encoding="utf-8")
    return [folder / name for name in names]


orders = st.permutations(sorted(RELEASES))


@given(orders, orders, st.integers(1, len(RELEASES)), st.integers(0, len(RELEASES)), st.booleans())
@settings(max_examples=25)
def test_any_documents_in_any_order_built_or_removed_give_the_same_bytes(
    order: list[str], other: list[str], kept: int, more: int, one_by_one: bool
) -> None:
    """Order independence and retraction: a store of some documents is the same whether the others were never there or were removed."""
    wanted = order[:kept]
    extra = [name for name in other if name not in wanted][:more]
    with tempfile.TemporaryDirectory() as scratch:
        here = Path(scratch)
        build(written(here / "never", wanted), here / "never.store")
        build(written(here / "all", [name for name in other if name in {*wanted, *extra}]), here / "all.store")
        for names in [[name] for name in extra] if one_by_one else [extra] if extra else []:
            remove(here / "all.store", names)
        assert contents(here / "all.store") == contents(here / "never.store")


def test_the_releases_do_depend_on_each_other(tmp_path: Path) -> None:
    """What the property is about: without one document, what follows from the others changes."""
    files = written(tmp_path / "in", sorted(RELEASES))
    build(files, tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        assert store.manifest.findings > 0
        company = resolve(store.graph, "Harebell Gold").iri
        assert fact(store.graph, company, "ceo", "2014-03-03").certainty == "disputed"
        derived = {quad.subject for quad in store.quads() if str(quad.graph_name).endswith("graph/derived>")}
    remove(tmp_path / "s", ["disagrees"])
    with Store.open(tmp_path / "s") as store:
        answer = fact(store.graph, company, "ceo", "2014-03-03")
        assert (answer.certainty, answer.names) == ("stated", ["Mary Q. Wright"])
        assert {quad.subject for quad in store.quads() if str(quad.graph_name).endswith("graph/derived>")} < derived


def test_an_example_removed_is_an_example_never_read(examples_store: Path, tmp_path: Path) -> None:
    files = sorted(EXAMPLES.glob("*.txt"))
    build(files, tmp_path / "removed")
    gone = [files[3], files[5], files[11]]
    report = remove(tmp_path / "removed", [path.name for path in gone])
    build([path for path in files if path not in gone], tmp_path / "never")
    assert contents(tmp_path / "removed") == contents(tmp_path / "never")
    assert {entry.id for entry in report.removed} == {read(path).key for path in gone}
    with Store.open(tmp_path / "removed") as store:
        manifest = store.manifest
        assert (report.documents, report.facts, report.quads) == (len(files) - 3, manifest.facts, manifest.quads)
        assert sum(b"ns#Finding>" in line for line in store.lines("findings.nq")) == report.findings
        for path in gone:
            assert read(path).key.encode() not in store.dataset.read_bytes()
            assert not any(read(path).key in str(quad) for quad in store.graph)
            with pytest.raises(StoreError, match="has no document"):
                store.text(read(path).key)


def test_what_is_set_apart_and_found_goes_with_its_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Quarantine and findings are told apart by document, too: here people are emitted under names that no person bears."""
    whole = kg.build.emit

    def emit(document: Document, *rest: Any) -> list[Quad]:
        broken = Literal(f"The Chief Executive of {document.stem} 2006")
        return [Quad(q.subject, q.predicate, broken, q.graph_name) if "Q. Wright" in str(q.object) else q for q in whole(document, *rest)]

    monkeypatch.setattr(kg.build, "emit", emit)
    files = written(tmp_path / "in", sorted(RELEASES))
    build(files, tmp_path / "s")
    build([path for path in files if path.stem != "first"], tmp_path / "never")
    before = contents(tmp_path / "s")
    report = remove(tmp_path / "s", ["first"])
    after = contents(tmp_path / "s")
    assert after == contents(tmp_path / "never")
    key = read(tmp_path / "in" / "first.txt").key.encode()
    for name in ("quarantine.nq", "findings.nq"):
        assert key in before[name]
        assert key not in after[name]
    assert report.quarantined == after["quarantine.nq"].count(b"\n") > 0


def test_more_than_memory_holds_is_gathered_by_way_of_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = written(tmp_path / "in", sorted(RELEASES))
    build(files[1:], tmp_path / "never")
    build(files, tmp_path / "s")
    whole = SortedLines.__init__
    monkeypatch.setattr(SortedLines, "__init__", lambda self, folder, name, limit=10_000: whole(self, folder, name, limit))
    remove(tmp_path / "s", [files[0].name])
    assert contents(tmp_path / "s") == contents(tmp_path / "never")
    (generation,) = (tmp_path / "s").glob("generation-*")
    assert not list(generation.glob("*.run*"))


def test_a_store_made_again_with_nothing_taken_out_is_the_same(tmp_path: Path) -> None:
    build(written(tmp_path / "in", sorted(RELEASES)), tmp_path / "s")
    before = contents(tmp_path / "s")
    rebuild(tmp_path / "s", lambda store: [])
    assert contents(tmp_path / "s") == before


# ---- names


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Three releases, two of which are called first."""
    files = written(tmp_path / "in", ["first.txt", "again.txt", "other.txt"])
    (tmp_path / "in" / "sub").mkdir()
    (tmp_path / "in" / "sub" / "first.md").write_text(RELEASES["mine.txt"], encoding="utf-8")
    build([*files, tmp_path / "in" / "sub"], tmp_path / "s")
    return tmp_path / "s"


@pytest.mark.parametrize(
    "form", ["{stem}", "{stem}.txt", "{id}", "doc:{id}", "document:{id}", "doc/{id}", "https://minekg.example/id/doc/{id}", "{stem}~{id}"]
)
def test_a_document_goes_by_any_of_its_names(capsys: Captured, store: Path, form: str) -> None:
    (entry,) = (entry for entry in Store.open(store).manifest.documents if entry.stem == "again")
    code, out, err = run(capsys, "remove", form.format(id=entry.id, stem="again"), "--store", str(store))
    assert (code, err) == (0, "")
    assert out.startswith(f"removed again.txt (document:{entry.id}, ")
    assert f"{store}: 3 documents" in out
    assert "again" not in {entry.stem for entry in Store.open(store).manifest.documents}


def test_several_go_at_once_and_one_named_twice_goes_once(capsys: Captured, store: Path) -> None:
    code, out, err = run(capsys, "remove", "again", "again.txt", "other", "-f", "json", "--store", str(store))
    assert (code, err) == (0, "")
    assert [one["file"] for one in sorted(json.loads(out)["removed"], key=lambda one: one["file"])] == ["again.txt", "other.txt"]
    assert json.loads(out)["documents"] == 2
    assert run(capsys, "remove", "first.md", "-q", "--store", str(store)) == (0, "", "")


def test_a_name_of_several_lists_them_and_removes_nothing(capsys: Captured, store: Path) -> None:
    before = contents(store)
    code, out, err = run(capsys, "remove", "again", "first", "--store", str(store))
    assert (code, out) == (2, "")
    assert err.startswith("kg: 'first' may mean 2 documents; give the CURIE of one, or of each:\n  document:")
    assert sorted(line.split()[1] for line in err.splitlines()[1:]) == ["first.md", "first.txt"]
    assert contents(store) == before


@pytest.mark.parametrize(("name", "told"), [("agian", ["again.txt"]), ("OTHER", ["other.txt"]), ("zzz", [])])
def test_an_unknown_name_tells_the_nearest_and_removes_nothing(capsys: Captured, store: Path, name: str, told: list[str]) -> None:
    before = contents(store)
    code, out, err = run(capsys, "remove", "first.txt", name, "--store", str(store))
    assert (code, out) == (2, "")
    assert err.startswith(f"kg: no document is called '{name}'; ")
    assert [line.split()[1] for line in err.splitlines()[1:]] == told
    assert contents(store) == before


def test_the_last_document_stays(capsys: Captured, store: Path) -> None:
    before = contents(store)
    everything = [f"doc:{entry.id}" for entry in Store.open(store).manifest.documents]
    code, out, err = run(capsys, "remove", *everything, "--store", str(store))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert "would leave no document" in err
    assert "delete the directory" in err
    assert contents(store) == before


# ---- stores that cannot be changed


def test_a_damaged_store_is_left_as_it_is(capsys: Captured, store: Path) -> None:
    (generation,) = store.glob("generation-*")
    (generation / "dataset.nq").write_bytes((generation / "dataset.nq").read_bytes()[:5000])
    before = contents(store)
    code, out, err = run(capsys, "remove", "again", "--store", str(store))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert "is damaged" in err
    assert contents(store) == before
    assert sorted(path.name for path in store.iterdir()) == ["CURRENT", "LOCK", generation.name]


def test_where_there_is_no_store_none_is_made(capsys: Captured, tmp_path: Path) -> None:
    code, out, err = run(capsys, "remove", "again", "--store", str(tmp_path / "nothing"))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert not (tmp_path / "nothing").exists()


def test_a_store_of_another_version_is_built_again(store: Path) -> None:
    (generation,) = store.glob("generation-*")
    manifest = json.loads((generation / "manifest.json").read_text("utf-8"))
    (generation / "manifest.json").write_text(json.dumps({**manifest, "minekg": "0.0.9"}), encoding="utf-8")
    with pytest.raises(KgError, match=r"minekg 0\.0\.9 built .* build it again"):
        remove(store, ["again"])


def test_a_reader_keeps_the_store_that_it_has_open(store: Path) -> None:
    pytest.importorskip("fcntl")
    with Store.open(store) as reader:
        documents = reader.manifest.documents
        remove(store, ["again"])
        assert len(documents) == len(Store.open(store).manifest.documents) + 1
        assert all(reader.text(entry.id) for entry in documents)


def test_a_name_must_be_of_a_document(store: Path) -> None:
    with pytest.raises(UnknownDocument):
        remove(store, ["company:harebell-gold-corp"])
