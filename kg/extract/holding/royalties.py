"""Who draws a royalty from a site, and the royalties that an interest in it is only subject to."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, Masked, holding, number
from kg.extract.name_runs import AWAY, ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.text.blanking import all_blanked

# "covers all of Midway (1.5% NSR) and the X property (15% NPI)".
_IN_BRACKET = re.compile(
    rf"^ ?\((?:an? )?(?P<percent>{say.PERCENT}) "
    r"(?:NSR|GSR|GMR|GRR|NPI|NSI|GOR|(?i:(?:net smelter (?:returns? )?|gross (?:metal )?)?royalty|(?:[a-z]+ )?stream))\)"
)

# "will grant the vendors a 1% NSR on", "granted A a 2% royalty over"; not "was granted".
_GRANTS = re.compile(
    rf"(?<!been )(?<!was )(?<!were )(?<!is )\b(?:grants?|granted|granting|(?:agreed|required|has|will|shall|must) (?:to )?pay)\b"
    rf"(?P<to> (?:to )?(?:the )?{ORG})?[^.;{ORG}]{{0,70}}$"
)
# "issued shares to A as well as a 1% NSR on", "paid $2 million and granted to A": A has it.
_GIVES_TO = re.compile(
    rf"\b(?:grants?|granted|issued?|paid|pays?|gave)\b[^.;{ORG}{SITE}]{{1,60}}? to (?:the )?(?P<org>{ORG})(?: \([^()]{{1,40}}\))?,? "
    rf"(?:and|together with|as well as|plus|along with)(?: granted)? an? (?:[^.;{ORG}{SITE}]|(?<=\d)\.(?=\d)){{0,40}}$"
)
# A royalty that is bought back is no more.
_BOUGHT_BACK = re.compile(
    rf"\b(?:b(?:uy|ought|uys|uying)[- ]?(?:back|out)|repurchas\w+|extinguish\w*|cancel\w*|retir(?:ed|ing|es)|eliminat\w+)\b[^.;{ORG}{SITE}]{{0,40}}$"
)
# "has sold a 1% NSR royalty on the X project": whoever sells has it no more.
_SELLS = re.compile(rf"\b(?:sold|sells?|selling|sale of|divest\w+)\b[^.;{ORG}{SITE}]{{0,60}}$")
# "will retain a 2% NSR on", "to be granted a royalty over", "shall: grant A a royalty": nobody has it yet.
_STILL_TO_COME = re.compile(
    rf"\b(?:will|would|shall|to|may|is to|are to)(?: also| then| be)* (?:retain|keep|receive|hold|be granted|granted|reserve|have)\b"
    rf"[^.;{SITE}]{{0,60}}$|(?:^|[:;)] )grant\b[^.;{SITE}]{{0,60}}$"
)
# "sold the X mine to A and kept a 2% NSR": the seller's.
_KEPT = re.compile(
    rf"[^.;{SITE}]{{0,90}}?(?:,| and)+ (?:has |have )?(?:kept|keeps|keeping|retain(?:s|ed|ing)|reserv(?:es|ed|ing)) "
    rf"(?:an? )?(?P<percent>{say.PERCENT})[^.;]{{0,40}}?\b(?i:royalt(?:y|ies)|NSR|GSR|GRR|NPI)\b"
)
# "completed the sale of the X mine to A for $2.4 million plus a 3% NSR", "to a private group for cash and a 1% royalty": the seller's too.
_PLUS = re.compile(
    rf"[^.;{SITE}{ORG}]{{0,60}}? to (?:the |an? )?(?:[a-z-]+ ){{0,4}}?(?:{ORG}|[a-z-]+)(?:[^.;{SITE}{ORG}]|(?<=\d)\.(?=\d)){{0,160}}?"
    rf" (?:plus|and|together with|along with|as well as|with) an? (?P<percent>{say.PERCENT})[^.;]{{0,40}}?"
    r"\b(?i:royalt(?:y|ies)|NSR|GSR|GRR|NPI)\b(?![^.;]{0,40}\b(?:payable|held|owed|due|owned|remains|on|over)\b)"
)
# "the X project is permitted, and A is receiving advance royalty payments", "the X mine restarted and royalties to A have begun".
_RECEIVES = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,120}}?(?:(?P<org>{ORG}|\b(?:it|we|the Company)\b) (?:is |are |now |has begun |continues? )*receiv(?:es?|ing) "
    rf"(?:[a-z-]+ ){{0,5}}royalt(?:y|ies)\b|\broyalties to (?:the )?(?P<to>{ORG}|Company) (?:has|have|are|began|commenced)\b)"
)
_ON_THEIRS = re.compile(
    rf"\b(?i:royalt(?:y|ies)|NSR|GSR|NPI|GRR|stream)\b[^.;{ORG}{SITE}]{{0,30}}\b(?:on|over|from|covering|at|across) "
    rf"(?:the )?{ORG}(?:'s?|s') "
    rf"{say.ADJECTIVES}$"
)
# "retains a royalty on the X project, and keeps its flagship Y project": of the first.
_NEXT_CLAUSE = re.compile(rf"{SITE}[^{SITE}]*(?:,|;) (?:and|but|while) (?:[a-z]+s|has|have|also [a-z]+) (?:its|the|an?|all|\d)\b")
# Whoever has it is no company that the text names: "the vendors retain a 2% NSR on".
_OF_OTHERS = re.compile(
    rf"\b(?i:vendors?|optionors?|sellers?|third part(?:y|ies)|prospectors?|(?:original|previous|underlying) owners?|"
    rf"royalty holders?|claim ?holders?)\b"
    rf"[^.;{ORG}{SITE}]{{0,60}}$"
)


AS_PRICE = "royalty-as-price"
# "for $2 million in cash and a 2% NSR on", "The price consists of cash, shares and a 2% NSR on": whoever sells the site has it.
_PRICE = re.compile(
    rf"(?:\b(?:for|[Cc]onsideration|[Pp]rice|[Pp]ayments?|paid|pay|in exchange|in return)\b[^.;{SITE}]{{0,160}}"
    rf"(?:\b(?:cash|shares|warrants|(?:[mb]illion|\d{{3}})(?= (?:and|plus|together|along)))\b)(?:[^.;{ORG}{SITE}]|(?<=\d)\.(?=\d)){{0,60}}?"
    rf"(?:,| and| plus| together with| along with| as well as)+) "
    rf"(?:an? )?{say.PERCENT}[^.;,{ORG}{SITE}]{{0,40}}$"
)
_LIVES_BY = re.compile(r"\b(?:Royalt(?:y|ies)|Stream(?:s|ing)?)\b")  # what a firm of royalties tells of without a holder is its own
_NONE = re.compile(r"\b[Nn]o (?:[a-z]+ ){0,2}$")  # "No royalty income came from"


def told_royalties(here: At, nearest: Callable[[At, int], Organisation | None], issuer: Organisation) -> list[Holding]:
    """The royalties on a site that the words around its naming tell; `nearest` finds the company before an offset."""
    if beside := _IN_BRACKET.match(here.behind):
        ahead = here.ahead()
        return [holding(ahead[-1] if ahead else issuer, "royalty", number(beside["percent"]), "royalty-beside")]
    if (own := say.GENITIVE.search(here.before)) and say.ROYALTY_WORD.search(own.group()):
        percent = say.ROYALTY_PERCENT.search(own.group())
        return [holding(here.ahead()[-1], "royalty", number(percent["percent"]) if percent else None, "royalty-of")]
    if (theirs := _ON_THEIRS.search(here.before)) and not say.PENDING.search(here.before[: theirs.start()]):  # "a royalty on Osprey's mine"
        percent = say.ROYALTY_PERCENT.search(here.before)
        return [holding(nearest(here, theirs.start()) or issuer, "royalty", number(percent["percent"]) if percent else None, "royalty-on")]
    if (found := say.ROYALTY.search(here.before)) and not AWAY.search(here.before.casefold()) and not say.CHAINED.search(here.before[found.end() :]):
        if _NEXT_CLAUSE.search(found.group()) or _NONE.search(here.before[: found.start()]):
            over = say.OVER_WHICH_ROYALTY.match(here.behind)
            return [holding(here.org_behind(*over.span("org"))[0], "royalty", number(over["percent"]), "over-which-royalty")] if over else []
        return _told_before(here, found, nearest, issuer)
    if say.ROYALTY_WORD.search(here.before) and (own := say.HAS_ROYALTY.search(here.before)):
        percent = say.ROYALTY_PERCENT.search(own.group())
        return [holding(here.ahead()[-1], "royalty", number(percent["percent"]) if percent else None, "royalty-of")]
    if over := say.OVER_WHICH_ROYALTY.match(here.behind):
        rate = None if over["range"] is not None else number(over["percent"])
        return [holding(here.org_behind(over.start("org"), over.end("org"))[0], "royalty", rate, "over-which-royalty")]
    if (kept := _KEPT.match(here.behind) or _PLUS.match(here.behind)) and say.SOLD.search(here.before):
        return [holding(nearest(here, len(here.before)) or issuer, "royalty", number(kept["percent"]), "royalty-kept")]
    if receives := _RECEIVES.match(here.behind):
        group = "org" if receives["org"] else "to"
        receiver = here.org_behind(*receives.span(group))[0] if receives[group] == ORG else issuer
        return [holding(receiver, "royalty", None, "receives-royalty")]
    if subject := say.SUBJECT_TO_ROYALTY.match(here.behind):
        org = here.org_behind(subject.start("org"), subject.end("org"))[0]
        return [holding(org, "royalty", number(subject["percent"]), "subject-to-royalty")]
    return []


def _told_before(here: At, found: re.Match[str], nearest: Callable[[At, int], Organisation | None], issuer: Organisation) -> list[Holding]:
    """The royalty that the words `found` before a site tell, with whoever has it."""
    ahead = here.before[: found.start()]
    last = list(say.ROYALTY_WORD.finditer(here.before))[-1].start()
    low = here.before.rfind(SITE, 0, last) + 1  # what a royalty on another site takes is its own
    percent = next(reversed(list(say.ROYALTY_PERCENT.finditer(here.before, low))), None)
    holder = nearest(here, found.start()) or issuer
    opens = say.ROYALTY_OPENS.search(ahead) is not None
    if opens and (first := _first_of_list(here, found.start())) is not None:
        holder, opens = nearest(here, first) or issuer, False
    if opens and (held := say.ROYALTY_HELD_BY.match(here.behind)) is None and not (holder is issuer and _LIVES_BY.search(issuer.name)):
        return []
    if _STILL_TO_COME.search(ahead):
        return []
    sold = say.SOLD.search(here.before) and say.SOLD_TO.match(here.behind)
    if (not sold and _SELLS.search(ahead)) or _OF_OTHERS.search(ahead) or _BOUGHT_BACK.search(ahead):
        return []
    if gives := _GIVES_TO.search(ahead):
        holder = here.masked.orgs(*gives.span("org"))[0]
    elif grants := _GRANTS.search(ahead):  # whoever grants a royalty has none
        given = None if grants["to"] else say.SOLD_TO.match(here.behind)
        if grants["to"] is None and given is None:
            return []
        holder = here.org_behind(0, given.end())[0] if given else here.masked.orgs(grants.end("to") - 1, grants.end("to"))[0]
    if sold:
        holder = here.org_behind(0, sold.end())[0]
    elif held := say.ROYALTY_HELD_BY.match(here.behind):
        holder = here.org_behind(held.start("org"), held.end("org"))[0]
    rule = AS_PRICE if holder is issuer and _PRICE.search(ahead) else "royalty-on"
    return [holding(holder, "royalty", number(percent["percent"]) if percent else None, rule)]


def by_seller(royalties: list[Holding], held: list[Holding], issuer: Organisation, *, sold: bool) -> list[Holding]:
    """The royalties on a site, where one that is part of a price belongs to the seller: to the issuer where it `sold` the site, else to the one
    other company that the text tells as its owner."""
    owners = {one.company.name: one.company for one in held if one.relation == "owner" and one.company is not issuer}
    seller = issuer if sold else next(iter(owners.values())) if len(owners) == 1 else None
    return [
        replace(one, company=seller or one.company) if one.rule == AS_PRICE else one
        for one in royalties
        if seller is not None or one.rule != AS_PRICE
    ]


def _first_of_list(here: At, start: int) -> int | None:
    """Where the first royalty of a list stands, whose holder has the next too: "a 2% NSR on the X project and a 1% NSR on the"."""
    earlier = say.ROYALTY_WORD.search(here.before, 0, start)
    return earlier.start() if earlier and SITE in here.before[earlier.end() : start] else None


_RATE = re.compile(r"\d[\d.]*(?: ?%| per ?cent)(?= (?:[a-z-]+ )?(?:discount|interest rate|tax|contingency|inflation))")


def without_charges(masked: Masked) -> Masked:
    """A sentence with blanks for the royalties that an interest is subject to ("a 60% interest, subject to a 2% NSR, in the X project"), and
    for rates of discount, which are no shares."""
    text = all_blanked(masked.text, _RATE)
    text = all_blanked(text, say.SUBJECT_TO) if "ubject to" in text else text
    return masked if text == masked.text else replace(masked, text=text)
