"""The five words: scenarios, and thousands of random histories against an oracle written from the definitions."""

from __future__ import annotations

import random
import runpy
from dataclasses import replace
from datetime import date, timedelta

import pyoxigraph as ox
import pytest
import rdflib
from histories import (
    COMPANY,
    DAY_0,
    DAYS,
    Said,
    appointed,
    former,
    is_holder,
    left,
    person,
    post,
    quads,
    random_histories,
    serves_until,
    will_not_start,
    will_start,
    world,
)

from kg import terms
from kg.derive import contribution, derive
from kg.lookup import fact, show
from kg.lookup.chronicle import Chronicle
from kg.query import Rows, load
from kg.resources import folder
from kg.time import spells

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's own

LONG_TENURE = (
    appointed("x", "2010-05-03", "2010-05-03"),
    is_holder("x", "2011-01-01"),
    left("x", "2011-06-30", "2011-06-30"),
    appointed("y", "2011-08-01", "2011-08-01"),
)
HANDOVER = (is_holder("x", "2011-01-01"), left("x", "2011-06-30", "2011-06-30"), appointed("y", "2011-06-30", "2011-06-30"))
SUCCESSION = (is_holder("x", "2011-01-01"), appointed("y", "2011-09-01", "2011-09-01", pred="x"))
RETURN = (is_holder("x", "2010-01-01"), former("x", "2011-03-01"), is_holder("x", "2012-01-01"))
INTERIM = (is_holder("x", "2010-01-01"), is_holder("z", "2011-01-01"), is_holder("x", "2012-01-01"))
DISPUTE = (is_holder("x", "2011-05-01"), is_holder("y", "2011-05-01"), is_holder("x", "2012-05-01"))
PLANNED = (will_start("y", "2011-03-01", "2011-01-10"),)
CONFIRMED = (*PLANNED, is_holder("y", "2011-06-01"))
PLANNED_SUCCESSION = (is_holder("x", "2011-01-10"), will_start("y", "2011-03-01", "2011-01-10", pred="x"))
MOVED = will_start("y", "2011-05-01", "2011-02-20", pred="x")
FAILED_PLAN = (is_holder("x", "2011-01-10"), will_start("y", "2011-03-01", "2011-01-10"), is_holder("x", "2011-06-01"))
END_ANNOUNCED = (is_holder("x", "2012-11-01"), left("x", "2012-12-31", "2012-11-01", plan=True))
SERVING = (serves_until("x", "2012-12-31", "2012-12-31", "2012-11-01"),)
LEAVES_IN_MARCH = (serves_until("x", "2012-03", "2012-03-31", "2012-01-15"),)
CALLED_OFF = (
    serves_until("x", "2011-03-01", "2011-03-01", "2011-01-10"),
    will_start("y", "2011-03-01", "2011-01-10"),
    will_not_start("y", "2011-02-20"),
)
YEARS = (Said("x", date(2015, 1, 1), eb=date(2009, 1, 1), lb=date(2009, 12, 31), ee=date(2012, 1, 1), le=date(2012, 12, 31), end="2012"),)

SCENARIOS = [
    ("its stated start", LONG_TENURE, "2010-05-03", "stated x"),
    ("the day before a stated start", LONG_TENURE, "2010-05-02", "unknown"),
    ("between two sightings", LONG_TENURE, "2010-12-01", "implied x"),
    ("the last certain day", LONG_TENURE, "2011-06-29", "stated x"),
    ("the stated last day", LONG_TENURE, "2011-06-30", "implied x"),
    ("a vacancy after a stated end", LONG_TENURE, "2011-07-15", "unknown"),
    ("after all evidence", LONG_TENURE, "2015-01-01", "last-known y"),
    ("a handover within a day, before", HANDOVER, "2011-06-29", "stated x"),
    ("a handover within a day, that day", HANDOVER, "2011-06-30", "stated y"),
    ("before a stated succession", SUCCESSION, "2011-05-01", "implied x"),
    ("the successor's first day", SUCCESSION, "2011-09-01", "stated y"),
    ("a succession not known yet", SUCCESSION, "2011-05-01 as known 2011-06-01", "last-known x"),
    ("left and returned, before", RETURN, "2010-06-01", "unknown"),
    ("left and returned, after", RETURN, "2011-06-01", "unknown"),
    ("another holder between two spells", INTERIM, "2011-06-01", "unknown"),
    ("two documents disagree", DISPUTE, "2011-05-01", "disputed"),
    ("after a disputed day", DISPUTE, "2011-08-01", "unknown"),
    ("before a disputed day", (is_holder("x", "2011-01-01"), *DISPUTE), "2011-03-01", "unknown"),
    ("an announced start, not confirmed", PLANNED, "2011-03-01", "implied y"),
    ("after an announced start, not confirmed", PLANNED, "2011-04-01", "last-known y"),
    ("before an announced start", PLANNED, "2011-02-01", "unknown"),
    ("an announced start, confirmed later", CONFIRMED, "2011-03-01", "implied y"),
    ("after an announced start, confirmed later", CONFIRMED, "2011-04-01", "implied y"),
    ("before an announced succession", PLANNED_SUCCESSION, "2011-02-01", "implied x"),
    ("the day of an announced succession", PLANNED_SUCCESSION, "2011-03-01", "implied y"),
    ("before a plan that failed", FAILED_PLAN, "2011-02-01", "implied x"),
    ("after a plan that failed", FAILED_PLAN, "2011-04-01", "unknown"),
    ("after a plan that was called off", (*PLANNED_SUCCESSION, will_not_start("y", "2011-02-20")), "2011-04-01", "last-known x"),
    ("before a plan is called off", (*PLANNED_SUCCESSION, will_not_start("y", "2011-02-20")), "2011-04-01 as known 2011-02-01", "last-known y"),
    ("after a plan that was moved", (*PLANNED_SUCCESSION, MOVED), "2011-03-15", "implied x"),
    ("the day to which a plan was moved", (*PLANNED_SUCCESSION, MOVED), "2011-05-01", "implied y"),
    ("called off, and who was to leave stays", CALLED_OFF, "2011-04-01", "last-known x"),
    ("before it is called off, as known then", CALLED_OFF, "2011-04-01 as known 2011-02-01", "last-known y"),
    ("an end put off", (*SERVING, serves_until("x", "2013-06-30", "2013-06-30", "2012-12-10")), "2013-03-01", "implied x"),
    ("there after an announced end", (*SERVING, is_holder("x", "2013-05-01")), "2013-03-01", "unknown"),
    ("still in the post after they left", (left("x", "2011-03-01", "2011-04-10"), is_holder("x", "2011-03-20")), "2011-03-20", "disputed"),
    ("left, then began anew", (left("x", "2011-03-01", "2011-04-10"), appointed("x", "2011-03-10", "2011-03-20")), "2011-03-20", "stated x"),
    ("before an announced end", END_ANNOUNCED, "2012-12-01", "implied x"),
    ("the announced last day", END_ANNOUNCED, "2012-12-31", "implied x"),
    ("after an announced end", END_ANNOUNCED, "2013-01-05", "unknown"),
    ("still serving, end dated", SERVING, "2012-12-01", "implied x"),
    ("still serving, the dated end", SERVING, "2012-12-31", "implied x"),
    ("still serving, after the dated end", SERVING, "2013-01-01", "unknown"),
    ("before the month of an end", LEAVES_IN_MARCH, "2012-02-29", "implied x"),
    ("in the month of an end", LEAVES_IN_MARCH, "2012-03-01", "unknown"),
    ("within stated years", YEARS, "2010-06-01", "stated x"),
    ("in the first of the stated years", YEARS, "2009-06-01", "unknown"),
    ("in the last of the stated years", YEARS, "2012-06-01", "unknown"),
    ("the last day of the stated years is no stated last day", YEARS, "2012-12-31", "unknown"),
    ("former, without any sighting", (former("x", "2011-03-01"),), "2010-01-01", "unknown"),
    ("before everything", (is_holder("x", "2011-01-01"),), "2010-12-31", "unknown"),
    ("the day after the only sighting", (is_holder("x", "2011-01-01"),), "2011-01-02", "last-known x"),
    ("called former later", (is_holder("x", "2011-01-01"), former("x", "2012-01-01")), "2011-06-01", "unknown"),
]


def ask(store: ox.Store, question: str) -> Rows:
    on, _, known = question.partition(" as known ")
    return load("holder-on-date").run(store, {"company": COMPANY, "role": "ceo", "on": on, "known": known or None})


def answer(rows: Rows) -> str:
    """Certainty and holder in one text; no row is unknown."""
    if not len(rows):
        return "unknown"
    assert len(rows) == 1
    record = rows.records()[0]
    return f"{record['certainty']} {record['holder'] or ''}".strip()


@pytest.mark.parametrize(("name", "history", "question", "expected"), SCENARIOS, ids=[s[0] for s in SCENARIOS])
def test_scenario(name: str, history: tuple[Said, ...], question: str, expected: str) -> None:
    store = world(*history)
    assert answer(ask(store, question)) == expected
    on, _, known = question.partition(" as known ")
    found = fact(store, COMPANY, "ceo", on, known or None)
    assert " ".join([found.certainty, *found.names]) == expected
    assert found.many is False


def dataset(store: ox.Store) -> rdflib.Dataset:
    """The same data in the other engine."""
    copy = rdflib.Dataset(default_union=True)
    copy.parse(data=store.dump(format=ox.RdfFormat.N_QUADS), format="nquads")
    return copy


def same_rows(store: ox.Store, other: rdflib.Dataset, name: str, params: dict[str, str]) -> None:
    """Both engines give the same rows (spellings of numbers aside, which a store may normalise)."""
    ours = [tuple(None if t is None else t.value for t in row) for row in load(name).run(store, params).terms]
    theirs = [tuple(None if t is None else str(t) for t in row) for row in other.query(load(name).bind(params))]  # type: ignore[union-attr]
    assert ours == theirs


@pytest.mark.parametrize("number", range(0, len(SCENARIOS), 6))
def test_scenarios_in_rdflib(number: int) -> None:
    """A slice of the scenarios, each as a post of its own, in both engines at once."""
    store = ox.Store()
    slice_ = SCENARIOS[number : number + 6]
    for at, (_, history, _, _) in enumerate(slice_):
        store.extend(quads(history, role=f"role{at}"))
    other = dataset(store)
    for on in sorted({question.partition(" ")[0] for _, _, question, _ in slice_}):
        same_rows(store, other, "states-on-date", {"of": COMPANY, "on": on, "known": "2011-06-15"} if on < "2011-06" else {"of": COMPANY, "on": on})


def test_the_questions_about_a_day_are_those_that_their_rules_make() -> None:
    """Their rules stand in one file, and a script writes them into each."""
    made = runpy.run_path(str(folder("queries") / "make_questions.py"))["questions"]()
    assert len(made) == 8
    for name, text in made.items():
        assert (folder("queries") / f"{name}.rq").read_text("utf-8") == text, f"run queries/make_questions.py ({name})"


# ---- the oracle


def oracle(history: list[Said], day: date, known: date) -> str:
    """The definitions in plain Python: what a careful reader of the documents would answer."""
    told = _standing([said for said in history if said.pub <= known])
    sightings = [(s.lb, s.ee, s.who) for s in told if s.lb and s.ee and not s.plan]
    today = {who for start, end, who in sightings if start <= day <= end}
    if today:
        return "disputed" if len(today) > 1 or _gainsaid(told, min(today), day, day) else f"stated {today.pop()}"
    before = [(end, True, who) for _, end, who in sightings if end < day]
    before += [(min(s.ee, day), False, s.who) for s in told if s.plan and s.eb and s.lb and s.ee and s.lb <= day]
    if not before:
        return "unknown"
    since, confirmed = max(before)[:2]
    last = {who for on, sure, who in before if (on, sure) == (since, confirmed)}
    if len(last) > 1:
        return "unknown"
    (holder,) = last
    if _gainsaid(told, holder, since, day):
        return "unknown"
    next_day = min((start for start, _, _ in sightings if start > day), default=None)
    following = {who for start, _, who in sightings if start == next_day}
    horizon = next_day or date.max
    ends = [s.le for s in told if s.who == holder and s.le and s.le >= since]
    starts = [s.eb for s in told if s.who == holder and s.eb and s.eb > since]
    away = any(end < horizon for end in ends) or any(start <= horizon for start in starts)
    implied = following == {holder} and not away
    implied |= not confirmed and since == day and next_day is None and not starts
    if not any(end < day for end in ends):
        implied |= any(_serves(s, day, horizon) for s in told if s.who == holder)
        implied |= any(s.pred == holder and s.eb and s.eb == s.lb and day < s.lb <= horizon for s in told)
    if implied:
        return f"implied {holder}"
    return f"last-known {holder}" if next_day is None and not ends and not starts else "unknown"


def _standing(told: list[Said]) -> list[Said]:
    """Without what was announced and will not come: a start called off, moved, or overtaken; an end moved, or called off."""

    def is_void(plan: Said) -> bool:
        own = [s for s in told if s.who == plan.who and s.pub >= plan.pub]
        sighted = [s for s in own if not s.plan and s.lb and s.ee]
        if plan.plan and plan.eb and plan.lb and plan.ee:
            moved = any(s.pub > plan.pub and s.plan and s.eb and s.lb and s.ee and (s.eb > plan.lb or s.lb < plan.eb) for s in own)
            already = any(s.lb < plan.eb and s.ee >= plan.pub for s in sighted if s.lb and s.ee)
            return moved or already or any(s.off for s in own)
        if not plan.le or plan.le <= plan.pub:
            return False
        moved = any(s.pub > plan.pub and s.le and s.le > s.pub and s.le != plan.le and not (s.plan and s.eb) for s in own)
        successors = {s.who for s in told if s.plan and s.eb and s.pub == plan.pub and s.who != plan.who}
        return moved or any(s.off and s.who in successors and s.pub >= plan.pub for s in told)

    void = [is_void(said) for said in told]
    return [replace(said, le=None, end=None) if gone else said for said, gone in zip(told, void, strict=True) if not (gone and said.plan)]


def _gainsaid(told: list[Said], holder: str, seen: date, day: date) -> bool:
    """Whether a document not older than the day they were last seen dates the holder's last day before the day, and none a later begin."""
    ends = [s.le for s in told if s.who == holder and not s.plan and s.le and s.end == s.le.isoformat() and s.le < day and s.pub >= seen]
    return any(not any(s.who == holder and s.eb and end <= s.eb <= day for s in told) for end in ends)


def _serves(said: Said, day: date, horizon: date) -> bool:
    """Whether a document dates the end to come, and the day is not after it."""
    if not said.le or not said.ee or not (said.plan or said.ee < day):
        return False
    end = said.end or said.ee.isoformat()
    return day.isoformat() <= end <= horizon.isoformat()


@pytest.mark.parametrize("seed", range(3))
def test_random_histories(seed: int) -> None:
    """A thousand histories a seed, asked of every third day or so: 3,000 histories and 54,000 answers in all."""
    histories = random_histories(1000, seed)
    store = ox.Store()
    for role, history in histories.items():
        store.extend(quads(history, role))
    rng = random.Random(seed)
    for offset in sorted(rng.sample(range(-6, DAYS + 14), 18)):
        day = DAY_0 + timedelta(days=offset)
        known = rng.choice([date.max, day, DAY_0 + timedelta(days=rng.randrange(DAYS))])
        records = load("states-on-date").run(store, {"of": COMPANY, "on": day, "known": known}).records()
        found = {str(r["slot"]): f"{r['certainty']} {r['holder'] or ''}".strip() for r in records}
        assert len(found) == len(records)
        for role, history in histories.items():
            assert found.get(post(role), "unknown") == oracle(history, day, known), (role, day, known, history)


def test_random_histories_of_one_post() -> None:
    """The question for one post agrees, too; a few of them are asked in rdflib as well."""
    rng = random.Random(99)
    for number, history in enumerate(random_histories(60, seed=99).values()):
        store, day = world(*history), DAY_0 + timedelta(days=rng.randrange(-3, DAYS + 10))
        assert answer(ask(store, day.isoformat())) == oracle(history, day, date.max), (day, history)
        if number % 12 == 0:
            same_rows(store, dataset(store), "holder-on-date", {"company": COMPANY, "role": "ceo", "on": day.isoformat()})


def test_several_holders() -> None:
    """A post that several hold at once: one row each, no dispute."""
    history = (is_holder("x", "2011-01-01"), is_holder("y", "2011-01-01"), is_holder("x", "2012-01-01"), former("y", "2012-01-01"))
    store = world(*history, role="director", exclusive=False)
    on = {"company": COMPANY, "role": "director"}
    rows = load("holders-on-date").run(store, {**on, "on": "2011-01-01"})
    assert [r[:2] for r in rows] == [("stated", "x"), ("stated", "y")]
    assert [r[:2] for r in load("holders-on-date").run(store, {**on, "on": "2011-06-01"})] == [("implied", "x")]
    found = fact(store, COMPANY, "directors", "2011-06-01")
    assert found.many
    assert found.to_json()["answer"] == ["x"]
    assert found.certainty == "implied"


# ---- states and spells

SINCE_2000 = Said("x", date(2010, 1, 1), eb=date(2000, 1, 1), lb=date(2000, 12, 31), ee=date(2010, 1, 1))
BROWN = (is_holder("x", "2011-05-30"), will_start("brown", "2011-09-01", "2011-06-10"), is_holder("brown", "2012-03-20"))

BEGINS: list[tuple[str, tuple[Said, ...], str, str | None]] = [  # the holder of the last spell, and its earliest begin
    ("an announced start", BROWN, "brown", "2011-09-01"),
    ("a first announced start, then moved", (*BROWN, will_start("brown", "2011-10-01", "2011-08-20")), "brown", "2011-10-01"),
    ("another holder seen after the announced start", (*BROWN, is_holder("x", "2011-12-01")), "brown", "2011-12-01"),
    ("seen before the announced start", (*BROWN[1:], is_holder("brown", "2011-08-01")), "brown", None),
    ("an announced start of an earlier spell", (*BROWN, former("brown", "2012-06-01"), is_holder("brown", "2013-01-01")), "brown", "2012-03-20"),
    ("two starts stated", (SINCE_2000, appointed("x", "2005-06-01", "2012-01-01")), "x", "2000-01-01"),
    ("another holder in the stated year", (is_holder("y", "2000-06-01"), SINCE_2000), "x", "2000-06-01"),
]


def derived_begins(store: ox.Store) -> dict[tuple[str, str], str | None]:
    """Earliest begins by holder and latest begin, as the derived states have them."""
    about: dict[str, dict[ox.NamedNode, str]] = {}
    documents = [store.quads_for_pattern(None, None, None, graph) for graph in store.named_graphs()]
    for quad in derive(map(contribution, documents)):
        about.setdefault(quad.subject.value, {})[quad.predicate] = quad.object.value
    states = [said for said in about.values() if terms.MKG_slot in said and terms.MKG_modality not in said]
    earliest, latest = terms.SEM_hasEarliestBeginTimeStamp, terms.SEM_hasLatestBeginTimeStamp
    return {(said[terms.MKG_filler], said[latest]): said.get(earliest) for said in states}


def spell_begins(store: ox.Store) -> dict[tuple[str, str], str | None]:
    """The same of the spells that `kg fact` and `kg show` print."""
    found = spells(Chronicle(store).told(post("ceo")), exclusive=True)
    return {(s.filler, str(s.begin.latest)): s.begin.earliest.isoformat() if s.begin.earliest else None for s in found if not s.planned}


@pytest.mark.parametrize(("name", "history", "holder", "expected"), BEGINS, ids=[b[0] for b in BEGINS])
def test_states_and_spells_begin_alike(name: str, history: tuple[Said, ...], holder: str, expected: str | None) -> None:
    begins = spell_begins(world(*history))
    assert begins == derived_begins(world(*history))
    last = max(begins, key=lambda key: key[1])
    assert (last[0], begins[last]) == (person(holder), expected)


def disputed(history: list[Said]) -> bool:
    """Whether some day has two holders."""
    held = [(s.who, s.lb, s.ee) for s in history if s.lb and s.ee and not s.plan]
    return any(who != other and begin <= end and start <= until for who, begin, until in held for other, start, end in held)


def test_random_states_and_spells_begin_alike() -> None:
    for history in random_histories(300, seed=5).values():
        if not disputed(history):  # a run of overlapping evidence is cut in one, not in the other
            assert spell_begins(world(*history)) == derived_begins(world(*history)), history


def test_show_heeds_an_announced_start() -> None:
    store = world(*BROWN)
    for on, holders in (("2011-06-15", ["x"]), ("2011-09-15", ["x", "brown"])):
        assert [line.value for line in show(store, COMPANY, date.fromisoformat(on)).lines] == holders


def test_evidence_of_other_days_is_shown_to_the_one_it_names() -> None:
    store = world(*BROWN, is_holder("y", "2012-05-01"))
    day = "2011-07-01"
    (holding,) = fact(store, person("brown"), "ceo", day).holdings
    assert (holding.certainty, holding.name) == ("unknown", None)
    assert holding.before is not None
    assert holding.after is not None
    assert (holding.before.name, holding.after.name) == ("x", "brown")
    stranger = fact(store, person("nobody"), "roles", day)
    assert (stranger.holdings, stranger.spoken_of) == ((), False)
    succeeded = fact(store, person("brown"), "ceo", "2012-05-01")  # another holds it that day, and that is certain
    assert (succeeded.holdings, succeeded.spoken_of) == ((), True)
