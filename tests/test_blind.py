"""Releases written by people who did not know the rules, with the tables that they wrote for them: how a company never met is read.

Their companies are invented. Nothing in the rules was written for them when they were first scored (the figures of README.md); since then a few
faults that they showed were mended, and new ones should be drawn now and then. The floors only notice a rule that loses rows.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import scoring

from kg.build import build
from kg.lookup import tables
from kg.store import Store

BLIND = Path(__file__).resolve().parent / "blind"
FLOORS = {
    "document": 0.97,
    "companies": 0.91,
    "tickers": 0.97,
    "roles": 0.86,
    "sites": 0.6,
    "zones": 0.75,
    "intercepts": 0.83,
    "measurements": 0.82,
    "resources": 0.62,
    "events": 0.67,
}


@pytest.fixture(scope="module")
def scores(tmp_path_factory: pytest.TempPathFactory) -> dict[str, scoring.Score]:
    directory = tmp_path_factory.mktemp("blind") / "blind.store"
    assert not build([BLIND / "texts"], directory).skipped
    gold: list[dict[str, Any]] = [json.loads(path.read_text("utf-8")) for path in sorted((BLIND / "gold").glob("*.json"))]
    with Store.open(directory) as store:
        return scoring.score(gold, tables(store.graph))


@pytest.mark.parametrize("table", scoring.SCORED)
def test_what_was_written_blind_reaches_the_floor(scores: dict[str, scoring.Score], table: str) -> None:
    score = scores[table]
    errors = [f"{sign} {json.dumps(row, ensure_ascii=False)}" for sign, rows in (("-", score.missed), ("+", score.spurious)) for row in rows]
    assert score.f1 >= FLOORS[table], "\n".join([f"{table}: F1 {score.f1:.3f}", *errors])


def test_every_text_has_its_gold() -> None:
    assert {path.stem for path in (BLIND / "texts").glob("*.txt")} == {path.stem for path in (BLIND / "gold").glob("*.json")}
