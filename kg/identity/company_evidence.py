"""What documents tell of companies: names, former and announced names, aliases, parents and symbols, each with its first day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from kg import terms
from kg.identity.minting import company_key, slug
from kg.identity.replay import Ledger
from kg.identity.told import Told, kind_of, local
from kg.text.names import company_stem, split_legal_form

Item = tuple[str, ...]  # what it tells, of which company, and of what


def stem_of(name: str) -> str:
    """A name without legal form and article, as a slug."""
    return slug(company_stem(name))


@dataclass
class CompanyEvidence:
    """All that documents tell of companies, with the day of each piece; order of the documents does not matter."""

    ledger: Ledger[Item] = field(default_factory=Ledger)
    stems: dict[str, str] = field(default_factory=dict)  # company -> its name without legal form
    forms: dict[str, str] = field(default_factory=dict)  # company -> its legal form in normal spelling, "" where its name has none
    by_stem: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    items: defaultdict[str, set[Item]] = field(default_factory=lambda: defaultdict(set))  # company -> evidence about it
    edges: list[tuple[str, str]] = field(default_factory=list)  # pairs that may have to do with one another

    @classmethod
    def of(cls, documents: Iterable[Told]) -> CompanyEvidence:
        """The companies of some documents."""
        companies, listed = cls(), list(documents)
        for document in listed:
            companies._read(document)
        edges = companies._edges()
        near: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in edges:
            near[one].add(other)
            near[other].add(one)
        for document in listed:
            companies._note_neighbours(document, near)
        companies.edges = edges
        return companies

    def _read(self, document: Told) -> None:
        day, mentions = document.published, dict(document.mentions)
        for company, _ in document.named:
            if kind_of(company) == "org":
                self._name(company)
                self._note(("org", company), day, mentions.get(company))
        for said in document.said:
            if said.what in ("alias", "former", "parent", "ticker") and kind_of(said.subject) == "org":
                self._note((said.what, said.subject, said.value), day, said.fact)
        for renaming in document.renamings:
            other = renaming.new if renaming.planned else renaming.old
            self._note(("planned" if renaming.planned else "former", renaming.company, other), day, renaming.fact)
        if document.issuer:
            self._note(("issuer", document.issuer), day, mentions.get(document.issuer))

    def _name(self, company: str) -> None:
        """Stem and form by the IRI, which every document that names the company so agrees on."""
        if company not in self.stems:
            name = local(company).replace("-", " ")
            self.stems[company], self.forms[company] = stem_of(name), split_legal_form(name)[1]
            self.by_stem[self.stems[company]].add(company)

    def _note(self, item: Item, day: str, fact: str | None) -> None:
        self.ledger.add(item, day, *((fact,) if fact else ()))
        self.items[item[1]].add(item)

    def bearers(self, name: str) -> set[str]:
        """The companies whose name this is, legal form apart where none has just this one."""
        exact = terms.ID + "org/" + company_key(name)
        return {exact} if exact in self.stems else self.by_stem.get(stem_of(name), set())

    def _edges(self) -> list[tuple[str, str]]:
        """Pairs that may have to do with one another on some day; a chain through those of one stem, symbol or name."""
        edges: set[tuple[str, str]] = set()
        tickers: defaultdict[str, set[str]] = defaultdict(set)
        for item in self.ledger:
            if item[0] == "ticker":
                tickers[item[2]].add(item[1])
            elif item[0] in ("former", "planned", "alias") and item[1] in self.stems:
                edges |= {(item[1], other) for other in self.bearers(item[2]) | self._of_key(item[2]) if other != item[1]}
        for together in (*self.by_stem.values(), *tickers.values()):
            edges |= set(combinations(sorted(together & self.stems.keys()), 2))
        return sorted(edges)

    def _of_key(self, name: str) -> set[str]:
        return {company for company in (terms.ID + "org/" + slug(name),) if company in self.stems}

    def _note_neighbours(self, document: Told, near: dict[str, set[str]]) -> None:
        """That a document names two companies side by side, for pairs that might be taken for one."""
        here = {company: fact for company, fact in document.mentions if kind_of(company) == "org"}
        for company in here:
            for other in near.get(company, set()) & here.keys():
                if company < other:
                    item = ("beside", company, other)
                    self.ledger.add(item, document.published, here[company], here[other])
                    self.items[company].add(item)
