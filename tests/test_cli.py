"""The command line: exit codes, streams, formats, one-line failures, and what a look-up may import."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from command_line import CHECKOUT, Captured, one_line, run, spawn
from pyoxigraph import NamedNode
from small_store import BIGGAR, write_store

import kg.cli.export
from kg.cli import kg as kg_group
from kg.cli import main
from kg.cli.root import COMMANDS
from kg.cli.rows import to_text
from kg.export import FORMATS

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s a <https://minekg.example/ns#Document> }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The two small documents as a store."""
    path = tmp_path_factory.mktemp("cli") / "s"
    write_store(path)
    return str(path)


@pytest.fixture(autouse=True)
def _no_store_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_STORE", raising=False)


# ---- usage


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_teaches(capsys: Captured, name: str) -> None:
    for flag in ("-h", "--help"):
        code, out, err = run(capsys, name, flag)
        assert (code, err) == (0, "")
    assert f"kg {name} " in out.partition("\n")[2] or name == "completion"
    assert "Example" in out or name == "completion"
    assert out.count(f"kg {name}") >= 3
    assert "--store" in out


def test_the_group_lists_all_commands(capsys: Captured) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(f"\n  {name} " in out for name in COMMANDS)
    assert set(COMMANDS) >= {"build", "validate", "tables", "find", "show", "fact", "query", "sparql", "source", "export", "completion"}


def test_without_a_command_help_is_shown_and_the_exit_code_is_that_of_wrong_usage() -> None:
    found = spawn()
    assert found.returncode == 2
    assert "Usage: kg" in found.stderr + found.stdout


def test_the_version(capsys: Captured) -> None:
    code, out, _ = run(capsys, "--version")
    assert code == 0
    assert out.startswith("kg 0.")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nope"], "no such command 'nope'"),
        (["export"], "missing argument"),
        (["export", "nq"], "missing option"),
        (["tables", "--frobnicate"], "no such option"),
        (["tables", "-f", "xml"], "'xml' is not one of"),
        (["tables", "nope"], "choose one of document, companies"),
        (["query", "nope"], "no question named 'nope'"),
        (["build"], "missing argument"),
        (["build", ".", "--jobs", "0"], "0 is not in the range"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
        (["-s"], "requires an argument"),
    ],
)
def test_wrong_usage_is_one_line(capsys: Captured, arguments: list[str], says: str) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert says in err


@pytest.mark.parametrize(
    "arguments", [["tables"], ["sparql", COUNT], ["export", "nq", "-o", "-"], ["find", "x"], ["show", "x"], ["fact", "x", "ceo"], ["source", "x"]]
)
def test_no_store_named_is_one_line(capsys: Captured, arguments: list[str]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert "KG_STORE" in err


def test_the_store_may_be_named_before_the_command_after_it_or_in_the_environment(
    capsys: Captured, store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = run(capsys, "sparql", COUNT, "--store", store)
    assert expected == (0, "n\n2\n", "")
    assert run(capsys, "-s", store, "sparql", COUNT) == expected
    assert run(capsys, "-s", "/nowhere", "sparql", COUNT, "-s", store) == expected
    monkeypatch.setenv("KG_STORE", store)
    assert run(capsys, "sparql", COUNT) == expected
    monkeypatch.setenv("KG_STORE", "/nowhere")
    assert run(capsys, "-s", store, "sparql", COUNT) == expected
    code, _, err = run(capsys, "sparql", COUNT)
    assert code == 2
    assert "there is no store /nowhere" in err


@pytest.mark.parametrize("kind", ["missing", "file", "empty", "other"])
@pytest.mark.parametrize("command", [["tables"], ["sparql", COUNT], ["export", "nq", "-o", "-"], ["find", "x"], ["fact", "x", "ceo"]])
def test_a_store_that_is_no_store_is_one_line(capsys: Captured, tmp_path: Path, kind: str, command: list[str]) -> None:
    path = tmp_path / "s"
    if kind == "file":
        path.write_bytes(b"\x00\xff")
    elif kind != "missing":
        path.mkdir()
    if kind == "other":
        (path / "x").write_text("x")
    code, out, err = run(capsys, *command, "--store", str(path))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert str(path) in err


# ---- rows


def test_rows_in_every_format(capsys: Captured, store: str) -> None:
    query = 'SELECT ?a ?b ?c ?d WHERE { VALUES (?a ?b ?d) { ("x|,\\"\\n\\t\\\\é" 1.5 true) } }'
    found = {form: run(capsys, "sparql", query, "-f", form, "--store", store)[1] for form in ("csv", "tsv", "json", "jsonl", "md", "srj", "table")}
    text = 'x|,"\n\t\\é'
    assert next(csv.DictReader(io.StringIO(found["csv"], newline=""))) == {"a": text, "b": "1.5", "c": "", "d": "true"}
    assert found["tsv"] == 'a\tb\tc\td\nx|,"\\n\\t\\\\é\t1.5\t\ttrue\n'
    assert json.loads(found["json"]) == [{"a": text, "b": 1.5, "c": None, "d": True}]
    assert json.loads(found["jsonl"]) == json.loads(found["json"])[0]
    assert found["md"].splitlines()[2] == '| x\\|," \\\\é | 1.5 |  | true |'
    assert set(json.loads(found["srj"])["results"]["bindings"][0]) == {"a", "b", "d"}
    assert 'x|," \\é' in found["table"]
    assert "\x1b" not in found["table"]


def test_no_rows_are_valid_in_every_format(capsys: Captured, store: str) -> None:
    query = "SELECT ?a WHERE { ?a a <urn:x:none> }"
    found = {form: run(capsys, "sparql", query, "-f", form, "--store", store) for form in ("csv", "tsv", "json", "jsonl", "md", "srj", "table")}
    assert {code for code, _, _ in found.values()} == {0}
    assert found["csv"][1] == "a\n"
    assert json.loads(found["json"][1]) == []
    assert found["jsonl"][1] == ""


def test_a_terminal_gets_a_table_or_blocks_where_it_is_too_narrow(capsys: Captured, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("NO_COLOR", "1")
    _, out, _ = run(capsys, "sparql", COUNT, "--store", store)
    assert [line.split() for line in out.splitlines()[::2]] == [["n"], ["2"]]
    many = " ".join(f"('{'x' * 30}' AS ?column{number})" for number in range(5))
    _, out, _ = run(capsys, "sparql", f"SELECT {many} WHERE {{}}", "--store", store)
    assert out.splitlines()[:2] == ["─── 1 of 1 ───", f"column0  {'x' * 30}"]


def test_ask_answers_with_the_exit_code(capsys: Captured, store: str) -> None:
    assert run(capsys, "sparql", "ASK { ?s ?p ?o }", "-f", "table", "--store", store) == (0, "true\n", "")
    assert run(capsys, "sparql", "ASK { ?s a <urn:x:none> }", "-f", "json", "--store", store) == (1, "false\n", "")


def test_the_name_of_the_output_file_implies_the_format(capsys: Captured, store: str, tmp_path: Path) -> None:
    assert run(capsys, "sparql", COUNT, "-o", str(tmp_path / "n.json"), "--store", store) == (0, "", "")
    assert json.loads((tmp_path / "n.json").read_text()) == [{"n": 2}]
    assert run(capsys, "sparql", COUNT, "-f", "csv", "-o", str(tmp_path / "m.json"), "--store", store)[0] == 0
    assert (tmp_path / "m.json").read_text() == "n\n2\n"


def test_cells() -> None:
    assert [to_text(value) for value in (None, True, False, 0, "")] == ["", "true", "false", "0", ""]


# ---- sparql


def test_a_query_from_a_file_and_from_standard_input(capsys: Captured, store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "q.rq").write_text(COUNT)
    assert run(capsys, "sparql", str(tmp_path / "q.rq"), "--store", store)[1] == "n\n2\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(COUNT))
    assert run(capsys, "sparql", "-", "--store", store)[1] == "n\n2\n"


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib, about itself
@pytest.mark.parametrize("form", ["ttl", "nt", "trig", "nq", "jsonld"])
def test_constructed_triples_are_rdf(capsysbinary: pytest.CaptureFixture[bytes], store: str, form: str) -> None:
    import rdflib

    assert main(["sparql", "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", "-f", form, "--store", store]) == 0
    data = capsysbinary.readouterr().out
    name = {"ttl": "turtle", "trig": "turtle", "nq": "nt", "jsonld": "json-ld"}.get(form, form)
    assert len(rdflib.Graph().parse(data=data, format=name)) > 5


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELEC ?s", "not SPARQL"),
        ("", "the query is empty"),
        (" \n", "the query is empty"),
        ("SELECT ?s WHERE {\n ?s a foo:bar }", "not SPARQL: error at line 2, column 14, at '}'; Prefix not found"),
        ("SELECT ?s WHERE {", "not SPARQL: error at line 1, column 18, at the end of the line"),
        ("DELETE WHERE { ?s ?p ?o }", "not SPARQL"),
        ("SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("nowhere.rq", "cannot read the query nowhere.rq"),
    ],
)
def test_a_query_that_cannot_run_is_one_line(capsys: Captured, store: str, query: str, says: str) -> None:
    code, out, err = run(capsys, "sparql", query, "--store", store)
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert says in err


def test_a_format_that_does_not_fit_the_answer_is_one_line(capsys: Captured, store: str) -> None:
    code, _, err = run(capsys, "sparql", COUNT, "-f", "ttl", "--store", store)
    assert code == 2
    assert "choose one of table, csv" in err
    code, _, err = run(capsys, "sparql", "DESCRIBE <urn:x:y>", "-f", "csv", "--store", store)
    assert code == 2
    assert "choose one of ttl, nt" in err


# ---- tables, questions, export


def test_tables_are_json_by_default(capsys: Captured, store: str) -> None:
    code, out, err = run(capsys, "tables", "--store", store)
    assert (code, err) == (0, "")
    tables = json.loads(out)
    assert set(tables) == {"000", "003"}
    assert tables["000"]["document"]["published"] == "2012-07-09"
    assert run(capsys, "tables", "-f", "json", "--store", store)[1] == out
    assert set(json.loads(run(capsys, "tables", "roles", "zones", "--store", store)[1])["000"]) == {"roles", "zones"}


def test_one_table_as_rows(capsys: Captured, store: str) -> None:
    code, out, _ = run(capsys, "tables", "roles", "-f", "csv", "--store", store)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {(row["doc"], row["person"]) for row in rows} == {("000", "William J. Biggar"), ("003", "James D. Excell")}
    code, _, err = run(capsys, "tables", "-f", "csv", "--store", store)
    assert code == 2
    assert "name it" in err


def test_questions_are_listed_and_explain_themselves(capsys: Captured) -> None:
    code, out, _ = run(capsys, "query", "-f", "json")
    assert code == 0
    assert "holder-on-date" in {row["name"] for row in json.loads(out)}
    code, out, _ = run(capsys, "query", "holder-on-date", "--help")
    assert code == 0
    assert all(option in out for option in ("--company", "--role", "--on", "--known"))


QUESTION = """#+ summary: Documents published on a day
#+ params: {on: {help: "A day"}}
PREFIX schema: <https://schema.org/>
SELECT ?d WHERE { ?d schema:datePublished ?_on_xsd_date }
"""


def test_a_question_in_a_file_of_your_own(capsys: Captured, store: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.rq"
    path.write_text(QUESTION)
    code, out, _ = run(capsys, "query", str(path), "--on", "2012-07-09", "--store", store)
    assert (code, out) == (0, f"d\nhttps://minekg.example/id/doc/{BIGGAR}\n")
    assert run(capsys, "query", str(path), "--on", "2012-07-10", "--store", store)[:2] == (0, "d\n")
    assert run(capsys, "query", str(path), "--on", "2012-07-10", "-e", "--store", store)[:2] == (1, "d\n")
    code, out, _ = run(capsys, "query", str(path), "--on", "2012-07-10", "--show")
    assert code == 0
    assert '"2012-07-10"^^<http://www.w3.org/2001/XMLSchema#date>' in out
    for arguments, says in ((["--on", "soon"], "YYYY-MM-DD"), ([], "missing option '--on'")):
        code, out, err = run(capsys, "query", str(path), *arguments, "--store", store)
        assert (code, out) == (2, "")
        assert one_line(err), err
        assert says in err


@pytest.mark.parametrize("form", FORMATS)
def test_export_to_a_file_and_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes], store: str, tmp_path: Path, form: str) -> None:
    assert main(["export", form, "--store", store, "-o", "-"]) == 0
    printed = capsysbinary.readouterr()
    assert main(["export", form, "--store", store, "-o", str(tmp_path / "x")]) == 0
    assert (tmp_path / "x").read_bytes() == printed.out != b""
    assert printed.err == b""
    said = capsysbinary.readouterr()
    assert said.out == b""
    assert said.err.startswith(b"wrote ")
    assert main(["export", form, "-q", "--store", store, "-o", str(tmp_path / "x")]) == 0
    assert capsysbinary.readouterr().err == b""


def test_an_unknown_export_format_names_the_known_ones(capsys: Captured, store: str) -> None:
    code, out, err = run(capsys, "export", "xml", "--store", store, "-o", "-")
    assert (code, out) == (2, "")
    assert "choose one of nq, trig, ttl, jsonld" in err
    assert tuple(FORMATS) == kg.cli.export.FORMATS


# ---- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(capsys: Captured, shell: str) -> None:
    code, out, err = run(capsys, "completion", shell)
    assert (code, err) == (0, "")
    assert f"_KG_COMPLETE={shell}_complete" in out


def complete(*words: str) -> set[str]:
    """What bash offers for the last word."""
    found = spawn(env={"_KG_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["kg", *words]), "COMP_CWORD": str(len(words))})
    return {line.partition(",")[2] for line in found.stdout.splitlines()}


def test_commands_questions_and_values_complete() -> None:
    assert {"tables", "fact"} <= complete("")
    assert complete("exp") == {"export"}
    assert "holder-on-date" in complete("query", "hol")
    assert "--company" in complete("query", "holder-on-date", "--c")
    assert "ceo" in complete("query", "holder-on-date", "--role", "ce")
    assert complete("export", "j") == {"jsonld"}
    assert complete("tables", "ro") == {"roles"}
    assert complete("sparql", "x", "-f", "cs") == {"csv"}


# ---- failures of the machine


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_one_line(store: str) -> None:
    for arguments in (["export", "nq", "-o", "-"], ["sparql", COUNT], ["tables"], ["export", "nq", "-o", "/dev/full"]):
        with open("/dev/full", "w") as full:
            command = [sys.executable, "-m", "kg.cli", *arguments, "--store", store]
            found = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, check=False
            )
        assert found.returncode == 2
        assert one_line(found.stderr), found.stderr
        assert "No space left on device" in found.stderr


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_closed_pipe_is_quiet(store: str) -> None:
    for arguments in (["export", "nq", "-o", "-"], ["tables"], ["sparql", "SELECT * WHERE { ?s ?p ?o }"]):
        command = [sys.executable, "-m", "kg.cli", *arguments, "--store", store]
        reader, writer = os.pipe()
        os.close(reader)
        found = subprocess.run(
            command, stdout=writer, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, check=False
        )
        os.close(writer)
        assert (found.returncode, found.stderr) == (141, "")


@pytest.fixture
def heeded_interrupts() -> Iterator[None]:
    """A shell starts what it puts in the background with interrupts ignored, and so would what that starts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.usefixtures("heeded_interrupts")
def test_an_interrupt_is_one_line(store: str) -> None:
    command = [sys.executable, "-m", "kg.cli", "sparql", "-", "--store", store]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        time.sleep(1.5)  # it waits for the query
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 2
    assert one_line(err.lstrip("\n")), err
    assert "interrupted" in err


def test_a_defect_is_one_line_and_more_with_v(capsys: Captured, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setitem(FORMATS, "nq", broken)
    code, _, err = run(capsys, "export", "nq", "-o", "-", "--store", store)
    assert code == 2
    assert one_line(err), err
    assert "internal error: RuntimeError: boom" in err
    code, _, err = run(capsys, "export", "nq", "-o", "-", "-v", "--store", store)
    assert code == 2
    assert "Traceback" in err


def test_output_is_utf_8_whatever_the_locale(store: str) -> None:
    query = r'SELECT ("\u00e9 \u2013 \u2019" AS ?x) WHERE {}'
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    found = subprocess.run([sys.executable, "-m", "kg.cli", "sparql", query, "-s", store], capture_output=True, env=environment, check=False)
    assert found.stdout.decode("utf-8") == "x\né – ’\n"


# ---- look-ups stay light

HEAVY = ("rdflib", "pyshacl", "rich", "owlrl")
LIGHT = """
import sys
from kg.cli import main
code = main({arguments!r})
loaded = [name for name in {heavy!r} if name in sys.modules]
print("LOADED", loaded, "CODE", code, file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["fact", "North American Palladium", "ceo", "--on", "2012-07-09"],
        ["timeline", "North American Palladium"],
        ["changes", "North American Palladium"],
        ["find", "Palladium"],
        ["tables"],
        ["query", "holder-on-date", "--company", "North American Palladium Ltd.", "--role", "ceo", "--on", "2012-07-09"],
        ["sparql", COUNT],
    ],
    ids=lambda arguments: arguments[0],
)
def test_look_ups_leave_heavy_libraries_out(store: str, arguments: list[str]) -> None:
    code = LIGHT.format(arguments=[*arguments, "--store", store], heavy=HEAVY)
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(CHECKOUT)}, check=False)
    assert "LOADED [] CODE 0" in found.stderr, found.stderr


def test_the_group_also_runs_under_clicks_own_runner(store: str) -> None:
    """For programs that embed the commands."""
    found = CliRunner().invoke(kg_group, ["sparql", COUNT, "-s", store])
    assert found.exit_code == 0
    assert found.stdout == "n\n2\n"
    assert isinstance(kg_group, click.Group)


def test_terms_named_in_these_tests_exist() -> None:
    from kg import terms

    assert NamedNode("https://minekg.example/ns#Document") == terms.MKG_Document
