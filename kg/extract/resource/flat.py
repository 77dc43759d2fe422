"""Resource tables that have run into one line, or whose columns stand but a blank apart: "Class Tonnes (kt) Grade (% U3O8) Indicated 1,100
0.12 Inferred 300 0.10".

What tells them is that the same number of figures stands behind each label, and that the words before the first can be divided into so many
heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from kg.extract.resource.flat_heads import divided, is_head_word, over_labels, spans_over
from kg.extract.resource.heads import role_of
from kg.extract.resource.words import CATEGORY, RESOURCE, key_of
from kg.text.sections import Part
from kg.text.tables import Cell, Column, Row, Table

_WORD = re.compile(r"[(\[](?:[^()\[\]\s]{1,14}\s){0,3}[^()\[\]\s]{1,14}[)\]]|\S+")
_FIGURE = re.compile(r"[~<]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?\*{0,2}|\.\d+")
_DRAWN = re.compile(r"\|+|[|+:-]*[-=_]{2,}[|+:=_-]*|\|[:|-]*\|")  # bars and rules
_DASH = re.compile(r"[-\u2013\u2014]|n/?a|nil", re.IGNORECASE)
_MOST_LABEL, _MOST_BEFORE, _MOST_ROWS, _MOST_COLUMNS, _TITLE = 7, 90, 60, 24, 220
_YEAR, _NUMBERED = re.compile(r"(?:19|20)\d\d"), re.compile(r"table|figure|note|appendix", re.IGNORECASE)
_TOTAL = re.compile(
    r"(?:(?:sub-?|grand )?totals?|(?:total )?(?:mineral|ore) (?:resources?|reserves?)|total (?:resources?|reserves?))\d?", re.IGNORECASE
)
_SHARED = re.compile(r"basis|attributable|interest|owned|ownership|share", re.IGNORECASE)  # "100% basis", beside "60% attributable"
_TOTAL_LAST = re.compile(rf"(?:^|\s)(?P<total>{_TOTAL.pattern})$", re.IGNORECASE)
_OF_CATEGORY = re.compile(r"\d?(?: (?:mineral|ore|resources?|reserves?|category|\([^()]{1,12}\))(?![\w-]))*", re.IGNORECASE)
_CUT_OFF = re.compile(r"cut-?\s?off", re.IGNORECASE)


@dataclass
class _Item:
    """Words, then the figures behind them."""

    words: list[Cell] = field(default_factory=list)
    figures: list[Cell] = field(default_factory=list)


def flat(parts: Sequence[Part]) -> Iterator[Table]:
    """The tables among the parts, whatever their layout."""
    run: list[Part] = []
    for part in (*parts, None):
        if part is not None and run and run[-1].section == part.section:
            run.append(part)
            continue
        yield from _of_run(run)
        run = [part] if part is not None else []


def _of_run(run: Sequence[Part]) -> Iterator[Table]:
    if not any(CATEGORY.search(part.text) for part in run):
        return
    words = [
        Cell(found.group(), part.start + found.start(), part.start + found.end())
        for part in run
        for found in _WORD.finditer(part.text)
        if not _DRAWN.fullmatch(found.group())
    ]
    yield from tables_of(words, run[0].section)


def tables_of(words: Sequence[Cell], section: str) -> Iterator[Table]:
    """The tables among words in the order of the text."""
    items = _items(words)
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and end - at < _MOST_ROWS and _goes_on(items[at], items[end]):
            end += 1
        led = _led(items, at)
        table = _led_table(items, at, led, section) if led else _table(items[at:end], section)
        if table:
            yield table
            at = led or end
        else:
            at += 1


def _items(words: Sequence[Cell]) -> list[_Item]:
    found = [_Item()]
    for index, word in enumerate(words):
        if _is_figure(words, index):
            found[-1].figures.append(word)
        elif found[-1].figures:
            found.append(_Item([word]))
        else:
            found[-1].words.append(word)
    return [item for item in found if item.figures]


def _is_figure(words: Sequence[Cell], index: int) -> bool:
    text = words[index].text
    if text[0].isalpha() and text[0] not in "nN":
        return False  # neither figure nor dash begins with another letter
    if text[-1] == "%" and index + 1 < len(words) and _SHARED.match(words[index + 1].text):
        return False
    if _FIGURE.fullmatch(text):
        beside = [words[other].text for other in (index - 1, index + 1) if 0 <= other < len(words)]
        alone = not any(_FIGURE.fullmatch(one) for one in beside)
        return not (alone and (_YEAR.fullmatch(text) or _NUMBERED.fullmatch(beside[0])))
    if not _DASH.fullmatch(text) or index == 0:
        return False
    beside = [words[other].text for other in (index - 1, index + 1) if other < len(words)]
    return any(_FIGURE.fullmatch(one) or _DASH.fullmatch(one) for one in beside)


def _goes_on(first: _Item, item: _Item) -> bool:
    """Whether an item is a further row of the table that begins with another."""
    return 1 < len(first.figures) == len(item.figures) <= _MOST_COLUMNS and len(item.words) <= _MOST_LABEL


def _table(items: Sequence[_Item], section: str) -> Table | None:
    first = items[0]
    count = len(first.figures)
    if not 1 < count <= _MOST_COLUMNS:
        return None
    label = next((at for at in range(len(first.words), 0, -1) if is_head_word(first.words[at - 1].text)), 0)
    if label == len(first.words):
        if turned := _turned(items, section):
            return turned
        named = _last_category(first.words)  # "Measured (M)"
        label = next((at for at in range(named, 0, -1) if is_head_word(first.words[at - 1].text)), 0)
    heads = _heads(first.words[:label], count)
    if heads is None or not 1 <= len(first.words) - label <= _MOST_LABEL:
        return None
    columns, before = heads
    rows = [([*first.words[label:]], first.figures), *((item.words, item.figures) for item in items[1:])]
    return _built(columns, before, rows, section)


def _last_category(words: Sequence[Cell]) -> int:
    """Where the last category begins that some words name, or their number where they name none."""
    found = [named.start() for named in CATEGORY.finditer(" ".join(word.text for word in words))]
    return _number(words, found[-1]) if found else len(words)


def _number(words: Sequence[Cell], offset: int) -> int:
    """How many of some words begin before an offset of their text, joined with blanks."""
    starts = accumulate((len(word.text) + 1 for word in words), initial=0)
    return min(sum(start < offset for start in starts), len(words))


def _turned(items: Sequence[_Item], section: str) -> Table | None:
    """The table whose heads are as many categories as it has figures in a row, and whose labels say tonnes, grade and metal."""
    first, count = items[0], len(items[0].figures)
    label = len(first.words)
    while label and is_head_word(first.words[label - 1].text) and not CATEGORY.search(first.words[label - 1].text):
        label -= 1
    said = " ".join(word.text for word in first.words[:label])
    named = list(CATEGORY.finditer(said))
    rows = [(first.words[label:], first.figures), *((item.words, item.figures) for item in items[1:])]
    told = [role_of(" ".join(word.text for word in words), "gold") for words, _ in rows]
    if len(named) < count or len(rows) < 2 or sum(role is not None for role in told) < 2:
        return None
    heads = named[-count:]
    if len({key_of(one) for one in heads}) < count or len(said[heads[-1].end() :].split()) > 1:
        return None
    places = [first.words[_number(first.words, one.start()) : _number(first.words, one.end())] for one in heads]
    if not all(places):
        return None
    columns = [Column("", "", "", ()), *(Column(one.group(), "", "", (_joined(words),)) for one, words in zip(heads, places, strict=True))]
    made = [Row((_joined(words), *figures), 0) for words, figures in rows]
    return Table(
        places[0][0].start, made[-1].end, _title(first.words[: _number(first.words, heads[0].start())]), tuple(columns), tuple(made), (), section
    )


def _joined(words: Sequence[Cell]) -> Cell:
    return Cell(" ".join(word.text for word in words), words[0].start, words[-1].end)


def _heads(words: Sequence[Cell], count: int) -> tuple[list[Column], Sequence[Cell]] | None:
    """The columns of the heads that end with some words, and the words before them."""
    low = len(words)
    while low and len(words) - low < _MOST_BEFORE and is_head_word(words[low - 1].text) and not over_labels(words[low - 1].text):
        low -= 1
    found = divided(words[low:], count)
    if found is None:
        return None
    columns, unused = found
    return columns, words[: low + unused]


_Rows = Sequence[tuple[Sequence[Cell], Sequence[Cell]]]


def _built(columns: list[Column], before: Sequence[Cell], rows: _Rows, section: str) -> Table | None:
    """The table of heads and rows, with the words before it for a title."""
    title = _title(before)
    said = " ".join(cell.text for cell in before[-12:])
    labels, categories_first = _labels([words for words, _ in rows])
    labelled = any(category for _, category in labels)
    spans = spans_over(columns, said, labelled)
    if spans is None:
        return None
    if not labelled and not any(spans) and (len(rows) < 2 or not (title and CATEGORY.search(title.text) and RESOURCE.search(title.text))):
        return None
    columns = [Column(column.head, span, column.unit, column.cells) for column, span in zip(columns, spans, strict=True)]
    placed = any(place for place, _ in labels)
    over = next((cell for cell in before[-1:] if over_labels(cell.text)), None)
    corner = Column(over.text if over and not labelled else "", "", "", ())
    made = [
        Row((*(((category, place) if categories_first else (place, category)) if placed else (category,)), *figures), 0)
        for (place, category), (_, figures) in zip(labels, rows, strict=True)
    ]
    heads = (corner, corner, *columns) if placed else (corner, *columns)
    return Table(columns[0].cells[0].start, made[-1].end, title, heads, tuple(made), (), section)


_Label = tuple[Cell | None, Cell | None]  # the place or the like, and the category


def _labels(rows: Sequence[Sequence[Cell]]) -> tuple[list[_Label], bool]:
    """What the words before figures name in each row, and whether categories stand before places; a mere "Total" is one of what stands last."""
    found = [_label(words) for words in rows]
    both = [(place, category) for place, category in found if place and category]
    first = sum(place.start > category.start for place, category in both) > len(both) / 2
    if first:
        total = [place is not None and category is None and _TOTAL.fullmatch(place.text) is not None for place, category in found]
        return [(None, label[0]) if alone else label for label, alone in zip(found, total, strict=True)], first
    if not any(category for _, category in found):
        return found, first
    return [_with_total(place, category) for place, category in found], first


def _with_total(place: Cell | None, category: Cell | None) -> _Label:
    """A label whose place ends with "Total", which goes with what is summed: "In-Pit Total"."""
    ends = _TOTAL_LAST.search(place.text) if place else None
    if place is None or ends is None:
        return place, category
    low = place.start + ends.start("total")
    total = Cell(f"{ends['total']} {category.text}", low, category.end) if category else Cell(ends["total"], low, place.end)
    return (Cell(place.text[: ends.start()], place.start, place.start + ends.start()) if ends.start() else None), total


def _label(words: Sequence[Cell]) -> _Label:
    if not words:
        return None, None
    text = " ".join(word.text for word in words)
    named = CATEGORY.search(text)
    if named is None:
        return _joined(words), None
    lead = _number(words, named.start())
    rest = _OF_CATEGORY.match(text, named.end())
    tail = _number(words, rest.end()) if rest and not CATEGORY.search(text, rest.end()) else len(words)
    place = words[:lead] or words[tail:]
    return (_joined(place) if place else None), _joined(words[lead : tail if not lead else len(words)])


def _title(before: Sequence[Cell]) -> Cell | None:
    """The last words before the heads, as far back as the sentence goes."""
    kept: list[Cell] = []
    for cell in reversed(before):
        ends = cell.text[-1] in ".;" and len(cell.text) > 3 and not cell.text[0].isdigit()
        if kept and (ends or kept[0].end - cell.start > _TITLE):
            break
        kept.append(cell)
    kept.reverse()
    return _joined(kept) if kept else None


# ---- a cut-off before each label


def _led(items: Sequence[_Item], at: int) -> int | None:
    """Where a table ends whose rows begin with a figure before their category, the cut-off: "0.5 Indicated 1,200 1.3 0.5 Inferred 800 1.1"."""
    if at + 1 >= len(items) or len(items[at].figures) != 1 or not items[at].words or not is_head_word(items[at].words[-1].text):
        return None
    end = at + 1
    count = len(items[end].figures)
    while end < len(items) and len(items[end].words) <= _MOST_LABEL and CATEGORY.search(" ".join(word.text for word in items[end].words)):
        if len(items[end].figures) != count:
            return end + 1 if len(items[end].figures) == count - 1 and end > at + 1 else None
        end += 1
    return None


def _led_table(items: Sequence[_Item], at: int, end: int, section: str) -> Table | None:
    count = len(items[at + 1].figures) - 1
    heads = _heads(items[at].words, count) if count > 1 else None
    if heads is None:
        return None
    columns, before = heads
    cut = next((place for place in range(len(before) - 1, max(-1, len(before) - 8), -1) if _CUT_OFF.match(before[place].text)), None)
    if cut is None:
        return None
    unit = next((word for word in before[cut:] if word.text[0] == "("), None)
    leads, rows = [*items[at].figures], []
    for item in items[at + 1 : end]:
        rows.append((item.words, [leads[-1], *item.figures[:count]]))
        leads += item.figures[count:]
    cells = (before[cut], unit) if unit else (before[cut],)
    return _built([Column("Cut-off", "", unit.text if unit else "", cells), *columns], before[:cut], rows, section)
