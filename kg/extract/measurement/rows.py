"""What the label of a row or the head of a column measures: its metric, by words and unit, and the commodity that it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg import reference
from kg.text.head_units import Head, is_money, read_head, unit_of
from kg.text.lexicons import folded, rows
from kg.text.quantity_units import unit_after

NOTHING = "-"
_MASSES = frozenset({"oz", "t", "st", "lt", "lb", "kg", "ct", "g", "mtu"})
_GRADES = frozenset({"g/t", "%", "ppm", "ppb", "oz/ton", "lb/ton", "kg/t", "cpht", "ct/t", "mg/kg", "mg/L", "g/m3"})
_RATES = frozenset({"t/d", "t/a", "t/h", "st/d", "oz/a"})
_AREAS = frozenset({"ha", "acres", "km2", "mi2", "m2"})
_KINDS = {"years": "time", "months": "time", "m": "length", "ft": "length", "km": "length", "holes": "holes", "shares": "count", "persons": "persons"}
_SOURCES = (
    ("underground", re.compile(r"\bunderground\b|\bu/?g\b", re.IGNORECASE)),
    ("open-pit", re.compile(r"\bopen[- ]?(?:pit|cut)s?\b|\bo/?p\b", re.IGNORECASE)),
    ("surface", re.compile(r"\bsurface\b", re.IGNORECASE)),
)

_WITH_UNIT = re.compile(r"\(([^()]{3,60},[^()]{1,20})\)")
_WEIGHT = re.compile(r"\b(?:ounces|oz|ozs|tonnes|tons|pounds|lbs|kilograms|kg|carats)\b", re.IGNORECASE)
_EACH = re.compile(r"\bper\b|/ ?(?:oz|ounce|t|tonne|ton|lb|pound|kg)\b|[$\u20ac\u00a3%]|\b(?:price|costs?|grade)\b", re.IGNORECASE)
# "AISC1", "costs2,3", "Ore mined\u00b9"
_RAISED = re.compile(
    r"(?:(?<=[A-Za-z]{4})|(?<=[a-z]\)))[1-9](?:, ?[1-9])*(?=[\s(,]|$)|(?:(?<=[A-Za-z]{3})|(?<=\)))[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+"
)

# "Tons sold - metallurgical", "Met realization per ton": of coal, as those who mine nothing else leave out.
_COAL = re.compile(
    r"(?:(?<=tons sold - )|(?<=tons - )|(?<=per ton - )|(?<=per ton, )|(?<=tons sold, )|^)"
    r"(?:met(?:allurgical)?|thermal)(?=$| (?:tons|realizations?)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Rule:
    metric: str
    kinds: frozenset[str]
    words: re.Pattern[str]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(metric, frozenset(kinds.split(",")), re.compile(words, re.IGNORECASE)) for metric, kinds, words in rows("measurement_rows.tsv")
    )


def kinds_of(notation: str | None) -> frozenset[str]:
    """The kinds of unit that a notation is, as the lexicon of rows names them."""
    if notation is None:
        return frozenset({"none"})
    if is_money(notation):
        return frozenset({"money"})
    if is_money(notation.split("/")[0]) or notation.startswith("cents"):
        return frozenset({"price"})
    found = {kind for kind, units in (("mass", _MASSES), ("grade", _GRADES), ("rate", _RATES), ("area", _AREAS)) if notation in units}
    if notation == "%":
        found.add("percent")
    return frozenset(found | ({_KINDS[notation]} if notation in _KINDS else set()))


@dataclass(frozen=True)
class Label:
    """The words of a label, what its head says, and its metrics: those that its words allow, each with the kinds of unit that fit."""

    text: str
    head: Head
    rules: tuple[tuple[str, frozenset[str]], ...]

    def metric(self, notation: str | None) -> str | None:
        """The metric of a figure in a unit; NOTHING where the words are those of another figure, None where they tell no metric."""
        kinds = kinds_of(notation)
        for metric, allowed in self.rules:
            if "any" in allowed or kinds & allowed:
                return metric
        return None

    @property
    def says_metric(self) -> bool:
        return any(metric != NOTHING for metric, _ in self.rules)


@cache
def label(text: str) -> Label:
    """What a label or head says; the numbers of footnotes that a page no longer sets raised are no part of it."""
    text = _COAL.sub(lambda found: f"{'thermal' if found[0][0] in 'tT' else 'metallurgical'} coal", _RAISED.sub("", text))
    head = _with_weight(read_head(text))
    words = " ".join(re.sub(r"[()\[\]]", " ", f"{head.name} {_extra(text, head)}").split())
    rules = tuple((rule.metric, rule.kinds) for rule in _rules() if rule.words.search(words))
    if head.unit and "time" in kinds_of(head.unit.notation) and rules and not any("time" in kinds for _, kinds in rules):
        head = replace(head, unit=None)  # "Profit for the year"
    return Label(text, head, rules)


def _with_weight(head: Head) -> Head:
    """A head whose unit is none of its first or last words with the one weight that it names: "Total production - ounces of silver"."""
    if head.over or (head.unit and head.unit.notation):
        return head
    named = {unit.notation: unit for found in _WEIGHT.findall(head.name) if (unit := unit_of(found))}
    if len(named) != 1 or _EACH.search(head.name):
        return head
    (unit,) = named.values()
    return replace(head, unit=replace(unit, factor=unit.factor * head.unit.factor) if head.unit else unit)


def _extra(text: str, head: Head) -> str:
    """The words that stood in brackets with a unit and tell of what the figure is: "Milled (tonnes)", "Zinc (metal in concentrate, t)"."""
    if head.unit is None or head.unit.notation not in _MASSES:
        return ""
    beside = [piece for found in _WITH_UNIT.findall(text) for piece in found.split(",") if piece.strip() and unit_of(piece) is None]
    told = ["tonnes"] if head.unit.notation in ("t", "st") and not head.commodities else []
    return " ".join([*told, *beside])


def is_weight(head: Label) -> bool:
    """Whether a head tells a metal and its weight, and no more: "Copper (t)"."""
    return bool(head.head.commodities) and not head.rules and head.head.unit is not None and "mass" in kinds_of(head.head.unit.notation)


def source_of(text: str) -> str | None:
    """underground, open-pit or surface, where a label says one of them."""
    found = [name for name, pattern in _SOURCES if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def is_of_payments(row: str, metric: str) -> bool:
    """Whether a figure below "Cash" is what payments add up to, and no balance: that of a row of nobody, "Total"."""
    return metric == "cash" and is_general(row)


def is_general(text: str) -> bool:
    """Whether a heading has none but the common words of such tables: no name of a site stands in it."""
    words = re.findall(r"[^\W\d_][\w'&-]*", re.sub(r"\([^()]*\)", " ", text))
    known = folded("measurement_headings.txt")
    return all(word.casefold() in known or reference.units().get(word) is not None or unit_after(word, 0) is not None for word in words)
