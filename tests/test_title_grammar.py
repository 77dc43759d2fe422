"""Every gap of the title grammar takes its own examples and refuses its counter-examples."""

import pytest

from kg.extract.role.gap_asides import without_asides
from kg.extract.role.post_words import ORG
from kg.extract.role.title_before_name import TITLE_PERSON
from kg.extract.role.title_careers import AFTER_NAME
from kg.extract.role.title_grammar import in_time

RULES = (*AFTER_NAME, *TITLE_PERSON)
MUST = [(rule, gap) for rule in RULES for gap in rule.must]
MUST_NOT = [(rule, gap) for rule in RULES for gap in rule.must_not]


@pytest.mark.parametrize(("rule", "gap"), MUST, ids=[f"{rule.name}: {gap!r}" for rule, gap in MUST])
def test_a_gap_is_taken_by_its_rule(rule, gap):
    assert rule.fits(gap.replace("ORG", ORG))


@pytest.mark.parametrize(("rule", "gap"), MUST_NOT, ids=[f"{rule.name}: {gap!r}" for rule, gap in MUST_NOT])
def test_a_gap_that_says_something_else_is_refused(rule, gap):
    assert not rule.fits(gap.replace("ORG", ORG))


def test_every_rule_has_examples_either_way():
    assert [rule.name for rule in RULES if not rule.must or not rule.must_not] == []


@pytest.mark.parametrize(
    ("gap", "left"),
    [
        (", who is no relation, will join on May 1, 2014 as ", " will join as "),
        (' ("CEO") has resigned as ', " has resigned as "),
        (" effective July 15, was named ", " was named "),
        (", the Company's ", ", the Company's "),
    ],
)
def test_days_brackets_and_asides_mean_nothing_for_a_post(gap, left):
    assert without_asides(gap) == left


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        ("left", " has resigned as ", "left"),
        ("left", " will step down as ", "leaving"),
        ("appointed", " is to become ", "coming"),
        ("held", " will ", "held"),
    ],
)
def test_what_is_to_come_is_told_from_what_is_done(kind, words, expected):
    assert in_time(kind, words) == expected
