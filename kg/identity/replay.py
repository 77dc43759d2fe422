"""What is known day by day: evidence with the day that first shows it, and runs of what follows from it.

Evidence is only ever added, so what is known on a day is a function of the documents published by then; leaving out later documents
leaves every earlier run as it is, cut off at that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from kg.identity.known import END, Record

Item = TypeVar("Item", bound=Hashable)


class Ledger(Generic[Item]):
    """Pieces of evidence, each with the first day on which a document tells it and the facts of that day that do."""

    def __init__(self) -> None:
        self._first: dict[Item, tuple[str, set[str]]] = {}

    def add(self, item: Item, day: str, *facts: str) -> None:
        known = self._first.get(item)
        if known is None or day < known[0]:
            self._first[item] = (day, set(facts))
        elif day == known[0]:
            known[1].update(facts)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._first)

    def __contains__(self, item: object) -> bool:
        return item in self._first

    def known(self, item: Item, day: str) -> bool:
        """Whether it is known on a day."""
        return item in self._first and self._first[item][0] <= day

    def first(self, item: Item) -> str:
        """The first day on which it is known."""
        return self._first[item][0]

    def facts(self, item: Item) -> tuple[str, ...]:
        """The facts that first told it, sorted."""
        return tuple(sorted(self._first[item][1])) if item in self._first else ()


@dataclass(frozen=True, order=True)
class Link:
    """What a variant is, as known on one day."""

    canonical: str
    basis: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, order=True)
class Doubt:
    """What may be one, or what documents contradict each other about, as known from a day to before another."""

    kind: str  # "candidate" or "conflict"
    one: str
    other: str
    basis: str
    pro: tuple[str, ...] = ()
    contra: tuple[str, ...] = ()
    known_from: str = ""
    known_until: str = END


@dataclass(frozen=True)
class View:
    """What follows from the documents published by one day."""

    links: dict[str, Link]
    doubts: tuple[Doubt, ...] = ()


class Known:
    """Records as a function: what an IRI is on a day."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._of: defaultdict[str, list[Record]] = defaultdict(list)
        self._variants: defaultdict[str, set[str]] = defaultdict(set)
        for record in sorted(records, key=lambda record: (record.variant, record.known_from)):
            self._of[record.variant].append(record)
            self._variants[record.canonical].add(record.variant)

    def at(self, iri: str, day: str) -> str:
        """The canonical IRI on a day."""
        return next((record.canonical for record in self.of(iri) if record.known_from <= day < record.known_until), iri)

    def of(self, iri: str) -> list[Record]:
        """The records of a variant in the order of days."""
        return self._of.get(iri, [])

    def ever(self, iri: str) -> set[str]:
        """All that an IRI ever is, itself included."""
        return {iri} | {record.canonical for record in self.of(iri)}

    def variants(self, iri: str) -> set[str]:
        """All that are an IRI on some day, itself left out."""
        return self._variants.get(iri, set())

    def days(self, iris: Iterable[str]) -> set[str]:
        """The days on which what one of some IRIs is may change."""
        return {day for iri in iris for record in self.of(iri) for day in (record.known_from, record.known_until) if day != END}

    def __iter__(self) -> Iterator[Record]:
        return (record for iri in sorted(self._of) for record in self._of[iri])


def runs(days: Iterable[str], view_at: Callable[[str], View]) -> tuple[list[Record], list[Doubt]]:
    """The records and doubts of one group of entities: longest runs of days on which nothing changes, over the days on which something may.
    A run keeps the basis and the evidence of its first day."""
    records: list[Record] = []
    doubts: list[Doubt] = []
    links: dict[str, tuple[str, Link]] = {}
    open_doubts: dict[tuple[str, str, str, str], tuple[str, Doubt]] = {}

    def close(variant: str, day: str) -> None:
        since, link = links.pop(variant)
        records.append(Record(variant, link.canonical, since, day, link.basis, link.evidence))

    def close_doubt(key: tuple[str, str, str, str], day: str) -> None:
        since, doubt = open_doubts.pop(key)
        doubts.append(Doubt(doubt.kind, doubt.one, doubt.other, doubt.basis, doubt.pro, doubt.contra, since, day))

    for day in sorted(set(days)):
        view = view_at(day)
        for variant in [v for v, (_, link) in links.items() if v not in view.links or view.links[v].canonical != link.canonical]:
            close(variant, day)
        for variant, link in view.links.items():
            links.setdefault(variant, (day, link))
        now = {(doubt.kind, doubt.one, doubt.other, doubt.basis): doubt for doubt in view.doubts}
        for key in [key for key in open_doubts if key not in now]:
            close_doubt(key, day)
        for key, doubt in now.items():
            open_doubts.setdefault(key, (day, doubt))
    for variant in list(links):
        close(variant, END)
    for key in list(open_doubts):
        close_doubt(key, END)
    return records, doubts


def groups(nodes: Iterable[str], edges: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Entities that may have to do with one another, each group sorted, groups in order."""
    group = {node: [node] for node in nodes}
    for one, other in edges:
        second, first = sorted((group.setdefault(one, [one]), group.setdefault(other, [other])), key=len)
        if first is not second:
            first += second
            group.update(dict.fromkeys(second, first))
    return sorted(sorted(members) for node, members in group.items() if node == members[0])


def apart(different: Callable[[str, str], bool], of: Mapping[str, Iterable[str]]) -> Callable[[str, str], bool]:
    """Whether any two of the entities that stand behind two others are decided to be different."""

    def differ(one: str, other: str) -> bool:
        return any(different(a, b) for a in {one, *of.get(one, ())} for b in {other, *of.get(other, ())} if a != b)

    return differ


class Neighbours:
    """Which entities may have to do with one another: those of one group, whatever evidence made it, so that later evidence finds no new
    pair among those that were together before."""

    def __init__(self, together: Iterable[Iterable[str]]) -> None:
        self._group = {name: number for number, group in enumerate(together) for name in group}

    def pairs(self, named: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The pairs of one group among entities that one document names."""
        here: defaultdict[int, list[str]] = defaultdict(list)
        for name in sorted(named):
            if name in self._group:
                here[self._group[name]].append(name)
        for names in here.values():
            yield from combinations(names, 2)


_Step = tuple[str, tuple[str, ...]]  # what two entities are one by, and the facts that tell it


class Classes:
    """Entities of one day put together step by step, with the reason of each step; `apart(a, b)` forbids two to be one."""

    def __init__(self, entities: Iterable[str], apart: Callable[[str, str], bool]) -> None:
        self._class = {entity: frozenset((entity,)) for entity in sorted(entities)}
        self._steps: defaultdict[str, dict[str, _Step]] = defaultdict(dict)  # from one entity to others
        self._apart = apart

    def of(self, entity: str) -> frozenset[str]:
        """All that are one with an entity."""
        return self._class[entity]

    def all(self) -> list[frozenset[str]]:
        """The classes in order."""
        return sorted(set(self._class.values()), key=min)

    def may_join(self, one: str, other: str) -> bool:
        """Whether nothing forbids two classes to be one."""
        return not any(self._apart(a, b) for a in sorted(self.of(one)) for b in sorted(self.of(other)) if a != b)

    def join(self, one: str, other: str, basis: str, evidence: Iterable[str]) -> bool:
        """Makes two classes one unless something forbids it; says whether they are one now."""
        if self.of(one) == self.of(other):
            return True
        if not self.may_join(one, other):
            return False
        self._steps[one][other] = self._steps[other][one] = (basis, tuple(evidence))
        both = self.of(one) | self.of(other)
        for entity in both:
            self._class[entity] = both
        return True

    def link(self, variant: str, canonical: str) -> Link:
        """Why a variant is a canonical one: the steps between them."""
        steps = self._way(variant, canonical)
        return Link(canonical, steps[0][0], tuple(sorted({fact for _, evidence in steps for fact in evidence})))

    def _way(self, start: str, end: str) -> list[_Step]:
        """The steps from one entity to another of its class; there is one way only, as no step is made within a class."""
        ways: dict[str, list[_Step]] = {start: []}
        reached = [start]
        for entity in reached:
            for beside, step in self._steps[entity].items():
                if beside not in ways:
                    ways[beside] = [*ways[entity], step]
                    reached.append(beside)
        return ways[end]
