"""Who or what fills a slot on a day, in the five words for certainty. The rules, in one place:

- **stated**: confirmed evidence covers the day, all of one filler, and no document of that day or later dates their last day before it.
- **disputed**: confirmed evidence of two fillers covers the day, or such a document gainsays the one.
- **implied**: the nearest evidence on both sides names the same filler and nothing says that they left or only then began; or the day lies
  before a stated start of a successor whose text names this filler; or not after an end told in advance, or a stated last day; or it is the
  very day of an announced start.
- **last-known**: evidence only before the day, and nothing says that they left or only later began.
- **unknown** otherwise: nobody is named, and the nearest evidence on either side is.

Nothing is rounded up: the day after the last sighting is not the sighting.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kg.time.evidence import Evidence
from kg.time.plans import standing

STATED, IMPLIED, LAST_KNOWN, DISPUTED, UNKNOWN = CERTAINTIES = ("stated", "implied", "last-known", "disputed", "unknown")
NAMED = frozenset({STATED, IMPLIED, LAST_KNOWN})


@dataclass(frozen=True)
class Nearest:
    """The evidence nearest to a day on one side, and the day nearest to it that this evidence vouches for, or announces."""

    evidence: Evidence
    day: date


@dataclass(frozen=True)
class Held:
    """The answer for one slot and day: of an exclusive slot one, else one for each filler. `filler`: None where nobody can be named."""

    certainty: str
    filler: str | None
    before: Nearest | None
    after: Nearest | None

    @property
    def concerns(self) -> set[str]:
        """The fillers that the answer names, be it only as evidence of other days."""
        return {nearest.evidence.filler for nearest in (self.before, self.after) if nearest}


def held_on(evidence: Iterable[Evidence], exclusive: bool, day: date) -> list[Held]:
    """The holders of a slot on a day, sorted: one answer for an exclusive slot, else one for each filler that any evidence names."""
    told = standing(evidence)
    return [held_in(group, rivals, day) for group, rivals in groups(told, exclusive)]


def groups(told: Sequence[Evidence], exclusive: bool) -> list[tuple[list[Evidence], list[Evidence]]]:
    """The evidence that answers together, with what speaks against its filler: all of an exclusive slot, else that of each filler, against
    which stands who has the whole."""
    if exclusive:
        return [(list(told), [])] if told else []
    wholes = [e for e in told if e.sole and e.confirmed]
    fillers = sorted({e.filler for e in told})
    return [([e for e in told if e.filler == filler], [e for e in wholes if e.filler != filler]) for filler in fillers]


def held_in(group: Sequence[Evidence], rivals: Sequence[Evidence], day: date) -> Held:
    """The one answer of evidence that answers together (see `groups`)."""
    today = [e for e in group if e.covers(day)]
    before, last = _before(group, day)
    after, following = _after(group, day)
    shown_after = after or _announced(group, day)
    if today:
        fillers = {e.filler for e in today}
        if len(fillers) > 1 or gainsaid(group, today[0].filler, day, day):
            return Held(DISPUTED, None, before, shown_after)
        return Held(STATED, today[0].filler, before, shown_after)
    if before is None or len(last) > 1 or gainsaid(group, before.evidence.filler, before.day, day):
        return Held(UNKNOWN, None, before, shown_after)
    word = _word(group, rivals, day, before, after, following)
    return Held(word, before.evidence.filler if word in NAMED else None, before, shown_after)


def _word(group: Sequence[Evidence], rivals: Sequence[Evidence], day: date, before: Nearest, after: Nearest | None, following: set[str]) -> str:
    """The word for a day that no evidence covers, of the filler last seen."""
    filler, since, horizon = before.evidence.filler, before.day, after.day if after else date.max
    own = [e for e in group if e.filler == filler]
    ends = [e.not_after for e in own if e.not_after and e.not_after >= since]
    ends += [e.held_from for e in rivals if e.held_from and e.held_from > since]  # gone at the latest when another has the whole
    began = any(since < e.not_before <= horizon for e in own if e.not_before)
    away = began or any(end < horizon for end in ends)
    if after and following == {filler} and not away:
        return IMPLIED
    if after is None and before.evidence.planned and since == day and not began:
        return IMPLIED
    if not any(end < day for end in ends) and (_serves(own, day, horizon) or _succeeded(group, filler, day, horizon)):
        return IMPLIED
    return LAST_KNOWN if after is None and not ends and not began else UNKNOWN


def _serves(own: Iterable[Evidence], day: date, horizon: date) -> bool:
    """Whether a document dates the filler's end, the day is not after it, and nobody else is seen before it."""
    first, last = day.isoformat(), horizon.isoformat()
    return any(e.until is not None and first <= e.until <= last and (e.planned or (e.held_until is not None and e.held_until < day)) for e in own)


def _succeeded(group: Iterable[Evidence], filler: str, day: date, horizon: date) -> bool:
    """Whether the day lies before the exact start of a successor whose text names the filler, nobody else being seen before it."""
    return any(e.predecessor == filler and e.starts_on is not None and day < e.starts_on <= horizon for e in group)


def gainsaid(group: Iterable[Evidence], filler: str, seen: date, day: date) -> bool:
    """Whether a document not older than the day on which a filler was seen tells an exact last day of theirs before `day`, after which none
    says that they began anew."""
    own = [e for e in group if e.filler == filler]
    ends = [e.ended_on for e in own if e.ended_on and e.ended_on < day and e.issued >= seen]
    begins = [e.not_before for e in own if e.not_before and e.not_before <= day]
    return bool(ends) and max(ends) > max(begins, default=date.min)


def _before(group: Iterable[Evidence], day: date) -> tuple[Nearest | None, set[str]]:
    """The nearest evidence up to the day, and all fillers that evidence as near names; a sighting goes before an announcement."""
    found: list[tuple[date, bool, str, Evidence]] = []
    for e in group:
        if e.held_from is not None and e.held_until is not None and e.held_from <= day and (e.confirmed or e.announces_start):
            found.append((min(e.held_until, day), not e.planned, e.fact, e))
    if not found:
        return None, set()
    nearest = max(found, key=lambda item: (item[0], item[1], item[3].filler, item[2]))
    return Nearest(nearest[3], nearest[0]), {item[3].filler for item in found if item[:2] == nearest[:2]}


def _after(group: Iterable[Evidence], day: date) -> tuple[Nearest | None, set[str]]:
    """The nearest evidence from the day on, and all fillers that evidence as near names; announcements do not count."""
    found = [(max(e.held_from, day), e.filler, e.fact, e) for e in group if e.confirmed and e.held_from and e.held_until and e.held_until >= day]
    if not found:
        return None, set()
    nearest = min(found, key=lambda item: item[:3])
    return Nearest(nearest[3], nearest[0]), {item[1] for item in found if item[0] == nearest[0]}


def _announced(group: Iterable[Evidence], day: date) -> Nearest | None:
    """The nearest announced start to come, to be shown where no evidence follows the day."""
    found = [(e.held_from, e.filler, e.fact, e) for e in group if e.announces_start and e.held_from and e.held_from > day]
    nearest = min(found, key=lambda item: item[:3], default=None)
    return Nearest(nearest[3], nearest[0]) if nearest and nearest[0] else None
