"""When two persons are one, as known on a day: initials within a company, a name with and without "Jr.", and one post held under two companies.

A person's IRI names a company, so that whoever is of a company that is another is of that one, too. The same name in two companies is but a
candidate, unless documents put both in one post.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from kg import terms
from kg.identity.known import Record
from kg.identity.replay import Classes, Doubt, Known, Ledger, Link, Neighbours, View, apart, groups, runs
from kg.identity.told import Told, kind_of, local
from kg.text.names import bare_person, fold, generation, given_key, name_parts

Different = Callable[[str, str], bool]
_Item = tuple[str, ...]
MOST_PAIRS = 4  # of one name in more companies than this, each is a candidate for the first only


def company_of(person: str) -> str:
    """The company in a person's IRI."""
    return f"{terms.ID}org/{local(person).partition('/')[0]}"


def _under(person: str, company: str) -> str:
    return f"{terms.ID}person/{local(company)}/{local(person).partition('/')[2]}"


@dataclass(frozen=True, order=True)
class _Name:
    """What tells two persons of one surname apart: initials where no given name is told, generation."""

    surname: str
    given: tuple[str, ...]
    generation: str

    @classmethod
    def of(cls, name: str) -> _Name:
        _, surname = name_parts(name)
        words = bare_person(name).replace(",", " ").split()
        firsts: list[str] = []
        for word in words[: max(0, len(words) - len(surname.split()) - bool(generation(name)))]:
            initials = re.fullmatch(r"(?:[^\W\d_]\.?-?){1,3}", word) and (word.isupper() or "." in word)
            firsts += [fold(letter) for letter in word if letter.isalpha()] if initials else [given_key(word)]
        return cls(fold(surname), tuple(firsts), generation(name))

    @property
    def initial(self) -> bool:
        return bool(self.given) and len(self.given[0]) == 1

    def may_be(self, full: _Name) -> bool:
        """Whether this one, by initials, may be that one in full: "J. M. Smith" and "John Michael Smith"; "J. Michael Smith" and "Michael Smith"."""
        if not self.initial or full.initial or not full.given or self.surname != full.surname or self.generation != full.generation:
            return False
        if any(len(word) > 1 and word == full.given[0] for word in self.given[1:]):
            return True
        return all(_agree(one, other) for one, other in zip(self.given, full.given, strict=False))


def _agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


@dataclass
class Persons:
    """All that documents tell of persons, with the day of each piece."""

    companies: Known
    ledger: Ledger[_Item] = field(default_factory=Ledger)
    names: dict[str, set[str]] = field(default_factory=dict)
    posts: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # person -> posts
    edges: set[tuple[str, str]] = field(default_factory=set)
    items: defaultdict[str, set[_Item]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, documents: Iterable[Told], companies: Known) -> Persons:
        """The persons of some documents, given which companies are one."""
        persons, listed = cls(companies), list(documents)
        for document in listed:
            persons._read(document)
        persons._find_edges()
        neighbours = Neighbours(groups((), persons.edges))
        for document in listed:
            here = {person: fact for person, fact in document.mentions if kind_of(person) == "person"}
            for one, other in neighbours.pairs(here):
                persons._note(("beside", one, other), document.published, here[one], here[other])
        return persons

    def _read(self, document: Told) -> None:
        mentions = dict(document.mentions)
        for person, name in document.named:
            if kind_of(person) == "person":
                self.names.setdefault(person, set()).add(name)
                self._note(("person", person), document.published, *((mentions[person],) if person in mentions else ()))
                self._note(("name", person, name), document.published)
        for said in document.said:
            if said.what == "post" and kind_of(said.value) == "person":
                self.posts[said.value].add(said.subject)
                self._note(("post", said.value, said.subject), document.published, said.fact)

    def _note(self, item: _Item, day: str, *facts: str) -> None:
        self.ledger.add(item, day, *facts)
        self.items[item[1]].add(item)

    def _homes(self, person: str) -> set[str]:
        return self.companies.ever(company_of(person))

    def _find_edges(self) -> None:
        """Pairs that may be one: of one surname in companies that are one some day; of one name and in one post."""
        by_home: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        by_post: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for person, names in self.names.items():
            for company in self._homes(person):
                for name in names:
                    by_home[company, fold(name_parts(name)[1])].add(person)
            for post in self.posts[person]:
                owner, _, role = local(post).partition("/")
                for company in self.companies.ever(f"{terms.ID}org/{owner}"):
                    by_post[f"{company}/{role}", _key(person)].add(person)
        for together in (*by_home.values(), *by_post.values()):
            self.edges |= set(combinations(sorted(together), 2))

    def records(self, different: Different) -> tuple[list[Record], list[Doubt]]:
        """Which persons are one, and which may be, as known when."""
        moved = {person for person in self.names if self.companies.of(company_of(person))}
        records: list[Record] = []
        doubts: list[Doubt] = []
        for group in groups(moved, self.edges):
            items = sorted({item for person in group for item in self.items[person]})
            days = {self.ledger.first(item) for item in items} | self.companies.days(company_of(person) for person in group)
            days |= self.companies.days(f"{terms.ID}org/{local(item[2]).partition('/')[0]}" for item in items if item[0] == "post")
            found, doubted = runs(days, lambda day, group=group, items=items: _Day(self, group, items, day, different).view())  # type: ignore[misc]
            records += found
            doubts += doubted
        return records, doubts + self._namesakes(Known(records), different)

    def _namesakes(self, known: Known, different: Different) -> list[Doubt]:
        """The same full name in two companies: a candidate for as long as the two are not one."""
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        for person in sorted(self.names):
            if not all(_Name.of(name).initial or not _Name.of(name).given for name in self.names[person]):
                by_key[_key(person)].append(person)
        doubts: list[Doubt] = []
        for people in by_key.values():
            if len(people) > 1:
                days = {self.ledger.first(("person", person)) for person in people} | known.days(people)
                doubts += runs(days, lambda day, people=people: self._namesakes_on(people, day, known, different))[1]  # type: ignore[misc]
        return doubts

    def _namesakes_on(self, people: list[str], day: str, known: Known, different: Different) -> View:
        heads: defaultdict[str, set[str]] = defaultdict(set)
        for person in people:
            if self.ledger.known(("person", person), day):
                heads[known.at(person, day)].add(person)
        ordered = sorted(heads)
        pairs = combinations(ordered, 2) if len(ordered) <= MOST_PAIRS else ((ordered[0], other) for other in ordered[1:])
        facts = {head: {fact for person in heads[head] for fact in self.ledger.facts(("person", person))} for head in ordered}
        differ = apart(different, heads)
        kept = [(one, other) for one, other in pairs if not differ(one, other)]
        return View({}, tuple(Doubt("candidate", one, other, "same-name", tuple(sorted(facts[one] | facts[other]))) for one, other in kept))


def _key(person: str) -> str:
    return local(person).partition("/")[2]


class _Day:
    """Some persons who may be one, as known on one day; each under the company that theirs then is."""

    def __init__(self, persons: Persons, group: list[str], items: list[_Item], day: str, different: Different) -> None:
        self.ledger, self.companies, self.day = persons.ledger, persons.companies, day
        known = [item for item in items if persons.ledger.known(item, day)]
        self.known = [person for person in group if persons.ledger.known(("person", person), day)]
        self.head = self._heads(different)
        self.names = {head: {_Name.of(item[2]) for item in known if item[0] == "name" and self.head[item[1]] == head} for head in self.head.values()}
        self.beside = {frozenset((self.head[item[1]], self.head[item[2]])): self.ledger.facts(item) for item in known if item[0] == "beside"}
        self.posts = [item for item in known if item[0] == "post"]
        self.different = apart(different, {head: [person for person in self.known if self.head[person] == head] for head in self.names})
        self.classes = Classes(self.names, self._apart)
        self.doubts: list[Doubt] = []

    def _heads(self, different: Different) -> dict[str, str]:
        """Each person under what their company then is; but under their own IRI where they are decided not to be who that would be."""
        moved = {person: _under(person, self.companies.at(company_of(person), self.day)) for person in self.known}
        behind: defaultdict[str, list[str]] = defaultdict(list)
        for person in self.known:
            behind[moved[person]].append(person)
        two = {person for people in behind.values() for pair in combinations(people, 2) if different(*pair) for person in pair}
        return {person: person if person in two else moved[person] for person in self.known}

    def _apart(self, one: str, other: str) -> bool:
        return (frozenset((one, other)) in self.beside and company_of(one) == company_of(other)) or self.different(one, other)

    def view(self) -> View:
        self._join_posts()
        self._join_fuller("initials", lambda short, full: any(a.may_be(b) for a in self.names[short] for b in self.names[full]))
        self._join_fuller("generation", self._lacks_generation)
        canonical = {head: min(self.classes.of(head), key=self._order) for head in self.names}
        links: dict[str, Link] = {}
        for person in self.known:
            head = self.head[person]
            if canonical[head] != head:
                links[person] = self._with_company(self.classes.link(head, canonical[head]), person)
            elif head != person:
                links[person] = self._with_company(Link(head, "", ()), person)
        return View({person: link for person, link in links.items() if link.canonical != person}, tuple(sorted(self.doubts)))

    def _with_company(self, link: Link, person: str) -> Link:
        """A link with what makes the person's company another."""
        record = next((one for one in self.companies.of(company_of(person)) if one.known_from <= self.day < one.known_until), None)
        if record is None:
            return link
        return Link(link.canonical, link.basis or record.basis, tuple(sorted({*link.evidence, *record.evidence})))

    def _order(self, head: str) -> tuple[bool, bool, bool, str]:
        """The fullest name in the company whose post they hold comes first."""
        initial = all(name.initial or not name.given for name in self.names[head])
        at_home = any(self._post(item)[0] == company_of(head) for item in self.posts if self.head[item[1]] in self.classes.of(head))
        return initial, not any(name.generation for name in self.names[head]), not at_home, head

    def _post(self, item: _Item) -> tuple[str, str]:
        """The company, as known on the day, and the role of a post."""
        owner, _, role = local(item[2]).partition("/")
        return self.companies.at(f"{terms.ID}org/{owner}", self.day), role

    def _join_posts(self) -> None:
        """One name in one post, whichever company the documents tie the person to."""
        holders: defaultdict[tuple[tuple[str, str], str], dict[str, set[str]]] = defaultdict(dict)
        for item in self.posts:
            head = self.head[item[1]]
            if any(name.given and not name.initial for name in self.names[head]):
                holders[self._post(item), _key(head)].setdefault(head, set()).update(self.ledger.facts(item))
        for _, facts in sorted(holders.items()):
            for one, other in combinations(sorted(facts), 2):
                self.classes.join(one, other, "same-post", sorted(facts[one] | facts[other]))

    def _join_fuller(self, basis: str, fits: Callable[[str, str], bool]) -> None:
        """A shorter name is the one fuller name of its company that fits; where several fit, it is nobody's."""
        for short in sorted(self.names):
            fuller = [full for full in sorted(self.names) if full != short and company_of(full) == company_of(short) and fits(short, full)]
            homes = {self.classes.of(full) for full in fuller}
            for full in fuller[:1] if len(homes) == 1 else ():
                if not self.classes.join(short, full, basis, self._facts(short, full)):
                    against = self.beside.get(frozenset((short, full)), ())
                    self._doubt("candidate", short, full, basis, against)
            for full in fuller if len(homes) > 1 and self.classes.of(short) not in homes else ():
                self._doubt("conflict", short, full, basis)

    def _doubt(self, kind: str, one: str, other: str, basis: str, contra: tuple[str, ...] = ()) -> None:
        if not self.different(one, other):  # decided already
            self.doubts.append(Doubt(kind, min(one, other), max(one, other), basis, self._facts(one, other), contra))

    def _lacks_generation(self, short: str, full: str) -> bool:
        """ "John Smith" beside "John Smith Jr."."""
        return any(
            not a.generation and b.generation and a.surname == b.surname and a.given[:1] == b.given[:1] and bool(a.given)
            for a in self.names[short]
            for b in self.names[full]
        )

    def _facts(self, *heads: str) -> tuple[str, ...]:
        return tuple(sorted({fact for person in self.known if self.head[person] in heads for fact in self.ledger.facts(("person", person))}))
