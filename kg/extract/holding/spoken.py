"""Shares told in a sentence that means its site without naming it: "A now has an undivided 100% interest", "A paid ... to acquire a 100%
interest", "A's interest has been reduced to 49%", "leaving A with 90%", "Both mines are wholly owned"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.context import Context
from kg.extract.holding import phrases as say
from kg.extract.holding.masked import Holding, Masked, number
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import SiteAt, Sites

_ASIDE = r"(?: \([^()]{1,60}\))?"
_GROUND = (
    r"(?:it|them|the (?:(?:[a-z-]+ )?(?:project|property|mine|deposit|concessions?|claims|licen[cs]es?|tenements?|permits?|asset|operation|"
    r"joint venture)|ground))"
)
_SORT = r"(?:(?:undivided|direct|indirect|beneficial|legal|registered|full|controlling|participating|majority|minority|effective) )*"
_INTEREST = r"(?: (?:undivided|beneficial|legal|direct|participating|working|equity|ownership))*(?: (?:interest|stake|ownership|share|title))?"
_ENDS = (
    r"(?=[.;)]|$|,? (?:subject to|free (?:and clear|of)|having|after|following|upon|as operator|and (?:is|remains|acts|will (?:be|remain|act)))\b)"
)
_NOW = r"(?:(?:now|currently|therefore|thus|then|still|also|already|thereby|presently|consequently) )*"
# "A now holds an undivided 100% interest in the property"; "the remaining 40%" is read beside the shares that it is the rest of.
_HAS = re.compile(
    rf"(?P<org>{ORG}){_ASIDE},? {_NOW}(?:has|have|holds?|owns?|retains?|controls?|(?:has |have )(?:now |thereby )?(?:earned|acquired|"
    rf"vested(?: with| in| at)?))"
    rf" {_NOW}(?:an? |the |its )?{_SORT}(?P<percent>{say.PERCENT}){_INTEREST}(?: (?:in|of|to) {_GROUND})?{_ENDS}"
)
# "a 10% free carried interest goes to the State, leaving A with 90%".
_LEAVES = re.compile(
    rf"\b(?:leaving|leaves|will leave) (?:the )?(?P<org>{ORG}){_ASIDE} (?:with |holding |owning )?(?:an? |the |"
    rf"its )?{_SORT}(?P<percent>{say.PERCENT})"
    rf"{_INTEREST}(?: (?:in|of) {_GROUND})?(?=[.,;]|$)"
)
# "A's interest has been reduced to 49%".
_CHANGED = re.compile(
    rf"(?P<org>{ORG})(?:'s?|s') {_SORT}(?:(?:joint venture|participating|working|equity) )?(?:interest|stake|share|ownership)(?: (?:in|"
    rf"of) {_GROUND})? "
    rf"(?:has |have |had |is |was |were )?{_NOW}(?:been )?(?:reduced|diluted|increased|risen|rose|fallen|fell|grown|grew|raised|lifted|stands?|"
    rf"remains?|is)? ?"
    rf"(?:from (?:an? )?{say.PERCENT} )?(?:to |at )?(?:an? )?(?P<percent>{say.PERCENT})(?=[.,;]|$| (?:and|after|following|as|when|by)\b)"
)
# "issued 4,000,000 shares to acquire a 100% interest".
_TO_HAVE = re.compile(
    rf"\b(?:to|for|will|can|may) (?:acquire|purchase|buy|own|the (?:acquisition|purchase) of) (?:an? |the |its )?{_SORT}(?P<percent>{say.PERCENT})"
    rf"{_INTEREST}(?: (?:in|of|to) {_GROUND})?(?=[.,;]|$| (?:from|on|upon|over|by|subject to)\b)"
)
_BOUGHT = frozenset({"acquired", "to-acquire", "earned"})
# "Both operations are wholly owned", "All three mines are 100%-owned by A".
_TOGETHER = re.compile(
    r"(?:(?P<both>Both)|All|Each)(?: (?:of )?(?:the|these|our|its))?(?: (?:two|three|four|five|six))?(?: of (?:the|these|our|its|the Company's))?"
    r"(?: (?P<kind>mines|operations|projects|properties|assets|sites))? (?:are|is) (?:now |currently )?"
    rf"(?P<percent>wholly|fully|{say.PERCENT})[- ]?(?:owned|held)(?: and operated)?(?: by (?:the )?(?P<org>{ORG}))?(?=[.,;]|$)"
)
_IF = re.compile(
    r"\b(?:will|would|could|may|might|can|if|once|unless|until|not|never|no longer|formerly|previously|option|earn|proposed|shares of)\b[^;]{0,120}$"
)
_OF_OTHERS = re.compile(r"\b(?:shares|royalt(?:y|ies)|NSR|votes|notes|warrants|subsidiar\w+)\b")
_REACH, _PLURAL = 500, 400


def is_told(text: str) -> bool:
    """Whether a sentence may tell a share so; masking one is dear."""
    return "%" in text or "cent" in text.casefold() or "-owned" in text or " owned" in text


def spoken(context: Context, masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """The shares that a sentence without a site's name gives of the one named last before it, or of those named together before it."""
    low, text = masked.sentence.start, masked.text
    if SITE in text:
        return
    high = low + len(masked.sentence.text)
    if both := _TOGETHER.match(text):
        company = masked.orgs(*both.span("org"))[0] if both["org"] else context.issuer
        for one in _named_together(sites, low, pair=bool(both["both"])):
            yield one, Holding(company, "owner", number(both["percent"]), low, high, "of-all", 0.9)
        return
    site = sites.last_before(low, low - _REACH)
    if site is None or site in sites.beside:
        return
    for pattern in (_HAS, _LEAVES, _CHANGED):
        found = pattern.search(text)
        if found is None or _OF_OTHERS.search(text, 0, found.end()) or (pattern is not _LEAVES and _IF.search(text, 0, found.start())):
            continue
        company = masked.orgs(*found.span("org"))[0]
        if not _is_told_of(company, told[site]):
            yield site, Holding(company, "owner", number(found["percent"]), low, high, "holder-of", 0.9)
            return
    if (has := _TO_HAVE.search(text)) and not _OF_OTHERS.search(text, has.start("percent")):
        bought = [one for one in told[site] if one.rule in _BOUGHT and one.relation == "owner" and one.percent is None]
        if len({one.company.name for one in bought}) == 1 and not _is_told_of(bought[0].company, told[site]):
            yield from ((site, replace(one, percent=number(has["percent"]))) for one in bought)


def _is_told_of(company: Organisation, told: list[Holding]) -> bool:
    """Whether a share of the company is told with the site's name."""
    return any(one.company is company and one.percent is not None and one.relation in ("owner", "jv") for one in told)


def _named_together(sites: Sites, at: int, *, pair: bool) -> list[SiteAt]:
    """The sites named shortly before an offset that are no neighbours: those of a pair are two."""
    named = {id(site): site for _, site in sites.named_in(at - _PLURAL, at) if site not in sites.beside}
    found = list(named.values())
    return found if len(found) == 2 or (len(found) > 2 and not pair) else []
