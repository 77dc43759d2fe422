"""`kg fact`: who held it on that day, how certain that is, and who says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, TextIO

import click

from kg.cli.options import DAY, open_store, shared

if TYPE_CHECKING:
    from kg.lookup import Answer, Bound, Evidence, Holding

WIDTH = 100  # of a quote's lines
_FORMER = re.compile(r"\b(?:(?:former(?:ly)?|past)\b\s*|ex-\s*(?!officio))", re.IGNORECASE)


@click.command("fact", short_help="Who held a role, listing, site or status on a day, and who says so.")
@click.argument("entity")
@click.argument("what")
@click.option("--on", metavar="DATE", type=DAY, help="The day asked for, YYYY-MM-DD.  [default: today]")
@click.option("--known", metavar="DATE", type=DAY, help="As known on this day: only documents published by then.")
@click.option("-f", "--format", type=click.Choice(("text", "json")), default="text", help="How to print.  [default: text]")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE.  [default: stdout]")
@shared
@click.pass_context
def command(context: click.Context, entity: str, what: str, on: date | None, known: date | None, format: str, output: str) -> int:
    """Answers WHAT about ENTITY on a day, with its certainty, the bounds of the state, and the nearest evidence on either side: document, date,
    quote, and the characters of the source file where it stands.

    ENTITY is a name, an alias, a ticker (TSX:PDL), a CURIE or an IRI. WHAT is a role (ceo, cfo, chair, director ...), ticker, owner, operator,
    status, roles or sites.

    \b
    Certainty is one of five words:
      stated      a document of that very day says so, or an interval that documents state
      implied     the nearest evidence on both sides names the same holder, or a stated successor, last day or announcement tells
      last-known  evidence only before the day, no end seen; its age is given in days
      disputed    documents attest two holders for that day
      unknown     otherwise; the nearest evidence is still shown

    Exits with 0 where somebody or something is named, 1 where not.

    \b
    Examples:
      kg fact "North American Palladium" ceo --on 2012-01-01 --store mine.store
      kg fact "North American Palladium" ceo --on 2012-01-01 --known 2011-12-31 --store mine.store
      kg fact "Lac des Iles" owner --on 2012-07-09 -f json --store mine.store
    """
    from kg.cli.entities import the_entity
    from kg.cli.rows import write_json, write_text
    from kg.lookup import fact

    graph = open_store(context).graph
    answer = fact(graph, the_entity(context, graph, entity, known), what, on or date.today(), known)
    if format == "json":
        write_json(answer.to_json(), output)
    else:
        write_text(lambda out: _write(answer, out), output)
    return 0 if answer.names else 1


def _write(answer: Answer, out: TextIO) -> None:
    known = f", as known on {answer.known}" if answer.known else ""
    if not answer.holdings:
        why = "the documents do not tell for that day" if answer.spoken_of else "no document that has a day speaks of it"
        out.write(f"unknown\n  {'asked':<10} {answer.entity}, {answer.what}, {answer.on}{known}\n  {'certainty':<10} unknown: {why}\n")
    for number, holding in enumerate(answer.holdings):
        what = f"{answer.what}: {holding.key}" if answer.many and holding.key and holding.key != answer.what else answer.what
        lines = [("asked", f"{answer.entity}, {what}, {answer.on}{known}"), *_lines(holding, answer.on)]
        gap = "\n" if number else ""
        out.write(f"{gap}{_headline(holding)}\n" + "".join(f"  {label:<10} {text}".rstrip() + "\n" for label, text in lines))


def _headline(holding: Holding) -> str:
    """The holder with the title in the text's own words; nobody, where nobody can be named."""
    if holding.name is None:
        return "disputed" if holding.certainty == "disputed" else "unknown"
    written = _title(holding)
    title = f", {written}" if written and not holding.name.startswith(written) else ""
    share = f", {holding.percent.normalize():f} %" if holding.percent is not None else ""
    return f"{holding.name}{title}{share}{' (interim)' if holding.interim and 'nterim' not in title else ''}"


def _title(holding: Holding) -> str:
    """The title as the nearest evidence words it; no "former", which a later text says of one who held the post on the day."""
    told = [e for e in (*holding.sources, holding.before, holding.after) if e and e.as_written]
    written = [e.as_written or "" for e in told if e.iri == told[0].iri]  # the evidence after the day may be a successor's
    return next((title for title in written if not _FORMER.search(title)), _FORMER.sub("", written[0]) if written else "")


def _lines(holding: Holding, on: date) -> list[tuple[str, str]]:
    """Certainty, bounds and evidence, as label and text; a line without label goes on with the one before."""
    lines = [("certainty", f"{holding.certainty}: {_reason(holding, on)}")]
    if holding.name is not None and (held := _held(holding.begin, holding.end)):
        lines.append(("held", held))
    for label, evidence in _shown(holding):
        lines += _evidence(label, evidence) if evidence else [(label, "no evidence")]
    return lines


def _shown(holding: Holding) -> Iterator[tuple[str, Evidence | None]]:
    """The evidence in reading order: what states it first, else from the nearest before the day to the nearest after it."""
    sides = [holding.before, holding.after]
    if holding.certainty in ("stated", "disputed"):
        told = {source.fact for source in holding.sources}
        yield from (("source", source) for source in holding.sources)
        yield from ((label, side) for label, side in zip(("before", "after"), sides, strict=True) if side and side.fact not in told)
        return
    told = {side.fact for side in sides if side}
    yield "before", holding.before
    yield from (("source", source) for source in holding.sources if source.fact not in told)
    yield "after", holding.after


def _reason(holding: Holding, on: date) -> str:
    """Why the certainty is what it is."""
    if holding.certainty == "last-known":
        age = holding.age_days if holding.age_days is not None else (on - holding.before.day).days if holding.before else 0
        return f"last evidence {age:,} day{'' if age == 1 else 's'} before, no end seen"
    if holding.certainty == "stated":
        days = {source.published for source in holding.sources}
        count = f"{len(holding.sources)} source{'' if len(holding.sources) == 1 else 's'}"
        return (
            f"{count} dated that day"
            if days == {on}
            else f"the day lies in an interval that {'documents state' if len(days) > 1 else 'a document states'}"
        )
    if holding.certainty == "implied":
        same = holding.before and holding.after and holding.before.iri == holding.after.iri
        return "the evidence on both sides names the same" if same else "a stated successor, last day or announcement tells"
    if holding.certainty == "disputed":
        return "documents attest different ones for that day"
    return "the documents do not tell for that day"


def _held(begin: Bound, end: Bound) -> str:
    """The two ends of a state in words; an end that was not seen is not an end."""
    parts = [_bound("began", "by", begin.earliest, begin.latest), _bound("ended", "after", end.earliest, end.latest)]
    if begin.earliest is None and begin.latest is not None:
        parts[0] = f"began by {begin.latest}"
    if end.latest is None and end.earliest is not None:
        parts[1] = f"held until {end.earliest} at least, no end seen"
    return "; ".join(part for part in parts if part)


def _bound(verb: str, lone: str, earliest: date | None, latest: date | None) -> str:
    if earliest is not None and latest is not None:
        return f"{verb} {earliest}" if earliest == latest else f"{verb} between {earliest} and {latest}"
    only = earliest or latest
    return f"{verb} {lone} {only}" if only else ""


def _evidence(label: str, evidence: Evidence) -> list[tuple[str, str]]:
    """One piece of evidence: whom it names, the document and the characters, then the quote."""
    where = f"{evidence.wire} {evidence.published}" if evidence.wire else f"{evidence.published}"
    characters = f", characters {evidence.start}–{evidence.end}" if evidence.start is not None else ""
    announced = ", announced" if evidence.announced else ""
    lines = [(label, f"{evidence.day}  {evidence.name}{announced} ({evidence.document}: {where}{characters})")]
    if evidence.quote:
        lines.append(("", f"“{_shortened(evidence.quote)}”"))
    lines.append(("", evidence.fact))
    return lines


def _shortened(quote: str) -> str:
    """A quote on one line; a long one loses its middle."""
    text = " ".join(quote.split())
    return text if len(text) <= 2 * WIDTH else f"{text[:WIDTH]} … {text[-WIDTH:]}"
