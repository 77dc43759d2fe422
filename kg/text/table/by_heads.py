"""Tables of one cell a line whose rows lost their empty cells, read by their heads: those that name what is measured stand over figures, those that
name places, holes or classes over labels.

"Deposit" / "Category" / "Tonnes (kt)" / "Grade (g/t)", then "Main Lode" / "Indicated" / "3,100" / "2.10" / "Inferred" / "1,200" / "1.80": a row
has a figure for each head of figures, and may lack labels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.text.head_units import unit_of
from kg.text.table.lines import Cell, Line
from kg.text.table.measures import is_label_head, shares, tells_figures
from kg.text.table.runs import Item, items_of, line_of, ruled
from kg.text.table.tokens import HEAD, WORDS, YEAR

_FEWEST, _MOST_HEADS, _MOST_LABELS, _MOST_HEADINGS, _MOST_WORDS, _FIRST_ITEMS = 2, 16, 4, 2, 6, 12
_INNER = re.compile(r"\W{0,3}(?:(?:and|also|which)\s)?(?:incl\w{0,6}\.?|and|plus|of which|with(?:in)?)(?!\w).{0,12}", re.IGNORECASE)
_TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b.{0,30}", re.IGNORECASE)
_CLASS = re.compile(r"(?:total )?(?:measured|indicated|inferred|prove[dn]|probable)\b.{0,24}|m ?(?:&|\+) ?i|2p", re.IGNORECASE)
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class _Heads:
    """The heads of the columns of labels (None: one that has no head), those of figures, and the spans over these, each over its share."""

    labels: Sequence[Cell | None]
    figures: Sequence[Cell]
    spans: Sequence[Cell]
    end: int


def by_heads(run: Sequence[Cell], kinds: Sequence[str], low: int, first: int) -> list[Line]:
    """The table whose first figure stands at `first`, as lines of cells below its heads; none where heads and rows do not agree."""
    heads = _heads(run, kinds, list(islice(items_of(kinds, low, first), _FIRST_ITEMS)))
    if heads is None:
        return []
    rows = _without_tail(list(_rows(run, kinds, list(items_of(kinds, low, first)), heads)))
    full = [row for row in rows if len(row) > 1]
    if len(full) < _FEWEST or not _is_borne_out(full, rows, len(heads.labels)):
        return []
    lead: list[Cell | None] = [None] * len(heads.labels)
    share = len(heads.figures) // max(1, len(heads.spans))
    over = [heads.spans[at // share] if heads.spans and at % share == 0 else None for at in range(len(heads.figures))]
    lines = [line_of([*lead, *over])] if heads.spans else []
    return [*lines, line_of([*heads.labels, *heads.figures]), ruled(heads.figures[-1].end), *(line_of(row) for row in rows)]


def _without_tail(rows: list[list[Cell | None]]) -> list[list[Cell | None]]:
    """The rows less words behind the last that has figures."""
    while rows and len(rows[-1]) == 1:
        rows.pop()
    return rows


def _is_borne_out(full: list[list[Cell | None]], rows: list[list[Cell | None]], labels: int) -> bool:
    """Whether hardly any row is left out, and the labels are none that measure."""
    named = [row[0] for row in full if row[0]]
    measured = sum(tells_figures(cell) or unit_of(cell.bare) is not None for cell in named)
    return 2 * measured <= len(named) and 2 * (len(rows) - len(full)) <= len(rows) and (bool(named) or not labels)


# ---- heads


def _heads(run: Sequence[Cell], kinds: Sequence[str], items: Sequence[Item]) -> _Heads | None:
    """The heads before the first row: as many that measure as rows have figures, and those of labels before them."""
    item = items[0]
    end = item.figures
    while end > item.start and not (kinds[end - 1] == WORDS and tells_figures(run[end - 1])):
        end -= 1
    begin = end
    while begin > item.start and kinds[begin - 1] == WORDS and tells_figures(run[begin - 1]):
        begin -= 1
    count = end - begin
    groups = shares([cell.bare.casefold() for cell in run[begin:end]])
    if not (_FEWEST <= count <= _MOST_HEADS and groups) or item.figures - end > _MOST_LABELS + _MOST_HEADINGS:
        return None
    figures = run[begin:end]
    spans: Sequence[Cell] = []
    if groups > 1:
        if _label_heads(run, item.start, begin):
            first = begin - len(_label_heads(run, item.start, begin))
            spans, labels = run[max(item.start, first - groups) : first], run[first:begin]
        else:
            spans = run[max(item.start, begin - groups) : begin]
            labels = _label_heads(run, item.start, begin - groups)
        if len(spans) != groups or not all(map(_can_span, spans)) or len({cell.bare for cell in spans}) != groups:
            return None
    else:
        labels = _label_heads(run, item.start, begin)
    if item.figures == end:
        alone = not labels and count > _FEWEST and item.count >= _FEWEST * count
        return _Heads([], figures, spans, end) if alone else None
    if labels:
        return _Heads(labels, figures, spans, end)
    single = sum(more.figures - more.start == 1 for more in items[1:])
    return _Heads([None], figures, spans, end) if 2 * single > len(items) - 1 else None


def _label_heads(run: Sequence[Cell], low: int, end: int) -> Sequence[Cell]:
    begin = end
    while begin > low and end - begin < _MOST_LABELS and is_label_head(run[begin - 1]):
        begin -= 1
    return run[begin:end]


def _can_span(cell: Cell) -> bool:
    return not cell.text.endswith((":", ".")) and len(cell.text.split()) < _MOST_WORDS and not is_label_head(cell)


# ---- rows


def _rows(run: Sequence[Cell], kinds: Sequence[str], items: Sequence[Item], heads: _Heads) -> Iterator[list[Cell | None]]:
    """The rows, those of which but a name is told with one cell."""
    count, width = len(heads.figures), len(heads.labels)
    told = [
        run[item.figures - width : item.figures] for item in items if width <= item.figures - max(item.start, heads.end) and item.end > item.figures
    ]
    for index, item in enumerate(items):
        begin = heads.end if index == 0 else item.start
        words, figures = run[begin : item.figures], run[item.figures : item.end]
        ends = any(kinds[at] in (HEAD, YEAR) for at in range(begin, item.figures)) or any(tells_figures(cell) for cell in words[:-1])
        if index and (ends or len(words) > width + _MOST_HEADINGS or not width):
            return
        for name in words[: max(0, len(words) - width)]:
            yield [name]
        words = words[max(0, len(words) - width) :]
        labels = _placed(words, told, width)
        if labels is not None and figures and len(figures) % count == 0:
            yield [*labels, *figures[:count]]
            for at in range(count, len(figures), count):
                yield [*([None] * width), *figures[at : at + count]]
        elif labels is not None and len(figures) == 1 and not _DIGIT.search(figures[0].text):
            yield [*labels, *figures, *([None] * (count - 1))]  # "No significant values"
        elif words:
            yield [words[0]]


def _placed(words: Sequence[Cell], told: Sequence[Sequence[Cell]], width: int) -> list[Cell | None] | None:
    """The labels of a row in their columns; None where nobody can tell whose they are. `told` are the labels of the rows that have all."""
    if len(words) == width:
        return list(words)
    if not words:
        return [None] * width
    if len(words) > 1:
        return None
    word = words[0]
    if _INNER.fullmatch(word.bare) or _TOTAL.fullmatch(word.bare):
        at = 0
    else:
        columns = [[labels[column].bare for labels in told] for column in range(width)]
        fits = [column for column, held in enumerate(columns) if word.bare in held] or _alike(word.bare, columns)
        if len(fits) != 1:
            return None
        at = fits[0]
    return [word if column == at else None for column in range(width)]


def _alike(word: str, columns: Sequence[Sequence[str]]) -> list[int]:
    """The columns all of whose labels are of the kind of a word, where those of no other are: classes of resources, numbers of holes."""
    for pattern in (_CLASS.fullmatch, _DIGIT.search):
        if pattern(word):
            found = [at for at, held in enumerate(columns) if held and all(map(pattern, held))]
            others = [at for at, held in enumerate(columns) if at not in found and any(map(pattern, held))]
            if found and not others:
                return found
    return []
