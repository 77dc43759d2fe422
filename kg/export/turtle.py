"""Turtle of the union of all graphs, and the spelling of terms that TriG shares.

A writer of our own, because rdflib's and Oxigraph's hold the whole graph or lose the order, and neither abbreviates IRIs with slashes:
ours streams, and the same content gives the same bytes. Spellings of literals are kept as they are in the store.
"""

from __future__ import annotations

import re
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.export.grouping import Pairs, Subject, Term, by_subject
from kg.store import Store

BASE = terms.ID.removesuffix("id/")
# Relative IRIs that every reader resolves back: no colon in front of the first slash, no dot segments, no empty first segment.
_RELATIVE = re.compile(r"(?!.*/\.{0,2}(?:[/#]|$))[A-Za-z0-9_-]+/[^:?<>\"{}|^`\\\x00-\x20]*")
_LOCAL = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_BARE = {
    terms.XSD_boolean.value: re.compile(r"true|false"),
    terms.XSD_decimal.value: re.compile(r"[+-]?[0-9]+\.[0-9]+"),
    terms.XSD_integer.value: re.compile(r"[+-]?[0-9]+"),
}


class TermWriter:
    """Spells terms in Turtle with the project's prefixes and base."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}  # predicates, classes and datatypes recur; looking them up beats spelling them again
        self._prefixes = sorted(terms.PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))

    def header(self) -> str:
        """The base and all prefixes."""
        lines = [f"@base <{BASE}> .", *(f"@prefix {prefix}: <{name}> ." for prefix, name in sorted(terms.PREFIXES.items()))]
        return "\n".join(lines) + "\n"

    def iri(self, value: str) -> str:
        """An IRI as prefix:local, relative to the base, or in full."""
        if value not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[value] = self._spell(value)
        return self._known[value]

    def _spell(self, value: str) -> str:
        for prefix, namespace in self._prefixes:
            if value.startswith(namespace) and _LOCAL.fullmatch(value, len(namespace)):
                return f"{prefix}:{value[len(namespace) :]}"
        if value.startswith(BASE) and _RELATIVE.fullmatch(value, len(BASE)):
            return f"<{value[len(BASE) :]}>"
        return str(NamedNode(value))

    def term(self, term: Term) -> str:
        """Any term."""
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if not isinstance(term, Literal) or term.language:
            return str(term)
        datatype = term.datatype.value
        bare = _BARE.get(datatype)
        if bare and bare.fullmatch(term.value):
            return term.value
        quoted = str(Literal(term.value))
        return quoted if datatype == "http://www.w3.org/2001/XMLSchema#string" else f"{quoted}^^{self.iri(datatype)}"

    def subject(self, subject: Subject, pairs: Pairs) -> str:
        """One subject with all it says, its types first."""
        values: dict[str, list[str]] = {}
        for predicate, value in sorted(pairs, key=lambda pair: pair[0] != terms.RDF_type):
            name = "a" if predicate == terms.RDF_type else self.iri(predicate.value)
            values.setdefault(name, []).append(self.term(value))
        statements = " ;\n    ".join(f"{name} {' , '.join(objects)}" for name, objects in values.items())
        return f"{self.term(subject)} {statements} .\n"


def write(store: Store, out: BinaryIO) -> None:
    """Writes the union of the store's graphs; who says what is lost in it (TriG and N-Quads keep it)."""
    terms_ = TermWriter()
    out.write(terms_.header().encode())
    for subject, pairs in by_subject(store):
        out.write(f"\n{terms_.subject(subject, pairs)}".encode())
