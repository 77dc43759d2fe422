"""What a store says of itself: its format, the version that built it, its documents and its counts. No clock times: same content, same text."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from kg.errors import StoreError

FORMAT = 1


@dataclass(frozen=True)
class DocumentEntry:
    """One document of a store. `id` is the key in its IRI, `stem` its identifier in the fact tables, `published` an ISO date or None
    where the text gives none; `facts` counts by kind."""

    id: str
    stem: str
    file: str
    published: str | None
    facts: dict[str, int] = field(default_factory=dict)
    quads: int = 0


@dataclass(frozen=True)
class Manifest:
    """What a store holds; `quads`, `quarantined` and `findings` count lines of the three files, `sha256` tells by name what these were when
    they were written (nothing in stores of earlier versions)."""

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

    def to_json(self) -> str:
        """The manifest as it is written to disk: the same text for the same content."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """The manifest that `to_json` wrote; StoreError for a newer format, ValueError, KeyError or TypeError where it is damaged."""
        data: dict[str, Any] = json.loads(text)
        if not isinstance(data["format"], int):
            raise ValueError("the format is not a number")
        if data["format"] > FORMAT:
            raise StoreError(f"it has format {data['format']}, and this minekg reads up to {FORMAT}: upgrade minekg, or build the store again")
        return cls(**{**data, "documents": tuple(DocumentEntry(**entry) for entry in data["documents"])})
