"""Checking one document, and setting apart what cannot be right without losing what can."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import Literal, NamedNode, Quad

from kg import terms
from kg.validate.findings import Finding, Severity, Term
from kg.validate.rules import Rules

Pair = tuple[Term, NamedNode, Term]

# What describes a node for all facts that name it, and so outlives the one statement that says it too.
DESCRIPTION = frozenset((terms.RDF_type, terms.SCHEMA_name))


def check_document(quads: Iterable[Quad], rules: Rules) -> tuple[list[Quad], list[Quad], list[Finding]]:
    """The quads of one document that hold, those that go to quarantine, and what was found; each sorted, together all of them.

    `quads` are those of the document's facts and provenance graphs. A fact that violates a shape goes with all its quads, and so do
    the facts that rest on a slot, span, run or entity that does; a value of an entity that one statement asserts is the fault of that
    statement, not of the entity. Entities, slots, spans and runs follow when no fact is left that names them. Where the document
    itself violates a shape, everything goes. What is kept violates nothing: losing a fact can break another (a zone whose site is
    gone), so the check repeats until all is well. Warnings and remarks are those of the first round.

    A pure function: the same quads in any order give the same lists.
    """
    kept = set(quads)
    quarantined: set[Quad] = set()
    findings: set[Finding] = set()
    while found := rules.document_findings(kept):
        graph = _Graph(kept, rules)
        found = {graph.completed(finding) for finding in found}
        violations = [finding for finding in found if finding.severity is Severity.VIOLATION]
        findings |= set(violations) if quarantined else found
        if not violations:
            break
        # What cannot be laid at any fact's door cannot be cut out either.
        gone = graph.at_fault(violations) or kept
        kept = kept - gone
        quarantined |= gone
    return sorted(kept, key=str), sorted(quarantined, key=str), sorted(findings, key=lambda finding: finding.key)


class _Graph:
    """One document's quads by what they say and what they name."""

    def __init__(self, quads: set[Quad], rules: Rules) -> None:
        self.quads = quads
        self.about: dict[Term, list[Quad]] = {}
        self.naming: dict[Term, list[Quad]] = {}
        kinds: dict[Term, set[Term]] = {}
        for quad in quads:
            self.about.setdefault(quad.subject, []).append(quad)
            if not isinstance(quad.object, Literal):
                self.naming.setdefault(quad.object, []).append(quad)
            if quad.predicate == terms.RDF_type:
                kinds.setdefault(quad.object, set()).add(quad.subject)
        self.documents = kinds.get(terms.MKG_Document, set())
        self.facts = {node for kind in rules.background.kinds(terms.MKG_Fact) for node in kinds.get(kind, ())}
        self.facts |= {quad.subject for quad in quads if quad.predicate == terms.MKG_inDocument}
        self.slots = {node for kind in rules.background.kinds(terms.MKG_Slot) for node in kinds.get(kind, ())}
        self.stated = {node: pair for node in self.facts if (pair := self._pair(node))}

    def _value(self, node: Term, predicate: NamedNode) -> Term | None:
        return next((quad.object for quad in sorted(self.about.get(node, ()), key=str) if quad.predicate == predicate), None)

    def _pair(self, fact: Term) -> Pair | None:
        """What a statement asserts; None for a fact that is no statement."""
        subject, predicate, value = (self._value(fact, part) for part in (terms.RDF_subject, terms.RDF_predicate, terms.RDF_object))
        return (subject, predicate, value) if subject is not None and isinstance(predicate, NamedNode) and value is not None else None

    def completed(self, finding: Finding) -> Finding:
        """A finding with its value spelled as in the document (Oxigraph returns "75.0" as "75") and with the document."""
        spelled = [quad.object for quad in self.about.get(finding.focus, ()) if quad.predicate == finding.path]
        value = spelled[0] if len(spelled) == 1 and isinstance(finding.value, Literal) else finding.value
        documents = [node for node in self.documents if isinstance(node, NamedNode)]
        return replace(finding, value=value, document=documents[0] if len(documents) == 1 else finding.document)

    def at_fault(self, violations: Iterable[Finding]) -> set[Quad]:
        """The quads to set apart for some violations; all of them where the document itself is at fault."""
        broken: set[Term] = set()
        wrong: set[Pair] = set()
        for finding in violations:
            if finding.focus in self.documents:
                return self.quads
            pair = (finding.focus, finding.path, finding.value)
            stating = {fact for fact, stated in self.stated.items() if stated == pair}
            broken |= stating or {finding.focus}
            wrong |= {self.stated[fact] for fact in stating}
        self._spread(broken)
        gone = {quad for node in broken for quad in (*self.about.get(node, ()), *self.naming.get(node, ()))}
        gone |= self._assertions(broken, wrong)
        return gone | self._unused(gone, broken)

    def _spread(self, broken: set[Term]) -> None:
        """Adds the facts and slots that rest on what is broken."""
        waiting = list(broken)
        while waiting:
            for quad in self.naming.get(waiting.pop(), ()):
                if quad.subject not in broken and (quad.subject in self.facts or quad.subject in self.slots):
                    broken.add(quad.subject)
                    waiting.append(quad.subject)

    def _assertions(self, broken: set[Term], wrong: set[Pair]) -> set[Quad]:
        """The quads that only broken statements assert; what describes a node stays unless it is itself what is wrong."""
        sound = {pair for fact, pair in self.stated.items() if fact not in broken}
        lost = {pair for fact, pair in self.stated.items() if fact in broken and pair not in sound and pair[1] not in DESCRIPTION} | wrong
        return {quad for pair in lost for quad in self.about.get(pair[0], ()) if (quad.predicate, quad.object) == pair[1:]}

    def _unused(self, gone: set[Quad], broken: set[Term]) -> set[Quad]:
        """The quads of nodes that facts named before, and that none names now."""
        before = self._reach(self.facts, set())
        after = self._reach(self.facts - broken, gone)
        return {quad for node in before - after for quad in self.about.get(node, ())}

    def _reach(self, facts: set[Term], without: set[Quad]) -> set[Term]:
        """The nodes that some facts and the document name, directly or through others."""
        found = facts | self.documents
        waiting = list(found)
        while waiting:
            for quad in self.about.get(waiting.pop(), ()):
                if quad not in without and quad.object not in found and quad.object in self.about:
                    found.add(quad.object)
                    waiting.append(quad.object)
        return found
