"""Zones that label results: "Ridge 4:" above the bullets of its holes, "Southern Breccia: 61.7 m @ 1.6 g/t", "Oak Hill 31.9m @ 2.2g/t", "At Oak,
hole KL-7 returned", "Drilling at Oak" over its holes; and those at which targets were found: "two targets have been outlined at Oak and Ash"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.zone.phrases import may_be_zone
from kg.extract.zone.words import ZoneAt, says_little, table_words, zone_kinds
from kg.ingest.bullets import BULLETS
from kg.text.commodities import find_commodities
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, folded, mapping
from kg.text.sections import HEADER, Part
from kg.text.sieves import Sieved

_NAME = rf"[{UPPER}][\w'\u2019-]*(?: (?:(?:de|del|du|la|las|los|el|of) )*(?:[{UPPER}][\w'\u2019-]*|\d{{1,2}}(?![\w.,]))){{0,3}}"
_MARK = rf"[ \t]*(?:(?:[{BULLETS}\u00a7\uf0a7*o\u2013-]+|\(?[a-z\d]{{1,2}}[.)])[ \t]+)?"
_CODE = r"(?=[\w./-]{3})(?=[^\W\d]{0,6}[-_]?\d|\d)[A-Z\d][\w./-]*"
_HOLE = (  # a number alone is one only behind the word
    rf"(?:(?:(?:[Tt]he|[Aa]) (?:[a-z]+ ){{0,2}}hole,? )?(?:(?:[Dd]iamond |RC |[Dd]iscovery )?(?:[Dd]rill ?)?[Hh]oles? |DDH ){_CODE}"
    rf"|(?:(?:[Tt]he|[Aa]) (?:[a-z]+ ){{0,2}}hole,? )?(?=[\w./]*[^\W\d_]|\d+-\d){_CODE})"
)
_LENGTH = r"\d[\d,]*(?:\.\d+)?[ -]?(?:m|met(?:re|er)s?|ft|feet)\b"
_RICH = r"\d[\d,]*(?:\.\d+)? ?(?:%|g/t|gpt|g [A-Z]|grams\b|ppm\b|per ?cent\b|oz/t)"
_GRADED = rf"(?:an? )?{_LENGTH}(?: ?\([^()\n]{{1,30}}\))?(?: \w+){{0,2}} ?(?:@|\bat\b|\bof\b|\bgrading\b|\baveraging\b)"
# What stands behind a label, or below it: a hole with its figures, or an interval.
_TOLD = rf"(?:{_GRADED}|{_HOLE}\b[^\n]{{0,60}}?(?:{_LENGTH}|{_RICH})|{_RICH}[^\n]{{0,60}}?\b(?:over|across)\b)"
_HEADS = r"\|?[ \t]*(?:Hole|Drill ?hole|DDH|BHID|HOLE)\b(?: ?(?:ID|No|Number|#|Name))?[.]?[ \t|\n]"
_BELOW = re.compile(rf"[ \t]*\n(?:[^\w\n]{{0,6}}\n)*{_MARK}(?:{_HOLE}\b(?! (?:[{LOWER}]{{4,}} ){{2}})|{_TOLD}|{_HEADS})")
_NUMBERED = re.compile(r"[ \t]*\n(?:[^\w\n]{0,6}\n)*\d{2,5}[ \t]*\n")
_OF_TABLE = re.compile(rf"\n{_HEADS}")
_OF_DRILLING = r"(?:[Dd]rill(?:ing)?|[Rr]esults?|[Hh]ighlights|[Uu]pdate|[Aa]ssays?|[Ii]ntercepts|[Ii]ntersections|[Pp]rogram(?:me)?|[Hh]oles)"
_SORT = rf"(?:[{UPPER}][{LOWER}-]+ |[{LOWER}-]+ ){{0,2}}"
_BEFORE = (
    rf"(?:{_SORT}{_OF_DRILLING}(?: {_OF_DRILLING})? (?:(?:at|on|from|for|in)(?: the)?|[-\u2013\u2014]) "
    rf"|{_HOLE}(?: ?\(|,? [-\u2013\u2014] |, ))"
)
_BEHIND = rf"(?:\)|(?: {_OF_DRILLING}){{1,2}}| (?:-|\u2013|\u2014) (?!\d)[^\n:\d]{{3,40}}| ?\([^()\n]{{1,40}}\)| (?:-|\u2013|\u2014) {_HOLE})"
_NOTED = re.compile(r"(?<=[a-z]{3})\d{1,2}$")  # the number of a footnote: "Heron Deeps2"
_NEAR = re.compile(rf"\n{_MARK}{_TOLD}")
_FURTHEST = 90  # letters of a line that is but a label


@cache
def _patterns() -> tuple[Sieved, re.Pattern[str], Sieved]:
    """A label and the result behind it on its line; a line that is a label alone; and "At" a name, then what was drilled there."""
    kinds = "|".join(sorted((re.escape(kind) for kind in zone_kinds()), key=lambda kind: (-len(kind), kind)))
    name = rf"(?P<name>{_NAME}?)(?P<kind> (?i:{kinds}))?"
    return (
        Sieved(rf"(?:^|(?<=\n)){_MARK}{name}(?:(?P<colon> ?:[ \t]*| [-\u2013\u2014] )(?={_TOLD})|[ \t]+(?={_GRADED}))"),
        re.compile(rf"{_MARK}(?P<before>{_BEFORE})?{name}(?P<behind>{_BEHIND})?(?P<colon> ?:)?[ \t]*"),
        Sieved(
            rf"(?:^|(?<=\n)|(?<=[.!?] )){_MARK}(?:At|In|On|Within)(?: the)? {name}, "
            rf"(?=[^.\n]{{0,40}}?(?:{_HOLE}\b|\b(?:drill|hole|result|intercept|intersection|highlight)|{_LENGTH} ?(?:@|at|of|grading)))"
        ),
    )


# "Results from Oak include the following:", above its holes.
_LED = Sieved(
    rf"\b(?i:results?|intercepts|intersections|highlights|assays|drilling|holes)\b[^.:\n]{{0,40}}? (?:from|at|on|in|within)(?: the)? "
    rf"(?P<name>{_NAME}?)(?P<kind>)"
    r"(?= (?:include|including|included|includes|returned|were|was|are|comprise|intersected|has|have|continues?)\b[^\n:]{0,60}:\s*$|:\s*$)"
)
_AT = Sieved(
    rf"\b(?:targets|prospects|anomalies|zones|showings|occurrences|discoveries)(?: (?:have|has|had|were|was|are))?(?: been)?(?: now| also)? "
    rf"(?:delineated|identified|outlined|defined|generated|recogni[sz]ed|found|drilled|tested|sampled|discovered|confirmed|located)"
    rf"(?: (?:by|on|within|across|over) [^.;:,()\n]{{1,60}}?)? (?:at|namely|called) (?P<names>{_NAME}(?: \([^()\n]{{1,60}}\))?"
    rf"(?:, {_NAME}(?: \([^()\n]{{1,60}}\))?){{0,5}},? and {_NAME})(?=[.,;(]|$| \(| [{LOWER}])"
)


def find_labels(context: Context) -> Iterator[ZoneAt]:
    """The zones that stand so in the telling parts; a part is read with what follows it, where its label stands alone."""
    told = [part for part in context.telling if part.block.kind != "table"]
    inline, _, opened = _patterns()
    lone = list[ZoneAt]()
    for part in told:
        if part.section == HEADER:
            continue
        for found in inline.finditer(part.text):
            yield from _named(context, part, found, told=bool(found["colon"] or found["kind"]))
        for pattern in (opened, _LED):
            for found in pattern.finditer(part.text):
                yield from _named(context, part, found, told=True)
        lone += _alone(context, part)
        yield from _found_at(context, part)
    sure = [label for label in lone if label.rule == "label"]
    points = [label for label in lone if label.rule != "label"]
    yield from sure
    if len(points) > 1:  # points that are but names, above points that are results
        yield from (ZoneAt(point.name, point.kind, point.start, point.end, "label") for point in points)


def _alone(context: Context, part: Part) -> Iterator[ZoneAt]:
    """The labels of a part that have a line for themselves, with results below."""
    text, heading = context.reading.text, part.block.kind == "heading"
    lone = _patterns()[1]
    at = part.start
    for line in part.text.split("\n"):
        found = lone.fullmatch(line.rstrip()) if 2 < len(line) < _FURTHEST else None
        told = found is not None and any(found[group] for group in ("colon", "before", "behind", "kind"))
        if found is not None and (_is_over(text, at, at + len(line.rstrip())) or (heading and told and _NEAR.search(text, at, at + 900))):
            sure = told or (heading and not found.start("name"))
            for label in _named(context, part, found, told=True, offset=at - part.start):
                yield label if sure else ZoneAt(label.name, label.kind, label.start, label.end, "point")
        at += len(line) + 1


def _is_over(text: str, start: int, end: int) -> bool:
    """Whether results stand right below a line: a hole or an interval, or a number alone among the cells of a drill table."""
    return _BELOW.match(text, end) is not None or (
        _NUMBERED.match(text, end) is not None and _OF_TABLE.search(text, max(0, start - 400), start) is not None
    )


def _named(context: Context, part: Part, found: re.Match[str], *, told: bool, offset: int = 0) -> Iterator[ZoneAt]:
    start, name = part.start + offset + found.start("name"), _NOTED.sub("", found["name"])
    if _is_label(context, name, start, told=told, kind=found["kind"] or ""):
        yield ZoneAt(name, (found["kind"] or "").strip(), start, start + len(name), "label")


def _found_at(context: Context, part: Part) -> Iterator[ZoneAt]:
    for found in _AT.finditer(part.text):
        for item in re.finditer(rf"(?:^|, | and ){_NAME}", re.sub(r"\([^()]*\)", lambda inside: " " * len(inside[0]), found["names"])):
            name = re.sub(r"^(?:, | and )", "", item.group())
            start = part.start + found.start("names") + item.end() - len(name)
            if _is_label(context, name, start, told=True):
                yield ZoneAt(name, "", start, start + len(name), "targets-at")


def _is_label(context: Context, name: str, start: int, *, told: bool, kind: str = "") -> bool:
    """Whether a label names a place in the ground: a site's name is none, nor is a word of reports; without a colon it needs two words."""
    words = name.split(" ")
    if re.search(r"[a-z]\d$", name) or any(_OF_HOLE.fullmatch(word) for word in words) or re.fullmatch(r"[A-Z]{1,6} \d{2,}", name):
        return False  # the number of a note, a hole
    quarter = told and len(words) > 1 and _QUARTER.match(words[0]) is not None
    placed = quarter or (bool(kind) and all(_QUARTER.match(word) or word.casefold() in table_words("place") for word in words))
    if (not told and len(words) < 2) or (words[0].casefold() in folded("generic_words.txt") and not placed):
        return False
    if (
        words[0].casefold() in entries("zone_not_labels.txt")
        or words[-1].casefold() in entries("zone_not_labels.txt")
        or _OF_SITE.fullmatch(words[-1])
        or all(find_commodities(word) for word in words)
    ):
        return False
    if mapping("geography.txt").get(name.casefold()) or any(
        name.casefold() == site.name.casefold() or name in site.aliases for site in context.sites.all
    ):
        return False
    if placed:
        return not any(naming.start < start + len(name) and start < naming.end for naming, _ in context.namings(start - 60, start + 60))
    little = all(word.isdigit() or says_little(word.casefold()) for word in words) and not words[-1].isdigit()
    return not little and may_be_zone(context, name, start, start + len(name))


_OF_HOLE = re.compile(r"(?=[^\d]*\d)(?=[\d]*[^\W\d])[\w./\u2019'-]{3,}")  # "AX-12", "GWRC04", "19-04W1"
_OF_SITE = re.compile(r"Deposits?|Mines?|Projects?|Propert(?:y|ies)|Operations?|Complex|Camp|District|Belt")
_QUARTER = re.compile(r"(?:(?:North|South|East|West)(?:ern|[ -]?(?:[Ee]ast|[Ww]est)(?:ern)?)?|[NS][EW]|Main|Central|Upper|Lower|Middle)$")
