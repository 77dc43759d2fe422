"""What the files beside a source state of it: NAME.meta.json (the name with its suffix, or without), as `kg fetch` writes it or by hand, and
releases.toml, with a table a file.

Both may tell url, publisher, and date or published. The former counts before the latter. A stated day leads the text of a document that has none
of its own; what cannot be used is told as a note, and the document is read all the same.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.document import DAY_LEAD, Beside, Document
from kg.origin import Origin, Run, line_breaks

SIDECAR = ".meta.json"
TABLES = "releases.toml"
_MOST_BYTES = 4_000_000
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]{1,2000}", re.IGNORECASE)
_DAY = re.compile(r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)(?:[T ].{0,40})?")
_DAYS = ("published", "date")


def is_sidecar(path: Path) -> bool:
    """Whether a file only tells of others."""
    return path.name == TABLES or (path.name.endswith(SIDECAR) and path.name != SIDECAR)


def beside(path: Path) -> Beside:
    """What the files beside a source state of it; nothing where there are none."""
    found = Beside()
    own = _own_file(path)
    for file, stated in ((own, _own(own)), (path.with_name(TABLES), _listed(path))):
        if isinstance(stated, str):
            found = replace(found, notes=(*found.notes, f"{file.name}: {stated}"))
        elif stated is not None:
            found = _joined(found, _read(stated, file.name))
    return found


def _own_file(path: Path) -> Path:
    """The file beside one source: "a.txt.meta.json", or "a.meta.json" where there is none such."""
    own = path.with_name(path.name + SIDECAR)
    short = path.with_name(path.stem + SIDECAR)
    return short if short != path and not own.is_file() and short.is_file() else own


def _joined(first: Beside, second: Beside) -> Beside:
    """What two files state, the first before the second."""
    dated = first if first.day else second
    return Beside(first.url or second.url, first.publisher or second.publisher, dated.day, dated.file, (*first.notes, *second.notes))


def _own(file: Path) -> Mapping[str, Any] | str | None:
    """What the file for one source states, or why it cannot be used; None where there is none."""
    text = _text(file)
    if text is None or isinstance(text, _Unusable):
        return text
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        return f"not JSON ({error})"
    return told if isinstance(told, dict) else "not an object with url, publisher or date"


def _listed(path: Path) -> Mapping[str, Any] | str | None:
    """What the table of a source in the folder's file states, or why the file cannot be used; None where there is none."""
    file = path.with_name(TABLES)
    text = _text(file)
    if text is None or isinstance(text, _Unusable):
        return text
    tables = _tables(text)
    if isinstance(tables, str):
        return tables
    table = tables.get(path.name)
    return table if table is None or isinstance(table, dict) else f"{path.name} is not a table with url, publisher or date"


@lru_cache(maxsize=4)
def _tables(text: str) -> Mapping[str, Any] | str:
    """The tables of a text, which many files of one folder ask for."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return f"not TOML ({error})"


class _Unusable(str):
    """Why a file cannot be read."""


def _text(file: Path) -> str | None:
    """The text of a file, or why it cannot be read; None where there is no such file."""
    try:
        if not file.is_file():
            return None
        if file.stat().st_size > _MOST_BYTES:
            return _Unusable(f"more than {_MOST_BYTES / 1e6:.0f} MB")
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _Unusable(f"cannot be read: {error.strerror or error}")
    except UnicodeDecodeError:
        return _Unusable("not UTF-8 text")


def _read(stated: Mapping[str, Any], file: str) -> Beside:
    """The values that a file states, and notes of those that cannot be right."""
    url, publisher = (stated.get(name, "") for name in ("url", "publisher"))
    written = next((stated[name] for name in _DAYS if name in stated), None)
    notes = []
    if url and not (isinstance(url, str) and _ADDRESS.fullmatch(url)):
        notes.append(f"{file}: url {_shown(url)} is no address that begins with http:// or https://")
        url = ""
    if publisher and not (isinstance(publisher, str) and len(publisher) <= 200 and publisher.isprintable()):
        notes.append(f"{file}: publisher {_shown(publisher)} is no name of one line")
        publisher = ""
    day = _as_day(written)
    if written is not None and day is None:
        notes.append(f"{file}: date {_shown(written)} is no day of 1900 or later such as 2021-05-04")
    return Beside(url or "", publisher or "", day, file if day else "", tuple(notes))


def _shown(value: object) -> str:
    return ascii(value)[:80]


def _as_day(written: object) -> date | None:
    if isinstance(written, date):  # or a datetime, which is one
        return date(written.year, written.month, written.day) if 1900 <= written.year < 2100 else None
    found = _DAY.fullmatch(written.strip()) if isinstance(written, str) else None
    try:
        return date.fromisoformat(found["day"]) if found else None
    except ValueError:
        return None


def told_of(document: Document, stated: Beside) -> Document:
    """The document with what is stated of its file; the day leads its text, apart from it, and counts where that has none."""
    document = replace(document, beside=stated)
    if stated.day is None:
        return document
    lead = f"{DAY_LEAD}{stated.day.isoformat()}\n\n"
    moved = _moved(document.origin, document.text, len(lead))
    return replace(document, text=lead + document.text, origin=replace(moved, lead=len(lead) + document.origin.lead, beside=stated.file))


def _moved(origin: Origin, text: str, by: int) -> Origin:
    """The map of a text with `by` characters put before it."""
    if origin.is_whole:
        return replace(origin, runs=(Run(by, by + len(text), 0, len(text)),) if text else (), breaks=line_breaks(text))
    runs = (replace(run, start=run.start + by, end=run.end + by) for run in origin.runs)
    words = (word._replace(start=word.start + by, end=word.end + by) for word in origin.words)
    return replace(origin, runs=tuple(runs), words=tuple(words))
