"""Words that releases put between a person and a title, as parts of patterns: owners, posts, verbs of taking up and laying down."""

from __future__ import annotations

ORG = "\x00"  # stands for a named organisation; in examples it is written "ORG"


def alternatives(words: str) -> str:
    """A pattern of the alternatives in a list of words; "_" is the blank inside one of them."""
    return "(?:" + "|".join(word.replace("_", " ") for word in words.split()) + ")"


# ---- named parts

# Articles, owners and adverbs before a title: "the Company's new ", "also a ".
OWNER = alternatives(
    rf"{ORG}(?:'s?)? the_(?:[Cc]ompany|[Cc]orporation|[Gg]roup|Partnership|Trust|[Ii]ssuer)(?:'s)? the_(?:mine|project|operation|site)'s "
    rf"its our their his her my fellow the a an one_of(?:_(?:the|"
    rf"its|our))? one both also as and "
    "currently presently now new next permanent newly[-_]appointed long[-_](?:serving|standing|time) at_present current present is who_is to existing"
)
OWNERS = rf"(?:{OWNER}\s)*"
HELPING = alternatives(
    "has have had was were is are been being be to_be to will would also then later subsequently now today recently unanimously duly likewise "
    "in_the_(?:same_)?(?:interim|meantime|period|capacity) meanwhile for_the_time_being in_turn temporarily again "
    "(?:is|are)_(?:expected|due|scheduled|set|slated|anticipated) (?:has|have)_agreed_to first (?!former|previous|original|ear)[a-z]{3,}ly"
)
AUXILIARY = rf"(?:{HELPING}\s|re-?)*"
WHO = r"(?:(?:who|and|he|she)\s)?"
POST = alternatives("positions? roles? offices? posts? titles? jobs? duties capacity responsibility responsibilities")
WHEN = alternatives("today yesterday on_completion this_week this_month at_that_time")
# "joined the Alder Mine project as General Manager": where a post is taken up.
_PLACE_OF_WORK = (
    rf"(?:the|its|our)\s(?:(?:{ORG}|[A-Z][\w&'-]*)\s){{1,5}}?(?:[Mm]ines?|[Pp]rojects?|[Oo]perations?|[Cc]omplex|[Ss]melter|[Rr]efinery|[Pp]lant|[Tt]eam)"
    r"(?:\s(?:project|team|operations?|site|management))?(?=\sas\b)"
)
# "to the position of its new ", "the Board today as ", "ORG as ": what may stand between a verb of taking up and the title.
TO_POST = (
    r"(?:to\s(?:succeed|replace|follow)\s(?:him|her|them)\s)?"
    rf"(?:(?:to|as|into|to serve as|for|in)\s)?(?:(?:the\s|its\s|our\s)?(?:{ORG}(?:'s?)?\s|[Cc]ompany's\s)?[Bb]oard(?: of [Dd]irectors)?|{ORG}|"
    rf"us|the [Cc]ompany|(?:the|its|our)\s(?:[a-z]+\s){{0,2}}[Tt]eam|"
    rf"the [Cc]orporation|{_PLACE_OF_WORK})?\s?(?:{WHEN}\s)?(?:(?:to|as|in|into)\s)?"
    rf"(?:the |an? |h(?:is|er) )?(?:additional |newly created |new |vacant |expanded |full-time |previous |former |"
    rf"prior )?(?:{POST}|appointment)?\s?(?:of |as )?{OWNERS}"
)
IS_NOW = r"(?:(?:also|currently|presently|still|now)\s)?" + alternatives(
    "is serves serving acts acting is_(?:also_|currently_|presently_|now_)?(?:acting|serving) continues? continuing remains? remaining works "
    "will_continue will_remain staying "
    "will_retain will_keep "
    "has_(?:also_)?held "
    "has_been_with_(?:the_[Cc]ompany|\x00) has_led_(?:the_[Cc]ompany|us|\x00) leads_(?:the_[Cc]ompany|us|\x00) has_headed_(?:the_[Cc]ompany|\x00) "
    "will_stay stays keeps retains holds sits has_sat maintains will_maintain "
    "has_(?:also_)?served has_(?:also_)?acted has_(?:also_)?been have_been who_is "
    "(?:has_|have_)?agreed_to_(?:remain|continue|stay)_(?:on_)?as has_been_(?:acting|serving)"
)
APPOINTS = alternatives(
    "appointed named promoted elected hired engaged recruited selected nominated installed elevated confirmed chosen re-?elected "
    "retained contracted made picked tapped designated introduced unveiled co-opted drafted(?:_in)? brought_in "
    rf"(?:handed|given|awarded|assigned)(?=\s(?:the|an?)\s(?:[a-z]+\s){{0,2}}{POST}\b)"
)
TAKES_UP = (
    rf"(?:(?:takes?|took|taken)(?=\s(?:the|his|her)\s(?:[a-z]+\s)?{POST}\b)|(?:takes?|took|taken|taking)\sup(?=\s(?:the|his|her)\b)|"
    rf"(?:adds?|added|inherits?|inherited)(?=\s(?:the\s)?{POST}\b)|"
    rf"(?:takes?|took|taken)(?:\sup)?\s(?:the\s)?(?:reins?|helm|baton|wheel)(?=\s(?:as|of)\b)|"
    + alternatives(
        "joins? joined joining assumes? assumed becomes? became become takes?_over took_over takes?_on took_on returns? "
        "returned reverts? reverted transition(?:s|ed|ing)? (?<!re)move[sd]?(?:_(?:up|over|across))? ascends? ascended graduates? graduated "
        "(?:takes?|took|"
        "taking)_(?:up_)?office "
        "steps?_into stepped_into steps?_in stepped_in steps?_up consent(?:s|ed)?_to_(?:act|serve) agree[sd]?_to_(?:act|"
        "serve) rejoins? accepts? accepted commence[sd]? start(?:s|ed)? beg(?:an|ins?) "
        "fills? filled (?:stand|fill)s?_in (?:comes?|came)_(?:on_board|aboard) signs?_on signed_on rises rose"
    )
    + ")"
)
RESIGNS = alternatives(
    "(?:tendered|submitted|given_notice_of|announced)_(?:his|her|their)_(?:resignation|retirement|departure) resign(?:s|"
    "ed|ing|ation)? retir(?:e|es|ed|ing|ement) step(?:s|ped|ping)?_(?:down|aside) "
    "finish(?:es|ed|ing)?_(?:up_)?with quit(?:s|ting)? exit(?:s|ed|ing)? bow(?:s|ed|ing)?_out mov(?:e|es|ed|ing)_on part(?:s|ed)?_(?:ways|company) "
    "g[ai]ve[sn]?_up giving_up la(?:ys?|id)_down surrender(?:s|ed|ing)? step(?:s|ped|ping)?_back stand(?:s|"
    "ing)?_aside stood_aside takes?_(?:early_)?retirement took_(?:early_)?retirement "
    "depart(?:s|ed|ing)? leav(?:e|es|ing) left ceas(?:e|es|ed|ing) relinquish(?:es|ed|ing)? vacat(?:es?|ed|ing) stood_down stand(?:s|ing)?_down"
)
LEFT_BEHIND = alternatives(
    "to_be to_hold from a an the its our as of to_serve to_act acting serving being in his her both "
    "positions? roles? post office and board company(?:'s)? corporation(?:'s)? [Cc]ompany's [Cc]orporation's employment with also officer down member"
)
INTENTION = (
    rf"(?:announced|confirmed|declared|indicated|expressed|given notice of|(?:informed|advised|notified|"
    rf"told) (?:the [Bb]oard(?: of [Dd]irectors)?(?: of (?:the [Cc]ompany|{ORG}))?|the [Cc]ompany|{ORG})(?:\s\([^()]{{1,40}}\))? of) "
    "(?:his|her|their) (?:intention|decision|plans?|wish|desire) to"
)
TELLS = r"(?:(?:has\s)?(?:informed|advised|notified|told)\s[^,;.]{2,40}?\s(?:that\s)?(?:he|she|they)\s|has\sgiven\snotice\sthat\s(?:he|she|they)\s)?"
FROM_POST = rf"(?:{LEFT_BEHIND}\s|{ORG}(?:'s?)?\s)*"
LATELY = alternatives("recent new planned upcoming sudden early earlier previously_announced")
ONCE = alternatives(
    "previously formerly most_recently also earlier later then subsequently initially originally first lastly latterly was were been served "
    "serving worked acted held both led headed"
)
AMONG = (
    "as in on an? positions? roles? offices? posts? the senior of such including spells? stints? turns? "
    "executive management managerial leadership financial finance technical "
    "operational operating commercial corporate engineering exploration other key "
    "increasing responsibility seniority increasingly progressively several numerous different a number series "
    "various to_serve"
)
FORMERLY = alternatives("former(?:ly)? previous(?:ly)? most_recently until_recently past ex- late retired retiring outgoing")
# "held a number of positions, most recently ".
_RANGE = (
    rf"(?:{alternatives(AMONG)}\s){{0,6}}?(?:[a-z]+\s)?(?:positions|roles|posts)(?:\sof\s[a-z]+\s(?:responsibility|seniority|authority))?,?\s"
    rf"(?:{alternatives('most_recently lastly including ultimately finally such_as')}\s)(?:(?:as|that of|those of)\s)?"
)
# "was", "had most recently served as the", "held the position of its".
WAS_POST = rf"(?:had\s)?(?:{ONCE}\s)+(?:{_RANGE})?(?:(?:as|in)\s)?(?:the\s)?(?:{POST}\sof\s)?{OWNERS}"
