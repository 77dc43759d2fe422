"""The estimates of a document, each once: what is told again, rounded or in part, is the same one; what is told in two places is put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg.extract.resource.credible import metal_in
from kg.extract.resource.words import Estimate
from kg.text.lexicons import entries

_ROUNDED = Decimal("0.06")  # grades and tonnages are given in two or three figures


def each_once(found: list[Estimate]) -> list[Estimate]:
    """The estimates without repetitions and impurities; metal told apart from its tonnes and grade stands with them."""
    return _unrepeated(_completed(_unrepeated(_without_impurities(found))))


def _without_impurities(found: list[Estimate]) -> list[Estimate]:
    """Estimates of iron ore without the silica and phosphorus that are listed beside the iron."""
    irons = {(estimate.category, estimate.tonnes) for estimate in found if estimate.commodity in ("iron", "iron-ore", "bauxite")}
    others = {(estimate.category, estimate.tonnes) for estimate in found if estimate.commodity != "fe2o3"}
    impure = entries("resource_impurities.txt")
    return [
        estimate
        for estimate in found
        if (estimate.commodity not in impure or (estimate.category, estimate.tonnes) not in irons)
        and (estimate.commodity != "fe2o3" or (estimate.category, estimate.tonnes) not in others)
    ]


def _unrepeated(found: list[Estimate]) -> list[Estimate]:
    """Estimates without those that another one says as well and more: prose that repeats a line of a table, rounded or in part."""
    kept: dict[tuple[str, str, str | None], list[Estimate]] = {}
    for estimate in found:
        same = kept.setdefault((estimate.category, estimate.commodity, estimate.zone), [])
        if estimate.rule == "prose" and estimate.zone is None and any(_is_line(estimate, other) for other in found):
            continue
        twin = next((index for index, other in enumerate(same) if _repeats(estimate, other)), None)
        if twin is None:
            same.append(estimate)
        elif estimate.rule == same[twin].rule == "prose" and says([estimate]) > says([same[twin]]):
            same[twin] = estimate
    order = {id(estimate): place for place, estimate in enumerate(found)}
    return sorted((estimate for same in kept.values() for estimate in same), key=lambda estimate: order[id(estimate)])


def _is_line(told: Estimate, other: Estimate) -> bool:
    """Whether a sentence repeats a line of a table that lies in a zone: tonnes and grade are the same."""
    if other.rule != "table" or other.zone is None or (told.category, told.commodity) != (other.category, other.commodity):
        return False
    return told.tonnes is not None and told.grade is not None and (told.tonnes, told.grade) == (other.tonnes, other.grade) and told.site is other.site


def says(estimates: Sequence[Estimate]) -> int:
    """How many figures some estimates give."""
    return sum(value is not None for one in estimates for value in (one.tonnes, one.grade, one.contained))


def _repeats(estimate: Estimate, other: Estimate) -> bool:
    """Whether two estimates of one category, commodity and zone agree in every figure that both give."""
    if estimate.rule == other.rule == "table" and (estimate.material != other.material or estimate.site is not other.site):
        return False
    pairs = [(estimate.tonnes, other.tonnes), (estimate.grade, other.grade), (estimate.contained, other.contained)]
    shared = [(one, two) for one, two in pairs if one is not None and two is not None]
    if estimate.tonnage_unit != other.tonnage_unit or (estimate.grade_unit != other.grade_unit and estimate.grade_unit and other.grade_unit):
        return False
    return bool(shared) and all(_is_close(one, two) for one, two in shared)


def _is_close(one: Decimal, two: Decimal, part: Decimal = Decimal("0.01")) -> bool:
    return abs(one - two) <= part * max(abs(one), abs(two))


def _completed(found: list[Estimate]) -> list[Estimate]:
    """Estimates with their metal where another sentence gives it alone and the tonnes times the grade come to that: two of one place, category
    and commodity of which neither has another mate."""
    whole = [one for one in found if one.tonnes is not None and one.grade is not None and one.contained is None]
    alone = [one for one in found if one.tonnes is None and one.grade is None and one.contained is not None and one.rule == "prose"]
    mates = [(one, two) for one in whole for two in alone if _is_of(one, two)]
    kept = list(found)
    for one, two in mates:
        if sum(one is other for other, _ in mates) == 1 == sum(two is other for _, other in mates):
            at = next(index for index, other in enumerate(kept) if other is one)
            kept[at] = replace(
                one, contained=two.contained, contained_unit=two.contained_unit, parts=one.parts | {"contained": two.parts["contained"]}
            )
            kept = [other for other in kept if other is not two]
    return kept


def _is_of(one: Estimate, two: Estimate) -> bool:
    """Whether the metal of an estimate is that of the tonnes and the grade of another."""
    if (one.category, one.commodity, one.zone, one.earlier) != (two.category, two.commodity, two.zone, two.earlier):
        return False
    if one.site is not None and two.site is not None and one.site is not two.site:
        return False
    metal = metal_in(one, two.contained_unit)
    return metal is not None and two.contained is not None and _is_close(metal, two.contained, _ROUNDED)
