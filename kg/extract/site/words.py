"""The kind words of sites, and what may be a site's name before or beside one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.name_runs import is_stop, parts_of_names
from kg.facts import FACILITIES
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping, rows

# "King of the Hills", "Lake of Ash": what opens a name that goes on with "of".
OPENS_OF = rf"(?:(?:{'|'.join(sorted(parts_of_names('with-of')))}) of (?:the )?)?"
# The words of a name without a kind word: "St. Alder de la Loma", "Ash/Elm", "King of the Hills".
PLAIN_NAME = (
    rf"{OPENS_OF}(?:(?:St|Ste|Mt)\. )?[{UPPER}][\w'-]*(?:/[{UPPER}][\w'-]*)?"
    rf"(?: (?:(?:de|del|du|des|do|da|dos|das|di|la|las|los|el|aux?) )*[{UPPER}][\w'-]*){{0,3}}"
)


@dataclass(frozen=True)
class NamingAt:
    """One naming of a site: offsets in the reading text, its kind ("" where no kind word stands there), the words that describe it, and
    the longer name that it may bear ("CK Gold" where `name` is "CK")."""

    name: str
    kind: str
    descriptors: str
    start: int
    end: int
    rule: str
    longer: str = ""


@cache
def kind_pattern() -> str:
    """The kind words that close a name, longest first, in any case."""
    words = sorted((word for word, _, use in rows("site_kinds.tsv") if use != "said"), key=lambda word: (-len(word), word))
    return rf"(?i:{'|'.join(words)})(?![\w-])"


@cache
def vague_kinds() -> frozenset[str]:
    return frozenset(row[0] for row in rows("site_kinds.tsv") if row[2] == "vague")


# The kind word belongs to what follows it: "Mine Safety Act", "Project Manager", "Property Tax", "Mines Minister".
OF_OTHERS = re.compile(
    rf"\s(?:(?:and )?[{UPPER}][{LOWER}]+ )?(?:Union|Association|Company|Manager|Managers|Safety|Act|Director|Geologist|Engineer|Rescue|Workers|"
    rf"Financ(?:e|ing)|Funding|Superintendent|Minister|Ministry|Development Agreement|Controls?|Evaluation|Generator|Team|Trusts?|Funds?|"
    rf"Hire|CEO|CFO|COO|President|Chairman|Chair|Index|Committee|Conference|Awards?|Inspectors?|Inspectorate|School|Hospital)\b"
    r"|\s(?:type|types|style|model|tax|manager|managers|team|generator|finance|class)\b"
    r"|\s(?i:returns?|royalt(?:y|ies)|slags?)\b"
    r"|\s(?i:targets?|prospects?|zones?|showings?|veins?|lodes?)\b"
)


_ABBREVIATED = 4


def is_part_of_land(name: str) -> bool:
    """Whether a name is a quarter of a region or country, which no list of places has: "South Texas", "Northern Peru"."""
    quarter, _, land = name.partition(" ")
    plain = quarter.removesuffix("ern")
    return (
        plain in parts_of_names("quarter")
        and mapping("geography.txt").get(land.casefold()) in ("region", "country")
        and not (land.isupper() and len(land) < _ABBREVIATED)  # "the North AK property" beside AK
        and name.casefold() not in mapping("geography.txt")
    )


def is_name(name: str, kind: str, titled: bool, word: str = "") -> bool:
    """Not a number or an age of the earth, nor a country or region unless it is the title of a project ("Alder Lithium Project"), nor a
    nationality."""
    place = mapping("geography.txt").get(name.casefold())
    if is_part_of_land(name) and (word.endswith("s") or not titled):
        return False  # "its South Texas properties"
    if name.casefold() in parts_of_names("site") and kind == "mine":
        return True
    # "the Hunan Plant", "The Oduro Gold Mine"
    of_place = titled and (kind == "project" or kind in FACILITIES or word == "mine" or word.endswith(("complex", "unit")))
    if place in ("adjective", "country") or (place == "region" and not of_place):
        return False
    if name.split()[-1] in parts_of_names("age"):
        return False
    if re.fullmatch(r"[\d#. ]+|No\. ?\d+", name):
        return re.fullmatch(r"\d{3}|No\. ?\d+", name) is not None and kind == "mine"
    words = [word for word in name.split() if word[0].isupper()]
    if all(word.casefold() in mapping("site_kinds.tsv") or word.casefold() == "block" for word in words):
        return False  # "operations and project activities", "the JV projects", "the Development Block project"
    return bool(words) and not all(mapping("geography.txt").get(word.casefold()) in ("country", "adjective") or is_stop(word) for word in words)


_OF_ORE = frozenset(("operation", "operations", "mining operation", "mining operations", "concentrator", "processing plant"))


def is_title(kind: str) -> bool:
    """Whether a kind word closes the title of one site: "Alder Lithium Project", "Tarvo Operations"; not "Ontario Properties"."""
    return kind[0].isupper() and (not kind.casefold().endswith("s") or kind.casefold() == "operations")


def is_proper(name: str, titled: bool = False, word: str = "") -> bool:
    """A name fit for a vague kind word ("operations", "plant"): no place, a town's apart in a title ("Tarvo Operations") or before a word
    that means ore ("the Alderburg concentrator"), and not all of its words common."""
    if name.casefold() in parts_of_names("reef"):
        return False
    place = mapping("geography.txt").get(name.casefold())
    if (
        place is not None
        and not (place in ("city", "region") and titled and word not in ("joint venture", "jv"))
        and not (place == "city" and (word in _OF_ORE or "process" in word))
    ):
        return False
    return not all(word.casefold() in folded("generic_words.txt") for word in name.split() if word[0].isupper())


# "The Tolva gold mine produced", "ore from the Tolva mine": a place's name is the mine's, where it does what mines do.
_DOES = re.compile(
    r"[ ,](?:[^.;\n]{0,24}\b)?(?:produced|poured|milled|processed|treated|mined|operat\w+|restart\w*|achieved|delivered|recovered|employs|"
    r"yielded|is in production)\b"
)
_OF_IT = re.compile(
    r"\b(?:production|output|ore|throughput|grades?|recover\w+|ounces|operations|mining|shaft|mill|plant|costs) (?:at|from|of) (?:the|its|our) "
    r"(?:[^\W\d_][\w-]* ){1,4}$"
)


def does_as_mines(found: re.Match[str]) -> bool:
    """Whether the words about a naming tell what only a mine does."""
    return _DOES.match(found.string, found.end()) is not None or _OF_IT.search(found.string[max(0, found.start() - 90) : found.start()]) is not None
