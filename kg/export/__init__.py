"""Exports: a store's dataset in the formats of the web, one module a format, each a function of the store alone.

Quarantine, findings and clock times are never exported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import BinaryIO

from kg.errors import KgError
from kg.export import jsonld, nquads, trig, turtle
from kg.export.whole_file import whole_file
from kg.store import Store

FORMATS: dict[str, Callable[[Store, BinaryIO], None]] = {"nq": nquads.write, "trig": trig.write, "ttl": turtle.write, "jsonld": jsonld.write}

__all__ = ["FORMATS", "export", "whole_file"]


def export(store: Store, format: str, out: str | os.PathLike[str]) -> None:
    """Writes the dataset to a file, which appears whole or not at all, or to standard output where `out` is "-".

    `format` is one of `FORMATS`: nq (sorted N-Quads, the master form), trig, ttl (the union of the graphs), jsonld. KgError for another,
    and where the file cannot be written.
    """
    if format not in FORMATS:
        raise KgError(f"no export format '{format}': choose one of {', '.join(FORMATS)}")
    if os.fspath(out) == "-":
        FORMATS[format](store, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with whole_file(out) as file:
        FORMATS[format](store, file)
