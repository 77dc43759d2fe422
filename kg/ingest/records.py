"""Files of articles (.json, .jsonl, .csv) to Documents: each record's text, led by its title and day, with its place in the file.

Which fields hold them is guessed from their names, or told by the user: "text=body", "date=published", "title=headline".
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.document import DAY_LEAD, Document
from kg.errors import UnreadableDocument
from kg.ingest.html import transcribed
from kg.ingest.plain import decode, release_text
from kg.ingest.source import MAX_TEXT, RECORD, Source, Unread
from kg.origin import Origin, Transcript, line_breaks

_SUFFIXES = (".json", ".jsonl", ".ndjson", ".csv")
# What fields are usually called, the most telling first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "articlebody", "story", "full_text", "fulltext", "maintext", "html", "description"),
    "date": ("published", "date", "published_at", "publishedat", "date_published", "datepublished", "pubdate", "publication_date", "time", "created"),
    "title": ("title", "headline", "name", "subject"),
    "id": ("id", "uuid", "guid", "slug"),
}
_DAY = re.compile(r"(?P<year>(?:19|20)\d\d)-?(?P<month>\d\d)-?(?P<day>\d\d)(?!\d)")
_MOST_RECORDS = 1_000_000


def looks_like_records(source: Source) -> bool:
    """Whether a source is named as a file of records."""
    return source.suffix in _SUFFIXES


def read_records(source: Source) -> Iterator[Document | Unread]:
    """The records as documents, named by file and number; UnreadableDocument where no record has a text."""
    text = decode(source.data).removeprefix("\ufeff")
    fields = dict(source.settings.fields)
    found = False
    for number, record in enumerate(_records(source, text), 1):
        if number > _MOST_RECORDS:
            yield Unread(source.members, f"more than {_MOST_RECORDS:,} records; the rest is not read; split the file")
            return
        member = f"{RECORD} {number}"
        if not isinstance(record, dict):
            yield Unread((*source.members, member), record if isinstance(record, str) else "not an object with fields")
            continue
        document = _document(source, record, member, number, fields)
        found = found or isinstance(document, Document)
        yield document
    if not found:
        known = ", ".join(f"--field {kind}=NAME" for kind in ("text", "date", "title"))
        raise UnreadableDocument(f"no record with a text; tell which fields to read with {known}")


def _records(source: Source, text: str) -> Iterator[Any]:
    """The records in order: of an array, of the first array in an object, of lines, or of rows; what is none as the reason why."""
    if source.suffix == ".csv":
        csv.field_size_limit(MAX_TEXT)
        try:
            yield from csv.DictReader(io.StringIO(text, newline=""), restkey="beyond the heads")
        except csv.Error as error:
            yield f"not CSV ({error})"
    elif source.suffix == ".json":
        try:
            whole = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise UnreadableDocument(f"not JSON ({error})") from error
        lists = [value for value in whole.values() if isinstance(value, list)] if isinstance(whole, dict) else [whole]
        has_text = isinstance(whole, dict) and _field(whole, "text", {}) is not None
        found = [whole] if has_text or not lists or not isinstance(lists[0], list) else lists[0]
        yield from (None if isinstance(one, str) else one for one in found)  # a string is no record, and no reason
    else:
        for line in text.splitlines():
            if line.strip():
                try:
                    yield json.loads(line)
                except (ValueError, RecursionError) as error:
                    yield f"not JSON ({error})"


def _field(record: Mapping[Any, Any], kind: str, fields: Mapping[str, str]) -> str | None:
    """The value of a field that the user named, or else one that is called as such fields are; dots lead into objects."""
    if kind in fields:
        value: Any = record
        for step in fields[kind].split("."):
            value = value.get(step) if isinstance(value, dict) else None
        return str(value) if isinstance(value, str | int) and str(value).strip() else None
    by_name = {str(name).strip().lower(): value for name, value in record.items() if isinstance(value, str | int)}
    return next((str(by_name[name]) for name in _NAMES[kind] if str(by_name.get(name, "")).strip()), None)


def _document(source: Source, record: Mapping[Any, Any], member: str, number: int, fields: Mapping[str, str]) -> Document | Unread:
    where = (*source.members, member)
    text, title, date = (_field(record, kind, fields) for kind in ("text", "title", "date"))
    if text is None:
        return Unread(where, "has no text; tell which field holds it with --field text=NAME")
    transcript = Transcript()
    if title and title.strip() not in text[:500]:
        transcript.add(f"{title.strip()}\n\n")
    day = _DAY.search(date) if date else None
    if day:
        transcript.add(f"{DAY_LEAD}{day['year']}-{day['month']}-{day['day']}\n\n")
    if re.search(r"<(?:p|div|br|table|html)\b", text[:20_000], re.IGNORECASE):
        transcript.splice(transcribed(text), 0)
    else:
        transcript.copy(text, 0)
    stem = source.name.removesuffix(source.suffix)
    key = re.sub(r"[^\w.-]", "_", _field(record, "id", fields) or str(number))[:80]
    try:
        content = json.dumps(record, sort_keys=True, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
    except RecursionError:
        return Unread(where, "objects within objects beyond what can be read")
    own = source.member(content, member, f"{stem}-{key}.txt")
    try:
        origin = Origin("text/plain", (*where, fields.get("text", "text")), transcript.runs(), line_breaks(text))
        return own.document(release_text(transcript.text()), origin)
    except UnreadableDocument as error:
        return Unread(where, str(error))
