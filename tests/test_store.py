"""The store on disk: what a build writes, what a reader sees, and what neither may ever do."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Quad
from small_store import BIGGAR, DOCUMENTS, EXCELL, RUNS, TEXTS, add_all, quads, write_store

from kg.errors import StoreError
from kg.store import DocumentEntry, Store, StoreWriter
from kg.store.sorted_lines import SortedFile, SortedLines

CEO = "SELECT ?name WHERE { GRAPH ?g { ?f <https://minekg.example/ns#filler> ?p . ?p <https://schema.org/name> ?name } }"


def files(directory: Path) -> dict[str, bytes]:
    return {str(path.relative_to(directory)): path.read_bytes() for path in sorted(directory.rglob("*")) if path.is_file()}


def master(directory: Path) -> dict[str, bytes]:
    """The deterministic files of a store, whatever its generation is called."""
    wanted = {"dataset.nq", "manifest.json", "documents.jsonl", "quarantine.nq", "findings.nq"}
    return {Path(name).name: data for name, data in files(directory).items() if Path(name).name in wanted}


# ---- what is written is what is read


def test_a_reader_sees_what_the_build_wrote(tmp_path: Path) -> None:
    manifest = write_store(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        assert store.manifest == manifest
        assert [entry.stem for entry in manifest.documents] == ["000", "003"]
        assert manifest.facts == {"role": 2, "site": 2}
        assert (manifest.quads, manifest.quarantined, manifest.findings) == (len(list(store.quads())), 1, 0)
        assert {row["name"].value for row in store.graph.query(CEO)} == {"William J. Biggar", "James D. Excell"}
        assert store.text(BIGGAR) == TEXTS[BIGGAR]
        with pytest.raises(StoreError, match="no document 'nope'"):
            store.text("nope")


def test_the_dataset_keeps_spellings_that_the_index_loses(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        written = {str(quad.object) for quad in store.quads()}
    assert '"1.0"^^<http://www.w3.org/2001/XMLSchema#decimal>' in written
    assert '"33"^^<http://www.w3.org/2001/XMLSchema#nonNegativeInteger>' in written


def test_clock_times_are_indexed_but_not_in_the_dataset_and_quarantine_is_in_neither(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        assert b"graph/runs" not in store.dataset.read_bytes()
        assert set(quads(RUNS)) <= set(store.graph)
        assert b"2099-01-01" not in store.dataset.read_bytes()
        assert not any("2099-01-01" in str(quad) for quad in store.graph)
        assert [quad.object.value for quad in store.quarantine()] == ["2099-01-01"]  # type: ignore[union-attr]
        assert list(store.findings()) == []


def test_the_order_of_documents_leaves_the_bytes_alone(tmp_path: Path) -> None:
    write_store(tmp_path / "a", (BIGGAR, EXCELL))
    write_store(tmp_path / "b", (EXCELL, BIGGAR))
    assert master(tmp_path / "a") == master(tmp_path / "b")
    lines = master(tmp_path / "a")["dataset.nq"].splitlines(keepends=True)
    assert lines == sorted(set(lines))


def test_bytes_of_a_worker_are_as_good_as_quads(tmp_path: Path) -> None:
    write_store(tmp_path / "a")
    with StoreWriter(tmp_path / "b", version="0.1.0") as writer:
        for key, (entry, facts) in DOCUMENTS.items():
            writer.add_document(entry, TEXTS[key], "".join(f"{quad} .\n" for quad in facts).encode())
        rest = set(Store.open(tmp_path / "a").quads()) - {quad for _, facts in DOCUMENTS.values() for quad in facts}
        writer.add(rest)
    assert master(tmp_path / "a")["dataset.nq"] == master(tmp_path / "b")["dataset.nq"]


def test_more_lines_than_the_limit_are_spilled_and_merged(tmp_path: Path) -> None:
    lines = SortedLines(tmp_path, "x", limit=50)
    lines.add(b"%d" % (number * 7919 % 100) for number in range(300))
    assert lines.write(tmp_path / "out") == 100
    assert (tmp_path / "out").read_bytes().split() == sorted(b"%d" % number for number in range(100))
    assert os.listdir(tmp_path) == ["out"]


def test_one_document_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="are the same"), StoreWriter(tmp_path / "s", version="0.1.0") as writer:
        add_all(writer, (BIGGAR, BIGGAR))
    with pytest.raises(StoreError, match="16 hex digits"), StoreWriter(tmp_path / "s", version="0.1.0") as writer:
        writer.add_document(DocumentEntry("../../etc", "x", "x.txt", None), "", [])
    assert not (tmp_path / "s").exists()


# ---- a build replaces the whole store or nothing


def test_a_rebuild_replaces_the_store_and_removes_the_old_one(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    write_store(tmp_path / "s", (BIGGAR,))
    assert sorted(os.listdir(tmp_path / "s")) == ["CURRENT", "LOCK", "generation-000002"]
    assert len(Store.open(tmp_path / "s").manifest.documents) == 1


def failing_build(directory: Path, failure: type[BaseException]) -> None:
    with StoreWriter(directory, version="0.1.0") as writer:
        add_all(writer, (BIGGAR,))
        raise failure


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failed_build_leaves_the_old_store_byte_for_byte(tmp_path: Path, failure: type[BaseException]) -> None:
    write_store(tmp_path / "s")
    before = files(tmp_path / "s")
    with pytest.raises(failure):
        failing_build(tmp_path / "s", failure)
    assert files(tmp_path / "s") == before


def test_a_failed_first_build_leaves_nothing_but_a_folder_that_was_there(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for name in ("new", "there"):
        with pytest.raises(RuntimeError), StoreWriter(tmp_path / name, version="0.1.0"):
            raise RuntimeError
    assert os.listdir(tmp_path) == ["there"]
    write_store(tmp_path / "there")


def test_a_full_disk_is_one_line_and_leaves_the_old_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_store(tmp_path / "s")
    before = files(tmp_path / "s")

    def full(self: SortedLines, path: Path) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(SortedLines, "write", full)
    with pytest.raises(StoreError, match=r"cannot write the store .*s: No space left on device"):
        write_store(tmp_path / "s", (BIGGAR,))
    assert files(tmp_path / "s") == before


def test_a_failure_after_the_swap_keeps_the_new_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_store(tmp_path / "s")
    calls = []

    def interrupted(self: StoreWriter, generations: list[Path]) -> None:
        calls.append(generations)
        if len(calls) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(StoreWriter, "_remove_all_but_current", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_store(tmp_path / "s", (BIGGAR,))
    assert len(Store.open(tmp_path / "s").manifest.documents) == 1


KILLED = """
import os, signal, sys
sys.path[:0] = [{tests!r}, {root!r}]
from small_store import BIGGAR, add_all
from kg.store import StoreWriter
with StoreWriter({store!r}, version="0.1.0") as writer:
    add_all(writer, (BIGGAR,))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_build(store: Path) -> None:
    here = Path(__file__).resolve().parent
    code = KILLED.format(tests=str(here), root=str(here.parent), store=str(store))
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -signal.SIGKILL


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_build_leaves_the_old_store_and_the_next_build_tidies_up(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    killed_build(tmp_path / "s")
    assert "generation-000002" in os.listdir(tmp_path / "s")
    assert len(Store.open(tmp_path / "s").manifest.documents) == 2
    write_store(tmp_path / "s", (EXCELL,))
    assert len([name for name in os.listdir(tmp_path / "s") if name.startswith("generation")]) == 1
    assert [entry.id for entry in Store.open(tmp_path / "s").manifest.documents] == [EXCELL]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_first_build_is_no_store_but_can_be_built_again(tmp_path: Path) -> None:
    killed_build(tmp_path / "s")
    with pytest.raises(StoreError, match="no finished build yet"):
        Store.open(tmp_path / "s")
    write_store(tmp_path / "s")
    assert sorted(os.listdir(tmp_path / "s")) == ["CURRENT", "LOCK", "generation-000002"]


def test_a_second_builder_is_refused_while_the_first_writes(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    with StoreWriter(tmp_path / "s", version="0.1.0") as writer:
        with pytest.raises(StoreError, match="another build is writing"):
            write_store(tmp_path / "s")
        add_all(writer)
    assert len(Store.open(tmp_path / "s").manifest.documents) == 2


def test_a_reader_keeps_its_store_while_a_build_replaces_it(tmp_path: Path) -> None:
    pytest.importorskip("fcntl")
    write_store(tmp_path / "s")
    reader = Store.open(tmp_path / "s")
    write_store(tmp_path / "s", (EXCELL,))
    assert reader.text(BIGGAR) == TEXTS[BIGGAR]
    assert len(list(reader.quads())) == reader.manifest.quads
    assert reader.generation.is_dir()
    reader.close()
    write_store(tmp_path / "s")
    assert [name for name in sorted(os.listdir(tmp_path / "s")) if name.startswith("gen")] == ["generation-000003"]


# ---- a directory that is not ours


def test_a_build_never_touches_what_is_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "cat.jpg").write_bytes(b"cat")
    (tmp_path / "photos" / "LOCK").write_bytes(b"theirs")
    with pytest.raises(StoreError, match="it holds other files and is not a store"):
        write_store(tmp_path / "photos")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(StoreError, match="it is a file"):
        write_store(tmp_path / "file")
    assert files(tmp_path) == {"file": b"x", "photos/LOCK": b"theirs", "photos/cat.jpg": b"cat"}


def damaged(tmp_path: Path, name: str) -> Path:
    """A directory that is not a good store, in one of many ways."""
    path = tmp_path / "s"
    if name == "missing":
        return path
    if name == "file":
        path.write_bytes(b"x")
    elif name == "empty":
        path.mkdir()
    elif name == "other":
        path.mkdir()
        (path / "CURRENT").write_text("MANIFEST-000005\n")  # a bare RocksDB has such a file too
    else:
        write_store(path)
        manifest = path / "generation-000001" / "manifest.json"
        if name == "pointer":
            (path / "CURRENT").write_bytes(b"\xff\x00nonsense")
        elif name == "dangling":
            (path / "CURRENT").write_text("generation-000009\n")
        elif name == "traversal":
            (path / "CURRENT").write_text("../generation-000001\n")
        elif name == "manifest":
            manifest.write_text('{"format": 2')
        elif name == "fields":
            manifest.write_text('{"format": 2, "colour": "red"}')
        elif name == "list":
            manifest.write_text("[]")
        elif name == "newer":
            manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 3, "colour": "red"}))
        elif name == "older":
            manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 1, "documents": []}))
        elif name == "graph":
            (path / "generation-000001" / "graph" / "CURRENT").unlink()
        elif name == "garbled graph":
            (path / "generation-000001" / "graph" / "CURRENT").write_bytes(b"garbage")
        elif name == "texts":
            shutil.rmtree(path / "generation-000001" / "texts")
        else:
            (path / "generation-000001" / name).unlink()
    return path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("missing", "there is no store"),
        ("file", "is a file"),
        ("empty", "is empty, not yet a store"),
        ("other", "is not a store"),
        ("pointer", "CURRENT names no generation"),
        ("dangling", "its files are missing"),
        ("traversal", "CURRENT names no generation"),
        ("manifest", "its manifest cannot be read"),
        ("fields", "its manifest cannot be read"),
        ("list", "its manifest cannot be read"),
        ("newer", "upgrade minekg"),
        ("older", "format 1 of an earlier minekg.*build the store again"),
        ("graph", "its graph cannot be opened"),
        ("garbled graph", "its graph cannot be opened"),
        ("dataset.nq", r"it has no dataset\.nq"),
        ("documents.jsonl", r"it has no documents\.jsonl"),
        ("texts", "it has no texts"),
    ],
)
def test_what_is_no_store_is_refused_in_one_line(tmp_path: Path, name: str, says: str) -> None:
    path = damaged(tmp_path, name)
    with pytest.raises(StoreError, match=says) as caught:
        Store.open(path)
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("damage", ["cut", "garbage", "empty"])
def test_a_damaged_file_is_not_taken_for_the_whole(tmp_path: Path, damage: str) -> None:
    write_store(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        whole = store.dataset.read_bytes()
        cut = whole[: whole.index(b"\n", len(whole) // 2) + 1]  # at the end of a line: no parser would notice
        for name in ("dataset.nq", "quarantine.nq", "findings.nq"):
            (store.generation / name).write_bytes({"cut": cut, "garbage": b"\xa5" * len(whole), "empty": b"<"}[damage])
        for read in (store.check, store.quads, store.lines, store.quarantine, store.findings):
            with pytest.raises(StoreError, match=r"is damaged .*not what was built.*build it again"):
                read()


def test_a_store_without_digests_is_read_and_its_damage_still_told(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    manifest = tmp_path / "s" / "generation-000001" / "manifest.json"
    manifest.write_text(json.dumps({key: value for key, value in json.loads(manifest.read_text()).items() if key != "sha256"}))
    with Store.open(tmp_path / "s") as store:
        assert len(list(store.quads())) == store.manifest.quads
        store.dataset.write_bytes(b"garbage")
        with pytest.raises(StoreError, match=r"its dataset.nq cannot be read.*build it again"):
            list(store.quads())
    with Store.open(tmp_path / "s") as store:
        (store.generation / "documents.jsonl").write_text('{"colour": "red"}\n')
        with pytest.raises(StoreError, match=r"its documents.jsonl cannot be read.*build it again"):
            _ = store.manifest


def test_the_documents_are_read_when_they_are_asked_for(tmp_path: Path) -> None:
    """A look-up in a store of thousands of documents does not read their list; who asks for it learns of its damage."""
    write_store(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        (store.generation / "documents.jsonl").write_bytes(b"")
        assert {row["name"].value for row in store.graph.query(CEO)} == {"William J. Biggar", "James D. Excell"}
        assert store.text(BIGGAR) == TEXTS[BIGGAR]
        with pytest.raises(StoreError, match=r"its documents.jsonl is not what was built"):
            _ = store.manifest


# ---- lines found by bisection


@given(st.lists(st.binary(max_size=6).map(lambda line: line.replace(b"\n", b"").replace(b"\xff", b"")), max_size=40), st.binary(max_size=3))
def test_lines_of_a_sorted_file_are_found_by_how_they_begin(lines: list[bytes], start: bytes) -> None:
    start = start.replace(b"\xff", b"").replace(b"\n", b"")
    kept = sorted({line for line in lines if line})
    with tempfile.TemporaryDirectory() as scratch:
        sorter = SortedLines(Path(scratch), "x", limit=20)
        sorter.add(lines)
        assert sorter.write(Path(scratch) / "out") == len(kept)
        file = SortedFile(Path(scratch) / "out")
        assert list(file.starting(start)) == [line for line in kept if line.startswith(start)]
        assert file.extent(start) == sum(len(line) + 1 for line in kept if line.startswith(start))
        file.close()


def test_a_damaged_text_is_one_line(tmp_path: Path) -> None:
    write_store(tmp_path / "s")
    with Store.open(tmp_path / "s") as store:
        path = store.generation / "texts" / f"{BIGGAR}.txt"
        path.write_bytes(b"\xff\xfe")
        with pytest.raises(StoreError, match=r"is damaged .*is not text"):
            store.text(BIGGAR)
        path.unlink()
        with pytest.raises(StoreError, match=r"is damaged .*is missing"):
            store.text(BIGGAR)


def test_a_directory_without_permission_is_refused_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_store(tmp_path / "s")

    def denied(path: object) -> list[str]:  # tests may run as root, whom no permission stops
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "listdir", denied)
    with pytest.raises(StoreError, match="no permission to read the store"):
        Store.open(tmp_path / "s")
    with pytest.raises(StoreError, match="no permission to write the store"):
        write_store(tmp_path / "s")


def test_quads_of_no_graph_are_kept(tmp_path: Path) -> None:
    """The layout has none, but a store must not lose what it was given."""
    triple = quads("<id/a> skos:notation 'x' .")
    with StoreWriter(tmp_path / "s", version="0.1.0") as writer:
        writer.add(triple)
    found: list[Quad] = list(Store.open(tmp_path / "s").quads())
    assert found == triple
