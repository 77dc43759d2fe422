"""The embedded store: one directory on disk, swapped whole by each build, opened read-only by everything else."""

from kg.store.manifest import DocumentEntry, Manifest
from kg.store.parts import StoredDocument, stored_documents
from kg.store.reader import Store
from kg.store.writer import StoreWriter

__all__ = ["DocumentEntry", "Manifest", "Store", "StoreWriter", "StoredDocument", "stored_documents"]
