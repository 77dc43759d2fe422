"""The heads of resource tables that have run into one line: "Category Tonnes (kt) Au (g/t) Au (koz)", or names and then their units,
"Category Tonnes Au Ag (Mt) (g/t) (g/t)".

The words before the first row are divided into as many heads as the row has figures, in the way in which most of them say what their
figures are: so many tonnes, grades and masses of metal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.extract.resource.heads import Role, is_ignored, role_of
from kg.extract.resource.words import CATEGORY, key_of
from kg.text.commodities import find_commodities
from kg.text.head_units import unit_of
from kg.text.tables import Cell, Column

# Words that stand in heads of figures, beside the names of metals; whatever else stands before a row is its label, or the title.
_VOCABULARY = re.compile(
    r"tonn(?:e|es|age)|tons?|ore|quantity|mass|grades?|average|avg\.?|mean|contained|containing|in|situ|in-situ|insitu|metal|content|"
    r"ounces?|ozs?\.?|[mk]oz|[mk]?lbs?\.?|pounds|[mk]t|mtonnes|ktonnes|t|kg|dmt|mdmt|g/t|gpt|g/tonne|grams?|per|tonne|ppm|ppb|%|pct|wt%?|oz/(?:st|t|ton)|opt|"
    r"\(?['\u2019]?0?00['\u2019]?s?\)?|x|1,?000s?|thousands?|millions?|m|k|of|cut-?off|cog|density|sg|strip|ratio|recovery|recoverable|eq\.?|equiv\.?|equivalent|"
    r"lce|carbonate|total|dry|short|metric|thickness|width|volume|nsr|value|mlb|klb|mm",
    re.IGNORECASE,
)
_OVER_LABELS = re.compile(
    r"(?:resource |reserve |mineral )?(?:category|classification|class|classified|deposits?|zones?|areas?|domains?|lodes?|veins?|mines?|projects?|"
    r"material|ore ?types?|types?|resources?|reserves?|method|location|source|pit|statement|estimate)\d?",
    re.IGNORECASE,
)
# What tells estimates of several times apart that stand side by side.
_TIMES = re.compile(
    r"\b(?:(?:19|20)\d\d|previous|prior|former|old|earlier|updated?|new|current|latest|revised)\b"
    r"|\b100% basis|\bgross\b|\b(?:net )?attributable\b(?: to the company)?",
    re.IGNORECASE,
)
OVER = re.compile(rf"{CATEGORY.pattern}|\btotal\b", re.IGNORECASE)
_LONGEST, _MOST_BEFORE = 5, 90


@cache
def is_head_word(word: str) -> bool:
    """Whether a word can stand in the head of figures, be it in brackets or all the words of a cell."""
    if word[0] in "([" and word[-1] in ")]":
        return unit_of(word) is not None or bool(find_commodities(word)) or "cut" in word.casefold()
    named = find_commodities(word)
    if named and (named[0].start, named[-1].end) == (0, len(word)):
        return True
    return all(_VOCABULARY.fullmatch(one) or bool(find_commodities(one)) or unit_of(one) is not None for one in word.rstrip(".,:;*").split())


def over_labels(word: str) -> bool:
    """Whether a word heads the column of labels: "Category", "Deposit"."""
    return _OVER_LABELS.fullmatch(word.rstrip(":")) is not None


def divided(words: Sequence[Cell], count: int) -> tuple[list[Column], int] | None:
    """So many columns that some words are the heads of, to the last word, and the number of words before them; None where they are not."""
    words = words[-_MOST_BEFORE:]
    ways = [way for way in (_in_turn(words, count, []), *_over_units(words, count)) if way]
    if not ways:
        return None
    _, first, parts = max(ways, key=lambda way: way[0])
    return [_column(part, unit) for part, unit in parts], first


_Way = tuple[float, int, list[tuple[Sequence[Cell], Cell | None]]]


def _over_units(words: Sequence[Cell], count: int) -> list[_Way]:
    """Heads whose units stand behind them all, in order; that of the tonnes, or of all but the metals, may be left out."""
    units = 0
    while units < min(count, len(words)) and unit_of(words[len(words) - 1 - units].text) is not None and words[len(words) - 1 - units].text[0] == "(":
        units += 1
    bare = units
    while bare < min(count, len(words)) and _is_unit(words[len(words) - 1 - bare]):
        bare += 1
    found = []
    for number in {units, bare}:
        if number >= max(2, count - 1) and number <= count:
            tail: list[Cell | None] = [None] * (count - number) + list(words[len(words) - number :])
            way = _in_turn(words[: len(words) - number], count, tail)
            found += [way] if way else []
    return found


def _is_unit(cell: Cell) -> bool:
    return unit_of(cell.text) is not None and not find_commodities(cell.text)


def _in_turn(words: Sequence[Cell], count: int, units: Sequence[Cell | None]) -> _Way | None:
    """The best way to divide the last of some words into so many heads, each with its unit where `units` are told."""
    best: dict[int, tuple[float, list[Sequence[Cell]]]] = {len(words): (0.0, [])}
    for number in range(count):
        unit = units[count - 1 - number] if units else None
        step: dict[int, tuple[float, list[Sequence[Cell]]]] = {}
        for stop, (score, parts) in best.items():
            for low in range(max(0, stop - _LONGEST), stop):
                part = words[low:stop]
                worth = _worth(" ".join(cell.text for cell in part), unit.text if unit else None, len(part))
                if worth is not None and (low not in step or score + worth > step[low][0]):
                    step[low] = score + worth, [part, *parts]
        best = step
    found = [(score - 0.4 * low, low, parts) for low, (score, parts) in best.items()]
    if not found:
        return None
    score, first, parts = max(found, key=lambda way: way[0])
    return score, first, [(part, units[index] if units else None) for index, part in enumerate(parts)]


@cache
def _worth(words: str, unit: str | None, length: int) -> float | None:
    """How well some words do for one head; None where they are none."""
    if words[0] in "([%" and (unit is not None or words[0] != "%"):
        return None
    if len(re.findall(r"[(\[]", words)) > 1 or (unit is not None and "(" in words):
        return None
    whole = f"{words} ({unit.strip('()[]')})" if unit else words
    if is_ignored(whole):
        return 0.6 - 0.1 * length
    role = role_of(whole, "gold")
    if role is None:
        return None
    return _of_role(role, words, unit) - 0.1 * length


def _of_role(role: Role, words: str, unit: str | None) -> float:
    if role.role == "tonnage":
        ends = re.search(r"\b(?:average|avg\.?|contained|in)$", words, re.IGNORECASE)
        return (2.0 if role.head.name and len(words) > 2 else 1.0) - (1.0 if ends else 0.0)  # "kt" may be that of the metal before it
    named = len(set(role.head.commodities))
    if named > 1 and not re.search(r"[+&/]", words):
        return -1.0
    mass = re.search(r"contain|metal|content", words, re.IGNORECASE) is not None
    worth = 1.0 + (0.4 if named == 1 else 0.0) - (0.6 if not role.head.name else 0.0)
    if role.role == "contained" and role.head.unit and role.head.unit.notation in ("t", "st") and not mass:
        worth -= 1.0
    if role.role == "grade" and re.match(r"(?:contained|ounces|oz|metal|tonn|[mk]?(?:t|oz|lbs?)\b)", words, re.IGNORECASE):
        worth -= 1.5
    behind = re.search(r"[)\]] (?P<words>\S.*)$", words)
    if behind and len(find_commodities(words)) > len(find_commodities(behind["words"])) > 0:
        worth -= 1.0  # "Zinc Grade (%) Zn", whose last word belongs to the next
    if re.search(r"\b(?:average|avg\.?|contained|in)$", words, re.IGNORECASE):
        worth -= 1.0
    if role.role == "contained" and re.search(r"\bgrade\b|g/t|^tonn", words, re.IGNORECASE):
        worth -= 1.5
    return worth


def _column(part: Sequence[Cell], unit: Cell | None) -> Column:
    head = Cell(" ".join(cell.text for cell in part), part[0].start, part[-1].end)
    return Column(head.text, "", f"({unit.text.strip('()[]')})" if unit else "", (head, unit) if unit else (head,))


def spans_over(columns: Sequence[Column], before: str, labelled: bool) -> list[str] | None:
    """What stands over groups of like columns, for each column: categories, or where the rows have these, the times of estimates; none
    over columns that are all unlike. None where like ones cannot be told apart."""
    heads = [column.words for column in columns]
    size = next((size for size in range(1, len(heads)) if heads == [heads[at % size] for at in range(len(heads))]), 0)
    if not size:
        return [""] * len(heads) if len(set(heads)) == len(heads) else None
    found = list((_TIMES if labelled else OVER).finditer(before))[-len(heads) // size :]
    groups = [found[at // size] for at in range(len(heads))] if len(found) * size == len(heads) else []
    told = {one.group() if labelled else key_of(one) if one.lastgroup else "total" for one in found}
    return [one.group() for one in groups] if len(told) == len(found) > 1 and size > 1 and groups else None
