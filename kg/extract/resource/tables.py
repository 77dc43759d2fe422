"""The lines of resource and reserve tables: categories in rows or in heads, tonnage, grades and contained metal in columns or in rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.context import Context
from kg.extract.measurement.words import main_commodity
from kg.extract.resource.heads import BULK, GRADES, MASSES, Role, apart, role_of
from kg.extract.resource.lines import Line, take
from kg.extract.resource.places import Place, labels_of, place_of
from kg.extract.resource.sheets import is_text, of_latest_year, put_right, with_its_heads
from kg.extract.resource.sisters import with_sisters
from kg.extract.resource.spans import TOTAL, category_spans
from kg.extract.resource.told_cells import by_cells
from kg.extract.resource.turned import by_columns
from kg.extract.resource.words import CATEGORY, RESOURCE, SUMS, Estimate, base_case, category_of, time_of, time_of_estimate
from kg.extract.site.names import SiteAt
from kg.text.head_units import read_head
from kg.text.tables import Cell, Row, Table

_OF_CASES = re.compile(r"\bsensitivit(?:y|ies)\b(?![^.\n]{0,40}\bnot\b)|\bexploration targets?\b|\bconceptual\b", re.IGNORECASE)
_OF_GROUP = re.compile(r"\bsub-?\s?total", re.IGNORECASE)
_BASE, _REMARKS = re.compile(r"\bbase[- ]case\b", re.IGNORECASE), re.compile(r"litholog|rock type|\bcomment|remarks", re.IGNORECASE)
_SITES = re.compile(r"(?P<kind>project|mine|property|operation|deposit)s?(?: name)?", re.IGNORECASE)
_LEAST = 1000  # tonnes; fewer are those of a column that was mistaken
_RADIOMETRIC, _OXIDE = "eu3o8", "u3o8"
_PER_SHARE = re.compile(r"\bper share\b", re.IGNORECASE)


@dataclass
class _Group:
    """Rows under one heading: its category and place, the category of the title, those of the rows so far, whether it has rows, whether
    groups with rows stood before it, and whether a total stood in one."""

    over: str | None = None
    place: Place = field(default_factory=Place)
    in_title: str | None = None
    since: list[str] = field(default_factory=list)
    filled: bool = False
    others: bool = False
    totals: bool = False
    summed: bool = False  # a sub-total stood in it
    named: list[str] = field(default_factory=list)  # the categories of the headings so far
    when: str | None = None  # the time that the heading gives, in EDTF


def table_estimates(context: Context, table: Table, title: str) -> Iterator[Estimate]:
    """The estimates of a table; `title` is all that stands over it. Nothing where it is no table of resources."""
    if not table.headed:
        table = with_its_heads(table)
    of_cases = _OF_CASES.search(table.title.text if table.title else "") and not any(_is_base(table, row) for row in table.rows)
    if not table.headed or of_cases or not _is_of_resources(table, title):
        return
    only = _only_commodity(table, title) or _of_release(context, table, title)
    if told := list(by_cells(context, table, title, only)):
        for line in told:
            yield from _estimates(context, line, None)
        return
    right = put_right(table)
    if right is None:
        return
    table = right
    roles = of_latest_year(table, apart([role_of(column.words, only) for column in table.columns]))
    understood = [role for role in roles if role]
    masses = len(understood) == 1 == len(table.columns) - 1 and understood[0].role == "contained" and understood[0].commodity is not None
    in_heads = len(understood) >= 2 or masses
    lines = list(with_sisters(context.reading.text, list(_by_rows(context, table, roles, title))) if in_heads else by_columns(context, table, only))
    bulk = only if only in BULK and not any(role and role.role != "tonnage" for role in roles) else None
    for line in _of_base_case(context, lines):
        yield from _estimates(context, line, bulk, masses)


def _of_base_case(context: Context, lines: list[Line]) -> Iterator[Line]:
    """The lines of a table without those that it gives for several cut-offs, but for the one that the release calls the base case."""
    given: dict[tuple[str, str | None, str | None, str | None], set[str]] = {}
    for line in lines:
        given.setdefault(_key(line), set()).add(line.cut_off or "")
    base: str | None = None
    marked = any(line.base for line in lines)
    if not marked and any(len(cut_offs) > 1 for cut_offs in given.values()):
        base = base_case("\n".join(part.text for part in context.telling))
    for line in lines:
        of_base = line.base if marked else base and line.cut_off and line.cut_off.split()[0].rstrip("0.") == base.rstrip("0.")
        if len(given[_key(line)]) == 1 or of_base:
            yield line


def _key(line: Line) -> tuple[str, str | None, str | None, str | None]:
    return line.category, line.place.site.name if line.place.site else None, line.place.zone, line.place.material


def _is_of_resources(table: Table, title: str) -> bool:
    """Categories stand in it, and it or its title speaks of resources or reserves, or two categories stand in it."""
    heads = " ".join(column.words for column in table.columns)
    labels = [cell.bare for row in table.rows for cell in row.cells if cell and not re.match(r"[\d<(-]", cell.text)]
    found = {category_of(text) for text in (*labels, *(column.words for column in table.columns))} - {None}
    told = RESOURCE.search(f"{title} {heads} {' '.join(labels[:40])}")
    measured = {role.role for column in table.columns if (role := role_of(column.words, "gold"))}
    return len(found) > 1 or (bool(found or category_of(title)) and (told is not None or (bool(found) and measured >= {"tonnage", "grade"})))


def _only_commodity(table: Table, title: str) -> str | None:
    """The commodity of a table that names one in its heads and labels, or else in its title."""
    heads = [read_head(CATEGORY.sub(" ", column.words)) for column in table.columns]
    labels = [read_head(CATEGORY.sub(" ", row.label.bare)) for row in table.rows if row.label and len(row.label.bare) > 1]
    nearest = title.rpartition("\n")[2]
    for named in ({key for head in (*heads, *labels) for key in head.commodities}, *(set(read_head(said).commodities) for said in (nearest, title))):
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def _of_release(context: Context, table: Table, title: str) -> str | None:
    """The commodity that the release names most, of those that are counted as the heads say; for tables that name none."""
    units = [unit for column in table.columns if (head := read_head(column.words)).unit and (unit := head.unit.notation) in GRADES | MASSES]
    units += [unit for row in table.rows if row.label and (head := read_head(row.label.bare)).unit and (unit := head.unit.notation) in GRADES]
    named = {key for column in table.columns for key in read_head(column.words).commodities} | set(read_head(title).commodities)
    unit = "oz" if "oz" in units else next((unit for unit in units if unit not in ("t", "st")), None)
    return main_commodity(context, "lb" if unit == "%" else unit) if unit and not named else None  # no gold is told in percent


# ---- categories in rows, or in spans


def _by_rows(context: Context, table: Table, roles: list[Role | None], title: str) -> Iterator[Line]:
    """Lines where heads say tonnage, grade and metal."""
    spans = category_spans(table)
    texts = [at for at, column in enumerate(table.columns) if roles[at] is None and is_text(table, at) and not _REMARKS.search(column.words)]
    first = next((index for index, role in enumerate(roles) if role), 0)
    group = _Group(in_title=category_of(title))
    sites: set[str] = set()
    shared = False
    for row, held in zip(table.rows, labels_of(table.rows, texts), strict=True):
        if row.is_heading and row.label:
            shared = _PER_SHARE.search(row.label.bare) is not None
            group = _heading(context, row.label, group)
            continue
        if shared:
            continue
        told = [cell for index in texts if index in held and (index < first or row.cells[index]) for cell in held[index]]
        times = {cell.start: edtf for cell in told if (edtf := time_of(cell.bare, context.published))}
        told = [cell for cell in told if cell.start not in times]
        total = any(TOTAL.search(cell.bare) for cell in told)
        own = next((category for cell in reversed(told) if (category := category_of(cell.bare))), None)
        category = own or group.over or (_sum(group.since) if total and group.since else group.in_title)
        if total and group.others and (group.place.zone or group.place.site) and (not group.totals or group.summed):
            group.place = Place()  # the total of all groups, where those before had none of their own, or this one had its own above
        group.summed = group.summed or (total and _OF_GROUP.search(" ".join(cell.bare for cell in told)) is not None)
        group.totals, group.filled = group.totals or total, True
        if own and not total:
            group.since.append(own)
        place = place_of(context, told, [cell for cell in told if TOTAL.search(cell.bare)]).under(group.place)
        place = _as_site(table, told, place)
        place.of = frozenset(sites) if total and place.site is None and len(sites) > 1 else frozenset()
        if place.site:
            sites.add(place.site.name)
        for line in _row_lines(row, roles, spans, category, place, _cut_off(table, row)):
            line.base, line.when = _is_base(table, row), next(iter(times.values()), group.when)
            yield line


def _as_site(table: Table, told: Sequence[Cell], place: Place) -> Place:
    """The place of a row whose label stands below "Project" or "Mine": a name there is that of a site; one below
    "Deposit" may be that of a part of another."""
    if place.site or not place.zone:
        return place
    for column, cells in zip(table.columns, zip(*(row.cells for row in table.rows), strict=True), strict=True):
        head = _SITES.fullmatch(column.words)
        if head and any(cell and cell.start == one.start for cell in cells for one in told if place.zone in one.bare):
            kind = head["kind"].lower()
            if kind == "deposit":
                return replace(place, deposit=True)
            return replace(place, site=SiteAt(place.zone, "mine" if kind == "operation" else kind), zone=None)
    return place


def _cut_off(table: Table, row: Row) -> str | None:
    """What the row's cell below "Cut-off" says, with its unit."""
    for column, cell in zip(table.columns, row.cells, strict=True):
        head = read_head(column.words)
        if cell and re.search(r"cut-? ?off", head.name, re.IGNORECASE):
            return f"{cell.bare} {head.unit.notation}" if head.unit and head.unit.notation and not re.search(r"[A-Za-z%]", cell.bare) else cell.bare
    return None


def _is_base(table: Table, row: Row) -> bool:
    """Whether a cell of a row says "base case", or has the mark of a footnote that does."""
    texts = [cell.text for cell in row.cells if cell and cell.text]
    marks = {note.text[0] for note in table.notes if note.text and _BASE.search(note.text[:60]) and not note.text[0].isalnum()} - {"("}
    return any(_BASE.search(text) or text[-1] in marks for text in texts)


def _row_lines(
    row: Row, roles: list[Role | None], spans: list[str | None], category: str | None, place: Place, cut_off: str | None
) -> Iterator[Line]:
    """The lines of a row: one of the row's own category, or one for each category in its heads."""
    for key in dict.fromkeys(spans) if any(spans) else (None,):
        of = key or category
        if of is None or (any(spans) and key is None):
            continue
        line = Line(of, place, row.label)
        for cell, role, span in zip(row.cells, roles, spans, strict=True):
            if cell and role and span == key:
                take(line, role, cell)
        line.cut_off = cut_off
        yield line


def _heading(context: Context, label: Cell, before: _Group) -> _Group:
    """The group of rows below a heading, which names a category, a place, or what kind of estimate follows."""
    if when := time_of_estimate(label.bare, context.published):
        return _Group(None, Place(), before.in_title, when=when[0])
    place = place_of(context, [label])
    category = category_of(label.bare)
    named = bool(place.site or place.zone or place.material)
    if category is None and not named and TOTAL.match(label.bare):
        category = SUMS.get(frozenset(before.named))
    if category is None and RESOURCE.search(label.bare):
        return _Group(None, place if named else Place(), before.in_title)
    others = before.others or before.filled
    told = [*before.named, category] if category else before.named
    over, place = category or before.over, place if named or not category else before.place
    return _Group(over, place, before.in_title, others=others, totals=before.totals, named=told, when=before.when)


def _sum(since: list[str]) -> str | None:
    """What "Total" is the total of, by the last rows above it."""
    last = list(dict.fromkeys(reversed(since)))[:2]
    return SUMS.get(frozenset(last)) or (since[0] if len(set(since)) == 1 and len(since) > 1 else None)


def _estimates(context: Context, line: Line, bulk: str | None, masses: bool = False) -> Iterator[Estimate]:
    """A line as estimates, one a commodity; a line without tonnage needs grade and metal, and one of nothing else is of coal or the like:
    `bulk`, or in a table of masses alone."""
    if line.place.odd or (line.tonnes and line.tonnes[0] < _LEAST):
        return
    if _RADIOMETRIC in line.grades and _OXIDE in line.contained and _OXIDE not in line.grades:
        line.grades[_OXIDE] = line.grades.pop(_RADIOMETRIC)  # measured by its radiation, the oxide is what the pounds are of
    for commodity in dict.fromkeys((*line.grades, *line.contained)) or ([bulk] if bulk and line.tonnes else []):
        grade, contained = line.grades.get(commodity), line.contained.get(commodity)
        beside = masses or (bool(line.grades) and len(line.contained) > 1)  # "LCE" beside "Li" of the same brine
        if sum(found is not None for found in (line.tonnes, grade, contained)) < 2 and commodity != bulk and not (contained and beside):
            continue
        cells = {
            "category": line.label,
            "tonnage": line.tonnes and line.tonnes[1],
            "grade": grade and grade[1],
            "contained": contained and contained[1],
        }
        shown = [cell for cell in cells.values() if cell]
        start, end = min(cell.start for cell in shown), max(cell.end for cell in shown)
        if end - start > 1500:
            start, end = shown[1].start, shown[1].end
        yield Estimate(
            category=line.category,
            commodity=commodity,
            tonnes=line.tonnes[0] if line.tonnes else None,
            tonnage_unit=line.tonnage_unit,
            grade=grade[0].value if grade else None,
            grade_unit=grade[0].notation if grade else None,
            contained=contained[0].value if contained else None,
            contained_unit=contained[0].notation if contained else None,
            site=line.place.site,
            of=line.place.of,
            zone=line.place.zone,
            deposit=line.place.deposit,
            material=line.place.material,
            cut_off=line.cut_off,
            when=line.when,
            span=context.span(start, end),
            at=start,
            rule="table",
            parts={name: context.span(cell.start, cell.end) for name, cell in cells.items() if cell},
        )
