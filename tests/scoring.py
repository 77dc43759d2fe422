"""Fact tables against hand-written gold tables: strict F1 a table. Knows nothing of the package whose tables it scores.

A row counts when it agrees in all that its gold row states. null states nothing; a date agrees at the precision of the gold; names of
companies agree without their legal form, or by an alias that the gold gives; a gold row marked "optional" counts neither way. Rows
are paired one to one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Row = dict[str, Any]
Tables = dict[str, Any]
Agrees = Callable[[Any, Any, "Names"], bool]

SCORED = ("document", "companies", "tickers", "roles", "sites", "zones", "intercepts", "measurements", "resources", "events")
LEGAL_FORMS = frozenset("ltd limited inc incorporated corp corporation company co plc llc lp sa nl ag nv asa oyj oy ab pty publ the".split())
KIND_WORDS = frozenset("mine project property deposit mill zone target vein prospect the".split())
TITLES = frozenset("mr mrs ms dr jr sr".split())
NICKNAMES = [frozenset(pair.split()) for pair in ("jim james", "bill william", "bob robert", "mike michael", "liz elizabeth", "hennie hendrik")]


@dataclass(frozen=True)
class Names:
    """The names that a document's gold gives to its companies: key of each form -> key of the full name."""

    full: dict[str, str]

    @classmethod
    def of(cls, gold: Tables) -> Names:
        forms = ((form, row["name"]) for row in gold["companies"] for form in (row["name"], *(row.get("aliases") or [])))
        return cls({key(form, LEGAL_FORMS): key(name, LEGAL_FORMS) for form, name in forms})

    def company(self, name: str) -> str:
        return self.full.get(key(name, LEGAL_FORMS), key(name, LEGAL_FORMS))


@dataclass
class Score:
    """What agreed, what was missed, and what was found and should not have been."""

    hits: int = 0
    missed: list[Row] = field(default_factory=list)
    spurious: list[Row] = field(default_factory=list)

    @property
    def f1(self) -> float:
        wrong = len(self.missed) + len(self.spurious)
        return 2 * self.hits / (2 * self.hits + wrong) if self.hits or wrong else 1.0

    def __iadd__(self, other: Score) -> Score:
        self.hits += other.hits
        self.missed += other.missed
        self.spurious += other.spurious
        return self


def key(text: Any, without: frozenset[str] = frozenset()) -> str:
    """Letters and digits, lower case, unaccented, in words, less the words of `without` (unless nothing else is left)."""
    folded = unicodedata.normalize("NFKD", str(text)).encode("ascii", "ignore").decode().casefold()
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)|['’]", "", folded))
    return " ".join([word for word in words if word not in without] or words)


def _same(gold: Any, got: Any, names: Names) -> bool:
    return got is not None and key(gold) == key(got)


def _number(gold: Any, got: Any, names: Names) -> bool:
    return got is not None and abs(float(gold) - float(got)) < 1e-6


def _unit(gold: Any, got: Any, names: Names) -> bool:
    """Units agree as written: "$" has no letters."""
    return got is not None and str(gold).casefold() == str(got).casefold()


def _day(gold: Any, got: Any, names: Names) -> bool:
    return got is not None and str(got).startswith(str(gold))


def _company(gold: Any, got: Any, names: Names) -> bool:
    return got is not None and names.company(gold) == names.company(got)


def _place_name(gold: Any, got: Any, names: Names) -> bool:
    return got is not None and key(gold, KIND_WORDS) == key(got, KIND_WORDS)


def _person(gold: Any, got: Any, names: Names) -> bool:
    """The same surname, and a first name that is the same, a nickname of it, or its initial."""
    mine, theirs = (key(re.sub(r"\(.*?\)", "", str(name)), TITLES).split() for name in (gold, got or ""))
    if not mine or not theirs or mine[-1] != theirs[-1]:
        return False
    first, other = mine[0], theirs[0]
    return first == other or any({first, other} <= group for group in NICKNAMES) or (1 in (len(first), len(other)) and first[0] == other[0])


def _all_of(gold: Any, got: Any, names: Names) -> bool:
    return {key(item) for item in gold} <= {key(item) for item in got or []}


# The title of a release is not compared: where it ends is a matter of taste, and the golden files watch it.
def _time(gold: Any, got: Any, names: Names) -> bool:
    """A date at the precision of the gold, or one within its interval."""
    first, _, last = str(gold).partition("/")
    parts = str(got or "").split("/")
    within = bool(last) and all(first[: len(part)] <= part <= last[: len(part)] for part in parts)
    return got is not None and (within or _day(gold, got, names))


def _subject(gold: Any, got: Any, names: Names) -> bool:
    return _place_name(gold, got, names) or _company(gold, got, names)


COMPARED: dict[str, dict[str, Agrees]] = {
    "document": {"published": _day, "issuer": _company},
    "companies": {"name": _company},
    "tickers": {"symbol": _same, "mic": _same, "exchange": _same, "company": _company},
    "roles": {"person": _person, "role": _same, "organization": _company, "asof": _day, "start": _day, "end": _day},
    "sites": {"site": _place_name, "kind": _same, "company": _company, "relation": _same, "percent": _number, "commodities": _all_of},
    "zones": {"zone": _place_name, "site": _place_name},
    "intercepts": {
        "hole": _same,
        "kind": _same,
        "length": _number,
        "from": _number,
        "to": _number,
        "length_unit": _unit,
        "zone": _place_name,
        "commodity": _same,
        "grade": _number,
        "grade_unit": _unit,
    },
    "measurements": {
        "subject": _subject,
        "metric": _same,
        "commodity": _same,
        "value": _number,
        "low": _number,
        "high": _number,
        "unit": _unit,
        "start": _day,
        "end": _day,
        "basis": _same,
        "qualifier": _same,
    },
    "resources": {
        "site": _place_name,
        "zone": _place_name,
        "category": _same,
        "tonnes": _number,
        "commodity": _same,
        "grade": _number,
        "grade_unit": _unit,
        "contained": _number,
        "contained_unit": _unit,
    },
    "events": {"type": _same, "date": _time, "subject": _subject, "person": _person},
}


def agrees(table: str, gold: Row, got: Row, names: Names) -> bool:
    """Whether a row says all that its gold row says."""
    if bool(gold.get("interim")) != bool(got.get("interim")):
        return False
    return all(gold.get(column) is None or compare(gold[column], got.get(column), names) for column, compare in COMPARED[table].items())


def score_table(table: str, gold: Iterable[Row], got: Iterable[Row], names: Names) -> Score:
    """One table of one document."""
    free, score = list(got), Score()
    for row in sorted(gold, key=lambda row: bool(row.get("optional"))):
        partner = next((other for other in free if agrees(table, row, other, names)), None)
        if partner is not None:
            free.remove(partner)
        if row.get("optional"):
            continue
        if partner is not None:
            score.hits += 1
        else:
            score.missed.append(row)
    score.spurious = free
    return score


def score(gold: Iterable[Tables], got: dict[str, Tables]) -> dict[str, Score]:
    """Each scored table over all documents."""
    total = {table: Score() for table in SCORED}
    for document in gold:
        names, found = Names.of(document), got.get(document["id"], {})
        for table in SCORED:
            rows = [_as_rows(side.get(table)) for side in (document, found)]
            total[table] += score_table(table, *rows, names)
    return total


def _as_rows(value: Any) -> list[Row]:
    return [value] if isinstance(value, dict) and value else list(value or [])
