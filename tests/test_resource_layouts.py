"""Resource tables made at random: each form of table in each layout tells the same rows, whatever the words of its heads and labels."""

from __future__ import annotations

import random

import pytest

from kg.document import Document
from kg.extract import extract
from kg.facts import Measurement, ResourceEstimate

FORMS = ("rows", "places", "categories", "spans")
LAYOUTS = ("bars", "tabs", "aligned", "right", "wrapped", "cells", "paragraphs", "blanks", "line")
LABELS = (
    ("Measured", "Indicated", "Measured & Indicated", "Inferred"),
    ("Meas.", "Ind.", "Meas. + Ind.", "Inf."),
    ("MEAS", "IND", "MEAS+IND", "INF"),
    ("Measured (M)", "Indicated (I)", "M+I", "Inferred"),
    ("Measured1", "Indicated1", "Total M&I1", "Inferred1"),
)
KEYS = ("measured", "indicated", "measured-and-indicated", "inferred")
TONNES = ("Tonnes (kt)", "Tonnage ('000 t)", "Tonnes (000s)")
GRADES = ("{} ({})", "{} {}", "{} Grade ({})", "Grade ({1} {0})")
METALS = (("Au", "gold", "g/t"), ("Cu", "copper", "%"))
PLACES = ("Gannet", "Petrel East", "Skua")

Rows = list[tuple[str, str | None, list[str]]]  # the category, the place and the figures


def release(seed: int, form: str, layout: str) -> tuple[str, set[tuple[str, str | None, str, float, float]]]:
    chance = random.Random(f"{form} {layout} {seed}")
    metals = METALS[: chance.randint(1, 2)]
    grade = chance.choice(GRADES)
    heads = [chance.choice(TONNES), *(grade.format(symbol, unit) for symbol, _, unit in metals)]
    labels = chance.choice([one for one in LABELS if form != "categories" or "." not in one[0]])  # "Ind." alone ends a paragraph
    count = chance.choice((2, 4))
    categories = [(labels[at], KEYS[at]) for at in range(4) if count == 4 or at in (1, 3)]
    places = chance.sample(PLACES, 2) if form != "rows" else [None]
    said: dict[tuple[str, str | None], list[str]] = {}
    for place in places:
        for _, key in categories:
            said[key, place] = [f"{chance.randint(1200, 99000):,}", *(f"{chance.uniform(0.4, 4):.2f}" for _ in metals)]
    grid: list[list[str]] = []
    over: list[str] = []
    if form == "spans":
        over = ["", *(label for label, _ in categories for _ in heads)]
        grid = [[str(place), *(one for _, key in categories for one in said[key, place])] for place in places]
        heads = ["Deposit", *(head for _ in categories for head in heads)]
    elif form == "categories":
        heads = ["Deposit", *heads]
        for label, key in categories:
            grid += [[label], *([str(place), *said[key, place]] for place in places)]
    else:
        heads = ["Category", *heads]
        for place in places:
            grid += [[place]] if place else []
            grid += [[label, *said[key, place]] for label, key in categories]
    want = {
        (key, place, name, float(figures[0].replace(",", "")) * 1000, float(figures[1 + at]))
        for (key, place), figures in said.items()
        for at, (_, name, _) in enumerate(metals)
    }
    return TEXT.format(table=laid_out(layout, over, heads, grid)), want


TEXT = """Whimbrel Metals Inc. Announces Mineral Resource Estimate for Tern Lake Project

TORONTO, March 5, 2024 /CNW/ - Whimbrel Metals Inc. (TSXV: WHM) reports resources of its Tern Lake gold and copper project in Ontario.

Table 1: Mineral Resource Estimate

{table}

Totals may differ by rounding.

Drilling goes on until the autumn.
"""


def laid_out(layout: str, over: list[str], heads: list[str], grid: list[list[str]]) -> str:
    spans = [one if at == 0 or one != over[at - 1] else "" for at, one in enumerate(over)]
    lines = ([spans] if over else []) + [heads, *grid]
    if layout == "bars":
        return "\n".join("| " + " | ".join([*line, *[""] * (len(heads) - len(line))]) + " |" for line in lines)
    if layout == "tabs":
        return "\n".join("\t".join(line) for line in lines)
    filled = [[one for one in line if one] for line in lines]
    if layout in ("cells", "paragraphs"):
        return ("\n" if layout == "cells" else "\n\n").join(one for line in filled for one in line)
    if layout in ("blanks", "line"):
        return ("\n" if layout == "blanks" else " ").join(" ".join(line) for line in filled)
    tops = [head.split(" (")[0] if layout == "wrapped" and " (" in head else "" for head in heads]
    lows = [head.removeprefix(top).strip() for head, top in zip(heads, tops, strict=True)]
    body = [line for line in grid if len(line) > 1]
    widths = [max(len(one) for one in (tops[at], lows[at], *(line[at] for line in body))) for at in range(len(heads))]
    if over:  # room for what stands over a group
        size = (len(heads) - 1) // len([one for one in spans if one])
        for at in range(1, len(heads), size):
            widths[at] += max(0, len(spans[at]) - sum(widths[at : at + size]) - 2 * (size - 1))
    set_in = [
        (lambda text, width: text.ljust(width)) if layout == "aligned" or at == 0 else (lambda text, width: text.rjust(width))
        for at in range(len(heads))
    ]
    said = [[*tops]] if any(tops) else []
    found = ["  ".join(put(one, width) for put, one, width in zip(set_in, line, widths, strict=False)).rstrip() for line in (*said, lows, *grid)]
    if over:
        groups = [(spans[at], sum(widths[at : at + size]) + 2 * (size - 1)) for at in range(1, len(heads), size)]
        found.insert(0, ("  ".join([" " * widths[0], *(name.center(width) for name, width in groups)])).rstrip())
    return "\n".join(found)


def told(text: str) -> set[tuple[str, str | None, str, float, float]]:
    figures: dict[ResourceEstimate, dict[str, float]] = {}
    for mention in extract(Document.from_text(text)).mentions:
        fact = mention.fact
        if isinstance(fact, Measurement) and isinstance(fact.part_of, ResourceEstimate) and fact.value is not None:
            figures.setdefault(fact.part_of, {})[fact.metric.key] = float(fact.value)
    return {
        (
            line.category.key,
            line.zone.name if line.zone else None,
            line.commodity.key if line.commodity else "",
            one.get("tonnage", 0.0),
            one.get("grade", 0.0),
        )
        for line, one in figures.items()
    }


# Where nothing tells the heads of one group from the next, or the label of a row from a name over it.
OPEN = {("categories", "line"), ("spans", "wrapped"), ("spans", "paragraphs")}


@pytest.mark.parametrize(("form", "layout"), [(form, layout) for form in FORMS for layout in LAYOUTS if (form, layout) not in OPEN])
def test_a_table_tells_its_rows_in_every_layout(form: str, layout: str) -> None:
    for seed in range(4):
        text, want = release(seed, form, layout)
        assert told(text) == want, text
