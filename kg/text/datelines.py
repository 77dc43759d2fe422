"""When a release was published: the day of its dateline, of a line of its own or behind a label, or one told near the top."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache

from kg.text.dates import DateMatch, find_dates
from kg.text.header_words import AROUND_DATE, BEFORE_DATE, DATE_LABEL, ENDS_OPEN, IMMEDIATE, LABEL, MONTHS, VERB, WIRE
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping
from kg.text.months import WRITTEN
from kg.text.page_stamps import WEEKDAY, day_abroad, is_stamp
from kg.text.sections import BODY, HEADER, Part, numbered
from kg.text.told_days import last_past


def published(parts: tuple[Part, ...]) -> tuple[Part, DateMatch] | None:
    """The most trustworthy date: in the dateline, else alone on a line, else any near the top; None where there is none."""
    best: tuple[int, int, Part, DateMatch] | None = None
    parts = parts[numbered(parts) :]
    day_first = any(_DAY_FIRST.search(part.text) for part in parts[:12])
    past = cache(lambda: last_past(parts))  # which reads them all, and seldom matters
    for rank, part in enumerate(_top(parts)):
        if part.section in ("boilerplate",) and rank > 3:
            continue
        for match in (
            _short_dates(part) or _dates_abroad(part) or find_dates(part.text[:1500], day_first=day_first) if _YEAR.search(part.text[:1500]) else ()
        ):
            if match.earliest != match.latest or len(match.edtf) != 10:
                continue
            if match.kind == "ambiguous":
                match = _read_other_way(match, part, past(), day_first)
            score = _trust(part, match)
            if score >= _LAST_RESORT and (best is None or score > best[0] or (score == best[0] and _is_handed_in(best, part, match, parts))):
                best = (score, rank, part, match)
    told = (best[2], best[3]) if best else None
    return told if best and best[0] > _IN_STORY else _without_year(parts, past) or told


_HANDED_IN = re.compile(r"\bRNS Number\s?:", re.IGNORECASE)
_LONGEST_WAIT = 4  # days from the evening before a long weekend to its end


def _is_handed_in(best: tuple[int, int, Part, DateMatch], part: Part, match: DateMatch, parts: tuple[Part, ...]) -> bool:
    """Whether the day found before is that on which a wire was handed the release, under its number, and this is its own, shortly behind."""
    _, rank, above, day = best
    by_wire = any(_HANDED_IN.search(one.text[: day.start] if one is above else one.text) for one in parts[max(0, rank - 2) : rank + 1])
    wait = (match.earliest - day.earliest).days
    return by_wire and above.section == part.section == HEADER and 0 < wait <= _LONGEST_WAIT


def _read_other_way(match: DateMatch, part: Part, past: date | None, day_first: bool) -> DateMatch:
    """A day such as 8/1/2018 in the other order, where in the first it lay before what the text tells as past."""
    if past is None or match.earliest >= past:
        return match
    other = (one for one in find_dates(part.text[:1500], day_first=not day_first) if one.start == match.start)
    return next((one for one in other if one.earliest >= past), match)


_LAST_RESORT = 10  # trust in a day that is none of the release itself
_IN_STORY = 50  # the most in one told in the header's prose or the story, and less than in a dateline without a year
# Announcements to these exchanges write the day before the month.
_DAY_FIRST = re.compile(
    r"\b(?:ASX|RNS|JSE|SENS|AIM|LSE|London Stock Exchange|HKEX)\b|(?i:republic of south africa)\b|\b\d\d:\d\d (?:CES?T|BST|AE[SD]T|AWST|SAST)\b"
)
_SHORT = re.compile(
    rf"(?:{WIRE.pattern})\)?\s*(?:[-\u2013\u2014]+)\s*(?P<day>(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d\d))(?=\s*(?:[-\u2013\u2014)/]|$))", re.IGNORECASE
)
# With stops between them the day comes first wherever such days are written.
_SHORT_LINE = re.compile(
    r"^(?:(?:news|press|media) release|(?:release )?date)?\s{0,3}[:\u2013-]?\s{0,3}(?P<day>(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>\d\d))$",
    re.IGNORECASE | re.MULTILINE,
)


def _short_dates(part: Part) -> list[DateMatch]:
    """A day with a year of two digits: in the dateline of one wire ("(MARKET WIRE) -- 08/21/07 --"), or on a line of its own ("21.08.07")."""
    found = _SHORT.search(part.text[:200]) or _SHORT_LINE.search(part.text[:200])
    if not found:
        return []
    month, day, year = int(found["m"]), int(found["d"]), int(found["y"])
    try:
        value = date(year + (1900 if year > 80 else 2000), month, day)
    except ValueError:
        return []
    return [DateMatch(found.start("day"), found.end("day"), value, value, value.isoformat(), "day")]


def _dates_abroad(part: Part) -> list[DateMatch]:
    """The day of a stamp in another language, over an English story: "12 M\u00e4rz 2014 - 10:05"."""
    at = 0
    for line in part.text[:300].split("\n"):
        if told := day_abroad(line):
            start, end, day = told
            return [DateMatch(at + start, at + end, day, day, day.isoformat(), "day")]
        at += len(line) + 1
    return []


_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.]\d\d\b")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _without_year(parts: tuple[Part, ...], last: Callable[[], date | None]) -> tuple[Part, DateMatch] | None:
    """The day of a dateline that has no year ("TORONTO, Jan. 11 /CNW/ -"), as wires once wrote them: the next such day behind the last one that the
    text tells as past, or else in the year that it names most often, if the day fits the weekday where one is named; else in the next such year."""
    for part in parts[:25]:
        found = dateline_without_year(part.text[:400])
        if found is None:
            continue
        text = "\n".join(other.text for other in parts)
        weekday = re.search(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*day[,\s\u2013\u2014-]{{1,4}}{re.escape(found['day'])}\b", text[:400], re.IGNORECASE)
        past = last()
        for year in _years(text, past):
            day = next((match for match in find_dates(f"{found['day']}, {year}")), None)
            if day is None or (past and day.earliest < past):
                continue
            if weekday and _WEEKDAYS[day.earliest.weekday()] != weekday.group(1).casefold():
                continue
            return part, DateMatch(found.start("day"), found.end("day"), day.earliest, day.latest, day.edtf, "day")
    return None


def dateline_without_year(text: str) -> re.Match[str] | None:
    """The first dateline of a text that has no year, up to behind its day; None where there is none."""
    told = _DAY_WITHOUT_YEAR.finditer(text)
    return next((one for one in told if is_dateline(text[one.start() : one.start("day")], text[one.end() :])), None)


_DAY_WITHOUT_YEAR = re.compile(
    rf"^[^\n]{{2,90}}?(?P<day>\b(?:{MONTHS})\.? \d{{1,2}})(?:st|nd|rd|th)?(?!\d|,? \d{{4}})"
    r"(?:[,.:]?\s*(?=/|\(|--|[\u2013\u2014]|- )|:\s+(?=[A-Z])|\)\s*(?=--?|[\u2013\u2014]))",
    re.MULTILINE,
)
# Years of accounts and of plans are not that of the release: "Q2 2010", "FY2010", "fiscal 2010", "in 2012".
_YEAR_TOLD = re.compile(r"(?<!fiscal )(?<!FY )(?<!FY)(?<![QH][1-4] )(?<![1-4][QH] )\b(?:19[89]\d|20[0-4]\d)\b")


def _years(text: str, past: date | None) -> list[int]:
    """The years in which a day without one may lie, the likeliest first."""
    if past is not None:
        return [past.year, past.year + 1, past.year + 2]
    told = Counter(int(year) for year in _YEAR_TOLD.findall(text))
    return [*sorted(told, key=lambda year: (-told[year], -year)), *(year + 1 for year in sorted(told, reverse=True))]


def _top(parts: tuple[Part, ...]) -> list[Part]:
    """The blocks of the header and the first few of the story; failing dates there, the others follow at lower trust."""
    return list(parts[:60]) + [part for part in parts[60:] if part.block.kind in ("heading", "lines")]


def _trust(part: Part, match: DateMatch) -> int:
    line_start = part.text.rfind("\n", 0, match.start) + 1
    line_end = part.text.find("\n", match.end)
    line = part.text[line_start : line_end if line_end >= 0 else len(part.text)]
    before = _SYMBOLS.sub("", line[: match.start - line_start])
    above = part.text[part.text.rfind("\n", 0, max(0, line_start - 1)) + 1 : max(0, line_start - 1)]
    if _OF_PRICE.search(before):
        return 0
    if _CLOCK.search(before):
        return _LAST_RESORT
    if _DAY_BELOW.fullmatch(above) and not _OF_RELEASE.search(above) and not before.strip():
        return 3
    if part.block.kind == "table" and part.section != HEADER:
        return 0
    if is_dateline(before, line[match.end - line_start :]):
        return 100 if before.strip() else 97
    if not re.search(r"[A-Za-z]{3}", AROUND_DATE.sub(" ", before + " " + line[match.end - line_start :])):
        return 95 if part.section == HEADER else 60
    if is_stamp(line):
        return 90
    if label := DATE_LABEL.match(line):
        return _LAST_RESORT if label.group().casefold() == "filed" else 90  # with an authority, days later
    if _NAMED_DAY.search(before) and not _OF_RELEASE.search(before):
        return 3
    in_passing = any(words.search(before) for words in (_IN_PASSING, _AHEAD)) or (VERB.search(before) is not None and not before.endswith("("))
    if part.section == HEADER and not in_passing:
        return 50
    if part.start + match.start < _LETTERHEAD and not in_passing:
        return 45
    return 20 if part.section in (BODY, HEADER) and part.start < 2500 and _TOLD_THEN.search(before) and not _OF_PAPER.search(before) else 3


_OF_PRICE = re.compile(
    r"(?:^|\s)(?:close|open|high|low|bid|ask|last(?: (?:price|trade))?|price|volume)\s*:?\s*$", re.IGNORECASE
)  # of a page of quotes
# Symbols at the left of a letterhead whose right is a dateline: "ASX / TSX: ABC     Perth, 19 November 2018".
_SYMBOLS = re.compile(r"^\(?[A-Z][A-Za-z.]{1,14}(?:\s?[/&|,]\s?[A-Z][A-Za-z.]{1,14}){0,3}\s?:\s?[A-Z0-9.]{1,7}\)?[\s|,;]+(?=[A-Z][a-z])")


_TOLD_THEN = re.compile(r"(?:\btoday|(?:^|[.;:]\s{0,3})[Dd]ated?|,|(?<!as )(?<!previously )(?<!was )\bannounced(?: on)?)\s*\(?$")
_OF_PAPER = re.compile(
    r"\b(?:agreements?|letters?|reports?|contracts?|deeds?|circulars?|prospectus|notices?|releases?|orders?|filings?) dated?\s*\(?$"
)
_LETTERHEAD = 220  # characters: texts that lost their line ends begin with their letterhead, and it with the date
_IN_PASSING = re.compile(r"\b(?:end(?:ed|ing)|as (?:at|of)|on|since|until|by|from|to|at|of|in)\s*$", re.IGNORECASE)


_AHEAD = re.compile(
    r"\bto (?:release|report|announce|host|hold|present|publish|issue|file|attend)\b", re.IGNORECASE
)  # "To Release Results May 3, 2024"


_TELLS_WHEN = re.compile(
    r"\s*(?:on|by|in|since|from|until|effective|as (?:of|at)|dated|at|for|to|before|after|between|ending|ended)\s*", re.IGNORECASE
)  # "On 24 July 2023, the Company signed"


_WEEKDAY_FIRST = re.compile(rf"^\s*(?:{WEEKDAY.pattern})\s?[,:\u2013\u2014-]?\s*$", WEEKDAY.flags)  # "Friday - August 2: (WIRE) -"
_NAMED_OF = re.compile(rf"\bof the (?=[{UPPER}])")  # "Democratic Republic of the Congo"


# "Record date: 15 June 2021", "Commencement: 1 June 2021": a day that a label names, and no place with its colon.
_NAMED_DAY = re.compile(
    r"\b(?:dates?|days?|deadline|time)\s?[:\u2013\u2014-]*\s*$|\b(?:commence(?:s|d|ment)|start|starts|end|ends|expiry|expires|expiration|maturity|"
    r"closing|completion|payment|payable|record|admission|appointed|appointment|resigned|granted|vesting|effective|due|settlement|issued?)\s?:\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(rf"^\s*\d\d:\d\d:\d\d [A-Z]{{2,4}} (?:{WEEKDAY.pattern})?,?\s*$", WEEKDAY.flags)  # of a page that shows the time of its reader
_DAY_BELOW = re.compile(r"\s*(?:date (?:of|that|on) (?!this\b)[^:\n]{3,60}|(?:[\w'/-]+ ){1,4}date)\s*:?\s*", re.IGNORECASE)  # a label over its day
_OF_RELEASE = re.compile(r"\b(?:publi|releas|announc|lodg|news|press|filing|issued|report|document|submi|posted|dated)", re.IGNORECASE)


def is_dateline(before: str, after: str) -> bool:
    """Whether a date stands where a dateline has it: place and wire before, a dash, bracket or the story after."""
    before = _WEEKDAY_FIRST.sub("", IMMEDIATE.sub(" ", before[label_length(before) :]))
    if len(before) > 130 or VERB.search(_NAMED_OF.sub("", WIRE.sub("", before))) or _TELLS_WHEN.fullmatch(before):
        return False
    if not before.strip(" (") and re.match(r"\s*(?:[-\u2013\u2014/(|:]|,?\s*[A-Z][\w. ]{2,30}(?:,[\w. ]{2,30}){0,2}\s*[:(\u2013\u2014-])", after):
        return bool(re.search(r"[A-Za-z]{3}", after))
    found = BEFORE_DATE.match(before)
    if not found or ENDS_OPEN.search(before) or _NAMED_DAY.search(before):
        return False
    return bool(found["wire"] or (found["place"] and is_place(found["place"].strip(" ,.-")))) and bool(
        re.match(r"\s*(?:,?\s?\d{1,2}[:.]\d\d[^)/]{0,30})?[),./|:*_]*\s*(?:[-\u2013\u2014/(|:;]|[A-Z]|$)", after)
    )


def opens_dateline(text: str) -> bool:
    """Whether a text begins with a dateline: its place, its day, and its story behind a dash or the wire."""
    day = next((match for match in find_dates(text[:160]) if len(match.edtf) == _DAY), None)
    return day is not None and text[: day.start].strip(" (") != "" and is_dateline(text[: day.start], text[day.end :])


_DAY = len("2012-03-14")


def label_length(line: str) -> int:
    """The length of what stands before a dateline on one line with it: a label ("FOR IMMEDIATE RELEASE: TORONTO, May 3, 2012"), the marks of bold
    or slanting letters."""
    marks = len(line) - len(line.lstrip("*_"))
    found = LABEL.match(line, marks)
    return found.end() if found and re.search(rf"[{UPPER}]{{3}}", line[found.end() :]) else marks


_DAY_TOLD = re.compile(rf"\b{WRITTEN}\.? \d", re.IGNORECASE)  # "June 30, 2014 June 30, 2013": the heads of a table


def is_place(text: str) -> bool:
    """A dateline's place: few words, one of them a known place or the whole in capitals."""
    if DATE_LABEL.match(text) or WEEKDAY.fullmatch(text.strip(" ,.")) or _DAY_TOLD.search(text):
        return False
    words = re.findall(rf"[{UPPER}{LOWER}.']+", text)
    known = mapping("geography.txt")
    spoken = [piece.strip(" .").casefold() for piece in re.split(r"[,/&]| and ", text)]
    if re.fullmatch(r"[A-Z]{2,3}", text) and spoken[0] not in known:
        return False  # a symbol
    told = any(piece in known for piece in spoken) or text.partition(",")[0].isupper() or len(words) <= 3
    return 1 <= len(words) <= 8 and not WIRE.search(text) and told
