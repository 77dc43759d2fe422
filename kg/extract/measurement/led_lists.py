"""The metric that the points of a list take from the line that leads them: "Gold production:", then "North Mine: 21,500 oz"."""

from __future__ import annotations

import re

from kg.extract.context import Sentence
from kg.extract.measurement.cues import Cue, groups
from kg.extract.measurement.rows import NOTHING, Label, label
from kg.text.quantities import Quantity

_LED = frozenset(
    {"production", "sales", "ore-mined", "ore-processed", "throughput", "head-grade", "recovery", "cash-cost", "aisc", "capex", "revenue"}
)
_POINT = re.compile(r"\W{0,3}(?:o )?(?P<name>[A-Z][^:;.\d]{1,40}?) ?(?::|[-\u2013\u2014](?= )) ?")
_BETWEEN = re.compile(r"\s*(?:/|&|and|,)\s*(?:[A-Z]{0,3}[$\u00a3\u20ac])?", re.IGNORECASE)
_LONGEST = 110
_IN_GROUND = re.compile(r"\b(?:reserves?|resources?|endowment)\b", re.IGNORECASE)
_AND = re.compile(r" and | & |/(?=[A-Z ])")


class LedList:
    """The line that leads the points being read, and what each of their figures is."""

    def __init__(self) -> None:
        self._labels: tuple[Label, ...] = ()
        self._part: object = None

    def enter(self, sentence: Sentence) -> None:
        """Begins a sentence: a line that ends in a colon leads those below it, as long as they are points with a name of their own."""
        if sentence.part is self._part:
            return
        self._part = sentence.part
        text = sentence.part.text.strip()
        if text.endswith(":") and len(text) < _LONGEST and not re.search(r"\d", re.sub(r"\(\d\)|(?:19|20)\d\d", "", text)):
            labels = () if _IN_GROUND.search(text) else tuple(label(words) for words in _AND.split(text.rstrip(":")))
            self._labels = labels if any(metric in _LED for one in labels for metric, _ in one.rules) else ()
        elif not _POINT.match(text):
            self._labels = ()

    def cue(self, text: str, quantities: list[Quantity], index: int) -> Cue | None:
        """What the first figures of a point measure, in the order in which the line above it tells them; None for all others."""
        point = _POINT.match(text) if self._labels else None
        if point is None or not _heads(text, point.end(), quantities[: index + 1]):
            return None
        told = [one for one in self._labels if one.rules]
        figures = 1
        while figures < len(quantities) and _heads(text, point.end(), quantities[: figures + 1]):
            figures += 1
        quantity = quantities[index]
        if not groups(quantity) or (index and len(told) != figures):
            return None
        fitting = {metric for one in (told[index : index + 1] if len(told) == figures else told) if (metric := one.metric(quantity.unit))}
        metric = fitting.pop() if len(fitting) == 1 else NOTHING
        return Cue(metric, quantity.start, quantity.start, 1) if metric in _LED else None


def _heads(text: str, begin: int, quantities: list[Quantity]) -> bool:
    """Whether figures stand at the head of a point, one beside the other."""
    for quantity in quantities:
        between = text[begin : quantity.start]
        if between.strip(" ~+") and not (begin and _BETWEEN.fullmatch(between)):
            return False
        begin = quantity.end
    return True
