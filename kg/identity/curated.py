"""The curated file: what a person has decided is one thing, is not, or is called, each with a note.

    [[same]]                                        # one thing under several names: all become the one kept
    entities = ["company:acme-gold", "company:acme-gold-ltd"]
    keep = "company:acme-gold-ltd"
    note = "The masthead of 2009 leaves out the legal form"
    source = "https://..."                          # may be left out

    [[different]]                                   # never linked
    entities = ["company:acme-gold-ltd", "company:acme-gold-inc"]
    note = "..."

    [[different]]                                   # one name for two things: in documents of the second company ... one of its own
    entity = "site:bluebell"
    of = ["company:a-ltd", "company:b-inc"]
    note = "..."

    [[name]]                                        # the label to show
    entity = "company:acme-gold-ltd"
    name = "Acme Gold"
    note = "..."

The file works on names before any fact gets its IRI, so a build without it gives what it would have given had there never been one.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.errors import KgError
from kg.identity.known import GRAPH, node

# Kinds of a CURIE, and the step of the IRI that they stand for.
KINDS = {"company": "org", "org": "org", "person": "person", "site": "site", "facility": "facility", "zone": "zone"}
_SPLIT = ("site", "facility")
_KEYS = {
    "same": {"entities", "keep", "note", "source"},
    "different": {"entities", "entity", "of", "note", "source"},
    "name": {"entity", "name", "note", "source"},
}


class CuratedError(KgError):
    """A curated file says what it may not; the message names the file, the entry and its line."""


@dataclass(frozen=True, order=True)
class Decision:
    """One entry: "same", "different", "split" or "name"; paths of entities ("org/acme-ltd"), of which the first is kept, and its reasons."""

    kind: str
    entities: tuple[str, ...]
    note: str
    source: str = ""
    name: str = ""
    of: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """What a curated file decides; the empty table decides nothing."""

    file: str = ""
    content: str = ""
    decisions: tuple[Decision, ...] = ()
    kept: dict[str, str] = field(default_factory=dict)  # path -> the path that stands for it
    splits: dict[str, tuple[str, ...]] = field(default_factory=dict)  # path -> companies that mean another thing by it
    apart: frozenset[frozenset[str]] = frozenset()
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Table:
        """The table in a file; CuratedError, in one line, where it cannot be read or says what it may not."""
        try:
            return cls.parse(path.name, path.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise CuratedError(f"cannot read the identity file {path}: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}") from error

    @classmethod
    def parse(cls, file: str, content: str) -> Table:
        """The table in a text; CuratedError as above."""
        try:
            data = tomllib.loads(content.removeprefix("\ufeff").replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError as error:
            raise CuratedError(f"{file}: no TOML: {error}") from error
        return _Reader(file, content, data).table()

    def rename(self, issuer: str = "") -> Callable[[str], str]:
        """What stands for an entity's path in documents of an issuer, which is a path as well."""
        if not self.decisions:
            return lambda path: path
        company = self.kept.get(issuer, issuer)

        def renamed(path: str) -> str:
            if company in self.splits.get(path, ()):
                path = f"{path}-{company.partition('/')[2]}"
            return self.kept.get(path, path)

        return renamed

    def different(self, one: str, other: str) -> bool:
        """Whether two IRIs are decided to be two; of one IRI with itself: whether it is split already."""
        first, second = (iri.removeprefix(terms.ID) for iri in (one, other))
        return first in self.splits if first == second else frozenset((first, second)) in self.apart

    def relabelled(self, quads: Iterable[Quad]) -> list[Quad]:
        """Labels with the curated names in the place of those that the documents give, which become alternatives."""
        names = {NamedNode(terms.ID + path): Literal(name) for path, name in self.names.items()}
        result: set[Quad] = set()
        for quad in quads:
            name = names.get(quad.subject) if isinstance(quad.subject, NamedNode) else None
            if name is None or quad.predicate not in (terms.SKOS_prefLabel, terms.SKOS_altLabel):
                result.add(quad)
                continue
            result.add(Quad(quad.subject, terms.SKOS_prefLabel, name, quad.graph_name))
            if quad.object != name:
                result.add(Quad(quad.subject, terms.SKOS_altLabel, quad.object, quad.graph_name))
        return sorted(result, key=str) if names else list(quads)

    def unnamed(self, named: Iterable[str]) -> list[str]:
        """The entities of the file that no document names, by IRIs of those that are named after renaming; sorted CURIEs."""
        known = {iri.removeprefix(terms.ID) for iri in named}
        kept = {self.kept.get(path, path) for decision in self.decisions for path in (*decision.entities, *decision.of)}
        return sorted(curie(path) for path in kept - known)

    def quads(self) -> Iterator[Quad]:
        """The file and its decisions, in graph/identity."""
        if not self.content:
            return
        file = NamedNode(node("identity-file", self.file, self.content))
        yield Quad(file, terms.RDF_type, terms.MKG_IdentityFile, GRAPH)
        yield Quad(file, terms.MKG_linkBasis, Literal("curated"), GRAPH)
        yield Quad(file, terms.MKG_fileName, Literal(self.file), GRAPH)
        yield Quad(file, terms.SCHEMA_sha256, Literal(hashlib.sha256(self.content.encode()).hexdigest()), GRAPH)
        yield Quad(file, terms.MKG_content, Literal(self.content), GRAPH)
        for decision in self.decisions:
            yield from _decision_quads(decision, file)
        for old, new in self.kept.items():
            yield Quad(NamedNode(terms.ID + old), terms.DCTERMS_isReplacedBy, NamedNode(terms.ID + new), GRAPH)


def decision_iri(decision: Decision) -> str:
    """The IRI of a decision: what it decides and why."""
    return node("decision", decision.kind, *decision.entities, decision.note, decision.source, decision.name, *decision.of)


def _decision_quads(decision: Decision, file: NamedNode) -> Iterator[Quad]:
    this = NamedNode(decision_iri(decision))
    yield Quad(this, terms.RDF_type, terms.MKG_Decision, GRAPH)
    yield Quad(this, terms.PROV_wasDerivedFrom, file, GRAPH)
    yield Quad(this, terms.MKG_linkBasis, Literal(decision.kind), GRAPH)
    yield Quad(this, terms.DCTERMS_description, Literal(decision.note), GRAPH)
    if decision.source:
        yield Quad(this, terms.DCTERMS_source, Literal(decision.source), GRAPH)
    if decision.kind == "same":
        yield Quad(this, terms.MKG_canonical, NamedNode(terms.ID + decision.entities[0]), GRAPH)
    if decision.name:
        yield Quad(this, terms.SKOS_prefLabel, Literal(decision.name), GRAPH)
    for path in decision.entities:
        yield Quad(this, terms.MKG_between, NamedNode(terms.ID + path), GRAPH)
    for path in decision.of:
        yield Quad(this, terms.MKG_setApartFor, NamedNode(terms.ID + path), GRAPH)


def curie(path: str) -> str:
    """A path as commands take it: "org/acme-ltd" -> "company:acme-ltd"."""
    kind, _, local = path.removeprefix(terms.ID).partition("/")
    return f"{'company' if kind == 'org' else kind}:{local}"


class _Reader:
    """Checks a parsed file entry by entry, and puts it together."""

    def __init__(self, file: str, content: str, data: dict[str, Any]) -> None:
        self.file, self.content, self.data = file, content, data
        self.where = file

    def _fail(self, what: str) -> CuratedError:
        return CuratedError(f"{self.where}: {what}")

    def table(self) -> Table:
        decisions = []
        for kind, entries in self.data.items():
            if kind not in _KEYS or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
                raise self._fail(f"'{kind}' is no table of decisions; write [[same]], [[different]] or [[name]]")
            lines = [number for number, line in enumerate(self.content.splitlines(), 1) if re.match(rf"\s*\[\[\s*{kind}\s*\]\]", line)]
            for number, entry in enumerate(entries):
                line = f" (line {lines[number]})" if number < len(lines) else ""
                self.where = f"{self.file}, [[{kind}]] {number + 1}{line}"
                decisions.append((self.where, self._decision(kind, entry)))
        kept = self._kept(decisions)
        splits: dict[str, tuple[str, ...]] = {}
        names: dict[str, str] = {}
        apart: set[frozenset[str]] = set()
        for self.where, decision in decisions:
            paths = [kept.get(path, path) for path in decision.entities]
            if decision.kind == "different":
                if len(set(paths)) < len(paths):
                    raise self._fail("two of these are the same by a [[same]] of this file")
                apart |= {frozenset(pair) for pair in combinations(paths, 2)}
            elif decision.kind == "split":
                if decision.entities[0] in kept or decision.entities[0] in splits:
                    raise self._fail(f"{curie(decision.entities[0])} is split, and the same as another or split again: decide once")
                splits[decision.entities[0]] = tuple(kept.get(path, path) for path in decision.of[1:])
            elif decision.kind == "name":
                if paths[0] in names:
                    raise self._fail(f"{curie(paths[0])} has a name already")
                names[paths[0]] = decision.name
        return Table(self.file, self.content, tuple(decision for _, decision in decisions), kept, splits, frozenset(apart), names)

    def _decision(self, kind: str, entry: dict[str, Any]) -> Decision:
        if unknown := sorted(entry.keys() - _KEYS[kind]):
            raise self._fail(f"unknown key '{unknown[0]}'; the keys are {', '.join(sorted(_KEYS[kind]))}")
        note, source = self._text(entry, "note", needed=True), self._text(entry, "source")
        if kind == "name":
            return Decision(kind, (self._path(entry.get("entity"), "entity"),), note, source, self._text(entry, "name", needed=True))
        if kind == "different" and "entity" in entry:
            entity, of = self._path(entry["entity"], "entity"), self._paths(entry, "of")
            if "entities" in entry or not entity.startswith(_SPLIT) or any(not path.startswith("org/") for path in of):
                raise self._fail("to split a name, give entity = a site or facility and of = the companies that mean each; no 'entities'")
            return Decision("split", (entity,), note, source, of=of)
        if "of" in entry:
            raise self._fail("'of' goes with 'entity', not with 'entities'")
        entities = self._paths(entry, "entities")
        if kind == "different":
            return Decision(kind, entities, note, source)
        keep = self._path(entry.get("keep"), "keep")
        if keep not in entities:
            raise self._fail(f"keep = {curie(keep)} is none of the entities")
        return Decision(kind, (keep, *(path for path in entities if path != keep)), note, source)

    def _text(self, entry: dict[str, Any], key: str, needed: bool = False) -> str:
        value = entry.get(key, "")
        if not isinstance(value, str) or (needed and not value.strip()):
            raise self._fail(f"{key} = a text is missing" if needed else f"{key} is no text")
        return " ".join(value.split())

    def _paths(self, entry: dict[str, Any], key: str) -> tuple[str, ...]:
        value = entry.get(key)
        if not isinstance(value, list) or len(value) < 2:
            raise self._fail(f"{key} = a list of at least two is missing")
        paths = tuple(self._path(one, key) for one in value)
        if len({path.partition("/")[0] for path in paths}) > 1 or len(set(paths)) < len(paths):
            raise self._fail(f"the {key} must be of one kind, each named once")
        return paths

    def _path(self, value: object, key: str) -> str:
        """The path of a CURIE or IRI."""
        if not isinstance(value, str):
            raise self._fail(f"{key} = a CURIE such as company:acme-gold-ltd is missing")
        kind, colon, local = value.partition(":")
        if value.startswith(terms.ID):
            kind, colon, local = value.removeprefix(terms.ID).partition("/")
        steps = 2 if KINDS.get(kind) in ("person", "zone") else 1
        if not colon or kind not in KINDS or not re.fullmatch("/".join(["[a-z0-9-]+"] * steps), local):
            kinds = "company:SLUG, site:SLUG, facility:SLUG, person:COMPANY/SLUG or zone:SITE/SLUG"
            raise self._fail(f"'{value}' is none of {kinds}, nor an IRI under {terms.ID}")
        return f"{KINDS[kind]}/{local}"

    def _kept(self, decisions: list[tuple[str, Decision]]) -> dict[str, str]:
        """What stands for each path at last, through chains; people and zones by the paths that those of their companies and sites become."""
        result: dict[str, str] = {}
        for kinds in (("org", "site", "facility"), ("person", "zone")):
            step: dict[str, tuple[str, str]] = {}
            for self.where, decision in decisions:
                if decision.kind != "same" or decision.entities[0].partition("/")[0] not in kinds:
                    continue
                keep, *others = (_moved(path, result) for path in decision.entities)
                for path in others:
                    if step.get(path, (keep,))[0] != keep:
                        raise self._fail(f"{curie(path)} is to become {curie(keep)} and {curie(step[path][0])}")
                    if path != keep:
                        step[path] = (keep, self.where)
            for path in step:
                result[path] = self._end(path, step)
        return result

    def _end(self, path: str, step: dict[str, tuple[str, str]]) -> str:
        seen, start = {path}, path
        while path in step:
            path, self.where = step[path]
            if path in seen:
                raise self._fail(f"{curie(start)} becomes itself in the end: a circle of [[same]]")
            seen.add(path)
        return path


def _moved(path: str, kept: dict[str, str]) -> str:
    """A person's or zone's path under what its company or site becomes; any other path as it is."""
    kind, _, local = path.partition("/")
    owner, slash, rest = local.partition("/")
    if not slash:
        return path
    kinds = ("org",) if kind == "person" else ("site", "facility", "org")
    new = next((kept[f"{one}/{owner}"] for one in kinds if f"{one}/{owner}" in kept), f"{kind}/{owner}")
    return f"{kind}/{new.partition('/')[2]}/{rest}"
