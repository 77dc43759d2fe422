"""A partner of the issuer told before a site, "A, our partner at the X project with a 25% share", and the company in a bracket behind one:
"the X mine (A)"."""

from __future__ import annotations

import re

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, holding, number
from kg.extract.holding.operators import OPERATES
from kg.extract.holding.shares import names_venture, told_percent, told_relation
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation

_ASIDE = r"(?: \([^()]{1,40}\))?"
_PARTNER = re.compile(
    rf"(?P<org>{ORG}){_ASIDE},? (?:(?:which|who) )?(?:is |are |remains )?(?P<whose>our|its|{ORG}'s?) (?:(?P<percent>{say.PERCENT}) )?"
    rf"(?:joint[- ]venture |JV |project |earn-in |local |equal )*(?P<equal>(?<=equal ))?partner (?:at|in|on|for) {say.DET}{say.ADJECTIVES}$"
)
# What the partner has, told behind the site: "with a 25% share", ", which holds 25%", "will fund its 35% share".
_ITS_SHARE = re.compile(
    rf"^[^.;{ORG}{SITE}]{{0,60}}?\b(?:with|holding|holds|owns|has|fund|funding|funds|pay|contribute)(?: an?| the| its)? (?P<percent>{say.PERCENT})"
)
_IN_BRACKET = re.compile(
    rf"^ ?\((?:now |currently )?(?:(?:100%|wholly)[- ])?(?P<how>owned by |held by |operated by |[Oo]wner: |[Oo]perator: )?(?:the )?(?P<org>{ORG})"
    r"(?:,? (?P<is>operator|owner))?\)"
)


# "withdrew from the X joint venture and A now holds 100%".
_NOW_HOLDS = re.compile(
    rf"[^.;,{ORG}{SITE}]{{0,30}},? (?:and|so that|leaving) (?:the )?(?P<org>{ORG}) (?:now |again |currently |with )(?:owns |holds |has )?(?:an? )?"
    rf"(?P<percent>{say.PERCENT})(?! (?:NSR|royalty|of the (?:shares|issued)))"
)


# "A is the operator of the X project and owns 60%".
_RUNS = re.compile(rf"(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? (?:is|remains|as) (?:the )?(?:operator|manager) of {say.DET}{say.ADJECTIVES}$")
_AND_OWNS = re.compile(
    rf"[^.;,{ORG}{SITE}]{{0,30}},? and (?:owns|holds|has) (?:an? )?(?P<percent>{say.PERCENT})(?: interest)?(?=[.,;]|$| of it| in it)"
)
# "explored by A under an earn-in agreement whereby it can earn": no owner.
UNDER_AGREEMENT = re.compile(r",? under (?:an?|the|its) (?:[a-z-]+ ){0,2}(?:option|earn[- ]in|farm[- ]in)\b")


def now_holds(here: At) -> list[Holding] | None:
    """Whoever the words behind a site say now has it; None where they say so of nobody."""
    if (owns := _AND_OWNS.match(here.behind)) and (runs := _RUNS.search(here.before)):
        return [holding(here.masked.orgs(*runs.span("org"))[0], "owner", number(owns["percent"]), "has")]
    found = _NOW_HOLDS.match(here.behind)
    if found is None:
        return None
    return [holding(here.org_behind(*found.span("org"))[0], "owner", number(found["percent"]), "has")]


# "and with ground held by A", behind a site: not the site.
OF_GROUND = re.compile(r"\band (?:[a-z]+ ){0,2}(?:ground|land|claims|concessions|tenements|tenure|licen[cs]es|properties) $")
# ", a company owned 55% by A and 45% by B".
IS_SHARED = re.compile(
    rf"(?: \([^()]{{1,40}}\))?,? (?:an? |which is )(?:[a-z-]+ ){{0,4}}(?:company,? |vehicle,? |entity,? |joint venture,? )?(?:which is |that is )?"
    rf"(?:jointly )?(?:owned|held) (?:as to )?{say.PERCENT} by "
)


def partner_of(here: At, issuer: Organisation) -> list[Holding] | None:
    """The issuer and its partner, with what the partner has; None where no partner stands before the site."""
    found = _PARTNER.search(here.before)
    if found is None:
        return None
    partner = here.masked.orgs(found.start("org"), found.end("org"))[0]
    whose = here.masked.orgs(found.start("whose"), found.end("whose"))[0] if found["whose"][0] == ORG else issuer
    if partner is issuer or whose is not issuer:
        return None
    behind = _ITS_SHARE.match(here.behind)
    share = 50.0 if found["equal"] is not None else number(found["percent"] or (behind["percent"] if behind else None))
    ours = holding(issuer, "jv", 100 - share or None if share else None, "venture-with")
    return [ours, holding(partner, "jv", share, "venture-with")]


# "the 60/40 Alder copper joint venture with A": the issuer's share first.
_SPLIT_BEFORE = re.compile(r"(?<![\d.])(?P<one>\d{2}(?:\.\d+)?) ?[/:-] ?(?P<other>\d{2}(?:\.\d+)?),? (?:[\w-]+ ){0,3}$")


def with_partner(here: At, issuer: Organisation) -> list[Holding] | None:
    """The issuer and the partner in a joint venture that the words behind a site tell, with their shares."""
    found = say.WITH_PARTNER.match(here.behind)
    if found is None or not (found["share"] or names_venture(here)):
        return None
    ours, theirs = told_percent(here), number(found["share"])
    if (split := _SPLIT_BEFORE.search(here.before)) and float(split["one"]) + float(split["other"]) == 100:
        ours, theirs = float(split["one"]), float(split["other"])
    partner = here.org_behind(found.start("org"), found.end())[0]
    return [holding(issuer, "jv", ours, "venture-with"), holding(partner, "jv", theirs, "venture-with")]


def in_bracket(here: At) -> list[Holding] | None:
    """Whoever the bracket right behind a site names: its owner, or its operator where it says so."""
    found = _IN_BRACKET.match(here.behind)
    if found is None:
        return None
    company = here.org_behind(found.start("org"), found.end("org"))[0]
    runs = (found["how"] or found["is"] or "").casefold().startswith("operat")
    return [holding(company, "operator" if runs else "owner", None, "in-bracket", 0.9)]


def bracket_shares(here: At, found: re.Match[str]) -> list[Holding]:
    """The companies with their shares in a bracket behind a site; and who operates it."""
    holdings: list[Holding] = []
    for share in say.ONE_SHARE.finditer(found["shares"]):
        at = found.start("shares") + (share.start("first") if share["first"] else share.start("second"))
        percent = number(share["after"] or share["before"])
        company = here.org_behind(at, at + 1)[0]
        holdings.append(holding(company, told_relation(here, percent), percent, "shares"))
        if share["operates"]:
            holdings.append(holding(company, "operator", None, OPERATES, 0.9))
    return holdings


def own_share(here: At, issuer: Organisation) -> list[Holding]:
    """The issuer's own share in a site that somebody else operates."""
    percent = told_percent(here)
    return [holding(issuer, told_relation(here, percent), percent, "interest-in")] if percent is not None else []


# ", and its partners include A which has a 10% stake and B with 30%"; "along with partners A and B, which respectively hold 30% and 10%".
_INCLUDE = re.compile(
    rf"[^.;{SITE}]{{0,60}}?\b(?:its|the|our) (?:joint[- ]venture |JV |project )?partners? (?:include|are|is|being) (?P<who>[^.;{SITE}]{{2,260}})"
)
_WITH_SHARE = re.compile(rf"{ORG}{_ASIDE},? (?:(?:which|who) )?(?:has|have|holds?|holding|with|owns?|at)(?: an?)? (?P<percent>{say.PERCENT})")
_RESPECTIVELY = re.compile(
    rf"[^.;{SITE}]{{0,60}}?\bpartners? (?P<one>{ORG}){_ASIDE} and (?:the )?(?P<two>{ORG}){_ASIDE},? (?:which |who )?"
    rf"(?:respectively )?(?:hold|own|have)(?: an?)? (?P<first>{say.PERCENT})(?: interest| stake)? and (?:an? )?(?P<second>{say.PERCENT})"
)


def sharers(here: At) -> list[Holding]:
    """The partners that the words behind a site name with a share each."""
    if told := _RESPECTIVELY.match(here.behind):
        pairs = (("one", "first"), ("two", "second"))
        shares = [(here.org_behind(*told.span(who))[0], number(told[part])) for who, part in pairs]
    elif told := _INCLUDE.match(here.behind):
        at = told.start("who")
        shares = [(here.org_behind(at + one.start(), at + one.start() + 1)[0], number(one["percent"])) for one in _WITH_SHARE.finditer(told["who"])]
    else:
        return []
    return [holding(org, told_relation(here, percent), percent, "shares", 0.9) for org, percent in shares]
