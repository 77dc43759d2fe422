"""The place of a release that calls nothing a mine or a project: where the one name that it works at is told by "at" or stands in its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.role.people import find_persons
from kg.extract.site.names import NamingAt, SiteAt
from kg.facts import Site
from kg.text import months
from kg.text.letters import UPPER
from kg.text.lexicons import entries, mapping
from kg.text.sections import BODY, HEADER

_FIRST = 700  # characters behind a headline in which the first sentences tell of whom it is
_WORD = rf"[{UPPER}][\w'\u2019-]*[\w]"
_NAME = rf"(?P<name>{_WORD}(?:[ \n](?:(?:de|del|de la|do|da|dos|das|el|la) )?{_WORD}){{0,3}})"
_PLACED = re.compile(
    rf"\b(?:(?P<at>[Aa]t|into)|of|for|from|in|on|to|through)[ \n](?:the[ \n](?=[\w'-]+ (?:Shaft|Colliery)\b))?{_NAME}"
    rf"(?! of (?:the )?[{UPPER}])(?='s\b|\u2019s\b|[ \n,.;:)]|$)|"
    rf"(?<=[a-z,] ){re.sub('name', 'plain', _NAME)}(?= (?:is|was|has|had|out|to|and|which|where|from|since|into)\b|[.,;])|"
    rf"(?<![\w.'-]){re.sub('name', 'own', _NAME)}(?:'s|\u2019s)? (?:\d+ )?"
    r"(?:shaft|pit|decline|concentrator|smelter|heap leach|crusher|ramp|portal|orebody)\b"
)

# What a company of several mines reports is of none of them alone.
_SEVERAL = re.compile(r"\b(?:[Ii]ts|[Oo]ur) (?:two|three|four|five|six|seven|[2-9]) (?:[a-z-]+ ){0,2}(?:mines|operations|projects)\b")


def place_of_work(context: Context) -> Iterator[Site]:
    """The one place by name of a release of which no site is known; none where several may be it."""
    if context.sites.all or any(_SEVERAL.search(part.text) for part in context.telling):
        return
    at, told = Counter[str](), Counter[str]()
    governed: dict[str, bool] = {}
    head = " ".join(part.text for part in context.parts if part.section == HEADER)
    title = context.header.title
    head += " " + (title.value if title else "")
    for part in context.telling:
        if part.section != BODY or part.block.kind not in ("paragraph", "lines", "bullet"):
            continue
        taken = [(naming.start, naming.end) for naming, _ in context.namings(part.start, part.start + len(part.text))]
        persons = [(part.start + one.start, part.start + one.end) for one in find_persons(part.text, ())]
        for found in _PLACED.finditer(part.text):
            group = "name" if found["name"] else "plain" if found["plain"] else "own"
            start, name = part.start + found.start(group), re.sub(r"\s", " ", found[group])
            name = re.sub(r"['\u2019]s$", "", name)
            if name not in governed:
                governed[name] = re.search(rf"\b(?:at|for|of|in) {re.escape(name)}(?!\w)", head) is not None
            people = [] if governed[name] else persons  # "Record of Decision for Clayton Flats"
            if not any(low < start + len(name) and start < high for low, high in (*taken, *people)) and may_be_place(context, name):
                told[name] += group != "plain"
                at[name] += found["at"] is not None or group == "own"
    text = context.reading.text
    told = Counter({name: count for name, count in told.items() if not re.search(rf'\(the ["\u201c]{re.escape(name)}', text)})  # a term it defines
    titled = [name for name in told if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", head, re.IGNORECASE)]
    placed = titled or [name for name in at if at[name] and name in told]
    if len(placed) == 1:
        yield Site(placed[0], "project")


def may_be_place(context: Context, name: str) -> bool:
    """Whether a name is none of a company, a region, a time, a body or a document, and not in capitals."""
    words = set(re.split(r"[ '\u2019-]", name))
    common = context.organisation(name) is not None or not words.isdisjoint(entries("not_places.txt")) or not words.isdisjoint(months.NAMES)
    return not common and name.casefold() not in mapping("geography.txt") and not name.isupper() and len(name) > 3


def in_headline(context: Context, low: int, high: int) -> list[tuple[NamingAt, SiteAt]]:
    """The sites that a headline names without saying what they are: "New Alder Hill Collective Agreement"."""
    text, taken = context.reading.text, [naming for naming, _ in context.namings(low, high)]
    found = []
    for site in context.sites.all:
        at = text.find(site.name, low, high)
        end = at + len(site.name)
        alone = at >= 0 and not text[max(0, at - 1) : at].isalnum() and not text[end : end + 1].isalnum()
        if alone and not any(naming.start < end and at < naming.end for naming in taken):
            found.append((replace(site.namings[0], start=at, end=end), site))
    return found


def only_site(context: Context) -> SiteAt | None:
    """The only site that a release tells of: what it tells of work, permits and deals is told of that."""
    return next(iter(context.once(_lone_site)), None)


def _lone_site(context: Context) -> Iterator[SiteAt]:
    """The site, if there is but one, that a release names at its head or more than once, and says nothing of several mines."""
    told = [site for site in context.sites.all if any(naming.start not in context.sites.aside for naming in site.namings)]
    head = context.header.title.end if context.header.title else 0
    if len({site.name for site in told}) == 1 and not SEVERAL_MINES.search(context.reading.text):
        places = [naming.start for site in told for naming in site.namings]
        if len(places) > 1 or places[0] < head + _FIRST:
            yield told[0]


SEVERAL_MINES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|several|other) (?:[\w-]+,? ){0,5}(?:mines|operations|mining complexes|producing assets)\b|"
    r"\b(?:each|both|all) of (?:its|our|the) (?:[\w-]+ ){0,2}(?:mines|operations|assets)\b",
    re.IGNORECASE,
)


def headlined(context: Context) -> SiteAt | None:
    """The one site that the lines of the headline name, of which another tells."""
    title = context.header.title
    named = context.sites.named_in(0, title.end) if title else []
    return named[0][1] if len({id(site) for _, site in named}) == 1 else None
