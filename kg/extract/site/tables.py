"""The sites of tables: the cells below "Project" or "Mine", and the rows that stand among those of known mines in a table of output."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING

from kg.extract.measurement.rows import is_general, label
from kg.extract.measurement.table_mines import corner_cell, head_cells, mine_cells, weighed_cells
from kg.extract.measurement.table_shapes import with_one_label
from kg.extract.name_runs import is_descriptor, is_stop
from kg.extract.site.refusals import is_bare_place
from kg.extract.site.words import NamingAt
from kg.extract.table_rows import Cell, rows_of
from kg.text import tables
from kg.text.letters import UPPER
from kg.text.lexicons import folded, mapping
from kg.text.reading import Block
from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context

_HEADS = {"project": "project", "projects": "project", "property": "property", "properties": "property", "mine": "mine", "mines": "mine"}
# Heads of other tables too: the rows below them are sites where they hold figures.
_LOOSE_HEADS = {"operation": "mine", "operations": "mine", "mine/project": "mine"}
_NAME = re.compile(rf"(?P<name>[{UPPER}][\w'.&-]*(?: (?:(?:de|del|la|las|el|du|des) )*[{UPPER}][\w'.&-]*){{0,3}})(?: \([^()]{{1,30}}\))?\*?")
# The head of a column whose cells are sites.
_OF_ASSETS = re.compile(
    r"(?:(?:principal|key|main|material|core|mineral|mining|exploration|royalty|company|project|property|producing|development) )?"
    r"(?:projects?|propert(?:y|ies)|mines?|assets?|operations?|mine sites?|sites?|deposits?|tenements?|licen[cs]es?|concessions?)"
    r"(?: ?(?:/|and|or) ?(?:projects?|mines?|propert(?:y|ies)|deposits?|operations?))?(?: name)?",
    re.IGNORECASE,
)
_OF_MINES = frozenset({"ore-mined", "ore-processed", "head-grade", "recovery"})
_OUTPUT = _OF_MINES | {"production"}
_NAME_OF_ROW = re.compile(rf"{_NAME.pattern}(?: [$~]?\(?\d[\d,.]*%?\)?)*")  # of a table whose columns have run together too
_CATEGORY = re.compile(r"\b(?:measured|indicated|inferred|prove[nd]|probable|resources?|reserves?)\b", re.IGNORECASE)
_SQUEEZED = re.compile(r"\d \(?\d")
_WHOLE = re.compile(r"(?:group|consolidated|total|combined|company|all)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[$~]?\(?\d[\d,.]*%?\)?|-+|n/?a|nil", re.IGNORECASE)


def headings_of_rows(context: Context) -> Iterator[Part]:
    """The rows of tables that name those below them ("Yarran Gold Mine" over its output and costs), and the cells below "Project" or "Asset"
    that hold a kind word ("Yarran Gold Mine | 80% | Mali")."""
    for table in context.tables:
        listed = next((index for index, column in enumerate(table.columns) if _OF_ASSETS.fullmatch(column.words.strip(" *:"))), None)
        for row in table.rows:
            cell = row.label if row.is_heading else row.cells[listed] if listed is not None else None
            if cell is not None:
                yield Part(Block("heading", cell.start, cell.end), table.section, cell.text)


def find_in_table(context: Context, part: Part, is_mine: Callable[[str], bool], goes_on: bool = False) -> Iterator[NamingAt]:
    """The sites that a table's first column, or the heads of its columns, name; a part may go on with the table of mines before it."""
    rows = [row.cells for row in rows_of(part)]
    kind = next((_HEADS[cells[0].text.casefold()] for cells in rows[:2] if len(cells) > 1 and cells[0].text.casefold() in _HEADS), "")
    numbered = [cells for cells in rows if len(cells) > 2 and all(_NUMBER.fullmatch(cell.text) for cell in cells[1:])]
    named = [(cells[0], found["name"]) for cells in numbered if (found := _NAME.fullmatch(cells[0].text))]
    loose = next((_LOOSE_HEADS[cells[0].text.casefold()] for cells in rows[:2] if len(cells) > 1 and cells[0].text.casefold() in _LOOSE_HEADS), "")
    figured = [cells for cells in rows if sum(_NUMBER.fullmatch(cell.text) is not None for cell in cells[1:]) > 1] if loose else []
    at_heads = [(cells[0], found["name"]) for cells in figured if (found := _NAME.fullmatch(cells[0].text)) and not _WHOLE.match(cells[0].text)]
    if len(at_heads) > 1 and not kind:
        kind, told = loose, at_heads
    elif kind:
        behind = {cell.start for table in context.tables for row in table.rows for cell in row.cells[1:] if cell}
        told = [
            (cells[0], found["name"])
            for cells in rows
            if len(cells) > 1 and part.start + cells[0].start not in behind and (found := _NAME.fullmatch(cells[0].text))
        ]
    elif named and (goes_on or any(is_mine(name) for _, name in named)):
        kind, told = "mine", named
    else:
        kind, told = "mine", _heads(rows[0], is_mine)
    for cell, name in told:
        if _may_be_site(context, part, cell, name):
            yield NamingAt(name, kind, "", part.start + cell.start, part.start + cell.start + len(name), "table-row")


# What the other columns of a table of assets tell of each.
_TELLS_OF_ASSET = re.compile(
    r"(?:%|percent|(?:% |current |equity |our |company |effective )?(?:interests?|ownership|owned|holding)(?: \(?%\)?| held)?|commodit(?:y|ies)|"
    r"(?:main |primary |target |principal )?(?:metals?|minerals?)(?:/minerals?)?|location|country|jurisdiction|region|province|state|stage|status|"
    r"owners?|operators?|partners?|area(?: \((?:ha|km2|hectares)\))?)",
    re.IGNORECASE,
)
_OF_FIGURES = re.compile(r"\b(?:tonn\w*|grade|holes?|from|to|depth|ounces|produced|production|cost|revenue|budget)\b", re.IGNORECASE)
_ASSET_NAME = re.compile(
    rf"(?P<name>[{UPPER}][\w'.&/-]*(?: (?:(?:of|the|de|del|la|las|el|du|des|and) )*[{UPPER}\d][\w'.&/-]*){{0,4}})(?: \([^()]{{1,30}}\))?\*?"
)


def find_of_assets(context: Context) -> Iterator[NamingAt]:
    """The cells below "Asset" or "Project", in any column, of a table whose other columns tell what each holds, where it lies or whose it is."""
    for table in context.tables:
        heads = [column.words.strip(" *:") for column in table.columns]
        listed = [index for index, head in enumerate(heads) if _OF_ASSETS.fullmatch(head)]
        told = [head for index, head in enumerate(heads) if index not in listed and _TELLS_OF_ASSET.fullmatch(head)]
        if len(listed) != 1 or not told or any(_OF_FIGURES.search(head) for head in heads):
            continue
        kind = _kind_of_head(heads[listed[0]])
        for row in table.rows:
            cell = row.cells[listed[0]] if listed[0] < len(row.cells) and not row.is_heading else None
            found = _ASSET_NAME.fullmatch(cell.bare.strip()) if cell else None
            if cell is None or found is None or not _may_head(context, cell, found["name"]) or _is_no_name(found["name"]):
                continue
            start = cell.start + cell.text.find(found["name"])
            yield NamingAt(found["name"], kind, "", start, start + len(found["name"]), "table-row")


def _kind_of_head(head: str) -> str:
    """What a column's head calls the sites below it; a project where it does not tell."""
    kinds = {kind for word in re.findall(r"[a-z]+", head.casefold()) if (kind := _HEADS.get(word))}
    return kinds.pop() if len(kinds) == 1 else "project"


def _is_no_name(name: str) -> bool:
    words = name.split()
    return any(word.casefold() in mapping("site_kinds.tsv") for word in words) or all(
        is_descriptor(word) or is_stop(word) or word.casefold() in folded("generic_words.txt") for word in words
    )


def find_in_results(context: Context) -> Iterator[NamingAt]:
    """The mines that head groups of rows of ore, grades and recoveries: "Kalemie (95%)" above "Ore mined (t)"."""
    for table in context.tables:
        heading: tables.Cell | None = None
        below: set[str] = set()
        for row in (*table.rows, None):
            if row is not None and not row.is_heading:
                below |= {metric for metric, _ in label(row.label.bare).rules} if row.label else set()
                continue
            found = _NAME.fullmatch(heading.bare) if heading is not None and len(below & _OF_MINES) > 1 else None
            if heading is not None and found and _may_head(context, heading, found["name"]):
                yield NamingAt(found["name"], "mine", "", heading.start, heading.start + len(found["name"]), "table-heading")
            heading, below = (row.label if row else None), set()


def find_under_results(context: Context) -> Iterator[NamingAt]:
    """The mines whose rows stand again and again below a line of ore, grades or recoveries: "Ore milled (t)" above "Kalemie" and "Tolva"."""
    for table in context.tables:
        metrics: set[str] = set()
        under: dict[str, tuple[tables.Cell, set[str]]] = {}
        for row in table.rows:
            if row.label is None:
                continue
            found = _NAME_OF_ROW.fullmatch(row.label.text)
            if found is None or (row.is_heading and not _SQUEEZED.search(row.label.text)):
                metrics = {metric for metric, _ in label(row.label.bare).rules} & _OUTPUT if row.is_heading else set()
            elif metrics and _may_head(context, row.label, found["name"]) and not label(found["name"]).says_metric:
                under.setdefault(found["name"], (row.label, set()))[1].update(metrics)
        for name, (cell, told) in under.items():
            if len(told) > 1 and not _WHOLE.match(name):
                yield NamingAt(name, "mine", "", cell.start, cell.start + len(name), "table-row")


def find_of_results(context: Context, named: Container[str]) -> Iterator[NamingAt]:
    """The mines of which a table of results is, or its rows are, as those who read its figures see them; `named`: those already known."""
    for table in context.tables:
        if _CATEGORY.search(context.reading.text, table.title.start if table.title else table.start, table.end):
            continue  # estimates are of zones too
        plain = with_one_label(table)
        mines = mine_cells(context, plain, named) | head_cells(context, plain, named) | corner_cell(context, plain) | weighed_cells(context, plain)
        for name, cell in mines.items():
            if not _WHOLE.match(name):
                yield NamingAt(name, "mine", "", cell.start, cell.start + len(name), "table-row")


def _may_head(context: Context, heading: tables.Cell, name: str) -> bool:
    """Whether a heading is a name: neither a company's, nor a general word of tables, nor what stands for all mines."""
    if is_general(heading.bare) or _WHOLE.match(heading.bare) or len(name) < 4 or is_stop(name.split()[0]):
        return False
    return not context.namings(heading.start, heading.end) and mapping("geography.txt").get(name.casefold()) not in ("country", "adjective")


def _heads(cells: list[Cell], is_mine: Callable[[str], bool]) -> list[tuple[Cell, str]]:
    """The mines at the head of columns, beside one that is known and before their total: "La Quebrada  Tres Hermanos  Consolidated"."""
    if len(cells) < 3 or cells[-1].text.casefold() not in ("consolidated", "total", "group", "combined") or not any(is_mine(c.text) for c in cells):
        return []
    return [(cell, found["name"]) for cell in cells[:-1] if (found := _NAME.fullmatch(cell.text))]


def _may_be_site(context: Context, part: Part, cell: Cell, name: str) -> bool:
    """Whether a row's name is no company, place, metal, total or line of accounts."""
    start, end = part.start + cell.start, part.start + cell.end
    held = re.search(r"\(\d+(?:\.\d+)?%\)", cell.text) is not None
    if any(naming.start < end and start < naming.end for naming, _ in context.namings(start - 60, end + 60)):
        return False
    if is_bare_place(context, name, held) or len(name) < 4:
        return False
    if label(cell.text).says_metric:
        return False
    words = name.split()
    return not any(is_stop(word) or word.casefold() in _HEADS or word.casefold() in mapping("site_kinds.tsv") for word in words) and not all(
        is_descriptor(word) or word.casefold() in folded("generic_words.txt") for word in words
    )
