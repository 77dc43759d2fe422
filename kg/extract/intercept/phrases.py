"""The base tokens of a text, and the phrases that they make up: units, metals and the words of drill results."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from kg import reference
from kg.text.lexicons import entries, rows

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+"
METRES = r"(?:m|metres?|meters?|ft|feet)"
_TAIL = r"(?:[-_](?:[A-Z]{1,4}-?)?\d{1,5}(?:[a-e](?![a-z])|[A-Z]{0,3}\d?))"
# The names of holes: 24XRC083, KL-21-014, ETH-033, CNU11212, 11-OP8, BL-DD-012W1, SS13-07, DD22KLX0012W2, LUX08.23-001, KX0012-RC, and KX0012-
# 14 where a line ended at the hyphen.
_HOLE = (
    rf"(?:\d{{2,4}}(?:-?[A-Z]{{2,8}}|-[A-Z])[-_]?\d{{1,5}}[A-Z]{{0,3}}\d?{_TAIL}{{0,2}}"
    rf"|[A-Z]{{1,8}}[a-z]{{0,3}}[-_#]?\d{{1,6}}(?:\.\d{{2}}(?=-\d))?(?:[A-Z]{{1,4}}\d{{1,5}}){{0,2}}(?:[A-Za-z]{{1,4}})?{_TAIL}{{0,3}}"
    rf"|[A-Z]{{1,6}}(?:[-_][A-Z]{{1,6}}){{1,3}}[-_]?\d{{1,5}}(?:[a-d]|[A-Z]{{0,2}}\d?){_TAIL}{{0,3}}"
    rf"|\d{{2,4}}-\d{{1,4}}[A-Z]?(?:-\d{{1,3}})?)"
    r"(?:-(?:RC|DD|RD|EXT|RE)(?![\w-])| W\d(?!\w|[.,]\d)|(?<=\d)- \d{2,3}(?![\w%]|[.,]\d| ?(?:m|met(?:re|er)s|ft|feet|g|ppm|ppb|oz)\b))?"
)
# A name of two words, where it stands alone in brackets, or at the head of a line or sentence before its results: "VG 0123 returned".
_APART = (
    r"(?!(?:DDH|DH|BH|RC|DD|RCD|HOLE|HOLES) )(?:(?<=\()[A-Z]{2,6} (?:\d{2,5}|\d{1,3}-\d{1,4})[A-Z]?(?=\))"
    r"|(?<![^\s\u2022\u25aa\uf0b7])[A-Z]{2,6} (?:\d{2,5}|\d{1,3}-\d{1,4})[A-Z]?"
    r"(?=:| (?:returned|intersected|intercepted|encountered|cut|hit|assayed|yielded|graded|averaged|drilled|was drilled)\b))"
)
# A length in words, but for a part of one ("the last five metres").
_SPELT = (
    r"(?<![\w-])(?<!last )(?<!first )(?<!final )(?<!top )(?<!upper )(?<!lower )(?<!bottom )"
    r"(?:[Hh]alf an?|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)(?= (?:met(?:re|er)s?|feet|foot|m)\b)"
)
# Words that lost the blank behind them: "g/tAu", "gAu/t", "goldfrom 31 m", "Agover 2 m", "from31m".
_RUN_TOGETHER = (
    r"(?<=/)t(?=[A-Z][a-z]?(?:from)?(?![a-z]))|g(?=[A-Z][a-z]?(?:Eq)?/t)|(?:[A-Z][a-z]?|gold|silver|copper|nickel|zinc|lead)(?=from(?![a-z]))"
    r"|(?:A[gu]|Cu|Zn|Pb|Ni|Li2O|U3O8|Eq|gold|silver|copper|nickel|zinc|lead)(?=over(?![a-z]))"
    r"|(?:[Ff]rom|at)(?=\d)"
)
_BASE = re.compile(
    rf"(?P<range>(?<![\w.])(?:{NUMBER})\s?{METRES}?\s?[-\u2013\u2014]\s?(?:{NUMBER})\s?{METRES}(?![\w/]))"
    rf"|(?P<hole>(?<![\w.])(?<!\w-){_HOLE}(?!\w|[-\u2013]\d|[.,]\d|\s?%|/[\dA-Z])|{_APART})"
    rf"|(?P<number>(?:{NUMBER})|{_SPELT})"
    rf"|(?P<word>{_RUN_TOGETHER}|[A-Za-z\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f]*)"
    rf"|(?P<line>\n)|(?P<mark>[^\s\w])|(?P<other>\w)"
)
LENGTHS, GRADES = ("m", "ft", "cm"), ("g/t", "oz/ton", "%", "ppm", "ppb", "kg/t", "lb/ton", "mg/kg", "mg/L", "g/m3", "cpht")
_SMALL_WORDS = frozenset(("as", "at", "in", "no", "be", "he", "la", "co", "re"))


@dataclass(frozen=True)
class Base:
    group: str
    text: str
    start: int
    end: int


def bases_of(text: str) -> list[Base]:
    return [Base(found.lastgroup or "", found.group(), found.start(), found.end()) for found in _BASE.finditer(text)]


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _phrases(labels: dict[str, str], fold: bool) -> _Phrases:
    """Labels by their first token, longest first: the tokens of each and what it means."""
    found: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for label, meaning in labels.items():
        parts = tuple(base.text.casefold() if fold else base.text for base in bases_of(label))
        found[parts[0]].append((parts, meaning))
    return {first: sorted(same, key=lambda pair: (-len(pair[0]), pair)) for first, same in found.items()}


@cache
def _words() -> _Phrases:
    return _phrases({row[1]: row[0] for row in rows("intercept_words.tsv")}, fold=True)


@cache
def _units() -> _Phrases:
    names = {*LENGTHS, *GRADES}
    metals = set(reference.notations("commodity"))
    labels = {label: notation for label, (notation, factor) in reference.units().items() if notation in names and factor == 1 and label[-1] != "."}
    return _phrases({label: notation for label, notation in labels.items() if not metals & set(re.findall(r"[A-Z][a-z]", label))}, fold=False)


@cache
def _folded_units() -> _Phrases:
    return _phrases({label: notation for label, notation in _flat(_units()).items() if len(label) > 1}, fold=True)


def _flat(phrases: _Phrases) -> dict[str, str]:
    return {" ".join(parts): meaning for pairs in phrases.values() for parts, meaning in pairs}


@cache
def _symbols() -> _Phrases:
    return _phrases(dict(reference.notations("commodity")), fold=False)


@cache
def _metals() -> _Phrases:
    """The names of commodities, also the many spellings of symbols and sums that the reference data gives ("Pt+Pd+Au")."""
    names = {label: key for label, key in reference.concepts("commodity").items() if key not in entries("intercept_not_grades.txt")}
    whole = [(label.removesuffix("equivalent"), key) for label, key in names.items() if label.endswith(" equivalent")]
    names |= {f"{metal}{short}": key for metal, key in whole for short in ("eq", "equiv", "equivalents", "equivalence")}
    return _phrases(names, fold=True)


def match(phrases: _Phrases, bases: list[Base], at: int, fold: bool) -> tuple[int, str] | None:
    """The longest phrase at a token: how many tokens it has and what it means."""
    first = bases[at].text.casefold() if fold else bases[at].text
    for parts, meaning in phrases.get(first, ()):
        run = bases[at : at + len(parts)]
        if len(run) == len(parts) and all((base.text.casefold() if fold else base.text) == part for base, part in zip(run, parts, strict=True)):
            return len(parts), meaning
    return None


def metal_at(bases: list[Base], at: int, shouted: bool = False) -> tuple[int, str] | None:
    """The metal named at a token, by symbol as written or by name; in capitals throughout also symbols such as AU."""
    symbol, name = match(_symbols(), bases, at, False), match(_metals(), bases, at, True)
    if name and len(bases[at].text) <= 3 and name[0] == 1 and bases[at].text.casefold() not in entries("short_commodities.txt"):
        name = name if shouted and bases[at].text.isupper() else None
    if symbol and symbol[1] in entries("intercept_not_grades.txt"):
        symbol = None
    if shouted and not symbol and not name and len(bases[at].text) == 2 and bases[at].text.casefold() not in _SMALL_WORDS:
        key = reference.notations("commodity").get(bases[at].text.capitalize())
        return (1, key) if key else None
    return max((found for found in (symbol, name) if found), key=lambda found: found[0], default=None)


def per_tonne(bases: list[Base], at: int, shouted: bool) -> tuple[int, str] | None:
    """A grade with its metal inside: "grams of gold per tonne", "g Au/t", "ounces silver per ton", "grams gold" over a length."""
    if at >= len(bases) or bases[at].text.casefold() not in ("g", "gm", "gram", "grams", "grammes", "oz", "ounce", "ounces"):
        return None
    middle = at + 1 + (at + 1 < len(bases) and bases[at + 1].text in ("of", "/"))
    metal = metal_at(bases, middle, shouted or bases[at + 1].text == "/") if middle < len(bases) else None
    if metal is None:
        return None
    end = middle + metal[0]
    rest = [base.text.casefold() for base in bases[end : end + 3]]
    sort = len(rest) > 2 and rest[1] in ("short", "metric", "long")  # of ton
    if sort:
        del rest[1]
    if rest[:1] in (["and"], [","], ["&"]) and bases[end + 1 : end + 2] and bases[end + 1].group == "number":
        shared = per_tonne(bases, end + 2, shouted)  # "1.7 grams of gold and 12 grams of silver per tonne"
        return (end - at, shared[1]) if shared else None
    if rest[:1] in (["over"], ["across"]) and bases[at].text[0] in "gG":
        return end - at, "g/t"  # "12 grams gold over 3 metres"
    if len(rest) < 2 or rest[0] not in ("per", "/") or rest[1] not in ("t", "tonne", "ton"):
        return None
    return end - at + 2 + sort, "g/t" if bases[at].text[0] in "gG" else "oz/ton"


def inner_metal(text: str) -> str:
    """The metal inside a grade such as "grams of gold per tonne"."""
    bases = bases_of(text)
    return next((found[1] for at in range(len(bases)) if bases[at].group == "word" and (found := metal_at(bases, at))), "")


def grade_unit(words: str) -> str:
    """The only unit of grades among some words, as the tables write it; "" where there are none or several."""
    return _only_unit(words, GRADES)


def length_unit(words: str) -> str:
    """The only unit of lengths among some words."""
    return _only_unit(words, LENGTHS)


def _only_unit(words: str, wanted: tuple[str, ...]) -> str:
    bases, at, found = bases_of(words), 0, list[str]()
    while at < len(bases):
        unit = unit_at(bases, at) or per_tonne(bases, at, False)
        if unit and unit[1] in wanted:
            found.append(unit[1])
        at += unit[0] if unit else 1
    return found[0] if len(set(found)) == 1 else ""


def word_at(bases: list[Base], at: int) -> tuple[int, str] | None:
    """The word or phrase of drill results at a token: how many tokens it has and its class."""
    return match(_words(), bases, at, True)


def unit_at(bases: list[Base], at: int) -> tuple[int, str] | None:
    """The unit of a length or grade at a token."""
    return match(_units(), bases, at, False) or match(_folded_units(), bases, at, True)
