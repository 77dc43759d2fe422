"""What a release says of itself before its story: when and where it was published, by which wire, under which title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.text.datelines import is_dateline, is_place, label_length, published
from kg.text.dates import DateMatch
from kg.text.header_words import AFTER_PLACE, AROUND_DATE, BEFORE_DATE, IMMEDIATE, MONTHS, WIRE
from kg.text.headlines import Located, title
from kg.text.letters import UPPER
from kg.text.lexicons import mapping
from kg.text.names import split_legal_form
from kg.text.sections import BODY, Part


@dataclass(frozen=True)
class Header:
    """`published` is None where no day of publication could be made out."""

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
    place = place or _place_and_wire(story, None)[0] or _place_in_province(parts) or (_place_beside(dated) if dated else None)
    return Header(match.earliest if match else None, at, place, wire, title(parts))


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
    text = _MONTH_DAY.sub("", IMMEDIATE.sub("", part.text[start:end])).rstrip(" ,.-")
    text += "." * (_SHORT_STATE.search(text) is not None and part.text.startswith(".", start + len(text)))
    return Located(_in_title_case(text), part.start + start, part.start + start + len(text)), located_wire


_SHORT_STATE = re.compile(  # with a stop: "Vancouver, B.C.", "Reno, Nev."
    r"\b[A-Z]\.[A-Z]$|, (?:Ala|Alta|Ariz|Ark|Calif|Colo|Conn|Fla|Ga|Ill|Ind|Kan|Ky|La|Man|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Nfld|Okla|Ont|"
    r"Ore|Pa|Qu[e\u00e9]|Sask|Tenn|Tex|(?:W\. ?)?Va|Wash|Wis|Wyo)$"
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


def _place_beside(dated: tuple[Part, DateMatch]) -> Located | None:
    """The place on the line over or below a date that stands alone on its own: a town that is known, with its country or province at most."""
    part, match = dated
    low, high = part.text.rfind("\n", 0, match.start) + 1, part.text.find("\n", match.end)
    high = high if high >= 0 else len(part.text)
    if part.text[low : match.start].strip() or re.search(r"[A-Za-z]{3}", part.text[match.end : high]):
        return None
    above, below = part.text.rfind("\n", 0, max(0, low - 1)) + 1, part.text.find("\n", high + 1)
    for start, end in ((above, low - 1), (high + 1, below if below >= 0 else len(part.text))):
        place = part.text[start:end].strip(" ,") if start < end else ""
        if place and _is_known(place) and len(place.split()) < 6 and is_place(place) and not _is_label(place):
            start = part.text.index(place, start)
            return Located(_in_title_case(place), part.start + start, part.start + start + len(place))
    return None


_EXCHANGE = re.compile(r"LSE|AIM|ASX|TSXV?|TSX-V|NYSE|JSE|CSE|NASDAQ|OTC\w{0,3}", re.IGNORECASE)  # "24 July 2017   LSE: ABC"


def _is_label(text: str) -> bool:
    """Whether what stands where a place would is a kind of announcement, an author, or the name of a company."""
    if re.match(r"By\b|REG$", text):
        return True
    return not re.search(r"[A-Za-z]{2}", AROUND_DATE.sub(" ", text)) or (
        split_legal_form(text)[1] != "" and not re.search(r", (?:[A-Z]{2}|Ky)$", text)
    )


def _line_around(dated: tuple[Part, DateMatch]) -> tuple[str, str]:
    part, match = dated
    return part.text[part.text.rfind("\n", 0, match.start) + 1 : match.start], part.text[match.end : match.end + 90]


def _in_title_case(place: str) -> str:
    """ "TORONTO, ONTARIO" -> "Toronto, Ontario"; short letters such as "B.C." stay."""
    if place.upper() != place and not re.match(rf"[{UPPER}]{{3}}", place):
        return place
    place = re.sub(rf"[{UPPER}]{{3,}}(?:'S\b)?|^(?:ST|MT|FT)\b|\b(?:ST|STE|MT|FT)(?=\.)", lambda word: word.group().capitalize(), place)
    return re.sub(rf"(?<=-)D'([{UPPER}])([{UPPER}]+)", lambda word: f"d'{word[1]}{word[2].lower()}", place)
