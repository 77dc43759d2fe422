"""Rows: what a question answers, as plain Python values and as the RDF terms they came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError
from kg.query.tokens import keywords
from kg.store.layout import damage_told

Value = str | int | Decimal | date | bool | None
Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

_SYNTAX_ERROR = re.compile(r"error at (\d+):(\d+): expected (?:one of )?(.*)", re.DOTALL)
_IN_WORDS = re.compile(r"(?:^|(?<=, ))[A-Z]\w*(?: \w+)+(?=, |$)")
_READERS: dict[str, Callable[[str], Value]] = {
    terms.XSD_integer.value: int,
    terms.XSD_nonNegativeInteger.value: int,
    terms.XSD_decimal.value: Decimal,
    terms.XSD_date.value: date.fromisoformat,
    terms.XSD_boolean.value: lambda text: {"true": True, "1": True, "false": False, "0": False}[text],
}


@dataclass(frozen=True)
class Rows:
    """A table: column names, and one tuple of RDF terms (None where unbound) a row; `boolean` instead for an ASK query."""

    columns: tuple[str, ...]
    terms: tuple[tuple[Term | None, ...], ...]
    boolean: bool | None = None

    @cached_property
    def values(self) -> list[tuple[Value, ...]]:
        """The rows as Python values: str, int, Decimal, date, bool, None; other types and IRIs stay text."""
        return [tuple(plain(term) for term in row) for row in self.terms]

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.values)

    def __len__(self) -> int:
        return len(self.terms)

    def records(self) -> list[dict[str, Value]]:
        """One dict a row, keyed by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.values]

    def to_srj(self) -> dict[str, Any]:
        """The W3C "SPARQL 1.1 Query Results JSON" object; unbound columns are left out of their row."""
        if self.boolean is not None:
            return {"head": {}, "boolean": self.boolean}
        bindings = [{c: _srj(t) for c, t in zip(self.columns, row, strict=True) if t is not None} for row in self.terms]
        return {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}


def evaluate(graph: ox.Store, sparql: str) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Any read-only SPARQL over all graphs of the store as one, unless the query says FROM.

    QueryError where the query is malformed or wants another server: SERVICE would let a query reach into the local network.
    """
    if not sparql.strip():
        raise QueryError("the query is empty")
    words = keywords(sparql)
    if "SERVICE" in words:
        raise QueryError("SERVICE is refused: a query reads this store only")
    try:
        with damage_told():
            return graph.query(sparql, use_default_graph_as_union="FROM" not in words)
    except SyntaxError as error:
        raise QueryError(f"not SPARQL: {_what_is_wrong(str(error), sparql)}") from error


def _what_is_wrong(told: str, sparql: str) -> str:
    """Where the parser stopped and why, where it says so in words; the tokens that its grammar would take there help nobody."""
    found = _SYNTAX_ERROR.match(told)
    if not found:
        return told
    line, column = int(found[1]), int(found[2])
    rest = "".join(sparql.splitlines(keepends=True)[line - 1 : line])[column - 1 :].strip()
    place = f"at '{rest[:40]}'" if rest else "at the end of the line"
    return "; ".join([f"error at line {line}, column {column}, {place}", *_IN_WORDS.findall(found[3])])


def rows_of(results: ox.QuerySolutions | ox.QueryBoolean) -> Rows:
    """The solutions of a SELECT or the answer of an ASK, read to the end."""
    if isinstance(results, ox.QueryBoolean):
        return Rows((), (), bool(results))
    columns = tuple(variable.value for variable in results.variables)
    width = range(len(columns))
    with damage_told():  # the engine reads while it is asked for rows
        return Rows(columns, tuple(tuple(row[i] for i in width) for row in results))


def plain(term: Term | None) -> Value:
    """The Python value of a term; the text of a literal whose form does not fit its type, an IRI as text."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        try:
            return _READERS[term.datatype.value](term.value)
        except (KeyError, ValueError, ArithmeticError):
            return term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _srj(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        return {"type": "triple", "value": {k: _srj(getattr(term, k)) for k in ("subject", "predicate", "object")}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype == terms.XSD_string:
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
