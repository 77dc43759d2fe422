"""What holds of every text and every build: quotes are the text at their offsets, nothing raises, and nothing depends on order."""

from __future__ import annotations

import random
import shutil
import signal
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import rdflib
from command_line import spawn
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg import terms
from kg.build import build, read_document
from kg.document import Document
from kg.emit import emit
from kg.export import export
from kg.extract import extract
from kg.ingest import read
from kg.store import Store
from kg.text import reading

CHECKOUT = Path(__file__).resolve().parent.parent
SEEDS = CHECKOUT.parent / "shared" / "seeds"
EXAMPLES = sorted((CHECKOUT / "examples").glob("*.txt"))
FILES = [*EXAMPLES, *sorted(SEEDS.glob("*.txt"))]
SOME = EXAMPLES[::9]  # examples of several layouts, where all would take long

# ---- quotes


def spans(quads: Iterator[Quad]) -> dict[str, dict[str, str]]:
    """The spans of a dataset: IRI -> local name of the property -> value."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate in (terms.NIF_beginIndex, terms.NIF_endIndex, terms.NIF_anchorOf, terms.NIF_referenceContext):
            found[quad.subject.value][quad.predicate.value.rpartition("#")[2]] = quad.object.value  # type: ignore[union-attr]
    return found


def check_spans(store: Store, sources: list[Path]) -> int:
    """Every span of a store holds in the stored document and in the file that it came from, decoded here and not by the package."""
    files = {read(path).key: path.read_bytes().decode("utf-8") for path in sources}
    walked = 0
    for node, span in spans(store.quads()).items():
        key = span["referenceContext"].rpartition("/")[2]
        start, end = int(span["beginIndex"]), int(span["endIndex"])
        assert store.text(key)[start:end] == span["anchorOf"], node
        assert files[key][start:end] == span["anchorOf"], node
        walked += 1
    return walked


def test_every_quote_of_the_examples_is_the_text_at_its_offsets(examples_store: Path) -> None:
    with Store.open(examples_store) as store:
        assert check_spans(store, EXAMPLES) > len(EXAMPLES) * 20


def test_every_quote_of_the_real_releases_is_the_text_at_its_offsets(tmp_path: Path) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the real releases (../shared/seeds) are not here")
    build([SEEDS], tmp_path / "real.store")
    with Store.open(tmp_path / "real.store") as store:
        assert check_spans(store, sorted(SEEDS.glob("*.txt"))) > 4 * 20


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "cp1252"])
def test_offsets_count_characters_of_the_decoded_file(tmp_path: Path, encoding: str, end: str) -> None:
    """Whatever a file's encoding and line ends: its spans are offsets of its characters, a byte-order mark counted as one."""
    source = next(path for path in FILES if "perdu" in path.name).read_text("utf-8")
    text = source.replace("\n", end)
    data = ("\ufeff" if encoding == "utf-16-be" else "").encode(encoding) + text.encode(encoding)
    path = tmp_path / "release.txt"
    path.write_bytes(data)
    document = read(path)
    assert document.text == ("" if encoding in ("utf-8", "cp1252") else "\ufeff") + text
    assert quotes(document) == quotes(Document.from_text(source))


def quotes(document: Document) -> list[str]:
    """What each mention of a document quotes, blanks and line ends aside."""
    extraction = extract(document)
    assert not isinstance(extraction, str), extraction
    return [" ".join(document.quote(mention.span).split()) for mention in extraction.mentions]


# ---- any text at all


@contextmanager
def coming_back() -> Iterator[None]:
    """What has not come back after a time that no text here needs never will: a failure, where there would be a hang."""

    def give_up(*_: object) -> None:
        raise TimeoutError("this text is not read in a minute")

    if not hasattr(signal, "SIGALRM"):  # Windows
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


HEADS = ["", "Vancouver, British Columbia, March 3, 2014 - Harebell Gold Corp. (TSX-V: HBG) ", "March 3, 2014\n\nHarebell Gold Corp.\n\n"]
WORDS = [
    "Mr.", "Mary Q. Wright", "O'Neill", "van der Merwe", "President", "& CEO", "Chief Executive Officer", "and", "of", "the Company",
    "Harebell Gold Corp.", '("Harebell" or the "Company")', "Ltd.", "Inc.", "(TSX:", "TSX-V:", "NYSE", "ASX: HBG)", "HBG", "Offset Zone",
    "Lac des Iles", "mine", "gold", "100%", "51 %", "owned", "Table 1:", "|", "\t", "    ", "\n", "\n\n", "- ", "\u2022", "effective",
    "since 2009", "June 30, 2012", "2012-06-30", "31 February 2013", "&Idquo;", "<sup>", "\u201c", "\u201d", "'s", "\u2019", ",", ".", ";",
    ":", "\u2013", "--", "said", "joint venture", "royalty", "option to earn", "About", "Contact:", "Forward-looking statements",
    "www.x.example", "P.Geo.", "Qualified Person", "formerly", "a subsidiary of", "interim", "appointed", "resigned", "\u00a0", "\ufeff",
]  # fmt: skip
scraps = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
# Runs that make a careless pattern try every way to divide them.
UNITS = [
    "a", "A", " ", "\n", "\t", "1", ",", ".", "-", "A-", "(", ")", "'", '"', "|", "&", "%", "Mr. ", "A. ", "A B ", "of the ", "TSX: ", "(TSX:A) ",
    "and ", "Gold ", "Corp. ", "é", "1,", "Zone ", "\u2019s ",
]  # fmt: skip
runs = st.builds(
    lambda units, count, tail: "".join(units) * count + tail,
    st.lists(st.sampled_from(UNITS), min_size=1, max_size=3),
    st.integers(1, 400),
    st.sampled_from(UNITS),
)
anything = st.one_of(st.text(max_size=400), scraps, runs, st.text(st.characters(categories=("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Po")), max_size=200))


ACCIDENTS = ["\x00", "\ufffd", "(", '"', "\n", "\r", "\u2028", " " * 50, "&#0;", "&#x110000;", "<br>", "\U0001f600", "*" * 9]


def mutated(text: str, random: random.Random) -> str:
    """A release after a few accidents: characters put in, cuts, lines doubled, moved, joined, or shouted."""
    for _ in range(random.randint(1, 8)):
        start = random.randrange(len(text) + 1)
        end = min(len(text), start + random.randrange(200))
        part = text[start:end]
        text = random.choice(
            [
                text[:start] + random.choice(ACCIDENTS) + text[start:],
                text[:start] + text[end:],
                text[:end] + part + text[end:],
                text[:start] + part.upper() + text[end:],
                text[:start] + part.replace("\n", " ") + text[end:],
                text[:start] + part[::-1] + text[end:],
                text[end:] + part + text[:start],
            ]
        )
    return text


mutants = st.builds(mutated, st.sampled_from([path.read_text("utf-8") for path in FILES]), st.randoms(use_true_random=False))


def check(text: str) -> None:
    """Any text can be read, and gives facts with quotes, quads that can be written and read, or a reason for having none."""
    document = Document.from_text(text)
    with coming_back():
        read_text = reading.read(document)
        extraction = extract(document)
    assert all(0 <= block.start < block.end <= len(read_text.text) for block in read_text.blocks)
    if isinstance(extraction, str):
        assert extraction
        return
    for mention in extraction.mentions:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert document.quote(mention.span) == text[mention.span.start : mention.span.end]
    quads = emit(document, extraction.published, extraction.mentions, "0")
    for span in spans(iter(quads)).values():
        assert text[int(span["beginIndex"]) : int(span["endIndex"])] == span["anchorOf"]
    data = serialize(quads, format=RdfFormat.N_QUADS)
    assert set(parse(data, format=RdfFormat.N_QUADS)) == set(quads)


@given(st.builds("{}{}{}".format, anything, st.sampled_from(HEADS), anything))
def test_no_text_is_refused_with_an_exception(text: str) -> None:
    check(text)


@given(mutants)
def test_no_mutilated_release_is_refused_with_an_exception(text: str) -> None:
    check(text)


@pytest.mark.parametrize("unit", UNITS)
def test_long_runs_of_anything_are_read(unit: str) -> None:
    """One line of some thousand characters, after a head and alone: a pattern that tries all divisions would not come back."""
    run = unit * (4000 // len(unit))
    for head in HEADS:
        check(f"{head}{run}.")
        check(f"Whitehorse, {run[:100]}; {head}")


@pytest.mark.parametrize("path", SOME, ids=[path.stem for path in SOME])
def test_a_release_on_one_line_is_read(path: Path) -> None:
    check(" ".join(path.read_text("utf-8").split()) * 3)


@given(mutants)
def test_what_is_kept_of_any_release_can_be_stored(text: str) -> None:
    """After validation, too, what a build keeps and what it sets apart are quads."""
    with coming_back():
        one = read_document(Document.from_text(text))
    assert one.reason or one.entry
    for data in (one.quads, one.quarantine):
        list(parse(data, format=RdfFormat.N_QUADS))


# ---- builds


def master(store: Path) -> bytes:
    """The sorted N-Quads of a store."""
    with Store.open(store) as opened:
        return opened.dataset.read_bytes()


def test_order_jobs_and_hash_seed_leave_the_bytes_alone(examples_store: Path, tmp_path: Path) -> None:
    expected = master(examples_store)
    assert expected.splitlines() == sorted(expected.splitlines())
    shuffled = [*EXAMPLES]
    random.Random(7).shuffle(shuffled)
    for seed, jobs, paths in (("1", "1", shuffled), ("2", "2", EXAMPLES[::-1]), ("3", "3", [CHECKOUT / "examples"])):
        store = str(tmp_path / f"{seed}.store")
        environment = {"PYTHONHASHSEED": seed}
        built = spawn("build", *map(str, paths), "--jobs", jobs, "-q", "--store", store, env=environment)
        assert (built.returncode, built.stderr) == (0, "")
        exported = spawn("export", "nq", "-q", "-o", str(tmp_path / "out.nq"), "--store", store, env=environment)
        assert (exported.returncode, exported.stderr) == (0, "")
        assert (tmp_path / "out.nq").read_bytes() == expected


def test_the_folder_of_the_files_leaves_the_bytes_alone(examples_store: Path, tmp_path: Path) -> None:
    for number, path in enumerate(EXAMPLES):
        (tmp_path / str(number)).mkdir()
        shutil.copy(path, tmp_path / str(number))
    build([tmp_path], tmp_path / "x.store")
    assert master(tmp_path / "x.store") == master(examples_store)


def test_removing_a_document_gives_the_graph_that_never_saw_it(tmp_path: Path) -> None:
    for folder, files in (("all", SOME), ("fewer", [*SOME[:2], *SOME[3:]])):
        (tmp_path / folder).mkdir()
        for path in files:
            shutil.copy(path, tmp_path / folder)
    never, once = tmp_path / "never.store", tmp_path / "once.store"
    build([tmp_path / "fewer"], never)
    build([tmp_path / "all"], once)
    with_it = master(once)
    (tmp_path / "all" / SOME[2].name).unlink()
    build([tmp_path / "all"], once)
    assert master(once) == master(never)
    own = read(SOME[2]).key.encode()
    assert own in with_it
    assert own not in master(once)


def test_the_graphs_of_a_document_depend_on_nothing_else(examples_store: Path) -> None:
    """A document's own two graphs in the store of all are those that it gives alone."""
    with Store.open(examples_store) as store:
        stored: dict[str, set[Quad]] = defaultdict(set)
        for quad in store.quads():
            if (isinstance(quad.graph_name, NamedNode) and "/graph/doc/" in quad.graph_name.value + "/") or "/graph/prov/" in str(quad.graph_name):
                stored[quad.graph_name.value.rpartition("/")[2]].add(quad)  # type: ignore[union-attr]
    for path in SOME:
        document = read(path)
        assert set(parse(read_document(document).quads, format=RdfFormat.N_QUADS)) == stored[document.key]


OXIGRAPH = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE, "jsonld": RdfFormat.JSON_LD}
RDFLIB = {"nq": "nquads", "trig": "trig", "ttl": "turtle", "jsonld": "json-ld"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a few examples."""
    store = tmp_path_factory.mktemp("small") / "small.store"
    build(SOME[:2], store)
    return store


@pytest.mark.parametrize("format", OXIGRAPH)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_parsing_what_was_serialised_gives_the_graph(small: Path, tmp_path: Path, format: str) -> None:
    with Store.open(small) as store:
        quads = set(store.quads())
        export(store, format, str(tmp_path / "out"))
    data = (tmp_path / "out").read_bytes()
    expected = {quad.triple for quad in quads} if format == "ttl" else quads
    assert {found if isinstance(found, Triple) or format != "ttl" else found.triple for found in parse(data, format=OXIGRAPH[format])} == expected
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=RDFLIB[format])
    assert len(set(dataset.triples((None, None, None))) if format == "ttl" else set(dataset.quads())) == len(expected)
