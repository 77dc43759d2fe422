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
    rf"^(?: (?:in|near|at) [^.;,{ORG}{SITE}]{{1,50}})?(?: \([^()]{{1,40}}\))?(?:,|,? (?:which )?is(?: now| currently)?"
    r"(?: held)?(?: in| through| under| subject to| part of)?) an? (?:(?P<split>\d\d[/:-]\d\d) )?(?:[a-z]+ )?(?:joint[- ]venture|JV)"
    rf"(?: \([^()]{{1,20}}\))? (?P<way>with|between|of|among|in which) (?P<who>(?:[^.;{SITE}]|(?<=\d)\.(?=\d)){{1,200}})"
)
_VENTURER = re.compile(rf"{ORG}(?: \((?P<percent>{say.PERCENT})?(?P<operates>[^()]{{0,30}}(?:operator|manager))?[^()]*\))?")
_VENTURERS = re.compile(
    rf"(?:the )?{ORG}(?: \([^()]*\)){{0,2}}(?:, (?:as |the )*(?:operator|manager))?(?:(?:,| and|, and) (?:the )?{ORG}(?: \([^()]*\)){{0,2}}){{0,4}}"
)
_EACH = re.compile(rf"\b(?:each|both) (?:hold|holds|own|owns|has|have) (?P<percent>{say.PERCENT}|half)")


def ventures(here: At, issuer: Organisation) -> list[Holding] | None:
    """What the words behind a site tell of those who have it together; None where they tell nothing of it."""
    jointly = None if say.ROYALTY_WORD.search(here.before) else _JOINTLY.match(here.behind)
    if venture := _IS_VENTURE.match(here.behind) or jointly:
        told = venturers(here, venture, issuer)
        return [replace(one, relation="owner") if one.relation == "jv" else one for one in told] if jointly and jointly["way"] == "with" else told
    if raises := _PARTNER_RAISES.match(here.behind):
        partner = here.org_behind(raises.start("org"), raises.end("org"))[0]
        return [holding(issuer, "jv", None, "venture-with"), holding(partner, "jv", number(raises["percent"]), "venture-with")]
    return None


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
    if venture["way"] == "with" and all(one.company is not issuer for one in holdings):
        holdings.insert(0, holding(issuer, "jv", shared or told_percent(here), "is-venture"))
    if len(split) == len(holdings) and (sum(split) == 100):
        return [*(replace(one, percent=part) for one, part in zip(holdings, split, strict=True)), *operating]
    return [*holdings, *operating]
