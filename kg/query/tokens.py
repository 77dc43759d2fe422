"""SPARQL text as tokens, as far as binding parameters and finding keywords needs them: no part of a string, an IRI or a comment
is ever mistaken for a variable or a keyword."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The longest match wins in SPARQL, too: `<...>` without spaces is an IRI, a `<` alone is a comparison.
_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
                |\"(?:[^"\\\r\n]|\\.)*\"               | '(?:[^'\\\r\n]|\\.)*')
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<name>(?:[^\W\d][\w.\-]*)?:(?:[\w.:\-]|%[0-9A-Fa-f]{2}|\\.)*)
    | (?P<word>[^\W\d]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of the query: its kind (a group of the pattern above), its text, and where it starts (code points from 0)."""

    kind: str
    text: str
    start: int


def tokens(sparql: str) -> Iterator[Token]:
    """The whole text, piece by piece: the pieces joined give the text again."""
    for match in _TOKEN.finditer(sparql):
        yield Token(match.lastgroup or "other", match.group(), match.start())


def keywords(sparql: str) -> list[str]:
    """The bare words of a query in capitals, in order: keywords, functions, `a`."""
    return [token.text.upper() for token in tokens(sparql) if token.kind == "word"]


def form_of(sparql: str) -> str | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE; None where the text has none of them (an update, or no SPARQL at all)."""
    return next((word for word in keywords(sparql) if word in {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}), None)


def line_of(sparql: str, offset: int) -> int:
    """The line (from 1) that a code point stands in."""
    return sparql.count("\n", 0, offset) + 1
