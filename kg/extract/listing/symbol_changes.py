"""Symbols that take another's place: "its symbol will change from ABC to XYZ", "the new symbol XYZ", "its former symbol ABC"; and the class of
shares that a symbol stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kg.extract import held_times as times
from kg.extract.held_times import Dated, Told
from kg.text.dates import DateMatch

_QUOTE = r"[\"'\u2018\u2019\u201c\u201d(]?"
_SYMBOL = r"(?-i:[A-Z][A-Z0-9]{1,5}(?:[.-][A-Z]{1,2}){0,2})(?![A-Za-z0-9])"
_WORD = r"(?:symbols?|tickers?|(?:stock |share |ticker |trading |ASX |JSE |issuer )codes?|TIDM|EPIC)"
_CHANGES: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WORD}\b[^.;]{{0,90}}?\bfrom:? {_QUOTE}(?P<old>{_SYMBOL})[\"')]? (?:\([^()]{{1,40}}\) )?to:? (?:the (?:new )?(?:symbol "
        rf")?)?{_QUOTE}(?P<new>{_SYMBOL})",
        rf"\b(?:new|changed? (?:its|the)|changing (?:its|the)) (?:[\w-]+ ){{0,4}}?(?:{_WORD}|codes?)\b(?: (?:will be|"
        rf"is|of|to|shall be|will become|being|on the [^.;\"]{{1,40}}|for [^.;\"]{{1,60}}))*"
        rf"[:,]? {_QUOTE}(?P<new>{_SYMBOL})",
        rf"\b{_WORD}\b[^.;\"]{{0,60}}?\b(?:changed|changing|change|changes)(?: [^.;\"]{{1,40}})? to:? {_QUOTE}(?P<new>{_SYMBOL})",
        rf"\b(?:will (?:begin |commence |start )?(?:to )?trad\w+|(?:began|begins?|commenced?|start(?:ed)?) trading) under (?:the |its )?(?:new )?"
        rf"(?:name\b[^.;]{{0,60}}? (?:and|with) (?:the |its |a )?)?(?:new )?(?:trading |ticker |stock )?{_WORD},? "
        rf"{_QUOTE}(?:(?-i:[A-Z][A-Za-z-]{{1,8}}): ?)?(?P<new>{_SYMBOL})",
    )
)
_OLD: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WORD}\b:? [\"']?{_SYMBOL}[\"']?,? \(?(?:formerly|previously|was|old):? {_QUOTE}(?P<old>{_SYMBOL})",
        rf"\b(?:former|old|previous|prior)(?:ly)? (?:[\w-]+ ){{0,3}}?{_WORD},?(?: of| was|:|,)? {_QUOTE}(?P<old>{_SYMBOL})",
        rf"\b(?:formerly|previously) (?:trad\w+ |listed |quoted )?(?:on [^.;\"]{{1,40}} )?(?:under|as) (?:the )?(?:(?:ticker |"
        rf"trading )?(?:symbol|code) )?{_QUOTE}(?P<old>{_SYMBOL})",
        rf"\b(?:replac\w+|instead of|in place of|in lieu of) (?:the |its )?(?:(?:current|existing|old|former|previous|"
        rf"prior) )?(?:(?:ticker |trading )?(?:symbol|code) )?"
        rf"{_QUOTE}(?P<old>{_SYMBOL})",
    )
)
_MAY = re.compile(rf"\b(?:{_WORD}|codes?)\b|\b(?:formerly|previously) (?:trad|listed|quoted)", re.IGNORECASE)
_SAID_NEW = re.compile(r"\bnew\b|\bchang", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|to be|shall|expected|is to|are to|to change|is changing|proposes|proposed|intends|subject to|going to|upcoming)\b", re.IGNORECASE
)
_UNSURE = re.compile(r"\b(?:(?-i:may)|might|could|not|no|if|whether|intends?|proposes?|considering|plans? to)\b[^.;]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """A symbol that comes or goes in a sentence: `told` of when it is in use, `known` the symbol that it replaces or that replaces it."""

    symbol: str
    known: str | None
    told: Told
    start: int
    end: int
    new: bool


def changes(text: str, today: date) -> Iterator[Change]:
    """The changes of symbol that a sentence tells, with offsets in it."""
    if not _MAY.search(text):
        return
    taken: list[tuple[int, int]] = []
    for pattern in _CHANGES:
        for found in pattern.finditer(text):
            if any(low < found.end("new") and found.start("new") < high for low, high in taken) or _UNSURE.search(text[: found.start()]):
                continue
            taken.append(found.span())
            old = found.groupdict().get("old")
            new = _new(text, found, today)
            yield Change(found["new"], old, new, found.start(), found.end("new"), old is not None or _SAID_NEW.search(found.group()) is not None)
            if old and (ends := times.before(new, today)):
                yield Change(old, found["new"], ends, found.start(), found.end("new"), False)
    for pattern in _OLD:
        for found in pattern.finditer(text):
            if not any(low <= found.start("old") < high for low, high in taken):
                taken.append(found.span())
                yield Change(found["old"], None, _gone(text, found, today), found.start(), found.end("old"), False)


def _new(text: str, found: re.Match[str], today: date) -> Told:
    """When a new symbol comes into use: on the day that its sentence gives behind it, before it, or in its opening."""
    will = _TO_COME.search(text[: found.end()]) is not None
    spoken = times.dated(text, today, future=will)
    stop = text.find(";", found.end())
    near = [*spoken.within(found.end("new"), stop if stop > 0 else len(text)), *spoken.within(found.start(), found.start("new"))]
    day = next(iter(near), None) or _before(spoken, found.start())
    how = times.COMING if will and (day is None or day.latest >= today) else times.BEGUN
    return times.told(how, today, times.by_then(text, day, today) if day else None) or times.told(how, today) or times.plain(today)


def _before(spoken: Dated, at: int) -> DateMatch | None:
    """The day that is told before a change: the one from which it is to be effective, or that opens the sentence, rather than a release's own."""
    ahead = list(spoken.within(0, at))
    return next(filter(spoken.effective, ahead), None) or spoken.opening(at) or next(reversed(ahead), None)


def _gone(text: str, found: re.Match[str], today: date) -> Told:
    """A former symbol is out of use; one that is to be replaced is not yet."""
    replaced = re.match(r"replac|instead|in (?:place|lieu)", found.group(), re.IGNORECASE) is not None
    will = replaced and _TO_COME.search(text) is not None
    spoken = times.dated(text, today, future=will)
    day = next(spoken.within(found.end(), len(text)), None) or (_before(spoken, found.start()) if replaced else None)
    if replaced:
        new = times.told(times.COMING if will else times.BEGUN, today, day)
        return (times.before(new, today) if new else None) or times.plain(today)
    ended = times.told(times.ENDED, today, None, day) if day and spoken.until(day) else None
    return ended or times.told(times.ENDED, today) or times.plain(today)


# ---- classes of shares

_CLASS = re.compile(r"[A-Z0-9]{1,6}[./-](?P<share>(?:A|B|UN|U|WT|WTS|WS|W|PR|PF|DB|RT|RTS|R|NT|IR|OP)(?:[./-][A-Z]{1,2})?)")
_OPTION = re.compile(r"[A-Z0-9]{3}(?P<share>O[A-Z]?)")
_SUBJECTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (share, re.compile(rf"\b(?:{words})\b[^.;]{{0,110}}$", re.IGNORECASE))
    for share, words in (
        ("WT", r"(?:share |purchase |listed |public )?warrants"),
        ("DB", r"debentures|convertible notes"),
        ("PR", r"(?:preferred|preference) (?:shares?|stock)"),
        ("RT", r"rights"),
        ("O", r"listed options"),
    )
)
_SHARES_AND = re.compile(r"\b(?:shares?|stock|units)(?:,| and) [^.;]{0,30}$", re.IGNORECASE)
_SHARES = re.compile(r"\b(?:shares?|stock|units|ADSs?|ADRs?|securities)\b", re.IGNORECASE)


def share_class(mic: str | None, symbol: str, before: str) -> str | None:
    """The class that a symbol stands for by its suffix, or by the words that are listed; None for the ordinary share."""
    if found := _CLASS.fullmatch(symbol):
        return found["share"].replace("/", ".").replace("-", ".")
    if mic == "XASX" and (found := _OPTION.fullmatch(symbol)):
        return found["share"]
    for share, pattern in _SUBJECTS:
        if (listed := pattern.search(before)) and re.search(r"\b(?:trad|list|quot)\w*", listed.group(), re.IGNORECASE):
            rest = re.sub(r"^(?:preferred|preference) (?:shares?|stock)", "", listed.group(), flags=re.IGNORECASE)
            beside = _SHARES_AND.search(before[: listed.start()])  # "the common shares and warrants": what is named first is the share
            if not beside and not _SHARES.search(rest):
                return share
    return None
