"""Work on many items in processes of their own, each step within bounds: what overruns is killed and told, and nothing else suffers.

A function gives the results of an item one by one; its clock starts anew with each. Results come back in the order of the items, whatever the number
of workers, so that who asks cannot tell how many there were.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

try:
    import resource
except ImportError:  # no bounds of memory on this system; those of time hold
    resource = None  # type: ignore[assignment]

Item = TypeVar("Item")
Result = TypeVar("Result")
_TICK = 0.2  # seconds between looks at the clock
_PARENT_CHECK = 5.0  # seconds between looks whether the one who asked is still there


@dataclass(frozen=True)
class Limits:
    """The most that one result may take: seconds, and the bytes of memory by which its process may grow. None: no bound."""

    seconds: float | None = None
    memory: int | None = None


@dataclass(frozen=True)
class Overrun:
    """Why an item gives no more results: its process was stopped, or died."""

    reason: str


def results(function: Callable[[Item], Iterable[Result]], items: Sequence[Item], jobs: int, limits: Limits) -> Iterator[list[Result | Overrun]]:
    """The results of each item, in the order of the items; an Overrun is the last of those of an item that did not come to its end.

    Function, items and results must be picklable. An exception of the function ends its worker and is told as an Overrun.
    """
    pool = _Pool(function, limits, max(1, min(jobs, len(items))))
    try:
        yield from pool.run(items)
    finally:
        pool.close()


@dataclass
class _Worker(Generic[Item, Result]):
    """A process and the item it works on, with the results so far and the time of the last."""

    process: multiprocessing.process.BaseProcess
    pipe: Connection
    item: int | None = None
    since: float = 0.0
    found: list[Result | Overrun] = field(default_factory=list)


class _Pool(Generic[Item, Result]):
    def __init__(self, function: Callable[[Item], Iterable[Result]], limits: Limits, size: int) -> None:
        self._function, self._limits = function, limits
        self._workers: list[_Worker[Item, Result]] = [self._start() for _ in range(size)]

    def run(self, items: Sequence[Item]) -> Iterator[list[Result | Overrun]]:
        """The results of the items in their order; those that come early wait."""
        waiting, done, following = deque(range(len(items))), dict[int, list[Result | Overrun]](), 0
        while following < len(items):
            for worker in self._workers:
                # Not too far ahead of the slowest, lest results pile up.
                if worker.item is None and waiting and waiting[0] < following + 50 * len(self._workers):
                    worker.item, worker.found, worker.since = waiting.popleft(), [], time.monotonic()
                    worker.pipe.send(items[worker.item])
            for index, found in self._finished():
                done[index] = found
            while following in done:
                yield done.pop(following)
                following += 1

    def _finished(self) -> Iterator[tuple[int, list[Result | Overrun]]]:
        """The items that come to their end while it waits, with their results."""
        busy = {worker.pipe: worker for worker in self._workers if worker.item is not None}
        ready = wait(list(busy), _TICK if self._limits.seconds is not None else None)
        for pipe, worker in busy.items():
            assert worker.item is not None
            over = self._receive(worker) if pipe in ready else self._overdue(worker)
            if isinstance(over, Overrun):
                worker.found.append(over)
                self._replace(worker)
            if over is not None:
                yield worker.item, worker.found
                if over is True:
                    worker.item = None

    def _receive(self, worker: _Worker[Item, Result]) -> Overrun | bool | None:
        """Takes a message: None for one more result, True for the end of the item."""
        try:
            kind, value = worker.pipe.recv()
        except (EOFError, OSError):
            worker.process.join(5)
            return Overrun(f"its process died (exit code {worker.process.exitcode}; out of memory?)")
        worker.since = time.monotonic()
        if kind == "result":
            worker.found.append(value)
            return None
        return True if kind == "end" else Overrun(value)

    def _overdue(self, worker: _Worker[Item, Result]) -> Overrun | None:
        limit = self._limits.seconds
        if limit is None or time.monotonic() - worker.since <= limit:
            return None
        return Overrun(f"took more than {limit:g} s and was stopped")

    def _start(self) -> _Worker[Item, Result]:
        ours, theirs = multiprocessing.Pipe()
        process = multiprocessing.Process(target=_work, args=(self._function, theirs, self._limits.memory), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _replace(self, worker: _Worker[Item, Result]) -> None:
        _stop(worker)
        self._workers[self._workers.index(worker)] = self._start()

    def close(self) -> None:
        """Stops all processes."""
        for worker in self._workers:
            _stop(worker)


def _stop(worker: _Worker[Any, Any]) -> None:
    worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _work(function: Callable[[Any], Iterable[Any]], pipe: Connection, memory: int | None) -> None:
    """A worker's life: an item in, its results out, until nobody asks."""
    if memory is not None and resource is not None:
        bound = _own_size() + memory
        resource.setrlimit(resource.RLIMIT_AS, (bound, bound))
    parent = os.getppid()
    while True:
        try:
            while not pipe.poll(_PARENT_CHECK):
                if os.getppid() != parent:  # it was killed; later workers hold its end of the pipe, so that no end of file comes
                    return
            item = pipe.recv()
        except (EOFError, OSError):
            return
        message = _told(function, item, pipe, memory)
        pipe.send(message)
        if message[0] == "overrun":
            return


def _told(function: Callable[[Any], Iterable[Any]], item: Any, pipe: Connection, memory: int | None) -> tuple[str, str]:
    """Sends the results of an item, and gives the message that ends them."""
    try:
        for result in function(item):
            pipe.send(("result", result))
    except MemoryError:
        return "overrun", f"needs more than {(memory or 0) / 1e6:,.0f} MB of memory"
    except Exception as error:
        return "overrun", f"internal error: {type(error).__name__}: {error}; please report it"
    return "end", ""


def _own_size() -> int:
    """The address space of this process before it has done anything, in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * 4096
    except (OSError, ValueError):
        return 0
