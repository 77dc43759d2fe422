"""The phrases by which a holding begins, ends or is agreed on, as patterns over masked sentences (see `holding_phrases`)."""

from __future__ import annotations

import re

from kg.extract.holding_phrases import PERCENT
from kg.extract.name_runs import ORG, SITE

# One of these is in every sentence that tells of an act; most hold none.
HINT = re.compile(
    r"acqui|purchas|b[ou][uy]|sold|sell|sale|dispos|divest|relinquish|own|held|operat|manag|controll|earn|vest|exercis|option|withdr", re.IGNORECASE
)
_HAS = r"(?:(?:has|have|had) )?(?:(?:also|now|recently|subsequently|successfully|previously|since|then|already) )?"
_PREVIOUS = r"(?:the |its |an? )?(?:previously[- ]announced |proposed )?"
_WILL = (
    r"(?:will|would|shall|to|is to|are to|agreed to|intends? to|proposes? to|plans? to|expects? to|(?:is|are) expected to|"
    r"has until [^.;]{1,30} to)"
)
ACTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "sold",
            rf"\b{_HAS}(?:sold|disposed of|divested(?: itself)?(?: of)?|relinquished|(?:completed|closed|completes|closes|finalized) {_PREVIOUS}"
            r"(?:sale|disposal|disposition|divestiture|divestment) of|completion of (?:the|its) (?:sale|disposal|disposition|divestiture) of)",
        ),
        (
            "to-sell",
            rf"\b(?:{_WILL} (?:sell|dispose of|divest)|(?:is|are) selling|agreements? (?:to sell|for the (?:sale|disposal) of)|"
            r"(?:proposed|pending) (?:sale|disposal|disposition) of)",
        ),
        (
            "acquired",
            rf"\b{_HAS}(?:acquired|purchased|bought|(?:completed|closed|completes|closes|finalized) {_PREVIOUS}(?:acquisition|purchase) of|"
            r"completion of (?:the|its) (?:acquisition|purchase) of)",
        ),
        (
            "to-acquire",
            rf"\b(?:{_WILL} (?:acquire|purchase|buy)|(?:is|are) (?:acquiring|purchasing|buying)|agreements? for the (?:acquisition|purchase) of|"
            r"(?:proposed|pending) (?:acquisition|purchase) of)",
        ),
        (
            "earned",
            rf"\b{_HAS}(?:earned|vested (?:in|with|at)|(?:fully )?exercised (?:its|the) (?:[\w-]+ ){{0,3}}?option to (?:acquire|earn|purchase)|"
            r"(?:fully )?exercised (?:its|the) (?:[\w-]+ ){0,3}?option[^.;]{0,60}? and (?:now )?(?:holds|owns|has)|completed (?:its|the) earn-in of)",
        ),
        (
            "had",
            r"\b(?:(?P<perfect>has|have) )?(?:(?P<formerly>formerly|previously) )?(?P<verb>owned(?: and operated)?|held|operated|managed|controlled)",
        ),
        (
            "operator",
            r"\b(?:(?P<will>(?:will|is to|are to|would) (?:become|be|act as|take over as|assume the role of|continue as))|"
            r"(?P<became>(?:has |have )?(?:became|become|becomes|took over as|taken over as|takes over as|assumed the role of|"
            r"(?:was|been) appointed(?: as)?|replaced "
            rf"{ORG} as))|(?P<ceased>(?:has |have )?(?:ceased to be|ceased to act as|resigned as|stepped down as|was replaced as))|"
            r"(?P<been>has been|have been)|(?P<was>was|were|acted as)) (?:the )?(?:[\w-]+ ){0,2}?(?:operator|manager)(?: of| at| for)",
        ),
        (
            "operatorship",
            r"\b(?:(?P<will>(?:will|is to) (?:assume|take over))|(?P<became>(?:has |have )?(?:assumed|taken over|took over))) (?:the "
            r")?operatorship of",
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
    rf"\b(?:with|from|by|to|of|for|at|between|under|vendors?|and)\b(?! which| whom)[^.;,(){ORG}]{{0,40}}(?:{ORG}(?:,|"
    rf" and|, and) )?$"
)
ALL_OF_IT = re.compile(r" (?:its|their|our|all|the remaining|the entire|the whole|the company's|the balance|the other)\b", re.IGNORECASE)
MORE_OF_IT = re.compile(r"\b(?:remaining|balance|rest|additional|further|another|other|outstanding)\b", re.IGNORECASE)
RETAINS = re.compile(
    rf"\b(?:retain(?:s|ed|ing)?|keeps?|keeping|continues? to (?:own|hold)|holds?|(?:with|and) [^.;]{{1,30}} retaining) (?:an? |the )?(?:remaining )?"
    rf"(?P<percent>{PERCENT})(?![^.;]{{0,30}}(?:royalt|NSR|smelter))",
    re.IGNORECASE,
)
TO_BUYER = re.compile(rf"[^.;{SITE}{ORG}]{{0,90}}?\bto (?:the |an? )?(?:[a-z-]+ ){{0,3}}?(?P<org>{ORG})(?!'s shareholders)")
FROM_SELLER = re.compile(rf"[^.;{SITE}{ORG}]{{0,70}}?\bfrom (?:the |an? |its )?(?:[a-z-]+ ){{0,4}}?(?P<org>{ORG})(?!'s?\b)")
SHARES_GAP = re.compile(r"\b(?:according|due|prior|subject|payable|paid|issued|pursuant|adjacent|owed|relating|related|contribut\w+|royalty)\b")
TRADED_BEHIND = re.compile(
    rf"[^.;{ORG}{SITE}]{{0,60}}?,? (?:(?:which|that) )?(?:(?P<will>will be|is to be|are to be|is being) |(?:was|were|has been|have been|had been) )?"
    rf"(?:subsequently |later |recently |previously |first |then |originally |initially )?(?P<verb>acquired|purchased|bought|sold|taken over) "
    rf"(?:in [^.;{ORG}{SITE}]{{2,20}} |on [^.;{ORG}{SITE}]{{2,20}} )?(?P<way>by|to|from) (?:the )?(?P<org>{ORG})"
)
AND_FROM = re.compile(rf"(?: \([^()]*\))?[^.;{ORG}{SITE}]{{0,30}}? from (?:the )?(?P<org>{ORG})(?!'s?\b)")
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
