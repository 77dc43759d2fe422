"""What leads a document, apart from its text: the day that a file beside it, or its file's name, states where the text has none, and the header of
its filing, which tells the form, the day, and the number, industry code and former names of the company that files, and the symbols under which
the cover of its form says that it is listed; the page of a form that was saved by itself tells its form and symbols, too. And the items under
which an 8-K reports: an item's number says what the filing is about, and is quoted as that; what happened is read from the words below it.

The header's day of a change of name ("DATE OF NAME CHANGE") is that of the register: often the day on which the former name was entered, years
before or weeks after the change. Neither can be told from the other, so no day is read, and a former name of a header has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import NamedNode

from kg import terms
from kg.document import DAY_LEAD, Document, Span
from kg.extract import held_times
from kg.extract.context import Context
from kg.extract.listing.layouts import NOT_SYMBOLS, market
from kg.extract.listing.symbol_changes import share_class
from kg.extract.organisation.organisations import Organisation
from kg.extract.tickers import mic_of
from kg.facts import Company, Exchange, Listed, ListingSlot, Mention, Stated, Ticker
from kg.ingest.edgar_covers import Security, cover_end, saved_form, securities
from kg.ingest.named_days import FILE_NAME
from kg.text.names import company_stem

_LINE = re.compile(r"^(?P<what>Form|Filer|CIK|SIC|Former name): (?P<value>[^\n]+)$", re.MULTILINE)
_SECURITY = re.compile(r"^Security: (?P<title>[^|\n]+) \| (?P<symbol>[^|\n]+) \| (?P<exchange>[^|\n]+)$", re.MULTILINE)
_SHARES = re.compile(r"\b(?:common|ordinary|subordinate voting)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:warrants?|rights?|units?|preferred|notes?|debentures?)\b", re.IGNORECASE)
_FILED = re.compile(r"(?:Filed|Published): (?P<day>\d{4}-\d\d-\d\d)\n")
_STATE = re.compile(r" ?/[A-Z ]{2,8}/?$")  # "/FI", "/CAN/": tells filers of one name apart
_RULE = "filing-header"
_ITEM = re.compile(r"^[ \t\u00a0|*]{0,40}Item[ \t\u00a0]{1,8}(?P<number>[1-9]\.0[1-9])\b", re.IGNORECASE | re.MULTILINE)
_CURRENT = ("8-K", "8-K/A")


@dataclass
class _Filer:
    """A company that files, as the header names it, with the values told of it."""

    name: str
    span: Span
    told: list[tuple[str, str, Span]] = field(default_factory=list)


def extract_filing(context: Context) -> Iterator[Mention]:
    """The statements of what leads a document; none where nothing does."""
    document = context.document
    if not document.origin.lead:
        yield from _of_saved_form(context)
        return
    if context.header.published is None and document.beside.day and document.text.startswith(DAY_LEAD):
        day = Span(len(DAY_LEAD), len(DAY_LEAD) + 10)
        rule, confidence = ("file-name", 0.7) if document.beside.file == FILE_NAME else ("sidecar", 1.0)
        yield Mention(Stated("document", None, terms.SCHEMA_datePublished, context.published), day, rule, confidence)
    filers: list[_Filer] = []
    is_filing = False
    form = ""
    for found in _LINE.finditer(document.text, 0, document.origin.lead):
        what, value, span = found["what"], found["value"], Span(*found.span("value"))
        is_filing = True
        if what == "Form":
            form = form or value
            yield _said("document", None, terms.MKG_form, value, span)
        elif what == "Filer":
            filers.append(_Filer(_STATE.sub("", value), Span(span.start, span.start + len(_STATE.sub("", value)))))
        elif filers:
            filers[-1].told.append((what, value, span))
    if form.upper() in _CURRENT:
        yield from _items(document)
    filed = _FILED.match(document.text, document.origin.lead)
    if filed and is_filing and (submitted := _day(filed["day"])):
        yield _said("document", None, terms.DCTERMS_dateSubmitted, submitted, Span(*filed.span("day")))
    for filer in filers:
        if company := _company(context, filer):
            yield from _of_filer(company, filer)
            if len(filers) == 1:
                rows = _SECURITY.finditer(document.text, 0, document.origin.lead)
                yield from _listed(context, company, (Security(row.span("title"), row.span("symbol"), row.span("exchange")) for row in rows))


def _of_saved_form(context: Context) -> Iterator[Mention]:
    """What the page of a form tells that was saved out of its submission: its form, items, and the symbols of the company that issues it."""
    document = context.document
    form = saved_form(document.text)
    if form is None:
        return
    name = form["form"].upper()
    yield _said("document", None, terms.MKG_form, name, Span(*form.span("form")))
    if name in _CURRENT:
        yield from _items(document)
    yield from _listed(context, context.company, securities(document.text, cover_end(document.text, name)))


def _listed(context: Context, company: Company, rows: Iterable[Security]) -> Iterator[Mention]:
    """The symbols that the cover gives the company that files; those of warrants and other classes where the symbol tells the class."""
    for row in rows:
        title, symbol, written = (context.document.text[low:high] for low, high in row)
        names = market(written, symbol, context.published)
        share = share_class(mic_of(names), symbol, "")
        ordinary = _SHARES.search(title) and not _OTHERS.match(title)
        if symbol in NOT_SYMBOLS or not names or not (ordinary or share):
            continue
        exchange, told = Exchange(mic_of(names), written), held_times.plain(context.published)
        fact = Listed(ListingSlot(company, exchange, share), Ticker(symbol, exchange), written, told.bounds)
        yield Mention(fact, Span(*row.symbol), _RULE)


def _items(document: Document) -> Iterator[Mention]:
    """The items under which an 8-K reports, each where it first heads a paragraph; older filings number theirs otherwise and are left alone."""
    seen = set()
    for found in _ITEM.finditer(document.text, document.origin.lead):
        if found["number"] not in seen:
            seen.add(found["number"])
            yield Mention(Stated("document", None, terms.MKG_filedItem, found["number"]), Span(*found.span("number")), "filing-item")


def _of_filer(company: Company, filer: _Filer) -> Iterator[Mention]:
    """What is told of a filer, said of the company that the exhibit calls so."""
    if company_stem(company.name) == company_stem(filer.name):
        yield _said("company", company, terms.SCHEMA_name, company.name, filer.span)
    for what, value, span in filer.told:
        if what == "CIK" and value.isdecimal() and len(value) <= 10:
            yield _said("company", company, terms.SCHEMA_identifier, f"cik:{int(value):010}", span)
        elif what == "SIC":
            yield _said("company", company, terms.MKG_industryCode, value, span)
        elif what == "Former name" and company_stem(value) not in ("", company_stem(company.name)):
            yield _said("company", company, terms.MKG_formerName, _STATE.sub("", value), Span(span.start, span.start + len(_STATE.sub("", value))))


def _company(context: Context, filer: _Filer) -> Company | None:
    """The company of the exhibit that bears the filer's name, or one that it bore; else one of its own, if it has a number, unless a name of
    the exhibit begins alike: the header shortens names, so that nobody can tell."""
    names = [filer.name, *(value for what, value, _ in filer.told if what == "Former name")]
    for stem in filter(None, map(company_stem, names)):
        if org := next((org for org in context.organisations if stem in _stems(org)), None):
            return org.company
    first = company_stem(filer.name).partition(" ")[0]
    alike = any(stem.partition(" ")[0] == first for org in context.organisations for stem in _stems(org))
    numbered = any(what == "CIK" for what, _, _ in filer.told)
    return Company(filer.name) if numbered and first and not alike else None


def _stems(org: Organisation) -> set[str]:
    return {company_stem(name) for name in (org.name, *org.aliases, *org.former)}


def _said(kind: str, subject: Company | None, predicate: NamedNode, value: str | date, span: Span) -> Mention:
    return Mention(Stated(kind, subject, predicate, value), span, _RULE)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
