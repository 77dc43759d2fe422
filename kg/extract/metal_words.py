"""The commodities that a text names by words: "gold", "rare earths", "lead-zinc"; not the words that look like them."""

from __future__ import annotations

import re
from functools import cache

from kg.reference import concepts, notations
from kg.text.lexicons import folded

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[a-z]+)?")


@cache
def _single() -> dict[str, str]:
    return {label: key for label, key in concepts("commodity").items() if len(label) > 2 and re.fullmatch(r"[a-z]+", label)}


@cache
def _double() -> dict[str, str]:
    return {label: key for label, key in concepts("commodity").items() if re.fullmatch(r"[a-z]+(?:[ -](?!and )[a-z]+){1,2}", label)}


@cache
def _opening() -> frozenset[str]:
    return frozenset(re.split(r"[ -]", label)[0] for label in _double())


_PAIRS = (re.compile(r"[A-Za-z]+[ -][A-Za-z]+[ -][A-Za-z]+"), re.compile(r"[A-Za-z]+[ -][A-Za-z]+"))
_QUARRIED = re.compile(r" (?:quarr(?:y|ies)|pits?|mines?|deposits?|operations?|project|products?|business|producer|production)\b", re.IGNORECASE)
_EQUIVALENT = re.compile(r"[ -]equivalent", re.IGNORECASE)
_DRILL = re.compile(
    r"[ -](?:drill\w*|cor(?:e|ed|ing)|holes?|tails?|rigs?|bits?|saw\w*|programs?|programmes?|campaigns?|intercepts?|intersections?)\b", re.IGNORECASE
)
# "iron-oxide copper-gold", "banded iron formation": rock about the metals, and no ore of iron.
_ROCK = re.compile(r"[ -](?:oxides?|sul(?:ph|f)ides?|formations?|stain\w*|rich|carbonates?|alteration)\b", re.IGNORECASE)
_SANDS = re.compile(r" sands?\b")
_OF_A_VERB = re.compile(r"\b(?:to|will|the|may|can|a|which|and) $")
_WHO_LEADS = re.compile(
    r"[- ](?:(?:independent|non-executive|outside|financial|technical|joint) ){0,2}(?:directors?|underwriters?|agents?|managers?|brokers?|arrangers?|"
    r"investors?|orders?|authors?|times?|banks?|geologists?|engineers?|consultants?|contractors?|advis[eo]rs?)\b",
    re.IGNORECASE,
)
_METAL_AND = re.compile(r"\b(?P<metal>[a-z]+),? and $")
_OF_THE_METAL = re.compile(r"[- ](?:mine|project|zinc|deposit|concentrate)")
# "David Peat", "Mr. Silver": a person by a metal's name, where neither a site's word nor another name follows.
_SURNAME = re.compile(
    r"(?:\b(?:Mrs?|Ms|Dr|Messrs|Prof)\.? (?:[A-Z][\w.'-]* )?|(?:^|[^\w ]|(?<!\bMt)(?<!\bSt)(?<!\bat)(?<!\bin)(?<!\bof)(?<!the)(?<!its) )"
    r"(?P<given>[A-Z][a-z]+)(?: [A-Z]\.)? )$"
)
_AS_PERSON = re.compile(r"(?:,(?! the\b)| ?\||\)|$|\n| (?:is|was|has|as|said|says|will|who|joined|joins|served|holds|and)\b)")
# Metals that firms are called by behind what is a given name elsewhere: "Victoria Gold has".
_OF_FIRMS = frozenset("gold silver copper nickel zinc lithium uranium platinum cobalt tin iron lead potash coal diamonds".split())
_EXCHANGE = re.compile(r"\b[A-Z][A-Z-]{1,8}: ?$")
Metal = tuple[str, int, int]  # the key of a commodity, and where its word starts and ends


def metals_in(text: str) -> list[Metal]:
    """(commodity key, start, end) of every commodity that a text names by a word, in order."""
    single, opening = _single(), _opening()
    found: list[Metal] = []
    end = 0
    for word in _WORD.finditer(text):
        plain = word.group().casefold()
        if word.start() < end:
            continue
        if plain in opening and (longer := _longest(text, word.start())):
            end = longer[2]
            found.append(longer)
        elif (key := single.get(plain)) and not _is_other_word(text, word):
            found.append((key, word.start(), word.end()))
        elif "-" in plain:
            if plain.startswith("iron-") and _ROCK.match(text, word.start() + len("iron")):
                continue
            pieces = ((single.get(piece.group()), piece) for piece in re.finditer(r"[^-]+", plain) if piece.group() != "quartz")
            found += [(key, word.start() + piece.start(), word.start() + piece.end()) for key, piece in pieces if key]
    return [metal for metal in found if not _EQUIVALENT.match(text, metal[2]) and not _is_verb(text, metal)]


def _longest(text: str, at: int) -> Metal | None:
    """The commodity named by two or three words at an offset: "rare earths", "platinum group metals"."""
    for pattern in _PAIRS:
        if (words := pattern.match(text, at)) and (key := _double().get(re.sub(r"\s", " ", words.group().casefold()))):
            return key, at, words.end()
    return None


def _is_other_word(text: str, word: re.Match[str]) -> bool:
    """A symbol that is a word unless it stands in capitals ("Shining Tree" is not TREE, "P.Geo." no GEO), or an officer in them (COO is not
    CoO); a person's name; the symbol of a share ("CSE: SALT"); quartz, which lies in every vein; an aggregate of shares or ounces; the diamond
    of a drill."""
    if word.group().isupper() and _EXCHANGE.search(text, max(0, word.start() - 12), word.start()):
        return True
    if word.group().istitle() and _is_surname(text, word):
        return True
    if word.group() == "COO" or (word.group().casefold() == "aggregate" and not _QUARRIED.match(text, word.end())):
        return True
    if word.group().casefold() == "diamond" and _DRILL.match(text, word.end()):
        return True
    if word.group().casefold().split("-")[0] == "iron" and _ROCK.match(text, word.start() + len("iron")):
        return True
    if word.group().casefold() == "quartz":
        return _SANDS.match(text, word.end()) is None and text[max(0, word.start() - 7) : word.start()].casefold() != "purity "
    return word.group() in ("Tree", "Geo") or (word.group().upper() in notations("commodity") and not word.group().isupper())


def _is_surname(text: str, word: re.Match[str]) -> bool:
    found = _SURNAME.search(text, max(0, word.start() - 30), word.start())
    if found is None or _AS_PERSON.match(text, word.end()) is None:
        return False
    if found["given"] is None:
        return True
    return word.group().casefold() not in _OF_FIRMS and found["given"].casefold() in folded("given_names.txt")


def _is_verb(text: str, metal: Metal) -> bool:
    """Whether "lead" is the verb or the noun of it ("to lead", "the lead"): no zinc stands beside it, nor a noun of the trade behind it."""
    if text[metal[1] : metal[2]].casefold() != "lead":
        return False
    return _WHO_LEADS.match(text, metal[2]) is not None or (
        _OF_A_VERB.search(text, max(0, metal[1] - 12), metal[1]) is not None
        and _OF_THE_METAL.match(text, metal[2]) is None
        and not ((other := _METAL_AND.search(text, max(0, metal[1] - 20), metal[1])) and other["metal"] in _single())
    )
