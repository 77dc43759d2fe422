"""The royalties told in a clause that means a site by "it", "the claims" or nothing: "A 2% NSR is held by A", "A keeps a 2% royalty on them",
"a royalty of 1.5% of net smelter returns belongs to A"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extract.context import Context
from kg.extract.holding import phrases as say
from kg.extract.holding.masked import Holding, Masked, number
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.context import heading_site
from kg.extract.site.names import SiteAt, Sites
from kg.facts import FACILITIES

IS_TOLD = re.compile(r"\b(?i:royalt(?:y|ies)|NSR|GRR|GOR|GSR|NPI)\b")
_ASIDE = r"(?: \([^()]{1,60}\))*"
# "a 2% net smelter return royalty", "a royalty of 1.5% of net smelter returns".
_ROYALTY = (
    rf"(?:(?:its |an? |the )?(?:underlying |existing |retained |remaining |uncapped )*(?P<percent>{say.PERCENT}) "
    rf"(?:(?!\band\b)[^.;,()%{ORG}{SITE}]|\([^()]{{1,30}}\)){{0,50}}?\b(?:royalty|NSR|GRR|GOR|GSR|NPI)\b|"
    rf"(?:an? |the )?(?:[a-z]+ ){{0,4}}(?:royalty|NSR) (?:interest )?of (?P<rate>{say.PERCENT})(?: of(?: [a-z]+){{1,4}}?)?)"
)
_HAS = (
    r"(?:now |still |also |currently )?(?:has|have|holds?|holding|owns?|retain(?:s|ed|ing)?|keeps?|kept|keeping|receives?|reserved|reserves|"
    r"draws?|is (?:entitled to|due)|was granted|has been granted|enjoys)"
)
_VENDOR = r"(?:[Tt]he|[Aa]n?) (?:vendors?|optionors?|sellers?)"
_HELD = re.compile(rf"(?P<who>{ORG}|\b[Ii]t\b|\b[Ww]e\b|\b{_VENDOR}){_ASIDE},? (?:which |who )?{_HAS} (?=\S){_ROYALTY}")
_HELD_BY = re.compile(
    rf"{_ROYALTY}(?: ?\([^()]{{1,40}}\))?(?:,? (?:on|over) {{ground}})?,? (?:which )?(?:(?:is|was|remains) (?:now |still |currently )?)?"
    rf"(?:(?:held|owned|retained|kept) by|(?:payable|due|owed|owing|granted) to|belongs to|belonging to|in favou?r of|with|in the hands of) "
    rf"(?:the )?(?P<who>{ORG})".replace("{ground}", r"(?:it|them|the (?:[a-z]+ )?(?:project|property|mine|claims|ground|deposit|concessions?))")
)
_ON_OTHER = re.compile(
    rf"{_ASIDE},? (?:on|over|upon|from|against|at|covering) (?!(?:it|them|this|these|those|all|certain|some|part|the (?:[a-z]+ ){{0,3}}"
    r"(?:project|property|properties|mine|claims|ground|deposit|concessions?|licen[cs]es?|tenements?|permits?|production|sales|proceeds))\b)"
)
_IF = re.compile(r"\b(?:will|would|could|may|might|if|once|upon|after which|not|no longer|formerly|previously|until)\b[^,;]{0,60}$")
_BOUGHT_BACK = re.compile(r"\b(?:repurchased|extinguished|cancelled|retired|bought (?:back|out)|terminated|eliminated)\b[^.;,]{0,40}$")
_CLAUSE = re.compile(
    rf"[;,] (?:and |while |with |but )?(?:the )?$|\b(?:carr(?:y|ies)|bears?|(?:subject|burdened) (?:to|by|with)) [^.;{SITE}]{{1,120}}? and $"
)  # a clause of its own, or the second of two royalties that a site bears
# "sold the Otter property for cash, and keeps a 2% royalty", where Otter is no site; "A portfolio of royalties".
_ELSEWHERE = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Oo]ur) [A-Z][\w'-]+(?: [A-Z][\w'-]*){0,3} (?:[a-z]+ ){0,2}(?:property|project|mine|deposit|claims|ground)\b|"
    r"\b(?:portfolio|portfolios|other|another|several|various) (?:[a-z]+ ){0,2}(?:royalt|properties|projects|mines)"
)


# "was granted a 2% NSR, which the Company bought back in 2020"
_GONE = re.compile(r"[^.;]{0,40}\b(?:which|that|until|since)\b[^.;]{0,60}\b(?:bought back|repurchased|lapsed|sold|extinguished|expired|terminated)\b")


def royalties_alone(context: Context, masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """The royalty that a sentence tells of the site spoken of before it; of a sentence that names one, in a clause behind the last."""
    low, named = masked.sentence.start, list(masked.sites())
    for found in (*_HELD.finditer(masked.text), *_HELD_BY.finditer(masked.text)):
        ahead = masked.text[: found.start()]
        if (
            _IF.search(ahead)
            or _BOUGHT_BACK.search(ahead)
            or _ON_OTHER.match(masked.text, found.end())
            or _GONE.match(masked.text, found.end())
            or _ELSEWHERE.search(masked.text)
        ):
            continue
        if named and (named[-1][0] > found.start() or not _CLAUSE.search(ahead)):
            continue
        site = named[-1][2] if named else spoken_of(context, sites, masked)
        if site is None and found["who"] == ORG and sites.main and _holder(context, masked, found, []) in [one.company for one in told[sites.main]]:
            site = sites.main  # of whom else of its holders would it tell
        company = _holder(context, masked, found, told[site]) if site is not None else None
        if site is not None and company is not None:
            percent = number(found["percent"] or found["rate"])
            yield site, Holding(company, "royalty", percent, low, low + len(masked.sentence.text), "royalty-alone", 0.8)


def _holder(context: Context, masked: Masked, found: re.Match[str], told: list[Holding]) -> Organisation | None:
    """Whose a royalty is: a vendor's is of the one owner beside the issuer."""
    if found["who"] == ORG:
        return masked.orgs(*found.span("who"))[0]
    if found["who"].casefold() in ("it", "we"):
        return context.issuer
    owners = {one.company.name: one.company for one in told if one.relation == "owner" and one.company is not context.issuer}
    return next(iter(owners.values())) if len(owners) == 1 else None


def spoken_of(context: Context, sites: Sites, masked: Masked) -> SiteAt | None:
    """The site that a sentence without one means: the last named in its paragraph, else that of its heading, else the only one that is told of
    as the release's own ground."""
    low, part = masked.sentence.start, masked.sentence.part
    near = sites.last_before(low, min(part.start, low - _REACH))
    if near is not None:
        return near
    if (headed := heading_site(context, sites, part.start)) is not None:
        return headed
    named = [site for site in sites.all if site.kind not in FACILITIES and site.namings[0].start < low]
    return named[0] if len(named) == 1 else None


_REACH = 500  # how far behind its name a site may be spoken of in the next paragraph
