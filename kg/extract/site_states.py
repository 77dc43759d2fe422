"""How a site stands: its operating status, with its stated begin."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.site_names import SiteAt, Sites
from kg.facts import FACILITIES
from kg.text.dates import DateMatch, find_dates

# ---- status

_STATUSES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.IGNORECASE))
    for key, pattern in (
        ("past-producing", r"\b(?:past[- ]produc\w+|formerly[- ]producing|former producer|historic(?:al)? producer|previously producing)\b"),
        ("care-and-maintenance", r"\bcare[- ](?:and|&)[- ]maintenance\b|\bon standby\b"),
        (
            "suspended",
            r"\b(?:operations?|production|mining|milling)\b[^.;]{0,40}\b(?:suspended|halted|temporarily (?:shut|stopped))\b|"
            r"\bsuspen(?:ded|sion of) (?:all )?(?:operations|production|mining)\b",
        ),
        (
            "construction",
            r"\b(?:under construction|construction (?:is |of the mine|continues|activities|remains|began|has (?:begun|commenced|"
            r"started)))\b|\bconstruction[- ]stage\b",
        ),
        (
            "producing",
            r"\b(?:has been (?:operating|producing|in (?:commercial )?production)|(?:commercial|full|steady[- ]state) production "
            r"(?:since|was|has been)|years of production|(?:currently|is|been) (?:producing|operating|in production)|"
            r"produced [\d,.]+ (?:\w+ )?(?:ounces|oz|tonnes|pounds|lbs|carats)|producing (?:mine|gold|silver|copper)|operating "
            r"(?:mine|gold|silver|copper|underground|open)|primary producer|producers? of|head grade|ore (?:was )?(?:processed|"
            r"milled)|"
            r"mill(?:ed)? (?:processed|throughput)|regular operations|owns and operates|operates (?:the|its))\b",
        ),
        (
            "development",
            r"\b(?:development[- ]stage|under development|in development|initial stoping|feasibility study|pre-?production|"
            r"development (?:well )?advanced|advancing (?:the project )?(?:to|towards?) (?:production|construction)|permitting "
            r"stage)\b",
        ),
        (
            "exploration",
            r"\b(?:exploration[- ](?:stage|program(?:me)?|project|property|drilling)|drill(?:ing)? program(?:me)?|early[- ]stage|"
            r"drill (?:results|holes?)|exploration)\b",
        ),
    )
)
_NOT_YET = re.compile(
    r"\b(?:will|expected|plans?|planned|would|could|may|towards?|proposed|anticipated|if|until|future|potential)\b[^.;]{0,40}$", re.IGNORECASE
)
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
    return next(
        (
            found
            for found in find_dates(sentence.text, context.published)
            if found.start >= at and (found.kind == "since" or sentence.text[: found.start].endswith("since "))
        ),
        None,
    )
