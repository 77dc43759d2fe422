"""What stands before a kind word and is no site: a time, a region of many projects, a machine, an amount, a complex of rocks."""

from __future__ import annotations

import re

from kg.extract.name_runs import parts_of_names
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping

# What stands before a kind word and is no name: "the early 20th Century mine adits", "the Northern Gold Belt projects", "a new Helix Gravity
# Concentrator"; and a verb of a headline before "Mine Life".
_CENTURY = re.compile(r"(?:\d(?:st|nd|rd|th)|[Tt]wentieth|[Nn]ineteenth)[ -]Century$")
_TIME = re.compile(r"(?:\d+(?:\.\d+)?|[A-Z][a-z]+)[ -](?:[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|[Hh]our|[Dd]ecade)s?$", re.IGNORECASE)  # "21 Year Mine Life"
_BELT = re.compile(r"\b(?:Belt|District|Camp|Basin|Trend|Region|Province)$")
_APPARATUS = re.compile(r"\b(?:Gravity|Centrifugal)$", re.IGNORECASE)
_STYLE = re.compile(r"-(?:[Ss]tyle|[Tt]ype|[Ll]ike|[Hh]osted)$")
_MINED = re.compile(r"\b(?:mines?|mining|mill|milled|milling|produc\w+|ounces|operat\w+|AISC|cash costs?|processing|smelt\w+)\b", re.IGNORECASE)
_OF_ROCKS = re.compile(
    r"\b(?:intrusi\w+|(?:ultra)?mafic|layered|igneous|metamorphic|gneiss\w*|pluton\w*|batholith|volcanic\w*|carbonatite|alkaline|dykes?|dikes?|"
    r"sills?|anorthosite|greenstone|stratigraph\w+|ophiolite|hosted|host rocks?|Proterozoic|Archean|Archaean|gabbro\w*|caldera|norites?|Bushveld)\b",
    re.IGNORECASE,
)
ITS = re.compile(rf"\b(?:[Ii]ts|[Oo]ur|[Tt]he) (?:[{LOWER}-]+ )?(?:[{UPPER}][\w'-]* ){{1,4}}$")
# "US$425 Million Project Financing", "a 2.4 Mt/y CIL plant", "$82 per ton, FOB plant", "Alder-supplied smelter slags".
_AMOUNT = re.compile(
    r"^\d[\d.,]* (?:[Mm]illion|[Bb]illion)\b|^(?:[kM]?t/[yad]|[kM]?tp[ayd]|tpd|FO[BTR]|CIF|CFR|EXW)\b|-(?:supplied|owned|operated|sourced|fed)$"
)
_ITS_OWN = re.compile(rf"\b(?:[Ii]ts|[Oo]ur|'s) (?:100[- ]?%[- ]owned |wholly[- ]owned )?(?:[{UPPER}][\w'-]* ){{0,3}}[{UPPER}][\w'-]*$")
_LIFE = re.compile(r"\s(?:life|lives)\b", re.IGNORECASE)


def is_no_site(before: str, found: re.Match[str], name: str) -> bool:
    """Whether the capitalised words before a kind word are a time, a region with several projects, a machine or a headline's verb."""
    word = found["kind"].casefold()
    return (
        (found["kind"] in ("Mill", "Mills", "Mines", "Plant") and name.casefold() in folded("given_names.txt"))  # Greg Mills
        or (word == "complex" and (not _is_worked(found) or mapping("geography.txt").get(f"{name} complex".casefold()) == "region"))
        or (name.casefold() in parts_of_names("of-permit") and re.search(r"claim|licen[cs]e|lease|permit", word) is not None)
        or _TIME.match(name) is not None
        or ("claim" in word and name.casefold().split()[-1] in parts_of_names("of-law"))
        or _STYLE.search(name) is not None
        or (mapping("site_kinds.tsv")[word] == "plant" and all(piece in parts_of_names("process") for piece in re.split(r"[ /-]", name.casefold())))
        or (word.startswith("project") and name.split()[-1] in parts_of_names("works"))
        or (_CENTURY.search(before[-24:]) is not None)
        or (word.endswith("s") and _BELT.search(name) is not None and not (found["kind"][0] == "P" and _ITS_OWN.search(before)))
        or (word == "concentrator" and _APPARATUS.search(name) is not None)
        or _AMOUNT.search(name) is not None
        or (name.endswith("ing") and _LIFE.match(found.string, found.end()) is not None)
    )


def _is_worked(found: re.Match[str]) -> bool:
    """Whether a complex is one of mines, and none of rocks: capitalised or somebody's, with words of mining and none of geology about it."""
    about = found.string[max(0, found.start() - 160) : found.end() + 200]
    owned = found["kind"][0] == "C" or ITS.search(found.string[max(0, found.start() - 60) : found.start()]) is not None
    return owned and _MINED.search(about) is not None and _OF_ROCKS.search(about) is None
