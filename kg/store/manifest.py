"""What a store says of itself: its format, the version that built it, its documents and its counts. No clock times: same content, same text.

The documents stand in a file of their own, a line each: whoever only asks the graph need not read thousands of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.errors import StoreError

FORMAT = 2


@dataclass(frozen=True)
class DocumentEntry:
    """One document of a store. `id` is the key in its IRI, `stem` its identifier in the fact tables, `published` an ISO date or None
    where the text gives none; `facts` counts by kind. Of `items`, the figures, dates and names of the text, `covered` stand in facts."""

    id: str
    stem: str
    file: str
    published: str | None
    facts: dict[str, int] = field(default_factory=dict)
    quads: int = 0
    items: int = 0
    covered: int = 0


@dataclass(frozen=True)
class Manifest:
    """What a store holds; `quads`, `quarantined` and `findings` count lines of the three files, `sha256` tells by name what these and the
    list of documents were when they were written."""

    format: int
    minekg: str
    quads: int
    quarantined: int
    findings: int
    documents: tuple[DocumentEntry, ...]
    sha256: dict[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, int]:
        """Facts by kind over all documents, kinds in alphabetical order."""
        kinds = sorted({kind for entry in self.documents for kind in entry.facts})
        return {kind: sum(entry.facts.get(kind, 0) for entry in self.documents) for kind in kinds}

    @property
    def items(self) -> int:
        """The figures, dates and names of all documents."""
        return sum(entry.items for entry in self.documents)

    @property
    def covered(self) -> int:
        """Those of the items that stand in facts."""
        return sum(entry.covered for entry in self.documents)

    def to_json(self) -> str:
        """The manifest as it is written to disk, but for the documents: the same text for the same content."""
        head = {name: value for name, value in vars(self).items() if name != "documents"}
        return json.dumps(head, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest that `to_json` wrote, without its documents; StoreError for another format, ValueError, KeyError or TypeError where it
        is damaged."""
        data: dict[str, Any] = json.loads(text)
        if not isinstance(data["format"], int):
            raise ValueError("the format is not a number")
        if data["format"] > FORMAT:
            raise StoreError(f"it has format {data['format']}, and this minekg reads up to {FORMAT}: upgrade minekg, or build the store again")
        if data["format"] < FORMAT:
            raise StoreError(f"it has format {data['format']} of an earlier minekg, and this one reads {FORMAT}: build the store again")
        return cls(**data, documents=())


def documents_to_json(entries: Iterable[DocumentEntry]) -> str:
    """Documents as they are written to disk: a line each."""
    return "".join(json.dumps(asdict(entry), ensure_ascii=False, sort_keys=True) + "\n" for entry in entries)


def documents_from_json(text: str) -> tuple[DocumentEntry, ...]:
    """The documents that `documents_to_json` wrote; ValueError or TypeError where a line is damaged."""
    return tuple(DocumentEntry(**json.loads(line)) for line in text.split("\n") if line)
