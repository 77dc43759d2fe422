"""Running the command line in tests: in this process and in one of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main

CHECKOUT = Path(__file__).resolve().parent.parent
Captured = pytest.CaptureFixture[str]


def run(capsys: Captured, *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error of one command, in this process."""
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def spawn(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The same in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **options.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "kg.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120, **options)  # type: ignore[call-overload,no-any-return]


def one_line(text: str) -> bool:
    return text.startswith("kg: ") and text.count("\n") == 1 and "Traceback" not in text
