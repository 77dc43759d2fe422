"""Shapes to SPARQL: SELECTs that find all violations at once, with no node bound beforehand.

An engine that runs a constraint once for each node spends most of its time on starting queries; the same SELECT over all nodes is a
hundred times faster and finds the same. Even so, starting a query costs as much as looking at thirty values, so that the commonest
demands (at least one value, at most one) of all shapes together are one SELECT each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg import terms
from kg.errors import KgError
from kg.validate.findings import Severity, Term, short
from kg.validate.shapes import COUNTS, FLAGS, ON_VALUES, PAIRS, Select, Shape, Targets, sh

# Oxigraph compares only well-formed literals of these, which tells "2012-12-05" from "2012-13-45". Integers other than xsd:integer
# are missing because it stores them as xsd:integer: bound them with sh:minInclusive instead.
COMPARABLE = (terms.XSD_boolean, terms.XSD_date, terms.XSD_dateTime, terms.XSD_decimal, terms.XSD_integer, terms.XSD_string)
COMPARISONS = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<", "lessThan": "<", "lessThanOrEquals": "<="}
NODE_KINDS = {
    "IRI": "isIRI(?value)",
    "Literal": "isLiteral(?value)",
    "BlankNode": "isBlank(?value)",
    "IRIOrLiteral": "(isIRI(?value) || isLiteral(?value))",
    "BlankNodeOrIRI": "(isBlank(?value) || isIRI(?value))",
    "BlankNodeOrLiteral": "(isBlank(?value) || isLiteral(?value))",
}
# What SHACL forbids in a constraint, or what would mean something else with no node bound or with all graphs as one.
FORBIDDEN = re.compile(r"(?<![?$])\b(MINUS|VALUES|SERVICE|GRAPH|FROM|AS\s+[?$]this)\b|\$(PATH|shapesGraph|currentShape)\b", re.IGNORECASE)
OPAQUE = re.compile(r"#[^\n]*|<[^<>\s]*>|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
SELECTS_THIS = re.compile(r"\bSELECT\s+(?:DISTINCT\s+|REDUCED\s+)?(?:[?$]\w+\s+)*?[?$]this\b", re.IGNORECASE)

SPARQL = sh("SPARQLConstraintComponent")

Subclasses = Callable[[NamedNode], frozenset[NamedNode]]


@dataclass(frozen=True)
class Demand:
    """What a row of a SELECT may say: this shape failed on this kind of constraint. `message` may have {?variables} of the row."""

    shape: NamedNode
    severity: Severity
    component: NamedNode
    path: NamedNode | None
    message: str
    targets: Targets


@dataclass(frozen=True)
class Query:
    """A SELECT that finds the nodes (?this) that fail one of some demands.

    Which of them a row speaks of: those whose numbers stand in ?failed, else those of the row's ?path, else all. A demand whose targets
    do not include ?this is not meant: a SELECT may find bad values first and leave it to the reader of its few rows to ask whose they
    are. `predicates`: without a triple of one of them there is no row; None where that cannot be said.
    """

    select: str
    demands: tuple[Demand, ...]
    predicates: frozenset[NamedNode] | None = None

    def may_find(self, objects: Set[Term], predicates: Set[NamedNode]) -> bool:
        """Whether there may be a row where only these objects and predicates occur: what a small graph lacks need not be asked for."""
        if self.predicates is not None and self.predicates.isdisjoint(predicates):
            return False
        return any(demand.targets.may_be(objects, predicates) for demand in self.demands)


def compile_shapes(shapes: Iterable[Shape], subclasses: Subclasses) -> Iterator[Query]:
    """The queries that check some shapes; KgError for a demand that cannot be checked."""
    at_least_one: list[Demand] = []
    at_most_one: list[Demand] = []
    for shape in shapes:
        for name, value in ((name, value) for name, values in shape.demands if name in COUNTS for value in values):
            demand = _demand(shape, name)
            if name == sh("minCount") and _number(shape, value) == 1 and shape.targets.classes and shape.targets == Targets(shape.targets.classes):
                at_least_one.append(demand)
            elif name == sh("maxCount") and _number(shape, value) == 1:
                at_most_one.append(demand)
            else:
                yield Query(_count_query(shape, name, value), (demand,))
        tests = list(_value_tests(shape, subclasses))
        if tests:
            yield Query(
                _value_query(shape, [test for _, test in tests]),
                tuple(_demand(shape, name) for name, _ in tests),
                frozenset((shape.path,)) if shape.path else None,
            )
        for select in shape.selects:
            yield Query(_checked(select, shape), (Demand(shape.iri, shape.severity, SPARQL, None, select.message, shape.targets),))
    if at_least_one:
        yield Query(_none_query(at_least_one), tuple(at_least_one))
    if at_most_one:
        yield Query(_many_query(at_most_one), tuple(at_most_one))


def _demand(shape: Shape, name: NamedNode) -> Demand:
    component = sh(f"{short(name)[0].upper()}{short(name)[1:]}ConstraintComponent")
    return Demand(shape.iri, shape.severity, component, shape.path, shape.message, shape.targets)


def _none_query(demands: Iterable[Demand]) -> str:
    """The nodes without any value of a ?path that their class demands."""
    pairs = sorted({f"({kind} {demand.path})" for demand in demands for kind in demand.targets.classes})
    return (
        f"SELECT ?this ?path WHERE {{ VALUES (?_class ?path) {{ {' '.join(pairs)} }} ?this {terms.RDF_type} ?_class "
        "FILTER NOT EXISTS { ?this ?path ?_value } }"
    )


def _many_query(demands: Iterable[Demand]) -> str:
    """The nodes with more than one value of a ?path."""
    paths = " ".join(sorted({str(demand.path) for demand in demands}))
    return f"SELECT ?this ?path WHERE {{ VALUES ?path {{ {paths} }} ?this ?path ?_value }} GROUP BY ?this ?path HAVING(COUNT(DISTINCT ?_value) > 1)"


def _target_pattern(targets: Targets) -> str:
    """A group that binds ?this to every node that the shape looks at; the same node may come several times."""
    parts = [f"?this {name} ?_object" for name in sorted(targets.subjects_of, key=str)]
    parts += [f"?_subject {name} ?this" for name in sorted(targets.objects_of, key=str)]
    classes = sorted(targets.classes, key=str)
    if len(classes) == 1:
        parts.append(f"?this {terms.RDF_type} {classes[0]}")
    elif classes:
        parts.append(f"VALUES ?_class {{ {' '.join(map(str, classes))} }} ?this {terms.RDF_type} ?_class")
    return " UNION ".join(f"{{ {part} }}" for part in parts)


def _bearers(shape: Shape, values: str) -> str:
    """A group that binds the values of a shape. It names the class of the bearers where they are of one class; where they may be of
    many, asking for each class of each bearer would cost more than looking at all values."""
    alone = len(shape.targets.classes) == 1 and not shape.targets.subjects_of and not shape.targets.objects_of
    return f"{_target_pattern(shape.targets)} {values}" if alone else values


def _count_query(shape: Shape, name: NamedNode, value: Term) -> str:
    """The nodes with too few values, with too many, or without a certain one."""
    if name == sh("hasValue"):
        return f"SELECT ?this WHERE {{ {_target_pattern(shape.targets)} FILTER NOT EXISTS {{ ?this {shape.path} {value} }} }}"
    sign = "<" if name == sh("minCount") else ">"
    values = f"{_target_pattern(shape.targets)} OPTIONAL {{ ?this {shape.path} ?_value }}"
    return f"SELECT ?this WHERE {{ {values} }} GROUP BY ?this HAVING(COUNT(DISTINCT ?_value) {sign} {_number(shape, value)})"


def _number(shape: Shape, value: Term) -> int:
    if isinstance(value, Literal) and value.value.isdecimal():
        return int(value.value)
    raise KgError(f"shape {short(shape.iri)} counts to {short(value)}, which is not a number")


def _value_query(shape: Shape, tests: list[str]) -> str:
    """The values that fail a test, with the numbers of the tests where there are several."""
    values = f"{_target_pattern(shape.targets)} BIND(?this AS ?value)"
    if shape.path:
        values = _bearers(shape, f"?this {shape.path} ?value")
    if len(tests) == 1:
        return f"SELECT ?this ?value WHERE {{ {values} FILTER(!COALESCE({tests[0]}, false)) }}"
    together = " && ".join(f"({test})" for test in tests)
    told = ", ".join(f'IF(COALESCE({test}, false), "", "{number} ")' for number, test in enumerate(tests))
    return f"SELECT ?this ?value ?failed WHERE {{ {values} FILTER(!COALESCE({together}, false)) BIND(CONCAT({told}) AS ?failed) }}"


def _value_tests(shape: Shape, subclasses: Subclasses) -> Iterator[tuple[NamedNode, str]]:
    """For each demand on a value, an expression that is true where it is met."""
    demands = dict(shape.demands)
    flags = demands.get(FLAGS, ())
    for name in ON_VALUES:
        if name not in demands:
            continue
        values = demands[name]
        if len(values) != 1 and name != sh("in") and name != sh("class"):
            raise KgError(f"shape {short(shape.iri)} has {len(values)} values of sh:{short(name)}, one is allowed")
        if name == sh("in"):
            yield name, " || ".join(f"sameTerm(?value, {value})" for value in values)
        else:
            for value in values:
                yield name, _value_test(shape, short(name), value, subclasses, flags)
    for name in PAIRS:
        for value in demands.get(name, ()):
            holds = f"COALESCE(?value {COMPARISONS[short(name)]} ?_other, false)"
            yield name, f"NOT EXISTS {{ ?this {value} ?_other FILTER(!{holds}) }}"


def _value_test(shape: Shape, name: str, value: Term, subclasses: Subclasses, flags: tuple[Term, ...]) -> str:
    """The test of one demand of SHACL Core, `name` being its parameter without prefix."""
    if name in COMPARISONS:
        return f"?value {COMPARISONS[name]} {value}"
    if name in ("minLength", "maxLength") and isinstance(value, Literal):
        return f"!isBlank(?value) && STRLEN(STR(?value)) {'>=' if name == 'minLength' else '<='} {value.value}"
    if name == "pattern" and isinstance(value, Literal):
        text = [Literal(part.value) for part in (value, *flags) if isinstance(part, Literal)]
        return f"!isBlank(?value) && REGEX(STR(?value), {', '.join(map(str, text))})"
    if name == "class" and isinstance(value, NamedNode):
        kinds = sorted(map(str, subclasses(value)))
        if len(kinds) == 1:
            return f"EXISTS {{ ?value {terms.RDF_type} {kinds[0]} }}"
        return f"EXISTS {{ ?value {terms.RDF_type} ?_kind FILTER(?_kind IN ({', '.join(kinds)})) }}"
    if name == "nodeKind" and short(value) in NODE_KINDS:
        return NODE_KINDS[short(value)]
    if name == "datatype" and value in COMPARABLE:
        return f"DATATYPE(?value) = {value} && ?value <= ?value"
    raise KgError(f"shape {short(shape.iri)}: sh:{name} {short(value)} cannot be checked; see kg.validate.compile for what can")


def _checked(select: Select, shape: Shape) -> str:
    """The query of a sh:sparql, if it means the same with $this unbound as it does node by node; else KgError."""
    bare = OPAQUE.sub(" ", select.query)
    found = FORBIDDEN.search(bare)
    if found:
        raise KgError(f"sh:sparql of shape {short(shape.iri)} uses {found[0]}, which is not allowed in a constraint here")
    if bare.upper().count("SELECT") != len(SELECTS_THIS.findall(bare)):
        raise KgError(f"every SELECT in the sh:sparql of shape {short(shape.iri)} must name $this")
    return select.query
