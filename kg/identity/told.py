"""What one document tells of who is who: names, aliases, former names, parents, symbols, holders of posts, sites and places; small, so that
workers can send it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.text.sketches import Sketch, notice, sketch

_Pairs = dict[NamedNode, list[str]]
# The statements that matter here, by the short name under which they are kept.
_STATED = {
    terms.SCHEMA_alternateName.value: "alias",
    terms.MKG_formerName.value: "former",
    terms.ORG_subOrganizationOf.value: "parent",
    terms.SCHEMA_containedInPlace.value: "place",
    terms.GEO_sfWithin.value: "within",
}
_OF = {terms.ORG_postIn: "post", terms.MKG_issuer: "listing", terms.MKG_site: "site"}
_KINDS = ("org", "person", "site", "facility", "zone")


@dataclass(frozen=True)
class Said:
    """One statement or attestation: what it says in a word, of whom, and what."""

    what: str
    subject: str
    value: str
    fact: str


@dataclass(frozen=True)
class Renaming:
    """A change of a company's name: the company as the document calls it, both names as written, and whether it is still to come."""

    company: str
    old: str
    new: str
    planned: bool
    fact: str


@dataclass(frozen=True)
class Told:
    """What a document tells; `named` maps each entity to its names, `mentions` to a fact that names it, `slots` each slot to what it is of;
    `notice` is what it says of itself when it corrects, repeats or updates another."""

    published: str
    issuer: str = ""
    named: tuple[tuple[str, str], ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    said: tuple[Said, ...] = ()
    renamings: tuple[Renaming, ...] = ()
    slots: tuple[tuple[str, str], ...] = ()
    document: str = ""
    file: str = ""
    sketch: Sketch = field(default_factory=Sketch)
    notice: str = ""


def kind_of(iri: str) -> str:
    """The kind of an entity by its IRI: "org", "person" ..."""
    return iri.removeprefix(terms.ID).partition("/")[0]


def local(iri: str) -> str:
    """What follows the kind in an IRI: "org/acme-ltd" -> "acme-ltd"."""
    return iri.removeprefix(terms.ID).partition("/")[2]


def told(quads: Iterable[Quad], text: str = "") -> Told:
    """What the quads and the text of one document tell; of a document without a dated fact, nothing, under the day ""."""
    about: defaultdict[str, defaultdict[NamedNode, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            about[quad.subject.value][quad.predicate].append(quad.object.value)
    facts = {node: said for node, said in about.items() if terms.MKG_inDocument in said}
    published = min((_one(said, terms.DCTERMS_issued) for said in facts.values()), default="")
    named = sorted({(node, name) for node, said in about.items() if kind_of(node) in _KINDS for name in said.get(terms.SCHEMA_name, ())})
    slots = {node: value for node, said in about.items() for term in _OF if (value := _one(said, term))}
    return Told(
        published,
        min((_one(said, terms.DCTERMS_publisher) for said in about.values() if terms.DCTERMS_publisher in said), default=""),
        tuple(named),
        tuple(sorted(_mentions({node for node, _ in named}, facts, slots).items())),
        tuple(sorted((one for fact, pairs in facts.items() if (one := _said(fact, pairs, slots)) is not None), key=lambda one: (one.fact, one.what))),
        tuple(sorted((_renaming(fact, pairs) for fact, pairs in facts.items() if terms.MKG_renamed in pairs), key=lambda one: one.fact)),
        tuple(sorted(slots.items())),
        document := min((node for node, said in about.items() if terms.MKG_fileName in said and kind_of(node) == "doc"), default=""),
        _one(about[document], terms.MKG_fileName) if document else "",
        sketch(text),
        notice(text),
    )


def _one(said: _Pairs, term: NamedNode) -> str:
    return min(said.get(term, ("",)))


def _mentions(entities: set[str], facts: dict[str, defaultdict[NamedNode, list[str]]], slots: dict[str, str]) -> dict[str, str]:
    """A fact for each entity: one that states its name where there is one, else the first that names it at all."""
    best: dict[str, tuple[bool, str]] = {}
    for fact, said in facts.items():
        naming = _one(said, terms.RDF_predicate) == terms.SCHEMA_name.value
        for term in (terms.RDF_subject, terms.RDF_object, terms.MKG_filler, terms.MKG_slot, terms.MKG_renamed):
            for value in said.get(term, ()):
                entity = slots.get(value, value)
                rank = (not (naming and term == terms.RDF_subject), fact)
                if entity in entities and rank < best.get(entity, (True, "~")):
                    best[entity] = rank
    return {entity: fact for entity, (_, fact) in best.items()}


def _said(fact: str, said: _Pairs, slots: dict[str, str]) -> Said | None:
    """What a fact says that matters to identity; None for the others. An interest that is only planned shows no holder."""
    predicate = _one(said, terms.RDF_predicate)
    if predicate in _STATED:
        return Said(_STATED[predicate], _one(said, terms.RDF_subject), _one(said, terms.RDF_object), fact)
    slot, filler = _one(said, terms.MKG_slot), _one(said, terms.MKG_filler)
    kind = slot.removeprefix(terms.ID).partition("/")[0]
    to_come = kind == "interest" and terms.MKG_modality in said
    if not slot or not filler or slot not in slots or kind not in ("post", "listing", "interest") or to_come:
        return None
    return Said({"listing": "ticker", "interest": "holder", "post": "post"}[kind], slot if kind == "post" else slots[slot], filler, fact)


def _renaming(fact: str, said: _Pairs) -> Renaming:
    each = (terms.MKG_renamed, terms.MKG_oldName, terms.MKG_newName)
    company, old, new = (_one(said, term) for term in each)
    return Renaming(company, old, new, terms.MKG_modality in said, fact)
