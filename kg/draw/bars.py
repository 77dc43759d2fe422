"""What of a row is drawn between two days: stretches that look alike, in order of time, with the sides on which they fade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.lookup.timeline import Row, Sighting

STATED, IMPLIED, DISPUTED, FADING = ("stated", "implied", "disputed", "fading")
_LOOK_OF = {"stated": STATED, "implied": IMPLIED, "disputed": DISPUTED, "last-known": FADING, "unknown": FADING}
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A stretch of a row. `first` and `last` are clipped to what is drawn; `told` is its certainty and its days in words.

    A fading bar is dense at the sides where it touches days that are better known; `open_before` says that it has no begin."""

    first: date
    last: date
    look: str
    told: str
    dense_before: bool = False
    dense_after: bool = False
    open_before: bool = False


def bars(row: Row, first: date, last: date) -> list[Bar]:
    """The bars of a row between two days."""
    certain = [one for one in row.segments if _LOOK_OF[one.certainty] != FADING]
    ends = {one.last + _DAY for one in certain if one.last and one.last < date.max}
    begins = {one.first - _DAY for one in certain if one.first and one.first > date.min}
    found = []
    for one in row.segments:
        begin, end = one.first or date.min, one.last or date.max
        if begin <= last and end >= first:
            touches = (one.first in ends or one.certainty == "last-known", one.last in begins)
            told = f"{one.certainty}: {one.first or '...'} to {one.last or '...'}"
            found.append(Bar(max(begin, first), min(end, last), _LOOK_OF[one.certainty], told, *touches, one.first is None))
    return found


def caps(row: Row, first: date, last: date) -> list[tuple[date, str]]:
    """The exact days on which spells began or ended, where documents tell them, with what happened."""
    ended = {one.over_by for one in row.sightings if one.mark != "announced" and one.last and one.over_by == one.last + _DAY}
    found = set()
    for spell in (spell for spell in row.spells if not spell.planned):
        if spell.begin.latest and any(one.starts_on == spell.begin.latest for one in spell.evidence):
            found.add((spell.begin.latest, "began"))
        if spell.end.latest in ended:
            found.add((spell.end.latest, "ended"))
    return sorted((day, what) for day, what in found if day and first <= day <= last)


def notes(sightings: Iterable[Sighting]) -> Iterator[tuple[Sighting, str]]:
    """The sightings that say something new beside who: another share, or interim where it was not before."""
    before = None
    for one in sightings:
        if one.note and one.note != before:
            yield one, one.note
        before = one.note or before


def headed(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows under their headings, in order: of a slot, or of one company's posts that a person held."""
    group: list[Row] = []
    for row in rows:
        if group and group[0].heading != row.heading:
            yield group[0].heading, group
            group = []
        group.append(row)
    if group:
        yield group[0].heading, group


def days_of(one: Sighting) -> str:
    """The days of a sighting in words."""
    if one.mark in ("over", "withdrawn"):
        return f"over by {one.day}" if one.mark == "over" else f"withdrawn on {one.evidence.published}"
    days = f"{one.first} to {one.last}" if one.first and one.last and one.first != one.last else str(one.day)
    return f"announced for {days}" if one.mark == "announced" else days


def told_of(row: Row, one: Sighting) -> str:
    """A sighting in words: who and what, the days, the document."""
    note = f", {one.note}" if one.note else ""
    return f"{row.heading}: {row.name}{note}; {days_of(one)} ({one.evidence.document}, {one.evidence.published})"
