"""The namings of sites: a name, what it is called, and its kind; joined into sites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.facts import FACILITIES
from kg.reference import concepts, notations
from kg.text.lexicons import entries, folded, mapping
from kg.text.letters import LOWER, UPPER
from kg.text.names import fold
from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context


@dataclass(frozen=True)
class NamingAt:
    """One naming of a site: offsets in the reading text, the kind word's kind ("" where none stands there) and the words between."""

    name: str
    kind: str
    descriptors: str
    start: int
    end: int
    rule: str


@dataclass(eq=False)
class SiteAt:
    """One site of the document while its namings are gathered."""

    name: str
    kind: str
    namings: list[NamingAt] = field(default_factory=list)
    aliases: dict[str, NamingAt] = field(default_factory=dict)


@dataclass(frozen=True)
class Sites:
    """The sites of a document, in the order of their first naming; `main` is the one that the release is about."""

    all: tuple[SiteAt, ...]
    main: SiteAt | None

    def named_in(self, start: int, end: int) -> list[tuple[NamingAt, SiteAt]]:
        """The namings between two offsets, in order."""
        found = [(naming, site) for site in self.all for naming in site.namings if start <= naming.start and naming.end <= end]
        return sorted(found, key=lambda pair: pair[0].start)


_TOKEN = rf"(?:[{UPPER}][\w'.-]*[\w]|[{UPPER}]|(?:El|La|Las|Los|Le|Les|St\.|Ste\.|Mt\.|Mt|No\.) ?|#?\d{{1,3}}(?=\s[{UPPER}]))"
_JOINT = r"(?:de|del|des|du|da|do|dos|la|las|le|les|el|los|of|the|&|y|et|en|van|à|aux|di|al|am|an der|sur|do)(?!\w)"
_NAME = rf"{_TOKEN}(?:[ ]{_JOINT}){{0,2}}(?:[ -]{_TOKEN}(?:[ ]{_JOINT}){{0,2}}){{0,5}}"
_BRACKET = r"(?:\s?\((?:the\s)?[\"']?[^()]{1,60}\))"


@cache
def _kinds() -> str:
    words = sorted(mapping("site_kinds.tsv"), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_either_case(word) for word in words) + r")(?![\w-])"


def _either_case(word: str) -> str:
    if word == "jv":
        return "JV"
    return " ".join(f"[{part[0].upper()}{part[0]}]{part[1:]}" for part in word.split())


@cache
def _descriptor_words() -> frozenset[str]:
    metals = {word for label in concepts("commodity") for word in label.split()} | {symbol.casefold() for symbol in notations("commodity")}
    return frozenset(entries("site_descriptors.txt") | {word for word in metals if len(word) > 1})


def is_descriptor(word: str) -> bool:
    """Whether a word says what sort of mine or project it is: "gold", "open-pit", "copper-gold"."""
    plain = word.casefold().strip(",.()\"'")
    parts = [part for part in re.split(r"[-/\u2013&+]", plain) if part]
    return plain in _descriptor_words() or (len(parts) > 1 and all(part in _descriptor_words() for part in parts)) or plain in ("and", "&", "/")


@cache
def _naming() -> re.Pattern[str]:
    lower = rf"(?:\s[{LOWER}][\w/&\u2013-]*(?:,(?=\s[{LOWER}]))?|\s&|\s[{UPPER}][\w/\u2013-]*){{0,6}}?"
    return re.compile(rf"(?<![\w.'-])(?P<name>{_NAME})(?P<alias>{_BRACKET})?(?P<descriptors>{lower})\s(?P<kind>{_kinds()})")


_COORDINATED = re.compile(rf"(?<![\w.'-])(?P<first>{_NAME}(?:, {_NAME}){{0,5}}),? (?:and|&) (?:the )?(?P<last>{_NAME})(?P<descriptors>(?:\s[\w/-]+){{0,3}}?)\s(?P<kind>(?:[Mm]ines|[Pp]rojects|[Pp]roperties|[Dd]eposits|[Mm]ills|[Oo]perations))\b")
_SPANISH = re.compile(rf"\b(?P<kind>Mina|Proyecto|Mine|Projet|Project) (?P<name>{_NAME})")
_QUOTED = re.compile(r"[\"']([^\"'()]{2,40}?)[,]?[\"']|^\s?\(([A-Z][A-Z0-9&]{1,7})\)$")
_GENERIC_ALIAS = re.compile(r"^(?:the )?(?:project|property|mine|deposit|properties|projects|company|mill|plant|joint venture|jv|claims?|concessions?|agreement|transaction|acquisition|option|offering|operations?)s?$", re.IGNORECASE)
_STOP_NAMES = re.compile(
    r"^(?:the|a|an|this|that|these|our|its|their|new|other|each|all|any|both|first|second|third|two|three|four|several|current|existing|additional|key|main|former|proposed|potential|future|such|same|said|flagship|core|"
    r"mineral|exploration|mining|mine|project|projects|property|properties|development|production|open|pit|underground|surface|gold|silver|copper|assets?|corporate|regional|local|capital|growth|expansion|major|large|small|advanced|"
    r"phase|stage|stage-?\d|phase-?\d|pilot|demonstration|processing|process|treatment|test|power|water|desalination|heap|leach|cil|cip|tailings|crushing|grinding|flotation|metallurgical|concentrate|solar|wind|hydro|gas|sulphuric|acid|"
    r"technical|feasibility|preliminary|economic|assessment|study|report|annual|quarterly|quarter|results|update|release|news|highlights|overview|summary|about|including|canadian|american|australian|mexican|peruvian|chilean|african|"
    r"north|south|east|west|northern|southern|eastern|western|central|historic|historical|past|producing|wholly|owned|international|global|world|class|company|company's|corporation|corporation's|group|joint|venture|option|royalty|"
    r"continuing|continued|discontinued|ongoing|drilling|milling|hauling|results|safe|responsible|sustainable|community|infrastructure|construction|field|site|head|office|business|general|review|operational|operating|commercial|"
    r"run-of|life-of|strike|measured|indicated|inferred|probable|proven|total|average|record|strong|improved|higher|lower|resumes?|suspends?|restarts?|closes?|completes?|acquires?|announces?|reports?|provides?|intersects?|commences?|"
    r"sells?|expands?|advances?|drills?|discovers?|extends?|starts?|begins?|receives?|files?|signs?|at|in|of|on|for|and|to|from|with|near|q[1-4]|h[12]|fy\d*|\d{4}|\d+|ni|jorc|us|usa|u\.s)$",
    re.IGNORECASE,
)


def find_sites(context: Context) -> Sites:
    """The sites named in the telling parts."""
    registry = _Registry(context)
    for part in context.telling:
        if part.block.kind != "table":
            for naming in _namings(context, part):
                registry.add(naming)
    registry.add_kindless()
    return registry.sites()


def _namings(context: Context, part: Part) -> Iterator[NamingAt]:
    text = part.text
    for found in _COORDINATED.finditer(text):
        kind = mapping("site_kinds.tsv")[found["kind"].casefold()]
        for group in ("first", "last"):
            for piece in re.finditer(_NAME, found[group]):
                start = found.start(group) + piece.start()
                if cleaned := _clean(context, part, start, start + len(piece.group())):
                    yield NamingAt(text[cleaned[0] : cleaned[1]], kind, found["descriptors"], part.start + cleaned[0], part.start + cleaned[1], "coordinated")
    for found in _naming().finditer(text):
        kind = mapping("site_kinds.tsv")[re.sub(r"\s+", " ", found["kind"].casefold())]
        words = found["descriptors"].split()
        if not all(is_descriptor(word) for word in words) or _is_other_thing(text, found.end(), found["kind"]):
            continue
        cleaned = _clean(context, part, found.start("name"), found.end("name"))
        if cleaned is None:
            continue
        start, end = cleaned
        trailing = text[end : found.end("name")]
        if found["kind"].casefold() in ("operation", "operations") and re.search(r"(?:^|[.!?:]\s+|\n)$", text[:start]):
            continue
        if found["kind"].casefold() in ("operation", "operations", "joint venture", "jv", "licence", "licences", "license", "claims", "plant") and not _is_proper(text[start:end]):
            continue
        yield NamingAt(text[start:end], kind, f"{trailing} {found['descriptors']}".strip(), part.start + start, part.start + found.end(), "name-kind")
    for found in _SPANISH.finditer(text):
        if found["kind"] in ("Mina", "Proyecto") and (cleaned := _clean(context, part, found.start("name"), found.end("name"))):
            kind = "mine" if found["kind"] == "Mina" else "project"
            yield NamingAt(text[cleaned[0] : cleaned[1]], kind, "", part.start + found.start(), part.start + cleaned[1], "kind-name")


def _is_other_thing(text: str, end: int, kind: str) -> bool:
    """ "Mine Safety Act", "Project Manager", "mine plan", "deposit model": the kind word belongs to what follows."""
    after = text[end : end + 30]
    if re.match(rf"\s(?:[{UPPER}][{LOWER}]+ )?(?:Manager|Managers|Safety|Act|Director|Geologist|Engineer|Rescue|Workers|Development Agreement|Finance|Superintendent)\b", after):
        return True
    return kind.casefold() in ("operation", "operations", "plant", "claims") and re.match(r"\s(?:team|manager|Manager|and Maintenance|Officer|Center|Centre)", after) is not None


def _clean(context: Context, part: Part, start: int, end: int) -> tuple[int, int] | None:
    """A site's bare name within a capitalised run: without the company before it, sentence openers, and descriptors behind."""
    text = part.text
    for naming, _ in context.namings(part.start, part.start + end):
        low, high = naming.start - part.start, naming.end - part.start
        if start <= low and high < end and not (low == start and re.match(r"\s(?:Mine|mine)", text[high:end])):
            start = high
        elif low < start < high:
            start = high
    start += len(text[start:end]) - len(text[start:end].lstrip(" ,'"))
    if text[start - 1 : start + 2] in ("'s ", "s' "):
        start += 1
    words = [(word.group(), start + word.start(), start + word.end()) for word in re.finditer(r"[^\s]+", text[start:end])]
    genitive = max((index for index, (word, _, _) in enumerate(words) if re.search(r"'s?$", word) and index + 1 < len(words) and not _saint(words, index)), default=-1)
    words = words[genitive + 1 :]
    while words and (_STOP_NAMES.match(words[0][0].strip(".,'\"")) or words[0][0].casefold() in ("s", "'s", "&") or words[0][0] in ("of", "the", "de")) and not _name_starts(words):
        words = words[1:]
    while words and (is_descriptor(words[-1][0]) or words[-1][0].casefold() in ("the", "of")) and len(words) > 1:
        words = words[:-1]
    if not words or not _is_name([word for word, _, _ in words]):
        return None
    return words[0][1], words[-1][2]


def _saint(words: list[tuple[str, int, int]], index: int) -> bool:
    """ "Gamsberg's" is an owner; "Queen's Lake" a name: possessives of persons and titles stay."""
    return words[index][0].casefold() in ("queen's", "king's", "devil's", "prince's", "miner's", "st. john's", "hunter's", "crow's", "lion's", "eagle's", "bull's", "dead man's")


def _name_starts(words: list[tuple[str, int, int]]) -> bool:
    """ "New Afton", "North Amethyst", "Gold Bar", "Silver Falcon": such a word opens a name when a name follows it."""
    first = words[0][0].casefold()
    return first in ("new", "north", "south", "east", "west", "gold", "silver", "copper", "main", "central", "western", "eastern", "northern", "southern", "el", "la", "el", "wind", "water", "power") and len(words) > 1 and not is_descriptor(words[1][0]) and not _STOP_NAMES.match(words[1][0]) and words[1][0][:1].isupper()


def _is_name(words: list[str]) -> bool:
    """At least one word that is neither a common opener, nor a descriptor, nor just a country or nationality."""
    telling = [word for word in words if not _STOP_NAMES.match(word.strip(".,")) and not is_descriptor(word) and word.casefold() not in ("and", "&", "of", "the", "de", "la")]
    if not telling or not any(word[0].isupper() for word in telling):
        return False
    whole = " ".join(words)
    return mapping("geography.txt").get(whole.casefold()) not in ("country", "adjective", "region") and not all(mapping("geography.txt").get(word.casefold()) in ("country", "adjective") for word in telling)


def _is_proper(name: str) -> bool:
    """A name fit for a vague kind word ("operations", "plant"): no word of it is common."""
    return all(word.casefold() not in folded("generic_words.txt") for word in name.split() if word[0].isupper())


# ---- gathering


def site_key(name: str) -> str:
    """The name for comparing: folded, without article and punctuation."""
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"^the ", "", fold(name))).strip()


class _Registry:
    """Joins namings into sites: one name, one mining site; a mill or plant of that name is a site of its own."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._sites: dict[tuple[str, str], SiteAt] = {}
        self._kinds: dict[tuple[str, str], Counter[str]] = {}

    def add(self, naming: NamingAt) -> None:
        if any(other.start < naming.end and naming.start < other.end and other.kind == naming.kind for site in self._sites.values() for other in site.namings if site_key(site.name) == site_key(naming.name)):
            return
        if owner := self._by_alias(naming.name):
            naming = NamingAt(owner.name, naming.kind, naming.descriptors, naming.start, naming.end, naming.rule)
        key = (site_key(naming.name), naming.kind if naming.kind in FACILITIES else "")
        site = self._sites.setdefault(key, SiteAt(naming.name, naming.kind))
        site.namings.append(naming)
        self._kinds.setdefault(key, Counter())[naming.kind] += 1
        self._read_aliases(site, naming)

    def _by_alias(self, name: str) -> SiteAt | None:
        return next((site for site in self._sites.values() if name in site.aliases), None)

    def _read_aliases(self, site: SiteAt, naming: NamingAt) -> None:
        """Short names in the bracket inside or behind a naming: Lac des Iles ("LDI") mine, the X Project (the "Project" or "XP")."""
        text = self._context.reading.text
        inner = re.search(_BRACKET, text[naming.start : naming.end])
        behind = re.match(_BRACKET, text[naming.end : naming.end + 70])
        for bracket, offset in ((inner, naming.start), (behind, naming.end)):
            for found in _QUOTED.finditer(bracket.group()) if bracket else ():
                alias = (found.group(1) or found.group(2)).strip()
                if not _GENERIC_ALIAS.match(alias) and alias[:1].isupper() and self._context.organisation(alias) is None:
                    start = offset + bracket.start() + found.start(1 if found.group(1) else 2) if bracket else offset
                    site.aliases.setdefault(re.sub(r"^the ", "", alias), NamingAt(alias, "", "", start, start + len(alias), "defined-alias"))

    def add_kindless(self) -> None:
        """Namings without a kind word, by name or alias: "at Lac des Iles", "LDI delivered"."""
        taken = sorted((naming.start, naming.end) for site in self._sites.values() for naming in site.namings)
        for (_, facility), site in self._sites.items():
            if facility:
                continue
            forms = sorted((form for form in {site.name, *site.aliases} if len(form) > 1), key=lambda form: (-len(form), form))
            pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(form) for form in forms)})(?![\w])(?! (?:Zone|zone|Vein|vein|Corp|Inc|Ltd|Resources|Mining|Minerals))")
            for part in self._context.telling:
                for found in pattern.finditer(part.text) if part.block.kind != "table" else ():
                    start, end = part.start + found.start(), part.start + found.end()
                    if any(low < end and start < high for low, high in taken) or self._context.namings(start, end):
                        continue
                    site.namings.append(NamingAt(site.name, "", "", start, end, "name-alone"))
            site.namings.sort(key=lambda naming: naming.start)

    def sites(self) -> Sites:
        rank = {kind: index for index, kind in enumerate(("mine", "project", "property", "deposit", "mill", "smelter", "refinery", "plant"))}
        for key, site in self._sites.items():
            counts = self._kinds[key]
            site.kind = max(counts, key=lambda kind: (counts[kind], -rank[kind]))
        ordered = tuple(sorted(self._sites.values(), key=lambda site: (site.namings[0].start, site.name)))
        return Sites(ordered, self._main(ordered))

    def _main(self, sites: tuple[SiteAt, ...]) -> SiteAt | None:
        """The site named most, early namings counting more."""
        candidates = [site for site in sites if site.kind not in FACILITIES]
        first = len(self._context.reading.text) * 0.35
        return max(candidates, key=lambda site: (sum(1 + (naming.start < first) for naming in site.namings), -site.namings[0].start), default=None)
