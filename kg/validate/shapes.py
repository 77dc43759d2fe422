"""The files of shapes/ as data: what each shape looks at and what it demands. Plain SHACL, and of that only what is listed here:
anything else raises KgError, so that no constraint is ever skipped in silence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg import terms
from kg.errors import KgError
from kg.validate.findings import Node, Severity, Term, short


def sh(name: str) -> NamedNode:
    """A term of SHACL that the graph itself does not use."""
    return NamedNode(terms.PREFIXES["sh"] + name)


TARGETS = tuple(map(sh, ("targetClass", "targetSubjectsOf", "targetObjectsOf")))
COUNTS = tuple(map(sh, ("minCount", "maxCount", "hasValue")))
PAIRS = tuple(map(sh, ("lessThan", "lessThanOrEquals")))
ON_VALUES = (
    *map(sh, ("class", "datatype", "nodeKind", "pattern", "minLength", "maxLength", "in")),
    *map(sh, ("minInclusive", "maxInclusive", "minExclusive", "maxExclusive")),
)
FLAGS = sh("flags")  # belongs to sh:pattern
TOLD = (terms.RDF_type, sh("severity"), sh("message"), sh("name"), sh("description"), sh("order"), sh("group"), terms.RDFS_label, terms.RDFS_comment)
PARTS = (*TARGETS, sh("property"), sh("sparql"), sh("path"))
KNOWN = frozenset((*PARTS, *COUNTS, *PAIRS, *ON_VALUES, FLAGS, *TOLD))
OF_SPARQL = frozenset((terms.RDF_type, sh("prefixes"), sh("message"), sh("select"), terms.RDFS_comment))


@dataclass(frozen=True)
class Targets:
    """What a shape looks at: instances of classes (sub-classes included), and nodes that have or are a value of a property."""

    classes: frozenset[NamedNode] = frozenset()
    subjects_of: frozenset[NamedNode] = frozenset()
    objects_of: frozenset[NamedNode] = frozenset()

    def __or__(self, other: Targets) -> Targets:
        return Targets(self.classes | other.classes, self.subjects_of | other.subjects_of, self.objects_of | other.objects_of)

    def may_be(self, kinds: Set[Term], predicates: Set[NamedNode]) -> bool:
        """Whether any node may be a target where these classes and predicates occur, and perhaps other objects among the classes."""
        return not (self.classes.isdisjoint(kinds) and self.subjects_of.isdisjoint(predicates) and self.objects_of.isdisjoint(predicates))


@dataclass(frozen=True)
class Select:
    """A SPARQL constraint: a SELECT with its prefixes, and a message with {?variables} of it."""

    query: str
    message: str


@dataclass(frozen=True)
class Shape:
    """One shape with the demands that stand on it; `path` is None where it is about the node itself.

    `demands` pairs a parameter (sh:minCount ...) with its values, the members where the value is a list.
    """

    iri: NamedNode
    severity: Severity
    message: str
    targets: Targets
    path: NamedNode | None
    demands: tuple[tuple[NamedNode, tuple[Term, ...]], ...]
    selects: tuple[Select, ...]


def read_shapes(paths: Iterable[Path], subclasses: Callable[[NamedNode], frozenset[NamedNode]]) -> tuple[Shape, ...]:
    """The shapes of some Turtle files that belong together, sorted; `subclasses` of a class include itself.

    KgError for a construct that is not known, for a shape that is never used, or for one without IRI, severity or message.
    """
    graph = _Graph.of(paths)
    roots = [node for node in graph.nodes if any(graph.all(node, target) for target in TARGETS)]
    targets: dict[Node, Targets] = defaultdict(Targets)
    for node in roots:
        targets[node] |= graph.targets(node, subclasses)
        for part in graph.all(node, sh("property")):
            targets[graph.node(part, node)] |= graph.targets(node, subclasses)
    for node in graph.nodes:
        if graph.looks_like_shape(node) and node not in targets:
            raise KgError(f"{graph.where}: shape {short(node)} has no target and belongs to no shape that has one")
    return tuple(sorted((graph.shape(node, targets[node]) for node in targets), key=lambda shape: shape.iri.value))


class _Graph:
    """The triples of the shapes by subject and predicate."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.nodes: dict[Node, dict[NamedNode, list[Term]]] = {}

    @classmethod
    def of(cls, paths: Iterable[Path]) -> _Graph:
        files = sorted(paths)
        graph = cls(", ".join(path.name for path in files))
        for path in files:
            try:
                for quad in parse(path=path, format=RdfFormat.TURTLE):
                    graph.nodes.setdefault(quad.subject, {}).setdefault(quad.predicate, []).append(quad.object)
            except (SyntaxError, OSError) as error:
                raise KgError(f"cannot read shapes from {path}: {error}") from error
        return graph

    def all(self, node: Term, predicate: NamedNode) -> list[Term]:
        return [] if isinstance(node, Literal) else self.nodes.get(node, {}).get(predicate, [])

    def one(self, node: Node, predicate: NamedNode) -> Term | None:
        """The value of a property that has at most one."""
        values = self.all(node, predicate)
        if len(values) > 1:
            raise KgError(f"{self.where}: {short(node)} has {len(values)} values of sh:{short(predicate)}, one is allowed")
        return values[0] if values else None

    def text(self, node: Node, predicate: NamedNode, of: Node) -> str:
        value = self.one(node, predicate)
        if not isinstance(value, Literal):
            raise KgError(f"{self.where}: {short(of)} needs one text as sh:{short(predicate)}")
        return value.value

    def node(self, term: Term, of: Node) -> Node:
        if isinstance(term, Literal) or term not in self.nodes:
            raise KgError(f"{self.where}: {short(of)} names the shape {short(term)}, which is nowhere described")
        return term

    def looks_like_shape(self, node: Node) -> bool:
        kinds = (terms.SH_NodeShape, terms.SH_PropertyShape)
        return any(value in kinds for value in self.all(node, terms.RDF_type)) or bool(self.all(node, sh("path")))

    def named(self, values: Iterable[Term], of: Node) -> Iterator[NamedNode]:
        for value in values:
            if not isinstance(value, NamedNode):
                raise KgError(f"{self.where}: {short(of)} needs an IRI where it has {short(value)}: paths and targets are IRIs here")
            yield value

    def targets(self, node: Node, subclasses: Callable[[NamedNode], frozenset[NamedNode]]) -> Targets:
        classes, subjects_of, objects_of = (frozenset(self.named(self.all(node, target), node)) for target in TARGETS)
        wider = frozenset(kind for name in classes for kind in subclasses(name))
        return Targets(wider, subjects_of, objects_of)

    def shape(self, node: Node, targets: Targets) -> Shape:
        """One shape, checked; see `read_shapes` for what it may not be."""
        if not isinstance(node, NamedNode):
            raise KgError(f"{self.where}: a shape at {self.all(node, sh('path')) or 'a blank node'} has no IRI to be named by in findings")
        for predicate in self.nodes[node]:
            if predicate not in KNOWN:
                raise KgError(f"{self.where}: shape {short(node)} uses {short(predicate)}, which is not compiled; see kg.validate.shapes")
        path = next(self.named([value for value in (self.one(node, sh("path")),) if value is not None], node), None)
        demands = tuple((name, self.members(node, name)) for name in (*COUNTS, *ON_VALUES, *PAIRS, FLAGS) if self.all(node, name))
        if path is not None and (self.all(node, sh("property")) or self.all(node, sh("sparql"))):
            raise KgError(f"{self.where}: property shape {short(node)} has sh:property or sh:sparql; put them on a node shape")
        if path is None and any(name in (*COUNTS, *PAIRS) for name, _ in demands):
            raise KgError(f"{self.where}: node shape {short(node)} counts or compares values without a sh:path")
        message = self.text(node, terms.SH_message, node) if demands else ""
        selects = tuple(self.select(constraint, node) for constraint in self.all(node, sh("sparql")))
        return Shape(node, self.severity(node), message, targets, path, demands, selects)

    def severity(self, node: Node) -> Severity:
        try:
            return Severity(self.one(node, terms.SH_severity))
        except ValueError as error:
            raise KgError(f"{self.where}: shape {short(node)} needs sh:severity sh:Violation, sh:Warning or sh:Info") from error

    def members(self, node: Node, name: NamedNode) -> tuple[Term, ...]:
        values = self.all(node, name)
        if name != sh("in"):
            return tuple(values)
        rest, members = self.one(node, name), []
        while rest is not None and rest != NIL:
            if isinstance(rest, Literal) or (first := self.one(rest, FIRST)) is None:
                raise KgError(f"{self.where}: sh:in of {short(node)} is not a list")
            members.append(first)
            rest = self.one(rest, REST)
        return tuple(members)

    def select(self, constraint: Term, of: Node) -> Select:
        if isinstance(constraint, Literal):
            raise KgError(f"{self.where}: sh:sparql of {short(of)} is a text; it needs sh:select and sh:message")
        for predicate in self.nodes.get(constraint, {}):
            if predicate not in OF_SPARQL:
                raise KgError(f"{self.where}: sh:sparql of {short(of)} uses {short(predicate)}, which is not compiled")
        prefixes = {
            self.text(declared, sh("prefix"), of): self.text(declared, sh("namespace"), of)
            for source in self.all(constraint, sh("prefixes"))
            for declared in self.all(source, sh("declare"))
            if isinstance(declared, (NamedNode, BlankNode))
        }
        query = self.text(constraint, sh("select"), of)
        head = "".join(f"PREFIX {name}: <{namespace}>\n" for name, namespace in sorted(prefixes.items()) if f"{name}:" in query)
        return Select(head + query, self.text(constraint, terms.SH_message, of))


FIRST, REST, NIL = (NamedNode(terms.PREFIXES["rdf"] + name) for name in ("first", "rest", "nil"))
