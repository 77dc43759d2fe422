"""Who has a site, told before its name: "Wholly owned by A, the X mine", "A holds 70% of the Company's X project", "A and B have formed a
60/40 joint venture over X"."""

from __future__ import annotations

import re

from kg.extract import holding_phrases as say
from kg.extract.masked import At, Holding, holding, number
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisations import Organisation

_ASIDE = r"(?: \([^()]{1,40}\))?"
_OWNED_BY = re.compile(
    rf"(?:(?P<percent>{say.PERCENT})|(?P<whole>[Ww]holly|[Ff]ully)|[Jj]ointly|[Mm]ajority|\b)[- ]?(?:[Oo]wned|[Hh]eld|[Cc]ontrolled)"
    rf"(?: and operated)? by (?:the )?(?P<org>{ORG}){_ASIDE}, (?:the|its|our) {say.ADJECTIVES}$"
)
_OF_THEIRS = re.compile(
    rf"(?P<org>{ORG}){_ASIDE}(?:[^.;{ORG}{SITE}]{{0,60}}\band)? (?:now |currently |already )?(?:holds|owns|has earned|has vested) (?:an? )?"
    rf"(?P<percent>{say.PERCENT})(?: interest| stake| share)? (?:of|in) (?:the )?{ORG}(?:'s?|s') {say.ADJECTIVES}$"
)
_VENTURE = re.compile(
    rf"(?P<one>{ORG}){_ASIDE} and (?:the )?(?P<two>{ORG}){_ASIDE} (?:have |had |has )?(?:today )?(?:formed|established|created|entered into|signed|"
    rf"agreed (?:to form|on)|announced|own|hold|operate) (?:an? )?(?:new |definitive |binding |unincorporated )*(?:(?P<split>\d\d[/:-]\d\d) )?"
    rf"(?:joint venture|JV)(?: agreement)?,? (?:over|on|at|covering|for|to (?:explore|develop|advance|own|hold|mine)) {say.DET}{say.ADJECTIVES}$"
)


def fronted(here: At, issuer: Organisation) -> list[Holding] | None:
    """The holders that stand before the naming; None where none does so. `issuer` owns what "the Company's" is, beside who shares it."""
    before = here.before[-320:]
    cut = len(here.before) - len(before)

    def org(found: re.Match[str], group: str) -> Organisation:
        return here.masked.orgs(cut + found.start(group), cut + found.end(group))[0]

    if owned := _OWNED_BY.search(before):
        return [holding(org(owned, "org"), "owner", 100.0 if owned["whole"] else number(owned["percent"]), "owned-by")]
    if theirs := _OF_THEIRS.search(before):
        return [holding(org(theirs, "org"), "owner", number(theirs["percent"]), "has")]
    if venture := _VENTURE.search(before):
        split = [float(part) for part in re.findall(r"\d\d", venture["split"] or "")]
        one, two = split if len(split) == 2 and sum(split) == 100 else (None, None)
        return [holding(org(venture, "one"), "jv", one, "is-venture"), holding(org(venture, "two"), "jv", two, "is-venture")]
    return None
