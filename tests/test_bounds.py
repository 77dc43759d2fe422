"""Dated wording to four bounds: each phrasing of tests/corpus/bounds-*.yaml, framed by a small release, against what it says of a slot.

An entry: `say` in the frame of its file (or its own `frame`), `on` the day of the release, `slot`, `filler`, and `bounds`, the four days
or null. `planned`, `interim` and `withdrawn` are false where not given; `begin` and `end` (EDTF), `predecessor`, `company` and `percent` are compared
where given. A slot is a role of the issuer ("cfo"), or "listing XTSE", "owner Copper Creek", "status Copper Creek".
Under `nothing` no fact of the slot (and filler, if given) may come out; with `undated` one that says no more than that it holds `on`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.document import Document
from kg.extract import Extraction, extract
from kg.facts import Attested, Bounds, Interest, Listed, RoleHeld, Status

FLAGS = ("planned", "interim", "withdrawn")
FILES = sorted((Path(__file__).parent / "corpus").glob("bounds-*.yaml"))


class _Loader(yaml.SafeLoader):
    """YAML in which "on" is a key and no truth value, as YAML 1.2 has it."""


_Loader.yaml_implicit_resolvers = {
    first: [rule for rule in rules if first in "tTfF" or not rule[0].endswith(":bool")]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _read(path: Path) -> dict[str, Any]:
    corpus: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    return corpus


def _entries(part: str) -> list[Any]:
    """The entries of all files under a heading, each with the frame and company of its file, unless it has its own."""
    found = []
    for path in FILES:
        corpus = _read(path)
        shared = {key: corpus[key] for key in ("frame", "company") if key in corpus}
        found += [pytest.param(shared | entry, id=f"{entry['slot']}: {entry['say'][:70]}") for entry in corpus.get(part, [])]
    return found


def _framed(entry: dict[str, Any]) -> Document:
    on: date = entry["on"]
    text = entry["frame"].replace("{say}", entry["say"]).replace("{date}", f"{on:%B} {on.day}, {on.year}")
    return Document.from_text(text, "release.txt")


def _facts(entry: dict[str, Any]) -> list[Attested]:
    """The facts of a framed phrasing that are of its slot and filler, each once."""
    document = _framed(entry)
    extraction = extract(document)
    assert isinstance(extraction, Extraction), extraction
    assert extraction.published == entry["on"]
    facts = {}
    for mention in extraction.mentions:
        assert document.quote(mention.span).strip()
        fact = mention.fact
        if isinstance(fact, Attested) and _slot(fact, entry) == entry["slot"] and entry.get("filler", _filler(fact)) == _filler(fact):
            facts[fact] = None
    return list(facts)


def _slot(fact: Attested, entry: dict[str, Any]) -> str:
    match fact:
        case RoleHeld():
            ours = fact.slot.company.name == entry["company"]
            return fact.slot.role.key if ours else f"{fact.slot.role.key} at {fact.slot.company.name}"
        case Listed():
            return f"listing {fact.slot.exchange.mic or fact.slot.exchange.written}"
        case Interest():
            return f"{fact.slot.relation.key} {fact.slot.site.name}"
        case Status():
            return f"status {fact.slot.site.name}"


def _filler(fact: Attested) -> str:
    match fact:
        case Listed():
            return fact.filler.symbol
        case Status():
            return fact.filler.key
        case _:
            return fact.filler.name


def _days(bounds: Bounds) -> list[date | None]:
    return [bounds.earliest_begin, bounds.latest_begin, bounds.earliest_end, bounds.latest_end]


@pytest.mark.parametrize("entry", _entries("says"))
def test_a_phrasing_says_its_bounds(entry: dict[str, Any]) -> None:
    facts = _facts(entry)
    said = [(_days(fact.bounds), *(getattr(fact, flag, False) for flag in FLAGS)) for fact in facts]
    assert said == [(entry["bounds"], *(entry.get(flag, False) for flag in FLAGS))]
    for key in ("begin", "end", "percent"):
        if key in entry:
            assert getattr(facts[0], key) == entry[key], key
    if "predecessor" in entry:
        before = getattr(facts[0], "predecessor", None)
        assert (before.name if before else None) == entry["predecessor"]


@pytest.mark.parametrize("entry", _entries("nothing"))
def test_other_wording_says_nothing(entry: dict[str, Any]) -> None:
    facts = _facts(entry)
    if entry.get("undated"):
        plain = [None, entry["on"], entry["on"], None]
        assert [(_days(fact.bounds), fact.planned) for fact in facts if (_days(fact.bounds), fact.planned) != (plain, False)] == []
    else:
        assert facts == []


def test_no_phrasing_stands_twice() -> None:
    for path in FILES:
        corpus = _read(path)
        keys = [(entry["say"], entry["slot"], entry.get("filler"), entry["on"]) for part in ("says", "nothing") for entry in corpus.get(part, [])]
        assert len(keys) == len(set(keys)), path.name


def test_the_corpus_is_large_enough() -> None:
    assert len(_entries("says")) >= 300
    assert len(_entries("nothing")) >= 100
