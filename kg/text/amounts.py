"""One number of a text with its currency, scale and unit; and what the two numbers of a range lend each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

# "from earlier guidance of 300,000 to 350,000": a range, though something has changed from it.
OF_A_RANGE = re.compile(
    r"\b(?:guidance|ranges?|forecasts?|outlook|estimates?|targets?|projections?)(?:[ \n](?:range|for[ \n]\d{4}))?[ \n](?:of|"
    r"between)[ \n](?:about[ \n])?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    """One number with what belongs to it; `scaled` where a scale stands with it, `first` where the number itself begins."""

    start: int
    end: int
    value: Decimal
    unit: str | None
    written: str
    per: str
    money: str | None
    plain: Decimal
    scaled: bool
    grouped: bool


_BY = re.compile(r"\bby[ \n](?:(?:about|approximately|some|over)[ \n])?$", re.IGNORECASE)


def is_change(first: Amount, second: Amount, before: str) -> bool:
    """Whether a number and the one behind "to" are a change and the level that it led to: "rose by 4 million ounces to 22 million ounces"."""
    return first.unit is not None and first.unit == second.unit and _BY.search(before) is not None


def plain(value: Decimal) -> Decimal:
    """Without exponent and needless zeros after the point."""
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def with_money(first: Amount, second: Amount) -> Amount:
    """The second number of a range with the currency that only the first has, or has more exactly: "$10-12 million", "US$1.40-$1.50"."""
    if first.money is None or first.unit is None or first.unit.partition("/")[0] != first.money:
        return second
    if first.unit != first.money:  # "A$1,310/oz to $1,420/oz": the price of the same thing in the same dollars
        same = second.money == "$" and second.unit is not None and first.money + second.unit.removeprefix("$") == first.unit
        return replace(second, unit=first.unit, money=first.money) if same else second
    if second.money is None and second.unit is None:
        return replace(second, unit=first.unit, money=first.money, written=first.written)
    if second.money == "$" and second.unit:
        return replace(second, unit=first.money + second.unit.removeprefix("$"), money=first.money)
    return second


def in_thousands(first: Amount, second: Amount, text: str) -> Amount:
    """The first end of a range whose last alone writes the thousands of both: "670-710,000 tonnes"."""
    whole = first.value * 1000
    bare = first.unit is None and not first.money and first.value < 1000
    return replace(first, value=whole) if bare and ",000" in text[second.start : second.end] and whole < second.value <= 4 * whole else first


def like(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """The first number of a range with the unit and scale that only the second has: "$10 to $12 million", "52,000-55,000 oz"."""
    priced = first.money and first.unit == first.money and first.money == second.money
    if first.unit is not None and not priced:
        return first, second
    if first.unit is None and second.money:
        return first, second
    times = second.value / second.plain if second.plain and not first.scaled and first.plain <= second.plain and not _long(first) else Decimal(1)
    return replace(first, unit=second.unit, written=second.written, per=second.per, value=plain(first.value * times)), second


def _long(amount: Amount) -> bool:
    return amount.grouped and amount.plain >= 1000
