"""Documents as graphs, made by hand, for the tests of what is one thing: who is named, what is said, on which day."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from kg import terms
from kg.identity.told import Told, told

_PREDICATES = {
    "alias": terms.SCHEMA_alternateName,
    "former": terms.MKG_formerName,
    "parent": terms.ORG_subOrganizationOf,
    "place": terms.SCHEMA_containedInPlace,
    "within": terms.GEO_sfWithin,
}


@dataclass
class Document:
    """One document of a day; each method adds what it says and gives the document back."""

    key: str
    published: str
    quads: list[ox.Quad] = field(default_factory=list)
    facts: int = 0

    def issuer(self, path: str) -> Document:
        return self._add(f"doc/{self.key}", terms.DCTERMS_publisher, path)

    def name(self, path: str, name: str) -> Document:
        """The document names an entity."""
        self._add(path, terms.SCHEMA_name, name)
        return self._fact(terms.MKG_Statement, (terms.RDF_subject, path), (terms.RDF_predicate, terms.SCHEMA_name), (terms.RDF_object, name))

    def says(self, path: str, what: str, value: str) -> Document:
        """A statement: alias, former, parent, place or within."""
        return self._fact(terms.MKG_Statement, (terms.RDF_subject, path), (terms.RDF_predicate, _PREDICATES[what]), (terms.RDF_object, value))

    def renames(self, path: str, old: str, new: str, planned: bool = False) -> Document:
        """A change of name."""
        pairs: list[tuple[ox.NamedNode, str | ox.NamedNode]] = [(terms.MKG_renamed, path), (terms.MKG_oldName, old), (terms.MKG_newName, new)]
        return self._fact(terms.MKG_Renaming, *pairs, *([(terms.MKG_modality, terms.MKG_Planned)] if planned else []))

    def holds(self, slot: str, of: str, filler: str) -> Document:
        """Somebody or something fills a post, a listing or an interest."""
        term = {"post": terms.ORG_postIn, "listing": terms.MKG_issuer, "interest": terms.MKG_site}[slot.partition("/")[0]]
        self._add(slot, term, of)
        return self._fact(terms.MKG_Attestation, (terms.MKG_slot, slot), (terms.MKG_filler, filler))

    def told(self) -> Told:
        """What the document tells of who is who."""
        return told(self.quads)

    def _fact(self, kind: ox.NamedNode, *pairs: tuple[ox.NamedNode, str | ox.NamedNode]) -> Document:
        fact = f"fact/{self.key}/x/{self.facts:03}"
        self.facts += 1
        issued = ox.Literal(self.published, datatype=terms.XSD_date)
        for predicate, value in ((terms.RDF_type, kind), (terms.DCTERMS_issued, issued), (terms.MKG_inDocument, f"doc/{self.key}"), *pairs):
            self._add(fact, predicate, value)
        return self

    def _add(self, subject: str, predicate: ox.NamedNode, value: str | ox.NamedNode | ox.Literal) -> Document:
        graph = ox.NamedNode(f"{terms.GRAPH}doc/{self.key}")
        self.quads.append(ox.Quad(ox.NamedNode(terms.ID + subject), predicate, _term(value), graph))
        return self


def _term(value: str | ox.NamedNode | ox.Literal) -> ox.NamedNode | ox.Literal:
    """Paths of entities become IRIs, other texts literals."""
    if not isinstance(value, str):
        return value
    kind, slash, _ = value.partition("/")
    known = kind in ("org", "person", "site", "facility", "zone", "place", "doc", "fact", "ticker", "post", "listing", "interest")
    return ox.NamedNode(terms.ID + value) if slash and known else ox.Literal(value)
