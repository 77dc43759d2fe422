"""The unit, the scale and the money in which all figures of a table are: "(million tonnes)", "in thousands of U.S. dollars", "(in 000's)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kg.extract.context import Context
from kg.text.head_units import HeadUnit, is_money, unit_of

_SCALE = re.compile(
    r"(?:in |expressed in |\()?\s?(?P<scale>thousands?|millions?)(?: of)? "
    r"(?P<money>(?:U\.?S\.?|United States|Canadian|Australian)? ?dollars|[A-Z]{0,3}\$|(?:(?-i:[A-Z]{3})|usd|cad|aud)\b)"
    r"|(?P<sign>[A-Z]{0,3}[$\u20ac\u00a3]|\b(?:(?-i:[A-Z]{3})|usd|cad|aud)) ?(?P<after>['\u2019]?000s?|thousands?|millions?|mln|M\b)",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"\b(?:expressed|stated|reported|presented|shown|figures|amounts|tabular)\b[^.\n]{0,60}\b(?:thousands|millions) of [^.\n]{0,40}|"
    r"\b(?:expressed|stated|presented|shown|figures|amounts|tabular)\b[^.\n\d]{0,60}\bin (?:[A-Z]{0,3}[$\u20ac\u00a3]|(?-i:[A-Z]{3})) ?"
    r"(?:['\u2019]?000['\u2019]?s?|thousands?|millions?)\b|"
    r"\b[Ii]n (?:thousands|millions) of (?:[A-Z][\w.]{1,10} ){0,2}(?:dollars|[A-Z]{0,3}\$)[^.\n]{0,12} (?:unless|except)\b|"
    r"\((?:[^()\n]{0,30} )?in (?:thousands|millions) of [^()\n]{3,30}\)|"
    r"\((?:[^()\n]{0,40} )?(?:thousands|millions)(?: of [^()\n,]{3,30})?,? (?:except|unless)\b[^()\n]{0,60}\)",
    re.IGNORECASE,
)
_THOUSANDS_ALONE = re.compile(r"\(?(?:in )?(?:['\u2019]?000['\u2019]?s?|thousands)\)?", re.IGNORECASE)
_SCALE_OF_ALL = re.compile(r"\((?:in )?(?P<scale>['\u2019]?000['\u2019]?s|thousands|millions)(?:,? (?:except|unless)\b[^()]{0,60})?\)", re.IGNORECASE)
_BUT_EACH_WEIGHT = re.compile(r"\bper (?:ton|tonne|ounce|oz|pound|lb)\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"(?:\bin |\((?=\w+,? (?:except|unless)))(?P<scale>thousands|millions)\b"
    r"(?! of (?:(?:metric|dry|wet|short|troy) )?(?:t|tonnes|tons|oz|ounces|lbs?|pounds|carats)\b)|^\(['\u2019]?(?P<sign>000)['\u2019]?s\)|"
    r"\((?:in )?['\u2019]?(?P<short>000)['\u2019]?s[,)]",
    re.IGNORECASE,
)
_CURRENCIES = (
    ("USD", re.compile(r"U\.?S|United", re.IGNORECASE)),
    ("CAD", re.compile(r"Canad|^C(?:dn|A)?\$", re.IGNORECASE)),
    ("AUD", re.compile(r"Austral|^AU?\$", re.IGNORECASE)),
)
_SHARE = re.compile(r"(?:[\d.]+ ?%(?: .*)?|.*\bbasis)", re.IGNORECASE)  # "(100%)", "(80% basis)", "(attributable basis)"
_BUT = re.compile(r",? \b(?:except|unless)\b.*", re.IGNORECASE)


def unit_of_all(text: str) -> HeadUnit | None:
    """The unit of a table whose title gives one for all: "(million tonnes)", "('000t, 100% basis)", "(in koz, except as noted)"."""
    said = (unit_of(words) for match in re.finditer(r"\(([^()]{1,60})\)", text) if (words := _said_of_all(match[1])))
    found = [unit for unit in said if unit and unit.notation and not is_money(unit.notation)]
    return found[0] if len(found) == 1 else None


def _said_of_all(words: str) -> str:
    """What brackets say of all figures, less the share of a mine that is told and what is told otherwise; "" where they say more than that."""
    said = ", ".join(piece for piece in _BUT.sub("", words).split(", ") if not _SHARE.fullmatch(piece))
    return said if len(said) <= 30 else ""


def money_of(text: str) -> HeadUnit | None:
    """The money in which a table is, where its title or corner says so: "in thousands of U.S. dollars", "NOK million"."""
    found = _SCALE.search(text)
    if found is None:
        bare = _IN_ALL.search(text)
        return HeadUnit("$", Decimal(1_000_000 if (bare["scale"] or "").lower() == "millions" else 1000)) if bare else None
    word = (found["scale"] or found["after"]).casefold()
    factor = Decimal(1000 if "th" in word or "000" in word else 1_000_000)
    money = found["money"] or found["sign"]
    unit = unit_of(money) or unit_of(money.upper())
    notation = next((name for name, pattern in _CURRENCIES if pattern.search(money)), unit.notation if unit else "$")
    return HeadUnit(notation, factor) if is_money(notation) else None


def scale_of_weights(title: str, corner: str) -> Decimal | None:
    """The scale of all weights of a table, where its title or corner gives one that is not of money: "(in 000's, except per ton)"."""
    if _THOUSANDS_ALONE.fullmatch(corner):
        return Decimal(1000)
    found = _SCALE_OF_ALL.search(f"{title} {corner}")
    if found is None or found["scale"].casefold() == "millions":
        return Decimal(1_000_000) if found else None
    return Decimal(1000) if _BUT_EACH_WEIGHT.search(found.group()) else None  # "(in thousands, except per share amounts)" is of money


def scale_of_all(context: Context) -> Iterator[HeadUnit]:
    """The money in which the figures of a release are, where its text says so of one scale alone: "(Expressed in thousands of US dollars)"."""
    found = {scale for part in context.telling if (told := _OF_ALL.search(part.text)) and (scale := money_of(told.group()))}
    if len(found) == 1:
        yield found.pop()
