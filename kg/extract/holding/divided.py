"""Shares that make up the whole of a site: "A has 45%, B 40% and the State 15%", "(A 75%, B 25%)", "of which it owns 75% and B 25%"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.extract.context import Context
from kg.extract.holding import phrases as say
from kg.extract.holding.masked import Holding, Masked, number
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.brackets import bracket_shares
from kg.extract.site.names import SiteAt, Sites

_DIVIDED = re.compile(r"\b(?:interests?|joint venture|JV|[Pp]roject|[Pp]roperty|owned|held|partners?|participants?|[Oo]wnership)\b")
# "Osprey owns 51% and Heron owns 49%.", behind a sentence on one site.
_A_SHARE = rf"(?:an? |the )?(?:remaining |other )?{say.PERCENT}(?: interest| stake)?"
_OWN_ALL = re.compile(
    rf"(?:The )?{ORG}(?: \([^()]{{1,40}}\))? (?:now |currently )?(?:owns?|holds?|has|have) {_A_SHARE},? (?:and|with|while) (?:the )?"
    rf"{ORG}(?: \([^()]{{1,40}}\))? (?:(?:owns?|holds?|has|owning|holding|with) )?{_A_SHARE}\."
)
_RESPECTIVELY = re.compile(
    rf"(?P<one>{ORG})(?: \([^()]{{1,40}}\))? and (?:(?:its|our) (?:[a-z-]+ ){{0,2}}partner,? )?(?P<two>{ORG})"
    rf"(?: \([^()]{{1,40}}\))?(?:,? which)? (?:presently |currently |now |jointly )?(?:own|hold|have)s? "
    rf"[^.;{ORG}]{{0,60}}?\b(?P<first>{say.PERCENT}) and (?P<second>{say.PERCENT}),? respectively"
)
# "Ownership is split 60/40 between A and B", "owned 60:40 by A and B", "A and B hold it 60/40".
_SPLIT = re.compile(
    rf"\b(?P<first>\d\d)(?:[/:\u2013-]| to )(?P<second>\d\d)\b,? (?:[a-z]+ ){{0,3}}?(?:between|by|among|to) (?:the )?(?P<one>{ORG})"
    rf"(?: \([^()]{{1,40}}\))? and (?:(?:its|our) (?:[a-z-]+ ){{0,2}}partner,? |the )?(?P<two>{ORG})"
)
_SORT = (
    r"(?:an? |the |its |their )?(?:(?:undivided|direct|indirect|beneficial|effective|attributable|economic|controlling|majority|minority|"
    r"participating|working|carried|free[- ]carried|equal|remaining|other|balance(?: of)?,?|equity|interest(?: of)?|stake(?: of)?|share(?: of)?) )*"
)
_HOLDS = (
    r"(?:has|have|holds?|holding|owns?|owning|possess(?:es|ing)|retain(?:s|ing)|keep(?:s|ing)|kept|controls?|controlling|with|having|being|as to|"
    r"contribut(?:es|ing)|on)"
)
_VERB = rf",? (?:and |which |who )?(?:is (?:the )?(?:operator|manager) (?:and|with) )?(?:now |currently |also |already )?{_HOLDS} {_SORT}"
_NO_LINK = r"(?!(?:and|or|while|with|but|of|in|on|at|for|from|to|by|is|was|are|has|holds|owns)\b)"
_HELD_BY = (
    r"(?: (?:interest|stake|share|equity|ownership|owned|held))*(?:,? (?:is|being|are|was))?(?: (?:now |currently )?(?:owned|held|vested|"
    r"belong(?:s|ing)|going|goes|attributable|stays?|remains?|rests?|lies))? (?:by|to|in|with|for) "
)
# "B, our 40% partner", "B became an equal (50%) partner".
_PARTNER = (
    r",? (?:is |as |became |becomes |remains )?(?:an?|the|its|our) (?:[a-z-]+ ){0,3}?\(?"
    rf"(?={say.PERCENT}\)? (?:[a-z-]+ ){{0,2}}(?:partner|owner|holder|shareholder|participant)\b)"
)
_SHARE = re.compile(
    rf"(?:(?P<who>{ORG})(?: \([^()]{{1,60}}\))?(?: of [A-Za-z][\w.-]+(?: [A-Z][\w.-]+)?(?= (?:holds|owns|has)\b))?"
    rf"(?:{_PARTNER}|,? ?\((?:the )?(?:operator,? )?|: | ?[\u2013\u2014-] ?|{_VERB}| {_SORT})|"
    rf"\b(?P<it>[Ii]t|[Ww]e){_VERB})(?P<after>{say.PERCENT})"
    rf"|(?P<before>{say.PERCENT})\)?(?:{_HELD_BY}| )(?:the |its |our |an? )?(?:{_NO_LINK}[a-z-]+ ){{0,4}}(?P<second>{ORG})"
)
# Whoever has a part and is no company: "the State 15%", "20% is held by a local family".
_OTHERS = (
    r"(?:[Ss]tate|STATE|[Gg]overnment|GOVERNMENT|[Rr]epublic|[Pp]rovince|[Cc]rown|[Kk]ingdom|[Tt]reasury|(?:[a-z]+ ){0,3}(?:family|families|"
    r"communit(?:y|ies)|investors?|shareholders?|partners?|trusts?|interests|part(?:y|ies)|employees|vendors?|individuals?|owners?|minorities))"
    r"(?: of (?:the )?[A-Z][\w'-]*(?:[ -](?:of |and )?[A-Z][\w'-]*){0,4})?"
)
_NAMELESS = re.compile(
    rf"(?:\b[Tt]he |\b[Aa] |(?<=[(,;/] )|(?<=\()|(?<=and )){_OTHERS}(?: \([^()]{{1,40}}\))?(?: \(|: |{_VERB}| {_SORT})(?P<after>{say.PERCENT})"
    rf"|(?P<before>{say.PERCENT})\)?(?:{_HELD_BY}| )(?:the |an? )?{_OTHERS}"
)
_BY_ITSELF = re.compile(rf"{ORG} 100 ?%\)|100 ?% {ORG}\)")  # "(Alder 100%)"
_IF = re.compile(r"\b(?:will|would|could|may|might|shall|should|if|once|upon|until|option|earn\w*|no longer|formerly|previously)\b[^;]{0,120}$")
# "A is 79.4% owned by B and 20.6% by C": who has the company, and not what it has.
_OF_COMPANY = re.compile(
    rf"(?:^|[.;] |, (?:and|while) ){ORG}(?: \([^()]{{1,60}}\))?,? (?:which )?(?:is|was|remains) (?:itself |now |currently |about )*$"
)
_JOINT = re.compile(r"\b[Jj]oint[- ][Vv]entur|\bJV\b")
_WHOLE, _ROUNDED = 100, 0.6
_REACH = 500  # how far behind its name a site may be divided
_MOST = 6  # holders: more are those of a company


def divided(masked: Masked, sites: Sites) -> Iterator[tuple[SiteAt, Holding]]:
    """ "Project interests are A 50%, B 30% and C 20%": of the one site of the sentence, of the one straight before the shares, or of the one
    named last before the sentence."""
    told = _respective(masked) or _shares(masked)
    if told is None:
        return
    at, shares = told
    site = _site(masked, sites, at)
    if site is not None:
        relation = "jv" if _JOINT.search(masked.text) or _is_venture(masked, site) else "owner"
        low = masked.sentence.start
        for org, part in shares:
            yield site, Holding(org, relation, part, low, low + len(masked.sentence.text), "shares-of-whole", 0.9)


def completed(context: Context, masked: Masked, sites: Sites, told: Mapping[SiteAt, list[Holding]]) -> Iterator[tuple[SiteAt, Holding]]:
    """The share of a company that makes the whole with what is told elsewhere of the same site: "the partner at Alder, B (27.5%)", where A is told
    to have 72.5%."""
    shares = {found.start(): (company, _part(found["after"] or found["before"])) for found, company in _told(masked)}
    if not shares and (sells := _ITS_PART.search(masked.text)) and not _GAVE_UP.search(sells.group()):
        shares = {sells.start(): (masked.orgs(sells.start(), sells.start() + 1)[0], _part(sells["part"]))}
    if len(shares) != 1 or _NOT_OF_SITE.search(masked.text) or _IF.search(masked.text[: min(shares)]):
        return
    ((at, (company, percent)),) = shares.items()
    low = masked.sentence.start
    ahead = [mark for mark, _, _ in masked.sites()]
    rest = (
        _REST.search(masked.text[at:])
        and ahead
        and min(ahead) > at
        and not re.match(r"[^.;,]{0,70}? (?:of|in) (?:the )?$", masked.text[at : min(ahead)])
    )
    site = sites.last_before(low, low - _REACH) if rest else _site(masked, sites, at, alone=True)
    others = [one for one in (*told[site], *bracket_shares(context, site)) if one.percent is not None] if site is not None else []
    if site is None or any(one.company is company for one in others):
        return
    mates = [one for one in others if one.relation in ("owner", "jv") and abs((one.percent or 0) + percent - _WHOLE) < _ROUNDED]
    if mates:
        yield site, Holding(company, mates[0].relation, percent, low, low + len(masked.sentence.text), "holds-the-rest", 0.9)


# "A has given notice and wishes to sell its 49%": what it has today.
_ITS_PART = re.compile(rf"{ORG}[^.;{ORG}{SITE}%]{{1,160}}? its (?:remaining )?(?P<part>{say.PERCENT})(?= (?:interest|stake|share)|[.,;]|$)")
_GAVE_UP = re.compile(
    r"\b(?:forfeit\w*|sold|dropped|relinquish\w*|transferr\w*|wrote|gave up|surrender\w*|dilut\w*|assigned|lost|disposed|exited|withdr\w+)\b"
)
_REST = re.compile(rf"[^.;,]{{0,40}}\b(?:remaining|other|balance|rest)(?: of)? {say.PERCENT}")
_NOT_OF_SITE = re.compile(
    r"\b(?:royalt(?:y|ies)|NSR|stream|grade|recover\w+|option|earn\w*|of (?:the|its) (?:shares|issued|votes|production|output))\b", re.IGNORECASE
)


def _told(masked: Masked) -> Iterator[tuple[re.Match[str], Organisation]]:
    for share in _SHARE.finditer(masked.text):
        if (company := _company(masked, share)) is not None:
            yield share, company


def _site(masked: Masked, sites: Sites, at: int, *, alone: bool = False) -> SiteAt | None:
    """The site that shares divide which begin at an offset."""
    low, named = masked.sentence.start, masked.sites()
    told = {site for _, _, site in named}
    if len(told) == 1:
        return next(iter(told))
    if told:
        near = [(end, site) for end, _, site in named if end < at]
        return near[-1][1] if near and not re.search(r"[.;] ", masked.text[near[-1][0] : at]) and at - near[-1][0] < _NEAR else None
    alone = alone or bool(_DIVIDED.search(masked.sentence.text)) or bool(_OWN_ALL.fullmatch(masked.text.strip())) or at < _OPENS
    ground = _OF_GROUND.search(masked.text) is not None
    return sites.last_before(low, low - _REACH) or (sites.main if ground else None) if alone else None


_OF_GROUND = re.compile(r"\b(?:in|of) (?:all |each of )?the (?:tenements?|permits?|licen[cs]es?|claims|concessions?|ground)\b")
_NEAR, _OPENS = 120, 6  # how far behind a site of several its shares may begin; and at the opening of a sentence that names none


def _is_venture(masked: Masked, site: SiteAt) -> bool:
    """Whether the sentence calls a site a joint venture: "the Alder JV"."""
    low = masked.sentence.start
    return any(_JOINT.search(masked.sentence.text[naming.start - low : naming.end - low]) for _, naming, other in masked.sites() if other is site)


def _respective(masked: Masked) -> tuple[int, list[tuple[Organisation, float]]] | None:
    """ "A and B own the property as to 70% and 30% respectively", "split 60/40 between A and B"."""
    found = _RESPECTIVELY.search(masked.text) or _SPLIT.search(masked.text)
    if found is None or ("respectively" not in found.group() and _IF.search(masked.text[: found.start()]) and "planned" not in masked.text):
        return None
    one, two = (masked.orgs(found.start(who), found.start(who) + 1)[0] for who in ("one", "two"))
    return _whole(found.start(), {one.name: (one, _part(found["first"])), two.name: (two, _part(found["second"]))}, 0)


def _shares(masked: Masked) -> tuple[int, list[tuple[Organisation, float]]] | None:
    """The companies of a sentence that stand beside a percentage, with it, where they and those without a name have the whole."""
    shares: dict[str, tuple[Organisation, float]] = {}
    first, taken = -1, list[tuple[int, int]]()
    for share, company in _told(masked):
        shares.setdefault(company.name, (company, _part(share["after"] or share["before"])))
        first = share.start() if first < 0 else first
        taken.append(share.span())
    if first < 0 or _IF.search(masked.text[:first]) or _OF_COMPANY.search(masked.text[:first]):
        return None
    nameless = [one for one in _NAMELESS.finditer(masked.text) if not any(low < one.end() and one.start() < high for low, high in taken)]
    alone = masked.text[first - 1 : first] == "(" and _BY_ITSELF.match(masked.text, first) is not None
    return _whole(first, shares, sum(_part(one["after"] or one["before"]) for one in nameless), alone=alone)


def _whole(
    at: int, shares: dict[str, tuple[Organisation, float]], rest: float, *, alone: bool = False
) -> tuple[int, list[tuple[Organisation, float]]] | None:
    parts = list(shares.values())
    if (len(parts) + (rest > 0) < 2 and not alone) or len(parts) > _MOST or abs(sum(part for _, part in parts) + rest - _WHOLE) > _ROUNDED:
        return None
    return at, parts


def _company(masked: Masked, share: re.Match[str]) -> Organisation | None:
    """Whose a share is: of "it" the company named last before."""
    if share["it"] is not None:
        before = masked.orgs(0, share.start())
        return before[-1] if before else None
    at = share.start("who") if share["who"] else share.start("second")
    return masked.orgs(at, at + 1)[0]


def _part(text: str) -> float:
    """The share that some words tell, with or without the sign of per cent: "60%", and "60" of "60/40"."""
    return number(text) or (float(text) if text.isdigit() else 0.0)
