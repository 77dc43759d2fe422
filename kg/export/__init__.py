"""Exports: a store's dataset in the formats of the web, one module a format, each a function of the store alone.

Quarantine, findings and clock times are never exported.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
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
    where the file cannot be written or lies in the store, and where the store is damaged.
    """
    if format not in FORMATS:
        raise KgError(f"no export format '{format}': choose one of {', '.join(FORMATS)}")
    if os.fspath(out) != "-" and Path(os.path.realpath(out)).is_relative_to(os.path.realpath(store.path)):
        raise KgError(f"cannot write {out}: it lies in the store {store.path}, which only a build may change; name a file elsewhere")
    store.check()  # before the first byte: damage must not leave half an answer in a pipe
    if os.fspath(out) == "-":
        FORMATS[format](store, sys.stdout.buffer)
        sys.stdout.buffer.flush()
        return
    with whole_file(out) as file:
        FORMATS[format](store, file)
