"""The day of publication in a file's name: "2014-05-06-acme.txt", "acme_20140506.pdf", "6-may-2014-acme.html".

People who keep releases name them so. It counts only where neither the text nor a file beside it states the day, and where the name can mean but one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from kg.document import Document
from kg.ingest.sidecars import beside, told_of
from kg.ingest.source import RECORD

FILE_NAME = "the file's name"  # what states the day, as a file beside the document would
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_NAMED = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_APART = r"[-_. ,]{0,2}"
_SPELT = tuple(
    re.compile(rf"(?<![0-9a-z]){spelt}(?!\d)", re.IGNORECASE)
    for spelt in (
        rf"{_YEAR}(?P<mark>[-_. ]?)(?P<month>\d\d)(?P=mark)(?P<day>\d\d)",
        rf"{_YEAR}{_APART}{_NAMED}{_APART}{_DAY}",
        rf"{_DAY}{_APART}{_NAMED}{_APART}{_YEAR}",
        rf"{_NAMED}{_APART}{_DAY}{_APART}{_YEAR}",
    )
)
# Of accounts the name tells the end of their period, not the day on which they were published.
_OF_PERIOD = re.compile(
    r"(?:quarter|interim|annual|financial|results|year|(?<![a-z])(?:q[1-4]|[1-4]q|h[12]|[12]h|fy|ye|fs|mda|md&a|aif|ended|ending)(?![a-z]))",
    re.IGNORECASE,
)


def dated_by_name(document: Document) -> Document | None:
    """The document led by the day that its file's name tells; None where the name tells none, or several, or may tell that of a period, and where
    the document is a record of its file, of which it tells nothing."""
    if any(member.startswith(RECORD) for member in document.origin.members):
        return None
    day = _named_day(document.name)
    return told_of(document, replace(document.beside, day=day, file=FILE_NAME)) if day else None


def tells_day(path: Path) -> bool:
    """Whether a file's name, or what lies beside it, tells a day: of the same bytes under two names the one to be read."""
    return beside(path).day is not None or _named_day(path.name) is not None


def _named_day(name: str) -> date | None:
    stem = PurePath(name).stem
    days = {day for pattern in _SPELT for found in pattern.finditer(stem) if (day := _day(found)) is not None}
    return days.pop() if len(days) == 1 and not _OF_PERIOD.search(stem) else None


def _day(found: re.Match[str]) -> date | None:
    month = found["month"]
    try:
        return date(int(found["year"]), int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1, int(found["day"]))
    except ValueError:
        return None
