"""Which documents are copies of one release, and which correct another.

A copy has the words and the figures of another document of those days: a wire's, a filing's, a web page's. A correction says that it is one, and
repeats much of what it corrects; from its day on the other's attestations no longer count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from kg.identity.told import Told
from kg.text.sketches import CORRECTION, UPDATE, contained, same_figures

_DAYS_BETWEEN_COPIES, _DAYS_TO_CORRECT = 7, 60
_SAME_WORDS, _SAME_FIGURES, _MUCH = 0.8, 0.9, 0.5
_KEYS = 8  # hashes by which alike texts meet
_CROWD = 50  # texts that share a hash: boilerplate, not copies


@dataclass(frozen=True, order=True)
class Copy:
    """A document that is a copy of another, known from the day on which the later of them was published."""

    document: str
    original: str
    known_from: str


@dataclass(frozen=True, order=True)
class Correction:
    """A document that corrects another, from its own day on."""

    document: str
    corrected: str
    day: str


def copies(told: Iterable[Told]) -> list[Copy]:
    """The copies of all documents: each of the first of its release, by the day and then by the name of the file."""
    documents = sorted((one for one in told if one.published and one.document), key=lambda one: (one.published, one.file, one.document))
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
    documents = sorted((one for one in told if one.published and one.document), key=lambda one: (one.published, one.file, one.document))
    of: defaultdict[str, list[str]] = defaultdict(list)
    for copy in copied:
        of[copy.original].append(copy.document)
    found = []
    for at, later in enumerate(documents):
        if later.notice != CORRECTION:
            continue
        alike = [one for one in documents[:at] if _is_corrected(one, later)]
        if alike:
            best = max(alike, key=lambda one: (contained(one.sketch, later.sketch), one.published, one.document))
            found += [Correction(later.document, corrected, later.published) for corrected in (best.document, *of[best.document])]
    return sorted(one for one in found if one.document != one.corrected)


def _pairs(documents: list[Told]) -> Iterator[tuple[Told, Told]]:
    """The pairs of documents that share some of their least hashes, earlier first, in order."""
    sharing: defaultdict[int, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        for key in document.sketch.shingles[:_KEYS]:
            sharing[key].append(at)
    pairs = {pair for ats in sharing.values() if len(ats) <= _CROWD for pair in combinations(ats, 2)}
    return ((documents[first], documents[later]) for first, later in sorted(pairs, key=lambda pair: (pair[1], pair[0])))


def _is_copy(one: Told, other: Told) -> bool:
    if abs(_day(one) - _day(other)) > timedelta(days=_DAYS_BETWEEN_COPIES) or one.issuer != other.issuer:
        return False
    if (one.notice != other.notice) and {one.notice, other.notice} & {CORRECTION, UPDATE}:
        return False
    return contained(one.sketch, other.sketch) >= _SAME_WORDS and same_figures(one.sketch, other.sketch) >= _SAME_FIGURES


def _is_corrected(one: Told, later: Told) -> bool:
    within = timedelta(0) <= _day(later) - _day(one) <= timedelta(days=_DAYS_TO_CORRECT)
    return within and one.issuer == later.issuer and one.document != later.document and contained(one.sketch, later.sketch) >= _MUCH


def _day(document: Told) -> date:
    return date.fromisoformat(document.published)
