"""Directors that a table of what they hold, take up or are granted has in its first column, headed "Director"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.role.people import find_persons

_HEAD = re.compile(r"(?:names? of )?(?:the )?directors?(?:['\u2019]s?)?(?: names?)?", re.IGNORECASE)
# Behind the name: an office in brackets, and nobody who has gone or is yet to come.
_POST = re.compile(
    r"\s*(?:\((?![^()]*(?:resign|retir|former|propos|nominee|ceas|deceas|until|outgoing|spouse|wife|husband|elect\b))[^()]{2,60}\))?[\s*\d]*",
    re.IGNORECASE,
)


def tabled_directors(context: Context) -> Iterator[tuple[str, int, int]]:
    """Name and offsets in the reading text of each person that such a table names."""
    for table in context.tables:
        if not table.columns or _HEAD.fullmatch(table.columns[0].words.strip(" *:")) is None:
            continue
        for row in table.rows:
            cell = row.cells[0]
            person = next(iter(find_persons(cell.text, ())), None) if cell else None
            if cell and person and person.start <= len("Professor ") and _POST.fullmatch(cell.text[person.after :]):
                yield person.name, cell.start + person.start, cell.start + person.end
