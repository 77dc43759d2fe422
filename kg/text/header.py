"""What a release says of itself before its story: when and where it was published, by which wire, under which title."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from kg.text.datelines import dateline_without_year, is_dateline, is_place, label_length, published
from kg.text.dates import DateMatch, find_dates
from kg.text.header_words import (
    AFTER_PLACE,
    AROUND_DATE,
    BEFORE_DATE,
    DEFINES,
    ENDS_OPEN,
    EXCHANGE_LINE,
    MONTHS,
    NOT_TITLE,
    WIRE,
)
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, mapping
from kg.text.names import split_legal_form
from kg.text.page_stamps import is_stamp, without_stamps
from kg.text.sections import BODY, BOILERPLATE, HEADER, Part


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
    dated = published(parts)
    story = next((part for part in parts if part.section == BODY), None)
    place, wire = _place_and_wire(story, dated)
    match, offset = (dated[1], dated[0].start) if dated else (None, 0)
    at = Located(match.edtf, offset + match.start, offset + match.end) if match else None
    place = place or _place_and_wire(story, None)[0] or _place_in_province(parts) or (_place_above(dated) if dated else None)
    return Header(match.earliest if match else None, at, place, wire, _title(parts))


# ---- place and wire


def _place_and_wire(story: Part | None, dated: tuple[Part, DateMatch] | None) -> tuple[Located | None, Located | None]:
    part = dated[0] if dated and is_dateline(*_line_around(dated)) else story
    if part is None:
        return None, None
    head = part.text[: dated[1].start] if dated and part is dated[0] and dated[1].start < 160 else ""
    label = head.rfind("\n") + 1
    label += label_length(head[label:])
    found = (BEFORE_DATE.match(head[label:]) if head else None) or AFTER_PLACE.match(part.text[label:160])
    if dated and part is dated[0] and dated[1].start < 3:
        found = re.compile(
            rf"[\s,)/(:\u2013\u2014-]*(?:{WIRE.pattern})?[\s,)/(:\u2013\u2014-]*(?P<place>[{UPPER}][\w.]+(?: "
            rf"[{UPPER}][\w.]+){{0,3}}(?:, [{UPPER}][\w. ]{{1,25}}){{0,2}})(?=\s*[:\u2013\u2014(/]|\s*--|\s+-|\s*$)",
            re.IGNORECASE,
        ).match(part.text, dated[1].end)
        label = 0
    wire = WIRE.search(part.text[:200])
    located_wire = Located(wire.group(), part.start + wire.start(), part.start + wire.end()) if wire else None
    if not found or not found["place"] or not is_place(found["place"]) or _is_label(found["place"]) or _EXCHANGE.fullmatch(found["place"].strip()):
        return None, located_wire
    if not head and not wire and not (found["place"].isupper() or _is_known(found["place"])):
        return None, located_wire  # a heading that runs into its paragraph: "Operations - ..."
    start, end = found.start("place") + label, found.end("place") + label
    text = _MONTH_DAY.sub("", part.text[start:end]).rstrip(" ,.-")
    text += "." * (_SHORT_STATE.search(text) is not None and part.text.startswith(".", start + len(text)))
    return Located(_in_title_case(text), part.start + start, part.start + start + len(text)), located_wire


_SHORT_STATE = re.compile(  # with a stop: "Vancouver, B.C.", "Reno, Nev."
    r"\b[A-Z]\.[A-Z]$|, (?:Ala|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Kan|Ky|Man|Mass|Mich|Minn|Mo|Mont|Nev|Okla|Ont|Ore|Pa|Que|Sask|Tenn|"
    r"Tex|Va|Wash|Wis|Wyo)$"
)
_MONTH_DAY = re.compile(rf",? (?:{MONTHS})\.? \d{{1,2}}\W*$")  # of a dateline that tells its day twice, or no year


# A dateline without dash and date, known by its province: "HALIFAX, N.S. Birch Metals Corp. ("Birch") reports".
_IN_PROVINCE = re.compile(rf"(?m)^(?P<place>[{UPPER}]{{3,20}}(?:[ -][{UPPER}]{{3,20}})?, (?:[A-Z]\.){{2,3}}) (?=[{UPPER}])")


def _place_in_province(parts: tuple[Part, ...]) -> Located | None:
    """The place that begins the first line of the story, its province behind it."""
    part, found = next(((part, found) for part in parts[:8] if (found := _IN_PROVINCE.search(part.text, 0, 600))), (None, None))
    if part is None or found is None:
        return None
    return Located(_in_title_case(found["place"]), part.start + found.start("place"), part.start + found.end("place"))


def _is_known(place: str) -> bool:
    """Whether a place, or the country or province behind it, is one that the lists know."""
    return any(piece.strip(" .").casefold() in mapping("geography.txt") for piece in place.split(","))


def _place_above(dated: tuple[Part, DateMatch]) -> Located | None:
    """The place on the line over a date that stands alone on its own: a town that is known, with its country or province at most."""
    part, match = dated
    lines = part.text[: match.start].split("\n")
    if len(lines) < 2 or lines[-1].strip() or re.match(r"[^\n]*[A-Za-z]{3}", part.text[match.end :]):
        return None
    place = lines[-2].strip(" ,")
    start = match.start - len(lines[-1]) - 1 - len(lines[-2]) + lines[-2].find(place)
    if not _is_known(place) or len(place.split()) > 5 or not is_place(place) or _is_label(place):
        return None
    return Located(_in_title_case(place), part.start + start, part.start + start + len(place))


_EXCHANGE = re.compile(r"LSE|AIM|ASX|TSXV?|TSX-V|NYSE|JSE|CSE|NASDAQ|OTC\w{0,3}", re.IGNORECASE)  # "24 July 2017   LSE: ABC"


def _is_label(text: str) -> bool:
    """Whether what stands where a place would is a kind of announcement, an author, or the name of a company."""
    if re.match(r"By\b", text):
        return True
    return not re.search(r"[A-Za-z]{2}", AROUND_DATE.sub(" ", text)) or (split_legal_form(text)[1] != "" and not re.search(r", [A-Z]{2}$", text))


def _line_around(dated: tuple[Part, DateMatch]) -> tuple[str, str]:
    part, match = dated
    return part.text[part.text.rfind("\n", 0, match.start) + 1 : match.start], part.text[match.end : match.end + 90]


def _in_title_case(place: str) -> str:
    """ "TORONTO, ONTARIO" -> "Toronto, Ontario"; short letters such as "B.C." stay."""
    if place.upper() != place and not re.match(rf"[{UPPER}]{{3}}", place):
        return place
    place = re.sub(rf"[{UPPER}]{{3,}}(?:'S\b)?|^(?:ST|MT|FT)\b|\b(?:ST|STE|MT|FT)(?=\.)", lambda word: word.group().capitalize(), place)
    return re.sub(rf"(?<=-)D'([{UPPER}])([{UPPER}]+)", lambda word: f"d'{word[1]}{word[2].lower()}", place)


# ---- title


def _title(parts: tuple[Part, ...]) -> Located | None:
    """The first run of title-like lines before the story that says something, else the longest; a date, wire, symbol or letterhead line is
    none. Two words are a title only where they are those of a notice, or the header has them twice, over the company's name and below it."""
    best: tuple[int, int, Located] | None = None
    head = [part for part in takewhile(lambda part: part.section in (HEADER, BOILERPLATE), parts) if part.section == HEADER]
    lines = Counter(line.strip() for part in head for line in part.text.split("\n"))
    for part in head:
        apart = _REACHED.search(part.text) is None  # from the lines of an address
        for start, end in _title_runs(part) if part.block.kind != "table" else ():
            label = _subject_label(part.text[start:end])
            start += label or _letterhead(part.text[start:end])
            start, end = without_stamps(part.text, *_without_marks(part.text, start, end))
            text = re.sub(r"\s+", " ", part.text[start:end])
            if (
                (len(text.split()) < 3 and lines[text.strip()] < 2 and not _NOTICE.fullmatch(text))
                or _is_prose(part, text)
                or _UNDER_TITLE.match(text)
                or text.endswith(":")
                or _IN_BRACKETS.fullmatch(text)
            ):
                continue
            sure = 3 if label else 2 if apart and _says_something(text) else int(apart and not _is_name(text))
            if best is None or best[0] < sure or (best[0] == sure < 2 and best[1] < len(text)):
                best = sure, len(text), Located(text, part.start + start, part.start + end)
            elif best[2].end + 3 > part.start + start and best[2].value.endswith(_JOINTS):  # a blank line within the headline
                best = *best[:2], Located(f"{best[2].value} {text}", best[2].start, part.start + end)
    return best[2] if best and not _is_name(best[2].value) else None


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """A title without the marks of a heading or of bold letters around it: "# Alder drills", "**Alder drills**"."""
    opened = re.compile(r"(?:#{1,6}\s+|\*{1,3})+(?=\S)").match(text, start, end)
    closed = re.compile(r"\*{1,3}\s*$").search(text, start, end) if opened else None
    return opened.end() if opened else start, closed.start() if closed else end


def _says_something(text: str) -> bool:
    """Whether a line is a headline by its words: those of a notice, or several, one of them such as only headlines have."""
    return _NOTICE.fullmatch(text) is not None or (len(text.split()) > 3 and _HEADLINE.search(text) is not None)


def _subject_label(run: str) -> int:
    """The length of the label before a title: "Subject:", "Re:"."""
    found = _SUBJECT.search(run)
    return found.end() if found else 0


_SUBJECT = re.compile(r"(?:^|\n)(?:Subject|Re|RE|SUBJECT|Title|TITLE|Headline|HEADLINE)\s?:\s+(?=\S)")


def _letterhead(run: str) -> int:
    """The length of a first line that is a company's name and no more, over a title of three words or more."""
    line, _, title = run.partition("\n")
    named = _is_name(line) and not re.search(r" (?!(?:of|and|de|plc)\b)[a-z]", line) and not _GOES_ON.match(title) and not _DOES.match(title)
    called = re.match(r"(?:\([^()\n]*\)\s+)?", title)  # "(Birch or the Company)"
    at = called.end() if called else 0
    return len(line) + 1 + at if named and len(title[at:].split()) > 2 else 0


_JOINTS = tuple(f" {joint}" for word in ("of", "for", "at", "in", "on", "from", "and", "with", "the") for joint in (word, word.upper()))
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # an aside to the line above
_UNDER_TITLE = re.compile(r"(?:for|to|as at|ended|ending) (?:the |\d)", re.IGNORECASE)  # "for the period ended 30 June 2020"


# What exchanges' announcements are headed with in two words: "Directorate Change", "Trading Halt".
_NOTICE = re.compile(
    r"(?!(?:media|press|news|company|stock|market|investor|regulatory|asx|public|for|the) )[\w&-]+ "
    r"(?:changes?|updates?|results?|appointments?|report|"
    r"dealings?|placing|placement|acquisition|disposal|meeting|agm|fundrais(?:e|ing)|resignations?|suspension|halt|agreement|estimate|transaction|"
    r"financing|circular|rights|offer|guidance|resumption|restructuring)",
    re.IGNORECASE,
)


def _is_name(text: str) -> bool:
    """Whether a line is a company's name and no more, or its name and symbols."""
    text = _CODES.sub("", text)
    return len(text.split()) < 7 and split_legal_form(text)[1] != "" and _HEADLINE.search(text) is None


_CODES = re.compile(r"\s?\((?:[A-Z][A-Za-z.-]{1,12}\s?:\s?[A-Z0-9.]{1,7}[\s,;/|]*){1,5}\)$")  # "(ASX: ABC, JSE: ABD)"


def _is_prose(part: Part, text: str) -> bool:
    """Whether a line is a sentence of the story: one with a stop at its end that is not that of a company's name."""
    return part.block.kind == "paragraph" and text.endswith(".") and len(text.split()) > 12 and not split_legal_form(text)[1] and not text.isupper()


# What only headlines say: the first line that has it is the title, and a longer one below it is not.
_HEADLINE = re.compile(
    r"\b(?:announces?|reports?|provides?|intersects?|drills?|commences?|completes?|closes?|appoints?|files?|receives?|enters?|results?|updates?|"
    r"appointment|acquires?|acquisition|discovers?|expands?|extends?|confirms?|signs?|begins?|starts?|grants?|names|declares?|delivers?|outlines?|"
    r"increases?|raises?|arranges?|options?|returns?|hits?|releases|launches|resumes|secures|adopts|cuts|encounters|joins|kicks? off|to|"
    r"obtains?|sets|wins|achieves?|sells?|agrees?|earns|exceeds|produces?|pours|ships|posts|sees|makes|gains|lists|elects|"
    r"review|quarter(?:ly)?|half[- ]year(?:ly)?|interim|subscription|placing|fundraise|disposal|statement|change of|notice of|resignation)\b",
    re.IGNORECASE,
)


_REACHED = re.compile(r"\b\d{3}\)?[ .-]\d{3}[.-]\d{4}\b|\w@[A-Za-z]|(?:Tel|Phone|Fax)(?:ephone)?\b\.?:")


_GOES_ON = re.compile(r"\s*(?:FROM|OF|WITH|AND|TO|FOR|BY|ON|IN|AT|from|of|with|and|to|for|by|on|in|at)\s\w")
# A headline whose subject is the line above: "Alder Metals Corp" over "Begins Drilling at Heron".
_DOES = re.compile(
    r"(?:Announces|Reports|Provides|Intersects|Drills|Begins|Commences|Completes|Closes|Appoints|Files|Receives|Enters|Acquires|Discovers|Expands|"
    r"Extends|Confirms|Signs|Starts|Grants|Names|Declares|Delivers|Increases|Raises|Arranges|Returns|Hits|Releases|Launches|Resumes|Secures|"
    r"Obtains|Wins|Achieves|Sells|Agrees|Pours|Ships)\b",
    re.IGNORECASE,
)


# What only the story says: who is called what from there on, and that something is announced.
_OF_STORY = re.compile(
    r"\(\"|\((?:the|or) \"|\((?:the )?\"?(?:Company|Corporation|Group)\"?\)|\b(?:is|are) pleased to\b|\bannounced today (?:that|its)\b"
)
_SMALL = re.compile(rf"\b[{UPPER}]?[{LOWER}]{{2,}}")


def _title_runs(part: Part) -> list[tuple[int, int]]:
    """The runs of title-like lines of a part; a headline in capitals ends where words in small letters begin, all of them with the story."""
    runs: list[tuple[int, int]] = []
    at = 0
    for line in part.text.split("\n"):
        if runs and _OF_STORY.search(line) and not DEFINES.match(line):
            break
        before = part.text[runs[-1][0] : runs[-1][1]] if runs and runs[-1][1] == at - 1 else ""
        if before and line == before:  # a headline told twice
            at += len(line) + 1
            continue
        goes_on = before != "" and _GOES_ON.match(line) is not None
        if _is_title_line(line) or goes_on:
            if before and not (len(before.split()) > 4 and not _SMALL.search(before) and len(_SMALL.findall(line)) > 3):
                runs[-1] = (runs[-1][0], at + len(line))
            else:
                runs.append((at, at + len(line)))
        at += len(line) + 1
    return [(start, end) for start, end in runs if len(part.text[start:end].split()) >= 2]


def _of_dateline(after: str) -> bool:
    """Whether what stands behind the date of a dateline is the story, or but the wire, and no headline."""
    return len(after) > 30 or not re.search(r"[A-Za-z]{3}", AROUND_DATE.sub(" ", WIRE.sub(" ", after)))


def _is_title_line(line: str) -> bool:
    text = line.strip()
    if (
        len(text) < 3
        or DEFINES.match(text)
        or NOT_TITLE.match(text)
        or EXCHANGE_LINE.match(text)
        or is_stamp(text)
        or dateline_without_year(text)
        or re.search(r"@(?! ?\d)|www\.|https?:|\bSource:\s|\b[Ss]ymbols?:", text)
    ):
        return False
    dates = find_dates(text)
    days = [day for day in dates if len(day.edtf) == 10]
    if any(is_dateline(text[: day.start], text[day.end :]) and text[: day.start].strip() and _of_dateline(text[day.end :]) for day in days):
        return False
    rest = text
    for match in reversed(days):
        rest = rest[: match.start] + rest[match.end :]
    own = any(not ENDS_OPEN.search(text[: day.start]) for day in days)
    if own and not len(re.findall(r"[A-Za-z]{4,}+", AROUND_DATE.sub(" ", WIRE.sub(" ", rest)))) > 1:
        return False
    return text.casefold() not in {wire.casefold() for wire in entries("newswires.txt")} and not re.fullmatch(
        r"[^a-z]{0,40}(?:LTD|LIMITED|INC|CORP|PLC)\.?", text
    )
