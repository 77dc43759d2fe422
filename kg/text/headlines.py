"""Under which title a release was published: the lines over its story that are a headline, and neither name, day, symbol nor what a page adds."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile

from kg.text.datelines import dateline_without_year, is_dateline, opens_dateline
from kg.text.dates import find_dates
from kg.text.header_words import AROUND_DATE, DEFINES, ENDS_OPEN, EXCHANGE_LINE, NOT_TITLE, WIRE
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries
from kg.text.names import split_legal_form
from kg.text.page_stamps import is_furniture, is_stamp, without_stamps
from kg.text.sections import BODY, BOILERPLATE, HEADER, Part, numbered


@dataclass(frozen=True)
class Located:
    """A piece of the reading text with what it means."""

    value: str
    start: int
    end: int


def title(parts: tuple[Part, ...]) -> Located | None:
    """The title over the story, behind the number of an announcement rather than before it; else the line right above a dateline that points or
    what a page adds part from the header."""
    head = [part for part in takewhile(lambda part: part.section in (HEADER, BOILERPLATE), parts) if part.section == HEADER]
    lines = Counter(line.strip() for part in head for line in part.text.split("\n"))
    announced = [part for part in head if part.start >= parts[numbered(parts)].start]
    best = (_best(announced, lines) if len(announced) < len(head) else None) or _best(head, lines)
    if best is None or best[0] < _SAYS:
        best = _best(_above_dateline(parts), lines) or best
    return best[2] if best and not _is_name(best[2].value) else None


_SAYS = 2  # how sure a line is a headline that says something by its words


def _above_dateline(parts: tuple[Part, ...]) -> list[Part]:
    """The heading right above the first dateline, where the story seems to begin higher up."""
    for above, part in pairwise(parts[:_TOP]):
        if part.section == BODY and opens_dateline(part.text):
            return [above] if above.section == BODY and above.block.kind == "heading" and not _OVER_SECTION.fullmatch(above.text) else []
    return []


_TOP = 40  # parts in which a dateline stands
_OVER_SECTION = re.compile(r"(?:[\w&-]+ ){0,3}(?:highlights?|summary|overview|results|points):?", re.IGNORECASE)


def _best(head: list[Part], lines: Counter[str]) -> tuple[int, int, Located] | None:
    """The first run of title-like lines that says something, else the longest, with how sure it is one; a date, wire, symbol or letterhead line is
    none. Two words are a title only where they are those of a notice, or the header has them twice, over the company's name and below it."""
    best: tuple[int, int, Located] | None = None
    for part in head:
        apart = _REACHED.search(part.text) is None  # from the lines of an address
        for start, end in _title_runs(part) if part.block.kind != "table" else ():
            label = _subject_label(part.text[start:end])
            start += label or _letterhead(part.text[start:end])
            start, end = without_stamps(part.text, *_without_marks(part.text, start, end))
            end = start + len(part.text[start:end].rstrip(" |"))
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
    return best


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


_SUBJECT = re.compile(r"(?:^|\n)(?:REG - [^\n]{3,60} - (?=\S)|(?:Subject|Re|RE|SUBJECT|Title|TITLE|Headline|HEADLINE)\s?:\s+(?=\S))")


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
        if before and (line == before or (before.startswith(f"{line} ") and len(line.split()) < 5)):  # told twice, or the name that it begins with
            at += len(line) + 1
            continue
        goes_on = before != "" and _GOES_ON.match(line) is not None and not NOT_TITLE.match(line)
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
    if text.startswith("date "):  # the label of a day set before the headline
        text = text[slice(*without_stamps(text, 0, len(text)))]
    if (
        len(text) < 3
        or DEFINES.match(text)
        or NOT_TITLE.match(text)
        or EXCHANGE_LINE.match(text)
        or is_stamp(text)
        or is_furniture(text)
        or text[0] in "|\u2022\u00b7\u25cf\u25aa"
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
