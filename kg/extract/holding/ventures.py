"""The companies of a joint venture that the words behind a site name: "is a 50/50 joint venture with A", "between A (80%) and B (20%)"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, holding, number
from kg.extract.holding.operators import OPERATES
from kg.extract.holding.shares import told_percent
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation

_NO_STOP = f"[^.;{ORG}{SITE}]"
# "is a project owned jointly by A (39.5%), B (39.5%) and C (21%)".
_JOINTLY = re.compile(
    rf"^{_NO_STOP}{{0,60}}?\b(?:jointly (?:owned|held)|(?:owned|held) jointly) (?P<way>by|between|with) (?P<split>(?!))?"
    rf"(?P<who>(?:[^.;{SITE}]|(?<=\d)\.(?=\d)){{1,200}})"
)
# "our joint venture partner A exercised its option to raise its interest to 61%".
_PARTNER_RAISES = re.compile(
    rf"^{_NO_STOP}{{0,60}}?,? (?:our|its|the|the Company's) (?:joint[- ]venture|JV) partner,? (?P<org>{ORG})(?: \([^()]{{1,40}}\))?"
    rf"{_NO_STOP}{{0,80}}? (?:interest|stake|share|ownership) to (?P<percent>{say.PERCENT})"
)

# "is a 50/50 joint venture with A", "is a joint venture between A (80% and manager) and B (20%)", "... in which A and B each have 50%".
_IS_VENTURE = re.compile(
    rf"^(?: (?:in|near|at) [^.;,{ORG}{SITE}]{{1,50}})?(?: \([^()]{{1,40}}\))?(?:,| ?[-\u2013\u2014]{{1,2}}|,? (?:which )?is(?: now| currently)?"
    r"(?: held)?(?: in| through| under| subject to| part of)?) an? (?:(?P<split>\d\d[/:-]\d\d) )?(?:[a-z]+ )?"
    rf"(?:joint[- ]venture|JV|(?<=\d )(?:venture|partnership))"
    rf"(?: \([^()]{{1,20}}\))? (?P<way>with|between|of|among|in which) (?P<who>(?:[^.;{SITE}]|(?<=\d)\.(?=\d)){{1,200}})"
)
_VENTURER = re.compile(rf"{ORG}(?: \((?P<percent>{say.PERCENT})?(?P<operates>[^()]{{0,30}}(?:operator|manager))?[^()]*\))?")
_VENTURERS = re.compile(
    rf"(?:the )?{ORG}(?: \([^()]*\)){{0,2}}(?:, (?:as |the )*(?:operator|manager))?"
    rf"(?:(?:,| and|, and) (?:the )?{ORG}(?! is\b)(?: \([^()]*\)){{0,2}}){{0,4}}"
)
# "which is managed and operated by A", "with A as operator", "and A is the manager", behind those of the venture.
_RUN_BY = re.compile(
    rf"[^.;{SITE}{ORG}]{{0,60}}?(?:,|\)|\band|\bwhich|\bthat)(?: (?:which|that|is|are|and))*(?: (?:currently|jointly|being))? "
    rf"(?:operated|managed|run)(?: and (?:operated|managed|run))? by (?:the )?(?P<by>{ORG})|"
    rf",? (?:with|and|where|of which) (?:the )?(?P<is>{ORG}) (?:is |as |being |acting as |acts as )"
    r"(?:the )?(?:current |project )?(?:operator|manager)\b"
)
# "A is jointly developing the X project with B", "A and B are jointly developing the X project", "X, which A is jointly developing with B".
_WORK = r"jointly (?:develop|explor|advanc|operat|evaluat|work)\w*"
_WORKERS = re.compile(
    rf"(?P<one>{ORG}|\b[Ww]e\b|\b[Ii]t\b)(?: \([^()]{{1,40}}\))?(?:,? and (?P<two>{ORG})(?: \([^()]{{1,40}}\))?)?,? "
    rf"(?:(?:is|are|have been|has been|will|now|currently) )*{_WORK}(?: (?:on|at))? {say.DET}{say.ADJECTIVES}$"
)
_WORKED_WITH = re.compile(rf"[^.;{ORG}{SITE}]{{0,60}}? (?:together )?with (?:the )?(?P<with>{ORG})")
_WORKED = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?,? (?:is|are|which) (?:(?P<who>{ORG}|it|we) (?:is|are) )?(?:(?:now|currently|being) )*{_WORK}"
    rf"(?: with (?:the )?(?P<with>{ORG})|(?: by (?:the )?(?P<one>{ORG}) and (?:the )?(?P<two>{ORG})))"
)
# "As a 70% owner of the Y Joint Venture, A operates the X mine", "a 49% interest in the Y JV, which owns the X mine".
_OF_VENTURE = re.compile(
    rf"(?P<percent>{say.PERCENT})(?: [a-z-]+){{0,2}} (?:owner|holder|partner|participant|interest|stake|share|shareholding) (?:of|in) (?:the )?"
    rf"(?P<venture>{SITE}|(?:(?:[A-Z][\w'-]*|{ORG}) ){{1,5}}(?:Joint Venture|JV))(?: \([^()]{{1,40}}\))?,? "
    rf"(?:(?:the )?(?P<org>{ORG}) (?:[a-z]+ ){{0,5}}?(?:operates|operating|owns|runs)|(?:operates|runs)|"
    rf"(?:which|that) (?:[a-z]+ ){{0,2}}?(?:owns|operates|holds)"
    rf"(?: and (?:owns|operates))?|whose (?:[a-z]+ ){{0,2}}asset is) (?:100% of |all of )?{say.DET}{say.ADJECTIVES}$"
)
_CALLED = re.compile(r"(?:joint venture|JV)$", re.IGNORECASE)
_EACH = re.compile(rf"\b(?:each|both) (?:hold|holds|own|owns|has|have) (?P<percent>{say.PERCENT}|half)")


def ventures(here: At, issuer: Organisation) -> list[Holding] | None:
    """What the words behind a site tell of those who have it together; None where they tell nothing of it."""
    if told := _through_venture(here, issuer):
        return told
    jointly = None if say.ROYALTY_WORD.search(here.before) else _JOINTLY.match(here.behind)
    if venture := _IS_VENTURE.match(here.behind) or jointly:
        told = venturers(here, venture, issuer)
        return [replace(one, relation="owner") if one.relation == "jv" else one for one in told] if jointly and jointly["way"] == "with" else told
    if partners := _working_together(here, issuer):
        return partners
    if raises := _PARTNER_RAISES.match(here.behind):
        partner = here.org_behind(raises.start("org"), raises.end("org"))[0]
        return [holding(issuer, "jv", None, "venture-with"), holding(partner, "jv", number(raises["percent"]), "venture-with")]
    return None


def _working_together(here: At, issuer: Organisation) -> list[Holding]:
    """Two that develop or explore a site jointly, as the words about it tell."""
    if worked := _WORKED.match(here.behind):
        parties = [here.org_behind(*worked.span(who))[0] for who in ("who", "one", "two", "with") if (worked[who] or "")[:1] == ORG]
    elif workers := _WORKERS.search(here.before):
        parties = [here.masked.orgs(*workers.span(who))[0] for who in ("one", "two") if (workers[who] or "")[:1] == ORG]
        if len(parties) < 2 and (other := _WORKED_WITH.match(here.behind)):
            parties += here.org_behind(*other.span("with"))
        elif len(parties) < 2:
            return []
    else:
        return []
    parties = parties if len(parties) > 1 else [issuer, *parties]
    share = told_percent(here)
    return [holding(one, "jv", share if one is issuer else None, "is-venture") for one in parties] if parties[0] is not parties[1] else []


# What stands before the company that is to have the share, or had it: "signed a letter of intent with Larch to acquire a 49% interest".
_DEALT = re.compile(r"\b(?:option\w*|acquir\w+|earn\w*|letter of intent|b(?:uy|uys|ought)|purchas\w+|s(?:old|ell|ells|ale)|agree\w*)\b[^.;]*$")


def _through_venture(here: At, issuer: Organisation) -> list[Holding]:
    """The share of a mine that one has through the joint venture that owns or operates it."""
    found = _OF_VENTURE.search(here.before)
    if found is None or (not found["org"] and _DEALT.search(here.masked.text, 0, found.start())):
        return []
    if found["venture"] == SITE:
        named = next(naming for at, naming, _ in here.masked.sites() if at == found.start("venture"))
        if not _CALLED.search(here.masked.sentence.text[: named.end - here.masked.sentence.start]):
            return []
    orgs = here.masked.orgs(*found.span("org")) if found["org"] else here.masked.orgs(0, found.start())[-1:]
    return [holding(orgs[0] if orgs else issuer, "jv", number(found["percent"]), "through-venture")]


def venturers(here: At, venture: re.Match[str], issuer: Organisation) -> list[Holding]:
    """The companies of a joint venture, each with the share in brackets behind it, or the one that all have."""
    each = _EACH.search(venture["who"])
    shared = 50.0 if each and each["percent"] == "half" else number(each["percent"]) if each else None
    split = [float(part) for part in re.findall(r"\d\d", venture["split"] or "")]
    holdings: list[Holding] = []
    operating: list[Holding] = []
    named = _VENTURERS.match(venture["who"])
    for one in _VENTURER.finditer(named.group() if named else venture["who"]):
        at = venture.start("who") + one.start()
        company, percent = here.org_behind(at, at + 1)[0], number(one["percent"]) or shared
        holdings.append(holding(company, "operator" if one["operates"] and percent is None else "jv", percent, "is-venture"))
        if one["operates"] and percent is not None:
            operating.append(holding(company, "operator", None, OPERATES, 0.9))
    if runs := _RUN_BY.match(here.behind, venture.start("who") + (named.end() if named else 0)):
        operating.append(holding(here.org_behind(*runs.span(runs.lastgroup or 0))[0], "operator", None, OPERATES, 0.9))
    if venture["way"] == "with" and all(one.company is not issuer for one in holdings):
        holdings.insert(0, holding(issuer, "jv", shared or told_percent(here), "is-venture"))
    if len(holdings) == 1 and split[1:] == split[:1] == [50.0]:  # with one that the text names nowhere else
        return [replace(holdings[0], percent=50.0), *operating]
    if len(split) == len(holdings) and (sum(split) == 100):
        return [*(replace(one, percent=part) for one, part in zip(holdings, split, strict=True)), *operating]
    return [*holdings, *operating]
