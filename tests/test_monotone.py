"""What one more document does to an answer: agreement never makes it less certain, and disagreement is never passed over."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from histories import DAY_0, DAYS, Said, person, random_histories

from kg.time import Evidence, Held, held_on

DAY = timedelta(days=1)
SURE = {"stated": 3, "implied": 2, "last-known": 1, "unknown": 0, "disputed": 0}


def evidence(history: list[Said]) -> list[Evidence]:
    """A history of one post as evidence of its slot."""
    return [
        Evidence(
            fact=f"{number:03}",
            issued=said.pub,
            filler=person(said.who),
            not_before=said.eb,
            held_from=said.lb,
            held_until=said.ee,
            not_after=said.le,
            planned=said.plan,
            end=said.end,
            predecessor=person(said.pred) if said.pred else None,
            withdraws=said.off,
        )
        for number, said in enumerate(history)
    ]


def answer(told: list[Evidence], day: date) -> Held:
    (held,) = held_on(told, True, day)
    return held


def sighting(filler: str, day: date) -> Evidence:
    """A document of the day presents the filler as current."""
    return Evidence("new", day, filler, held_from=day, held_until=day)


@pytest.mark.parametrize("seed", range(4))
def test_a_document_that_agrees_makes_no_answer_less_certain(seed: int) -> None:
    """A sighting of the one whom the other documents name for that day, be it as last known."""
    rng, agreed = random.Random(seed), 0
    for history in random_histories(250, seed=100 + seed).values():
        told, day = evidence(history), DAY_0 + DAY * rng.randrange(-3, DAYS + 12)
        named = answer(told, day)
        if named.filler is None:
            continue
        agreed += 1
        more = [*told, sighting(named.filler, day)]
        assert answer(more, day).certainty == "stated", (history, day)
        for offset in range(-6, DAYS + 20):
            before, after = answer(told, DAY_0 + DAY * offset), answer(more, DAY_0 + DAY * offset)
            if before.filler == named.filler:
                assert after.filler == named.filler, (history, day, offset)
                assert SURE[after.certainty] >= SURE[before.certainty], (history, day, offset)
    assert agreed > 60


@pytest.mark.parametrize("seed", range(4))
def test_a_document_that_disagrees_leaves_no_answer_stated(seed: int) -> None:
    """Another holder attested for the day, an interval over it, or an exact last day before it told later: each is a dispute."""
    rng, stated = random.Random(seed), 0
    for history in random_histories(1500, seed=200 + seed).values():
        told, day = evidence(history), DAY_0 + DAY * rng.randrange(0, DAYS)
        named = answer(told, day)
        if named.certainty != "stated" or named.filler is None:
            continue
        stated += 1
        other = sighting(person("somebody-else"), day)
        since = replace(other, issued=day + 9 * DAY, not_before=day - 9 * DAY, held_from=day - 9 * DAY, held_until=day + 9 * DAY)
        assert answer([*told, other], day).certainty == "disputed"
        assert answer([*told, since], day).certainty == "disputed"
        begun = any(e.filler == named.filler and e.not_before and e.not_before <= day for e in told)
        if not begun:
            last = day - DAY
            gone = Evidence("new", day + DAY, named.filler, held_from=last - DAY, held_until=last - DAY, not_after=last, end=last.isoformat())
            assert answer([*told, gone], day).certainty == "disputed"
            assert answer([*told, replace(gone, issued=last)], day).certainty == "stated"  # told before: they may have come back
    assert stated > 60
