"""Firms named by the place that only a firm takes in a sentence: "drilling contractor Zelko", "flown by Aerodat-Nord", "Pell & Rowe ran the
tests", "Teal Baska, an engineering house". What stands there may be no person, place, site or word of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.organisation.limits import is_no_organisation
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.starts import of_place
from kg.extract.organisation.words import TOKEN, TRADES
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


_JOINS = "and|across|at|by|for|from|has|in|is|near|of|on|over|the|to|under|was|with|within"  # behind a name, and before ground of another name


@cache
def of_ground() -> str:
    """The words behind a name that make it the name of ground, as a pattern."""
    return rf"\s(?:(?!(?:{_JOINS})\b)[a-z-]+\s){{0,2}}{_any('ground')}\b"


@cache
def ends_with_ground() -> re.Pattern[str]:
    """A word of ground at the end of a text."""
    return re.compile(rf"\b(?i:{_any('ground')}),?\s$")


@cache
def _slots() -> tuple[tuple[Sieved, str], ...]:
    """The places of a sentence that a firm takes, each with what the name must be there: nothing else (ANY), no lone word of which nothing
    speaks for a person (LONE), or like a firm's by itself (LIKE)."""
    site = rf"(?!{of_ground()})"
    firm = f"(?:{_any('firm')}|{_any('of-house', 'house')}|{_any('of-company', 'company')})"
    either = _any("either")
    ours = r"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[Aa]n?|[Nn]ational|[Ll]ocal|[A-Z]\w+'s)\s(?:[\w-]+\s){0,4}?"
    return (
        (Sieved(rf"(?<![\w-])(?i:{firm})\s{_NAME}{site}"), ANY),
        (Sieved(rf"(?<![\w-]){_NAME}(?:\s\([^()]{{2,30}}\))?,\s(?:an?|the|its|our|their)\s(?:[\w-]+\s){{0,5}}?{firm}\b"), ANY),
        (Sieved(rf"(?<![\w&-]){_NAME}{site}\s(?:acts?|acted|is acting)\s(?:for|as (?:the |its |our )?(?:[a-z]+ )?{either})\b"), ANY),
        (Sieved(rf"{ours}(?:{firm}|{either}),\s{_NAME}(?=[,;.)]|\s\()"), LONE),
        (Sieved(rf"\b(?:[Tt]he|[Ii]ts|[Oo]ur|[Tt]heir|[A-Z]\w+'s)\s(?:[\w-]+\s){{0,4}}?{either}\s{_NAME}{site}"), LONE),
        (Sieved(rf"(?<![\w-])(?i:{either})\s{_NAME}{site}"), LIKE),
        (Sieved(rf"(?<![\w-]){_NAME}(?:\s\([^()]{{2,30}}\))?,\s(?:an?|the|its|our|their)\s(?:[\w-]+\s){{0,5}}?{either}\b"), LIKE),
        (
            Sieved(rf"(?<![\w&-]){_NAME},\s(?:the|an?|its)\s(?:[\w-]+\s){{0,2}}(?:operator|majority (?:owner|shareholder)|co-owner)\s(?:of|at)\b"),
            LONE,
        ),
        (Sieved(rf"\b{_any('done')}\s{_BY}{_NAME}{site}{_NO_PAPER}"), LONE),
        (Sieved(rf"\b{_any('studied')}\s{_BY}{_NAME}{site}"), LIKE),
        (Sieved(rf"\b(?:prepared|completed|estimated|compiled|authored|undertaken|carried out|done)\sby\s(?:the\s)?{_NAME},?{_UNDER}"), ANY),
        (
            Sieved(
                rf"{_LETTERED},?\s(?:of|with)\s(?!Honou?rs\b|Distinction\b){_PLAIN}(?=\.(?:\s|$)|[;)]|,\s(?![A-Z])|\s(?:and|is|are|who|has|have)\b)"
            ),
            ANY,
        ),
        (Sieved(rf"(?<![\w&-]){_NAME}{site}\s(?:is|was|remains)\s(?:the|its|our|their)\s(?:[a-z]+\s){{0,3}}?contractor\b"), ANY),
        (
            Sieved(rf"(?<![\w&-]){_NAME}{site}\s(?:(?:has|had)\sbeen|was)\sawarded\s(?:an?|the|its)\s(?:[\w&-]+\s){{0,5}}?contract\b"),
            ANY,
        ),
        (Sieved(rf"\b(?i:{_any('dealt')})\s(?:the\s)?{_NAME}{site}{_NO_PAPER}"), LONE),
        (Sieved(rf"\b{_any('helped')}\s(?:the\s)?{_NAME}{site}"), LIKE),
    )


_UNDER = r"\sunder\s(?:the\s)?(?:[a-z]+\s)?(?:supervision|authorship|direction|guidance|oversight|responsibility)\sof\b"
# The letters of geologists and engineers, behind which their firm may stand.
_LETTERED = (
    r"\b(?:P\.? ?(?:Geo|Eng)|M?AIG|FAIG|[MF]AusIMM|C\.?P\.?G|P\.?E|Pr\.? ?(?:Sci\.? ?Nat|Eng)|C\.? ?(?:Geol|Eng)|EurGeol|g\u00e9o|ing|Ph\.?D|"
    r"(?:M|B)\.?Sc|SME-RM|RM-SME|FGS)\.?\)?"
)
_PLAIN = r"(?P<name>[A-Z][\w&'-]+(?: (?:[A-Z][\w&'-]*|&)){0,4})"  # without the dots that may end a sentence
ANY, LONE, LIKE = "any", "lone", "like"
_BY = r"(?:[a-z]+ly\s|under contract\s)?(?:by|with)\s(?:[Tt]he\s)?"
_NO_PAPER = r"(?!\s(?:et al|\(\d{4}|and [A-Z]\w+,? \(?\d{4}))"  # by whom something was written, "mapped by Hale (1984)"


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
    for slot, like in _slots():
        for found in slot.finditer(part.text):
            if is_firm(found["name"], like):
                yield _at(part, found, "name")
    for found in _subject().finditer(part.text):
        for group in ("one", "name"):
            name = found[group]
            if name and is_firm_like(name, strictly=True) and is_firm(name, LIKE) and not _is_surname(part.text, name, found.start(group)):
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


def is_of_place_and_trade(words: list[str]) -> bool:
    """Whether words, folded, are a place and what a firm does, "Abitibi Metals": a firm's name where only a firm or a person may stand."""
    trade = words[-1] in TRADES or words[-1] in ("power", "coal", "steel", "potash", "cobalt", "graphite", "iron")
    return len(words) > 1 and trade and words[0] in mapping("geography.txt") and words[0] not in folded("generic_words.txt")


@cache
def _not_first() -> frozenset[str]:
    return frozenset(row[1] for row in rows("firm_slots.tsv") if row[0] == "not-first")


_IN_CAPITALS = re.compile(r"[A-Z]{3,}(?![\w.])")  # no initials
_TORN = re.compile(r"(?:the|of|by|to|and|with)[A-Z]")  # "theOptionor", of a text that lost its blanks
_OVER = re.compile(r"(?:^|\s)(?:Pty|Pte|Ltd|Limited|Inc|Corp|Corporation|LLC|PLC|plc|Plc)\b\.?\s\S")
_DAY = re.compile(rf"\d{{1,2}}\s(?:{FULL})\b")


def is_firm(name: str, like: str) -> bool:
    """Whether the words of a slot are a firm's name: no person, title, place or common words, and what the slot asks for."""
    name = name.removesuffix("'s")
    words = [word.casefold().strip(".,'") for word in name.split()]
    places, common = mapping("geography.txt"), folded("generic_words.txt") | folded("not_in_names.txt") | folded("title_domains.txt")
    if _OVER.search(name) or _DAY.match(name) or "'s " in name:
        return False  # a legal form ends a name, which is found by it: "Alder Pty Ltd Level"; what somebody else's is
    if _TORN.match(name):
        return False
    if len(name) < 4 or is_no_organisation(name) or name.casefold() in places or find_titles(name) or words[0] in _not_first():
        return False
    if all(word in places or word in common or word in ("&", "of", "and") for word in words):
        return like != LIKE and is_of_place_and_trade(words)
    if known_given(name) and not _IN_CAPITALS.match(name):
        return is_firm_like(name, strictly=True)
    if len(words) == 1 and like != LIKE:
        return words[0] not in common and not words[0].endswith("ly") and (like == LONE or not name.isupper())
    return like == ANY or is_firm_like(name)
