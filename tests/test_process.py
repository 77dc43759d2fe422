"""`kg` as a process of its own, which ends without tidying up: all output is written, and the exit code is the command's."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CHECKOUT

from kg.store import Store


def kg(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    return subprocess.run([sys.executable, "-m", "kg", *arguments], capture_output=True, env=environment, check=False, timeout=120)


def test_a_long_output_is_written_whole(examples_store: Path) -> None:
    done = kg("export", "nq", "-q", "-o", "-", "--store", str(examples_store))
    with Store.open(examples_store) as store:
        assert (done.returncode, done.stdout, done.stderr) == (0, store.dataset.read_bytes(), b"")


def test_a_built_store_is_whole(tmp_path: Path) -> None:
    source = sorted((CHECKOUT / "examples").glob("*.txt"))[:2]
    assert kg("build", *map(str, source), "--jobs", "2", "-q", "--store", str(tmp_path / "s")).returncode == 0
    with Store.open(tmp_path / "s") as store:
        store.check()
        assert len(store.manifest.documents) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["find", "Argent Ridge"], 0, b""),
        (["find", "nothing of the kind"], 1, b""),
        (["fact", "Argent Ridge", "colour"], 2, b"kg: nothing is known as 'colour'"),
        (["--version"], 0, b""),
        (["nonsense"], 2, b"kg: no such command"),
    ],
)
def test_the_exit_code_is_that_of_the_command(examples_store: Path, arguments: list[str], code: int, says: bytes) -> None:
    given = [*arguments, "--store", str(examples_store)] if len(arguments) > 1 else arguments
    done = kg(*given)
    assert done.returncode == code
    assert done.stderr.startswith(says)
    assert bool(done.stdout) is (code != 2)


def test_the_reader_of_the_output_may_go_away(examples_store: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "kg", "export", "nq", "-q", "-o", "-", "--store", str(examples_store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
