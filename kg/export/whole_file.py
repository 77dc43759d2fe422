"""Files that are either the old one or the whole new one: written beside, synced, renamed."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError


@contextlib.contextmanager
def whole_file(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A binary file to write; it takes its name only when the block ends well. Devices and pipes are written as they are. KgError where
    the file cannot be written."""
    target = Path(os.path.realpath(path))  # a link keeps pointing where it points
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as device:
                yield device
            return
        if target.is_dir():
            raise KgError(f"cannot write {path}: it is a directory; name a file")
        if not target.parent.is_dir():
            raise KgError(f"cannot write {path}: there is no directory {target.parent}; make it first")
        with _beside(target) as file:
            yield file
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise KgError(f"cannot write {path}: {error.strerror or error}") from error


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[BinaryIO]:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
