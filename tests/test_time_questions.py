"""Who held what on a day: the questions of tests/golden/time, each history told by a few releases.

A file holds `releases` (id, text) and `questions`. Of a question, `ask` is the entity and what is asked of it, as `kg fact` takes
them; `known` asks as known on a day; `without` leaves a release out, as before it was added. Its `answer` is a name, null, or a list
where several may hold at once; then `before` and `after` are kept by holder, and `each` gives the certainty of every one. `before`
and `after` are the nearest evidence: the day it vouches for and its document, or a list of such where two say it equally well.
Tickers stand by market identifier code and symbol, because an exchange changes its name; roles by role and company.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import yaml

from kg.build import build
from kg.errors import QueryError
from kg.lookup import Answer, Evidence, Holding, fact, resolve
from kg.store import Store
from kg.validate import Severity, default_rules
from kg.validate.findings import short

FOLDER = Path(__file__).resolve().parent / "golden" / "time"


class Yaml12(yaml.SafeLoader):
    """YAML in which `on` is a word; in YAML 1.1 it means true."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [(tag, pattern) for tag, pattern in resolvers if first in "tTfF" or tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class History:
    """A file of questions and the releases that they are about."""

    name: str
    releases: dict[str, str]
    questions: tuple[dict[str, Any], ...]

    @classmethod
    def read(cls, path: Path) -> History:
        content = yaml.load(path.read_text("utf-8"), Yaml12)
        assert sorted(content) == ["questions", "releases", "title"]
        return cls(path.stem, {release["id"]: release["text"] for release in content["releases"]}, tuple(content["questions"]))


HISTORIES = {path.stem: History.read(path) for path in sorted(FOLDER.glob("*.yaml"))}
QUESTIONS = [(history, question) for history in HISTORIES.values() for question in history.questions]
KEYS = {"ask", "on", "known", "without", "certainty", "answer", "each", "interim", "percent", "before", "after", "why"}


def title(question: dict[str, Any]) -> str:
    entity, what = question["ask"]
    as_of = f"-known-{question['known']}" if "known" in question else ""
    return f"{entity}-{what}-{question['on']}{as_of}{'-without-' + question['without'] if 'without' in question else ''}".replace(" ", "-")


# ---- stores


@dataclass
class Stores:
    """Stores of a history's releases, each built once; with the day on which every release was published."""

    folder: Path
    built: dict[tuple[str, frozenset[str]], Store]

    def of(self, history: History, releases: frozenset[str] | None = None) -> Store:
        chosen = frozenset(history.releases) if releases is None else releases
        if (history.name, chosen) not in self.built:
            home = self.folder / f"{history.name}-{len(self.built)}"
            home.mkdir()
            for name in sorted(chosen):
                (home / f"{name}.txt").write_text(history.releases[name], encoding="utf-8")
            report = build([home], home / "kg.store")
            assert not report.skipped, report.skipped
            self.built[history.name, chosen] = Store.open(home / "kg.store")
        return self.built[history.name, chosen]

    def published(self, history: History) -> dict[str, date]:
        return {entry.stem: date.fromisoformat(entry.published or "") for entry in self.of(history).manifest.documents}


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    made = Stores(tmp_path_factory.mktemp("histories"), {})
    yield made
    for store in made.built.values():
        store.close()


def ask(graph: ox.Store, question: dict[str, Any], known: date | None) -> Answer | None:
    """The answer; None where the documents do not know the entity at all."""
    entity, what = question["ask"]
    try:
        meant = resolve(graph, entity, known=known)
    except QueryError as error:
        if "nothing is named" not in str(error):
            raise
        return None
    return fact(graph, meant.iri, what, question["on"], known)


# ---- the questions


def named(holding: Holding, question: dict[str, Any]) -> str | None:
    """A holder as the questions write it."""
    if holding.name is None or holding.iri is None:
        return None
    if question["ask"][1] == "ticker":
        return ":".join(holding.iri.split("/")[-2:])
    return f"{holding.key} {holding.name}" if question["ask"][1] == "roles" else holding.name


def seen(evidence: Evidence | None) -> dict[str, Any] | None:
    return None if evidence is None else {"date": evidence.day, "document": evidence.document}


def given(answer: Answer | None, question: dict[str, Any]) -> dict[str, Any]:
    """The answer in the form of the question's own expectation."""
    holdings = answer.holdings if answer else ()
    certainty = answer.certainty if answer else "unknown"
    if not isinstance(question["answer"], list):
        holding = holdings[0] if holdings else Holding(None, None, "unknown")
        found = {"certainty": certainty, "answer": named(holding, question), "before": seen(holding.before), "after": seen(holding.after)}
        return found | ({"interim": holding.interim} if "interim" in question else {})
    by_name = {name: holding for holding in holdings if (name := named(holding, question)) is not None}
    found = {
        "certainty": certainty,
        "answer": sorted(by_name),
        "before": {name: seen(holding.before) for name, holding in by_name.items()},
        "after": {name: seen(holding.after) for name, holding in by_name.items()},
    }
    if "each" in question:
        found["each"] = {name: holding.certainty for name, holding in by_name.items()}
    if "percent" in question:
        found["percent"] = {name: None if holding.percent is None else float(holding.percent) for name, holding in by_name.items()}
    return found


def agree(expected: Any, found: Any) -> bool:
    """Whether nearest evidence is as expected; a list of it means any one."""
    if isinstance(expected, list):
        return any(agree(one, found) for one in expected)
    if isinstance(expected, dict) and isinstance(found, dict) and "date" not in expected:
        return expected.keys() == found.keys() and all(agree(expected[name], found[name]) for name in expected)
    return bool(expected == found)


@pytest.mark.parametrize(("history", "question"), QUESTIONS, ids=[f"{history.name}-{title(question)}" for history, question in QUESTIONS])
def test_question(history: History, question: dict[str, Any], stores: Stores) -> None:
    left = frozenset(history.releases) - {question["without"]} if "without" in question else None
    found = given(ask(stores.of(history, left).graph, question, question.get("known")), question)
    expected = {key: question[key] for key in found}
    if isinstance(expected["answer"], list):
        expected["answer"] = sorted(expected["answer"])
    for key in ("before", "after"):
        if agree(expected[key], found[key]):
            expected[key] = found[key]
    assert found == expected, question["why"]


DISPUTED = {"03-two-names-in-one-week"}  # their releases name two holders of one post for one day


@pytest.mark.parametrize("history", HISTORIES.values(), ids=list(HISTORIES))
def test_the_graph_conforms_but_for_what_documents_dispute(history: History, stores: Stores) -> None:
    """States, names and labels of whoever changed their name included."""
    found = default_rules().graph_findings(stores.of(history).quads(), lambda query: True)
    assert {short(one.shape) for one in found if one.severity is Severity.VIOLATION} == ({"OneHolder"} if history.name in DISPUTED else set())


@pytest.mark.parametrize("history", HISTORIES.values(), ids=list(HISTORIES))
def test_no_time_travel(history: History, stores: Stores) -> None:
    """As known on any day of publication, all releases answer as those do that were published by then."""
    published = stores.published(history)
    assert published.keys() == set(history.releases)
    differing = []
    for known in sorted(set(published.values())):
        told = frozenset(name for name, day in published.items() if day <= known)
        for question in history.questions:
            of_all = outline(stores.of(history).graph, question, known)
            of_some = outline(stores.of(history, told).graph, question, None)
            if of_all != of_some:
                differing.append(f"{title(question)} as known on {known}: {of_all}, by the releases of then {of_some}")
    assert differing == []


def outline(graph: ox.Store, question: dict[str, Any], known: date | None) -> list[Any]:
    """What an answer says, by IRI: by which of its names an entity is shown is not a matter of the day asked about. An entity that no
    document names is not told apart from one of which nothing is known; why a name cannot be resolved counts as an answer."""
    try:
        answer = ask(graph, question, known)
    except QueryError as error:
        return [str(error)]
    holdings = [h for h in answer.holdings if h.name or h.before or h.after] if answer else []
    rows = [(h.key, h.iri, h.certainty, h.interim, h.begin, h.end, fact_of(h.before), fact_of(h.after)) for h in holdings]
    return sorted(rows, key=str)


def fact_of(evidence: Evidence | None) -> tuple[str, date] | None:
    return (evidence.fact, evidence.day) if evidence else None


# ---- the set itself


def test_the_set_is_large_enough_and_well_formed() -> None:
    assert len(HISTORIES) >= 14
    assert len(QUESTIONS) >= 140
    for history, question in QUESTIONS:
        where = f"{history.name}: {title(question)}"
        assert set(question) <= KEYS, where
        assert {"ask", "on", "certainty", "answer", "before", "after", "why"} <= set(question), where
        assert (question["certainty"] in ("disputed", "unknown")) is (not question["answer"]), where
        assert {one["document"] for one in evidence_in([question["before"], question["after"]])} <= set(history.releases), where
        assert question.get("without", next(iter(history.releases))) in history.releases, where
    assert {question["certainty"] for _, question in QUESTIONS} == {"stated", "implied", "last-known", "disputed", "unknown"}
    assert len({(history.name, title(question)) for history, question in QUESTIONS}) == len(QUESTIONS), "a question asked twice"


def evidence_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every piece of evidence that an expectation names."""
    if isinstance(value, dict) and "document" in value:
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from evidence_in(part)
