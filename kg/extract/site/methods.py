"""How ore is won, between a site's name and its kind word, and no part of the name: "the Alder In Situ Recovery ("ISR") Project", "the Birch
Run-of-Mine Stockpile Project"."""

from __future__ import annotations

import re

_METHOD = (
    r"(?:In[- ][Ss]itu(?:[- ](?:Recovery|Leach(?:ing)?))?|(?:Low|High)[- ][Gg]rade|(?:Heap|Dump)[- ]Leach(?:ing)?|Run[- ][Oo]f[- ]Mine|"
    r"(?:Ore )?Stockpiles?|Tailings(?: (?:Retreatment|Re-?treatment|Reprocessing|Recovery|Reclamation))?|ISR|ISL)"
)
_BEFORE_KIND = re.compile(rf"(?<![\w-]){_METHOD}(?: {_METHOD})*(?: \([\"'\u201c]?[A-Z]{{2,5}}[\"'\u201d]?\))? (?=\Z)")
_REACH = 90  # how far before the kind word such words may begin


def before_method(text: str, end: int) -> int:
    """The offset at which the words of method before a kind word begin; the kind word's own where there are none."""
    found = _BEFORE_KIND.search(text, max(0, end - _REACH), end)
    return found.start() if found else end
