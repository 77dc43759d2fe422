"""`kg build`: releases in, a validated graph out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import say, settings, shared, store_path
from kg.cli.reading import field_option, ignore_option, with_standard_input

if TYPE_CHECKING:
    from kg.build import BuildReport
    from kg.ingest import Settings

_STATE_DAY = "state it in NAME.meta.json beside the file, in the file's name, or in a field of its record"


@click.command("build", short_help="Build a store from releases.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path, readable=False))
@click.option("-j", "--jobs", metavar="N", type=click.IntRange(min=1), default=1, show_default=True, help="Worker processes; the result is the same.")
@click.option(
    "-i", "--identity", metavar="FILE", type=click.Path(path_type=Path), help="Curated file: what is one thing, what is not, what is called how."
)
@click.option(
    "--doc-timeout",
    "seconds",
    metavar="SECONDS",
    type=click.FloatRange(min=0, min_open=True),
    default=120,
    show_default=True,
    help="The most for one document.",
)
@click.option(
    "--doc-memory", "megabytes", metavar="MB", type=click.IntRange(min=50), default=2000, show_default=True, help="The most for one document."
)
@field_option
@ignore_option
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="How to print the summary.  [default: text]")
@shared
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    jobs: int,
    identity: Path | None,
    seconds: float,
    megabytes: int,
    fields: Settings,
    ignore: tuple[str, ...],
    format: str,
) -> int:
    """Reads the releases in files and folders (sub-folders included), extracts what they state, checks it, and writes the store. Read are text,
    web pages, PDF, .docx, mails, EDGAR submissions, web archives, JSON and CSV of articles, and zip, tar and gzip of any of these; "-" is standard
    input.

    The store is replaced as a whole: readers see the old one until the new one is complete, and a build that fails or is killed leaves the
    old one as it was. A file that cannot be read, or that has no issuer, gets one line and is left out; the others are built, and
    the exit code is 2. A copy of a file that is built gets its line too, but loses nothing. A file that tells no day of publication is
    built: what it says of its own day is placed nowhere in time.

    \b
    Examples:
      kg build examples --store mine.store
      kg build releases/2012 archive.zip filing.pdf --store mine.store --jobs 4
      kg build articles.jsonl --field text=body --field date=published --store mine.store
    """
    from kg.build import build
    from kg.workers import Limits

    with with_standard_input(paths) as named, _progress(quiet=settings(context).quiet) as progress:
        report = build(named, Path(store_path(context)), jobs, progress, identity, ignore, fields, Limits(seconds, megabytes * 1_000_000))
    for one in report.skipped:
        click.echo(f"kg: {_on_one_line(one.reason if one.reason.startswith(str(one.path)) else f'{one.path}: {one.reason}')}", err=True)
    for file in report.undated:
        say(context, f"kg: {_on_one_line(file)}: no day of publication was found; {_STATE_DAY}")
    for curie in report.unnamed:
        click.echo(f"kg: {identity}: no document names {curie}", err=True)
    if format == "json":
        from kg.cli.rows import write_json

        write_json(_as_json(report))
    elif not settings(context).quiet:
        click.echo(_summary(report, store_path(context)))
    if report.skipped:
        say(context, f"kg: {len(report.skipped)} of {len(report.skipped) + report.documents} files left out")
    return 0 if report.complete else 2


def _on_one_line(text: str) -> str:
    """Control characters, which names of files may hold, as escapes."""
    return "".join(character if character.isprintable() or "\udc80" <= character <= "\udcff" else repr(character)[1:-1] for character in text)


def _summary(report: BuildReport, store: str) -> str:
    """What was built, in a few lines."""
    total = sum(report.facts.values())
    lines = [f"{store}: {_count(report.documents, 'document')}, {_count(total, 'fact')}, {_count(report.quads, 'quad')} in {report.seconds:.1f} s"]
    if report.facts:
        lines.append("  facts: " + ", ".join(f"{count:,} {kind}" for kind, count in report.facts.items()))
    if report.coverage is not None:
        lines.append(f"  coverage {report.coverage} %: {report.covered:,} of {report.items:,} figures, dates and names stand in facts")
    lines.append(f"  {_count(report.findings, 'finding')}, {_count(report.quarantined, 'quad')} in quarantine")
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _as_json(report: BuildReport) -> dict[str, object]:
    return {
        "documents": report.documents,
        "facts": dict(report.facts),
        "quads": report.quads,
        "findings": report.findings,
        "quarantined": report.quarantined,
        "skipped": [{"file": str(one.path), "reason": one.reason} for one in report.skipped],
        "coverage": {"percent": report.coverage, "covered": report.covered, "items": report.items},
        "undated": list(report.undated),
        "unnamed": list(report.unnamed),
        "seconds": round(report.seconds, 3),
    }


@contextmanager
def _progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """A progress bar on a terminal, nothing elsewhere; the callback takes the number of documents done and of all."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = ("reading", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
