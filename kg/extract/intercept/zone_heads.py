"""The zone that stands over results: of the heading of their section, of the lead-in of their list or table, or alone on a line above them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.context import Context
from kg.extract.intercept.drafts import Draft
from kg.extract.intercept.zone_namings import ZoneNamed, between, namings, stems
from kg.extract.zone.words import kind_word, without_kind
from kg.facts import Zone
from kg.text.sections import HEADER, Part

# Words of a heading over results that opens no section of its own: "Highlights", "Key results:", "Hole KL-7 returned", "Table 2: Drill results".
_PASSING = re.compile(
    r"(?:\W|\b(?:the|a|of|from|for|and|in|at|are|is|were|as|to|with|below|following|follows?|include[sd]?|including|key|selected|significant|best|better|"
    r"new|latest|further|additional|top|drill(?:ing|ed)?|diamond|rc|core|assays?|results?|highlights?|intercepts?|intersections?|intervals?|summary|"
    r"holes?|drill ?holes?|returned|intersected|cut|continued|cont|tables?|figures?|hit|encountered|gold|silver|copper|zinc|nickel|lithium|"
    r"[\w./-]*\d[\w./-]*)\b)+",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"\b(?:results?|highlights?|assays?|intercepts?|intersections?|intervals?|includ\w+|following|returned|intersected|(?:drill ?)?holes?)\b"
    r"[^\n]{0,80}:\s*$",
    re.IGNORECASE,
)
# Words beside the name of a zone that only its heading or lead-in has.
_OF_HEADS = re.compile(
    r"(?:\W|\b(?:the|at|in|on|of|from|for|and|drill(?:ing)?|results?|highlights?|assays?|intercepts|intersections|update|infill|extension(?:al)?|"
    r"step-?outs?|exploration|resource|definition|continued|figure \d+|holes?|program(?:me)?|include|new|significant|returned|\d{1,2})\b)*",
    re.IGNORECASE,
)
_PLACED, _GOES_ON = re.compile(r"\b(?:from|at|in|on|for|of)(?: the)? $"), re.compile(r"[^\w]*$|\W? ?[a-z]")
_BELOW = re.compile(r"\b(?:tables? \d{0,2}\s?(?:below|presents?|shows?|summari[sz]es)|(?:below|following) tables?|following|below|as follows)\b|:$")
_LABELLED = re.compile(r"\W*(?:Prospect|Target|Zone|Vein|Pit|Lode|Reef|Lens|Area)(?: name)?: [A-Z]")
_TELLS = re.compile(r"\d ?(?:%|g/t|gpt\b|g [A-Z]|ppm\b|grams\b|per ?cent\b|oz/t)")
_SHOWN = re.compile(r"\b(?:in|by) table \d", re.IGNORECASE)
_ONLY_NAMES = re.compile(r"[^\w(]{0,6}[A-Z][\w'-]{1,24}(?:(?: and|,)? [A-Z&][\w'-]{0,24}){0,5}[^\w]{0,3}")  # as a bullet above other bullets: a place
# A point of a list that is a name, whatever it is of, and words without figures: "Heron - infill drilling".
_NAMES_OTHER = re.compile(r"[^\w(]{0,6}[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3}(?: ?[:\u2013\u2014-] ?[^\d\n]{0,60})?")
_LONGEST, _LONGEST_LEAD = 140, 320  # letters of a line over others, of one with a colon
_POINT, _WORD = 400, 25  # letters of a point of a list without its mark, and of a hole on a line
_FURTHEST, _FEW = 25, 8  # parts of a section, and up to a heading that passes


@dataclass
class _Over:
    """What stands over the next part: the zone of the section and of the list, how many parts ago the section began, and the only zone that the
    paragraph right above tells of."""

    section: Zone | None = None
    listed: Zone | None = None
    age: int = 0
    told: Zone | None = None

    def zone(self) -> Zone | None:
        return self.listed or (self.section if self.age <= _FURTHEST else None)

    def told_above(self) -> Zone | None:
        """The zone of results that a lead-in without a name opens: "Drilling at Oak Hill goes on. Highlights include:"."""
        return self.told if self.zone() is None else None


def zone_over(context: Context, draft: Draft) -> Zone | None:
    """The only zone that stands over an interval."""
    heads = context.once(_heads)
    at = bisect_right(heads, draft.start, key=lambda head: head[0]) - 1
    return heads[at][1] if at >= 0 else None


def _heads(context: Context) -> Iterator[tuple[int, Zone | None]]:
    """Where what stands over the text changes, and the zone that does from there."""
    named, over = context.once(namings), _Over()
    known = stems(named)
    title = context.header.title
    for part in context.telling:
        over.age += 1
        if (part.section == HEADER and not _leads_in(part)) or (title is not None and part.start <= title.start < part.start + len(part.text)):
            continue
        if part.block.kind == "heading" and _TELLS.search(part.text):
            pass  # a result, though it looks like a heading
        elif part.block.kind == "heading":
            _headed(context, part, named, known, over)
        elif part.block.kind == "paragraph":
            if len(part.text) > _POINT or (len(part.text) > _WORD and not _TELLS.search(part.text[:80])):
                over.listed = None  # no point of a list that lost its mark
            if not _PASSING.fullmatch(part.text):
                over.told = _only_told(context, named, part)
            yield part.start, over.zone()
            if _is_lead(part.text):
                last = part.start + (part.text.rfind(". ") + 1)
                zones = _zones(context, named, known, last, part.start + len(part.text))
                bare = not zones and _PASSING.fullmatch(part.text, last - part.start) is not None
                over.listed = over.told_above() if bare else zones[0] if len(zones) == 1 else None
                if len(zones) > 1:
                    over.section = None
                yield part.start + len(part.text), over.zone()
            continue
        elif part.block.kind != "table":
            yield from _lines(context, part, named, known, over)
            continue
        yield part.start, over.zone()


_RESULTS = re.compile(r"\b(?:drill\w*|results?|assays?|intersect\w*|intercepts?|holes?)\b", re.IGNORECASE)
_IN_PASSING = re.compile(
    r"\b(?:will be|to be (?:drilled|tested)|next (?:year|season|phase)|was discovered|discovered in|remains? open|is open)\b", re.IGNORECASE
)


def _only_told(context: Context, named: tuple[ZoneNamed, ...], part: Part) -> Zone | None:
    """The only zone that a paragraph which tells of results names, but to say where something else lies."""
    if _RESULTS.search(part.text) is None or _IN_PASSING.search(part.text):
        return None
    span = context.span(part.start, part.start + len(part.text))
    zones = {at.zone for at in between(named, span.start, span.end) if not is_elsewhere(context, at)}
    return zones.pop() if len(zones) == 1 else None


def _leads_in(part: Part) -> bool:
    """Whether a line of the letterhead leads in what follows, or is of a list: a text without a body opens so."""
    return part.text.rstrip().endswith(":") or part.block.kind in ("lines", "bullet")


def _headed(context: Context, part: Part, named: tuple[ZoneNamed, ...], known: dict[str, Zone], over: _Over) -> None:
    zones = _zones(context, named, known, part.start, part.start + len(part.text))
    if len(zones) == 1 and part.section == HEADER:
        over.listed = zones[0]
    elif len(zones) == 1:
        over.section, over.listed, over.age = zones[0], None, 0
    elif zones or not (_PASSING.fullmatch(part.text) or _LEADING.search(part.text)) or over.age > _FEW:
        over.section = over.listed = None
    elif not re.search(r"\d", part.text):
        over.listed = None
        over.listed = over.told_above() if part.text.endswith(":") else None


def _lines(context: Context, part: Part, named: tuple[ZoneNamed, ...], known: dict[str, Zone], over: _Over) -> Iterator[tuple[int, Zone | None]]:
    """The lines of a list that name a zone and stand over the ones below."""
    yield part.start, over.zone()
    at = part.start
    first = part.text.split("\n", 1)[0]
    if first.endswith(":") and _PASSING.fullmatch(first) and over.told_above() is not None:
        over.listed = over.told_above()
        yield at + len(first), over.zone()
    for line in part.text.split("\n"):
        longest = _LONGEST_LEAD if line.rstrip().endswith(":") else _LONGEST
        zones = _zones(context, named, known, at, at + len(line)) if 2 < len(line) < longest else []
        if zones and (line.rstrip().endswith(":") or _ONLY_NAMES.fullmatch(line) or _is_but(line, zones[0])):
            if len(zones) == 1:
                over.listed = zones[0]
            else:
                over.listed = over.section = None
            yield at + len(line), over.zone()
        elif over.listed is not None and _NAMES_OTHER.fullmatch(line):
            over.listed = None
            yield at + len(line), over.zone()
        at += len(line) + 1


def _is_but(line: str, zone: Zone) -> bool:
    """Whether a line is but the name of a zone and words that head results."""
    rest = re.sub(re.escape(without_kind(zone.name)), " ", line, flags=re.IGNORECASE)
    return rest != line and _OF_HEADS.fullmatch(kind_word().sub(" ", rest)) is not None


def _is_lead(text: str) -> bool:
    """Whether a paragraph leads in a list or table."""
    last = text.rstrip()[-250:].rsplit(". ", 1)[-1]
    if len(text) < _LONGEST and _LABELLED.match(text):
        return True
    return last.endswith(":") or _SHOWN.search(last) is not None or (_BELOW.search(last) is not None and "able" in last)


def _zones(context: Context, named: tuple[ZoneNamed, ...], known: dict[str, Zone], low: int, high: int) -> list[Zone]:
    """The zones that a heading or lead-in names: in full, or by names that elsewhere would say too little ("Drilling at West")."""
    span = context.span(low, high)
    inside = [at for at in between(named, span.start, span.end) if not is_elsewhere(context, at)]
    if inside:
        return list(dict.fromkeys(at.zone for at in inside))
    text = context.reading.text[low:high]
    for stem, zone in known.items():
        found = re.search(rf"(?<![\w-]){re.escape(stem)}(?![\w-])", text, re.IGNORECASE)
        if found and (text[found.start()].isupper() or text[found.start()].isdigit()):
            rest = kind_word().sub(" ", text[: found.start()] + " " + text[found.end() :])
            if _OF_HEADS.fullmatch(rest) or (_PLACED.search(text, 0, found.start()) and _GOES_ON.match(text, found.end())):
                return [zone]
    return []


# Before a zone that only says where something else lies: "collared 300 metres north of the", "located between the main Birch and".
_WHERE = re.compile(
    r"\d ?(?:m|met(?:re|er)s|km|kilomet(?:re|er)s|feet|ft)(?: (?:to|further|away|along strike))?(?: the)? "
    r"(?:[a-z-]*(?:north|south|east|west)[a-z-]*|away|along strike)"
    r"(?: of| from)?(?: the)? $|\blocated between (?:the )?[^,;.\d]{0,40}$"
)


def is_elsewhere(context: Context, at: ZoneNamed) -> bool:
    """Whether a zone is named only to say where something else lies."""
    return _WHERE.search(context.document.text, max(0, at.start - 60), at.start) is not None
