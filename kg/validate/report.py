"""Whole graphs against the shapes: any RDF file by the reference engine, a store by the compiled one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg import terms
from kg.errors import KgError
from kg.validate.compile import SPARQL
from kg.validate.findings import Finding, Report, Severity, Term
from kg.validate.rules import Rules, default_rules, run

if TYPE_CHECKING:
    import rdflib

FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
}


def check_graph(store: Store, rules: Rules) -> list[Finding]:
    """What the shapes on states and labels find in a whole store, all its graphs taken as one; sorted."""
    return sorted(set(run(store, rules.derived, union=True)), key=lambda finding: finding.key)


def validate_file(path: Path, rules: Rules | None = None) -> Report:
    """The report on an RDF file, all its graphs taken as one, with the ontology and the reference data beside it.

    The format follows from the suffix; KgError for another suffix or a file that cannot be read. See `validate_quads`.
    """
    file_format = FORMATS.get(path.suffix.lower())
    if file_format is None:
        raise KgError(f"cannot tell the RDF format of {path} by its suffix: give it one of {' '.join(FORMATS)}")
    try:
        quads = list(parse(path=path, format=file_format, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as error:
        raise KgError(f"cannot read {path}: {error}") from error
    except OSError as error:
        raise KgError(f"cannot read {path}: {error.strerror or error}") from error
    return validate_quads(quads, rules)


def validate_quads(quads: Iterable[Quad], rules: Rules | None = None) -> Report:
    """The report on some quads, all graphs taken as one, with the ontology and the reference data beside them.

    SHACL Core is checked by pySHACL, the reference engine. The SPARQL constraints run compiled, once each over the whole graph:
    pySHACL runs them once for each node, which takes minutes where this takes milliseconds; that both find the same is what the
    tests of the shapes assert.
    """
    rules = rules or default_rules()
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    data = [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]
    findings = rules.graph_findings(data, lambda query: query.demands[0].component == SPARQL)
    findings |= set(reference_findings(data, rules, core_only=True))
    return Report.of(findings, looked=rules.look_at(data))


def reference_findings(quads: Iterable[Quad], rules: Rules, *, core_only: bool = False) -> Iterator[Finding]:
    """What pySHACL finds in some quads with the ontology and the reference data beside them; `core_only` leaves SPARQL constraints out."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph()
    for path in rules.files:
        shapes.parse(path, format="turtle")
    if core_only:
        shapes.remove((None, _rdflib(terms.SH_sparql), None))
    data = rdflib.Graph()
    own = set()
    for quad in quads:
        own |= {quad.subject, quad.object}
        data.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    for quad in rules.background.quads:
        data.add((_rdflib(quad.subject), _rdflib(quad.predicate), _rdflib(quad.object)))
    _, results, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True, allow_infos=True, allow_warnings=True)
    if not isinstance(results, rdflib.Graph):
        raise KgError(f"pySHACL could not validate the graph: {text}")
    for node in results.subjects(_rdflib(terms.RDF_type), _rdflib(terms.SH_ValidationResult)):
        finding = _finding(results, node, data)
        if finding.focus in own:
            yield finding


def _finding(results: rdflib.Graph, node: rdflib.term.Node, data: rdflib.Graph) -> Finding:
    """One sh:ValidationResult of pySHACL as a finding."""

    def value(predicate: NamedNode) -> Any:
        found = results.value(node, _rdflib(predicate))
        return None if found is None else _pyoxigraph(found)

    return Finding(
        severity=Severity(value(terms.SH_resultSeverity)),
        shape=value(terms.SH_sourceShape),
        component=value(terms.SH_sourceConstraintComponent),
        focus=value(terms.SH_focusNode),
        path=value(terms.SH_resultPath),
        value=value(terms.SH_value),
        message=min((str(text) for text in results.objects(node, _rdflib(terms.SH_resultMessage))), default=""),
        document=_document_of(data, results.value(node, _rdflib(terms.SH_focusNode))),
    )


def _document_of(data: rdflib.Graph, node: Any) -> NamedNode | None:
    for predicate in (terms.MKG_inDocument, terms.NIF_referenceContext, terms.PROV_used):
        found = data.value(node, _rdflib(predicate), any=True)
        if found is not None and isinstance(document := _pyoxigraph(found), NamedNode):
            return document
    itself = _pyoxigraph(node)
    is_document = (node, _rdflib(terms.RDF_type), _rdflib(terms.MKG_Document)) in data
    return itself if is_document and isinstance(itself, NamedNode) else None


def _rdflib(term: Any) -> Any:
    """A term of pyoxigraph as one of rdflib, spelled the same."""
    import rdflib

    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype == terms.XSD_string:  # which rdflib's own parsers leave out
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
    raise KgError(f"cannot validate a triple about a triple: {term}")


def _pyoxigraph(term: Any) -> Term:
    """A term of rdflib as one of pyoxigraph."""
    import rdflib

    if isinstance(term, rdflib.Literal):
        if term.language:
            return Literal(str(term), language=term.language)
        return Literal(str(term), datatype=NamedNode(str(term.datatype or terms.XSD_string.value)))
    return BlankNode(str(term)) if isinstance(term, rdflib.BNode) else NamedNode(str(term))
