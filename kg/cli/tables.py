"""`kg tables`: the ten fact tables of every document."""

from __future__ import annotations

from collections.abc import Sequence

import click

from kg.cli.options import ROW_FORMATS, OneOf, chosen_format, open_store, row_format, shared
from kg.errors import KgError


def _names() -> Sequence[str]:
    from kg.lookup.tables import TABLES

    return TABLES


@click.command("tables", short_help="Print the ten fact tables of every document.")
@click.argument("table", nargs=-1, type=OneOf("table", _names))
@row_format(default="json")
@shared
@click.pass_context
def command(context: click.Context, table: tuple[str, ...], format: str | None, output: str) -> int:
    """Prints what each document states, as ten tables: document, companies, tickers, roles, sites, zones, intercepts, measurements, resources,
    events. As JSON, one object by document id (the stem of its file); in a format of rows, one TABLE with the document in each row.

    \b
    Examples:
      kg tables --store mine.store > tables.json
      kg tables roles -f csv --store mine.store
      kg tables --store mine.store | jq '.["000"].tickers'
    """
    store = open_store(context)
    chosen = chosen_format(format, output, ROW_FORMATS, default="json")
    if chosen != "json" and len(table) != 1:
        raise KgError(f"format {chosen} prints one table: name it, as in 'kg tables roles -f {chosen}'; JSON prints all")
    if chosen != "json":
        from kg.cli.rows import write_rows
        from kg.query import load

        write_rows(load(f"tables/{table[0]}").run(store.graph), chosen, output)
        return 0
    from kg.cli.rows import write_json
    from kg.lookup import tables

    found = tables(store.graph)
    write_json(
        {document: {name: rows for name, rows in content.items() if not table or name in table} for document, content in found.items()}, output
    )
    return 0
