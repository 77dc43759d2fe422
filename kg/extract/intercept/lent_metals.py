"""Grades whose metal is told beside another."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.intercept.drafts import Draft


def inherit_metal(draft: Draft, found: list[Draft]) -> None:
    """A grade without its metal is of the metal told last, where one stands alone there and both are shares of a hundred or neither."""
    if found and len(draft.grades) == 1 and not draft.grades[0].metal:
        grade = draft.grades[0]
        told = [other for other in found[-1].grades if (other.unit == "%") == (grade.unit == "%") and other.metal]
        if len({other.metal for other in told}) == 1 and len(found[-1].grades) == 1:
            draft.grades[0] = replace(grade, metal=told[0].metal)


def metal_of_sentence(draft: Draft, named: list[str]) -> None:
    """A grade without its metal is of the only one that its sentence names: "Copper values averaged 0.6% across 14 m"."""
    if len(set(named)) == 1:
        draft.grades = [grade if grade.metal else replace(grade, metal=named[0]) for grade in draft.grades]


def fill_backwards(found: list[Draft]) -> None:
    """ "5 m at 2.1 and 3 m at 4.0 g/t gold": the metal told behind the last."""
    for one, after in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if len(one.grades) == 1 == len(after.grades) and not one.grades[0].metal and (after.grades[0].unit == "%") == (one.grades[0].unit == "%"):
            grade = one.grades[0]
            one.grades[0] = replace(grade, metal=after.grades[0].metal)
