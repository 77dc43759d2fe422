"""Zones whose names stand behind or apart from their kind words: "Zones 1, 5 and 7", "Veta Grande", "two open pits, La Tapada and Tia
Maria", "North Ramp, a new target"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.name_runs import is_descriptor, is_stop
from kg.extract.zone.words import ZoneAt, kind_of_listed, kind_word, says_little, zone_kinds
from kg.facts import FACILITIES
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping
from kg.text.sections import Part
from kg.text.sieves import Sieved

_NO = r"(?:No\. ?\d+|#\s?\d+)"
_KEY = (
    rf"(?:{_NO}|[A-Z]{{1,3}}\d{{0,3}}[A-Z]{{0,2}}-\d{{1,3}}[A-Z]?|[A-Z]{{1,2}}\d{{1,2}}[A-Z]\d{{1,2}}|\d{{1,3}}[A-Z]\d{{1,3}}|"
    r"\d{1,4}[A-Z]?|[A-Z]\d{0,3}[A-Z]?|[A-Z]{2,4}\d{1,2}[A-Z]?|[IVX]{1,4})(?![\w%]|[.,]\d)"
)
_KIND_FIRST = Sieved(
    rf"\b(?P<kind>[Zz]ones?|[Vv]eins?|[Ll]ens(?:es)?|[Tt]argets?|[Pp]its?|[Rr]eefs?|[Ll]odes?|[Pp]rospects?|[Ss]eams?|"
    rf"[Pp]ipes?|Pegmatites?|D[yi]kes?|Shoots?|Orebod(?:y|ies)) (?!(?:NL|SA|AB|AS|AG|LP)\b)"
    rf"(?P<keys>{_KEY}(?:(?:, (?:and )?| and | & |-){_KEY}){{0,8}})(?!\s+(?i:of|holes?|drill|"
    rf"met(?:er|re)s|m|km|years?|tonnes|feet|ft)\b)"
)
_NO_KEY = re.compile(r"RC|DD|AC|RAB|DDH|ID|RL|(?:19|20)\d\d")  # how holes were drilled, columns, years: "Prospect RC"
_SPANISH = Sieved(
    rf"\b(?P<name>(?:Vetas?|Zonas?|Manto|Filon(?:es)?|Filão|Cuerpos?) (?:(?:El|La|Los|Las|de|del) )*[{UPPER}][{LOWER}]+(?: "
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
    r"pegmatites|conductors|dykes|dikes|occurrences|(?:old |historic(?:al)? )?workings|adits)"
)
_KIND_THEN_NAMES = Sieved(
    rf"\b(?P<kind>(?i:{_PLURAL}))(?:,? (?:including|namely|called|named|known as|such as|being) |,? \((?:including )?|| there, |, |: |"
    rf" (?:were|are|have been) [a-z ]{{1,30}}: |(?: (?:at|on|in|within|across) [^.;:,]{{1,60}})? (?:include|comprise) (?:the )?|"
    rf"(?: [a-z]+){{0,3}}, of which | - | [\u2013\u2014] )(?P<names>{LIST.pattern})"
    rf"(?=[.,;)]|$| (?:- |[\u2013\u2014] )?(?:are|were|is|has|have|and|which|from|at|in|on|remain|being)\b)"
)
# "Of the 14 targets on the property, A, B and C rank highest".
_OF_THEM = Sieved(
    rf"\b[Oo]f (?:the|its|our|these|those) (?:[{LOWER}\d][\w-]* ){{0,4}}(?P<kind>(?i:{_PLURAL}))"
    rf"(?: (?:on|at|in|within|along|across) [^.;:,]{{1,60}})?, "
    rf"(?P<names>{LIST.pattern})(?= (?:are|rank|ranks|have|has|remain|is|stand|show|were|was|look|appear|carry|host)\b)"
)
# "The project hosts Rook, Gull and Lark", "twelve holes tested Rook North and Rook South".
_HOSTS = Sieved(
    rf"\b(?:hosts|carries|is host to|is home to|(?:holes?|drill(?:ing|s)?|drill program|trench(?:es|ing)|sampling)(?: [{LOWER}]+){{0,3}} "
    rf"(?:tested|targeted|focused on|concentrated on|evaluated|probed)) (?P<names>{LIST.pattern})(?=[.,;]|$| (?:at|on|in|and|with|from|which)\b)"
)
# "Drilling has begun at Rook, Gull and Lark".
_DRILLED = Sieved(
    rf"\b(?:[Dd]rilling|[Dd]rill holes|[Hh]oles|[Rr]igs?|[Tt]renching|[Cc]hannel sampling)(?: (?!(?:at|on|from|by)\b)[{LOWER}\d-]+){{0,6}} "
    rf"(?:at|on|beneath|below) (?P<names>{LIST.pattern})"
    r"(?=[.,;]|$| (?:on|of|is|are|was|were|will|has|have|began|begins|continues?|later|in|during|this|next)\b)"
)
# "Drilling at | the Tansen mine | targeted high-grade corridors, mainly at Rook Sul and Gull", "was completed at ... targeting Rook North".
_TARGETED = Sieved(
    rf"\b(?i:target(?:s|ed|ing)|focus(?:es|ed|ing) on|concentrat(?:es|ed|ing) on|test(?:s|ed|ing))(?: (?:the )?[{LOWER}][\w-]*){{0,4}}"
    rf"(?:, (?:mainly|primarily|notably|principally|chiefly|including)(?: at| on)?)? (?P<names>{LIST.pattern}|{_NAME})"
    r"(?=[.,;]|$| (?:to|in|with|which|where|for|and (?:is|was|will|has))\b)"
)
_DRILLS = Sieved(r"\b(?i:drill\w*|holes|trench\w*)\b")
# "Rook and Gull are open along strike, while Lark remains untested".
_STAYS = Sieved(
    rf"(?<![\w'-])(?P<names>{LIST.pattern}|{_NAME}) (?:is|are|remains?|stays?) (?:still |also |both |all |largely |completely )?"
    r"(?:open (?:along|at|to|in|down|both|for|laterally|on)\b|untested\b|undrilled\b|(?:yet )?to be (?:drilled|tested)\b|drill[- ]ready\b)"
)
# A line of results: "La Rosa: RC-12 hit 312 g/t over 1.8 m".
_RESULT = Sieved(
    rf"(?:^|(?<=\n)|(?<=[.;] ))(?P<name>{_NAME}): (?:hole )?[A-Z]{{1,5}}[-\w]*\d (?:hit|cut|intersected|returned|intercepted|encountered)\b",
    re.MULTILINE,
)
# A line that leads a list of zones, and a line of the list: "Drilling tested three areas:", "- Copperhead: 1,200 m in six holes".
_LEADS_LIST = Sieved(rf"\b(?P<kind>(?i:{_PLURAL}|areas))(?: [{LOWER}-]+){{0,6}}:\s*$")
_LISTED = re.compile(rf"(?:[\u2022\u00b7\u25cf*o-][ \t]+)?(?:At )?(?P<name>{_NAME})(?: ?[:\u2013\u2014]| -| \()")
_SINGULAR = (
    r"(?:zone|vein|lens|shoot|prospect|target|pit|orebody|showing|discovery|area|structure|lode|extension|rim|shear|splay|fault|body|horizon|"
    r"breccia|pipe|reef|conductor|anomaly|channel|chimney|dyke|dike|train|system|trend)"
)
_CALLED = Sieved(
    rf"\b(?i:{_SINGULAR})s?\b[^.;:]{{0,50}}?\b(?:called|named|renamed|known as|referred to as|dubbed|christened|nicknamed|labelled|termed) "
    rf"(?:the )?[\"']?(?P<name>{_NAME})"
)
# The "Slipper" vein, the neighbouring Cobbler's vein: quoted, or in the possessive of whoever found it.
_QUOTED = Sieved(rf"[\"'](?P<name>{_NAME})[\"'] (?P<kind>(?i:zone|vein|lens|lode|reef|shoot|pit|structure|manto|shear|dyke|dike|target|showing))\b")
_PORPHYRY = Sieved(r"\b[Pp]orphyr")
_FOUND_BY = Sieved(
    rf"\b(?:[Tt]he|its|our) (?:[{LOWER}-]+ )?(?P<name>[{UPPER}][\w-]+(?: [{UPPER}][\w-]+)?'s) "
    rf"(?P<kind>(?i:zone|vein|lens|lode|reef|shoot|pit|shear|showing))\b"
)
_APPOSED = Sieved(
    rf"\b(?:second|third|new|another|further|first|fourth|untested|adjacent|nearby)(?: [{LOWER}-]+){{0,2}} {_SINGULAR}, (?P<name>{_NAME})(?=,)"
)
_ONE_OF = r"one of (?:the|its|our|several|many|two|three|four|five|six|seven)"
_IS_ZONE = Sieved(
    rf"(?<![\w'-])(?:(?:At|In|On|From|Within) )?(?P<name>{_NAME})(?: \([^()\n]{{1,40}}\))?"
    rf"(?:, (?:an?|the|{_ONE_OF}) |: an? | [-\u2013\u2014] an? | (?:is|was|are) (?:an?|the|{_ONE_OF}) )"
    rf"(?:[{LOWER}0-9][\w-]*,? ){{0,4}}?"
    r"(?i:zone|vein|lens|prospect|target|ore ?body|body|showing|lode|reef|shoot|pit|pipe|breccia|dyke|dike|shear|"
    r"kimberlite|skarn|structure|anomaly|discovery|(?:dyke|dike|vein|pegmatite|sill) (?:swarm|set|system|field))s?"
    r"(?![\w-])(?! (?:of|for) (?:\d|ore|mineral))"
)
_LABELLED = Sieved(rf"^(?:Prospect|Target|Zone|Vein|Deposit|Pit|Lode|Reef|Lens)(?: name)?: (?P<name>{_NAME})(?=$|[ ,;.(\n])", re.MULTILINE)
# What a site's name follows where zones are parts of it: "A and B, both within the X project", "A is part of the Company's X project".
_PART_OF = re.compile(
    rf"(?<![\w'-])(?:(?:At|In|On|From) )?(?P<names>{LIST.pattern}|{_ITEM})(?: \([^()]{{1,40}}\))?"
    r"(?:,? (?:is|are|forms?|lies?|sits?)(?: (?:located|situated|a|both|all))? (?:part of|within)|, (?:both|all) (?:part of|within|on|at|in)"
    r"|, part of)"
    r" (?:the |its |our )?(?:Company's |Group's )?(?:[\w%-]+ ){0,3}$"
)
_HOLE = re.compile(r"[A-Z]{1,5}\d*-?\d*-\d+[A-Z]?|[A-Z]{1,6}-?\d{3,}[A-Z]?")
_HYPHENED = Sieved(r"(?<![\w-])[A-Z]{1,3}\d{0,2}-(?:Zone|Vein|Lens|Pit|Shoot|Reef)\b")


def find_zone_phrases(context: Context, part: Part) -> Iterator[ZoneAt]:
    """The zones of a part that stand in such phrases."""
    text = part.text
    for found in _KIND_FIRST.finditer(text):
        yield from _numbered(part, found)
    for found in _HYPHENED.finditer(text):
        yield ZoneAt(found.group(), "", part.start + found.start(), part.start + found.end(), "hyphened")
    for found in _SPANISH.finditer(text):
        if context.namings(part.start + found.start(), part.start + found.end() + 12):
            continue  # the Veta Negra of a company's name
        yield ZoneAt(found["name"], "", part.start + found.start(), part.start + found.end(), "kind-name")
    for found in (*_QUOTED.finditer(text), *_FOUND_BY.finditer(text)):
        if len(found["name"]) == 1 and found["kind"].islower() and _PORPHYRY.search(context.reading.text):
            continue  # the 'B' veins of a porphyry are a type
        if may_be_zone(context, found["name"], part.start + found.start("name"), part.start + found.end("name")):
            yield ZoneAt(found["name"], found["kind"], part.start + found.start("name"), part.start + found.end(), "name-kind")
    for found in (*_KIND_THEN_NAMES.finditer(text), *_OF_THEM.finditer(text)):
        kind = zone_kinds().get(found["kind"].casefold())
        for start, end in list_items(text, found.start("names"), found.end("names")):
            yield from _plain(context, part, start, end, kind_of_listed(kind) if kind else "", "kind-names")
    for naming, site in context.sites.named_in(part.start, part.start + len(text)):
        at = naming.start - part.start
        told = _PART_OF.search(text[max(0, at - 160) : at]) if naming.kind and site.kind in ("mine", "project", "property") else None
        if told and not context.sites.named_in(
            part.start + max(0, at - 160) + told.start("names"), part.start + max(0, at - 160) + told.end("names")
        ):
            for start, end in list_items(text, max(0, at - 160) + told.start("names"), max(0, at - 160) + told.end("names")):
                yield from _plain(context, part, start, end, "", "part-of-site")
    for found in (*_HOSTS.finditer(text), *(_DRILLED.finditer(text) if _is_of_few(context) else ()), *_STAYS.finditer(text)):
        listed = list(list_items(text, found.start("names"), found.end("names")))
        if all(may_be_zone(context, text[start:end], part.start + start, part.start + end) for start, end in listed):
            for start, end in listed:
                if not context.sites.named_in(part.start + start, part.start + end):
                    yield from _plain(context, part, start, end, "", "hosted")
    yield from _targeted(context, part)
    for pattern, rule in ((_RESULT, "result"), (_LABELLED, "labelled"), (_CALLED, "called"), (_APPOSED, "apposed"), (_IS_ZONE, "is-zone")):
        for found in pattern.finditer(text):
            if not (rule == "is-zone" and _OF_CRUST.search(found["name"])) and not re.match(rf" {kind_word().pattern}", text[found.end("name") :]):
                yield from _plain(context, part, found.start("name"), found.end("name"), "", rule)


_LETTERS = 2  # "targeting anomalies A and B"


def _targeted(context: Context, part: Part) -> Iterator[ZoneAt]:
    """What the drilling at a site that stands before, in the same sentence, was aimed at."""
    text = part.text
    for found in _TARGETED.finditer(text):
        low = max(text.rfind(mark, 0, found.start()) for mark in (". ", "\n")) + 1
        ahead = [site for naming, site in context.sites.named_in(part.start + low, part.start + found.start()) if site.kind not in FACILITIES]
        if not ahead or _DRILLS.search(text, low, found.start()) is None:
            continue
        listed = list(list_items(text, found.start("names"), found.end("names")))
        if not all(end - start > _LETTERS and may_be_zone(context, text[start:end], part.start + start, part.start + end) for start, end in listed):
            continue
        for start, end in listed:
            whole = [site for naming, site in context.sites.named_in(part.start + start, part.start + end) if naming.end == part.start + end]
            if not whole:
                yield from _plain(context, part, start, end, "", "hosted")


_OF_CRUST = re.compile(r"\b(?:Shear|Fault|Deformation|Suture|Rift)(?: Zone| System)?$")  # "in the Edal Shear Zone, a regional structure"


def _is_of_few(context: Context) -> bool:
    """Whether the release is about few sites, so that names that are only drilled are no sites themselves."""
    return context.sites.main is not None and sum(site.kind not in FACILITIES for site in context.sites.all) < _MANY


_MANY = 4


def find_listed_zones(context: Context) -> Iterator[ZoneAt]:
    """The zones that open the lines of a list of them."""
    leads = False
    for part in context.telling:
        if part.block.kind == "bullet" and not _LEADS_LIST.search(part.text):
            found = _LISTED.match(part.text) if leads else None
            if found:
                yield from _plain(context, part, found.start("name"), found.end("name"), "", "listed")
            continue
        leads = part.block.kind in ("paragraph", "heading", "bullet") and _LEADS_LIST.search(part.text) is not None


def list_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The members of a list of names, by offsets, without articles."""
    for item in re.finditer(r"(?:^|, (?:and |or )?| and | & | or )(?:the )?(?P<name>(?:(?!, | and | & | or ).)+)", text[start:end]):
        yield start + item.start("name"), start + item.end("name")


def _numbered(part: Part, found: re.Match[str]) -> Iterator[ZoneAt]:
    """ "Zone 1", "Zones 1, 5 and 7"; in small letters only where the key is no mere count."""
    if re.search(r"\b(?:GDA|MGA|AMG|UTM|NAD|WGS|SIRGAS|ETRS)[ -]?\d*,? $", part.text[max(0, found.start() - 12) : found.start()]):
        return  # a zone of the grid
    kind = zone_kinds()[found["kind"].casefold()].singular
    keys = [key for key in re.finditer(_KEY, found["keys"]) if not _NO_KEY.fullmatch(key.group())]
    keys = [key for key in keys if key.group() not in ("I", "A") or found["kind"][0].isupper()]
    if found["kind"][0].islower() and any(re.fullmatch(r"\d+", key.group()) for key in keys):
        if kind == "zone" and _BY_FIGURES.fullmatch(found["keys"]) and not re.match(r"\s*\d", part.text[found.end() :]):
            yield ZoneAt(f"Zone {found['keys']}", "", part.start + found.start(), part.start + found.end(), "kind-key")
        return
    for key in keys:
        start = part.start + found.start("keys") + key.start()
        # "lodes UR1 and UR2" go by their codes
        name = key.group() if re.match(r"[A-Z]{2,4}\d", key.group()) else f"{kind.capitalize()} {key.group()}"
        yield ZoneAt(name, "", part.start + found.start() if len(keys) == 1 else start, start + len(key.group()), "kind-key")


_BY_FIGURES = re.compile(r"[1-9]\d\d(?:-[1-9]\d\d)?")  # "zone 113", "zone 118-120": no such count


def _plain(context: Context, part: Part, start: int, end: int, kind: str, rule: str) -> Iterator[ZoneAt]:
    """A zone whose name stands apart from its kind word, where the name is nothing else that is known."""
    name = part.text[start:end]
    if may_be_zone(context, name, part.start + start, part.start + end):
        told = re.search(rf" {kind_word().pattern}$", name)
        bare = name[: told.start()] if told else name
        kind = kind or (told["kind"] if told else "")  # "christened the Smew Shear"
        spelt = kind if kind and not zone_kinds()[kind.casefold()].lone else ""
        whole = told is not None and says_little(bare.casefold())
        yield ZoneAt(name if whole else bare, "" if whole else spelt, part.start + start, part.start + end, rule)


_RELEASED = re.compile(r"\b(?:ASX|TSXV?|TSX-V|NYSE|LSE|AIM|JORC)\b")


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
    if _RELEASED.search(name) or context.reading.text[end : end + 1] == "/":
        return False  # "Contessa 4 VAN ASX": what a list of releases ran together; one of two names
    if _HOLE.fullmatch(name) or any(mapping("geography.txt").get(re.sub(r"'s$", "", word).casefold()) in ("country", "adjective") for word in words):
        return False
    return not all(says_little(word.casefold()) or is_descriptor(word) for word in words)
