"""What a document says of itself: date, issuer, title, place, wire."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pyoxigraph import NamedNode

from kg import terms
from kg.extract.context import Context
from kg.facts import Mention, Stated


def extract_document(context: Context) -> Iterator[Mention]:
    """One mention for each statement of the header; the publisher is quoted where it is first named."""
    head = context.header
    if head.published_at:
        yield _mention(context, terms.SCHEMA_datePublished, context.published, head.published_at.start, head.published_at.end, "dateline")
    for predicate, located, rule in (
        (terms.DCTERMS_title, head.title, "title-lines"),
        (terms.SCHEMA_dateline, head.place, "dateline"),
        (terms.MKG_wire, head.wire, "dateline"),
    ):
        if located:
            yield _mention(context, predicate, located.value, located.start, located.end, rule)
    naming = context.issuer.namings[0]
    yield Mention(Stated("document", None, terms.DCTERMS_publisher, context.company), context.span(naming.start, naming.end), "issuer")


def _mention(context: Context, predicate: NamedNode, value: str | date, start: int, end: int, rule: str) -> Mention:
    return Mention(Stated("document", None, predicate, value), context.span(start, end), rule)
