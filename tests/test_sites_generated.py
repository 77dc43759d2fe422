"""Releases put together from wordings, whose sites, holders and zones are known by construction."""

from __future__ import annotations

import random

import pytest
from test_sites import context_of

from kg.extract.sites import extract_sites
from kg.extract.zones import extract_zones
from kg.facts import Interest, Site, Stated, Zone

_NAMES = "Tolva Corvid Sedge Larch Ashvik Halse Brook Tarvo Burdock Teasel Prins Sundby".split()
_FORMS = ("{}", "{} Creek", "Mount {}", "Lac des {}", "{} North", "El {}", "Cerro {}", "King of the {}")
_KINDS = ("project", "property", "mine")
_US, _THEM = "Northfield Metals Corp.", "Hudson Exploration Inc."
_OWN: tuple[tuple[str, set[tuple[str, float | None]]], ...] = (
    ("its 100%-owned {s} {m} {k} in Nevada", {(_US, 100)}),
    ("its wholly owned {s} {m} {k} in Nevada", {(_US, 100)}),
    ("the Company's {s} {m} {k} in Nevada", {(_US, None)}),
    ("its 75%-owned {s} {m} {k} in Nevada", {(_US, 75)}),
    ("the {s} {m} {k} in Nevada, in which it holds a 75% interest", {(_US, 75)}),
    ("the {s} {m} {k} (Northfield: 75%) in Nevada", {(_US, 75)}),
    ("the 75/25 {s} {m} {k} joint venture with " + _THEM, {(_US, 75), (_THEM, 25)}),
    ("the {s} {m} {k} in Nevada, which Northfield is earning into from " + _THEM, {(_US, None), (_THEM, None)}),
)
_ZONES: tuple[tuple[str, bool], ...] = (
    ("Drilling at the {z} zone returned 4.1 metres grading 3.2 g/t gold in hole NF-24-011.", True),
    ("Hole NF-24-011 cut 4.1 metres of 3.2 g/t gold in the {z} vein, which remains open at depth.", True),
    ("The {z} target, 12 km south of {s}, has never been drilled.", False),
    ("Mapping was done at the {z} prospect, which lies 25 kilometres from {s}.", False),
)
_OTHERS: tuple[tuple[str, float | None], ...] = (
    ("The Company also owns the {a} and {b} copper projects.", None),
    ("| Asset | Metal | Ownership | Country |\n|---|---|---|---|\n| {a} | Copper | 60% | Peru |\n| {b} | Copper | 60% | Peru |", 60),
    ("Other projects:\n\n- {a} (60%) - a copper property in Nevada\n- {b} (60%) - a copper property in Nevada", 60),
)


@pytest.mark.parametrize("seed", range(40))
def test_built_release(seed: int) -> None:
    draw = random.Random(seed)
    main, zone, one, two = (form.format(name) for form, name in zip((draw.choice(_FORMS), "{}", "{}", "{}"), draw.sample(_NAMES, 4), strict=True))
    own, held = draw.choice(_OWN)
    telling, inside = draw.choice(_ZONES)
    other, share = draw.choice(_OTHERS)
    lead = "Northfield reports the start of drilling at " + own.format(s=main, m=draw.choice(("gold", "zinc", "tin")), k=draw.choice(_KINDS)) + "."
    lead += f" Work at {main} goes on and {main} is open."
    context = context_of("\n\n".join((lead, telling.format(z=zone, s=main), other.format(a=one, b=two))))
    interests = [mention.fact for mention in extract_sites(context) if isinstance(mention.fact, Interest)]
    told = {name: {(one.filler.name, one.percent) for one in interests if one.slot.site.name == name} for name in (main, one, two)}
    assert told == {main: held, one: {(_US, share)}, two: {(_US, share)}}, lead
    facts = [mention.fact for mention in extract_zones(context)]
    zones = {one.subject.name.split(" ")[0] for one in facts if isinstance(one, Stated) and isinstance(one.subject, Zone)}
    within = {one.value.name for one in facts if isinstance(one, Stated) and isinstance(one.value, Site)}
    assert (zones, within) == ({zone}, {main} if inside else set())
