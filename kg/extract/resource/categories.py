"""Which words of a sentence name a category of resources or reserves: "the Inferred category" does, "drilling indicated" does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.extract.resource.words import CATEGORY, Bracket

# What makes a category one of resources: "indicated mineral resources", "the Inferred category"; "results indicated" is none.
_CLASSED = re.compile(
    r"[\"')]?(?:[ -](?:and inferred |in-?pit |open[- ]pit |pit[- ]constrained |underground |mineral |ore |coal |in situ |JORC |"
    r"(?:[a-z]+/)?(?:oxides?|sul(?:f|ph)ides?|chalcocite|transition(?:al)?|fresh|primary|supergene|hypogene|leachable|high-grade|near-surface) |"
    r"(?:gold|silver|copper|zinc|nickel)(?: equivalent)? |equivalent |[A-Z][\w-]+ (?!of\b)){0,4})?"
    r"[ ]?(?:resources?|reserves?|MREs?|categor(?:y|ies)|components?|portions?|tonn(?:es|age)|ounces|material|class(?:es|ification)?)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s?(?:[:\u2013\u2014-]|of|\(|\s)\s?(?=[~\d])")
LIST_OF_CATEGORIES = re.compile(r"[ ,]*(?:and|&|or|,|plus|\+|/)?[ ]*", re.IGNORECASE)
# A category behind its figures: "... at 0.68% Ni Indicated and ...", "... 41 g/t Ag (Indicated)".
_ENDS_CLAUSE = re.compile(r"\)?(?:[,.;)]|\s?$|\s(?:and|&|plus|at|grading|averaging|for|containing)\b|\s@|\s\(~?\d)")
_BEHIND_FIGURES = re.compile(
    r"(?:\d ?%?|g/t|gpt|oz|ounces|Mt|tonnes|\b[A-Z][A-Za-z0-9]{1,5}|gold|silver|copper|nickel|zinc|lead|uranium|lithium)"
    r"(?: \([A-Z][A-Za-z0-9]{1,5}\)|\))?[ ](?:[-\u2013\u2014] )?\(?$"
)
# In small letters: "10 Mt indicated at 1.4 g/t", "412,000 ounces are classed as indicated".
_BEHIND_MASS = re.compile(
    r"\d[\d.,]* ?(?:(?:million|thousand|billion) )?(?:[Mk]?t|(?:dry )?(?:metric )?tonnes|tons|ounces|[Mk]?oz|pounds|M?lbs?)"
    r"(?: of)?(?: (?:gold|silver|copper|nickel|zinc|lead|cobalt|uranium|metal|ore|material|contained|[A-Z]\w{1,4})){0,2},? $"
)
# Behind tonnes with all their grades: "61 Mt at 1.2% Li2O and 140 ppm Ta2O5 inferred".
_BEHIND_GRADES = re.compile(
    r"\d[\d.,]* ?(?:million )?(?:[Mk]?t|tonnes) (?:at|@|grading|averaging) [^;()]{0,60}(?:%|g/t|gpt|ppm) ?"
    r"(?:[A-Z][A-Za-z0-9]{0,5}|gold|silver|copper|nickel|zinc|lead|uranium|lithium),? $"
)
_CLASSED_AS = re.compile(
    r"\d[^.;]{0,40}\b(?:class(?:ed|ified)|categori[sz]ed|ranked|counted|rated|placed|reported) (?:as|in)(?: the)? "
    r"(?:[^;]{1,90}\d[^;]{0,24} (?:as|in)(?: the)? )?$"
)
# "Proven reserves stand at 143 Mt and probable at 60 Mt": the second leaves out what it is of.
_ELIDED = re.compile(
    r" (?:ones )?(?:(?:at|of|is|are|was|were|with|stand(?:s|ing)? at|total(?:s|ling)?|amount(?:s|ing)? to) )?(?:about |some |a further |another )?~?"
    r"\d[\d.,]* ?(?:(?:million|thousand|billion) )?(?:[Mk]?t|tonnes|tons|ounces|pounds|[Mk]?oz|M?lbs?)\b",
    re.IGNORECASE,
)
_OF_KIND = re.compile(r"\b(?:resources?|reserves?) \($", re.IGNORECASE)  # "reserves (proven and probable)"
_JOINED = re.compile(r"(?:[,;]|\b(?:and|while|but)) (?:the |its )?$", re.IGNORECASE)
# What is hoped for is no estimate: "targeting an Inferred resource of 2 million ounces".
_AIMED_AT = re.compile(
    r"\b(?:targeting|target(?:s|ed)? (?:of|is|an?)|aim(?:s|ing|ed)?|goals?|objectives?|hop(?:es?|ing)|seek(?:s|ing)?|work(?:s|ing)? toward|"
    r"(?:will|could|would|may|might|should|(?<!estimated )(?<!calculated )(?<!known )(?<!shown )(?<!found )(?<!reported )to|"
    r"expect\w*|plan(?!t)\w*|potential\w*) (?:be )?"
    r"(?:delineat|defin|outlin|establish|deliver|host|contain|convert|upgrad)\w*)"
    r"\b[^.;\d]{0,60}$",
    re.IGNORECASE,
)


def named_categories(text: str, told: bool, aside: Sequence[Bracket]) -> list[re.Match[str]]:
    """The categories that a sentence names, but for those in the brackets `aside`. `told`: the words around it are about resources, so
    that a capital makes a category."""
    named = [
        found
        for found in CATEGORY.finditer(text)
        if not _is_short_form(text, found) and not any(one.start <= found.start() < one.end for one in aside)
    ]
    sure = [found for found in named if _is_category(text, found, told)]
    if sure:
        sure += [found for found in named if found not in sure and found.start() > sure[0].end() and _is_elided(text, found)]
    return _with_the_rest_of_lists(text, named, sure)


def _is_elided(text: str, found: re.Match[str]) -> bool:
    return _ELIDED.match(text, found.end()) is not None and _JOINED.search(text, max(0, found.start() - 12), found.start()) is not None


def _is_short_form(text: str, found: re.Match[str]) -> bool:
    """Whether a bracket says what a category is called from there on: 'Proven and Probable Mineral Reserves ("P&P")'."""
    return text[max(0, found.start() - 2) : found.start()] == '("' and text[found.end() : found.end() + 2] == '")'


def _with_the_rest_of_lists(text: str, every: list[re.Match[str]], named: list[re.Match[str]]) -> list[re.Match[str]]:
    """The categories named with those that stand in a list with them: "(Measured, Indicated and Inferred)" is none of the three."""
    places = {found.start() for found in named}
    for one, two in [*pairwise(every), *((two, one) for one, two in pairwise(reversed(every)))]:
        if (one.start() in places) != (two.start() in places) and re.search(r"\w|[,&+/]", between := text[one.end() : two.start()]):
            places |= {one.start(), two.start()} if LIST_OF_CATEGORIES.fullmatch(between) else set()
    return [found for found in every if found.start() in places]


_MASS_BEFORE = re.compile(r"\d[^.;()]{0,90}\($")  # "2.1 Mt at 1.4 g/t gold (measured)"


def _is_category(text: str, found: re.Match[str], told: bool) -> bool:
    before = text[max(0, found.start() - 110) : found.start()]
    if _AIMED_AT.search(before):
        return False
    if told and found.group()[0].isupper() and _ENDS_CLAUSE.match(text, found.end()) and _BEHIND_FIGURES.search(before):
        return True
    if (
        told
        and _ENDS_CLAUSE.match(text, found.end())
        and (_BEHIND_MASS.search(before) or _BEHIND_GRADES.search(before) or _CLASSED_AS.search(before))
    ):
        return True
    if _CLASSED.match(text, found.end()) or (text[found.end() : found.end() + 1] == ")" and _OF_KIND.search(before)):
        return True
    if told and text[found.end() : found.end() + 1] == ")" and text[max(0, found.start() - 1) : found.start()] == "(" and _MASS_BEFORE.search(before):
        return True
    if told and _LISTED.match(text, found.end()) and text[: found.start()].rstrip()[-1:] in ("(", ";", ":"):
        return True
    capital = found.group()[0].isupper()
    return (
        told
        and capital
        and (
            _LISTED.match(text, found.end()) is not None
            or text[max(0, found.start() - 10) : found.start()]
            .casefold()
            .endswith(("the ", " in ", "(", " of ", " as ", " is ", " are ", "all ", "all of it ", "entirely ", "wholly "))
        )
    )
