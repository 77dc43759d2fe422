"""When a symbol is in use: what the words before an exchange's name say of the listing there, and the dates that they give."""

from __future__ import annotations

import re
from datetime import date

from kg.extract import held_times as times
from kg.extract.held_times import Dated, Told
from kg.text.dates import DateMatch

# "to trade" is to come, but not behind "continues", "ceased" or "admitted".
_FUTURE = (
    r"(?:will|would|shall|(?:is|are|has been|have been)?\s?(?:now )?(?:expected|scheduled|anticipated|due|"
    r"set|cleared|(?:conditionally )?approved)(?: to)?|"
    r"(?:is|are) to|(?<!continue )(?<!continues )(?<!continued )(?<!continuing )(?<!admitted )(?<!ceased )(?<!ceases )(?<!cease )to)"
)
_SOON = rf"\b{_FUTURE} (?:now |also |then |be |to |likely |commence |begin |start |immediately ){{0,4}}"
_TRADING = r"(?:trad(?:e|ing)|quotation|dealings?)"
# The wording that governs a listing, by kind; of several before an exchange's name the last one counts.
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (how, re.compile(pattern, re.IGNORECASE))
    for how, pattern in (
        (times.UNSURE, r"\b(?:(?-i:may)|might|could) (?:\w+ ){0,2}?(?:list|trade|be (?:listed|quoted|traded|admitted))\b"),
        (
            times.COMING,
            rf"{_SOON}(?:{_TRADING}|list(?:ed|ing)|quoted|admitted|re-?commence trading|its? trading debut)\b|"
            rf"\b{_FUTURE} (?:graduate|move|transfer|migrate|uplist)\b[^.;]{{0,80}}?\bto\b|"
            r"\b(?:appl(?:y|ied|ication|ying) (?:to|for)|approv(?:al|ed) (?:to|for)|accepted for) (?:the )?(?:list\w*|"
            r"be listed|trad\w+|quotation|admission)\b",
        ),
        (
            times.BEGUN,
            rf"\b(?:(?:has |have )?(?:began|begun|commenced|started)|begins|begin|commences|commence|starts) {_TRADING}\b|"
            rf"\b{_TRADING} (?:began|commenced|begins|commences|started|has begun|has commenced)\b|"
            r"\b(?:was|were) (?:first |initially |re)?-?(?:listed|quoted|admitted(?: to (?:trading|listing))?)\b|\bobtained (?:a "
            r")?listing\b|\bfirst (?:day of )?trad(?:ed|ing)\b|"
            r"\b(?:graduated|moved|transferred|migrated|uplisted|graduates|graduation)\b[^.;]{0,80}?\bto\b|\bdebuted\b|"
            r"\bdual[- ]listed on\b(?= [^.;]{0,60} (?:effective|on [A-Z]))",
        ),
        (
            times.LEAVING,
            rf"\b{_FUTURE} (?:be |voluntarily |to |also ){{0,3}}(?:delist|de-list|cease|remove|withdraw|stop)\w*\b|\bappl\w+ [^.;]{{0,40}}delist\w*",
        ),
        (times.LEAVING, r"\bvoluntar(?:y|ily) (?:delist|de-list)\w*\b"),
        (
            times.ENDED,
            r"\b(?:has been |have been |was |were |been |being )?(?:voluntarily )?(?:delisted|de-listed|removed|withdrawn) from\b|"
            r"\bno longer (?:trades?|trading|listed|quoted)\b|"
            r"\b(?:ceased|stopped|ceases) (?:to (?:be )?(?:trade|traded|listed|quoted)|trading)\b|\b(?:formerly|previously)(?: (?:listed|"
            r"traded|trading|quoted))?\b|"
            r"\b(?:delisting|de-listing)\b[^.;]{0,60}?\bfrom\b",
        ),
        (
            times.HELD,
            r"\b(?:trad(?:es?|ed|ing)|listed|quoted|continu\w+ (?:to )?(?:trade|be (?:listed|quoted|traded)|trading)|"
            r"remains? (?:listed|quoted)|listing)\b",
        ),
    )
)
_EXCHANGE_WORD = re.compile(r"\b(?:TSX|TSXV|NYSE|NASDAQ|Nasdaq|AMEX|ASX|AIM|JSE|LSE|OTC\w*|CSE|CNSX|Exchange|Frankfurt)\b")
_CLOSE = re.compile(r"(?: (?:on|as|at|under|of|the|its|listed|traded|trading|quoted|symbol|common|ordinary|shares?|in)){0,6}[ ,:;(]{0,3}")
_LIST_JOINT = re.compile(r"\s*(?:,|and|&|, and|or|and on)?\s*(?:on )?(?:the )?$")
# Words that leave the symbol as it is while the shares behind it change: no listing begins with them.
_SAME = re.compile(
    r"\b(?:same (?:trading |ticker |stock |share )?(?:symbol|code)|(?:existing|current) (?:trading |ticker |stock )?symbol|"
    r"(?:symbol|code)s? (?:will |shall )?(?:remains?|not change|be unchanged|is unchanged|unchanged)|continu\w+|"
    r"remains?|unchanged|resum\w+|halt\w*)\b",
    re.IGNORECASE,
)
_CONSOLIDATED = re.compile(r"\b(?:consolidat\w+|post-?consolidation|(?:reverse )?(?:stock |share )?split|sub-?divi\w+)\b", re.IGNORECASE)
_NEW = re.compile(r"\bnew (?:trading |ticker |stock |share |[A-Z]\w+ )*(?:symbols?|tickers?|codes?)\b", re.IGNORECASE)
_MIGRATES = re.compile(r"\b(?:graduat\w+|mov(?:e|ed|es|ing)|transfer(?:red|s|ring)?|migrat\w+|uplist\w+)\b", re.IGNORECASE)
_MIGRATED = re.compile(rf"{_MIGRATES.pattern}[^.;]{{0,60}}?\bfrom (?:the )?$", re.IGNORECASE)
_INTENDS = re.compile(r"intend|intention|plan|propose|seek", re.IGNORECASE)
_WILL = re.compile(rf"\b{_FUTURE}\b", re.IGNORECASE)
_NOT = re.compile(
    r"\b(?:not|never|no longer|nor|if|whether|(?-i:may)|might|could|intends?|intention|plans?|proposes?|seek\w*|"
    r"consider\w*|in the event)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def is_new(text: str) -> bool:
    """Whether words call a symbol a new one."""
    return _NEW.search(text) is not None


def migrates(text: str) -> bool:
    """Whether a sentence tells of a listing that goes from one exchange to another."""
    return _MIGRATES.search(text) is not None


def listing_time(text: str, low: int, high: int, today: date, *, bracketed: bool = False) -> Told | None:
    """When the listing that stands at `low` to `high` of a sentence holds; None where nothing there tells. What stands in a bracket
    is governed by the words right before it only."""
    found = _behind(text, low, high) or _governing(text, low)
    if found is None:
        return None
    how, start, end = found
    if how == times.UNSURE:
        return times.unsure(today)
    if (bracketed or re.match(r"formerly|previously", text[start:end], re.IGNORECASE)) and not _CLOSE.fullmatch(text[end:low]):
        return None
    migrated = _MIGRATED.search(text[:low]) is not None or _MIGRATES.search(text[start:end]) is not None
    if not migrated and how not in (times.ENDED, times.LEAVING) and not is_new(text) and (_SAME.search(text[start:]) or _CONSOLIDATED.search(text)):
        return None
    if how == times.HELD and is_new(text[low:high]):
        how = times.BEGUN
    unsure = _NOT.search(text[:start]) if how != times.HELD else None
    if unsure and not _INTENDS.match(unsure.group()):
        return times.unsure(today) if how == times.COMING else None
    spoken = times.dated(text, today, future=how in (times.COMING, times.LEAVING))
    stop = _clause_end(text, high)
    return _told(how, spoken, start, high, stop, today, migrated)


_TRADING_OF = re.compile(r"\b(?:[Tt]rading|[Dd]ealings?|[Qq]uotation|[Ll]isting|[Aa]dmission) (?:in|of|to)\b[^.;]{0,90}$")
_BEGINS_BEHIND = re.compile(
    rf"[\"')]?,? (?:(?P<will>{_FUTURE} (?:begin|commence|start|take place|occur|be effective))|(?:began|commenced|"
    rf"started|begins|commences|took place))\b",
    re.IGNORECASE,
)
_ENDS_BEHIND = re.compile(
    r"[\"')]?,? (?:(?P<will>(?:will|is to|are to|(?:is|are) expected to) be )|(?:was|were|has been|have been) )(?:cancelled|"
    r"canceled|discontinued|terminated)\b",
    re.IGNORECASE,
)


def _behind(text: str, low: int, high: int) -> tuple[str, int, int] | None:
    """ "Trading of the shares on the ... will commence": the verb stands behind the name."""
    subject = _TRADING_OF.search(text[:low])
    if subject and (ends := _ENDS_BEHIND.match(text, high)):
        return (times.LEAVING if ends["will"] else times.ENDED), subject.start(), low
    verb = _BEGINS_BEHIND.match(text, high)
    if verb is None or subject is None:
        return None
    return (times.COMING if verb["will"] else times.BEGUN), subject.start(), low


def _governing(text: str, low: int) -> tuple[str, int, int] | None:
    """The kind of the wording that governs a name, and where it stands."""
    floor = max(0, low - 240)
    before = text[floor:low]
    if migrated := _MIGRATED.search(before):
        will = _WILL.search(before[max(0, migrated.start() - 30) : migrated.start() + 1]) or _WILL.search(
            before[max(0, migrated.start() - 30) : migrated.start()]
        )
        return (times.LEAVING if will else times.ENDED), floor + migrated.start(), low
    best: tuple[int, int, str, int] | None = None
    for rank, (how, pattern) in enumerate(_CUES):
        for found in pattern.finditer(before):
            # The longer of two that end alike says more: "will be listed" holds "listed".
            key = (found.end(), -rank, how, found.start())
            if best is None or key[:2] > best[:2]:
                best = key
    if best is None or not _reaches(before[best[0] :]):
        return None
    return best[2], floor + best[3], floor + best[0]


def _reaches(gap: str) -> bool:
    """Whether nothing between a wording and an exchange's name parts the two; of a list of exchanges all are meant."""
    if ";" in gap or len(gap) > 150 or re.search(r"[.] [A-Z]", gap):
        return False
    named = list(_EXCHANGE_WORD.finditer(gap))
    return not named or _LIST_JOINT.fullmatch(re.sub(r'^[^,]{0,40}?(?="|$)', "", gap[named[-1].end() :])) is not None


def _clause_end(text: str, at: int) -> int:
    stop = re.search(
        r";|, (?:and|while|but) (?:the|its|our|will|was|were|has|have|ceased|that)\b|\band (?:will |has |have |"
        r"was |were )?(?:cease|delist|be delisted)|\(",
        text[at:],
    )
    return at + stop.start() if stop else len(text)


def _told(how: str, spoken: Dated, start: int, high: int, stop: int, today: date, migrated: bool) -> Told | None:
    near = [*spoken.within(high, stop), *spoken.within(start, high)]
    begin = next(iter(near), None) or spoken.opening(start)
    if how == times.HELD:
        return _held(spoken, near, start, high, stop, today)
    if begin is None:
        begin = next((found for found in reversed(list(spoken.within(0, start))) if spoken.effective(found)), None)
    if begin is None and migrated:
        begin = next(spoken.within(high, len(spoken.text)), None)
    if migrated and how in (times.ENDED, times.LEAVING):  # from one exchange to another: the day is the first on the other
        new = times.told(times.COMING if how == times.LEAVING else times.BEGUN, today, begin)
        return times.before(new, today) if new else None
    if how in (times.ENDED, times.LEAVING):
        closes = begin is not None and (spoken.closes(begin) or spoken.until(begin))
        if how == times.LEAVING and begin is not None and begin.earliest > today:
            return times.told(times.LEAVING, today, None, begin)
        return times.told(times.LAST if closes and how == times.ENDED else how, today, None, begin)
    return times.told(how, today, times.by_then(spoken.text, begin, today) if begin else None)


def _held(spoken: Dated, near: list[DateMatch], start: int, high: int, stop: int, today: date) -> Told | None:
    if spell := spoken.spell(high, stop):
        return times.told(times.SPELL, today, *spell)
    opening = spoken.opening(start)
    if not near and opening and re.match(r"effective\b|with effect", spoken.text, re.IGNORECASE):
        return times.told(times.BEGUN, today, opening)
    for found in near:
        if spoken.since(found):
            return times.told(times.HELD, today, found)
        if spoken.until(found) and found.latest <= today:
            return times.told(times.ENDED, today, None, found)
        if spoken.effective(found):
            return times.told(times.BEGUN, today, found)
    return None
