"""Text torn by its layout: the lines of columns beside one another read across."""

from __future__ import annotations

import re
from itertools import chain, islice

from kg.text.lexicons import entries

# "on schedule. of copper": a stop in front of a word in small letters, behind a word that is no abbreviation.
_STOPPED = re.compile(
    rf"(?<![\w.])(?!(?i:{'|'.join(sorted(map(re.escape, entries('abbreviations.txt'))))})\.)"
    r"(?:[a-z][^\W\d_]{2,}|[A-Z][^\W\d_]{3,}|\d{4,})\.[ \n][a-z]{2,}\b"
)
# "an open-pit copper Our focus is": a sentence that begins where another has not ended.
_BROKEN = re.compile(
    r"(?<![\w'\u2019.-])[a-z]{2,},?[ \n]"
    r"(?:Our|We|This|These|It|They|There|The|In|At|An?|For|During|Since|Their|Its|As|On|By|If|Where|While|When)[ \n][a-z]{2,}\b"
)
_TIMES = 2


def is_torn(text: str) -> bool:
    """Whether sentences stop or begin in the midst of others more than once, at least one of them with a stop: what stands beside a word
    there need not belong to it. A title that runs on into its text has no such stop."""
    stopped = list(islice(_STOPPED.finditer(text), _TIMES))
    return bool(stopped) and len(list(islice(chain(stopped, _BROKEN.finditer(text)), _TIMES))) == _TIMES
