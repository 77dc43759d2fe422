"""What the head of a column says of the cells below it: that they are figures, as it names a measure or a unit, or that they are labels."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.commodities import find_commodities
from kg.text.head_units import read_head
from kg.text.lexicons import entries
from kg.text.table.lines import Cell

_MOST_WORDS = 6
_UNIT = re.compile(r"\s*[(\[][^()\[\]]{1,24}[)\]]")
_HOLE = re.compile(r"(?:drill ?)?hole\b", re.IGNORECASE)  # "Hole KD-12", which counts no holes
_MEASURE = re.compile(
    r"from|to|(?:(?:true|drilled|core|vertical|horizontal|estimated|mineralized|mineralised|down-?hole|intercept|total|final|hole) )?"
    r"(?:depths?|lengths?|widths?|intervals?|intercepts?|intersections?|thickness)|etw|eoh|rl|elevation|easting|northing|east|north|dip|azi(?:muth)?|"
    r"(?:(?:contained|ore|run-of-mine|total) )?(?:tonnes?|tonnage|tons|ounces|pounds|metal|material)|"
    r"(?:(?:average|avg|head|mill|cut-?off) )?grades?|(?:drill)?holes|met(?:re|er)s|budget|values?|(?:ownership )?interest|area",
    re.IGNORECASE,
)


def tells_figures(cell: Cell) -> bool:
    """Whether a head says what is measured, or in what unit, and so stands over figures."""
    if is_label_head(cell) or cell.text.endswith(":") or len(cell.text.split()) > _MOST_WORDS:
        return False
    said = _UNIT.sub("", cell.bare)
    for named in reversed(find_commodities(said)):
        said = said[: named.start] + said[named.end :]
    if not said.strip() or _MEASURE.fullmatch(said.strip()):
        return True
    return read_head(cell.bare).unit is not None and not _HOLE.match(said)


def is_label_head(cell: Cell) -> bool:
    """Whether a head is that of a column of labels: "Hole ID", "Category"."""
    return cell.bare.casefold() in entries("table_label_heads.txt")


def is_shifted(head: Sequence[Cell | None], figures: Sequence[int]) -> bool:
    """Whether heads stand a column off: one over the labels that measures, and none that does over the last of the columns of figures."""
    corner, last = head[0], head[figures[-1]] if figures else None
    return corner is not None and last is not None and tells_figures(corner) and not tells_figures(last)


def shares(heads: Sequence[str]) -> int:
    """How many times the heads begin anew: "Mt", "g/t", "Mt", "g/t"; 1 where none comes twice, 0 where they do so otherwise."""
    if len(set(heads)) == len(heads):
        return 1
    step = heads.index(heads[0], 1) if heads[0] in heads[1:] else 0
    return len(heads) // step if step and len(heads) % step == 0 and list(heads) == list(heads[:step]) * (len(heads) // step) else 0
