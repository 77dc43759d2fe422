"""What was made, of a site that does not make it: a project still explored, or whose name states another metal."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.metal_words import metals_in
from kg.extract.site.context import heading_site
from kg.extract.site.states import status_of
from kg.facts import FACILITIES, Company, Period, Site

_MADE = frozenset({"production", "sales"})


def is_of_old(period: Period | None, before: str) -> bool:
    """Whether a figure is of what earlier owners mined: over many years, "during the 1990s", or called historical in the words before it."""
    if re.search(r"\bhistoric(?:al|ally)?\b", before, re.IGNORECASE):
        return True
    return period is not None and period.start is not None and period.end is not None and (period.end - period.start).days > 5 * 366


def maker_of(context: Context, sentence: Sentence, of: Site | Company, metric: str, commodity: str | None, basis: str) -> Site | Company:
    """Of whom a figure of what was made is: of the company, where neither the sentence, its heading nor the title names the project that it was
    given to and that project makes nothing yet, or nothing of this metal."""
    if metric not in _MADE or basis not in ("actual", "record") or isinstance(of, Company):
        return of
    site = next((one for one in context.sites.all if one.name == of.name), None)
    if site is None or site.kind == "mine" or site.kind in FACILITIES:
        return of
    title = context.header.title
    told_of = [(sentence.start, sentence.end), *([(title.start, title.end)] if title else [])]
    named = any(low <= naming.start < high for naming in site.namings for low, high in told_of)
    if named or heading_site(context, context.sites, sentence.part.start) is site:
        return of
    told = status_of(context, context.sites, site)
    status = told[0] if told else None
    stated = {key for naming in site.namings for key, _, _ in metals_in(naming.descriptors)}
    other = bool(stated) and commodity is not None and commodity not in stated and status != "producing"
    return context.company if status == "exploration" or other else of
