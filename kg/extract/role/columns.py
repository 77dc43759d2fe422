"""Whether a title and the name behind it are of one cell, in a text that runs the columns and rows of its tables into lines."""

from __future__ import annotations

import re

from kg.extract.role.people import PersonAt
from kg.extract.role.post_words import ORG
from kg.extract.role.unit_contents import Contents
from kg.text.months import FULL
from kg.text.names import ENDS_HONOURED
from kg.text.titles import Title

# Behind a name: the figures of its row, "2018 504,710 350,700", "(e) 5 5", "339,163 \u2013 27,750".
_ROW = re.compile(r"\s*(?:\([a-z]\)\s*)?(?:(?:19|20)\d\d\s+)?[$\u2013-]?\s?\(?[\d,.]*\d\)?\s+[$\u2013(\d-]")
_NO_TITLE = re.compile(r"\sDecision[- ]Mak", re.IGNORECASE)  # "Chief Operating Decision Maker", a term of accounting

# Before a title: the end of another cell, "director of Alder Limited", "from February".
_OBJECT = re.compile(rf"(?:\b(?:of|at|by|from)\s(?:the\s)?{ORG}|{ORG}\s{ORG}|\b(?:from|since|until|in)\s(?:{FULL}))\s$")


def is_of_columns(found: Contents, title: Title, person: PersonAt) -> bool:
    """Whether a name behind a title is of another cell: the title is that of a person named right before it, a day stands between the two, or the
    figures of a row follow."""
    text = found.unit.text
    if found.unit.listed:
        return False
    between = ENDS_HONOURED.sub("", text[title.end : person.start]).rstrip()
    if (any(map(str.isdigit, between)) and not between.endswith(",")) or _ROW.match(text, person.end) or _NO_TITLE.match(text, title.end):
        return True
    if _OBJECT.search(found.gap(max(0, title.start - 90), title.start)):
        return True
    first = _first_of_run(found, title)
    return isinstance(first, PersonAt) or (first is not title and re.search(r"(?:^|[.:;,(\u2022])\s*$", text[: first.start]) is None)


def _first_of_run(found: Contents, title: Title) -> PersonAt | Title:
    """The first of the titles and persons that stand before a title in a row, with nothing between them."""
    text = found.unit.text
    row: PersonAt | Title = title
    others: list[PersonAt | Title] = [*found.persons, *found.titles]
    for other in sorted(others, key=lambda one: one.start, reverse=True):
        end = other.after if isinstance(other, PersonAt) else other.end
        if other.end > row.start:
            continue
        between = ENDS_HONOURED.sub("", text[end : row.start]) if isinstance(row, PersonAt) else text[end : row.start]
        if between.strip() or "\n" in between:
            break
        row = other
    return row
