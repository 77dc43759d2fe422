"""Zones of phrasings: the names told and the site that each lies in; and texts that name none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from test_sites import context_of

from kg import terms
from kg.extract.intercepts import extract_intercepts
from kg.extract.zones import extract_zones
from kg.facts import Intercept, Site, Stated

CORPUS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "corpus" / "zones.yaml").read_text(encoding="utf-8"))
NOTHING = [phrase for case in CORPUS for phrase in case.get("nothing", ())]


def told(body: str) -> dict[str, str]:
    """The name of each zone -> the name of its site, or ""."""
    zones: dict[str, str] = {}
    for mention in extract_zones(context_of(body)):
        fact = mention.fact
        assert isinstance(fact, Stated)
        if fact.predicate == terms.SCHEMA_name:
            zones.setdefault(str(fact.value), "")
        elif isinstance(fact.value, Site):
            zones[fact.subject.name] = fact.value.name  # type: ignore[union-attr]
    return zones


@pytest.mark.parametrize("case", [case for case in CORPUS if "zones" in case], ids=lambda case: case["text"][:48])
def test_zones(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["zones"]


@pytest.mark.parametrize("case", [case for case in CORPUS if "holes" in case], ids=lambda case: case["text"][:48])
def test_zone_of_hole(case: dict[str, Any]) -> None:
    """The zone that the first interval of each hole lies in."""
    zones: dict[str, str] = {}
    for mention in extract_intercepts(context_of(case["text"])):
        fact = mention.fact
        if isinstance(fact, Intercept) and fact.hole and fact.zone:
            zones.setdefault(fact.hole.name, fact.zone.name)
    assert zones == case["holes"]


@pytest.mark.parametrize("phrase", NOTHING)
def test_no_zone(phrase: str) -> None:
    assert told(phrase) == {}
