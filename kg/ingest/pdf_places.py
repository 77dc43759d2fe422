"""Where the words of a PDF's text stand on its pages, worked out when a place is asked for: most readers of a text never do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple, overload

from kg.ingest.pdf_calls import Handle, opened, text_page
from kg.ingest.pdf_pieces import SPELLED_OUT, WORD, Ink, RoughInk
from kg.ingest.pdf_words import PageText, turned_by
from kg.origin import Word

_TRIM = 0.1  # of a box's height at either end: lines set close reach into one another's boxes


# A part of the text, by its number, that comes from a line of a page: from these words, or from all between two characters of the page where there
# are none.
Stretch = tuple[int, int, int, int, Sequence[Ink]]


class Line(NamedTuple):
    """Characters `start` to `end` of the text come from a line of a page: from these words, or from all between its characters `at` and `to`."""

    start: int
    end: int
    page: int
    at: int
    to: int
    words: Sequence[Ink]


class Words(Sequence[Word]):
    """The words of a text with their boxes, in order, from the parts it was put together of; the file is opened again for those that were not
    looked at one by one. Equal to the tuple of the same words, and pickled as that."""

    def __init__(self, data: bytes, turned: Sequence[int], sizes: Sequence[int], stretches: Sequence[Stretch]) -> None:
        """`turned` tells of each page by how many quarters it was turned, `sizes` how many characters each part of the text has."""
        self._data = data
        self._turned, self._sizes = turned, sizes
        self._stretches = stretches
        self._found: tuple[Word, ...] | None = None

    def _all(self) -> tuple[Word, ...]:
        if self._found is None:
            self._found = tuple(_placed(self._data, self._turned, _lines(self._sizes, self._stretches)))
            self._data, self._sizes, self._stretches = b"", (), ()
        return self._found

    def __bool__(self) -> bool:
        return bool(self._stretches) or bool(self._found)

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...
    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        return self._all()[index]

    def __iter__(self) -> Iterator[Word]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return self._all() == (other._all() if isinstance(other, Words) else other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __reduce__(self) -> tuple[type[tuple[Word, ...]], tuple[tuple[Word, ...]]]:
        return tuple, (self._all(),)


def _lines(sizes: Sequence[int], stretches: Sequence[Stretch]) -> Iterator[Line]:
    ends = list(accumulate(sizes))
    for part, page, at, to, words in stretches:
        yield Line(ends[part] - sizes[part], ends[part], page, at, to, words)


def _placed(data: bytes, turned: Sequence[int], lines: Iterable[Line]) -> Iterator[Word]:
    text = PageText()
    with opened(data) as document:
        for page, found in groupby(lines, key=attrgetter("page")):
            here = list(found)
            with text_page(document, page - 1) if any(map(_is_asked, here)) else nullcontext() as page_open:
                yield from _of_page(text, page_open[1] if page_open else None, here, turned[page - 1])


def _is_asked(line: Line) -> bool:
    """Whether the file is asked where the words of a line stand."""
    return not line.words or any(type(word) is RoughInk for word in line.words)


def _of_page(text: PageText, handle: Handle, lines: Sequence[Line], turned: int) -> Iterator[Word]:
    """The words of lines that follow one another in the text and stand on one page."""
    characters = text.characters(handle) if handle else ""
    told = [list(_told(line, characters)) for line in lines]
    boxes = text.boxes_of(handle, [span for words in told for _, span, ink in words if type(ink) is not Ink])
    for line, words in zip(lines, told, strict=True):
        at = line.start
        for number, (word, _, ink) in enumerate(words):
            box = ink[1:5] if type(ink) is Ink else next(boxes)
            at += number > 0 and not (ink and ink.glued)
            yield _word(at, min(at + len(word), line.end), line.page, box, turned)
            at += len(word)


def _told(line: Line, characters: str) -> Iterator[tuple[str, tuple[int, int], Ink | None]]:
    """The words of a line, each as it is spelled, from where to where it stands among the page's characters, and what is known of it."""
    for ink in line.words:
        found = WORD.match(characters, ink.at) if type(ink) is RoughInk else None
        yield ink.text, found.span() if found else (ink.at, ink.at + 1), ink
    if not line.words:
        for found in WORD.finditer(characters, line.at, line.to):
            yield found[0].translate(SPELLED_OUT), found.span(), None


def _word(start: int, end: int, page: int, box: tuple[float, float, float, float], turned: int) -> Word:
    left, bottom, right, top = box
    margin = _TRIM * (top - bottom)
    return Word(start, end, page, *turned_by(left, bottom + margin, right, top - margin, turned))
