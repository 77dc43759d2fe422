"""The word lists beside this module (`lexicon/`), each read once a process when first asked for.

A list is UTF-8, one entry a line, columns parted by tabs; lines that begin with `#` say what it is and where it comes from.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "lexicon"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a list, in the order of the file."""
    text = (_FOLDER / name).read_text(encoding="utf-8")
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def entries(name: str) -> frozenset[str]:
    """The first column of a list."""
    return frozenset(row[0] for row in rows(name))


@cache
def folded(name: str) -> frozenset[str]:
    """The first column of a list, case folded."""
    return frozenset(entry.casefold() for entry in entries(name))


@cache
def mapping(name: str) -> dict[str, str]:
    """First column to second, the first column case folded."""
    return {row[0].casefold(): row[1] for row in rows(name)}
