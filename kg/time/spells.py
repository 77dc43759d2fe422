"""The spells of a slot's fillers: runs of evidence of one filler, with the bounds of their begin and end.

A spell ends at a stated end, before a stated start, and where another was seen between: another filler of an exclusive slot, or one who
has the whole of what several may share. The spells on either side bound it from outside: it began no earlier than the one before was last
seen. An announced start that nothing confirmed is a spell of its own, without certain days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from kg.time.evidence import Evidence
from kg.time.holding import IMPLIED, groups, held_in


@dataclass(frozen=True)
class Bound:
    """When a spell began or ended: not before `earliest`, at latest on `latest`; None where no document limits it."""

    earliest: date | None = None
    latest: date | None = None

    def to_json(self) -> dict[str, str | None]:
        """Plain JSON; days as ISO text."""
        return {"earliest": self.earliest.isoformat() if self.earliest else None, "latest": self.latest.isoformat() if self.latest else None}


OPEN = Bound()


@dataclass(frozen=True)
class Spell:
    """A run of evidence of one filler.

    `begin.latest` to `end.earliest` are certain; `reached` is the first and last day on which the answer is at least implied, None where there
    is none. `neighbour`: whether an outer bound comes from others alone. `planned`: nothing but an announced start.
    """

    filler: str
    begin: Bound
    end: Bound
    evidence: tuple[Evidence, ...]
    reached: tuple[date, date] | None
    neighbour: bool = False
    planned: bool = False

    @property
    def since(self) -> date:
        """The first certain day, or the announced one."""
        return cast(date, self.begin.latest or self.begin.earliest)


def spells(evidence: Iterable[Evidence], exclusive: bool) -> list[Spell]:
    """The spells that a slot's evidence makes, in order of time."""
    told = sorted(evidence, key=lambda e: (e.issued, e.fact))
    found = [spell for group, rivals in groups(told, exclusive) for spell in _Group(group, rivals).spells()]
    return sorted(found, key=lambda spell: (spell.since, spell.filler, spell.planned))


class _Group:
    """The evidence that answers together, sorted once so that each question of a spell is a look-up."""

    def __init__(self, group: Sequence[Evidence], rivals: Sequence[Evidence]) -> None:
        self.all, self.rivals = group, rivals
        self.confirmed = sorted((e for e in (*group, *rivals) if e.confirmed), key=lambda e: (_from(e), _until(e), e.fact))
        self.days = sorted({(day, e.filler) for e in self.confirmed for day in (_from(e), _until(e))})
        self.turns = sorted({day for e in (*group, *rivals) for day in e.turns()})

    def spells(self) -> list[Spell]:
        runs = [run for filler in sorted({e.filler for e in self.all}) for run in self._runs(filler)]
        certain = [self._spell(run) for run in runs]
        announced: dict[tuple[str, date, date], list[Evidence]] = {}
        for e in self.all:
            if e.announces_start and not any(_leads_to(e, spell) for spell in certain):
                announced.setdefault((e.filler, _from(e), _until(e)), []).append(e)
        return certain + [self._planned(alike) for alike in announced.values()]

    # ---- runs

    def _runs(self, filler: str) -> list[list[Evidence]]:
        own = [e for e in self.all if e.filler == filler]
        ends = sorted(e.not_after for e in own if e.not_after)
        begins = sorted(e.not_before for e in own if e.not_before)
        runs: list[list[Evidence]] = []
        until = date.min
        for e in (e for e in self.confirmed if e.filler == filler):
            start = _from(e)
            parted = (
                _any(ends, until, start, last_too=False) or _any(begins, until, start, first_too=False) or self._others_between(filler, until, start)
            )
            if runs and not parted:
                runs[-1].append(e)
            else:
                runs.append([e])
                until = date.min
            until = max(until, _until(e))
        return runs

    def _others_between(self, filler: str, until: date, start: date) -> bool:
        """Whether another was seen from the last day of a run to the next sighting."""
        if start <= until:
            return False
        low, high = bisect_left(self.days, (until, "")), bisect_right(self.days, (start, "\U0010ffff"))
        return any(other != filler for _, other in self.days[low:high])

    # ---- bounds

    def _spell(self, run: list[Evidence]) -> Spell:
        filler, first, last = run[0].filler, _from(run[0]), max(map(_until, run))
        own = [e for e in self.all if e.filler == filler]
        facts = {e.fact for e in run}
        around = [e for e in self.confirmed if e.fact not in facts]  # the filler's other spells among them: one who came back began after them
        stated_begin = max([day for e in run if (day := e.not_before) and day <= first] + _announced(own, first), default=None)
        others_begin = max((_until(e) for e in around if _until(e) <= first), default=None)
        stated_end = min((day for e in own if (day := e.not_after) and day >= last), default=None)
        others_end = min((_from(e) for e in around if _from(e) >= last), default=None)
        begin = Bound(max(filter(None, (stated_begin, others_begin)), default=None), first)
        end = Bound(last, min(filter(None, (stated_end, others_end)), default=None))
        neighbour = begin.earliest != stated_begin or end.latest != stated_end
        return Spell(filler, begin, end, tuple(run), self._reach(filler, first, last), neighbour)

    def _planned(self, announced: list[Evidence]) -> Spell:
        first = announced[0]
        days = [day for day in self.turns if _from(first) <= day <= _until(first) and self._is_implied(day, first.filler)]
        reached = (days[0], _until(first)) if days else None
        return Spell(first.filler, Bound(first.not_before), OPEN, tuple(announced), reached, planned=True)

    def _reach(self, filler: str, first: date, last: date) -> tuple[date, date]:
        """The days around the certain ones on which the filler is implied: from an announced start on, up to an end told in advance or
        the day before a stated successor's."""
        before, after = bisect_left(self.turns, first), bisect_right(self.turns, last)
        reached_from, reached_until = first, last
        for day in reversed(self.turns[:before]):
            if not self._is_implied(day, filler):
                break
            reached_from = day
        for at in range(after, len(self.turns)):
            if not self._is_implied(self.turns[at], filler):
                break
            following = self.turns[at + 1] if at + 1 < len(self.turns) else None
            reached_until = date.fromordinal(following.toordinal() - 1) if following else self.turns[at]
        return reached_from, reached_until

    def _is_implied(self, day: date, filler: str) -> bool:
        held = held_in(self.all, self.rivals, day)
        return held.certainty == IMPLIED and held.filler == filler


def _leads_to(announced: Evidence, spell: Spell) -> bool:
    """Whether an announced start is the begin of a spell: of the same filler, and of the days that its evidence reaches."""
    return announced.filler == spell.filler and spell.reached is not None and spell.reached[0] <= _until(announced) <= spell.reached[1]


def _announced(own: Sequence[Evidence], first: date) -> list[date]:
    """The announced start that led to a first sighting: after all that is certain of an earlier spell; the earliest where plans were moved."""
    since = max((_until(e) for e in own if e.confirmed and _from(e) < first), default=date.min)
    return sorted(e.not_before for e in own if e.planned and e.not_before and since < e.not_before <= first)[:1]


def _any(days: Sequence[date], low: date, high: date, first_too: bool = True, last_too: bool = True) -> bool:
    """Whether one of the sorted days lies between two."""
    start = bisect_left(days, low) if first_too else bisect_right(days, low)
    end = bisect_right(days, high) if last_too else bisect_left(days, high)
    return start < end


def _from(e: Evidence) -> date:
    return cast(date, e.held_from)


def _until(e: Evidence) -> date:
    return cast(date, e.held_until)
