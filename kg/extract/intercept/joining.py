"""One intercept from all the places that tell it: the headline, a bullet, a sentence and the row of a table."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from kg.extract.intercept.drafts import Draft, may_lie_in
from kg.extract.intercept.grammar import Grade
from kg.extract.intercept.settling import TO_PPM
from kg.facts import Zone

_FEET, _OTHER_UNIT = Decimal("0.3048"), {"m": "ft", "ft": "m"}
_NUMBER = re.compile(r"\d+$")
_HEADLINE = 250  # characters
_MOST_ROUNDED = 300  # a headline tells one of the first


@dataclass
class Joined:
    """An intercept of the document: what its places tell together, and the places."""

    hole: str | None
    length: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    width: Decimal | None
    zone: Zone | None
    further: bool
    grades: list[Grade]
    places: list[Draft]
    parent: Joined | None = field(default=None)


def hole_key(name: str) -> str:
    """What two spellings of a hole's name share: "KRC-10" and "KRC10"."""
    return re.sub(r"[\s_\u2013-]", "", name).casefold()


def join(drafts: list[Draft], only_metal: str) -> list[Joined]:
    """The intercepts of a document in the order in which they are first told. `only_metal` is what it explores for, "" if not one."""
    _name_metals(drafts, only_metal)
    _name_in_full(drafts)
    _name_alike(drafts)
    joined: list[Joined] = []
    alike: defaultdict[tuple[str, str, Decimal | None], list[Joined]] = defaultdict(list)  # by hole, unit and length
    by_length: defaultdict[tuple[str, Decimal | None], list[Joined]] = defaultdict(list)
    for draft in drafts:
        if draft.grades and draft.hole:
            _put(draft, alike[hole_key(draft.hole), draft.unit, draft.length], joined)
    for one in joined:
        by_length[one.unit, one.length].append(one)
    held = list(joined[:_MOST_ROUNDED])
    for draft in drafts:
        if draft.grades and not draft.hole:
            same = [one for one in by_length[draft.unit, draft.length] if _same(one, draft)]
            if len(same) == 1:
                _add(same[0], draft)
            elif not same and not any(_rounded(one, draft) for one in held):
                _put(draft, alike["", draft.unit, draft.length], joined)
    joined = _without_rounded(joined)
    _tie(joined)
    return sorted(joined, key=_first)


def _first(one: Joined) -> int:
    """Where an intercept is first told by its own length."""
    return min(place.start for place in one.places if place.length == one.length)


def _name_metals(drafts: list[Draft], only_metal: str) -> None:
    """Grades whose metal no words say: of the only metal that has such a unit here, or that the document is about."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        for grade in draft.grades:
            if grade.metal:
                told[grade.unit][grade.metal] += 1
    for draft in drafts:
        named = {grade.metal for grade in draft.grades}
        for at, grade in enumerate(draft.grades):
            if not grade.metal:
                known = [metal for metal in told[grade.unit] if metal not in named]
                metal = known[0] if len(told[grade.unit]) == len(known) == 1 else "" if told[grade.unit] or grade.unit == "%" else only_metal
                draft.grades[at] = replace(grade, metal=metal)
        draft.grades = [grade for grade in draft.grades if grade.metal or grade.unit != "%"]


def _name_in_full(drafts: list[Draft]) -> None:
    """Holes told by their number alone, "hole 7", become those of the full names that end so: the only one, or where one of their intervals
    is told of both."""
    numbered: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.hole and draft.grades and not draft.hole.isdigit() and (number := _NUMBER.search(draft.hole)):
            numbered[int(number.group())].append(draft)
    for draft in drafts:
        if draft.hole and draft.hole.isdigit() and draft.grades:
            named = {other.hole for other in numbered[int(draft.hole)]}
            same = (
                named
                if len(named) == 1 and len(draft.hole) > 1
                else {other.hole for other in numbered[int(draft.hole)] if _tells_again(draft, other)}
            )
            if len(same) == 1:
                _rename(drafts, draft.hole, same.pop())


def _name_alike(drafts: list[Draft]) -> None:
    """A hole spelt in two ways, "GW24-15" and "GW2415", by the longer: a dash gets lost on the way to a text, none comes to it."""
    spelt: defaultdict[str, list[str]] = defaultdict(list)
    for draft in drafts:
        if draft.hole:
            spelt[hole_key(draft.hole)].append(draft.hole)
    for draft in drafts:
        longest = max(spelt[hole_key(draft.hole)], key=len) if draft.hole else None  # of those equally long the first
        if draft.hole and longest and _dashes(draft.hole) < _dashes(longest):
            draft.hole = longest


def _dashes(name: str) -> frozenset[int]:
    """Behind how many letters and digits of a hole's name dashes stand: "S-1-12" and "S-11-2" are two holes."""
    pieces = re.split(r"[\s_\u2013-]", name)
    return frozenset(sum(map(len, pieces[:count])) for count in range(1, len(pieces)))


def _tells_again(draft: Draft, other: Draft) -> bool:
    """Whether a place tells the interval of another, in the same figures or rounder ones."""
    grades = {(grade.metal, grade.unit): grade.value for grade in other.grades}
    pairs = [(grade.value, grades.get((grade.metal, grade.unit))) for grade in draft.grades]
    told = [*pairs, (draft.length, other.length)]
    return draft.unit == other.unit and all(mine is not None and theirs is not None and rounds(mine, theirs) for mine, theirs in told)


def _rename(drafts: list[Draft], number: str, name: str | None) -> None:
    for draft in drafts:
        if draft.hole == number:
            draft.hole = name


def _put(draft: Draft, among: list[Joined], joined: list[Joined]) -> None:
    for one in among:
        if _same(one, draft):
            _add(one, draft)
            return
    new = Joined(draft.hole, draft.length, draft.low, draft.high, draft.unit, draft.width, draft.zone, draft.further, list(draft.grades), [draft])
    among.append(new)
    joined.append(new)


def _same(one: Joined, draft: Draft) -> bool:
    """Whether a place tells an intercept again: the same length, depths that agree, and a grade in common."""
    if one.unit != draft.unit or one.length != draft.length:
        return False
    if (None not in (one.low, draft.low) and one.low != draft.low) or (None not in (one.high, draft.high) and one.high != draft.high):
        return False
    mine, theirs = ({(grade.metal, grade.unit): grade.value for grade in grades} for grades in (one.grades, draft.grades))
    shared = mine.keys() & theirs.keys()
    return bool(shared) and all(mine[key] == theirs[key] for key in shared)


def _without_rounded(joined: list[Joined]) -> list[Joined]:
    """The intercepts, those that the prose only tells in rounder figures ("24.4 m at 3.1 g/t" of 24.38 m at 3.08 g/t) put to the exact ones."""
    by_hole: defaultdict[tuple[str, str], list[Joined]] = defaultdict(list)
    for one in joined:
        if one.hole:
            by_hole[hole_key(one.hole), one.unit].append(one)
    kept = []
    for one in joined:
        in_prose = one.hole and all(place.rule.startswith("prose") for place in one.places)
        exact = [other for other in by_hole[hole_key(one.hole), one.unit] if _is_rounder(one, other)] if one.hole and in_prose else []
        if len(exact) == 1:
            for place in one.places:
                _add(exact[0], place)
            continue
        other_unit = _OTHER_UNIT.get(one.unit, "")
        told = [other for other in by_hole[hole_key(one.hole), other_unit] if _is_converted(one, other)] if one.hole and in_prose else []
        if len(told) == 1:
            told[0].places += one.places
        else:
            kept.append(one)
    return kept


def _is_converted(one: Joined, other: Joined) -> bool:
    """Whether an intercept tells another in other units, by its length or its true width: "a true width of 28.1 feet at 0.910 oz/ton" of
    9.45 m at 31.20 g/t."""
    if one.length is None or other.length is None or any(mine.unit in {theirs.unit for theirs in other.grades} for mine in one.grades):
        return False
    length = one.length * (_FEET if one.unit == "ft" else 1 / _FEET)
    if not other.length / 2 < length < other.length * Decimal("1.01") + Decimal("0.1"):
        return False
    return all(any(mine.metal in ("", theirs.metal) and _near(theirs, mine) for theirs in other.grades) for mine in one.grades)


def _is_rounder(one: Joined, other: Joined) -> bool:
    """Whether one intercept tells another in rounder figures: its length or depths, and no metal that the other has not."""
    grades = {(grade.metal, grade.unit): grade.value for grade in other.grades}
    told = [(one.length, other.length), (one.low, other.low), (one.high, other.high)]
    told += [(grade.value, grades.get((grade.metal, grade.unit))) for grade in one.grades]
    pairs = [(mine, theirs) for mine, theirs in told if mine is not None]
    beside = {place.sentence for place in one.places} & {place.sentence for place in other.places}  # nobody rounds in the same breath
    return other is not one and not beside and pairs != [] and all(theirs is not None and rounds(mine, theirs) for mine, theirs in pairs)


def rounds(mine: Decimal, theirs: Decimal) -> bool:
    """Whether a figure is another, or that one with fewer decimals."""
    last, finer = (int(value.as_tuple().exponent) for value in (mine, theirs.normalize()))
    return mine == theirs or (last > finer and abs(mine - theirs) <= Decimal("0.5").scaleb(last))


def _rounded(one: Joined, draft: Draft) -> bool:
    """Whether a place without a hole, such as a headline, tells an intercept in round figures or other units, or by its true width."""
    if draft.length is None:
        return False
    factor = 1 if one.unit == draft.unit else _FEET if draft.unit == "m" else 1 / _FEET
    least = Decimal("0.51") if draft.length == draft.length.to_integral_value() else Decimal("0.051")
    told = [measure * factor for measure in (one.length, one.width) if measure is not None]
    if not any(abs(measure - draft.length) <= max(least, measure / 100) for measure in told):
        return False
    shared = [(mine, theirs) for mine in one.grades for theirs in draft.grades if mine.metal == theirs.metal or not theirs.metal]
    odd = one.unit == draft.unit and one.length == draft.length != draft.length.to_integral_value()
    if draft.start < _HEADLINE and odd and any(theirs.value < mine.value and theirs.unit == mine.unit for mine, theirs in shared):
        return True  # its high grades cut, or diluted
    return any(_near(mine, theirs) for mine, theirs in shared)


def _near(mine: Grade, theirs: Grade) -> bool:
    left, right = (float(grade.value) * TO_PPM.get(grade.unit, 1.0) for grade in (mine, theirs))
    exponent = max(int(grade.value.as_tuple().exponent) for grade in ((mine, theirs) if mine.unit == theirs.unit else (theirs,)))
    step = 0.51 * 10.0**exponent * TO_PPM.get(theirs.unit, 1.0)
    return abs(left - right) <= max(step, 0.02 * left if mine.unit != theirs.unit else 0.0)


def _add(one: Joined, draft: Draft) -> None:
    one.low = one.low if one.low is not None else draft.low
    one.high = one.high if one.high is not None else draft.high
    one.width = one.width if one.width is not None else draft.width
    one.zone = one.zone or draft.zone
    one.further = one.further or draft.further
    one.places.append(draft)
    told = {(grade.metal, grade.unit) for grade in one.grades}
    one.grades += [grade for grade in draft.grades if (grade.metal, grade.unit) not in told]


def _tie(joined: list[Joined]) -> None:
    """Puts each intercept into the one that any of its places says it lies in, where the depths allow it; no chain closes on itself."""
    whole = {id(place): one for one in joined for place in one.places}
    for one in joined:
        for draft in one.places:
            parent = whole.get(id(draft.parent)) if draft.parent is not None else None
            if (
                parent is not None
                and parent is not one
                and one.parent is None
                and not _above(parent, one)
                and may_lie_in(_whole(one), _whole(parent))
            ):
                one.parent = parent
    seen: set[str] = set()
    for one in sorted(joined, key=_first):
        key = hole_key(one.hole or "")
        one.further = one.further and one.parent is None and key in seen
        seen.add(key)
    for one in joined:
        if one.parent is not None:
            one.zone = one.zone or one.parent.zone


def _above(one: Joined, other: Joined) -> bool:
    """Whether an intercept lies in another, by however many steps."""
    seen = one
    while seen.parent is not None:
        if seen.parent is other:
            return True
        seen = seen.parent
    return False


def _whole(one: Joined) -> Draft:
    return Draft(one.hole and hole_key(one.hole), one.length, one.low, one.high, one.unit, [], 0, 0, "")
