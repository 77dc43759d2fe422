"""pdfium's functions, called with addresses that were made arguments before, which takes a quarter of the time that typed pointers do, and with
buffers that are kept."""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any, NoReturn

import pypdfium2.raw as pdfium

from kg.errors import UnreadableDocument

Handle = Any  # the address of the text of an open page, as an argument
argument = ctypes.c_void_p.from_param


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
def text_page(document: Any, index: int) -> Iterator[tuple[pdfium.FPDF_PAGE, Handle] | None]:
    """A page of an open file and the handle of its text, by its number from 0, while they are open; None where it cannot be read."""
    page = pdfium.FPDF_LoadPage(document, index)
    letters = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield (page, argument(ctypes.cast(letters, ctypes.c_void_p).value)) if letters else None
    finally:
        if letters:
            pdfium.FPDFText_ClosePage(letters)
        if page:
            pdfium.FPDF_ClosePage(page)


def _plain(function: Any, result: Any) -> Any:
    """A function that takes integers of 32 bits and addresses that are arguments, none of which are to be converted."""
    return ctypes.PYFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_address, _int = ctypes.c_void_p, ctypes.c_int
size_of = _plain(pdfium.FPDFText_CountChars, _int)
text_of = _plain(pdfium.FPDFText_GetText, _int)
code_of = _plain(pdfium.FPDFText_GetUnicode, ctypes.c_uint)
angle_of = _plain(pdfium.FPDFText_GetCharAngle, ctypes.c_float)
object_of = _plain(pdfium.FPDFText_GetTextObject, _address)  # what was drawn at once
_loose_box = _plain(pdfium.FPDFText_GetLooseCharBox, _int)
_count_boxes = _plain(pdfium.FPDFText_CountRects, _int)
_box_of_run = _plain(pdfium.FPDFText_GetRect, _int)
font_of = ctypes.PYFUNCTYPE(_address, _address)(ctypes.cast(pdfium.FPDFTextObj_GetFont, _address).value or 0)
font_name = ctypes.PYFUNCTYPE(ctypes.c_ulong, _address, _int, _address, ctypes.c_ulong, _address)(
    ctypes.cast(pdfium.FPDFText_GetFontInfo, _address).value or 0
)


class Buffer:
    """Room for boxes that grows with need: pdfium writes each box, left, top, right and bottom, to an address of its own."""

    def __init__(self, size: int) -> None:
        self._grow(size)
        self._sides = array("d", bytes(32))
        begin = self._sides.buffer_info()[0]
        self._side_addresses = [argument(begin + at) for at in (0, 8, 16, 24)]

    def _grow(self, size: int) -> None:
        self._room = ctypes.create_string_buffer(16 * size)
        self._view = memoryview(self._room).cast("B")
        self._floats: Any = self._view.cast("f")
        self._size = size
        self._addresses: list[Any] = []  # those that were asked for

    def _asked(self, handle: Handle, characters: Sequence[int]) -> list[int]:
        """Has the boxes of characters written, and tells of which there are any."""
        size = len(characters)
        if size > self._size:
            self._grow(2 * size)
        if size > len(self._addresses):
            begin = ctypes.addressof(self._room)
            self._addresses += map(argument, range(begin + 16 * len(self._addresses), begin + 16 * size, 16))
        return list(map(_loose_box, repeat(handle), characters, self._addresses))

    def loose(self, handle: Handle, characters: Sequence[int]) -> list[float]:
        """The boxes of characters, in the font's height, one after another; none but zeros where pdfium has none."""
        done = self._asked(handle, characters)
        found: list[float] = self._floats[: 4 * len(done)].tolist()
        if 0 in done:  # pdfium left those as they were
            for index in (index for index, was in enumerate(done) if not was):
                found[4 * index : 4 * index + 4] = [0.0] * 4
        return found

    def lefts(self, handle: Handle, characters: Sequence[int]) -> list[float]:
        """Where a few characters begin."""
        self._asked(handle, characters)
        found: list[float] = self._floats[: 4 * len(characters) : 4].tolist()
        return found

    def runs(self, handle: Handle, at: int, count: int, most: int) -> list[tuple[float, ...]]:
        """The box of the ink of each run of characters that was drawn at once: left, top, right, bottom; empty for more than `most` runs."""
        size = _count_boxes(handle, at, count)
        found = []
        for index in range(size if size <= most else 0):
            _box_of_run(handle, index, *self._side_addresses)
            found.append(tuple(self._sides))
        return found


def tight_box(handle: Handle, character: int) -> tuple[float, float, float, float]:
    """The box of a character's ink: left, bottom, right, top."""
    sides = [ctypes.c_double() for _ in range(4)]
    pdfium.FPDFText_GetCharBox(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE), character, *sides)
    left, right, bottom, top = (side.value for side in sides)
    return left, bottom, right, top
