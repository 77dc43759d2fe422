"""A document to mentions of facts: one module a fact table, each with one public function of the shared context."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from kg.document import Document
from kg.extract.companies import extract_companies
from kg.extract.context import Context, read_context
from kg.extract.documents import extract_document
from kg.extract.events import extract_events
from kg.extract.fed_states import feed_states
from kg.extract.filings import extract_filing
from kg.extract.holes import extract_holes
from kg.extract.intercepts import extract_intercepts
from kg.extract.measurements import extract_measurements
from kg.extract.resources import extract_resources
from kg.extract.roles import extract_roles
from kg.extract.sites import extract_sites
from kg.extract.tickers import extract_tickers
from kg.extract.undated import undated
from kg.extract.zones import extract_zones
from kg.facts import Mention

Extractor = Callable[[Context], Iterator[Mention]]

EXTRACTORS: tuple[Extractor, ...] = (
    extract_document,
    extract_filing,
    extract_companies,
    extract_tickers,
    extract_roles,
    extract_sites,
    extract_zones,
    extract_intercepts,
    extract_holes,
    extract_resources,
    extract_measurements,
    extract_events,
)


@dataclass(frozen=True)
class Extraction:
    """What a document states, the day on which it states it (None where it tells none), and the document as it was read."""

    published: date | None
    mentions: tuple[Mention, ...]
    context: Context


def extract(document: Document) -> Extraction | str:
    """Every mention of every extractor, in their order, with states dated by the events that change them; or, for a document that can state
    nothing, the reason why."""
    context = read_context(document)
    if isinstance(context, str):
        return context
    if not context.dated:
        return Extraction(None, tuple(undated(context, _mentions)), context)
    return Extraction(context.published, _mentions(context), context)


def _mentions(context: Context) -> tuple[Mention, ...]:
    mentions = [mention for extractor in EXTRACTORS for mention in context.once(extractor)]
    return feed_states(mentions, context.published)
