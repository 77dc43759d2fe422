"""The mines, projects, properties, deposits and facilities that a document names, who owns them, what they hold, where they lie and
how they stand.

A site is a capitalised name before a kind word ("the Lac des Iles palladium mine"). What is said of it is read from the words around
its namings; what concerns the only site of a release may also be said without naming it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from kg import terms
from kg.extract.context import Context
from kg.extract.held_times import plain
from kg.extract.holding.holdings import Holding, find_holdings
from kg.extract.metal_words import Metal
from kg.extract.site.context import sentence_at
from kg.extract.site.histories import statuses_of
from kg.extract.site.metals import commodities_of
from kg.extract.site.names import SiteAt, Sites
from kg.extract.site.places import ends_in_state, find_place, lies_in_land
from kg.extract.site.row_cells import places_of_rows
from kg.facts import SITE_TYPES, Company, Concept, Interest, InterestSlot, Mention, Place, Site, Stated, Status, StatusSlot
from kg.text.lexicons import mapping


def extract_sites(context: Context) -> Iterator[Mention]:
    """Mentions of names, kinds, aliases, holders, commodities, places and statuses of every site."""
    sites = context.sites
    holdings = find_holdings(context, sites)
    metals = commodities_of(context, sites, [site for site, held in holdings.items() if any(one.company is context.issuer for one in held)])
    for site in sites.all:
        entity = Site(site.name, site.kind)
        for naming in site.namings:
            span = context.span(naming.start, naming.end)
            yield Mention(Stated("site", entity, terms.SCHEMA_name, site.name), span, naming.rule)
            if naming.kind == site.kind:
                yield Mention(Stated("site", entity, terms.RDF_type, SITE_TYPES[site.kind]), span, naming.rule)
        for alias, naming in site.aliases.items():
            yield Mention(Stated("site", entity, terms.SCHEMA_alternateName, alias), context.span(naming.start, naming.end), "defined-alias")
        for holding in holdings.get(site, ()):
            yield _interest(context, entity, holding)
        yield from _described(context, sites, site, entity, metals[site])


def _interest(context: Context, entity: Site, holding: Holding) -> Mention:
    slot = InterestSlot(entity, Concept("relation", holding.relation))
    told = holding.told or plain(context.published)
    fact = Interest(slot, Company(holding.company.name), told.bounds, holding.percent, told.begin, told.end, told.planned)
    return Mention(fact, context.span(holding.start, holding.end), holding.rule, holding.confidence)


def _described(context: Context, sites: Sites, site: SiteAt, entity: Site, metals: list[Metal]) -> Iterator[Mention]:
    for key, start, end in metals:
        yield Mention(Stated("site", entity, terms.MKG_commodity, Concept("commodity", key)), context.span(start, end), "commodity")
    others = tuple(other.name for other in sites.all if other is not site and other.name.casefold() not in mapping("geography.txt"))
    places = [
        found
        for naming in site.namings
        if (found := find_place(context.reading.text, naming.end)) and not (others and _PART_OF.sub("", found[0]).startswith(others))
    ]
    places = places or [found for other, found in places_of_rows(context, sites) if other is site]
    if places:
        chosen = _most_told([text for text, _, _ in places])
        for text, start, end in places:
            if text == chosen:
                yield Mention(Stated("site", entity, terms.SCHEMA_containedInPlace, Place(chosen)), context.span(start, end), "located")
    for status in statuses_of(context, sites, site):
        if context.is_report and not _is_named_there(context, sites, site, status.start):
            continue
        told, slot = status.told, StatusSlot(entity)
        fact = Status(slot, Concept("site-status", status.key), told.bounds, told.begin, told.end, told.planned)
        yield Mention(fact, context.span(status.start, status.end), "status")


_PART_OF = re.compile(r"^(?:[a-z-]+ )*part of (?:the )?")  # "part of the Alder project": no place
# "is exploring for a large deposit, such as the Ilo": what it would like to find.
_LIKE = re.compile(r"\b(?:such as|similar to|analogous to|like) [^.;\n]{0,60}$")


def _is_named_there(context: Context, sites: Sites, site: SiteAt, at: int) -> bool:
    """Whether the sentence that a report tells a status in names the site, and not as one that others resemble; the site that the report is about
    need not be named for work that goes on."""
    sentence = sentence_at(context, at)
    if sentence is None:
        return True
    named = [naming for naming, other in sites.named_in(sentence.start, sentence.end) if other is site]
    if not named:
        return site is sites.main and len(sites.all) == 1
    return any(_LIKE.search(context.reading.text, max(sentence.start, naming.start - 80), naming.start) is None for naming in named)


def _most_told(texts: list[str]) -> str:
    """The wording told most often; of those none that another ends with, then one that ends in a country or region, and the longest, which says
    most."""
    counts = Counter(texts)
    ends = {text for text in counts if any(other != text and other.casefold().endswith(text.casefold()) for other in counts)}
    return max(counts, key=lambda text: (counts[text], text not in ends, lies_in_land(text), ends_in_state(text), len(text), text))
