"""What a release states that tells no day of publication: what it says under any day alike.

It is read twice, as of two days, and what both readings say is stated. A date that they tell differently was reckoned from the day of publication,
so it is not known, and neither is when a state holds that the release presents as current.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from kg.extract.context import Context
from kg.facts import Attested, Bounds, Fact, Mention, Period, RoleHeld
from kg.text.told_days import last_told

_NO_DAY = date(2000, 1, 1)  # stands for the day of a text that tells no date at all
_NEAR, _FAR = timedelta(days=7), timedelta(days=400)  # between the two days: dates without a year are meant near the last one told
_DATES = ("begin", "end", "on", "period", "bounds")  # fields of facts that tell when


class _Differs(Exception):
    """Two readings of one place say different things."""


def undated(context: Context, read: Callable[[Context], Iterable[Mention]]) -> Iterator[Mention]:
    """What two readings of a document, as of two days, say alike, in the order of the first; the context is one of no day."""
    told = last_told(context.telling)
    first = told.day if told else _NO_DAY
    second = first + (_NEAR if told and told.sure else _FAR)
    one, other = (tuple(read(replace(context, published=day))) for day in (first, second))
    found: defaultdict[object, list[Mention]] = defaultdict(list)
    for mention in reversed(other):
        found[_place(mention)].append(mention)
    for mention in one:
        twins = found[_place(mention)]
        if twins and (fact := _agreed_fact(mention.fact, twins.pop().fact)) is not None:
            yield replace(mention, fact=fact)


def _place(mention: Mention) -> object:
    return mention.span, mention.rule, mention.fact.kind, mention.parts


def _agreed_fact(one: Fact, other: Fact) -> Fact | None:
    """What both say; None where they differ in more than days, and for a state that is over at a time which is not known."""
    try:
        agreed: Fact = _agreed(one, other)
    except _Differs:
        return None
    if isinstance(agreed, Attested) and not isinstance(agreed, RoleHeld):
        was_over = isinstance(one, Attested) and one.bounds.latest_end is not None
        if was_over and agreed.bounds.latest_end is None:
            return None
    return agreed


def _agreed(one: Any, other: Any) -> Any:
    if one == other:
        return one
    if type(one) is not type(other) or not is_dataclass(one) or isinstance(one, type):
        raise _Differs
    if isinstance(one, Bounds | Period):
        same = {name: value if value == getattr(other, name) else None for name, value in vars(one).items()}
        return None if isinstance(one, Period) and not any(same.values()) else type(one)(**same)
    names = [field.name for field in fields(one)]
    return replace(one, **{name: _agreed_field(name, getattr(one, name), getattr(other, name)) for name in names})


def _agreed_field(name: str, one: Any, other: Any) -> Any:
    try:
        return _agreed(one, other)
    except _Differs:
        if name in _DATES:
            return None
        if name == "planned":  # a day right behind the last one told as past is still to come
            return one
        raise
