"""Of whom or of what an event is told: the site of its clause, its heading or the release, or a company."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from kg.extract.context import Context, Sentence
from kg.extract.event.beside import FIGURE_PRODUCED, INTERCEPT
from kg.extract.event.found import Found
from kg.extract.event.headlines import own_end, own_part
from kg.extract.event.parties import TAKEN_OVER, bought_by_issuer, company_of, counterparty_of, names_another, of_money, sold_by_issuer
from kg.extract.event.places import SEVERAL_MINES, headlined, in_headline, only_site, place_of_work
from kg.extract.event.unknown_places import HAPPENS, place_elsewhere
from kg.extract.site.context import heading_site, paragraph_site, section_site, sentence_at
from kg.extract.site.names import NamingAt, SiteAt
from kg.facts import Site

OF_COMPANY = frozenset(
    "financial-results financing listing name-change dividend meeting merger litigation".split()
)  # the others are of a site where one is told
_NEAR_ONLY = frozenset({"guidance", "offtake", "acquisition", "divestiture", "record", "labour-agreement"})
_OF_SEVERAL = frozenset({"resource-estimate", "production-results", "guidance", "exploration-program"})
_WHOLE = re.compile(r"\b(?:total|group|consolidated|attributable|company-wide|combined|full[- ]year|its (?:two|three|four|five|six) )", re.IGNORECASE)
_OF_GROUP = re.compile(
    r"\b(?:group|consolidated|company-wide|total|combined)(?:['\u2019]s)? (?:output|production|sales)\b|\bthe group produced\b", re.I
)
_LEAD = 700  # characters behind a headline in which the first sentences tell of whom it is
_ASIDE = re.compile(r"\b(?:as well as|and an?|update on)\b", re.IGNORECASE)  # "as well as an update on"
_SHARES = re.compile(r"\b(?:shares|share capital|subsidiar|(?<!\bthe )(?<!\bour )(?-i:compan(?:y|ies))\b|securities)", re.IGNORECASE)
# before what is told of the site just named
_RELATIVE = re.compile(r"(?:,| (?:mine|project|deposit|mill|plant)(?: in [A-Z][\w. ]{2,30})?) (?:which|where|that) (?:\w+ ){0,2}$")
_NEXT_ONE = re.compile(r"\d{4},? (?:and|while|but|whereas|with) (?:the|its|our|that of) ?$|; ", re.IGNORECASE)  # before what the next clause tells of
_PARTED = re.compile(r";|,(?!\d)|\band\b|&", re.IGNORECASE)  # the parts of a headline
_DEALS = frozenset("acquisition divestiture merger option-agreement joint-venture offtake financing litigation labour-agreement".split())


def with_subject(context: Context, found: Found) -> Found:
    """The event with its site or company, and the other company of a deal."""
    if found.type == "divestiture" and bought_by_issuer(context, found):
        found = replace(found, type="acquisition")
    elsewhere = None if found.type in OF_COMPANY else place_elsewhere(context, found)
    site = None if found.type in OF_COMPANY or of_money(found) or elsewhere is not None else _site(context, found)
    site = None if site and _one_of_many(context, found, site) else site
    company = None if site else company_of(context, found)
    nowhere = site or found.type in OF_COMPANY or found.type in _NOT_PLACED or _of_company(context, found)
    place = None if nowhere else tuple(context.once(place_of_work))
    place = (Site(elsewhere, "project"),) if elsewhere else place
    told = found.of(Site(site.name, site.kind) if site else place[0] if place else None, company)
    if found.type == "acquisition" and sold_by_issuer(context, found):
        told = replace(told, type="divestiture")  # "completed its purchase of the Company's stake"
    told = replace(told, lent=site is not None and not _named_with(context, found, site))
    return replace(told, counterparty=counterparty_of(context, told)) if found.type in _DEALS else told


_NOT_PLACED = frozenset({"guidance", "record", "production-results"})  # of the company where no site is told


def _named_with(context: Context, found: Found, site: SiteAt) -> bool:
    """Whether the sentence of an event names its site."""
    sentence = sentence_at(context, found.start)
    low, high = (sentence.start, sentence.end) if sentence else (found.start, found.end)
    return any(one is site for _, one in context.sites.named_in(low, high))


_LISTED = re.compile(r"(?:\s(?!and\b)[\w-]+){0,2}?(?:,(?: and)?|,? and|,? &) (?:the |its |our )?")


def _one_of_many(context: Context, found: Found, site: SiteAt) -> bool:
    """Whether a site is one of three or more that a sentence names in one breath: what is told of all of them is told of the company."""
    sentence = sentence_at(context, found.start)
    named = context.sites.named_in(sentence.start, sentence.end) if sentence and found.type in _OF_SEVERAL else []
    row: list[SiteAt] = []
    enough = 3
    if found.rule == "title" and found.type in _OF_SEVERAL and not named:  # the first sentences say of which
        named, enough = context.sites.named_in(found.end, found.end + _LEAD), 2
    for index, (naming, one) in enumerate(named):
        joined = index > 0 and _LISTED.fullmatch(context.reading.text, named[index - 1][0].end, naming.start)
        row = [*row, one] if joined else [one]
        if len(row) >= enough and site in row:
            return True
    return False


def _site(context: Context, found: Found) -> SiteAt | None:
    sites = context.sites
    if not sites.all or names_another(context, found):
        return None
    sentence = sentence_at(context, found.start)
    low, high = (sentence.start, sentence.end) if sentence else (found.start, found.start + 400)
    title = context.header.title
    if found.rule == "title" and title and title.start <= found.start < title.end:
        low, high = title.start, title.end
    if found.type == "production-results" and found.when.announced:
        return _producing(context, max(low, own_part(context, low, found.start)), own_end(context, found.end, high))
    everyone = sites.named_in(low, high)
    if found.rule == "title" and not everyone:
        everyone = in_headline(context, low, high)
    named = [(naming, site) for naming, site in everyone if naming.start not in sites.aside]
    named = named or [(naming, site) for naming, site in everyone if site is sites.main]
    if not named and found.type in _STRUCK and len({id(site) for _, site in everyone}) == 1:
        named = everyone  # "after the earthquake near the Alder mine we suspended production"
    if everyone and not named and found.type == "drill-results" and not found.when.announced:
        others = sentence is not None and context.names_others(low, high)
        return None if others else everyone[0][1]  # results of a neighbour are not of a site of the release
    if named:
        return _of_named(context, found, named, (low, high))
    if site := _by_kind(context, found, high):
        return site
    if found.type in _NEAR_ONLY:
        if found.type in ("acquisition", "divestiture") and found.when.announced:
            return (sites.main or only_site(context)) if not _of_company(context, found) else None
        if found.type in ("acquisition", "divestiture") and _GROUND.search(context.reading.text, found.start, found.end + 40):
            return _of_paragraph(context, found) or _headed_by(context, found) or only_site(context)
        if found.type == "guidance" and len({site.name for site in sites.all if site.kind == "mine"}) > 1:
            return _headed_by(context, found)
        if found.type in ("record", "labour-agreement") and found.rule not in ("title", "lead"):
            return _of_paragraph(context, found) or _headed_by(context, found)
        if found.type == "labour-agreement" or (found.type == "guidance" and found.rule not in ("title", "lead")):
            near = _of_paragraph(context, found)
            return near if found.type != "guidance" or near is None or near.kind == "mine" else None  # what is sold has no guidance
        if found.type == "offtake" and _ITS_PRODUCT.search(context.reading.text, low, high):
            return _of_paragraph(context, found) or headlined(context) or only_site(context)
        alone = found.type not in ("guidance", "record") and not _of_company(context, found)
        return only_site(context) if alone else None
    if found.rule in ("title", "lead", "intercepts"):
        reach = high + (_LEAD if found.rule == "title" else 0)
        if found.type in HAPPENS and not headlined(context) and SEVERAL_MINES.search(context.reading.text, low, reach):
            return None
        return headlined(context) or (_drilled(context) if found.type == "drill-results" else None) or sites.main or only_site(context)
    site = _of_paragraph(context, found) or section_site(context, sites, found.start)
    later = site is sites.main and site is not None and min(naming.start for naming in site.namings) > found.end
    return headlined(context) or only_site(context) if later or site is None else site  # nothing was told of it yet


# "bought the claims", "sold 80%", of what the paragraph speaks of
_GROUND = re.compile(
    r"\b(?:(?:bought|acquired|purchased|sold|(?:purchase|acquisition|sale) of) (?:it|(?:an? |the (?:remaining |other )?)?\d[\d.]* ?(?:%|per ?cent)"
    r"(?: interest| stake)?)(?!\w| (?:of|interest|stake|royalty)\b| in (?!(?:early |late )?(?:\d|[A-Z]\w+ (?:19|20)\d\d)))|"
    r"the (?:claims|ground|land|tenements?)\b)"
)
_ITS_PRODUCT = re.compile(r"\b(?:of|for|all|buy|take) the (?:[\w-]+ )?(?:concentrates?|output|production)\b")
_BY_KIND = re.compile(r"\b(?:the|this|our|its) (mine|project|property)\b(?! (?:site )?[A-Z])", re.IGNORECASE)
_OF_KIND = {"mine": ("mine",), "project": ("project", "property", "deposit"), "property": ("property", "project")}


def _by_kind(context: Context, found: Found, high: int) -> SiteAt | None:
    """The site last named before an event that is told only of "the mine" or "the project"."""
    word = _BY_KIND.search(context.reading.text, found.start, min(high, found.end + 60))
    kinds = _OF_KIND[word[1].lower()] if word else ()
    before = [(naming.start, site) for site in context.sites.all if site.kind in kinds for naming in site.namings if naming.start < found.start]
    return max(before, key=lambda one: one[0])[1] if before else None


_STRUCK = frozenset({"incident", "suspension", "restart"})


def _of_named(context: Context, found: Found, named: list[tuple[NamingAt, SiteAt]], sentence: tuple[int, int]) -> SiteAt | None:
    """The site of an event among those that its sentence or headline names."""
    sites, (low, high) = context.sites, sentence
    if found.type in ("acquisition", "divestiture"):  # "acquires Dunmore Ltd., which owns the Alder mine"
        owned = {id(site) for naming, site in named if _OWNED_BY_IT.search(context.reading.text, max(low, naming.start - 90), naming.start)}
        named = [(naming, site) for naming, site in named if id(site) not in owned]
    inside = [site for naming, site in named if found.start <= naming.start < found.end]
    text, headline = context.reading.text, found.rule == "title"
    after = [
        site
        for naming, site in named
        if found.end <= naming.start < found.end + 130 and not (headline and _PARTED.search(text[found.end : naming.start]))
    ]
    if found.type == "guidance":  # "guidance and an update on the accident at the Alder mine"
        after = [site for naming, site in named if found.end <= naming.start < found.end + 130 and not _ASIDE.search(text[found.end : naming.start])]
    before = [site for naming, site in named if naming.start < found.start and not (headline and ";" in text[naming.end : found.start])]
    if before and after and not inside and not headline:
        first = next(naming for naming, _ in named if found.end <= naming.start)
        after = [] if _NEXT_ONE.search(text[found.end : first.start]) else after
    if headline and found.type in _NEAR_ONLY and not inside and not after and not before and ";" in text[low:high]:
        return None
    if before and not inside and (_RELATIVE.search(text[low : found.start]) or _acts(context, found, low)):
        return before[-1]
    if found.type in ("acquisition", "divestiture") and not inside and not after and _SHARES.search(text[found.start : found.end + 60]):
        return None
    if headline and found.type == "guidance" and not inside and not after:
        before = [one for naming, one in named if naming.start < found.start and not _PARTED.search(text[naming.end : found.start + 5])]
        if not before:
            return None
    if found.type == "guidance" and not headline and not inside and _WHOLE_COMPANY.search(text[max(low, found.start - 12) : found.end]):
        return None
    if found.type == "guidance" and not headline and _WHOLE.search(text[found.start : found.end]):
        return None
    if found.type == "guidance" and (len({id(site) for _, site in named}) > 1 or _expects(context, low, found)):
        return None
    only = len({id(site) for _, site in named}) == 1 and not inside and not after and not before
    if only and found.type not in _NEAR_ONLY:
        return named[0][1]
    if headline and found.type == "labour-agreement":
        before = [site for naming, site in named if naming.start < found.start and ";" not in text[naming.end : found.start]]
    if headline and found.type in _NEAR_ONLY and not inside and not after and not before:
        if found.type == "labour-agreement" and len({id(site) for site in sites.all if site.kind == "mine"}) > 1:
            return None
        return None if _of_company(context, found) else sites.main
    return next(iter(inside), None) or (before[-1] if before and not after else None) or _nearest(context, found, before, after)


_SUBJECT = re.compile(
    r"[’']?s?(?: (?:gold|silver|copper|mine|mill|plant|project|smelter|refinery|colliery|complex|operations?|also|has|have|had|then)){0,4} ?"
)


def _acts(context: Context, found: Found, low: int) -> bool:
    """Whether a site named right before the words of an event is what acts in them: "the Alder mine set a record"."""
    named = [naming for naming, _ in context.sites.named_in(low, found.start) if naming.end <= found.start]
    return bool(named) and _SUBJECT.fullmatch(context.reading.text, named[-1].end, found.start) is not None


_OWNED_BY_IT = re.compile(
    r"(?:,|\)) (?:which|who|that|whose \w+) (?:(?:currently|also|indirectly|directly|wholly|itself) )?"
    r"(?:owns?|holds?|controls?|operates?|has)\b[^,;]{0,60}$"
)
_WHOLE_COMPANY = re.compile(r"\b(?:our|the Company's|the Group's)\b", re.IGNORECASE)
_EXPECTS = re.compile(
    r", (?:the (?:Company|Group|Corporation)|we|it) (?:[a-z]+ )?(?:expects?|forecasts?|anticipates?|plans?|guides?|reiterates?|lowers?|raises?)\b"
)


def _expects(context: Context, low: int, found: Found) -> bool:
    """Whether a company of several mines says what it expects itself, after a clause about one of them."""
    mines = {site.name for site in context.sites.all if site.kind == "mine"}
    return len(mines) > 1 and _EXPECTS.search(context.reading.text[low : found.end]) is not None


def _drilled(context: Context) -> SiteAt | None:
    """The one site whose intercepts sentences tell."""
    told = [one for one in context.sentences if INTERCEPT.search(one.text)]
    drilled = [context.sites.last_before(one.end, one.part.start) or section_site(context, context.sites, one.start) for one in told]
    return drilled[0] if len({id(site) for site in drilled}) == 1 else None


def _nearest(context: Context, found: Found, before: list[SiteAt], after: list[SiteAt]) -> SiteAt | None:
    """The site right behind the trigger ("at X", "of the X mine"), else the one before."""
    if after:
        behind = context.reading.text[found.end : found.end + 60]
        if not before or re.match(r"[^.;,]{0,60}\b(?:at|of|for|from|on|in|the)\b", behind, re.IGNORECASE):
            return after[0]
    return before[-1] if before else after[0] if after else None


def _of_paragraph(context: Context, found: Found) -> SiteAt | None:
    """The site named last before in the same paragraph."""
    sentence = sentence_at(context, found.start)
    return paragraph_site(context, context.sites, found.start, sentence.part.start) if sentence else None


def _headed_by(context: Context, found: Found) -> SiteAt | None:
    """The site whose heading stands over the paragraph."""
    sentence = sentence_at(context, found.start)
    if sentence is None or (sentence.is_heading and found.type == "guidance"):
        return None  # a heading of its own closes the section of a site
    return heading_site(context, context.sites, sentence.part.start)


def _first_output(context: Context) -> Iterator[Sentence]:
    """The first sentence that tells a figure of production."""
    yield from islice((sentence for sentence in context.sentences if FIGURE_PRODUCED.search(sentence.text)), 1)


def _producing(context: Context, low: int, high: int) -> SiteAt | None:
    """The site whose production is reported: the one that the sentence names, or the only mine that the release tells to produce."""
    sites, text = context.sites, context.reading.text
    named = {
        id(site): site
        for naming, site in sites.named_in(low, high)
        if naming.start not in sites.aside and not _ASIDE.search(text[max(low, naming.start - 60) : naming.start])
    }
    if len(named) > 1:
        mines = {key: site for key, site in named.items() if site.kind == "mine"}
        named = mines if len(mines) == 1 else named
    if len(named) == 1:
        return next(iter(named.values()))
    worked = {site.name for site in sites.all if site.kind == "mine" and any(naming.start not in sites.aside for naming in site.namings)}
    if named or (len(worked) > 1 and _OF_GROUP.search(text[low : high + _LEAD])) or _WHOLE.search(text[low:high]):
        return None
    producing = [
        site for site in sites.all if site.kind in ("mine", "project") and any(_produces(text, naming, len(worked) < 2) for naming in site.namings)
    ]
    one = producing[0] if len(producing) == 1 and (len(producing[0].namings) > 1 or producing[0] is only_site(context)) else None
    total = next(iter(context.once(_first_output)), None)
    if one and total and not any(site.name == one.name for _, site in sites.named_in(total.start, total.end)):
        return None  # the first figure of production is the company's
    others = [site for site in sites.all if one and site.kind == "mine" and site.name != one.name and site.namings[0].start not in sites.aside]
    return one if all(any(_is_built(text, naming) for naming in site.namings) for site in others) else None


def _is_built(text: str, naming: NamingAt) -> bool:
    """Whether what stands about a site's name tells that it does not produce yet."""
    return _BUILT.search(text, max(0, naming.start - 90), naming.end + 90) is not None


def _produces(text: str, naming: NamingAt, alone: bool) -> bool:
    """Whether what stands behind the name of a site, or before that of one alone, tells what it produced."""
    if text.count('"', text.rfind("\n", 0, naming.start) + 1, naming.start) % 2:
        return False  # what somebody is quoted to have said of it
    behind = _PRODUCES.match(text[naming.end : naming.end + 90]) is not None
    return behind or (alone and _PRODUCED_AT.search(text[max(0, naming.start - 110) : naming.start]) is not None)


_BID = re.compile(r"\b(?:offer|bid|take-?over)\b", re.IGNORECASE)
_BUILT = re.compile(r"\b(?:develop\w*|construct\w*|advance\w*|build\w*|explor\w*|dewater\w*|rehabilitat\w*)\b", re.IGNORECASE)
_PRODUCES = re.compile(
    r"[^.;]{0,60}\b(?:produced|processed|milled|delivered|yielded|poured|treated|"
    r"(?:was|totalled|of) \d[\d,.]* ?(?:thousand|million|k?oz|ounces|tonnes|dry))\b"
)
_PRODUCED_AT = re.compile(
    r"\b(?:production|produced|output|poured|milled|processed|recovered)\b[^.;\n]{0,70}?\b(?:at|from|for|of|by) (?:the |its |our )?(?:[\w-]+ ){0,2}$",
    re.IGNORECASE,
)


def _of_company(context: Context, found: Found) -> bool:
    """Whether shares or a company are what is bought or sold."""
    text = context.reading.text[found.start : found.end + 120]
    if _BID.search(context.reading.text[found.start : found.end]) or TAKEN_OVER.search(context.reading.text, found.start - 40, found.end):
        return True
    behind = context.namings(found.start, found.end + 25)
    return _SHARES.search(text) is not None or any(org is not context.issuer for _, org in behind)
