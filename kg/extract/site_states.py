"""What a site holds and how it stands: commodities, and the operating status with its stated begin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.extract.context import Context, Sentence
from kg.extract.site_names import SiteAt, Sites
from kg.facts import FACILITIES
from kg.reference import concepts, notations
from kg.text.dates import DateMatch, find_dates

# ---- commodities

_UNITS = r"(?:g/t|gpt|grams? per tonne|ppm|ppb|%|oz/t(?:on)?|opt|kg/t|lb/t)"


@cache
def _commodity() -> str:
    names = sorted((label for label in concepts("commodity") if len(label) > 2 and re.fullmatch(r"[a-z][a-z -]+", label)), key=lambda label: (-len(label), label))
    return rf"(?<![\w-])(?:{'|'.join(re.escape(label) for label in names)})(?!\w)"


@cache
def _produced() -> re.Pattern[str]:
    """Words that say that a metal is there: ounces of it, its grade, its mine, its mineralization."""
    name = _commodity()
    some = rf"(?:{name}(?:\s?(?:,|and|&|/|-|,\s?and)\s?{name}){{0,5}})"
    return re.compile(
        rf"(?:ounces|oz|pounds|lbs?|tonnes|tons|carats|kilograms|kg)\s(?:of\s)?(?:payable\s|contained\s|recovered\s|refined\s|fine\s)?(?P<amount>{some})|"
        rf"(?P<noun>{some})[- ]?(?:mine|project|deposit|property|producer|producing|production|mineral(?:ization|isation|ized|ised)|resources?|reserves?|grades?|ounces|discovery|mill head grade|concentrate|recover(?:y|ies)|doré|sales|assets?|"
        rf"exploration|system|zone|prospect|target|belt|camp|intercepts?|intersections?|values|poured?|pour|equivalent|-bearing)\b|"
        rf"(?:prospective for|mineralized with|rich in|by-?products?(?: such as| including| of)?|producers? of|production of|produces|producing|host(?:s|ing) |enriched in|containing)\s(?:high[- ]grade\s)?(?P<after>{some})",
        re.IGNORECASE,
    )


_SYMBOL_GRADE = re.compile(rf"\d\s?{_UNITS}\s?(?P<symbol>[A-Z][A-Za-z0-9]{{0,4}})\b|\b(?P<column>[A-Z][A-Za-z0-9]{{0,4}})\s?\(?{_UNITS}\)?|\({_UNITS}\s(?P<within>[A-Z][a-z]?)\)")


def commodities_of(context: Context, sites: Sites, site: SiteAt) -> list[tuple[str, int, int]]:
    """(commodity key, start, end in the reading text) for each commodity that the text ties to a site; the first place that does.

    Words in the site's own naming count always; a statement of ounces, grade or mineralization counts in a sentence that names this
    site and no other, and, for the site that the release is about, in sentences that name none.
    """
    found: dict[str, tuple[int, int]] = {}
    for naming in site.namings:
        for key in _named_metals(naming.descriptors):
            found.setdefault(key, (naming.start, naming.end))
    if site.kind not in FACILITIES:
        for sentence in context.sentences:
            if _speaks_of(sites, site, sentence):
                for key, start, end in _told(sentence):
                    found.setdefault(key, (sentence.start + start, sentence.start + end))
    equivalents = {key for key in found if "equivalent" in key or key.endswith("eq")}
    return sorted((key, *place) for key, place in found.items() if key not in equivalents)


def _speaks_of(sites: Sites, site: SiteAt, sentence: Sentence) -> bool:
    named = {other.name for _, other in sites.named_in(sentence.start, sentence.end)}
    if named:
        return named == {site.name}
    alone = len([other for other in sites.all if other.kind not in FACILITIES]) == 1
    return site is sites.main and (alone or sentence.part.block.kind == "table")


def _named_metals(text: str) -> list[str]:
    keys = [concepts("commodity")[found.group().casefold()] for found in re.finditer(_commodity(), text, re.IGNORECASE)]
    keys += [notations("commodity")[word] for word in re.split(r"[\s/&,-]+", text) if word in notations("commodity")]
    return keys


def _told(sentence: Sentence) -> Iterator[tuple[str, int, int]]:
    for found in _produced().finditer(sentence.text):
        group = found.lastgroup or "noun"
        for metal in re.finditer(_commodity(), found[group], re.IGNORECASE):
            yield concepts("commodity")[metal.group().casefold()], found.start(), found.end()
    for found in _SYMBOL_GRADE.finditer(sentence.text):
        if key := notations("commodity").get(found["symbol"] or found["column"] or found["within"]):
            yield key, found.start(), found.end()


# ---- status

_STATUSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.IGNORECASE))
    for key, pattern in (
        ("past-producing", r"\b(?:past[- ]produc\w+|formerly[- ]producing|former producer|historic(?:al)? producer|previously producing)\b"),
        ("care-and-maintenance", r"\bcare[- ](?:and|&)[- ]maintenance\b|\bon standby\b"),
        ("suspended", r"\b(?:operations?|production|mining|milling)\b[^.;]{0,40}\b(?:suspended|halted|temporarily (?:shut|stopped))\b|\bsuspen(?:ded|sion of) (?:all )?(?:operations|production|mining)\b"),
        ("construction", r"\b(?:under construction|construction (?:is |of the mine|continues|activities|remains|began|has (?:begun|commenced|started)))\b|\bconstruction[- ]stage\b"),
        ("producing", r"\b(?:has been (?:operating|producing|in (?:commercial )?production)|(?:commercial|full|steady[- ]state) production (?:since|was|has been)|years of production|(?:currently|is|been) (?:producing|operating|in production)|"
                      r"produced [\d,.]+ (?:\w+ )?(?:ounces|oz|tonnes|pounds|lbs|carats)|producing (?:mine|gold|silver|copper)|operating (?:mine|gold|silver|copper|underground|open)|primary producer|producers? of|head grade|ore (?:was )?(?:processed|milled)|"
                      r"mill(?:ed)? (?:processed|throughput)|regular operations|owns and operates|operates (?:the|its))\b"),
        ("development", r"\b(?:development[- ]stage|under development|in development|initial stoping|feasibility study|pre-?production|development (?:well )?advanced|advancing (?:the project )?(?:to|towards?) (?:production|construction)|permitting stage)\b"),
        ("exploration", r"\b(?:exploration[- ](?:stage|program(?:me)?|project|property|drilling)|drill(?:ing)? program(?:me)?|early[- ]stage|drill (?:results|holes?)|exploration)\b"),
    )
)  # fmt: skip
_NOT_YET = re.compile(r"\b(?:will|expected|plans?|planned|would|could|may|towards?|proposed|anticipated|if|until|future|potential)\b[^.;]{0,40}$", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b")


def status_of(context: Context, sites: Sites, site: SiteAt) -> tuple[str, int, int, DateMatch | None] | None:
    """The status that the sentences about a site tell, with the quote's offsets and a stated "since"; None where none is told.

    The list's order decides among those told: a mine on care and maintenance may also speak of ounces that it produced.
    """
    if site.kind in FACILITIES:
        return None
    told: dict[str, tuple[int, int, DateMatch | None]] = {}
    for sentence in context.sentences:
        named = {other.name for _, other in sites.named_in(sentence.start, sentence.end)}
        if named != {site.name}:
            continue
        for key, pattern in _STATUSES:
            found = pattern.search(sentence.text)
            if found and not _NOT_YET.search(sentence.text[: found.start()][-60:]):
                told.setdefault(key, (sentence.start + found.start(), sentence.start + found.end(), _since(context, sentence, found.end())))
    for key, _ in _STATUSES:
        if key in told and not (site.kind in ("project", "property", "deposit") and key == "producing"):
            start, end, since = told[key]
            return key, start, end, since if key == "producing" else None
    return None


def _since(context: Context, sentence: Sentence, at: int) -> DateMatch | None:
    clause = sentence.text[at : at + 100]
    if not _SINCE.search(clause):
        return None
    return next((found for found in find_dates(sentence.text, context.published) if found.start >= at and (found.kind == "since" or sentence.text[: found.start].endswith("since "))), None)
