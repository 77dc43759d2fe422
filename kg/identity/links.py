"""graph/identity of all documents together: what is one thing as known when, what may be, what is contradicted, and what was decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.identity.companies import company_records
from kg.identity.company_evidence import CompanyEvidence
from kg.identity.curated import Decision, Table, decision_iri
from kg.identity.external import Names, Outcome, Reference, outcomes, reference_quads
from kg.identity.known import END, GRAPH, Record, node
from kg.identity.persons import Persons
from kg.identity.releases import copies, corrections, updates
from kg.identity.replay import Doubt, Known
from kg.identity.sites import Sites
from kg.identity.told import Told, kind_of, local
from kg.identity.zones import Zones

_BEGINNING = "0001-01-01"  # a decision holds on every day
_DOUBTS = {"candidate": terms.MKG_Candidate, "conflict": terms.MKG_Conflict}


@dataclass(frozen=True)
class Given:
    """What people gave besides releases: the curated table, and a table of reference data."""

    table: Table = field(default_factory=Table)
    reference: Reference | None = None

    @classmethod
    def stored(cls, graph: ox.Store) -> Given:
        """What a store was built with, as it keeps it."""
        files = {basis: (file, content) for basis, file, content in _files(graph)}
        return cls(
            Table.parse(*files["curated"]) if "curated" in files else Table(),
            Reference.parse(*files["reference"]) if "reference" in files else None,
        )


@dataclass(frozen=True)
class Whole:
    """graph/identity of all documents, sorted, and what to say of it: entities of the curated file that no document names, what became of
    the rows of the reference data, the one IRI of what goes by several by now, and the documents that others correct, since when."""

    quads: list[Quad]
    unnamed: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    now: dict[str, str]
    superseded: dict[str, str]

    def canonical(self, iri: str) -> str:
        """The IRI under which all that is this thing is put together, by all documents."""
        return self.now.get(iri, iri)


def identify(documents: Iterable[Told], given: Given | None = None) -> Whole:
    """The whole graph; a function of what the documents tell and of what was given, in whatever order they come."""
    given, told = given or Given(), list(documents)
    records, doubts = resolve(told, given.table)
    quads = {quad for record in records for quad in _record_quads(record)}
    quads |= {quad for doubt in doubts for quad in _doubt_quads(doubt)}
    quads |= set(given.table.quads())
    copied = copies(told)
    corrected = corrections(told, copied)
    quads |= {Quad(NamedNode(one.document), terms.MKG_copyOf, NamedNode(one.original), GRAPH) for one in copied}
    quads |= {Quad(NamedNode(one.document), terms.MKG_corrects, NamedNode(one.corrected), GRAPH) for one in corrected}
    quads |= {Quad(NamedNode(one.document), terms.MKG_updates, NamedNode(one.updated), GRAPH) for one in updates(told)}
    superseded = {document: min(one.day for one in corrected if one.corrected == document) for document in {one.corrected for one in corrected}}
    found: list[Outcome] = []
    now = {record.variant: record.canonical for record in records if record.known_until == END}
    if given.reference is not None:
        found = outcomes(given.reference, Names(told, now))
        quads |= set(reference_quads(given.reference, found))
    named = {entity for document in told for entity, _ in document.named} if given.table.decisions else set()
    return Whole(sorted(quads, key=str), tuple(given.table.unnamed(named)), tuple(found), now, superseded)


def _files(graph: ox.Store) -> Iterator[tuple[str, str, str]]:
    """The basis, name and content of each file that was given."""
    for quad in graph.quads_for_pattern(None, terms.RDF_type, terms.MKG_IdentityFile, GRAPH):
        said = {one.predicate: one.object for one in graph.quads_for_pattern(quad.subject, None, None, GRAPH)}
        basis, name, content = (said.get(term) for term in (terms.MKG_linkBasis, terms.MKG_fileName, terms.MKG_content))
        if isinstance(basis, Literal) and isinstance(name, Literal) and isinstance(content, Literal):
            yield basis.value, name.value, content.value


def resolve(documents: Iterable[Told], table: Table | None = None) -> tuple[list[Record], list[Doubt]]:
    """What is one thing as known when, and what is in doubt, both sorted."""
    table = table or Table()
    told = [document for document in documents if document.published]
    companies, doubts = company_records(CompanyEvidence.of(told), table.different)
    known_companies = Known(companies)
    persons, more = Persons.of(told, known_companies).records(table.different)
    doubts += more
    sites, more = Sites.of(told, known_companies).records(table.different)
    doubts += more
    known_sites = Known(sites)
    zones, more = Zones.of(told, known_companies, known_sites).records(table.different)
    doubts += more
    records = [*companies, *persons, *sites, *zones]
    records += _slots(told, known_companies, known_sites)
    records += _decided(table, Known(records))
    return sorted(records), sorted(doubts)


def _slots(told: Iterable[Told], companies: Known, sites: Known) -> Iterator[Record]:
    """The posts, listings, interests and statuses of what is another: each from the day on which a document names both."""
    first: dict[tuple[str, str], str] = {}
    for document in told:
        for pair in document.slots:
            first[pair] = min(document.published, first.get(pair, document.published))
    merged: dict[str, list[Record]] = {}
    for (slot, of), day in sorted(first.items()):
        merged.setdefault(slot, [])
        kind, rest = kind_of(slot), local(slot).removeprefix(local(of))
        for record in (companies if kind_of(of) == "org" else sites).of(of):
            if day < record.known_until:
                canonical = f"{terms.ID}{kind}/{local(record.canonical)}{rest}"
                merged[slot].append(Record(slot, canonical, max(day, record.known_from), record.known_until, record.basis, record.evidence))
    for records in merged.values():
        yield from records


def _decided(table: Table, known: Known) -> Iterator[Record]:
    """What the curated file merged, so that the old IRIs still lead to the new, and on to what these are as known then."""
    of: defaultdict[str, list[Decision]] = defaultdict(list)
    for decision in table.decisions:
        for path in decision.entities if decision.kind == "same" else ():
            of[path].append(decision)
    for old, new in table.kept.items():
        variant, canonical = terms.ID + old, terms.ID + new
        evidence = tuple(sorted(decision_iri(decision) for decision in of[old]))
        since = _BEGINNING
        for record in known.of(canonical):
            if since < record.known_from:
                yield Record(variant, canonical, since, record.known_from, "curated", evidence)
            yield Record(variant, record.canonical, record.known_from, record.known_until, "curated", tuple(sorted({*evidence, *record.evidence})))
            since = record.known_until
        if since < END:
            yield Record(variant, canonical, since, END, "curated", evidence)


# ---- as quads


def _record_quads(record: Record) -> Iterator[Quad]:
    this = NamedNode(node("same", record.variant, record.canonical, record.known_from))
    variant, canonical = NamedNode(record.variant), NamedNode(record.canonical)
    yield Quad(this, terms.RDF_type, terms.MKG_Sameness, GRAPH)
    yield Quad(this, terms.MKG_variant, variant, GRAPH)
    yield Quad(this, terms.MKG_canonical, canonical, GRAPH)
    yield from _known(this, record.basis, record.known_from, record.known_until)
    for fact in record.evidence:
        yield Quad(this, terms.PROV_wasDerivedFrom, NamedNode(fact), GRAPH)
    if record.known_until == END:
        yield Quad(variant, terms.DCTERMS_isReplacedBy, canonical, GRAPH)


def _doubt_quads(doubt: Doubt) -> Iterator[Quad]:
    this = NamedNode(node(doubt.kind, doubt.one, doubt.other, doubt.basis, doubt.known_from))
    yield Quad(this, terms.RDF_type, _DOUBTS[doubt.kind], GRAPH)
    yield Quad(this, terms.MKG_between, NamedNode(doubt.one), GRAPH)
    yield Quad(this, terms.MKG_between, NamedNode(doubt.other), GRAPH)
    yield from _known(this, doubt.basis, doubt.known_from, doubt.known_until)
    for fact in doubt.pro:
        yield Quad(this, terms.PROV_wasDerivedFrom, NamedNode(fact), GRAPH)
    for fact in doubt.contra:
        yield Quad(this, terms.MKG_speaksAgainst, NamedNode(fact), GRAPH)


def _known(this: NamedNode, basis: str, known_from: str, known_until: str) -> Iterator[Quad]:
    yield Quad(this, terms.MKG_linkBasis, Literal(basis), GRAPH)
    yield Quad(this, terms.MKG_knownFrom, Literal(known_from, datatype=terms.XSD_date), GRAPH)
    yield Quad(this, terms.MKG_knownUntil, Literal(known_until, datatype=terms.XSD_date), GRAPH)
