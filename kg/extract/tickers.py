"""Tickers in every layout of the trade, each with the exchange as written, its MIC, and the company it belongs to.

A symbol counts only beside the name of an exchange. The exchange names, with all their spellings, are reference data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.extract.context import Context, Sentence
from kg.extract.organisations import Organisation
from kg.facts import Exchange, Listed, ListingSlot, Mention, Ticker
from kg.reference import are_dated, exchange_names, fits_pattern, was_borne
from kg.text.letters import UPPER
from kg.text.lexicons import mapping
from kg.text.names import abbreviates


@dataclass(frozen=True)
class Quoted:
    """A symbol with its exchange as written, and the offsets of the whole in a text."""

    exchange: str
    symbol: str
    start: int
    end: int
    rule: str


# Letters and digits in capitals, with a class or venue suffix: "ABC", "ABC.A", "2N6", "ABC-UN".
_SYMBOL = r"(?:(?:[A-Z0-9]{1,6}|(?=[A-Z]*\d)[A-Z0-9]{7,8})(?:[./-][A-Z]{1,2}(?![A-Za-z]))?)(?![A-Za-z0-9])"
_QUOTE = r"[\"'\u2018\u2019]?"
# Between an exchange and its symbol; a label may stand there ("ASX Code: ABC", "JSE share code - ABC").
_COLON = (
    r"(?:\s?\([A-Za-z .]{1,24}\))?(?:\s*(?:[Tt]icker|[Ss]ymbol|TICKER|SYMBOL|[Ss]hare [Cc]ode|[Cc]ode|CODE|SHARE CODE|"
    r"[Tt]rading [Ss]ymbol|[Ss]tock [Ss]ymbol|[Tt]icker [Ss]ymbol)s?)?\s?(?::|\s[-\u2013\u2014]\s?|"
    r"[-\u2013\u2014](?=[A-Z0-9]))\s*"
)
_NOT_SYMBOLS = frozenset(
    (
        "TSX TSXV NYSE ASX AIM LSE JSE OTC CSE NASDAQ AMEX FSE NEO THE AND NEWS FOR RELEASE INC LTD CORP PLC ISIN WKN CUSIP SEDOL "
        "MKT USA CAD USD AUD US CEO CFO TEL FAX PINK QB QX V VENTURE MARKET EXCHANGE SYMBOL TICKER CODE NI LEI ABN ACN A"
    ).split()
)


@cache
def _exchange(opening: str = r"(?<![\w.&-])") -> str:
    """Any exchange by any of its names, longest first; names in capitals only as they stand."""
    names = sorted((name for name in exchange_names() if not name.casefold().startswith("the ")), key=lambda name: (-len(name), name))
    return rf"{opening}(?:{'|'.join(_spelling(name) for name in names)})(?![A-Za-z])"


def _spelling(name: str) -> str:
    loose = re.sub(r"\\?[ ]", r"\\s", re.escape(name))
    return loose if name.isupper() or len(name) <= 5 else f"(?i:{loose})"


@cache
def _colon_list() -> re.Pattern[str]:
    """One or more exchanges, a colon or dash, one or more symbols: "TSX & NYSE MKT: ABC", "TSX: ABC, ABC.WT", "TSX-ABC"."""
    more = rf"(?:\s*(?:[/&,;|+]|and)\s*(?:the\s)?(?:{_exchange()}))"
    symbols = rf"{_QUOTE}(?P<symbols>{_SYMBOL}(?:{_QUOTE}\s?(?:[,/&]|and)\s?{_QUOTE}{_SYMBOL}(?!\s?(?::|[-\u2013]\s?[A-Z])))*)"
    return re.compile(rf"(?P<exchanges>(?:{_exchange()}){more}{{0,3}}){_COLON}{symbols}")


@cache
def _reversed() -> re.Pattern[str]:
    """The symbol first: "(ABC-TSX.V)", "ABC: TSX"."""
    return re.compile(
        rf"(?m)(?:^|[(,;|]|[Ss]ymbols?\s?:)\s*(?P<symbols>{_SYMBOL})\s?[-\u2013:]\s?(?P<exchanges>{_exchange('')})"
        r"(?=\s*[),;|]|\s{3,}|\s*$)"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """A labelled symbol with its exchange in brackets behind it: "Trading Symbol: IWA (VSE)"."""
    return re.compile(
        rf"(?:[Ss]ymbols?|SYMBOLS?|[Tt]ickers?|TICKERS?|[Cc]ode|CODE)\s?[:\u2013-]?\s*(?P<symbols>{_SYMBOL})\s?\((?P<exchanges>{_exchange()})\)"
    )


@cache
def _labelled() -> re.Pattern[str]:
    """A label before both: "Share code on the JSE Limited: TAW", "Ticker: CAN / Market: AIM"."""
    code = r"(?:[Ss]hare [Cc]ode|[Cc]ode|[Ss]ymbol|[Tt]icker)s?"
    on = rf"{code} on (?:the )?(?P<exchanges>{_exchange()})(?: Limited)?\s?:\s*(?P<symbols>{_SYMBOL})"
    return re.compile(on)


@cache
def _ticker_market() -> re.Pattern[str]:
    return re.compile(rf"[Tt]icker\s?:\s*(?P<symbols>{_SYMBOL})\s*[/|;,]\s*(?:[Mm]arket|[Ee]xchange)\s?:\s*(?P<exchanges>{_exchange()})")


@cache
def _under_symbol() -> re.Pattern[str]:
    """ "on the TSX (and the NYSE American) under the symbol PDL", and what is like it."""
    named = rf"(?:{_exchange()})(?:\s*\([^()]{{1,40}}\))?(?:'s)?"
    between = r"(?:\s*(?:main (?:board|market)|exchange|market|stock exchange|tier \d))?"
    more = rf"(?:\s*(?:,|and|&|,\s*and)\s*(?:on\s)?(?:the\s)?{named}{between}){{0,3}}"
    label = (
        r"(?:,?\s*(?:each\s)?(?:(?:trading\s|both\s|respectively\s)?under|with|by|as|using|ticker|symbol)\s*(?:the\s|"
        r"its\s)?(?:new\s|existing\s|current\s|same\s)?(?:trading\s|ticker\s|stock\s|share\s)?(?:symbols?|tickers?|"
        r"codes?)?\s*(?::|of)?\s*)"
    )
    return re.compile(
        rf"(?P<exchanges>{named}{between}{more}){label}[(]?{_QUOTE}(?P<symbols>{_SYMBOL}(?:{_QUOTE},?\s?(?:and|,|&)\s?{_QUOTE}{_SYMBOL})*)"
    )


@cache
def _symbol_on() -> re.Pattern[str]:
    """ "under the symbol PDL on the TSX"."""
    return re.compile(
        rf"(?:symbols?|tickers?|codes?)\s*(?:of\s|:\s?)?{_QUOTE}(?P<symbols>{_SYMBOL}){_QUOTE},?\s(?:on|at|"
        rf"of)\s(?:the\s)?(?P<exchanges>{_exchange()})"
    )


@cache
def _and_symbol_on() -> re.Pattern[str]:
    """The second half: "... on the TSX and PAL on the NYSE Amex"."""
    return re.compile(rf"(?:and|,)\s{_QUOTE}(?P<symbols>{_SYMBOL}){_QUOTE}\son\s(?:the\s)?(?P<exchanges>{_exchange()})")


@cache
def _symbol_in_bracket() -> re.Pattern[str]:
    """The bare symbol in brackets behind an exchange: "quoted on Nasdaq Helsinki (LKKAIV)", "AIM (SLP)"."""
    return re.compile(rf"(?P<exchanges>{_exchange()})\s\((?P<symbols>[A-Z][A-Z0-9]{{1,5}})\)")


def find_tickers(text: str) -> list[Quoted]:
    """The tickers in a text, in order; where layouts overlap, the earlier pattern of this module wins."""
    found: list[Quoted] = []
    taken: list[tuple[int, int]] = []
    for low, high in _windows(text):
        for rule, pattern in _patterns():
            for match in pattern.finditer(text, low, high):
                if any(start < match.end("symbols") and match.start("symbols") < end for start, end in taken):
                    continue
                pairs = list(_pairs(match, rule, text))
                if pairs:
                    taken.append(match.span())
                    found += pairs
    return sorted(found, key=lambda quoted: (quoted.start, quoted.exchange, quoted.symbol))


@cache
def _exchange_words() -> tuple[frozenset[str], frozenset[str]]:
    """The first words of exchange names: those that mean nothing else, and those that are places too."""
    words = {re.split(r"[^\w]", name.casefold(), maxsplit=1)[0] for name in exchange_names()} - {"the", ""}
    places = frozenset(word for word in words if word in mapping("geography.txt"))
    return frozenset(words) - places, places


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around words that may name an exchange: most of a release names none, and the patterns are dear."""
    sure, places = _exchange_words()
    low = high = -1
    for word in re.finditer(r"\w+", text):
        folded = word.group().casefold()
        if folded not in sure and not (folded in places and ":" in text[word.end() : word.end() + 30]):
            continue
        if word.start() - _REACH > high:
            if high > 0:
                yield low, high
            low = max(0, word.start() - _REACH)
        high = min(len(text), word.end() + _REACH)
    if high > 0:
        yield low, high


_REACH = 120  # how far from an exchange's name its symbol may stand, in characters


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The layouts with the name of the rule that each is, in the order in which they win."""
    return (
        ("exchange-colon", _colon_list()),
        ("symbol-first", _reversed()),
        ("symbol-first", _bracketed()),
        ("symbol-first", _ticker_market()),
        ("exchange-colon", _labelled()),
        ("under-symbol", _under_symbol()),
        ("symbol-on", _symbol_on()),
        ("symbol-on", _and_symbol_on()),
        ("symbol-in-bracket", _symbol_in_bracket()),
    )


def _pairs(match: re.Match[str], rule: str, text: str) -> Iterator[Quoted]:
    exchanges = [found.group() for found in re.finditer(_exchange(), match["exchanges"])]
    exchanges = [re.sub(r"\s+", " ", name) for name in exchanges]
    symbols = [symbol for symbol in re.findall(_SYMBOL, match["symbols"]) if _is_symbol(symbol, exchanges)]
    if rule == "symbol-in-bracket":  # "Toronto Stock Exchange (TSE)" shortens the exchange
        symbols = [symbol for symbol in symbols if symbol not in exchange_names() and not abbreviates(symbol, exchanges[0])]
    if not symbols:
        return
    end = match.end()
    if "respectively" in text[match.end() : match.end() + 16] or (len(exchanges) == len(symbols) > 1 and rule == "under-symbol"):
        pairs = list(zip(exchanges, symbols, strict=False))
    else:
        pairs = [(exchange, symbol) for exchange in exchanges for symbol in symbols]
    for exchange, symbol in pairs:
        yield Quoted(exchange, symbol, match.start(), end, rule)


def _is_symbol(symbol: str, exchanges: list[str]) -> bool:
    if symbol in _NOT_SYMBOLS:
        return False
    if not re.search("[A-Z]", symbol):
        return (
            symbol.isdigit()
            and 4 <= len(symbol) <= 6
            and any(re.search(r"HK|SEHK|Tokyo|Shanghai|Shenzhen|Bursa|Taiwan|KRX", name) for name in exchanges)
        )
    # Six letters and digits beside a German exchange are the security's WKN as often as not; they are no symbol either way.
    return not (len(symbol) == 6 and re.search(r"\d", symbol) and re.search(r"[A-Z]", symbol))


def extract_tickers(context: Context) -> Iterator[Mention]:
    """A mention wherever a company's ticker stands; the wording of the exchange is the one first met, brackets before prose, unless
    the exchange was renamed between the two wordings ("NYSE MKT" and "NYSE Amex")."""
    found = []
    for part in context.telling:
        if part.block.kind == "table" and part.section == "body":
            continue
        quotes = find_tickers(part.text)
        for quoted in quotes or _bare_codes(context, part.text):
            org = _owner(context, Sentence(part.start, part.start + len(part.text), part.text, part), part.start + quoted.start)
            found.append((part, quoted, org, market(quoted.exchange, quoted.symbol, context.published)))
    for part, quoted, org, names in found:
        mic = next(iter(names)).rpartition("-")[0] if len({name.rpartition("-")[0] for name in names}) == 1 else None
        written = _first_wording(
            [(other, other_names) for _, other, other_org, other_names in found if other_org is org and other.symbol == quoted.symbol], quoted, names
        )
        exchange = Exchange(mic, written)
        fact = Listed(ListingSlot(org.company, exchange), Ticker(quoted.symbol, exchange), written, context.today)
        yield Mention(fact, context.span(part.start + quoted.start, part.start + quoted.end), quoted.rule)


_BARE_CODE = re.compile(rf"(?:(?P<share>[Ss]hare [Cc]ode)|(?P<stock>[Ss]tock [Cc]ode))\s?:\s*(?P<symbol>{_SYMBOL})")
_JOHANNESBURG = re.compile(r"\bJSE\b")
_HONG_KONG = re.compile(r"The Stock Exchange of Hong Kong|\bSEHK\b|\bHKEX\b")


def _bare_codes(context: Context, text: str) -> Iterator[Quoted]:
    """A code without its exchange, as issuers on two exchanges head their announcements; the exchange is named elsewhere in the text."""
    for found in _BARE_CODE.finditer(text):
        home = (_JOHANNESBURG if found["share"] else _HONG_KONG).search(context.reading.text)
        if home and found["symbol"].isdigit() == bool(found["stock"]):
            yield Quoted(home.group(), found["symbol"], found.start(), found.end(), "bare-code")


def market(written: str, symbol: str, day: date) -> frozenset[str]:
    """The keys of the exchange names ("XASE-3") that a wording may mean on a day; of a wording that several exchanges share, those that
    bore it then and have symbols like this one."""
    keys = exchange_names().get(written) or _folded().get(written.casefold(), ())
    borne = [key for key in keys if was_borne(key, day)] or list(keys)
    return frozenset(key for key in borne if fits_pattern(key.rpartition("-")[0], symbol)) or frozenset(borne)


def _first_wording(same: list[tuple[Quoted, frozenset[str]]], quoted: Quoted, names: frozenset[str]) -> str:
    mics = {name.rpartition("-")[0] for name in names}
    alike = [
        other
        for other, other_names in same
        if {name.rpartition("-")[0] for name in other_names} == mics and (other_names & names or not (are_dated(other_names) and are_dated(names)))
    ]
    bracketed = [other for other in alike if other.rule in ("exchange-colon", "symbol-first")]
    return (bracketed or alike or [quoted])[0].exchange


@cache
def _folded() -> dict[str, tuple[str, ...]]:
    return {name.casefold(): keys for name, keys in exchange_names().items()}


_NEW_SENTENCE = re.compile(rf"[.!?]\s+(?=[{UPPER}])")
_BRACKETED_GAP = re.compile(r"^(?:\s*,?\s*\([^()]*\)|\s*\[[^\]]*\])*\s*,?\s*[(\[]?[^()\[\]]*$")


def _owner(context: Context, within: Sentence, at: int) -> Organisation:
    """The company that a ticker belongs to: the one named before its bracket, else the subject of its clause, else the issuer."""
    named = [pair for pair in context.namings(within.start, at) if pair[0].rule != "acronym"]
    if not named:
        return context.issuer
    naming, org = named[-1]
    between = context.reading.text[naming.end : at]
    if _BRACKETED_GAP.match(between) and not re.search(r"[a-z]{4,} [a-z]{2,} [a-z]", re.sub(r"\([^()]*\)", "", between)):
        return org
    if re.search(
        r"\b(?:its|the Company's|our|the Corporation's|the Company|the Corporation) (?:[a-z]+ ){0,3}(?:shares|stock|"
        r"securities|common|units)|\bthe (?:Company|Corporation|Group)\b",
        between,
        re.IGNORECASE,
    ):
        return context.issuer
    return org if not _NEW_SENTENCE.search(between) else context.issuer
