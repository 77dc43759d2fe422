"""What else the words beside a figure say: the commodity, on what basis it stands, and the part of the operation it is restricted to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.metal_words import metals_in
from kg.facts import Measurement
from kg.text.blanking import all_blanked
from kg.text.commodities import commodity_at, find_commodities
from kg.text.quantities import Quantity
from kg.text.sieves import Sieved

OF_METALS = frozenset({"production", "sales", "head-grade", "recovery", "cash-cost", "aisc", "realized-price", "capacity"})
PRECIOUS = frozenset({"gold", "silver", "platinum", "palladium", "rhodium", "gold-equivalent", "silver-equivalent", "3e", "4e", "2e", "6e", "pgm"})
_BASE = frozenset({"copper", "zinc", "lead", "nickel", "iron", "iron-ore", "coal", "lithium", "tin", "potash", "manganese", "chrome", "graphite"})
_OF = re.compile(
    r"\.?[ \n](?:(?:of|in|for|the|contained|payable|recovered|recoverable|refined|attributable|fine|total|dor[eé]|saleable|by-product|finished|"
    r"high-grade|blister)[ \n]){0,4}"
)
_EQUIVALENT = re.compile(r"\b(?:equivalent|eqv?)\b", re.IGNORECASE)
_PARTS = (
    ("underground", re.compile(r"\bunderground\b", re.IGNORECASE)),
    ("open-pit", re.compile(r"\bopen[- ]pits?\b|\bfrom the pit\b", re.IGNORECASE)),
    (
        "surface",
        re.compile(
            r"(?<!near )(?<!near-)(?<!at )(?<!to )(?<!res of )(?<!ers of )(?<!eet of )(?<!m of )(?<!low )(?<!neath )\bsurface\b", re.IGNORECASE
        ),
    ),
)
_ALL_FROM = re.compile(
    r"(?:[ \n]of ore)?,[ \n](?:all|entirely|exclusively|solely|wholly)[ \n](?:of[ \n](?:it|which|this)[ \n])?[^.;,(]{0,40}", re.IGNORECASE
)
_MILL = re.compile(r"\b(?:mill(?:ed|ing|s)?|plant|concentrator|process(?:ed|ing)?|treat(?:s|ed)?)\b", re.IGNORECASE)

_A_MILL = re.compile(r"[ \n-](?:[a-z]+[ \n]){0,2}(?:mill|plant|concentrator)\b(?! feed)")
_MINE_AND_MILL = re.compile(r"\bmining[ \n](?:and|&)[ \n](?:milling|processing)\b", re.IGNORECASE)


def commodity_of(
    context: Context, sentence: Sentence, quantity: Quantity, metric: str, cue: tuple[int, int], latest: Measurement | None
) -> str | None:
    """The key of the commodity that a figure counts: named in or behind it, in its cue, before it, else the one that the release is about."""
    if metric not in OF_METALS:
        return None
    text = sentence.text
    inside = find_commodities(text[quantity.start : quantity.end])
    if inside:
        counts_all = _EQUIVALENT.search(quantity.written_unit) and inside[-1].key in ("gold", "silver")
        return f"{inside[-1].key}-equivalent" if counts_all else inside[-1].key  # "equivalent gold ounces"
    if turn := _named_behind(text, quantity):
        return turn
    of = _OF.match(text, quantity.end)
    named = commodity_at(text, of.end()) if of else None
    if named and of and text[quantity.end] == "." and re.match(r"[ \n]?:|[ \n](?:production|output|sales|was|were)\b", text[named.end :]):
        named = None  # "Gold: 4,300 oz. Silver: 13,000 oz."
    if named:
        counts_all = _EQUIVALENT.search(quantity.written_unit) and named.key in ("gold", "silver")
        return f"{named.key}-equivalent" if counts_all else named.key  # "3.1 million equivalent ounces of silver"
    if ordered := _respectively(text, quantity) or in_pairs(text, quantity):
        return ordered
    if metric == "capacity" or _is_of_two(text, quantity) or _is_of_concentrate(text, quantity):
        return None
    low, high = min(cue[0], quantity.start), max(cue[1], quantity.end)
    for start, end in (
        (cue[0], cue[1]),
        (low, high),
        (max(0, cue[0] - 25), low),
        (quantity.end, min(len(text), quantity.end + 25)),
        (0, quantity.start),
    ):
        found = [metal for metal in find_commodities(text[start:end]) if metal.end - metal.start > 1 and fits(metal.key, quantity.unit or "")]
        if found:
            return found[-1].key
    if latest is not None and latest.commodity:
        return latest.commodity.key
    return main_commodity(context, quantity.unit or "")


# "Total tungsten and tin production rose to": of neither of the two.
_TWO = re.compile(
    r"\b(?:[Tt]otal|[Cc]ombined|[Aa]ggregate)[ \n](?:[a-z]+[ \n]){0,3}?(?P<one>[a-z]+)(?:[ \n][a-z]+|[ \n]\([^()]{1,12}\)){0,3}[ \n](?:and|&)[ \n]"
    r"(?P<two>[a-z]+)\b(?:[ \n][a-z]+|[ \n]\([^()]{1,12}\)){0,3}(?:[ \n][a-z]+){0,6}[ \n][^.;a-z]{0,3}$"
)


def _is_of_two(text: str, quantity: Quantity) -> bool:
    """Whether a figure is the sum of two metals that stand before it."""
    told = _TWO.search(text, 0, quantity.start)
    return told is not None and all(commodity_at(text, told.start(group)) is not None for group in ("one", "two"))


_CONCENTRATE = re.compile(
    r"(?:^|[.;,:][ \n]|\b(?:[Tt]otal|[Oo]verall|[Dd]ry|[Rr]ecord|[Tt]he|and|[Qq]uarterly|[Ii]ts)[ \n])[Cc]oncentrates?[ \n]"
    r"(?:production|output|sales|produced|sold)\b"
    r"(?:(?!,?[ \n]and[ \n])[^.;$\d]|(?:19|20)\d\d|\b\d{1,2},|Q[1-4]){0,90}$"
)
_OF_CONCENTRATE = re.compile(r"[ \n](?:of[ \n])?(?:dry[ \n]|wet[ \n]|bulk[ \n]|flotation[ \n])*concentrates?\b")
_GRADED_AT = re.compile(r"[^.;,\d]{0,40}[ \n](?:grading|at|of)[ \n]\d[\d.]*[ \n]?%[ \n]?[a-z]")


def _is_of_concentrate(text: str, quantity: Quantity) -> bool:
    """Whether a weight is that of a concentrate of which no metal is named: "Concentrate production was 21,400 dry tonnes"."""
    if quantity.unit not in ("t", "st", "lt"):
        return False
    if _GRADED_AT.match(text, quantity.end):
        return False
    return _OF_CONCENTRATE.match(text, quantity.end) is not None or _CONCENTRATE.search(text, 0, quantity.start) is not None


_AMOUNT = r" (?:(?:million|billion|thousand) )?(?:pounds|ounces|tonnes|tons|lbs?|M?oz|k?oz|kt|t|kilograms|kg)\b"
_ONE_OF = re.compile(rf"(?<![\d.,$£€])\d[\d.,]*(?=%| ?g/t| ?per ?cent|{_AMOUNT})|[$£€]\d[\d,]*(?:\.\d+)?")
_ONES_AHEAD = re.compile(
    rf"(?:(?:\d[\d.,]*(?:%| ?g/t| per ?cent|{_AMOUNT})|[A-Z]{{0,3}}[$£€]\d[\d,]*(?:\.\d+)?(?:/\w+| per \w+)?)(?:,? and |, ))*$",
)


_IN_BRACKETS = re.compile(r"\([^()]{1,40}\)")


def _respectively(text: str, quantity: Quantity) -> str | None:
    """The metal at the place of the figure in "silver and gold ... 89.3% and 91.7%, respectively"."""
    text = all_blanked(text, _IN_BRACKETS)  # "$7,939 per tonne ($3.60 per pound)" is one of them
    closing = re.search(r"[^;]{0,60}?\brespectively\b", text[quantity.end :])
    if closing is None or not closing.group().startswith((" and", ",", " ")):
        return None
    behind = len(_ONE_OF.findall(text[quantity.end : quantity.end + closing.end()]))
    opening = _ONES_AHEAD.search(text[: quantity.start])
    first = opening.start() if opening else quantity.start
    ahead = len(_ONE_OF.findall(text[first : quantity.start]))
    metals = [metal.key for metal in find_commodities(text[:first]) if metal.end - metal.start > 1]
    count = ahead + 1 + behind
    return metals[-count:][ahead] if len(metals) >= count > 1 else None


_FOR_EACH = re.compile(
    r"(?:[ \n]and[ \n](?P<other>\d[\d.,]*)(?:%| ?g/t| per ?cent))?[ \n](?:for|of)[ \n](?P<metals>\w+[ \n]and[ \n]\w+),?[ \n]respectively\b"
)


def _named_behind(text: str, quantity: Quantity) -> str | None:
    """The metal at the place of the figure in "recoveries of 74% and 61% for nickel and cobalt, respectively"."""
    told = _FOR_EACH.match(text, quantity.end)
    metals = [metal.key for metal in find_commodities(told["metals"])] if told else []
    return metals[0 if told and told["other"] else 1] if len(metals) == 2 else None


# "Gold and silver production of 21,400 and 44,000 ounces": two metals and two figures that share a unit.
_TWO_FIGURES = re.compile(
    r"(?P<one>\d[\d,.]*)(?:[ \n](?:million|thousand))?,?[ \n]and[ \n](?P<two>\d[\d,.]*)"
    r"(?:%|[ \n]?(?:million[ \n]|thousand[ \n])?(?:ounces|oz|pounds|tonnes|g/t|per ?cent))"
)
_TWO_METALS = re.compile(
    r"\b(?P<one>[a-z]+)[ \n](?:and|&)[ \n](?P<two>[a-z]+)[ \n](?:production|output|sales|recover(?:y|ies)|grades?|head grades?|ounces)\b",
    re.IGNORECASE,
)


def in_pairs(text: str, quantity: Quantity) -> str | None:
    """The metal at the place of a figure of two, where two metals are named before them in one breath."""
    pair = next((one for one in _TWO_FIGURES.finditer(text, max(0, quantity.start - 30)) if one.start() <= quantity.end), None)
    named = next(iter(_TWO_METALS.finditer(text, 0, quantity.start)), None)
    if pair is None or named is None:
        return None
    place = "one" if pair.start("one") < quantity.end <= pair.start("two") + 1 else "two" if pair.start("two") < quantity.end else ""
    metal = commodity_at(text, named.start(place)) if place else None
    return metal.key if metal else None


def fits(key: str, unit: str) -> bool:
    """Whether a commodity is counted in such a unit: precious metals by the ounce, others by the pound and tonne."""
    if unit in ("g/t", "oz/ton"):
        return key not in _BASE
    if unit in ("oz", "oz/a") or unit.endswith("/oz"):
        return key in PRECIOUS
    if unit in ("t", "st", "lb", "t/a") or unit.endswith(("/lb", "/t", "/st")):
        return key not in PRECIOUS
    return unit != "ct" or key not in PRECIOUS


def main_commodity(context: Context, unit: str) -> str | None:
    """The commodity that the release names most, of those that are counted in such a unit; what the names of organisations say, "Copper Hollow
    Mining Corp.", does not count where the rest tells another."""
    of_all = _most_named(Counter(key for key, _ in context.once(_metals_told)), unit)
    most = of_all and (_most_named(Counter(key for key, named in context.once(_metals_told) if not named), unit) or of_all)
    return "coal" if most in _COALS and _BOTH_COALS.search(context.reading.text) else most


_COALS = frozenset({"thermal-coal", "metallurgical-coal"})
_BOTH_COALS = Sieved(
    r"\b(?:thermal|steam)\b(?:,|,? and|/)[ \n](?:metallurgical|coking)\b|\b(?:metallurgical|coking)\b(?:,|,? and|/)[ \n](?:thermal|steam)\b|"
    r"\bmetallurgical coal\b(?:[^.]|\.(?=\d)){0,80}\bthermal coal\b"
)


def _most_named(counted: Counter[str], unit: str) -> str | None:
    fitting = {key: number for key, number in counted.items() if fits(key, unit)}
    if "iron" in fitting and "iron-ore" in fitting:
        fitting["iron-ore"] += fitting.pop("iron")
    best = sorted(fitting.items(), key=lambda pair: (-pair[1], pair[0]))[:2]
    if not best or (len(best) == 2 and best[0][1] < 2 * best[1][1] and best[0][1] - best[1][1] < 2):
        return None
    return best[0][0]


def _metals_told(context: Context) -> Iterator[tuple[str, bool]]:
    """The metals that a release names, each as often as it does, and whether that is in the name of an organisation."""
    for part in context.telling:
        names = [(naming.start - part.start, naming.end - part.start) for naming, _ in context.namings(part.start, part.start + len(part.text))]
        for key, start, end in metals_in(part.text):
            yield key, any(first <= start and end <= last for first, last in names)


_EITHER = re.compile(r"\b(?:underground[ \n]and[ \n](?:from[ \n])?surface|surface[ \n]and[ \n](?:from[ \n])?underground)\b", re.IGNORECASE)


def part_of_operation(sentence: str, quantity: Quantity, metric: str, clause: tuple[int, int]) -> str | None:
    """underground, surface, open-pit or mill, where the clause of a figure says so."""
    if metric not in ("ore-processed", "ore-mined", "head-grade", "throughput", "drilling-metres", "drill-holes", "capacity", "production"):
        return None
    inside = [name for name, pattern in _PARTS if pattern.search(sentence, quantity.start, quantity.end)]
    if len(inside) == 1 and metric == "drill-holes":
        return inside[0]  # "38 underground holes"
    after = sentence[quantity.end : clause[1]]
    if metric in ("throughput", "capacity") and _A_MILL.match(after):
        return "mill"  # "an open pit and a 2,000 tonne-per-day concentrator"
    if metric == "capacity" and _MINE_AND_MILL.search(sentence[clause[0] : clause[1]]):
        return None
    before = sentence[max(clause[0], quantity.start - 90) : quantity.start]
    if metric in ("drilling-metres", "drill-holes") and _EITHER.search(after):
        return None
    source = _ALL_FROM.match(after) if metric in ("ore-processed", "ore-mined", "production") else None
    after = source.group() if source else re.split(r"[(,;]| and ", after)[0]
    if metric in ("throughput", "capacity"):
        after = ""
    if metric in ("drilling-metres", "drill-holes"):
        after, before = re.split(r" and ", after)[0], before.rpartition(" and ")[2]
        if any(pattern.search(after) for _, pattern in _PARTS):
            before = ""
    for words in (after, before) if metric in ("ore-processed", "ore-mined", "production") else (before, after):
        named = [name for name, pattern in _PARTS if pattern.search(words)]
        if len(named) == 1:
            return named[0]
        if named:
            return None
    if metric in ("throughput", "capacity") and _MILL.search(sentence):
        return "mill"
    return None
