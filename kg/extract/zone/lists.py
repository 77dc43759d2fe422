"""Zones that a count or a pronoun announces: "three plates, at Alder, Birch and Cedar", "the targets ... In order they are Ash and Elm".

A list of names alone tells nothing of what they are. Where just as many zones are counted before it, or the sentence before spoke of
zones and a pronoun takes them up, the names are theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context, Sentence
from kg.extract.name_runs import parts_of_names
from kg.extract.zone.phrases import list_items, may_be_zone
from kg.extract.zone.words import ZoneAt, kind_of_listed, says_little, without_kind, zone_kinds
from kg.ingest.bullets import BULLETS
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "both": 2}
_PLURAL = (
    r"(?:zones|veins|lenses|shoots|lodes|prospects|targets|showings|occurrences|anomalies|orebodies|(?:ore|mineralized|mineralised) bodies|"
    r"(?:open )?pits|reefs|pipes|kimberlites|seams|mantos|breccias|areas|trends|structures|shears|splays|dykes|dikes|conductors|plates|skarns|"
    r"chimneys|channels|clusters|pegmatites|horizons|porphyries|cent(?:re|er)s)"
)
_COUNTED = re.compile(
    rf"\b(?i:(?P<count>{'|'.join(_COUNTS)}|[2-9]|1\d)(?: of (?:the|its|our|these|those))?)(?: [{LOWER}\d][\w/%-]*| [{UPPER}]{{2,4}}){{0,4}} "
    rf"(?i:(?P<kind>{_PLURAL}))\b"
)
_WORD = rf"[{UPPER}][\w'-]*"
_NAME = (
    rf"[\"']?(?:(?:El|La|Las|Los|Le|St\.|Mt\.) )?{_WORD}(?: (?:(?:de|del|du|la|las|los|of|the) )*"
    rf"(?:{_WORD}|\d{{1,4}}[A-Z]?(?!\w|[.,]\d))){{0,3}}[\"']?"
)
_ITEM = rf"(?:the )?(?:{_NAME}|\d{{2,4}}[A-Z]?(?![\w%]|[.,]\d))"
_LIST = re.compile(rf"(?<![\w'\"-])(?:the )?{_NAME}(?:, {_ITEM}){{0,9}},? (?:and|&) {_ITEM}(?! [{UPPER}]|[\w'])")
_LEADS = re.compile(
    r"(?:[:,(\u2013\u2014]|\s--?|\b(?:at|on|in|are|were|is|called|named|as|namely|including|being|over|beneath|below|from|of)) (?:the )?$|\($"
)
_OF_ORE = re.compile(
    r"\b(?:drill\w*|holes?|assays?|sampl\w+|trench\w*|survey\w*|geophysic\w*|geochem\w*|explor\w+|prospect\w*|anomal\w+|minerali[sz]\w+|veins?|"
    r"grades?|untested|undrilled|property|licen[cs]e|claims|concessions?|tenements?|EM|porphyry|alteration|skarn|stockwork|gold|silver|copper|zinc|nickel|uranium|lithium|rutile|tin)\b"
)
# A line of a list that opens with a name, alone or before what is said of it.
_BULLET = re.compile(
    rf"\s*\n[ \t]*(?:[-*{BULLETS}\u2013o]|\d[.)]|\([a-z\d]\))[ \t]+(?:[Tt]he )?(?P<name>{_NAME})"
    rf"(?:[ \t]*(?:[:(,;\u2013-]|(?i:{_PLURAL.replace('s|', 's?|')})\b)[^\n]*)?[.;,]?[ \t]*(?=\n|$)"
)
_JOINED = re.compile(r" (?:and|&) ")
_GOVERNED = re.compile(r"\b(?:at|on|beneath|below|from) (?:the )?$")
_ZONES = re.compile(rf"\b{_PLURAL}\b", re.IGNORECASE)
_THEY_ARE = re.compile(
    r"\b(?:[Tt]hey|[Tt]hese|[Tt]hose|[Tt]he (?:names|others|first|second|top|best)(?: [a-z]+){0,2}) (?:are|were|include|comprise)"
    r"(?: (?:now |named|called|known as|to be called))* (?:the )?$"
)


def find_zone_lists(context: Context) -> Iterator[ZoneAt]:
    """The zones of lists that a count in their own sentence or the one before, or a pronoun, announces."""
    before: Sentence | None = None
    for sentence in context.sentences:
        near = before if before is not None and before.part is sentence.part else None
        before = sentence
        if sentence.part.block.kind == "table":
            continue
        if sentence.text.endswith(":") and (announced := _COUNTED.search(sentence.text)) and _is_of_ore(announced):
            yield from _bulleted(context, sentence, _count(announced), _kind(announced))
        if not _JOINED.search(sentence.text):
            continue
        counted = _COUNTED.search(sentence.text)
        counted_before = _COUNTED.search(near.text) if near and not counted else None
        if not counted and not (near and _ZONES.search(near.text)):
            continue
        for listed in _LIST.finditer(sentence.text, counted.end() if counted else 0):
            items = list(list_items(sentence.text, *listed.span()))
            if (
                counted
                and len(items) == _count(counted)
                and _is_of_ore(counted)
                and _LEADS.search(sentence.text, max(0, listed.start() - 40), listed.start())
            ):
                yield from _members(context, sentence, items, _kind(counted))
                break
            lead = sentence.text[: listed.start()]
            if not counted and ((counted_before and len(items) <= _count(counted_before) and _GOVERNED.search(lead)) or _THEY_ARE.search(lead[-60:])):
                yield from _members(context, sentence, items, "")
                break


def _bulleted(context: Context, sentence: Sentence, count: int, kind: str) -> Iterator[ZoneAt]:
    """The names that open as many bulleted lines as the sentence before them counts."""
    text, at = context.reading.text, sentence.start + len(sentence.text)
    items: list[tuple[int, int]] = []
    while len(items) <= count and (line := _BULLET.match(text, at)):
        items.append((line.start("name"), line.end("name")))
        at = line.end()
    if len(items) == count:
        yield from _members(context, sentence, [(start - sentence.start, end - sentence.start) for start, end in items], kind)


def _is_of_ore(found: re.Match[str]) -> bool:
    """Whether what is counted is ore: targets and areas are of other things too."""
    known = zone_kinds().get(found["kind"].casefold())
    strong = known is not None and known.strong and known.singular != "target"
    return strong or _OF_ORE.search(found.string) is not None


def _count(found: re.Match[str]) -> int:
    return _COUNTS.get(found["count"].casefold()) or int(found["count"])


def _kind(found: re.Match[str]) -> str:
    """The kind word that goes with each name of the list, where its plural is one of the zones'."""
    known = zone_kinds().get(found["kind"].casefold())
    return kind_of_listed(known) if known else ""


def _members(context: Context, sentence: Sentence, items: list[tuple[int, int]], kind: str) -> Iterator[ZoneAt]:
    """The zones of a list, unless one of its names is a company, a place or a site; "Main" goes with a name that says more."""
    told = []
    for start, end in items:
        told_as = context.reading.text[sentence.start + start : sentence.start + end]
        name = told_as.strip("\"'")
        start += told_as.index(name)
        if any(word in parts_of_names("age") for word in re.split(r"[ -]", name)):
            return
        told.append((name, sentence.start + start, sentence.start + start + len(name)))
    proper = [may_be_zone(context, *one) for one in told]
    if sum(proper) > 1:  # a town's name among others is a zone's
        proper = [is_proper or mapping("geography.txt").get(one[0].casefold()) == "city" for is_proper, one in zip(proper, told, strict=True)]
    soft = [all(word.isdigit() or says_little(word.casefold()) for word in one[0].split()) for one in told]
    sites = {site.name for site in context.sites.all}
    if (
        not any(proper)
        or not all(is_proper or is_soft for is_proper, is_soft in zip(proper, soft, strict=True))
        or any(one[0] in sites for one in told)
    ):
        return
    for name, start, end in told:
        bare = without_kind(name)
        yield ZoneAt(bare, name[len(bare) :].strip() or kind, start, end, "counted-list")
