"""What is left over of a document, and how much is covered: in the library, in the build and on the command line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from command_line import CHECKOUT, Captured, one_line, run
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.document import Document
from kg.residue import Quote, Residue, Said, of_document, percent
from kg.text.items import Item

EXAMPLES = CHECKOUT / "examples"
RELEASE = """Tamarack Lake Metals Corp. (TSX-V: TLM) reports drilling

Timmins, Ontario, May 6, 2015 - Tamarack Lake Metals Corp. drilled 4,120 metres at its Otter Creek project. Work began on March 2, 2015.

Hole OC-15-07 cut 12.5 metres of 3.4 g/t gold. "The 12.5 metres are a surprise," said Ingrid Solberg, who spent 11 years with Ironbark Ltd.

The samples were sent to Keewatin Labs of Kenora. See Figures 2 and 3 at www.tamaracklake.example or call 807-555-0143.

Hole        From (m)    To (m)    Au (g/t)
OC-15-01        14.0      21.5        1.10
OC-15-02        33.0      35.0        0.80
OC-15-07        50.0      62.5        3.40

Forward-looking statements

This release has forward-looking statements. The Company has no obligation to update 450 of them after December 31, 2015.
"""


def left_over(text: str, *quoted: tuple[str, str], days: frozenset[tuple[str, str]] = frozenset()) -> Residue:
    """The residue of a release of 6 May 2015 of which facts are quoted: kind and words."""
    quotes = tuple(Quote(kind, text.index(words), text.index(words) + len(words)) for kind, words in quoted)
    return of_document(Document.from_text(text), "2015-05-06", Said(quotes, days))


def words(residue: Residue, kind: str) -> list[str]:
    return [item.text for item in residue.items if item.kind == kind]


@pytest.fixture(scope="module")
def bare() -> Residue:
    return left_over(RELEASE)


def test_where_nothing_is_covered_all_is_left_over(bare: Residue) -> None:
    assert words(bare, "figure") == ["4,120 metres", "12.5 metres", "3.4 g/t", "12.5 metres", "11 years"]
    assert words(bare, "date") == ["May 6, 2015", "March 2, 2015"]
    assert {"Ingrid Solberg", "OC-15-07", "Otter Creek", "Ironbark Ltd", "Keewatin Labs of Kenora"} <= set(words(bare, "name"))
    assert (bare.covered, bare.coverage) == (0, 0)


def test_every_item_stands_where_it_says_and_in_its_sentence(bare: Residue) -> None:
    for item in bare.items:
        if item.kind != "table":
            assert " ".join(RELEASE[item.span.start : item.span.end].split()) == item.text
            assert item.text in item.sentence
    assert [item.span.start for item in bare.items] == sorted(item.span.start for item in bare.items)


def test_boilerplate_is_counted_apart(bare: Residue) -> None:
    assert bare.apart == 2  # 450 and December 31, 2015
    assert all("450" not in item.text and "December" not in item.text for item in bare.items)


def test_references_addresses_and_numbers_of_figures_are_nothing(bare: Residue) -> None:
    assert not {"2", "3", "807-555-0143", "555"} & {item.text for item in bare.items}
    assert all("www" not in item.text for item in bare.items)


def test_a_table_not_understood_is_one_item_that_counts_its_figures(bare: Residue) -> None:
    (table,) = (item for item in bare.items if item.kind == "table")
    assert (table.text, table.count) == ("Hole | From (m) | To (m) | Au (g/t)", 9)
    assert bare.total == sum(item.count for item in bare.items)


def test_of_a_table_of_which_something_is_understood_each_figure_is_left_over() -> None:
    row = RELEASE[RELEASE.index("OC-15-01") : RELEASE.index("1.10") + 4]
    residue = left_over(RELEASE, ("intercept", row))
    assert words(residue, "table") == []
    assert words(residue, "figure")[-6:] == ["33.0", "35.0", "0.80", "50.0", "62.5", "3.40"]


def test_a_quote_covers_what_stands_in_it_and_what_repeats_that() -> None:
    residue = left_over(RELEASE, ("intercept", "12.5 metres of 3.4 g/t gold"))
    assert words(residue, "figure") == ["4,120 metres", "11 years"]  # the second 12.5 metres are those of the first


def test_a_figure_in_the_quote_of_a_fact_without_figures_is_left_over() -> None:
    quote = "Ingrid Solberg, who spent 11 years with Ironbark Ltd"
    assert "11 years" in words(left_over(RELEASE, ("role", quote)), "figure")
    assert "11 years" not in words(left_over(RELEASE, ("measurement", quote)), "figure")
    assert not {"Ingrid Solberg", "Ironbark Ltd"} & set(words(left_over(RELEASE, ("role", quote)), "name"))


def test_a_date_that_a_fact_speaks_of_is_covered_without_a_quote() -> None:
    days = frozenset({("2015-03-02", "2015-03-02")})
    assert words(left_over(RELEASE, days=days), "date") == ["May 6, 2015"]


def test_percent_is_rounded_down_so_that_100_means_all() -> None:
    assert [percent(*pair) for pair in ((0, 0), (0, 3), (2, 3), (999, 1000), (4, 4))] == [None, 0, 66, 99, 100]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("aB 1.,-\n\t|%$()KmgtáÉ–"), max_size=300), st.integers(0, 250), st.integers(1, 60))
def test_any_text_has_a_residue_that_quotes_only_shrink(text: str, start: int, length: int) -> None:
    document = Document.from_text(text)
    bare = of_document(document, "2015-05-06", Said())
    quoted = of_document(document, "2015-05-06", Said((Quote("measurement", start, start + length),)))
    assert bare.total == quoted.total
    assert quoted.covered >= bare.covered == 0

    def places(residue: Residue) -> set[tuple[int, int]]:
        return {(item.span.start, item.span.end) for item in residue.items if item.kind != "table"}

    if not any(item.kind == "table" for item in bare.items):
        assert places(quoted) <= places(bare)


# ---- build and command line


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    from kg.build import build

    target = tmp_path_factory.mktemp("residue") / "two.store"
    build([EXAMPLES / "05-tshukudu-sens-board.txt", EXAMPLES / "10-andes-polimetalica-strike.txt"], target)
    return str(target)


def test_the_build_tells_how_much_is_covered(capsys: Captured, tmp_path: Path) -> None:
    arguments = ("build", str(EXAMPLES / "05-tshukudu-sens-board.txt"), "--store", str(tmp_path / "s"))
    _, out, _ = run(capsys, *arguments, "-f", "json")
    coverage = json.loads(out)["coverage"]
    assert 0 < coverage["covered"] <= coverage["items"]
    assert coverage["percent"] == 100 * coverage["covered"] // coverage["items"]
    _, out, _ = run(capsys, *arguments)
    assert f"coverage {coverage['percent']} %: {coverage['covered']} of {coverage['items']} figures, dates and names stand in facts" in out


def test_file_and_store_leave_the_same_over_and_the_overview_counts_it(capsys: Captured, store: str) -> None:
    name = "10-andes-polimetalica-strike"
    code, of_store, err = run(capsys, "residue", name, "--store", store, "-f", "json")
    assert (code, "counted apart" in err) == (0, True)
    code, of_file, _ = run(capsys, "residue", str(EXAMPLES / f"{name}.txt"), "-f", "json")
    assert (code, of_file) == (0, of_store)
    (found,) = json.loads(of_file)
    _, overview, _ = run(capsys, "residue", "--store", store, "-f", "json")
    (line,) = (line for line in json.loads(overview) if line["doc"] == name)
    assert (line["percent"], line["covered"], line["items"]) == (found["coverage"], found["covered"], found["items"])
    assert found["covered"] + sum(item["count"] for item in found["left"]) == found["items"]


def test_all_documents_as_rows(capsys: Captured, store: str) -> None:
    code, out, _ = run(capsys, "residue", "--all", "-q", "--store", store, "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {row["doc"] for row in rows} == {"05-tshukudu-sens-board", "10-andes-polimetalica-strike"}
    for row in rows:
        text = (EXAMPLES / f"{row['doc']}.txt").read_text(encoding="utf-8")
        assert row["kind"] == "table" or " ".join(text[int(row["start"]) : int(row["end"])].split()) == row["text"]


def test_as_a_table_it_is_grouped_by_kind(capsys: Captured, store: str) -> None:
    _, out, _ = run(capsys, "residue", "10-andes-polimetalica-strike", "-q", "--store", store, "-f", "table")
    heads = [line for line in out.splitlines()[1:] if line and not line.startswith(" ")]
    assert heads == [kind for kind in ("figure", "date", "name", "table", "other") if kind in heads]
    assert max(map(len, out.splitlines())) < 160


def test_nothing_left_over_is_told_by_the_exit_code(capsys: Captured, tmp_path: Path) -> None:
    release = tmp_path / "short.txt"
    release.write_text("Toronto, Ontario, May 6, 2015 - Tamarack Lake Metals Corp. (TSX-V: TLM) has no news.\n", encoding="utf-8")
    code, out, err = run(capsys, "residue", str(release), "-f", "csv")
    assert (code, out, err) == (1, "doc,kind,text,count,start,end,sentence\n", "")


def test_failures_are_one_line(capsys: Captured, store: str, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("nothing\n", encoding="utf-8")
    for arguments in (("no-such-document", "--store", store), (str(tmp_path / "empty.txt"),), ("05-tshukudu-sens-board", "--all", "--store", store)):
        code, out, err = run(capsys, "residue", *arguments)
        assert (code, out) == (2, "")
        assert one_line(err)


def test_items_are_values() -> None:
    assert len(set(left_over(RELEASE).items)) == len(left_over(RELEASE).items)
    assert all(isinstance(item, Item) for item in left_over(RELEASE).items)
