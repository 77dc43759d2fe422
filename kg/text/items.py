"""The figures, dates and names of a document, each with its place and its sentence: whatever stands there, understood or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kg.document import Span
from kg.text import sections
from kg.text.dates import find_dates, parse_date
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded
from kg.text.quantities import find_quantities
from kg.text.reading import Reading
from kg.text.sentences import sentences
from kg.text.table.lines import is_value
from kg.text.tables import Cell, Table, tables

FIGURE, DATE, NAME, TABLE, OTHER = KINDS = ("figure", "date", "name", "table", "other")
_APART = frozenset({sections.BOILERPLATE, sections.ABOUT})
_LETTERHEAD = frozenset({sections.CONTACT, sections.SIGNATURE, sections.SOURCE, sections.HEADER})


@dataclass(frozen=True)
class Item:
    """Something that a document says: its kind, its words, its place in the document, and the sentence or row in which it stands.

    `days`: the first and last of a date, in ISO form. `apart`: it stands in boilerplate or "About the company". `count`: how many things
    it stands for; more than one only for a whole table.
    """

    kind: str
    text: str
    span: Span
    sentence: str
    apart: bool = False
    days: tuple[str, str] | None = None
    count: int = 1


_JOIN = r"(?:-|’|'|&)"
_CAPITALISED = rf"[{UPPER}](?:[{UPPER}{LOWER}\d]|{_JOIN}(?=[{UPPER}{LOWER}\d]))*+\.?"
_NAME = re.compile(rf"(?<![^\W_]){_CAPITALISED}(?: (?:(?:of|de|des|du|la|le|del|van|von|der|and|&) ){{0,2}}{_CAPITALISED}){{0,7}}+")
_NUMBER = re.compile(r"(?<![\w./@-])[#$€£]?\d(?:[\d.,/:-]*\d)?+(?:[A-Za-z%]{1,4})?(?![\w@])")
# Addresses of the net, telephone numbers and post codes are nobody's facts.
_ADDRESS = re.compile(
    r"\S{1,80}@\S{1,80}|(?:https?://|www\.)\S{1,200}|(?:\+?\(?\d{1,4}\)?[-. ])?\(?\d{2,4}\)?[-. ]\d{3,4}[-. ]\d{3,4}(?: ?(?:x|ext\.?) ?\d{1,5})?|"
    r"\b[A-Z]\d[A-Z] \d[A-Z]\d\b",
)
# What numbers the paragraphs, the figures and the rules of a release.
_REFERENCE = re.compile(
    r"\b(?:figures?|tables?|notes?|items?|pages?|appendix|sections?|rule|part|form|clause|article|instrument|schedule|no\.?|suite|unit|level|43|"
    r"ISO|NI) ?(?:\d{1,3}(?:,| to| and|-|–) ?)?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:^|\n)\s*\(?$")
_TITLE_CASE = 0.6  # of the longer words of a line that is a title


class Items:
    """The figures, dates and names of a document by part, table and row; `published` is its day, against which dates are read, if known."""

    def __init__(self, reading: Reading, parts: Sequence[sections.Part], published: date | None) -> None:
        self.reading = reading
        self.parts = parts
        self.published = published
        self.tables = tables(reading, parts)
        self._starts = [reading.span(table.start, table.start + 1).start for table in self.tables]

    def table_at(self, span: Span) -> Table | None:
        """The table in which a span of the document stands."""
        at = bisect_right(self._starts, span.start) - 1
        table = self.tables[at] if at >= 0 else None
        return table if table and span.end <= self.reading.span(table.start, table.end).end else None

    def figures_of(self, table: Table) -> list[Span]:
        """The places of a table's figures in the document."""
        return [self._span(cell) for row in table.rows for cell in row.cells if cell and _holds_digit(cell.text) and is_value(cell.text)]

    def as_one(self, table: Table, count: int) -> Item:
        """A whole table as one item, which stands for some of its figures: the words of its head, and what stands over it."""
        head = " | ".join(" ".join(column.words.split()) for column in table.columns if column.words)
        first = " ".join(self.reading.text[table.start :].split("\n", 1)[0].split())
        span = self.reading.span(table.start, table.end)
        return Item(TABLE, head or first, span, table.title.text if table.title else first, table.section in _APART, count=count)

    def __iter__(self) -> Iterator[Item]:
        for table in self.tables:
            yield from self._in_table(table)
        for part in self.parts:
            for start, end in self._prose(part):
                text = self.reading.text[start:end]
                for low, high in sentences(text):
                    yield from self._in_sentence(text[low:high], start + low, part)

    def _span(self, cell: Cell) -> Span:
        return self.reading.span(cell.start, cell.end)

    def _in_table(self, table: Table) -> Iterator[Item]:
        for row in table.rows:
            sentence = " | ".join(cell.text for cell in row.cells if cell)
            for cell in row.cells:
                if cell is None or not _holds_digit(cell.text):
                    continue
                kind = FIGURE if is_value(cell.text) else DATE if parse_date(cell.text, self.published) else OTHER
                yield Item(kind, cell.text, self._span(cell), sentence, table.section in _APART)

    def _prose(self, part: sections.Part) -> Iterator[tuple[int, int]]:
        """The stretches of a part outside all tables."""
        at, end = part.start, part.start + len(part.text)
        for table in self.tables:
            if table.end > at and table.start < end:
                if table.start > at:
                    yield at, table.start
                at = max(at, table.end)
        if at < end:
            yield at, end

    def _in_sentence(self, text: str, start: int, part: sections.Part) -> Iterator[Item]:
        whole, apart = " ".join(text.split()), part.section in _APART
        taken = [found.span() for found in _ADDRESS.finditer(text)]
        for kind, low, high, days in self._candidates(text, part):
            if all(high <= other_low or low >= other_high for other_low, other_high in taken):
                taken.append((low, high))
                yield Item(kind, " ".join(text[low:high].split()), self.reading.span(start + low, start + high), whole, apart, days)

    def _candidates(self, text: str, part: sections.Part) -> Iterator[tuple[str, int, int, tuple[str, str] | None]]:
        """What may be an item, the surest first."""
        for day in find_dates(text, self.published):
            yield DATE, day.start, day.end, (day.earliest.isoformat(), day.latest.isoformat())
        if part.section not in _LETTERHEAD:
            amounts = (found for found in find_quantities(text) if found.unit or _holds_digit(text[found.start : found.end]))  # "the two"
            yield from ((FIGURE, amount.start, amount.end, None) for amount in amounts)
        if part.block.kind != "heading" and not _is_title(text):
            yield from ((NAME, *place, None) for found in _NAME.finditer(text) if (place := _name(found, text)))
        if part.section not in _LETTERHEAD:
            for number in _NUMBER.finditer(text):
                before = text[max(0, number.start() - 30) : number.start()]
                if not _REFERENCE.search(before) and not _LISTED.search(before):
                    yield OTHER, number.start(), number.end(), None


def _holds_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _is_title(text: str) -> bool:
    words: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return not text.endswith((".", '"', ";")) and len(words) > 3 and sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words)


def _name(found: re.Match[str], text: str) -> tuple[int, int] | None:
    """Where capitalised words are somebody's or something's name: not those that only begin a sentence, nor general terms alone."""
    words = list(re.finditer(r"[^\W\d_][\w'’&-]*", found.group()))
    known = [re.sub(r"['’]s?$", "", word.group()).casefold() in folded("generic_words.txt") or len(word.group()) < 3 for word in words]
    begins = not re.search(r"\w", text[: found.start()])
    if all(known) or (begins and len(words) == 1):
        return None
    first = 1 if words[0].group() == "The" or (begins and known[0] and not known[1]) else 0  # "Holes KL-21-013"
    return found.start() + words[first].start(), found.start() + len(found.group().rstrip("."))
