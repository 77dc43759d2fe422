"""When two zones are one, as known on a day: in what is one site, by one name with and without its kind word ("Offset", "Offset Zone"); and
where a document names the zone's company only, in the one site that the company is known to hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from kg import terms
from kg.identity.known import Record
from kg.identity.replay import Classes, Doubt, Known, Ledger, Link, View, apart, groups, runs
from kg.identity.told import Told, kind_of, local
from kg.text.lexicons import rows

Different = Callable[[str, str], bool]
_Item = tuple[str, ...]


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(row[0].replace(" ", "-") for row in rows("zone_kinds.tsv"))


def bare(name: str) -> str:
    """The slug of a zone's name without its kind word: "offset-zone" -> "offset"; the slug itself where nothing else is left."""
    words = name.split("-")
    return "-".join(words[:-1]) if len(words) > 1 and words[-1] in _kind_words() else name


@dataclass
class Zones:
    """All that documents tell of zones, with the day of each piece."""

    companies: Known
    sites: Known
    ledger: Ledger[_Item] = field(default_factory=Ledger)
    owners: dict[str, set[str]] = field(default_factory=dict)  # zone -> the sites or companies that its IRI may name
    items: defaultdict[str, set[_Item]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, documents: Iterable[Told], companies: Known, sites: Known) -> Zones:
        """The zones of some documents, given which companies and which sites are one."""
        zones, listed = cls(companies, sites), list(documents)
        for document in listed:
            zones._read(document)
        return zones

    def _read(self, document: Told) -> None:
        here = dict(document.mentions)
        within = {(said.subject, local(said.value)): said.value for said in document.said if said.what == "within"}
        for zone, _ in document.named:
            if kind_of(zone) == "zone":
                owner = local(zone).partition("/")[0]
                of = within.get((zone, owner), f"{terms.ID}org/{owner}")
                self.owners.setdefault(zone, set()).add(of)
                self._note(("zone", zone, of), document.published, *((here[zone],) if zone in here else ()))
        for said in document.said:
            if said.what == "holder" and kind_of(said.subject) == "site":
                self._note(("holder", said.value, said.subject), document.published, said.fact)

    def _note(self, item: _Item, day: str, *facts: str) -> None:
        self.ledger.add(item, day, *facts)
        self.items[item[1]].add(item)

    def _alike(self) -> Iterator[list[str]]:
        """Zones of one bare name whose sites and companies have to do with one another."""
        nodes = {owner for owners in self.owners.values() for owner in owners}
        edges = {(owner, other) for owner in nodes for known in (self.companies, self.sites) for other in known.ever(owner)}
        for item in self.ledger:
            if item[0] == "holder":
                edges |= {(company, item[2]) for company in self.companies.ever(item[1])}
                edges |= {(item[2], site) for site in self.sites.ever(item[2])}
        place = {owner: number for number, group in enumerate(groups(nodes, edges)) for owner in group}
        together: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        for zone, owners in self.owners.items():
            for owner in owners:
                together[place[owner], bare(local(zone).partition("/")[2])].add(zone)
        yield from (sorted(zones) for _, zones in sorted(together.items()))

    def records(self, different: Different) -> tuple[list[Record], list[Doubt]]:
        """Which zones are one, as known when, and which may be."""
        records: list[Record] = []
        doubts: list[Doubt] = []
        for zones in self._alike():
            owners = sorted({owner for zone in zones for owner in self.owners[zone]})
            if len(zones) == 1 and not any(self.companies.of(owner) or self.sites.of(owner) for owner in owners):
                continue
            companies = {other for owner in owners if kind_of(owner) == "org" for other in self._kin(owner)}
            items = sorted({item for name in (*zones, *companies) for item in self.items[name]})
            sites = {item[2] for item in items if item[0] == "holder"}
            days = {self.ledger.first(item) for item in items} | self.companies.days({*owners, *companies}) | self.sites.days({*owners, *sites})
            found, doubted = runs(days, lambda day, items=items: self._view(items, day, different))  # type: ignore[misc]
            records += found
            doubts += doubted
        return records, doubts

    def _kin(self, company: str) -> set[str]:
        """All companies that are ever the same as one."""
        heads = self.companies.ever(company)
        return heads.union(*(self.companies.variants(head) for head in heads))

    def _view(self, items: list[_Item], day: str, different: Different) -> View:
        known = [item for item in items if self.ledger.known(item, day)]
        held: defaultdict[str, set[str]] = defaultdict(set)
        for item in known:
            if item[0] == "holder":
                held[self.companies.at(item[1], day)].add(self.sites.at(item[2], day))
        heads, reasons = self._heads([item for item in known if item[0] == "zone"], held, day)
        present = set(heads.values())
        differ = apart(different, {head: [zone for zone in heads if heads[zone] == head] for head in present})
        classes = Classes(present, differ)
        doubts: list[Doubt] = []
        for head in sorted(present):
            owner, _, name = local(head).partition("/")
            if bare(name) != name:
                continue
            kinded = [zone for zone in sorted(present) if zone != head and local(zone).partition("/")[0] == owner]
            facts = [self._facts(known, heads, head, zone) for zone in kinded]
            if len(kinded) == 1:
                classes.join(head, kinded[0], "kind-word", facts[0])
            for zone, told in zip(kinded, facts, strict=True) if len(kinded) > 1 else ():
                if not differ(head, zone):
                    doubts.append(Doubt("conflict", min(head, zone), max(head, zone), "kind-word", told))
        links: dict[str, Link] = {}
        for zone, head in sorted(heads.items()):
            canonical = max(classes.of(head), key=lambda one: (len(one), one))
            step = classes.link(head, canonical) if head != canonical else Link(head, reasons[zone][0], ())
            if canonical != zone:
                links[zone] = Link(canonical, step.basis, tuple(sorted({*step.evidence, *reasons[zone][1]})))
        return View(links, tuple(doubts))

    def _facts(self, known: Iterable[_Item], heads: dict[str, str], *wanted: str) -> tuple[str, ...]:
        return tuple(sorted({fact for item in known if item[0] == "zone" and heads[item[1]] in wanted for fact in self.ledger.facts(item)}))

    def _heads(self, zones: list[_Item], held: dict[str, set[str]], day: str) -> tuple[dict[str, str], dict[str, tuple[str, tuple[str, ...]]]]:
        """Each zone under what its site or company then is, or under the one site of its company that has the zone, too; with the reason."""
        names = {(self._owner(item[2], day), bare(local(item[1]).partition("/")[2])) for item in zones if kind_of(item[2]) != "org"}
        heads: dict[str, str] = {}
        reasons: dict[str, tuple[str, tuple[str, ...]]] = {}
        for item in zones:
            _, zone, of = item
            name = local(zone).partition("/")[2]
            owner = self._owner(of, day)
            records = [one for one in (*self.companies.of(of), *self.sites.of(of)) if one.known_from <= day < one.known_until]
            reason = (records[0].basis, records[0].evidence) if records else ("", ())
            if kind_of(owner) == "org" and len(held.get(owner, ())) == 1 and (site := min(held[owner]), bare(name)) in names:
                owner, reason = site, ("only-site", self.ledger.facts(item))
            if zone not in heads or kind_of(of) != "org":  # an IRI that means a site in one document and a company in another is the site's
                heads[zone], reasons[zone] = f"{terms.ID}zone/{local(owner)}/{name}", reason
        return heads, reasons

    def _owner(self, owner: str, day: str) -> str:
        return self.companies.at(owner, day) if kind_of(owner) == "org" else self.sites.at(owner, day)
