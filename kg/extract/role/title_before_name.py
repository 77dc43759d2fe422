"""The words that tie a title to a person named behind it: what stands between the two, and what before the title says what it means."""

from __future__ import annotations

import re

from kg.extract.role.post_words import AUXILIARY, ORG, OWNERS, POST
from kg.extract.role.title_grammar import APPOINTED, HELD, Rule, rule
from kg.text.names import HONORIFIC

# Behind a title: whose it is, or "'s duties".
_HIS = rf"(?:\s(?:of|for|at)\s(?:{ORG}|the [Cc]ompany)|'s\s{POST})?,?\s"

TITLE_PERSON: tuple[Rule, ...] = (
    rule("title-name", HELD, rf"^\s+(?:{HONORIFIC}\s)?", (" ", " Mr. "), (", ",)),
    rule(
        "title-of-name",
        HELD,
        rf"^\s+(?:of|at|for|with|in)\s(?:{ORG}|the [Cc]ompany|the [Cc]orporation|"
        rf"[A-Z][a-z]+(?: [A-Z][a-z]+)?)\s*,\s*(?:{HONORIFIC}\s)?",
        (" of ORG, ", " of the Company, Mr. ", " in Peru, "),
        (" of the day, ",),
    ),
    rule(
        "title-passes-name",
        APPOINTED,
        rf"^{_HIS}(?:which\s)?{AUXILIARY}(?:pass(?:es|ed)?|go(?:es)?|went|fall(?:s|en)?|fell|transfer(?:s|red)?|handed|given|"
        rf"assigned|entrusted|offered)\s(?:over\s|on\s)?(?:(?:temporarily|in the interim|in the meantime|for the time being|for now|meanwhile)\s)?"
        rf"to\s(?:{HONORIFIC}\s)?",
        (" passes to ", ", which passes to ", " is assigned to ", " pass for the time being to ", " of the Company will be handed over to Mr. "),
        (" speaks to ", " to "),
    ),
    rule(
        "title-filled-by-name",
        APPOINTED,
        rf"^{_HIS}{AUXILIARY}(?:temporarily\s)?(?:filled|assumed|taken (?:on|over|up)|performed|discharged|"
        rf"fulfilled|undertaken|covered|carried out|occupied)(?:,? (?:temporarily|in the interim|for the time being),?)?\sby\s(?:{HONORIFIC}\s)?",
        (" has been filled by ", " will be assumed by Mr. ", " of the Company will be covered in the interim by "),
        (" filed by ", " will be replaced by "),
    ),
    rule("title-bracket-name", HELD, rf"^\s\(\s?(?:{HONORIFIC}\s)?", (" (", " (Mr "), ("(", " (of ")),
    rule("title-comma-name", HELD, rf"^,\s*(?:{HONORIFIC}\s)?", (", ", ", Dr. "), (" and ",)),
    rule("title-colon-name", HELD, rf"^\s*(?::|\s[-\u2013\u2014]\s)\s*(?:{HONORIFIC}\s)?", (": ", "  - "), (", ",)),
    rule(
        "title-is-name",
        HELD,
        rf"^(?:\s(?:of|for|at)\s[^.;,]{{1,60}})?\s(?:is|was|will be|are|were|"
        rf"(?:which )?(?:comprises?|compris(?:ed of|ing)|consist(?:s|ing)? of|composed of|made up of))\s(?:now\s)?(?:{HONORIFIC}\s)?",
        (" is ", " of ORG will be Dr. ", " are "),
        (" is not ",),
    ),
)


# Rules that speak of a post only where the words before the title say so: "the role of", "will hand over the position of".
_OF_POST = re.compile(rf"\b(?:{POST}|mantle)\s(?:of|as)\s{OWNERS}$")
_HANDED = re.compile(
    rf"\b(?:hand|pass|turn|transfer|relinquish|cede|give)\w*\s(?:over\s|on\s)?(?:the|his|her)\s(?:{POST}|reins|duties)\s(?:of|as)\s{OWNERS}$"
)
_LEADS = {"title-passes-name": _OF_POST, "title-filled-by-name": _OF_POST, "title-handed-name": _HANDED}


# "led by former Birch Peak Mines CEO A": of a company that the text does not know.
_OF_FORMER = re.compile(r"\b(?:former|ex|one-time|previous)[ -](?:[A-Z][\w&'-]+ ){1,4}$")
_FOUNDER = re.compile(r"(?:co-?)?founders?", re.IGNORECASE)
_FOUNDED = re.compile(rf"(?:^|[.;:]\s|\b(?:[Oo]ur|[Ii]ts|[Tt]he|[Cc]ompany's|and)\s|{ORG}(?:'s?)?\s)$")
_OFFICE = re.compile(r"(?:ship|presidency)$")


def led_to(name: str, title: str, lead: str, behind: str) -> bool:
    """Whether the words before a title, or those right behind it, allow what a rule makes of the gap: "the role of", "'s duties"; a title that
    names the office, "the chairmanship", needs no more. A founder stands under the name of what was founded: "our founder A"."""
    if name == "title-name" and _OF_FORMER.search(lead):
        return False
    if name == "title-name" and _FOUNDER.fullmatch(title):
        return _FOUNDED.search(lead) is not None
    if name not in _LEADS or _OFFICE.search(title):
        return True
    return _LEADS[name].search(lead) is not None or re.match(rf"'s\s{POST}\b", behind) is not None


# "Joining the management team as CFO is A", "Leaving the Company as COO is B": what the verb that opens the sentence says of the post.
NEWEST = re.compile(r"\b(?:newest|new|latest|newly appointed|incoming)\s$", re.IGNORECASE)
TAKING_OPENS = re.compile(
    rf"^(?:(?:Also|Newly|Recently)\s)?(?:Joining|Appointed|Named|Promoted|Elected|Elevated|Assuming|Taking|Stepping|Filling|Coming|also joining|"
    rf"joining)\b"
    rf"[^.;]{{0,80}}?\b(?:as|of|to|into|over)\s{OWNERS}$"
)
LEAVING_OPENS = re.compile(
    rf"^(?:Also\s)?(?:Leaving|Departing|Resigning|Retiring|Stepping down|Standing down)\b[^.;]{{0,80}}?\b(?:as|from|of)\s{OWNERS}$"
)
