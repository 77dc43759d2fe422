"""What stands over several columns of a resource table: categories; and words that only seem to, a line of a wrapped head that stands alone
over its column, "Contained" over "Gold (koz)" or "Gold" over "(g/t)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from kg.extract.context import Context
from kg.extract.resource.flat_heads import OVER, is_head_word
from kg.extract.resource.words import CATEGORY, SUMS, category_of
from kg.text.tables import Cell, Column, Table

TOTAL = re.compile(r"\b(?:sub-?|grand )?totals?\b|\ball\b|\bcombined\b|\boverall\b|\bglobal\b", re.IGNORECASE)


def other_readings(context: Context, table: Table) -> Iterator[Table]:
    """The table with its heads read in other ways."""
    whole = _with_line_of_title(context, table)
    narrow = _with_narrow_spans(context, whole or table)
    yield from (one for one in (whole, narrow) if one)


_PIECE = re.compile(r"\S+(?: \S+)*")
_MOST_PIECE = 45


def _with_line_of_title(context: Context, table: Table) -> Table | None:
    """A table whose title ends with the first line of its heads: categories over groups of like columns, or words each over one column."""
    if table.title is None:
        return None
    low = max(table.title.start, context.reading.text.rfind("\n", table.title.start, table.title.end) + 1)
    line = context.reading.text[low : table.title.end]
    among = OVER if not re.search(r"\w", OVER.sub("", line)) else _PIECE
    pieces = [Cell(one.group(), low + one.start(), low + one.end()) for one in among.finditer(line)]
    if not pieces or "|" in line or any(len(one.text) > _MOST_PIECE for one in pieces):
        return None
    over = _over_groups(table, pieces) if all(category_of(one.bare) or TOTAL.fullmatch(one.bare) for one in pieces) else None
    if over is None:
        if not all(is_head_word(word) for one in pieces for word in one.text.split()):
            return None
        over = {_nearest(context, one, table, []): one for one in pieces}
    rest = context.reading.text[table.title.start : low].rstrip()
    title = Cell(rest, table.title.start, table.title.start + len(rest)) if rest else None
    columns = (
        Column(
            " ".join(word for word in (over[at].bare if at in over else "", column.words) if word),
            "",
            "",
            (*((over[at],) if at in over else ()), *column.cells),
        )
        for at, column in enumerate(table.columns)
    )
    return replace(table, title=title, columns=tuple(columns))


def _over_groups(table: Table, pieces: list[Cell]) -> dict[int, Cell] | None:
    """What stands over each column, where these are so many groups of like columns."""
    heads = [column.words for column in table.columns]
    for first in range(len(heads)):
        size, rest = divmod(len(heads) - first, len(pieces))
        if len(pieces) > 1 and not rest and size > 1 and heads[first:] == heads[first : first + size] * len(pieces):
            return {first + at: pieces[at // size] for at in range(size * len(pieces))}
    return None


def _with_narrow_spans(context: Context, table: Table) -> Table | None:
    """A table in which all that stands over several columns, but for categories, is over the nearest alone; None where nothing does."""
    shared = [cell for cell in _cells(table) if sum(cell in column.cells for column in table.columns) > 1 and category_of(cell.bare) is None]
    if not shared or "|" in context.reading.text[shared[0].start : table.rows[0].start if table.rows else table.end]:
        return None
    nearest = {cell: _nearest(context, cell, table, shared) for cell in shared}
    columns = (_without(column, {cell for cell in shared if nearest[cell] != at}) for at, column in enumerate(table.columns))
    return replace(table, columns=tuple(columns))


def _cells(table: Table) -> list[Cell]:
    return list(dict.fromkeys(cell for column in table.columns for cell in column.cells))


def _nearest(context: Context, cell: Cell, table: Table, shared: list[Cell]) -> int:
    """The column whose own words stand nearest below a cell."""
    low, high = _place(context, cell)
    gaps: list[tuple[float, float, int]] = []
    for at, column in enumerate(table.columns):
        own = [_place(context, one) for one in column.cells if one not in shared]
        if (cell in column.cells or cell not in shared) and own:
            first, last = min(one for one, _ in own), max(two for _, two in own)
            gaps.append((-max(0, min(high, last) - max(low, first)), abs(low + high - first - last), at))
    return min(gaps)[2] if gaps else -1


def _place(context: Context, cell: Cell) -> tuple[int, int]:
    """Where in its line a cell begins and ends, as the document was laid out."""
    at = context.span(cell.start, cell.end)
    line = context.document.text.rfind("\n", 0, at.start) + 1
    return at.start - line, at.end - line


def _without(column: Column, lost: set[Cell]) -> Column:
    if not lost & set(column.cells):
        return column
    kept = tuple(cell for cell in column.cells if cell not in lost)
    return Column(" ".join(cell.bare for cell in kept), "", "", kept)


def category_spans(table: Table) -> list[str | None]:
    """The categories that the heads of columns name; "Total" beside the two of a sum is their sum."""
    spans = _begun([column.words for column in table.columns])
    total = SUMS.get(frozenset(span for span in spans if span))
    return [total if span is None and total and TOTAL.match(column.words) else span for span, column in zip(spans, table.columns, strict=True)]


def _begun(heads: list[str]) -> list[str | None]:
    """The category of each head; where only the heads of tonnes name one, "Indicated tonnes" / "Au (g/t)" / "Inferred tonnes" / "Au (g/t)", those
    behind them are of the same, as far as the next."""
    spans = [category_of(head) for head in heads]
    begins = [index for index, span in enumerate(spans) if span]
    groups = [[_bare(head) for head in heads[low:high]] for low, high in pairwise((*begins, len(heads)))]
    if len(begins) < 2 or len({tuple(group) for group in groups}) > 1 or len(groups[0]) < 2 or begins[1] - begins[0] == 1:
        return spans
    return [spans[max(at for at in begins if at <= index)] if index >= begins[0] else None for index in range(len(heads))]


def _bare(head: str) -> str:
    return " ".join(CATEGORY.sub(" ", head).casefold().split())
