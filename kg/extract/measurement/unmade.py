"""What was made, of a site that does not make it: a project still explored, or whose name states another metal."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.measurement.owners import company_named
from kg.extract.metal_words import metals_in
from kg.extract.site.context import heading_site
from kg.extract.site.states import status_of
from kg.facts import FACILITIES, Company, Period, Site
from kg.text.quantities import Quantity

# What others made, or all of a trade.
NOT_OURS = re.compile(
    r"\b(?:neighbou?ring|adjacent|adjoining|nearby)\b[^.;,]{0,60}, (?:which (?:is|was) )?(?:owned|operated|held|run) by "
    r"(?!the Company|us\b)[^;]{3,80}$|"
    r"\b(?:(?:neighbou?ring|adjacent|adjoining|nearby|third[- ]party)\b|(?:world(?:'s|’s|wide)?|global(?:ly)?|industry|country['’]s|"
    r"nation['’]s)\b|\b(?:analysts?|consensus|brokers)\b)"
    r"[^.;,]{0,60}$",
    re.IGNORECASE,
)

_MADE = frozenset({"production", "sales"})

_THE_SITE = re.compile(r"\b[Tt]he[ \n](?:\w+[ \n])?(?:mines?|project|deposit|operation|property)\b")
_HISTORICAL = re.compile(r"\bhistoric(?:al|ally)?\b|\b(?:previously|formerly|last)[ \n](?:mined|operated|worked|owned)\b", re.IGNORECASE)


def is_of_others_of_old(context: Context, sentence: Sentence, of: Site | Company, period: Period | None, quantity: Quantity) -> bool:
    """Whether a figure is of what earlier owners mined, over many years ("during the 1990s") or as told historical, and neither the sentence names
    the company nor its paragraph the site that it was given to."""
    long = period is not None and period.start is not None and period.end is not None and (period.end - period.start).days > 5 * 366
    if isinstance(of, Company):
        told = long or _HISTORICAL.search(sentence.text, 0, quantity.end + 25) is not None
        return told and company_named(context, sentence, sentence.start + quantity.start) is None
    part = sentence.part
    return (
        long
        and _THE_SITE.search(sentence.text) is None
        and not any(site.name == of.name for _, site in context.sites.named_in(part.start, part.start + len(part.text)))
    )


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
