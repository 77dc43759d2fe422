"""Drill intercepts of phrasings and tables: every row that the fact table would have of them; texts that tell none; and what holds of any."""

from __future__ import annotations

import re
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from steps import steps
from test_sites import context_of

from kg import reference
from kg.document import Document
from kg.extract.context import Context, read_context
from kg.extract.intercept.grammar import intervals
from kg.extract.intercept.holes import groups, holes_of
from kg.extract.intercept.settling import settled
from kg.extract.intercept.tokens import tokens
from kg.extract.intercepts import extract_intercepts
from kg.facts import Intercept, Measurement, Mention

FOLDER = Path(__file__).parent / "corpus"
CORPUS: list[dict[str, Any]] = yaml.safe_load((FOLDER / "intercepts.yaml").read_text(encoding="utf-8"))
TABLES: list[dict[str, Any]] = yaml.safe_load((FOLDER / "intercept_tables.yaml").read_text(encoding="utf-8"))
NOTHING = [phrase for case in CORPUS for phrase in case.get("nothing", ())]
NOTATIONS = {reference.unit(notation): notation for notation in ("m", "ft", "cm", "g/t", "oz/ton", "%", "ppm", "ppb", "kg/t", "lb/ton")}


def plain(value: Decimal | None) -> str:
    return "-" if value is None else f"{value.normalize():f}"


def notation(unit: NamedNode | None) -> str:
    return NOTATIONS[unit] if unit else "-"


def row(fact: Measurement) -> str:
    """A grade as the corpus writes it."""
    interval = fact.of
    assert isinstance(interval, Intercept)
    hole = interval.hole.name.replace(" ", "_") if interval.hole else "-"
    kind = "including" if interval.included_in else "and" if interval.further else "main"
    figures = " ".join(plain(value) for value in (interval.length, interval.from_depth, interval.to_depth))
    metal = fact.commodity.key if fact.commodity else "-"
    zone = f" @{interval.zone.name}" if interval.zone else ""
    return f"{hole} {kind} {figures} {notation(interval.length_unit)} {metal} {plain(fact.value)} {notation(fact.unit)}{zone}"


def mentions(body: str) -> list[Mention]:
    return list(extract_intercepts(context_of(body)))


def told(body: str) -> list[str]:
    """The rows of a text, each once, in order."""
    return list(dict.fromkeys(row(mention.fact) for mention in mentions(body) if isinstance(mention.fact, Measurement)))


@pytest.mark.parametrize("case", [case for case in CORPUS if "text" in case], ids=lambda case: case["text"][:48])
def test_phrasings(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["rows"]


@pytest.mark.parametrize("phrase", NOTHING)
def test_no_intercept(phrase: str) -> None:
    assert told(phrase) == []


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case["name"])
def test_tables(case: dict[str, Any]) -> None:
    assert told(case["text"]) == case["rows"]


# ---- what the mentions say


def test_a_mention_quotes_the_interval_and_each_grade() -> None:
    body = "Hole KRC-10 cut 12.5 m of 2.10% Cu and 0.30 g/t Au from 41 m."
    context = context_of(body)
    quotes = [(type(mention.fact).__name__, context.document.quote(mention.span)) for mention in extract_intercepts(context)]
    assert quotes == [
        ("Intercept", "12.5 m of 2.10% Cu and 0.30 g/t Au from 41 m"),
        ("Measurement", "2.10% Cu"),
        ("Measurement", "0.30 g/t Au"),
    ]


def test_what_several_places_tell_is_one_intercept() -> None:
    """A headline, a bullet and a table: one fact with a quote from each, and all that they tell together."""
    body = (
        "- 14.2 metres of 6.31 g/t gold in hole KL-1 in the Heron Vein\n\nHole KL-1 cut 14.2 metres of 6.31 g/t gold from 88.0 metres.\n\n"
        "Hole    From (m)   To (m)   Length (m)   Au (g/t)\nKL-1    88.0       102.2    14.2         6.31\n"
        "KL-2    90.0       95.0     5.0          1.10\n"
    )
    found = [mention for mention in mentions(body) if isinstance(mention.fact, Intercept)]
    first = [mention for mention in found if mention.fact.hole and mention.fact.hole.name == "KL-1"]  # type: ignore[union-attr]
    assert len(first) == 3
    assert len({mention.fact for mention in first}) == 1
    assert told(body)[0] == "KL-1 main 14.2 88 102.2 m gold 6.31 g/t @Heron Vein"


def test_a_hole_that_lost_its_dash_is_the_one_with_it() -> None:
    body = (
        "Hole KL24-15 cut 14.2 metres of 6.31 g/t gold.\n\nHole    From (m)   To (m)   Length (m)   Au (g/t)\n"
        "KL2415    88.0       102.2    14.2         6.31\nKL2415    110.0       115.0     5.0          1.10\n"
    )
    assert told(body) == ["KL24-15 main 14.2 88 102.2 m gold 6.31 g/t", "KL24-15 and 5 110 115 m gold 1.1 g/t"]


def test_holes_whose_dashes_stand_elsewhere_are_two() -> None:
    body = (
        "Hole      From (m)   To (m)   Length (m)   Au (g/t)\n"
        "SG-1-12   88.0       102.2    14.2         6.31\nSG-11-2   110.0      115.0    5.0          1.10\n"
    )
    assert [row.split()[0] for row in told(body)] == ["SG-1-12", "SG-11-2"]


def test_the_true_width_is_kept() -> None:
    for body in (
        "Hole KRC-10 cut 14.2 metres (10.1 metres true width) of 6.31 g/t gold.",
        "Hole KRC-10 cut 14.2 metres of 6.31 g/t gold (estimated true width of 10.1 metres).",
        "Hole     Length (m)   True Width (m)   Au (g/t)\nKRC-10   14.2         10.1             6.31\nKRC-11   2.0          1.1              0.50\n",
    ):
        widths = [mention.fact.true_width for mention in mentions(body) if isinstance(mention.fact, Intercept)]
        assert widths[0] == Decimal("10.1")


def test_an_included_interval_names_the_one_around_it() -> None:
    facts = [mention.fact for mention in mentions("KRC-10: 20m @ 1.1g/t Au from 10m incl. 5m @ 3.0g/t Au from 12m")]
    inner = next(fact for fact in facts if isinstance(fact, Intercept) and fact.included_in)
    assert inner.included_in in facts
    assert inner.included_in is not None
    assert inner.included_in.length == 20


# ---- any order, any glue


LENGTHS = st.decimals(min_value=Decimal("0.3"), max_value=Decimal("240"), places=1)
GRADES = st.decimals(min_value=Decimal("0.05"), max_value=Decimal("95"), places=2)
ORDERS = (
    "Hole {hole} returned {length}{gap}{metres} {at} {grade}{gap}g/t {metal} from {start}{gap}m.",
    "{length}{gap}{metres} {at} {grade}{gap}g/t {metal} from {start}{gap}m in hole {hole}.",
    "{hole}: {length}{gap}{metres} {at} {grade}{gap}g/t {metal} from {start}{gap}m",
    "{length}{gap}{metres} from {start}{gap}m {at} {grade}{gap}g/t {metal} ({hole})",
    "{grade}{gap}g/t {metal} over {length}{gap}{metres} from {start}{gap}m in {hole}",
    "Drilling hit {length}{gap}{metres} {at} {grade}{gap}g/t {metal} ({hole} from {start}{gap}m)",
)


@settings(max_examples=150, deadline=None)
@given(
    order=st.sampled_from(ORDERS),
    hole=st.sampled_from(("KRC-10", "24XRC083", "KL-21-014", "DDH-7", "BLK22-118A", "ETH033")),
    length=LENGTHS,
    grade=GRADES,
    start=st.integers(min_value=1, max_value=900),
    gap=st.sampled_from(("", " ")),
    metres=st.sampled_from(("m", "metres", "meters")),
    at=st.sampled_from(("at", "@", "of", "grading")),
    metal=st.sampled_from(("Au", "gold")),
)
def test_any_order_gives_the_same_row(
    order: str, hole: str, length: Decimal, grade: Decimal, start: int, gap: str, metres: str, at: str, metal: str
) -> None:
    text = order.format(hole=hole, length=length, grade=grade, start=start, gap=gap, metres=metres, at=at, metal=metal)
    assert told(text) == [f"{hole} main {plain(length)} {start} - m gold {plain(grade)} g/t"]


RELEASE_WORDS = "The Company has received assays of the spring programme at its Bell project, where two rigs are drilling around the clock."
SYMBOLS = {"gold": ("Au", "gold"), "silver": ("Ag", "silver"), "copper": ("Cu", "copper"), "zinc": ("Zn", "zinc"), "li2o": ("Li2O",)}
IN_GRAMS = ("gold", "silver")
# Where hole, length, grades and depth may stand, and where an included interval does.
SENTENCES = (
    "{Hole} {verb} {length} {at} {grades} {depth}{inside}.",
    "{Hole} {verb} {length} {depth} {at} {grades}{inside}.",
    "{Hole} {verb} {grades} over {length} {depth}{inside}.",
    "{Hole}: {length} {at} {grades} {depth}{inside}",
    "- {id} – {length} {at} {grades} {depth}{inside}",
    "- {length} {at} {grades} {depth} in {hole}{inside}",
    "- {length} {at} {grades} {depth} ({id}){inside}",
    "- {length} {depth} {at} {grades} ({id}){inside}",
    "{Depth}, {hole} {verb} {length} {at} {grades}{inside}.",
    "The best result was {length} {at} {grades} {depth} in {hole}{inside}.",
    "An interval of {length} {at} {grades} {depth} was cut in {hole}.",
    "In {hole}, drilling returned {length} {at} {grades} {depth}{inside}.",
    "Drilling intersected {grades} over {length} {depth} in {hole}{inside}.",
    "{Hole}, drilled to the north, {verb} {length} (true width unknown) {at} {grades} {depth}{inside}.",
)
DEPTHS = ("from {low}", "from {low} to {high}", "from {low}–{high}", "from {low} downhole", "starting at {low}", "from a depth of {low}", "")


@st.composite
def results(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A sentence or bullet that tells an intercept, perhaps with one inside it, and the rows that a table would have of it."""
    unit, words = draw(st.sampled_from((("m", ("m", "metres", "meters")), ("ft", ("ft", "feet")))))
    gap, word = draw(st.sampled_from(("", " "))), draw(st.sampled_from(words))
    gap = gap if word in ("m", "ft") else " "
    name = draw(st.sampled_from(("KRC-10", "24XRC083", "KL-21-014", "DDH-7", "BLK22-118A", "ETH033", "11-729", "PL-19-04W1", "GD_1204")))
    length = draw(st.decimals(min_value=2, max_value=200, places=1))
    low = draw(st.decimals(min_value=1, max_value=900, places=1))
    metals = draw(st.lists(st.sampled_from(sorted(SYMBOLS)), min_size=1, max_size=3, unique=True))
    grades = {metal: draw(st.decimals(min_value="0.05", max_value=45, places=2)) for metal in metals}
    depth = draw(st.sampled_from(DEPTHS))
    sentence = draw(st.sampled_from(SENTENCES))
    joins = draw(st.sampled_from((", ", " and ", " & ")))

    def told_grade(metal: str) -> str:
        said = draw(st.sampled_from(SYMBOLS[metal]))
        return f"{grades[metal]} g/t {said}" if metal in IN_GRAMS else f"{grades[metal]}% {said}"

    def far(value: Decimal) -> str:
        return f"{value}{gap}{word}"

    inner = draw(st.none() | st.decimals(min_value="0.3", max_value=length - 1, places=1)) if "{inside}" in sentence else None
    including = draw(st.sampled_from((", including", " including", ", incl.", "; including")))
    at = draw(st.sampled_from(("at", "@", "of", "grading", "averaging", "assaying")))
    first = f"{grades[metals[0]] + 1} {'g/t' if metals[0] in IN_GRAMS else '%'} {SYMBOLS[metals[0]][0]}"
    hole = f"hole {name}" if name == "11-729" else draw(st.sampled_from(("hole {}", "drill hole {}", "{}"))).format(name)
    where = depth.format(low=far(low), high=far(low + length))
    if not where and "{Depth}" in sentence:
        where = f"from {far(low)}"
    text = sentence.format(
        Hole=hole[0].upper() + hole[1:],
        hole=hole,
        id=hole if name == "11-729" else name,
        verb=draw(st.sampled_from(("returned", "intersected", "cut", "hit", "encountered"))),
        length=far(length),
        at=at,
        grades=joins.join(map(told_grade, metals)),
        depth=where,
        Depth=where[:1].upper() + where[1:],
        inside=f"{including} {far(inner)} {at} {first}" if inner else "",
    )
    start = plain(low) if where else "-"
    end = plain(low + length) if "{high}" in depth else "-"
    units = {metal: "g/t" if metal in IN_GRAMS else "%" for metal in metals}
    rows = [f"{name} main {plain(length)} {start} {end} {unit} {metal} {plain(grades[metal])} {units[metal]}" for metal in metals]
    if inner:
        rows.append(f"{name} including {plain(inner)} - - {unit} {metals[0]} {plain(grades[metals[0]] + 1)} {units[metals[0]]}")
    return re.sub(r" +(?=[ .,;)])", "", text), rows


@settings(max_examples=300, deadline=None)
@given(result=results(), width=st.sampled_from((0, 62, 78)))
def test_a_result_told_in_any_order_comes_back_as_the_same_rows(result: tuple[str, list[str]], width: int) -> None:
    text, rows = result
    body = f"{RELEASE_WORDS}\n\n{text}\n\n{RELEASE_WORDS}"
    if width:
        lead = "  " if text.startswith("- ") else ""
        wrapped = [
            textwrap.fill(part, width, break_on_hyphens=False, subsequent_indent=lead if part is text else "") for part in (RELEASE_WORDS, text)
        ]
        body = "\n\n".join([*wrapped, wrapped[0]])
    assert told(body) == rows


# How several holes are told in one breath: the piece of each, and what stands before, between and behind them.
LISTS = (
    ("{hole}: {result}", "", "; ", "; ", ""),
    ("{hole} – {result}", "Results include ", ", ", " and ", "."),
    ("{result} ({hole})", "Results were ", ", ", " and ", "."),
    ("{result} in {hole}", "", ", ", ", and ", "."),
    ("{result} from hole {hole}", "Drilling returned ", "; ", "; and ", "."),
    ("{hole} ({result})", "Better holes are ", ", ", " and ", "."),
    ("{hole} returned {result}", "", ", ", ", while ", "."),
    ("- {hole}: {result}", "Highlights:\n\n", "\n", "\n", ""),
    ("- {result} ({hole})", "Highlights:\n\n", "\n", "\n", ""),
    ("• {result} in {hole}", "Highlights\n\n", "\n", "\n", ""),
    ("{result}", "Holes {holes} returned ", ", ", " and ", ", respectively."),
    ("{result}", "", ", ", " and ", " were cut in holes {holes}, respectively."),
)


@settings(max_examples=120, deadline=None)
@given(
    told_as=st.sampled_from(LISTS),
    holes=st.lists(st.integers(min_value=1, max_value=200), min_size=2, max_size=4, unique=True),
    figures=st.lists(st.tuples(LENGTHS, GRADES, st.integers(min_value=1, max_value=500)), min_size=4, max_size=4),
    form=st.sampled_from(
        ("{length} m at {grade} g/t gold from {low} m", "{length}m @ {grade}g/t Au from {low}m", "{grade} g/t Au over {length} metres")
    ),
    scheme=st.sampled_from(("KRC-{:02}", "24XRC{:03}", "KL-21-{:03}", "DDH-{}")),
)
def test_each_hole_of_a_list_has_its_own_result(
    told_as: tuple[str, ...], holes: list[int], figures: list[tuple[Decimal, Decimal, int]], form: str, scheme: str
) -> None:
    piece, lead, comma, last, tail = told_as
    names = [scheme.format(number) for number in holes]
    pieces, rows = [], []
    for name, (length, grade, low) in zip(names, figures, strict=False):
        pieces.append(piece.format(hole=name, result=form.format(length=length, grade=grade, low=low)))
        rows.append(f"{name} main {plain(length)} {low if '{low}' in form else '-'} - m gold {plain(grade)} g/t")
    text = (lead + comma.join(pieces[:-1]) + last + pieces[-1] + tail).format(holes=f"{', '.join(names[:-1])} and {names[-1]}")
    assert told(f"{RELEASE_WORDS}\n\n{text}\n") == rows


@settings(max_examples=60, deadline=None)
@given(order=st.permutations(range(5)), join=st.sampled_from(("    ", "\t", " | ")), length=LENGTHS, grade=GRADES)
def test_columns_in_any_order_give_the_same_row(order: list[int], join: str, length: Decimal, grade: Decimal) -> None:
    start, end = Decimal("100.0"), Decimal("100.0") + length
    heads = ("Hole", "From (m)", "To (m)", "Length (m)", "Au (g/t)")
    cells = [("KL-21-001", start, end, length, grade), ("KL-21-002", start, end, length, grade)]
    wide = 0 if join == "\t" else 11
    lines = [join.join(f"{line[at]!s:<{wide}}" for at in order).rstrip() for line in (heads, *cells)]
    assert told("\n".join(lines) + "\n") == [f"KL-21-00{n} main {plain(length)} 100 {plain(end)} m gold {plain(grade)} g/t" for n in (1, 2)]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*"0123456789.,-@%()/ mgtAuHKRCl\n", "incl. ", " from ", "12 m ", "3 g/t ", "KRC-1 "]), max_size=120))
def test_no_text_makes_it_raise_and_every_quote_stands_in_the_text(pieces: list[str]) -> None:
    context = context_of("".join(pieces))
    for mention in extract_intercepts(context):
        quote = context.document.quote(mention.span)
        assert re.search(r"\d", quote)
        if isinstance(mention.fact, Intercept):
            assert mention.fact.length is not None
            assert mention.fact.length > 0


@pytest.mark.parametrize(
    "piece", ["5 m at 3 g/t Au and ", "(5 m ", "KRC-10, ", "1,234 ", "from 5 m to ", "KRC-10 5 m @ 2 g/t ", "holes 1, 2, ", "A-"]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    """Parts that are looked for again from each other part would take a hundred times as many steps."""

    def work(times: int) -> int:
        text = piece * times

        def read() -> None:
            run = settled(tokens(text), text)
            holes_of(run, list(intervals(run, text)), groups(run))

        return steps(read)

    assert work(4000) < 20 * work(400)


@pytest.mark.parametrize(
    ("lead", "zone"),
    [("Further results from Pegmatite B:", "Pegmatite B"), ("Results from the Vuoma prospect, northern Finland", "Vuoma"), ("Drilling update", None)],
)
def test_a_line_of_the_letterhead_leads_in_results(lead: str, zone: str | None) -> None:
    text = (
        f"Harare, 14 February 2023 - Msasa Lithium plc (AIM: MSL)\n\nDrilling Update\n\n{lead}\n\nHole CHD-45 cut 18.3 m @ 1.42% Li2O from 33.7 m.\n"
    )
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context)
    facts = [mention.fact for mention in extract_intercepts(context) if isinstance(mention.fact, Intercept)]
    assert {fact.zone.name if fact.zone else None for fact in facts} == {zone}
