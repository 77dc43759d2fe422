"""Firms named by the place that only a firm takes in a sentence: "drilling contractor Zelko", "flown by Aerodat-Nord", "Pell & Rowe ran the
tests", "Teal Baska, an engineering house". What stands there may be no person, place, site or word of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.organisation.limits import is_no_organisation
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.starts import of_place
from kg.extract.organisation.words import TOKEN
from kg.extract.role.people import known_given
from kg.text.lexicons import folded, mapping, rows
from kg.text.months import FULL
from kg.text.names import ENDS_HONOURED
from kg.text.sections import BOILERPLATE, HEADER, Part
from kg.text.sieves import Sieved
from kg.text.titles import find_titles

_NAME = rf"(?P<name>{TOKEN}(?: (?:{TOKEN}|(?:&|\+|de|del|du|des|da|do|and(?= (?:Sons|Bros|Co)\b))(?= {TOKEN}))){{0,5}})(?![\w&-]| [A-Z])"


def _any(*lists: str) -> str:
    """The words of some lists of slots as one pattern; of several lists, a word of each in turn."""
    return r"\s".join(f"(?:{'|'.join(row[1] for row in rows('firm_slots.tsv') if row[0] == name)})" for name in lists)


@cache
def _slots() -> tuple[tuple[Sieved, bool], ...]:
    """The places of a sentence that a firm takes, each with whether no person may."""
    site = rf"(?!\s(?:[a-z-]+\s){{0,2}}{_any('ground')}\b)"
    firm = f"(?:{_any('firm')}|{_any('of-house', 'house')}|{_any('of-company', 'company')})"
    either, done, dealt = _any("either"), _any("done"), _any("dealt")
    return (
        (Sieved(rf"(?<![\w-])(?i:{firm})\s{_NAME}{site}"), True),
        (Sieved(rf"(?<![\w-]){_NAME}(?:\s\([^()]{{2,30}}\))?,\s(?:an?|the|its|our|their)\s(?:[\w-]+\s){{0,5}}?{firm}\b"), True),
        (Sieved(rf"(?<![\w&-]){_NAME}{site}\s(?:acts?|acted|is acting)\s(?:for|as (?:the |its |our )?(?:[a-z]+ )?{either})\b"), True),
        (Sieved(rf"(?<![\w-])(?i:{either})\s{_NAME}{site}"), False),
        (Sieved(rf"(?<![\w-]){_NAME}(?:\s\([^()]{{2,30}}\))?,\s(?:an?|the|its|our|their)\s(?:[\w-]+\s){{0,5}}?{either}\b"), False),
        (Sieved(rf"\b{done}\s(?:[a-z]+ly\s|under contract\s)?(?:by|with)\s(?:[Tt]he\s)?{_NAME}{site}"), False),
        (Sieved(rf"(?<![\w&-]){_NAME}{site}\s(?:is|was|remains)\s(?:the|its|our|their)\s(?:[a-z]+\s){{0,3}}?contractor\b"), True),
        (
            Sieved(rf"(?<![\w&-]){_NAME}{site}\s(?:(?:has|had)\sbeen|was)\sawarded\s(?:an?|the|its)\s(?:[\w&-]+\s){{0,5}}?contract\b"),
            True,
        ),
        (Sieved(rf"\b{dealt}\s(?:the\s)?{_NAME}{site}"), False),
    )


@cache
def _subject() -> Sieved:
    """One firm or two as the subject of what firms do."""
    return Sieved(
        rf"(?:^|[.;:]\s|,\s(?:and|while|but|whereas|as)\s|\b(?:that|and|by)\s)(?:(?P<one>{TOKEN}(?: (?:{TOKEN}|&|de)){{0,4}})\sand\s)?{_NAME}"
        rf"(?:\s\([^()]{{2,30}}\)|\sof\s[A-Z]\w+)?\s{_any('does')}\b"
    )


def by_slot(part: Part) -> Iterator[NameAt]:
    """The firms that the prose of a part names in such places."""
    if part.section in (BOILERPLATE, HEADER) or part.block.kind not in ("paragraph", "bullet", "lines"):
        return
    for slot, sure in _slots():
        for found in slot.finditer(part.text):
            if _is_firm(found["name"], sure):
                yield _at(part, found, "name")
    for found in _subject().finditer(part.text):
        for group in ("one", "name"):
            name = found[group]
            if name and is_firm_like(name, strictly=True) and _is_firm(name, sure=False) and not _is_surname(part.text, name, found.start(group)):
                yield _at(part, found, group)


def _at(part: Part, found: re.Match[str], group: str) -> NameAt:
    name, at = found[group].removesuffix("'s"), part.start + found.start(group)
    if place := of_place(name):
        name, at = name[place.end() :], at + place.end()
    return NameAt(name, at, at + len(name), "slot")


def _is_surname(text: str, name: str, at: int) -> bool:
    """Whether two names in one are those of a person: "Mr. Rowe-Hallam", "Anna Rowe-Hallam"."""
    if " " in name:
        return False
    return (
        ENDS_HONOURED.search(text[max(0, at - 14) : at]) is not None
        or re.search(rf"(?<![.;:] )\b[A-Z](?:[a-z]\w*|\.) {re.escape(name)}\b", text) is not None
    )


_LETTERS = re.compile(r"(?!Mac[A-Z])[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,}|[A-Z]{2,})")
_BANK = re.compile(r"(?!(?:Mill|Bur|Fair|Clay|Wit|River|South|North|East|West)bank)[A-Z][A-Za-z]{2,12}(?:bank|Bank)")  # "Ecobank"
_PAIRED = re.compile(r"[A-Z][A-Za-z]{2,}(?:-[A-Z][A-Za-z]{2,}){1,2}")


def is_firm_like(name: str, strictly: bool = False) -> bool:
    """Whether a name looks like a firm's by itself: a word of trade, an ampersand, letters, two names in one; `strictly`, no word that may
    also say what is done."""
    words = name.split()
    kinds = mapping("firm_words.txt")
    kind = kinds.get(words[-1].casefold())
    if kind == "firm" or (kind == "activity" and not strictly) or kinds.get(words[0].casefold()) == "firm":
        return len(words) > 1
    if "&" in words or "+" in words:
        return True
    if len(words) == 1 and _BANK.fullmatch(name):
        return True
    if len(words) == 1:
        return _PAIRED.fullmatch(name) is not None and name.casefold() not in mapping("geography.txt")
    return _LETTERS.fullmatch(words[0]) is not None or (words[-1].casefold() in mapping("geography.txt") and not strictly)


@cache
def _not_first() -> frozenset[str]:
    return frozenset(row[1] for row in rows("firm_slots.tsv") if row[0] == "not-first")


_OVER = re.compile(r"(?:^|\s)(?:Pty|Pte|Ltd|Limited|Inc|Corp|Corporation|LLC|PLC|plc|Plc)\b\.?\s\S")
_DAY = re.compile(rf"\d{{1,2}}\s(?:{FULL})\b")


def _is_firm(name: str, sure: bool) -> bool:
    """Whether the words of a slot are a firm's name: no person, title, place or common words, and where a person may stand there, like a firm's."""
    name = name.removesuffix("'s")
    words = [word.casefold().strip(".,'") for word in name.split()]
    places, common = mapping("geography.txt"), folded("generic_words.txt") | folded("not_in_names.txt") | folded("title_domains.txt")
    if _OVER.search(name) or _DAY.match(name):
        return False  # a legal form ends a name, which is found by it: "Alder Pty Ltd Level"
    if len(name) < 4 or is_no_organisation(name) or name.casefold() in places or find_titles(name) or words[0] in _not_first():
        return False
    if all(word in places or word in common or word in ("&", "of", "and") for word in words):
        return False
    if known_given(name):
        return is_firm_like(name, strictly=True)
    if not sure:
        return is_firm_like(name)
    return not (len(words) == 1 and (name.isupper() or words[0] in common or words[0].endswith("ly")))
