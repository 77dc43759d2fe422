"""Sites of phrasings: what a text names, of what kind, whose it is and what it holds; and texts that name none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import terms
from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.measurements import extract_measurements
from kg.extract.sites import extract_sites
from kg.facts import Company, Interest, Measurement, Site, Stated, Status

HEAD = (
    'TORONTO, May 3, 2021 (GLOBE NEWSWIRE) -- Northfield Metals Corp. (TSXV: NFM) ("Northfield" or the "Company") '
    "is pleased to report the following.\n\n"
)
CORPUS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "corpus" / "sites.yaml").read_text(encoding="utf-8"))
NOTHING = [phrase for case in CORPUS for phrase in case.get("nothing", ())]


def context_of(body: str, title: str = "") -> Context:
    context = read_context(Document.from_text(f"{title}\n\n{HEAD}{body}" if title else HEAD + body))
    assert isinstance(context, Context), context
    return context


def told(body: str, title: str = "") -> dict[tuple[str, str], dict[str, set[Any]]]:
    """(name, kind) of each site -> its holders on the day of the release, and its commodities."""
    sites: dict[tuple[str, str], dict[str, set[Any]]] = {}
    context = context_of(body, title)
    for mention in extract_sites(context):
        fact = mention.fact
        if isinstance(fact, Interest) and (fact.planned or (fact.bounds.earliest_end or context.published) < context.published):
            continue
        if isinstance(fact, Interest):
            site = fact.slot.site
            sites[site.name, site.kind]["holders"].add((fact.filler.name, fact.slot.relation.key, fact.percent))
        elif isinstance(fact, Stated) and isinstance(fact.subject, Site):
            row = sites.setdefault((fact.subject.name, fact.subject.kind), {"holders": set(), "commodities": set()})
            if fact.predicate == terms.MKG_commodity:
                row["commodities"].add(fact.value.key)  # type: ignore[union-attr]
    return sites


@pytest.mark.parametrize("case", [case for case in CORPUS if "text" in case], ids=lambda case: case["text"][:48])
def test_sites(case: dict[str, Any]) -> None:
    found = told(case["text"], case.get("title", ""))
    for name, wanted in case["sites"].items():
        assert (name, wanted["kind"]) in found, sorted(found)
        row = found[name, wanted["kind"]]
        if "holders" in wanted:
            assert row["holders"] == {(company, relation, percent) for company, relation, percent in wanted["holders"]}
        assert set(wanted.get("commodities", ())) <= row["commodities"]
        assert not set(wanted.get("none", ())) & row["commodities"]
    mining = {name for name, kind in found if kind in ("mine", "project", "property", "deposit")}
    assert mining <= set(case["sites"])


@pytest.mark.parametrize("case", [case for case in CORPUS if "subjects" in case], ids=lambda case: case["text"][:48])
def test_of_what_a_figure_is(case: dict[str, Any]) -> None:
    """The site or company that each figure measures."""
    found = {
        float(fact.value): fact.of.name
        for mention in extract_measurements(context_of(case["text"]))
        if isinstance(fact := mention.fact, Measurement) and isinstance(fact.of, Site | Company) and fact.value is not None
    }
    assert {float(value): found.get(float(value)) for value in case["subjects"]} == {float(value): name for value, name in case["subjects"].items()}


@pytest.mark.parametrize("phrase", NOTHING)
def test_no_site(phrase: str) -> None:
    assert not told(phrase)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("The Redstone mine produced 31,905 ounces of gold. Operations at Redstone were suspended on April 2, 2021.", {"suspended"}),
        ("The Redstone mine produced 31,905 ounces of gold. Operations at Redstone were suspended for nine days in April.", {"producing"}),
        ("The Redstone mine produced 4,100 ounces. Mining at Redstone was suspended by a strike. Mining resumed a week later.", {"producing"}),
        ("The Redstone mine produced 4,100 ounces. Mining at Redstone was suspended by a strike. Mining will resume once it ends.", {"suspended"}),
        ("The Redstone mine produced 4,100 ounces. Mining on Level 4 of the Redstone mine was halted until March 3.", {"producing"}),
        ("The Redstone mine produced 4,100 ounces. Mining at the Redstone mine was halted until further notice.", {"suspended"}),
        ("The Redstone mine produced 4,100 ounces. Construction of a new oxide circuit at Redstone is 62% complete.", {"producing"}),
        ("Construction of the processing plant at the Redstone mine is 62% complete.", {"construction"}),
        ("The Redstone mine has resumed hoisting after a stoppage of nine days.", {"producing"}),
        ("Redstone mine: 38,200 ounces.", {"producing"}),
        ("Redstone mine: 38,200 ounces in the inferred category.", set()),
        ("Recoveries improved in test work on ore from the Redstone mine.", set()),
        ("Concentrate from the Redstone mine is trucked to the port.", {"producing"}),
        ("We closed the Redstone mine in June after 31 years.", {"closed"}),
        ("First concentrate from the Redstone mine is due in the third quarter.", {"development"}),
        ("The Company plans to drill the Redstone property in spring.", {"exploration"}),
        ("The Company will not drill the Redstone property.", set()),
        ("Our two producing mines are the Tolva mine in Chile and the Redstone mine in Peru.", {"producing"}),
        ("The Redstone mine was found in 1979. A company produced 13,826 ounces there in the summer of 1984.", set()),
        ("The Redstone mine lays the foundations for growth.", set()),
        ("The Redstone mine hasn't been mined since the 1970s.", set()),
        ("Northfield acquired the past- producing Redstone mine.", {"past-producing"}),
        ("Drilling at the Redstone project is 75% complete.", {"exploration"}),
        ("The Redstone mine lies dormant.", {"suspended"}),
        ("The Redstone mine is temporarily closed.", {"suspended"}),
        ("The Redstone refinery goes into care and maintenance two weeks after resuming operations.", {"care-and-maintenance"}),
        ("The partners have decided to suspend operations at the Redstone mine for now.", {"suspended"}),
    ],
)
def test_how_a_site_stands_on_the_day(body: str, status: set[str]) -> None:
    context = context_of(body)
    facts = [mention.fact for mention in extract_sites(context)]
    told = [
        fact
        for fact in facts
        if isinstance(fact, Status) and not fact.planned and (fact.bounds.earliest_end or context.published) >= context.published
    ]
    assert {fact.filler.key for fact in told} == status
