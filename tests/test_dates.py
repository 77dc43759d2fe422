"""The date grammar against its corpus, and what holds for any text."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.text import date_rules, period_rules
from kg.text.dates import DateMatch, find_dates, parse_date
from kg.text.fiscal import counts_in_fiscal_parts, fiscal_year_end, sets_first_halves_against
from kg.text.lengths import find_lengths
from kg.text.lexicons import entries, rows

CORPUS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "corpus" / "dates.yaml").read_text(encoding="utf-8"))
REFERENCE: date = CORPUS["reference"]
# Texts made of what dates are made of: these reach the rules, where arbitrary characters seldom do.
MARKS = [",", ".", "-", "–", "/", "'", "\n", "\n\n", "\t", "x"]
PIECES = [row[0] for row in rows("date_words.tsv")] + ["July", "Feb.", "Saturday", "Mon", *MARKS]
NUMBERS = [
    "0",
    "1",
    "2",
    "9",
    "12",
    "29",
    "30",
    "31",
    "32",
    "98",
    "1st",
    "22nd",
    "1850",
    "1999",
    "2012",
    "2099",
    "43-101",
    "9/14/2011",
    "2012-02-30",
    "1.5",
]
FORMS = ["%B %d, %Y", "%d %B %Y", "%Y-%m-%d", "%b. %d, %Y", "%d-%b-%Y", "%A, %B %d, %Y"]
DATELIKE = st.lists(st.sampled_from(PIECES + NUMBERS), max_size=14).flatmap(lambda words: st.sampled_from([" ".join(words), "".join(words)]))
REFERENCES = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(2012, 2, 29), REFERENCE])


def one(entry: dict[str, Any]) -> DateMatch | None:
    options = {name: entry[name] for name in ("future", "day_first", "year_end") if name in entry}
    reference = entry.get("reference", REFERENCE)
    if not entry.get("find"):
        return parse_date(entry["phrase"], reference, **options)
    found = find_dates(entry["phrase"], reference, **options)
    return found[0] if len(found) == 1 else None


@pytest.mark.parametrize("entry", CORPUS["dates"] + CORPUS["settings"], ids=lambda entry: entry["phrase"])
def test_a_phrase_says_its_date(entry: dict[str, Any]) -> None:
    found = one(entry)
    assert found is not None
    assert (found.edtf, found.kind) == (entry["edtf"], entry["kind"])


@pytest.mark.parametrize("entry", CORPUS["days"], ids=lambda entry: entry["phrase"])
def test_a_period_has_its_first_and_last_day(entry: dict[str, Any]) -> None:
    found = one(entry)
    assert found is not None
    assert (found.earliest, found.latest) == (entry["earliest"], entry["latest"])


@pytest.mark.parametrize("entry", CORPUS["year_ends"], ids=lambda entry: entry["text"])
def test_a_text_tells_when_the_fiscal_year_ends(entry: dict[str, Any]) -> None:
    assert fiscal_year_end(entry["text"]) == entry["month"]
    assert counts_in_fiscal_parts(entry["text"]) == entry.get("in_parts", False)


@pytest.mark.parametrize(
    ("text", "fiscal"),
    [
        ("Interim results for the six months ended 31 December 2013. Revenue was R1 842 million (H1 2013: R1 967 million).", True),
        ("Half-year ended 31 December 2013: EBITDA $4 million (1H13: $6 million).", True),
        ("Results for the six months ended 31 December 2013. Revenue was $18 million (H1 2013: $17 million; H2 2012: $15 million).", False),
        ("Results for the six months ended 31 December 2013. First ore is expected in H1 2014.", False),
        ("Results for the six months ended June 30, 2013. Revenue was $18 million (H1 2012: $17 million).", False),
    ],
)
def test_the_first_half_that_six_months_to_december_are_set_against(text: str, fiscal: bool) -> None:
    assert sets_first_halves_against(text) is fiscal


@pytest.mark.parametrize("entry", CORPUS["lengths"], ids=lambda entry: entry["text"])
def test_what_has_lasted_so_long_began_then(entry: dict[str, Any]) -> None:
    (length,) = find_lengths(f"She has served {entry['text']}.")
    assert length.begun(entry["reference"]) == (entry["first"], entry["last"])


@pytest.mark.parametrize("text", ["for five metres", "five years ago", "for many years", "for zoned years", "the 5 years", "before ten years"])
def test_other_texts_tell_no_length(text: str) -> None:
    assert list(find_lengths(text)) == []


@pytest.mark.parametrize("entry", CORPUS["in_turn"]["rows"], ids=lambda entry: entry["text"])
def test_a_date_without_a_year_lies_behind_the_one_told_before_it(entry: dict[str, Any]) -> None:
    assert [found.edtf for found in find_dates(entry["text"], CORPUS["in_turn"]["reference"])] == entry["dates"]


@pytest.mark.parametrize("phrase", CORPUS["nothing"])
def test_other_texts_say_nothing(phrase: str) -> None:
    assert find_dates(phrase, REFERENCE) == []


@pytest.mark.parametrize("phrase", CORPUS["relative"])
def test_relative_dates_need_a_reference(phrase: str) -> None:
    assert parse_date(phrase, REFERENCE) is not None
    assert parse_date(phrase) is None
    assert find_dates(phrase) == []


@pytest.mark.parametrize("entry", CORPUS["texts"], ids=lambda entry: entry["text"])
def test_dates_are_found_in_texts(entry: dict[str, Any]) -> None:
    assert [found.edtf for found in find_dates(entry["text"], REFERENCE)] == entry["edtf"]


def test_the_corpus_is_large_enough() -> None:
    assert len(CORPUS["dates"]) >= 300
    assert len(CORPUS["nothing"]) >= 120
    for part in ("dates", "nothing"):
        phrases = [entry["phrase"] if isinstance(entry, dict) else entry for entry in CORPUS[part]]
        assert len(phrases) == len(set(phrases))


def test_offsets_are_those_of_the_phrase() -> None:
    text = "It began in June 2003, and the second quarter ended June 30, 2012 was a record."
    assert [text[found.start : found.end] for found in find_dates(text)] == ["June 2003", "second quarter ended June 30, 2012"]
    found = parse_date("in the second quarter of 2012.")
    assert found is not None
    assert (found.start, found.end) == (7, 29)


@pytest.mark.parametrize("phrase", ["in 2012", "as of June 2012", "(July 9, 2012)", "2012"])
def test_a_phrase_may_have_its_preposition(phrase: str) -> None:
    assert parse_date(phrase) is not None


@pytest.mark.parametrize("phrase", ["drilled in 2012", "2012 and 2013", "2012 drilling", "July 9, 2012 and July 10, 2012", "", " "])
def test_a_phrase_says_a_date_as_a_whole_or_none(phrase: str) -> None:
    assert parse_date(phrase) is None


def test_every_rule_has_its_meaning_and_every_meaning_its_rule() -> None:
    named = {row[2] for row in rows("date_rules.tsv")}
    known = {name for module in (date_rules, period_rules) for name, value in vars(module).items() if callable(value) and not name.startswith("_")}
    helpers = {name for name in known if name[0].isupper()} | {"stretch_of", "dataclass", "replace", "date", "timedelta"}
    assert named == known - helpers


def test_every_class_of_a_rule_is_known() -> None:
    words = {row[1] for row in rows("date_words.tsv")} | {row[1] for row in rows("date_rules.tsv")}
    made = {"DAY", "NTH", "NN", "YEAR", "NUM", "DOT", "DATE", "OTHER", "MO", "DY", "YY", "TWO", "COUNTED", "END", "ANY"}
    for pattern in entries("date_rules.tsv"):
        assert set(re.findall("[A-Z]+", pattern)) <= words | made, pattern


def test_a_long_text_takes_time_in_proportion() -> None:
    """Not a timed test: a text that would make nested repetition explode comes back at all."""
    for piece in ("July ", "2012-", "1", "1.2", "May 5-", "the end of ", "from 2005 to ", "first ", "early mid-late ", "9/", "'"):
        find_dates(piece * 4000, REFERENCE)


@given(st.text() | DATELIKE, REFERENCES, st.booleans(), st.booleans())
def test_no_text_makes_it_raise(text: str, reference: date | None, future: bool, day_first: bool) -> None:
    end = 0
    for found in find_dates(text, reference, future=future, day_first=day_first):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        assert found.earliest <= found.latest
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?", found.edtf)
        assert covers(found.edtf, found.earliest)
        assert covers(found.edtf, found.latest)
        end = found.end
    parse_date(text, reference, future=future, day_first=day_first)


@given(st.dates(min_value=date(1850, 1, 1), max_value=date(2099, 12, 31)), st.sampled_from(FORMS))
def test_any_day_is_read_as_written(day: date, form: str) -> None:
    found = parse_date(day.strftime(form))
    assert found is not None
    assert (found.earliest, found.latest, found.edtf, found.kind) == (day, day, day.isoformat(), "day")


@given(DATELIKE, REFERENCES)
def test_what_stands_around_a_text_changes_nothing(text: str, reference: date | None) -> None:
    """Blank lines part what is read, so each half is read as if alone."""
    found = find_dates(text, reference)
    moved = [(found.start - 8, found.end - 8, found.edtf) for found in find_dates(f"nothing\n\n\n{text}\n\n\nnothing"[2:], reference)]
    assert moved == [(match.start, match.end, match.edtf) for match in found]


def covers(edtf: str, day: date) -> bool:
    first, _, last = edtf.partition("/")
    return first <= day.isoformat()[: len(first)] and day.isoformat()[: len(last or first)] <= (last or first)
