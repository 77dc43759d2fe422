"""`kg find`: entities by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.options import DAY, OneOf, chosen_format, open_store, row_format, shared

if TYPE_CHECKING:
    from kg.lookup.names import EntityHit


def _kinds() -> Sequence[str]:
    from kg.lookup.labels import KINDS

    return sorted(set(KINDS.values()))


@click.command("find", short_help="Find companies, people, sites and other entities by name.")
@click.argument("name")
@click.option("-k", "--kind", type=OneOf("kind", _kinds), metavar="KIND", help="Only this kind: company, person, site, facility, zone, place ...")
@click.option("--known", metavar="DATE", type=DAY, help="As known on this day: only documents published by then.")
@row_format()
@shared
@click.pass_context
def command(context: click.Context, name: str, kind: str | None, known: date | None, format: str | None, output: str) -> int:
    """Lists the entities that NAME may mean, best match first: a name or part of one, an alias, a ticker (TSX:PDL, or the symbol alone), a CURIE
    (company:north-american-palladium-ltd) or an IRI. Letter case, accents and legal forms do not matter. Exits with 1 where nothing fits.

    \b
    Examples:
      kg find palladium --store mine.store
      kg find Biggar --kind person --store mine.store
      kg find TSX:PDL -f json --store mine.store
    """
    from kg.cli.rows import rows_from, write_rows
    from kg.lookup.names import find

    store = open_store(context)
    hits = find(store.graph, name, kind, store.names, known)
    chosen = chosen_format(format, output)
    if chosen == "table":  # for the eye: CURIEs, which all commands take, and no column that repeats the name
        lines = [(hit.kind, hit.name, " | ".join(hit.tickers) or None, _curie(hit)) for hit in hits]
        rows = rows_from(("kind", "name", "tickers", "id"), lines)
    else:
        cells = [(hit.kind, hit.name, hit.matched, " | ".join(hit.tickers) or None, hit.iri) for hit in hits]
        rows = rows_from(("kind", "name", "matched", "tickers", "iri"), cells)
    write_rows(rows, chosen, output)
    return 0 if hits else 1


def _curie(hit: EntityHit) -> str:
    """company:north-american-palladium-ltd for the IRI of our own that ends so, else the IRI."""
    from kg import terms

    step, _, local = hit.iri.removeprefix(terms.ID).partition("/")
    return f"{hit.kind}:{local}" if hit.iri.startswith(terms.ID) and step and local else hit.iri
