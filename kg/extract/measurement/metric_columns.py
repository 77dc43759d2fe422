"""Measurements of tables whose columns are metrics and whose rows are sites or periods."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.measurement.cells import TableMeasurement, measured
from kg.extract.measurement.columns import ColumnTime, column_time, months_of
from kg.extract.measurement.head_words import is_case
from kg.extract.measurement.programme_columns import tells_plans
from kg.extract.measurement.rows import NOTHING, Label, is_general, is_of_payments, kinds_of, label
from kg.extract.measurement.sheets import GUIDANCE, Sheet, column_times
from kg.facts import Period
from kg.text.table.figures import figure
from kg.text.tables import Row


def by_columns(sheet: Sheet, heads: list[Label]) -> Iterator[TableMeasurement]:
    """Columns are metrics; rows are sites or periods."""
    over = column_time(sheet.title, sheet.times, sheet.title) if re.search(r"(?:19|20)\d\d", sheet.title) else ColumnTime()
    heads = _milled(heads)
    graded = {**_lent(heads), **_grades(heads)}
    times = column_times(sheet)
    if tells_plans(heads, sheet.title):
        said = {time.period for time in times[1:] if time.period}
        only = said.pop() if len(said) == 1 else None
        times = [replace(time, basis=time.basis or "plan", period=time.period or only, said=time.said or only is not None) for time in times]
    months = months_of((row.label.bare for row in sheet.table.rows if row.label), sheet.times)
    told, other = _metrics(*heads), False
    for row in sheet.table.rows:
        if row.is_heading and row.label:
            other = bool(over_rows := _metrics(label(row.label.bare))) and not told & over_rows
            headed = column_time(row.label.bare, sheet.times, sheet.title)
            if headed.period is None:
                sheet.subjects.heading(row.label)
            else:
                over = headed  # the time of the rows below
            continue
        if row.label is None or other:
            continue  # below "Capital costs (US$M)" the figures are no NPV, whatever the head says
        month = months.get(row.label.bare)
        time = ColumnTime(month, over.basis, said=True) if month else _row_time(sheet, row, over)
        subject = sheet.subjects.of(row.label, ())
        if time is None or (subject is None and not time.said and not is_general(row.label.bare)):
            continue  # a row of changes, or of nobody knows what
        for index, cell in enumerate(row.cells):
            if index == 0 or cell is None or times[index].change:
                continue
            if not (heads[index].rules or heads[index].head.commodities or index in graded):
                continue
            found = measured(sheet, heads[index], graded.get(index), figure(cell.bare, heads[index].head), subject, _narrowed(time, times[index]))
            if found is not None and not is_of_payments(row.label.bare, found.metric.key):
                yield TableMeasurement(found, cell, "table-column", column=index)


def _metrics(*labels: Label) -> set[str]:
    return {metric for said in labels for metric, _ in said.rules} - {NOTHING}


def _narrowed(row: ColumnTime, column: ColumnTime) -> ColumnTime:
    """The time of a row, or of a column whose own head says one: "Q4 2023 copper production (t)"."""
    return ColumnTime(column.period, column.basis or row.basis, said=True) if column.said and not row.said else row


def _lent(heads: list[Label]) -> dict[int, Label]:
    """The columns that say but a time or a basis and a unit, beside others of one metric and metal, as if headed by those: "2025 Guidance (oz)"
    beside "Q4 Gold Production (oz)"."""
    told = [head for head in heads[1:] if head.rules]
    said = {(head.rules[0][0], head.head.commodities) for head in told}
    if len(said) != 1 or len(told) == len(heads) - 1:
        return {}
    bare = [index for index, head in enumerate(heads) if index and not head.rules and not head.head.commodities and is_case(head.text)]
    return dict.fromkeys(bare, told[0])


_TONNES = re.compile(r"(?:dry |metric )*(?:tonnes|tons|tonnage|ore)\b(?! (?:mined|moved|placed|stacked|sold))", re.IGNORECASE)


def _milled(heads: list[Label]) -> list[Label]:
    """Heads whose bare "Tonnes", beside one of recoveries, is the ore that the mill took: what else a recovery is of."""
    if not any(metric == "recovery" for head in heads for metric, _ in head.rules):
        return heads
    return [label(f"{head.text} milled") if index and not head.rules and _TONNES.match(head.text) else head for index, head in enumerate(heads)]


def _grades(heads: list[Label]) -> dict[int, Label]:
    """The columns that give grades without the word, "Silver (g/t)" beside "Tonnes milled", as if headed by it; none where two may be."""
    if not any(metric in ("ore-processed", "ore-mined") for head in heads for metric, _ in head.rules):
        return {}
    bare = [index for index, head in enumerate(heads) if not head.rules and head.head.unit and "grade" in kinds_of(head.head.unit.notation)]
    metals = [heads[index].head.commodity for index in bare]
    return {index: label("Grade") for index, metal in zip(bare, metals, strict=True) if metal and metals.count(metal) == 1}


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
    return ColumnTime(Period(main.earliest, main.latest) if main and not GUIDANCE.search(sheet.title) else None)
