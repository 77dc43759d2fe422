"""`kg show` and `kg source`: all that is known of an entity, and the text around a fact's quotes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.lookup.chronicle import Chronicle
from kg.lookup.labels import kind_of, name_of, subjects, value_of, values
from kg.lookup.words import slot_words
from kg.origin import Origin, Place
from kg.time import OPEN, Bound, Spell, spells

_NO_DAY = ["9999"]  # of what may be known on no day
AROUND = 300  # code points of context on either side of a quote


@dataclass(frozen=True)
class Line:
    """One thing known of an entity: its kind (post, listing, interest, status, or the property of a statement), the role or relation,
    the other party or value, when it began and ended as far as that is bounded, and how many documents say so."""

    kind: str
    key: str | None
    value: str
    iri: str | None
    begin: Bound
    end: Bound
    documents: int

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        bounds = {"from": self.begin.to_json(), "to": self.end.to_json()}
        return {"kind": self.kind, "key": self.key, "value": self.value, "iri": self.iri} | bounds | {"documents": self.documents}


@dataclass(frozen=True)
class View:
    """An entity with all lines, sorted by kind, time and value."""

    iri: str
    kind: str
    name: str
    classes: tuple[str, ...]
    lines: tuple[Line, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        lines = [line.to_json() for line in self.lines]
        return {"iri": self.iri, "kind": self.kind, "name": self.name, "classes": list(self.classes), "facts": lines}


def show(graph: ox.Store, iri: str, on: date | None = None, known: date | None = None) -> View:
    """All that is known of an entity, by documents published by `known`: its states over time, and what documents state of it without time.

    `on` keeps the states that may have held on that day; what only documents without a day tell is shown where no day is asked for.
    QueryError where the graph says nothing of the IRI.
    """
    chronicle = Chronicle(graph, known)
    thing = chronicle.canonical(iri)
    classes = tuple(sorted({_short(value) for member in chronicle.members(thing) for value in values(graph, member, terms.RDF_type)}))
    own = chronicle.slots_of(thing)
    lines = [line for slot in sorted(own | chronicle.slots_filled_by(thing)) for line in _states(chronicle, slot, thing, slot in own, on)]
    if on is None and known is None:
        placed = {(line.kind, line.key, line.iri) for line in lines}
        lines += [line for line in _undated(chronicle, thing, own) if (line.kind, line.key, line.iri) not in placed]
    lines += _statements(chronicle, thing)
    if not classes and not lines:
        raise QueryError(f"the graph says nothing of {iri}; `kg find` looks up names")
    ordered = sorted(lines, key=lambda line: (line.kind, line.begin.latest or date.min, line.key or "", line.value, line.iri or ""))
    return View(thing, kind_of(thing) or "other", chronicle.name(thing), classes, tuple(ordered))


def _states(chronicle: Chronicle, slot: str, iri: str, own: bool, on: date | None) -> list[Line]:
    kind, key = slot_words(slot)
    lines = []
    for spell in spells(chronicle.told(slot), chronicle.is_exclusive(slot)):
        if (own or spell.filler == iri) and (on is None or _may_hold(spell, on)):
            other = spell.filler if own else chronicle.subject(slot)
            documents = len({chronicle.said(one.fact)[terms.MKG_inDocument][0] for one in spell.evidence})
            lines.append(Line(kind, key, _called(chronicle, kind, other), other, spell.begin, spell.end, documents))
    return lines


def _called(chronicle: Chronicle, kind: str | None, other: str) -> str:
    return other.rpartition("/")[2] if kind == "status" else chronicle.name(other)


def _undated(chronicle: Chronicle, iri: str, own: set[str]) -> list[Line]:
    """What documents that tell no day say of slots: it holds or held at a time that nobody knows."""
    found: dict[tuple[str, str], set[str]] = {}
    filled = (fact for member in chronicle.members(iri) for fact in subjects(chronicle.graph, terms.MKG_filler, member))
    stated = (fact for slot in own for member in chronicle.members(slot) for fact in subjects(chronicle.graph, terms.MKG_slot, member))
    for fact in {*filled, *stated}:
        said = chronicle.said(fact)
        if terms.DCTERMS_issued in said or terms.MKG_inDocument not in said or terms.MKG_Withdrawn.value in said.get(terms.MKG_modality, ()):
            continue
        slot = chronicle.canonical(said[terms.MKG_slot][0])
        other = chronicle.canonical(said[terms.MKG_filler][0]) if slot in own else chronicle.subject(slot)
        found.setdefault((slot, other), set()).add(said[terms.MKG_inDocument][0])
    words = ((*slot_words(slot), other, len(documents)) for (slot, other), documents in found.items())
    return [Line(kind, key, _called(chronicle, kind, other), other, OPEN, OPEN, documents) for kind, key, other, documents in words]


def _may_hold(spell: Spell, day: date) -> bool:
    """Whether no bound excludes the day."""
    return not (spell.begin.earliest and day < spell.begin.earliest) and not (spell.end.latest and day > spell.end.latest)


def _statements(chronicle: Chronicle, iri: str) -> list[Line]:
    """What documents state without time, in both directions: "zone ... within site" is a line of the site, too."""
    found: dict[tuple[str, str, str | None], set[str]] = {}
    ways = ((terms.RDF_subject, terms.RDF_object), (terms.RDF_object, terms.RDF_subject))
    for member, (position, other) in ((member, way) for member in chronicle.members(iri) for way in ways):
        for fact in subjects(chronicle.graph, position, member):
            said = chronicle.said(fact)
            if chronicle.known is not None and said.get(terms.DCTERMS_issued, _NO_DAY)[0] > chronicle.known.isoformat():
                continue
            predicate = _short(said[terms.RDF_predicate][0])
            word = predicate if position == terms.RDF_subject else f"{predicate} of"
            for value in said.get(other, ()):
                is_node = value.startswith(terms.ID)
                shown = chronicle.name(value) if is_node else _short(value) if predicate == "type" else value
                key = (word, shown, value if is_node else None)
                found.setdefault(key, set()).update(said[terms.MKG_inDocument])
    return [Line(word, None, shown, node, OPEN, OPEN, len(documents)) for (word, shown, node), documents in found.items()]


def _short(iri: str) -> str:
    """The last step of an IRI."""
    return iri.rpartition("#")[2].rpartition("/")[2]


@dataclass(frozen=True)
class Passage:
    """A quote in its document: code points `start` to `end`, the text on either side, and where it stands in the original file."""

    start: int
    end: int
    quote: str
    before: str
    after: str
    place: Place


@dataclass(frozen=True)
class Source:
    """Where a fact is said: its document and every passage."""

    fact: str
    document: str
    document_iri: str
    title: str | None
    wire: str | None
    published: str | None
    rules: tuple[str, ...]
    confidence: str | None
    passages: tuple[Passage, ...]
    media: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON."""
        fields = {name: getattr(self, name) for name in ("fact", "document", "document_iri", "title", "wire", "published", "confidence")}
        return fields | {"rules": list(self.rules), "media": self.media, "passages": [asdict(passage) for passage in self.passages]}


def source(graph: ox.Store, text: Callable[[str], str], fact: str, origin: Callable[[str], Origin] = lambda document: Origin()) -> Source:
    """The passages that a fact is quoted from, with the text around them and where they stand in the original file.

    `text` and `origin` give a document's text and the origin of it by the id in its IRI. QueryError where the graph has no such fact, or a
    quote is not the text at its offsets (the store is damaged, or its texts are of other files).
    """
    try:
        document = value_of(graph, fact, terms.MKG_inDocument)
    except ValueError:  # not even an IRI
        document = None
    if document is None:
        raise QueryError(f"no fact {fact}; `kg fact` and `kg query facts-of-document` print the IRIs of facts")
    key = document.rpartition("/")[2]
    content, map_back = text(key), origin(key)
    spans = [_passage(graph, span, content, map_back) for span in values(graph, fact, terms.PROV_wasQuotedFrom)]
    return Source(
        fact=fact,
        document=name_of(graph, document),
        document_iri=document,
        title=value_of(graph, document, terms.DCTERMS_title),
        wire=value_of(graph, document, terms.MKG_wire),
        published=value_of(graph, document, terms.SCHEMA_datePublished),
        rules=tuple(values(graph, fact, terms.MKG_rule)),
        confidence=value_of(graph, fact, terms.MKG_confidence),
        passages=tuple(sorted(spans, key=lambda p: (p.start, p.end))),
        media=map_back.media,
    )


def _passage(graph: ox.Store, span: str, content: str, origin: Origin) -> Passage:
    start, end = int(value_of(graph, span, terms.NIF_beginIndex) or 0), int(value_of(graph, span, terms.NIF_endIndex) or 0)
    quote = value_of(graph, span, terms.NIF_anchorOf) or ""
    if content[start:end] != quote:
        raise QueryError(f"{span}: the text at these offsets is not the quote; build the store again")
    return Passage(start, end, quote, content[max(0, start - AROUND) : start], content[end : end + AROUND], origin.place(content, start, end))
