"""The words that tie a person to a title: what may stand between the two, before them and behind them.

A gap is the text between a name and a title, with every organisation replaced by ORG and without days, brackets and asides. Each rule
names what it finds, says what it means for the post, and carries gaps that it must and must not take; a test reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.role.post_words import (
    AMONG,
    APPOINTS,
    AUXILIARY,
    FORMERLY,
    FROM_POST,
    INTENTION,
    IS_NOW,
    LATELY,
    ONCE,
    ORG,
    OWNERS,
    POST,
    RESIGNS,
    TAKES_UP,
    TELLS,
    TO_POST,
    WHEN,
    WHO,
    alternatives,
)

HELD, APPOINTED, COMING, LEAVING, LEFT, PAST = "held", "appointed", "coming", "leaving", "left", "past"
AGAIN, ELECTED = "again", "elected"  # taken up anew by who may have held it; elected at a meeting, and held on its day
WITHDRAWN = "withdrawn"  # announced before, and not to come


@dataclass(frozen=True)
class Rule:
    """A gap: its name, what it says of the post, the pattern of the whole gap, and examples either way."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    must: tuple[str, ...]
    must_not: tuple[str, ...] = ()

    def fits(self, gap: str) -> bool:
        return self.pattern.match(gap) is not None


def rule(name: str, kind: str, pattern: str, must: tuple[str, ...], must_not: tuple[str, ...] = ()) -> Rule:
    """A rule whose pattern has to take the gap to its end."""
    return Rule(name, kind, re.compile(pattern + "$"), must, must_not)


# ---- person, then title

PERSON_TITLE: tuple[Rule, ...] = (
    rule(
        "comma",
        HELD,
        rf"^[\"'\s]*,[\"']?\s*{OWNERS}(?:{ORG}(?:'s?)?,?\s+)?",
        (", ", ", the Company's ", ", ORG's ", ", currently "),
        (", said ", ", and Jane Roe, "),
    ),
    rule(
        "dash",
        HELD,
        rf"^\s*[-\u2013\u2014:|/]+\s*(?:\d{{2,4}}\s*\|\s*){{0,2}}(?:{ORG}\s*[,|-]?\s*)?",
        (" \u2013 ", ": ", " | ", " | 58 | "),
        (" - said ", " | 58 "),
    ),
    rule(
        "line",
        HELD,
        rf"^[\"'_ ]*(?:,?[ ]?\+?\(?\d[\d() .-]{{5,18}}\d)?,?\s*\n+[\s_]*(?:{ORG},?\s*)?",
        ("\n", '"\n', ",\nORG\n"),
        (" ", "\nTel: 555\n"),
    ),
    rule(
        "of",
        HELD,
        rf"^,?\s(?:(?:of|at|from|with)\s|an? (?:full-time )?(?:employee|consultant|principal|partner|associate) (?:of|with|to|at)\s){ORG}\s?,\s*"
        rf"(?:(?:who|each|all|both|being|is|are)\s)*{OWNERS}",
        (" of ORG, ", ", of ORG, both ", ", of ORG, ", ", an employee of ORG, is the "),
        (" of Toronto, ", ", of ORG, who said "),
    ),
    rule("space", HELD, r"^ +", (" ", "   "), (", ",)),
    rule(
        "fellows",
        HELD,
        rf"^,?\s(?:all|both|each) of whom (?:currently |also |presently )?(?:serves?|are|is|were|act)(?: as)? {OWNERS}",
        (", both of whom are ",),
        (", whom ",),
    ),
    rule("bracket", HELD, rf"^[*#^\u2020\u2021]*\s*[(\[]\s*{OWNERS}", (" (", " (the ", "*# ("), (" said (",)),
    rule(
        "employee-bracket",
        HELD,
        rf"^,?\s(?:[^.;()]{{3,140}},?\s(?:and|who is)\s)?(?:is\s)?an?\s(?:(?:full|part)[- ]time\s|permanent\s)?(?:employee|executive|officer)"
        rf"(?:\s(?:of|to)\s(?:{ORG}|the [Cc]ompany))?\s?\(\s*{OWNERS}",
        (", an employee of the Company (", ", a Member of the Institute and a full-time employee (", " is an employee of ORG (the "),
        (", a member of the Institute (", " met an employee ("),
    ),
    rule(
        "copula",
        HELD,
        rf"^,?\s{WHO}{IS_NOW}\s(?:to (?:serve|act|sit) (?:on )?|on |in |on the [Bb]oard |"
        rf"(?:available|involved|associated) (?:(?:to|with) (?:the [Bb]oard|the [Cc]ompany|the [Gg]roup|us|{ORG}) )?(?=as\s)|"
        rf"(?:the [Cc]ompany|us|{ORG}) (?=as\s)|(?:an?|"
        rf"the) [a-z]+ and )?(?:(?:in|as|his|her|their|the|current|present|existing)\s){{0,3}}(?:{POST}\s)?(?:as |of )?{OWNERS}",
        (" is the ", " is ORG's ", ", who serves as ", " has been ", " keeps his position as "),
        (" is not a ", " is said to be the brother of the "),
    ),
    rule(
        "seat",
        HELD,
        rf"^,?\s{WHO}(?:(?:also|will|has)\s)*(?:retains?|keeps?|kept|has|holds?|held|occup(?:y|ies)|continues? to (?:hold|have))\s"
        rf"(?:an?|his|her|their|the|one of the)\s(?:seats?|place)\son\s(?:(?:the|its|our|{ORG}(?:'s)?)\s)?(?:[Cc]ompany's\s)?",
        (" retains her seat on the ", " has a seat on our "),
        (" keeps her papers on the ", " left his seat on the "),
    ),
    rule(
        "who-and",
        HELD,
        rf"^(?:,\swho\s[^,;.]{{3,80}}|,?\s(?:has|brings|holds)\s[^,;.]{{3,80}}\b(?:experience|degree|years)\b[^,;.]{{0,60}})\sand\s{IS_NOW}"
        rf"\s{OWNERS}",
        (", who founded the Company and has been its ", " has over 20 years of experience and has been the Company's "),
        (", who founded the Company and married the ",),
    ),
    rule(
        "joined-and",
        HELD,
        rf"^,?\s(?:who\s)?(?:first\s)?joined\s(?:{ORG}|the [Cc]ompany|the [Gg]roup|us),?\sand\s(?:has\s)?{IS_NOW}\s(?:as\s)?{OWNERS}",
        (" joined ORG and has been its ", ", who joined the Company and is the "),
        (" joined ORG and was ", " joined ORG as "),
    ),
    rule(
        "employee",
        HELD,
        rf"^,?\s(?:{WHO}is\s)?(?:an?\s)?(?:[a-z]+ and )?(?:an? )?(?:full[- ]time |permanent )?(?:employee|consultant|contractor) (?:of|to) (?:{ORG}|"
        rf"the [Cc]ompany),? (?:in the role of|as|serving as|and is|and)\s{OWNERS}",
        (" is a full-time employee of the Company in the role of ",),
        (" is an employee of the Company. ",),
    ),
    rule(
        "member",
        HELD,
        rf"^,?\s(?:{WHO}is )?an? (?:(?:[Cc]orporate|[Cc]hartered|[Rr]egistered|[Pp]rofessional) )?(?:[Mm]ember|[Ff]ellow) of (?:the )?[^.;]{{3,90}}?"
        rf",? and (?:is )?{OWNERS}",
        (", who is a Member of the Australasian Institute of Mining and Metallurgy and ", ", a Fellow of the AusIMM and "),
        (" is a member of the audit committee of ",),
    ),
    rule(
        "will-be",
        APPOINTED,
        rf"^,?\s{WHO}(?:will|would|is to|are to|to)\s(?:then |also |now )?(?:be|become|serve as|act as|lead (?:{ORG}|us|the [Cc]ompany) as)"
        rf"\s{OWNERS}",
        (" will become ", " is to be the "),
        (" will meet the ",),
    ),
    rule(
        "appointed",
        APPOINTED,
        rf"^,?\s(?:who\s)?(?!(?:has|have|had)\s(?:[a-z]+ly\s|also\s|now\s)?{APPOINTS}\s){AUXILIARY}{APPOINTS}\s(?:by [^.,;]{{3,40}} )?{TO_POST}",
        (" has been appointed ", " was named to the position of ", " was elected a ", " was handed the role of "),
        (" appointed a new ombudsman and the ", " has appointed ", " was handed the report of "),
    ),
    rule(
        "joins",
        APPOINTED,
        rf"^,?\s(?:(?:who|and)\s)?{AUXILIARY}{TAKES_UP}\s{TO_POST}",
        (" joins ORG as ", " will assume the role of ", " joined the Board today as "),
        (" joined the call with the ",),
    ),
    rule(
        "from",
        PAST,
        rf"^,?\s{AUXILIARY}(?:promoted|move[sd]?(?:\sup)?|moving(?:\sup)?|transition(?:s|ed|ing)?|rises|rose|risen|advanced|progressed)\sfrom\s(?:(?:the|his|her)"
        rf"\s(?:{POST})\sof\s)?{OWNERS}",
        (" has been promoted from ",),
        (" comes from ",),
    ),
    rule(
        "left",
        LEFT,
        rf"^,?\s(?:who\s(?:[^,;.]{{3,80}}\sand\s)?)?{TELLS}(?:{AUXILIARY}(?:(?:intends|plans|wishes|decided|elected) to )?){{0,2}}"
        rf"(?:{INTENTION}\s)?{RESIGNS}(?:,(?=\s(?:as|from|both)\s))?\s(?:by rotation\s)?(?:{WHEN},?\s)?{FROM_POST}",
        (
            " has resigned as ",
            " has told the Board that she will step down as ",
            " has tendered his resignation as ",
            ", who left ORG as ",
            " has resigned, as ",
            *(" has resigned as a member of the Company's ", " resigned from his positions as ORG's "),
        ),
        (" resigned to the fact that the ", " has resigned, a "),
    ),
    rule(
        "left-after-years",
        LEFT,
        rf"^,?\s(?:who\s)?[^,.;]{{0,40}}\b{RESIGNS}\b[^,.;]{{0,50}}?,?\s(?:after|following|ending)\s(?:[a-z]+\s){{0,3}}(?:\w+\s)?(?:years?|months|decades?)"
        rf"\s(?:of service\s)?as\s{OWNERS}",
        (" said he would retire at the end of the year after eleven years as ", " is stepping down after more than a decade as "),
        (" left after years of ", " joined after ten years as "),
    ),
    rule(
        "possessive-taken",
        APPOINTED,
        rf"^(?:'s?|,\swhose)\s(?:{LATELY}\s)?(?:appointment|promotion|e(?:lec|leva)tion)\s(?:as|to)\s(?:the\s|a\s|h\w+\s)?(?:{POST}\sof\s)?{OWNERS}",
        ("'s appointment as ", "' promotion to the position of ", "'s upcoming election as ", ", whose appointment as "),
        ("'s appointment of ", "'s role as "),
    ),
    rule(
        "possessive-term",
        LEFT,
        rf"^'s?\s(?:term|tenure|mandate|employment|contract)\s(?:of office\s)?as\s{OWNERS}",
        ("'s term as ", "'s tenure as the Company's "),
        ("'s term at the ",),
    ),
    rule(
        "possessive-left",
        LEFT,
        rf"^'s?\s(?:{LATELY}\s)?(?:resignation|retirement|departure|removal)\s(?:as|from)\s{FROM_POST}",
        ("'s resignation as ", "' planned retirement from his position as "),
        ("'s retirement party for the ", "'s resignation letter to the "),
    ),
    rule(
        "withdrawn",
        WITHDRAWN,
        rf"^,?\s(?:who\s)?{TELLS}(?:(?:will|would)\s(?:no longer\s(?:be\s)?(?:join(?:ing)?|tak(?:e|ing) (?:up|on)|becom(?:e|ing)|assum(?:e|ing)|"
        rf"appointed)|not\s(?:now\s)?be\s(?:joining|taking (?:up|on)|assuming))|has (?:decided|elected|chosen) not to (?:join|take up|accept|assume)|"
        rf"has withdrawn (?:(?:his|her) acceptance of|from) (?:(?:his|her|the) (?:appointment|{POST})))\s{TO_POST}",
        (" will no longer be joining ORG as ", " has decided not to take up the position of "),
        (" will not be ", " is no longer "),
    ),
    rule(
        "no-longer",
        LEFT,
        rf"^,?\s(?:who\s)?(?:is|was|will be|will)\sno longer\s(?:be\s)?(?:(?:serving|acting|serve|act) as\s)?{OWNERS}",
        (" is no longer ", " is no longer the Company's "),
        (" is no longer married to the ",),
    ),
    rule(
        "succeeded",
        LEFT,
        rf"^,?\s(?:who\s)?{AUXILIARY}(?:was|is|been|be|being)\s"
        rf"(?:succeeded|replaced|removed|dismissed|terminated|ousted|unseated|voted(?: out)?(?=\s(?:off|from)\s)|"
        rf"relieved of (?:his|her|their) (?:duties|{POST}))"
        r"(?:\sby\s(?:the\s|its\s)?(?:[Bb]oard(?: of [Dd]irectors)?|shareholders))?(?:\sfrom\soffice)?\s"
        r"(?:as|from|off|in (?:his|her) (?:capacity|role) as)\s"
        rf"(?:(?:his|her|the)\s{POST}\s(?:of|as)\s)?{OWNERS}",
        (" was succeeded as ", " will be replaced as the Company's ", " has been removed as "),
        (" succeeded as ", " was succeeded by ORG as "),
    ),
    rule(
        "past",
        PAST,
        r"^,?\s(?:(?:who|and|he|she|having)\s)?(?:up to now |(?:until|till) (?:now|recently|then|yesterday|(?:earlier )?(?:last|"
        r"this) (?:week|month|quarter|year)) (?:the )?)?(?:had |has |"
        rf"have )?(?!both\s)(?:{ONCE}\s|spent [^.,;]{{3,40}} |for (?:over |more than |nearly )?\w+ years )+"
        rf"(?:{alternatives(AMONG)}\s|"
        rf"(?:at|with|for) {ORG}(?:,\s(?:(?:first|initially|originally|lastly|latterly|finally)\s)?|\s)|{ORG}\s(?=as\s))*{OWNERS}",
        (" was ", " had led ORG as its ", " was at ORG, first as ", ", who previously served as ", " had been the "),
        (" was with the ",),
    ),
    rule(
        "last-day",
        LEFT,
        rf"^'s?\s(?:last|final)\sday\s(?:of (?:work|service|employment)\s|in office\s)?(?:with\s(?:{ORG}|the [Cc]ompany)\s)?(?:as|in (?:the|his|"
        rf"her)\s{POST}\s(?:of|as))\s{OWNERS}",
        ("'s last day as ", "'s final day in the role of "),
        ("'s last day at the ",),
    ),
    rule(
        "hands-over",
        LEFT,
        rf"^,?\s(?!(?:[a-z]+\s){{0,3}}(?:been|was|were|be)\s(?:handed|passed)\s){AUXILIARY}"
        rf"(?:hand|pass|turn|transfer|relinquish|cede)(?:s|e?d|es|ing|red|ring)?\s(?:over\s|on\s)?(?:the|his|her)\s(?:{POST}|"
        rf"reins|duties)\s(?:of|as)\s{OWNERS}",
        (" will hand over the role of ", " passed the duties of "),
        (" handed the report to the ", " has been handed the role of "),
    ),
    rule(
        "until-now",
        LEFT,
        rf"^,?\s(?:who\s)?(?:(?:was|had been|has been|being|served as|serving as)\s)?(?:until (?:now|then)|till now|up to now|hitherto|so far)\s"
        rf"(?:(?:serving |acting )?as\s)?{OWNERS}",
        (", until now the Company's ", ", till now ", ", up to now "),
        (" until now had the ", ", now "),
    ),
    rule(
        "formerly",
        PAST,
        rf"^,?\s(?:the |(?:an?\s[^,.;]{{3,60}}\sand\s)?(?:an?\s)?)?{FORMERLY}\s{OWNERS}",
        (", formerly ", ", the former ", ", an accountant and former "),
        (" formed the ",),
    ),
    rule(
        "apposed-and",
        HELD,
        r"^,\san?\s(?![^,.;]{0,60}\b(?:former|previous|past|retired|ex-)\b)[a-z][^,.;]{3,60}\sand\s(?:an?\s|the\s|its\s|our\s)?",
        (", a metallurgist and ", ", an engineer by training and the "),
        (", a geologist and former ", ", and "),
    ),
)
LAYOUTS = frozenset({"comma", "dash", "line", "bracket", "of", "space"})  # rules that say no more than that the two stand together

# ---- around a claim

YET_TO = re.compile(
    r"\b(?:will|would|intends?|plans?|wish(?:es)?|(?:is|are|has decided|has elected) to|(?:is|are) (?:retiring|leaving|"
    r"stepping)|upcoming|planned|intention|tendered|submitted|given notice|"
    r"(?<!ceased )to (?:succeed|replace|take over|retire|resign|step down|leave|be|join|become))\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(?:not|never|neither|nor|no longer|denies|denied|rather than|instead of|other than|no)\b", re.IGNORECASE)


def in_time(kind: str, words: str) -> str:
    """Whether words of taking up or laying down a post speak of what is done or of what is to come."""
    return {LEFT: LEAVING, APPOINTED: COMING}.get(kind, kind) if YET_TO.search(words) else kind
