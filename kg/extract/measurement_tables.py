"""Measurements in tables: quarterly and annual results, guidance, and the economics of studies.

Either rows or columns say what is measured, and the other side of which period, site or case. A row or column whose metric, subject or
unit is not sure gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import reference
from kg.extract.context import Context
from kg.extract.measurement_columns import ColumnTime, column_time
from kg.extract.measurement_periods import Times, times_of
from kg.extract.measurement_rows import NOTHING, Label, is_general, kinds_of, label, source_of
from kg.extract.measurement_sheets import GUIDANCE, STUDIED, Sheet, column_times, sheet_of
from kg.extract.measurement_words import OF_METALS, main_commodity
from kg.extract.resource_tables import table_estimates
from kg.facts import Company, Concept, Measurement, Mention, Period, Site
from kg.text.head_units import HeadUnit
from kg.text.sections import ABOUT, BODY, HEADER
from kg.text.table_figures import Figure, figure
from kg.text.tables import Cell, Row, Table

_BALANCES = frozenset({"cash", "share-count", "employees"})
_TIMELESS = frozenset({"npv", "irr", "mine-life", "capacity"})
_MONEY = frozenset({"revenue", "net-income", "ebitda", "capex", "cash", "exploration-budget", "npv"})
_LOW, _HIGH = re.compile(r"^(?:low|minimum|min\.?|low end|from)$", re.IGNORECASE), re.compile(r"^(?:high|maximum|max\.?|high end|to)$", re.IGNORECASE)
_OTHERS = re.compile(r"^(?:hole|drill ?hole|bore ?hole|well|from|to|easting|northing|azimuth|dip)\b", re.IGNORECASE)
# Tables of what would be, or of what was found in a laboratory.
_OTHER_TABLES = re.compile(
    r"\bsensitivit|\bmetallurg|\btest ?-?work\b|\bcomposites?\b|\bleach tests?\b|\bcolumn tests?\b|\bassays?\b|\bsamples?\b", re.IGNORECASE
)
_SMELTED = frozenset({"copper", "zinc", "lead", "nickel", "tin", "molybdenum", "gold", "silver", "cobalt", "tungsten", "antimony"})
_CONCENTRATE, _METAL_IN = re.compile(r"\bconcentrates?\b", re.IGNORECASE), re.compile(r"\b(?:in|contained|payable|metal)\b", re.IGNORECASE)
_PLANS = re.compile(r"\bprogram(?:me)?s?\b|\bbudget|\bplanned\b|\bproposed\b|\bupcoming\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:completed|results|actual|to date|summary|concluded|finished)\b", re.IGNORECASE)
_TELLING = frozenset(
    {
        "production",
        "sales",
        "ore-mined",
        "ore-processed",
        "cash-cost",
        "aisc",
        "capex",
        "drilling-metres",
        "drill-holes",
        "revenue",
        "exploration-budget",
    }
)
_EACH = {"production": re.compile(r"\b(?:produc\w+|output)\b", re.IGNORECASE), "sales": re.compile(r"\b(?:sales|sold)\b", re.IGNORECASE)}


@dataclass(frozen=True)
class TableMeasurement:
    """A measurement, the cell that gives its figure, and the table's rule."""

    fact: Measurement
    cell: Cell
    rule: str


def table_measurements(context: Context) -> Iterator[Mention]:
    """The measurements of the tables of results, guidance and study economics, each once."""
    told: set[Measurement] = set()
    times: Times | None = None
    for table in context.tables:
        if table.section not in (BODY, ABOUT, HEADER) or any(_OTHERS.match(column.head) for column in table.columns[:3]):
            continue
        times = times or times_of(context)
        for found in _of_table(context, table, times):
            if found.fact not in told:
                told.add(found.fact)
                yield Mention(found.fact, context.span(found.cell.start, found.cell.end), found.rule)


def _of_table(context: Context, table: Table, times: Times) -> Iterator[TableMeasurement]:
    title = table.title.text if table.title else ""
    if any(True for _ in table_estimates(context, table, title)) or _OTHER_TABLES.search(f"{title} {table.columns[0].words}"):
        return
    in_rows = sum(label(row.label.bare).says_metric for row in table.rows if row.label)
    heads = [label(column.words) for column in table.columns]
    in_heads = sum(head.says_metric for head in heads[1:])
    if in_rows + in_heads == 0 and not any(pattern.search(title) for pattern in (*_EACH.values(), GUIDANCE)):
        return
    sheet = sheet_of(context, table, times, title)
    if in_heads > 1 and in_heads >= in_rows:
        if any(metric in _TELLING for head in heads for metric, _ in head.rules):
            yield from _by_columns(sheet, heads)
    else:
        yield from _by_rows(sheet)


# ---- metrics in rows


def _by_rows(sheet: Sheet) -> Iterator[TableMeasurement]:
    """Rows are metrics; columns are periods, cases or sites."""
    columns = sheet.table.columns
    times = column_times(sheet)
    low, high = (next((index for index, column in enumerate(columns) if pattern.match(column.head.strip())), None) for pattern in (_LOW, _HIGH))
    heads = [label(column.words) for column in columns]
    titled = _of_title(sheet)
    heading: Label | None = None
    for row in sheet.table.rows:
        if row.is_heading and row.label:
            sheet.subjects.heading(row.label)
            heading = label(row.label.bare)
            continue
        if row.label is None or sheet.subjects.is_of_another(row.label.bare):
            continue
        given = row.cells[sheet.units] if sheet.units else None
        own = label(f"{row.label.bare} ({given.bare})" if given else row.label.bare)
        over = heading if heading and heading.says_metric else titled if sheet.subjects.named_in(row.label.bare) else heading
        for index, cell in enumerate(row.cells):
            if (
                index in (0, sheet.units)
                or cell is None
                or times[index].change
                or (not times[index].said and sheet.subjects.is_strange(columns[index]))
            ):
                continue
            subject = sheet.subjects.of(row.label, columns[index].cells)
            if low is not None and high is not None and index in (low, high):
                if index == high and (first := row.cells[low]):
                    fact = _measured(sheet, own, heading, _between(first, cell, own), subject, times[index])
                    yield from ([TableMeasurement(fact, cell, "table-range")] if fact else [])
                continue
            found = figure(cell.bare, own.head)
            unit = heads[index].head.unit
            if found and found.notation is None and unit and unit.notation and not own.head.over and "time" not in kinds_of(unit.notation):
                found = _times(found, unit)
            fact = _measured(sheet, own, over, found, subject, times[index], heads[index].head.commodity)
            if fact is not None:
                yield TableMeasurement(fact, cell, "table-row")


def _of_title(sheet: Sheet) -> Label | None:
    """The title as the label of all rows, where it names one metric: "Gold production (oz)" over rows of mines."""
    title = sheet.table.title.text if sheet.table.title else ""
    said = label(" ".join(title.split())) if len(title) < 110 else None
    return said if said and len({metric for metric, _ in said.rules}) == 1 and said.says_metric else None


def _between(low: Cell, high: Cell, own: Label) -> Figure | None:
    """The range whose ends stand in two columns."""
    ends = figure(low.bare, own.head), figure(high.bare, own.head)
    if ends[0] is None or ends[1] is None or ends[0].value is None or ends[1].value is None or ends[0].value > ends[1].value:
        return None
    return Figure(ends[0].value, ends[1].value, ends[1].notation, "", ends[1].per)


def _measured(
    sheet: Sheet,
    own: Label,
    heading: Label | None,
    found: Figure | None,
    subject: Site | Company | None,
    time: ColumnTime,
    of: str | None = None,
) -> Measurement | None:
    """The measurement of a cell, or None where its metric, unit or subject is not told; `of` is the commodity that its column names."""
    if found is None or (found.low is None and found.high is None):
        return None
    found = _with_unit(sheet, own, heading, found)
    metric = _metric(sheet, own, heading, found.notation)
    if metric is None or found.notation is None or not _fits(metric, found):
        return None
    basis = _basis(sheet, metric, time, own)
    timed = time.period is not None and time.period.start is not None
    if basis == "actual" and not timed and metric not in _BALANCES | _TIMELESS:
        return None
    try:
        unit = reference.unit(found.notation)
    except KeyError:
        return None
    subject = sheet.subjects.for_metric(subject, metric)
    if subject is None:
        return None
    commodity = _commodity(sheet, own, heading, metric, found.notation, of)
    if commodity in _SMELTED and _CONCENTRATE.search(own.text) and not _METAL_IN.search(own.text):
        return None  # tonnes of concentrate are no tonnes of the metal in it
    value = found.value
    source = source_of(own.text) or (source_of(heading.text) if heading and sheet.subjects.named_in(heading.text) is None else None)
    return Measurement(
        metric=Concept("metric", metric),
        of=subject,
        value=value,
        low=None if value is not None else found.low,
        high=None if value is not None else found.high,
        unit=unit,
        commodity=Concept("commodity", commodity) if commodity else None,
        period=_period(metric, time, basis),
        basis=Concept("basis", basis),
        source=Concept("material-source", source) if source else None,
    )


def _with_unit(sheet: Sheet, own: Label, heading: Label | None, found: Figure) -> Figure:
    """A figure with the unit that its heading or the table gives, where its own words give none; the dollar of the release."""
    unit = heading.head.unit if heading and own.head.unit is None else None
    if found.notation is None and unit and unit.notation:
        found = _times(found, unit)
    bare = own.head.unit is None and own.head.over is None and all(abs(end) < 50_000_000 for end in (found.low, found.high) if end is not None)
    if sheet.unit and bare and found.notation is None and kinds_of(sheet.unit.notation) & {kind for _, kinds in own.rules for kind in kinds}:
        found = _times(found, sheet.unit)
    most = 50_000_000_000 / sheet.money.factor if sheet.money and sheet.carried else 50_000_000
    bare = bare and all(abs(end) < most for end in (found.low, found.high) if end is not None)
    if sheet.money and bare and found.notation in (None, "$", sheet.money.notation) and own.metric("$") in _MONEY:
        found = _times(found, sheet.money)
    if found.notation is None and own.head.over and sheet.money and own.metric("$/oz"):
        found = Figure(found.low, found.high, f"{sheet.money.notation}/{own.head.over}", found.hedge)
    if found.notation in ("oz/a", "t/a") and re.search(r"\bproduction\b|\boutput\b", own.text, re.IGNORECASE):
        found = Figure(found.low, found.high, found.notation.removesuffix("/a"), found.hedge, found.per)
    if found.notation and (found.notation == "$" or found.notation.startswith("$/")):
        told = sheet.money.notation if sheet.money and sheet.money.notation in ("USD", "CAD", "AUD") else sheet.dollar
        found = Figure(found.low, found.high, f"{told}{found.notation[1:]}", found.hedge, found.per)
    return found


def _times(found: Figure, unit: HeadUnit) -> Figure:
    low, high = (None if end is None else end * unit.factor for end in (found.low, found.high))
    return Figure(low, high, unit.notation, found.hedge, unit.per)


def _metric(sheet: Sheet, own: Label, heading: Label | None, notation: str | None) -> str | None:
    """The metric of a row, by its own words, those of its heading, or, of a metal by weight, those of the title."""
    for one in (own, heading):
        if one is not None and (metric := one.metric(notation)):
            return None if metric == NOTHING else metric
        if one is own and own.rules and not own.head.commodities and own.says_metric:
            return None
    if "mass" in kinds_of(notation) and own.head.commodities:
        told = [metric for metric, words in _EACH.items() if words.search(sheet.title)]
        if not told and sheet.guidance and not own.rules:
            return "production"
        return told[0] if len(told) == 1 else None
    return None


def _fits(metric: str, found: Figure) -> bool:
    """Whether a figure is of the size of its metric."""
    ends = [end for end in (found.low, found.high) if end is not None]
    if metric == "recovery":
        return all(0 < end <= 100 for end in ends)
    if metric in ("npv", "net-income", "ebitda", "irr", "cash-cost"):
        return True
    if metric == "mine-life":
        return all(0 < end <= 200 for end in ends)
    return all(end > 0 for end in ends)


def _basis(sheet: Sheet, metric: str, time: ColumnTime, own: Label) -> str:
    if metric in STUDIED or (sheet.study and time.period is None):
        return "estimate"
    if time.basis:
        return time.basis
    ends = time.period.end if time.period else None
    if sheet.guidance and (ends is None or ends >= sheet.context.published):
        return "guidance"
    if re.search(r"\bguidance\b", own.text, re.IGNORECASE):
        return "guidance"
    ahead = time.period is not None and time.period.start is not None and time.period.start > sheet.context.published
    planned = _PLANS.search(sheet.title) and not _DONE.search(sheet.title) and (ends is None or ends >= sheet.context.published)
    return "plan" if ahead or (planned and metric in ("drilling-metres", "drill-holes", "exploration-budget", "capex")) else "actual"


def _period(metric: str, time: ColumnTime, basis: str) -> Period | None:
    if metric in _TIMELESS or time.period is None:
        return None
    if metric in _BALANCES:
        return Period(None, time.period.end) if time.said else None
    return time.period if time.period.start else None


def _commodity(sheet: Sheet, own: Label, heading: Label | None, metric: str, notation: str, of: str | None) -> str | None:
    """The commodity that a row counts: its own, its column's, its heading's, the only one of the table, or the one that the release is
    about."""
    if metric not in OF_METALS:
        return None
    named = own.head.commodity or (of if not own.head.commodities else None)
    if named is None and own.head.commodities:
        named = own.head.commodities[-1] if metric in ("production", "sales") else None
    if named is None and heading is not None and not own.head.commodities:
        named = heading.head.commodity
    return named or (sheet.only if not own.head.commodities else None) or main_commodity(sheet.context, notation)


# ---- metrics in columns


def _by_columns(sheet: Sheet, heads: list[Label]) -> Iterator[TableMeasurement]:
    """Columns are metrics; rows are sites or periods."""
    over = column_time(sheet.title, sheet.times, sheet.title) if re.search(r"(?:19|20)\d\d", sheet.title) else ColumnTime()
    for row in sheet.table.rows:
        if row.is_heading and row.label:
            sheet.subjects.heading(row.label)
            continue
        if row.label is None:
            continue
        time = _row_time(sheet, row, over)
        subject = sheet.subjects.of(row.label, ())
        if time is None or (subject is None and not time.said and not is_general(row.label.bare)):
            continue  # a row of changes, or of nobody knows what
        for index, cell in enumerate(row.cells):
            if index == 0 or cell is None or not (heads[index].rules or heads[index].head.commodities):
                continue
            found = _measured(sheet, heads[index], None, figure(cell.bare, heads[index].head), subject, time)
            if found is not None:
                yield TableMeasurement(found, cell, "table-column")


def _row_time(sheet: Sheet, row: Row, over: ColumnTime) -> ColumnTime | None:
    """The period of a row: its own where its label is one, else that of the title, else that of which the release reports; None for
    rows of change."""
    own = column_time(row.label.bare if row.label else "", sheet.times, sheet.title)
    if own.change:
        return None
    if own.period or own.basis:
        return own
    main = sheet.times.main
    if over.period or over.basis or sheet.study:
        return ColumnTime(over.period, over.basis)
    return ColumnTime(Period(main.earliest, main.latest) if main else None)
