"""`kg remove`: takes documents out of a store, as if they had never been read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import settings, shared, store_path

if TYPE_CHECKING:
    from kg.rebuild import Rebuilt


@click.command("remove", short_help="Take documents out of a store, with all that followed from them.")
@click.argument("documents", metavar="DOC...", nargs=-1, required=True)
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="How to print the summary.  [default: text]")
@shared
@click.pass_context
def command(context: click.Context, documents: tuple[str, ...], format: str) -> int:
    """Takes documents out of the store: their text, facts and quotes, and whatever followed from them. States, labels and findings are concluded
    again from the documents that stay, so the store is byte for byte the one that a build without those files would give. The releases
    themselves are neither needed nor touched.

    DOC is a document's id (16 hex digits), the name of its file with or without its ending, a CURIE (document:c2bc9e97e6a70e86) or an IRI. Where
    one is unknown or may mean several, nothing is changed, those that may be meant are listed, and the exit code is 2. The store is replaced as a
    whole, as by a build.

    \b
    Examples:
      kg remove 2012-07-09-results --store mine.store
      kg remove document:c2bc9e97e6a70e86 other.txt --store mine.store
    """
    from kg.cli.entities import Ambiguous
    from kg.rebuild import UnknownDocument, remove

    try:
        report = remove(Path(store_path(context)), documents)
    except UnknownDocument as error:
        raise Ambiguous(str(error)) from error
    if format == "json":
        from kg.cli.rows import write_json

        write_json(_as_json(report))
    elif not settings(context).quiet:
        click.echo(_summary(report, store_path(context)))
    return 0


def _summary(report: Rebuilt, store: str) -> str:
    """What went, a line each, and what is left."""
    gone = [f"removed {entry.file} (document:{entry.id}, {sum(entry.facts.values()):,} facts)" for entry in report.removed]
    documents = "1 document" if report.documents == 1 else f"{report.documents:,} documents"
    left = f"{store}: {documents}, {sum(report.facts.values()):,} facts, {report.quads:,} quads"
    return "\n".join([*gone, left])


def _as_json(report: Rebuilt) -> dict[str, object]:
    return {
        "removed": [{"id": entry.id, "document": entry.stem, "file": entry.file, "facts": sum(entry.facts.values())} for entry in report.removed],
        "documents": report.documents,
        "facts": dict(report.facts),
        "quads": report.quads,
        "findings": report.findings,
        "quarantined": report.quarantined,
    }
