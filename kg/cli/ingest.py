"""`kg ingest`: what was read of a file, before anything is extracted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import shared
from kg.cli.reading import field_option, ignore_option, with_standard_input
from kg.errors import KgError, UnreadableDocument

if TYPE_CHECKING:
    from kg.document import Document
    from kg.ingest import Settings

_SHOWN = 60  # characters of a piece of text


@click.command("ingest", short_help="Show how a file is read.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("--show", type=click.Choice(("list", "text", "structure", "spans")), default="list", show_default=True, help="What to show.")
@field_option
@ignore_option
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE.  [default: stdout]")
@shared
def command(paths: tuple[Path, ...], show: str, fields: Settings, ignore: tuple[str, ...], output: str) -> int:
    """Reads files as 'kg build' does and shows what it would extract from: the documents in them, the text of each, its parts, or where each piece
    of the text stands in the file.

    \b
    list       a line a document: its name, how it came from the file, and how long it is
    text       the text, as rules see it before line ends are undone
    structure  its parts: the section and kind of each, and how it begins
    spans      each piece of the text with its offsets, and its place in the file: characters, or page and box

    Exits with 2 where something could not be read; that is told on standard error.

    \b
    Examples:
      kg ingest news.html --show text
      kg ingest archive.zip
      kg ingest articles.jsonl --field text=body --field date=published --show structure
    """
    from kg.cli.rows import write_text

    with with_standard_input(paths) as named:
        lines, unread = _read(named, fields, ignore, show)
    if not lines and not unread:
        raise KgError(f"nothing to read in {', '.join(map(str, paths))}")
    write_text(lambda out: out.writelines(f"{line}\n" for line in lines), output)
    for line in unread:
        click.echo(f"kg: {line}", err=True)
    return 2 if unread else 0


def _read(paths: tuple[Path, ...], fields: Settings, ignore: tuple[str, ...], show: str) -> tuple[list[str], list[str]]:
    """What to print of the files, and what could not be read of them."""
    from kg.ingest import Unread, find_files, read_file

    files, refused = find_files(paths, ignore)
    unread = [f"{path}: {reason}" for path, reason in refused]
    lines: list[str] = []
    for path in files:
        try:
            for found in read_file(path, fields):
                if isinstance(found, Unread):
                    unread.append(f"{path.joinpath(*found.members)}: {found.reason}")
                else:
                    lines += _shown(path, found, show)
        except UnreadableDocument as error:
            unread.append(f"{path}: {error}")
    return lines, unread


def _shown(path: Path, document: Document, show: str) -> Iterator[str]:
    where = path.joinpath(*document.origin.members)
    if show == "list":
        yield f"{where}\t{document.name}\t{document.origin.media}\t{len(document.text):,} characters\t{document.key}"
        return
    yield f"# {where}"
    if show == "text":
        yield document.text
    elif show == "structure":
        yield from _structure(document)
    else:
        yield from _spans(document)


def _structure(document: Document) -> Iterator[str]:
    from kg.text.reading import read
    from kg.text.sections import sections

    for part in sections(read(document)):
        yield f"{part.start:>7}  {part.section:<16} {part.block.kind:<10} {_begin(part.text)}"


def _spans(document: Document) -> Iterator[str]:
    origin = document.origin
    for word in origin.words:
        box = f"{word.left:.1f} {word.bottom:.1f} {word.right:.1f} {word.top:.1f}"
        yield f"{word.start:>7}–{word.end:<7} page {word.page}, box {box}  {_begin(document.text[word.start : word.end])}"
    for run in origin.runs:
        place = origin.place(document.text, run.start, run.end)
        where = f"line {place.line}, column {place.column}, characters {run.at}–{run.to}"
        yield f"{run.start:>7}–{run.end:<7} {where}  {_begin(document.text[run.start : run.end])}"
    if origin.is_whole:
        yield f"{0:>7}–{len(document.text):<7} the file itself, character for character"


def _begin(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
