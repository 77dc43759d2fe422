"""The day from which those hold their posts whom a list names: "Other members of the team, all effective today, are:" over its items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.days_said import days_said
from kg.text.dates import DateMatch

_LEAD = re.compile(
    r"(?:^|[.;]\s+)(?![^.;:]{0,90}\b(?:changes|appointments|resignations|departures|promotions|moves|transitions)\b)"
    r"(?P<others>(?:The\s)?(?:[Oo]ther|[Rr]emaining|[Ff]urther)\s)?[^.;:]{0,60}?"
    r"\b(?:members|officers|executives|directors|managers|appointees|team|management|leadership)\b"
    r"[^.;:]{0,60}?[,(]\s?(?:(?:all|each|both)(?:\sof\swhom\s(?:are|is|were|take office))?\s)?(?P<from>effective|with effect)\b[^.;:]{0,60}:\s*$"
)
_ITEMS = frozenset({"bullet", "table", "lines"})


@dataclass(frozen=True)
class DayOfList:
    """A day with the stretch of the list whose posts it begins; `others_from`: where the paragraph begins that tells of the posts beside them."""

    start: int
    end: int
    day: DateMatch
    others_from: int | None
    led_at: int


def days_of_lists(context: Context) -> Iterator[DayOfList]:
    """The lists whose lead says from which day those that they name hold their posts."""
    parts = list(context.telling)
    for number, part in enumerate(parts):
        lead = _LEAD.search(part.text) if part.block.kind not in _ITEMS and part.text.endswith(":") else None
        items = []
        for item in parts[number + 1 :] if lead else ():
            if item.block.kind not in _ITEMS:
                break
            items.append(item)
        if lead is None or not items:
            continue
        told = [day for day in days_said(part.text, context.published, True, None) if day.start >= lead.start("from")]
        if len(told) == 1 and told[0].earliest == told[0].latest:
            first = part.start if lead["others"] else None
            yield DayOfList(items[0].start, items[-1].start + len(items[-1].text), told[0], first, part.start + lead.start())
