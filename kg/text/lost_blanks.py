"""Words that lost the blank between them on their way to a text, where tags were cut out of it: "ofAlder Corp.", "LacBirch", "reported2.00%".

A name may be written so ("GoldMining", "NioCorp"): two words are parted only where one of them is a small word, where the text has them apart
elsewhere, where a sentence ends, or where a figure with its unit begins.
"""

from __future__ import annotations

import re
from collections import Counter

from kg.text.letters import LOWER, UPPER

_AHEAD = "of the and for to by with from at in on its our that into over under hole holes drillhole".split()
_BEHIND = "and of the for from with was were has which that".split()
_METALS = "gold silver copper zinc nickel palladium platinum".split()
# "ofAlder", "holeAB24-03": a small word with a capital behind it.
_SMALL_AHEAD = re.compile(rf"(?<![^\s(\"'])(?:{'|'.join(_AHEAD)})(?=[{UPPER}](?:[{UPPER}]*[{LOWER}]|[A-Z]*-?\d))")
# "Calgaryand", told apart from "Holland" by "Calgary" elsewhere.
_SMALL_BEHIND = re.compile(rf"(?<![^\s(\"'])(?P<word>[{UPPER}][{LOWER}]{{3,}}?)(?:{'|'.join(_BEHIND)})(?![\w'-])")
# "LacBirch", "ALDERMinerals"
_TWO_NAMES = re.compile(rf"(?<![\w@/.])(?P<one>[{UPPER}][{LOWER}]+|[{UPPER}]{{2,}})(?P<other>[{UPPER}][{LOWER}]{{2,}})(?![\w@])")
_WORD, _APART = re.compile(r"[^\W\d_]+"), re.compile(r"(?<!\w)(?P<one>[^\W\d_]+)\s(?=(?P<other>[^\W\d_]+)(?!\w))")
_GOES_BEFORE = re.compile(rf"(?<!\w)(?!(?:The|At|In|On|Of|And|By|For)\s)[{UPPER}][\w'-]*\s$")  # "Alder Gold Mining" is no "Gold Mining"
_FIGURE = re.compile(rf"(?<=[{LOWER}]{{4}})(?=\d{{1,4}}\.\d{{1,3}} ?(?:%|g/t|m(?:etres|eters)?\b))")
# The end of a sentence: "on May 6, 2020.Fred Alder, President", "stated:\u201cBy the year"; no address of a page, no initial.
_STOP = re.compile(
    rf"(?<![@/.\w-])(?!(?:Au|Ag|Cu|Pb|Zn|Ni|Pd|Pt)\.)(?:[{LOWER}]{{2,}}|[{UPPER}][{LOWER}]+|(?:19|20)\d\d)"
    rf"(?:[.?!](?!(?:Com|Net|Org)\b)(?=[{UPPER}][{LOWER}]+,? [A-Za-z])|:(?=[\"\u201c][{UPPER}]))"
)
_POINT = re.compile(r"(?<!\S)o(?=\d{1,3}(?:\.\d{1,2})?\s?m\s?(?:@|at\s))")  # the mark of a point: "o4m @ 5.6 g/t Au"
_EQUIVALENT = re.compile(rf"(?<![^\W_])(?:{'|'.join(_METALS)})(?=equivalent\b)")


def lost_blanks(text: str) -> list[int]:
    """The offsets of a text at which a blank got lost, in order."""
    found = {one.end() for pattern in (_SMALL_AHEAD, _EQUIVALENT, _STOP, _POINT) for one in pattern.finditer(text)}
    found.update(one.start() for one in _FIGURE.finditer(text))
    behind, pairs = list(_SMALL_BEHIND.finditer(text)), list(_TWO_NAMES.finditer(text))
    if behind:
        words = Counter(_WORD.findall(text))
        found.update(one.end("word") for one in behind if words[one["word"]] and words[one.group()] == 1)
    if pairs:
        apart = Counter(
            one["one"] + one["other"] for one in _APART.finditer(text) if not _GOES_BEFORE.search(text, max(0, one.start() - 30), one.start())
        )
        glued = Counter(one.group() for one in pairs)
        found.update(one.start("other") for one in pairs if glued[one.group()] <= apart[one.group()])
    return sorted(found)
