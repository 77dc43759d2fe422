"""What the documents published by a day tell of slots over time, with what goes by several IRIs put together as known then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pyoxigraph as ox

from kg import terms
from kg.evidence import evidence_of
from kg.identity import Identity
from kg.lookup.answer import Evidence
from kg.lookup.labels import OF_WHAT, name_of, text_of, value_of
from kg.time import Evidence as Told

_Said = dict[ox.NamedNode, list[str]]


class Chronicle:
    """A store as its documents published by `known` tell it (None: all of them). What is looked up is kept: one chronicle answers one
    question, or several of the same day."""

    def __init__(self, graph: ox.Store, known: date | None = None) -> None:
        self.graph, self.known = graph, known
        self._identity = Identity.read(graph)
        self._facts: dict[str, _Said] = {}
        self._told: dict[str, tuple[Told, ...]] = {}
        self._published: dict[str, date | None] = {}

    # ---- what is one thing

    def canonical(self, iri: str) -> str:
        """The IRI under which all that is this thing is put together."""
        return self._identity.canonical(iri, self.known)

    def members(self, iri: str) -> tuple[str, ...]:
        """All IRIs that are this thing."""
        return self._identity.members(iri, self.known)

    def name(self, iri: str) -> str:
        """What a thing is called: by all documents, or by those published by the day."""
        if self.known is None:
            return name_of(self.graph, iri)
        said = self._texts(iri, terms.SCHEMA_name)
        return min(said, key=lambda name: (-len(name), name)) if said else name_of(self.graph, iri)

    def names(self, iri: str) -> set[str]:
        """All names that documents published by the day give a thing: its own, short forms, former ones, and one that it is to take."""
        members = self.members(iri)
        own = {name for member in members for predicate in _NAMES for name in self._texts(member, predicate)}
        changes = (fact for member in members for fact in self._subjects(terms.MKG_renamed, member) if self.is_told(fact))
        return own | {name for fact in changes for predicate in (terms.MKG_oldName, terms.MKG_newName) for name in self.said(fact)[predicate]}

    def _texts(self, iri: str, predicate: ox.NamedNode) -> set[str]:
        quads = self.graph.quads_for_pattern(ox.NamedNode(iri), predicate, None)
        return {text_of(quad.object) for quad in quads if self._is_known(quad)}

    def speaks_of(self, iri: str) -> bool:
        """Whether a document published by the day names a thing."""
        quads = (quad for member in self.members(iri) for quad in self.graph.quads_for_pattern(ox.NamedNode(member), None, None))
        return any(self._is_known(quad) for quad in quads)

    def _is_known(self, quad: ox.Quad) -> bool:
        """Whether a quad stands in the graph of a document published by the day."""
        graph = quad.graph_name
        if not isinstance(graph, ox.NamedNode) or not graph.value.startswith(_DOCUMENT_GRAPH):
            return False
        published = self._date_of(f"{terms.ID}doc/{graph.value.removeprefix(_DOCUMENT_GRAPH)}")
        return self.known is None or (published is not None and published <= self.known)

    def _date_of(self, document: str) -> date | None:
        if document not in self._published:
            day = value_of(self.graph, document, terms.SCHEMA_datePublished)
            self._published[document] = date.fromisoformat(day) if day else None
        return self._published[document]

    # ---- slots

    def slots_of(self, entity: str) -> set[str]:
        """The slots of a company or site: its posts, listings, interests, status."""
        return {self.canonical(slot) for member in self.members(entity) for predicate in OF_WHAT for slot in self._subjects(predicate, member)}

    def slots_filled_by(self, entity: str) -> set[str]:
        """The slots that documents name a person or company as filling."""
        facts = (fact for member in self.members(entity) for fact in self._subjects(terms.MKG_filler, member))
        return {self.canonical(slot) for fact in facts for slot in self.said(fact).get(terms.MKG_slot, ()) if self.is_told(fact)}

    def subject(self, slot: str) -> str:
        """The company or site whose slot it is."""
        found = (value_of(self.graph, member, predicate) for member in self.members(slot) for predicate in OF_WHAT)
        return self.canonical(next((value for value in found if value), slot))

    def is_exclusive(self, slot: str) -> bool:
        """Whether one at a time fills a slot."""
        return any(value_of(self.graph, member, terms.MKG_exclusive) == "true" for member in self.members(slot))

    def told(self, slot: str) -> tuple[Told, ...]:
        """All evidence of a slot, oldest document first."""
        if slot not in self._told:
            facts = {fact for member in self.members(slot) for fact in self._subjects(terms.MKG_slot, member)}
            found = (self._under_one_name(fact) for fact in facts if self.is_told(fact))
            self._told[slot] = tuple(sorted(found, key=lambda one: (one.issued, one.fact)))
        return self._told[slot]

    def is_told(self, fact: str) -> bool:
        """Whether a document published by the day says it, and none corrects that document; what is derived has no such date."""
        issued, superseded = (self.said(fact).get(term) for term in (terms.DCTERMS_issued, terms.MKG_supersededOn))
        known = "9999" if self.known is None else self.known.isoformat()
        return issued is not None and issued[0] <= known and not (superseded and superseded[0] <= known)

    def _under_one_name(self, fact: str) -> Told:
        one = evidence_of(fact, self.said(fact))
        return replace(one, filler=self.canonical(one.filler), predecessor=one.predecessor and self.canonical(one.predecessor))

    def said(self, fact: str) -> _Said:
        """The properties of a fact with their values as text."""
        if fact not in self._facts:
            said: _Said = {}
            for quad in self.graph.quads_for_pattern(ox.NamedNode(fact), None, None):
                said.setdefault(quad.predicate, []).append(text_of(quad.object))
            self._facts[fact] = said
        return self._facts[fact]

    def _subjects(self, predicate: ox.NamedNode, iri: str) -> set[str]:
        return {text_of(quad.subject) for quad in self.graph.quads_for_pattern(None, predicate, ox.NamedNode(iri))}

    # ---- evidence, to be shown

    def evidence(self, told: Told, day: date | None = None) -> Evidence:
        """A piece of evidence with its words, document and first quote; `day`: the day nearest to the one asked that it vouches for."""
        said = self.said(told.fact)
        document = said[terms.MKG_inDocument][0]
        quote, start, end = self._quote(said)
        percent = said.get(terms.MKG_percent)
        return Evidence(
            name=self.name(told.filler),
            iri=told.filler,
            as_written=min(said.get(terms.MKG_asWritten, ()), default=None),
            percent=Decimal(percent[0]) if percent else None,
            day=day or told.held_until or told.not_after or told.held_from or told.issued,
            announced=told.planned,
            document=value_of(self.graph, document, terms.DCTERMS_identifier) or document,
            document_iri=document,
            title=value_of(self.graph, document, terms.DCTERMS_title),
            wire=value_of(self.graph, document, terms.MKG_wire),
            published=told.issued,
            quote=quote,
            start=start,
            end=end,
            fact=told.fact,
        )

    def _quote(self, said: _Said) -> tuple[str | None, int | None, int | None]:
        """The first quote of a fact in the order of the text; nothing in a graph without provenance."""
        spans = [self._span(span) for span in said.get(terms.PROV_wasQuotedFrom, ())]
        return min(spans, key=lambda span: (span[1] or 0, span[2] or 0), default=(None, None, None))

    def _span(self, span: str) -> tuple[str | None, int | None, int | None]:
        said = {quad.predicate: text_of(quad.object) for quad in self.graph.quads_for_pattern(ox.NamedNode(span), None, None)}
        start, end = said.get(terms.NIF_beginIndex), said.get(terms.NIF_endIndex)
        return said.get(terms.NIF_anchorOf), int(start) if start else None, int(end) if end else None


_DOCUMENT_GRAPH = terms.GRAPH + "doc/"
_NAMES = (terms.SCHEMA_name, terms.SCHEMA_alternateName, terms.MKG_formerName)
