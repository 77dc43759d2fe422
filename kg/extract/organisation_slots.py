"""Firms named by the place that only a firm takes in a sentence: "drilling contractor Zelko", "flown by Aerodat-Nord", "Pell & Rowe ran the
tests", "Teal Baska, an engineering house". What stands there may be no person, place, site or word of the trade."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.organisation_namings import NameAt, is_no_organisation
from kg.extract.organisation_words import TOKEN
from kg.extract.people import known_given
from kg.text.lexicons import folded, mapping
from kg.text.names import ENDS_HONOURED
from kg.text.sections import BOILERPLATE, HEADER, Part
from kg.text.titles import find_titles

_NAME = rf"(?P<name>{TOKEN}(?: (?:{TOKEN}|(?:&|\+|de|del|du|des|da|do|and(?= (?:Sons|Bros|Co)\b))(?= {TOKEN}))){{0,5}})(?![\w&-]| [A-Z])"
_SITE = (
    r"(?!\s(?:[a-z-]+\s){0,2}(?:mines?|projects?|propert(?:y|ies)|deposits?|operations?|mill|smelter|refinery|plant|complex|camp|district|region|belt|"
    r"veins?|lodes?|pits?|zones?|prospects?|targets?|claims?|licen[cs]es?|concessions?|tenements?|area|ground|shaft|orebody|trend|town|village)\b)"
)
# What only a firm is, and what a person may be as well.
_FIRM = (
    r"(?:(?:[\w-]+\s)?(?:sub-?)?contractors?|consultancy|consultancies|laborator(?:y|ies)|labs?|firms?|off-?takers?|underwriters?|lenders?|"
    r"(?:trading|brokerage|engineering|accounting|audit|design|investment|merchant|advisory)\s(?:house|bank|boutique|practice)|"
    r"(?:engineering|consulting|law|accounting|audit(?:ing)?|drilling|geophysical|survey|mining|exploration|trading|investment|royalty|streaming|"
    r"shipping|haulage|construction|environmental|investor relations|search|advisory|steel|chemical|metals|insurance|holding|private|listed|junior|"
    r"helicopter|transport|logistics|equipment|explosives|software|technology)\s(?:compan(?:y|ies)|groups?|consultants?|contractors?|agency|"
    r"explorers?|producers?|developers?|manufacturers?|suppliers?|operators?)|"
    r"(?:commodity|metals?|concentrate|ore) traders?|steelmakers?|car-?makers?|automakers?|explorers?|stockbrokers?|joint venturers?|"
    r"(?:share|transfer) (?:registrar|agent|registry)|utility|conglomerate|consortium|shipowners?|refiners?|assayers?|manufacturers?)"
)
_EITHER = (
    r"(?:consultants?|engineers?|advis[eo]rs?|auditors?|brokers?|agents?|(?:share|stock|unit|note|royalty)?holders?|investors?|partners?|vendors?|"
    r"sellers?|buyers?|purchasers?|suppliers?|customers?|operators?|financiers?|producers?|miners?|developers?|juniors?|majors?|owners?|surveyors?|"
    r"registrars?|sponsors?|drillers?|neighbou?rs?|optionees?|optionors?|designers?|builders?|managers?|geophysicists?|traders?|banks?|unions?)"
)
_DONE = (
    r"(?:flown|drilled|assayed|analy[sz]ed|underwritten|constructed|built|engineered|manufactured|mined|processed|smelted|refined|insured|audited|"
    r"supplied|operated|shipped|transported|hauled|installed|carried out|conducted|performed|run|undertaken|completed|executed|provided|tested|"
    r"surveyed|sampled|explored|worked|held|owned|controlled|acquired|purchased|bought|optioned|leased|managed|arranged|brokered|prepared|"
    r"commissioned|authored|designed|marketed|funded|financed|backed|represented|advised|staffed|maintained|delivered|verified|certified|retained)"
)
_DEALT = (
    r"(?:(?:contracts?|agreements?|options?|joint venture|JV|deals?|letters? of intent|memorand\w+|partnership|alliance|arrangements?|"
    r"settlement|leases?)\swith|(?:engag|retain|hir|commission|contract|mandat|appoint|select|chos|award)(?:ed|es|ing|en)?|"
    r"engagement of|receivership of|"
    r"(?:sold|leased|optioned|awarded|transferred|assigned|shipped|sent|delivered)\s(?:[\w%.,$]+\s){0,6}?(?:to|for)|"
    r"(?:bought|acquired|purchased|leased|optioned|borrowed|earning|earn|received)\s(?:[\w%.,$]+\s){0,6}?from|"
    r"help of|assistance of|worked for|held by|"
    r"advice (?:came )?from|on behalf of|prospected for|sold \w+ for)"
)
_DOES = (
    r"(?:has|have|had|is|are|was|were|did|does|ran|runs|flew|flies|will|holds?|held|owns?|owned|acts?|acted|advise[sd]?|audited|supplie[sd]|"
    r"drilled|built|remains?|retains?|provide[sd]?|prepared|conducted|performed|completed|carried|analy[sz]ed|assayed|took|takes|manages?|operates?|"
    r"operated|left|bought|sold|made|makes|designed|helped|served|serves|acquired|processed|tested|undertook|agreed|may|can|would|must)\b"
)
_SLOTS: tuple[tuple[re.Pattern[str], bool], ...] = (
    (re.compile(rf"(?<![\w-])(?i:{_FIRM})\s{_NAME}{_SITE}"), True),
    (re.compile(rf"(?<![\w-]){_NAME}(?:\s\([^()]{{2,30}}\))?,\s(?:an?|the|its|our|their)\s(?:[\w-]+\s){{0,5}}?{_FIRM}\b"), True),
    (re.compile(rf"(?<![\w&-]){_NAME}{_SITE}\s(?:acts?|acted|is acting)\s(?:for|as (?:the |its |our )?(?:[a-z]+ )?{_EITHER})\b"), True),
    (re.compile(rf"(?<![\w-])(?i:{_EITHER})\s{_NAME}{_SITE}"), False),
    (re.compile(rf"(?<![\w-]){_NAME}(?:\s\([^()]{{2,30}}\))?,\s(?:an?|the|its|our|their)\s(?:[\w-]+\s){{0,5}}?{_EITHER}\b"), False),
    (re.compile(rf"\b{_DONE}\s(?:[a-z]+ly\s|under contract\s)?(?:by|with)\s(?:the\s)?{_NAME}{_SITE}"), False),
    (re.compile(rf"\b{_DEALT}\s(?:the\s)?{_NAME}{_SITE}"), False),
)
_SUBJECT = re.compile(
    rf"(?:^|[.;:]\s|,\s(?:and|while|but|whereas|as)\s|\b(?:that|and|by)\s)(?:(?P<one>{TOKEN}(?: (?:{TOKEN}|&|de)){{0,4}})\sand\s)?{_NAME}"
    rf"(?:\s\([^()]{{2,30}}\)|\sof\s[A-Z]\w+)?\s{_DOES}"
)


def by_slot(part: Part) -> Iterator[NameAt]:
    """The firms that the prose of a part names in such places."""
    if part.section in (BOILERPLATE, HEADER) or part.block.kind not in ("paragraph", "bullet", "lines"):
        return
    for slot, sure in _SLOTS:
        for found in slot.finditer(part.text):
            if _is_firm(found["name"], sure):
                yield _at(part, found, "name")
    for found in _SUBJECT.finditer(part.text):
        for group in ("one", "name"):
            name = found[group]
            if name and is_firm_like(name, strictly=True) and _is_firm(name, sure=False) and not _is_surname(part.text, name, found.start(group)):
                yield _at(part, found, group)


def _at(part: Part, found: re.Match[str], group: str) -> NameAt:
    name = found[group].removesuffix("'s")
    return NameAt(name, part.start + found.start(group), part.start + found.start(group) + len(name), "slot")


def _is_surname(text: str, name: str, at: int) -> bool:
    """Whether two names in one are those of a person: "Mr. Rowe-Hallam", "Anna Rowe-Hallam"."""
    if " " in name:
        return False
    return (
        ENDS_HONOURED.search(text[max(0, at - 14) : at]) is not None
        or re.search(rf"(?<![.;:] )\b[A-Z](?:[a-z]\w*|\.) {re.escape(name)}\b", text) is not None
    )


_LETTERS = re.compile(r"(?!Mac[A-Z])[A-Z][a-z]{2,}(?:[A-Z][a-z]{2,}|[A-Z]{2,})")
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
    if len(words) == 1:
        return _PAIRED.fullmatch(name) is not None and name.casefold() not in mapping("geography.txt")
    return _LETTERS.fullmatch(words[0]) is not None or (words[-1].casefold() in mapping("geography.txt") and not strictly)


def _is_firm(name: str, sure: bool) -> bool:
    """Whether the words of a slot are a firm's name: no person, title, place or common words, and where a person may stand there, like a firm's."""
    name = name.removesuffix("'s")
    words = [word.casefold().strip(".,'") for word in name.split()]
    places, common = mapping("geography.txt"), folded("generic_words.txt") | folded("not_in_names.txt") | folded("title_domains.txt")
    if len(name) < 4 or is_no_organisation(name) or name.casefold() in places or find_titles(name) or words[0] in _NO_FIRST:
        return False
    if all(word in places or word in common or word in ("&", "of", "and") for word in words):
        return False
    if known_given(name):
        return is_firm_like(name, strictly=True)
    if not sure:
        return is_firm_like(name)
    return not (len(words) == 1 and (name.isupper() or words[0] in common))


_NO_FIRST = frozenset(
    {"phase", "mr", "ms", "dr", "mrs", "messrs", "professor", "sir", "hole", "holes", "stage", "the", "phases", "zone", "section", "table"}
)
