"""The statuses of a site that a text dates: since when, from when to when, or to come; by what its clause says of the site, or, of a release's
only site, a sentence without its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.extract import held_times as times
from kg.extract.held_times import Dated, Told
from kg.text.dates import DateMatch
from kg.text.sieves import Sieved

_CARE = r"(?:care[- ](?:and|&)[- ]maintenance|standby)"
_WORKS = (
    r"(?:(?:commercial |full |gold |copper |zinc |nickel |silver |palladium |underground |open[- ]pit |mining |"
    r"mill |all )?(?:production|operations?|mining|milling))"
)
_AT = r"(?: (?:at|of|in|from) (?:the |its )?[^.;,\d]{1,60}?)?"
_FUTURE = (
    r"(?:will|would|shall|is to|are to|plans? to|intends? to|(?:is|are|remains?|was) (?:now )?(?:expected|"
    r"scheduled|planned|anticipated|targeted|forecast|"
    r"slated|due|on (?:track|schedule))(?: to)?|expects? (?:to)?|(?<!ceased )(?<!used )to)"
)
_STARTED = r"(?:began|begun|commenced|started|resumed|restarted|recommenced|re-?started)"
_START = r"(?:begin|commence|start|resume|restart|recommence|re-?start|be (?:resumed|restarted|re-?started))"
# Of the wordings of a clause the first that fits a place counts there.
_WORDINGS: tuple[tuple[str, str, Sieved], ...] = tuple(
    (key, how, Sieved(pattern, re.IGNORECASE))
    for key, how, pattern in (
        (
            "care-and-maintenance",
            times.COMING,
            rf"\b{_FUTURE} (?:be )?(?:temporarily )?(?:placed?|placing|put|moved?|transition\w*|kept|remain|go|place [^.;]{{1,60}}?|"
            rf"put [^.;]{{1,60}}?) (?:on|onto|into|to) {_CARE}\b",
        ),
        ("care-and-maintenance", times.ENDED, rf"\b(?:came|brought|taken|emerged) (?:off|out of|from) {_CARE}\b"),
        ("care-and-maintenance", times.BEGUN, rf"\b(?:placed|put|went|moved|transitioned|goes)(?: [^.;]{{1,60}}?)? (?:on|onto|into|to) {_CARE}\b"),
        ("care-and-maintenance", times.HELD, rf"\b(?:on|under|in) {_CARE}\b"),
        (
            "suspended",
            times.COMING,
            rf"\b{_WORKS}{_AT} {_FUTURE} be (?:temporarily )?(?:suspended|halted|idled|curtailed)\b|"
            rf"\b{_FUTURE} (?:temporarily )?(?:suspend|halt|idle) (?:all )?{_WORKS}\b",
        ),
        (
            "suspended",
            times.BEGUN,
            rf"\b{_WORKS}{_AT},? (?:(?:was|were|has been|have been|had been|are|is) )?(?:temporarily )?(?:suspended|halted|idled)\b|"
            rf"\b(?:temporarily )?(?:suspended|halted|idled) (?:all )?{_WORKS}\b|\bsuspension of (?:all )?{_WORKS}\b|"
            r"\b(?:mine|mill|smelter|plant|project|operation) (?:was|has been) (?:temporarily )?(?:suspended|idled)\b|"
            r"\b(?:was|were) (?:temporarily )?idled(?= (?:in|on|since|from)\b)",
        ),
        (
            "construction",
            times.COMING,
            rf"\bconstruction{_AT} {_FUTURE} (?:begin|commence|start|get under ?way)\b|\b{_FUTURE} (?:begin|commence|start) construction\b|"
            r"\bconstruction (?:start )?(?:is )?(?:expected|scheduled|planned|targeted)\b",
        ),
        (
            "construction",
            times.ENDED,
            rf"\bconstruction{_AT} (?:was|has been|is) (?:now )?(?:substantially )?(?:completed?|finished)\b|\bcompleted construction\b",
        ),
        (
            "construction",
            times.BEGUN,
            rf"\bconstruction{_AT},? (?:has |was )?(?:began|begun|commenced|started)\b|\b(?:began|commenced|started|has begun) construction\b",
        ),
        ("construction", times.HELD, r"\bunder construction\b"),
        (
            "producing",
            times.COMING,
            rf"\b{_WORKS}{_AT} {_FUTURE} {_START}\b|\b{_FUTURE} {_START} {_WORKS}\b|\b{_FUTURE} (?:be )?(?:declare|"
            rf"achieve|reach|enter|in|return to) (?:commercial )?production\b|"
            rf"\b(?:commercial|first|initial|full) production{_AT} (?:is |remains )?(?:now )?(?:expected|scheduled|"
            rf"planned|targeted|anticipated|on (?:track|schedule))\b|"
            rf"\b(?:mine|mill|smelter|plant|operation)s? {_FUTURE} (?:{_START}|re-?open)\b|\b{_FUTURE} (?:re-?start|"
            rf"re-?open) (?:the |its )?(?:[\w-]+ ){{0,4}}?(?:mine|mill|operation)\b|"
            r"\b(?:is|are) (?:now )?(?:expected|scheduled|planned|due|slated|set) to (?:be )?(?:re-?open|re-?start)(?:ed)?\b|"
            r"\b(?:restart|resumption) of [^.;]{1,50} (?:is )?(?:expected|scheduled|planned|targeted)\b",
        ),
        (
            "producing",
            times.ENDED,
            rf"\b{_WORKS}{_AT},? (?:has |had |was |were )?(?:ceased|ended|stopped|come to an end|came to an end|discontinued)\b|"
            rf"\b(?:ceased|stopped|ended|discontinued) {_WORKS}\b",
        ),
        (
            "producing",
            times.BEGUN,
            rf"\bcommercial production{_AT},? (?:was |has been |is )?(?:declared|achieved|reached|attained|began|commenced|started)\b|"
            r"\b(?:declared|achieved|reached|attained|announced|entered(?: into)?|commenced|began|started) commercial production\b|"
            rf"\b{_WORKS}{_AT},? (?:has |have |was |were |had )?(?:been )?{_STARTED}\b|\b(?:has |have )?{_STARTED} (?:commercial |full )?{_WORKS}\b|"
            r"\b(?:mine|mill|smelter|plant|operation)s?,? (?:was |were |has been |which was |has |and was )?(?:re-?started|"
            r"re-?opened|restarted|resumed|came into production)\b|"
            r"\b(?:and|was|were|has|it) (?:subsequently |successfully |then )?(?:re-?started|re-?opened|resumed)\b|"
            r"\b(?:put|went|came|brought|entered)(?: back)?(?: into)? (?:commercial )?production\b|\breturn(?:ed|s) to (?:commercial "
            r"|full )?production\b",
        ),
        (
            "producing",
            times.HELD,
            r"\b(?:in (?:continuous |commercial )?(?:production|operation)|(?:been |continuously )(?:producing|operating|"
            r"operated|mined|in production)|has (?:produced|operated)|"
            r"(?:was |were )?(?:produced|operated|mined|worked|producing|in production|operating(?! (?:officer|compan|licen|lease|"
            r"cost|cash|permit|margin|profit|income|result|mine))|yielded))\b",
        ),
        (
            "closed",
            times.COMING,
            rf"\b(?:mine|mill|smelter|refinery|plant|operation)s? {_FUTURE} (?:be )?(?:permanently )?(?:closed?|shut down)\b|"
            rf"\b{_FUTURE} (?:permanently )?close (?:the |its )?(?:[\w-]+ ){{0,4}}?(?:mine|mill|smelter)\b",
        ),
        ("closed", times.HELD, r"\b(?:been|remain\w*|stayed) (?:permanently )?(?:shut|closed)\b"),
        (
            "closed",
            times.BEGUN,
            r"\b(?:mine|mill|smelter|refinery|plant|colliery|operation)s?(?: \([^()]{1,40}\))?,? (?:which |that )?(?:has been |"
            r"was |were |had been |and )?(?:permanently |finally )?"
            r"(?:closed|shut down)\b|\b(?:which|it|and) (?:was |were |has been )?(?:permanently |finally )?(?:closed|"
            r"shut down)(?= (?:in|on|since)\b)|"
            r"\b(?:before|until|prior to|to) (?:it |its |being )?(?:closed|closure|closing)\b",
        ),
    )
)
_DEALS = re.compile(
    r"\b(?:acquisition|financing|transaction|placement|offering|sale|purchase|deal|tranche|agreement|merger|"
    r"loan|facility|road|camp|ramp|decline|shaft|"
    r"bridge|port|drill\w*|exploration|trading|halt|study|program\w*|discussions?|negotiations?|tailings|dam|"
    r"office|pilot|test|work|shipments?|deliver\w+|development)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
# What closes is here a sale of shares: "for proceeds of $2 million, which closed on".
_OF_MONEY = re.compile(r"\b(?:shares?|units|placements?|offering|financing|proceeds|tranche|transaction|deal|acquisition|sale)\b|\$", re.IGNORECASE)
# A stop of some days is no change of status.
IN_PASSING = re.compile(r"[^.;,]{0,30}?\bfor (?:\w+[- ]){0,4}?(?:hours?|days?|weeks?|shifts?|maintenance|repairs?|inspection)\b", re.IGNORECASE)
_PARTS = re.compile(
    r"\b(?:roads?|camps?|ramps?|decline|shafts?|bridges?|port|tailings|dams?|offices?|pilot|test|leach pads?|"
    r"phase|power ?lines?|drill\w*)\b",
    re.IGNORECASE,
)
_NOT_SO = re.compile(
    r"\b(?:not|\w+n't|never|no|if|(?-i:may)|might|could|whether|unless|potential(?:ly)?|possible|before|prior to|"
    r"would have|decision to|study|considering|option to|able to|"
    r"in order to|required to|needed to|permits? to|right to)\b[^.;,]{0,40}$",
    re.IGNORECASE,
)
# A plan without a day has to be a firm one.
_SURELY = re.compile(r"\b(?:will|shall|expected|scheduled|(?:is|are) to|on (?:track|schedule)|slated|due)\b", re.IGNORECASE)
_WHOLE_SPELL = re.compile(r"\b(?:produced|operated|mined|worked|producing|in production|operating|yielded|in operation)$", re.IGNORECASE)
_HINT = Sieved(r"care|standby|suspen|halt|idle|construct|produc|operat|mining|milling|mine|start|resum|clos|shut|yield|open", re.IGNORECASE)


@dataclass(frozen=True)
class StatusTold:
    """A status that a clause dates: its key, its time, and where the clause says so, by offsets of the clause."""

    key: str
    told: Told
    start: int
    end: int


def is_of_another(before: str) -> bool:
    """Whether what follows is said of a deal, a drill program, a part of the mine, and not of the site."""
    return _DEALS.search(before) is not None


def statuses_told(text: str, today: date) -> list[StatusTold]:
    """The dated statuses in the words of a clause, in order."""
    if not _HINT.search(text):
        return []
    found = _wordings(text)
    told = []
    for index, (key, how, start, end) in enumerate(found):
        stop = found[index + 1][2] if index + 1 < len(found) else len(text)
        said = _told(how, times.dated(text, today, future=how == times.COMING), (start, end, stop), today, key)
        if said is not None:
            when, last = said
            told.append(StatusTold(key, when, start, max(end, last)))
    return _ended_by_next(told)


def _wordings(text: str) -> list[tuple[str, str, int, int]]:
    """The wordings of a clause with their places, in order, none over another."""
    found: list[tuple[str, str, int, int]] = []
    for key, how, pattern in _WORDINGS:
        for match in pattern.finditer(text):
            low, high = match.span()
            if any(start < high and low < end for _, _, start, end in found):
                continue
            before = text[:low]
            if _NOT_SO.search(before) or (key != "care-and-maintenance" and (is_of_another(before) or _PARTS.search(match.group()))):
                continue
            if key == "closed" and match.group()[:2].casefold() in ("wh", "it", "an") and _OF_MONEY.search(before):
                continue
            if key in ("closed", "suspended") and IN_PASSING.match(text, high):
                continue
            found.append((key, how, low, high))
    return sorted(found, key=lambda one: one[2])


def _told(how: str, spoken: Dated, place: tuple[int, int, int], today: date, key: str) -> tuple[Told, int] | None:
    """The time of a wording and where its words end; None where no date tells one that is not merely today's."""
    start, end, stop = place
    near = [*spoken.within(end, stop), *spoken.within(start, end)]
    if spell := spoken.spell(end, stop):
        told = times.told(times.SPELL, today, *spell) if how in (times.HELD, times.BEGUN) and key != "closed" else None
        return (told, spell[1].end) if told else None
    day = next(iter(near), None) or spoken.opening(start)
    if how == times.HELD:
        return _held(spoken, near or ([day] if day else []), end, today)
    if how == times.COMING:
        day = day if day and day.latest > today else None
        if day is None and not _SURELY.search(spoken.text[start:end]):
            return None
        told = times.told(how, today, times.by_then(spoken.text, day, today) if day else None)
        return (told, day.end if day else end) if told else None
    if day is None or (how in (times.BEGUN, times.ENDED) and day.earliest > today):
        return None
    if how == times.ENDED:
        told = times.told(how, today, None, day)
    elif spoken.until(day):
        told = times.told(times.ENDED, today, None, day)
    else:
        told = times.told(times.HELD if spoken.since(day) else times.BEGUN, today, day)
    return (told, day.end) if told else None


def _held(spoken: Dated, near: list[DateMatch], end: int, today: date) -> tuple[Told, int] | None:
    for found in near:
        if spoken.since(found):
            told = times.told(times.HELD, today, found)
        elif spoken.until(found) and _WHOLE_SPELL.search(spoken.text[:end]):
            told = times.told(times.ENDED, today, None, found)
        else:
            continue
        return (told, found.end) if told else None
    return None


def _ended_by_next(told: list[StatusTold]) -> list[StatusTold]:
    """What began and was followed by another status in the same clause ended with it: "suspended on March 3 and resumed on May 5"."""
    result: list[StatusTold] = []
    for index, one in enumerate(told):
        after = next((other for other in told[index + 1 :] if other.key != one.key and other.told.how == times.BEGUN), None)
        ended = times.followed(one.told, after.told) if after and one.told.how == times.BEGUN and not one.told.planned else None
        result.append(StatusTold(one.key, ended, one.start, one.end) if ended else one)
    return result
