"""Deeds told in every form that a release has for them: the event, its date and whether it is still to come, by construction."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from kg.document import Document
from kg.extract import extract
from kg.facts import Event

ISSUER = "Quarrel Hill Metals Ltd."
HEAD = (
    "VANCOUVER, British Columbia, September 16, 2020 (GLOBE NEWSWIRE) -- Quarrel Hill Metals Ltd. (TSXV: QHM) "
    '("Quarrel Hill" or the "Company") provides an update on its Dunnet mine and its Larkspur project.\n\n'
)
TAIL = "\n\nAbout Quarrel Hill Metals Ltd.\n\nQuarrel Hill Metals Ltd. owns the Dunnet mine and the Larkspur project.\n"
# type, base, participle, what, noun with "of" or the like
DEEDS = (
    ("divestiture", "complete", "completed", "the sale of the Larkspur project", "completion of the sale of the Larkspur project"),
    ("acquisition", "purchase", "purchased", "a 60% interest in the Larkspur project", "purchase of a 60% interest in the Larkspur project"),
    ("financing", "draw down", "drawn down", "$25 million under its project loan", "drawdown of $25 million under its project loan"),
    ("name-change", "adopt", "adopted", "the name Sorrel Mining Inc.", "adoption of the name Sorrel Mining Inc."),
    (
        "option-agreement",
        "execute",
        "executed",
        "an option to acquire the Larkspur project",
        "execution of an option to acquire the Larkspur project",
    ),
    ("expansion", "approve", "approved", "the Stage 2 expansion of the Dunnet mill", "approval of the Stage 2 expansion of the Dunnet mill"),
    ("dividend", "approve", "approved", "an interim dividend of 2.5 cents per share", "approval of an interim dividend of 2.5 cents per share"),
    ("restart", "resume", "resumed", "mining operations at the Dunnet mine", "resumption of mining operations at the Dunnet mine"),
    ("permit", "receive", "received", "the final mining permit for the Dunnet mine", "receipt of the final mining permit for the Dunnet mine"),
    ("production-results", "publish", "published", "its quarterly production report", "publication of its quarterly production report"),
    ("suspension", "suspend", "suspended", "milling at the Dunnet mine", "suspension of milling at the Dunnet mine"),
    ("remediation", "repair", "repaired", "the tailings dam at the Dunnet mine", "repair of the tailings dam at the Dunnet mine"),
)
PAST = (("on August 4, 2020", "2020-08-04"), ("on August 4", "2020-08-04"), ("late in July", "2020-07"), ("last month", "2020-08"))
COMING = (("on or about October 9, 2020", "2020-10-09"), ("by November 2020", "2020-11"), ("on 2 December 2020", "2020-12-02"))
DONE_FRAMES = (
    "The Company {did} {what} {day}.",
    "Following the {noun} {day}, unit costs have been in line with the budget.",
    "Since the {noun} {day}, management has looked at staffing.",
    "The Company, which {did} {what} {day}, expects no change in its costs.",
)
TO_COME_FRAMES = (
    "The Company expects to {base} {what} {day}.",
    "The {noun} is expected {day}.",
    "The {noun} is anticipated {day}.",
    "The Company remains on schedule to {base} {what} {day}.",
)


def told(sentence: str) -> list[tuple[str, str | None, bool]]:
    result = extract(Document.from_text(f"{HEAD}{sentence}{TAIL}"))
    facts = {mention.fact for mention in result.mentions if isinstance(mention.fact, Event)}
    return sorted((fact.type.key, fact.begin, fact.planned) for fact in facts)


CASES = [
    (frame.format(did="drew down" if base == "draw down" else done, base=base, what=what, noun=noun, day=day), kind, said, coming)
    for coming, frames, days in ((False, DONE_FRAMES, PAST), (True, TO_COME_FRAMES, COMING))
    for at, ((kind, base, done, what, noun), frame) in enumerate(product(DEEDS, frames))
    for day, said in (days[at % len(days)],)
]


@pytest.mark.parametrize(("sentence", "kind", "said", "coming"), CASES)
def test_told_once_with_its_day(sentence: str, kind: str, said: str, coming: bool) -> None:
    assert told(sentence) == [(kind, said, coming)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The sale of the Larkspur project was to have been completed in August 2020.",
        "The Company continues to study a purchase of the Larkspur project.",
        "The right to approve the expansion of the Dunnet mill in 2021 remains with the partner.",
        "After the payment of $4 million in dividends, cash was $30 million on June 30, 2020.",
        "If the closure of the Dunnet mine were ordered in 2021, the cost would be great.",
        "A repair of the tailings dam might follow in 2021.",
    ],
)
def test_nothing_told(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The Company confirmed that it had completed the sale of the Larkspur project.", "divestiture"),
        ("Its annual audited financial statements have been filed.", "financial-results"),
        ("The Company noted that it had approved the Stage 2 expansion of the Dunnet mill.", "expansion"),
    ],
)
def test_news_without_a_day(sentence: str, kind: str) -> None:
    assert told(sentence) == [(kind, "2020-09-16", False)]


def test_headline_and_first_sentence_tell_one() -> None:
    text = (
        "Quarrel Hill Sells Larkspur Project\n\nVANCOUVER, British Columbia, September 16, 2020 (GLOBE NEWSWIRE) -- Quarrel Hill Metals Ltd. "
        '(TSXV: QHM) ("Quarrel Hill" or the "Company") announces that it sold the Larkspur project to Alder Corp. on May 4, 2020.' + TAIL
    )
    facts = {mention.fact for mention in extract(Document.from_text(text)).mentions if isinstance(mention.fact, Event)}
    assert [(fact.type.key, fact.begin) for fact in facts] == [("divestiture", "2020-05-04")]


def test_a_board_elected_at_a_meeting_is_not_appointed() -> None:
    people = "Ingrid Varga, Marcus Stroud and Helen Novak"
    sentence = f"{people} were elected to the board of directors at the annual meeting of shareholders on September 10, 2020."
    assert [kind for kind, _, _ in told(sentence)] == ["meeting"]


def test_one_hands_over_to_another() -> None:
    assert told("Miriam Varga will hand over as Treasurer to Desmond Thorburn on 30 January 2021.") == [
        ("appointment", date(2021, 1, 30).isoformat(), True),
        ("departure", date(2021, 1, 30).isoformat(), True),
    ]
