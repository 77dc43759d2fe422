"""The words that tie a person to a title: what may stand between the two, before them and behind them.

A gap is the text between a name and a title, with every organisation replaced by ORG and without days, brackets and asides. Each rule
names what it finds, says what it means for the post, and carries gaps that it must and must not take; a test reads them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.names import HONORIFIC

ORG = "\x00"  # stands for a named organisation; in examples it is written "ORG"

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


def _rule(name: str, kind: str, pattern: str, must: tuple[str, ...], must_not: tuple[str, ...] = ()) -> Rule:
    return Rule(name, kind, re.compile(pattern + "$"), must, must_not)


def alternatives(words: str) -> str:
    """A pattern of the alternatives in a list of words; "_" is the blank inside one of them."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


# ---- named parts

# Articles, owners and adverbs before a title: "the Company's new ", "also a ".
_OWNER = alternatives(
    rf"{ORG}(?:'s?)? the_[Cc]ompany(?:'s)? the_[Cc]orporation(?:'s)? the_[Gg]roup(?:'s)? its our their his her the a an both also as and "
    "currently now new newly[-_]appointed long[-_](?:serving|standing|time) at_present current present is who_is to"
)
OWNERS = rf"(?:{_OWNER}\s)*"
_HELPING = alternatives(
    "has have had was were is are been being be to_be to will would also then later subsequently now today recently unanimously duly likewise "
    "(?:is|are)_(?:expected|due|scheduled|set|slated|anticipated) (?:has|have)_agreed_to first"
)
_AUXILIARY = rf"(?:{_HELPING}\s|re-?)*"
_WHO = r"(?:(?:who|and|he|she)\s)?"
POST = alternatives("positions? roles? offices? posts? titles? jobs? duties capacity responsibility responsibilities")
_WHEN = alternatives("today yesterday on_completion this_week this_month at_that_time")
# "to the position of its new ", "the Board today as ", "ORG as ": what may stand between a verb of taking up and the title.
_TO_POST = (
    rf"(?:(?:to|as|into|to serve as|for|in)\s)?(?:{ORG}|us|the [Cc]ompany|the [Cc]orporation|"
    rf"the [Bb]oard(?: of [Dd]irectors)?)?\s?(?:{_WHEN}\s)?(?:(?:to|as|in|into)\s)?"
    rf"(?:the |an? )?(?:additional |newly created |full-time )?(?:{POST})?\s?(?:of |as )?{OWNERS}"
)
_IS = alternatives(
    "is serves serving acts acting is_acting is_serving continues remains works currently_serves also_serves will_continue will_remain "
    "has_(?:also_)?held "
    "has_led_(?:the_[Cc]ompany|us|\x00) leads_(?:the_[Cc]ompany|us|\x00) has_headed_(?:the_[Cc]ompany|\x00) "
    "will_stay stays keeps retains holds sits has_sat "
    "has_(?:also_)?served has_(?:also_)?acted has_(?:also_)?been have_been who_is "
    "(?:has_|have_)?agreed_to_(?:remain|continue|stay)_(?:on_)?as has_been_(?:acting|serving)"
)
_APPOINTED = alternatives(
    "appointed named promoted elected hired engaged recruited selected nominated installed elevated confirmed chosen re-?elected "
    "retained contracted made"
)
_TAKES_UP = alternatives(
    "joins? joined joining assumes? assumed becomes? became become takes?_over took_over takes?_on took_on returns? "
    "returned transition(?:s|ed|ing)? (?<!re)move[sd]? (?:takes?|took|taking)_(?:up_)?office "
    "steps?_into stepped_into steps?_in stepped_in steps?_up consent(?:s|ed)?_to_(?:act|serve) agree[sd]?_to_(?:act|"
    "serve) rejoins? accepts? accepted commence[sd]? start(?:s|ed)? beg(?:an|ins?)"
)
_RESIGNS = alternatives(
    "(?:tendered|submitted|given_notice_of|announced)_(?:his|her|their)_(?:resignation|retirement|departure) resign(?:s|"
    "ed|ing|ation)? retir(?:e|es|ed|ing|ement) step(?:s|ped|ping)?_(?:down|aside) "
    "depart(?:s|ed|ing)? leav(?:e|es|ing) left ceas(?:e|es|ed|ing) relinquish(?:es|ed|ing)? vacat(?:es|ed|ing) stood_down stand(?:s|ing)?_down"
)
_LEFT_BEHIND = alternatives(
    "to_be to_hold from a an the its our as of to_serve to_act acting serving being in his her both "
    "positions? roles? post office and board company corporation employment with also officer down"
)
_INTENTION = (
    rf"(?:announced|confirmed|declared|indicated|expressed|given notice of|(?:informed|advised|notified) (?:the [Bb]oard|the [Cc]ompany|{ORG}) of) "
    "(?:his|her|their) (?:intention|decision|plans?|wish|desire) to"
)
_TELLS = r"(?:has\s(?:informed|advised|notified|told)\s[^,;.]{2,40}\sthat\s(?:he|she|they)\s)?"
_FROM_POST = rf"(?:{_LEFT_BEHIND}\s|{ORG}\s)*"
_LATELY = alternatives("recent new planned upcoming sudden early earlier previously_announced")
_ONCE = alternatives("previously formerly most_recently also earlier was were been served serving worked acted held both")
_FORMERLY = alternatives("former(?:ly)? previous(?:ly)? most_recently until_recently past ex- late retired retiring outgoing")

# ---- person, then title

PERSON_TITLE: tuple[Rule, ...] = (
    _rule(
        "comma",
        HELD,
        rf"^\s*,\s*{OWNERS}(?:{ORG}(?:'s?)?,?\s+)?",
        (", ", ", the Company's ", ", ORG's ", ", currently "),
        (", said ", ", and Jane Roe, "),
    ),
    _rule("dash", HELD, rf"^\s*[-\u2013\u2014:|/]+\s*(?:{ORG}\s*[,|-]?\s*)?", (" \u2013 ", ": ", " | "), (" - said ",)),
    _rule("line", HELD, rf"^[\"'_ ]*,?\s*\n+[\s_]*(?:{ORG},?\s*)?", ("\n", '"\n', ",\nORG\n"), (" ", "\nTel: 555\n")),
    _rule(
        "of",
        HELD,
        rf"^,?\s(?:(?:of|at|from|with)\s|an? (?:full-time )?(?:employee|consultant|principal|partner|associate) (?:of|with|to|at)\s){ORG}\s?,\s*"
        rf"(?:(?:who|each|all|both|being|is|are)\s)*{OWNERS}",
        (" of ORG, ", ", of ORG, both ", ", of ORG, ", ", an employee of ORG, is the "),
        (" of Toronto, ", ", of ORG, who said "),
    ),
    _rule("space", HELD, r"^ +", (" ", "   "), (", ",)),
    _rule(
        "fellows",
        HELD,
        rf"^,?\s(?:all|both|each) of whom (?:currently |also |presently )?(?:serves?|are|is|were|act)(?: as)? {OWNERS}",
        (", both of whom are ",),
        (", whom ",),
    ),
    _rule("bracket", HELD, rf"^[*#^\u2020\u2021]*\s*[(\[]\s*{OWNERS}", (" (", " (the ", "*# ("), (" said (",)),
    _rule(
        "employee-bracket",
        HELD,
        rf"^,?\s(?:[^.;()]{{3,140}},?\s(?:and|who is)\s)?(?:is\s)?an?\s(?:(?:full|part)[- ]time\s|permanent\s)?(?:employee|executive|officer)"
        rf"(?:\s(?:of|to)\s(?:{ORG}|the [Cc]ompany))?\s?\(\s*{OWNERS}",
        (", an employee of the Company (", ", a Member of the Institute and a full-time employee (", " is an employee of ORG (the "),
        (", a member of the Institute (", " met an employee ("),
    ),
    _rule(
        "copula",
        HELD,
        rf"^,?\s{_WHO}{_IS}\s(?:to serve |to act |on |in |on the [Bb]oard )?(?:(?:as|his|her|their|"
        rf"the)\s)?(?:{POST}\s)?(?:as |of )?{OWNERS}",
        (" is the ", " is ORG's ", ", who serves as ", " has been ", " keeps his position as "),
        (" is not a ", " is said to be the brother of the "),
    ),
    _rule(
        "who-and",
        HELD,
        rf"^(?:,\swho\s[^,;.]{{3,80}}|,?\s(?:has|brings|holds)\s[^,;.]{{3,80}}\b(?:experience|degree|years)\b[^,;.]{{0,60}})\sand\s{_IS}\s{OWNERS}",
        (", who founded the Company and has been its ", " has over 20 years of experience and has been the Company's "),
        (", who founded the Company and married the ",),
    ),
    _rule(
        "joined-and",
        HELD,
        rf"^,?\s(?:who\s)?(?:first\s)?joined\s(?:{ORG}|the [Cc]ompany|the [Gg]roup|us),?\sand\s(?:has\s)?{_IS}\s(?:as\s)?{OWNERS}",
        (" joined ORG and has been its ", ", who joined the Company and is the "),
        (" joined ORG and was ", " joined ORG as "),
    ),
    _rule(
        "employee",
        HELD,
        rf"^,?\s(?:{_WHO}is\s)?(?:an?\s)?(?:[a-z]+ and )?(?:an? )?(?:full[- ]time |permanent )?(?:employee|consultant|contractor) (?:of|to) (?:{ORG}|"
        rf"the [Cc]ompany),? (?:in the role of|as|serving as|and is|and)\s{OWNERS}",
        (" is a full-time employee of the Company in the role of ",),
        (" is an employee of the Company. ",),
    ),
    _rule(
        "member",
        HELD,
        rf"^,?\s(?:{_WHO}is )?an? (?:(?:[Cc]orporate|[Cc]hartered|[Rr]egistered|[Pp]rofessional) )?(?:[Mm]ember|[Ff]ellow) of (?:the )?[^.;]{{3,90}}?"
        rf",? and (?:is )?{OWNERS}",
        (", who is a Member of the Australasian Institute of Mining and Metallurgy and ", ", a Fellow of the AusIMM and "),
        (" is a member of the audit committee of ",),
    ),
    _rule(
        "will-be",
        APPOINTED,
        rf"^,?\s{_WHO}(?:will|would|is to|are to|to)\s(?:then |also |now )?(?:be|become|serve as|act as)\s{OWNERS}",
        (" will become ", " is to be the "),
        (" will meet the ",),
    ),
    _rule(
        "appointed",
        APPOINTED,
        rf"^,?\s(?:who\s)?{_AUXILIARY}{_APPOINTED}\s(?:by [^.,;]{{3,40}} )?{_TO_POST}",
        (" has been appointed ", " was named to the position of ", " was elected a "),
        (" appointed a new ombudsman and the ",),
    ),
    _rule(
        "joins",
        APPOINTED,
        rf"^,?\s(?:(?:who|and)\s)?{_AUXILIARY}{_TAKES_UP}\s{_TO_POST}",
        (" joins ORG as ", " will assume the role of ", " joined the Board today as "),
        (" joined the call with the ",),
    ),
    _rule(
        "from",
        PAST,
        rf"^,?\s{_AUXILIARY}(?:promoted|moved?|moving|transition(?:ed|ing)?)\sfrom\s(?:(?:the|his|her)\s(?:{POST})\sof\s)?{OWNERS}",
        (" has been promoted from ",),
        (" comes from ",),
    ),
    _rule(
        "left",
        LEFT,
        rf"^,?\s(?:who\s(?:[^,;.]{{3,80}}\sand\s)?)?{_TELLS}(?:{_AUXILIARY}(?:(?:intends|plans|wishes|decided|elected) to )?){{0,2}}"
        rf"(?:{_INTENTION}\s)?{_RESIGNS}\s(?:by rotation\s)?(?:{_WHEN},?\s)?{_FROM_POST}",
        (" has resigned as ", " has told the Board that she will step down as ", " has tendered his resignation as ", ", who left ORG as "),
        (" resigned to the fact that the ",),
    ),
    _rule(
        "possessive-taken",
        APPOINTED,
        rf"^(?:'s?|,\swhose)\s(?:{_LATELY}\s)?(?:appointment|promotion|e(?:lec|leva)tion)\s(?:as|to)\s(?:the\s|a\s|h\w+\s)?(?:{POST}\sof\s)?{OWNERS}",
        ("'s appointment as ", "' promotion to the position of ", "'s upcoming election as ", ", whose appointment as "),
        ("'s appointment of ", "'s role as "),
    ),
    _rule(
        "possessive-left",
        LEFT,
        rf"^'s?\s(?:{_LATELY}\s)?(?:resignation|retirement|departure|removal)\s(?:as|from)\s{_FROM_POST}",
        ("'s resignation as ", "' planned retirement from his position as "),
        ("'s retirement party for the ", "'s resignation letter to the "),
    ),
    _rule(
        "withdrawn",
        WITHDRAWN,
        rf"^,?\s(?:who\s)?{_TELLS}(?:(?:will|would)\s(?:no longer\s(?:be\s)?(?:join(?:ing)?|tak(?:e|ing) (?:up|on)|becom(?:e|ing)|assum(?:e|ing)|"
        rf"appointed)|not\s(?:now\s)?be\s(?:joining|taking (?:up|on)|assuming))|has (?:decided|elected|chosen) not to (?:join|take up|accept|assume)|"
        rf"has withdrawn (?:(?:his|her) acceptance of|from) (?:(?:his|her|the) (?:appointment|{POST})))\s{_TO_POST}",
        (" will no longer be joining ORG as ", " has decided not to take up the position of "),
        (" will not be ", " is no longer "),
    ),
    _rule(
        "no-longer",
        LEFT,
        rf"^,?\s(?:who\s)?(?:is|was|will be|will)\sno longer\s(?:be\s)?(?:(?:serving|acting|serve|act) as\s)?{OWNERS}",
        (" is no longer ", " is no longer the Company's "),
        (" is no longer married to the ",),
    ),
    _rule(
        "succeeded",
        LEFT,
        rf"^,?\s(?:who\s)?{_AUXILIARY}(?:was|is|been|be|being)\s"
        rf"(?:succeeded|replaced|removed|dismissed|terminated|ousted|relieved of (?:his|her|their) (?:duties|{POST}))\s(?:as|from)\s"
        rf"(?:(?:his|her|the)\s{POST}\s(?:of|as)\s)?{OWNERS}",
        (" was succeeded as ", " will be replaced as the Company's ", " has been removed as "),
        (" succeeded as ", " was succeeded by ORG as "),
    ),
    _rule(
        "past",
        PAST,
        r"^,?\s(?:(?:who|and|he|she|having)\s)?(?:up to now |until (?:now|recently) )?(?:had |has |"
        rf"have )?(?:{_ONCE}\s|spent [^.,;]{{3,40}} |for (?:over |more than |nearly )?\w+ years )+"
        rf"(?:{alternatives('as in positions? roles? offices? posts? the senior of such including executive management various to_serve')}\s|"
        rf"(?:at|with) {ORG}\s)*{OWNERS}",
        (" was ", ", who previously served as ", " had been the "),
        (" was with the ",),
    ),
    _rule(
        "founded",
        PAST,
        rf"^(?:,\swho)?\s(?:co-)?founded\s[^,;.]{{1,60}}\sand\s(?:was|served as|acted as)\s{OWNERS}",
        (" founded the Company and served as its ", ", who co-founded ORG and was "),
        (" founded the Company and is ",),
    ),
    _rule(
        "career",
        PAST,
        rf"^,?\s(?:has|had|brings|with|was|spent)\b[^.;]{{0,160}}\b(?:most recently|previously|formerly|lastly) "
        rf"(?:served |serving |worked |working )?(?:as|in the roles? of|in the positions? of) {OWNERS}",
        (" has 18 years of experience in public companies, most recently as ", " brings a wealth of knowledge, and previously served as "),
        (" has recently been made ", " was formerly at ORG. "),
    ),
    _rule(
        "until-now",
        LEFT,
        rf"^,?\s(?:who\s)?(?:(?:was|had been|has been|being|served as|serving as)\s)?(?:until now|till now|up to now|hitherto|so far)\s"
        rf"(?:(?:serving |acting )?as\s)?{OWNERS}",
        (", until now the Company's ", ", till now ", ", up to now "),
        (" until now had the ", ", now "),
    ),
    _rule("formerly", PAST, rf"^,?\s(?:the )?{_FORMERLY}\s{OWNERS}", (", formerly ", ", the former "), (" formed the ",)),
)
LAYOUTS = frozenset({"comma", "dash", "line", "bracket", "of", "space"})  # rules that say no more than that the two stand together

# ---- title, then person

TITLE_PERSON: tuple[Rule, ...] = (
    _rule("title-name", HELD, rf"^\s+(?:{HONORIFIC}\s)?", (" ", " Mr. "), (", ",)),
    _rule(
        "title-of-name",
        HELD,
        rf"^\s+(?:of|at|for|with|in)\s(?:{ORG}|the [Cc]ompany|the [Cc]orporation|"
        rf"[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s*,\s*(?:{HONORIFIC}\s)?",
        (" of ORG, ", " of the Company, Mr. ", " in Peru, "),
        (" of the day, ",),
    ),
    _rule("title-bracket-name", HELD, rf"^\s\(\s?(?:{HONORIFIC}\s)?", (" (", " (Mr "), ("(", " (of ")),
    _rule("title-comma-name", HELD, rf"^,\s*(?:{HONORIFIC}\s)?", (", ", ", Dr. "), (" and ",)),
    _rule("title-colon-name", HELD, rf"^\s*(?::|\s[-\u2013\u2014]\s)\s*(?:{HONORIFIC}\s)?", (": ", "  - "), (", ",)),
    _rule(
        "title-is-name",
        HELD,
        rf"^(?:\s(?:of|for|at)\s[^.;,]{{1,60}})?\s(?:is|was|will be|are|were|comprise|"
        rf"consists? of)\s(?:now\s)?(?:{HONORIFIC}\s)?",
        (" is ", " of ORG will be Dr. ", " are "),
        (" is not ",),
    ),
)

# ---- around a claim

YET_TO = re.compile(
    r"\b(?:will|would|intends?|plans?|wish(?:es)?|(?:is|are|has decided|has elected) to|(?:is|are) (?:retiring|leaving|"
    r"stepping)|upcoming|planned|intention|tendered|submitted|given notice|"
    r"to (?:retire|resign|step down|leave|be|join|become))\b",
    re.IGNORECASE,
)
DENIAL = re.compile(r"\b(?:not|never|neither|nor|no longer|denies|denied|rather than|instead of|other than|no)\b", re.IGNORECASE)


def in_time(kind: str, words: str) -> str:
    """Whether words of taking up or laying down a post speak of what is done or of what is to come."""
    return {LEFT: LEAVING, APPOINTED: COMING}.get(kind, kind) if YET_TO.search(words) else kind
