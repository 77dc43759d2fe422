"""A line of a resource table while its figures are gathered: one category and place, its tonnage, grades and contained metal."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from kg.extract.resource.heads import GRADES, MASSES, Role
from kg.extract.resource.places import Place
from kg.text.table.figures import Figure, figure
from kg.text.tables import Cell

_NOT_METRIC = frozenset({"oz/ton", "lb/ton", "st"})


@dataclass
class Line:
    """The figures of one category and place while they are gathered, with their cells."""

    category: str
    place: Place
    label: Cell | None
    tonnes: tuple[Decimal, Cell] | None = None
    tonnage_unit: str = "t"  # "st" while only short tons stand there
    grades: dict[str, tuple[Figure, Cell]] = field(default_factory=dict)
    contained: dict[str, tuple[Figure, Cell]] = field(default_factory=dict)
    cut_off: str | None = None
    when: str | None = None  # the time of the estimate, in EDTF, where the label tells it
    base: bool = False  # whether the table itself calls its cut-off the base case


def take(line: Line, role: Role, cell: Cell) -> None:
    """Puts the figure of a cell in its place of a line, where it is one in a unit of its role, and none stands there."""
    found = figure(cell.bare, role.head)
    if found is None or found.value is None or found.value < 0:
        return
    if role.role == "tonnage":
        unit = found.notation or "t"
        if unit in ("t", "st") and (line.tonnes is None or (line.tonnage_unit == "st" and unit == "t")):
            line.tonnes, line.tonnage_unit = (found.value, cell), unit
    elif role.commodity and found.value > 0 and found.notation is not None:
        kept = line.grades if role.role == "grade" else line.contained
        before = kept.get(role.commodity)
        better = before is None or (before[0].notation in _NOT_METRIC and found.notation not in _NOT_METRIC)
        if better and found.notation in (GRADES if role.role == "grade" else MASSES):
            kept[role.commodity] = found, cell
