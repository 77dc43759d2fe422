"""What is one thing, as known when: rules on hand-made documents, days, order, the curated file, reference data, and the commands."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import terms
from kg.build import build
from kg.identity import END, Identity, Record, iri, person_key, slug
from kg.identity.curated import CuratedError, Table
from kg.identity.external import Reference, UnusableTable
from kg.identity.links import Given, identify, resolve
from kg.identity.replay import Doubt
from kg.identity.told import Told
from kg.lookup.sameness import explain, identities
from kg.rebuild import rebuild, remove
from kg.store import Store
from kg.text.names import same_person
from kg.validate import check_graph, default_rules
from tests.command_line import run
from tests.releases_told import Document

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "corpus" / "identity.yaml").read_text("utf-8"))
_ENTITIES = ("org", "person", "site", "facility", "zone")


def documents(case: dict[str, Any]) -> list[Told]:
    """The documents of a case."""
    return [_document(number, one) for number, one in enumerate(case["documents"])]


def _document(number: int, one: dict[str, Any]) -> Told:
    assert set(one) <= {"day", "issuer", "names", "says", "holds", "renames", "plans"}
    document = Document(f"{number:016}", str(one["day"]))
    if "issuer" in one:
        document.issuer(one["issuer"])
    for path, name in one.get("names", {}).items():
        document.name(path, name)
    for said in one.get("says", ()):
        document.says(*said)
    for held in one.get("holds", ()):
        document.holds(*held)
    for change in one.get("renames", ()):
        document.renames(*change)
    for change in one.get("plans", ()):
        document.renames(*change, planned=True)
    return document.told()


def on_day(records: Iterable[Record], day: str) -> dict[str, str]:
    """What each variant is on a day, by paths."""
    found = [(r.variant.removeprefix(terms.ID), r.canonical.removeprefix(terms.ID)) for r in records if r.known_from <= day < r.known_until]
    assert len(found) == len(dict(found)), "two canonical IRIs on one day"
    links = dict(found)
    assert not set(links) & set(links.values()), "a chain"
    return links


def entities(links: dict[str, str]) -> dict[str, str]:
    return {variant: canonical for variant, canonical in links.items() if variant.partition("/")[0] in _ENTITIES}


def doubted(doubts: Iterable[Doubt], kind: str, day: str = "9999-12-30") -> list[list[str]]:
    held = [doubt for doubt in doubts if doubt.kind == kind and doubt.known_from <= day < doubt.known_until]
    return sorted([doubt.one.removeprefix(terms.ID), doubt.other.removeprefix(terms.ID), doubt.basis] for doubt in held)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_what_is_one_thing(case: dict[str, Any]) -> None:
    assert set(case) <= {"case", "documents", "same", "candidates", "conflicts", "known", "slots"}
    records, doubts = resolve(documents(case))
    last = on_day(records, "9999-12-30")
    assert entities(last) == case["same"]
    assert doubted(doubts, "candidate") == sorted(case.get("candidates", []))
    assert doubted(doubts, "conflict") == sorted(case.get("conflicts", []))
    for slot, canonical in case.get("slots", {}).items():
        assert last[slot] == canonical
    for day, links in case.get("known", {}).items():
        assert entities(on_day(records, str(day))) == links, day
    assert all(record.evidence and record.known_from < record.known_until for record in records)


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_no_day_sees_later_documents(case: dict[str, Any]) -> None:
    """The records of the documents until a day are those of all documents, cut off at that day."""
    told = documents(case)
    records, doubts = resolve(told)
    for day in sorted({document.published for document in told}):
        seen = resolve([document for document in told if document.published <= day])
        assert seen[0] == sorted(_clipped(record, day) for record in records if record.known_from <= day)
        assert seen[1] == sorted(_clipped(doubt, day) for doubt in doubts if doubt.known_from <= day)


def _clipped(one: Any, day: str) -> Any:
    return one if one.known_until <= day else replace(one, known_until=END)


# Documents of all cases together: what hangs together by chance, too.
EVERYTHING = [(str(number), one) for number, case in enumerate(CASES) for one in documents(case)]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(EVERYTHING), max_size=12, unique_by=lambda pair: id(pair[1])), st.randoms(use_true_random=False))
def test_order_of_the_documents_does_not_matter(chosen: list[tuple[str, Told]], random: Any) -> None:
    told = [document for _, document in chosen]
    shuffled = random.sample(told, len(told))
    assert identify(told).quads == identify(shuffled).quads
    records, doubts = resolve(told)
    days = sorted({document.published for document in told})
    for day in days[:3]:
        on_day(records, day)
        before = resolve([document for document in shuffled if document.published <= day])
        assert before[0] == sorted(_clipped(record, day) for record in records if record.known_from <= day)
        assert before[1] == sorted(_clipped(doubt, day) for doubt in doubts if doubt.known_from <= day)


COMPANIES = {f"org/{slug(f'{stem} {form}')}": f"{stem} {form}".strip() for stem in ("Alder", "Birch", "Cedar") for form in ("", "Ltd", "Inc")}
PEOPLE = {"smith-john": "John Smith", "smith-j": "J. Smith", "smith-james": "James Smith", "smith-john-jr": "John Smith Jr."}
SITES = {"site/lac-aux-sables": "Lac aux Sables", "site/las": "LAS", "site/mt-ansel": "Mt. Ansel", "site/mount-ansel": "Mount Ansel"}
_company, _day = st.sampled_from(sorted(COMPANIES)), st.integers(1, 28).map(lambda day: f"2010-05-{day:02}")


@st.composite
def any_document(draw: st.DrawFn) -> Document:
    """A document of anything that may be said of a few companies, people, sites and zones."""
    document = Document(f"{draw(st.integers(0, 10**15)):016}", draw(_day))
    here = draw(st.lists(_company, min_size=1, max_size=3, unique=True))
    for company in here:
        document.name(company, COMPANIES[company])
    one, other = here[0], COMPANIES[draw(_company)]
    owner = one.partition("/")[2]
    if draw(st.booleans()):
        document.issuer(one)
    for what in draw(st.lists(st.sampled_from(("former", "alias", "plan", "ticker", "parent", "person", "site", "zone")), max_size=3)):
        if what in ("former", "alias"):
            document.says(one, what, other)
        elif what == "plan":
            document.renames(one, COMPANIES[one], other, planned=draw(st.booleans()))
        elif what == "ticker":
            document.holds(f"listing/{owner}/XASX", one, f"ticker/XASX/{draw(st.sampled_from('AB'))}")
        elif what == "parent":
            document.says(one, "parent", draw(_company))
        elif what == "person":
            key = draw(st.sampled_from(sorted(PEOPLE)))
            of = draw(_company)
            document.name(f"person/{owner}/{key}", PEOPLE[key]).holds(f"post/{of.partition('/')[2]}/ceo", of, f"person/{owner}/{key}")
        else:
            site = draw(st.sampled_from(sorted(SITES)))
            slot = f"interest/{site.partition('/')[2]}/owner"
            document.name(site, SITES[site]).holds(slot, site, one).says(site, "place", draw(st.sampled_from(("place/ontario", "place/peru"))))
            if site == "site/lac-aux-sables":
                document.says(site, "alias", "LAS")
            if what == "zone":
                within = draw(st.sampled_from((site, one)))
                name = draw(st.sampled_from(("offset", "offset-zone", "offset-vein")))
                zone = f"zone/{within.partition('/')[2]}/{name}"
                document.name(zone, name.replace("-", " ").title())
                if within == site:
                    document.says(zone, "within", site)
    return document


@settings(max_examples=60, deadline=None)
@given(st.lists(any_document(), max_size=9, unique_by=lambda document: document.key), st.randoms(use_true_random=False))
def test_whatever_documents_say_the_links_hold_together(said: list[Document], random: Any) -> None:
    """One canonical IRI a day and no chain; no order of documents and no later document matters; and the graph keeps to its shapes."""
    told = [document.told() for document in said]
    records, doubts = resolve(random.sample(told, len(told)))
    assert (records, doubts) == resolve(told)
    for day in sorted({document.published for document in told}):
        on_day(records, day)
        before = resolve([document for document in told if document.published <= day])
        assert before[0] == sorted(_clipped(record, day) for record in records if record.known_from <= day)
        assert before[1] == sorted(_clipped(doubt, day) for doubt in doubts if doubt.known_from <= day)
    graph = ox.Store()
    graph.extend(identify(told).quads)
    assert not check_graph(graph, default_rules())


def test_reading_the_graph_gives_what_was_written() -> None:
    told = documents(next(case for case in CASES if case["case"].startswith("a chain of names")))
    graph = ox.Store()
    graph.extend(identify(told).quads)
    identity = Identity.read(graph)
    old, middle, new = (f"{terms.ID}org/{name}" for name in ("alder-mines-ltd", "birch-gold-inc", "cedar-copper-corp"))
    assert list(identity.all_records()) == resolve(told)[0]
    assert [identity.canonical(old, day and date.fromisoformat(day)) for day in ("2008-01-31", "2008-02-01", "2012-06-01", None)] == [
        old,
        middle,
        new,
        new,
    ]
    assert identity.members(old, date(2008, 1, 31)) == (old,)
    assert identity.members(old, date(2009, 1, 1)) == identity.members(middle, date(2009, 1, 1)) == (old, middle)
    assert identity.members(middle) == identity.members(new) == (old, middle, new)
    replaced = {quad.subject.value for quad in graph.quads_for_pattern(None, terms.DCTERMS_isReplacedBy, ox.NamedNode(new))}
    assert replaced == {old, middle}


# ---- names


def test_father_and_son_are_two() -> None:
    assert person_key("John Smith Sr.") == "smith-john-sr"
    assert person_key("Mr. John A. Smith, Jr.") == "smith-john-jr"
    assert person_key("JOHN SMITH III") == "smith-john-iii"
    assert person_key("John Smith") == person_key("John Q. Smith, P.Eng.") == "smith-john"
    assert not same_person("John Smith Sr.", "John Smith Jr.")
    assert same_person("John Smith", "John Smith Jr.")


# ---- the curated file

SAME = '[[same]]\nentities = ["company:alder-mines-ltd", "company:birch-gold-inc"]\nkeep = "company:birch-gold-inc"\nnote = "A letter of 2009"\n'
REFUSED = {
    "no TOML": ("[[same", "no TOML"),
    "unknown table": ('[[merge]]\nnote = "x"\n', "'merge' is no table"),
    "no list of tables": ('same = "x"\n', "'same' is no table"),
    "unknown key": (SAME + "why = 1\n", "[[same]] 1 (line 1): unknown key 'why'"),
    "no note": (SAME.replace('note = "A letter of 2009"', ""), "note = a text is missing"),
    "empty note": (SAME.replace("A letter of 2009", " "), "note = a text is missing"),
    "source": (SAME + "source = 1\n", "source is no text"),
    "one entity": (SAME.replace('"company:alder-mines-ltd", ', ""), "at least two"),
    "two kinds": (SAME.replace("company:alder-mines-ltd", "site:alder"), "of one kind"),
    "unknown kind": (SAME.replace("company:alder", "mine:alder"), "'mine:alder-mines-ltd' is none of"),
    "no slug": (SAME.replace("company:alder-mines-ltd", "company:Alder Mines"), "is none of"),
    "no keep": (SAME.replace('keep = "company:birch-gold-inc"\n', ""), "keep = a CURIE"),
    "keep another": (SAME.replace('keep = "company:birch-gold-inc"', 'keep = "company:cedar-corp"'), "is none of the entities"),
    "circle": (SAME + SAME.replace('keep = "company:birch-gold-inc"', 'keep = "company:alder-mines-ltd"'), "a circle of [[same]]"),
    "two keeps": (SAME + SAME.replace("birch-gold-inc", "cedar-corp"), "is to become company:cedar-corp and company:birch-gold-inc"),
    "same and different": (
        SAME + '\n[[different]]\nentities = ["company:alder-mines-ltd", "company:birch-gold-inc"]\nnote = "x"\n',
        "[[different]] 1 (line 6): two of these are the same",
    ),
    "split of a company": ('[[different]]\nentity = "company:a"\nof = ["company:b", "company:c"]\nnote = "x"\n', "to split a name"),
    "split by sites": ('[[different]]\nentity = "site:a"\nof = ["site:b", "site:c"]\nnote = "x"\n', "to split a name"),
    "of without entity": ('[[different]]\nentities = ["site:a", "site:b"]\nof = ["site:b", "site:c"]\nnote = "x"\n', "'of' goes with 'entity'"),
    "split twice": ('[[different]]\nentity = "site:a"\nof = ["company:b", "company:c"]\nnote = "x"\n' * 2, "decide once"),
    "two names": ('[[name]]\nentity = "site:a"\nname = "A"\nnote = "x"\n' * 2, "has a name already"),
    "no name": ('[[name]]\nentity = "site:a"\nnote = "x"\n', "name = a text is missing"),
}


@pytest.mark.parametrize(("content", "message"), REFUSED.values(), ids=REFUSED)
def test_a_wrong_curated_file_is_told_in_one_line(content: str, message: str) -> None:
    with pytest.raises(CuratedError) as caught:
        Table.parse("decisions.toml", content)
    assert message in str(caught.value)
    assert str(caught.value).startswith("decisions.toml")
    assert "\n" not in str(caught.value)


def test_a_curated_table_renames_what_depends_on_a_company() -> None:
    jane = "person:birch-gold-inc/roe-jane"
    more = f'[[same]]\nentities = ["person:alder-mines-ltd/roe-j", "{jane}"]\nkeep = "{jane}"\nnote = "x"\n'
    split = '[[different]]\nentity = "site:bluebell"\nof = ["company:cedar-corp", "company:alder-mines-ltd"]\nnote = "x"\n'
    table = Table.parse("d.toml", SAME + more + split)
    rename = table.rename("org/alder-mines-ltd")
    assert rename("org/alder-mines-ltd") == "org/birch-gold-inc"
    assert rename("org/cedar-corp") == "org/cedar-corp"
    assert rename("person/birch-gold-inc/roe-j") == "person/birch-gold-inc/roe-jane"
    assert rename("site/bluebell") == "site/bluebell-birch-gold-inc"
    assert table.rename("org/cedar-corp")("site/bluebell") == "site/bluebell"
    assert Table().rename("org/alder-mines-ltd")("org/alder-mines-ltd") == "org/alder-mines-ltd"
    from kg.facts import Company, Concept, InterestSlot, Person, Post, Site, Zone

    alder, bluebell = Company("Alder Mines Ltd."), Site("Bluebell", "mine")
    paths = [
        iri(node, rename).value.removeprefix(terms.ID)
        for node in (
            Person("J. Roe", alder),
            Post(alder, Concept("role", "ceo"), True),
            InterestSlot(bluebell, Concept("relation", "owner")),
            Zone("Offset Zone", bluebell),
            Zone("Offset Zone", alder),
        )
    ]
    assert paths == [
        "person/birch-gold-inc/roe-jane",
        "post/birch-gold-inc/ceo",
        "interest/bluebell-birch-gold-inc/owner",
        "zone/bluebell-birch-gold-inc/offset-zone",
        "zone/birch-gold-inc/offset-zone",
    ]


def test_what_is_decided_to_be_different_is_neither_linked_nor_doubted() -> None:
    apart = '[[different]]\nentities = ["company:copperline-gold", "company:copperline-gold-ltd"]\nnote = "Two firms"\n'
    told = documents(CASES[0])
    records, doubts = resolve(told, Table.parse("d.toml", apart))
    assert (records, doubts) == ([], [])


def test_people_decided_to_be_two_stay_two_under_a_new_name_of_their_company() -> None:
    said = [
        Document("1", "2008-02-01").name("org/alder-ltd", "Alder Ltd").name("person/alder-ltd/smith-john", "John Smith"),
        Document("2", "2009-02-01").name("person/birch-inc/smith-john", "John Smith").name("person/birch-inc/smith-j", "J. Smith"),
        Document("3", "2010-02-01").name("org/birch-inc", "Birch Inc").says("org/birch-inc", "former", "Alder Ltd"),
    ]
    apart = '[[different]]\nentities = ["person:alder-ltd/smith-john", "person:birch-inc/smith-john"]\nnote = "Uncle and nephew"\n'
    told = [document.told() for document in said]
    records, doubts = resolve(told, Table.parse("d.toml", apart))
    assert on_day(records, "2011-01-01") == {"org/alder-ltd": "org/birch-inc"}
    assert doubted(doubts, "candidate", "2011-01-01") == [["person/birch-inc/smith-j", "person/birch-inc/smith-john", "initials"]]
    records, _ = resolve(told)
    assert on_day(records, "2011-01-01")["person/alder-ltd/smith-john"] == "person/birch-inc/smith-john"


def test_a_decision_and_what_documents_show_make_no_chain() -> None:
    """What the file merges into an old name leads on to the new name from the day on which a document tells it."""
    merge = '[[same]]\nentities = ["company:alder-syndicate", "company:alder-mines-ltd"]\nkeep = "company:alder-mines-ltd"\nnote = "One firm"\n'
    case = next(case for case in CASES if case["case"].startswith("a chain of names"))
    records, _ = resolve(documents(case), Table.parse("d.toml", merge))
    links = {day: on_day(records, day).get("org/alder-syndicate") for day in ("2003-01-01", "2008-02-01", "2012-06-01")}
    assert links == {"2003-01-01": "org/alder-mines-ltd", "2008-02-01": "org/birch-gold-inc", "2012-06-01": "org/cedar-copper-corp"}


# ---- stores and commands

OLD = """Alder Ridge Mines Ltd. Reports Results

VANCOUVER, BC -- (Marketwire - {day}) - Alder Ridge Mines Ltd. (TSX VENTURE: ARM) today reported results of the Bluebell project in Nevada.
Jane Roe is President and Chief Executive Officer of Alder Ridge Mines Ltd. The Company owns 100% of the Bluebell project.
"""
NEW = """Solara Copper Corp. Begins Drilling

VANCOUVER, BC -- (Marketwire - {day}) - Solara Copper Corp. (formerly Alder Ridge Mines Ltd.) (TSX VENTURE: SOL) today began drilling.
"We are pleased," said Jane Roe, President and Chief Executive Officer of Solara Copper Corp.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two releases of one company under two names."""
    folder = tmp_path_factory.mktemp("releases")
    (folder / "old.txt").write_text(OLD.format(day="March 3, 2010"), encoding="utf-8")
    (folder / "new.txt").write_text(NEW.format(day="June 6, 2012"), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stores") / "plain"
    build([folder], path)
    return path


ALDER, SOLARA = f"{terms.ID}org/alder-ridge-mines-ltd", f"{terms.ID}org/solara-copper-corp"


def dataset(path: Path) -> bytes:
    with Store.open(path) as store:
        return store.dataset.read_bytes()


def test_a_build_links_the_old_name_to_the_new(store: Path) -> None:
    with Store.open(store) as opened:
        identity = Identity.read(opened.graph)
        assert identity.canonical(ALDER, date(2012, 6, 5)) == ALDER
        assert identity.canonical(ALDER, date(2012, 6, 6)) == identity.canonical(ALDER) == SOLARA
        assert identity.canonical(f"{terms.ID}person/alder-ridge-mines-ltd/roe-jane") == f"{terms.ID}person/solara-copper-corp/roe-jane"
        assert identity.canonical(f"{terms.ID}post/alder-ridge-mines-ltd/ceo") == f"{terms.ID}post/solara-copper-corp/ceo"
        assert [(entry.what, entry.one, entry.other) for entry in identities(opened.graph)] == [("same", ALDER, SOLARA)]
        found = explain(opened.graph, ALDER, SOLARA)
        assert found.same
        assert "bore the other's name before" in found.reason
        assert "Alder Ridge Mines Ltd" in " ".join(voice.quote for voice in found.entries[0].pro)
        before = explain(opened.graph, ALDER, SOLARA, date(2011, 1, 1))
        assert (before.same, before.canonical) == (False, None)
        assert "no document gives them" in before.reason


DECISIONS = """
[[same]]
entities = ["company:alder-ridge-mines-ltd", "company:solara-copper-corp"]
keep = "company:alder-ridge-mines-ltd"
note = "The register has one number for both"
source = "https://register.example/123"

[[name]]
entity = "company:alder-ridge-mines-ltd"
name = "Alder Ridge"
note = "As the register has it"

[[different]]
entities = ["site:bluebell", "site:nowhere"]
note = "A warning only"
"""


def test_a_curated_file_rewrites_and_is_gone_without_it(folder: Path, store: Path, tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    file.write_text(DECISIONS, encoding="utf-8")
    curated = tmp_path / "curated"
    report = build([folder], curated, identity=file, jobs=2)
    assert report.unnamed == ("site:nowhere",)
    with Store.open(curated) as opened:
        graph = opened.graph
        facts = [quad for quad in graph.quads_for_pattern(None, None, ox.NamedNode(SOLARA)) if "/doc/" in str(quad.graph_name)]
        assert facts == []
        holders = {q.object.value for q in graph.quads_for_pattern(None, terms.MKG_filler, None) if "/person/" in str(q.object)}
        assert holders == {f"{terms.ID}person/alder-ridge-mines-ltd/roe-jane"}
        assert {q.object.value for q in graph.quads_for_pattern(ox.NamedNode(SOLARA), terms.DCTERMS_isReplacedBy, None)} == {ALDER}
        assert {q.object.value for q in graph.quads_for_pattern(ox.NamedNode(ALDER), terms.SKOS_prefLabel, None)} == {"Alder Ridge"}
        assert Identity.read(graph).canonical(SOLARA) == ALDER
        found = explain(graph, SOLARA, ALDER)
        assert found.same
        assert {voice.quote for entry in found.entries for voice in entry.pro} >= {"The register has one number for both"}
    build([folder], curated)
    assert dataset(curated) == dataset(store)


def test_removing_a_document_keeps_what_was_given(folder: Path, tmp_path: Path) -> None:
    file, table = tmp_path / "decisions.toml", tmp_path / "reference.csv"
    file.write_text(DECISIONS, encoding="utf-8")
    table.write_text("name,cik\nAlder Ridge Mines Limited,887701\n", encoding="utf-8")
    both, one = tmp_path / "both", tmp_path / "one"
    build([folder], both, identity=file)
    build([folder / "old.txt"], one, identity=file)
    for path in (both, one):
        rebuild(path, lambda store: (), lambda given: replace(given, reference=Reference.read(table)))
    remove(both, ["new"])
    assert dataset(both) == dataset(one)
    assert b'"cik:0000887701"' in dataset(one)


def test_a_split_gives_each_company_its_site(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(OLD.format(day="March 3, 2010"), encoding="utf-8")
    other = OLD.format(day="May 4, 2010").replace("Alder Ridge Mines Ltd.", "Bexley Gold Inc.").replace("ARM", "BXG")
    (folder / "b.txt").write_text(other, encoding="utf-8")
    file = tmp_path / "decisions.toml"
    split = '[[different]]\nentity = "site:bluebell"\nof = ["company:alder-ridge-mines-ltd", "company:bexley-gold-inc"]\nnote = "Two places"\n'
    file.write_text(split, encoding="utf-8")
    build([folder], tmp_path / "s", identity=file)
    with Store.open(tmp_path / "s") as opened:
        slots = {q.subject.value.removeprefix(terms.ID) for q in opened.graph.quads_for_pattern(None, terms.RDF_type, terms.MKG_InterestSlot)}
    assert slots == {"interest/bluebell/owner", "interest/bluebell-bexley-gold-inc/owner"}


def test_commands(store: Path, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "identity", "--store", str(store), "-f", "json")
    assert (code, err) == (0, "")
    assert [(entry["what"], entry["basis"], entry["known_from"]) for entry in json.loads(out)] == [("same", "former-name", "2012-06-06")]
    code, out, _ = run(capsys, "identity", "--store", str(store), "--known", "2011-01-01", "-f", "json")
    assert (code, json.loads(out)) == (0, [])
    code, out, _ = run(capsys, "identity", "--store", str(store), "-f", "csv")
    assert out.splitlines()[1].startswith(f"same,{ALDER},")
    pair = ("company:alder-ridge-mines-ltd", "company:solara-copper-corp")
    code, out, _ = run(capsys, "identity", "--store", str(store), "--explain", *pair, "-f", "table")
    assert (code, out.splitlines()[0]) == (0, "the same: company:solara-copper-corp")
    code, out, _ = run(capsys, "identity", "--store", str(store), "--explain", *pair, "--known", "2011-01-01", "-f", "json")
    assert (code, json.loads(out)["same"]) == (1, False)
    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[[same]]\n", encoding="utf-8")
    code, _, err = run(capsys, "build", str(folder), "--identity", str(wrong), "--store", str(tmp_path / "never"))
    assert (code, err) == (2, "kg: wrong.toml, [[same]] 1 (line 1): note = a text is missing\n")
    assert not (tmp_path / "never").exists()


# ---- reference data

TABLE = """name,alias,lei,isin,cik,wikidata,ticker
Solara Copper Corporation,,,CA0000000000,,,
Alder Ridge Mines Limited,,,US0378331005,320193,Q312,TSX VENTURE:ARM
Nobody Mines Inc.,,,,17,,
Solara Copper,,,,,Q1 ,
,,,,,,
"""


def test_rows_of_reference_data_are_matched_or_told_why_not(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, table = tmp_path / "s", tmp_path / "reference.csv"
    build([folder], path)
    plain = dataset(path)
    table.write_text(TABLE, encoding="utf-8")
    code, out, err = run(capsys, "link", "--reference", str(table), "--store", str(path), "-f", "json")
    assert (code, err) == (1, "kg: reference.csv: 0 matched, 2 ambiguous, 1 unmatched, 1 invalid\n")
    rows = {row["name"]: row for row in json.loads(out)}
    assert rows["Solara Copper Corporation"]["status"] == "invalid"
    assert "ISIN CA0000000000" in rows["Solara Copper Corporation"]["why"]
    assert rows["Nobody Mines Inc."]["status"] == "unmatched"
    # Both names are one company by the former name, so that two rows mean it: neither is taken.
    assert {rows[name]["status"] for name in ("Alder Ridge Mines Limited", "Solara Copper")} == {"ambiguous"}
    table.write_text("\n".join([*TABLE.splitlines()[:1], *TABLE.splitlines()[2:4]]) + "\n", encoding="utf-8")
    code, out, _ = run(capsys, "link", "--reference", str(table), "--store", str(path), "-f", "json")
    assert code == 0
    graph = dataset(path)
    subject = f"<{SOLARA}> ".encode()
    told = {line[len(subject) :].partition(b" <https://minekg.example/graph/")[0] for line in graph.splitlines() if line.startswith(subject)}
    assert b'<https://schema.org/identifier> "isin:US0378331005"' in told
    assert b'<https://schema.org/identifier> "cik:0000320193"' in told
    assert b"<https://schema.org/sameAs> <http://www.wikidata.org/entity/Q312>" in told
    table.write_text("name,cik\nNobody Mines Inc.,5\n", encoding="utf-8")
    assert run(capsys, "link", "--reference", str(table), "--store", str(path))[0] == 1
    assert b"isin:" not in dataset(path)
    build([folder], path)
    assert dataset(path) == plain


def test_check_digits() -> None:
    rows = "name,lei,isin,cik,wikidata\nA,213800KUD8LAJWSQ9D15,,,\nB,213800KUD8LAJWSQ9D16,,,\nC,,US0378331004,,\nD,,,12345678901,\nE,,,,312\nF,,,,\n"
    from kg.identity.external import problem

    told = [problem(row) for row in Reference.parse("r.csv", rows).rows]
    assert told[0] == ""
    assert [text.partition(" ")[0] for text in told[1:]] == ["LEI", "ISIN", "CIK", "Wikidata", "the"]


@pytest.mark.parametrize("content", ["title,lei\nx,y\n", "name,price\nx,y\n", "", "name\na,b\n", 'name,lei\n"a,\n', '"name,lei\n'])
def test_a_table_without_names_or_with_unknown_columns_is_refused(content: str) -> None:
    with pytest.raises(UnusableTable, match=r"r\.csv"):
        Reference.parse("r.csv", content)


def test_nothing_given_is_nothing_written() -> None:
    assert identify([], Given()).quads == []
