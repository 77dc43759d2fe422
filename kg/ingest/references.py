"""Character references decoded where blanks and line ends stand as they are: preformatted text of web pages, and text of word processors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from kg.ingest.html_tokens import Piece

_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?|\r")


def lines_of(source: str, start: int, end: int) -> Iterator[Piece]:
    """A stretch of text, references decoded and carriage returns left out, each piece with its place."""
    at = start
    for found in _REFERENCE.finditer(source, start, end):
        raw = found.group()
        text = "" if raw == "\r" else unescape(raw)
        if text == raw:  # no reference: a bare "&"
            continue
        if found.start() > at:
            yield source[at : found.start()], at, found.start()
        if text:  # a reference to what is no character stands for nothing
            yield text, found.start(), found.end()
        at = found.end()
    if at < end:
        yield source[at:end], at, end
