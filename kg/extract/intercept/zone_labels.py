"""The zone that stands as a label before results: "Southern Breccia: 61 m at 1.6 g/t", or alone on a line above a list of holes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg import terms
from kg.extract.context import Context
from kg.extract.intercept.drafts import Draft, Label
from kg.extract.site.names import site_key
from kg.extract.zone.phrases import may_be_zone
from kg.extract.zones import extract_zones, known_zone
from kg.facts import Mention, Site, Stated, Zone
from kg.text.commodities import find_commodities
from kg.text.letters import UPPER

_NAME = rf"[{UPPER}][\w'\u2019&.]*(?:[ -](?:[{UPPER}\d][\w'\u2019&.]*|of|de|del|la|du)){{0,3}}"
_HOLE = (
    r"(?:(?:[Hh]ole |[Dd]rill ?hole )?(?=[A-Z0-9-]{0,14}\d)[A-Z][A-Za-z]{0,5}[\w-]{2,20}"
    r"(?: (?:returned|intersected|cut))?[:;, \u2013-]{1,4})?"
)
_BEFORE = re.compile(rf"[^\w\n]{{0,5}}(?P<name>{_NAME})(?P<colon> ?[:\u2013\u2014]\s?| - )?\s?{_HOLE}")
_ALONE = re.compile(rf"^[^\w\n]{{0,5}}(?P<name>{_NAME})(?P<colon>:?)[ ]*$", re.MULTILINE)
# What stands below a label that heads results: a hole, or an interval.
_RESULT = re.compile(
    r"[^\w\n]{0,5}(?:o )?(?:(?:[Hh]ole |[Dd]rill ?hole )?(?=[A-Z0-9-]{0,14}\d)[A-Z0-9][\w-]{3,20}\b"
    r"|(?:from )?\d[\d.]* ?(?:m|ft|met(?:re|er)s|feet)\b)"
)
# "At Heron, hole KL-7 returned", "South Heron: the first hole, KL-1, cut".
_OPENED = re.compile(rf"\W{{0,4}}(?:At|In|On|Within)(?: the)? (?P<name>{_NAME})(?: (?:target|prospect|area|zone|deposit))?, ")
_ENTRY = re.compile(rf"[^\w\n]{{0,5}}(?P<name>{_NAME}): ")
_LONGEST = 300
_BARE_LINE = re.compile(r"[^\w\n]*\n")
_NOT_ZONES = re.compile(
    r"(?:Highlights?|Results?|Assays?|Notes?|Table|Figure|Hole|Holes|Drill\w*|Diamond|Core|RC|Including|Incl|And|From|To|Summary|Previous\w*|Recent\w*|New|"
    r"Significant|Selected|Best|Top|Other|Key|Intercepts?|Intersections?|Intervals?|Mineral|Grade|Gold|Silver|Copper|Zinc|Lead|Update|Phase|Stage|Year|"
    r"January|February|March|April|May|June|July|August|September|October|November|December|Q[1-4]|Table|Hole|Section|Line|Level|"
    r"Extensions?|Discovery|Discoveries|Growth|Conversion|Delineation|Definition|Metallurgical|Geotechnical|Condemnation|Twin|Follow-?up|Initial|Final|"
    r"Infill|Extensional|Exploration|Resource|Surface|Underground|Regional|Step-?out)\b",
    re.IGNORECASE,
)
# "Southern Breccia": words that say little make a name together.
_SIDED = re.compile(
    r"(?:(?:North|South|East|West|Central|Centre|Main|Upper|Lower|Middle|Deep|Inner|Outer|Footwall|Hanging ?wall)(?:ern)?[ -]?){1,2} "
    r"(?:Breccia|Crescent|Lode|Lens|Zone|Vein|Shoot|Reef|Pipe|Dyke|Dike|Pegmatite|Porphyry|Structure|Extension|Splay|Corridor|Limb|Fold|Stock|Sill)"
)
_OF_HOLE = re.compile(r"^(?!UG\d)[A-Z]{2,}[\w-]*[ -]?\d|\d{2}|\d[A-Z]")
_OF_SITE = re.compile(r"\b(?:Deposits?|Mines?|Projects?|Propert(?:y|ies)|Operations?|Complex|Camp|District|Belt)$", re.IGNORECASE)
_NOTED = re.compile(r"(?<=[a-z]{3})\d$")
_FURTHEST = 2500


def put_by_labels(context: Context, drafts: list[Draft], find: Callable[[Context, Draft], Label | None]) -> None:
    """Puts the intervals of prose that have no zone into that of their label."""
    for draft in drafts:
        if draft.zone is None and draft.rule.startswith("prose") and not draft.zoned:
            draft.label = find(context, draft)
            draft.zone = draft.label.zone if draft.label else None


def label_facts(context: Context, drafts: list[Draft]) -> Iterator[Mention]:
    """That the zones of labels are called so, and lie in their site, where nothing else in the document tells it."""
    told = {mention.fact.subject for mention in context.once(extract_zones) if isinstance(mention.fact, Stated)}
    found = {(draft.label.zone, draft.label.start): draft.label for draft in drafts if draft.label and draft.label.zone not in told}
    for label in found.values():
        span = context.span(label.start, label.end)
        yield Mention(Stated("zone", label.zone, terms.SCHEMA_name, label.zone.name), span, "results-label", 0.9)
        if isinstance(label.zone.within, Site):
            yield Mention(Stated("zone", label.zone, terms.GEO_sfWithin, label.zone.within), span, "results-label", 0.8)


def zone_of_label(context: Context, draft: Draft) -> Label | None:
    """The zone that the line of an interval begins with; a name without a colon behind it only beside lines that have one."""
    text = context.reading.text
    low = text.rfind("\n", 0, draft.start) + 1
    found = _BEFORE.fullmatch(text, low, draft.start) if draft.start - low < 120 else None
    if found is not None and (found["colon"] or (" " in found["name"] and _is_listed(text, low))):
        return _zone(context, found["name"], *found.span("name"))
    opened = _OPENED.match(text, draft.sentence[0], draft.start) or (_ENTRY.match(text, low, draft.start) if draft.start - low < _LONGEST else None)
    return _zone(context, opened["name"], *opened.span("name")) if opened else None


def _is_listed(text: str, low: int) -> bool:
    """Whether the line before another begins with a label and a colon."""
    end = len(text[max(0, low - 200) : low].rstrip()) + max(0, low - 200)
    label = _BEFORE.match(text, text.rfind("\n", 0, end) + 1, low)
    return label is not None and label["colon"] is not None


def zone_above(context: Context, draft: Draft) -> Label | None:
    """The zone of the last label that stands alone on its line above an interval, in its section."""
    labels = [label for label in context.once(_labels) if label[0] < draft.start and draft.start - label[0] < _FURTHEST]
    if not labels:
        return None
    at, end, name = labels[-1]
    heads = (part for part in context.telling if part.block.kind == "heading" and end < part.start < draft.start)
    if any(len(part.text.strip()) > 1 and not _RESULT.match(part.text) for part in heads):
        return None
    return _zone(context, name, at, end)


def _labels(context: Context) -> list[tuple[int, int, str]]:
    """The labels alone on their lines that have a hole or an interval right below them: from where to where, and their names; in order."""
    text = context.reading.text
    headings = {part.start for part in context.telling if part.block.kind == "heading"}
    found_there, points = list[tuple[int, int, str]](), list[tuple[int, int, str]]()
    for found in _ALONE.finditer(text):
        at = found.end() + 1
        while at < len(text) and (blank := _BARE_LINE.match(text, at)):
            at = blank.end()
        if not _RESULT.match(text, at):
            continue
        if found["colon"] or any(found.start() <= start <= found.start("name") for start in headings):
            found_there.append((found.start("name"), found.end("name"), found["name"]))
        elif found.start("name") > found.start() + 1:
            points.append((found.start("name"), found.end("name"), found["name"]))
    return sorted(found_there + (points if len(points) > 1 else []))  # points that are but names, above points that are results


def _zone(context: Context, name: str, start: int, end: int) -> Label | None:
    if _OF_HOLE.search(name):
        return None
    if noted := _NOTED.search(name):  # the number of a footnote: "Heron Deeps2"
        name, end = name[: noted.start()], end - len(noted.group())
    if (
        _NOT_ZONES.match(name)
        or _OF_SITE.search(name)
        or find_commodities(name)
        or any(site_key(name) == site_key(site.name) for site in context.sites.all)
    ):
        return None
    known = known_zone(context, name)
    if known is None and not _SIDED.fullmatch(name) and not may_be_zone(context, name, start, end):
        return None
    main = context.sites.main
    return Label(known or Zone(name, Site(main.name, main.kind) if main else context.company), start, end)
