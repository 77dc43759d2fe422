"""The one place of work of a release that calls nothing a mine or a project: "mined 88,000 tonnes at Marlow", "the study for Marlow".

A release of figures is about some place. Where it has no kind word for any, and one name alone stands where work is told of, that is it.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.site.told import Told
from kg.extract.site.words import PLAIN_NAME
from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context

PLACED, NAMED = "placed", "named-beside-work"
_NAME = rf"(?P<name>{PLAIN_NAME})(?![\w-])"
_GOVERNED = re.compile(
    rf"\b(?:(?P<at>(?:[Aa]t|[Ff]rom|(?:drilling|drill program(?:me)?|program(?:me)?|holes|rigs?|survey|work) on)(?: the)?|expects?|sees|anticipates)|"
    rf"(?P<study>(?:study|assessment|PEA|PFS|DFS) (?:for|on|of)|company developing|is developing|operator of|has (?:purchased|acquired|bought))|"
    rf"(?:[Ff]or|of|on|fund|advance|develop|developing|purchase|acquire|purchased|acquired|sell)(?: the)?) {_NAME}(?=[ ,.;:)?]|$)|"
    rf"(?<![\w'-]){re.sub('name', 'doer', _NAME)}(?:,? which| alone|,)?"
    r"(?:'s (?:[a-z-]+ )?(?:production|output|mill|plant|costs?|mine life|reserves)| (?:now |has |had |also |would |will )?"
    r"(?:employs|employed|produced?|mined|milled|processed|treated|yielded|sold|increase|deliver|supply))\b"
)
_MINED = re.compile(
    r"\b(?:ore|ounces?|oz|produc(?:e[sd]?|ing|tion)|output|mill(?:ed|ing)?|throughput|concentrator|mined|mining|hoist(?:ed|ing)|stop(?:es?|ing)|"
    r"head grades?|AISC|all-in sustaining|cash costs?|cutback|underground development|ramp-up|employed|poured|inflow|shaft|restart|yield|mine's|"
    r"first concentrate)\b",
    re.IGNORECASE,
)
_WORKED = re.compile(
    r"\b(?:drill\w*|metres|holes|hectares|claims|exploration|PEA|PFS|DFS|feasibility|study|resource|construction|early works|capital|"
    r"mine life|program(?:me)?)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d[\d,.]*[ -]?(?:k?oz|ounces|[kM]?t|tonnes|tons|lbs?|pounds|g/t|%|metres|meters|m|holes|hectares|ha|million|/oz|people|"
    r"employees)\b|[$\u20ac\u00a3]\d"
)
_LANDFORM = re.compile(
    r"(?:lakes?|creek|river|hills?|ridge|mountains?|valley|flats?|bay|point|gap|pass|springs?|falls|fork|basin|canyon|gulch|island|deep|dome|rock|"
    r"north|south|east|west|central)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[a-z\d)%][.!?])\s+(?=[A-Z])")


def is_of_land(word: str) -> bool:
    """Whether the last word of a name is one of the land, which no person bears: "Florence Lake", "Cameron South"."""
    return _LANDFORM.fullmatch(word) is not None


def _is_said(one: Told) -> bool:
    if any(one.weights.get(saying) for saying in _OF_SITES):
        return True
    return (" " in one.name or len(set(one.places)) > 1) and any(one.weights.get(saying) for saying in _OF_MUCH)


def _is_one_list(said: list[Told]) -> bool:
    """Whether names stand together, with the same said of all of them."""
    shared = frozenset.intersection(*(frozenset(one.weights) for one in said)) & (_OF_SITES | _OF_MUCH)
    at = sorted(min(one.places) for one in said)
    return bool(shared) and len(said) < 6 and all(high - low < _ONE_LIST for low, high in pairwise(at))


def places_of_work(parts: Iterable[Part]) -> Iterator[tuple[str, int, str, int, str]]:
    """Every name that a preposition governs, or that does something, in a sentence that tells of mining or of exploration: name, place, saying
    (whether figures of work stand beside it), its weight, and the kind of site that the sentence makes it."""
    for part in parts:
        if part.block.kind == "table":
            continue
        cuts = [0, *(gap.start() for gap in _SENTENCE.finditer(part.text)), len(part.text)]
        for low, high in itertools.pairwise(cuts):
            mined = _MINED.search(part.text, low, high) is not None
            if mined or _WORKED.search(part.text, low, high):
                for found in _GOVERNED.finditer(part.text, low, high):
                    group = "name" if found["name"] else "doer"
                    works = found["study"] or ((found["at"] or found["doer"]) and _FIGURE.search(part.text, low, high))
                    yield found[group], part.start + found.start(group), PLACED if works else NAMED, 0, "mine" if mined else ""


# What is said of sites, of which one saying is enough where a release says such of one name alone, or of the names of one list.
_OF_SITES = frozenset({"owned", "operates", "produces", "possesses", "studied", "hosts", "stands"})
_OF_MUCH = frozenset({"performs", "worked", "compounds", "funded", "manages"})  # said of other things too: of a name of two words, or one told twice
_ONE_LIST = 140
_HEAD = 900  # characters behind the title


def sole_told(free: list[Told]) -> list[Told]:
    """The one name, or the names of the one list, of which is said what is said of sites; none where there are several."""
    said = [one for one in free if _is_said(one)]
    return said if len(said) == 1 or (said and _is_one_list(said)) else []


def sole_place(context: Context, free: list[Told]) -> list[Told]:
    """The one of the names that alone has figures of work beside it, and stands at the head of the release or more than once, or that alone of them
    the title names too; none where there are several."""
    placed = [one for one in free if PLACED in one.weights]
    named = [one for one in free if one in placed or NAMED in one.weights]
    title = context.header.title
    titled = [one for one in named if re.search(rf"(?<![\w-]){re.escape(one.name)}(?![\w-])", context.title_words, re.IGNORECASE)]
    if not titled and len(placed) == 1 and len(set(placed[0].places)) == 1 and placed[0].places[0] > (title.end if title else 0) + _HEAD:
        return []
    chosen = titled or placed
    return chosen if len(chosen) == 1 else []
