"""The zone that an interval lies in, by the namings of zones around it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.extract.context import Context, Sentence
from kg.extract.intercept.drafts import Draft
from kg.extract.intercept.zone_columns import zone_of_column, zone_of_letters
from kg.extract.intercept.zone_heads import is_elsewhere, zone_over
from kg.extract.intercept.zone_namings import ZoneNamed, between, namings
from kg.facts import Zone
from kg.text.sections import HEADER, Part

# Where a page ends or a caption begins within what lost its lines: "4 m at 2 g/t in KL-9 Page 3 of 18 Figure 2: Section through the North Lode".
_RUN_IN = re.compile(r"\bPage \d{1,3} (?:of|\|)|\bPage \| ?\d|\b(?:Figure|Table|Plate|Photo) \d{1,2}[a-z]?\s?[:.\u2013-]")
# What ties a zone to the interval before it: "3.0 m of 2 g/t in the B zone"; "..., and the B zone 4.1 m" tells of the next.
_TIED = re.compile(
    r"\b(?:in|at|on|from|within|into|below|beneath|under|of|through|across|along|to|near|test\w*|target\w*|intersect\w*|cut\w*|hit|extend\w*)"
    r"\s(?:the\s|its\s|a\s|both\s)?(?:[a-z-]+\s){0,2}$|\($"
)


# Before the zone of a hole in brackets: "KL-3 (North Lode)".
_OF_HOLE = re.compile(r"(?<![\w-])(?=[\w-]*\d)[A-Za-z0-9][\w-]{2,} \((?:the )?$")
_HOLE_AND_NAME = re.compile(
    r"(?<![\w-])(?P<hole>(?=[A-Za-z-]{0,12}\d)[A-Za-z0-9][\w-]{2,24}) \((?:the )?(?P<name>[A-Z][a-z]+(?:[ '-][A-Z][a-z]+){0,3})\)"
)
_DRILLED, _EARLY = re.compile(r"\b(?:drill\w*|(?:step-?out|infill) holes?|intersect\w*|intercepts?)\b", re.IGNORECASE), 4
_TO_COME = re.compile(r"\b(?:will|next|plan\w*|to be|upcoming|propos\w+)\b", re.IGNORECASE)
_THE_HOLES = re.compile(
    r"(?:The|These|All(?: of)?(?: the| these)?)(?: (?:two|three|four|five|six|seven|eight|nine|ten|\d+))?(?: [a-z-]+)? (?:drill ?)?holes"
    r"(?: [a-z]+){0,5}? (?:were|have been|are) (?:all )?(?:drilled|collared|completed|located|designed to test|targeted)\b",
    re.IGNORECASE,
)
_NO_ZONE = "-"  # as the name of a zone: there is none


def place(context: Context, drafts: list[Draft]) -> None:
    """Puts each interval of prose into its zone: the one that its sentence names behind it or else before it, the one that another
    sentence names with its hole, or the only one of the heading or lead-in above it."""
    named = context.once(namings)
    by_hole = _in_brackets(context, named)
    starts = [context.span(draft.start, draft.start + 1).start for draft in drafts]
    ends = [context.span(draft.end - 1, draft.end).end for draft in drafts]
    for index, draft in enumerate(drafts):
        if draft.zone is None:
            after = starts[index + 1] if index + 1 < len(drafts) else 1 << 60
            before = ends[index - 1] if index else 0
            draft.zone = zone_of_letters(context, draft) or _in_sentence(context, draft, named, starts[index], before, after, by_hole)
            draft.zone = draft.zone or zone_of_column(context, draft)
    for draft in drafts:
        if draft.zone is None and draft.parent is not None and not draft.zone_name:
            draft.zone = draft.parent.zone
    _by_hole(context, drafts, named)
    only = _only_drilled(context, named) or _of_program(context, drafts, named)
    for draft in drafts:
        if draft.zone is None and not draft.zone_name and not draft.zoned:
            draft.zone = only


# What a release tells of, at its beginning: "results from its drill program at the", "drilling on the".
_OF_PROGRAM = re.compile(
    r"\b(?:results|assays|drilling|program(?:me)?|campaign|intercepts|intersections|drill ?holes|holes)\b"
    r"(?:(?!\b(?:includ|such as|highlight|intersect|return|of \d)|\d ?(?:m|%|g/t)\b)[^.;]){0,120}?"
    r"\b(?:from|at|on|in|within|into|of|testing) (?:the |its |our )?$",
    re.IGNORECASE,
)


def _of_program(context: Context, drafts: list[Draft], named: Sequence[ZoneNamed]) -> Zone | None:
    """The zone of which a release says at its beginning that it tells the results, where no result is told of another."""
    early = [part for part in context.telling if part.block.kind in ("paragraph", "bullet")][:2]
    early = [
        part for part in context.telling if part.block.kind == "heading" and early and part.section == HEADER and part.start < early[0].start
    ] + early
    if not early:
        return None
    span = context.span(early[0].start, early[-1].start + len(early[-1].text))
    inside = between(named, span.start, span.end)
    if len({at.zone for at in inside}) != 1 or {draft.zone for draft in drafts} - {None, inside[0].zone}:
        return None
    told = context.document.text
    led = any(_OF_PROGRAM.search(told, max(span.start, at.start - 200), at.start) for _, here in _plainly(context, named, early) for at in here)
    return inside[0].zone if led else None


_NO_CAPITALS = re.compile(
    r"\b(?:from|in|at|of|to|within|through) the (?P<name>main|north|south|east|west|central|upper|lower) (?:zone|vein|lens|lode)\b"
)


def _only_drilled(context: Context, named: Sequence[ZoneNamed]) -> Zone | None:
    """The only zone that a release names, where its title or first paragraphs tell that it was drilled."""
    if len({at.zone for at in named}) != 1:
        return None
    if any(other["name"].casefold() not in named[0].zone.name.casefold() for other in _NO_CAPITALS.finditer(context.reading.text)):
        return None  # "results from the main zone", beside those of the C Zone
    early = [part for part in context.telling if part.block.kind != "table"][:_EARLY]
    drilled = any(_DRILLED.search(text) and not _TO_COME.search(text) for text, _ in _plainly(context, named, early))
    drilled = drilled or any(_THE_HOLES.match(text) for text, _ in _plainly(context, named, context.telling))
    return named[0].zone if drilled else None


def _plainly(context: Context, named: Sequence[ZoneNamed], parts: Sequence[Part]) -> Iterator[tuple[str, list[ZoneNamed]]]:
    """The sentences of some parts that name zones, and neither tell of old drilling nor name a deposit beside them."""
    for sentence in context.sentences:
        if parts and parts[0].start <= sentence.start <= parts[-1].block.end:
            span = context.span(sentence.start, sentence.end)
            here = between(named, span.start, span.end)
            if here and not _OLD.search(sentence.text) and not _beside_deposit(context, sentence, here):
                yield sentence.text, here


_OLD = re.compile(r"\b(?:histor\w+|previous\w*|earlier|in the past|legacy)\b", re.IGNORECASE)  # drilling of others, or of years ago


def _beside_deposit(context: Context, sentence: Sentence, here: Sequence[ZoneNamed]) -> bool:
    """Whether a sentence names a deposit beside a zone: "drilled at the margins of the Alder deposit and in the Gull zone"."""
    deposits = (context.span(at.start, at.end) for at, _ in context.sites.named_in(sentence.start, sentence.end) if at.kind == "deposit")
    return any(not any(at.start < other.end and other.start < at.end for at in here) for other in deposits)


def _in_brackets(context: Context, named: Sequence[ZoneNamed]) -> dict[str, Zone | None]:
    """The zone that stands in brackets behind each hole, in a document that tells them so; None for a name that is no zone's, or for several."""
    zones = {at.start: at.zone for at in named}
    found: dict[str, Zone | None] = {}
    for told in _HOLE_AND_NAME.finditer(context.document.text):
        zone = zones.get(told.start("name"))
        found[told["hole"]] = zone if found.get(told["hole"], zone) == zone else None
    return found if any(found.values()) else {}


def _in_sentence(
    context: Context, draft: Draft, named: Sequence[ZoneNamed], start: int, before: int, after: int, by_hole: dict[str, Zone | None]
) -> Zone | None:
    low, high = draft.sentence
    high = caption.start() if (caption := _RUN_IN.search(context.reading.text, max(low + 1, draft.end), high)) else high
    inside = between(named, context.span(low, high).start, context.span(low, high).end)
    told = context.document.text
    inside = [at for at in inside if not _OF_HOLE.search(told[max(0, at.start - 40) : at.start]) or not told.startswith(")", at.end)]
    inside = [at for at in inside if not is_elsewhere(context, at)]
    behind = [at for at in inside if start < at.start < after]
    ahead = [at for at in inside if max(before, 0) <= at.start < start]
    tied = behind and _TIED.search(told[max(0, behind[0].start - 40) : behind[0].start]) is not None
    if not tied and draft.hole in by_hole and (by_hole[draft.hole] or not draft.zone_name):
        draft.zone_name, draft.zoned = ("", draft.zoned) if by_hole[draft.hole] else (_NO_ZONE, True)
        return by_hole[draft.hole]
    if behind and (tied or not ahead):
        return behind[0].zone
    if ahead:
        return ahead[-1].zone
    if len({at.zone for at in inside}) == 1:
        return inside[0].zone
    heading = between(named, context.span(*draft.above).start, context.span(*draft.above).end) if draft.above else []
    return heading[0].zone if len({at.zone for at in heading}) == 1 else None


def _by_hole(context: Context, drafts: list[Draft], named: Sequence[ZoneNamed]) -> None:
    """What another sentence says of the hole; then what stands above the block."""
    told: defaultdict[str, set[Zone]] = defaultdict(set)
    for draft in drafts:
        if draft.hole and draft.zone:
            told[draft.hole].add(draft.zone)
    for hole, zones in _sentences_of(context, {draft.hole for draft in drafts if draft.hole}, named):
        if hole not in told or not told[hole]:
            told[hole] |= zones
    for draft in drafts:
        if draft.zone is None and draft.hole and len(told[draft.hole]) == 1 and not draft.zone_name:
            draft.zone = next(iter(told[draft.hole]))
        if draft.zone is None and not draft.zoned:
            draft.zone = _above(context, draft, named)


def _sentences_of(context: Context, holes: Iterable[str], named: Sequence[ZoneNamed]) -> list[tuple[str, set[Zone]]]:
    """For each hole the zone of the sentences that tell where it was drilled."""
    wanted = set(holes)
    found: defaultdict[str, set[Zone]] = defaultdict(set)
    for sentence in context.sentences:
        if sentence.part.block.kind == "table" or len(sentence.text) > 1500:
            continue
        text = sentence.text[: caption.start()] if (caption := _RUN_IN.search(sentence.text, 1)) else sentence.text
        span = context.span(sentence.start, sentence.start + len(text))
        inside = [at for at in between(named, span.start, span.end) if not is_elsewhere(context, at)]
        if not inside:
            continue
        here = holes_in(text, wanted)
        if not here and len({at.zone for at in inside}) == 1 and _THAT_HOLE.match(text):
            here = _hole_before(context, sentence, wanted)
        if len({at.zone for at in inside}) == 1 and _ALL_OF_THEM.search(sentence.text):
            for _, hole in holes_in(_section_before(context, sentence), wanted):
                found[hole].add(inside[0].zone)
        zones = [(at.start - span.start, at.zone) for at in inside]
        for hole, zone in _paired(here, zones):
            found[hole].add(zone)
    return [(hole, zones) for hole, zones in sorted(found.items()) if len(zones) == 1]


# "Both holes are in the Main Zone", "All of these were drilled into the South Vein", of the holes told before.
_ALL_OF_THEM = re.compile(
    r"^(?:All|Both|Each)(?: of)?(?: the| these| them)?(?: (?:two|three|four|five|six|seven|eight))?"
    r"(?: (?:of )?(?:the |these )?(?:drill ?)?(?:holes|results|intercepts))? (?:are|were|was|is|lie|tested|come|intersected)\b"
)


# "This intersection is the widest at Oak Hill", of the hole told right before.
_THAT_HOLE = re.compile(r"(?:This|The same|That) (?:drill ?)?(?:hole|intersection|intercept|interval|result|drilling)\b")


def _hole_before(context: Context, sentence: Sentence, wanted: set[str]) -> list[tuple[int, str]]:
    """The hole that the sentences before one in its paragraph tell of; nothing where they tell of several."""
    before = holes_in(sentence.part.text[: sentence.start - sentence.part.start], wanted)
    return [(0, hole) for hole in {hole for _, hole in before}] if len({hole for _, hole in before}) == 1 else []


def _section_before(context: Context, sentence: Sentence) -> str:
    """The text from the last heading to a sentence."""
    index = bisect_left(context.telling, sentence.start + 1, key=lambda part: part.start) - 1
    heads = [part.start for part in context.telling[max(0, index - 12) : index] if part.block.kind == "heading"]
    return context.reading.text[(heads or [context.telling[max(0, index - 6)].start])[-1] : sentence.start]


def holes_in(text: str, wanted: set[str]) -> list[tuple[int, str]]:
    """The wanted holes that a text names, with their places: "TK-21, 22 and -24" names three, "TK-21 to TK-24" four."""
    found = []
    for hole in sorted(wanted):
        for at in re.finditer(rf"(?<![\w-]){re.escape(hole)}(?![\w-]|\.\d)", text):
            found.append((at.start(), hole))
            found += _counted_on(text, at.end(), hole, wanted)
    return sorted(set(found))


_MORE = re.compile(r"(?:, (?:and )?| and | & |/)(?:holes? )?-?(\d{1,4}[A-Z]?)(?![\w.%]|-\d| ?(?:m|metres|meters|g/t|holes|ft|feet)\b)")
_UNTIL = re.compile(r" (?:to|through) (?:hole )?([A-Z][\w-]*\d)|[-\u2013](\d{1,4})(?![\w-])")
_ENDS = re.compile(r"(\d+)([A-Z]?)$")


def _counted_on(text: str, at: int, hole: str, wanted: set[str]) -> Iterator[tuple[int, str]]:
    """The holes whose numbers alone go on behind a hole."""
    digits = _ENDS.search(hole)
    if digits is None:
        return
    stem = hole[: digits.start()]
    if until := _UNTIL.match(text, at):
        last = _ENDS.search(until[1] or until[2])
        for other in sorted(wanted):
            ends = _ENDS.search(other)
            if last and ends and other[: ends.start()] == stem and int(digits[1]) < int(ends[1]) <= int(last[1]):
                yield at, other
    while more := _MORE.match(text, at):
        number = more[1]
        whole = digits[1][: max(0, len(digits[1]) - len(number))] + number
        if stem + whole in wanted:
            yield more.start(1), stem + whole
        at = more.end()


def _paired(holes: list[tuple[int, str]], zones: list[tuple[int, Zone]]) -> Iterator[tuple[str, Zone]]:
    """Each hole of a sentence with its zone: "A and B were drilled into the one and C into the other", "the one was tested by A, the other
    by C"; nothing where two zones stand together, or one on either side of the holes."""
    if not holes or not zones:
        return
    groups: list[tuple[bool, list[str], set[Zone]]] = []
    for _, hole, zone in sorted([(at, hole, None) for at, hole in holes] + [(at, "", zone) for at, zone in zones], key=lambda told: told[0]):
        if not groups or groups[-1][0] is not (zone is None):
            groups.append((zone is None, [], set()))
        if zone is None:
            groups[-1][1].append(hole)
        else:
            groups[-1][2].add(zone)
    if len(groups) == 3 and not groups[0][0] and groups[0][2] != groups[2][2]:
        return
    for one, other in zip(groups[::2], groups[1::2], strict=False):
        told = one[2] or other[2]
        if len(told) == 1:
            yield from ((hole, next(iter(told))) for hole in one[1] or other[1])


def _above(context: Context, draft: Draft, named: Sequence[ZoneNamed]) -> Zone | None:
    """The only zone that the paragraph names before, else that which stands over it."""
    index = bisect_left(context.telling, draft.start + 1, key=lambda part: part.start) - 1
    part = context.telling[index] if index >= 0 else None
    if part is not None and part.block.kind == "paragraph" and draft.start > part.start:
        before = context.span(part.start, draft.start)
        zones = {at.zone for at in between(named, before.start, before.end)}
        if zones:
            return zones.pop() if len(zones) == 1 else None
    return zone_over(context, draft)
