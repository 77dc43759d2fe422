"""The tonnages, grades and masses of metal that a sentence on resources gives, each with the commodity beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extract.resource.credible import metal_of
from kg.extract.resource.heads import GRADES, MASSES
from kg.extract.resource.words import CATEGORY, cut_off_places
from kg.text.commodities import CommodityAt, find_commodities
from kg.text.quantities import Quantity, find_quantities

BULK = frozenset({"iron-ore", "coal", "thermal-coal", "metallurgical-coal", "bauxite", "phosphate", "potash", "limestone", "silica-sand", "salt"})
_CHANGE = re.compile(
    r"\b(?:(?:increas|decreas|reduc|declin|deplet|convert|upgrad)\w{1,4}|grow(?:s|n|ing|th)?|grew|rises?|risen|rising|rose|gain(?:s|ed|ing)?|"
    r"add(?:s|ed|ing)?|(?<!made )up|more than|additional|further)"
    r"(?: (?!to\b)\w+){0,2} "
    r"(?:of |by )?(?:about |approximately )?$",
    re.IGNORECASE,
)
_GRADE_OF = re.compile(r"\bgrades? (?:of|at|is) (?:about |approximately )?$", re.IGNORECASE)
_CARATS = frozenset({"ct", "cpht"})  # by which nothing but diamonds are counted
_SUM = re.compile(r" ?[+] ?")
_OPENS = re.compile(r" ?\([\"'\u201c\u2018]?")
_LEAST = re.compile(r"\bminimum of (?:[a-z]+ \()?$")
_FURTHER = re.compile(r"\b(?:further|additional|another) (?:about |approximately )?$", re.IGNORECASE)
_ADDED = re.compile(r"\b(?:add|increas|contribut|convert|upgrad|gain|grow|grew)\w* (?:by )?(?:an? )?(?:further|additional) $", re.IGNORECASE)
_GRADED = re.compile(r"(?: of [\w -]{0,40})? ?(?:@|\b(?:at|grading|averaging|running|with)\b)", re.IGNORECASE)
# An estimate beside another, and no change of one: "additional mineral resources of".
_BESIDE = re.compile(
    r"\b(?:further|additional) (?:\w+ )?(?:resources?|reserves?) (?:of|totall?ing) (?:about |approximately )?$",
    re.IGNORECASE,
)
# what a unit is called from here on
_DEFINED = r"(?:\s?\((?:[\"'\u201c\u2018][^()\s]{1,8}[\"'\u201d\u2019]|g/t|gpt|oz|opt|[KkM]?oz|[Mk]?lbs?|[Mk]?t|ppm)\))?"
_METAL_OF = re.compile(rf"{_DEFINED}\.?\s?\(?(?:of )?(?:contained |recoverable |recovered |payable |in[- ]situ )?(?:metal )?", re.IGNORECASE)
# "contained copper in the reserves is 2.1 million tonnes"
_HELD = re.compile(
    r"\bcontained (?P<metal>[a-z]+)\b(?:[^.;\d]| \d{4}\b){0,90}?"
    r"(?:\b(?:is|are|was|were|of|at|to|totals?|totall?ed|totall?ing)|:)(?: (?:about|approximately|an estimated))? $",
    re.IGNORECASE,
)
_TONNES_AT = re.compile(r"\d ?(?:[Mk]?t|tonnes|tons|million ton(?:ne)?s)\b(?: (?:at|@|of|grading|averaging))? $", re.IGNORECASE)
# Behind a metal, of what bears it: "1.1 billion tonnes of iron mineralisation at 31% Fe".
_ORE = re.compile(
    r"[ -](?:(?:bearing|rich|oxide|sul(?:f|ph)ide) )?"
    r"(?:minerali[sz](?:ation|ed)\b|(?:ores?|material|rock|gravels?|sands?)\b(?! (?:reserve|resource)))",
    re.IGNORECASE,
)
# Between a metal and its grade: "a gold grade of", "a KCl content of", "zinc at".
_NAMED_BEFORE = re.compile(
    r"(?: (?:head )?(?:grades?|contents?|values?|assays?)(?: (?:of|at|is|being))?| (?:at|of|grading|averaging)|:| -)?\s?(?:about |approximately )?"
)
_GRAMS = re.compile(
    r"(?:\b(?:at|grading|grades?|averaging|running|of|and|as well as|plus|carrying)|%[^.;]{0,40},|,)(?: (?:about|approximately|around|roughly))? ?$"
)
_PARTED = re.compile(
    rf"(?P<number>\d[\d,.]*(?: (?:million|thousand|billion))?) {CATEGORY.pattern}(?: (?:gold|silver|copper|zinc|nickel|uranium))?(?: equivalent)?"
    r" (?P<unit>ounces|tonnes|tons|pounds)\b",
    re.IGNORECASE,
)
# In a headline in capitals; a number without thousands before "MT" is one of millions, for no deposit has so few tonnes.
_SHOUTED = re.compile(r"(?:(?<=\d)\s?G/T|(?<=\d)\s?KT|(?<![\d,.])(?:\d{1,3}(?:\.\d+)?|\d{1,3}\.\d+)\s?MT)\b")
_PLAIN = {"G/T": "g/t", "KT": "kt", "MT": "Mt"}


@dataclass(frozen=True)
class Figure:
    """A quantity of a sentence and the commodity beside it; its role is "tonnage", "grade" or "contained"."""

    quantity: Quantity
    role: str
    commodity: str | None

    @property
    def start(self) -> int:
        """Where the quantity begins."""
        return self.quantity.start

    @property
    def end(self) -> int:
        """Where the quantity ends, its unit in it."""
        return self.quantity.end


def figures_of(text: str) -> list[Figure]:
    """The figures of a sentence in order, without limits, ranges, cut-offs, changes, and percentages of no metal."""
    plain = _SHOUTED.sub(_in_small_letters, text)
    commodities = find_commodities(plain)
    barred = list(cut_off_places(plain))
    parted = {found.start(): found for found in _PARTED.finditer(plain)}
    quantities = [_in_each_tonne(plain, quantity) for quantity in find_quantities(_PARTED.sub(_joined, plain))]
    measured = [quantity for quantity in quantities if quantity.unit in GRADES | MASSES]
    figures = [
        _around(parted[quantity.start], quantity) if quantity.start in parted else _figure(plain, quantity, commodities, barred)
        for quantity in measured
    ]
    if "respectively" in plain:
        for at in range(len(figures) - 2, -1, -1):
            one, two, after = figures[at], measured[at], figures[at + 1]
            listed = after and after.role == "grade" and after.commodity and _LISTED.fullmatch(plain, two.end, after.start)
            if one is None and after and listed and two.unit == "%":
                figures[at] = Figure(two, "grade", after.commodity)  # "3.1%, 2.6% and 2.2% copper, respectively"
    return _with_metal_behind(plain, _in_one_unit(plain, [figure for figure in figures if figure]))


_LISTED = re.compile(r",? (?:and )?")


_IN_BRACKETS = re.compile(r",? ?\((?:or )?(?:about |approximately )?")


def _in_one_unit(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures without short tons that brackets give as tonnes, or tonnes as short tons: "10.5 million tons (9.5 million tonnes)"."""
    twins = set()
    for at, (one, two) in enumerate(pairwise(figures)):
        masses = {one.role, two.role} == {"tonnage"} and {one.quantity.unit, two.quantity.unit} == {"t", "st"}
        if masses and _IN_BRACKETS.fullmatch(text, one.quantity.end, two.quantity.start):
            twins.add(at if one.quantity.unit == "st" else at + 1)
    return [figure for at, figure in enumerate(figures) if at not in twins]


_OPENED = re.compile(r"[^;.()]{0,24}\((?:for |or |containing )?(?:about |approximately |some |~)?")


def _with_metal_behind(text: str, figures: list[Figure]) -> list[Figure]:
    """The figures with tonnes in brackets behind tonnage and grade as the metal that these hold: "2.05 Mt at 0.74% Sn (15,170 tonnes)"."""
    for at in range(2, len(figures)):
        one, two, three = figures[at - 2 : at + 1]
        if [one.role, two.role, three.role] == ["tonnage", "grade", "tonnage"] and _OPENED.fullmatch(text, two.end, three.start):
            metal = metal_of(one.quantity.value, two.quantity.value, two.quantity.unit, "t")
            if metal and three.quantity.value and abs(metal - three.quantity.value) <= metal / 20:
                figures[at] = Figure(three.quantity, "contained", two.commodity)
    return figures


def _in_each_tonne(text: str, quantity: Quantity) -> Quantity:
    """A quantity, or the grade that papers write without its tonne: "averaging 2.7 grams gold"."""
    graded = quantity.unit == "g" and _GRAMS.search(text, max(0, quantity.start - 60), quantity.start)
    return replace(quantity, unit="g/t") if graded else quantity


def _joined(found: re.Match[str]) -> str:
    """A number with the unit that a category parted from it, in as many characters: "956 thousand Indicated gold ounces"."""
    return f"{found['number']} {found['unit']}".ljust(len(found.group()))


def _around(found: re.Match[str], quantity: Quantity) -> Figure:
    """The figure of a number and a unit around a category; it ends with its number."""
    named = find_commodities(found.group())
    role = "tonnage" if quantity.unit in ("t", "st") else "contained"
    return Figure(replace(quantity, end=found.end("number")), role, named[0].key if named and role == "contained" else None)


def _in_small_letters(found: re.Match[str]) -> str:
    words = found.group()
    unit = next(unit for unit in _PLAIN if words.endswith(unit))
    return words.removesuffix(unit) + _PLAIN[unit]


def _figure(text: str, quantity: Quantity, commodities: Sequence[CommodityAt], barred: Sequence[tuple[int, int]]) -> Figure | None:
    if quantity.value is None or quantity.per or quantity.hedge == "at least" or any(low <= quantity.start < high for low, high in barred):
        return None
    before = text[max(0, quantity.start - 60) : quantity.start]
    if _LEAST.search(before):
        return None
    if _CHANGE.search(before) and not _BESIDE.search(before) and not _is_another(text, quantity, before):
        return None
    after = _METAL_OF.match(text, quantity.end)
    named = next((c for c in commodities if after and c.start == after.end()), None)
    inside = next((c for c in commodities if quantity.start <= c.start and c.end <= quantity.end), None)
    if named and (sum_of := _SUM.match(text, named.end)) and any(c.start == sum_of.end() for c in commodities):
        return None  # "9.4% Zn+Pb"
    beside = _called(named, commodities, text) or inside
    key = beside.key if beside else "diamonds" if quantity.unit in _CARATS else None
    if quantity.unit in GRADES:
        key = key or _before(text, quantity.start, commodities)
        graded = key is not None or _TONNES_AT.search(before) or _GRADE_OF.search(before)
        return Figure(quantity, "grade", key) if graded or quantity.unit != "%" else None
    if quantity.unit in ("t", "st") and key is None and (held := _HELD.search(text, max(0, quantity.start - 120), quantity.start)):
        key = next((c.key for c in commodities if c.start == held.start("metal") and c.end <= quantity.start), None)
    if quantity.unit in ("t", "st") and named and _ORE.match(text, named.end):
        key = None
    if quantity.unit in ("t", "st") and (key is None or key in BULK) and "contained" not in text[quantity.start : quantity.end]:
        metal = re.match(r"\s?(?:of )?(?:contained|recoverable|metal)", text[quantity.end : quantity.end + 20])
        return None if metal else Figure(quantity, "tonnage", None)
    return Figure(quantity, "contained", key)


def _is_another(text: str, quantity: Quantity, before: str) -> bool:
    """Whether "a further 3 Mt" are an estimate beside another, by a category before it or a grade behind it, and not what was added to one."""
    if not _FURTHER.search(before) or _ADDED.search(before):
        return False
    return CATEGORY.search(text, 0, quantity.start) is not None or _GRADED.match(text, quantity.end) is not None


def _called(named: CommodityAt | None, commodities: Sequence[CommodityAt], text: str) -> CommodityAt | None:
    """A commodity, or what a bracket behind it says that it is: 'uranium ("U3O8")'."""
    bracket = _OPENS.match(text, named.end) if named else None
    return next((c for c in commodities if bracket and c.start == bracket.end()), named)


def _before(text: str, at: int, commodities: Sequence[CommodityAt]) -> str | None:
    """The metal before its grade: "a gold grade of 1.3 g/t", "Ni 0.7%", "zinc at 4.3%"."""
    for commodity in commodities:
        gap = text[commodity.end : at]
        if commodity.end <= at and len(gap) < 24 and _NAMED_BEFORE.fullmatch(gap):
            return commodity.key
    return None
