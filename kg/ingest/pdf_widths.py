"""How wide the characters of a font are, as a page shows it, so that a line can be told to be set evenly from a few of its characters.

Where a line is as wide as its characters, or its blanks are all wider by as much, there is no gap in it that would part cells or columns, and its
words need not be looked at one by one. Widths are parts of the font's height, which is what the box of a single character tells.
"""

from __future__ import annotations

import codecs
import ctypes
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from zlib import adler32

from kg.ingest.pdf_calls import Buffer, Handle, font_name, font_of, object_of
from kg.ingest.pdf_pieces import SPELLED_OUT, Even, Piece

_PARTS = 200  # of a font's height: the unit of widths
_FINE = 256 * _PARTS
_BLANK = 44  # parts: a blank that has no box of its own
_BOLD = re.compile(rb"bold|black|heavy|semib|demi", re.IGNORECASE)
_ODD = re.compile(r"[\x00\x01\x03-\x08\x0e-\x1b\x7f\ud800-\udfff\uffff]")
_BLANKS = re.compile(rb" ")
_SMALL = bytes.maketrans(bytes(range(ord("a"), ord("z") + 1)), b"a" * 26)  # one for all small letters
_LONG = 28  # characters of a line of whose font there is likely more
_RUNS = 12  # of characters drawn at once: lines of more are looked at word by word
_FEW = 7  # blanks: the words of a line of fewer are all looked at
_LOOKS = (18, 42, 75)  # hundredths of a line: where a word of others is, which gaps at equal distances do not meet
# In heights of the font: what a line may be narrower by, and wider, before its words are looked at; what each blank may be narrower by, and wider
# where words may be figures and where most are small ones; how far from its place a word may begin.
_NARROWER, _WIDER = -0.3, 0.25
_NARROWEST, _EACH, _EACH_OF_FEW, _EACH_OF_MANY, _PROSE = -0.12, 0.1, 0.5, 1.1, 0.35
_SHORT = 3  # blanks: words at equal distances that are more are no cells
_NO_GAP = 0.55  # a blank less wide parts nothing
_AMISS, _KERNED = 0.1, 0.25  # the latter along a line of many words drawn at once, whose letters may be set closer where they fit
_GAP = 0.6  # between runs: what no blank is wide that nobody stretched
_RAISED, _LOWERED, _QUOTE = 0.36, 0.12, 0.3  # above and below a line's lower end: where the ink of other runs begins; how tall a quote is

# The characters of prose as bytes: those of Latin-1, and in place of its controls what typesetters add.
_TYPESET = (
    "\x00\r\n\x02\u20ac\u2022\u2026\u2013\u2014\u2018\u2019\u201c\u201d\u2020\u2021\u2122"
    "\u2264\u2265\u2212\u2032\u2033\u25aa\u25cf\u25e6\uf0b7\ufb00\ufb01\ufb02"
)
_LETTERS = (
    "\u00a0\u0131\u0130\u015f\u015e\u011f\u011e\u0142\u0141\u0144\u015b\u015a\u017a\u017c"
    "\u0105\u0119\u0107\u0106\u010d\u010c\u0161\u0160\u017e\u017d\u0159\u011b\u0151"
)
_CODES = codecs.charmap_build(
    "".join((_TYPESET.ljust(32, "\ufffe"), *map(chr, range(32, 127)), _LETTERS.ljust(34, "\ufffe"), *map(chr, range(161, 256))))
)
_NONE, _BLANK_CODE = 0, 32
# What is none of the set may be of any kind.
_NOT_PLAIN = bytes({_NONE, *codecs.charmap_encode("\x02\u00a0\ufb00\ufb01\ufb02", "strict", _CODES)[0]})
_SUMMED = 257  # bytes that are too many to be summed by an Adler-32, whose lower half is one more than their sum, in a fraction of the time
_new = tuple.__new__  # as quick as a page with a hundred lines asks for


# A line whose ends are level: from which character to which it goes; left, bottom, right, top; and what its first and its last were drawn with.
Level = tuple[int, int, float, float, float, float, int | None, int | None]


class Font:
    """A font: whether it is bold, and the widths of those of its characters that were met."""

    def __init__(self, name: bytes) -> None:
        self.bold = _BOLD.search(name) is not None
        self.known = bytes([_NONE])  # or looked for
        self.widths = bytearray(256)
        self.rests = bytearray(256)  # what each is wider, in 256ths of a part

    def learn(self, codes: Sequence[int], sides: list[float]) -> None:
        """The widths of characters from their boxes."""
        widths, rests = self.widths, self.rests
        side = iter(sides)
        for code, left, top, right, bottom in zip(codes, side, side, side, side, strict=True):
            if right > left and top > bottom:
                width = int(_FINE * (right - left) / (top - bottom))
                if width > 65_535:
                    width = 65_535
                widths[code] = width >> 8
                rests[code] = width & 255
            elif code == _BLANK_CODE:
                widths[code] = _BLANK


class Fonts:
    """The fonts of a file, and the even lines of a page that is turned to."""

    def __init__(self, boxes: Buffer) -> None:
        self._boxes = boxes
        self._by_name: dict[bytes, Font] = {}
        self._on_page: dict[int, Font] = {}
        self._name = ctypes.create_string_buffer(128)
        self._handle: Handle = None
        self._text, self._codes = "", b""
        self.is_plain = True

    def turn_to(self, handle: Handle, text: str) -> str:
        """Begins with another page, of which this is the text, and gives it as it can be read; `is_plain` says that nothing is to be spelled out."""
        codes = _coded(text)
        if _NONE in codes:
            text = readable(text)
        self._handle, self._text, self._codes = handle, text, codes
        self.is_plain = len(codes.translate(None, _NOT_PLAIN)) == len(codes) and b"  " not in codes
        self._on_page.clear()  # its addresses are of that page only
        return text

    def is_bold(self, at: int, drawn: int | None = None) -> bool:
        """Whether a character's font is a bold one, by its name; `drawn` is what was drawn with it, where that is known."""
        drawn = drawn or object_of(self._handle, at)
        found = self._on_page.get(font_of(drawn)) if drawn else None
        return (found or self._font(at, drawn)).bold

    def _font(self, at: int, drawn: int | None) -> Font:
        """The font of a character, and of what was drawn at once with it."""
        address = (font_of(drawn) if drawn else 0) or 0
        found = self._on_page.get(address)
        if found is None:
            font_name(self._handle, at, ctypes.addressof(self._name), 128, None)
            name = self._name.value
            found = self._by_name.get(name) or self._by_name.setdefault(name, Font(name))
            if address:
                self._on_page[address] = found
        return found

    def even_lines(self, level: Sequence[Level]) -> Iterator[Piece | None]:
        """Of each line whose ends are level, the piece that it is, where it is set evenly; None where it may not be, or cannot be told to be."""
        known = self._on_page
        fonts = [(known.get(font_of(line[6])) if line[6] else None) or self._font(line[0], line[6]) for line in level]
        new: dict[Font, list[int]] = {}
        for font, (at, to, *_) in zip(fonts, level, strict=True):
            if to - at >= _LONG and (missing := self._codes[at:to].translate(None, font.known)):
                codes = bytes(set(missing))
                font.known += codes
                new.setdefault(font, []).extend([self._codes.index(code, at) for code in codes])
        for font, places in new.items():
            font.learn([self._codes[at] for at in places], self._boxes.loose(self._handle, places))
        return map(self._even_line, fonts, level)

    def _even_line(self, font: Font, line: Level) -> Piece | None:
        at, to, left, bottom, right, top, drawn, drawn_last = line
        codes, height = self._codes[at:to], top - bottom
        widths = codes.translate(font.widths)
        if 0 in widths or to - at >= _SUMMED:
            return None
        parts = (adler32(widths) & 0xFFFF) - 1
        natural = (256 * parts + (adler32(codes.translate(font.rests)) & 0xFFFF) - 1) * height / _FINE
        unit = natural / parts
        over = right - left - natural
        blanks = codes.count(_BLANK_CODE)
        each = over / blanks
        if not _NARROWER * height < over < _WIDER * height:
            amiss = _KERNED if drawn == drawn_last and blanks >= _FEW else _AMISS
            if not self._is_stretched(codes, widths, at, left, height, unit, each, amiss * height):
                return None
            if over < 0:  # the blank that was met first was a stretched one
                font.widths[_BLANK_CODE] = max(1, font.widths[_BLANK_CODE] + int(each / unit))
        if drawn != drawn_last and not self._is_of_one_line(at, to, bottom, height):
            return None
        text = characters = self._text[at:to]
        if not self.is_plain:
            text = " ".join(text.translate(SPELLED_OUT).split())
            blanks = text.count(" ")
        bold = font.bold and (drawn == drawn_last or self._font(to - 1, drawn_last).bold)
        return Piece(left, bottom, right, top, at, to, text, blanks + 1, bold, _new(Even, (characters, widths, unit, each)))

    def _is_stretched(self, codes: bytes, widths: bytes, at: int, left: float, height: float, unit: float, each: float, amiss: float) -> bool:
        """Whether a line is wider or narrower than its characters since its blanks are, each by as much: so that its words begin where they would."""
        blanks = codes.count(_BLANK_CODE)
        if not _NARROWEST * height < each < (_EACH_OF_MANY if blanks > _SHORT else _EACH_OF_FEW) * height:
            return False
        is_tight = blanks < _FEW and widths[codes.find(_BLANK_CODE)] * unit + each < _NO_GAP * height  # and that is seen of each
        if each >= _EACH * height and not is_tight and codes.translate(_SMALL).count(b" a") < _PROSE * (blanks + 1):
            return False
        all_words = blanks < _FEW
        if all_words:
            starts = list(map(re.Match.end, _BLANKS.finditer(self._codes, at, at + len(codes))))
        else:
            size, find = len(codes), codes.find
            starts = [at + blank + 1 for part in _LOOKS if (blank := find(_BLANK_CODE, part * size // 100)) > 0]
        begin = 0
        for start, found in zip(starts, self._boxes.lefts(self._handle, starts), strict=True):
            end = start - at
            between = 1 if all_words else codes.count(_BLANK_CODE, begin, end)
            left += ((adler32(widths[begin:end]) & 0xFFFF) - 1) * unit + between * each
            if not -amiss < found - left < amiss:
                return False
            begin = end
        return True

    def _is_of_one_line(self, at: int, to: int, bottom: float, height: float) -> bool:
        """Whether no run of a line is a raised mark, which is taller than a quote, or a lowered one, or has a gap before it: widths do not tell of
        a gap where the characters are told to be wider than they are."""
        runs = self._boxes.runs(self._handle, at, to - at, _RUNS)
        lowest, raised, quote, gap = bottom - _LOWERED * height, bottom + _RAISED * height, _QUOTE * height, _GAP * height
        is_level = all(low > lowest and (low < raised or high - low < quote) for _, high, _, low in runs)
        return bool(runs) and is_level and all(left - right < gap for (_, _, right, _), (left, _, _, _) in pairwise(runs))


def readable(text: str) -> str:
    """A text with the mark for what cannot be read in place of what is no character."""
    return _ODD.sub("\ufffd", text)


def _coded(text: str) -> bytes:
    """A text as bytes, one each; characters that are none of the set are zeros."""
    while True:
        try:
            return codecs.charmap_encode(text, "strict", _CODES)[0]
        except UnicodeEncodeError as error:
            text = text.replace(text[error.start], "\x00")
