"""The drill intercepts of a document, from sentences and tables, with a measurement for each of their grades."""

from __future__ import annotations

from collections.abc import Iterator

from kg.document import Span
from kg.extract.context import Context
from kg.extract.intercept.drafts import Draft
from kg.extract.intercept.grammar import Grade, Mark
from kg.extract.intercept.joining import Joined, hole_key, join, rounds
from kg.extract.intercept.prose import find_in_prose
from kg.extract.intercept.tables import find_in_tables
from kg.extract.intercept.zones import place
from kg.facts import Company, Concept, Hole, Intercept, Measurement, Mention, Site
from kg.reference import unit
from kg.text.commodities import find_commodities
from kg.text.lexicons import entries

# How sure a rule is of what it tells; the others are sure.
_DOUBTS = {"prose-lead": 0.9, "prose-goes-on": 0.9, "prose-hole-before": 0.8, "prose-same-hole": 0.9, "prose-no-hole": 0.6}

_BEGINNING = 6  # headline, dateline and first paragraphs, as blocks


def extract_intercepts(context: Context) -> Iterator[Mention]:
    """A mention of an intercept and of its grades at each place that tells it."""
    prose = [draft for draft in find_in_prose(context) if _is_sound(draft)]
    rows = [draft for draft in find_in_tables(context) if _is_sound(draft)]
    if not prose and not rows:
        return
    drafts = sorted([*prose, *rows], key=lambda draft: (draft.start, draft.end))
    place(context, drafts)
    joined = join(drafts, _only_metal(context))
    grounds = _grounds(context, joined)
    facts: dict[int, Intercept] = {}
    for one in joined:
        yield from _mentions(context, one, _fact(one, grounds, facts))


def _is_sound(draft: Draft) -> bool:
    """Whether a draft has a length and grades that rock can have."""
    draft.grades = [grade for grade in draft.grades if grade.value > 0 and (grade.unit != "%" or grade.value <= 100)]
    return bool(draft.grades) and draft.length is not None and draft.length > 0


def _only_metal(context: Context) -> str:
    """The one metal that the beginning of a document names, or where that names none, the first text that does; "" where it names several."""
    told = [part.text for part in context.telling if part.block.kind != "table"]
    for texts in (told[:_BEGINNING], *([text] for text in told[_BEGINNING:])):
        named = {found.key for text in texts for found in find_commodities(text[:2000])} - entries("intercept_not_grades.txt")
        if named:
            return named.pop() if len(named) == 1 else ""
    return ""


def _grounds(context: Context, joined: list[Joined]) -> dict[str, Site | Company]:
    """The site of each hole: that of its zones, else the one that the document is about, else its company."""
    main = context.sites.main
    usual: Site | Company = Site(main.name, main.kind) if main else context.company
    found: dict[str, Site | Company] = {}
    for one in joined:
        if one.hole and one.zone is not None and isinstance(one.zone.within, Site):
            found.setdefault(hole_key(one.hole), one.zone.within)
    return {hole_key(one.hole): found.get(hole_key(one.hole), usual) for one in joined if one.hole}


def _fact(one: Joined, grounds: dict[str, Site | Company], facts: dict[int, Intercept]) -> Intercept:
    if id(one) not in facts:
        around = _fact(one.parent, grounds, facts) if one.parent is not None else None
        hole = Hole(one.hole, grounds[hole_key(one.hole)]) if one.hole else None
        facts[id(one)] = Intercept(
            hole, one.length, one.low, one.high, unit(one.unit) if one.unit else None, one.zone, around, one.further, one.width
        )
    return facts[id(one)]


def _mentions(context: Context, one: Joined, fact: Intercept) -> Iterator[Mention]:
    for draft in one.places:
        span = context.span(draft.start, draft.end)
        sure = _DOUBTS.get(draft.rule, 1.0)
        yield Mention(fact, span, draft.rule, sure, _parts(context, draft.marks))
        for grade in draft.grades:
            like = [own for own in one.grades if (own.metal, own.unit) == (grade.metal, grade.unit)]
            if like:
                exact = next((own for own in like if rounds(grade.value, own.value)), grade)  # than which a headline may be rounder
                parts = _parts(context, grade.marks)
                yield Mention(_measurement(fact, exact), context.span(grade.start, grade.end), draft.rule, sure, parts)


def _parts(context: Context, marks: tuple[Mark, ...]) -> tuple[tuple[str, Span], ...]:
    """Where the words and figures of a mention stand in the document."""
    return tuple((mark.name, context.span(mark.start, mark.end)) for mark in marks)


def _measurement(fact: Intercept, grade: Grade) -> Measurement:
    metal = Concept("commodity", grade.metal) if grade.metal else None
    return Measurement(Concept("metric", "grade"), of=fact, value=grade.value, unit=unit(grade.unit), commodity=metal)
