"""Heads of drill tables whose units stand in a line above them: "Borehole" / "Feet" / "% %" / "From" / "To" / "Length" / "Cu" / "Ni"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.intercept.columns import meaning_of
from kg.extract.intercept.phrases import grade_unit, length_unit
from kg.text.tables import Cell, Column

_LENGTHS = frozenset(("from", "to", "length", "width", "range"))


def under_units(lines: Sequence[Cell]) -> list[Column]:
    """The columns of a hole's head, units and the heads of figures below them; none where there are not as many units as they go over."""
    at, units = 1, list[str]()
    while at < len(lines) and all(length_unit(word) or grade_unit(word) for word in lines[at].bare.split()):
        units += lines[at].bare.split()
        at += 1
    names = lines[at:]
    lengths = [unit for unit in units if length_unit(unit)]
    grades = [unit for unit in units if grade_unit(unit)]
    measured = [meaning_of(name) in _LENGTHS for name in names]
    metals = measured.count(False)
    if len(lengths) not in (1, measured.count(True)) or not metals or len(grades) not in (1, metals):
        return []
    of_lengths, of_grades = lengths * len(names), grades * len(names)
    found = [Column(lines[0].bare, "", "", (lines[0],))]
    for name, is_length in zip(names, measured, strict=True):
        unit = of_lengths.pop(0) if is_length else of_grades.pop(0)
        found.append(Column(name.bare, "", f"({unit})", (name,)))
    return found
