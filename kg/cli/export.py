"""`kg export`: the dataset of a store as one file."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.options import open_store, say, shared

FORMATS = ("nq", "trig", "ttl", "jsonld")  # those of kg.export.FORMATS, without loading it for help; a test compares


class _Format(click.ParamType[str]):
    """A format by name; kg.export itself refuses an unknown one, and names those that it knows."""

    name = "format"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[click.shell_completion.CompletionItem]:
        return [click.shell_completion.CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


@click.command("export", short_help="Write the graph as N-Quads, TriG, Turtle or JSON-LD.")
@click.argument("format", type=_Format(), metavar="nq|trig|ttl|jsonld")
@click.option("-o", "--output", metavar="FILE", required=True, help="Write to FILE, which appears whole or not at all; - is standard output.")
@shared
@click.pass_context
def command(context: click.Context, format: str, output: str) -> int:
    """Writes all facts of the store, with their provenance and the reference data, in one of these formats:

    \b
      nq      N-Quads, sorted: the same store content gives the same bytes
      trig    TriG: graph by graph, for people
      ttl     Turtle: all graphs in one, for tools that know no named graphs
      jsonld  JSON-LD: plain JSON with its context inside

    Quarantined quads and validation findings are never exported.

    \b
    Examples:
      kg export ttl --store mine.store -o mine.ttl
      kg export nq --store mine.store -o - | sha256sum
      kg export jsonld --store mine.store -o - | jq '.["@graph"][]["@id"]'
    """
    from kg.export import export

    store = open_store(context)
    export(store, format, output)
    if output != "-" and Path(output).is_file():
        say(context, f"wrote {output}: {store.manifest.quads:,} quads, {_size(Path(output).stat().st_size)}")
    return 0


def _size(count: int) -> str:
    return f"{count:,} bytes" if count < 100_000 else f"{count / 1e6:,.1f} MB"
