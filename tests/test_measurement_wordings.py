"""Figures by construction: every wording of a time, of what it is set against, of a subject and of a metric, in random company."""

from __future__ import annotations

import itertools
import random

import pytest

from kg.document import Document
from kg.extract import extract
from kg.facts import Measurement

QUARTER = (
    *(
        "the third quarter of 2012",
        "Q3 2012",
        "the three months ended September 30, 2012",
        "the September 2012 quarter",
        "3Q12",
        "Q3/2012",
        "Q3-2012",
    ),
    *("the 2012 third quarter", "the three months to 30 September 2012", "third quarter 2012", "the quarter to September 30, 2012", "Q3'12"),
    *("the period from July 1 to September 30, 2012", "the period 1 July to 30 September 2012", "July to September 2012", "Q3 of 2012"),
)
HALF = (
    "the first half of 2012",
    "H1 2012",
    "the half-year ended 30 June 2012",
    "1H12",
    "the six months to June 30, 2012",
    "the half ended 30 June 2012",
)
YEAR = ("2011", "fiscal 2011", "the full year 2011", "the 12 months to 31 December 2011", "the 2011 year", "the entire 2011 year", "FY2011")
FISCAL = ("the year ended June 30, 2012", "the full year to 30 June 2012", "fiscal 2012 (ended June 30, 2012)", "the 12 months ended June 30, 2012")
TIMES = (
    (QUARTER, "October 22, 2012", "2012-07-01/2012-09-30"),
    (HALF, "July 22, 2012", "2012-01-01/2012-06-30"),
    (YEAR, "February 22, 2012", "2011-01-01/2011-12-31"),
    (FISCAL, "August 22, 2012", "2011-07-01/2012-06-30"),
)
PLACES = (
    "announces its results for {time}.\n\nRevenue was $216.1 million.",
    "reports results.\n\nDuring {time}, revenue was $216.1 million.",
    "reports results.\n\nRevenue of $216.1 million was recorded in {time}.",
)
AGAINST = (
    *((words, "2011-04-01/2011-06-30") for words in ("same period in 2011", "year-ago quarter", "second quarter of 2011", "Q2 2011")),
    *((words, "2012-01-01/2012-03-31") for words in ("previous quarter", "Q1 2012", "prior quarter", "preceding quarter")),
)
BRACKETS = (" ({time}: {figure})", " ({time} - {figure})", " ({time} \u2013 {figure})")
METRICS = (
    ("production", "Gold production{at} was {} ounces", "{site} produced {} ounces of gold", "{} ounces of gold were produced{at}"),
    ("sales", "Gold sales{at} totalled {} ounces", "{site} sold {} ounces of gold", "{} ounces of gold were sold{at}"),
    ("ore-mined", "Ore mined{at} amounted to {} tonnes", "{site} mined {} tonnes of ore", "A total of {} tonnes of ore was mined{at}"),
    ("ore-processed", "Ore processed{at} was {} tonnes", "{site} processed {} tonnes of ore", "{} tonnes of ore were milled{at}"),
)
SITES = ("Tamarack", "Boa Vista", "Kestrel Lake", "Yarrabee Hill")
CALLED = ("the {} mine", "the {} operation", "the Company's {} mine", "our {} mine", "the {} gold mine")


def facts(text: str, day: str = "July 22, 2012") -> list[tuple[str, str, str, str]]:
    """The subject, metric, figure and time of each measurement of a release."""
    whole = f'Tarn Metals Inc. Reports Results\n\nToronto, Ontario--({day}) - Tarn Metals Inc. (TSX: TRN) ("Tarn" or the "Company") {text}\n'
    found = (mention.fact for mention in extract(Document.from_text(whole)).mentions)
    return [
        (fact.of.name, fact.metric.key, str(fact.value), f"{fact.period.start}/{fact.period.end}" if fact.period else "")  # type: ignore[union-attr]
        for fact in found
        if isinstance(fact, Measurement)
    ]


@pytest.mark.parametrize("place", PLACES)
def test_a_time_is_read_wherever_it_stands(place: str) -> None:
    for words, day, over in TIMES:
        for time in words:
            assert facts(place.format(time=time), day) == [("Tarn Metals Inc.", "revenue", "216100000", over)], time


@pytest.mark.parametrize("bracket", BRACKETS)
def test_a_bracket_tells_what_a_figure_is_set_against(bracket: str) -> None:
    for time, over in AGAINST:
        text = f"reports results.\n\nRevenue was $216.1 million for the second quarter of 2012{bracket.format(time=time, figure='$108.2 million')}."
        assert [found[2:] for found in facts(text)] == [("216100000", "2012-04-01/2012-06-30"), ("108200000", over)], text


def test_the_figures_of_mines_are_of_these() -> None:
    """Paragraphs that open with a mine and go on without it."""
    chance = random.Random(7)
    for _ in range(25):
        wanted, paragraphs = [], []
        for site in chance.sample(SITES, 2):
            said = []
            for at, (metric, noun, verb, passive) in enumerate(chance.sample(METRICS, 3)):
                figure, called = chance.randrange(20_000, 90_000), chance.choice(CALLED).format(site)
                form = chance.choice((noun, verb, passive)) if at == 0 else chance.choice((noun, verb.replace("{site}", "The mine")))
                sentence = form.replace("{}", f"{figure:,}").replace("{site}", called).replace("{at}", f" at {called}" if at == 0 else "")
                said.append(f"{sentence[0].upper()}{sentence[1:]}{' in Q2 2012' if at == 0 else chance.choice((' during the quarter', ''))}.")
                wanted.append((site, metric, str(figure), "2012-04-01/2012-06-30"))
            paragraphs.append(" ".join(said))
        text = "announces its operating results for Q2 2012.\n\n" + "\n\n".join(paragraphs)
        assert facts(text) == wanted, text


def test_words_in_front_of_a_figure_that_opens_with_its_mine() -> None:
    for called, time in itertools.product(("the Tamarack operation", "the Tamarack Mine", "our Tamarack mine"), QUARTER[:6]):
        text = f"reports results.\n\nAt {called}, for {time}, cash costs were $904 per ounce."
        assert facts(text, "October 22, 2012") == [("Tamarack", "cash-cost", "904", "2012-07-01/2012-09-30")], text
