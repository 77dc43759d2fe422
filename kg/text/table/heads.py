"""The heads of a table's columns: which lines they are, and their words and units joined over the lines and spans they go over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.text.lexicons import entries
from kg.text.months import FULL
from kg.text.table.grids import Grid, GridRow, is_data
from kg.text.table.lines import Cell, Line, Placed, is_period, is_value
from kg.text.table.unit_rows import moved

_MOST_HEAD_LINES, _FLUSH = 8, 2
_BRACKETED = re.compile(r"[(\[][^()\[\]]{1,24}[)\]]")
_NAME = re.compile(r"[A-Z]{1,6}[-_]?(?:\d{2,4}[-_]?)?[A-Z]{0,4}[-_]?\d{1,6}[A-Z]{0,3}\d?|\d{2}[A-Z]{2,6}-?\d{1,5}")  # of a hole or a sample
_ALIKE = (
    frozenset(("m", "metres", "meters", "ft", "feet")),
    frozenset(("g/t", "gpt", "g/tonne", "oz/t", "opt", "oz/ton", "oz/st", "ppm", "ppb", "%")),
)
_GOES_ON = re.compile(r"[(a-z&/]|ID\b|No\b|Name\b|Number\b|#")


@dataclass(frozen=True)
class Column:
    """What stands over a column: the words of its own head, those that span it with its neighbours, and its unit where a row of
    units gives it. `cells` are the pieces, for a caller that shows where it read them."""

    head: str
    span: str
    unit: str
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        """All that the head says, from the widest span to the unit."""
        return " ".join(word for word in (self.span, self.head, self.unit) if word)


def texts(line: Line) -> list[str]:
    return [cell.cell.bare for cell in line.inked]


def looks_like_head(line: Line) -> bool:
    """Whether a line within a table can only be the head of a new one: words or periods where figures would stand."""
    found = texts(line)
    if len(found) < 2 or is_data([cell.cell for cell in line.inked]):
        return False
    names = [_NAME.fullmatch(text) is not None and not is_period(text) for text in found]
    if names[0] or (names[1] and not all(names[1:])):
        return False  # a row of a hole without figures: "North Lode | KL-21-014 | abandoned"
    named = [text for text in found if not is_value(text) or is_period(text)]
    return len(named) == len(found) and (len(found) >= 3 or all(is_period(text) for text in found))


def head_length(grid: Grid) -> int:
    """How many of a grid's rows, from the first, are its head; 0 where it has none. A rule below the first words closes it; else it
    goes to the first row with figures, less the headings of rows that stand before that."""
    rows = grid.rows
    first = next((index for index, row in enumerate(rows) if row.cells), None)
    if first is None:
        return 0
    ruled = next((index for index in range(first + 1, len(rows)) if rows[index].line.is_rule), None)
    data = next((index for index, row in enumerate(rows) if is_data([cell.cell for cell in row.line.inked])), None)
    if ruled is not None and ruled - first <= _MOST_HEAD_LINES and any(row.cells for row in rows[ruled:]):
        wide = [row for row in rows[first:ruled] if len(row.filled) > 1]
        if wide and (data is None or data > ruled or (ruled == first + 1 and not _has_large_figure(rows[first]))):
            return _over_spans(rows, ruled, data)
    if data is None or data > _MOST_HEAD_LINES + first:
        return 0
    while data > first and (not rows[data - 1].cells or _is_heading_of_rows(rows, data - 1, first)):
        data -= 1
    return data if any(len(row.filled) > 1 or (row.filled and row.filled[0]) for row in rows[:data]) else 0


def _over_spans(rows: list[GridRow], ruled: int, data: int | None) -> int:
    """The rule below a span does not close the head when more heads stand below it, nor does one above a row of units."""
    end = data if data is not None else len(rows)
    for index in range(ruled + 1, min(end, ruled + 4)):
        row = rows[index]
        if len(row.filled) > 1 and (all(is_unit(row.cells[at].cell.bare) for at in row.filled[1:] if row.cells[at]) or rows[ruled].line.strokes[1:]):  # type: ignore[union-attr]
            if not is_data([cell.cell for cell in row.line.inked]):
                ruled = index
        elif row.cells:
            break
    return ruled + 1 if rows[ruled].cells else ruled


def _has_large_figure(row: GridRow) -> bool:
    return any(re.search(r"\d[\d,]{3,}|\d\.\d", text) and not is_period(text) for text in texts(row.line)[1:])


def _is_heading_of_rows(rows: list[GridRow], index: int, first: int) -> bool:
    """Whether the last line before the figures names a group of rows, and is not the wrapped word of a head: "Cerro Lucero"."""
    row = rows[index]
    return (
        index > first and row.filled == [0] and not _GOES_ON.match(texts(row.line)[0]) and any(len(other.filled) > 1 for other in rows[first:index])
    )


def is_unit(text: str) -> bool:
    """Whether a cell of a head is a unit and no more."""
    return _BRACKETED.fullmatch(text) is not None or text.casefold().strip("()[]") in entries("table_units.txt")


def columns(grid: Grid, length: int) -> list[Column]:
    """The columns of a grid, of whose rows the first `length` are the head."""
    grid = replace(grid, rows=[_over_figures(grid, row) if at < length else row for at, row in enumerate(grid.rows)])
    rows = [row for row in grid.rows[:length] if row.cells]
    units = _unit_rows(rows)
    own: list[list[Cell]] = [[] for _ in range(grid.width)]
    spans: list[list[Cell]] = [[] for _ in range(grid.width)]
    for index, row in enumerate(rows):
        if row in units:
            continue
        below = [lower for lower in rows[index + 1 :] if lower not in units]
        strokes = _strokes_below(grid, row)
        for at, placed in enumerate(row.cells):
            if placed is None:
                continue
            over = _spanned(grid, row, at, below, strokes, _words_below(grid, rows[index + 1 :]))
            for column in over if len(over) > 1 else [at]:
                (spans if len(over) > 1 else own)[column].append(placed.cell)
    found = []
    lines = [[cell.cell if cell else None for cell in row.cells] for row in units]
    steps = [moved([_joined([*spans[at], *own[at]]) for at in range(grid.width)], line) if len(line) == grid.width else 0 for line in lines]
    for at in range(grid.width):
        unit = [cell for line, step in zip(lines, steps, strict=True) if 0 <= at - step < len(line) and (cell := line[at - step])]
        found.append(Column(_joined(own[at]), _joined(spans[at]), _joined(unit), (*spans[at], *own[at], *unit)))
    return _shared(found)


def _over_figures(grid: Grid, row: GridRow) -> GridRow:
    """A row of heads that lost the empty cell over the labels of the rows, and so stands a column too far left: "June 2019 | June 2018 | ", of
    times or of one thing alone; or of units below one that has that cell."""
    if grid.extents or grid.width < _FEWEST_SHIFTED or row.filled != list(range(grid.width - 1)):
        return row
    told = [cell.cell.bare for cell in row.cells if cell]
    below = any(other.filled == list(range(1, grid.width)) for other in grid.rows[: grid.rows.index(row)])
    if len(set(told)) > 1 and not all(is_period(text) or _LAST_MONTH.fullmatch(text) or (below and is_unit(text)) for text in told):
        return row
    return replace(row, cells=(None, *row.cells[:-1]))


_FEWEST_SHIFTED = 4
_LAST_MONTH = re.compile(rf"(?:{FULL})[ ,]+(?:19|20)\d\d")


def _shared(found: list[Column]) -> list[Column]:
    """The columns, those with nothing but a unit under the head of the column before them, which has another: "From" over "ft" and "m"."""
    for at in range(2, len(found)):
        before, column = found[at - 1], found[at]
        unit, other = column.unit or column.head, before.unit or before.head
        words = [cell for cell in before.cells if cell.bare != other]
        if (
            words
            and not column.span
            and column.head in ("", unit)
            and unit != other
            and any({_plain(unit), _plain(other)} <= kind for kind in _ALIKE)
        ):
            found[at] = Column(_joined(words), "", unit, (*words, *column.cells))
    return found


def _plain(unit: str) -> str:
    return unit.strip("()[] ").casefold()


def _joined(cells: list[Cell]) -> str:
    """The words of a head over several lines; a word cut by a hyphen is whole again."""
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "", " ".join(cell.bare for cell in cells))


def _unit_rows(rows: list[GridRow]) -> list[GridRow]:
    """The last row of a head where it holds nothing but units."""
    last = rows[-1:] if len(rows) > 1 else []
    return [row for row in last if (found := [text for text in texts(row.line) if text]) and all(is_unit(text) for text in found)]


def _strokes_below(grid: Grid, row: GridRow) -> tuple[tuple[int, int], ...]:
    """The strokes of the rule right below a row."""
    at = grid.rows.index(row) + 1
    return grid.rows[at].line.strokes if at < len(grid.rows) and grid.rows[at].line.is_rule else ()


def _words_below(grid: Grid, below: list[GridRow]) -> list[str]:
    """The words under each column of a row of heads, the units among them; none under that of the labels."""
    return ["", *(" ".join(cell.cell.bare for row in below if (cell := row.cells[at])) for at in range(1, grid.width))]


def _spanned(grid: Grid, row: GridRow, at: int, below: list[GridRow], strokes: tuple[tuple[int, int], ...], words: list[str]) -> list[int]:
    """The columns that a head spans: those that it or the stroke below it overlaps, or, between bars and tabs, those up to the next
    head. Without heads below it spans nothing. `words` are those below each column."""
    cell = row.cells[at]
    if cell is None or not below or (at == 0 and not _begins_with_figures(grid)):
        return [at]
    lower = {column for other in below for column in other.filled}
    if grid.extents:
        left, right = next(((low, high) for low, high in strokes if low < cell.right and cell.left < high), (cell.left, cell.right))
        over = (
            _repeated(grid, row, at, words)
            or _even(grid, row, at, lower)
            or _centred(grid, row, at, lower)
            or [index for index, (low, high) in enumerate(grid.extents) if low < right and left < high]
        )
    else:
        after = next((index for index in row.filled if index > at), grid.width)
        over = list(range(at, after))
        if at not in lower:
            return [at]
    return over if len(over) > 1 and set(over) <= lower else [at]


def _begins_with_figures(grid: Grid) -> bool:
    """Whether the first column holds figures alone: the labels stand between those of two spans of time."""
    first = [row.cells[0] for row in grid.rows if is_data([cell.cell for cell in row.line.inked])]
    return bool(first) and all(cell is not None and is_value(cell.cell.bare) for cell in first)


def _repeated(grid: Grid, row: GridRow, at: int, words: list[str]) -> list[int]:
    """The columns of a head where those below begin anew for each head of its row: "Mt", "g/t", "Mt", "g/t" below "Proved" and "Probable"."""
    heads = [index for index, cell in enumerate(row.cells) if cell is not None and index]
    starts = _begun_anew(words)
    if len(heads) < 2 or len(starts) != len(heads) or row.cells[0] is not None or at not in heads:
        return []
    groups = list(zip(starts, [*starts[1:], grid.width], strict=True))
    for index, (low, high) in zip(heads, groups, strict=True):
        cell = row.cells[index]
        if cell is None:
            return []
        over = grid.extents[low][0] - 2 <= (cell.left + cell.right) / 2 <= grid.extents[high - 1][1] + 2
        if not over and abs(cell.right - grid.extents[low][1]) > _FLUSH:
            return []  # neither over its columns nor set like the head of the first of them
    if all(high - low < 2 for low, high in groups):
        return []
    low, high = groups[heads.index(at)]
    return list(range(low, high))


def _begun_anew(words: list[str]) -> list[int]:
    """The columns where heads begin anew: the first, and each whose words stand since the last of these already."""
    starts: list[int] = []
    said: set[str] = set()
    for index, word in enumerate(words):
        if word and (not starts or word in said):
            starts.append(index)
            said = set()
        said.add(word)
    return starts


def _even(grid: Grid, row: GridRow, at: int, lower: set[int]) -> list[int]:
    """The columns of a head that is set over the middle of its share of them, as all heads of its row are: "Gross" and "Net" over three
    columns each."""
    heads = [cell for cell in row.cells[1:] if cell is not None]
    share, rest = divmod(grid.width - 1, max(1, len(heads)))
    if len(heads) < 2 or rest or share < 2 or lower < set(range(1, grid.width)) or row.cells[0] is not None:
        return []
    for index, head in enumerate(heads):
        first, last = grid.extents[1 + index * share], grid.extents[(index + 1) * share]
        middle, centre = (head.left + head.right) / 2, (first[0] + last[1]) / 2
        if abs(middle - centre) > 0.35 * (last[1] - first[0]) / 2:
            return []
    place = heads.index(row.cells[at])  # type: ignore[arg-type]
    return list(range(1 + place * share, 1 + (place + 1) * share))


def _centred(grid: Grid, row: GridRow, at: int, lower: set[int]) -> list[int]:
    """The columns of a head that is set over the middle or at the edge of them, as all heads of its row are, whatever their shares:
    "Quarter ended" over three dates and "Year ended" over two."""
    heads = [(index, cell) for index, cell in enumerate(row.cells) if cell is not None and index]
    if len(heads) < 2 or row.cells[0] is not None or not set(range(1, grid.width)) <= lower:
        return []
    begins = _by_middles(grid, [cell for _, cell in heads]) or _by_edges(grid, [cell for _, cell in heads])
    if not begins:
        return []
    groups = [range(low, high) for low, high in zip(begins, [*begins[1:], grid.width], strict=True)]
    if any(len(group) < 2 for group in groups):
        return []
    return next((list(group) for (index, _), group in zip(heads, groups, strict=True) if index == at), [])


def _by_middles(grid: Grid, heads: list[Placed]) -> list[int]:
    """The first columns of the groups over whose middles the heads stand."""
    nearest = [
        min(range(len(heads)), key=lambda index: abs(heads[index].left + heads[index].right - left - right)) for left, right in grid.extents[1:]
    ]
    if nearest != sorted(nearest) or set(nearest) != set(range(len(heads))):
        return []
    begins = [1 + nearest.index(index) for index in range(len(heads))]
    for head, low, high in zip(heads, begins, [*begins[1:], grid.width], strict=True):
        left, right = grid.extents[low][0], grid.extents[high - 1][1]
        if abs(head.left + head.right - left - right) > 0.35 * (right - left):
            return []
    return begins


def _by_edges(grid: Grid, heads: list[Placed]) -> list[int]:
    """The first columns of the groups with whose last columns, or first columns, the heads are flush."""
    lasts = [[at for at in range(1, grid.width) if abs(grid.extents[at][1] - head.right) <= _FLUSH] for head in heads]
    if all(len(found) == 1 for found in lasts) and lasts[-1] == [grid.width - 1]:
        return [1, *(found[0] + 1 for found in lasts[:-1])]
    firsts = [[at for at in range(1, grid.width) if abs(grid.extents[at][0] - head.left) <= _FLUSH] for head in heads]
    if all(len(found) == 1 for found in firsts) and firsts[0] == [1]:
        return [found[0] for found in firsts]
    return []
