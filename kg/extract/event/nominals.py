"""A sentence whose events are told in nouns, with verbs for them: "since the approval of the dividend late in June" is read as "since having
approved the dividend late in June", "the approval of the dividend is expected in May" as "will approve the dividend ... in May".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from kg.extract.event.verbs import conjugated
from kg.text.lexicons import rows

_QUALITIES = (
    r"(?:(?:recent|successful|formal|official|timely|final|full|early|permanent|temporary|complete|immediate|subsequent|planned|proposed|expected|"
    r"anticipated|voluntary|partial|first|previously announced) ){0,2}"
)
# What the sentence says of a noun that is still to come, behind it and before it.
_AHEAD = re.compile(
    r"[^,;.]{0,110}?\b(?:(?:is|are|remains?) (?:now |still |currently )?(?:expected|scheduled|planned|anticipated|targeted|forecast|due|slated|set|"
    r"projected|likely|estimated|on (?:track|schedule|course|target))|(?:will|should) (?:occur|take place|follow|begin\b))",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"\b(?:following|after|since|up?on|with|because of|due to|by) (?:the |its |our )?$", re.IGNORECASE
)  # another clause tells what is to come
_AWAITED = re.compile(
    r"\b(?:expect(?:s|ing)?|anticipat(?:es?|ing)|target(?:s|ing)?|plan(?:s|ning)|looks? forward to|looking forward to|"
    r"on (?:track|schedule|course) for)(?: for)? $",
    re.IGNORECASE,
)
_NOT_YET = re.compile(r"\b(?:planned|proposed|expected|anticipated)\b", re.IGNORECASE)
# Before a noun of what nobody did, or has yet to do.
_ONLY_NAMED = re.compile(
    r"\b(?:part of (?:an?|the)(?: [\w$.]+){0,4}|subject to|"
    r"pending|until|prior to|ahead of|before|awaits?|awaiting|toward|towards|conditional (?:up)?on|for|if|"
    r"costs? of|risks? of|terms of|"
    r"in the event of|timing of|date of|possible|potential|application for|right of) $",
    re.IGNORECASE,
)
# An agreement that is named for its signing: "following the offtake agreement with Alder in May".
_AGREED = re.compile(
    r"\b(?:following|since|after|announc(?:es?|ed)|report(?:s|ed)?|confirm(?:s|ed)?) (?:today )?"
    r"(?P<what>(?:the |its |an? )(?:(?!of\b)[\w/-]+ ){0,4}?(?:agreement|contract)(?= (?:with|for|on)\b))",
    re.IGNORECASE,
)
_UNDONE = re.compile(r"[^;.]{0,110}?\b(?:(?:was|were|had been) to|would|could|might|may|not|never|failed|unless)\b", re.IGNORECASE)
_BEFORE = 40  # characters before a noun that say whether it is to come


class InVerbs:
    """A text with verbs for its nouns of deeds, and where each place of it stands in the text."""

    def __init__(self, text: str) -> None:
        kept, self._starts, self._shifts = list[str](), [0], [0]
        at = 0
        self.spans: list[tuple[int, int]] = []  # of the verbs, in the text with verbs
        for start, end, verb in _told(text):
            kept += [text[at:start], verb]
            new = start - self._shifts[-1]
            self.spans.append((new, new + len(verb)))
            self._starts += [new, new + len(verb)]
            self._shifts += [start - new, end - new - len(verb)]
            at = end
        self.text = "".join([*kept, text[at:]])

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of it that holds such a verb stands in the text; None for any other."""
        if not any(low >= start and low < end for low, _ in self.spans):
            return None
        return self._place(start), self._place(end)

    def _place(self, at: int) -> int:
        return at + self._shifts[bisect_right(self._starts, at) - 1]


def in_verbs(text: str) -> InVerbs | None:
    """A text with verbs for its nouns of deeds; None where it has none."""
    read = InVerbs(text) if _nouns().search(text) or _AGREED.search(text) else None
    return read if read and read.spans else None


def _told(text: str) -> list[tuple[int, int, str]]:
    """What verbs stand for in a text, in its order: nouns of deeds, and agreements."""
    deeds = list(_deeds(text))
    agreed = ((named.start("what"), named.end("what"), f"having signed {named['what']}") for named in _AGREED.finditer(text))
    return sorted([*deeds, *(one for one in agreed if not any(start < one[1] and one[0] < end for start, end, _ in deeds))])


def _deeds(text: str) -> Iterator[tuple[int, int, str]]:
    """Where nouns of deeds stand with what links them to their object, and the verb of each; of a chain of them only the first."""
    last = -2
    for noun in _nouns().finditer(text):
        before = text[max(0, noun.start() - _BEFORE) : noun.start()]
        chained, last = noun.start() - last <= 1, noun.end()
        if chained or noun.lastgroup is None or _ONLY_NAMED.search(before) or _UNDONE.match(text, noun.end()):
            continue
        base, _, _, participle = _verbs()[int(noun.lastgroup[1:])]
        ahead = _AWAITED.search(before) or (not _OPENS.search(before) and _AHEAD.match(text, noun.end())) or _NOT_YET.search(noun.group())
        yield noun.start(), noun.end(), f"will {base}" if ahead else f"having {participle}"


@cache
def _nouns() -> re.Pattern[str]:
    nouns = "|".join(f"(?P<n{index}>(?:{noun}) (?:{link}))" for index, (noun, link, _) in enumerate(rows("event_nominals.tsv")))
    return re.compile(rf"\b(?:(?:the|its|our|their|an?|this) )?{_QUALITIES}(?:{nouns})\b(?! that\b)", re.IGNORECASE)


@cache
def _verbs() -> list[tuple[str, str, str, str]]:
    return [conjugated(verb) for _, _, verb in rows("event_nominals.tsv")]
