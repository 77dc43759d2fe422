"""The phrases by which a holding begins, ends or is agreed on, as patterns over masked sentences (see `kg.extract.holding.phrases`), and the act that
stands before a site."""

from __future__ import annotations

import re

from kg.extract.holding.masked import At, number
from kg.extract.holding.phrases import PERCENT
from kg.extract.name_runs import ORG, SITE
from kg.extract.organisation.organisations import Organisation

# One of these is in every sentence that tells of an act; most hold none.
HINT = re.compile(
    r"acqui|purchas|b[ou][uy]|sold|sell|sale|dispos|divest|relinquish|own|held|operat|manag|controll|earn|vest|increas|rais|longer|retain|ceas|"
    r"terminat|cancel|exercis|option|withdr",
    re.IGNORECASE,
)
_HAS = r"(?:(?:has|have|had) )?(?:(?:also|now|recently|subsequently|successfully|previously|since|then|already|today) )?"
_PREVIOUS = r"(?:the |its |an? )?(?:previously[- ]announced |proposed )?"
_WILL = (
    r"(?:will|would|shall|to|is to|are to|agreed to|intends? to|proposes? to|plans? to|expects? to|(?:is|are) expected to|"
    r"has until [^.;]{1,30} to)"
)
_ORG = rf"(?:the )?{ORG}(?: \([^()]{{1,40}}\))?"
_CONCLUDED = r"(?:completed|closed|concluded|completes|closes|concludes|completing|closing|finalized)"
ACTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "sold",
            rf"\b{_HAS}(?:sold|disposed of|divested(?: itself)?(?: of)?|relinquished|{_CONCLUDED} {_PREVIOUS}"
            r"(?:sale|disposal|disposition|divestiture|divestment) of|completion of (?:the|its) (?:sale|disposal|disposition|divestiture) of)",
        ),
        (
            "to-sell",
            rf"\b(?:{_WILL} (?:sell|dispose of|divest)|(?:is|are) selling|agreements? (?:to sell|for the (?:sale|disposal) of)|"
            r"(?:proposed|pending) (?:sale|disposal|disposition) of)",
        ),
        (
            "acquired",
            rf"\b{_HAS}(?:acquired|purchased|bought|{_CONCLUDED} {_PREVIOUS}(?:acquisition|purchase) of|"
            r"completion of (?:the|its) (?:acquisition|purchase) of)",
        ),
        (
            "to-acquire",
            rf"\b(?:{_WILL} (?:acquire|purchase|buy)|(?:is|are) (?:acquiring|purchasing|buying)|agreements? for the (?:acquisition|purchase) of|"
            r"(?:proposed|pending) (?:acquisition|purchase) of)",
        ),
        (
            "earned",
            rf"\b{_HAS}(?:earned|vested (?:in|with|at)|(?:fully )?exercised(?: in full)? (?:its|the) "
            rf"(?:[\w-]+ ){{0,3}}?option to (?:acquire|earn|purchase)|"
            r"(?:fully )?exercised (?:its|the) (?:[\w-]+ ){0,3}?option[^.;]{0,60}? and (?:now )?(?:holds|owns|has)|completed (?:its|the) earn-in of|"
            r"completed (?:its|the) (?:[\w-]+ ){0,3}?earn-in[^.;]{0,60}? and (?:now )?(?:holds|owns|has))",
        ),
        (
            "increased",
            rf"\b{_HAS}(?:increased|raised) (?:its|their) (?:[\w-]+ ){{0,2}}?(?:interest|stake|ownership|holding|shareholding|participation)"
            rf"(?: from (?:an? )?{PERCENT})?(?: to (?:an? )?(?P<to>{PERCENT}))?(?= (?:interest )?(?:in|of)\b)",
        ),
        (
            "gone",
            r"\b(?:no longer (?:owns?|holds?|(?P<any>ha(?:s|ve)))|(?:ceased|ceases) to (?:own|hold)|(?:retains|retain|has|have|holds|hold) no "
            r"(?:(?:further|remaining|longer|direct|ownership) ){0,2}interest)",
        ),
        (
            "had",
            r"\b(?:(?P<perfect>has|have) )?(?:(?P<formerly>formerly|previously) )?(?P<verb>owned(?: and operated)?|held|operated|managed|controlled)",
        ),
        (
            "operator",
            rf"\b(?:(?P<will>(?:will|is to|are to|would) (?:become|be|act as|take over(?: from {_ORG})? as|assume the role of))|"
            r"(?P<stays>remains?|(?<! in and )(?<! of and )(?<! in, and )(?<! of, and )(?:is|are)(?: also| now| currently)?|"
            r"(?:will|is to|are to) remain|(?:(?:will|is to|are to) continue|continues?)(?: to act| to serve)? as|"
            r"(?:(?:will|is to|are to) continue|continues?) to be|acts as|(?:is|are) acting as|serves as)|"
            rf"(?P<became>(?:has |have )?(?:became|become|becomes|(?:took|taken|takes) over(?: from {_ORG})? as|assumed the role of|"
            rf"(?:was|been) appointed(?: as)?|(?:replaced|succeeded) {_ORG} as))|"
            r"(?P<ceased>(?:has |have )?(?:ceased to be|ceased to act as|resigned as|stepped down as|was replaced as|"
            r"(?:is|are) (?:the |a )?(?:former|previous|past)))|"
            r"(?P<been>has been|have been)|(?P<was>was|were|acted as)) (?:the )?"
            r"(?:(?!(?:not|no|former|previous|past|proposed|original|owner|and|nor|longer|general|likely)\b)[\w-]+ ){0,2}?"
            r"(?:operator|manager)(?: of| at| for)",
        ),
        (
            "operatorship",
            r"\b(?:(?P<will>(?:will|is to) (?:assume|take over))|(?P<became>(?:has |have )?(?:assumed|taken over|took over))|"
            r"(?P<hands>(?:has |have )?(?:handed over|transferred|passed))) (?:the )?operatorship of",
        ),
        (
            "option-ended",
            r"\b(?:(?:has|have) )?(?:terminated|relinquished|dropped|abandoned|allowed to lapse|gave up|given up|elected not to exercise|"
            r"decided not to exercise|"
            r"did not exercise|withdrawn from|withdrew from) (?:its|the|their) (?:[\w%-]+ ){0,4}?option(?: agreement)?",
        ),
    )
)
# What may stand between the verb and the site: the interest, and words that describe.
WHAT = re.compile(rf"[^.;:\"{ORG}{SITE}]{{0,130}}(?:{SITE}(?: \([^()]{{1,40}}\))?(?:,| and|, and) (?:the |its )?[^.;,{ORG}{SITE}]{{0,40}}){{0,3}}")
NOT_IT = re.compile(
    r"\b(?:for|at|near|with|by|while|which|where|who|drill\w*|results?|data|samples?|equipment|permits?|shares? (?:of|"
    r"in) (?!the)|royalt\w+|NSR|stream|"
    r"option|adjacent|adjoining|surrounding|around|within|concentrate|ounces|gold from|ore|tonnes|production|"
    r"outside|east|west|north|south|right|rights|"
    r"land|ground|claims? (?:adjacent|near|next)|licen[cs]es? (?:adjacent|near|next)|nearby|next|information|debt|loan|bonds?|metal|offtake|material|"
    r"power|water|surface|access|mill|plant|meeting|position|title of|year|years|holds|owns|has|have|had|is|"
    r"are|was|were|hosts|covers|in (?:early |late |mid-)?(?:[A-Z][a-z]+ )?\d{4}|from|hearing|program\w*|campaign|"
    r"exploration of|study)\b",
    re.IGNORECASE,
)
NOT_DONE = re.compile(
    r"\b(?:not|never|no|if|(?-i:may)|might|could|whether|option to|right to|failed to|unless|would have|offer\w*|considering|until|"
    r"opportunity to|ability to|in order to|seeking to|right of first refusal to)\b[^.;,]{0,24}$|"
    r"\b(?:options?|rights?|opportunity|ability|order|entitled|refusal|offers?|seeks?|seeking|looking|proposal|invited) $",
    re.IGNORECASE,
)
PERSONAL = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? [A-Z]|\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er)\b")
# A company that a preposition governs is not the one that acts: "with arm's-length vendors A and B to acquire".
GOVERNED = re.compile(
    rf"\b(?:with|from|by|to|of|for|at|between|under|vendors?|and)\b(?! which| whom)(?![^.;,(){ORG}]{{0,40}} that )[^.;,(){ORG}]{{0,40}}(?:{ORG}(?:,|"
    rf" and|, and) )?$"
)
ALL_OF_IT = re.compile(r" (?:its|their|our|all|the remaining|the entire|the whole|the company's|the balance|the other)\b", re.IGNORECASE)
MORE_OF_IT = re.compile(r"\b(?:remaining|balance|rest|additional|further|another|other|outstanding)\b", re.IGNORECASE)
RETAINS = re.compile(
    r"\b(?:retain(?:s|ed|ing)?|keeps?|keeping|continues? to (?:own|hold)|(?<!which )(?<!which now )holds?|(?:with|and) [^.;]{1,30} retaining) "
    r"(?:an? |the )?(?:remaining )?"
    rf"(?P<percent>{PERCENT})(?![^.;]{{0,30}}(?:royalt|NSR|smelter))",
    re.IGNORECASE,
)
TO_BUYER = re.compile(rf"[^.;{SITE}{ORG}]{{0,90}}?\bto (?:the |an? )?(?:[a-z-]+ ){{0,3}}?(?P<org>{ORG})(?!'s shareholders)")
# "an agreement with A to acquire the", "terms with A for the purchase of": whose it is until then.
WITH_SELLER = re.compile(
    rf"\b(?:agreements?|contract|deal|terms?|sheet|intent|LOI|understanding|MOU|arrangement|transaction)(?: \([^()]{{1,40}}\))? with (?:the |its )?"
    rf"(?:[a-z'-]+ ){{0,3}}?(?P<org>{ORG})(?: \([^()]{{1,60}}\)){{0,2}},?"
    rf"(?: (?:under|pursuant to) which (?:{ORG}|it|we))? (?:will |may |has agreed )?"
    r"(?=(?:to |will |for the )?(?:acqui|purchas|buy))",
    re.IGNORECASE,
)
FROM_SELLER = re.compile(rf"[^.;{SITE}{ORG}]{{0,70}}?\bfrom (?:the |an? |its )?(?:[a-z-]+ ){{0,4}}?(?P<org>{ORG})(?!'s?\b)")
SHARES_GAP = re.compile(r"\b(?:according|due|prior|subject|payable|paid|issued|pursuant|adjacent|owed|relating|related|contribut\w+|royalty)\b")
TRADED_BEHIND = re.compile(
    rf"(?![^.;{ORG}{SITE}]{{0,60}}\b(?:agreed|consented|expects?|announced) to be\b)"
    rf"[^.;{ORG}{SITE}]{{0,60}}?,? (?:(?:which|that) )?(?:(?P<will>will be|is to be|are to be|is being) |(?:was|were|has been|have been|had been) )?"
    rf"(?:subsequently |later |recently |previously |first |then |originally |initially )?(?P<verb>acquired|purchased|bought|sold|taken over) "
    rf"(?:in [^.;{ORG}{SITE}]{{2,20}} |on [^.;{ORG}{SITE}]{{2,20}} )?(?P<way>by|to|from) (?:the )?(?P<org>{ORG})"
)
# "Concentrate from the X mine is sold to A": what it makes changes hands, and not the mine.
PRODUCT_OF = re.compile(
    r"\b(?:[Oo]re|[Cc]oncentrates?|[Dd]or[e\u00e9]|[Mm]aterial|[Oo]utput|[Pp]roduction|[Gg]old|[Ss]ilver|[Cc]opper|[Zz]inc|[Cc]oal|[Oo]unces|[Ff]eed|"
    rf"[Cc]athodes?|[Mm]atte|[Pp]roducts?|[Mm]etal|[Dd]rilling|[Ss]ampling|[Ee]quipment) (?:from|of|at|mined at|produced (?:at|by)) "
    rf"[^.;,{ORG}{SITE}]{{0,40}}(?:{SITE}(?:,| and|, and) (?:the )?)?$"
)
AND_FROM = re.compile(rf"(?: \([^()]*\))?[^.;{ORG}{SITE}]{{0,30}}? from (?:the )?(?P<org>{ORG})(?!'s?\b)")
AND_TO = re.compile(rf"(?: \([^()]*\))?[^.;{ORG}{SITE}]{{0,30}}? to (?:the )?(?P<org>{ORG})(?!'s?\b)")
WHICH_IT = re.compile(
    rf"(?: \([^()]{{1,40}}\))?,? (?:which |that )?(?:the )?(?P<org>{ORG}|it|we) (?P<perfect>has |have )?"
    r"(?P<verb>acquired|purchased|bought|sold|operated|owned|held)\b"
)
HELD_BY = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?,? (?:(?:which|that) )?(?:(?P<was>was|were|had been) |(?:is|are|has been|have been) )?"
    rf"(?:(?P<formerly>formerly|previously|once) )?(?:(?P<percent>{PERCENT})[- ]|wholly[- ])?(?P<verb>owned|"
    rf"held|operated|controlled)(?: and operated)? by (?:the )?(?P<org>{ORG})"
)
# A deal as a noun, and that it is done behind the site: "the sale of the ... mine to A closed on".
DEAL = re.compile(
    rf"(?:(?P<org>{ORG})(?:'s|') )?(?:previously[- ]announced )?\b(?P<deal>acquisition|purchase|sale|disposal|disposition|divestiture) of"
    rf"(?P<what>[^.;:\"{ORG}{SITE}]{{0,110}})$",
    re.IGNORECASE,
)
DEAL_DONE = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,30}}?(?: (?P<way>to|from|by) (?:the )?(?P<org>{ORG}))?[^.;{ORG}{SITE}]{{0,40}}? (?P<done>(?:(?:was|"
    rf"has been|were) )?(?:successfully )?"
    r"(?:completed|closed))\b"
)
# "51% owned", "wholly-owned", "privately held": a verb that describes.
DESCRIBES = re.compile(
    r"(?:%|\bper ?cent|\b(?:wholly|majority|privately|fully|jointly|partly|closely|publicly|company|state|government))[- ]?$", re.IGNORECASE
)
MAY_EARN_MORE = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,120}}?\b(?:may|can|has the (?:right|option) to|option to|entitled to) (?:now )?(?:earn|"
    rf"acquire|increase (?:its|that) (?:interest|stake))"
    rf"(?: (?:an? |the )?(?:further|additional|remaining) (?P<further>{PERCENT})| (?:an? )?(?:interest )?(?:up )?to (?:an? )?(?P<to>{PERCENT}))",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(
    r";|, (?:and|while|but|whereas) |\band (?:now |has |have |will |is |was |are |owns|holds|then |subsequently |"
    r"later |they |it |the )|\. |, (?:which|who|where|with(?! (?:closing|completion|settlement))|subject|by) "
)
# An option that is used up: "has exercised its option in full".
IN_FULL = re.compile(
    r"\bexercised (?:its|the) [^.;]{0,60}?option[^.;]{0,60}? in full\b|\b(?:fully exercised|exercised in full)\b|"
    r"\bexercised (?:its|the) [^.;]{0,40}?option to (?:acquire|earn|purchase) (?:an? )?100\s?(?:%|per ?cent)",
    re.IGNORECASE,
)
OF_SHARES = re.compile(r"\b(?:over-?allotment|underwrit\w+|warrants?|stock options?|greenshoe|agents?)\b", re.IGNORECASE)  # options, too
STILL_EARNS = re.compile(
    r"\b(?:further|additional|remaining|second|another)\b[^.;]{0,60}\b(?:option|earn)|\b(?:may|can|to) (?:now )?(?:earn|acquire|increase)\b"
)
INTEREST = re.compile(r"\b(?:interest|stake|ownership|holding|share)s?\b")
TO_SHARE = re.compile(rf"(?: \([^()]{{1,40}}\))?[^.;,%{ORG}{SITE}]{{0,50}}?(?: (?:from|by) (?:an? )?{PERCENT})?,? to (?:an? )?(?P<to>{PERCENT})")
# A deal that will not be, told before the site ("terminated the agreement to sell the ... mine") or behind it.
_DEALT = (
    r"(?P<deal>(?:sale|disposal|disposition|divestiture|acquisition|purchase) of|to (?:sell|dispose of|divest|acquire|purchase|buy))"
    rf"(?P<what>[^.;:\"{ORG}{SITE}]{{0,80}})$"
)
_OFF = (
    r"(?:terminat(?:ed|es|ion)|cancel(?:led|ed|s|lation)|withdrawn|withdrew|withdrawal|rescinded|abandoned|called off|"
    r"(?:not|longer) (?:be )?(?:proceed(?:ing)?|complet(?:e|ing)|pursu(?:e|ing))|(?:decided|elected) not to (?:proceed|complete|pursue))"
)
_PAPER = (
    r"(?:the|its|their|an?|this|of|for|and|agreements?|contracts?|letter|intent|heads|terms|memorandum|understanding|plans?|transactions?|deal|"
    r"definitive|binding|non-binding|conditional|proposed|planned|pending|previously|announced|previously-announced|share|asset|purchase|sale|option)"
)
OFF_BEFORE = re.compile(rf"\b{_OFF}(?: (?:with|from|of))? (?:{_PAPER} ){{0,8}}?(?:with (?:the )?{ORG} )?{_DEALT}", re.IGNORECASE)
DEALT = re.compile(rf"\b{_DEALT}", re.IGNORECASE)
OFF_BEHIND = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?(?: (?:to|from|by) (?:the )?{ORG}(?: \([^()]{{1,40}}\))?)?(?P<gap>[^.;{ORG}{SITE}]{{0,60}}?) "
    r"(?:(?:(?:was|were|has been|have been|had been) (?:mutually |now |subsequently )?(?:terminated|cancell?ed|"
    r"withdrawn|rescinded|abandoned|called off))|"
    r"(?:will not|is not|would not) (?:now |be )?(?:proceed(?:ing)?|go(?:ing)? ahead|completed?)|(?:has|have) (?:lapsed|fallen through))\b"
)
_OTHER_CLAUSE = re.compile(r"\b(?:and|but|while|which|that|was|were|is|are|has|have|completed|closed)\b")
# "on April 2, 2012, it completed": what may stand between a date and the verb that it dates.
NOW_HAS = re.compile(
    rf"[^.;{SITE}]{{0,120}}?\b(?:(?:bringing|increasing|raising|taking) (?:its|our|{ORG}'s) (?:[\w-]+ ){{0,2}}?(?:interest|ownership|stake|holding)"
    rf"(?: in (?:the )?(?:project|property|mine|{SITE}))? (?:up )?to (?:an? )?|now (?:owns|holds|has) (?:an? )?)"
    rf"(?P<now>{PERCENT})(?! (?:NSR|royalty|of the shares))"
)
AT_THE_TIME = re.compile(
    r"(?:\b(?:on|about|in|effective|during|with effect (?:from|on)|as of)\s(?:the |early |late |mid-?)*|\bthat,? )$", re.IGNORECASE
)
THEN_IT = re.compile(rf",? ?(?:(?:it|we|they|(?:the )?{ORG}(?: \([^()]{{1,40}}\))?),? )?")


def seller_of(here: At) -> Organisation | None:
    """Whoever is to let a site go: named behind it, or as the other party to the agreement."""
    if behind := FROM_SELLER.match(here.behind):
        return here.org_behind(*behind.span("org"))[0]
    party = WITH_SELLER.search(here.before)
    return here.masked.orgs(*party.span("org"))[0] if party else None


_WHAT_WAS = re.compile(r"\b(?:interest|stake|share|percentage|portion|part|holding)s? $", re.IGNORECASE)  # "the interest sold in the ... project"


def last_act(before: str) -> tuple[str, re.Match[str], str] | None:
    """The act whose words reach up to the site, with what stands between: the last one that begins."""
    best: tuple[str, re.Match[str], str] | None = None
    for kind, pattern in ACTS:
        for found in pattern.finditer(before):
            what = before[found.end() :]
            if kind == "had" and DESCRIBES.search(before[: found.start()]):
                continue
            if kind == "sold" and _WHAT_WAS.search(before[: found.start()]):
                continue
            if not WHAT.fullmatch(what) or NOT_IT.search(what) or NOT_DONE.search(before[: found.start()]):
                continue
            if best is None or (found.end(), -found.start()) > (best[1].end(), -best[1].start()):
                best = kind, found, what
    return best


def percent_of(what: str) -> float | None:
    found = re.search(PERCENT, what)
    return number(found.group()) if found else 100.0 if re.search(r"\b(?:wholly|all of|outright|entire)\b", what) else None


def total_of(what: str) -> float | None:
    """The share that a buyer has in the end: all with the remaining one; unknown with one more."""
    if MORE_OF_IT.search(what):
        return 100.0 if re.search(r"\b(?:remaining|balance|rest)\b", what) else None
    return percent_of(what)


def owned_of(here: At) -> float | None:
    """A share in the bracket behind a site: "the ... mine (51%)"."""
    found = re.match(rf"[^.;,()]{{0,30}}\(({PERCENT})", here.behind)
    return number(found[1]) if found else None


_HAS_ALL = re.compile(
    r"(?: \([^()]{1,40}\))?,? (?:which|who) (?:will )?(?:now |then |thereby )?(?:owns?|holds?|has|have) "
    r"(?:all of (?:it|the (?:mine|project|property))|100 ?(?:%|per ?cent)|the whole|it outright)"
)


def whole_then(behind: str, at: int) -> float | None:
    """All of a site where a buyer is said to have all of it then: "to A, which now owns all of it"."""
    return 100.0 if _HAS_ALL.match(behind, at) else None


def clause_end(text: str, at: int) -> int:
    stop = CLAUSE_END.search(text, at)
    return stop.start() if stop else len(text)


def called_off(here: At) -> re.Match[str] | None:
    """The deal over a site that the words around it call off, by its noun or verb."""
    found = OFF_BEFORE.search(here.before)
    if found is None and (off := OFF_BEHIND.match(here.behind)) and not _OTHER_CLAUSE.search(here.behind[: off.end("gap")]):
        found = DEALT.search(here.before)
    return None if found is None or NOT_IT.search(found["what"]) or NOT_DONE.search(here.before[: found.start()]) else found
