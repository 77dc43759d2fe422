"""The rows of drill tables that have run together: behind a hole, or "including", as many figures as the heads ask for, once or again and
again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.extract.intercept.columns import Head
from kg.text.tables import Cell, Row

_FIGURE = re.compile(r"[<~-]?\d[\d,]*(?:\.\d+)?\*{0,2}|-|\u2013|n/?a|nsv|nsr|nsi|bdl|surface", re.IGNORECASE)
_END = re.compile(r"\(?EOH\)?")
_WITHIN = re.compile(r"[(-]?(?:incl(?:\.|uding|udes?)?|inc\.?|and|&)[):]?", re.IGNORECASE)
_HOLE = re.compile(r"(?=[\w./-]*\d)(?=[\w./-]*[A-Za-z-])(?!-?\d+-\d+\.\d)[A-Za-z0-9][\w./-]{2,20}\*{0,2}")
_PREFIX, _SERIAL = re.compile(r"[A-Z]{2,6}"), re.compile(r"\d{1,4}(?:[-/]\d{1,4})?[A-Z]?\*{0,2}")  # "DDH 24-07"
_MOST_ZONE, _MOST_IDLE = 5, 12


def label_at(words: Sequence[Cell], at: int) -> int:
    """How many words name a hole, or say "including", so that a row begins with them; 0 for none."""
    end = at
    while end < len(words) and end < at + 2 and _WITHIN.fullmatch(words[end].text):
        end += 1
    if end < len(words) and _HOLE.fullmatch(words[end].text):
        return end + 1 - at
    pair = [word.text for word in words[end : end + 2]]
    if len(pair) == 2 and _PREFIX.fullmatch(pair[0]) and _SERIAL.fullmatch(pair[1]) and not (_FIGURE.fullmatch(pair[0]) or _END.fullmatch(pair[0])):
        return end + 2 - at if end > at or not at or not _HOLE.fullmatch(words[at - 1].text) else 0  # "KX-21 RC 90" is a hole of a kind
    return end - at


def is_word(word: Cell) -> bool:
    """Whether a word leads to an interval of the hole above: "including", "and"."""
    return _WITHIN.fullmatch(word.text) is not None


def rows_of(words: list[Cell], at: int, told: list[Head], loose: bool = False) -> tuple[list[Row], int]:
    """The rows from a word on, and the word behind them. A hole with other words than figures has no row. `loose` where the heads leave out
    the columns between hole and depths: whatever stands there, depths and length that agree make a row."""
    rows: list[Row] = []
    end = at
    while at < len(words) and (count := label_at(words, at)):
        label = at + count
        stop = next((other for other in range(label, len(words)) if label_at(words, other)), len(words))
        found, used = _windows(words[label:stop], told) if loose else _behind(words[label:stop], told, is_word(words[label - 1]))
        for number, cells in enumerate(found):
            rows.append(Row((_joined(words[at:label]) if number == 0 else None, *cells), 0))
        if not found and stop - label > (2 * _MOST_IDLE if loose else _MOST_IDLE):
            break
        end = label + used
        at = stop
    return rows, max(end, at if not rows else end)


_Cells = list[Cell | None]


def _behind(words: list[Cell], told: list[Head], inner: bool) -> tuple[list[_Cells], int]:
    """The rows behind a label, each without its label, and how many words they take."""
    zone = next((at for at, head in enumerate(told) if head.meaning == "zone"), None)
    if zone is not None and (found := _with_zone(words, told, zone)):
        return [found[0]], found[1]
    if zone is not None and not inner and _figures(words) < len(words):
        return [], 0  # words that are no zone's
    values = [word for word in words[: _figures(words)] if not _END.fullmatch(word.text)]
    for cells in _in_rows(values, told, zone, bare=zone is None or inner):
        return cells, _figures(words)
    return [], 0


def _with_zone(words: list[Cell], told: list[Head], zone: int) -> tuple[_Cells, int] | None:
    """A row whose figures stand before and behind the words of a zone."""
    ahead, behind = zone - 1, len(told) - 1 - zone
    most = min(len(words), ahead + _MOST_ZONE)
    stop = next((at for at in range(ahead, most) if _FIGURE.fullmatch(words[at].text)), most) if behind else most
    if _figures(words) < ahead or stop <= ahead or _figures(words[stop:]) != behind:
        return None
    return [*words[:ahead], _joined(words[ahead:stop]), *words[stop : stop + behind]], stop + behind


def _in_rows(values: list[Cell], told: list[Head], zone: int | None, bare: bool) -> Iterator[list[_Cells]]:
    """The ways to set figures in rows: a whole one; or one that leaves out what stands before its depths, or the words of a zone or remark;
    and then further intervals of the hole. All but the first way need depths that bear them out."""
    start = next((at for at, head in enumerate(told) if head.meaning == "from"), 1)
    last = len(told) - next((count for count, head in enumerate(reversed(told)) if head.meaning != "none"), 0)
    for first, end in ((1, len(told)), (1, last), (start, len(told)), (start, last)):
        places = [at for at in range(first, end) if at != zone]
        more = [at for at in range(start, end) if at != zone]
        if len(values) == len(places):
            cells = _set(values, places, told)
            if (first == 1 and bare) or agree(cells, told):
                yield [cells]
        elif len(values) > len(places) and (len(values) - len(places)) % len(more) == 0:
            chunks = [values[: len(places)], *(values[at : at + len(more)] for at in range(len(places), len(values), len(more)))]
            rows = [_set(chunk, more if number else places, told) for number, chunk in enumerate(chunks)]
            if all(agree(row, told) for row in rows):
                yield rows


def _windows(words: list[Cell], told: list[Head]) -> tuple[list[_Cells], int]:
    """The runs of figures behind a label that have depths and length that agree, one figure for each head; none where others follow."""
    kept = [(at, word) for at, word in enumerate(words) if not _END.fullmatch(word.text)]
    width, found, end = len(told) - 1, list[_Cells](), 0
    at = 0
    while at + width <= len(kept):
        row: _Cells = [word for _, word in kept[at : at + width]]
        if all(_FIGURE.fullmatch(cell.text) for cell in row if cell) and agree(row, told):
            found.append(row)
            at += width
            end = kept[at - 1][0] + 1
        elif found and _FIGURE.fullmatch(kept[at][1].text):
            return [], 0
        else:
            at += 1
    return found, end


def _set(values: list[Cell], places: list[int], told: list[Head]) -> _Cells:
    row: _Cells = [None] * (len(told) - 1)
    for place, value in zip(places, values, strict=True):
        row[place - 1] = value
    return row


def agree(row: Sequence[Cell | None], told: Sequence[Head]) -> bool:
    """Whether the depths and the length of a row, which lacks its label, are told and agree."""
    figures = {head.meaning: cell.bare.replace(",", "") for head, cell in zip(told[1:], row, strict=True) if cell is not None}
    ends = [figures.get(meaning, "") for meaning in ("from", "to", "length")]
    if not all(re.fullmatch(r"\d+(?:\.\d+)?", end) for end in ends[: 2 + ("length" in figures)]):
        return False
    low, high = Decimal(ends[0]), Decimal(ends[1])
    return low < high and ("length" not in figures or abs(high - low - Decimal(ends[2])) <= Decimal("0.21"))


def _figures(words: list[Cell]) -> int:
    """How many figures stand at the beginning of some words."""
    return next((at for at, word in enumerate(words) if not _FIGURE.fullmatch(word.text) and not (at and _END.fullmatch(word.text))), len(words))


def _joined(words: list[Cell]) -> Cell | None:
    return Cell(" ".join(word.text for word in words), words[0].start, words[-1].end) if words else None
