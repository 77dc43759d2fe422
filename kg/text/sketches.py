"""Small sketches of texts, by which the copies of one release are told from releases that are merely alike; and what a release says of itself when
it repeats or corrects another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from heapq import nsmallest
from zlib import crc32

CORRECTION, REPEAT, UPDATE = "correction", "repeat", "update"
_WORD = re.compile(r"\w++")
_FIGURE = re.compile(r"\d[\d.,]*+")
_SHINGLE, _SIZE = 5, 128  # words of a shingle; hashes of a sketch
_HEAD = 1500  # characters in which a release tells that it repeats or corrects another
_NOTICES = (
    (
        CORRECTION,
        re.compile(
            r"^[\W_]{0,6}(?:c ?o ?r ?r ?e ?c ?t ?i ?o ?n|corrected(?: and restated)?|correction(?: notice)?|erratum|replacement|amendment|"
            r"amended(?: and restated)?|re-?issued?)\b(?=\s{0,3}(?:[:/|\u2013\u2014-]|from source|of|to|announcement|news|press|release|\n|$))"
            r"|^[\W_]{0,6}correcting and replacing\b"
            r"|\bthe following (?:amendment|announcement|correction)s? (?:has been|have been|was|were)? ?(?:made|replaces|amends)\b"
            r"|\b(?:this|the following) (?:announcement|news release|press release|release) "
            r"(?:replaces|corrects|supersedes|is being re-?issued)\b",
            re.IGNORECASE | re.MULTILINE,
        ),
    ),
    (REPEAT, re.compile(r"^[\W_]{0,6}(?:r ?e ?p ?e ?a ?t)\b(?=\s{0,3}[:/|\u2013\u2014-]|\s{0,3}$)", re.IGNORECASE | re.MULTILINE)),
    (UPDATE, re.compile(r"^[\W_]{0,6}update\b(?=\s{0,3}[:/|\u2013\u2014-]|\s{0,3}$)", re.IGNORECASE | re.MULTILINE)),
)


@dataclass(frozen=True)
class Sketch:
    """The least hashes of a text's shingles and of its figures, each in order, and how many different ones there are of each."""

    shingles: tuple[int, ...] = ()
    shingle_count: int = 0
    figures: tuple[int, ...] = ()
    figure_count: int = 0


def sketch(text: str) -> Sketch:
    """The sketch of a text; two with the same words and figures have the same, however they are set."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(text.lower())]
    shingles = {crc32(b" ".join(words[at : at + _SHINGLE])) for at in range(max(0, len(words) - _SHINGLE + 1))}
    figures = {crc32(figure.rstrip(".,").encode()) for figure in _FIGURE.findall(text)}
    return Sketch(tuple(nsmallest(_SIZE, shingles)), len(shingles), tuple(nsmallest(_SIZE, figures)), len(figures))


def contained(one: Sketch, other: Sketch) -> float:
    """About how much of the shorter text stands in the other, from 0 to 1."""
    shared = _alike(one.shingles, other.shingles)
    common = shared * (one.shingle_count + other.shingle_count) / (1 + shared)
    return min(1.0, common / max(1, min(one.shingle_count, other.shingle_count)))


def same_figures(one: Sketch, other: Sketch) -> float:
    """About how alike the sets of figures of two texts are, from 0 to 1."""
    return _alike(one.figures, other.figures)


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The likeness of two sets by the least hashes of their union."""
    least = nsmallest(_SIZE, {*one, *other})
    both = {*one} & {*other}
    return sum(value in both for value in least) / len(least) if least else 0.0


def notice(text: str) -> str:
    """Whether a release says that it corrects, repeats or updates another; nothing where it does not."""
    head = text[:_HEAD]
    return next((kind for kind, pattern in _NOTICES if pattern.search(head)), "")
