"""The companies a document names, with the short names that it defines for them and the names they bore before."""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms
from kg.extract.context import Context
from kg.facts import Mention, Stated

# A name found by its legal form is sure; one found by the company it keeps may be a product, a place or a department.
_CONFIDENCE = {"legal-form": 1.0, "before-ticker": 0.95, "story-subject": 0.9, "known-name": 0.9, "short-form": 0.95, "trade-word": 0.7}


def extract_companies(context: Context) -> Iterator[Mention]:
    """A mention of the name wherever an organisation is named, and one of each alias and former name where it is defined."""
    for org in context.organisations:
        for naming in org.namings:
            fact = Stated("company", org.company, terms.SCHEMA_name, org.name)
            yield Mention(fact, context.span(naming.start, naming.end), naming.rule, _CONFIDENCE.get(naming.rule, 0.9))
        for alias, naming in org.aliases.items():
            yield Mention(Stated("company", org.company, terms.SCHEMA_alternateName, alias), context.span(naming.start, naming.end), naming.rule)
        for name, naming in org.former.items():
            yield Mention(Stated("company", org.company, terms.MKG_formerName, name), context.span(naming.start, naming.end), naming.rule)
