"""The headlines and sentences of a release that may tell events, and how far each counts without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context, Sentence
from kg.text.sections import ABOUT, BODY, HEADER
from kg.text.sentences import sentences

_LEGAL = re.compile(r"forward[- ]looking|\brisks?\b[^.]{0,40}\buncertaint|there (?:can be|is) no (?:assurance|guarantee|certainty)", re.IGNORECASE)
# What stands alone like a heading and yet tells something: a point under a mark, a sentence that leads to a table.
_POINT = re.compile(r"\s{0,4}[\u25a0-\u25ff\u2023\u27a2\u27a4\u2713\u2714\u2756\u2605\u00bb\u203a\u00b7*\uf0a7\uf0b7-] ?\w")
_SENTENCE = re.compile(r"^[A-Z].{50,}[:.]$", re.DOTALL)
# What the notes on qualified persons tell beside their consent: when a report will be filed, when results were first told.
_IN_NOTES = re.compile(
    r"\breport\b[^.;]{0,120}\b(?:will be|to be) (?:filed|lodged|made available|posted)|\b(?:first|previously|originally|"
    r"initially) (?:reported|announced|released) (?:on|in)\b",
    re.IGNORECASE,
)
# Lines above the story that are no headlines.
_MASTHEAD = re.compile(
    r"\b(?:ABN|ACN|ISIN|EPIC|LEI|Registration|Reg\.|Incorporated|Tel|Telephone|www|http|Source|Share code|RNS|Ticker|Symbol|NYSE|TSX|ASX|"
    r"Level \d)\b|@(?! ?\d)|^\W*\(",
    re.IGNORECASE,
)
_OUTLOOK = re.compile(
    r"\W{0,4}(?:\d[\d.]* )?(?:[\w-]+ ){0,2}(?:FY ?)?(?:20)?\d\d (?:[\w-]+ ){0,3}(?:guidance|outlook)$", re.IGNORECASE
)  # leads in a table
# A line of highlights that tells what has become of it: "2021 guidance of 40,000 oz maintained".
_GUIDED = re.compile(
    r"\b(?:FY ?(?:20)?|20)\d\d (?:[\w-]+ ){0,4}(?:guidance|outlook)(?: [^;\n]{0,90})? (?:maintained|reaffirmed|reiterated|retained|confirmed|"
    r"unchanged|raised|increased|lifted|upgraded|lowered|reduced|cut|downgraded|revised|narrowed|tightened|withdrawn|suspended|reinstated)\.?$",
    re.IGNORECASE,
)
# Above the day of a release, a line that names the issuer with its ticker and tells its news is no masthead: "Alder (TSX: ALD) announced that ...".
_TELLS = re.compile(
    r"\b(?:announce[sd]?|reports?|reported|advise[sd]?|said|says|confirm(?:s|ed)|informs?|informed)(?: today)?,? that\b.{20}", re.IGNORECASE
)
_WORDS = 110


@dataclass(frozen=True)
class Text:
    """A headline or sentence as it is read: its text, where it begins, and how far what it tells counts without a date."""

    text: str
    start: int
    kind: str  # title, lead, body, bullet, about, or speech: what somebody is quoted to have said
    first: bool = False  # whether the story opens with it


def read_texts(context: Context) -> Iterator[Text]:
    title = context.header.title
    if title is not None:
        yield Text(re.sub(r"\s", " ", context.reading.text[title.start : title.end]), title.start, "title")
    above = _above_story(context)
    lead, titled = _lead(context), title is not None and not _MASTHEAD.search(title.value)
    for sentence in context.sentences:
        kind = _kind(sentence, sentence in lead, titled)
        if kind == "title" and title is not None and sentence.start < title.end and title.start < sentence.end:
            continue
        if kind in ("body", "lead") and sentence.end < above and 40 < len(sentence.text) < 300:
            kind = "title"
        if kind == "bullet" and (guided := _GUIDED.search(sentence.text)):  # the lines before may run into it
            yield Text(guided.group(), sentence.start + guided.start(), kind)
        elif kind and not _LEGAL.search(sentence.text) and len(sentence.text) < 1500:
            yield Text(sentence.text, sentence.start, kind, bool(lead) and sentence is lead[0])


def _above_story(context: Context) -> int:
    """Where the dateline stands, if no headline was found above it: what comes before is one."""
    day = context.header.published_at
    return day.start if day is not None and context.header.title is None else 0


def _lead(context: Context) -> tuple[Sentence, ...]:
    """The first two sentences of the story, which does not begin above its date."""
    above = _above_story(context)
    story = next(
        (
            part
            for part in context.telling
            if part.section == BODY and part.block.kind in ("paragraph", "lines") and len(part.text) > 80 and part.start + len(part.text) > above
        ),
        None,
    )
    opening = [sentence for sentence in context.sentences if story is not None and sentence.part is story][:2]
    introduces = next((sentence for sentence in context.sentences[:_EARLY] if _introduces(context, sentence)), None)
    return (*opening, introduces) if introduces and introduces not in opening else tuple(opening)


def _introduces(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence names the issuer with its ticker, as that does with which the story of a release begins below its highlights."""
    if sentence.part.section != BODY or sentence.part.block.kind not in ("paragraph", "lines"):
        return False
    text, start = context.reading.text, sentence.start
    return any(org is context.issuer and _TICKER.match(text[naming.end : naming.end + 90]) for naming, org in context.namings(start, sentence.end))


_EARLY = 40  # sentences among which the story begins
_TICKER = re.compile(r"\W{0,3}\([^()]{0,50}\b(?-i:[A-Z]{2,})[^()]{0,12}: ?[A-Z0-9]")


def _kind(sentence: Sentence, lead: bool, titled: bool) -> str | None:
    part = sentence.part
    if part.section == ABOUT:
        return "about" if part.block.kind in ("paragraph", "lines", "bullet") else None
    if part.section == HEADER:
        masthead = _MASTHEAD.search(sentence.text) and not _TELLS.search(sentence.text)
        headline = part.block.kind in ("heading", "paragraph") and len(sentence.text) > (25 if titled else 12) and not masthead
        guided = part.block.kind == "lines" and _GUIDED.search(sentence.text)
        return "bullet" if part.block.kind == "bullet" or guided else "title" if headline else None
    if part.section == "qualified-person":
        return "body" if _IN_NOTES.search(sentence.text) else None
    if part.section != BODY or (part.block.kind == "table" and not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]{2,}", sentence.text)):
        return None
    if lead:
        return "lead"
    if sentence.text[:1] != '"' and part.text.count('"', 0, max(0, sentence.start - part.start)) % 2 == 1:
        return "speech"
    if part.block.kind == "heading":
        told = _SENTENCE.search(sentence.text) or _OUTLOOK.match(sentence.text) or _GUIDED.search(sentence.text)
        return "bullet" if _POINT.match(part.text) else "body" if told else None
    return "bullet" if part.block.kind in ("bullet", "table") else "body"


_NUMBER = re.compile(r"\bN(?:[Oo]|OS|os)\.\s*$")  # a stop before the number of a shaft, in capitals too
_KEEPS_STOP = re.compile(r"\b(?:[ap]\.m|U\.S|U\.K|D\.C|B\.C)\.$")


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence ends that goes on at a place: not at the stop of "No. 3" or "7 a.m."."""
    ends = (end for _, end in sentences(text) if end > at and not (_NUMBER.search(text, max(0, end - 5), end) and text[end:].lstrip()[:1].isdigit()))
    return next(ends, len(text))


def words_at(text: str, start: int, end: int) -> str:
    """A few words of the text: those from `start` to `end`, and those after them to the end of a phrase."""
    rest = re.match(r"(?:[^,;:()\n]|(?<=\d),(?=\d)){0,70}(?=[,;:()\n]|$| )", text[end : _sentence_end(text, end)])
    words = text[start : end + (rest.end() if rest else 0)].strip(" ,;")
    words = words if _KEEPS_STOP.search(words) else words.strip(".")
    return re.sub(r"\s+", " ", words)[:_WORDS].rsplit(" ", 1)[0] if len(words) > _WORDS else re.sub(r"\s+", " ", words)
