"""Where prose names an ore zone, vein, lens, prospect, target, pit or the like: "the Roby zone", "Cowboy and Outlaw Zones", "Zones 1, 5 and
7", "two open pits, La Tapada and Tia Maria", "North Ramp, a new target"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.context import Context
from kg.extract.name_runs import (
    AWAY,
    Run,
    Word,
    bracket_before,
    is_descriptor,
    is_lower,
    is_name_word,
    is_stop,
    opens_name,
    parts_of_names,
    run_before,
    soft_words,
    words_before,
)
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import entries, mapping, rows
from kg.text.sections import Part


@dataclass(frozen=True)
class ZoneAt:
    """One naming of a zone: its name without and its kind word as written ("" where none stands there), and offsets in the reading text."""

    name: str
    kind: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class ZoneKind:
    """A kind word: its singular, whether it names ore wherever it stands, and whether names stand without it in small letters."""

    singular: str
    strong: bool
    lone: bool


@cache
def zone_kinds() -> dict[str, ZoneKind]:
    """Every kind word, singular or plural, in small letters."""
    return {row[0]: ZoneKind(row[1], row[2] == "strong", row[3] == "yes") for row in rows("zone_kinds.tsv")}


@cache
def _kind_word() -> re.Pattern[str]:
    words = sorted(zone_kinds(), key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w'-])(?P<kind>(?i:{'|'.join(words)}))(?![\w-])")


# The kind word belongs to what follows it: "target price", "Zone Resources Ltd", "pit shell", "discovery hole".
_OF_OTHERS = re.compile(
    r"\s(?:price|date|of \d|for the (?:year|quarter)|market|audience|Resources|Mining|Minerals|Metals|Gold|Corp|Inc|Ltd|NL|[Pp]lc|Pty|Holdings|LLC|"
    r"Limited|Project|Property|Mine|Deposit|project|property|mine|deposit|joint venture|claims|licen[cs]es?|concessions?|"
    r"hole|generation|rate|capacity|level of|operations?|[Rr]ailway|[Cc]ompany|[Cc]reek|[Rr]iver|[Ll]ake|[Mm]ountains?)\b"
)
_NO = r"(?:No\. ?\d+|#\s?\d+)"
_KEY = rf"(?:{_NO}|\d{{1,4}}[A-Z]?|[A-Z]\d{{0,3}}[A-Z]?|[IVX]{{1,4}})(?![\w%]|[.,]\d)"
_KIND_FIRST = re.compile(
    rf"\b(?P<kind>[Zz]ones?|[Vv]eins?|[Ll]ens(?:es)?|[Tt]argets?|[Pp]its?|[Rr]eefs?|[Ll]odes?|[Pp]rospects?|[Ss]eams?|"
    rf"[Pp]ipes?) (?!(?:NL|SA|AB|AS|AG|LP)\b)(?P<keys>{_KEY}(?:(?:, (?:and )?| and | & |-){_KEY}){{0,8}})(?!\s+(?i:of|holes?|drill|"
    rf"met(?:er|re)s|m|km|years?|tonnes|feet|ft)\b)"
)
_SPANISH = re.compile(
    rf"\b(?P<name>(?:Veta|Zona|Manto|Filon|Filão|Cuerpo)s? (?:(?:El|La|Los|Las|de|del) )*[{UPPER}][{LOWER}]+(?: "
    rf"[{UPPER}][{LOWER}]+)?)(?! (?i:mines?|projects?|property|mill|zones?)\b)"
)
_NAME = (
    rf"(?:(?:El|La|Las|Los|Le|St\.|Mt\.) )?[{UPPER}][\w'-]*"
    rf"(?: (?:(?:de|del|du|la|las|los) )*(?:[{UPPER}][\w'-]*|\d{{1,4}}[A-Z]?(?!\w|[.,]\d))){{0,3}}"
)
_ITEM = rf"(?:the )?{_NAME}"
LIST = re.compile(rf"(?<![\w'-]){_ITEM}(?:, {_ITEM}){{0,9}},? (?:and|&|or) {_ITEM}")
_PLURAL = (
    r"(?:zones|veins|lenses|shoots|prospects|targets|(?:open )?pits|lodes|orebodies|reefs|pipes|showings|seams|mantos|kimberlites|"
    r"pegmatites|conductors|dykes|dikes|occurrences)"
)
_KIND_THEN_NAMES = re.compile(
    rf"\b(?P<kind>(?i:{_PLURAL}))(?:,? (?:including|namely|called|named|known as|such as|being) |,? \((?:including )?|| there, |, |: |"
    rf" (?:were|are|have been) [a-z ]{{1,30}}: |(?: [a-z]+){{0,3}}, of which | - | [\u2013\u2014] )(?P<names>{LIST.pattern})"
    rf"(?=[.,;)]|$| (?:are|were|is|has|have|and|which|from|at|in|on|remain|being)\b)"
)
_SINGULAR = r"(?:zone|vein|lens|shoot|prospect|target|pit|orebody|showing|discovery|area|structure|lode|extension|rim)"
_CALLED = re.compile(rf"\b{_SINGULAR}s?\b[^.;:]{{0,50}}?\b(?:called|named|known as|referred to as|dubbed) (?:the )?[\"']?(?P<name>{_NAME})")
_APPOSED = re.compile(
    rf"\b(?:second|third|new|another|further|first|fourth|untested|adjacent|nearby)(?: [{LOWER}-]+){{0,2}} {_SINGULAR}, (?P<name>{_NAME})(?=,)"
)
_IS_ZONE = re.compile(
    rf"(?<![\w'-])(?P<name>{_NAME})(?:, (?:an?|the) |: an? | (?:is|was|are) (?:an?|the|one of (?:the|several)) )(?:[{LOWER}0-9][\w-]*,? "
    rf"){{0,4}}?(?i:zone|vein|lens|prospect|target|orebody|showing)s?(?![\w-])(?! (?:of|for) (?:\d|ore|mineral))"
)
_MADE = re.compile(r"-(?:operated|owned|held|based|style|type|hosted|bearing|rich|controlled|related|grade)\b")
_HOLE = re.compile(r"[A-Z]{1,5}\d*-?\d*-\d+[A-Z]?|[A-Z]{1,6}-?\d{3,}[A-Z]?")
_HYPHENED = re.compile(r"(?<![\w-])[A-Z]{1,3}\d{0,2}-(?:Zone|Vein|Lens|Pit|Shoot|Reef)\b")
# Kinds that also name regions: those are told by where a project lies, and not by what is drilled there.
_REGIONAL = ("area", "trend", "structure", "corridor", "block", "graben")
_SITUATED = re.compile(r"\b(?:located|situated|lies|lie|straddl\w+|covers?|belt|district|region|properties on|along the|in the)\b[^.;]{0,60}$")
_PLACED = re.compile(r"\b(?:North|South|East|West|Main|Central|Upper|Lower|Deep) $")
# Work on ore; areas and trends beside it are places of ore, others are regions.
_WORK_WORDS = re.compile(
    r"\b(?:drill\w*|holes?|intersect\w*|intercept\w*|assay\w*|[Ss]ampl\w*|stop(?:e|es|ing)|mined|trench\w*|tested|open|"
    r"resume|rehabilitation|cut|grading|graded|returned|(?:Zone|Vein|zone|vein)s?)\b"
)
# What ore is: a sentence with none of these speaks of areas and trends as places.
_ORE_WORDS = re.compile(
    r"\b(?:drill\w*|holes?|intersect\w*|intercept\w*|assay\w*|sampl\w*|grad(?:e|es|ing)|minerali[sz]\w*|stop(?:e|es|ing)|"
    r"mined|mining|ore|resource|trench\w*|explor\w+|gold|veins?|zones?|restart|resume|production|development|tested|open|"
    r"ounces|deposits?)\b",
    re.IGNORECASE,
)


def find_zone_namings(context: Context, part: Part) -> Iterator[ZoneAt]:
    """The zones named with a kind word in a part of prose."""
    text = part.text
    for found in _kind_word().finditer(text):
        yield from _before_kind(context, part, found)
    for found in _KIND_FIRST.finditer(text):
        yield from _numbered(part, found)
    for found in _HYPHENED.finditer(text):
        yield ZoneAt(found.group(), "", part.start + found.start(), part.start + found.end(), "hyphened")
    for found in _SPANISH.finditer(text):
        yield ZoneAt(found["name"], "", part.start + found.start(), part.start + found.end(), "kind-name")
    for found in _KIND_THEN_NAMES.finditer(text):
        for start, end in list_items(text, found.start("names"), found.end("names")):
            yield from _plain(context, part, start, end, _kind_of_listed(zone_kinds()[found["kind"].casefold()]), "kind-names")
    for pattern, rule in ((_CALLED, "called"), (_APPOSED, "apposed"), (_IS_ZONE, "is-zone")):
        for found in pattern.finditer(text):
            if not re.match(rf" {_kind_word().pattern}", text[found.end("name") :]):
                yield from _plain(context, part, found.start("name"), found.end("name"), "", rule)


def list_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list of names, by offsets, without articles."""
    for item in re.finditer(r"(?:^|, (?:and |or )?| and | & | or )(?:the )?(?P<name>(?:(?!, | and | & | or ).)+)", text[start:end]):
        yield start + item.start("name"), start + item.end("name")


def _numbered(part: Part, found: re.Match[str]) -> Iterator[ZoneAt]:
    """ "Zone 1", "Zones 1, 5 and 7"; in small letters only where the key is no mere count."""
    kind = zone_kinds()[found["kind"].casefold()].singular
    keys = [key for key in re.finditer(_KEY, found["keys"]) if key.group() not in ("I", "A") or found["kind"][0].isupper()]
    if found["kind"][0].islower() and any(re.fullmatch(r"\d+", key.group()) for key in keys):
        return
    for key in keys:
        start = part.start + found.start("keys") + key.start()
        yield ZoneAt(
            f"{kind.capitalize()} {key.group()}", "", part.start + found.start() if len(keys) == 1 else start, start + len(key.group()), "kind-key"
        )


# ---- names before a kind word


def _before_kind(context: Context, part: Part, found: re.Match[str]) -> Iterator[ZoneAt]:
    text, word = part.text, re.sub(r"\s+", " ", found["kind"].casefold())
    kind = zone_kinds()[word]
    if kind.singular == "target" and re.match(r" (?:the|an?|its|to|for|mineral\w+|gold) ", text[found.end() :]):
        return
    if not kind.strong and re.match(rf" [{UPPER}][{LOWER}]", text[found.end() :]):
        return
    if _OF_OTHERS.match(text, found.end()) or (not kind.strong and not _is_ore(part, found, kind)):
        return
    at = part.start + found.start()
    if any(naming.start < at < naming.end for naming, _ in context.namings(at - 80, at + 1)):
        return
    if not kind.strong and AWAY.search(text[max(0, found.start() - 110) : found.start()]):
        return
    plural = word.endswith("s") and word not in ("lens",)
    words = words_before(text, found.start())
    runs = list(_listed(words, plural))
    for index, run in enumerate(runs):
        cleaned = _clean(context, part, words, run)
        if cleaned is None or not _names(words, cleaned, found["kind"], plural and len(runs) == 1, len(runs) > 1):
            continue
        start, end = words[cleaned.first].start, words[cleaned.last].end
        spelt = kind.singular.capitalize() if found["kind"][0].isupper() else _kind_of_listed(kind) if plural else "" if kind.lone else kind.singular
        shown = found.end() if index == 0 else end
        yield ZoneAt(text[start:end], spelt, part.start + start, part.start + shown, "name-kind" if index == 0 and not plural else "coordinated")


def _kind_of_listed(kind: ZoneKind) -> str:
    """The kind word that the members of a list share: a zone, vein, lens or pit each; pipes, lodes and dykes go by their bare names."""
    return kind.singular if kind.singular in ("zone", "vein", "lens", "pit") and not kind.lone else ""


def _is_ore(part: Part, found: re.Match[str], kind: ZoneKind) -> bool:
    """Whether an area, trend, shaft or block is a place of ore: capitalised or a plain area, beside words of drilling or mining, and not
    the place in which a project lies."""
    if found["kind"].islower() and kind.singular not in ("area", "trend", "discovery", "anomaly", "horizon", "porphyry"):
        return False
    near = max(0, found.start() - 300)
    low = max(part.text.rfind(". ", near, found.start()), part.text.rfind("\n", near, found.start()), near - 1) + 1
    high = part.text.find(". ", found.end(), found.end() + 300)
    before, sentence = part.text[low : found.start()], part.text[low : high if high > 0 else found.end() + 300]
    by_place = _PLACED.search(before) is not None
    if kind.singular in ("deposit", "complex"):
        return found["kind"][0].isupper() and (by_place or re.search(r"\b\d{2,4} $", before) is not None)
    if kind.singular in _REGIONAL:
        return (by_place or not _SITUATED.search(before)) and _WORK_WORDS.search(sentence) is not None
    return _ORE_WORDS.search(sentence.replace(found["kind"], "", 1)) is not None


def _listed(words: list[Word], plural: bool) -> Iterator[Run]:
    """The runs before a kind word, last first; of a list only where the kind is a plural."""
    at = len(words) - 1
    bare = False  # a member without its article: in "the JORC Code, the A and B zones" the list begins behind the comma
    while True:
        low = at
        while low >= 0 and at - low < 4 and is_lower(words[low].text) and is_descriptor(words[low].text):
            low -= 1
        if low < at and words[low + 1].text in ("and", "&", "or"):
            return
        low = bracket_before(words, low)
        if (run := run_before(words, low)) is None or (at < len(words) - 1 and words[run.last].text.casefold() in zone_kinds()):
            return
        yield run
        at = run.first - 1
        if at >= 0 and words[at].text == "the":
            if at and words[at - 1].text == "," and bare:
                return
            at -= 1
        else:
            bare = True
        if not plural or at < 0 or words[at].text not in ("and", "&", ",", "or"):
            return
        at -= 1 + (at > 0 and words[at].text in ("and", "&", "or") and words[at - 1].text == ",")


def _clean(context: Context, part: Part, words: list[Word], run: Run) -> Run | None:
    """A run without the companies and the stop words before it."""
    first = run.first
    for naming, _ in context.namings(part.start + words[first].start - 60, part.start + words[run.last].end):
        if naming.end > part.start + words[first].start:
            after = next((at for at in range(first, run.last + 1) if part.start + words[at].start >= naming.end), None)
            if after is None:
                return None
            first = after
    last = run.last
    low = last
    while low > first and not is_stop(words[low - 1].text):
        low -= 1
    while low < last and not is_name_word(words[low].text):
        low += 1
    if low == last > first and opens_name(words, low):
        low -= 1
    if words[last].text == "A" and last and words[last - 1].text == "the":
        return Run(last, last)
    return None if is_stop(words[last].text) and not words[last].text.isdigit() else Run(low, last)


# Words that say little, and yet with a kind word name one of a site's zones: "the Footwall Zone", "Discovery Vein", "Ultramafic Zone".
_TELLING = frozenset(
    "discovery footwall hangingwall hanging contact starter breccia oxide extension high-grade ultramafic porphyry skarn gossan".split()
)


def _names(words: list[Word], run: Run, kind: str, plural: bool, listed: bool = False) -> bool:
    """Whether a run names a zone, and is not only what it is made of, or which of several it is; in a list rock may be a name."""
    texts = [word.text for word in words[run.first : run.last + 1]]
    name, folded = " ".join(texts), [text.casefold() for text in texts]
    if folded in (["new"], ["van"]) or texts[-1] in parts_of_names("age") or (
        folded[-1] in entries("zone_not_named.txt") and not (folded[-1] == "fault" and kind.casefold().startswith(("target", "prospect")))
    ):
        return False
    if len(name) > 45 or _MADE.search(name):
        return False
    if re.fullmatch(r"[\d#. ]+", name):
        if run.first and words[run.first - 1].text.casefold() in zone_kinds():
            return False
        return (
            not plural
            and bool(re.fullmatch(r"\d{1,4}|#\s?\d+", name))
            and not (kind.islower() and len(name) == 1)
            and not (kind.islower() and re.fullmatch(r"(?:19|20)\d\d", name))
        )
    if mapping("geography.txt").get(name.casefold()) in ("country", "adjective"):
        return False
    if re.fullmatch(r"[A-Z]", name):
        return kind[0].isupper() and run.first > 0 and words[run.first - 1].text in ("the", "and", ",", "in", "at")
    if all(_says_little(word) for word in folded):
        opens = run.first == 0 or words[run.first - 1].text in (".", ":", ";")
        told = any(word in soft_words() or word in _TELLING for word in folded)
        proper = kind[0].isupper() or listed or (not opens and all(word in soft_words() for word in folded))
        return told and len(texts) <= 3 and proper and not plural
    return True


def _says_little(word: str) -> bool:
    return word in entries("zone_generic.txt") or word in soft_words() or word in entries("site_descriptors.txt") or is_stop(word)


def _plain(context: Context, part: Part, start: int, end: int, kind: str, rule: str) -> Iterator[ZoneAt]:
    """A zone whose name stands apart from its kind word, where the name is nothing else that is known."""
    name = part.text[start:end]
    if may_be_zone(context, name, part.start + start, part.start + end):
        spelt = kind if kind and not zone_kinds()[kind].lone else ""
        bare = re.sub(rf" {_kind_word().pattern}$", "", name)
        yield ZoneAt(name if _says_little(bare.casefold()) else bare, spelt, part.start + start, part.start + end, rule)


def may_be_zone(context: Context, name: str, start: int, end: int) -> bool:
    """Whether a capitalised name may be a zone's: no company, place, opener of a sentence or common word."""
    words = name.split()
    if any(naming.start < end and start < naming.end for naming, _ in context.namings(start - 60, end + 60)):
        return False
    if (
        mapping("geography.txt").get(name.casefold())
        or is_stop(words[0])
        or re.match(r"(?:The|This|These|It|We|Our|Its|Both|Each|All|There|He|She|Mr|Ms|Dr)\b", name)
    ):
        return False
    if _HOLE.fullmatch(name) or any(mapping("geography.txt").get(re.sub(r"'s$", "", word).casefold()) in ("country", "adjective") for word in words):
        return False
    return not all(_says_little(word.casefold()) or is_descriptor(word) for word in words)
