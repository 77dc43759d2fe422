"""The unit in which the head of a column, or of a row, gives its figures: "Tonnes (000s)", "Au g/t", "Cash cost (US$/oz)".

A unit is put as the phrase "1 unit" to the grammar of quantities, so heads and prose share one list of units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg import reference
from kg.text.commodities import CommodityAt, find_commodities
from kg.text.quantities import Quantity, parse_quantity


@dataclass(frozen=True)
class HeadUnit:
    """How many of the unit `notation` one printed unit is; None where the head gives but a scale ("000s"). `per` as in Quantity."""

    notation: str | None
    factor: Decimal
    per: str = ""


@dataclass(frozen=True)
class Head:
    """What a head says: its words, less a unit in brackets; its unit; the commodities that it names, in order; and what a figure below it
    is a price or rate for ("AISC per silver ounce": "oz")."""

    name: str
    unit: HeadUnit | None
    commodities: tuple[str, ...]
    over: str | None = None

    @property
    def commodity(self) -> str | None:
        """The one commodity named, or None."""
        return self.commodities[0] if len(set(self.commodities)) == 1 else None


UNITS_HEAD = re.compile(r"units?(?: of measure)?|uom|measure", re.IGNORECASE)  # the head of a column that gives the units of its rows
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]")
_SCALE = re.compile(
    r"(?:in |x ?)?(?:(?P<thousand>['\u2019]?(?:1,?)?000(?:['\u2019]?s)?|thousands?)|(?P<million>millions?|MM|mln))(?:(?: of)? |(?=[tolk]\w*\b)|$)",
    re.IGNORECASE,
)
_SCALE_FIRST = re.compile(r"\b(?P<scale>[MKk]) ?(?P<money>(?:US|C|A)?\$)(?!\w)")  # "M$"
_NATION_LAST = re.compile(r"\$ ?(?P<nation>US|C(?:dn|DN)?|A)(?![A-Za-z])")  # "$US/lb", "$Cdn"
_TIGHT = re.compile(r"(?<!\d)['\u2019]?000['\u2019]?(?=(?:oz|ozs|t|lbs?|tonnes)\b)")  # "000'oz"
_SCALE_LETTER = re.compile(  # "K oz", "M tonnes", "m lbs"
    r"(?<![\w$.])(?:(?P<thousand>[Kk])|MM?|m)[ .]{1,2}(?=(?:oz|ozs|ounces?|lbs?|pounds?|[dw]?mt|t|tonnes?|tons?|ct|carats?)\b)"
)
_FOR_EACH = re.compile(r"(?<=/)(?:O[Zz]|L[Bb]|K[Gg])\b")
_YEARLY = re.compile(r"\b(?P<unit>k?oz|k?t|lbs?|tonnes|ounces|pounds) p\.?a\b\.?")  # "oz pa"
_EQUIVALENT = re.compile(r"\b(?:eqv|eqvt|equiv)\b\.?", re.IGNORECASE)
_EQUIVALENT_FIRST = re.compile(r"\bequivalent (?P<metal>gold|silver|copper|zinc|palladium|platinum)\b", re.IGNORECASE)
_MOUNT = re.compile(r"^(?:- ?)?Mt\.? (?=[A-Z][a-z]{2})(?!Ore\b|Gold\b|Copper\b)")  # "Mt Corvin"
# Whose an income is, by a symbol that may be a currency's too: "Net income attributable to NOK shareholders".
_OF_OWNERS = re.compile(r"\b(?i:attributable|due|belonging) (?i:to) (?:[A-Za-z-]+ ){0,4}[A-Z]{3}\b|\b(?i:holders|owners|members) (?i:of) [A-Z]{3}\b")
_SCALE_LAST = re.compile(r"(?P<unit>[A-Za-z/]{1,8}),? ?(?:x ?)?['\u2019]?(?:1,?)?000(?:['\u2019]?s)?")
_OVER = re.compile(
    r"\b(?:per|each) (?:[A-Za-z0-9]+ ){0,3}?"
    r"(?P<unit>ounce|oz|geo|pound|lb|tonne|ton|t|share|kg|metre|meter|carat)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:in |of )?(?P<money>(?:U\.?S\.?|C|CA|Cdn|A|AU|NZ|HK|R|N)?\$|[\u20ac\u00a3R]|[A-Z]{3}\$?)(?P<rest>.*)", re.DOTALL)
_IN_SITU = re.compile(r"\bin[- ]situ\b", re.IGNORECASE)
_PER_DAY = re.compile(r"\bper (?:calendar |operating )?day\b|\bdaily\b", re.IGNORECASE)
_IN_CAPITALS = re.compile(r"\b(?:AU(?! ?\$)|AG|CU|ZN|PB)(?=EQ\b|\b)|(?<=[A-Z%] )(?:NI|PT|PD|MO)(?=[),]|$)")
_OF_WHAT = re.compile(
    r"\b(?:metric|imperial|contained|recovered|payable|in situ|insitu|metal|ore|eq|equivalent|milled|processed|treated|sold|produced|"
    r"CIF|CFR|FOB|FOT|FAS)\b\.?",  # terms of delivery: "US$/dmt CIF"
    re.IGNORECASE,
)
_SEPARATED = re.compile(r"[,;:\u2013\u2014]| - ")
_DASHES = " -\u2013\u2014,:;/"


@cache
def unit_of(text: str) -> HeadUnit | None:
    """The unit that a whole phrase says, a commodity's name in it or not: "koz Au", "US$/t milled", "'000s"."""
    text = _NATION_LAST.sub(lambda found: f"{found['nation'][0].replace('U', 'US')}$", _spelt(_with_symbols(text)))
    text = _TIGHT.sub("000 ", _SCALE_FIRST.sub(r"\g<money>\g<scale>", text))
    plain = re.sub(r"(?<=[$\u20ac\u00a3])['\u2019](?=[mM]\b)", "", " ".join(text.split()).strip("()[] .,:*"))
    without = _without(plain, find_commodities(plain))
    for phrase in dict.fromkeys((plain, without, _OF_WHAT.sub(" ", without), re.sub(r" of *$", "", _OF_WHAT.sub(" ", without).rstrip()))):
        if unit := _plain_unit(" ".join(phrase.split()).strip(_DASHES.replace("/", ""))):
            return unit
    return None


def _with_symbols(text: str) -> str:
    """A head in capitals with the symbols of its metals as they are written: "HEAD GRADE (G/T Au)"."""
    return _IN_CAPITALS.sub(lambda metal: metal.group().capitalize(), text) if text.isupper() else text


def _spelt(text: str) -> str:
    """A head whose scale is a letter set apart from its unit with the word for it, as "Gold (K oz)" is no potassium; "eqv." in full, and
    behind its metal."""
    text = _FOR_EACH.sub(lambda found: found.group().lower(), text)  # "US$/Oz", "US$/LB"
    text = _YEARLY.sub(r"\g<unit> per annum", text)
    text = _SCALE_LETTER.sub(lambda found: "thousand " if found["thousand"] else "million ", text)
    return _EQUIVALENT_FIRST.sub(r"\g<metal> equivalent", _EQUIVALENT.sub("equivalent", text))


def _without(text: str, named: list[CommodityAt]) -> str:
    for commodity in reversed(named):
        text = text[: commodity.start] + " " + text[commodity.end :]
    return text


def _plain_unit(phrase: str) -> HeadUnit | None:
    if not phrase or len(phrase) > 40:
        return None
    scale = _SCALE.match(phrase)
    if scale and not phrase[scale.end() :].strip():
        return HeadUnit(None, Decimal(1000 if scale["thousand"] else 1_000_000))
    if dry := re.fullmatch(r"(?P<scale>[kKM])(?=[dw]mt\b)(?P<unit>.+)", phrase):
        unit = _plain_unit(dry["unit"])
        return HeadUnit(unit.notation, unit.factor * (1_000_000 if dry["scale"] == "M" else 1000), unit.per) if unit else None
    word = "1 " if not scale else "1 thousand " if scale["thousand"] else "1 million "
    rest = phrase[scale.end() :] if scale else phrase
    money = _MONEY.fullmatch(rest)
    if money and (found := _money(money["money"], money["rest"].strip(), word)):
        return found
    last = _SCALE_LAST.fullmatch(rest)
    if last and scale is None and (unit := _plain_unit(last["unit"])):
        return HeadUnit(unit.notation, unit.factor * 1000, unit.per)
    return _as_unit(parse_quantity(word + rest)) or (_as_unit(parse_quantity(word + rest.casefold())) if rest != rest.casefold() else None)


def _money(money: str, rest: str, number: str) -> HeadUnit | None:
    """A currency with what follows it: "000s", "M", "millions", "/oz", "per tonne"."""
    scale = _SCALE.match(rest)
    if scale:
        number, rest = ("1 thousand " if scale["thousand"] else "1 million "), rest[scale.end() :]
    gap = " " if money[-1].isalpha() else ""
    behind = rest if rest.startswith("/") else f" {rest}" if re.match(r"per\b", rest) else rest
    return _as_unit(parse_quantity(f"{money}{gap}{number.strip()}{behind}"))


def _as_unit(found: Quantity | None) -> HeadUnit | None:
    if found is None or found.value is None or found.value <= 0 or found.unit is None:
        return None
    if found.value.normalize().as_tuple().digits != (1,):
        return None  # "(125 700 ounces)" above a table is a figure, and no scale
    return HeadUnit(found.unit, found.value, found.per)


@cache
def read_head(words: str) -> Head:
    """What the head of a column or row says. The unit stands in brackets, or last, or first."""
    text = _spelt(_IN_SITU.sub("contained", _with_symbols(" ".join(words.split()))))
    named = tuple(commodity.key for commodity in find_commodities(text))
    scale: HeadUnit | None = None
    for found in reversed(list(_BRACKETS.finditer(text))):
        unit = next((unit for piece in (found[1], *_SEPARATED.split(found[1])) if (unit := unit_of(piece))), None)
        name = (text[: found.start()] + " " + text[found.end() :]).strip(_DASHES)
        if found[1] in ("M", "k", "K") and (of := _bare(name)) and of.notation in ("t", "oz", "lb", "st", "ct", "kg"):
            unit = HeadUnit(None, Decimal(1_000_000 if found[1] == "M" else 1000))
        if unit and unit.notation:
            unit, for_each = _daily(name, unit), _over(name)
            if for_each and unit.factor == 1 and is_money(unit.notation):
                unit = HeadUnit(f"{unit.notation}/{for_each}", unit.factor, unit.per)
            return Head(" ".join(name.split()), unit, named, for_each)
        if unit:
            scale, text = unit, " ".join(name.split())
    over = _over(text)
    unit = _bare(text)
    if over and unit and "/" not in (unit.notation or ""):
        unit = None
    if unit and scale:
        unit = HeadUnit(unit.notation, unit.factor * scale.factor, unit.per)
    return Head(text, _daily(text, unit) if unit else scale, named, over)


def _daily(text: str, unit: HeadUnit) -> HeadUnit:
    """Tonnes under "per day" are a rate."""
    per_day = unit.notation in ("t", "st") and _PER_DAY.search(text)
    return HeadUnit(f"{unit.notation}/d", unit.factor, "day") if per_day else unit


def _over(text: str) -> str | None:
    found = _OVER.search(text)
    if found is None:
        return None
    if found["unit"].casefold() == "geo":
        return "oz"
    unit = _plain_unit(found["unit"].casefold())
    return unit.notation if unit else found["unit"].casefold()


def _bare(text: str) -> HeadUnit | None:
    """The unit of a head without brackets, of up to three words, last or first."""
    words = _OF_OWNERS.sub("", _MOUNT.sub("", text)).split()
    for count in (3, 2, 1):
        for piece in (words[-count:], words[:count]):
            if len(piece) == count and (unit := unit_of(" ".join(piece))) and (unit.notation or len(words) == count):
                return unit
    return None


def is_money(notation: str | None) -> bool:
    """Whether a unit is a sum of money, not a price."""
    return notation is not None and notation in reference.currencies()
