"""Whose an estimate is by the words that stand right before it: a deposit's name, or the issuer's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.document import Span
from kg.extract.context import Context
from kg.extract.resource.words import Estimate
from kg.extract.site.names import SiteAt, site_key
from kg.extract.site.words import NamingAt
from kg.extract.zone.words import says_little
from kg.facts import FACILITIES
from kg.text.commodities import find_commodities
from kg.text.letters import LOWER, UPPER
from kg.text.lexicons import mapping

# "The Birch indicated resource is": the name right before the category is that of its deposit.
_THE = re.compile(rf"(?:^|\s)[Tt]he (?P<name>[{UPPER}][{LOWER}]{{3,}}(?: [{UPPER}][{LOWER}]{{2,}}){{0,2}}) $")


def named_before(context: Context, estimate: Estimate, lead: str) -> SiteAt | None:
    """The site whose name stands between the article and the category of an estimate, be it named so only there."""
    found = _THE.search(lead)
    if (
        found is None
        or estimate.zone is not None
        or find_commodities(found["name"])
        or all(says_little(word.casefold()) for word in found["name"].split())
    ):
        return None
    known = next((site for site in context.sites.all if site_key(site.name) == site_key(found["name"])), None)
    spoken = len(re.findall(rf"\b{re.escape(found['name'])}\b", context.reading.text)) > 1
    firm = context.company.name.casefold().startswith(found["name"].casefold()) if context.company else False
    return known or (SiteAt(found["name"], "deposit") if spoken and not firm and estimate.tonnes is not None else None)


_SITE = rf"(?:(?:El|La|Los|Las|Le|Mt|St)\.? )?[{UPPER}][{LOWER}][\w'-]+(?: (?:[{UPPER}][\w'-]+|de|del|la|el|do|da)){{0,3}}"
_KINDS = r"(?P<kind>deposits?|projects?|mines?|propert(?:y|ies)|prospect|operations?)"
# "JORC Resource for the Corvin Mesa channel iron deposit", "Raises Reserves at Corvin".
_FOR = re.compile(
    r"\b(?:[Rr]esources?|[Rr]eserves?|MREs?|[Ee]stimates?)(?: (?:[Ee]stimates?|[Ss]tatement|[Uu]pgrade|[Uu]pdate))? (?:for|at|of|on) "
    rf"(?:the |its |our |a )?(?:wholly[- ]owned |\d+(?:\.\d+)?%[- ]owned )?(?P<name>{_SITE})"
    rf"(?=(?: (?:[a-z][\w-]* ){{0,3}}(?:\([A-Z]{{2,5}}\) )?{_KINDS})?(?P<end>[ ,.;:]|$))"
)
_LED_BY = re.compile(rf"(?P<name>{_SITE}?) (?:(?:Mineral|Ore|Gold|Copper|JORC|Maiden|Updated) )?(?:Resources?|Reserves?|MRE)\b")


def site_told(context: Context) -> SiteAt | None:
    """The one site of which the headline or the first sentences say that the estimates are, where the document names no other way."""
    title = context.header.title
    early = next((part.text for part in context.telling if part.block.kind == "paragraph"), "")
    heads = [part.text for part in context.telling if part.block.kind == "heading" and part.start > (title.start if title else -1)]
    heads += [table.title.text.rpartition("\n")[2] for table in context.tables if table.title]
    found: dict[str, str] = {}
    for text in (title.value if title else "", early, *heads):
        for told in (*_FOR.finditer(text), *_LED_BY.finditer(text)):
            kind = told.groupdict().get("kind")
            if _is_name(context, told["name"]) and (kind or text is not early):
                found.setdefault(told["name"], (kind or "").casefold().removesuffix("s"))
    if len(found) != 1:
        return None
    name, kind = found.popitem()
    return SiteAt(name, kind if kind in ("deposit", "project", "mine") else "property" if kind else "project")


def _is_name(context: Context, name: str) -> bool:
    """Whether some words with capitals name a place that is neither a company, a metal nor a region."""
    firm = context.company.name.casefold() if context.company else ""
    words = name.casefold().split()
    return (
        firm.split(" ")[0] not in words
        and not find_commodities(name)
        and name.casefold() not in mapping("geography.txt")
        and not any(word in _NO_NAMES for word in words)
        and not all(says_little(word) for word in words)
    )


def of_deposit(estimate: Estimate) -> Estimate:
    """An estimate of a row that names a deposit: the deposit is its site, where the text tells no project around it."""
    if estimate.site is not None or not estimate.deposit or estimate.zone is None:
        return estimate
    return replace(estimate, site=SiteAt(estimate.zone, "deposit"), zone=None)


# Between a site and the one around it: "the Corvin gold project on Marlow Island", "the Corvin deposit, part of its Marlow project".
_LIES_IN = re.compile(
    r"(?: (?!and\b|or\b)[a-z]+){0,3}(?: \([^()]{1,30}\))?,?(?: (?:which|that))?(?: (?:is|are|located|situated|lying|wholly))*"
    r" (?:on|within|in|inside|part of)(?: the| its| our)? "
)


def inner_of(context: Context, named: Sequence[tuple[NamingAt, SiteAt]]) -> SiteAt | None:
    """The site named last, or the one right before it that lies in it."""
    if len(named) > 1 and _LIES_IN.fullmatch(context.reading.text, named[-2][0].end, named[-1][0].start):
        return named[-2][1]
    return named[-1][1] if named else None


def of_ground(context: Context, start: int, end: int) -> list[tuple[NamingAt, SiteAt]]:
    """The sites named between two offsets, less mills and their like, which hold no ore, and those that only tell where another lies."""
    named = context.sites.named_in(start, end)
    return [(naming, site) for naming, site in named if site.kind not in FACILITIES and naming.start not in context.sites.aside]


def with_zone(context: Context, zones: Sequence[tuple[Span, str]], placed: Estimate, last: Estimate | None, start: int) -> Estimate:
    """An estimate with its zone: of two told together that of the one before, "for Heron, comprising an indicated resource of 2 Mt and an inferred
    resource of", wherever sites are named around them; else the one that lies in the site named last since `start`."""
    if last and last.zone and not last.site and not any(last.span.end <= at.start < placed.span.start for at, _ in zones):
        return replace(placed, site=None, zone=last.zone)
    return replace(placed, zone=placed.zone or _zone_inside(context, zones, start, placed.at))


def _zone_inside(context: Context, zones: Sequence[tuple[Span, str]], start: int, at: int) -> str | None:
    """The zone that lies in the site named last before an estimate: "The Juniper deposit, part of the Corvin project, has a resource of"."""
    named = context.sites.named_in(start, at)
    if not named:
        return None
    text, site = context.document.text, context.span(named[-1][0].start, named[-1][0].end)
    return next((name for zone, name in reversed(zones) if zone.end <= site.start and _LIES_IN.fullmatch(text[zone.end : site.start])), None)


_NO_NAMES = frozenset(
    "about mineral ore resource resources reserve reserves estimate estimates maiden initial updated new announces announce reports report increases "
    "increase adds expands upgrades files measured indicated inferred proven proved probable january february march april may june july august "
    "september october november december december total table jorc company".split()
)


def is_of_issuer(context: Context, estimate: Estimate) -> bool:
    """Whether the sentence of an estimate begins with the issuer's name: "Alder ended 1995 with 12.1 million oz. gold in the proven category"."""
    sentence = next((one.text for one in context.sentences if one.start <= estimate.at < one.end), "")
    first = context.company.name.split()[0] if context.company else ""
    return (
        len(first) > 3
        and re.match(rf"{re.escape(first)}(?: [A-Z]\w+){{0,3}} (?:ended|has|had|now has|holds|held|reported|closed|finished)\b", sentence) is not None
    )
