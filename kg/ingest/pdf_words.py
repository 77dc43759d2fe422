"""What stands on a page of a PDF, as pdfium tells it: lines that are set evenly, and the words of all others with their boxes.

A character's box costs a call, so only the first and the last of a line are asked for, all of a page in one go, and where those do not tell how the
line is set, the first and the last of each of its words; where those differ in size, or a number hangs on a word, each is asked for, since a raised
mark may stand there. Letters that stand upright on a page have boxes of the font's own height, and those of a word stand on one line; of others the
angle is asked for.
"""

from __future__ import annotations

import ctypes
import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter
from typing import Any

import pypdfium2.raw as pdfium

from kg.ingest.pdf_calls import Buffer, Handle, angle_of, argument, code_of, object_of, size_of, text_of, tight_box
from kg.ingest.pdf_measured import Boxes, Spans
from kg.ingest.pdf_pieces import SPELLED_OUT, WORD, Ink, Measured, Piece
from kg.ingest.pdf_widths import Fonts, Level, readable

MAX_CHARACTERS = 300_000  # of one page; the fullest page of a report has some 15,000
_LINE = re.compile(r"[^\s\x02\ufffe\u00ad](?:[^\r\n\x02\ufffe\u00ad]*[^\s\x02\ufffe\u00ad])?[\x02\ufffe\u00ad]?")
_MARKED = re.compile(r"\d{1,2}[.,;:)\u2019\u201d]{1,2}(?!\S)")
# Of a height: what the ends of a line may differ by, if it was drawn at several times, or at once: then it is in one font on one base line, and what
# differs is the shape of its letters.
_LEVEL = (0.004, 0.3)
_OTHER_SIZE = 0.16  # of a height: less is the shape of a letter, in fonts that do not tell their height


@dataclass(frozen=True)
class Page:
    """The words and even lines of a page in the order of its file, turned upright where the page is written sideways: by `turned` quarters against
    the clock. `characters` counts what the page holds, blanks included; `too_full` says that the page holds more characters than are read."""

    words: list[Ink | Piece]
    turned: int = 0
    characters: int = 0
    too_full: bool = False


def turned_by(left: float, bottom: float, right: float, top: float, quarters: int) -> tuple[float, float, float, float]:
    """A box turned by so many quarters against the clock."""
    for _ in range(quarters):
        left, bottom, right, top = -top, left, -bottom, right
    return left, bottom, right, top


class PageText:
    """The text of an open page. Buffers are kept from page to page."""

    def __init__(self) -> None:
        self._boxes = Buffer(512)
        self._text = ctypes.create_string_buffer(16_384)
        self._fonts = Fonts(self._boxes)
        self._handle: Handle = None

    def words(self, handle: Handle, paper: tuple[float, float, float, float]) -> Page:
        """What stands on the paper of a text page."""
        self._handle = handle
        size = size_of(handle)
        if size <= 0:
            return Page([])
        text = self._fonts.turn_to(handle, self._written(handle))
        lines, rest = self._lines(text, paper)
        measured, words, aside = self._upright(text, rest, paper)
        lines += measured
        turned = 0
        if aside and len(aside) > len(words) + sum([line.count for line in lines]):
            turned = self._quarters(aside)
            words, lines = (list(self._sideways(text, aside, turned)), []) if turned else (words, lines)
        low, floor, high, ceiling = turned_by(*paper, (4 - turned) % 4)
        words = [word for word in words if word.right > low and word.left < high and word.top > floor and word.bottom < ceiling]
        found: list[Ink | Piece] = sorted([*lines, *words], key=attrgetter("at")) if lines else list(words)
        return Page(found, turned, len(text), size > MAX_CHARACTERS)

    def is_bold(self, at: int) -> bool:
        """Whether a character's font is a bold one, by its name."""
        return self._fonts.is_bold(at)

    def characters(self, handle: Handle) -> str:
        """The characters of a text page, one for each number, up to as many as are read; what is no character is marked as such."""
        return readable(self._written(handle))

    def _written(self, handle: Handle) -> str:
        """The characters of a text page as they are."""
        count = min(size_of(handle), MAX_CHARACTERS)
        if 2 * count + 2 > len(self._text):
            self._text = ctypes.create_string_buffer(2 * count + 2)
        written = text_of(handle, 0, count, argument(ctypes.addressof(self._text))) - 1
        text = ctypes.string_at(self._text, 2 * written).decode("utf-16-le", "replace") if written > 0 else ""
        if len(text) != count:  # pdfium leaves characters out, or some take two units
            codes = map(code_of, repeat(handle), range(count))
            text = "".join(chr(code) if 0 <= code < 0x110000 else "\ufffd" for code in codes)
        return text

    def _lines(self, text: str, paper: tuple[float, float, float, float]) -> tuple[list[Piece], list[tuple[int, int, bool]]]:
        """The lines that are set evenly and stand on the paper whole, and from where to where the others go, with whether those stand there, too, and
        were drawn at once, so that they are in one font on one base line."""
        lines: list[Piece] = []
        rest: list[tuple[int, int, bool]] = []
        spans = list(map(re.Match.span, _LINE.finditer(text)))
        ends = [at for at, _ in spans] + [to - 1 for _, to in spans]
        sides = self._boxes.loose(self._handle, ends)
        last = sides[4 * len(spans) :]
        drawn = list(map(object_of, repeat(self._handle), ends))
        low, floor, high, ceiling = (max(-20_000.0, min(side, 20_000.0)) for side in paper)
        level: list[Level] = []
        is_plain = self._fonts.is_plain  # a line without a blank is a word
        for (at, to), left, top, inner, bottom, last_top, right, last_bottom, begun, ended in zip(
            spans, sides[::4], sides[1::4], sides[2::4], sides[3::4], last[1::4], last[2::4], last[3::4], drawn, drawn[len(spans) :], strict=False
        ):
            height = top - bottom
            near = _LEVEL[begun == ended] * height
            is_level = -near <= bottom - last_bottom <= near and -near <= top - last_top <= near and low < left < inner < right < high
            if not (is_level and floor < bottom and top < ceiling and 0.1 < height < 2000):
                rest.append((at, to, False))
            elif text.find(" ", at, to) > 0:
                level.append((at, to, left, bottom, right, top, begun, ended))
            elif begun == ended and is_plain and to > at + 1:
                bold = self._fonts.is_bold(at, begun)
                lines.append(Piece(left, bottom, right, top, at, to, text[at:to], 1, bold, Measured(((at, to),), (left,), (right,))))
            else:
                rest.append((at, to, begun == ended))
        for line, piece in zip(level, self._fonts.even_lines(level), strict=True):
            if piece is not None:
                lines.append(piece)
            else:
                rest.append((line[0], line[1], line[6] == line[7]))
        rest.sort()
        return lines, rest

    def boxes_of(self, handle: Handle, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[float, float, float, float]]:
        """The boxes of upright words of a page, by their first and last characters: left, bottom, right, top."""
        sides = self._boxes.loose(handle, [start for start, _ in spans] + [end - 1 for _, end in spans])
        ends = sides[4 * len(spans) :]
        return zip(sides[::4], sides[3::4], ends[2::4], sides[1::4], strict=False)

    def _upright(
        self, text: str, lines: Sequence[tuple[int, int, bool]], paper: tuple[float, float, float, float]
    ) -> tuple[list[Piece], list[Ink], list[tuple[int, int]]]:
        """The pieces of lines whose words stand on one base line, the upright words of others, and where those begin and end that do not stand
        upright. A word that climbs or falls is none of the text."""
        spans = [list(map(re.Match.span, WORD.finditer(text, start, end))) for start, end, _ in lines]
        starts = [start for words in spans for start, _ in words]
        pieces: list[Piece] = []
        words: list[Ink] = []
        aside: list[tuple[int, int]] = []
        if not starts:
            return pieces, words, aside
        boxes = Boxes(self._boxes.loose(self._handle, starts + [end - 1 for words in spans for _, end in words]))
        marked = _marked(text, [(start, end) for start, end, is_one in lines if not is_one], starts)
        written = text if self._fonts.is_plain else text.translate(SPELLED_OUT)
        begin = 0
        for line, (start, end, is_one) in zip(spans, lines, strict=True):
            found: list[Piece] = []
            if is_one and end > start + 1:
                found = boxes.of_one(written, line, begin, self._fonts.is_bold)
            if not found and not (marked and any(start in marked for start, _ in line)) and self._is_upright(line):
                found = boxes.pieces(written, line, begin, paper, self._fonts.is_bold)
            if found:
                pieces += found
            else:
                self._one_by_one(text, line, boxes, begin, marked, words, aside)
            begin += len(line)
        return pieces, words, aside

    def _is_upright(self, line: Spans) -> bool:
        """Whether words stand upright if they stand on one base line: those of several characters do."""
        return any(end - start > 1 for start, end in line) or math.cos(angle_of(self._handle, line[0][0])) >= 0.99

    def _one_by_one(self, text: str, line: Spans, boxes: Boxes, begin: int, marked: set[int], words: list[Ink], aside: list[tuple[int, int]]) -> None:
        """Adds the words of a line to `words`, or to `aside` where they do not stand upright."""
        for number, (start, end) in enumerate(line, begin):
            left, top, right, bottom = boxes.lefts[number], boxes.tops[number], boxes.first_rights[number], boxes.bottoms[number]
            last_top, last_right, last_bottom = boxes.last_tops[number], boxes.rights[number], boxes.last_bottoms[number]
            height = top - bottom
            word = text[start:end].translate(SPELLED_OUT)
            in_bounds = min(left, bottom) > -20_000 and max(right, top) < 20_000
            if not (in_bounds and right - left > 0.01 and 0.1 < height < 2000 and right <= last_right):
                aside.append((start, end - 1))
            elif start < end - 1 and top == last_top and bottom == last_bottom and start not in marked:
                words.append(Ink(word, left, bottom, last_right, top, False, start))
            elif math.cos(angle_of(self._handle, start)) < 0.99:
                aside.append((start, end - 1))
            elif abs(last_top - last_bottom - height) > _OTHER_SIZE * height or start in marked:
                words += self._parts(text, start, end - 1)
            elif abs(last_bottom - bottom) < 0.25 * height:
                words.append(Ink(word, left, bottom, last_right, max(top, last_top), False, start))

    def _parts(self, text: str, start: int, end: int) -> Iterator[Ink]:
        """A word in parts of one size each."""
        boxes = self._boxes.loose(self._handle, range(start, end + 1))
        begun, size = 0, boxes[1] - boxes[3]
        for index in range(1, end - start + 2):
            height = boxes[4 * index + 1] - boxes[4 * index + 3] if index <= end - start else 0.0
            if abs(height - size) <= _OTHER_SIZE * size:
                continue
            left, top, _, bottom = boxes[4 * begun : 4 * begun + 4]
            right = boxes[4 * index - 2]
            if right > left and top > bottom:
                yield Ink(text[start + begun : start + index].translate(SPELLED_OUT), left, bottom, right, top, begun > 0, start + begun)
            begun, size = index, height

    # ---- pages written sideways

    def _quarters(self, words: Sequence[tuple[int, int]]) -> int:
        """How many quarters most of the words are turned against the clock."""
        found: Counter[int] = Counter(-round(angle_of(self._handle, start) / (math.pi / 2)) % 4 for start, _ in words)  # told clockwise
        return max(found, key=lambda quarters: (found[quarters], -quarters))

    def _sideways(self, text: str, words: Sequence[tuple[int, int]], turned: int) -> Iterator[Ink]:
        """The words as they stand once the page is turned upright: on their base line, as high as their font."""
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix = pdfium.FS_MATRIX()
        for start, end in words:
            first, last = tight_box(self._handle, start), tight_box(self._handle, end)
            pdfium.FPDFText_GetCharOrigin(self._raw, start, x, y)
            pdfium.FPDFText_GetMatrix(self._raw, start, matrix)
            size = pdfium.FPDFText_GetFontSize(self._raw, start) * math.hypot(matrix.a, matrix.b)
            if not (0.1 < size < 2000 and all(abs(side) < 20_000 for side in (*first, *last, x.value, y.value))):
                continue
            back = (4 - turned) % 4
            left, base, _, _ = turned_by(x.value, y.value, x.value, y.value, back)
            right = max(turned_by(*first, back)[2], turned_by(*last, back)[2])
            if right > left:
                yield Ink(text[start : end + 1].translate(SPELLED_OUT), left, base - 0.2 * size, right, base + 0.8 * size, False, start)

    @property
    def _raw(self) -> Any:
        return ctypes.cast(self._handle, pdfium.FPDF_TEXTPAGE)


def _marked(text: str, lines: Spans, starts: Sequence[int]) -> set[int]:
    """Where the words of lines begin on which a number hangs."""
    marks = [found.start() for start, end in lines for found in _MARKED.finditer(text, start, end) if text[found.start() - 1].isalpha()]
    return {starts[bisect_right(starts, at) - 1] for at in marks}
