"""When posts are taken up that begin with a deal: "On closing, A will join the board", where the text tells when the deal is expected to close."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.extract.role.units import Unit
from kg.text.dates import DateMatch

_EXPECTED = re.compile(
    r"\b(?:closing|completion)\b[^.;]{0,60}\b(?:is|are|remains?)\s(?:now\s|currently\s)?(?:expected|anticipated|scheduled|targeted)\b|"
    r"\b(?:expected|anticipated|scheduled|due|expects?) to\s(?:close|complete|be (?:closed|completed))\b|"
    r"\b(?:closing|completion),?\s(?:which is\s)?expected\b|"
    r"\b(?:merger|amalgamation|arrangement|combination|transaction)\b[^;]{0,80}?\s(?:is to|is expected to|will)\s(?:become effective|take effect)\b"
)
_AT_CLOSING = re.compile(
    r"^(?:[Oo]n|[Uu]pon|[Aa]t|[Ff]ollowing|[Aa]fter|[Ss]ubject to)\s(?:the\s)?(?:successful\s)?(?:closing|completion)\b|"
    r"\b(?:on|upon|at|following|with)\s(?:the\s)?(?:successful\s)?(?:closing|completion)(?:\sof\sthe\s[A-Z]?[a-z]+)?[.,]"
)


def expected_closings(context: Context) -> Iterator[DateMatch]:
    """The day on which a deal is expected to close, where the text tells of one and no other."""
    days: dict[str, DateMatch] = {}
    for sentence in context.sentences:
        told = _EXPECTED.search(sentence.text)
        for day in days_said(sentence.text, context.published, True, None) if told else ():
            if told and day.start >= told.start() and day.latest > context.published and day.kind not in ("since", "range"):
                days.setdefault(day.edtf, day)
    if len(days) == 1:
        yield from days.values()


def on_closing(context: Context, unit: Unit) -> DateMatch | None:
    """The day from which a sentence tells that speaks of the closing of a deal, or follows one of its paragraph that opens so."""
    if unit.listed:
        return None
    at = unit.origin(0)
    opens = any(one.part is unit.part and one.start <= at and _AT_CLOSING.match(one.text) for one in context.sentences)
    if not opens and not _AT_CLOSING.search(unit.text):
        return None
    return next(iter(context.once(expected_closings)), None)
