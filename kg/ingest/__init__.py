"""Origins to Documents: how a file becomes text."""

from kg.ingest.plain import find_files, read

__all__ = ["find_files", "read"]
