"""When a spell began or ended, who says so, and what became of what was announced."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg import terms
from kg.lookup.chronicle import Chronicle
from kg.time import Evidence as Told
from kg.time import Spell, voids, withdrawn

STATED, IMPLIED, ANNOUNCED = "stated", "implied", "announced"
CONFIRMED, CONTRADICTED, WITHDRAWN, MOVED, OPEN, DISPUTED = "confirmed", "contradicted", "withdrawn", "moved", "open", "disputed"
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Moment:
    """A change came after the day `after` and on the day `by` at the latest; exact where `by` is the next day.

    `stated` is its date as the text has it. `outcome`: of an announcement, whether later documents confirm, contradict, withdraw or move it, or
    none does (open). `evidence` tells it, what tells it best first; for an implied change the sightings on both sides.
    """

    after: date
    by: date
    stated: str | None
    certainty: str
    outcome: str | None
    evidence: tuple[Told, ...]


class Slot:
    """A slot's evidence and spells, asked for the moments of its changes."""

    def __init__(self, chronicle: Chronicle, iri: str, spells: Sequence[Spell]) -> None:
        self.chronicle, self.iri, self.spells = chronicle, iri, spells
        self.told, self.exclusive = chronicle.told(iri), chronicle.is_exclusive(iri)
        self.void = withdrawn(self.told)
        self.certain = [spell for spell in spells if not spell.planned]

    # ---- begins

    def begin(self, spell: Spell) -> Moment | None:
        """When a spell began; None where nothing bounds it from before: who is seen first has not begun there."""
        if spell.planned:
            return self._announced_begin(spell, spell.evidence, self._outcome_of_begin(spell))
        first, earliest = spell.since, spell.begin.earliest or date.min
        stated = [one for one in spell.evidence if one.not_before and one.held_from and one.not_before <= first and earliest <= one.held_from]
        announced = self._announcements(spell)
        if stated:
            best = min(stated, key=lambda one: (_width(one.not_before, one.held_from), one.issued, one.fact))
            low, by = max(one.not_before for one in stated if one.not_before), min(first, best.held_from or first)
            others = [one for one in (*stated, *announced) if one != best]
            text = self._text(best, terms.MKG_statedBegin, best.starts_on)
            return Moment(min(low, by) - _DAY, by, text, STATED, None, (best, *_in_order(others)))
        if announced:
            confirming = tuple(one for one in spell.evidence if one.held_from == first)
            return self._announced_begin(spell, announced, CONFIRMED, confirming[:1])
        if self.exclusive and spell.begin.earliest == first:
            return self._disputed_begin(spell)
        before = self._seen_before(spell)
        if spell.begin.earliest is None or not before:
            return None
        sighted = [one for one in spell.evidence if one.held_from == first]
        return Moment(min(spell.begin.earliest, first - _DAY), first, None, IMPLIED, None, (*sighted[:1], *before))

    def _announced_begin(self, spell: Spell, announced: Iterable[Told], outcome: str, more: tuple[Told, ...] = ()) -> Moment:
        """As the last announcement has it: a plan may have been moved."""
        best, *others = sorted(announced, key=lambda one: (one.issued, one.fact), reverse=True)
        low, by = best.not_before or spell.since, best.held_from or spell.since
        told = (best, *_in_order(others), *more)
        return Moment(low - _DAY, max(low, by), self._text(best, terms.MKG_statedBegin, best.starts_on), ANNOUNCED, outcome, told)

    def _announcements(self, spell: Spell) -> list[Told]:
        """The announced starts that led to a spell: not spells of their own, and after all that is certain of an earlier one."""
        apart = {one.fact for other in self.spells if other.planned for one in other.evidence}
        earlier = [other.end.earliest for other in self.certain if other.filler == spell.filler and other.since < spell.since and other.end.earliest]
        since = max(earlier, default=date.min)
        starts = [one for one in self.told if one.filler == spell.filler and one.announces_start and one.fact not in {*apart, *self.void}]
        return [one for one in starts if one.not_before and since < one.not_before <= spell.since]

    def _outcome_of_begin(self, spell: Spell) -> str:
        """What became of a start that no sighting of its own confirms: another seen later in the slot, or the filler at another time."""
        last = max(one.held_until or spell.since for one in spell.evidence)
        rivals = (one for one in self.told if one.confirmed and (one.filler == spell.filler or self.exclusive))
        return CONTRADICTED if any(one.held_until and one.held_until > last for one in rivals) else OPEN

    def overtaken(self) -> list[tuple[str, Moment]]:
        """The announced starts that later documents withdrew, or moved to another day, with their fillers; each once.

        Not those that came true before another was announced, and not of a filler who was there already, as an interim one made permanent.
        """
        alike: dict[tuple[str, date | None, date | None], list[Told]] = {}
        for one in self.told:
            if one.announces_start and one.fact in self.void:
                alike.setdefault((one.filler, one.not_before, one.held_from), []).append(one)
        found = []
        for (filler, low, by), announced in alike.items():
            later = [one for one in self.told if any(voids(one, other) for other in announced)]
            off = [one for one in later if one.withdraws]
            text = self._text(announced[0], terms.MKG_statedBegin, announced[0].starts_on)
            if low and by and (off or not self._came(filler, low, by, announced[0].issued)):
                outcome, evidence = WITHDRAWN if off else MOVED, (*_in_order(announced), *(off or later[:1]))
                found.append((filler, Moment(low - _DAY, by, text, ANNOUNCED, outcome, evidence)))
        return found

    def _came(self, filler: str, low: date, by: date, issued: date) -> bool:
        """Whether a filler is told to have begun between two days, or seen by the day of issue."""
        seen = [one for one in self.told if one.filler == filler and one.confirmed and one.held_from]
        return any(one.held_from <= issued or (one.not_before and low <= one.not_before and one.held_from <= by) for one in seen if one.held_from)

    def _disputed_begin(self, spell: Spell) -> Moment | None:
        """When one began who is first seen on a day of which another document names another: since the last day of which none is named but
        another; None where that was the same filler, who has not begun there."""
        day = spell.since
        seen = [one for one in self.told if one.confirmed and one.held_until and one.held_until < day]
        last = max((one.held_until for one in seen if one.held_until), default=None)
        nearest = [one for one in seen if one.held_until == last]
        if last is None or any(one.filler == spell.filler for one in nearest):
            return None
        sighted = [one for one in spell.evidence if one.held_from == day]
        return Moment(last, day, None, IMPLIED, DISPUTED, (*_in_order(sighted)[:1], *_in_order(nearest)[:1]))

    def _seen_before(self, spell: Spell) -> tuple[Told, ...]:
        """The sighting of another that is the reason why a spell cannot have begun earlier."""
        day = spell.begin.earliest
        others = [one for one in self.told if one.confirmed and one.filler != spell.filler and one.held_until == day]
        return tuple(sorted(others, key=lambda one: (one.issued, one.fact))[:1])

    def before(self, spell: Spell) -> Spell | None:
        """The last spell of another filler of an exclusive slot that was seen before one."""
        if not self.exclusive:
            return None
        earlier = [other for other in self.certain if other.filler != spell.filler and other.end.earliest and other.since < spell.since]
        held = [other for other in earlier if other.end.earliest and other.end.earliest <= spell.since]
        return max(held, key=lambda other: (other.end.earliest or date.min, other.since, other.filler), default=None)

    # ---- ends

    def end(self, spell: Spell) -> Moment | None:
        """The end of a spell that documents tell or announce; None where nothing but the sighting of others bounds it, or nothing."""
        last = spell.end.earliest
        if last is None:
            return None
        again = min((other.since for other in self.certain if other.filler == spell.filler and other.since > last), default=date.max)
        tellers = [one for one in self.told if one.filler == spell.filler and _ends(one, last, again)]
        dated = [one for one in tellers if one.end or _width(one.held_until, one.not_after) == 1]
        if dated:
            return self._dated_end(dated, tellers, last)
        followed = min((one.held_from for one in self.told if one.held_from and self._replaces(one, spell, last)), default=None)
        past = min(tellers, key=lambda one: (one.not_after or date.max, one.issued, one.fact), default=None)
        if past is None or past.not_after is None or (followed is not None and followed <= past.not_after):
            return None  # "former" adds nothing to the sighting of a successor
        sighted = [one for one in spell.evidence if one.held_until == last]
        after = min(last, past.not_after - _DAY)
        return Moment(after, past.not_after, None, IMPLIED, None, tuple(dict.fromkeys((past, *tellers, *sighted[:1]))))

    def replaced(self, spell: Spell) -> Moment | None:
        """The end of a spell of a slot that several may share, implied by the sighting of one who has the whole."""
        last, latest = spell.end.earliest, spell.end.latest
        if self.exclusive or last is None or latest is None:
            return None
        rivals = sorted((one.issued, one.fact, one) for one in self.told if self._replaces(one, spell, last) and one.held_from == latest)
        sighted = [one for one in spell.evidence if one.held_until == last]
        return Moment(min(last, latest - _DAY), latest, None, IMPLIED, None, (rivals[0][2], *sighted[:1])) if rivals else None

    def _replaces(self, one: Told, spell: Spell, last: date) -> bool:
        rival = one.confirmed and one.filler != spell.filler and (self.exclusive or one.sole)
        return rival and one.held_from is not None and one.held_from >= last

    def _dated_end(self, dated: Sequence[Told], tellers: Sequence[Told], last: date) -> Moment:
        """The end as the document words it that tells it best: told when it had come rather than announced, precise rather than not."""

        def announced(one: Told) -> bool:
            return one.planned or (one.not_after is not None and one.not_after > one.issued)

        told = [one for one in dated if not announced(one)]
        if told:
            best = min(told, key=lambda one: (_width(one.held_until, one.not_after), one.issued, one.fact))
        else:
            best = max(dated, key=lambda one: (one.issued, one.fact))
        by = best.not_after or last + _DAY
        text = self._text(best, terms.MKG_statedEnd, best.not_after if _width(best.held_until, best.not_after) == 1 else None)
        period = _period(text)
        after = period[0] - _DAY if period else min(best.held_until or last, by - _DAY)
        others = _in_order(one for one in tellers if one != best)
        return Moment(after, by, text, STATED if told else ANNOUNCED, None if told else self._outcome_of_end(best, by), (best, *others))

    def _outcome_of_end(self, best: Told, by: date) -> str:
        """What became of an announced end: the filler seen after it, or told to be gone, or another seen."""
        later = [one for one in self.told if one.issued > best.issued]
        if any(one.filler == best.filler and one.confirmed and one.held_until and one.held_until > by for one in later):
            return CONTRADICTED
        gone = any(one.filler == best.filler and one.not_after and one.not_after <= one.issued and not one.planned for one in later)
        others = any(one.filler != best.filler and one.confirmed and one.held_until and one.held_until >= by for one in later)
        return CONFIRMED if gone or (others and self.exclusive) else OPEN

    def _text(self, told: Told, term: object, exact: date | None) -> str | None:
        """A date as the text has it, or the exact day that the bounds are."""
        written = min((value for key, found in self.chronicle.said(told.fact).items() if key == term for value in found), default=None)
        return written or (exact.isoformat() if exact else None)


def _ends(one: Told, last: date, again: date) -> bool:
    """Whether a document tells or announces an end, between the last certain day of a spell and the filler's return."""
    return one.not_after is not None and not one.withdraws and last <= one.not_after <= again


def _width(first: date | None, last: date | None) -> int:
    return (last - first).days if first and last else 10**6


def _in_order(told: Iterable[Told]) -> list[Told]:
    return sorted(told, key=lambda one: (one.planned, one.issued, one.fact))


def _period(text: str | None) -> tuple[date, date] | None:
    """The first and last day of a year, month or day written as EDTF; None for anything else."""
    parts = text.split("-") if text else []
    if not parts or not all(part.isdecimal() for part in parts):
        return None
    year, month, day = (*map(int, parts), None, None)[:3]
    if year is None or month is None:
        return (date(year, 1, 1), date(year, 12, 31)) if year else None
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])
