"""Which lines hold nothing but the mark of a point, whose words stand on the line below: a list that was set as a table of two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.ingest.bullets import BULLETS
from kg.text.row_marks import Line

_SIGN = re.compile(rf"[{BULLETS}]")
# What is also a cell without a figure, or a letter of a word that a page parted.
_DOUBTFUL = re.compile(r"[-*\u2013\u2014\u00a7o]")
_FIGURE = re.compile(r"[^A-Za-z]*\d[^A-Za-z]*|[-\u2013\u2014|%$]+|n/?a", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST_CELL = 40  # characters
_FEWEST_WORDS = 3  # of a point, where its mark may be an empty cell over the label of the next row


def lone_marks(lines: Sequence[Line]) -> frozenset[int]:
    """The offsets of the lines that are but the mark of the point below them."""
    return frozenset(line.start for at, line in enumerate(lines) if _SIGN.fullmatch(line.text) or _is_mark(lines, at))


def _is_mark(lines: Sequence[Line], at: int) -> bool:
    """Whether a dash, a star or an "o" alone on its line leads a point: it stands between words, and no figure stands below these."""
    if _DOUBTFUL.fullmatch(lines[at].text) is None or at + 1 == len(lines) or lines[at + 1].blanks > 1 or lines[at + 1].in_table:
        return False
    above, point, below = lines[at - 1 : at], lines[at + 1].text, lines[at + 2 : at + 3]
    above, below = ([line for line in lines if len(line.text) < _LONGEST_CELL] for lines in (above, below))
    return (
        len(_WORD.findall(point)) >= _FEWEST_WORDS
        and not any(_FIGURE.fullmatch(line.text) for line in above)
        and not any(_FIGURE.fullmatch(line.text) and _DOUBTFUL.fullmatch(line.text) is None for line in below)
    )
