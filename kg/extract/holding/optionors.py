"""From whom an option on a site is had: the owner that the words about the site name, or the issuer that grants it."""

from __future__ import annotations

import re

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, holding
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation

# "from Osprey", "from arm's length vendors Osprey and Heron", behind the site that they let go.
FROM_VENDOR = re.compile(
    rf"(?:,? [^.;{ORG}{SITE}]{{0,70}}?)?,? from (?:the |its |an? )?(?:[a-z'-]+ ){{0,4}}?(?P<org>{ORG})(?!'s?\b)(?! \w+ (?:shares|common))"
)
# "an option agreement with Osprey to acquire", before it.
_WITH_VENDOR = re.compile(
    rf"\b(?:agreement|option|LOI|letter of intent|deal|terms?|earn[- ]in|farm[- ]in|arrangement)(?:,? dated [^.;{ORG}{SITE}]{{4,24}})?"
    rf"(?: \([^()]{{1,40}}\))? with (?:the |its |an? )?"
    rf"(?:[a-z'-]+ ){{0,4}}?(?P<org>{ORG})(?: \([^()]{{1,60}}\)){{0,2}},? (?:to|for|whereby|under which|pursuant to which|granting|"
    rf"which grants|{ORG}|it|we)(?=\W|$)"
)
_GRANTED_BY = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,30}}? (?:was|were|is|has been) granted (?:to (?:the )?{ORG} )?(?:in \d{{4}} )?by (?:the )?(?P<org>{ORG})|"
    rf"[^.;{ORG}{SITE}]{{0,30}}? by (?:paying|making|issuing)[^;{ORG}{SITE}]{{0,60}} to (?:the )?(?P<paid>{ORG})"
)
# "A has granted B the right to earn 60% of the X project".
_GRANTOR = re.compile(
    rf"(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? (?:has |have )?granted (?:to )?(?:the Company|us|it|{ORG}) (?:the|an?) [^.;{SITE}]{{2,90}}$"
)


_EARNED_SHARE = re.compile(r"\b(?i:earn|acquire|purchase|option|obtain|vest)(?:ing)?(?: in)?(?: up to)?(?: an?| the)?(?: [a-z]+)? $")


def _is_whole(before: str) -> bool:
    """Whether the words before a site say that it is wholly held, and not that all of it can be earned."""
    found = say.WHOLLY.search(before)
    return found is not None and _EARNED_SHARE.search(before, 0, found.start()) is None


def earned_from(here: At, option: Holding, issuer: Organisation) -> list[Holding]:
    """An option with the owner whose site it is called, or the issuer that grants it; a vendor may hold no more than an option itself."""
    owner = say.OF_COMPANY.match(here.behind)
    if say.GENITIVE.search(here.before):
        return [option, holding(here.ahead()[-1], "owner", 100.0 if say.WHOLLY.search(here.before) else None, "optioned-from")]
    if (granted := _GRANTOR.search(here.before)) and (named := here.masked.orgs(*granted.span("org"))[0]) not in (issuer, option.company):
        return [option, holding(named, "owner", None, "optioned-from")]
    if option.company is not issuer:
        return [option, holding(issuer, "owner", 100.0 if _is_whole(here.before) else None, "optioned-out")]
    if owner and (named := here.org_behind(0, owner.end())[-1]) is not issuer:
        return [option, holding(named, "owner", None, "optioned-from")]
    if (vendor := FROM_VENDOR.match(here.behind)) and (named := here.org_behind(vendor.start("org"), vendor.end("org"))[0]) is not issuer:
        return [option, holding(named, "owner", None, "optioned-from")]
    if (vendor := _WITH_VENDOR.search(here.before)) and (named := here.masked.orgs(vendor.start("org"), vendor.end("org"))[0]) is not issuer:
        return [option, holding(named, "owner", None, "optioned-from")]
    if (given := _GRANTED_BY.match(here.behind)) and (named := here.org_behind(*given.span(given.lastgroup or 0))[0]) is not issuer:
        return [option, holding(named, "owner", None, "optioned-from")]
    if (held := say.OWNED_BY.match(here.behind)) and (named := here.org_behind(0, held.end())[0]) not in (issuer, option.company):
        return [option, holding(named, "owner", None, "optioned-from")]
    return [option]
