"""Who may earn into a site, from whom, and how much of it at most."""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, holding, number, overlapping
from kg.extract.holding.optionors import FROM_VENDOR, earned_from
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation

# "signed an option agreement with A on a part of its X project": whose site it is lets the other earn.
_AGREED_WITH = re.compile(
    rf"\b(?:option|earn[- ]in|farm[- ](?:in|out)|joint venture)(?:[ /-](?:option|and|joint|venture|earn[- ]in|"
    rf"farm[- ](?:in|out)|exploration)){{0,4}} "
    rf"(?:agreement|deal|letter of intent|LOI|term sheet) with (?:the )?(?P<org>{ORG})(?: \([^()]{{1,60}}\)){{0,2}},? "
    rf"(?:(?:on|over|for|covering|regarding|in respect of|with respect to|whereby|concerning|at|to \w+) )"
    rf"(?:(?:a |the )?(?:part|portion|parts|certain \w+|advancement|exploration|development) (?:of|on|at) )?"
    rf"(?P<whose>its|our|the Company's|{ORG}'s?) {say.ADJECTIVES}$"
)
# "In order to acquire a 50% interest in the X property, A must": whoever the main clause behind names.
_TO_EARN_IT = re.compile(
    rf"(?:^|[.;,:] |\b)(?:in order )?to (?:earn|acquire|exercise|obtain|purchase|vest|complete|maintain)\b[^.;{ORG}{SITE}]{{0,120}}$", re.IGNORECASE
)
_WHO_MUST = re.compile(
    rf"^(?: \([^()]{{1,60}}\))?(?:,[^,.;{ORG}{SITE}]{{1,60}})?, (?:the )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))? "
    r"(?:must|shall|will|is (?:required|obliged|to)|has (?:to|agreed)|needs? to|may|can|would|paid|issued|agreed)\b"
)
# "at Peak Bore (earning 75% from A)", "the X property (option to acquire 100%)".
_IN_BRACKET = re.compile(
    rf"^ ?\((?:[\w. ]{{1,30}}[,;] )?"
    rf"(?:[a-z ]{{0,30}}\b)?(?:earning|earn-in|may earn|option(?: to (?:earn|acquire))?|can earn|right to earn)(?: up to| in to| an?| the)*"
    rf"(?: initial)? (?P<percent>{say.PERCENT})(?: interest)?(?: from (?:the )?(?P<org>{ORG}))?[^()]{{0,60}}\)"
)
# "is explored under an option agreement with A, under which B may earn a 60% interest".
_UNDER_WHICH = re.compile(
    rf"^[^.;{SITE}]{{0,90}}?\b(?:option|earn[- ]in|farm[- ]in|joint venture)(?:(?: [a-z-]+){{0,3}} agreement)? "
    rf"(?P<way>with|from) (?:the )?(?P<other>{ORG})"
    rf"(?: \([^()]{{1,60}}\)){{0,2}},? (?:under|pursuant to|by|through|whereby)(?: which| whose terms)? (?P<who>it|we|{ORG}) "
    rf"(?:is|are|may|can|will|has the (?:right|option) to|has an option to) (?:now )?(?:earn|earning|acquire)(?: up to)?(?: an?| the)?"
    rf"(?: further| initial)? (?P<percent>{say.PERCENT})"
)
_UNDER_OPTION = re.compile(
    rf"(?: \([^()]{{1,60}}\))?,? (?:and |but )?(?:is |are |which is )?(?:now |currently )?(?:optioned|under option|farmed out) to (?:the "
    rf")?(?P<org>{ORG})"
    rf"(?: \([^()]{{1,60}}\))?(?:,? (?:which|who|whereby it) (?:may|can|has the right to) (?:earn|acquire)(?: up to)?(?: an?| the)?"
    rf"(?: initial)? (?P<percent>{say.PERCENT}))?"
)
# "granted Kestrel an option": to a company by a name that the text explains nowhere.
_GRANTED_OTHER = re.compile(
    rf"\b(?:[Gg]rant(?:s|ed|ing)?|[Gg]iv(?:es|en|ing)|[Gg]ave)\s(?:to\s)?(?!Company|Corporation|Optionee)"
    rf"[A-Z][^.;{ORG}{SITE}]{{0,60}}?\b(?:option|right)\b"
)
_TO_OPTIONEE = re.compile(rf"^[^.;{ORG}{SITE}]{{0,60}}?\b(?:optioned|under option|farmed out)(?: in \d{{4}})? to (?:the )?(?P<org>{ORG})")
# "agreed with A to option 100% of its interest in its X project (formerly Y) to A".
_BRACKETED = re.compile(r"^(?: \([^()]{1,120}\))+")

# "an 80% interest in its 100%-owned project": what the owner has is not what can be earned.
_SHARE = re.compile(rf"({say.PERCENT})(?![- ](?:owned|held|controlled)\b|[^.;%]{{0,24}}(?:royalt|NSR|smelter|GSR)| of (?:the )?{ORG}(?!'))")
_STEP = re.compile(rf"\b(?:a |an )?(?:further|additional|another|extra) ({say.PERCENT})(?![^.;%]{{0,24}}(?:royalt|NSR|smelter|GSR))")
# "now holds 65%" behind "having met its earn-in commitments": earned already.
_EARNED = re.compile(r"\b(?:now (?:owns?|holds?|has)|has (?:now )?(?:earned|vested)|(?:owns|holds) (?:an? )?\d)")

# "at X, it can earn a 70% interest from A"; "has optioned the X project from A".
_FROM_IT = re.compile(rf"(?: interest| stake)?(?: in (?:it|the (?:project|property|claims|ground|licen[cs]e)))? from (?:the )?(?P<org>{ORG})")
_HAS_OPTIONED = re.compile(rf"\b(?:has |have |had )?(?:optioned|taken an option (?:on|over)) {say.DET}{say.ADJECTIVES}$")

# "has returned the claims to their owner, Osprey": behind an option that is over.
_RETURNED = re.compile(
    rf"\b(?:return\w*|hand(?:s|ed|ing)|revert\w*|giv(?:es|en|ing)|gave)\b[^.;{ORG}]{{0,60}}? to "
    rf"(?:(?:its|their|the) (?:[a-z]+ ){{0,2}}[a-z]+, )?(?:the )?(?P<org>{ORG})"
)
# "has farmed into the X project and can earn 65%".
_FARMED_INTO = re.compile(rf"\bfarm(?:ed|s|ing)?[- ]in(?:to)?(?: to)? (?:{say.DET}|(?:the )?{ORG}(?:'s?|s') ){say.ADJECTIVES}$")
_AND_EARNS = re.compile(rf"[^.;{ORG}{SITE}]{{0,60}}?\b(?:earn|earning|acquire)(?: up to)?(?: an?| the)?(?: initial)? ({say.PERCENT})")

# "is funding work at the X mine to earn 60% of the project from A".
_TO_EARN_BEHIND = re.compile(
    rf"(?:(?!\b(?:and|option|rights?|which|who)\b)[^.;,{ORG}{SITE}]){{0,60}}? to earn (?:up to )?(?:an? )?(?P<percent>{say.PERCENT})"
    rf"(?: (?:interest )?(?:of|in) (?:it|the (?:project|property|mine)|{SITE}))?"
    rf"(?:(?: interest)? from (?:the )?(?P<org>{ORG}))?"
)

# "announces the termination of the option agreement with A at the X project", "A has decided to terminate the option agreement for X".
_TERMINATED = re.compile(
    rf"\btermination of (?:the|its|an) (?:[a-z-]+ ){{0,3}}option(?: agreement)? with (?:[a-z-]+ ){{0,5}}(?P<with>{ORG})"
    rf"|(?P<who>{ORG}) (?:has |have )?(?:decided to |elected to |chosen to |given notice to )?terminat(?:e|ed|es|ing) (?:the|its|an) "
    rf"(?:[a-z-]+ ){{0,3}}option\b"
)

# "granted an option to purchase its X mine to A", "an option agreement for the sale of the X mine to A".
_GIVES = re.compile(r"\b(?:[Gg]rant(?:s|ed|ing)?|[Gg]ave|[Gg]iv(?:es|en|ing)) (?:an? |the )?(?:[a-z-]+ ){0,2}$")
_FOR_SALE = re.compile(r"(?: \([^()]{1,40}\))? (?:for|on) the (?:sale|disposal|divestment) of\b")

# ", where A has been granted an option to earn an initial 51%", ", in which it may earn up to 70%".
_EARNING_IN_IT = re.compile(
    rf"^[^.;{ORG}{SITE}]{{0,60}}?,? (?:(?:where|(?:in|on|over|under) which) )?(?P<who>it|we|{ORG}),? "
    r"(?:is|are|may|can|will|(?:has(?: been granted)?|holds) (?:the|an) (?:right|option) to)"
    rf"(?: (?:sole[- ])?funding [^.;{ORG}{SITE}]{{1,60}} to)? (?:now )?(?:earn|earning|acquire)"
    rf"(?: up to)?(?: an?| the)?(?: further| initial)? (?P<percent>{say.PERCENT})"
)

# "the X project, which it is earning into from A", ", in which A is earning an interest".
_EARNING_INTO = re.compile(
    rf"^[^.;{ORG}{SITE}]{{0,90}}?,? (?:in(?:to)? )?which (?P<who>it|we|{ORG}) (?:is|are) (?:now |currently )?(?:earning|farming)(?:[- ]in(?:to)?|"
    rf" an interest)(?![\w-])(?:,? from (?:the )?(?P<org>{ORG}))?"
)
# "an initial 51% interest in the X project and up to 75%".
_UP_TO = re.compile(
    rf"[^.;,{ORG}{SITE}]{{0,20}},? (?:and|or)(?: then)?,? (?:ultimately |eventually )?up to (?:an? )?(?P<percent>{say.PERCENT})(?! of)"
)
# "has completed the first stage of its earn-in at the X project and has a 51% interest".
_DONE = re.compile(rf"\bcompleted\b[^.;{SITE}]{{0,60}}\bearn[- ]in\b[^.;{ORG}{SITE}]{{0,40}}$")
_AND_HAS = re.compile(rf"[^.;{ORG}{SITE}]{{0,40}}? and (?:now |thereby )?(?:has|holds|owns) (?:an? )?(?P<percent>{say.PERCENT})")
# "work at the X project is paid by A, which is earning a 51% interest".
_WHO_EARNS = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}? by (?:the )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? (?:which|who) (?:is earning|(?:may|can|will) earn|"
    rf"has the right to earn)(?: up to)?(?: an?)? (?P<percent>{say.PERCENT})(?! interest in (?:the )?{SITE})"
)
_EARNS_UNDER = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}? by (?:the )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? under (?:an?|the|its) (?:[a-z-]+ ){{0,2}}(?:option|earn[- ]in|"
    rf"farm[- ]in)(?: [a-z]+)?,? (?:whereby|under which|by which|in which) (?:it|{ORG}) (?:can|may|will|is to|has the right to) (?:earn|acquire)"
    rf"(?: up to)?(?: an?)? (?P<percent>{say.PERCENT})"
)

# "the X Option Agreement held by A"; "our option partner A has begun drilling at the X property".
_HELD_BY = re.compile(rf"^ (?:[Oo]ption|[Ee]arn-[Ii]n)(?: [Aa]greement)?,? (?:which is )?held by (?:the )?(?P<org>{ORG})")
_PARTNER = re.compile(
    rf"\b(?:option|earn-in|farm-in) partner,? (?P<org>{ORG})(?: \([^()]{{1,60}}\))?,? "
    rf"(?=[^.;{SITE}]{{0,120}}\b(?:drill|explor|program|survey|fund|work))"
    rf"[^.;{ORG}{SITE}]{{0,160}}\b(?:at|on|of|over) {say.DET}{say.ADJECTIVES}$"
)
# "at the X project, partner A has spent $350,000 toward earning 60%"; "our partner A drills at the X project, in which it can earn 51%".
_PARTNER_EARNS = re.compile(
    rf"^[^.;{ORG}{SITE}]{{0,60}}?(?<!\bwith),? (?:our |its |the )?(?:(?!with\b)[a-z-]+ )?partner,? "
    rf"(?P<org>{ORG})(?: \([^()]{{1,40}}\))?[^.;{ORG}{SITE}]{{0,120}}? "
    rf"(?:towards? earning|to earn|is earning|may earn|can earn)(?: up to)?(?: an?)?(?: initial)? (?P<percent>{say.PERCENT})"
)
_OUR_PARTNER = re.compile(rf"\bpartner,? (?:the )?(?P<org>{ORG})[^.;{ORG}]{{0,90}}$")

Nearest = Callable[[At, int], Organisation | None]


def _owner(company: Organisation, percent: float | None, rule: str) -> Holding:
    return holding(company, "owner", percent, rule)


def options(here: At, nearest: Nearest, issuer: Organisation) -> list[Holding] | None:
    """An option: the optionee with the most that can be earned, and the owner where the text names it."""
    before, behind = here.before, here.behind
    earn = max(overlapping(say.EARN, before), key=lambda found: found.start(), default=None)
    skipped = bracketed.end() if (bracketed := _BRACKETED.match(behind)) else 0
    to = say.OPTIONED_TO.match(behind) or say.OPTIONED_TO.match(behind[skipped:])
    grants = say.GRANTS.search(before) if not earn or (to and earn.group().startswith("to option")) else None
    if _is_ended_by_other(here, issuer):
        return None
    if say.LAPSED.search(here.masked.text):
        returned = _RETURNED.search(behind)
        owner = [_owner(here.org_behind(returned.start("org"), returned.end("org"))[0], None, "optioned-from")] if returned else []
        return owner if earn else None
    if parties := _by_parties(here, issuer):
        return parties
    if (held := _HELD_BY.match(behind)) and (who := here.org_behind(*held.span("org"))[0]) is not issuer:
        return [_owner(issuer, None, "optioned-out"), holding(who, "optionee", None, "optioned-out")]
    if (partner := _PARTNER.search(before)) and (who := here.masked.orgs(*partner.span("org"))[0]) is not issuer:
        return [_owner(issuer, None, "optioned-out"), holding(who, "optionee", None, "optioned-out")]
    if (told := _by_verb(here, nearest, issuer)) is not None:
        return told
    most = _most_of(here)
    if (
        earn
        and (nearer := [value for found in _SHARE.finditer(earn["terms"]) if (value := number(found[1])) and value > 5])
        and not _STEP.search(behind)
    ):
        most = max(nearer)
    if further := _UP_TO.match(behind):
        most = max(most or 0, number(further["percent"]) or 0) or None
    if rising := say.INCREASE.search(behind):
        most = number(rising["percent"])
    if grants and to and not say.ROYALTY_WORD.search(grants.group()):
        giver, optionee = nearest(here, grants.start()) or issuer, here.org_behind(to.end() - 1, skipped + to.end())[-1]
        return [_owner(giver, 100.0 if say.WHOLLY.search(before) else None, "optioned-out"), holding(optionee, "optionee", most, "optioned-out")]
    if to := _TO_OPTIONEE.match(behind):
        optionee = here.org_behind(to.start("org"), to.end())[0]
        return [_owner(issuer, None, "optioned-out"), holding(optionee, "optionee", most, "optioned-out")]
    if (had := _HAS_OPTIONED.search(before)) and (seller := FROM_VENDOR.match(behind)):
        sold_by = here.org_behind(seller.start("org"), seller.end("org"))[0]
        return [holding(nearest(here, had.start()) or issuer, "optionee", most, "optioned-from"), _owner(sold_by, None, "optioned-from")]
    if optioned := say.OPTIONED_FROM.match(behind):
        vendor = FROM_VENDOR.match(behind)
        lets = here.org_behind(0, optioned.end())[-1:] or (here.org_behind(*vendor.span("org")) if vendor else [])
        return [holding(issuer, "optionee", most, "optioned-from"), *(_owner(one, None, "optioned-from") for one in lets if one is not issuer)]
    if " with " in before and (agreed := _AGREED_WITH.search(before)):
        optionee = here.masked.orgs(agreed.start("org"), agreed.end("org"))[0]
        giver = issuer if agreed["whose"][0] != ORG else here.masked.orgs(agreed.start("whose"), agreed.end("whose"))[0]
        if optionee is not giver:
            return [_owner(giver, None, "optioned-out"), holding(optionee, "optionee", most, "optioned-out")]
    return _earned(here, earn, most, nearest, issuer)


def _by_verb(here: At, nearest: Nearest, issuer: Organisation) -> list[Holding] | None:
    """An option that a verb of earning about the naming tells, with who earns and how much; None where there is none."""
    before, behind = here.before, here.behind
    if partner := _PARTNER_EARNS.match(behind):
        return [
            _owner(issuer, None, "optioned-out"),
            holding(here.org_behind(*partner.span("org"))[0], "optionee", number(partner["percent"]), "optioned-out"),
        ]
    if earning := _EARNING_IN_IT.match(behind):
        who = issuer if earning["who"] != ORG else here.org_behind(earning.start("who"), earning.end())[0]
        if earning["who"] == "it" and (partner := _OUR_PARTNER.search(before)):
            who = here.masked.orgs(*partner.span("org"))[0]
        most = _with_steps(behind[earning.end() :], number(earning["percent"]))
        if let_by := _FROM_IT.match(behind, earning.end()):
            lets = here.org_behind(let_by.start("org"), let_by.end("org"))
            return [holding(who, "optionee", most, "option"), *(_owner(one, None, "optioned-from") for one in lets[:1])]
        return earned_from(here, issuer=issuer, option=holding(who, "optionee", most, "option"))
    if into := _EARNING_INTO.match(behind):
        who = issuer if into["who"] != ORG else here.org_behind(*into.span("who"))[0]
        vendors = here.org_behind(*into.span("org"))[:1] if into["org"] else [] if who is issuer else [issuer]
        return [holding(who, "optionee", None, "option"), *(_owner(one, None, "optioned-from") for one in vendors)]
    if farmed := _FARMED_INTO.search(before):
        share = _AND_EARNS.match(behind)
        return earned_from(
            here, issuer=issuer, option=holding(nearest(here, farmed.start()) or issuer, "optionee", number(share[1]) if share else None, "option")
        )
    if earning := _TO_EARN_BEHIND.match(behind):
        who = nearest(here, len(before)) or issuer
        vendor = here.org_behind(earning.start("org"), earning.end("org"))[0] if earning["org"] else None
        told = holding(who, "optionee", number(earning["percent"]), "option")
        return [told, _owner(vendor, None, "optioned-from")] if vendor and vendor is not who else earned_from(here, told, issuer)
    if bracket := _IN_BRACKET.match(behind):
        return [holding(issuer, "optionee", number(bracket["percent"]), "option")]
    if (done := _DONE.search(before)) and (has := _AND_HAS.match(behind)):
        return [_owner(nearest(here, done.start()) or issuer, number(has["percent"]), "earned")]
    if earns := _WHO_EARNS.match(behind) or _EARNS_UNDER.match(behind):
        who = here.org_behind(*earns.span("org"))[0]
        return earned_from(here, holding(who, "optionee", number(earns["percent"]), "option"), issuer)
    if under := _UNDER_WHICH.match(behind):
        who = issuer if under["who"] != ORG else here.org_behind(under.start("who"), under.end("who"))[0]
        other = here.org_behind(under.start("other"), under.end("other"))[0]
        given = [_owner(issuer, None, "optioned-out")] if other is who is not issuer else []  # a vendor may hold no more than an option itself
        if under["way"] == "from" and other is not who:
            given = [_owner(other, None, "optioned-from")]
        return [holding(who, "optionee", number(under["percent"]), "option"), *given]
    return None


def _earned(here: At, earn: re.Match[str] | None, most: float | None, nearest: Nearest, issuer: Organisation) -> list[Holding] | None:
    """The option that the words before a site tell, with whom they name behind it."""
    before, behind = here.before, here.behind
    must = _WHO_MUST.match(behind) if _TO_EARN_IT.search(before) else None
    if must and (parts := [value for value in map(number, re.findall(say.PERCENT, before[before.rfind(ORG) + 1 :])) if value]):
        return earned_from(here, holding(here.org_behind(must.start("org"), must.end("org"))[0], "optionee", max(parts), "option"), issuer)
    if not earn or _EARNED.search(earn["terms"]):
        return None
    if (to := say.SOLD_TO.match(behind)) and (_GIVES.search(before[: earn.start()]) or _FOR_SALE.match(earn["terms"])):
        giver = nearest(here, earn.start()) or issuer
        return [_owner(giver, None, "optioned-out"), holding(here.org_behind(0, to.end())[-1], "optionee", most, "optioned-out")]
    if _GRANTED_OTHER.search(here.before, 0, earn.end()):
        return [_owner(issuer, None, "optioned-out")]
    if (unknown := say.UNKNOWN_EARNS.search(before[: earn.start()])) and not issuer.name.startswith(unknown["name"]):
        return []
    optionee = here.org_behind(must.start("org"), must.end("org"))[0] if must else nearest(here, earn.start()) or issuer
    return earned_from(here, issuer=issuer, option=holding(optionee, "optionee", most, "option"))


# "an option agreement with A (the "Optionor")": who has which part is defined.
_PARTY = re.compile(
    rf"(?P<org>{ORG})(?: \([^()]{{1,40}}\))? \((?:(?:the|an?|each an?|collectively,? the) )?"
    rf"[\"'\u201c](?P<part>[Oo]ptionors?|[Oo]ptionees?)[\"'\u201d]\)"
)


def _by_parties(here: At, issuer: Organisation) -> list[Holding]:
    """The owner and the optionee where the sentence defines one of them, and no other company stands for the other part."""
    told = {
        found["part"].casefold().rstrip("s"): here.masked.orgs(found.start("org"), found.end("org"))[0] for found in _PARTY.finditer(here.masked.text)
    }
    owner, optionee = told.get("optionor"), told.get("optionee")
    if owner is None and optionee is None:
        return []
    owner, optionee = owner or issuer, optionee or issuer
    if owner is optionee:
        return []
    return [holding(optionee, "optionee", _most_of(here), "option"), _owner(owner, None, "optioned-from")]


def _is_ended_by_other(here: At, issuer: Organisation) -> bool:
    """Whether the words before a site tell that somebody else's option is over: the issuer never had it."""
    ended = _TERMINATED.search(here.before)
    group = (ended.lastgroup or 0) if ended else 0
    return ended is not None and here.masked.orgs(ended.start(group), ended.end(group))[0] is not issuer


def _most_of(here: At) -> float | None:
    """The most that the words about a site say can be earned, up to the sites named before and behind; steps that make up more are summed."""
    low, high = here.before.rfind(SITE) + 1, here.behind.find(SITE)
    behind = here.behind if high < 0 else here.behind[:high]
    about = here.before[low:] + " " + behind
    shares = [value for found in _SHARE.finditer(about) if (value := number(found[1])) is not None and value > 5]
    steps = [value for found in _STEP.finditer(behind) if (value := number(found[1])) is not None]
    first = [value for found in _SHARE.finditer(here.before[low:]) if (value := number(found[1])) is not None]
    total = first[-1] + sum(steps) if steps and first else 0
    return max([*shares, *([total] if total <= 100 else [])], default=None) or None


# "can earn 51% by spending $2 million, and 75% by funding a study".
_LATER = re.compile(
    rf"(?:,|;|\)|\band|\bthen|\bto|\bor) (?:an? |in total |a total of )?(?P<percent>{say.PERCENT})(?= (?:interest )?(?:by|upon|on|after)\b)"
)


def _with_steps(behind: str, first: float | None) -> float | None:
    """The first share that can be earned, or the most that the rest of its sentence adds."""
    rest = behind.split(SITE)[0].split(". ")[0]
    later = [number(found["percent"]) or 0 for found in _LATER.finditer(rest)]
    return max([first or 0, *(value for value in later if value <= 100)]) or None


def under_option(here: At, at: int) -> list[Holding]:
    """The optionee that is told behind the owner: "owned by A and is under option to B, which may earn up to an 80% interest"."""
    found = _UNDER_OPTION.match(here.behind, at)
    if found is None:
        return []
    return [holding(here.org_behind(found.start("org"), found.end("org"))[0], "optionee", number(found["percent"]), "optioned-out")]
