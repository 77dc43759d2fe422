"""The site that a zone lies in: named with it in a sentence, or the one that its paragraph, its heading or the release is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.context import Context
from kg.extract.site.context import heading_site, paragraph_site, section_site, sentence_at
from kg.extract.site.names import NamingAt, SiteAt, Sites
from kg.extract.zone.phrases import LIST, list_items
from kg.extract.zone.sites import is_in_land, is_of_all, only_site
from kg.extract.zone.words import ZoneAt
from kg.facts import FACILITIES

# What may stand between a zone and the site that it is said to lie at; "the Heron pit, already mined out, at the Tansen mine" has an aside.
_ASIDE = r", (?:now|already|once|formerly|previously|first|long) [^.;,]{1,40},"
_IN_BRACKET = re.compile(r" ?\((?:at |on |of )?(?:the |its )?")  # "the Rook vein (Harrow mine)"
# "adjoins the Tansen mine, where the Rook vein is mined": at the neighbour's.
_WHERE = re.compile(r",? (?:where|at which|in which|whose|which (?:hosts|contains|includes)|home to|host to) (?:the |its )?(?:[a-z-]+ ){0,3}")
# "adjoins the Tansen project, where drilling last winter cut 4 m of 3 g/t at the Rook target".
_WORK_WHERE = re.compile(r",? (?:where|at which|on which) [^;\n]{3,140}? (?:at|in|on|of|from) (?:the |its )?(?:[a-z-]+ ){0,2}")
_TIES = re.compile(
    rf"^(?:[^.;,]|, (?=[A-Z]|and [A-Z]|(?:a |which is )?part of )|"
    rf"{_ASIDE}){{0,110}}?\b(?:at|of|on|within|in|from)\s(?:its |the |our |their )?(?:[\w%'-]+ ){{0,5}}$"
)
# "at the Finch prospect, 60 km to the north": ground of its own, too far off to be a part of what is told before.
_AFAR = re.compile(
    r",? (?:which (?:is|lies) )?(?:located |lying |situated |about |some |approximately |roughly )*(?:[2-9]\d|\d{3}) ?(?:km|kilomet(?:re|er)s?|miles)"
    r"\b"
)
_KM = r"(?:kilomet(?:re|er)s?|kms?|miles?)"
_COUNT = r"(?:\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)"
_WAY = r"(?:due |to the )?(?:north|south|east|west)[a-z-]*(?: (?:north|south|east|west)[a-z-]*)?"
# "the Finch zone, about 8 km east of | Tansen |": beside it.
_OFF = re.compile(
    rf",? (?:which (?:is|lies) |that lies )?(?:(?:located|lying|situated|lies|sits|is|about|some|approximately|roughly|only|just) )*"
    rf"{_COUNT}[ -]?{_KM} "
    rf"(?:{_WAY} )?(?:of|from) (?:the |its )?(?:[a-z-]+ )?",
    re.IGNORECASE,
)
# "Six kilometres south of | Tansen | lies the Finch zone".
_OFF_BEFORE = re.compile(rf"\b{_COUNT}[ -]?{_KM} (?:{_WAY} )?(?:of|from) (?:the |its )?$", re.IGNORECASE)
_LIES_THERE = re.compile(r"(?: [a-z]+)?,? (?:lies|is|sits|are|lie) (?:the |an? )?(?:[a-z-]+ ){0,3}", re.IGNORECASE)
# "At Tansen, the Rook zone", "the Tansen project's Rook and Gull zones": what may stand between a site and its zone.
_CLOSE = re.compile(r"(?:'s|\u2019s)?,? (?:(?:project|property|mine|is|hosts|includes|contains|the|its|new|\w+-\w+|and|to|[A-Z][\w'-]*),? ){0,6}")
_FELLOW = re.compile(r"(?:,| and| &|, and| or)(?: (?:at|the|from|on))? ")  # "drilling at the Alder deposit and Gull": beside it
_BEFORE = 2  # the weight of a site that is only named before a zone in its sentence
_OF_LIST = 160  # how far a list of names may reach


def _is_off(text: str, naming: ZoneAt, at: NamingAt) -> bool:
    """Whether a zone is told to lie some kilometres from a site, so that it is no part of it."""
    if at.start >= naming.end:
        return _OFF.fullmatch(text[naming.end : at.start]) is not None
    return _LIES_THERE.fullmatch(text[at.end : naming.start]) is not None and _OFF_BEFORE.search(text, max(0, at.start - 60), at.start) is not None


def site_of(context: Context, sites: Sites, name: str, namings: Sequence[ZoneAt]) -> SiteAt | None:
    """The site named with a zone in a sentence: behind it after "at" or "of", or before it; else the one that its paragraph, heading or
    the release is about. The namings vote."""
    for site in sites.all:
        if name.startswith(site.name + " ") and site.kind not in (*FACILITIES, "deposit"):
            return site
    if any(is_in_land(context, sites, naming) for naming in namings):
        return None
    text = context.reading.text
    near = [naming for naming in namings if not _AFAR.match(text, naming.end)]
    if len(near) < len(namings) and sum(weight for naming in near for site, weight in [_vote(context, sites, naming)] if site) < _BEFORE:
        return None
    namings = near
    off = [site for naming in namings for at, site in sites.named_in(max(0, naming.start - 60), naming.end + 110) if _is_off(text, naming, at)]
    votes: dict[SiteAt, float] = {}
    of_neighbour: SiteAt | None = None
    told = [(naming, *_vote(context, sites, naming)) for naming in namings]
    for _, found, weight in told:
        if found is not None and found not in sites.beside and (found not in off or weight > 2.5):
            votes[found] = votes.get(found, 0) + weight
        elif weight > 2.5 and found is not None and found not in votes:
            of_neighbour = found
    if not votes and of_neighbour is not None:
        return of_neighbour
    if votes:
        chosen = max(votes, key=lambda site: (votes[site], site is sites.main, -site.namings[0].start))
        return chosen if not context.is_report or _is_sure(context, sites, chosen, told) else None
    if off or (context.is_report and not _is_alone(sites, sites.main)):
        return None
    return sites.main or only_site(sites)


def _is_sure(context: Context, sites: Sites, chosen: SiteAt, told: Sequence[tuple[ZoneAt, SiteAt | None, float]]) -> bool:
    """Whether a report, which tells of much ground, ties a zone to its site: in words of one sentence, or because it has no other site."""
    if chosen.kind != "deposit" and _is_alone(sites, chosen) and is_of_all(sites, chosen):
        return True
    for naming, found, weight in told:
        if found is chosen and (weight > _BEFORE or (weight == _BEFORE and chosen.kind != "deposit" and _is_close(context, sites, chosen, naming))):
            return True
    return False


def _is_alone(sites: Sites, site: SiteAt | None) -> bool:
    """Whether no other ground is told in a document: mines named once or twice are neighbours."""
    return all(other is site or other.kind in ("deposit", *FACILITIES) or (other.kind == "mine" and len(other.namings) < 3) for other in sites.all)


def _is_close(context: Context, sites: Sites, site: SiteAt, naming: ZoneAt) -> bool:
    text, low = context.reading.text, max(0, naming.start - 90)
    return any(other is site and _CLOSE.fullmatch(text[at.end : naming.start]) is not None for at, other in sites.named_in(low, naming.start))


def _fellows(text: str, start: int, naming: ZoneAt, named: Sequence[tuple[NamingAt, SiteAt]]) -> list[SiteAt]:
    """The sites that stand in one list with a zone: "sampling at Alder, Birch and the Rook targets" tells where none of them lies."""
    low, high = naming.start - start, naming.end - start
    near = [(at.start - start, site) for at, site in named if not at.kind and abs(at.start - naming.start) < _OF_LIST]
    if not near:
        return []
    found: list[SiteAt] = []
    for listed in LIST.finditer(text, max(0, low - _OF_LIST), high + _OF_LIST):
        if listed.start() < high and low < listed.end():
            items = list(list_items(text, *listed.span()))
            found += [site for at, site in near for first, last in items if first <= at < last and not first <= low < last]
    return found


# What is looked for, and so no part of a deposit that has been found: "the Birch deposit ... the Rook and Gull prospects".
# Those that a prospect, target, showing or occurrence is called by are no kinds of zones: "".
_SOUGHT = frozenset({"", "prospect", "target", "showing", "occurrence", "discovery", "anomaly"})
# "at the Birch deposit, hole 1 cut 3 m; at the Rook zone": a clause of its own.
_OPENS_CLAUSE = re.compile(r"[;:,] (?:and |while |whereas )?(?:at|in|on|from) (?:the |its )?$")


def _vote(context: Context, sites: Sites, naming: ZoneAt) -> tuple[SiteAt | None, float]:
    """The site that the words about a naming tie the zone to, and how surely; a deposit that is only named before does not hold what is looked for
    beside it, and is left for the project."""
    site, weight = _vote_as_named(context, sites, naming)
    text = context.reading.text
    if site is None or site.kind != "deposit" or weight > _BEFORE or sites.main is None or sites.main.kind == "deposit":
        return site, weight
    if naming.kind.casefold() not in _SOUGHT and _OPENS_CLAUSE.search(text, max(0, naming.start - 16), naming.start) is None:
        return site, weight
    whole = [other for at, other in sites.named_in(max(0, naming.start - _PARAGRAPH), naming.start) if other.kind not in ("deposit", *FACILITIES)]
    whole = [other for other in whole if other not in sites.beside]
    return (whole[-1] if whole else sites.main), weight


_PARAGRAPH = 900  # characters before a zone in which its project may be named


def _vote_as_named(context: Context, sites: Sites, naming: ZoneAt) -> tuple[SiteAt | None, float]:
    text = context.reading.text
    sentence = sentence_at(context, naming.start)
    if sentence is None:
        low, high = text.rfind("\n", 0, naming.start) + 1, text.find("\n", naming.end)
        line = [site for other, site in sites.named_in(low, naming.start) if site.kind not in FACILITIES and other.start not in sites.aside]
        return (line[-1], 1) if line and high > 0 else (sites.main, 0.1)
    named = [(other, site) for other, site in sites.named_in(sentence.start, sentence.end) if site.kind not in FACILITIES]
    where = [site for other, site in named if other.end <= naming.start and _WHERE.fullmatch(text[other.end : naming.start])]
    where = where or [site for other, site in named[-1:] if other.end <= naming.start and _WORK_WHERE.fullmatch(text[other.end : naming.start])]
    if where:
        return where[-1], 3
    fellows = _fellows(sentence.text, sentence.start, naming, named) if named else []
    named = [(other, site) for other, site in named if site not in fellows]
    behind = [
        (other, site)
        for other, site in named
        if other.start >= naming.end and other.start not in sites.aside and _TIES.match(text[naming.end : other.start])
    ]
    before = [(other, site) for other, site in named if other.end <= naming.start and other.start not in sites.aside]
    bracketed = [site for other, site in named if _IN_BRACKET.fullmatch(text[naming.end : other.start])]
    if bracketed:
        return bracketed[0], 3
    if behind:
        return behind[0][1], 2.5
    fellows += [site for other, site in before if site.kind == "deposit" and _FELLOW.fullmatch(text[other.end : naming.start])]
    before = [(other, site) for other, site in before if site not in fellows]
    if before:
        return before[-1][1], _BEFORE
    part = sentence.part
    opening = [site for other, site in sites.named_in(part.start, min(part.start + 40, naming.start)) if site.kind not in FACILITIES]
    if opening and (near := paragraph_site(context, sites, naming.start, part.start)):
        return near, 1
    sure = 0.3 if re.match('["\u201c]', part.text) else 1  # what somebody says is under no heading
    heading = section_site(context, sites, part.start) if part.start else None
    if heading is not None and heading.kind == "deposit" and naming.rule == "label" and part.block.kind == "heading":
        return sites.main, sure  # a heading beside that of the deposit
    if heading is not None and (heading is not sites.main or heading is heading_site(context, sites, part.start)):
        return heading, sure
    if near := sites.last_before(naming.start, part.start):
        return near, sure
    return section_site(context, sites, naming.start), 0.5
