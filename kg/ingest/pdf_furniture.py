"""What stands on the pages of a PDF beside its text: running heads and feet, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.ingest.pdf_lines import Row

_OUTER = 4  # lines from either end of a page
_APART = 1.45  # heights of the font between base lines
_NEAR = 3.0  # points by which a head's height may differ
_FIGURE = re.compile(r"[0-9]{1,6}")
_DIGIT = re.compile(r"\d")
_PAGE = re.compile(
    r"(?:(?P<said>page|pg\.?|p\.)\s*)?[-\u2013\u2014|\s]{0,4}(?P<number>\d{1,4})[-\u2013\u2014|\s]{0,4}(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE
)
_NAMED_PAGE = re.compile(r"\bpage\s+(\d{1,4})\b(?:\s+of\s+\d{1,4})?", re.IGNORECASE)
_WORDED = re.compile(r"[^\W\d_](?:\W*[^\W\d_]){2}")
_LONGEST = 120  # characters of a line that says its page


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """The lines of each page but for what is furniture."""
    dropped = [_outer_furniture(at, pages) for at in range(len(pages))] if pages else []
    common = _common(pages) if len(pages) > 1 else frozenset[tuple[str, int]]()
    kept = []
    for at, rows in enumerate(pages):
        gone = set(dropped[at])
        for order in (range(min(_OUTER, len(rows))), range(len(rows) - 1, max(-1, len(rows) - 1 - _OUTER), -1)):
            found: list[int] = []
            for index in order:
                if index not in gone and not (common and any((key, _band(rows[index])) in common for key in _keys(rows[index], at))):
                    break
                found.append(index)
            gone |= _apart(found, rows)
        kept.append([row for index, row in enumerate(rows) if index not in gone])
    return kept


def _apart(found: list[int], rows: Sequence[Row]) -> set[int]:
    """Of lines from the edge of a page inwards, those that stand apart from the text, farther than its lines from one another."""
    while found:
        last = found[-1]
        inner = last + 1 if found[0] == 0 else last - 1
        if not 0 <= inner < len(rows) or abs(rows[inner][0].bottom - rows[last][0].bottom) > _APART * max(rows[inner][0].size, rows[last][0].size):
            break
        found = found[:-1]
    return set(found)


def _text(row: Row) -> str:
    return " ".join([piece.text for piece in row])


def _keys(row: Row, at: int) -> set[str]:
    """A line as it is, and with its first or last figure told by how far it is from the number of the page; none where it is hardly of letters."""
    text = _text(row).casefold()
    if not _WORDED.search(text):
        return set()
    figures = list(_FIGURE.finditer(text))
    counted = (f"{text[: one.start()]}#{int(one[0]) - at}{text[one.end() :]}" for one in {*figures[:1], *figures[-1:]})
    return {text, *counted}


def _band(row: Row) -> int:
    return round(row[0].bottom / _NEAR)


def _outer(rows: Sequence[Row]) -> Iterator[Row]:
    yield from rows[:_OUTER]
    yield from rows[max(_OUTER, len(rows) - _OUTER) :]


def _common(pages: Sequence[Sequence[Row]]) -> set[tuple[str, int]]:
    """The lines, with the height they stand at, that begin or end several pages alike: two of a few, three of more."""
    least = 2 if len(pages) < 6 else 3
    shapes = [[(row, _shape(row)) for row in _outer(rows)] for rows in pages]
    often = Counter(shape for page in shapes for shape in {shape for _, shape in page})
    found: Counter[tuple[str, int]] = Counter()
    for at, page in enumerate(shapes):
        here = {(key, _band(row)) for row, shape in page if often[shape] >= least for key in _keys(row, at)}
        found.update({(key, band + step) for key, band in here for step in (-1, 0, 1)})
    return {where for where, count in found.items() if count >= least}


def _shape(row: Row) -> bytes:
    """What lines that differ by a figure have in common."""
    return _text(row).casefold().encode("utf-8", "surrogatepass").translate(None, b"0123456789")


def _outer_furniture(at: int, pages: Sequence[Sequence[Row]]) -> Iterator[int]:
    """The first and the last line of a page where they only say which page it is."""
    rows = pages[at]
    for index in {0, len(rows) - 1} if rows else ():
        text = _text(rows[index])
        if len(text) >= _LONGEST or not _DIGIT.search(text):
            continue
        found = _PAGE.fullmatch(text.strip())
        named = _NAMED_PAGE.search(text) if len(rows) > 3 else None
        if (found and len(rows) > 1 and (found["said"] or _counts(int(found["number"]), at, index == 0, pages))) or (
            named and int(named[1]) == at + 1 and (named.start() < 3 or named.end() > len(text) - 3)
        ):
            yield index


def _counts(number: int, at: int, above: bool, pages: Sequence[Sequence[Row]]) -> bool:
    """Whether a number at the edge of a page counts pages: it is the page's, or those of the pages beside it go on from it."""
    if number == at + 1:
        return True
    for other in (at - 1, at + 1):
        if 0 <= other < len(pages) and pages[other]:
            beside = _PAGE.fullmatch(_text(pages[other][0 if above else -1]).strip())
            if beside and int(beside["number"]) - number == other - at:
                return True
    return False
