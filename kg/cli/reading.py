"""Options of the commands that read files: what to pass over, which fields of records to read, and standard input."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.ingest import Settings

FIELDS = ("text", "date", "title", "id")


def _settings(context: click.Context, parameter: click.Parameter, value: Sequence[str]) -> Settings:
    from kg.ingest import Settings

    pairs = [tuple(part.strip() for part in one.partition("=")[::2]) for one in value]
    for kind, name in pairs:
        if kind not in FIELDS or not name:
            raise click.BadParameter(f"'{kind}={name}': write KIND=NAME, KIND one of {', '.join(FIELDS)}")
    return Settings(tuple((kind, name) for kind, name in pairs))


field_option = click.option(
    "--field",
    "fields",
    metavar="KIND=NAME",
    multiple=True,
    callback=_settings,
    help="Of JSON and CSV: which field holds the text, date, title or id (text=body); dots lead into objects.",
)
ignore_option = click.option(
    "--ignore", metavar="PATTERN", multiple=True, help="Pass over files and folders of this name or path in folders (*.bak)."
)


@contextmanager
def with_standard_input(paths: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """The paths, "-" replaced by a file that holds what standard input gives, called "stdin"; it is gone afterwards."""
    if Path("-") not in paths:
        yield tuple(paths)
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "stdin")
        file.write_bytes(sys.stdin.buffer.read())
        yield tuple(file if path == Path("-") else path for path in paths)
