"""`kg find`, `show`, `fact` and `source` on the small store: what they print, and what they say of names that fit several things or none."""

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import Captured, one_line, run
from small_store import BIGGAR, EXCELL, TEXTS, quads, write_store

from kg.store import StoreWriter

NAP = "https://minekg.example/id/org/north-american-palladium-ltd"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("lookup") / "s"
    write_store(path)
    return str(path)


@pytest.fixture(autouse=True)
def _store_in_environment(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", store)


@pytest.mark.parametrize(
    ("on", "known", "answer", "certainty", "before", "after", "code"),
    [
        ("2005-01-01", None, None, "unknown", None, "2006-02-07", 1),
        ("2006-02-07", None, "James D. Excell", "stated", "2006-02-07", "2006-02-07", 0),
        ("2009-01-01", None, None, "unknown", "2006-02-07", "2012-07-09", 1),
        ("2009-01-01", "2011-12-31", "James D. Excell", "last-known", "2006-02-07", None, 0),
        ("2012-07-09", None, "William J. Biggar", "stated", "2012-07-09", "2012-07-09", 0),
        ("2012-07-19", None, "William J. Biggar", "last-known", "2012-07-09", None, 0),
    ],
)
def test_fact_as_json(
    capsys: Captured, on: str, known: str | None, answer: str | None, certainty: str, before: str | None, after: str | None, code: int
) -> None:
    given = ["fact", "North American Palladium", "ceo", "--on", on, *(["--known", known] if known else []), "-f", "json"]
    found, out, err = run(capsys, *given)
    data = json.loads(out)
    assert (found, err) == (code, "")
    assert (data["answer"], data["certainty"]) == (answer, certainty)
    assert [data[side] and data[side]["date"] for side in ("before", "after")] == [before, after]
    for evidence in filter(None, [data["before"], data["after"], *data["sources"]]):
        key = evidence["document_iri"].rpartition("/")[2]
        assert TEXTS[key][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_fact_for_people(capsys: Captured) -> None:
    code, out, err = run(capsys, "fact", "North American Palladium", "ceo", "--on", "2012-07-19")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "William J. Biggar, President & Chief Executive Officer"
    assert "  certainty  last-known: last evidence 10 days before, no end seen" in lines
    assert "  held       began between 2006-02-07 and 2012-07-09; held until 2012-07-09 at least, no end seen" in lines
    assert "  before     2012-07-09  William J. Biggar (000: 2012-07-09, characters 33–90)" in lines
    assert "             “William J. Biggar, President & Chief Executive Officer”" in lines
    assert "  after      no evidence" in lines


def test_nobody_is_named_where_nothing_is_known(capsys: Captured) -> None:
    code, out, err = run(capsys, "fact", "North American Palladium", "ceo", "--on", "2009-01-01")
    assert (code, err) == (1, "")
    assert out.startswith("unknown\n")
    assert "before     2006-02-07  James D. Excell" in out
    assert "after      2012-07-09  William J. Biggar" in out


def test_without_a_day_today_is_meant(capsys: Captured) -> None:
    code, out, _ = run(capsys, "fact", "North American Palladium", "ceo", "-f", "json")
    assert code == 0
    assert json.loads(out)["age_days"] > 4000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["North American Palladium", "ceo", "--on", "2012-7-9"], "not a day written YYYY-MM-DD"),
        (["North American Palladium", "ceo", "--on", "2012-02-30"], "not a day written YYYY-MM-DD"),
        (["North American Palladium", "ceo", "--known", "20120709"], "not a day written YYYY-MM-DD"),
        (["North American Palladium", "ceo", "--on", "2012-W28-1"], "not a day written YYYY-MM-DD"),
        (["North American Palladium", "flavour"], "flavour"),
        (["North American Palladium"], "missing argument"),
    ],
)
def test_a_question_that_cannot_be_asked_is_one_line(capsys: Captured, arguments: list[str], says: str) -> None:
    code, out, err = run(capsys, "fact", *arguments)
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert says in err


@pytest.mark.parametrize("command", [["fact", "Norht American Paladium", "ceo"], ["show", "Norht American Paladium"]])
def test_an_unknown_name_tells_the_nearest(capsys: Captured, command: list[str]) -> None:
    code, out, err = run(capsys, *command)
    assert (code, out) == (1, "")
    assert one_line(err), err
    assert "did you mean 'North American Palladium Ltd.'?" in err
    code, _, err = run(capsys, command[0], "zzzz", *command[2:])
    assert code == 1
    assert "kg find" in err


def test_a_name_of_several_things_lists_them(capsys: Captured, tmp_path: Path) -> None:
    two = """<graph/doc/0000000000000003> {
      <id/org/harebell-gold-corp> a org:FormalOrganization ; schema:name "Harebell Gold Corp." .
      <id/org/harebell-copper-ltd> a org:FormalOrganization ; schema:name "Harebell Copper Ltd." . }"""
    with StoreWriter(tmp_path / "s", version="0.1.0") as writer:
        writer.add(quads(two))
    for command in (["show", "harebell"], ["fact", "harebell", "ceo"], ["query", "documents-of-company", "--company", "harebell"]):
        code, out, err = run(capsys, *command, "--store", str(tmp_path / "s"))
        assert (code, out) == (2, "")
        first, *candidates = err.splitlines()
        assert first.startswith("kg: 'harebell' may mean 2 things")
        assert {line.split()[-1].rpartition("/")[2] for line in candidates} == {"harebell-gold-corp", "harebell-copper-ltd"}


def test_find(capsys: Captured) -> None:
    code, out, err = run(capsys, "find", "palladium", "-f", "json")
    assert (code, err) == (0, "")
    assert [(hit["kind"], hit["name"], hit["iri"]) for hit in json.loads(out)] == [("company", "North American Palladium Ltd.", NAP)]
    code, out, _ = run(capsys, "find", "palladium", "-f", "table")
    assert out.splitlines()[-1].split()[-1] == "company:north-american-palladium-ltd"
    assert json.loads(run(capsys, "find", "company:north-american-palladium-ltd", "-f", "json")[1])[0]["iri"] == NAP
    assert run(capsys, "find", "palladium", "--kind", "person")[:2] == (1, "kind,name,matched,tickers,iri\n")
    code, out, err = run(capsys, "find", "palladium", "--kind", "planet")
    assert (code, out) == (2, "")
    assert "choose one of company" in err


def test_show(capsys: Captured) -> None:
    code, out, err = run(capsys, "show", NAP)
    assert (code, err) == (0, "")
    rows = [row for row in csv.DictReader(io.StringIO(out)) if row["kind"] == "post"]
    assert [(row["key"], row["value"], row["begin_latest"]) for row in rows] == [
        ("ceo", "James D. Excell", "2006-02-07"),
        ("ceo", "William J. Biggar", "2012-07-09"),
    ]
    code, out, _ = run(capsys, "show", "company:north-american-palladium-ltd", "-f", "table")
    assert code == 0
    assert out.startswith(f"North American Palladium Ltd.  (company)\n{NAP}\n\n")
    assert "2006-02-07..2012-07-09" in out
    code, out, _ = run(capsys, "show", NAP, "-f", "json", "--on", "2013-01-01")
    assert [fact["value"] for fact in json.loads(out)["facts"] if fact["kind"] == "post"] == ["William J. Biggar"]


def test_source(capsys: Captured) -> None:
    code, out, err = run(capsys, "source", f"fact/{BIGGAR}/role/00000000000a")
    assert (code, err) == (0, "")
    assert "characters 33–90" in out
    assert "said »William J. Biggar, President & Chief Executive Officer«. Costs" in out
    code, out, _ = run(capsys, "source", f"https://minekg.example/id/fact/{EXCELL}/role/00000000000a", "-f", "json")
    passage = json.loads(out)["passages"][0]
    assert TEXTS[EXCELL][passage["start"] : passage["end"]] == passage["quote"]
    for fact in ("fact/nope", "zzz", "fact/a b", "", "http://[x"):
        code, out, err = run(capsys, "source", fact)
        assert (code, out) == (2, "")
        assert one_line(err), err
        assert f"{fact}; `kg fact` and" in err


@pytest.mark.parametrize(
    "arguments",
    [["find", "Palladium"], ["show", NAP], ["sparql", "SELECT * { ?s ?p ?o }"], ["sparql", "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"]],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_graph_that_proves_damaged_while_it_is_read_is_one_line(capsys: Captured, tmp_path: Path, arguments: list[str]) -> None:
    write_store(tmp_path / "s")
    for path in tmp_path.glob("s/generation-*/graph/*.sst"):  # their ends stay, so that the graph can be opened
        data = path.read_bytes()
        if len(data) > 4000:
            path.write_bytes(b"\xa5" * 3000 + data[3000:])
    code, out, err = run(capsys, *arguments, "--store", str(tmp_path / "s"))
    assert (code, out) == (2, "")
    assert one_line(err), err
    assert "is damaged (its graph cannot be " in err
    assert "build it again" in err


def test_a_question_takes_an_entity_by_name(capsys: Captured, tmp_path: Path) -> None:
    given = ["query", "holder-on-date", "--role", "ceo", "--on", "2012-07-09", "-f", "json"]
    code, out, err = run(capsys, *given, "--company", "North American Palladium")
    assert (code, err) == (0, "")
    assert json.loads(out)[0]["holder"] == "William J. Biggar"
    assert run(capsys, *given, "--company", NAP) == (0, out, "")
    code, out, err = run(capsys, *given, "--company", "zzzz")
    assert (code, out) == (1, "")
    assert one_line(err), err


def test_findings_are_asked_apart_from_the_facts(capsys: Captured) -> None:
    code, out, err = run(capsys, "query", "findings", "-f", "json")
    assert (code, json.loads(out), err) == (0, [], "")
