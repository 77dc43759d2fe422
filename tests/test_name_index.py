"""The index of names gives what reading all names gives, and saves reading them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest
from command_line import CHECKOUT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.lookup import names as lookup
from kg.lookup.name_index import index_lines, same_names
from kg.lookup.names import EntityHit, NothingNamed, find, resolve
from kg.rebuild import rebuild
from kg.store import Store
from kg.store.sorted_lines import SortedFile, SortedLines


def meant(store: Store, text: str, index: SortedFile | None) -> EntityHit | str:
    """What a text resolves to, or why it does not."""
    try:
        return resolve(store.graph, text, index=index)
    except QueryError as error:
        return f"{type(error).__name__}: {error}"


def check(store: Store, text: str) -> None:
    assert store.names is not None
    assert find(store.graph, text, index=store.names) == find(store.graph, text)
    assert meant(store, text, store.names) == meant(store, text, None)


def test_every_name_and_every_word_of_one_is_found_as_without_the_index(examples_store: Path) -> None:
    with Store.open(examples_store) as store:
        known = sorted({name for _, name in lookup.names(store.graph)})
        assert len(known) > 300
        texts = {*known[::7], *(word for name in known[::11] for word in name.split()), "06-argent-ridge-ceo-succession", "doc:nothing"}
        texts |= {"TSX:ARG", "arg", "argent ridge silver mines inc", "Argent Ridge Silver Mines", "company:argent-ridge-silver-mines-inc"}
        for text in sorted(texts):
            check(store, text)
        assert {hit.rank for text in texts for hit in find(store.graph, text, index=store.names)} == set(range(8))


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_any_text_is_found_as_without_the_index(examples_store: Path, data: st.DataObject) -> None:
    """Names cut, joined, shouted and mistyped, and texts that are no names at all."""
    with Store.open(examples_store) as store:
        some = st.sampled_from(sorted({name for _, name in lookup.names(store.graph)}))
        cut = st.builds(lambda name, start, end: name[start:end], some, st.integers(0, 6), st.integers(3, 30))
        joined = st.builds("{} {}".format, cut, cut)
        changed = st.one_of(some.map(str.upper), some.map(str.lower), some.map(lambda name: name.replace(" ", "-")), joined)
        check(store, data.draw(st.one_of(some, cut, changed, st.text(max_size=12))))


@pytest.mark.parametrize(
    "text", ["Argent Ridge Silver Mines Inc.", "argent ridge silver mines", "Argent Ridge", "company:argent-ridge-silver-mines-inc"]
)
def test_a_name_is_resolved_without_reading_all_names(examples_store: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("all names were read")

    monkeypatch.setattr(lookup, "names", refuse)
    monkeypatch.setattr(lookup, "like_names", refuse)
    with Store.open(examples_store) as store:
        assert resolve(store.graph, text, index=store.names).name == "Argent Ridge Silver Mines Inc."
        with pytest.raises(AssertionError, match="all names were read"):
            resolve(store.graph, "nothing of the kind", index=store.names)


def test_nothing_is_named_so(examples_store: Path) -> None:
    with Store.open(examples_store) as store, pytest.raises(NothingNamed, match="nothing is named 'qqq'"):
        resolve(store.graph, "qqq", index=store.names)


def test_a_name_may_hold_anything(tmp_path: Path) -> None:
    """Tabs and line feeds must not look like those of the file; a name without a letter has a slug of its own."""
    names = [("https://minekg.example/id/site/x", name) for name in ("A\tB", "A\nB", "É\\t", "\U0001f600", "鉱山", "-", "\udc80")]
    lines = SortedLines(tmp_path, "names.idx")
    lines.add(index_lines(names))
    lines.write(tmp_path / "names.idx")
    index = SortedFile(tmp_path / "names.idx")
    for pair in names:
        assert pair in set(same_names(index, pair[1]))


def test_a_store_made_again_has_the_same_index(examples_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "copy.store"
    copytree(examples_store, store)
    (before,) = (path.read_bytes() for path in store.glob("generation-*/names.idx"))
    rebuild(store, lambda opened: [])
    (after,) = (path.read_bytes() for path in store.glob("generation-*/names.idx"))
    assert before == after
    assert before


def test_a_store_without_the_index_is_read_as_a_bare_graph(examples_store: Path, tmp_path: Path) -> None:
    store = tmp_path / "copy.store"
    copytree(examples_store, store)
    next(store.glob("generation-*/names.idx")).unlink()
    with Store.open(store) as opened:
        assert opened.names is None
        assert resolve(opened.graph, "Argent Ridge", index=opened.names).name == "Argent Ridge Silver Mines Inc."


HEAVY = (
    "rdflib",
    "pyshacl",
    "yaml",
    "rich",
    "ssl",
    "_hashlib",
    "importlib.metadata",
    "kg.extract",
    "kg.validate",
    "kg.query",
    "kg.facts",
)


@pytest.mark.parametrize("command", [["fact", "Argent Ridge", "ceo", "--on", "2014-03-15"], ["find", "argent"], ["show", "Argent Ridge"]])
def test_a_look_up_loads_nothing_heavy(examples_store: Path, command: list[str]) -> None:
    """What takes longer to load than the answer to find; `kg find` may use the rows of a query, without what reads query files."""
    code = "import sys; from kg.cli import main; code = main(sys.argv[1:]); print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    arguments = [sys.executable, "-c", code, *command, "--store", str(examples_store), *(["-f", "json"] if command[0] != "fact" else [])]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, cwd=CHECKOUT, timeout=60)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stderr.split())
    allowed = {"kg.query"} if command[0] != "fact" else set()
    assert loaded & set(HEAVY) - allowed == set()
