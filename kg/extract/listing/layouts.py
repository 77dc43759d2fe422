"""Where a text gives a ticker symbol, in every layout of the trade: each with its exchange as written, and the exchanges that this may mean.

A symbol counts only beside the name of an exchange. The exchange names, with all their spellings, are reference data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from kg.extract.listing.exchange_names import any_exchange, exchange_named, names_in
from kg.reference import exchange_names, fits_pattern, was_borne
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
SYMBOL = r"(?:(?:[A-Z0-9]{1,6}|(?=[A-Z]*\d)[A-Z0-9]{7,8})(?:[./-][A-Z]{1,2}(?![A-Za-z])){0,2})(?![A-Za-z0-9])"
_QUOTE = r"[\"'\u2018\u2019]?"
# Between an exchange and its symbol; a label may stand there ("ASX Code: ABC", "JSE share code - ABC").
_COLON = (
    r"(?:\s?\([A-Za-z .]{1,24}\))?(?:\s*(?:[-\u2013]\s)?(?i:(?:share |stock |trading |ticker )?(?:ticker|symbol|code)s?))?"
    r"\s?(?::|\s[-\u2013\u2014]\s?|[-\u2013\u2014](?=[A-Z0-9]))\s*"
)
NOT_SYMBOLS = frozenset(
    (
        "TSX TSXV NYSE ASX AIM LSE JSE OTC CSE NASDAQ AMEX FSE NEO THE AND NEWS FOR RELEASE INC LTD CORP PLC ISIN WKN CUSIP SEDOL "
        "MKT USA CAD USD AUD US CEO CFO TEL FAX PINK QB QX V VENTURE MARKET EXCHANGE SYMBOL TICKER CODE NI LEI ABN ACN A ASIC JORC"
    ).split()
)


_WORDS_TOO = frozenset(
    {"USA", "US", "NEWS", "NI", "AUD", "CAD", "FOR", "CEO", "V", "A", "PLC", "NEO"}
)  # symbols too, where a bracket holds an exchange and no more than them


def _colon_list(exchange: str) -> str:
    """One or more exchanges, a colon or dash, one or more symbols: "TSX & NYSE MKT: ABC", "TSX: ABC, ABC.WT", "TSX-ABC"."""
    more = rf"(?:\s*(?:[/&,;|+]|and)\s*(?:the\s)?(?:{exchange}))"
    joint = r"(?:[,/&]|and|[;,]\s(?:listed\s)?(?:warrants?|options?|notes))"  # the last in "ASX: ABC; warrants ABCO"
    further = rf"(?:{_QUOTE}\s?{joint}\s?{_QUOTE}(?!{exchange}){SYMBOL}(?!\s?(?::|[-\u2013]\s?[A-Z])))*"
    symbols = rf"(?:{_QUOTE}|\?)(?P<symbols>{SYMBOL}{further})"
    return rf"(?P<exchanges>(?:{exchange}){more}{{0,3}}){_COLON}{symbols}"


def _reversed(exchange: str) -> str:
    """The symbol first: "(ABC-TSX.V)", "ABC: TSX", "(ABC: TSX & NYSE)", in quotes also with nothing between: "("ABC" TSX-V)"."""
    more = rf"(?:\s?(?:[/&,|+]|and)\s?(?:the\s)?{exchange}){{0,3}}"
    return (
        rf"(?m)(?:^|[(\[,;|/]\"?|[Ss]ymbols?\s?:|\band(?=\s))\s{{0,40}}{_QUOTE}(?P<symbols>{SYMBOL})(?:{_QUOTE}\s?[-\u2013:]|\")\s?"
        rf"(?P<exchanges>{exchange}{more})"
        r"(?: International)?(?=\s*[)\],;|/]|\.\s|\s{3,}|\s*$|\s(?:and|in the (?:US|U\.S\.|USA|United States))\b)"
    )


def _bracketed(exchange: str) -> str:
    """A labelled symbol with its exchange in brackets behind it: "Trading Symbol: IWA (VSE)"."""
    return rf"(?:[Ss]ymbols?|SYMBOLS?|[Tt]ickers?|TICKERS?|[Cc]ode|CODE)\s?[:\u2013-]?\s*(?P<symbols>{SYMBOL})\s?\((?P<exchanges>{exchange})\)"


def _labelled(exchange: str) -> str:
    """A label before both: "Share code on the JSE Limited: TAW", "Ticker: CAN / Market: AIM"."""
    code = r"(?:[Ss]hare [Cc]ode|[Cc]ode|[Ss]ymbol|[Tt]icker)s?"
    return rf"{code} on (?:the )?(?P<exchanges>{exchange})(?: Limited)?\s?:\s*(?P<symbols>{SYMBOL})"


_TICKER_LABEL = r"(?i:ticker|epic(?:\s?/\s?tidm)?|tidm(?:\s?/\s?epic)?|symbol|code)\s?:\s*"
_MARKET_LABEL = r"(?i:market|index|exchange|listing|listed(?: on)?)\s?:\s*"


def _ticker_market(exchange: str) -> str:
    """The symbol first: "Ticker: ABC / Market: AIM"."""
    return rf"{_TICKER_LABEL}(?P<symbols>{SYMBOL})\s*[/|;,]\s*{_MARKET_LABEL}(?P<exchanges>{exchange})"


def _market_ticker(exchange: str) -> str:
    """The market first: "Index: AIM / Epic: ABC"."""
    return rf"\b{_MARKET_LABEL}(?P<exchanges>{exchange})\s*[/|;,]\s*{_TICKER_LABEL}(?P<symbols>{SYMBOL})"


def _in_turn(exchange: str) -> str:
    """Symbols and exchanges one after the other in one bracket: "(A, TSE, AA, NYSE)"."""
    pair = rf"{SYMBOL}\s?,\s?{exchange}"
    return rf"\((?P<symbols>(?P<exchanges>{pair}(?:\s?[,;]\s?{pair}){{1,3}}))\)"


def _under_symbol(exchange: str) -> str:
    """ "on the TSX (and the NYSE American) under the symbol PDL", and what is like it."""
    named = rf"(?:{exchange})(?:\s*\([^()]{{1,40}}\))?(?:'s)?"
    between = r"(?:\s*(?:main (?:board|market)|exchange|market|stock exchange|tier \d))?"
    more = rf"(?:\s*(?:,|and|&|,\s*and)\s*(?:on\s)?(?:the\s)?{named}{between}){{0,3}}"
    label = (
        r"(?:,?\s(?:on|since|effective|from|in|as of)\s(?:[\w-]+,?\s){1,5}?)?"
        r"(?:,?\s*(?:each\s)?(?:(?:trading\s|both\s|respectively\s)?under|with|by|as|using|ticker|symbol)\s*(?:the\s|"
        r"its\s)?(?:(?:new\s)?name,?\s(?:(?:of\s)?[\"'][^\"']{2,60}[\"'],?\s)?(?:and\s|with\s)(?:under\s)?(?:the\s|"
        r"its\s|a\s)?)?(?:new\s|existing\s|current\s|same\s)?(?:trading\s|ticker\s|stock\s|share\s)?(?:symbols?|"
        r"tickers?|"
        r"codes?)?\s*(?::|of)?\s*)"
    )
    return rf"(?P<exchanges>{named}{between}{more}){label}[(]?{_QUOTE}(?P<symbols>{SYMBOL}(?:{_QUOTE},?\s?(?:and|,|&)\s?{_QUOTE}{SYMBOL})*)"


def _symbol_on(exchange: str) -> str:
    """ "under the symbol PDL on the TSX"."""
    return (
        rf"(?:symbols?|tickers?|codes?)\s*(?:of\s|:\s?)?{_QUOTE}(?P<symbols>{SYMBOL}){_QUOTE},?\s(?:on|at|"
        rf"of)\s(?:the\s)?(?P<exchanges>{exchange})"
    )


def _and_symbol_on(exchange: str) -> str:
    """The second half: "... on the TSX and PAL on the NYSE Amex"."""
    return rf"(?:and|,)\s{_QUOTE}(?P<symbols>{SYMBOL}){_QUOTE}\son\s(?:the\s)?(?P<exchanges>{exchange})"


def _symbol_in_bracket(exchange: str) -> str:
    """The bare symbol in brackets behind an exchange: "quoted on Nasdaq Helsinki (LKKAIV)", "AIM (SLP)"."""
    label = r"(?:(?:[Ss]hare |[Tt]rading |[Ss]tock )?(?:[Tt]icker|[Ss]ymbol|[Cc]ode|EPIC|TIDM|[Ss]hort [Nn]ame)(?: [Ss]ymbol| [Cc]ode)?s?\s?:?\s)?"
    listed = r"(?:[-\s](?:quoted|listed|traded))?"
    return rf"(?P<exchanges>{exchange}){listed}\s\((?:under )?(?:the )?{label}{_QUOTE}(?P<symbols>[A-Z][A-Z0-9]{{1,5}}){_QUOTE}\)"


def _spaced(exchange: str) -> str:
    """A bracket of exchanges and symbols with nothing between: "(TSX Venture CEM)", "(TSX-V CEM, OTCQB CEMFF)"."""
    pair = rf"(?:{exchange})\s[A-Z]{{3,5}}"
    return rf"\((?P<symbols>(?P<exchanges>{pair}(?:\s?[,;/|]\s?{pair}){{0,3}}))\)"


def find_tickers(text: str) -> list[Quoted]:
    """The tickers in a text, in order; where layouts overlap, the earlier pattern of this module wins."""
    found: list[Quoted] = []
    taken: list[tuple[int, int]] = []
    windows = list(_windows(text))
    names = names_in(text, windows)
    for low, high in windows if names else ():
        for rule, pattern in _layouts(names):
            for match in pattern.finditer(text, low, high):
                if any(start < match.end("symbols") and match.start("symbols") < end for start, end in taken):
                    continue
                pairs = list(_pairs(match, rule, text))
                if pairs:
                    taken.append(match.span())
                    found += pairs
    return sorted(found, key=lambda quoted: (quoted.start, quoted.exchange, quoted.symbol))


_WORD = re.compile(r"\w+")


@cache
def _openings() -> dict[str, dict[str, bool]]:
    """The first words of exchange names, folded: for each the words that go on with it, "" where it is all of a name, and whether what has
    been said by then is the name of a place too."""
    found: dict[str, dict[str, bool]] = {}
    for name in exchange_names():
        first, *rest = [word for word in _WORD.findall(name.casefold()) if word != "the"]
        opening = found.setdefault(first, {})
        second = rest[0] if rest else ""
        opening[second] = opening.get(second, True) and " ".join((first, *rest)) in mapping("geography.txt")
    return found


def _opens(words: list[re.Match[str]], at: int, text: str) -> bool:
    """Whether a word may be the first of an exchange's name; a place is one only before a colon or the word "Exchange"."""
    follows = _openings().get(words[at].group().casefold(), {})
    second = words[at + 1].group().casefold() if at + 1 < len(words) else ""
    places = [follows[word] for word in (second, "") if word in follows]
    behind = text[words[at].end() : words[at].end() + 30]
    return bool(places) and (not all(places) or ":" in behind or "xchange" in behind)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """The stretches around words that may name an exchange: most of a release names none, and the patterns are dear."""
    if not _openings().keys() & set(_WORD.findall(text.casefold())):
        return
    low, high = 0, -1
    words = list(_WORD.finditer(text))
    for at, word in enumerate(words):
        if not _opens(words, at, text):
            continue
        if word.start() - _REACH > high:
            if high > 0:
                yield low, high
            low = max(0, word.start() - _REACH)
        high = min(len(text), word.end() + _REACH)
    if high > 0:
        yield low, high


_REACH = 120  # how far from an exchange's name its symbol may stand, in characters


@lru_cache(maxsize=256)  # the names of a release are those of the next one of the same company
def _layouts(names: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The layouts of these names of exchanges with the name of the rule that each is, in the order in which they win. Few names stand in a
    text, and patterns of them all would be a hundred times as long."""
    apart, anywhere = any_exchange(names), any_exchange(names, "")
    spelt = (
        ("exchange-colon", _colon_list(apart)),
        ("symbol-first", _reversed(anywhere)),
        ("symbol-first", _bracketed(apart)),
        ("symbol-first", _ticker_market(apart)),
        ("exchange-colon", _market_ticker(apart)),
        ("in-turn", _in_turn(apart)),
        ("exchange-colon", _labelled(apart)),
        ("under-symbol", _under_symbol(apart)),
        ("symbol-on", _symbol_on(apart)),
        ("symbol-on", _and_symbol_on(apart)),
        ("symbol-in-bracket", _symbol_in_bracket(apart)),
        ("in-turn", _spaced(anywhere)),
    )
    return tuple((rule, re.compile(pattern)) for rule, pattern in spelt)


_SHORTENS = re.compile(r"(?:[Ee]xchange|EXCHANGE) \([A-Z]{3,6}\)")
_SYMBOL_BEFORE = re.compile(r"(?:^|[\s(,;|])([A-Z0-9.]{1,6})\s?[:-]\s?$")


def _pairs(match: re.Match[str], rule: str, text: str) -> Iterator[Quoted]:
    exchanges = [found.group() for found in exchange_named().finditer(match["exchanges"])]
    exchanges = [re.sub(r"\s+", " ", name) for name in exchanges]
    alone = text.endswith("(", 0, match.start()) and text.startswith(")", match.end())  # "(TSX: USA)"
    symbols = [symbol for symbol in re.findall(SYMBOL, match["symbols"]) if _is_symbol(symbol, exchanges) or (alone and symbol in _WORDS_TOO)]
    if match.group().strip("( )") in ("TSX-V", "TSX\u2013V"):
        return  # the venture exchange itself
    before = _SYMBOL_BEFORE.search(text[max(0, match.start() - 10) : match.start()])
    if rule == "exchange-colon" and len(exchanges) > 1 and before and before[1] not in NOT_SYMBOLS:
        exchanges = exchanges[1:]  # "(ABC: TSX, NYSE: ABD)": the first exchange has its symbol before it
    if rule == "symbol-in-bracket" and _SHORTENS.search(text, match.end(), match.end() + 60):
        return  # "Euronext in Brussels (NYX) and the Swiss Exchange (SWX)"
    if rule == "symbol-in-bracket":  # "Toronto Stock Exchange (TSE)" shortens the exchange
        symbols = [symbol for symbol in symbols if symbol not in exchange_names() and not abbreviates(symbol, exchanges[0])]
    if rule == "in-turn":
        symbols = [symbol for symbol in symbols if symbol not in exchange_names()]
        exchanges = exchanges if len(exchanges) == len(symbols) else []
    symbols = [symbol for symbol in symbols if not _NUMBER_OF_PAPER.fullmatch(symbol)] or symbols[:1]
    if not symbols:
        return
    end = match.end()
    if "respectively" in text[match.end() : match.end() + 16] or (len(exchanges) == len(symbols) > 1 and rule in ("under-symbol", "in-turn")):
        pairs = list(zip(exchanges, symbols, strict=False))
    else:
        pairs = [(exchange, symbol) for exchange in exchanges for symbol in symbols]
    for exchange, symbol in pairs:
        yield Quoted(exchange, _without_suffix(exchange, symbol), match.start(), end, rule)


# What vendors of prices hang on the symbols of an exchange: "AIM: TRN.L".
_SUFFIXES = {".L": ("XLON", "AIMX"), ".AX": ("XASX",), ".TO": ("XTSE",)}


def _without_suffix(exchange: str, symbol: str) -> str:
    stem, dot, letters = symbol.rpartition(".")
    mics = {key.rpartition("-")[0] for key in exchange_names().get(exchange, ())}
    return stem if stem and mics & set(_SUFFIXES.get(dot + letters, ())) else symbol


def _is_symbol(symbol: str, exchanges: list[str]) -> bool:
    if symbol in NOT_SYMBOLS:
        return False
    if not re.search("[A-Z]", symbol):
        return symbol.isdigit() and len(symbol) > 2 and any(_is_number_there(symbol, name) for name in exchanges)
    return True


# What German exchanges number a security by: beside a symbol it is none; alone it is what the text gives for one, "FSE: A1B2C3".
_NUMBER_OF_PAPER = re.compile(r"A[A-Z\d]{5}(?<![A-Z]{6})")


def _is_number_there(symbol: str, exchange: str) -> bool:
    """Whether an exchange by a name gives its shares numbers like this one, and no letters: "HKEX: 1208", "TSE: 5713"."""
    mics = [key.rpartition("-")[0] for key in exchange_names().get(exchange, ())]
    return any(fits_pattern(mic, symbol) and not fits_pattern(mic, "A" * len(symbol)) for mic in mics)


def market(written: str, symbol: str, day: date) -> frozenset[str]:
    """The keys of the exchange names ("XASE-3") that a wording may mean on a day; of a wording that several exchanges share, those that
    bore it then and have symbols like this one."""
    keys = exchange_names().get(written) or _folded().get(written.casefold(), ())
    borne = [key for key in keys if was_borne(key, day)] or list(keys)
    return frozenset(key for key in borne if fits_pattern(key.rpartition("-")[0], symbol)) or frozenset(borne)


@cache
def _folded() -> dict[str, tuple[str, ...]]:
    return {name.casefold(): keys for name, keys in exchange_names().items()}
