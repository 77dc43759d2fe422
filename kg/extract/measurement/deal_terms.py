"""What money or shares of a deal are of, and when they changed hands: as the deal is told by the sentence that gives them."""

from __future__ import annotations

import re

from kg.extract.context import Context, Sentence
from kg.extract.event.found import Found
from kg.extract.event.told import told_deals
from kg.extract.measurement.holdings import entity_of
from kg.extract.measurement.owners import OTHER_DEAL, bought_site
from kg.facts import Company, Period, Site

_DEALS = {
    "consideration": frozenset("acquisition divestiture option-agreement joint-venture merger".split()),
    "proceeds": frozenset({"financing", "divestiture"}),
}
_OF_FIRMS = frozenset({"acquisition", "merger"})  # in which a firm, too, may be what is paid for


def _deal(context: Context, sentence: Sentence, metric: str, start: int) -> Found | None:
    """The deal told last before a figure in its sentence, else the one told first behind it; none beyond a semicolon."""
    text = context.reading.text
    kinds = _DEALS.get(metric)
    told = [one for one in context.once(told_deals) if kinds and one.type in kinds and sentence.start <= one.start < sentence.end]
    told = [one for one in told if ";" not in text[min(one.start, start) : max(one.start, start)]]
    before = [one for one in told if one.start <= start]
    return before[-1] if before else told[0] if told else None


def paid_for(context: Context, sentence: Sentence, start: int) -> Site | Company | None:
    """The site, or the firm that is bought, for which a consideration is paid: by the deal that its sentence tells, by the words beside it that
    name what is bought, or by the purchase that the release announces."""
    deal = _deal(context, sentence, "consideration", start)
    if deal and deal.site and _is_alone(context, sentence, deal.site):
        return deal.site
    if deal and deal.type in _OF_FIRMS and deal.company != context.company:
        return deal.company
    bought = bought_site(context, sentence)
    return entity_of(context, bought) if bought else _target(context, sentence)


def _is_alone(context: Context, sentence: Sentence, site: Site) -> bool:
    """Whether a sentence names no other site than that of its deal, and that not as a holding of what is bought, nor as
    what a royalty is on."""
    named = context.sites.named_in(sentence.start, sentence.end)
    text = context.reading.text
    return not any(other.name != site.name or _HELD_BY_IT.search(text, sentence.start, naming.start) for naming, other in named)


_HELD_BY_IT = re.compile(
    r",[ \n](?:which|that|who)[ \n](?:\w+[ \n])?(?:holds?|owns?|controls?|has)\b[^;.]*$|"
    r"\b(?:royalt(?:y|ies)|stream)[ \n](?:on|over|in|from)[ \n](?:[\w'\u2019-]+[ \n]){0,3}$"
)


def _target(context: Context, sentence: Sentence) -> Company | None:
    """The firm whose purchase a release announces, of which what its sentences say is paid is, where they tell no deal of their own."""
    firms = {
        one.company
        for one in context.once(told_deals)
        if one.type in _OF_FIRMS and one.when.announced and one.rule in ("title", "lead") and one.site is None
    }
    firm = firms.pop() if len(firms) == 1 else None
    return firm if firm != context.company and not OTHER_DEAL.search(sentence.text) else None


def deal_period(context: Context, sentence: Sentence, metric: str, start: int, basis: str) -> Period | None:
    """The day, month or year of the deal of which money that was paid or raised is; or on which it is to be."""
    deal = _deal(context, sentence, metric, start) if metric in _DEALS and basis in ("actual", "plan") else None
    if deal is None or deal.when.announced or deal.when.begin is None or deal.planned != (basis == "plan"):
        return None
    return Period(deal.when.earliest, deal.when.latest)
