"""Histories of posts and interests as graphs, hand-made and random, for the tests of what held when."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox

from kg import terms
from kg.derive import contribution, derive
from kg.identity.known import END, GRAPH

COMPANY = f"{terms.ID}org/acme-ltd"


@dataclass(frozen=True)
class Said:
    """What one document, published on `pub`, says of a holder: the four bounds, the end as the text dates it, and the rest. `of`: the company
    whose post it is, in whose documents the holder stands."""

    who: str
    pub: date
    eb: date | None = None
    lb: date | None = None
    ee: date | None = None
    le: date | None = None
    end: str | None = None
    plan: bool = False
    pred: str | None = None
    interim: bool = False
    off: bool = False
    percent: str | None = None
    of: str = "acme-ltd"


def is_holder(who: str, on: str) -> Said:
    """A document of that day presents the holder as current."""
    day = date.fromisoformat(on)
    return Said(who, day, lb=day, ee=day)


def appointed(who: str, effective: str, pub: str, pred: str | None = None) -> Said:
    """A document dates the start to a day that has come."""
    start, day = date.fromisoformat(effective), date.fromisoformat(pub)
    return Said(who, day, eb=start, lb=start, ee=day, pred=pred)


def will_start(who: str, effective: str, pub: str, pred: str | None = None) -> Said:
    """A document announces a start."""
    start = date.fromisoformat(effective)
    return Said(who, date.fromisoformat(pub), eb=start, lb=start, ee=start, plan=True, pred=pred)


def left(who: str, last_day: str, pub: str, plan: bool = False) -> Said:
    """A document dates the end, or announces it."""
    end = date.fromisoformat(last_day)
    before = end - timedelta(days=1)
    return Said(who, date.fromisoformat(pub), lb=before, ee=before, le=end, end=last_day, plan=plan)


def serves_until(who: str, end: str, latest: str, pub: str) -> Said:
    """A document presents the holder as current, and dates the end to come."""
    day = date.fromisoformat(pub)
    return Said(who, day, lb=day, ee=day, le=date.fromisoformat(latest), end=end)


def will_not_start(who: str, pub: str) -> Said:
    """A document says that an announced start will not come."""
    day = date.fromisoformat(pub)
    return Said(who, day, le=day, off=True)


def former(who: str, pub: str) -> Said:
    """A document calls the holder a former one."""
    day = date.fromisoformat(pub)
    return Said(who, day, le=day)


def person(who: str, of: str = "acme-ltd") -> str:
    return f"{terms.ID}person/{of}/{who}"


def post(role: str, of: str = "acme-ltd") -> str:
    return f"{terms.ID}post/{of}/{role}"


def owner(who: str) -> str:
    return f"{terms.ID}org/{who}"


def interest(site: str) -> str:
    return f"{terms.ID}interest/{site}/owner"


def quads(history: Iterable[Said], role: str = "ceo", exclusive: bool = True) -> Iterator[ox.Quad]:
    """The history of one post, each saying in a document of its own, laid out as ontology/README.md says; and which announcements are void."""
    told = [list(_of_post(f"{role}-{number}", said, role, exclusive)) for number, said in enumerate(history)]
    yield from (quad for quads in told for quad in quads)
    yield from (quad for quad in derive(map(contribution, told)) if quad.predicate == terms.MKG_withdrawnOn)


def documents(histories: dict[str, list[Said]], exclusive: bool = True) -> Iterator[list[ox.Quad]]:
    """The documents of many posts, by role."""
    for role, history in histories.items():
        yield from (list(_of_post(f"{role}-{number}", said, role, exclusive)) for number, said in enumerate(history))


def owner_documents(histories: dict[str, list[Said]]) -> Iterator[list[ox.Quad]]:
    """The documents of who owns what, by site."""
    for site, history in histories.items():
        for number, said in enumerate(history):
            slot = ox.NamedNode(interest(site))
            about = [
                ox.Triple(slot, terms.RDF_type, terms.MKG_InterestSlot),
                ox.Triple(slot, terms.MKG_site, ox.NamedNode(f"{terms.ID}site/{site}")),
                ox.Triple(slot, terms.MKG_relation, ox.NamedNode(f"{terms.ID}relation/owner")),
                ox.Triple(slot, terms.MKG_exclusive, _flag(False)),
            ]
            yield list(_document(f"{site}-{number}", said, about, owner(said.who)))


def _of_post(key: str, said: Said, role: str, exclusive: bool) -> Iterator[ox.Quad]:
    slot = ox.NamedNode(post(role, said.of))
    about = [
        ox.Triple(slot, terms.RDF_type, terms.MKG_Post),
        ox.Triple(slot, terms.ORG_postIn, ox.NamedNode(f"{terms.ID}org/{said.of}")),
        ox.Triple(slot, terms.ORG_role, ox.NamedNode(f"{terms.ID}role/{role}")),
        ox.Triple(slot, terms.MKG_exclusive, _flag(exclusive)),
    ]
    return _document(key, said, about, person(said.who, said.of))


def _document(key: str, said: Said, about: list[ox.Triple], filler: str) -> Iterator[ox.Quad]:
    graph, fact, holder = ox.NamedNode(f"{terms.GRAPH}doc/{key}"), ox.NamedNode(f"{terms.ID}fact/{key}/role/0"), ox.NamedNode(filler)
    document = ox.NamedNode(f"{terms.ID}doc/{key}")
    values: list[tuple[ox.NamedNode, ox.NamedNode | ox.Literal | None]] = [
        (terms.RDF_type, terms.MKG_Attestation),
        (terms.DCTERMS_issued, _day(said.pub)),
        (terms.MKG_inDocument, document),
        (terms.MKG_slot, about[0].subject),
        (terms.MKG_filler, holder),
        (terms.SEM_hasEarliestBeginTimeStamp, _day(said.eb)),
        (terms.SEM_hasLatestBeginTimeStamp, _day(said.lb)),
        (terms.SEM_hasEarliestEndTimeStamp, _day(said.ee)),
        (terms.SEM_hasLatestEndTimeStamp, _day(said.le)),
        (terms.MKG_statedEnd, ox.Literal(said.end) if said.end else None),
        (terms.MKG_modality, terms.MKG_Planned if said.plan else terms.MKG_Withdrawn if said.off else None),
        (terms.MKG_percent, ox.Literal(said.percent, datatype=terms.XSD_decimal) if said.percent else None),
        (terms.MKG_predecessor, ox.NamedNode(person(said.pred, said.of)) if said.pred else None),
        (terms.MKG_interim, _flag(True) if said.interim else None),
    ]
    triples = [
        ox.Triple(document, terms.RDF_type, terms.MKG_Document),
        ox.Triple(document, terms.DCTERMS_identifier, ox.Literal(key)),
        *about,
        ox.Triple(holder, terms.SCHEMA_name, ox.Literal(said.who)),
        *(ox.Triple(fact, predicate, value) for predicate, value in values if value is not None),
    ]
    yield from (ox.Quad(triple.subject, triple.predicate, triple.object, graph) for triple in triples)


def sameness(variant: str, canonical: str, known_from: date, known_until: date | None = None) -> Iterator[ox.Quad]:
    """The record that an IRI is another one, as known from a day on, or from one day to before another."""
    this, old, new = ox.NamedNode(f"{terms.ID}same/{variant.removeprefix(terms.ID)}"), ox.NamedNode(variant), ox.NamedNode(canonical)
    yield ox.Quad(this, terms.RDF_type, terms.MKG_Sameness, GRAPH)
    yield ox.Quad(this, terms.MKG_variant, old, GRAPH)
    yield ox.Quad(this, terms.MKG_canonical, new, GRAPH)
    yield ox.Quad(this, terms.MKG_linkBasis, ox.Literal("former-name"), GRAPH)
    yield ox.Quad(this, terms.MKG_knownFrom, ox.Literal(known_from.isoformat(), datatype=terms.XSD_date), GRAPH)
    yield ox.Quad(this, terms.MKG_knownUntil, ox.Literal(known_until.isoformat() if known_until else END, datatype=terms.XSD_date), GRAPH)
    if known_until is None:
        yield ox.Quad(old, terms.DCTERMS_isReplacedBy, new, GRAPH)


def world(*history: Said, role: str = "ceo", exclusive: bool = True) -> ox.Store:
    """A store of one history."""
    store = ox.Store()
    store.extend(quads(history, role, exclusive))
    return store


def _day(day: date | None) -> ox.Literal | None:
    return ox.Literal(day.isoformat(), datatype=terms.XSD_date) if day else None


def _flag(value: bool) -> ox.Literal:
    return ox.Literal("true" if value else "false", datatype=terms.XSD_boolean)


# ---- random histories

DAY_0 = date(2011, 1, 20)
DAYS = 40


def random_said(rng: random.Random) -> Said:
    """One thing a document may say, within a few weeks, by one of three people."""
    who, pub = rng.choice("xyz"), DAY_0 + timedelta(days=rng.randrange(DAYS))
    near = timedelta(days=rng.randrange(1, 9))
    pred = rng.choice([None, None, *sorted(set("xyz") - {who})])
    kind = rng.randrange(10)
    past, future, day = pub - near, pub + near, timedelta(days=1)
    month = f"{future:%Y-%m}"
    return [
        Said(who, pub, lb=pub, ee=pub),
        Said(who, pub, lb=pub, ee=pub),
        Said(who, pub, eb=past, lb=past, ee=pub, pred=pred),
        Said(who, pub, eb=past - near, lb=past, ee=pub),
        Said(who, pub, lb=past - day, ee=past - day, le=past, end=past.isoformat()),
        Said(who, pub, le=pub),
        Said(who, pub, eb=future, lb=future, ee=future, plan=True, pred=pred),
        Said(who, pub, lb=future - day, ee=future - day, le=future, end=rng.choice([None, future.isoformat()]), plan=True),
        Said(who, pub, lb=pub, ee=pub, le=date(2011, 3, 31), end=rng.choice([month, future.isoformat(), "2011"])),
        Said(who, pub, le=pub, off=True),
    ][kind]


def random_histories(count: int, seed: int) -> dict[str, list[Said]]:
    """Histories by role, each of one to six sayings."""
    rng = random.Random(seed)
    return {f"r{number}": [random_said(rng) for _ in range(rng.randrange(1, 7))] for number in range(count)}
