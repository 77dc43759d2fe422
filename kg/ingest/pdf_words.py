"""The words on a page of a PDF with their boxes, as pdfium tells them.

A character's box costs a call, so only the first and the last of a word are asked for, all of a page in one go; where the two differ in size, or a
number hangs on a word, each is asked for, since a raised mark may stand there. Letters that stand upright on a page have boxes of the font's own
height, and those of a word stand on one line; of others the angle is asked for.
"""

from __future__ import annotations

import ctypes
import math
import re
from array import array
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

MAX_CHARACTERS = 300_000  # of one page; the fullest page of a report has some 15,000
_WORD = re.compile(r"[^\s\x02\ufffe\u00ad]+[\x02\ufffe\u00ad]?")
_ODD = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1b\x7f\ud800-\udfff\uffff]")
_MARKED = re.compile(r"\d{1,2}[.,;:)\u2019\u201d]{1,2}(?!\S)")
_SPELLED_OUT = str.maketrans(
    {
        "\x02": "-",
        "\ufffe": "-",
        "\u00ad": "-",
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\ufb05": "st",
        "\ufb06": "st",
    }
)
_TO_SPELL_OUT = re.compile("[\x02\ufffe\u00ad\ufb00-\ufb06]")
_OTHER_SIZE = 0.16  # of a height: less is the shape of a letter, in fonts that do not tell their height


class Ink(NamedTuple):
    """A word, or a part of one that is set in another size, and its box, in points. `glued`: no blank stands before it. `at` is the number of its
    first character on the page, which tells its font."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    glued: bool
    at: int


@dataclass(frozen=True)
class Page:
    """The words of a page in the order of its file, turned upright where the page is written sideways: by `turned` quarters against the clock.
    `characters` counts what the page holds, blanks included; `too_full` says that the page holds more characters than are read."""

    words: list[Ink]
    turned: int = 0
    characters: int = 0
    too_full: bool = False

    def on_paper(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """A box as it stands on the page."""
        return _turned(left, bottom, right, top, self.turned)


def _turned(left: float, bottom: float, right: float, top: float, quarters: int) -> tuple[float, float, float, float]:
    for _ in range(quarters):
        left, bottom, right, top = -top, left, -bottom, right
    return left, bottom, right, top


class PageText:
    """The text of an open page. Buffers are kept from page to page."""

    def __init__(self) -> None:
        self._boxes = _Buffer(4096)
        self._text = ctypes.create_string_buffer(16_384)
        self._name = ctypes.create_string_buffer(128)
        self._bold: dict[bytes, bool] = {}
        self._handle = 0

    def words(self, handle: int, paper: tuple[float, float, float, float]) -> Page:
        """The words of a text page that stand on the paper."""
        self._handle = handle
        size = _size(handle)
        if size <= 0:
            return Page([])
        text = self._characters(min(size, MAX_CHARACTERS))
        spans = [found.span() for found in _WORD.finditer(text)]
        if not spans:
            return Page([])
        starts, ends = [start for start, _ in spans], [end - 1 for _, end in spans]
        texts = _WORD.findall(text)
        if _TO_SPELL_OUT.search(text):
            texts = [word.translate(_SPELLED_OUT) for word in texts]
        boxes = self._boxes.loose(handle, starts + ends)
        first, last = boxes[: 4 * len(starts)], boxes[4 * len(starts) :]
        marked = {starts[bisect_right(starts, found.start()) - 1] for found in _MARKED.finditer(text) if text[found.start() - 1].isalpha()}
        words, aside = self._upright(text, texts, starts, ends, first, last, marked)
        turned = 0
        if len(aside) > len(words):
            turned = self._quarters(aside)
            words = list(self._sideways(text, aside, turned)) if turned else words
        low, floor, high, ceiling = _turned(*paper, (4 - turned) % 4)
        if turned or not (min(last[2::4]) > low and max(first[::4]) < high and min(first[1::4]) > floor and max(first[3::4]) < ceiling):
            words = [word for word in words if word.right > low and word.left < high and word.top > floor and word.bottom < ceiling]
        return Page(words, turned, len(text), size > MAX_CHARACTERS)

    def is_bold(self, at: int) -> bool:
        """Whether a character's font is a bold one, by its name."""
        _font(self._handle, at, ctypes.addressof(self._name), 128, None)
        name = self._name.value
        found = self._bold.get(name)
        if found is None:
            found = self._bold[name] = re.search(rb"bold|black|heavy|semib|demi", name, re.IGNORECASE) is not None
        return found

    def _characters(self, count: int) -> str:
        """The page's characters, one for each number."""
        if 2 * count + 2 > len(self._text):
            self._text = ctypes.create_string_buffer(2 * count + 2)
        written = _text(self._handle, 0, count, ctypes.addressof(self._text)) - 1
        text = self._text.raw[: 2 * written].decode("utf-16-le", "replace") if written > 0 else ""
        if len(text) != count:  # pdfium leaves characters out, or some take two units
            codes = map(_code, repeat(self._handle), range(count))
            text = "".join(chr(code) if 0 <= code < 0x110000 else "\ufffd" for code in codes)
        return _ODD.sub("\ufffd", text)

    def _upright(
        self,
        text: str,
        texts: Sequence[str],
        starts: Sequence[int],
        ends: Sequence[int],
        first: Sequence[float],
        last: Sequence[float],
        marked: set[int],
    ) -> tuple[list[Ink], list[tuple[int, int]]]:
        """The words that stand upright, and where those begin and end that do not. A word that climbs or falls is none of the text."""
        words: list[Ink] = []
        keep = words.append
        aside: list[tuple[int, int]] = []
        boxes = zip(texts, starts, ends, first[::4], first[1::4], first[2::4], first[3::4], last[1::4], last[2::4], last[3::4], strict=True)
        for word, start, end, left, top, right, bottom, last_top, last_right, last_bottom in boxes:
            height = top - bottom
            if not (right - left > 0.01 and 0.1 < height < 2000 and -20_000 < left < right <= last_right < 20_000 and -20_000 < bottom < 20_000):
                aside.append((start, end))
            elif start < end and top == last_top and bottom == last_bottom and start not in marked:
                keep(Ink(word, left, bottom, last_right, top, False, start))
            elif math.cos(_angle(self._handle, start)) < 0.99:
                aside.append((start, end))
            elif abs(last_top - last_bottom - height) > _OTHER_SIZE * height or start in marked:
                words += self._parts(text, start, end)
            elif abs(last_bottom - bottom) < 0.25 * height:
                keep(Ink(word, left, bottom, last_right, max(top, last_top), False, start))
        return words, aside

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
                yield Ink(text[start + begun : start + index].translate(_SPELLED_OUT), left, bottom, right, top, begun > 0, start + begun)
            begun, size = index, height

    # ---- pages written sideways

    def _quarters(self, words: Sequence[tuple[int, int]]) -> int:
        """How many quarters most of the words are turned against the clock."""
        found: Counter[int] = Counter(-round(_angle(self._handle, start) / (math.pi / 2)) % 4 for start, _ in words)  # told clockwise
        return max(found, key=lambda quarters: (found[quarters], -quarters))

    def _sideways(self, text: str, words: Sequence[tuple[int, int]], turned: int) -> Iterator[Ink]:
        """The words as they stand once the page is turned upright: on their base line, as high as their font."""
        x, y = ctypes.c_double(), ctypes.c_double()
        matrix = pdfium.FS_MATRIX()
        for start, end in words:
            first, last = self._boxes.tight(self._handle, start), self._boxes.tight(self._handle, end)
            pdfium.FPDFText_GetCharOrigin(self._raw, start, x, y)
            pdfium.FPDFText_GetMatrix(self._raw, start, matrix)
            size = pdfium.FPDFText_GetFontSize(self._raw, start) * math.hypot(matrix.a, matrix.b)
            if not (0.1 < size < 2000 and all(abs(side) < 20_000 for side in (*first, *last, x.value, y.value))):
                continue
            back = (4 - turned) % 4
            left, base, _, _ = _turned(x.value, y.value, x.value, y.value, back)
            right = max(_turned(*first, back)[2], _turned(*last, back)[2])
            if right > left:
                yield Ink(text[start : end + 1].translate(_SPELLED_OUT), left, base - 0.2 * size, right, base + 0.8 * size, False, start)

    @property
    def _raw(self) -> Any:
        return ctypes.cast(self._handle, pdfium.FPDF_TEXTPAGE)


# ---- calls: pdfium's functions with plain addresses, which takes half the time that typed pointers do


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_address = ctypes.c_void_p
_size = _plain(pdfium.FPDFText_CountChars, ctypes.c_int, _address)
_text = _plain(pdfium.FPDFText_GetText, ctypes.c_int, _address, ctypes.c_int, ctypes.c_int, _address)
_code = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _address, ctypes.c_int)
_loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _address, ctypes.c_int, _address)
_angle = _plain(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _address, ctypes.c_int)
_font = _plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _address, ctypes.c_int, _address, ctypes.c_ulong, _address)


class _Buffer:
    """Room for boxes that grows with need: pdfium writes each box, left, top, right and bottom, to an address of its own."""

    def __init__(self, size: int) -> None:
        self._grow(size)

    def _grow(self, size: int) -> None:
        self._room = ctypes.create_string_buffer(16 * size)
        begin = ctypes.addressof(self._room)
        self._view = memoryview(self._room)
        self._addresses = list(range(begin, begin + 16 * size, 16))

    def loose(self, handle: int, characters: Sequence[int]) -> list[float]:
        """The boxes of characters, in the font's height, one after another."""
        size = len(characters)
        if size > len(self._addresses):
            self._grow(2 * size)
        done = list(map(_loose_box, repeat(handle), characters, self._addresses))
        found = array("f", bytes(self._view[: 16 * size]))
        if not all(done):  # pdfium left those as they were
            for index in (index for index, was in enumerate(done) if not was):
                found[4 * index : 4 * index + 4] = array("f", bytes(16))
        return found.tolist()

    def tight(self, handle: int, character: int) -> tuple[float, float, float, float]:
        """The box of a character's ink: left, bottom, right, top."""
        sides = [ctypes.c_double() for _ in range(4)]
        pdfium.FPDFText_GetCharBox(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE), character, *sides)
        left, right, bottom, top = (side.value for side in sides)
        return left, bottom, right, top
