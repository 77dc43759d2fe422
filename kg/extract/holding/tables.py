"""Shares of sites in tables of properties: the cells below "Interest" or "Ownership", in the row of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extract.context import Context
from kg.extract.holding.masked import Holding, number
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES
from kg.text.tables import Cell, Column, Table

_SHARE_HEAD = re.compile(
    r"(?:(?:company|group|beneficial|effective|current|equity|attributable|economic|our|net|%|percent(?:age)?)(?:'s)? )*"
    r"(?:interests?|ownership|owned|equity|holding|shareholding|WI|working interest)(?: held| owned| \(?%\)?| percentage)*",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?P<percent>\d{1,3}(?:\.\d+)?) ?%?(?: owned| interest| equity)?"
    r"(?: \((?P<other>[^()\d%]{3,60}?),?[ :\u2013-]{1,3}(?P<rest>\d{1,3}(?:\.\d+)?) ?%\))?"
)
# The head of a column of companies: who owns or operates the site of each row.
_PARTY_HEAD = re.compile(
    r"(?:(?:current|mine|project|property|registered|principal|majority) )?(?P<who>owners?|operators?|holders?|title ?holders?|vendors?|optionors?|"
    r"counterpart(?:y|ies))(?: ?/ ?(?:owner|operator|developer|manager|company)s?)?",
    re.IGNORECASE,
)
_ROYALTY = re.compile(
    r"(?P<percent>\d{1,2}(?:\.\d+)?) ?%(?:\s*[-\u2013]\s*\d[\d.]* ?%)?(?: (?:gross|net|sliding[- ]scale|production|silver|gold|metal)){0,3} ?"
    r"(?:NSR|GRR|GOR|GSR|GMR|NPI|NSI|(?i:(?:net smelter (?:returns? )?|revenue |overriding )?royalty|streams?|proceeds))\b.{0,40}"
)
_OPTION = re.compile(
    r"(?:[Oo]ption to (?:acquire|earn)|[Ee]arning|[Rr]ight to earn|[Ee]arn-in to)(?: up to)? "
    r"(?P<percent>\d{1,3}(?:\.\d+)?) ?%(?: from (?P<other>.{3,60}))?"
)


def table_shares(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """Each site of a row with the issuer's share in it, and with that of the partner in brackets; where rows of a site differ, none."""
    for table in context.tables:
        columns = [index for index, column in enumerate(table.columns) if index and column.cells and _heads(column)]
        if len(columns) != 1:
            continue
        told: dict[SiteAt, list[tuple[Cell, list[Holding]]]] = {}
        for cells in _rows(table):
            cell = cells[columns[0]] if columns[0] < len(cells) else None
            site = _site_of(sites, cells, cell)
            if cell is not None and site is not None and (holdings := list(_read(context, cell))):
                told.setdefault(site, []).append((cell, holdings))
        for site, rows in told.items():
            if len({tuple((one.company.name, one.relation, one.percent) for one in holdings) for _, holdings in rows}) == 1:
                yield from ((site, holding) for holding in rows[0][1])


def table_parties(context: Context, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """Each site of a row with the company below "Owner" or "Operator", and the issuer's royalty where a cell of the row tells one."""
    for table in context.tables:
        heads = [(index, _PARTY_HEAD.fullmatch(column.words.strip(" *"))) for index, column in enumerate(table.columns) if index]
        parties = [(index, head["who"].casefold()) for index, head in heads if head]
        for cells in _rows(table):
            royalties = [(cell, found) for cell in cells[1:] if cell and (found := _ROYALTY.fullmatch(cell.bare.strip()))]
            site = _site_of(sites, cells[:1], None) if royalties or parties else None
            if site is None:
                continue
            if len(royalties) == 1:
                yield site, _holding(context.issuer, "royalty", royalties[0][1]["percent"], royalties[0][0])
            cell = cells[parties[0][0]] if len(parties) == 1 and parties[0][0] < len(cells) else None
            company = _only_company(context, cell) if cell else None
            if cell is not None and company is not None and company is not context.issuer:
                yield site, _holding(company, "operator" if parties[0][1].startswith("operat") else "owner", None, cell)


def _only_company(context: Context, cell: Cell) -> Organisation | None:
    named = {id(org): org for _, org in context.namings(cell.start, cell.end)}
    return next(iter(named.values())) if len(named) == 1 else context.organisation(cell.bare.strip()) if not named else None


def _heads(column: Column) -> bool:
    """Whether a column is headed by what is held, in one cell or in all of its lines."""
    return any(_SHARE_HEAD.fullmatch(words.strip(" *")) for words in (column.cells[0].bare, column.words))


def _rows(table: Table) -> Iterator[Sequence[Cell | None]]:
    """The cells of each row; a row without figures may stand in the head."""
    if all(len(column.cells) == 2 for column in table.columns):
        yield [column.cells[1] for column in table.columns]
    for row in table.rows:
        yield row.cells


def _site_of(sites: Sites, row: Sequence[Cell | None], share: Cell | None) -> SiteAt | None:
    """The only site that the other cells of a row name."""
    cells = [cell for cell in row if cell is not None and cell is not share]
    named = {id(site): site for cell in cells for _, site in sites.named_in(cell.start, cell.end) if site.kind not in FACILITIES or len(cells) > 1}
    return next(iter(named.values())) if len(named) == 1 else None


def _read(context: Context, cell: Cell) -> Iterator[Holding]:
    if option := _OPTION.fullmatch(cell.bare.strip()):
        yield _holding(context.issuer, "optionee", option["percent"], cell)
        if option["other"] and (vendor := context.organisation(option["other"].strip())):
            yield _holding(vendor, "owner", None, cell)
    elif share := _SHARE.fullmatch(cell.bare.strip()):
        yield _holding(context.issuer, "owner", share["percent"], cell)
        if share["other"] and (partner := context.organisation(share["other"].strip())):
            yield _holding(partner, "owner", share["rest"], cell)


def _holding(company: Organisation, relation: str, percent: str | None, cell: Cell) -> Holding:
    return Holding(company, relation, number(percent), cell.start, cell.end, "table-share", 0.9)
