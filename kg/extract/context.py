"""One document read once: its parts and sentences, its header, the organisations it names and which of them speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from kg.document import Document, Span
from kg.extract.organisation.issuer import issuer
from kg.extract.organisation.namings import NameAt
from kg.extract.organisation.organisations import Organisation, find_organisations
from kg.extract.site.names import Sites, find_sites
from kg.facts import Bounds, Company
from kg.ingest import edgar_covers
from kg.ingest.named_days import dated_by_name
from kg.text import reading, sections
from kg.text.fiscal import fiscal_year_end
from kg.text.header import Header, header
from kg.text.names import company_stem
from kg.text.sentences import sentences
from kg.text.tables import Table, tables

_Thing = TypeVar("_Thing")


_REPORT = 20_000  # characters
_MARKED = re.compile(r"[►▶●■◆✓➢→–•*-]")  # how a point of a list begins


@dataclass(frozen=True)
class Sentence:
    """A sentence or meant line, by offsets of the reading text, and the part it stands in."""

    start: int
    end: int
    text: str
    part: sections.Part

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading, also one that a number makes look like a point of a list ("3. PRODUCTION FOR THE YEAR"), and no point of a list
        that looks like one."""
        if self.part.block.kind == "heading":
            return _MARKED.match(self.text) is None
        return self.part.block.kind == "bullet" and self.text.isupper() and len(self.text) < 120


@dataclass(frozen=True)
class Context:
    """What every extractor shares. Offsets are those of `reading.text`; `span` turns them into spans of the document.

    `published` stands for no day of the document where it is not `dated`: `kg.extract.undated` tells what holds all the same.
    """

    document: Document
    reading: reading.Reading
    parts: tuple[sections.Part, ...]
    header: Header
    published: date
    organisations: tuple[Organisation, ...]
    issuer: Organisation
    dated: bool = True

    def span(self, start: int, end: int) -> Span:
        return self.reading.span(start, end)

    @property
    def is_report(self) -> bool:
        """Whether a document is longer than releases are: these tell of the issuer's own ground, reports also of neighbours, of careers and of what
        others found."""
        return len(self.reading.text) > _REPORT

    @property
    def today(self) -> Bounds:
        """The bounds of a state that holds on the day of publication."""
        return Bounds(latest_begin=self.published, earliest_end=self.published)

    @cached_property
    def _once(self) -> dict[object, tuple[Any, ...]]:
        return {}

    def once(self, finder: Callable[[Context], Iterable[_Thing]]) -> tuple[_Thing, ...]:
        """What an extractor, or any other finder, finds here; found once however many ask."""
        if finder not in self._once:
            self._once[finder] = tuple(finder(self))
        return self._once[finder]

    @cached_property
    def telling(self) -> tuple[sections.Part, ...]:
        """The parts that state facts: all but the boilerplate."""
        return tuple(part for part in self.parts if part.section != sections.BOILERPLATE)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the telling parts, in order."""
        return tuple(tables(self.reading, self.telling))

    @cached_property
    def _tabled(self) -> tuple[list[int], list[int]]:
        spans = sorted((table.start, table.end) for table in self.tables)
        return [start for start, _ in spans], [end for _, end in spans]

    def in_table(self, at: int) -> bool:
        """Whether an offset lies in a table, be its cells in rows or one on a line."""
        starts, ends = self._tabled
        index = bisect_right(starts, at) - 1
        return index >= 0 and at < ends[index]

    @property
    def title_words(self) -> str:
        """The words of the title as the reading text has them; none where there is no title."""
        title = self.header.title
        return self.reading.text[title.start : title.end] if title else ""

    @cached_property
    def year_end(self) -> int | None:
        """The month that ends the fiscal year, where the text tells it."""
        return fiscal_year_end(self.reading.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the telling parts, in order; a row of a table is one."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        for part in self.telling:
            for start, end in sentences(part.text):
                yield Sentence(part.start + start, part.start + end, part.text[start:end], part)

    @cached_property
    def sites(self) -> Sites:
        """The sites that the document names."""
        return find_sites(self)

    @cached_property
    def _namings(self) -> tuple[list[int], list[tuple[NameAt, Organisation]]]:
        pairs = sorted(((naming, org) for org in self.organisations for naming in org.namings), key=lambda pair: (pair[0].start, pair[0].end))
        return [naming.start for naming, _ in pairs], pairs

    def namings(self, start: int, end: int) -> list[tuple[NameAt, Organisation]]:
        """The organisations named between two offsets, in order."""
        starts, pairs = self._namings
        return [pair for pair in pairs[bisect_right(starts, start - 1) :][:200] if pair[0].start < end and pair[0].end <= end]

    def names_issuer(self, start: int, end: int) -> bool:
        """Whether the issuer is named between two offsets."""
        return any(org is self.issuer for _, org in self.namings(start, end))

    def names_others(self, start: int, end: int) -> bool:
        """Whether an organisation other than the issuer is named between two offsets."""
        return any(org is not self.issuer for _, org in self.namings(start, end))

    def naming_before(self, at: int) -> tuple[NameAt, Organisation] | None:
        """The last organisation named before an offset."""
        starts, pairs = self._namings
        index = bisect_right(starts, at - 1) - 1
        return pairs[index] if index >= 0 else None

    @cached_property
    def _by_stem(self) -> dict[str, Organisation]:
        known: dict[str, Organisation] = {}
        for org in self.organisations:
            for form in (org.name, *org.aliases, *org.former):
                known.setdefault(company_stem(form), org)
        return known

    def is_dateline(self, start: int, end: int) -> bool:
        """Whether offsets of the reading text lie on the day of the dateline, which dates the document and nothing that its sentence tells."""
        day = self.header.published_at
        return day is not None and start < day.end and day.start < end

    def organisation(self, name: str) -> Organisation | None:
        """The organisation that a name means here: by its full or short name, by alias, by "the Company", or by the one that begins so."""
        plain = re.sub(r"^the ", "", name.strip(" ,.\"'"), flags=re.IGNORECASE)
        if re.fullmatch(r"company|corporation|group|issuer|partnership|our company|its", plain, re.IGNORECASE):
            return self.issuer
        stem = company_stem(re.sub(r"'s?$", "", plain))
        if stem in self._by_stem:
            return self._by_stem[stem]
        longer = {id(org): org for key, org in self._by_stem.items() if stem and key.startswith(stem + " ")}
        return next(iter(longer.values())) if len(longer) == 1 else None

    @property
    def company(self) -> Company:
        """The issuer as an entity."""
        return self.issuer.company


_STAND_IN = date(2000, 1, 1)


def read_context(document: Document) -> Context | str:
    """The context of a document, or the reason why it can state no facts: without an issuer nothing says whose release it is."""
    text = reading.read(document)
    parts = sections.sections(text)
    head = header(parts)
    if edgar_covers.saved_form(document.text):
        head = replace(head, title=None)  # its first lines are those of the form
    published = head.published or document.beside.day
    if published is None:
        named = dated_by_name(document)
        if named:
            return read_context(named)
    organisations = find_organisations(parts)
    speaker = issuer(organisations, parts, head.title.value if head.title else "")
    if speaker is None:
        return "no company found that could have issued it"
    return Context(document, text, parts, head, published or _STAND_IN, tuple(organisations), speaker, published is not None)
