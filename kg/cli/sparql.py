"""`kg sparql`: any query over the store."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import ROW_FORMATS, chosen_format, open_store, row_format, shared
from kg.errors import KgError

if TYPE_CHECKING:
    from pyoxigraph import RdfFormat, Triple

GRAPH_FORMATS = ("ttl", "nt", "trig", "nq", "jsonld")


@click.command("sparql", short_help="Run any SPARQL query.")
@click.argument("query", metavar="QUERY|FILE|-")
@row_format(*ROW_FORMATS, *GRAPH_FORMATS)
@shared
@click.pass_context
def command(context: click.Context, query: str, format: str | None, output: str) -> int:
    """Runs a SPARQL 1.1 query: its text, a file that holds it, or - for standard input.

    All graphs of the store are one default graph, unless the query says FROM; GRAPH ?g names each. Prefixes must be declared. SELECT and ASK
    print rows; CONSTRUCT and DESCRIBE print RDF (-f ttl, nt, trig, nq or jsonld; Turtle by default). ASK exits with 1 for false. Updates and
    SERVICE are refused.

    \b
    Examples:
      kg sparql 'SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }' --store mine.store
      kg sparql people.rq -f json --store mine.store
      echo 'DESCRIBE <https://minekg.example/id/site/lac-des-iles>' | kg sparql - --store mine.store
    """
    import pyoxigraph

    from kg.cli.rows import write_rows
    from kg.query import evaluate, rows_of

    text = _text(query)
    results = evaluate(open_store(context).graph, text)
    if isinstance(results, pyoxigraph.QueryTriples):
        _write_triples(results, chosen_format(format, output, GRAPH_FORMATS, default="ttl"), output)
        return 0
    rows = rows_of(results)
    write_rows(rows, _of_rows(format, output), output)
    return 1 if rows.boolean is False else 0


def _of_rows(format: str | None, output: str) -> str:
    chosen = chosen_format(format, output)
    if chosen not in ROW_FORMATS:
        raise KgError(f"the query gives rows, which have no form '{chosen}': choose one of {', '.join(ROW_FORMATS)}")
    return chosen


def _text(query: str) -> str:
    """The query's text: an argument with a space or a brace is the query itself, any other the name of a file."""
    if query == "-":
        return sys.stdin.read()
    if not query or any(character in query for character in " {\n"):
        return query
    try:
        return Path(query).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or str(error)) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise KgError(f"cannot read the query {query}: {reason}; give a query, a file that holds one, or -") from error


def _write_triples(triples: Iterable[Triple], format: str, output: str) -> None:
    """Prints triples sorted, so that the same answer is the same text."""
    import pyoxigraph

    from kg.export.whole_file import whole_file

    if format not in GRAPH_FORMATS:
        raise KgError(f"the query gives RDF, which has no form '{format}': choose one of {', '.join(GRAPH_FORMATS)}")
    ordered = sorted(set(triples), key=str)
    data = _turtle(ordered) if format in ("ttl", "trig") else pyoxigraph.serialize(ordered, format=_engine_format(format)) or b""
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    with whole_file(os.fspath(output)) as file:
        file.write(data)


def _engine_format(format: str) -> RdfFormat:
    from pyoxigraph import RdfFormat

    return {"nt": RdfFormat.N_TRIPLES, "nq": RdfFormat.N_QUADS, "jsonld": RdfFormat.JSON_LD}[format]


def _turtle(triples: list[Triple]) -> bytes:
    from kg.export.turtle import TermWriter

    writer = TermWriter()
    groups = groupby(triples, key=lambda triple: triple.subject)
    body = "".join(f"\n{writer.subject(subject, [(triple.predicate, triple.object) for triple in group])}" for subject, group in groups)
    return (writer.header() + body).encode()
