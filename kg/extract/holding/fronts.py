"""Who has a site, told before its name or in a bye-clause behind it: "Wholly owned by A, the X mine", "A holds 70% of the Company's X project",
"A and B have formed a 60/40 joint venture over X", "X, A's 85%-owned gold project", "X, of which A is the sole owner"."""

from __future__ import annotations

import re

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, holding, number
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation

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
_CONTROL_OF = re.compile(
    rf"\b(?:(?i:full|sole|complete|entire|outright)|100[- ]?(?:%|(?i:per ?cent))) (?:ownership|control|title|possession)(?: of| to| in) {say.DET}"
    rf"{say.ADJECTIVES}$"
)
_RESTS_WITH = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?\b(?:rests?|lies|remains?|stays?|reverts?|reverted|returns?|returned|passes|passed|vests?|vested|belongs?)\b"
    rf"[^.;{ORG}{SITE}]{{0,30}}? (?:with|to|in) (?:the )?(?P<org>{ORG})"
)
# Behind the name: ", A's 85%-owned gold project", ", which A holds under option", ", where A is the sole owner".
_PART_OF_HOLDER = re.compile(
    rf"(?P<org>{ORG}){_ASIDE},? (?:which )?(?:also |now )?(?:holds|owns|has) (?:an? |the )?(?P<percent>{say.PERCENT})"
    rf"(?: (?:interest|stake|share|shareholding|of|in|the|shares))+ (?:the )?{ORG}{_ASIDE},? (?:(?:the (?:[a-z]+ ){{1,3}})?(?:which|that)|the) "
    rf"(?:owns|holds|operates|owner of|holder of|owner and operator of) {say.DET}{say.ADJECTIVES}$"
)
_WITH_IT = re.compile(
    rf"\b(?:acqui|purchas|buy|merg|tak)\w*[^.;{ORG}{SITE}]{{0,60}} (?P<org>{ORG}){_ASIDE},? (?:and|and with it|together with its|along with its|"
    rf"with its|bringing with it) (?:the |its )?{say.ADJECTIVES}$"
)
_GIVES_ALL = re.compile(
    rf"\b(?:giv(?:es|ing)|gave|leav(?:es|ing)|left|brings?|bringing) (?:the )?(?P<org>{ORG}) (?:with |to )?"
    rf"(?i:full|sole|complete|100[- ]?(?:%|per ?cent)) (?:ownership|control|title)(?: of| to) {say.DET}{say.ADJECTIVES}$"
)
# "With A as our 40% partner at the X mine", "the Company and its joint venture partner A approved a budget for the X mine".
_PARTNERS = re.compile(
    rf"(?:(?P<org>{ORG}){_ASIDE},? as (?:our|its|the Company's) (?:(?P<percent>{say.PERCENT}) )?(?:joint[- ]venture |JV )?partner (?:at|in|on) "
    rf"{say.DET}|(?:and|with) (?:its|our) (?:(?P<share>{say.PERCENT}) )?(?:joint[- ]venture |JV )?partner,? (?P<partner>{ORG}){_ASIDE}"
    rf"[^.;{ORG}{SITE}]{{0,60}} (?:at|in|on|for|of) {say.DET}){say.ADJECTIVES}$"
)
_EQUAL = re.compile(
    rf"(?P<one>{ORG}){_ASIDE} and (?:the )?(?P<two>{ORG}){_ASIDE} (?:are|were|remain) (?:now )?equal (?:joint[- ]venture |JV )?"
    rf"(?:partners|owners|participants|holders|shareholders) (?:in|of|at) {say.DET}{say.ADJECTIVES}$"
)
# "A and B share the X project 70/30".
_BOTH = re.compile(
    rf"(?P<one>{ORG}){_ASIDE} and (?:the )?(?P<two>{ORG}){_ASIDE} (?:now |currently |jointly )?(?:share|own|hold|split) {say.DET}{say.ADJECTIVES}$"
)
_PARTS = re.compile(r"(?: on an?)? (?P<one>\d\d)[/:-](?P<two>\d\d)(?= basis|[.,;]|$| and\b)")
# "a 65/35 joint venture with A on the X project".
_SPLIT_WITH = re.compile(
    rf"\b(?P<one>\d\d)[/:-](?P<two>\d\d) (?:[a-z]+ )?(?:joint[- ]venture|JV) with (?:the )?(?P<org>{ORG}){_ASIDE},? "
    rf"(?:on|at|over|covering|in|to (?:explore|develop|advance)) {say.DET}{say.ADJECTIVES}$"
)
# "the X mine, which A owns outright".
_WHICH_OWNS = re.compile(
    rf"{_ASIDE}(?: project| mine| property)?, which (?:the )?(?P<who>it|we|{ORG}) (?:now |currently |also |wholly |already )?(?:owns?|holds?)"
    rf"(?: (?P<all>outright|in full|entirely)|(?: as to)? (?P<percent>{say.PERCENT}))?(?=[.,;]|$| and\b)"
)
_SPLIT = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?\b(?:split|divided|shared|held|owned) (?P<one>\d\d)(?:[/:-]| per ?cent to | to )(?P<two>\d\d),? (?:between|by|among) "
    rf"(?:the )?(?P<first>{ORG}){_ASIDE} and (?:the )?(?P<second>{ORG})"
)
_OF_ORG = re.compile(
    rf"{_ASIDE}, (?:the )?(?P<org>{ORG})(?:'s?|s') (?P<words>[^.;:,{ORG}{SITE}]{{0,80}}?)"
    r"\b(?:mines?|projects?|property|properties|deposits?|operations?|mill|smelter|refinery|plant|licen[cs]es?|claims|concessions?|tenements?|"
    r"asset)\b"
)
# "the acquisition of the X mine by A".
_BOUGHT = re.compile(rf"\b(?:[Aa]cquisition|[Pp]urchase|[Tt]akeover) of {say.DET}{say.ADJECTIVES}$")
_BY = re.compile(rf"{_ASIDE}[^.;,{ORG}{SITE}]{{0,30}}? by (?:the )?(?P<org>{ORG})")
_ITS = re.compile(
    rf"{_ASIDE}, (?P<whose>its|our) (?P<words>[^.;:,{ORG}{SITE}]{{0,80}}?)"
    r"\b(?:mines?|projects?|property|properties|deposits?|operations?|mill|smelter|refinery|plant|licen[cs]es?|claims|concessions?|tenements?|"
    r"asset)\b"
)
_HELD_UNDER_OPTION = re.compile(
    rf"{_ASIDE},? (?:(?:an?|the) [^.;:,{ORG}{SITE}]{{1,60}}? )?(?:(?:which|that) )?(?P<who>it|we|{ORG}) (?:is |are )?(?:now |currently )?"
    r"(?:holds?|controls?|has|have|earning|explores?|exploring|acquiring|works?) (?:[a-z]+ )?(?:under|through|by way of|via|pursuant to) "
    r"(?:an? |the )?(?:[a-z-]+ )?(?:option|earn[- ]in|farm[- ]in)\b"
)
_WHERE_OWNER = re.compile(
    rf"{_ASIDE},? (?:where|of which|and of which) (?P<who>it|we|{ORG}){_ASIDE} (?:is|are|remains?) (?:now |currently |still )?(?:the )?"
    rf"(?P<percent>{say.PERCENT}|sole|outright)? ?(?:and \w+ )?(?:registered |legal |beneficial )?owner\b"
)


# "at X, A has a 55% interest", "the X property, jointly owned 50/50 by the two companies".
_AT_FRONT = re.compile(r"\b(?:[Aa]t|[Ii]n|[Oo]n|[Oo]ver) (?:the )?(?:[a-z-]+ ){0,3}$")
_HAS_THERE = re.compile(
    rf"{_ASIDE}(?: [a-z]+)?, (?P<who>it|we|{ORG}){_ASIDE} (?:now |currently |also )?(?:owns?|holds?|has|have) (?:an? |the )?(?:[a-z]+ )?"
    rf"(?P<percent>{say.PERCENT})(?: [a-z]+)? (?:interest|stake|ownership)(?=[.,;]|$| and\b)"
)
_BY_BOTH = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?\b(?:owned|held) (?:(?:on an? )?50[/:-]50(?: basis)?|equally|50% each) by (?:the )?"
    r"(?:two |both )?(?:companies|partners|parties)\b"
)
# "A has met its first commitment at X and now holds a 51% interest".
_AND_HOLDS = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}? and (?:has |have )?(?:now |thereby |therefore |currently )*(?:holds?|owns?|earned|vested(?: with| in|"
    rf" at)?) (?:an? )?"
    rf"(?:undivided )?(?P<percent>{say.PERCENT})(?: [a-z]+)?(?: interest| stake)?(?=[.,;]|$)"
)
# "owns 19.8% of A, which is advancing the X project", "A's Y deposit at the X mine".
_WHO_ADVANCES = re.compile(
    rf"(?:{say.PERCENT}|\b(?:interest|stake|shareholding|investment)) (?:of|in) (?:the )?(?P<org>{ORG}){_ASIDE},? (?:which|who|that) (?:is |"
    rf"are )?(?:also |now |currently )?"
    rf"(?:advanc|develop|explor)(?:ing|es) {say.DET}{say.ADJECTIVES}$"
)
_PART_AT = re.compile(
    rf"(?P<org>{ORG})(?:'s?|s') [^.;,{ORG}{SITE}]{{0,60}}(?:{SITE}(?: [a-z]+)?|(?i:deposit|zone|pit|vein|lens)s?) "
    rf"(?:at|within|on|in) (?:the |its ){say.ADJECTIVES}$"
)
# "X, a 95/5 joint venture between A and the State".
_WITH_STATE = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,30}}?\b(?P<one>\d\d?)[/:-](?P<two>\d\d?) (?:joint[- ]venture|JV|partnership) (?:between|of|with) (?:the )?"
    rf"(?:(?P<first>{ORG}){_ASIDE} and (?:the )?[^.;,{ORG}{SITE}]{{0,30}}?(?:[Ss]tate|[Gg]overnment|[Rr]epublic|[Pp]eople|[Cc]ommunit)|"
    rf"[^.;,{ORG}{SITE}]{{0,30}}?(?:[Ss]tate|[Gg]overnment|[Rr]epublic) and (?:the )?(?P<second>{ORG}))"
)
# "X: The Company holds 75% of this gold project".
_LABELLED = re.compile(
    rf"(?:: | [\u2013\u2014-] )(?:The )?(?P<who>[Ii]t|[Ww]e|{ORG}) (?:now |currently )?(?:owns?|holds?|has|have) (?:an? )?(?P<percent>{say.PERCENT})"
    r"(?: interest| stake)? (?:of|in) (?:this|the) (?:[a-z-]+ ){0,3}(?:project|property|mine|deposit|operation|joint venture|licen[cs]e)\b"
)


def apposed(here: At, issuer: Organisation) -> list[Holding] | None:
    """The holder that a bye-clause behind the naming tells; None where none does."""
    behind = here.behind
    if of := _OF_ORG.match(behind):
        share = re.search(say.PERCENT, of["words"])
        percent = number(share.group()) if share else 100.0 if re.search(r"\b(?:wholly|fully)[- ]", of["words"]) else None
        return [holding(here.org_behind(of.start("org"), of.end("org"))[0], "owner", percent, "company's")]
    if _BOUGHT.search(here.before[-120:]) and (by := _BY.match(behind)):
        return [holding(here.org_behind(by.start("org"), by.end("org"))[0], "owner", None, "acquired")]
    if (has := _HAS_THERE.match(behind)) and _AT_FRONT.search(here.before[-40:]):
        who = issuer if has["who"] != ORG else here.org_behind(has.start("who"), has.end("who"))[0]
        return [holding(who, "owner", number(has["percent"]), "has")]
    if _BY_BOTH.match(behind) and len(both := list({one.name: one for one in here.ahead()}.values())) == 2:
        return [holding(one, "jv", 50.0, "shares") for one in both]
    if (state := _WITH_STATE.match(behind)) and float(state["one"]) + float(state["two"]) == 100:
        party, part = ("first", "one") if state["first"] else ("second", "two")
        return [holding(here.org_behind(*state.span(party))[0], "jv", float(state[part]), "is-venture")]
    if (also := _AND_HOLDS.match(behind)) and len(subject := list({one.name: one for one in here.ahead()}.values())) == 1:
        return [holding(subject[0], "owner", number(also["percent"]), "in-which")]
    if labelled := _LABELLED.match(behind):
        who = issuer if labelled["who"] != ORG else here.org_behind(labelled.start("who"), labelled.end("who"))[0]
        return [holding(who, "owner", number(labelled["percent"]), "has")]
    if owns := _WHICH_OWNS.match(behind):
        who = issuer if owns["who"] != ORG else here.org_behind(owns.start("who"), owns.end("who"))[0]
        return [holding(who, "owner", 100.0 if owns["all"] else number(owns["percent"]), "in-which")]
    if (split := _SPLIT.match(behind)) and float(split["one"]) + float(split["two"]) == 100:
        parts = (("first", "one"), ("second", "two"))
        return [holding(here.org_behind(split.start(who), split.end(who))[0], "owner", float(split[part]), "shares") for who, part in parts]
    if own := _ITS.match(behind):
        share = re.search(say.PERCENT, own["words"])
        percent = number(share.group()) if share else 100.0 if re.search(r"\b(?:wholly|fully)[- ]", own["words"]) else None
        ahead = here.ahead()
        who = issuer if not ahead or issuer in ahead or own["whose"] == "our" else ahead[-1]
        return [holding(who, "owner", percent, "its")]
    for pattern, relation in ((_HELD_UNDER_OPTION, "optionee"), (_WHERE_OWNER, "owner")):
        if found := pattern.match(behind):
            who = issuer if found["who"] != ORG else here.org_behind(found.start("who"), found.end("who"))[0]
            return [holding(who, relation, number(found.groupdict().get("percent")), "in-which" if relation == "owner" else "option")]
    return None


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
    if through := _PART_OF_HOLDER.search(before):
        return [holding(org(through, "org"), "owner", number(through["percent"]), "in-which")]
    if whose := _WHO_ADVANCES.search(before) or _PART_AT.search(before):
        return [holding(org(whose, "org"), "owner", None, "company's")]
    if (with_it := _WITH_IT.search(before)) and org(with_it, "org") is not issuer:
        return [holding(org(with_it, "org"), "owner", None, "company's")]
    if partners := _PARTNERS.search(before):
        share = number(partners["percent"] or partners["share"])
        ours = holding(issuer, "jv", 100 - share or None if share else None, "venture-with")
        return [ours, holding(org(partners, "org" if partners["org"] else "partner"), "jv", share, "venture-with")]
    if (split := _SPLIT_WITH.search(before)) and all(one is issuer for one in here.masked.orgs(0, cut + split.start())):
        one, two = float(split["one"]), float(split["two"])
        if one + two == 100:
            return [holding(issuer, "jv", one, "is-venture"), holding(org(split, "org"), "jv", two, "is-venture")]
    if (both := _BOTH.search(before)) and (parts := _PARTS.match(here.behind)) and float(parts["one"]) + float(parts["two"]) == 100:
        return [holding(org(both, who), "owner", float(parts[who]), "shares") for who in ("one", "two")]
    if equal := _EQUAL.search(before):
        return [holding(org(equal, who), "jv", 50.0, "venture-with") for who in ("one", "two")]
    if gives := _GIVES_ALL.search(before):
        return [holding(org(gives, "org"), "owner", 100.0, "holder-of")]
    if _CONTROL_OF.search(before) and (rests := _RESTS_WITH.match(here.behind)):
        return [holding(here.org_behind(rests.start("org"), rests.end("org"))[0], "owner", 100.0, "holder-of")]
    if venture := _VENTURE.search(before):
        told = [float(part) for part in re.findall(r"\d\d", venture["split"] or "")]
        shares = told if len(told) == 2 and sum(told) == 100 else [None, None]
        return [holding(org(venture, who), "jv", share, "is-venture") for who, share in zip(("one", "two"), shares, strict=True)]
    return None
