"""Identifiers from a table of reference data: which company of the store a row means, and whether its LEI, ISIN, CIK and Wikidata item can be right.

The table is CSV in UTF-8 with a header line: `name`, and any of `alias` (several parted by "|"), `lei`, `isin`, `cik`, `wikidata` and `ticker`
("TSX:ARG"; tells companies of one name apart). A row means the company whose name, legal form in normal spelling, or whose defined alias is the
row's name or one of its aliases.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad
from stdnum import isin, lei
from stdnum.exceptions import ValidationError

from kg import terms
from kg.errors import KgError
from kg.identity.known import GRAPH, node
from kg.identity.minting import company_key, slug
from kg.identity.told import Told, kind_of, local
from kg.text.names import company_stem, split_legal_form

COLUMNS = ("name", "alias", "lei", "isin", "cik", "wikidata", "ticker")
MATCHED, AMBIGUOUS, UNMATCHED, INVALID = "matched", "ambiguous", "unmatched", "invalid"


class UnusableTable(KgError):
    """A table of reference data that cannot be used; the message says why."""


@dataclass(frozen=True, order=True)
class Row:
    """One row of the table, by the line on which it stands."""

    line: int
    name: str
    aliases: tuple[str, ...] = ()
    lei: str = ""
    isin: str = ""
    cik: str = ""
    wikidata: str = ""
    ticker: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a row: matched, ambiguous, unmatched or invalid; the companies that it may mean, and why it was not taken."""

    row: Row
    status: str
    companies: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class Reference:
    """A table of reference data: the name of its file, its text, and its rows."""

    file: str
    content: str
    rows: tuple[Row, ...]

    @classmethod
    def read(cls, path: Path) -> Reference:
        """The table in a file; UnusableTable where it cannot be read or lacks the column `name`."""
        try:
            return cls.parse(path.name, path.read_bytes().decode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            raise UnusableTable(f"cannot read the table {path}: {getattr(error, 'strerror', None) or 'it is no UTF-8 text'}") from error

    @classmethod
    def parse(cls, file: str, content: str) -> Reference:
        """The table in a text; UnusableTable as above."""
        reader = csv.DictReader(io.StringIO(content.removeprefix("\ufeff"), newline=""), strict=True)
        try:
            columns = [column.strip().casefold() for column in reader.fieldnames or ()]
        except csv.Error as error:
            raise UnusableTable(f"{file}, line 1: {error}") from error
        if "name" not in columns or set(columns) - set(COLUMNS):
            wrong = ", ".join(sorted(set(columns) - set(COLUMNS))) or "none"
            raise UnusableTable(f"{file}: the first line must name the column 'name' and may name {', '.join(COLUMNS[1:])}; unknown: {wrong}")
        reader.fieldnames = columns
        rows = []
        try:
            for record in reader:
                cells = {column: " ".join((record.get(column) or "").split()) for column in COLUMNS}
                if None in record:
                    raise UnusableTable(f"{file}, line {reader.line_num}: more cells than columns")
                if cells["name"]:
                    aliases = tuple(alias for part in cells.pop("alias").split("|") if (alias := part.strip()))
                    rows.append(Row(reader.line_num, aliases=aliases, **cells))
        except csv.Error as error:
            raise UnusableTable(f"{file}, line {reader.line_num}: {error}") from error
        return cls(file, content, tuple(rows))

    @property
    def sha256(self) -> str:
        """The digest of the file."""
        return hashlib.sha256(self.content.encode()).hexdigest()


def problem(row: Row) -> str:
    """Why an identifier of a row cannot be right, in a few words; "" where all can."""
    for value, check, what in ((row.lei, lei.validate, "LEI"), (row.isin, isin.validate, "ISIN")):
        try:
            if value:
                check(value)
        except ValidationError as error:
            return f"{what} {value}: {str(error).rstrip('.').casefold()}"
    if row.cik and not re.fullmatch(r"\d{1,10}", row.cik):
        return f"CIK {row.cik}: not 1 to 10 digits"
    if row.wikidata and not re.fullmatch(r"Q[1-9]\d*", row.wikidata.rpartition("/")[2]):
        return f"Wikidata {row.wikidata}: not Q and a number"
    if not (row.lei or row.isin or row.cik or row.wikidata):
        return "the row has no identifier"
    return ""


class Names:
    """The names, aliases and symbols of the companies of some documents; `heads` says which company stands for which."""

    def __init__(self, documents: Iterable[Told], heads: dict[str, str]) -> None:
        self._of_name: defaultdict[str, set[str]] = defaultdict(set)
        self._of_stem: defaultdict[str, set[str]] = defaultdict(set)
        self._of_alias: defaultdict[str, set[str]] = defaultdict(set)
        self._symbols: defaultdict[str, set[str]] = defaultdict(set)
        for document in documents:
            for company, name in document.named:
                if kind_of(company) == "org":
                    self._of_stem[slug(company_stem(name))].add(heads.get(company, company))
                    for key in (local(company), company_key(name)):
                        self._of_name[key].add(heads.get(company, company))
            for said in document.said:
                if said.what == "alias" and kind_of(said.subject) == "org":
                    self._of_alias[slug(said.value)].add(heads.get(said.subject, said.subject))
                elif said.what == "ticker":
                    self._symbols[heads.get(said.subject, said.subject)].add(said.value.rpartition("/")[2].casefold())

    def meant(self, row: Row) -> set[str]:
        """The companies that a row may mean: by name, else by alias, else by name without legal form; of several, those with its symbol."""
        names = (row.name, *row.aliases)
        found = {company for name in names for company in self._named(name)}
        found = found or {company for name in names for company in self._of_alias.get(slug(name), ())}
        found = found or {company for name in names for company in self._of_name.get(slug(split_legal_form(name)[0]), ())}
        symbol = row.ticker.rpartition(":")[2].strip().casefold()
        with_symbol = {company for company in found if symbol in self._symbols[company]} if symbol and len(found) > 1 else set()
        return with_symbol or found

    def _named(self, name: str) -> set[str]:
        """The companies of a name; of one without legal form, all that it may be short for."""
        if split_legal_form(name)[1]:
            return self._of_name.get(company_key(name), set())
        return self._of_stem.get(slug(company_stem(name)), set()) | self._of_alias.get(slug(name), set())


def outcomes(reference: Reference, names: Names) -> list[Outcome]:
    """What becomes of each row; a company that several rows mean is none's."""
    first = []
    for row in reference.rows:
        companies = tuple(sorted(names.meant(row)))
        if why := problem(row):
            first.append(Outcome(row, INVALID, companies, why))
        elif len(companies) > 1:
            first.append(Outcome(row, AMBIGUOUS, companies, f"it may mean {len(companies)} companies"))
        else:
            first.append(Outcome(row, MATCHED if companies else UNMATCHED, companies, "" if companies else "no company has this name or alias"))
    claimed = Counter(one.companies for one in first if one.status == MATCHED)
    return [
        Outcome(one.row, AMBIGUOUS, one.companies, f"{claimed[one.companies]} rows mean this company")
        if one.status == MATCHED and claimed[one.companies] > 1
        else one
        for one in first
    ]


def reference_quads(reference: Reference, found: Iterable[Outcome]) -> Iterator[Quad]:
    """The table's file and the identifiers of the rows that matched, in graph/identity."""
    file = NamedNode(node("identity-file", reference.file, reference.content))
    yield Quad(file, terms.RDF_type, terms.MKG_IdentityFile, GRAPH)
    yield Quad(file, terms.MKG_linkBasis, Literal("reference"), GRAPH)
    yield Quad(file, terms.MKG_fileName, Literal(reference.file), GRAPH)
    yield Quad(file, terms.SCHEMA_sha256, Literal(reference.sha256), GRAPH)
    yield Quad(file, terms.MKG_content, Literal(reference.content), GRAPH)
    for one in found:
        if one.status != MATCHED:
            continue
        company, row = NamedNode(one.companies[0]), one.row
        this = NamedNode(node("identification", company.value, str(row)))
        yield Quad(this, terms.RDF_type, terms.MKG_Identification, GRAPH)
        yield Quad(this, terms.MKG_between, company, GRAPH)
        yield Quad(this, terms.MKG_asWritten, Literal(row.name), GRAPH)
        yield Quad(this, terms.PROV_wasDerivedFrom, file, GRAPH)
        for predicate, value in _identifiers(row):
            yield Quad(this, predicate, value, GRAPH)
            yield Quad(company, predicate, value, GRAPH)


def _identifiers(row: Row) -> Iterator[tuple[NamedNode, Literal | NamedNode]]:
    if row.lei:
        yield terms.SCHEMA_leiCode, Literal(lei.compact(row.lei))
    if row.isin:
        yield terms.SCHEMA_identifier, Literal(f"isin:{isin.compact(row.isin)}")
    if row.cik:
        yield terms.SCHEMA_identifier, Literal(f"cik:{int(row.cik):010}")
    if row.wikidata:
        yield terms.SCHEMA_sameAs, NamedNode(terms.PREFIXES["wd"] + row.wikidata.rpartition("/")[2])
