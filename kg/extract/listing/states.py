"""The symbols of a document put together: one telling of when each is in use, from all that the document says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kg.extract import held_times as times
from kg.extract.held_times import Told
from kg.extract.organisation.organisations import Organisation

_PRIORITY = {how: rank for rank, how in enumerate((times.SPELL, times.ENDED, times.LEAVING, times.COMING, times.BEGUN, times.HELD))}
_LONG_AGO = timedelta(days=60)
_LATELY = timedelta(days=31)


@dataclass(frozen=True)
class Seen:
    """A symbol where the text gives it, by offsets of the reading text: whose, on which exchange (MIC, or the name as written), of which class;
    `told` when it is in use, where the words there tell; `new` where they call it the successor of another."""

    org: Organisation
    exchange: str
    names: frozenset[str]
    written: str
    symbol: str
    share_class: str | None
    start: int
    end: int
    rule: str
    told: Told | None = None
    new: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        return self.org.name, self.exchange, self.symbol


def tellings(
    seen: Iterable[Seen], events: Iterable[tuple[str, str, Told]], renamed: Mapping[str, str], today: date
) -> dict[tuple[str, str, str], Told]:
    """When each symbol is in use, of those that surely are, were or will be.

    An event is a company, an exchange, and what was told of its listing there without a symbol; `renamed` gives the old name of a
    company by its new one, for a document may give each a symbol.
    """
    groups: defaultdict[tuple[str, str, str], list[Seen]] = defaultdict(list)
    for one in seen:
        groups[one.key].append(one)
    said = {key: [one.told for one in group if one.told] for key, group in groups.items()}
    for name, exchange, told in events:
        of_listing = [key for key, group in groups.items() if key[:2] == (name, exchange) and group[0].share_class is None]
        # Of two symbols on an exchange an event without a symbol tells nothing, nor can what trades already begin to.
        for key in of_listing if len(of_listing) == 1 else ():
            if told.how != times.COMING or not _is_bracketed(groups[key]):
                said[key].append(told)
    sure = {key: group for key, group in groups.items() if any(one.told is None or one.told.how != times.UNSURE for one in group)}
    result = {key: _one([one for one in said[key] if one.how != times.UNSURE], group, today) for key, group in sure.items()}
    _end_replaced(sure, result, renamed, today)
    return result


def _is_bracketed(group: list[Seen]) -> bool:
    return any(one.rule == "exchange-colon" and one.told is None for one in group)


def _one(said: list[Told], group: list[Seen], today: date) -> Told:
    told = times.plain(today)
    bracketed = _is_bracketed(group)
    for other in sorted((one for one in said if not one.plain), key=lambda one: _PRIORITY[one.how], reverse=True):
        end = other.bounds.latest_end
        if other.how == times.ENDED and bracketed and end is not None and end < today - _LONG_AGO:
            continue  # the text goes on to give the symbol as today's
        told = times.joined(told, other) or other if not told.plain else other
    return told


def _is_fresh(told: Told, today: date) -> bool:
    """Whether a listing has begun so lately that the other symbol of the document can only be the one before."""
    first = told.bounds.earliest_begin
    return told.how == times.BEGUN and first is not None and today - first <= _LATELY


def _end_replaced(
    groups: dict[tuple[str, str, str], list[Seen]], result: dict[tuple[str, str, str], Told], renamed: Mapping[str, str], today: date
) -> None:
    """An exchange gives a share one symbol: where a new one is told, the only other one ends the day before."""
    for key, group in groups.items():
        new = next((one.told for one in group if one.told and (one.new or one.told.planned or _is_fresh(one.told, today))), None)
        others = [
            other
            for other, of_other in groups.items()
            if renamed.get(other[0], other[0]) == renamed.get(key[0], key[0])
            and other[1] == key[1]
            and other[2] != key[2]
            and of_other[0].share_class == group[0].share_class
            and not any(one.new or (one.told and one.told.planned) for one in of_other)
        ]
        if new is None or len(others) != 1 or not (ends := times.before(new, today)):
            continue
        # A release that already bears the symbol to come calls the one of today "the old symbol".
        if result[others[0]].plain or (new.planned and _is_undated_end(result[others[0]], today)):
            result[others[0]] = ends


def _is_undated_end(told: Told, today: date) -> bool:
    """Whether it says no more than that a symbol is a former one."""
    bounds = told.bounds
    return told.how == times.ENDED and told.end is None and (bounds.latest_begin, bounds.earliest_end, bounds.latest_end) == (None, None, today)
