"""`kg link`: identifiers of companies from a table of reference data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import chosen_format, row_format, say, shared, store_path

if TYPE_CHECKING:
    from kg.identity.external import Outcome


@click.command("link", short_help="Attach LEI, ISIN, CIK and Wikidata identifiers from a table.")
@click.option("-r", "--reference", metavar="FILE.csv", required=True, type=click.Path(path_type=Path), help="CSV in UTF-8 with a header line.")
@row_format()
@shared
@click.pass_context
def command(context: click.Context, reference: Path, format: str | None, output: str) -> int:
    """Attaches the identifiers of a table to the companies of the store, and reports what became of each row: matched, ambiguous, unmatched or
    invalid. The columns are `name`, and any of `alias` (several parted by "|"), `lei`, `isin`, `cik`, `wikidata` (Q and a number) and `ticker`.
    A row means the company whose name (legal form in any spelling) or defined alias is the row's name or alias; of several, the one with the
    row's ticker. Check digits of LEI and ISIN are verified; a row with a wrong one attaches nothing.

    The table's name, digest and text are kept with the identifiers. Another table replaces the one before, 'kg remove' keeps it, and a build
    starts without one. Exits with 1 where no row matches.

    \b
    Examples:
      kg link --reference companies.csv --store mine.store
      kg link --reference companies.csv -f json -o report.json --store mine.store
    """
    from kg.cli.rows import rows_from, write_rows
    from kg.identity.external import Reference
    from kg.rebuild import rebuild

    table = Reference.read(reference)
    report = rebuild(Path(store_path(context)), lambda store: (), lambda given: replace(given, reference=table))
    columns = ("line", "name", "status", "companies", "why")
    write_rows(rows_from(columns, [_cells(one) for one in report.outcomes]), chosen_format(format, output), output)
    counts = {status: sum(one.status == status for one in report.outcomes) for status in ("matched", "ambiguous", "unmatched", "invalid")}
    say(context, f"kg: {reference.name}: " + ", ".join(f"{number:,} {status}" for status, number in counts.items()))
    return 0 if counts["matched"] else 1


def _cells(one: Outcome) -> tuple[str | int | None, ...]:
    from kg.identity.curated import curie

    return one.row.line, one.row.name, one.status, " | ".join(map(curie, one.companies)) or None, one.why or None
