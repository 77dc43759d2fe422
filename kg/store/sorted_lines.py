"""Sorting more lines than memory holds (runs are sorted in memory, spilled to disk, and merged), and finding some of them."""

from __future__ import annotations

import contextlib
import heapq
from collections.abc import Iterable, Iterator
from pathlib import Path


class SortedLines:
    """Takes lines in any order and gives them back sorted by bytes, each once. Spills to `folder` beyond `limit` bytes."""

    def __init__(self, folder: Path, name: str, limit: int = 128 * 1024 * 1024) -> None:
        self._folder, self._name, self._limit = folder, name, limit
        self._lines: set[bytes] = set()
        self._size = 0
        self._runs: list[Path] = []

    def add(self, lines: Iterable[bytes]) -> None:
        """Adds lines, each with or without its line feed; empty lines are dropped."""
        for line in lines:
            whole = line.rstrip(b"\n") + b"\n"
            if len(whole) > 1 and whole not in self._lines:
                self._lines.add(whole)
                self._size += len(whole)
                if self._size > self._limit:
                    self._spill()

    def _spill(self) -> None:
        run = self._folder / f"{self._name}.run{len(self._runs)}"
        with run.open("wb") as file:
            file.writelines(sorted(self._lines))
        self._runs.append(run)
        self._lines.clear()
        self._size = 0

    def write(self, path: Path) -> int:
        """Writes all lines to a file, and says how many there were; the spilled runs are removed."""
        count = 0
        with path.open("wb") as file:
            for line in self.drain():
                file.write(line)
                count += 1
        return count

    def drain(self) -> Iterator[bytes]:
        """All lines in order, each with its line feed; the spilled runs are removed when the last is taken, and nothing is left."""
        last = None
        with contextlib.ExitStack() as stack:
            sources: list[Iterable[bytes]] = [stack.enter_context(run.open("rb")) for run in self._runs]
            for line in heapq.merge(*sources, sorted(self._lines)):
                if line != last:
                    yield line
                last = line
        for run in self._runs:
            run.unlink()
        self._runs, self._lines, self._size = [], set(), 0


class SortedFile:
    """A file of sorted lines, found by bisection: what is looked up is read, and little else."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._size = self._file.seek(0, 2)

    def close(self) -> None:
        self._file.close()

    def position(self, start: bytes) -> int:
        """Where the first line stands that is not less than `start`; the size of the file where none is."""
        # No line that begins before `low` is great enough, and all that begin at `high` or later are.
        low, high = 0, self._size
        while low < high:
            middle = (low + high) // 2
            self._file.seek(max(middle - 1, 0))
            first = middle and self._file.seek(0, 1) + len(self._file.readline())
            line = self._file.readline() if first < high else b""
            if line and line < start:
                low = first + len(line)
            else:
                high = middle
        return low

    def extent(self, start: bytes) -> int:
        """How many bytes the lines with this beginning take."""
        return self.position(start + b"\xff") - self.position(start)

    def starting(self, start: bytes) -> Iterator[bytes]:
        """The lines with this beginning, in order, without their line feeds."""
        return iter(self.section(start).split(b"\n")[:-1])

    def section(self, start: bytes) -> bytes:
        """The lines with this beginning as they stand in the file."""
        begin = self.position(start)
        end = self.position(start + b"\xff")
        self._file.seek(begin)
        return self._file.read(end - begin)
