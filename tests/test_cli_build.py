"""`kg build` and `kg validate`: good and bad files, and what a build may never do to a store."""

import io
import json
import os
from pathlib import Path

import pytest
from command_line import Captured, one_line, run
from small_store import BIGGAR, write_store

import kg.build
from kg.document import Document


@pytest.fixture(autouse=True)
def _no_store_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """The two small documents as a store."""
    write_store(tmp_path / "small")
    return str(tmp_path / "small")


# ---- builds of good and bad files

RELEASE = """Vancouver, British Columbia, March 3, 2014 - Harebell Gold Corp. (TSX-V: HBG) today reported results from its Harebell project in Yukon.

"We are pleased with these results," said Mary Q. Wright, President and CEO of Harebell Gold Corp.

About Harebell Gold Corp.

Harebell Gold Corp. is an exploration company that owns the Harebell project in Yukon.
"""


@pytest.fixture
def releases(tmp_path: Path) -> Path:
    """A folder with one good release."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(RELEASE, encoding="utf-8")
    return folder


def documents(store: Path, capsys: Captured) -> set[str]:
    code, out, err = run(capsys, "tables", "document", "--store", str(store))
    assert (code, err) == (0, "")
    return set(json.loads(out))


def test_a_build_says_what_it_built(capsys: Captured, releases: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.store"
    code, out, err = run(capsys, "build", str(releases), "--store", str(target))
    assert (code, err) == (0, "")
    assert out.startswith(f"{target}: 1 document, ")
    code, out, err = run(capsys, "build", str(releases), "--store", str(target), "-f", "json")
    assert (code, err) == (0, "")
    assert json.loads(out)["documents"] == 1
    assert run(capsys, "build", str(releases), "-q", "--store", str(target)) == (0, "", "")
    assert documents(target, capsys) == {"good"}
    assert run(capsys, "validate", "--store", str(target))[0] == 0


def bad_file(folder: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file that is no release."""
    path = folder / "bad.txt"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "blank":
        path.write_bytes(b" \n\t\r\n")
    elif kind == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    elif kind == "noise":
        path.write_bytes(os.urandom(1 << 20) * 50)
    elif kind == "noisy text":
        path.write_bytes(b"x7 " * (50 << 20 >> 2))
    elif kind == "broken encoding":
        path.write_bytes(b"\xff\xfe\x00\xd8\x00\x00a")
    elif kind == "dangling link":
        path.symlink_to("nowhere")
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "unreadable":
        path.write_text(RELEASE)
        forbid(path, monkeypatch)


def forbid(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No permission for one file or folder, also for the root user, whom no permission stops."""
    opened, scanned = io.open, os.scandir

    def refuse(given: object) -> None:
        if isinstance(given, str | os.PathLike) and Path(given) == path:
            raise PermissionError(13, "Permission denied", str(path))

    def open_(given: object, *arguments: object, **named: object) -> object:
        refuse(given)
        return opened(given, *arguments, **named)  # type: ignore[call-overload]

    def scandir(given: object = ".") -> object:
        refuse(given)
        return scanned(given)  # type: ignore[call-overload]

    monkeypatch.setattr(io, "open", open_)
    monkeypatch.setattr("builtins.open", open_)
    monkeypatch.setattr(os, "scandir", scandir)


BAD = ["empty", "blank", "binary", "noise", "noisy text", "broken encoding", "dangling link", "pipe", "unreadable"]


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_is_one_line_and_the_others_are_built(
    capsys: Captured, releases: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad_file(releases, kind, monkeypatch)
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"))
    assert code == 2
    assert one_line(err), err
    assert "bad.txt" in err
    assert documents(tmp_path / "s", capsys) == {"good"}


@pytest.mark.parametrize("kind", BAD)
def test_where_nothing_can_be_built_the_old_store_stays(
    capsys: Captured, tmp_path: Path, releases: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "s"
    assert run(capsys, "build", str(releases), "-q", "--store", str(target))[0] == 0
    (tmp_path / "worse").mkdir()
    bad_file(tmp_path / "worse", kind, monkeypatch)
    code, out, err = run(capsys, "build", str(tmp_path / "worse"), "--store", str(target))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert documents(target, capsys) == {"good"}


@pytest.mark.parametrize("kind", ["empty folder", "missing", "no permission", "store is a file", "store is another folder", "input is the store"])
def test_a_build_that_cannot_start_is_one_line(capsys: Captured, releases: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = releases, tmp_path / "s"
    if kind == "empty folder":
        source = tmp_path / "nothing"
        source.mkdir()
    elif kind == "missing":
        source = tmp_path / "missing"
    elif kind == "no permission":
        forbid(source, monkeypatch)
    elif kind == "store is a file":
        target.write_text("mine")
    elif kind == "store is another folder":
        target.mkdir()
        (target / "thesis.doc").write_text("mine")
    elif kind == "input is the store":
        target = source
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} if kind != "no permission" else {}
    code, out, err = run(capsys, "build", str(source), "--store", str(target))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert before == {path: path.read_bytes() for path in before}


def test_a_folder_without_permission_leaves_its_neighbours(capsys: Captured, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (releases / "locked").mkdir()
    (releases / "locked" / "other.txt").write_text(RELEASE)
    forbid(releases / "locked", monkeypatch)
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"))
    assert code == 2
    assert one_line(err), err
    assert "locked" in err
    assert documents(tmp_path / "s", capsys) == {"good"}


def test_a_copy_is_told_and_loses_nothing(capsys: Captured, releases: Path, tmp_path: Path) -> None:
    (releases / "zcopy.txt").write_bytes((releases / "good.txt").read_bytes())
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"))
    assert (code, one_line(err)) == (0, True), err
    assert "the same document as" in err
    assert documents(tmp_path / "s", capsys) == {"good"}


def test_several_bad_files_get_a_line_each(capsys: Captured, releases: Path, tmp_path: Path) -> None:
    for number in range(3):
        (releases / f"bad{number}.txt").write_bytes(b"")
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"), "--jobs", "2")
    assert code == 2
    assert [line.startswith("kg: ") for line in err.splitlines()] == [True] * 3
    code, out, err = run(capsys, "build", str(releases), "--store", str(tmp_path / "s"), "-f", "json")
    assert len(json.loads(out)["skipped"]) == 3


def test_a_path_that_may_not_be_read_is_left_out(capsys: Captured, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bad_file(releases, "unreadable", monkeypatch)
    monkeypatch.setattr(os, "access", lambda *_: False)
    code, _, err = run(capsys, "build", str(releases / "good.txt"), str(releases / "bad.txt"), "-q", "--store", str(tmp_path / "s"))
    assert (code, one_line(err)) == (2, True), err
    assert "bad.txt: cannot be read: Permission denied" in err
    assert documents(tmp_path / "s", capsys) == {"good"}


def test_a_name_that_is_not_utf_8_is_refused(capsys: Captured, releases: Path, tmp_path: Path) -> None:
    try:
        (releases / "x\udce9.txt").write_text(RELEASE + "More.")
    except (OSError, UnicodeError):
        pytest.skip("the file system takes no such name")
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"), "--jobs", "2")
    assert (code, one_line(err)) == (2, True), err
    assert "its name is not UTF-8 text" in err
    assert documents(tmp_path / "s", capsys) == {"good"}


def test_a_defect_met_in_one_document_leaves_the_others(capsys: Captured, releases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (releases / "bad.txt").write_text(RELEASE + "More.")
    whole = kg.build.read_document

    def broken(document: Document, *given: object) -> kg.build.Read:
        if document.name == "bad.txt":
            raise RuntimeError("boom")
        return whole(document, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(kg.build, "read_document", broken)
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"))
    assert (code, one_line(err)) == (2, True), err
    assert "bad.txt: internal error: RuntimeError: boom; please report it" in err
    assert documents(tmp_path / "s", capsys) == {"good"}


def test_a_file_met_twice_is_no_copy(capsys: Captured, releases: Path, tmp_path: Path) -> None:
    (releases / "a link.txt").symlink_to("good.txt")
    given = [str(releases), str(releases / "good.txt"), str(releases / ".." / "in"), os.path.relpath(releases)]
    assert run(capsys, "build", *given, "-q", "--store", str(tmp_path / "s")) == (0, "", "")
    assert documents(tmp_path / "s", capsys) == {"good"}


def test_a_name_with_a_line_feed_stays_on_one_line(capsys: Captured, releases: Path, tmp_path: Path) -> None:
    (releases / "bad\nname.txt").write_bytes(b"")
    code, _, err = run(capsys, "build", str(releases), "-q", "--store", str(tmp_path / "s"))
    assert (code, one_line(err)) == (2, True), err
    assert r"bad\nname.txt: empty" in err


# ---- validation


def test_a_changed_export_does_not_conform(capsys: Captured, store: str, tmp_path: Path) -> None:
    path = tmp_path / "x.nq"
    assert run(capsys, "export", "nq", "-q", "-o", str(path), "--store", store)[0] == 0
    code, out, _ = run(capsys, "validate", str(path))
    assert code == 0
    assert out == "conforms: no findings\n"
    graph = f"<https://minekg.example/graph/doc/{BIGGAR}>"
    day = '"2013-01-01"^^<http://www.w3.org/2001/XMLSchema#date>'
    with path.open("a") as file:
        file.write(f"<https://minekg.example/id/doc/{BIGGAR}> <https://schema.org/datePublished> {day} {graph} .\n")
    code, out, _ = run(capsys, "validate", str(path))
    assert code == 1
    assert "does not conform" in out
    assert f"doc/{BIGGAR}" in out
    code, out, _ = run(capsys, "validate", str(path), "-f", "json")
    report = json.loads(out)
    assert code == 1
    assert report["conforms"] is False
    assert {"severity", "shape", "focus", "value", "message"} <= set(report["findings"][0])
    code, out, _ = run(capsys, "validate", str(path), "-f", "ttl")
    assert code == 1
    assert "sh:conforms false" in out


def test_what_cannot_be_validated_is_one_line(capsys: Captured, store: str, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("<a> <b")
    (tmp_path / "nothing.ttl").write_text("")
    for arguments in (
        [str(tmp_path / "missing.ttl")],
        [str(tmp_path / "broken.ttl")],
        [str(tmp_path / "nothing.ttl")],
        [str(tmp_path)],
        [],
        ["x.pdf"],
    ):
        code, out, err = run(capsys, "validate", *arguments)
        assert (code, out) == (2, ""), arguments
        assert one_line(err), err
    assert run(capsys, "validate", "--store", store)[0] == 0


@pytest.mark.parametrize("damage", ["cut", "missing"])
def test_a_damaged_store_is_neither_validated_nor_exported(capsys: Captured, store: str, tmp_path: Path, damage: str) -> None:
    dataset = next(Path(store).glob("generation-*/dataset.nq"))
    lines = dataset.read_bytes().splitlines(keepends=True)
    dataset.unlink()
    if damage == "cut":
        dataset.write_bytes(b"".join(lines[:3]))
    for arguments in (["validate"], ["export", "nq", "-o", "-"], ["export", "ttl", "-o", str(tmp_path / "x.ttl")]):
        code, out, err = run(capsys, *arguments, "--store", store)
        assert (code, out) == (2, "")
        assert one_line(err), err
        assert "is damaged" in err
        assert "build it again" in err
