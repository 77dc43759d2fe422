"""What a release says of itself before its story: when and where it was published, by which wire, under which title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from kg.text.dates import DateMatch, find_dates
from kg.text.header_words import (
    AFTER_PLACE,
    AROUND_DATE,
    BEFORE_DATE,
    DATE_LABEL,
    DEFINES,
    ENDS_OPEN,
    EXCHANGE_LINE,
    LABEL,
    MONTHS,
    NOT_TITLE,
    VERB,
    WIRE,
)
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, mapping
from kg.text.names import split_legal_form
from kg.text.sections import BODY, HEADER, Part


@dataclass(frozen=True)
class Located:
    """A piece of the reading text with what it means."""

    value: str
    start: int
    end: int


@dataclass(frozen=True)
class Header:
    """`published` is None where no date of publication could be made out; then nothing else can be dated either."""

    published: date | None
    published_at: Located | None
    place: Located | None
    wire: Located | None
    title: Located | None


def header(parts: tuple[Part, ...]) -> Header:
    """The header of a release, from its parts."""
    dated = _published(parts)
    story = next((part for part in parts if part.section == BODY), None)
    place, wire = _place_and_wire(story, dated)
    match, offset = (dated[1], dated[0].start) if dated else (None, 0)
    at = Located(match.edtf, offset + match.start, offset + match.end) if match else None
    return Header(match.earliest if match else None, at, place, wire, _title(parts))


# ---- date


def _published(parts: tuple[Part, ...]) -> tuple[Part, DateMatch] | None:
    """The most trustworthy date: in the dateline, else alone on a line, else any near the top; None where there is none."""
    best: tuple[int, int, Part, DateMatch] | None = None
    day_first = any(_DAY_FIRST.search(part.text) for part in parts[:12])
    for rank, part in enumerate(_top(parts)):
        if part.section in ("boilerplate",) and rank > 3:
            continue
        for match in _short_dates(part) or find_dates(part.text[:1500], day_first=day_first) if _YEAR.search(part.text[:1500]) else ():
            if match.earliest != match.latest or len(match.edtf) != 10:
                continue
            score = _trust(part, match)
            if score >= _LAST_RESORT and (best is None or score > best[0]):
                best = (score, rank, part, match)
    told = (best[2], best[3]) if best else None
    return told if best and best[0] > _LAST_RESORT else _without_year(parts) or told


_LAST_RESORT = 10  # trust in a day that is none of the release itself
# Announcements to these exchanges write the day before the month.
_DAY_FIRST = re.compile(r"\b(?:ASX|RNS|JSE|SENS|AIM|LSE|London Stock Exchange|HKEX)\b")
_SHORT = re.compile(
    rf"(?:{WIRE.pattern})\)?\s*(?:[-\u2013\u2014]+)\s*(?P<day>(?P<m>\d\d?)/(?P<d>\d\d?)/(?P<y>\d\d))(?=\s*(?:[-\u2013\u2014)/]|$))", re.IGNORECASE
)


def _short_dates(part: Part) -> list[DateMatch]:
    """A dateline's month, day and two-digit year as one wire wrote them: "(MARKET WIRE) -- 08/21/07 --"."""
    found = _SHORT.search(part.text[:200])
    if not found:
        return []
    month, day, year = int(found["m"]), int(found["d"]), int(found["y"])
    try:
        value = date(year + (1900 if year > 80 else 2000), month, day)
    except ValueError:
        return []
    return [DateMatch(found.start("day"), found.end("day"), value, value, value.isoformat(), "day")]


_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.]\d\d\b")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PAST_DAY = re.compile(r"\b(?:ended|ending|dated|since|releases? of|as (?:at|of)|back on|began on|until now)\s*$", re.IGNORECASE)


def _without_year(parts: tuple[Part, ...]) -> tuple[Part, DateMatch] | None:
    """The day of a dateline that has no year ("TORONTO, Jan. 11 /CNW/ -"), as wires once wrote them: in the year that the text names most
    often, if the day is not before any that the text tells as past and fits the weekday where one is named; else in the next such year."""
    for part in parts[:25]:
        found = re.match(rf"^[^\n]{{2,90}}?(?P<day>\b(?:{MONTHS})\.? \d{{1,2}})(?!\d|,? \d{{4}})[,.]?\s*(?=/|\(|--|[\u2013\u2014])", part.text)
        if not found or not _is_dateline(part.text[: found.start("day")], part.text[found.end("day") :]):
            continue
        text = "\n".join(other.text for other in parts)
        told = Counter(int(year) for year in re.findall(r"\b(?:19[89]\d|20[0-4]\d)\b", text))
        past = [
            match.latest for match in find_dates(text) if len(match.edtf) == 10 and _PAST_DAY.search(text[max(0, match.start - 30) : match.start])
        ]
        weekday = re.search(rf"\b({'|'.join(_WEEKDAYS)})[a-z]*day,? (?:{MONTHS})", text[:400], re.IGNORECASE)
        for year in [*sorted(told, key=lambda year: (-told[year], -year)), *(year + 1 for year in sorted(told, reverse=True))]:
            day = next((match for match in find_dates(f"{found['day']}, {year}")), None)
            if day is None or (past and day.earliest < max(past)):
                continue
            if weekday and _WEEKDAYS[day.earliest.weekday()] != weekday.group(1).casefold():
                continue
            return part, DateMatch(found.start("day"), found.end("day"), day.earliest, day.latest, day.edtf, "day")
    return None


def _top(parts: tuple[Part, ...]) -> list[Part]:
    """The blocks of the header and the first few of the story; failing dates there, the others follow at lower trust."""
    return list(parts[:60]) + [part for part in parts[60:] if part.block.kind in ("heading", "lines")]


def _trust(part: Part, match: DateMatch) -> int:
    line_start = part.text.rfind("\n", 0, match.start) + 1
    line_end = part.text.find("\n", match.end)
    line = part.text[line_start : line_end if line_end >= 0 else len(part.text)]
    before = _SYMBOLS.sub("", line[: match.start - line_start])
    if part.block.kind == "table" and part.section != HEADER:
        return 0
    if _is_dateline(before, line[match.end - line_start :]):
        return 100 if before.strip() else 97
    if not re.search(r"[A-Za-z]{3}", AROUND_DATE.sub(" ", before + " " + line[match.end - line_start :])):
        return 95 if part.section == HEADER else 60
    if label := DATE_LABEL.match(line):
        return _LAST_RESORT if label.group().casefold() == "filed" else 90  # with an authority, days later
    if part.section == HEADER:
        return 50 if not re.search(r"\b(?:end(?:ed|ing)|as (?:at|of))\s*$", before, re.IGNORECASE) else 0
    if part.start + match.start < _LETTERHEAD and not VERB.search(before) and not _IN_PASSING.search(before):
        return 45
    return 20 if part.section == BODY and part.start < 2500 and _TOLD_THEN.search(before) else 3


# Symbols at the left of a letterhead whose right is a dateline: "ASX / TSX: ABC     Perth, 19 November 2018".
_SYMBOLS = re.compile(r"^\(?[A-Z][A-Za-z.]{1,14}(?:\s?[/&|,]\s?[A-Z][A-Za-z.]{1,14}){0,3}\s?:\s?[A-Z0-9.]{1,7}\)?[\s|,;]+(?=[A-Z][a-z])")


_TOLD_THEN = re.compile(r"(?:\btoday|\bdated?|,|(?<!as )(?<!previously )(?<!was )\bannounced(?: on)?)\s*\(?$")
_LETTERHEAD = 220  # characters: texts that lost their line ends begin with their letterhead, and it with the date
_IN_PASSING = re.compile(r"\b(?:end(?:ed|ing)|as (?:at|of)|on|since|until|by|from|to|at|of|in)\s*$", re.IGNORECASE)


_TELLS_WHEN = re.compile(
    r"\s*(?:on|by|in|since|from|until|effective|as (?:of|at)|dated|at|for|to|before|after|between|ending|ended)\s*", re.IGNORECASE
)  # "On 24 July 2023, the Company signed"


_NAMED_OF = re.compile(rf"\bof the (?=[{UPPER}])")  # "Democratic Republic of the Congo"


def _is_dateline(before: str, after: str) -> bool:
    """Whether a date stands where a dateline has it: place and wire before, a dash, bracket or the story after."""
    before = before[_label(before) :]
    if len(before) > 130 or VERB.search(_NAMED_OF.sub("", WIRE.sub("", before))) or _TELLS_WHEN.fullmatch(before):
        return False
    if not before.strip(" (") and re.match(r"\s*(?:[-\u2013\u2014/(|:]|,?\s*[A-Z][\w. ]{2,30}(?:,[\w. ]{2,30}){0,2}\s*[:(\u2013\u2014-])", after):
        return bool(re.search(r"[A-Za-z]{3}", after))
    found = BEFORE_DATE.match(before)
    if not found or ENDS_OPEN.search(before):
        return False
    return bool(found["wire"] or (found["place"] and _is_place(found["place"].strip(" ,.-")))) and bool(
        re.match(r"\s*(?:\d{1,2}:\d\d[^)/]{0,30})?[),./|:]*\s*(?:[-\u2013\u2014/(|:]|[A-Z]|$)", after)
    )


def _label(line: str) -> int:
    """The length of the label before a dateline that stands on one line with it: "FOR IMMEDIATE RELEASE: TORONTO, May 3, 2012"."""
    found = LABEL.match(line)
    return found.end() if found and re.search(rf"[{UPPER}]{{3}}", line[found.end() :]) else 0


# ---- place and wire


def _place_and_wire(story: Part | None, dated: tuple[Part, DateMatch] | None) -> tuple[Located | None, Located | None]:
    part = dated[0] if dated and _is_dateline(*_line_around(dated)) else story
    if part is None:
        return None, None
    head = part.text[: dated[1].start] if dated and part is dated[0] and dated[1].start < 160 else ""
    label = _label(head)
    found = (BEFORE_DATE.match(head[label:]) if head else None) or AFTER_PLACE.match(part.text[label:160])
    if dated and part is dated[0] and dated[1].start < 3:
        found = re.compile(
            rf"[\s,)/(:\u2013\u2014-]*(?:{WIRE.pattern})?[\s,)/(:\u2013\u2014-]*(?P<place>[{UPPER}][\w.]+(?: "
            rf"[{UPPER}][\w.]+){{0,3}}(?:, [{UPPER}][\w. ]{{1,25}}){{0,2}})\s*(?=[:\u2013\u2014(/-]|$)",
            re.IGNORECASE,
        ).match(part.text, dated[1].end)
        label = 0
    wire = WIRE.search(part.text[:200])
    located_wire = Located(wire.group(), part.start + wire.start(), part.start + wire.end()) if wire else None
    if not found or not found["place"] or not _is_place(found["place"]) or _is_label(found["place"]):
        return None, located_wire
    start, end = found.start("place") + label, found.end("place") + label
    text = part.text[start:end].rstrip(" ,.-")
    text += "." * (re.search(r"\b[A-Z]\.[A-Z]$", text) is not None and part.text.startswith(".", start + len(text)))
    return Located(_in_title_case(text), part.start + start, part.start + start + len(text)), located_wire


def _is_label(text: str) -> bool:
    """Whether what stands where a place would is a kind of announcement, or the name of a company."""
    return not re.search(r"[A-Za-z]{2}", AROUND_DATE.sub(" ", text)) or (split_legal_form(text)[1] != "" and not text.endswith(", CO"))


def _line_around(dated: tuple[Part, DateMatch]) -> tuple[str, str]:
    part, match = dated
    return part.text[part.text.rfind("\n", 0, match.start) + 1 : match.start], part.text[match.end : match.end + 90]


def _is_place(text: str) -> bool:
    """A dateline's place: few words, one of them a known place or the whole in capitals."""
    if DATE_LABEL.match(text):
        return False
    words = re.findall(rf"[{UPPER}{LOWER}.']+", text)
    known = mapping("geography.txt")
    spoken = [piece.strip(" .").casefold() for piece in re.split(r"[,/&]| and ", text)]
    return 1 <= len(words) <= 8 and not WIRE.search(text) and (any(piece in known for piece in spoken) or text.isupper() or len(words) <= 3)


def _in_title_case(place: str) -> str:
    """ "TORONTO, ONTARIO" -> "Toronto, Ontario"; short letters such as "B.C." stay."""
    if place.upper() != place and not re.match(rf"[{UPPER}]{{3}}", place):
        return place
    place = re.sub(rf"[{UPPER}]{{3,}}(?:'S\b)?|^(?:ST|MT|FT)\b|\b(?:ST|STE|MT|FT)(?=\.)", lambda word: word.group().capitalize(), place)
    return re.sub(rf"(?<=-)D'([{UPPER}])([{UPPER}]+)", lambda word: f"d'{word[1]}{word[2].lower()}", place)


# ---- title


def _title(parts: tuple[Part, ...]) -> Located | None:
    """The last run of title-like lines before the story; a date, wire, symbol or letterhead line is none. Two words are a title only where
    they are those of a notice, or the header has them twice, over the name of the company and below it."""
    best: tuple[int, int, Located] | None = None
    lines = Counter(line.strip() for part in parts if part.section == HEADER for line in part.text.split("\n"))
    for part in parts:
        if part.section != HEADER:
            break
        apart = _REACHED.search(part.text) is None  # from the lines of an address
        for start, end in _title_runs(part) if part.block.kind != "table" else ():
            text = re.sub(r"\s+", " ", part.text[start:end])
            if (len(text.split()) < 3 and lines[text.strip()] < 2 and not _NOTICE.fullmatch(text)) or _is_prose(part, text):
                continue
            sure = 2 if apart and _HEADLINE.search(text) and len(text.split()) > 4 else int(apart and not _is_name(text))
            if best is None or best[0] < sure or (best[0] == sure < 2 and best[1] < len(text)):
                best = sure, len(text), Located(text, part.start + start, part.start + end)
    return best[2] if best and not _is_name(best[2].value) else None


# What exchanges' announcements are headed with in two words: "Directorate Change", "Trading Halt".
_NOTICE = re.compile(
    r"(?!(?:media|press|news|company|stock|market|investor|regulatory|asx|public|for|the) )[\w&-]+ "
    r"(?:changes?|updates?|results?|appointments?|report|"
    r"dealings?|placing|placement|acquisition|disposal|meeting|agm|fundrais(?:e|ing)|resignations?|suspension|halt|agreement|estimate|transaction|"
    r"financing|circular|rights|offer|guidance|resumption|restructuring)",
    re.IGNORECASE,
)


def _is_name(text: str) -> bool:
    """Whether a line is a company's name and no more."""
    return len(text.split()) < 7 and split_legal_form(text)[1] != "" and _HEADLINE.search(text) is None


def _is_prose(part: Part, text: str) -> bool:
    """Whether a line is a sentence of the story: one with a stop at its end that is not that of a company's name."""
    return part.block.kind == "paragraph" and text.endswith(".") and len(text.split()) > 12 and not split_legal_form(text)[1]


# What only headlines say: the first line that has it is the title, and a longer one below it is not.
_HEADLINE = re.compile(
    r"\b(?:announces?|reports?|provides?|intersects?|drills?|commences?|completes?|closes?|appoints?|files?|receives?|enters?|results?|updates?|"
    r"appointment|acquires?|acquisition|discovers?|expands?|extends?|confirms?|signs?|begins?|starts?|grants?|names|declares?|delivers?|outlines?|"
    r"increases?|raises?|arranges?|options?|returns?|hits?|releases|launches|resumes|secures|adopts|cuts|encounters|joins|kicks? off|to)\b",
    re.IGNORECASE,
)


_REACHED = re.compile(r"\b\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|\w@[A-Za-z]|(?:Tel|Phone|Fax)(?:ephone)?\b\.?:")


_GOES_ON = re.compile(r"\s*(?:FROM|OF|WITH|AND|TO|FOR|BY|ON|IN|AT|from|of|with|and|to|for|by|on|in|at)\s\w")


def _title_runs(part: Part) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = 0
    for line in part.text.split("\n"):
        goes_on = bool(runs) and runs[-1][1] == at - 1 and _GOES_ON.match(line) is not None
        if _is_title_line(line) or goes_on:
            if runs and runs[-1][1] == at - 1:
                runs[-1] = (runs[-1][0], at + len(line))
            else:
                runs.append((at, at + len(line)))
        at += len(line) + 1
    return [(start, end) for start, end in runs if len(part.text[start:end].split()) >= 2]


def _is_title_line(line: str) -> bool:
    text = line.strip()
    if (
        len(text) < 3
        or DEFINES.match(text)
        or NOT_TITLE.match(text)
        or EXCHANGE_LINE.match(text)
        or re.search(r"@(?! ?\d)|www\.|https?:|\bSource:\s|\b[Ss]ymbols?:", text)
    ):
        return False
    dates = find_dates(text)
    if any(_is_dateline(text[: day.start], text[day.end :]) and text[: day.start].strip() and len(text) - day.end > 30 for day in dates):
        return False
    rest = text
    for match in reversed(dates):
        rest = rest[: match.start] + rest[match.end :]
    if dates and not re.search(r"[A-Za-z]{4,}.*[A-Za-z]{4,}", AROUND_DATE.sub(" ", WIRE.sub(" ", rest))):
        return False
    return text.casefold() not in {wire.casefold() for wire in entries("newswires.txt")} and not re.fullmatch(
        r"[^a-z]{0,40}(?:LTD|LIMITED|INC|CORP|PLC)\.?", text
    )
