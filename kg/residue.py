"""What is left over of a document: the figures, dates and names that no fact quotes, each with its sentence.

A document's facts say what was understood; this says what was not. An item counts as covered where it stands in the quote of a fact that
can hold such a thing, or where the same words stand in one elsewhere: a release tells its news three times, and a fact need not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.document import Document, Span
from kg.text.items import FIGURE, NAME, OTHER, Item, Items
from kg.text.names import bare_person
from kg.text.periods import last_of_month
from kg.text.reading import Reading, read
from kg.text.sections import Part, sections

# Facts that hold a figure: the quote of another ("resigned after 12 years") may have one in it that nobody read.
_WITH_FIGURES = frozenset({"measurement", "intercept", "resource", "interest"})
_FEWEST = 4  # figures of a table that is told as one
_DAYS = frozenset({terms.MKG_statedBegin, terms.MKG_statedEnd, terms.MKG_renamedOn, terms.SCHEMA_datePublished})
_QUOTE = re.compile(r"#offset_(\d+)_(\d+)$")
_FACT = re.compile(r"/id/fact/[0-9a-f]{16}/([a-z]+)/")


@dataclass(frozen=True)
class Quote:
    """A stretch of the document's text that a fact of some kind is quoted from."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Said:
    """What a document's facts say, as far as it tells what is left over: their quotes, and the stretches of days that they speak of."""

    quotes: tuple[Quote, ...] = ()
    days: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Residue:
    """What no fact of a document covers, in the order of the text; how many items are covered; and how many of those that are not
    stand in boilerplate or "About the company", which are counted apart."""

    items: tuple[Item, ...]
    covered: int
    apart: int

    @property
    def total(self) -> int:
        """All items but those counted apart."""
        return self.covered + sum(item.count for item in self.items)

    @property
    def coverage(self) -> int | None:
        """How much is covered, in whole percent; None where there is nothing to cover."""
        return percent(self.covered, self.total)

    def to_json(self, document: str) -> dict[str, object]:
        """Plain data for `json.dumps`."""
        items = [
            {"kind": one.kind, "text": one.text, "count": one.count, "start": one.span.start, "end": one.span.end, "sentence": one.sentence}
            for one in self.items
        ]
        counts = {"coverage": self.coverage, "covered": self.covered, "items": self.total, "apart": self.apart}
        return {"document": document, **counts, "left": items}


def percent(covered: int, total: int) -> int | None:
    """The whole percent that are covered, 100 only where all are; None of nothing."""
    return 100 * covered // total if total else None


def said(quads: Iterable[Quad]) -> Said:
    """What a document's facts say, from the quads of its facts and their provenance."""
    quotes: set[Quote] = set()
    days: set[tuple[str, str]] = set()
    periods: dict[str, dict[NamedNode, str]] = defaultdict(dict)
    for quad in quads:
        if quad.predicate == terms.PROV_wasQuotedFrom and isinstance(quad.object, NamedNode):
            kind, place = _FACT.search(str(quad.subject)), _QUOTE.search(quad.object.value)
            if kind and place:
                quotes.add(Quote(kind[1], int(place[1]), int(place[2])))
        elif isinstance(quad.object, Literal):
            if quad.predicate in _DAYS:
                days.add(_days_of(quad.object.value))
            elif quad.predicate in (terms.DCAT_startDate, terms.DCAT_endDate):
                periods[str(quad.subject)][quad.predicate] = quad.object.value
    for period in periods.values():
        begin, end = period.get(terms.DCAT_startDate), period.get(terms.DCAT_endDate)
        days |= {(begin or end or "", end or begin or "")} | {(day, day) for day in (begin, end) if day}
    return Said(tuple(sorted(quotes, key=lambda quote: (quote.start, quote.end, quote.kind))), frozenset(days))


def _days_of(edtf: str) -> tuple[str, str]:
    """The first and last day of a year, month or day."""
    parts = [int(part) for part in edtf.split("-")]
    if len(parts) == 3:
        return edtf, edtf
    year, month = parts[0], parts[1] if len(parts) == 2 else 0
    return date(year, month or 1, 1).isoformat(), last_of_month(year, month or 12).isoformat()


def of_document(document: Document, published: str | None, facts: Said) -> Residue:
    """What the facts of a document leave over; `published` is its day in ISO form, None where it has none."""
    reading = read(document)
    return residue(reading, sections(reading), date.fromisoformat(published) if published else None, facts)


def residue(reading: Reading, parts: Sequence[Part], published: date | None, facts: Said) -> Residue:
    """What the facts of a document leave over; `reading`, `parts` and `published` are the document's, as it is read."""
    figures = _Covered(reading, [quote for quote in facts.quotes if quote.kind in _WITH_FIGURES])
    others = _Covered(reading, facts.quotes)
    items = Items(reading, parts, published)
    found = [(item, (figures if item.kind == FIGURE else others).holds(item.span) or item.days in facts.days) for item in items]
    told = {_plain(item) for item, covered in found if covered}
    left = [item for item, covered in found if not covered and not _retold(item, told, others)]
    kept = [item for item in left if not item.apart]
    covered = sum(not item.apart for item, _ in found) - len(kept)
    grouped = sorted(_tables_as_one(kept, items, figures), key=lambda item: (item.span.start, item.span.end))
    return Residue(tuple(grouped), covered, len(left) - len(kept))


def _retold(item: Item, told: Set[tuple[str, str]], covered: _Covered) -> bool:
    """Whether an item repeats what is covered: the same figure with its unit, a name or a part of it. A bare number repeats nothing."""
    if item.kind in (NAME, OTHER):
        return covered.names(item.text)
    return not re.fullmatch(r"[\d.,\s]+", item.text) and _plain(item) in told


def _plain(item: Item) -> tuple[str, str]:
    return item.kind, re.sub(r"[\s,]+", "", item.text).casefold()


def _tables_as_one(items: list[Item], within: Items, figures: _Covered) -> Iterator[Item]:
    """The items, the figures of a table of which none is covered as one."""
    for table, group in groupby(items, key=lambda item: within.table_at(item.span)):
        together = list(group)
        numbers = sum(item.kind == FIGURE for item in together)
        if table is None or numbers < _FEWEST or any(map(figures.holds, within.figures_of(table))):
            yield from together
        else:
            yield within.as_one(table, numbers)
            yield from (item for item in together if item.kind != FIGURE)


# ---- what is covered


class _Covered:
    """The stretches of a text that some quotes cover, and the words in them."""

    def __init__(self, reading: Reading, quoted: Iterable[Quote]) -> None:
        self.text = reading.document.text
        self.runs: list[list[int]] = []
        for quote in sorted(quoted, key=lambda quote: (quote.start, quote.end)):
            if self.runs and quote.start <= self.runs[-1][1]:
                self.runs[-1][1] = max(self.runs[-1][1], quote.end)
            else:
                self.runs.append([quote.start, quote.end])
        self.starts = [run[0] for run in self.runs]

    def holds(self, span: Span) -> bool:
        """Whether a quote covers a span whole."""
        at = bisect_right(self.starts, span.start) - 1
        return at >= 0 and self.runs[at][1] >= span.end

    @cached_property
    def _runs_with(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = defaultdict(set)
        for number, (start, end) in enumerate(self.runs):
            for word in _words(self.text[start:end]):
                found[word].add(number)
        return found

    def names(self, name: str) -> bool:
        """Whether all words of a name stand in one of the stretches, or those of each part of "President of Acme Gold and Chair"."""
        return self._has(name) or all(map(self._has, re.split(r" (?:of|and|&) ", name)))

    def _has(self, name: str) -> bool:
        words = [word for word in _words(bare_person(name)) if len(word) > 1]
        return bool(words) and bool(set.intersection(*(self._runs_with.get(word, set()) for word in words)))


def _words(text: str) -> list[str]:
    return [re.sub(r"['’]s?$", "", word) for word in re.findall(r"[^\W_][\w'’-]*", text.casefold())]
