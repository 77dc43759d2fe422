"""When two companies are one, as known on a day: by former names, by legal forms and spellings of one name, by defined aliases.

Two companies of one short name ("Acme Gold Ltd.", "Acme Gold Inc.") stay two unless a symbol of theirs is the same, and a bare "Acme Gold"
beside them is neither. Nothing makes one of a company and its parent, nor of two that one document names side by side, except that one
of them formerly bore the other's name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg import terms
from kg.identity.company_evidence import CompanyEvidence, Item, stem_of
from kg.identity.known import Record
from kg.identity.minting import company_key, slug
from kg.identity.replay import Classes, Doubt, Link, View, runs
from kg.identity.told import local
from kg.text.names import split_legal_form

Different = Callable[[str, str], bool]


def company_records(evidence: CompanyEvidence, different: Different) -> tuple[list[Record], list[Doubt]]:
    """Which companies are one, and which may be, as known when."""
    records: list[Record] = []
    doubts: list[Doubt] = []
    for group in evidence.groups:
        items = sorted({item for company in group for item in evidence.items[company]})
        days = {evidence.ledger.first(item) for item in items}
        found, doubted = runs(days, lambda day, group=group, items=items: _Day(evidence, group, items, day, different).view())  # type: ignore[misc]
        records += found
        doubts += doubted
    return records, doubts


@dataclass(frozen=True, order=True)
class _Change:
    """A change of name: who may have borne the old name, who bears the new one, when it is told, and by which facts."""

    olds: tuple[str, ...]
    new: str
    day: str
    facts: tuple[str, ...]
    announced: bool = False


class _Day:
    """One group of companies, as known on one day."""

    def __init__(self, companies: CompanyEvidence, group: list[str], items: list[Item], day: str, different: Different) -> None:
        self.all = companies
        self.ledger = companies.ledger
        self.different = different
        self.known = [company for company in group if companies.ledger.known(("org", company), day)]
        self.items: defaultdict[str, list[Item]] = defaultdict(list)
        for item in items:
            if companies.ledger.known(item, day):
                self.items[item[0]].append(item)
        self.beside = {item[1:] for item in self.items["beside"]}
        self.parents = {frozenset(item[1:]) for item in self.items["parent"]}
        self.changes: list[_Change] = []
        self.changed: set[tuple[str, str]] = set()
        self.doubts: dict[tuple[str, str, str, str], Doubt] = {}
        self.classes = Classes(self.known, self._apart)

    def _side_by_side(self, one: str, other: str) -> bool:
        return (min(one, other), max(one, other)) in self.beside

    def _apart(self, one: str, other: str) -> bool:
        if frozenset((one, other)) in self.parents or self.different(one, other):
            return True
        return self._side_by_side(one, other) and (one, other) not in self.changed and (other, one) not in self.changed

    def view(self) -> View:
        self.changes = sorted(self._changes())
        self.changed = {(old, change.new) for change in self.changes for old in change.olds}
        self._join_former_names()
        for stem in sorted({self.all.stems[company] for company in self.known}):
            self._join_stem([company for company in self.known if self.all.stems[company] == stem])
        self._join_former_names()  # an old name whose bearers are one only now
        self._join_aliases()
        self._doubt_former_names()
        self._doubt_tickers()
        links: dict[str, Link] = {}
        for together in self.classes.all():
            canonical = self._canonical(together)
            links |= {company: self.classes.link(company, canonical) for company in sorted(together) if company != canonical}
        return View(links, tuple(sorted(self.doubts.values())))

    def _canonical(self, together: frozenset[str]) -> str:
        """The newest name; of that name the form with a legal form, then the one named first, then in the alphabet."""
        done = [(change.day, change.new, old) for change in self.changes if not change.announced for old in change.olds]
        to_come = [(change.day, old, change.new) for change in self.changes if change.announced for old in change.olds]
        changes = [(day, new, old) for day, new, old in done + to_come if {new, old} <= together]
        left = {old for _, _, old in changes}
        newest = {new for _, new, _ in changes} - left or {max(changes)[1] for _ in changes[:1]}
        stems = {self.all.stems[company] for company in newest}
        fit = {company for company in together if self.all.stems[company] in stems and (company in newest or company not in left)} or together
        return min(fit, key=lambda company: (not self.all.forms[company], company not in newest, self.ledger.first(("org", company)), company))

    # ---- former names

    def _changes(self) -> Iterator[_Change]:
        """The changes of name whose two sides are known companies. An announced one makes the new name that of the company, unless another
        bore it before; it is done once the company publishes under it."""
        for item in self.items["former"]:
            olds = self._bearers(item[2]) - {item[1]}
            if item[1] in self.known and olds:
                yield _Change(tuple(sorted(olds)), item[1], self.ledger.first(item), self.ledger.facts(item))
        for item in self.items["planned"]:
            told, facts = self.ledger.first(item), self.ledger.facts(item)
            for new in sorted(self._bearers(item[2]) - {item[1]}) if item[1] in self.known else ():
                issued = ("issuer", new)
                if issued in self.items["issuer"] and self.ledger.first(issued) >= told:
                    yield _Change((item[1],), new, self.ledger.first(issued), tuple(sorted({*facts, *self.ledger.facts(issued)})))
                elif issued not in self.items["issuer"] and self.ledger.first(("org", new)) >= told:
                    yield _Change((item[1],), new, told, facts, announced=True)

    def _present(self, company: str) -> set[str]:
        return {company} & set(self.known)

    def _bearers(self, name: str) -> set[str]:
        """The known companies of a name: the one of just this legal form, else that of the bare name, where none has another form; of a bare
        name all of the stem."""
        exact = self._present(terms.ID + "org/" + company_key(name))
        same = self.all.by_stem.get(stem_of(name), set()) & set(self.known)
        return exact or (set() if split_legal_form(name)[1] and any(self.all.forms[company] for company in same) else same)

    def _join_former_names(self) -> None:
        """An old name belongs to the one company that claims it; where two do that are not one, or two bore it, nobody gets it."""
        for _ in range(len(self.changes) + 1):
            before = self.classes.all()
            for change in self.changes:
                bearers = {self.classes.of(old) for old in change.olds}
                claimants = {self.classes.of(other.new) for other in self.changes if set(other.olds) & set(change.olds)}
                if len(bearers) == 1 and len(claimants) == 1:
                    basis = "announced-name" if change.announced else "former-name"
                    self.classes.join(change.olds[0], change.new, basis, change.facts)
            if self.classes.all() == before:
                return

    def _doubt_former_names(self) -> None:
        for change in self.changes:
            for old in change.olds:
                if self.classes.of(old) != self.classes.of(change.new):
                    self._doubt("conflict", old, change.new, "former-name", change.facts, self._against(old, change.new))

    # ---- one name with and without legal form

    def _tickers(self, companies: Iterable[str]) -> dict[str, set[str]]:
        """The symbols of some companies, with the facts that tell them."""
        wanted = set(companies)
        found: defaultdict[str, set[str]] = defaultdict(set)
        for item in self.items["ticker"]:
            if item[1] in wanted:
                found[item[2]].update(self.ledger.facts(item))
        return found

    def _join_stem(self, same: list[str]) -> None:
        for one, other in combinations(same, 2):
            if self.all.forms[one] == self.all.forms[other]:
                self.classes.join(one, other, "spelling", self._mentions(one, other))
                continue
            mine, theirs = self._tickers([one]), self._tickers([other])
            if shared := mine.keys() & theirs.keys():
                facts = {fact for ticker in shared for fact in mine[ticker] | theirs[ticker]}
                self.classes.join(one, other, "name-and-ticker", sorted(facts))
        formed = {self.classes.of(company) for company in same if self.all.forms[company]}
        for bare in (company for company in same if not self.all.forms[company]):
            homes = sorted(formed | self._called(bare), key=min)
            if len(homes) == 1 and homes[0] in formed:
                home = min((company for company in homes[0] if company in same), key=lambda company: (not self.all.forms[company], company))
                if not self.classes.join(bare, home, "legal-form", self._mentions(bare, home)):
                    self._doubt("candidate", bare, home, "legal-form", self._mentions(bare, home), self._against(bare, home))
            elif formed and self.classes.of(bare) not in formed:
                for home in sorted(min(one & set(same) or one) for one in homes):
                    self._doubt("conflict", bare, home, "short-name-of-several", self._mentions(bare, home), self._against(bare, home))

    def _called(self, bare: str) -> set[frozenset[str]]:
        """Other companies that documents call by a bare name for short."""
        key = local(bare)
        return {self.classes.of(item[1]) for item in self.items["alias"] if slug(item[2]) == key and item[1] in self.known and item[1] != bare}

    def _mentions(self, *companies: str) -> list[str]:
        return sorted({fact for company in companies for fact in self.ledger.facts(("org", company))})

    # ---- aliases and symbols

    def _join_aliases(self) -> None:
        """A defined alias that is just another document's name of a company; a bare acronym is but a candidate."""
        named: defaultdict[str, list[Item]] = defaultdict(list)
        for item in self.items["alias"]:
            named[slug(item[2])].append(item)
        for key, items in sorted(named.items()):
            bare = terms.ID + "org/" + key
            owners = {self.classes.of(item[1]) for item in items if item[1] in self.known and item[1] != bare}
            if bare not in self.known or not owners or owners == {self.classes.of(bare)}:
                continue
            facts = [fact for item in items for fact in self.ledger.facts(item)]
            rivals = {self.classes.of(company) for company in self.known if self.all.stems[company] == self.all.stems[bare]} - {self.classes.of(bare)}
            item = min(items)
            by_itself = any(("issuer", company) in self.items["issuer"] for company in min(owners, key=min))  # not any party's word for another
            sure = len(owners) == 1 and not rivals - owners and _tells(item[2]) and by_itself
            if not (sure and self.classes.join(bare, item[1], "alias", sorted(set(facts)))):
                for company in sorted({item[1] for item in items} & set(self.known) - {bare}):
                    told = sorted({fact for item in items if item[1] == company for fact in self.ledger.facts(item)})
                    self._doubt("candidate", bare, company, "alias", told, self._against(bare, company))

    def _doubt_tickers(self) -> None:
        """A symbol in common under different names: a change of name that nobody told, or a symbol that was given again."""
        by_ticker: defaultdict[str, set[str]] = defaultdict(set)
        for item in self.items["ticker"]:
            by_ticker[item[2]] |= self._present(item[1])
        for ticker, companies in sorted(by_ticker.items()):
            heads = sorted({min(self.classes.of(company)) for company in companies})
            for one, other in combinations(heads, 2):
                mine, theirs = (self._tickers(self.classes.of(head)).get(ticker, set()) for head in (one, other))
                self._doubt("candidate", self._canonical(self.classes.of(one)), self._canonical(self.classes.of(other)), "ticker",
                            sorted(mine | theirs), self._against(one, other))  # fmt: skip

    def _against(self, one: str, other: str) -> list[str]:
        """The facts that speak against one company: named side by side, or parent and subsidiary."""
        facts: set[str] = set()
        for item in (*self.items["beside"], *self.items["parent"]):
            pairs = {frozenset((a, b)) for a in self.classes.of(one) for b in self.classes.of(other)}
            if frozenset(item[1:]) in pairs:
                facts.update(self.ledger.facts(item))
        return sorted(facts)

    def _doubt(self, kind: str, one: str, other: str, basis: str, pro: Iterable[str], contra: Iterable[str]) -> None:
        one, other = sorted((one, other))
        told = kind == "candidate" and ("conflict", one, other, "short-name-of-several") in self.doubts
        decided = any(self.different(a, b) for a in self.classes.of(one) for b in self.classes.of(other))
        if not told and not decided:
            self.doubts[kind, one, other, basis] = Doubt(kind, one, other, basis, tuple(pro), tuple(contra))


def _tells(alias: str) -> bool:
    """Whether an alias says enough to be a name: two words, or five letters that are no acronym."""
    letters = re.sub(r"[^\w]", "", alias)
    return len(alias.split()) > 1 or (len(letters) >= 5 and not alias.isupper())
