"""The figure in a table's cell, with the unit that the cell, or else its head, gives: "(9,418)" under "US$000", "60,000 - 70,000 oz"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.text.commodities import find_commodities
from kg.text.head_units import Head, HeadUnit, is_money
from kg.text.quantities import parse_quantity


@dataclass(frozen=True)
class Figure:
    """A value or a range in the unit `notation`, in full; `low` or `high` is None for "over 5" and "up to 5". `hedge` as in Quantity."""

    low: Decimal | None
    high: Decimal | None
    notation: str | None
    hedge: str = ""
    per: str = ""

    @property
    def value(self) -> Decimal | None:
        """The one value, or None for a range or a limit."""
        return self.low if self.low == self.high else None


_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_PLAIN = re.compile(rf"(?P<sign>[-\u2212+])?(?P<open>\()?(?P<number>{_NUMBER})(?P<scale>[kKM])?(?P<close>\))?")
_SCALES = {"k": 1_000, "K": 1_000, "M": 1_000_000}  # "57k", "4.2M"; a small m is metres
_COMMA = re.compile(r"(?P<sign>[-\u2212+])?(?P<whole>\d{1,3}),(?P<part>\d{1,2})")
_RANGE = re.compile(
    rf"(?P<money>(?:[A-Za-z.]{{1,4}})?[$\u20ac\u00a3] ?)?(?P<low>{_NUMBER})(?P<own>[ ]?[A-Za-z%/]{{1,6}})?"
    rf" ?(?:-|\u2013|\u2014|to) ?(?:[A-Za-z.]{{0,4}}[$\u20ac\u00a3] ?)?(?P<high>{_NUMBER})(?P<rest>[^\d]{{0,24}})"
)
_SIGN = r"(?:US|C|CA|A|AU|NZ)?[$\u20ac\u00a3]"
_OWED = re.compile(
    rf"(?:(?P<sign>{_SIGN}) ?\( ?|\( ?(?P<inner>{_SIGN}) ?|[-\u2212\u2013] ?(?P<minus>{_SIGN}) ?)"
    rf"(?P<number>{_NUMBER}(?: ?(?:million|billion|[mMkK]))?) ?\)?"
)
_YEARLY = re.compile(r"(?:\s|/|\s?per\s)(?:p\.?a\.?|yr|year|annum)$", re.IGNORECASE)
_IN_OTHER_MONEY = re.compile(r"(?<=\d) \((?:US|C|CA|A|AU|NZ)?\$ ?[\d.,]+(?:/\w{1,5})?\)$")  # "966 (US$773)"
_LEAD = re.compile(r"^(?:[+]|c\. ?|ca\.? ?)(?=[\d.$])")


def figure(text: str, head: Head | None = None) -> Figure | None:
    """The figure of a cell, in the unit of its own words or that of the heads above or beside it; None where it is no one figure."""
    plain = _IN_OTHER_MONEY.sub("", _YEARLY.sub(" per annum", _LEAD.sub("", " ".join(text.split()))))
    if plain.endswith("M") and head and head.unit and head.unit.notation in ("m", "ft"):
        return None  # metres in capitals, or millions
    found = _plain(plain) or _range(plain) or _owed(plain) or _said(plain)
    return found if found is None or head is None else _in_unit(found, head)


def _plain(text: str) -> Figure | None:
    """A bare number; thousands may be apart by blanks, and brackets make it negative."""
    found = _PLAIN.fullmatch(text)
    if found and bool(found["open"]) == bool(found["close"]):
        value = Decimal(re.sub(r"[,\s\u00a0\u202f]", "", found["number"])) * _SCALES.get(found["scale"], 1)
        value = -value if found["open"] or found["sign"] in ("-", "\u2212") else value
        return Figure(value, value, None)
    comma = _COMMA.fullmatch(text)
    if comma is None:
        return None
    value = Decimal(f"{comma['whole']}.{comma['part']}")
    value = -value if comma["sign"] in ("-", "\u2212") else value
    return Figure(value, value, None)


def _range(text: str) -> Figure | None:
    """A range whose ends share currency and unit: "US$870 - 930/oz", "45% to 50%"."""
    found = _RANGE.fullmatch(text)
    if found is None:
        return None
    money, unit = (found["money"] or "").strip(), found["rest"] or found["own"] or ""
    bare = not money and unit.strip() in ("", *_SCALES)
    ends = [_plain(f"{number}{unit.strip()}") if bare else _said(f"{money}{number}{unit}") for number in (found["low"], found["high"])]
    low, high = ends
    if low is None or high is None or low.value is None or high.value is None or low.value > high.value or low.notation != high.notation:
        return None
    return Figure(low.value, high.value, low.notation, "", low.per)


def _owed(text: str) -> Figure | None:
    """Money in brackets behind or around its sign: "$ (1,530)", "(US$1.2)", "-$4.1"."""
    found = _OWED.fullmatch(text)
    told = _said(f"{found['sign'] or found['inner'] or found['minus']}{found['number']}") if found else None
    return None if told is None or told.value is None else Figure(-told.value, -told.value, told.notation, "", told.per)


def _said(text: str) -> Figure | None:
    """A figure with words: what it is a figure of may stand behind it ("US$3.05/lb Ni")."""
    for phrase in (text, _without_commodity(text)):
        if found := parse_quantity(phrase):
            return Figure(found.low, found.high, found.unit, found.hedge, found.per)
    return None


def _without_commodity(text: str) -> str:
    for named in reversed(find_commodities(text)):
        text = text[: named.start].rstrip() + text[named.end :]
    return text.strip()


def _in_unit(found: Figure, head: Head) -> Figure:
    """A figure in the unit of its head, where its own words give none, or but the sign of the currency that the head scales."""
    unit = head.unit
    if found.notation is None:
        return _scaled(found, unit) if unit else found
    if is_money(found.notation):
        if unit and is_money(unit.notation) and found.notation in ("$", unit.notation) and _is_printed_bare(found):
            return _scaled(found, unit)
        if (
            unit
            and unit.notation
            and "/" in unit.notation
            and is_money(unit.notation.split("/")[0])
            and found.notation in ("$", unit.notation.split("/")[0])
        ):
            return replace(found, notation=unit.notation)
        if unit and unit.notation is None:
            return _scaled(found, HeadUnit(found.notation, unit.factor)) if _is_printed_bare(found) else found
        if head.over:
            return replace(found, notation=f"{found.notation}/{head.over}")
    return found


def _is_printed_bare(found: Figure) -> bool:
    """Whether money was printed without a scale of its own ("$61,842" in a table of thousands), as far as its size tells."""
    sizes = [abs(end) for end in (found.low, found.high) if end is not None]
    return all(size < 5_000_000 for size in sizes)


def _scaled(found: Figure, unit: HeadUnit) -> Figure:
    low, high = (None if end is None else end * unit.factor for end in (found.low, found.high))
    return replace(found, low=low, high=high, notation=unit.notation, per=found.per or unit.per)
