"""`kg changes`: what began, ended and changed between two days, and who says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.options import DAY, chosen_format, open_store, row_format, shared

if TYPE_CHECKING:
    from kg.lookup.changes import Change, Changes

FORMATS = ("table", "csv", "json", "jsonl", "md")
COLUMNS = ("when", "after", "by", "change", "of", "what", "was", "now", "certainty", "outcome", "documents", "document", "published", "quote", "fact")
QUOTE = 150  # characters of a quote in the table


@click.command("changes", short_help="List appointments, departures, renames and other changes between two days.")
@click.argument("entity")
@click.option("--from", "first", metavar="DATE", type=DAY, help="The first day, YYYY-MM-DD.  [default: all]")
@click.option("--to", "last", metavar="DATE", type=DAY, help="The last day.  [default: all]")
@click.option("--known", metavar="DATE", type=DAY, help="As known on this day: only documents published by then.")
@row_format(*FORMATS)
@shared
@click.pass_context
def command(context: click.Context, entity: str, first: date | None, last: date | None, known: date | None, format: str | None, output: str) -> int:
    """Lists what changed of ENTITY in order of day: appointments and departures, listings and symbols, names, ownership and shares, operators,
    status; each once, with the number of documents that tell it and the quote of the best. ENTITY is a company, site or person: a name, an
    alias, a ticker, a CURIE or an IRI.

    \b
    When is a date as precise as the text has it, or "after A, by B". Certainty is one of:
      stated     a document dates it
      implied    seen otherwise on A and so on B; on which day between is not told
      announced  told in advance; then whether later documents confirmed, contradicted, withdrew or moved it, or did not (open)

    What may lie between --from and --to is listed. Who is seen first is not thereby appointed, and who is no longer seen has not thereby left.
    Exits with 1 where there is no change.

    \b
    Examples:
      kg changes "North American Palladium" --from 2005-01-01 --to 2012-12-31 --store mine.store
      kg changes "Lac des Iles" --known 2010-12-31 --store mine.store
      kg changes TSX:PDL -f json --store mine.store
    """
    from kg.cli.entities import the_entity
    from kg.cli.rows import rows_from, write_json, write_rows, write_text
    from kg.lookup.changes import changes

    if first and last and first > last:
        raise click.BadParameter(f"{last} is before --from {first}", param_hint="'--to'")
    graph = open_store(context).graph
    found = changes(graph, the_entity(context, graph, entity, known), first, last, known)
    chosen = chosen_format(format, output, FORMATS)
    if chosen == "json":
        write_json(found.to_json(), output)
    elif chosen == "table":
        write_text(lambda out: _write(found, out), output)
    else:
        write_rows(rows_from(COLUMNS, map(_cells, found.changes)), chosen, output)
    return 0 if found.changes else 1


def _cells(one: Change) -> tuple[str | int | date | None, ...]:
    best = one.evidence[0]
    after = None if one.after == date.min else one.after
    told = (one.when, after, one.by, one.kind, one.of, one.what, one.was, one.now, one.certainty, one.outcome, one.documents)
    return (*told, best.document, best.published, best.quote, best.fact)


def _write(found: Changes, out: TextIO) -> None:
    """Three lines a change: when and what, the quote, and where it stands; nothing of a document can move or hide what stands around it."""
    from kg.draw.markup import plain

    known = f", as known on {found.known}" if found.known else ""
    out.write(f"{plain(found.entity)}, {found.first or '...'} to {found.last or '...'}{known}\n")
    if not found.changes:
        out.write("\nno change is told\n")
    for one in found.changes:
        best = one.evidence[0]
        outcome = f", {one.outcome}" if one.outcome else ""
        of = f", {one.of}" if one.of_iri != found.entity_iri else ""
        count = f"{one.documents} document{'' if one.documents == 1 else 's'}"
        out.write(f"\n{one.when}  {one.kind}  {plain(f'{one.what}{of}: {_turn(one)}')}  ({one.certainty}{outcome}; {count})\n")
        if best.quote:
            out.write(f"  “{_shortened(plain(best.quote))}”\n")
        characters = f", characters {best.start}–{best.end}" if best.start is not None else ""
        out.write(f"  {plain(best.document)}, {best.published}{characters}  {best.fact}\n")


def _turn(one: Change) -> str:
    """From whom to whom."""
    now = f"{one.now} (interim)" if one.interim and one.now else one.now
    was = f"{one.was} (interim)" if one.interim and one.was and not one.now else one.was
    return f"{was} → {now}" if was and now else f"{was} → –" if was else str(now)


def _shortened(quote: str) -> str:
    """A quote; a long one loses its middle."""
    return quote if len(quote) <= QUOTE else f"{quote[: QUOTE // 2]} … {quote[-QUOTE // 2 :]}"
