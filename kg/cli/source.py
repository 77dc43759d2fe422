"""`kg source`: the text around the quotes of a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.options import open_store, shared, styled

if TYPE_CHECKING:
    from kg.lookup import Passage, Source


@click.command("source", short_help="Show the text that states a fact.")
@click.argument("fact")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="How to print.  [default: text]")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE.  [default: stdout]")
@shared
@click.pass_context
def command(context: click.Context, fact: str, format: str, output: str) -> int:
    """Prints the passages of the release that FACT is quoted from, the quote between » and « with the text around it, and where it stands: its
    characters, counted from 0, and its line and column, counted from 1, in a text file; of any other file its characters in the text as it was
    read, then the archive's member, and the line and column or the page and box (points from the lower left corner) in the original.

    FACT is a fact's IRI, as 'kg fact' and 'kg query facts-of-document' print it, or its end from "fact/" on.

    \b
    Examples:
      kg source https://minekg.example/id/fact/6630dd6029053178/role/c86d3d213749 --store mine.store
      kg source fact/6630dd6029053178/role/c86d3d213749 -f json --store mine.store
    """
    from kg import terms
    from kg.cli.rows import write_json, write_text
    from kg.lookup import source

    store = open_store(context)
    found = source(store.graph, store.text, f"{terms.ID}{fact}" if fact.startswith("fact/") else fact, store.origin)
    if format == "json":
        write_json(found.to_json(), output)
    else:
        write_text(lambda out: _write(found, out), output)
    return 0 if found.passages else 1


def _write(found: Source, out: TextIO) -> None:
    where = " ".join(part for part in (found.wire, found.published) if part)
    out.write(f"{found.document}{f' ({where})' if where else ''}{f': {found.title}' if found.title else ''}\n")
    details = [f"rule {', '.join(found.rules)}"] if found.rules else []
    details += [f"confidence {found.confidence}"] if found.confidence else []
    out.write("".join(f"  {detail}\n" for detail in details))
    for passage in found.passages:
        out.write(f"\n  characters {passage.start}–{passage.end}{_place(passage)}\n")
        out.write(f"  {_text(passage, out)}\n")


def _place(passage: Passage) -> str:
    """Where the passage stands in the original file."""
    place = passage.place
    steps = [f"in {' > '.join(place.members)}"] if place.members else []
    if place.line is not None and (place.start, place.end) == (passage.start, passage.end):
        steps.append(f"line {place.line}, column {place.column}")
    elif place.line is not None:
        steps.append(f"in the file line {place.line}, column {place.column}, characters {place.start}–{place.end}")
    steps += [f"page {box.page}, box {box.left:.1f} {box.bottom:.1f} {box.right:.1f} {box.top:.1f}" for box in place.boxes]
    return "".join(f"; {step}" for step in steps)


def _text(passage: Passage, out: TextIO) -> str:
    """The passage on one line, its quote marked: in bold as well on a terminal."""
    quote = f"»{' '.join(passage.quote.split())}«"
    if styled(out):
        quote = click.style(quote, bold=True)
    before, after = (" ".join(text.split()) for text in (passage.before, passage.after))
    return f"…{before}{_gap(passage.before[-1:])}{quote}{_gap(passage.after[:1])}{after}…"


def _gap(character: str) -> str:
    return " " if character.isspace() else ""
