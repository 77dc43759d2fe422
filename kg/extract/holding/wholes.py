"""Shares that make up the whole of a site, and the rest of one told in a sentence of its own: both may stand without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, partial

from kg.extract.context import Context, Sentence
from kg.extract.holding import phrases as say
from kg.extract.holding import royalties_alone
from kg.extract.holding.clauses import APART, told_apart
from kg.extract.holding.divided import completed, divided
from kg.extract.holding.masked import Holding, Masked, mask, number
from kg.extract.holding.rests import REST, REST_BY
from kg.extract.holding.spoken import is_told, spoken
from kg.extract.holding.together import together
from kg.extract.name_runs import ORG, SITE
from kg.extract.site.brackets import bracket_shares
from kg.extract.site.leads import leads
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES

_PERCENT = re.compile(r"%|(?i:per ?cent)")  # masking a sentence is dear
_THE_REST = re.compile(r"The (?:remaining|other|balance|rest)\b")
_HOLDS_REST = re.compile(
    r" (?:holds?|owns?|retains?|keeps?|has)(?: (?:the|an?))? (?:remaining|other|balance|rest|\d)|"
    r"(?:[Bb]alance|rest|[Rr]emainder) (?:is|being) |[Pp]artner,? (?:there |in it |on the project )?is "
)
# "The partner is A (20%)."
_PARTNER_IS = re.compile(
    rf"(?:The|Its|Our) (?:joint[- ]venture |JV )?partner,? (?:there |in it |on the project )?is (?:the )?(?P<org>{ORG}) "
    rf"\((?P<percent>{say.PERCENT})\)"
)
_NEXT = 40  # how far behind the sentence that names its site the other share may begin
_IF = re.compile(r"\b(?:will|would|could|may|if|once|upon|after which|not|no longer|formerly)\b[^,;]{0,60}$")
_OF_OTHERS = re.compile(
    r" (?!(?:interests?|stake|share|ownership|participating|in|of the (?:project|property|mine|joint venture))\b)\w|"
    r"[^.;]*\b(?:shares|warrants|options)\b"
)
_LEAD = re.compile(r"(?:(?:[Tt]he|[Aa]nd|[Ii]ts|[Oo]ur|[\w-]+(?: [\w-]+){0,3} partner,?|[Pp]artner,?) ?){0,3}")
# "Osprey remains the sole owner", "it owns the project outright": all of the site spoken of.
_ALL_OWNER = re.compile(
    rf"(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? (?:which |who )?(?:is|are|remains?|becomes|became|stays) (?:now |currently |still |again |once more )?"
    rf"(?:the |its )?(?:(?P<percent>{say.PERCENT}|sole|outright)(?: and \w+)? )?(?:registered |legal |beneficial )?(?:owner|holder)\b"
    r"(?! of (?!the (?:mine|project|property|claims|deposit|licen[cs]e|tenements?|concessions?)\b))"
)
_RAISES = re.compile(
    r" earn|\boption\b[^.;]{0,40} to acquire|"
    r"\b(?:increas|rais|bring|mov|go)(?:es?|s|ing)? (?:(?:its|that|this|the) (?:total |aggregate |overall )?(?:interest|stake|ownership|share) )?"
    r"(?:further )?to "
)
_IN_PROPERTIES = re.compile(
    rf"(?P<who>{ORG}|\b[Ii]t|\b[Ww]e) (?:now |currently )?(?:(?:holds?|has) (?:an? |the )?(?:[a-z]+ )?(?:option|right)"
    rf"(?: \([^()]{{1,30}}\))? to|may|can) "
    rf"(?:earn|acquire) (?:up to )?(?:an? |the )?(?P<percent>{say.PERCENT})[^.;]{{0,80}}? (?:of|in) (?:(?:each|either|both|any) of )?"
    r"(?:the|these|those|all|each|either|both|any) (?:[a-z]+ )?(?i:properties|projects|claims|permits|property|project)\b"
)
_IT_RAISES = re.compile(
    r"\b(?:[Ii]t|[Tt]he (?:optionee|farminee|earning party)) (?:may|can|could|will be able to|has the (?:right|option) to|has an option to) "
    rf"(?:then |also |further |thereafter )*(?:increase|raise|bring|earn|acquire)\b[^.;%{ORG}]{{0,50}}?"
    rf"(?:\bto (?:an? )?(?P<to>{say.PERCENT})|\b(?:additional|further|another|extra) (?P<more>{say.PERCENT}))(?! (?:royalty|NSR))"
)
# "At the Finch prospect, 60 km to the north, it can earn": a place of its own, though no site of the text.
_OF_OTHER_GROUND = re.compile(
    r"(?:^|\b(?:[Aa]t|[Oo]n|[Ii]n|[Oo]ver|[Ff]or|[Oo]f|[Nn]ear) )(?:[Tt]he |[Ii]ts |[Oo]ur )?"
    r"(?!The |Its |Our |This |These |Those |Each |Both |All |Most |Some |No |Any |Every |A |An )[A-Z][\w'-]+(?: [A-Z][\w'-]+){0,3} "
    r"(?i:prospect|target|showing|property|project|ground|claims|tenements?|licen[cs]es?|permits?|concessions?|mine|deposit)\b"
)
_REACH, _FAR = 500, 600  # how far behind its name a site may be divided, and its rest be told


def wholes(context: Context, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """The holdings of each sentence that divides a site, or tells who has the rest of the one named before it; `told` is what the
    sentences that name them tell."""
    for lead in leads(context, sites):
        for site in lead.sites if lead.share else ():
            yield site, Holding(context.issuer, "owner", number(lead.share), lead.start, lead.end, "list-lead", 0.9)
    before: Sentence | None = None
    stages: dict[tuple[str, str], list[float]] = {}
    for sentence in context.sentences:
        masked = cache(partial(mask, context, sites, sentence))  # masking is dear, and most sentences need none
        names_none = not sites.named_in(sentence.start, sentence.end)
        if _OF_OTHER_GROUND.search(sentence.text) and names_none:
            before = None
            continue  # what is told there is told of that
        if _HOLDS_REST.search(sentence.text) and before and names_none:
            yield from _other_share(masked(), before, sites, told)
        before = sentence
        if _PERCENT.search(sentence.text):
            yield from divided(masked(), sites)
            yield from completed(context, masked(), sites, told)
        if ("partner" in sentence.text or _PARTNER.match(sentence.text)) and names_none:
            yield from _partners_rest(context, masked(), sites, told)
        if APART.search(sentence.text):
            yield from told_apart(masked(), sites, told)
        if _THE_REST.match(sentence.text):
            yield from _rest(masked(), sites)
        if names_none and is_told(sentence.text):
            yield from spoken(context, masked(), sites, told)
        if royalties_alone.IS_TOLD.search(sentence.text):
            yield from royalties_alone.royalties_alone(context, masked(), sites, told)
        if " partner" in sentence.text and _PERCENT.search(sentence.text):
            yield from _partner_beside(masked(), told)
        if "owner" in sentence.text and names_none:
            yield from _all_owner(masked(), sites)
        if names_none:
            yield from _run_in(context, masked(), sites) if _RUN_IN.match(sentence.text) else ()
        if _RAISES.search(sentence.text) and names_none:
            yield from _earned(context, masked(), sites, told, stages)
            yield from _of_properties(context, masked(), sites, told)
            yield from _it_raises(masked(), sites, told)
    yield from together(context, sites)


def _earned(
    context: Context, masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]], stages: dict[tuple[str, str], list[float]]
) -> Iterator[tuple[SiteAt, Holding]]:
    """ "Under the agreement A may earn an initial 51% interest ... and may elect to move to 70%": the most that it can earn; a stage of a further
    share is earned on top of the `stages` before it."""
    low = masked.sentence.start
    earns, site = say.EARNS.search(masked.text), sites.last_before(low, low - _REACH)
    if earns is None or site is None or not _RAISES.search(masked.text, earns.start()):
        return
    if " earn" not in masked.text and all(one.relation != "optionee" for one in told[site]):
        return  # of an owner who buys more
    parts = [number(part) or 0.0 for part in re.findall(say.PERCENT, masked.text[earns.start() :])]
    optionee, high = masked.orgs(earns.start("org"), earns.end("org"))[0], low + len(masked.sentence.text)
    key, share = (site.name, optionee.name), max(parts)
    if _FURTHER.search(earns.group()) and share == number(earns["percent"]) and (steps := stages.get(key)):
        steps += [] if share in steps[1:] else [share]  # told again
        most = max((one.percent or 0 for one in told[site] if one.company is optionee and one.rule != "earns-in-it"), default=0)
        whole = min(sum(steps), most) if most > steps[0] else sum(steps)
        share = whole if whole <= 100 else share
    else:
        stages[key] = [share]
    yield site, Holding(optionee, "optionee", share, low, high, "earns-in-it", 0.9)
    if optionee is not context.issuer:
        yield site, Holding(context.issuer, "owner", None, low, high, "earns-in-it", 0.9)


_FURTHER = re.compile(r"\b(?:further|additional|another)\b")


def _it_raises(masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """ "It may increase its interest to 70%": whoever alone may earn into the site named last before."""
    low = masked.sentence.start
    raises, site = _IT_RAISES.search(masked.text), sites.last_before(low, low - _REACH)
    earning = {one.company.name: one for one in told[site] if one.relation == "optionee" and one.percent} if raises and site else {}
    if raises is None or site is None or len(earning) != 1:
        return
    (one,) = earning.values()
    share = number(raises["to"]) or (one.percent or 0) + (number(raises["more"]) or 0)
    if (one.percent or 0) < share <= 100:
        yield site, Holding(one.company, "optionee", share, low, low + len(masked.sentence.text), "earns-in-it", 0.9)


def _of_properties(context: Context, masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """The share that one party may earn in "the Properties": of all sites into which it alone may earn."""
    found = _IN_PROPERTIES.search(masked.text)
    if found is None:
        return
    company = context.issuer if found["who"] != ORG else masked.orgs(found.start("who"), found.end("who"))[0]
    low = masked.sentence.start
    for site in sites.all:
        if any(one.relation == "optionee" and one.company is company and one.percent is None for one in told[site]):
            yield site, Holding(company, "optionee", number(found["percent"]), low, low + len(masked.sentence.text), "earns-in-it", 0.9)


# "The joint venture partner, Osprey of Japan, holds the remaining 40%", behind sentences that name no site.
_PARTNER = re.compile(r"(?:The|Its|Our) (?:joint[- ]venture |JV |project )?partner,? ")
# "Osprey, the other partner, holds 20%."
_OTHER_PARTNER = re.compile(
    rf"(?:The )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))?, (?:the|our|its) (?:[a-z-]+ ){{0,3}}partner,? (?:holds|owns|has|retains) (?:an? |the )?"
    rf"(?:remaining |other )?(?P<percent>{say.PERCENT})(?: interest| stake| share)?(?: (?:of|in) (?:it|the (?:project|property|mine)))?\."
)
_PARTNERS_REST = re.compile(
    rf"{_PARTNER.pattern}(?:the )?(?P<org>{ORG})(?: of [A-Z]\w+)?(?: \([^()]{{1,60}}\))*,? (?:holds|owns|has|retains) the (?:remaining|other) "
    rf"(?P<percent>{say.PERCENT})"
)


def _partners_rest(context: Context, masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """What a partner has of the site named last, where its share makes the whole with the one told there."""
    low = masked.sentence.start
    alone = _OTHER_PARTNER.match(masked.text)
    found, site = alone or _PARTNERS_REST.match(masked.text), sites.last_before(low, low - _FAR)
    if found is None or site is None:
        return
    company, percent = masked.orgs(found.start("org"), found.end("org"))[0], number(found["percent"]) or 0.0
    none = alone is not None and company is not context.issuer and all(one.percent is None for one in told[site])
    if none or any(one.percent is not None and abs(one.percent + percent - 100) < 0.6 for one in (*told[site], *bracket_shares(context, site))):
        yield site, Holding(company, "owner", percent, low, low + len(masked.sentence.text), "holds-the-rest", 0.9)


# "; Osprey is the 40% non-operating partner".
_IS_PARTNER = re.compile(
    rf"(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? (?:is|being|as) (?:an?|the|its|our) (?P<percent>{say.PERCENT}) (?:[a-z-]+ ){{0,3}}partner\b"
)


def _partner_beside(masked: Masked, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """What a partner has of the one site of a sentence, where it makes the whole with what is told there."""
    found, named = _IS_PARTNER.search(masked.text), {site for _, _, site in masked.sites()}
    if found is None or len(named) != 1:
        return
    (site,), percent = named, number(found["percent"]) or 0.0
    company, low = masked.orgs(*found.span("org"))[0], masked.sentence.start
    mates = [one for one in told[site] if one.company is not company and one.percent is not None and abs(one.percent + percent - 100) < 0.6]
    if mates:
        yield site, Holding(company, mates[0].relation, percent, low, low + len(masked.sentence.text), "holds-the-rest", 0.9)


# Behind a run-in heading: "100% Osprey.", "Optioned to Osprey, which can acquire 75%".
_RUN_IN = re.compile(r"\d{1,3}(?:\.\d+)?%|Optioned to |Under option to ")
_ALL_ITS = re.compile(rf"(?P<percent>{say.PERCENT})(?:[- ](?:owned|held))?(?: by)? (?:the )?(?P<org>{ORG})\.?")
_LET_TO = re.compile(
    rf"(?:Optioned|Under option) to (?:the )?(?P<org>{ORG})(?: \([^()]{{1,60}}\))*(?:,? (?:which|who) (?:can|may|is to) (?:acquire|earn)(?: up to)?"
    rf"(?: an?)? (?P<percent>{say.PERCENT}))?"
)


def _run_in(context: Context, masked: Masked, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """What stands behind a run-in heading, of the site that it names."""
    low, site = masked.sentence.start, sites.last_before(masked.sentence.start, masked.sentence.part.start)
    if site is None:
        return
    high = low + len(masked.sentence.text)
    if own := _ALL_ITS.fullmatch(masked.text):
        yield site, Holding(masked.orgs(own.start("org"), own.end("org"))[0], "owner", number(own["percent"]), low, high, "holder-of", 0.9)
    elif let := _LET_TO.match(masked.text):
        yield site, Holding(masked.orgs(let.start("org"), let.end("org"))[0], "optionee", number(let["percent"]), low, high, "optioned-out", 0.9)
        yield site, Holding(context.issuer, "owner", None, low, high, "optioned-out", 0.9)


def _all_owner(masked: Masked, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """ "Osprey remains sole owner": of the site named last before it."""
    low = masked.sentence.start
    found, site = _ALL_OWNER.search(masked.text), sites.last_before(low, low - _FAR)
    if found and site and not _IF.search(masked.text[: found.start()]):
        company = masked.orgs(found.start("org"), found.end("org"))[0]
        yield site, Holding(company, "owner", number(found["percent"]), low, low + len(masked.sentence.text), "holder-of", 0.9)


def _other_share(masked: Masked, before: Sentence, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """ "A owns the remaining 49%." behind a sentence on one site: A's share, where it makes the whole with the shares told of that site."""
    low = masked.sentence.start
    rest = _PARTNER_IS.match(masked.text) or REST.match(masked.text, max(masked.text.find(ORG), 0)) or REST_BY.match(masked.text, 4)
    named = {site for _, site in sites.named_in(before.start, before.end) if site.kind not in FACILITIES}
    if (
        rest is None
        or _OF_OTHERS.match(masked.text, rest.end())
        or len(named) != 1
        or low - before.end > _NEXT
        or not _LEAD.fullmatch(masked.text, 0, rest.start())
    ):
        return
    (site,) = named
    company = masked.orgs(rest.start("org"), rest.start("org") + 1)[0]
    shares = {
        one.company.name: one
        for one in told[site]
        if one.percent is not None and one.relation in ("owner", "jv") and before.start <= one.start < before.end and one.company is not company
    }
    left = 100 - sum(one.percent or 0 for one in shares.values())
    percent = number(rest["percent"] or rest.groupdict().get("alone"))
    if shares and left > 0 and (percent is None or abs(percent - left) < 0.6):
        relation = next(iter(shares.values())).relation
        yield site, Holding(company, relation, percent or left, before.start, low + len(masked.sentence.text), "holds-the-rest", 0.9)


def _rest(masked: Masked, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """ "The remaining 20% is held by A"."""
    low = masked.sentence.start
    rest, site = REST_BY.search(masked.text), sites.last_before(low, low - _FAR)
    if rest and site and SITE not in masked.text[: rest.end()] and (percent := number(rest["percent"])):
        company = masked.orgs(rest.start("org"), rest.end("org"))[0]
        yield site, Holding(company, "owner", percent, low, low + len(masked.sentence.text), "holds-the-rest", 0.9)
