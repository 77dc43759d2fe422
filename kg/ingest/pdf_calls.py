"""pdfium's functions, called with plain addresses, which takes half the time that typed pointers do, and with buffers that are kept."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, NoReturn

import pypdfium2.raw as pdfium

from kg.errors import UnreadableDocument


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """The handle of a file while it is open; UnreadableDocument where it cannot be, or has no page."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    try:
        if pages_of(document) < 1:
            _refuse(pdfium.FPDF_GetLastError())
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _refuse(error: int) -> NoReturn:
    if error == pdfium.FPDF_ERR_PASSWORD:
        raise UnreadableDocument("an encrypted PDF; save it without its password first")
    if error == pdfium.FPDF_ERR_SECURITY:
        raise UnreadableDocument("a PDF encrypted in a way that is not known; save it without encryption first")
    raise UnreadableDocument("a damaged PDF that cannot be opened; save it again, or print it to a new PDF")


def pages_of(document: Any) -> int:
    """How many pages an open file has."""
    found: int = pdfium.FPDF_GetPageCount(document)
    return found


@contextmanager
def text_page(document: Any, index: int) -> Iterator[tuple[pdfium.FPDF_PAGE, int] | None]:
    """A page of an open file and the handle of its text, by its number from 0, while they are open; None where it cannot be read."""
    page = pdfium.FPDF_LoadPage(document, index)
    letters = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield (page, ctypes.cast(letters, ctypes.c_void_p).value or 0) if letters else None
    finally:
        if letters:
            pdfium.FPDFText_ClosePage(letters)
        if page:
            pdfium.FPDF_ClosePage(page)


def _plain(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_address, _int = ctypes.c_void_p, ctypes.c_int
size_of = _plain(pdfium.FPDFText_CountChars, _int, _address)
text_of = _plain(pdfium.FPDFText_GetText, _int, _address, _int, _int, _address)
code_of = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _address, _int)
angle_of = _plain(pdfium.FPDFText_GetCharAngle, ctypes.c_float, _address, _int)
object_of = _plain(pdfium.FPDFText_GetTextObject, _address, _address, _int)  # what was drawn at once
font_of = _plain(pdfium.FPDFTextObj_GetFont, _address, _address)
font_name = _plain(pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, _address, _int, _address, ctypes.c_ulong, _address)
_loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _int, _address, _int, _address)
_count_boxes = _plain(pdfium.FPDFText_CountRects, _int, _address, _int, _int)
_box_of_run = _plain(pdfium.FPDFText_GetRect, _int, _address, _int, *[_address] * 4)


class Buffer:
    """Room for boxes that grows with need: pdfium writes each box, left, top, right and bottom, to an address of its own."""

    def __init__(self, size: int) -> None:
        self._grow(size)
        self._sides = array("d", bytes(32))
        begin = self._sides.buffer_info()[0]
        self._side_addresses = tuple(range(begin, begin + 32, 8))

    def _grow(self, size: int) -> None:
        self._room = ctypes.create_string_buffer(16 * size)
        begin = ctypes.addressof(self._room)
        self._view = memoryview(self._room).cast("B")
        self._floats: Any = self._view.cast("f")
        self._addresses = range(begin, begin + 16 * size, 16)

    def loose(self, handle: int, characters: Sequence[int]) -> list[float]:
        """The boxes of characters, in the font's height, one after another; none but zeros where pdfium has none."""
        size = len(characters)
        if size > len(self._addresses):
            self._grow(2 * size)
        done = list(map(_loose_box, repeat(handle), characters, self._addresses))
        found: list[float] = self._floats[: 4 * size].tolist()
        if not all(done):  # pdfium left those as they were
            for index in (index for index, was in enumerate(done) if not was):
                found[4 * index : 4 * index + 4] = [0.0] * 4
        return found

    def lefts(self, handle: int, characters: Sequence[int]) -> list[float]:
        """Where a few characters begin."""
        size = len(characters)
        list(map(_loose_box, repeat(handle), characters, self._addresses))
        found: list[float] = self._floats[: 4 * size : 4].tolist()
        return found

    def runs(self, handle: int, at: int, count: int, most: int) -> list[tuple[float, ...]]:
        """The box of the ink of each run of characters that was drawn at once: left, top, right, bottom; empty for more than `most` runs."""
        size = _count_boxes(handle, at, count)
        found = []
        for index in range(size if size <= most else 0):
            _box_of_run(handle, index, *self._side_addresses)
            found.append(tuple(self._sides))
        return found


def tight_box(handle: int, character: int) -> tuple[float, float, float, float]:
    """The box of a character's ink: left, bottom, right, top."""
    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE), character, *sides)
    left, right, bottom, top = (side.value for side in sides)
    return left, bottom, right, top
