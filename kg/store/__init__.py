"""The embedded store: one directory on disk, swapped whole by each build, opened read-only by everything else. What writes is loaded when it
is first used: who only reads does without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.store.manifest import DocumentEntry, Manifest
from kg.store.reader import Store

if TYPE_CHECKING:
    from kg.store.parts import StoredDocument, stored_documents
    from kg.store.writer import StoreWriter

__all__ = ["DocumentEntry", "Manifest", "Store", "StoreWriter", "StoredDocument", "stored_documents"]


def __getattr__(name: str) -> Any:
    if name == "StoreWriter":
        from kg.store.writer import StoreWriter

        return StoreWriter
    if name in ("StoredDocument", "stored_documents"):
        from kg.store import parts

        return getattr(parts, name)
    raise AttributeError(f"module 'kg.store' has no attribute {name!r}")
