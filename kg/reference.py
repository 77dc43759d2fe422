"""The reference data of `ontology/reference/` as the look-ups that extraction needs: one source for graph and grammar alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cache

import pyoxigraph as ox

from kg import terms
from kg.resources import folder

_Index = dict[str, dict[str, list[str]]]


@cache
def reference_quads() -> tuple[ox.Quad, ...]:
    """Every triple of the reference data, in the reference graph, sorted."""
    graph = ox.NamedNode(terms.GRAPH + "reference")
    quads = set()
    for path in sorted((folder("ontology") / "reference").glob("*.ttl")):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            quads.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
    return tuple(sorted(quads, key=str))


@cache
def _index() -> _Index:
    """subject IRI -> predicate IRI -> values."""
    index: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in reference_quads():
        assert isinstance(quad.subject, ox.NamedNode)
        assert not isinstance(quad.object, ox.Triple)  # reference data has neither blank nodes nor quoted triples; a test says so
        index[quad.subject.value][quad.predicate.value].append(quad.object.value)
    return {subject: dict(pairs) for subject, pairs in index.items()}


def _labels(pairs: dict[str, list[str]], *predicates: ox.NamedNode) -> list[str]:
    return [label for predicate in predicates for label in pairs.get(predicate.value, [])]


@cache
def exchange_names() -> dict[str, tuple[str, ...]]:
    """Every spelling of an exchange's name -> the keys of the names that are spelt so, such as "XASE-3": the MIC and a number."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    prefix = terms.ID + "exchange-name/"
    for subject, pairs in _index().items():
        if subject.startswith(prefix):
            for label in _labels(pairs, terms.SKOS_notation, terms.SKOS_hiddenLabel, terms.SKOS_altLabel):
                names[label].add(subject.removeprefix(prefix))
    return {label: tuple(sorted(keys)) for label, keys in names.items()}


@cache
def _borne() -> dict[str, tuple[str, str]]:
    """The ISO days between which an exchange bore each of its names, "" where open."""
    prefix = terms.ID + "exchange-name/"
    return {
        subject.removeprefix(prefix): (pairs.get(terms.DCAT_startDate.value, [""])[0], pairs.get(terms.DCAT_endDate.value, [""])[0])
        for subject, pairs in _index().items()
        if subject.startswith(prefix)
    }


def was_borne(key: str, day: date) -> bool:
    """Whether an exchange bore a name on a day."""
    start, end = _borne()[key]
    return (not start or start <= day.isoformat()) and (not end or day.isoformat() < end)


def are_dated(keys: Iterable[str]) -> bool:
    """Whether every one of these names of exchanges has a first or last day."""
    return all(any(_borne()[key]) for key in keys)


def fits_pattern(mic: str, symbol: str) -> bool:
    """Whether a symbol looks like those of an exchange, as far as reference data says how they look."""
    patterns = _index().get(f"{terms.ID}exchange/{mic}", {}).get(terms.MKG_symbolPattern.value, [])
    return not patterns or any(re.fullmatch(pattern.strip("^$"), symbol) for pattern in patterns)


@cache
def concepts(scheme: str) -> dict[str, str]:
    """Every label of the concepts of a scheme ("commodity", "role" ...), case folded -> the concept's key."""
    prefix = f"{terms.ID}{scheme}/"
    found: dict[str, str] = {}
    for subject in sorted(_index()):
        if subject.startswith(prefix):
            pairs = _index()[subject]
            for label in _labels(pairs, terms.SKOS_prefLabel, terms.SKOS_altLabel, terms.SKOS_hiddenLabel):
                found.setdefault(label.casefold(), subject.removeprefix(prefix))
    return found


@cache
def notations(scheme: str) -> dict[str, str]:
    """The notations of a scheme's concepts as written ("Au", "U3O8") -> the concept's key."""
    prefix = f"{terms.ID}{scheme}/"
    found: dict[str, str] = {}
    for subject in sorted(_index()):
        if subject.startswith(prefix):
            for notation in _labels(_index()[subject], terms.SKOS_notation):
                found.setdefault(notation, subject.removeprefix(prefix))
    return found


@cache
def exclusive_roles() -> frozenset[str]:
    """The roles that one person at a time holds in a company."""
    prefix = terms.ID + "role/"
    return frozenset(
        s.removeprefix(prefix) for s, pairs in _index().items() if s.startswith(prefix) and pairs.get(terms.MKG_exclusive.value) == ["true"]
    )


@cache
def _units() -> dict[str, ox.NamedNode]:
    units = f"{terms.ID}scheme/units"
    in_scheme = (subject for subject, pairs in sorted(_index().items()) if units in pairs.get(terms.SKOS_inScheme.value, ()))
    return {notation: ox.NamedNode(subject) for subject in in_scheme for notation in _index()[subject].get(terms.SKOS_notation.value, ())}


def unit(notation: str) -> ox.NamedNode:
    """The unit that the fact tables write so ("oz", "g/t"); KeyError where there is none."""
    return _units()[notation]


@cache
def units() -> dict[str, tuple[str, Decimal]]:
    """Every spelling of a unit, as written -> the notation of the unit in which the tables write it in full, and how many of that it is:
    "koz" -> ("oz", 1000)."""
    spelt: dict[str, tuple[str, Decimal]] = {}
    for _, pairs in _unit_pairs():
        notation, factor = _in_full(pairs)
        for label in _labels(pairs, terms.SKOS_notation, terms.SKOS_prefLabel, terms.SKOS_hiddenLabel):
            spelt.setdefault(label, (notation, factor))
    return spelt


def _unit_pairs() -> list[tuple[str, dict[str, list[str]]]]:
    kind, unit = terms.RDF_type.value, terms.QUDT_Unit.value
    currency = terms.QUDT_CurrencyUnit.value
    return [(subject, pairs) for subject, pairs in sorted(_index().items()) if {unit, currency} & set(pairs.get(kind, []))]


def _in_full(pairs: dict[str, list[str]]) -> tuple[str, Decimal]:
    broader = pairs.get(terms.SKOS_broader.value)
    if not broader:
        return pairs[terms.SKOS_notation.value][0], Decimal(1)
    whole = _index()[broader[0]]
    ratio = Decimal(pairs[terms.QUDT_conversionMultiplier.value][0]) / Decimal(whole[terms.QUDT_conversionMultiplier.value][0])
    return whole[terms.SKOS_notation.value][0], ratio.quantize(Decimal("0.000001")).normalize()


@cache
def currencies() -> frozenset[str]:
    """The notations of the units of money: "$", "USD" ..."""
    currency = terms.QUDT_CurrencyUnit.value
    return frozenset(pairs[terms.SKOS_notation.value][0] for _, pairs in _unit_pairs() if currency in pairs.get(terms.RDF_type.value, []))
