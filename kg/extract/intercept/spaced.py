"""Drill tables whose columns stand one blank apart and whose lines may have run together, as text drawn from pages has them: heads known
by their words, rows by a hole and as many figures as there are heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.intercept.columns import Head, is_drilling, meanings
from kg.extract.intercept.spaced_rows import is_word, label_at, rows_of
from kg.text.commodities import find_commodities
from kg.text.sections import Part
from kg.text.sieves import Sieved
from kg.text.table.heads import is_unit
from kg.text.tables import Cell, Column, Row, Table

_WORD = re.compile(r"[(\[][A-Za-z%/]{1,8}(?: [A-Za-z0-9%/]{1,8}){1,2}[)\]]|\S+")
_HEADED = Sieved(
    r"\b(?:[Hh]ole|HOLE|[Dd]rill[Hh]ole|DRILLHOLE|[Bb]ore[Hh]ole|BOREHOLE|[Hh]ole_?I[Dd]|DDH|BH)\b.{0,80}?\b(?:[Ff]rom|FROM|[Ii]nterval|INTERVAL|"
    r"[Ll]ength|LENGTH|[Ww]idth|WIDTH)\b",
    re.DOTALL,
)
_FIRST = frozenset(("hole", "holeid", "hole_id", "drillhole", "ddh", "drill", "borehole", "bh"))
_DEPTHS = frozenset(("from", "depth", "mfrom", "from_m", "m_from", "downhole", "from(m)", "depth_from"))
_CALLED = frozenset(("id", "no", "no.", "number", "name", "#"))
_LONGEST_HEAD, _MOST_WORDS, _MOST_TRIES = 5, 60, 40


def spaced(parts: Sequence[Part]) -> Iterator[Table]:
    """The tables among blocks of lines and paragraphs that hold nothing but heads and, behind them, rows of figures."""
    for index, part in enumerate(parts):
        if part.block.kind != "table" and _HEADED.search(part.text):
            before = parts[index - 1] if index and len(parts[index - 1].text) < 400 else None
            title = Cell(before.text, before.start, before.block.end) if before else None
            words = _words(part)
            for other in parts[index + 1 :]:
                more = [] if other.block.kind == "table" else _words(other)
                if not label_at(more, 0):
                    break
                words += more
            yield from _tables(part, words, title)


def _words(part: Part) -> list[Cell]:
    return [Cell(found.group(), part.start + found.start(), part.start + found.end()) for found in _WORD.finditer(part.text)]


def _tables(part: Part, words: list[Cell], title: Cell | None) -> Iterator[Table]:
    at, tries = 0, 0
    while at < len(words) and tries < _MOST_TRIES:
        is_first = words[at].text.casefold() in _FIRST
        tries += is_first
        best: tuple[list[Row], list[Column], int] = ([], [], at + 1)
        for loose, heads in ((False, _heads), (True, _heads_of_depths)):
            for found in heads(words, at) if is_first and not best[0] else ():
                rows, end = rows_of(words, at + sum(len(column.cells) for column in found), _meanings(found), loose)
                best = (rows, found, end) if len(rows) > len(best[0]) else best
        if best[0]:
            yield Table(words[at].start, best[0][-1].end, title, tuple(best[1]), tuple(best[0]), (), part.section)
        at = best[2]


# ---- heads


def _end(words: list[Cell], first: int) -> int | None:
    """The word with which the first row begins."""
    return next((at for at in range(first + 3, min(first + _MOST_WORDS, len(words))) if _begins_row(words, at)), None)


def _heads(words: list[Cell], first: int) -> Iterator[list[Column]]:
    """The columns that the words from one on up to the first hole may be, where they divide into heads without a rest."""
    end = _end(words, first)
    for found in (*_over_depths(words, first, end), *_divided(words, first, end, with_units=True), *_over_units(words, first, end)) if end else ():
        told = _meanings(found)
        if is_drilling(told) and told[0].meaning == "hole" and sum(head.meaning == "zone" for head in told) < 2 and len(told) > 3:
            yield found


def _heads_of_depths(words: list[Cell], first: int) -> Iterator[list[Column]]:
    """The columns from the depths on, behind that of the holes, with the words between as part of it: what they are need not be known."""
    end = _end(words, first)
    if end is None or _meanings([Column(words[first].text, "", "", ())])[0].meaning != "hole":
        return
    for low in range(first + 2, end - 3):
        if words[low].text.casefold() in _DEPTHS:
            for found in _divided(words, low, end, with_units=True):
                told = [head.meaning for head in _meanings(found)]
                if "grade" in told and {"from", "to", "length"} <= set(told) and told[0] == "from" and "zone" not in told:
                    yield [Column(words[first].text, "", "", tuple(words[first:low])), *found]


def _begins_row(words: list[Cell], at: int) -> bool:
    """Whether a word names a hole, and no head ("U3O8"), or leads on with the last one of the page before: "incl. 36 40"."""
    count = label_at(words, at)
    after = words[at + count :][:1]
    if not count or not after:
        return False
    if is_word(words[at]):
        return after[0].text[0].isdigit()
    return not meanings([Column(f"{words[at].text} {after[0].text}", "", "", ())], "")[0].metal


def _divided(words: list[Cell], first: int, end: int, with_units: bool) -> list[list[Column]]:
    """For each number of heads that some words can be divided into the most even way, the most even number first."""
    ways: dict[int, dict[int, tuple[int, list[Column]]]] = {end: {0: (0, [])}}  # from each word on, by their number: how uneven, and which
    for at in range(end - 1, first - 1, -1):
        for stop in range(at + 1, min(at + _LONGEST_HEAD, end) + 1):
            column = _head(words[at:stop], with_units) if stop in ways else None
            for count, (uneven, rest) in ways[stop].items() if column else ():
                here = ways.setdefault(at, {})
                if column and (count + 1 not in here or uneven + (stop - at) ** 2 < here[count + 1][0]):
                    here[count + 1] = (uneven + (stop - at) ** 2, [column, *rest])
    found = ways.get(first, {}).values() if first < end else ()
    return [columns for _, columns in sorted(found, key=lambda way: (way[0], len(way[1])))]


def _over_units(words: list[Cell], first: int, end: int) -> Iterator[list[Column]]:
    """Heads in one line, and in the next the unit of each but the hole: "Hole From To Au ID (m) (m) (g/t)"."""
    low = end
    while low > first and is_unit(words[low - 1].text) and words[low - 1].text[0] == "(":
        low -= 1
    units = words[low:end]
    called = words[low - 1 : low] if words[low - 1].text.casefold() in _CALLED else []
    for found in _divided(words, first, low - len(called), with_units=False) if len(units) > 1 else ():
        tail = next((at for at, head in enumerate(reversed(_meanings(found))) if head.meaning not in ("zone", "none")), 0)
        bare = len(found) - len(units) - tail
        if bare > 0:
            made = [Column(column.head, "", "", column.cells) for column in found]
            for at, unit in enumerate(units, bare):
                made[at] = Column(found[at].head, "", unit.text, (*found[at].cells, unit))
            made[0] = replace(made[0], cells=(*made[0].cells, *called))
            yield made


_SPAN = re.compile(
    r"(?:intercept|interval|intersection|depth|downhole|down-hole|sample)s?(?: ?[(\[](?:m|ft|metres|meters|feet)[)\]])?", re.IGNORECASE
)


def _over_depths(words: list[Cell], first: int, end: int) -> Iterator[list[Column]]:
    """Heads in one line, and in the next the depths that one of them goes over: "Hole Interval (m) Gold (g/t) Length (m) From To"."""
    if [word.text.casefold() for word in words[end - 2 : end]] != ["from", "to"]:
        return
    for low in range(first + 1, end - 3):
        for stop in (low + 1, low + 2):
            if not _SPAN.fullmatch(" ".join(word.text for word in words[low:stop])):
                continue
            unit = next((word.text for word in words[low:stop] if word.text[0] in "(["), "")
            cells = ((*words[low:stop], words[end - 2]), (words[end - 1],))
            depths = [Column(own[-1].text, "", unit, own) for own in cells]
            for before in _divided(words, first, low, with_units=True):
                for behind in _divided(words, stop, end - 2, with_units=True):
                    yield [*before, depths[0], depths[1], *behind]


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
    if head.meaning != "grade" and find_commodities(column.head):
        return None  # two heads: "Length Cu"
    if head.meaning == "grade":
        return column if head.metal and (head.unit or not with_units) else None
    return column if head.meaning else None
