"""A Document: the text of one source, and the spans that point into it.

Offsets are code points of `Document.text`, which for a text file is the file itself, decoded and otherwise untouched (line ends
and a byte-order mark included), so a span's offsets hold in the document and in the source file alike. Of any other file the document's
origin tells where a span stands in it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from kg.origin import Origin, Place

DAY_LEAD = "Published: "  # how a reader begins the line of the day that something beside the text states
_PUBLISHED = re.compile(rf"^{DAY_LEAD}(?P<day>\d{{4}}-\d\d-\d\d)$", re.MULTILINE)
_LEAD_END = 1500  # characters in which a reader writes title and day


@dataclass(frozen=True, order=True)
class Span:
    """A half-open range of code points in a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not {self.start}..{self.end}")


@dataclass(frozen=True)
class Beside:
    """What the files beside a source state of it: its address, who published it and when; `file` is the one that states the day, `notes` are
    what could not be used of them, and why."""

    url: str = ""
    publisher: str = ""
    day: date | None = None
    file: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """One source as text.

    `name` is the file's name without its folder: a graph must not depend on where the files lay.
    `sha256` is the hex digest of the source's bytes (of the member, in an archive), from which the document's IRI comes.
    """

    text: str
    name: str
    sha256: str
    origin: Origin = field(default_factory=Origin)
    beside: Beside = field(default_factory=Beside)

    @classmethod
    def from_text(cls, text: str, name: str = "text.txt") -> Document:
        """A document that never was a file: for tests, standard input and programs."""
        return cls(text, name, hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest())

    @property
    def key(self) -> str:
        """The 16 hex digits that name the document in IRIs."""
        return self.sha256[:16]

    @property
    def stem(self) -> str:
        """The file's name without its last suffix: the document's identifier in the fact tables."""
        return PurePath(self.name).stem

    @property
    def stated_day(self) -> date | None:
        """The day of publication that the reader wrote before the story, from the head of a page, a record or a mail; None where it has none, or
        the text is the file itself."""
        found = None if self.origin.is_whole else _PUBLISHED.search(self.text, self.origin.lead, self.origin.lead + _LEAD_END)
        try:
            return date.fromisoformat(found["day"]) if found else None
        except ValueError:
            return None

    def quote(self, span: Span) -> str:
        """The exact text at a span; ValueError where the span reaches past the end."""
        if span.end > len(self.text):
            raise ValueError(f"span {span.start}..{span.end} reaches past the end of {self.name} ({len(self.text)} characters)")
        return self.text[span.start : span.end]

    def place(self, span: Span) -> Place:
        """Where a span stands in the original file."""
        return self.origin.place(self.text, span.start, span.end)
