"""A sieved pattern meets what the pattern itself meets, and rules out the others by words or by the loosened pattern."""

from __future__ import annotations

import re
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.event.grammar import triggers
from kg.extract.event.hits import find_hits
from kg.text.sieves import Sieved, Small, small

_WORDS = (
    "mill",
    "Mill",
    "MILLS",
    "was",
    "not",
    "restarted",
    "re-started",
    "in",
    "May",
    "may",
    "2011",
    "Ridge",
    "ridge",
    "-",
    "\u2013",
    "ore ore",
    ";",
)
# Patterns of every build that the lexicons use, all of which are to meet some of the sentences made of these words.
_PATTERNS = (
    r"\bmills?\b",
    r"(?<!not )(?:was )?(?:re-?)?started\b",
    r"(?:was|were) (?!not)re\w+ in (?-i:May)\b",
    r"(?-i:[A-Z])[a-z]+ \d{4}",
    r"(?:(?:was|not) ){1,2}restarted|in (?=may)\w+ \d",
    r"(?P<word>ore|ridge) (?P=word)\b",
    r"[^A-Z;]{3} [\u2013-] (?-i:[^a-z]{3})",
    r"(?<=in )may|;",
    r"^(?:mill)?(?: ?was)?",
)


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join), st.sampled_from(_PATTERNS), st.sampled_from([0, re.IGNORECASE]))
def test_lets_all_through_that_the_pattern_meets(text: str, pattern: str, flags: int) -> None:
    found = re.search(pattern, text, flags)
    assert found is None or Sieved(pattern, flags).may_meet(Small(text))
    assert [one.span() for one in Sieved(pattern, flags).finditer(text)] == [one.span() for one in re.finditer(pattern, text, flags)]


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"\b(?:mine|mill) (?:was )?(?<!not )closed\b", [{"closed "}, {" mine ", " mill "}]),
        (r"(?:shaft|winze) sink(?:ing)?|(?i:Ramp)\b", [{"ramp ", " sink"}]),
        (r"(?:(?:shafts?|winzes?)\b,? )+sunk", [{"sunk"}, {"shaft", "winze"}]),
        (r"\b(?:re-?)?opened (?=\bin\b)", [{"opened "}]),
        (r"\bfoo(?: bar)?|\w+", []),
    ],
)
def test_the_words_that_a_pattern_needs(pattern: str, needs: list[set[str]]) -> None:
    assert [set(words) for words in Sieved(pattern).needs] == needs


@pytest.mark.parametrize("text", ["The mill was closed.", "mine was not closedown", "closed was the mine"])
def test_rules_out_what_lacks_a_word_or_the_order(text: str) -> None:
    assert not Sieved(r"\bmines? (?:was )?closed\b").may_meet(Small(text))


@pytest.mark.parametrize("text", ["The winze and the shafts", "shaft, undetermined", "the headshaft met the mine", "the shaft"])
def test_is_not_compiled_for_words_in_another_order_or_within_others(text: str) -> None:
    pattern = Sieved(r"\bshafts?\b[^;]{0,60}?\b(?:mine|winze)s?\b", re.IGNORECASE)
    assert pattern.search(text) is None
    assert "pattern" not in vars(pattern)
    assert pattern.search("Shafts of the mine") is not None
    assert pattern.search(text) is None


def test_a_bracket_too_many_is_told() -> None:
    with pytest.raises(ValueError, match="closes nothing"):
        Sieved("a)b").search("ab")


_SAID = (
    "Construction of the mill was completed in May 2011, and the first ore is expected to be processed in June 2011.",
    "We resumed mining at Alder on May 3; drilling, which was halted, will resume in June.",
    "Completion of the feasibility study; receipt of permits; file the annual report by March",
)


@pytest.mark.parametrize("headline", [False, True])
@pytest.mark.parametrize("said", _SAID)
def test_triggers_of_events_are_let_through_where_they_meet(said: str, headline: bool) -> None:
    met = [one for trigger in triggers(headline) for one in trigger.wordings if one.pattern.search(said)]
    assert met
    for one in met:
        again = Sieved(one.spelt, re.IGNORECASE, partial(getattr, one, "run"))
        assert one.may_meet(Small(said))
        assert again.search(said) is not None, one.spelt


def test_a_release_compiles_few_of_the_triggers() -> None:
    triggers.cache_clear()
    said = "The Alder mine was closed on May 3, 2011, after a fall of ground, and is expected to reopen in June 2011."
    assert find_hits(said, False, True)
    wordings = [one for trigger in triggers(False) for one in trigger.wordings]
    assert sum("pattern" in vars(one) for one in wordings) < len(wordings) / 50


def test_a_group_that_remembers_is_no_bracket_of_the_text() -> None:
    pattern = Sieved(r"\bhalf of (June|July)\b")
    assert [found[1] for found in pattern.finditer("the second half of July")] == ["July"]


@pytest.mark.parametrize("text", ["the mİne is shut", "the mıne is shut", "reſtarted at the mine", "The MINE at İliç was closed"])
def test_letters_that_a_pattern_takes_for_one_are_one(text: str) -> None:
    for spelt in (r"mine", r"restarted", r"mine at \w+ was closed"):
        sieved = Sieved(spelt, re.IGNORECASE)
        assert (sieved.search(text) is None) == (re.search(spelt, text, re.IGNORECASE) is None)
        assert re.search(spelt, text, re.IGNORECASE) is None or sieved.may_meet(small(text))


def test_capitals_spelt_by_their_numbers_are_met_in_small_letters() -> None:
    assert Sieved(r"in (?-i:[A-Z\xc0-\xde])\w+ mine", re.IGNORECASE).may_meet(small("in \u00c9tienne mine"))


@pytest.mark.parametrize("spelt", [r"(?>mine|mill)s", r"(?#of gold)mine", r"\N{EN DASH}mine"])
def test_what_is_not_read_is_refused(spelt: str) -> None:
    with pytest.raises(ValueError, match="not read"):
        _ = Sieved(spelt).needs
