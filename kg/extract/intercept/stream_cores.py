"""The figures of a drill table without columns: from the first depth or length of a row to its last grade, as depths and length bear out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.intercept.columns import Head
from kg.extract.intercept.streams import Stream
from kg.text.tables import Column

MEASURED = frozenset(("from", "to", "range", "length", "width"))
_HEADED = frozenset(("from", "to", "interval", "length", "width", "easting", "northing", "azimuth", "dip", "hole", "depth"))
_OFF_BY = 0.11  # metres by which rounding may part a length from its depths: each is told to a decimal
_MOST_GAP, MOST_ZONE, _MOST_WAYS = 60, 5, 40

_TAKEN = {"grade": ("N", "X"), "width": ("N", "X"), "length": ("N", "R", "A")}

Tokens = tuple[int, int]  # from one up to another


class Cores:
    """The cores among the tokens that follow some heads."""

    def __init__(self, stream: Stream, columns: Sequence[Column], told: Sequence[Head]) -> None:
        self.stream, self.tokens, self.kinds, self.told = stream, stream.tokens, stream.kinds, told
        names = [head.meaning for head in told]
        self.low = next(at for at, name in enumerate(names) if name in MEASURED)
        self.high = max(at for at, name in enumerate(names) if name == "grade" or name in MEASURED) + 1
        found = set(names)
        self.proves = "length" in found and ({"from", "to"} <= found or "range" in found)
        self.hole = names.index("hole") if "hole" in names else None
        self.zone = names.index("zone") if "zone" in names else None
        self.said = [word.casefold() for column in columns for cell in column.cells for word in cell.text.split()]
        self.places = {name: names.index(name) - self.low for name in ("from", "to", "length", "range") if name in found}
        self.first = names.index("grade") - self.low

    def cores(self, at: int, most: int) -> list[list[Tokens]]:
        """The cores between two tokens, each as the tokens of its columns."""
        found: list[list[Tokens]] = []
        since = 0
        while at < min(len(self.tokens), most) and since < _MOST_GAP:
            spans = self._core(at) if self.kinds[at] in "NRAW" else None
            if spans:
                found.append(spans)
                at, since = spans[-1][1], 0
                continue
            since += 1
            at += 1
            if found and since > 3 and self._begins_other(found[-1][-1][1], at):
                break
        return found

    def _begins_other(self, low: int, high: int) -> bool:
        """Whether the heads of another table stand between two tokens."""
        words = [word.strip("()[]:,*").casefold() for token in self.tokens[low:high] for word in token.cell.text.split()]
        return len({*words} & _HEADED) > 1 and not self._heads_at(words, len(words) - len(self.said) - 20)

    def _heads_at(self, words: list[str], first: int) -> bool:
        """Whether words end in what may be a part of the same heads."""
        said = [word.strip("()[]:,*") for word in self.said]
        ends = any(words[at:] == said[: len(words) - at] for at in range(max(0, first), len(words) - 1))
        return ends or " ".join(said) in " ".join(words)

    def _core(self, at: int) -> list[Tokens] | None:
        if self.kinds[at] == "W" and not self._is_surface(at):
            return None
        for number, spans in enumerate(self._ways(at, self.low)):
            if self._holds(spans):
                return spans
            if number > _MOST_WAYS:
                break
        return None

    def _ways(self, at: int, column: int) -> Iterator[list[Tokens]]:
        if column == self.high:
            yield []
            return
        for size in self._sizes(at, column):
            if at + size <= len(self.tokens):
                for rest in self._ways(at + size, column + 1):
                    yield [(at, at + size), *rest]

    def _sizes(self, at: int, column: int) -> Iterator[int]:
        """How many tokens a column of the core may take at one, the likeliest first."""
        kinds, meaning = self.kinds[at : at + MOST_ZONE + 1], self.told[column].meaning
        if meaning in MEASURED - {"range"} or meaning == "grade":
            if self.stream.single and meaning == "grade" and column == self.high - 1 and self._proves_at(at):
                yield 0  # an empty cell, which left no line
            elif kinds[:1] in _TAKEN.get(meaning, ("N",)) or (meaning == "from" and self._is_surface(at)):
                yield 1
        elif meaning == "range":
            yield from (size for size, pattern in ((1, "[RA]"), (3, "N[XW]N")) if re.match(pattern, kinds))
        elif meaning == "zone":
            yield from (size for size in range(1, MOST_ZONE + 1) if re.match(r"[WHA]+$", kinds[:size]) and len(kinds) >= size)
        elif kinds[:1]:
            yield 1
            yield 0

    def _is_surface(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].cell.text.casefold() in ("surface", "collar")

    def _holds(self, spans: list[Tokens]) -> bool:
        """Whether a core is one: its depths and length agree, and its grades do not take in the next."""
        start, end = spans[0][0], spans[-1][1]
        after = self.kinds[end : end + 1]
        ends = {head.meaning: self._numbers(span) for head, span in zip(self.told[self.low : self.high], spans, strict=True)}
        depths = ends["range"][:2] if "range" in ends else [*ends.get("from", []), *ends.get("to", [])]
        if len(depths) == 2 and depths[0] >= depths[1]:
            return False
        if self.proves:
            if len(depths) < 2 or abs(depths[1] - depths[0] - ends["length"][0]) > _OFF_BY:
                return False
            return not any(self._proves_at(at) for at in range(start + self.first + 1, end) if self.kinds[at] == "N")
        before = self.kinds[start - 1 : start]
        return after not in ("N", "R") and not (start and before in ("N", "R", "X"))

    def _proves_at(self, at: int) -> bool:
        """Whether the figures from a token on begin another core: depths and length stand in it where the heads say."""
        if not self.proves or "range" in self.places:
            return False
        ends = {
            name: self._numbers((at + place, at + place + 1))[0]
            for name, place in self.places.items()
            if self.kinds[at + place : at + place + 1] == "N"
        }
        return len(ends) == 3 and ends["from"] < ends["to"] and abs(ends["to"] - ends["from"] - ends["length"]) <= _OFF_BY

    def _numbers(self, span: Tokens) -> list[float]:
        text = " ".join(token.cell.text for token in self.tokens[slice(*span)])
        return [float(found.replace(",", "")) for found in re.findall(r"\d[\d,]*(?:\.\d+)?|\.\d+", text)] or [0.0]
