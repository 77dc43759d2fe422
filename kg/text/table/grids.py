"""The lines of a table as a grid: every cell in its column, by count between bars and tabs, by place between blanks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from kg.text.table.lines import BLANKS, TABS, Cell, Line, Placed, is_period, is_value
from kg.text.table.ragged import in_order

_MONTHS = re.compile(r"\d{1,2} (?:months?|weeks?)(?: (?:ended|ending|to))?", re.IGNORECASE)


@dataclass(frozen=True)
class GridRow:
    """A line's cells, one for each column."""

    line: Line
    cells: tuple[Placed | None, ...]

    @property
    def filled(self) -> list[int]:
        """The columns that hold something."""
        return [index for index, cell in enumerate(self.cells) if cell is not None]


@dataclass(frozen=True)
class Grid:
    """Rows, rules among them as rows without cells; the number of columns; of columns by place, where each begins and ends."""

    rows: list[GridRow]
    width: int
    extents: list[tuple[int, int]]


def is_data(cells: list[Cell]) -> bool:
    """Whether a row has figures behind its first cell; "6 months" in every cell is a head."""
    if cells and all(_MONTHS.fullmatch(cell.bare) for cell in cells):
        return False
    return any(is_value(cell.bare) and not is_period(cell.bare) for cell in cells[1:])


def grid(lines: list[Line], layout: str) -> Grid:
    """The lines of one table with every cell in its column."""
    rows = [line for line in lines if not line.is_rule]
    if layout == BLANKS:
        ordered = in_order(lines, [row for row in rows if is_data([cell.cell for cell in row.inked])])
        return _by_place(lines, rows) if ordered is None else _by_count(ordered, [line for line in ordered if not line.is_rule])
    if (layout == TABS and _is_drawn(rows)) or _is_packed(rows):
        lines = [line if line.is_rule else Line(line.start, line.end, tuple(line.inked), line.indent, (), line.inside) for line in lines]
        rows = [line for line in lines if not line.is_rule]
    return _by_count(lines, rows)


def _is_drawn(rows: list[Line]) -> bool:
    """Whether tabs draw the columns for the eye, several in a row: the rows then agree in what they hold, not in their tabs."""
    data = [row for row in rows if is_data([cell.cell for cell in row.inked])]
    tabs, inked = {len(row.cells) for row in data}, Counter(len(row.inked) for row in data)
    return len(tabs) > 1 and inked.most_common(1)[0][1] > 0.8 * len(data) and any(None in row.cells[1:] for row in data)


def _is_packed(rows: list[Line]) -> bool:
    """Whether every row leaves its empty cells to its end, as pages do that moved them there: the rows then agree in what they hold."""
    data = [row for row in rows if is_data([cell.cell for cell in row.inked])]
    if len(data) < 2 or not any(len(row.cells) > len(row.inked) for row in data):
        return False
    head = rows[: rows.index(data[0])]
    if any(row.cells[0] is None and len(row.inked) > 1 for row in head):
        return False  # a head that keeps its corner: what is empty stands where it is
    inked = Counter(len(row.inked) for row in data)
    ended = sum(row.cells[-1] is None for row in data)
    return ended > 0.8 * len(data) and inked.most_common(1)[0][1] > 0.6 * len(data) and not any(map(_has_hole, data))


def _has_hole(row: Line) -> bool:
    """Whether a cell is empty before one that is not, other than that of a sign or bracket that went to its figure."""
    last = max(index for index, cell in enumerate(row.cells) if cell is not None)
    holes = [index for index, cell in enumerate(row.cells[:last]) if cell is None]
    return any(not _is_left(row, index) for index in holes)


def _is_left(row: Line, index: int) -> bool:
    before, after = row.cells[index - 1] if index else None, row.cells[index + 1] if index + 1 < len(row.cells) else None
    return (before is not None and before.cell.text.endswith((")", "%"))) or (after is not None and not after.cell.text[0].isalnum())


# ---- columns by count


def _by_count(lines: list[Line], rows: list[Line]) -> Grid:
    """Rows of cells that marks set apart. A column that is empty throughout is none; a head without a corner is moved to its columns."""
    wide = [row for row in rows if len(row.inked) > 1]
    width = max((len(row.cells) for row in wide), default=0)
    body = next((index for index, row in enumerate(rows) if is_data([cell.cell for cell in row.inked])), 0)
    head = {id(row) for row in rows[:body]}
    most = Counter(len(row.cells) for row in rows[body:] if len(row.inked) > 1)
    full = max(most, key=lambda count: (most[count], count), default=width)
    figures = _of_figures([row for row in rows[body:] if len(row.cells) == full], full)
    padded = []
    over = _over_groups(rows[:body], full) if body else {}
    for line in lines:
        cells = over.get(id(line), line.cells)
        if id(line) in head and len(line.inked) == sum(figures) > 1 and all(map(_is_period, line.inked)):
            heads = iter(line.inked)  # a period for every column of figures, wherever its empty cells went
            cells = tuple(next(heads) if figured else None for figured in figures)
        if id(line) in head and cells and cells[0] is not None and len(cells) == full - 1 and len(line.inked) > 1 and _lacks_corner(cells, figures):
            cells = (None, *cells)
        if id(line) in head and None not in cells and 1 < len(cells) < full:
            cells = _spread(cells, full)
        if id(line) in head and full > 2 and len(cells) == full and cells[-1] is None and not figures[0] and all(map(_is_period, cells[:-1])):
            cells = (None, *cells[:-1])  # heads that lack their corner, with the empty cell behind them
        if id(line) not in head and len(cells) == full - 1 and figures[0:1] == [False] and cells[0] and is_value(cells[0].cell.bare):
            cells = (None, *cells)  # a total without its word
        if id(line) in head and len(line.inked) > 1 and len(cells) < full and figures[-1] and not figures[1]:
            first = next(index for index, cell in enumerate(cells) if cell is not None)
            if not figures[first]:  # the columns of words have no heads
                cells = (*cells[:first], *(None,) * (full - len(cells)), *cells[first:])
        padded.append((line, tuple(cells) + (None,) * (width - len(cells))))
    padded = _moved_heads(padded, head, width)
    used = [column for column in range(width) if any(column < len(cells) and cells[column] is not None for _, cells in padded)]
    return Grid([GridRow(line, tuple(cells[column] for column in used) if not line.is_rule else ()) for line, cells in padded], len(used), [])


def _over_groups(head: list[Line], full: int) -> dict[int, tuple[Placed | None, ...]]:
    """The rows of a head that lost how many columns each of its spans goes over, with each span where its group begins: the row below
    has one group of periods for each, and an empty cell where the head goes over both rows ("Change")."""
    found: dict[int, tuple[Placed | None, ...]] = {}
    for upper, lower in pairwise(head):
        below = (*lower.cells, *(None for _ in range(full - len(lower.cells))))
        spans = upper.cells[1:]
        if not (2 < len(upper.cells) < full == len(below)) or None in spans or below[0] is not None or not all(map(_is_period, lower.inked)):
            continue
        starts = [at for at in range(1, full) if below[at] is None or at == 1 or below[at - 1] is None]
        if len(starts) == len(spans) < full - 1:
            placed = dict(zip(starts, spans, strict=True))
            found[id(upper)] = (upper.cells[0], *(placed.get(at) for at in range(1, full)))
    return found


def _lacks_corner(cells: _Cells, figures: list[bool]) -> bool:
    """Whether heads, one fewer than the columns, begin over the first column of figures: not so where all but the first are periods."""
    periods = [_is_period(cell) for cell in cells if cell]
    return not figures[0] and all(figures[1:]) and (periods[0] or not all(periods[1:]))


def _of_figures(rows: list[Line], width: int) -> list[bool]:
    """Of each column, whether most of its cells are figures."""
    columns = [[row.cells[index] for row in rows] for index in range(width)]
    return [2 * sum(cell is not None and is_value(cell.cell.bare) for cell in column) > len(column) for column in columns]


def _is_period(cell: Placed | None) -> bool:
    return cell is not None and is_period(cell.cell.bare)


_Cells = tuple[Placed | None, ...]


def _moved_heads(padded: list[tuple[Line, _Cells]], head: set[int], width: int) -> list[tuple[Line, _Cells]]:
    """The rows, where a head that stands over the signs of its figures, which went to them, is moved over the figures."""

    def filled(column: int, heads: bool) -> bool:
        return any(cells[column] is not None for line, cells in padded if not line.is_rule and (id(line) in head) == heads)

    def moved(cells: _Cells, column: int, alone: bool) -> _Cells:
        goes = alone or (_is_period(cells[column]) and cells[column + 1] is None)  # a span of time over heads that stand over their figures
        return (*cells[:column], None, cells[column], *cells[column + 2 :]) if goes else cells

    for column in range(1, width - 1):
        if filled(column, heads=True) and not filled(column, heads=False) and filled(column + 1, heads=False):
            alone = not filled(column + 1, heads=True)
            padded = [(line, moved(cells, column, alone) if id(line) in head and not line.is_rule else cells) for line, cells in padded]
    return padded


def _spread(cells: _Cells, width: int) -> _Cells:
    """The heads of a row that lacks its corner, each over the first of its columns; so the spans behind a corner."""
    said = [is_period(cell.cell.bare) for cell in cells if cell]
    if all(said[1:]) and not said[0] and not (width - 1) % (len(cells) - 1):
        each = (width - 1) // (len(cells) - 1)
        return (cells[0], *(cell for head in cells[1:] for cell in (head, *(None,) * (each - 1))))
    if (width - 1) % len(cells):
        return cells
    each = (width - 1) // len(cells)
    return (None, *(cell for head in cells for cell in (head, *(None,) * (each - 1))))


# ---- columns by place


def _by_place(lines: list[Line], rows: list[Line]) -> Grid:
    """Rows of cells that blanks set apart: the fullest rows make the columns, the others find theirs by place."""
    data = [row for row in rows if is_data([cell.cell for cell in row.inked])] or [row for row in rows if len(row.inked) > 1]
    if not data:
        return Grid([GridRow(line, ()) for line in lines], 0, [])
    counts = Counter(len(row.inked) for row in data)
    headed = {len(row.inked) for row in rows[: rows.index(data[0])]}
    often = [count for count, times in counts.items() if times > 1 or len(data) < 4 or count in headed]
    width = max(often or counts)
    columns = _extents([row.inked for row in data if len(row.inked) == width])
    for row in (row for row in data if len(row.inked) < width):
        for cell in row.inked:
            _widen(columns, cell)
    figures = _figure_columns(data, columns)
    _open_last(columns, rows[: rows.index(data[0])], figures)
    placed = []
    for line in lines:
        cells = line.inked
        if 1 < len(cells) == len(figures) < len(columns) and all(map(_is_period, cells)):
            placed.append(GridRow(line, _over(cells, figures, len(columns))))
            continue
        if len(cells) < len(columns) and is_data([cell.cell for cell in cells]):
            cells = [piece for cell in cells for piece in _split(cell, columns)]
        placed.append(GridRow(line, _assign(cells, columns) if cells else ()))
    return Grid(placed, len(columns), columns)


def _open_last(columns: list[tuple[int, int]], heads: list[Line], figures: list[int]) -> None:
    """A head beyond the last column, with a head of the same row over every column of figures, opens a column that no full row fills ("2021
    Guidance")."""
    for cells in (row.inked for row in heads):
        if len(cells) < 3 or cells[-1].left <= columns[-1][1]:
            continue
        over = [at for cell in cells[:-1] for at, (left, right) in enumerate(columns) if cell.left < right and left < cell.right]
        if len(over) == len(set(over)) == len(cells) - 1 and set(figures) <= set(over):
            columns.append((cells[-1].left, cells[-1].right))
            return


def _figure_columns(data: list[Line], columns: list[tuple[int, int]]) -> list[int]:
    """The columns of figures behind those of labels, by the fullest rows."""
    full = [row.inked for row in data if len(row.inked) == len(columns)]
    return [at for at in range(1, len(columns)) if full and 2 * sum(is_value(row[at].cell.bare) for row in full) > len(full)]


def _over(cells: list[Placed], figures: list[int], width: int) -> tuple[Placed | None, ...]:
    """As many periods as columns of figures, each over its own, however far to the left they are set."""
    held = dict(zip(figures, cells, strict=True))
    return tuple(held.get(at) for at in range(width))


def _extents(full: list[list[Placed]]) -> list[tuple[int, int]]:
    """From where to where each column goes, by the rows that fill all; where rows are set ragged, columns meet halfway."""
    found = []
    for column in zip(*full, strict=True):
        lefts, rights = sorted(cell.left for cell in column), sorted(cell.right for cell in column)
        found.append((lefts[len(lefts) // 20], rights[len(rights) - 1 - len(rights) // 20]))
    for index in range(len(found) - 1):
        (left, right), (next_left, next_right) = found[index], found[index + 1]
        if right > next_left:
            middle = (right + next_left) // 2
            found[index], found[index + 1] = (left, max(left + 1, middle)), (min(middle, next_right - 1), next_right)
    return found


def _widen(columns: list[tuple[int, int]], cell: Placed) -> None:
    """A cell that stands clear of every column, with room on both sides, opens a column of its own."""
    if not is_value(cell.cell.bare):
        return
    index = bisect_left(columns, (cell.left, cell.right))
    before = columns[index - 1][1] if index else -2
    after = columns[index][0] if index < len(columns) else cell.right + 2
    if index and before + 2 <= cell.left and cell.right + 2 <= after:
        columns.insert(index, (cell.left, cell.right))


def _split(cell: Placed, columns: list[tuple[int, int]]) -> list[Placed]:
    """A cell that fills its column to the brim, with the figure of the next one a single blank behind it, as two."""
    touched = [index for index, (left, right) in enumerate(columns) if cell.left < right and left < cell.right]
    for index in reversed(touched[1:]):
        low, (high, right) = columns[index - 1][1], columns[index]
        gaps = [at for at in range(max(1, low - 1 - cell.left), min(len(cell.cell.text) - 1, right - cell.left)) if cell.cell.text[at] == " "]
        at = min((at for at in gaps if is_value(cell.cell.text[at + 1 :])), key=lambda gap: abs(cell.left + gap + 1 - high), default=None)
        if at is not None:
            start, middle = cell.cell.start, cell.left + at
            head = Placed(Cell(cell.cell.text[:at], start, start + at), cell.left, middle)
            tail = Placed(Cell(cell.cell.text[at + 1 :], start + at + 1, cell.cell.end), middle + 1, cell.right)
            return [*_split(head, columns), tail]
    return [cell]


def _assign(cells: list[Placed], columns: list[tuple[int, int]]) -> tuple[Placed | None, ...]:
    """The cells in their columns, left to right: all of them where there are as many as columns, else with the least way to go.
    More cells than columns are joined from the right, as nobody can tell them apart."""
    if len(cells) == len(columns):
        return tuple(cells)
    if len(cells) > len(columns):
        return _crowd(cells, columns)
    slack = len(columns) - len(cells)
    best: list[list[tuple[float, int]]] = []  # of each cell, at each column that it may take: the least way so far, and the column before
    for row, cell in enumerate(cells):
        line: list[tuple[float, int]] = []
        reach: tuple[float, int] = (0.0 if row == 0 else float("inf"), -1)
        for offset in range(slack + 1):
            if row and best[row - 1][offset][0] < reach[0]:
                reach = (best[row - 1][offset][0], offset)
            line.append((reach[0] + _way(cell, columns[row + offset]), reach[1]))
        best.append(line)
    offset = min(range(slack + 1), key=lambda index: best[-1][index][0])
    found: list[Placed | None] = [None] * len(columns)
    for row in range(len(cells) - 1, -1, -1):
        found[row + offset] = cells[row]
        offset = best[row][offset][1]
    return tuple(found)


def _way(cell: Placed, column: tuple[int, int]) -> float:
    """How far a cell stands from a column: nothing where they overlap, less the better their edges or middles meet."""
    left, right = column
    apart = max(left - cell.right, cell.left - right, -1) + 1
    edges = min(abs(cell.left - left), abs(cell.right - right), abs((cell.left + cell.right) - (left + right)) / 2)
    return apart + 0.05 * min(edges, 15)


def _crowd(cells: list[Placed], columns: list[tuple[int, int]]) -> tuple[Placed | None, ...]:
    """More cells than columns, each in the column nearest to it; those of one column are one cell."""
    found: list[Placed | None] = [None] * len(columns)
    for cell in cells:
        index = min(range(len(columns)), key=lambda column: _way(cell, columns[column]))
        found[index] = cell if (held := found[index]) is None else joined(held, cell)
    return tuple(found)


def joined(first: Placed, second: Placed) -> Placed:
    """Two cells, one after the other, as one."""
    cell = Cell(f"{first.cell.text} {second.cell.text}", first.cell.start, second.cell.end)
    return Placed(cell, min(first.left, second.left), max(first.right, second.right))
