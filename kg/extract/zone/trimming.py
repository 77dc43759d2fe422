"""A zone's name without what the words about it lent: the page before it, "New" of a headline, the metal, the site's own name."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.name_runs import soft_words
from kg.extract.site.names import Sites
from kg.extract.zone.words import ZoneAt
from kg.text.commodities import find_commodities
from kg.text.lexicons import entries


def trimmed_zone(context: Context, sites: Sites, zone: ZoneAt) -> ZoneAt:
    """The naming by its name alone."""
    return _without_site(context, sites, _without_metal(context, _without_new(context, _without_page(context, zone))))


def _without_page(context: Context, zone: ZoneAt) -> ZoneAt:
    """ "Page 7 of 21 Alder Prospect" is the Alder of which the text tells; a hole that ends the line above is no part of the name."""
    if held := _HOLE.match(zone.name):
        return replace(zone, name=zone.name[held.end() :], start=zone.start + held.end())
    found = _NUMBERED.match(zone.name)
    if found is None or re.search(rf"(?<!\d )(?<![\w-]){re.escape(found['rest'])}(?![\w-])", context.reading.text, re.IGNORECASE) is None:
        return zone
    return replace(zone, name=found["rest"], start=zone.start + found.start("rest"))


_HOLE = re.compile(r"(?:(?=[\w-]*\d)[A-Z]{1,6}[-_]?\d[\dA-Z]*(?:[-_]\d[\dA-Z]*)+|[A-Z]{2,6}\d{3,}[A-Z]?) (?=[A-Z])")
_NUMBERED = re.compile(r"\d{1,3} (?P<rest>[^\W\d_]{3}.*)")


def _without_new(context: Context, zone: ZoneAt) -> ZoneAt:
    """ "New Dog-Leg Target", "Developing Dog-Leg Zone" of a headline are the Dog-Leg that the text tells of."""
    lead, _, rest = zone.name.partition(" ")
    if not rest or not _NEWS.fullmatch(lead):
        return zone
    told = re.escape(f"{rest} {zone.kind}" if len(rest) < _SHORT or is_little(rest.casefold()) else rest)
    if re.search(rf"(?<!{lead} )(?<![\w-]){told}(?![\w-])", context.reading.text) is None:
        return zone
    return replace(zone, name=rest, start=zone.start + len(lead) + 1)


_NEWS = re.compile(r"New|Broader|Wider|Known|Existing|Historic(?:al)?|[A-Z][a-z]+ing")
_SHORT = 4  # letters below which a name is told with its kind word


def _without_metal(context: Context, zone: ZoneAt) -> ZoneAt:
    """ "Dog-Leg Moly Zone", "Dog-Leg Magnetic Target" are the Dog-Leg, where the text tells of that by its name alone."""
    rest, _, metal = zone.name.rpartition(" ")
    if len(rest) < 4 or not zone.kind or is_little(rest.casefold()):
        return zone
    if metal.casefold() not in _SEEN and [(at.start, at.end) for at in find_commodities(metal)] != [(0, len(metal))]:
        return zone
    kind = rf" {zone.kind.casefold()}\b|" if metal.casefold() in _SEEN else ""
    alone = re.search(
        rf"\b(?:at|in|of|from|over|the) {re.escape(rest)}(?={kind}[,.;:)]| (?:and|is|was|are|has|on|in|with|to)\b)", context.reading.text
    )
    return replace(zone, name=rest) if alone else zone


# How it was seen: "the Rook Gravity Target" is the Rook target.
_SEEN = frozenset({"gravity", "magnetic", "geochemical", "geophysical", "chargeability", "conductive", "radiometric", "soil", "seismic"})


_SIDES = frozenset("north south east west deeps deep footwall hangingwall extension northeast northwest southeast southwest".split())


def _without_site(context: Context, sites: Sites, zone: ZoneAt) -> ZoneAt:
    """ "Alder Main Zone" is the Main Zone; "Alder North" and "Birch Footwall" keep the name that they would not be told by else."""
    for site in sites.all:
        rest = zone.name.removeprefix(site.name + " ")
        if rest == zone.name or rest.casefold() in _SIDES or rest == "0":
            continue
        alone = re.search(rf"(?<!{re.escape(site.name)} )(?<![\w-]){re.escape(rest)}(?![\w-])", context.reading.text)
        if (alone or is_little(rest.casefold())) and (
            rest.casefold() not in entries("zone_generic.txt")
            or re.search(rf"(?<!{re.escape(site.name)} )\b{re.escape(rest)} {re.escape(zone.kind)}\b", context.reading.text)
        ):
            return ZoneAt(rest, zone.kind, zone.start + len(site.name) + 1, zone.end, zone.rule)
    return zone


def is_little(stem: str) -> bool:
    return all(word in soft_words() or is_count(word) for word in stem.split())


def is_count(word: str) -> bool:
    """ "Zone 4"; the 5034 pipe is known by its number."""
    return word.isdigit() and len(word) < 4
