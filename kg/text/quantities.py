"""Quantities in running text: numbers with their units and currencies, exact, ranges and hedges with them, written out in full.

A number is a quantity where it has a unit or a currency, or stands free in the sentence: not in a date, a name ("hole 11-743",
"Figure 4"), a reference ("NI 43-101", "Form 40-F"), a telephone number, an address of the net. Values are decimals as printed, times the
scale that is said ("20 million", "koz").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.text import quantity_units
from kg.text.amounts import OF_A_RANGE, Amount, in_thousands, is_change, like, plain, with_money
from kg.text.months import FULL
from kg.text.number_places import NUMERAL, Numbers
from kg.text.number_scales import APART, CODED, LETTERS, SCALE, SCALE_SAID, SCALES
from kg.text.number_words import NumberSaid
from kg.text.quantity_hedges import hedge_source, hedge_words, hedges


@dataclass(frozen=True)
class Quantity:
    """A value, or a range from `low` to `high`, at `start` to `end` of a text, number and unit both in it.

    One value: `low` and `high` are equal; "up to 5": only `high`. `unit` is the notation of the reference data in which the tables
    write it ("oz", "t/d", "USD/oz"), None for a bare number; `written_unit` is the unit as it stands there. `hedge`: "about", "over",
    "at least", "up to" or "". `per`: the time by which it is a rate ("day", "year"), also where the unit says so.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    written_unit: str = ""
    hedge: str = ""
    per: str = ""

    @property
    def value(self) -> Decimal | None:
        """The one value, or None for a range or a limit."""
        return self.low if self.low == self.high else None


_SPACED = re.compile(r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d,.]*\d)")
_COMMA = re.compile(r"\d{1,3},\d{1,2}(?=[ \u00a0]?(?:million\b|billion\b|%|per cent\b))")  # "R 630,8 million", "up 13,1%"
_CAPITAL = re.compile(r"\b(?:[Ss]hares|[Oo]ptions|[Ww]arrants|[Cc]apital|[Ss]ecurities)\b[^.;\d]{0,24}(?:: ?|[ ])[\d.,]+$")
_PAIRED = re.compile(r"[ \n]?(?:\b(?:and|to)\b|[-\u2013\u2014])[ \n]?\d{1,3}(?:(?: \d{3})+(?!\d)|[.,]\d{1,3}(?=[ \u00a0](?:million|billion)\b))")
# "70k - 75k oz", "1.1M to 1.3M tonnes": the letter of the first end, as that of the other
_BOTH_LETTERED = re.compile(r"(?P<word>[kKM])[ \n]?(?:to\b|and\b|[-\u2013\u2014])[ \n]?\d[\d.,]{0,8}(?P=word) ")
_GLUE_AFTER = re.compile(r"[.,:/]\d|[_@°º'’″\"]\w|[°º]|:\d|/[A-Za-z]|[-–‑][A-Za-z\d]|[^\W_]|\)[-. ]?\d{3}[-. ]\d{4}")
_TO = re.compile(r"[ \n]?(?P<word>to|and|[-–—‑]|through)[ \n]?(?:about |approximately |up to )?", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:(?:increas|rais|ris(?:e|en|ing)|rose|expand|grow|grew|grown|improv|decreas|reduc|fall|fell|dropp?|lower|revis|extend|chang|amend|upgrad|"
    r"downgrad|upsiz|upward|downward|mov|doubl|cut|boost|declin|adjust|enlarg)\w*|up|down|went|go(?:es)?|"
    r"takes?|taken|taking|took|brings?|bringing|brought)\b[^.;]{0,90}\bfrom[ \n](?:[a-z]+[ \n]){0,3}$",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"\d[^;]{0,40}[,(][ \n]?(?:up|down)[ \n](?:slightly |sharply )?from[ \n]$", re.IGNORECASE)  # the range that was
# "for the first half of 2020 to 41,200 ounces", "up to June 30, 2001 to US$310": the year is that of the time told before.
_OPENS_RANGE = re.compile(r"\b(?:between|ranges?[ \n]of|ranging[ \n](?:from|between))[ \n](?:[a-z]+[ \n]){0,2}$", re.IGNORECASE)
_A_YEAR_TOLD = re.compile(
    rf"(?:\b(?:of|in|for|during|since|fiscal|FY|[QH][1-4]|year|quarter|half|{FULL})|\b\d{{1,2}}(?:st|nd|rd|th)?,)[ \n](?:19|20)\d\d$"
)
_LONGEST = 24  # characters of a number; longer runs of digits are no amounts
_LIST = re.compile(r"[ \n]?(?:,[ \n](?:and[ \n]|or[ \n])?|and[ \n]|or[ \n]|to[ \n]|&[ \n]?)", re.IGNORECASE)


def find_quantities(text: str) -> list[Quantity]:
    """The quantities of a text, in order, none overlapping another."""
    reader = _Reader(text)
    found: list[Quantity] = []
    at = 0
    while amount := reader.next_amount(at):
        quantities = reader.with_range(amount)
        found += quantities
        at = max(amount.end, quantities[-1].end if quantities else 0)
    return _elided(text, [quantity for quantity in found if quantity.unit is not None or reader.is_free(quantity)])


def parse_quantity(text: str) -> Quantity | None:
    """The one quantity that a whole cell or phrase says, brackets negative ("(1.2)"), or None."""
    inner = re.sub(r"[ \n]*[*†‡^]{1,3}$", "", text.strip())
    bracketed = re.fullmatch(r"\((.{1,40})\)(%?)", inner)
    if bracketed and "(" not in bracketed[1]:
        inside = parse_quantity(bracketed[1] + bracketed[2])
        return replace(inside, low=-inside.high, high=-inside.low) if inside and inside.low is not None and inside.high is not None else None
    found = find_quantities(inner)
    if len(found) == 1 and not re.sub(r"[\s.]|" + hedge_source(), "", inner[: found[0].start] + inner[found[0].end :], flags=re.IGNORECASE):
        return found[0]
    return None


class _Reader:
    """A text with its numbers, and the ranges of it in which no number is a quantity."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.numbers = Numbers(text)

    def next_amount(self, at: int) -> Amount | None:
        for place in self.numbers.places[bisect_right(self.numbers.places, at - 1) :]:
            amount = self.amount(place, at)
            if amount:
                return amount
        return None

    def amount(self, place: int, floor: int, joined: bool = False) -> Amount | None:
        """The number at a place with sign, currency, scale and unit; None where it is no quantity. `joined`: behind the dash of a range."""
        said = self.numbers.words.get(place)
        number = (said.start, said.end, said.value, True) if said else self._numeral(place)
        if number is None:
            return None
        start, end, value, grouped = number
        start, end, sign = self._signed(start, end, floor)
        money = quantity_units.money_before(self.text, start, floor)
        begin = money[0] if money else start
        if money and sign == 1 and self.text[begin - 1 : begin] in ("-", "−") and not self.text[max(0, begin - 2) : begin - 1].strip():
            begin, sign = begin - 1, -1
        if (not money and (not joined and self.numbers.is_joined(start))) or (self.numbers.is_taken(start, end) and not money):
            return None
        return self._measured(begin, end, sign * value * (money[2] if money else 1), money[1] if money else None, grouped, said)

    def _numeral(self, place: int) -> tuple[int, int, Decimal, bool] | None:
        found = NUMERAL.match(self.text, place)
        if found is None or len(found.group()) > _LONGEST:
            return None
        spaced = _SPACED.match(self.text, place)
        if spaced and spaced.end() > found.end() and "," not in spaced.group() and (self._has_unit(spaced.end()) or self._is_money(place)):
            found = spaced
        if (comma := _COMMA.match(self.text, place)) and comma.end() > found.end():
            return comma.start(), comma.end(), Decimal(comma.group().replace(",", ".")), True
        return found.start(), found.end(), Decimal(re.sub(r"[,\s\u00a0\u202f]", "", found.group())), "," in found.group() or "." in found.group()

    def _has_unit(self, at: int) -> bool:
        after = re.compile(r"[ \u00a0]?").match(self.text, at)
        start = after.end() if after else at
        return bool(
            SCALE.match(self.text, at)
            or ((paired := _PAIRED.match(self.text, at)) is not None and self._has_unit(paired.end()))
            or quantity_units.unit_after(self.text, start)
            or (start > at and quantity_units.counted_after(self.text, start))
        )

    def _is_money(self, place: int) -> bool:
        return quantity_units.money_before(self.text, place, 0) is not None

    def _signed(self, start: int, end: int, floor: int) -> tuple[int, int, int]:
        """A number with its sign: "-5" after a blank, "−5", and in the brackets that follow a currency "$(5.2)"."""
        before = self.text[max(floor, start - 2) : start]
        if before.endswith(("-", "−", "–")) and not before[:-1].strip("( $") and self.text[start - 2 : start - 1] != "$":
            return start - 1, end, -1
        if before.endswith(("$-", "$−")):
            return start - 1, end, -1
        if before.endswith("$(") and self.text[end : end + 1] == ")":
            return start - 1, end + 1, -1
        return start, end, 1

    def _measured(self, begin: int, end: int, value: Decimal, money: str | None, grouped: bool, said: NumberSaid | None) -> Amount | None:
        text = self.text
        if said:
            again = re.compile(r"[ \n]\(\d[\d,]*\)").match(text, end)
            end = again.end() if again else end
        plus = 1 if text[end : end + 1] == "+" else 0
        scale = (
            SCALE.match(text, end + plus)
            or (None if money else CODED.match(text, end))
            or (LETTERS.match(text, end) if money else self._letter_scale(end))
        )
        factor = Decimal(SCALES[(scale["word"] or scale[scale.lastgroup or 0]).lower()]) if scale else Decimal(1)
        at = scale.end() if scale else end + plus
        unit = self._unit(at, money)
        if unit is None and not scale and _GLUE_AFTER.match(text, end) and not self._range_follows(end):
            return None
        full = value * factor * (unit.factor if unit else 1)
        notation = unit.notation if unit else money
        stop = unit.end if unit else at
        written = text[at:stop].strip(" -\n") if unit else (text[begin : begin + 4].rstrip("0123456789., ") if money else "")
        return Amount(begin, stop, plain(full), notation, written, unit.per if unit else "", money, value, bool(scale or said), grouped)

    def _letter_scale(self, end: int) -> re.Match[str] | None:
        """A scale letter without a currency only before a unit: "5M ounces", "120k tonnes"."""
        found = LETTERS.match(self.text, end)
        if found and found["word"] in ("M", "m") and _CAPITAL.search(self.text[max(0, end - 60) : end]):
            return found
        both = _BOTH_LETTERED.match(self.text, end)
        if both and self._letter_scale(both.end() - 2):
            return found
        joined = found and (found.start("word") == end or APART.match(self.text, end))
        if found and found["word"] in ("M", "k", "K", "MM") and joined and self.text[found.end() : found.end() + 1] == " ":
            return found if any(read(self.text, found.end() + 1) for read in (quantity_units.unit_after, quantity_units.counted_after)) else None
        return None

    def _range_follows(self, end: int) -> bool:
        dash = re.compile(r"[-–‑—](?=[$\d.£€A-Z])").match(self.text, end)
        return bool(dash) and self.amount_behind(dash.end() if dash else end) is not None

    def amount_behind(self, at: int) -> Amount | None:
        """The number that begins at an offset, its currency first."""
        index = bisect_right(self.numbers.places, at - 1)
        place = self.numbers.places[index] if index < len(self.numbers.places) else len(self.text)
        if place - at > 6 or not (place == at or re.fullmatch(r"[A-Za-z.]{0,4}[$£€][ ]?|[A-Z]{3}[ ]?|R|[-−]", self.text[at:place])):
            return None
        amount = self.amount(place, at, joined=True)
        return amount if amount and amount.start == at else None

    def _in_money(self, at: int, money: str) -> Amount | None:
        """The number at an offset in the currency of the one before: "US$1.15-1.30 per pound"."""
        number = self._numeral(at)
        return self._measured(number[0], number[1], number[2], money, number[3], None) if number and number[0] == at else None

    def _unit(self, at: int, money: str | None) -> quantity_units.UnitAt | None:
        text = self.text
        if money:
            suffix = re.compile(r"[ \n]?\(?").match(text, at)
            named = quantity_units.money_after(text, suffix.end() if suffix else at)
            if named and money == "$" and (text[suffix.end() - 1 : suffix.end()] != "(" or text[named[0] : named[0] + 1] == ")" if suffix else False):
                money, at = named[1], named[0] + (text[named[0] : named[0] + 1] == ")")
            return quantity_units.price_after(text, at, money) or quantity_units.UnitAt(at, money)
        gap = re.compile(r"[ \n\u00a0]{1,2}|-(?=[A-Za-z])|").match(text, at)
        start = gap.end() if gap else at
        named = quantity_units.money_after(text, start) if start > at or text[at - 1 : at].isalpha() else None
        if named:
            return quantity_units.price_after(text, named[0], named[1]) or quantity_units.UnitAt(named[0], named[1])
        unit = quantity_units.unit_after(text, start)
        if unit and start == at and text[start : start + 2] in ("st", "lt", "yd"):
            return None
        if unit and unit.notation in ("cents", "GBX"):
            return quantity_units.price_after(text, unit.end, unit.notation) or unit
        hundredth = quantity_units.cents_after(text, start)
        if hundredth:
            priced = quantity_units.price_after(text, hundredth.end, hundredth.notation)
            return replace(priced, factor=hundredth.factor) if priced else hundredth
        return unit or (quantity_units.counted_after(text, start) if start > at else None)

    def with_range(self, first: Amount) -> list[Quantity]:
        """The amount as one quantity, as a range with the next one, or as the two sides of a change ("from 52,000 to 78,000 metres")."""
        joint = _TO.match(self.text, first.end)
        second = self.amount_behind(joint.end()) if joint else None
        if joint and first.money and first.unit == first.money and (second is None or second.unit is None):
            second = self._in_money(joint.end(), first.money) or second
        single = [self._one(first)]
        if joint is None or second is None:
            return single
        word = joint["word"].lower()
        before = self.text[max(0, first.start - 130) : first.start]
        year = not first.money and first.unit is None and _A_YEAR_TOLD.search(self.text[max(0, first.end - 30) : first.end])
        if (word == "to" and (year or is_change(first, second, before))) or (word == "and" and not _OPENS_RANGE.search(before)):
            return single
        first, second = like(in_thousands(first, second, self.text), with_money(first, second))
        if word in "-–—‑" and (second.unit is None or (first.unit is None and self.numbers.is_named(first.start))):
            return []
        if first.unit != second.unit or (first.value > second.value and word != "to"):
            return single
        changed = _CHANGED.search(before) and not _BESIDE.search(before) and not (first.value < second.value and OF_A_RANGE.search(before))
        if word == "to" and (changed or first.value >= second.value):
            return [self._one(first), self._one(second)]
        hedge = self._hedge(first.start)
        return [
            Quantity(first.start, second.end, first.value, second.value, second.unit, second.written, "about" if hedge == "about" else "", second.per)
        ]

    def _one(self, amount: Amount) -> Quantity:
        hedge = self._hedge(amount.start)
        plus = self.text[amount.start : amount.end].rstrip("abcdefghijklmnopqrstuvwxyz ").endswith("+")
        low = None if hedge == "up to" else amount.value
        return Quantity(amount.start, amount.end, low, amount.value, amount.unit, amount.written, hedge or ("over" if plus else ""), amount.per)

    def _hedge(self, start: int) -> str:
        for _ in range(2):
            found = hedges().search(self.text, max(0, start - 36), start)
            if found is None:
                return ""
            meant = hedge_words()[re.sub(r"\s+", " ", found["words"].lower())]
            if meant != "about":
                return meant
            outer = hedges().search(self.text, max(0, found.start() - 36), found.start())
            return (hedge_words()[re.sub(r"\s+", " ", outer["words"].lower())] if outer else "") or meant
        return ""

    def is_free(self, quantity: Quantity) -> bool:
        """Whether a bare number stands by itself: no year, nothing that is numbered, nothing before it that is a name."""
        text = self.text
        digits = text[quantity.start : quantity.end]
        if digits[-1:] in ("M", "m") and _CAPITAL.search(text[max(0, quantity.start - 60) : quantity.end - 1]):
            return True
        if (
            digits.lower() == "one"
            or re.fullmatch(r"(?:19|20)\d\d", digits)
            or re.fullmatch(r"0\d+", digits)
            or (digits.isdigit() and len(digits) > 7)
        ):
            return False
        if _OPENED.search(text, max(0, quantity.start - 2), quantity.start) and re.search(r"[,n][^)]*$", digits) and text[quantity.end :][:1] == ")":
            return True  # "(Q1 2015: 279,000)", "(1.85 million)"
        if self.numbers.is_named(quantity.start) or text[max(0, quantity.start - 1) : quantity.start] in ("(", "[", "^", "#"):
            return False
        return not re.match(
            r"[ \n]?[)\]]|[.)][ \n]+[A-Z]|[ \n][A-Z][a-z]+(?: [A-Z][a-z.]+)?[, ]{1,2}(?:Street|St|Avenue|Ave|Road|Rd|Floor|Suite)",
            text[quantity.end : quantity.end + 40],
        )


_OPENED = re.compile(r"(?:: |\()$")


def _elided(text: str, found: list[Quantity]) -> list[Quantity]:
    """Bare numbers take the unit of the quantity that they are listed with: "40, 50 and 60 metres"."""
    given = list(found)
    for index in range(len(found) - 2, -1, -1):
        one, other = given[index], given[index + 1]
        between = text[one.end : other.start]
        if (
            one.unit is None
            and other.unit
            and other.unit not in ("years", "months", "days", "hours")
            and len(between) < 8
            and _LIST.fullmatch(between)
            and not re.search(r"[$£€]", text[other.start : other.end])
        ):
            scale = SCALE_SAID.search(text, other.start, other.end)
            times = SCALES[scale["word"].lower()] if scale and one.value is not None and one.value < 1000 else 1  # "17.9 and 38.8 million pounds"
            low, high = (plain(value * times) if value is not None else None for value in (one.low, one.high))
            given[index] = replace(one, low=low, high=high, unit=other.unit, written_unit=other.written_unit, per=other.per)
    return given
