"""Drill tables whose columns stand one blank apart and whose lines may have run together, as text drawn from pages has them: heads known
by their words, rows by a hole and as many figures as there are heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.intercept_columns import Head, meanings
from kg.text.sections import Part
from kg.text.tables import Cell, Column, Row, Table

_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"<?\d[\d,]*(?:\.\d+)?\*?|-|n/?a|nsv|nsr|nsi", re.IGNORECASE)
_LABEL = re.compile(r"(?:incl(?:\.|uding|udes?)?|inc\.?|and|&)", re.IGNORECASE)
_HOLE = re.compile(r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z-])[A-Za-z0-9][\w./-]{2,20}\*?")
_HEADED = re.compile(r"\b[Hh](?:ole|OLE)\b.{0,60}\b(?:[Ff]rom|FROM|[Ii]nterval|INTERVAL|[Ll]ength|LENGTH|[Ww]idth|WIDTH)\b")
_FIRST = ("hole", "holeid", "drillhole", "ddh")
_LONGEST_HEAD, _MOST_WORDS, _MOST_ZONE, _MOST_TRIES = 5, 40, 5, 20


def spaced(parts: Sequence[Part]) -> Iterator[Table]:
    """The tables among blocks of lines and paragraphs that hold nothing but heads and, behind them, rows of figures."""
    for index, part in enumerate(parts):
        if part.block.kind in ("lines", "paragraph") and _HEADED.search(part.text):
            before = parts[index - 1] if index and len(parts[index - 1].text) < 400 else None
            title = Cell(before.text, before.start, before.block.end) if before else None
            words = [Cell(found.group(), part.start + found.start(), part.start + found.end()) for found in _WORD.finditer(part.text)]
            yield from _tables(part, words, title)


def _tables(part: Part, words: list[Cell], title: Cell | None) -> Iterator[Table]:
    at, tries = 0, 0
    while at < len(words) and tries < _MOST_TRIES:
        heads = _heads(words, at) if words[at].text.casefold() in _FIRST else []
        tries += words[at].text.casefold() in _FIRST
        if not heads:
            at += 1
            continue
        first = at
        at += sum(len(column.cells) for column in heads)
        rows, at = _rows(words, at, heads)
        if rows:
            yield Table(words[first].start, rows[-1].end, title, tuple(heads), tuple(rows), (), part.section)


def _heads(words: list[Cell], first: int) -> list[Column]:
    """The columns of the words from one on up to the first hole, where they divide into heads without a rest."""
    end = next((at for at in range(first + 3, min(first + _MOST_WORDS, len(words))) if _HOLE.fullmatch(words[at].text)), None)
    if end is None:
        return []
    ways: dict[int, list[Column]] = {end: []}
    for at in range(end - 1, first - 1, -1):
        for stop in range(at + 1, min(at + _LONGEST_HEAD, end) + 1):
            if stop in ways and at not in ways and (column := _head(words[at:stop])):
                ways[at] = [column, *ways[stop]]
    found = ways.get(first, [])
    told = [head.meaning for head in _meanings(found)]
    enough = {"hole", "grade"} <= set(told) and ("length" in told or {"from", "to"} <= set(told))
    return found if enough and told[0] == "hole" and "zone" not in told[:-1] and len(told) > 3 else []


def _meanings(columns: Sequence[Column]) -> list[Head]:
    return meanings(columns, "") if columns else []


def _head(words: list[Cell]) -> Column | None:
    """The column that some words are the head of, its unit in brackets at the end; of grades only with metal and unit."""
    inner = [word.text[0] == "(" for word in words]
    if inner[0] or any(inner[:-1]):
        return None
    column = Column(" ".join(word.text for word in words), "", "", tuple(words))
    head = _meanings([column])[0]
    known = head.meaning not in ("", "none") and (head.meaning != "grade" or bool(head.unit and head.metal))
    return column if known else None


def _rows(words: list[Cell], at: int, heads: list[Column]) -> tuple[list[Row], int]:
    """The rows from a word on, and the word behind them: a hole, or "including", and a figure for each other column; in the last the words
    of a zone. A hole with other words has no row."""
    zone = _meanings(heads[-1:])[0].meaning == "zone"
    figures = len(heads) - 1 - zone
    rows: list[Row] = []
    while at < len(words):
        label = at
        while label < len(words) and label < at + 2 and (_LABEL.fullmatch(words[label].text) or (label == at and _HOLE.fullmatch(words[at].text))):
            label += 1
        values = words[label : label + figures]
        behind = label + figures
        if len(values) < figures or not all(_FIGURE.fullmatch(value.text) for value in values):
            if label == at:
                break
            behind = next((other for other in range(label, min(label + 7, len(words))) if _HOLE.fullmatch(words[other].text)), len(words))
            at = behind
            continue
        stop = behind
        while (
            zone
            and stop < len(words)
            and stop < behind + _MOST_ZONE
            and not (_HOLE.fullmatch(words[stop].text) or _LABEL.fullmatch(words[stop].text))
        ):
            stop += 1
        rows.append(Row((_joined(words[at:label]), *values, *((_joined(words[behind:stop]),) if zone else ())), 0))
        at = stop
    return rows, at


def _joined(words: list[Cell]) -> Cell | None:
    return Cell(" ".join(word.text for word in words), words[0].start, words[-1].end) if words else None
