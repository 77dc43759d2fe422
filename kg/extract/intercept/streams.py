"""Text that may be a drill table without its columns, as a stream of tokens: words, or where every cell stands on a line of its own, cells.

Each token has a class: N a figure, X a mark for none ("-", "n/a"), R two depths ("12.4-15.0"), H a name as holes have it, A what may be
either of these two ("24-031"), I "including", W all others.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.intercept.labels import hole_name
from kg.text.months import WRITTEN
from kg.text.sections import Part
from kg.text.table.lines import is_value
from kg.text.tables import Cell

_WORD = re.compile(r"\S+")
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_FIGURE = re.compile(rf"[<>~]?(?:{_NUMBER})[*\u2020]{{0,2}}")
_RANGE = re.compile(rf"(?P<low>{_NUMBER})\s?[-\u2013\u2014]\s?(?P<high>{_NUMBER})")
_WITHIN = re.compile(
    r"[-\u2013\u2014(]?\s?(?:(?:and|also|which)\s)?(?:incl(?:\.|uding|uded|udes?)?|inc\.?|and|also|with|&)\s?[):.]{0,2}", re.IGNORECASE
)
_LED = re.compile(rf"({_WITHIN.pattern})\s+({_NUMBER})", re.IGNORECASE)  # "incl. 12.4"
_DAY = re.compile(
    rf"\d{{1,2}}[-/ ]?(?:{WRITTEN})[-/ ]?(?:\d\d){{0,2}}|(?:{WRITTEN})-\d\d(?:\d\d)?|(?:19|20)\d\d-\d\d-\d\d|"
    r"\d{1,2}/\d{1,2}/(?:\d\d){1,2}"
)
_HOLE = re.compile(r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z_/-])[A-Za-z0-9][\w./-]{1,20}[*\u2020\u00b9]{0,2}(?:\(\d\))?")
_PREFIX, _SERIAL = re.compile(r"[A-Z]{2,6}|[A-Z]{2}\d{2}"), re.compile(r"(?:\d{2,4}-)?\d{1,4}[A-Z]?[*\u2020]?")
_DEAR = re.compile(r"\d{1,3}(?:\.\d+)?(?:m|ft|g/t|%|ppm|ppb|t|oz|kg|lb|km|ha|am|pm|st|nd|rd|th|Mt|M|k)\b", re.IGNORECASE)
_LEADS = re.compile(r"(and|incl\.?|including) (\d[\d,.]*|[A-Z][\w' -]{2,30})")
_AFTER_DASH = re.compile(r"([-\u2013\u2014]|n/?a|bdl) (?=[-\u2013\u2014]|(?:and|also|incl(?:uding|udes?)?|inc)\b)", re.IGNORECASE)
_DASHES = re.compile(r"[-\u2013\u2014](?: [-\u2013\u2014])+")
_END = re.compile(r"\(?EOH\)?[*]?")  # of the hole, behind a depth
_LONGEST, _FEWEST, _MOST_PROSE = 200_000, 4, 12


@dataclass(frozen=True)
class Token:
    """A word or cell, its class, and whether it ends its line."""

    cell: Cell
    kind: str
    ends: bool


@dataclass(frozen=True)
class Stream:
    """The tokens of some parts, their classes as one word, and the section and title that they stand in and under; `single` where every cell
    stands on a line of its own."""

    tokens: list[Token]
    kinds: str
    single: bool
    part: Part
    title: Cell | None


def streams(parts: Sequence[Part]) -> Iterator[Stream]:
    """The runs of parts that hold hardly more than heads, names and figures."""
    run: list[Part] = []
    for index, part in enumerate((*parts, None)):
        if part is not None and part.block.kind != "table" and _is_tabular(part):
            run.append(part)
            continue
        if sum(map(_figures, (held.text for held in run))) >= _FEWEST:
            first = index - len(run)
            before = parts[first - 1] if first and len(parts[first - 1].text) < 400 else None
            yield _stream(run, Cell(before.text, before.start, before.block.end) if before else None)
        run = []


def _figures(text: str) -> int:
    return sum(_FIGURE.fullmatch(word) is not None for word in text.split())


def _is_tabular(part: Part) -> bool:
    """Whether a part is short, or has figures bare of units for a good share of its words."""
    words = part.text.split()
    return len(words) <= _MOST_PROSE or (5 * _figures(part.text) > len(words) and len(words) < _LONGEST) or _has_short_lines(part)


def _has_short_lines(part: Part) -> bool:
    lines = part.text.split("\n")
    return len(lines) > 2 and all(len(line) < 40 for line in lines)


def _stream(run: Sequence[Part], title: Cell | None) -> Stream:
    lines = [line for part in run for line in _lines(part)]
    single = [line for line in lines if is_value(line.text) or _WITHIN.fullmatch(line.text)]
    wide = {line for line in lines if _figures(line.text) > 2}
    of_cells = len(single) > 4 and len(single) > len(wide)
    tokens: list[Token] = []
    prefixes = Counter(one for line in lines for one, two in _pairs(line.text))
    for line in lines:
        if of_cells and line not in wide:
            tokens += (Token(cell, _kind(cell.text), True) for cell in _apart(line))
            continue
        found = [word for word in _WORD.finditer(line.text) if not _END.fullmatch(word.group())]
        words = [Cell(word.group(), line.start + word.start(), line.start + word.end()) for word in found]
        tokens += _joined(words, prefixes)
    return Stream(tokens, "".join(token.kind for token in tokens), of_cells, run[0], title)


def _lines(part: Part) -> Iterator[Cell]:
    at = part.start
    for text in part.text.split("\n"):
        inner = text.strip(" \t|")
        if inner:
            low = at + text.index(inner[0])
            yield Cell(inner, low, low + len(inner))
        at += len(text) + 1


def _apart(line: Cell) -> list[Cell]:
    """The cells of a line; "and" and dashes, which the reading joins to what stands below them, are each one of their own."""
    if _DASHES.fullmatch(line.text):
        return [Cell(mark, line.start + at, line.start + at + 1) for at, mark in enumerate(line.text) if mark != " "]
    if dash := _AFTER_DASH.match(line.text):
        at = line.start + dash.end()
        return [Cell(dash[1], line.start, line.start + len(dash[1])), *_apart(Cell(line.text[dash.end() :], at, line.end))]
    found = _LED.fullmatch(line.text) or _LEADS.fullmatch(line.text)
    if found is None or _HOLE.fullmatch(found[2]):
        return [line]
    return [Cell(found[1], line.start, line.start + found.end(1)), Cell(found[2], line.start + found.start(2), line.end)]


def _pairs(line: str) -> Iterator[tuple[str, str]]:
    words = line.split()
    yield from (pair for pair in itertools.pairwise(words) if _PREFIX.fullmatch(pair[0]) and _SERIAL.fullmatch(pair[1]))


def _joined(words: list[Cell], prefixes: Counter[str]) -> Iterator[Token]:
    """The words of a line, those of a hole's name with its prefix as one: "DDH 24-07"."""
    at = 0
    while at < len(words):
        word, last = words[at], at + 1 == len(words)
        if not last and prefixes[word.text] > 1 and _SERIAL.fullmatch(words[at + 1].text) and not is_value(word.text):
            yield Token(Cell(f"{word.text} {words[at + 1].text}", word.start, words[at + 1].end), "H", at + 2 == len(words))
            at += 2
            continue
        yield Token(word, _kind(word.text), last)
        at += 1


def is_day(text: str) -> bool:
    """Whether a cell is a day or a month: "14-Feb-24"."""
    return _DAY.fullmatch(text) is not None


def _kind(text: str) -> str:
    if _FIGURE.fullmatch(text):
        return "N"
    if is_day(text):
        return "W"
    if _WITHIN.fullmatch(text):
        return "I"
    if found := _RANGE.fullmatch(text):
        low, high = (float(found[end].replace(",", "")) for end in ("low", "high"))
        padded = found["high"][0] == "0" and "." not in text
        return "H" if low >= high or padded else "R" if "." in text or " " in text else "A"
    if is_value(text) and not _HOLE.fullmatch(text):
        return "X"
    if (_HOLE.fullmatch(text) and not _DEAR.fullmatch(text)) or (" " in text and (name := hole_name(text)) and re.search(r"\d", name)):
        return "H"
    return "W"
