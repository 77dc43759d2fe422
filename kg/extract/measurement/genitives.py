"""Whose a figure of companies is where the words beside it say so: "Wren's net profit", "net profit for the mine", "shares in Wren", the price
of a bid "for the Company"; and the firm that a release reports of though another issued it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.measurement.cues import EARNINGS
from kg.extract.site.names import SiteAt
from kg.facts import Company
from kg.text.names import company_stem

_OWNER = re.compile(
    r"(?<![\w.&-])(?P<name>[A-Z][\w.-]{2,30}(?:[ \n](?:(?:&|and)[ \n])?[A-Z][\w.-]{2,30}){0,3})['\u2019]s?[ \n]"
    r"(?:(?:share[ \n]of|total|record|underlying|adjusted|consolidated|quarterly|annual|first|second|third|fourth)[ \n]){0,2}"
    r"(?:net[ \n](?:profit|income|loss|earnings)|profit|earnings|revenues?|EBITDA|turnover)\b"
)
_FOR_THE_MINE = re.compile(r"\b(?:for|of|by|at)[ \n]the[ \n](?:mine|operation)\b(?!['\u2019])", re.IGNORECASE)
_SHARES_IN = re.compile(
    r"(?:[ \n](?:common|ordinary))?(?:[ \n]shares)?[ \n](?:in|of)[ \n](?=[A-Z])(?!(?:Common|Class|Series|Preferred|Capital|Ordinary|Tranche)\b)"
)
_BID_FOR = re.compile(
    r"\b(?:offer|bid)[ \n](?:for|to[ \n]acquire)[ \n](?:(?:all|of|the|issued|outstanding|and|shares|share|capital|in|entire|remaining)[ \n]){0,8}",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"(?:Company|Corporation|Group|Issuer)\b")
_SELVES = frozenset(
    {"the", "company", "group", "corporation", "issuer", "last", "this", "today", "yesterday", "year", "quarter", "month", "mine", "its"}
)


def reported_firms(context: Context) -> Iterator[str]:
    """The names with which the title begins and which the text gives as owners of the results, where they are none of the issuer's, nor of a
    site or another organisation that was found: "Wren & Sons 2008 half-year results" issued by the firm that holds it."""
    title, text = context.header.title, context.reading.text
    if title is None:
        return
    begins = _plain(title.value)
    for found in _OWNER.finditer(text, title.end):
        name = _plain(found["name"])
        if begins.startswith(name + " ") and not _is_known(context, found["name"], found.start(), found.end()):
            yield name


def _is_known(context: Context, name: str, start: int, end: int) -> bool:
    words = set(_plain(name).split())
    own = set(_plain(context.company.name).split()) | _SELVES
    return bool(words & own) or bool(context.namings(start, end)) or bool(context.sites.named_in(start, end))


def _plain(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("&", "and")).casefold()


def told_owner(context: Context, sentence: Sentence, metric: str, start: int) -> Company | SiteAt | None:
    """The company or mine that the words beside a figure of companies say it is of."""
    text = context.reading.text
    if metric in EARNINGS:
        mine = context.sites.main
        if mine is not None and mine.kind == "mine" and _FOR_THE_MINE.search(text, sentence.start, start):
            return mine
        for found in _OWNER.finditer(text, sentence.start, start):
            named = [pair for pair in context.namings(found.start("name"), found.end("name")) if pair[0].start == found.start("name")]
            if named and start - found.end() < 60:
                return named[-1][1].company
    if metric == "share-price":
        for bid in _BID_FOR.finditer(text, sentence.start, start):
            if _ITSELF.match(text, bid.end()):
                return context.company
            return next((one.company for naming, one in context.namings(bid.end(), start) if naming.start == bid.end()), None)
    return None


def holder_of_cash(context: Context, sentence: Sentence, start: int) -> tuple[bool, Company | None]:
    """Whether cash is that of a firm in the genitive right before it, and which, if it was found: "offset by Wren's cash balance of"."""
    for found in _HOLDER.finditer(context.reading.text, max(sentence.start, start - 140), start):
        named = [pair[1].company for pair in context.namings(found.start("name"), found.end("name"))]
        words = set(_plain(company_stem(found["name"])).split())
        own = words & (set(_plain(company_stem(context.company.name)).split()) | _SELVES)
        return (True, named[-1] if named else None) if not own else (False, None)
    return False, None


_HOLDER = re.compile(
    r"(?<![\w.&-])(?P<name>[A-Z][\w.-]{2,30}(?:[ \n][A-Z][\w.-]{2,30}){0,3})[ \n]?['\u2019]s?[ \n](?:[a-z]+[ \n]){0,2}cash\b[^.;$\d]{0,40}\$?$"
)


def is_of_other_shares(context: Context, end: int) -> bool:
    """Whether a number of shares is of those in a firm that is not the issuer: "its 11,500,000 shares in Wren"."""
    text = context.reading.text
    told = _SHARES_IN.match(text, end)
    if told is None or text.startswith(context.company.name.split()[0], told.end()):
        return False
    named = next((one for naming, one in context.namings(told.end(), told.end() + 80) if naming.start == told.end()), None)
    return named is None or named.company != context.company
