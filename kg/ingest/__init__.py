"""Origins to Documents: how a file becomes text."""

from kg.ingest.files import find_files, open_file, read, read_file
from kg.ingest.formats import SUFFIXES
from kg.ingest.source import Settings, Source, Unread

__all__ = ["SUFFIXES", "Settings", "Source", "Unread", "find_files", "open_file", "read", "read_file"]
