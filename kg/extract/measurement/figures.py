"""The figures of a sentence as the metrics need them: bare numbers with the units that the words lend them, changes as two figures, and no
figure twice in two units."""

from __future__ import annotations

import re
from dataclasses import replace

from kg import reference
from kg.extract.measurement.clauses import COMPARED
from kg.extract.measurement.elided import with_elided
from kg.text.amounts import OF_A_RANGE
from kg.text.quantities import Quantity

_OF_PEOPLE = re.compile(
    r"\b(?:workforce|headcount|employees|employment|staff|payroll)\b[^.;]{0,40}\b(?:from|to|of|is|was|at|number(?:s|ed)|totall?(?:s|"
    r"ed)|totals)[ \n](?:\d+[ \n]to[ \n])?$",
    re.IGNORECASE,
)
_EMPLOYS = re.compile(
    r"\b(?:employ(?:s|ed|ing)|workforce[^.;\d]{0,30}:|head ?count[^.;\d]{0,30}:|employees[^.;\d]{0,20}:)[ \n](?:about |some |approximately |over )?$",
    re.IGNORECASE,
)
_REACH = 200  # characters before a figure in which these words end
_STOPS = re.compile(r"[.,;]|$|[ \n](?:at|in|on|of|by|and)\b")
_OF_CAPITAL = re.compile(
    r"\b(?:voting rights|shares (?:in|on) issue|issued (?:share )?capital|shares (?:outstanding|issued)|(?:outstanding|issued) shares)\b"
    r"[^.;\d]{0,60}(?:\b(?:is|was|are|of|"
    r"stands at|totals|totall?ed|now)|:)[ \n]$|\bshares (?:in|on) issue[ \n]$",
    re.IGNORECASE,
)
# "640 diamond and reverse circulation holes"
_HOLES_OF_KINDS = re.compile(
    r"[ \n](?:(?:diamond|core|RC|reverse|circulation|aircore|air|RAB|rotary|percussion|sonic|auger|\(RC\)|[HNP]Q|"
    r"drill|and|&|or|surface|underground)[ \n,/]{1,2})"
    r"{2,8}(?:drill )?holes\b",
    re.IGNORECASE,
)
_WHEN_WORKING = re.compile(r"[ \n](?:once in|during|in)[ \n](?:full[ \n])?(?:operations?|production|construction)\b")
_HOLES_DONE = re.compile(r"[ \n](?:are|were|have(?:[ \n]now)?[ \n]been|is)[ \n](?:now[ \n])?(?:complete|completed|drilled|finished)\b")
_SHARES_NAMED = re.compile(
    r"[ \n](?:new[ \n])?(?:[A-Z][\w&-]*[ \n]){1,3}(?:[Cc]ommon |[Oo]rdinary )?[Ss]hares\b|"
    r"[ \n](?:of[ \n](?:its|the|our)[ \n])?(?:(?!to\b|at\b|and\b|or\b|for\b|units?\b|options?\b|warrants?\b|rights?\b)[\"\u201c\u201d\w-]+[ \n]){0,4}"
    r"(?:common|ordinary|flow-through)[\"\u201d]?[ \n]shares\b"
)
# "Some 290 of our 415 employees work at the mine"
_OF_ALL_PEOPLE = re.compile(
    r"[ \n]of[ \n](?:our|its|the(?:[ \n]\w+['\u2019]s)?)[ \n](?:[a-z]+[ \n])?\d[\d,]*[ \n](?:employees|workers|people|staff)\b"
)
_OF_SHARES = re.compile(r" (?:are|were) (?:issued and )?outstanding")
_IN_ISSUE = re.compile(r"[ \n](?:(?:issued|and|fully|paid|outstanding|basic|total)[ \n]){1,5}(?:common |ordinary |voting )?shares\b", re.IGNORECASE)


def _ends_before(words: re.Pattern[str], text: str, at: int) -> bool:
    return words.search(text, max(0, at - _REACH), at) is not None


def _with_unit(text: str, quantity: Quantity) -> Quantity:
    """A bare number with the unit that the words about it tell: "the workforce will grow from 17 to 61"."""
    if quantity.unit is None and _ends_before(_OF_PEOPLE, text, quantity.start) and not text[quantity.start].isupper():  # no "Three" of a name
        return replace(quantity, unit="persons")
    if quantity.unit is None and _ends_before(_EMPLOYS, text, quantity.start) and _STOPS.match(text, quantity.end):
        return replace(quantity, unit="persons")
    if quantity.unit is None and _OF_ALL_PEOPLE.match(text, quantity.end):
        return replace(quantity, unit="persons")
    if quantity.unit is None and _OF_SHARES.match(text, quantity.end):
        return replace(quantity, unit="shares")
    if quantity.unit is None and (quantity.high or 0) >= 10_000 and (_SHARES_NAMED.match(text, quantity.end) or _IN_ISSUE.match(text, quantity.end)):
        return replace(quantity, unit="shares")
    if quantity.unit is None and (quantity.high or 0) >= 100_000 and _ends_before(_OF_CAPITAL, text, quantity.start):
        return replace(quantity, unit="shares")
    if (
        quantity.unit is None
        and _WHEN_WORKING.match(text, quantity.end)
        and re.search(r"\b(?:people|employ\w*|jobs|workers)\b", text[: quantity.start])
    ):
        return replace(quantity, unit="persons")
    if quantity.unit is None and _HOLES_OF_KINDS.match(text, quantity.end):
        return replace(quantity, unit="holes")
    if quantity.unit is None and _HOLES_DONE.match(text, quantity.end) and re.search(r"\bholes?\b", text[: quantity.start]):
        return replace(quantity, unit="holes")
    return quantity


# A cost that names its unit before the figure: "AISC per silver ounce is expected to be between $18.50 and $19.50".
_UNIT_COST = re.compile(
    r"(?:AISC|all[- ]in[- ]sustaining[- ](?:cash )?costs?|(?:unit |cash |operating )+costs?|C1 costs?|(?:reali[sz]ed|received)(?: \w+)? prices?)"
    r"(?:[ \n]\([^()]{1,12}\))?(?:[ \n]+\(?per[ \n]|/)(?:[\w-]+[ \n]){0,2}(?P<part>ounce|oz|pound|lb|tonne|carat)\b"
    r"[^;]{0,110}$",
    re.IGNORECASE,
)
# An amount whose unit stands before it: "Tonnes milled were 151,300".
_UNIT_AHEAD = re.compile(
    r"\b(?P<unit>tonnes|tons|ounces|metres|pounds)[ \n](?:of[ \n]\w+[ \n])?(?:milled|processed|mined|produced|sold|treated|poured|drilled|crushed|"
    r"hoisted|stacked|recovered|shipped|delivered)"
    r"(?:[ \n](?:were|was|totall?ed|of|in|the|quarter|year|for|at|increased|decreased|rose|fell|grew|climbed|declined|dropped|improved|averaged|"
    r"amounted|came|stood|reached|by|from|to|about|approximately|some|a|record|\d[\d.]*[ \n]?(?:%|per[ \n]cent)))*:?[ \n]$",
    re.IGNORECASE,
)
# "51,000 ounces of gold were sold at an average price of US$920": the price is that of one of them; "costs of $181 to produce an ounce".
_SOLD_AT = re.compile(
    r"\b(?P<part>ounces|oz|pounds|tonnes)\b[^.;$]{0,90}\b(?:at|for)[ \n](?:an?|the)[ \n](?:\w+[ \n]){0,3}prices?[ \n]of[ \n]"
    r"(?:about[ \n]|approximately[ \n])?$",
    re.IGNORECASE,
)
_TO_MAKE = re.compile(
    r"(?:[ \n]in[ \n]cash)?[ \n](?:to produce|to make|to mine|for)[ \n](?:an|each|every)[ \n](?P<part>ounce|pound|tonne)\b",
    re.IGNORECASE,
)
_PARTS = {"ounce": "oz", "oz": "oz", "pound": "lb", "lb": "lb", "tonne": "t", "carat": "ct"}
_PARTS |= {"tonnes": "t", "ounces": "oz", "metres": "m", "pounds": "lb", "tons": "st", "ton": "st"}

# A price whose unit stands with the figure behind it: "average prices of $18.40 and $1,390 per ounce", "cash costs of $0.61 and AISC of $0.82/lb".
_PRICE_BESIDE = re.compile(r"(?:,|,?[ \n]and|[ \n]to|[ \n]or|[ \n]from)[ \n](?:(?:an?|the|its)[ \n])?(?:[A-Za-z0-9()-]+[ \n]){0,5}?", re.IGNORECASE)
_OF_A_PRICE = re.compile(
    r"\b(?:prices?|AISC|C1|costs?)\b[\"\u201d)]{0,2},?(?:[ \n](?:of|was|were|at|averaged|totall?ed|is|are|between|about|approximately))*[ \n]$",
    re.IGNORECASE,
)

_OF_A_DIVIDEND = re.compile(r"\b(?:dividends?|distribution)\b[^.;$\d]*$", re.IGNORECASE)


def figures_of(text: str, quantities: list[Quantity], part: str = "") -> list[Quantity]:
    """The quantities of a sentence: with the units of bare numbers told by the words about them or by the figure that they are compared
    with, a change as its two sides, a conversion in brackets left out. `part`: what the metal of the release is priced by."""
    parted = [part for quantity in quantities for part in _sides(text, _summed(text, _of_earlier(text, _in_money(text, quantity))))]
    parted = [one for one in parted if not (one.unit == "shares" and _ends_before(_LABELLED, text, one.start) and not text[one.start].isdigit())]
    kept: list[Quantity] = []
    for at, one in enumerate(parted):
        if at == 0 or not _is_conversion(text, parted[at - 1], one):
            kept.append(one)
        elif (kept[-1].unit, one.unit) in _PREFERRED and kept[-1] is parted[at - 1]:
            kept[-1] = replace(one, start=kept[-1].start)  # "26,000 acres (10,500 hectares)"
    return with_elided(text, _with_holes(text, _with_prices(text, _with_units(text, kept))), part)


# "CAD $0.12 per share", "six Canadian cents ($0.06)": the words before the bare dollar say whose it is.
_WHOSE_DOLLAR = re.compile(
    r"\b(?:(?P<code>CAD|CDN|Cdn|USD|AUD|NZD)[ \n]?|(?P<nation>Canadian|Australian|U\.?S\.?|United States)[ \n](?:cents?|dollars?)[ \n]\()$"
)
_DOLLARS = {"CAD": "CAD", "CDN": "CAD", "Cdn": "CAD", "USD": "USD", "AUD": "AUD", "NZD": "NZD", "Canadian": "CAD", "Australian": "AUD"}


def _in_money(text: str, quantity: Quantity) -> Quantity:
    """An amount of bare dollars in those that the words before it name."""
    money, mark, part = (quantity.unit or "").partition("/")
    said = _WHOSE_DOLLAR.search(text, max(0, quantity.start - 28), quantity.start) if money == "$" else None
    return quantity if said is None else replace(quantity, unit=_DOLLARS.get(said["code"] or said["nation"], "USD") + mark + part)


_A_YEAR = re.compile(r"[ \n](?:a|per)[ \n]year$")
_EARLIER = re.compile(r"[ \n](?:earlier|ago|before|previously|prior)\b")


def _of_earlier(text: str, quantity: Quantity) -> Quantity:
    """An amount, no rate, where "a year" belongs to what follows: "70,100 ounces a year earlier"."""
    said = _A_YEAR.search(text[quantity.start : quantity.end]) if quantity.per == "year" and _EARLIER.match(text, quantity.end) else None
    if said is None:
        return quantity
    return replace(quantity, end=quantity.start + said.start(), unit=(quantity.unit or "").removesuffix("/a") or None, per="")


_ADDS = re.compile(r"\badd(?:s|ed|ing)?[ \n](?:up[ \n]to[ \n])?$", re.IGNORECASE)

_LESS_THAN_IT = re.compile(r"\b(?:fewer|less|lower)[ \n]than[ \n](?:the|its|our)[ \n]$", re.IGNORECASE)  # "10% fewer than the 23,900 ounces of"


def _summed(text: str, quantity: Quantity) -> Quantity:
    """An amount, no limit, where what stands before it "adds up to" it."""
    before = text[max(0, quantity.start - 24) : quantity.start]
    adds = quantity.hedge == "up to" and (_ADDS.search(before) or _LESS_THAN_IT.search(before))
    return replace(quantity, low=quantity.high, hedge="") if adds else quantity


# "eleven of the fourteen holes", "142 RC and 38 diamond holes"
_OF_SO_MANY = re.compile(
    r"[ \n](?:out )?of(?: the| its| our| a)?(?: planned| proposed)?[ \n]|"
    r"(?:[ \n](?:RC|RAB|AC|DD|diamond|core|reverse[- \n]circulation|air-?[ \n]?core|rotary|sonic|percussion|auger|surface|underground|infill|"
    r"exploration|step-out|resource|regional|deep|shallow|vertical|inclined|drill|\([A-Z]{2,3}\))){1,4}"
    r"(?:,?[ \n](?:and|plus|&)(?:[ \n]a[ \n]further)?|,)[ \n]",
    re.IGNORECASE,
)


def _with_holes(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """The quantities, where a number counts the holes that the one behind it names."""
    given = list(quantities)
    for index in range(len(given) - 2, -1, -1):
        one, other = given[index], given[index + 1]
        if one.unit is None and other.unit == "holes" and _OF_SO_MANY.fullmatch(text, one.end, other.start):
            given[index] = replace(one, unit="holes")
    return given


_FROM = re.compile(r"\bfrom[ \n]$")
_WIDE = re.compile(r" {2,}")  # where an aside stood
_AND_FURTHER = re.compile(r",[ \n][A-Z]{0,3}\$\d")  # "compared to $1,876, $23.44 and $9,124": each of another metal
_AND_SO_MUCH = re.compile(r"[ \n](?:and|to|or)[ \n]")


def _with_prices(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Amounts of money that are prices by the unit of the price behind them."""
    given = list(quantities)
    for index in range(len(given) - 2, -1, -1):
        one, other = given[index], given[index + 1]
        money, _, part = (other.unit or "").partition("/")
        if money == "$" and part and one.unit and one.unit in _DOLLARS.values() and _AND_SO_MUCH.fullmatch(text, one.end, other.start):
            money = one.unit  # "were US$1.31 and $1.23 per pound"
            given[index + 1] = other = replace(other, unit=f"{money}/{part}")
        if part in ("oz", "lb", "t", "kg", "ct", "share") and one.unit == money and (one.high or 0) < (20000 if part != "share" else 100):
            beside = _PRICE_BESIDE.fullmatch(text, one.end, other.start)
            if beside and (_OF_A_PRICE if part != "share" else _OF_A_DIVIDEND).search(_WIDE.sub(" ", text[max(0, one.start - 110) : one.start])):
                given[index] = replace(one, unit=other.unit)
    for index in range(1, len(given)):
        one, other = given[index], next((past for past in reversed(given[:index]) if past.unit != "%"), given[index - 1])
        money, _, part = (other.unit or "").partition("/")
        if part in ("oz", "lb", "t", "kg", "ct") and one.unit == money and (one.high or 0) < 20000 and not _AND_FURTHER.match(text, one.end):
            ahead = text[max(other.end, one.start - 60) : one.start]
            if (
                _OF_A_PRICE.search(ahead)
                or re.search(r"\([^()]{0,40}: ?$", ahead)
                or COMPARED.search(ahead)
                or (re.fullmatch(r"[ \n]to[ \n]", text[other.end : one.start]) and _FROM.search(text, 0, other.start))
            ):
                given[index] = replace(one, unit=other.unit)
    return given


_PER_PART = re.compile(r",?[ \n]respectively,?[ \n](?:per|an?)[ \n](?:[\w-]+[ \n]){0,2}?(?P<part>ounce|oz|pound|lb|tonne|carat)\b", re.IGNORECASE)


def _per_part(text: str, quantity: Quantity) -> Quantity:
    """An amount of money whose unit stands behind "respectively": "of $436 and $946, respectively, per ounce"."""
    said = _PER_PART.match(text, quantity.end) if quantity.unit in reference.currencies() else None
    return replace(quantity, unit=f"{quantity.unit}/{_PARTS[said['part'].lower()]}") if said else quantity


def _with_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    given: list[Quantity] = []
    for quantity in quantities:
        one = _per_part(text, _with_unit(text, quantity))
        ahead = _UNIT_AHEAD.search(text[max(0, one.start - 70) : one.start]) if one.unit is None and (one.high or 0) >= 100 else None
        if ahead:
            one = replace(one, unit=_PARTS[ahead["unit"].lower()])
        limit = 2_000_000 if one.unit == "ZAR" else 20_000  # a kilogram of gold costs hundreds of thousands of rand
        sold = _SOLD_AT.search(text[max(0, one.start - 160) : one.start]) if one.unit in reference.currencies() and (one.high or 0) < limit else None
        if sold or (to_make := _TO_MAKE.match(text, one.end) if one.unit in reference.currencies() and (one.high or 0) < limit else None):
            part = sold["part"] if sold else to_make["part"] if to_make else ""
            one = replace(one, unit=f"{one.unit}/{_PARTS[part.lower()]}")
        cost = _UNIT_COST.search(text[: one.start]) if one.unit in reference.currencies() and (one.high or 0) < limit else None
        if cost:
            one = replace(one, unit=f"{one.unit}/{_PARTS[cost['part'].lower()]}")
        if one.unit is None and given and given[-1].unit and (one.high or 0) >= 1000 and COMPARED.search(text[max(0, one.start - 40) : one.start]):
            one = replace(one, unit=given[-1].unit)
        given.append(one)
    return given


_CHANGES = re.compile(
    r"\b(?:increas|rais|ris(?:e|en|ing)|rose|expan|gr[eo]w|grown|improv|decreas|reduc|fall|fell|drop|lower|extend|extension|chang|upgrad|lift|"
    r"ramp|doubl|boost|declin|enlarg|upsiz|step|scal)\w*\b[^.;]{0,160}\bfrom[ \n](?:[\w'’/-]+[ \n]){0,7}$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|up|down|rose|fell|grew|increased|decreased|dropped)[ \n](?:(?:about|approximately|another|a further|some)[ \n])?$", re.IGNORECASE
)
_TO = re.compile(r"[ \n]to[ \n]")

# "Tranche 2 - 18,440,000 shares": a label and its figure, no range.
_LABELLED = re.compile(r"\b(?:Tranche|Phase|Stage|Class|Category|Part|Series|Note|Item|Option|Milestone|Instalment|Step)[ \n]$")
_DASH = re.compile(r"[ \n][-\u2013\u2014][ \n]")


def _sides(text: str, quantity: Quantity) -> list[Quantity]:
    """A range that is a change, as its two sides: "expanded from its present capacity of 1,500 to 1,900 tonnes per day"."""
    label = _ends_before(_LABELLED, text, quantity.start)
    dash = _DASH.search(text, quantity.start, quantity.end) if label and quantity.low != quantity.high else None
    if dash:
        return [replace(quantity, start=dash.end(), low=quantity.high)]
    to = _TO.search(text, quantity.start, quantity.end)
    if to is None or quantity.low is None or quantity.low == quantity.high:
        return [quantity]
    if _ends_before(_BY, text, quantity.start):
        return [replace(quantity, start=to.end(), low=quantity.high)]  # "increased by 4,000 to 12,000 hectares"
    before = text[max(0, quantity.start - 260) : quantity.start]
    if not _CHANGES.search(before) or OF_A_RANGE.search(before):
        return [quantity]
    return [replace(quantity, end=to.start(), high=quantity.low), replace(quantity, start=to.end(), low=quantity.high)]


# How many of the second unit are one of the first.
_TIMES = {
    ("kg", "oz"): 32.1507,
    ("t", "st"): 1.10231,
    ("t", "lb"): 2204.62,
    ("kg", "lb"): 2.20462,
    ("ha", "acres"): 2.47105,
    ("m", "ft"): 3.28084,
    ("km2", "ha"): 100,
    ("km2", "mi2"): 0.386102,
    ("km2", "acres"): 247.105,
    ("t/d", "st/d"): 1.10231,
    ("g/t", "oz/ton"): 0.0291667,
}

# The second unit of a pair is that in which the tables write the figure.
_PREFERRED = frozenset({("acres", "ha"), ("ft", "m"), ("mi2", "km2")})


def _is_conversion(text: str, before: Quantity, one: Quantity) -> bool:
    """Whether a figure is the one before again in another unit: "2,000 hectares (4,942 acres)", "R505,000/kg (US$940/oz)"."""
    between = text[before.end : one.start]
    if not re.fullmatch(r"[^.;\d]{0,24}(?:\(|,? or )(?:about |approximately |some |equivalent to )?", between, re.IGNORECASE):
        return False
    if before.unit is None or one.unit is None or before.unit == one.unit or before.high is None or one.high is None:
        return False
    for (first, second), times in _TIMES.items():
        for own, other, factor in ((first, second, times), (second, first, 1 / times)):
            if (before.unit, one.unit) == (own, other) and before.high:
                return abs(float(one.high) / (float(before.high) * factor) - 1) < 0.03
    return _is_money(before) and _is_money(one) and text[one.end : one.end + 1] == ")" and text[one.start - 1] == "("


def _is_money(quantity: Quantity) -> bool:
    return (quantity.unit or "").partition("/")[0] in reference.currencies()
