"""The measurement that a cell of a table gives: its metric, figure, unit, commodity, period, basis and subject, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kg import reference
from kg.extract.measurement.columns import ColumnTime
from kg.extract.measurement.rows import NOTHING, Label, is_general, kinds_of, source_of
from kg.extract.measurement.sheets import STUDIED, Sheet
from kg.extract.measurement.titled_years import planned_year
from kg.extract.measurement.words import OF_METALS, main_commodity
from kg.facts import Company, Concept, Measurement, Period, Site
from kg.text.commodities import find_commodities
from kg.text.head_units import HeadUnit, is_money
from kg.text.table.figures import Figure
from kg.text.tables import Cell

_BALANCES = frozenset({"cash", "share-count", "employees"})
_TIMELESS = frozenset({"npv", "irr", "mine-life", "capacity"})
_MONEY = frozenset({"revenue", "net-income", "ebitda", "capex", "cash", "exploration-budget", "npv"})
_LEAST_MONEY = 1000
_SMELTED = frozenset({"copper", "zinc", "lead", "nickel", "tin", "molybdenum", "gold", "silver", "cobalt", "tungsten", "antimony"})
_CONCENTRATE, _METAL_IN = re.compile(r"\bconcentrates?\b", re.IGNORECASE), re.compile(r"\b(?:in|contained|payable|metal)\b", re.IGNORECASE)
_PRECIOUS = frozenset({"gold", "silver", "platinum", "palladium", "rhodium"})
_GUIDED = frozenset({"production", "sales", "cash-cost", "aisc", "ore-processed", "head-grade", "recovery"})
_PRICES = frozenset({"cash-cost", "aisc", "realized-price"})
_EACH_OUNCE, _MOST_FOR_OUNCE = frozenset({"cash-cost", "aisc"}), 5000
_YEARLY = frozenset({"oz/a", "t/a"})
_MILL = re.compile(r"\bmill\b", re.IGNORECASE)
_SIGNED = {"$": ("USD", "CAD", "AUD")}  # what a bare sign may stand for
_NOTE = re.compile(r"\(\d{1,2}\)")
_MARKET = re.compile(
    r"\b(?:metal|market|commodity|spot|benchmark) prices?\b|\bexchange rates?\b|\bLBMA\b|\bLME\b|\bCOMEX\b|\bPlatts\b|\bindex\b", re.IGNORECASE
)
_PROGRAM = ("drilling-metres", "drill-holes", "exploration-budget")
_PLANS = re.compile(r"\bprogram(?:me)?s?\b|\bbudget|\bplanned\b|\bproposed\b|\bupcoming\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:completed|results|actual|to date|summary|concluded|finished)\b", re.IGNORECASE)
EACH = {"production": re.compile(r"\b(?:produc\w+|output)\b", re.IGNORECASE), "sales": re.compile(r"\b(?:sales|sold)\b", re.IGNORECASE)}


@dataclass(frozen=True)
class TableMeasurement:
    """A measurement, the cell that gives its figure, the table's rule, how surely its row tells it (`_rank`), its column, and what
    its row counts in."""

    fact: Measurement
    cell: Cell
    rule: str
    rank: int = 2
    column: int = 0
    costed: str = ""  # how a cost was counted, as its row says: "by-product"


def measured(
    sheet: Sheet,
    own: Label,
    heading: Label | None,
    found: Figure | None,
    subject: Site | Company | None,
    time: ColumnTime,
    of: str | None = None,
) -> Measurement | None:
    """The measurement of a cell, or None where its metric, unit or subject is not told; `of` is the commodity that its column names."""
    if found is None or (found.low is None and found.high is None):
        return None
    found = _with_unit(sheet, own, heading, found)
    metric = _metric(sheet, own, heading, found.notation)
    if metric == "capex" and found.value is not None and found.value < 0:
        found = Figure(-found.value, -found.value, found.notation, found.hedge, found.per)  # money that went out, among flows of cash
    if metric == "dividend-per-share":
        found = _of_share(found, sheet.dollar)
    if metric is None or found.notation is None or not _fits(metric, found) or _is_misscaled(sheet, own, metric, found.notation):
        return None
    basis = _basis(sheet, metric, time, own)
    if basis in ("actual", "plan") and found.low is not None and found.high is not None and found.low != found.high:
        if basis == "actual" and not _is_ahead(sheet, time):
            return None  # nothing that was measured is a range
        basis = "guidance" if basis == "actual" or (metric in _GUIDED and time.basis is None) else basis
    timed = time.period is not None and time.period.start is not None
    if basis == "actual" and metric not in _BALANCES | _TIMELESS and (not timed or _is_ahead(sheet, time)):
        return None
    commodity = _commodity(sheet, own, heading, metric, found.notation, of)
    if metric == "realized-price" and is_money(found.notation):
        if commodity not in _PRECIOUS:
            return None  # of which weight, nobody says
        found = Figure(found.low, found.high, f"{found.notation}/oz", found.hedge, found.per)
    try:
        unit = reference.unit(found.notation or "")
    except KeyError:
        return None
    subject = sheet.subjects.for_metric(subject, metric)
    if subject is None:
        return None
    if metric == "realized-price" and _MARKET.search(f"{sheet.title} {own.text}"):
        return None
    if commodity in _SMELTED and _is_of_concentrate(own, heading):
        return None
    value = found.value
    source = source_of(own.text) or (source_of(heading.text) if heading and sheet.subjects.named_in(heading.text) is None else None)
    if source is None and metric == "throughput" and _MILL.search(own.text):
        source = "mill"
    return Measurement(
        metric=Concept("metric", metric),
        of=subject,
        value=value,
        low=None if value is not None else found.low,
        high=None if value is not None else found.high,
        unit=unit,
        commodity=Concept("commodity", commodity) if commodity else None,
        period=_period(metric, time) or (planned_year(sheet.context, sheet.times) if basis == "plan" and metric in _PROGRAM else None),
        basis=Concept("basis", basis),
        source=Concept("material-source", source) if source else None,
    )


def _is_of_concentrate(own: Label, heading: Label | None) -> bool:
    """Whether a row, or the heading that it takes its metric from, counts concentrate: tonnes of it are no tonnes of the metal in it."""
    said = own.text if own.rules or heading is None else f"{heading.text} {own.text}"
    return _CONCENTRATE.search(said) is not None and not _METAL_IN.search(said)


def _with_unit(sheet: Sheet, own: Label, heading: Label | None, found: Figure) -> Figure:
    """A figure with the unit that its heading or the table gives, where its own words give none; the dollar of the release."""
    scaled = own.head.unit is not None and own.head.unit.notation is None  # "Silver (000's)" below "Ounces produced"
    unit = heading.head.unit if heading and (own.head.unit is None or scaled) else None
    if unit and unit.notation and scaled:
        unit = HeadUnit(unit.notation, Decimal(1), unit.per)
    if found.notation is None and unit and unit.notation:
        found = in_unit(found, unit)
    elif (
        unit
        and unit.notation
        and is_money(found.notation)
        and "/" in unit.notation
        and unit.notation.partition("/")[0] in (found.notation, *_SIGNED.get(found.notation or "", ()))
    ):
        found = Figure(found.low, found.high, unit.notation, found.hedge, unit.per)  # "$1,075" below "AISC (US$/oz)"
    elif unit and unit.notation and is_money(unit.notation) and _counts_money(own, found, unit.notation):
        return in_unit(found, unit)  # "$ 21,640" below "Financial highlights (in thousands of US dollars)"
    elif unit and unit.notation is None and not sheet.money and found.notation in (None, "$") and own.metric("$") in _MONEY:
        found = in_unit(found, HeadUnit("$", unit.factor))
    bare = own.head.unit is None and own.head.over is None and all(abs(end) < 50_000_000 for end in (found.low, found.high) if end is not None)
    ruled = own.rules or (heading.rules if heading else ())
    kinds = {kind for _, kinds in ruled for kind in kinds} or ({"mass"} if own.head.commodities else set())
    if sheet.unit and bare and found.notation is None and kinds_of(sheet.unit.notation) & kinds:
        found = in_unit(found, sheet.unit)
    in_all = sheet.unit if sheet.unit and own.head.unit and "(" not in _NOTE.sub("", own.text) else None
    if in_all and own.head.unit and own.head.unit.factor == 1 and found.notation == in_all.notation:
        found = in_unit(found, in_all)  # "GEO production" in a table of thousands of ounces
    most_small = 50_000 if sheet.scale == 1000 else 500
    small = all(abs(end) < most_small for end in (found.low, found.high) if end is not None)
    if sheet.scale and small and own.head.unit and own.head.unit.factor == 1 and "mass" in kinds_of(found.notation):
        found = in_unit(found, HeadUnit(found.notation, sheet.scale, found.per))
    most = 50_000_000_000 / sheet.money.factor if sheet.money and sheet.carried else 50_000_000
    bare = bare and all(abs(end) < most for end in (found.low, found.high) if end is not None)
    if sheet.money and bare and found.notation in (None, "$", sheet.money.notation) and own.metric("$") in _MONEY:
        found = in_unit(found, sheet.money)
    for_each = own.head.over or (heading.head.over if heading and not own.rules else None)
    priced = own if own.rules else heading
    if found.notation is None and for_each and sheet.money and priced and priced.metric("$/oz"):
        found = Figure(found.low, found.high, f"{sheet.money.notation}/{for_each}", found.hedge)
    elif for_each and is_money(found.notation) and priced and priced.metric("$/oz") in _PRICES:
        found = Figure(found.low, found.high, f"{found.notation}/{for_each}", found.hedge, found.per)
    if found.notation in _YEARLY and (EACH["production"].search(own.text) or _is_yearly_metal(own)):
        found = Figure(found.low, found.high, found.notation.removesuffix("/a"), found.hedge, found.per)
    if found.notation in (None, "$") and sheet.price and own.head.unit is None and own.metric(sheet.price.notation) in _PRICES:
        found = in_unit(found, sheet.price)
    if is_money(found.notation) and own.head.unit and own.head.unit.factor == 1 and own.metric("$/oz") in _EACH_OUNCE and _is_small(sheet, found):
        found = Figure(found.low, found.high, f"{found.notation}/oz", found.hedge, found.per)  # "Cash cost (US$)" below the ounces
    if found.notation and (found.notation == "$" or found.notation.startswith("$/")):
        told = sheet.money.notation if sheet.money and sheet.money.notation in ("USD", "CAD", "AUD") else sheet.dollar
        found = Figure(found.low, found.high, f"{told}{found.notation[1:]}", found.hedge, found.per)
    return found


def _is_misscaled(sheet: Sheet, own: Label, metric: str, notation: str) -> bool:
    """Whether a cost is one of all ounces, in the thousands or millions of its table, or that of one of them: its row does not say."""
    return metric in _EACH_OUNCE and is_money(notation) and own.head.unit is None and sheet.money is not None and not sheet.carried


def _of_share(found: Figure, dollar: str) -> Figure:
    """A dividend, which is one of a share whatever its unit says, in money: "US cents per share"."""
    money = (found.notation or "").removesuffix("/share")
    return in_unit(found, HeadUnit(dollar, Decimal("0.01"))) if money == "cents" else Figure(found.low, found.high, money or None, found.hedge)


def _is_small(sheet: Sheet, found: Figure) -> bool:
    """Whether a cost is so small that it is that of an ounce, in a table of an operation that counts precious metal and gives no scale of money."""
    ends = [end for end in (found.low, found.high) if end is not None]
    return (
        sheet.operating
        and sheet.money is None
        and main_commodity(sheet.context, "oz") in _PRECIOUS
        and all(0 < end < _MOST_FOR_OUNCE for end in ends)
    )


def _counts_money(own: Label, found: Figure, notation: str) -> bool:
    """Whether a cell with the sign of money, in a row of an amount of it, is one in the money of its heading."""
    return own.head.unit is None and own.metric("$") in _MONEY and found.notation in ("$", notation, *_SIGNED.get(notation, ()))


def in_unit(found: Figure, unit: HeadUnit) -> Figure:
    """A figure in the unit of its head, in full."""
    low, high = (None if end is None else end * unit.factor for end in (found.low, found.high))
    return Figure(low, high, unit.notation, found.hedge, unit.per)


def _is_yearly_metal(own: Label) -> bool:
    """Whether a label tells a metal by its weight a year, and no more: "Gold (oz pa)"."""
    return bool(own.head.commodities) and not own.rules and own.head.unit is not None and own.head.unit.notation in _YEARLY


def _metric(sheet: Sheet, own: Label, heading: Label | None, notation: str | None) -> str | None:
    """The metric of a row, by its own words, those of its heading, or, of a metal by weight, those of the title."""
    for one in (own, heading):
        if one is not None and (metric := one.metric(notation)):
            return None if metric == NOTHING else metric
        if one is own and own.rules and not own.head.commodities and own.says_metric:
            return None
    if "mass" in kinds_of(notation) and (own.head.commodities or _is_weight_alone(sheet, own, heading)):
        if sheet.study and _is_yearly_metal(own):
            return "production"
        told = [metric for metric, words in EACH.items() if words.search(sheet.title)]
        of_coal = any("coal" in commodity for commodity in own.head.commodities)  # of which guidance tells tons sold
        if not told and (sheet.guidance or sheet.operating) and not of_coal and not own.rules and not (heading and heading.rules):
            return "production"
        return told[0] if len(told) == 1 else None
    return None


def _is_weight_alone(sheet: Sheet, own: Label, heading: Label | None) -> bool:
    """Whether a row tells but a weight of what is no ore, or the name of a mine with it: "Ounces" below ore and grade, "Birch mine (koz)"."""
    if own.rules or own.head.unit is None or own.head.unit.notation not in ("oz", "lb"):
        return False
    return (sheet.operating and heading is None and is_general(own.text)) or isinstance(sheet.subjects.named_in(own.text), Site)


def _fits(metric: str, found: Figure) -> bool:
    """Whether a figure is of the size of its metric."""
    ends = [end for end in (found.low, found.high) if end is not None]
    if metric == "recovery":
        return all(0 < end <= 100 for end in ends)
    if metric in _MONEY and any(abs(end) < _LEAST_MONEY for end in ends if end):
        return False  # of a scale that nobody told
    if metric in ("npv", "net-income", "ebitda", "irr", "cash-cost"):
        return True
    if metric == "mine-life":
        return all(0 < end <= 200 for end in ends)
    return all(end > 0 for end in ends)


def _basis(sheet: Sheet, metric: str, time: ColumnTime, own: Label) -> str:
    if metric in STUDIED or (sheet.study and time.period is None):
        return "estimate"
    if time.basis:
        return time.basis
    ends = time.period.end if time.period else None
    if sheet.guidance and (ends is None or ends >= sheet.context.published):
        return "guidance"
    if re.search(r"\bguidance\b", own.text, re.IGNORECASE):
        return "guidance"
    ahead = time.period is not None and time.period.start is not None and time.period.start > sheet.context.published
    planned = _PLANS.search(sheet.title) and not _DONE.search(sheet.title) and (ends is None or ends >= sheet.context.published)
    return "plan" if ahead or (planned and metric in (*_PROGRAM, "capex")) else "actual"


def _is_ahead(sheet: Sheet, time: ColumnTime) -> bool:
    """Whether a time ends after the day of the release: nothing has been done in it."""
    return time.period is not None and time.period.end is not None and time.period.end > sheet.context.published


def _period(metric: str, time: ColumnTime) -> Period | None:
    if metric in _TIMELESS or time.period is None:
        return None
    if metric in _BALANCES:
        return Period(None, time.period.end) if time.said else None
    return time.period if time.period.start else None


def _commodity(sheet: Sheet, own: Label, heading: Label | None, metric: str, notation: str, of: str | None) -> str | None:
    """The commodity that a row counts: its own, its column's, its heading's, the only one of the table or of the rows of its mine, or
    the one that the release is about."""
    if metric not in OF_METALS:
        return None
    baskets = set(own.head.commodities) - {"pgm"}
    named = own.head.commodity or (baskets.pop() if len(baskets) == 1 else None) or (of if not own.head.commodities else None)
    if named is None and own.head.commodities:
        named = own.head.commodities[-1] if metric in ("production", "sales") else None
    if named is None and heading is not None and not own.head.commodities:
        site = sheet.subjects.named_in(heading.text)
        named = heading.head.commodity if site is None or not find_commodities(site.name.title()) else None  # "Ruby Saddle"
    lone = sheet.only or sheet.here
    return named or (lone if not own.head.commodities else None) or main_commodity(sheet.context, notation)
