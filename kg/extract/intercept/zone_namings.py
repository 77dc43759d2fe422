"""Where a document names its zones, as far as intercepts can be put into them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import terms
from kg.extract.context import Context
from kg.extract.site.names import site_key
from kg.extract.zone.words import says_little, without_kind
from kg.extract.zones import extract_zones
from kg.facts import Stated, Zone

_NO_NAME = re.compile(r"^[A-Z]{2,}[\w-]*[ -]?\d{2,}[\w-]*$|\d\.\d|\d \d|\b[A-Z]{2,}\d{3}|^Section\b|\bEq\b")
_ELSEWHERE = re.compile(r"\b(?:(?:north|south|east|west)\w* of|below|above|beneath|near|from|to|between|than|and) (?:the )?$")


@dataclass(frozen=True)
class ZoneNamed:
    start: int
    end: int
    zone: Zone


def namings(context: Context) -> list[ZoneNamed]:
    """Every naming of a zone, in order; also by its bare name, and by "the same vein"."""
    found = {}
    for mention in context.once(extract_zones):
        fact = mention.fact
        named = isinstance(fact, Stated) and isinstance(fact.subject, Zone) and fact.predicate == terms.SCHEMA_name
        if named and isinstance(fact, Stated) and isinstance(fact.subject, Zone) and not _NO_NAME.search(fact.subject.name):
            found[mention.span.start, mention.span.end] = fact.subject
    whole = _in_full(set(found.values()))
    known = [ZoneNamed(start, end, whole.get(zone, zone)) for (start, end), zone in sorted(found.items(), key=lambda item: item[0])]
    return sorted([*known, *_bare(context, known), *_same(context, known), *_as_label(context, known)], key=lambda at: (at.start, -at.end))


def _in_full(zones: set[Zone]) -> dict[Zone, Zone]:
    """Zones that are told twice, as the Oak Reef and as the Oak Reef Zone: the fuller of them for the other."""
    longer = {without_kind(zone.name): zone for zone in zones}
    return {zone: longer[zone.name] for zone in zones if zone.name in longer and longer[zone.name] != zone and " " in zone.name}


def stems(known: Sequence[ZoneNamed]) -> dict[str, Zone]:
    """The zones by their names without kind words, in small letters, but for names that two share."""
    found: dict[str, Zone | None] = {}
    for zone in {at.zone for at in known}:
        stem = without_kind(zone.name).casefold()
        found[stem] = zone if found.get(stem, zone) == zone else None
    return {stem: zone for stem, zone in sorted(found.items()) if stem and zone is not None}


def _as_label(context: Context, known: list[ZoneNamed]) -> Iterator[ZoneNamed]:
    """Where a zone's bare name, be it one that elsewhere says too little, labels a line: "Main: 4.2 m at 3 g/t"."""
    names = stems(known)
    if not names:
        return
    longest = "|".join(re.escape(stem) for stem in sorted(names, key=lambda stem: (-len(stem), stem)))
    label = re.compile(rf"^[^\w\n]{{0,5}}(?P<name>(?i:{longest}))(?= ?[:\u2013\u2014] ?| - )", re.MULTILINE)
    for found in label.finditer(context.reading.text):
        if not found["name"][0].islower():
            span = context.span(*found.span("name"))
            yield ZoneNamed(span.start, span.end, names[found["name"].casefold()])


_SAME = re.compile(r"\b(?:this|that|the same|the said) (?P<kind>zone|vein|lode|lens|reef|shoot|prospect|target|structure|pit|deposit)\b")


def _same(context: Context, known: list[ZoneNamed]) -> Iterator[ZoneNamed]:
    """Where "the same vein" means the one of that kind that was named last."""
    for found in _SAME.finditer(context.reading.text):
        span = context.span(*found.span())
        before = [at for at in known if at.end <= span.start and span.start - at.end < 3000]
        of_kind = [at for at in before if at.zone.name.casefold().endswith(found["kind"])]
        if of_kind or (before and found["kind"] in ("prospect", "target")):
            yield ZoneNamed(span.start, span.end, (of_kind or before)[-1].zone)


def _bare(context: Context, known: list[ZoneNamed]) -> Iterator[ZoneNamed]:
    """Where the text goes on to call a zone by its name alone: "the deepest hole yet at Banksia"."""
    taken = {site_key(form) for site in context.sites.all for form in (site.name, *site.aliases)}
    names: dict[str, Zone] = {}
    for zone in sorted({at.zone for at in known}, key=lambda zone: (zone.name, str(zone.within))):
        bare = without_kind(zone.name)
        if bare[:1].isupper() and len(bare) > 3 and site_key(bare) not in taken and not all(says_little(word.casefold()) for word in bare.split()):
            names.setdefault(bare, zone)
    if not names:
        return
    longest = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])(?! (?:[A-Z][a-z]|mine|project|property)\w*)")
    text = context.reading.text
    for found in pattern.finditer(text):
        if _ELSEWHERE.search(text[max(0, found.start() - 24) : found.start()]):
            continue
        span = context.span(*found.span())
        if not between(known, span.start, span.end):
            yield ZoneNamed(span.start, span.end, names[found.group()])


def between(named: Sequence[ZoneNamed], low: int, high: int) -> list[ZoneNamed]:
    first = bisect_left(named, low, key=lambda at: at.start)
    return [at for at in named[first : first + 50] if at.end <= high]
