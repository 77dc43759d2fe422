"""The heads of a drill table without columns: the words before its first figures, divided in the ways that give each a meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kg.extract.intercept.columns import Head, has_lengths, meanings
from kg.extract.intercept.phrases import grade_unit, length_unit
from kg.extract.intercept.stream_cores import MEASURED
from kg.extract.intercept.streams import Stream
from kg.extract.intercept.unit_heads import under_units
from kg.text.commodities import find_commodities
from kg.text.table.heads import is_unit
from kg.text.table.lines import is_value
from kg.text.tables import Cell, Column

_WORD = re.compile(r"[(\[][A-Za-z%/.]{1,8}(?: [A-Za-z0-9%/.]{1,8}){1,2}[)\]]|\S+")
_SPAN = re.compile(
    r"(?:drill(?:ed)? )?(?:intercept|interval|intersection|depth|down-?hole|sample)s? ?[(\[]?(?:m|ft|metres|meters|feet)[)\]]?", re.IGNORECASE
)
_GRADED = re.compile(
    r"[(\[*]|(?:grades?|assays?|values?|avg|average|weighted|mean|composite|un-?cut|cut|un-?capped|capped|eq|equiv|total)\b", re.IGNORECASE
)
_LONE_UNIT = re.compile(r"\W*(?:m|ft|metres|meters|feet)\W*")
_OPEN = re.compile(r"\b(?:true|est(?:imated|\.)?|vertical|horizontal|calculated|approx(?:imate)?\.?)$", re.IGNORECASE)
_CALLED = frozenset(("id", "no", "no.", "number", "name", "#"))
_OF_HOLES = frozenset(("depth", "length", "type", "dip", "azimuth", "size", "status", "diameter", "collar"))
_NAMED = re.compile(r"[A-Za-z]-?\d{2}|\d-\d|[-_]\d")  # a hole
_LONGEST, _MOST_WORDS, _MOST_NONE = 6, 60, 4
_WITHIN_LINE, _UNKNOWN = 40, 90

Word = tuple[Cell, bool]  # and whether a line begins with it


def divisions(stream: Stream, low: int, end: int) -> Iterator[tuple[int, list[Column]]]:
    """The columns that the tokens up to one may be the heads of, each way with what it costs in likelihood; those of a hole, and what stands
    between it and the first of depths and lengths as it may be."""
    if stream.single:
        yield from _under_units(stream, low, end)
    words = _words(stream, low, end)
    units = next((count for count in range(len(words)) if not _is_unit(words[-1 - count][0].text)), len(words))
    for tail in [0] if units < 2 else [units, 0]:
        heads, below = words[: len(words) - tail], [cell for cell, _ in words[len(words) - tail :]]
        if tail and heads and heads[-1][1] and heads[-1][0].text.casefold() in _CALLED:
            heads.pop()  # "Hole From To" over "ID (m) (m)"
        for kept, over in _without_spans(heads):
            for first, cost, found in _divided(kept, with_units=not below):
                if stream.single and not kept[first][1]:
                    continue
                lead = _lead(kept[:first])
                if lead is None:
                    continue
                made = _over_units(lead, found, below) if below else [*lead, *found]
                told = meanings(made, "") if made else []
                if _may_be(told, len(lead)):
                    yield cost + len(lead), [_with_unit(column, head, over) for column, head in zip(made, told, strict=True)]


def _under_units(stream: Stream, low: int, end: int) -> Iterator[tuple[int, list[Column]]]:
    """The columns of heads with their units in lines above them."""
    cells = [token.cell for token in stream.tokens[max(low, end - _MOST_WORDS) : end]]
    begin = next((at for at in range(len(cells) - 1, -1, -1) if _meaning(cells[at].text).meaning == "hole"), None)
    found = under_units(cells[begin:]) if begin is not None else []
    if found and _may_be(meanings(found, ""), 1):
        yield 0, found


def _words(stream: Stream, low: int, end: int) -> list[Word]:
    found: list[Word] = []
    begins = True
    for token in stream.tokens[max(low, end - _MOST_WORDS) : end]:
        cell = token.cell
        for match in _WORD.finditer(cell.text):
            found.append((Cell(match.group(), cell.start + match.start(), cell.start + match.end()), begins))
            begins = False
        begins = token.ends
    return found[-_MOST_WORDS:]


def _may_be(told: Sequence[Head], lead: int) -> bool:
    """Whether heads are those of a drill table: lengths before grades, each grade with its metal and unit, a hole and a zone at most."""
    names = [head.meaning for head in told]
    grades = [at for at, name in enumerate(names) if name == "grade"]
    measured = [at for at, name in enumerate(names) if name in MEASURED]
    if not grades or not measured or measured[0] < lead or not has_lengths(told) or any(not (told[at].unit and told[at].metal) for at in grades):
        return False
    return max(names.count(name) for name in ("hole", "zone")) < 2 and ("from" in names or "to" not in names)


def _is_unit(text: str) -> bool:
    return is_unit(text) and (text[0] in "([" or not text[0].isupper() or text == "M")


def _without_spans(heads: list[Word]) -> Iterator[tuple[list[Word], str]]:
    """The words without those that stand over several heads with their unit, and that unit; and all of them."""
    for low in range(len(heads)):
        for high in range(low + 2, min(low + 5, len(heads))):
            text = " ".join(cell.text for cell, _ in heads[low:high])
            after = [cell.text.casefold() for cell, _ in heads[high : high + 3]]
            if _SPAN.fullmatch(text) and "from" in after and after[-1][:1] not in "([":
                yield [*heads[:low], *heads[high:]], length_unit(text)
            if _SPAN.fullmatch(text) and [cell.text.casefold() for cell, _ in heads[-2:]] == ["from", "to"] and high < len(heads) - 1:
                yield [*heads[:low], *heads[-2:], *heads[high:-2]], length_unit(text)  # in a line below the others
    yield heads, ""


# ---- before the depths


def _lead(words: Sequence[Word]) -> list[Column] | None:
    """The heads before those of depths and lengths: that of the holes, that of zones beside it or them, and one for what else there is; None
    where other words than those of a head stand there."""
    places = [
        (low, high, _head_of(words, low, high))
        for low in range(max(0, len(words) - 24), len(words))
        for high in range(low + 1, min(low + 4, len(words)) + 1)
    ]
    holes = [(low, high) for low, high, head in places if head.meaning == "hole" and _may_head_holes(words, low, high)]
    if not holes:
        return [Column("", "", "", ())] if not _is_head_line(words) else None  # for "including"
    last = max(high for _, high in holes)
    low, high = min((span for span in holes if span[1] == last), key=lambda span: span[0])
    zones = [(one, two) for one, two, head in places if head.meaning == "zone" and (one >= high or (two == low and _stands_beside(words, one, low)))]
    found = [(low, high)]
    if zones:
        stop = max(two for _, two in zones)
        found.append(min((span for span in zones if span[1] == stop), key=lambda span: span[0]))
    found.sort()
    columns: list[Column] = []
    at = found[0][0]
    for one, two in found:
        columns += _unknown(words[at:one])
        columns.append(_column([cell for cell, _ in words[one:two]]))
        at = two
    rest = words[at:]
    if any(_head_of(rest, low, low + 1).meaning in ("from", "to", "length") or find_commodities(rest[low][0].text) for low in range(len(rest))):
        return None
    return [*columns, *_unknown(rest)]


def _may_head_holes(words: Sequence[Word], low: int, high: int) -> bool:
    """Whether words that mean holes are a head: no part of a longer one ("Hole depth"), and none of a sentence."""
    more = [cell.text.strip("()").casefold() for cell, _ in words[high : high + 2]]
    after = more[0] if more and more[1:] not in (["from"], ["to"]) else ""
    return (words[low][1] or words[low][0].text[0].isupper()) and after not in _OF_HOLES


def _stands_beside(words: Sequence[Word], zone: int, hole: int) -> bool:
    """Whether the head of zones stands in the line of that of holes, or each on its own."""
    return words[hole - 1][0].text[-1] != "." and words[zone][1] in (words[hole][1], True)


def _is_head_line(words: Sequence[Word]) -> bool:
    """Whether the last words before the depths are such heads themselves."""
    return any(_head_of(words, low, len(words)).meaning in MEASURED for low in range(max(0, len(words) - 4), len(words)))


def _unknown(words: Sequence[Word]) -> list[Column]:
    return [Column("", "", "", tuple(cell for cell, _ in words))] if words else []


def _head_of(words: Sequence[Word], low: int, high: int) -> Head:
    return _meaning(" ".join(cell.text for cell, _ in words[low:high]))


@lru_cache(maxsize=8192)
def _meaning(text: str) -> Head:
    return meanings([Column(text, "", "", ())], "")[0]


def _column(cells: Sequence[Cell]) -> Column:
    return Column(" ".join(cell.text for cell in cells), "", "", tuple(cells))


# ---- from the depths on


def _divided(words: Sequence[Word], with_units: bool) -> Iterator[tuple[int, int, list[Column]]]:
    """For each first word of a depth or length, and each number of heads from it on, the way to divide them that goes best with the lines."""
    lines = sum(begins for _, begins in words) > 3
    ways: dict[int, dict[int, tuple[int, list[Column]]]] = {len(words): {0: (0, [])}}
    for at in range(len(words) - 1, -1, -1):
        for stop in range(at + 1, min(at + _LONGEST, len(words)) + 1):
            if stop not in ways:
                continue
            whole = words[at][1] and (stop == len(words) or words[stop][1])
            column = _head([cell for cell, _ in words[at:stop]], with_units, lines and whole)
            if column is None:
                continue
            cost = (stop - at) ** 2 + (_WITHIN_LINE * (not words[at][1]) if lines else 0) + _UNKNOWN * (not column.words)
            here = ways.setdefault(at, {})
            for count, (rest_cost, rest) in ways[stop].items():
                if count + 1 not in here or cost + rest_cost < here[count + 1][0]:
                    here[count + 1] = (cost + rest_cost, [column, *rest])
    for at in sorted(ways):
        for cost, columns in sorted(ways[at].values(), key=lambda way: way[0]):
            if len(columns) > 1 and _meaning(columns[0].words).meaning in MEASURED:
                yield at, cost, columns


def _head(words: list[Cell], with_units: bool, whole: bool) -> Column | None:
    """The column that some words head; without words of its own where nobody knows what they say, but they are a line of their own."""
    if words[0].text[0] in "([-\u2013*" and not (len(words) > 1 and is_unit(words[0].text) and find_commodities(words[-1].text)):
        return None
    column = _column(words)
    text = column.head
    head = _meaning(text)
    if _LONE_UNIT.fullmatch(text) or (head.meaning == "width" and _OPEN.search(text)) or len(find_commodities(text)) > 1:
        return None
    if head.meaning == "none":
        if any(_NAMED.search(word.text) for word in words):
            return None
        return column if whole or len(words) == 1 or (len(words) <= _MOST_NONE and words[-1].text[0] in "([") or " x " in text else None
    if head.meaning == "grade" and (head.metal or not whole):
        bounded = _is_of_grade(words[0].text) and _is_of_grade(words[-1].text)
        return column if head.metal and (head.unit or not with_units) and bounded and not _has_length(words) else None
    if head.meaning and head.meaning != "grade":
        return None if find_commodities(text) else column
    if (
        not whole
        or len(words) > 3
        or find_commodities(text)
        or is_unit(text)
        or any(is_value(word.text) or _NAMED.search(word.text) for word in words)
    ):
        return None
    return Column("", "", "", tuple(words))


def _has_length(words: Sequence[Cell]) -> bool:
    """Whether a unit of lengths stands among the words of a head of grades, or two units."""
    return any(_LONE_UNIT.fullmatch(word.text) for word in words) or sum(is_unit(word.text.strip("*1")) for word in words) > 1


def _is_of_grade(word: str) -> bool:
    """Whether a word may begin or end the head of grades: a metal, a unit, or one of those that stand beside them."""
    if re.search(r"[-_]\d", word):
        return False  # the name of a hole
    plain = word.strip("*1()[],").replace("_", " ")
    plain = plain.capitalize() if len(plain) == 2 else plain
    return (
        _GRADED.match(word) is not None or (len(plain) > 1 and bool(find_commodities(plain))) or is_unit(word.strip("*1")) or grade_unit(plain) != ""
    )


def _over_units(lead: list[Column], found: list[Column], below: list[Cell]) -> list[Column]:
    """Heads with the units of the line below them: in turn those of lengths, and those of grades; none where they are not so many."""
    lengths = [_length(cell.text) for cell in below if _length(cell.text)]
    grades = [cell for cell in below if grade_unit(cell.text)]
    told = meanings(found, "")
    metals = [at for at, column in enumerate(found) if told[at].meaning == "grade" and told[at].metal]
    measured = sum(head.meaning in MEASURED for head in told)
    if (
        len(set(lengths)) != 1
        or len(lengths) not in (1, measured, measured + sum(not column.words for column in lead))
        or len(grades) not in (1, len(metals))
        or not metals
    ):
        return []
    made = list(found)
    for turn, at in enumerate(metals):
        made[at] = replace(found[at], unit=_bracketed(grades[turn if len(grades) > 1 else 0].text))
    long = _bracketed(next(cell.text for cell in below if _length(cell.text)))
    return [
        *lead,
        *(replace(column, unit=long) if head.meaning in MEASURED and not head.unit else column for column, head in zip(made, told, strict=True)),
    ]


def _bracketed(unit: str) -> str:
    return unit if unit[0] in "([" else f"({unit})"


def _length(text: str) -> str:
    return "m" if text.strip("()[]") == "M" else length_unit(text)


def _with_unit(column: Column, head: Head, over: str) -> Column:
    return replace(column, unit=f"({over})") if over and head.meaning in MEASURED and not head.unit else column
