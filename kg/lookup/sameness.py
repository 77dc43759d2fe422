"""`kg identity`: what is one thing, what may be, what documents contradict each other about, and why two things are or are not the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.identity.known import END, GRAPH, Identity, Record
from kg.lookup.labels import KINDS, kind_of, name_of, text_of, values
from kg.text.lexicons import rows
from kg.text.names import company_stem

SAME, CANDIDATE, CONFLICT, DECISION = "same", "candidate", "conflict", "decision"
_KINDS = ("company", "person", "site", "facility", "zone")


@dataclass(frozen=True, order=True)
class Voice:
    """A fact that speaks for or against: its document, the day it was published, and the first quote; of a decision, its note."""

    published: str
    document: str
    quote: str
    fact: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.document, self.published) if part)
        return f"{where}: “{self.quote}”" if self.quote else where

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; None for what there is not."""
        return {"document": self.document or None, "published": self.published or None, "quote": self.quote or None, "fact": self.fact}


@dataclass(frozen=True)
class Entry:
    """One line of what is known of two things: `what` is same, candidate, conflict or decision. Of what is the same, `other` stands for
    `one`; a name that means two things is both. `known_until` is None where nothing speaks against it yet."""

    what: str
    one: str
    one_name: str
    other: str
    other_name: str
    basis: str
    why: str
    advice: str
    known_from: str | None
    known_until: str | None
    pro: tuple[Voice, ...]
    contra: tuple[Voice, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        things = {"one": {"iri": self.one, "name": self.one_name}, "other": {"iri": self.other, "name": self.other_name}}
        days = {"known_from": self.known_from, "known_until": self.known_until}
        voices = {"for": [voice.to_json() for voice in self.pro], "against": [voice.to_json() for voice in self.contra]}
        return {"what": self.what} | things | {"basis": self.basis, "why": self.why, "advice": self.advice or None} | days | voices


@dataclass(frozen=True)
class Explanation:
    """Whether two things are the same as known on a day, and all that is known for and against it."""

    same: bool
    one: str
    other: str
    canonical: str | None
    reason: str
    entries: tuple[Entry, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON; days as ISO text."""
        head = {"same": self.same, "one": self.one, "other": self.other, "canonical": self.canonical, "reason": self.reason}
        return head | {"entries": [entry.to_json() for entry in self.entries]}


def identities(graph: ox.Store, known: date | None = None) -> list[Entry]:
    """All links, candidates, conflicts and decisions between entities as known on a day; None is the end of time. What only follows from the
    link of a company or site (its posts, its people under their own names) is left out."""
    records = [record for record in Identity.read(graph).all_records() if record.holds(known) and _tells(record)]
    entries = [_same(graph, record) for record in records]
    for kind in (terms.MKG_Candidate, terms.MKG_Conflict, terms.MKG_Decision):
        for quad in graph.quads_for_pattern(None, terms.RDF_type, kind, GRAPH):
            if isinstance(quad.subject, ox.NamedNode):
                entries += _doubt(graph, quad.subject.value, known)
    order = (SAME, CANDIDATE, CONFLICT, DECISION)
    return sorted(entries, key=lambda entry: (order.index(entry.what), entry.one, entry.other, entry.basis))


def explain(graph: ox.Store, one: str, other: str, known: date | None = None) -> Explanation:
    """Whether two IRIs are one thing as known on a day, and why, or why not."""
    identity = Identity.read(graph)
    heads = [identity.canonical(iri, known) for iri in (one, other)]
    families = [identity.members(iri, known) for iri in (one, other)]
    same = heads[0] == heads[1]
    linked = sorted({*families[0], *families[1]})
    records = {record for iri in linked for record in identity.records(iri) if record.holds(known)}
    entries = [_same(graph, record) for record in sorted(records)] if same else []
    about = set(families[0]), set(families[1])
    for node in sorted({quad.subject.value for iri in linked for quad in _pointing(graph, terms.MKG_between, iri)}):
        entries += [entry for entry in _doubt(graph, node, known) if _between(entry, about)]
    reasons = [_reason(one, other, same, entries)] + ([] if same else _apart(graph, *families))
    return Explanation(same, one, other, heads[0] if same else None, "; ".join(reason for reason in reasons if reason), tuple(entries))


def as_written(graph: ox.Store, text: str) -> str | None:
    """The one IRI that a CURIE, an IRI or the exact name in documents is, whatever else it may be the same as; None where there is none, or
    several."""
    kind, colon, local = text.partition(":")
    steps = {kind: step for step, kind in KINDS.items()} | {step: step for step in KINDS}
    if text.startswith(terms.ID) or (colon and kind in steps and not set(local) & set(' <>"{}|^`\\:')):
        node = ox.NamedNode(text if text.startswith(terms.ID) else f"{terms.ID}{steps[kind]}/{local}")
        return node.value if next(graph.quads_for_pattern(node, None, None), None) else None
    named = {text_of(quad.subject) for quad in graph.quads_for_pattern(None, terms.SCHEMA_name, ox.Literal(text))}
    return named.pop() if len(named) == 1 else None


def _between(entry: Entry, about: tuple[set[str], set[str]]) -> bool:
    """Whether an entry is about one thing of either side."""
    return (entry.one in about[0] and entry.other in about[1]) or (entry.one in about[1] and entry.other in about[0])


def _reason(one: str, other: str, same: bool, entries: Iterable[Entry]) -> str:
    if one == other:
        return "it is one IRI"
    if same:
        return "; ".join(dict.fromkeys(entry.why for entry in entries if entry.what == SAME))
    if kind_of(one) != kind_of(other):
        return f"one is a {kind_of(one)}, the other a {kind_of(other)}"
    told = [entry for entry in entries if entry.what != SAME]
    decided = next((entry for entry in told if entry.what == DECISION), None)
    if decided:
        return decided.why
    if told:
        return f"it may be so ({'; '.join(dict.fromkeys(entry.why for entry in told))}), but that is not enough"
    if kind_of(one) == "company" and _stem(one) == _stem(other):
        return "one short name, but not one legal form, and nothing else that would tell"
    return "no document gives them a name, an alias, a former name or a symbol in common that would tell"


def _stem(iri: str) -> str:
    return company_stem(iri.rpartition("/")[2].replace("-", " "))


def _apart(graph: ox.Store, ones: Iterable[str], others: Iterable[str]) -> list[str]:
    """What speaks against one thing: one is the other's subsidiary, or documents name both."""
    parents = {(iri, parent) for iri in (*ones, *others) for parent in values(graph, iri, terms.ORG_subOrganizationOf)}
    kin = any((one, other) in parents or (other, one) in parents for one in ones for other in others)
    naming = [
        {quad.graph_name for iri in side for quad in graph.quads_for_pattern(ox.NamedNode(iri), terms.SCHEMA_name, None)} for side in (ones, others)
    ]
    both = sorted(text_of(name).rpartition("/")[2] for name in naming[0] & naming[1])
    stems = sorted(stem for key in both for stem in values(graph, f"{terms.ID}doc/{key}", terms.DCTERMS_identifier))
    told = f"{', '.join(stems[:3])}{f' and {len(stems) - 3} more' if len(stems) > 3 else ''} {'names' if len(stems) == 1 else 'name'} both"
    return (["one is a subsidiary of the other"] if kin else []) + ([told] if stems else [])


def _tells(record: Record) -> bool:
    """Whether a record is about an entity itself, and not only about the company or site in its IRI."""
    kind = kind_of(record.variant)
    if kind not in _KINDS:
        return False
    return kind not in ("person", "zone") or record.variant.rpartition("/")[2] != record.canonical.rpartition("/")[2] or record.basis in _OWN


_OWN = ("same-post", "only-site", "curated")  # links of people and zones that may keep the last step of the IRI


def _same(graph: ox.Store, record: Record) -> Entry:
    why, _ = _words(record.basis)
    voices = tuple(sorted(_voice(graph, fact) for fact in record.evidence))
    until = None if record.known_until == END else record.known_until
    names = name_of(graph, record.variant), name_of(graph, record.canonical)
    return Entry(SAME, record.variant, names[0], record.canonical, names[1], record.basis, why, "", record.known_from, until, voices)


def _doubt(graph: ox.Store, node: str, known: date | None) -> Iterator[Entry]:
    """The entries of a candidate, conflict or decision, as known on a day: one for each pair that it is about."""
    kinds = values(graph, node, terms.RDF_type)
    day = known.isoformat() if known else None
    since, until = (next(iter(values(graph, node, term)), None) for term in (terms.MKG_knownFrom, terms.MKG_knownUntil))
    if since and until and not (until == END if day is None else since <= day < until):
        return
    basis = next(iter(values(graph, node, terms.MKG_linkBasis)), "")
    what = DECISION if terms.MKG_Decision.value in kinds else CONFLICT if terms.MKG_Conflict.value in kinds else CANDIDATE
    facts = [node] if what == DECISION else values(graph, node, terms.PROV_wasDerivedFrom)
    pro = tuple(sorted(_voice(graph, fact) for fact in facts))
    contra = tuple(sorted(_voice(graph, fact) for fact in values(graph, node, terms.MKG_speaksAgainst)))
    why, advice = _words(basis)
    things = values(graph, node, terms.MKG_between)
    keep = next(iter(values(graph, node, terms.MKG_canonical)), things[0])
    pairs = [(thing, keep) for thing in things if thing != keep] if what == DECISION and basis == "same" else list(_pairs(things))
    for one, other in pairs:
        names = name_of(graph, one), name_of(graph, other)
        yield Entry(what, one, names[0], other, names[1], basis, why, advice, since, None if until == END else until, pro, contra)


def _pairs(things: list[str]) -> Iterator[tuple[str, str]]:
    """All pairs; of a lone thing, itself twice."""
    if len(things) == 1:
        yield things[0], things[0]
    for index, one in enumerate(things):
        for other in things[index + 1 :]:
            yield one, other


def _words(basis: str) -> tuple[str, str]:
    row = next((row for row in rows("link_bases.tsv") if row[0] == basis), (basis, basis))
    return row[1], row[2] if len(row) > 2 else ""


def _voice(graph: ox.Store, fact: str) -> Voice:
    note = next(iter(values(graph, fact, terms.DCTERMS_description)), "")
    if note:
        return Voice("", next(iter(values(graph, fact, terms.DCTERMS_source)), "identity file"), note, fact)
    document = next(iter(values(graph, fact, terms.MKG_inDocument)), "")
    stem = next(iter(values(graph, document, terms.DCTERMS_identifier)), "") if document else ""
    spans = values(graph, fact, terms.PROV_wasQuotedFrom)
    first = min(spans, key=lambda span: [int(number) for number in span.rpartition("#offset_")[2].split("_")], default="")
    quote = next(iter(values(graph, first, terms.NIF_anchorOf)), "") if first else ""
    return Voice(next(iter(values(graph, fact, terms.DCTERMS_issued)), ""), stem, " ".join(quote.split()), fact)


def _pointing(graph: ox.Store, predicate: ox.NamedNode, iri: str) -> Iterator[Any]:
    yield from graph.quads_for_pattern(None, predicate, ox.NamedNode(iri), GRAPH)
