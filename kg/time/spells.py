"""The spells of a slot's fillers: runs of evidence of one filler, with the bounds of their begin and end.

A spell ends at a stated end, before a stated start, and where another was seen or announced between: another filler of an exclusive slot, or
one who has the whole of what several may share. The spells on either side bound it from outside: it began no earlier than the one before was
last seen. An announced start that nothing confirmed is a spell of its own, without certain days, and so are days that one document vouches for
and another gainsays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from kg.time.evidence import Evidence
from kg.time.holding import IMPLIED, gainsaid, groups, held_in
from kg.time.plans import standing


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

    `begin.latest` to `end.earliest` are certain, if not disputed; `reached` is the first and last day on which the answer is at least implied,
    None where there is none. `neighbour`: whether an outer bound comes from others alone. `planned`: nothing but an announced start.
    `disputed`: documents vouch for these days, and others deny them.
    """

    filler: str
    begin: Bound
    end: Bound
    evidence: tuple[Evidence, ...]
    reached: tuple[date, date] | None
    neighbour: bool = False
    planned: bool = False
    disputed: bool = False

    @property
    def since(self) -> date:
        """The first certain day, or the announced one."""
        return cast(date, self.begin.latest or self.begin.earliest)


def spells(evidence: Iterable[Evidence], exclusive: bool) -> list[Spell]:
    """The spells that a slot's evidence makes, in order of time."""
    told = standing(evidence)
    found = [spell for group, rivals in groups(told, exclusive) for spell in _Group(group, rivals).spells()]
    return sorted(found, key=lambda spell: (spell.since, spell.filler, spell.planned))


@dataclass(frozen=True)
class _Seen:
    """Days that one document vouches for, all of them denied by another or none."""

    first: date
    last: date
    evidence: Evidence
    disputed: bool


class _Group:
    """The evidence that answers together, sorted once so that each question of a spell is a look-up."""

    def __init__(self, group: Sequence[Evidence], rivals: Sequence[Evidence]) -> None:
        self.all, self.rivals = group, rivals
        self.turns = sorted({day for e in (*group, *rivals) for day in e.turns()})
        seen = [seen for e in group if e.confirmed for seen in self._seen(e)] + [_Seen(_from(e), _until(e), e, False) for e in rivals]
        self.seen = sorted(seen, key=lambda one: (one.first, one.last, one.evidence.fact))
        self.days = sorted({(day, one.evidence.filler) for one in self.seen for day in (one.first, one.last)})
        self.long = [one for one in self.seen if one.first < one.last]
        self.announced = [e for e in group if e.announces_start]

    def spells(self) -> list[Spell]:
        runs = [run for filler in sorted({e.filler for e in self.all}) for run in self._runs(filler)]
        certain = [self._spell(run) for run in runs]
        announced: dict[tuple[str, date, date], list[Evidence]] = {}
        for e in self.announced:
            if not any(_leads_to(e, spell) for spell in certain):
                announced.setdefault((e.filler, _from(e), _until(e)), []).append(e)
        return certain + [self._planned(alike) for alike in announced.values()]

    def _seen(self, e: Evidence) -> list[_Seen]:
        """The days that a document vouches for, apart where another begins or ceases to deny them."""
        first, last = _from(e), _until(e)
        if not any(o.filler == e.filler and o.ended_on and o.ended_on < last and first <= o.issued for o in self.all):
            return [_Seen(first, last, e, False)]
        days = [first, *self.turns[bisect_right(self.turns, first) : bisect_right(self.turns, last)]]
        denied = [(day, gainsaid(self.all, e.filler, day, day)) for day in days]
        starts = [item for at, item in enumerate(denied) if at == 0 or item[1] != denied[at - 1][1]]
        ends = [date.fromordinal(day.toordinal() - 1) for day, _ in starts[1:]] + [last]
        return [_Seen(day, end, e, flag) for (day, flag), end in zip(starts, ends, strict=True)]

    # ---- runs

    def _runs(self, filler: str) -> list[list[_Seen]]:
        own = [e for e in self.all if e.filler == filler]
        ends = sorted(e.not_after for e in own if e.not_after)
        begins = sorted(e.not_before for e in own if e.not_before)
        runs: list[list[_Seen]] = []
        until = date.min
        for one in (one for one in self.seen if one.evidence.filler == filler):
            start = one.first
            parted = (
                _any(ends, until, start, last_too=False)
                or _any(begins, until, start, first_too=False)
                or self._others_between(filler, until, start)
                or (one.disputed and until.toordinal() + 1 < start.toordinal())
            )
            if runs and not parted and runs[-1][0].disputed == one.disputed:
                runs[-1].append(one)
            else:
                runs.append([one])
                until = date.min
            until = max(until, one.last)
        return runs

    def _others_between(self, filler: str, until: date, start: date) -> bool:
        """Whether another was seen from the last day of a run to the next sighting, or announced to start between."""
        if start <= until:
            return False
        low, high = bisect_left(self.days, (until, "")), bisect_right(self.days, (start, "\U0010ffff"))
        return (
            any(other != filler for _, other in self.days[low:high])
            or any(one.first <= until and start <= one.last and one.evidence.filler != filler for one in self.long)
            or any(_from(e) < start and until < _until(e) and e.filler != filler for e in self.announced)
        )

    # ---- bounds

    def _spell(self, run: list[_Seen]) -> Spell:
        filler, first, last = run[0].evidence.filler, run[0].first, max(one.last for one in run)
        evidence = tuple(one.evidence for one in run)
        own = [e for e in self.all if e.filler == filler]
        inside = {(one.evidence.fact, one.first) for one in run}
        around = [one for one in self.seen if (one.evidence.fact, one.first) not in inside]  # other spells of who returned among them
        stated_begin = max([day for e in evidence if (day := e.not_before) and day <= first] + _announced(own, first), default=None)
        others_begin = max((one.last for one in around if one.last <= first), default=None)
        stated_end, others_end = self._end(filler, last), self._others_end(around, last)
        begin = Bound(max(filter(None, (stated_begin, others_begin)), default=None), first)
        end = Bound(last, min(filter(None, (stated_end, others_end)), default=None))
        neighbour = begin.earliest != stated_begin or end.latest != stated_end
        reached = self._reach(filler, self._implied_from(filler, first), last, end.latest)
        return Spell(filler, begin, end, evidence, reached, neighbour, disputed=run[0].disputed)

    def _end(self, filler: str, last: date) -> date | None:
        """The first day by which documents say that it was over, of those from the last certain day on: that day where they deny it, too."""
        if last < date.max and gainsaid(self.all, filler, last, date.fromordinal(last.toordinal() + 1)):
            return last
        return min((day for e in self.all if e.filler == filler and (day := e.not_after) and day >= last), default=None)

    def _others_end(self, around: Iterable[_Seen], last: date) -> date | None:
        """The first day from the last certain one on that another is seen; who has the whole may have it beside others on one day."""
        whole = {e.fact for e in self.rivals}
        return min((one.first for one in around if one.first > last or (one.first == last and one.evidence.fact not in whole)), default=None)

    def _planned(self, announced: list[Evidence]) -> Spell:
        first = announced[0]
        days = [day for day in self.turns if _from(first) <= day <= _until(first) and self._is_implied(day, first.filler)]
        end = min(filter(None, (self._end(first.filler, _until(first)), self._others_end(self.seen, _until(first)))), default=None)
        reached = self._reach(first.filler, days[0], days[0], end) if days else None
        return Spell(first.filler, Bound(first.not_before, _from(first)), Bound(None, end), tuple(announced), reached, planned=True)

    def _implied_from(self, filler: str, first: date) -> date:
        """The first of the days up to a certain one on which the filler is implied: from an announced start on."""
        for day in reversed(self.turns[: bisect_left(self.turns, first)]):
            if not self._is_implied(day, filler):
                break
            first = day
        return first

    def _reach(self, filler: str, first: date, last: date, end: date | None) -> tuple[date, date]:
        """The first day, and the last on which the filler is implied: up to an end told in advance or the day before a stated successor's."""
        until = last
        for at in range(bisect_right(self.turns, last), len(self.turns)):
            if (end and end < self.turns[at]) or not self._is_implied(self.turns[at], filler):
                break
            following = self.turns[at + 1] if at + 1 < len(self.turns) else None
            until = date.fromordinal(following.toordinal() - 1) if following else self.turns[at]
        return first, until

    def _is_implied(self, day: date, filler: str) -> bool:
        held = held_in(self.all, self.rivals, day)
        return held.certainty == IMPLIED and held.filler == filler


def _leads_to(announced: Evidence, spell: Spell) -> bool:
    """Whether an announced start is the begin of a spell: of the same filler, and of the days that its evidence reaches."""
    if announced.filler != spell.filler or spell.reached is None or (spell.end.latest and spell.end.latest < _until(announced)):
        return False
    return spell.reached[0] <= _until(announced) <= spell.reached[1]


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
