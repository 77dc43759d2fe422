"""Hand-made histories of a post as graphs, for the tests of what held when."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import pyoxigraph as ox

from kg import terms
from kg.derive import contribution, derive

COMPANY = f"{terms.ID}org/acme-ltd"


@dataclass(frozen=True)
class Said:
    """What one document, published on `pub`, says of a holder: the four bounds, the end as the text dates it, and the rest."""

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


def person(who: str) -> str:
    return f"{terms.ID}person/acme-ltd/{who}"


def post(role: str) -> str:
    return f"{terms.ID}post/acme-ltd/{role}"


def quads(history: Iterable[Said], role: str = "ceo", exclusive: bool = True) -> Iterator[ox.Quad]:
    """The history of one post, each saying in a document of its own, laid out as ontology/README.md says; and which announcements are void."""
    told = list(_told(history, role, exclusive))
    yield from told
    documents: dict[str, list[ox.Quad]] = {}
    for quad in told:
        documents.setdefault(str(quad.graph_name), []).append(quad)
    yield from (quad for quad in derive(map(contribution, documents.values())) if quad.predicate == terms.MKG_withdrawnOn)


def _told(history: Iterable[Said], role: str, exclusive: bool) -> Iterator[ox.Quad]:
    for number, said in enumerate(history):
        key = f"{role}-{number}"
        graph, fact, slot = ox.NamedNode(f"{terms.GRAPH}doc/{key}"), ox.NamedNode(f"{terms.ID}fact/{key}/role/0"), ox.NamedNode(post(role))
        document, holder = ox.NamedNode(f"{terms.ID}doc/{key}"), ox.NamedNode(person(said.who))
        flag = ox.Literal("true" if exclusive else "false", datatype=terms.XSD_boolean)
        triples: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal | None]] = [
            (document, terms.RDF_type, terms.MKG_Document),
            (document, terms.DCTERMS_identifier, ox.Literal(key)),
            (slot, terms.RDF_type, terms.MKG_Post),
            (slot, terms.ORG_postIn, ox.NamedNode(COMPANY)),
            (slot, terms.ORG_role, ox.NamedNode(f"{terms.ID}role/{role}")),
            (slot, terms.MKG_exclusive, flag),
            (holder, terms.SCHEMA_name, ox.Literal(said.who)),
            (fact, terms.RDF_type, terms.MKG_Attestation),
            (fact, terms.DCTERMS_issued, _day(said.pub)),
            (fact, terms.MKG_inDocument, document),
            (fact, terms.MKG_slot, slot),
            (fact, terms.MKG_filler, holder),
            (fact, terms.SEM_hasEarliestBeginTimeStamp, _day(said.eb)),
            (fact, terms.SEM_hasLatestBeginTimeStamp, _day(said.lb)),
            (fact, terms.SEM_hasEarliestEndTimeStamp, _day(said.ee)),
            (fact, terms.SEM_hasLatestEndTimeStamp, _day(said.le)),
            (fact, terms.MKG_statedEnd, ox.Literal(said.end) if said.end else None),
            (fact, terms.MKG_modality, terms.MKG_Planned if said.plan else terms.MKG_Withdrawn if said.off else None),
            (fact, terms.MKG_predecessor, ox.NamedNode(person(said.pred)) if said.pred else None),
            (fact, terms.MKG_interim, ox.Literal("true", datatype=terms.XSD_boolean) if said.interim else None),
        ]
        for subject, predicate, value in triples:
            if value is not None:
                yield ox.Quad(subject, predicate, value, graph)


def world(*history: Said, role: str = "ceo", exclusive: bool = True) -> ox.Store:
    """A store of one history."""
    store = ox.Store()
    store.extend(quads(history, role, exclusive))
    return store


def _day(day: date | None) -> ox.Literal | None:
    return ox.Literal(day.isoformat(), datatype=terms.XSD_date) if day else None


# ---- random histories

DAY_0 = date(2011, 1, 20)
DAYS = 40


def random_said(rng: random.Random) -> Said:
    """One thing a document may say, within a few weeks, by one of three people."""
    who, pub = rng.choice("xyz"), DAY_0 + timedelta(days=rng.randrange(DAYS))
    near = timedelta(days=rng.randrange(1, 9))
    pred = rng.choice([None, None, *(set("xyz") - {who})])
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
    rng = random.Random(seed)
    return {f"r{number}": [random_said(rng) for _ in range(rng.randrange(1, 7))] for number in range(count)}
