"""The ten fact tables of every document, as plain JSON values."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from kg.query import Value

TABLES = ("document", "companies", "tickers", "roles", "sites", "zones", "intercepts", "measurements", "resources", "events")
_LISTS = frozenset({"aliases", "commodities"})
_NUMBERS = frozenset({"percent", "length", "from", "to", "grade", "value", "low", "high", "tonnes", "contained"})
_SEPARATOR = " | "


def tables(graph: ox.Store) -> dict[str, dict[str, Any]]:
    """All ten tables of every document, by document id: the stem of its file, or `stem~hash` for each of several documents that
    share a stem. "document" is one object, the others are lists of rows; dates are ISO text, numbers int or float."""
    from kg.query import load  # which other look-ups do without

    ids = _ids(graph)
    result: dict[str, dict[str, Any]] = {name: {table: {} if table == "document" else [] for table in TABLES} for name in sorted(ids.values())}
    for table in TABLES:
        for record in load(f"tables/{table}").run(graph).records():
            stem, node = str(record.pop("doc")), str(record.pop("document"))
            row = {column: _json(column, value) for column, value in record.items()}
            entry = result[ids[stem, node]]
            if table == "document":
                entry[table] = row
            else:
                entry[table].append(row)
    return result


def _ids(graph: ox.Store) -> dict[tuple[str, str], str]:
    """The id of each document, by its stem and IRI."""
    from kg.query import load

    keys = sorted({(str(r["doc"]), str(r["document"])) for r in load("tables/document").run(graph).records()})
    shared = Counter(stem for stem, _ in keys)
    return {(stem, node): stem if shared[stem] == 1 else f"{stem}~{node.rpartition('/')[2]}" for stem, node in keys}


def _json(column: str, value: Value) -> Any:
    """A cell as JSON: empty text is null, lists are sorted, decimals become numbers."""
    if column in _LISTS:
        return sorted(part for part in str(value or "").split(_SEPARATOR) if part)
    if value is None or value == "":
        return None
    if column in _NUMBERS and isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
