"""`kg find`: which entities a name, alias, ticker, CURIE or IRI means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.chronicle import Chronicle
from kg.lookup.labels import KINDS, kind_of, labels, name_of, subjects, text_of, value_of, values
from kg.lookup.name_index import LEAST_PART, index_lines, like_names, same_names, words_of
from kg.store.sorted_lines import SortedFile
from kg.text.names import company_stem
from kg.text.slugs import slug

_Candidate = tuple[str, int, str]  # an IRI, how well it fits, and what fitted
_LABELS = (terms.SKOS_prefLabel, terms.SKOS_altLabel, terms.SCHEMA_name, terms.SCHEMA_alternateName, terms.MKG_formerName)
_ORDER = tuple(KINDS.values())
_SITE_CLASSES = (
    terms.MKG_Mine,
    terms.MKG_Project,
    terms.MKG_Property,
    terms.MKG_Deposit,
    terms.MKG_Mill,
    terms.MKG_Smelter,
    terms.MKG_Refinery,
    terms.MKG_Plant,
)
# How well a text fits, best first. The first five are sure enough to be taken for what was meant when nothing else fits as well.
IRI, TICKER, EXACT, SAME_WORDS, SAME_STEM, SYMBOL, SOME_WORDS, PART = range(8)


class NothingNamed(QueryError):
    """Nothing in the graph is called so."""


@dataclass(frozen=True)
class EntityHit:
    """An entity that a text may mean: `matched` is the name or symbol that fitted, `rank` how well (0 best, see above)."""

    iri: str
    kind: str
    name: str
    matched: str
    rank: int
    tickers: tuple[str, ...] = ()


def find(graph: ox.Store, text: str, kind: str | None = None, index: SortedFile | None = None, known: date | None = None) -> list[EntityHit]:
    """The entities that a text may mean, best first; letter case, accents, points and legal forms do not matter.

    `text` is a name or part of one, an alias, a ticker ("TSX:PDL" or "PDL", which means the company), a CURIE ("company:slug") or
    an IRI. `kind` keeps only companies, persons, sites ... QueryError for a kind that there is not. With the `index` of the store
    names are looked up, without it all of them are read; the answer is the same. What goes by several IRIs is one; with `known`, as
    documents published by that day tell, which may know neither the thing nor its name.
    """
    chronicle = Chronicle(graph, known)
    return [_with_tickers(chronicle, hit) for hit in _hits(chronicle, text.strip(), kind, index)]


def resolve(graph: ox.Store, text: str, kind: str | None = None, index: SortedFile | None = None, known: date | None = None) -> EntityHit:
    """The one entity that a text means; QueryError lists the candidates where it may mean several, NothingNamed says that there is none."""
    return _with_tickers(Chronicle(graph, known), meant(graph, text, kind, index, known))


def meant(graph: ox.Store, text: str, kind: str | None = None, index: SortedFile | None = None, known: date | None = None) -> EntityHit:
    """As `resolve`, for who needs no tickers."""
    text, chronicle = text.strip(), Chronicle(graph, known)
    hits = _hits(chronicle, text, kind, index, sure=True) if index is not None else []
    if not hits or hits[0].rank >= SYMBOL:
        hits = _hits(chronicle, text, kind, index)
    if not hits:
        then = f" by documents published by {known}" if known else ""
        raise NothingNamed(f"nothing is named {text!r}{then}; `kg find` takes a part of a name")
    first = hits[0]
    rivals = [hit for hit in hits if hit.rank == first.rank and _kind_order(hit) == _kind_order(first)] if first.rank < SYMBOL else hits
    if len(rivals) == 1:
        return first
    shown = "".join(f"\n  {hit.kind}  {hit.name}  {hit.iri}" for hit in rivals[:10])
    more = f"\n  ... and {len(rivals) - 10} more" if len(rivals) > 10 else ""
    raise QueryError(f"{text!r} may mean {len(rivals)} things; give a fuller name or the IRI:{shown}{more}")


def _hits(chronicle: Chronicle, text: str, kind: str | None, index: SortedFile | None, sure: bool = False) -> list[EntityHit]:
    """What a text may mean, each entity once and without its tickers, best first; `sure`: of what it may mean as a name, only what has the
    same words."""
    if kind is not None and kind not in _ORDER:
        from kg.query.metadata import near  # which reads YAML, and is seldom needed

        raise QueryError(f"no kind {kind!r}{near(kind, _ORDER)}; the kinds are {', '.join(_ORDER)}")
    best: dict[str, tuple[int, str]] = {}
    for iri, rank, matched in _candidates(chronicle.graph, text, index, sure) if text else ():
        if (kind is None or kind_of(iri) == kind) and _is_known(chronicle, iri, rank, matched):
            thing = chronicle.canonical(iri)
            best[thing] = min(best.get(thing, (rank, matched)), (rank, matched))
    hits = [EntityHit(iri, kind_of(iri) or "other", chronicle.name(iri), matched, rank) for iri, (rank, matched) in best.items()]
    return sorted(hits, key=lambda hit: (hit.rank, _kind_order(hit), hit.name, hit.iri))


def _is_known(chronicle: Chronicle, iri: str, rank: int, matched: str) -> bool:
    """Whether documents published by the day speak of a thing, and under this name, as far as it is one."""
    if chronicle.known is None or kind_of(iri) in (None, "exchange"):
        return True
    if rank in (IRI, TICKER, SYMBOL):
        return chronicle.speaks_of(iri)
    borne = chronicle.names(iri)
    return matched in borne or any(matched.startswith(f"{name} ") for name in borne)  # with the kind word of a site


def _with_tickers(chronicle: Chronicle, hit: EntityHit) -> EntityHit:
    return replace(hit, tickers=tuple(sorted({ticker for member in chronicle.members(hit.iri) for ticker in _tickers(chronicle, member)})))


def _kind_order(hit: EntityHit) -> int:
    return _ORDER.index(hit.kind) if hit.kind in _ORDER else len(_ORDER)


def _other_than_names(graph: ox.Store, text: str) -> Iterator[_Candidate]:
    """What a text means as an IRI, a ticker or the identifier of a document; the same entity perhaps several times."""
    for iri in _as_iri(text):
        if any(True for _ in graph.quads_for_pattern(ox.NamedNode(iri), None, None)):
            yield iri, IRI, text
    yield from _by_ticker(graph, text)
    for quad in graph.quads_for_pattern(None, terms.DCTERMS_identifier, ox.Literal(text)):
        yield text_of(quad.subject), EXACT, text


def _candidates(graph: ox.Store, text: str, index: SortedFile | None, sure: bool) -> Iterator[_Candidate]:
    """IRI, rank and matched text of whatever fits; the same entity perhaps several times."""
    yield from _other_than_names(graph, text)
    wanted = _Wanted(text)
    if index is None:
        yield from wanted.ranked(names(graph))
        return
    yield from wanted.ranked(same_names(index, text))
    if not sure:
        yield from wanted.ranked(like_names(index, text))


def _as_iri(text: str) -> Iterator[str]:
    """The IRI that a text is, in full or as a CURIE of the graph's prefixes or of a kind ("company:x", "org:x")."""
    if re.fullmatch(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|^`\\]+", text):
        yield text
    prefix, colon, local = text.partition(":")
    if colon and re.fullmatch(r"[^\s<>\"{}|^`\\:]+", local):
        steps = {kind: step for step, kind in KINDS.items()} | {step: step for step in KINDS}
        if prefix in steps:
            yield f"{terms.ID}{steps[prefix]}/{local}"
        if prefix in terms.PREFIXES:
            yield terms.PREFIXES[prefix] + local


def _by_ticker(graph: ox.Store, text: str) -> Iterator[_Candidate]:
    """Companies by symbol, alone or behind the exchange as any document writes it, its code, or a name that it has borne."""
    exchange, _, symbol = (part.strip() for part in text.rpartition(":"))
    if not re.fullmatch(r"[A-Za-z0-9.\-]{1,12}", symbol):
        return
    for ticker in sorted({text_of(q.subject) for q in graph.quads_for_pattern(None, terms.SKOS_notation, ox.Literal(symbol.upper()))}):
        for fact in subjects(graph, terms.MKG_filler, ticker):
            slot = value_of(graph, fact, terms.MKG_slot) or ""
            issuer = value_of(graph, slot, terms.MKG_issuer) if slot else None
            written = value_of(graph, fact, terms.MKG_asWritten) or ""
            if issuer and not exchange:
                yield issuer, SYMBOL, symbol.upper()
            elif issuer and slug(exchange) in _exchange_words(graph, slot, written):
                yield issuer, TICKER, f"{written}:{symbol.upper()}"


def _exchange_words(graph: ox.Store, slot: str, written: str) -> set[str]:
    """All that an exchange may be called, as slugs."""
    market = value_of(graph, slot, terms.MKG_exchange)
    names = [written]
    if market:
        for node in (market, *subjects(graph, terms.DCTERMS_isPartOf, market)):
            for predicate in (terms.SKOS_notation, terms.SKOS_prefLabel, terms.SKOS_altLabel, terms.SKOS_hiddenLabel):
                names += values(graph, node, predicate)
    return {slug(name) for name in names}


def names(graph: ox.Store) -> Iterator[tuple[str, str]]:
    """Every name of every entity, also those told in a change of name; sites also with their kind word ("Lac des Iles mine")."""
    seen: set[tuple[str, str]] = set()
    for predicate in _LABELS:
        for iri, label in labels(graph, predicate):
            if kind_of(iri) not in (None, "exchange") and (iri, label) not in seen:
                seen.add((iri, label))
                yield iri, label
    for predicate in (terms.MKG_oldName, terms.MKG_newName):  # a new name may be told before anything is published under it
        for quad in graph.quads_for_pattern(None, predicate, None):
            company = value_of(graph, text_of(quad.subject), terms.MKG_renamed)
            if company and (company, text_of(quad.object)) not in seen:
                seen.add((company, text_of(quad.object)))
                yield company, text_of(quad.object)
    for site_class in _SITE_CLASSES:
        word = site_class.value.removeprefix(terms.NS).lower()
        for iri in subjects(graph, terms.RDF_type, site_class.value):
            yield iri, f"{name_of(graph, iri)} {word}"


def name_index(graph: ox.Store) -> Iterator[bytes]:
    """The lines of the index of all names of a graph, in no order: what a store's writer takes."""
    return index_lines(names(graph))


class _Wanted:
    """A text to be found, in the forms in which labels are compared with it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.slug = slug(text)
        self.stem = slug(company_stem(text))

    @cached_property
    def words(self) -> set[str]:
        return words_of(self.slug)

    def ranked(self, names: Iterable[tuple[str, str]]) -> Iterator[_Candidate]:
        """Those of some names that fit."""
        for iri, name in names:
            rank = self.rank(name)
            if rank is not None:
                yield iri, rank, name

    def rank(self, label: str) -> int | None:
        """How well a label fits; None where it does not."""
        if label == self.text:
            return EXACT
        plain = slug(label)
        if plain == self.slug:
            return SAME_WORDS
        if slug(company_stem(label)) == self.stem:
            return SAME_STEM
        if self.words <= words_of(plain):
            return SOME_WORDS
        return PART if len(self.slug) >= LEAST_PART and self.slug in plain else None


def _tickers(chronicle: Chronicle, iri: str) -> Iterator[str]:
    """A company's tickers as documents write them."""
    for slot in subjects(chronicle.graph, terms.MKG_issuer, iri):
        for fact in subjects(chronicle.graph, terms.MKG_slot, slot):
            said = chronicle.said(fact)
            if chronicle.is_told(fact) and terms.MKG_asWritten in said:
                yield f"{said[terms.MKG_asWritten][0]}:{chronicle.name(said[terms.MKG_filler][0])}"
