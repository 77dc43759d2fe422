"""The stretches of text within which a person and a title belong together: a sentence of prose, a whole contact or signature block,
a column of a contact table."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context, Sentence
from kg.extract.role.people import find_persons
from kg.text.sections import CONTACT, HEADER, SIGNATURE, Part
from kg.text.titles import find_titles

_LONGEST_LINE = 100  # a longer line among short ones is a paragraph: its sentences count by themselves


@dataclass(frozen=True)
class Unit:
    """A text whose pieces lie at `origins` of the reading text; `listed`: lines under one another, not prose."""

    text: str
    origins: tuple[tuple[int, int], ...]  # (offset in text, offset in the reading text), ascending
    part: Part
    listed: bool

    def origin(self, offset: int) -> int:
        """The reading offset of an offset in this text."""
        index = bisect_right(self.origins, (offset, 1 << 60)) - 1
        at, source = self.origins[index]
        return source + offset - at


def units(context: Context) -> Iterator[Unit]:
    """The units of a document's telling parts, in order."""
    sentences: defaultdict[int, list[Sentence]] = defaultdict(list)  # by the start of their part
    for sentence in context.sentences:
        sentences[sentence.part.start].append(sentence)
    group: list[Part] = []
    for part in context.telling:
        listed = (
            part.section in (CONTACT, SIGNATURE)
            and part.block.kind != "table"
            and not (part.block.kind in ("paragraph", "bullet") and len(part.text) > 160)
        )
        if group and (not listed or part.section != group[0].section):
            yield _joined(context, group)
            group = []
        if listed:
            group.append(part)
        elif part.block.kind == "table":
            yield from _columns(part)
        elif part.block.kind == "lines" and max(map(len, part.text.split("\n"))) <= _LONGEST_LINE:
            yield Unit(part.text, ((0, part.start),), part, True)
        else:
            yield from (Unit(sentence.text, ((0, sentence.start),), part, False) for sentence in sentences[part.start])
    if group:
        yield _joined(context, group)


def _joined(context: Context, group: list[Part]) -> Unit:
    start, end = group[0].start, group[-1].start + len(group[-1].text)
    return Unit(context.reading.text[start:end], ((0, start),), group[0], True)


def _columns(part: Part) -> Iterator[Unit]:
    """The columns of a table of contacts, each as lines; of other tables the rows, since a board list has a person a row."""
    rows = list(_rows(part.text))
    cells = [[(cell.group(), start + cell.start()) for cell in _cells(row)] for row, start in rows]
    width = max((len(row) for row in cells), default=0)
    said = [[cell for cell, _ in row] for row in cells]
    stands = part.section in (CONTACT, SIGNATURE, HEADER) or _has_names_over_titles(said)
    if stands and 2 <= width <= 4 and not _has_person_a_row(said):
        widest = max(range(len(rows)), key=lambda index: len(cells[index]))
        edges = [at - rows[widest][1] for _, at in cells[widest]]
        columns = [_cut(row, start, edges) if len(cells[index]) == 1 else cells[index] for index, (row, start) in enumerate(rows)]
        for column in range(width):
            yield _stacked([row[column] for row in columns if column < len(row)], part)
    else:
        for row in cells:
            if row:
                yield _stacked(row, part, separator=" | ")


_REACHED = re.compile(r"\d{3}|@")


def _has_names_over_titles(rows: list[list[str]]) -> bool:
    """Whether a table begins with a row of names and a row of as many titles, as signatures do that no section opens."""
    if len(rows) < 2 or len(rows[0]) < 2 or len(rows[0]) != len(rows[1]):
        return False
    named = all(any(person.start == 0 and person.after == len(cell) for person in find_persons(cell, ())) for cell in rows[0])
    return named and all(any(title.start == 0 and title.end == len(cell) for title in find_titles(cell)) for cell in rows[1])


def _has_person_a_row(rows: list[list[str]]) -> bool:
    """Whether each row of a table of contacts has all of one person: name, title, and how to reach them."""
    third = [bool(_REACHED.search(row[2])) for row in rows if len(row) > 2]
    return sum(third) > len(rows) / 2 and not any(_REACHED.search(cell) for row in rows for cell in row[:2])


def _cut(row: str, start: int, edges: list[int]) -> list[tuple[str, int]]:
    """A row without wide gaps cut where the columns of its table begin, if a word begins there."""
    inside = [edge for edge in edges[1:] if edge < len(row) and row[edge - 1] == " " and row[edge] != " "]
    return [(row[low:high].strip(), start + low) for low, high in zip([0, *inside], [*inside, len(row)], strict=True)]


def _cells(row: str) -> list[re.Match[str]]:
    return list(re.finditer(r"[^\s|](?:[^\t|\n]*?[^\s|])?(?=\s{3,}|\s*[\t|]|\s*$)", row))


def _rows(text: str) -> Iterator[tuple[str, int]]:
    at = 0
    for row in text.split("\n"):
        if re.search(r"\w", row):
            yield row, at
        at += len(row) + 1


def _stacked(cells: list[tuple[str, int]], part: Part, separator: str = "\n") -> Unit:
    text, origins = "", []
    for cell, at in cells:
        if text:
            text += separator
        origins.append((len(text), part.start + at))
        text += cell
    return Unit(text, tuple(origins) or ((0, part.start),), part, True)
