"""Query equals derivation: the question of the evidence, the rules in Python over the same evidence, and the derived states agree.

Three ways to one answer, on random histories: `states-on-date` in SPARQL, `kg.time.held_on`, and `state-on-date` over the states that
`kg.derive` made. Of the last, stated and implied are one word, held. With KG_THOROUGH=1 in the environment every question is also asked in
rdflib, which takes long; without it, some two thousand are.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

import pyoxigraph as ox
import pytest
import rdflib
from histories import COMPANY, DAY_0, DAYS, Said, documents, owner, owner_documents, person, post, random_histories, sameness

from kg import terms
from kg.derive import contribution, derive
from kg.identity import Identity
from kg.query import load
from kg.time import Evidence, held_on

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own
THOROUGH = bool(os.environ.get("KG_THOROUGH"))
SLOTS = 140  # of one world, asked for in one question: more of them would make rarer, but longer questions
WORLDS = {"exclusive": 45, "shared": 76, "shared by others": 74, "owned": 10, "renamed": 6}  # and on how many days each is asked
KNOWN = 4  # of these days, how many as known on an earlier one
RDFLIB = {"exclusive": 2, "shared": 1, "owned": 1, "renamed": 2}  # on how many days rdflib is asked too, without KG_THOROUGH

Answers = dict[tuple[str, str], str]  # slot and, where it is not exclusive, filler: the answer in words
FAR = [date(2005, 1, 1), date(2030, 1, 1)]


@dataclass(frozen=True)
class World:
    """Documents in a store with all that is derived from them; `asked` is whom to ask, `exclusive` whether a slot has one holder."""

    store: ox.Store
    asked: str
    exclusive: bool
    told: tuple[tuple[str, Evidence], ...]


def world(quads: Iterable[list[ox.Quad]], asked: str, exclusive: bool, records: Iterable[ox.Quad] = ()) -> World:
    given, store = list(quads), ox.Store()
    store.extend(records)
    contributions = [contribution(one) for one in given]
    store.extend(quad for one in given for quad in one)
    store.extend(derive(contributions, Identity.read(store).canonical))
    return World(store, asked, exclusive, tuple(item for one in contributions for item in one.evidence))


@cache
def made(name: str) -> World:
    """The world of that name: posts of one company, each a history of its own, or sites that one company has or had a part in."""
    histories = random_histories(SLOTS, seed=list(WORLDS).index(name) + 70)
    if name == "exclusive":
        return world(documents(histories), COMPANY, exclusive=True)
    if name.startswith("shared"):
        return world(documents(_many(histories), exclusive=False), COMPANY, exclusive=False)
    if name == "owned":
        return world(owner_documents(_owned(_many(histories))), owner("x"), exclusive=False)
    return world(documents(_renamed(histories)), COMPANY, True, _records(histories))


def _many(histories: dict[str, list[Said]]) -> dict[str, list[Said]]:
    """Histories with more holders than the usual three, each spoken of less."""
    rng = random.Random(6)
    names = {who: [who, who + "b", who + "c"] for who in "xyz"}
    return {role: [replace(said, who=rng.choice(names[said.who])) for said in [*history, *reversed(history)]] for role, history in histories.items()}


def _owned(histories: dict[str, list[Said]]) -> dict[str, list[Said]]:
    """Owners instead of holders, some of the whole; of every site one document names the one who is asked."""
    rng = random.Random(7)
    owned = {}
    for site, history in histories.items():
        shares = [replace(said, pred=None, percent=rng.choice([None, None, "60.0", "100.0"])) for said in history]
        owned[site] = [replace(shares[0], who="x"), *shares[1:]]
    return owned


def _renamed(histories: dict[str, list[Said]]) -> dict[str, list[Said]]:
    """Half of the documents use the name that the company had, one in eight a name wrongly taken for one."""
    rng = random.Random(8)
    names = ["acme-ltd"] * 3 + ["old-acme-ltd"] * 4 + ["other-acme-ltd"]
    return {role: [replace(said, of=rng.choice(names)) for said in history if not (said.plan or said.off)] for role, history in histories.items()}


def _records(histories: dict[str, list[Said]]) -> Iterator[ox.Quad]:
    """Who is whom: the company under its old name for good, under the other for ten days; posts and holders from then or a later day on."""
    rng = random.Random(9)
    until = DAY_0 + timedelta(days=20)
    for old, since, end in (("old-acme-ltd", DAY_0 + timedelta(days=5), None), ("other-acme-ltd", DAY_0 + timedelta(days=10), until)):

        def later(since: date = since) -> date:
            return since + timedelta(days=rng.randrange(8))

        yield from sameness(f"{terms.ID}org/{old}", COMPANY, since, end)
        for role in histories:
            yield from sameness(post(role, old), post(role), later(), end)
        for who in "xyz":
            yield from sameness(person(who, old), person(who), later(), end)


# ---- three ways to an answer


def by_evidence(w: World, day: date, known: date | None) -> Answers:
    """What the question of the evidence answers."""
    found = load("states-on-date").run(w.store, {"of": w.asked, "on": day, "known": known})
    return _answers(w, found.columns, found.values)


def by_states(w: World, day: date) -> Answers:
    """What the question of the states answers."""
    found = load("state-on-date").run(w.store, {"of": w.asked, "on": day})
    return _answers(w, found.columns, found.values)


def by_rules(w: World, day: date, known: date | None) -> Answers:
    """What the rules in Python say of the same evidence."""
    found: Answers = {}
    for slot, evidence in _evidence(w, known).items():
        for held in held_on(evidence, w.exclusive, day):
            nearest = held.before or held.after
            if held.certainty != "unknown":
                key = "" if w.exclusive or nearest is None else nearest.evidence.filler
                found[slot, key] = f"{held.certainty} {held.filler or ''}".strip()
    return found


def _answers(w: World, columns: Iterable[str], rows: Iterable[Iterable[object]]) -> Answers:
    """Rows as answers; of a shared slot, a dispute is about the filler whose evidence stands beside it."""
    found: Answers = {}
    for row in rows:
        record = dict(zip(columns, row, strict=True))
        if record["certainty"] == "unknown":
            continue
        holder = record["holderIri"] or ""
        key = "" if w.exclusive else str(holder or record.get("beforeIri") or record["claimedBy"])
        assert (record["slot"], key) not in found
        found[str(record["slot"]), key] = f"{record['certainty']} {holder}".strip()
    return found


_EVIDENCE: dict[tuple[int, date | None], dict[str, list[Evidence]]] = {}


def _evidence(w: World, known: date | None) -> dict[str, list[Evidence]]:
    """The evidence of each slot of whom is asked, by documents published by a day, with what goes by several IRIs put together as known then."""
    if (id(w), known) not in _EVIDENCE:
        identity = Identity.read(w.store)
        told: dict[str, list[Evidence]] = {}
        for slot, e in w.told:
            if known is None or e.issued <= known:
                filler, before = identity.canonical(e.filler, known), e.predecessor and identity.canonical(e.predecessor, known)
                told.setdefault(identity.canonical(slot, known), []).append(replace(e, filler=filler, predecessor=before))
        ours = {slot for slot, evidence in told.items() if _is_of(w, slot, evidence, identity, known)}
        _EVIDENCE[id(w), known] = {slot: told[slot] for slot in ours}
    return _EVIDENCE[id(w), known]


def _is_of(w: World, slot: str, evidence: list[Evidence], identity: Identity, known: date | None) -> bool:
    """Whether a slot is the company's, under any of its names, or one that it fills."""
    kind, company, _ = slot.removeprefix(terms.ID).split("/")
    return w.asked in {e.filler for e in evidence} or (kind == "post" and identity.canonical(f"{terms.ID}org/{company}", known) == w.asked)


def held(answers: Answers) -> Answers:
    """The same answers without the difference that states do not keep."""
    return {key: told.replace("stated ", "held ").replace("implied ", "held ") for key, told in answers.items()}


# ---- the questions


def questions(w: World, known: date | None = None) -> int:
    """How many answers one day asks for: one a slot, or one a holder that its evidence names."""
    return sum(1 if w.exclusive else len({e.filler for e in told}) for told in _evidence(w, known).values())


def days_of(name: str) -> list[date]:
    """Days of which the histories tell and some around them; most fall where much is told."""
    offsets = random.Random(name).sample(range(-9, DAYS + 33), WORLDS[name] - len(FAR))
    return [*FAR, *(DAY_0 + timedelta(days=offset) for offset in sorted(offsets))]


@pytest.mark.parametrize("name", WORLDS)
def test_query_rules_and_states_agree(name: str) -> None:
    w = made(name)
    for day in days_of(name):
        rules = by_rules(w, day, None)
        assert by_evidence(w, day, None) == rules, day
        assert by_states(w, day) == held(rules), day


def test_there_are_a_hundred_thousand_questions() -> None:
    assert sum(questions(made(name)) * count for name, count in WORLDS.items()) >= 100_000


@pytest.mark.parametrize("name", WORLDS)
def test_query_and_rules_agree_as_known_on_a_day(name: str) -> None:
    """What only later documents tell is neither evidence nor identity yet."""
    w, rng = made(name), random.Random(name)
    for day in rng.sample(days_of(name), KNOWN):
        known = rng.choice([day, DAY_0 + timedelta(days=rng.randrange(DAYS))])
        assert by_evidence(w, day, known) == by_rules(w, day, known), (day, known)


# ---- in the other engine


@cache
def dataset(name: str) -> rdflib.Dataset:
    copy = rdflib.Dataset(default_union=True)
    copy.parse(data=made(name).store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return copy


def in_rdflib(name: str, question: str, day: date) -> Answers:
    w, query = made(name), load(question)
    result = dataset(name).query(query.bind({"of": w.asked, "on": day}))
    return _answers(w, [str(v) for v in result.vars or ()], ([None if v is None else str(v) for v in row] for row in result))  # type: ignore[union-attr]


@pytest.mark.parametrize("name", WORLDS if THOROUGH else RDFLIB)
def test_rdflib_agrees(name: str) -> None:
    days = days_of(name) if THOROUGH else random.Random(f"rdflib {name}").sample(days_of(name), RDFLIB[name])
    for day in days:
        rules = by_rules(made(name), day, None)
        assert in_rdflib(name, "states-on-date", day) == rules, day
        assert in_rdflib(name, "state-on-date", day) == held(rules), day
