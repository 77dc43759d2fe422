"""The kind words of zones, and the words that name none by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.extract.name_runs import is_stop, soft_words
from kg.reference import notations
from kg.text.lexicons import entries, rows


@dataclass(frozen=True)
class ZoneAt:
    """One naming of a zone: its name without and its kind word as written ("" where none stands there), and offsets in the reading text."""

    name: str
    kind: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class ZoneKind:
    """A kind word: its singular, whether it names ore wherever it stands, and whether names stand without it in small letters."""

    singular: str
    strong: bool
    lone: bool


@cache
def zone_kinds() -> dict[str, ZoneKind]:
    """Every kind word, singular or plural, in small letters."""
    return {row[0]: ZoneKind(row[1], row[2] == "strong", row[3] == "yes") for row in rows("zone_kinds.tsv")}


@cache
def kind_word() -> re.Pattern[str]:
    words = sorted(zone_kinds(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w'-])(?P<kind>(?i:{'|'.join(words)}))(?![\w-])")


@cache
def _last_kind_word() -> re.Pattern[str]:
    return re.compile(rf"\s{kind_word().pattern}$")


def without_kind(name: str) -> str:
    """The name of a zone without its kind word: "Upper" of "Upper Lode"."""
    return _last_kind_word().sub("", name)


_SHARED = frozenset({"zone", "vein", "lens", "pit", "lode", "showing", "channel", "chimney", "shear"})


def kind_of_listed(kind: ZoneKind) -> str:
    """The kind word that the members of a list share: a zone, vein, lens or pit each; pipes and dykes go by their bare names."""
    return kind.singular if kind.singular in _SHARED and not kind.lone else ""


@cache
def table_words(use: str) -> frozenset[str]:
    """The words of zone tables of one use: those that head a column of zones, tell a place, or name none."""
    return frozenset(word for word, its_use in rows("zone_tables.tsv") if its_use == use)


@cache
def says_little(word: str) -> bool:
    """Whether a word in small letters names nothing by itself, nor any of those that it joins: "quartz-sulphide"; "north-east" does tell
    one of several zones."""
    if word == "&" or word in entries("zone_generic.txt") or word in soft_words() or word in entries("site_descriptors.txt") or is_stop(word):
        return True
    if "." in word and word.replace(".", "") in entries("zone_generic.txt"):
        return True  # "I.P."
    pieces = word.split("-")
    return len(pieces) > 1 and all(piece in entries("zone_generic.txt") and piece not in soft_words() for piece in pieces)


def needs_kind(name: str) -> bool:
    """Whether a name is none without its kind word: "the A target", "the East prospect"."""
    return all(len(word) == 1 or says_little(word.casefold()) for word in name.split())


# Between an article and a name: which of the places it is.
BEFORE_NAMES = frozenset(
    {"historical", "historic", "existing", "former", "past-producing", "old", "main", "planned", "proposed", "nearby", "adjacent"}
)
# What ore lies in, or what it is like: "the Rook clay-hosted prospect".
HOSTED = re.compile(r"[a-z]+-(?:hosted|style|type|bearing|related)")

# How a survey saw what lies below, and no part of a name: "the Rook EM target", "the Rook Gravity Target".
SURVEYS = frozenset({"IP", "EM", "VTEM", "ZTEM", "TEM", "FLEM", "MLEM", "HLEM", "AEM", "MT", "SAM"})


@cache
def is_symbol(word: str) -> bool:
    """Whether a word is the symbol of a metal, or several joined: what is assayed and no part of a zone's name."""
    pieces = re.split(r"[-/]|[. ]?Eq$", word.strip("."))
    return all(len(piece) > 1 and piece in notations("commodity") for piece in pieces if piece)


# What no land has several of: "the Halden and Nordic veins"; targets are told by their land ("the Nevada and Idaho targets").
OF_ORE_ALONE = frozenset({"zones", "veins", "lodes", "lenses", "shoots", "pits", "orebodies", "reefs", "ore bodies", "open pits"})
BEFORE_YEARS = frozenset({"in", "since", "during", "by", "until", "from", "of"})

# "the Western magnetic anomaly": which of those on the map.
OF_MAPS = frozenset({"anomaly", "anomalies", "trend", "trends", "area", "areas", "horizon", "structure", "corridor"})
WHICH = re.compile(r"(?:(?:North|South)(?:[- ]?(?:[Ee]ast|[Ww]est))?|East|West|Central)(?:ern)")


# "the Moss Gold Deposit trend": what a site has is named by the site.
OF_SITES = frozenset({"deposit", "deposits", "project", "projects", "property", "properties"})


SHORT = 7  # letters of the last word of a name that is capitalised only as such

# Words that say little, and yet with a kind word name one of a site's zones: "the Footwall Zone", "Discovery Vein", "Ultramafic Zone".
TELLING = frozenset(
    "discovery footwall hangingwall hanging contact starter satellite breccia oxide sulphide sulfide extension high-grade ultramafic porphyry skarn "
    "gossan".split()
)
