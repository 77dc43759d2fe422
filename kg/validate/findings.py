"""What a shape says of a node of the graph, and the RDF form of it: named by a hash, no blank nodes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg import terms

Node = NamedNode | BlankNode | Triple
Term = Node | Literal


class Severity(Enum):
    """How much a finding weighs; the order of the members is that of reports."""

    VIOLATION = terms.SH_Violation
    WARNING = terms.SH_Warning
    INFO = terms.SH_Info

    @property
    def rank(self) -> int:
        return list(Severity).index(self)

    @property
    def word(self) -> str:
        """ "Violation", "Warning" or "Info"."""
        return short(self.value)


@dataclass(frozen=True)
class Finding:
    """One objection of one shape to one node.

    `shape` is the shape that failed and `component` the kind of its constraint (sh:MinCountConstraintComponent ...). `path` and
    `value` are None where the shape is not about one property or one value (of a missing value, say). `document` is the document that
    the node belongs to, None for what several documents share or for what is derived from them.
    """

    severity: Severity
    shape: NamedNode
    component: NamedNode
    focus: Node
    path: NamedNode | None
    value: Term | None
    message: str
    document: NamedNode | None = None

    @property
    def key(self) -> tuple[int, str, str, str, str, str, str]:
        """The order of findings in every report: the gravest first, then by document, node and shape."""
        return (self.severity.rank, str(self.document), str(self.focus), str(self.shape), str(self.path), str(self.value), str(self.component))

    @property
    def iri(self) -> NamedNode:
        """id/finding/{document, or "derived"}/{hash of what is found}; the message is not part of it."""
        owner = "derived" if self.document is None else self.document.value.rpartition("/")[2]
        content = "\n".join(str(part) for part in (self.shape, self.component, self.focus, self.path, self.value))
        return NamedNode(f"{terms.ID}finding/{owner}/{hashlib.sha256(content.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}")

    def triples(self) -> Iterator[Triple]:
        """The finding as a sh:ValidationResult."""
        node = self.iri
        yield Triple(node, terms.RDF_type, terms.MKG_Finding)
        yield Triple(node, terms.RDF_type, terms.SH_ValidationResult)
        yield Triple(node, terms.SH_resultSeverity, self.severity.value)
        yield Triple(node, terms.SH_sourceShape, self.shape)
        yield Triple(node, terms.SH_sourceConstraintComponent, self.component)
        yield Triple(node, terms.SH_focusNode, self.focus)
        if self.path is not None:
            yield Triple(node, terms.SH_resultPath, self.path)
        if self.value is not None:
            yield Triple(node, terms.SH_value, self.value)
        yield Triple(node, terms.SH_resultMessage, Literal(self.message))
        if self.document is not None:
            yield Triple(node, terms.MKG_inDocument, self.document)

    def quads(self) -> Iterator[Quad]:
        """The finding in graph/findings, which is kept apart from the facts."""
        graph = NamedNode(f"{terms.GRAPH}findings")
        for triple in self.triples():
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


@dataclass(frozen=True)
class Report:
    """The outcome of a validation.

    `conforms` is False where something violates a shape (warnings and remarks do not count), True where nothing does, and None where
    no shape looked at any node: an empty check is not a pass.
    """

    conforms: bool | None
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[Finding], looked: bool) -> Report:
        """The report of some findings, sorted; `looked`: whether any shape matched any node."""
        found = tuple(sorted(set(findings), key=lambda finding: finding.key))
        if not looked:
            return cls(None, found)
        return cls(all(finding.severity is not Severity.VIOLATION for finding in found), found)

    def to_ttl(self) -> str:
        """The validation report in Turtle, the same bytes for the same findings. Where nothing was looked at, sh:conforms is absent."""
        node = NamedNode(f"{terms.ID}report")
        triples = [Triple(node, terms.RDF_type, terms.SH_ValidationReport)]
        if self.conforms is not None:
            triples.append(Triple(node, terms.SH_conforms, Literal("true" if self.conforms else "false", datatype=terms.XSD_boolean)))
        triples += [Triple(node, terms.SH_result, finding.iri) for finding in self.findings]
        triples += [triple for finding in self.findings for triple in finding.triples()]
        prefixes = {name: terms.PREFIXES[name] for name in ("dcterms", "mkg", "nif", "prov", "schema", "sem", "sh", "skos", "xsd")}
        lines = (serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"").decode("utf-8").splitlines(keepends=True)
        # Oxigraph writes prefixes in an order that changes from run to run; no other line begins so, since quotes inside are escaped.
        head = sorted(line for line in lines if line.startswith("@prefix"))
        return "".join(head + lines[len(head) :])


def short(term: Term | None) -> str:
    """A term as a message shows it, on one line: the text of a literal, an IRI of the data from its kind on, any other by its local name."""
    if term is None:
        return "nothing"
    if isinstance(term, Triple):
        return str(term)
    if not isinstance(term, NamedNode):
        return " ".join(term.value.split())
    if term.value.startswith(terms.ID):
        return term.value.removeprefix(terms.ID)
    return term.value.rpartition("#")[2].rpartition("/")[2] or term.value
