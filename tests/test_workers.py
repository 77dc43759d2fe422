"""Work in processes of their own: in order, and whatever one item does, the others come to their end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Captured, run

import kg.build
from kg.build import build
from kg.workers import Limits, Overrun, results

NEWS = "TORONTO, May 3, 2021 - Copper Hollow Mining Corp. (TSX: CHM) reports that drilling number {} at the Redstone project has begun.\n"


def squares(number: int) -> Iterator[int]:
    """Two results an item; some items misbehave after the first."""
    yield number
    if number == 13:
        while True:
            time.sleep(1)
    if number == 14:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 15:
        yield len(bytearray(3_000_000_000))
    if number == 16:
        raise ValueError("sixteen")
    yield number * number


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(results(squares, range(12), jobs, Limits())) == [[number, number * number] for number in range(12)]


def test_what_misbehaves_is_stopped_and_told_and_nothing_else_suffers() -> None:
    found = list(results(squares, range(10, 20), 2, Limits(1.0, 500_000_000)))
    whole = [item for item in found if not isinstance(item[-1], Overrun)]
    assert whole == [[number, number * number] for number in (10, 11, 12, 17, 18, 19)]
    assert [(item[0], item[1].reason.split(" (")[0]) for item in found if isinstance(item[1], Overrun)] == [
        (13, "took more than 1 s and was stopped"),
        (14, "its process died"),
        (15, "needs more than 500 MB of memory"),
        (16, "internal error: ValueError: sixteen; please report it"),
    ]


def test_leaving_early_leaves_no_process_behind() -> None:
    going = results(squares, [1, 2, 13, 3], 2, Limits())
    assert next(going) == [1, 1]
    going.close()
    assert multiprocessing.active_children() == []


def _stuck(document: object, table: object = None) -> None:
    while "number 1 " in getattr(document, "text", ""):
        time.sleep(1)


def test_a_build_leaves_out_a_document_that_takes_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(NEWS.format(number))
    read = kg.build.read_document
    monkeypatch.setattr(kg.build, "read_document", lambda document, table=None: _stuck(document) or read(document, table))
    report = build([folder], tmp_path / "store", limits=Limits(6.0))
    assert report.documents == 2
    assert [(one.path.name, one.reason) for one in report.skipped] == [
        ("1.txt", "took more than 6 s and was stopped; what follows in it is not read")
    ]


def test_bounds_are_told_on_the_command_line(tmp_path: Path, capsys: Captured) -> None:
    (tmp_path / "a.txt").write_text(NEWS.format(1))
    assert run(capsys, "build", str(tmp_path / "a.txt"), "--store", str(tmp_path / "s"), "--doc-timeout", "60", "--doc-memory", "500")[0] == 0
    code, _, err = run(capsys, "build", str(tmp_path / "a.txt"), "--store", str(tmp_path / "s"), "--doc-timeout", "0")
    assert code == 2
    assert "--doc-timeout" in err
