"""What is known of a table of results before its cells are read: its title, its money, its subjects, and the times of its columns."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from kg.extract.context import Context
from kg.extract.measurement.columns import ColumnTime, column_time, months_of, of_whole_year
from kg.extract.measurement.cues import EARNINGS
from kg.extract.measurement.dollars import told_dollar
from kg.extract.measurement.periods import Times, previous_year, year_of
from kg.extract.measurement.rows import is_general, label
from kg.extract.measurement.scales import money_of, scale_of_all, scale_of_weights, unit_of_all
from kg.extract.measurement.table_mines import TOTAL
from kg.extract.measurement.table_subjects import Subjects
from kg.extract.measurement.to_date import by_sums
from kg.facts import Period
from kg.text.commodities import find_commodities
from kg.text.head_units import UNITS_HEAD, HeadUnit, is_money, read_head, unit_of
from kg.text.periods import add_months
from kg.text.table.lines import is_period, is_value
from kg.text.tables import Column, Table

STUDIED = frozenset({"npv", "irr", "mine-life"})
_STUDY = re.compile(r"\b(?:PEA|PFS|DFS|BFS|(?:pre-?)?feasibility|scoping|economic assessment|project economics|study)\b", re.IGNORECASE)
GUIDANCE = re.compile(r"\b(?:guidance|outlook|forecast)\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"\(?['\u2019]?000['\u2019]?s?\)?")
_LAST_DAY = re.compile(r"\b(?:ended|ending|to),? (?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\b", re.IGNORECASE)
_LACKS_DAY = re.compile(r"\b(?:months|quarter|half|year|weeks) (?:ended|ending)[:,]? (?=(?:19|20)\d\d\b)", re.IGNORECASE)
_DOLLARS = (
    ("USD", re.compile(r"\b(?:all|unless)\b[^.]{0,140}\b(?:United States|U\.?S\.?) (?:dollars|currency|funds)", re.IGNORECASE)),
    ("CAD", re.compile(r"\b(?:all|unless)\b[^.]{0,140}\bCanadian (?:dollars|currency|funds)", re.IGNORECASE)),
    ("AUD", re.compile(r"\b(?:all|unless)\b[^.]{0,140}\bAustralian (?:dollars|currency)", re.IGNORECASE)),
)
_OWN_DOLLAR = re.compile(  # "Financial results (US$)", "Highlights in Canadian dollars"
    r"(?:[(\[]|\bin |\bexpressed in )(?:(?P<USD>US\$|\$ ?USD?|USD\$?|U\.?S\.? dollars)|"
    r"(?P<CAD>C(?:A|AD|dn|DN)?\$|\$ ?(?:CAD|CDN|Cdn|C)|CAD|Canadian dollars)|"
    r"(?P<AUD>A(?:U|UD)?\$|\$ ?(?:AUD|A)|AUD|Australian dollars))(?=[)\],;:]| (?:except|unless|where|million|thousand)|$)"
)
UNBRACKETED = str.maketrans("", "", "()[]")
_PART_OF_YEAR = re.compile(r"\b(?:[QH][1-4]|[1-4]Q|[12]H|quarter|qtr|months|half)\b.{0,12}\d\d", re.IGNORECASE)
_A_YEAR = re.compile(r"\s*(?:19|20)\d\d\s*")
_ANY_YEAR = re.compile(r"(?<![\w,.-])20\d\d(?![\w,.]*\d)")
_THIS_YEAR = re.compile(r"\b(?:full[- ]year|annual|this year|current year)\b", re.IGNORECASE)


@dataclass
class Sheet:
    """What is known of a table while it is read."""

    context: Context
    table: Table
    times: Times
    title: str
    subjects: Subjects
    money: HeadUnit | None
    dollar: str
    study: bool
    guidance: bool
    operating: bool = False  # whether its rows tell of ore treated or of recoveries, and none of sales
    carried: bool = False  # whether `money` is said of the release's figures and not of this table's
    only: str | None = None
    here: str | None = None  # the only commodity that the rows below the heading now read name
    unit: HeadUnit | None = None  # of all figures, as the title gives it
    scale: Decimal | None = None  # of all weights, as the corner alone gives it
    price: HeadUnit | None = None  # of all costs and prices, as the title gives it
    units: int | None = None  # the column in which each row gives its unit


def sheet_of(context: Context, table: Table, times: Times, title: str) -> Sheet:
    corner = table.columns[0].words
    around = f"{title} {corner} {_outlook_above(context, table, title)}".strip()
    labels = [label(row.label.bare) for row in table.rows if row.label]
    metrics = {metric for one in labels for metric, _ in one.rules}
    headed = {metric for column in table.columns[1:] for metric, _ in label(column.words).rules}
    named = {commodity for one in (*labels, *(label(column.words) for column in table.columns)) for commodity in one.head.commodities}
    named = (named - {"pgm"} if named & {"2e", "3e", "4e", "6e"} else named) or {found.key for found in find_commodities(title)}
    study = bool(metrics & STUDIED) or _STUDY.search(title) is not None
    heads = [column.words for column in table.columns]
    dollar = _own_dollar(around) or next(
        (name for name, pattern in _DOLLARS if pattern.search(context.reading.text)), told_dollar(context.reading.text)
    )
    own = money_of(around)
    return Sheet(
        context=context,
        table=table,
        times=times,
        title=around,
        subjects=Subjects(context, table, of_company=bool(metrics & EARNINGS), of_study=study),
        money=own or next(iter(context.once(scale_of_all)), None),
        carried=own is None,
        dollar=dollar,
        study=study,
        operating=bool((metrics | headed) & {"ore-processed", "recovery", "cash-cost", "aisc"}) and "sales" not in metrics | headed,
        guidance=GUIDANCE.search(around) is not None,
        only=named.pop() if len(named) == 1 else None,
        unit=unit_of_all(around) or _of_corner(corner) or _of_total(table),
        scale=scale_of_weights(title, corner.strip()),
        price=_price_of_all(f"{around} ({corner})" if "/" in corner else around),
        units=next((index for index, head in enumerate(heads) if index and (UNITS_HEAD.fullmatch(head.strip()) or _holds_units(table, index))), None),
    )


def _outlook_above(context: Context, table: Table, title: str) -> str:
    """The heading of an outlook that tells its year, where the words that lead to the table leave it out: "Revised 2011 outlook"."""
    return outlook_over(context, table) if GUIDANCE.search(title) and not _ANY_YEAR.search(title) else ""


def outlook_over(context: Context, table: Table) -> str:
    """The nearest heading above a table, where it is that of an outlook and tells its year."""
    at = bisect_left(context.telling, table.start, key=lambda part: part.start)
    heads = [part.text for part in context.telling[max(0, at - 3) : at] if part.block.kind == "heading"]
    return heads[-1] if heads and GUIDANCE.search(heads[-1]) and len(set(_ANY_YEAR.findall(heads[-1]))) == 1 else ""


def _own_dollar(text: str) -> str | None:
    """The currency of a table's dollars, where its title or corner names one and no more."""
    named = {found.lastgroup for found in _OWN_DOLLAR.finditer(text)}
    return named.pop() if len(named) == 1 else None


def _holds_units(table: Table, index: int) -> bool:
    """Whether every cell of a column is a unit."""
    cells = [cell for row in table.rows if (cell := row.cells[index])]
    said = [cell.bare.translate(UNBRACKETED).strip() for cell in cells]
    return bool(cells) and all((not is_value(words) or _THOUSANDS.fullmatch(words)) and unit_of(words) is not None for words in said)


def _of_corner(corner: str) -> HeadUnit | None:
    """The weight that a corner is, and no more: "'000 tonnes"."""
    words = re.sub(r"\([^()]*\)", " ", corner)
    unit = unit_of(words) or (read_head(words).unit if is_general(words) else None)
    return unit if unit and unit.notation in ("t", "oz", "lb", "kg", "ct") else None


def _of_total(table: Table) -> HeadUnit | None:
    """The weight that the row of the total gives for those that it sums, none of which has a unit or a metric of its own: "Total (oz)"."""
    labels = {row.label.bare: label(row.label.bare) for row in table.rows if row.label}
    totals = [said for text, said in labels.items() if TOTAL.match(text)]
    others = [said for text, said in labels.items() if not TOTAL.match(text)]
    if len(totals) != 1 or any(said.head.unit or said.rules or said.head.commodities for said in others):
        return None
    unit = totals[0].head.unit
    return unit if unit and unit.notation in ("t", "oz", "lb", "kg", "ct") else None


def _price_of_all(text: str) -> HeadUnit | None:
    """The price in which a table is, whose title says so: "(US$ per ounce of gold sold)"."""
    found = {unit for match in re.finditer(r"\(([^()]{3,50})\)", text) if (unit := unit_of(match[1])) and unit.notation and "/" in unit.notation}
    return next((unit for unit in found if len(found) == 1 and unit.notation and is_money(unit.notation.split("/")[0])), None)


def _with_last_days(heads: list[str], times: Times) -> list[str]:
    """The heads of columns, where one that lacks the last day of its months has that of all others, or of the period of which the release
    reports: "Six Months Ended 2019"."""
    days = {found["day"] for head in heads for found in _LAST_DAY.finditer(head)}
    if not days and times.main:
        days = {f"{times.main.latest:%B} {times.main.latest.day}"}
    if len(days) != 1:
        return heads
    day = days.pop()
    return [_LACKS_DAY.sub(lambda found: f"{found.group()}{day}, ", head) for head in heads]


def _quarters(times: list[ColumnTime], sheet: Sheet) -> list[ColumnTime]:
    """The times of columns, where heads that name but the last months of quarters mean those: "Mar-21", "Jun-21" in a quarterly report."""
    months = [time for time in times if time.period and time.period.start and time.period.end and (time.period.end - time.period.start).days < 31]
    main = sheet.times.main
    ends = sorted(time.period.end for time in months if time.period and time.period.end)
    if not ends or not (
        (main and 80 < (main.latest - main.earliest).days < 100 and main.latest in ends)
        or any(_ends_quarter(sheet.context.reading.text, end) for end in ends)
    ):
        return times
    if any((end.month - ends[-1].month) % 3 for end in ends):
        return times
    return [
        replace(time, period=Period(add_months(time.period.end + timedelta(days=1), -3), time.period.end))
        if time in months and time.period and time.period.end
        else time
        for time in times
    ]


def _ends_quarter(text: str, end: date) -> bool:
    """Whether a text says of a quarter that it ended on a day, or calls it by its last month."""
    return (
        re.search(
            rf"\bquarter (?:ended|ending|to) (?:{end.day} {end:%B}|{end:%B} {end.day}),? {end.year}|\b{end:%B} (?:{end.year} )?[Qq]uarter", text
        )
        is not None
    )


def _is_percent(column: Column) -> bool:
    """Whether a column below a span of time gives but a percentage, of change."""
    return column.head.strip() == "%" and is_period(column.span)


def _is_each(column: Column, heads: Sequence[str]) -> bool:
    """Whether a column tells for each ton what one beside it tells in all: its figures are of another kind than their rows say."""
    return _PER_WEIGHT.search(column.words) is not None and any(_IN_TOTAL.search(head) for head in heads)


_PER_WEIGHT, _IN_TOTAL = re.compile(r"\bper (?:ton|tonne|ounce|oz|pound|lb)\b", re.IGNORECASE), re.compile(r"\btotal\b", re.IGNORECASE)
_YEARLY = re.compile(r"\b(?:annual|years?|guidance|outlook|forecast|budget|plan)\b", re.IGNORECASE)


def _interim(times: list[ColumnTime], heads: Sequence[str], sheet: Sheet) -> list[ColumnTime]:
    """The times of columns headed by this year and the last alone, where this one is not over: those reported of, and the same days before."""
    main = sheet.times.main
    years = [re.sub(r"\s.*", "", head.strip(), flags=re.DOTALL) for head in heads]
    whole = year_of(sheet.times, main.latest) if main else None
    if main is None or whole is None or whole.end is None or whole.end <= sheet.context.published or sheet.guidance or _YEARLY.search(sheet.title):
        return times
    if sorted(year for year in years if re.fullmatch(r"(?:19|20)\d\d", year)) != [str(main.latest.year - 1), str(main.latest.year)]:
        return times
    over = {str(main.latest.year): Period(main.earliest, main.latest), str(main.latest.year - 1): previous_year(Period(main.earliest, main.latest))}
    return [
        replace(time, period=over[year]) if year in over and time.basis is None and time.period and _is_year(time.period) else time
        for time, year in zip(times, years, strict=True)
    ]


def _is_year(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days > 360


def column_times(sheet: Sheet) -> list[ColumnTime]:
    """The time of each column. Where a head tells none, it is that of the title, of the column beside it ("Previous" guidance), or, of the
    only column of figures, that of which the release reports."""
    heads = _with_last_days([column.words for column in sheet.table.columns], sheet.times)
    years = {year for head in heads[1:] for year in _ANY_YEAR.findall(head)}
    around = f"{sheet.title} {years.pop()}" if len(years) == 1 and not _ANY_YEAR.search(sheet.title) else sheet.title  # "Q1", "Q2", "H1 2018"
    beside_parts = any(_PART_OF_YEAR.search(head) for head in heads[1:])  # "2019" beside "Q4 2019" is the year, whatever the title says
    times = [
        column_time(
            "%" if _is_percent(column) or _is_each(column, heads) else words, sheet.times, "" if beside_parts and _A_YEAR.fullmatch(words) else around
        )
        for column, words in zip(sheet.table.columns, map(of_whole_year, sheet.table.columns, heads), strict=True)
    ]
    months = months_of((column.words for column in sheet.table.columns), sheet.times)
    named = [months.get(column.words) for column in sheet.table.columns]
    times = [replace(time, period=month, said=True) if month else time for time, month in zip(times, named, strict=True)]
    times = _interim(_quarters(times, sheet), heads, sheet)
    times = times if sheet.context.year_end else by_sums(sheet.table, times)
    sheet.guidance = sheet.guidance or any(time.basis == "guidance" for time in times)
    if sheet.study:
        return times
    main = sheet.times.main
    beside = next((time.period for time in times[1:] if time.period), None) if sheet.guidance else None
    usual = beside or column_time(sheet.title, sheet.times, sheet.title).period
    if usual and usual.start and usual.start > sheet.context.published and not sheet.guidance:
        usual = None  # a day without its year
    of_bases = {time.basis for time in times[1:]} >= {"actual", "plan"} and not any(time.period for time in times)  # "Actual" beside "Budget"
    of_mines = sheet.subjects.by_column and not any(time.period or time.basis for time in times)
    if usual is None and main and not sheet.guidance and (of_mines or of_bases or sum(not time.change for time in times[1:]) == 1):
        usual = Period(main.earliest, main.latest)
    if usual is None and sheet.guidance and _THIS_YEAR.search(sheet.title):
        usual = year_of(sheet.times, main.latest if main else sheet.context.published)
    told = any(time.said for time in times)  # a column without a head beside such as say their times is of none of these
    return [
        time
        if time.period or time.said or time.change or time.basis == "estimate" or (told and index and not heads[index])
        else replace(time, period=usual)
        for index, time in enumerate(times)
    ]
