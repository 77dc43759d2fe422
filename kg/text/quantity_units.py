"""The units beside the numbers of a text, by the reference data: what stands after a number, and the currency before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from kg import reference
from kg.text.commodities import commodity_at
from kg.text.lexicons import entries
from kg.text.number_scales import CODE_SCALES, SCALED_CODE


@dataclass(frozen=True)
class UnitAt:
    """A unit that ends at `end`: its notation in the tables, how many of that it is, and `per`, the time by which it is a rate where
    no unit says so ("day", "month", "year" ...)."""

    end: int
    notation: str
    factor: Decimal = Decimal(1)
    per: str = ""


# Spellings that in running text are mostly something else: "5 in the", "the fund has", feet as quotation marks.
_NOT_IN_PROSE = {"'", "′", "in", "in.", "has", "d", "h", "l", "c", "p", "R", "S$", "sterling"}
_GLUED = re.compile(r"[pc](?![^\W_])")  # pence and cents, which stand close to their number
_TIMES = {
    "d": "day",
    "day": "day",
    "y": "year",
    "yr": "year",
    "year": "year",
    "annum": "year",
    "a": "year",
    "hr": "hour",
    "h": "hour",
    "hour": "hour",
}
_TIMES |= {"month": "month", "quarter": "quarter", "week": "week", "annually": "year", "yearly": "year", "monthly": "month", "daily": "day"}
_RATE = re.compile(
    r"[ \n]?(?:(?:/[ \n]?|[ \n-]?per[ \n-]|an?[ \n]|each[ \n])(?:calendar[ \n]|operating[ \n]|full[ \n]|production[ \n])?"
    r"(?P<one>day|month|quarter|week|year|annum|hour|yr|hr|d|a|y|h)|(?P<all>annually|yearly|monthly|daily))"
    r"(?![^\W_])(?![ \n](?:earlier|ago|before|later|old|to date)(?![^\W_]))",
    re.IGNORECASE,
)
_RATES = {("t", "day"): "t/d", ("t", "year"): "t/a", ("t", "hour"): "t/h", ("st", "day"): "st/d", ("oz", "year"): "oz/a"}
_GRADES = {("g", "t"): "g/t", ("oz", "t"): "oz/ton", ("oz", "st"): "oz/ton", ("lb", "st"): "lb/ton", ("kg", "t"): "kg/t", ("g", "st"): "g/t"}
_PRICED = {"oz", "t", "st", "kg", "lb", "ct", "g", "m", "mtu", "shares", "ft"}
_PER = re.compile(r"[ \n]?/[ \n]?|[ \n-](?:per|an?|for each|for every|each)[ \n-]", re.IGNORECASE)
_SHARE = re.compile(
    r"(?:(?:whole|fully|paid|common|ordinary|flow-through|flow|through|charity|new|placement|consideration|offered?|subscription|basic|diluted|"
    r"post-consolidation|hard|ft|nft|cft|listed|unlisted|preferred|(?-i:[A-Z][a-z]{2,15}))[ \n-]){0,4}"
    r"(?:share|unit|security|warrant|option|subscription receipt|"
    r"receipt|right|stock|ads|cdi)s?(?![^\W_])",
    re.IGNORECASE,
)


def _joined(labels: Iterable[str]) -> str:
    longest_first = sorted(labels, key=lambda label: (-len(label), label))
    return "|".join(re.escape(label).replace(r"\ ", r"[ \n\u00a0-]") for label in longest_first)


@cache
def _is_money(notation: str) -> bool:
    return notation in reference.currencies()


@cache
def _after() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The patterns of units behind a number: spellings as written, and words without regard to case."""
    units = reference.units()
    plain = {label for label, (notation, _) in units.items() if not _is_money(notation.split("/")[0]) or notation in ("cents", "GBX")}
    plain -= _NOT_IN_PROSE | {label for label in plain if label.endswith(".") and " " not in label and len(label) < 6}
    words = {label for label in plain if re.fullmatch(r"[a-z]+(?: [a-z]+){0,3}", label) and len(label) >= 4}
    end = r"(?![^\W_])(?!/[^\W\d_])"
    return re.compile(rf"(?:{_joined(plain)}){end}"), re.compile(rf"(?:{_joined(words)}){end}", re.IGNORECASE)


@cache
def _money_after() -> re.Pattern[str]:
    labels = {label for label, (notation, _) in reference.units().items() if _is_money(notation) and re.fullmatch(r"[A-Za-z. ]{3,}", label)}
    return re.compile(rf"(?:{_joined(labels - {'Euro', 'real', 'sterling', 'dollar'})})(?![^\W_])")


@cache
def _money_before() -> re.Pattern[str]:
    """Symbols and codes before an amount, as written: "US$", "C$", "EUR", "R" (rand, but only in capitals and close to digits)."""
    labels = {label for label, (notation, _) in reference.units().items() if _is_money(notation)}
    symbols = {label for label in labels if re.search(r"[$£€¥]|^S/", label) or re.fullmatch(r"[A-Z]{3}|CDN|RMB", label)} | {"R"}
    symbols -= {"A $"}  # "A $3 million program"
    return re.compile(
        rf"(?:(?<![^\W_])|(?<=[a-z]{{3}})(?=[$£€]))(?:{_joined(symbols)})(?:[ \u00a0](?!\d{{1,2}}(?!\d)[^.,\d]{{0,3}}[A-Z][a-z])|(?=[\d.(-]))"
    )


def money_before(text: str, at: int, start: int) -> tuple[int, str, int] | None:
    """The currency that ends at the offset `at`, not before `start`: where it begins, its notation, and how many of it one is ("MSEK", "EURm")."""
    scaled = SCALED_CODE.search(text, max(start, at - 14), at)
    if scaled:
        return scaled.start(), reference.units()[scaled["code"] or scaled["first"]][0], CODE_SCALES[(scaled["ahead"] or scaled["behind"])]
    for begin in range(max(start, at - 7), at):
        found = _money_before().match(text, begin, at + 1)
        if found and found.end() == at:
            coded = _CODE_AHEAD.search(text, max(start, begin - 4), begin) if text[begin] in "$£€" else None
            written = coded["code"] if coded else re.sub(r"[\n\u00a0]", " ", found.group().strip())
            return coded.start() if coded else begin, reference.units()[written][0], 1
    return None


_CODE_AHEAD = re.compile(r"(?<![^\W_])(?P<code>USD|CAD|AUD|NZD|GBP|EUR|CDN)[ \u00a0]\Z")  # "CAD $2,500,000", the code before the symbol


def _label(written: str) -> tuple[str, Decimal]:
    spelt = re.sub(r"[\n\u00a0]", " ", written)
    units = reference.units()
    for form in (spelt, spelt.replace("-", " "), spelt.casefold(), spelt.casefold().replace("-", " ")):
        if form in units:
            return units[form]
    raise KeyError(written)


def unit_after(text: str, at: int) -> UnitAt | None:
    """The unit that begins at an offset, the longest; rates and grades put together ("ounces of gold per year", "g Au/t")."""
    glued = _GLUED.match(text, at)
    if glued and text[at - 1 : at].isdigit():
        return UnitAt(glued.end(), *_label(glued.group()))
    exact, words = _after()
    found = max((m for pattern in (exact, words) if (m := pattern.match(text, at))), key=lambda match: match.end(), default=None)
    if found is None:
        return None
    notation, factor = _label(found.group())
    per = _TIMES.get(notation.partition("/")[2], "") if notation in _RATES.values() else ""
    return _abbreviated(text, _with_rate(text, _abbreviated(text, UnitAt(found.end(), notation, factor, per))))


_SHORT = re.compile(r"[ \n]\([\"\u201c]?(?P<short>[A-Za-z/0-9]{1,6})[\"\u201d]?\)")


def _abbreviated(text: str, unit: UnitAt) -> UnitAt:
    """A unit with the bracket that says how it is written from there on: "1,100 tonnes per day (tpd)"."""
    short = _SHORT.match(text, unit.end)
    known = reference.units().get(short["short"]) if short else None
    return replace(unit, end=short.end()) if short and known and known[0] == unit.notation else unit


def _with_rate(text: str, unit: UnitAt) -> UnitAt:
    if unit.notation not in ("t", "st", "oz", "lb", "kg", "g", "m", "ct", "shares"):
        return unit
    at = unit.end
    of = re.compile(r"\.?[ \n](?:of[ \n])?(?:the[ \n])?|[ \n]?").match(text, at)
    named = commodity_at(text, of.end()) if of else None
    product = (
        re.compile(r"[ \n](?:sul(?:ph|f)ate|concentrates?|hydroxide|carbonate|cathodes?|metal|matte|oxide)(?![^\W_])").match(text, named.end)
        if named
        else None
    )
    named_end = product.end() if product else named.end if named else at
    ore = re.compile(
        r"[ \n]of[ \n](?:(?:sul(?:ph|f)ide|oxide|underground|fresh|high-grade|run-of-mine)[ \n])?(?:ore|concentrate|product|material)(?![^\W_])"
    ).match(text, at)
    for end in (at, named_end, ore.end() if ore else at):
        over = re.compile(r"[ \n]?(?:/[ \n]?|per[ \n])(?P<base>metric tonne|metric ton|short ton|tonne|ton|st|t)(?![^\W_])").match(text, end)
        base = {"ton": "st", "short ton": "st", "st": "st"}.get(over["base"], "t") if over else ""
        if over and (unit.notation, base) in _GRADES:
            return UnitAt(over.end(), _GRADES[(unit.notation, base)], unit.factor)
        rate = _RATE.match(text, end)
        if rate:
            per = _TIMES[(rate["one"] or rate["all"]).lower()]
            return UnitAt(rate.end(), _RATES.get((unit.notation, per), unit.notation), unit.factor, per)
    return unit


def counted_after(text: str, at: int) -> UnitAt | None:
    """The unit behind up to four words that say of what kind: "129 underground diamond drill holes", "40,017 payable ounces"."""
    for _ in range(4):
        adjective = _adjectives().match(text, at)
        named = None if adjective else commodity_at(text, at)
        if adjective is None and named is None:
            return None
        if named and (inside := _unit_of_label(text, named.start, named.end)):
            return inside
        at = adjective.end() if adjective else named.end if named else at
        if text[at : at + 1] in (" ", "\n"):
            at += 1
        unit = unit_after(text, at)
        if unit and unit.notation in ("oz", "t", "st", "lb", "kg", "ct", "m", "ft", "km", "holes", "persons", "shares", "oz/a", "t/d", "t/a"):
            return unit
    return None


def _unit_of_label(text: str, start: int, end: int) -> UnitAt | None:
    """The unit with which a commodity's name ends: "gold equivalent ounces"."""
    if text[start:end] in ("GEO", "GEOs"):
        return UnitAt(end, "oz", Decimal(1))
    last = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    unit = unit_after(text, last + 1) if last > start else None
    return unit if unit and unit.end == end else None


@cache
def _adjectives() -> re.Pattern[str]:
    return re.compile(rf"(?:{_joined(entries('quantity_adjectives.txt'))})(?=[ \n-])-?", re.IGNORECASE)


_CENTS = re.compile(
    r"(?P<of>US|U\.S\.|A|AU|Australian|C|Cdn|Canadian|SA|South African|ZA|euro)(?:[ \n\u00a0-]?(?:cents?|¢)|c)(?![^\W_])", re.IGNORECASE
)
_CENTS_OF = {"us": "USD", "u.s.": "USD", "a": "AUD", "au": "AUD", "australian": "AUD", "c": "CAD", "cdn": "CAD", "canadian": "CAD"}
_CENTS_OF |= {"sa": "ZAR", "za": "ZAR", "south african": "ZAR", "euro": "EUR"}


def cents_after(text: str, at: int) -> UnitAt | None:
    """Cents of a currency that is named: "4.5 US cents", "20 SA cents", "85 US¢"."""
    found = _CENTS.match(text, at)
    return UnitAt(found.end(), _CENTS_OF[" ".join(found["of"].lower().split())], Decimal("0.01")) if found else None


def money_after(text: str, at: int) -> tuple[int, str] | None:
    """The currency named behind an amount ("dollars", "(USD)", "CAD"): where it ends, and its notation."""
    found = _money_after().match(text, at)
    return (found.end(), _label(found.group())[0]) if found else None


def price_after(text: str, at: int, money: str) -> UnitAt | None:
    """What an amount of money is for: "per ounce", "/t milled", "a share", "per month"; None where it stands by itself."""
    per = _PER.match(text, at)
    if per is None:
        return None
    rate = _RATE.match(text, at)
    if rate:
        return UnitAt(rate.end(), money, Decimal(1), _TIMES[(rate["one"] or rate["all"]).lower()])
    share = _SHARE.match(text, per.end())
    if share:
        return UnitAt(share.end(), f"{money}/share")
    unit = unit_after(text, per.end()) or counted_after(text, per.end())
    if unit is None or unit.notation not in _PRICED or unit.factor != 1 or unit.per:
        return None
    return UnitAt(unit.end, f"{money}/{unit.notation.removesuffix('s') if unit.notation == 'shares' else unit.notation}")
