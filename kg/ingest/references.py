"""Character references decoded, each piece of the text with its place in the source: with blanks run together, as a page shows its prose, or with
blanks and line ends as they stand, in preformatted text and that of word processors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

Piece = tuple[str, int, int]  # characters, and where they stand in the source
_REFERENCE = r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?"
_WITH_BLANKS = re.compile(rf"{_REFERENCE}|[\t\n\r\f][ \t\n\r\f]*+| [ \t\n\r\f]++")
_IN_PROSE = re.compile("[&\t\n\r\f]|  ")
_WITH_RETURNS = re.compile(rf"{_REFERENCE}|\r")


def is_plain(page: str, start: int, end: int) -> bool:
    """Whether a stretch of text is as a page shows it: without references, and without blanks that are run together."""
    return _IN_PROSE.search(page, start, end) is None


def pieces(page: str, start: int, end: int) -> Iterator[Piece]:
    """A stretch of text, references decoded and blanks run together, each piece with its place; blanks stand as pieces of their own."""
    return _decoded(_WITH_BLANKS, " ", page, start, end)


def lines_of(source: str, start: int, end: int) -> Iterator[Piece]:
    """A stretch of text, references decoded and carriage returns left out, each piece with its place."""
    return _decoded(_WITH_RETURNS, "", source, start, end)


def _decoded(pattern: re.Pattern[str], blank: str, source: str, start: int, end: int) -> Iterator[Piece]:
    """The pieces between what a pattern finds, and what it finds decoded: a reference as its character, all else as `blank`."""
    at = start
    for found in pattern.finditer(source, start, end):
        raw = found.group()
        text = unescape(raw) if raw[0] == "&" else blank
        if text == raw:  # no reference: a bare "&"
            continue
        if found.start() > at:
            yield source[at : found.start()], at, found.start()
        if text:  # a reference to what is no character stands for nothing
            yield text, found.start(), found.end()
        at = found.end()
    if at < end:
        yield source[at:end], at, end
