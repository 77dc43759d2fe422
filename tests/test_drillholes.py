"""benchmarks/drillholes.py: spans counted, files read, text put together, parts of mentions brought to tokens, and what it prints."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SCRIPT = CHECKOUT / "benchmarks" / "drillholes.py"
CORPUS = CHECKOUT.parent / "shared" / "corpus" / "asx-drillholes" / "train"

REPORT = """tag,sentence
O,Holes
O,at
O,Otter
O,Creek
O,returned
O,:
O,•
B-D,12m
B-E,@
B-P,3.1
I-P,g/t
B-M,gold
B-E,from
B-D,41m
B-H,(
I-H,OCRC014
I-H,)
O,•
B-D,4
I-D,m
B-E,@
B-P,2.3g/tAu
B-E,from
B-D,1
I-D,","
I-D,207m
B-E,in
B-H,OCRC015
O,and

O,Titled
O,"Otter
O,Creek
O,OCRC016
O,was
O,barren.
"""


@pytest.fixture(scope="module")
def drillholes() -> ModuleType:
    spec = importlib.util.spec_from_file_location("drillholes", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "otter.csv"
    path.write_text(REPORT, encoding="utf-8", newline="\r\n")
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHECKOUT, timeout=300)


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("O B-H I-H O", {("H", 1, 3)}),
        ("B-H B-H", {("H", 0, 1), ("H", 1, 2)}),
        ("I-P I-P", {("P", 0, 2)}),  # one that goes on behind nothing begins
        ("B-P I-M I-M", {("P", 0, 1), ("M", 1, 3)}),  # or behind another tag
        ("O O", set()),
        ("", set()),
    ],
)
def test_spans_are_counted_as_seqeval_counts_them(drillholes: ModuleType, tags: str, spans: set[tuple[str, int, int]]) -> None:
    assert drillholes.chunks(tags.split()) == spans


def test_a_file_is_read_row_by_row(drillholes: ModuleType, report: Path) -> None:
    tagged = drillholes.read_file(report)
    comma, titled = tagged.tokens.index(","), tagged.tokens.index("Titled")
    assert tagged.tokens[comma : titled + 3] == (",", "207m", "in", "OCRC015", "and", "Titled", "Otter", "Creek")  # a quote that nothing closes
    assert tagged.tags[comma - 1 : comma + 5] == ("B-D", "I-D", "I-D", "B-E", "B-H", "O")
    assert tagged.ends == {titled}


def test_tokens_become_text_at_known_places(drillholes: ModuleType, report: Path) -> None:
    tagged = drillholes.read_file(report)
    text, starts, ends = drillholes.text_of(tagged)
    assert [text[start:end] for start, end in zip(starts, ends, strict=True)] == list(tagged.tokens)
    assert "Holes at Otter Creek returned:\n• 12m @ 3.1 g/t gold from 41m (OCRC014)\n• 4 m @" in text
    assert "from 1,207m in OCRC015 and" in text


def test_parts_of_mentions_become_spans_of_tokens(drillholes: ModuleType, report: Path) -> None:
    tagged = drillholes.read_file(report)
    words = {(tag, " ".join(tagged.tokens[start:end])) for tag, start, end in drillholes.spans_of(tagged)}
    assert words == {
        *(("D", "12m"), ("P", "3.1 g/t"), ("M", "gold"), ("D", "41m"), ("H", "( OCRC014 )")),
        *(("D", "4 m"), ("P", "2.3g/tAu"), ("D", "1 , 207m"), ("H", "OCRC015"), ("H", "OCRC016")),
    }


def test_a_hole_far_from_every_result_is_not_tagged(drillholes: ModuleType) -> None:
    near = "Hole OCRC021 returned 9 m at 2.2 g/t gold ."
    far = "The rig will move to the northern end of the creek as soon as the ground has dried , and hole OCRC022 will be drilled there ."
    tokens = (*near.split(), *far.split())
    found = drillholes.spans_of(drillholes.Tagged(tokens, ("O",) * len(tokens), frozenset({len(near.split())})))
    assert [" ".join(tokens[start:end]) for tag, start, end in found if tag == "H"] == ["OCRC021"]


def test_the_ends_of_a_range_of_holes_are_tagged(drillholes: ModuleType) -> None:
    told = "The crew has drilled a further thirty holes along the creek since the thaw , all of them reverse circulation ( OCRC031 to OCRC060 ) ."
    tokens = tuple(told.split())
    found = sorted(drillholes.spans_of(drillholes.Tagged(tokens, ("O",) * len(tokens), frozenset())))
    assert [" ".join(tokens[start:end]) for tag, start, end in found] == ["OCRC031", "OCRC060"]


def test_a_hole_is_known_by_what_it_does_and_by_the_letters_of_its_project(drillholes: ModuleType) -> None:
    told = "The intercept in OCDD021 ( 9 m at 2.2 g/t gold ) stays open below OCRC007 , while BKAC3 and BKAC4 were drilled barren near gate FX1204 ."
    tokens = tuple(told.split())
    found = sorted(drillholes.spans_of(drillholes.Tagged(tokens, ("O",) * len(tokens), frozenset())))
    assert [" ".join(tokens[start:end]) for tag, start, end in found if tag == "H"] == ["OCDD021", "OCRC007", "BKAC3", "BKAC4"]


def test_a_hole_right_behind_its_result_has_its_word(drillholes: ModuleType) -> None:
    told = "Returned were 9 m at 2.2 g/t gold from 31 m in hole OCRC021 and 4 m at 3.7 g/t gold in OCRC023 ; hole OCRC025 gave 2 m at 1.4 g/t gold ."
    tokens = tuple(told.split())
    found = sorted(drillholes.spans_of(drillholes.Tagged(tokens, ("O",) * len(tokens), frozenset())))
    assert [" ".join(tokens[start:end]) for tag, start, end in found if tag == "H"] == ["hole OCRC021", "OCRC023", "OCRC025"]


def test_the_rates_are_those_of_the_spans(report: Path) -> None:
    """OCRC016 is found, and not tagged."""
    ran = run(report.parent, "--json")
    assert (ran.returncode, ran.stderr) == (0, "")
    rates = json.loads(ran.stdout)
    assert rates["tags"]["H"] == {"p": pytest.approx(2 / 3), "r": 1.0, "f1": pytest.approx(0.8)}
    assert rates["tags"]["D"] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert rates["micro"] == {"p": pytest.approx(0.9), "r": 1.0, "f1": pytest.approx(18 / 19)}
    assert rates["micro_with_fillers"]["r"] == pytest.approx(9 / 14)
    lines = [line.split() for line in run(report).stdout.splitlines()]
    assert [line[0] for line in lines] == ["tag", "H", "M", "P", "D", "micro", "with"]
    assert lines[1] == ["H", "0.667", "1.000", "0.800", "2", "3", "2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"word,label\nO,Hole\n", "the first row has to be tag,sentence"),
        (b"tag,sentence\nO,Hole\nOCRC014\n", "row 3: 'OCRC014' has no tag"),
        (b"tag,sentence\nhole,Hole\n", "row 2"),
        (b"tag,sentence\nO,\xff\n", "not UTF-8"),
        (b"", "the first row"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    ran = run(path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert str(path) in ran.stderr
    assert message in ran.stderr


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.csv", "no such file or folder"), (tmp_path, "no file that ends in .csv")):
        ran = run(path)
        assert ran.returncode == 2
        assert message in ran.stderr


def test_reports_that_people_have_tagged(drillholes: ModuleType) -> None:
    """On some of the reports that were read while the rules were written, each tag is no worse than the published model's."""
    if not CORPUS.is_dir():
        pytest.skip("the tagged reports (../shared/corpus/asx-drillholes) are not here")
    scores = drillholes.score(sorted(CORPUS.glob("mek_*.csv")) + sorted(CORPUS.glob("kwr_*.csv")))
    rates = {tag: one.rates()["f1"] for tag, one in scores.items() if tag in drillholes.COUNTED}
    assert all(rates[tag] >= least for tag, least in (("H", 0.76), ("M", 0.90), ("P", 0.92), ("D", 0.90))), rates
