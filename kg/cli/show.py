"""`kg show`: all that is known of an entity."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.options import DAY, chosen_format, open_store, row_format, shared

if TYPE_CHECKING:
    from kg.lookup import Bound, Line, View

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")


@click.command("show", short_help="Show all that is known of an entity.")
@click.argument("entity")
@click.option("--on", metavar="DATE", type=DAY, help="Only what may have held on this day, YYYY-MM-DD.")
@click.option("--known", metavar="DATE", type=DAY, help="As known on this day: only documents published by then.")
@row_format(*FORMATS)
@shared
@click.pass_context
def command(context: click.Context, entity: str, on: date | None, known: date | None, format: str | None, output: str) -> int:
    """Lists the posts, tickers, interests, status and names of ENTITY, a line each, with the days between which it began and ended and the number
    of documents that say so. ENTITY is a name, an alias, a ticker, a CURIE or an IRI.

    In the table, "..2011-09-14" is by that day at the latest, "2012-07-09.." on that day at the earliest, and "2006-02-07..2011-09-14" between
    the two; a lone day is exact.

    \b
    Examples:
      kg show "North American Palladium" --store mine.store
      kg show "Lac des Iles" --on 2012-07-09 --store mine.store
      kg show TSX:PDL -f json --store mine.store
    """
    from kg.cli.entities import the_entity
    from kg.cli.rows import rows_from, write_json, write_rows, write_text
    from kg.lookup import show

    graph = open_store(context).graph
    view = show(graph, the_entity(context, graph, entity, known), on, known)
    chosen = chosen_format(format, output, FORMATS)
    if chosen == "json":
        write_json(view.to_json(), output)
    elif chosen == "table":
        write_text(lambda out: _write(view, out), output)
    else:
        columns = ("kind", "key", "value", "iri", "begin_earliest", "begin_latest", "end_earliest", "end_latest", "documents")
        write_rows(rows_from(columns, [_cells(line) for line in view.lines]), chosen, output)
    return 0 if view.lines else 1


def _cells(line: Line) -> tuple[str | int | date | None, ...]:
    begin, end = line.begin, line.end
    return line.kind, line.key, line.value, line.iri, begin.earliest, begin.latest, end.earliest, end.latest, line.documents


def _write(view: View, out: TextIO) -> None:
    from kg.cli.rows import rows_from, write_table

    out.write(f"{view.name}  ({view.kind})\n{view.iri}\n\n")
    lines = [(line.kind, line.key, line.value, _span(line.begin), _span(line.end), line.documents) for line in view.lines]
    write_table(rows_from(("kind", "key", "value", "began", "ended", "documents"), lines), out)


def _span(bound: Bound) -> str | None:
    """A bound as the help describes it."""
    if bound.earliest is not None and bound.earliest == bound.latest:
        return bound.earliest.isoformat()
    return None if bound.earliest is None and bound.latest is None else f"{bound.earliest or ''}..{bound.latest or ''}"
