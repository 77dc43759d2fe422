"""`kg` as a process of its own, and `python -m kg`: a look-up takes less time than Python spends on tidying up before and after it."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from typing import NoReturn

SELDOM = 50_000  # objects made before cycles among them are looked for: more than loading the command line makes


def run() -> NoReturn:
    """Runs one command and ends the process.

    Nothing is left to do then: what a command opens it closes, and what it writes is whole on disk. So the interpreter is not made to take
    itself apart, which for the libraries of an open store takes as long as the answer.
    """
    gc.set_threshold(SELDOM)
    from kg.cli import main

    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
