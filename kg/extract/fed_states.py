"""What events say of states: the slot that each changes, and the day of a change that the state's own words leave out.

"It has acquired a 51% interest in the project" states an owner as of the release; "the acquisition closed on March 12" is an event with a day.
Together they tell since when the owner owns. A state is dated so only where its own words give no date, the event tells a day before that of
the release, and all events that tell of the change tell one and the same. Posts are not: of one who holds several, an appointment is to one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from kg import terms
from kg.facts import Attested, Bounds, Company, Event, Interest, Listed, Mention, RoleHeld, Slot, Stated, Status

_T = TypeVar("_T")

# The statuses that an event of a type begins.
_STATUSES = {
    "suspension": ("suspended", "care-and-maintenance"),
    "closure": ("closed",),
    "restart": ("producing",),
    "commercial-production": ("producing",),
}
_CHANGES = frozenset({"appointment", "departure", "acquisition", "divestiture", "listing", *_STATUSES})
# What adds to a share, or is bought beside it, is not the day since which its owner owns.
_MORE = re.compile(
    r"\b(?:increas\w+|addition\w*|remaining|further|balance|outstanding|royalt\w+|claims?|adjacent|adjoining|consolidat\w+|option\w*)\b",
    re.IGNORECASE,
)
# Of a deal, the day on which it was done; that of an agreement or an approval is another.
_DONE = re.compile(r"\b(?:clos(?:ed|es|ing)|complet(?:ed|es|ion))\b", re.IGNORECASE)
_DAY = timedelta(days=1)
_Told = tuple[Event, Mention]


def feed_states(mentions: Sequence[Mention], published: date) -> tuple[Mention, ...]:
    """The mentions of a document with its events tied to the slots that they change, and with its states dated by its events; in their order,
    a state that an event dates being quoted where the event is told, too."""
    told = [(m.fact, m) for m in mentions if isinstance(m.fact, Event) and m.fact.type.key in _CHANGES]
    if not told:
        return tuple(mentions)
    issuer = _issuer(mentions)
    dated = {fact: _dated(fact, told, issuer, published) for fact in _once(m.fact for m in mentions) if isinstance(fact, Attested)}
    states = _once(fact for fact, _ in dated.values())
    changed = {event: replace(event, changes=_changed(event, states, issuer)) for event in _once(event for event, _ in told)}
    fed: list[Mention] = []
    for mention in mentions:
        if isinstance(mention.fact, Attested):
            fact, by = dated[mention.fact]
            fed.append(replace(mention, fact=fact))
            fed += [Mention(fact, one.span, "told-by-event", one.confidence) for one in by]
            dated[mention.fact] = fact, []  # each telling once
        elif isinstance(mention.fact, Event):
            fed.append(replace(mention, fact=changed.get(mention.fact, mention.fact)))
        else:
            fed.append(mention)
    return tuple(fed)


def _issuer(mentions: Iterable[Mention]) -> Company | None:
    stated = (m.fact for m in mentions if isinstance(m.fact, Stated) and m.fact.predicate == terms.DCTERMS_publisher)
    return next((fact.value for fact in stated if isinstance(fact.value, Company)), None)


def _once(facts: Iterable[_T]) -> list[_T]:
    """Each fact once, in order."""
    return list(dict.fromkeys(facts))


def _dated(fact: Attested, told: Sequence[_Told], issuer: Company | None, published: date) -> tuple[Attested, list[Mention]]:
    """A state with the begin or end that events tell of it, and the tellings that date it; as it is where nothing does."""
    bounded = _begun if _begins_undated(fact) else _ended if _ends_undated(fact) else None
    if bounded is None:
        return fact, []
    by = [(event, m) for event, m in told if _tells_day(event, published) and _changes(event, fact, issuer)]
    if isinstance(fact, Interest):
        by = [(event, m) for event, m in by if event.words and _DONE.search(event.words)]
    if len({event.begin for event, _ in by}) != 1 or not _agrees(fact, by[0][0]):
        return fact, []
    return bounded(fact, by[0][0]), [m for _, m in by]


def _agrees(fact: Attested, event: Event) -> bool:
    """Whether the day of an event leaves room for what is known of a state: it began no later, or ended no earlier, than it was seen to hold."""
    first, last = _bounds(event)
    seen = fact.bounds.latest_begin
    return seen is None or (last <= seen if _begins_undated(fact) else seen < first)


def _begins_undated(fact: Attested) -> bool:
    """Whether a site's state is told to hold on the day of the document, and nothing of when it began."""
    bounds = fact.bounds
    if not isinstance(fact, Interest | Status):
        return False
    return not fact.planned and fact.begin is None and bounds.earliest_begin is None and bounds.earliest_end is not None and bounds.latest_end is None


def _ends_undated(fact: Attested) -> bool:
    """Whether an interest is told to be over, and nothing of when it ended."""
    return (
        isinstance(fact, Interest)
        and not fact.planned
        and fact.end is None
        and fact.bounds.latest_end is not None
        and fact.bounds.earliest_end is None
    )


def _tells_day(event: Event, published: date) -> bool:
    """Whether an event has happened before the day of its document, which may be but the day of the announcement."""
    return not event.planned and event.begin is not None and event.end is None and _bounds(event)[1] < published


def _bounds(event: Event) -> tuple[date, date]:
    """The first and the last day on which it may have happened."""
    bounds = event.bounds or Bounds(earliest_begin=date.max)
    return bounds.earliest_begin or date.min, bounds.latest_begin or date.max


def _begun(fact: Attested, event: Event) -> Attested:
    first, last = _bounds(event)
    return replace(fact, bounds=replace(fact.bounds, earliest_begin=first, latest_begin=last), begin=event.begin)


def _ended(fact: Attested, event: Event) -> Attested:
    """It held to the day before; of one that ended in some month or year, to the day before that began."""
    first, last = _bounds(event)
    held_from = fact.bounds.latest_begin or (first - _DAY if first == last else None)
    return replace(fact, bounds=Bounds(fact.bounds.earliest_begin, held_from, first - _DAY, last), end=event.begin)


# ---- which event tells of which state


def _changed(event: Event, states: Iterable[Attested], issuer: Company | None) -> tuple[Slot, ...]:
    """The slots in which an event begins or ends a state, in order: those of states that begin or end on its day, or on none that is told."""
    fitting = [fact for fact in states if _changes(event, fact, issuer)]
    of_day = [fact for fact in fitting if event.begin is not None and event.begin in (fact.begin, fact.end)]
    undated = [fact for fact in fitting if fact.begin is None and fact.end is None]
    if event.person is not None and (of_day or len(undated) > 1):
        undated = []  # of one who holds several posts, the event is about those of its day
    return tuple(_once(fact.slot for fact in fitting if fact in of_day or fact in undated))


def _changes(event: Event, fact: Attested, issuer: Company | None) -> bool:
    """Whether an event is the begin or the end of a state."""
    over = fact.bounds.latest_end is not None
    match fact:
        case RoleHeld():
            return event.type.key in ("appointment", "departure") and fact.filler == event.person and over == (event.type.key == "departure")
        case Listed():
            return event.type.key == "listing" and fact.slot.company == (event.company or issuer) and fact.begin is not None
        case Interest():
            return fact.slot.site == event.site and fact.slot.relation.key == "owner" and _changes_hands(event, fact, over, issuer)
        case Status():
            return fact.slot.site == event.site and fact.filler.key in _STATUSES.get(event.type.key, ()) and not over


def _changes_hands(event: Event, fact: Interest, over: bool, issuer: Company | None) -> bool:
    """Whether a site is bought by the owner that a fact tells, or sold by the former one; the issuer is the one who deals where nobody is named."""
    if event.type.key not in ("acquisition", "divestiture") or (event.words and _MORE.search(event.words)):
        return False
    dealer = event.company or issuer
    buyer, seller = (dealer, event.counterparty) if event.type.key == "acquisition" else (event.counterparty, dealer)
    return fact.filler == (seller if over else buyer)
