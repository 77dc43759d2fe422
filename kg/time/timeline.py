"""A slot's answers on all days at once: stretches of days on which the answer is the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from kg.time.evidence import Evidence
from kg.time.holding import Held, groups, held_in
from kg.time.plans import standing


@dataclass(frozen=True)
class Segment:
    """Days with one answer, `first` and `last` included, None where the stretch has no begin or end; `fillers`: who is named, or disputed."""

    first: date | None
    last: date | None
    certainty: str
    fillers: tuple[str, ...]


def timeline(evidence: Iterable[Evidence], exclusive: bool) -> list[list[Segment]]:
    """The segments of each answer of a slot, without gaps and in order of time: one list for an exclusive slot, else one for each filler."""
    told = standing(evidence)
    found = []
    for group, rivals in groups(told, exclusive):
        turns = sorted({day for e in (*group, *rivals) for day in e.turns()})
        found.append(_merged([(day, held_in(group, rivals, day)) for day in turns], group))
    return found


def _merged(answers: list[tuple[date, Held]], group: list[Evidence]) -> list[Segment]:
    """Answers from one day on each, as segments; before the first there is nothing to know."""
    stretches: list[tuple[date | None, str, tuple[str, ...]]] = [(None, "unknown", ())]
    for day, held in answers:
        fillers = (held.filler,) if held.filler else tuple(sorted({e.filler for e in group if e.covers(day)}))
        if (held.certainty, fillers) != stretches[-1][1:]:
            stretches.append((day, held.certainty, fillers))
    starts = [first for first, _, _ in stretches[1:]]
    lasts = [first - timedelta(days=1) if first else None for first in starts]
    return [Segment(first, last, word, fillers) for (first, word, fillers), last in zip(stretches, [*lasts, None], strict=True)]
