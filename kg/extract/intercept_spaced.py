"""Drill tables whose columns stand one blank apart and whose lines may have run together, as text drawn from pages has them: heads known
by their words, rows by a hole and as many figures as there are heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.intercept_columns import Head, is_drilling, meanings
from kg.text.sections import Part
from kg.text.table_heads import is_unit
from kg.text.tables import Cell, Column, Row, Table

_WORD = re.compile(r"\S+")
_FIGURE = re.compile(r"[<~-]?\d[\d,]*(?:\.\d+)?\*{0,2}|-|\u2013|n/?a|nsv|nsr|nsi|surface", re.IGNORECASE)
_LABEL = re.compile(r"[(-]?(?:incl(?:\.|uding|udes?)?|inc\.?|and|&)[):]?", re.IGNORECASE)
_HOLE = re.compile(r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z-])(?!-?\d+-\d+\.\d)[A-Za-z0-9][\w./-]{2,20}\*{0,2}")
_HEADED = re.compile(
    r"\b(?:[Hh]ole|HOLE|[Dd]rill[Hh]ole|DRILLHOLE|[Bb]ore[Hh]ole|BOREHOLE|[Hh]ole_?I[Dd]|DDH|BH)\b.{0,80}?\b(?:[Ff]rom|FROM|[Ii]nterval|INTERVAL|"
    r"[Ll]ength|LENGTH|[Ww]idth|WIDTH)\b",
    re.DOTALL,
)
_FIRST = frozenset(("hole", "holeid", "hole_id", "drillhole", "ddh", "drill", "borehole", "bh"))
_CALLED = frozenset(("id", "no", "no.", "number", "name", "#"))
_LONGEST_HEAD, _MOST_WORDS, _MOST_ZONE, _MOST_TRIES = 5, 60, 5, 20


def spaced(parts: Sequence[Part]) -> Iterator[Table]:
    """The tables among blocks of lines and paragraphs that hold nothing but heads and, behind them, rows of figures."""
    for index, part in enumerate(parts):
        if part.block.kind != "table" and _HEADED.search(part.text):
            before = parts[index - 1] if index and len(parts[index - 1].text) < 400 else None
            title = Cell(before.text, before.start, before.block.end) if before else None
            words = _words(part)
            for other in parts[index + 1 :]:
                if other.block.kind == "table" or not (first := _WORD.match(other.text)) or not _begins(first.group()):
                    break
                words += _words(other)
            yield from _tables(part, words, title)


def _words(part: Part) -> list[Cell]:
    return [Cell(found.group(), part.start + found.start(), part.start + found.end()) for found in _WORD.finditer(part.text)]


def _begins(word: str) -> bool:
    return _HOLE.fullmatch(word) is not None or _LABEL.fullmatch(word) is not None


def _tables(part: Part, words: list[Cell], title: Cell | None) -> Iterator[Table]:
    at, tries = 0, 0
    while at < len(words) and tries < _MOST_TRIES:
        is_first = words[at].text.casefold() in _FIRST
        heads = _heads(words, at) if is_first else []
        tries += is_first
        if not heads:
            at += 1
            continue
        first = at
        at += sum(len(column.cells) for column in heads)
        rows, at = _rows(words, at, _meanings(heads))
        if rows:
            yield Table(words[first].start, rows[-1].end, title, tuple(heads), tuple(rows), (), part.section)


# ---- heads


def _heads(words: list[Cell], first: int) -> list[Column]:
    """The columns of the words from one on up to the first hole, where they divide into heads without a rest."""
    end = next((at for at in range(first + 3, min(first + _MOST_WORDS, len(words))) if _begins_row(words, at)), None)
    if end is None:
        return []
    found = _divided(words, first, end, with_units=True) or _over_units(words, first, end)
    told = [head.meaning for head in _meanings(found)]
    return found if is_drilling(_meanings(found)) and told[0] == "hole" and told.count("zone") < 2 and len(told) > 3 else []


def _begins_row(words: list[Cell], at: int) -> bool:
    """Whether a word names a hole, and no head ("U3O8"): figures follow, or words that there are none."""
    if not _HOLE.fullmatch(words[at].text) or not re.search(r"\d", words[at].text):
        return False
    after = words[at + 1 : at + 1 + _MOST_ZONE + 1]
    return bool(after) and not meanings([Column(f"{words[at].text} {after[0].text}", "", "", ())], "")[0].metal


def _divided(words: list[Cell], first: int, end: int, with_units: bool) -> list[Column]:
    ways: dict[int, list[Column]] = {end: []}
    for at in range(end - 1, first - 1, -1):
        for stop in range(at + 1, min(at + _LONGEST_HEAD, end) + 1):
            if stop in ways and at not in ways and (column := _head(words[at:stop], with_units)):
                ways[at] = [column, *ways[stop]]
    return ways.get(first, [])


def _over_units(words: list[Cell], first: int, end: int) -> list[Column]:
    """Heads in one line, and in the next the unit of each but the hole: "Hole From To Au ID (m) (m) (g/t)"."""
    low = end
    while low > first and is_unit(words[low - 1].text) and words[low - 1].text[0] == "(":
        low -= 1
    units = words[low:end]
    called = words[low - 1 : low] if words[low - 1].text.casefold() in _CALLED else []
    found = _divided(words, first, low - len(called), with_units=False) if len(units) > 1 else []
    if len(found) < len(units) + 1:
        return []
    bare = len(found) - len(units)
    made = [Column(column.head, "", "", column.cells) for column in found[:bare]]
    made[0] = Column(made[0].head, "", "", (*made[0].cells, *called))
    return [*made, *(Column(column.head, "", unit.text, (*column.cells, unit)) for column, unit in zip(found[bare:], units, strict=True))]


def _meanings(columns: Sequence[Column]) -> list[Head]:
    return meanings(columns, "") if columns else []


def _head(words: list[Cell], with_units: bool) -> Column | None:
    """The column that some words are the head of, its unit in brackets at the end; of grades only with metal and, where no line of units
    follows, with unit."""
    inner = [word.text[0] == "(" for word in words]
    if inner[0] or any(inner[:-1]):
        return None
    column = Column(" ".join(word.text for word in words), "", "", tuple(words))
    head = _meanings([column])[0]
    if head.meaning == "none":
        return column if len(words) == 1 or (len(words) == 2 and inner[-1]) else None
    if head.meaning == "grade":
        return column if head.metal and (head.unit or not with_units) else None
    return column if head.meaning or (not with_units and _is_metal(words)) else None


def _is_metal(words: list[Cell]) -> bool:
    return len(words) == 1 and bool(_meanings([Column(words[0].text, "", "(g/t)", ())])[0].metal)


# ---- rows


def _rows(words: list[Cell], at: int, told: list[Head]) -> tuple[list[Row], int]:
    """The rows from a word on, and the word behind them: a hole, or "including", and a figure for each other column but that of a zone. A
    hole with other words has no row."""
    rows: list[Row] = []
    end = at
    while at < len(words):
        label = at
        while label < len(words) and label < at + 2 and (_LABEL.fullmatch(words[label].text) or (label == at and _HOLE.fullmatch(words[at].text))):
            label += 1
        if label == at:
            break
        stop = next((other for other in range(label, len(words)) if _begins(words[other].text)), len(words))
        cells, used = _cells(words[label:stop], told, _LABEL.fullmatch(words[label - 1].text) is not None)
        if cells:
            rows.append(Row((_joined(words[at:label]), *cells), 0))
        elif stop - label > 7:
            break
        end = label + used
        at = stop
    return rows, max(end, at if not rows else end)


def _cells(words: list[Cell], told: list[Head], inner: bool) -> tuple[list[Cell | None], int]:
    """The cells behind the label of a row, and how many words they take; none where there are too few figures or too many. A row behind
    "including" may leave out what stands before its depths."""
    zone = next((at for at, head in enumerate(told) if head.meaning == "zone"), None)
    ahead = len(told) - 1 if zone is None else zone - 1
    first = _figures(words)
    if inner and zone is None and first < ahead:
        start = next((at for at, head in enumerate(told) if head.meaning == "from"), 1)
        return ([*(None for _ in range(start - 1)), *words[:first]], first) if start > 1 and first == len(told) - start else ([], 0)
    if zone is None or (first != ahead and inner and first == len(told) - 2):
        count = len(told) - 1 if zone is None else len(told) - 2
        cells: list[Cell | None] = list(words[:count])
        if zone is not None:
            cells.insert(zone - 1, None)
        return (cells, count) if first == count else ([], 0)
    behind = len(told) - 1 - zone
    most = min(len(words), ahead + _MOST_ZONE)
    stop = next((at for at in range(ahead, most) if _FIGURE.fullmatch(words[at].text)), most) if behind else most
    if first < ahead or stop == ahead or _figures(words[stop:]) != behind:
        return [], 0
    return [*words[:ahead], _joined(words[ahead:stop]), *words[stop : stop + behind]], stop + behind


def _figures(words: list[Cell]) -> int:
    """How many figures stand at the beginning of some words."""
    return next((at for at, word in enumerate(words) if not _FIGURE.fullmatch(word.text)), len(words))


def _joined(words: list[Cell]) -> Cell | None:
    return Cell(" ".join(word.text for word in words), words[0].start, words[-1].end) if words else None
