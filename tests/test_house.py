"""The house rules that a machine can check: layers, sizes, known terms, listed extractors, patterns that always come back."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import pytest
import rdflib
from pyoxigraph import NamedNode

import kg.extract
import kg.text
from kg import terms
from kg.query.tokens import tokens
from kg.resources import folder

CHECKOUT = Path(__file__).resolve().parent.parent
MODULES = sorted((CHECKOUT / "kg").rglob("*.py"))
# A module reads in one sitting, a function on one screen. Modules that are longer are named here, to be split.
MODULE_LINES, FUNCTION_LINES = 330, 60
LONGER_MODULES: frozenset[str] = frozenset()


def name(path: Path) -> str:
    return path.relative_to(CHECKOUT).as_posix()


# ---- layers and sizes


def test_data_flows_one_way() -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())", "--no-cache"]
    result = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_module_has_its_layer() -> None:
    """A module in no layer could import what it likes."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    layers = {layer for contract in settings["tool"]["importlinter"]["contracts"] for layer in contract["layers"]}
    assert {f"kg.{module.name}" for module in pkgutil.iter_modules(kg.__path__)} - layers == set()


@pytest.mark.parametrize("path", MODULES, ids=[name(path) for path in MODULES])
def test_a_module_reads_in_one_sitting(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = len(text.splitlines())
    if path.name == "terms.py":  # generated, a line a term
        return
    assert (lines > MODULE_LINES) is (name(path) in LONGER_MODULES), f"{lines} lines: split it, or, if it was, take it off the list"
    assert path.stem not in {"utils", "util", "helpers", "common", "misc"}
    tree = ast.parse(text)
    assert ast.get_docstring(tree) or not text.strip(), "a module says what it is for"
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, f"{node.name} is longer than a screen"


@pytest.mark.parametrize("path", MODULES, ids=[name(path) for path in MODULES])
def test_nothing_is_swallowed(path: Path) -> None:
    """No bare except, and none that catches everything and goes on."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            broad = node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")
            assert not broad or any(isinstance(inner, ast.Raise | ast.Return) for inner in ast.walk(node)), f"line {node.lineno}"


@pytest.mark.parametrize("path", MODULES, ids=[name(path) for path in MODULES])
def test_no_iri_is_typed_by_hand(path: Path) -> None:
    """Terms come from kg.terms; other modules spell an IRI only to explain themselves, and the datatypes that RDF syntax builds in."""
    if path.name == "terms.py" or path.parent.name == "fetch":  # addresses of the network are no terms
        return
    tree = ast.parse(path.read_text("utf-8"))
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in explained and isinstance(node.value, str)]
    assert [text for text in texts if re.match(r"https?://\S", text) and not text.startswith(str(rdflib.XSD))] == []


# ---- terms


@pytest.fixture(scope="module")
def known() -> set[str]:
    """Every IRI that the ontology, its reference data and the shapes themselves declare."""
    graph = rdflib.Graph()
    for path in [*folder("ontology").rglob("*.ttl"), *folder("shapes").glob("*.ttl")]:
        graph.parse(path, format="turtle")
    constants = {value.value for value in vars(terms).values() if isinstance(value, NamedNode)}
    return constants | {str(node) for node in graph.subjects() if isinstance(node, rdflib.URIRef)}


LANGUAGES = (str(rdflib.SH), str(rdflib.RDF), str(rdflib.RDFS), str(rdflib.XSD), str(rdflib.OWL))


@pytest.mark.parametrize("path", sorted(folder("shapes").glob("*.ttl")), ids=lambda path: path.stem)
def test_shapes_use_known_terms(path: Path, known: set[str]) -> None:
    """A shape on a misspelt property would object to nothing, or to all."""
    graph = rdflib.Graph().parse(path, format="turtle")
    used = {str(node) for triple in graph for node in triple if isinstance(node, rdflib.URIRef)}
    for query in graph.objects(None, rdflib.SH.select):
        used |= names_in(str(query), {str(prefix): str(namespace) for prefix, namespace in graph.namespaces()})
    assert {iri for iri in used if not iri.startswith(LANGUAGES)} - known == set()


@pytest.mark.parametrize("path", sorted(folder("queries").rglob("*.rq")), ids=lambda path: path.stem)
def test_queries_use_known_terms(path: Path, known: set[str]) -> None:
    text = path.read_text("utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    used = names_in(body, dict(re.findall(r"^\s*PREFIX ([\w-]*): <([^>]+)>", body, re.MULTILINE)))
    used |= {token.text[1:-1] for token in tokens(re.sub(r"PREFIX [\w-]*: <[^>]+>", "", body)) if token.kind == "iri"}
    assert {iri for iri in used if not iri.startswith(LANGUAGES)} - known - {terms.ID} == set()


def names_in(query: str, prefixes: dict[str, str]) -> set[str]:
    """The IRIs that a query writes as prefixed names."""
    found = [token.text.partition(":") for token in tokens(query) if token.kind == "name" and ":" in token.text]
    return {prefixes[prefix] + local for prefix, _, local in found if local and prefix in prefixes}


# ---- extractors


def modules_of(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        yield importlib.import_module(found.name)


def test_every_extractor_is_listed() -> None:
    """An extractor is the public `extract_*` of its module; one that the tuple forgets would never run."""
    written = [
        function
        for module in modules_of(kg.extract)
        for function in vars(module).values()
        if inspect.isfunction(function) and function.__module__ == module.__name__ and function.__name__.startswith("extract_")
    ]
    assert sorted(function.__module__ for function in written) == sorted({function.__module__ for function in written}), "one extractor a module"
    assert set(written) == set(kg.extract.EXTRACTORS)
    assert all(list(inspect.signature(function).parameters) == ["context"] for function in written)


# ---- patterns: no unbounded repeat whose rounds can be divided in more than one way

ALPHABET = [chr(code) for code in range(128)] + list("éÉñßøÅœ\u00a0\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u3000中½²°€\ufeff")
REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT)
MANY = 16  # a repeat up to here is no danger by itself


def items(body: Any) -> Iterator[tuple[Any, Any]]:
    """The parts of a sequence, groups opened: what of a pattern stands side by side."""
    for op, value in body:
        if op is c.SUBPATTERN:
            yield from items(value[-1])
        else:
            yield op, value


def children(op: Any, value: Any) -> list[Any]:
    if op in REPEATS or op is c.POSSESSIVE_REPEAT:
        return [value[2]]
    if op is c.BRANCH:
        return list(value[1])
    if op is c.SUBPATTERN:
        return [value[-1]]
    if op in (c.ASSERT, c.ASSERT_NOT):
        return [value[1]]
    if op is c.ATOMIC_GROUP:
        return [value]
    return [part for part in value[1:] if part is not None] if op is c.GROUPREF_EXISTS else []


def first(body: Any, flags: int) -> tuple[frozenset[str], bool]:
    """The characters of the alphabet that a match of a sequence can begin with, and whether it can be empty."""
    found: frozenset[str] = frozenset()
    for op, value in items(body):
        here, empty = first_of(op, value, flags)
        found |= here
        if not empty:
            return found, False
    return found, True


def first_of(op: Any, value: Any, flags: int) -> tuple[frozenset[str], bool]:
    if op in REPEATS or op is c.POSSESSIVE_REPEAT:
        inner, empty = first(value[2], flags)
        return inner, empty or value[0] == 0
    if op is c.BRANCH:
        parts = [first(part, flags) for part in value[1]]
        return frozenset().union(*(chars for chars, _ in parts)), any(empty for _, empty in parts)
    if op is c.ATOMIC_GROUP:
        return first(value, flags)
    if op in (c.AT, c.ASSERT, c.ASSERT_NOT):
        return frozenset(), True
    if op in (c.LITERAL, c.NOT_LITERAL, c.IN, c.ANY):
        return frozenset(char for char in ALPHABET if takes(op, value, char, flags)), False
    return frozenset(ALPHABET), True  # back references: anything


def takes(op: Any, value: Any, char: str, flags: int) -> bool:
    """Whether a single-character part of a pattern takes a character."""
    forms = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
    if op is c.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if op in (c.LITERAL, c.NOT_LITERAL):
        return (chr(value) in forms) is (op is c.LITERAL)
    inside, negated = False, False
    for kind, what in value:
        if kind is c.NEGATE:
            negated = True
        elif kind is c.LITERAL:
            inside |= chr(what) in forms
        elif kind is c.RANGE:
            inside |= any(len(form) == 1 and what[0] <= ord(form) <= what[1] for form in forms)
        else:
            inside |= in_category(what, char)
    return inside is not negated


def in_category(category: Any, char: str) -> bool:
    letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}[str(category).rpartition("_")[2]]
    return bool(re.match(letter, char)) is ("_NOT_" not in str(category))


def endless(op: Any, value: Any) -> bool:
    return op in REPEATS and (value[1] is c.MAXREPEAT or value[1] > MANY)


def nested(body: Any, flags: int) -> Iterator[str]:
    """The endless repeats of a pattern that repeat little else than another endless repeat, as (a+)* does: each way to divide a run among
    the rounds is tried before the pattern gives up. A part beside the inner repeat that must be there, and that the inner repeat cannot
    take, keeps the rounds apart, as in (a+,)*."""
    for op, value in body:
        for child in children(op, value):
            yield from nested(child, flags)
        if endless(op, value):
            for way in ways(value[2]):
                for index, (inner, inside) in enumerate(way):
                    if not endless(inner, inside):
                        continue
                    taken, _ = first(inside[2], flags)
                    rest = [first_of(other, what, flags) for at, (other, what) in enumerate(way) if at != index]
                    if taken and not any(not empty and not chars & taken for chars, empty in rest):
                        yield f"repeats {''.join(sorted(taken))[:40]!r} within a repeat"


def ways(body: Any) -> list[list[tuple[Any, Any]]]:
    """The sequences that a body may be: one for each branch that makes it up whole."""
    sequence = list(items(body))
    if len(sequence) == 1 and sequence[0][0] is c.BRANCH:
        return [way for part in sequence[0][1][1] for way in ways(part)]
    return [sequence]


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of the text and extraction layers holds, also in its lists and tables."""
    for module in [*modules_of(kg.text), *modules_of(kg.extract)]:
        for attribute, value in vars(module).items():
            yield from ((f"{module.__name__}.{attribute}", pattern) for pattern in inside(value))


def inside(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict | list | tuple | set | frozenset) and depth < 3:
        for part in value.values() if isinstance(value, dict) else value:
            yield from inside(part, depth + 1)


def dangers(pattern: str, flags: int = 0) -> list[str]:
    return list(nested(parser.parse(pattern, flags & ~re.DEBUG), flags))


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+b",
        r"(?:\w+\s*)*x",
        r"(\s*\w*)+$",
        r"(?:a|[ab]+)*c",
        r"(?:(?:x+)y?)*",
        r"(?:[A-Z][a-z]*[a-z]?)*(?:[a-z]+[a-z])+",
        r"(?i:A+a*)+",
    ],
)
def test_a_pattern_that_may_never_end_is_seen(pattern: str) -> None:
    assert dangers(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?:\w+\s)*x",
        r"a+b+",
        r"(?:, \w+)*",
        r"(?:a+,)+",
        r"(?:[A-Z][a-z]+)*",
        r"(?:(?:x+)y){0,3}",
        r"(?:a++)*",
        r"(?>a+)*b",
        r"(?:ab)*",
    ],
)
def test_a_pattern_that_ends_is_left_alone(pattern: str) -> None:
    assert dangers(pattern) == []


def test_every_pattern_ends() -> None:
    found = dict.fromkeys((f"{where}: {danger}" for where, pattern in patterns() for danger in dangers(pattern.pattern, pattern.flags)))
    assert list(found) == []
    assert sum(1 for _ in patterns()) > 50
