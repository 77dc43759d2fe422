"""`kg residue`: what no fact of a document covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.options import chosen_format, open_store, row_format, say, shared
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.residue import Residue
    from kg.store import DocumentEntry, Store
    from kg.text.items import Item

FORMATS = ("table", "csv", "json", "jsonl", "md")
COLUMNS = ("doc", "kind", "text", "count", "start", "end", "sentence")
OVERVIEW = ("doc", "document", "percent", "covered", "items")
WORDS, SENTENCE = 40, 110  # characters of an item and of its sentence in the table


@click.command("residue", short_help="List the figures, dates and names that no fact covers.")
@click.argument("document", required=False)
@click.option("-a", "--all", "everything", is_flag=True, help="The items of all documents of the store.")
@row_format(*FORMATS)
@shared
@click.pass_context
def command(context: click.Context, document: str | None, everything: bool, format: str | None, output: str) -> int:
    """Lists what is left over of DOCUMENT: every figure with its unit, date and name that no fact is quoted from, with its sentence. DOCUMENT is a
    file, which is read anew, or a document of the store. Without DOCUMENT: how much of each document of the store is covered, the least first.

    \b
    Kinds:
      figure   a number with its unit, or one that stands free
      date     a day, month, quarter, year ... that no fact speaks of
      name     capitalised words, or a code such as a hole's
      table    a table of which no figure was understood; count tells how many it has
      other    numbers of other kinds

    A figure is covered by the quote of a measurement, intercept, resource or interest; a date or name by that of any fact, also where it repeats one.
    "About the company" and forward-looking statements are counted apart and not listed. Exits with 1 where nothing is left over.

    \b
    Examples:
      kg residue release.txt
      kg residue 000 --store mine.store
      kg residue --all -f csv --store mine.store
    """
    chosen = chosen_format(format, output, FORMATS)
    if document is None and not everything:
        return _print_overview(open_store(context), chosen, output)
    if document is not None and everything:
        raise KgError("name a DOCUMENT or say --all, not both")
    found = list(_of_file(Path(document)) if document is not None and Path(document).is_file() else _of_store(context, document))
    _print_items(found, chosen, output)
    apart = sum(residue.apart for _, residue in found)
    if apart:
        say(context, f'kg: {apart} more in boilerplate and "About the company", counted apart')
    return 0 if any(residue.items for _, residue in found) else 1


def _of_file(path: Path) -> Iterator[tuple[str, Residue]]:
    from pyoxigraph import RdfFormat, parse

    from kg.build import read_document
    from kg.ingest import read
    from kg.residue import of_document, said

    release = read(path)
    made = read_document(release)
    if made.entry is None:
        raise KgError(f"{path}: {made.reason}")
    as_read = replace(release, text=made.text, origin=made.origin)
    yield release.stem, of_document(as_read, made.entry.published, said(parse(made.quads, format=RdfFormat.N_QUADS)))


def _of_store(context: click.Context, name: str | None) -> Iterator[tuple[str, Residue]]:
    from kg.rebuild import chosen

    store = open_store(context)
    documents = store.manifest.documents
    for entry in sorted(documents if name is None else chosen(documents, [name]), key=lambda entry: (entry.stem, entry.id)):
        yield entry.stem, _stored(store, entry)


def _stored(store: Store, entry: DocumentEntry) -> Residue:
    from pyoxigraph import NamedNode

    from kg import terms
    from kg.document import Document
    from kg.residue import of_document, said

    graphs = [NamedNode(f"{terms.GRAPH}{kind}/{entry.id}") for kind in ("doc", "prov")]
    quads = [quad for graph in graphs for quad in store.graph.quads_for_pattern(None, None, None, graph)]
    return of_document(Document.from_text(store.text(entry.id), entry.file), entry.published, said(quads))


def _print_overview(store: Store, chosen: str, output: str) -> int:
    from kg.cli.rows import rows_from, write_json, write_rows
    from kg.residue import percent

    lines = [(entry.stem, entry.id, percent(entry.covered, entry.items), entry.covered, entry.items) for entry in store.manifest.documents]
    lines.sort(key=lambda line: (-1 if line[2] is None else line[2], line[0], line[1]))
    if chosen == "json":
        write_json([dict(zip(OVERVIEW, line, strict=True)) for line in lines], output)
    else:
        write_rows(rows_from(OVERVIEW, lines), chosen, output)
    return 0 if any(covered < items for *_, covered, items in lines) else 1


def _print_items(found: list[tuple[str, Residue]], chosen: str, output: str) -> None:
    from kg.cli.rows import rows_from, write_json, write_rows, write_text

    if chosen == "json":
        write_json([residue.to_json(document) for document, residue in found], output)
    elif chosen == "table":
        write_text(lambda out: _write(found, out), output)
    else:
        lines = [
            (document, item.kind, item.text, item.count, item.span.start, item.span.end, item.sentence)
            for document, residue in found
            for item in residue.items
        ]
        write_rows(rows_from(COLUMNS, lines), chosen, output)


def _write(found: list[tuple[str, Residue]], out: TextIO) -> None:
    """A heading a document and a kind; an item a line, its sentence cut to fit."""
    from kg.text.items import KINDS

    for number, (document, residue) in enumerate(found):
        share = "nothing to cover" if residue.coverage is None else f"coverage {residue.coverage} %, {residue.covered} of {residue.total} covered"
        out.write(f"{chr(10) if number else ''}{document}: {share}\n")
        items = sorted(residue.items, key=lambda item: KINDS.index(item.kind))
        for kind, group in groupby(items, key=lambda item: item.kind):
            out.write(f"\n{kind}\n")
            for item in group:
                words = _cut(item.text if item.count == 1 else f"{item.count} figures: {item.text}", WORDS)
                out.write(f"  {words:<{WORDS}}  {_around(item, SENTENCE)}\n")


def _around(item: Item, most: int) -> str:
    """As much of an item's sentence as fits, the item in it."""
    at = max(0, item.sentence.find(item.text))
    start = max(0, min(at - most // 2, len(item.sentence) - most))
    return ("…" if start else "") + _cut(item.sentence[start:].lstrip(), most)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
