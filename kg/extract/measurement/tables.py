"""Measurements in tables: quarterly and annual results, guidance, and the economics of studies.

Either rows or columns say what is measured, and the other side of which period, site or case. A row or column whose metric, subject or
unit is not sure gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from pyoxigraph import NamedNode

from kg import reference
from kg.extract.context import Context
from kg.extract.measurement.cells import EACH, TableMeasurement, in_unit, measured
from kg.extract.measurement.columns import ColumnTime, balance_day, column_time
from kg.extract.measurement.metric_columns import by_columns
from kg.extract.measurement.option_terms import option_costs
from kg.extract.measurement.periods import Times
from kg.extract.measurement.programme_columns import programme_heads, tells_terms
from kg.extract.measurement.reported import times_of
from kg.extract.measurement.rows import NOTHING, Label, is_of_payments, is_weight, kinds_of, label, source_of
from kg.extract.measurement.sheets import GUIDANCE, UNBRACKETED, Sheet, column_times, outlook_over, sheet_of
from kg.extract.measurement.sums import with_totals
from kg.extract.measurement.table_mines import OF_ROWS, TOTAL, alone, is_led_by_output, weight_of_mines
from kg.extract.measurement.table_shapes import with_one_label
from kg.extract.measurement.words import main_commodity
from kg.extract.resource.heads import BULK
from kg.extract.resource.tables import table_estimates
from kg.facts import Measurement, Mention
from kg.text.lexicons import mapping
from kg.text.sections import ABOUT, BODY, HEADER
from kg.text.table.figures import Figure, figure
from kg.text.table.lines import is_period, is_value
from kg.text.tables import Cell, Row, Table

_LOW, _HIGH = re.compile(r"^(?:low|minimum|min\.?|low end|from)$", re.IGNORECASE), re.compile(r"^(?:high|maximum|max\.?|high end|to)$", re.IGNORECASE)
_OTHERS = re.compile(r"^(?:hole|drill ?hole|bore ?hole|well|from|to|easting|northing|azimuth|dip)\b", re.IGNORECASE)
# Tables of what would be, or of what was found in a laboratory.
_OTHER_TABLES = re.compile(
    r"\bforward (?:sales?|contracts?)\b|\bhedg(?:e|es|ed|ing)\b|\bcollars?\b|\bderivatives?\b|"
    r"\bsensitivit|\bmetallurg|\btest ?-?work\b|\bcomposites?\b|\bleach tests?\b|\bcolumn tests?\b|\bassays?\b|\bsamples?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:FY ?)?20\d\d[AEF]?\b", re.IGNORECASE)
_NUMBERS = re.compile(r"(?<!\w)\d[\d,.]*")  # a label that holds several is a row whose cells nobody parted
_PART = re.compile(r"[-\u2013\u2014\u2022\u00b7*] ?|of which\b|including\b|incl\b", re.IGNORECASE)
_CREDITS = re.compile(r"\b(?:net|before|gross|after|co-?product|by-?product)\b", re.IGNORECASE)
_OF_MINE = re.compile(r"\b(?:mined|mining|mine|rom|run[- ]of[- ]mine)\b", re.IGNORECASE)
_OF_MILL = re.compile(r"\b(?:head|mill\w*|feed|process\w*|treated|plant)\b", re.IGNORECASE)
_PAYABLE = re.compile(r"\b(?:payable|saleable|refined)\b", re.IGNORECASE)
_MADE = tuple(re.compile(rf"\b{words}\b", re.IGNORECASE) for words in ("poured", "recovered", "produc(?:ed|tion)"))  # the surest last
_PARTED_COSTS = re.compile(r"\bunit (?:\w+ )?costs\b", re.IGNORECASE)  # over rows of mining, milling and the rest
_DONE = frozenset({"actual", "record"})
_JOINED = re.compile(r", | and |&|\+")  # "Total revenue, other proceeds and interest": more than the revenue
_OF_PARTS = frozenset({"capex"})  # of which tables tell parts, and call them so; studies tell the same figure before and after tax
_TELLING = frozenset("production sales ore-mined ore-processed cash-cost aisc capex drilling-metres drill-holes revenue exploration-budget".split())


def table_measurements(context: Context) -> Iterator[Mention]:
    """The measurements of the tables of results, guidance and study economics, each once."""
    told: set[Measurement] = set()
    times: Times | None = None
    for table in context.tables:
        if table.section not in (BODY, ABOUT, HEADER) or any(_OTHERS.match(column.head) for column in table.columns[:3]):
            continue
        times = times or times_of(context)
        for found in _without_doubles(list(_of_table(context, with_totals(with_one_label(table)), times))):
            if found.fact not in told:
                told.add(found.fact)
                yield Mention(found.fact, context.span(found.cell.start, found.cell.end), found.rule)


def _without_doubles(found: list[TableMeasurement]) -> Iterator[TableMeasurement]:
    """The measurements of a table, less those of which it tells two for the same thing and time: what sets them apart, nobody has read. A total
    goes before its parts, and a row whose own words say the metric before one that has it from above."""
    told: dict[object, list[TableMeasurement]] = {}
    for one in found:
        told.setdefault(_thing(one), []).append(one)
    for one in found:
        if _is_in_all(one.fact) and any(other.fact.metric == one.fact.metric and not _is_in_all(other.fact) for other in found):
            continue
        others = {other.fact for other in told[_thing(one)] if other.rank >= one.rank}
        apart = one.fact.metric.key in _OF_PARTS or one.rule == "option-terms"  # what is due on several days
        if apart or (one.fact.basis and one.fact.basis.key == "estimate") or others == {one.fact}:
            yield one


def _is_in_all(fact: Measurement) -> bool:
    """Whether a cost is that of all ounces, in money, and not what each of them cost."""
    return fact.metric.key in ("cash-cost", "aisc") and fact.unit in _moneys()


@cache
def _moneys() -> frozenset[NamedNode]:
    return frozenset(reference.unit(notation) for notation in reference.currencies())


def _thing(one: TableMeasurement) -> object:
    """What a measurement measures, without its figure; of guidance, which may be told beside what it was before, that of a column."""
    fact = (replace(one.fact, value=None, low=None, high=None), one.costed)
    return fact if one.fact.basis and one.fact.basis.key in _DONE else (fact, one.column)


def _rank(own: Label, metric: str, fed: bool = True) -> int:
    """How surely a row is the one that tells a metric: a total, else one whose own words say it, and of no part of the money; of grades, that
    of what the mill was `fed` before that of what was mined."""
    if metric == "head-grade" and own.says_metric and (_OF_MINE.search(own.text) or not (fed or _OF_MILL.search(own.text))):
        return 1
    if metric == "production" and (said := [at for at, words in enumerate(_MADE) if words.search(own.text)]):
        return 2 + said[0]
    if metric == "production" and _PAYABLE.search(own.text):
        return -1  # beside "Silver ounces"
    of_part = metric in ("revenue", "ebitda") and bool(own.head.commodities or _JOINED.search(own.text))
    part = of_part or (metric == "net-income" and "ttributable" in own.text)
    return 9 if TOTAL.match(own.text) and not _JOINED.search(own.text) else 2 if own.says_metric and not part else 1 if own.says_metric else 0


def _costed(own: Label, metric: str) -> str:
    """With or without the credits of by-products, where the row of a cost says which."""
    found = _CREDITS.search(own.text) if metric in ("cash-cost", "aisc") else None
    return found.group().casefold() if found else ""


def _of_table(context: Context, table: Table, times: Times) -> Iterator[TableMeasurement]:
    title = table.title.text if table.title else outlook_over(context, table)
    around = f"{title} {table.columns[0].words}"
    if any(True for _ in table_estimates(context, table, title)) or _OTHER_TABLES.search(around):
        return
    in_rows = sum(label(row.label.bare).says_metric for row in table.rows if row.label)
    heads = programme_heads([label(column.words) for column in table.columns], around)
    if tells_terms(heads):
        yield from option_costs(sheet_of(context, table, times, title), heads)  # and no cash that anybody has
        return
    in_heads = sum(head.says_metric for head in heads[1:])
    of_metals = 0 if in_rows else sum(not head.says_metric and is_weight(head) for head in heads[1:])
    if (
        in_rows + in_heads == 0
        and not (heads[0].says_metric or _measure(title) or _tells_output_of_mines(context, table))
        and not any(pattern.search(around) for pattern in (*EACH.values(), GUIDANCE))
    ):
        return
    sheet = sheet_of(context, table, times, title)
    if in_heads + of_metals > 1 and in_heads >= in_rows and (in_heads or not _of_title(sheet)):
        if of_metals or any(metric in _TELLING for head in heads for metric, _ in head.rules):
            yield from by_columns(sheet, heads)
    else:
        yield from _by_rows(sheet)


# ---- metrics in rows


def _by_rows(sheet: Sheet) -> Iterator[TableMeasurement]:
    """Rows are metrics; columns are periods, cases or sites."""
    columns = _columns(sheet)
    titled = _of_title(sheet)
    heading: Label | None = None
    parent, depth = heading, 0
    fed, named, leads = True, None, False
    said = [row.label.bare for row in sheet.table.rows if row.label]
    for at, row in enumerate(sheet.table.rows):
        if row.is_heading and row.label:
            sheet.subjects.heading(row.label)
            sheet.here = _only_below(sheet.table.rows[at + 1 :]) if sheet.subjects.named_in(row.label.bare) else None
            heading, parent = label(row.label.bare), None
            continue
        given = row.cells[sheet.units] if sheet.units else None
        named = row.label or (named if given else None)  # the same in another unit
        if named is None or sheet.subjects.is_of_another(named.bare) or len(_NUMBERS.findall(named.bare)) > 3:
            continue
        if is_value(named.bare) and not is_period(named.bare) and not re.search("[A-Za-z]{2}", named.bare):
            continue  # a figure where words should stand: the cells of the table are not where they were
        own = label(f"{named.bare} ({given.bare.translate(UNBRACKETED).strip()})" if given else alone(named.bare))
        over = heading if heading and heading.says_metric else _under(titled, heading) if sheet.subjects.named_in(named.bare) else heading
        if heading and not own.rules and heading.metric("$/oz") == NOTHING and (whole := label(f"{heading.text} {own.text}")).says_metric:
            own = whole  # "Realised" below "Gold price (US$ per ounce)"
        if heading and heading.says_metric and own.says_metric and _is_name(own, heading):
            continue  # "Gold Recovery Ghana" below "Gold production (oz)"
        if own.says_metric:
            parent, depth = own, row.indent
            leads = said.count(named.bare) == 1  # and is not told again for each mine
            if leads and own.head.unit and _is_of_mines(own, heading) and not sheet.subjects.named_in(named.bare):
                heading = own  # what the heading measures is over
            metrics = {metric for metric, _ in own.rules}
            fed = "ore-processed" in metrics or (fed and "ore-mined" not in metrics)
        elif parent and (row.indent > depth or _PART.match(named.bare)) and _is_part(sheet, own):
            over = parent
        elif parent and leads and sheet.subjects.is_site(named) and not own.rules and not own.head.unit:
            over = parent  # a mine below what the row of the whole measures
        elif sheet.subjects.is_unknown(named.bare) or sheet.subjects.is_part(named.bare):
            continue
        yield from _of_row(sheet, columns, row, named, _Labels(own, over, heading), fed=fed)


def _only_below(rows: Sequence[Row]) -> str | None:
    """The only commodity that the rows name, as far as the next heading: that of the costs among them."""
    below = takewhile(lambda row: not row.is_heading, rows)
    named = {commodity for row in below if row.label for commodity in label(row.label.bare).head.commodities}
    return named.pop() if len(named) == 1 else None


@dataclass(frozen=True)
class _Columns:
    """What the heads of columns say, their times, and those that hold the low and the high ends of ranges."""

    times: list[ColumnTime]
    heads: list[Label]
    low: int | None
    high: int | None


@dataclass(frozen=True)
class _Labels:
    """What a row says itself, what the words over it measure, and its heading."""

    own: Label
    over: Label | None
    heading: Label | None


def _columns(sheet: Sheet) -> _Columns:
    columns = sheet.table.columns
    low, high = (next((index for index, column in enumerate(columns) if pattern.match(column.head.strip())), None) for pattern in (_LOW, _HIGH))
    return _Columns(column_times(sheet), [label(column.words) for column in columns], low, high)


def _of_row(sheet: Sheet, columns: _Columns, row: Row, named: Cell, labels: _Labels, *, fed: bool) -> Iterator[TableMeasurement]:
    """The measurements of a row, whose label is its own or the one before it."""
    own, low, high = labels.own, columns.low, columns.high
    told = column_time(named.bare, sheet.times, sheet.title) if _YEAR.match(named.bare) else balance_day(named.bare, sheet.times)
    for index, cell in enumerate(row.cells):
        time, head = columns.times[index], columns.heads[index].head
        if index in (0, sheet.units) or cell is None or time.change:
            continue
        if not time.said and sheet.subjects.is_strange(sheet.table.columns[index]):
            continue
        subject = sheet.subjects.of(named, sheet.table.columns[index].cells)
        if low is not None and high is not None and index in (low, high):
            if index == high and (first := row.cells[low]):
                fact = measured(sheet, own, labels.heading, _between(first, cell, own), subject, time)
                yield from ([TableMeasurement(fact, cell, "table-range", _rank(own, fact.metric.key))] if fact else [])
            continue
        if not own.rules and columns.heads[index].says_metric and head.unit and not _is_under_another(columns.heads[index], labels.heading):
            fact = measured(sheet, columns.heads[index], None, figure(cell.bare, head), subject, time)
            if fact is not None and not is_of_payments(named.bare, fact.metric.key):
                yield TableMeasurement(fact, cell, "table-column", column=index)
            continue  # "Cash cost 2018 ($/oz)" beside the years of what is produced
        found = figure(cell.bare, own.head)
        if found and found.notation is None and head.unit and head.unit.notation and not own.head.over and "time" not in kinds_of(head.unit.notation):
            found = in_unit(found, head.unit)
        fact = measured(sheet, own, labels.over, found, subject, told if told and not time.said else time, head.commodity)
        if fact is not None:
            yield TableMeasurement(fact, cell, "table-row", _rank(own, fact.metric.key, fed), index, _costed(own, fact.metric.key))


def _is_under_another(head: Label, heading: Label | None) -> bool:
    """Whether the figures below the head of a column stand below a heading of another metric in the same unit: "Capital costs (US$M)"."""
    return bool(heading and _told(heading) and not _told(heading) & _told(head) and heading.head.unit == head.head.unit)


def _is_of_mines(own: Label, heading: Label | None) -> bool:
    """Whether a row and its heading tell one metric each, not the same, of those told mine by mine."""
    told, held = _told(own), _told(heading) if heading else set()
    return bool(held) and bool(told & OF_ROWS) and held <= OF_ROWS and not told & held


def _told(one: Label) -> set[str]:
    """The metrics of which a label's words speak."""
    return {metric for metric, _ in one.rules} - {NOTHING}


def _is_name(own: Label, heading: Label) -> bool:
    """Whether a label below a metric is the name of one whose figures they are, though it has words of another metric: it ends in a country."""
    told = {metric for metric, _ in heading.rules}
    last = own.text.split()[-1].casefold()
    return own.rules[0][0] not in told and not own.head.unit and mapping("geography.txt").get(last) == "country"


def _is_part(sheet: Sheet, own: Label) -> bool:
    """Whether a label without a metric tells a part of the row above it: a site, a way of mining, or a metal."""
    return not own.rules and (sheet.subjects.named_in(own.text) is not None or source_of(own.text) is not None or own.head.commodity is not None)


def _of_title(sheet: Sheet) -> Label | None:
    """The title or corner as the label of all rows, where it names one metric: "Gold production (oz)" over rows of mines."""
    title = sheet.table.title.text if sheet.table.title else ""
    named = [said for words in (title, sheet.table.columns[0].words) if (said := _measure(words))]
    if not named and _tells_output_of_mines(sheet.context, sheet.table):
        return label("Production")
    if named:
        return next((said for said in named if said.head.unit), named[0])
    told = [metric for metric, words in EACH.items() if words.search(title)]
    return label(told[0]) if len(told) == 1 else None


def _tells_output_of_mines(context: Context, table: Table) -> bool:
    """Whether a table tells without the word what mines produce, of a metal by the ounce or of what is sold as it is mined."""
    weight = weight_of_mines(table)
    metal = main_commodity(context, weight) if weight in ("t", "st", "oz") else None
    return is_led_by_output(context, table) or (metal is not None and (weight == "oz" or metal in BULK))


def _measure(words: str) -> Label | None:
    """Words over a table as the label of its rows, where they name one metric."""
    said = label(" ".join(words.split())) if len(words) < 110 and not _PARTED_COSTS.search(words) else None
    return said if said and said.says_metric and said.rules[0][0] != NOTHING and len(_told(said)) == 1 else None


def _under(title: Label | None, heading: Label | None) -> Label | None:
    """The title as the label of rows, with the metal and the unit of the heading that they stand below: "Gold (oz)" in a table of production."""
    metrics = {metric for metric, _ in title.rules} if title else set()
    if title is None:
        return heading
    if heading is None or heading.rules or not heading.head.commodities or not metrics <= set(EACH):
        return title
    return label(f"{metrics.pop()}, {heading.text}")


def _between(low: Cell, high: Cell, own: Label) -> Figure | None:
    """The range whose ends stand in two columns."""
    ends = figure(low.bare, own.head), figure(high.bare, own.head)
    if ends[0] is None or ends[1] is None or ends[0].value is None or ends[1].value is None or ends[0].value > ends[1].value:
        return None
    return Figure(ends[0].value, ends[1].value, ends[1].notation, "", ends[1].per)
