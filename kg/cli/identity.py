"""`kg identity`: what is one thing, what may be, and why."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.options import DAY, chosen_format, open_store, row_format, shared

if TYPE_CHECKING:
    from kg.lookup.sameness import Entry, Explanation

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md")


@click.command("identity", short_help="Show what is one thing under several names, what may be, and why.")
@click.option("--explain", metavar="A B", nargs=2, help="Only whether A and B are the same, and why or why not.")
@click.option("--known", metavar="DATE", type=DAY, help="As known from the documents published by this day, YYYY-MM-DD.")
@row_format(*FORMATS)
@shared
@click.pass_context
def command(context: click.Context, explain: tuple[str, str] | None, known: date | None, format: str | None, output: str) -> int:
    """Lists what the documents show to be one thing ("same": the second stands for the first), what may be one ("candidate"), where documents
    contradict each other or use one name for two things ("conflict"), and what the identity file of the build decides ("decision"), each with
    the sentences that speak for and against. Nothing is merged for good: facts keep the names of their documents.

    With --explain, tells whether A and B, each a name, a ticker, a CURIE or an IRI, are the same, and exits with 1 where they are not.

    \b
    Examples:
      kg identity --store mine.store
      kg identity --known 2012-01-01 -f json --store mine.store
      kg identity --explain company:acme-gold company:acme-gold-ltd --store mine.store
    """
    from kg.cli.rows import rows_from, write_json, write_rows
    from kg.lookup import sameness

    graph = open_store(context).graph
    chosen = chosen_format(format, output, FORMATS)
    if explain:
        from kg.cli.entities import the_entity

        one, other = (sameness.as_written(graph, text) or the_entity(context, graph, text) for text in explain)
        found = sameness.explain(graph, one, other, known)
        _show(found, chosen, output)
        return 0 if found.same else 1
    entries = sameness.identities(graph, known)
    if chosen == "json":
        write_json([entry.to_json() for entry in entries], output)
    elif chosen == "table":
        _write_table(entries, output)
    else:
        columns = ("what", "one", "one_name", "other", "other_name", "basis", "known_from", "known_until", "for", "against", "advice")
        write_rows(rows_from(columns, [_cells(entry) for entry in entries]), chosen, output)
    return 0


def _cells(entry: Entry) -> tuple[str | None, ...]:
    voices = " | ".join(map(str, entry.pro)) or None, " | ".join(map(str, entry.contra)) or None
    days = entry.known_from, entry.known_until
    return entry.what, entry.one, entry.one_name, entry.other, entry.other_name, entry.basis, *days, *voices, entry.advice or None


def _write_table(entries: list[Entry], output: str) -> None:
    from kg.cli.rows import rows_from, write_rows

    columns = ("what", "one", "other", "basis", "known from", "evidence")
    lines = [(one.what, _curie(one.one), _curie(one.other), one.basis, one.known_from, str(one.pro[0]) if one.pro else None) for one in entries]
    write_rows(rows_from(columns, lines), "table", output)


def _show(found: Explanation, chosen: str, output: str) -> None:
    """One explanation: an object in JSON, lines for the eye in any other format."""
    from kg.cli.rows import write_json, write_text

    if chosen in ("json", "jsonl"):
        write_json(found.to_json(), output)
    else:
        write_text(lambda out: _write_explanation(found, out), output)


def _write_explanation(found: Explanation, out: TextIO) -> None:
    verdict = f"the same: {_curie(found.canonical)}" if found.canonical else "not the same"
    out.write(f"{verdict}\n  {_curie(found.one)}\n  {_curie(found.other)}\n  {found.reason}\n")
    for entry in found.entries:
        days = f", known from {entry.known_from}" if entry.known_from and entry.known_from > "0001-01-01" else ""
        out.write(f"\n{entry.what} ({entry.basis}{days}): {_curie(entry.one)}, {_curie(entry.other)}\n")
        out.writelines(f"  for      {voice}\n" for voice in entry.pro)
        out.writelines(f"  against  {voice}\n" for voice in entry.contra)
        if entry.advice and entry.what not in ("same", "decision"):
            out.write(f"  {entry.advice}\n")


def _curie(iri: str) -> str:
    from kg.identity.curated import curie

    return curie(iri)
