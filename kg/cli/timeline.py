"""`kg timeline`: who held what over time, on the terminal or as a picture."""

from __future__ import annotations

import os
import shutil
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from kg.cli.options import DAY, chosen_format, on_terminal, open_store, shared, styled

if TYPE_CHECKING:
    from kg.lookup.timeline import Sighting

FORMATS = ("text", "svg", "html", "json")
PIPE = 100  # columns where there is no terminal


@click.command("timeline", short_help="Show who held what over time, as lines, picture or JSON.")
@click.argument("entity")
@click.argument("what", required=False)
@click.option("--from", "first", metavar="DATE", type=DAY, help="The first day to show, YYYY-MM-DD.  [default: all]")
@click.option("--to", "last", metavar="DATE", type=DAY, help="The last day to show.  [default: all]")
@click.option("--known", metavar="DATE", type=DAY, help="As known on this day: only documents published by then.")
@click.option("--sources", metavar="PREFIX", help="Link sightings to PREFIX and the file's name, not to the document's IRI.")
@click.option("-f", "--format", type=click.Choice(FORMATS), help="How to print.  [default: the ending of FILE, else text]")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE.  [default: stdout]")
@shared
@click.pass_context
def command(
    context: click.Context,
    entity: str,
    what: str | None,
    first: date | None,
    last: date | None,
    known: date | None,
    sources: str | None,
    format: str | None,
    output: str,
) -> int:
    """Shows who or what filled the posts, listings, interests and status of ENTITY over time, or only WHAT of them: a line for each holder, drawn
    by certainty (stated, implied, last known or not known, disputed), with a mark for each sighting.

    ENTITY is a company, site or person: a name, an alias, a ticker, a CURIE or an IRI. WHAT is a role (ceo, cfo, chair, director ...), ticker,
    owner, operator, status, roles or sites.

    An SVG has no scripts and loads nothing; each of its dots shows the quote when pointed at, and links to the document. An HTML page adds a table
    of all sightings. The JSON has every segment, spell and sighting. Exits with 1 where no document tells.

    \b
    Examples:
      kg timeline "North American Palladium" ceo --store mine.store
      kg timeline "North American Palladium" roles --from 2005-01-01 -o executives.svg --store mine.store
      kg timeline "Lac des Iles" owner -o owners.html --sources ../releases --store mine.store
    """
    from kg.cli.entities import the_entity
    from kg.cli.rows import write_json, write_text
    from kg.draw import page, svg, text
    from kg.draw.picture import to_document
    from kg.lookup.timeline import entity_timeline

    if first and last and first > last:
        raise click.BadParameter(f"{last} is before --from {first}", param_hint="'--to'")
    ending = os.path.splitext(output)[1].lstrip(".").lower()
    if output != "-" and format is None and ending not in (*FORMATS, "txt", ""):
        raise click.BadParameter(f"no format '{ending}'; end the name in .svg, .html, .json or .txt, or add -f", param_hint="'--output'")
    graph = open_store(context).graph
    view = entity_timeline(graph, the_entity(context, graph, entity, known), what, known)
    shown = view.within(first, last)
    chosen = chosen_format(format, output, FORMATS, "text")

    def link(one: Sighting) -> str | None:
        return f"{sources.rstrip('/')}/{quote(one.file)}" if sources and one.file else to_document(one)

    if chosen == "json":
        write_json(shown.to_json(), output)
    elif chosen == "text":
        write_text(lambda out: out.write(text(view, first, last, _columns() if on_terminal(out) else PIPE, styled(out))), output)
    else:
        draw = svg if chosen == "svg" else page
        write_text(lambda out: out.write(draw(view, first, last, link)), output)
    return 0 if shown.rows else 1


def _columns() -> int:
    """The width of the terminal, or what COLUMNS says; one that nothing fits in counts as 40."""
    return max(40, shutil.get_terminal_size((PIPE, 24)).columns)
