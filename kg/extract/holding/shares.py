"""How much of a site a sentence gives to its holder, whether as a share in a joint venture, and whether it speaks of a holding at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from kg.extract.context import Context
from kg.extract.holding import phrases as say
from kg.extract.holding import through
from kg.extract.holding.asides import is_beside_many, is_of_first, is_of_unknown
from kg.extract.holding.masked import At, Holding, Masked, holding, number
from kg.extract.name_runs import AWAY, ORG, SITE
from kg.extract.organisation.organisations import Organisation
from kg.extract.site.names import SiteAt, Sites
from kg.text.lexicons import entries, folded, mapping

# "the X project, Hook and Dogleg (owned by A)": the bracket is of the name before it.
OTHERS_BRACKET = re.compile(r"\b(?:and|or|&) (?:the )?[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}\s?\($")
WORK_OF = re.compile(r"\b(?:process|program(?:me)?s?|surveys?|stud(?:y|ies)|sale|drilling|campaigns?|trials?|tests?|testwork|works?|camp)$")
OUTRIGHT = re.compile(r" (?:outright|in full|entirely)\b")
# "has a streaming agreement with A for 20% of the silver from": it has the agreement, and not the site.
OF_PAPER = re.compile(
    r"\b(?:stream(?:ing)?|off-?take|supply|loan|toll(?:[- ]milling)?|marketing|services?) (?:agreement|contract|facility|arrangement)\b"
)
# A site named to tell what its region holds, or on what trend another lies.
_REGIONAL = re.compile(
    rf"\b(?:central to|pass(?:es|ing) through|home to|host to|"
    rf"(?:hosts?|hosted|hosting) (?:several|many|numerous|multiple|some of|other|both|significant|world-class|large)|"
    rf"(?:explor(?:es?|ed|ing|ation)|looking|search(?:es|ing)|targets?|targeting|potential) (?:for )?[^.;{SITE}{ORG}]{{0,110}}\bsuch as|"
    rf"same (?:[a-z-]+ )?(?:belt|trend|structures?|rocks|stratigraphy|corridor|district|fault|geology|host|age|package|sequence|system)|"
    rf"(?:[Cc]amp|[Dd]istrict|[Bb]elt|[Bb]asin|[Cc]orridor|[Pp]rovince|[Tt]errane|[Ff]ault|[Tt]rend)s?,? (?:that |which |also )?"
    rf"(?:hosts?|hosting|includ(?:es|ing)|contain(?:s|ing)|is "
    rf"home to)|"
    rf"on[- ]trend (?:with|to)|on[- ]strike (?:with|to)|along trend (?:from|of|with)|formation of|"
    rf"similarit(?:y|ies) (?:to|with|between)|reminiscent of|"
    rf"comparable (?:to|with))\b(?:[^.;{SITE}]|{SITE}|(?<=\d)\.(?=\d)){{0,320}}$"
)
_HELD_THERE = re.compile(
    r"\b(?:properties|projects|assets|mines|claims|portfolio|pipeline)\b(?:[^.;]|\.(?=[-\d])){0,60} in [^.;]{0,40}$"
)  # "properties in the Y Basin"
# "trends north from the X mine to the south", "4 km off, with the X mine to the north".
_LIES_BEHIND = re.compile(r"^,? (?:\d[\d.]* ?km )?(?:further )?to (?:the|its) (?:immediate )?(?:north|south|east|west)")
_FROM_THERE = re.compile(r"\b(?:from|towards?|with|between) (?:the )?(?:[\w%-]+ ){0,9}$")
# "the island, which also hosts the X project": of what is no site of the text, nor the ground that it speaks of, it says nothing.
_HOSTS = re.compile(r"\b(?:hosts?|hosted|hosting) (?:the |both (?:the )?)?(?:[^.;]|(?<=\d)\.(?=\d)){0,120}$")
_OWN_HOST = re.compile(
    rf"(?:[{SITE}{ORG}]|\b(?i:it|we|they|this|both|projects?|propert(?:y|ies)|licen[cs]es?|concessions?|claims?|permits?|tenements?|tenure|ground|"
    rf"package|portfolio|holdings?|complex|operations?|mines?|company|group|area|zone|trend))"
    rf"(?: [a-z]+)?(?: \([^()]{{1,40}}\))?,? (?:which |that )?(?:also |currently |already |now |together )?$"
)
_ITS_INTEREST = re.compile(r"\b(?:its|our|their|the Company's) (?:[a-z-]+ )?(?:interest|stake|share) (?:in|of) (?:[\w-]+ ){0,4}$")
# "She began at the X mine", and not "drilling began at the X mine".
_TELLS_OF_PERSON = re.compile(
    r"\b(?:M[rs]s?|Dr|Messrs|[Hh]e|[Ss]he|who|[Hh]is|[Hh]er|experience|career|tenure|(?i:director|manager|geologist|engineer|president|chief|officer|"
    r"superintendent|consultant|metallurgist|foreman|chairman|founder)|joined|joins|joining|retir\w+|degree|P\.Geo|P\.Eng)\b"
)
# "half of the X mine", "a half interest in"; not "in the second half with the ramp-up of".
_HALF = re.compile(
    rf"(?:(?<!first )(?<!second )(?<!other )(?<!latter )(?<!last )(?<!-)\bhalf(?:[ -](?:interest|stake|share|owned|ownership|held)\b|(?= of | in ))"
    rf"(?! (?:of|in) (?:the |this |last )?(?:financial |fiscal |calendar )?(?:year|quarter|(?:19|20)\d\d|FY|its|production|output|ounces|ore))|"
    rf"\b50[/:-]50)(?: interest| partners?(?: with {ORG}(?: \([^()]{{1,40}}\))?)?)?(?: of| in|\b)[^.;%{SITE}{ORG}]{{0,60}}$"
)
# "100% of Alder mine production": of what the mine makes.
_OF_ITS_OUTPUT = re.compile(
    r"(?:'s?)? (?:mine |mill |gold |silver |copper |power )?(?:production|output|ounces|concentrates?|sales|revenues?|ore|tonnage|grades?|employees|"
    r"workforce|workers|staff|personnel|miners|capacity|recover(?:y|ies)|needs|requirements|feed|costs?|budget|shares|debt|power|throughput)\b"
)
# "for its 20% stake and the X mine": the stake is in something else.
_AND_BESIDES = re.compile(r"\b(?:stake|interest|shareholding|shares)(?: in it| there)? and (?:the|its|our) (?:[\w%-]+ ){0,4}$")
_SHARE_OF_OUTPUT = re.compile(
    r"100[- ]?(?:%|per ?cent) of (?:the |its |all |our )?(?:[a-z]+ ){0,3}?"
    r"(?:concentrates?|ore|production|output|ounces|metals?|dor[eé]|material|feed|sales)\b"
)
# "closing of the acquisition of the X mine from A gives the Company a 100% interest".
_CHANGE = re.compile(r"[ -](?:[a-z]+ )?(?:reduction|decrease|increase|rise|fall|discount|premium|improvement)\b")  # "a 50% reduction of"
_GIVES = re.compile(
    rf"^(?: from (?:the )?{ORG})?[^.;{ORG}{SITE}]{{0,40}}? (?:gives|gave|giving|leaves|leaving|provides) (?:the )?(?:{ORG}|Company|Group|it|us) "
    rf"(?:with )?(?:an? )?(?P<percent>{say.PERCENT})"
)
# "raised its ownership of", of who is not the issuer: a part, so that the issuer may have the rest.
_PART_OF = re.compile(
    rf"\b(?:increas|rais|reduc|dilut|maintain)\w* (?:its|their) (?:interest|stake|ownership|share|participation) (?:in|of) {say.DET}"
    rf"[^.;,{ORG}{SITE}]{{0,30}}$"
)
# "its two wholly-owned Mexican operations, the A mine in Zacatecas and the B mine": the share is of all that are counted.
_COUNTED = re.compile(r"\b(?:two|three|four|five|both)(?: of)?(?: its)? (?:wholly|fully|100 ?%|100 per ?cent)[- ]owned [^.;]{0,200}$")
_INTEREST_OF_MINDS = re.compile(r"\b(?:exploration|investor|market|industry|renewed|strong|growing|much) interest\b")
_GLUE = re.compile(r"(?:,| and|, and| &) (?:the )?")
_OF_PERSON = re.compile(r"\b(?:M[rs]s?|Dr|[Hh]e|[Ss]he|who|[Hh]is|[Hh]er|experience|career)\b")


_INSIDE = re.compile(rf" \((?P<percent>{say.PERCENT})\) ")


def told_percent(here: At) -> float | None:
    """The share that is told with the naming, behind it or before it; None where none is, or where it is a royalty's."""
    if inside := _INSIDE.search(here.told):  # "the Alder (51%) mine"
        return number(inside["percent"])
    if (found := say.IS_SHARE.match(here.behind)) and say.INTEREST_OF.search(here.before):
        return number(found["percent"])
    if found := say.SHARE_BEHIND.match(here.behind):
        if found["bracket"] and "basis" in found.group() and number(found["bracket"]) == 100:
            return None  # "highlights (100% basis)"
        if found["bracket"] and here.masked.sentence.part.block.kind == "table" and number(found["bracket"]) == 100:
            return None  # the figures of a row are those of the whole: "Kestrel (100%)"
        return number(
            found["bracket"]
            or found["owned"]
            or found["bare"]
            or found["colon"]
            or found["whole"]
            or found["apart"]
            or found["item"]
            or found["through"]
        )
    if given := _GIVES.match(here.behind):
        return number(given["percent"])
    if together := say.ALL_OWNED.match(here.behind):
        return number(together["share"])
    if say.OUTRIGHT.match(here.behind):
        return 100.0
    before = re.sub(r" {4,}", " ", here.before)
    if _OF_ITS_OUTPUT.match(here.behind) and re.search(r"(?:%|cent) of (?:the |its )?$", before):
        return None
    if (whole := say.WHOLLY.search(before)) and not ("100" in whole.group() and _SHARE_OF_OUTPUT.search(whole.group())):
        return 100.0
    if by := through.BEHIND.match(here.behind):  # "holds its interest in X through its wholly owned subsidiary": who, and not how much
        return None if by["percent"][0].isalpha() and _ITS_INTEREST.search(before) else number(by["percent"])
    if _HALF.search(before):
        return 50.0
    if ahead := through.AHEAD.search(before):
        return number(ahead["percent"])
    stake = say.STAKE.search(before)
    if stake is None or say.OF_OUTPUT.match(before, stake.end("percent")):
        return None
    if _AND_BESIDES.search(before, stake.start()) or _CHANGE.match(before, stake.end("percent")):
        return None
    if say.ROYALTY_PERCENT.match(before, stake.start()) or say.TRADED_SHARE.search(before[: stake.start()]):
        return None
    return number(stake["percent"])


def by_subsidiary(holdings: list[Holding], masked: Masked, issuer: Organisation, shares: Mapping[str, float | None]) -> list[Holding]:
    """The holdings of the one site of a sentence, by the issuer's share in the subsidiary that it names; of several sites nobody could tell which
    is the subsidiary's."""
    if len(list(masked.sites())) > 1:
        return holdings
    share = next((share for org in masked.orgs(0, len(masked.text)) if (share := shares.get(org.name))), None)
    return [_by_share(one, issuer, share) for one in holdings] if share else holdings


def _by_share(one: Holding, issuer: Organisation, share: float) -> Holding:
    """What a subsidiary has, by the issuer's share in that subsidiary."""
    whole = one.company is issuer and one.relation == "owner" and one.percent in (None, 100.0)
    return replace(one, percent=share) if whole else one


def of_theirs(here: At) -> Holding:
    """Whose a site in the genitive is: "A's X project"; "A's optioned X project" is still another's."""
    company, percent = here.ahead()[-1], told_percent(here)
    if " option" in here.before[here.before.rfind(ORG) :]:
        return holding(company, "optionee", percent, "option")
    return holding(company, told_relation(here, percent), percent, "company's")


def told_relation(here: At, share: float | None) -> str:
    """A part of a joint venture is a share in it; anything else that is owned is owned."""
    shared = share is not None and share < 100 and re.search(r"\b[Jj]oint[- ][Vv]entur|\bJV\b", here.masked.text)
    return "jv" if shared or (share != 100 and names_venture(here)) else "owner"


def names_venture(here: At) -> bool:
    """Whether the site itself is called a joint venture."""
    sentence, low = here.masked.sentence, here.naming.start - here.masked.sentence.start
    return re.match(r".{1,60}?\b(?:[Jj]oint [Vv]enture|JV)$", sentence.text[low : low + here.naming.end - here.naming.start]) is not None or (
        re.match(r" (?:[Jj]oint [Vv]enture|JV)\b", here.behind) is not None
    )


# "a 75% interest in the adjoining X project": what lies beside is held all the same.
_SHARE_BESIDE = re.compile(
    rf"(?:(?:{say.PERCENT}|\b(?:interest|stake|owner)\b)[^.;{SITE}]{{0,30}} (?:of|in)|"
    rf"\b(?:owns?|holds?|operates?|acquired|bought|purchased|sold|controls|optioned)) (?:the|its|an?) "
    rf"(?:adjoining|adjacent|nearby|neighbou?ring|contiguous|surrounding) (?:[\w%-]+ ){{0,3}}$"
)


ITS_PART = "its-part"
OF_NOBODY = "interest-of-nobody"  # "the 100%-owned X mine": whose share it is the sentence does not say
_OWNS_NONE = re.compile(rf"\b(?:(?:has|have|holds?|owns?) no (?:[a-z]+ ){{0,3}}interest|(?:do|does) not (?:own|hold))\b[^.;{SITE}]{{0,40}}$")


# "Tarn's Bell Rock mine", of a firm that the text explains nowhere; a country has mines and owns none.
_UNKNOWN_GENITIVE = re.compile(
    r"(?<![\w-])(?P<firm>(?:[A-Z][\w&-]+ ){1,3}(?=(?:Gold|Silver|Copper|Nickel|Lithium|Uranium|Zinc|Iron|Resources|Minerals|Metals|Mining|Mines|"
    r"Exploration|Energy|Ventures|Royalt)\w*'))?(?P<name>[A-Z][a-z]\w+)(?:'s|(?<=s)') (?:[a-z][\w-]* ){0,3}$"
)


def _is_strange(name: str, issuer: Organisation) -> bool:
    plain = name.casefold()
    known = plain in mapping("geography.txt") or plain in entries("not_in_names.txt") or plain in folded("generic_words.txt")
    return not known and plain not in issuer.name.casefold()


# What the issuer only looked at, bid for or let go by: "made an offer for the X mine", "looked at the X mine and decided not to bid".
_LOOKED_AT = re.compile(
    rf"\b(?:looked at|passed on|declined to (?:acquire|buy|bid for)|(?:bid|bids|bidding|tendered|tender|offer|offers|proposal) (?:for|to acquire)|"
    rf"(?:no longer|not|stopped|ceased) (?:be )?pursu(?:e|ing)|(?:decided|elected|chose|resolved) not to (?:acquire|buy|bid for|proceed with|pursue))"
    rf" (?:the acquisition of |the purchase of )?(?:the |an? )?{say.ADJECTIVES}$"
)
_LEFT_IT = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,30}} (?:and|but) (?:has |have )?(?:decided|elected|chose|chosen|resolved) (?:not to|against) "
    r"(?:bid|proceed|acquir|buy|purchas|pursu|mak)"
)


def is_disowned(here: At, issuer: Organisation) -> bool:
    """Whether the words before a naming say that the issuer has nothing of it."""
    if (whose := _UNKNOWN_GENITIVE.search(here.before)) and (
        f"{whose['firm']}{whose['name']}".casefold() not in issuer.name.casefold() if whose["firm"] else _is_strange(whose["name"], issuer)
    ):
        return True
    if is_of_unknown(here.before, here.behind):
        return True
    only_issuer = all(one is issuer for one in here.ahead())
    return only_issuer and (_OWNS_NONE.search(here.before) or _LOOKED_AT.search(here.before) or _LEFT_IT.match(here.behind)) is not None


_NO_MORE = re.compile(r"\b(?:terminated|dropped|relinquished) (?:its|the) option\b|\b(?:has|holds|retains) no (?:further|remaining) interest\b")


def given_up(context: Context, sites: Sites) -> set[SiteAt]:
    """The sites of paragraphs in which a sentence that names none says that the option on it is over, or that no interest is left."""
    over = (one for one in context.sentences if _NO_MORE.search(one.text) and not sites.named_in(one.start, one.end))
    return {site for one in over if (site := sites.last_before(one.start, one.part.start)) is not None}


def is_adjoining_own(before: str) -> bool:
    """Whether a neighbour of another site is told as held: the words before tell a share in it."""
    return _SHARE_BESIDE.search(before) is not None


def is_elsewhere(here: At) -> bool:
    """Whether the naming only says where something lies, where somebody worked, or that nobody here has an interest."""
    away = AWAY.search(here.before)
    if away and not say.HAS.search(away.group()) and not is_adjoining_own(here.before):
        return True
    if _LIES_BEHIND.match(here.behind) and _FROM_THERE.search(here.before):
        return True
    if say.CAREER.search(here.before) and _TELLS_OF_PERSON.search(here.masked.text):
        return True
    if (host := _HOSTS.search(here.before)) and not _OWN_HOST.search(here.before[: host.start()]):
        return True
    if is_beside_many(here.before):
        return True
    regional = _REGIONAL.search(here.before)
    if regional and not _HELD_THERE.search(here.before[: regional.start()]):
        return True
    return say.NO_INTEREST.search(here.before) is not None


def is_of_speaker(here: At, issuer: Organisation) -> bool:
    """Whether work at "its" site is the company's and no person's: "spent $2 million at its X project"."""
    if say.NO_INTEREST.search(here.before) or _OF_PERSON.search(here.before):
        return False
    return AWAY.search(here.before) is None or all(one is issuer for one in here.ahead())


def chained(here: At, last: tuple[list[Holding], bool], issuer: Organisation) -> tuple[list[Holding], bool] | None:
    """A site listed behind another is held alike; its percent too, where that was said of an interest in both."""
    chain = say.CHAINED.search(here.before)
    if not chain or say.HAS.search(chain["between"]) or _INTEREST_OF_MINDS.search(chain["between"]):
        return None
    own = told_percent(here)
    more = re.search(r"\ban? (?:pipeline|portfolio|package|suite|number|group) of\b", chain["between"]) is not None
    close = _COUNTED.search(here.before) or re.fullmatch(r"(?: [a-z-]+){0,3}(?:,| and|, and|,? including|,? comprising) (?:the )?", chain["between"])
    close, more = (None, True) if is_of_first(here, chain.start()) else (close, more)
    carried = [
        replace(
            h,
            relation=told_relation(here, own) if own is not None else h.relation,
            percent=own or (h.percent if close or (h.rule in ("interest-in", OF_NOBODY) and not more) else None),
        )
        for h in last[0]
        if h.relation != "royalty"
    ]
    if not carried and own is not None:
        carried = [holding(issuer, told_relation(here, own), own, "interest-in")]
    return carried, last[1] if not carried else False


def share_back(masked: Masked, found: dict[SiteAt, list[Holding]]) -> None:
    """What the words behind the last of a list of sites with one kind word say is true of all: "the A and B mines, owned by C"."""
    listed = masked.sites()
    _in_turn(masked, found)
    for (at, naming, site), (after, _, last) in pairwise(listed):
        if naming.rule != "coordinated" or not _GLUE.fullmatch(masked.text[at + 1 : after]):
            continue
        owned = [one for one in found[last] if one.rule in ("owned-by", "is-venture") and one.start >= masked.sentence.start]
        found[site] += [one for one in owned if all(one.company is not other.company or other.percent is None for other in found[site])]


_IN_TURN = re.compile(rf"(?P<shares>{say.PERCENT}(?:, {say.PERCENT}){{0,3}},? and {say.PERCENT})(?: interests?| stakes?)?,? respectively")


def _in_turn(masked: Masked, found: dict[SiteAt, list[Holding]]) -> None:
    """ "100% and 51%, respectively, of the A and B properties": as many shares as sites, each its own."""
    told = _IN_TURN.search(masked.text) if "respectively" in masked.text else None
    sites = list(dict.fromkeys(site for _, _, site in masked.sites()))
    shares = re.findall(say.PERCENT, told["shares"]) if told else []
    if len(shares) != len(sites) or len(sites) < 2 or len({org.name for org in masked.orgs(0, len(masked.text))}) > 1:
        return
    for site, share in zip(sites, shares, strict=True):
        found[site] = [
            replace(one, percent=number(share)) if one.start >= masked.sentence.start and one.relation in ("owner", "jv") else one
            for one in found[site]
        ]


def own_rule(here: At) -> str:
    """By which rule "its X mine" is held: where a part of it is raised or kept, only that part."""
    return ITS_PART if _PART_OF.search(here.before) else "its"
