"""Firms named by what people were there or by what the firms did: "Chief Geologist of Bluewater Nickel", "joins from Harrow Deeps, where he",
"mined by Altamont until 1982", "Teal Zinc (formerly Larkspur Limited)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.organisation.limits import is_no_organisation
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.slots import is_of_place_and_trade
from kg.extract.organisation.words import LEADING, TOKEN
from kg.extract.role.people import known_given
from kg.text.letters import UPPER
from kg.text.lexicons import folded, mapping
from kg.text.names import legal_form_pattern, split_legal_form
from kg.text.sections import BOILERPLATE, Part
from kg.text.sieves import Sieved
from kg.text.titles import atomic_roles, find_titles

_NAME = rf"(?P<name>{TOKEN}(?: (?:{TOKEN}|&)(?!\w)){{0,4}})(?<! &)(?![\w&'-]|\s(?:{legal_form_pattern()}|[{UPPER}&\d]))"
_SITE = (
    r"(?!\s(?:[a-z]+\s){0,2}(?:mines?|projects?|propert(?:y|ies)|deposits?|operations?|mill|smelter|refinery|plant|complex|camp|district|region|"
    r"division|zone|team)\b)"
)
# Behind a title: whose it was.
_OF = re.compile(
    rf",?\s(?:of|at|with|for|to)\s(?:the\s)?{_NAME}{_SITE}(?=[.,;)]|\s(?:and|where|from|in|until|since|between|during|before|after|prior|when|which|"
    rf"who|as)\b)"
)
_OF_WHOM = re.compile(rf"(?:,|\band)\s(?P<name>{TOKEN}(?: (?:{TOKEN}|&)(?!\w)){{0,3}})'s?\s(?:new |current |former )?$")  # "Jo Roe, Alder's CEO"
_WAS = re.compile(
    r"\b(?:was|were|served|formerly|previously|former|including|include[sd]?|worked|held|positions?|roles?|prior|career|spent|most recently|"
    r"has been|became|is|serves|serving|sits|acts|acting|currently|presently)\b"
)
_AS = Sieved(
    rf"\b(?:[Pp]rior to|[Bb]efore|[Pp]reviously|[Ff]ormerly|[Ee]arlier)\b(?:[^.;]|(?<=\bM[rs])\.|(?<=\bDr)\.){{0,100}}?\b(?:was|as)\s(?:an?|"
    rf"the)\s[^.,;]{{3,60}}?\s(?:with|at)\s{_NAME}{_SITE}"
    r"(?=[.,;]|\s(?:and|where|from|in|until|since|between|during|before|[a-z]+ing)\b)"
)
# Whence somebody comes.
_FROM = Sieved(
    rf"\b(?:joins?|joined|comes?|came)\s(?:(?:us|the [Cc]ompany|to (?:us|the [Cc]ompany)|(?:to )?[{UPPER}]\w+(?:\s[{UPPER}]\w+){{0,3}})\s)?from"
    rf"\s{_NAME}{_SITE}"
    r"(?=\s\((?:formerly|previously)\b|,\s(?:where|in which|having)\b|,?\swhere\b)"
)
_WORKED = Sieved(
    rf"\b(?:worked|working|employed)\s(?:[a-z]+\s){{0,3}}(?:for|with|by)\s{_NAME}{_SITE}(?=[.,;]|\s(?:and|where|from|in|until|since|between|"
    rf"during|before|as)\b)"
)
# Where somebody took a post up: "later joined Harrow Deeps as its chief geologist".
_JOINED = Sieved(rf"\b(?:re-?)?join(?:s|ed|ing)\s{_NAME}{_SITE}(?=,?\s(?:as|in\s(?:19|20)\d\d|where)\b)")
_BY = Sieved(
    rf"\b(?:mined|operated|drilled|explored|staked|optioned)\sby\s{_NAME}{_SITE}(?=[.,;)]|\s(?:and|in|from|until|between|during|as|to|through)\b)"
)
# Whose the site is that follows, with its own name: "Birch Union Gold's Touquet North mine".
_OWNS = Sieved(
    rf"(?<![\w&'-])(?P<name>(?:{TOKEN} ){{1,3}}(?:Gold|Silver|Copper|Nickel|Lithium|Uranium|Zinc|Resources|Minerals|Metals|Mining|Mines|Exploration|"
    rf"Development|Energy))'s\s(?:[a-z-]+\s){{0,3}}(?:{TOKEN} ){{1,4}}(?:[a-z]+ ){{0,2}}?(?:mine|project|property|deposit)\b"
)
_ONCE = Sieved(rf"(?<![\w&-]){_NAME}(?=\s\((?:formerly|previously|f/k/a)(?: known as)?,? (?:the )?\"?(?P<once>[{UPPER}][^()\"]{{2,60}}))")


def by_deed(part: Part) -> Iterator[NameAt]:
    """The firms that the prose of a part names so; no place, site, person or word of the trade."""
    if part.section == BOILERPLATE or part.block.kind not in ("paragraph", "bullet"):
        return
    text = part.text
    titled = [
        found
        for title in find_titles(text)
        if (found := _OF.match(text, title.end))
        and (
            (_WAS.search(text, max(0, title.start - 200), title.start) and not any(role.key in _OF_SITES for role in atomic_roles(title.text)))
            or any(role.key in _LEADS for role in atomic_roles(title.text))
        )
    ]
    owned = [found for title in find_titles(text) if (found := _OF_WHOM.search(text, max(0, title.start - 60), title.start))]
    told = [found for pattern in (_AS, _FROM, _WORKED, _JOINED, _BY) for found in pattern.finditer(text)]
    renamed = [found for found in _ONCE.finditer(text) if split_legal_form(found["once"])[1]]
    for found in _OWNS.finditer(text):
        if not is_no_organisation(found["name"]) and not LEADING.match(found["name"]):
            yield NameAt(found["name"], part.start + found.start("name"), part.start + found.end("name"), "deed")
    for found in (*titled, *owned, *told, *renamed):
        name = found["name"]
        chiefly = found.re is _OF and _OF_TRADE.fullmatch(name) is not None and not is_no_organisation(name)
        if (chiefly or _is_firm(name)) and (found.re is _ONCE.pattern or not _OTHERS.search(name)):
            yield NameAt(name, part.start + found.start("name"), part.start + found.end("name"), "deed")


# Behind "chief executive of": a common word and what a firm digs, "Lower Iron".
_OF_TRADE = re.compile(
    r"(?:[A-Z][a-z]+ ){1,2}(?:Coal|Gold|Silver|Copper|Nickel|Zinc|Lithium|Uranium|Iron|Potash|Platinum|Diamonds|Resources|Minerals|Metals|Mining)"
)
_LEADS = frozenset({"ceo", "president", "chair", "executive-chair", "cfo", "coo", "founder"})  # of what only a firm is, or a body of people
_OF_SITES = frozenset({"general-manager", "mine-manager", "qualified-person"})  # whose "of" may be a mine


_OTHERS = re.compile(
    r"\b(?:University|School|College|Institute|Association|Society|Chamber|Council|Commission|Ministry|Department|Government|Survey|Board|Committee|"
    r"Operations?|Division|Exploration|Mine|Project|Property|Deposit|Region|Office|Group|Company|Corporation|Army|Navy|Bureau|Agency|Canada|"
    r"Geology|Geologist|Engineer|Development|Finance|Relations|Affairs|Services|Technical|Corporate|Phase|Court|Parliament|Senate)$"
)


_SEATED = re.compile(r"\S+-(?:based|listed|quoted|headquartered|owned|focus+ed|backed|traded)\b")


def _is_firm(name: str) -> bool:
    words = [word.casefold().strip(".,'") for word in name.split()]
    places, common = mapping("geography.txt"), folded("generic_words.txt") | folded("not_in_names.txt") | folded("title_domains.txt")
    if _SEATED.match(name) or len(name) < 5 or is_no_organisation(name) or name.casefold() in places or known_given(name) or find_titles(name):
        return False
    if name.isupper() and len(words) == 1:
        return False
    if is_of_place_and_trade(words):
        return True
    return not all(word in places or word in common for word in words) and words[0] not in places and words[0] not in common
