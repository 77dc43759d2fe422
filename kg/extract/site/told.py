"""A name that bears no kind word, with what is said of it, and whether that is enough to call it a site."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from kg.text.letters import LOWER

DEEDS = frozenset({"produces", "performs"})
_OF_MINES = frozenset({"operates", "performs", "possesses"})  # of which one, told in two places, is enough
# What is said of prospects too: beside a site that has a kind word, these make none.
_OF_PROSPECTS = frozenset({"worked", "drilled", "heads", "opens", "titled", "hosts"})


_NOT_OF_MILLS = frozenset({"held", "outputs", "produces", "rows", "listed", "owned", "studied", "heads"})
_OF_WORKS = DEEDS | {"operates", "listed"}
# What may stand between the names of two sites that one clause gives to one holder.
GOVERNED = re.compile(r"\b(?:at|from|of|on) $")  # before a name
_BETWEEN = r"(?:(?:the|its|our|an?|at|in|of|also|company|it|we|owns|holds|has|interest|\d[\d.]*%|\d[\d.]* per cent|wholly-owned) ){0,8}"


# What opens the paragraph below a heading that is a name alone: "The mine produced", "This gold project covers".
_HEADED = re.compile(
    rf"\s*(?:(?:The|This|Our) (?:[{LOWER}][\w-]* ){{0,3}}|(?:At|In) (?:the|this) )(?P<kind>mine|project|property|deposit)\b"
    rf"(?! (?:site |gold |copper |silver )?(?:manager|team|area|life|plan|staff))"
)
# What stands behind a name and a colon: "Alder: The Company holds 75% of this gold project".
_RUN_IN = re.compile(
    rf"[^.\n]{{0,70}}?\b(?:[Tt]his|the (?:wholly[- ]|jointly[- ]|\d{{1,3}}(?:\.\d+)?%[- ])owned) (?:[{LOWER}][\w-]* ){{0,3}}"
    r"(?P<kind>mine|project|property|deposit)\b"
)


# What a text calls a name in the words behind it, or several of them: "This mine", "The three mines".
SAID_SO = re.compile(
    r"\b(?:(?:the|this|a|an|our|its) (?:[a-z-]+ ){0,3}?(?P<kind>mine|project|property|deposit)|"
    r"(?i:the|these|both|all)(?: (?:two|three|four|five|six))? (?P<kinds>mines|projects|properties|deposits))\b"
)


def headed_kind(below: str) -> str:
    """The kind of site that the opening of the paragraph below a heading takes the heading for, or nothing."""
    found = _HEADED.match(below)
    return found["kind"] if found else ""


def run_in_kind(rest: str) -> str:
    """The kind of site that the words behind a name and a colon take it for, or nothing."""
    found = _RUN_IN.match(rest)
    return found["kind"] if found else ""


@dataclass
class Told:
    """A name and what is said of it: each saying with its weight, and the places that say it."""

    name: str
    weights: dict[str, int] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def add(self, saying: str, weight: int, kind: str, at: int) -> None:
        self.weights[saying] = max(weight, self.weights.get(saying, 0))
        self.kinds += [kind] if kind else []
        self.places.append(at)

    def does(self) -> bool:
        """Whether it is told to do what mines do: no town delivers on plan."""
        return max((weight for saying, weight in self.weights.items() if saying in _OF_WORKS), default=0) > 1 or "taken-up" in self.weights

    def tells_of_mine(self) -> bool:
        """Whether enough is told of it that no mill does: that it is held, and what it yielded."""
        return sum(weight for saying, weight in self.weights.items() if saying in _NOT_OF_MILLS) > 1


def suffices(told: Told, known: Set[str]) -> bool:
    """Whether two sayings that differ, or one that is enough by itself, tell of a site; `known`: the names, folded, of the sites that have
    kind words."""
    if _is_quarter_of(told, known):
        return True
    if known and not told.weights.keys() - _OF_PROSPECTS:
        return False
    again = not told.weights.keys().isdisjoint(_OF_MINES | {"studied", "built"}) and len(set(told.places)) > 1
    total = sum(weight for saying, weight in told.weights.items() if saying != "zoned" or not known)
    return total + again > 1


def initials(told: Told) -> bool:
    """Whether letters stand for a mine's name: told more than once, in different places, to run as mines do."""
    return told.name.isalpha() and len(set(told.places)) > 1 and not told.weights.keys().isdisjoint(DEEDS | {"operates"})


def _is_quarter_of(told: Told, known: Set[str]) -> bool:
    """Whether it is studied by itself and named by its quarter of a site: the assessment of "Dos Rios South" beside the Dos Rios projects."""
    site, _, quarter = told.name.casefold().rpartition(" ")
    return site in known and quarter in ("north", "south", "east", "west") and "studied" in told.weights


def is_beside_known(text: str, one: Told, known: Set[str]) -> bool:
    """Whether a name stands in one list with a site that has a kind word: "for the Alder project, Birch Hill permitting"."""
    if not known:
        return False
    names = "|".join(re.escape(name) for name in sorted(known, key=lambda name: (-len(name), name)))
    listed = re.compile(rf"(?<![\w-])(?:{names})(?: [a-z-]+){{0,4}}(?:, and|,| and) {_BETWEEN}$", re.IGNORECASE)
    behind = re.compile(rf"(?: \([^()]{{1,30}}\))?(?:,? and|,) {_BETWEEN}(?:{names})(?![\w-])", re.IGNORECASE)
    return any(listed.search(text[max(0, at - 100) : at]) or behind.match(text[at + len(one.name) : at + len(one.name) + 120]) for at in one.places)


def is_worked_beside(text: str, one: Told, sites: Set[str]) -> bool:
    """Whether the same work is told in one breath of a name and of a site, tied by nothing but an "and" or a comma behind a preposition that
    governs both: "drilling at both Alder and Birch", "estimates for Alder, Birch and Cedar"; a name that is only worked on, more than once."""
    if not sites or one.weights.keys().isdisjoint(_OF_WORK):
        return False
    once = one.weights.keys() <= {"worked", "drilled", "titled"} and text.count(one.name) < 2
    if once and not any(_ESTIMATES.search(text[max(0, at - 60) : at]) for at in one.places):
        return False
    names = "|".join(re.escape(name) for name in sorted(sites, key=lambda name: (-len(name), name)))
    listed = re.compile(rf"\b(?:at|for|from|across) (?:both )?(?:the )?(?:{names})(?:, [A-Z][\w' -]{{2,30}})?,? (?:and|&) (?:the )?$", re.IGNORECASE)
    ahead = re.compile(rf"(?:, [A-Z][\w' -]{{2,30}})?,? (?:and|&) (?:the )?(?i:{names})(?![\w-])")
    return any(
        listed.search(text[max(0, at - 100) : at]) or (_LEADS.search(text[max(0, at - 16) : at]) and ahead.match(text, at + len(one.name)))
        for at in one.places
    )


_ESTIMATES = re.compile(r"\b(?:[Rr]eserves?|[Rr]esources?)(?: [Ee]stimates?)? (?:at|for|from)\b[^.;]*$")
_OF_WORK = frozenset({"worked", "studied", "built", "operates"})
_LEADS = re.compile(r"\b(?:at|for|from|across) (?:both )?(?:the )?$", re.IGNORECASE)


# What is said of one site after another, so that one of which nothing else is told is known by its fellows.
OF_SIBLINGS = frozenset({"heads", "produces", "operates", "stands", "rows", "columns", "held", "outputs"})


def is_fellow(text: str, one: Told, other: Told) -> bool:
    """Whether the same is said of one name as of another that is known to be a site: in one table, in headings, or close by in prose."""
    shared = one.weights.keys() & other.weights.keys() & OF_SIBLINGS
    if shared & {"rows", "columns", "held", "outputs"}:
        return True
    if "heads" in shared and text.casefold().count(one.name.casefold()) > 1:
        return True
    return bool(shared - {"heads"}) and any(abs(at - there) < 300 for at in one.places for there in other.places)
