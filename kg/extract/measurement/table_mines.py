"""The mines that a table of results names by the labels of its rows or by its corner, though nothing else in the release calls them so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.measurement.head_words import is_case
from kg.extract.measurement.rows import is_general, kinds_of, label, source_of
from kg.text.letters import UPPER
from kg.text.lexicons import mapping
from kg.text.table.lines import is_period
from kg.text.tables import Cell, Table

if TYPE_CHECKING:
    from kg.extract.context import Context

_NAME = re.compile(
    rf"(?P<name>[{UPPER}][\w'.&-]*(?: (?:(?:de|del|do|da|la|las|los|el|du|des) )*[{UPPER}][\w'.&-]*){{0,3}})"
    rf"(?:,? \([^()]{{1,30}}\))?(?P<place>, [{UPPER}][\w .]{{2,24}})?"
)
_PARTS = re.compile(r"\b(?:regions?|divisions?|segments?|business(?:es)?)$", re.IGNORECASE)  # of a company, of several mines
_MINES = re.compile(r"(?:mines?|mine (?:name|site)|collier(?:y|ies)|mining (?:complex|operation))", re.IGNORECASE)
_CASE = re.compile(r"\b(?:outlook|guidance|forecast|budget|actual)\b", re.IGNORECASE)
_RAISED = re.compile(r"(?<=[a-z)])\d(?:,\d)*$")
TOTAL = re.compile(r"(?:sub-?|grand )?totals?\b|consolidated\b|group\b|combined\b|all (?:mines|operations)\b", re.IGNORECASE)
OF_MINES = frozenset({"ore-mined", "ore-processed", "head-grade", "recovery"})
OF_ROWS = OF_MINES | {"production", "sales", "cash-cost", "aisc", "throughput"}


_TAKES_IN = re.compile(r" ?\((?:incl\b|including\b)[^()]*\)", re.IGNORECASE)


def alone(text: str) -> str:
    """A label; one of a total without what it takes in: "Consolidated (incl. corporate G&A)"."""
    return _TAKES_IN.sub("", text) if TOTAL.match(text) else text


def mine_cells(context: Context, table: Table, named: Container[str]) -> dict[str, Cell]:
    """The names of rows that stand below a metric, beside one another and with their total, with a mine of those `named` in the release, or with
    nothing else; each with its first cell."""
    title = table.title.text if table.title else ""
    heads = [label(column.words) for column in table.columns]
    said = any(metric in OF_ROWS for head in (*heads, label(" ".join(title.split())[:110])) for metric, _ in head.rules)
    said = said or weight_of_mines(table) is not None
    found: dict[str, Cell] = {}
    whole, known, other = _is_parallel(table), False, False
    for row, under in pairwise((*table.rows, None)):
        if row is None:
            break
        if row.is_heading and row.label:
            if TOTAL.match(row.label.bare):
                whole = True
            elif under and under.label and not under.is_heading and label(under.label.bare).says_metric and (name := name_of(context, row.label)):
                found.setdefault(name, row.label)
            rules = label(row.label.bare).rules
            said = any(metric in OF_ROWS for metric, _ in rules) if rules else said
        elif row.label is None or TOTAL.match(row.label.bare):
            whole = True
        elif said and (name := name_of(context, row.label)):
            found.setdefault(name, row.label)
            known = known or name in named
        else:
            other = True
    if len(found) < 2 or not (whole or known or (len(found) > 2 and not other)):
        return {}
    return found


# "Alder copper (M lbs)", "Birch mine (koz)": a mine, perhaps its metal, and the weight
_WEIGHED = re.compile(rf"(?P<name>[{UPPER}][\w'.&-]*(?: [{UPPER}][\w'.&-]*){{0,3}})(?: (?:mine|operation))?(?: [a-z]{{3,10}})? \([^()]{{1,20}}\)")


def weighed_cells(context: Context, table: Table) -> dict[str, Cell]:
    """The names of rows that give what mines produce by its weight, each with no more than its metal, above the total that counts the same."""
    said = {row.label: label(row.label.bare) for row in table.rows if row.label and not row.is_heading}
    sums = {(one.head.unit.notation, one.head.commodities) for cell, one in said.items() if one.head.unit and TOTAL.match(cell.bare)}
    found: dict[str, Cell] = {}
    for cell, one in said.items():
        name = _WEIGHED.fullmatch(plain(cell.bare))
        weight = one.head.unit.notation if one.head.unit else None
        summed = any(weight == unit and set(one.head.commodities) <= set(metals) for unit, metals in sums)
        if name and summed and "mass" in kinds_of(weight) and not one.rules and _may_name(context, cell, name["name"]):
            found.setdefault(name["name"], cell)
    return found if len(found) > 1 else {}


def weight_of_mines(table: Table) -> str | None:
    """The weight of which a table tells, mine by mine, but what is done and what is ahead: "Mine", "2014 actual (tons)", "2015 outlook (tons)".
    That is what they produce; of ore, concentrate or sales such a table would say so."""
    title = table.title.text if table.title else ""
    if not _MINES.fullmatch(table.columns[0].words.strip()) or not is_general(title) or label(title).rules:
        return None
    heads = [label(column.words) for column in table.columns[1:]]
    weighed = {head.text: head.head.unit.notation for head in heads if head.head.unit}
    cases = [found.group().casefold() for text in weighed if (found := _CASE.search(text))]
    if len(set(weighed.values())) != 1 or len(cases) < len(weighed) or "actual" not in cases or len(set(cases)) == 1:
        return None
    if any(said.rules or said.head.commodities for said in (*heads, *(label(row.label.bare) for row in table.rows if row.label))):
        return None
    return next(iter(weighed.values()))


_OUTPUT = re.compile(r"\b(?:produced|production|output)\b", re.IGNORECASE)
_NO_OUTPUT = re.compile(r"\b(?:sales?|sold|mined|milled|processed|resources?|reserves?|contained|delivered|stream\w*)\b", re.IGNORECASE)


def is_led_by_output(context: Context, table: Table) -> bool:
    """Whether a table of ounces or pounds, mine by mine and time by time, stands behind words that tell of production and of nothing else."""
    heads = [label(column.words) for column in table.columns[1:]]
    weighed = [head for head in heads if head.head.unit and head.head.unit.notation in ("oz", "lb")]
    if table.title or len(weighed) < 2 or not _MINES.fullmatch(table.columns[0].words.strip()):
        return False
    times = [column.head.split(" (")[0] for column, head in zip(table.columns[1:], heads, strict=True) if head in weighed]
    if any(head.rules for head in heads) or not all(map(is_period, times)):
        return False
    at = bisect_left(context.telling, table.start, key=lambda part: part.start)
    before = context.telling[at - 1].text if at else ""
    return _OUTPUT.search(before) is not None and _NO_OUTPUT.search(before) is None


def _is_parallel(table: Table) -> bool:
    """Whether headings stand over rows of the same labels, of output or costs, again and again: each is one of a kind."""
    under: list[list[str]] = []
    for row in table.rows:
        if row.is_heading:
            under.append([])
        elif row.label and under:
            under[-1].append(row.label.bare)
    leads = {rows[0] if rows else "" for rows in under}
    return len(under) > 1 and len(leads) == 1 and any(metric in OF_ROWS for metric, _ in label(leads.pop()).rules)


def head_cells(context: Context, table: Table, named: Container[str]) -> dict[str, Cell]:
    """The names that head columns of figures of mines, beside one another and with their total or with a mine of those `named`, each with its
    first cell."""
    if not any(metric in OF_ROWS for row in table.rows if row.label for metric, _ in label(row.label.bare).rules):
        return {}
    cells = [cell for column in table.columns[1:] for cell in column.cells]
    found: dict[str, Cell] = {}
    for cell in cells:
        if not (is_period(cell.bare) or is_case(cell.bare)) and (name := name_of(context, cell)):
            found.setdefault(name, cell)
    whole = any(TOTAL.match(cell.bare) for cell in cells)
    return found if len(found) > 1 and (whole or any(name in named for name in found)) else {}


def name_of(context: Context, cell: Cell) -> str | None:
    """The name that a label is, with the place where it lies or without, if it is no more: no general word of tables, no company, no country."""
    found = _NAME.fullmatch(named_mine(cell.bare))
    placed = found is not None and found["place"]
    if found is None or (placed and not _is_place(found["place"])) or not _may_name(context, cell, found["name"]):
        return None
    return found["name"]


def _is_place(words: str) -> bool:
    return words[2:].casefold() in mapping("geography.txt")


def plain(text: str) -> str:
    """A label without the numbers of footnotes that a page has lost the raise of: "Mantoro4"."""
    return _RAISED.sub("", text)


_KIND = re.compile(r"(?<=\w) (?:[Mm]ine|[Cc]olliery|[Mm]ine [Cc]omplex)(?=$|,? \(|, [A-Z])")  # of a name, and no part of it


def named_mine(text: str) -> str:
    """A label, as `plain` gives it, without the word for what it names: "Corrigan Colliery (51%)"."""
    return _KIND.sub("", plain(text))


def corner_mine(context: Context, table: Table) -> str | None:
    """The mine that a table's corner or title is the name of, with the place where it lies or named again in the release, over rows of ore,
    grades or recoveries: "Altamira, Peru"."""
    return next(iter(corner_cell(context, table)), None)


def corner_cell(context: Context, table: Table) -> dict[str, Cell]:
    """The same name with its cell; empty where there is none."""
    metrics = {metric for row in table.rows if row.label for metric, _ in label(row.label.bare).rules}
    if len(metrics & OF_MINES) < 2:
        return _titled(context, table) if metrics & OF_MINES and len(metrics & OF_ROWS) > 1 else {}
    placed: dict[str, Cell] = next(({name: cell} for cell in _corners(table) if (name := _placed(context, cell))), {})
    return placed or _titled(context, table)


_OPERATING = re.compile(
    rf"(?:Table \d+\W{{1,3}})?(?P<name>[{UPPER}][\w'\u2019.-]*(?: (?:(?:de|del|do|da|la|las|los|el) )?[{UPPER}][\w'\u2019.-]*){{0,3}}?)"
    r"(?i:(?: ?[-\u2013\u2014:])? (?:(?:key|mine|mining|quarterly|annual|selected) ){0,2}"
    r"(?:operating|operational|operations?|production|mine|mining) (?:and \w+ )?"
    r"(?:results|statistics|summary|data|performance|highlights|metrics|information|figures)\b)"
)


def _titled(context: Context, table: Table) -> dict[str, Cell]:
    """The name that the title of a table begins with, of which it says that these are the operating results: "Pinto Creek operating results"."""
    found = _OPERATING.match(table.title.text) if table.title else None
    if found is None or table.title is None:
        return {}
    cell = Cell(found["name"], table.title.start + found.start("name"), table.title.start + found.end("name"))
    return {found["name"]: cell} if _may_name(context, cell, found["name"]) else {}


def _corners(table: Table) -> Iterator[Cell]:
    yield from table.columns[0].cells
    if table.title:
        first, _, more = table.title.text.partition("\n")
        if is_general(more):  # "Northgate, Nevada" over "Mining operations"
            yield Cell(first, table.title.start, table.title.start + len(first))


def _placed(context: Context, cell: Cell) -> str | None:
    found = _NAME.fullmatch(named_mine(cell.bare))
    if found is None or not _may_name(context, cell, found["name"]):
        return None
    name = found["name"]
    if found["place"]:
        return name if _is_place(found["place"]) else None
    told = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", context.reading.text))
    return name if told > 1 else None  # the release speaks of it elsewhere


def _may_name(context: Context, cell: Cell, name: str) -> bool:
    said = label(name)
    if said.rules or said.head.commodities or is_general(name) or source_of(name) or TOTAL.match(name) or len(name) < 4 or name.isupper():
        return False
    if _PARTS.search(name) or is_period(name):
        return False  # "Second Quarter Production Highlights"
    return not context.namings(cell.start, cell.end) and mapping("geography.txt").get(name.casefold()) not in ("country", "adjective", "region")
