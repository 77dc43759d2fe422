"""Where numbers stand in a text, and which of them are parts of names, dates, references, addresses or telephone numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from kg.text.dates import find_dates
from kg.text.lexicons import entries
from kg.text.number_words import find_number_words

NUMERAL = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[\u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?|(?<!\d)\.\d+")
# A number that is joined to these is part of something longer.
_JOINED = re.compile(r"[^\W_]|[_#/\\°º]|(?<=[^\W_])[-–.:,'’&+]|(?<=\d)[ ]?[-–][ ]?")
_PHONE = re.compile(
    r"(?:\+?\d{1,3}[-. (]{1,2})?(?:\(0?\d{2,4}\)|\b\d{3})[-. ]{1,2}\d{3,4}[-. ]\d{3,4}\b"
    r"(?![ \n](?:[a-z-]+[ \n]){0,3}(?:shares?|securities|units|warrants|options|ounces|tonnes)\b)|\+\d[\d ()-]{7,18}\d|1-8\d\d-[\w-]{7,9}|"
    r"\(0?\d{2,4}\) ?\d{3,4} ?\d{3,4}"
)
_TIME_OF_DAY = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2}){0,2}[ \n]?(?:a\.?m\b|p\.?m\b|noon|midnight|hours? (?:UTC|GMT|E[SD]T|P[SD]T))|\b\d{1,2}:\d{2}\b", re.IGNORECASE
)
_REFERENCE = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.+-])[\w.+-]++@[\w-]+\.[a-z]\S*|"
    r"\b(?:NI|N\.I\.|National Instrument|NP|MI|Rule|Form|Regulation|ISO|IEC|IFRS|IAS|SAB|ASTM|OHSAS|AA|UN)[ -]?\d[\w.-]*|"
    r"\bS-?K ?1300\b|\b20\d\d[ -]JORC|\bJORC[ (]{1,2}20\d\d"
)
_ANY_DAY = date(2000, 6, 30)  # so that a day without its year is seen as one


class Numbers:
    """A text with the places of its numbers, in figures and in words, and the ranges of it in which no number is a quantity."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = {said.start: said for said in find_number_words(text)}
        self.places = sorted({*(m.start() for m in NUMERAL.finditer(text)), *self.words})
        dated = [(d.start, d.end) for d in find_dates(text, _ANY_DAY)] if self.places else []
        others = [m.span() for pattern in (_PHONE, _TIME_OF_DAY, _REFERENCE) for m in pattern.finditer(text)]
        self._taken = sorted(dated + others)
        self._starts = [start for start, _ in self._taken]

    def is_taken(self, start: int, end: int) -> bool:
        """Whether a range lies in a date, a reference, a telephone number ..."""
        index = bisect_right(self._starts, start) - 1
        return any(begin < end and start < stop for begin, stop in self._taken[max(0, index - 2) : index + 2])

    def is_joined(self, start: int) -> bool:
        """Whether what stands before a number makes it part of a longer name."""
        window = self.text[max(0, start - 3) : start]
        return any(found.end() == len(window) for found in _JOINED.finditer(window))

    def is_named(self, start: int) -> bool:
        """Whether the number, or the first of its list, stands behind a word that makes it a name: "Figures 4 and 5"."""
        before = re.sub(r"(?:\d[\d.-]{0,8}[a-zA-Z]?(?:, and |, | and | or | to | & |[-–]))+\Z", "", self.text[max(0, start - 40) : start])
        word = re.search(r"([\w.#’'-]+)[ \n:(]{1,2}$", before)
        return word is not None and word[1].lower() in entries("not_quantities.txt")
