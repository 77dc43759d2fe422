"""Which documents are copies of one release, and which correct another.

A copy has the words and the figures of another document of those days: a wire's, a filing's, a web page's. A correction says that it is one, and
repeats much of what it corrects; from its day on the other's attestations no longer count. An update says that it is one, and adds to what it
updates, which goes on to count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from kg.identity.told import Told
from kg.text.sketches import CORRECTION, REPEAT, UPDATE, contained, same_figures

_DAYS_BETWEEN_COPIES, _DAYS_TO_REPEAT, _DAYS_TO_CORRECT = 7, 30, 60  # a release that says it is a repeat may come later than a mere copy
_SAME_WORDS, _SAME_FIGURES, _MUCH = 0.8, 0.9, 0.5
_KEYS = 8  # hashes by which alike texts meet
_CROWD = 50  # texts that share a hash: boilerplate, not copies


@dataclass(frozen=True, order=True)
class Copy:
    """A document that is a copy of another, known from the day on which the later of them was published, as far as their days are known."""

    document: str
    original: str
    known_from: str


@dataclass(frozen=True, order=True)
class Correction:
    """A document that corrects another, from its own day on."""

    document: str
    corrected: str
    day: str


@dataclass(frozen=True, order=True)
class Update:
    """A document that says it updates another, both of which count."""

    document: str
    updated: str


def copies(told: Iterable[Told]) -> list[Copy]:
    """The copies of all documents: each of the first of its release, by the day and then by the name of the file; those without a day come last."""
    documents = sorted((one for one in told if one.document), key=lambda one: (not one.published, one.published, one.file, one.document))
    original: dict[str, Told] = {}
    found = []
    for first, later in _pairs(documents):
        if later.document not in original and _is_copy(first, later):
            source = original.get(first.document, first)
            original[later.document] = source
            found.append(Copy(later.document, source.document, max(later.published, source.published)))
    return sorted(found)


def corrections(told: Iterable[Told], copied: Iterable[Copy]) -> list[Correction]:
    """What corrects what: the latest earlier release of the same company that is much the same, with its copies."""
    of: defaultdict[str, list[str]] = defaultdict(list)
    for copy in copied:
        of[copy.original].append(copy.document)
    found = [
        Correction(later.document, corrected, later.published)
        for later, earlier in _amended(told, CORRECTION)
        for corrected in (earlier.document, *of[earlier.document])
    ]
    return sorted(one for one in found if one.document != one.corrected)


def updates(told: Iterable[Told]) -> list[Update]:
    """What updates what: the latest earlier release of the same company that is much the same."""
    return sorted(Update(later.document, earlier.document) for later, earlier in _amended(told, UPDATE))


def _amended(told: Iterable[Told], notice: str) -> Iterator[tuple[Told, Told]]:
    """The documents with a notice, each with the earlier one that it repeats most of."""
    documents = sorted((one for one in told if one.published and one.document), key=lambda one: (one.published, one.file, one.document))
    for at, later in enumerate(documents):
        alike = [one for one in documents[:at] if _is_amended(one, later)] if later.notice == notice else []
        if alike:
            yield later, max(alike, key=lambda one: (contained(one.sketch, later.sketch), one.published, one.document))


def _pairs(documents: list[Told]) -> Iterator[tuple[Told, Told]]:
    """The pairs of documents that share some of their least hashes, earlier first, in order."""
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        for key in document.sketch.shingles[:_KEYS]:
            sharing[key].append(at)
    pairs = {pair for ats in sharing.values() if len(ats) <= _CROWD for pair in combinations(ats, 2)}
    return ((documents[first], documents[later]) for first, later in sorted(pairs, key=lambda pair: (pair[1], pair[0])))


def _is_copy(one: Told, other: Told) -> bool:
    days = _DAYS_TO_REPEAT if REPEAT in (one.notice, other.notice) else _DAYS_BETWEEN_COPIES
    if one.issuer != other.issuer:
        return False
    if one.published and other.published and abs(_day(one) - _day(other)) > timedelta(days=days):
        return False
    if (one.notice != other.notice) and {one.notice, other.notice} & {CORRECTION, UPDATE}:
        return False
    same = same_figures(one.sketch, other.sketch) >= _SAME_FIGURES or _lost_its_day(one, other)
    return same and contained(one.sketch, other.sketch) >= _SAME_WORDS


def _lost_its_day(one: Told, other: Told) -> bool:
    """Whether a document without a day, about as long as one that has it, tells no figure but its: those of the day are gone."""
    bare, whole = (one, other) if not one.published else (other, one)
    as_long = 2 * bare.sketch.shingle_count > whole.sketch.shingle_count
    return not bare.published and whole.published != "" and as_long and {*bare.sketch.figures} <= {*whole.sketch.figures}


def _is_amended(one: Told, later: Told) -> bool:
    within = timedelta(0) <= _day(later) - _day(one) <= timedelta(days=_DAYS_TO_CORRECT)
    return within and one.issuer == later.issuer and one.document != later.document and contained(one.sketch, later.sketch) >= _MUCH


def _day(document: Told) -> date:
    return date.fromisoformat(document.published)
