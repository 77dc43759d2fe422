"""Zones that label results: "Ridge 4:" above the bullets of its holes, "Southern Breccia: 61.7 m @ 1.6 g/t", "Oak Hill 31.9m @ 2.2g/t"; and those
at which targets were found: "two targets have been outlined at Oak (7 km north) and Ash"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context
from kg.extract.zone.phrases import may_be_zone
from kg.extract.zone.words import ZoneAt, says_little, zone_kinds
from kg.ingest.bullets import BULLETS
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import folded, mapping
from kg.text.sieves import Sieved

_NAME = rf"[{UPPER}][\w'\u2019-]*(?: (?:(?:de|del|du|la|las|los|el) )*(?:[{UPPER}][\w'\u2019-]*|\d{{1,2}}(?![\w.,]))){{0,3}}"
_MARK = rf"[ \t]*(?:(?:[{BULLETS}\u00a7\uf0a7*o\u2013-]|\(?[a-z\d]{{1,2}}[.)])[ \t]+)?"
_HOLE = r"(?:[Hh]oles? )?(?=[\w-]{4})[A-Z]{1,6}\d{0,4}-?[\w-]*\d[\w-]*"
_LENGTH = r"\d+(?:\.\d+)? ?(?:m|metres|meters|ft|feet)\b"
_GRADED = rf"{_LENGTH}(?: ?\([^()\n]{{1,30}}\))?(?: \w+){{0,2}} ?(?:@|\bat\b|\bof\b|\bgrading\b|\baveraging\b)"


@cache
def _labels() -> Sieved:
    """A label and the intercept behind it on its line, and a lone label with a colon above a hole or an intercept."""
    kinds = "|".join(sorted((re.escape(kind) for kind in zone_kinds()), key=lambda kind: (-len(kind), kind)))
    return Sieved(
        rf"(?:^|(?<=\n)){_MARK}(?P<name>{_NAME})(?P<kind> (?:{kinds}))?"
        rf"(?: ?(?P<colon>:)[ \t]*(?={_GRADED}|{_HOLE}[^\n]{{0,24}}?{_LENGTH})|[ \t]+(?={_GRADED})|"
        rf"(?P<alone>:)[ \t]*\n[\s{BULLETS}\u00a7*o\u2013-]*(?=(?:{_HOLE}\b|{_GRADED})))"
    )


_AT = Sieved(
    rf"\b(?:targets|prospects|anomalies|zones|showings|occurrences|discoveries)(?: (?:have|has|had|were|was|are))?(?: been)?(?: now| also)? "
    rf"(?:delineated|identified|outlined|defined|generated|recogni[sz]ed|found|drilled|tested|sampled|discovered|confirmed|located)"
    rf"(?: (?:by|on|within|across|over) [^.;:,()\n]{{1,60}}?)? (?:at|namely|called) (?P<names>{_NAME}(?: \([^()\n]{{1,60}}\))?"
    rf"(?:, {_NAME}(?: \([^()\n]{{1,60}}\))?){{0,5}},? and {_NAME})(?=[.,;(]|$| \(| [{LOWER}])"
)
# What labels lines of results and names no place.
_OF_LINES = re.compile(
    r"(?i:highlights?|results?|including|includes?|incl|hole|holes|drill\w*|assays?|from|significant|best|new|intercepts?|intersections?|infill|"
    r"extensional|regional|total|average|trench\w*|section|table|figure|also|and|other|further|previous\w*|historic\w*|diamond|rc|aircore|note|"
    r"step-?outs?|true|surface|underground|phase|stage|program\w*|interval|length|grade|high|low|upper|lower|visible|gold|silver|copper|zinc)"
)


def find_labels(context: Context) -> Iterator[ZoneAt]:
    """The zones that stand so in the telling parts; a part is read with what follows it, where its label stands alone."""
    text = context.reading.text
    for part in context.telling:
        if part.block.kind == "table":
            continue
        end = part.start + len(part.text)
        for found in _labels().finditer(text[part.start : end + _BELOW]):
            start = part.start + found.start("name")
            if start < end and _is_label(
                context,
                found["name"],
                start,
                told=bool(found["colon"] or found["alone"] or found["kind"] or _GRADES.match(text, part.start + found.end())),
            ):
                yield ZoneAt(found["name"], (found["kind"] or "").strip(), start, start + len(found["name"]), "label")
        for found in _AT.finditer(part.text):
            for item in re.finditer(rf"(?:^|, | and ){_NAME}", re.sub(r"\([^()]*\)", lambda inside: " " * len(inside[0]), found["names"])):
                name = re.sub(r"^(?:, | and )", "", item.group())
                start = part.start + found.start("names") + item.end() - len(name)
                if _is_label(context, name, start, told=True):
                    yield ZoneAt(name, "", start, start + len(name), "targets-at")


_GRADES = re.compile(rf"{_GRADED}")
_BELOW = 60  # letters of what follows a label that stands alone


def _is_label(context: Context, name: str, start: int, *, told: bool) -> bool:
    """Whether a label names a place in the ground: a site's name is none, nor is a word of reports; without a colon it needs two words."""
    words = name.split(" ")
    if re.search(r"[a-z]\d$", name) or any(_CODE.fullmatch(word) for word in words) or re.fullmatch(r"[A-Z]{1,6} \d{2,}", name):
        return False  # the number of a note, a hole
    quarter = told and len(words) > 1 and _QUARTER.match(words[0]) is not None
    if (not told and len(words) < 2) or _OF_LINES.fullmatch(words[0]) or (words[0].casefold() in folded("generic_words.txt") and not quarter):
        return False
    if mapping("geography.txt").get(name.casefold()) or any(
        name.casefold() == site.name.casefold() or name in site.aliases for site in context.sites.all
    ):
        return False
    if quarter:
        return not any(naming.start < start + len(name) and start < naming.end for naming, _ in context.namings(start - 60, start + 60))
    little = all(word.isdigit() or says_little(word.casefold()) for word in words) and not words[-1].isdigit()
    return not little and may_be_zone(context, name, start, start + len(name))


_CODE = re.compile(r"(?=[^\d]*\d)(?=[\d]*[^\W\d])[\w./\u2019'-]{3,}")  # "AX-12", "GWRC04", "19-04W1"
_QUARTER = re.compile(r"(?:(?:North|South|East|West)(?:ern|[ -]?(?:[Ee]ast|[Ww]est)(?:ern)?)?|Main|Central|Upper|Lower|Middle)$")
