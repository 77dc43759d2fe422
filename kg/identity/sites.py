"""When two sites or two zones are one, as known on a day, and where one name of a site means two places.

A site that one document calls by a defined alias is the site that another calls so, where a company holds both. A mine and its mill stay
two. Zones are one where they lie in what is one site and differ by the kind word only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from kg import terms
from kg.identity.known import Record
from kg.identity.minting import slug
from kg.identity.replay import Classes, Doubt, Known, Ledger, Link, Neighbours, View, groups, runs
from kg.identity.told import Told, kind_of, local
from kg.text.lexicons import rows

Different = Callable[[str, str], bool]
_Item = tuple[str, ...]
_SITES = ("site", "facility")


@cache
def _jurisdictions() -> tuple[tuple[str, tuple[str, str]], ...]:
    """Names of countries, and of provinces and states with their country, as slugs, longest first."""
    found = ((slug(row[0]), (slug(row[1]), slug(row[2]) if len(row) > 2 else "")) for row in rows("jurisdictions.tsv"))
    return tuple(sorted(found, key=lambda row: (-len(row[0]), row[0])))


def jurisdiction(place: str) -> tuple[str, str] | None:
    """Country and province that a place's name tells, "" for a province that it does not; None where it tells no country, or two."""
    words = f"-{slug(place)}-"
    found: set[tuple[str, str]] = set()
    for name, value in _jurisdictions():
        if f"-{name}-" in words:
            words = words.replace(f"-{name}-", "--")
            found.add(value)
    full = {value for value in found if value[1]} or found
    return full.pop() if len({country for country, _ in found}) == 1 and len(full) == 1 else None


def compatible(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two places may be one: "Ontario" and "Canada" may."""
    return one[0] == other[0] and (one[1] == other[1] or not one[1] or not other[1])


_SPELT_OUT = {"mt": "mount", "st": "saint", "ste": "sainte", "ft": "fort"}


def spelt_out(site: str) -> str:
    """An IRI with the short words of its name in full: "mt-ansel" -> "mount-ansel"."""
    return f"{terms.ID}{kind_of(site)}/" + "-".join(_SPELT_OUT.get(word, word) for word in local(site).split("-"))


@dataclass
class Sites:
    """All that documents tell of sites, with the day of each piece."""

    companies: Known
    ledger: Ledger[_Item] = field(default_factory=Ledger)
    names: set[str] = field(default_factory=set)
    edges: set[tuple[str, str]] = field(default_factory=set)
    items: defaultdict[str, set[_Item]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, documents: Iterable[Told], companies: Known) -> Sites:
        """The sites of some documents, given which companies are one."""
        sites, listed = cls(companies), list(documents)
        for document in listed:
            sites._read(document)
        for item in sites.ledger:
            if item[0] == "alias" and (other := f"{terms.ID}{kind_of(item[1])}/{slug(item[2])}") in sites.names and other != item[1]:
                sites.edges.add((item[1], other))
        sites.edges |= {(other, site) for site in sites.names if (other := spelt_out(site)) != site and other in sites.names}
        neighbours = Neighbours(groups((), sites.edges))
        for document in listed:
            here = dict(document.mentions)
            for one, other in neighbours.pairs(here):
                sites._note(("beside", one, other), document.published, here[one], here[other])
        return sites

    def _read(self, document: Told) -> None:
        here = dict(document.mentions)
        for site, _ in document.named:
            if kind_of(site) in _SITES:
                self.names.add(site)
                self._note(("site", site), document.published, *((here[site],) if site in here else ()))
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for said in document.said:
            if kind_of(said.subject) in _SITES and said.what in ("alias", "holder"):
                self._note((said.what, said.subject, said.value), document.published, said.fact)
                if said.what == "holder":
                    holders[said.subject].add(said.value)
        for said in document.said:
            where = jurisdiction(local(said.value)) if said.what == "place" and kind_of(said.subject) in _SITES else None
            for holder in sorted(holders[said.subject] or {document.issuer} - {""}) if where else ():
                self._note(("placed", said.subject, *(where or ()), holder), document.published, said.fact)

    def _note(self, item: _Item, day: str, *facts: str) -> None:
        self.ledger.add(item, day, *facts)
        for name in item[1:3] if item[0] == "beside" else item[1:2]:
            self.items[name].add(item)

    def records(self, different: Different) -> tuple[list[Record], list[Doubt]]:
        """Which sites are one, which may be, and which are two under one name, as known when."""
        records: list[Record] = []
        doubts: list[Doubt] = []
        placed = {item[1] for item in self.ledger if item[0] == "placed"}
        for group in groups(placed, self.edges):
            items = sorted({item for site in group for item in self.items[site]})
            holders = [item[-1] for item in items if item[0] in ("holder", "placed")]
            days = {self.ledger.first(item) for item in items} | self.companies.days(holders)
            found, doubted = runs(days, lambda day, items=items: self._view(items, day, different))  # type: ignore[misc]
            records += found
            doubts += doubted
        return records, doubts

    def _view(self, items: list[_Item], day: str, different: Different) -> View:
        known = [item for item in items if self.ledger.known(item, day)]
        present = {item[1] for item in known if item[0] == "site"}
        holders: defaultdict[str, set[str]] = defaultdict(set)
        for item in known:
            if item[0] == "holder":
                holders[item[1]].add(self.companies.at(item[2], day))
        beside = {frozenset(item[1:]): self.ledger.facts(item) for item in known if item[0] == "beside"}
        classes = Classes(present, lambda one, other: frozenset((one, other)) in beside or different(one, other))
        doubts = [doubt for site in sorted(present) for doubt in self._two_places(site, known, day, different)]
        called: defaultdict[str, set[_Item]] = defaultdict(set)
        for item in known:
            if item[0] == "alias":
                called[f"{terms.ID}{kind_of(item[1])}/{slug(item[2])}"].add(item)
        for short, by in sorted(called.items()):
            owners = sorted({item[1] for item in by} - {short})
            if short not in present or not owners:
                continue
            facts = sorted({fact for item in by for fact in self.ledger.facts(item)} | set(self.ledger.facts(("site", short))))
            common = holders[short] & holders[owners[0]]
            if len(owners) == 1 and common and classes.join(short, owners[0], "alias", facts):
                continue
            for owner in (owner for owner in owners if not different(short, owner)):
                one, other = sorted((short, owner))
                contra = beside.get(frozenset((short, owner)), ())
                doubts.append(Doubt("candidate" if len(owners) == 1 else "conflict", one, other, "alias", tuple(facts), contra))
        for short in sorted(site for site in present if spelt_out(site) != site and spelt_out(site) in present):
            full, facts = spelt_out(short), sorted({fact for site in (short, spelt_out(short)) for fact in self.ledger.facts(("site", site))})
            if not (holders[short] & holders[full] and classes.join(short, full, "spelling", facts)) and not different(short, full):
                contra = beside.get(frozenset((short, full)), ())
                doubts.append(Doubt("candidate", min(short, full), max(short, full), "spelling", tuple(facts), contra))
        links: dict[str, Link] = {}
        for together in classes.all():
            full = min(together, key=lambda site: (site in called, spelt_out(site) != site, -len(site), site))
            links |= {site: classes.link(site, full) for site in sorted(together) if site != full}
        return View(links, tuple(sorted(doubts)))

    def _two_places(self, site: str, known: Iterable[_Item], day: str, different: Different) -> list[Doubt]:
        """One name for two places: places that cannot be one, told of by or held by companies that have nothing in common."""
        told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        facts: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for item in known:
            if item[0] == "placed" and item[1] == site:
                where = (item[2], item[3])
                told[where].add(self.companies.at(item[4], day))
                facts[where].update(self.ledger.facts(item))
        for one, other in combinations(sorted(told), 2):
            if not compatible(one, other) and not told[one] & told[other] and not different(site, site):
                return [Doubt("conflict", site, site, "one-name-two-places", tuple(sorted(facts[one])), tuple(sorted(facts[other])))]
        return []
