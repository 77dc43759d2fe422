"""The named ore zones, veins, lenses, shoots, prospects, targets and pits of a document, and the site that each lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg import terms
from kg.extract.context import Context
from kg.extract.site_names import SiteAt, Sites, is_descriptor, site_key
from kg.facts import FACILITIES, Mention, Site, Stated, Zone
from kg.text.lexicons import mapping
from kg.text.letters import LOWER, UPPER
from kg.text.sections import Part


@dataclass(frozen=True)
class ZoneAt:
    """One naming of a zone: its name with the kind word, and offsets in the reading text."""

    name: str
    start: int
    end: int
    rule: str


_KIND = r"(?:[Zz]one|[Vv]ein|[Ll]ens|[Ss]hoot|[Pp]rospect|[Tt]arget|[Pp]it|[Ll]ode|[Oo]rebody|[Oo]re [Bb]ody|[Rr]eef|[Pp]ipe|[Ss]howing|[Dd]iscovery|[Ss]eam|[Mm]anto|[Bb]reccia|[Ss]tockwork)"
_PLURAL = r"(?:[Zz]ones|[Vv]eins|[Ll]enses|[Ss]hoots|[Pp]rospects|[Tt]argets|[Pp]its|[Ll]odes|[Oo]rebodies|[Rr]eefs|[Pp]ipes|[Ss]howings|[Ss]eams|[Mm]antos|[Bb]reccias)"
_SINGULAR = {"lenses": "lens", "orebodies": "orebody"}
_TOKEN = rf"(?:[{UPPER}][\w'#.-]*[\w]|[{UPPER}]\b|[{UPPER}]{{1,4}}-?\d{{1,4}}\w?|#\s?\d+|No\. ?\d+|\d{{1,4}}[A-Z]?\b)"
_NAME = rf"{_TOKEN}(?: (?:{_TOKEN}|de|del|la|las|los|du|des|of)){{0,4}}"
_ONE = re.compile(rf"(?<![\w.'/-])(?P<name>{_NAME})(?:\s[\"'(]{{1,2}}[^()\"']{{1,30}}[\"')]{{1,2}})?(?P<descriptors>(?:\s[{LOWER}][\w-]*){{0,2}})\s(?P<kind>{_KIND})(?![\w-])(?!\s(?:{_KIND}|Resources|Mining|Minerals|Corp|Inc|Ltd))")
_MANY = re.compile(rf"(?<![\w.'/-])(?P<names>{_NAME}(?:,\s(?:the\s)?{_NAME}){{0,8}},?\s(?:and|&|or)\s(?:the\s)?{_NAME})\s(?P<kind>{_PLURAL})(?![\w-])")
_LISTED = re.compile(rf"\b(?P<kind>{_PLURAL})(?:\s?\(|:\s|,\s(?:including|namely|such as)\s(?:the\s)?|\s(?:including|named|called|known as|such as|at)\s(?:the\s)?)(?P<names>{_NAME}(?:,\s(?:the\s)?{_NAME}){{0,8}},?\s(?:and|&)\s(?:the\s)?{_NAME})")
_CALLED = re.compile(rf"\b(?:zones?|extensions?|targets?|structures?|mineralization|trend|discovery|prospect|vein|lens|area|sector|rim)\b[^.;]{{0,70}}?\b(?:called|named|known as|referred to as|dubbed)\s(?:the\s)?[\"']?(?P<name>{_TOKEN}(?: {_TOKEN}){{0,3}})")
_KIND_FIRST = re.compile(rf"\b(?P<kind>Zone|Vein|Lens|Target|Pit|Reef|Lode|Prospect|Veta|Manto|Zona)\s(?P<name>(?:[A-Z]\d{{0,3}}|\d{{1,3}}[A-Z]?|[{UPPER}][{LOWER}]+)(?!\w)(?![\w%.,]*\d))(?!\s(?:{_KIND}|Project|Mine))")
_LEADING = re.compile(
    rf"^(?:(?:The|This|These|Our|Its|A|An|In|At|On|From|Within|Both|And|New|Drilling|Hole|Holes|Drillhole|Drill|Infill|Upper part of|Results|Testing|Including|Of|For|To|Near|Other|Another|Each|Several|Multiple|"
    rf"Main parallel|Step-?out|Follow-?up|Initial|First|Second|Additional|Exploration|Priority|Located|Figure \d+|Table \d+|Surface|Underground|High-?[Gg]rade|Company's|Company|Significant|Historic(?:al)?|Known|All|"
    rf"Mineralization|Mineralized|Gold|Silver|Copper|Intersected|Intersects|Extends?|Expands?|Discovers?|Drills?|Confirms?|With|Between|Along|Beneath|Below|Above|While|As|By|When|Where|Recent|\d{{4}}|q\d)\s)+"
)  # fmt: skip
_GENERIC = re.compile(
    r"^(?:(?:the|new|mineral(?:i[sz]ed|i[sz]ation)?|high|low|grade|high-grade|low-grade|ore|gold|silver|copper|oxide|oxidi[sz]ed|sulphide|sulfide|transition|transitional|fresh|fault|shear|contact|time|buffer|free|trade|trading|exclusion|economic|special|"
    r"target|drill|drilling|priority|exploration|geophysical|ip|em|vtem|magnetic|structural|alteration|altered|breccia|vein|stockwork|quartz|potential|multiple|several|open|bulk|test|borrow|gravel|stope|production|resource|"
    r"conceptual|whittle|optimi[sz]ed|final|starter|initial|first|second|third|discovery|hanging|wall|hangingwall|footwall|porphyry|skarn|geochemical|anomal\w+|conductive|conductor|chargeability|soil|regional|near-mine|near|mine|"
    r"brownfield|greenfield|key|major|main|other|additional|deep|shallow|upper|lower|intermediate|broad|wide|narrow|thick|volcanic|sedimentary|mafic|ultramafic|felsic|deformation|enrichment|supergene|hypogene|weathered|weathering|"
    r"saprolite|laterite|leached|cap|greenstone|schist|belt|quarter|year|production|company|corporate|strategic|guidance|annual|cost|price|analyst|red|seismic|safety|climate|emissions|net|zero|long-term|medium-term|rim|"
    r"in-?fill|step-?out|extension|mining|milling|core|rc|diamond|surface|underground|hole|from|to|interval|length|width|true|depth|including|and|area|uranium|lithium|zinc|lead|nickel|pegmatite|spodumene|total|pacific|eastern time|pit|open-pit|land|parallel|historic|historical|known|unknown|blind|inferred|indicated|measured|of|at|in|a|an|"
    r"kimberlite|diatreme|chimney|walled|paste|water|natural|gas|drain|coal|thermal|iron|manganese|potash|ventilation|steel|poly|plastic|hdpe|drill|water|standard|mantle|hydrothermal|epithermal|intrusive|massive|semi-massive|disseminated)[ -]?)+$",
    re.IGNORECASE,
)
# Such words alone do name a zone when they are capitalised and the kind word is too: "the Main Zone", "Upper Zone", "Footwall Zone".
_NAMES_ALONE = frozenset("main upper lower deep north south east west central footwall hangingwall discovery high-grade oxide extension contact starter pegmatite intermediate historic".split())
_NO_ZONE_BEFORE = re.compile(r"\b(?:fault|shear|time|free trade|buffer|seismic|deformation|volcanic)$", re.IGNORECASE)


def extract_zones(context: Context) -> Iterator[Mention]:
    """A mention of each naming of a zone, and one that it lies in its site, where a site can be told."""
    sites = context.sites
    zones = _join([zone for part in context.telling for zone in find_zones(context, sites, part)])
    for name, namings in zones.items():
        site = _site_of(context, sites, namings)
        entity = Zone(name, Site(site.name, site.kind) if site else context.company)
        for naming in namings:
            span = context.span(naming.start, naming.end)
            yield Mention(Stated("zone", entity, terms.SCHEMA_name, name), span, naming.rule)
            if site:
                yield Mention(Stated("zone", entity, terms.GEO_sfWithin, Site(site.name, site.kind)), span, naming.rule, 0.9)


def find_zones(context: Context, sites: Sites, part: Part) -> Iterator[ZoneAt]:
    """The zones named in a part; in a table those whose name and kind fill a cell."""
    if part.block.kind == "table":
        yield from _in_cells(part)
        return
    taken: list[tuple[int, int]] = []
    for pattern, rule in ((_MANY, "coordinated"), (_LISTED, "listed")):
        for found in pattern.finditer(part.text):
            kind = found["kind"].casefold()
            singular = _SINGULAR.get(kind, kind.removesuffix("s"))
            pieces = list(re.finditer(_NAME, found["names"]))
            for piece in pieces:
                zone = _zone(context, sites, part, found.start("names") + piece.start(), found.start("names") + piece.end(), singular.capitalize() if found["kind"][0].isupper() else singular, rule)
                if zone:
                    taken.append((zone.start, zone.end))
                    yield zone
    for found in _ONE.finditer(part.text):
        if found["descriptors"] and not all(is_descriptor(word) for word in found["descriptors"].split()):
            continue
        zone = _zone(context, sites, part, found.start("name"), found.end("name"), found["kind"], "name-kind", found.end())
        if zone and not any(low < zone.end and zone.start < high for low, high in taken):
            yield zone
    for found in _CALLED.finditer(part.text):
        start, end = found.span("name")
        if len(part.text[start:end].split()) > 1 and not re.search(_KIND, part.text[end : end + 8]) and _is_free(context, sites, part.start + start, part.start + end):
            yield ZoneAt(part.text[start:end], part.start + start, part.start + end, "called")
    for found in _KIND_FIRST.finditer(part.text):
        if re.fullmatch(r"[A-Z]\d{0,3}|\d{1,3}[A-Z]?", found["name"]) and not re.match(r"\s(?:is|was|and the|has)\b", part.text[found.end() :][:0]):
            yield ZoneAt(found.group(), part.start + found.start(), part.start + found.end(), "kind-name")


def _zone(context: Context, sites: Sites, part: Part, start: int, end: int, kind: str, rule: str, stop: int | None = None) -> ZoneAt | None:
    """A zone of a bare name at two offsets of a part, or None where the words name no zone."""
    for naming, _ in context.namings(part.start, part.start + end):
        if start <= naming.start - part.start and naming.end - part.start < end:
            start = naming.end - part.start
    for naming, _ in sites.named_in(part.start, part.start + end):
        if start <= naming.start - part.start and naming.end - part.start < end and naming.kind:
            start = naming.end - part.start
    piece = part.text[start:end]
    start += len(piece) - len(piece.lstrip(" ',"))
    genitive = re.match(r"^.*'s?\s(?=\S)", part.text[start:end])
    start += genitive.end() if genitive else 0
    lead = _LEADING.match(part.text[start:end] + " ")
    if lead and lead.end() < end - start:
        start += lead.end()
    name = part.text[start:end]
    if not name or len(name) > 50 or _NO_ZONE_BEFORE.search(name) or not _is_name(name, kind):
        return None
    if re.match(r"\s(?:Project|project|Mine|mine|Property|property|Deposit|deposit|Resources|Corp|Inc|Ltd)\b", part.text[end + len(kind) + 1 : end + len(kind) + 14]):
        return None
    return ZoneAt(f"{name} {kind}", part.start + start, part.start + (stop or end), rule)


def _is_name(name: str, kind: str) -> bool:
    if _GENERIC.match(name):
        words = name.casefold().split()
        return kind[0].isupper() and kind.casefold() in ("zone", "vein", "pit", "lens", "shoot", "reef", "lode") and any(word in _NAMES_ALONE for word in words) and len(words) <= 2 and name[0].isupper()
    if re.fullmatch(r"\d{4}|\d{1,2}", name) and kind[0].islower():
        return False
    return mapping("geography.txt").get(name.casefold()) not in ("country", "adjective")


def _is_free(context: Context, sites: Sites, start: int, end: int) -> bool:
    return not context.namings(start, end) and not sites.named_in(start, end)


def _in_cells(part: Part) -> Iterator[ZoneAt]:
    at = 0
    cell = re.compile(rf"^(?:the\s)?(?P<name>{_NAME})\s(?P<kind>{_KIND})$")
    for row in part.text.split("\n"):
        for piece in re.finditer(r"[^\s|\t](?:[^|\t\n]*?[^\s|\t])?(?=\s{2,}|\s*[|\t]|\s*$)", row):
            found = cell.match(piece.group())
            if found and _is_name(found["name"], found["kind"].capitalize()):
                start = part.start + at + piece.start()
                yield ZoneAt(f"{found['name']} {found['kind']}", start + found.start(), start + found.end(), "table-cell")
        at += len(row) + 1


# ---- joining, and where they lie


def _join(namings: list[ZoneAt]) -> dict[str, list[ZoneAt]]:
    """Zones by the wording met first in capitals; "Offset zone" and "Offset Zone" are one, and so are a name met twice with other kinds
    unless both kinds are often told."""
    groups: dict[str, list[ZoneAt]] = {}
    for naming in sorted(namings, key=lambda zone: (zone.start, -zone.end)):
        groups.setdefault(site_key(naming.name), []).append(naming)
    joined: dict[str, list[ZoneAt]] = {}
    for key in sorted(groups, key=lambda key: -len(groups[key])):
        stem = key.rsplit(" ", 1)[0]
        home = next((name for name in joined if site_key(name).rsplit(" ", 1)[0] == stem), None)
        if home is None:
            spelt = max(groups[key], key=lambda zone: (zone.name[-4:-3].isupper(), sum(letter.isupper() for letter in zone.name), zone.name)).name
            joined[spelt] = groups[key]
        else:
            joined[home] += groups[key]
    return {name: sorted(zones, key=lambda zone: zone.start) for name, zones in joined.items()}


_TIES = re.compile(r"^[^.;]{0,80}?\b(?:at|of|on|within|in|from)\s(?:its |the |our |their )?(?:[\w%-]+ ){0,4}$")


def _site_of(context: Context, sites: Sites, namings: list[ZoneAt]) -> SiteAt | None:
    """The site named with a zone in a sentence: behind it after "at" or "of", or before it; else the one its paragraph or the release is
    about."""
    votes: dict[SiteAt, float] = {}
    for naming in namings:
        sentence = next((sentence for sentence in context.sentences if sentence.start <= naming.start < sentence.end), None)
        if sentence is None:
            continue
        named = [(other, site) for other, site in sites.named_in(sentence.start, sentence.end) if site.kind not in FACILITIES]
        behind = [(other, site) for other, site in named if other.start >= naming.end and _TIES.match(context.reading.text[naming.end : other.start])]
        before = [(other, site) for other, site in named if other.end <= naming.start]
        if behind:
            votes[behind[0][1]] = votes.get(behind[0][1], 0) + 2
        elif before and len({site.name for _, site in named}) == 1:
            votes[before[-1][1]] = votes.get(before[-1][1], 0) + 1
        elif not named and (near := _paragraph_site(context, sites, naming)):
            votes[near] = votes.get(near, 0) + 0.5
    if votes:
        return max(votes, key=lambda site: (votes[site], site is sites.main, -site.namings[0].start))
    return sites.main


def _paragraph_site(context: Context, sites: Sites, naming: ZoneAt) -> SiteAt | None:
    part = next((part for part in context.telling if part.start <= naming.start < part.start + len(part.text)), None)
    if part is None:
        return None
    named = [site for other, site in sites.named_in(part.start, naming.start) if site.kind not in FACILITIES]
    return named[-1] if named else None
