"""Of which site or company the rows of a table of results are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.measurement.firm_columns import firm_columns
from kg.extract.measurement.rows import is_general, label
from kg.extract.measurement.sentence_sites import OF_EITHER
from kg.extract.measurement.subjects import OF_COMPANIES
from kg.extract.measurement.table_mines import OF_MINES, OF_ROWS, TOTAL, corner_mine, head_cells, mine_cells, named_mine, plain
from kg.extract.site.context import heading_site, section_site
from kg.extract.site.names import SiteAt, site_key
from kg.facts import FACILITIES, Company, Site
from kg.text.letters import UPPER
from kg.text.sections import ABOUT
from kg.text.tables import Cell, Column, Table

_PREFIX = re.compile(rf"(?P<name>[{UPPER}][^:\u2013\u2014()-]{{2,40}}?)(?::| [-\u2013\u2014]) ?(?P<rest>.{{3,80}})$")
_UNBRACKETED = str.maketrans("()[]", "    ")
_DIVIDED = re.compile(r"(, | [-\u2013\u2014] )")
_TOTAL_OF = re.compile(r"\btotal (?:cash|cost|ore|capital|material|tonnes)", re.IGNORECASE)
_PRICED = re.compile(r"\S*[$\u20ac\u00a3]\S*")
_KINDS = frozenset({"mine", "mines", "operation", "operations", "project", "complex"})
_CONSOLIDATED = re.compile(r"(?:consolidated|group|company(?:-wide)?|corporate|combined)\b", re.IGNORECASE)
_OF_GROUP = re.compile(r"(?:group|consolidated|combined|company-wide)\b", re.IGNORECASE)  # what a title begins with
_WHOLE = re.compile(r"\b(?:group|consolidated|company(?:-wide)?|corporate|combined|totals?|all (?:mines|operations|sites))\b", re.IGNORECASE)


class Subjects:
    """The subjects of one table: those of its headings go on until the next heading that names another."""

    def __init__(self, context: Context, table: Table, *, of_company: bool, of_study: bool) -> None:
        self.context = context
        self.table = table
        self.of_company = of_company
        self.of_study = of_study
        self.held: Site | Company | None = None
        self.odd = False
        self.mines: frozenset[str] = frozenset()
        self.firms = firm_columns(context, table)
        over = [*([table.title] if table.title else []), *table.columns[0].cells]
        named = {site.name: site for cell in over for _, site in context.sites.named_in(cell.start, cell.end)}
        corner = None if named else corner_mine(context, table)
        self.titled = self._entity(next(iter(named.values()))) if len(named) == 1 else Site(corner, "mine") if corner else None
        if isinstance(self.named_in(table.columns[0].words), Company):
            self.titled = None  # "Birch Mining consolidated" in the corner, whatever stands over the table
        known = {site.name for site in context.sites.all}
        over_columns = head_cells(context, table, known)
        self.mines = frozenset({**mine_cells(context, table, known), **over_columns})
        rows = [self.named_in(row.label.bare) for row in table.rows if row.label]
        heads = [self.named_in(column.words) for column in table.columns]
        self.by_column = bool(over_columns) or any(
            isinstance(self.named_in(column.words.translate(_UNBRACKETED)), Site) for column in table.columns[1:]
        )
        self.by_part = any(TOTAL.match(column.head) for column in table.columns[2:]) and all(
            TOTAL.match(column.head) or self.is_unknown(column.words) for column in table.columns[1:]
        )
        self.of_output = not of_study and any(_tells_output(row.label.bare) for row in table.rows if row.label)
        sites = {found.name for found in (*rows, *heads) if isinstance(found, Site)}
        self.by_site, self.of_several = bool(sites), len(sites) > 1
        self.of_group = not named and table.title is not None and _OF_GROUP.match(table.title.text) is not None

    def heading(self, cell: Cell) -> None:
        """A heading of rows: its site or company holds below it; one that names neither, but is no general word, leaves its rows unknown."""
        found = self._at(cell) or self.named_in(cell.bare)
        if found is not None:
            self.held, self.odd = found, False
        elif not (is_general(cell.bare) or label(cell.bare).rules or label(cell.bare).head.commodities):
            self.held, self.odd = None, True

    def of(self, row: Cell, column: Sequence[Cell]) -> Site | Company | None:
        """The subject that a row's label or a column's head names, or the heading that holds; None where none of them names one. A row of the
        whole company ends the group of a mine."""
        if self.held is not None and _CONSOLIDATED.match(row.bare):
            self.held, self.odd = self.context.company, False
        if self.held is not None and self._sums_mines(row):
            self.held, self.odd = self.context.company, False
        if firm := next((self.firms[cell.bare] for cell in column if cell.bare in self.firms), None):
            return firm
        found = [named for cell in (row, *column) if (named := self._at(cell) or self.named_in(cell.bare))]
        site = next((named for named in found if isinstance(named, Site)), None)  # "Total (100% basis)" below the name of a mine
        if site is None and isinstance(self.held, Site) and self._sums_parts(row):
            return self.held
        return site or next(iter(found), None) or self._bracketed(column) or self.held

    def _sums_mines(self, total: Cell) -> bool:
        """Whether a row tells a total, but once in a table of several mines one below another and behind the last of them: it is that of all."""
        heads = [row.label for row in self.table.rows if row.is_heading and row.label]
        mines = {named.name for head in heads if isinstance(named := self.named_in(head.bare), Site)}
        said = [row.label.bare for row in self.table.rows if row.label]
        alone = said.count(total.bare) == 1 and total.start > heads[-1].start if heads else False
        return alone and len(mines) > 1 and TOTAL.match(total.bare) is not None and isinstance(self.named_in(total.bare), Company)

    def _sums_parts(self, row: Cell) -> bool:
        """Whether a row tells the total of what the rows of one mine tell in parts: "Total shipped" below its name; that of all mines stands in
        the row of one, or is told of several in one row."""
        said = [one.label.bare for one in self.table.rows if one.label and not one.is_heading]
        by_rows = any(isinstance(self.named_in(text), Site) for text in said)
        return TOTAL.match(row.bare) is not None and not _CONSOLIDATED.match(row.bare) and label(row.bare).says_metric and not by_rows

    def _bracketed(self, column: Sequence[Cell]) -> Site | Company | None:
        """The subject that a head names in brackets: "Copper (Bell Mountain)"."""
        heads = " ".join(cell.bare for cell in column)
        return self.named_in(heads.translate(_UNBRACKETED)) if "(" in heads else None

    def is_site(self, cell: Cell) -> bool:
        """Whether a label is the name of a site and, but for its kind and share, no more."""
        named = self._at(cell) or self.named_in(cell.bare)
        rest = set(site_key(re.sub(r"\([^()]*\)", " ", cell.bare)).split()) - set(site_key(named.name).split()) if isinstance(named, Site) else {""}
        return rest <= _KINDS

    def is_strange(self, column: Column) -> bool:
        """Whether, beside columns that are headed by sites, one is headed by words that nobody knows."""
        if not (self.by_column or self.by_part):
            return False
        named = any(self._at(cell) or self.named_in(cell.bare) for cell in column.cells) or self._bracketed(column.cells)
        return not named and not is_general(column.words.translate(_UNBRACKETED))

    def for_metric(self, named: Site | Company | None, metric: str) -> Site | Company | None:
        """The subject of a metric: the one that is named, else the company or the site that the table or the release is about."""
        if self.of_study and isinstance(named, Company) and metric not in OF_COMPANIES and not self.of_several:
            named = None  # the total of a study is that of its project
        if self.titled is not None and isinstance(named, Company) and metric not in OF_COMPANIES and not (self.of_several or self.mines):
            named = None  # "Total tonnes milled" in the table of one mine
        if named is not None:
            return self.context.company if metric in OF_COMPANIES and isinstance(named, Site) and metric not in ("revenue", "ebitda") else named
        if metric in OF_COMPANIES and not (self.odd and metric in ("revenue", "ebitda")):
            return self.context.company
        if self.odd:
            return None
        if self.of_group and not self.of_study:
            return self.context.company
        if self.titled is not None:
            return self.titled
        if self.of_several and not self.of_study:
            return self.context.company
        either = metric in OF_EITHER and not self.of_study
        if self.by_site or (self.of_company and either):
            return self.context.company if metric in OF_EITHER else None
        return self._usual(metric, either=either)

    def _usual(self, metric: str, *, either: bool) -> Site | Company | None:
        """The subject of a figure for which the table names none: of a study its project, else the one mine of which the release has told,
        else the site of its heading or of the release, else the company."""
        sites = self.context.sites
        site = section_site(self.context, sites, self.table.start)
        site = site if site and self._has_been_told(site) else None
        if self.of_study and site is not None:
            return self._entity(site)
        mines = {mine.name: mine for mine in sites.all if mine.kind == "mine"}
        told = [mine for mine in mines.values() if self._has_been_told(mine)]
        if len(told) == 1 and (len(mines) == 1 or site is told[0]):
            return self._entity(told[0])
        if len(mines) > 1 and not self.of_study:
            headed = heading_site(self.context, sites, self.table.start) if metric in OF_ROWS else None
            return self._entity(headed) if headed else self.context.company
        of_company = either or (self.of_output and metric in OF_MINES)
        return self._entity(site) if site else self.context.company if of_company else None

    def _has_been_told(self, site: SiteAt) -> bool:
        """Whether a release has spoken of a site when its table ends, not only in an account of the company or beside other sites."""
        about = [part for part in self.context.telling if part.section == ABOUT != self.table.section]
        return any(
            naming.start < self.table.end
            and naming.start not in self.context.sites.aside
            and not any(part.start <= naming.start < part.block.end for part in about)
            for naming in (*site.namings, *site.references)
        )

    def named_in(self, text: str) -> Site | Company | None:
        """The site that the words of a cell name, or the company for "Group", "Consolidated", "Total"."""
        words = re.sub(r"\([^()]*\)", " ", text)
        key = f" {site_key(words)} "
        found = [site for site in self.context.sites.all if f" {site_key(site.name)} " in key and not label(site.name).rules]
        if found:
            return self._entity(max(found, key=lambda site: len(site.name)))
        if (name := named_mine(" ".join(words.split()))) in self.mines:
            return Site(name, "mine")
        return self.context.company if self._is_whole(words) else None

    def _is_whole(self, words: str) -> bool:
        """Whether words name the company as a whole, and not a part of it that nobody knows: "Total", but not "Total sulphides"."""
        if not _WHOLE.search(words) or _TOTAL_OF.search(words):
            return False
        rest = _PRICED.sub(" ", _WHOLE.sub(" ", words))
        return (
            is_general(rest)
            or bool(label(rest).rules or label(rest).head.commodities)
            or bool(set(rest.casefold().split()) & set(self.context.company.name.casefold().split()))
        )

    def is_unknown(self, text: str) -> bool:
        """Whether a label is a name, or a part of the whole, that nobody knows, and not what its rows measure."""
        said = label(text)
        if said.rules or said.head.commodities or is_general(_PRICED.sub(" ", text)) or self.named_in(text) is not None or re.search(r"\d{4}", text):
            return False
        return bool(TOTAL.match(text)) or text[:1].isupper()

    def is_part(self, text: str) -> bool:
        """Whether a label tells a metal and, behind a comma or dash, of which part of the whole that nobody knows: "Copper, leased mines"."""
        first, mark, rest = (piece.strip() for piece in (_DIVIDED.split(text, maxsplit=1) + [""] * 2)[:3])
        metal = bool(mark) and bool(label(first).head.commodities) and not label(text).rules
        return metal and bool(rest) and not is_general(rest) and self.named_in(rest) is None and not label(rest).head.commodities

    def is_of_another(self, text: str) -> bool:
        """Whether a label begins with a name that nobody knows: "Sunrise: ore milled"."""
        found = _PREFIX.match(text)
        return (
            found is not None
            and bool(label(found["rest"]).rules)
            and not is_general(found["name"])
            and not label(found["name"]).rules
            and not label(found["name"]).head.commodities
            and self.named_in(found["name"]) is None
        )

    def _at(self, cell: Cell) -> Site | Company | None:
        named = self.context.sites.named_in(cell.start, cell.end)
        return self._entity(named[0][1]) if named and not label(named[0][1].name).rules else None

    def _entity(self, site: SiteAt) -> Site:
        """A site as an entity; a mill or plant of a mine's name is the mine, of which the figures are."""
        if (bare := plain(site.name)) != site.name:  # a name with the number of a footnote behind it
            site = next((other for other in self.context.sites.all if other.name == bare), site)
        if site.kind in FACILITIES:
            mine = next((other for other in self.context.sites.all if other.name == site.name and other.kind not in FACILITIES), None)
            site = mine or site
        return Site(site.name, site.kind)


def _tells_output(text: str) -> bool:
    """Whether a row tells what is produced or sold, or a metal by its weight."""
    said = label(text)
    bare = not said.rules and bool(said.head.commodities) and said.head.unit is not None and said.head.unit.notation in ("oz", "t", "lb", "kg")
    return bare or said.metric("oz") in ("production", "sales")
