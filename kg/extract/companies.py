"""The companies a document names, with the short names that it defines for them, the names they bore before, their changes of name and
whose subsidiaries they are."""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms
from kg.extract.context import Context
from kg.extract.organisation.parents import find_parents
from kg.extract.organisation.renamings import Renaming, find_renamings
from kg.facts import Bounds, Company, Mention, Renamed, Stated

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
    for renaming in context.once(find_renamings):
        yield from _renamed(context, renaming)
    for sub, parent, start, end in find_parents(context):
        yield Mention(Stated("company", sub.company, terms.ORG_subOrganizationOf, parent.company), context.span(start, end), "subsidiary", 0.95)


def _renamed(context: Context, renaming: Renaming) -> Iterator[Mention]:
    """The change, and, where it is done, the old name as a former one of the company under its new name."""
    told, span = renaming.told, context.span(renaming.start, renaming.end)
    name = renaming.old if told.planned else renaming.new
    known = context.organisation(name)
    company = known.company if known else Company(name)
    bounds = Bounds(told.bounds.earliest_begin, told.bounds.latest_begin)
    yield Mention(Renamed(company, renaming.old, renaming.new, bounds, told.begin, told.planned), span, renaming.rule, 0.95)
    if not told.planned:
        yield Mention(Stated("company", company, terms.MKG_formerName, renaming.old), span, renaming.rule, 0.95)
