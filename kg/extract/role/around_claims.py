"""The words before and behind a person and a title that belong together: verbs and nouns of taking up and leaving a post, committees."""

from __future__ import annotations

import re

from kg.extract.role.post_words import ORG, OWNERS, POST, alternatives

_INFORMED = alternatives(
    "who did do are has have had is was will intends_to also today decided_to and informed notified advised tendered announced given submitted"
)
# A further title of one person: "CFO of Y and a director", "President, who is also the".
FURTHER = re.compile(
    rf"^(?:\s(?:of|at|for|with|in)\s[^.;]{{1,80}}?|,?\s*{ORG}|,?\s*(?:P\.? ?Geo|P\.? ?Eng|CPA|CA|MBA|PhD)\.?)?\s*"
    r"(?:,|and|&|,\s*and|as well as|,\s*as well as|along with|,\s*who is|,? and (?:is|serves as|remains|was|has been|"
    rf"also)|who is|as(?=\s)|\n)\s*(?:also\s)?{OWNERS}$"
)
# What somebody is by trade, before their name: "appointed mining engineer and former banker Jane Roe", "former ORG executive Jane Roe".
_TRADE = (
    rf"(?:(?:former|ex|one-time|long-time|longtime)[\s-](?:{ORG}|(?-i:[A-Z])[\w&'-]*(?:\s(?-i:[A-Z])[\w&'-]*)?)\s)?"
    r"(?:(?!to\b|as\b|by\b|after\b|with\b|for\b|from\b|in\b|on\b|until\b|when\b|while\b|following\b|that\b|who\b)(?-i:[a-z])[\w-]*,?\s){0,6}"
    r"(?-i:engineer|geologist|metallurgist|geophysicist|geochemist|geoscientist|surveyor|banker|lawyer|barrister|solicitor|accountant|economist|"
    r"financier|executive|veteran|professional|specialist|expert|analyst|entrepreneur|businessman|businesswoman|investor|academic|diplomat)\s"
)
# "the appointment of X as", "appointed X": the words before the person, and those between person and title.
NOUN_BEFORE = re.compile(
    r"\b(appointment|promotion|hiring|election|re-?election|addition|nomination|naming|resignation|retirement|departure|"
    rf"passing|termination|(?<=the )services)s?\s(?:to (?:the|its|our) board )?of\s(?:(?-i:[A-Z])\w+\s|{_TRADE})?$",
    re.IGNORECASE,
)
LEAVING_NOUNS = frozenset({"resignation", "retirement", "departure", "passing", "termination"})
VERB_BEFORE = re.compile(
    r"\b(?:(?P<takes>appoint(?:ed|s|ing)?|nam(?:ed|es|ing)|promot(?:ed|es|ing)|elect(?:ed|s)|welcom(?:es?|ed|ing)|"
    r"hir(?:ed|es|ing)|engag(?:ed|es)|retain(?:ed|s)|recruit(?:ed|s)|select(?:ed|s)|ch(?:osen|ose|ooses)|designat(?:ed|es)|tapped|brought (?:in|on)|"
    r"introduc(?:e|es|ed)|add(?:ed|s)|confirm(?:ed|s)|elevat(?:ed|es|ing)|install(?:ed|s|ing)|pick(?:ed|s)|unveil(?:ed|s)|poach(?:ed|es)|"
    r"lur(?:ed|es)|draft(?:ed|s)(?: in)?|enlist(?:ed|s)|co-opt(?:ed|s)|mov(?:ed|es)|transfer(?:red|s)|turn(?:ed|s) to|"
    r"secur(?:ed|es) the services of|(?:succeeded|replaced) by)|"
    r"(?P<leaves>thank(?:s|ed)?|replac(?:es|"
    rf"ed|ing)|succeed(?:s|ed|ing)|terminat(?:ed|es)|remov(?:e|ed|es|ing)|dismiss(?:ed|es)|oust(?:ed|s)|voted? out|unseat(?:ed|s)|"
    rf"reliev(?:ed|es)|sack(?:ed|s)|fired))\s(?:that |aboard |back )?(?:(?:its|our|their|the|current|existing|then)\s){{0,2}}"
    rf"(?:{_TRADE})?$",
    re.IGNORECASE,
)
AS_POST = re.compile(
    rf"^,?\s*(?:(?:on)?to (?:{ORG}(?:'s?)?|the|its|our) (?:[a-z]+ ){{0,3}}(?:team|family|ranks),? )?"
    rf"(?:has been |was |will be )?(?:to succeed (?:him|her|them|{ORG}) as|as|to|to be|to the|to its|to our|"
    r"to serve as|to act as|to become|(?:in|into|to|for) the (?:role|position) of|as the new|"
    rf"from (?:his|her|the) (?:role|position|post) (?:as|of)|from)?\s?(?:the |its |our |an? )?(?:(?:new |newly[- ]created |vacant |"
    rf"expanded )?{POST})?\s?(?:of |as )?{OWNERS}$"
)
NEW_BEFORE = re.compile(
    r"\b(?:appointment|hiring|nam(?:es|ed)|appoint(?:s|ed)|welcomes?|promot(?:es|ed)) (?:of |as )?(?:its |the |our |a |an |"
    r"one )?(?:new )?$",
    re.IGNORECASE,
)
LEAVING_BEFORE = re.compile(r"\b(?:resignation|retirement|departure|death|passing) of (?:its |the |our )?$", re.IGNORECASE)
SUCCEEDING = re.compile(r"\b(?:succeed(?:s|ed|ing)?|replac(?:e|es|ed|ing)|tak(?:e|es|ing) over from|took over from|follow(?:s|ed)?)\s$")
# A title's holder goes on to leave it: ", will retire", " since 2008, has advised that she will step down".
LEAVES_AFTER = re.compile(
    rf"^(?:\s[\u2013-](?=\s(?:resigned|retired)\b))?(?:'s?\s(?:[a-z-]+\s){{0,2}}(?=(?:departure|resignation|retirement)\b))?(?:\s(?:since|for|from)\s[^,.;]{{2,60}})?[,)]?\s*(?:"
    rf"{_INFORMED}"
    r"[^.;]{0,90}?\s)?(?:be\s)?(?:resign(?:s|ed|ing|ation)|retir(?:e|es|ed|ing|ement)\b|step(?:s|ped|ping)? down|"
    r"(?:depart(?:s|ed|ing|ure)|leav(?:es|ing)\b|left\b|"
    r"(?<!medical )(?<!sick )(?<!parental )(?<!maternity )(?<!paternity )(?<!a )(?<!on )leave\b(?! of ))"
    r"(?!\s(?:for |from )?(?-i:[A-Z])|\sfor\s(?:the|an?)\b)|"
    r"(?:replaced|removed|dismissed|ousted|sacked|fired|terminated)\b(?=[.,;)]|$|\s(?:by|with immediate)\b)|"
    r"step(?:s|ped)? (?:aside|back)|quit(?:s|ting)?\b|bow(?:s|ed|ing)? out|mov(?:es|ed|ing) on|"
    r"finish(?:es|ed|ing)?\s(?:up\s)?(?:with|at|(?:in\s)?(?:the|his|her|their)\s(?:role|position|employment|tenure|term))\b|"
    r"stepping aside|ceased|passed away|died\b|part(?:ed|ing|s)? (?:ways|company)|no longer (?:with|employed|part of)\b|let go\b|exit(?:s|ed|ing)\b|"
    r"st(?:and|ood|ands|anding) down|not (?:be )?(?:stand|seek)(?:ing)?(?: for)? re-?election|"
    r"not (?:be )?offer(?:ing)? (?:him|her|them)sel(?:f|ves) for re-?election|(?:was|were) not re-?elected|failed to be re-?elected)",
    re.IGNORECASE,
)
COMMITTEE_LIST = re.compile(
    r"\b(?:[Cc]ommittee|[Aa]udit|[Rr]emuneration|[Nn]omination|[Rr]isk|[Ss]afety|[Ee]thics)\b[^.]{0,40}:|"
    r"\b[Cc]ommittee\s(?:now\s)?(?:are|is|comprises?|consists\sof|composed\sof)\s"
)
OF_COMMITTEE = re.compile(rf"^\s(?:of|to)\s(?:the |its |{ORG}(?:'s)?\s)(?:[A-Za-z,&]+\s){{1,5}}[Cc]ommittee")
VACANT = re.compile(r"^(?:,[^,;.]{2,50},)?\s(?:is |was |remains? |has been |to remain |currently )?(?:left )?(?:vacant|unfilled|open|empty)\b")
# A further post of a career: "Controller at X and subsequently that of Treasurer", "Chief Geologist and later Exploration Manager".
THEN = re.compile(
    rf"^(?:\s(?:of|at|for|with|in)\s[^.;]{{1,80}}?)?,?\s(?:and|before|then)\s(?:(?:then|later|subsequently|thereafter|finally|ultimately|"
    rf"more recently|"
    rf"most recently|before that|previously|earlier)\s){{0,2}}(?:(?:as|becoming|that of|those of)\s)?{OWNERS}$"
)
PAPER = re.compile(r"['\u2019]?s?['\u2019]?\s(?:report|statement|review|letter|message|address|remarks)\b", re.IGNORECASE)
LED_BY = re.compile(
    r"\b(?:is|are|has been|remains?|(?:will|to|is to) be)\s(?:now\s|still\s|also\s)?(?:led|headed|run|managed|directed|chaired) by\s$"
)
# "The officers are A as Chief Executive Officer and B as Corporate Secretary".
ROSTER = re.compile(
    r"^[^.;]{0,80}?\b(?:officers|directors|management|executives|team|[Bb]oard|leadership|[Cc]ompany|[Cc]orporation|[Ii]ssuer)\b[^.;:]{0,80}?"
    r"\b(?P<verb>(?:is|are|will be|will)\s(?:now\s)?(?:led by|headed by|comprised of|made up of|consist of|comprise)?|consists? of|compris(?:es?|"
    r"ing)|includes?)"
)
# "announces the following appointments: A to the board; B as Chairman; and C as CFO".
APPOINTMENTS = re.compile(r"^[^.;]{0,120}?\b(?:appointments?|promotions?|hires|hirings|additions|appointees)\b[^.;:]{0,60}:\s")
# Behind the letters after a name, where no comma need stand: "A, P.Geo. Alder's EVP", "A, P.Geo. and CEO".
BEHIND_LETTERS = re.compile(rf",?\s(?:and|&)\s|\s(?:{ORG}'s?|(?:[Tt]he )?[Cc]ompany's|its|our)\s(?:new\s|current\s)?")
# Behind the title of a speaker whose comma is lost: "Jane Roe Chairman of Alder said".
_TITLED_SPEAKS = re.compile(
    rf"(?:,?\s(?:of|at|for)\s(?:{ORG}|the [Cc]ompany|the [Gg]roup))?,?\s(?:said|says|commented|comments|stated|states|added|noted|remarked)\b"
)


def speaks_titled(listed: bool, title: str, behind: str) -> bool:
    """Whether a title right behind a name in prose is that of a speaker."""
    return not listed and title[:1].isupper() and _TITLED_SPEAKS.match(behind) is not None
