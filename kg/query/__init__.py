"""Query files: one `.rq` file is a question, its page of help, its parameters and its test.

A file starts with lines of grlc metadata (`#+ ` and YAML) and goes on with one SPARQL 1.1 SELECT or ASK query, so that the same
file runs under grlc. Parameters are variables named `?_name` (required) or `?__name` (optional), with a suffix for the type:
none or `_literal` (string), `_iri`, `_number`, `_integer`, `_xsd_date`. A value replaces the variable as one serialised term;
strings, IRIs and comments are never touched, so a value cannot become query text. An optional parameter without a value stays
a variable that nothing binds: write `FILTER(COALESCE(?x >= ?__since_xsd_date, true))`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.metadata import Metadata, near, read
from kg.query.parameters import Param, is_parameter, parameter_of, serialise
from kg.query.rows import Rows, Value, evaluate, plain, rows_of
from kg.query.tokens import Token, form_of, line_of, tokens
from kg.resources import folder

__all__ = ["Param", "Query", "Rows", "Value", "catalogue", "evaluate", "load", "plain", "rows_of"]


@dataclass(frozen=True)
class Query:
    """A question: what it asks, its parameters in the order of its help, the values that its test uses, and its text."""

    name: str
    summary: str
    description: str
    params: tuple[Param, ...]
    example: Mapping[str, str] | None
    text: str
    tags: tuple[str, ...] = ()

    def bind(self, params: Mapping[str, object] | None = None) -> str:
        """The text with every given value in place; None counts as not given. QueryError names a parameter that does not fit."""
        values = {name: value for name, value in (params or {}).items() if value is not None}
        known = {param.name: param for param in self.params}
        for name in values:
            if name not in known:
                has = f"it has {', '.join(known)}" if known else "it has none"
                raise QueryError(f"{self.name} has no parameter {name!r}{near(name, known)}; {has}")
        terms = {p.name: serialise(p, v) for p in self.params if (v := values.get(p.name, p.default)) is not None}
        missing = [param.name for param in self.params if param.required and param.name not in terms]
        if missing:
            raise QueryError(f"{self.name} needs {' and '.join(missing)}: {'; '.join(known[m].help or m for m in missing)}")
        return "".join(_bound(token, terms) for token in tokens(self.text))

    def run(self, graph: ox.Store, params: Mapping[str, object] | None = None) -> Rows:
        """The answer over all graphs of the store; QueryError where the parameters or the query are not right."""
        try:
            results = evaluate(graph, self.bind(params))
        except QueryError as error:
            raise QueryError(f"query {self.name}: {error}") from error
        if isinstance(results, ox.QueryTriples):
            raise QueryError(f"query {self.name} constructs triples; a question must be a SELECT or an ASK")
        return rows_of(results)


def _bound(token: Token, terms: Mapping[str, str]) -> str:
    if token.kind != "variable" or not is_parameter(token.text):
        return token.text
    return terms.get(parameter_of(token.text).name, token.text)


def load(name: str | Path) -> Query:
    """The question of that name ("holder-on-date", "tables/roles"), or of a file ending in .rq; QueryError where it is not there
    or is written so that grlc would misread it."""
    base = folder("queries")
    path = Path(name) if str(name).endswith(".rq") else base / f"{name}.rq"
    if not path.is_file():
        if str(name).endswith(".rq"):
            raise QueryError(f"no query file {path}")
        names = [found.relative_to(base).with_suffix("").as_posix() for found in base.rglob("*.rq")]
        raise QueryError(f"no question named {str(name)!r}{near(str(name), names)}; `kg query` lists them")
    try:
        state = path.stat()
        name = path.relative_to(base).with_suffix("").as_posix() if path.is_relative_to(base) else path.stem
        return _read(path, name, state.st_mtime_ns, state.st_size)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"cannot read the query file {path}: {error}") from error


@lru_cache(maxsize=256)
def _read(path: Path, name: str, changed: int, size: int) -> Query:
    """A file is parsed once while it stays the same: a lookup asks several questions, some of them many times."""
    return parse(path.read_text("utf-8"), path, name)


def catalogue() -> tuple[Query, ...]:
    """All questions that ship with the package, by name; the ten fact tables are named "tables/..."."""
    base = folder("queries")
    names = sorted(path.relative_to(base).with_suffix("").as_posix() for path in base.rglob("*.rq"))
    return tuple(load(name) for name in names)


def parse(text: str, path: Path, name: str) -> Query:
    """The question in a file's text; QueryError says file, line and fix."""
    meta = read(text, path)
    form = form_of(text)
    if form not in {"SELECT", "ASK"}:
        raise QueryError(f"{path}:1: a question is a SELECT or an ASK, this is {form or 'neither'}; `kg sparql` runs any query")
    params = tuple(_params(text, path))
    names = [param.name for param in params]
    for key, mentioned in (("defaults", meta.defaults), ("enumerate", meta.enums), ("params", meta.help), ("example", meta.example or {})):
        for word in mentioned:
            if word not in names:
                raise QueryError(f"{path}:{meta.lines[key]}: {key} names {word!r}, which is no parameter of the query{near(word, names)}")
    full = tuple(replace(p, help=meta.help.get(p.name, ""), default=meta.defaults.get(p.name), enum=meta.enums.get(p.name, ())) for p in params)
    order = [*meta.help, *names]
    full = tuple(sorted(full, key=lambda param: order.index(param.name)))
    query = Query(name, meta.summary, meta.description, full, meta.example, text, meta.tags)
    _check_values(query, meta, path)
    return query


def _params(text: str, path: Path) -> Iterator[Param]:
    """Each parameter once, in order of appearance."""
    seen: dict[str, tuple[Param, str]] = {}
    before = [Token("other", "", 0)] * 2
    for token in tokens(text):
        if token.kind in {"space", "comment"}:
            continue
        if token.kind == "variable" and is_parameter(token.text):
            where = f"{path}:{line_of(text, token.start)}"
            try:
                param = parameter_of(token.text)
            except QueryError as error:
                raise QueryError(f"{where}: {error}") from error
            if before[0].text.upper() == "BOUND":
                raise QueryError(f"{where}: BOUND({token.text}) breaks once a value is there; write COALESCE(... {token.text} ..., true)")
            if param.name not in seen:
                seen[param.name] = param, token.text
                yield param
            elif seen[param.name] != (param, token.text):
                raise QueryError(f"{where}: {token.text} stands elsewhere as {seen[param.name][1]}; use one form")
        before = [before[1], token]


def _check_values(query: Query, meta: Metadata, path: Path) -> None:
    """Defaults and the example must be values that the parameters take."""
    key = "defaults"
    try:
        for param in query.params:
            if param.default is not None:
                serialise(param, param.default)
        key = "example"
        if query.example is not None:
            query.bind(query.example)
    except QueryError as error:
        raise QueryError(f"{path}:{meta.lines[key]}: {error}") from error
