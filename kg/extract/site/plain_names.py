"""Whether a name that bears no kind word may be a site's: none of a company, place, person, ore zone or metal, nor a common word."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.measurement.rows import label
from kg.extract.name_runs import is_descriptor, is_stop, parts_of_names, soft_words
from kg.extract.site.places import jurisdictions
from kg.extract.site.refusals import is_code, is_small_word, is_told_as_land
from kg.extract.site.sole import is_of_land
from kg.extract.site.told import GOVERNED, Told, initials
from kg.extract.site.words import is_part_of_land
from kg.extract.zone.words import zone_kinds
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping

if TYPE_CHECKING:
    from kg.extract.context import Context

_MUCH = 3  # weights of what is said of a name
_STRETCH = re.compile(
    r"^(?:Post|Pre|Non|Mid|Re|Co|Pro)-[a-z]|-(?:quarter|half|month|year|week|day|end|to-date)$", re.IGNORECASE
)  # "Second-quarter production was"
_OPENS_SENTENCE = re.compile(r"(?:^|[\n.:;!?\"'\u2022*-]\s*)$")
_PLACED = re.compile(r"\b(?:[Aa]t|[Ff]rom) $")
_GOES_ON = re.compile(rf" of (?:the )?[{UPPER}][{LOWER}]")  # "Crown of the North", of which the pattern took "Crown"
_OF_ROYALTY = re.compile(r"\b(?:Smelter|NSR|Royalt(?:y|ies))\b")  # "2% Net Smelter Return royalty over a gold project"
_IN_LAND = re.compile(r" \(([^()\n\d]{3,30})\)")  # no person is called "Neville Ridge (Chile)"
_PERSON = re.compile(r"\b(?:M[rs]s?|Dr|Messrs|Sir|Prof)\.? $")


def may_be_site(context: Context, told: Told) -> bool:
    """Whether the name is none of a company, place, person, ore zone, nor made of common words; one all in capitals needs three letters
    more than a symbol has."""
    name, text = told.name, context.reading.text
    words = name.split()
    if (
        len(name) < 3
        or (len(name) < 4 and not name.isupper())
        or (name.isupper() and len(name) < 7 and not initials(told))
        or (
            is_stop(words[0])
            and not (len(words) > 1 and (is_one(context, words) or all(GOVERNED.search(text[max(0, at - 6) : at]) for at in told.places)))
        )
        or is_stop(words[-1])
        or (name.isupper() and any(is_stop(word) for word in words[1:]))  # a verb of a headline: "TARVO OBTAINS MINING"
        or words[-1].casefold() in parts_of_names("region")
        or name.casefold() in parts_of_names("reef")
        or is_part_of_land(name)
        or all(mapping("geography.txt").get(word.casefold()) == "adjective" or word.casefold() in mapping("site_kinds.tsv") for word in words)
        or _OF_ROYALTY.search(name) is not None
        or (words[0].casefold() in parts_of_names("of-output") and all(len(word) < 3 for word in words[1:]))
        or (
            words[0].casefold() in folded("given_names.txt")
            and not max(told.weights.get(saying, 0) for saying in ("produces", "operates", "performs", "owned")) > 1
            and not is_of_land(words[-1])
            and not any(text[max(0, at - 3) : at].casefold() == "at " for at in told.places)
            and not any((found := _IN_LAND.match(text, at + len(name))) and is_land(found[1]) for at in told.places)
            and (len(words) > 1 or re.search(rf"(?<![\w-]){re.escape(name)},? [A-Z]", text))
        )
    ):
        return False
    if len(words) == 1 and (_is_opener(context, name) or (is_small_word(context, name) and not _is_placed(text, told))):
        return False
    if name.startswith("Mt ") and any(text[max(0, at - 2) : at - 1].isdigit() for at in told.places):
        return False  # "12 Mt Fe ore"
    if is_code(name) or any(_GOES_ON.match(text, at + len(name)) for at in told.places):
        return False
    if all(is_descriptor(word) or word.casefold() in _PROCESSED | parts_of_names("of-permit") for word in words):
        return False
    place = mapping("geography.txt").get(name.casefold())
    studied = place == "region" and "studied" in told.weights and len(set(told.places)) > 1  # a land has no feasibility study
    if place and not studied and not _is_called_after(context, told, place):
        return False
    if any(char.isdigit() for char in name) or _STRETCH.search(name) or label(name).rules or words[-1].casefold() in zone_kinds():
        return False
    named = len(words) > 1 and told.does() and (all(word.casefold() in soft_words() for word in words) or _is_of_land(context, words))
    if not named and all(is_descriptor(word) or word.casefold() in folded("generic_words.txt") for word in words if word[0].isupper()):
        return False
    if (context.organisation(name) is not None and not all(text.startswith(" Mine", at + len(name)) for at in told.places)) or any(
        context.namings(at - 60, at + len(name) + 60) and _overlaps(context, at, name) for at in told.places
    ):
        return False
    if any(_PERSON.search(text[max(0, at - 8) : at]) for at in told.places):
        return False
    return told.does() or re.search(rf"(?<![\w-]){re.escape(name)} (?:{_strong_kinds()})\b", text, re.IGNORECASE) is None


def _is_called_after(context: Context, told: Told, place: str) -> bool:
    """Whether more is told of a town's or district's name than of a town or district: what mines do, or of several sayings much."""
    if place not in ("city", "region") or told.name.casefold() in jurisdictions() or told.name == _dateline(context):
        return False
    if place == "city" and told.does():
        return True
    enough = told.does() or (len(told.weights) > 2 and sum(told.weights.values()) > _MUCH)
    return enough and not is_told_as_land(context, told.name)


def is_land(place: str) -> bool:
    """Whether a place ends in a country or a region: "Chile", "Sonora, Mexico"."""
    return mapping("geography.txt").get(place.rpartition(", ")[2].casefold()) in ("country", "region")


def is_one(context: Context, words: list[str]) -> bool:
    """Whether a word of the trade begins a name: "Mineral Park", "Coal Creek", where the rest stands nowhere without it."""
    if not (is_descriptor(words[0]) or words[0] in parts_of_names("opener")):
        return False
    rest = re.escape(" ".join(words[1:]))
    return re.search(rf"(?<!{re.escape(words[0])} )(?<![\w-]){rest}(?![\w-])", context.reading.text) is None


def _is_of_land(context: Context, words: list[str]) -> bool:
    return words[-1] in parts_of_names("find") | parts_of_names("landscape") and is_one(context, words)


def _is_placed(text: str, told: Told) -> bool:
    return any(_PLACED.search(text[max(0, at - 6) : at]) for at in told.places)


@cache
def _strong_kinds() -> str:
    """The kind words that make a zone of any name, as a pattern."""
    return "|".join(sorted(kind for kind, of in zone_kinds().items() if of.strong))


# What is said of a metal and not of a place: "Refined Platinum production was".
_PROCESSED = frozenset({"refined", "payable", "saleable", "contained", "total", "net", "gross", "record", "higher", "lower"})
_COMMON = re.compile(r"(?:ing|ions?|ments?|ances?|ness|ity|ies|ges|ures?)$")


def _is_opener(context: Context, name: str) -> bool:
    """Whether a word of a common ending only opens sentences and lines: "Sequencing is back to plan"."""
    if _COMMON.search(name) is None:
        return False
    text = context.reading.text
    places = [found.start() for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)]
    return all(_OPENS_SENTENCE.search(text[max(0, at - 4) : at]) for at in places)


def _dateline(context: Context) -> str:
    """The town from which the release is dated."""
    place = context.header.place
    return context.reading.text[place.start : place.end].split(",")[0].title() if place else ""


def _overlaps(context: Context, at: int, name: str) -> bool:
    return any(naming.start < at + len(name) and at < naming.end for naming, _ in context.namings(at - 60, at + len(name) + 60))
