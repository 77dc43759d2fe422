"""Every `$ kg ...` of a console block in README.md runs and prints what the block shows; `pytest --update-golden` rewrites the blocks.

A line `...` stands for any lines, and seconds are not compared. The blocks run one after the other in one folder that holds examples/.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
README = CHECKOUT / "README.md"
BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
STEP = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)
ELISION = "..."


def runnable(command: str) -> str | None:
    """The part of a command line that is ours to run: from its first `kg` on; making the environment and testing are not."""
    ours = re.search(r"(?:^|&& )(?:\.venv/bin/)?(kg .*)", command, re.DOTALL)
    return ours[1] if ours else None


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines printed are those shown, each elision standing for any number of lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == ELISION else re.escape(line) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def lines(text: str) -> list[str]:
    return [re.sub(r"\b\d+\.\d+ s\b", "_ s", line.rstrip()) for line in text.splitlines()]


def shortened(shown: str, printed: str) -> str:
    """What is printed now, elided where the block was elided: as many lines before and after it as there were."""
    were, are = shown.splitlines(), [line.rstrip() for line in printed.splitlines()]
    if ELISION not in were:
        return "".join(line + "\n" for line in are)
    head, tail = were.index(ELISION), len(were) - 1 - were.index(ELISION)
    return "".join(line + "\n" for line in [*are[:head], ELISION, *are[len(are) - tail :]])


class Shell:
    """A folder with examples/ and a `kg` of this checkout; variables that a block exports stay."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "minekg"
        (self.folder / "bin").mkdir(parents=True)
        shutil.copytree(CHECKOUT / "examples", self.folder / "examples")
        command = self.folder / "bin" / "kg"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kg.cli "$@"\n')
        command.chmod(0o755)
        inherited = {key: value for key, value in os.environ.items() if key not in ("KG_STORE", "NO_COLOR", "FORCE_COLOR", "COLUMNS")}
        self.environment = {**inherited, "PYTHONPATH": str(CHECKOUT), "PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}

    def run(self, command: str) -> str | None:
        """What a command prints, errors included; None where it is not for a test to run."""
        if found := re.match(r"export (\w+)=(\S+)$", command):
            self.environment[found[1]] = found[2]
            return ""
        if (ours := runnable(command)) is None:
            return None
        command = ["bash", "-c", f"exec 2>&1; {ours}"]
        return subprocess.run(command, cwd=self.folder, env=self.environment, text=True, stdout=subprocess.PIPE, check=False).stdout


def steps(block: str) -> Iterator[re.Match[str]]:
    yield from STEP.finditer(block)


@pytest.mark.skipif(shutil.which("bash") is None, reason="the blocks are for a POSIX shell")
def test_the_readme_prints_what_it_shows(tmp_path: Path, update_golden: bool) -> None:
    text, shell = README.read_text("utf-8"), Shell(tmp_path)
    wrong, run = [], 0

    def renewed(block: re.Match[str]) -> str:
        nonlocal run
        new = ""
        for step in steps(block.group()):
            printed = shell.run(step["command"])
            same = printed is None or agrees(lines(step["output"]), lines(printed))
            run += printed is not None
            new += f"$ {step['command']}\n{step['output'] if same or printed is None else shortened(step['output'], printed)}"
            if not same:
                wrong.append(f"$ {step['command']}\n{printed}")
        return new

    now = BLOCK.sub(renewed, text)
    assert run > 10
    if update_golden:
        README.write_text(now, encoding="utf-8")
    else:
        assert wrong == [], "README.md shows otherwise; if what is printed is right, run: pytest --update-golden"
    assert all("".join(step.group() for step in steps(block)) == block for block in BLOCK.findall(now)), "a block begins with a command"


@pytest.mark.parametrize(
    ("shown", "printed", "same"),
    [
        (["a"], ["a"], True),
        (["a"], ["a", "b"], False),
        (["a", "..."], ["a", "b", "c"], True),
        (["...", "c"], ["a", "b", "c"], True),
        (["a", "...", "c"], ["a", "c"], True),
        (["a", "...", "c"], ["a", "b"], False),
        ([], [], True),
        ([], ["a"], False),
    ],
)
def test_elisions(shown: list[str], printed: list[str], same: bool) -> None:
    assert agrees(shown, printed) is same


def test_links_lead_somewhere() -> None:
    found = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text("utf-8"))
    assert found
    assert [target for target in found if not (CHECKOUT / target).exists()] == []
