"""Words that limit what a sentence says of a post: that it lasts, is taken up again or only for a time, depends on something, is elsewhere."""

from __future__ import annotations

import re

from kg.extract.role.post_words import APPOINTS, ORG, POST

# "has been", "has served": what lasts to this day, unlike "was" and "had been".
PERFECT = re.compile(r"\b(?:has|have)\s(?:[a-z]+\s){0,2}(?:been|served|acted|held|led|headed|sat|worked)\b|\b(?:has|have)\s(?:since|for)\b")
AGAIN_WORDS = re.compile(r"\bre-?(?:appointed|elected|nominated|confirmed|election|appointment)\b", re.IGNORECASE)
# What makes an appointment uncertain: "If elected, A will serve as", "Should the merger close, A would become".
CONDITION = re.compile(r"\b(?:[Ii]f|[Ww]hether|[Uu]nless|[Ii]n the event|[Aa]ssuming|[Pp]rovided that)\b|^Should\b|,\sshould\b")
# Before a verb or noun of appointment: what is to come, and what may never.
TO_COME = re.compile(r"\b(?:expects?|intends?|plans?|agreed|will|shall|is|are) (?:to )?$")
UNSURE = re.compile(
    r"\b(?:propos(?:es?|ed|al)|recommend(?:s|ed)?|consider(?:s|ed|ing)?|reject(?:s|ed)?|oppos(?:es?|ed)|against|would|may|might|could|failed|"
    r"declined|"
    r"refused|requisition\w*|vote[sd]? on|resolutions? (?:for|on)|seek(?:s|ing)?|sought)\b[^,;.]{0,25}$"
)
# Before an appointment that the company itself means to make: "announces the proposed appointment of".
PROPOSED = re.compile(r"\b(?:announces?|pleased|delighted|advises?|wishes|reports?)\b[^.;]{0,250}?\bproposed $")
# Before a title: "and, until 2004, its Chairman".
UNTIL_BEFORE = re.compile(r"\b(?:until|till)\s(?:[A-Za-z]+\s)?(?:\d{1,2},?\s)?(?:19|20)\d\d,\s(?:the\s|its\s|our\s|also\s)*$")
CALLED_OFF = re.compile(
    r"^(?:,\s(?:which was |as )?(?:previously |first )?announced\b[^,;.]{0,40},?|[^,;.]{0,40})\s(?:(?:has been|was|is|have been) "
    r"(?:withdrawn|rescinded|cancelled|revoked|called off)|will (?:not(?: now)?|no longer) (?:proceed|take effect|go ahead)|is not proceeding)\b"
)
DEFEATED = re.compile(r"^,?\s(?:(?:was|were|has been) )?(?:not (?:passed|carried|approved|adopted)|defeated|rejected|voted down)\b")
SUBJECT_TO = re.compile(r"^[^.;,]{0,60}\s(?:is|remains|will be) subject to\b")
# Another company that is not named: "of a private company", "with several junior explorers".
ELSEWHERE = re.compile(
    r"^(?:\s(?:positions?|roles?|posts?|offices?))?,?\s(?:of|for|with|at|to)\s(?:the(?=\s(?:combined|merged|amalgamated)\s)|an?|"
    r"the following|another|other|several|various|numerous|many|some|certain|two|three|four|five|six|public|"
    r"private|junior|"
    r"listed|publicly|privately|unlisted|australian|canadian)\s"
    r"(?:[\w'-]+\s){0,5}?(?:compan(?:y|ies)|producers?|explorers?|firms?|corporations?|issuers?|miners?|developers?|juniors|majors?|entit(?:y|ies)|"
    r"groups?|organi[sz]ations?|businesses|enterprises?|banks?|consultanc(?:y|ies)|subsidiar(?:y|ies)|mines?|operators?|"
    r"universit(?:y|ies)|colleges?|schools?|institutes?|associations?|foundations?|charit(?:y|ies)|societ(?:y|ies)|councils?|agenc(?:y|ies))\b"
    rf"(?!(?:,|\sat|\sof|\swith|,?\s(?:including|such as|namely))?\s{ORG})",
    re.IGNORECASE,
)
# Before a person or a title: who is named so is dead or gone.
GONE = re.compile(
    r"\b(?:(?P<noun>passing(?: away)?|death|loss|resignation|retirement|departure|stepping down|removal)"
    r"(?:\sfrom\s(?:the|its|our)\s[Bb]oard(?: of [Dd]irectors)?)?,? of|"
    r"part(?:ed|s|ing) (?:ways |company )?with|dismiss(?:ed|es|al of)|sack(?:ed|s)|fired|oust(?:ed|s)|"
    r"(?:let go(?: of)?|remov(?:ed|es)|terminat(?:ed|es)|lost|loses|"
    r"(?:bids?|bade|said|says) (?:farewell|goodbye) to|accepted the resignation of)(?=\s(?:its|our|the|\x00))|"
    r"(?:[Dd]epartures|[Rr]esignations|[Rr]etirements)\s(?:include[sd]?|are|were|comprised?)\s?:?|"
    r"[Dd]eparting\s(?:the [Cc]ompany\s)?(?:is|are|will be|executives? (?:is|are|includes?)):?)\s"
    r"(?:(?:its|our|the|their|\x00(?:'s?)?|the [Cc]ompany's|long-?serving|long-?standing|long-?time|outgoing|"
    r"esteemed|beloved|late|founding|current|colleague|"
    r"Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Sir|Messrs\.?)\s){0,4}$"
)
# The same with its day: "the death on March 3 of".
GONE_ON = re.compile(
    r"\b(?:passing(?: away)?|death|resignation|retirement|departure|removal)\b(?=[^.;]{0,30}\b(?:on|yesterday|last|in|effective|with effect)\b)"
    r"[^.;]{4,90}?\sof\s(?:(?:its|our|the|their|\x00(?:'s?)?|the [Cc]ompany's)\s(?:[a-z-]+\s){0,3})?(?:(?:Mr|Ms|Mrs|Dr|Sir)\.?\s)?$"
)
INTERIM_BASIS = re.compile(r",?\s(?:on|in|for) an? (?:interim|acting|temporary|caretaker) (?:basis|capacity|period|role)\b,?", re.IGNORECASE)
# The same of a contract, whose end the words behind the title tell.
EMPLOYMENT = re.compile(
    r"\b(?:employment|services|tenure|term(?: of office)?|mandate|secondment|contract)(?: (?:contract|agreement))? (?:of|with)\s"
    r"(?:(?:its|our|the|their|\x00(?:'s?)?|the Company's|Mr\.?|Ms\.?|Mrs\.?|Dr\.?)\s){0,4}$"
)
ENDED = re.compile(
    r"^,?(?:\s(?:of|at|with)\s[^,.;]{2,40},?)?\s(?:(?:has|have|will|is|was|be|been|being)\s){0,3}(?:to\s)?"
    r"(?:terminat(?:ed|es|e)|end(?:ed|s)?|ceas(?:ed|es|e)|conclud(?:ed|es|e)|expir(?:ed|es|e)|laps(?:ed|es|e)|r[au]ns? out|come to an end|"
    r"not be (?:renewed|extended))\b"
)
# A leaving that is not to be, or not yet: "denies that A has resigned", "has withdrawn his resignation", "agreed to postpone her retirement".
REVOKED = re.compile(
    r"\b(?:(?:den(?:y|ies|ied|ying)|refut(?:es|ed)|untrue that|contrary to)\b[^;.]{0,90}?\b|"
    r"(?:withdr(?:aws?|ew|awn|awing)|rescind(?:s|ed|ing)?|retract(?:s|ed)|revok(?:es?|ed)|postpon(?:es?|ed|ing)|defer(?:s|red|ring)?|"
    r"delay(?:s|ed|ing)?|revers(?:es?|ed)|reconsider(?:s|ed)?|reject(?:s|ed)?|refus(?:es?|ed)(?: to accept)?|declin(?:es?|ed) to accept|"
    r"not (?:to )?accept(?:ed)?)\s(?:the|his|her|their)\s(?:[a-z]+\s)?|\bno (?:intention|plans?) (?:of|to) )"
    r"(?:(?:decision|plans?|intention|notice) (?:to|of) )?(?:resign|retir|depart|leav|step|quit)"
)
# What is told as over: "who joined as COO in May".
DONE = re.compile(r"\b(?:joined|was|were|became|took|assumed|returned|has been|had been)\b")
# What makes an appointment or departure known, rather than tell it of former days.
ANNOUNCES = re.compile(
    r"\b(?:announce[sd]?|pleased|delighted|welcomes?|advises?|reports?|today|wish(?:es)? to (?:announce|advise)|"
    rf"appointment of|resignation of)\b|\b(?:has|have) (?:(?:also|now|today|[a-z]+ly) )?(?:been |{APPOINTS}\b|"
    r"(?:resigned|retired|stepped|joined|left|departed|become|"
    r"accepted|agreed|consented|relinquished|vacated|tendered|moved|transitioned|succeeded|replaced|come)\b)"
)
# "has been named CEO, a position she has held on an interim basis since May": what went before the post now given for good.
HELD_BEFORE = re.compile(
    rf",\s(?:an?\s|the\s)?{POST}\s(?:that\s|which\s|in\swhich\s)?(?:he|she|they)\s(?:has|had|have)\s(?:been\s)?"
    r"(?:held|filled|filling|holding|occupied|occupying|covered|covering|served|serving|acting|acted)\s"
    r"(?:(?:on|in) an? (?:interim|acting|temporary|caretaker) (?:basis|capacity)|temporarily)"
)
