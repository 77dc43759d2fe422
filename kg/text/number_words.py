"""Numbers written in words: "two", "forty-five", "five million two hundred thousand", "half a million"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.text.lexicons import rows


@dataclass(frozen=True)
class NumberSaid:
    """A number in words at `start` to `end` of a text."""

    start: int
    end: int
    value: Decimal


_WORD = re.compile(r"[A-Za-z]+")
_GLUE = re.compile(r"[ \n]?-?[ \n]?(?:and )?|-")
_NEXT_GROUP = re.compile(r",[ \n](?=[a-z]+[- \n](?:[a-z]+[- \n]){0,4}(?:hundred|thousand)\b)", re.IGNORECASE)  # "two million, four hundred thousand"
_AND_A_HALF = re.compile(r"[ \n-]and[ \n-](?:a|one)[ \n-]half(?=[ \n-](?:million|billion|thousand|times|years?|months?)\b)", re.IGNORECASE)
# What makes a fraction, an order or a name of the number before it: "two-thirds", "one of", "one-half".
_NOT_ONE = re.compile(r"[ -](?:thirds?|half|halves|quarters? (?:of|the)|fifths?|sixths?|tenths?|hundredths?|fold)\b|-to-|-for-", re.IGNORECASE)
_HALF = re.compile(
    r"half (?:a |of a )(?=million|billion)|(?:(?:a|one)[ -]quarter|three[ -]quarters) of a (?=million|billion)|a (?=hundred|"
    r"thousand|million|billion)",
    re.IGNORECASE,
)
_PARTS_OF_ONE = {"h": Decimal("0.5"), "a": Decimal(1), "q": Decimal("0.25"), "t": Decimal("0.75")}


@cache
def _values() -> dict[str, tuple[int, str]]:
    return {word: (int(value), kind) for word, value, kind in rows("number_words.tsv")}


@cache
def _start() -> re.Pattern[str]:
    words = "|".join(word for word, _, kind in rows("number_words.tsv") if kind != "scale")
    return re.compile(rf"(?<![\w-])(?:(?P<lead>{_HALF.pattern})|(?:{words})(?![^\W_]))", re.IGNORECASE)


def find_number_words(text: str) -> list[NumberSaid]:
    """The numbers in words, in order, each as long as it goes; nothing for a run that says no one number ("twenty forty")."""
    found, at = [], 0
    while start := _start().search(text, at):
        said = _said(text, start)
        at = said.end if said else start.end()
        if said and not _NOT_ONE.match(text, said.end):
            found.append(said)
    return found


def _said(text: str, start: re.Match[str]) -> NumberSaid | None:
    """The number that begins here. Within a thousand it goes from hundreds to tens to units; scales go from great to small."""
    lead = start["lead"]
    total, group, smallest = Decimal(0), Decimal(0), Decimal(10) ** 15
    room = 1000  # what may still be added to the group is less than this
    at, end = start.start(), start.start()
    if lead:
        quarters = "quarter" in lead.lower()
        group, room = _PARTS_OF_ONE["q" if quarters and lead[0] not in "tT" else lead[0].lower()], 1
        at = end = start.end()
    while word := _WORD.match(text, at):
        value, kind = _values().get(word.group().lower(), (0, ""))
        if not kind:
            break
        if kind == "scale" and value == 100 and 0 < group < 100:
            group, room = group * 100, 100
        elif kind == "scale" and value > 100 and group and value < smallest:
            total, group, smallest, room = total + group * value, Decimal(0), Decimal(value), 1000
        elif kind != "scale" and value < room:
            group, room = group + value, 10 if kind == "tens" else 1
        else:
            return None if kind != "scale" else _done(start, end, total + group)
        end = word.end()
        if kind != "scale" and (half := _AND_A_HALF.match(text, end)):
            group, room, end = group + Decimal("0.5"), 1, half.end()
        glue = (_NEXT_GROUP.match(text, end) if kind == "scale" and value > 100 else None) or _GLUE.match(text, end)
        at = glue.end() if glue else end
    return _done(start, end, total + group)


def _done(start: re.Match[str], end: int, value: Decimal) -> NumberSaid | None:
    return NumberSaid(start.start(), end, value) if value and end > start.start() else None
