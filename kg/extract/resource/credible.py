"""Whether the estimates of a table can be so: a column that was mistaken gives ounces in fractions, grades of kilograms in a tonne, or metal that
the tonnes do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kg.extract.resource.words import Estimate

# How much of one tonne a grade of 1 is, and how many of a mass there are in a tonne.
_SHARE = {
    "%": Decimal("0.01"),
    "oz/ton": Decimal("31.1034768") / Decimal("907184.74"),
    "g/t": Decimal("0.000001"),
    "ppm": Decimal("0.000001"),
    "kg/t": Decimal("0.001"),
    "ppb": Decimal("0.000000001"),
}
_IN_TONNE = {"t": Decimal(1), "kg": Decimal(1000), "lb": Decimal("2204.6226"), "oz": Decimal("32150.7466")}
_TONNES_IN_TON = Decimal("0.90718474")
_MOST = {"%": Decimal(100), "g/t": Decimal(20_000), "ppm": Decimal(1_000_000)}
_MOST_GOLD, _LEAST_METAL = Decimal(1_000), Decimal(10)
_CLOSE, _FAR = Decimal("0.12"), Decimal("0.5")
_OFF = 4  # times: shares, recoveries and oxides make less


def metal_of(tonnes: Decimal | None, grade: Decimal | None, grade_unit: str | None, metal_unit: str | None) -> Decimal | None:
    """The metal that tonnes of a grade hold, in a unit; None where that cannot be reckoned."""
    share, mass = _SHARE.get(grade_unit or ""), _IN_TONNE.get(metal_unit or "")
    return None if share is None or mass is None or tonnes is None or grade is None else tonnes * grade * share * mass


def metal_in(one: Estimate, metal_unit: str | None) -> Decimal | None:
    """The metal that the tonnage of an estimate holds by its grade, in a unit; None where that cannot be reckoned."""
    tonnes = one.tonnes * _TONNES_IN_TON if one.tonnes is not None and one.tonnage_unit == "st" else one.tonnes
    return metal_of(tonnes, one.grade, one.grade_unit, metal_unit)


def possible(found: Sequence[Estimate]) -> list[Estimate]:
    """The estimates of a table; none where one of them cannot be so."""
    return [] if any(_is_absurd(one) for one in found) else list(found)


def agreeing(found: Sequence[Estimate]) -> list[Estimate]:
    """The estimates of a table whose columns were only inferred; none where most have other metal than their tonnes hold."""
    held = [(one.contained, metal_in(one, one.contained_unit)) for one in found]
    pairs = [(one, two) for one, two in held if one is not None and two]
    off = sum(not 1 / Decimal(_OFF) <= one / two <= _OFF for one, two in pairs)
    return [] if len(pairs) > 1 and 2 * off > len(pairs) else list(found)


def worth(found: Sequence[Estimate]) -> int:
    """How much a reading of a table tells: its figures, more where the metal is what the tonnes of the grade hold, and less where it is not."""
    told = sum(value is not None for one in found for value in (one.tonnes, one.grade, one.contained))
    held = [(one.contained, metal_in(one, one.contained_unit)) for one in found]
    shares = [one / two for one, two in held if one is not None and two]
    return told + sum(2 if abs(share - 1) < _CLOSE else -3 if abs(share - 1) > _FAR else 0 for share in shares)


def _is_absurd(one: Estimate) -> bool:
    most = _MOST_GOLD if one.commodity == "gold" and one.grade_unit == "g/t" else _MOST.get(one.grade_unit or "")
    if most is not None and one.grade is not None and one.grade > most:
        return True
    small = one.contained is not None and one.contained < _LEAST_METAL and one.contained != 0 and one.contained_unit in ("oz", "lb", "kg")
    return small and (one.tonnes is None or one.tonnes > 1000 * _LEAST_METAL)
