"""What became of announcements: a start or an end told in advance is void once a document calls it off or moves it, and a start
once its filler is seen there before.

Nothing is edited for that. Which documents make an announcement void, and since when that is known, follows from the evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import cast

from kg.time.evidence import Evidence


def standing(evidence: Iterable[Evidence]) -> list[Evidence]:
    """Evidence in the order of the documents, without the announcements that others of it make void; who was to leave stays without an end."""
    told = sorted(evidence, key=lambda e: (e.issued, e.fact))
    void = withdrawn(told)
    kept = (e for e in told if e.fact not in void or not e.planned)
    return [replace(e, not_after=None, end=None) if e.fact in void else e for e in kept]


def withdrawn(evidence: Iterable[Evidence]) -> dict[str, date]:
    """The facts whose announcement is void, and the day of the first document that makes it so."""
    told, void = list(evidence), {}
    for e in told:
        if e.announces_start or e.announces_end:
            days = [other.issued for other in (*_callers_off(told, e), *(other for other in told if voids(other, e)))]
            if days:
                void[e.fact] = min(days)
    return void


def voids(later: Evidence, announced: Evidence) -> bool:
    """Whether evidence of the same filler makes an announcement void."""
    if later.filler != announced.filler or later.issued < announced.issued:
        return False
    return _voids_start(later, announced) if announced.announces_start else _voids_end(later, announced)


def _voids_start(later: Evidence, announced: Evidence) -> bool:
    """It will not come; a later document announces another day; or the filler is there already before the day, and after the announcement."""
    if later.confirmed:
        return cast(date, later.held_from) < cast(date, announced.not_before) and cast(date, later.held_until) >= announced.issued
    return later.withdraws or (later.issued > announced.issued and later.announces_start and not _overlap(later, announced))


def _voids_end(later: Evidence, announced: Evidence) -> bool:
    """A later document announces another day."""
    return later.issued > announced.issued and later.announces_end and later.not_after != announced.not_after


def _callers_off(told: Iterable[Evidence], announced: Evidence) -> Iterator[Evidence]:
    """The evidence that a successor will not come with whose start the end was announced: then who was to leave stays."""
    if announced.announces_end:
        successors = {e.filler for e in told if e.announces_start and e.issued == announced.issued and e.filler != announced.filler}
        yield from (e for e in told if e.withdraws and e.filler in successors and e.issued >= announced.issued)


def _overlap(one: Evidence, other: Evidence) -> bool:
    """Whether two announced starts may be the same: "in March" and "on 15 March"."""
    (low, high), (first, last) = ((cast(date, e.not_before), cast(date, e.held_from)) for e in (one, other))
    return low <= last and first <= high
