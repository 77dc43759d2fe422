"""What documents tell of companies: names, former and announced names, aliases, parents and symbols, each with its first day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from kg import terms
from kg.identity.minting import company_key, slug
from kg.identity.replay import Ledger, Neighbours, groups
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
    groups: list[list[str]] = field(default_factory=list)  # those that may have to do with one another

    @classmethod
    def of(cls, documents: Iterable[Told]) -> CompanyEvidence:
        """The companies of some documents."""
        companies, listed = cls(), list(documents)
        for document in listed:
            companies._read(document)
        companies.groups = groups((), companies._edges())
        neighbours = Neighbours(companies.groups)
        for document in listed:
            here = {company: fact for company, fact in document.mentions if kind_of(company) == "org"}
            for one, other in neighbours.pairs(here):
                companies._note(("beside", one, other), document.published, here[one], here[other])
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

    def _note(self, item: Item, day: str, *facts: str | None) -> None:
        self.ledger.add(item, day, *filter(None, facts))
        self.items[item[1]].add(item)

    def bearers(self, name: str) -> set[str]:
        """All companies whose name this may be on some day."""
        exact = terms.ID + "org/" + company_key(name)
        return ({exact} & self.stems.keys()) | self.by_stem.get(stem_of(name), set())

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
