"""Events and states of one release: the slots that an event changes, and the states that an event's day dates."""

from __future__ import annotations

from datetime import date

import pytest

from kg.document import Document, Span
from kg.extract import Extraction, extract
from kg.extract.fed_states import feed_states
from kg.facts import Bounds, Concept, Event, Interest, Mention, RoleHeld, Site, Status, StatusSlot
from kg.identity import iri
from kg.terms import ID

HEAD = "TORONTO, March 14, 2012 - Corvane Gold Corp. (TSX: CVG) "


def told(say: str) -> Extraction:
    extraction = extract(Document.from_text(f"Corvane Gold Reports\n\n{HEAD}{say}\n", "release.txt"))
    assert isinstance(extraction, Extraction), extraction
    return extraction


def changes(say: str) -> set[tuple[str, str]]:
    """Type of event and the path of the slot that it changes."""
    events = (mention.fact for mention in told(say).mentions if isinstance(mention.fact, Event))
    return {(event.type.key, iri(slot).value.removeprefix(ID)) for event in events for slot in event.changes}


def states(say: str) -> set[tuple[str, str | None, str | None]]:
    """Who or what fills a slot, with begin and end as stated."""
    found = {mention.fact for mention in told(say).mentions if isinstance(mention.fact, RoleHeld | Interest | Status)}
    return {(getattr(fact.filler, "name", None) or fact.filler.key, fact.begin, fact.end) for fact in found}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("say", "slots"),
    [
        ("today appointed Helen Marsh as Chief Executive Officer.", {("appointment", "post/corvane-gold-corp/ceo")}),
        (
            "today appointed Helen Marsh as President. Ms. Marsh is the Chief Financial Officer of Corvane Gold Corp.",
            {("appointment", "post/corvane-gold-corp/president")},
        ),
        ("has placed the Lake Ellen mine in Ontario on care and maintenance.", {("suspension", "status/lake-ellen")}),
        ("permanently closed the Lake Ellen mine in Ontario on February 28, 2012.", {("closure", "status/lake-ellen")}),
        ("today acquired 51% of the Dunmore gold project in Ontario.", {("acquisition", "interest/dunmore/owner")}),
        (
            'announces that its shares commenced trading on the NYSE American on March 12, 2012 under the symbol "CVGX".',
            {("listing", "listing/corvane-gold-corp/XASE")},
        ),
        ("reports that a worker was injured yesterday at its Lake Ellen mine in Ontario.", set()),
    ],
)
def test_an_event_changes_the_slot_of_what_it_begins_or_ends(say: str, slots: set[tuple[str, str]]) -> None:
    assert changes(say) == slots


def test_a_closing_dates_the_owner_of_what_was_bought() -> None:
    say = "announces that it has acquired a 51% interest in the Dunmore gold project in Ontario from Leven Mining Inc. {}"
    assert ("Corvane Gold Corp.", "2012-03-12", None) in states(say.format("The acquisition closed on March 12, 2012."))
    assert ("Corvane Gold Corp.", None, None) in states(say.format("The acquisition was announced today."))


def test_a_sale_dates_both_owners() -> None:
    owners = states("has sold its 100% interest in the Lake Ellen mine in Ontario to Leven Mining Inc. The sale closed on March 9, 2012.")
    assert {("Leven Mining Inc.", "2012-03-09", None), ("Corvane Gold Corp.", None, "2012-03-09")} <= owners


def test_what_adds_to_a_share_does_not_date_it() -> None:
    owners = states("has increased its interest in the Dunmore gold project in Ontario from 51% to 80%. The increase closed on March 12, 2012.")
    assert ("Corvane Gold Corp.", None, None) in owners


def halted(*days: str, today: date = date(2012, 3, 14)) -> str | None:
    """The begin of a mine's status, told without one, beside events that tell of halts on these days."""
    mine, span = Site("Lake Ellen", "mine"), Span(0, 1)
    status = Status(StatusSlot(mine), Concept("site-status", "suspended"), Bounds(latest_begin=today, earliest_end=today))
    halts = [
        Event(Concept("event-type", "suspension"), site=mine, begin=day, bounds=Bounds(date.fromisoformat(day), date.fromisoformat(day)))
        for day in days
    ]
    mentions = feed_states([Mention(fact, span, "rule") for fact in (status, *halts)], today)
    [begin] = {mention.fact.begin for mention in mentions if isinstance(mention.fact, Status)}
    return begin


def test_two_days_told_date_nothing_and_the_day_of_the_release_neither() -> None:
    assert halted("2012-03-02") == "2012-03-02"
    assert halted("2012-03-02", "2012-03-02") == "2012-03-02"
    assert halted("2012-03-02", "2012-03-05") is None
    assert halted("2012-03-14") is None


def test_a_state_seen_before_the_day_of_an_event_is_not_dated_by_it() -> None:
    mine, span, seen = Site("Lake Ellen", "mine"), Span(0, 1), date(2011, 6, 30)
    status = Status(StatusSlot(mine), Concept("site-status", "suspended"), Bounds(latest_begin=seen, earliest_end=seen))
    halt = Event(Concept("event-type", "suspension"), site=mine, begin="2011-12-01", bounds=Bounds(date(2011, 12, 1), date(2011, 12, 1)))
    fed = feed_states([Mention(fact, span, "rule") for fact in (status, status, halt)], date(2012, 3, 14))
    assert [mention.fact for mention in fed if isinstance(mention.fact, Status)] == [status, status]


def test_a_state_that_an_event_dates_is_quoted_from_both_places() -> None:
    found = told("said that all underground work at its Lake Ellen mine in Ontario has been halted since yesterday's fall of ground.")
    quoted = [mention for mention in found.mentions if isinstance(mention.fact, Status)]
    assert {mention.fact.begin for mention in quoted if isinstance(mention.fact, Status)} == {"2012-03-13"}
    assert "told-by-event" in {mention.rule for mention in quoted}
