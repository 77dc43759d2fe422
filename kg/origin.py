"""Where the characters of a document stand in the file it was read from.

A text file is its own text. Of a web page, a filing or a word processor's file the text is put together from runs of the source, and of a PDF
from words on pages; archives and mails hold the source as a member. An Origin keeps that map, so that any span of the text finds its place.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, NamedTuple

WHOLE = "text/plain"


@dataclass(frozen=True, order=True)
class Run:
    """Characters `start` to `end` of the text come from characters `at` to `to` of the source: one for one where both are equally long,
    else the whole from the whole, as an entity or a blank that stands for several."""

    start: int
    end: int
    at: int
    to: int


class Word(NamedTuple):
    """Characters `start` to `end` of the text stand on a page, counted from 1, in a box in points from the page's lower left corner."""

    start: int
    end: int
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Place:
    """Where a span stands in the original file: the members to open, one inside the other, then characters `start` to `end` of the last one's
    decoded source, whose line and column count from 1, or the boxes on the pages. None where the text stands nowhere in the file."""

    members: tuple[str, ...] = ()
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class Origin:
    """How a text came from its file: media type of the source, the members that lead to it, and either runs, with the offsets at which the
    source's lines begin (but the first), or words. Neither: the text is the decoded source itself.

    The first `lead` characters are lines of a filing's header or of a file beside the source, apart from the text of the document. `beside`
    names the file that states what stands in the text and not in the source."""

    media: str = WHOLE
    members: tuple[str, ...] = ()
    runs: tuple[Run, ...] = ()
    breaks: tuple[int, ...] = ()
    words: Sequence[Word] = ()
    lead: int = 0
    beside: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether the text is the source, character for character."""
        return not self.runs and not self.words

    def place(self, text: str, start: int, end: int) -> Place:
        """Where characters `start` to `end` of the text stand in the file."""
        if self.beside and not (self._words(start, end) or self._runs(start, end)):
            return Place((self.beside,))
        if self.words:
            return Place(self.members, boxes=tuple(_boxes(self._words(start, end))))
        if not self.runs:
            line_start = text.rfind("\n", 0, start) + 1
            return Place(self.members, start, end, text.count("\n", 0, start) + 1, start - line_start + 1)
        runs = self._runs(start, end)
        if not runs:
            return Place(self.members)
        # Of runs that stand in another order in the source (a day put first, cells of inner tables), the stretch that holds them all.
        at = min(run.at + (max(start - run.start, 0) if _is_exact(run) else 0) for run in runs)
        to = max(run.to - (max(run.end - end, 0) if _is_exact(run) else 0) for run in runs)
        line = bisect_right(self.breaks, at)
        return Place(self.members, at, to, line + 1, at - (self.breaks[line - 1] if line else 0) + 1)

    def _runs(self, start: int, end: int) -> Sequence[Run]:
        low = bisect_right(self.runs, start, key=lambda run: run.end)
        return self.runs[low : bisect_left(self.runs, end, key=lambda run: run.start)]

    def _words(self, start: int, end: int) -> Sequence[Word]:
        low = bisect_right(self.words, start, key=lambda word: word.end)
        return self.words[low : bisect_left(self.words, end, key=lambda word: word.start)]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, the maps as flat lists of numbers."""
        return {
            "media": self.media,
            "members": list(self.members),
            "runs": list(chain.from_iterable((run.start, run.end, run.at, run.to) for run in self.runs)),
            "breaks": list(self.breaks),
            "words": list(chain.from_iterable(self.words)),
            "lead": self.lead,
            "beside": self.beside,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Origin:
        """What `to_json` wrote; ValueError, KeyError or TypeError for anything else."""
        runs = tuple(Run(*four) for four in _in_groups(value["runs"], 4))
        words = tuple(map(Word._make, _in_groups(value["words"], 7)))
        return cls(value["media"], tuple(value["members"]), runs, tuple(value["breaks"]), words, value.get("lead", 0), value.get("beside", ""))


def _in_groups(numbers: list[Any], size: int) -> Iterator[tuple[Any, ...]]:
    return zip(*[iter(numbers)] * size, strict=True)


def _is_exact(run: Run) -> bool:
    return run.end - run.start == run.to - run.at


def _boxes(words: Iterable[Word]) -> Iterator[Box]:
    """One box a line of words: those that follow one another on a page and overlap in height."""
    box: Box | None = None
    for word in words:
        if box and word.page == box.page and word.left >= box.left and _overlap(word, box):
            box = Box(box.page, box.left, min(box.bottom, word.bottom), max(box.right, word.right), max(box.top, word.top))
            continue
        if box:
            yield box
        box = Box(word.page, word.left, word.bottom, word.right, word.top)
    if box:
        yield box


def _overlap(word: Word, box: Box) -> bool:
    shared = min(word.top, box.top) - max(word.bottom, box.bottom)
    return shared > 0.5 * min(word.top - word.bottom, box.top - box.bottom)


class Transcript:
    """A text put together from runs of a source, in the order of the text:

    page = Transcript()
    page.copy("North", 17)             # characters 17 to 22 of the source
    page.copy("&", 22, 27)             # for "&amp;"
    page.add("\\n")                     # in no source
    page.text(), page.runs()
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[Run] = []
        self._start = self._at = self._to = 0  # the last run, which may go on; it ends where the text does
        self.length = 0

    def copy(self, text: str, at: int, to: int | None = None) -> None:
        """Text that stands in the source from `at`, up to `to` where it is not spelled alike."""
        size = len(text)
        if not size:
            return
        if to is None:
            to = at + size
        goes_on = at == self._to and to - at == size and self._to - self._at == self.length - self._start
        if not goes_on or self._start == self.length:
            self._end_run()
            self._start, self._at = self.length, at
        self._to = to
        self._pieces.append(text)
        self.length += size

    def add(self, text: str) -> None:
        """Text of the reader's own."""
        if text:
            self._end_run()
            self._pieces.append(text)
            self.length += len(text)
            self._start = self.length

    def _end_run(self) -> None:
        if self._start < self.length:
            self._runs.append(Run(self._start, self.length, self._at, self._to))
            self._start = self.length

    def splice(self, other: Transcript, offset: int, begin: int = 0, end: int | None = None) -> None:
        """Another transcript, of a part of the source that begins at `offset`; what of its text stands from `begin` on, up to `end`."""
        at, text = begin, other.text()[:end]
        for run in other.runs():
            if run.end <= begin or run.start >= len(text):
                continue
            cut, over = max(begin - run.start, 0), max(run.end - len(text), 0)
            self.add(text[at : run.start])
            exact = _is_exact(run)
            self.copy(text[run.start + cut : run.end], run.at + (cut if exact else 0) + offset, run.to - (over if exact else 0) + offset)
            at = run.end
        self.add(text[at:])

    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    def runs(self) -> tuple[Run, ...]:
        """Its runs, in order."""
        self._end_run()
        return tuple(self._runs)


def line_breaks(source: str) -> tuple[int, ...]:
    """The offsets at which the lines of a source begin, but the first."""
    found, at = [], source.find("\n")
    while at >= 0:
        found.append(at + 1)
        at = source.find("\n", at + 1)
    return tuple(found)
