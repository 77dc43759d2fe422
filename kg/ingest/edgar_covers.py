"""The cover pages of forms: 8-K and 6-K, and the annual and quarterly ones; file numbers, addresses and check boxes, which tell nothing that a
release does, but for the table of the securities that are registered with an exchange."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

FORM = re.compile(r"(?:[86]-K|10-[KQ]|[24]0-F)(?:/A)?", re.IGNORECASE)
_REPORT = re.compile(r"10-[KQ]|[24]0-F", re.IGNORECASE)
_COVER_END = 12_000  # characters that a cover may have
_REGISTRANT = re.compile(r"exact name of (?:the )?registrant|translation of (?:the )?registrant|foreign (?:private )?issuer", re.IGNORECASE)
_ITEM = re.compile(r"^[ \t|*]{0,40}Item[ \t\xa0]{1,4}\d{1,2}\b", re.IGNORECASE | re.MULTILINE)
# How a report begins behind its cover. Not any item: the cover of a 20-F asks which of items 17 and 18 the accounts follow.
_BEGINS = re.compile(
    r"^[ \t|*]{0,80}(?:(?:table of contents|index|part i|item[ \t\xa0]{1,4}1\b\.?(?!\d)[^\n]{0,60}|explanatory notes?|introduction|"
    r"glossary[\w ]{0,40}|principal documents|incorporation by reference|(?:cautionary|special) (?:note|statement)[^\n]{0,120}|"
    r"forward[- ]looking (?:statements|information)[^\n]{0,60})[ \t|*.:]{0,40}|part i[ ,.:\u2013\u2014-][^\n]{0,80}|items[ \t]1[ ,][^\n]{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
# The last lines of the cover of a 6-K: which annual report, paper, and the number of an exemption.
_BOXES = re.compile(r"form 20-?F\b|rule 101\(b\)\([17]\)|12g3-2\(b\)|\b82-[ _]", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"^[ \t|*]{0,80}(?:signatures?|exhibits?|exhibit index|index to exhibits|submitted herewith|documents included)\b", re.IGNORECASE | re.MULTILINE
)
# The heads of the table of securities as the forms prescribe them since 2019; earlier ones give no symbol. Cells end at bars, lines or wide gaps.
_SECURITIES = re.compile(
    r"title of each class[\s|]+trading[\s|]+symbol(?:\(s\)|s)?[\s|]+name of(?:\s+each|\s+the)?\s+exchange[\s|]+"
    r"(?:on[\s|]+which|where)[\s|]+(?:each[\s|]+(?:class[\s|]+)?(?:is[\s|]+)?)?registered",
    re.IGNORECASE,
)
_CELL = re.compile(r"[^\s|](?:[^|\n\t ]| (?=[^|\s]))*")
_SYMBOL = re.compile(r"(?!N/?A\b|NONE\b)[A-Z]{1,5}(?:[ ./-]?(?:PR|P|WS|W|U|R)?[ ./-]?[A-Z]{0,2})?")
_EXCHANGE = re.compile(r"(?:the )?(?:New York Stock Exchange|NYSE|NASDAQ)\b[^\n|]{0,40}", re.IGNORECASE)
_MOST_SECURITIES = 20
# How the page of a form begins that somebody saved by itself, out of its submission.
_SAVED = re.compile(rf"\bSECURITIES AND EXCHANGE COMMISSION\b[\s\S]{{0,300}}?\bFORM\s(?P<form>{FORM.pattern})(?![\w-])", re.IGNORECASE)
_SAVED_HEAD = 1_500
_TELLS = 400  # characters of text that a report without an exhibit has at least


def saved_form(text: str) -> re.Match[str] | None:
    """The name of the form (group "form") whose page a text is, cover and all; None for any other text."""
    found = _SAVED.search(text, 0, _SAVED_HEAD)
    return found if found and _REGISTRANT.search(text, 0, _COVER_END) else None


def cover_end(text: str, form: str) -> int:
    """Where the cover of a form ends: before the first item, or the contents and notes that a report begins with, else behind its last check box; 0
    where it has none."""
    head = text[:_COVER_END]
    registrant = _REGISTRANT.search(head)
    if registrant is None:
        return 0
    if _REPORT.match(form):
        begins = _BEGINS.search(head, registrant.end())
        return begins.start() if begins else 0
    item = _ITEM.search(head, registrant.end())
    if item:
        return item.start()
    boxes = [found.end() for found in _BOXES.finditer(head, registrant.end())]
    if not boxes:
        return 0
    paragraph = text.find("\n\n", boxes[-1])
    return paragraph + 2 if paragraph >= 0 else len(text)


class Security(NamedTuple):
    """A class of shares, its symbol and its exchange, each from where to where it stands in the text of a cover."""

    title: tuple[int, int]
    symbol: tuple[int, int]
    exchange: tuple[int, int]


def securities(text: str, end: int) -> Iterator[Security]:
    """The securities that the cover of a form, which ends at `end`, says to be registered with an exchange under a symbol."""
    heads = _SECURITIES.search(text, 0, end)
    cells = [found.span() for found in islice(_CELL.finditer(text, heads.end(), end), 3 * _MOST_SECURITIES)] if heads else []
    for title, symbol, exchange in zip(cells[::3], cells[1::3], cells[2::3], strict=False):
        if not _EXCHANGE.fullmatch(text, *exchange):
            return
        if _SYMBOL.fullmatch(text, *symbol):
            yield Security(title, symbol, exchange)


def is_bare(text: str, end: int, form: str) -> bool:
    """Whether a current report says nothing behind its cover but what is enclosed, and who signs."""
    if not end or _REPORT.match(form):
        return False
    signed = [found.start() for found in _ENCLOSED.finditer(text, end)]
    told = text[end : signed[0]] if signed else text[end:]
    behind = text[signed[-1] :] if signed else ""
    return max(len(" ".join(told.split())), len(" ".join(behind.split())) - 600) < _TELLS
