"""Tables of results brought to one shape: a single column of labels, headings above the rows that they name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.text.head_units import UNITS_HEAD, unit_of
from kg.text.table.lines import is_period, is_value
from kg.text.tables import Cell, Row, Table

_FEWEST = 3  # columns that a table with two columns of labels has at least


def with_one_label(table: Table) -> Table:
    """The table with its labels in its first column, where they stand between its figures; and where its second column holds labels, too ("Gold
    (oz)" | "North Mine" | figures), with those of the first as headings; else the table as it is."""
    if len(table.columns) < _FEWEST:
        return table
    table = _moved_back(_led_by_labels(table))
    if not _holds_labels(table):
        return table
    return replace(table, columns=table.columns[1:], rows=tuple(_parted(table)))


def _led_by_labels(table: Table) -> Table:
    """The table, where the labels stand between the figures of two spans of time, and nothing but figures before them: these labels first."""
    held = [row for row in table.rows if sum(cell is not None for cell in row.cells) > 1]
    if len(held) < 2 or any((first := row.cells[0]) is not None and not is_value(first.bare) for row in table.rows):
        return table
    said = [[cell.bare for row in held if (cell := row.cells[at])] for at in range(len(table.columns))]
    worded = [at for at, found in enumerate(said) if found and not all(is_value(text) for text in found)]
    if len(worded) != 1 or not is_period(table.columns[0].words):
        return table
    at = worded[0]
    if len(said[at]) < len(held) or any(is_value(text) or is_period(text) for text in said[at]):
        return table
    order = [at, *(other for other in range(len(table.columns)) if other != at)]
    rows = tuple(Row(tuple(row.cells[index] for index in order), row.indent) for row in table.rows)
    return replace(table, columns=tuple(table.columns[index] for index in order), rows=rows)


def _moved_back(table: Table) -> Table:
    """The table, where rows that leave out the label of their group, as a page does that set it over several of them, stand a column too far to the
    left: these moved back under their heads."""
    whole, short = [_is_whole(row) for row in table.rows], [_is_short(row) for row in table.rows]
    told = all(one or other or row.is_heading for row, one, other in zip(table.rows, whole, short, strict=True))
    if not (told and any(whole) and any(short)):
        return table
    rows = (Row((None, *row.cells[:-1]), row.indent) if lacks else row for row, lacks in zip(table.rows, short, strict=True))
    return replace(table, rows=tuple(rows))


def _is_whole(row: Row) -> bool:
    """Whether a row has both labels, and a figure in the last column."""
    second = row.cells[1]
    return bool(row.cells[-1] and row.cells[0] and second and _is_label(second))


def _is_short(row: Row) -> bool:
    """Whether figures follow the first label of a row at once, and its last column is empty."""
    second = row.cells[1]
    return bool(row.cells[0] and second and is_value(second.bare) and row.cells[-1] is None)


def _is_label(cell: Cell) -> bool:
    """Whether a cell says a name or a metal, and neither a figure nor a unit."""
    return not is_value(cell.bare) and not is_period(cell.bare) and unit_of(cell.bare) is None


def _holds_labels(table: Table) -> bool:
    """Whether the second column has words that are no units in most rows of figures, beside a first column that names a group of rows once or
    again and again."""
    head = table.columns[1].words.strip()
    if UNITS_HEAD.fullmatch(head) or is_period(head):
        return False
    rows = [row for row in table.rows if not row.is_heading and any(cell and is_value(cell.bare) for cell in row.cells[2:])]
    said = [cell for row in rows if (cell := row.cells[1])]
    words = [cell for cell in said if _is_label(cell)]
    if len(words) < 2 or len(words) < len(said) or 2 * len(words) <= len(rows):
        return False
    groups = [row.cells[0].bare if row.cells[0] else None for row in rows if row.cells[1]]
    return groups[0] is not None and len(set(groups)) < len(groups)


def _parted(table: Table) -> Iterator[Row]:
    held = ""
    for row in table.rows:
        first, second, rest = row.cells[0], row.cells[1], row.cells[2:]
        if first and (row.is_heading or (second and first.bare != held)):
            held = first.bare
            yield Row((first, *_empty(rest)), row.indent)
        if not row.is_heading and (second or first):
            yield Row((second or first, *rest), row.indent)


def _empty(cells: tuple[Cell | None, ...]) -> Iterator[None]:
    yield from (None for _ in cells)
