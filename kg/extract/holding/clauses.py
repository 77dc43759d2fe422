"""Who has a site, told in a clause that means it by "it", "the property" or nothing: "A owns it outright (100%)", "Its owner, A, has applied",
"having vested, A can go to 60% and to 70%", "the mine was transferred to A", "the sale of the mine to A was completed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import Holding, Masked, number
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import SiteAt, Sites

_ASIDE = r"(?: \([^()]{1,60}\))*"
_GROUND = (
    r"(?:it|them|the (?:project|property|mine|ground|claims|deposit|asset|operation|plant|mill|smelter|refinery|licen[cs]e|concession|tenements?))"
)
_ALL = r"(?:outright|entirely|in full|100 ?(?:%|[Pp]er ?[Cc]ent\.?)|\(100 ?%\)|all of it)"
# "A, which staked the ground and owns it outright (100%)", "A owns 100 per cent".
_OUTRIGHT = re.compile(
    rf"(?P<org>{ORG}){_ASIDE},? (?:(?:which|who) [^.;,{ORG}{SITE}]{{0,70}}? and |which |who )?(?:now |still |also |currently |already )"
    rf"?(?:owns?|holds?) "
    rf"(?:{_GROUND} (?:\([^()]{{1,20}}\) )?{_ALL}|{_ALL}(?: of {_GROUND})?(?=\s*[.;]|\s*$))"
)
# "Its owner, A, has now applied", "the new operator is A".
_OWNER_IS = re.compile(
    rf"(?:^|[;,.] |\band )(?:[Ii]ts|[Tt]he) (?:(?:new|current|sole|present|registered|project's|mine's|property's) )*(?P<role>owner|operator)"
    rf"(?: and (?:operator|owner))?,? (?:is |remains |being )?(?:the )?(?P<org>{ORG})(?=[,.; (]|$)"
)
# "the mine was transferred yesterday to A", "the sale of the mine, a small one, to A was completed".
PASSED = "passed-to"
_OF_PART = re.compile(r"(?:\d ?%|[Pp]er ?[Cc]ent|\b(?:interest|stake|share|royalty|NSR|stream|half|ore|concentrate|option))\b[^.;]{0,50}$")
_PASSED = re.compile(
    rf"(?:^|[.;:] |\bthat |, (?:and|while|but) )(?:[Ii]n [^,.;]{{1,30}}, )?(?:[Tt]he |[Ii]ts |[Oo]ur )?(?:(?!from|of|at|in|on|by)[\w-]+ )"
    rf"{{0,2}}?{SITE}(?:,? [^.;{ORG}{SITE}]{{0,60}}?)? (?:was|were|has been|have been) (?:since |now |recently |then )?(?:sold|transferred|"
    rf"vended|divested|handed over|"
    rf"conveyed|assigned)(?: [^.;,{ORG}{SITE}]{{1,24}})? to (?:the )?(?P<org>{ORG})"
)
_SALE_OF = re.compile(
    rf"\b(?:[Ss]ale|[Dd]isposal|[Dd]ivestment|[Tt]ransfer) of {say.DET}{say.ADJECTIVES}{SITE}(?:,? [^.;{ORG}{SITE}]{{1,60}},?)? to (?:the )"
    rf"?(?P<org>{ORG}){_ASIDE} "
    r"(?:was|has been|is|has) (?:now |since |today )?(?:completed|closed|concluded|finalis|finaliz|complete|effective)"
)
_STAYS_WITH = re.compile(
    rf"(?:{SITE}|[Tt]he (?P<thing>deposit|project|property|mine)) (?:therefore |thus |accordingly |now )?(?:remains?|is|becomes?|"
    rf"became|stays?|reverts? to being)"
    rf" (?:now |again |once more )?(?:the (?:sole |exclusive )?property of|wholly owned by|solely owned by) (?:the )?(?P<org>{ORG})"
)
# "having vested, A can go to 60% by a study, and to 70% on delivery of another".
_GOES_TO = re.compile(
    rf"(?:(?P<org>{ORG}){_ASIDE}|\b[Ii]t|\b[Tt]he (?:optionee|farminee|earning party)|\bwhich it) (?:can|may|could|will be able to|has the "
    rf"(?:right|option)(?: to)?|"
    r"is (?:entitled|free) to|may elect to|has an option to) (?:then |also |further |thereafter |subsequently )*"
    r"(?:go|move|rise|step up|increase|raise|lift|boost|bring|top up|take|build|grow|earn up)\b[^.;%]{0,60}?\bto (?:an? )?"
    rf"(?:total of |aggregate )?(?P<percent>{say.PERCENT})"
)
_THEN = re.compile(rf"\b(?:to|for a total of|aggregate of) (?:an? )?(?P<percent>{say.PERCENT})(?! (?:royalty|NSR|of the shares))")
_REMAINS_ROYALTY = re.compile(
    rf"(?P<org>{ORG})'?s? (?:only |sole |remaining |residual |retained |continuing )*interest (?:there |in it |in the (?:project|property|mine)"
    rf" )?is (?:now )?"
    rf"(?:an? )?(?P<percent>{say.PERCENT})[^.;%]{{0,40}}\b(?:royalty|NSR|GRR|GSR)\b"
)
_IF = re.compile(r"\b(?:will|would|could|may|might|if|once|unless|until|not|never|no longer|formerly|previously|proposed|planned)\b[^,;]{0,60}$")
# Words of which one stands in every sentence that tells so; masking a sentence is dear.
APART = re.compile(
    r"\b(?:owns?|holds?|owner|operator|sold|transferred|vended|divested|handed over|conveyed|assigned|[Ss]ale|[Dd]isposal|[Dd]ivestment|[Tt]ransfer|"
    r"property of|owned by|interest)\b|\b(?:can|may|could|able|right|entitled|free|elect|option)\b[^.;]{0,80}\bto\b"
)
_REACH = 500


def told_apart(masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """The holdings of the clauses of a sentence that mean a site by a pronoun or pass it on."""
    low, text = masked.sentence.start, masked.text
    high = low + len(masked.sentence.text)
    for pattern in (_OUTRIGHT, _OWNER_IS, _REMAINS_ROYALTY):
        for found in pattern.finditer(text):
            site = _spoken_of(masked, sites, found.start())
            if site is not None and not _IF.search(text[: found.start()]):
                yield site, replace(_of_pronoun(masked, pattern, found), start=low, end=high)
    for pattern in (_PASSED, _SALE_OF, _STAYS_WITH):
        for found in pattern.finditer(text):
            at = text.find(SITE, found.start(), found.end())
            site = next((site for mark, _, site in masked.sites() if mark == at), None) if at >= 0 else _spoken_of(masked, sites, found.start())
            if pattern is _STAYS_WITH and site is not None and found["thing"] not in (None, site.kind):
                continue
            if site is not None and not _IF.search(text[: found.start()]) and not _OF_PART.search(text[: max(at, found.start())]):
                yield site, Holding(_org(masked, found), "owner", None, low, high, PASSED, 0.9)
    yield from _steps(masked, sites, told)


def _of_pronoun(masked: Masked, pattern: re.Pattern[str], found: re.Match[str]) -> Holding:
    if pattern is _REMAINS_ROYALTY:
        return Holding(_org(masked, found), "royalty", number(found["percent"]), 0, 0, "royalty-alone", 0.9)
    if pattern is _OWNER_IS:
        return Holding(_org(masked, found), found["role"], None, 0, 0, "holder-of", 0.9)
    return Holding(_org(masked, found), "owner", 100.0, 0, 0, "holder-of", 0.9)


def _org(masked: Masked, found: re.Match[str]) -> Organisation:
    return masked.orgs(*found.span("org"))[0]


def _spoken_of(masked: Masked, sites: Sites, at: int) -> SiteAt | None:
    """The site that a clause means: named last before it in its sentence, else in the sentences before."""
    before = [site for mark, _, site in masked.sites() if mark < at]
    low = masked.sentence.start
    return before[-1] if before else sites.last_before(low, low - _REACH)


def _steps(masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """ "A can go to 60%, and to 70%": of whoever alone may earn into the site spoken of, the most."""
    low = masked.sentence.start
    found = _GOES_TO.search(masked.text)
    site = _spoken_of(masked, sites, found.start()) if found else None
    if found is None or site is None:
        return
    earning = {one.company.name: one for one in told[site] if one.relation == "optionee" and one.percent}
    one = earning.get(_org(masked, found).name) if found["org"] else next(iter(earning.values())) if len(earning) == 1 else None
    shares = [number(found["percent"]) or 0, *(number(then["percent"]) or 0 for then in _THEN.finditer(masked.text, found.end()))]
    if one is not None and (one.percent or 0) < max(shares) <= 100:
        yield site, Holding(one.company, "optionee", max(shares), low, low + len(masked.sentence.text), "earns-in-it", 0.9)
